package consistency

import "recount/analysis/number"

// Products: "each of the 25 pupils paid 12 euros, 300 euros in all". The word "each" makes one number the share
// of every one, and words of summing name the whole; so the sentence asks for the product.

// checkEach judges the sentences of a passage that say how much each has.
func (c *checker) checkEach(p *passage) {
	for k := 0; k < len(p.terms); {
		from, to := p.bounds(p.terms[k].tok)
		n := 0
		for ; k < len(p.terms) && p.terms[k].tok < to; k++ {
			n++
		}
		if at := p.findWord(from, to, "each", "apiece"); at >= 0 && n > 2 && daysOf(p.word(at+1)) == nil && p.word(at+1) != "time" && p.word(at+1) != "other" { // a product has three numbers
			c.judgeEach(p, from, to, at)
		}
		c.checkPortions(p, from, to)
	}
}

// equally says that a whole is divided into shares of one size.
var equally = list("equally evenly")

// judgeEach reads a sentence of three numbers: how many there are, how much each has, and the whole.
func (c *checker) judgeEach(p *passage, from, to, k int) {
	var nums []*term
	for j := from; j < to; j++ {
		t := p.num(j)
		if t == nil {
			continue
		}
		if t.class != count && t.class != measure && t.class != span || t.Ranged || t.Den > 0 {
			return
		}
		nums = append(nums, t)
	}
	if len(nums) != 3 {
		return
	}
	many, each := p.eachOf(nums, k)
	if many == nil {
		return
	}
	shared := p.eachNoun(many, k)
	for _, whole := range nums {
		if whole == many || whole == each || !p.summed(whole, from, to) && !(shared && whole.tok < each.tok && whole.Counted == each.Counted) {
			continue
		}
		if whole.tok > each.tok && (p.findWord(each.tok, whole.tok, "and", "while", "but", "or") >= 0 || !p.endsTotal(whole.tok)) {
			return // "200 euros each, and the sister 500 in all"; "5 in all by night"
		}
		assume(whole, each)
		if !alike(whole, each) || many.class != count || p.find(from, to, steps) >= 0 && p.word(k) != "each" {
			return
		}
		r := reckoning{rule: ruleSum, claim: whole, about: "total", inputs: []*term{many, each}, link: sure, rounding: true}
		r.value, r.formula = each.input().Scale(many.claimed.Number()), many.written()+" × "+each.written()
		if whole.tok < each.tok { // the whole is given, and what each has is reckoned from it
			v, ok := whole.input().Quo(many.input())
			if !ok {
				return
			}
			r.claim, r.inputs, r.about = each, []*term{whole, many}, "share of each"
			r.value, r.formula = v, whole.written()+" / "+many.written()
		}
		c.decide([]reckoning{r})
		return
	}
}

// eachOf tells how many there are from what each has, by where "each" stands at token k: behind the amount
// ("20 tonnes each") or before the group ("each of the 25 pupils").
func (p *passage) eachOf(nums []*term, k int) (many, each *term) {
	for n, t := range nums {
		switch {
		case t.tok < k && k <= p.afterNoun(t.tok)+1 && p.mark(k-1) == 0:
			each = t
		case t.tok > k && t.tok-k <= 3 && p.word(k+1) == "of" && n+1 < len(nums) && many == nil:
			return t, nums[n+1] // each of the 25 pupils paid 12 euros
		}
	}
	if each == nil {
		for _, t := range nums { // with 15 midwives for 900 births, each midwife attends 60
			if p.eachNoun(t, k) && t.tok < k && nums[2].tok > k && nums[1].tok < k {
				return t, nums[2]
			}
		}
		return nil, nil
	}
	for _, t := range nums {
		if t == each || t.class != count || !t.exact() || t.Hedge != number.None || t.Counted == "" {
			continue
		}
		if many != nil {
			return nil, nil // two groups: which of them is meant the words do not say
		}
		many = t
	}
	return many, each
}

// endsTotal says whether nothing more is said of the total at token i.
func (p *passage) endsTotal(i int) bool {
	j := p.afterNoun(i)
	return p.closing(j) || p.closing(j+p.anyPhrase(j, totals)) || p.closing(i+1+p.anyPhrase(i+1, totals))
}

// eachNoun says whether "each" at token k stands before the noun that the term counts.
func (p *passage) eachNoun(t *term, k int) bool {
	return t != nil && t.class == count && t.Counted != "" && p.word(k+1) == headNoun(t)
}

// summed says whether the term is the whole of what each has: in all, a total of, shared equally.
func (p *passage) summed(t *term, from, to int) bool {
	if p.totalled(t.tok) || t.summed || p.find(from, to, equally) >= 0 {
		return true
	}
	for _, v := range totalVerbs {
		if p.endsWith(t.tok, v) > 0 {
			return true
		}
	}
	return false
}
