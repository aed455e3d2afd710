package number

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
)

// Compare compares as a.Cmp(b) does. Nearly every number of a report fits 64 bits above and below the line:
// those are multiplied out in registers, where big.Rat would allocate two products.
func Compare(a, b *big.Rat) int {
	if a == b {
		return 0
	}
	p, q, small := parts(a)
	if !small {
		return a.Cmp(b)
	}
	r, s, small := parts(b)
	if !small {
		return a.Cmp(b)
	}
	if sign := cmp.Compare(p, 0); sign != cmp.Compare(r, 0) || sign == 0 {
		return cmp.Compare(p, r)
	}
	hi, lo := bits.Mul64(magnitude(p), uint64(s))
	hi2, lo2 := bits.Mul64(magnitude(r), uint64(q))
	c := cmp.Or(cmp.Compare(hi, hi2), cmp.Compare(lo, lo2))
	if p < 0 {
		return -c
	}
	return c
}

// parts returns the numerator and denominator of a rational if both fit.
func parts(r *big.Rat) (num, den int64, ok bool) {
	n, d := r.Num(), r.Denom()
	if !n.IsInt64() || !d.IsInt64() {
		return 0, 0, false
	}
	return n.Int64(), d.Int64(), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// approx is a rational to within a few units of the last place of a float64, and whether it is surely so:
// not for what is too large or too small for one.
func approx(r *big.Rat) (float64, bool) {
	if n, d, ok := parts(r); ok {
		return float64(n) / float64(d), true
	}
	f, _ := r.Float64()
	m := math.Abs(f)
	return f, m > 1e-280 && m < 1e280
}
