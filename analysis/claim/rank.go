package claim

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// superlatives say that something is first or last of its kind.
var superlatives = map[string]int{"highest": 1, "largest": 1, "biggest": 1, "greatest": 1, "longest": 1, "most": 1,
	"lowest": -1, "smallest": -1, "fewest": -1, "shortest": -1, "least": -1}

// ordinals say which from the top or the bottom.
var ordinals = map[string]int{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}

// A standing is the place in an order that words give to their subject.
type standing struct {
	from, to int // tokens
	sign     int // 1 from the top, −1 from the bottom
	nth      int
	overTime bool    // among the periods, not among places or groups
	quality  quality // what it is an order of, where the word says so
}

// standingAt reads a place in an order at token i: "the highest", "the second-lowest", "third place", "second only
// to", "their highest".
func (s *sentence) standingAt(i int) (standing, bool) {
	st := standing{from: i, to: i + 1, nth: 1}
	w := s.lower(i)
	if n := ordinals[w]; n > 0 && (s.lower(i+1) == "place" || s.lower(i+1) == "only" && s.lower(i+2) == "to") {
		st.sign, st.nth = 1, n
		return st, true
	}
	if !strings.HasSuffix(w, "st") {
		return st, false
	}
	st.sign = superlatives[w]
	if q, ok := qualities[w]; ok {
		st.quality = q
		if s.lower(i+1) == "-" && s.lower(i+2) == "paid" {
			st.quality.kind, st.to = "wage", i+3 // the worst-paid
		}
	} else if q, ok := qualities[s.lower(i+1)]; ok && (w == "most" || w == "least") {
		st.quality, st.to = q, i+2
		st.quality.sign *= st.sign
	}
	if st.quality.sign != 0 {
		st.sign = st.quality.sign
	}
	if st.sign == 0 {
		return st, false
	}
	before := i - 1
	if before > 0 && s.tokens[before].Stem == "-" {
		before--
	}
	if n := ordinals[s.lower(before)]; n > 0 {
		st.from, st.nth = before, n
		before--
	}
	switch prev := s.lower(before); {
	case prev == "their" || prev == "its":
		st.overTime = true
	case before < 0 || prev != "the" && !s.tokens[before].Possessive:
		return st, false
	}
	switch s.lower(before - 1) {
	case "of", "among":
		if w := s.lower(before - 2); w == "one" || w == "some" || s.lower(before-1) == "among" {
			return st, false // one of the highest
		}
	}
	next := s.lower(i + 1)
	if st.quality.sign == 0 && (w == "most" || w == "least") && (next == "" || s.tokens[i+1].Mark || strings.HasSuffix(next, "ly") || strings.HasSuffix(next, "ed")) ||
		upWords[next] || downWords[next] || next == "possible" || next == "known" || next == "ever" || next == "since" {
		return st, false // the largest increase, the most heavily used
	}
	for k := i + 1; k < len(s.tokens); k++ {
		switch s.lower(k) {
		case "since", "ever":
			return st, false
		case "period", "record", "years", "decade":
			st.overTime = st.overTime || s.lower(k-1) == "whole" || s.lower(k-1) == "entire" || s.lower(k-1) == "the" || s.lower(k-1) == "all" || s.lower(k-1) == "on"
		}
	}
	return st, true
}

