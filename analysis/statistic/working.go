package statistic

import (
	"recount/datasets"
)

// Written writes an observation's number as it stands in a formula, with its hedge: 32.10, about 1,000,
// (12.3% to 12.7%), 28 May 2022.
func Written(o *datasets.Observation) string { return leafText(o) }

// Shown writes a computed quantity with its unit at the digits it bears: 7.57 times, −48.7%, between 8.4%
// and 9.3%.
func Shown(op Op, q Quantity) string {
	d := digitsOf(op, q, placeOf(q.Value), nil)
	if q.Value == nil {
		return amountOf(d.span(q), q.Unit)
	}
	return amount(format(q.Value, d.value), q.Unit)
}

// Working writes arithmetic made for the occasion, from the texts of its arguments in the order in which
// its function takes them (for a share, the whole first):
//
//	Working(RatioOf, q, "243", "32.1") = "243 ÷ 32.1 = 7.57, between 7.54 and 7.60 given the rounding"
func Working(op Op, q Quantity, args ...string) string {
	s := &spec{op: op, per: max(q.Unit.Per, 1)}
	var roles [][]string
	switch op {
	case SumOf:
		roles = [][]string{args}
	case ShareOf:
		roles = [][]string{args[1:], args[:1]}
	case ComplementOf:
		roles = [][]string{args, {"100%"}}
	default:
		for _, a := range args {
			roles = append(roles, []string{a})
		}
	}
	head := s.expression(roles)
	d := digitsOf(op, q, placeOf(q.Value), nil)
	unit := q.Unit
	if op == RatioOf {
		unit = datasets.Unit{}
	}
	switch {
	case q.Value == nil:
		return head + ": " + amountOf(d.span(q), unit)
	case q.Interval.IsPoint() || d.settled(q):
		return head + " = " + amount(format(q.Value, d.value), unit)
	}
	return head + " = " + amount(format(q.Value, d.value), unit) + ", " + d.span(q) + " given the rounding"
}

// ASCII writes a formula with the signs that programs read: / * -.
func ASCII(formula string) string { return asciiSigns.Replace(formula) }
