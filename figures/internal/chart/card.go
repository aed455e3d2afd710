package chart

import (
	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// card shows one number, what it is a number of, how it comes about, and the people it counts.
func (d *drawing) card() {
	number := style{scene.Label, 6 * d.b, typeset.Bold, d.pal.On(d.series(0, ByOrder), d.pal.Paper)}
	for number.size > 2*d.b && d.width(number, d.Figure.Text) > d.area.W() {
		number.size -= 0.25 * d.b
	}
	unit := style{scene.Label, 1.2 * d.b, typeset.Regular, d.pal.Ink}
	formula := d.label(d.pal.Muted)
	units := d.wrap(unit, d.Figure.Unit, d.area.W())
	formulas := d.wrap(formula, d.Figure.Formula, d.area.W())
	if d.Figure.Formula == "" {
		formulas = nil
	}
	gap := 0.8*d.b + 0.12*number.size // a large number needs more air under it
	h := d.cap(number.size) + gap + d.blockHeight(unit, units)
	if len(formulas) > 0 {
		h += 0.6*d.b + d.blockHeight(formula, formulas)
	}
	signs := 0.0
	if d.Figure.Of > 0 {
		signs = 2.6 * d.b
	}
	if !d.need(h + signs) {
		return
	}
	// The block sits a little over the middle of the area.
	y := d.area.Y1 - (d.area.H()-h-signs)*0.4
	y -= d.cap(number.size)
	d.text(number, d.Figure.Text, d.area.X0, y, left)
	y = d.block(unit, units, d.area.X0, y-gap, left).Y0
	if len(formulas) > 0 {
		y = d.block(formula, formulas, d.area.X0, y-0.6*d.b, left).Y0
	}
	if d.Figure.Of > 0 {
		d.strip(y - 0.8*d.b)
	}
}

// strip draws Of signs in one row, Count of them filled, under y.
func (d *drawing) strip(y float64) {
	n := d.Figure.Of
	w := min(d.area.W()/float64(n), 1.8*d.b*cellRatio)
	h := w / cellRatio
	for i := range n {
		open := i >= d.Figure.Count
		c := d.series(0, ByOrder)
		if open {
			c = d.series(0, Context)
		}
		d.person(d.area.X0+(float64(i)+0.5)*w, y-h/2, h*0.82, c, open, "sign")
	}
}
