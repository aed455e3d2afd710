// Package fill writes the numbers of a study into a draft: living numbers, which cannot go stale.
//
// A draft holds placeholders such as {{stat "sterilization-rate-ratio" style=words}}; out come the filled
// document and the files that stand beside it. Markdown, HTML, plain text and Word documents are read; what
// is written is escaped for each. Every number is rounded or hedged so that the data bear it out, and bound to
// what it quotes, so that a later check holds it against that: by a comment in Markdown and HTML, by the tag
// of a content control in a Word document, by a file beside a plain text (Bindings).
//
//	{{stat "ID"}}    a statistic; {{obs "ID"}} an observation, with options:
//	                 style=full|number|words|percent|ratio|interval|"more than"|"less than"|about
//	                 digits=N, abs (without its sign)
//	{{figure "ID"}}  a figure with its description
//	{{source "ID"}}  a source: style=short|title|full|url
//	{{text "WORDS"}} the words as they are
//
// Stale compares a filled document with what the data give now. Single figures for pasting, and numbers for
// LaTeX, Quarto and Typst, are package embed's. Nothing is written to disk here.
package fill

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
	"recount/figures/embed"
)

// A Format is a kind of draft.
type Format string

// The formats.
const (
	Markdown Format = "markdown"
	HTML     Format = "html"
	Text     Format = "text"
	DOCX     Format = "docx"
)

// FormatOf returns the format of a file by its name's ending.
func FormatOf(name string) (Format, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return Markdown, nil
	case ".html", ".htm", ".xhtml":
		return HTML, nil
	case ".txt", ".text", "":
		return Text, nil
	case ".docx":
		return DOCX, nil
	case ".tex", ".qmd", ".typ":
		return "", fmt.Errorf("%s: fill knows Markdown, HTML, plain text and Word; for LaTeX, Quarto and Typst write the numbers to a file by recount embed --numbers latex|yaml|json", name)
	}
	return "", fmt.Errorf("%s: the ending is %q, want .md, .html, .txt or .docx", name, path.Ext(name))
}

// Notes say how sources are shown.
type Notes string

// The kinds of notes.
const (
	NoNotes   Notes = "none"
	Footnotes Notes = "footnotes"
	Links     Notes = "links"
)

// Options say how a draft is filled. The zero value shows no sources and binds numbers where it can.
type Options struct {
	Notes   Notes
	Unbound bool // numbers are not bound to what they quote
}

// A Filled is a draft with its numbers.
type Filled struct {
	Data   []byte
	Files  []embed.File // drawings that stand beside the document, by name
	Places []Place      // in the order of the draft

	format  Format
	study   string
	unbound bool
	pieces  []piece // of the text, for Stale; of a Word document its text by paragraphs
	media   map[string][]byte
}

// A Place is one placeholder with what it became.
type Place struct {
	Line, Paragraph int    // Paragraph of a Word document, 0 otherwise
	Placeholder     string // as the draft writes it
	Value           string // without markup
	Formula         string // of a statistic
	Rows            []Row  // that it is made of

	id string // that the number is bound to, empty where it is bound to nothing
}

// A Row is an observation that a number is made of.
type Row struct {
	ID, File string
	Line     int
	Text     string // the figure as the table writes it
}

// A piece is text of the draft, or what a placeholder became.
type piece struct {
	text  string
	place int // index of Places, -1 for text of the draft, -2 for the notes at the end
}

// A filler fills one draft.
type filler struct {
	name   string
	format Format
	opt    Options
	stats  *statistic.Set
	figs   *figures.Set
	out    Filled
	errs   datasets.Errors
	notes  notes
	sheets map[string]int // how often each figure was shown
}

// Fill fills a draft with the numbers of a study. name is that of the draft, for messages. Everything that is
// wrong with its placeholders is found in one run and returned as *datasets.Errors.
func Fill(stats *statistic.Set, figs *figures.Set, name string, draft []byte, format Format, opt Options) (*Filled, error) {
	if opt.Notes == "" {
		opt.Notes = NoNotes
	}
	if !slices.Contains([]Notes{NoNotes, Footnotes, Links}, opt.Notes) {
		return nil, fmt.Errorf("notes are %q, want footnotes, links or none", opt.Notes)
	}
	f := &filler{name: name, format: format, opt: opt, stats: stats, figs: figs, sheets: map[string]int{}}
	f.out.format, f.out.study, f.out.unbound = format, stats.Study().Name, opt.Unbound
	var err error
	switch format {
	case Markdown, HTML, Text:
		err = f.plain(draft)
	case DOCX:
		err = f.docx(draft)
	default:
		err = fmt.Errorf("format is %q, want markdown, html, text or docx", format)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case f.errs.Total > 0:
		return nil, &f.errs
	}
	return &f.out, nil
}

