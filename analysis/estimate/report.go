package estimate

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"recount/analysis/estimate/internal/arg"
)

// A Question asks for an estimate to be put before people.
type Question struct {
	Function string // name or verb
	Method   string // empty for the function's default, which the answer then names
	Values   Values
	Per      float64 // rates are said per so many; 0 for one
	Design   Design  // how the numbers came about; empty if that was not said
	Model    Model   // the model asked for by name
}

// A Report is an estimate with everything that has to stand beside it.
type Report struct {
	Result
	Values   Values
	Per      float64
	Design   Design
	Model    Model
	Sentence string // one sentence that can be published
	Refused  string // why there is no interval, empty if there is one
	Caveat   string // what the interval takes for granted
	Others   []Other
	Notes    []string
}

// An Other is what another method gives for the same inputs.
type Other struct {
	Method *Method
	// Outputs are its limits, lower and upper, or its p_value.
	Outputs []Output
}

// Answer computes an estimate and writes it up. Under a design that gives no interval, the limits are left out and Refused says
// why.
func Answer(q Question) (*Report, error) {
	f, err := Lookup(q.Function)
	if err != nil {
		return nil, err
	}
	if q.Method == "" {
		q.Method = f.Default
	}
	if !f.Fits(q.Model) {
		return nil, fmt.Errorf("model is %q, want %s for %s", q.Model, f.model(), f.Verb)
	}
	if q.Per == 0 {
		q.Per = 1
	}
	if err := arg.Positive("per", q.Per); err != nil {
		return nil, err
	}
	if q.Per != 1 && !f.scaled() {
		return nil, &ArgError{Arg: "per", Got: amount(q.Per), Want: "1, since " + f.Verb + " gives no rate"}
	}
	result, err := f.Compute(q.Method, q.Values)
	if err != nil {
		return nil, err
	}
	r := &Report{Result: result, Values: q.Values, Per: q.Per, Design: q.Design, Model: q.Model}
	if err := r.offer(); err != nil {
		return nil, err
	}
	if r.Refused == "" {
		r.Others = f.others(q)
	}
	r.Notes = append(r.Notes, r.attainable()...)
	r.Sentence = f.say(r)
	return r, nil
}

// model names the models that a function can be asked for.
func (f *Function) model() string {
	if f.Model == NoModel {
		return string(AsIfRandom)
	}
	return string(f.Model) + " or " + string(AsIfRandom)
}

// offer applies the design: it takes the limits, and the standard errors and p-values beside them, out of the result, or says
// what they take for granted. A test stays, with what its p-value means for such numbers.
func (r *Report) offer() error {
	limits := slices.ContainsFunc(r.Outputs, func(o Output) bool { return isLimit(o.Name) })
	switch {
	case r.Function.Model == NoModel, r.Design == "" && !limits:
		return nil
	case r.Design == "":
		r.Caveat = "No design was stated: the interval stands for a random sample, and for anything else only under its model of chance. " +
			capital(meanings[r.Function.Model]) + "."
		return nil
	}
	caveat, err := Offer(r.Design, r.Model)
	var refusal *Refusal
	switch {
	case !errors.As(err, &refusal):
		r.Caveat = caveat
		return err
	case !limits:
		r.Caveat = "A p-value asks what chance alone would give, but " + refusal.Reason + "."
		return nil
	}
	r.Refused = refusal.Error()
	r.Outputs = slices.DeleteFunc(r.Outputs, func(o Output) bool { return isLimit(o.Name) || isInference(o.Name) })
	r.Warnings = nil // they were about the limits
	return nil
}

func isLimit(name string) bool {
	return name == "lower" || name == "upper" || strings.HasSuffix(name, "_lower") || strings.HasSuffix(name, "_upper")
}

// isInference reports whether an output of a fit rests on the same model of chance as its limits.
func isInference(name string) bool {
	for _, suffix := range []string{"_se", "_t", "_z", "_p", "_se_neweywest1"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// others runs the function's other methods of the same inputs.
func (f *Function) others(q Question) []Other {
	var out []Other
	chosen, err := f.Method(q.Method)
	if err != nil {
		return nil
	}
	for i := range f.Methods {
		m := &f.Methods[i]
		if m.Name == q.Method || !slices.Equal(m.Inputs, chosen.Inputs) || f.Name == "p_value" {
			continue
		}
		result, err := f.Compute(m.Name, q.Values)
		if err != nil {
			continue
		}
		result.Outputs = slices.DeleteFunc(result.Outputs, func(o Output) bool {
			return o.Name != "lower" && o.Name != "upper" && o.Name != "p_value"
		})
		if len(result.Outputs) > 0 {
			out = append(out, Other{m, result.Outputs})
		}
	}
	return out
}

// smallGroup is the size up to which the shares next to the one found are listed.
const smallGroup = 100

// attainable says which percentages a small group can have at all.
func (r *Report) attainable() []string {
	if r.Function.Name != "proportion_ci" || r.Values.count("n") > smallGroup {
		return nil
	}
	x, n := r.Values.count("x"), r.Values.count("n")
	var near []string
	for k := max(0, x-1); k <= min(n, x+1); k++ {
		near = append(near, fmt.Sprintf("%d is %s", k, percentText(float64(k)/float64(n), 1)))
	}
	return []string{fmt.Sprintf("One of %d is %s, and no share lies between: %s.", n, percentText(1/float64(n), 1), strings.Join(near, ", "))}
}

// scaled reports whether an output is a rate, to be said per so many.
func (f *Function) scaled() bool {
	return f.Name == "rate_ci" || f.Name == "rate_difference_ci" || f.Name == "direct_standardised_rate"
}

// Scaled returns an output times Per where it is a rate, and as it is otherwise.
func (r *Report) Scaled(o Output) any {
	if v, ok := o.Value.(float64); ok && r.Function.scaled() {
		return v * r.Per
	}
	return o.Value
}

// undefined reports whether a method gave no limits.
func (r *Report) undefined(lower, upper string) bool {
	return math.IsNaN(r.Float(lower)) || math.IsNaN(r.Float(upper))
}
