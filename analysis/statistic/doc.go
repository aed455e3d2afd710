// Package statistic computes the statistics that a study names, and the arithmetic behind a sentence.
//
// A study's statistics.yaml lists what is derived from its observations: each statistic has an id, a
// title and one operation of a small closed set (ratio, change, share, rate, …) over observations and
// other statistics. Load reads the file strictly, computes everything and returns either all statistics
// or all faults, each with its place. A Result carries the value, the interval that its inputs leave
// open, the unit, the formula as people write it, the inputs and their sources, and what stands in doubt.
//
// The operations are functions of Quantities too, for arithmetic that no file names: Ratio, Change,
// Difference, Share, Sum, Complement, Rate, Duration, Attainable. All are exact on rationals and check
// units; a logarithm, which only a trend needs, says so by Result.Float.
//
// # Intervals
//
// An input is the set of numbers it may stand for: those that round to it, its range, or what its hedge
// admits. Every operation is monotone in each argument, so that the ends of a result are its values at the
// ends of the arguments (NUMERICS, "Propagation"). Where one observation goes into a formula twice, as in
// a ÷ (a + b), its ends are tried together, and the interval is no wider than it must be; where the
// formula is not monotone in it, the result says that its interval may be too wide. An input without a
// best value (a range, a bound, "about") gives a result without one.
//
// Confidence intervals are something else: only a sample has one unasked, and any other design needs a
// model by name (package estimate decides, and words the caveat).
//
// Finding observations is package datasets' task, judging a sentence package claim's, printing package
// render's.
package statistic
