package test

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// Poisson returns the exact test that the events in an exposure come from the rate rate0. The two-sided p-value sums all
// counts at most as likely as the one observed, within a relative 1e-7, as R does.
//
// Source: Garwood (1936), Biometrika 28:437–442, for the tails; Gibbons & Pratt (1975), Am. Stat. 29:20–25, for the two-sided
// rule.
func Poisson(events int, exposure, rate0 float64) (Tailed, error) {
	if err := arg.First(
		arg.Count("events", events), arg.Positive("exposure", exposure), arg.NotNegative("rate0", rate0),
	); err != nil {
		return Tailed{}, err
	}
	x, mu := float64(events), exposure*rate0
	if mu > arg.MaxCount {
		return Tailed{}, &arg.Error{Arg: "rate0", Got: arg.Float(rate0), Want: "at most 1e12 events expected"}
	}
	if mu == 0 {
		if events == 0 {
			return Tailed{1, 1, 1}, nil
		}
		return Tailed{0, 1, 0}, nil
	}
	less, greater := dist.PoissonTails(x, mu)
	return Tailed{math.Exp(dist.PoissonTwoSided(x, mu)), math.Exp(less), math.Exp(greater)}, nil
}

// A pair of rates: x1 events in the exposure t1, x2 in t2.
type pair struct{ x1, t1, x2, t2 float64 }

func newPair(x1 int, t1 float64, x2 int, t2 float64) (pair, error) {
	err := arg.First(arg.Count("x1", x1), arg.Positive("t1", t1), arg.Count("x2", x2), arg.Positive("t2", t2))
	return pair{float64(x1), t1, float64(x2), t2}, err
}

// RatesScore returns the test that two rates are equal, with the variance under equality:
// (x₁t₂ - x₂t₁)/√((x₁ + x₂)·t₁t₂). It is NaN without events.
//
// Source: Ng & Tang (2005), Stat. Med. 24:955–965; Gu, Ng, Tang & Schucany (2008), Biom. J. 50:283–298.
func RatesScore(x1 int, t1 float64, x2 int, t2 float64) (Result, error) {
	p, err := newPair(x1, t1, x2, t2)
	if err != nil {
		return Result{}, err
	}
	return normal(p.excess() / math.Sqrt((p.x1+p.x2)*(p.t2/p.t1))), nil
}

// excess is x₁t₂/t₁ - x₂: the events of the first beyond the second's, on the exposure of the second.
func (p pair) excess() float64 { return dist.ProductDiff(p.x1, p.t2, p.x2, p.t1) / p.t1 }

// RatesWald returns the test that two rates are equal, with the variance estimated from each: (r₁ - r₂)/√(x₁/t₁² + x₂/t₂²). It
// is NaN without events.
//
// Source: Ng & Tang (2005), Stat. Med. 24:955–965; Gu, Ng, Tang & Schucany (2008), Biom. J. 50:283–298.
func RatesWald(x1 int, t1 float64, x2 int, t2 float64) (Result, error) {
	p, err := newPair(x1, t1, x2, t2)
	if err != nil {
		return Result{}, err
	}
	return normal(p.excess() / math.Hypot(math.Sqrt(p.x1)*(p.t2/p.t1), math.Sqrt(p.x2))), nil
}

// conditional returns the binomial that the first count follows, given the sum of both, where the rates are equal.
func (p pair) conditional() (k, n, chance, rest float64) {
	return p.x1, p.x1 + p.x2, p.t1 / (p.t1 + p.t2), p.t2 / (p.t1 + p.t2)
}

// RatesExact returns the p-value of the exact conditional test that two rates are equal: given the sum of both counts, the
// first is binomial with the chance t₁/(t₁ + t₂), and the p-value sums all outcomes at most as likely as the one observed.
//
// Source: Przyborowski & Wilenski (1940), Biometrika 31:313–323; Gibbons & Pratt (1975), Am. Stat. 29:20–25.
func RatesExact(x1 int, t1 float64, x2 int, t2 float64) (float64, error) {
	p, err := newPair(x1, t1, x2, t2)
	if err != nil {
		return 0, err
	}
	return math.Exp(dist.BinomialTwoSided(p.conditional())), nil
}

// RatesMidPDoubled returns the mid-P value of the conditional test as twice the smaller of P(X < x₁) + ½P(X = x₁) and
// P(X > x₁) + ½P(X = x₁).
//
// Source: Berry & Armitage (1995), Statistician 44:417–423; Rothman & Greenland (1998), Modern Epidemiology, 2nd ed.,
// chapter 14.
func RatesMidPDoubled(x1 int, t1 float64, x2 int, t2 float64) (float64, error) {
	p, err := newPair(x1, t1, x2, t2)
	if err != nil {
		return 0, err
	}
	below, above := dist.BinomialMid(p.conditional())
	return math.Min(1, 2*math.Exp(math.Min(below, above))), nil
}

// RatesMidP returns the mid-P value of the conditional test as RatesExact less half the probability of the outcome observed.
//
// Source: Lancaster (1961), J. Am. Stat. Assoc. 56:223–234; Gibbons & Pratt (1975), Am. Stat. 29:20–25.
func RatesMidP(x1 int, t1 float64, x2 int, t2 float64) (float64, error) {
	p, err := newPair(x1, t1, x2, t2)
	if err != nil {
		return 0, err
	}
	return lessHalf(dist.BinomialTwoSided(p.conditional()), dist.LogBinomial(p.conditional())), nil
}
