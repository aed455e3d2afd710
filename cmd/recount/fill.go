package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"recount/figures/fill"
)

// fillFlags are the flags of fill.
type fillFlags struct {
	out, notes string
	check      bool
	noBind     bool
}

func newFillCmd(g *globals) *cobra.Command {
	var f fillFlags
	cmd := &cobra.Command{
		Use:   "fill DRAFT",
		Short: "write the study's numbers into a draft, or see whether they still hold",
		Long: `fill puts statistics, figures as reported, drawings and sources in the place of

  {{stat "ID"}}  {{obs "ID"}}  {{figure "ID"}}  {{source "ID"}}

in a draft in Markdown, HTML, plain text or Word (.docx), and writes the document to -o
FILE, or to standard output. Numbers take style=full, number, words, percent, ratio,
interval, "more than", "less than" or about; digits=N; and abs (without the sign).
Each number is bound to what it quotes, and recount check holds it against that: by a
comment in Markdown and HTML, by a content control in Word; for plain text by the file
FILE.recount.json beside it.

--check fails when FILE is no longer what DRAFT and the data give, and names the
number, the row, old and new. Numbers for LaTeX, Quarto and Typst: embed --numbers.

--format is text or json, for the report of --check.

Exit codes: 0 filled, or up to date · 1 FILE is stale · 2 could not run; nothing was written.`,
		Example: "  recount fill article.md",
		Args:    wants("DRAFT"),
		RunE:    func(_ *cobra.Command, args []string) error { return g.fill(args[0], f) },
	}
	fs := cmd.Flags()
	fs.StringVarP(&f.out, "output", "o", "", "`FILE` to write, or to check")
	fs.StringVar(&f.notes, "notes", "none", "show sources as footnotes, links or none")
	fs.BoolVar(&f.check, "check", false, "write nothing; fail if the file given by -o is stale")
	fs.BoolVar(&f.noBind, "no-bind", false, "do not bind the numbers")
	return cmd
}

func (g *globals) fill(draft string, f fillFlags) error {
	format, err := g.wantFormat("text", "json")
	if err != nil {
		return err
	}
	if f.check && f.out == "" {
		return errors.New("--check wants the filled document: -o FILE")
	}
	if f.out != "" && sameFile(draft, f.out) {
		return fmt.Errorf("-o is the draft %s itself: name another file, so that the draft can be filled again", draft)
	}
	filled, err := g.filled(draft, f)
	if err != nil {
		return err
	}
	switch {
	case f.check:
		changes, err := staleChanges(filled, f.out)
		if err != nil {
			return err
		}
		return g.reportStale(f.out, changes, format)
	case f.out == "":
		if kind, _ := fill.FormatOf(draft); kind == fill.DOCX || len(filled.Files) > 0 {
			return fmt.Errorf("%s: name the file to write, -o FILE: a Word document or drawings do not go to standard output", draft)
		}
		_, err := g.stdout.Write(filled.Data)
		return err
	}
	return g.writeFilled(draft, f.out, filled)
}

// filled fills a draft in memory.
func (g *globals) filled(draft string, f fillFlags) (*fill.Filled, error) {
	name := draft
	if draft == "-" {
		name = f.out
	}
	kind, err := fill.FormatOf(name)
	if err != nil {
		return nil, err
	}
	if f.out != "" {
		if out, err := fill.FormatOf(f.out); err != nil || out != kind {
			return nil, fmt.Errorf("-o is %s, want a file of the draft's format, as %s", f.out, filepath.Ext(name))
		}
	}
	data, err := g.readFile(draft)
	if err != nil {
		return nil, err
	}
	study, err := g.studyName()
	if err != nil {
		return nil, err
	}
	l, err := loadStudy(study)
	if err != nil {
		return nil, err
	}
	return fill.Fill(l.stats, l.figs, draft, data, kind, fill.Options{Notes: fill.Notes(f.notes), Unbound: f.noBind})
}

// staleChanges holds a filled document against what it would be now.
func staleChanges(filled *fill.Filled, out string) ([]fill.Change, error) {
	data, err := os.ReadFile(out)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", out, plainPathError(err))
	}
	changes, err := filled.Stale(data, func(name string) ([]byte, error) {
		return readSmall(filepath.Join(filepath.Dir(out), name), maxInput)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", out, err)
	}
	if want := filled.Bindings(); want != nil && len(changes) == 0 {
		name := fill.BindingsName(out)
		if data, err := readSmall(name, maxInput); err != nil || !bytes.Equal(data, want) {
			changes = append(changes, fill.Change{What: "bindings", New: name})
		}
	}
	return changes, nil
}

