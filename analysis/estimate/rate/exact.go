package rate

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// Garwood returns the exact Poisson interval: below it, so many events or more have a probability of less than α/2, above
// it, so few or fewer. The limits are gamma quantiles; without events they are 0 and -ln(α/2), two-sided.
//
// It covers at least as often as it says. It is recount's choice for a rate.
//
// Source: Garwood (1936), Biometrika 28:437–442.
func Garwood(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	lo, hi := garwood(float64(events), arg.Tail(level))
	return of(lo, hi, exposure, level), nil
}

// garwood returns the limits for the expected count.
func garwood(x, tail float64) (lo, hi float64) {
	if x == 0 {
		return 0, -math.Log(tail)
	}
	return math.Exp(dist.NewGamma(x).LogLower(tail)), math.Exp(dist.NewGamma(x + 1).LogUpper(tail))
}

// MidP returns the exact Poisson interval in which the outcome observed counts half: the expected counts at which
// P(X > x) + ½P(X = x) and P(X < x) + ½P(X = x) are α/2. Without events the upper one is -ln α.
//
// Source: Cohen & Yang (1994), Stat. Med. 13:2189–2203; Berry & Armitage (1995), Statistician 44:417–423.
func MidP(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	x, tail := float64(events), arg.Tail(level)
	if events == 0 {
		return of(0, -math.Log(2*tail), exposure, level), nil
	}
	return of(math.Exp(dist.PoissonMidLow(x, tail)), math.Exp(dist.PoissonMidHigh(x, tail)), exposure, level), nil
}

// Jeffreys returns the equal-tailed credible interval under Jeffreys' prior: quantiles of the gamma distribution of shape
// x + ½, over the exposure. Without events it leaves the estimate out.
//
// Source: Brown, Cai & DasGupta (2003), Stat. Sin. 13:19–49.
func Jeffreys(events int, exposure, level float64) (Interval, error) {
	if err := check(events, exposure, level); err != nil {
		return Interval{}, err
	}
	d, tail := dist.NewGamma(float64(events)+0.5), arg.Tail(level)
	return of(math.Exp(d.LogLower(tail)), math.Exp(d.LogUpper(tail)), exposure, level), nil
}