// fault notes what is wrong with a placeholder.
func (f *filler) fault(p placeholder, err error) {
	if f.errs.Total++; len(f.errs.List) < datasets.MaxErrors {
		if f.format == DOCX {
			err = fmt.Errorf("%s: paragraph %d: %s: %w", f.name, p.paragraph, p.raw, err)
		} else {
			err = &datasets.DescriptorError{File: f.name, Line: p.line, Column: p.column, Err: fmt.Errorf("%s: %w", p.raw, err)}
		}
		f.errs.List = append(f.errs.List, err)
	}
}

// A filling is what a placeholder becomes, before it is written in a format.
type filling struct {
	text    string // without markup
	id      string // that a comment can bind the number to
	figure  *figures.Figure
	sources []cited
	place   Place
}

// resolve finds out what a placeholder becomes.
func (f *filler) resolve(p placeholder) (filling, error) {
	out := filling{place: Place{Line: p.line, Paragraph: p.paragraph, Placeholder: p.raw}}
	switch p.verb {
	case "text":
		out.text = p.arg
		if len(p.options) > 0 {
			return out, errors.New("text takes no options")
		}
	case "stat":
		r := f.stats.Get(p.arg)
		if r == nil {
			return out, fmt.Errorf("there is no statistic %q%s", p.arg, datasets.DidYouMean(p.arg, f.stats.IDs()))
		}
		out.id = r.ID
		return out, f.number(&out, p, r)
	case "obs":
		return out, f.observation(&out, p)
	case "source":
		return out, f.source(&out, p)
	case "figure":
		if len(p.options) > 0 {
			return out, errors.New("figure takes no options")
		}
		if f.figs != nil {
			out.figure = f.figs.Get(p.arg)
		}
		if out.figure == nil {
			var ids []string
			if f.figs != nil {
				ids = f.figs.IDs()
			}
			return out, fmt.Errorf("there is no figure %q%s", p.arg, datasets.DidYouMean(p.arg, ids))
		}
		out.text = out.figure.Title
		for _, i := range out.figure.Observations() {
			o := f.stats.Study().Observation(i)
			out.place.Rows = append(out.place.Rows, rowOf(&o))
		}
	}
	out.place.Value = out.text
	return out, nil
}

// number enters a statistic.
func (f *filler) number(out *filling, p placeholder, r *statistic.Result) error {
	s, err := p.style()
	if err != nil {
		return err
	}
	if out.text, err = s.write(r); err != nil {
		return err
	}
	out.place.Value, out.place.Formula = out.text, r.Formula()
	for _, i := range r.Observations {
		out.place.Rows = append(out.place.Rows, rowOf(r.Observation(i)))
	}
	for _, src := range r.Sources() {
		out.sources = append(out.sources, citedOf(src.Source, src.Locator))
	}
	return nil
}

// observation enters an observation: a statistic that is its value.
func (f *filler) observation(out *filling, p placeholder) error {
	study := f.stats.Study()
	i, ok := study.Find(p.arg)
	if !ok {
		return fmt.Errorf("there is no observation %q%s", p.arg, study.Suggest(p.arg))
	}
	o := study.Observation(i)
	out.id = o.ID
	out.place.Rows = []Row{rowOf(&o)}
	if o.Source != nil {
		out.sources = []cited{citedOf(o.Source, o.Locator)}
	}
	if o.Unit.Class == datasets.DateUnit || o.Measure.Kind == "date" {
		if len(p.options) > 0 {
			return errors.New("a date takes no options")
		}
		out.text = statistic.DateText(o.Period)
		out.place.Value = out.text
		return nil
	}
	r, err := valueOf(f.stats, o.ID)
	if err != nil {
		return err
	}
	rows := out.place.Rows
	cites := out.sources
	if err := f.number(out, p, r); err != nil {
		return err
	}
	out.place.Formula, out.place.Rows, out.sources = "", rows, cites
	return nil
}

// valueOf makes a statistic of one observation.
func valueOf(stats *statistic.Set, id string) (*statistic.Result, error) {
	set, err := statistic.LoadBytes(stats.Study(), "placeholder", fmt.Appendf(nil, "- {id: x, title: x, value: {id: %s}}\n", yamlQuoted(id)))
	if err != nil {
		var many *datasets.Errors
		if errors.As(err, &many) && len(many.List) > 0 {
			var at *datasets.DescriptorError
			if errors.As(many.List[0], &at) {
				return nil, at.Err
			}
		}
		return nil, err
	}
	return set.Get("x"), nil
}

func rowOf(o *datasets.Observation) Row {
	text := o.Text
	if text == "" {
		text = statistic.Written(o)
	}
	return Row{ID: o.ID, File: o.File, Line: o.Line, Text: text}
}
