package chart

import (
	"math"

	"recount/figures/internal/scene"
)

// dots draws the quote check: in each row the recomputed value as a point on the band of its interval,
// and each number quoted as an upright mark. A reference is a value for all rows.
func (d *drawing) dots() {
	c1, c2 := d.series(0, ByOrder), d.series(1, ByOrder)
	if points, quotes := d.hasPoints(), d.hasQuotes(); (points || d.Reference != nil) && quotes || len(d.Ends) == 2 {
		var sw []swatch
		if points {
			sw = append(sw, swatch{name: d.end(0, "recomputed"), draw: func(x, y float64) {
				d.s.As(scene.Mark, "key of the recomputed value")
				d.dot(x, y, 0.38*d.b, c1, false)
			}})
		}
		if quotes {
			sw = append(sw, swatch{name: d.end(1, "as quoted"), draw: func(x, y float64) {
				d.quoteMark(x, y, 1.1*d.b, c2, "key of the quoted number")
			}})
		}
		d.key(sw)
	}
	if d.Reference != nil {
		d.area.Y1 -= 1.6 * d.b // for its name
	}
	lay := d.rowLayout(d.Rows, 1.7, 0)
	if d.short > 0 {
		return
	}
	lo, hi := 0.0, 0.0
	var ends []reach
	for _, r := range d.Rows {
		far := 0.0
		for _, v := range append(r.Values[:len(r.Values):len(r.Values)], r.Quotes...) {
			far = max(far, finite(v.X, v.Lo), d.drawnHi(v))
			lo = min(lo, finite(v.X, v.Hi))
		}
		hi = max(hi, far)
		ends = append(ends, reach{far, d.rowTextWidth(r)})
	}
	if d.Reference != nil {
		hi = max(hi, d.Reference.X, finite(d.Reference.Hi, 0))
		ends = append(ends, reach{d.Reference.X, d.width(d.strong(c1), d.RefName+" "+d.Reference.Text) / 2})
	}
	p, _ := d.levelPanel(lay, lo, hi, ends)
	if d.Reference != nil {
		d.reference(p, *d.Reference, c1)
	}
	for i, r := range d.Rows {
		y, end := lay.centre[i], 0.0
		first := math.Inf(1)
		for _, v := range r.Values {
			d.intervalBand(p, v, y, c1)
			if !v.Quoted {
				d.s.As(scene.Mark, "recomputed value "+v.Text)
				d.dot(p.x(v.X), y, 0.42*d.b, c1, false)
			}
			first = min(first, p.x(finite(min(v.Lo, v.X), v.X))-0.45*d.b)
			end = max(end, p.x(d.drawnHi(v))+0.45*d.b)
		}
		for _, q := range r.Quotes {
			first = min(first, p.x(finite(q.X, finite(q.Lo, q.Hi)))-0.2*d.b)
			if math.IsInf(q.Lo, -1) {
				first -= arrowLength * d.b
			}
			end = max(end, d.quote(p, q, y, c2))
		}
		d.rowText(r, first, end, y)
	}
}

// hasPoints says whether any row has a point; a reference has its name beside it.
func (d *drawing) hasPoints() bool {
	for _, r := range d.Rows {
		if len(r.Values) > 0 {
			return true
		}
	}
	return false
}

func (d *drawing) hasQuotes() bool {
	for _, r := range d.Rows {
		if len(r.Quotes) > 0 {
			return true
		}
	}
	return false
}

// end returns the name of one of the two ends, or a default.
func (d *drawing) end(i int, word string) string {
	if i < len(d.Ends) {
		return d.Ends[i]
	}
	return word
}

func finite(v, or float64) float64 {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return or
	}
	return v
}

// drawnHi is how far right a value's marks reach, in values.
func (d *drawing) drawnHi(v Value) float64 {
	if d.Intervals || v.Quoted {
		return finite(v.Hi, finite(v.X, v.Lo))
	}
	return finite(v.X, v.Hi)
}

// intervalBand draws the pale band of an interval with its ends marked in the full colour.
func (d *drawing) intervalBand(p *panel, v Value, y float64, c rgb) {
	if v.Lo == v.Hi || !d.Intervals && !v.Quoted {
		return
	}
	if math.IsInf(v.Lo, 0) || math.IsInf(v.Hi, 0) {
		d.openEnd(p, v, y, c)
		return
	}
	x0, x1, h := p.x(v.Lo), p.x(v.Hi), 0.28*d.b
	d.s.As(scene.Band, "band of "+v.Text)
	d.s.FillRect(scene.Rect{X0: x0, X1: x1, Y0: y - h, Y1: y + h}, d.pal.Band(c))
	d.s.As(scene.Mark, "ends of "+v.Text)
	for _, x := range []float64{x0, x1} {
		d.s.StrokeLine(x, y-1.6*h, x, y+1.6*h, 0.13*d.b, c)
	}
}

