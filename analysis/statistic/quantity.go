package statistic

import (
	"fmt"
	"math/big"
	"sync"

	"recount/analysis/number"
	"recount/datasets"
)

// A Quantity is a number that a formula can use: every value it may have and, where there is one, the
// best of them. A range and a bound have no best value: the middle of a range is nobody's figure.
type Quantity struct {
	Value    *big.Rat        // nil where there is no best value
	Interval number.Interval // always holds Value
	Unit     datasets.Unit
}

// Known returns the quantity that is exactly v.
func Known(v *big.Rat, unit datasets.Unit) Quantity {
	return Quantity{Value: v, Interval: number.Point(v), Unit: unit}
}

// maxBits bounds the exact fractions: a sum of ten thousand table cells stays far below it, and a file
// made to square numbers over and over stops here.
const maxBits = 1 << 17

var (
	hundred    = big.NewRat(100, 1)
	hundredInt = big.NewInt(100)
	one        = big.NewRat(1, 1)
	wholeShare = number.Closed(new(big.Rat), hundred)
)

// units are those that operations give; made at first use, since a program that only reads prose needs none.
var units = sync.OnceValue(func() *struct{ percent, points, times datasets.Unit } {
	return &struct{ percent, points, times datasets.Unit }{mustUnit("percent"), mustUnit("percentage points"), mustUnit("times")}
})

func mustUnit(s string) datasets.Unit {
	u, err := datasets.ParseUnit(s)
	if err != nil {
		panic(err)
	}
	return u
}

// Ratio returns of ÷ to, two quantities of like unit.
func Ratio(of, to Quantity) (Quantity, error) {
	to, err := inUnit(to, of.Unit)
	if err != nil {
		return Quantity{}, err
	}
	q, err := quotient(of, to)
	q.Unit = units().times
	return q, err
}

// Change returns how much to is above from, in percent of from: −48.7 for a fall from 15.88 to 8.14.
func Change(from, to Quantity) (Quantity, error) {
	if from.Interval.Lo == nil || from.Interval.Lo.Sign() <= 0 && from.Interval.Contains(new(big.Rat)) || from.Interval.Lo.Sign() < 0 {
		return Quantity{}, fmt.Errorf("a change from %s has no percentage, want a positive number to start from", from.rough())
	}
	q, err := Ratio(to, from)
	if err != nil {
		return q, err
	}
	q = q.mapped(func(r *big.Rat) *big.Rat { // 100 (r − 1), reduced once
		d := new(big.Int).Sub(r.Num(), r.Denom())
		return new(big.Rat).SetFrac(d.Mul(d, hundredInt), r.Denom())
	})
	q.Unit = units().percent
	return q, nil
}

// Difference returns to − from, in the smaller of their units; between percentages, in percentage points.
func Difference(from, to Quantity) (Quantity, error) {
	if from.Unit.Class == datasets.DateUnit {
		return Quantity{}, fmt.Errorf("a difference of dates, want duration")
	}
	from, to, err := together(from, to)
	if err != nil {
		return Quantity{}, err
	}
	q := added(to, from, (*big.Rat).Sub, number.Interval.Sub)
	if isPercent(from.Unit) {
		q.Unit = units().points
	}
	return q, q.tooLong()
}

// Sum returns the total of quantities of like unit, in the smallest of their units.
func Sum(parts ...Quantity) (Quantity, error) {
	if len(parts) == 0 {
		return Quantity{}, fmt.Errorf("a sum of nothing")
	}
	total := parts[0]
	if total.Unit.Class == datasets.DateUnit {
		return Quantity{}, fmt.Errorf("a sum of dates, want numbers")
	}
	for _, p := range parts[1:] {
		var err error
		if total, p, err = together(total, p); err != nil {
			return Quantity{}, err
		}
		total = added(total, p, (*big.Rat).Add, number.Interval.Add)
	}
	return total, total.tooLong()
}

// Share returns the parts together in percent of the whole that holds them. A share is never under 0 or
// over 100: where rounding alone would take it there, the interval ends there; parts that surely exceed
// their whole are an error.
func Share(whole Quantity, parts ...Quantity) (Quantity, error) {
	q, err := freeShare(whole, parts...)
	if err != nil {
		return q, err
	}
	return q.clamped()
}

