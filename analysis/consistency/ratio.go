package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
)

// Ratios of two values of a sentence: "at 243 against 32.1 per 100,000, almost ten times the national
// rate", "twice as many women (30) as men (15)".

// checkRatios judges the multiples of a passage that no change has claimed.
func (c *checker) checkRatios(p *passage) {
	for i := range p.tokens {
		if p.toOne(i) {
			c.checkToOne(p, i)
			continue
		}
		t := p.num(i)
		if t == nil || t.Ranged || !(t.class == ratio && p.comparing(i)) && !p.fractionOf(i, t) {
			continue
		}
		rs := p.ratioReadings(i, t)
		if len(rs) > 0 {
			c.decide(rs)
		}
	}
}

// comparing says whether the multiple at i compares two things: times as many as, times the rate, twice
// that of. "Visited three times" does not.
func (p *passage) comparing(i int) bool {
	text := lower(p.c.text[p.at(i).Start:p.at(i).End])
	j := i + 1
	if p.word(j) == "times" {
		j++
	}
	switch p.word(j) {
	case "as", "the", "that", "those", "more", "higher", "greater", "larger", "bigger", "what", "its", "their", "this", "her", "his":
		return true
	}
	return strings.Contains(text, " as ") || strings.Contains(text, "fold") || strings.Contains(text, "more") || strings.Contains(text, "higher") || p.word(j) == "difference" || p.word(j) == "gap"
}

// fractionOf says whether a fraction compares: half those in the capital, a third of that in the south.
func (p *passage) fractionOf(i int, t *term) bool {
	if t.again {
		return p.word(i+4) == "as" || p.word(i+4) == "than" // half as much again as the 2,400
	}
	if t.class != share || t.Den == 0 {
		return false
	}
	j := i + 1
	if p.word(j) == "of" {
		j++
	}
	w := p.word(j)
	return w == "that" || w == "those" || w == "what"
}

// ratioReadings holds a multiple against the two values of its sentence that can be compared.
func (p *passage) ratioReadings(i int, t *term) []reckoning {
	var vs []*term
	from, to := p.bounds(i)
	for j := from; j < to; j++ {
		v := p.num(j)
		if v == nil || v == t || v.class == ratio || (v.class == span || v.class == age) && !p.comparesSpans(i) || v.Ranged || v.class == points {
			continue
		}
		if (v.Hedge == number.LessThan || v.Hedge == number.MoreThan) && (v.class == count && v.Counted == "" || v.class == age) {
			continue // drivers under 25: who, not how many
		}
		vs = append(vs, v)
	}
	var rs []reckoning
	for a := range vs {
		for b := a + 1; b < len(vs); b++ {
			if w := p.word(vs[b].tok - 1); w == "against" || w == "versus" || w == "with" || len(vs) == 2 {
				assume(vs[a], vs[b]) // 60 cases per 1,000 against 20; a nurse 900 euros, a doctor 2,700
			}
			samePer(vs[a], vs[b])
			if !alike(vs[a], vs[b]) || vs[a].one.Cmp(vs[b].one) != 0 && vs[a].class != share && vs[a].class != rate {
				continue
			}
			if r, ok := p.multiple(t, vs[a], vs[b], i); ok {
				r.link = possible
				if len(vs) == 2 && p.opposed(vs[a], vs[b], i) && r.near() {
					r.link = sure
				}
				rs = append(rs, r)
			}
		}
	}
	return rs
}

// unbroken says whether no mark stands among the tokens.
func (p *passage) unbroken(from, to int) bool {
	for j := from; j < to; j++ {
		if p.mark(j) != 0 {
			return false
		}
	}
	return true
}

// samePer gives an amount the "per person" of the one that it is compared with: 84 kilograms per person against 28
// kilograms.
func samePer(a, b *term) {
	if a.class != measure || b.class != measure {
		return
	}
	switch {
	case strings.HasPrefix(a.unit, b.unit+" per "):
		b.unit = a.unit
	case strings.HasPrefix(b.unit, a.unit+" per "):
		a.unit = b.unit
	}
}

// comparesSpans says whether the multiple at i compares how long or how old two things are.
func (p *passage) comparesSpans(i int) bool {
	j := i + 1
	if p.word(j) == "times" {
		j++
	}
	switch w := p.word(j); w {
	case "as":
		return p.word(j+1) == "long" || p.word(j+1) == "old"
	case "her", "his", "its", "their":
		return p.word(j+1) == "age" || p.word(j+1) == "length"
	case "the":
		return p.at(j+1) != nil && p.at(j+1).class == span || p.word(j+1) == "length" || p.word(j+1) == "age"
	}
	return p.word(j) == "longer" || p.word(j) == "older"
}

