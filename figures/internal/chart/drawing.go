package chart

import (
	"image/color"
	"math"

	"recount/figures/internal/scene"
	"recount/figures/internal/theme"
	"recount/figures/internal/typeset"
)

type rgb = color.NRGBA

// A drawing is a chart on its way to a scene. Lengths are points, y grows upwards.
type drawing struct {
	*Chart
	th      *theme.Theme
	p       theme.Preset
	pal     theme.Palette
	set     *typeset.Setter
	s       *scene.Scene
	b       float64    // base type size
	margin  float64    // around everything
	area    scene.Rect // left for marks, their axes and labels
	variant int
	short   float64 // height that is missing
	context bool    // the grey of context series is used
	level   bool    // the bars are level
	err     error
}

func newDrawing(c *Chart, th *theme.Theme, p theme.Preset, dark bool, variant int) (*drawing, error) {
	set, err := th.Setter(c.RTL)
	if err != nil {
		return nil, err
	}
	pal := th.Palette(dark)
	return &drawing{
		Chart: c, th: th, p: p, pal: pal, set: set,
		s: scene.New(p.W, p.H, pal.Paper), b: p.Base, margin: p.Base, variant: variant,
	}, nil
}

// An align says which end of a text lies at its x.
type align float64

const (
	left   align = 0
	middle align = 0.5
	right  align = 1
)

// A style is how a text is set.
type style struct {
	part   scene.Part
	size   float64
	weight typeset.Weight
	color  rgb
}

func (d *drawing) label(c rgb) style { return style{scene.Label, d.b, typeset.Regular, c} }

// strong sets numbers and names in the colour of their series; those of context, which is grey, in ink.
func (d *drawing) strong(c rgb) style {
	if c == d.pal.Context {
		c = d.pal.Ink
	}
	return style{scene.Label, d.b, typeset.Bold, d.pal.On(c, d.pal.Paper)}
}
func (d *drawing) tick() style { return style{scene.Tick, d.b, typeset.Regular, d.pal.Muted} }

// text sets one line with its baseline at y and returns its box.
func (d *drawing) text(st style, s string, x, y float64, a align) scene.Rect {
	l := d.shape(s, st.weight)
	w := l.Width(st.size)
	x -= w * float64(a)
	d.s.Text(st.part, l, st.size, x, y, st.color)
	return scene.Rect{X0: x, Y0: y - d.depth(st.size), X1: x + w, Y1: y + d.cap(st.size)}
}

func (d *drawing) shape(s string, w typeset.Weight) *typeset.Line {
	l, err := d.set.Shape(s, w)
	if err != nil {
		if d.err == nil {
			d.err = err
		}
		return &typeset.Line{}
	}
	return l
}

func (d *drawing) width(st style, s string) float64 { return d.shape(s, st.weight).Width(st.size) }

// wrap breaks a text into lines no wider than w.
func (d *drawing) wrap(st style, s string, w float64) []*typeset.Line {
	lines, err := d.set.Wrap(s, st.weight, st.size, w)
	if err != nil && d.err == nil {
		d.err = err
	}
	return lines
}

// block sets lines downwards from the cap height of the first at top and returns the box they cover.
func (d *drawing) block(st style, lines []*typeset.Line, x, top float64, a align) scene.Rect {
	r := scene.Rect{X0: x, X1: x, Y1: top}
	if len(lines) == 0 {
		return r
	}
	y := top - d.rise(lines[0], st.size)
	lead := d.lead(st.size, lines...)
	for i, l := range lines {
		if i > 0 {
			y -= lead
		}
		w := l.Width(st.size)
		at := x - w*float64(a)
		d.s.Text(st.part, l, st.size, at, y, st.color)
		r.X0, r.X1 = min(r.X0, at), max(r.X1, at+w)
	}
	r.Y0 = y - d.fall(lines[len(lines)-1], st.size)
	return r
}

// blockHeight returns what block covers, from cap height to descenders.
func (d *drawing) blockHeight(st style, lines []*typeset.Line) float64 {
	n := len(lines)
	if n == 0 {
		return 0
	}
	return d.rise(lines[0], st.size) + d.fall(lines[n-1], st.size) + float64(float64(n-1)*d.lead(st.size, lines...))
}

// cap, depth and leading are heights of a line of Latin text: of capitals and digits above the
// baseline, of descenders below it, from one baseline to the next.
func (d *drawing) cap(size float64) float64 {
	return float64(d.set.Metrics(typeset.Regular).Cap) * size / typeset.Em
}
func (d *drawing) depth(size float64) float64   { return 0.21 * size }
func (d *drawing) leading(size float64) float64 { return 1.25 * size }

// rise and fall are what a line takes above and below its baseline. The accents of Latin capitals stand
// in the white over a line; the marks and tails of Arabic letters reach farther and get room.
func (d *drawing) rise(l *typeset.Line, size float64) float64 {
	return max(d.cap(size), float64(float64(l.Ink.Y1)*size/typeset.Em)-0.12*size)
}
func (d *drawing) fall(l *typeset.Line, size float64) float64 {
	return max(d.depth(size), float64(float64(-l.Ink.Y0)*size/typeset.Em)-0.03*size)
}

// lead is from one baseline to the next in lines that belong together.
func (d *drawing) lead(size float64, lines ...*typeset.Line) float64 {
	top, bottom := 0, 0
	for _, l := range lines {
		top, bottom = max(top, l.Ink.Y1), max(bottom, -l.Ink.Y0)
	}
	return max(d.leading(size), float64(float64(top+bottom)*size/typeset.Em)+0.13*size)
}

// middleOf returns the baseline that centres digits and capitals on y.
func (d *drawing) middleOf(y, size float64) float64 { return y - d.cap(size)/2 }

// hair is the width of the thinnest lines.
func (d *drawing) hair() float64 { return max(0.5, 0.05*d.b) }

// series returns the colour of the i-th series: the colours in order for those that are not context.
// The third colour never stands beside the grey of context, which some eyes take for it.
func (d *drawing) series(i int, r Role) rgb {
	if r == Context {
		d.context = true
		return d.pal.Context
	}
	n, grey := i, d.Kind == People
	for k, s := range d.Series {
		if s.Role == Context {
			grey = true
			if k < i {
				n--
			}
		}
	}
	if grey && n >= 2 {
		n++
	}
	return d.pal.Series[min(n, len(d.pal.Series)-1)]
}

// wide says whether there is room for labels beside the marks rather than above them.
func (d *drawing) wide() bool { return d.p.W/d.b >= 45 }

// least is the least height of a panel of upright values: under it differences cannot be seen. Where the
// place has no height of its own there is no reason to be that flat.
func (d *drawing) least() float64 {
	if d.p.Grows() {
		return 11 * d.b
	}
	return 6 * d.b
}

// need notes that the marks want a height the area does not have.
func (d *drawing) need(h float64) bool {
	if gap := h - d.area.H(); gap > 1e-6 {
		d.short = math.Max(d.short, gap)
		return false
	}
	return true
}
