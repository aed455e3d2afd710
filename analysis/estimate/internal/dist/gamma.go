package dist

import "math"

// A Gamma is the gamma distribution of scale one with the positive parameter Shape.
type Gamma struct {
	Shape    float64
	logScale float64
}

// NewGamma prepares the constants that each point of the same distribution shares.
func NewGamma(shape float64) Gamma {
	return Gamma{shape, math.Log(shape) - factorialRest(shape)}
}

// LogTails returns the logs of P(X <= x) and P(X > x) for x >= 0.
func (d Gamma) LogTails(x float64) (lower, upper float64) {
	lower, upper, _ = d.tails(x)
	return lower, upper
}

// tails also returns the log of x^a·e^-x/Γ(a), the density on the scale ln x.
func (d Gamma) tails(x float64) (lower, upper, logDensity float64) {
	if x <= 0 {
		return math.Inf(-1), 0, math.Inf(-1)
	}
	a := d.Shape
	logDensity = d.logScale - Deviance(a, x, a-x)
	if x <= a+1 {
		lower = math.Min(0, logDensity+math.Log(gammaSeries(a, x)/a))
		return lower, log1mexp(lower), logDensity
	}
	upper = math.Min(0, logDensity-math.Log(gammaFraction(a, x)))
	return log1mexp(upper), upper, logDensity
}

// gammaSeries returns 1 + x/(a+1) + x²/((a+1)(a+2)) + …
//
// Source: Abramowitz & Stegun (1964), 6.5.29.
func gammaSeries(a, x float64) float64 {
	sum, term := 1.0, 1.0
	for n := 1.0; n < maxTerms; n++ {
		term *= x / (a + n)
		sum += term
		// What follows is below a geometric series of the ratio reached.
		if term*(a+n+1) < eps*sum*(a+n+1-x) {
			break
		}
	}
	return sum
}

// gammaFraction returns x^a·e^-x/Γ(a, x) for x > a+1, the continued fraction of the upper incomplete gamma function
//
//	β₀ + α₁/(β₁ + α₂/(β₂ + …)),  αₙ = n(a-n),  βₙ = x + 2n + 1 - a
//
// taken forwards by the modified method of Lentz.
//
// Source: Abramowitz & Stegun (1964), 6.5.31, even part; Thompson & Barnett (1986), J. Comput. Phys. 64:490–509.
func gammaFraction(a, x float64) float64 {
	beta := x - a + 1
	f, c, d := beta, beta, 0.0
	for n := 1.0; n < maxTerms; n++ {
		alpha := n * (a - n)
		if alpha == 0 {
			break // a is a whole number: the fraction ends here
		}
		beta += 2
		d = 1 / (beta + alpha*d)
		c = beta + alpha/c
		step := c * d
		f *= step
		if math.Abs(step-1) < eps*4 {
			break
		}
	}
	return f
}

// LogLower returns ln x where P(X <= x) = p.
func (d Gamma) LogLower(p float64) float64 {
	logP := math.Log(p)
	return solve(d.guess(-normalGuess(p), logP), lastResidual(logP), func(t float64) (v, d1, d2 float64) {
		x := math.Exp(t)
		lower, _, logDensity := d.tails(x)
		d1 = math.Exp(logDensity - lower)
		return lower - logP, d1, d1 * (d.Shape - x - d1)
	})
}

// LogUpper returns ln x where P(X > x) = p.
func (d Gamma) LogUpper(p float64) float64 {
	logP := math.Log(p)
	return solve(d.guess(normalGuess(p), math.Log1p(-p)), lastResidual(logP), func(t float64) (v, d1, d2 float64) {
		x := math.Exp(t)
		_, upper, logDensity := d.tails(x)
		d1 = -math.Exp(logDensity - upper)
		return upper - logP, d1, d1 * (d.Shape - x - d1)
	})
}

// guess returns a starting point ln x from the normal quantile z of the lower tail p: the cube-root transformation, or
// the power of x that leads the distribution function where that is not positive.
//
// Source: Wilson & Hilferty (1931), Proc. Natl. Acad. Sci. 17:684–688.
func (d Gamma) guess(z, logP float64) float64 {
	a := d.Shape
	if root := 1 - 1/(9*a) + z/(3*math.Sqrt(a)); root > 0.2 {
		return math.Log(a) + 3*math.Log(root)
	}
	lg, _ := math.Lgamma(a + 1)
	return (logP + lg) / a
}
