package claim

import (
	"slices"
	"strings"
	"sync"

	"recount/analysis/claim/internal/words"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// A namedStatistic is a statistic of the study made ready for linking.
type namedStatistic struct {
	r     *statistic.Result
	obs   []int32
	words map[string]bool // of its title
}

// indexStatistics makes the named statistics ready.
func (x *index) indexStatistics(set *statistic.Set) {
	if set == nil {
		return
	}
	for _, r := range set.All() {
		n := namedStatistic{r: r, words: map[string]bool{}}
		for _, i := range r.Observations {
			n.obs = append(n.obs, int32(i))
		}
		for _, s := range words.Content(r.Title) {
			n.words[s] = true
			x.lex.known[s] = true
		}
		if len(n.obs) > 0 {
			x.stats = append(x.stats, n)
		}
	}
}

// opFits says whether the wording asks for the operation by which a statistic was computed.
func opFits(a *ask, op statistic.Op) bool {
	switch op {
	case statistic.RatioOf:
		return a.op == opRatio || a.op == opShare && a.refTo > 0
	case statistic.ChangeOf:
		return a.op == opChange
	case statistic.DifferenceOf:
		return a.op == opDifference
	case statistic.ShareOf, statistic.ComplementOf, statistic.AttainableOf, statistic.RateOf:
		return a.op == opShare
	case statistic.SumOf:
		return a.op == opLevel && a.class == clsCount
	case statistic.DurationOf:
		return a.class == clsTime
	}
	return false
}

// named are the study's own statistics that the sentence could be about: their operation is the one asked
// for, and every measure, place and group of their inputs is named.
func (x *index) named(s *sentence, a *ask, sc *scope) []candidate {
	var out []candidate
	for k := range x.stats {
		n := &x.stats[k]
		if !opFits(a, n.r.Op) {
			continue
		}
		score, open := x.namedScore(s, a, sc, n)
		if score < floorSupport-doubtWindow {
			continue
		}
		e, ok := a.toClaim(statistic.Quantity{Value: n.r.Value, Interval: n.r.Interval, Unit: n.r.Unit})
		if !ok {
			continue
		}
		c := candidate{score: score, evidence: e, value: statistic.Quantity{Value: n.r.Value, Interval: n.r.Interval, Unit: n.r.Unit}, obs: n.obs, stat: n.r,
			formula: n.r.FormulaASCII(), title: n.r.Title, m: x.measureOf(n.obs[0]), open: open, kind: "statistic", cell: "statistic/" + n.r.ID,
			period: x.periodOf(n.obs[0])}
		if c.timed = x.namedTimes(a, sc, n); !c.timed && len(sc.times) > 0 {
			continue // it is of other periods
		}
		out = append(out, complemented(c, a))
	}
	return out
}

// namedScore is the mean over the inputs of how surely each is named, and what of the title the sentence has.
func (x *index) namedScore(s *sentence, a *ask, sc *scope, n *namedStatistic) (float64, int) {
	sum, open := 0.0, 0
	inputs := min(len(n.obs), 4)
	for _, i := range n.obs[:inputs] {
		id := x.measureOf(i)
		m := sc.measures[id]
		if m == 0 {
			return 0, 0
		}
		sum += m
		for d := range x.dims {
			code := int32(x.dims[d].Code(int(i)))
			if code < 0 || x.dims[d].whole[code] || len(x.dims[d].Values) == 1 {
				continue
			}
			if !x.mentioned(s, sc, d, code) {
				if x.dims[d].places && len(sc.values[d]) > 0 {
					return 0, 0
				}
				sum -= 0.2
				open++
			} else {
				sum += 0.1
			}
		}
	}
	score := sum / float64(inputs)
	both, all := 0.0, 0.0
	for _, stem := range sortedSet(n.words) {
		w := x.weight(stem)
		all += w
		if has(sc.stems, stem) {
			both += w
		}
	}
	if all > 0 {
		score += 0.3*both/all - 0.1
	}
	return score, open
}

// mentioned says whether the sentence, anywhere, names a value.
func (x *index) mentioned(s *sentence, sc *scope, d int, code int32) bool {
	for _, m := range s.mentions {
		if m.kind == entValue && int(m.a) == d && m.b == code {
			return true
		}
	}
	for _, v := range sc.values[d] {
		if v.code == code {
			return true
		}
	}
	return false
}

// namedTimes says whether the periods of the sentence are those of the inputs.
func (x *index) namedTimes(a *ask, sc *scope, n *namedStatistic) bool {
	if len(sc.times) == 0 {
		return false
	}
	times := sc.times
	switch n.r.Op {
	case statistic.RatioOf, statistic.ChangeOf, statistic.DifferenceOf, statistic.DurationOf:
	default: // of one period: the nearest
		t, _ := sc.timeFor(a)
		times = []timeAt{t}
	}
	for _, t := range times {
		ok := false
		for _, i := range n.obs {
			p := x.periodOf(i)
			ok = ok || !p.Stated || fitsTime(p, t) || p.Overlaps(t.period)
		}
		if !ok {
			return false
		}
	}
	return true
}

// date judges a date against the events that the sentence names.
func (r *reading) date(i int, a *ask, sc *scope) {
	q := &r.qs[i]
	x := r.x
	var cands []candidate
	open := *sc
	open.times = nil  // the date is what is judged, not what the event is known by
	if x.place >= 0 { // what is said of one place is done at another: a council votes in Geneva on Xinjiang
		open.values = slices.Clone(sc.values)
		open.values[x.place] = nil
	}
	for _, m := range x.weigh(&r.s, a, &open, func(m *measure) bool { return m.class == clsDate }) {
		f := x.fact(m.obs)
		o := &f.o
		if !o.Period.Stated || o.Source != nil && o.Source.ID == r.opt.Source && r.opt.Source != "" {
			continue
		}
		cands = append(cands, event(q, m, f))
	}
	d := x.decideDate(q, sc, cands)
	if d.verdict == finding.Refuted && (r.s.dates(r.qs) > 1 || r.kind == document.Footnote) {
		d = decision{verdict: finding.Undecided, reason: finding.Ambiguous, considered: d.considered} // which date is the event's is not sure
	}
	r.out = append(r.out, r.found(q, a, sc, d))
}

// dates counts the dates of a sentence.
func (s *sentence) dates(qs []quantity.Quantity) int {
	n := 0
	for _, i := range s.quants {
		if k := qs[i].Kind; k == quantity.Date || k == quantity.Year {
			n++
		}
	}
	return n
}

// decideDate chooses the event whose words the sentence has most of. Most dates in prose are of events that
// no table knows, so an event has to be named well before its date can be doubted.
func (x *index) decideDate(q *quantity.Quantity, sc *scope, cands []candidate) decision {
	d := decision{verdict: finding.Undecided, reason: finding.NotStatistic, considered: len(cands)}
	var best *candidate
	for i := range cands {
		c := &cands[i]
		c.score = x.labelled(sc, c.obs[0])
		if c.score < 0.5 {
			continue
		}
		better := best == nil || c.score > best.score+0.05 ||
			c.score > best.score-0.05 && c.outcome.Verdict == number.Supported && best.outcome.Verdict != number.Supported
		if better {
			best = c
		}
	}
	switch {
	case best == nil:
		return d
	case best.outcome.Verdict == number.Supported:
		d.verdict, d.reason, d.chosen = finding.Supported, finding.Exact, best
	case x.aside(sc, best.obs[0]):
	case best.score >= 0.95, nearlySame(q.From, best.period) && x.calledByAll(sc, best.obs[0]):
		d.verdict, d.reason, d.grade, d.chosen = finding.Refuted, finding.Date, finding.Slip, best
	}
	return d
}

// nearlySame says whether a date is a slip away from that of an event: another day of the month, or another month.
func nearlySame(d quantity.Day, p datasets.Period) bool {
	if p.Precision != datasets.ToDay || p.From != p.To || d.Day == 0 || d.Month == 0 {
		return false
	}
	y, m, n := p.From.Date()
	return (d.Year == 0 || d.Year == y) && (d.Month == m) != (d.Day == n)
}

// calledByAll says whether the sentence has every word of an event's label but the name of who did it.
func (x *index) calledByAll(sc *scope, i int32) bool {
	n := 0
	for _, w := range x.label(x.fact(i)).words {
		switch {
		case sc.says(&w):
			n++
		case !slices.ContainsFunc(x.study.Sources, func(s datasets.Source) bool { return strings.HasPrefix(strings.ToLower(s.ID), w.stem) }):
			return false
		}
	}
	return n >= 2
}

// aside says whether a word of an event's label is told only in passing.
func (x *index) aside(sc *scope, i int32) bool {
	return slices.ContainsFunc(x.label(x.fact(i)).words, func(w labelWord) bool { return sc.asideOnly(w.stem) })
}

// asideOnly says whether a word stands only behind a preposition, where it tells what something else was about: a
// response to the assessment is no assessment.
func (sc *scope) asideOnly(stem string) bool {
	aside := false
	for i, t := range sc.tokens {
		if t.Stem != stem || t.Cap {
			continue
		}
		behind := false
		for j := max(i-3, 0); j < i; j++ {
			switch sc.tokens[j].Lower {
			case "to", "about", "against", "after", "before", "following":
				behind = true
			}
		}
		if !behind {
			return false
		}
		aside = true
	}
	return aside
}

// An eventLabel is the label of an event, taken apart for linking.
type eventLabel struct {
	which []string // its words that tell one of several like events, lower case
	words []labelWord
	place string // stem of the name of its place
}

// A labelWord is a content word of a label with the other stems by which a sentence may say it.
type labelWord struct {
	stem   string
	weight float64
	others []string
}

// label takes the label of an event apart, once.
func (x *index) label(f *fact) *eventLabel {
	if l := f.parts.Load(); l != nil {
		return l
	}
	l := &eventLabel{}
	for _, t := range words.Tokens(nil, f.label, 0) {
		if whichOne[t.Lower] {
			l.which = append(l.which, t.Lower)
		}
	}
	for _, stem := range words.Content(f.label) {
		if stem[0] >= '0' && stem[0] <= '9' {
			continue // how many signed is another matter
		}
		l.words = append(l.words, labelWord{stem, x.weight(stem), append(words.Kindred(stem), doings()[stem]...)})
	}
	if p := f.o.Dim("place"); p != nil {
		l.place = words.Stem(strings.ToLower(p.Name))
	}
	f.parts.Store(l)
	return l
}

// labelled is the share of an event's label, by weight, that the sentence has.
func (x *index) labelled(sc *scope, i int32) float64 {
	l := x.label(x.fact(i))
	for _, w := range l.which { // the previous visit is not the visit
		if !slices.ContainsFunc(sc.tokens, func(t words.Token) bool { return t.Lower == w }) {
			return 0
		}
	}
	both, all := 0.0, 0.0
	matches := 0
	for _, w := range l.words {
		all += w.weight
		if sc.says(&w) || x.calls(sc, w.stem) {
			both += w.weight
			matches++
		}
	}
	if l.place != "" && matches < 3 && has(sc.stems, l.place) {
		both, matches = both+1, matches+1
		all++
	}
	if all == 0 || matches < 2 {
		return 0
	}
	if matches < 3 {
		return min(both/all, 0.9) // two words are not enough to doubt a date
	}
	return both / all
}

// says says whether the sentence has a word of a label, or another word for it. "Report" is no content word, since it
// tells that something is told; behind an article or a possessive it is a document.
func (sc *scope) says(w *labelWord) bool {
	if has(sc.stems, w.stem) || hasAny(sc.stems, w.others) {
		return true
	}
	if !slices.Contains(w.others, "report") {
		return false
	}
	for i := 1; i < len(sc.tokens); i++ {
		if sc.tokens[i].Lower != "report" {
			continue
		}
		for j := i - 1; j >= max(i-3, 0); j-- {
			if t := sc.tokens[j]; t.Possessive || t.Lower == "the" || t.Lower == "a" || t.Lower == "its" || t.Lower == "her" {
				return true
			}
		}
	}
	return false
}

// hasAny looks several stems up in a sorted list.
func hasAny(list, stems []string) bool {
	return slices.ContainsFunc(stems, func(s string) bool { return has(list, s) })
}

// doings are the ways of saying what the labels of events say in one word, by the stem of that word.
var doings = sync.OnceValue(func() map[string][]string {
	by := map[string][]string{}
	for head, others := range map[string][]string{
		"publish": {"publish", "releas", "issu", "unveil", "public", "appear", "print", "came", "come"},
		"becom":   {"becom", "took", "take", "appoint", "name", "head", "succeed"},
		"amend":   {"amend", "revis", "chang"},
		"reject":  {"reject", "turn", "vote", "defeat", "refus"},
		"announc": {"announc", "say", "said", "declar", "known", "reveal"},
		"begin":   {"begin", "began", "start", "broke", "erupt"},
		"launch":  {"launch", "start", "began", "begin", "open"},
		"visit":   {"visit", "trip", "mission", "travel"},
		"adopt":   {"adopt", "pass", "approv"},
	} {
		for _, key := range []string{head, words.Stem(head)} {
			for _, o := range others {
				by[key] = append(by[key], o, words.Stem(o))
			}
		}
	}
	return by
})

// calls says whether the sentence names, by another of its names, what a word of an event's label names: the
// UN human rights office is the OHCHR of the label.
func (x *index) calls(sc *scope, stem string) bool {
	if len(stem) < 3 {
		return false
	}
	if sc.called == nil {
		sc.called = x.namesOf(sc.mentions)
	}
	return slices.Contains(sc.called.values, stem) || slices.ContainsFunc(sc.called.sources, func(id string) bool { return strings.HasPrefix(id, stem) })
}

// callNames are the names that a study has for what a sentence mentions.
type callNames struct {
	values  []string // stems of names and aliases
	sources []string // ids, lower case
}

func (x *index) namesOf(mentions []mention) *callNames {
	n := &callNames{}
	for _, m := range mentions {
		switch m.kind {
		case entSource:
			n.sources = append(n.sources, strings.ToLower(x.study.Sources[m.a].ID))
		case entValue:
			v := &x.dims[m.a].Values[m.b]
			n.values = append(n.values, words.Stem(strings.ToLower(v.Name)))
			for _, a := range v.Aliases {
				n.values = append(n.values, words.Stem(strings.ToLower(a)))
			}
		}
	}
	return n
}

// whichOne are words that tell one of several like events.
var whichOne = wordSet("previous first second third next last earlier later final begin begins end ends")

// sameDate says whether the parts of a date that are written are those of an event.
func sameDate(d quantity.Day, p datasets.Period) bool {
	if p.OpenStart || p.OpenEnd {
		return true
	}
	for day := p.From; day <= p.To && day <= p.From+maxEvent; day++ { // an event of several days may be dated by any of them
		y, m, n := day.Date()
		if (d.Year == 0 || d.Year == y) && (d.Month == 0 || p.Precision > datasets.ToMonth || d.Month == m) && (d.Day == 0 || p.Precision != datasets.ToDay || d.Day == n) {
			return true
		}
	}
	return false
}

// maxEvent is the longest event, in days, that is looked at day by day.
const maxEvent = 4000

// has looks a stem up in a sorted list.
func has(list []string, stem string) bool {
	_, ok := slices.BinarySearch(list, stem)
	return ok
}

func sortedSet(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// event holds a written date against an event's: the parts written must be equal.
func event(q *quantity.Quantity, m matched, f *fact) candidate {
	v := number.Refuted
	if sameDate(q.From, f.o.Period) {
		v = number.Supported
	}
	return candidate{score: m.score, obs: []int32{m.obs}, m: m.m, kind: "event", title: f.label, cell: f.cell + f.o.ID, period: f.o.Period,
		outcome: number.Outcome{Verdict: v, Reason: number.Exact}}
}
