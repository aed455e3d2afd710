// Package number holds a number as it is written, and the arithmetic that respects it.
//
// A written number is more than its value: 32.1 and 32.10 claim different things, and "1.3 million"
// says nothing about the last 50,000. A Decimal keeps the digits and the place of the last one; an
// Interval is what such a number leaves open; a Hedge is the word before it ("about", "more than").
// All arithmetic is exact, on rationals; only printing rounds, half away from zero.
//
// The package reads and prints single numbers. Finding them in prose is package quantity's task,
// naming and computing statistics is package statistic's.
package number

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// MaxDigits is the longest number that is read: beyond it a run of digits is no quantity anyone
// reports, and exact arithmetic on it is only a way to burn time.
const MaxDigits = 400

// MaxExponent bounds the power of ten of the last digit, for the same reason.
const MaxExponent = 400

// A Decimal is coefficient × 10^exponent, where the exponent is the place of the last written digit:
// 32.10 is 3210 × 10^-2, "1.3 million" is 13 × 10^5. The zero Decimal is the integer 0.
type Decimal struct {
	coef int64
	exp  int32
	big  *big.Int // used instead of coef beyond 18 digits
}

// New returns coef × 10^exp.
func New(coef int64, exp int) Decimal { return Decimal{coef: coef, exp: int32(exp)} }

// NewBig returns coef × 10^exp for a coefficient of any size.
func NewBig(coef *big.Int, exp int) Decimal {
	if coef.IsInt64() {
		return Decimal{coef: coef.Int64(), exp: int32(exp)}
	}
	return Decimal{big: new(big.Int).Set(coef), exp: int32(exp)}
}

// Place is the power of ten of the last written digit: -1 for 32.1, 5 for "1.3 million".
func (d Decimal) Place() int { return int(d.exp) }

// Coefficient returns the digits as an integer, and whether they fit one.
func (d Decimal) Coefficient() (int64, bool) { return d.coef, d.big == nil }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	if d.big != nil {
		return d.big.Sign()
	}
	return cmpInt(d.coef, 0)
}

// IsInteger says whether the value is a whole number (2.0 is).
func (d Decimal) IsInteger() bool {
	if d.exp >= 0 {
		return true
	}
	return d.Rat().IsInt()
}

// Scale returns d times 10^n, with the last digit's place moved along: "1.3" scaled by 6 is "1.3 million".
func (d Decimal) Scale(n int) Decimal {
	d.exp += int32(n)
	return d
}

// Neg returns -d.
func (d Decimal) Neg() Decimal {
	if d.big != nil {
		return NewBig(new(big.Int).Neg(d.big), int(d.exp))
	}
	if d.coef == math.MinInt64 {
		return NewBig(new(big.Int).Neg(big.NewInt(d.coef)), int(d.exp))
	}
	d.coef = -d.coef
	return d
}

// Rat returns the exact value.
func (d Decimal) Rat() *big.Rat {
	c := d.big
	switch {
	case c == nil && d.exp == 0:
		return new(big.Rat).SetInt64(d.coef)
	case c == nil:
		c = big.NewInt(d.coef)
	}
	if d.exp >= 0 {
		return new(big.Rat).SetInt(new(big.Int).Mul(c, pow10(int(d.exp))))
	}
	return new(big.Rat).SetFrac(c, pow10(-int(d.exp)))
}

// Unit returns the place value of the last written digit, u in SEMANTICS: 1/10 for 32.1, 100,000 for "1.3 million".
func (d Decimal) Unit() *big.Rat { return pow10Rat(int(d.exp)) }

// Float64 returns the nearest float64; for drawing and scoring, never for judging.
func (d Decimal) Float64() float64 {
	if d.big == nil && d.exp == 0 {
		return float64(d.coef)
	}
	f, _ := d.Rat().Float64()
	return f
}

// String prints all written digits without grouping: "32.10", "1300000", "-0.4".
func (d Decimal) String() string { return string(d.Append(nil)) }

