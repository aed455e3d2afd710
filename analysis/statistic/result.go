package statistic

import (
	"fmt"
	"math/big"

	"recount/analysis/number"
	"recount/datasets"
)

// A Result is one statistic, computed.
type Result struct {
	ID, Title, Note string
	Op              Op
	Quantity               // value, interval and unit
	Float           bool   // computed in floating point: a rounding boundary within 1e-9 is a tie
	Design          string // of the measures used: register, census, sample, …; several joined by "and"
	Inputs          []Input
	Observations    []int // all that went in, also through other statistics; in order
	Parts           []Part
	Confidence      *Confidence
	Assumes         []string // what a model takes for granted, one sentence each
	Warnings        []string // doubts that do not stop the work, one sentence each

	spec   *spec
	expr   *expr
	digits func() digits // worked out when the result is first shown
	set    *Set
	strata [3][]Quantity // events, at risk, standard, of a standardised rate
}

// An Input is what one role of the operation took: an observation, or another statistic.
type Input struct {
	Role        string // of, to, from, in, standard; value for the operation of that name
	Observation int    // index in the study, -1 for a statistic
	Statistic   string // id, empty for an observation
}

// A Source is where inputs of a statistic come from.
type Source struct {
	Source  *datasets.Source
	Locator string
}

// Sources lists the sources and places that the inputs come from, each once, in the order of the inputs.
func (r *Result) Sources() []Source {
	type key struct {
		source  *datasets.Source
		locator string
	}
	seen := map[key]bool{}
	var out []Source
	for _, i := range r.ordered() {
		o := r.set.used[i]
		k := key{o.Source, o.Locator}
		if o.Source == nil || seen[k] {
			continue
		}
		seen[k] = true
		out = append(out, Source{o.Source, o.Locator})
	}
	return out
}

// Observation returns an observation that the statistic uses.
func (r *Result) Observation(i int) *datasets.Observation { return r.set.used[i] }

// Other returns a statistic that an input names.
func (r *Result) Other(id string) *Result { return r.set.Get(id) }

// InputText writes an input as it stands in the formula.
func (r *Result) InputText(in Input) string { return r.inputText(in, false) }

// InputPlain returns an input as programs read it: value, low and high as decimals, its ends to twelve
// digits, empty where there is none.
func (r *Result) InputPlain(in Input) (value, low, high string) {
	if in.Statistic != "" {
		return r.Other(in.Statistic).PlainValue()
	}
	o := r.Observation(in.Observation)
	if isDate(o) {
		return o.Period.String(), "", ""
	}
	end := func(r *big.Rat) string {
		if r == nil {
			return ""
		}
		return number.Plain(r, 12)
	}
	if o.HasValue {
		value = o.Value.String()
	}
	within := o.Interval()
	return value, end(within.Lo), end(within.Hi)
}

// ordered lists the observations used, in the order in which the formula takes them.
func (r *Result) ordered() []int {
	seen := map[int]bool{}
	var out []int
	var walk func(e *expr)
	walk = func(e *expr) {
		if e.leaf >= 0 {
			if !seen[e.leaf] {
				seen[e.leaf] = true
				out = append(out, e.leaf)
			}
			return
		}
		for _, role := range e.args {
			for _, a := range role {
				if a.leaf >= 0 || a.unseen(seen) {
					walk(a)
				}
			}
		}
	}
	walk(r.expr)
	return out
}

// unseen says whether an expression uses an observation that was not yet met; it keeps walks over
// statistics that share inputs short.
func (e *expr) unseen(seen map[int]bool) bool {
	for leaf := range e.uses {
		if !seen[leaf] {
			return true
		}
	}
	return false
}

// Evidence is the result as package number judges claims by it.
func (r *Result) Evidence() number.Evidence {
	return number.Evidence{Value: r.Value, Set: r.Interval, Float: r.Float}
}

// Places is how many digits after the point the value is shown with; negative: rounded to tens and up.
func (r *Result) Places() int { return -r.digits().value }

// Decimal returns the value at display precision, and false if there is no best value.
func (r *Result) Decimal() (number.Decimal, bool) {
	if r.Value == nil {
		return number.Decimal{}, false
	}
	return number.FromRat(r.Value, r.digits().value), true
}

// Display is the statistic for people, with its unit: 7.57 times, −48.7%, 17 or 18 persons.
func (r *Result) Display() string {
	text := r.bare()
	if r.Value == nil && percentSign(r.Unit) != "" && text != "" {
		return text // the ends carry the sign
	}
	return amount(text, r.Unit)
}

// bare is Display without its unit.
func (r *Result) bare() string {
	switch {
	case r.Op == AttainableOf:
		return r.counts()
	case r.Value != nil:
		return format(r.Value, r.digits().value)
	}
	return r.span()
}

// counts says which counts are attainable: 17 or 18; at least 14; 12 to 15.
func (r *Result) counts() string {
	lo, hi := r.Interval.Lo, r.Interval.Hi
	switch step := new(big.Rat).Sub(hi, lo); {
	case step.Sign() == 0:
		return format(lo, 0)
	case r.spec.hedge == number.MoreThan || r.spec.hedge == number.AtLeast:
		return "at least " + format(lo, 0)
	case r.spec.hedge == number.LessThan || r.spec.hedge == number.AtMost:
		return "at most " + format(hi, 0)
	case step.Cmp(one) == 0:
		return format(lo, 0) + " or " + format(hi, 0)
	}
	return format(lo, 0) + " to " + format(hi, 0)
}

// PlainValue returns value, low and high as programs read them: decimals at display precision, the ends
// rounded outward, empty where there is none.
func (r *Result) PlainValue() (value, low, high string) {
	if r.Value != nil {
		value = plain(r.Value, r.digits().value)
		if r.Interval.IsPoint() {
			return value, value, value
		}
	}
	lo, hi := r.Interval.Outward(r.digits().ends)
	return value, decimalText(lo), decimalText(hi)
}

func decimalText(d *number.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// Table is the title of the table that the first input comes from, for grouping.
func (r *Result) Table() string {
	ordered := r.ordered()
	if len(ordered) == 0 {
		return ""
	}
	name := r.set.used[ordered[0]].Table
	if t := r.set.study.Table(name); t != nil && t.Title != "" {
		return t.Title
	}
	return name
}

// PartText shows one of several numbers with its unit and, where it has one, its confidence interval.
func (r *Result) PartText(p Part) string {
	place := partPlace(p)
	text := amount(format(p.Value, place), p.Unit)
	if c := p.Confidence; c != nil {
		text += fmt.Sprintf(", %s confidence interval %s to %s", percentOf(c.Level), format(fromFloat(c.Low), place), format(fromFloat(c.High), place))
	}
	return text
}

// PartPlain is a part's value as programs read it.
func (r *Result) PartPlain(p Part) string { return plain(p.Value, partPlace(p)) }

func partPlace(p Part) int { return digitsOf(InterruptedSeriesOf, p.Quantity, 0, nil).value }
