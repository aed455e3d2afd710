package statistic

import (
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
)

// digits says at which place, a power of ten, a result is rounded when it is shown.
type digits struct {
	value int // of the best value
	ends  int // of the ends of its interval, which are rounded outward
}

// Significant digits of results that have no natural last place: of a value, of the ends of a set without
// one, of the ends of any interval at most; and how many more a computed input shows inside a formula.
const (
	shownDigits = 3
	setDigits   = 2
	endDigits   = 6
	innerDigits = 2
)

// digitsOf chooses the places of a result. Sums, differences and complements keep the coarsest last place
// of their inputs; quotients show three significant digits but all whole ones, none much finer than the
// interval is wide, and no trailing zeros where they are exact.
func digitsOf(op Op, q Quantity, inputs int, asked *int) digits {
	natural := true // the inputs decide the place
	var d digits
	switch op {
	case Value, SumOf, DifferenceOf, ComplementOf:
		d.value = inputs
	case AttainableOf:
	case DurationOf:
		if q.Unit.Noun != "day" {
			d.value, natural = -1, false
		}
	default:
		natural = false
		if m := q.middle(); m != nil && q.Value != nil {
			d.value = min(-number.Significant(m, shownDigits), 0)
		} else if m != nil {
			d.value = min(-number.Significant(m, setDigits), 0)
		}
	}
	if asked != nil {
		d.value, natural = -*asked, true
	}
	width := q.width()
	switch {
	case width == nil:
	case width.Sign() > 0 && !natural && op != DurationOf && q.Value != nil:
		d.value = max(d.value, min(bearable(width), 0))
	case !natural && (width.Sign() == 0 || op == DurationOf) && q.Value != nil:
		d.value = trimmed(q.Value, d.value)
	}
	d.ends = endsPlace(q, d.value)
	return d
}

// bearable returns the finest place of a value whose interval is so wide: a tenth of the width or more.
func bearable(width *big.Rat) int {
	lead := leading(width)
	if number.New(1, lead).Rat().Cmp(width) == 0 {
		return lead - 1
	}
	return lead
}

// endsPlace returns the place to show the ends of an interval at: that of the value, or finer where
// rounding outward there would show the interval much wider than it is, as long as the value shown stays
// between them.
func endsPlace(q Quantity, value int) int {
	width := q.width()
	if width == nil || width.Sign() == 0 {
		return value
	}
	place := min(value, bearable(width))
	if q.Value == nil {
		place = value
	}
	exact := func(place int) bool { return endsAt(q.Interval.Lo, place) && endsAt(q.Interval.Hi, place) }
	if !exact(place) && exact(place-1) { // 242.5 and 243.5 rather than 242 and 244
		place--
	}
	place = max(place, min(value, -number.Significant(q.middle(), endDigits)))
	if q.Value != nil {
		shown := number.FromRat(q.Value, value).Rat()
		lo, hi := q.Interval.Outward(place)
		if lo.Rat().Cmp(shown) > 0 || hi.Rat().Cmp(shown) < 0 {
			return value
		}
	}
	return place
}

// settled says whether every value of the interval is shown as the same number: then there is nothing to
// tell about the rounding.
func (d digits) settled(q Quantity) bool {
	if q.Value == nil || q.Interval.Lo == nil || q.Interval.Hi == nil {
		return false
	}
	return number.FromRat(q.Interval.Lo, d.value).Equal(number.FromRat(q.Interval.Hi, d.value))
}

// endsAt says whether r has no digits beyond the place.
func endsAt(r *big.Rat, place int) bool { return number.FromRat(r, place).Rat().Cmp(r) == 0 }

// leading returns the place of the first digit of r.
func leading(r *big.Rat) int { return -number.Significant(r, 1) }

// trimmed returns the coarsest place up to the units at which v shown keeps all digits it has at place.
func trimmed(v *big.Rat, place int) int {
	shown := number.FromRat(v, place)
	if shown.Rat().Cmp(v) != 0 {
		return place
	}
	for place < 0 && number.FromRat(v, place+1).Equal(shown) {
		place++
	}
	return place
}

// placeOf returns the place of the last decimal digit of r, down to the twelfth.
func placeOf(r *big.Rat) int {
	if r == nil {
		return 0
	}
	d := number.FromRat(r, -maxPlaces)
	c, ok := d.Coefficient()
	if !ok {
		return trimmed(d.Rat(), -maxPlaces)
	}
	place := -maxPlaces
	for place < 0 && c%10 == 0 {
		c /= 10
		place++
	}
	return place
}

// middle returns a number to take the size of a quantity from: the best value, or an end.
func (q Quantity) middle() *big.Rat {
	for _, r := range []*big.Rat{q.Value, q.Interval.Hi, q.Interval.Lo} {
		if r != nil && r.Sign() != 0 {
			return r
		}
	}
	return q.Value
}

func (q Quantity) width() *big.Rat {
	if q.Interval.Lo == nil || q.Interval.Hi == nil {
		return nil
	}
	return new(big.Rat).Sub(q.Interval.Hi, q.Interval.Lo)
}

// amount prints a number with its unit for people: 7.57 times, −48.7%, 243 per 100,000 inhabitants.
func amount(text string, u datasets.Unit) string {
	switch {
	case u.IsZero() || u.Class == datasets.DateUnit || u.Name == "fraction":
		return text
	case isPercent(u):
		return text + "%" + strings.TrimPrefix(u.Name, "percent")
	}
	return text + " " + unitWord(u, text)
}

// unitWord is the unit after a number: its singular after 1, else as the table has it.
func unitWord(u datasets.Unit, text string) string {
	one := text == "1" || text == "−1"
	switch u.Class {
	case datasets.CountUnit, datasets.MoneyUnit, datasets.MeasureUnit:
		if !one && u.Text != "" {
			return u.Text
		}
	case datasets.PointUnit, datasets.DurationUnit, datasets.ScoreUnit:
		if !one {
			return u.Name + "s"
		}
	}
	return u.Name
}

// format prints r at a place for people.
func format(r *big.Rat, place int) string { return number.Format(r, -place) }

// plain prints r at a place for programs: no grouping, an ASCII minus.
func plain(r *big.Rat, place int) string {
	s := number.FromRat(r, place).String()
	if strings.HasPrefix(s, "-") && strings.Trim(s, "-0.") == "" {
		return s[1:]
	}
	return s
}

// span prints an interval for people, with the unit after each number that carries it: "between 7.54 and
// 7.60", "more than 8.4%", "17 or 18".
func (d digits) span(q Quantity) string {
	lo, hi := q.Interval.Outward(d.ends)
	end := func(_ *big.Rat, upper bool) string {
		x := lo
		if upper {
			x = hi
		}
		text := number.Group(x.String())
		return text + percentSign(q.Unit)
	}
	if lo != nil && hi != nil {
		if lo.Equal(*hi) {
			return end(nil, true)
		}
		return "between " + end(nil, false) + " and " + end(nil, true)
	}
	return endsText(q.Interval, end)
}
