package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
)

// figuresFlags are the flags of figures.
type figuresFlags struct {
	out    string
	preset string
	dark   bool
	text   string
	report string
	check  bool
	show   string
	verify string
}

func newFiguresCmd(g *globals) *cobra.Command {
	var f figuresFlags
	cmd := &cobra.Command{
		Use:   "figures [ID…]",
		Short: "draw the study's figures as SVG, PDF and PNG",
		Long: `figures draws the figures that the study names, all of them or those with these ids,
from the rows as they are now, and writes the files that changed: each whole or not
at all. It says which rows changed which figure. What must not be published (labels
that touch, pale text, numbers in a title that the rows do not bear out) is an error,
and nothing is written.

Files go to figures/STUDY or --out. --format is svg, pdf, png or several of them with
commas between. Presets: web (default), single, double, social, word, phone.

Exit codes: 0 drawn, or as committed · 1 --check or --verify found a difference ·
2 something could not be read, drawn or written.`,
		Example:           "  recount figures birth-rates --out press --preset double",
		RunE:              func(_ *cobra.Command, ids []string) error { return g.figures(ids, f) },
		ValidArgsFunction: g.completeFigures,
	}
	fs := cmd.Flags()
	fs.StringVar(&f.out, "out", "", "folder for the files (default figures/STUDY)")
	fs.StringVar(&f.preset, "preset", "web", "where the figures will stand: "+orList(figures.Presets()))
	fs.BoolVar(&f.dark, "dark", false, "draw a version for dark pages too, ID-dark.*")
	fs.StringVar(&f.text, "text", "outlines", "outlines, or editable: an SVG with real text beside the outlined one")
	fs.StringVar(&f.report, "report", "text", "how to report: text or json")
	fs.BoolVar(&f.check, "check", false, "compare the files with what the data give now, write nothing")
	fs.StringVar(&f.show, "show", "", "print the receipt inside this file")
	fs.StringVar(&f.verify, "verify", "", "draw the figure of this file again and say what changed")
	return cmd
}

func (g *globals) figures(ids []string, f figuresFlags) error {
	if f.report != "text" && f.report != "json" {
		return fmt.Errorf("--report is %q, want text or json", f.report)
	}
	switch {
	case f.show != "":
		return g.showReceipt(f)
	case f.verify != "":
		return g.verifyFigure(f)
	}
	q, err := g.figureRequest(ids, f)
	if err != nil {
		return err
	}
	name, err := g.studyName()
	if err != nil {
		return err
	}
	src, err := openSource(name)
	if err != nil {
		return err
	}
	if q.Dir == "" {
		if !isFolderName(src.name) {
			return fmt.Errorf("the study's name is %q, which is no name for a folder: say where to write with --out", src.name)
		}
		q.Dir = filepath.Join("figures", src.name)
	}
	if states, ok := figures.UpToDate(src.name, src.read, q); ok && !f.check {
		return g.reportFigures(states, q.Dir, f)
	}
	set, err := src.figures()
	if err != nil {
		return err
	}
	picked, err := set.Pick(ids...)
	if err != nil {
		return err
	}
	if len(picked) == 0 {
		return fmt.Errorf("study %s has no figures: name them in its figures.yaml", src.name)
	}
	ctx, stop := interruptible(context.Background())
	defer stop()
	job := figures.Job{Dir: q.Dir, Figures: picked, Formats: q.Formats, Variants: q.Variants}
	if g.progress() {
		job.Progress = func(done, all int) { fmt.Fprintf(g.stderr, "\rdrawing %d of %d", done, all) }
		defer fmt.Fprint(g.stderr, "\r\x1b[K")
	}
	work := set.Build
	if f.check {
		work = set.Check
	}
	states, err := work(ctx, job)
	if err != nil {
		return withAdvice(err)
	}
	return g.reportFigures(states, q.Dir, f)
}

// isFolderName says whether a study's name names a folder inside another, here and on other systems.
func isFolderName(name string) bool {
	return filepath.IsLocal(name) && !strings.HasPrefix(name, ".") && !strings.ContainsAny(name, `/\:`)
}

