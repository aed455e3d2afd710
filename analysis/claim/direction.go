package claim

import (
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// directionVerbs are verbs that say a rise or a fall by themselves.
var directionVerbs = map[string]int{}

func init() {
	for w := range wordSet(`rose rises risen increased increases grew grown grows climbed climbs jumped surged soared swelled rocketed skyrocketed spiked`) {
		directionVerbs[w] = 1
	}
	for w := range wordSet(`fell falls fallen decreased decreases declined declines dropped drops shrank shrunk plunged plummeted slumped dipped tumbled collapsed dwindled`) {
		directionVerbs[w] = -1
	}
}

// directionNouns are nouns that say a rise or a fall, and verbs that do so behind "saw".
var directionNouns = map[string]int{"rise": 1, "increase": 1, "growth": 1, "surge": 1, "jump": 1, "soar": 1, "climb": 1, "grow": 1, "shrink": -1, "plummet": -1, "upsurge": 1, "upswing": 1, "uptick": 1, "fall": -1, "decline": -1, "drop": -1, "decrease": -1, "slump": -1,
	"plunge": -1, "dip": -1, "reduction": -1, "downturn": -1, "collapse": -1}

var adverbs = wordSet(`sharply steeply markedly slightly dramatically significantly steadily considerably rapidly strongly drastically abruptly substantially modestly precipitously again further`)

// directions judges the bare directions of a sentence ("fell sharply") and its superlatives ("the lowest").
func (r *reading) directions() {
	s := &r.s
	if len(s.mentions) == 0 {
		return
	}
	for i := range s.tokens {
		if sign, ok := directionVerbs[s.tokens[i].Lower]; ok && !r.attached(i) {
			r.direction(i, sign, false)
		} else if sign, ok := directionNouns[s.tokens[i].Lower]; ok && s.ofMeasure(i) && !r.attached(i) {
			r.direction(i, sign, true)
		} else if sign := directionOf(s.tokens[i].Lower); sign != 0 && s.seen(i) && !r.attached(i) {
			r.direction(i, sign, false)
		} else if st, ok := s.standingAt(i); ok {
			r.superlative(st)
		} else {
			r.comparison(i)
		}
	}
}

// attached says whether a number says how far: "fell by 12 percent", "rose to 40".
func (r *reading) attached(i int) bool {
	s := &r.s
	for k, q := range s.quants {
		if calendar(r.qs[q].Kind) {
			continue
		}
		from := s.tokenAt(r.qs[q].Start)
		if s.at[k] < i && i-s.at[k] <= 6 && s.clause[from] == s.clause[i] {
			return true // "733 millimetres of rain fell"
		}
		if from > i && from-i <= 7 && s.clause[from] == s.clause[i] || from <= i && i <= s.at[k] {
			return true
		}
	}
	return false
}

// pseudo makes an ask for a stretch of words that is no number.
func (s *sentence) pseudo(from, to int) ask {
	q := &quantity.Quantity{Start: s.tokens[from].Start, End: s.tokens[to-1].End, Of: -1}
	return ask{s: s, q: q, from: from, to: to, base: one, class: clsCount, refFrom: -1, refTo: -1}
}

// directionOf is the way of a verb in its plain form or in -ing, 0 for other words.
func directionOf(w string) int {
	if sign := directionNouns[w]; sign != 0 {
		return sign
	}
	stem, ok := strings.CutSuffix(w, "ing")
	if !ok {
		return 0
	}
	for _, form := range []string{stem, stem + "e", strings.TrimSuffix(stem, "p")} { // surging, dropping
		if sign := directionNouns[form]; sign != 0 {
			return sign
		}
	}
	return 0
}

// seen says whether the word at token i is the verb of what was seen: "saw its sterilizations surge".
func (s *sentence) seen(i int) bool {
	for j := i - 1; j >= max(i-8, 0) && s.clause[j] == s.clause[i]; j-- {
		switch s.lower(j) {
		case "saw", "see", "seen", "sees", "seeing", "watched", "witnessed", "show", "shows", "showed", "showing":
			return i-j >= 2 && !words.Function(s.lower(i-1))
		}
	}
	return false
}

// ofMeasure says whether a noun of change tells by "in" or "of" what changed, and that it did: "a sharp decline in
// sterilizations", but not "to stop the decline in".
func (s *sentence) ofMeasure(i int) bool {
	if w := s.lower(i + 1); w != "in" && w != "of" {
		return false
	}
	for j := i - 1; j >= max(i-4, 0); j-- {
		switch w := s.lower(j); {
		case w == "a" || w == "an" || w == "the":
			before := s.lower(j - 1)
			return !tentativeWords[before] && before != "stop" && before != "reverse" && before != "no" && before != "without" && before != "despite"
		case w == "no" || negations[w]:
			return false
		}
	}
	return false
}

// direction holds a verb or a noun of change against the sign of the change over the period that the sentence names.
func (r *reading) direction(i, sign int, noun bool) {
	s, x := &r.s, r.x
	from, to := i, i+1
	if adverbs[s.lower(to)] {
		to++
	} else if adverbs[s.lower(from-1)] {
		from--
	}
	a := s.pseudo(from, to)
	sc := x.scopeOf(s, &a, r.qs, &r.top)
	if !sc.own || len(sc.times) == 0 || x.restrictor(s, &a, &sc, r.qs) != "" {
		return
	}
	subjects := s.subjects(x, &sc, i, noun)
	if len(subjects) == 0 {
		return
	}
	var chosen *candidate
	opposite := false
	for _, id := range subjects {
		c, ok := x.changeSign(s, &a, &sc, id)
		if !ok {
			continue
		}
		if c.value.Value.Sign() != sign {
			opposite = true
			chosen = c
		} else if chosen == nil {
			chosen = c
		}
	}
	if chosen == nil {
		return
	}
	d := decision{verdict: finding.Supported, reason: finding.Exact, chosen: chosen, considered: len(subjects)}
	if opposite {
		d.verdict, d.reason, d.grade = finding.Refuted, finding.Direction, finding.Substance
	}
	f := r.found(a.q, &a, &sc, d)
	f.Rule, f.Claim.Value, f.Claim.Hedge = "direction", "", ""
	if opposite {
		f.Wording = map[int]string{1: "rose", -1: "fell", 0: "stayed the same"}[chosen.value.Value.Sign()]
	}
	r.out = append(r.out, f)
}

// subjects are the measures named before the verb, in its clause: what rose or fell. Behind a noun of change they
// follow.
func (s *sentence) subjects(x *index, sc *scope, i int, noun bool) []int32 {
	var out []int32
	if noun {
		return s.objects(x, sc, i)
	}
	best := 0.0
	for _, w := range sc.measures {
		best = max(best, w)
	}
	nearest := -1 // where the subject nearest before the verb ends
	for _, m := range s.mentions {
		if (m.kind == entMeasure || m.kind == entComponent) && m.to <= i && s.clause[m.from] == s.clause[i] && sc.measures[m.a] >= max(0.5, best-0.1) {
			nearest = max(nearest, m.to)
		}
	}
	if nearest < 0 || i-nearest > 9 {
		return nil
	}
	for _, id := range sortedMeasures(sc.measures) {
		if sc.measures[id] < max(0.5, best-0.1) || x.measures[id].class == clsDate {
			continue
		}
		for _, m := range s.mentions {
			if (m.kind == entMeasure || m.kind == entComponent) && m.a == id && m.to <= i && nearest-m.to <= 5 && s.clause[m.from] == s.clause[i] {
				out = append(out, id)
				break
			}
		}
	}
	return out
}

// objects are the measures named right behind "a decline in", and behind the "and" after them.
func (s *sentence) objects(x *index, sc *scope, i int) []int32 {
	var out []int32
	for _, id := range sortedMeasures(sc.measures) {
		if x.measures[id].class == clsDate || sc.measures[id] < 0.5 {
			continue
		}
		for _, m := range s.mentions {
			if (m.kind == entMeasure || m.kind == entComponent) && m.a == id && m.weight >= 0.75 && m.from >= i+2 && m.from-i <= 5 && s.clause[m.from] == s.clause[i] {
				out = append(out, id)
				break
			}
		}
	}
	return out
}

// changeSign returns the change of a measure over the period named: from the year before the first one
// named to the last one, where that and the change between the years named agree in sign.
func (x *index) changeSign(s *sentence, a *ask, sc *scope, id int32) (*candidate, bool) {
	open := *sc
	open.times, open.sources = nil, nil // the years of one rise may be of several sources
	open.measures = map[int32]float64{id: sc.measures[id]}
	ops := x.operands(s, a, &open, comparableMeasure)
	least := ops0(ops) - 0.16
	ops = slices.DeleteFunc(ops, func(o operand) bool {
		return o.q.Value == nil || !oneYear(o.o.Period) || o.score < least // a total of five years is no year
	})
	slices.SortStableFunc(ops, func(p, q operand) int { return p.o.Period.Compare(q.o.Period) })
	first, last := sc.times[0], sc.times[0]
	if len(sc.times) == 1 && first.span {
		first.period, last.period = ends(first.period)
		first.span, last.span = false, false
	}
	for _, t := range sc.times[1:] {
		if t.period.Compare(first.period) < 0 {
			first = t
		}
		if t.period.Compare(last.period) > 0 {
			last = t
		}
	}
	onward := len(sc.times) == 1 && !sc.times[0].span && sc.times[0].role == start && len(ops) > 0
	if onward { // "a decline from 2017": from there to the last that is known
		last.period = ops[len(ops)-1].o.Period
	}
	var before, begin, end *operand
	for k := range ops {
		o := &ops[k]
		if end != nil && !x.sameBut(o.obs, end.obs, -1) {
			continue
		}
		switch {
		case fitsTime(o.o.Period, last):
			end = o
			if begin == nil && first.period.Equal(last.period) {
				begin = before
			}
		case fitsTime(o.o.Period, first):
			begin = o
		case o.o.Period.Compare(first.period) < 0 && !onward:
			before = o
		}
	}
	if end == nil || begin == nil && before == nil {
		return nil, false
	}
	sign := 0
	var out *candidate
	if begin != nil && len(sc.times) == 2 && first.role == start && last.role == finish {
		before = nil // "between 2016 and 2018": what came before is not told
	}
	for _, b := range []*operand{begin, before} {
		if b == nil || b.obs == end.obs || !x.sameBut(b.obs, end.obs, -1) {
			continue
		}
		v, err := statistic.Difference(b.q, end.q)
		if err != nil || v.Value == nil || sign != 0 && v.Value.Sign() != sign {
			return nil, false
		}
		sign = v.Value.Sign()
		if out == nil {
			out = &candidate{value: v, evidence: number.Evidence{Value: v.Value, Set: v.Interval}, obs: []int32{b.obs, end.obs}, m: id, made: true, kind: "difference", timed: true,
				title: end.title, score: end.score}
		}
	}
	return out, out != nil
}

// oneYear says whether a period lies within one calendar, school or fiscal year.
func oneYear(p datasets.Period) bool {
	_, year := p.Year()
	return year || p.Precision == datasets.ToSplitYear && !p.OpenStart && !p.OpenEnd && p.To-p.From <= 731
}

func ops0(ops []operand) float64 {
	if len(ops) == 0 {
		return 0
	}
	return ops[0].score
}
