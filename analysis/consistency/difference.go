package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
)

// Differences of two values that stand side by side: "exports (90 million) exceeded imports (75 million) by 15
// million", "revenue of 9.2 and spending of 8.7 million, a surplus of 0.5 million", "won 74–58, a margin of 16
// points", "spent 512,000 of its 750,000 euros, which leaves 238,000". The words name a difference, and say
// which two values it is of.

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
		if t == nil || used[i] || t.Ranged || t.Den > 0 || t.class != count && t.class != measure && t.class != points {
			continue
		}
		for _, read := range differenceReaders {
			if r, ok := read(p, i, t); ok {
				used[i] = true
				c.decide([]reckoning{r})
				break
			}
		}
	}
}

// differenceReaders are the ways in which words say what a number is the difference of.
var differenceReaders = []func(*passage, int, *term) (reckoning, bool){
	(*passage).marginReading,
	(*passage).balanceReading,
	(*passage).leftReading,
	(*passage).gapReading,
}

// less is the reckoning of a difference: a over b.
func less(t *term, a, b *term) reckoning {
	x, y := inputs(a, b)
	return reckoning{rule: ruleMore, claim: t, inputs: []*term{a, b}, value: x.Sub(y), formula: a.written() + " − " + b.written(), about: "difference", rounding: true, link: sure}
}

