package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// A measurement in another unit beside it: "26 km (16 miles)", "500 litres, or 132 US gallons", "41 °C (106
// °F)". Conversions are printed rounded, and often from a value that was rounded itself, so only one that no
// usual rounding explains disagrees.

// A unitOf is a unit of measurement: what it measures and how many base units one of it is. Units that mean
// several things, like the gallon, have a factor for each.
type unitOf struct {
	dimension string
	factors   []*big.Rat
}

// measures are the units that stand for each other in brackets. Factors: International System of Units (BIPM,
// 9th edition), international yard and pound (1959), US and imperial gallon, short and long ton.
var measures = unitTable(`
length metre=1 kilometre=1000 centimetre=0.01 millimetre=0.001 mile=1609.344 yard=0.9144 foot=0.3048 inch=0.0254 furlong=201.168 nautical-mile=1852
area square-metre=1 square-kilometre=1000000 square-centimetre=0.0001 hectare=10000 acre=4046.8564224 square-mile=2589988.110336 square-yard=0.83612736 square-foot=0.09290304 square-inch=0.00064516
volume litre=1 millilitre=0.001 centilitre=0.01 hectolitre=100 cubic-metre=1000 cubic-centimetre=0.001 cubic-foot=28.316846592 cubic-yard=764.554857984 gallon=3.785411784|4.54609 quart=0.946352946|1.1365225 pint=0.473176473|0.56826125 barrel=158.987294928
mass gram=1 kilogram=1000 milligram=0.001 tonne=1000000 ton=907184.74|1016046.9088|1000000 pound-mass=453.59237 ounce=28.349523125|31.1034768 stone=6350.29318
speed kilometre-per-hour=1 mile-per-hour=1.609344 metre-per-second=3.6 knot=1.852
`)

func unitTable(s string) map[string]unitOf {
	m := map[string]unitOf{}
	for line := range strings.Lines(s) {
		fields := strings.Fields(line)
		for k, f := range fields {
			name, values, ok := strings.Cut(f, "=")
			if k == 0 || !ok {
				continue
			}
			u := unitOf{dimension: fields[0]}
			for v := range strings.SplitSeq(values, "|") {
				r, _ := new(big.Rat).SetString(v)
				u.factors = append(u.factors, r)
			}
			if name != "pound-mass" {
				name = strings.ReplaceAll(name, "-", " ")
			}
			m[name] = u
		}
	}
	return m
}

// degrees are the scales of temperature, which have no common zero.
var degrees = list("celsius fahrenheit")

// inUnits says whether two measurements are of one dimension in different units.
func inUnits(a, b *term) bool {
	if degrees[a.Unit] && degrees[b.Unit] {
		return a.Unit != b.Unit
	}
	u, v := measures[a.Unit], measures[b.Unit]
	return u.dimension != "" && u.dimension == v.dimension && a.Unit != b.Unit
}

// converted are the values that a can have in the unit of t, the likeliest first.
func converted(a, t *term) []*big.Rat {
	x := a.claimed.Number()
	switch {
	case a.Unit == "celsius" && t.Unit == "fahrenheit": // and a difference of so many degrees
		v := new(big.Rat).Mul(x, big.NewRat(9, 5))
		return []*big.Rat{new(big.Rat).Add(v, big.NewRat(32, 1)), v}
	case a.Unit == "fahrenheit" && t.Unit == "celsius":
		v := new(big.Rat).Sub(x, big.NewRat(32, 1))
		return []*big.Rat{v.Mul(v, big.NewRat(5, 9)), new(big.Rat).Mul(x, big.NewRat(5, 9))}
	}
	var vs []*big.Rat
	for _, f := range measures[a.Unit].factors {
		for _, g := range measures[t.Unit].factors {
			vs = append(vs, new(big.Rat).Quo(new(big.Rat).Mul(x, f), g))
		}
	}
	return vs
}

