package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recount/analysis/estimate"
)

// maxSeriesRows bounds the table that a series is read from.
const maxSeriesRows = 1_000_000

// columnNames are the other names under which a table may hold an input.
var columnNames = map[string][]string{
	"x":        {"year", "time", "period"},
	"time":     {"year", "x", "period"},
	"year":     {"x", "time", "period"},
	"y":        {"value", "rate"},
	"events":   {"event", "count", "cases", "numerator"},
	"exposure": {"population", "denominator"},
	"weights":  {"weight"},
	"std_pop":  {"standard", "standard_population"},
	"scores":   {"score"},
}

// trendMethods are the methods that trend chooses from, with the functions that they belong to.
var trendMethods = []struct{ method, function string }{
	{"ols_log", "loglinear_regression"}, {"wls_log", "loglinear_regression"}, {"ols", "linear_regression"},
	{"glm_log_offset", "poisson_trend"}, {"segmented_ols", "interrupted_time_series"},
	{"known_joinpoint_ols_log", "piecewise_loglinear_regression"}, {"cochran_armitage", "trend_test"},
}

func newTrendCmd(g *globals, f *estimateFlags) *cobra.Command {
	var names []string
	for _, t := range trendMethods {
		names = append(names, t.method)
	}
	cmd := &cobra.Command{
		Use:   "trend FILE.csv",
		Short: "trend of a series in a table",
		Long: `trend reads the columns of a table (year and value; year, events and exposure; or x, n
and scores) and fits what they call for: the annual percent change by least squares
of logarithms, or a Poisson regression of events on their exposure. --method chooses
` + orList(names) + `; --at is the time of a break or joinpoint.

Exit codes: 0 done · 2 could not run.`,
		Example: "  recount estimate trend births.csv",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return g.trend(args, *f) },
	}
	cmd.Flags().StringVar(&f.at, "at", "", "time of the break (its first time after) or of the joinpoint")
	cmd.Flags().StringArrayVar(&f.column, "column", nil, "column of an input under another name, as in y=birth_rate; may be repeated")
	return cmd
}

// trend chooses the function by its method, or by the columns of the table.
func (g *globals) trend(args []string, f estimateFlags) error {
	if f.method == listMethods {
		for _, t := range trendMethods {
			fn, m, err := trendMethod(t.method)
			if err != nil {
				return err
			}
			fmt.Fprintf(g.stdout, "%s  %s, %s: %s. %s\n", m.Name, fn.Title, m.Title, m.Summary, m.Source)
		}
		return nil
	}
	t, err := g.readSeries(args[0], f.column)
	if err != nil {
		return err
	}
	method := f.method
	if method == "" {
		method = t.suggests(f.at)
	}
	fn, m, err := trendMethod(method)
	if err != nil {
		return err
	}
	if f.at != "" {
		args = append(args, atName(m)+"="+f.at)
	}
	values, err := g.readInputs(fn, m, args[1:], f)
	if err != nil {
		return err
	}
	if err := t.fill(m, values); err != nil {
		return err
	}
	if years, ok := values["year"].([]float64); ok && values["year_origin"] == nil && len(years) > 0 {
		values["year_origin"] = slices.Min(years)
	}
	return g.answer(fn, m, values, f)
}

// atName is the input that --at stands for.
func atName(m *estimate.Method) string {
	for _, name := range []string{"intervention_time", "joinpoint"} {
		if _, ok := inputNamed(m, name); ok {
			return name
		}
	}
	return "--at"
}

func trendMethod(method string) (*estimate.Function, *estimate.Method, error) {
	var names []string
	for _, t := range trendMethods {
		if t.method == method {
			fn, err := estimate.Lookup(t.function)
			if err != nil {
				return nil, nil, err
			}
			m, err := fn.Method(method)
			return fn, m, err
		}
		names = append(names, t.method)
	}
	return nil, nil, fmt.Errorf("--method is %q, want %s", method, orList(names))
}

// readColumns fills the lists of a method from a table.
func (g *globals) readColumns(m *estimate.Method, name string, values estimate.Values, f estimateFlags) error {
	t, err := g.readSeries(name, f.column)
	if err != nil {
		return err
	}
	return t.fill(m, values)
}

