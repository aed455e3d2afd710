package number

import (
	"math"
	"math/big"
	"slices"
	"strconv"
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
	return c.Case(t).Diagnose(e, r)
}

// Diagnose says what went wrong, as Claimed.Diagnose does.
func (c *Case) Diagnose(e Evidence, r Readings) (Reason, Grade) {
	e = e.normal()
	if r.Opposite {
		return WrongWay, Substance
	}
	if r.Most != nil && c.exceeds(r.Most) {
		return Impossible, Substance
	}
	fits := func(v *big.Rat) bool { return v != nil && c.Judge(Exactly(v)).Verdict == Supported }
	numeric := c.refusal() == OtherValue
	switch {
	case numeric && fits(r.Points):
		return PercentPoints, Slip
	case numeric && (fits(r.Ratio) || fits(r.OtherBase)):
		return Base, c.grade(e)
	case numeric && fits(r.Complement):
		return Complement, Substance
	}
	for _, v := range r.Others {
		if fits(v) {
			return Swapped, c.grade(e)
		}
	}
	if c.Ranged || e.Value == nil {
		return c.refusal(), c.grade(e)
	}
	switch {
	case numeric && c.offByPowerOfTen(e):
		return Scale, Substance
	case numeric && c.transposed(e):
		return Digits, c.grade(e)
	}
	return c.refusal(), c.grade(e)
}

// exceeds says whether all the claim admits lies above the limit.
func (c *Case) exceeds(limit *big.Rat) bool {
	for _, a := range c.sets {
		if a.Interval.Overlaps(Interval{Hi: limit}) {
			return false
		}
	}
	return true
}

// grade measures the distance from the evidence to what the claim admits against the evidence's size.
func (c *Case) grade(e Evidence) Grade {
	i := c.sets[len(c.sets)-1].Interval
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
	if d.Cmp(mul(abs(v), c.tolerances.Slip)) <= 0 {
		return Slip
	}
	return Substance
}

// maxShift is by how many places a point is moved to see whether the claim fits then.
const maxShift = 9

// offByPowerOfTen says whether the claim fits once its point is moved.
func (c *Case) offByPowerOfTen(e Evidence) bool {
	if c.Den > 0 || c.Value.Sign() == 0 {
		return false
	}
	rounds := significantDigits(c.Value) > 1
	for k := -maxShift; k <= maxShift; k++ {
		if k == 0 || !c.shifted(e.Value, k) {
			continue
		}
		v := mul(e.Value, pow10Rat(k))
		// The value moved must round to the claim with the digits that the claim shows.
		if rounds && c.Judge(Exactly(v)).Reason == Exact || c.number.Cmp(v) == 0 {
			return true
		}
	}
	return false
}

// shifted says whether v × 10^k may agree with the number exactly or as rounded. It is a sieve: for all but a
// few powers of ten, floating-point numbers tell for sure that it cannot.
func (c *Case) shifted(v *big.Rat, k int) bool {
	f, sure := approx(v)
	if !sure {
		return true
	}
	f *= math.Pow10(k)
	slack := 1e-9 * math.Abs(f)
	if x, sure := approx(c.number); !sure || math.Abs(f-x) <= slack {
		return true
	}
	for _, a := range c.sets {
		if a.Reason != Exact {
			continue
		}
		if a.Lo == nil || a.Hi == nil {
			return true
		}
		lo, sureLo := approx(a.Lo)
		hi, sureHi := approx(a.Hi)
		if !sureLo || !sureHi || f+slack >= lo && f-slack <= hi {
			return true
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
	if d.big != nil {
		return new(big.Int).Abs(d.big).Append(nil, 10)
	}
	return strconv.AppendUint(nil, magnitude(d.coef), 10)
}

// significantDigits counts the written digits without trailing zeros.
func significantDigits(d Decimal) int {
	ds := d.digits()
	for len(ds) > 1 && ds[len(ds)-1] == '0' {
		ds = ds[:len(ds)-1]
	}
	return len(ds)
}
