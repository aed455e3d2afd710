// Package claim links the numbers of a text to the observations and statistics of a study and says
// whether the study bears them out.
//
// In go a document with its quantities and a study; out come findings, one for each quantity and for
// each bare direction that could be judged. Words decide what a number is about: the measure's terms, the
// place, group, period and source named in its sentence or carried over from earlier ones. Agreement in
// value alone never makes a link. SEMANTICS decides the verdict; every refusal to judge says why.
//
// What a text says against itself is package consistency's task.
package claim

import (
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// Options say how a document is to be held against a study.
type Options struct {
	Tolerances number.Tolerances // the zero value means number.DefaultTolerances
	Source     string            // id of the source that the document is, "" if none or unsure
	Date       datasets.Day      // the document's date, 0 if unknown; "last July" is read from it
}

// A Checker holds texts against one study. It may be used by several goroutines at once.
type Checker struct {
	x   *index
	set *statistic.Set // nil if the study has no statistics
}

// New makes a study ready for checking. set holds its statistics, or is nil.
func New(study *datasets.Study, set *statistic.Set) *Checker {
	c := &Checker{x: newIndex(study), set: set}
	c.x.indexStatistics(set)
	return c
}

// Check returns one finding for each quantity of the document, in order, and one for each bare direction
// that could be judged; a movement from one level to another has a finding for each level. qs are the document's quantities as quantity.Scan returns them.
func (c *Checker) Check(doc *document.Document, qs []quantity.Quantity, opt Options) []finding.Finding {
	if opt.Tolerances == (number.Tolerances{}) {
		opt.Tolerances = number.DefaultTolerances
	}
	qs, joints := compounds(doc.Text, qs)
	qs = levels(doc.Text, qs)
	r := reading{x: c.x, doc: doc, qs: qs, opt: &opt, bindings: bind(doc, qs)}
	r.run()
	if len(joints) > 0 {
		r.apart(joints)
	}
	return r.out
}

// A reading is one pass over one document.
type reading struct {
	x       *index
	doc     *document.Document
	qs      []quantity.Quantity
	opt     *Options
	top     topic
	scratch []words.Match
	s       sentence
	kind    document.Kind
	out     []finding.Finding

	bindings bindings
}

func (r *reading) run() {
	next, b := 0, 0
	for _, span := range r.doc.Sentences() {
		for b+1 < len(r.doc.Blocks) && r.doc.Blocks[b].End <= span.Start {
			b++
		}
		before := next
		next = r.x.read(&r.s, r.doc.Text, span, r.qs, next, &r.scratch)
		for ; before < next; before++ {
			if r.qs[before].Start < span.Start {
				r.leave(before, finding.NotStatistic) // between sentences: nothing says what it is
			}
		}
		kind := document.Paragraph
		if b < len(r.doc.Blocks) {
			kind = r.doc.Blocks[b].Kind
		}
		r.s.heading = kind == document.Heading || kind == document.Title
		r.sentence(kind)
		r.top.remember(r.x, &r.s, r.qs, b)
	}
	for ; next < len(r.qs); next++ {
		r.leave(next, finding.NotStatistic)
	}
	finding.Sort(r.out)
}

// sentence judges each number of a sentence, then its bare directions.
func (r *reading) sentence(kind document.Kind) {
	s := &r.s
	r.kind = kind
	if len(s.tokens) > maxTokens || len(s.quants)*len(s.tokens) > maxPairings {
		for _, i := range s.quants {
			r.leave(i, finding.Ambiguous)
		}
		return
	}
	s.findRefs(r.qs)
	for k, i := range s.quants {
		if !kind.Prose() || len(s.tokens) == 0 {
			r.leave(i, finding.NotStatistic)
			continue
		}
		r.number(k, i)
	}
	r.directions()
}

// How many words a sentence may have, and how many pairs of a number and a word, for its figures to be
// looked for: each number is held against all else there. What has more is a dump of words, of which
// nobody can tell what it is about.
const (
	maxTokens   = 2000
	maxPairings = 60_000
)

// findRefs notes what the sentence's ratios and comparisons refer to.
func (s *sentence) findRefs(qs []quantity.Quantity) {
	if len(s.quants) < 2 || len(s.mentions) == 0 {
		return
	}
	for k, i := range s.quants {
		if calendar(qs[i].Kind) {
			continue
		}
		if a := s.asks(k, qs); a.refTo > a.refFrom && a.refTo > 0 {
			s.refs = append(s.refs, refSpan{k, a.refFrom, a.refTo})
		}
	}
}

// number judges one number.
func (r *reading) number(k, i int) {
	s, x := &r.s, r.x
	q := &r.qs[i]
	if text, ok := r.bindings[i]; ok {
		r.bound(k, i, text)
		return
	}
	if r.inReference(q) {
		r.leave(i, finding.NotStatistic)
		return
	}
	switch q.Kind {
	case quantity.Year, quantity.Time, quantity.Identifier:
		r.leave(i, finding.NotStatistic)
		return
	}
	a := s.asks(k, r.qs)
	if q.Unit == "" && q.Counted == "" && a.class == clsCount && !q.Vague && r.top.base != nil && (s.pointsBack() || len(s.tokens) < 9) {
		bare := *q // "Two years later the rate was 8.58": in the unit of the number before
		bare.Unit, bare.Per = r.top.unit, r.top.per
		a.q, a.class, a.base = &bare, r.top.class, r.top.base
	}
	if x.howOften(s, &a) {
		a.class = clsCount
	}
	sc := x.scopeOf(s, &a, r.qs, &r.top)
	x.plainUnit(&a, &sc)
	if q.Kind == quantity.Date {
		for id := range x.measures { // an event is known by its label, not by a measure's name
			if x.measures[id].class == clsDate {
				sc.measures[int32(id)] = 1
			}
		}
		r.date(i, &a, &sc)
		return
	}
	sc.unknown = x.restrictor(s, &a, &sc, r.qs)
	sc.deed = x.deedOfOthers(s, &a)
	cands := x.candidates(s, &a, &sc, r.qs)
	d := x.decide(&a, &sc, cands, r.opt)
	if d.verdict != finding.Undecided && (a.op == opLevel && (a.class == clsTime || a.class == clsOther) || a.op == opShare && d.chosen != nil && d.chosen.kind == "observation") {
		r.top.class, r.top.base, r.top.unit, r.top.per = a.class, a.base, a.q.Unit, a.q.Per
	}
	r.out = append(r.out, r.found(q, &a, &sc, d))
}

// plainUnit takes "euros a month" for euros where the measure in scope is, by its name, a monthly one in euros.
func (x *index) plainUnit(a *ask, sc *scope) {
	unit, per, ok := strings.Cut(a.q.Unit, " per ")
	if !ok {
		return
	}
	for id := range sc.measures {
		m := &x.measures[id]
		yearly := per == "year" && !m.own && len(m.obs) > 0 && a.s.averages(a) && oneYear(x.periodOf(m.obs[0])) // "averaged 12 TWh a year"
		for _, w := range everyPeriod[per] {
			if (yearly || m.words[words.Stem(w)]) && m.unit.Class != datasets.QuotientUnit {
				plain := *a.q
				plain.Unit = unit
				a.q = &plain
				return
			}
		}
	}
}

// everyPeriod are the words by which the name of a measure says for which time its figures are.
var everyPeriod = map[string][]string{"month": {"month", "monthly"}, "year": {"year", "yearly", "annual", "annually"}, "week": {"week", "weekly"}, "day": {"day", "daily"}, "hour": {"hour", "hourly"}}

// inReference says whether a number is part of a reference number such as A/HRC/39/46: a stroke touches it.
func (r *reading) inReference(q *quantity.Quantity) bool {
	text := r.doc.Text
	return q.NumStart > 0 && text[q.NumStart-1] == '/' || q.NumEnd < len(text) && text[q.NumEnd] == '/' && q.Per == 0
}

// candidates collects what the wording asks for.
func (x *index) candidates(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) []candidate {
	if (a.op == opChange || a.op == opDifference || a.op == opShare && s.changeAhead(a.from)) && s.yearly(a) && !sc.oneStep() {
		return nil // "by 18.5 percent a year": a mean over the years is no change from the first to the last
	}
	out := x.named(s, a, sc)
	switch a.op {
	case opRatio:
		if across, ok := x.acrossMeasures(s, a, sc, "ratio", statistic.Ratio); ok {
			return append(out, across...)
		}
		if ratios := x.ratiosOfPeriods(s, a, sc); len(ratios) > 0 {
			return append(out, ratios...)
		}
		out = append(out, x.ratios(s, a, sc, qs, nil)...)
		if len(out) == 0 || len(sc.times) >= 2 || slices.ContainsFunc(sc.times, func(t timeAt) bool { return t.span }) {
			for _, c := range x.changes(s, a, sc, qs, inverseRatio, "ratio") {
				slices.Reverse(c.obs) // in the order in which they are divided
				out = append(out, c)
			}
		}
	case opChange:
		if across, ok := x.acrossMeasures(s, a, sc, "change", statistic.Change); ok {
			return append(out, across...)
		}
		out = append(out, x.changes(s, a, sc, qs, statistic.Change, "change")...)
	case opDifference:
		if a.margin {
			if margins := x.margins(s, a, sc); len(margins) > 0 {
				return append(out, margins...)
			}
			s.rivalReference(a)
		}
		if across, ok := x.acrossMeasures(s, a, sc, "difference", statistic.Difference); ok {
			return append(out, across...)
		}
		out = append(out, x.changes(s, a, sc, qs, statistic.Difference, "difference")...)
	case opShare:
		if n := s.ofSoMany(a, qs); n != nil {
			return append(out, x.ofCount(s, a, sc, n)...)
		}
		if a.refTo > 0 {
			if ratios := x.ratios(s, a, sc, qs, nil); len(ratios) > 0 {
				return append(out, ratios...)
			}
		}
		found := x.weigh(s, a, sc, anyMeasure)
		out = append(out, x.levels(a, sc, found)...)
		out = append(out, x.shares(s, a, sc, found)...)
		out = x.ofBase(out, s, a, sc)
		out = x.ofFront(out, s, a)
	default:
		if quotients, ok := x.quotients(s, a, sc); ok {
			levels := x.levels(a, sc, x.weigh(s, a, sc, func(m *measure) bool { return m.general })) // a column of just that
			return append(append(out, quotients...), levels...)
		}
		if a.all {
			out = append(out, x.everyone(s, a, sc)...)
		}
		n := s.ofSoMany(a, qs)
		if n == nil && a.fronted {
			n = s.frontBase(a, qs)
		}
		if n != nil && (a.partitive || a.fronted) {
			out = append(out, x.portions(s, a, sc, n)...)
		}
		found := x.weigh(s, a, sc, anyMeasure)
		out = append(out, x.levels(a, sc, found)...)
		out = append(out, x.sums(s, a, sc, found)...)
	}
	return out
}

// inverseRatio is the later figure over the earlier one: "doubled between 2015 and 2023".
func inverseRatio(from, to statistic.Quantity) (statistic.Quantity, error) {
	return statistic.Ratio(to, from)
}

// leave records a number that is not judged.
func (r *reading) leave(i int, why finding.Reason) {
	q := &r.qs[i]
	f := r.blank(q)
	f.Verdict, f.Reason = finding.Undecided, why
	r.out = append(r.out, f)
}
