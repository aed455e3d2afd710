package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"recount/datasets"
	"recount/figures/starter"
)

func newInitCmd(g *globals) *cobra.Command {
	var from []string
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "make a study of a table: describe it, with two statistics and a figure",
		Long: `init copies tables byte for byte into the folder DIR and writes what makes it a study:
datapackage.json with the types, roles, units and periods that it guessed,
statistics.yaml with two statistics, figures.yaml with a figure. It says what it
guessed and what to look at. A file that is there is never written over.

Tables are CSV in any dialect or Excel workbooks (.xlsx), wide or long. Without --from
an example table of invented towns is written, to look at and to replace.

--format is text or json.

Exit codes: 0 the study stands · 2 nothing was written.`,
		Example: "  recount init towns",
		Args:    wants("DIR"),
		RunE:    func(_ *cobra.Command, args []string) error { return g.initStudy(args[0], from) },
	}
	cmd.Flags().StringArrayVar(&from, "from", nil, "`FILE` to start from; may be given several times")
	return cmd
}

func (g *globals) initStudy(dir string, from []string) error {
	format, err := g.wantFormat("text", "json")
	if err != nil {
		return err
	}
	tables, err := g.rawTables(from)
	if err != nil {
		return err
	}
	draft, err := starter.New(studyTitle(dir), tables...)
	if err != nil {
		return err
	}
	written, err := writeStudy(dir, draft.Files, from)
	if err != nil {
		return err
	}
	if format == "json" {
		return writeJSON(g.stdout, initJSONOf(dir, written, draft))
	}
	w := bufio.NewWriter(g.stdout)
	sayStudy(w, dir, written, draft)
	return w.Flush()
}

// rawTables reads the tables, or the example where there are none.
func (g *globals) rawTables(from []string) ([]datasets.RawTable, error) {
	if len(from) == 0 {
		return []datasets.RawTable{starter.Example()}, nil
	}
	var tables []datasets.RawTable
	var errs []error
	for _, name := range from {
		if name == "-" {
			errs = append(errs, errors.New("--from is \"-\", want a file: the study keeps the table under its name"))
			continue
		}
		data, err := g.readFile(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		tables = append(tables, datasets.RawTable{Name: name, Data: data})
	}
	return tables, errors.Join(errs...)
}

// studyTitle is the name of the folder as a title.
func studyTitle(dir string) string {
	name := filepath.Base(filepath.Clean(dir))
	if name == "." || name == ".." || name == string(filepath.Separator) {
		if abs, err := filepath.Abs(dir); err == nil {
			name = filepath.Base(abs)
		}
	}
	return strings.TrimSpace(strings.NewReplacer("_", " ", "-", " ").Replace(name))
}

// writeStudy writes the files of a study into its folder, all or none. A table that stands there already, to
// the byte, stays; any other file of the same name stops everything. The descriptor, which makes a folder a
// study, comes last.
func writeStudy(dir string, files []starter.File, from []string) (written []string, err error) {
	var todo []starter.File
	var taken []error
	for _, f := range files {
		path := filepath.Join(dir, f.Path)
		switch data, err := readSmall(path, maxInput); {
		case errors.Is(err, fs.ErrNotExist):
			todo = append(todo, f)
		case err == nil && string(data) == string(f.Data) && isAmong(path, from):
		default:
			taken = append(taken, fmt.Errorf("%s is there already: init writes over nothing; name another folder, or move it away", path))
		}
	}
	if len(taken) > 0 {
		return nil, errors.Join(taken...)
	}
	made, err := makeFolder(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			for _, path := range written {
				os.Remove(path)
			}
			if made {
				os.Remove(dir)
			}
			written = nil
		}
	}()
	for _, f := range todo {
		path := filepath.Join(dir, f.Path)
		if err := writeNew(path, f.Data); err != nil {
			return written, err
		}
		written = append(written, path)
	}
	return written, nil
}

// isAmong says whether path is one of the files, under whatever name.
func isAmong(path string, files []string) bool {
	a, err := os.Stat(path)
	if err != nil {
		return false
	}
	for _, f := range files {
		if b, err := os.Stat(f); err == nil && os.SameFile(a, b) {
			return true
		}
	}
	return false
}

