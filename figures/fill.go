package figures

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures/internal/chart"
	"recount/figures/internal/yamlfile"
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

// eachEvent looks up events: observations of the kind date.
func (s *spec) eachEvent(r *resolver, do func(chart.Event)) {
	for _, ref := range s.events {
		if ref.statistic != "" || ref.none {
			r.fault(ref.node, "an event is an observation with a date")
			continue
		}
		for _, i := range r.observations(ref) {
			o := r.set.study.Observation(i)
			if !o.Period.Stated || o.Period.OpenStart || o.Period.OpenEnd {
				r.fault(ref.node, "%s has no date", o.ID)
				continue
			}
			r.use(i)
			r.facts.observation(&o)
			e := chart.Event{At: yearOf(o.Period.From), End: yearOf(o.Period.To), Date: shortDate(o.Period), Minor: ref.minor}
			if o.Period.Precision != datasets.ToDay { // known to the month or year: at its middle
				e.At, _ = middle(o.Period)
				e.End = e.At
			}
			e.Label = eventLabel(&o)
			if ref.label.text != "" {
				e.Label = r.checked(ref.label, true)
			}
			do(e)
			r.fig.Data = append(r.fig.Data, Datum{Label: e.Date, Value: e.Label, Unit: "event", ID: o.ID, Sources: []Cited{cite(o.Source, o.Locator)}})
		}
	}
}

// eventLabel is what happened: the row's label, else its measure's title.
func eventLabel(o *datasets.Observation) string {
	if s, ok := o.Cell("label"); ok && s != "" {
		return s
	}
	if o.Measure.Title != "" {
		return o.Measure.Title
	}
	return o.ID
}

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// shortDate prints a period as labels do: 28 Jul 2017, 23–28 May 2022, Aug 2018, 2018.
func shortDate(p datasets.Period) string {
	y0, m0, d0 := p.From.Date()
	y1, m1, d1 := p.To.Date()
	day := func(y, m, d int) string { return strconv.Itoa(d) + " " + months[m-1] + " " + strconv.Itoa(y) }
	switch p.Precision {
	case datasets.ToDay:
		switch {
		case p.From == p.To:
			return day(y0, m0, d0)
		case y0 == y1 && m0 == m1:
			return strconv.Itoa(d0) + "–" + day(y1, m1, d1)
		}
		return day(y0, m0, d0) + " – " + day(y1, m1, d1)
	case datasets.ToMonth:
		if y0 == y1 && m0 == m1 {
			return months[m0-1] + " " + strconv.Itoa(y0)
		}
	}
	return statistic.DateText(p)
}

// timeline fills dated events, in time.
func (r *resolver) timeline() {
	if !r.want(len(r.spec.events) > 0, "it has no events") {
		return
	}
	r.spec.eachEvent(r, func(e chart.Event) { r.chart.Events = append(r.chart.Events, e) })
	slices.SortStableFunc(r.chart.Events, func(a, b chart.Event) int { return cmp.Compare(a.At, b.At) })
}

// rows fills charts of rows: dots, dumbbells and ranges.
func (r *resolver) rows() {
	if !r.want(len(r.spec.rows) > 0, "it has no rows") {
		return
	}
	for _, s := range r.spec.rows {
		row := chart.Row{Label: r.checked(s.label, true), Text: r.checked(s.text, true)}
		for k, ref := range s.values {
			f, ok := r.value(ref)
			if !ok {
				continue
			}
			if r.spec.kind == chart.Dots {
				r.interval(ref.node, &f)
			}
			row.Values = append(row.Values, f.Value)
			r.add(f, r.endName(k, len(s.values)), r.rowName(row.Label, f))
		}
		for _, ref := range s.quoted {
			if f, ok := r.value(ref); ok {
				row.Quotes = append(row.Quotes, f.Value)
				r.add(f, r.endName(1, 2), r.rowName(row.Label, f))
			}
		}
		if row.Label == "" && len(r.fig.Data) > 0 {
			row.Label = r.fig.Data[len(r.fig.Data)-1].Label
		}
		if s.divide {
			row.Text = r.divided(s, row)
		} else if s.ratio != nil {
			if f, ok := r.ratio(*s.ratio); ok {
				row.Text = f.Text
				r.add(f, "ratio", row.Label)
			}
		}
		r.checkRow(s, row)
		r.chart.Rows = append(r.chart.Rows, row)
	}
}

