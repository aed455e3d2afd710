package consistency

import (
	"strings"

	"recount/analysis/number"
)

// Rates against their counts: "48 deaths in a population of 400,000, or 12 per 100,000".

// populationNouns are counted in the denominator of a rate.
var populationNouns = list("people person persons inhabitant inhabitants resident residents population citizen citizens adult adults child children woman women man men birth births live pupils pupil students student household households prisoner prisoners worker workers employees patient patients member members soul souls passenger passengers vehicle vehicles kilometre mile")

// checkRates judges the rates of a passage against an event count and a population of the same sentence.
func (c *checker) checkRates(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != rate || t.Ranged || t.Direction != 0 || t.Per == 0 || t.forEvery() {
			continue
		}
		from, to := p.bounds(i)
		events, population := p.eventsAmong(t, from, to)
		if len(population) == 0 && len(events) > 0 && from > 0 {
			before, _ := p.bounds(from - 1) // "The town has 42,000 inhabitants. Last year …"
			if others, ps := p.eventsAmong(t, before, from); len(others) == 0 {
				population = ps
			}
		}
		if len(population) == 1 && len(events) == 0 && p.asksRate(i) {
			events = p.eventBefore(from)
		}
		if len(population) != 1 || len(events) == 0 {
			continue
		}
		var rs []reckoning
		for _, e := range events {
			v, ok := e.input().Quo(population[0].input())
			if !ok || !p.asksRate(i) && t.Counted != "" && e.Counted != "" && t.Counted != e.Counted {
				continue
			}
			r := reckoning{rule: ruleRate, claim: t, value: v, formula: e.written() + " / " + population[0].written(), inputs: []*term{e, population[0]}, link: possible}
			r.formula += " × " + number.Group(number.New(t.Per, 0).String())
			if left, tight := p.restated(i); len(events) == 1 && (p.shareIs(i) || p.asksRate(i) || left >= 0 && (tight || p.closing(i+1)) || t.Counted != "" && t.Counted == e.Counted) {
				r.link = sure
			}
			rs = append(rs, r)
		}
		c.decide(rs)
	}
}

// asksRate says whether the number at i sums up what was told: that is a rate of, which gives a ratio of.
func (p *passage) asksRate(i int) bool {
	n := p.shareNounBefore(i)
	return n > 0 && (p.endsWithAny(i-n, pointing) || p.endsWith(i-n, "which is") > 0 || p.endsWith(i-n, "gives") > 0 || p.endsWith(i-n, "giving") > 0)
}

// eventBefore is the one count of the sentence before token from.
func (p *passage) eventBefore(from int) []*term {
	if from == 0 {
		return nil
	}
	start, end := p.bounds(from - 1)
	var found []*term
	for j := start; j < end; j++ {
		if p.num(j) != nil {
			if !p.isCount(j) || len(found) > 0 {
				return nil
			}
			found = append(found, p.at(j))
		}
	}
	return found
}

// eventsAmong sorts the counts of the tokens [from, to) into populations and events.
func (p *passage) eventsAmong(t *term, from, to int) (events, population []*term) {
	for j := from; j < to; j++ {
		switch {
		case !p.isCount(j) || p.at(j).Ranged || p.at(j) == t:
		case p.isPopulation(j) || perNoun(t, p.at(j)) || t.Counted != "" && p.at(j).Counted != t.Counted && populationNouns[p.word(p.afterNoun(j)-1)]:
			population = append(population, p.at(j))
		default:
			events = append(events, p.at(j))
		}
	}
	return events, population
}

// perNoun says whether a rate is per so many of what the count counts: 36 per 1,000 births, 84 births.
func perNoun(rate, n *term) bool {
	k := strings.LastIndexByte(rate.Unit, ' ')
	return k >= 0 && n.Counted != "" && singular(rate.Unit[k+1:]) == headNoun(n)
}

// isPopulation says whether the count at i is what a rate is per: a population of 400,000, among 4,200
// women, in a town of 80,000.
func (p *passage) isPopulation(i int) bool {
	if w := p.word(i - 1); w == "among" || w == "amongst" {
		return true
	}
	if p.word(i-1) == "of" || p.word(i-1) == "with" {
		for j := i - 2; j >= i-4; j-- {
			switch p.word(j) {
			case "population", "town", "city", "county", "district", "region", "country", "province", "village", "workforce", "electorate", "fleet":
				return true
			}
		}
	}
	j := i - 1
	for determiners[p.word(j)] {
		j--
	}
	if p.word(j) == "and" && inhabitants[headNoun(p.at(i))] && headNoun(p.at(i)) != "person" {
		return true // had 90 births and 15,000 inhabitants
	}
	switch before := p.word(j); before {
	case "of", "in", "at", "per", "for", "with", "has", "had", "have", "having", "counts", "its", "serves", "numbers":
		for j := i + 1; j < p.afterNoun(i)+1 && j < i+5; j++ {
			if w := p.word(j); populationNouns[w] {
				return prepositions[before] && before != "with" || w != "births" && w != "birth" && w != "live" // what a town has or with what: births are events
			}
		}
	}
	return false
}
