package claim

import (
	"slices"

	"recount/analysis/claim/internal/words"
	"recount/analysis/statistic"
)

// A family is the measures of a wide table that count the same in one unit, each for a part: the columns coal,
// gas and wind of "electricity generated from …".
type family struct {
	members []int32
	common  []string // stems that all their titles share
}

// minFamily is the least number of columns that are taken for the parts of one whole.
const minFamily = 3

// indexFamilies finds the families among the measures that have no terms of their own.
func (x *index) indexFamilies() {
	byUnit := map[string][]int32{}
	var units []string
	for i := range x.measures {
		m := &x.measures[i]
		if m.own || m.general || len(m.obs) == 0 || m.class != clsCount && m.class != clsOther {
			continue
		}
		u := m.unit.Text
		if len(byUnit[u]) == 0 {
			units = append(units, u)
		}
		byUnit[u] = append(byUnit[u], int32(i))
	}
	for _, u := range units {
		if f := x.familyOf(byUnit[u]); f != nil {
			for _, id := range f.members {
				x.measures[id].family = f
			}
		}
	}
}

// familyOf makes a family of measures whose titles share a word and which have a figure for the same cell.
func (x *index) familyOf(ids []int32) *family {
	if len(ids) < minFamily {
		return nil
	}
	common := words.Content(x.measures[ids[0]].Title)
	for _, id := range ids[1:] {
		title := words.Content(x.measures[id].Title)
		common = slices.DeleteFunc(common, func(s string) bool { return !slices.Contains(title, s) })
		if len(x.sameCell(x.measures[ids[0]].obs[0], id)) != 1 {
			return nil
		}
	}
	if len(common) == 0 {
		return nil
	}
	return &family{ids, common}
}

// spokenOf says whether a sentence speaks of what the members of a family share: the electricity of all sources.
func (f *family) spokenOf(stems []string) bool {
	return slices.ContainsFunc(f.common, func(c string) bool { return has(stems, c) || words.AnyKin(c, stems) })
}

// ofAll says whether the sentence says how many members the family has, or that it means them all.
func (s *sentence) ofAll(f *family) bool {
	for i := range s.tokens {
		w := s.lower(i)
		if w == "together" || w == "combined" || w == "altogether" || w == "total" || w == "all" && s.lower(i-1) != "of" {
			return true
		}
		if n := countWords[w]; n == len(f.members) && !s.tokens[i].Mark {
			return true
		}
	}
	return false
}

var countWords = map[string]int{"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

// member returns the one member of a family that the sentence names, and −1 if it names
// none or several.
func (x *index) member(s *sentence, f *family) int32 {
	found := int32(-1)
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || m.weight < 0.9 || !slices.Contains(f.members, m.a) || m.a == found {
			continue
		}
		if slices.ContainsFunc(s.mentions, func(o mention) bool {
			return o.a != m.a && o.from == m.from && o.to == m.to && (o.kind == entMeasure || o.kind == entComponent) && slices.Contains(f.members, o.a)
		}) {
			continue // "the grain harvested" is what all of them count
		}
		if found >= 0 || s.lower(m.to) == "and" || s.lower(m.from-1) == "and" {
			return -1 // "wind and sun", also where the study has another word for the second
		}
		found = m.a
	}
	return found
}

// families are the families of which the scope names a member, or what they share.
func (x *index) families(s *sentence, sc *scope) []*family {
	var out []*family
	for id := range x.measures {
		if f := x.measures[id].family; f != nil && f.members[0] == int32(id) && f.spokenOf(sc.stems) {
			out = append(out, f)
		}
	}
	return out
}

// familySums are the totals over all members: "all six sources together yielded 106 TWh".
func (x *index) familySums(s *sentence, a *ask, sc *scope) []candidate {
	var out []candidate
	for _, f := range x.families(s, sc) {
		if x.member(s, f) >= 0 || !s.ofAll(f) {
			continue
		}
		for _, t := range x.wholes(s, a, sc, f) {
			c, ok := x.sumOf(a, t.first, t.obs)
			if !ok {
				continue
			}
			c.said, c.timed, c.cell = true, t.first.timed, "family"+x.cellOf(t.obs[0])
			c.score += 0.3
			sc.sure[c.m] = true
			out = append(out, c)
		}
	}
	return out
}

// familyShares are the shares of a member in the sum of all: "coal provided a quarter of the electricity".
func (x *index) familyShares(s *sentence, a *ask, sc *scope) []candidate {
	var out []candidate
	if s.lower(a.to) != "of" {
		return nil
	}
	for _, f := range x.families(s, sc) {
		id := x.member(s, f)
		if id < 0 {
			continue
		}
		for _, t := range x.wholes(s, a, sc, f) {
			for _, i := range t.obs {
				if x.measureOf(i) != id {
					continue
				}
				total, ok := x.sumOf(a, t.first, t.obs)
				v, err := statistic.Share(total.value, x.fact(i).q)
				if !ok && total.value.Value == nil || err != nil {
					continue
				}
				e, fits := a.toClaim(v)
				if !fits {
					continue
				}
				c := candidate{score: t.first.score + 0.3, evidence: e, value: v, obs: append([]int32{i}, t.obs...), m: id, timed: t.first.timed, open: t.first.open, made: true,
					kind: "share", title: x.fact(i).title, period: t.first.o.Period, cell: "family share" + x.cellOf(i)}
				sc.sure[id] = true
				out = append(out, complemented(c, a))
			}
		}
	}
	return out
}

// A whole is the figures of all members of a family for one cell.
type whole struct {
	first operand
	obs   []int32
}

// wholes are the cells that the scope admits, with the figures of all members.
func (x *index) wholes(s *sentence, a *ask, sc *scope, f *family) []whole {
	one := *sc
	one.measures = map[int32]float64{f.members[0]: 0.8}
	var out []whole
	for _, p := range x.operands(s, a, &one, comparableMeasure) {
		obs := []int32{p.obs}
		for _, id := range f.members[1:] {
			if same := x.sameCell(p.obs, id); len(same) == 1 {
				obs = append(obs, same[0])
			}
		}
		if len(obs) == len(f.members) {
			out = append(out, whole{p, obs})
		}
	}
	return out
}
