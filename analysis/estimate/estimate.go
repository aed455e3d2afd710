// Package estimate is the list of estimates that recount offers, by function and method name, with what each wants, gives,
// and goes back to. The command line and the JSON lines of `recount estimate` are read from it; Go programs will mostly call
// the packages below it, which compute:
//
//   - proportion: a count inside its own denominator
//   - rate: events over an exposure, standardised rates
//   - ratio: ratios, differences and percent changes between two groups
//   - trend: lines, annual percent changes, interrupted series
//   - test: tests of counts, and the p-values of published statistics
//
// No method is a silent default: every result carries the name of its method, and Design says whether an interval may be
// offered at all.
package estimate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/interval"
)

// An Interval holds the limits of a confidence interval and its level.
type Interval = interval.Interval

// An ArgError names the argument that an estimate cannot use, what it was, and what was wanted.
type ArgError = arg.Error

// A Function is one thing to estimate, by one of several methods.
type Function struct {
	Name    string // as in JSON lines: "proportion_ci"
	Verb    string // as on the command line: "proportion"
	Title   string // what it gives: "proportion with its confidence interval"
	Model   Model  // the model of chance behind its intervals and p-values
	Methods []Method
	Default string // the method that the command line takes unless it is told another
	// Lo and Hi are the ends of what the estimate can be; a limit outside is warned of.
	Lo, Hi float64
	// names gives the inputs' names for the parameters' names of the Go functions, where they differ.
	names map[string]string
	say   func(r *Report) string
}

// A Method is one way to estimate it.
type Method struct {
	Name    string
	Title   string // for a sentence: "Wilson score"
	Summary string // one line: what it does and when it is right
	Source  string // author, year, where
	Inputs  []Input
	run     func(v Values) (Result, error)
}

// A Kind is the type of an input.
type Kind int

// The kinds of inputs.
const (
	Count   Kind = iota // a whole number of 0 or more, at most 1e12
	Number              // a finite number
	Level               // a fraction between 0 and 1
	Counts              // a list of counts
	Numbers             // a list of finite numbers
	Table               // rows of counts
	Text                // a number whose digits count, as it is written
)

// An Input is one named input of a method.
type Input struct {
	Name string
	Kind Kind
	Doc  string
}

// Values holds inputs by name: int, float64, []int, []float64, [][]int or string, as their kinds say.
type Values map[string]any

func (v Values) count(name string) int         { return v[name].(int) }
func (v Values) number(name string) float64    { return v[name].(float64) }
func (v Values) counts(name string) []int      { return v[name].([]int) }
func (v Values) numbers(name string) []float64 { return v[name].([]float64) }
func (v Values) table(name string) [][]int     { return v[name].([][]int) }
func (v Values) text(name string) string       { return v[name].(string) }
func (v Values) level() float64                { return v["level"].(float64) }

// An Output is one named value of a result: a float64, an int, a bool or a []int.
type Output struct {
	Name  string
	Value any
}

// A Result is what a method gives, in a fixed order, with what a reader should know about it.
type Result struct {
	Function *Function
	Method   *Method
	Outputs  []Output
	N        int // what was counted: people, events, or points of a series
	Warnings []string
}

// Float returns an output that is a number, NaN if there is none of that name.
func (r Result) Float(name string) float64 {
	for _, o := range r.Outputs {
		if o.Name != name {
			continue
		}
		switch v := o.Value.(type) {
		case float64:
			return v
		case int:
			return float64(v)
		}
	}
	return math.NaN()
}

// Has reports whether a result has an output of that name.
func (r Result) Has(name string) bool {
	return slices.ContainsFunc(r.Outputs, func(o Output) bool { return o.Name == name })
}

// Functions returns all functions in the order in which they are listed.
func Functions() []*Function { return catalogue }

