package statistic

import (
	"fmt"
	"slices"

	"recount/analysis/number"
)

// An expr is a formula as it is computed: an operation over observations and other formulas. Formulas
// share parts, so that they form a graph without cycles; a leaf is one observation.
type expr struct {
	op   Op
	spec *spec // options of the operation; nil for a leaf
	args [][]*expr
	leaf int // index of the observation, -1 for an operation
	q    Quantity
	uses map[int]uint8 // how often each leaf occurs, 2 for more than once
}

// compute applies the operation to its arguments as they stand.
func (e *expr) compute(at func(*expr) (Quantity, error)) (Quantity, error) {
	var args [][]Quantity
	for _, role := range e.args {
		qs := make([]Quantity, len(role))
		for i, a := range role {
			q, err := at(a)
			if err != nil {
				return Quantity{}, err
			}
			qs[i] = q
		}
		args = append(args, qs)
	}
	switch e.op {
	case Value:
		return args[0][0], nil
	case RatioOf:
		return Ratio(args[0][0], args[1][0])
	case ChangeOf:
		return Change(args[0][0], args[1][0])
	case DifferenceOf:
		return Difference(args[0][0], args[1][0])
	case ShareOf:
		return Share(args[1][0], args[0]...)
	case ComplementOf:
		return Complement(args[0][0])
	case SumOf:
		return Sum(args[0]...)
	case RateOf:
		return Rate(args[0][0], args[1][0], e.spec.per)
	case AttainableOf:
		return Attainable(e.spec.fraction, args[0][0], e.spec.hedge)
	}
	return Quantity{}, fmt.Errorf("%s cannot be computed from numbers alone", e.op)
}

// count notes how often each observation occurs below e.
func (e *expr) count() {
	e.uses = map[int]uint8{}
	for _, role := range e.args {
		for _, a := range role {
			if a.leaf >= 0 {
				e.uses[a.leaf] = min(e.uses[a.leaf]+1, 2)
				continue
			}
			for leaf, n := range a.uses {
				e.uses[leaf] = min(e.uses[leaf]+n, 2)
			}
		}
	}
}

// repeated returns the observations that occur more than once below e and are not known exactly, in
// order: with those, ends computed argument by argument may lie too far out.
func (e *expr) repeated(quantity func(leaf int) Quantity) []int {
	var out []int
	for leaf, n := range e.uses {
		if n > 1 && !quantity(leaf).Interval.IsPoint() {
			out = append(out, leaf)
		}
	}
	slices.Sort(out)
	return out
}

// maxCorners bounds the observations whose ends are tried together: 2^10 combinations.
const maxCorners = 10

// evaluate computes e. Where no observation occurs twice, ends computed argument by argument are exact
// (NUMERICS, "Propagation"). Where one does, as in a ÷ (a + b), its two ends are tried in turn: the
// formula is monotone in it as long as it is a quotient of two terms linear in it, so that the outermost
// values lie at the ends. The second result is false where the interval may be wider than it need be.
func (e *expr) evaluate(quantity func(leaf int) Quantity) (Quantity, bool, error) {
	q, err := e.compute(func(a *expr) (Quantity, error) { return a.q, nil })
	if err != nil {
		return q, true, err
	}
	twice := e.repeated(quantity)
	if len(twice) == 0 {
		return q, true, nil
	}
	if len(twice) > maxCorners {
		return q, false, nil
	}
	for _, leaf := range twice {
		in := quantity(leaf).Interval
		if in.Lo == nil || in.Hi == nil || !e.linearIn(leaf) {
			return q, false, nil
		}
	}
	tight, err := e.corners(twice, quantity)
	if err != nil {
		return q, false, nil // some corner divides by zero: the plain ends stand
	}
	// Both are outward, so what both hold is.
	if in := q.Interval.Intersect(tight); !in.Empty() && (q.Value == nil || in.Contains(q.Value)) {
		q.Interval = in
	}
	return q, true, nil
}

// corners returns the hull of the values of e with each of the leaves held at one end or the other.
func (e *expr) corners(leaves []int, quantity func(leaf int) Quantity) (number.Interval, error) {
	var hull number.Interval
	for mask := range 1 << len(leaves) {
		pinned := map[int]Quantity{}
		open := false
		for i, leaf := range leaves {
			q := quantity(leaf)
			end, endOpen := q.Interval.Lo, q.Interval.LoOpen
			if mask>>i&1 == 1 {
				end, endOpen = q.Interval.Hi, q.Interval.HiOpen
			}
			pinned[leaf] = Known(end, q.Unit)
			open = open || endOpen
		}
		q, err := e.pinned(pinned, map[*expr]Quantity{})
		if err != nil {
			return hull, err
		}
		in := q.Interval
		in.LoOpen, in.HiOpen = in.LoOpen || open, in.HiOpen || open
		if mask == 0 {
			hull = in
		} else {
			hull = hull.Hull(in)
		}
	}
	return hull, nil
}

