package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recount/datasets"
)

func newDataCmd(g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "data",
		Short: "look at a study's tables, hold them against their schema, compare versions",
		Long: `data shows what a study holds: its tables, the figures in them with their sources,
which figures contradict each other, and what changed between two versions.

Exit codes: 0 done · 1 something is invalid or stale · 2 could not run.`,
		Example: "  recount data show measure=sterilization_rate",
	}
	cmd.AddCommand(newDataListCmd(g), newDataShowCmd(g), newDataValidateCmd(g), newDataSourcesCmd(g), newDataConflictsCmd(g), newDataDiffCmd(g), newDataAcceptCmd(g))
	return cmd
}

// wants asks for exactly these arguments, by the names that the usage line gives them.
func wants(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		said := ""
		if len(args) > len(names) {
			said = fmt.Sprintf(", not %d things", len(args))
		}
		return fmt.Errorf("want %s%s, as in: %s", strings.Join(names, " and "), said, strings.TrimSpace(cmd.Example))
	}
}

// dataStudy opens the study that a verb works on.
func (g *globals) dataStudy() (*datasets.Study, error) {
	name, err := g.studyName()
	if err != nil {
		return nil, err
	}
	return datasets.Open(name)
}

// inStudy wraps a verb that prints something of one study.
func (g *globals) inStudy(print func(s *datasets.Study, args []string, format string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		format, err := g.wantFormat("text", "json", "csv")
		if err != nil {
			return err
		}
		s, err := g.dataStudy()
		if err != nil {
			return err
		}
		return print(s, args, format)
	}
}

func newDataListCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "list the study's tables and measures",
		Long:    "list prints the tables of the study with what their rows are, and the measures with how\noften each is reported.\n\n--format is text, json or csv.",
		Example: "  recount data list",
		Args:    cobra.NoArgs,
		RunE:    g.inStudy(g.dataList),
	}
}

func newDataShowCmd(g *globals) *cobra.Command {
	limit := -1
	cmd := &cobra.Command{
		Use:   "show [ID | COLUMN=VALUE]…",
		Short: "print figures as reported, each with its source",
		Long: `show prints observations: those with the ids given, or those that match every
COLUMN=VALUE (measure, place, period, source, table, any other column), or all. One
alone is printed with everything that its row says.

--format is text, json or csv.`,
		Example: "  recount data show measure=birth_rate place=Xinjiang",
		RunE: g.inStudy(func(s *datasets.Study, args []string, format string) error {
			return g.dataShow(s, args, format, limit)
		}),
		ValidArgsFunction: g.completeShow,
	}
	cmd.Flags().IntVar(&limit, "limit", limit, "print at most so many rows; 0 is all, the default but for text, where it is 200")
	return cmd
}

func newDataSourcesCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:     "sources [ID…]",
		Short:   "list the sources and how many figures come from each",
		Long:    "sources prints where figures come from: who published what when, what kind of source it\nis, and how many rows cite it.\n\n--format is text, json or csv.",
		Example: "  recount data sources ohchr2022",
		RunE:    g.inStudy(g.dataSources),
	}
}

func newDataConflictsCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "conflicts",
		Short: "list figures that contradict each other, side by side",
		Long: `conflicts prints rival figures with their sources: those that the tables link, and those
that report different numbers for the same measure, place and period without being
linked. It does not say which is right.

--format is text, json or csv.`,
		Example: "  recount data conflicts",
		Args:    cobra.NoArgs,
		RunE:    g.inStudy(g.dataConflicts),
	}
}

// completeShow completes ids and COLUMN=VALUE.
func (g *globals) completeShow(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	s, err := g.dataStudy()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	if column, _, ok := strings.Cut(word, "="); ok {
		for _, v := range columnValues(s, column) {
			out = append(out, column+"="+v)
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
	for _, column := range append([]string{"measure", "source", "table"}, dimensionNames(s)...) {
		out = append(out, column+"=")
	}
	for i := range min(s.Len(), 2000) {
		o := s.Observation(i)
		out = append(out, o.ID)
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func columnValues(s *datasets.Study, column string) []string {
	var out []string
	switch column {
	case "measure":
		for _, m := range s.Measures {
			out = append(out, m.ID)
		}
	case "source":
		for _, src := range s.Sources {
			out = append(out, src.ID)
		}
	case "table":
		for _, t := range s.Tables {
			out = append(out, t.Name)
		}
	default:
		if d := s.Dimension(column); d != nil {
			for _, v := range d.Values {
				out = append(out, v.ID)
			}
		}
	}
	return out
}

func dimensionNames(s *datasets.Study) []string {
	var names []string
	for _, d := range s.Dimensions() {
		names = append(names, d.Name)
	}
	return names
}

// selected returns the observations that arguments name: ids, or one selector of COLUMN=VALUE.
func selected(s *datasets.Study, args []string) ([]int, error) {
	if len(args) == 0 {
		all := make([]int, s.Len())
		for i := range all {
			all[i] = i
		}
		return all, nil
	}
	sel := datasets.Selector{}
	var found []int
	for _, arg := range args {
		if column, value, ok := strings.Cut(arg, "="); ok {
			sel[column] = value
			continue
		}
		i, ok := s.Find(arg)
		if !ok {
			return nil, fmt.Errorf("there is no figure %q%s; want an id or COLUMN=VALUE", arg, s.Suggest(arg))
		}
		found = append(found, i)
	}
	if len(sel) > 0 {
		matching, err := s.Select(sel)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 { // both: those of the ids that match
			return slices.DeleteFunc(found, func(i int) bool { return !slices.Contains(matching, i) }), nil
		}
		found = matching
	}
	return found, nil
}
