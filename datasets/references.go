package datasets

import (
	"fmt"
	"math"
	"strings"
)

// A reference is a cell that names another observation.
type reference struct {
	from   int // observation
	id     string
	line   int
	column string
}

// remember notes what an observation refers to, and enters its id.
func (m *melter) remember(i, line int) {
	for _, ref := range m.refs {
		name, col := ref.name, ref.col
		if col.null {
			continue
		}
		if name == "id" {
			if before := m.l.s.index.insert(m.l.s, i, col.cell); before >= 0 {
				first := m.l.s.tableAt(before)
				m.report(line, col, fmt.Errorf("%q stands twice, first in %s:%d", clip(col.text()), first.File, first.Line(int(m.l.s.obs.row[before]))))
			}
			continue
		}
		for _, id := range splitList(col.cell) {
			m.l.refs = append(m.l.refs, reference{i, id, line, name})
		}
		if name == "repeats" {
			m.l.s.obs.flags[i] |= isRepeat
		}
	}
}

// checkReferences holds what names something else against what there is, once all tables are read.
func (l *loader) checkReferences() {
	if l.tooMany {
		l.errs.add(fmt.Errorf("%s: more than %d values or %d units: leave columns or tables out", l.s.Dir, maxObservations, math.MaxUint16))
	}
	for _, r := range l.refs {
		i, ok := l.s.index.find(l.s, r.id)
		t := l.s.tableAt(r.from)
		switch {
		case !ok && l.bad[r.id]: // its row has errors of its own
		case !ok:
			t.fail(l.errs, r.line, r.column, &slip{fmt.Sprintf("there is no observation %q", clip(r.id)), r.id, l.s.someIDs, ""})
		case i == r.from:
			t.fail(l.errs, r.line, r.column, fmt.Errorf("%q names its own row", clip(r.id)))
		case r.column == "supersedes":
			l.s.obs.flags[i] |= isSuperseded
		}
	}
	for _, d := range l.s.dims {
		l.checkParts(d)
	}
	for _, r := range l.desc.resources {
		for _, k := range r.schema.foreignKeys {
			l.checkForeignKey(r, k)
		}
	}
}

// checkParts holds part_of against the dimension's values.
func (l *loader) checkParts(d *Dimension) {
	for _, v := range d.Values {
		if v.PartOf == "" {
			continue
		}
		fail := func(format string, args ...any) {
			d.table.fail(l.errs, v.line, "part_of", fmt.Errorf(format, args...))
		}
		if _, ok := d.byKey[v.PartOf]; !ok {
			fail("%w", slipOf(v.PartOf, "is no "+d.Name+" of the vocabulary", "", d.ids))
			continue
		}
		for up, steps := v.PartOf, 0; up != "" && steps <= len(d.Values); steps++ {
			if up == v.ID {
				fail("%s %q is part of itself", d.Name, clip(v.ID))
				break
			}
			c, ok := d.byKey[up]
			if !ok {
				break
			}
			up = d.Values[c].PartOf
		}
	}
}

// checkForeignKey holds every row of a table against the rows that it refers to.
func (l *loader) checkForeignKey(r *resource, k foreignKey) {
	t := l.s.Table(r.name)
	to := t
	if k.resource != "" {
		if to = l.s.Table(k.resource); to == nil {
			if !l.described(k.resource) {
				r.schemaIn.fail(k.node, "the foreign key refers to resource %q, which the package does not have%s", clip(k.resource), DidYouMean(k.resource, l.resourceNames()))
			}
			return
		}
	}
	if t == nil {
		return
	}
	known, ok := l.keysOf(to, k)
	if !ok {
		r.schemaIn.fail(k.node, "the foreign key refers to %s of %q, whose fields are %s", quoteList(k.referenced), to.Name, quoteList(fieldNames(to.Fields)))
		return
	}
	at, ok := t.positions(k.fields)
	if !ok || l.allKnown(t, k, known) {
		return
	}
	for row := range t.Rows {
		cells := t.record(row)
		key, empty := t.key(cells, k.fields, at)
		if empty || known[key] || len(k.fields) == 1 && l.reportedUnknown(t.Fields[t.fieldIndex(k.fields[0])], key) {
			continue
		}
		t.fail(l.errs, t.Line(row), strings.Join(k.fields, ", "), slipOf(strings.ReplaceAll(key, "\x00", ", "), "is not in "+to.File, "", func() []string { return keysAsList(known) }))
	}
}

// allKnown looks the distinct texts of a key of one field up. Texts that are in no vocabulary either were
// reported when the row was read.
func (l *loader) allKnown(t *Table, k foreignKey, known map[string]bool) bool {
	if len(k.fields) != 1 {
		return false
	}
	i := t.fieldIndex(k.fields[0])
	for _, text := range t.dicts[i].texts {
		if !known[text] && !t.Fields[i].isMissing([]byte(text)) && !l.reportedUnknown(t.Fields[i], text) {
			return false
		}
	}
	return true
}

func (l *loader) reportedUnknown(f *Field, text string) bool {
	name := f.Name
	if f.Role == "dimension" {
		name = f.dimensionName()
	} else if f.Role != "" {
		name = f.Role
	}
	if !l.vocab[name] {
		return false
	}
	var ok bool
	switch name {
	case "measure":
		_, ok = l.measures[text]
	case "source":
		_, ok = l.sources[text]
	default:
		_, ok = l.s.Dimension(name).byKey[text]
	}
	return !ok
}

func keysAsList(known map[string]bool) []string {
	if len(known) > maxNames {
		return nil
	}
	return sortedKeys(known)
}

func (l *loader) keysOf(t *Table, k foreignKey) (map[string]bool, bool) {
	at, ok := t.positions(k.referenced)
	if !ok {
		return nil, false
	}
	cached := t.Name + "\x00" + strings.Join(k.referenced, "\x00")
	if known, ok := l.keys[cached]; ok {
		return known, true
	}
	known := make(map[string]bool, t.Rows)
	l.keys[cached] = known
	for row := range t.Rows {
		key, _ := t.key(t.record(row), k.referenced, at)
		known[key] = true
	}
	return known, true
}

func (t *Table) positions(fields []string) ([]int, bool) {
	var at []int
	for _, name := range fields {
		i := t.fieldIndex(name)
		if i < 0 || t.columns[i] < 0 {
			return nil, false
		}
		at = append(at, t.columns[i])
	}
	return at, true
}

// key joins the cells of a key and says whether one of them is missing: then the row refers to nothing.
func (t *Table) key(cells [][]byte, fields []string, at []int) (string, bool) {
	var b strings.Builder
	for i, pos := range at {
		if t.Fields[t.fieldIndex(fields[i])].isMissing(cells[pos]) {
			return "", true
		}
		if i > 0 {
			b.WriteByte(0)
		}
		b.Write(cells[pos])
	}
	return b.String(), false
}

func (l *loader) described(name string) bool { return contains(l.resourceNames(), name) }

func (l *loader) resourceNames() []string {
	var names []string
	for _, r := range l.desc.resources {
		names = append(names, r.name)
	}
	return names
}
