package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recount/analysis/statistic"
	"recount/figures"
	"recount/figures/embed"
)

// embedFlags are the flags of embed.
type embedFlags struct {
	out     string
	all     bool
	numbers string
	cite    string
	preset  string
	dark    bool
	prefix  string
	report  string
}

func newEmbedCmd(g *globals) *cobra.Command {
	var f embedFlags
	cmd := &cobra.Command{
		Use:   "embed ID…",
		Short: "print a figure ready to paste: html, cms, markdown, latex or docx",
		Long: `embed prints what to paste for a figure: the picture with its alternative text, caption,
source and data table. --format is html (default), cms, markdown, latex or docx, or several
with commas between.
  html      the drawing inside the page, another for phones, description and table in sight
  cms       image, alternative text, caption, credit and table as plain pieces
  markdown  image with its alternative text, caption and source
  latex     a figure that includes the PDF
  docx      a Word document with the picture, its description, caption and source
Nothing is written without --out DIR; with it, the snippets and all files that they need are.

--all --out DIR makes a press kit: every figure in every format, its exact rows, its citation,
and index.html, a gallery to copy from. --cite text|bibtex prints the citation alone.
--numbers latex|yaml|json prints every statistic as macros or variables for a document.

Exit codes: 0 printed or written · 2 something could not be read, drawn or written.`,
		Example:           "  recount embed birth-rates --format cms",
		RunE:              func(_ *cobra.Command, ids []string) error { return g.embed(ids, f) },
		ValidArgsFunction: g.completeFigures,
	}
	fs := cmd.Flags()
	fs.StringVar(&f.out, "out", "", "write the snippets and their files to this folder")
	fs.BoolVar(&f.all, "all", false, "make a press kit of all figures in --out")
	fs.StringVar(&f.numbers, "numbers", "", "print the statistics for a document: latex, yaml or json")
	fs.StringVar(&f.cite, "cite", "", "print the citation: text or bibtex")
	fs.StringVar(&f.preset, "preset", "", "draw for this place (default web, and word for docx): "+orList(figures.Presets()))
	fs.BoolVar(&f.dark, "dark", false, "html: bring a dark version for readers who ask for one")
	fs.StringVar(&f.prefix, "prefix", "", "html: begin the ids with this")
	fs.StringVar(&f.report, "report", "text", "how to report: text or json")
	return cmd
}

// An embedding is a request that was read and found to make sense.
type embedding struct {
	embedFlags
	formats []embed.Format
	stats   *statistic.Set
	figures []*figures.Figure
}

func (g *globals) embed(ids []string, f embedFlags) error {
	formats, err := g.embedFormats(f)
	if err != nil {
		return err
	}
	if err := f.check(ids, formats); err != nil {
		return err
	}
	e := embedding{embedFlags: f, formats: formats}
	if e.stats, err = g.statistics(); err != nil {
		return err
	}
	if f.numbers != "" {
		return g.embedNumbers(e)
	}
	set, err := figures.Load(e.stats)
	if err != nil {
		return err
	}
	if e.figures, err = set.Pick(ids...); err != nil {
		return err
	}
	switch {
	case len(e.figures) == 0:
		return fmt.Errorf("study %s has no figures: name them in its figures.yaml", set.Study().Name)
	case f.all:
		return g.embedKit(e)
	case f.cite != "":
		return g.embedCitations(e)
	case f.out != "":
		return g.embedFiles(e)
	}
	return g.embedSnippets(e)
}

// embedFormats reads --format: html unless it says otherwise, for a press kit all.
func (g *globals) embedFormats(f embedFlags) ([]embed.Format, error) {
	if g.format == "" && f.all {
		return embed.Formats, nil
	}
	if g.format == "" {
		return []embed.Format{embed.HTML}, nil
	}
	var formats []embed.Format
	for _, name := range strings.Split(g.format, ",") {
		format, err := embed.ParseFormat(strings.TrimSpace(name))
		if err != nil {
			return nil, fmt.Errorf("--format is %q, want html, cms, markdown, latex or docx, with commas between several", g.format)
		}
		if !slices.Contains(formats, format) {
			formats = append(formats, format)
		}
	}
	return formats, nil
}

