package figures

import (
	"cmp"
	"math"
	"slices"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures/internal/chart"
)

// add keeps a number drawn for the table beside the figure.
func (r *resolver) add(f found, group, label string) {
	if f.None || f.datum.ID == "" {
		return
	}
	f.datum.Group, f.datum.Label = group, label
	r.fig.Data = append(r.fig.Data, f.datum)
}

// want notes a fault if a kind lacks what it draws.
func (r *resolver) want(ok bool, format string, args ...any) bool {
	if !ok {
		r.fault(r.spec.node, format, args...)
	}
	return ok
}

func role(s seriesSpec) chart.Role {
	if s.context {
		return chart.Context
	}
	return chart.ByOrder
}

// bars fills the series of a bar chart: one value a category.
func (r *resolver) bars() {
	r.chart.Categories = r.labels(r.spec.categories)
	r.chart.Series = r.categorySeries(r.spec.series, &r.chart.Categories, "")
}

// labels returns the texts of words, with the numbers in them checked later.
func (r *resolver) labels(ws []words) []string {
	var out []string
	for _, w := range ws {
		out = append(out, w.text)
		r.facts.later = append(r.facts.later, w)
	}
	return out
}

// categorySeries looks up series whose values stand for categories; without categories, the periods
// of the values name them.
func (r *resolver) categorySeries(specs []seriesSpec, categories *[]string, panel string) []chart.Series {
	if !r.want(len(specs) > 0, "it has no series, want values to draw") {
		return nil
	}
	var out []chart.Series
	for _, s := range specs {
		cs := chart.Series{Name: r.checked(s.name, true), Role: role(s)}
		all := r.seriesValues(s)
		if len(*categories) == 0 {
			for _, f := range all {
				*categories = append(*categories, statistic.DateText(f.period))
			}
		}
		if len(all) != len(*categories) {
			r.fault(s.node, "the series has %d values for %d categories: write none where nothing is known", len(all), len(*categories))
			continue
		}
		for i, f := range all {
			r.interval(s.node, &f)
			cs.Values = append(cs.Values, f.Value)
			group := cs.Name
			if panel != "" && group != "" {
				group = panel + ", " + group
			} else if panel != "" {
				group = panel
			}
			r.add(f, group, (*categories)[i])
		}
		out = append(out, cs)
	}
	if len(out) > 4 {
		r.fault(r.spec.node, "%d series: more than four colours cannot be told apart, so use kind: multiples, or role: context for all but one", len(out))
	}
	if len(out) > 1 {
		for i, s := range out {
			if s.Name == "" {
				r.fault(specs[i].node, "a series among several has no name")
			}
		}
	}
	return out
}

// seriesValues looks up the values of a series: a list, or all that a selector matches, in time.
func (r *resolver) seriesValues(s seriesSpec) []found {
	var out []found
	if s.many == nil {
		for _, ref := range s.values {
			f, ok := r.value(ref)
			if ok {
				out = append(out, f)
			} else {
				out = append(out, found{Value: chart.Value{None: true}})
			}
		}
		return out
	}
	var within datasets.Period
	if s.within.text != "" {
		var err error
		if within, err = datasets.ParsePeriod(s.within.text); err != nil {
			r.fault(s.within.node, "within: %v", err)
		}
	}
	if s.many.statistic != "" {
		r.fault(s.many.node, "values is one statistic, want a list or a selector of observations")
		return nil
	}
	for _, i := range r.observations(*s.many) {
		if p := r.set.study.PeriodOf(i); within.Stated && !within.Contains(p) {
			continue
		}
		if f, ok := r.observation(*s.many, i); ok {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b found) int { return cmp.Compare(a.time, b.time) })
	for i := 1; i < len(out); i++ {
		if out[i].time == out[i-1].time {
			r.fault(s.many.node, "%s and %s are of the same period: name a source, or place and population, in the selector",
				out[i-1].datum.ID, out[i].datum.ID)
		}
	}
	return out
}

