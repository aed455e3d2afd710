// Package ratio compares two groups: ratios and differences of rates, risks and odds, and percent changes, with their
// confidence intervals.
//
// The subject comes first and the reference second: RateExact(xinjiang, china, 0.95) is the rate in Xinjiang over the rate
// in all of China. Functions take counts with their exposures or totals, never rounded rates. A zero count is data: a ratio
// is then 0 or infinite, and a method that cannot say more returns NaN limits rather than an error.
package ratio

import (
	"fmt"
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/interval"
)

// An Interval holds the limits of a confidence interval.
type Interval = interval.Interval

// A Rate is a count of events and the exposure in which they happened.
type Rate struct {
	Events   int
	Exposure float64
}

// A Risk is a count of cases among the members of a closed group.
type Risk struct {
	Cases, N int
}

// A RateMethod compares two rates, a RiskMethod two risks (or their odds), at a level such as 0.95.
//
// They return an error that names the argument, "subject.Events" or "reference.N", if a count is below 0 or above 1e12, an
// exposure is not a finite number above 0, a group is empty, or level is outside (0, 1).
type (
	RateMethod func(subject, reference Rate, level float64) (Interval, error)
	RiskMethod func(subject, reference Risk, level float64) (Interval, error)
)

// EachRate applies a method to every pair of rates. The error names the index of the pair that cannot be used.
func EachRate(method RateMethod, subjects, references []Rate, level float64) ([]Interval, error) {
	return each(method, subjects, references, level)
}

// EachRisk applies a method to every pair of risks.
func EachRisk(method RiskMethod, subjects, references []Risk, level float64) ([]Interval, error) {
	return each(method, subjects, references, level)
}

func each[T Rate | Risk](method func(subject, reference T, level float64) (Interval, error), subjects, references []T, level float64) ([]Interval, error) {
	if err := arg.SameLength("subjects", len(subjects), "references", len(references)); err != nil {
		return nil, err
	}
	out := make([]Interval, len(subjects))
	for i := range subjects {
		iv, err := method(subjects[i], references[i], level)
		if err != nil {
			return nil, fmt.Errorf("pair %d: %w", i, err)
		}
		out[i] = iv
	}
	return out, nil
}

func (r Rate) check(name string) error {
	return arg.First(arg.Count(name+".Events", r.Events), arg.Positive(name+".Exposure", r.Exposure))
}

func (r Risk) check(name string) error { return arg.Part(name+".Cases", r.Cases, name+".N", r.N) }

func checkRates(subject, reference Rate, level float64) error {
	return arg.First(subject.check("subject"), reference.check("reference"), arg.Level(level))
}

func checkRisks(subject, reference Risk, level float64) error {
	return arg.First(subject.check("subject"), reference.check("reference"), arg.Level(level))
}

// z returns the normal quantile of a two-sided level.
func z(level float64) float64 { return dist.Z(arg.Tail(level)) }

// quotient returns (a/b)·(c/d), with 0/0 NaN.
func quotient(a, b, c, d float64) float64 { return a / b * (c / d) }

// around returns exp(log ± z·se).
func around(log, se, level float64) Interval {
	half := z(level) * se
	return Interval{Lo: math.Exp(log - half), Hi: math.Exp(log + half), Level: level}
}
