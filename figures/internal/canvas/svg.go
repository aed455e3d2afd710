package canvas

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"io"
	"strconv"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"recount/figures/internal/typeset"
)

// SVG is a canvas that becomes a standalone SVG file, or one to paste into a page.
//
// Root: role img, named by its title and described by its desc, both direct children; the drawing is
// hidden from assistive technology. No script, no style sheet, no reference outside the file, and
// every id begins with Doc.ID.
type SVG struct {
	State
	doc    Doc
	w, h   float64
	body   []byte
	defs   []byte
	glyphs map[*typeset.Outline]int
}

var _ vg.CanvasWriterTo = (*SVG)(nil)
var _ typeset.LineCanvas = (*SVG)(nil)

// NewSVG returns an empty canvas of a size in points.
func NewSVG(w, h vg.Length, doc Doc) *SVG {
	return &SVG{State: NewState(), doc: doc, w: float64(w), h: float64(h), glyphs: make(map[*typeset.Outline]int)}
}

// Size implements vg.CanvasSizer.
func (c *SVG) Size() (w, h vg.Length) { return vg.Length(c.w), vg.Length(c.h) }

// Fill implements vg.Canvas.
func (c *SVG) Fill(p vg.Path) {
	if c.color.A == 0 || len(p) == 0 {
		return
	}
	c.body = append(c.body, `<path d="`...)
	c.body = c.appendPath(c.body, c.Absolute(p))
	c.body = append(c.body, '"')
	c.paint("fill")
	c.body = append(c.body, "/>\n"...)
}

// Stroke implements vg.Canvas.
func (c *SVG) Stroke(p vg.Path) {
	if c.color.A == 0 || c.LineWidth() == 0 || len(p) == 0 {
		return
	}
	c.body = append(c.body, `<path d="`...)
	c.body = c.appendPath(c.body, c.Absolute(p))
	c.body = append(c.body, `" fill="none"`...)
	c.paint("stroke")
	c.body = append(c.body, ` stroke-width="`...)
	c.body = appendCoord(c.body, c.LineWidth())
	c.body = append(c.body, '"')
	if dash, offset := c.LineDash(); len(dash) > 0 {
		c.body = append(c.body, ` stroke-dasharray="`...)
		for i, d := range dash {
			if i > 0 {
				c.body = append(c.body, ' ')
			}
			c.body = appendCoord(c.body, d)
		}
		c.body = append(c.body, '"')
		if offset != 0 {
			c.body = append(c.body, ` stroke-dashoffset="`...)
			c.body = append(appendCoord(c.body, offset), '"')
		}
	}
	c.body = append(c.body, "/>\n"...)
}

// paint writes the colour as a fill or stroke attribute. Black is what an SVG fills with anyway.
func (c *SVG) paint(attr string) {
	if opaque := (color.NRGBA{c.color.R, c.color.G, c.color.B, 255}); attr != "fill" || opaque != (color.NRGBA{A: 255}) {
		c.body = append(append(append(c.body, ' '), attr...), `="`...)
		c.body = append(appendHex(c.body, c.color), '"')
	}
	if c.color.A < 255 {
		c.body = append(append(append(c.body, ' '), attr...), `-opacity="`...)
		c.body = append(appendFloat(c.body, float64(c.color.A)/255), '"')
	}
}

