package consistency

import (
	"strings"

	"recount/analysis/number"
)

// One for every so many: "150 nurses for 900 patients, or one nurse for every six patients". The number that is
// claimed is the second one, six; the two counts are those of the two nouns.

// checkEvery judges the terms of a passage of the form one … for every ….
func (c *checker) checkEvery(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t != nil && p.bareEvery(i) {
			c.judgeBareEvery(p, i, t)
			continue
		}
		if t == nil || !t.forEvery() {
			continue
		}
		noun := t.Unit[strings.LastIndexByte(t.Unit, ' ')+1:]
		from, to := p.bounds(i)
		over, under := p.countOf(singular(noun), from, to), p.countOf(headNoun(t), from, to)
		if over == nil && under == nil && from > 0 {
			from, _ = p.bounds(from - 1)
			over, under = p.countOf(singular(noun), from, to), p.countOf(headNoun(t), from, to)
		}
		if over == nil && under != nil && p.mark(i+1) == ':' { // one toilet for every 20 prisoners: 60 toilets for 1,200 men
			over = p.onlyOther(under, i, to)
		}
		if over == nil || under == nil || over == under {
			continue
		}
		v, ok := over.input().Quo(under.input())
		if !ok || !p.concludesFrom(max(over.tok, under.tok), i) && !(p.mark(i+1) == ':' && p.concludesFrom(i, min(over.tok, under.tok))) {
			continue
		}
		claim := *t
		claim.class, claim.one = count, rat1
		claim.claimed.Value = number.New(t.Per, 0)
		if t.Per >= 20 && t.Per%10 == 0 && t.claimed.Hedge == number.None { // nobody counts to 97 in such a phrase
			claim.claimed.Hedge = number.Approx
		}
		r := reckoning{rule: ruleRate, claim: &claim, value: v, formula: over.written() + " / " + under.written(), inputs: []*term{over, under}, link: sure, rounding: true}
		if v.Value != nil {
			r.wording = "one " + t.Counted + " for every " + number.Group(claim.claimed.Restate(v.Value).String()) + " " + noun
		}
		c.decide([]reckoning{r})
	}
}

// concluding words may stand between two counts and what they make: …, or …; …, so there is ….
var concluding = list("or so there is are was were that which this means makes making gives giving i.e. about roughly just only nearly almost a an the ratio rate of with has have had in all")

// concludesFrom says whether nothing but the noun of the number at token x and concluding words stand between it and
// token i, so that what stands there sums it up.
func (p *passage) concludesFrom(x, i int) bool {
	if x > i {
		return false
	}
	others := 0
	for j := p.afterNoun(x); j < i; j++ {
		w := p.word(j)
		if p.num(j) != nil || p.mark(j) == ';' || clauseWords[w] && !concluding[w] || elsewhere[w] {
			return false
		}
		if w != "" && !concluding[w] {
			others++ // the subject: …, the district has one doctor
		}
	}
	return others < 2
}

// elsewhere are words for a proportion that is not that of the counts before it.
var elsewhere = list("law rule rules standard norm average country national nationally target goal elsewhere than compared should must plan recommends asks demands usual")

// onlyOther is the one other count among the tokens [from, to).
func (p *passage) onlyOther(t *term, from, to int) *term {
	var found *term
	for j := from; j < to; j++ {
		if v := p.num(j); v == nil || v == t || v.class == rate {
			continue
		} else if found != nil || !p.isCount(j) || v.Counted == "" {
			return nil
		}
		found = p.at(j)
	}
	return found
}

// bareEvery says whether the number at i is that of ", one for every 2,500", which leaves both nouns unsaid.
func (p *passage) bareEvery(i int) bool {
	return p.isCount(i) && p.closing(p.afterNoun(i)) && (p.phrase(i-3, "one for every") && p.opensApposition(i-3) || p.phrase(i-2, "one per") && p.opensApposition(i-2))
}

// judgeBareEvery divides the only two counts before the number at i by each other.
func (c *checker) judgeBareEvery(p *passage, i int, t *term) {
	from, _ := p.bounds(i)
	var vs []*term
	for j := from; j < i; j++ {
		if v := p.num(j); v == nil || v.claimed.Number() != nil && v.claimed.Number().Cmp(rat1) == 0 && v.Spelled {
			continue
		}
		if !p.isCount(j) || p.at(j).Counted == "" {
			return
		}
		vs = append(vs, p.at(j))
	}
	if len(vs) != 2 || vs[0].Counted == vs[1].Counted {
		return
	}
	if vs[0].claimed.Number().Cmp(vs[1].claimed.Number()) < 0 {
		vs[0], vs[1] = vs[1], vs[0]
	}
	if v, ok := vs[0].input().Quo(vs[1].input()); ok {
		c.decide([]reckoning{{rule: ruleRate, claim: t, value: v, formula: vs[0].written() + " / " + vs[1].written(), inputs: vs, link: sure, rounding: true}})
	}
}

// forEvery says whether the term is one of a noun for every so many of another.
func (t *term) forEvery() bool {
	return t.class == rate && !t.Ranged && t.Per > 1 && t.Counted != "" && t.Value.Rat().Cmp(rat1) == 0 && strings.Count(t.Unit, " ") >= 2
}

// countOf is the one count of a noun among the tokens [from, to), nil if there is none or another.
func (p *passage) countOf(noun string, from, to int) *term {
	var found *term
	for j := from; j < to; j++ {
		if !p.isCount(j) {
			continue
		}
		if t := p.at(j); headNoun(t) == noun || inhabitants[noun] && inhabitants[headNoun(t)] {
			if found != nil && found.claimed.Number().Cmp(t.claimed.Number()) != 0 || t.Hedge != number.None && t.Hedge != number.Approx {
				return nil
			}
			found = t
		}
	}
	return found
}
