package claim

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// A candidate is one thing that a number could be about, worked out: what the evidence gives, in the unit
// that the claim is written in.
type candidate struct {
	score    float64
	evidence number.Evidence
	value    statistic.Quantity // in its own unit, for printing
	obs      []int32            // inputs
	stat     *statistic.Result  // the named statistic it is, if one
	formula  string
	title    string
	m        int32
	open     int
	timed    bool
	made     bool // arithmetic made for the sentence
	readings number.Readings
	period   datasets.Period
	far      bool
	noun     bool
	own      bool // its measure has terms of its own
	person   bool
	words    float64
	said     bool // a total that the words ask for
	reported bool // a statistic that a source computed, whose inputs are not in the tables
	kind     string
	cell     string // what it is about, source apart: rivals share it
	outcome  number.Outcome
}

// maxLevels bounds how many figures are held against one number, best first.
const maxLevels = 120

// maxPairs bounds the arithmetic made for one number.
const maxPairs = 400

// toClaim scales a quantity to the unit in which the claim is written. It is false where the two are not
// of one class.
func (a *ask) toClaim(q statistic.Quantity) (number.Evidence, bool) {
	c, factor := unitClass(q.Unit)
	return a.scaled(&q, c, factor)
}

// scaled is toClaim for a quantity whose class and factor are known.
func (a *ask) scaled(q *statistic.Quantity, c class, factor *big.Rat) (number.Evidence, bool) {
	if c == clsScore || q.Unit.Class == datasets.NoUnit {
		c = a.class
	}
	switch {
	case a.class == clsOrdinal && q.Unit.Noun == "ordinal":
		factor = one
	case a.class == clsOther && q.Unit.Class == datasets.CountUnit && sameCounted(a.q.Unit, q.Unit):
		u, _ := datasets.ParseUnit(a.q.Unit)
		factor = new(big.Rat).Quo(factor, u.Factor())
	case a.countsUnit(q.Unit):
		factor = new(big.Rat).SetInt(number.Pow10(q.Unit.Ten))
	case c == clsShare && a.class == clsPoints && q.Unit.Per > 100: // a rate that falls by points of a percentage
		factor = new(big.Rat).Quo(factor, a.base)
	case c != a.class && !(c == clsRatio && a.class == clsShare) && !(c == clsShare && a.class == clsRatio):
		return number.Evidence{}, false
	case a.class == clsTime || a.class == clsOther:
		if a.q.Unit == "degree" && strings.HasPrefix(q.Unit.Noun, "degree") {
			factor = one // which degree is nobody's doubt
			break
		}
		u, err := datasets.ParseUnit(a.q.Unit)
		if above, ok := a.perSaid(q.Unit); ok && err == nil && u.Mixes(above) == nil {
			factor = new(big.Rat).Quo(above.Factor(), u.Factor())
			break
		}
		if err != nil || u.Mixes(q.Unit) != nil || !samePer(a.q.Unit, q.Unit.Text) {
			return number.Evidence{}, false
		}
		factor = new(big.Rat).Quo(factor, u.Factor())
	case number.Compare(factor, a.base) == 0:
		factor = one
	case q.Unit.Class == datasets.NoUnit && c == clsShare && q.Value != nil && number.Compare(q.Value, one) > 0:
		if factor = one; number.Compare(q.Value, new(big.Rat).Inv(a.base)) > 0 {
			return number.Evidence{}, false // a count whose heading says no unit, and no percentage
		}
	default:
		factor = new(big.Rat).Quo(factor, a.base)
	}
	e := number.Evidence{Value: q.Value, Set: q.Interval}
	if number.Compare(factor, one) != 0 {
		e.Set = q.Interval.Scale(factor)
		if q.Value != nil {
			e.Value = new(big.Rat).Mul(q.Value, factor)
		}
	}
	if a.class == clsShare {
		if a.claimed.Den > 0 {
			e.Value, e.Set.Lo, e.Set.Hi = a.snap(e.Value), a.snap(e.Set.Lo), a.snap(e.Set.Hi)
		}
		whole := new(big.Rat).Inv(a.base)
		if a.q.Per <= 100 && e.Value != nil && number.Compare(e.Value, whole) > 0 && q.Unit.Class == datasets.FractionUnit && q.Unit.Per == 1 {
			return e, false // two counts the wrong way round: no share is above the whole
		}
	}
	return e, true
}

