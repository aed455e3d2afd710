package datasets

import (
	"fmt"
	"slices"
)

// vocabulary reads a table of measures, sources, places, populations or values of another dimension.
func (l *loader) vocabulary(r *resource, kind, dim string) *Table {
	t, rd := l.open(r, kind)
	if t == nil {
		return nil
	}
	cols := l.columns(t, r, map[int]bool{})
	if t.fieldIndex("id") < 0 {
		l.d.fail(r.node, "resource %q lists %s and has no field \"id\"", r.name, kind)
		return nil
	}
	get := func(name string) string {
		if i := t.fieldIndex(name); i >= 0 {
			return cols[i].text()
		}
		return ""
	}
	if dim == "" && kind != "measures" && kind != "sources" {
		dim = r.name
	}
	seen := map[string]int{}
	var row func(line int, id string) *cellFault
	switch kind {
	case "measures":
		l.vocab["measure"] = true
		row = func(_ int, id string) *cellFault { return l.measureRow(id, get) }
	case "sources":
		l.vocab["source"] = true
		row = func(_ int, id string) *cellFault { return l.sourceRow(id, get) }
	default:
		l.vocab[dim] = true
		d := l.dimension(dim, "")
		d.table = t
		row = func(line int, id string) *cellFault { return d.valueRow(line, id, get) }
	}
	l.scan(t, r, rd, cols, func(at scanned) { // bad rows too, so that what names them is no error of its own
		id, line := get("id"), at.line
		switch before, twice := seen[id]; {
		case id == "":
			t.fail(l.errs, line, "id", errMissing)
		case twice:
			t.fail(l.errs, line, "id", fmt.Errorf("%q stands twice, first on line %d", clip(id), before))
		default:
			seen[id] = line
			if fault := row(line, id); fault != nil {
				t.fail(l.errs, line, fault.column, fault.err)
			}
		}
	})
	if dim != "" {
		l.dimension(dim, "").addNames()
	}
	return t
}

// addNames lets values be found by their names too, where a name is no other value's id or name.
func (d *Dimension) addNames() {
	count := map[string]int{}
	for _, v := range d.Values {
		count[v.Name]++
	}
	for c, v := range d.Values {
		if _, taken := d.byKey[v.Name]; !taken && count[v.Name] == 1 {
			d.byKey[v.Name] = int32(c)
		}
	}
}

type cellFault struct {
	column string
	err    error
}

func (l *loader) measureRow(id string, get func(string) string) *cellFault {
	u, err := ParseUnit(get("unit"))
	if err != nil {
		return &cellFault{"unit", err}
	}
	m := Measure{ID: id, Title: get("title"), Unit: u, Kind: get("kind"), Design: get("design"), Note: get("note"), Terms: splitList([]byte(get("terms")))}
	if m.Kind != "" && !contains(valueKinds, m.Kind) {
		return &cellFault{"kind", notOneOf(m.Kind, valueKinds)}
	}
	if m.Design != "" && !contains(designs, m.Design) {
		return &cellFault{"design", notOneOf(m.Design, designs)}
	}
	if m.Kind == "" {
		m.Kind = kindOfUnit(u)
	}
	if m.Title == "" {
		m.Title = id
	}
	if len(m.Terms) == 0 {
		m.Terms = defaultTerms(id, m.Title)
	}
	l.addMeasure(m)
	return nil
}

func (l *loader) sourceRow(id string, get func(string) string) *cellFault {
	s := Source{
		ID: id, Kind: SourceKind(get("kind")), Origin: get("origin"), Title: get("title"), Author: get("author"), Publisher: get("publisher"),
		Date: get("date"), URL: get("url"), Short: get("short"), Version: get("version"), Accessed: get("accessed"), Note: get("note"),
		Aliases: splitList([]byte(get("aliases"))), SHA256: splitList([]byte(get("sha256"))),
	}
	if s.Kind == "" {
		s.Kind = Report
	}
	if !contains(sourceKinds, string(s.Kind)) {
		return &cellFault{"kind", notOneOf(string(s.Kind), sourceKinds)}
	}
	if _, err := ParsePeriod(s.Date); err != nil {
		return &cellFault{"date", err}
	}
	for _, h := range s.SHA256 {
		if len(h) != 64 || !isHex(h) {
			return &cellFault{"sha256", fmt.Errorf("%q is no SHA-256: want 64 hexadecimal digits", clip(h))}
		}
	}
	l.addSources([]Source{s})
	return nil
}

func (d *Dimension) valueRow(line int, id string, get func(string) string) *cellFault {
	v := Value{ID: id, line: line, Name: get("name"), PartOf: get("part_of"), Note: get("note"), Aliases: splitList([]byte(get("aliases"))), Terms: splitList([]byte(get("terms")))}
	if v.Name == "" {
		v.Name = id
	}
	d.byKey[id] = int32(len(d.Values))
	d.Values = append(d.Values, v)
	return nil
}

func notOneOf(s string, known []string) error {
	return slipOf(s, "is not allowed", "; want one of "+quoteList(known), fixed(known))
}

func isHex(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(c byte) bool {
		return (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f')
	})
}
