package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// line draws series over time, named at their last points, with dated events. Variants: the words of
// the events at their lines; numbers there and the words under the panel.
func (d *drawing) line() {
	var lo, hi float64
	t0, t1 := math.Inf(1), math.Inf(-1)
	if d.Axis.From != nil {
		lo, hi = *d.Axis.From, *d.Axis.From
	}
	for _, s := range d.Series {
		for i, v := range s.Values {
			if !v.None {
				lo, hi = min(lo, v.X), max(hi, v.X)
				t0, t1 = min(t0, s.Times[i]), max(t1, s.Times[i])
			}
		}
	}
	for _, e := range d.Events {
		t0, t1 = min(t0, e.At), max(t1, e.End)
	}
	numbered := d.variant == 1 && len(d.Events) > 0
	if numbered {
		d.eventList()
	}

	ends := d.endLabels()
	r := d.area
	r.Y0 += d.tickHeight() + 0.2*d.b // years hang lower than the zero beside them
	ticks, from, to := valueTicks(lo, hi, d.axisSteps(r.H(), 2.8), d.Axis)
	r.X0 += d.tickWidth(ticks) + 0.4*d.b
	r.X1 -= d.endRoom(ends) + 0.4*d.b
	band := d.eventBand(r, t0, t1, numbered)
	r.Y1 -= max(band.height, d.cap(d.b)/2)
	if least := d.least(); r.H() < least {
		d.short = max(d.short, least-r.H())
		return
	}
	p := d.panel(r, t0, t1, from, to)
	p.rect.X0 -= 0.4 * d.b // value lines reach a little beyond the first and last points
	p.rect.X1 += 0.4 * d.b
	grid := *p
	p.rect.X0, p.rect.X1 = r.X0, r.X1
	grid.valueGrid(ticks, false)
	d.drawEvents(p, band)
	d.yearAxis(p, t0, t1)
	for i, s := range d.Series {
		p.add(scene.Mark, "line of "+s.Name, d.polyline(s.Times, s.Values, d.series(i, s.Role), 1.8*d.b/9.5))
	}
	p.draw()
	d.lineLabels(p, ends)
}

// yearAxis sets years under the panel.
func (d *drawing) yearAxis(p *panel, t0, t1 float64) {
	perYear := p.rect.W() / max(t1-t0, 1)
	for _, t := range yearTicks(t0, t1, perYear, d.width(d.tick(), "2000")+0.9*d.b) {
		x := p.x(t.v)
		d.s.As(scene.Axis, "year tick")
		d.s.StrokeLine(x, p.rect.Y0, x, p.rect.Y0-0.3*d.b, d.hair(), d.pal.Muted)
		d.text(d.tick(), t.text, x, p.rect.Y0-0.65*d.b-d.cap(d.b), middle)
	}
}

// endLabel is the name of a series with its last number, right of its last point.
type endLabel struct {
	series int
	last   Value
	at     float64 // time of the last point
	lines  []*typeset.Line
}

func (d *drawing) endLabels() []endLabel {
	var out []endLabel
	for i, s := range d.Series {
		for k := len(s.Values) - 1; k >= 0; k-- {
			v := s.Values[k]
			if v.None {
				continue
			}
			c := d.series(i, s.Role)
			measure := 0.26 * d.area.W()
			if d.wide() {
				measure = 0.3 * d.area.W()
			}
			out = append(out, endLabel{i, v, s.Times[k], d.wrap(d.strong(c), s.Name+"\u00a0"+v.Text, measure)})
			break
		}
	}
	return out
}

func (d *drawing) endRoom(ends []endLabel) float64 {
	w := 0.0
	for _, e := range ends {
		for _, l := range e.lines {
			w = max(w, l.Width(d.b))
		}
	}
	return w + 0.7*d.b
}

// lineLabels sets a dot and the label at each line's end, and numbers at the points asked for.
func (d *drawing) lineLabels(p *panel, ends []endLabel) {
	want, size := make([]float64, len(ends)), make([]float64, len(ends))
	for i, e := range ends {
		want[i] = p.y(e.last.X)
		size[i] = d.blockHeight(d.label(d.pal.Ink), e.lines) + 0.15*d.b
	}
	centre, _ := spread(want, size, p.rect.Y0-d.b, d.area.Y1)
	for i, e := range ends {
		c := d.series(e.series, d.Series[e.series].Role)
		d.s.As(scene.Mark, "last point of "+d.Series[e.series].Name)
		d.dot(p.x(e.at), p.y(e.last.X), 0.32*d.b, c, false)
		st := d.strong(c)
		h := d.blockHeight(st, e.lines) - d.depth(d.b)
		d.block(st, e.lines, p.x(e.at)+0.7*d.b, centre[i]+h/2, left)
	}
	for i, s := range d.Series {
		for k, v := range s.Values {
			if k < len(s.Label) && s.Label[k] && !v.None && (len(ends) <= i || v != ends[i].last) {
				d.pointLabel(p, i, k)
			}
		}
	}
}

