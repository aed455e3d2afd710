package consistency

import (
	"math/big"

	"recount/analysis/number"
)

// Products and quotients: "each of the 25 pupils paid 12 euros, 300 euros in all", "a prize of 60,000 francs,
// shared equally by four winners, who received 15,000 francs each", "360 kilometres in three hours, an
// average of 120 kilometres an hour". The word "each" makes one number the share of every one, and words of
// summing or of equal sharing name the whole; so the sentence asks for the product.

// checkEach judges the sentences of a passage that say how much each has.
func (c *checker) checkEach(p *passage) {
	for k := 0; k < len(p.terms); {
		from, to := p.bounds(p.terms[k].tok)
		n := 0
		for ; k < len(p.terms) && p.terms[k].tok < to; k++ {
			n++
		}
		if n < 3 { // neither has fewer than three numbers
			continue
		}
		if at := p.findWord(from, to, "each", "apiece"); at >= 0 {
			c.judgeEach(p, from, to, at)
		}
		c.checkPace(p, from, to)
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

// checkPace judges a speed or another quotient over time, in a sentence that gives the way and the time:
// 360 kilometres in three hours, 120 kilometres an hour.
func (c *checker) checkPace(p *passage, from, to int) {
	var way, time, pace *term
	for j := from; j < to; j++ {
		t := p.num(j)
		switch {
		case t == nil:
		case t.Ranged || t.Den > 0:
			return
		case t.class == span && time == nil && p.word(j-1) == "in":
			time = t
		case t.class == measure && t.Per == 0 && pace == nil && quotient(t.Unit) != "":
			pace = t
		case t.class == measure && way == nil:
			way = t
		default:
			return
		}
	}
	if way == nil || time == nil || pace == nil || pace.tok < way.tok || pace.tok < time.tok {
		return
	}
	per := quotient(pace.Unit)
	days, unit := daysOf(time.Unit), daysOf(per)
	if days == nil || unit == nil || pace.Unit != way.Unit+" per "+per || p.findWord(time.tok, pace.tok, "average", "mean", "or", "i.e.", "making", "makes") < 0 {
		return
	}
	v, ok := way.input().Quo(time.input().Scale(new(big.Rat).Quo(days, unit)))
	if !ok {
		return
	}
	r := reckoning{rule: ruleRate, claim: pace, value: v, formula: way.written() + " / " + time.written(), inputs: []*term{way, time}, link: sure, rounding: true}
	c.decide([]reckoning{r})
}

// quotient is the unit of time that a unit is per, "" if it is per none.
func quotient(unit string) string {
	for _, u := range []string{"second", "minute", "hour", "day", "week", "month", "year"} {
		if n := len(unit) - len(u); n > 5 && unit[n:] == u && unit[n-5:n] == " per " {
			return u
		}
	}
	return ""
}
