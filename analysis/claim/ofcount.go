package claim

import (
	"fmt"
	"math/big"

	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
)

// ofSoMany is the count that stands in what a share is of: the 193 of "a quarter of the 193 members"; nil where
// there is none.
func (s *sentence) ofSoMany(a *ask, qs []quantity.Quantity) *big.Rat {
	if s.lower(a.to) != "of" {
		return nil
	}
	for k, i := range s.quants {
		q := &qs[i]
		at := s.tokenAt(q.Start)
		if at+1 < len(s.tokens) && (s.tokens[at+1].Possessive || s.lower(at+2) == "’" || s.lower(at+2) == "'") {
			continue // "of the three regions’ harvest"
		}
		if k == a.k || at <= a.to || at > a.to+3 || q.Unit != "" && q.Kind != quantity.Count || q.Ranged || q.Vague || q.Hedge != number.None {
			continue
		}
		if v := q.Claimed().Number(); v != nil && v.Cmp(one) > 0 {
			return v
		}
	}
	return nil
}

// ofCount makes the shares that the counts of the study are of a number that the text gives: 51 critics of the
// 193 members. It leaves out the count that is the whole itself.
func (x *index) ofCount(s *sentence, a *ask, sc *scope, whole *big.Rat) []candidate {
	var out []candidate
	for _, m := range x.weigh(s, a, sc, func(m *measure) bool { return m.class == clsCount }) {
		if m.score < floorSupport-doubtWindow || len(out) >= maxLevels {
			break
		}
		f := x.fact(m.obs)
		q := f.q
		if q.Value == nil || x.study.IsReported(int(m.obs)) || q.Value.Cmp(whole) >= 0 {
			continue
		}
		v, err := statistic.Share(statistic.Quantity{Value: whole, Interval: number.Point(whole), Unit: q.Unit}, q)
		if err != nil {
			continue
		}
		e, ok := a.toClaim(v)
		if !ok {
			continue
		}
		c := candidate{score: m.score, evidence: e, value: v, obs: []int32{m.obs}, m: m.m, open: m.open, timed: m.timed, far: m.far, made: true, own: x.measures[m.m].own, words: m.words,
			period: f.o.Period, title: f.title, kind: "share of a count", cell: "of" + f.cell,
			formula: fmt.Sprintf("%s ÷ %s = %s", statistic.Written(&f.o), number.Plain(whole, 0), shown(v))}
		out = append(out, complemented(c, a))
	}
	return out
}
