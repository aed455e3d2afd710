package claim

import (
	"math/big"

	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
)

// allBut reads "all but two of the 26" as 24.
func (s *sentence) allBut(a *ask, qs []quantity.Quantity) {
	if a.class != clsCount || !s.phraseAt(a.from-2, "all", "but") {
		return
	}
	whole, few := s.ofSoMany(a, qs), a.claimed.Number()
	if whole != nil && few != nil && whole.IsInt() && few.Cmp(whole) < 0 {
		a.claimed = number.Claimed{Value: number.FromRat(new(big.Rat).Sub(whole, few), 0)}
	}
}

// frontBase is the count of what a number is a part of, where it stands in front: the 26 of "of the 26 former
// detainees, seven reported it".
func (s *sentence) frontBase(a *ask, qs []quantity.Quantity) *big.Rat {
	for k, i := range s.quants {
		q, at := &qs[i], s.at[k]
		if k >= a.k || q.Kind != quantity.Count || q.Unit != "" || q.Ranged || q.Vague || q.Hedge != number.None || at > 6 {
			continue
		}
		if w := s.lower(at - 1); w != "the" && w != "of" && w != "these" && w != "those" || s.lower(at-1) != "of" && s.lower(at-2) != "of" {
			continue
		}
		if v := q.Claimed().Number(); v != nil && v.Cmp(one) > 0 {
			return v
		}
	}
	return nil
}

// portions hold "six of the 26 former detainees reported it" against the share that the study gives of the same
// group, and "fourteen of the 40 had not been detained" against those who had: the text gives the whole itself.
// A share has to be of just the group that the sentence names.
func (x *index) portions(s *sentence, a *ask, sc *scope, whole *big.Rat) []candidate {
	all := number.Evidence{Value: whole, Set: number.Point(whole)}
	var out []candidate
	share := *a
	share.class, share.base, share.op = clsShare, big.NewRat(1, 100), opShare
	for _, m := range x.weigh(s, &share, sc, func(m *measure) bool { return m.class == clsShare }) {
		f := x.fact(m.obs)
		if m.open > 0 || x.study.IsReported(int(m.obs)) || f.q.Unit.Per != 100 || !sc.groupNamed(x, a, m.obs) {
			continue
		}
		one := new(big.Rat).Mul(whole, big.NewRat(1, 100))
		c := candidate{score: m.score + 0.3, evidence: number.Evidence{Set: f.q.Interval.Scale(one)}, value: statistic.Quantity{Interval: f.q.Interval.Scale(one)}, obs: []int32{m.obs}, m: m.m,
			timed: m.timed, period: f.o.Period, title: f.title, kind: "observation", cell: f.cell, noun: true, own: x.measures[m.m].own, words: m.words,
			formula: statistic.Written(&f.o) + " of " + number.Plain(whole, 0)}
		if f.q.Value != nil {
			c.evidence.Value = new(big.Rat).Mul(f.q.Value, one)
			c.evidence.Set = number.Interval{Lo: floor(c.evidence.Value), Hi: ceil(c.evidence.Value)} // people are whole
			c.value = statistic.Quantity{Interval: c.evidence.Set}                                    // between 17 and 18
			c.formula = "about " + number.Plain(f.q.Value, 1) + "% of " + number.Plain(whole, 0)
		} else if lo := c.evidence.Set.Lo; lo != nil && !lo.IsInt() { // more than a third of 40 are at least 14
			c.evidence.Set.Lo, c.evidence.Set.LoOpen = ceil(lo), false
			c.value.Interval = c.evidence.Set
		}
		if x.turned(a, sc, m.obs) {
			c.evidence = all.Sub(c.evidence)
			c.title += " (the others)"
		}
		out = append(out, c)
	}
	if !a.negated {
		return out
	}
	for _, m := range x.weigh(s, a, sc, func(m *measure) bool { return m.class == clsCount }) {
		f := x.fact(m.obs)
		if m.open > 0 || f.q.Value == nil || f.q.Value.Cmp(whole) >= 0 || x.study.IsReported(int(m.obs)) || !sc.groupNamed(x, a, m.obs) {
			continue
		}
		e := all.Sub(number.Evidence{Value: f.q.Value, Set: f.q.Interval})
		out = append(out, candidate{score: m.score + 0.3, evidence: e, value: statistic.Quantity{Value: e.Value, Interval: e.Set, Unit: f.q.Unit}, obs: []int32{m.obs}, m: m.m, timed: m.timed, noun: true,
			own: x.measures[m.m].own, words: m.words, period: f.o.Period, title: f.title + " (the others)", kind: "complement", made: true, cell: "others" + f.cell,
			formula: number.Plain(whole, 0) + " − " + statistic.Written(&f.o) + " = " + number.Plain(e.Value, 0)})
	}
	return out
}

// groupNamed says whether the sentence names, behind the number, the very group that an observation is of, and that
// group is part of another.
func (sc *scope) groupNamed(x *index, a *ask, i int32) bool {
	for d := range x.dims {
		dim := &x.dims[d]
		code := int32(dim.Code(int(i)))
		if code < 0 || dim.places || dim.labels || dim.parent[code] < 0 {
			continue
		}
		for _, m := range sc.mentions {
			if m.kind == entValue && int(m.a) == d && m.b == code && (m.from >= a.to || a.fronted) {
				return true
			}
		}
	}
	return false
}

// floor and ceil are the whole numbers around v.
func floor(v *big.Rat) *big.Rat { return number.Floor(v, 0).Rat() }
func ceil(v *big.Rat) *big.Rat  { return number.Ceil(v, 0).Rat() }
