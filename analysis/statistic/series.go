package statistic

import (
	"fmt"
	"math"
	"math/big"
	"strconv"

	"recount/analysis/number"
	"recount/datasets"
)

// A point is one year of a series.
type point struct {
	year int
	q    Quantity
}

// A Part is one of several numbers that an operation gives beside the statistic's value.
type Part struct {
	Name       string // slope_before, level_change, …
	Title      string
	Quantity   // value, interval and unit
	Confidence *Confidence
}

// floatSlack is how far a result computed in floating point may be off, relative to itself; ends are
// moved outward by it.
var floatSlack = big.NewRat(1, 1_000_000_000)

// annualChange returns the annual percent change of a series: 100 (e^b − 1), where b is the slope of the
// logarithms by least squares; of two points, the yearly change that leads from one to the other. The
// slope is a sum of logarithms with weights that the years alone decide, so that it is monotone in every
// value. It needs floating point: the ends are moved outward by what that may be off.
func annualChange(points []point) (Quantity, error) {
	if len(points) < 2 {
		return Quantity{}, fmt.Errorf("%d points, want two or more", len(points))
	}
	best, lo, hi := 0.0, 0.0, 0.0 // slopes; lo and hi infinite where a value has no end
	hasBest := true
	for i, w := range slopeWeights(points) {
		p := points[i]
		if p.q.Interval.Hi != nil && p.q.Interval.Hi.Sign() <= 0 || p.q.Interval.Lo != nil && p.q.Interval.Lo.Sign() <= 0 {
			return Quantity{}, fmt.Errorf("the value of %d is %s, want one above zero: a percent change has no meaning otherwise", p.year, p.q.rough())
		}
		weight, _ := w.Float64()
		low, high := logOr(p.q.Interval.Lo, math.Inf(-1)), logOr(p.q.Interval.Hi, math.Inf(1))
		if weight < 0 {
			low, high = high, low
		}
		if weight != 0 {
			lo += float64(weight * low)
			hi += float64(weight * high)
		}
		hasBest = hasBest && p.q.Value != nil
		if hasBest {
			best += float64(weight * logOr(p.q.Value, 0))
		}
	}
	q := Quantity{Unit: units().percent}
	if hasBest {
		if q.Value = growth(best); q.Value == nil {
			return Quantity{}, fmt.Errorf("the annual change is out of all bounds")
		}
	}
	q.Interval = number.Interval{Lo: outside(growth(lo), -1), Hi: outside(growth(hi), 1)}
	return q, nil
}

// logOr is the logarithm of r, or what stands for one where there is none.
func logOr(r *big.Rat, otherwise float64) float64 {
	if r == nil {
		return otherwise
	}
	f, _ := r.Float64()
	return math.Log(f)
}

// growth turns a slope of logarithms into a percent change, nil for one that is not finite.
func growth(slope float64) *big.Rat {
	if math.IsInf(slope, 0) {
		return nil
	}
	return fromFloat(100 * math.Expm1(slope))
}

// outside moves an end outward by what floating point may be off.
func outside(end *big.Rat, side int64) *big.Rat {
	if end == nil {
		return nil
	}
	slack := new(big.Rat).Abs(end)
	slack.Mul(slack, floatSlack)
	return end.Add(end, slack.Mul(slack, big.NewRat(side, 1)))
}

// segments are the exact coefficients of a line before a break and another from it on. Least squares is
// linear in the values: each coefficient is a sum of them with weights that the years alone decide, so
// value and interval are exact (the standard errors, which are not, are package trend's).
type segments struct {
	slopeBefore, slopeAfter, levelChange, slopeChange Quantity
}

// minAfter is how many points a segment needs at least for a slope of its own.
const minAfter = 2

func segmented(points []point, cut int) (segments, error) {
	var before, after []point
	for _, p := range points {
		if p.q.Value == nil {
			return segments{}, fmt.Errorf("the value of %d is %s, want one number", p.year, p.q.rough())
		}
		if p.year < cut {
			before = append(before, p)
		} else {
			after = append(after, p)
		}
	}
	if len(before) < minAfter || len(after) < minAfter || len(points) < 5 {
		return segments{}, fmt.Errorf("%d points before %d and %d from it on, want two or more on each side and five in all", len(before), cut, len(after))
	}
	var s segments
	s.slopeBefore = combine(before, slopeWeights(before))
	s.slopeAfter = combine(after, slopeWeights(after))
	s.slopeChange = added(s.slopeAfter, s.slopeBefore, (*big.Rat).Sub, number.Interval.Sub)
	s.levelChange = added(combine(after, levelWeights(after, cut)), combine(before, levelWeights(before, cut)), (*big.Rat).Sub, number.Interval.Sub)
	return s, nil
}

