package embed

import (
	"math/big"
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
)

// Words says a statistic as a sentence does: "more than seven times", "nearly half", "forty countries".
// The sign is left to the verb: a fall of 48.7 percent is "nearly half" too. What the words claim holds for
// the whole interval of the statistic, or is hedged by "about".
func Words(r *statistic.Result) string {
	d, ok := r.Decimal()
	if !ok {
		return setWords(r)
	}
	v := new(big.Rat).Abs(r.Value)
	lo, hi := magnitudes(r)
	switch {
	case r.Unit.Class == datasets.DateUnit:
		return r.Display()
	case isPercent(r.Unit):
		if text := fraction(new(big.Rat).Quo(v, hundred), new(big.Rat).Quo(lo, hundred), new(big.Rat).Quo(hi, hundred)); text != "" {
			return text
		}
	case r.Unit.Class == datasets.RatioUnit && v.Cmp(one) < 0:
		if text := fraction(v, lo, hi); text != "" {
			return text
		}
	}
	if d.IsInteger() && v.Cmp(thousand) < 0 {
		return said(number.FromRat(v, 0), r.Unit)
	}
	place := roundPlace(v, -r.Places())
	if r.Unit.Class == datasets.RatioUnit && v.Cmp(two) < 0 { // nobody says "more than one times"
		place = min(place, -1)
		if number.Floor(v, place).Rat().Cmp(one) == 0 {
			place = max(-2, -r.Places())
		}
	}
	return hedged(v, lo, hi, place, r.Unit)
}

// roundPlace returns the coarsest place at which a round number can be said for v: one that is little more
// (as in "nearly"), or at most a tenth less. Thousands of 60,440, units of 7.57, tenths of 3.69; never finer
// than shown.
func roundPlace(v *big.Rat, shown int) int {
	place := 0
	if v.Cmp(thousand) >= 0 {
		place = -number.Significant(v, 2)
	}
	for place > shown && place <= 0 {
		off := new(big.Rat).Sub(v, number.Floor(v, place).Rat())
		if off.Cmp(new(big.Rat).Quo(v, ten)) <= 0 || justBelow(v, place) {
			break
		}
		place--
	}
	return place
}

// justBelow says whether v is within a fifth of the step below the next round number.
func justBelow(v *big.Rat, place int) bool {
	above := number.Ceil(v, place)
	gap := new(big.Rat).Sub(above.Rat(), v)
	return gap.Mul(gap, big.NewRat(5, 1)).Cmp(above.Unit()) <= 0 && above.Rat().Cmp(one) > 0
}

var (
	hundred  = big.NewRat(100, 1)
	ten      = big.NewRat(10, 1)
	one      = big.NewRat(1, 1)
	two      = big.NewRat(2, 1)
	thousand = big.NewRat(1000, 1)
	million  = big.NewRat(1_000_000, 1)
)

// magnitudes returns the ends of the interval of a value without its sign; a missing end is the value.
func magnitudes(r *statistic.Result) (lo, hi *big.Rat) {
	lo, hi = r.Interval.Lo, r.Interval.Hi
	if lo == nil {
		lo = r.Value
	}
	if hi == nil {
		hi = r.Value
	}
	if lo.Sign() < 0 && hi.Sign() > 0 { // not even the sign is sure
		return new(big.Rat), slices.MaxFunc([]*big.Rat{new(big.Rat).Neg(lo), hi}, (*big.Rat).Cmp)
	}
	lo, hi = new(big.Rat).Abs(lo), new(big.Rat).Abs(hi)
	if lo.Cmp(hi) > 0 {
		lo, hi = hi, lo
	}
	return lo, hi
}

// hedged says a number that is not round by a round one near it.
func hedged(v, lo, hi *big.Rat, place int, u datasets.Unit) string {
	below, above := number.Floor(v, place), number.Ceil(v, place)
	switch {
	case below.Equal(above) || above.Rat().Sign() == 0:
		return said(below, u)
	case justBelow(v, place) && hi.Cmp(above.Rat()) < 0:
		return "nearly " + said(above, u)
	case below.Sign() == 0:
		if hi.Cmp(above.Rat()) < 0 {
			return "less than " + said(above, u)
		}
	case lo.Cmp(below.Rat()) > 0:
		return "more than " + said(below, u)
	}
	return "about " + said(number.FromRat(v, place), u)
}

