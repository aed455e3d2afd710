package consistency

import "recount/analysis/number"

// Differences of two values that stand side by side: "exports (90 million) exceeded imports (75 million) by 15
// million", "leaving a deficit of 0.7 million", "the gap between the two, with 48.2 and 45.9 percent, was 2.3
// points". The words name a difference, and the sentence has two values and no third.

// Verbs and nouns of a difference.
var (
	exceeding = list("exceed exceeds exceeded exceeding outnumber outnumbers outnumbered surpass surpassed surpasses outstripped overtook beat beats topped trailed led")
	leads     = list("gap difference lead margin")
	gaps      = list("gap difference deficit surplus lead margin shortfall excess majority")
)

// checkDifferences judges the differences of a passage that no change has claimed.
func (c *checker) checkDifferences(p *passage, used map[int]bool) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || used[i] || t.Ranged || t.Den > 0 || t.class != count && t.class != measure && t.class != points || t.class == count && t.Counted == "" && t.claimed.Number() != nil && t.claimed.Number().Cmp(thousand) < 0 || !p.namesGap(i) {
			continue
		}
		from, to := p.bounds(i)
		var vs []*term
		for j := from; j < to; j++ {
			v := p.num(j)
			if v == nil || v == t || v.class == span || v.class == age || (t.class == points || t.Counted == "point") && v.class == count && v.Counted != "" {
				continue
			}
			if v.Ranged || v.Den > 0 || v.class == ratio || p.isAmount(j) {
				vs = nil
				break
			}
			vs = append(vs, v)
		}
		if len(vs) != 2 {
			continue
		}
		assume(vs[0], vs[1])
		if !alike(vs[0], vs[1]) {
			continue
		}
		if t.class == points != (vs[0].class == share) {
			if t.class != count || t.Counted != "point" || vs[0].class != share {
				assume(vs[0], t)
			}
			p.asPoints(t, move{from: vs[0], to: vs[1]})
		}
		if t.class != vs[0].class && t.class != points || t.class == measure && t.unit != vs[0].unit {
			continue
		}
		a, b := inputs(vs[0], vs[1])
		texts := [2]string{vs[0].written(), vs[1].written()}
		if a.Value != nil && b.Value != nil && a.Value.Cmp(b.Value) < 0 {
			a, b = b, a
			texts[0], texts[1] = texts[1], texts[0]
		}
		r := reckoning{rule: ruleChange, claim: t, inputs: vs, value: a.Sub(b), formula: texts[0] + " − " + texts[1], about: "difference", rounding: true, link: sure}
		if t.claimed.Hedge == number.None && vs[0].Counted != "" && vs[1].Counted != "" && vs[0].Counted != vs[1].Counted && p.find(from, i, exceeding) < 0 {
			r.link = possible
		}
		used[i] = true
		c.decide([]reckoning{r})
	}
}

// namesGap says whether the words at the number say that it is a difference.
func (p *passage) namesGap(i int) bool {
	from, _ := p.bounds(i)
	switch w := p.word(i - 1); w {
	case "by":
		return p.find(from, i, exceeding) >= 0
	case "of": // an outcome is a difference where it is what is left
		return leads[p.word(i-2)] || gaps[p.word(i-2)] && p.findWord(i-6, i, "leaving", "left", "leaves") >= 0
	case "was", "is":
		k := p.find(max(from, i-maxIntro), i, gaps)
		return k >= 0 && (k == from || p.word(k-1) == "the" || p.word(k-1) == "a" || p.word(k-1) == "whose") && p.word(k+1) != "of"
	}
	return false
}
