package datasets

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"recount/datasets/internal/delimited"
)

// A loader reads the tables of one study.
type loader struct {
	s    *Study
	desc *descriptor
	d    *decoder
	errs *Errors

	shown    map[string]string // path → what messages call the file
	measures map[string]int32
	sources  map[string]int32
	periods  map[Period]int32
	units    map[string]uint16
	vocab    map[string]bool // dimensions, and "measure", "source", whose values a table lists
	kinds    []string        // of each resource
	defaults int32           // source of rows that name none, -1
	refs     []reference
	keys     map[string]map[string]bool // of tables that foreign keys refer to
	tooMany  bool                       // observations or units
	bad      map[string]bool            // ids of rows that were left out because of errors
}

// load reads everything that the descriptor names.
func load(fsys fs.FS, dir string, data []byte) (*Study, error) {
	return loadShown(fsys, dir, data, nil)
}

// loadShown is load where messages show some files by another name than their path in the package.
func loadShown(fsys fs.FS, dir string, data []byte, shown map[string]string) (*Study, error) {
	errs := &Errors{}
	file := inDir(dir, descriptorName)
	d := &decoder{file: file, data: bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), errs: errs}
	desc := d.parse()
	if desc == nil {
		return nil, errs
	}
	l := newLoader(fsys, dir, desc, d)
	l.shown = shown
	l.readTables()
	l.checkReferences()
	errs.sort()
	if err := errs.orNil(); err != nil {
		return nil, err
	}
	return l.s, nil
}

func newLoader(fsys fs.FS, dir string, desc *descriptor, d *decoder) *loader {
	s := &Study{
		Name: desc.name, Title: desc.title, Version: desc.version, Description: desc.description, Homepage: desc.homepage,
		Licences: desc.licences, Dir: dir, fsys: fsys, statistics: "statistics.yaml", figures: "figures.yaml",
	}
	if desc.recount.statistics != "" {
		s.statistics = desc.recount.statistics
	}
	if desc.recount.figures != "" {
		s.figures = desc.recount.figures
	}
	return &loader{
		s: s, desc: desc, d: d, errs: d.errs, defaults: noCode,
		measures: map[string]int32{}, sources: map[string]int32{}, periods: map[Period]int32{}, units: map[string]uint16{}, vocab: map[string]bool{}, bad: map[string]bool{}, keys: map[string]map[string]bool{},
	}
}

// readTables reads vocabularies first, so that observations can be held against them.
func (l *loader) readTables() {
	served := l.vocabularies()
	for _, r := range l.desc.resources {
		l.kinds = append(l.kinds, r.kindOf())
		if l.kinds[len(l.kinds)-1] == "other" && served[r.name] != "" {
			l.kinds[len(l.kinds)-1] = "vocabulary"
		}
	}
	tables := make([]*Table, len(l.desc.resources))
	for i, r := range l.desc.resources {
		switch l.kinds[i] {
		case "measures", "sources", "places", "populations", "vocabulary":
			dim := map[string]string{"places": "place", "populations": "population"}[l.kinds[i]]
			if dim == "" {
				dim = served[r.name]
			}
			tables[i] = l.vocabulary(r, l.kinds[i], dim)
		}
	}
	l.defaultSource()
	for i, r := range l.desc.resources {
		switch l.kinds[i] {
		case "observations", "reported":
			tables[i] = l.observations(r, l.kinds[i])
		case "other":
			tables[i] = l.other(r)
		}
	}
	for _, t := range tables {
		if t != nil {
			l.s.Tables = append(l.s.Tables, t)
		}
	}
}

// vocabularies finds tables that foreign keys of dimension fields refer to: resource → dimension.
func (l *loader) vocabularies() map[string]string {
	served := map[string]string{}
	for _, r := range l.desc.resources {
		for _, k := range r.schema.foreignKeys {
			if len(k.fields) != 1 || k.resource == "" || k.referenced[0] != "id" {
				continue
			}
			for _, f := range r.schema.fields {
				if f.Name == k.fields[0] && f.Role == "dimension" {
					served[k.resource] = f.dimensionName()
				}
			}
		}
	}
	return served
}

func (f *Field) dimensionName() string {
	if f.own.dimension != "" {
		return f.own.dimension
	}
	return f.Name
}

// defaultSource makes the source of rows that name none: the package's first, or the package itself.
func (l *loader) defaultSource() {
	if id := l.desc.recount.source; id != "" {
		code, ok := l.sources[id]
		if !ok {
			l.errs.add(&DescriptorError{File: l.d.file, Line: 1, Column: 1, Err: fmt.Errorf("the package's source %q is not among the sources%s", clip(id), DidYouMean(id, sortedKeys(l.sources)))})
		}
		l.defaults = code
		return
	}
	if len(l.desc.sources) > 0 {
		l.defaults = l.addSources(l.desc.sources)
		return
	}
	if !l.vocab["source"] {
		title := l.desc.title
		if title == "" {
			title = l.desc.name
		}
		l.defaults = l.addSources([]Source{{ID: l.desc.name, Kind: Report, Title: title, URL: l.desc.homepage}})
	}
}

