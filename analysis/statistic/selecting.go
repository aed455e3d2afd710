package statistic

import (
	"fmt"
	"slices"
	"strings"

	"recount/datasets"
)

// selector is a reference's conditions as package datasets takes them.
func (r ref) selector() datasets.Selector {
	if r.id != "" {
		return datasets.Selector{"id": r.id}
	}
	sel := datasets.Selector{}
	for _, c := range r.where {
		sel[c.column] = c.value
	}
	return sel
}

// selected returns what a reference matches; a column or value that the study does not have is a fault.
func (l *resolver) selected(s *spec, r ref) ([]int, bool) {
	found, err := l.set.study.Select(r.selector())
	if err == nil {
		return found, true
	}
	at := r.at
	for _, c := range r.where { // the condition that is at fault by itself
		if _, alone := l.set.study.Select(datasets.Selector{c.column: c.value}); alone != nil {
			at, err = c.at, alone
			break
		}
	}
	l.fault(at, "statistic %q: %w", s.id, err)
	return nil, false
}

// one returns the one observation that a reference matches.
func (l *resolver) one(s *spec, r ref) (int, bool) {
	found, ok := l.selected(s, r)
	switch {
	case !ok:
		return 0, false
	case len(found) == 1:
		return found[0], true
	case len(found) == 0:
		l.fault(r.at, "statistic %q: the selector matches no observation, want exactly one%s", s.id, l.whyNone(r, datasets.Period{}))
	default:
		l.fault(r.at, "statistic %q: the selector matches %d observations, want exactly one%s: %s", s.id, len(found), l.apart(r, found), l.list(found))
	}
	return 0, false
}

// listed is how many observations a message names.
const listed = 6

// list names observations with what a reader needs to tell them apart.
func (l *resolver) list(found []int) string {
	var parts []string
	for _, i := range found[:min(len(found), listed)] {
		o := l.set.study.Observation(i)
		text := o.ID + " (" + leafText(&o)
		if o.Period.Stated && !isDate(&o) {
			text += ", " + o.Period.String()
		}
		if o.Source != nil {
			text += ", " + o.Source.ID
		}
		parts = append(parts, text+")")
	}
	if more := len(found) - listed; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, ", ")
}

// apart says which columns, not in the selector, would tell the observations apart.
func (l *resolver) apart(r ref, found []int) string {
	var columns []string
	for _, c := range l.columns() {
		if c == "measure" || slices.ContainsFunc(r.where, func(w condition) bool { return w.column == c }) {
			continue
		}
		values := map[string]bool{}
		for _, i := range found {
			values[l.valueOf(i, c)] = true
		}
		if len(values) == len(found) {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		return " (say which by id)"
	}
	return " (say which by " + orList(append(columns, "id")) + ")"
}

// whyNone says which single condition, left out, would let a selector match, and what there is instead.
func (l *resolver) whyNone(r ref, within datasets.Period) string {
	if within.Stated {
		if found, err := l.set.study.Select(r.selector()); err == nil && len(found) > 0 {
			return fmt.Sprintf(" within %s; there is %s", DateText(within), l.list(found))
		}
	}
	for _, c := range r.where {
		sel := r.selector()
		delete(sel, c.column)
		if len(sel) == 0 {
			continue
		}
		found, err := l.set.study.Select(sel)
		if err != nil || len(found) == 0 {
			continue
		}
		var values []string
		for _, i := range found {
			if v := l.valueOf(i, c.column); !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		if len(values) > listed {
			values = append(values[:listed], "…")
		}
		return fmt.Sprintf("; with another %s than %q there would be %s", c.column, shorten(c.value), strings.Join(values, ", "))
	}
	return ""
}

// columns are those that a selector is most likely to name.
func (l *resolver) columns() []string {
	names := []string{"measure", "period"}
	for _, d := range l.set.study.Dimensions() {
		names = append(names, d.Name)
	}
	return append(names, "source", "unit")
}

// valueOf returns an observation's text in a column, as a selector would have it.
func (l *resolver) valueOf(i int, column string) string {
	o := l.set.study.Observation(i)
	switch column {
	case "measure":
		return o.Measure.ID
	case "period":
		return o.Period.String()
	case "source":
		if o.Source != nil {
			return o.Source.ID
		}
		return ""
	case "unit":
		return o.Unit.Text
	}
	if v := o.Dim(column); v != nil {
		return v.ID
	}
	text, _ := o.Cell(column)
	return text
}
