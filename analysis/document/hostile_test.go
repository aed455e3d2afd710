package document

import (
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// TestHostile reads files that are made to take long, to take much memory or to nest deeper than a
// stack. Each is refused with an error, or read as far as it goes; what matters is that it ends.
func TestHostile(t *testing.T) {
	r := strings.Repeat
	const n = 100_000
	for _, tt := range []struct{ name, file, data string }{
		{"one line of digits", "a.txt", r("9", 10*n)},
		{"stops", "a.txt", r(". ", n)},
		{"empty lines", "a.txt", r("\n", 5*n)},
		{"list marks", "a.txt", r("1. \n", n)},
		{"addresses", "a.txt", r("a@", n)},
		{"www", "a.txt", "a" + r("www.", n)},
		{"slashes", "a.txt", r("a.bc/", n)},
		{"closing brackets", "a.txt", "http://" + r(")", n)},
		{"doi", "a.txt", r("doi:", n)},
		{"invalid UTF-8", "a.txt", r("\xff\xfe\x80", n)},
		{"quotations", "a.md", r(">", n)},
		{"quotations, lines", "a.md", r(r(">", 200)+"\n", 500)},
		{"lists", "a.md", r("- ", n)},
		{"indented lists", "a.md", indented(400)},
		{"lists further and further in", "a.md", indented(4000)},
		{"emphasis", "a.md", r("*a ", n)},
		{"emphasis closed", "a.md", r("*a ", n/4) + r("a* ", n/4)},
		{"emphasis of two kinds", "a.md", r("*a_", n)},
		{"brackets", "a.md", r("[", n)},
		{"brackets closed", "a.md", r("[", n/8) + r("]", n/8)},
		{"links", "a.md", r("[a](", n)},
		{"images", "a.md", r("![", n/4) + r("](a)", n/4)},
		{"back ticks", "a.md", ticks(600)},
		{"pipes", "a.md", "|" + r("a|", 2000) + "\n|" + r("-|", 2000) + "\n" + r("|a\n", 2000)},
		{"footnotes", "a.md", r("[^1]", n) + "\n\n" + r("[^1]: a\n\n", n/8)},
		{"references", "a.md", r("[a]: b\n", n/4) + r("[a]", n/4)},
		{"html in markdown", "a.md", r("<a", n)},
		{"html comments", "a.md", r("<!--", n)},
		{"html blocks", "a.md", r("<div>\n\n", n/8)},
		{"entities", "a.md", r("&", n)},
		{"formulas", "a.qmd", r("$x", n)},
		{"braces", "a.qmd", r("{.", n)},
		{"captions", "a.qmd", r("|a|b|\n|-|-|\n|1|2|\n\n: x {#tbl-a}\n\n", n/50)},
		{"divs", "a.html", r("<div>", n)},
		{"bold", "a.html", r("<b><p>", n)},
		{"tables in tables", "a.html", r("<table><tr><td>", n/4)},
		{"wide cells", "a.html", "<table>" + r("<tr><td rowspan=65000 colspan=1000>a", 2000)},
		{"many cells", "a.html", "<table>" + r("<tr>"+r("<td>1", 50), 2000)},
		{"raised", "a.html", r("<sup>1", n)},
		{"end tags", "a.html", r("<p>", n) + r("</div>", n)},
		{"attributes", "a.html", "<p " + r("a=b ", n) + ">x"},
		{"comments", "a.html", r("<!--recount: a-->", n)},
		{"notes", "a.html", r(`<sup><a href="#x">1</a></sup>`, n/10) + r(`<p id="x">a</p>`, n/10)},
		{"groups", "a.tex", r("{", n)},
		{"groups of commands", "a.tex", r(`\footnote{`, n/4)},
		{"environments", "a.tex", r(`\begin{a}`, n/4)},
		{"macros", "a.tex", macros(60)},
		{"fractions", "a.tex", "$" + r(`\frac{`, n/4)},
		{"accents", "a.tex", r(`\"{`, n)},
		{"optional", "a.tex", r(`\foo[`, n)},
		{"dollars", "a.tex", r("$$$", n)},
		{"rows", "a.tex", `\begin{tabular}{l}` + r(`\multirow{9999}{*}{a}&\\`, n/20)},
		{"raised in tex", "a.tex", "$" + r("^", n)},
		{"json", "a.ipynb", r(`{"cells":[`, n/8)},
		{"json text", "a.ipynb", `{"cells":[{"cell_type":"markdown","source":"` + r(`\u0041\n`, n) + `"}]}`},
		{"mime", "a.mhtml", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n" + r("--a\r\nContent-Type: multipart/related; boundary=a\r\n\r\n", n/20)},
		{"xml depth", "a.docx", string(docxFile(r("<w:sdt>", n), ""))},
		{"xml tables", "a.docx", string(docxFile(r("<w:tbl><w:tr><w:tc>", 60)+r("</w:tc></w:tr></w:tbl>", 60), ""))},
		{"xml entities", "a.docx", string(zipped("word/document.xml", `<!DOCTYPE a [<!ENTITY b "cccccccc">]><a>&b;</a>`))},
		{"bomb", "a.docx", string(docxFile(para(run(r("a", 20<<20))), ""))},
		{"odt repeats", "a.odt", string(odtFile("", `<table:table>`+r(`<table:table-row><table:table-cell table:number-columns-repeated="16000"/></table:table-row>`, 5000)+`</table:table>`))},
		{"pdf head only", "a.pdf", "%PDF-1.4\n"},
		{"pdf junk", "a.pdf", "%PDF-1.4\n" + r("1 0 obj<<>>endobj\n", n/8)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(tt.file, []byte(tt.data), Options{})
			if err != nil {
				if strings.ContainsAny(err.Error(), "\n") || len(err.Error()) > 300 {
					t.Errorf("error is not one line: %v", err)
				}
				return
			}
			d.Sentences()
			d.Position(len(d.Text) / 2)
		})
	}
}

func indented(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func ticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("`", i))
	}
	return b.String()
}

// macros defines commands that each call the one before twice.
func macros(n int) string {
	var b strings.Builder
	b.WriteString(`\newcommand{\ma}{x}`)
	for i := range n {
		name := func(i int) string { return `\m` + strings.Repeat("b", i) + "a" }
		b.WriteString(`\newcommand{` + name(i+1) + `}{` + name(i) + name(i) + `}`)
	}
	return b.String() + `\m` + strings.Repeat("b", n) + "a"
}

// TestHostilePDF draws pages of tens of thousands of characters that stand anywhere, or all on one line.
func TestHostilePDF(t *testing.T) {
	const n = 10_000
	for _, tt := range []struct {
		name string
		at   func(i int) (x, y float64)
	}{
		{"anywhere", func(i int) (float64, float64) { return float64(i * 7919 % 600), float64(i * 104729 % 840) }},
		{"one line", func(i int) (float64, float64) { return float64(i) * 3, 400 }},
		{"one place", func(int) (float64, float64) { return 100, 100 }},
		{"up", func(i int) (float64, float64) { return 100, float64(n - i) }},
		{"far away", func(i int) (float64, float64) { return float64(i%2) * 1e30, float64(i%3) * -1e30 }},
	} {
		data := pdfFile(func(p *fpdf.Fpdf) {
			for i := range n {
				x, y := tt.at(i)
				p.Text(x, y, itoa(i%10))
			}
		})
		d, err := Read("a.pdf", data, Options{})
		if err != nil {
			t.Logf("%s: %v", tt.name, err)
			continue
		}
		checkDocument(t, d, len(data))
	}
}
