package main

import (
	"archive/zip"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
)

var plantedFormats = []string{"docx", "odt", "html", "md", "tex"}

// A plantedBlock is a heading, a paragraph or a table with its caption.
type plantedBlock struct {
	level   int // of a heading, 0 of a paragraph
	text    string
	rows    [][]plantedCell // of a table; text is then its caption
	headers int
}

type plantedCell struct {
	text          string
	cols, rows    int
	covered, left bool // covered by another; by one on its left
}

func parsePlanted(src string) (all []plantedBlock) {
	lines := strings.Split(strings.TrimSpace(src), "\n")
	for i := 0; i < len(lines); i++ {
		switch line := lines[i]; {
		case line == "":
		case strings.HasPrefix(line, "== "):
			all = append(all, plantedBlock{level: 2, text: line[3:]})
		case strings.HasPrefix(line, "= "):
			all = append(all, plantedBlock{level: 1, text: line[2:]})
		case strings.HasPrefix(line, "@ "):
			b := plantedBlock{text: line[2:]}
			for i++; i < len(lines) && strings.HasPrefix(lines[i], "|"); i++ {
				if lines[i] == "|-" {
					b.headers = len(b.rows)
					continue
				}
				b.rows = append(b.rows, plantedRow(lines[i]))
			}
			b.merge()
			all = append(all, b)
			i--
		default:
			all = append(all, plantedBlock{text: line})
		}
	}
	return all
}

func plantedRow(line string) (row []plantedCell) {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	for c := range strings.SplitSeq(line, " |") {
		words := strings.TrimSpace(c)
		over := 0
		for strings.HasSuffix(words, ">") {
			words = strings.TrimSpace(strings.TrimSuffix(words, ">"))
			over++
		}
		row = append(row, plantedCell{text: words, cols: 1 + over, rows: 1})
		for range over {
			row = append(row, plantedCell{covered: true, left: true})
		}
	}
	return row
}

// merge joins the cells that stand for the one above.
func (b *plantedBlock) merge() {
	for r := range b.rows {
		for c := range b.rows[r] {
			if r == 0 || b.rows[r][c].text != "^" {
				continue
			}
			b.rows[r][c] = plantedCell{covered: true}
			for up := r - 1; ; up-- {
				if !b.rows[up][c].covered {
					b.rows[up][c].rows++
					break
				}
			}
		}
	}
}

// noted splits a paragraph at its footnotes: text, note, text, note, … text.
func noted(text string) []string {
	var parts []string
	for {
		before, rest, ok := strings.Cut(text, "^[")
		parts = append(parts, before)
		if !ok {
			return parts
		}
		note, after, _ := strings.Cut(rest, "]")
		parts = append(parts, note)
		text = after
	}
}

