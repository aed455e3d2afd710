package quantity

import (
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
	order      number.Decimal // one of what a vague plural names
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

// numericRune says whether the multi-byte character at i begins a numeral: a full-width digit or a fraction.
func numericRune(s string, i int) bool {
	if i+1 >= len(s) {
		return false
	}
	switch second := s[i+1]; s[i] { // typographic quotation marks and dashes come here in their thousands
	case 0xC2:
		return 0xBC <= second && second <= 0xBE // ¼ ½ ¾
	case 0xE2:
		if second != 0x85 {
			return false
		}
	case 0xEF:
		if second != 0xBC {
			return false
		}
	default:
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
