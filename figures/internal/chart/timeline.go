package chart

import (
	"math"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// timeline draws dated events down a scale of years. Words keep apart; a line leads from each to its
// true place.
func (d *drawing) timeline() {
	if len(d.Events) == 0 {
		return
	}
	t0, t1 := math.Inf(1), math.Inf(-1)
	for _, e := range d.Events {
		t0, t1 = min(t0, e.At), max(t1, e.End)
	}
	t0, t1 = math.Floor(t0), math.Ceil(t1+1e-9)
	date, words := style{scene.Label, d.b, typeset.Bold, d.pal.Ink}, d.label(d.pal.Ink)
	dates := 0.0
	for _, e := range d.Events {
		dates = max(dates, d.width(date, e.Date))
	}
	axis := d.area.X0 + d.width(d.tick(), "2000") + 0.9*d.b
	x := axis + 2.4*d.b
	lines := make([][]*typeset.Line, len(d.Events))
	size, want := make([]float64, len(d.Events)), make([]float64, len(d.Events))
	total := 0.0
	for i, e := range d.Events {
		lines[i] = d.wrap(words, e.Label, d.area.X1-x-dates-0.8*d.b)
		size[i] = d.blockHeight(words, lines[i]) + 0.42*d.b
		total += size[i]
	}
	if !d.need(total) {
		return
	}
	top, bottom := d.area.Y1-d.cap(d.b)/2, d.area.Y0+d.cap(d.b)/2
	y := func(t float64) float64 { return top - (t-t0)/(t1-t0)*(top-bottom) }
	for i, e := range d.Events {
		want[i] = y(e.At)
	}
	centre, _ := spread(want, size, d.area.Y0, d.area.Y1)

	d.s.As(scene.Axis, "scale of years")
	d.s.StrokeLine(axis, top, axis, bottom, 1.6*d.hair(), d.pal.Muted)
	for _, t := range yearTicks(t0, t1, (top-bottom)/(t1-t0), 1.5*d.b) {
		d.s.StrokeLine(axis-0.35*d.b, y(t.v), axis, y(t.v), 1.6*d.hair(), d.pal.Muted)
		d.text(d.tick(), t.text, axis-0.6*d.b, d.middleOf(y(t.v), d.b), right)
	}
	for i, e := range d.Events {
		c := d.series(0, ByOrder)
		if e.Minor {
			c = d.series(1, ByOrder)
		}
		first := centre[i] + size[i]/2 - 0.21*d.b - d.cap(d.b)/2 // middle of the first line
		d.s.As(scene.Grid, "leader of "+e.Date)
		d.s.StrokeLine(axis, y(e.At), axis+1.0*d.b, y(e.At), d.hair(), d.pal.Muted)
		d.s.StrokeLine(axis+1.0*d.b, y(e.At), x-0.9*d.b, first, d.hair(), d.pal.Muted)
		d.s.StrokeLine(x-0.9*d.b, first, x-0.3*d.b, first, d.hair(), d.pal.Muted)
		d.s.As(scene.Mark, "event of "+e.Date)
		if e.End > e.At {
			d.s.StrokeLine(axis, y(e.At), axis, y(e.End), 0.4*d.b, c)
		}
		d.dot(axis, y(e.At), 0.34*d.b, c, e.Minor)
		base := first - d.cap(d.b)/2
		d.text(date, e.Date, x, base, left)
		d.block(words, lines[i], x+dates+0.8*d.b, first+d.cap(d.b)/2, left)
	}
}
