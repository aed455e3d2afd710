// Package arg checks the arguments of estimates and names the one that cannot be used.
package arg

import (
	"fmt"
	"math"
	"strconv"
)

// An Error says which argument of an estimate cannot be used, what it was, and what was wanted.
type Error struct {
	Arg  string // the parameter's name, with an index where it is a list: "events[3]"
	Got  string
	Want string
}

func (e *Error) Error() string { return fmt.Sprintf("%s is %s, want %s", e.Arg, e.Got, e.Want) }

// MaxCount is the largest count that estimates take. Exact methods need some sqrt(count) steps, and every smaller whole
// number is a float64.
const MaxCount = 1_000_000_000_000

// Float writes a number as messages and JSON do.
func Float(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// Count checks a count of events or of people.
func Count(name string, k int) error {
	switch {
	case k < 0:
		return &Error{name, strconv.Itoa(k), "0 or more"}
	case k > MaxCount:
		return &Error{name, strconv.Itoa(k), "at most 1e12"}
	}
	return nil
}

// Total checks the size of a group.
func Total(name string, n int) error {
	if n == 0 {
		return &Error{name, "0", "1 or more"}
	}
	return Count(name, n)
}

// Part checks a count that is part of a total, and the total.
func Part(name string, k int, totalName string, n int) error {
	if err := Total(totalName, n); err != nil {
		return err
	}
	if err := Count(name, k); err != nil {
		return err
	}
	if k > n {
		return &Error{name, strconv.Itoa(k), fmt.Sprintf("at most %s = %d", totalName, n)}
	}
	return nil
}

// Finite checks a number of any sign.
func Finite(name string, v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return &Error{name, Float(v), "a finite number"}
	}
	return nil
}

// Positive checks an exposure, an expectation or a degree of freedom. Outside 1e-100 to 1e100, products of two of them leave
// the range of float64.
func Positive(name string, v float64) error {
	if !(v > 0) || math.IsInf(v, 1) {
		return &Error{name, Float(v), "a finite number above 0"}
	}
	if v < 1e-100 || v > 1e100 {
		return &Error{name, Float(v), "a number between 1e-100 and 1e100"}
	}
	return nil
}

// NotNegative checks a weight, a standard error or a statistic that cannot be negative.
func NotNegative(name string, v float64) error {
	if !(v >= 0) || math.IsInf(v, 1) {
		return &Error{name, Float(v), "a finite number of 0 or more"}
	}
	return nil
}

// Chance checks a probability, which may be 0 or 1.
func Chance(name string, p float64) error {
	if !(p >= 0 && p <= 1) {
		return &Error{name, Float(p), "a probability between 0 and 1"}
	}
	return nil
}

// Level checks the level of an interval, a fraction such as 0.95.
func Level(level float64) error {
	if !(level > 0 && level < 1) {
		return &Error{"level", Float(level), "a fraction between 0 and 1, such as 0.95"}
	}
	return nil
}

// Index names an element of a list.
func Index(name string, i int) string { return fmt.Sprintf("%s[%d]", name, i) }

// SameLength checks that two lists go together.
func SameLength(name string, n int, other string, m int) error {
	if n != m {
		return &Error{name, fmt.Sprintf("a list of %d", n), fmt.Sprintf("as many as %s, %d", other, m)}
	}
	return nil
}

// First returns the first error of its arguments.
func First(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