// pinned computes e anew with some leaves held at one value. Shares are not drawn in to [0, 100] on the
// way: at a corner a part may exceed its whole, and drawing in would break the linear form.
func (e *expr) pinned(at map[int]Quantity, done map[*expr]Quantity) (Quantity, error) {
	if e.leaf >= 0 {
		if q, ok := at[e.leaf]; ok {
			return q, nil
		}
		return e.q, nil
	}
	if q, ok := done[e]; ok {
		return q, nil
	}
	touched := false
	for leaf := range at {
		touched = touched || e.uses[leaf] > 0
	}
	if !touched {
		return e.q, nil
	}
	arg := func(a *expr) (Quantity, error) { return a.pinned(at, done) }
	compute := e.compute
	if e.op == ShareOf {
		compute = e.freeShare
	}
	q, err := compute(arg)
	done[e] = q
	return q, err
}

func (e *expr) freeShare(at func(*expr) (Quantity, error)) (Quantity, error) {
	whole, err := at(e.args[1][0])
	if err != nil {
		return Quantity{}, err
	}
	parts := make([]Quantity, len(e.args[0]))
	for i, a := range e.args[0] {
		if parts[i], err = at(a); err != nil {
			return Quantity{}, err
		}
	}
	return freeShare(whole, parts...)
}

// A degree is that of one observation in a formula's numerator and denominator. over is the formula
// that the denominator is, so that a ÷ t − b ÷ t is seen to have one denominator and not two.
type degree struct {
	above, below int
	over         *expr
}

// tooHigh is a degree that no formula built of few steps reaches; it marks what is not a quotient of
// polynomials at all.
const tooHigh = 1 << 20

// linearIn says whether e is a quotient of two terms at most linear in the leaf.
func (e *expr) linearIn(leaf int) bool {
	d := e.degreeIn(leaf, map[*expr]degree{})
	return d.above <= 1 && d.below <= 1
}

func (e *expr) degreeIn(leaf int, done map[*expr]degree) degree {
	switch {
	case e.leaf == leaf:
		return degree{above: 1}
	case e.leaf >= 0 || e.uses[leaf] == 0:
		return degree{over: e.denominator()}
	}
	if d, ok := done[e]; ok {
		return d
	}
	var d degree
	arg := func(role int) degree {
		total := e.args[role][0].degreeIn(leaf, done)
		for _, a := range e.args[role][1:] {
			total = total.plus(a.degreeIn(leaf, done))
		}
		return total
	}
	switch e.op {
	case Value, ComplementOf:
		d = arg(0)
		d.above = max(d.above, d.below)
		if e.op == Value {
			d = arg(0)
		}
	case SumOf:
		d = arg(0)
	case DifferenceOf:
		d = arg(0).plus(arg(1))
	case RatioOf, ShareOf, RateOf:
		d = arg(0).by(arg(1), e.denominator())
	case ChangeOf: // to ÷ from − 1
		d = arg(1).by(arg(0), e.denominator())
		d.above = max(d.above, d.below)
	default:
		d = degree{above: tooHigh}
	}
	done[e] = d
	return d
}

// denominator returns what e divides by, nil for a formula without division at its top.
func (e *expr) denominator() *expr {
	switch e.op {
	case RatioOf, ShareOf, RateOf:
		return e.args[1][0]
	case ChangeOf:
		return e.args[0][0]
	case Value, ComplementOf:
		if e.leaf < 0 {
			return e.args[0][0].denominator()
		}
	}
	return nil
}

func (d degree) plus(f degree) degree {
	if d.over == f.over && d.below == f.below {
		return degree{max(d.above, f.above), d.below, d.over}
	}
	return degree{max(d.above+f.below, f.above+d.below), d.below + f.below, nil}
}

// by is the degree of a quotient, of which over is the divisor as it is written.
func (d degree) by(f degree, over *expr) degree {
	if d.below > 0 || f.below > 0 {
		over = nil
	}
	return degree{d.above + f.below, d.below + f.above, over}
}
