package consistency

import (
	"math/big"

	"recount/analysis/number"
)

// The same thing in two units: "12 per 100,000, or 0.012 percent", "one in four (25 percent)", "18 months, or
// a year and a half". The second is held against the first where it restates it and nothing else.

// checkSame judges shares, rates and durations that restate the number before them.
func (c *checker) checkSame(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.Ranged || t.half || t.class != share && t.class != rate && t.class != span && t.class != measure || !p.closing(i+1) {
			continue
		}
		left, tight := p.restated(i)
		apposed := left >= 0 && p.mark(left) == ',' && p.mark(i+1) == ',' && t.percentage() && p.word(i+2) != "and" && p.word(i+2) != "or" // half the pupils, 50 percent, come by bike
		if left < 0 || !tight && !apposed || p.mark(left) != ',' && p.mark(left) != '(' && p.mark(left) != '-' {
			continue
		}
		x := p.numberBefore(left)
		if x < 0 || left-p.afterNoun(x) > 0 || p.word(x-1) == "or" || p.mark(i+1) == ',' && p.word(i+2) == "or" {
			continue // "a quarter, or half, or three quarters": one or another
		}
		a := p.at(x)
		if ranked[p.word(x-1)] {
			continue // the richest half percent (29 percent of the wealth)
		}
		if a.class == measure && t.class == measure && !a.Ranged && !a.half && inUnits(a, t) && !p.measuredBefore(x) {
			c.judgeConverted(a, t)
			continue
		}
		if a.Ranged || a.half || a.Direction != t.Direction && t.Direction != 0 || !convertible(a, t) {
			continue
		}
		if a.class == t.class && oneSided(a) && t.Hedge == number.None { // "more than four in ten (41 percent)": the bound is the claim
			r := reckoning{rule: ruleConvert, claim: a, inputs: []*term{t}, link: sure, about: "the same in another unit", rounding: true}
			r.value, r.formula = t.input(), c.text[t.Start:t.End]
			c.decide([]reckoning{r})
			continue
		}
		r := reckoning{rule: ruleConvert, claim: t, inputs: []*term{a}, link: sure, about: "the same in another unit", rounding: true}
		r.value, r.formula = a.input(), c.text[a.Start:a.End]
		if t.class == span {
			scale := new(big.Rat).Quo(daysOf(a.Unit), daysOf(t.Unit))
			r.value = r.value.Scale(scale)
		}
		c.decide([]reckoning{r})
	}
}

// oneSided says whether a number is told as a bound: more than, at least, nearly, less than, at most.
func oneSided(t *term) bool {
	switch t.Hedge {
	case number.MoreThan, number.AtLeast, number.LessThan, number.AtMost, number.Nearly:
		return true
	}
	return false
}

// ranked stand before a share that says whose, not how much.
var ranked = list("richest poorest top bottom upper lower wealthiest oldest youngest largest smallest best worst first last")

// measuredBefore says whether another measurement of the same kind stands right before the one at token x, so
// that the two are one, or ends of a range: 4 yards 2 feet, 10 by 12 feet.
func (p *passage) measuredBefore(x int) bool {
	j := x - 1
	if p.word(j) == "by" || p.word(j) == "and" || p.word(j) == "to" || p.word(j) == "x" || p.mark(j) == '-' {
		j--
	}
	t := p.num(j)
	return t != nil && (t.class == measure || t.class == count) && t.Counted == ""
}

// convertible says whether two terms are of one kind in different units.
func convertible(a, b *term) bool {
	switch {
	case a.class == span && b.class == span:
		return a.Unit != b.Unit && daysOf(a.Unit) != nil && daysOf(b.Unit) != nil
	case (a.class == share || a.class == rate) && (b.class == share || b.class == rate):
		return !(a.percentage() && b.percentage()) && (a.one.Cmp(b.one) != 0 || a.Den > 0 != (b.Den > 0) || a.Den > 0)
	}
	return false
}

// daysOf is the length of a unit of time in days, nil for one whose length is not fixed by the calendar.
func daysOf(unit string) *big.Rat {
	if n := daysPer[unit]; n > 0 {
		return big.NewRat(n, 1)
	}
	if n := monthsPer[unit]; n > 0 {
		return new(big.Rat).Mul(averageMonth, big.NewRat(n, 1))
	}
	switch unit {
	case "hour":
		return big.NewRat(1, 24)
	case "minute":
		return big.NewRat(1, 24*60)
	}
	return nil
}
