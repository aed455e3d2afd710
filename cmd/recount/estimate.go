package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recount/analysis/estimate"
)

// estimateFlags are the flags of estimate and of each of its functions.
type estimateFlags struct {
	input  string
	method string
	level  string
	per    float64
	design string
	model  string
	at     string
	column []string
}

// listMethods is the value of --method that lists the methods instead of running one.
const listMethods = "list"

// newEstimateCmd returns `recount estimate` with one command below it for each function of package estimate.
func newEstimateCmd(g *globals) *cobra.Command {
	var f estimateFlags
	cmd := &cobra.Command{
		Use:   "estimate FUNCTION COUNT…",
		Short: "estimate rates, proportions, ratios, trends and tests with their intervals",
		Long: `estimate computes proportions, rates, ratios, differences, percent changes, trends and
tests with their confidence intervals, and says each in a sentence that can be
published, with the method, its source, and what other methods give. Two numbers
that belong together may be written with a slash (events/exposure, cases/group),
and any input by its name (x=26 n=40). Lists come from a CSV file whose columns are
named like the inputs, or are written with commas.

An interval needs counts: a rate without them gets none. It also needs a design:
say --design register, census, sample, purposive, estimate or quoted; all but a
sample get an interval only with --model by name, and with its caveat.

With --input jsonl it answers {"id", "function", "method", "inputs"} a line.

Exit codes: 0 done · 1 a line of JSON asks for what cannot be estimated · 2 could not run.`,
		Example: "  recount estimate proportion 26 40",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return g.estimate(cmd, args, f) },

		SuggestionsMinimumDistance: 2,
	}
	cmd.Flags().StringVar(&f.input, "input", "", `"jsonl": each line of FILE, or of standard input, is a request`)
	fs := cmd.PersistentFlags()
	fs.StringVar(&f.method, "method", "", `method by name; "list" explains each in a line`)
	fs.StringVar(&f.level, "level", "0.95", "two-sided level of intervals, 0.95 or 95%")
	fs.Float64Var(&f.per, "per", 1, "say rates per so many, such as 100000")
	fs.StringVar(&f.design, "design", "", "how the numbers came about: register, census, sample, purposive, estimate or quoted")
	fs.StringVar(&f.model, "model", "", "model of chance for what is no sample: binomial, poisson, normal_errors or as_if_random")
	for _, fn := range estimate.Functions() {
		cmd.AddCommand(newFunctionCmd(g, fn, &f))
	}
	cmd.AddCommand(newTrendCmd(g, &f))
	completeEstimate(cmd)
	return cmd
}

// completeEstimate offers the values of flags to the shell.
func completeEstimate(cmd *cobra.Command) {
	complete := func(flag string, values func(cmd *cobra.Command) []string) {
		err := cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return values(cmd), cobra.ShellCompDirectiveNoFileComp
		})
		if err != nil {
			panic(err) // a flag that is not there is a slip of this file
		}
	}
	complete("method", func(cmd *cobra.Command) []string {
		names := []string{listMethods}
		if fn, err := estimate.Lookup(cmd.Name()); err == nil {
			for _, m := range fn.Methods {
				names = append(names, m.Name+"\t"+m.Summary)
			}
		}
		return names
	})
	complete("design", func(*cobra.Command) []string { return estimate.Names(estimate.Designs) })
	complete("model", func(*cobra.Command) []string { return estimate.Names(estimate.Models) })
}

// newFunctionCmd returns the command of one function.
func newFunctionCmd(g *globals, fn *estimate.Function, f *estimateFlags) *cobra.Command {
	var names []string
	for _, in := range fn.Methods[0].Inputs {
		if in.Name != "level" {
			names = append(names, strings.ToUpper(in.Name))
		}
	}
	var methods strings.Builder
	if err := estimate.WriteMethods(&methods, fn); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return &cobra.Command{
		Use:     fn.Verb + " " + strings.Join(names, " "),
		Aliases: []string{fn.Name},
		Short:   fn.Title,
		Long:    methods.String() + "\nThe default is " + fn.Default + ".\n\nExit codes: 0 done · 2 could not run.",
		Example: "  recount estimate " + estimateExamples[fn.Verb],
		RunE:    func(_ *cobra.Command, args []string) error { return g.estimateOne(fn, args, *f) },
	}
}