// pointLabel sets the number of a point over or under it, where no line passes.
func (d *drawing) pointLabel(p *panel, i, k int) {
	s := d.Series[i]
	v, c := s.Values[k], d.series(i, s.Role)
	x, y := p.x(s.Times[k]), p.y(v.X)
	d.s.As(scene.Mark, "point of "+s.Name)
	d.dot(x, y, 0.32*d.b, c, false)
	st := d.strong(c)
	w := d.width(st, v.Text)
	up, down := y+0.6*d.b, y-0.6*d.b-d.cap(d.b)
	for _, at := range []vg.Point{
		{X: vg.Length(x), Y: vg.Length(up)}, {X: vg.Length(x), Y: vg.Length(down)},
		{X: vg.Length(x + w/2 + 0.5*d.b), Y: vg.Length(up)}, {X: vg.Length(x - w/2 - 0.5*d.b), Y: vg.Length(up)},
		{X: vg.Length(x - w/2 - 0.5*d.b), Y: vg.Length(down)}, {X: vg.Length(x + w/2 + 0.5*d.b), Y: vg.Length(down)},
	} {
		if d.s.Clear(scene.Rect{X0: float64(at.X) - w/2, X1: float64(at.X) + w/2, Y0: float64(at.Y), Y1: float64(at.Y) + d.cap(d.b)}, 0.12*d.b) {
			d.text(st, v.Text, float64(at.X), float64(at.Y), middle)
			return
		}
	}
	d.text(st, v.Text, x, up, middle) // nowhere is free: the lint says what it touches
}

// A band is where the words of events stand, over the panel.
type band struct {
	height float64
	lead   float64 // from one level to the next
	labels []eventLabel
}

type eventLabel struct {
	event int
	side  align // left: the words begin at the line; right: they end there
	level int   // lines of text from the top
	lines []*typeset.Line
}

// eventBand finds a place for the words of each event: on either side of its line, in one of several
// levels, clear of other words and of the lines of other events.
func (d *drawing) eventBand(r scene.Rect, t0, t1 float64, numbered bool) band {
	if len(d.Events) == 0 {
		return band{}
	}
	x := func(e Event) float64 { return r.X0 + (e.At-t0)/(t1-t0)*r.W() }
	st := d.eventStyle()
	var out band
	texts, whole := make([]string, len(d.Events)), make([]*typeset.Line, len(d.Events))
	for i, e := range d.Events {
		texts[i] = e.Date + ": " + e.Label
		if numbered {
			texts[i] = fmt.Sprint(i + 1)
		}
		whole[i] = d.shape(texts[i], st.weight)
	}
	lead := d.lead(d.b, whole...)
	out.lead = lead
	var taken []scene.Rect
	for i, e := range d.Events {
		text := texts[i]
		best, bestCost := eventLabel{}, math.Inf(1)
		var bestRect scene.Rect
		for _, measure := range []float64{13 * d.b, 9 * d.b, 18 * d.b} {
			lines := d.wrap(st, text, measure)
			w := 0.0
			for _, l := range lines {
				w = max(w, l.Width(d.b))
			}
			for _, side := range []align{left, right} {
				x0 := x(e) + 0.45*d.b
				if side == right {
					x0 = x(e) - 0.45*d.b - w
				}
				if x0 < r.X0-0.3*d.b || x0+w > d.area.X1 {
					continue
				}
				for level := range 9 {
					rect := scene.Rect{X0: x0, X1: x0 + w, Y0: -float64(level+len(lines)) * lead, Y1: -float64(level) * lead}
					if d.eventsClear(rect, i, x, taken) {
						cost := float64(level+len(lines)) + 0.3*float64(len(lines)) + 0.1*float64(side)
						if cost < bestCost {
							best, bestCost, bestRect = eventLabel{i, side, level, lines}, cost, rect
						}
						break
					}
				}
			}
		}
		if math.IsInf(bestCost, 1) {
			best = eventLabel{i, left, 0, d.wrap(st, text, 9*d.b)} // the lint will say that it does not fit
		}
		taken = append(taken, bestRect)
		out.labels = append(out.labels, best)
		out.height = max(out.height, float64(float64(best.level+len(best.lines))*lead)+0.5*d.b)
	}
	return out
}

// eventsClear says whether words would keep clear of the words set so far and of other events' lines.
func (d *drawing) eventsClear(rect scene.Rect, self int, x func(Event) float64, taken []scene.Rect) bool {
	near := rect.Grow(0.3 * d.b)
	for k, e := range d.Events {
		if k != self && x(e) > near.X0 && x(e) < near.X1 {
			return false
		}
	}
	for _, t := range taken {
		if (scene.Rect{X0: near.X0, X1: near.X1, Y0: rect.Y0, Y1: rect.Y1}).Overlaps(t) {
			return false
		}
	}
	return true
}

func (d *drawing) eventStyle() style {
	return style{scene.Label, d.b, typeset.Regular, d.pal.Muted}
}

// drawEvents draws the lines of events from their words down to the axis.
func (d *drawing) drawEvents(p *panel, b band) {
	for _, l := range b.labels {
		e := d.Events[l.event]
		x := p.x(e.At)
		top := d.area.Y1 - float64(l.level)*b.lead
		d.s.As(scene.Event, "line of the event of "+e.Date)
		d.s.StrokeLine(x, p.rect.Y0, x, top, 1.6*d.hair(), d.pal.Muted, 2.4*d.b/9.5, 1.8*d.b/9.5)
		if l.side == left {
			d.block(d.eventStyle(), l.lines, x+0.45*d.b, top, left)
		} else {
			d.block(d.eventStyle(), l.lines, x-0.45*d.b, top, right)
		}
	}
}

// eventList sets the events with numbers at the foot of the area.
func (d *drawing) eventList() {
	st := d.label(d.pal.Muted)
	indent := d.width(st, "0 ") + 0.3*d.b
	y := d.area.Y0
	for i := len(d.Events) - 1; i >= 0; i-- {
		e := d.Events[i]
		lines := d.wrap(st, e.Date+": "+e.Label, d.area.W()-indent)
		y += d.blockHeight(st, lines) + 0.15*d.b
		d.block(st, lines, d.area.X0+indent, y, left)
		d.text(style{scene.Label, d.b, typeset.Bold, d.pal.Muted}, fmt.Sprint(i+1), d.area.X0, y-d.cap(d.b), left)
	}
	d.area.Y0 = y + 0.7*d.b
}
