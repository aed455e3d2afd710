// Package starter drafts a study from tables that have no descriptor: datapackage.json with types, roles,
// units and hashes; statistics.yaml with two statistics; figures.yaml with one figure.
//
// In go files as somebody exported them; out come the files of a folder, the tables byte for byte among
// them. Nothing is drafted that does not hold: every statistic is computed and the figure is drawn before
// it is written down, and where the first idea fails the next is tried. The words beside it say what was
// guessed and what a person has to look at. Nothing is written to disk here.
package starter

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
)

// The files that make a folder a study, beside its tables.
const (
	Descriptor = "datapackage.json"
	Statistics = "statistics.yaml"
	Figures    = "figures.yaml"
)

// A File is one file of the drafted study. Its path has no folder.
type File struct {
	Path string
	Data []byte
}

// A Draft is a study, drafted and found to hold.
type Draft struct {
	Files      []File   // the tables, then statistics and figures; the descriptor is the last
	Guessed    []string // what was guessed, one sentence each
	Look       []string // what a person has to look at, one sentence each
	Statistics []*statistic.Result
	Figures    []*figures.Figure
	Study      *datasets.Study
}

// New drafts a study. The title names it; tables are named by their paths as the user gave them. Everything
// that is wrong with the tables is found in one run and returned as *datasets.Errors.
func New(title string, tables ...datasets.RawTable) (*Draft, error) {
	descriptor, notes, err := datasets.Guess(title, tables...)
	if err != nil && strings.Contains(err.Error(), "no column of values") {
		err = fmt.Errorf("%w: a column holds values where every cell is a number, empty, or a code for missing such as n/a; look for words among the numbers", err)
	}
	if err != nil {
		return nil, err
	}
	d := &Draft{Guessed: notes}
	if descriptor, err = d.describe(descriptor, tables); err != nil {
		return nil, err
	}
	if d.Study, err = d.open(descriptor); err != nil {
		return nil, err
	}
	if d.Study.Len() == 0 {
		return nil, fmt.Errorf("%s: every value is empty or a code for missing, want at least one number", tables[0].Name)
	}
	if err := d.derive(descriptor); err != nil {
		return nil, err
	}
	d.Files = append(d.Files, File{Descriptor, descriptor})
	d.look()
	return d, nil
}

// describe completes a guessed descriptor with hash, size and source of each table.
func (d *Draft) describe(descriptor []byte, tables []datasets.RawTable) ([]byte, error) {
	var pkg struct {
		Name      string
		Resources []struct{ Path string }
	}
	if err := json.Unmarshal(descriptor, &pkg); err != nil {
		return nil, err
	}
	for _, r := range pkg.Resources {
		if !slices.ContainsFunc(d.Files, func(f File) bool { return f.Path == r.Path }) {
			d.Files = append(d.Files, File{Path: r.Path})
		}
	}
	if len(d.Files) != len(tables) {
		return nil, fmt.Errorf("%d tables were described, want %d", len(d.Files), len(tables))
	}
	for i := range d.Files {
		f := &d.Files[i]
		if slices.Contains([]string{Descriptor, Statistics, Figures}, f.Path) {
			return nil, fmt.Errorf("%s: a table cannot bear this name in a study, rename it", tables[i].Name)
		}
		f.Data = tables[i].Data
	}
	return d.complete(descriptor, pkg.Name), nil
}

// complete writes the keys that a guess leaves open into the descriptor as it is laid out: hash and size
// behind each path, and the source before the resources or, of several tables, with each.
func (d *Draft) complete(descriptor []byte, name string) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(descriptor) {
		text := string(line)
		if strings.HasPrefix(text, `  "resources": [`) && len(d.Files) == 1 {
			out.WriteString("  " + sourceOf(d.Files[0].Path, ""))
		}
		out.Write(line)
		value, ok := strings.CutPrefix(text, `      "path": `)
		if !ok {
			continue
		}
		for _, f := range d.Files {
			if strings.TrimRight(value, ",\n") == quoted(f.Path) {
				sum := sha256.Sum256(f.Data)
				fmt.Fprintf(&out, "      \"bytes\": %d,\n      \"hash\": \"sha256:%s\",\n", len(f.Data), hex.EncodeToString(sum[:]))
				if len(d.Files) > 1 {
					out.WriteString("      " + sourceOf(f.Path, name))
				}
			}
		}
	}
	return out.Bytes()
}

