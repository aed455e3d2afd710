package datasets

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"recount/analysis/number"
)

// A bound is a limit of a constraint, read as the field's type.
type bound struct {
	text string
	num  number.Decimal
	day  string // dates, times and periods compare as text in ISO order
}

func (f *Field) bound(s string) (*bound, error) {
	b := &bound{text: s}
	if f.numeric() {
		d, err := number.Parse(s)
		b.num = d
		return b, err
	}
	b.day = s
	return b, nil
}

func (f *Field) numeric() bool { return f.Type == "number" || f.Type == "integer" }

// missingSet is what the schema reads as no value. Nearly always it is the empty cell alone, so lengths
// are asked first.
type missingSet struct {
	texts   map[string]bool
	lengths uint64 // bit n: a text of n bytes is among them; the last bit stands for longer ones
}

func newMissingSet(texts ...string) missingSet {
	m := missingSet{texts: map[string]bool{}}
	for _, t := range texts {
		m.texts[t] = true
		m.lengths |= 1 << min(len(t), 63)
	}
	return m
}

// isMissing says whether the schema reads the cell as no value.
func (f *Field) isMissing(cell []byte) bool {
	return f.missing.lengths&(1<<min(len(cell), 63)) != 0 && f.missing.texts[string(cell)]
}

// check holds the text of a cell that is not missing against the field's type and constraints.
func (f *Field) check(cell []byte) error {
	if f.numeric() {
		_, err := f.decimal(cell)
		if err != nil && f.Role == "period" && f.plain() { // 2023-03 in a column of whole years and months is a period all the same
			if _, e := f.period(string(cell)); e == nil {
				return nil
			}
		}
		return err
	}
	if f.Type == "string" && f.plain() {
		return nil
	}
	s := string(cell)
	if err := f.checkType(s); err != nil {
		return err
	}
	return f.constrain(s, nil)
}

// plain says whether any text will do.
func (f *Field) plain() bool {
	return (f.Format == "" || f.Format == "default") && f.minLength < 0 && f.maxLength < 0 && f.pattern == nil && f.enum == nil
}

func (f *Field) checkType(s string) error {
	switch f.Type {
	case "string":
		return f.checkFormat(s)
	case "boolean":
		if !f.trueValues[s] && !f.falseValue[s] {
			return fmt.Errorf("%q is not a boolean: want %s or %s", clip(s), describeSet(f.trueValues), describeSet(f.falseValue))
		}
	case "date", "time", "datetime":
		return f.checkTime(s)
	case "year":
		if y, ok := digitsAt(s, 0, 4); !ok || len(s) != 4 || y == 0 {
			return fmt.Errorf("%q is not a year: want four digits", clip(s))
		}
	case "yearmonth":
		if p, ok := parseOnePeriod(s); !ok || p.Precision != ToMonth {
			return fmt.Errorf("%q is not a month: want YYYY-MM", clip(s))
		}
	case "duration":
		if !isoDuration(s) {
			return fmt.Errorf("%q is not a duration: want ISO 8601, such as P1Y or P3DT12H", clip(s))
		}
	case "object", "geojson", "array":
		return checkJSON(s, f.Type)
	case "list":
		return f.checkList(s)
	case "geopoint":
		return f.checkPoint(s)
	}
	return nil
}

func (f *Field) checkFormat(s string) error {
	var err error
	switch f.Format {
	case "email":
		_, err = mail.ParseAddress(s)
	case "uri":
		var u *url.URL
		if u, err = url.Parse(s); err == nil && u.Scheme == "" {
			err = errors.New("no scheme")
		}
	case "binary":
		_, err = base64.StdEncoding.DecodeString(s)
	case "uuid":
		if !isUUID(s) {
			err = errors.New("want 8-4-4-4-12 hexadecimal digits")
		}
	}
	if err != nil {
		return fmt.Errorf("%q is not of format %s", clip(s), f.Format)
	}
	return nil
}