// gapReading reads a gap named beside the only two values of its sentence.
func (p *passage) gapReading(i int, t *term) (reckoning, bool) {
	if t.class == count && t.Counted == "" && t.claimed.Number() != nil && t.claimed.Number().Cmp(thousand) < 0 || !p.namesGap(i) {
		return reckoning{}, false
	}
	switch p.word(p.afterNoun(i)) {
	case "in", "among", "at", "on", "over", "for":
		return reckoning{}, false // a gap of 4 points in the capital
	}
	from, to := p.bounds(i)
	var vs []*term
	for j := from; j < to; j++ {
		v := p.num(j)
		if v == nil || v == t || v.class == span || v.class == age || (t.class == points || t.Counted == "point") && v.class == count && v.Counted != "" {
			continue
		}
		if v.Ranged || v.Den > 0 || v.class == ratio || p.isAmount(j) {
			return reckoning{}, false
		}
		vs = append(vs, v)
	}
	if len(vs) != 2 {
		return reckoning{}, false
	}
	assume(vs[0], vs[1])
	if !alike(vs[0], vs[1]) {
		return reckoning{}, false
	}
	if t.class == points != (vs[0].class == share) {
		if t.class != count || t.Counted != "point" || vs[0].class != share {
			assume(vs[0], t)
		}
		p.asPoints(t, move{from: vs[0], to: vs[1]})
	}
	if t.class != vs[0].class && t.class != points || t.class == measure && t.unit != vs[0].unit {
		return reckoning{}, false
	}
	a, b := vs[0], vs[1]
	if x, y := a.input(), b.input(); x.Value != nil && y.Value != nil && x.Value.Cmp(y.Value) < 0 {
		a, b = b, a
	}
	r := less(t, a, b)
	if t.claimed.Hedge == number.None && vs[0].Counted != "" && vs[1].Counted != "" && vs[0].Counted != vs[1].Counted && p.find(from, i, exceeding) < 0 {
		r.link = possible
	}
	return r, true
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

// A tally is the two sides of a vote or a match: 74–58, 61 votes to 38.
type tally struct {
	high, low *big.Rat
	text      [2]string
	terms     []*term
}

// margins are nouns of the difference of a tally; winning are the verbs whose "by" leads to one; tallied is what
// the sides of a tally count.
var (
	margins = list("margin majority lead gap difference advantage win victory defeat loss triumph")
	winning = list(`won win wins winning beat beats beating defeated lost lose loses losing passed carried held prevailed triumphed ahead
		victory edged rejected approved elected re-elected`)
	tallied = list("vote point run goal seat ballot shot")
)

// marginReading reads the margin of the one tally of its sentence: ", a margin of 16 points", "won by 214 votes".
func (p *passage) marginReading(i int, t *term) (reckoning, bool) {
	if t.class != count || t.Counted != "" && !tallied[headNoun(t)] || !p.namesMargin(i, t) {
		return reckoning{}, false
	}
	from, to := p.bounds(i)
	var found *tally
	for j := from; j < to; j++ {
		if y, ok := p.tallyAt(j); ok && y.terms[0] != t && y.terms[len(y.terms)-1] != t {
			if found != nil {
				return reckoning{}, false
			}
			found = &y
		}
	}
	if found == nil {
		a, b := p.rivals(i, t, from)
		if a == nil || p.word(i-1) == "of" && p.word(i-2) == "majority" {
			return reckoning{}, false
		}
		y := tallyOf(a.claimed.Number(), b.claimed.Number(), a, b)
		found = &y
	}
	if p.findMark(min(i, found.terms[0].tok), max(i, found.terms[0].tok), ';') >= 0 {
		return reckoning{}, false
	}
	if p.contrasts(min(i, found.terms[0].tok), max(i, found.terms[0].tok)) && len(found.terms) == 1 {
		return reckoning{}, false
	}
	r := reckoning{rule: ruleMore, claim: t, inputs: found.terms, about: "difference", link: sure}
	r.value = number.Exactly(new(big.Rat).Sub(found.high, found.low))
	r.formula = found.text[0] + " − " + found.text[1]
	return r, true
}

// contrasts says whether a word leads to another clause among the tokens.
func (p *passage) contrasts(from, to int) bool {
	return p.findWord(from, to, "and", "but", "while", "whereas", "then", "though", "although") >= 0
}

// rivals are the only two counts before the number at i in its sentence, where both count votes, points and the
// like: took 10,420 votes and her rival 9,980.
func (p *passage) rivals(i int, t *term, from int) (a, b *term) {
	for j := from; j < i; j++ {
		v := p.num(j)
		if v == nil {
			continue
		}
		if a != nil || !p.isCount(j) || v.Hedge != number.None || !v.Value.IsInteger() {
			return nil, nil
		}
		a, b = b, v
	}
	if a == nil || !tallied[headNoun(a)] || b.Counted != "" && b.Counted != a.Counted {
		return nil, nil
	}
	return a, b
}

// namesMargin says whether the number at i is called the margin of a tally.
func (p *passage) namesMargin(i int, t *term) bool {
	from, _ := p.bounds(i)
	after := p.afterNoun(i)
	if n := after + 1; margins[p.word(after)] && (p.closing(n) || p.word(n) == "for" || p.word(n) == "over") && t.Counted != "" && p.word(i-1) == "a" {
		return p.mark(i-2) != 0 || p.word(i-2) == "with" // , a 16-point margin
	}
	if p.word(after) == "ahead" && p.closing(after+1) && t.Counted != "" && strings.HasPrefix(p.word(i-1), "finish") {
		return true // finishing seven points ahead
	}
	if !p.closing(after) {
		return false
	}
	switch j := i - 1; p.word(j) {
	case "of":
		if !margins[p.word(j-1)] || !determiners[p.word(j-2)] {
			return false
		}
		return p.mark(j-3) != 0 || p.word(j-3) == "by" || p.word(j-3) == "with"
	case "just", "only", "exactly":
		i--
		fallthrough
	case "by":
		return p.word(i-1) == "by" && t.Counted != "" && p.find(max(from, i-7), i, winning) >= 0
	}
	return false
}

// tallyAt reads the tally that begins at token j.
func (p *passage) tallyAt(j int) (tally, bool) {
	a := p.num(j)
	if a == nil || a.Hedge != number.None && a.Hedge != number.Range || a.half || a.Den > 0 || a.class != count && a.class != noClass || a.Unit != "" || a.Counted != "" && !tallied[headNoun(a)] || p.word(j-1) == "from" || p.word(j-1) == "between" {
		return tally{}, false
	}
	if a.Ranged {
		x, y := a.Low.Rat(), a.High.Rat()
		if a.Vague || !x.IsInt() || !y.IsInt() {
			return tally{}, false
		}
		return tallyOf(x, y, a), true
	}
	k := p.afterNoun(j)
	b := p.num(k + 1)
	if p.word(k) != "to" || b == nil || b.class != count || b.Unit != "" || b.Ranged || b.Den > 0 || b.Counted != "" && !tallied[headNoun(b)] || !a.Value.IsInteger() || !b.Value.IsInteger() {
		return tally{}, false
	}
	return tallyOf(a.claimed.Number(), b.claimed.Number(), a, b), true
}

func tallyOf(x, y *big.Rat, terms ...*term) tally {
	if x.Cmp(y) < 0 {
		x, y = y, x
	}
	return tally{high: x, low: y, text: [2]string{number.Group(x.RatString()), number.Group(y.RatString())}, terms: terms}
}

// The two sides of an account, and the nouns of what is left between them: 1 where income is the larger.
var (
	incomes   = list("revenue revenues income receipts takings earnings turnover sales proceeds earned raised collected received exports exported")
	outlays   = list("spending spent expenses expenditure expenditures costs cost outlay outlays outgoings paid disbursed imports imported payments spends")
	remainder = map[string]int{"surplus": 1, "profit": 1, "deficit": -1, "loss": -1, "shortfall": -1}
)

// balanceReading reads a surplus or a deficit beside what came in and what was spent.
func (p *passage) balanceReading(i int, t *term) (reckoning, bool) {
	if t.class != measure && (t.class != count || t.Counted != "") || p.word(i-1) != "of" || remainder[p.word(i-2)] == 0 || !p.closing(i+1) {
		return reckoning{}, false
	}
	from, to := p.bounds(i)
	if p.find(from, to, otherItems) >= 0 || p.ofTwoTimes(from, to) {
		return reckoning{}, false
	}
	var in, out *term
	for _, v := range p.likeBefore(i, t, from) {
		switch p.accountSide(v.tok, from) {
		case 1:
			if in != nil {
				return reckoning{}, false
			}
			in = v
		case -1:
			if out != nil {
				return reckoning{}, false
			}
			out = v
		default:
			return reckoning{}, false
		}
	}
	if in == nil || out == nil {
		return reckoning{}, false
	}
	if remainder[p.word(i-2)] < 0 {
		in, out = out, in
	}
	return less(t, in, out), true
}

// otherItems say that an account has more than the two sides named.
var otherItems = list("after before tax taxes net gross still despite once accumulated operating interest whole overall because reserves subsidies")

// ofTwoTimes says whether two different years stand among the tokens.
func (p *passage) ofTwoTimes(from, to int) bool {
	year := 0
	for j := from; j < to; j++ {
		if t := p.at(j); t != nil && t.class == moment && t.From.Year != 0 {
			if year != 0 && year != t.From.Year {
				return true
			}
			year = t.From.Year
		}
	}
	return false
}

// likeBefore are the numbers of the unit of t before the one at i in its sentence or, if there is but one, in the
// sentence before too.
func (p *passage) likeBefore(i int, t *term, from int) []*term {
	vs := p.likeIn(from, i, t)
	if len(vs) < 2 && from > 0 {
		before, _ := p.bounds(from - 1)
		vs = p.likeIn(before, i, t)
	}
	return vs
}

// likeIn are the plain numbers among the tokens that have the unit of t.
func (p *passage) likeIn(from, to int, t *term) []*term {
	var vs []*term
	for j := from; j < to; j++ {
		if v := p.num(j); v != nil && v != t && !v.Ranged && v.Den == 0 && alike(v, t) {
			vs = append(vs, v)
		}
	}
	return vs
}

// accountSide says on which side of an account the amount at token j stands: 1 for what comes in, −1 for what is
// spent, by the nearest word for either before it, else right behind it.
func (p *passage) accountSide(j, from int) int {
	for k := j - 1; k >= max(from-maxIntro, j-7, 0) && p.num(k) == nil; k-- {
		switch w := p.word(k); {
		case incomes[w] || w == "in" && (p.word(k-1) == "took" || p.word(k-1) == "brought"):
			return 1
		case outlays[w]:
			return -1
		}
	}
	for k := j + 1; k <= j+3 && p.mark(k) == 0 && p.num(k) == nil; k++ {
		switch w := p.word(k); {
		case incomes[w]:
			return 1
		case outlays[w]:
			return -1
		}
	}
	return 0
}

// taken are nouns of a part taken out of a whole.
var taken = list("grants payments costs expenses withdrawals losses sales deductions debts gifts fees taxes spending")

// using are the verbs of taking a part out of a whole.
var using = list("spent used sold paid drawn burned consumed eaten delivered given raised collected repaid lent handed withdrawn lost paying spending selling using giving giving lending losing drawing")

// leftReading reads what is left of an amount: "spent 512,000 euros of its 750,000-euro grant, which leaves
// 238,000 euros". Counts of a group are package sum's.
func (p *passage) leftReading(i int, t *term) (reckoning, bool) {
	if !p.namesLeft(i) {
		return reckoning{}, false
	}
	from, _ := p.bounds(i)
	vs := p.likeBefore(i, t, from)
	if len(vs) != 2 {
		return reckoning{}, false
	}
	if p.findWord(max(vs[0].tok, vs[1].tok), i, "later", "then", "finally") >= 0 {
		return reckoning{}, false
	}
	part, whole := vs[0], vs[1]
	if !p.takenFrom(part, whole) {
		if part, whole = whole, part; !p.takenFrom(part, whole) {
			return reckoning{}, false
		}
	}
	return less(t, whole, part), true
}

// namesLeft says whether the number at i is what is left: which leaves 238,000; was left with 45,000; 350 are left.
func (p *passage) namesLeft(i int) bool {
	j := i - 1
	for p.word(j) == "just" || p.word(j) == "only" || p.word(j) == "them" || p.word(j) == "it" || p.word(j) == "some" {
		j--
	}
	if p.word(j) == "of" && (p.word(j-1) == "balance" || p.word(j-1) == "remainder" || p.word(j-1) == "rest") && p.word(j-2) == "a" {
		j -= 3
	}
	if p.word(j) == "with" && p.word(j-1) == "left" {
		j--
	}
	after := p.afterNoun(i)
	switch p.word(j) {
	case "leaves", "leaving", "left":
		if w := p.word(j - 1); p.word(j) == "leaves" && w != "which" && w != "that" && w != "this" && w != "it" {
			return false
		}
		w := p.word(after)
		return p.closing(after) || unused[w] || w == "to" || w == "in" || w == "for"
	}
	if w := p.word(after); w == "are" || w == "were" || w == "is" || w == "was" {
		after++
	}
	return unused[p.word(after)] && (p.closing(after+1) || p.word(after) == "to" && p.word(after+1) == "go")
}

// unused says of an amount that it is left.
var unused = list("left unsold unspent unused unpaid untouched outstanding remaining remain remained remains to")

// takenFrom says whether the words take the part out of the whole: spent 50 euros of the 80; of the 80 euros, 50
// were spent.
func (p *passage) takenFrom(part, whole *term) bool {
	if part.claimed.Number().Cmp(whole.claimed.Number()) > 0 {
		return false
	}
	if k := p.afterNoun(part.tok); p.word(k) == "of" && p.group(k+1) == whole.tok {
		return true
	}
	k := whole.tok - 2
	if determiners[p.word(k+1)] {
		k--
	}
	if p.phrase(k, "out of") && p.find(part.tok-3, k, using) >= 0 {
		return true // 1,250 tickets sold out of 1,600
	}
	return whole.tok < part.tok && (p.find(part.tok-4, part.tok+4, using) >= 0 || p.word(part.tok-1) == "of" && taken[p.word(part.tok-2)])
}