// estimateExamples are shown by --help and run by the tests.
var estimateExamples = map[string]string{
	"proportion":           "proportion 26 40",
	"percent-possible":     "percent-possible 66 26",
	"rate":                 "rate 60440 24867600 --per 100000",
	"smr":                  "smr 20 15.2",
	"standardised-rate":    "standardised-rate events=4,11,25 exposure=8000,7000,3000 std_pop=50,35,15 --per 1000",
	"rate-ratio":           "rate-ratio 205400/25232200 14650000/1397715000 --method exact_conditional",
	"rate-difference":      "rate-difference 205400/25232200 14650000/1397715000 --per 1000",
	"risk-ratio":           "risk-ratio 19/31 11/35",
	"risk-difference":      "risk-difference 19/31 11/35",
	"odds-ratio":           "odds-ratio 19 12 11 24",
	"percent-change":       "percent-change 400000/24450000 205400/25232200",
	"percent-change-se":    "percent-change-se 50 2 60 3",
	"linear-regression":    "linear-regression x=2010,2011,2012,2013 y=15.1,15.3,15.2,15.8",
	"loglinear-regression": "loglinear-regression x=2010,2011,2012,2013 y=15.1,15.3,15.2,15.8",
	"poisson-trend":        "poisson-trend year=2015,2016,2017 events=131,170,260 exposure=2010000,2030000,2050000 year_origin=2015",
	"interrupted-series":   "interrupted-series time=1,2,3,4,5,6,7 y=5.0,5.1,5.0,5.2,8.0,8.5,9.2 intervention_time=5",
	"joinpoint":            "joinpoint x=1,2,3,4,5,6 y=50,49,51,50,70,99 joinpoint=4",
	"chi2-test":            "chi2-test 56,14/48,32",
	"g-test":               "g-test 56,14/48,32",
	"fisher-test":          "fisher-test 19,12/11,24",
	"two-proportion-test":  "two-proportion-test 56/70 48/80",
	"goodness-of-fit":      "goodness-of-fit observed=20,30,50 probs=0.25,0.25,0.5",
	"binomial-test":        "binomial-test 7 10 0.5",
	"poisson-test":         "poisson-test 10 1 5",
	"two-rate-test":        "two-rate-test 243/100000 321/1000000",
	"trend-test":           "trend-test x=83,90,129,70 n=86,93,136,82 scores=1,2,3,4",
	"p-value":              "p-value t=2.1 df=38",
	"p-from-ci":            "p-from-ci 1.5 1.1 2.04",
}

// estimate runs what stands above the functions: JSON lines and the list of all methods.
func (g *globals) estimate(cmd *cobra.Command, args []string, f estimateFlags) error {
	switch {
	case f.input == "jsonl":
		return g.estimateLines(args)
	case f.input != "":
		return fmt.Errorf("--input is %q, want jsonl", f.input)
	case f.method == listMethods && len(args) == 0:
		return estimate.WriteMethods(g.stdout, estimate.Functions()...)
	case len(args) == 0:
		return errors.New("no function given, want one of those that --help lists, such as: recount estimate proportion 26 40")
	}
	message := fmt.Sprintf("function is %q, want one of those that --help lists", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		message += "; did you mean " + orList(near) + "?"
	}
	return errors.New(message)
}

// estimateLines answers JSON lines from the files named, or from standard input.
func (g *globals) estimateLines(args []string) error {
	if _, err := g.wantFormat("jsonl"); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"-"}
	}
	var sum estimate.Tally
	for _, name := range args {
		in, closeInput, err := g.open(name)
		if err != nil {
			return err
		}
		tally, err := estimate.RunJSONL(in, g.stdout, guard)
		closeInput()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		sum.Refused += tally.Refused
		sum.Unread += tally.Unread
	}
	switch {
	case sum.Unread > 0:
		fmt.Fprintf(g.stderr, "recount estimate: %s could not be read\n", lineCount(sum.Unread))
		return errPartly
	case sum.Refused > 0:
		fmt.Fprintf(g.stderr, "recount estimate: %s answered by an error\n", lineCount(sum.Refused))
		return errFinding
	}
	return nil
}

func lineCount(n int) string {
	if n == 1 {
		return "1 line"
	}
	return strconv.Itoa(n) + " lines"
}

// estimateOne runs one function on the arguments of its command.
func (g *globals) estimateOne(fn *estimate.Function, args []string, f estimateFlags) error {
	if f.method == listMethods {
		return estimate.WriteMethods(g.stdout, fn)
	}
	method, args := chosenMethod(fn, f.method, args)
	m, err := fn.Method(method)
	if err != nil {
		return err
	}
	values, err := g.readInputs(fn, m, args, f)
	if err != nil {
		return err
	}
	return g.answer(fn, m, values, f)
}

// answer computes an estimate and prints it.
func (g *globals) answer(fn *estimate.Function, m *estimate.Method, values estimate.Values, f estimateFlags) error {
	format, err := g.wantFormat("text", "json")
	if err != nil {
		return err
	}
	if !(f.per > 0) {
		return fmt.Errorf("--per is %v, want a number above 0, such as 100000", f.per)
	}
	q := estimate.Question{Function: fn.Name, Method: m.Name, Values: values, Per: f.per}
	if f.design != "" {
		if q.Design, err = estimate.ParseDesign(f.design); err != nil {
			return fmt.Errorf("--%w", err)
		}
	}
	if q.Model, err = estimate.ParseModel(f.model); err != nil {
		return fmt.Errorf("--%w", err)
	}
	report, err := estimate.Answer(q)
	if err != nil {
		return err
	}
	if format == "json" {
		return report.WriteJSON(g.stdout)
	}
	return report.WriteText(g.stdout)
}

// readLevel reads a level written as a fraction or as a percentage.
func readLevel(s string) (float64, error) {
	digits, percent := strings.CutSuffix(s, "%")
	level, err := strconv.ParseFloat(digits, 64)
	if err == nil && percent {
		// 95% is the level 0.95 as written: divided in decimals, not in binary.
		level, err = strconv.ParseFloat(strconv.FormatFloat(level, 'f', -1, 64)+"e-2", 64)
	}
	if err != nil || math.IsNaN(level) || math.IsInf(level, 0) {
		return 0, fmt.Errorf("--level is %q, want a fraction such as 0.95 or a percentage such as 95%%", s)
	}
	return level, nil
}
