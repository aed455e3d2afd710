package canvas

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"recount/figures/internal/typeset"
)

var testDoc = Doc{
	ID: "births-a1b2c3", Lang: "en", Title: "Births & <rates> in Ürümqi", Description: "All of it.", Alt: "Bar chart: births.",
	Source: "Source: none.", Receipt: `{"figure":"births"}`, Width: "640", Height: "360", Families: "Liberation Sans, sans-serif",
}

func shaped(t testing.TB, s string) *typeset.Line {
	t.Helper()
	l, err := defaultSetter().Shape(s, typeset.Bold)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// sample draws one of everything a canvas can be asked for.
func sample(t testing.TB, c vg.Canvas) {
	c.SetColor(color.NRGBA{200, 100, 50, 128})
	var p vg.Path
	p.Move(vg.Point{X: 10, Y: 10})
	p.Line(vg.Point{X: 60, Y: 10})
	p.QuadTo(vg.Point{X: 80, Y: 30}, vg.Point{X: 60, Y: 50})
	p.CubeTo(vg.Point{X: 40, Y: 60}, vg.Point{X: 20, Y: 60}, vg.Point{X: 10, Y: 50})
	p.Close()
	c.Fill(p)
	c.Push()
	c.Translate(vg.Point{X: 200, Y: 100})
	c.Rotate(math.Pi / 6)
	c.Scale(2, 1)
	c.SetColor(color.Black)
	c.SetLineWidth(1.5)
	c.SetLineDash([]vg.Length{3, 2}, 1)
	var arc vg.Path
	arc.Move(vg.Point{X: 20, Y: 0})
	arc.Arc(vg.Point{}, 20, 0, 2*math.Pi)
	arc.Close()
	c.Stroke(arc)
	typeset.Fill(c, shaped(t, "Ürümqi"), 12, vg.Point{})
	c.Pop()
	c.SetColor(color.NRGBA{11, 83, 148, 255})
	typeset.Fill(c, shaped(t, "ئۈرۈمچى 65% (50–78)"), 10, vg.Point{X: 20, Y: 80})
	img := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	img.Set(0, 0, color.NRGBA{255, 0, 0, 255})
	img.Set(1, 1, color.NRGBA{0, 0, 255, 100})
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: 300, Y: 20}, Max: vg.Point{X: 340, Y: 60}}, img)
}

// walk checks the accessibility rules of an SVG file that can be told from its XML, and returns the
// ids that it defines.
func walk(t *testing.T, data []byte) map[string]bool {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	ids := map[string]bool{}
	var refs, path []string
	parent := func() string { return strings.Join(path, "/") }
	direct := map[string]string{}
	hidden := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			attrs := map[string]string{}
			for _, a := range tok.Attr {
				attrs[a.Name.Local] = a.Value
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
					t.Errorf("%s has the script attribute %s", name, a.Name.Local)
				}
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") && !strings.HasPrefix(a.Value, "data:image/png;base64,") {
					t.Errorf("%s refers outside the file: %s", name, a.Value)
				}
			}
			switch name {
			case "script", "style", "foreignObject", "a", "link":
				t.Errorf("element %s", name)
			case "svg":
				if attrs["role"] != "img" || attrs["lang"] == "" || attrs["viewBox"] == "" {
					t.Errorf("root attributes %v", attrs)
				}
				refs = append(refs, strings.Fields(attrs["aria-labelledby"])...)
				refs = append(refs, strings.Fields(attrs["aria-describedby"])...)
				if attrs["aria-labelledby"] == attrs["aria-describedby"] || len(refs) != 2 {
					t.Errorf("root is labelled by %q and described by %q, want one id each", attrs["aria-labelledby"], attrs["aria-describedby"])
				}
			case "title", "desc":
				if parent() == "svg" {
					direct[name] = attrs["id"]
				}
			}
			if id := attrs["id"]; id != "" {
				if ids[id] || !strings.HasPrefix(id, testDoc.ID) {
					t.Errorf("id %q is not unique or lacks the prefix %q", id, testDoc.ID)
				}
				ids[id] = true
			}
			if href := attrs["href"]; strings.HasPrefix(href, "#") {
				refs = append(refs, href[1:])
			}
			if attrs["aria-hidden"] == "true" {
				hidden++
			} else if (name == "path" || name == "use" || name == "text" || name == "image") && hidden == 0 && !strings.Contains(parent(), "defs") {
				t.Errorf("%s outside the hidden group", name)
			}
			path = append(path, name)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.ProcInst, xml.Directive:
			t.Errorf("processing instruction or doctype")
		}
	}
	for _, r := range refs {
		if !ids[r] {
			t.Errorf("reference to %q, which is not there", r)
		}
	}
	if direct["title"] == "" || direct["desc"] == "" || hidden != 1 {
		t.Errorf("direct children %v and %d hidden groups, want title, desc and one group", direct, hidden)
	}
	return ids
}

