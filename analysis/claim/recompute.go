package claim

import (
	"fmt"

	"recount/analysis/statistic"
	"recount/datasets"
)

// recomputed works out a statistic that a source reports from the rows it was computed from, where they are
// in the tables: the recomputation is evidence, the printed figure is not (SEMANTICS, "Reported statistics").
// Its words link it; its inputs decide.
func (x *index) recomputed(a *ask, m matched, f *fact) (candidate, bool) {
	r, o := f.o.Reported, &f.o
	if r == nil || !x.opAsked(a, r.Operation) {
		return candidate{}, false
	}
	c := candidate{score: m.score, m: m.m, open: m.open, timed: m.timed, far: m.far, noun: m.noun, own: x.measures[m.m].own, person: m.person, words: m.words,
		title: f.title, kind: "statistic", cell: "reported/" + f.cell + r.Operation, period: o.Period, made: true}
	first, second, ok := x.inputsOf(r)
	if !ok {
		return c, false
	}
	var v statistic.Quantity
	var err error
	kind := r.Operation
	switch r.Operation {
	case "ratio":
		v, err = statistic.Ratio(first.q, second.q)
	case "share":
		v, err = statistic.Share(second.q, first.q)
	case "change":
		v, err = statistic.Change(first.q, second.q)
	case "difference":
		v, err = statistic.Difference(first.q, second.q)
	case "duration":
		v, err = elapsed(first.o.Period, second.o.Period, o.Unit)
	default:
		return c, false
	}
	if err != nil {
		return c, false
	}
	e, fits := a.toClaim(v)
	if !fits {
		return c, false
	}
	c.evidence, c.value, c.obs = e, v, []int32{first.obs, second.obs}
	if kind == "duration" {
		c.formula = fmt.Sprintf("%s to %s = %s", first.o.Period, second.o.Period, shown(v))
	} else {
		c.kind = kind
	}
	if kind == "change" || kind == "difference" {
		orient(&c, a)
	}
	return c, true
}

// opAsked says whether the wording asks for the operation of a reported statistic.
func (x *index) opAsked(a *ask, operation string) bool {
	switch operation {
	case "ratio":
		return a.op == opRatio
	case "share":
		return a.op == opShare
	case "change":
		return a.op == opChange
	case "difference":
		return a.op == opDifference
	case "duration":
		return a.class == clsTime
	}
	return false
}

// inputsOf finds the two rows that a reported statistic was computed from, in the order of the operation.
func (x *index) inputsOf(r *datasets.Reported) (first, second operand, ok bool) {
	var ids [2]string
	switch {
	case r.From != "" && r.To != "":
		ids = [2]string{r.From, r.To}
	case len(r.Of) == 1 && r.To != "":
		ids = [2]string{r.Of[0], r.To}
	default:
		return first, second, false
	}
	for k, id := range ids {
		i, found := x.study.Find(id)
		if !found {
			return first, second, false
		}
		p := operand{matched{obs: int32(i), m: x.measureOf(int32(i))}, x.fact(int32(i))}
		if k == 0 {
			first = p
		} else {
			second = p
		}
	}
	return first, second, true
}

// elapsed is the time from one event to another, in the given unit.
func elapsed(from, to datasets.Period, unit datasets.Unit) (statistic.Quantity, error) {
	a, ok1 := statistic.DateOf(from)
	b, ok2 := statistic.DateOf(to)
	if !ok1 || !ok2 {
		return statistic.Quantity{}, fmt.Errorf("a date is open")
	}
	u := statistic.Years
	switch unit.Noun {
	case "month":
		u = statistic.Months
	case "day":
		u = statistic.Days
	}
	v, i, err := statistic.Duration(a, b, u)
	return statistic.Quantity{Value: v, Interval: i, Unit: unit}, err
}
