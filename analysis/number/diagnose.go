package number

import (
	"math/big"
	"slices"
)

// A Grade says how much a refuted number matters.
type Grade string

// The grades of SEMANTICS, "Verdicts".
const (
	Slip      Grade = "slip"      // a digit, a unit word, rounding; the conclusion stands
	Substance Grade = "substance" // size or direction changes
)

// Readings are the other things that a number in its sentence could have been meant as, each in the
// number's own unit; what the sentence does not offer stays nil.
type Readings struct {
	Points     *big.Rat   // the difference of the shares, where the claim says percent, or the change in percent, where it says points
	Ratio      *big.Rat   // the later value as a percentage of the earlier, where a change is claimed
	OtherBase  *big.Rat   // the change measured against the other value
	Complement *big.Rat   // the share of the others
	Others     []*big.Rat // the figures of the other places or periods
	Opposite   bool       // the words say rise where the values fall, or the reverse
	Most       *big.Rat   // the value cannot exceed this, whatever the data: nothing falls by more than 100 percent
}

// Scale returns the readings in another unit.
func (r Readings) Scale(c *big.Rat) Readings {
	times := func(v *big.Rat) *big.Rat {
		if v == nil {
			return nil
		}
		return mul(v, c)
	}
	others := make([]*big.Rat, 0, len(r.Others))
	for _, v := range r.Others {
		others = append(others, times(v))
	}
	return Readings{Points: times(r.Points), Ratio: times(r.Ratio), OtherBase: times(r.OtherBase), Complement: times(r.Complement),
		Others: others, Opposite: r.Opposite, Most: times(r.Most)}
}

// Diagnose says what went wrong with a refuted claim as far as the numbers tell, and how much it matters.
// The first that fits, most telling first: a direction, a value that no data could bear out, another
// reading of the sentence, a power of ten, digits in another order; else it is another value.
func (c Claimed) Diagnose(e Evidence, r Readings, t Tolerances) (Reason, Grade) {
	e = e.normal()
	if r.Opposite {
		return WrongWay, Substance
	}
	if r.Most != nil && c.exceeds(r.Most, t) {
		return Impossible, Substance
	}
	fits := func(v *big.Rat) bool { return v != nil && c.Judge(Exactly(v), t).Verdict == Supported }
	numeric := c.refusal() == OtherValue
	switch {
	case numeric && fits(r.Points):
		return PercentPoints, Slip
	case numeric && (fits(r.Ratio) || fits(r.OtherBase)):
		return Base, c.grade(e, t)
	case numeric && fits(r.Complement):
		return Complement, Substance
	}
	for _, v := range r.Others {
		if fits(v) {
			return Swapped, c.grade(e, t)
		}
	}
	if c.Ranged || e.Value == nil {
		return c.refusal(), c.grade(e, t)
	}
	switch {
	case numeric && c.offByPowerOfTen(e, t):
		return Scale, Substance
	case numeric && c.transposed(e):
		return Digits, c.grade(e, t)
	}
	return c.refusal(), c.grade(e, t)
}

// exceeds says whether all the claim admits lies above the limit.
func (c Claimed) exceeds(limit *big.Rat, t Tolerances) bool {
	for _, a := range c.Admits(t) {
		if a.Interval.Overlaps(Interval{Hi: limit}) {
			return false
		}
	}
	return true
}

// grade measures the distance from the evidence to what the claim admits against the evidence's size.
func (c Claimed) grade(e Evidence, t Tolerances) Grade {
	sets := c.Admits(t)
	i := sets[len(sets)-1].Interval
	v := e.Value
	if v == nil {
		v = e.Set.Lo
		if v == nil {
			v = e.Set.Hi
		}
	}
	if v == nil {
		return Substance
	}
	var d *big.Rat
	switch {
	case i.Lo != nil && v.Cmp(i.Lo) <= 0:
		d = sub(i.Lo, v)
	case i.Hi != nil && v.Cmp(i.Hi) >= 0:
		d = sub(v, i.Hi)
	default:
		return Slip
	}
	if d.Cmp(mul(abs(v), t.Slip)) <= 0 {
		return Slip
	}
	return Substance
}

// offByPowerOfTen says whether the claim fits once its point is moved by up to nine places.
func (c Claimed) offByPowerOfTen(e Evidence, t Tolerances) bool {
	if c.Den > 0 || c.Value.Sign() == 0 {
		return false
	}
	v := new(big.Rat).Set(e.Value)
	w := new(big.Rat).Set(e.Value)
	ten := big.NewRat(10, 1)
	for range 9 {
		v, w = mul(v, ten), new(big.Rat).Quo(w, ten)
		for _, x := range []*big.Rat{v, w} {
			// The value moved must round to the claim with the digits that the claim shows.
			if c.Judge(Exactly(x), t).Reason == Exact && significantDigits(c.Value) > 1 || c.Value.Rat().Cmp(x) == 0 {
				return true
			}
		}
	}
	return false
}

// transposed says whether the claim's digits are those of the value in another order: 234 for 243.
func (c Claimed) transposed(e Evidence) bool {
	if c.Den > 0 {
		return false
	}
	got, want := c.Value.digits(), FromRat(e.Value, c.Value.Place()).digits()
	if len(got) != len(want) || len(got) < 2 || slices.Equal(got, want) {
		return false
	}
	slices.Sort(got)
	slices.Sort(want)
	return slices.Equal(got, want)
}

// digits returns the written digits of the coefficient, without sign or leading zeros.
func (d Decimal) digits() []byte {
	c := d.big
	if c == nil {
		c = big.NewInt(d.coef)
	}
	return []byte(new(big.Int).Abs(c).String())
}

// significantDigits counts the written digits without trailing zeros.
func significantDigits(d Decimal) int {
	ds := d.digits()
	for len(ds) > 1 && ds[len(ds)-1] == '0' {
		ds = ds[:len(ds)-1]
	}
	return len(ds)
}
