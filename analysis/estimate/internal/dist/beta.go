package dist

import "math"

// A Beta is the beta distribution with positive parameters A and B. A point of it is given as the pair (x, y) with
// y = 1 - x, so that a point close to 1 keeps the digits of its distance from 1.
type Beta struct {
	A, B     float64
	logScale float64
}

// NewBeta prepares the constants that each point of the same distribution shares.
func NewBeta(a, b float64) Beta {
	return Beta{a, b, factorialRest(a+b) - factorialRest(a) - factorialRest(b) + math.Log(a/(a+b)) + math.Log(b)}
}

// lead returns λ = a·y - b·x, the distance of the mean from x in units of 1/(a+b), and the log of x^a·y^b/B(a,b), which is
// the density on the logit scale.
func (d Beta) lead(x, y float64) (lambda, logDensity float64) {
	lambda = productDiff(d.A, y, d.B, x)
	n := d.A + d.B
	return lambda, d.logScale - Deviance(d.A, n*x, lambda) - Deviance(d.B, n*y, -lambda)
}

// LogTails returns the logs of P(X <= x) and P(X > x).
func (d Beta) LogTails(x, y float64) (lower, upper float64) {
	lower, upper, _, _ = d.tails(x, y)
	return lower, upper
}

func (d Beta) tails(x, y float64) (lower, upper, lambda, logDensity float64) {
	if x <= 0 {
		return math.Inf(-1), 0, d.A, math.Inf(-1)
	}
	if y <= 0 {
		return 0, math.Inf(-1), -d.B, math.Inf(-1)
	}
	lambda, logDensity = d.lead(x, y)
	if lambda >= 0 {
		lower = math.Min(0, logDensity+math.Log(betaFraction(d.A, d.B, x, y, lambda)))
		return lower, log1mexp(lower), lambda, logDensity
	}
	upper = math.Min(0, logDensity+math.Log(betaFraction(d.B, d.A, y, x, -lambda)))
	return log1mexp(upper), upper, lambda, logDensity
}

// betaFraction returns I_x(a,b)·B(a,b)/(x^a·y^b) for x at or below the mean, where λ = a·y - b·x >= 0: the even part of
// the continued fraction of the incomplete beta function,
//
//	1/(β₁ + α₂/(β₂ + α₃/(β₃ + …)))
//	αₙ₊₁ = (a+n-1)(a+b+n-1)·n(b-n)·x² / (a+2n-1)²
//	βₙ₊₁ = n + n(b-n)·x/(a+2n-1) + (a+n)(λ + 1 + n(1+y))/(a+2n+1)
//
// taken forwards by the modified method of Lentz. All terms are positive while n < b.
//
// Source: DiDonato & Morris (1992), ACM Trans. Math. Softw. 18:360–373, section on BFRAC; Thompson & Barnett (1986),
// J. Comput. Phys. 64:490–509.
func betaFraction(a, b, x, y, lambda float64) float64 {
	f := a * (lambda + 1) / (a + 1) // β₁
	c, d := f, 0.0
	for n := 1.0; n < maxTerms; n++ {
		s := a + 2*n - 1
		w := n * (b - n) * x / s
		alpha := (a + n - 1) * (a + b + n - 1) * x / s * w
		if alpha == 0 {
			break // b is a whole number: the fraction ends here
		}
		beta := n + w + (a+n)*(lambda+1+n*(1+y))/(s+2)
		d = 1 / (beta + alpha*d)
		c = beta + alpha/c
		step := c * d
		f *= step
		if math.Abs(step-1) < eps*4 {
			break
		}
	}
	return 1 / f
}

// Logit returns the point x with P(X <= x) = p on the scale ln(x/y); p is below one.
func (d Beta) Logit(p float64) float64 {
	logP := math.Log(p)
	return solve(d.guess(logP, p), lastResidual(logP), func(t float64) (v, d1, d2 float64) {
		x, y := Expit(t)
		lower, _, lambda, logDensity := d.tails(x, y)
		d1 = math.Exp(logDensity - lower)
		return lower - logP, d1, d1 * (lambda - d1)
	})
}

// Expit returns x = 1/(1+e^-t) and 1 - x.
func Expit(t float64) (x, y float64) {
	if t < 0 {
		e := math.Exp(t)
		return e / (1 + e), 1 / (1 + e)
	}
	e := math.Exp(-t)
	return 1 / (1 + e), e / (1 + e)
}

// guess returns a starting point on the logit scale. Newton's method converges from any point; a good one saves steps.
func (d Beta) guess(logP, p float64) float64 {
	if d.A < 1 || d.B < 1 || logP < -600 {
		// The power of x that leads the distribution function near zero.
		n := d.A + d.B
		logB := d.A*math.Log(d.A/n) + d.B*math.Log(d.B/n) - d.logScale
		return math.Min(0, (logP+math.Log(d.A)+logB)/d.A)
	}
	// Abramowitz & Stegun (1964), 26.5.22, which gives y = 1/(1 + (a/b)·e^2w), hence t = ln(a/b) - 2w for the upper tail.
	z := normalGuess(p)
	s := (z*z - 3) / 6
	ra, rb := 1/(2*d.A-1), 1/(2*d.B-1)
	g := 2 / (ra + rb)
	w := z*math.Sqrt(g+s)/g - (rb-ra)*(s+5.0/6-2/(3*g))
	if t := math.Log(d.A/d.B) - 2*w; !math.IsNaN(t) && !math.IsInf(t, 0) {
		return t
	}
	return math.Log(d.A / d.B)
}

// normalGuess returns the upper normal quantile of p to three digits.
//
// Source: Abramowitz & Stegun (1964), 26.2.23.
func normalGuess(p float64) float64 {
	q := p
	if q > 0.5 {
		q = 1 - q
	}
	t := math.Sqrt(-2 * math.Log(q))
	z := t - (2.515517+t*(0.802853+t*0.010328))/(1+t*(1.432788+t*(0.189269+t*0.001308)))
	if p > 0.5 {
		return -z
	}
	return z
}
