package ratio

import (
	"math"

	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/proportion"
	"recount/analysis/estimate/rate"
)

// RateDifference returns the rate in the subject less the rate in the reference.
func RateDifference(subject, reference Rate) float64 {
	return dist.ProductDiff(float64(subject.Events), reference.Exposure, float64(reference.Events), subject.Exposure) /
		subject.Exposure / reference.Exposure
}

// RateDifferenceWald returns d ± z·√(x₁/t₁² + x₂/t₂²).
//
// Source: Rothman & Greenland (1998), Modern Epidemiology, 2nd ed., chapter 14.
func RateDifferenceWald(subject, reference Rate, level float64) (Interval, error) {
	if err := checkRates(subject, reference, level); err != nil {
		return Interval{}, err
	}
	se := math.Hypot(math.Sqrt(float64(subject.Events))/subject.Exposure, math.Sqrt(float64(reference.Events))/reference.Exposure)
	d, half := RateDifference(subject, reference), z(level)*se
	return Interval{Lo: d - half, Hi: d + half, Level: level}, nil
}

// RateDifferenceMover returns the interval of the difference recovered from an interval of each rate, (l₁, u₁) and (l₂, u₂):
// d - √((r₁-l₁)² + (u₂-r₂)²) and d + √((u₁-r₁)² + (r₂-l₂)²). With rate.Score, rate.Garwood, rate.Byar and rate.Jeffreys
// these are the four methods that recount names.
//
// Source: Zou & Donner (2008), Stat. Med. 27:1693–1702; for Poisson rates Li, Tang, Poon & Tang (2011), Commun. Stat. Simul.
// Comput. 40:1478–1493.
func RateDifferenceMover(method rate.Method, subject, reference Rate, level float64) (Interval, error) {
	if err := checkRates(subject, reference, level); err != nil {
		return Interval{}, err
	}
	one, err := method(subject.Events, subject.Exposure, level)
	if err != nil {
		return Interval{}, err
	}
	two, err := method(reference.Events, reference.Exposure, level)
	if err != nil {
		return Interval{}, err
	}
	r1, r2 := float64(subject.Events)/subject.Exposure, float64(reference.Events)/reference.Exposure
	return mover(RateDifference(subject, reference), r1, r2, one, two), nil
}

// mover returns the interval of a difference d of r1 and r2 from an interval of each.
func mover(d, r1, r2 float64, one, two Interval) Interval {
	return Interval{
		Lo:    d - math.Hypot(r1-one.Lo, two.Hi-r2),
		Hi:    d + math.Hypot(one.Hi-r1, r2-two.Lo),
		Level: one.Level,
	}
}

// RiskDifference returns the risk in the subject less the risk in the reference.
func RiskDifference(subject, reference Risk) float64 {
	n1, n2 := float64(subject.N), float64(reference.N)
	return dist.ProductDiff(float64(subject.Cases), n2, float64(reference.Cases), n1) / n1 / n2
}

// RiskDifferenceWald returns d ± z·√(p₁(1-p₁)/n₁ + p₂(1-p₂)/n₂). The limits are not clipped to [-1, 1].
//
// Source: Newcombe (1998), Stat. Med. 17:873–890, method 1, on its faults.
func RiskDifferenceWald(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	se := math.Hypot(standardError(float64(subject.Cases), float64(subject.N)), standardError(float64(reference.Cases), float64(reference.N)))
	d, half := RiskDifference(subject, reference), z(level)*se
	return Interval{Lo: d - half, Hi: d + half, Level: level}, nil
}

func standardError(x, n float64) float64 { return math.Sqrt(x/n*((n-x)/n)) / math.Sqrt(n) }

// RiskDifferenceAgrestiCaffo returns the Wald interval of the table to which one case and one non-case are added in each
// group. The limits are not clipped to [-1, 1].
//
// Source: Agresti & Caffo (2000), Am. Stat. 54:280–288.
func RiskDifferenceAgrestiCaffo(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	x1, n1 := float64(subject.Cases)+1, float64(subject.N)+2
	x2, n2 := float64(reference.Cases)+1, float64(reference.N)+2
	d := dist.ProductDiff(x1, n2, x2, n1) / n1 / n2
	half := z(level) * math.Hypot(standardError(x1, n1), standardError(x2, n2))
	return Interval{Lo: d - half, Hi: d + half, Level: level}, nil
}

// RiskDifferenceNewcombe returns the interval of the difference recovered from Wilson's interval of each risk; see
// RateDifferenceMover for the formula. It is recount's choice for a risk difference.
//
// Source: Newcombe (1998), Stat. Med. 17:873–890, method 10.
func RiskDifferenceNewcombe(subject, reference Risk, level float64) (Interval, error) {
	return riskMover(proportion.Wilson, subject, reference, level)
}

// RiskDifferenceNewcombeCorrected is RiskDifferenceNewcombe with the continuity correction in Wilson's intervals.
//
// Source: Newcombe (1998), Stat. Med. 17:873–890, method 11.
func RiskDifferenceNewcombeCorrected(subject, reference Risk, level float64) (Interval, error) {
	return riskMover(proportion.WilsonCorrected, subject, reference, level)
}

func riskMover(method proportion.Method, subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	below1, above1, err := reach(method, subject, level)
	if err != nil {
		return Interval{}, err
	}
	below2, above2, err := reach(method, reference, level)
	if err != nil {
		return Interval{}, err
	}
	d := RiskDifference(subject, reference)
	return Interval{Lo: d - math.Hypot(below1, above2), Hi: d + math.Hypot(above1, below2), Level: level}, nil
}

// reach returns how far the limits of a risk lie below and above it. Above one half it measures them on the share of others,
// where a risk close to 1 leaves digits.
func reach(method proportion.Method, r Risk, level float64) (below, above float64, err error) {
	k := min(r.Cases, r.N-r.Cases)
	iv, err := method(k, r.N, level)
	p := float64(k) / float64(r.N)
	if k != r.Cases {
		return iv.Hi - p, p - iv.Lo, err
	}
	return p - iv.Lo, iv.Hi - p, err
}
