package chart

import (
	"math"

	"recount/figures/internal/scene"
)

// dumbbell draws two values a row, joined, and what they make of each other.
func (d *drawing) dumbbell() {
	from, to := d.series(1, ByOrder), d.series(0, ByOrder) // the second value is the subject
	d.key([]swatch{
		{name: d.end(0, "from"), draw: func(x, y float64) {
			d.s.As(scene.Mark, "key of "+d.end(0, "from"))
			d.dot(x, y, 0.42*d.b, from, true)
		}},
		{name: d.end(1, "to"), draw: func(x, y float64) {
			d.s.As(scene.Mark, "key of "+d.end(1, "to"))
			d.dot(x, y, 0.42*d.b, to, false)
		}},
	})
	lay := d.rowLayout(d.Rows, 1.6, 0)
	if d.short > 0 {
		return
	}
	column := 0.0 // of the texts at the right
	hi, before := 0.0, 0.0
	for _, r := range d.Rows {
		if r.Text != "" {
			column = max(column, d.width(d.strong(d.pal.Ink), r.Text)+1.4*d.b)
		}
		for _, v := range r.Values {
			hi = max(hi, v.X)
		}
	}
	// The label left of the first dot must not run into the row's name.
	for _, r := range d.Rows {
		v := lesser(r.Values[0], r.Values[1])
		want := d.width(d.strong(d.pal.Ink), v.Text) + 1.1*d.b
		before = max(before, want-v.X/hi*(d.area.X1-lay.x0-column)*0.85)
	}
	lay.x0 += before
	var ends []reach
	for _, r := range d.Rows {
		v := greater(r.Values[0], r.Values[1])
		ends = append(ends, reach{v.X, d.width(d.strong(d.pal.Ink), v.Text) + d.b + column})
	}
	p, _ := d.levelPanel(lay, 0, hi, ends)
	for i, r := range d.Rows {
		y := lay.centre[i]
		a, b := r.Values[0], r.Values[1]
		d.s.As(scene.Mark, "bar between "+a.Text+" and "+b.Text)
		d.s.StrokeLine(p.x(a.X), y, p.x(b.X), y, 0.22*d.b, d.pal.Muted)
		d.s.As(scene.Mark, "dot of "+a.Text)
		d.dot(p.x(a.X), y, 0.48*d.b, from, true)
		d.s.As(scene.Mark, "dot of "+b.Text)
		d.dot(p.x(b.X), y, 0.48*d.b, to, false)
		ca, cb := d.strong(from), d.strong(to)
		base := d.middleOf(y, d.b)
		if a.X <= b.X {
			d.text(ca, a.Text, p.x(a.X)-0.8*d.b, base, right)
			d.text(cb, b.Text, p.x(b.X)+0.8*d.b, base, left)
		} else {
			d.text(cb, b.Text, p.x(b.X)-0.8*d.b, base, right)
			d.text(ca, a.Text, p.x(a.X)+0.8*d.b, base, left)
		}
		if r.Text != "" {
			d.text(d.strong(d.pal.Ink), r.Text, d.area.X1, base, right)
		}
	}
}

func lesser(a, b Value) Value {
	if math.Signbit(b.X - a.X) {
		return b
	}
	return a
}

func greater(a, b Value) Value {
	if math.Signbit(b.X - a.X) {
		return a
	}
	return b
}
