package datasets

import (
	"bytes"
	"io/fs"
	"recount/datasets/internal/jsontree"
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
	read     int64                      // bytes of tables
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
	d := &decoder{fsys: fsys, dir: dir, file: file, data: bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), errs: errs}
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
		l.defaults = l.namedSource(id, l.desc.recount.node)
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

// namedSource finds a source by its id: of the table of sources, else of the descriptor's.
func (l *loader) namedSource(id string, n *jsontree.Node) int32 {
	if c, ok := l.sources[id]; ok {
		return c
	}
	known := l.s.sourceIDs()
	for _, src := range l.desc.sources {
		if src.ID == id {
			return l.addSources([]Source{src})
		}
		known = append(known, src.ID)
	}
	l.d.fail(n, "%q is not among the sources%s", clip(id), DidYouMean(id, known))
	return noCode
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
