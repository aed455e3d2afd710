package document

import (
	"bytes"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// pdfFile makes a PDF. Its pages are drawn by the functions, in points from the top left.
func pdfFile(pages ...func(*fpdf.Fpdf)) []byte {
	p := fpdf.New("P", "pt", "A4", "")
	p.SetAutoPageBreak(false, 0)
	p.SetCompression(false)
	for _, draw := range pages {
		p.AddPage()
		p.SetFont("Times", "", 11)
		draw(p)
	}
	var buf bytes.Buffer
	if err := p.Output(&buf); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// lines draws lines of text from the given place down.
func lines(p *fpdf.Fpdf, x, y float64, text ...string) {
	for i, s := range text {
		p.Text(x, y+13*float64(i), s)
	}
}

// drawRaised draws a small raised mark behind a text at x, y.
func drawRaised(p *fpdf.Fpdf, x, y float64, text, mark string) float64 {
	p.Text(x, y, text)
	x += p.GetStringWidth(text)
	p.SetFontSize(7)
	p.Text(x, y-4, mark)
	x += p.GetStringWidth(mark)
	p.SetFontSize(11)
	return x
}

func readPDFFile(t *testing.T, data []byte) *Document {
	t.Helper()
	d, err := Read("a.pdf", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkMap(t, d)
	checkDocument(t, d, len(data))
	return d
}

func TestPDFPages(t *testing.T) {
	page := func(number string, body func(*fpdf.Fpdf)) func(*fpdf.Fpdf) {
		return func(p *fpdf.Fpdf) {
			p.SetFontSize(9)
			p.Text(60, 40, "Report on births, draft of the office")
			p.Text(295, 810, number)
			p.SetFontSize(11)
			body(p)
		}
	}
	d := readPDFFile(t, pdfFile(
		page("i", func(p *fpdf.Fpdf) {
			p.SetFont("Times", "B", 20)
			p.Text(60, 120, "Births in two districts")
		}),
		page("1", func(p *fpdf.Fpdf) {
			x := drawRaised(p, 60, 120, "He was sentenced to prison for 28 years.", "12")
			p.Text(x+3, 120, "The rate stood at 243 per 100,000 inhabitants")
			lines(p, 60, 133, "in the year of the report, which is more than the interna-", "tional rate of 32.1, and counter-terrorism is said to have been a cause of it in 2017-", "2018 as well. It was reported by those who had seen it happen, over and over")
			p.SetFontSize(8)
			p.Text(60, 760, "12")
			p.SetFontSize(8.5)
			p.Text(72, 763, "See page 9 of the first report, and the 40 interviews")
			p.Text(72, 773, "that it was made of.")
		}),
		page("2", func(p *fpdf.Fpdf) {
			lines(p, 60, 120, "again, until the end of the year.", "", "A new paragraph has 7 words here.")
		}),
	))
	want := "heading|Births in two districts\n" +
		"paragraph|He was sentenced to prison for 28 years. The rate stood at 243 per 100,000 inhabitants in the year of the report, which is more than the international rate of 32.1, and counter-terrorism is said to have been a cause of it in 2017-2018 as well. It was reported by those who had seen it happen, over and over again, until the end of the year.\n" +
		"paragraph|A new paragraph has 7 words here.\n" +
		"footnote|See page 9 of the first report, and the 40 interviews that it was made of.\n"
	if got := blocksOf(d); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	note := d.Blocks[len(d.Blocks)-1]
	if note.Note != "12" || !strings.HasSuffix(d.Text[:note.Anchor], "for 28 years.") {
		t.Errorf("note %q at %q", note.Note, d.Text[max(0, note.Anchor-20):max(0, note.Anchor)])
	}
	p := d.Position(strings.Index(d.Text, "243"))
	if p.String() != "a.pdf: p. 1, sheet 2" || p.Page != 1 || p.Sheet != 2 {
		t.Errorf("position %s, %+v", p, p)
	}
}

func TestPDFColumns(t *testing.T) {
	column := func(name string) []string {
		var out []string
		for i := range 14 {
			out = append(out, name+" column goes on in its line "+itoa(i)+" of it")
		}
		return append(out, name+" column ends.")
	}
	draw := func(rows bool) func(*fpdf.Fpdf) {
		return func(p *fpdf.Fpdf) {
			p.Text(60, 100, "A line runs over both columns and is read before either of them is begun at all.")
			left, right := column("left"), column("right")
			for i := range left {
				if rows {
					p.Text(60, 120+13*float64(i), left[i])
					p.Text(320, 120+13*float64(i), right[i])
				}
			}
			if !rows {
				lines(p, 320, 120, right...)
				lines(p, 60, 120, left...)
			}
		}
	}
	for _, rows := range []bool{true, false} {
		d := readPDFFile(t, pdfFile(draw(rows)))
		i, k := strings.Index(d.Text, "left column ends."), strings.Index(d.Text, "right column goes")
		if i < 0 || k < i || strings.Index(d.Text, "A line runs") > i {
			t.Errorf("written by rows %v: left column ends at %d, right one begins at %d", rows, i, k)
		}
	}
}

func TestPDFTable(t *testing.T) {
	d := readPDFFile(t, pdfFile(func(p *fpdf.Fpdf) {
		lines(p, 60, 100, "The table that stands below gives the births of the years in question, by place, as counted", "by the office in the two years.")
		p.Text(60, 150, "Table 4. Births by place")
		for i, row := range [][]string{{"Place", "2017", "2018"}, {"Hotan", "1,204", "990"}, {"Southern Kashgar", "2,001", "1,500"}, {"Aksu", "300", "299"}} {
			for k, s := range row {
				p.Text(60+110*float64(k), 170+14*float64(i), s)
			}
		}
		lines(p, 60, 250, "As it shows, births fell in each of the three places, by 17.8 per cent in the first.")
	}))
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables, want 1\n%s", len(d.Tables), blocksOf(d))
	}
	tab := d.Tables[0]
	c := tab.Cells[2][2]
	if tab.Caption != "Table 4. Births by place" || tab.Label != "Table 4" || tab.HeaderRows != 1 || c.Text != "1,500" ||
		strings.Join(c.ColHead, "|") != "2018" || strings.Join(c.RowHead, "|") != "Southern Kashgar" {
		t.Errorf("table %q, cell %+v\n%s", tab.Caption, c, blocksOf(d))
	}
}

// A table that a page cuts in two is one again, whether its headings are repeated or not; where the parts do
// not fit they say that they are parts.
func TestPDFTableOverPages(t *testing.T) {
	draw := func(y float64, rows ...[]string) func(*fpdf.Fpdf) {
		return func(p *fpdf.Fpdf) {
			for i, row := range rows {
				for k, s := range row {
					p.Text(60+110*float64(k), y+14*float64(i), s)
				}
			}
		}
	}
	heads := []string{"Place", "2017", "2018"}
	top := func(p *fpdf.Fpdf) {
		lines(p, 60, 100, "The table that stands below gives the births of the years in question, by place, as counted", "by the office in the two years.")
		p.Text(60, 690, "Table 4. Births by place")
		draw(710, heads, []string{"Hotan", "1,204", "990"}, []string{"Kashgar", "2,001", "1,500"}, []string{"Aksu", "300", "299"})(p)
	}
	rest := [][]string{{"Ili", "410", "402"}, {"Altay", "120", "118"}, {"Total", "4,035", "3,309"}}
	after := func(p *fpdf.Fpdf) {
		lines(p, 60, 300, "As it shows, births fell in each of the five places, by 17.8 per cent in the first, and in all", "of them together by less than a fifth.")
	}
	for _, tt := range []struct {
		name   string
		second func(*fpdf.Fpdf)
		tables int
		part   bool
	}{
		{"headings repeated", draw(80, append([][]string{heads}, rest...)...), 1, false},
		{"no headings", draw(80, rest...), 1, false},
		{"said to continue", func(p *fpdf.Fpdf) {
			p.Text(60, 60, "Table 4 (continued)")
			draw(80, append([][]string{heads}, rest...)...)(p)
		}, 1, false},
		{"another table", func(p *fpdf.Fpdf) {
			p.Text(60, 60, "Table 5. Deaths by place")
			draw(80, append([][]string{heads}, rest...)...)(p)
		}, 2, false},
		{"other columns", draw(80, []string{"Place", "2017"}, []string{"Ili", "410"}, []string{"Altay", "120"}, []string{"Total", "4,035"}), 2, true},
	} {
		d := readPDFFile(t, pdfFile(top, func(p *fpdf.Fpdf) { tt.second(p); after(p) }))
		if len(d.Tables) != tt.tables || d.Tables[0].Part != tt.part {
			t.Errorf("%s: %d tables, part %v, want %d, %v\n%s", tt.name, len(d.Tables), d.Tables[0].Part, tt.tables, tt.part, blocksOf(d))
			continue
		}
		if tt.tables > 1 {
			continue
		}
		tab := d.Tables[0]
		c := tab.Cells[len(tab.Cells)-1][2]
		if len(tab.Cells) != 7 || c.Text != "3,309" || d.Text[c.Start:c.End] != c.Text || c.Row != 6 || strings.Join(c.ColHead, "|") != "2018" || strings.Join(c.RowHead, "|") != "Total" {
			t.Errorf("%s: %d rows, last cell %+v\n%s", tt.name, len(tab.Cells), c, blocksOf(d))
		}
		if b := d.Blocks[d.BlockAt(c.Start)]; b.Table != 0 || b.Row != 6 || b.Page != 2 {
			t.Errorf("%s: the last cell stands in block %+v", tt.name, b)
		}
	}
}

func TestPDFRefuses(t *testing.T) {
	good := pdfFile(func(p *fpdf.Fpdf) { p.Text(60, 100, "Text.") }, func(p *fpdf.Fpdf) {})
	locked := func() []byte {
		p := fpdf.New("P", "pt", "A4", "")
		p.SetProtection(0, "user", "owner")
		p.AddPage()
		p.SetFont("Times", "", 11)
		p.Text(60, 100, "Text.")
		var buf bytes.Buffer
		p.Output(&buf)
		return buf.Bytes()
	}()
	for _, tt := range []struct {
		name string
		data []byte
		opt  Options
		want string
	}{
		{"cut short", good[:200], Options{}, "a.pdf: reading pdf: the PDF is damaged or cut short"},
		{"locked", locked, Options{}, "a.pdf: reading pdf: the PDF is locked with a password: save a copy without one"},
		{"pages", good, Options{MaxPages: 1}, "a.pdf: reading pdf: 2 pages, want 1 to 1"},
		{"time", good, Options{MaxTime: 1}, "a.pdf: reading pdf: reading took too long: context deadline exceeded"},
		{"pictures", pdfFile(func(p *fpdf.Fpdf) {}), Options{}, "a.pdf: reading pdf: no text on its 1 pages: they are pictures, which need character recognition first"},
	} {
		_, err := Read("a.pdf", tt.data, tt.opt)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfFile(func(p *fpdf.Fpdf) { drawRaised(p, 60, 100, "Text of 243", "1") }))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read("a.pdf", data, Options{Format: PDF, MaxPages: 20})
		if err == nil {
			checkDocument(t, d, len(data))
		}
	})
}