// lines fills a line chart. Yearly values stand at the middle of their years, which the axis labels.
func (r *resolver) lines() {
	if !r.want(len(r.spec.series) > 0, "it has no series, want values to draw") {
		return
	}
	annual := true
	for _, s := range r.spec.series {
		r.lineSeries(s, &r.chart.Series, &annual, "")
	}
	r.spec.eachEvent(r, func(e chart.Event) { r.chart.Events = append(r.chart.Events, e) })
	slices.SortStableFunc(r.chart.Events, func(a, b chart.Event) int { return cmp.Compare(a.At, b.At) })
	if annual { // the tick of a year stands for its middle
		for i := range r.chart.Series {
			for k := range r.chart.Series[i].Times {
				r.chart.Series[i].Times[k] -= 0.5
			}
		}
		for i := range r.chart.Events {
			r.chart.Events[i].At -= 0.5
			r.chart.Events[i].End -= 0.5
		}
	}
	if len(r.chart.Series) > 4 {
		r.fault(r.spec.node, "%d series: more than four colours cannot be told apart, so use kind: multiples", len(r.chart.Series))
	}
}

func (r *resolver) lineSeries(s seriesSpec, out *[]chart.Series, annual *bool, panel string) {
	cs := chart.Series{Name: r.checked(s.name, true), Role: role(s)}
	if cs.Name == "" && panel == "" {
		r.fault(s.node, "a series has no name: lines are named at their ends")
	}
	var periods []string
	for _, f := range r.seriesValues(s) {
		if f.None {
			continue
		}
		if math.IsNaN(f.time) {
			r.fault(s.node, "%s has no period to stand at", f.datum.ID)
			continue
		}
		if math.IsNaN(f.X) {
			r.fault(s.node, "%s is a range: a line has one number a point, so use kind: range", f.datum.ID)
			continue
		}
		*annual = *annual && f.annual
		label := statistic.DateText(f.period)
		periods = append(periods, f.period.String())
		cs.Values, cs.Times = append(cs.Values, f.Value), append(cs.Times, f.time)
		cs.Label = append(cs.Label, slices.Contains(s.label, f.period.String()))
		group := cs.Name
		if panel != "" {
			group = panel
		}
		r.add(f, group, label)
	}
	for _, p := range s.label {
		if !slices.Contains(periods, p) {
			r.fault(s.node, "label names %q, which is none of its periods", p)
		}
	}
	if len(cs.Values) < 2 {
		r.fault(s.node, "the series has %d values, want at least two for a line", len(cs.Values))
		return
	}
	*out = append(*out, cs)
}

// slope fills series of two periods.
func (r *resolver) slope() {
	if !r.want(len(r.spec.series) > 0, "it has no series") {
		return
	}
	for _, s := range r.spec.series {
		all := r.seriesValues(s)
		if len(all) != 2 || all[0].None || all[1].None || math.IsNaN(all[0].X) || math.IsNaN(all[1].X) {
			r.fault(s.node, "a slope has two numbers a series, one at each end")
			continue
		}
		cs := chart.Series{Name: r.checked(s.name, true), Role: role(s), Values: []chart.Value{all[0].Value, all[1].Value}}
		for k, f := range all {
			label := statistic.DateText(f.period)
			if k < len(r.spec.ends) {
				label = r.spec.ends[k].text
			}
			r.add(f, cs.Name, label)
			if len(r.chart.Ends) < 2 && len(r.spec.ends) == 0 {
				r.chart.Ends = append(r.chart.Ends, label)
			}
		}
		if s.change != nil {
			if f, ok := r.ratio(*s.change); ok {
				cs.Text = f.Text
				r.add(f, cs.Name, "change")
			}
		}
		r.chart.Series = append(r.chart.Series, cs)
	}
}

// multiples fills panels on one scale.
func (r *resolver) multiples() {
	if !r.want(len(r.spec.panels) > 1, "it wants two panels or more") {
		return
	}
	annual := true
	for _, s := range r.spec.panels {
		p := chart.Panel{Title: r.checked(s.title, true), Bars: !s.lines}
		if p.Title == "" {
			r.fault(r.spec.node, "a panel has no title")
		}
		if s.lines {
			for _, series := range s.series {
				r.lineSeries(series, &p.Series, &annual, p.Title)
			}
		} else {
			p.Categories = r.labels(s.categories)
			p.Series = r.categorySeries(s.series, &p.Categories, p.Title)
		}
		if len(r.chart.Panels) == 0 && len(p.Series) > 1 {
			for _, series := range p.Series {
				r.chart.Series = append(r.chart.Series, chart.Series{Name: series.Name, Role: series.Role})
			}
		}
		r.chart.Panels = append(r.chart.Panels, p)
	}
	if annual {
		for _, p := range r.chart.Panels {
			for _, s := range p.Series {
				for k := range s.Times {
					s.Times[k] -= 0.5
				}
			}
		}
	}
}
