package datasets

import (
	"fmt"
	"strconv"
	"strings"

	"recount/analysis/number"
)

// ParseUnit reads a unit: a known one (percent, percentage point, years, tonnes, euros), "thousand" or
// "million" and a noun, "per N NOUN", "NOUN per N NOUN", or any other noun, which is a count of it.
// A rate that does not say what it is per is an error. Empty text is no unit.
func ParseUnit(s string) (Unit, error) {
	text := strings.Join(strings.Fields(s), " ")
	if text == "" {
		return Unit{}, nil
	}
	if len(text) > maxUnitLength {
		return Unit{}, fmt.Errorf("unit %q is longer than %d bytes", clip(text), maxUnitLength)
	}
	u, err := parseUnit(strings.ToLower(text))
	if err != nil {
		return Unit{}, fmt.Errorf("unit %q: %w", clip(text), err)
	}
	u.Text = s
	if u.Name == "" {
		u.Name = u.name()
	}
	return u, nil
}

const maxUnitLength = 120

func parseUnit(s string) (Unit, error) {
	if u, ok := knownUnit(s); ok {
		return u, nil
	}
	if rest, ok := cutFirst(s, "percent of ", "per cent of ", "% of ", "share of ", "proportion of "); ok {
		base, err := unitNoun(rest)
		if s[0] == 's' || strings.HasPrefix(s, "pro") {
			return Unit{Name: "share of " + rest, Class: FractionUnit, Base: base, Per: 1}, err
		}
		return Unit{Name: "percent of " + rest, Class: FractionUnit, Base: base, Per: 100}, err
	}
	if rest, ok := strings.CutPrefix(s, "per "); ok {
		return parseRate("", rest)
	}
	if strings.HasPrefix(s, "/") {
		return parseRate("", strings.TrimSpace(s[1:]))
	}
	if noun, rest, ok := strings.Cut(s, " per "); ok {
		return parseRate(noun, rest)
	}
	if noun, rest, ok := strings.Cut(s, "/"); ok {
		return parseRate(strings.TrimSpace(noun), strings.TrimSpace(rest))
	}
	if s == "per" || strings.HasSuffix(s, " per") {
		return Unit{}, fmt.Errorf(`want what it is per, such as "per 100,000 inhabitants"`)
	}
	return parseScaled(s)
}

// parseScaled reads an optional scale word or power of ten and a noun.
func parseScaled(s string) (Unit, error) {
	n, rest, err := leadingNumber(s)
	if err != nil {
		return Unit{}, err
	}
	ten := 0
	if n > 0 {
		t, ok := powerOfTen(n)
		if !ok {
			return Unit{}, fmt.Errorf("%d is no scale: want 1000, a million or another power of ten", n)
		}
		ten = t
	}
	if rest == "" {
		return Unit{}, fmt.Errorf(`want what is counted, such as "thousand births"`)
	}
	if u, ok := knownUnit(rest); ok {
		if n > 0 && (u.Class == FractionUnit || u.Class == RatioUnit || u.Class == PointUnit || u.Class == DateUnit) {
			return Unit{}, fmt.Errorf("%s cannot be counted in %ss", u.Name, scaleWord(ten))
		}
		if u.Ten = ten; ten > 0 {
			u.Name = ""
		}
		return u, nil
	}
	noun, err := unitNoun(rest)
	return Unit{Class: CountUnit, Noun: noun, Ten: ten}, err
}

