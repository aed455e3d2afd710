package figures

import (
	"strconv"

	"recount/analysis/number"
	"recount/figures/internal/chart"
)

// people fills groups of persons: whole numbers.
func (r *resolver) people() {
	if !r.want(len(r.spec.groups) > 0, "it has no groups") {
		return
	}
	if len(r.spec.groups) > 3 {
		r.fault(r.spec.node, "%d groups, want at most three", len(r.spec.groups))
	}
	total, all := 0, r.wholeGroup()
	for _, g := range r.spec.groups {
		var f found
		var ok bool
		if g.rest {
			f, ok = r.rest(g, all, total)
		} else if f, ok = r.value(g.value); ok && !countable(f) {
			r.fault(g.value.node, "%s is %s, want a whole number of people", f.datum.ID, f.Text)
			ok = false
		}
		if !ok {
			continue
		}
		total += int(f.X)
		r.chart.Units = append(r.chart.Units, chart.Unit{Name: r.checked(g.name, true), Count: int(f.X), Open: g.open, Text: f.Text})
		r.add(f, "", g.name.text)
	}
	for i := range r.chart.Units {
		u := &r.chart.Units[i]
		if len(r.chart.Units) > 1 && total > 0 {
			share := shareText(u.Count, total)
			u.Text += " (" + share + ")"
			r.facts.share(u.Count, total)
		}
	}
	r.facts.count(total)
	if each := max(1, r.spec.each); total/each > 400 {
		r.fault(r.spec.node, "%d people would be %d signs: say each: %d", total, total/each, niceEach(total))
	}
}

// countable says whether a value is a whole number of people that signs can stand for.
func countable(f found) bool {
	return f.whole != nil && f.whole.IsInt() && f.X >= 0 && f.X <= 100_000 && f.Lo == f.Hi
}

// wholeGroup looks up how many people there are in all, where the figure says so.
func (r *resolver) wholeGroup() *found {
	if r.spec.in == nil {
		return nil
	}
	f, ok := r.value(*r.spec.in)
	if ok && !countable(f) {
		r.fault(r.spec.in.node, "%s is %s, want a whole number of people", f.datum.ID, f.Text)
		ok = false
	}
	if !ok {
		return nil
	}
	return &f
}

// rest is what the groups before it leave of all.
func (r *resolver) rest(g groupSpec, all *found, total int) (found, bool) {
	if all == nil || int(all.X) < total {
		r.fault(g.name.node, "the rest of what? The figure wants in: {id: …}, no smaller than its groups together")
		return found{}, false
	}
	f := *all
	f.X -= float64(total)
	f.Lo, f.Hi = f.X, f.X
	f.Text = number.Group(strconv.Itoa(int(f.X)))
	f.datum.Value = f.Text
	r.facts.count(int(f.X))
	return f, true
}

// niceEach is how many people one sign should stand for, to draw at most 200.
func niceEach(total int) int {
	for _, n := range []int{10, 20, 50, 100, 200, 500, 1000, 2000, 5000} {
		if total/n <= 200 {
			return n
		}
	}
	return 10_000
}

// card fills one number with what it is of.
func (r *resolver) card() {
	if !r.want(r.spec.value != nil, "it has no value") {
		return
	}
	f, ok := r.value(*r.spec.value)
	if !ok {
		return
	}
	n := chart.Number{Text: f.Text, Unit: r.checked(r.spec.unit, false)}
	if f.datum.Statistic {
		res := r.set.stats.Get(f.datum.ID)
		n.Formula = res.Formula()
		if n.Unit == "" {
			n.Unit = res.Title
		}
	}
	r.add(f, "", "value")
	if r.spec.of != nil && r.spec.in != nil {
		of, okOf := r.value(*r.spec.of)
		in, okIn := r.value(*r.spec.in)
		if okOf && okIn {
			if !(of.X >= 0 && of.X <= in.X && in.X <= 100) {
				r.fault(r.spec.node, "of is %s and in is %s: signs are drawn for at most 100 people", of.Text, in.Text)
				return
			}
			n.Count, n.Of = int(of.X), int(in.X)
			r.add(of, "", "of")
			r.add(in, "", "in")
		}
	}
	if n.Unit == "" {
		r.fault(r.spec.node, "the card has no unit: say what the number is of")
	}
	r.chart.Figure = n
}
