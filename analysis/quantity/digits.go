package quantity

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"recount/analysis/number"
)

// A numeral is a number as it is written, with nothing around it.
type numeral struct {
	start, end int            // bytes
	next       int            // index of the token after it
	dec        number.Decimal // the value, unless den > 0 or vague
	num, den   int64          // a fraction
	low, high  number.Decimal
	vague      bool

	whole    int  // digits before the point
	frac     int  // digits behind it
	grouped  bool // thousands apart
	point    bool // has a decimal mark
	zero     bool // begins with a zero that counts nothing: 007
	long     bool // too many digits for a number
	spelled  bool // in words
	scaled   bool // with a scale word or suffix
	power    bool // 10⁵
	negative bool
	plus     bool   // written with a plus sign
	inner    unitID // a unit inside the words: a mile and a half
}

// plain says that the numeral is a run of digits and nothing else, as years and labels are.
func (n *numeral) plain() bool {
	return !n.grouped && !n.point && !n.spelled && !n.scaled && !n.power && n.den == 0 && !n.vague && !n.negative
}

// integer returns the value of a whole number that fits, else -1.
func (n *numeral) integer() int64 {
	if n.den > 0 || n.vague || n.long {
		return -1
	}
	c, ok := n.dec.Coefficient()
	p := n.dec.Place()
	if !ok || p < 0 || p > 15 || c > 1e15 {
		return -1
	}
	for range p {
		if c > 1e17 {
			return -1
		}
		c *= 10
	}
	return c
}

// vulgar are the fractions that are one character.
var vulgar = map[rune][2]int64{
	'½': {1, 2}, '⅓': {1, 3}, '⅔': {2, 3}, '¼': {1, 4}, '¾': {3, 4}, '⅕': {1, 5}, '⅖': {2, 5}, '⅗': {3, 5}, '⅘': {4, 5},
	'⅙': {1, 6}, '⅚': {5, 6}, '⅐': {1, 7}, '⅛': {1, 8}, '⅜': {3, 8}, '⅝': {5, 8}, '⅞': {7, 8}, '⅑': {1, 9}, '⅒': {1, 10},
}

func isVulgar(r rune) bool {
	return r == '½' || r == '¼' || r == '¾' || 0x2150 <= r && r <= 0x215E
}