// toOne says whether the count at i is that of a proportion: outnumbered by three to one, a ratio of three to one.
func (p *passage) toOne(i int) bool {
	if !p.isCount(i) || p.at(i).Counted != "" || p.word(i+1) != "to" || p.word(i+2) != "one" {
		return false
	}
	from, _ := p.bounds(i)
	if p.word(i-1) == "by" && p.mark(i+3) == ',' && p.num(i+4) != nil {
		return true // by two to one, 3,800 to 1,900
	}
	return p.findWord(from, i, "outnumber", "outnumbers", "outnumbered", "outnumbering") >= 0 || p.word(i-1) == "of" && p.word(i-2) == "ratio" && p.closing(i+3)
}

// checkToOne judges such a proportion against the only two other counts of its sentence.
func (c *checker) checkToOne(p *passage, i int) {
	t := *p.at(i)
	t.class = ratio
	from, to := p.bounds(i)
	var vs []*term
	for j := from; j < to; j++ {
		if v := p.num(j); v != nil && j != i {
			if !p.isCount(j) {
				return
			}
			vs = append(vs, v)
		}
	}
	if len(vs) != 2 {
		return
	}
	if vs[0].claimed.Number().Cmp(vs[1].claimed.Number()) < 0 {
		vs[0], vs[1] = vs[1], vs[0]
	}
	over, under := inputs(vs[0], vs[1])
	if vs[0].tok < vs[1].tok && p.word(vs[0].tok+1) == "of" || vs[1].tok < vs[0].tok && p.word(vs[1].tok+1) == "of" {
		return
	}
	if gap := [2]int{min(vs[0].tok, vs[1].tok) + 1, max(vs[0].tok, vs[1].tok)}; gap[1]-gap[0] > 5 || !p.unbroken(gap[0], gap[1]) {
		return
	}
	if v, ok := over.Quo(under); ok {
		c.decide([]reckoning{{rule: ruleRatio, claim: &t, value: v, formula: vs[0].written() + " / " + vs[1].written(), inputs: vs, link: sure}})
	}
}

// near says whether the quotient is of the claim's order, so that the two values may be those that it
// compares: 31 million is a million times 24, and twice something else.
func (r *reckoning) near() bool {
	if r.value.Value == nil {
		return true
	}
	off := new(big.Rat).Quo(r.value.Value, r.claim.claimed.Number())
	return off.Cmp(big.NewRat(1, 20)) > 0 && off.Cmp(big.NewRat(20, 1)) < 0
}

// final says whether the multiple at i stands in apposition at the end of what it compares: ", three times as
// much".
func (p *passage) final(i int) bool {
	if w := p.word(i + 1); p.word(i-1) == "a" && p.mark(i-2) == ',' && (w == "difference" || w == "gap") {
		return p.closing(i + 2) // , a sixfold difference
	}
	if m := p.mark(i - 1); m != ',' && m != '-' && m != ':' && m != ';' && !p.concludes(i) {
		return false
	}
	j := i + 1
	if p.word(j) == "times" {
		j++
	}
	switch {
	case p.word(j) == "as": // as much; "as much as planned" compares with something else
		return p.closing(j + 2)
	case changeWords[p.word(j)].sort == comparative:
		return p.closing(j + 1)
	case dimensions[p.word(j+1)] && determiners[p.word(j)]: // three times her age
		return p.closing(j + 2)
	case p.word(j) == "that" || p.word(j) == "the":
		return (p.word(j+1) == "amount" || p.word(j+1) == "number" || p.word(j+1) == "sum" || p.word(j+1) == "figure") && p.closing(j+2)
	}
	return false
}

// concludes says whether "so that" or "so" leads to the clause of the number at i.
func (p *passage) concludes(i int) bool {
	for j := i - 1; j >= i-maxItem && p.sentence(j) == p.sentence(i) && p.num(j) == nil; j-- {
		if p.word(j) == "so" && p.mark(j-1) == ',' {
			return true
		}
	}
	return false
}

