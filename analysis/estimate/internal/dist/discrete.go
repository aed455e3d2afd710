package dist

import "math"

// BinomialTails returns the logs of P(X <= k) and P(X >= k) for whole k in [0, n], where q = 1 - p.
func BinomialTails(k, n, p, q float64) (atMost, atLeast float64) {
	return binomialAtMost(k, n, p, q), binomialAtMost(n-k, n, q, p)
}

// binomialAtMost is the log of P(X <= k), an incomplete beta function in q.
func binomialAtMost(k, n, p, q float64) float64 {
	switch {
	case k < 0:
		return math.Inf(-1)
	case k >= n:
		return 0
	}
	lower, _ := NewBeta(n-k, k+1).LogTails(q, p)
	return lower
}

// BinomialMid returns the logs of P(X < k) + ½P(X = k) and of P(X > k) + ½P(X = k).
func BinomialMid(k, n, p, q float64) (below, above float64) {
	half := LogBinomial(k, n, p, q) - math.Ln2
	return logSum(binomialAtMost(k-1, n, p, q), half), logSum(binomialAtMost(n-k-1, n, q, p), half)
}

// BinomialMidLogit returns the logit of the chance at which P(X > k) + ½P(X = k) is tail, for 0 < k < n: the lower limit.
// The upper limit for k is the lower limit for n - k with its sign turned.
func BinomialMidLogit(k, n, tail float64) float64 {
	logTail := math.Log(tail)
	above := NewBeta(k+1, n-k)
	start := NewBeta(k+0.5, n-k+0.5)
	return solve(start.guess(logTail, tail), lastResidual(logTail), func(t float64) (v, d1, d2 float64) {
		x, y := Expit(t)
		at := LogBinomial(k, n, x, y)
		lower, _ := above.LogTails(x, y)
		v = logSum(lower, at-math.Ln2)
		rel := math.Exp(at - v)
		lambda := productDiff(k, y, n-k, x)
		// The tail's derivative on the logit scale is P(X=k)·g, g = ½(ky + (n-k)x).
		g := 0.5 * (k*y + (n-k)*x)
		d1 = rel * g
		return v - logTail, d1, rel*(lambda*g+0.5*x*y*(n-2*k)) - d1*d1
	})
}

// PoissonTails returns the logs of P(X <= k) and P(X >= k) for whole k >= 0.
func PoissonTails(k, mu float64) (atMost, atLeast float64) {
	if mu == 0 {
		if k == 0 {
			return 0, 0
		}
		return 0, math.Inf(-1)
	}
	_, atMost = NewGamma(k + 1).LogTails(mu)
	if k > 0 {
		atLeast, _ = NewGamma(k).LogTails(mu)
	}
	return atMost, atLeast
}

// PoissonMidLow returns ln μ where P(X > k) + ½P(X = k) is tail, for k > 0.
func PoissonMidLow(k, tail float64) float64 {
	logTail := math.Log(tail)
	above := NewGamma(k + 1)
	start := NewGamma(k + 0.5)
	return solve(start.guess(-normalGuess(tail), logTail), lastResidual(logTail), func(t float64) (v, d1, d2 float64) {
		mu := math.Exp(t)
		at := LogPoisson(k, mu)
		lower, _ := above.LogTails(mu)
		v = logSum(lower, at-math.Ln2)
		rel := math.Exp(at - v)
		d1 = rel * 0.5 * (k + mu)
		return v - logTail, d1, rel*0.5*((k-mu)*(k+mu)+mu) - d1*d1
	})
}

// PoissonMidHigh returns ln μ where P(X < k) + ½P(X = k) is tail, for k > 0.
func PoissonMidHigh(k, tail float64) float64 {
	logTail := math.Log(tail)
	below := NewGamma(k)
	start := NewGamma(k + 0.5)
	return solve(start.guess(normalGuess(tail), math.Log1p(-tail)), lastResidual(logTail), func(t float64) (v, d1, d2 float64) {
		mu := math.Exp(t)
		at := LogPoisson(k, mu)
		_, upper := below.LogTails(mu)
		v = logSum(upper, at-math.Ln2)
		rel := math.Exp(at - v)
		d1 = -rel * 0.5 * (k + mu)
		return v - logTail, d1, -rel*0.5*((k-mu)*(k+mu)+mu) - d1*d1
	})
}

// slack is the relative room within which another outcome counts as equally likely, as in R's exact tests: it keeps
// rounding from dropping an outcome that is exactly as likely as the one observed.
const slack = 1e-7

// minLikely returns the log of the summed probability of all outcomes in [first, last] at most as likely as k, for a
// distribution with one mode. Outcomes beyond last are summed too if last is only where the search may end.
//
// Source: Gibbons & Pratt (1975), Am. Stat. 29:20–25, for the principle.
func minLikely(k, first, mode, last float64, log func(k float64) float64, atMost, atLeast func(k float64) float64) float64 {
	limit := log(k) + math.Log1p(slack)
	if log(mode) <= limit {
		return 0
	}
	low := math.Inf(-1)
	if log(first) <= limit {
		in, out := first, mode // in is at most as likely, out is not
		for out-in > 1 {
			if mid := in + math.Floor((out-in)/2); log(mid) <= limit {
				in = mid
			} else {
				out = mid
			}
		}
		low = atMost(in)
	}
	high := math.Inf(-1)
	if log(last) <= limit {
		in, out := last, mode
		for in-out > 1 {
			if mid := out + math.Floor((in-out)/2); log(mid) <= limit {
				in = mid
			} else {
				out = mid
			}
		}
		high = atLeast(in)
	}
	return math.Min(0, logSum(low, high))
}

// BinomialTwoSided returns the log of the probability of all outcomes at most as likely as k.
func BinomialTwoSided(k, n, p, q float64) float64 {
	mode := math.Min(n, math.Floor((n+1)*p))
	return minLikely(k, 0, mode, n,
		func(j float64) float64 { return LogBinomial(j, n, p, q) },
		func(j float64) float64 { return binomialAtMost(j, n, p, q) },
		func(j float64) float64 { return binomialAtMost(n-j, n, q, p) })
}

// PoissonTwoSided returns the log of the probability of all outcomes at most as likely as k.
func PoissonTwoSided(k, mu float64) float64 {
	mode := math.Floor(mu)
	limit := LogPoisson(k, mu) + math.Log1p(slack)
	last := math.Max(k, mode+1)
	for LogPoisson(last, mu) > limit {
		last = 2*last + 1
	}
	return minLikely(k, 0, mode, last,
		func(j float64) float64 { return LogPoisson(j, mu) },
		func(j float64) float64 { atMost, _ := PoissonTails(j, mu); return atMost },
		func(j float64) float64 { _, atLeast := PoissonTails(j, mu); return atLeast })
}