// perSaid is what stands above the line of a quotient, where the number leaves out what it is per and the sentence says
// it elsewhere: "a tonne of barley fetched 188 crowns".
func (a *ask) perSaid(u datasets.Unit) (datasets.Unit, bool) {
	text := u.Text
	if text == "" {
		text = u.Name // of a difference
	}
	top, base, ok := strings.Cut(text, " per ")
	if !ok || u.Class != datasets.QuotientUnit || strings.Contains(a.q.Unit, " per ") || strings.Contains(base, " ") {
		return u, false
	}
	if above, err := datasets.ParseUnit(top); err == nil && above.Class == datasets.MoneyUnit {
		return above, true // "milk prices rose by 10 cents": prices are always per something
	}
	if slices.ContainsFunc(a.s.tokens, func(t words.Token) bool { return t.Lower != base && slices.Contains(everyPeriod[base], t.Lower) }) {
		above, err := datasets.ParseUnit(top)
		return above, err == nil // a monthly wage of 3,980 crowns
	}
	at := slices.IndexFunc(a.s.tokens, func(t words.Token) bool { return t.Stem == words.Stem(base) })
	if at < 1 {
		return u, false
	}
	switch a.s.lower(at - 1) {
	case "a", "an", "each", "every", "per", "one", "the":
		above, err := datasets.ParseUnit(top)
		return above, err == nil
	}
	return u, false
}

// samePer says whether two units are per the same thing: tonnes per hectare are no tonnes per square kilometre.
func samePer(unit, text string) bool {
	_, p, ok1 := strings.Cut(unit, " per ")
	_, q, ok2 := strings.Cut(text, " per ")
	if !ok1 || !ok2 {
		return true
	}
	u, err1 := datasets.ParseUnit(p)
	v, err2 := datasets.ParseUnit(q)
	if err1 != nil || err2 != nil {
		return datasets.SameNoun(p, q)
	}
	return u.Class == v.Class && (u.Noun == v.Noun || datasets.SameNoun(u.Noun, v.Noun)) && u.Factor().Cmp(v.Factor()) == 0
}

// sameCounted says whether a unit that no table of units knows is the one the claim is in.
func sameCounted(unit string, u datasets.Unit) bool {
	v, err := datasets.ParseUnit(unit)
	return err == nil && v.Class == datasets.CountUnit && datasets.SameNoun(v.Noun, u.Noun)
}

// countsUnit says whether the number counts what the table has as a unit of another class: 1,187 bed days.
func (a *ask) countsUnit(u datasets.Unit) bool {
	c := classOfUnit(u)
	return a.class == clsCount && (c == clsTime || c == clsOther) && a.q.Counted != "" &&
		(datasets.SameNoun(lastWord(a.q.Counted), u.Noun) || words.Stem(strings.ReplaceAll(a.q.Counted, " ", "")) == words.Stem(strings.ReplaceAll(u.Noun, " ", "")) ||
			strings.Contains(u.Text, " ") && strings.HasPrefix(strings.ToLower(u.Text), strings.ToLower(a.q.Counted)))
}

// snap returns the fraction that the claim names in place of a decimal that stands for it: tables write a
// third as 33.3333 percent.
func (a *ask) snap(v *big.Rat) *big.Rat {
	if v == nil {
		return nil
	}
	f := big.NewRat(a.claimed.Num, a.claimed.Den)
	d := new(big.Rat).Sub(v, f)
	if number.Compare(d.Abs(d), sameFraction) < 0 {
		return f
	}
	return v
}

var sameFraction = big.NewRat(1, 100_000)

