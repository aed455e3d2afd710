package datasets

import (
	"slices"
	"strings"
)

// splitPeriod takes a period out of a heading: "2022 Visits", "Visits (2022)", "2019 [YR2019]".
func splitPeriod(name string) (period, rest string) {
	marks := strings.NewReplacer("[", " ", "]", " ", "(", " ", ")", " ")
	for w := range strings.FieldsSeq(marks.Replace(name)) {
		w = strings.Trim(w, ",;:")
		p, ok := parseOnePeriod(w)
		if !ok || p.Precision == ToDay {
			continue
		}
		rest = strings.NewReplacer("[YR"+w+"]", "", "("+w+")", "", "["+w+"]", "").Replace(name)
		rest = strings.Replace(rest, w, "", 1)
		return w, strings.Trim(strings.Join(strings.Fields(rest), " "), " ,;:-–")
	}
	return "", name
}

// splitUnit takes the unit out of a heading: "Visits (thousands)", "Rate per 100,000 women", "share_pct".
func splitUnit(name string) (title, unit string) {
	if open := strings.LastIndexByte(name, '('); open >= 0 && strings.HasSuffix(strings.TrimSpace(name), ")") {
		inside := strings.TrimSuffix(strings.TrimSpace(name[open+1:]), ")")
		if u := unitNamed(inside, strings.TrimSpace(name[:open])); u != "" {
			return strings.TrimSpace(name[:open]), u
		}
	}
	for _, mark := range []string{", in ", " in ", ", "} {
		if i := strings.LastIndex(strings.ToLower(name), mark); i > 0 {
			if u := unitNamed(name[i+len(mark):], name[:i]); u != "" {
				return strings.TrimSpace(name[:i]), u
			}
		}
	}
	if u := rateNamed(strings.ToLower(name)); u != "" {
		return name, u
	}
	if strings.HasSuffix(name, "%") {
		return strings.TrimSpace(strings.TrimSuffix(name, "%")), "percent"
	}
	if w := words(name); len(w) > 1 && !strings.Contains(name, " ") { // snake_case of a program
		stem := strings.Join(w[:len(w)-1], " ")
		if u := unitNamed(w[len(w)-1], stem); u != "" {
			return stem, u
		}
	}
	return name, ""
}

// rateNamed reads a heading that is a rate: "Deaths per 100,000 inhabitants" counts deaths, "Birth rate per
// 1,000 inhabitants" is a rate already.
func rateNamed(name string) string {
	before, after, ok := strings.Cut(name, " per ")
	if !ok {
		return ""
	}
	unit := "per " + after
	if of := strings.Fields(before); len(of) <= 3 && !slices.ContainsFunc(of, isRateWord) {
		unit = name
	}
	if _, err := ParseUnit(unit); err != nil {
		return ""
	}
	return unit
}

func isRateWord(w string) bool {
	return slices.Contains([]string{"rate", "rates", "ratio", "share", "incidence", "prevalence", "mortality", "density", "average", "mean", "median", "number"}, w)
}

// unitNamed reads what a heading says of the unit; a scale alone (thousands) counts what the heading names.
func unitNamed(s, of string) string {
	s = strings.TrimSpace(strings.ToLower(s))
	if n, scale := scaleWords[s]; scale {
		ten, _ := powerOfTen(n)
		unit := scaleWord(ten) + " " + countedIn(of)
		if _, err := ParseUnit(unit); err == nil {
			return unit
		}
		return ""
	}
	u, err := ParseUnit(s)
	if err != nil || u.IsZero() || u.Class == CountUnit && u.Ten == 0 || u.Class == DateUnit {
		return ""
	}
	if u.Class == MeasureUnit && len(s) == 1 || s == "x" || s == "ratio" || s == "index" {
		return ""
	}
	return s
}

// countedIn returns the noun that a heading counts: cigarettes of "Cigarettes sold", people of "Labour force".
func countedIn(heading string) string {
	w := words(heading)
	for i, word := range w {
		if i > 0 && (strings.HasSuffix(word, "ed") || slices.Contains([]string{"sold", "born", "made", "built", "paid", "in", "of", "by", "at", "for", "with"}, word)) {
			w = w[:i]
			break
		}
	}
	if len(w) == 0 {
		return "people"
	}
	switch last := w[len(w)-1]; {
	case strings.HasSuffix(last, "ed"), slices.Contains([]string{"force", "workforce", "population", "staff", "employment", "unemployment", "enrolment", "enrollment", "membership", "personnel"}, last):
		return "people"
	}
	return strings.Join(w, " ")
}
