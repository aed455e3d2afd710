package number

import (
	"math/big"
	"strings"
)

// Format prints r for people: rounded half away from zero to places digits after the point (negative:
// to tens, hundreds …), thousands grouped by commas, a real minus sign, never "−0".
func Format(r *big.Rat, places int) string {
	d := FromRat(r, -places)
	return Group(d.String())
}

// Group puts thousands commas and a real minus sign into the text of a Decimal.
func Group(s string) string {
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, point := strings.Cut(s, ".")
	var b strings.Builder
	if neg && strings.Trim(s, "0.") != "" {
		b.WriteString("−")
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if point {
		b.WriteByte('.')
		b.WriteString(frac)
	}
	return b.String()
}

// Significant returns the number of digits after the point (negative: before it) that shows n
// significant digits of r: 2 for n = 3 and 7.5701, 0 for 243.
func Significant(r *big.Rat, n int) int {
	if r.Sign() == 0 {
		return n - 1
	}
	abs := new(big.Rat).Abs(r)
	// The magnitude by digit counts of numerator and denominator, then one exact correction.
	m := len(abs.Num().String()) - len(abs.Denom().String())
	if abs.Cmp(pow10Rat(m)) < 0 {
		m--
	}
	return n - 1 - m
}

// Plain prints r to n significant digits without grouping or trailing zeros, as JSON carries it:
// all digits when it ends within n of them.
func Plain(r *big.Rat, n int) string {
	places := max(Significant(r, n), 0)
	s := FromRat(r, -places).String()
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

func pow10Rat(n int) *big.Rat {
	if n >= 0 {
		return new(big.Rat).SetInt(pow10(n))
	}
	return new(big.Rat).SetFrac(one, pow10(-n))
}
