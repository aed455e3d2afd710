package starter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"recount/analysis/statistic"
	"recount/datasets"
)

const statisticsHead = `# What is derived from the tables. Each entry is computed again every time; recount analyze prints all.
# An input is named by columns that match one row, or by {id: …} as recount data show prints it.

`

// An idea is one statistic that may hold.
type idea struct {
	id, title, operation string
}

func (i idea) yaml() string {
	return fmt.Sprintf("- id: %s\n  title: %s\n  %s\n", i.id, scalar(i.title), i.operation)
}

// statistics returns the text of statistics.yaml with up to two statistics that can be computed.
func (s *surveyor) statistics() (string, *statistic.Set, error) {
	var kept []string
	for _, ideas := range [][]idea{s.changes(), s.comparisons()} {
		for _, i := range ideas {
			text := statisticsHead + strings.Join(append(slices.Clone(kept), i.yaml()), "\n")
			if _, err := statistic.LoadBytes(s.study, Statistics, []byte(text)); err == nil {
				kept = append(kept, i.yaml())
				break
			}
		}
	}
	text := statisticsHead + strings.Join(kept, "\n")
	if len(kept) == 0 {
		text += "[]\n"
	}
	set, err := statistic.LoadBytes(s.study, Statistics, []byte(text))
	return text, set, err
}

const changeID, compareID = "change", "comparison"

// changes are ideas for the first statistic: what became of the largest group from first to last period.
func (s *surveyor) changes() []idea {
	var list []idea
	candidates := s.best
	if s.whole != nil {
		candidates = append(slices.Clone(s.best), s.whole)
	}
	for _, one := range candidates[:min(len(candidates), 4)] {
		if len(one.points) < 2 {
			continue
		}
		a, b := one.first(), one.last()
		title := fmt.Sprintf("%s: change from %s to %s", s.heading(one, true), said(a.period), said(b.period))
		ops := []string{"change", "difference"}
		switch s.study.UnitOf(b.observation).Class { // percentages are compared in points
		case datasets.FractionUnit, datasets.PointUnit, datasets.ScoreUnit:
			ops = []string{"difference"}
		}
		for _, op := range ops {
			list = append(list, idea{changeID, title, fmt.Sprintf("%s: {from: %s, to: %s}", op, s.selector(one, a), s.selector(one, b))})
		}
	}
	if len(s.best) > 0 { // one period only: the figure itself
		p := s.best[0].last()
		list = append(list, idea{"largest", s.heading(s.best[0], true) + periodAfter(p.period), "value: " + s.selector(s.best[0], p)})
	}
	return list
}

// comparisons are ideas for the second: a part of its whole, or two groups set against each other.
func (s *surveyor) comparisons() []idea {
	var list []idea
	add := func(id, title, op string, a, b *series, p, q point) {
		keys := [2]string{"of", "to"}
		if op == "share" {
			keys[1] = "in"
		}
		list = append(list, idea{id, title, fmt.Sprintf("%s: {%s: %s, %s: %s}", op, keys[0], s.selector(a, p), keys[1], s.selector(b, q))})
	}
	if len(s.best) == 0 {
		return nil
	}
	top := s.best[0]
	p := top.last()
	if s.whole != nil && s.isCount(p) {
		add(compareID, fmt.Sprintf("%s%s: %s as a share of %s", s.heading(top, false), periodAfter(p.period), s.name(top), s.name(s.whole)), "share", top, s.whole, p, s.whole.last())
	}
	if shown := s.shown(); len(shown) > 1 {
		for _, low := range slices.Backward(shown[1:]) {
			add(compareID, fmt.Sprintf("%s%s: %s relative to %s", s.heading(top, false), periodAfter(p.period), s.name(top), s.name(low)), "ratio", top, low, p, low.last())
		}
	}
	for _, other := range s.beside {
		if other.measure != top.measure {
			add(compareID, fmt.Sprintf("%s relative to %s%s", s.heading(top, true), s.title(other.measure), periodAfter(p.period)), "ratio", top, other, p, other.last())
		}
	}
	if len(top.points) > 1 {
		a := top.first()
		add(compareID, fmt.Sprintf("%s: %s relative to %s", s.heading(top, true), said(p.period), said(a.period)), "ratio", top, top, p, a)
	}
	return list
}

// isCount says whether a value is a number of things, so that a part of a total is a share.
func (s *surveyor) isCount(p point) bool {
	switch s.study.UnitOf(p.observation).Class {
	case datasets.NoUnit, datasets.CountUnit, datasets.MoneyUnit, datasets.MeasureUnit:
		return true
	}
	return false
}

// said writes a period in words.
func said(p datasets.Period) string { return statistic.DateText(p) }

func periodAfter(p datasets.Period) string {
	if !p.Stated {
		return ""
	}
	return ", " + said(p)
}

// selector names one observation: by its columns where they match it alone, else by id.
func (s *surveyor) selector(one *series, p point) string {
	parts, sel := s.columns(one)
	if p.period.Stated {
		sel["period"] = p.period.String()
		parts = append(parts, "period: "+scalar(p.period.String()))
	}
	if found, err := s.study.Select(sel); err != nil || len(found) != 1 || found[0] != p.observation {
		return "{id: " + scalar(s.study.Observation(p.observation).ID) + "}"
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// columns are the columns that a series is named by: its measure and the dimensions that it has.
func (s *surveyor) columns(one *series) (parts []string, sel datasets.Selector) {
	m := s.study.Measures[one.measure]
	sel, parts = datasets.Selector{"measure": m.ID}, []string{"measure: " + scalar(m.ID)}
	for d, dim := range s.study.Dimensions() {
		if one.codes[d] >= 0 {
			v := dim.Values[one.codes[d]].ID
			sel[dim.Name] = v
			parts = append(parts, scalar(dim.Name)+": "+scalar(v))
		}
	}
	return parts, sel
}

// plainScalar are texts that YAML takes as they are, also inside braces; a year is read as text.
var plainScalar = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9_/-]*(?: [A-Za-z0-9_/()-]+)*|[0-9]{4})$`)

// scalar writes a text as YAML: plain where that is safe, else in double quotes.
func scalar(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n", "none":
		return quoted(s)
	}
	if plainScalar.MatchString(s) {
		return s
	}
	return quoted(s)
}