// makeFolder makes the folder if it is not there, and says whether it did.
func makeFolder(dir string) (made bool, err error) {
	switch info, err := os.Stat(dir); {
	case err == nil && !info.IsDir():
		return false, fmt.Errorf("%s is a file, want the name of a folder", dir)
	case err == nil:
		return false, nil
	case !errors.Is(err, fs.ErrNotExist):
		return false, notWritten(dir, err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return false, notWritten(dir, err)
	}
	return true, nil
}

// writeNew writes a file whole, and only where there is none: a link to the whole file is made under the
// name, which fails if somebody else took it in the meantime.
func writeNew(path string, data []byte) error {
	hidden := path + ".recount-new"
	defer os.Remove(hidden)
	if err := replaceWhole(hidden, func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
		return err
	}
	err := os.Link(hidden, path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already: init writes over nothing", path)
	case err != nil: // a file system without links
		if _, there := os.Lstat(path); there == nil {
			return fmt.Errorf("%s is there already: init writes over nothing", path)
		}
		if err := os.Rename(hidden, path); err != nil {
			return notWritten(path, err)
		}
	}
	return nil
}

// sayStudy says what was guessed, what to look at, and what to do next.
func sayStudy(w *bufio.Writer, dir string, written []string, d *starter.Draft) {
	fmt.Fprintf(w, "%s is a study now: %s, %s, %s, %s.\n", oneLine(dir), counted(len(d.Study.Tables), "table"),
		counted(d.Study.Len(), "figure"), counted(len(d.Statistics), "statistic"), counted(len(d.Figures), "drawing"))
	list := func(title string, lines []string) {
		fmt.Fprintf(w, "\n%s\n", title)
		for _, l := range lines {
			fmt.Fprintf(w, "  %s\n", oneLine(l))
		}
	}
	list("Written", written)
	list("Guessed", d.Guessed)
	var drafted []string
	for _, r := range d.Statistics {
		drafted = append(drafted, fmt.Sprintf("%s: %s: %s", r.ID, r.Title, r.Display()))
	}
	for _, f := range d.Figures {
		drafted = append(drafted, fmt.Sprintf("%s: %s", f.ID, f.Title))
	}
	list("Drafted", drafted)
	list("Look at", d.Look)
	name := quotedArgument(dir)
	list("Next", []string{
		"recount data validate " + name,
		"recount analyze --study " + name,
		"recount figures --study " + name + " --out " + quotedArgument(filepath.Join(dir, "figures")),
		"recount check --study " + name + " YOUR-TEXT.md",
	})
}

// quotedArgument writes a name so that it can be pasted into a shell, or into a command window of Windows,
// which knows no single quotes and no file name with a double one.
func quotedArgument(s string) string { return quotedFor(runtime.GOOS, s) }

func quotedFor(system, s string) string {
	switch {
	case system != "windows" && strings.ContainsAny(s, " \t\"'$&;|<>()*?[]#~`\\!"):
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	case system == "windows" && strings.ContainsAny(s, " \t'$&;|<>()@,=+[]#{}~`%!^"):
		return `"` + strings.TrimRight(s, `\`) + `"`
	}
	return s
}

type initJSON struct {
	Version    int      `json:"version"`
	Study      string   `json:"study"`
	Dir        string   `json:"dir"`
	Written    []string `json:"written"`
	Guessed    []string `json:"guessed"`
	Look       []string `json:"look"`
	Statistics []string `json:"statistics"`
	Figures    []string `json:"figures"`
}

func initJSONOf(dir string, written []string, d *starter.Draft) initJSON {
	j := initJSON{Version: dataVersion, Study: d.Study.Name, Dir: dir, Written: append([]string{}, written...), Guessed: d.Guessed, Look: d.Look, Statistics: []string{}, Figures: []string{}}
	for _, r := range d.Statistics {
		j.Statistics = append(j.Statistics, r.ID)
	}
	for _, f := range d.Figures {
		j.Figures = append(j.Figures, f.ID)
	}
	return j
}
