package statistic

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"
	"recount/analysis/number"
)

// A tree draws a formula over three shared observations. Every statistic below the top is evaluated as
// Load would: with its own tight interval.
func tree(t *rapid.T, leaves []*expr, depth int) *expr {
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf here") == 0 {
		return leaves[rapid.IntRange(0, len(leaves)-1).Draw(t, "leaf")]
	}
	e := &expr{leaf: -1, op: rapid.SampledFrom([]Op{SumOf, DifferenceOf, RatioOf, RatioOf}).Draw(t, "op")}
	a, b := tree(t, leaves, depth-1), tree(t, leaves, depth-1)
	e.args = [][]*expr{{a}, {b}}
	if e.op == SumOf {
		e.args = [][]*expr{{a, b}}
	}
	e.count()
	return e
}

// fill evaluates all statistics of a tree from below; an undefined one makes it unusable.
func fill(e *expr, quantity func(int) Quantity) (tight bool, err error) {
	if e.leaf >= 0 {
		return true, nil
	}
	for _, role := range e.args {
		for _, a := range role {
			if _, err := fill(a, quantity); err != nil {
				return false, err
			}
		}
	}
	e.q, tight, err = e.evaluate(quantity)
	return tight, err
}

// at computes a tree for one value of each observation.
func at(e *expr, values []*big.Rat) (*big.Rat, error) {
	if e.leaf >= 0 {
		return values[e.leaf], nil
	}
	var args []*big.Rat
	for _, role := range e.args {
		for _, a := range role {
			v, err := at(a, values)
			if err != nil {
				return nil, err
			}
			args = append(args, v)
		}
	}
	switch e.op {
	case SumOf:
		return new(big.Rat).Add(args[0], args[1]), nil
	case DifferenceOf:
		return new(big.Rat).Sub(args[1], args[0]), nil
	}
	if args[1].Sign() == 0 {
		return nil, errors.New("division by zero")
	}
	return new(big.Rat).Quo(args[0], args[1]), nil
}

// The law of shared inputs: whatever the observations are, the formula's value lies in the interval; and
// where the interval is said to be as narrow as can be, some corner reaches each end.
func TestSharedInputs(t *testing.T) {
	unit := units().times
	rapid.Check(t, func(t *rapid.T) {
		var leaves []*expr
		for i := range 3 {
			v := big.NewRat(rapid.Int64Range(10, 400).Draw(t, "value"), 10)
			leaves = append(leaves, &expr{leaf: i, q: Quantity{Value: v, Interval: number.Rounded(v, big.NewRat(1, 10)), Unit: unit}})
		}
		quantity := func(leaf int) Quantity { return leaves[leaf].q }
		top := tree(t, leaves, 3)
		tight, err := fill(top, quantity)
		if err != nil || top.leaf >= 0 {
			return
		}
		var reachedLo, reachedHi bool
		for mask := range 27 {
			values := make([]*big.Rat, 3)
			for i, step := 0, mask; i < 3; i, step = i+1, step/3 {
				in := leaves[i].q.Interval
				values[i] = []*big.Rat{in.Lo, leaves[i].q.Value, in.Hi}[step%3]
			}
			open := false // at an end that its observation only comes near to
			for i := range values {
				open = open || !leaves[i].q.Interval.Contains(values[i])
			}
			v, err := at(top, values)
			if err != nil {
				if !open {
					t.Fatalf("defined as a whole, but %v inside the intervals", err)
				}
				return
			}
			if lo := top.q.Interval.Lo; lo != nil {
				if c := v.Cmp(lo); c < 0 || c == 0 && top.q.Interval.LoOpen && !open {
					t.Fatalf("%s lies outside the interval from %s", v, lo)
				}
				reachedLo = reachedLo || v.Cmp(lo) == 0
			}
			if hi := top.q.Interval.Hi; hi != nil {
				if c := v.Cmp(hi); c > 0 || c == 0 && top.q.Interval.HiOpen && !open {
					t.Fatalf("%s lies outside the interval to %s", v, hi)
				}
				reachedHi = reachedHi || v.Cmp(hi) == 0
			}
		}
		if tight && top.q.Interval.Lo != nil && top.q.Interval.Hi != nil && !(reachedLo && reachedHi) {
			t.Fatalf("[%s, %s] is called tight, but no corner reaches it", top.q.Interval.Lo, top.q.Interval.Hi)
		}
		if top.q.Value == nil || !top.q.Interval.Contains(top.q.Value) {
			t.Fatalf("value %v outside its interval", top.q.Value)
		}
	})
}
