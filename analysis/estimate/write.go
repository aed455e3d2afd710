package estimate

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// places returns how many decimals show two digits of a width, at least least and at most twelve.
func places(width float64, least int) int {
	if !(width > 0) || math.IsInf(width, 0) {
		return max(least, 3)
	}
	return min(12, max(least, 1-int(math.Floor(math.Log10(width)))))
}

// fixed writes a number with that many decimals, commas between groups of three digits, and a true minus sign.
func fixed(v float64, decimals int) string {
	switch {
	case math.IsNaN(v):
		return "undefined"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	case math.Abs(v) >= 1e15:
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	s := roundedText(math.Abs(v), decimals)
	whole, fraction, point := strings.Cut(s, ".")
	s = groupDigits(whole)
	if point {
		s += "." + fraction
	}
	if v < 0 && strings.Trim(s, "0.,") != "" {
		s = "−" + s
	}
	return s
}

// roundedText rounds half away from zero what is left of a number at 12 digits: 2.05 is 2.1, although the float64 nearest to it
// lies below.
func roundedText(v float64, decimals int) string {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'e', 11, 64))
	if !ok {
		return strconv.FormatFloat(v, 'f', decimals, 64)
	}
	return r.FloatString(decimals)
}

func groupDigits(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// integer writes a count.
func integer(n int) string { return groupDigits(strconv.Itoa(n)) }

// amount writes a number as it was given.
func amount(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return fixed(v, 0)
	}
	return strings.Replace(strconv.FormatFloat(v, 'g', 12, 64), "-", "−", 1)
}

// significant writes a number with three digits, or more where its whole part has more.
func significant(v float64) string {
	a := math.Abs(v)
	if v != 0 && (a < 1e-6 || a >= 1e15) && !math.IsInf(v, 0) {
		return strings.Replace(strconv.FormatFloat(v, 'g', 3, 64), "-", "−", 1)
	}
	if a == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return fixed(v, 0)
	}
	return fixed(v, max(0, 2-int(math.Floor(math.Log10(a)))))
}

// percentText writes a fraction as a percentage.
func percentText(v float64, decimals int) string { return fixed(100*v, decimals) + "%" }

// levelText writes a level as a percentage.
func levelText(level float64) string { return strconv.FormatFloat(100*level, 'g', 12, 64) + "%" }

// pText writes a p-value as papers do.
func pText(p float64) string {
	switch {
	case math.IsNaN(p):
		return "p is undefined"
	case p < 0.0001:
		return "p < 0.0001"
	case p > 0.9999:
		return "p = 1.0"
	}
	d := max(2, 1-int(math.Floor(math.Log10(p))))
	for d < 12 && crosses(p, d) {
		d++
	}
	return "p = " + strconv.FormatFloat(p, 'f', d, 64)
}

// crosses reports whether rounding to d decimals puts a p-value on another side of a customary bound, as 0.0496 to 0.050.
func crosses(p float64, d int) bool {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(p, 'f', d, 64), 64)
	if err != nil {
		return false
	}
	for _, bound := range []float64{0.05, 0.01, 0.001} {
		if (p < bound) != (rounded < bound) {
			return true
		}
	}
	return false
}
