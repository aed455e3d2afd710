package quantity

import (
	"math/big"

	"recount/analysis/number"
)

// Claimed is the number that a quantity puts forward. The hedge of "more than halved" speaks of the fall:
// what is left is less than half.
func (q *Quantity) Claimed() number.Claimed {
	c := number.Claimed{Value: q.Value, Low: q.Low, High: q.High, Ranged: q.Ranged, Vague: q.Vague, Hedge: q.Hedge, Num: q.Num, Den: q.Den,
		Multiple: q.Kind == Ratio && q.Spelled && q.Den == 0}
	if q.Kind != Ratio || q.Direction != Down || q.Level {
		return c
	}
	if v := c.Number(); v != nil && v.Cmp(big.NewRat(1, 1)) < 0 {
		c.Hedge = left(c.Hedge)
	}
	return c
}

// left turns the hedge of a fall into the hedge of what is left.
func left(h number.Hedge) number.Hedge {
	switch h {
	case number.Nearly:
		return number.JustOver
	case number.JustOver:
		return number.Nearly
	case number.MoreThan:
		return number.LessThan
	case number.LessThan:
		return number.MoreThan
	case number.AtLeast:
		return number.AtMost
	case number.AtMost:
		return number.AtLeast
	}
	return h
}