func checkJSON(s, kind string) error {
	first := byte('{')
	if kind == "array" {
		first = '['
	}
	if t := strings.TrimSpace(s); t == "" || t[0] != first || !json.Valid([]byte(s)) {
		return fmt.Errorf("%q is not a JSON %s", clip(s), strings.TrimPrefix(kind, "geo"))
	}
	return nil
}

func (f *Field) checkList(s string) error {
	sep := f.listDelimiter
	if sep == "" {
		sep = ","
	}
	item := Field{Type: f.listItem, minLength: -1, maxLength: -1, decimalChar: ".", bareNumber: true, trueValues: f.trueValues, falseValue: f.falseValue}
	if item.Type == "" || item.Type == "string" || item.Type == "list" {
		return nil
	}
	for part := range strings.SplitSeq(s, sep) {
		if err := item.check([]byte(part)); err != nil {
			return err
		}
	}
	return nil
}

func (f *Field) checkPoint(s string) error {
	bad := fmt.Errorf("%q is not a point: want \"longitude, latitude\"", clip(s))
	lon, lat, ok := strings.Cut(s, ",")
	if !ok || f.Format == "array" || f.Format == "object" {
		return bad
	}
	x, err1 := number.Parse(strings.TrimSpace(lon))
	y, err2 := number.Parse(strings.TrimSpace(lat))
	if err1 != nil || err2 != nil || outside(x, 180) || outside(y, 90) {
		return bad
	}
	return nil
}

func outside(d number.Decimal, limit int64) bool {
	return new(big.Rat).Abs(d.Rat()).Cmp(big.NewRat(limit, 1)) > 0
}

// constrain applies the constraints; num is set for numbers.
func (f *Field) constrain(s string, num *number.Decimal) error {
	if f.enum != nil && !f.enum[s] {
		return slipOf(s, "is not allowed", "; want "+f.enumText, func() []string { return sortedKeys(f.enum) })
	}
	if f.pattern != nil && !f.pattern.MatchString(s) {
		return fmt.Errorf("%q does not match the pattern %s", clip(s), strings.TrimSuffix(strings.TrimPrefix(f.pattern.String(), `\A(?:`), `)\z`))
	}
	if f.minLength >= 0 || f.maxLength >= 0 {
		switch n := utf8.RuneCountInString(s); {
		case f.minLength >= 0 && n < f.minLength:
			return fmt.Errorf("%q has %d characters, want at least %d", clip(s), n, f.minLength)
		case f.maxLength >= 0 && n > f.maxLength:
			return fmt.Errorf("%q has %d characters, want at most %d", clip(s), n, f.maxLength)
		}
	}
	return f.limit(s, num)
}

// limit applies minimum and maximum, inclusive and exclusive.
func (f *Field) limit(s string, num *number.Decimal) error {
	for _, limit := range [...]struct {
		b      *bound
		wanted func(cmp int) bool
		words  string
	}{
		{f.minimum, func(c int) bool { return c >= 0 }, "at least"},
		{f.maximum, func(c int) bool { return c <= 0 }, "at most"},
		{f.above, func(c int) bool { return c > 0 }, "more than"},
		{f.below, func(c int) bool { return c < 0 }, "less than"},
	} {
		if limit.b != nil && !limit.wanted(limit.b.compare(s, num)) {
			return fmt.Errorf("%q is out of range: want %s %s", clip(s), limit.words, limit.b.text)
		}
	}
	return nil
}

// compare returns the sign of value − bound.
func (b *bound) compare(s string, num *number.Decimal) int {
	if num == nil {
		return strings.Compare(s, b.day)
	}
	return compareDecimals(num, &b.num)
}

// compareDecimals returns the sign of a − b, without rationals where the digits line up.
func compareDecimals(a, b *number.Decimal) int {
	c1, ok1 := a.Coefficient()
	c2, ok2 := b.Coefficient()
	if ok1 && ok2 && (a.Place() == b.Place() || c2 == 0) {
		return sign2(c1, c2)
	}
	return a.Rat().Cmp(b.Rat())
}

func sign2(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (s[i] == '-') || !dash && !strings.ContainsRune("0123456789abcdefABCDEF", rune(s[i])) {
			return false
		}
	}
	return true
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
