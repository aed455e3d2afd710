package ratio

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/interval"
)

// Change returns the percent change from one rate to another: 100·(r/r₀ - 1). A rise from 0 is infinite, 0/0 is NaN.
func Change(from, to Rate) float64 {
	over := dist.ProductDiff(float64(to.Events), from.Exposure, float64(from.Events), to.Exposure)
	return 100 * (over / to.Exposure / from.Exposure) / (float64(from.Events) / from.Exposure)
}

// ChangeWaldLog, ChangeExact, ChangeMidP and ChangeScore return the interval of the percent change from one rate to another:
// 100·(L - 1) for the limits L of the rate ratio. See RateWaldLog, RateExact, RateMidP and RateScore for the methods and their
// sources. Errors name "from" and "to".
func ChangeWaldLog(from, to Rate, level float64) (Interval, error) {
	return change(rateWaldLog, from, to, level)
}

// ChangeExact is the exact conditional interval; see ChangeWaldLog and RateExact.
func ChangeExact(from, to Rate, level float64) (Interval, error) {
	return change(rateExact, from, to, level)
}

// ChangeMidP is the mid-P interval; see ChangeWaldLog and RateMidP.
func ChangeMidP(from, to Rate, level float64) (Interval, error) {
	return change(rateMidP, from, to, level)
}

// ChangeScore is the score interval; see ChangeWaldLog and RateScore.
func ChangeScore(from, to Rate, level float64) (Interval, error) {
	return change(rateScore, from, to, level)
}

func change(method func(subject, reference Rate, level float64) (logLimits, error), from, to Rate, level float64) (Interval, error) {
	if err := arg.First(from.check("from"), to.check("to"), arg.Level(level)); err != nil {
		return Interval{}, err
	}
	l, err := method(to, from, level)
	return Interval{Lo: 100 * math.Expm1(l.lo), Hi: 100 * math.Expm1(l.hi), Level: level}, err
}

// A Measured is an estimate published with its standard error.
type Measured struct {
	Value, SE float64
}

// ChangeMeasured returns the percent change between two published estimates.
func ChangeMeasured(from, to Measured) float64 { return 100 * (to.Value - from.Value) / from.Value }

// ChangeDeltaLog returns 100·(R·exp(±z·√((s₀/y₀)² + (s/y)²)) - 1), R = y/y₀, for independent estimates y₀ and y with the
// standard errors s₀ and s. It is undefined, NaN, if y is 0. The value changed from must be above 0, neither may be negative.
//
// Source: Casella & Berger (2002), Statistical Inference, 2nd ed., section 5.5.4 (the delta method, on the log scale).
func ChangeDeltaLog(from, to Measured, level float64) (Interval, error) {
	if err := checkMeasured(from, to, level); err != nil {
		return Interval{}, err
	}
	if to.Value == 0 {
		return interval.Undefined(level), nil
	}
	half := z(level) * math.Hypot(from.SE/from.Value, to.SE/to.Value)
	log := logRatioOf(to.Value, from.Value)
	return Interval{Lo: 100 * math.Expm1(log-half), Hi: 100 * math.Expm1(log+half), Level: level}, nil
}

// logRatioOf returns ln(a/b), with its digits also where a is close to b.
func logRatioOf(a, b float64) float64 {
	if a > b/2 && a < 2*b {
		return math.Log1p((a - b) / b)
	}
	return math.Log(a / b)
}

// ChangeDelta returns 100·(R - 1 ± z·√(s² + R²s₀²)/y₀), R = y/y₀: the delta method on the plain scale. The lower limit may
// fall below -100.
//
// Source: Casella & Berger (2002), Statistical Inference, 2nd ed., section 5.5.4.
func ChangeDelta(from, to Measured, level float64) (Interval, error) {
	if err := checkMeasured(from, to, level); err != nil {
		return Interval{}, err
	}
	mid := ChangeMeasured(from, to)
	half := 100 * z(level) * math.Hypot(to.SE, to.Value/from.Value*from.SE) / from.Value
	return Interval{Lo: mid - half, Hi: mid + half, Level: level}, nil
}

// ChangeFieller returns Fieller's interval of the ratio of two independent normal estimates, as a percent change: all R with
// |y - R·y₀| ≤ z·√(s² + R²s₀²). Where y₀ is not significantly above 0, g = (z·s₀/y₀)² ≥ 1, that is no interval, and the
// limits are NaN.
//
// Source: Fieller (1954), J. R. Stat. Soc. B 16:175–185.
func ChangeFieller(from, to Measured, level float64) (Interval, error) {
	if err := checkMeasured(from, to, level); err != nil {
		return Interval{}, err
	}
	zed := z(level)
	g := zed * from.SE / from.Value * (zed * from.SE / from.Value)
	if g >= 1 {
		return interval.Undefined(level), nil
	}
	// With D = R - 1, the limits of D are those of R less one: (R̂ - 1 + g ± half)/(1 - g).
	r := to.Value / from.Value
	mid := (to.Value-from.Value)/from.Value + g
	half := zed / from.Value * math.Sqrt(to.SE*to.SE*(1-g)+r*r*from.SE*from.SE)
	return Interval{Lo: 100 * (mid - half) / (1 - g), Hi: 100 * (mid + half) / (1 - g), Level: level}, nil
}

func checkMeasured(from, to Measured, level float64) error {
	return arg.First(
		arg.Positive("from.Value", from.Value), arg.NotNegative("from.SE", from.SE),
		arg.NotNegative("to.Value", to.Value), arg.NotNegative("to.SE", to.SE),
		arg.Level(level),
	)
}
