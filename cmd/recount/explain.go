package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"recount/analysis/report"
	"recount/datasets"
)

func newExplainCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: "explain a rule by which numbers are judged",
		Long: `explain prints a rule of the checker with an example: what a hedge admits, how a
change is measured, when recount cannot tell. Without a rule it lists them all.
JSON findings name their rule.

Exit codes: 0 · 2 there is no such rule.`,
		Example: "  recount explain nearly",
		Args:    cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return g.listRules()
			}
			r, ok := report.RuleByID(args[0])
			if !ok {
				return fmt.Errorf("there is no rule %q%s; recount explain lists them", args[0], datasets.DidYouMean(args[0], ruleIDs()))
			}
			_, err := fmt.Fprintf(g.stdout, "%s: %s\n\n%s\n\nExample: %s\n", r.ID, r.Title, wrap(r.Text, 88), wrap(r.Example, 88))
			return err
		},
	}
}

func (g *globals) listRules() error {
	w := tabwriter.NewWriter(g.stdout, 0, 0, 2, ' ', 0)
	for _, r := range report.Rules {
		fmt.Fprintf(w, "%s\t%s\n", r.ID, r.Title)
	}
	return w.Flush()
}

func ruleIDs() []string {
	ids := make([]string, len(report.Rules))
	for i, r := range report.Rules {
		ids[i] = r.ID
	}
	return ids
}

// wrap breaks a text into lines of at most width runes.
func wrap(text string, width int) string {
	out, line := "", 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case line+1+n > width:
			out, line = out+"\n", 0
		default:
			out, line = out+" ", line+1
		}
		out, line = out+word, line+n
	}
	return out
}