// figureRequest reads the flags that say what is drawn.
func (g *globals) figureRequest(ids []string, f figuresFlags) (q figures.Request, err error) {
	q = figures.Request{Dir: f.out, IDs: ids, Formats: figures.Formats}
	if !slices.Contains(figures.Presets(), f.preset) {
		return q, fmt.Errorf("--preset is %q, want %s", f.preset, orList(figures.Presets()))
	}
	if g.format != "" {
		q.Formats = nil
		for _, name := range strings.Split(g.format, ",") {
			format := figures.Format(strings.TrimSpace(name))
			if !slices.Contains(figures.Formats, format) {
				return q, fmt.Errorf("--format is %q, want svg, pdf or png, with commas between several", g.format)
			}
			if !slices.Contains(q.Formats, format) {
				q.Formats = append(q.Formats, format)
			}
		}
	}
	q.Variants = []figures.Options{{Preset: f.preset}}
	if f.dark {
		q.Variants = append(q.Variants, figures.Options{Preset: f.preset, Dark: true})
	}
	switch f.text {
	case "outlines":
	case "editable":
		for _, o := range slices.Clone(q.Variants) {
			o.Editable = true
			q.Variants = append(q.Variants, o)
		}
	default:
		return q, fmt.Errorf("--text is %q, want outlines or editable", f.text)
	}
	return q, nil
}

// studyName is the study that a verb works on: that of --study, else that of the nearest recount.yaml, else
// the shipped one.
func (g *globals) studyName() (string, error) {
	if g.study == "" {
		team, err := nearestConfig(".")
		switch {
		case err != nil:
			return "", err
		case team.Study == "":
			return shipped, nil
		case slices.Contains(datasets.Embedded(), team.Study):
			return team.Study, nil
		case team.Study != "none":
			return team.path(team.Study), nil
		}
		return "", errors.New("recount.yaml says study: none; name one by --study, as --study " + shipped)
	}
	if g.study == "none" {
		return "", errors.New("--study is \"none\", want a study: without one there is nothing to do")
	}
	return g.study, nil
}

// A source gives the files of a study, and opens it only when it must: what is up to date is seen by
// the files alone.
type source struct {
	arg   string // of --study
	name  string // of the study
	read  func(name string) ([]byte, error)
	study *datasets.Study
}

func openSource(arg string) (*source, error) {
	read := func(file string) ([]byte, error) { return datasets.EmbeddedFile(arg, file) }
	if !slices.Contains(datasets.Embedded(), arg) {
		read = nil
		if root, err := os.OpenRoot(arg); err == nil {
			read = root.ReadFile
		}
	}
	if read != nil {
		data, err := read("datapackage.json")
		var head struct{ Name string }
		if err == nil && json.Unmarshal(data, &head) == nil && head.Name != "" {
			return &source{arg: arg, name: head.Name, read: read}, nil
		}
	}
	study, err := datasets.Open(arg) // what is wrong with it, Open says
	if err != nil {
		return nil, err
	}
	return &source{arg: arg, name: study.Name, read: study.File, study: study}, nil
}

// figures opens the study and fills its figures.
func (s *source) figures() (*figures.Set, error) {
	if s.study == nil {
		study, err := datasets.Open(s.arg)
		if err != nil {
			return nil, err
		}
		s.study, s.name = study, study.Name
	}
	stats, err := statistic.Load(s.study)
	if err != nil {
		return nil, err
	}
	return figures.Load(stats)
}

// completeFigures completes the ids of figures.
func (g *globals) completeFigures(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	set, err := g.figureSet()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return set.IDs(), cobra.ShellCompDirectiveNoFileComp
}

// figureSet opens the study of --study and fills its figures.
func (g *globals) figureSet() (*figures.Set, error) {
	name, err := g.studyName()
	if err != nil {
		return nil, err
	}
	src, err := openSource(name)
	if err != nil {
		return nil, err
	}
	return src.figures()
}

