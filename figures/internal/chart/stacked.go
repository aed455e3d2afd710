package chart

import (
	"recount/figures/internal/scene"
)

// stacked draws each row as a bar of its parts, from nothing to the whole. Parts are named by a key, or
// over the first row where the names fit.
func (d *drawing) stacked() {
	named := d.variant == 0 && d.namesFit()
	if !named {
		var sw []swatch
		for i, s := range d.Series {
			sw = append(sw, swatch{color: d.series(i, s.Role), name: s.Name})
		}
		d.key(sw)
	} else {
		d.area.Y1 -= d.cap(d.b) + 0.5*d.b
	}
	over := 0.0 // room over each bar for numbers that are wider than their parts
	if d.narrowPart() {
		over = d.cap(d.b) + 0.8*d.b
	}
	// The second variant has a key; row names keep to the side that there is room for.
	variant := d.variant
	d.variant = 0
	lay := d.rowLayout(d.Rows, 2.2+over/d.b, over/2)
	d.variant = variant
	if d.short > 0 {
		return
	}
	r := scene.Rect{X0: lay.x0, X1: d.area.X1, Y0: d.area.Y0, Y1: d.area.Y1}
	if w := d.width(d.tick(), "100%") / 2; r.X1+w > d.p.W-d.margin/2 {
		r.X1 = d.p.W - d.margin/2 - w
	}
	p := d.panel(r, 0, 100, 0, 1)
	p.bands = lay.bands
	var ticks []tick
	for _, v := range []float64{0, 25, 50, 75, 100} {
		ticks = append(ticks, tick{v, axisText(v, 0, 100) + "%"})
	}
	p.valueGrid(d.thin(ticks, p), true)
	const gap = 1.2
	h := min(lay.marks*0.9-over, 4*d.b)
	for i, row := range d.Rows {
		total, at := 0.0, 0.0
		mid := lay.centre[i] - over/2
		for _, v := range row.Values {
			total += v.X
		}
		for k, v := range row.Values {
			if v.X <= 0 || total <= 0 {
				continue
			}
			c := d.series(k, d.partRole(k))
			seg := scene.Rect{X0: p.x(at / total * 100), X1: p.x((at + v.X) / total * 100), Y0: mid - h/2, Y1: mid + h/2}
			if at > 0 {
				seg.X0 += gap / 2
			}
			if at += v.X; at < total {
				seg.X1 -= gap / 2
			}
			d.s.As(scene.Mark, d.partName(k)+" of "+row.Label)
			d.s.FillRect(seg, c)
			st := d.strong(d.pal.Ink)
			st.color = d.pal.On(d.pal.Paper, c)
			if d.width(st, v.Text) < seg.W()-0.6*d.b {
				d.text(st, v.Text, seg.X0+0.5*d.b, d.middleOf(mid, d.b), left)
			} else { // beside the bar there is no room: over it
				x := min(max((seg.X0+seg.X1)/2, r.X0+d.width(st, v.Text)/2), d.area.X1-d.width(st, v.Text)/2)
				d.text(d.strong(c), v.Text, x, seg.Y1+0.5*d.b, middle)
			}
			if named && i == 0 {
				d.text(d.strong(c), d.partName(k), seg.X0, seg.Y1+0.45*d.b, left)
			}
		}
	}
}

// narrowPart says whether some number is wider than its part of the bar is likely to be.
func (d *drawing) narrowPart() bool {
	for _, row := range d.Rows {
		total := 0.0
		for _, v := range row.Values {
			total += v.X
		}
		for _, v := range row.Values {
			if v.X > 0 && d.width(d.strong(d.pal.Ink), v.Text) > v.X/total*0.7*d.area.W()-0.6*d.b {
				return true
			}
		}
	}
	return false
}

func (d *drawing) partRole(k int) Role {
	if k < len(d.Series) {
		return d.Series[k].Role
	}
	return ByOrder
}

func (d *drawing) partName(k int) string {
	if k < len(d.Series) {
		return d.Series[k].Name
	}
	return "part"
}

// namesFit says whether the names of the parts can stand over the parts of the first row: its bar must
// be the topmost thing, with its name beside it.
func (d *drawing) namesFit() bool {
	if !d.wide() || len(d.Rows) == 0 {
		return false
	}
	total := 0.0
	for _, v := range d.Rows[0].Values {
		total += v.X
	}
	for k, v := range d.Rows[0].Values {
		if total <= 0 || d.width(d.strong(d.pal.Ink), d.partName(k)) > v.X/total*d.area.W()*0.6 {
			return false
		}
	}
	return true
}
