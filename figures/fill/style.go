package fill

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures/embed"
)

// A style is how a number is written.
type style struct {
	name   string
	digits *int
	abs    bool
}

// Styles lists the ways to write a number.
var Styles = []string{"full", "number", "words", "percent", "ratio", "interval", "more than", "less than", "about"}

const maxDigits = 9

// style reads the options of a number.
func (p placeholder) style() (style, error) {
	s := style{name: "full"}
	for _, o := range p.options {
		switch {
		case o.key == "style":
			if s.name = strings.Join(strings.FieldsFunc(o.value, func(r rune) bool { return isBlank(r) || r == '-' || r == '_' }), " "); !slices.Contains(Styles, s.name) {
				return s, fmt.Errorf("style %q%s", o.value, datasets.DidYouMean(o.value, Styles)+", want one of "+strings.Join(Styles, ", "))
			}
		case o.key == "digits":
			n, err := strconv.Atoi(o.value)
			if err != nil || n < -maxDigits || n > maxDigits {
				return s, fmt.Errorf("digits=%s, want digits behind the point from 0 to %d, or -1 for tens, -2 for hundreds …", o.value, maxDigits)
			}
			s.digits = &n
		case o.key == "abs" && o.value == "":
			s.abs = true
		case o.value == "" && slices.Contains(Styles, o.key): // number, as in titles of figures
			s.name = o.key
		default:
			return s, fmt.Errorf("option %q, want style=…, digits=N or abs", o.key)
		}
	}
	if s.digits != nil && slices.Contains([]string{"words", "interval"}, s.name) {
		return s, fmt.Errorf("style %s takes no digits", s.name)
	}
	return s, nil
}

// write writes a statistic in a style.
func (s style) write(r *statistic.Result) (string, error) {
	if r.Unit.Class == datasets.DateUnit && s.name != "full" && s.name != "words" {
		return "", fmt.Errorf("a date has no style %q", s.name)
	}
	switch s.name {
	case "words":
		return embed.Words(r), nil
	case "interval":
		return s.interval(r), nil
	}
	d, ok := r.Decimal()
	if !ok {
		if s.digits == nil && (s.name == "full" || s.name == "number") {
			return r.Display(), nil
		}
		return "", fmt.Errorf("%s has no single value (it is %s): use style=full, words or interval", r.ID, r.Display())
	}
	switch s.name {
	case "percent":
		return s.percent(r)
	case "ratio":
		return s.ratio(r)
	case "more than", "less than", "about":
		return s.hedged(r)
	}
	after := strings.TrimPrefix(r.Display(), number.Group(d.String())) // the unit, as people write it
	if s.name == "number" {
		after = ""
	}
	v, err := s.rounded(r, r.Value, r.Places())
	return v + after, err
}

// rounded writes a value at the digits asked for, else at places; never at more than the data bear.
func (s style) rounded(r *statistic.Result, v *big.Rat, places int) (string, error) {
	if s.digits != nil {
		if *s.digits > 0 && v.IsInt() && r.Unit.Class == datasets.CountUnit {
			return "", fmt.Errorf("digits=%d, but %s is a count: it has no digits behind the point", *s.digits, r.Display())
		}
		if *s.digits > places && !r.Interval.IsPoint() {
			return "", fmt.Errorf("digits=%d, but the inputs bear %d: %s", *s.digits, places, r.Formula())
		}
		places = *s.digits
		if err := bearable(v, places); err != nil {
			return "", err
		}
	}
	return number.Group(number.FromRat(s.signed(v), -places).String()), nil
}

