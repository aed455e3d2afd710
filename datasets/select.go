package datasets

import (
	"fmt"
	"slices"
	"strings"
)

// A Selector says which observations are meant: column → value, all of which must match. Columns are id,
// measure, period, period_kind, unit, source, table, any dimension, and any other column of a table.
type Selector map[string]string

// String prints the selector in the order of its columns' names.
func (sel Selector) String() string {
	var parts []string
	for _, k := range sortedKeys(sel) {
		parts = append(parts, k+": "+sel[k])
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// Select returns the observations that match, in their order. Measures and values of dimensions are
// named by id or name, the period must be equal.
//
// A figure that is printed again (repeats) and a statistic that a source computed (reported.csv) match
// only where the selector says so: by id, by table, or by one of their own columns. Of a figure and its
// revision, where both match, only the revision does, unless the selector says which by id or date.
//
// A selector that names a column or value that the study does not have is an error; one that matches
// nothing is not.
func (s *Study) Select(sel Selector) ([]int, error) {
	if len(sel) == 0 {
		return nil, fmt.Errorf("an empty selector matches every observation")
	}
	if id, ok := sel["id"]; ok {
		return s.selectID(id, sel)
	}
	tests, err := s.tests(sel)
	if err != nil {
		return nil, err
	}
	skip := uint8(isRepeat | isReported)
	for _, column := range []string{"table", "operation", "of", "to", "from"} {
		if _, ok := sel[column]; ok {
			skip &^= isReported
		}
	}
	if _, ok := sel["repeats"]; ok {
		skip &^= isRepeat
	}
	var found []int
	s.each(sel["table"], func(i int) {
		if s.obs.flags[i]&skip != 0 {
			return
		}
		for _, test := range tests {
			if !test(i) {
				return
			}
		}
		found = append(found, i)
	})
	_, dated := sel["published"]
	if _, ok := sel["supersedes"]; ok || dated {
		return found, nil
	}
	return s.newest(found), nil
}

func (s *Study) selectID(id string, sel Selector) ([]int, error) {
	i, ok := s.Find(id)
	if !ok {
		return nil, fmt.Errorf("there is no observation %q%s", clip(id), s.Suggest(id))
	}
	rest := Selector{}
	for k, v := range sel {
		if k != "id" {
			rest[k] = v
		}
	}
	tests, err := s.tests(rest)
	if err != nil {
		return nil, err
	}
	for _, test := range tests {
		if !test(i) {
			return nil, nil
		}
	}
	return []int{i}, nil
}

// each visits the observations of one table, or of all.
func (s *Study) each(table string, visit func(i int)) {
	from, to := 0, s.Len()
	if table != "" {
		t := s.Table(table)
		from, to = t.first, t.first+t.observations
	}
	for i := from; i < to; i++ {
		visit(i)
	}
}

// newest leaves out figures whose revision is among the found ones too.
func (s *Study) newest(found []int) []int {
	if !slices.ContainsFunc(found, func(i int) bool { return s.obs.flags[i]&isSuperseded != 0 }) {
		return found
	}
	old := map[int]bool{}
	for _, i := range found {
		o := s.Observation(i)
		if j, ok := s.Find(o.Supersedes); o.Supersedes != "" && ok {
			old[j] = true
		}
	}
	return slices.DeleteFunc(found, func(i int) bool { return old[i] })
}

// tests turns a selector into functions, cheap ones first.
func (s *Study) tests(sel Selector) ([]func(int) bool, error) {
	var cheap, dear []func(int) bool
	for _, column := range sortedKeys(sel) {
		test, err := s.codeTest(column, sel[column])
		if err != nil {
			return nil, err
		}
		if test != nil {
			cheap = append(cheap, test)
			continue
		}
		if test, err = s.cellTest(column, sel[column]); err != nil {
			return nil, err
		}
		if test != nil {
			dear = append(dear, test)
		}
	}
	return append(cheap, dear...), nil
}

// codeTest returns the test of a column that the study keeps as codes, nil for others.
func (s *Study) codeTest(column, want string) (func(int) bool, error) {
	switch column {
	case "measure":
		c := slices.IndexFunc(s.Measures, func(m Measure) bool { return m.ID == want })
		if c < 0 {
			c = slices.IndexFunc(s.Measures, func(m Measure) bool { return m.Title == want })
		}
		if c < 0 {
			return nil, fmt.Errorf("there is no measure %q%s", clip(want), instead(want, s.measureIDs()))
		}
		return func(i int) bool { return s.obs.measure[i] == int32(c) }, nil
	case "source":
		c := slices.IndexFunc(s.Sources, func(src Source) bool { return src.ID == want })
		if c < 0 {
			return nil, fmt.Errorf("there is no source %q%s", clip(want), DidYouMean(want, s.sourceIDs()))
		}
		return func(i int) bool { return s.obs.source[i] == int32(c) }, nil
	case "period":
		return s.periodTest(want)
	case "unit":
		u, err := ParseUnit(want)
		if err != nil {
			return nil, err
		}
		return func(i int) bool { return s.units[s.obs.unit[i]].Name == u.Name }, nil
	case "table":
		if s.Table(want) == nil {
			return nil, fmt.Errorf("there is no table %q%s", clip(want), DidYouMean(want, s.tableNames()))
		}
		return func(int) bool { return true }, nil // each keeps to the table
	}
	if d := s.Dimension(column); d != nil {
		return d.test(want)
	}
	return nil, nil
}

func (s *Study) periodTest(want string) (func(int) bool, error) {
	p, err := ParsePeriod(want)
	if err != nil {
		return nil, err
	}
	match := make([]bool, len(s.periods))
	for c, q := range s.periods {
		match[c] = p.Equal(q)
	}
	return func(i int) bool { return match[s.obs.period[i]] }, nil
}

// test matches a value by id or name; the empty text matches observations that have no value.
func (d *Dimension) test(want string) (func(int) bool, error) {
	if want == "" {
		return func(i int) bool { return d.Code(i) == noCode }, nil
	}
	c, ok := d.Lookup(want)
	if !ok {
		var names []string
		for _, v := range d.Values {
			names = append(names, v.ID, v.Name)
		}
		return nil, fmt.Errorf("there is no %s %q%s", d.Name, clip(want), instead(want, names))
	}
	return func(i int) bool { return d.Code(i) == c }, nil
}

// cellTest matches the literal text of any other column.
func (s *Study) cellTest(column, want string) (func(int) bool, error) {
	known := map[*Table]int{}
	for _, t := range s.Tables {
		if t.lay == nil {
			continue
		}
		if f, ok := t.lay.fields[column]; ok {
			known[t] = f
		} else if f := t.fieldIndex(column); f >= 0 {
			known[t] = f
		}
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("no table has a column %q%s", clip(column), instead(column, s.columnNames()))
	}
	return func(i int) bool {
		t := s.tableAt(i)
		f, ok := known[t]
		return ok && t.text(int(s.obs.row[i]), f) == want
	}, nil
}

// instead ends a message about an unknown name: the nearest known one, else some of those there are.
func instead(got string, names []string) string {
	if s := DidYouMean(got, names); s != "" || len(names) == 0 {
		return s
	}
	return "; there are " + quoteList(slices.Compact(slices.Clone(names)))
}

func (s *Study) measureIDs() []string {
	var ids []string
	for _, m := range s.Measures {
		ids = append(ids, m.ID)
	}
	return ids
}

func (s *Study) sourceIDs() []string {
	var ids []string
	for _, src := range s.Sources {
		ids = append(ids, src.ID)
	}
	return ids
}

func (s *Study) tableNames() []string {
	var names []string
	for _, t := range s.Tables {
		names = append(names, t.Name)
	}
	return names
}

func (s *Study) columnNames() []string {
	set := map[string]bool{"id": true, "measure": true, "period": true, "source": true, "unit": true, "table": true}
	for _, d := range s.dims {
		set[d.Name] = true
	}
	for _, t := range s.Tables {
		for _, f := range t.Fields {
			set[f.Name] = true
		}
	}
	return sortedKeys(set)
}
