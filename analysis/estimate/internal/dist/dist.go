// Package dist computes the tails behind the estimates: binomial and beta, Poisson and gamma, hypergeometric, t, F and
// normal, with their limits.
//
// Counts run from 0 to 1.4e9 and tails to 1e-300, where 1-CDF has no digits left and where a density made of three
// log-gamma functions loses as many digits as the counts have. So every density is a saddle-point form (deviance plus a
// Stirling remainder), every tail is a sum of positive terms or a continued fraction beside that density, and every limit
// is a root of the logarithm of a tail on the scale (logit, log) on which that logarithm is concave.
//
// Functions here trust their callers: arguments have been checked by the packages that people call.
package dist

import "math"

// maxTerms bounds every series and continued fraction. The slowest need some sqrt(n) terms: at the largest count that is
// admitted, 1e12, fewer than this.
const maxTerms = 50_000_000

// eps is the relative size at which a further term no longer matters.
const eps = 0x1p-54

// productDiff returns a*b - c*d with an error of about one rounding of the result, also where the products nearly cancel.
func productDiff(a, b, c, d float64) float64 {
	cd := c * d
	return math.FMA(a, b, -cd) + math.FMA(-c, d, cd)
}

// ProductDiff returns a*b - c*d without the cancellation of the plain expression.
//
// Source: Jeannerod, Louvet & Muller (2013), Math. Comp. 82:2245–2264, on an algorithm of W. Kahan.
func ProductDiff(a, b, c, d float64) float64 { return productDiff(a, b, c, d) }

// log1mexp returns log(1 - exp(v)) for v <= 0.
func log1mexp(v float64) float64 {
	if v > -math.Ln2 {
		return math.Log(-math.Expm1(v))
	}
	return math.Log1p(-math.Exp(v))
}

// logSum returns log(exp(a) + exp(b)).
func logSum(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
