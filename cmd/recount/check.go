package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"recount/analysis/claim"
	"recount/analysis/consistency"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
	"recount/analysis/report"
)

// checkFlags are the flags of check.
type checkFlags struct {
	input  string
	all    bool
	source string
	date   string
	jobs   int
	out    string
	beside bool
	data   []string

	annotate string
	against  []string
	baseline string
	since    string
	write    string
	known    *report.Baseline
	study    string // of recount.yaml, where --study is not given
}

func newCheckCmd(g *globals) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check FILE…",
		Short: "check the numbers of a text against a study and against the text itself",
		Long: `check holds each number of a text against the study's figures and against the text
itself, and says whether they agree, with the recomputation, the source and a
wording that would. It reads txt, md, html, mhtml, docx, odt, pdf, tex, qmd and
ipynb files, folders of them, and - for standard input.

Exit codes: 0 nothing disagrees · 1 something disagrees · 2 something could not be read.`,
		Example: "  recount check article.docx",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				if isTerminal(g.stdin) {
					fmt.Fprintln(g.stderr, "Paste your text, then Ctrl-D (on Windows Ctrl-Z and Enter).")
				}
				args = []string{"-"}
			}
			return g.check(context.Background(), args, f)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&f.input, "input", "", `"jsonl": each line of the input is {"id", "text"}; or what - carries: txt, md, html, tex …`)
	fs.StringArrayVar(&f.data, "data", nil, "a table (csv, xlsx) to check against, without a study; may be given again")
	fs.StringArrayVar(&f.against, "against", nil, "a document that the numbers are taken from; may be given again")
	fs.BoolVar(&f.all, "all", false, "list every number, also what agrees and what cannot be told")
	fs.StringVar(&f.source, "source", "", "id of the source that the document is: it does not bear itself out")
	fs.StringVar(&f.date, "date", "", "date of the document, YYYY-MM-DD, for words such as \"last July\"")
	fs.IntVar(&f.jobs, "jobs", runtime.GOMAXPROCS(0), "documents checked at a time")
	fs.BoolVar(&f.beside, "beside", false, "write the HTML report as FILE.recount.html beside each file")
	fs.StringVar(&f.annotate, "annotate", "", "write a copy of the Word document with comments to this file")
	fs.StringVar(&f.baseline, "baseline", "", "disagreements accepted in this file do not count")
	fs.StringVar(&f.since, "since", "", "as --baseline, and they are left out of the report")
	fs.StringVar(&f.write, "write-baseline", "", "accept every disagreement there is: write the baseline to this file")
	fs.StringVar(&f.out, "out", "", "write the report to this file; its ending says the format")
	return cmd
}

// formatOfEnding is the format of a report that --out names, where --format is not given.
var formatOfEnding = map[string]string{".json": "json", ".sarif": "sarif", ".html": "html", ".htm": "html", ".md": "queries", ".csv": "queries", ".docx": "queries"}

func (g *globals) check(ctx context.Context, args []string, f checkFlags) error {
	format, err := g.wantFormat("text", "json", "jsonl", "sarif", "github", "html", "queries")
	if err != nil {
		return err
	}
	if byName, ok := formatOfEnding[strings.ToLower(filepath.Ext(f.out))]; ok && g.format == "" {
		format = byName
	} else if e := filepath.Ext(f.out); e != "" && !ok && g.format == "" && !strings.EqualFold(e, ".txt") {
		return fmt.Errorf("--out ends in %s, want .txt, .json, .sarif, .html, .md, .csv or .docx, or --format beside it", e)
	}
	if err := f.baselines(); err != nil {
		return err
	}
	jsonl, err := g.wantInput(f.input, args)
	if err != nil {
		return err
	}
	chooser, err := g.newChooser(f, args)
	if err != nil {
		return err
	}
	// Until here Ctrl-C ends the program: there is nothing to tell yet.
	ctx, stop := interruptible(ctx)
	defer stop()
	if jsonl {
		return g.checkLines(ctx, args, format, chooser, f)
	}
	names, err := expand(args)
	if err != nil && len(names) == 0 {
		return err
	}
	if err := f.wantAnnotate(names, format); err != nil {
		return err
	}
	c := &checking{g: g, flags: f, format: format, chooser: chooser, names: names, bar: g.newBar(len(names))}
	c.unreadable = g.say("check", err)
	return c.run(ctx)
}

