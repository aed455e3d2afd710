package canvas

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"io"
	"slices"
	"strconv"
	"sync"
	"unicode/utf16"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"recount/figures/internal/typeset"
)

// PDF is a canvas that becomes a one-page PDF 1.7 file.
//
// Text is drawn as outlines, with the same text over it, invisible, for search, copying and reading
// aloud; that layer's font has no shapes and is embedded. The page is tagged as one figure with its
// alternative text. Title, language, XMP metadata, no dates.
type PDF struct {
	State
	doc    Doc
	w, h   float64
	body   []byte
	now    pdfPen
	alphas []uint8 // opacities below 255, each a graphics state
	images []image.Image
	glyphs map[*typeset.Outline]int
	forms  []*typeset.Outline // glyphs in the order of their first use
	text   bool               // the invisible font is used
}

// pdfPen is what the content stream has set so far, so that nothing is set twice.
type pdfPen struct {
	fill, stroke color.NRGBA
	alpha        uint8
	width        int64
	dash         string
}

var _ vg.CanvasWriterTo = (*PDF)(nil)
var _ typeset.LineCanvas = (*PDF)(nil)

// NewPDF returns an empty canvas of a size in points.
func NewPDF(w, h vg.Length, doc Doc) *PDF {
	black := color.NRGBA{A: 255}
	return &PDF{State: NewState(), doc: doc, w: float64(w), h: float64(h), glyphs: make(map[*typeset.Outline]int),
		now: pdfPen{fill: black, stroke: black, alpha: 255, width: 100}}
}

// Size implements vg.CanvasSizer.
func (c *PDF) Size() (w, h vg.Length) { return vg.Length(c.w), vg.Length(c.h) }

// Fill implements vg.Canvas.
func (c *PDF) Fill(p vg.Path) {
	if c.color.A == 0 || len(p) == 0 {
		return
	}
	c.fillColor()
	c.path(c.Absolute(p))
	c.body = append(c.body, "f\n"...)
}

// Stroke implements vg.Canvas.
func (c *PDF) Stroke(p vg.Path) {
	if c.color.A == 0 || c.LineWidth() == 0 || len(p) == 0 {
		return
	}
	c.strokeState()
	c.path(c.Absolute(p))
	c.body = append(c.body, "S\n"...)
}

func (c *PDF) fillColor() {
	if opaque := (color.NRGBA{c.color.R, c.color.G, c.color.B, 255}); c.now.fill != opaque {
		c.now.fill = opaque
		c.rgb(" rg\n")
	}
	c.alpha()
}

func (c *PDF) strokeState() {
	if opaque := (color.NRGBA{c.color.R, c.color.G, c.color.B, 255}); c.now.stroke != opaque {
		c.now.stroke = opaque
		c.rgb(" RG\n")
	}
	c.alpha()
	if w := snap(c.LineWidth()); c.now.width != w {
		c.now.width = w
		c.body = append(appendHundredths(c.body, w), " w\n"...)
	}
	dash, offset := c.LineDash()
	b := []byte{'['}
	for i, d := range dash {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendCoord(b, d)
	}
	b = append(appendCoord(append(b, "] "...), offset), " d\n"...)
	if s := string(b); s != c.now.dash && (len(dash) > 0 || c.now.dash != "") {
		c.now.dash = s
		c.body = append(c.body, b...)
	}
}

func (c *PDF) rgb(op string) {
	for i, v := range []uint8{c.color.R, c.color.G, c.color.B} {
		if i > 0 {
			c.body = append(c.body, ' ')
		}
		c.body = appendFloat(c.body, float64((int(v)*10000+127)/255)/10000)
	}
	c.body = append(c.body, op...)
}

// alpha sets the opacity of fills and strokes through a graphics state, where it has changed.
func (c *PDF) alpha() {
	if c.color.A == c.now.alpha {
		return
	}
	c.now.alpha = c.color.A
	if !slices.Contains(c.alphas, c.color.A) {
		c.alphas = append(c.alphas, c.color.A)
	}
	c.body = fmt.Appendf(c.body, "/A%d gs\n", c.color.A)
}

// path writes construction operators; quadratic curves are raised to cubic, the only ones PDF has.
func (c *PDF) path(p vg.Path) {
	var at vg.Point
	pt := func(q vg.Point) {
		c.body = append(appendCoord(c.body, float64(q.X)), ' ')
		c.body = append(appendCoord(c.body, float64(q.Y)), ' ')
	}
	for _, comp := range p {
		switch comp.Type {
		case vg.MoveComp:
			pt(comp.Pos)
			c.body = append(c.body, "m "...)
		case vg.LineComp:
			pt(comp.Pos)
			c.body = append(c.body, "l "...)
		case vg.CurveComp:
			c1, c2 := cubic(at, comp)
			pt(c1)
			pt(c2)
			pt(comp.Pos)
			c.body = append(c.body, "c "...)
		case vg.CloseComp:
			c.body = append(c.body, "h "...)
			continue
		}
		at = comp.Pos
	}
}

