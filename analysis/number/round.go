package number

import "math/big"

// Floor returns r rounded down (towards −∞) to the given place, the power of ten of the last digit.
func Floor(r *big.Rat, place int) Decimal {
	return NewBig(floor(scaled(r, place)), place)
}

// Ceil returns r rounded up (towards +∞) to the given place.
func Ceil(r *big.Rat, place int) Decimal {
	return Floor(new(big.Rat).Neg(r), place).Neg()
}

// Outward returns the ends of i at the given place, rounded away from its middle, so that what is
// printed never leaves out a number that i holds. A nil end stays nil.
func (i Interval) Outward(place int) (lo, hi *Decimal) {
	if i.Lo != nil {
		d := Floor(i.Lo, place)
		lo = &d
	}
	if i.Hi != nil {
		d := Ceil(i.Hi, place)
		hi = &d
	}
	return lo, hi
}

// Hull returns the smallest interval that holds both.
func (i Interval) Hull(j Interval) Interval {
	i.Lo, i.LoOpen = outer(i.Lo, j.Lo, i.LoOpen, j.LoOpen, -1)
	i.Hi, i.HiOpen = outer(i.Hi, j.Hi, i.HiOpen, j.HiOpen, 1)
	return i
}

// outer returns the end that lies further out; at the same place, a closed end holds more than an open one.
func outer(a, b *big.Rat, aOpen, bOpen bool, side int) (*big.Rat, bool) {
	if a == nil || b == nil {
		return nil, false
	}
	switch a.Cmp(b) * side {
	case 1:
		return a, aOpen
	case -1:
		return b, bOpen
	}
	return a, aOpen && bOpen
}

// scaled returns r in units of 10^place.
func scaled(r *big.Rat, place int) *big.Rat {
	if place >= 0 {
		return new(big.Rat).Quo(r, new(big.Rat).SetInt(pow10(place)))
	}
	return new(big.Rat).Mul(r, new(big.Rat).SetInt(pow10(-place)))
}
