package document

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// zipped makes an archive of names and contents in turn.
func zipped(members ...string) []byte {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i+1 < len(members); i += 2 {
		f, _ := w.Create(members[i])
		f.Write([]byte(members[i+1]))
	}
	w.Close()
	return buf.Bytes()
}

const docxSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// docxFile makes a Word document of the body's XML and, if not empty, its footnotes' XML.
func docxFile(body, footnotes string) []byte {
	m := []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + docxSpace + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml", `<w:styles ` + docxSpace + `><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>` +
			`<w:style w:styleId="Sub"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>` +
			`<w:style w:styleId="Cap"><w:name w:val="caption"/></w:style><w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>`,
	}
	if footnotes != "" {
		m = append(m, "word/footnotes.xml", `<w:footnotes `+docxSpace+`><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>`+footnotes+`</w:footnotes>`)
	}
	return zipped(m...)
}

func para(inner string) string { return `<w:p>` + inner + `</w:p>` }
func run(s string) string      { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

func TestDOCXBlocks(t *testing.T) {
	sup := func(s string) string {
		return `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>` + s + `</w:t></w:r>`
	}
	ref := `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`
	for _, tt := range []struct{ name, body, notes, want string }{
		{"number over runs", para(run("It was 2") + run("43 per 100") + run(",000.")), "", "paragraph|It was 243 per 100,000.\n"},
		{"heading by style", para(`<w:pPr><w:pStyle w:val="Sub"/></w:pPr>` + run("Births")), "", "heading|Births\n"},
		{"footnote", para(run("Prison for 28 years.") + ref + run(" Then 40 more.")), `<w:footnote w:id="2">` + para(`<w:r><w:footnoteRef/></w:r>`+run(" See para. 12.")) + `</w:footnote>`,
			"paragraph|Prison for 28 years. Then 40 more.\nfootnote|See para. 12.\n"},
		{"raised by hand", para(run("In all 253") + sup("7") + run(" cases, 12 km") + sup("2") + run(", 3.2 × 10") + sup("5") + run(", the 49") + sup("th") + run(" time.")), "",
			"paragraph|In all 253 cases, 12 km², 3.2 × 10⁵, the 49th time.\n"},
		{"tracked changes", para(run("Was ") + `<w:del><w:r><w:delText>24</w:delText></w:r></w:del><w:ins>` + run("26") + `</w:ins>` + run(" of 40.")), "", "paragraph|Was 26 of 40.\n"},
		{"text box once", para(run("Before ") + `<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>` + para(run("Boxed 7")) + `</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>` + para(run("Boxed 7")) + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>` + run("after.")), "",
			"paragraph|Before after.\nparagraph|Boxed 7\n"},
		{"field", para(run("See ") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>99</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("Table 3") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run(".")), "", "paragraph|See Table 3.\n"},
		{"contents, list", para(`<w:pPr><w:pStyle w:val="T1"/></w:pPr>`+run("Intro 3")) + para(`<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr>`+run("12 schools")), "", "list item|12 schools\n"},
		{"formula", para(run("So ") + `<m:oMath><m:f><m:num><m:r><m:t>243</m:t></m:r></m:num><m:den><m:r><m:t>32.1</m:t></m:r></m:den></m:f><m:r><m:t> &lt; </m:t></m:r><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>5</m:t></m:r></m:sup></m:sSup></m:oMath>`), "", "paragraph|So 243/32.1 < 10⁵\n"},
		{"references", para(run("Fish &amp; chips &#163;12")), "", "paragraph|Fish & chips £12\n"},
	} {
		d, err := Read("a.docx", docxFile(tt.body, tt.notes), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := blocksOf(d); got != tt.want {
			t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
		}
		checkMap(t, d)
	}
}

// checkMap reads spans of the text again from the source.
func checkMap(t *testing.T, d *Document) {
	t.Helper()
	for _, b := range d.Blocks {
		if b.Start < 0 || b.End > len(d.Text) || b.Start >= b.End {
			t.Fatalf("%s: block %+v of a text of %d bytes", d.Name, b, len(d.Text))
		}
	}
	last := 0
	for _, b := range d.Blocks {
		if b.Start < last {
			t.Errorf("%s: block %+v begins before %d", d.Name, b, last)
		}
		last = b.End
	}
	for i := 0; i < len(d.Text); i += 1 + i/50 {
		for _, n := range []int{1, 3, 17, 200} {
			end := min(i+n, len(d.Text))
			if got, ok := d.Source(i, end); !ok || got != d.Text[i:end] {
				t.Fatalf("%s: Source(%d, %d) = %q, %v, want %q", d.Name, i, end, got, ok, d.Text[i:end])
			}
		}
		d.Position(i)
		d.SourceRange(i, min(i+5, len(d.Text)))
		d.PartRange(i, min(i+5, len(d.Text)))
	}
	for _, s := range d.Sentences() {
		if s.Start < 0 || s.End > len(d.Text) || s.Start >= s.End {
			t.Fatalf("%s: sentence %v", d.Name, s)
		}
	}
}

func TestDOCXTable(t *testing.T) {
	cell := func(props, s string) string { return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + para(run(s)) + `</w:tc>` }
	row := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	body := para(`<w:pPr><w:pStyle w:val="Cap"/></w:pPr>`+run("Table 2. Births")) + `<w:tbl>` +
		row(cell(`<w:vMerge w:val="restart"/>`, "Place"), cell(`<w:gridSpan w:val="2"/>`, "Births")) +
		row(cell(`<w:vMerge/>`, ""), cell("", "2017"), cell("", "2018")) +
		row(cell("", "Hotan"), cell("", "1,204"), cell("", "990")) +
		row(cell("", "Kashgar"), cell("", "2,001"), cell("", "1,500")) + `</w:tbl>` + para(run("After."))
	d, err := Read("a.docx", docxFile(body, ""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkMap(t, d)
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables, want 1", len(d.Tables))
	}
	tab := d.Tables[0]
	if tab.Caption != "Table 2. Births" || tab.Label != "Table 2" || tab.HeaderRows != 2 || tab.HeaderCols != 1 {
		t.Errorf("table %q, %q with %d header rows and %d columns", tab.Caption, tab.Label, tab.HeaderRows, tab.HeaderCols)
	}
	c := tab.Cells[3][2]
	if c.Text != "1,500" || d.Text[c.Start:c.End] != "1,500" || strings.Join(c.ColHead, "|") != "Births|2018" || strings.Join(c.RowHead, "|") != "Kashgar" {
		t.Errorf("cell %+v", c)
	}
	if m := tab.Cells[1][0]; !m.Covered || m.Text != "Place" || m.RowSpan != 2 {
		t.Errorf("merged cell %+v", m)
	}
	if member, from, to, ok := d.PartRange(c.Start, c.End); !ok || member != "word/document.xml" || d.origin.parts[0].data[from:to] != "1,500" {
		t.Errorf("PartRange = %q, %d, %d, %v", member, from, to, ok)
	}
	if p := d.Position(c.Start); p.String() != "a.docx: para 11" {
		t.Errorf("position %s", p)
	}
}