// openEnd draws a bound: a mark at the number and an arrow to the side that is left open.
func (d *drawing) openEnd(p *panel, v Value, y float64, c rgb) {
	at, dir := v.Lo, 1.0
	if math.IsInf(v.Lo, 0) {
		at, dir = v.Hi, -1
	}
	x, h, long := p.x(at), 0.45*d.b, arrowLength*d.b
	if dir < 0 {
		long = min(long, x-p.rect.X0)
	}
	tip := x + dir*long
	d.s.As(scene.Mark, "bound of "+v.Text)
	d.s.StrokeLine(x, y-h, x, y+h, 0.2*d.b, c)
	d.s.StrokeLine(x, y, tip, y, 0.13*d.b, c)
	d.s.StrokeLine(tip, y, tip-dir*0.38*d.b, y+0.3*d.b, 0.13*d.b, c)
	d.s.StrokeLine(tip, y, tip-dir*0.38*d.b, y-0.3*d.b, 0.13*d.b, c)
}

// arrowLength is how far an open end points, in base sizes.
const arrowLength = 1.7

// quoteMark draws the upright mark of a number as quoted.
func (d *drawing) quoteMark(x, y, h float64, c rgb, name string) {
	d.s.As(scene.Mark, name)
	d.s.StrokeLine(x, y-h/2, x, y+h/2, 0.24*d.b, c)
}

// quote draws a quoted number, with an arrow where it is a bound, and returns where its marks end.
func (d *drawing) quote(p *panel, q Value, y float64, c rgb) float64 {
	switch {
	case math.IsInf(q.Hi, 1) && !math.IsInf(q.Lo, 0):
		d.openEnd(p, q, y, c)
		return p.x(q.Lo) + arrowLength*d.b
	case math.IsInf(q.Lo, -1) && !math.IsInf(q.Hi, 0):
		d.openEnd(p, q, y, c)
		return p.x(q.Hi) + 0.2*d.b
	case q.Quoted:
		d.intervalBand(p, q, y, c)
		return p.x(q.Hi) + 0.2*d.b
	}
	d.quoteMark(p.x(q.X), y, 1.5*d.b, c, "quoted number "+q.Text)
	return p.x(q.X) + 0.2*d.b
}

// rowParts are the texts behind a row's marks, with their colours.
func (d *drawing) rowParts(r Row) []struct {
	st   style
	text string
} {
	type part = struct {
		st   style
		text string
	}
	if r.Text != "" {
		return []part{{d.strong(d.pal.Ink), r.Text}}
	}
	var out []part
	for _, v := range r.Values {
		out = append(out, part{d.strong(d.series(0, ByOrder)), v.Text})
	}
	for _, q := range r.Quotes {
		out = append(out, part{d.strong(d.series(1, ByOrder)), q.Text})
	}
	return out
}

func (d *drawing) rowTextWidth(r Row) float64 {
	w := 0.6 * d.b
	for _, q := range r.Quotes {
		if math.IsInf(q.Hi, 1) {
			w += arrowLength * d.b
			break
		}
	}
	for _, p := range d.rowParts(r) {
		w += d.width(p.st, p.text) + 0.7*d.b
	}
	return w
}

func (d *drawing) rowText(r Row, first, x, y float64) {
	x += 0.5 * d.b
	base := d.middleOf(y, d.b)
	w := -0.7 * d.b
	for _, p := range d.rowParts(r) {
		w += d.width(p.st, p.text) + 0.7*d.b
	}
	// Left of the marks, if the line of the reference passes on the right.
	box := scene.Rect{X0: x, X1: x + w, Y0: base, Y1: base + d.cap(d.b)}
	if before := (scene.Rect{X0: first - 0.5*d.b - w, X1: first - 0.5*d.b, Y0: base, Y1: box.Y1}); !d.s.Clear(box, 0.1*d.b) && d.s.Clear(before, 0.1*d.b) {
		x = before.X0
	}
	for _, p := range d.rowParts(r) {
		x = d.text(p.st, p.text, x, d.middleOf(y, d.b), left).X1 + 0.7*d.b
	}
}

// reference draws a value that holds for all rows: a line from its name down to the axis, on the band
// of its interval.
func (d *drawing) reference(p *panel, v Value, c rgb) {
	x := p.x(v.X)
	if v.Lo != v.Hi && !math.IsInf(v.Lo, 0) && !math.IsInf(v.Hi, 0) && p.x(v.Hi)-p.x(v.Lo) > 1.5 {
		d.s.As(scene.Band, "band of "+v.Text)
		d.s.FillRect(scene.Rect{X0: p.x(v.Lo), X1: p.x(v.Hi), Y0: p.rect.Y0, Y1: p.rect.Y1}, d.pal.Band(c))
	}
	d.s.As(scene.Mark, "line at "+v.Text)
	d.s.StrokeLine(x, p.rect.Y0, x, p.rect.Y1+0.1*d.b, 0.16*d.b, c)
	st := d.strong(c)
	text := v.Text
	if d.RefName != "" {
		text = d.RefName + " " + v.Text
	}
	w := d.width(st, text)
	at := min(max(x, d.area.X0+w/2), d.area.X1-w/2)
	d.text(st, text, at, p.rect.Y1+0.5*d.b, middle)
}
