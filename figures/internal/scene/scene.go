// Package scene holds a figure as a list of marks and texts that can be looked at before it is drawn.
//
// A Scene is a canvas of gonum/plot: what a plotter draws on it is recorded in points, with the role
// that the layout has set. Text is recorded shaped, so its exact box is known. Check then decides by
// arithmetic what an eye would complain of: text that touches a mark or other text, leaves the canvas,
// is too small or too pale. Draw replays the scene on a canvas that writes a file.
package scene

import (
	"errors"
	"image"
	"image/color"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"recount/figures/internal/canvas"
	"recount/figures/internal/typeset"
)

// A Role says what an item is for; the checks differ by role.
type Role uint8

// The roles.
const (
	Ground Role = iota // the paper
	Grid               // value lines: they give way to text
	Axis               // zero lines
	Event              // lines that mark a date
	Band               // pale areas under marks: an interval, a range
	Mark               // bars, lines, dots: what carries the numbers
	Words              // text
)

// A Part is the place that a text has in the figure.
type Part string

// The parts.
const (
	Title    Part = "title"
	Subtitle Part = "subtitle"
	Label    Part = "label"
	Tick     Part = "axis label"
	Key      Part = "key"
	Note     Part = "note"
	Source   Part = "source line"
	Logo     Part = "logo line"
)

// An Item is one thing drawn: a filled or stroked path, or a line of text.
type Item struct {
	Role  Role
	Name  string // what it is, for people: "bar of Xinjiang, 2018"
	Color color.NRGBA

	Path  vg.Path // on paper, arcs as curves; nil for text
	Fill  bool
	Width float64
	Dash  []float64

	Line *typeset.Line // nil for paths
	Part Part
	Size float64
	X, Y float64 // start of the baseline
}

// A Rect is a rectangle in points, y upwards.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// W returns the width.
func (r Rect) W() float64 { return r.X1 - r.X0 }

// H returns the height.
func (r Rect) H() float64 { return r.Y1 - r.Y0 }

// Grow returns the rectangle with every side moved outwards by d.
func (r Rect) Grow(d float64) Rect { return Rect{r.X0 - d, r.Y0 - d, r.X1 + d, r.Y1 + d} }

// Overlaps says whether two rectangles share more than an edge.
func (r Rect) Overlaps(s Rect) bool {
	return r.X0 < s.X1 && s.X0 < r.X1 && r.Y0 < s.Y1 && s.Y0 < r.Y1
}

// Box returns what a text's outlines cover.
func (it *Item) Box() Rect {
	k := it.Size / typeset.Em
	b := it.Line.Ink
	return Rect{
		it.X + float64(float64(b.X0)*k), it.Y + float64(float64(b.Y0)*k),
		it.X + float64(float64(b.X1)*k), it.Y + float64(float64(b.Y1)*k),
	}
}

// A Scene is a recorded drawing.
type Scene struct {
	canvas.State
	W, H  float64
	Paper color.NRGBA
	Items []Item

	role Role
	name string
}

var _ vg.CanvasSizer = (*Scene)(nil)
var _ typeset.LineCanvas = (*Scene)(nil)

// New returns an empty scene of a size in points.
func New(w, h float64, paper color.NRGBA) *Scene {
	s := &Scene{State: canvas.NewState(), W: w, H: h, Paper: paper}
	s.Items = make([]Item, 0, 128)
	return s
}

// As sets the role and the name of what is drawn next.
func (s *Scene) As(r Role, name string) { s.role, s.name = r, name }

// Size implements vg.CanvasSizer.
func (s *Scene) Size() (w, h vg.Length) { return vg.Length(s.W), vg.Length(s.H) }

// Fill implements vg.Canvas.
func (s *Scene) Fill(p vg.Path) {
	if len(p) > 0 && s.Color().A > 0 {
		s.Items = append(s.Items, Item{Role: s.role, Name: s.name, Color: s.Color(), Path: s.Absolute(p), Fill: true})
	}
}

// Stroke implements vg.Canvas.
func (s *Scene) Stroke(p vg.Path) {
	if len(p) == 0 || s.LineWidth() == 0 || s.Color().A == 0 {
		return
	}
	dash, _ := s.LineDash()
	s.Items = append(s.Items, Item{Role: s.role, Name: s.name, Color: s.Color(), Path: s.Absolute(p), Width: s.LineWidth(), Dash: dash})
}

