// Package canvas writes drawings as SVG, PDF and PNG.
//
// SVG and PDF are canvases of gonum/plot (vg.Canvas) of our own: the library's lose bold, garble
// "Ürümqi", write wrong half-transparent colours, need the reader's fonts or change from run to run.
// Text arrives shaped (package typeset): SVG writes each outline once, PDF writes outlines with an
// invisible layer of readable text over them. PNG is drawn by gonum/plot's vgimg and encoded here with
// its physical size and description.
//
// The same drawing gives the same bytes on every run and, for SVG and PDF, on every CPU: coordinates
// are snapped to a hundredth of a point, with a bias that breaks the ties on which processors with
// fused arithmetic would disagree. No clock, map order or machine name enters a file.
package canvas

import (
	"errors"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"recount/figures/internal/typeset"
)

// A Doc is what a file says about itself besides the drawing.
type Doc struct {
	ID          string // prefix of all ids inside an SVG: figure and six hex digits, unique on a page
	Lang        string // BCP 47
	Title       string
	Description string // for readers who do not see the drawing
	Alt         string // the same in a sentence or two
	Source      string // source line
	Receipt     string // JSON, printed by --show
	Width       string // width and height as an SVG states them: "640" (px) or "89mm"
	Height      string
	Editable    bool   // SVG with text instead of outlines, for an editor's desk
	Families    string // font-family of editable text
}

// A matrix maps points: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul returns the matrix that applies n first, then m. Products are rounded one by one, so that no
// CPU fuses them with the sum.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		a: float64(m.a*n.a) + float64(m.c*n.b), c: float64(m.a*n.c) + float64(m.c*n.d), e: float64(m.a*n.e) + float64(m.c*n.f) + m.e,
		b: float64(m.b*n.a) + float64(m.d*n.b), d: float64(m.b*n.c) + float64(m.d*n.d), f: float64(m.b*n.e) + float64(m.d*n.f) + m.f,
	}
}

func (m matrix) point(p vg.Point) vg.Point {
	x, y := float64(p.X), float64(p.Y)
	return vg.Point{
		X: vg.Length(float64(m.a*x) + float64(m.c*y) + m.e),
		Y: vg.Length(float64(m.b*x) + float64(m.d*y) + m.f),
	}
}

// scale is the factor by which the matrix changes the width of a line.
func (m matrix) scale() float64 {
	return math.Sqrt(math.Abs(float64(m.a*m.d) - float64(m.b*m.c)))
}

// pen is what Push saves.
type pen struct {
	matrix
	width  vg.Length
	dash   []vg.Length
	offset vg.Length
	color  color.NRGBA
}

// State is the half of a vg.Canvas that all canvases share: transforms, pen and stack.
type State struct {
	pen
	stack []pen
	err   error
}

// NewState returns the initial state that vg.Canvas prescribes.
func NewState() State {
	return State{pen: pen{matrix: identity, width: 1, color: color.NRGBA{A: 255}}}
}

// Err returns the first error met while drawing.
func (s *State) Err() error { return s.err }

// Fail keeps the first error.
func (s *State) Fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// SetLineWidth implements vg.Canvas.
func (s *State) SetLineWidth(w vg.Length) { s.width = w }

// SetLineDash implements vg.Canvas.
func (s *State) SetLineDash(pattern []vg.Length, offset vg.Length) {
	s.dash, s.offset = append([]vg.Length(nil), pattern...), offset
}

// SetColor implements vg.Canvas.
func (s *State) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.color = color.NRGBAModel.Convert(c).(color.NRGBA)
}

// Rotate implements vg.Canvas.
func (s *State) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s.matrix = s.mul(matrix{a: cos, b: sin, c: -sin, d: cos})
}

// Translate implements vg.Canvas.
func (s *State) Translate(p vg.Point) {
	s.matrix = s.mul(matrix{a: 1, d: 1, e: float64(p.X), f: float64(p.Y)})
}

