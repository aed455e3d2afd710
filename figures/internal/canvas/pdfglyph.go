package canvas

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"gonum.org/v1/plot/vg"

	"recount/figures/internal/typeset"
)

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
	// Who looks for "October 2022" types a plain space.
	codes := utf16.Encode([]rune(strings.ReplaceAll(l.Visual, "\u00a0", " ")))
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