// opposed says whether words set the two values against each other: one is said to be so many times the
// other, or they stand side by side ("at 84 against 12", "40 percent of the men and 20 of the women").
func (p *passage) opposed(a, b *term, i int) bool {
	if a.tok < i && i < b.tok {
		reach := maxNoun
		for j := i + 1; j < b.tok; j++ {
			if p.mark(j) == ',' && aboutOther[p.word(j+1)] { // as long as the old one, which measures 8 kilometres
				reach = maxIntro
				continue
			}
			if p.mark(j) != 0 && p.mark(j) != '(' && (j < b.tok-1 || !p.closing(b.tok+1)) || earlier[p.word(j)] {
				return false
			}
		}
		return b.tok-i <= reach
	}
	if b.tok < i && p.final(i) && p.find(i, i+7, earlier) < 0 && i-b.tok <= maxTrail {
		return true
	}
	if a.Counted != "" && b.Counted != "" && a.Counted != b.Counted && i > b.tok {
		return false // 400 firms and 90,000 workers (nine times more than …)
	}
	if p.leads(a.tok, "from") && p.leads(b.tok, "to") {
		return false
	}
	if b.tok-p.afterNoun(a.tok) > maxNoun || p.find(i, i+7, earlier) >= 0 {
		return false
	}
	if m := p.mark(a.tok - 1); i < a.tok && m != '(' && m != ',' && m != ':' && m != '-' && p.findWord(a.tok, b.tok, "against", "versus", "compared") < 0 {
		return false // twice as high as the 12 metres of the old one, and 18 metres from the road
	}
	for j := a.tok + 1; j < b.tok; j++ {
		switch p.word(j) {
		case "against", "versus", "vs", "compared", "while", "whereas", "to", "and", "as":
			return true
		}
	}
	return p.mark(b.tok-1) == '('
}

// aboutOther open a clause that gives the value of what is compared with.
var aboutOther = list("which at with whose where")

// earlier are words for what a multiple may be measured against without its number being given.
var earlier = list("previous last earlier before ago prior preceding average usual normal expected")

// multiple divides the larger value by the smaller one. Where the multiple stands between the two, the
// first is said to be so many times the second.
func (p *passage) multiple(t, a, b *term, i int) (reckoning, bool) {
	x, y := a.claimed.Number(), b.claimed.Number()
	big1, small := a, b
	between := a.tok < i && i < b.tok
	if new(big.Rat).Mul(x, a.one).Cmp(new(big.Rat).Mul(y, b.one)) < 0 && !between {
		big1, small = b, a
	}
	over, under := inputs(big1, small)
	v, ok := over.Quo(under)
	if !ok {
		return reckoning{}, false
	}
	if t.class == share && !t.again { // half those in the capital: the first over the second
		over, under = inputs(a, b)
		if v, ok = over.Quo(under); !ok || !between {
			return reckoning{}, false
		}
		return reckoning{rule: ruleRatio, claim: t, value: v, formula: a.written() + " / " + b.written(), inputs: []*term{a, b}}, true
	}
	if t.again {
		over, under = inputs(a, b)
		if v, ok = over.ChangeFrom(under); !ok {
			return reckoning{}, false
		}
		return reckoning{rule: ruleRatio, claim: t, value: v, formula: "(" + a.written() + " − " + b.written() + ") / " + b.written(), inputs: []*term{a, b}}, true
	}
	r := reckoning{rule: ruleRatio, claim: t, value: v, formula: big1.written() + " / " + small.written(), inputs: []*term{big1, small}}
	if inv, ok := under.Quo(over); ok && t.Den > 0 && t.Num < t.Den {
		r.value, r.formula = inv, small.written()+" / "+big1.written()
	}
	if r.value.Value != nil && p.moreThanRatio(t) {
		r.note("times-more", "“times more” is read as a ratio of "+show(r.value.Value, t)+" to one; “times as many” leaves no doubt")
		if o, _, _ := r.outcome(p.c.tolerances); o.Verdict != number.Supported {
			more := r
			more.value = r.value.Add(number.Exactly(big.NewRat(-1, 1)))
			if o, _, _ := more.outcome(p.c.tolerances); o.Verdict == number.Supported {
				return more, true
			}
		}
	}
	return r, true
}

// moreThanRatio says whether the multiple is of the form "three times more", which some read as four.
func (p *passage) moreThanRatio(t *term) bool {
	if s := lower(p.c.text[t.Start:t.End]); strings.HasSuffix(s, "more") || strings.HasSuffix(s, "higher") {
		return true
	}
	j := t.tok + 1
	if p.word(j) == "times" {
		j++
	}
	return changeWords[p.word(j)].sort == comparative
}
