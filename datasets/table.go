package datasets

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/go-gota/gota/dataframe"

	"recount/datasets/internal/delimited"
)

// A Table is one resource of a study. Its bytes are kept as they are; cells are read again from there
// when somebody asks for them.
type Table struct {
	Name   string
	Title  string
	File   string // path as the user gave it
	Kind   string // observations, reported, measures, places, populations, sources, vocabulary, other
	Fields []*Field
	Rows   int

	path    string // in the package
	data    []byte
	lines   int // of data, at least as many as there are records
	format  *delimited.Format
	offsets []uint32      // of the records in data
	jumps   []jump        // where lines do not follow the record number
	dicts   []*dictionary // of coded fields
	columns []int         // record position of each field, -1 if the table lacks it
	width   int           // fields of a record
	unnamed []int         // record positions without a heading, which must be empty
	lay     *layout
	exact   bool // a workbook stores its numbers in full

	first, observations int // of the study

	frame struct {
		once  sync.Once
		frame dataframe.DataFrame
		err   error
	}
}

// A jump says that records from row on stand delta lines below row+1.
type jump struct {
	row   uint32
	delta int
}

var tableKinds = []string{"observations", "reported", "measures", "places", "populations", "sources", "vocabulary", "other"}

// Line returns the line of a record, 1-based.
func (t *Table) Line(row int) int {
	i := sort.Search(len(t.jumps), func(i int) bool { return int(t.jumps[i].row) > row })
	if i == 0 {
		return row + 1
	}
	return row + 1 + t.jumps[i-1].delta
}

// record reads the cells of a record again, in the order of the file.
func (t *Table) record(row int) [][]byte {
	return t.format.Record(t.data, int(t.offsets[row]), t.width)
}

// recordInto is record into cells that are used for one record after the other.
func (t *Table) recordInto(dst [][]byte, row int) [][]byte {
	return t.format.RecordInto(dst, t.data, int(t.offsets[row]))
}

// text returns the text of one field's cell, empty if it is missing.
func (t *Table) text(row, field int) string {
	at := t.columns[field]
	if at < 0 {
		return ""
	}
	cell := t.format.Field(t.data, int(t.offsets[row]), at)
	if t.Fields[field].isMissing(cell) {
		return ""
	}
	return string(cell)
}

// Cell returns the literal text of a cell, and false if the table has no such column.
func (t *Table) Cell(row int, column string) (string, bool) {
	i := t.fieldIndex(column)
	if i < 0 || t.columns[i] < 0 {
		return "", false
	}
	return string(t.format.Field(t.data, int(t.offsets[row]), t.columns[i])), true
}

// literal is Cell for the cells of a record.
func (t *Table) literal(cells [][]byte, column string) (string, bool) {
	i := t.fieldIndex(column)
	switch {
	case i < 0 || t.columns[i] < 0:
		return "", false
	case t.columns[i] < len(cells):
		return string(cells[t.columns[i]]), true
	}
	return "", true
}

func (t *Table) fieldIndex(name string) int {
	for i, f := range t.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// fail records what is wrong with a cell.
func (t *Table) fail(errs *Errors, line int, column string, err error) {
	errs.add(&CellError{t.File, line, column, err})
}

// matchHeader finds the record position of each field by its name, as fieldsMatch says. A field that is
// missing, a column that the schema does not know and a name that stands twice are errors.
func (t *Table) matchHeader(names []string, line int, match string, errs *Errors) bool {
	t.width = len(names)
	t.columns = make([]int, len(t.Fields))
	at := make(map[string]int, len(names))
	ok := true
	for i, name := range names {
		_, twice := at[name]
		switch {
		case name == "" && t.fieldIndex("") < 0: // a trailing comma; checkUnnamed sees that it hides nothing
			t.unnamed = append(t.unnamed, i)
			continue
		case twice && (t.fieldIndex(name) >= 0 || match != "subset" && match != "partial"):
			t.fail(errs, line, name, fmt.Errorf("stands twice in the header"))
			ok = false
		}
		at[name] = i
	}
	used := make(map[string]bool, len(t.Fields))
	var absent []string
	for i, f := range t.Fields {
		used[f.Name] = true
		pos, found := at[f.Name]
		if !found {
			pos = -1
			absent = append(absent, f.Name)
		}
		t.columns[i] = pos
	}
	var extra []string
	const several = 200 // a header of another table has too many to look each up
	for _, name := range names {
		if !used[name] && name != "" {
			extra = append(extra, name)
		}
	}
	if match == "partial" && len(absent) == len(t.Fields) {
		t.fail(errs, line, "", fmt.Errorf("the header has none of the schema's columns; it has %s", quoteList(names)))
		return false
	}
	// A column under another name is one fault, not a missing column and a strange one.
	if match != "superset" && match != "subset" && match != "partial" {
		absent = slices.DeleteFunc(absent, func(field string) bool {
			column := Nearest(field, atMost(extra, several))
			i := slices.Index(extra, column)
			if i < 0 {
				return false
			}
			extra = slices.Delete(extra, i, i+1)
			t.fail(errs, line, "", fmt.Errorf("the table calls a column %q, %s calls it %q: give both the same name", clip(column), descriptorName, clip(field)))
			ok = false
			return true
		})
	}
	if match != "superset" && match != "partial" { // the table has every field
		for _, name := range absent {
			t.fail(errs, line, "", fmt.Errorf("the header has no column %q%s; it has %s", clip(name), DidYouMean(name, atMost(extra, several)), quoteList(names)))
			ok = false
		}
	}
	if match != "subset" && match != "partial" { // the table has nothing else
		for _, name := range extra {
			t.fail(errs, line, name, fmt.Errorf("is not in the schema%s; add a field for it, or say \"fieldsMatch\": \"subset\" in the schema", DidYouMean(name, atMost(absent, several))))
			ok = false
		}
	}
	return ok
}

func atMost(names []string, n int) []string { return names[:min(len(names), n)] }

func quoteList(names []string) string {
	var b strings.Builder
	for i, n := range names {
		if i == 12 {
			fmt.Fprintf(&b, " and %d more", len(names)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", clip(n))
	}
	return b.String()
}