// appendPath writes path data: absolute moves and curves, the shorter H and V for level and upright
// lines, y downwards.
func (c *SVG) appendPath(b []byte, p vg.Path) []byte {
	var x, y int64
	at := func(q vg.Point) (int64, int64) { return snap(float64(q.X)), snap(c.h - float64(q.Y)) }
	pair := func(q vg.Point, lead byte) {
		qx, qy := at(q)
		b = appendHundredths(append(b, lead), qx)
		b = appendHundredths(append(b, ' '), qy)
	}
	for _, comp := range p {
		switch comp.Type {
		case vg.MoveComp:
			pair(comp.Pos, 'M')
		case vg.LineComp:
			qx, qy := at(comp.Pos)
			switch {
			case qx == x && qy == y:
				continue
			case qy == y:
				b = appendHundredths(append(b, 'H'), qx)
			case qx == x:
				b = appendHundredths(append(b, 'V'), qy)
			default:
				pair(comp.Pos, 'L')
			}
		case vg.CurveComp:
			letter := byte('C')
			if len(comp.Control) == 1 {
				letter = 'Q'
			}
			for i, q := range comp.Control {
				if i == 0 {
					pair(q, letter)
				} else {
					pair(q, ' ')
				}
			}
			pair(comp.Pos, ' ')
		case vg.CloseComp:
			b = append(b, 'Z')
			continue
		}
		x, y = at(comp.Pos)
	}
	return b
}

// FillLine implements typeset.LineCanvas: every glyph is defined once and used by reference.
func (c *SVG) FillLine(l *typeset.Line, size vg.Length, at vg.Point) {
	if c.color.A == 0 || len(l.Glyphs) == 0 {
		return
	}
	if c.doc.Editable {
		c.text(l, size, at)
		return
	}
	k := float64(size) / typeset.Em
	c.body = append(c.body, `<g`...)
	c.paint("fill")
	c.transform(at, k)
	c.body = append(c.body, '>')
	for _, g := range l.Glyphs {
		c.body = append(c.body, `<use xlink:href="#`...)
		c.body = append(append(c.body, c.doc.ID...), '-')
		c.body = strconv.AppendInt(c.body, int64(c.glyph(g.Outline)), 36)
		if g.X != 0 {
			c.body = strconv.AppendInt(append(c.body, `" x="`...), int64(g.X), 10)
		}
		if g.Y != 0 {
			c.body = strconv.AppendInt(append(c.body, `" y="`...), int64(g.Y), 10)
		}
		c.body = append(c.body, `"/>`...)
	}
	c.body = append(c.body, "</g>\n"...)
}

// transform writes the attribute that puts the origin at a point, y upwards, with units of k points.
func (c *SVG) transform(at vg.Point, k float64) {
	o := c.point(at)
	c.body = append(c.body, ` transform="`...)
	if c.b == 0 && c.c == 0 {
		c.body = appendCoord(append(c.body, "translate("...), float64(o.X))
		c.body = appendCoord(append(c.body, ' '), c.h-float64(o.Y))
		c.body = appendFloat(append(c.body, ")scale("...), c.a*k)
		c.body = appendFloat(append(c.body, ' '), -c.d*k)
	} else {
		c.body = append(c.body, "matrix("...)
		for _, v := range []float64{c.a * k, -c.b * k, c.c * k, -c.d * k} {
			c.body = append(appendFloat(c.body, v), ' ')
		}
		c.body = appendCoord(c.body, float64(o.X))
		c.body = appendCoord(append(c.body, ' '), c.h-float64(o.Y))
	}
	c.body = append(c.body, `)"`...)
}

// glyph returns the number of an outline, defining it on first use. Its coordinates are whole or half
// units, exact.
func (c *SVG) glyph(o *typeset.Outline) int {
	if n, ok := c.glyphs[o]; ok {
		return n
	}
	n := len(c.glyphs)
	c.glyphs[o] = n
	b := append(append(append(c.defs, `<path id="`...), c.doc.ID...), '-')
	b = append(strconv.AppendInt(b, int64(n), 36), `" d="`...)
	for i, s := range o.Segs {
		if s.Op == typeset.MoveTo && i > 0 {
			b = append(b, 'Z')
		}
		b = append(b, "MLQC"[s.Op])
		for k, p := range s.Pts[:s.N()] {
			if k > 0 {
				b = append(b, ' ')
			}
			b = appendHundredths(b, snap(p.X))
			b = appendHundredths(append(b, ' '), snap(p.Y))
		}
	}
	c.defs = append(b, "Z\"/>\n"...)
	return n
}