type staleFillJSON struct {
	Line        int       `json:"line,omitempty"`
	What        string    `json:"what"` // number, figure, sources or text
	Placeholder string    `json:"placeholder,omitempty"`
	Old         string    `json:"old,omitempty"`
	New         string    `json:"new,omitempty"`
	Rows        []rowJSON `json:"rows,omitempty"`
}

type rowJSON struct {
	ID    string `json:"id"`
	File  string `json:"file"`
	Line  int    `json:"line"`
	Value string `json:"value"`
}

func toStaleJSON(changes []fill.Change) []staleFillJSON {
	list := []staleFillJSON{}
	for _, c := range changes {
		j := staleFillJSON{Line: c.Line, What: c.What, Old: c.Old, New: c.New}
		if c.Place != nil {
			j.Placeholder = c.Place.Placeholder
			for _, r := range c.Place.Rows {
				j.Rows = append(j.Rows, rowJSON{r.ID, r.File, r.Line, r.Text})
			}
		}
		list = append(list, j)
	}
	return list
}

// reportStale says what is stale, and ends with exit code 1 if anything is.
func (g *globals) reportStale(out string, changes []fill.Change, format string) error {
	if format == "json" {
		err := writeJSON(g.stdout, struct {
			Version int             `json:"version"`
			File    string          `json:"file"`
			Stale   []staleFillJSON `json:"stale"`
		}{dataVersion, out, toStaleJSON(changes)})
		if err != nil || len(changes) == 0 {
			return err
		}
		return errFinding
	}
	w := bufio.NewWriter(g.stdout)
	if len(changes) == 0 {
		fmt.Fprintf(w, "%s is up to date.\n", oneLine(out))
		return w.Flush()
	}
	for _, c := range changes {
		w.WriteString(staleLine(out, c) + "\n")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return errFinding
}

// staleLine is one stale place as people read it.
func staleLine(out string, c fill.Change) string {
	where := out
	switch {
	case c.Line > 0:
		where = fmt.Sprintf("%s:%d", out, c.Line)
	case c.Place != nil && c.Place.Paragraph > 0:
		where = fmt.Sprintf("%s, paragraph %d", out, c.Place.Paragraph)
	}
	return oneLine(where + ": " + c.String())
}

// writeFilled writes the document and the drawings beside it. The document comes last: where it stands, its
// drawings stand too.
func (g *globals) writeFilled(draft, out string, filled *fill.Filled) error {
	write := func(name string, data []byte) (changed bool, err error) {
		put := replaceWhole // names that the study chooses
		if name == out {
			put = writeWhole
		}
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
			return false, nil
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false, fmt.Errorf("%s: %w", name, plainPathError(err))
		}
		return true, put(name, func(w io.Writer) error { _, err := w.Write(data); return err })
	}
	for _, file := range filled.Files {
		name := filepath.Join(filepath.Dir(out), file.Name)
		changed, err := write(name, file.Data)
		if err != nil {
			return err
		}
		if changed {
			fmt.Fprintf(g.stdout, "wrote %s\n", oneLine(name))
		}
	}
	if data := filled.Bindings(); data != nil {
		name := fill.BindingsName(out)
		changed, err := write(name, data)
		if err != nil {
			return err
		}
		if changed {
			fmt.Fprintf(g.stdout, "wrote %s: it tells recount check what the numbers are\n", oneLine(name))
		}
	}
	changed, err := write(out, filled.Data)
	if err != nil {
		return err
	}
	said := "wrote %s: %s filled in\n"
	if !changed {
		said = "%s is up to date: %s\n"
	}
	fmt.Fprintf(g.stdout, said, oneLine(out), counted(len(filled.Places), "placeholder"))
	if len(filled.Places) == 0 {
		fmt.Fprintf(g.stderr, "recount fill: %s holds no placeholder such as {{stat \"ID\"}}\n", oneLine(draft))
	}
	return nil
}

// sameFile says whether two names lead to one file.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