// Scale implements vg.Canvas.
func (s *State) Scale(x, y float64) { s.matrix = s.mul(matrix{a: x, d: y}) }

// Push implements vg.Canvas.
func (s *State) Push() { s.stack = append(s.stack, s.pen) }

// Pop implements vg.Canvas.
func (s *State) Pop() {
	if n := len(s.stack); n > 0 {
		s.pen, s.stack = s.stack[n-1], s.stack[:n-1]
		return
	}
	s.Fail(errors.New("canvas: Pop without Push"))
}

// Color returns the colour that is drawn with.
func (s *State) Color() color.NRGBA { return s.color }

// LineWidth returns the width of a stroke on paper: zero if nothing is drawn.
func (s *State) LineWidth() float64 { return max(0, float64(s.width)*s.scale()) }

// LineDash returns the dash pattern on paper.
func (s *State) LineDash() (pattern []float64, offset float64) {
	k := s.scale()
	for _, d := range s.dash {
		pattern = append(pattern, float64(d)*k)
	}
	return pattern, float64(s.offset) * k
}

// Absolute returns a path as it lies on paper, with arcs as cubic curves.
func (s *State) Absolute(p vg.Path) vg.Path {
	out := make(vg.Path, 0, len(p))
	for _, c := range p {
		switch c.Type {
		case vg.ArcComp:
			out = s.arc(out, c)
		case vg.CurveComp:
			ctl := make([]vg.Point, len(c.Control))
			for i, q := range c.Control {
				ctl[i] = s.point(q)
			}
			out = append(out, vg.PathComp{Type: vg.CurveComp, Pos: s.point(c.Pos), Control: ctl})
		case vg.CloseComp:
			out = append(out, c)
		default:
			out = append(out, vg.PathComp{Type: c.Type, Pos: s.point(c.Pos)})
		}
	}
	return out
}

// arc appends an arc as cubic curves of at most a quarter turn; the error is below 3/10,000 of the radius.
func (s *State) arc(out vg.Path, c vg.PathComp) vg.Path {
	n := max(1, int(math.Ceil(math.Abs(c.Angle)/(math.Pi/2)-1e-9)))
	step := c.Angle / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	r := float64(c.Radius)
	at := func(angle, along float64) vg.Point {
		sin, cos := math.Sincos(angle)
		return s.point(vg.Point{
			X: c.Pos.X + vg.Length(r*(cos-float64(along*sin))),
			Y: c.Pos.Y + vg.Length(r*(sin+float64(along*cos))),
		})
	}
	typ := vg.LineComp
	if len(out) == 0 || out[len(out)-1].Type == vg.CloseComp {
		typ = vg.MoveComp
	}
	out = append(out, vg.PathComp{Type: typ, Pos: at(c.Start, 0)})
	for i := range n {
		a := c.Start + float64(step*float64(i))
		b := a + step
		out = append(out, vg.PathComp{Type: vg.CurveComp, Pos: at(b, 0), Control: []vg.Point{at(a, k), at(b, -k)}})
	}
	return out
}

// cubic raises a quadratic curve from p: the same curve with two control points.
func cubic(p vg.Point, c vg.PathComp) (c1, c2 vg.Point) {
	if len(c.Control) == 2 {
		return c.Control[0], c.Control[1]
	}
	q := c.Control[0]
	third := func(a, b vg.Length) vg.Length { return a + vg.Length(float64(b-a)*2/3) }
	return vg.Point{X: third(p.X, q.X), Y: third(p.Y, q.Y)},
		vg.Point{X: third(c.Pos.X, q.X), Y: third(c.Pos.Y, q.Y)}
}

// shapeString shapes a string that a stock text handler of gonum/plot wants drawn.
func (s *State) shapeString(text string, bold bool) *typeset.Line {
	w := typeset.Regular
	if bold {
		w = typeset.Bold
	}
	l, err := defaultSetter().Shape(text, w)
	if err != nil {
		s.Fail(err)
		return &typeset.Line{Text: text}
	}
	return l
}
