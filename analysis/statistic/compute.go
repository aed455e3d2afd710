package statistic

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"sync"

	"recount/datasets"
)

// evaluate computes a result whose inputs are known.
func (r *Result) evaluate(quantity func(leaf int) Quantity) error {
	if err := r.checkInputs(); err != nil {
		return fmt.Errorf("%s: %w", r.Op, err)
	}
	var err error
	switch r.Op {
	case DurationOf:
		err = r.duration()
	case TrendOf:
		err = r.trend()
	case InterruptedSeriesOf:
		err = r.interrupted()
	case StandardisedRateOf:
		err = r.standardise()
	default:
		var tight bool
		if r.Quantity, tight, err = r.expr.evaluate(quantity); !tight {
			r.warn("An input occurs more than once in a way that bounds cannot follow: the interval may be wider than it need be.")
		}
	}
	var units unlike
	if errors.As(err, &units) {
		return fmt.Errorf("%s: %w: %s; name rows of one unit, or correct the unit in the row or in datapackage.json", r.Op, err, r.inputUnits())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", r.Op, err)
	}
	r.expr.q = r.Quantity
	q := r.Quantity
	r.digits = sync.OnceValue(func() digits { return digitsOf(r.Op, q, r.coarsestPlace(), r.spec.places) })
	r.Design = strings.Join(r.designNames(), " and ")
	r.doubts()
	return r.confide()
}

// inputUnits lists the inputs with their units.
func (r *Result) inputUnits() string {
	var parts []string
	for _, in := range r.Inputs[:min(len(r.Inputs), listed)] {
		if in.Statistic != "" {
			parts = append(parts, fmt.Sprintf("%s is in %s", in.Statistic, said(r.set.Get(in.Statistic).Unit)))
			continue
		}
		o := r.set.used[in.Observation]
		unit := "is in " + said(o.Unit)
		if o.Unit.IsZero() {
			unit = "has no unit"
		}
		parts = append(parts, o.ID+" "+unit)
	}
	if more := len(r.Inputs) - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, ", ")
}

// checkInputs refuses observations that have no number, and events where a number is wanted.
func (r *Result) checkInputs() error {
	for _, in := range r.Inputs {
		if in.Statistic != "" {
			continue
		}
		o := r.set.used[in.Observation]
		switch date := isDate(o); {
		case date && r.Op != DurationOf:
			return fmt.Errorf("%q is an event: a date has no amount, want duration", o.ID)
		case !date && r.Op == DurationOf:
			return fmt.Errorf("%q is no event, want two events with a date each", o.ID)
		case !date && !o.HasValue && o.Low == nil && o.High == nil:
			return fmt.Errorf("%q has no value", o.ID)
		}
	}
	return nil
}

// coarsestPlace is the coarsest last place among the inputs, in the result's unit.
func (r *Result) coarsestPlace() int {
	coarsest, first := 0, true
	for _, in := range r.Inputs {
		var place int
		var unit datasets.Unit
		if in.Statistic != "" {
			other := r.set.Get(in.Statistic)
			place, unit = other.digits().value, other.Unit
		} else {
			o := r.set.used[in.Observation]
			place, unit = leafPlace(o), o.Unit
		}
		if unit != r.Unit && unit.Class == r.Unit.Class {
			factor := unit.Factor()
			place += leading(factor.Quo(factor, r.Unit.Factor()))
		}
		if first || place > coarsest {
			coarsest, first = place, false
		}
	}
	return coarsest
}

func (r *Result) duration() error {
	var dates [2]Date
	for i, in := range r.Inputs {
		if in.Statistic != "" {
			return fmt.Errorf("statistic %q is no date, want two events", in.Statistic)
		}
		o := r.set.used[in.Observation]
		d, ok := DateOf(o.Period)
		if !ok {
			return fmt.Errorf("%q has no closed date (%q)", o.ID, o.Period)
		}
		dates[i] = d
	}
	v, within, err := Duration(dates[0], dates[1], r.spec.unit)
	r.Quantity = Quantity{Value: v, Interval: within, Unit: mustUnit(r.spec.unit.String())}
	return err
}