// parseRate reads what stands after "per": an optional number, a noun, and perhaps "per year".
func parseRate(noun, s string) (Unit, error) {
	var u Unit
	if base, every, ok := strings.Cut(s, " per "); ok {
		if t, known := knownUnit(every); !known || t.Class != DurationUnit {
			return u, fmt.Errorf(`after the second "per" want a time such as "year"`)
		}
		u.Every, s = singular(every), base
	}
	n, rest, err := leadingNumber(s)
	if err != nil {
		return u, err
	}
	if rest == "capita" {
		rest = "person"
	}
	if rest == "" {
		return u, fmt.Errorf(`want what it is per: "per %s inhabitants", not "per %s"`, number.Group(strconv.FormatInt(n, 10)), s)
	}
	if u.Base, err = unitNoun(rest); err != nil {
		return u, err
	}
	u.Per = max(n, 1)
	u.Class = FractionUnit
	if rest == "cent" || rest == "mille" || rest == "mil" {
		return u, fmt.Errorf("%q is what percent and per mille are made of, no noun", rest)
	}
	if b, ok := knownUnit(rest); ok {
		if b.Noun == "" {
			return u, fmt.Errorf("%q cannot be what something is per", rest)
		}
		u.Class, u.Base = QuotientUnit, b.Noun
	}
	if noun == "" {
		return u, nil
	}
	top, err := parseScaled(noun)
	if known, ok := knownUnit(noun); ok {
		top, err = known, nil
	}
	if err != nil {
		return u, err
	}
	if top.Class != CountUnit {
		u.Class = QuotientUnit
	}
	u.Noun, u.Ten, u.size = top.Noun, top.Ten, top.size
	if u.Noun == "" { // percent per year, times per week
		u.Noun, u.size = top.Name, top.Factor()
	}
	return u, nil
}

// leadingNumber cuts a number off the front: digits, grouped by commas or spaces or not at all, scale
// words, or both ("10 thousand"). It returns 0 if there is none.
func leadingNumber(s string) (n int64, rest string, err error) {
	words := strings.Split(withoutArticles(s), " ")
	for len(words) > 0 {
		w := words[0]
		if m, ok := scaleWords[w]; ok {
			if n = max(n, 1) * m; n > 1e15 {
				return 0, "", fmt.Errorf("%s is too large a number", s)
			}
			words = words[1:]
			continue
		}
		if w == "" || w[0] < '0' || w[0] > '9' {
			break
		}
		d, perr := number.Parse(w)
		v, small := d.Coefficient()
		if perr != nil || !small || d.Place() != 0 || v == 0 && n == 0 || v > 1e12 {
			return 0, "", fmt.Errorf("%q is not a whole number", clip(w))
		}
		switch {
		case n == 0:
			n = v
		case len(w) == 3 && n < 1e12: // 100 000
			n = n*1000 + v
		default:
			return 0, "", fmt.Errorf("%q is not a whole number", clip(s))
		}
		words = words[1:]
	}
	return n, withoutArticles(strings.Join(words, " ")), nil
}

func withoutArticles(s string) string {
	for {
		rest, ok := cutFirst(s, "a ", "an ", "one ", "of ", "the ")
		if !ok {
			return s
		}
		s = rest
	}
}

// unitNoun checks that s can be a noun phrase and puts its last word into the singular.
func unitNoun(s string) (string, error) {
	if s == "per" || strings.HasPrefix(s, "per ") || strings.HasSuffix(s, " per") || strings.Contains(s, " per ") {
		return "", fmt.Errorf("%q says \"per\" twice", clip(s))
	}
	letters := false
	for _, r := range s {
		switch {
		case r < ' ' || r == 0x7f || r == '\uFFFD' || strings.ContainsRune("<>{}[]|\\\"=;/", r):
			return "", fmt.Errorf("%q cannot stand in a unit", r)
		case r >= '0' && r <= '9' && !letters:
			return "", fmt.Errorf("%q is a number, not a noun", clip(s))
		case r > '9':
			letters = true
		}
	}
	if !letters {
		return "", fmt.Errorf("%q is not a noun", clip(s))
	}
	return singular(s), nil
}

func powerOfTen(n int64) (int, bool) {
	t := 0
	for ; n > 1; n /= 10 {
		if n%10 != 0 {
			return 0, false
		}
		t++
	}
	return t, n == 1
}

func cutFirst(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}
