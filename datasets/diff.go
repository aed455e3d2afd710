package datasets

import (
	"slices"
	"strings"
)

// A Difference is what changed between two versions of a study.
type Difference struct {
	Added   []Observation // of the new study
	Removed []Observation // of the old one
	Revised []Revision    // the figure itself changed, or another row supersedes it
	Edited  []Revision    // only what stands around the figure changed: locator, note …
}

// A Revision is a row in both versions.
type Revision struct {
	Old, New         Observation
	OldDate, NewDate string   // when each was published: of the row, else of its source
	Columns          []Change // in the order of the table
	Superseding      bool     // New is another row, which supersedes Old
}

// A Change is a cell that differs. A column that a table does not have is empty.
type Change struct{ Column, Old, New string }

// Empty says whether nothing changed.
func (d *Difference) Empty() bool {
	return len(d.Added)+len(d.Removed)+len(d.Revised)+len(d.Edited) == 0
}

// Diff compares two versions of a study row by row. Rows are the same if their ids are; rows of tables
// without ids, if measure, dimensions and period are.
func Diff(before, after *Study) *Difference {
	var d Difference
	replaced := map[int]bool{} // observations of before that a new row supersedes
	for j := range after.Len() {
		now := after.Observation(j)
		if i, ok := before.Find(now.ID); ok {
			d.compare(before.Observation(i), now)
			continue
		}
		if i, ok := before.Find(now.Supersedes); ok && now.Supersedes != "" {
			old := before.Observation(i)
			replaced[i] = true
			d.Revised = append(d.Revised, Revision{Old: old, New: now, OldDate: old.Date(), NewDate: now.Date(), Columns: changes(old, now), Superseding: true})
			continue
		}
		d.Added = append(d.Added, now)
	}
	for i := range before.Len() {
		if replaced[i] {
			continue
		}
		old := before.Observation(i)
		if _, ok := after.Find(old.ID); !ok {
			d.Removed = append(d.Removed, old)
		}
	}
	return &d
}

// compare files a row that both versions have.
func (d *Difference) compare(old, now Observation) {
	if old.Digest() == now.Digest() {
		return
	}
	r := Revision{Old: old, New: now, OldDate: old.Date(), NewDate: now.Date(), Columns: changes(old, now)}
	if old.sameFigure(now) {
		d.Edited = append(d.Edited, r)
	} else {
		d.Revised = append(d.Revised, r)
	}
}

// sameFigure says whether two rows report the same number of the same thing.
func (o Observation) sameFigure(p Observation) bool {
	if o.HasValue != p.HasValue || o.HasValue && (o.Text != p.Text || !o.Value.Equal(p.Value)) {
		return false
	}
	if o.Measure.ID != p.Measure.ID || o.Unit.Name != p.Unit.Name || !o.Period.Equal(p.Period) || o.PeriodKind != p.PeriodKind || o.Qualifier != p.Qualifier {
		return false
	}
	if !slices.EqualFunc(o.Dims, p.Dims, func(a, b DimValue) bool {
		return a.Dimension.Name == b.Dimension.Name && a.Value.ID == b.Value.ID
	}) {
		return false
	}
	a, b := o.Interval(), p.Interval()
	return a.Within(b) && b.Within(a)
}

// Date is when the figure was published: as the row says, else as its source does.
func (o Observation) Date() string {
	if o.Published != "" || o.Source == nil {
		return o.Published
	}
	return o.Source.Date
}

// changes lists the cells that differ, of the columns that make the observation.
func changes(old, now Observation) []Change {
	var list []Change
	cells := func(o Observation) map[string]string {
		m := map[string]string{}
		record := o.table.record(o.row)
		for i, f := range o.table.Fields {
			if o.table.lay.uses(i, o.column) {
				m[f.Name] = o.table.cell(record, i)
			}
		}
		return m
	}
	a, b := cells(old), cells(now)
	seen := map[string]bool{}
	for _, t := range []*Table{now.table, old.table} {
		for _, f := range t.Fields {
			if !seen[f.Name] && a[f.Name] != b[f.Name] {
				list = append(list, Change{f.Name, a[f.Name], b[f.Name]})
			}
			seen[f.Name] = true
		}
	}
	return list
}

// String prints the changed cells: value 32.1 → 32.4, note …
func (r Revision) String() string {
	var parts []string
	for _, c := range r.Columns {
		parts = append(parts, c.Column+" "+orNothing(c.Old)+" → "+orNothing(c.New))
	}
	return strings.Join(parts, ", ")
}

func orNothing(s string) string {
	if s == "" {
		return "(empty)"
	}
	return s
}
