package figures

import (
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
)

// hedgeWords stand before a number in labels.
var hedgeWords = map[number.Hedge]string{
	number.Approx: "about ", number.Nearly: "nearly ", number.JustOver: "just over ", number.MoreThan: "more than ",
	number.AtLeast: "at least ", number.LessThan: "less than ", number.AtMost: "up to ",
}

var (
	million    = big.NewRat(1_000_000, 1)
	tenThousth = big.NewInt(10_000)
)

// numberText writes a number as labels do: as many digits as it has, thousands commas, and millions
// as such where they are round.
func numberText(d number.Decimal) string {
	r := d.Rat()
	if r.IsInt() && new(big.Rat).Abs(r).Cmp(million) >= 0 && new(big.Int).Rem(r.Num(), tenThousth).Sign() == 0 {
		m := number.Group(number.Plain(new(big.Rat).Quo(r, million), 12))
		return m + " million"
	}
	return number.Group(d.String())
}

// suffix is what stands directly after a number of a unit. Other units are said once, in the subtitle.
func suffix(u datasets.Unit) string {
	switch {
	case u.Class == datasets.FractionUnit && u.Per == 100 && u.Noun == "":
		return "%"
	case u.Class == datasets.RatioUnit:
		return " times"
	}
	return ""
}

// observationText labels an observation: its number as the table writes it, with its hedge.
func observationText(o *datasets.Observation) string {
	s := suffix(o.Unit)
	switch {
	case o.HasValue:
		return hedgeWords[o.Qualifier] + numberText(o.Value) + s
	case o.Low != nil && o.High != nil:
		return rangeText(*o.Low, *o.High, s)
	case o.Low != nil:
		return "at least " + numberText(*o.Low) + s
	case o.High != nil:
		return "up to " + numberText(*o.High) + s
	}
	return statistic.DateText(o.Period)
}

func rangeText(lo, hi number.Decimal, suffix string) string {
	a, b := numberText(lo), numberText(hi)
	if strings.HasSuffix(a, " million") && strings.HasSuffix(b, " million") {
		return strings.TrimSuffix(a, " million") + "–" + b + suffix
	}
	if strings.HasSuffix(b, " million") {
		return a + " to " + b + suffix
	}
	return a + "–" + b + suffix
}

// resultText labels a statistic: its number at display precision.
func resultText(r *statistic.Result) string {
	if d, ok := r.Decimal(); ok {
		return numberText(d) + suffix(r.Unit)
	}
	_, low, high := r.PlainValue()
	lo, errLo := number.Parse(low)
	hi, errHi := number.Parse(high)
	switch {
	case errLo == nil && errHi == nil:
		return rangeText(lo, hi, suffix(r.Unit))
	case errLo == nil:
		return "at least " + numberText(lo) + suffix(r.Unit)
	case errHi == nil:
		return "up to " + numberText(hi) + suffix(r.Unit)
	}
	return r.Display()
}

// shareText prints a part of a whole in percent: without decimals where it is whole, else with one.
func shareText(part, whole int) string {
	r := big.NewRat(int64(part)*100, int64(whole))
	if r.IsInt() {
		return number.Format(r, 0) + "%"
	}
	return number.Format(r, 1) + "%"
}
