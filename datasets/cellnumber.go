package datasets

import (
	"bytes"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/number"
)

// smallDecimal reads what nearly every number cell holds: a sign, up to 18 digits, one point. Anything
// else is left to the careful reader.
func smallDecimal(b []byte) (coef int64, place int, ok bool) {
	i, neg := 0, false
	if len(b) > 0 && b[0] == '-' {
		i, neg = 1, true
	}
	if len(b)-i > 18 || len(b) == i {
		return 0, 0, false
	}
	point := -1
	for ; i < len(b); i++ {
		c := b[i] - '0'
		if c > 9 {
			if b[i] != '.' || point >= 0 || i == 0 || b[i-1] == '-' || i == len(b)-1 {
				return 0, 0, false
			}
			point = i
			continue
		}
		coef = coef*10 + int64(c)
	}
	if point >= 0 {
		place = point + 1 - len(b)
	}
	if neg {
		coef = -coef
	}
	return coef, place, true
}

// decimal reads a number cell as the field says: decimalChar, groupChar, bareNumber and our exponent,
// and holds it against type and constraints.
func (f *Field) decimal(cell []byte) (number.Decimal, error) {
	var d number.Decimal
	coef, place, ok := smallDecimal(cell)
	if ok && (f.decimalChar == "." || place == 0) && f.groupChar != "." {
		d = number.New(coef, place)
	} else {
		var err error
		if d, err = f.parseNumber(string(cell)); err != nil {
			return d, err
		}
	}
	if f.Type == "integer" && d.Place() < 0 {
		return d, fmt.Errorf("%q is not a whole number: if the column may have fractions, say \"type\": \"number\" in the field", clip(string(cell)))
	}
	if !f.plain() || f.outOfRange(&d) {
		return d, f.constrain(string(cell), &d)
	}
	return d, nil
}

// outOfRange is limit without the words, since it is asked for every number of a large table.
func (f *Field) outOfRange(d *number.Decimal) bool {
	return f.minimum != nil && f.minimum.compare("", d) < 0 || f.maximum != nil && f.maximum.compare("", d) > 0 ||
		f.above != nil && f.above.compare("", d) <= 0 || f.below != nil && f.below.compare("", d) >= 0
}

// parseNumber is the careful reader of numbers.
func (f *Field) parseNumber(s string) (number.Decimal, error) {
	t := s
	if !f.bareNumber {
		t = strings.TrimFunc(t, func(r rune) bool { return (r < '0' || r > '9') && r != '-' && r != '+' && r != '−' })
	}
	exponent := 0
	if f.own.exponent {
		if i := strings.IndexAny(t, "eE"); i > 0 {
			e, err := strconv.Atoi(t[i+1:])
			if err != nil || e > number.MaxExponent || e < -number.MaxExponent {
				return number.Decimal{}, f.notNumber(s)
			}
			t, exponent = t[:i], e
		}
	}
	if f.groupChar != "" {
		ungrouped, ok := ungroup(t, f.groupChar, f.decimalChar)
		if !ok {
			return number.Decimal{}, f.notNumber(s)
		}
		t = ungrouped
	} else if strings.Contains(t, ",") && f.decimalChar != "," {
		return number.Decimal{}, f.notNumber(s)
	}
	if f.decimalChar != "." {
		if strings.Contains(t, ".") {
			return number.Decimal{}, f.notNumber(s)
		}
		t = strings.Replace(t, f.decimalChar, ".", 1)
	}
	if strings.Contains(t, ",") {
		return number.Decimal{}, f.notNumber(s)
	}
	d, err := number.Parse(t)
	if err != nil {
		return d, f.notNumber(s)
	}
	return d.Scale(exponent), nil
}

// ungroup takes out group marks that stand where they should: groups of three before the decimal mark.
func ungroup(s, group, point string) (string, bool) {
	whole, frac, hasFrac := strings.Cut(s, point)
	if strings.Contains(frac, group) {
		return "", false
	}
	parts := strings.Split(whole, group)
	for i, p := range parts {
		if i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && len(strings.TrimLeft(p, "+-−")) > 3 {
			return "", false
		}
	}
	whole = strings.Join(parts, "")
	if hasFrac {
		whole += point + frac
	}
	return whole, true
}