// FillLine implements typeset.LineCanvas.
func (c *PDF) FillLine(l *typeset.Line, size vg.Length, at vg.Point) {
	if c.color.A == 0 || l.Text == "" {
		return
	}
	if len(l.Glyphs) > 0 {
		c.fillColor()
		c.outlines(l, float64(size)/typeset.Em, at)
	}
	c.invisible(l, float64(size), at)
}

// outlines draws each glyph, a form of the file written once, at its place.
func (c *PDF) outlines(l *typeset.Line, k float64, at vg.Point) {
	o := c.point(at)
	c.body = append(c.body, "q "...)
	for _, v := range []float64{c.a * k, c.b * k, c.c * k, c.d * k} {
		c.body = append(appendFloat(c.body, v), ' ')
	}
	c.body = append(appendCoord(c.body, float64(o.X)), ' ')
	c.body = append(appendCoord(c.body, float64(o.Y)), " cm\n"...)
	x, y := 0, 0
	for _, g := range l.Glyphs {
		if g.X != x || g.Y != y {
			c.body = strconv.AppendInt(append(c.body, "1 0 0 1 "...), int64(g.X-x), 10)
			c.body = strconv.AppendInt(append(c.body, ' '), int64(g.Y-y), 10)
			c.body = append(c.body, " cm"...)
			x, y = g.X, g.Y
		}
		c.body = strconv.AppendInt(append(c.body, "/G"...), int64(c.glyph(g.Outline)), 10)
		c.body = append(c.body, " Do\n"...)
	}
	c.body = append(c.body, "Q\n"...)
}

// glyph returns the number of the form that fills an outline.
func (c *PDF) glyph(o *typeset.Outline) int {
	n, ok := c.glyphs[o]
	if !ok {
		n = len(c.forms)
		c.glyphs[o] = n
		c.forms = append(c.forms, o)
	}
	return n
}

// forms keeps the compressed forms of glyphs: most figures of a run use the same ones.
var forms = struct {
	sync.Mutex
	of map[*typeset.Outline][]byte
}{of: make(map[*typeset.Outline][]byte)}

// maxForms bounds what is kept.
const maxForms = 4096

// form returns the stream object that fills an outline.
func form(o *typeset.Outline) []byte {
	forms.Lock()
	defer forms.Unlock()
	if b, ok := forms.of[o]; ok {
		return b
	}
	data := compress(operators(o))
	b := fmt.Appendf(nil, "<</Subtype/Form/BBox[%d %d %d %d]/Filter/FlateDecode/Length %d>>stream\n%s\nendstream",
		o.Ink.X0, o.Ink.Y0, o.Ink.X1, o.Ink.Y1, len(data), data)
	if len(forms.of) >= maxForms {
		clear(forms.of)
	}
	forms.of[o] = b
	return b
}

// operators returns what fills an outline, in whole units of the em.
func operators(o *typeset.Outline) []byte {
	var b []byte
	var at typeset.Pt
	pt := func(p typeset.Pt) {
		b = append(appendUnits(b, p.X), ' ')
		b = append(appendUnits(b, p.Y), ' ')
	}
	for i, s := range o.Segs {
		switch s.Op {
		case typeset.MoveTo:
			if i > 0 {
				b = append(b, "h "...)
			}
			pt(s.Pts[0])
			b = append(b, "m "...)
		case typeset.LineTo:
			pt(s.Pts[0])
			b = append(b, "l "...)
		case typeset.QuadTo:
			q, end := s.Pts[0], s.Pts[1]
			pt(typeset.Pt{X: at.X + (q.X-at.X)*2/3, Y: at.Y + (q.Y-at.Y)*2/3})
			pt(typeset.Pt{X: end.X + (q.X-end.X)*2/3, Y: end.Y + (q.Y-end.Y)*2/3})
			pt(end)
			b = append(b, "c "...)
		case typeset.CubeTo:
			pt(s.Pts[0])
			pt(s.Pts[1])
			pt(s.Pts[2])
			b = append(b, "c "...)
		}
		at = s.End()
	}
	return append(b, 'f')
}

