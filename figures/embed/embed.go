// Package embed writes what a publication pastes: a figure with its description, data table, source and
// citation, for web pages, content management systems, Markdown, LaTeX and Word; a press kit of all
// figures with a gallery; and statistics as living numbers.
//
// In go a figure of package figures and the statistics it was filled from; out come a snippet of text and
// the files that stand beside it. A Sheet is one figure with the drawings that its formats share. Every
// text that comes from a table or a YAML file is escaped for the language it is written into, and stands
// on one line.
//
// Nothing is written here: files are handed to the caller, who writes each whole or not at all.
package embed

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"recount/analysis/statistic"
	"recount/figures"
)

// A Format is a place that a figure is pasted into.
type Format string

// The formats.
const (
	HTML     Format = "html"
	CMS      Format = "cms"
	Markdown Format = "markdown"
	LaTeX    Format = "latex"
	DOCX     Format = "docx"
)

// Formats lists all of them.
var Formats = []Format{HTML, CMS, Markdown, LaTeX, DOCX}

// Options say how a figure is embedded. The zero value serves a light page that shows it once.
type Options struct {
	Preset string // of the drawing; empty: web, and word for DOCX
	Dark   bool   // HTML brings a dark version for readers who ask for one
	Prefix string // of ids in HTML; empty: the figure's id and six digits of its receipt's digest
	Copy   int    // 2 for the second time on the same page, and so on: its ids differ
}

// A File is one file of an embed. Its name has no folder, but in a press kit that of its figure.
type File struct {
	Name   string
	Figure string // empty for the gallery
	Data   []byte
}

// A Sheet is one figure with everything that its embeds share. It is for one goroutine.
type Sheet struct {
	Figure *figures.Figure
	stats  *statistic.Set
	opt    Options
	drawn  map[figures.Options]*figures.Drawn
	files  map[string][]byte
}

// NewSheet returns the sheet of a figure; stats are the statistics that the figure was filled from.
func NewSheet(stats *statistic.Set, f *figures.Figure, o Options) *Sheet {
	return &Sheet{f, stats, o, map[figures.Options]*figures.Drawn{}, map[string][]byte{}}
}

// Snippet returns the text to paste. A Word document has none: it is a file.
func (s *Sheet) Snippet(format Format) (string, error) {
	switch format {
	case HTML:
		return s.html()
	case CMS:
		return s.cms()
	case Markdown:
		return s.markdown(), nil
	case LaTeX:
		return s.latex(), nil
	case DOCX:
		return "", nil
	}
	return "", fmt.Errorf("format is %q, want html, cms, markdown, latex or docx", format)
}

// Files returns the snippet as a file, with the files that it needs beside it.
func (s *Sheet) Files(format Format) ([]File, error) {
	switch format {
	case HTML:
		return s.htmlFiles()
	case CMS:
		return s.cmsFiles()
	case Markdown:
		return s.beside(s.markdown(), ".md", figures.SVG)
	case LaTeX:
		return s.beside(s.latex(), ".tex", figures.PDF)
	case DOCX:
		return s.docxFiles()
	}
	return nil, fmt.Errorf("format is %q, want html, cms, markdown, latex or docx", format)
}

// Check lays out every drawing that the formats need. A *figures.LintError says everything that must not
// be published.
func (s *Sheet) Check(formats ...Format) error {
	var errs []error
	for _, format := range formats {
		errs = append(errs, s.check(s.needs(format)...))
	}
	return joined(errs)
}

// check lays out drawings; one that failed before is not reported again.
func (s *Sheet) check(all ...figures.Options) error {
	var errs []error
	for _, o := range all {
		if _, done := s.drawn[o]; done {
			continue
		}
		d, err := s.Figure.Draw(o)
		s.drawn[o] = d // nil where it failed
		errs = append(errs, err)
	}
	return joined(errs)
}

// joined makes one error of many, and one list of what must not be published.
func joined(errs []error) error {
	all := &figures.LintError{}
	var other []error
	for _, err := range errs {
		parts := []error{err}
		if many, ok := err.(interface{ Unwrap() []error }); ok { // joined before
			parts = many.Unwrap()
		}
		for _, err := range parts {
			if lint := (*figures.LintError)(nil); errors.As(err, &lint) {
				all.Problems = append(all.Problems, lint.Problems...)
			} else if err != nil {
				other = append(other, err)
			}
		}
	}
	if len(all.Problems) > 0 {
		other = append(other, all)
	}
	if len(other) == 1 {
		return other[0]
	}
	return errors.Join(other...)
}

// needs lists the drawings that a format is made of.
func (s *Sheet) needs(format Format) []figures.Options {
	main := figures.Options{Preset: cmp.Or(s.opt.Preset, "web")}
	switch format {
	case HTML:
		all := []figures.Options{main, {Preset: "phone"}}
		if s.opt.Dark {
			all = append(all, figures.Options{Preset: main.Preset, Dark: true}, figures.Options{Preset: "phone", Dark: true})
		}
		return all
	case DOCX:
		return []figures.Options{{Preset: cmp.Or(s.opt.Preset, "word")}}
	}
	return []figures.Options{main}
}

// main is the drawing that a format shows first.
func (s *Sheet) main(format Format) figures.Options { return s.needs(format)[0] }

// draw lays the figure out once for each place.
func (s *Sheet) draw(o figures.Options) (*figures.Drawn, error) {
	if d := s.drawn[o]; d != nil {
		return d, nil
	}
	d, err := s.Figure.Draw(o)
	if err != nil {
		return nil, err
	}
	s.drawn[o] = d
	return d, nil
}

// file writes a drawing once in each format.
func (s *Sheet) file(o figures.Options, format figures.Format) (File, error) {
	name := s.Figure.FileName(o, format)
	if data, ok := s.files[name]; ok {
		return File{name, s.Figure.ID, data}, nil
	}
	d, err := s.draw(o)
	if err != nil {
		return File{}, err
	}
	data, err := d.Bytes(format)
	if err != nil {
		return File{}, fmt.Errorf("figure %q: %w", s.Figure.ID, err)
	}
	s.files[name] = data
	return File{name, s.Figure.ID, data}, nil
}

// text makes a file of text.
func (s *Sheet) text(suffix, text string) File {
	return File{s.Figure.ID + suffix, s.Figure.ID, []byte(text)}
}

// beside returns a snippet with the drawing that it names.
func (s *Sheet) beside(snippet, suffix string, format figures.Format) ([]File, error) {
	drawing, err := s.file(s.main(Markdown), format)
	return []File{s.text(suffix, snippet), drawing}, err
}

// Citation returns the files of the figure's citation.
func (s *Sheet) Citation() []File {
	return []File{s.text(".cite.txt", s.CiteText()+"\n"), s.text(".bib", s.CiteBibTeX())}
}

// known says whether a name is a format.
func known(format Format) bool { return slices.Contains(Formats, format) }

// ParseFormat reads the name of a format.
func ParseFormat(name string) (Format, error) {
	if f := Format(name); known(f) {
		return f, nil
	}
	return "", fmt.Errorf("format is %q, want html, cms, markdown, latex or docx", name)
}
