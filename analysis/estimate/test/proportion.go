package test

import (
	"fmt"
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// Binomial returns the exact test that k of n come from the chance p0. The two-sided p-value sums all outcomes at most as
// likely as k, within a relative 1e-7, as R does.
//
// Source: Clopper & Pearson (1934), Biometrika 26:404–413, for the tails; Gibbons & Pratt (1975), Am. Stat. 29:20–25, for the
// two-sided rule.
func Binomial(k, n int, p0 float64) (Tailed, error) {
	if err := arg.First(arg.Part("k", k, "n", n), arg.Chance("p0", p0)); err != nil {
		return Tailed{}, err
	}
	return binomial(float64(k), float64(n), p0, arg.Complement(p0)), nil
}

func binomial(x, n, p, q float64) Tailed {
	less, greater := dist.BinomialTails(x, n, p, q)
	return Tailed{math.Exp(dist.BinomialTwoSided(x, n, p, q)), math.Exp(less), math.Exp(greater)}
}

// TwoProportions returns the z test that x1 of n1 and x2 of n2 come from one chance, with the pooled variance p(1-p)(1/n1 +
// 1/n2). Its square is Pearson's chi-squared of the two-by-two table. It is NaN where all or none are cases.
//
// Source: Pearson (1900), Philos. Mag. (5) 50:157–175; in this form Newcombe (1998), Stat. Med. 17:873–890.
func TwoProportions(x1, n1, x2, n2 int) (Result, error) {
	if err := arg.First(arg.Part("x1", x1, "n1", n1), arg.Part("x2", x2, "n2", n2)); err != nil {
		return Result{}, err
	}
	a, m1, c, m2 := float64(x1), float64(n1), float64(x2), float64(n2)
	n := m1 + m2
	cases, others := a+c, n-a-c
	// (a/m1 - c/m2)/√(p(1-p)(1/m1 + 1/m2)), with everything over n
	z := dist.ProductDiff(a, m2, c, m1) / math.Sqrt(cases/n*others*m1) / math.Sqrt(m2)
	return normal(z), nil
}

// GoodnessOfFit returns Pearson's test that counts come from the given probabilities, which must add up to one within 1e-8:
// Σ(O-E)²/E with one degree of freedom fewer than there are counts.
//
// Source: Pearson (1900), Philos. Mag. (5) 50:157–175.
func GoodnessOfFit(observed []int, probs []float64) (Result, error) {
	if err := checkFit(observed, probs); err != nil {
		return Result{}, err
	}
	n := 0.0
	for _, x := range observed {
		n += float64(x)
	}
	sum := 0.0
	for i, x := range observed {
		d := math.FMA(-n, probs[i], float64(x))
		sum += d / (n * probs[i]) * d
	}
	return chiSquared(sum, len(observed)-1), nil
}

func checkFit(observed []int, probs []float64) error {
	if len(observed) < 2 {
		return &arg.Error{Arg: "observed", Got: fmt.Sprintf("a list of %d", len(observed)), Want: "two counts or more"}
	}
	if err := arg.SameLength("probs", len(probs), "observed", len(observed)); err != nil {
		return err
	}
	n, sum := 0, 0.0
	for i := range observed {
		if err := arg.First(
			arg.Count(arg.Index("observed", i), observed[i]), arg.Positive(arg.Index("probs", i), probs[i]),
		); err != nil {
			return err
		}
		n += observed[i]
		sum += probs[i]
	}
	if n == 0 {
		return &arg.Error{Arg: "observed", Got: "all 0", Want: "a count above 0"}
	}
	if math.Abs(sum-1) > 1e-8 {
		return &arg.Error{Arg: "probs", Got: "a list with the sum " + arg.Float(sum), Want: "the sum 1"}
	}
	return nil
}

// A Trend is the result of the test for a trend in proportions: the chi-squared statistic with one degree of freedom, and its
// root z, which is above 0 where proportions rise with the scores.
type Trend struct {
	Result
	Z float64
}

// CochranArmitage returns the test for a linear trend in the proportions x[i] of n[i] over ordered groups with the given
// scores: T²/V, T = Σ(sᵢ - s̄)(xᵢ - nᵢp), V = p(1-p)·Σnᵢ(sᵢ - s̄)², where p is the proportion of all and s̄ = Σnᵢsᵢ/N. It is NaN
// where all or none are cases.
//
// Source: Cochran (1954), Biometrics 10:417–451; Armitage (1955), Biometrics 11:375–386.
func CochranArmitage(x, n []int, scores []float64) (Trend, error) {
	if err := checkTrend(x, n, scores); err != nil {
		return Trend{}, err
	}
	cases, all, weighted := 0.0, 0.0, 0.0
	for i := range x {
		cases += float64(x[i])
		all += float64(n[i])
		weighted += float64(float64(n[i]) * scores[i])
	}
	mean := weighted / all
	t, spread := 0.0, 0.0
	for i := range x {
		s := scores[i] - mean
		t += float64(s * (dist.ProductDiff(float64(x[i]), all, float64(n[i]), cases) / all))
		spread += float64(float64(n[i]) * s * s)
	}
	if spread == 0 {
		return Trend{}, &arg.Error{Arg: "scores", Got: "the same in every group", Want: "two different scores or more"}
	}
	z := t / math.Sqrt(cases/all*((all-cases)/all)*spread)
	return Trend{chiSquared(z*z, 1), z}, nil
}

func checkTrend(x, n []int, scores []float64) error {
	if len(x) < 2 {
		return &arg.Error{Arg: "x", Got: fmt.Sprintf("a list of %d", len(x)), Want: "two groups or more"}
	}
	if err := arg.First(arg.SameLength("n", len(n), "x", len(x)), arg.SameLength("scores", len(scores), "x", len(x))); err != nil {
		return err
	}
	for i := range x {
		if err := arg.First(
			arg.Part(arg.Index("x", i), x[i], arg.Index("n", i), n[i]), arg.Finite(arg.Index("scores", i), scores[i]),
		); err != nil {
			return err
		}
	}
	return nil
}
