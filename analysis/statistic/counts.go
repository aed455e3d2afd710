package statistic

import (
	"errors"
	"fmt"
	"math/big"

	"recount/analysis/estimate"
	"recount/datasets"
)

// A group is the counts behind a share or rate: its numerator, its denominator, and per how many it is told.
type group struct {
	k, n *big.Rat
	per  float64
	risk bool // the numerator is counted inside the denominator
}

// An estimation is what package estimate needs for a confidence interval.
type estimation struct {
	function string
	values   estimate.Values
	prefix   string // of the outputs lower and upper
	scale    func(float64) float64
}

func times(by float64) func(float64) float64 { return func(x float64) float64 { return by * x } }

// estimation finds the function that fits the result and the counts that it works on.
func (r *Result) estimation() (estimation, error) {
	switch r.Op {
	case TrendOf, InterruptedSeriesOf:
		return r.seriesEstimation()
	case StandardisedRateOf:
		return r.strataEstimation()
	case RatioOf, ChangeOf, DifferenceOf:
		return r.comparison()
	}
	g, ok := r.group(r.expr)
	switch {
	case !ok:
		return estimation{}, errNoCounts
	case g.risk:
		return estimation{function: "proportion_ci", values: estimate.Values{"x": g.count(), "n": g.size()}, scale: times(g.per)}, nil
	}
	return estimation{function: "rate_ci", values: estimate.Values{"events": g.count(), "exposure": g.exposure()}, scale: times(g.per)}, nil
}

// comparison sets two groups against each other. A change is a ratio told in percent of its base.
func (r *Result) comparison() (estimation, error) {
	first, second := r.expr.args[0][0], r.expr.args[1][0] // of and to: subject, reference
	if r.Op != RatioOf {
		first, second = second, first // from and to: reference, subject
	}
	a, okA := r.group(first)
	b, okB := r.group(second)
	switch {
	case !okA || !okB:
		return estimation{}, errNoCounts
	case a.risk != b.risk || a.per != b.per:
		return estimation{}, errors.New("one is a share and the other a rate, or they are told per different numbers")
	}
	e := estimation{scale: asItIs}
	switch r.Op {
	case ChangeOf:
		e.scale = func(x float64) float64 { return 100 * (x - 1) }
	case DifferenceOf:
		e.scale = times(a.per)
	}
	kind := "ratio"
	if r.Op == DifferenceOf {
		kind = "difference"
	}
	if a.risk {
		e.function = "risk_" + kind + "_ci"
		e.values = estimate.Values{"a": a.count(), "n1": a.size(), "c": b.count(), "n2": b.size()}
		return e, nil
	}
	e.function = "rate_" + kind + "_ci"
	e.values = estimate.Values{"x1": a.count(), "t1": a.exposure(), "x2": b.count(), "t2": b.exposure()}
	return e, nil
}

func (r *Result) seriesEstimation() (estimation, error) {
	points, err := r.points()
	if err != nil {
		return estimation{}, err
	}
	var years, values []float64
	for _, p := range points {
		if p.q.Value == nil {
			return estimation{}, fmt.Errorf("the value of %d is %s, want one number", p.year, p.q.rough())
		}
		v, _ := p.q.Value.Float64()
		years, values = append(years, float64(p.year)), append(values, v)
	}
	if r.Op == TrendOf {
		return estimation{"loglinear_regression", estimate.Values{"x": years, "y": values}, "apc_", asItIs}, nil
	}
	v := estimate.Values{"time": years, "y": values, "intervention_time": float64(r.spec.cut)}
	return estimation{"interrupted_time_series", v, "", asItIs}, nil
}

func (r *Result) strataEstimation() (estimation, error) {
	var events []int
	var exposure, standard []float64
	for i := range r.strata[0] {
		of, in, weight := r.strata[0][i], r.strata[1][i], r.strata[2][i]
		g, ok := countsOf(of, in, 1)
		if !ok {
			return estimation{}, errNoCounts
		}
		w, _ := new(big.Rat).Mul(weight.Value, scaleOf(weight.Unit)).Float64()
		events, exposure, standard = append(events, g.count()), append(exposure, g.exposure()), append(standard, w)
	}
	v := estimate.Values{"events": events, "exposure": exposure, "std_pop": standard}
	return estimation{"direct_standardised_rate", v, "", times(float64(r.spec.per))}, nil
}

// group finds the counts behind an expression: an observation that states them, or a share or rate
// computed from counts.
func (r *Result) group(e *expr) (group, bool) {
	switch {
	case e.leaf >= 0:
		o := r.set.used[e.leaf]
		if o.Numerator == nil || o.Denominator == nil || o.Unit.Class != datasets.FractionUnit {
			return group{}, false
		}
		return group{o.Numerator.Rat(), o.Denominator.Rat(), float64(o.Unit.Per), o.Measure.Kind == "share"}.sound()
	case e.op == Value:
		return r.group(e.args[0][0])
	case e.op == ComplementOf:
		g, ok := r.group(e.args[0][0])
		if !ok || !g.risk {
			return group{}, false
		}
		g.k = new(big.Rat).Sub(g.n, g.k)
		return g, true
	case e.op == ShareOf:
		part, err := Sum(quantities(e.args[0])...)
		whole := e.args[1][0].q
		if err != nil || !isCount(part) || !isCount(whole) {
			return group{}, false
		}
		k, n := new(big.Rat).Mul(part.Value, scaleOf(part.Unit)), new(big.Rat).Mul(whole.Value, scaleOf(whole.Unit))
		return group{k, n, 100, true}.sound()
	case e.op == RateOf:
		return countsOf(e.args[0][0].q, e.args[1][0].q, float64(e.spec.per))
	}
	return group{}, false
}

// countsOf is a count of events over an exposure, which may be rounded.
func countsOf(events, exposure Quantity, per float64) (group, bool) {
	if !isCount(events) || exposure.Value == nil {
		return group{}, false
	}
	k := new(big.Rat).Mul(events.Value, scaleOf(events.Unit))
	n := new(big.Rat).Mul(exposure.Value, scaleOf(exposure.Unit))
	return group{k, n, per, false}.sound()
}

// scaleOf is 1,000 for thousands of a count; times and measures stay in their own unit.
func scaleOf(u datasets.Unit) *big.Rat {
	if u.Class != datasets.CountUnit {
		return one
	}
	return u.Factor()
}

func quantities(es []*expr) []Quantity {
	qs := make([]Quantity, len(es))
	for i, e := range es {
		qs[i] = e.q
	}
	return qs
}

func isCount(q Quantity) bool {
	return q.Value != nil && q.Interval.IsPoint() && q.Unit.Class == datasets.CountUnit
}

// maxCount is the largest count that the methods take.
var maxCount = big.NewRat(1_000_000_000_000, 1)

// sound says whether the counts can be counts.
func (g group) sound() (group, bool) {
	ok := g.k.IsInt() && g.k.Sign() >= 0 && g.k.Cmp(maxCount) <= 0 && g.n.Sign() > 0 && g.n.Cmp(maxCount) <= 0
	if g.risk {
		ok = ok && g.n.IsInt() && g.k.Cmp(g.n) <= 0
	}
	return g, ok
}

func (g group) count() int { return int(g.k.Num().Int64()) }
func (g group) size() int  { return int(g.n.Num().Int64()) }
func (g group) exposure() float64 {
	f, _ := g.n.Float64()
	return f
}