// levels are the figures themselves.
func (x *index) levels(a *ask, sc *scope, found []matched) []candidate {
	out := make([]candidate, 0, min(len(found), 16))
	if a.class == clsDate {
		return nil
	}
	mean := a.op == opLevel && a.s.averages(a)
	for _, m := range found {
		if m.score < floorSupport-doubtWindow || len(out) >= maxLevels {
			break
		}
		if own := &x.measures[m.m]; mean && !own.own && !own.general && !m.timed && own.periods > 1 {
			continue // one year's figure is no mean of the years
		}
		unit, reported := x.study.UnitOf(int(m.obs)), x.study.IsReported(int(m.obs))
		if c := classOfUnit(unit); c != a.class && !a.countsUnit(unit) && !(a.class == clsOther && c == clsCount && sameCounted(a.q.Unit, unit)) && !reported && c != clsScore && a.class != clsRatio && a.class != clsShare && a.class != clsOrdinal {
			continue
		}
		f := x.fact(m.obs)
		if reported {
			if c, ok := x.recomputed(a, m, f); ok {
				out = append(out, c)
				continue
			}
			if !reportedFits(f, a) {
				continue
			}
		}
		e, ok := a.scaled(&f.q, f.class, f.one)
		if !ok {
			continue
		}
		c := candidate{score: m.score, evidence: e, value: f.q, obs: []int32{m.obs}, m: m.m, open: m.open, timed: m.timed, far: m.far, noun: m.noun, own: x.measures[m.m].own, person: m.person, words: m.words,
			period: f.o.Period, title: f.title, reported: reported, kind: "observation", cell: f.cell}
		if a.loss && e.Value != nil {
			c.flip() // a loss of 59 is a profit of −59; a profit told as a loss stays below zero
		}
		if a.op == opShare && a.q.Per <= 100 && f.q.Unit.Class == datasets.FractionUnit && f.q.Unit.Per <= 100 && x.turned(a, sc, m.obs) {
			c.turn(a)
		}
		out = append(out, c)
	}
	return out
}

// turned says whether the sentence speaks of those whom a figure does not count: it denies what the figure is of, or
// affirms what the figure's group did not do.
func (x *index) turned(a *ask, sc *scope, i int32) bool {
	f := x.fact(i)
	if !denies(f.title) {
		return a.negated
	}
	for d := range x.dims {
		code := int32(x.dims[d].Code(int(i)))
		if slices.ContainsFunc(sc.values[d], func(v near) bool { return v.code == code && v.other }) {
			return !a.negated
		}
	}
	return false
}

// denies says whether a measure counts those who have not: pupils who left without a certificate.
func denies(title string) bool {
	for _, t := range words.Tokens(nil, title, 0) {
		if negations[t.Lower] {
			return true
		}
	}
	return false
}

// reportedFits says whether a statistic that a source computed can be evidence for the number: its
// operation is the one asked for, and what it was computed from is not in the tables; else the
// recomputation decides (SEMANTICS, "Reported statistics").
func reportedFits(f *fact, a *ask) bool {
	o := &f.o
	if o.Reported == nil {
		return true
	}
	if f.slip {
		return false
	}
	if len(o.Reported.Of) > 0 && o.Reported.To != "" || o.Reported.From != "" && o.Reported.To != "" {
		return false
	}
	switch o.Reported.Operation {
	case "ratio":
		return a.op == opRatio || a.op == opShare && a.refTo > 0
	case "change", "trend":
		return a.op == opChange
	case "difference":
		return a.op == opDifference
	case "share":
		return a.op == opShare
	case "value", "":
		return a.op == opLevel || a.op == opShare
	case "duration":
		return a.class == clsTime
	}
	return false
}

// cellOf names what an observation is about, its source apart.
func (x *index) cellOf(i int32) string {
	b := strconv.AppendInt(nil, int64(x.measureOf(i)), 10)
	for d := range x.dims {
		b = strconv.AppendInt(append(b, '/'), int64(x.dims[d].Code(int(i))), 10)
	}
	b = append(append(b, '/'), x.periodOf(i).String()...)
	return string(b)
}