func TestSVG(t *testing.T) {
	c := NewSVG(480, 270, testDoc)
	sample(t, c)
	if c.Err() != nil {
		t.Fatal(c.Err())
	}
	data := c.Bytes()
	walk(t, data)
	s := string(data)
	for _, want := range []string{
		"Births &amp; &lt;rates&gt; in Ürümqi", `width="640" height="360" viewBox="0 0 480 270"`,
		`fill="#c86432" fill-opacity="0.5019608"`, // alpha 128 of 255; the colour is not multiplied by it
		`M10 260H60Q80 240 60 220C40 210 20 210 10 220Z`,
		`stroke-dasharray="4.24 2.83"`, // √2: the scale of the transform
		"<dc:source>Source: none.</dc:source>", "urn:recount:receipt:1",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q in\n%s", want, s)
		}
	}
	if strings.Contains(s, "<text") {
		t.Error("outlined file holds text elements")
	}
	// The same glyph is defined once.
	if defs := strings.Count(s, "<path id="); defs != len(c.glyphs) {
		t.Errorf("%d definitions for %d glyphs", defs, len(c.glyphs))
	}
}

func TestEditableSVG(t *testing.T) {
	doc := testDoc
	doc.Editable = true
	c := NewSVG(480, 270, doc)
	sample(t, c)
	data := c.Bytes()
	walk(t, data)
	for _, want := range []string{`>Ürümqi</text>`, `font-weight="700"`, `font-family="Liberation Sans, sans-serif"`, `x="20" y="190"`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %q in\n%s", want, data)
		}
	}
}

func TestXMLEscapes(t *testing.T) {
	hostile := "<script>alert(1)</script>\"'&]]>\x00\x1b\uffff\xff"
	doc := Doc{ID: "x-000000", Lang: `en" onload="alert(1)`, Title: hostile, Description: hostile, Source: hostile, Receipt: hostile, Width: "1", Height: "1", Editable: true, Families: hostile}
	c := NewSVG(10, 10, doc)
	c.FillLine(shaped(t, "<b>&amp;"), 5, vg.Point{})
	d := xml.NewDecoder(bytes.NewReader(c.Bytes()))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(xml.StartElement); ok {
			if s.Name.Local == "script" || s.Name.Local == "b" {
				t.Errorf("element %s came out of a text", s.Name.Local)
			}
			for _, a := range s.Attr {
				if a.Name.Local == "onload" {
					t.Error("attribute onload came out of a text")
				}
			}
		}
	}
}

func TestPDF(t *testing.T) {
	c := NewPDF(480, 270, testDoc)
	sample(t, c)
	if c.Err() != nil {
		t.Fatal(c.Err())
	}
	data := c.Bytes()
	again := NewPDF(480, 270, testDoc)
	sample(t, again)
	if !bytes.Equal(data, again.Bytes()) {
		t.Error("two runs differ")
	}
	for _, want := range []string{"%PDF-1.5", "/Lang (en)", "/MarkInfo<</Marked true>>", "/DisplayDocTitle true", "/Alt (Bar chart: births.)", "/ca 0.5019608", "startxref"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("no %q in the file", want)
		}
	}
	for _, bad := range []string{"CreationDate", "ModDate", "CreateDate"} {
		if bytes.Contains(data, []byte(bad)) {
			t.Errorf("%s: a file has no date", bad)
		}
	}
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	tool(t, "qpdf", "--check", name)
	info := tool(t, "pdfinfo", name)
	for _, want := range []string{"Title:           Births & <rates> in Ürümqi", "Tagged:          yes", "Page size:       480 x 270 pts"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo gives\n%s\nwant %q", info, want)
		}
	}
	for line := range strings.Lines(tool(t, "pdffonts", name)) {
		if strings.Contains(line, "Shapeless") && !strings.Contains(line, "yes") {
			t.Errorf("font not embedded: %s", line)
		}
	}
}

