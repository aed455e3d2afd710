package chart

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"recount/figures/internal/scene"
)

// A panel is a plot of gonum's that fills a rectangle to its edges: scales and marks are the plot's,
// axes and labels are set around it.
type panel struct {
	d     *drawing
	plot  *plot.Plot
	rect  scene.Rect
	bands []scene.Rect // where upright value lines run; none is from foot to head
}

// panel returns an empty plot on a rectangle with the given ranges.
func (d *drawing) panel(r scene.Rect, x0, x1, y0, y1 float64) *panel {
	p := plot.New()
	p.BackgroundColor = nil
	p.HideAxes()
	p.X.Padding, p.Y.Padding = 0, 0
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x0, x1, y0, y1
	return &panel{d: d, plot: p, rect: r}
}

// x and y return where a value lies on paper.
func (p *panel) x(v float64) float64 {
	return p.rect.X0 + float64(p.plot.X.Norm(v)*p.rect.W())
}
func (p *panel) y(v float64) float64 {
	return p.rect.Y0 + float64(p.plot.Y.Norm(v)*p.rect.H())
}

// add puts a plotter on the panel; the scene records what it draws under a role and a name.
func (p *panel) add(role scene.Role, name string, pl plot.Plotter) {
	x0, x1, y0, y1 := p.plot.X.Min, p.plot.X.Max, p.plot.Y.Min, p.plot.Y.Max
	p.plot.Add(tagged{p.d.s, role, name, pl})
	p.plot.X.Min, p.plot.X.Max, p.plot.Y.Min, p.plot.Y.Max = x0, x1, y0, y1
}

// draw draws the plot.
func (p *panel) draw() {
	p.plot.Draw(draw.Canvas{Canvas: p.d.s, Rectangle: vg.Rectangle{
		Min: vg.Point{X: vg.Length(p.rect.X0), Y: vg.Length(p.rect.Y0)},
		Max: vg.Point{X: vg.Length(p.rect.X1), Y: vg.Length(p.rect.Y1)},
	}})
}

// tagged tells the scene what a plotter is about to draw.
type tagged struct {
	s    *scene.Scene
	role scene.Role
	name string
	plot.Plotter
}

func (t tagged) Plot(c draw.Canvas, p *plot.Plot) {
	t.s.As(t.role, t.name)
	t.Plotter.Plot(c, p)
}

// polyline is a series as gonum's Line.
func (d *drawing) polyline(xs []float64, vs []Value, c rgb, width float64) *plotter.Line {
	pts := make(plotter.XYs, 0, len(vs))
	for i, v := range vs {
		if !v.None {
			pts = append(pts, plotter.XY{X: xs[i], Y: v.X})
		}
	}
	return &plotter.Line{XYs: pts, LineStyle: draw.LineStyle{Color: c, Width: vg.Length(width)}}
}

// dot draws a disc; an open one has paper inside.
func (d *drawing) dot(x, y, r float64, c rgb, open bool) {
	disc := func(r float64, c rgb) {
		var p vg.Path
		p.Move(vg.Point{X: vg.Length(x + r), Y: vg.Length(y)})
		p.Arc(vg.Point{X: vg.Length(x), Y: vg.Length(y)}, vg.Length(r), 0, 2*math.Pi)
		p.Close()
		d.s.SetColor(c)
		d.s.Fill(p)
	}
	disc(r, c)
	if open {
		disc(r-max(1.2, 0.126*d.b), d.pal.Paper)
	}
}

// valueGrid draws upright or level lines at the ticks and the zero line, and sets the numbers.
// Level values: numbers below the panel; upright values: left of it, ending at its edge.
func (p *panel) valueGrid(ticks []tick, level bool) {
	d := p.d
	for _, t := range ticks {
		c := d.valueLine(t, level)
		if level {
			x := p.x(t.v)
			bands := p.bands
			if bands == nil {
				bands = []scene.Rect{p.rect}
			}
			for _, b := range bands {
				d.s.StrokeLine(x, b.Y0, x, b.Y1, d.hair(), c)
			}
			d.text(d.tick(), t.text, clampText(x, d.width(d.tick(), t.text), d.p.W-d.margin/2), p.rect.Y0-0.45*d.b-d.cap(d.b), middle)
			continue
		}
		y := p.y(t.v)
		d.s.StrokeLine(p.rect.X0, y, p.rect.X1, y, d.hair(), c)
		d.text(d.tick(), t.text, p.rect.X0-0.5*d.b, d.middleOf(y, d.b), right)
	}
}

// valueLine sets the role of the line at a tick and returns its colour. A level zero line carries upright
// bars; an upright one is a value line like the others, only darker, and gives way to text.
func (d *drawing) valueLine(t tick, level bool) rgb {
	switch {
	case t.v != 0:
		d.s.As(scene.Grid, "value line")
		return d.pal.Grid
	case level:
		d.s.As(scene.Grid, "zero line")
	default:
		d.s.As(scene.Axis, "zero line")
	}
	return d.pal.Muted
}

// clampText keeps a centred text of width w from passing the right end.
func clampText(x, w, end float64) float64 { return min(x, end-w/2) }

// tickWidth is the room that numbers left of a panel take.
func (d *drawing) tickWidth(ticks []tick) float64 {
	w := 0.0
	for _, t := range ticks {
		w = max(w, d.width(d.tick(), t.text))
	}
	return w + 0.5*d.b
}

// tickHeight is the room that numbers below a panel take.
func (d *drawing) tickHeight() float64 { return 0.45*d.b + d.cap(d.b) + d.depth(d.b) }