// How far a conversion may be off: what agrees, and what no rounding explains, as shares of the value; the
// second for numbers with two significant digits on both sides, and for rounder ones. Degrees by themselves.
var (
	conversionClose = big.NewRat(1, 25)
	conversionFar   = big.NewRat(1, 20)
	conversionRound = big.NewRat(1, 8)
	degreesClose    = big.NewRat(1, 1)
	degreesFar      = big.NewRat(5, 2)
)

// judgeConverted holds a measurement against the one that it restates in another unit.
func (c *checker) judgeConverted(a, t *term) {
	if t.Den > 0 || a.Den > 0 || a.claimed.Number() == nil {
		return
	}
	vs := converted(a, t)
	best, far := vs[0], true
	for _, v := range vs {
		near, beyond := t.reaches(a, v)
		if near {
			c.fileConverted(a, t, v, true)
			return
		}
		far = far && beyond
	}
	if far && t.Hedge != number.AtMost && t.Hedge != number.LessThan {
		c.fileConverted(a, t, best, false)
	}
}

// reaches says whether the number of the term is v within the rounding of conversions, or far beyond it.
func (t *term) reaches(a *term, v *big.Rat) (near, beyond bool) {
	x := t.claimed.Number()
	off := new(big.Rat).Sub(x, v)
	off.Abs(off)
	half := new(big.Rat).Mul(lastDigit(x, t.Value), big.NewRat(1, 2))
	if degrees[t.Unit] {
		return off.Cmp(degreesClose) <= 0, off.Cmp(degreesFar) > 0 && off.Cmp(half) > 0
	}
	if v.Sign() == 0 {
		return x.Sign() == 0, false
	}
	off.Quo(off, new(big.Rat).Abs(v))
	half.Quo(half, new(big.Rat).Abs(v))
	limit := conversionRound
	if twoDigits(x, t.Value) && twoDigits(a.claimed.Number(), a.Value) {
		limit = conversionFar
	}
	return off.Cmp(conversionClose) <= 0 || off.Cmp(half) <= 0 && off.Cmp(conversionRound) <= 0, off.Cmp(limit) > 0 && off.Cmp(half) > 0
}

// lastDigit is the place value of the last digit that is not zero, or of the last behind the point.
func lastDigit(x *big.Rat, d number.Decimal) *big.Rat {
	u := d.Unit()
	ten := big.NewRat(10, 1)
	for n := 0; n < 18 && x.Sign() != 0; n++ {
		next := new(big.Rat).Mul(u, ten)
		if d.Place() < 0 && n == 0 || !new(big.Rat).Quo(x, next).IsInt() {
			break
		}
		u = next
	}
	return u
}

// twoDigits says whether a number has two significant digits or more.
func twoDigits(x *big.Rat, d number.Decimal) bool {
	return new(big.Rat).Quo(new(big.Rat).Abs(x), lastDigit(x, d)).Cmp(big.NewRat(10, 1)) >= 0
}

func (c *checker) fileConverted(a, t *term, v *big.Rat, agrees bool) {
	f := c.finding(t, ruleConvert)
	f.Evidence = []finding.Evidence{c.evidence(a)}
	f.Claim.About = "the same in another unit"
	f.Value = number.Plain(v, 6)
	f.Formula = c.text[a.Start:a.End] + " = " + trimZeros(number.Format(v, max(number.Significant(v, 3), 0))) + c.unitWords(t)
	if agrees {
		f.Verdict, f.Reason = finding.Supported, finding.Rounded
		if t.claimed.Number().Cmp(v) == 0 {
			f.Reason = finding.Exact
		}
		c.add(f, sure)
		return
	}
	reason, grade := t.claimed.Diagnose(number.Exactly(v), number.Readings{}, c.tolerances)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
	f.Wording = c.rewrite(t, t.claimed, number.Exactly(v))
	f.Message = disagreement(f)
	c.add(f, sure)
}
