package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The parts of a Word document that do not change (ECMA-376, part 1, sections 17 and 15.2).
var queryParts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
	{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Questions about figures</dc:title><dc:creator>recount</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>`},
	{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"word/styles.xml", `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/><w:sz w:val="18"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>`},
}

// The columns of the sheet with their widths, in twentieths of a point: an A4 page on its side, 2 cm margins.
var queryColumns = []struct {
	title string
	width int
}{{"No.", 560}, {"Where", 1500}, {"Sentence", 3500}, {"The source", 3000}, {"The question", 2000}, {"Would agree", 1500}, {"Answer", 2500}}

// QueriesDOCX writes the questions as a table in a Word document, with an empty column for the answers.
func QueriesDOCX(w io.Writer, r Report) error {
	var body strings.Builder
	body.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	body.WriteString(`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>` + wordRun("Questions about figures", "") + `</w:p>`)
	body.WriteString(wordParagraph("Compared with " + against(r) + "."))
	if qs := QueriesOf(r); len(qs) > 0 {
		queryTable(&body, qs)
	} else {
		body.WriteString(wordParagraph("No figure that could be checked disagrees."))
	}
	body.WriteString(`<w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	out := zip.NewWriter(w)
	for _, p := range append(queryParts[:len(queryParts):len(queryParts)], [2]string{"word/document.xml", body.String()}) {
		f, err := out.Create(p[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+p[1]); err != nil {
			return err
		}
	}
	return out.Close()
}

func queryTable(b *strings.Builder, qs []Query) {
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="14560" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="999999"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, c := range queryColumns {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, c.width)
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range queryColumns {
		wordCell(b, i, wordRun(c.title, "<w:b/>"))
	}
	b.WriteString(`</w:tr>`)
	for _, q := range qs {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, text := range []string{fmt.Sprint(q.N), q.Place, "", q.Source, q.Question, q.Would, ""} {
			content := wordRun(text, "")
			if i == 2 {
				content = markedSentence(q)
			}
			wordCell(b, i, content)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// markedSentence is the sentence with the number in bold.
func markedSentence(q Query) string {
	before, after, ok := strings.Cut(q.Sentence, q.Number)
	if !ok {
		return wordRun(q.Sentence, "")
	}
	return wordRun(before, "") + wordRun(q.Number, "<w:b/>") + wordRun(after, "")
}

func wordCell(b *strings.Builder, column int, content string) {
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p>%s</w:p></w:tc>`, queryColumns[column].width, content)
}

func wordParagraph(text string) string { return "<w:p>" + wordRun(text, "") + "</w:p>" }

func wordRun(text, look string) string {
	if text == "" {
		return ""
	}
	if look != "" {
		look = "<w:rPr>" + look + "</w:rPr>"
	}
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(oneLine(text))) // writing into memory cannot fail
	return `<w:r>` + look + `<w:t xml:space="preserve">` + b.String() + `</w:t></w:r>`
}
