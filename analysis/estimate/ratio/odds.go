package ratio

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/interval"
)

// OfOdds returns the odds ratio ad/(bc) of a cases and b others in the subject, c cases and d others in the reference: 0 or
// infinite where only one product is 0, NaN where both are.
func OfOdds(subject, reference Risk) float64 {
	t := newTable(subject, reference)
	if (t.a == 0 || t.d == 0) && (t.b == 0 || t.c == 0) {
		return math.NaN()
	}
	return t.a / t.b * (t.d / t.c)
}

// OddsWaldLog returns exp(ln OR ± z·√(1/a + 1/b + 1/c + 1/d)). It is undefined, NaN, if a cell is empty.
//
// Source: Woolf (1955), Ann. Hum. Genet. 19:251–253.
func OddsWaldLog(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	t := newTable(subject, reference)
	if t.a == 0 || t.b == 0 || t.c == 0 || t.d == 0 {
		return interval.Undefined(level), nil
	}
	return t.oddsWald(level), nil
}

func (t table) oddsWald(level float64) Interval {
	return around(math.Log(t.a/t.b*(t.d/t.c)), math.Sqrt(1/t.a+1/t.b+1/t.c+1/t.d), level)
}

// filled adds one half to each cell.
func (t table) filled() table {
	return table{t.a + 0.5, t.b + 0.5, t.c + 0.5, t.d + 0.5, t.n1 + 1, t.n2 + 1}
}

// OfOddsHaldane returns the odds ratio of the table to which one half is added in each cell.
func OfOddsHaldane(subject, reference Risk) float64 {
	t := newTable(subject, reference).filled()
	return t.a / t.b * (t.d / t.c)
}

// OddsHaldane returns OddsWaldLog of the table to which one half is added in each cell, so that it is defined for every
// count.
//
// Source: Haldane (1956), Ann. Hum. Genet. 20:309–311; Gart (1966), J. R. Stat. Soc. B 28:164–179.
func OddsHaldane(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	return newTable(subject, reference).filled().oddsWald(level), nil
}

// OfOddsConditional returns the conditional maximum likelihood estimate of the odds ratio: the one under which, with all
// margins held fixed, the expected number of cases in the subject is the one observed. It goes with OddsExact and lies a
// little closer to 1 than ad/(bc). It is NaN where the margins leave only one table.
//
// Source: Cornfield (1956), Proc. Third Berkeley Symp. Math. Stat. Probab. 4:135–148.
func OfOddsConditional(subject, reference Risk) (float64, error) {
	return oddsEstimate(subject, reference, func(d dist.Hyper, x, start float64) float64 {
		return d.LogOddsMean(x, start)
	})
}

// OfOddsMedian returns the median-unbiased estimate of the odds ratio: the one under which P(X > a) + ½P(X = a) is one half.
// It goes with OddsMidP.
//
// Source: Rothman & Greenland (1998), Modern Epidemiology, 2nd ed., chapter 14.
func OfOddsMedian(subject, reference Risk) (float64, error) {
	return oddsEstimate(subject, reference, func(d dist.Hyper, x, start float64) float64 {
		return d.LogOddsLower(x, 0.5, 0.5, start)
	})
}

func oddsEstimate(subject, reference Risk, inside func(d dist.Hyper, x, start float64) float64) (float64, error) {
	if err := arg.First(subject.check("subject"), reference.check("reference")); err != nil {
		return 0, err
	}
	t := newTable(subject, reference)
	d := dist.NewHyper(t.n1, t.n2, t.a+t.c)
	switch {
	case d.Lo == d.Hi:
		return math.NaN(), nil
	case t.a == d.Lo:
		return 0, nil
	case t.a == d.Hi:
		return math.Inf(1), nil
	}
	return math.Exp(inside(d, t.a, math.Log(OfOddsHaldane(subject, reference)))), nil
}

// OddsExact returns the exact conditional interval: with all margins of the table held fixed, below it, so many cases or more
// in the subject have a probability of less than α/2, above it, so few or fewer. It is recount's choice for an odds ratio.
//
// Source: Cornfield (1956), Proc. Third Berkeley Symp. Math. Stat. Probab. 4:135–148; Baptista & Pike (1977), Appl. Stat.
// 26:214–220.
func OddsExact(subject, reference Risk, level float64) (Interval, error) {
	return oddsConditional(subject, reference, level, 1)
}

// OddsMidP returns the exact conditional interval in which the table observed counts half.
//
// Source: Berry & Armitage (1995), Statistician 44:417–423; Rothman & Greenland (1998), Modern Epidemiology, 2nd ed.,
// chapter 14.
func OddsMidP(subject, reference Risk, level float64) (Interval, error) {
	return oddsConditional(subject, reference, level, 0.5)
}

func oddsConditional(subject, reference Risk, level, part float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	t := newTable(subject, reference)
	d, tail := dist.NewHyper(t.n1, t.n2, t.a+t.c), arg.Tail(level)
	start := t.filled().oddsWald(level)
	iv := Interval{Lo: 0, Hi: math.Inf(1), Level: level}
	if t.a > d.Lo {
		iv.Lo = math.Exp(d.LogOddsLower(t.a, tail, part, math.Log(start.Lo)))
	}
	if t.a < d.Hi {
		iv.Hi = math.Exp(d.LogOddsUpper(t.a, tail, part, math.Log(start.Hi)))
	}
	return iv, nil
}

// OddsScore returns the score interval of Miettinen and Nurminen: all odds ratios ψ with
// (a - n₁p̃₁)²·(1/(n₁p̃₁(1-p̃₁)) + 1/(n₂p̃₂(1-p̃₂)))·(N-1)/N ≤ z², where p̃₁ and p̃₂ are the most likely risks under ψ.
//
// Source: Miettinen & Nurminen (1985), Stat. Med. 4:213–226, with its appendix.
func OddsScore(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	t := newTable(subject, reference)
	lo, hi := scoreLimits(t.oddsScore, math.Log(OfOddsHaldane(subject, reference)), z(level),
		t.a > 0 && t.d > 0, t.b > 0 && t.c > 0)
	return Interval{Lo: math.Exp(lo), Hi: math.Exp(hi), Level: level}, nil
}

// oddsScore returns the score at a log odds ratio. It falls as the ratio grows.
func (t table) oddsScore(log float64) float64 {
	if log < 0 {
		return -t.swapped().oddsScore(-log)
	}
	if t.a+t.c > t.n1 {
		t = t.turned().swapped()
	}
	// With ψ >= 1 and no more cases than n₁, every term of the quadratic for p₂ is positive.
	psi, over, m := math.Exp(log), math.Expm1(log), t.a+t.c
	b := (t.n1-m)*psi + t.n2 + m
	p2 := 2 * m / (b + math.Sqrt(b*b+4*t.n2*over*m))
	scale := 1 / (1 + p2*over)
	p1, q1, q2 := p2*psi*scale, (1-p2)*scale, 1-p2
	// a - n₁p₁ is n₂p₂ - c; the smaller group loses fewer digits.
	residual := dist.ProductDiff(t.a, q1, t.b, p1)
	if t.n2 < t.n1 {
		residual = dist.ProductDiff(t.d, p2, t.c, q2)
	}
	if residual == 0 {
		return 0
	}
	return residual * math.Sqrt(1/(t.n1*p1*q1)+1/(t.n2*p2*q2)) * t.correction()
}
