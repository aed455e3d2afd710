package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Amounts in two units, "two hours and 35 minutes", "five feet 10 inches", are one number of the smaller.

// smaller units: how many of the second make one of the first.
var smallerUnits = map[[2]string]int64{
	{"year", "month"}: 12, {"week", "day"}: 7, {"day", "hour"}: 24, {"hour", "minute"}: 60, {"minute", "second"}: 60,
	{"foot", "inch"}: 12, {"pound-mass", "ounce"}: 16, {"stone", "pound-mass"}: 14,
}

// compound reads the quantities q and q+1 as one if they are an amount in two units.
func (p *passage) compound(q, to int) (end int, ok bool) {
	if q+1 >= to {
		return 0, false
	}
	a, b := &p.c.qs[q], &p.c.qs[q+1]
	per := smallerUnits[[2]string{a.Unit, b.Unit}]
	if b.Unit == "" && a.Unit == "foot" && b.Kind == quantity.Measurement {
		per = 12
	}
	if per == 0 || a.Ranged || b.Ranged || a.Den > 0 || b.Den > 0 || !a.Value.IsInteger() || b.Hedge != number.None || b.Direction != 0 {
		return 0, false
	}
	switch strings.TrimSpace(p.c.text[a.End:b.Start]) {
	case "", "and":
	default:
		return 0, false
	}
	if b.Value.Rat().Cmp(big.NewRat(per, 1)) >= 0 {
		return 0, false
	}
	sum := new(big.Rat).Mul(a.Value.Rat(), big.NewRat(per, 1))
	f := *a
	f.Value, f.Unit = number.FromRat(sum.Add(sum, b.Value.Rat()), min(b.Value.Place(), 0)), b.Unit
	f.End, f.NumEnd, f.CountedStart, f.CountedEnd, f.Counted = b.End, b.End, b.End, b.End, ""
	t := p.newTerm(&f, len(p.tokens))
	t.larger, t.per = a.Unit, per
	p.pushTerm(t)
	return f.End, true
}

// inTwoUnits prints v, in the smaller unit of the term, as the term is written: 3 hours 10 minutes.
func (t *term) inTwoUnits(v *big.Rat) string {
	if t.per == 0 {
		return plural(v, t.Unit)
	}
	whole := new(big.Rat).SetInt(new(big.Int).Quo(v.Num(), new(big.Int).Mul(v.Denom(), big.NewInt(t.per))))
	rest := new(big.Rat).Sub(v, new(big.Rat).Mul(whole, big.NewRat(t.per, 1)))
	switch {
	case whole.Sign() == 0:
		return plural(rest, t.Unit)
	case rest.Sign() == 0:
		return plural(whole, t.larger)
	}
	return plural(whole, t.larger) + " " + plural(rest, t.Unit)
}

// plural prints so many of a unit.
func plural(v *big.Rat, unit string) string {
	if v.Cmp(rat1) == 0 {
		return "1 " + unit
	}
	switch unit {
	case "foot":
		unit = "feet"
	case "inch":
		unit = "inches"
	default:
		unit += "s"
	}
	return trimZeros(number.Format(v, 1)) + " " + unit
}