// FillLine implements typeset.LineCanvas. Figures set all their text level.
func (s *Scene) FillLine(l *typeset.Line, size vg.Length, at vg.Point) {
	p := s.Absolute(vg.Path{{Type: vg.MoveComp, Pos: at}})[0].Pos
	s.Text(Label, l, float64(size), float64(p.X), float64(p.Y), s.Color())
}

// Text records a line of text with its baseline starting at a point.
func (s *Scene) Text(part Part, l *typeset.Line, size, x, y float64, c color.NRGBA) {
	if l.Text != "" {
		s.Items = append(s.Items, Item{Role: Words, Name: l.Text, Color: c, Line: l, Part: part, Size: size, X: x, Y: y})
	}
}

// FillString implements vg.Canvas.
func (s *Scene) FillString(font.Face, vg.Point, string) {
	s.Fail(errors.New("scene: text must come through the text handler of package typeset"))
}

// DrawImage implements vg.Canvas.
func (s *Scene) DrawImage(vg.Rectangle, image.Image) {
	s.Fail(errors.New("scene: figures hold no pictures"))
}

// Draw replays the scene, on paper of its own unless the canvas has it already.
func (s *Scene) Draw(c vg.Canvas, paper bool) {
	c.Push()
	if paper {
		c.SetColor(s.Paper)
		c.Fill(rectPath(Rect{0, 0, s.W, s.H}))
	}
	for i := range s.Items {
		it := &s.Items[i]
		c.SetColor(it.Color)
		switch {
		case it.Line != nil:
			typeset.Fill(c, it.Line, vg.Length(it.Size), vg.Point{X: vg.Length(it.X), Y: vg.Length(it.Y)})
		case it.Fill:
			c.Fill(it.Path)
		default:
			c.SetLineWidth(vg.Length(it.Width))
			dash := make([]vg.Length, len(it.Dash))
			for k, d := range it.Dash {
				dash[k] = vg.Length(d)
			}
			c.SetLineDash(dash, 0)
			c.Stroke(it.Path)
		}
	}
	c.Pop()
}

// Mirror turns what was recorded from the n-th item on around the middle of the paper, for languages
// written from right to left. Texts move, and stay as they are read.
func (s *Scene) Mirror(n int) {
	flip := func(p vg.Point) vg.Point { return vg.Point{X: vg.Length(s.W) - p.X, Y: p.Y} }
	for i := n; i < len(s.Items); i++ {
		it := &s.Items[i]
		if it.Line != nil {
			it.X = s.W - it.X - it.Line.Width(it.Size)
			continue
		}
		for k := range it.Path {
			c := &it.Path[k]
			c.Pos = flip(c.Pos)
			for m := range c.Control {
				c.Control[m] = flip(c.Control[m])
			}
		}
	}
}

func rectPath(r Rect) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: vg.Length(r.X0), Y: vg.Length(r.Y0)})
	p.Line(vg.Point{X: vg.Length(r.X1), Y: vg.Length(r.Y0)})
	p.Line(vg.Point{X: vg.Length(r.X1), Y: vg.Length(r.Y1)})
	p.Line(vg.Point{X: vg.Length(r.X0), Y: vg.Length(r.Y1)})
	p.Close()
	return p
}

// FillRect draws a rectangle.
func (s *Scene) FillRect(r Rect, c color.NRGBA) {
	s.SetColor(c)
	s.Fill(rectPath(r))
}

// StrokeLine draws a straight line.
func (s *Scene) StrokeLine(x0, y0, x1, y1, width float64, c color.NRGBA, dash ...float64) {
	s.SetColor(c)
	s.SetLineWidth(vg.Length(width))
	d := make([]vg.Length, len(dash))
	for i, v := range dash {
		d[i] = vg.Length(v)
	}
	s.SetLineDash(d, 0)
	var p vg.Path
	p.Move(vg.Point{X: vg.Length(x0), Y: vg.Length(y0)})
	p.Line(vg.Point{X: vg.Length(x1), Y: vg.Length(y1)})
	s.Stroke(p)
}
