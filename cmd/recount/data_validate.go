package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
)

func newDataValidateCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "validate [DIR…]",
		Short: "hold a study against its schema, with every error in one run",
		Long: `validate reads a study whole: the descriptor, every cell of every table, references,
hashes, statistics.yaml and figures.yaml. It prints everything that is wrong, each with
file, line, column, the value and what was wanted. Without DIR it reads the study of
--study, else of the nearest recount.yaml, else the shipped one.

--format is text, json or github (annotations of a workflow).

Exit codes: 0 valid · 1 something is wrong with a study · 2 one could not be read.`,
		Example: "  recount data validate",
		RunE:    func(_ *cobra.Command, dirs []string) error { return g.dataValidate(dirs) },
	}
}

// A validated study is what validate found out about one.
type validatedJSON struct {
	Study        string        `json:"study"`
	Valid        bool          `json:"valid"`
	Tables       int           `json:"tables"`
	Observations int           `json:"observations"`
	Statistics   int           `json:"statistics"`
	Figures      int           `json:"figures"`
	Total        int           `json:"total"` // of errors; the list is bounded
	Errors       []problemJSON `json:"errors"`
	Notes        []string      `json:"notes,omitempty"`
}

type problemJSON struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"` // of the line, for descriptors and YAML
	Field   string `json:"field,omitempty"`  // the table's column
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"`
	text    string
}

func (g *globals) dataValidate(names []string) error {
	format, err := g.wantFormat("text", "json", "github")
	if err != nil {
		return err
	}
	if len(names) == 0 {
		name, err := g.studyName()
		if err != nil {
			return err
		}
		names = []string{name}
	}
	var list []validatedJSON
	unreadable, invalid := false, false
	for _, name := range names {
		v, err := validate(name)
		if err != nil {
			unreadable = g.say("data validate", err)
			continue
		}
		invalid = invalid || !v.Valid
		list = append(list, v)
	}
	if err := g.printValidated(list, format); err != nil {
		return err
	}
	return outcome(invalid, unreadable)
}

// validate reads a study with its statistics and figures. It returns an error only if there is no study to read.
func validate(name string) (validatedJSON, error) {
	v := validatedJSON{Study: name, Errors: []problemJSON{}}
	study, err := datasets.Open(name)
	if err != nil {
		return v, v.note(err)
	}
	v.Study, v.Tables, v.Observations, v.Notes = study.Name, len(study.Tables), study.Len(), study.Notes
	set, err := statistic.Load(study)
	if err != nil {
		if err := v.note(err); err != nil || set == nil || len(set.All()) == 0 {
			return v, err // without statistics the figures' faults would only repeat that
		}
	}
	v.Statistics = len(set.All())
	figs, err := figures.Load(set)
	if err != nil {
		return v, v.note(err)
	}
	v.Figures, v.Valid = len(figs.All()), v.Total == 0
	return v, nil
}

// note enters what is wrong with a study; an error that is about no file of it is returned.
func (v *validatedJSON) note(err error) error {
	var all *datasets.Errors
	switch {
	case errors.As(err, &all):
		v.Total += all.Total
		for _, e := range all.List {
			v.Errors = append(v.Errors, problemOf(e))
		}
		return nil
	case errors.Is(err, fs.ErrNotExist), v.Tables == 0:
		return err
	}
	v.Total, v.Errors = v.Total+1, append(v.Errors, problemOf(err))
	return nil
}

func problemOf(err error) problemJSON {
	var cell *datasets.CellError
	var at *datasets.DescriptorError
	switch {
	case errors.As(err, &cell):
		return problemJSON{File: cell.File, Line: cell.Line, Field: cell.Column, Message: cell.Err.Error(), text: err.Error()}
	case errors.As(err, &at):
		return problemJSON{File: at.File, Line: at.Line, Column: at.Column, Message: at.Err.Error(), Excerpt: at.Excerpt, text: err.Error()}
	}
	return problemJSON{Message: err.Error(), text: err.Error()}
}

func (g *globals) printValidated(list []validatedJSON, format string) error {
	if format == "json" {
		if list == nil {
			list = []validatedJSON{}
		}
		return writeJSON(g.stdout, struct {
			Version int             `json:"version"`
			Studies []validatedJSON `json:"studies"`
		}{dataVersion, list})
	}
	w := bufio.NewWriter(g.stdout)
	for _, v := range list {
		if format == "github" {
			v.annotate(w)
			continue
		}
		for i, p := range v.Errors {
			if i == datasets.ShownErrors {
				break
			}
			for line := range strings.SplitSeq(p.text, "\n") {
				w.WriteString(printable(line) + "\n")
			}
		}
		if more := v.Total - min(len(v.Errors), datasets.ShownErrors); more > 0 {
			fmt.Fprintf(w, "and %d more\n", more)
		}
		if v.Valid {
			fmt.Fprintf(w, "%s is valid: %s, %s as reported, %s, %s\n", oneLine(v.Study), counted(v.Tables, "table"),
				counted(v.Observations, "figure"), counted(v.Statistics, "statistic"), counted(v.Figures, "drawing"))
		} else {
			fmt.Fprintf(w, "%s is not valid: %s\n", oneLine(v.Study), counted(v.Total, "error"))
		}
		for _, note := range v.Notes {
			fmt.Fprintf(w, "note: %s\n", oneLine(note))
		}
	}
	return w.Flush()
}

// printable keeps the tab that an excerpt is set off with.
func printable(line string) string {
	if rest, ok := strings.CutPrefix(line, "\t"); ok {
		return "    " + oneLine(rest)
	}
	return oneLine(line)
}

// counted writes a number with its noun: 1 table, 1,000 tables.
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return number.Group(strconv.Itoa(n)) + " " + noun
}

// annotate writes annotations of a GitHub workflow, one a line.
func (v *validatedJSON) annotate(w *bufio.Writer) {
	for _, p := range v.Errors {
		var where []string
		add := func(key, value string) { where = append(where, key+"="+annotationProperty.Replace(oneLine(value))) }
		if p.File != "" {
			add("file", p.File)
		}
		if p.Line > 0 {
			add("line", fmt.Sprint(p.Line))
		}
		if p.Column > 0 {
			add("col", fmt.Sprint(p.Column))
		}
		message := p.Message
		if p.Field != "" {
			message = fmt.Sprintf("column %q: %s", p.Field, message)
		}
		properties := strings.Join(where, ",")
		if properties != "" {
			properties = " " + properties
		}
		fmt.Fprintf(w, "::error%s::%s\n", properties, annotationText.Replace(printable(message)))
	}
}

var (
	annotationText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	annotationProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
