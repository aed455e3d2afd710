package ratio

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/proportion"
	"recount/analysis/estimate/rate"
)

// OfRates returns the rate ratio: 0 without events in the subject, infinite without events in the reference, NaN for 0/0.
func OfRates(subject, reference Rate) float64 {
	return quotient(float64(subject.Events), float64(reference.Events), reference.Exposure, subject.Exposure)
}

// logLimits are limits of the log of a rate ratio. Methods share them with percent changes, which near zero would lose
// their digits in ratio - 1.
type logLimits struct{ lo, hi float64 }

func (l logLimits) ratio(level float64) Interval {
	return Interval{Lo: math.Exp(l.lo), Hi: math.Exp(l.hi), Level: level}
}

// logExposure is the log of what turns the odds of an event being the subject's into the rate ratio.
func logExposure(subject, reference Rate) float64 {
	return math.Log(reference.Exposure / subject.Exposure)
}

// RateWaldLog returns exp(ln R ± z·√(1/x₁ + 1/x₂)). It is undefined, NaN, if either count is 0.
//
// Source: Rothman & Greenland (1998), Modern Epidemiology, 2nd ed., chapter 14.
func RateWaldLog(subject, reference Rate, level float64) (Interval, error) {
	l, err := rateWaldLog(subject, reference, level)
	return l.ratio(level), err
}

func rateWaldLog(subject, reference Rate, level float64) (logLimits, error) {
	if err := checkRates(subject, reference, level); err != nil {
		return logLimits{}, err
	}
	if subject.Events == 0 || reference.Events == 0 {
		return logLimits{math.NaN(), math.NaN()}, nil
	}
	x1, x2 := float64(subject.Events), float64(reference.Events)
	log := math.Log(x1/x2) + logExposure(subject, reference)
	half := z(level) * math.Sqrt(1/x1+1/x2)
	return logLimits{log - half, log + half}, nil
}

// RateExact returns the exact conditional interval: given the sum of both counts, the subject's is binomial, and the
// Clopper–Pearson limits of its chance π are limits of the ratio, π/(1-π)·t₂/t₁. It is recount's choice for a rate ratio.
//
// Source: Przyborowski & Wilenski (1940), Biometrika 31:313–323; Clopper & Pearson (1934), Biometrika 26:404–413.
func RateExact(subject, reference Rate, level float64) (Interval, error) {
	l, err := rateExact(subject, reference, level)
	return l.ratio(level), err
}

func rateExact(subject, reference Rate, level float64) (logLimits, error) {
	return rateConditional(subject, reference, level, func(k, n, tail float64) float64 {
		return dist.NewBeta(k, n-k+1).Logit(tail)
	})
}

// RateMidP returns the exact conditional interval in which the outcome observed counts half; see RateExact and
// proportion.MidP.
//
// Source: Berry & Armitage (1995), Statistician 44:417–423; Rothman & Greenland (1998), Modern Epidemiology, 2nd ed.,
// chapter 14.
func RateMidP(subject, reference Rate, level float64) (Interval, error) {
	l, err := rateMidP(subject, reference, level)
	return l.ratio(level), err
}

func rateMidP(subject, reference Rate, level float64) (logLimits, error) {
	return rateConditional(subject, reference, level, func(k, n, tail float64) float64 {
		if k == n { // ½π^n = α/2
			log := math.Log(2*tail) / n
			return log - math.Log(-math.Expm1(log))
		}
		return dist.BinomialMidLogit(k, n, tail)
	})
}

// rateConditional turns a lower limit for k > 0 of n, on the logit scale, into limits of the log rate ratio. The upper limit
// is the lower one with the groups exchanged.
func rateConditional(subject, reference Rate, level float64, lower func(k, n, tail float64) float64) (logLimits, error) {
	if err := checkRates(subject, reference, level); err != nil {
		return logLimits{}, err
	}
	x1, x2, tail := float64(subject.Events), float64(reference.Events), arg.Tail(level)
	l := logLimits{math.Inf(-1), math.Inf(1)}
	if x1 > 0 {
		l.lo = lower(x1, x1+x2, tail) + logExposure(subject, reference)
	}
	if x2 > 0 {
		l.hi = -lower(x2, x1+x2, tail) + logExposure(subject, reference)
	}
	return l, nil
}

// RateScore returns the score interval: given the sum of both counts, Wilson's limits of the subject's chance π, turned into
// limits of the ratio π/(1-π)·t₂/t₁.
//
// Source: Graham, Mengersen & Morton (2003), Stat. Med. 22:2071–2083.
func RateScore(subject, reference Rate, level float64) (Interval, error) {
	l, err := rateScore(subject, reference, level)
	return l.ratio(level), err
}

func rateScore(subject, reference Rate, level float64) (logLimits, error) {
	if err := checkRates(subject, reference, level); err != nil {
		return logLimits{}, err
	}
	l := logLimits{math.Inf(-1), math.Inf(1)}
	n := subject.Events + reference.Events
	if n == 0 {
		return l, nil
	}
	of, err := proportion.Wilson(subject.Events, n, level)
	if err != nil {
		return logLimits{}, err
	}
	rest, err := proportion.Wilson(reference.Events, n, level)
	if err != nil {
		return logLimits{}, err
	}
	shift := logExposure(subject, reference)
	return logLimits{math.Log(of.Lo/rest.Hi) + shift, math.Log(of.Hi/rest.Lo) + shift}, nil
}

// RateMover returns the interval of the ratio recovered from the score intervals (l₁, u₁) and (l₂, u₂) of the two rates:
// (r₁r₂ - √((r₁r₂)² - l₁u₂(2r₁-l₁)(2r₂-u₂))) / (u₂(2r₂-u₂)), and likewise above with u₁ and l₂.
//
// Source: Donner & Zou (2012), Stat. Methods Med. Res. 21:347–359; for Poisson rates Li, Tang & Wong (2014), Comput. Stat.
// 29:869–889.
func RateMover(subject, reference Rate, level float64) (Interval, error) {
	if err := checkRates(subject, reference, level); err != nil {
		return Interval{}, err
	}
	// The limits are taken of the counts: the exposures come in at the end.
	one, err := rate.Score(subject.Events, 1, level)
	if err != nil {
		return Interval{}, err
	}
	two, err := rate.Score(reference.Events, 1, level)
	if err != nil {
		return Interval{}, err
	}
	x1, x2 := float64(subject.Events), float64(reference.Events)
	scale := reference.Exposure / subject.Exposure
	iv := Interval{Lo: 0, Hi: math.Inf(1), Level: level}
	if x1 > 0 {
		below := one.Lo * (2*x1 - one.Lo)
		iv.Lo = scale * below / (x1*x2 + math.Sqrt(x1*x1*x2*x2-below*two.Hi*(2*x2-two.Hi)))
	}
	if x2 > 0 {
		above := two.Lo * (2*x2 - two.Lo)
		iv.Hi = scale * (x1*x2 + math.Sqrt(x1*x1*x2*x2-one.Hi*(2*x1-one.Hi)*above)) / above
	}
	return iv, nil
}
