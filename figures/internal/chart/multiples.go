package chart

import (
	"math"

	"recount/figures/internal/scene"
)

// multiples draws small panels side by side on one scale. Variants: as many in a row as there is room
// for, every bar with its number; two in a row; two in a row, the first and last bars with numbers.
func (d *drawing) multiples() {
	n := len(d.Panels)
	if n == 0 {
		return
	}
	if len(d.Series) > 1 {
		d.seriesKey(d.Series)
	}
	cols := d.columns(n)
	rows := (n + cols - 1) / cols
	lo, hi := 0.0, 0.0
	for _, p := range d.Panels {
		l, h := d.extent(p.Series)
		lo, hi = min(lo, l), max(hi, h)
	}
	head := d.cap(d.b) + 0.7*d.b
	foot := d.tickHeight() + 0.2*d.b // years hang lower than the zero beside them
	gapX, gapY := 1.8*d.b, 1.1*d.b
	height := (d.area.H() - float64(rows-1)*gapY) / float64(rows)
	plot := height - head - foot
	if least := 4 * d.b; plot < least {
		d.short = max(d.short, float64(rows)*(least-plot))
		return
	}
	ticks, from, to := valueTicks(lo, hi, d.axisSteps(plot, 2), d.Axis)
	over := max(0, d.cap(d.b)+0.4*d.b-(to-hi)/(to-from)*plot) // labels over the highest bar
	numbers := d.tickWidth(ticks)
	width := (d.area.W() - numbers - float64(cols-1)*gapX) / float64(cols)
	for i, pn := range d.Panels {
		x0 := d.area.X0 + numbers + float64(i%cols)*(width+gapX)
		top := d.area.Y1 - float64(i/cols)*(height+gapY)
		lines := d.wrap(d.strong(d.pal.Ink), pn.Title, width)
		d.block(d.strong(d.pal.Ink), lines[:min(1, len(lines))], x0, top, left)
		if len(lines) > 1 { // a title of two lines takes the room of its neighbour below the head
			d.block(d.strong(d.pal.Ink), lines, x0, top, left)
		}
		r := scene.Rect{X0: x0, X1: x0 + width, Y0: top - height + foot, Y1: top - head - over}
		d.small(pn, r, from, to, ticks, i%cols == 0)
	}
}

// columns is how many panels stand side by side.
func (d *drawing) columns(n int) int {
	most := 4
	if d.variant > 0 {
		most = 2
	} else if !d.wide() {
		most = 3
	}
	if n <= most {
		return n
	}
	return int(math.Ceil(float64(n) / math.Ceil(float64(n)/float64(most))))
}

// small draws one panel.
func (d *drawing) small(pn Panel, r scene.Rect, from, to float64, ticks []tick, numbers bool) {
	if !pn.Bars {
		d.smallLines(pn, r, from, to, ticks, numbers)
		return
	}
	k := float64(len(pn.Categories))
	p := d.panel(r, -0.5, k-0.5, from, to)
	d.smallGrid(p, ticks, numbers)
	slot := r.W() / k
	per := float64(len(pn.Series))
	w := min((slot*0.8-1.2*(per-1))/per, 4*d.b)
	for i, s := range pn.Series {
		d.barSeries(p, s, d.series(i, s.Role), w, (float64(i)-(per-1)/2)*(w+1.2), false)
	}
	p.draw()
	for i, s := range pn.Series {
		last := len(s.Values) - 1
		for j, v := range s.Values {
			if v.None || d.variant == 2 && j != 0 && j != last {
				continue
			}
			x := p.x(float64(j)) + (float64(i)-(per-1)/2)*(w+1.2)
			d.text(d.strong(d.series(i, s.Role)), v.Text, x, p.y(max(v.X, 0))+0.35*d.b, middle)
		}
	}
	for j, c := range pn.Categories {
		if d.width(d.tick(), c) > slot-0.4*d.b && j != 0 && j != len(pn.Categories)-1 {
			continue
		}
		d.text(d.tick(), c, p.x(float64(j)), r.Y0-0.45*d.b-d.cap(d.b), middle)
	}
}

func (d *drawing) smallLines(pn Panel, r scene.Rect, from, to float64, ticks []tick, numbers bool) {
	t0, t1 := math.Inf(1), math.Inf(-1)
	for _, s := range pn.Series {
		for i, v := range s.Values {
			if !v.None {
				t0, t1 = min(t0, s.Times[i]), max(t1, s.Times[i])
			}
		}
	}
	room := 0.0
	for i, s := range pn.Series {
		if len(s.Values) > 0 {
			room = max(room, d.width(d.strong(d.series(i, s.Role)), s.Values[len(s.Values)-1].Text)+0.7*d.b)
		}
	}
	full := r
	r.X1 -= room
	p := d.panel(r, t0, t1, from, to)
	g := *p
	g.rect = full
	d.smallGrid(&g, ticks, numbers)
	for i, s := range pn.Series {
		p.add(scene.Mark, "line of "+s.Name+" in "+pn.Title, d.polyline(s.Times, s.Values, d.series(i, s.Role), 1.6*d.b/9.5))
	}
	p.draw()
	want, size := make([]float64, 0, 4), make([]float64, 0, 4)
	for _, s := range pn.Series {
		want = append(want, p.y(s.Values[len(s.Values)-1].X))
		size = append(size, d.cap(d.b)+0.3*d.b)
	}
	centre, _ := spread(want, size, r.Y0-0.5*d.b, full.Y1+d.b)
	for i, s := range pn.Series {
		last := s.Values[len(s.Values)-1]
		d.s.As(scene.Mark, "last point of "+s.Name)
		d.dot(p.x(s.Times[len(s.Times)-1]), p.y(last.X), 0.28*d.b, d.series(i, s.Role), false)
		d.text(d.strong(d.series(i, s.Role)), last.Text, r.X1+0.6*d.b, d.middleOf(centre[i], d.b), left)
	}
	for _, t := range yearTicks(t0, t1, r.W()/max(t1-t0, 1), d.width(d.tick(), "2000")+1.2*d.b) {
		d.text(d.tick(), t.text, p.x(t.v), r.Y0-0.65*d.b-d.cap(d.b), middle)
	}
}

// smallGrid draws value lines; only the first panel of a row has numbers.
func (d *drawing) smallGrid(p *panel, ticks []tick, numbers bool) {
	if numbers {
		p.valueGrid(ticks, false)
		return
	}
	for _, t := range ticks {
		c := d.valueLine(t, false)
		d.s.StrokeLine(p.rect.X0, p.y(t.v), p.rect.X1, p.y(t.v), d.hair(), c)
	}
}