// slopeWeights are (x − x̄) ÷ Σ (x − x̄)².
func slopeWeights(points []point) []*big.Rat {
	mean, squares := spread(points)
	w := make([]*big.Rat, len(points))
	for i, p := range points {
		d := new(big.Rat).Sub(big.NewRat(int64(p.year), 1), mean)
		w[i] = d.Quo(d, squares)
	}
	return w
}

// levelWeights give the line's height at a year: 1 ÷ n + (at − x̄) times the weights of the slope.
func levelWeights(points []point, at int) []*big.Rat {
	mean, _ := spread(points)
	reach := new(big.Rat).Sub(big.NewRat(int64(at), 1), mean)
	w := slopeWeights(points)
	for i := range w {
		w[i].Mul(w[i], reach)
		w[i].Add(w[i], big.NewRat(1, int64(len(points))))
	}
	return w
}

func spread(points []point) (mean, squares *big.Rat) {
	mean, squares = new(big.Rat), new(big.Rat)
	for _, p := range points {
		mean.Add(mean, big.NewRat(int64(p.year), int64(len(points))))
	}
	for _, p := range points {
		d := new(big.Rat).Sub(big.NewRat(int64(p.year), 1), mean)
		squares.Add(squares, d.Mul(d, d))
	}
	return mean, squares
}

// combine adds the points' values, each times its weight.
func combine(points []point, weights []*big.Rat) Quantity {
	var total Quantity
	for i, p := range points {
		term := scaledBy(p.q, weights[i])
		if i == 0 {
			total = term
			continue
		}
		total = added(total, term, (*big.Rat).Add, number.Interval.Add)
	}
	return total
}

// scaledBy returns q times a weight of either sign.
func scaledBy(q Quantity, by *big.Rat) Quantity {
	times := func(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, by) }
	if q.exact() {
		return Known(times(q.Value), q.Unit)
	}
	q.Interval = q.Interval.Scale(by)
	if q.Value != nil {
		q.Value = times(q.Value)
	}
	return q
}

// perYear is the unit of a slope: births per year, per 1,000 inhabitants per year.
func perYear(u datasets.Unit) datasets.Unit {
	if v, err := datasets.ParseUnit(u.Text + " per year"); err == nil && u.Class == datasets.CountUnit {
		return v
	}
	if isPercent(u) {
		u = units().points
	}
	return datasets.Unit{Text: u.Name + " per year", Name: u.Name + " per year", Class: datasets.QuotientUnit}
}

// fromFloat keeps twelve significant digits, which every CPU agrees on.
func fromFloat(f float64) *big.Rat {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'e', 11, 64))
	return r
}

// standardised returns Σ sᵢ · eᵢ ÷ nᵢ over Σ sᵢ, the rate that the standard population s would have with the
// rates e ÷ n, group by group. The standard is a convention: its numbers are taken as written.
func standardised(events, atRisk, standard []Quantity, per int64) (Quantity, error) {
	whole, err := Sum(standard...)
	switch {
	case err != nil:
		return Quantity{}, fmt.Errorf("the standard population: %w", err)
	case whole.Value == nil || whole.Value.Sign() <= 0:
		return Quantity{}, fmt.Errorf("the standard population is %s, want a positive number", whole.rough())
	}
	var total Quantity
	for i := range events {
		rate, err := Rate(events[i], atRisk[i], per)
		if err != nil {
			return Quantity{}, err
		}
		weight, err := inUnit(standard[i], whole.Unit)
		if err != nil {
			return Quantity{}, err
		}
		if weight.Value == nil || weight.Value.Sign() < 0 {
			return Quantity{}, fmt.Errorf("the standard population of one group is %s, want a number of zero or more", weight.rough())
		}
		term := scaledBy(rate, new(big.Rat).Quo(weight.Value, whole.Value))
		if i == 0 {
			total = term
			continue
		}
		if total, err = Sum(total, term); err != nil {
			return Quantity{}, err
		}
	}
	return total, nil
}