// freeShare is Share before its bounds are drawn in.
func freeShare(whole Quantity, parts ...Quantity) (Quantity, error) {
	part, err := Sum(parts...)
	if err != nil {
		return Quantity{}, err
	}
	if whole, err = inUnit(whole, part.Unit); err != nil {
		return Quantity{}, err
	}
	q, err := quotient(part, whole)
	q = q.mapped(func(r *big.Rat) *big.Rat {
		return new(big.Rat).SetFrac(new(big.Int).Mul(r.Num(), hundredInt), r.Denom())
	})
	q.Unit = units().percent
	return q, err
}

// clamped draws the interval of a share in to [0, 100].
func (q Quantity) clamped() (Quantity, error) {
	in := q.Interval.Intersect(wholeShare)
	if in.Empty() {
		return Quantity{}, fmt.Errorf("a share of %s%%, want a part and the whole that holds it", q.rough())
	}
	if q.Value == nil || in.Contains(q.Value) {
		q.Interval = in
	}
	return q, nil
}

// Complement returns what a share leaves of its whole: 66 percent for 34, 993 per 1,000 for 7.
func Complement(of Quantity) (Quantity, error) {
	u := of.Unit
	if u.Class != datasets.FractionUnit || u.Per < 1 || u.Noun != "" || u.Every != "" {
		return Quantity{}, fmt.Errorf("the complement of %s, want a share", said(u))
	}
	whole := big.NewRat(u.Per, 1)
	q := of.mapped(func(r *big.Rat) *big.Rat { return new(big.Rat).Sub(whole, r) })
	q.Interval.Lo, q.Interval.Hi = q.Interval.Hi, q.Interval.Lo
	q.Interval.LoOpen, q.Interval.HiOpen = q.Interval.HiOpen, q.Interval.LoOpen
	if q.Interval.Intersect(number.Closed(new(big.Rat), whole)).Empty() {
		return Quantity{}, fmt.Errorf("the complement of %s, want a share of 0 to %d", of.rough(), u.Per)
	}
	return q, nil
}

// Rate returns events per so many of the base: 243 for 60,440 procedures among 24,867,600 inhabitants,
// per 100,000. The two count different things; both must be counts, or the base a time, length or area.
func Rate(of, in Quantity, per int64) (Quantity, error) {
	if per < 1 {
		return Quantity{}, fmt.Errorf("a rate per %d, want a positive whole number", per)
	}
	unit, err := rateUnit(of.Unit, in.Unit, per)
	if err != nil {
		return Quantity{}, err
	}
	if in.Interval.Lo == nil || in.Interval.Lo.Sign() <= 0 && in.Interval.Contains(new(big.Rat)) || in.Interval.Lo.Sign() < 0 {
		return Quantity{}, fmt.Errorf("a rate in %s, want a positive base", in.rough())
	}
	q, err := quotient(of, in)
	scale := new(big.Rat).SetInt64(per)
	scale.Mul(scale, new(big.Rat).SetFrac(number.Pow10(of.Unit.Ten), number.Pow10(in.Unit.Ten)))
	q = q.mapped(func(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, scale) })
	q.Unit = unit
	return q, err
}

func rateUnit(of, in datasets.Unit, per int64) (datasets.Unit, error) {
	if of.Class != datasets.CountUnit {
		return datasets.Unit{}, fmt.Errorf("a rate of %s, want a count of events", said(of))
	}
	base := in.Noun
	switch in.Class {
	case datasets.CountUnit, datasets.DurationUnit, datasets.MeasureUnit:
	default:
		return datasets.Unit{}, fmt.Errorf("a rate in %s, want a count of those at risk, a time or a measure", said(in))
	}
	text := fmt.Sprintf("per %d %s", per, base)
	if in.Class != datasets.CountUnit {
		text = of.Noun + " " + text
	}
	return datasets.ParseUnit(text)
}

// quotient divides two quantities that are in one unit, or whose units the caller settles.
func quotient(a, b Quantity) (Quantity, error) {
	if a.exact() && b.exact() && b.Value.Sign() != 0 {
		q := Known(new(big.Rat).Quo(a.Value, b.Value), a.Unit)
		return q, q.tooLong()
	}
	within, ok := a.Interval.Quo(b.Interval)
	if !ok {
		return Quantity{}, fmt.Errorf("the divisor %s may be zero", b.rough())
	}
	q := Quantity{Interval: within}
	if a.Value != nil && b.Value != nil {
		q.Value = new(big.Rat).Quo(a.Value, b.Value)
	}
	return q, q.tooLong()
}

