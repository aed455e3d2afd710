package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"recount/analysis/statistic"
	"recount/analysis/statistic/render"
	"recount/datasets"
)

func newAnalyzeCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "analyze [ID…]",
		Short: "compute the study's statistics again and print them with their sources",
		Long: `analyze computes every ratio, share and rate that the study names from the figures as
reported, and prints each with its formula, the range that the rounding of the inputs
leaves open, and the sources. Without ID it prints all of them.

--format is text, json, csv, markdown or latex.

Exit codes: 0 computed · 2 the study or its statistics.yaml could not be read.`,
		Example: "  recount analyze sterilization-rate-ratio",
		RunE:    func(_ *cobra.Command, ids []string) error { return g.analyze(ids) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			set, err := g.statistics()
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return set.IDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func (g *globals) analyze(ids []string) error {
	format, err := g.wantFormat("text", "json", "csv", "markdown", "latex")
	if err != nil {
		return err
	}
	set, err := g.statistics()
	if err != nil {
		return err
	}
	results, err := chosen(set, ids)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(g.stdout)
	if err := g.renderer(format, set)(w, results); err != nil {
		return err
	}
	return w.Flush()
}

// renderer returns what prints a format.
func (g *globals) renderer(format string, set *statistic.Set) render.Format {
	switch format {
	case "json":
		return render.JSON(set.Study())
	case "csv":
		return render.CSV
	case "markdown":
		return render.Markdown
	case "latex":
		return render.LaTeX
	}
	return render.Text(g.width(render.Width))
}

// width is how wide text is set: the terminal's width within reason, or otherwise.
func (g *globals) width(otherwise int) int {
	f, ok := g.stdout.(*os.File)
	if !ok || !isTerminal(g.stdout) {
		return otherwise
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil || columns == 0 {
		return otherwise
	}
	return min(max(columns, 60), 120)
}

// statistics opens the study that a verb works on and computes its statistics.
func (g *globals) statistics() (*statistic.Set, error) {
	study, err := g.dataStudy()
	if err != nil {
		return nil, err
	}
	return statistic.Load(study)
}

// chosen returns the statistics asked for, or all. Every unknown id is named in one message.
func chosen(set *statistic.Set, ids []string) ([]*statistic.Result, error) {
	if len(ids) == 0 {
		return set.All(), nil
	}
	var results []*statistic.Result
	var errs []error
	for _, id := range ids {
		r := set.Get(id)
		if r == nil {
			errs = append(errs, fmt.Errorf("there is no statistic %q%s", id, datasets.DidYouMean(id, set.IDs())))
			continue
		}
		results = append(results, r)
	}
	return results, errors.Join(errs...)
}
