package figures

import (
	"cmp"
	"slices"
	"strconv"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures/internal/chart"
)

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
