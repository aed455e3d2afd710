package chart

import (
	"math"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// slope draws what two periods changed: a line a series, named and numbered at both ends.
func (d *drawing) slope() {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, s := range d.Series {
		for _, v := range s.Values {
			lo, hi = min(lo, v.X), max(hi, v.X)
		}
	}
	if d.Axis.From != nil {
		lo = *d.Axis.From
	}
	// Words of both sides, wrapped where the place is narrow.
	n := len(d.Series)
	before, after := make([][]*typeset.Line, n), make([][]*typeset.Line, n)
	roomL, roomR := 0.0, 0.0
	for i, s := range d.Series {
		st := d.strong(d.series(i, s.Role))
		before[i] = d.wrap(st, s.Name+" "+s.Values[0].Text, 0.36*d.area.W())
		text := s.Values[1].Text
		if d.alike(i) { // the colour does not say which of the lines ends here
			text = s.Name + " " + text
		}
		if s.Text != "" {
			text += " (" + s.Text + ")"
		}
		after[i] = d.wrap(st, text, 0.3*d.area.W())
		roomL, roomR = max(roomL, widest(before[i], d.b)), max(roomR, widest(after[i], d.b))
	}
	r := d.area
	r.Y1 -= d.cap(d.b) + 1.1*d.b // for the periods
	r.X0 += roomL + 0.9*d.b
	r.X1 -= roomR + 0.9*d.b
	r.Y0 += 0.5 * d.b
	r.Y1 -= 0.5 * d.b
	if r.H() < 5*d.b {
		d.short = max(d.short, 5*d.b-r.H())
		return
	}
	if lo == hi {
		hi = lo + 1
	}
	p := d.panel(r, 0, 1, lo, hi)
	for k, x := range []float64{r.X0, r.X1} {
		d.s.As(scene.Axis, "line of a period")
		d.s.StrokeLine(x, r.Y0-0.5*d.b, x, r.Y1+0.7*d.b, d.hair(), d.pal.Muted)
		head := d.label(d.pal.Muted)
		d.text(head, d.end(k, ""), x, d.area.Y1-d.cap(d.b), middle)
	}
	for i, s := range d.Series {
		p.add(scene.Mark, "line of "+s.Name, d.polyline([]float64{0, 1}, s.Values, d.series(i, s.Role), 1.8*d.b/9.5))
	}
	p.draw()
	for k, words := range [][][]*typeset.Line{before, after} {
		want, size := make([]float64, n), make([]float64, n)
		for i, s := range d.Series {
			want[i] = p.y(s.Values[k].X)
			size[i] = d.blockHeight(d.label(d.pal.Ink), words[i]) + 0.3*d.b
		}
		centre, fits := spread(want, size, d.area.Y0, r.Y1+0.8*d.b)
		if !fits {
			total := 0.0
			for _, h := range size {
				total += h
			}
			d.short = max(d.short, total-(r.Y1+0.8*d.b-d.area.Y0))
			return
		}
		for i, s := range d.Series {
			c := d.series(i, s.Role)
			x, a, side := r.X0, right, -1.0
			if k == 1 {
				x, a, side = r.X1, left, 1
			}
			d.s.As(scene.Mark, "point of "+s.Name)
			d.dot(x, p.y(s.Values[k].X), 0.36*d.b, c, false)
			h := d.blockHeight(d.label(c), words[i]) - d.depth(d.b)
			d.block(d.strong(c), words[i], x+side*0.75*d.b, centre[i]+h/2, a)
		}
	}
}

// alike says whether another series has the colour of the i-th.
func (d *drawing) alike(i int) bool {
	for k, s := range d.Series {
		if k != i && d.series(k, s.Role) == d.series(i, d.Series[i].Role) {
			return true
		}
	}
	return false
}

func widest(lines []*typeset.Line, size float64) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, l.Width(size))
	}
	return w
}