// titleOf names an observation: the event by its label, a figure by its measure, place, group and period.
func titleOf(o *datasets.Observation, label string) string {
	if label != "" {
		return label
	}
	var parts []string
	if o.Measure != nil {
		parts = append(parts, o.Measure.Title)
	}
	for _, d := range o.Dims {
		if d.Value.Name != "" && !wholeNames[strings.ReplaceAll(strings.ToLower(d.Value.Name), " ", "_")] {
			parts = append(parts, d.Value.Name)
		}
	}
	if p := o.Period.String(); p != "" {
		parts = append(parts, p)
	}
	return strings.Join(parts, ", ")
}

// labelOf is the label of an event, "" for everything else.
func labelOf(o *datasets.Observation) string {
	l, _ := o.Cell("label")
	return l
}

// An operand is a figure that arithmetic made for a sentence can use.
type operand struct {
	matched
	*fact
}

func anyMeasure(*measure) bool { return true }

// operands returns the figures of a measure that the scope admits, best first.
func (x *index) operands(s *sentence, a *ask, sc *scope, want func(*measure) bool) []operand {
	return x.usable(x.weigh(s, a, sc, want), anyMeasure)
}

// usable returns those of the figures weighed that arithmetic can use, of the measures wanted.
func (x *index) usable(found []matched, want func(*measure) bool) []operand {
	var out []operand
	for _, m := range found {
		if !want(&x.measures[m.m]) || x.study.IsReported(int(m.obs)) {
			continue
		}
		f := x.fact(m.obs)
		if f.o.Unit.Class == datasets.DateUnit || f.q.Interval.Lo == nil && f.q.Interval.Hi == nil && f.q.Value == nil {
			continue
		}
		out = append(out, operand{m, f})
		if len(out) >= 200 {
			break
		}
	}
	return out
}

// sameBut says whether two observations agree in every dimension except the given one (-1: in all).
func (x *index) sameBut(i, j int32, except int) bool {
	for d := range x.dims {
		if d != except && !(except >= 0 && x.dims[except].tells[d]) && x.dims[d].Code(int(i)) != x.dims[d].Code(int(j)) {
			return false
		}
	}
	return true
}

// pair appends the candidate that an operation on two figures gives.
func (x *index) pair(out []candidate, a *ask, first, second operand, kind string, f func(p, q statistic.Quantity) (statistic.Quantity, error)) []candidate {
	v, err := f(first.q, second.q)
	if err != nil {
		return out
	}
	e, ok := a.toClaim(v)
	if !ok {
		return out
	}
	score := min(first.score, second.score)
	if first.o.Source != nil && second.o.Source != nil && first.o.Source == second.o.Source {
		score += 0.02
	}
	return append(out, candidate{score: score, evidence: e, value: v, obs: []int32{first.obs, second.obs}, m: first.m, open: max(first.open, second.open), far: first.far, noun: first.noun, person: first.person, words: first.words,
		timed: first.timed || second.timed, made: true, kind: kind, title: first.title, period: first.o.Period,
		cell: kind + first.cell + "|" + second.cell})
}

// opOf are the operations by which candidates are made, under their names here.
var opOf = map[string]statistic.Op{"ratio": statistic.RatioOf, "change": statistic.ChangeOf, "difference": statistic.DifferenceOf,
	"rate": statistic.RateOf, "sum": statistic.SumOf, "share": statistic.ShareOf}

// working writes the arithmetic of a candidate for people, from its inputs as their tables have them.
func (x *index) working(c *candidate) string {
	texts := make([]string, len(c.obs))
	for k, i := range c.obs {
		texts[k] = statistic.Written(&x.fact(i).o)
	}
	if len(texts) > 8 {
		texts = append(texts[:7:7], "…")
	}
	switch {
	case c.formula != "":
		return c.formula
	case c.kind == "share" && len(texts) == 2:
		return statistic.Working(statistic.ShareOf, c.value, texts[1], texts[0])
	case c.kind == "share":
		return texts[0] + " ÷ (" + strings.Join(texts[1:], " + ") + ") = " + shown(c.value)
	}
	if op, ok := opOf[c.kind]; ok && len(texts) >= 2 {
		return statistic.Working(op, c.value, texts...)
	}
	return ""
}