// divided computes to over from, to as many significant digits as the coarser of the two has, at
// least two.
func (r *resolver) divided(s rowSpec, row chart.Row) string {
	n := len(r.fig.Data)
	if len(row.Values) != 2 || n < 2 || r.wholes[row.Values[0].Ref] == nil || r.wholes[row.Values[1].Ref] == nil {
		return "" // noted when the values were looked up
	}
	from, to := r.wholes[row.Values[0].Ref], r.wholes[row.Values[1].Ref]
	if from.Sign() <= 0 || to.Sign() < 0 {
		r.fault(s.node, "ratio of %s to %s: want a positive number to divide by", row.Values[1].Text, row.Values[0].Text)
		return ""
	}
	digits := max(2, min(significant(row.Values[0].Text), significant(row.Values[1].Text), 4))
	q := new(big.Rat).Quo(to, from)
	text := number.Group(number.FromRat(q, -max(0, number.Significant(q, digits))).String()) + " times"
	r.facts.add(q)
	r.fig.Data = append(r.fig.Data, Datum{Group: "ratio", Label: row.Label, Value: text, Unit: "times", ID: row.Values[1].Ref, Sources: r.fig.Data[n-1].Sources})
	return text
}

// significant counts the significant digits of a label.
func significant(text string) int {
	n := 0
	for _, c := range strings.TrimLeft(text, "abcdefghijklmnopqrstuvwxyz −0.") {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// ratio looks up what the two ends of a row make; its unit is its own.
func (r *resolver) ratio(ref ref) (found, bool) {
	unit, first, axis := r.unit, r.first, r.chart.Axis.Suffix
	r.first = yamlfile.Node{}
	f, ok := r.value(ref)
	r.unit, r.first, r.chart.Axis.Suffix = unit, first, axis
	return f, ok
}

// endName names one of two ends for the table.
func (r *resolver) endName(k, n int) string {
	if n < 2 || r.spec.kind == chart.Range {
		return ""
	}
	if k < len(r.spec.ends) {
		return r.spec.ends[k].text
	}
	return ""
}

// rowName is the label of a row, or the source of its number.
func (r *resolver) rowName(label string, f found) string {
	if label == "" && len(f.datum.Sources) > 0 {
		return f.datum.Sources[0].Name
	}
	return label
}

func (r *resolver) checkRow(s rowSpec, row chart.Row) {
	switch r.spec.kind {
	case chart.Dumbbell:
		if len(s.values) != 2 {
			r.fault(s.node, "a row of a dumbbell wants from and to")
		} else if len(row.Values) == 2 && (math.IsNaN(row.Values[0].X) || math.IsNaN(row.Values[1].X)) {
			r.fault(s.node, "a row of a dumbbell wants two numbers, not a range")
		}
	case chart.Dots:
		if len(s.values)+len(s.quoted) == 0 {
			r.fault(s.node, "the row has neither value nor quoted")
		}
	case chart.Range:
		if len(s.values) == 0 {
			r.fault(s.node, "the row has no value")
		}
	}
}

// reference fills the line through all rows.
func (r *resolver) reference() {
	s := r.spec.reference
	if !r.want(len(s.values) == 1, "reference wants label and value") {
		return
	}
	if f, ok := r.value(s.values[0]); ok {
		r.interval(s.values[0].node, &f)
		r.chart.Reference, r.chart.RefName = &f.Value, r.checked(s.label, true)
		r.add(f, r.chart.RefName, "reference")
	}
}

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

// stacked fills rows of parts; the series name them.
func (r *resolver) stacked() {
	if !r.want(len(r.spec.rows) > 0 && len(r.spec.series) > 1, "it wants rows, and a series to name each part") {
		return
	}
	for _, s := range r.spec.series {
		r.chart.Series = append(r.chart.Series, chart.Series{Name: r.checked(s.name, true), Role: role(s)})
	}
	for _, s := range r.spec.rows {
		row := chart.Row{Label: r.checked(s.label, true)}
		if len(s.values) != len(r.spec.series) {
			r.fault(s.node, "the row has %d values for %d parts", len(s.values), len(r.spec.series))
			continue
		}
		total, whole := 0.0, true
		for k, ref := range s.values {
			f, ok := r.value(ref)
			if !ok || f.None {
				continue
			}
			if !(f.X >= 0) {
				r.fault(ref.node, "%s is %s: a part is a number that is not negative", f.datum.ID, f.Text)
			}
			total += f.X
			whole = whole && f.whole != nil && f.whole.IsInt()
			row.Values = append(row.Values, f.Value)
			r.add(f, r.chart.Series[k].Name, row.Label)
		}
		r.shares(&row, total, whole)
		r.chart.Rows = append(r.chart.Rows, row)
	}
}

// shares adds to each part of a row its share of the whole.
func (r *resolver) shares(row *chart.Row, total float64, whole bool) {
	percent := r.chart.Axis.Suffix == "%"
	if !whole || percent || total <= 0 || total > math.MaxInt32 {
		return
	}
	for i := range row.Values {
		n := int(row.Values[i].X)
		row.Values[i].Text += " (" + shareText(n, int(total)) + ")"
		r.facts.share(n, int(total))
	}
	r.facts.count(int(total))
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