// setWords says a set without a best value: its ends in words where they are small whole numbers.
func setWords(r *statistic.Result) string {
	_, low, high := r.PlainValue()
	a, errA := number.Parse(low)
	b, errB := number.Parse(high)
	small := func(d number.Decimal, err error) bool {
		n, ok := d.Coefficient()
		return err == nil && ok && d.Place() == 0 && n >= 0 && n <= 100
	}
	if strings.HasPrefix(r.Display(), "at least ") { // the other end is the whole group
		b, errB = number.Decimal{}, number.ErrSyntax
	}
	switch {
	case r.Unit.Class != datasets.CountUnit || r.Interval.LoOpen || r.Interval.HiOpen:
	case small(a, errA) && small(b, errB) && a.Equal(b):
		return said(a, r.Unit)
	case small(a, errA) && small(b, errB):
		n, _ := a.Coefficient()
		m, _ := b.Coefficient()
		if m == n+1 {
			return spelled(n) + " or " + said(b, r.Unit)
		}
		return "between " + spelled(n) + " and " + said(b, r.Unit)
	case small(a, errA) && errB != nil:
		return "at least " + said(a, r.Unit)
	case small(b, errB) && errA != nil:
		return "at most " + said(b, r.Unit)
	}
	return r.Display()
}

// said writes a round number with its unit: in words up to one hundred.
func said(d number.Decimal, u datasets.Unit) string {
	text := number.Group(d.String())
	if n, ok := d.Coefficient(); ok && d.Place() == 0 && n >= 0 && n <= 100 {
		text = spelled(n)
	} else if r := d.Rat(); r.Cmp(million) >= 0 {
		text = number.Group(number.Plain(new(big.Rat).Quo(r, million), 12)) + " million"
	}
	switch {
	case isPercent(u):
		return text + " per cent"
	case u.IsZero() || u.Name == "fraction":
		return text
	case u.Class == datasets.FractionUnit:
		return text + " " + u.Name
	case u.Class == datasets.RatioUnit && text == "two":
		return "twice"
	case u.Noun == "person" && u.Class == datasets.CountUnit && u.Ten == 0 && text != "one":
		return text + " people"
	case text == "one":
		return text + " " + u.Name
	}
	return text + " " + u.Plural()
}

func isPercent(u datasets.Unit) bool {
	return u.Class == datasets.FractionUnit && u.Per == 100 && u.Noun == ""
}

// fractions are the shares that have a name, with the words for one that is a little more or less.
var fractions = []struct {
	share *big.Rat
	name  string
}{
	{big.NewRat(1, 10), "a tenth"}, {big.NewRat(1, 5), "a fifth"}, {big.NewRat(1, 4), "a quarter"}, {big.NewRat(1, 3), "a third"},
	{big.NewRat(2, 5), "two-fifths"}, {big.NewRat(1, 2), "half"}, {big.NewRat(3, 5), "three-fifths"}, {big.NewRat(2, 3), "two-thirds"},
	{big.NewRat(3, 4), "three-quarters"}, {big.NewRat(4, 5), "four-fifths"}, {big.NewRat(9, 10), "nine-tenths"},
}

// fraction says a share in [0, 1] by a named one at most a thirtieth of it away, or says nothing.
func fraction(v, lo, hi *big.Rat) string {
	for _, f := range fractions {
		off := new(big.Rat).Sub(v, f.share)
		near := new(big.Rat).Quo(f.share, big.NewRat(30, 1))
		switch {
		case new(big.Rat).Abs(off).Cmp(near) > 0:
		case off.Sign() == 0:
			return f.name
		case off.Sign() < 0 && hi.Cmp(f.share) < 0:
			return "nearly " + f.name
		case off.Sign() > 0 && lo.Cmp(f.share) > 0:
			return "just over " + f.name
		}
	}
	return ""
}

var units = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
	"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}

var tens = [...]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}

// spelled writes a number from 0 to 100 in words.
func spelled(n int64) string {
	switch {
	case n < 20:
		return units[n]
	case n == 100:
		return "one hundred"
	case n%10 == 0:
		return tens[n/10]
	}
	return strings.Join([]string{tens[n/10], units[n%10]}, "-")
}
