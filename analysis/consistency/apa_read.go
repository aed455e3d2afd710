package consistency

import (
	"strings"
	"unicode/utf8"

	"recount/analysis/number"
)

// An apaTerm is one "name (degrees of freedom) = number" of a test result.
type apaTerm struct {
	kind       apaKind
	name       string // as printed, without the brackets
	df         []float64
	n          float64 // number of observations where brackets or a term say it
	cmp        number.Hedge
	value      number.Decimal
	tail       string // what the brackets say of tails
	start, end int    // of the whole term; numStart is where the number begins
	numStart   int
}

// An apaKind tells the terms of a test result apart.
type apaKind uint8

const (
	apaOther apaKind = iota // an effect size, a mean, an error: of no account here
	apaRival                // a statistic whose p cannot be recomputed from what is printed: U, H, β
	apaT
	apaF
	apaR
	apaChi
	apaZ
	apaQ
	apaP
	apaDF
	apaN
)

// apaNames are the names of terms as they stand before a comparator, brackets and white space dropped.
// Case matters: F is a test, f an effect size.
var apaNames = map[string]apaKind{
	"t": apaT, "T": apaT, "F": apaF, "r": apaR, "z": apaZ, "Z": apaZ,
	"χ2": apaChi, "χ²": apaChi, "χ": apaChi, "χ^2": apaChi, "Χ2": apaChi, "Χ²": apaChi, "X2": apaChi, "X²": apaChi, "x2": apaChi, "x²": apaChi,
	"chi2": apaChi, "chi²": apaChi, "chi-square": apaChi, "chi-squared": apaChi, "Chi-square": apaChi, "Chi-squared": apaChi, "chisq": apaChi,
	"Chi2": apaChi,
	"Q":    apaQ, "Qb": apaQ, "Qw": apaQ, "QB": apaQ, "QW": apaQ, "QE": apaQ, "QM": apaQ, "Qe": apaQ, "Qm": apaQ,
	"p": apaP, "P": apaP, "p-value": apaP, "P-value": apaP,
	"df": apaDF, "d.f.": apaDF, "DF": apaDF, "N": apaN, "n": apaN,
	"U": apaRival, "H": apaRival, "W": apaRival, "S": apaRival, "G": apaRival, "β": apaRival, "b": apaRival, "B": apaRival, "τ": apaRival,
	"ρ": apaRival, "rs": apaRival, "r_s": apaRival, "rho": apaRival, "tau": apaRival, "beta": apaRival, "OR": apaRival, "HR": apaRival, "RR": apaRival,
	"D": apaRival,
}

// maxBracket is the longest bracket that may hold degrees of freedom.
const maxBracket = 48

// apaTerms reads every term of a stretch of text that begins at offset base. It looks at comparators
// only, so prose costs one pass.
func apaTerms(text string, base int) []apaTerm {
	var terms []apaTerm
	for i := 0; i < len(text); {
		cmp, n := comparator(text[i:])
		if n == 0 {
			i++
			continue
		}
		if t, ok := apaTermAt(text, i, i+n, cmp); ok {
			i = t.end
			t.start, t.end, t.numStart = t.start+base, t.end+base, t.numStart+base
			terms = append(terms, t)
			continue
		}
		i += n
	}
	return terms
}

// comparator reads =, <, >, ≤, ≥ and their two-sign forms; n is 0 where there is none.
func comparator(s string) (h number.Hedge, n int) {
	switch s[0] {
	case '=':
		return number.None, 1
	case '<', '>':
		h, closed := number.LessThan, number.AtMost
		if s[0] == '>' {
			h, closed = number.MoreThan, number.AtLeast
		}
		if rest := strings.TrimLeft(s[1:], " "); strings.HasPrefix(rest, "=") {
			return closed, len(s) - len(rest) + 1
		}
		return h, 1
	case 0xE2:
		switch {
		case strings.HasPrefix(s, "≤"), strings.HasPrefix(s, "⩽"):
			return number.AtMost, len("≤")
		case strings.HasPrefix(s, "≥"), strings.HasPrefix(s, "⩾"):
			return number.AtLeast, len("≥")
		}
	}
	return number.None, 0
}

// apaTermAt reads the term whose comparator stands at [at, after).
func apaTermAt(text string, at, after int, cmp number.Hedge) (apaTerm, bool) {
	t := apaTerm{cmp: cmp}
	i := trimRight(text, at)
	i, bracket := openingBracket(text, i)
	t.name, t.start = nameBefore(text, i)
	if strings.Trim(t.name, "0123456789.,-^") == "" {
		return t, false // "7 = 12" names nothing
	}
	var known bool
	if t.kind, known = apaNames[t.name]; !known && !t.flattened() {
		t.kind = apaOther
	}
	t.brackets(bracket)
	t.numStart = after + len(text[after:]) - len(strings.TrimLeft(text[after:], " \u00a0\u2009"))
	v, n, ok := apaNumber(text[t.numStart:])
	t.value, t.end = v, t.numStart+n
	return t, ok
}

// openingBracket returns what stands in a bracket that closes at i, and where the bracket opens.
func openingBracket(text string, i int) (int, string) {
	if i == 0 || text[i-1] != ')' && text[i-1] != ']' {
		return i, ""
	}
	open := byte('(')
	if text[i-1] == ']' {
		open = '['
	}
	for j := i - 2; j >= 0 && j >= i-maxBracket; j-- {
		if text[j] == open {
			return trimRight(text, j), text[j+1 : i-1]
		}
	}
	return i, ""
}

