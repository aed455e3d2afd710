package claim

import (
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
)

// comparatives say, with "than" behind them, that one figure is above or below another.
var comparatives = map[string]int{"higher": 1, "greater": 1, "larger": 1, "bigger": 1, "more": 1, "lower": -1, "smaller": -1, "fewer": -1, "less": -1}

// exceeders are verbs that say the same of their subject and their object.
var exceeders = map[string]int{"exceeded": 1, "exceeds": 1, "exceeding": 1, "outnumbered": 1, "outnumber": 1, "outnumbers": 1, "surpassed": 1, "surpasses": 1, "topped": 1, "outstripped": 1,
	"above": 1, "below": -1, "under": -1, "trailed": -1}

// comparison holds "the rate was higher in A than in B", "A's rate exceeded that of B" and "the rate lay below
// the national average" against the two figures. It says nothing unless all figures that could be meant agree.
func (r *reading) comparison(i int) {
	s, x := &r.s, r.x
	sign, ref := s.comparisonAt(i)
	if sign == 0 {
		return
	}
	a := s.pseudo(i, i+1)
	a.op, a.refFrom, a.refTo = opDifference, ref, s.clauseEnd(ref)
	for k, q := range s.quants {
		if !calendar(r.qs[q].Kind) && s.at[k] >= i-2 && s.at[k] < a.refTo {
			return // a number says by how much, or is what it is compared with
		}
	}
	sc := x.scopeOf(s, &a, r.qs, &r.top)
	if !sc.own || len(sc.times) > 2 || x.restrictor(s, &a, &sc, r.qs) != "" {
		return
	}
	chosen, agreed := x.compared(s, &a, &sc, r.qs)
	if !agreed || chosen == nil {
		return
	}
	d := decision{verdict: finding.Supported, reason: finding.Exact, chosen: chosen, considered: 2}
	if chosen.value.Value.Sign() != sign {
		d.verdict, d.reason, d.grade = finding.Refuted, finding.Direction, finding.Substance
	}
	f := r.found(a.q, &a, &sc, d)
	f.Rule, f.Claim.Value, f.Claim.Hedge = "direction", "", ""
	if d.verdict == finding.Refuted {
		f.Wording = ""
	}
	r.out = append(r.out, f)
}

// compared subtracts what a comparison refers to from its subject: two places of one period, or two periods of one place.
func (x *index) compared(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) (*candidate, bool) {
	if len(sc.times) == 2 {
		return x.compareTimes(s, a, sc)
	}
	other := x.comparedPlaces(s, a, sc, qs)
	if other == nil {
		return nil, false
	}
	for d := range sc.values { // without a name of its own the subject is not known
		if len(other.values[d]) > 0 && other.values[d][0].from >= a.refFrom && (len(sc.values[d]) == 0 || sc.values[d][0].carried) {
			return nil, false
		}
	}
	return x.comparePairs(s, a, sc, other)
}

// compareTimes is comparePairs for "larger in 2021 than in 2019": of two periods the second stands in the reference.
func (x *index) compareTimes(s *sentence, a *ask, sc *scope) (*candidate, bool) {
	own, ref := sc.times[0], sc.times[1]
	if own.from >= a.refFrom || ref.from < a.refFrom || s.placeIn(a.refFrom, a.refTo) || own.span || ref.span || own.since || ref.since {
		return nil, false
	}
	open := *sc
	open.times = nil
	ops := x.operands(s, a, &open, comparableMeasure)
	var out *candidate
	for _, p := range ops {
		if p.score < ops0(ops)-tieWindow || p.open > 0 || p.q.Value == nil || !fitsTime(p.o.Period, own) {
			continue
		}
		for _, q := range ops {
			if q.m != p.m || !x.sameBut(p.obs, q.obs, -1) || q.q.Value == nil || !fitsTime(q.o.Period, ref) {
				continue
			}
			v, err := statistic.Difference(q.q, p.q)
			if err != nil || v.Value == nil || v.Value.Sign() == 0 || v.Interval.Contains(zero) || out != nil && out.value.Value.Sign() != v.Value.Sign() {
				return nil, false
			}
			if out == nil {
				out = &candidate{value: v, evidence: number.Evidence{Value: v.Value, Set: v.Interval}, obs: []int32{q.obs, p.obs}, m: p.m, made: true, kind: "difference", timed: true,
					title: p.title, score: p.score}
			}
		}
	}
	return out, out != nil
}

// comparisonAt reads a comparison at token i: which way it goes, and where what it is compared with begins.
func (s *sentence) comparisonAt(i int) (sign, ref int) {
	w := s.lower(i)
	if sign = exceeders[w]; sign != 0 {
		if w == "above" || w == "below" || w == "under" {
			switch s.lower(i - 1) {
			case "lay", "lies", "was", "is", "were", "are", "stood", "stayed", "remained", "well", "far", "fell", "dropped", "rose", "climbed", "sank":
			default:
				return 0, 0
			}
		}
		return sign, i + 1
	}
	if sign = comparatives[w]; sign == 0 {
		return 0, 0
	}
	for j := i + 1; j < min(i+8, len(s.tokens)); j++ {
		if s.tokens[j].Mark || s.clause[j] != s.clause[i] {
			return 0, 0
		}
		if s.lower(j) == "than" {
			if j+1 < len(s.tokens) && s.tokens[j+1].Number {
				return 0, 0
			}
			return sign, j + 1
		}
	}
	return 0, 0
}

// clauseEnd returns the token at which the clause of token i ends, a comma too.
func (s *sentence) clauseEnd(i int) int {
	for i < len(s.tokens) && !s.tokens[i].Mark {
		i++
	}
	return i
}

// comparePairs subtracts the figure of the reference from the subject's, for the measure that is named best;
// all pairs that could be meant have to agree in sign.
func (x *index) comparePairs(s *sentence, a *ask, sc, ref *scope) (*candidate, bool) {
	firsts, seconds := x.operands(s, a, sc, comparableMeasure), x.operands(s, a, ref, comparableMeasure)
	var out *candidate
	for _, p := range firsts {
		if p.score < ops0(firsts)-tieWindow || !p.timed && len(sc.times) > 0 || p.open > 0 {
			continue
		}
		for _, q := range seconds {
			if q.m != p.m || q.obs == p.obs || !p.o.Period.Equal(q.o.Period) || q.open > 0 || !x.comparable(p, q, a, sc, ref) || p.q.Value == nil || q.q.Value == nil {
				continue
			}
			v, err := statistic.Difference(q.q, p.q)
			if err != nil || v.Value == nil || v.Value.Sign() == 0 || v.Interval.Contains(zero) {
				return nil, false
			}
			if out != nil && out.value.Value.Sign() != v.Value.Sign() {
				return nil, false
			}
			if out == nil {
				out = &candidate{value: v, evidence: number.Evidence{Value: v.Value, Set: v.Interval}, obs: []int32{q.obs, p.obs}, m: p.m, made: true, kind: "difference", timed: true,
					title: p.title, score: p.score}
			}
		}
	}
	return out, out != nil
}
