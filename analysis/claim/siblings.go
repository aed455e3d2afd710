package claim

import (
	"maps"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/quantity"
)

// indexSiblings finds, for each measure without terms of its own, those that count in the same unit. Some share its head
// noun, as trains scheduled and trains cancelled do: what tells them apart is the participle.
func (x *index) indexSiblings() {
	for i := range x.measures {
		m := &x.measures[i]
		if m.own || len(m.names) == 0 {
			continue
		}
		for j := range x.measures {
			o := &x.measures[j]
			if i == j || o.own || len(o.names) == 0 || o.class != m.class || o.unit.Class != m.unit.Class || o.unit.Text != m.unit.Text && o.noun != m.noun || len(m.obs) == 0 || len(o.obs) == 0 {
				continue
			}
			m.siblings = append(m.siblings, int32(j))
		}
		m.telling = -1
		if k := m.participle; k >= 0 && k != m.head && slices.ContainsFunc(m.siblings, func(j int32) bool {
			return hasPart(x.measures[j].names, m.names[m.head]) && !hasPart(x.measures[j].names, m.names[k])
		}) {
			m.telling = k
		}
	}
}

func hasPart(parts [][]string, part []string) bool {
	return slices.ContainsFunc(parts, func(p []string) bool { return slices.Equal(p, part) })
}

// tellApart looks at columns of one unit. One that the sentence names by a telling word is meant, and not one that it
// names by nothing else than they share; where both share the noun and nothing more is named, which is meant stays open.
func (x *index) tellApart(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) {
	if a.op == opShare {
		return // one column may be a part of the other
	}
	var passed []int32
	for id := range sc.measures {
		m := &x.measures[id]
		for _, o := range m.siblings {
			if sc.measures[o] == 0 || s.tells(x, a, id, o, qs) {
				continue
			}
			if s.tells(x, a, o, id, qs) {
				passed = append(passed, id)
			} else if m.parts > 1 && x.measures[o].parts > 1 && hasPart(x.measures[o].names, m.names[m.head]) {
				sc.open = append(sc.open, id)
			}
		}
	}
	for _, id := range passed {
		delete(sc.measures, id)
		delete(sc.sure, id)
	}
}

// lent says whether a word stands for a measure only by its title, and is the name of a sibling of it.
func (x *index) lent(s *sentence, m mention) bool {
	if len(x.measures[m.a].siblings) == 0 {
		return false
	}
	for _, o := range s.mentions {
		if (o.kind == entMeasure || o.kind == entComponent) && o.from == m.from && o.to == m.to && o.weight > m.weight+0.05 && m.weight < 0.75 && slices.Contains(x.measures[m.a].siblings, o.a) {
			return true
		}
	}
	return false
}

// tells says whether a word of the sentence names one measure and not the other, with no other number between it and
// the number.
func (s *sentence) tells(x *index, a *ask, id, other int32, qs []quantity.Quantity) bool {
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || m.a != id || m.weight < 0.75 || s.within(m, x.measures[other].names) {
			continue
		}
		both := slices.ContainsFunc(s.mentions, func(o mention) bool {
			return (o.kind == entMeasure || o.kind == entComponent) && o.a == other && o.from == m.from && o.to == m.to && o.weight >= m.weight-0.15
		})
		if !both && !s.numberBetween(a, m, qs) {
			return true
		}
	}
	return false
}

// within says whether all the words of a mention are part of a measure's name.
func (s *sentence) within(m mention, names [][]string) bool {
	for i := m.from; i < m.to; i++ {
		if stem := s.tokens[i].Stem; !s.tokens[i].Mark && !slices.ContainsFunc(names, func(p []string) bool { return slices.Contains(p, stem) }) {
			return false
		}
	}
	return true
}

// numberBetween says whether another number stands between a mention and the number.
func (s *sentence) numberBetween(a *ask, m mention, qs []quantity.Quantity) bool {
	for k, i := range s.quants {
		if at := s.at[k]; k != a.k && !calendar(qs[i].Kind) && (at >= m.to && at < a.from || at >= a.to && at < m.from) {
			return true
		}
	}
	return false
}

// deedOfOthers says whether a verb that the study does not know tells what became of those who are counted, or who
// did what with them: "214 pupils were expelled", "the school expelled 214 pupils". They are fewer than there are.
func (x *index) deedOfOthers(s *sentence, a *ask) bool {
	if a.class != clsCount || a.q.CountedEnd <= a.q.CountedStart {
		return false
	}
	i := s.tokenAt(a.q.CountedEnd-1) + 1
	for i < len(s.tokens) && (beVerbs[s.lower(i)] || adverb(s.lower(i))) {
		i++
	}
	return beVerbs[s.lower(i-1)] && x.strangeVerb(s, i)
}

var beVerbs = wordSet("was were is are been be being had have has got")

// strangeVerb says whether token i is a participle that neither the study nor the language of counting knows.
func (x *index) strangeVerb(s *sentence, i int) bool {
	w := s.lower(i)
	return i < len(s.tokens) && len(w) > 4 && (w[len(w)-2:] == "ed" || w[len(w)-2:] == "en") && !countingVerbs[w] && !x.lex.known[s.tokens[i].Stem] && !words.Neutral(w) && !upWords[w] && !downWords[w] && !s.mentioned(i)
}

// mentioned says whether token i is part of a name of the study.
func (s *sentence) mentioned(i int) bool {
	return slices.ContainsFunc(s.mentions, func(m mention) bool { return m.from <= i && i < m.to })
}

// countingVerbs say no more than that something is there, or is counted.
var countingVerbs = wordSet(`counted recorded registered reported listed noted logged documented estimated numbered totalled totaled enrolled enlisted employed needed
	produced generated delivered handled carried served given taken seen held reached achieved obtained attained included involved based located situated
	recorded measured found provided offered used made done sold bought brought posted published announced tallied observed living located assigned`)

// keepNamed leaves out, of the measures of a bare table that count the same noun, those that nothing in the sentence
// speaks of where it does speak of another: "robberies were recorded" are not those cleared up.
func (x *index) keepNamed(s *sentence, sc *scope, found map[int32]*hits) {
	if len(sc.measures) < 2 || x.described() {
		return
	}
	spoken := func(id int32) bool {
		if found[id] != nil {
			return true
		}
		for _, w := range strings.Split(strings.ToLower(x.measures[id].ID), "_") {
			if words.General(w) && isVerbForm(w) && slices.ContainsFunc(s.tokens, func(t words.Token) bool { return t.Lower == w }) {
				return true
			}
		}
		return false
	}
	for id := range maps.Clone(sc.measures) {
		m := &x.measures[id]
		if m.class != clsCount || spoken(id) {
			continue
		}
		for other := range sc.measures {
			if o := &x.measures[other]; other != id && o.class == clsCount && o.noun == m.noun && spoken(other) {
				delete(sc.measures, id)
				break
			}
		}
	}
}