// superlative holds "the second-lowest rate of the four provinces" against all values of the dimension that
// the sentence ranks, and "at its highest in 2023" against all periods.
func (r *reading) superlative(st standing) {
	s, x := &r.s, r.x
	a := s.pseudo(st.from, st.to)
	if s.lower(st.to) == "only" { // "second only to A, B": A is the first
		a.refFrom, a.refTo = st.to+2, s.clauseEnd(st.to+2)
	}
	sc := x.scopeOf(s, &a, r.qs, &r.top)
	if st.quality.sign != 0 {
		id, sign := x.qualified(&sc, st.quality)
		if id < 0 {
			return
		}
		st.sign, sc.measures, sc.own = sign, map[int32]float64{id: max(sc.measures[id], 0.8)}, true
	}
	if unknown := x.restrictor(s, &a, &sc, r.qs); !sc.own || unknown != "" && !(unknown == s.lower(st.to-1) && s.ofSeveral(st.to)) {
		return
	}
	x.byUnits(s, &sc, r.qs)
	x.byNext(s, &sc, st.to)
	id := int32(-1)
	if !st.overTime && x.ranked(s, &sc) < 0 { // the columns of a wide table are ranked, or nothing is
		maps.DeleteFunc(sc.measures, func(k int32, _ float64) bool { return x.measures[k].family == nil })
	}
	for _, k := range sortedMeasures(sc.measures) {
		if m := &x.measures[k]; sc.measures[k] >= 0.6 && comparableMeasure(m) && (id < 0 || sc.measures[k] > sc.measures[id]) {
			id = k
		}
	}
	for k, w := range sc.measures {
		if k != id && w >= sc.measures[id]-0.05 && comparableMeasure(&x.measures[k]) {
			return // which measure is ranked is not clear
		}
	}
	if id < 0 {
		return
	}
	if times := len(sc.times); times > 1 || times == 0 && x.measures[id].periods > 1 {
		return
	}
	d := -1
	if !st.overTime {
		if d = x.ranked(s, &sc); d < 0 {
			f := x.measures[id].family
			if f == nil || x.member(s, f) != id || !s.ofAll(f) && !f.spokenOf(sc.stems) {
				return
			}
			d = amongFamily
		}
	}
	only := sc
	only.measures = map[int32]float64{id: sc.measures[id]}
	ops := x.operands(s, &a, &only, comparableMeasure)
	if len(ops) == 0 || ops[0].open > 0 || len(sc.times) > 0 && !ops[0].timed {
		return
	}
	if len(ops) > 1 && ops[1].score > ops[0].score-0.04 {
		return // two subjects
	}
	if d >= 0 && !slices.ContainsFunc(sc.values[d], func(v near) bool { return !v.carried && int(v.code) == x.dims[d].Code(int(ops[0].obs)) }) {
		return
	}
	dec, ok := x.rank(s, &sc, ops[0], st, d)
	if !ok {
		return
	}
	f := r.found(a.q, &a, &sc, dec)
	f.Rule, f.Claim.Value, f.Claim.Hedge = "rank", "", ""
	if dec.verdict == finding.Refuted {
		f.Wording, f.Message = "", "By these figures “"+f.Text+"” does not hold. Is another place, group or period meant?"
	}
	if k := slices.IndexFunc(r.out, func(o finding.Finding) bool { return o.Start == f.Start && o.Verdict == finding.Undecided }); k >= 0 {
		f.End, f.Text = r.out[k].End, r.out[k].Text // the ordinal of "second-lowest", which by itself could not be judged
		r.out[k] = f
		return
	}
	r.out = append(r.out, f)
}

// byNext keeps, of the measures named, those that the word right behind a superlative names, where there are any: "the
// highest price for milk" is no quantity of milk.
func (x *index) byNext(s *sentence, sc *scope, at int) {
	kept := map[int32]float64{}
	for _, m := range s.mentions {
		if (m.kind == entMeasure || m.kind == entComponent) && m.from <= at && m.to > at && m.weight > 0.75 && sc.measures[m.a] > 0 {
			kept[m.a] = max(kept[m.a], sc.measures[m.a]*m.weight)
		}
	}
	if len(kept) > 0 {
		sc.measures = kept
	}
}

// ofSeveral says whether those among which something ranks are counted behind token i: "of the three regions".
func (s *sentence) ofSeveral(i int) bool {
	for ; i < len(s.tokens); i++ {
		if s.lower(i) == "of" && s.lower(i+1) == "the" && numberWord(s.lower(i+2)) {
			return true
		}
	}
	return false
}

// byUnits keeps, of the measures named, those in whose unit the sentence has a number, where there are any: the
// 11,840 GWh of "wind, with 11,840 GWh, was the largest source of electricity".
func (x *index) byUnits(s *sentence, sc *scope, qs []quantity.Quantity) {
	kept := map[int32]float64{}
	for _, i := range s.quants {
		u, err := datasets.ParseUnit(qs[i].Unit)
		if err != nil || classOfUnit(u) != clsOther && classOfUnit(u) != clsTime || calendar(qs[i].Kind) {
			continue
		}
		for id, w := range sc.measures {
			if m := &x.measures[id]; m.class == classOfUnit(u) && u.Mixes(m.unit) == nil {
				kept[id] = w
			}
		}
	}
	if len(kept) > 0 {
		sc.measures = kept
	}
}

// amongFamily stands for a dimension where the columns of a wide table are ranked.
const amongFamily = -2

// ranked is the dimension whose values the sentence ranks: the only one of which it names a value, or the one
// that it names itself ("of the four regions"), or the places; −1 if that is not clear.
func (x *index) ranked(s *sentence, sc *scope) int {
	found, n := -1, 0
	for d := range x.dims {
		dim := &x.dims[d]
		if dim.labels || len(dim.Values) < 3 || len(sc.values[d]) == 0 || sc.values[d][0].carried || dim.whole[sc.values[d][0].code] {
			continue
		}
		name := words.Stem(strings.ToLower(dim.Name))
		for _, t := range s.tokens {
			if t.Stem == name {
				return d
			}
		}
		if found < 0 || dim.places {
			found = d
		}
		n++
	}
	if n == 1 || found >= 0 && x.dims[found].places {
		return found
	}
	return -1
}