// bearable says whether a value may be rounded so far: a reader takes a number of 1,000 or more for round at
// up to a tenth of itself, and a smaller one as exact to its last digit (SEMANTICS, "Trailing zeros").
func bearable(v *big.Rat, places int) error {
	d := number.FromRat(v, -places)
	size := new(big.Rat).Abs(v)
	switch {
	case d.Sign() == 0 && v.Sign() != 0:
		return fmt.Errorf("digits=%d makes 0 of it: give more digits", places)
	case places < 0 && (size.Cmp(big.NewRat(1000, 1)) < 0 || d.Unit().Cmp(size.Quo(size, big.NewRat(10, 1))) > 0):
		return fmt.Errorf("digits=%d rounds it to %s, which would be read as exact: give more digits, or style=about", places, d)
	}
	return nil
}

func (s style) signed(v *big.Rat) *big.Rat {
	if s.abs {
		return new(big.Rat).Abs(v)
	}
	return v
}

// percent writes a share or rate in percent, and a ratio as so many percent of the other.
func (s style) percent(r *statistic.Result) (string, error) {
	switch r.Unit.Class {
	case datasets.FractionUnit, datasets.RatioUnit:
	default:
		return "", fmt.Errorf("%s is in %s, which is no percentage: want a share, a rate, a change or a ratio", r.ID, unitName(r.Unit))
	}
	if r.Unit.Noun != "" {
		return "", fmt.Errorf("%s is in %s, which is no percentage", r.ID, unitName(r.Unit))
	}
	factor := new(big.Rat).Mul(r.Unit.Factor(), big.NewRat(100, 1))
	shift := 0 // places that the point moves
	for p := int64(1); p < max(r.Unit.Per, 1); p *= 10 {
		shift++
	}
	v, err := s.rounded(r, new(big.Rat).Mul(r.Value, factor), max(r.Places()+shift-2, 0))
	return v + "%", err
}

// ratio writes a ratio as times, and a share as one in so many.
func (s style) ratio(r *statistic.Result) (string, error) {
	switch {
	case r.Unit.Class == datasets.RatioUnit:
		v, err := s.rounded(r, r.Value, r.Places())
		return v + " times", err
	case r.Unit.Class != datasets.FractionUnit || r.Unit.Noun != "" || r.Op == statistic.ChangeOf || r.Op == statistic.DifferenceOf || r.Value.Sign() <= 0:
		return "", fmt.Errorf("%s is in %s: style=ratio wants a ratio or a share", r.ID, unitName(r.Unit))
	case s.digits != nil:
		return "", errors.New("one in so many takes no digits")
	}
	n := new(big.Rat).Inv(new(big.Rat).Mul(r.Value, r.Unit.Factor()))
	if n.IsInt() && r.Interval.IsPoint() {
		return "1 in " + number.Format(n, 0), nil
	}
	whole := number.FromRat(n, 0)
	if off := new(big.Rat).Sub(n, whole.Rat()); off.Abs(off).Cmp(new(big.Rat).Quo(n, big.NewRat(25, 1))) <= 0 {
		return "about 1 in " + number.Group(whole.String()), nil
	}
	return "", fmt.Errorf("%s is 1 in %s, which is near no whole number: use style=percent", r.ID, number.Format(n, 1))
}

// interval writes the range that the inputs leave open, its ends rounded outward.
func (s style) interval(r *statistic.Result) string {
	_, low, high := r.PlainValue()
	lo, errLo := number.Parse(low)
	hi, errHi := number.Parse(high)
	if errLo != nil || errHi != nil || lo.Equal(hi) || r.Value == nil || r.Unit.Class == datasets.DateUnit {
		return strings.TrimPrefix(r.Display(), s.sign(r))
	}
	if hi.Sign() <= 0 { // as with a hedge, the sign is left to the verb: fell by between 72.3% and 73.3%
		lo, hi = hi.Neg(), lo.Neg()
	}
	d, _ := r.Decimal()
	after := strings.TrimPrefix(r.Display(), number.Group(d.String()))
	first := ""
	if strings.HasPrefix(after, "%") {
		first = "%"
	}
	return "between " + number.Group(lo.String()) + first + " and " + number.Group(hi.String()) + after
}

