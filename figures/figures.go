// Package figures draws the figures of a study: figures.yaml in, SVG, PDF and PNG files out.
//
// Load reads what a study says about its figures and fills it from observations and recomputed
// statistics. Each Figure carries everything that stands around the drawing too: alternative text and
// a long description written from the rows with the labels' own rounding, the source line, the data as
// a table. Draw makes files; Build keeps a folder of them up to date; Receipt says of any file which
// rows it shows.
//
// What must not be published is an error, not a warning: numbers in words that the rows do not bear
// out, labels that touch, pale or small text, colours that look alike, bars that do not start at zero,
// an interval without a model, a missing source. The same study gives the same bytes on every machine.
//
// Files are read by the study and written by Build alone.
package figures

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures/internal/chart"
	"recount/figures/internal/theme"
	"recount/figures/internal/yamlfile"
)

// Drawing is the version of the drawing: it changes when the same rows give another picture.
const Drawing = 2

// A Set holds the figures of a study.
type Set struct {
	study   *datasets.Study
	stats   *statistic.Set
	theme   *theme.Theme
	figures []*Figure
}

// A Figure is one figure of a study, in words and numbers.
type Figure struct {
	ID          string
	Kind        string
	Title       string
	Subtitle    string
	Notes       []string
	Source      string // the source line as drawn
	Licence     string // name of the data's licence, empty if the study states none
	Lang        string
	Alt         string // one or two sentences for readers who do not see the figure
	Description string // all it shows, in sentences
	Data        []Datum

	chart        *chart.Chart
	set          *Set
	observations []int    // all that went in, also through statistics, in order
	statistics   []string // ids of the statistics drawn or quoted
}

// A Datum is one number or event drawn: the row of the table beside the figure.
type Datum struct {
	Group     string // series, panel or end; empty if there is one only
	Label     string // category, row or period
	Value     string // as drawn
	Unit      string
	ID        string // of the observation or statistic
	Statistic bool
	Sources   []Cited

	counted bool   // Unit is a noun in the plural
	one     string // and this its singular
}

// A Cited is where a number comes from.
type Cited struct {
	ID, Name, Locator, URL string
}

// Load reads the study's figures.yaml and theme.yaml and fills every figure. A study without figures
// has an empty set. Everything that is wrong is found in one run and returned as *datasets.Errors.
func Load(stats *statistic.Set) (*Set, error) {
	study := stats.Study()
	set := &Set{study: study, stats: stats}
	var errs datasets.Errors
	th, err := loadTheme(study)
	if err != nil {
		collect(&errs, err)
		th = theme.Ledger()
	}
	set.theme = th
	data, err := study.File("figures.yaml")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return set, result(&errs)
	case err != nil:
		return nil, err
	}
	specs, file := parseSpecs(inDir(study.Dir, "figures.yaml"), data)
	for _, s := range specs {
		before := file.Faults()
		if fig := resolve(set, s); file.Faults() == before {
			set.figures = append(set.figures, fig)
		}
	}
	if err := file.Err(); err != nil {
		collect(&errs, err)
	}
	return set, result(&errs)
}

// collect adds the errors that another step found.
func collect(errs *datasets.Errors, err error) {
	var many *datasets.Errors
	if errors.As(err, &many) {
		errs.List = append(errs.List, many.List...)
		errs.Total += many.Total
		return
	}
	errs.List = append(errs.List, err)
	errs.Total++
}

func result(errs *datasets.Errors) error {
	if errs.Total == 0 {
		return nil
	}
	return errs
}

func inDir(dir, file string) string {
	if dir == "" {
		return file
	}
	return path.Join(dir, file)
}

// Study returns the study that the figures are of.
func (s *Set) Study() *datasets.Study { return s.study }

// All returns the figures in the order of the file.
func (s *Set) All() []*Figure { return slices.Clone(s.figures) }

// Get returns the figure with this id, or nil.
func (s *Set) Get(id string) *Figure {
	for _, f := range s.figures {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// IDs returns the ids in the order of the file.
func (s *Set) IDs() []string {
	var ids []string
	for _, f := range s.figures {
		ids = append(ids, f.ID)
	}
	return ids
}

// Pick returns the figures with these ids, or all where none is named.
func (s *Set) Pick(ids ...string) ([]*Figure, error) {
	if len(ids) == 0 {
		return s.All(), nil
	}
	var out []*Figure
	var errs datasets.Errors
	for _, id := range ids {
		if f := s.Get(id); f != nil {
			out = append(out, f)
			continue
		}
		collect(&errs, &UnknownError{ID: id, Hint: yamlfile.DidYouMean(id, s.IDs())})
	}
	return out, result(&errs)
}

// An UnknownError is an id that no figure has.
type UnknownError struct{ ID, Hint string }

func (e *UnknownError) Error() string { return `there is no figure "` + e.ID + `"` + e.Hint }

// Using returns the figures that an observation goes into, directly or through statistics.
func (s *Set) Using(observation int) []*Figure {
	var out []*Figure
	for _, f := range s.figures {
		if slices.Contains(f.observations, observation) {
			out = append(out, f)
		}
	}
	return out
}

// Observations returns the indices of all observations that went into the figure, also through
// statistics, in order.
func (f *Figure) Observations() []int { return slices.Clone(f.observations) }

// Statistics returns the ids of the statistics that the figure draws or quotes.
func (f *Figure) Statistics() []string { return slices.Clone(f.statistics) }
