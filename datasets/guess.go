package datasets

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing/fstest"

	"recount/datasets/internal/delimited"
	"recount/datasets/internal/xlsx"
)

// A RawTable is a file without a descriptor: CSV in any of its dialects, or an Excel workbook.
type RawTable struct {
	Name string // path as the user gave it
	Data []byte
}

// FromTables reads tables that have no descriptor: it guesses one, and opens the study that results, in
// memory. Study.Notes says what was guessed, a sentence each.
func FromTables(title string, tables ...RawTable) (*Study, error) {
	descriptor, notes, err := Guess(title, tables...)
	if err != nil {
		return nil, err
	}
	fsys, shown := fstest.MapFS{}, map[string]string{}
	for i, p := range rawPaths(tables) {
		fsys[p] = &fstest.MapFile{Data: tables[i].Data}
		shown[p] = tables[i].Name
	}
	s, err := loadShown(fsys, "", descriptor, shown)
	if err != nil {
		return nil, err
	}
	s.Notes = append(notes, s.Notes...)
	return s, nil
}

// Guess returns a datapackage.json for tables that have none: types, roles, units, period columns, the
// rows that hold the headings. The sheets of a workbook become a resource each. The notes say what was
// guessed and what to look at. Paths in it are the names of the files without their folders.
func Guess(title string, tables ...RawTable) (descriptor []byte, notes []string, err error) {
	if len(tables) == 0 {
		return nil, nil, errors.New("no tables to read")
	}
	pkg := guessedPackage{Name: slug(title), Title: title}
	if pkg.Name == "" {
		pkg.Name = slug(baseName(tables[0].Name))
	}
	var errs Errors
	names := map[string]bool{}
	for i, p := range rawPaths(tables) {
		sketches, err := sketch(tables[i], p)
		if err != nil {
			errs.add(&CellError{File: tables[i].Name, Err: err})
			continue
		}
		found := false
		for _, sk := range sketches {
			r, said, err := sk.resource()
			if err != nil {
				if len(sketches) == 1 {
					errs.add(&CellError{File: tables[i].Name, Err: err})
				} else {
					notes = append(notes, fmt.Sprintf("%s: left out: %v", sk.shown(), err))
				}
				continue
			}
			found = true
			r.Name = unused(names, r.Name)
			pkg.Resources = append(pkg.Resources, r)
			notes = append(notes, said...)
		}
		if !found && len(sketches) > 1 {
			errs.add(&CellError{File: tables[i].Name, Err: errors.New("has no sheet with a table")})
		}
	}
	if err := errs.orNil(); err != nil {
		return nil, notes, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(pkg)
	return out.Bytes(), notes, err
}

// The guessed descriptor, in the order in which people read one.
type guessedPackage struct {
	Name      string             `json:"name"`
	Title     string             `json:"title,omitempty"`
	Resources []*guessedResource `json:"resources"`
}

type guessedResource struct {
	Name    string          `json:"name"`
	Title   string          `json:"title,omitempty"`
	Path    string          `json:"path"`
	Dialect *guessedDialect `json:"dialect,omitempty"`
	Schema  guessedSchema   `json:"schema"`
	Own     map[string]any  `json:"recount,omitempty"`
}

type guessedDialect struct {
	Delimiter   string `json:"delimiter,omitempty"`
	SheetName   string `json:"sheetName,omitempty"`
	HeaderRows  []int  `json:"headerRows,omitempty"`
	CommentRows []int  `json:"commentRows,omitempty"`
}

type guessedSchema struct {
	Fields        []*guessedField `json:"fields"`
	MissingValues []string        `json:"missingValues,omitempty"`
	FieldsMatch   string          `json:"fieldsMatch,omitempty"`
}

type guessedField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Format      string       `json:"format,omitempty"`
	Title       string       `json:"title,omitempty"`
	GroupChar   string       `json:"groupChar,omitempty"`
	DecimalChar string       `json:"decimalChar,omitempty"`
	BareNumber  *bool        `json:"bareNumber,omitempty"`
	Own         *guessedKeys `json:"recount,omitempty"`
}

type guessedKeys struct {
	Role      string `json:"role,omitempty"`
	Dimension string `json:"dimension,omitempty"`
	Part      string `json:"part,omitempty"`
	Measure   string `json:"measure,omitempty"`
	Unit      string `json:"unit,omitempty"`
	Period    string `json:"period,omitempty"`
	Exponent  bool   `json:"exponent,omitempty"`
}

// rawPaths gives each table a path in the package: its file name, told apart where two are alike.
func rawPaths(tables []RawTable) []string {
	names := map[string]bool{}
	var paths []string
	for _, t := range tables {
		base := path.Base(filepath.ToSlash(t.Name))
		if base == "." || base == "/" || base == ".." || base == "-" {
			base = "table.csv"
		}
		ext := path.Ext(base)
		paths = append(paths, unused(names, strings.TrimSuffix(base, ext))+ext)
	}
	return paths
}

func baseName(name string) string {
	base := path.Base(filepath.ToSlash(name))
	return strings.TrimSuffix(base, path.Ext(base))
}

// unused returns name, or name-2 and so on if it is taken.
func unused(taken map[string]bool, name string) string {
	n := name
	for i := 2; taken[n]; i++ {
		n = fmt.Sprintf("%s-%d", name, i)
	}
	taken[n] = true
	return n
}

// slug makes a name out of a title: lower case, letters and digits with hyphens between.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > 60 {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}

// sketch looks at a file: one sketch for a CSV, one for each sheet of a workbook that holds cells.
func sketch(t RawTable, p string) ([]*sketched, error) {
	if !bytes.HasPrefix(t.Data, []byte("PK\x03\x04")) {
		data, err := delimited.CheckEncoding(t.Data)
		if err != nil {
			return nil, err
		}
		sk := &sketched{file: t.Name, path: p, data: data, delimiter: guessDelimiter(data)}
		return []*sketched{sk}, nil
	}
	book, err := xlsx.Open(t.Data)
	if err != nil {
		return nil, err
	}
	var list []*sketched
	sheets := book.Sheets()
	for _, name := range sheets {
		sheet, err := book.Sheet(name)
		if err != nil {
			return nil, err
		}
		if len(sheet.Cells) == 0 {
			continue
		}
		sk := &sketched{file: t.Name, path: p, delimiter: ',', percent: map[int]bool{}}
		if len(sheets) > 1 {
			sk.sheet = name
		}
		for _, c := range sheet.Cells {
			if c.Kind == xlsx.Percent {
				sk.percent[c.Col-1] = true
			}
		}
		fillMerged(sheet, headRows)
		if rows, width := extent(sheet); rows*width > maxGrid {
			return nil, fmt.Errorf("sheet %q is too large", clip(name))
		}
		sk.data = writeRows(sheet)
		list = append(list, sk)
	}
	if len(list) == 0 {
		return nil, errors.New("has no sheet with cells")
	}
	return list, nil
}

// guessDelimiter returns the mark that splits the first lines most evenly.
func guessDelimiter(data []byte) byte {
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t', '|'} {
		widths := map[int]int{}
		r := delimited.NewReader(data, delimited.NewFormat(delimited.Dialect{Comma: d}))
		for n := 0; n < 200 && r.Next(); n++ {
			if r.Problem() == nil && len(r.Fields()) > 1 {
				widths[len(r.Fields())]++
			}
		}
		for width, rows := range widths {
			if score := rows * min(width, 8); score > most {
				best, most = d, score
			}
		}
	}
	return best
}
