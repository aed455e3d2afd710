package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"recount/analysis/claim"
	"recount/analysis/claim/against"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// shipped is the study inside the program.
const shipped = "xinjiang"

// A chooser finds the study that a document is checked against (DESIGN, "Which study").
type chooser struct {
	flags   checkFlags
	config  *config
	name    string // as given, "" for automatic
	date    datasets.Day
	once    sync.Once
	checker *claim.Checker
	study   *datasets.Study
	err     error

	table  *datasets.Study // the tables of --data, nil without
	tables *claim.Checker
	names  []string // of their files

	against *against.Sources // the documents of --against, nil without

	why string // automatic: what the first text that concerns the shipped study names, "" if none does
}

func (g *globals) newChooser(f checkFlags, args []string) (*chooser, error) {
	folder := "."
	if len(args) > 0 && args[0] != "-" && !document.IsAddress(args[0]) {
		folder = filepath.Dir(args[0])
		if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
			folder = args[0]
		}
	}
	team, err := nearestConfig(folder)
	if err != nil {
		return nil, err
	}
	team.fill(g, &f)
	c := &chooser{flags: f, config: team, name: cmp.Or(g.study, f.study)}
	if f.date != "" {
		p, err := datasets.ParsePeriod(f.date)
		if err != nil || p.Precision != datasets.ToDay {
			return nil, fmt.Errorf("--date is %q, want a day as 2022-08-31", f.date)
		}
		c.date = p.From
	}
	if err := c.readTables(g, f.data); err != nil {
		return nil, err
	}
	if err := c.readSources(g, f.against); err != nil {
		return nil, err
	}
	if c.name != "" && c.name != "none" {
		if err := c.load(c.name); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// readTables makes a study of the tables given by --data, in memory, and says on standard error what was
// guessed about them.
func (c *chooser) readTables(g *globals, names []string) error {
	var tables []datasets.RawTable
	for _, name := range names {
		data, err := g.readFile(name)
		if err != nil {
			return err
		}
		tables = append(tables, datasets.RawTable{Name: name, Data: data})
	}
	if len(tables) == 0 {
		return nil
	}
	c.names = names
	study, err := datasets.FromTables(orAll(names), tables...)
	if err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	for i := range study.Sources {
		study.Sources[i].Kind = datasets.Official // the tables' own figures, called by the name of the file
	}
	for _, note := range study.Notes {
		fmt.Fprintf(g.stderr, "recount check: read %s\n", note)
	}
	c.table, c.tables = study, claim.New(study, nil)
	return nil
}

// orAll joins the names of files as a title: "a.csv and b.xlsx".
func orAll(names []string) string {
	bases := make([]string, len(names))
	for i, n := range names {
		bases[i] = filepath.Base(n)
	}
	return strings.Join(bases, " and ")
}

// checkTables holds a document against the tables of --data. The rows of a table that nobody described have
// no locator: the file and its row are one.
func (c *chooser) checkTables(doc *document.Document, qs []quantity.Quantity) []finding.Finding {
	fs := c.tables.Check(doc, qs, c.options(c.tables, doc))
	for i := range fs {
		for j := range fs[i].Evidence {
			e := &fs[i].Evidence[j]
			k, ok := c.table.Find(e.ID)
			if !ok || e.Kind != "observation" {
				continue
			}
			o := c.table.Observation(k)
			e.Name, e.Locator = filepath.Base(o.File), fmt.Sprintf("row %d", o.Line)
		}
	}
	return fs
}

// load opens the study with its statistics, once.
func (c *chooser) load(name string) error {
	c.once.Do(func() {
		study, err := datasets.Open(name)
		if err != nil {
			c.err = err
			return
		}
		set, err := statistic.Load(study)
		if err != nil {
			c.err = err
			return
		}
		c.study, c.checker = study, claim.New(study, set)
	})
	return c.err
}

// checkerFor returns what the document is checked with, nil if only against itself, and why it is the
// shipped study where nobody named one.
func (c *chooser) checkerFor(doc *document.Document) (checker *claim.Checker, why string) {
	switch c.name {
	case "none":
		return nil, ""
	case "":
		if c.tables != nil || c.load(shipped) != nil {
			return nil, ""
		}
		named, ok := c.checker.Concerns(doc)
		if !ok {
			return nil, ""
		}
		why = "the text names " + named
	}
	return c.checker, why
}

// settled says whether it is known which study the report names, before all texts are read.
func (c *chooser) settled() bool { return c.name != "" || c.tables != nil || c.why != "" }

func (c *chooser) options(checker *claim.Checker, doc *document.Document) claim.Options {
	opt := claim.Options{Source: c.flags.source, Date: c.date, Tolerances: c.config.allowed()}
	if opt.Source == "" {
		opt.Source = checker.SourceOf(doc)
	}
	return opt
}

// said returns the study used, its title and why, for the first line of a report.
func (c *chooser) said() (name, title, why string) {
	name, title, why = c.saidStudy()
	switch {
	case c.against == nil:
	case name == "none":
		files := strings.Join(c.flags.against, ", ")
		return files, files, "given by --against"
	default:
		title += " and " + orAll(c.flags.against)
	}
	return name, title, why
}

func (c *chooser) saidStudy() (name, title, why string) {
	switch {
	case c.tables != nil && (c.name == "" || c.name == "none"):
		files := strings.Join(c.names, ", ")
		return files, files, "given by --data"
	case c.name == "none":
		return "none", "", "--study none"
	case c.flags.study != "":
		return c.study.Name, c.study.Title, "given by " + configName
	case c.name != "":
		return c.study.Name, c.study.Title, "given by --study"
	case c.why != "":
		return c.study.Name, c.study.Title, c.why
	}
	return "none", "", "no study was given, and the text names no place or source of the shipped one"
}

// open opens a file for streaming, or standard input.
func (g *globals) open(name string) (io.Reader, func(), error) {
	if name == "-" {
		return g.stdin, func() {}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	return f, func() { f.Close() }, nil
}