// shown prints a recomputed value with its unit, to as many digits as it bears.
func shown(v statistic.Quantity) string { return statistic.Shown(statistic.Value, v) }

// ratios are N times, double, a third of the other's.
func (x *index) ratios(s *sentence, a *ask, sc *scope, qs []quantity.Quantity, top *topic) []candidate {
	ref := x.referenceScope(s, a, sc, qs)
	if !ref.compared {
		return nil // two periods are compared, not two places: see changes
	}
	placed := ref.compared
	firsts := x.operands(s, a, sc, comparableMeasure)
	var out []candidate
	for _, second := range x.operands(s, a, ref, comparableMeasure) {
		for _, first := range firsts {
			if first.m != second.m || first.obs == second.obs || len(out) >= maxPairs {
				continue
			}
			if !x.comparable(first, second, a, sc, ref) || placed && !first.o.Period.Equal(second.o.Period) {
				continue
			}
			out = x.pair(out, a, first, second, "ratio", statistic.Ratio)
		}
	}
	return out
}

// ratiosOfPeriods are ratios against another period that the reference names: "the rate of 2016 was 2.4 times
// that of 2018".
func (x *index) ratiosOfPeriods(s *sentence, a *ask, sc *scope) []candidate {
	at := slices.IndexFunc(sc.times, func(t timeAt) bool { return t.from >= a.refFrom && t.from < a.refTo && a.refTo > 0 })
	if at < 0 || len(sc.times) != 2 || s.placeIn(a.refFrom, a.refTo) || sc.times[at].role != inTime {
		return nil
	}
	ref, own := sc.times[at], sc.times[1-at]
	open := *sc
	open.times = nil
	ops := x.operands(s, a, &open, comparableMeasure)
	var out []candidate
	for _, p := range ops {
		for _, q := range ops {
			if p.m == q.m && p.obs != q.obs && x.sameBut(p.obs, q.obs, -1) && fitsTime(p.o.Period, own) && fitsTime(q.o.Period, ref) && len(out) < maxPairs {
				out = x.pair(out, a, p, q, "ratio", statistic.Ratio)
			}
		}
	}
	for i := range out {
		out[i].timed = true
	}
	return out
}

// placeIn says whether a value of a dimension is named in tokens [from, to).
func (s *sentence) placeIn(from, to int) bool {
	for i := from; i < to; i++ {
		if s.placeAt(i) {
			return true
		}
	}
	return false
}

func comparableMeasure(m *measure) bool {
	return m.class != clsDate && m.class != clsOrdinal && m.class != clsNone
}

// comparable says whether two figures differ in one thing only, and in the right one: the place or the
// group that the sentence compares, in one period; or the period, in one place.
func (x *index) comparable(p, q operand, a *ask, sc, ref *scope) bool {
	different := -1
	for d := range x.dims {
		if x.dims[d].Code(int(p.obs)) == x.dims[d].Code(int(q.obs)) || different >= 0 && x.dims[different].tells[d] {
			continue
		}
		if different >= 0 && !x.dims[d].tells[different] && !(x.bothNamed(a, p, q, sc, ref, d) && x.bothNamed(a, p, q, sc, ref, different)) {
			return false
		}
		different = d
	}
	samePeriod := p.o.Period.Equal(q.o.Period)
	if different < 0 {
		return !samePeriod
	}
	return samePeriod
}

