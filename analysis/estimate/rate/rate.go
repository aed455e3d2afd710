// Package rate computes rates with their confidence intervals: events over the exposure in which they happened, such as
// births over the inhabitants of a year.
//
// Functions take the count of events and the exposure, and return events per unit of exposure; Interval.Times turns that
// into a rate per 100,000. A published rate without its count gets no interval here: 243 per 100,000 may be 24 events or
// 60,440.
//
// The interval describes chance: what other counts the same process might have given. It does not describe how well the
// events were counted.
//
// A standardised mortality ratio is a rate too: its exposure is the number of events expected.
package rate

import (
	"fmt"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/interval"
)

// An Interval holds the limits of a confidence interval, per unit of exposure.
type Interval = interval.Interval

// A Method computes the interval for a rate at a level such as 0.95. The methods for a single rate are of this type.
//
// It returns an error that names the argument if events is below 0 or above 1e12, exposure is not a finite number above 0,
// or level is outside (0, 1). No events are data.
type Method func(events int, exposure, level float64) (Interval, error)

// Each applies a method to every pair of a count and its exposure, all at one level. The error names the index of the pair
// that cannot be used.
func Each(method Method, events []int, exposure []float64, level float64) ([]Interval, error) {
	if err := arg.SameLength("events", len(events), "exposure", len(exposure)); err != nil {
		return nil, err
	}
	out := make([]Interval, len(events))
	for i := range events {
		iv, err := method(events[i], exposure[i], level)
		if err != nil {
			return nil, fmt.Errorf("pair %d: %w", i, err)
		}
		out[i] = iv
	}
	return out, nil
}

func check(events int, exposure, level float64) error {
	return arg.First(arg.Count("events", events), arg.Positive("exposure", exposure), arg.Level(level))
}

// of returns the interval for a rate from limits of the expected count.
func of(lo, hi, exposure, level float64) Interval {
	return Interval{Lo: lo / exposure, Hi: hi / exposure, Level: level}
}