// Lookup finds a function by its name or its verb.
func Lookup(name string) (*Function, error) {
	for _, f := range catalogue {
		if f.Name == name || f.Verb == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("function is %q, want one of %s", short(name), strings.Join(functionNames(), ", "))
}

func functionNames() []string {
	names := make([]string, len(catalogue))
	for i, f := range catalogue {
		names[i] = f.Name
	}
	return names
}

// Method finds a method of the function by name.
func (f *Function) Method(name string) (*Method, error) {
	var names []string
	for i := range f.Methods {
		if f.Methods[i].Name == name {
			return &f.Methods[i], nil
		}
		names = append(names, f.Methods[i].Name)
	}
	return nil, fmt.Errorf("method is %q, want one of %s", short(name), strings.Join(names, ", "))
}

// Compute runs a method of the function. Every input of the method must be there, of its kind, and no other. The error is an
// *ArgError where one input is at fault.
func (f *Function) Compute(method string, values Values) (Result, error) {
	m, err := f.Method(method)
	if err != nil {
		return Result{}, err
	}
	if err := m.check(values); err != nil {
		return Result{}, err
	}
	r, err := m.run(values)
	if err != nil {
		return Result{}, f.rename(err)
	}
	r.Function, r.Method = f, m
	r.Warnings = append(f.limitWarnings(r), r.Warnings...)
	return r, nil
}

// check holds values against the inputs of a method.
func (m *Method) check(values Values) error {
	for _, in := range m.Inputs {
		v, ok := values[in.Name]
		if !ok {
			return &ArgError{Arg: in.Name, Got: "missing", Want: in.Doc}
		}
		if !in.Kind.holds(v) {
			return &ArgError{Arg: in.Name, Got: fmt.Sprintf("%T", v), Want: in.Kind.String()}
		}
	}
	if len(values) == len(m.Inputs) {
		return nil
	}
	for _, name := range sortedKeys(values) {
		if !slices.ContainsFunc(m.Inputs, func(in Input) bool { return in.Name == name }) {
			return &ArgError{Arg: short(name), Got: "not an input of " + m.Name, Want: "only " + m.inputNames()}
		}
	}
	return nil
}

func (m *Method) inputNames() string {
	names := make([]string, len(m.Inputs))
	for i, in := range m.Inputs {
		names[i] = in.Name
	}
	return strings.Join(names, ", ")
}

// holds reports whether a value has the Go type of the kind.
func (k Kind) holds(v any) bool {
	var ok bool
	switch k {
	case Count:
		_, ok = v.(int)
	case Number, Level:
		_, ok = v.(float64)
	case Counts:
		_, ok = v.([]int)
	case Numbers:
		_, ok = v.([]float64)
	case Table:
		_, ok = v.([][]int)
	case Text:
		_, ok = v.(string)
	}
	return ok
}

func (k Kind) String() string {
	return [...]string{
		"a whole number", "a finite number", "a fraction between 0 and 1, such as 0.95", "a list of whole numbers",
		"a list of finite numbers", "a table of whole numbers, a list of rows", "a number in quotes, as it is written",
	}[k]
}

// rename puts the inputs' names into an error that names a parameter of a Go function.
func (f *Function) rename(err error) error {
	e, ok := err.(*ArgError)
	if !ok {
		return err
	}
	base, index, _ := strings.Cut(e.Arg, "[")
	name, ok := f.names[base]
	if !ok {
		name = base
	}
	if index != "" {
		name += "[" + index
	}
	want := e.Want
	for _, key := range sortedKeys(f.names) {
		if strings.Contains(key, ".") {
			want = strings.ReplaceAll(want, key, f.names[key])
		}
	}
	return &ArgError{Arg: name, Got: e.Got, Want: want}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// short cuts what a message repeats of its input.
func short(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

// limitWarnings says what is odd about an interval as such.
func (f *Function) limitWarnings(r Result) (warnings []string) {
	if !r.Has("lower") || !r.Has("estimate") {
		return nil
	}
	lower, upper, estimate := r.Float("lower"), r.Float("upper"), r.Float("estimate")
	switch {
	case math.IsNaN(lower) || math.IsNaN(upper):
		return []string{"the method is undefined for these counts: choose another"}
	case lower < f.Lo || upper > f.Hi:
		warnings = append(warnings, "a limit lies outside what is possible: choose another method")
	}
	if estimate < lower || estimate > upper {
		warnings = append(warnings, "the interval leaves the estimate out")
	}
	return warnings
}