// points returns the inputs as a series in the order of years, all in the first one's unit.
func (r *Result) points() ([]point, error) {
	var points []point
	at := map[int]string{}
	var unit datasets.Unit
	for i, in := range r.Inputs {
		if in.Statistic != "" {
			return nil, fmt.Errorf("statistic %q has no year, want observations", in.Statistic)
		}
		o := r.set.used[in.Observation]
		year, ok := o.Period.Year()
		if !ok {
			return nil, fmt.Errorf("%q is of %q, want one year", o.ID, o.Period)
		}
		if other, twice := at[year]; twice {
			return nil, fmt.Errorf("%q and %q are both of %d, want one value a year", other, o.ID, year)
		}
		at[year] = o.ID
		q := Of(o)
		if i == 0 {
			unit = o.Unit
		}
		q, err := inUnit(q, unit)
		if err != nil {
			return nil, err
		}
		points = append(points, point{year, q})
	}
	slices.SortFunc(points, func(a, b point) int { return a.year - b.year })
	return points, nil
}

func (r *Result) level() float64 {
	f, _ := r.spec.level.Float64()
	return f
}

func (r *Result) trend() error {
	points, err := r.points()
	if err != nil {
		return err
	}
	if r.Quantity, err = annualChange(points); err != nil {
		return err
	}
	r.Float = true
	r.Assumes = []string{
		"The values grow or fall by one and the same percentage a year, apart from scatter.",
		"Years count alike, and the scatter of one year tells nothing of the next.",
	}
	if len(points) < 6 {
		r.warn(fmt.Sprintf("The line goes through %d points: that is few for a trend.", len(points)))
	}
	return nil
}

func (r *Result) interrupted() error {
	points, err := r.points()
	if err != nil {
		return err
	}
	s, err := segmented(points, r.spec.cut)
	if err != nil {
		return err
	}
	slope := perYear(points[0].q.Unit)
	step := points[0].q.Unit
	if isPercent(step) {
		step = units().points
	}
	s.slopeBefore.Unit, s.slopeAfter.Unit, s.slopeChange.Unit, s.levelChange.Unit = slope, slope, slope, step
	cut := r.spec.cut
	r.Parts = []Part{
		{Name: "slope_before", Title: fmt.Sprintf("slope before %d", cut), Quantity: s.slopeBefore},
		{Name: "slope_after", Title: fmt.Sprintf("slope from %d on", cut), Quantity: s.slopeAfter},
		{Name: "level_change", Title: fmt.Sprintf("step at %d", cut), Quantity: s.levelChange},
		{Name: "slope_change", Title: "change of slope", Quantity: s.slopeChange},
	}
	for _, p := range r.Parts {
		if p.Name == r.spec.shown() {
			r.Quantity = p.Quantity
		}
	}
	r.Assumes = []string{
		fmt.Sprintf("The values follow one straight line before %d and another from %d on, apart from scatter.", cut, cut),
		fmt.Sprintf("The break at %d was chosen for what happened then, not for where the points bend.", cut),
		"Without the break the earlier line would have gone on.",
		"The scatter of one year tells nothing of the next.",
	}
	after := 0
	for _, p := range points {
		if p.year >= cut {
			after++
		}
	}
	if after < 4 {
		r.warn(fmt.Sprintf("Only %d points from %d on: their line follows them closely whatever the cause, and says little about the years to come.", after, cut))
	}
	return nil
}