// writeLines writes a line of jsonl for each file.
func writeLines(w io.Writer, rep report.Report) error {
	for _, file := range rep.Files {
		line, err := report.AppendLine(nil, report.Line{ID: file.Name, Findings: file.Findings})
		if err != nil {
			return err
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// printReport writes the report in its format to standard output or, with --out, to a file.
func (g *globals) printReport(rep report.Report, format string, f checkFlags) error {
	write := func(w io.Writer) error { return report.Text(w, rep, g.textOptions(f)) }
	switch format {
	case "jsonl":
		write = func(w io.Writer) error { return writeLines(w, rep) }
	case "json":
		write = func(w io.Writer) error { return report.JSON(w, rep) }
	case "html":
		write = func(w io.Writer) error { return report.HTML(w, rep) }
	case "sarif":
		write = func(w io.Writer) error { return report.SARIF(w, rep) }
	case "github":
		write = func(w io.Writer) error { return report.GitHub(w, rep) }
	case "queries":
		write = func(w io.Writer) error { return report.Queries(w, rep) }
		switch strings.ToLower(filepath.Ext(f.out)) {
		case ".csv":
			write = func(w io.Writer) error { return report.QueriesCSV(w, rep) }
		case ".docx":
			write = func(w io.Writer) error { return report.QueriesDOCX(w, rep) }
		}
	}
	if f.out != "" {
		return writeWhole(f.out, write)
	}
	return write(g.stdout)
}

func (g *globals) textOptions(f checkFlags) report.TextOptions {
	return report.TextOptions{Colour: g.colour() && f.out == "", All: f.all, Width: g.width(0)}
}

// outcome turns what was found into the exit code of DESIGN, "Command line".
func outcome(refuted, unreadable bool) error {
	switch {
	case unreadable:
		return errPartly
	case refuted:
		return errFinding
	}
	return nil
}

// say prints an error on standard error, a line for each that is joined in it, and says whether there was one.
func (g *globals) say(verb string, err error) bool {
	if err == nil {
		return false
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			g.say(verb, e)
		}
		return true
	}
	fmt.Fprintf(g.stderr, "recount %s: %s\n", verb, message(err))
	return true
}

// checkFile reads and checks one document.
func (c *chooser) checkFile(g *globals, name string) (out checked) {
	out.err = guard(name, func() error {
		doc, err := g.readDocument(name)
		if err != nil {
			return err
		}
		if err := boundNumbers(doc); err != nil {
			return fmt.Errorf("%s: the text %w", name, err)
		}
		out.file, out.why = c.checkDocument(name, doc)
		out.file.Note = cmp.Or(out.file.Note, bindingNote(doc))
		return nil
	})
	return out
}

// checkDocument checks a text and says why the shipped study was used for it, if it was by the text's own words.
func (c *chooser) checkDocument(name string, doc *document.Document) (f report.File, why string) {
	f = report.File{Name: name, Document: doc}
	if doc.Language != "" {
		f.Note = fmt.Sprintf("this seems to be %s; recount reads English prose, so nothing was judged", doc.Language)
		return f, ""
	}
	qs := quantity.Scan(nil, doc.Text)
	internal := consistency.Check(doc, qs)
	checker, why := c.checkerFor(doc)
	if checker != nil {
		f.Findings = checker.Check(doc, qs, c.options(checker, doc))
	} else {
		f.Findings = claim.Unlinked(doc, qs)
	}
	if c.tables != nil {
		f.Findings = finding.Merge(c.checkTables(doc, qs), f.Findings)
	}
	if c.against != nil {
		f.Findings = mergeAgainst(f.Findings, c.against.Check(doc, qs, c.config.allowed()))
	}
	f.Findings = finding.Merge(internal, f.Findings)
	c.config.leaveAlone(name, f.Findings)
	for i := range f.Findings {
		if x := &f.Findings[i]; x.Line == 0 && x.Paragraph == 0 {
			p := doc.Position(x.Start)
			x.Line, x.Column, x.Paragraph, x.Page, x.Sheet = p.Line, p.Column, p.Paragraph, p.PageLabel, p.Sheet
		}
	}
	return f, why
}

// maxLine bounds one line of jsonl input.
const maxLine = 64 << 20

// checkLines checks JSON lines as they come: one line out for each line in, in order.
func (g *globals) checkLines(ctx context.Context, args []string, format string, c *chooser, f checkFlags) error {
	if format != "jsonl" && g.format != "" {
		return fmt.Errorf("--input jsonl goes with --format jsonl, not %q", format)
	}
	names, err := expand(args)
	if err != nil {
		return err
	}
	s := lineStream{c: c, flags: f, out: bufio.NewWriterSize(g.stdout, 1<<16)}
	if f.known != nil {
		s.known = f.known.Holder()
	}
	if f.write != "" {
		if s.renewal, err = renewBaseline(f.write); err != nil {
			return err
		}
	}
	for _, name := range names {
		in, closeFile, err := g.open(name)
		if err != nil {
			return err
		}
		err = s.read(ctx, in)
		closeFile()
		if err != nil {
			s.out.Flush()
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	if s.renewal != nil {
		if err := s.renewal.write(g); err != nil {
			return err
		}
		return outcome(false, s.bad)
	}
	return outcome(s.refuted, s.bad)
}

// A lineStream checks lines of jsonl, each a document that its id names.
type lineStream struct {
	c            *chooser
	flags        checkFlags
	out          *bufio.Writer
	known        *report.Holder // of --baseline and --since, nil without
	renewal      *renewal       // of --write-baseline, nil without; then no line is written
	refuted, bad bool
	buf          []byte
}

func (s *lineStream) read(ctx context.Context, in io.Reader) error {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(make([]byte, 1<<16), maxLine)
	for n := 1; scanner.Scan(); n++ {
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted after %s", counted(n-1, "line"))
		}
		if len(scanner.Bytes()) == 0 {
			continue
		}
		l := s.line(scanner.Bytes(), n)
		if s.renewal != nil {
			continue
		}
		var err error
		if s.buf, err = report.AppendLine(s.buf[:0], l); err != nil {
			return err
		}
		if _, err := s.out.Write(s.buf); err != nil {
			return err
		}
	}
	if errors.Is(scanner.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d MB", maxLine>>20)
	}
	return scanner.Err()
}

// line checks one line, the nth.
func (s *lineStream) line(data []byte, n int) (l report.Line) {
	var line struct {
		ID   any    `json:"id"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(data, &line); err != nil {
		s.bad = true
		return report.Line{ID: fmt.Sprint(n), Error: fmt.Sprintf("line %d is no JSON object with id and text: %v", n, err)}
	}
	l.ID = fmt.Sprint(line.ID)
	err := guard(l.ID, func() error {
		doc := document.Plain(l.ID, line.Text)
		if err := boundNumbers(doc); err != nil {
			return fmt.Errorf("line %d: the text %w", n, err)
		}
		file, _ := s.c.checkDocument(l.ID, doc)
		if s.known != nil {
			s.known.Hold(&file)
		}
		s.refuted = s.flags.leaveOut(&file) || s.refuted
		if s.renewal != nil {
			s.renewal.Add(&file, l.ID)
		}
		l.Findings = file.Findings
		return nil
	})
	if err != nil {
		l.Error, s.bad = err.Error(), true
		if s.renewal != nil {
			s.renewal.Unread(l.ID)
		}
	}
	return l
}