// numericRune says whether the multi-byte character at i begins a numeral: a full-width digit or a fraction.
func numericRune(s string, i int) bool {
	if c := s[i]; c != 0xC2 && c != 0xE2 && c != 0xEF {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return '０' <= r && r <= '９' || isVulgar(r) && vulgar[r][1] > 0
}

// digitAt returns the digit at i and its length in bytes, 0 if there is none.
func digitAt(s string, i int) (byte, int) {
	if i >= len(s) {
		return 0, 0
	}
	c := s[i]
	if isDigit(c) {
		return c, 1
	}
	if c == 0xEF && i+2 < len(s) && s[i+1] == 0xBC && 0x90 <= s[i+2] && s[i+2] <= 0x99 { // full-width
		return s[i+2] - 0x90 + '0', 3
	}
	return 0, 0
}

// run returns the end of the run of digits at i and their number.
func run(s string, i int) (end, n int) {
	for {
		_, w := digitAt(s, i)
		if w == 0 {
			return i, n
		}
		i += w
		n++
	}
}

// digitsEnd returns where the numeral in digits at i ends.
func digitsEnd(s string, i int) int {
	var n numeral
	readDigits(s, i, &n)
	return n.end
}

// readDigits reads the numeral in digits at i: grouped in threes or as lakhs, with a point or a comma
// before decimals, as a fraction or a power of ten.
func readDigits(s string, i int, n *numeral) {
	*n = numeral{start: i}
	if i < len(s) && s[i] >= 0x80 && readVulgar(s, i, n) {
		return
	}
	end, whole := run(s, i)
	n.whole = whole
	n.zero = whole > 1 && s[i] == '0'
	end = readGroups(s, i, end, n)
	point := -1
	if at := decimalMark(s, end, n); at > 0 {
		point = end
		end, n.frac = run(s, at)
		n.point = true
	}
	n.end = end
	if n.whole+n.frac > number.MaxDigits {
		n.long = true
		return
	}
	n.dec = decimalOf(s[i:end], point-i, n)
	switch {
	case !n.grouped && !n.point && readSlash(s, end, n):
	case readVulgar(s, end, n):
	case readPower(s, end, n):
	}
}

// decimalOf makes the value of digits with their separators.
func decimalOf(text string, point int, n *numeral) number.Decimal {
	if !n.grouped && !n.point && n.whole == len(text) {
		return number.FromDigits(text, 0)
	}
	var small [48]byte
	digits := small[:0]
	if n.whole+n.frac > len(small) {
		digits = make([]byte, 0, n.whole+n.frac)
	}
	for j := 0; j < len(text); {
		d, w := digitAt(text, j)
		if w == 0 {
			j++
			continue
		}
		digits = append(digits, d)
		j += w
	}
	if len(digits) <= 18 {
		var c int64
		for _, d := range digits {
			c = c*10 + int64(d-'0')
		}
		return number.New(c, -n.frac)
	}
	return number.FromDigits(string(digits), -n.frac)
}

// readGroups reads the groups of three that follow the first run of digits, which ends at end.
func readGroups(s string, start, end int, n *numeral) int {
	if n.whole == 0 || n.whole > 3 || n.zero || end >= len(s) {
		return end
	}
	sep := separatorAt(s, end)
	if sep == 0 {
		return end
	}
	mark := s[end]
	if mark == ',' {
		if e, k := lakhs(s, end); k > 0 {
			n.grouped = true
			n.whole += k
			return e
		}
	}
	at, groups := end, 0
	for separatorAt(s, at) == sep && s[at] == mark {
		e, k := run(s, at+sep)
		if k != 3 {
			break
		}
		at = e
		groups++
		n.whole += 3
		if n.whole > number.MaxDigits {
			break
		}
	}
	// One group behind a point is a decimal fraction, 1.234; two are thousands, 1.234.567.
	if groups == 0 || mark == '.' && groups == 1 && !(at+1 < len(s) && s[at] == ',' && isDigit(s[at+1])) {
		n.whole -= 3 * groups
		return end
	}
	n.grouped = true
	return at
}

// separatorAt returns the length of a thousands separator at i: comma, point, apostrophe, or a space.
func separatorAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case ',', '.', '\'', ' ':
		return 1
	case 0xC2:
		return spaceAt(s, i)
	case 0xE2:
		if n := spaceAt(s, i); n > 0 {
			return n
		}
		return apostropheAt(s, i)
	}
	return 0
}

// lakhs reads groups as they are written in India: 12,34,567. It needs two groups at least, for "22,24"
// is a list.
func lakhs(s string, i int) (end, digits int) {
	for at := i; at < len(s) && s[at] == ','; {
		e, k := run(s, at+1)
		if k != 2 && k != 3 {
			return 0, 0
		}
		digits += k
		if k == 3 {
			if digits < 5 || e < len(s) && s[e] == ',' && e+1 < len(s) && isDigit(s[e+1]) {
				return 0, 0
			}
			return e, digits
		}
		at = e
		if digits > number.MaxDigits {
			break
		}
	}
	return 0, 0
}

// decimalMark returns where the decimals begin if a decimal mark stands at i, else 0. A comma is one if
// one or two digits, or more than three, follow and no further comma does: "1,3" but not "22,24,26".
func decimalMark(s string, i int, n *numeral) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case '.':
		if e, k := run(s, i+1); k > 0 && !(e+1 < len(s) && s[e] == '.' && isDigit(s[e+1])) {
			return i + 1
		}
	case 0xC2:
		if i+2 < len(s) && s[i+1] == 0xB7 && isDigit(s[i+2]) { // middle dot
			return i + 2
		}
	case ',':
		e, k := run(s, i+1)
		if k == 0 || k == 3 && !(n.grouped && s[i] != separator(s, n.start)) || n.whole == 0 || n.grouped && separator(s, n.start) == ',' {
			return 0
		}
		if e+1 < len(s) && s[e] == ',' && isDigit(s[e+1]) {
			return 0
		}
		// A list without blanks goes on from a comma before it too.
		if n.start > 1 && s[n.start-1] == ',' && isDigit(s[n.start-2]) {
			return 0
		}
		return i + 1
	}
	return 0
}

// separator returns the first byte behind the digits at i.
func separator(s string, i int) byte {
	if e, _ := run(s, i); e < len(s) {
		return s[e]
	}
	return 0
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
