package statistic

import (
	"fmt"
	"math/big"
	"strings"

	"recount/analysis/number"
)

// Attainable returns the whole counts of a group that a fraction can stand for: two-thirds of 26 people
// are 17 or 18, more than a third of 40 at least 14. Without a hedge they are the counts on either side
// of the fraction; "about" adds what lies within the tolerance of SEMANTICS, and every other hedge takes
// the fraction as exact.
func Attainable(fraction *big.Rat, group Quantity, hedge number.Hedge) (Quantity, error) {
	n := group.Value
	if n == nil || !group.Interval.IsPoint() || !n.IsInt() || n.Sign() <= 0 {
		return Quantity{}, fmt.Errorf("the attainable counts of %s, want an exact count of the group", group.rough())
	}
	if fraction.Sign() < 0 || fraction.Cmp(one) > 0 {
		return Quantity{}, fmt.Errorf("fraction %s is not between 0 and 1", fraction.RatString())
	}
	first, last, ok := number.Counts(shareMeant(fraction, n, hedge), n.Num())
	if !ok {
		return Quantity{}, fmt.Errorf("no whole count of %s is %s%s of it", n.RatString(), hedgeWords(hedge), fraction.RatString())
	}
	q := Quantity{Unit: group.Unit, Interval: number.Closed(new(big.Rat).SetInt(first), new(big.Rat).SetInt(last))}
	if first.Cmp(last) == 0 {
		q.Value = q.Interval.Lo
	}
	return q, nil
}

// shareMeant returns the shares of n that the hedged fraction admits.
func shareMeant(f, n *big.Rat, hedge number.Hedge) number.Interval {
	t := number.DefaultTolerances
	scaled := func(by *big.Rat) *big.Rat { return new(big.Rat).Mul(f, by) }
	switch hedge {
	case number.Nearly:
		return number.Interval{Lo: scaled(t.NearlyFrom), Hi: f, HiOpen: true}
	case number.JustOver:
		return number.Interval{Lo: f, LoOpen: true, Hi: scaled(t.JustOverTo)}
	case number.MoreThan:
		return number.Interval{Lo: f, LoOpen: true, Hi: one}
	case number.AtLeast:
		return number.Closed(f, one)
	case number.LessThan:
		return number.Interval{Lo: new(big.Rat), Hi: f, HiOpen: true}
	case number.AtMost:
		return number.Closed(new(big.Rat), f)
	}
	exact := new(big.Rat).Mul(f, n)
	beside := number.Closed(number.Floor(exact, 0).Rat(), number.Ceil(exact, 0).Rat()).Scale(new(big.Rat).Inv(n))
	if hedge == number.Approx {
		slack := scaled(t.About)
		beside = beside.Hull(number.Closed(new(big.Rat).Sub(f, slack), new(big.Rat).Add(f, slack)))
	}
	return beside
}

// hedges are the words of `hedge:`, in the order of number.Hedge.
var hedges = []string{"none", "approx", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most"}

func parseHedge(s string) (number.Hedge, bool) {
	for i, name := range hedges {
		if s == name {
			return number.Hedge(i), true
		}
	}
	return 0, false
}

// hedgeWords says a hedge before a number: "more than ".
func hedgeWords(h number.Hedge) string {
	switch {
	case h == number.None || int(h) >= len(hedges):
		return ""
	case h == number.Approx:
		return "about "
	}
	return strings.ReplaceAll(hedges[h], "_", " ") + " "
}

// maxFractionDigits keeps the two halves of a fraction within an int64.
const maxFractionDigits = 9

// parseFraction reads "2/3": whole numbers, the second not zero, the first no larger.
func parseFraction(s string) (*big.Rat, error) {
	bad := fmt.Errorf("%q is not a fraction between 0 and 1, want such as 2/3", shorten(s))
	above, below, ok := strings.Cut(s, "/")
	if !ok {
		return nil, bad
	}
	var parts [2]int64
	for i, t := range []string{strings.TrimSpace(above), strings.TrimSpace(below)} {
		if t == "" || len(t) > maxFractionDigits {
			return nil, bad
		}
		for _, c := range []byte(t) {
			if c < '0' || c > '9' {
				return nil, bad
			}
			parts[i] = parts[i]*10 + int64(c-'0')
		}
	}
	if parts[1] == 0 || parts[0] > parts[1] {
		return nil, bad
	}
	return big.NewRat(parts[0], parts[1]), nil
}