// A compound that is cut at the foot of a page keeps its hyphen where the document has the whole compound,
// whatever notes stand between its halves; a syllable does not. A note stands on its own page.
func TestPDFHyphenOverPage(t *testing.T) {
	d := readPDFFile(t, pdfFile(
		func(p *fpdf.Fpdf) {
			x := drawRaised(p, 60, 700, "There are 38 council-approved sites.", "1")
			p.Text(x+3, 700, "They may be used only by the council-")
			p.SetFontSize(8.5)
			lines(p, 60, 760, "1 See the first report.")
		},
		func(p *fpdf.Fpdf) {
			p.Text(60, 120, "approved clubs of the town, of which there are 12, and by nobody else but the inter-")
			x := drawRaised(p, 60, 133, "national guests.", "2")
			p.Text(x+3, 133, "Nobody came.")
			p.SetFontSize(8.5)
			lines(p, 60, 760, "2 See the second report.")
		},
	))
	for _, want := range []string{"by the council-approved clubs", "the international guests"} {
		if !strings.Contains(d.Text, want) {
			t.Errorf("got %q, want %q in it", d.Text, want)
		}
	}
	for _, b := range d.Blocks {
		if b.Kind == Footnote && b.Page != int(b.Note[0]-'0') {
			t.Errorf("note %s on page %d", b.Note, b.Page)
		}
	}
}
