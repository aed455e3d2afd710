package starter

import (
	"cmp"
	"fmt"
	"strings"

	"recount/analysis/statistic"
)

const figuresHead = `# What is drawn. Numbers in titles are computed by {{stat "ID"}} and {{obs "ID"}}, or typed and then checked
# against the rows; {{text "…"}} is left as it is.

`

// How many groups a drafted figure shows.
const (
	maxBars  = 8
	maxLines = 4
)

// shown are the groups that the figure draws side by side.
func (s *surveyor) shown() []*series {
	if s.vary < 0 || len(s.best) < 2 {
		return nil
	}
	return s.best[:min(len(s.best), maxBars)]
}

// figures returns texts of figures.yaml, the most telling figure first. set holds the statistics drafted.
func (s *surveyor) figures(set *statistic.Set) []string {
	if len(s.best) == 0 {
		return nil
	}
	var list []string
	if len(s.best[0].points) >= 3 {
		list = append(list, s.lines(set, maxLines), s.lines(set, 1))
	}
	if len(s.shown()) > 1 {
		list = append(list, s.bars(set, s.shown()), s.bars(set, s.shown()[:2]))
	}
	if n := len(s.best[0].points); n > 1 {
		list = append(list, s.periods(set, n), s.periods(set, 2))
	}
	if len(s.beside) > 1 {
		list = append(list, s.measures())
	}
	return append(list, s.card())
}

// lines draws the largest groups over time.
func (s *surveyor) lines(set *statistic.Set, n int) string {
	top := s.best[0]
	var b strings.Builder
	b.WriteString(s.head("line", s.changeTitle(set, top), s.unitLine(top, "")))
	b.WriteString("  series:\n")
	for i, one := range s.best[:min(len(s.best), n)] {
		if len(one.points) < 2 {
			continue
		}
		role := ""
		if i > 0 {
			role = "      role: context\n"
		}
		fmt.Fprintf(&b, "    - name: %s\n%s      values: %s\n", words(s.name(one)), role, s.over(one))
	}
	return b.String()
}

// bars sets groups beside each other at the last period.
func (s *surveyor) bars(set *statistic.Set, shown []*series) string {
	top := shown[0]
	title := s.heading(top, false) + periodAfter(top.last().period)
	if r := set.Get(compareID); r != nil {
		of, to := s.comparedNames(r)
		word := " "
		if r.Op == statistic.ShareOf {
			word = " of "
		}
		if of != "" {
			title = literal(title+": "+of) + fmt.Sprintf(` {{stat "%s"}}`, compareID) + literal(word+to)
		} else {
			title = literal(title)
		}
	} else {
		title = literal(title)
	}
	more := ""
	if len(s.best) > len(shown) {
		more = fmt.Sprintf("the %d largest of %d", len(shown), len(s.best))
	}
	var b strings.Builder
	b.WriteString(s.head("bar", title, s.unitLine(top, more)))
	var names, values []string
	for _, one := range shown {
		names = append(names, words(s.name(one)))
		values = append(values, s.ids(one.points[len(one.points)-1:]))
	}
	fmt.Fprintf(&b, "  horizontal: true\n  statistics: [%s]\n  categories: [%s]\n  series:\n    - values: [%s]\n", quotedStatistics(set), strings.Join(names, ", "), strings.Join(values, ", "))
	return b.String()
}

// measures sets measures beside each other that are counted alike.
func (s *surveyor) measures() string {
	shown := s.beside[:min(len(s.beside), maxBars)]
	var names, values []string
	for _, one := range shown {
		names = append(names, words(s.title(one.measure)))
		values = append(values, s.ids(one.points[len(one.points)-1:]))
	}
	top := shown[0]
	title := strings.TrimPrefix(s.heading(top, true), s.title(top.measure)+", ")
	title = strings.Join([]string{s.title(top.measure), s.title(shown[1].measure)}, " and ") + strings.TrimPrefix(", "+title, ", "+s.title(top.measure))
	return s.head("bar", literal(title+periodAfter(top.last().period)), cmp.Or(s.study.UnitOf(top.last().observation).Plural(), "Numbers as reported")) +
		fmt.Sprintf("  horizontal: true\n  categories: [%s]\n  series:\n    - values: [%s]\n", strings.Join(names, ", "), strings.Join(values, ", "))
}

