package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"recount/datasets/internal/delimited"
)

// open reads a resource's bytes and its header. It returns a reader at the first record after it.
func (l *loader) open(r *resource, kind string) (*Table, *delimited.Reader) {
	raw, ok := l.file(r)
	if !ok {
		return nil, nil
	}
	t := &Table{Name: r.name, Title: r.title, File: l.show(r.path), Kind: kind, Fields: r.schema.fields, path: r.path, format: r.dialect.delimited(), first: l.s.Len()}
	var err error
	if r.isWorkbook() {
		t.exact, t.format = true, delimited.NewFormat(delimited.Dialect{})
		t.data, err = csvOfWorkbook(raw, r.dialect)
	} else {
		t.data, err = delimited.CheckEncoding(raw)
	}
	if err != nil {
		l.errs.add(&CellError{File: t.File, Err: err})
		return nil, nil
	}
	t.lines = bytes.Count(t.data, []byte{'\n'}) + 1
	rd := delimited.NewReader(t.data, t.format)
	if !l.header(t, r, rd) {
		return nil, nil
	}
	return t, rd
}

// header reads the heading rows and matches them with the schema.
func (l *loader) header(t *Table, r *resource, rd *delimited.Reader) bool {
	if r.dialect.noHeader {
		return t.matchHeader(fieldNames(t.Fields), 0, "equal", l.errs)
	}
	rows := r.dialect.headerRows
	if len(rows) == 0 {
		rows = []int{1}
	}
	var headings [][]string
	line, heads := 0, 0
	for heads < len(rows) && rd.Next() {
		line = rd.Line()
		if len(r.dialect.headerRows) > 0 && line < rows[heads] {
			continue
		}
		if err := rd.Problem(); err != nil {
			t.fail(l.errs, line, "", err)
			return false
		}
		var cells []string
		for _, f := range rd.Fields() {
			cells = append(cells, string(f))
		}
		headings = append(headings, cells)
		heads++
	}
	if heads == 0 {
		l.errs.add(&CellError{File: t.File, Err: errors.New("has no header row")})
		return false
	}
	names := joinHeadings(headings, r.dialect.headerJoin, false)
	if spanned := joinHeadings(headings, r.dialect.headerJoin, true); !holds(names, t.Fields) && holds(spanned, t.Fields) {
		names = spanned // a descriptor may name columns by the headings that span them
	}
	return t.matchHeader(names, line, r.schema.fieldsMatch, l.errs)
}

// holds says whether all fields are among the names.
func holds(names []string, fields []*Field) bool {
	return !slices.ContainsFunc(fields, func(f *Field) bool { return !slices.Contains(names, f.Name) })
}

// A scanned row is a record whose cells were checked; the columns hold them.
type scanned struct {
	line int
	same int  // cells, from the first one on, that are those of the row before
	good bool // nothing is wrong with them
}

// scan reads every record after the header: checks each cell, then hands the row on.
func (l *loader) scan(t *Table, r *resource, rd *delimited.Reader, cols []*column, row func(scanned)) {
	keys := newKeyChecks(t, r, cols, t.lines)
	t.offsets = make([]uint32, 0, t.lines)
	skip := r.dialect.commentRows
	next := 0     // line that the next record would have without empty lines and quoted line ends, less its number
	held := false // the columns hold the record before
	for rd.Next() {
		line, same := rd.Line(), rd.Same()
		if !held {
			same = 0
		}
		held = false
		for len(skip) > 0 && skip[0] < line {
			skip = skip[1:]
		}
		if len(skip) > 0 && skip[0] == line {
			continue
		}
		if err := rd.Problem(); err != nil {
			t.fail(l.errs, line, "", err)
			continue
		}
		fields := rd.Fields()
		if len(fields) != t.width {
			t.fail(l.errs, line, "", fmt.Errorf("has %d cells, want %d as in the header", len(fields), t.width))
			continue
		}
		n := len(t.offsets)
		if line != n+1+next {
			next = line - n - 1
			t.jumps = append(t.jumps, jump{uint32(n), next})
		}
		t.offsets = append(t.offsets, uint32(rd.Offset()))
		good := true
		held = true
		for _, c := range cols {
			if c.at >= same {
				c.err = c.read(fields[c.at])
			}
			if c.err != nil {
				t.fail(l.errs, line, c.field.Name, c.err)
				good = false
			}
		}
		for _, at := range t.unnamed {
			if len(fields[at]) > 0 {
				t.fail(l.errs, line, "", fmt.Errorf("cell %d holds %q and its column has no heading", at+1, clip(string(fields[at]))))
			}
		}
		if fault := keys.add(t, n); fault != nil {
			t.fail(l.errs, line, fault.column, fault.err)
			good = false
		}
		if row != nil {
			row(scanned{line, same, good})
		}
	}
	t.Rows = len(t.offsets)
}

// other reads a table that holds no observations: it is validated, and offered as a frame.
func (l *loader) other(r *resource) *Table {
	t, rd := l.open(r, "other")
	if t == nil {
		return nil
	}
	l.scan(t, r, rd, l.columns(t, r, map[int]bool{}), nil)
	return t
}

// columns prepares the columns of a table. Coded fields are numbered by their text, and so are those of
// foreign keys, of which then only the distinct texts need to be looked up.
func (l *loader) columns(t *Table, r *resource, coded map[int]bool) []*column {
	for _, k := range r.schema.foreignKeys {
		if len(k.fields) == 1 {
			coded[t.fieldIndex(k.fields[0])] = true
		}
	}
	cols := make([]*column, len(t.Fields))
	t.dicts = make([]*dictionary, len(t.Fields))
	for i, f := range t.Fields {
		cols[i] = newColumn(f, t.columns[i], coded[i])
		t.dicts[i] = cols[i].dict
	}
	return cols
}
