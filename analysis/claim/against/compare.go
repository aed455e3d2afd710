package against

import (
	"math/big"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// A class is what numbers have to share to be compared.
type class struct {
	kind string
	base *big.Rat // one of the unit, in the class's own
}

func classOf(q *quantity.Quantity) class {
	one := big.NewRat(1, 1)
	switch {
	case q.Unit == "percentage point":
		return class{"points", one}
	case q.Kind == quantity.Ratio:
		return class{"ratio", one}
	case q.Den > 0 || q.Unit == "fraction":
		return class{"share", one}
	case q.Per > 0:
		return class{"share", big.NewRat(1, q.Per)}
	case q.Unit == "percent":
		return class{"share", big.NewRat(1, 100)}
	case q.Kind == quantity.Duration || q.Kind == quantity.Money || q.Kind == quantity.Measurement || q.Kind == quantity.Age:
		return class{q.Unit, one}
	}
	return class{"count", one}
}

// evidenceFor is what a source's number says in the unit of a text's. It reports false for numbers of
// unlike units, and for a source's word that no number follows from.
func evidenceFor(q, source *quantity.Quantity) (number.Evidence, bool) {
	a, b := classOf(q), classOf(source)
	if a.kind != b.kind {
		return number.Evidence{}, false
	}
	var e number.Evidence
	switch {
	case source.Ranged:
		e = number.Evidence{Set: number.Closed(source.Low.Rat(), source.High.Rat())}
	case source.Den > 0:
		e = number.Exactly(big.NewRat(source.Num, source.Den))
	default:
		e = number.Exactly(source.Value.Rat())
	}
	v := e.Value
	switch source.Hedge { // a bound is no value: what lies beyond it is open
	case number.MoreThan, number.AtLeast, number.JustOver:
		e = number.Evidence{Set: number.Interval{Lo: v}}
	case number.LessThan, number.AtMost, number.Nearly:
		e = number.Evidence{Set: number.Interval{Hi: v}}
	}
	return e.Scale(new(big.Rat).Quo(b.base, a.base)), true
}

// same says whether two numbers are written alike: the same digits or bounds in the same unit, with no
// hedge that turns one the other way.
func same(q, source *quantity.Quantity) bool {
	a, b := classOf(q), classOf(source)
	if a.kind != b.kind || q.Ranged != source.Ranged || opposed(q.Hedge, source.Hedge) {
		return false
	}
	at := func(q *quantity.Quantity, c class) []*big.Rat {
		switch {
		case q.Ranged:
			return []*big.Rat{new(big.Rat).Mul(q.Low.Rat(), c.base), new(big.Rat).Mul(q.High.Rat(), c.base)}
		case q.Den > 0:
			return []*big.Rat{big.NewRat(q.Num, q.Den)}
		}
		return []*big.Rat{new(big.Rat).Mul(q.Value.Rat(), c.base)}
	}
	for i, v := range at(q, a) {
		if v.Cmp(at(source, b)[i]) != 0 {
			return false
		}
	}
	return true
}

// opposed says whether one word bounds from below what the other bounds from above.
func opposed(a, b number.Hedge) bool { return side(a)*side(b) < 0 }

func side(h number.Hedge) int {
	switch h {
	case number.MoreThan, number.AtLeast, number.JustOver:
		return 1
	case number.LessThan, number.AtMost, number.Nearly:
		return -1
	}
	return 0
}
