package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recount/analysis/estimate"
)

// statisticMethods are the names under which p-value takes a statistic, and the methods that they mean.
var statisticMethods = map[string]string{
	"t": "t_two_sided", "F": "f", "f": "f", "chi2": "chi2", "χ2": "chi2", "χ²": "chi2", "z": "z_two_sided",
	"r": "pearson_r_two_sided", "Q": "q_heterogeneity", "q": "q_heterogeneity",
}

// chosenMethod returns the method asked for, or the default. p-value is told by the name of the statistic, which becomes the
// name of the input.
func chosenMethod(fn *estimate.Function, method string, args []string) (string, []string) {
	if fn.Name == "p_value" {
		for i, a := range args {
			name, value, ok := strings.Cut(a, "=")
			named, known := statisticMethods[name]
			if !ok || !known || (method != "" && method != named) {
				continue
			}
			args = slices.Clone(args)
			if named != "pearson_r_two_sided" {
				args[i] = "statistic=" + value
			}
			return named, args
		}
	}
	if method == "" {
		method = fn.Default
	}
	return method, args
}

// readInputs turns the arguments of a command into the inputs of a method: name=value, numbers in the order of the inputs, or
// the name of a CSV file.
func (g *globals) readInputs(fn *estimate.Function, m *estimate.Method, args []string, f estimateFlags) (estimate.Values, error) {
	values, plain := estimate.Values{}, []string(nil)
	for _, a := range args {
		name, text, ok := strings.Cut(a, "=")
		if !ok {
			plain = append(plain, a)
			continue
		}
		in, known := inputNamed(m, name)
		if !known {
			return nil, fmt.Errorf("%s is not an input of %s, want %s", name, m.Name, strings.Join(inputNames(m), ", "))
		}
		v, err := in.Parse(text)
		if err != nil {
			return nil, err
		}
		values[name] = v
	}
	if err := g.readPlain(fn, m, plain, values, f); err != nil {
		return nil, err
	}
	if _, ok := inputNamed(m, "level"); ok && values["level"] == nil {
		level, err := readLevel(f.level)
		if err != nil {
			return nil, err
		}
		values["level"] = level
	}
	return values, nil
}

func inputNamed(m *estimate.Method, name string) (estimate.Input, bool) {
	i := slices.IndexFunc(m.Inputs, func(in estimate.Input) bool { return in.Name == name })
	if i < 0 {
		return estimate.Input{}, false
	}
	return m.Inputs[i], true
}

func inputNames(m *estimate.Method) []string {
	var names []string
	for _, in := range m.Inputs {
		if in.Name != "level" {
			names = append(names, in.Name)
		}
	}
	return names
}

// readPlain reads the arguments that carry no name.
func (g *globals) readPlain(fn *estimate.Function, m *estimate.Method, args []string, values estimate.Values, f estimateFlags) error {
	if len(args) == 0 {
		return nil
	}
	if in, ok := inputNamed(m, "table"); ok {
		return readTable(in, args, values)
	}
	if slices.ContainsFunc(m.Inputs, func(in estimate.Input) bool { return in.Kind == estimate.Counts || in.Kind == estimate.Numbers }) {
		if len(args) > 1 {
			return fmt.Errorf("%q and %q, want one CSV file with the columns %s", args[0], args[1], strings.Join(inputNames(m), ", "))
		}
		return g.readColumns(m, args[0], values, f)
	}
	pieces := split(fn, args)
	var open []estimate.Input
	for _, in := range m.Inputs {
		if in.Name != "level" && values[in.Name] == nil {
			open = append(open, in)
		}
	}
	if len(pieces) != len(open) {
		return wrongCount(fn, m, pieces, open)
	}
	for i, in := range open {
		v, err := in.Parse(pieces[i])
		if err != nil {
			return withoutCounts(fn, err)
		}
		values[in.Name] = v
	}
	return nil
}

// split takes a/b apart into two numbers. Two such pairs for an odds ratio are cases of a group, whose others are the rest.
func split(fn *estimate.Function, args []string) []string {
	var pieces []string
	for _, a := range args {
		pieces = append(pieces, strings.Split(a, "/")...)
	}
	if fn.Name != "odds_ratio_ci" || len(args) != 2 || len(pieces) != 4 {
		return pieces
	}
	for i := 1; i < 4; i += 2 {
		cases, err1 := strconv.Atoi(pieces[i-1])
		group, err2 := strconv.Atoi(pieces[i])
		if err1 == nil && err2 == nil {
			pieces[i] = strconv.Itoa(group - cases)
		}
	}
	return pieces
}

// readTable reads rows of counts, 19,12/11,24, or the four counts of a two-by-two table.
func readTable(in estimate.Input, args []string, values estimate.Values) error {
	text := strings.Join(args, "/")
	if len(args) == 4 && !strings.ContainsAny(text, ",") {
		text = args[0] + "," + args[1] + "/" + args[2] + "," + args[3]
	}
	v, err := in.Parse(text)
	if err != nil {
		return err
	}
	values[in.Name] = v
	return nil
}

// wrongCount says which numbers are missing. A rate on its own is the usual cause.
func wrongCount(fn *estimate.Function, m *estimate.Method, pieces []string, open []estimate.Input) error {
	var wants []string
	for _, in := range open {
		wants = append(wants, in.Name)
	}
	err := fmt.Errorf("%s given, want %d: %s", numberCount(len(pieces)), len(open), strings.Join(wants, ", "))
	if len(pieces) < len(open) {
		return withoutCounts(fn, err)
	}
	return err
}

func numberCount(n int) string {
	if n == 1 {
		return "1 number"
	}
	return strconv.Itoa(n) + " numbers"
}

// errWithoutCounts is added to errors that a rate without its counts meets.
var errWithoutCounts = errors.New("a rate without its counts gets no interval: give the count of events and their exposure")

func withoutCounts(fn *estimate.Function, err error) error {
	if fn.Model != estimate.Poisson {
		return err
	}
	return fmt.Errorf("%w (%w)", err, errWithoutCounts)
}
