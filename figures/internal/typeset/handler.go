package typeset

import (
	"math"
	"strings"
	"sync"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A LineCanvas draws shaped lines itself, in its current colour and transform: SVG writes each glyph
// once, PDF lays readable text over the outlines.
type LineCanvas interface {
	vg.Canvas
	FillLine(l *Line, size vg.Length, at vg.Point)
}

// Fill draws a line with its baseline starting at a point: as a line where the canvas knows lines, as
// outlines anywhere else.
func Fill(c vg.Canvas, l *Line, size vg.Length, at vg.Point) {
	c = unwrap(c)
	if lc, ok := c.(LineCanvas); ok {
		lc.FillLine(l, size, at)
		return
	}
	// Glyph by glyph: the rasterizer's time grows faster than the length of a path.
	for i := range l.Glyphs {
		one := Line{Glyphs: l.Glyphs[i : i+1]}
		c.Fill(one.Path(size, at))
	}
}

// unwrap finds the canvas that a draw.Canvas stands for.
func unwrap(c vg.Canvas) vg.Canvas {
	for {
		switch d := c.(type) {
		case draw.Canvas:
			c = d.Canvas
		case *draw.Canvas:
			c = d.Canvas
		default:
			return c
		}
	}
}

// Path returns the outlines of a line, with its baseline starting at a point.
func (l *Line) Path(size vg.Length, at vg.Point) vg.Path {
	scale := size / Em
	n := 0
	for _, g := range l.Glyphs {
		n += len(g.Segs) + 2
	}
	path := make(vg.Path, 0, n)
	controls := make([]vg.Point, 0, 2*n) // one allocation for the control points of the whole line
	for _, g := range l.Glyphs {
		pt := func(p Pt) vg.Point {
			return vg.Point{
				X: at.X + vg.Length(float64(vg.Length(g.X)+vg.Length(p.X))*float64(scale)),
				Y: at.Y + vg.Length(float64(vg.Length(g.Y)+vg.Length(p.Y))*float64(scale)),
			}
		}
		for i, s := range g.Segs {
			switch s.Op {
			case MoveTo:
				if i > 0 {
					path.Close()
				}
				path.Move(pt(s.Pts[0]))
			case LineTo:
				path.Line(pt(s.Pts[0]))
			default:
				k := len(controls)
				for _, p := range s.Pts[:s.N()-1] {
					controls = append(controls, pt(p))
				}
				path = append(path, vg.PathComp{Type: vg.CurveComp, Pos: pt(s.End()), Control: controls[k:len(controls):len(controls)]})
			}
		}
		path.Close()
	}
	return path
}

// A Handler lets gonum/plot measure and draw text through a Setter. Its interface has no room for
// errors: ask Err after drawing.
type Handler struct {
	Setter *Setter

	mu  sync.Mutex
	err error
}

var _ text.Handler = (*Handler)(nil)

// Err returns the first error met while measuring or drawing.
func (h *Handler) Err() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.err
}

// Cache implements text.Handler; the fonts of gonum/plot are not used.
func (h *Handler) Cache() *font.Cache { return font.DefaultCache }

// Extents implements text.Handler.
func (h *Handler) Extents(f font.Font) font.Extents {
	m := h.Setter.Metrics(weightOf(f))
	return font.Extents{
		Ascent:  units(m.Ascent, f.Size),
		Descent: units(m.Descent, f.Size),
		Height:  units(m.Ascent+m.Descent, f.Size),
	}
}

// Lines implements text.Handler.
func (h *Handler) Lines(txt string) []string {
	return strings.Split(strings.TrimRight(txt, "\n"), "\n")
}

// Box implements text.Handler.
func (h *Handler) Box(txt string, f font.Font) (width, height, depth vg.Length) {
	e := h.Extents(f)
	return units(h.line(txt, f).Advance, f.Size), e.Ascent, e.Descent
}

// Draw implements text.Handler. It keeps gonum/plot's convention for where a block of text sits, which
// the library's axes count on; figures place their own labels by baseline instead.
func (h *Handler) Draw(c vg.Canvas, txt string, sty text.Style, pt vg.Point) {
	txt = strings.TrimRight(txt, "\n")
	if txt == "" {
		return
	}
	c.SetColor(sty.Color)
	c.Push()
	defer c.Pop()
	c.Rotate(sty.Rotation)
	sin, cos := math.Sincos(sty.Rotation)
	at := vg.Point{
		X: pt.X*vg.Length(cos) + pt.Y*vg.Length(sin),
		Y: pt.Y*vg.Length(cos) - pt.X*vg.Length(sin),
	}
	lines := h.Lines(txt)
	at.Y += vg.Length(sty.YAlign)*sty.Height(txt) - h.Extents(sty.Font).Ascent
	for i, s := range lines {
		l := h.line(s, sty.Font)
		shift := vg.Length(sty.XAlign) * units(l.Advance, sty.Font.Size)
		Fill(c, l, sty.Font.Size, at.Add(vg.Point{X: shift, Y: vg.Length(len(lines)-i) * sty.Font.Size}))
	}
}

func (h *Handler) line(txt string, f font.Font) *Line {
	l, err := h.Setter.Shape(txt, weightOf(f))
	if err != nil {
		h.mu.Lock()
		if h.err == nil {
			h.err = err
		}
		h.mu.Unlock()
		return &Line{Text: txt}
	}
	return l
}

func units(v int, size vg.Length) vg.Length { return vg.Length(v) * size / Em }

func weightOf(f font.Font) Weight {
	if f.Weight >= xfont.WeightSemiBold {
		return Bold
	}
	return Regular
}
