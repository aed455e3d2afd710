package document

import (
	"testing"
	"unicode/utf8"
)

// fuzzRead reads data and holds the document against what every document promises.
func fuzzRead(t *testing.T, name string, format Format, data []byte) {
	d, err := Read(name, data, Options{Format: format, MaxCells: 10_000, CacheDir: t.TempDir()})
	if err != nil {
		return
	}
	checkDocument(t, d, len(data))
}

// checkDocument checks that blocks are in order and inside the text, that spans can be read again from
// the source, and that tables are rectangles of cells of this text.
func checkDocument(t *testing.T, d *Document, size int) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatalf("text is not UTF-8: %q", d.Text)
	}
	last := 0
	for _, b := range d.Blocks {
		if b.Start < last || b.End <= b.Start || b.End > len(d.Text) || b.Anchor > len(d.Text) || b.Table >= len(d.Tables) {
			t.Fatalf("block %+v behind %d in a text of %d bytes", b, last, len(d.Text))
		}
		last = b.End
		if s, ok := d.Source(b.Start, b.End); !ok || s != d.Text[b.Start:b.End] {
			t.Fatalf("block %q reads %q in the source (%v)", d.Text[b.Start:b.End], s, ok)
		}
		if from, to, ok := d.SourceRange(b.Start, b.End); ok && (from < 0 || to < from || to > size) {
			t.Fatalf("source range %d to %d of %d bytes", from, to, size)
		}
		d.Position(b.Start)
	}
	last = 0
	for _, s := range d.Sentences() {
		i := d.BlockAt(s.Start)
		if s.Start < last || s.End <= s.Start || i < 0 || s.End > d.Blocks[i].End {
			t.Fatalf("sentence %v behind %d", s, last)
		}
		last = s.End
	}
	for _, tab := range d.Tables {
		for _, row := range tab.Cells {
			if len(row) != len(tab.Cells[0]) {
				t.Fatalf("row of %d cells in a table of %d columns", len(row), len(tab.Cells[0]))
			}
			for _, c := range row {
				if c.Start < 0 || c.End < c.Start || c.End > len(d.Text) || d.Text[c.Start:c.End] != c.Text {
					t.Fatalf("cell %+v", c)
				}
			}
		}
	}
	for _, a := range d.Asides {
		if a.Start < 0 || a.End <= a.Start || a.End > len(d.Text) {
			t.Fatalf("aside %v", a)
		}
	}
	for _, c := range d.Comments {
		if c.Offset < 0 || c.Offset > len(d.Text) {
			t.Fatalf("comment %+v", c)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Births fell.\n\nTo 40. See Dr. A at a@b.org\r\n", "\xFF\xFEa\x00b\x00", "\xEF\xBB\xBFx\xffy", "Table 1. A\n- b\n> c\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.txt", Text, data) })
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"---\ntitle: A\n---\n# B\n\n- c[^1] `d` **e**\n\n[^1]: f\n", "|a|b|\n|-|-|\n|1|2|\n\n: c {#tbl-d}\n", "a<sup>2</sup> $x^2$ &amp; \\* <!-- recount: b -->\n\n<table><tr><td>1</table>\n", "[@a] {{< b >}} ^2^ ::: `{r} 1`\n"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, quarto bool) {
		if quarto {
			fuzzRead(t, "a.qmd", Quarto, data)
		} else {
			fuzzRead(t, "a.md", Markdown, data)
		}
	})
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<h1>a</h1><p>b<sup><a href=#n>1</a></sup>&amp;<br><br>c<!-- recount: d --><li id=n>e", "<table><caption>a<tr><th rowspan=3>b<th colspan=2>c<tr><td>1<table><tr><td>2</table>", "<main><article><nav>x</nav><p hidden>y<div class=share>z", "<ul><li>a<ul><li>b</ul><blockquote>c<pre>d</pre><code>e</code>f<del>g"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.html", HTML, data) })
}

func FuzzMHTML(f *testing.F) {
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>a =3D b</p>\r\n--b--\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.mhtml", MHTML, data) })
}

func FuzzLaTeX(f *testing.F) {
	for _, s := range []string{"\\documentclass{a}\\title{b}\\begin{document}c\\footnote{d} $x^{2}$ \\num{1e5}--\\'e % recount: f\n\\end{document}", "\\begin{tabular}{ll}a&\\multicolumn{2}{c}{b}\\\\\\hline\\multirow{2}{*}{c}&1\\\\&2\\end{tabular}", "\\newcommand{\\a}{b\\c}\\newcommand{\\c}{\\a}\\a \\verb|d| \\cite[e]{f} \\[ \\frac{1}{2} \\] \\SI{5}{\\percent}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.tex", LaTeX, data) })
}

func FuzzNotebook(f *testing.F) {
	f.Add([]byte(`{"cells":[{"cell_type":"markdown","source":["# a\n","b\u00e9 \"c\" $x$ | d"]},{"source":"e","cell_type":"markdown"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.ipynb", Notebook, data) })
}

// The XML inside an office file is fuzzed, not the archive around it: a changed byte of an archive is
// caught by its checksum.
func FuzzDOCX(f *testing.F) {
	f.Add(para(run("a &amp; b")+`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t><w:footnoteReference w:id="2"/></w:r>`), `<w:footnote w:id="2">`+para(run("c"))+`</w:footnote>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>`+para(run("a"))+`</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, "")
	f.Add(para(`<w:r><w:txbxContent>`+para(run("a"))+`<w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:txbxContent></w:r>`), "")
	f.Fuzz(func(t *testing.T, body, notes string) { fuzzRead(t, "a.docx", DOCX, docxFile(body, notes)) })
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>c</text:p><text:list><text:list-item><text:h>d</text:h></text:list-item></text:list>`)
	f.Add(`<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows></table:table>`)
	f.Fuzz(func(t *testing.T, body string) { fuzzRead(t, "a.odt", ODT, odtFile("", body)) })
}

// FuzzArchive fuzzes the bytes of the archive itself.
func FuzzArchive(f *testing.F) {
	f.Add(docxFile(para(run("a")), ""))
	f.Add(odtFile("", "<text:p>a</text:p>"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "a.docx", "", data) })
}

func FuzzSentences(f *testing.F) {
	f.Add("One. Two? “Three.” No. 4 … U.S. The end.12 So…")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, span := range SentencesIn(s, 0, nil) {
			if span.Start < last || span.End <= span.Start || span.End > len(s) {
				t.Fatalf("sentence %v of %q behind %d", span, s, last)
			}
			last = span.End
		}
	})
}
