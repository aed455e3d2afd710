package proportion

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// Wald returns the textbook interval p ± z·√(p(1-p)/n), p = k/n.
//
// It is here for comparison with published ones: it is empty of width at k = 0 and k = n, reaches outside [0, 1] near
// them (the limits are not clipped), and covers less often than it says for almost every n.
//
// Source: Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133, sections 1 and 2, on its faults.
func Wald(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	z := dist.Z(arg.Tail(level))
	x, m := float64(k), float64(n)
	p := x / m
	half := z * math.Sqrt(p*(m-x)) / m
	return Interval{Lo: p - half, Hi: p + half, Level: level}, nil
}

// AgrestiCoull returns the Wald interval of the table to which z²/2 successes and z²/2 failures are added:
// ñ = n + z², p̃ = (k + z²/2)/ñ, p̃ ± z·√(p̃(1-p̃)/ñ).
//
// It has Wilson's centre and is never narrower; the limits are not clipped to [0, 1].
//
// Source: Agresti & Coull (1998), Am. Stat. 52:119–126; in this form for any level Brown, Cai & DasGupta (2001), Stat. Sci.
// 16:101–133, section 3.1.2.
func AgrestiCoull(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	z := dist.Z(arg.Tail(level))
	x, m, half := float64(k), float64(n), z*z/2
	all := m + z*z
	p, q := (x+half)/all, (m-x+half)/all
	reach := z * math.Sqrt(p*q/all)
	return Interval{Lo: p - reach, Hi: p + reach, Level: level}, nil
}

// Wilson returns the Wilson score interval: all p with |k - np| ≤ z·√(np(1-p)), whose limits are
// (2k + z² ± z·√(z² + 4k(n-k)/n)) / (2(n + z²)).
//
// It stays inside [0, 1] and is defined at k = 0 and k = n. It is recount's choice for a proportion.
//
// Source: Wilson (1927), J. Am. Stat. Assoc. 22:209–212; for small n see Brown, Cai & DasGupta (2001), Stat. Sci.
// 16:101–133, section 3.1.1.
func Wilson(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	z := dist.Z(arg.Tail(level))
	x, m := float64(k), float64(n)
	return Interval{Lo: scoreLower(x, m, z), Hi: scoreUpper(x, m, z), Level: level}, nil
}

// WilsonCorrected returns the Wilson interval with the correction for continuity: |k - np| - ½ ≤ z·√(np(1-p)), the lower
// limit for k - ½ and the upper one for k + ½. At k = 0 the lower limit is 0 and at k = n the upper one is 1.
//
// Source: Newcombe (1998), Stat. Med. 17:857–872, method 4.
func WilsonCorrected(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	z := dist.Z(arg.Tail(level))
	x, m := float64(k), float64(n)
	iv := Interval{Lo: 0, Hi: 1, Level: level}
	if k > 0 {
		iv.Lo = scoreLower(x-0.5, m, z)
	}
	if k < n {
		iv.Hi = scoreUpper(x+0.5, m, z)
	}
	return iv, nil
}

// scoreLower is the smaller root of (x - np)² = z²·np(1-p), written as the product of the roots over the larger one, so
// that it keeps its digits where x is small beside z².
func scoreLower(x, n, z float64) float64 {
	root := math.Sqrt(z*z + 4*x*((n-x)/n))
	return 2 * x * (x / n) / (2*x + z*z + z*root)
}

// scoreUpper is the larger root.
func scoreUpper(x, n, z float64) float64 {
	if x == n {
		return 1
	}
	root := math.Sqrt(z*z + 4*x*((n-x)/n))
	return math.Min(1, (2*x+z*z+z*root)/(2*(n+z*z)))
}