// bothNamed says whether the words that a number is compared with name the value of the one figure, and the words before
// that of the other: in "three times the rate in Foxdale's primary schools" both the town and the level.
func (x *index) bothNamed(a *ask, p, q operand, sc, ref *scope, d int) bool {
	code, other := int32(x.dims[d].Code(int(p.obs))), int32(x.dims[d].Code(int(q.obs)))
	return slices.ContainsFunc(ref.values[d], func(v near) bool { return v.code == other && v.from >= a.refFrom && v.to <= a.refTo }) &&
		slices.ContainsFunc(sc.values[d], func(v near) bool { return v.code == code && !v.carried })
}

// changes are relative changes and differences between two periods, or two places where the sentence compares them.
func (x *index) changes(s *sentence, a *ask, sc *scope, qs []quantity.Quantity, f func(p, q statistic.Quantity) (statistic.Quantity, error), kind string) []candidate {
	from, to, stated := sc.fromTo(a)
	var out []candidate
	open := *sc
	open.times = nil
	ops := x.operands(s, a, &open, comparableMeasure)
	if ref := x.comparedPlaces(s, a, sc, qs); ref != nil {
		for _, second := range x.operands(s, a, ref, comparableMeasure) {
			for _, first := range x.operands(s, a, sc, comparableMeasure) {
				if first.m == second.m && first.obs != second.obs && x.comparable(first, second, a, sc, ref) && len(out) < maxPairs {
					n := len(out)
					out = x.pair(out, a, second, first, kind, f)
					if len(out) > n {
						orient(&out[n], a)
					}
				}
			}
		}
		return out
	}
	for _, p := range ops {
		for _, q := range ops {
			if p.m != q.m || p.obs == q.obs || !x.sameBut(p.obs, q.obs, -1) || len(out) >= maxPairs {
				continue
			}
			if p.o.Period.Compare(q.o.Period) >= 0 || p.o.Period.Equal(q.o.Period) {
				continue
			}
			switch {
			case stated == 2 && !(fitsTime(p.o.Period, from) && fitsTime(q.o.Period, to)):
				continue
			case stated == 1 && !(fitsTime(q.o.Period, to) && x.previous(p.obs, q.obs, ops)):
				continue
			}
			n := len(out)
			out = x.pair(out, a, p, q, kind, f)
			if len(out) > n {
				orient(&out[n], a)
				out[n].timed = stated > 0
				if stated == 0 || stated == 1 && !adjacent(p.o.Period, q.o.Period) {
					out[n].open++ // since when, the sentence leaves open
				}
			}
		}
	}
	return out
}

// adjacent says whether a period begins where another ends, so that a change in the one is one from the other.
func adjacent(p, q datasets.Period) bool { return q.From-p.To <= 1 }

// yearly says whether a change is given for each year.
func (s *sentence) yearly(a *ask) bool {
	for i := max(a.from-4, 0); i < a.from; i++ {
		switch s.lower(i) {
		case "annual", "annually", "yearly":
			return true
		}
	}
	for i := a.to; i < a.to+2; i++ {
		switch s.lower(i) {
		case "a", "per", "each", "every":
			return s.lower(i+1) == "year" || s.lower(i+1) == "month"
		case "annually", "yearly":
			return true
		}
	}
	return false
}

// oneStep says whether the periods that the scope names are of two years that follow each other.
func (sc *scope) oneStep() bool {
	if len(sc.times) != 2 {
		return false
	}
	p, ok1 := sc.times[0].period.Year()
	q, ok2 := sc.times[1].period.Year()
	return ok1 && ok2 && (p-q == 1 || q-p == 1)
}

// orient turns a change so that it can be held against a number without a sign: a fall of 3.9 is a change
// of −3.9. What the words call a fall and the figures a rise is marked as the other direction.
func orient(c *candidate, a *ask) {
	if a.class == clsRatio || c.evidence.Value == nil {
		return
	}
	sign := a.direction()
	switch {
	case sign < 0:
		c.flip()
	case sign == 0 && c.evidence.Value.Sign() < 0:
		c.flip()
		return
	}
	c.readings.Opposite = sign != 0 && c.evidence.Value.Sign() < 0
}

