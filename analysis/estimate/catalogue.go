package estimate

import (
	"math"
	"slices"

	"recount/analysis/estimate/interval"
)

// catalogue lists every function in the order in which help and documentation show them.
var catalogue = slices.Concat(proportions, rates, comparisons, changes, trends, tests, published)

// level is the input that every interval has.
var level = Input{"level", Level, "a two-sided level, a fraction such as 0.95"}

// with appends the level to the inputs of an interval.
func with(inputs ...Input) []Input { return append(inputs, level) }

// outputs pairs names and values.
func outputs(pairs ...any) []Output {
	out := make([]Output, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, Output{pairs[i].(string), pairs[i+1]})
	}
	return out
}

// limits is the result of an interval.
func limits(estimate float64, iv interval.Interval, n int, err error) (Result, error) {
	return Result{Outputs: outputs("estimate", estimate, "lower", iv.Lo, "upper", iv.Hi), N: n}, err
}

var inf = math.Inf(1)

// named gives the method of that name the function run; the rest is its entry in the list.
type named struct{ name, title, summary, source string }

func (m named) method(inputs []Input, run func(v Values) (Result, error)) Method {
	return Method{Name: m.name, Title: m.title, Summary: m.summary, Source: m.source, Inputs: inputs, run: run}
}
