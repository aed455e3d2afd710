package canvas

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"slices"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"recount/figures/internal/typeset"
)

// PDF is a canvas that becomes a one-page PDF file, of version 1.5: nothing here needs a later one, and
// pdfTeX warns of those.
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
