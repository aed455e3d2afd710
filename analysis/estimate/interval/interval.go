// Package interval holds the confidence interval that every estimate returns.
package interval

import "math"

// An Interval holds the limits of a two-sided confidence interval and its level, a fraction such as 0.95. Limits are NaN
// where the method is undefined for the counts, and infinite where nothing bounds them.
type Interval struct {
	Lo, Hi, Level float64
}

// Defined reports whether the method gave limits.
func (iv Interval) Defined() bool { return !math.IsNaN(iv.Lo) && !math.IsNaN(iv.Hi) }

// Contains reports whether v lies between the limits, both included.
func (iv Interval) Contains(v float64) bool { return iv.Lo <= v && v <= iv.Hi }

// Times returns the interval of c times the quantity, as for a rate per 100,000.
func (iv Interval) Times(c float64) Interval {
	if c < 0 {
		return Interval{iv.Hi * c, iv.Lo * c, iv.Level}
	}
	return Interval{iv.Lo * c, iv.Hi * c, iv.Level}
}

// Undefined is the answer of a method that has none for the counts given.
func Undefined(level float64) Interval { return Interval{math.NaN(), math.NaN(), level} }