// rank compares the subject with every other value of dimension d, or with the other periods where d is −1; as
// a rate where the sentence speaks of one and the study has the population.
func (x *index) rank(s *sentence, sc *scope, subject operand, st standing, d int) (decision, bool) {
	none := decision{}
	own, ok := x.rankValue(s, subject)
	if !ok {
		return none, false
	}
	better, equal, compared := 0, 0, 0
	best, bestObs := own, subject.obs
	for _, j := range x.rivalsOf(sc, subject, d) {
		v, ok := x.rankValue(s, operand{matched{obs: j, m: subject.m}, x.fact(j)})
		if !ok {
			return none, false
		}
		compared++
		switch v.Cmp(own) {
		case st.sign:
			better++
		case 0:
			equal++
		}
		if v.Cmp(best) == st.sign {
			best, bestObs = v, j
		}
	}
	if compared < 2 || compared < st.nth-1 {
		return none, false
	}
	others := "others are"
	if better == 1 {
		others = "others is"
	}
	name := subject.title
	if d >= 0 {
		name = valueName(subject, &x.dims[d])
	}
	c := &candidate{value: statistic.Quantity{Value: own, Interval: number.Point(own), Unit: subject.o.Unit}, evidence: number.Exactly(own), obs: []int32{subject.obs, bestObs}, m: subject.m,
		kind: "rank", title: subject.title, made: true, score: subject.score, timed: true,
		formula: fmt.Sprintf("%s has %s; %d of the %d %s %s", name, number.Plain(own, 4), better, compared, others, map[int]string{1: "higher", -1: "lower"}[st.sign])}
	if bestObs == subject.obs {
		c.obs = c.obs[:1]
	}
	out := decision{verdict: finding.Supported, reason: finding.Exact, chosen: c, considered: compared + 1}
	if better > st.nth-1 || better+equal < st.nth-1 {
		out.verdict, out.reason, out.grade = finding.Refuted, finding.Value, finding.Substance
	}
	return out, true
}

// rivalsOf lists the figures with which a figure is compared: those of the other values of dimension d in the
// same period, or those of the other periods; nil where parts and wholes stand among them. A region that the
// sentence names narrows them to its own.
func (x *index) rivalsOf(sc *scope, subject operand, d int) []int32 {
	var out []int32
	if d == amongFamily {
		for _, id := range x.measures[subject.m].family.members {
			if id != subject.m {
				out = append(out, x.sameCell(subject.obs, id)...)
			}
		}
		return out
	}
	if d < 0 {
		for _, j := range x.measures[subject.m].obs {
			if j != subject.obs && x.sameBut(j, subject.obs, -1) && !x.study.IsReported(int(j)) {
				out = append(out, j)
			}
		}
		return out
	}
	dim := &x.dims[d]
	for c := range dim.Values {
		if dim.whole[c] || dim.parent[c] >= 0 || len(dim.children[c]) > 0 {
			return nil
		}
		for _, j := range dim.obs[c] {
			if j == subject.obs || x.measureOf(j) != subject.m || !x.sameBut(j, subject.obs, d) || !x.periodOf(j).Equal(subject.o.Period) {
				continue
			}
			inside := true
			for e := range x.dims {
				if dim.tells[e] && len(sc.values[e]) > 0 && !sc.values[e][0].carried {
					inside = inside && x.dims[e].Code(int(j)) == x.dims[e].Code(int(subject.obs))
				}
			}
			if inside {
				out = append(out, j)
			}
		}
	}
	return out
}

func valueName(o operand, dim *dimension) string {
	if v := o.o.Dim(dim.Name); v != nil {
		return v.Name
	}
	return o.o.ID
}

// rankValue is the figure that is ranked.
func (x *index) rankValue(s *sentence, o operand) (*big.Rat, bool) {
	if o.q.Value == nil {
		return nil, false
	}
	if _, rate := s.has(0, len(s.tokens), map[string]bool{"rate": true, "rates": true, "per": true}); !rate || x.measures[o.m].class != clsCount {
		return o.q.Value, true
	}
	for id := range x.measures {
		m := &x.measures[id]
		if !m.words[populationStem] || int32(id) == o.m {
			continue
		}
		for _, j := range x.sameCell(o.obs, int32(id)) {
			if v, err := statistic.Rate(o.q, x.fact(j).q, 100000); err == nil && v.Value != nil {
				return v.Value, true
			}
		}
	}
	return nil, false
}