// sourceOf names the file as the source, until a person says where it is from.
// Its id is none that the package has already.
func sourceOf(file, taken string) string {
	id := strings.Trim(notInIDs.ReplaceAllString(strings.ToLower(strings.TrimSuffix(file, path.Ext(file))), "-"), "-")
	if id == "" {
		id = "source"
	}
	if id == taken {
		id += "-table"
	}
	return fmt.Sprintf("\"sources\": [{\"title\": %s, \"recount\": {\"id\": %s}}],\n", quoted(file), quoted(id))
}

var notInIDs = regexp.MustCompile(`[^a-z0-9]+`)

// quoted writes a JSON string as the descriptor's encoder does.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s) // a string: cannot fail
	return strings.TrimSpace(b.String())
}

// open reads the study as it would stand in its folder.
func (d *Draft) open(descriptor []byte) (*datasets.Study, error) {
	fsys := fstest.MapFS{Descriptor: &fstest.MapFile{Data: descriptor}}
	for _, f := range d.Files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return datasets.OpenFS(fs.FS(fsys), "")
}

// derive drafts statistics and a figure, and keeps what can be computed and drawn.
func (d *Draft) derive(descriptor []byte) error {
	s := survey(d.Study)
	text, set, err := s.statistics()
	if err != nil {
		return err
	}
	tables := len(d.Files)
	d.Statistics = set.All()
	d.Files = append(d.Files, File{Statistics, []byte(text)})
	study, err := d.open(descriptor) // with its statistics, which figures name
	if err != nil {
		return err
	}
	if set, err = statistic.Load(study); err != nil {
		return err
	}
	ideas := s.figures(set)
	for _, presets := range [][]string{figures.Presets(), {""}} {
		for _, idea := range ideas {
			d.Files = append(d.Files[:tables+1], File{Figures, []byte(idea)})
			if study, err = d.open(descriptor); err != nil {
				return err
			}
			if set, err = statistic.Load(study); err != nil {
				return err
			}
			if all, err := figures.Load(set); err == nil && draws(all, presets) {
				d.Study, d.Statistics, d.Figures = study, set.All(), all.All()
				return nil
			}
		}
	}
	d.Files = append(d.Files[:tables+1], File{Figures, []byte(figuresHead + "[]\n")})
	d.Look = append(d.Look, "no figure could be drafted: figures.yaml is empty")
	return nil
}

// draws says whether every figure can be drawn for these places.
func draws(set *figures.Set, presets []string) bool {
	for _, f := range set.All() {
		for _, p := range presets {
			if _, err := f.Draw(figures.Options{Preset: p}); err != nil {
				return false
			}
		}
	}
	return len(set.All()) > 0
}

// look lists what no guess can settle.
func (d *Draft) look() {
	d.Look = append(d.Look, d.Study.Notes...)
	d.Look = append(d.Look, `where the table is from: "sources" in datapackage.json names only the file; add title, publisher and address as they are to be quoted`)
	var bare []string
	for _, m := range d.Study.Measures {
		if !d.hasUnit(&m) {
			bare = append(bare, fmt.Sprintf("%q", m.Title))
		}
	}
	if len(bare) > 6 {
		bare = append(bare[:5], fmt.Sprintf("and %d more", len(bare)-5))
	}
	if len(bare) > 0 {
		d.Look = append(d.Look, `the unit of `+strings.Join(bare, ", ")+`: "unit" beside "role" in datapackage.json, such as "persons", "percent" or "thousand births"`)
	}
	d.Look = append(d.Look,
		`the words that texts use for each measure: "terms" beside "role" in datapackage.json, such as ["jobless", "out of work"]; recount check links numbers by them`,
		"the titles in statistics.yaml and figures.yaml, which are plain until you say what matters")
}

// hasUnit says whether a measure or the first of its rows states a unit.
func (d *Draft) hasUnit(m *datasets.Measure) bool {
	if !m.Unit.IsZero() {
		return true
	}
	for i := range min(d.Study.Len(), surveyed) {
		if d.Study.Measures[d.Study.MeasureOf(i)].ID == m.ID {
			return !d.Study.UnitOf(i).IsZero()
		}
	}
	return true // nothing of it was seen
}