// Append appends String's text to dst.
func (d Decimal) Append(dst []byte) []byte {
	var buf [24]byte
	digits := buf[:0]
	neg := d.Sign() < 0
	if d.big != nil {
		digits = new(big.Int).Abs(d.big).Append(digits, 10)
	} else {
		u := uint64(d.coef)
		if neg {
			u = -u
		}
		digits = strconv.AppendUint(digits, u, 10)
	}
	if neg {
		dst = append(dst, '-')
	}
	if d.exp >= 0 {
		dst = append(dst, digits...)
		if d.Sign() != 0 {
			for range d.exp {
				dst = append(dst, '0')
			}
		}
		return dst
	}
	point := len(digits) + int(d.exp)
	if point <= 0 {
		dst = append(dst, '0', '.')
		for range -point {
			dst = append(dst, '0')
		}
		return append(dst, digits...)
	}
	dst = append(dst, digits[:point]...)
	dst = append(dst, '.')
	return append(dst, digits[point:]...)
}

// Equal says whether the values are equal, whatever their digits: 32.1 equals 32.10.
func (d Decimal) Equal(e Decimal) bool {
	if d.big == nil && e.big == nil && d.exp == e.exp {
		return d.coef == e.coef
	}
	return d.Rat().Cmp(e.Rat()) == 0
}

// ErrSyntax is wrapped by every error of Parse.
var ErrSyntax = errors.New("is not a number")

// Parse reads a plain decimal strictly: an optional sign (hyphen-minus, plus or U+2212), digits, at
// most one point with digits on both sides. Thousands commas are taken where they stand in their places.
// No spaces, exponents, hex, underscores, infinities: those are errors, as in a table's cell.
func Parse(s string) (Decimal, error) {
	bad := func() (Decimal, error) { return Decimal{}, fmt.Errorf("%s %w", quote(s), ErrSyntax) }
	t, neg := s, false
	switch {
	case strings.HasPrefix(t, "-"):
		t, neg = t[1:], true
	case strings.HasPrefix(t, "−"):
		t, neg = t[len("−"):], true
	case strings.HasPrefix(t, "+"):
		t = t[1:]
	}
	whole, frac, point := strings.Cut(t, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if i == 0 && (len(g) == 0 || len(g) > 3) || i > 0 && len(g) != 3 {
				return bad()
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" || point && frac == "" || !allDigits(whole) || !allDigits(frac) {
		return bad()
	}
	if len(whole)+len(frac) > MaxDigits {
		return Decimal{}, fmt.Errorf("%s %w: more than %d digits", quote(s), ErrSyntax, MaxDigits)
	}
	d := FromDigits(whole+frac, -len(frac))
	if neg {
		d = d.Neg()
	}
	return d, nil
}

// FromDigits returns the number with these digits (only '0' to '9') and this place of the last one.
func FromDigits(digits string, place int) Decimal {
	if len(digits) <= 18 {
		var c int64
		for i := range len(digits) {
			c = c*10 + int64(digits[i]-'0')
		}
		return Decimal{coef: c, exp: int32(place)}
	}
	c, _ := new(big.Int).SetString(digits, 10)
	return NewBig(c, place)
}

// FromRat returns r rounded half away from zero to the given place (power of ten of the last digit).
func FromRat(r *big.Rat, place int) Decimal {
	scaled := new(big.Rat).Set(r)
	if place >= 0 {
		scaled.Quo(scaled, new(big.Rat).SetInt(pow10(place)))
	} else {
		scaled.Mul(scaled, new(big.Rat).SetInt(pow10(-place)))
	}
	return NewBig(roundHalfAway(scaled), place)
}

func roundHalfAway(r *big.Rat) *big.Int {
	num := new(big.Int).Abs(r.Num())
	num.Lsh(num, 1).Add(num, r.Denom())
	q := num.Quo(num, new(big.Int).Lsh(r.Denom(), 1))
	if r.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

// Pow10 returns 10^n for n ≥ 0.
func Pow10(n int) *big.Int { return new(big.Int).Set(pow10(n)) }

// pow10 is Pow10 for those who only read it.
func pow10(n int) *big.Int {
	if n < len(powers) {
		return powers[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// powers are the powers of ten that numbers in prose need.
var powers = func() (p [19]*big.Int) {
	n := int64(1)
	for i := range p {
		p[i] = big.NewInt(n)
		n *= 10
	}
	return p
}()

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// quote shortens a long value for an error message.
func quote(s string) string {
	if len(s) > 40 {
		return strconv.Quote(s[:37]) + "…"
	}
	return strconv.Quote(s)
}

func cmpInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