func writePlanted(t *testing.T, name, format, src string) {
	t.Helper()
	blocks := parsePlanted(src)
	var err error
	switch format {
	case "docx":
		err = plantedDOCX(name, blocks)
	case "odt":
		err = plantedODT(name, blocks)
	case "html":
		err = os.WriteFile(name, []byte(plantedHTML(blocks)), 0o600)
	case "md":
		err = os.WriteFile(name, []byte(plantedMarkdown(blocks)), 0o600)
	case "tex":
		err = os.WriteFile(name, []byte(plantedLaTeX(blocks)), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func plantedHTML(blocks []plantedBlock) string {
	var b, notes strings.Builder
	n := 0
	b.WriteString("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Report</title></head><body><main><article>\n")
	for _, x := range blocks {
		switch {
		case x.level > 0:
			fmt.Fprintf(&b, "<h%d>%s</h%d>\n", x.level, html.EscapeString(x.text), x.level)
		case x.rows == nil:
			b.WriteString("<p>")
			for i, part := range noted(x.text) {
				if i%2 == 0 {
					b.WriteString(html.EscapeString(part))
					continue
				}
				n++
				fmt.Fprintf(&b, `<sup id="r%d"><a href="#fn%d">%d</a></sup>`, n, n, n)
				fmt.Fprintf(&notes, `<li id="fn%d">%s <a href="#r%d">↩</a></li>`, n, html.EscapeString(part), n)
			}
			b.WriteString("</p>\n")
		default:
			fmt.Fprintf(&b, "<table><caption>%s</caption>\n<thead>", html.EscapeString(x.text))
			for r, row := range x.rows {
				tag := "td"
				if r < x.headers {
					tag = "th"
				} else if r == x.headers {
					b.WriteString("</thead><tbody>")
				}
				b.WriteString("<tr>")
				for _, c := range row {
					if !c.covered {
						fmt.Fprintf(&b, `<%s colspan="%d" rowspan="%d">%s</%s>`, tag, c.cols, c.rows, html.EscapeString(c.text), tag)
					}
				}
				b.WriteString("</tr>\n")
			}
			b.WriteString("</tbody></table>\n")
		}
	}
	if n > 0 {
		b.WriteString(`<section class="footnotes"><ol>` + notes.String() + "</ol></section>")
	}
	return b.String() + "</article></main></body></html>\n"
}

// plantedMarkdown leaves merged cells empty: the notation has none, and its one row of headings is the first.
func plantedMarkdown(blocks []plantedBlock) string {
	var b, notes strings.Builder
	n := 0
	for _, x := range blocks {
		switch {
		case x.level > 0:
			b.WriteString(strings.Repeat("#", x.level) + " " + x.text + "\n\n")
		case x.rows == nil:
			for i, part := range noted(x.text) {
				if i%2 == 0 {
					if strings.HasPrefix(part, "* ") {
						part = `\` + part
					}
					b.WriteString(part)
					continue
				}
				n++
				fmt.Fprintf(&b, "[^%d]", n)
				fmt.Fprintf(&notes, "[^%d]: %s\n", n, part)
			}
			b.WriteString("\n\n")
		default:
			b.WriteString(x.text + "\n\n")
			for r, row := range x.rows {
				for _, c := range row {
					b.WriteString("| " + c.text + " ")
				}
				b.WriteString("|\n")
				if r == 0 {
					b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String() + notes.String()
}

var latexEscape = strings.NewReplacer("%", `\%`, "&", `\&`, "£", `\pounds `, "$", `\$`, "–", "--", "’", "'", "#", `\#`)

// thinSpaced finds the spaces between thousands.
var thinSpaced = regexp.MustCompile(`(\d) (\d{3})\b`)

func latexText(s string) string { return thinSpaced.ReplaceAllString(latexEscape.Replace(s), `$1\,$2`) }

// plantedLaTeX writes captions of plain numbers for LaTeX to count, and others whole.
func plantedLaTeX(blocks []plantedBlock) string {
	var b strings.Builder
	b.WriteString("\\documentclass{article}\n\\usepackage{caption,multirow,booktabs}\n\\begin{document}\n")
	for _, x := range blocks {
		switch {
		case x.level > 0:
			b.WriteString("\\" + strings.Repeat("sub", x.level-1) + "section{" + latexText(x.text) + "}\n\n")
		case x.rows == nil:
			for i, part := range noted(x.text) {
				if i%2 == 1 {
					part = "\\footnote{" + latexText(part) + "}"
				} else {
					part = latexText(part)
				}
				b.WriteString(part)
			}
			b.WriteString("\n\n")
		default:
			fmt.Fprintf(&b, "\\begin{table}[ht]\n\\centering\n\\caption*{%s}\n\\begin{tabular}{l%s}\n\\toprule\n", latexText(x.text), strings.Repeat("r", len(x.rows[0])-1))
			for r, row := range x.rows {
				if r == x.headers {
					b.WriteString("\\midrule\n")
				}
				var cells []string
				for _, c := range row {
					text := latexText(c.text)
					switch {
					case c.left:
						continue
					case c.cols > 1:
						text = fmt.Sprintf("\\multicolumn{%d}{c}{%s}", c.cols, text)
					case c.rows > 1:
						text = fmt.Sprintf("\\multirow{%d}{*}{%s}", c.rows, text)
					}
					cells = append(cells, text)
				}
				b.WriteString(strings.Join(cells, " & ") + " \\\\\n")
			}
			b.WriteString("\\bottomrule\n\\end{tabular}\n\\end{table}\n\n")
		}
	}
	return b.String() + "\\end{document}\n"
}

var captionNumber = regexp.MustCompile(`^Table (\d+)`)

func plantedDOCX(name string, blocks []plantedBlock) error {
	var b, notes strings.Builder
	n := 0
	run := func(text string) string {
		return `<w:r><w:t xml:space="preserve">` + html.EscapeString(text) + `</w:t></w:r>`
	}
	for _, x := range blocks {
		switch {
		case x.level > 0:
			b.WriteString(`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>` + run(x.text) + `</w:p>`)
		case x.rows == nil:
			b.WriteString(`<w:p>`)
			for i, part := range noted(x.text) {
				if i%2 == 0 {
					b.WriteString(run(part))
					continue
				}
				n++
				fmt.Fprintf(&b, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, n)
				fmt.Fprintf(&notes, `<w:footnote w:id="%d"><w:p><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`, n, run(" "+part))
			}
			b.WriteString(`</w:p>`)
		default:
			b.WriteString(`<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>`)
			if m := captionNumber.FindStringSubmatch(x.text); m != nil { // as Word numbers its captions
				b.WriteString(run("Table ") + `<w:fldSimple w:instr=" SEQ Table \* ARABIC ">` + run(m[1]) + `</w:fldSimple>` + run(x.text[len(m[0]):]))
			} else {
				b.WriteString(run(x.text))
			}
			first, other := 2600, 6400/max(len(x.rows[0])-1, 1)
			b.WriteString(`</w:p><w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>` + fmt.Sprintf(`<w:gridCol w:w="%d"/>`, first) + strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, other), len(x.rows[0])-1) + `</w:tblGrid>`)
			for r, row := range x.rows {
				b.WriteString(`<w:tr>`)
				if r < x.headers {
					b.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
				}
				for k, c := range row {
					wide := other * c.cols
					if k == 0 {
						wide = first + other*(c.cols-1)
					}
					pr := fmt.Sprintf(`<w:tcW w:w="%d" w:type="dxa"/>`, wide)
					switch {
					case c.left:
						continue
					case c.covered:
						pr += `<w:vMerge/>`
					case c.rows > 1:
						pr += `<w:vMerge w:val="restart"/>`
					}
					if c.cols > 1 {
						pr = fmt.Sprintf(`<w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>`, wide, c.cols)
					}
					b.WriteString(`<w:tc><w:tcPr>` + pr + `</w:tcPr><w:p>` + run(c.text) + `</w:p></w:tc>`)
				}
				b.WriteString(`</w:tr>`)
			}
			b.WriteString(`</w:tbl>`)
		}
	}
	return writeReportParts(name, b.String(), notes.String())
}

func plantedODT(name string, blocks []plantedBlock) error {
	var b strings.Builder
	n := 0
	for _, x := range blocks {
		switch {
		case x.level > 0:
			fmt.Fprintf(&b, `<text:h text:outline-level="%d">%s</text:h>`, x.level, html.EscapeString(x.text))
		case x.rows == nil:
			b.WriteString(`<text:p>`)
			for i, part := range noted(x.text) {
				if i%2 == 0 {
					b.WriteString(html.EscapeString(part))
					continue
				}
				n++
				fmt.Fprintf(&b, `<text:note text:id="ftn%d" text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body><text:p>%s</text:p></text:note-body></text:note>`, n, n, html.EscapeString(part))
			}
			b.WriteString(`</text:p>`)
		default:
			fmt.Fprintf(&b, `<text:p text:style-name="Table">%s</text:p>`, html.EscapeString(x.text))
			fmt.Fprintf(&b, `<table:table table:name="T"><table:table-column table:number-columns-repeated="%d"/>`, len(x.rows[0]))
			for r, row := range x.rows {
				if r == 0 {
					b.WriteString(`<table:table-header-rows>`)
				}
				b.WriteString(`<table:table-row>`)
				for _, c := range row {
					if c.covered {
						b.WriteString(`<table:covered-table-cell/>`)
						continue
					}
					fmt.Fprintf(&b, `<table:table-cell table:number-columns-spanned="%d" table:number-rows-spanned="%d" office:value-type="string"><text:p>%s</text:p></table:table-cell>`, c.cols, c.rows, html.EscapeString(c.text))
				}
				b.WriteString(`</table:table-row>`)
				if r == x.headers-1 {
					b.WriteString(`</table:table-header-rows>`)
				}
			}
			b.WriteString(`</table:table>`)
		}
	}
	const ns = "urn:oasis:names:tc:opendocument:xmlns:"
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for _, part := range [][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="` + ns + `manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`},
		{"content.xml", `<office:document-content xmlns:office="` + ns + `office:1.0" xmlns:text="` + ns + `text:1.0" xmlns:table="` + ns + `table:1.0" office:version="1.2"><office:body><office:text>` + b.String() + `</office:text></office:body></office:document-content>`},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			return err
		}
	}
	return z.Close()
}