// added adds or subtracts two quantities in one unit.
func added(a, b Quantity, op func(z, x, y *big.Rat) *big.Rat, ends func(i, j number.Interval) number.Interval) Quantity {
	if a.exact() && b.exact() {
		return Known(op(new(big.Rat), a.Value, b.Value), a.Unit)
	}
	q := Quantity{Interval: ends(a.Interval, b.Interval), Unit: a.Unit}
	if a.Value != nil && b.Value != nil {
		q.Value = op(new(big.Rat), a.Value, b.Value)
	}
	return q
}

// exact says whether the quantity is one number without doubt. Known makes both ends the same pointer, which
// is quicker to see than that they are equal; a point made otherwise only takes the longer way.
func (q Quantity) exact() bool { return q.Value != nil && q.Interval.Lo == q.Interval.Hi }

// mapped applies an increasing function to the value and both ends; a point stays one number.
func (q Quantity) mapped(f func(*big.Rat) *big.Rat) Quantity {
	if q.exact() {
		return Known(f(q.Value), q.Unit)
	}
	for _, r := range []**big.Rat{&q.Value, &q.Interval.Lo, &q.Interval.Hi} {
		if *r != nil {
			*r = f(*r)
		}
	}
	return q
}

// inUnit expresses q in another unit of the same kind: 3 thousand births as 3,000 births.
func inUnit(q Quantity, unit datasets.Unit) (Quantity, error) {
	if q.Unit == unit {
		return q, nil
	}
	if err := Alike(q.Unit, unit); err != nil {
		return Quantity{}, err
	}
	factor := q.Unit.Factor()
	factor.Quo(factor, unit.Factor())
	if factor.Cmp(one) != 0 {
		q = q.mapped(func(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, factor) })
	}
	q.Unit = unit
	return q, nil
}

// together expresses two quantities in the smaller of their units, so that 3 thousand births and 17 births
// keep their digits.
func together(a, b Quantity) (Quantity, Quantity, error) {
	if a.Unit == b.Unit {
		return a, b, nil
	}
	if err := Alike(a.Unit, b.Unit); err != nil {
		return a, b, err
	}
	unit := a.Unit
	if b.Unit.Factor().Cmp(a.Unit.Factor()) < 0 {
		unit = b.Unit
	}
	a, err := inUnit(a, unit)
	if err != nil {
		return a, b, err
	}
	b, err = inUnit(b, unit)
	return a, b, err
}

// Alike returns an error if numbers of the two units are not of one kind. Beyond their class, counts
// must count the same thing: persons are not births, though a rate may set one against the other.
func Alike(a, b datasets.Unit) error {
	if err := a.Mixes(b); err != nil {
		return unlike{err}
	}
	if a.Class == datasets.CountUnit && !datasets.SameNoun(a.Noun, b.Noun) {
		return unlike{fmt.Errorf("%s and %s are counts of different things, want one unit (or a rate)", said(a), said(b))}
	}
	return nil
}

// unlike is the error for units that do not go together: a message names the inputs with theirs.
type unlike struct{ error }

func said(u datasets.Unit) string {
	if u.IsZero() {
		return "a number without a unit"
	}
	return fmt.Sprintf("%q", u.Name)
}

// tooLong refuses fractions that only a file made for it can reach.
func (q Quantity) tooLong() error {
	for _, r := range []*big.Rat{q.Value, q.Interval.Lo, q.Interval.Hi} {
		if r != nil && r.Num().BitLen()+r.Denom().BitLen() > maxBits {
			return fmt.Errorf("the exact result has over %d binary digits", maxBits)
		}
	}
	return nil
}

// rough prints a quantity for a message.
func (q Quantity) rough() string {
	if q.Value != nil {
		return number.Plain(q.Value, 6)
	}
	return endsText(q.Interval, func(r *big.Rat, _ bool) string { return number.Plain(r, 6) })
}

// endsText says an interval in words: "3 to 11", "more than 40", "at most 7".
func endsText(i number.Interval, end func(r *big.Rat, upper bool) string) string {
	switch {
	case i.Lo == nil && i.Hi == nil:
		return "any number"
	case i.Hi == nil && i.LoOpen:
		return "more than " + end(i.Lo, false)
	case i.Hi == nil:
		return "at least " + end(i.Lo, false)
	case i.Lo == nil && i.HiOpen:
		return "less than " + end(i.Hi, true)
	case i.Lo == nil:
		return "at most " + end(i.Hi, true)
	}
	return end(i.Lo, false) + " to " + end(i.Hi, true)
}
