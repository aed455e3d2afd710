package chart

import (
	"math"

	"recount/figures/internal/scene"
)

// ranges draws what several sources leave open: a band between two bounds, an arrow at one, a point for
// a number, each with its words.
func (d *drawing) ranges() {
	if d.Reference != nil {
		d.area.Y1 -= 1.6 * d.b
	}
	lay := d.rowLayout(d.Rows, 1.25, 0)
	if d.short > 0 {
		return
	}
	lo, hi := 0.0, 0.0
	var ends []reach
	for _, r := range d.Rows {
		for _, v := range r.Values {
			far := finite(v.Hi, finite(v.X, v.Lo))
			lo, hi = min(lo, finite(v.X, far), finite(v.Lo, far)), max(hi, far)
			room := d.width(d.strong(d.pal.Ink), v.Text) + 0.9*d.b
			if math.IsInf(v.Hi, 1) {
				room += arrowLength * d.b
			}
			ends = append(ends, reach{far, room})
		}
	}
	c := d.series(0, ByOrder)
	if d.Reference != nil {
		hi = max(hi, finite(d.Reference.Hi, d.Reference.X))
	}
	p, _ := d.levelPanel(lay, lo, hi, ends)
	if d.Reference != nil {
		d.reference(p, *d.Reference, d.series(1, ByOrder))
	}
	for i, r := range d.Rows {
		y := lay.centre[i]
		for _, v := range r.Values {
			end := p.x(finite(v.Hi, finite(v.X, v.Lo))) + 0.5*d.b
			v.Quoted = v.Quoted || v.Lo != v.Hi
			d.intervalBand(p, v, y, c)
			bound := math.IsInf(v.Lo, 0) || math.IsInf(v.Hi, 0)
			if !math.IsNaN(v.X) && !bound {
				d.s.As(scene.Mark, "point of "+v.Text)
				d.dot(p.x(v.X), y, 0.42*d.b, c, false)
			}
			if math.IsInf(v.Hi, 1) {
				end += (arrowLength - 0.2) * d.b
			}
			d.text(d.strong(c), v.Text, end+0.3*d.b, d.middleOf(y, d.b), left)
		}
	}
}