// reportFigures says what became of each file. With --check, files that differ end with exit code 1.
func (g *globals) reportFigures(states []figures.FileState, dir string, f figuresFlags) error {
	stale := 0
	for _, s := range states {
		if s.State != figures.Unchanged {
			stale++
		}
	}
	w := bufio.NewWriter(g.stdout)
	if f.report == "json" {
		err := writeJSON(w, struct {
			Version int                 `json:"version"`
			Folder  string              `json:"folder"`
			Files   []figures.FileState `json:"files"`
		}{1, dir, states})
		if err != nil {
			return err
		}
	} else {
		printStates(w, states, dir, f.check)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if f.check && stale > 0 {
		return errFinding
	}
	return nil
}

// checkWords are the states as --check says them.
var checkWords = map[figures.State]string{figures.Created: "missing", figures.Updated: "differs", figures.Orphaned: "orphaned"}

// printStates lists the files that changed with the reasons, those of one figure once, then counts.
func printStates(w io.Writer, states []figures.FileState, dir string, check bool) {
	counts := map[figures.State]int{}
	for i, s := range states {
		counts[s.State]++
		if s.State == figures.Unchanged {
			continue
		}
		if i > 0 && sameDrawing(states[i-1], s) {
			continue // told with the first format
		}
		word := string(s.State)
		if check {
			word = checkWords[s.State]
		}
		fmt.Fprintf(w, "%-9s %s", word, oneLine(filepath.Join(dir, s.Name)))
		for _, next := range states[i+1:] {
			if !sameDrawing(s, next) {
				break
			}
			fmt.Fprintf(w, " %s", oneLine(filepath.Ext(next.Name)))
		}
		fmt.Fprintln(w)
		for _, why := range s.Why {
			fmt.Fprintf(w, "          %s\n", oneLine(why))
		}
	}
	var parts []string
	for _, s := range []figures.State{figures.Created, figures.Updated, figures.Orphaned, figures.Unchanged} {
		word := string(s)
		if check && checkWords[s] != "" {
			word = checkWords[s]
		}
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], word))
		}
	}
	fmt.Fprintf(w, "%d files in %s: %s\n", len(states), oneLine(dir), strings.Join(parts, ", "))
}

// sameDrawing says whether two files are formats of one drawing that fared alike.
func sameDrawing(a, b figures.FileState) bool {
	return a.State == b.State && strings.TrimSuffix(a.Name, filepath.Ext(a.Name)) == strings.TrimSuffix(b.Name, filepath.Ext(b.Name)) && slices.Equal(a.Why, b.Why)
}

// showReceipt prints what a file says about where it comes from.
func (g *globals) showReceipt(f figuresFlags) error {
	data, err := g.readFigure(f.show)
	if err != nil {
		return err
	}
	r, err := figures.ReadReceipt(data)
	if err != nil {
		return fmt.Errorf("%s: %w", f.show, err)
	}
	if f.report == "json" {
		return writeJSON(g.stdout, r)
	}
	for line := range strings.Lines(r.String()) {
		if _, err := fmt.Fprintln(g.stdout, oneLine(strings.TrimSuffix(line, "\n"))); err != nil {
			return err
		}
	}
	return nil
}

// verifyFigure draws the figure of a file again and says what changed.
func (g *globals) verifyFigure(f figuresFlags) error {
	data, err := g.readFigure(f.verify)
	if err != nil {
		return err
	}
	set, err := g.figureSet()
	if err != nil {
		return err
	}
	r, changes, err := set.Verify(data)
	if err != nil {
		return fmt.Errorf("%s: %w", f.verify, err)
	}
	if f.report == "json" {
		err = writeJSON(g.stdout, struct {
			Version int              `json:"version"`
			File    string           `json:"file"`
			Receipt *figures.Receipt `json:"receipt"`
			Changes []string         `json:"changes"`
		}{1, f.verify, r, append([]string{}, changes...)})
	} else if len(changes) == 0 {
		_, err = fmt.Fprintf(g.stdout, "%s: figure %s is what the study gives now, to the last row\n", oneLine(f.verify), oneLine(r.Figure))
	}
	if err != nil {
		return err
	}
	if f.report != "json" {
		for _, c := range changes {
			if _, err := fmt.Fprintf(g.stdout, "%s: %s\n", oneLine(f.verify), oneLine(c)); err != nil {
				return err
			}
		}
	}
	if len(changes) > 0 {
		return errFinding
	}
	return nil
}

// readFigure reads a file that a receipt is looked for in.
func (g *globals) readFigure(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(g.stdin, 64<<20+1))
	}
	return readAtMost(name, 64<<20)
}
