package embed_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"recount/figures"
	"recount/figures/embed"
)

// parts unpacks a Word document.
func parts(t *testing.T, sheet *embed.Sheet) map[string]string {
	t.Helper()
	data := files(t, sheet, embed.DOCX)[sheet.Figure.ID+".docx"]
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// The document has the picture twice, as drawing and as image, described and captioned.
func TestDOCX(t *testing.T) {
	for name, s := range map[string]study{"birth-rates": shipped(t), "harvest": orchard(t), "beds": hostile(t)} {
		sheet := s.sheet(t, name, embed.Options{})
		p := sheet.Pieces()
		all := parts(t, sheet)
		for part, text := range all {
			if strings.HasSuffix(part, ".xml") || strings.HasSuffix(part, ".rels") || strings.HasSuffix(part, ".svg") {
				wellFormed(t, text)
			}
		}
		var doc struct {
			Body struct {
				P []struct {
					Texts []string `xml:"r>t"`
					Style struct {
						Val string `xml:"val,attr"`
					} `xml:"pPr>pStyle"`
					DocPr struct {
						Descr string `xml:"descr,attr"`
						Title string `xml:"title,attr"`
					} `xml:"r>drawing>inline>docPr"`
					Blip struct {
						Embed string `xml:"embed,attr"`
						SVG   struct {
							Embed string `xml:"embed,attr"`
						} `xml:"extLst>ext>svgBlip"`
					} `xml:"r>drawing>inline>graphic>graphicData>pic>blipFill>blip"`
				} `xml:"p"`
			} `xml:"body"`
		}
		if err := xml.Unmarshal([]byte(all["word/document.xml"]), &doc); err != nil {
			t.Fatal(err)
		}
		if len(doc.Body.P) != 3 {
			t.Fatalf("%d paragraphs, want figure, caption and source", len(doc.Body.P))
		}
		picture, caption, source := doc.Body.P[0], doc.Body.P[1], doc.Body.P[2]
		if picture.DocPr.Descr != p.Alt || picture.DocPr.Title != p.Title {
			t.Errorf("%s: description %q, title %q", name, picture.DocPr.Descr, picture.DocPr.Title)
		}
		if picture.Blip.Embed != "png" || picture.Blip.SVG.Embed != "svg" {
			t.Errorf("%s: picture %+v", name, picture.Blip)
		}
		if got := strings.Join(caption.Texts, ""); caption.Style.Val != "Caption" || !strings.Contains(got, p.Caption) {
			t.Errorf("%s: caption %q in style %q", name, got, caption.Style.Val)
		}
		if got := strings.Join(source.Texts, ""); got != p.Credit {
			t.Errorf("%s: source %q", name, got)
		}
		for part, preset := range map[string]string{"word/media/figure.png": "word", "word/media/figure.svg": "word"} {
			if r, err := figures.ReadReceipt([]byte(all[part])); err != nil || r.Preset != preset {
				t.Errorf("%s: %s holds receipt %v, %v", name, part, r, err)
			}
		}
		relations(t, all)
	}
}

// relations checks that every relation leads to a part, and that every part has a type.
func relations(t *testing.T, all map[string]string) {
	t.Helper()
	var rels struct {
		List []struct {
			Target string `xml:",attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal([]byte(all["word/_rels/document.xml.rels"]), &rels); err != nil {
		t.Fatal(err)
	}
	for _, r := range rels.List {
		if all["word/"+r.Target] == "" {
			t.Errorf("a relation leads to %q, which is not there", r.Target)
		}
	}
	for part := range all {
		types := all["[Content_Types].xml"]
		if !strings.Contains(types, `PartName="/`+part+`"`) && !strings.Contains(types, `Extension="`+strings.TrimPrefix(filepath.Ext(part), ".")+`"`) && part != "[Content_Types].xml" {
			t.Errorf("part %s has no type", part)
		}
	}
}

// LibreOffice opens the document and keeps the description.
func TestLibreOffice(t *testing.T) {
	soffice := tool(t, "soffice")
	dir := t.TempDir()
	for name, s := range map[string]study{"birth-rates": shipped(t), "beds": hostile(t)} {
		sheet := s.sheet(t, name, embed.Options{})
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, []byte(files(t, sheet, embed.DOCX)[name+".docx"]), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "fodt", "--outdir", dir, file)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		text, err := os.ReadFile(filepath.Join(dir, name+".fodt"))
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(bytes.NewReader(text))
		var described, words strings.Builder
		for in := ""; ; {
			tok, err := d.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				in = tok.Name.Local
			case xml.CharData:
				if in == "desc" {
					described.Write(tok)
				} else if in == "p" || in == "span" {
					words.Write(tok)
				}
			}
		}
		p := sheet.Pieces()
		if got := strings.TrimSpace(described.String()); got != p.Alt {
			t.Errorf("%s: LibreOffice describes the picture as %q, want %q", name, got, p.Alt)
		}
		if name == "birth-rates" && !strings.Contains(spaced(words.String()), p.Credit) {
			t.Errorf("LibreOffice shows no source: %s", spaced(words.String()))
		}
	}
}

// pdflatex sets every figure of the shipped study, and one whose words are hostile, with all macros.
func TestPDFLaTeX(t *testing.T) {
	pdflatex := tool(t, "pdflatex")
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var doc strings.Builder
	doc.WriteString("\\documentclass{article}\n\\usepackage{graphicx}\n")
	for i, s := range []study{shipped(t), hostile(t)} {
		numbers, err := embed.Numbers(s.stats, embed.LaTeXNumbers)
		if err != nil {
			t.Fatal(err)
		}
		name := []string{"shipped.tex", "hostile.tex"}[i]
		write(name, string(numbers.Data))
		doc.WriteString("\\input{" + name + "}\n")
	}
	doc.WriteString("\\begin{document}\nThe rate was \\recountSterilizationRateRatio\\ times, $\\recountBirthRateFall$, \\recountBirthRateFallText, \\recountNorthShareWords.\n\\listoffigures\n")
	for _, s := range []study{shipped(t), hostile(t)} {
		for _, f := range s.set.All() {
			for name, text := range files(t, embed.NewSheet(s.stats, f, embed.Options{}), embed.LaTeX) {
				write(name, text)
			}
			doc.WriteString("\\input{" + f.ID + ".tex}\\clearpage\n")
		}
	}
	doc.WriteString("\\end{document}\n")
	write("main.tex", doc.String())
	for range 2 { // the second run reads the list of figures
		cmd := exec.Command(pdflatex, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "main.tex")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out[max(0, len(out)-3000):])
		}
	}
	log, err := os.ReadFile(filepath.Join(dir, "main.log"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(log), "Missing character") {
		t.Error("a character is missing in the fonts")
	}
}