func (s style) sign(r *statistic.Result) string {
	if s.abs {
		return "−"
	}
	return ""
}

// hedged writes a bound below or above the whole interval, or a round number near the value. The sign is
// left to the verb, as a hedge of a fall is one of its size.
func (s style) hedged(r *statistic.Result) (string, error) {
	lo, hi := r.Interval.Lo, r.Interval.Hi
	if lo == nil || hi == nil {
		return "", fmt.Errorf("%s has an open end: use style=full or words", r.ID)
	}
	v := new(big.Rat).Abs(r.Value)
	switch {
	case lo.Sign() < 0 && hi.Sign() > 0:
		return "", fmt.Errorf("%s may be above or below zero: use style=interval", r.ID)
	case hi.Sign() <= 0:
		lo, hi = new(big.Rat).Neg(hi), new(big.Rat).Neg(lo)
	}
	place := s.place(v, r.Unit)
	if place < 0 && v.IsInt() && r.Unit.Class == datasets.CountUnit {
		return "", fmt.Errorf("digits=%d, but %s is a count: it has no digits behind the point", -place, r.Display())
	}
	d := number.FromRat(v, place)
	switch s.name {
	case "more than":
		if d = number.Floor(lo, place); d.Rat().Cmp(lo) == 0 {
			d = number.FromRat(new(big.Rat).Sub(lo, d.Unit()), place)
		}
		if d.Sign() <= 0 {
			return "", fmt.Errorf("%s is %s: more than 0 says nothing, give more digits", r.ID, r.Display())
		}
	case "less than":
		if d = number.Ceil(hi, place); d.Rat().Cmp(hi) == 0 {
			d = number.FromRat(new(big.Rat).Add(hi, d.Unit()), place)
		}
	default:
		if v.Sign() != 0 && d.Sign() == 0 {
			return "", fmt.Errorf("%s is %s: about 0 says nothing, give more digits", r.ID, r.Display())
		}
		if off := new(big.Rat).Sub(d.Rat(), v); off.Abs(off).Cmp(new(big.Rat).Quo(v, big.NewRat(20, 1))) > 0 {
			return "", fmt.Errorf("%s is %s: %s is more than 5%% off, give more digits", r.ID, r.Display(), d)
		}
		if d.Rat().Cmp(v) == 0 && r.Interval.IsPoint() {
			return s.counted(d, r.Unit), nil
		}
	}
	return s.name + " " + s.counted(d, r.Unit), nil
}

// place is where a hedged number is rounded: to the unit below a hundred, elsewhere to two digits.
func (s style) place(v *big.Rat, u datasets.Unit) int {
	least := int64(1)
	if u.Class == datasets.RatioUnit {
		least = 2 // more than 1.3 times, not more than once
	}
	switch {
	case s.digits != nil:
		return -*s.digits
	case v.Cmp(big.NewRat(least, 1)) >= 0 && v.Cmp(big.NewRat(100, 1)) < 0 && s.name != "about":
		return 0
	}
	return max(-number.Significant(v, 2), -maxDigits)
}

var small = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// counted writes a round number with its unit, in words up to twelve.
func (s style) counted(d number.Decimal, u datasets.Unit) string {
	text := number.Group(d.String())
	if n, ok := d.Coefficient(); ok && d.Place() == 0 && n >= 0 && n < int64(len(small)) && u.Class != datasets.FractionUnit {
		text = small[n]
	}
	switch {
	case u.IsZero() || u.Name == "fraction":
		return text
	case u.Class == datasets.FractionUnit && u.Per == 100 && u.Noun == "":
		return text + "%" + strings.TrimPrefix(u.Name, "percent")
	case text == "two" && u.Class == datasets.RatioUnit:
		return "twice"
	case text == "one":
		return text + " " + u.Name
	}
	return text + " " + u.Plural()
}

func unitName(u datasets.Unit) string {
	if u.IsZero() {
		return "no unit"
	}
	return u.Plural()
}