// A series is a table of numbers as text.
type series struct {
	file   string
	header []string
	rows   [][]string
	lines  []int             // of the rows
	given  map[string]string // input to column, from --column
}

// readSeries reads a CSV file with a header, strictly: every row as long as the header.
func (g *globals) readSeries(name string, columns []string) (*series, error) {
	given := map[string]string{}
	for _, c := range columns {
		input, column, ok := strings.Cut(c, "=")
		if !ok {
			return nil, fmt.Errorf("--column is %q, want INPUT=COLUMN, such as y=birth_rate", c)
		}
		given[input] = column
	}
	in, closeInput, err := g.open(name)
	if err != nil {
		return nil, err
	}
	defer closeInput()
	t, err := parseSeries(name, in)
	if err != nil {
		return nil, err
	}
	t.given = given
	return t, nil
}

func parseSeries(name string, in io.Reader) (*series, error) {
	buffered := bufio.NewReader(in)
	if mark, err := buffered.Peek(3); err == nil && string(mark) == "\ufeff" {
		if _, err := buffered.Discard(3); err != nil {
			return nil, err
		}
	}
	r := csv.NewReader(buffered)
	t := &series{file: name}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		switch {
		case t.header == nil:
			t.header = row
			continue
		case len(t.rows) == maxSeriesRows:
			return nil, fmt.Errorf("%s:%d: more than %d rows", name, line, maxSeriesRows)
		}
		t.rows, t.lines = append(t.rows, row), append(t.lines, line)
	}
	if len(t.rows) == 0 {
		return nil, fmt.Errorf("%s: no rows, want a header and one row a point", name)
	}
	return t, nil
}

// column finds the column of an input, -1 if there is none.
func (t *series) column(input string) int {
	names := append([]string{input}, columnNames[input]...)
	if given, ok := t.given[input]; ok {
		names = []string{given}
	}
	for _, name := range names {
		for i, h := range t.header {
			if strings.EqualFold(strings.TrimSpace(h), name) {
				return i
			}
		}
	}
	return -1
}

// suggests names the method that the columns call for.
func (t *series) suggests(at string) string {
	switch {
	case at != "":
		return "segmented_ols"
	case t.column("events") >= 0 && t.column("exposure") >= 0:
		return "glm_log_offset"
	case t.column("n") >= 0 && t.column("scores") >= 0:
		return "cochran_armitage"
	case t.column("weights") >= 0:
		return "wls_log"
	}
	return "ols_log"
}

// fill reads the lists that a method wants and that no argument gave.
func (t *series) fill(m *estimate.Method, values estimate.Values) error {
	for _, in := range m.Inputs {
		if values[in.Name] != nil || (in.Kind != estimate.Counts && in.Kind != estimate.Numbers) {
			continue
		}
		c := t.column(in.Name)
		if c < 0 {
			want := in.Name
			if given, ok := t.given[in.Name]; ok {
				want = given
			}
			return fmt.Errorf("%s: no column %q, want one for %s (%s); the header has %s", t.file, want, in.Name, in.Doc, strings.Join(t.header, ", "))
		}
		list, err := t.list(in, c)
		if err != nil {
			return err
		}
		values[in.Name] = list
	}
	return nil
}

func (t *series) list(in estimate.Input, c int) (any, error) {
	cell := estimate.Input{Name: in.Name, Kind: estimate.Number}
	if in.Kind == estimate.Counts {
		cell.Kind = estimate.Count
	}
	var counts []int
	var numbers []float64
	for i, row := range t.rows {
		v, err := cell.Parse(strings.TrimSpace(row[c]))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: column %q: %q is not %s", t.file, t.lines[i], t.header[c], row[c], cell.Kind)
		}
		switch n := v.(type) {
		case int:
			counts = append(counts, n)
		case float64:
			numbers = append(numbers, n)
		}
	}
	if in.Kind == estimate.Counts {
		return counts, nil
	}
	return numbers, nil
}