// addSources adds sources of the descriptor and returns the code of the first.
func (l *loader) addSources(list []Source) int32 {
	first := int32(noCode)
	for _, src := range list {
		code, ok := l.sources[src.ID]
		if !ok {
			code = int32(len(l.s.Sources))
			l.sources[src.ID] = code
			l.s.Sources = append(l.s.Sources, src)
		}
		if first == noCode {
			first = code
		}
	}
	return first
}

// file reads the bytes of a resource and holds them against hash and size. A wrong hash is reported
// beside the errors of the cells, not instead of them.
func (l *loader) file(r *resource) ([]byte, bool) {
	if r.path == "" || len(r.schema.fields) == 0 { // said already
		return nil, false
	}
	name := l.show(r.path)
	data, err := readBounded(l.s.fsys, r.path, maxTableBytes)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no such file, but %s names it", descriptorName)
			if near := l.nearFile(r.path); near != "" {
				err = fmt.Errorf("%w; did you mean %q?", err, near)
			}
		} else if strings.Contains(err.Error(), "escapes") {
			err = fmt.Errorf("%w %w", err, ErrOutside)
		}
		l.errs.add(&CellError{File: name, Err: err})
		return nil, false
	}
	if r.bytes >= 0 && int64(len(data)) != r.bytes {
		l.errs.add(&CellError{File: name, Err: fmt.Errorf("has %d bytes, %s says %d", len(data), descriptorName, r.bytes)})
	}
	if err := checkHash(data, r.hash); err != nil {
		l.errs.add(&CellError{File: name, Err: err})
	}
	return data, true
}

// show returns what messages call a file of the package.
func (l *loader) show(path string) string {
	if name, ok := l.shown[path]; ok {
		return name
	}
	return inDir(l.s.Dir, path)
}

func (l *loader) nearFile(p string) string {
	entries, err := fs.ReadDir(l.s.fsys, path.Dir(p))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, path.Join(path.Dir(p), e.Name()))
	}
	return Nearest(p, names)
}

// ErrHash is wrapped by the error for a table whose bytes are not those that the descriptor promises.
var ErrHash = errors.New("hash does not match")

// checkHash holds data against "sha256:…", "sha512:…", "sha1:…" or a bare MD5, as the standard has it.
func checkHash(data []byte, want string) error {
	if want == "" {
		return nil
	}
	kind, sum, ok := strings.Cut(want, ":")
	if !ok {
		kind, sum = "md5", want
	}
	var got string
	switch strings.ToLower(strings.ReplaceAll(kind, "-", "")) {
	case "sha256":
		h := sha256.Sum256(data)
		got = hex.EncodeToString(h[:])
	case "sha512":
		h := sha512.Sum512(data)
		got = hex.EncodeToString(h[:])
	case "sha1":
		h := sha1.Sum(data)
		got = hex.EncodeToString(h[:])
	case "md5":
		h := md5.Sum(data)
		got = hex.EncodeToString(h[:])
	default:
		return fmt.Errorf("hash %q is of no known kind: want sha256:…", clip(want))
	}
	if !strings.EqualFold(got, sum) {
		return fmt.Errorf("%w: the file has %s:%s, %s says %s; if the change is meant, write the new hash there", ErrHash, kind, got, descriptorName, clip(want))
	}
	return nil
}

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
	var names []string
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
		for i, f := range rd.Fields() {
			switch {
			case i >= len(names):
				names = append(names, string(f))
			case len(f) > 0 && names[i] != "":
				names[i] += r.dialect.headerJoin + string(f)
			case len(f) > 0:
				names[i] = string(f)
			}
		}
		heads++
	}
	if heads == 0 {
		l.errs.add(&CellError{File: t.File, Err: errors.New("has no header row")})
		return false
	}
	return t.matchHeader(names, line, r.schema.fieldsMatch, l.errs)
}

// scan reads every record after the header: checks each cell, then hands the row on, saying
// whether its cells are good.
func (l *loader) scan(t *Table, r *resource, rd *delimited.Reader, cols []*column, row func(line int, good bool)) {
	estimate := bytes.Count(t.data[min(rd.Offset(), len(t.data)):], []byte{'\n'}) + 1
	keys := newKeyChecks(t, r, cols, estimate)
	t.offsets = make([]uint32, 0, estimate)
	skip := r.dialect.commentRows
	next := 0 // line that the next record would have without empty lines and quoted line ends, less its number
	for rd.Next() {
		line := rd.Line()
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
		for _, c := range cols {
			if c.at < 0 {
				c.null, c.code, c.cell = true, noCode, nil
				continue
			}
			if err := c.read(fields[c.at]); err != nil {
				t.fail(l.errs, line, c.field.Name, err)
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
			row(line, good)
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