// invisible writes the line as text that is not drawn, in the order it stands on paper: readers put
// right-to-left words back into reading order themselves, and would do so again with an /ActualText.
// The font's characters are half an em wide; scaled, they cover what they stand for, so that a
// selection looks right.
func (c *PDF) invisible(l *typeset.Line, size float64, at vg.Point) {
	codes := utf16.Encode([]rune(l.Visual))
	if len(codes) == 0 {
		return
	}
	c.text = true
	o := c.point(at)
	c.body = append(c.body, "BT 3 Tr /T 1 Tf "...)
	c.body = append(appendFloat(c.body, 100*l.Width(1)/(float64(len(codes))/2)), " Tz "...)
	for _, v := range []float64{c.a * size, c.b * size, c.c * size, c.d * size} {
		c.body = append(appendFloat(c.body, v), ' ')
	}
	c.body = append(appendCoord(c.body, float64(o.X)), ' ')
	c.body = append(appendCoord(c.body, float64(o.Y)), " Tm <"...)
	for _, u := range codes {
		c.body = append(c.body, hexDigits[u>>12], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
	}
	c.body = append(c.body, "> Tj ET\n"...)
}

// FillString implements vg.Canvas for the library's own text handlers; the typeface is ours.
func (c *PDF) FillString(f font.Face, at vg.Point, text string) {
	if f.Font.Size > 0 {
		c.FillLine(c.shapeString(text, f.Font.Weight >= xfont.WeightSemiBold), f.Font.Size, at)
	}
}

// DrawImage implements vg.Canvas.
func (c *PDF) DrawImage(rect vg.Rectangle, img image.Image) {
	if img.Bounds().Empty() {
		return
	}
	size := rect.Size()
	c.body = append(c.body, "q "...)
	for _, v := range []float64{c.a * float64(size.X), c.b * float64(size.X), c.c * float64(size.Y), c.d * float64(size.Y)} {
		c.body = append(appendFloat(c.body, v), ' ')
	}
	o := c.point(rect.Min)
	c.body = append(appendCoord(c.body, float64(o.X)), ' ')
	c.body = appendCoord(c.body, float64(o.Y))
	c.body = fmt.Appendf(c.body, " cm /I%d Do Q\n", len(c.images))
	c.images = append(c.images, img)
}

// WriteTo implements io.WriterTo.
func (c *PDF) WriteTo(w io.Writer) (int64, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := w.Write(c.Bytes())
	return int64(n), err
}

// pdfFile numbers objects and remembers where they start.
type pdfFile struct {
	buf    bytes.Buffer
	starts []int
}

// object writes one object and returns its number.
func (f *pdfFile) object(format string, args ...any) int {
	f.starts = append(f.starts, f.buf.Len())
	n := len(f.starts)
	fmt.Fprintf(&f.buf, "%d 0 obj\n", n)
	fmt.Fprintf(&f.buf, format, args...)
	f.buf.WriteString("\nendobj\n")
	return n
}

// compressors are kept: setting one up costs more than compressing a page.
var compressors = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, 4)
	return z
}}

func compress(data []byte) []byte {
	var buf bytes.Buffer
	buf.Grow(len(data)/4 + 64)
	z := compressors.Get().(*zlib.Writer)
	z.Reset(&buf)
	z.Write(data)
	z.Close()
	compressors.Put(z)
	return buf.Bytes()
}

