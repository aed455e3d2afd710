package rate

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// Normal returns (x ± z·√x)/t for x events in the exposure t. It is empty of width at x = 0, and its lower limit is negative
// for x < z² (it is not clipped).
//
// Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC Sci. Publ. 82, section 2.3.
func Normal(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	x := float64(events)
	half := dist.Z(arg.Tail(level)) * math.Sqrt(x)
	return of(x-half, x+half, exposure, level), nil
}

// Score returns the score interval: all expected counts μ with |x - μ| ≤ z·√μ, whose limits are x + z²/2 ± z·√(x + z²/4),
// over the exposure. It is the Poisson companion of Wilson's interval.
//
// Source: Patil & Kulkarni (2012), REVSTAT 10:211–227, where it is the score method.
func Score(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	x, z := float64(events), dist.Z(arg.Tail(level))
	hi := x + z*z/2 + z*math.Sqrt(x+z*z/4)
	return of(x*(x/hi), hi, exposure, level), nil // the product of the limits is x²
}

// Byar returns Byar's approximation of the exact interval: x(1 - 1/(9x) - z/(3√x))³ below, with x = events, and
// x(1 - 1/(9x) + z/(3√x))³ above, with x = events + 1. The lower limit is 0 without events; with very few events and a
// level near 1 the formula goes below 0, and so does this function.
//
// Source: Rothman & Boice (1979), Epidemiologic Analysis with a Programmable Calculator, NIH Publ. 79-1649; Breslow & Day
// (1987), Statistical Methods in Cancer Research II, IARC Sci. Publ. 82, section 2.3.
func Byar(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	x, z := float64(events), dist.Z(arg.Tail(level))
	lo := 0.0
	if events > 0 {
		lo = cubeRootLimit(x, -z)
	}
	return of(lo, cubeRootLimit(x+1, z), exposure, level), nil
}

// ByarMid returns Byar's approximation of the mid-P interval: x(1 - 1/(9x) ± z/(3√x))³ with x = events + ½ on both sides.
// With fewer than about two events its lower limit can be negative (it is not clipped).
//
// Source: Rothman & Boice (1979), Epidemiologic Analysis with a Programmable Calculator, NIH Publ. 79-1649.
func ByarMid(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	x, z := float64(events)+0.5, dist.Z(arg.Tail(level))
	return of(cubeRootLimit(x, -z), cubeRootLimit(x, z), exposure, level), nil
}

// cubeRootLimit is the cube-root transformation of a gamma quantile.
//
// Source: Wilson & Hilferty (1931), Proc. Natl. Acad. Sci. 17:684–688.
func cubeRootLimit(x, z float64) float64 {
	root := 1 - 1/(9*x) + z/(3*math.Sqrt(x))
	return x * root * root * root
}
