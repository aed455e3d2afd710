// Package proportion computes proportions with their confidence intervals.
//
// A proportion is a numerator counted inside its own denominator: 26 of the 40 people interviewed. Functions take the two
// counts, never a rounded percentage, and return fractions in [0, 1].
//
// Whether an interval means anything depends on how the n were chosen: people who agreed to an interview are no random
// sample. The caller decides, and says so in the figure's note.
package proportion

import (
	"fmt"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/interval"
)

// An Interval holds the limits of a confidence interval as fractions.
type Interval = interval.Interval

// A Method computes the interval for k of n at a level such as 0.95. Every method of this package is one.
//
// It returns an error that names the argument if n < 1, k is outside [0, n], a count is above 1e12, or level is outside
// (0, 1). Counts of 0 and of n are data.
type Method func(k, n int, level float64) (Interval, error)

// Each applies a method to every pair of counts, all at one level. The error names the index of the pair that cannot be used.
func Each(method Method, k, n []int, level float64) ([]Interval, error) {
	if err := arg.SameLength("k", len(k), "n", len(n)); err != nil {
		return nil, err
	}
	out := make([]Interval, len(k))
	for i := range k {
		iv, err := method(k[i], n[i], level)
		if err != nil {
			return nil, fmt.Errorf("pair %d: %w", i, err)
		}
		out[i] = iv
	}
	return out, nil
}

func check(k, n int, level float64) error {
	return arg.First(arg.Part("k", k, "n", n), arg.Level(level))
}