// Readers find every label in the text layer, also right-to-left names among left-to-right words.
func TestPDFText(t *testing.T) {
	labels := []string{"Xinjiang’s reported birth rate fell by 48.7%", "65% (50–78)", "Ürümqi", "Қашқар", "more than 1 million ≥ 3", "− 0.6"}
	c := NewPDF(480, 270, testDoc)
	for i, s := range append(labels, "in ئۈرۈمچى: 26 of 40") {
		c.FillLine(shaped(t, s), 9.5, vg.Point{X: 20, Y: vg.Length(240 - 20*i)})
	}
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, c.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	text := tool(t, "pdftotext", name, "-")
	for _, want := range append(labels, "ئۈرۈمچى", "26 of 40") {
		if !strings.Contains(text, want) {
			t.Errorf("pdftotext gives\n%q\nwithout %q", text, want)
		}
	}
}

// tool runs a program where it is installed.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Logf("%s is not installed; not run", name)
		t.SkipNow()
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestPNG(t *testing.T) {
	c := NewPNG(480, 270, 192, color.White, testDoc)
	sample(t, c)
	data := c.Bytes()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := c.Image()
	if img.Bounds() != image.Rect(0, 0, 1280, 720) {
		t.Errorf("%v pixels, want 1280 × 720", img.Bounds())
	}
	for y := range 720 {
		for x := range 1280 {
			r0, g0, b0, _ := img.At(x, y).RGBA()
			r1, g1, b1, _ := want.At(x, y).RGBA()
			if r0 != r1 || g0 != g1 || b0 != b1 {
				t.Fatalf("pixel %d, %d is not what was drawn", x, y)
			}
		}
	}
	// Chunks: the physical size follows the header directly; every checksum is right.
	var kinds []string
	texts := map[string]string{}
	for rest := data[8:]; len(rest) > 0; {
		n := int(binary.BigEndian.Uint32(rest))
		kind, body := string(rest[4:8]), rest[8:8+n]
		if got := binary.BigEndian.Uint32(rest[8+n:]); got != crc32.ChecksumIEEE(rest[4:8+n]) {
			t.Errorf("checksum of %s", kind)
		}
		kinds = append(kinds, kind)
		switch kind {
		case "pHYs":
			if x := binary.BigEndian.Uint32(body); math.Abs(1280/float64(x)*1000-480/72.0*25.4) > 0.1 || body[8] != 1 {
				t.Errorf("physical size %d per metre, unit %d", x, body[8])
			}
		case "iTXt":
			key, value, _ := bytes.Cut(body, []byte{0})
			texts[string(key)] = string(value)
		}
		rest = rest[12+n:]
	}
	if len(kinds) < 4 || kinds[0] != "IHDR" || kinds[1] != "pHYs" || kinds[len(kinds)-1] != "IEND" {
		t.Errorf("chunks %v", kinds)
	}
	if !strings.HasSuffix(texts["Description"], testDoc.Alt) || !strings.HasSuffix(texts["recount:receipt"], testDoc.Receipt) {
		t.Errorf("texts %q", texts)
	}
}

