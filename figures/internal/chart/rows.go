package chart

import (
	"math"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// rowLayout is where the rows of a chart of rows lie: each has a label, left of its marks or over them.
type rowLayout struct {
	x0     float64 // where marks begin
	centre []float64
	marks  float64      // height for the marks of one row
	bands  []scene.Rect // labels over the marks: where value lines run (y only); else none
}

// rowLayout sets the labels of rows and divides the area among them. need is the least height of one
// row's marks, in base sizes; drop is how far below its middle, in points, a label beside them stands.
func (d *drawing) rowLayout(rows []Row, need, drop float64) rowLayout {
	st := d.label(d.pal.Ink)
	beside := d.wide()
	if d.variant > 0 && len(rows) > 0 {
		beside = !beside
	}
	measure := d.area.W()
	if beside {
		measure = 0.36 * d.area.W()
	}
	lines := make([][]*typeset.Line, len(rows))
	heights := make([]float64, len(rows)) // of label and marks together, at least
	column, total := 0.0, 0.0
	for i, r := range rows {
		if r.Label != "" {
			lines[i] = d.wrap(st, r.Label, measure)
		}
		for _, l := range lines[i] {
			column = max(column, l.Width(d.b))
		}
		h := d.blockHeight(st, lines[i])
		if beside {
			heights[i] = max(need*d.b, h+0.35*d.b)
		} else {
			heights[i] = h + 0.3*d.b + need*d.b + 0.75*d.b
		}
		total += heights[i]
	}
	axis := d.tickHeight()
	if !d.need(total + axis) {
		return rowLayout{}
	}
	// What is left over goes to all rows alike, up to rows so far apart that they no longer belong together.
	extra := (d.area.H() - axis - total) / float64(max(1, len(rows)))
	extra = min(extra, 4.5*d.b)
	lay := rowLayout{x0: d.area.X0, centre: make([]float64, len(rows)), marks: need * d.b}
	if beside && column > 0 {
		lay.x0 += column + 1.2*d.b
	}
	if beside {
		lay.marks += extra * 0.5
	} else { // marks stand close under the label that is theirs, away from the next
		lay.marks += min(extra*0.5, d.b)
	}
	y := d.area.Y1
	for i := range rows {
		h := heights[i] + extra
		if beside {
			lay.centre[i] = y - h/2
			block := d.blockHeight(st, lines[i]) - d.depth(d.b)
			d.block(st, lines[i], d.area.X0, lay.centre[i]-drop+block/2, left)
		} else {
			block := d.block(st, lines[i], d.area.X0, y-0.15*d.b, left)
			lay.centre[i] = block.Y0 - 0.15*d.b - lay.marks/2
			lay.bands = append(lay.bands, scene.Rect{Y0: y - h + 0.1*d.b, Y1: block.Y0 - 0.1*d.b})
		}
		y -= h
	}
	d.area.Y0 = y // the axis stands under the last row, not at the foot of the figure
	return lay
}

// A reach is a value that a label of some width follows.
type reach struct{ v, w float64 }

// levelPanel makes the panel under rows: values run to the right, as far as leaves room for the labels
// that follow the marks.
func (d *drawing) levelPanel(lay rowLayout, lo, hi float64, ends []reach) (*panel, []tick) {
	lo, hi = min(lo, d.low()), max(hi, lo)
	full := d.area.X1 - lay.x0
	ticks, from, to := valueTicks(lo, hi, d.axisSteps(full, 6), d.Axis)
	w := full
	for _, e := range ends {
		if f := (e.v - from) / (to - from); f > 0 && !math.IsInf(e.v, 0) {
			w = min(w, (full-e.w)/f)
		}
	}
	// Numbers under the axis are centred on their lines: the last may need half its width.
	last := ticks[len(ticks)-1]
	if f := (last.v - from) / (to - from); f > 0 {
		w = min(w, (full+d.margin/2-d.width(d.tick(), last.text)/2)/f)
	}
	first := d.width(d.tick(), ticks[0].text) / 2
	if lay.x0-first < d.margin/2 {
		shift := d.margin/2 - (lay.x0 - first)
		lay.x0 += shift
		w -= shift
	}
	r := scene.Rect{X0: lay.x0, X1: lay.x0 + max(w, 4*d.b), Y0: d.area.Y0, Y1: d.area.Y1}
	p := d.panel(r, from, to, 0, 1)
	p.bands = lay.bands
	p.valueGrid(d.thin(ticks, p), true)
	return p, ticks
}

// low is where a level axis starts unless its values are lower: at zero.
func (d *drawing) low() float64 {
	if d.Axis.From != nil {
		return *d.Axis.From
	}
	return 0
}

// thin leaves out every second number until they keep apart.
func (d *drawing) thin(ticks []tick, p *panel) []tick {
	for len(ticks) > 2 {
		clear := true
		for i := 1; i < len(ticks); i++ {
			a, b := ticks[i-1], ticks[i]
			gap := p.x(b.v) - p.x(a.v) - (d.width(d.tick(), a.text)+d.width(d.tick(), b.text))/2
			clear = clear && gap > 0.8*d.b
		}
		if clear {
			break
		}
		var half []tick
		for i := 0; i < len(ticks); i += 2 {
			half = append(half, ticks[i])
		}
		ticks = half
	}
	return ticks
}
