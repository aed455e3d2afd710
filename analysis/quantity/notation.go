package quantity

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"recount/analysis/number"
)

// vulgar are the fractions that are one character.
var vulgar = map[rune][2]int64{
	'½': {1, 2}, '⅓': {1, 3}, '⅔': {2, 3}, '¼': {1, 4}, '¾': {3, 4}, '⅕': {1, 5}, '⅖': {2, 5}, '⅗': {3, 5}, '⅘': {4, 5},
	'⅙': {1, 6}, '⅚': {5, 6}, '⅐': {1, 7}, '⅛': {1, 8}, '⅜': {3, 8}, '⅝': {5, 8}, '⅞': {7, 8}, '⅑': {1, 9}, '⅒': {1, 10},
}

func isVulgar(r rune) bool {
	return r == '½' || r == '¼' || r == '¾' || 0x2150 <= r && r <= 0x215E
}

// readVulgar reads a one-character fraction at i, alone or behind the whole number already read: ½, 2½.
func readVulgar(s string, i int, n *numeral) bool {
	at := i
	if n.whole > 0 && at < len(s) { // a thin space may stand between
		at += spaceAt(s, at)
	}
	if at >= len(s) || s[at] < 0x80 || n.point {
		return false
	}
	r, w := utf8.DecodeRuneInString(s[at:])
	f := vulgar[r]
	if f[1] == 0 {
		return false
	}
	v := int64(0)
	if n.whole > 0 {
		if v = n.integer(); v < 0 || v > 1e12 {
			return false
		}
	}
	n.num, n.den, n.end = v*f[1]+f[0], f[1], at+w
	return true
}

// readSlash reads a fraction with a slash at i. A plain slash is a fraction only if it is a proper one
// with a denominator that people use; 24/7, 9/11 and 2019/20 are none.
func readSlash(s string, i int, n *numeral) bool {
	w := 1
	if strings.HasPrefix(s[i:], "⁄") {
		w = len("⁄")
	} else if i >= len(s) || s[i] != '/' || n.start > 0 && s[n.start-1] == '/' {
		return false
	}
	end, k := run(s, i+w)
	if k == 0 || k > 4 || n.whole > 4 || end < len(s) && (s[end] == '/' || isLetter(s[end])) || n.zero || s[i+w] == '0' {
		return false
	}
	a := n.integer()
	b, _ := number.FromDigits(plainDigits(s[i+w:end]), 0).Coefficient()
	if b < 2 || w == 1 && (a >= b || !denominator(b)) {
		return false
	}
	n.num, n.den, n.end = a, b, end
	return true
}

// plainDigits turns full-width digits into plain ones.
func plainDigits(s string) string {
	if s == "" || s[0] < 0x80 {
		return s
	}
	var b []byte
	for j := 0; j < len(s); {
		d, w := digitAt(s, j)
		if w == 0 {
			break
		}
		b = append(b, d)
		j += w
	}
	return string(b)
}

func denominator(b int64) bool {
	switch b {
	case 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 24, 25, 32, 50, 64, 100, 128, 1000:
		return true
	}
	return false
}

// superscripts are the raised digits and signs of powers.
func superscript(r rune) (byte, bool) {
	switch {
	case r == '¹':
		return '1', true
	case r == '²':
		return '2', true
	case r == '³':
		return '3', true
	case r == '⁰' || '⁴' <= r && r <= '⁹':
		return byte(r-'⁰') + '0', true
	case r == '⁻':
		return '-', true
	}
	return 0, false
}

// readPower reads what makes the number a power or multiplies it by one: 10⁵, × 10⁵, x10^6, e+14, ^3.
func readPower(s string, i int, n *numeral) bool {
	if i >= len(s) {
		return false
	}
	c := s[i]
	switch {
	case c == 'e' || c == 'E':
		exp, end := exponent(s, i+1)
		if end == 0 || end < len(s) && isLetter(s[end]) || n.zero {
			return false
		}
		return n.scaleBy(exp, end)
	case c == '^':
		exp, end := exponent(s, i+1)
		return end > 0 && n.raise(exp, end)
	case c >= 0x80 && n.whole == 2 && n.frac == 0 && s[n.start:i] == "10":
		if exp, end := raised(s, i); end > 0 {
			n.dec = number.New(1, 0)
			return n.scaleBy(exp, end)
		}
	}
	// "× 10" and its power; the blanks around the sign may be of any kind.
	at, _, _, ok := skipSpace(s, i)
	if !ok {
		return false
	}
	switch {
	case s[at] == 'x' || s[at] == 'X' || s[at] == '*':
		at++
	case strings.HasPrefix(s[at:], "×"), strings.HasPrefix(s[at:], "·"):
		at += 2
	case strings.HasPrefix(s[at:], "⋅"):
		at += 3
	default:
		return false
	}
	if at, _, _, ok = skipSpace(s, at); !ok || !strings.HasPrefix(s[at:], "10") {
		return false
	}
	at += 2
	exp, end := raised(s, at)
	if end == 0 && at < len(s) && (s[at] == '^' || strings.HasPrefix(s[at:], "−") || s[at] == '-') {
		exp, end = exponent(s, at+map[bool]int{true: 1}[s[at] == '^'])
	}
	return end > 0 && n.scaleBy(exp, end)
}

// exponent reads a signed integer in plain digits at i; end is 0 if there is none or it is out of reach.
func exponent(s string, i int) (exp, end int) {
	sign := 1
	for i < len(s) {
		if s[i] == '-' {
			sign = -1
			i++
		} else if s[i] == '+' {
			i++
		} else if strings.HasPrefix(s[i:], "−") {
			sign = -1
			i += len("−")
		} else {
			break
		}
	}
	end, k := run(s, i)
	if k == 0 || k > 3 {
		return 0, 0
	}
	for _, c := range []byte(plainDigits(s[i:end])) {
		exp = exp*10 + int(c-'0')
	}
	return sign * exp, end
}

// raised reads superscript digits at i.
func raised(s string, i int) (exp, end int) {
	sign, k := 1, 0
	for i < len(s) && k < 4 {
		r, w := utf8.DecodeRuneInString(s[i:])
		d, ok := superscript(r)
		if !ok {
			break
		}
		if d == '-' {
			sign = -1
		} else {
			exp = exp*10 + int(d-'0')
			k++
		}
		i += w
	}
	if k == 0 || k > 3 {
		return 0, 0
	}
	return sign * exp, i
}

func (n *numeral) scaleBy(exp, end int) bool {
	if exp > number.MaxExponent || exp < -number.MaxExponent {
		return false
	}
	n.dec = n.dec.Scale(exp)
	n.power, n.end = true, end
	return true
}

// maxPower bounds the digits of a power that is computed: longer ones are no number of a report.
const maxPower = 60

// raise computes a power with a whole exponent, exactly.
func (n *numeral) raise(exp, end int) bool {
	c, ok := n.dec.Coefficient()
	if !ok || c == 0 || abs(exp)*(n.whole+n.frac) > maxPower {
		return false
	}
	p := new(big.Int).Exp(big.NewInt(c), big.NewInt(int64(abs(exp))), nil)
	if exp >= 0 {
		n.dec = number.NewBig(p, n.dec.Place()*exp)
	} else { // the inverse: 10 to the places, over the power of the digits
		q := new(big.Rat).SetFrac(number.Pow10(n.frac*-exp), p)
		if !q.Num().IsInt64() || !q.Denom().IsInt64() {
			return false
		}
		n.num, n.den = q.Num().Int64(), q.Denom().Int64()
	}
	n.power, n.end = true, end
	return true
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