// standardise matches events, those at risk and the standard population group by group.
func (r *Result) standardise() error {
	groups := map[string]*[3]*Quantity{}
	var order []string
	roles := map[string]int{"of": 0, "in": 1, "standard": 2}
	for _, in := range r.Inputs {
		if in.Statistic != "" {
			return fmt.Errorf("statistic %q has no column %q, want observations", in.Statistic, r.spec.by)
		}
		o := r.set.used[in.Observation]
		group := ""
		if v := o.Dim(r.spec.by); v != nil {
			group = v.ID
		} else if text, ok := o.Cell(r.spec.by); ok {
			group = text
		}
		if group == "" {
			return fmt.Errorf("%q has no %q to match groups by", o.ID, r.spec.by)
		}
		g := groups[group]
		if g == nil {
			g = new([3]*Quantity)
			groups[group] = g
			order = append(order, group)
		}
		q := Of(o)
		if g[roles[in.Role]] != nil {
			return fmt.Errorf("two values of %q for %s %q, want one", in.Role, r.spec.by, group)
		}
		g[roles[in.Role]] = &q
	}
	var parts [3][]Quantity
	for _, group := range order {
		for i, q := range groups[group] {
			if q == nil {
				return fmt.Errorf("%s %q has no value of %q", r.spec.by, group, grammar[r.Op].roles[i].key)
			}
			parts[i] = append(parts[i], *q)
		}
	}
	q, err := standardised(parts[0], parts[1], parts[2], r.spec.per)
	r.Quantity = q
	r.strata = parts
	r.Assumes = []string{"The standard population is a convention: its numbers are taken as written."}
	return err
}

// designNames lists the designs of all measures used, each once.
func (r *Result) designNames() []string {
	var names []string
	for _, i := range r.Observations {
		d := r.set.study.Measures[r.set.study.MeasureOf(i)].Design
		if d == "" {
			d = "not stated"
		}
		if !slices.Contains(names, d) {
			names = append(names, d)
		}
	}
	slices.Sort(names)
	return names
}

func (r *Result) warn(text string) {
	if !slices.Contains(r.Warnings, text) {
		r.Warnings = append(r.Warnings, text)
	}
}

// doubts notes what does not stop the work but should be known.
func (r *Result) doubts() {
	study := r.set.study
	for _, i := range r.Observations {
		o := r.set.used[i]
		switch {
		case study.IsSuperseded(i):
			r.warn(fmt.Sprintf("%s was revised since.", o.ID))
		case o.Reported != nil:
			r.warn(fmt.Sprintf("%s is a figure that its source computed; it is not recomputed here.", o.ID))
		}
	}
	switch r.Op {
	case RatioOf, ShareOf, RateOf, StandardisedRateOf:
		r.periodDoubt()
	}
	if r.Op == ShareOf && r.Value != nil && r.Value.Cmp(hundred) > 0 {
		r.warn("The parts as printed exceed their whole, by less than their rounding.")
	}
	if w := r.width(); w != nil && r.Value != nil && r.Value.Sign() != 0 && w.Cmp(new(big.Rat).Abs(r.Value)) >= 0 && r.Op != DifferenceOf {
		r.warn("The inputs are rounded so coarsely that the result says next to nothing.")
	}
}

// periodDoubt notes inputs of different years that differ in something else too. The same measure of the
// same people in two years is compared on purpose.
func (r *Result) periodDoubt() {
	var first *datasets.Observation
	for _, in := range r.Inputs {
		if in.Statistic != "" {
			continue
		}
		o := r.set.used[in.Observation]
		switch {
		case !o.Period.Stated:
		case first == nil:
			first = o
		case !sameYears(first.Period, o.Period) && !(r.Op == RatioOf && sameSubject(first, o)):
			r.warn(fmt.Sprintf("The periods differ: %s is of %s, %s of %s.", first.ID, DateText(first.Period), o.ID, DateText(o.Period)))
			return
		}
	}
}

func sameYears(p, q datasets.Period) bool {
	if p.Overlaps(q) {
		return true
	}
	a, okA := p.Year()
	b, okB := q.Year()
	return okA && okB && a == b
}

// sameSubject says whether two observations are of one measure and agree in every dimension.
func sameSubject(a, b *datasets.Observation) bool {
	return a.Measure == b.Measure && slices.Equal(a.Dims, b.Dims)
}
