package chart

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// bar draws grouped bars. Variants: upright with the series named over one group; upright with a key;
// level.
func (d *drawing) bar() {
	switch {
	case d.Horizontal || d.variant == 2:
		d.levelBars()
	default:
		d.uprightBars(d.variant == 1)
	}
}

// extent returns the range of the values drawn, with intervals where those are drawn.
func (d *drawing) extent(series []Series) (lo, hi float64) {
	for _, s := range series {
		for _, v := range s.Values {
			if v.None {
				continue
			}
			lo, hi = min(lo, v.X), max(hi, v.X)
			if d.Intervals && !math.IsInf(v.Hi, 0) && !math.IsInf(v.Lo, 0) {
				lo, hi = min(lo, v.Lo), max(hi, v.Hi)
			}
		}
	}
	return lo, hi
}

// axisSteps is how many steps an axis of a length should have.
func (d *drawing) axisSteps(length, apart float64) int {
	return max(2, min(5, int(length/(apart*d.b))))
}

// swatches of the series, where there is more than one.
func (d *drawing) seriesKey(series []Series) {
	if len(series) < 2 {
		return
	}
	var sw []swatch
	for i, s := range series {
		sw = append(sw, swatch{color: d.series(i, s.Role), name: s.Name})
	}
	d.key(sw)
}

func (d *drawing) uprightBars(key bool) {
	if key = key || d.crowded(); key {
		d.seriesKey(d.Series)
	}
	lo, hi := d.extent(d.Series)
	named := -1 // the group whose bars carry the names of the series
	if !key && len(d.Series) > 1 {
		named = d.namedGroup()
	}
	labels := d.cap(d.b) + 0.4*d.b // over the highest bar
	if named >= 0 {
		labels += 1.2 * d.b
	}
	r := d.area
	r.Y1 -= d.cap(d.b) / 2 // the topmost number of the axis
	r.Y0 += d.categoryHeight(r.W() / float64(max(1, len(d.Categories))))
	if least := d.least(); r.H() < least {
		d.short = max(d.short, least-r.H())
		return
	}
	ticks, from, to := valueTicks(lo, hi, d.axisSteps(r.H(), 2.6), d.Axis)
	// The axis may end below the labels of the highest bar: they stand on the room above it.
	if over := labels - (to-hi)/(to-from)*r.H(); over > 0 {
		r.Y1 -= over * (to - from) / ((to - from) - (to - hi))
	}
	r.X0 += d.tickWidth(ticks)
	p := d.panel(r, -0.5, float64(len(d.Categories))-0.5, from, to)
	p.valueGrid(ticks, false)

	slot := r.W() / float64(len(d.Categories))
	k := float64(len(d.Series))
	gap := max(1.2, 0.02*slot)
	w := min((slot*0.78-gap*(k-1))/k, 5*d.b)
	for i, s := range d.Series {
		offset := (float64(i) - (k-1)/2) * (w + gap)
		d.barSeries(p, s, d.series(i, s.Role), w, offset, false)
	}
	p.draw()
	for i, s := range d.Series {
		c := d.series(i, s.Role)
		for j, v := range s.Values {
			x := p.x(float64(j)) + (float64(i)-(k-1)/2)*(w+gap)
			if v.None {
				d.text(d.label(d.pal.Muted), "–", x, p.y(max(from, 0))+0.4*d.b, middle)
				continue
			}
			y := d.whisker(p, v, x, false)
			box := d.text(d.strong(c), v.Text, x, y+0.4*d.b, middle)
			if j == named {
				d.text(d.strong(c), s.Name, x, box.Y1+0.45*d.b, middle)
			}
		}
	}
	d.categoryNames(p)
}

// crowded says whether a name over its bar would hang over the bar beside it.
func (d *drawing) crowded() bool {
	slot := d.area.W() * 0.9 / float64(max(1, len(d.Categories)))
	for _, s := range d.Series {
		if len(d.Series) > 1 && d.width(d.strong(d.pal.Ink), s.Name) > slot*0.78/float64(len(d.Series)) {
			return true
		}
	}
	return false
}

// namedGroup is the last group in which every series has a value.
func (d *drawing) namedGroup() int {
	for j := len(d.Categories) - 1; j >= 0; j-- {
		all := true
		for _, s := range d.Series {
			all = all && j < len(s.Values) && !s.Values[j].None
		}
		if all {
			return j
		}
	}
	return -1
}

