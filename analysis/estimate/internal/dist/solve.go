package dist

import "math"

// solve returns the root of a monotone function that gives its value and first two derivatives, from the start t.
//
// The functions are logs of tails minus the log of the tail wanted. Such a log is concave, so that Newton's method converges
// from either side; Halley's correction makes the convergence cubic, and the bracket guards against rounding. A step from a
// residual below last is the last one: what it leaves is of the order of the residual cubed.
func solve(t, last float64, f func(t float64) (v, d1, d2 float64)) float64 {
	lo, hi := math.Inf(-1), math.Inf(1)
	for range 200 {
		v, d1, d2 := f(t)
		if v == 0 {
			return t
		}
		if (v > 0) == (d1 > 0) {
			hi = t
		} else {
			lo = t
		}
		step := -v / d1
		if h := 1 + step*d2/(2*d1); h > 0.5 && h < 2 {
			step /= h
		}
		if reach := 40 + math.Abs(t); !(math.Abs(step) < reach) { // also where the derivative has underflowed
			step = reach
			if hi == t {
				step = -reach
			}
		}
		next := t + step
		if math.Abs(v) < last {
			return next
		}
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		if next == t {
			return t
		}
		t = next
	}
	return t
}

// lastResidual is the residual of the log of a tail p from which one more step of third order reaches the last place. Close
// to p = 1 the log itself is small.
func lastResidual(logP float64) float64 { return 1e-5 * math.Min(1, -logP) }

// Bracketed returns the root of f between lo and hi, at which f has opposite signs (zero counts as either): inverse
// quadratic interpolation where it is safe, bisection where it is not, until the bracket is one rounding wide.
//
// Source: Chandrupatla (1997), Adv. Eng. Softw. 28:145–149.
func Bracketed(lo, hi float64, f func(float64) float64) float64 {
	a, b := hi, lo
	fa, fb := f(a), f(b)
	if fa == 0 {
		return a
	}
	if fb == 0 {
		return b
	}
	c, fc := a, fa
	t := 0.5
	for range 400 {
		x := a + t*(b-a)
		fx := f(x)
		if (fx > 0) == (fa > 0) {
			c, fc = a, fa
		} else {
			c, b, fc, fb = b, a, fb, fa
		}
		a, fa = x, fx
		best := a
		if math.Abs(fb) < math.Abs(fa) {
			best = b
		}
		tol := math.Abs(best) * 0x1p-53
		if tol == 0 {
			tol = math.SmallestNonzeroFloat64
		}
		narrow := tol / math.Abs(b-a)
		if fa == 0 || narrow > 0.5 {
			return best
		}
		t = 0.5
		xi, phi := (a-b)/(c-b), (fa-fb)/(fc-fb)
		if phi*phi < xi && (1-phi)*(1-phi) < 1-xi {
			t = fa/(fb-fa)*fc/(fb-fc) + (c-a)/(b-a)*fa/(fc-fa)*fb/(fc-fb)
		}
		t = math.Min(1-narrow, math.Max(narrow, t))
	}
	return a
}