// nameBefore returns the name that ends at i: a run of letters, digits and signs without white space,
// and "χ 2" whose exponent came loose.
func nameBefore(text string, i int) (string, int) {
	start := i
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !nameRune(r) {
			break
		}
		start -= n
	}
	for start < i && strings.IndexByte("-,.^", text[start]) >= 0 {
		start++
	}
	if k := strings.LastIndexByte(text[start:i], ','); k >= 0 && text[start] != 'F' { // "4.10,p<.001"; but F2,45
		start += k + 1
	}
	name := text[start:i]
	for _, l := range looseNames {
		if name != l.last {
			continue
		}
		if j := trimRight(text, start); strings.HasSuffix(text[:j], l.first) {
			return l.name, j - len(l.first)
		}
	}
	return name, start
}

// looseNames are names of two words, or with an exponent that came loose.
var looseNames = []struct{ first, last, name string }{
	{"χ", "2", "χ2"}, {"χ", "²", "χ2"}, {"Χ", "2", "χ2"}, {"chi", "2", "χ2"}, {"chi", "square", "χ2"}, {"chi", "squared", "χ2"},
	{"Chi", "square", "χ2"}, {"Chi", "squared", "χ2"}, {"p", "value", "p"}, {"P", "value", "p"},
}

func nameRune(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return true
	}
	return strings.ContainsRune("²-_^.,βητχΧωρφλΛκ", r)
}

// flattened reads a name whose subscript was lost: t38, F2,45. It changes the term if it is one.
func (t *apaTerm) flattened() bool {
	kinds := map[byte]apaKind{'t': apaT, 'F': apaF, 'r': apaR}
	k, ok := kinds[t.name[0]]
	if !ok {
		return false
	}
	parts := strings.Split(strings.TrimLeft(t.name[1:], "_"), ",")
	if len(parts) != k.degrees() {
		return false
	}
	for _, p := range parts {
		d, err := number.Parse(p)
		if err != nil {
			return false
		}
		t.df = append(t.df, d.Float64())
	}
	t.kind, t.name = k, t.name[:1]
	return true
}

// degrees is how many degrees of freedom a test has.
func (k apaKind) degrees() int {
	switch k {
	case apaT, apaR, apaChi, apaQ:
		return 1
	case apaF:
		return 2
	}
	return 0
}

// brackets reads "38", "2, 45", "1, N = 200", "df = 38".
func (t *apaTerm) brackets(s string) {
	if strings.Contains(s, "tail") || strings.Contains(s, "side") {
		t.tail = s
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' }) {
		name, value, named := strings.Cut(part, "=")
		if !named {
			value = name
		}
		d, err := number.Parse(strings.Trim(value, " \u00a0\u2009"))
		if err != nil {
			continue
		}
		switch name = strings.TrimSpace(name); {
		case !named, strings.EqualFold(name, "df"):
			t.df = append(t.df, d.Float64())
		case strings.EqualFold(name, "n"):
			t.n = d.Float64()
		}
	}
}

// apaNumber reads a number at the start of s: 2.10, .034, −1,234.5, 0,034, 3.6e-02, 3.6 × 10−2.
func apaNumber(s string) (d number.Decimal, n int, ok bool) {
	i, negative := 0, false
	for _, sign := range []string{"-", "−", "–", "+"} {
		if strings.HasPrefix(s, sign) {
			negative, i = sign != "+", len(sign)
			i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \u2009"))
			break
		}
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	digits, place := s[start:i], 0
	grouped := len(digits) > 0 && len(digits) <= 3 && digits[0] != '0'
	for grouped && i < len(s) && s[i] == ',' && digitRun(s[i+1:]) == 3 && len(digits) < 18 {
		digits, i = digits+s[i+1:i+4], i+4
	}
	if i < len(s) && (s[i] == '.' || s[i] == ',') {
		if run := digitRun(s[i+1:]); run > 0 && run <= 18 {
			digits, place = digits+s[i+1:i+1+run], -run
			i += 1 + run
		}
	}
	if len(digits) == 0 || len(digits) > 36 {
		return d, 0, false
	}
	exp, m := exponent(s[i:])
	d = number.FromDigits(digits, place).Scale(exp)
	if negative {
		d = d.Neg()
	}
	return d, i + m, true
}

// exponent reads e-02, × 10−2, x 10^-2.
func exponent(s string) (exp, n int) {
	if len(s) > 1 && (s[0] == 'e' || s[0] == 'E') {
		if e, m := signed(s[1:]); m > 0 {
			return e, 1 + m
		}
		return 0, 0
	}
	t := strings.TrimLeft(s, " ")
	for _, times := range []string{"×", "x", "·", "*"} {
		rest, ok := strings.CutPrefix(t, times)
		if !ok {
			continue
		}
		rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " "), "10")
		if !ok {
			return 0, 0
		}
		rest = strings.TrimPrefix(rest, "^")
		if e, m := signed(rest); m > 0 {
			return e, len(s) - len(rest) + m
		}
	}
	return 0, 0
}

// signed reads a small whole number with an optional sign, plain or superscript.
func signed(s string) (v, n int) {
	negative := false
	for _, sign := range []string{"-", "−", "–", "⁻", "+"} {
		if strings.HasPrefix(s, sign) {
			negative, n = sign != "+", len(sign)
			break
		}
	}
	start := n
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		k := strings.IndexRune("0123456789", r)
		if k < 0 {
			if j := strings.Index("⁰¹²³⁴⁵⁶⁷⁸⁹", string(r)); j >= 0 {
				k = utf8.RuneCountInString("⁰¹²³⁴⁵⁶⁷⁸⁹"[:j])
			}
		}
		if k < 0 || v > 300 {
			break
		}
		v, n = v*10+k, n+size
	}
	if n == start || v > 300 {
		return 0, 0
	}
	if negative {
		v = -v
	}
	return v, n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func digitRun(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func trimRight(text string, i int) int {
	return len(strings.TrimRight(text[:i], " \u00a0\u2009\n"))
}