// categoryHeight is the room under upright bars for names in a slot of width w.
func (d *drawing) categoryHeight(w float64) float64 {
	h := d.blockHeight(d.tick(), []*typeset.Line{d.shape("0", typeset.Regular)})
	for _, c := range d.Categories {
		h = max(h, d.blockHeight(d.tick(), d.wrap(d.tick(), c, w*0.96)))
	}
	return 0.5*d.b + h
}

func (d *drawing) categoryNames(p *panel) {
	slot := p.rect.W() / float64(len(d.Categories))
	for j, c := range d.Categories {
		d.block(d.tick(), d.wrap(d.tick(), c, slot*0.96), p.x(float64(j)), p.rect.Y0-0.5*d.b, middle)
	}
}

// barSeries adds the bars of one series to a panel, each as a chart of gonum's so that it has a name.
func (d *drawing) barSeries(p *panel, s Series, c color.Color, width, offset float64, level bool) {
	for j, v := range s.Values {
		if v.None {
			continue
		}
		name := fmt.Sprintf("bar of %s", v.Text)
		if s.Name != "" {
			name += " (" + s.Name + ")"
		}
		p.add(scene.Mark, name, &plotter.BarChart{
			Values: plotter.Values{v.X}, XMin: float64(j), Width: vg.Length(width), Offset: vg.Length(offset),
			Color: c, Horizontal: level,
		})
	}
}

// whisker draws the interval of an upright or level bar and returns where its label may start.
func (d *drawing) whisker(p *panel, v Value, at float64, level bool) float64 {
	pos := p.y
	if level {
		pos = p.x
	}
	if !d.Intervals || v.Lo == v.Hi || math.IsInf(v.Lo, 0) || math.IsInf(v.Hi, 0) {
		return pos(max(v.X, 0))
	}
	lo, hi, cap := pos(v.Lo), pos(v.Hi), 0.3*d.b
	d.s.As(scene.Mark, "interval of "+v.Text)
	if level {
		d.s.StrokeLine(lo, at, hi, at, 1.6*d.hair(), d.pal.Ink)
		d.s.StrokeLine(lo, at-cap, lo, at+cap, 1.6*d.hair(), d.pal.Ink)
		d.s.StrokeLine(hi, at-cap, hi, at+cap, 1.6*d.hair(), d.pal.Ink)
	} else {
		d.s.StrokeLine(at, lo, at, hi, 1.6*d.hair(), d.pal.Ink)
		d.s.StrokeLine(at-cap, lo, at+cap, lo, 1.6*d.hair(), d.pal.Ink)
		d.s.StrokeLine(at-cap, hi, at+cap, hi, 1.6*d.hair(), d.pal.Ink)
	}
	return hi
}

// levelBars draws a row for each category, its name left of the bars or over them.
func (d *drawing) levelBars() {
	d.level = true
	rows := make([]Row, len(d.Categories))
	for j, c := range d.Categories {
		rows[j].Label = c
	}
	if len(d.Series) > 1 && d.Series[0].Name != "" {
		d.seriesKey(d.Series)
	}
	k := float64(len(d.Series))
	lay := d.rowLayout(rows, 1.15*k+0.5, 0)
	if d.short > 0 {
		return
	}
	lo, hi := d.extent(d.Series)
	var ends []reach
	for _, s := range d.Series {
		for _, v := range s.Values {
			if !v.None {
				ends = append(ends, reach{max(v.X, d.upper(v)), 0.4*d.b + d.width(d.strong(d.pal.Ink), v.Text)})
			}
		}
	}
	p, _ := d.levelPanel(lay, lo, hi, ends)
	gap := 1.2
	w := min((lay.marks*0.86-gap*(k-1))/k, 2.4*d.b)
	for i, s := range d.Series {
		for j, v := range s.Values {
			if v.None {
				continue
			}
			offset := ((k-1)/2 - float64(i)) * (w + gap)
			c := d.series(i, s.Role)
			row := s
			row.Values = []Value{v}
			y := lay.centre[j] + offset
			d.s.As(scene.Mark, fmt.Sprintf("bar of %s (%s)", v.Text, d.Categories[j]))
			d.s.FillRect(scene.Rect{X0: p.x(0), X1: p.x(v.X), Y0: y - w/2, Y1: y + w/2}, c)
			x := d.whisker(p, v, y, true)
			d.text(d.strong(c), v.Text, x+0.4*d.b, d.middleOf(y, d.b), left)
		}
	}
}

// upper is the end of a value's interval where it is drawn.
func (d *drawing) upper(v Value) float64 {
	if d.Intervals && !math.IsInf(v.Hi, 0) {
		return v.Hi
	}
	return v.X
}
