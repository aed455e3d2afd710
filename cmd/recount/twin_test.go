package main

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeLongReport writes a Word report of about 60 pages with 20 tables and 300 footnotes, and returns how
// many errors stand in it: a wrong total in every fourth table, a wrong share in every fifth section.
func writeLongReport(name string) (planted int, err error) {
	const sections, notesEach, paragraphs = 20, 15, 14
	var body, notes strings.Builder
	para := func(style, content string) {
		if style != "" {
			style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
		}
		body.WriteString("<w:p>" + style + content + "</w:p>")
	}
	run := func(text string) string {
		return `<w:r><w:t xml:space="preserve">` + html.EscapeString(text) + `</w:t></w:r>`
	}
	note := 0
	mark := func() string {
		note++
		fmt.Fprintf(&notes, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`, note, run(fmt.Sprintf(" Ledger of the harbour office, volume %d, read in the archive.", note%9+1)))
		return fmt.Sprintf(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, note)
	}
	const filler = "The harbour office keeps its ledgers by quay and by season, and what the clerks wrote was read again for this report. Where two clerks disagree the older hand is followed, and the other is named in a note. Vessels that called only for water were left out, as were those that turned back at the bar. Nothing here depends on the memory of a single person, and each figure can be found again by anyone who asks for the volume. "
	for s := range sections {
		para("Heading1", run(fmt.Sprintf("The quay of %s", quayNames[s])))
		for p := range paragraphs {
			content := run(filler + filler)
			if p < notesEach-1 {
				content += mark()
			}
			para("", content)
		}
		asked, agreed := 200+10*s, 100+5*s // half of them
		share := 50
		if s%5 == 4 {
			share, planted = 70, planted+1
		}
		para("", run(fmt.Sprintf("Of the %d pilots asked, %d (%d per cent) agreed.", asked, agreed, share))+mark())
		a, b, c := 110+s, 220+2*s, 330+3*s
		total := a + b + c
		if s%4 == 3 {
			total, planted = total+100, planted+1
		}
		para("Caption", run(fmt.Sprintf("Table %d. Vessels at the quay of %s", s+1, quayNames[s])))
		body.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>`)
		for _, row := range [][2]string{{"Kind of vessel", "Calls"}, {"Trawlers", fmt.Sprint(a)}, {"Ferries", fmt.Sprint(b)}, {"Tugs", fmt.Sprint(c)}, {"Total", fmt.Sprint(total)}} {
			body.WriteString("<w:tr>")
			for _, cell := range row {
				body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:keepNext/></w:pPr>` + run(cell) + `</w:p></w:tc>`)
			}
			body.WriteString("</w:tr>")
		}
		body.WriteString("</w:tbl>")
	}
	return planted, writeReportParts(name, body.String(), notes.String())
}

var quayNames = strings.Fields("Alder Birch Cedar Damson Elder Fir Gorse Hazel Ivy Juniper Kelp Larch Maple Nettle Oak Pine Quince Rowan Spruce Teasel")

func writeReportParts(name, body, notes string) error {
	const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	const mime = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="` + mime + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + mime + `styles+xml"/><Override PartName="/word/footnotes.xml" ContentType="` + mime + `footnotes+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + kind + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + kind + `styles" Target="styles.xml"/><Relationship Id="r2" Type="` + kind + `footnotes" Target="footnotes.xml"/></Relationships>`},
		{"word/styles.xml", `<w:styles ` + w + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:i/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style><w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>`},
		{"word/footnotes.xml", `<w:footnotes ` + w + `>` + notes + `</w:footnotes>`},
		{"word/document.xml", `<w:document ` + w + `><w:body>` + body + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>`},
	} {
		out, err := z.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := out.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?>` + part[1])); err != nil {
			return err
		}
	}
	return z.Close()
}

// decided lists what check decides about a file: the numbers with their verdicts, sorted.
func decided(t *testing.T, name string) (all []string, refuted int, sheets int) {
	t.Helper()
	code, stdout, stderr := outcomeOf(t, "", "check", "--study", "none", "--format", "json", name)
	if code == exitFailed {
		t.Fatalf("%s: %s", name, stderr)
	}
	var rep struct {
		Files []struct {
			Findings []struct {
				Text, Verdict string
				Sheet         int
			}
		}
	}
	if err := json.Unmarshal([]byte(stdout), &rep); err != nil {
		t.Fatal(err)
	}
	for _, f := range rep.Files[0].Findings {
		sheets = max(sheets, f.Sheet)
		if f.Verdict == "refuted" {
			refuted++
		}
		if f.Verdict != "undecided" {
			all = append(all, f.Verdict+" "+f.Text)
		}
	}
	slices.Sort(all)
	return all, refuted, sheets
}

// A long report and its twin in PDF, made by LibreOffice, have the same findings.
func TestTwinsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	word := filepath.Join(dir, "report.docx")
	planted, err := writeLongReport(word)
	if err != nil {
		t.Fatal(err)
	}
	inWord, refuted, _ := decided(t, word)
	if refuted != planted {
		t.Errorf("Word: %d disagreements, want the %d that stand in it: %v", refuted, planted, inWord)
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("RECOUNT_REQUIRE_TOOLS") == "1" {
			t.Fatal("soffice is missing")
		}
		t.Skip("soffice is missing")
	}
	cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "pdf", "--outdir", dir, word)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	inPDF, _, sheets := decided(t, filepath.Join(dir, "report.pdf"))
	if sheets < 55 || sheets > 75 {
		t.Errorf("the last number stands on sheet %d, want a report of about 60", sheets)
	}
	if !slices.Equal(inWord, inPDF) {
		t.Errorf("the twins differ:\nWord %d: %v\nPDF %d: %v", len(inWord), inWord, len(inPDF), inPDF)
	}
}

func BenchmarkCheckLongReport(b *testing.B) {
	word := filepath.Join(b.TempDir(), "report.docx")
	if _, err := writeLongReport(word); err != nil {
		b.Fatal(err)
	}
	g := &globals{stdin: strings.NewReader(""), stdout: &strings.Builder{}, stderr: &strings.Builder{}, getenv: func(string) string { return "" }}
	for b.Loop() {
		run(g, []string{"check", "--study", "none", word})
	}
}