// flip changes the sign of what a candidate gives.
func (c *candidate) flip() {
	c.evidence.Value = new(big.Rat).Neg(c.evidence.Value)
	c.evidence.Set = c.evidence.Set.Neg()
}

// previous says whether p is the last period before q among the operands of the same cell.
func (x *index) previous(p, q int32, ops []operand) bool {
	pp, qp := x.periodOf(p), x.periodOf(q)
	for _, o := range ops {
		if x.measureOf(o.obs) == x.measureOf(q) && x.sameBut(o.obs, q, -1) && o.o.Period.Compare(pp) > 0 && o.o.Period.Compare(qp) < 0 {
			return false
		}
	}
	return true
}

// fromTo reads from which period to which a change goes, and how many of the two are stated.
func (sc *scope) fromTo(a *ask) (from, to timeAt, stated int) {
	ts := slices.Clone(sc.times)
	if len(ts) == 1 && ts[0].span { // "in 2015–2019"
		f, t := ts[0], ts[0]
		f.period, t.period = ends(ts[0].period)
		return f, t, 2
	}
	if len(ts) > 2 { // the two nearest the number
		slices.SortStableFunc(ts, func(p, q timeAt) int { return gap(a, p) - gap(a, q) })
		ts = ts[:2]
	}
	switch len(ts) {
	case 2:
		from, to = ts[0], ts[1]
		if from.period.Compare(to.period) > 0 {
			from, to = to, from
		}
		from.since, to.since = false, false
		return from, to, 2
	case 1:
		if ts[0].since {
			ts[0].since = false
			return ts[0], timeAt{}, 0
		}
		return timeAt{}, ts[0], 1
	}
	return from, to, 0
}

// ends returns the first and the last year of a span of years.
func ends(p datasets.Period) (datasets.Period, datasets.Period) {
	text := p.String()
	a, b, ok := strings.Cut(text, "/")
	if !ok {
		return p, p
	}
	from, err1 := datasets.ParsePeriod(a)
	to, err2 := datasets.ParsePeriod(b)
	if err1 != nil || err2 != nil {
		return p, p
	}
	return from, to
}

// referenceScope is the scope of what a number is compared with: like the number's own, but for the place,
// the group or the period that the words after it name.
func (x *index) referenceScope(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) *scope {
	ref := *sc
	ref.values = slices.Clone(sc.values)
	changed := false
	for _, m := range s.mentions {
		if m.kind != entValue || m.from < a.refFrom || m.to > a.refTo || a.refTo <= 0 {
			continue
		}
		if !changed || len(ref.values[m.a]) > 0 && !inRange(ref.values[m.a], a) {
			ref.values[m.a] = nil
		}
		changed = true
		ref.values[m.a] = append(slices.Clone(ref.values[m.a]), near{code: m.b, sep: 3, from: m.from, to: m.to, weight: m.weight})
	}
	if !changed {
		// "the rates of A and B", "A … compared with B": the second place named is the reference.
		for d := range sc.values {
			if x.dims[d].places && len(sc.values[d]) >= 2 && !sc.values[d][0].carried {
				list := slices.Clone(sc.values[d])
				slices.SortStableFunc(list, func(p, q near) int { return p.from - q.from })
				ref.values[d] = list[1:]
				sc.values[d] = list[:1]
				changed = true
				break
			}
		}
	}
	if !changed {
		ref.times = nil
	}
	ref.compared = changed
	return &ref
}

func inRange(list []near, a *ask) bool {
	for _, v := range list {
		if v.from < a.refFrom || v.to > a.refTo {
			return false
		}
	}
	return true
}

// comparedPlaces returns the scope of the place that a difference is measured against, if the words after
// "than" name one.
func (x *index) comparedPlaces(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) *scope {
	if a.refTo <= 0 {
		return nil
	}
	for _, m := range s.mentions {
		if m.kind == entValue && m.from >= a.refFrom && m.to <= a.refTo {
			return x.referenceScope(s, a, sc, qs)
		}
	}
	return nil
}