// comparedNames are the groups that the comparison sets against each other.
func (s *surveyor) comparedNames(r *statistic.Result) (of, to string) {
	var names []string
	for _, in := range r.Inputs {
		for _, one := range append(s.best, s.whole) {
			if one != nil && in.Observation == one.last().observation {
				names = append(names, s.name(one))
			}
		}
	}
	if len(names) != 2 {
		return "", ""
	}
	return names[0], names[1]
}

// periods draws the largest group as bars over time.
func (s *surveyor) periods(set *statistic.Set, n int) string {
	top := s.best[0]
	points := top.points
	if n == 2 && len(points) > 2 {
		points = append(points[:1:1], top.last())
	}
	points = points[max(0, len(points)-12):]
	return s.head("bar", s.changeTitle(set, top), s.unitLine(top, "")) +
		fmt.Sprintf("  statistics: [%s]\n  series:\n    - values: [%s]\n", quotedStatistics(set), s.ids(points))
}

// card shows one number.
func (s *surveyor) card() string {
	top := s.best[0]
	p := top.last()
	return s.head("card", literal(s.heading(top, true)+periodAfter(p.period)), s.unitLine(top, "")) + fmt.Sprintf("  value: %s\n  unit: %s\n", s.ids([]point{p}), words(strings.ToLower(s.unitLine(top, ""))))
}

// changeTitle says what became of a group.
func (s *surveyor) changeTitle(set *statistic.Set, one *series) string {
	r := set.Get(changeID)
	if r == nil || len(r.Inputs) != 2 || r.Inputs[0].Observation != one.first().observation || r.Inputs[1].Observation != one.last().observation {
		return literal(s.heading(one, true))
	}
	return literal(s.heading(one, true)+": change of ") + fmt.Sprintf(` {{stat "%s"}} `, changeID) + literal(fmt.Sprintf("from %s to %s", said(one.first().period), said(one.last().period)))
}

// head writes what every figure has.
func (s *surveyor) head(kind, title, subtitle string) string {
	id := "first-figure"
	text := figuresHead + fmt.Sprintf("- id: %s\n  kind: %s\n  title: %s\n", id, kind, singleQuoted(title))
	if subtitle != "" {
		text += "  subtitle: " + singleQuoted(literal(subtitle)) + "\n"
	}
	return text
}

// unitLine says what one of the numbers is.
func (s *surveyor) unitLine(one *series, more string) string {
	u := s.study.UnitOf(one.last().observation)
	parts := []string{cmp.Or(u.Plural(), s.title(one.measure))}
	if more != "" {
		parts = append(parts, more)
	}
	r := []rune(strings.Join(parts, "; "))
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// over names a whole series: by its columns, so that next year's row joins it, else row by row.
func (s *surveyor) over(one *series) string {
	columns, sel := s.columns(one)
	found, err := s.study.Select(sel)
	if err != nil || len(found) != len(one.points) {
		return "[" + s.ids(one.points) + "]"
	}
	return "{" + strings.Join(columns, ", ") + "}"
}

// ids names observations.
func (s *surveyor) ids(points []point) string {
	var list []string
	for _, p := range points {
		list = append(list, "{id: "+scalar(s.study.Observation(p.observation).ID)+"}")
	}
	return strings.Join(list, ", ")
}

func quotedStatistics(set *statistic.Set) string {
	var list []string
	for _, r := range set.All() {
		list = append(list, "{statistic: "+r.ID+"}")
	}
	return strings.Join(list, ", ")
}

// literal is text for a title that is not looked through for numbers where it holds digits: names of groups
// and periods are no figures.
func literal(s string) string {
	if s = unquoted.Replace(s); !strings.ContainsAny(s, "0123456789") {
		return s
	}
	lead := s[:len(s)-len(strings.TrimLeft(s, " "))]
	return lead + `{{text "` + strings.TrimSpace(s) + `"}}`
}

// words is literal as a YAML value.
func words(s string) string { return singleQuoted(literal(s)) }

// unquoted keeps a name from opening or closing a placeholder.
var unquoted = strings.NewReplacer(`"`, "'", "{{", "(", "}}", ")", "\n", " ", "\r", " ")

// singleQuoted writes a YAML value in single quotes, in which nothing but the quote itself is special.
func singleQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
