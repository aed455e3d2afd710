package test

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// T returns the two-sided p-value of Student's t with df degrees of freedom, which need not be whole: I(df/(df+t²); df/2, ½).
//
// Source: Student (1908), Biometrika 6:1–25; Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, 2nd
// ed., chapter 28.
func T(t, df float64) (float64, error) {
	if err := arg.First(arg.Finite("t", t), freedomOf("df", df)); err != nil {
		return 0, err
	}
	return dist.TTwoSided(t, df), nil
}

// F returns the p-value of a variance ratio F with df1 and df2 degrees of freedom, its upper tail:
// I(df2/(df2 + df1·F); df2/2, df1/2).
//
// Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, 2nd ed., chapter 27.
func F(f, df1, df2 float64) (float64, error) {
	if err := arg.First(arg.NotNegative("f", f), freedomOf("df1", df1), freedomOf("df2", df2)); err != nil {
		return 0, err
	}
	return dist.FUpper(f, df1, df2), nil
}

// ChiSquare returns the p-value of a chi-squared statistic with df degrees of freedom, its upper tail: Q(df/2, x/2). Cochran's
// Q for heterogeneity, with one degree of freedom fewer than there are studies, is referred to the same distribution.
//
// Source: Pearson (1900), Philos. Mag. (5) 50:157–175; for Q, Cochran (1954), Biometrics 10:101–129.
func ChiSquare(x, df float64) (float64, error) {
	if err := arg.First(arg.NotNegative("x", x), freedomOf("df", df)); err != nil {
		return 0, err
	}
	return dist.ChiSquaredUpper(x, df), nil
}

// freedomOf checks degrees of freedom, between the least that a fractional approximation gives and the largest count.
func freedomOf(name string, df float64) error {
	if !(df >= 1e-3 && df <= arg.MaxCount) {
		return &arg.Error{Arg: name, Got: arg.Float(df), Want: "degrees of freedom between 0.001 and 1e12"}
	}
	return nil
}

// Z returns the two-sided p-value of a standard normal statistic: erfc(|z|/√2).
//
// Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 7.1.22.
func Z(z float64) (float64, error) {
	if err := arg.Finite("z", z); err != nil {
		return 0, err
	}
	return dist.NormalTwoSided(z), nil
}

// R returns Student's t of a correlation r with df = n - 2 degrees of freedom, r·√(df/(1-r²)), and its two-sided p-value. At
// r = ±1 they are infinite and 0.
//
// Source: Fisher (1915), Biometrika 10:507–521; Student (1908), Biometrika 6:302–310.
func R(r, df float64) (t, p float64, err error) {
	if !(r >= -1 && r <= 1) {
		return 0, 0, &arg.Error{Arg: "r", Got: arg.Float(r), Want: "a correlation between -1 and 1"}
	}
	if err := freedomOf("df", df); err != nil {
		return 0, 0, err
	}
	t = r * math.Sqrt(df/((1-r)*(1+r)))
	return t, dist.TTwoSided(t, df), nil
}

// FromInterval is what a published interval says about its estimate.
type FromInterval struct {
	SE  float64 // on the log scale for a ratio
	Z   float64
	P   float64
	Mid float64 // middle of the limits, geometric for a ratio: it should be the estimate
}

// OfRatio returns the standard error, z and two-sided p-value behind a ratio published with its limits at a level:
// SE = (ln upper - ln lower)/(2z), z = ln estimate/SE.
//
// Source: Altman & Bland (2011), BMJ 343:d2304.
func OfRatio(estimate, lower, upper, level float64) (FromInterval, error) {
	if err := arg.First(
		arg.Positive("estimate", estimate), arg.Positive("lower", lower), arg.Positive("upper", upper),
		checkOrder(lower, upper), arg.Level(level),
	); err != nil {
		return FromInterval{}, err
	}
	width := math.Log(upper / lower)
	if upper < 2*lower {
		width = math.Log1p((upper - lower) / lower)
	}
	log := math.Log(estimate)
	return fromWidth(log, width, math.Sqrt(lower)*math.Sqrt(upper), level), nil
}

// OfDifference returns the standard error, z and two-sided p-value behind a difference published with its limits at a level:
// SE = (upper - lower)/(2z), z = estimate/SE.
//
// Source: Altman & Bland (2011), BMJ 343:d2304.
func OfDifference(estimate, lower, upper, level float64) (FromInterval, error) {
	if err := arg.First(
		arg.Finite("estimate", estimate), arg.Finite("lower", lower), arg.Finite("upper", upper),
		checkOrder(lower, upper), arg.Level(level),
	); err != nil {
		return FromInterval{}, err
	}
	return fromWidth(estimate, upper-lower, lower+(upper-lower)/2, level), nil
}

func fromWidth(estimate, width, mid, level float64) FromInterval {
	se := width / (2 * dist.Z(arg.Tail(level)))
	z := estimate / se
	return FromInterval{se, z, dist.NormalTwoSided(z), mid}
}

func checkOrder(lower, upper float64) error {
	if lower >= upper {
		return &arg.Error{Arg: "lower", Got: arg.Float(lower), Want: "less than upper = " + arg.Float(upper)}
	}
	return nil
}
