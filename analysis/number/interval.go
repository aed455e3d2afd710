package number

import "math/big"

// An Interval is a set of real numbers between two ends. A nil end is unbounded; Open says that the
// end itself is left out. The zero Interval is the whole line.
type Interval struct {
	Lo, Hi         *big.Rat
	LoOpen, HiOpen bool
}

// Point returns the interval that holds v alone.
func Point(v *big.Rat) Interval { return Interval{Lo: v, Hi: v} }

// Closed returns [lo, hi].
func Closed(lo, hi *big.Rat) Interval { return Interval{Lo: lo, Hi: hi} }

// Rounded is what a table's figure, rounded half away from zero at resolution u, leaves open:
// [v−u/2, v+u/2), mirrored for negative numbers, open at both ends for zero (NUMERICS, "Quoted numbers").
func Rounded(v, u *big.Rat) Interval {
	h := half(u)
	i := Interval{Lo: sub(v, h), Hi: add(v, h)}
	i.LoOpen, i.HiOpen = v.Sign() <= 0, v.Sign() >= 0
	if u.Sign() == 0 {
		return Point(v)
	}
	return i
}

// Around is what a claim admits: [v−u/2, v+u/2], closed at both ends since nobody knows how its author rounded.
func Around(v, u *big.Rat) Interval {
	h := half(u)
	return Closed(sub(v, h), add(v, h))
}

// Truncated is what a number cut off at u leaves open: [v, v+u) away from zero.
func Truncated(v, u *big.Rat) Interval {
	if v.Sign() < 0 {
		return Interval{Lo: sub(v, u), Hi: v, LoOpen: true}
	}
	return Interval{Lo: v, Hi: add(v, u), HiOpen: true}
}

// IsPoint says whether the interval holds exactly one number.
func (i Interval) IsPoint() bool {
	return i.Lo != nil && i.Hi != nil && !i.LoOpen && !i.HiOpen && Compare(i.Lo, i.Hi) == 0
}

// Empty says whether the interval holds no number.
func (i Interval) Empty() bool {
	if i.Lo == nil || i.Hi == nil {
		return false
	}
	c := Compare(i.Lo, i.Hi)
	return c > 0 || c == 0 && (i.LoOpen || i.HiOpen)
}

// Contains says whether v lies inside.
func (i Interval) Contains(v *big.Rat) bool {
	if i.Lo != nil {
		if c := Compare(v, i.Lo); c < 0 || c == 0 && i.LoOpen {
			return false
		}
	}
	if i.Hi != nil {
		if c := Compare(v, i.Hi); c > 0 || c == 0 && i.HiOpen {
			return false
		}
	}
	return true
}

// Intersect returns what both hold; it may be Empty.
func (i Interval) Intersect(j Interval) Interval {
	if j.Lo != nil {
		if i.Lo == nil {
			i.Lo, i.LoOpen = j.Lo, j.LoOpen
		} else if c := Compare(j.Lo, i.Lo); c > 0 || c == 0 && j.LoOpen {
			i.Lo, i.LoOpen = j.Lo, j.LoOpen
		}
	}
	if j.Hi != nil {
		if i.Hi == nil {
			i.Hi, i.HiOpen = j.Hi, j.HiOpen
		} else if c := Compare(j.Hi, i.Hi); c < 0 || c == 0 && j.HiOpen {
			i.Hi, i.HiOpen = j.Hi, j.HiOpen
		}
	}
	return i
}

// Overlaps says whether the two hold a number in common.
func (i Interval) Overlaps(j Interval) bool { return !i.Intersect(j).Empty() }

// Within says whether every number of i lies in j.
func (i Interval) Within(j Interval) bool {
	if i.Empty() {
		return true
	}
	if j.Lo != nil {
		if i.Lo == nil {
			return false
		}
		if c := Compare(i.Lo, j.Lo); c < 0 || c == 0 && j.LoOpen && !i.LoOpen {
			return false
		}
	}
	if j.Hi != nil {
		if i.Hi == nil {
			return false
		}
		if c := Compare(i.Hi, j.Hi); c > 0 || c == 0 && j.HiOpen && !i.HiOpen {
			return false
		}
	}
	return true
}

// Add returns the sums of a number of i and a number of j.
func (i Interval) Add(j Interval) Interval {
	return Interval{
		Lo: both(i.Lo, j.Lo, add), LoOpen: i.LoOpen || j.LoOpen,
		Hi: both(i.Hi, j.Hi, add), HiOpen: i.HiOpen || j.HiOpen,
	}
}

// Neg returns the numbers of i with their sign changed.
func (i Interval) Neg() Interval {
	return Interval{Lo: neg(i.Hi), Hi: neg(i.Lo), LoOpen: i.HiOpen, HiOpen: i.LoOpen}
}

// Sub returns the differences of a number of i and a number of j.
func (i Interval) Sub(j Interval) Interval { return i.Add(j.Neg()) }

// Scale returns the numbers of i times c.
func (i Interval) Scale(c *big.Rat) Interval {
	if c.Sign() < 0 {
		return i.Neg().Scale(new(big.Rat).Neg(c))
	}
	times := func(x *big.Rat) *big.Rat {
		if x == nil {
			return nil
		}
		return new(big.Rat).Mul(x, c)
	}
	if c.Sign() == 0 {
		return Point(new(big.Rat))
	}
	return Interval{Lo: times(i.Lo), Hi: times(i.Hi), LoOpen: i.LoOpen, HiOpen: i.HiOpen}
}

// Shift returns the numbers of i plus c.
func (i Interval) Shift(c *big.Rat) Interval { return i.Add(Point(c)) }

// Quo returns the quotients of a number of i and a number of j, and false if j holds zero. Each input
// occurs once, so the ends are quotients of ends and nothing is wider than it must be.
func (i Interval) Quo(j Interval) (Interval, bool) {
	if j.Contains(new(big.Rat)) {
		return Interval{}, false
	}
	if j.Hi != nil && j.Hi.Sign() <= 0 {
		i, j = i.Neg(), j.Neg()
	}
	// j is positive now, maybe from an open zero: then the quotient is unbounded on that side.
	var r Interval
	r.Lo, r.LoOpen = quoEnd(i.Lo, i.LoOpen, j, false)
	r.Hi, r.HiOpen = quoEnd(i.Hi, i.HiOpen, j, true)
	return r, true
}

// quoEnd divides one end of a dividend by the end of a positive divisor that gives the outermost quotient.
func quoEnd(x *big.Rat, open bool, j Interval, upper bool) (*big.Rat, bool) {
	if x == nil {
		return nil, false
	}
	by, byOpen := j.Hi, j.HiOpen
	if (x.Sign() > 0) == upper {
		by, byOpen = j.Lo, j.LoOpen
	}
	switch {
	case x.Sign() == 0:
		return new(big.Rat), open
	case by == nil: // divided by ever larger numbers: towards zero, never there
		return new(big.Rat), true
	case by.Sign() == 0:
		return nil, false
	}
	return new(big.Rat).Quo(x, by), open || byOpen
}

func half(u *big.Rat) *big.Rat   { return new(big.Rat).Mul(u, oneHalf) }
func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
func sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

func neg(a *big.Rat) *big.Rat {
	if a == nil {
		return nil
	}
	return new(big.Rat).Neg(a)
}

func both(a, b *big.Rat, f func(a, b *big.Rat) *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return f(a, b)
}