// A plot of gonum's own, with its axes, comes out of all three canvases, its text through our handler.
func TestStockPlot(t *testing.T) {
	h := &typeset.Handler{Setter: defaultSetter()}
	p := plot.New()
	p.TextHandler = h
	p.Title.Text, p.Title.TextStyle.Handler = "Ürümqi", h
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Label.TextStyle.Handler, a.Tick.Label.Handler = h, h
	}
	p.X.Label.Text = "2010 – 2019"
	p.Add(&plotter.Line{XYs: plotter.XYs{{X: 0, Y: 1}, {X: 1, Y: 3}}, LineStyle: plotter.DefaultLineStyle})
	svg, pdf := NewSVG(300, 200, testDoc), NewPDF(300, 200, testDoc)
	p.Draw(draw.New(svg))
	p.Draw(draw.New(pdf))
	if err := errors.Join(svg.Err(), pdf.Err(), h.Err()); err != nil {
		t.Fatal(err)
	}
	walk(t, svg.Bytes())
	if len(svg.glyphs) < 10 || len(pdf.Bytes()) < 2000 {
		t.Errorf("%d glyphs, %d bytes of PDF: text is missing", len(svg.glyphs), len(pdf.Bytes()))
	}
	// The stock handler asks for strings; they are set in our fonts.
	stock := NewSVG(300, 200, testDoc)
	q := plot.New()
	q.Title.Text = "Ürümqi"
	q.Draw(draw.New(stock))
	if stock.Err() != nil || len(stock.glyphs) == 0 {
		t.Errorf("stock handler: %v, %d glyphs", stock.Err(), len(stock.glyphs))
	}
}

// Coordinates that fused and ordinary arithmetic compute a last digit apart come out the same.
func TestSnap(t *testing.T) {
	for _, v := range []float64{0.005, 12.345, 99.995, -3.125, 0.115, 270.005} {
		lo, hi := math.Nextafter(v, -1e9), math.Nextafter(v, 1e9)
		if snap(lo) != snap(v) || snap(hi) != snap(v) {
			t.Errorf("neighbours of %v snap to %d, %d and %d", v, snap(lo), snap(v), snap(hi))
		}
	}
	for n, want := range map[int64]string{0: "0", 5: ".05", 50: ".5", 1250: "12.5", -325: "-3.25", 100: "1", -7: "-.07"} {
		if got := string(appendHundredths(nil, n)); got != want {
			t.Errorf("%d hundredths print as %q, want %q", n, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 0.004638671875: "0.004638672", 1: "1", -0.5: "-0.5", 123456.7: "123456.7", 1e-12: "0"} {
		if got := string(appendFloat(nil, v)); got != want {
			t.Errorf("%v prints as %q, want %q", v, got, want)
		}
	}
}

func TestArc(t *testing.T) {
	s := NewState()
	var p vg.Path
	p.Move(vg.Point{X: 10})
	p.Arc(vg.Point{}, 10, 0, 2*math.Pi)
	abs := s.Absolute(p)
	if len(abs) != 6 { // move, the line of no length to the start, four quarters
		t.Fatalf("%d steps", len(abs))
	}
	for _, c := range abs {
		if r := math.Hypot(float64(c.Pos.X), float64(c.Pos.Y)); math.Abs(r-10) > 1e-9 {
			t.Errorf("point at distance %v from the centre", r)
		}
	}
	// The middle of each quarter lies on the circle to 3/10,000.
	for i := 2; i < 6; i++ {
		a, c := abs[i-1].Pos, abs[i]
		x := (float64(a.X) + 3*float64(c.Control[0].X) + 3*float64(c.Control[1].X) + float64(c.Pos.X)) / 8
		y := (float64(a.Y) + 3*float64(c.Control[0].Y) + 3*float64(c.Control[1].Y) + float64(c.Pos.Y)) / 8
		if r := math.Hypot(x, y); math.Abs(r-10) > 0.003 {
			t.Errorf("middle of quarter %d at distance %v", i-1, r)
		}
	}
}

func TestPopWithoutPush(t *testing.T) {
	c := NewSVG(10, 10, testDoc)
	c.Pop()
	if c.Err() == nil {
		t.Error("no error")
	}
	if _, err := c.WriteTo(io.Discard); err == nil {
		t.Error("a broken drawing is written")
	}
}

func BenchmarkPNG(b *testing.B) {
	c := NewPNG(480, 270, 192, color.White, testDoc)
	sample(b, c)
	for b.Loop() {
		c.Bytes()
	}
}