// check holds flags and arguments against each other before anything is read.
func (f embedFlags) check(ids []string, formats []embed.Format) error {
	oneOf := func(name, value string, known ...string) error {
		if value != "" && !slices.Contains(known, value) {
			return fmt.Errorf("--%s is %q, want %s", name, value, orList(known))
		}
		return nil
	}
	err := errors.Join(
		oneOf("report", f.report, "text", "json"), oneOf("numbers", f.numbers, "latex", "yaml", "json"),
		oneOf("cite", f.cite, "text", "bibtex"), oneOf("preset", f.preset, figures.Presets()...))
	if err != nil {
		return err
	}
	html, docx := slices.Contains(formats, embed.HTML), slices.Contains(formats, embed.DOCX)
	switch {
	case f.prefix != "" && !embed.ValidPrefix(f.prefix):
		return fmt.Errorf("--prefix is %q, want letters, digits and hyphens, a letter first", f.prefix)
	case f.numbers != "" && (len(ids) > 0 || f.all || f.cite != ""):
		return errors.New("--numbers is for the statistics, all of them: name no figure, and leave --all and --cite out")
	case f.numbers != "":
		return nil
	case f.all && len(ids) > 0:
		return errors.New("--all makes a press kit of all figures: name none, or leave --all out")
	case f.all && f.cite != "":
		return errors.New("--all writes every citation too: leave --cite out, or name figures")
	case f.all && f.out == "":
		return errors.New("--all writes files: say where with --out DIR")
	case !f.all && len(ids) == 0:
		return errors.New("no figure is named: give its ID, or --all for a press kit of all figures")
	case (f.dark || f.prefix != "") && !html:
		return errors.New("--dark and --prefix are for --format html")
	case f.all && (f.prefix != "" || f.preset != ""):
		return errors.New("--prefix and --preset are for single figures, not for --all")
	case docx && f.out == "" && f.cite == "":
		return errors.New("a Word document is a file: say where to write it with --out DIR")
	case len(formats) > 1 && f.out == "" && f.report != "json" && f.cite == "":
		return errors.New("several formats at once are files: say where to write them with --out DIR")
	}
	return nil
}

// sheets prepares the figures. A figure named twice stands on one page twice: its ids differ.
func (e *embedding) sheets() []*embed.Sheet {
	times := map[string]int{}
	var out []*embed.Sheet
	for _, f := range e.figures {
		times[f.ID]++
		o := e.options()
		o.Copy = times[f.ID]
		if o.Prefix != "" && len(e.figures) > 1 {
			o.Prefix += "_" + f.ID
		}
		out = append(out, embed.NewSheet(e.stats, f, o))
	}
	return out
}

func (e *embedding) options() embed.Options {
	return embed.Options{Preset: e.preset, Dark: e.dark, Prefix: e.prefix}
}

// embedSnippets prints what is to be pasted.
func (g *globals) embedSnippets(e embedding) error {
	if e.report == "json" {
		all, err := e.reports()
		if err != nil {
			return err
		}
		return writeJSON(g.stdout, map[string]any{"version": 1, "embeds": all})
	}
	var out bytes.Buffer // nothing is printed where one of several fails
	for i, s := range e.sheets() {
		text, err := s.Snippet(e.formats[0])
		if err != nil {
			return err
		}
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(text)
	}
	_, err := out.WriteTo(g.stdout)
	return err
}

// embedCitations prints citations alone.
func (g *globals) embedCitations(e embedding) error {
	var b strings.Builder
	for i, s := range e.sheets() {
		if e.cite == "text" {
			b.WriteString(s.CiteText() + "\n")
			continue
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s.CiteBibTeX())
	}
	_, err := io.WriteString(g.stdout, b.String())
	return err
}

// embedNumbers prints the statistics as a document takes them, or writes them to a file.
func (g *globals) embedNumbers(e embedding) error {
	file, err := embed.Numbers(e.stats, embed.NumberStyle(e.numbers))
	if err != nil {
		return err
	}
	if e.out == "" {
		_, err := g.stdout.Write(file.Data)
		return err
	}
	var states []figures.FileState
	if err := e.put(&states, []embed.File{file}); err != nil {
		return err
	}
	return g.reportEmbeds(e, states)
}

// An embedReport is one figure in one format, for programs.
type embedReport struct {
	Figure  string       `json:"figure"`
	Format  embed.Format `json:"format"`
	Snippet string       `json:"snippet,omitempty"`
	Cite    string       `json:"citation"`
	BibTeX  string       `json:"bibtex"`
	embed.Pieces
}

func (e *embedding) reports() ([]embedReport, error) {
	var out []embedReport
	for _, s := range e.sheets() {
		for _, format := range e.formats {
			text, err := s.Snippet(format)
			if err != nil {
				return nil, err
			}
			out = append(out, embedReport{s.Figure.ID, format, text, s.CiteText(), s.CiteBibTeX(), s.Pieces()})
		}
	}
	return out, nil
}
