package chart

import (
	"math"

	"gonum.org/v1/plot/vg"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// people draws one sign for each person of each group, filled or as an outline: the difference shows
// without colour. The groups are named beside the signs where there is room, else in a key over them.
func (d *drawing) people() {
	total := 0
	for _, u := range d.Units {
		total += d.signs(u)
	}
	if total == 0 {
		return
	}
	cols, h := d.grid(total)
	beside := d.wide() && d.area.W()-float64(cols)*h*cellRatio > 16*d.b
	if !beside {
		d.peopleKey()
		cols, h = d.grid(total)
	}
	if !d.need(1.6 * d.b * math.Ceil(float64(total)/float64(cols))) {
		return
	}
	n := 0
	middles := make([]float64, len(d.Units)) // of the rows of each group
	for i, u := range d.Units {
		for range d.signs(u) {
			x := d.area.X0 + (float64(n%cols)+0.5)*h*cellRatio
			y := d.area.Y1 - (float64(n/cols)+0.5)*h
			d.person(x, y, h*0.82, d.unitColor(i, u), u.Open, "sign of "+u.Name)
			middles[i] += y / float64(max(1, d.signs(u)))
			n++
		}
	}
	if beside {
		d.peopleNames(d.area.X0+float64(cols)*h*cellRatio+1.6*d.b, middles)
	}
}

func (d *drawing) peopleKey() {
	var sw []swatch
	for i, u := range d.Units {
		c := d.unitColor(i, u)
		text := u.Name
		if u.Text != "" {
			text += ": " + u.Text
		}
		sw = append(sw, swatch{name: text, draw: func(x, y float64) {
			d.person(x, y, 1.25*d.b, c, u.Open, "key of "+u.Name)
		}})
	}
	d.area.Y1 -= 0.25 * d.b // signs of the key are higher than its words
	d.key(sw)
}

// peopleNames sets number and name of each group at the height of its signs.
func (d *drawing) peopleNames(x float64, middles []float64) {
	words := d.label(d.pal.Ink)
	n := len(d.Units)
	lines, counts, size := make([][]*typeset.Line, n), make([][]*typeset.Line, n), make([]float64, n)
	count := func(i int, u Unit) style {
		st := d.strong(d.unitColor(i, u))
		st.size = 1.6 * d.b
		return st
	}
	for i, u := range d.Units {
		lines[i] = d.wrap(words, u.Name, d.area.X1-x-2.6*d.b)
		counts[i] = []*typeset.Line{d.shape(u.Text, typeset.Bold)}
		size[i] = d.blockHeight(count(i, u), counts[i]) + 0.3*d.b + d.blockHeight(words, lines[i]) + 0.8*d.b
	}
	centre, _ := spread(middles, size, d.area.Y0, d.area.Y1)
	for i, u := range d.Units {
		st := count(i, u)
		y := centre[i] + size[i]/2 - 0.4*d.b
		d.person(x+0.8*d.b, y-d.cap(st.size)/2, 2*d.b, d.unitColor(i, u), u.Open, "key of "+u.Name)
		y = d.block(st, counts[i], x+2.4*d.b, y, left).Y0
		d.block(words, lines[i], x+2.4*d.b, y-0.3*d.b, left)
	}
}

// cellRatio is the width of a sign's cell to its height.
const cellRatio = 0.62

func (d *drawing) signs(u Unit) int {
	if d.Each > 1 {
		return (u.Count + d.Each/2) / d.Each
	}
	return u.Count
}

func (d *drawing) unitColor(i int, u Unit) rgb {
	if u.Open {
		return d.series(0, Context)
	}
	return d.series(i, ByOrder)
}

// grid chooses how many signs stand in a row: as large as the area allows, tens before other numbers.
func (d *drawing) grid(n int) (cols int, height float64) {
	best := 0.0
	for _, c := range []int{10, 20, 5, 25, 30, 40, 50, 100} {
		rows := math.Ceil(float64(n) / float64(c))
		h := min(d.area.H()/rows, d.area.W()/float64(min(c, n))/cellRatio, 5*d.b)
		score := h
		if c == 10 {
			score *= 1.15
		}
		if score > best {
			best, cols, height = score, c, h
		}
	}
	return cols, height
}

// person draws a head over shoulders, h high, around a centre.
func (d *drawing) person(x, y, h float64, c rgb, open bool, name string) {
	d.s.As(scene.Mark, name)
	d.s.SetColor(c)
	line := 0.0
	if open {
		line = max(0.8, h*0.06)
	}
	w := h*0.5 - line
	head := h*0.17 - line/2
	top, bottom := y+h/2-line/2, y-h/2+line/2
	shoulder := top - 2*head - h*0.07 - line
	r := w * 0.36
	pt := func(x, y float64) vg.Point { return vg.Point{X: vg.Length(x), Y: vg.Length(y)} }
	var disc, body vg.Path
	disc.Move(pt(x+head, top-head))
	disc.Arc(pt(x, top-head), vg.Length(head), 0, 2*math.Pi)
	disc.Close()
	body.Move(pt(x-w/2, bottom))
	body.Line(pt(x-w/2, shoulder-r))
	body.Arc(pt(x-w/2+r, shoulder-r), vg.Length(r), math.Pi, -math.Pi/2)
	body.Line(pt(x+w/2-r, shoulder))
	body.Arc(pt(x+w/2-r, shoulder-r), vg.Length(r), math.Pi/2, -math.Pi/2)
	body.Line(pt(x+w/2, bottom))
	body.Close()
	if open {
		d.s.SetLineWidth(vg.Length(line))
		d.s.SetLineDash(nil, 0)
		d.s.Stroke(disc)
		d.s.Stroke(body)
		return
	}
	d.s.Fill(disc)
	d.s.Fill(body)
}