// notNumber says what is wrong with a cell and, where it can be told, what to change.
func (f *Field) notNumber(s string) error {
	kind := "a number"
	if f.Type == "integer" {
		kind = "a whole number"
	}
	hint := ""
	t := strings.TrimSpace(s)
	_, plain := plainNumber(t)
	switch {
	case t != s && plain:
		hint = ": take the spaces around it out"
	case f.bareNumber && strings.Trim(t, signs) != t && plainIn(strings.Trim(t, signs)):
		hint = `: for numbers with a sign around them say "bareNumber": false in the field`
	case f.groupChar == "" && strings.Count(t, ",") == 1 && plainIn(strings.Replace(t, ",", ".", 1)) && f.decimalChar == "." && !groupedBy(t, ","):
		hint = `: if the comma is the decimal mark, say "decimalChar": "," in the field`
	case f.groupChar == "" && groupedBy(t, ","):
		hint = `: if the commas group thousands, say "groupChar": "," in the field`
	case f.groupChar == "" && groupedBy(t, " "):
		hint = `: if the spaces group thousands, say "groupChar": " " in the field`
	case !f.own.exponent && hasExponent(t):
		hint = `: if exponents are meant, say "recount": {"exponent": true} in the field`
	case t == "NA" || t == "N/A" || t == "n/a" || t == "-" || t == ".." || t == "…" || t == ":" || t == "x" || strings.EqualFold(t, "nan") || strings.EqualFold(t, "null") || t == "":
		hint = fmt.Sprintf(`: if it stands for a missing value, add it to "missingValues": ["", %q]`, s)
	case strings.ContainsFunc(t, isDigit) && strayLetter(t) != "":
		hint = fmt.Sprintf(": the letter %q stands among its digits", strayLetter(t))
	case startsWithNumber(t):
		hint = ": write the number alone; its unit is said once, in the header or in the field's \"recount\": {\"unit\": …}"
	case strings.ContainsFunc(t, isDigit):
		hint = ": write the number alone"
	default:
		hint = fmt.Sprintf(`: write a number, or nothing where none is known; if the word means that, add it to "missingValues": ["", %q]`, clip(s))
	}
	return fmt.Errorf("%q is not %s%s", clip(s), kind, hint)
}

// strayLetter returns the one letter, typed or scanned for a digit or by a slip, before a digit of what is
// else a number.
func strayLetter(s string) string {
	i := strings.IndexFunc(s, unicode.IsLetter)
	if i < 0 {
		return ""
	}
	letter, size := utf8.DecodeRuneInString(s[i:])
	if i+size < len(s) && !plainIn(s[:i]+s[i+size:]) || i+size == len(s) && letter != 'o' && letter != 'O' && letter != 'l' && letter != 'I' {
		return ""
	}
	return string(letter)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// startsWithNumber says whether a number, a space or none, and a word make up the text.
func startsWithNumber(s string) bool {
	i := strings.LastIndexFunc(s, isDigit) + 1
	return i > 0 && i < len(s) && plainIn(strings.ReplaceAll(s[:i], ",", "")) && strings.IndexFunc(strings.TrimSpace(s[i:]), unicode.IsLetter) == 0
}

// signs may stand around a number that is not bare.
const signs = "%‰$€£¥₹ "

func plainNumber(s string) (number.Decimal, bool) {
	d, err := number.Parse(s)
	return d, err == nil
}

func plainIn(s string) bool { _, ok := plainNumber(s); return ok }

func groupedBy(s, group string) bool {
	t, ok := ungroup(s, group, ".")
	return ok && t != s && plainIn(t)
}

func hasExponent(s string) bool {
	i := strings.IndexAny(s, "eE")
	return i > 0 && plainIn(s[:i]) && plainIn(s[i+1:])
}

// parseResolution reads the place of the last digit as reported: 1, 0.1, 1000, 0.5.
func parseResolution(s string) (*big.Rat, error) {
	d, err := number.Parse(s)
	if err != nil || d.Sign() <= 0 {
		return nil, fmt.Errorf("resolution %q is not a positive number, such as 0.1 or 1000", clip(s))
	}
	return d.Rat(), nil
}

// trimCell is used where a cell lists several things with semicolons between.
func splitList(cell []byte) []string {
	if len(bytes.TrimSpace(cell)) == 0 {
		return nil
	}
	var list []string
	for part := range strings.SplitSeq(string(cell), ";") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}
