// Package trend fits trends to series: lines, annual percent changes, Poisson rates over time, and series interrupted at a
// known point, with standard errors, limits and p-values.
//
// Least squares are computed exactly on the numbers as written: 0.1 means one tenth, and the normal equations are solved with
// 256 bits, so that years near 2000 cost no digits and a series that lies exactly on its line has no residuals. Series must
// hold at least one point more than the model has parameters.
//
// A fit describes the series it was given. Points in time are rarely independent, and a model chosen after looking at the
// points has limits that are too narrow: callers say so beside the result.
package trend

import (
	"fmt"
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/interval"
)

// An Interval holds the limits of a confidence interval.
type Interval = interval.Interval

// A Coefficient is a parameter of a fit: its value, standard error, the statistic value/SE with its two-sided p-value, and
// limits. After least squares the statistic is Student's t, after a Poisson fit a normal z.
type Coefficient struct {
	Value, SE, Statistic, P float64
	Interval
}

// A Percent is a percent change a year with its limits: 100·(e^b - 1) for a slope b of logarithms.
type Percent struct {
	Value float64
	Interval
}

// percent turns a slope on the log scale into a percent change.
func percent(value float64, iv Interval) Percent {
	return Percent{100 * math.Expm1(value), Interval{
		Lo: 100 * math.Expm1(iv.Lo), Hi: 100 * math.Expm1(iv.Hi), Level: iv.Level,
	}}
}

// student completes a coefficient of a least-squares fit with df degrees of freedom.
func student(value, se float64, df int, level float64) Coefficient {
	c := Coefficient{Value: value, SE: se, Statistic: value / se}
	c.P = math.NaN() // 0/0: nothing varies
	if !math.IsNaN(c.Statistic) {
		c.P = dist.TTwoSided(c.Statistic, float64(df))
	}
	half := dist.TQuantile(arg.Tail(level), float64(df)) * se
	c.Interval = Interval{Lo: value - half, Hi: value + half, Level: level}
	return c
}

// checkSeries checks two lists of finite numbers, one point each.
func checkSeries(xName string, x []float64, yName string, y []float64) error {
	if err := arg.SameLength(yName, len(y), xName, len(x)); err != nil {
		return err
	}
	for i := range x {
		if err := arg.First(arg.Finite(arg.Index(xName, i), x[i]), arg.Finite(arg.Index(yName, i), y[i])); err != nil {
			return err
		}
	}
	return nil
}

// maxPoints bounds a series: exact arithmetic takes some 500 bytes and five microseconds a point.
const maxPoints = 100_000

// checkPoints checks that a series has more points than a model has parameters.
func checkPoints(name string, n, parameters int) error {
	if n <= parameters {
		return &arg.Error{Arg: name, Got: fmt.Sprintf("a list of %d", n), Want: fmt.Sprintf("%d points or more", parameters+1)}
	}
	if n > maxPoints {
		return &arg.Error{Arg: name, Got: fmt.Sprintf("a list of %d", n), Want: fmt.Sprintf("at most %d points", maxPoints)}
	}
	return nil
}

// logs returns the natural logarithms of a series, which must be above 0.
func logs(name string, y []float64) ([]float64, error) {
	out := make([]float64, len(y))
	for i, v := range y {
		if err := arg.Positive(arg.Index(name, i), v); err != nil {
			return nil, err
		}
		out[i] = math.Log(v)
	}
	return out, nil
}
