package figures

import (
	"fmt"
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

// A resolver fills one figure from the study.
type resolver struct {
	set    *Set
	spec   *spec
	fig    *Figure
	chart  *chart.Chart
	unit   datasets.Unit
	first  yamlfile.Node // where the unit comes from
	facts  facts
	wholes map[string]*big.Rat // exact values of what was looked up, by id
	used   map[int]bool

	models, caveats []string // of the confidence intervals drawn
	sources         string   // the source line without the tables
}

// resolve looks up what a spec names and returns its figure; faults are noted in the spec's file.
func resolve(set *Set, s *spec) *Figure {
	r := &resolver{set: set, spec: s, used: map[int]bool{}, wholes: map[string]*big.Rat{}, chart: &chart.Chart{
		Kind: s.kind, Tall: s.tall, Horizontal: s.horizontal, Intervals: s.intervals, Each: s.each,
	}}
	r.fig = &Figure{ID: s.id, Kind: string(s.kind), Lang: s.lang, chart: r.chart, set: set}
	if r.fig.Lang == "" {
		r.fig.Lang = "en"
	}
	r.chart.RTL = rightToLeft(r.fig.Lang)
	r.axis()
	shapes[s.kind](r)
	for _, w := range s.ends {
		r.chart.Ends = append(r.chart.Ends, w.text)
	}
	if s.reference != nil {
		r.reference()
	}
	for _, ref := range s.statistics {
		r.quoted(ref)
	}
	r.words()
	r.finish()
	return r.fig
}

// shapes fill a chart of each kind from what its spec names.
var shapes = map[chart.Kind]func(*resolver){
	chart.Bar: (*resolver).bars, chart.Dots: (*resolver).rows, chart.Dumbbell: (*resolver).rows, chart.Line: (*resolver).lines,
	chart.People: (*resolver).people, chart.Timeline: (*resolver).timeline, chart.Stacked: (*resolver).stacked,
	chart.Slope: (*resolver).slope, chart.Multiples: (*resolver).multiples, chart.Card: (*resolver).card, chart.Range: (*resolver).rows,
}

func (r *resolver) fault(n yamlfile.Node, format string, args ...any) {
	if !n.Valid() {
		n = r.spec.node
	}
	n.Fault("figure %q: %s", r.spec.id, fmt.Sprintf(format, args...))
}

// A found is what a reference turned out to be.
type found struct {
	chart.Value
	datum      Datum
	time       float64 // middle of its period, in years
	annual     bool
	period     datasets.Period
	whole      *big.Rat // exact value, where there is one
	confidence *statistic.Confidence
	places     int // digits after the point that it is shown with
}

// value looks up a reference to one number.
func (r *resolver) value(ref ref) (found, bool) {
	switch {
	case ref.none:
		return found{Value: chart.Value{None: true}}, true
	case ref.statistic != "":
		return r.statistic(ref)
	}
	all := r.observations(ref)
	switch {
	case len(all) == 1:
		return r.observation(ref, all[0])
	case len(all) > 1:
		var ids []string
		for _, i := range all {
			ids = append(ids, r.set.study.Observation(i).ID)
		}
		r.fault(ref.node, "the selector matches %d observations, want one: %s", len(ids), yamlfile.OrList(clip(ids, 8)))
	}
	return found{}, false
}

// quoted looks up what the words quote beside what is drawn; it may be in any unit.
func (r *resolver) quoted(ref ref) {
	if ref.statistic != "" {
		r.result(ref.node, ref.statistic)
		return
	}
	for _, i := range r.observations(ref) {
		o := r.set.study.Observation(i)
		r.use(i)
		r.facts.observation(&o)
	}
}

func clip(s []string, n int) []string {
	if len(s) > n {
		return append(slices.Clone(s[:n]), "…")
	}
	return s
}

// observations returns what a reference by id or selector matches; none is a fault.
func (r *resolver) observations(ref ref) []int {
	if ref.id == "" && len(ref.where) == 0 {
		return nil // noted when it was read
	}
	sel := datasets.Selector{}
	for k, v := range ref.where {
		sel[k] = v
	}
	if ref.id != "" {
		sel = datasets.Selector{"id": ref.id}
	}
	all, err := r.set.study.Select(sel)
	switch {
	case err != nil:
		r.fault(ref.node, "%v", err)
	case len(all) == 0:
		r.fault(ref.node, "no observation matches %v", sel)
	}
	return all
}

// observation turns an observation into a value to draw.
func (r *resolver) observation(ref ref, i int) (found, bool) {
	o := r.set.study.Observation(i)
	r.use(i)
	f := found{period: o.Period, Value: chart.Value{Ref: o.ID, X: math.NaN()}}
	f.time, f.annual = middle(o.Period)
	f.Text = observationText(&o)
	if ref.text.text != "" {
		f.Text = r.checked(ref.text, true)
	}
	f.datum = Datum{Value: f.Text, ID: o.ID, Sources: []Cited{cite(o.Source, o.Locator)}}
	f.datum.unit(o.Unit)
	r.facts.observation(&o)
	if !r.sameUnit(ref.node, o.Unit) {
		return f, false
	}
	if o.HasValue {
		f.X, f.whole = o.Value.Float64(), o.Value.Rat()
		r.wholes[o.ID] = f.whole
		f.Lo, f.Hi = f.X, f.X
	} else {
		f.Quoted, f.Lo, f.Hi = true, math.Inf(-1), math.Inf(1)
	}
	if o.Low != nil && !o.HasValue {
		f.Lo = o.Low.Float64()
	}
	if o.High != nil && !o.HasValue {
		f.Hi = o.High.Float64()
	}
	switch o.Qualifier {
	case number.MoreThan, number.AtLeast, number.JustOver:
		f.Hi = math.Inf(1)
	case number.LessThan, number.AtMost, number.Nearly:
		f.Lo = math.Inf(-1)
	}
	if math.IsInf(f.Lo, -1) && math.IsInf(f.Hi, 1) {
		r.fault(ref.node, "observation %s has no number to draw", o.ID)
		return f, false
	}
	return f, true
}

// statistic turns a statistic into a value to draw.
func (r *resolver) statistic(ref ref) (found, bool) {
	res := r.result(ref.node, ref.statistic)
	if res == nil {
		return found{}, false
	}
	f := found{Value: chart.Value{Ref: res.ID, X: math.NaN()}, confidence: res.Confidence, places: res.Places()}
	f.Text = resultText(res)
	if ref.text.text != "" {
		f.Text = r.checked(ref.text, true)
	}
	f.datum = Datum{Value: f.Text, ID: res.ID, Statistic: true}
	f.datum.unit(res.Unit)
	for _, s := range res.Sources() {
		f.datum.Sources = append(f.datum.Sources, cite(s.Source, s.Locator))
	}
	if !r.sameUnit(ref.node, res.Unit) {
		return f, false
	}
	if res.Value != nil {
		f.X, _ = res.Value.Float64()
		f.whole = res.Value
		r.wholes[res.ID] = f.whole
		f.Lo, f.Hi = f.X, f.X
		return f, true
	}
	f.Quoted, f.Lo, f.Hi = true, math.Inf(-1), math.Inf(1)
	if lo := res.Interval.Lo; lo != nil {
		f.Lo, _ = lo.Float64()
	}
	if hi := res.Interval.Hi; hi != nil {
		f.Hi, _ = hi.Float64()
	}
	return f, true
}

// result looks up a statistic and notes that the figure uses it.
func (r *resolver) result(n yamlfile.Node, id string) *statistic.Result {
	res := r.set.stats.Get(id)
	if res == nil && r.set.stats.Failed(id) {
		r.fault(n, "statistic %q could not be computed: mend it in statistics.yaml", id)
		return nil
	}
	if res == nil {
		r.fault(n, "there is no statistic %q%s", id, datasets.DidYouMean(id, r.set.stats.IDs()))
		return nil
	}
	if slices.Contains(r.fig.statistics, id) {
		return res
	}
	r.fig.statistics = append(r.fig.statistics, id)
	r.facts.result(res)
	for _, i := range res.Observations {
		o := r.set.study.Observation(i)
		r.use(i)
		r.facts.observation(&o)
	}
	return res
}

func (r *resolver) use(i int) {
	if !r.used[i] {
		r.used[i] = true
		r.fig.observations = append(r.fig.observations, i)
	}
}

// sameUnit holds the units of everything drawn on one scale against the first.
func (r *resolver) sameUnit(n yamlfile.Node, u datasets.Unit) bool {
	switch {
	case r.spec.kind == chart.Timeline || r.spec.kind == chart.Card || u.Class == datasets.DateUnit:
		return true
	case !r.first.Valid():
		r.first, r.unit = n, u
		if r.chart.Axis.Suffix = suffix(u); u.Class == datasets.RatioUnit {
			r.chart.Axis.Suffix = ""
		}
	case u.Name != r.unit.Name:
		r.fault(n, "it is in %q, the figure in %q (line %d): a scale has one unit", u.Text, r.unit.Text, r.first.Place().Line)
		return false
	}
	return true
}

// unit names the unit: what is counted as the study writes it, anything else by its name.
func (d *Datum) unit(u datasets.Unit) {
	d.Unit, d.one = u.Name, u.Name
	if d.counted = u.Class == datasets.CountUnit && u.Text != ""; d.counted {
		d.Unit = u.Text
	}
}

// cite names a source for people.
func cite(s *datasets.Source, locator string) Cited {
	if s == nil {
		return Cited{}
	}
	return Cited{ID: s.ID, Name: s.Label(), Locator: locator, URL: s.URL}
}

// middle returns the middle of a period in years, and whether the period is a whole year.
func middle(p datasets.Period) (float64, bool) {
	if !p.Stated || p.OpenStart || p.OpenEnd {
		return math.NaN(), false
	}
	y, annual := p.Year()
	if annual && p.Precision == datasets.ToYear {
		return float64(y) + 0.5, true
	}
	return (yearOf(p.From) + yearOf(p.To+1)) / 2, false
}

// yearOf returns the start of a day as a decimal year.
func yearOf(d datasets.Day) float64 {
	y, _, _ := d.Date()
	first, _ := datasets.NewDay(y, 1, 1)
	next, _ := datasets.NewDay(y+1, 1, 1)
	return float64(y) + float64(d-first)/float64(next-first)
}

// axis takes over the ends of the axis. Lengths are read from zero.
func (r *resolver) axis() {
	set := func(d *number.Decimal) *float64 {
		if d == nil {
			return nil
		}
		v := d.Float64()
		return &v
	}
	r.chart.Axis.From, r.chart.Axis.To = set(r.spec.from), set(r.spec.to)
	switch r.spec.kind {
	case chart.Bar, chart.Stacked, chart.Multiples, chart.People:
		if r.spec.from != nil && r.spec.from.Sign() != 0 {
			r.fault(r.spec.node, "the axis starts at %s: bars are read by their length, so leave axis from out or use kind: dots or line", r.spec.from)
		}
	}
	if r.spec.from != nil && r.spec.to != nil && r.spec.from.Rat().Cmp(r.spec.to.Rat()) >= 0 {
		r.fault(r.spec.node, "the axis runs from %s to %s, want from below to", r.spec.from, r.spec.to)
	}
}

// interval takes over the confidence interval of a value, where the figure draws intervals.
func (r *resolver) interval(n yamlfile.Node, f *found) {
	if !r.spec.intervals || f.None {
		return
	}
	if f.confidence == nil {
		r.fault(n, "intervals are drawn, but %q has none: a confidence interval needs a statistic with its counts and, unless they are a sample, a model named in statistics.yaml (or leave intervals out)", f.Ref)
		return
	}
	c := f.confidence
	f.Lo, f.Hi = c.Low, c.High
	end := func(v float64) string { return number.Format(new(big.Rat).SetFloat64(v), f.places) }
	f.Text += " (" + end(c.Low) + "–" + end(c.High) + ")"
	f.datum.Value = f.Text
	r.facts.add(new(big.Rat).SetFloat64(c.Level * 100))
	model := strconv.FormatFloat(c.Level*100, 'f', -1, 64) + "% interval (" + c.Title + ")"
	if !slices.Contains(r.models, model) {
		r.models = append(r.models, model)
	}
	if c.Caveat != "" && !slices.Contains(r.caveats, c.Caveat) {
		r.caveats = append(r.caveats, c.Caveat)
	}
}

// rightToLeft says whether a language is read from right to left.
func rightToLeft(lang string) bool {
	base, rest, _ := strings.Cut(lang, "-")
	return slices.Contains([]string{"ar", "ug", "fa", "ur", "he", "ckb", "ps", "yi", "dv", "sd"}, base) &&
		!strings.Contains(rest, "Latn") && !strings.Contains(rest, "Cyrl")
}