// stream writes a stream object; dict holds its entries but for length and filter.
func (f *pdfFile) stream(dict string, data []byte, deflate bool) int {
	if deflate {
		data, dict = compress(data), dict+"/Filter/FlateDecode"
	}
	return f.object("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

// Bytes returns the file. The numbers of the objects follow from the order in which they are written:
// what refers to others comes after them, but for the page and its parent.
func (c *PDF) Bytes() []byte {
	f := new(pdfFile)
	f.buf.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	const pages, page, root = 1, 2, 3
	f.object("<</Type/Pages/Kids[%d 0 R]/Count 1>>", page)
	f.starts = append(f.starts, 0, 0) // page and structure root are written last

	content := make([]byte, 0, len(c.body)+64)
	content = append(content, "/Figure<</MCID 0>>BDC\n"...)
	content = append(append(content, c.body...), "EMC\n"...)
	contents := f.stream("", content, true)
	resources := c.resources(f)

	box := appendCoord(append(appendCoord([]byte("0 0 "), c.w), ' '), c.h)
	figure := f.object("<</Type/StructElem/S/Figure/P %d 0 R/Pg %d 0 R/K 0/Alt %s/T %s/A<</O/Layout/BBox[%s]>>>>",
		len(f.starts)+2, page, pdfString(c.doc.Alt), pdfString(c.doc.Title), box)
	document := f.object("<</Type/StructElem/S/Document/P %d 0 R/K[%d 0 R]>>", root, figure)
	metadata := f.stream("/Type/Metadata/Subtype/XML", c.xmp(), false)
	catalog := f.object("<</Type/Catalog/Pages %d 0 R/Lang %s/Metadata %d 0 R/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>",
		pages, pdfString(c.doc.Lang), metadata, root)
	info := f.object("<</Title %s/Subject %s/Creator(recount)/Producer(recount)>>", pdfString(c.doc.Title), pdfString(c.doc.Alt))

	f.at(page, "<</Type/Page/Parent %d 0 R/MediaBox[%s]/Contents %d 0 R/Resources<<%s>>/StructParents 0/Tabs/S>>", pages, box, contents, resources)
	f.at(root, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[0[%d 0 R]]>>>>", document, figure)
	return f.finish(catalog, info)
}

// at writes an object whose number was set aside.
func (f *pdfFile) at(n int, format string, args ...any) {
	f.starts[n-1] = f.buf.Len()
	fmt.Fprintf(&f.buf, "%d 0 obj\n", n)
	fmt.Fprintf(&f.buf, format, args...)
	f.buf.WriteString("\nendobj\n")
}

// finish writes the table of objects. The file's identity is a digest of what it holds.
func (f *pdfFile) finish(catalog, info int) []byte {
	sum := sha256.Sum256(f.buf.Bytes())
	id := hex.EncodeToString(sum[:16])
	start := f.buf.Len()
	fmt.Fprintf(&f.buf, "xref\n0 %d\n0000000000 65535 f \n", len(f.starts)+1)
	for _, at := range f.starts {
		fmt.Fprintf(&f.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.buf, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.starts)+1, catalog, info, id, id, start)
	return f.buf.Bytes()
}

// resources writes what the page uses and returns the entries of its dictionary.
func (c *PDF) resources(f *pdfFile) []byte {
	var b []byte
	if len(c.alphas) > 0 {
		b = append(b, "/ExtGState<<"...)
		for _, a := range c.alphas {
			v := appendFloat(nil, float64(a)/255)
			b = fmt.Appendf(b, "/A%d<</ca %s/CA %s>>", a, v, v)
		}
		if slices.Contains(c.alphas, 255) == false {
			b = append(b, "/A255<</ca 1/CA 1>>"...)
		}
		b = append(b, ">>"...)
	}
	if c.text {
		b = fmt.Appendf(b, "/Font<</T %d 0 R>>", shapelessFont(f))
	}
	if len(c.images)+len(c.forms) > 0 {
		b = append(b, "/XObject<<"...)
		for i, o := range c.forms {
			b = fmt.Appendf(b, "/G%d %d 0 R", i, f.object("%s", form(o)))
		}
		for i, img := range c.images {
			b = fmt.Appendf(b, "/I%d %d 0 R", i, f.image(img))
		}
		b = append(b, ">>"...)
	}
	return b
}

// image writes a picture, with its opacity as a mask where it has any.
func (f *pdfFile) image(img image.Image) int {
	r := img.Bounds()
	rgb := make([]byte, 0, 3*r.Dx()*r.Dy())
	mask := make([]byte, 0, r.Dx()*r.Dy())
	opaque := true
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			rgb, mask = append(rgb, p.R, p.G, p.B), append(mask, p.A)
			opaque = opaque && p.A == 255
		}
	}
	dict := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", r.Dx(), r.Dy())
	smask := ""
	if !opaque {
		smask = fmt.Sprintf("/SMask %d 0 R", f.stream(dict+"/ColorSpace/DeviceGray", mask, true))
	}
	return f.stream(dict+"/ColorSpace/DeviceRGB"+smask, rgb, true)
}

// pdfString writes text as a UTF-16 string, or plainly where it is ASCII.
func pdfString(s string) []byte {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] >= ' ' && s[i] < 0x7f
	}
	if ascii {
		b := []byte{'('}
		for i := range len(s) {
			if s[i] == '(' || s[i] == ')' || s[i] == '\\' {
				b = append(b, '\\')
			}
			b = append(b, s[i])
		}
		return append(b, ')')
	}
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return append(b, '>')
}

// xmp writes the metadata packet.
func (c *PDF) xmp() []byte {
	d := c.doc
	b := []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	b = append(b, `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:recount="`+receiptNS+`">`...)
	b = append(b, "<dc:format>application/pdf</dc:format>"...)
	alt := func(name, value string) {
		b = fmt.Appendf(b, `<dc:%s><rdf:Alt><rdf:li xml:lang="x-default">`, name)
		b = appendXML(b, value)
		b = fmt.Appendf(b, "</rdf:li></rdf:Alt></dc:%s>", name)
	}
	alt("title", d.Title)
	alt("description", d.Description)
	b = append(appendXML(append(b, "<dc:language><rdf:Bag><rdf:li>"...), d.Lang), "</rdf:li></rdf:Bag></dc:language>"...)
	if d.Source != "" {
		b = append(appendXML(append(b, "<dc:source>"...), d.Source), "</dc:source>"...)
	}
	b = append(b, "<xmp:CreatorTool>recount</xmp:CreatorTool><pdf:Producer>recount</pdf:Producer>"...)
	if d.Receipt != "" {
		b = append(appendXML(append(b, "<recount:receipt>"...), d.Receipt), "</recount:receipt>"...)
	}
	return append(b, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"...)
}