// text writes a line as text that an editor can change.
func (c *SVG) text(l *typeset.Line, size vg.Length, at vg.Point) {
	o := c.point(at)
	c.body = append(c.body, `<text`...)
	if c.b == 0 && c.c == 0 {
		c.body = appendCoord(append(c.body, ` x="`...), float64(o.X))
		c.body = append(appendCoord(append(c.body, `" y="`...), c.h-float64(o.Y)), '"')
	} else {
		// Text stands upright in SVG: undo the flip that outlines need.
		c.Push()
		c.Scale(1, -1)
		c.transform(vg.Point{X: at.X, Y: -at.Y}, 1)
		c.Pop()
	}
	c.paint("fill")
	c.body = append(appendCoord(append(c.body, ` font-size="`...), float64(size)*c.scale()), '"')
	if l.Weight == typeset.Bold {
		c.body = append(c.body, ` font-weight="700"`...)
	}
	c.body = append(appendXML(append(c.body, '>'), l.Text), "</text>\n"...)
}

// FillString implements vg.Canvas for the library's own text handlers; the typeface is ours.
func (c *SVG) FillString(f font.Face, at vg.Point, text string) {
	if f.Font.Size > 0 {
		c.FillLine(c.shapeString(text, f.Font.Weight >= xfont.WeightSemiBold), f.Font.Size, at)
	}
}

// DrawImage implements vg.Canvas: the picture is written into the file.
func (c *SVG) DrawImage(rect vg.Rectangle, img image.Image) {
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		c.Fail(err)
		return
	}
	c.body = append(c.body, `<image preserveAspectRatio="none" width="1" height="1" transform="matrix(`...)
	size := rect.Size()
	o := c.point(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	for _, v := range []float64{c.a * float64(size.X), -c.b * float64(size.X), -c.c * float64(size.Y), c.d * float64(size.Y)} {
		c.body = append(appendFloat(c.body, v), ' ')
	}
	c.body = appendCoord(c.body, float64(o.X))
	c.body = appendCoord(append(c.body, ' '), c.h-float64(o.Y))
	c.body = append(c.body, `)" xlink:href="data:image/png;base64,`...)
	c.body = base64.StdEncoding.AppendEncode(c.body, buf.Bytes())
	c.body = append(c.body, "\"/>\n"...)
}

// WriteTo implements io.WriterTo.
func (c *SVG) WriteTo(w io.Writer) (int64, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := w.Write(c.Bytes())
	return int64(n), err
}

// Bytes returns the file.
func (c *SVG) Bytes() []byte {
	d := c.doc
	b := make([]byte, 0, len(c.body)+len(c.defs)+len(d.Description)+len(d.Receipt)+1024)
	attr := func(name, value string) {
		b = append(append(append(b, ' '), name...), `="`...)
		b = append(appendXML(b, value), '"')
	}
	b = append(b, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`...)
	attr("lang", d.Lang)
	attr("xml:lang", d.Lang)
	attr("role", "img")
	attr("aria-labelledby", d.ID+"-title")
	attr("aria-describedby", d.ID+"-desc")
	attr("width", d.Width)
	attr("height", d.Height)
	b = appendCoord(append(b, ` viewBox="0 0 `...), c.w)
	b = append(appendCoord(append(b, ' '), c.h), "\">\n<title"...)
	attr("id", d.ID+"-title")
	b = append(appendXML(append(b, '>'), d.Title), "</title>\n<desc"...)
	attr("id", d.ID+"-desc")
	b = append(appendXML(append(b, '>'), d.Description), "</desc>\n"...)
	b = appendMetadata(b, d)
	if len(c.defs) > 0 {
		b = append(append(append(b, "<defs>\n"...), c.defs...), "</defs>\n"...)
	}
	b = append(b, `<g aria-hidden="true"`...)
	if d.Editable {
		attr("font-family", d.Families)
	}
	b = append(append(append(b, ">\n"...), c.body...), "</g>\n</svg>\n"...)
	return b
}
