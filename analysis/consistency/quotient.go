package consistency

import (
	"math/big"
	"strconv"
	"strings"

	"recount/analysis/number"
)

// Quotients: "a box of 24 bottles costs 36 euros, or 1.50 euros a bottle", "1,800 trees in six hours, a rate of
// 300 an hour", "1,150 people in 460 households, an average of 2.5 per household", "75,000 dollars shared equally
// among five schools, each of which received 15,000". The words behind the amount say what it is for each of; the
// count of that, and the one other number in the amount's own unit, are what it is reckoned from.

// A portion is an amount for each of something.
type portion struct {
	*term
	unit  string // the unit of the amount alone
	per   string // what it is for each of: bottle, hour; "" where only "each" says it
	after int    // the token behind it and its words
	times int64  // how many of these it is for: 100 for "per 100 kilometres"
}

// portionAt reads the portion whose amount stands at token i.
func (p *passage) portionAt(i int) (portion, bool) {
	t := p.num(i)
	if t == nil || t.Ranged || t.half || t.Den > 0 || t.class != count && t.class != measure && t.class != span {
		return portion{}, false
	}
	if amount, per, ok := strings.Cut(t.Unit, " per 100 "); ok && t.class == measure {
		return portion{t, amount, per, i + 1, 100}, true
	}
	if amount, per, ok := strings.Cut(t.Unit, " per "); ok && (t.class == measure || t.class == count && t.Per == 0) {
		return portion{t, amount, per, i + 1, 1}, true
	}
	j := p.afterNoun(i)
	switch w := p.word(j); {
	case w == "each" && p.word(j+1) != "of" || w == "apiece":
		return portion{t, t.unit, "", j + 1, 1}, true
	case w == "to" && (p.word(j+1) == "a" || p.word(j+1) == "each" || p.word(j+1) == "every") && p.word(j+2) != "":
		return portion{t, t.unit, singular(p.word(j + 2)), j + 3, 1}, true // 2.75 to a house
	case (w == "per" || w == "a" || w == "an" || w == "every" || w == "each") && p.word(j+1) != "":
		return portion{t, t.unit, singular(p.word(j + 1)), j + 2, 1}, true
	}
	if t.class == measure && p.word(i-1) == "of" {
		for k := i - 2; k >= i-4; k-- { // an hourly wage of 14.50 euros
			if per := periodic[p.word(k)]; per != "" && p.mark(k-2) != 0 {
				return portion{t, t.unit, per, j, 1}, true
			}
		}
	}
	for k := i - 1; k >= i-6 && p.num(k) == nil; k-- { // each of which received 15,000; each midwife attends 60
		if m := p.mark(k); p.word(k) == "each" && (p.word(k+1) != "of" || p.word(k+2) == "which" || p.word(k+2) == "whom" || p.word(k+2) == "them") {
			return portion{t, t.unit, "", j, 1}, true
		} else if m != 0 {
			break
		}
	}
	return portion{}, false
}

// periodic are adjectives of amounts for each unit of time.
var periodic = map[string]string{"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "yearly": "year"}

// checkPortions judges the portions of the tokens [from, to), a sentence.
func (c *checker) checkPortions(p *passage, from, to int) {
	for i := from; i < to; i++ {
		q, ok := p.portionAt(i)
		if !ok {
			continue
		}
		r, ok := p.quotientOf(i, q, from, to)
		if !ok {
			r, ok = p.productOf(i, q, to)
		}
		if ok {
			c.decide([]reckoning{r})
		}
	}
}

// yields lead from an amount for each and how many there are to what they make together.
var yields = []string{"bring in", "come to", "cost a total of", "paid out", "yield",
	"brought in", "brings in", "came to", "comes to", "cost", "costs", "total", "totalled", "totaled", "made", "earned", "raised", "yielded", "paid", "fetched",
	"adds up to", "added up to", "a total of", "makes", "make"}

// productOf multiplies a portion at token i that names what it is for each of, "12 dollars a ticket", by the number of
// those, where a verb of yielding leads from both to the whole: the 350 tickets sold brought in 4,200 dollars.
func (p *passage) productOf(i int, q portion, to int) (reckoning, bool) {
	from, _ := p.bounds(i)
	var whole, many *term
	if x := p.numberBefore(i); x >= from && p.word(i-1) == "at" && p.isCount(x) && p.at(x).Counted != "" && p.afterNoun(x) == i-1 {
		many = p.at(x) // forty subscribers at 25 dollars a year
	} else if q.per == "" || q.times != 1 || daysOf(q.per) != nil {
		return reckoning{}, false
	}
	for j := from; j < to; j++ {
		t := p.num(j)
		switch {
		case t == nil || j == i || t == many:
		case many == nil && t.class == count && p.numbers(t, q):
			many = t
		case whole == nil && j > i && many != nil && t.class == q.class && t.unit == q.unit && p.closing(p.afterNoun(j)) && p.endsWithAny(j, yields):
			whole = t
		default:
			return reckoning{}, false
		}
	}
	if whole == nil || many == nil || !p.yieldsAtOnce(max(q.after, p.afterNoun(many.tok)), whole.tok) || p.findWord(many.tok, whole.tok, "before", "after", "others", "first") >= 0 {
		return reckoning{}, false
	}
	r := reckoning{rule: ruleSum, claim: whole, about: "total", inputs: []*term{many, q.term}, link: sure, rounding: true}
	r.value, r.formula = q.input().Scale(many.claimed.Number()), many.written()+" × "+q.written()
	return r, true
}

// quotientOf divides the whole by the number of what the portion at token i is for each of.
func (p *passage) quotientOf(i int, q portion, from, to int) (reckoning, bool) {
	after := q.after
	averaged := p.word(after) == "on" && p.word(after+1) == "average"
	if averaged {
		after += 2
	}
	bare := q.per != "" && daysOf(q.per) == nil && p.mark(i-1) == ',' // five trips, 300 tonnes per trip
	if !p.closing(after) || !averaged && !bare && !p.asksQuotient(i, from, to) {
		return reckoning{}, false
	}
	whole, many, clear := p.dividedBy(i, q, from, i)
	if (whole == nil || many == nil) && clear && from > 0 {
		before, _ := p.bounds(from - 1)
		whole, many, clear = p.dividedBy(i, q, before, i)
		if whole != nil && many != nil && whole.tok < from && many.tok >= from && !p.speaksOf(many, before, from) {
			return reckoning{}, false // the 15,348 who came are not those of the 74 talks told of after them
		}
	}
	if whole == nil || many == nil || !clear || p.contrasts(max(whole.tok, many.tok), i) && p.find(from, to, equally) < 0 ||
		p.findWord(max(whole.tok, many.tok), i, "against", "than", "compared", "versus", "below", "above") >= 0 {
		return reckoning{}, false
	}
	under := many.input()
	if word := lower(p.c.text[many.Start:many.NumStart]); word == "over " && whole.tok < many.tok && many.class != count { // 42 litres over 700 kilometres
		under = number.Exactly(many.claimed.Number()).Scale(many.one)
	}
	if many.class == span {
		if days, unit := daysOf(many.Unit), daysOf(q.per); days != nil && unit != nil {
			under = under.Scale(new(big.Rat).Quo(days, unit))
		}
	}
	over := whole.input()
	if whole.class == measure && whole.unit != q.unit { // 18 tonnes, 15 kilograms a tree
		over = over.Scale(new(big.Rat).Quo(measures[whole.unit].factors[0], measures[q.unit].factors[0]))
	}
	v, ok := over.Scale(big.NewRat(q.times, 1)).Quo(under)
	if !ok {
		return reckoning{}, false
	}
	return reckoning{rule: ruleMean, claim: q.term, value: v, formula: q.formula(whole, many), inputs: []*term{whole, many}, about: "share of each", link: sure, rounding: true}, true
}

// yieldsAtOnce says whether the verb of yielding before the number at j stands right behind token i, with a mark, a
// participle or "and" between at most.
func (p *passage) yieldsAtOnce(i, j int) bool {
	for _, v := range yields {
		if n := p.endsWith(j, v); n > 0 {
			return j-n-i <= 1 || j-n-i == 2 && p.mark(i) == ',' && p.word(i+1) == "and"
		}
	}
	return false
}

// speaksOf says whether the noun of a number stands among the tokens [from, to).
func (p *passage) speaksOf(t *term, from, to int) bool {
	noun := root(headNoun(t))
	for k := from; k < to; k++ {
		if w := p.word(k); w != "" && root(w) == noun {
			return true
		}
	}
	return false
}

// formula is the quotient as it is printed.
func (q portion) formula(whole, many *term) string {
	if whole.class == measure && whole.unit != q.unit {
		return whole.written() + " " + whole.unit + "s / " + many.written()
	}
	if q.times > 1 {
		return whole.written() + " / " + many.written() + " × " + strconv.FormatInt(q.times, 10)
	}
	return whole.written() + " / " + many.written()
}

// asksQuotient says whether the words put the number at i as reckoned from what stands before it: in apposition,
// as an average or a rate, or as an equal share.
func (p *passage) asksQuotient(i, from, to int) bool {
	for j := i - 1; j >= i-5 && j >= from && p.num(j) == nil; j-- {
		if periodic[p.word(j)] != "" {
			return true
		}
		switch p.word(j) {
		case "average", "averaging", "averages", "averaged", "mean", "rate", "or", "i.e.", "making", "makes", "out", "equivalent", "pace", "speed", "means", "meaning":
			return true
		case "is":
			if w := p.word(j - 1); w == "which" || w == "that" {
				return true
			}
		}
	}
	if k := p.afterNoun(i); p.mark(i-1) == ',' && (p.word(k) == "each" || p.word(k) == "apiece") {
		return true
	}
	return p.mark(i-1) == '(' && p.mark(p.afterNoun(i)) != ',' || p.find(from, to, equally) >= 0
}

// dividedBy finds among the tokens [from, to) the whole, in the portion's own unit, and the number of what it is
// divided among. It is clear if neither could be another number, and no number is there that is for each of
// something else.
func (p *passage) dividedBy(i int, q portion, from, to int) (whole, many *term, clear bool) {
	clear = true
	for j := from; j < to; j++ {
		t := p.num(j)
		if t == nil || j == i {
			continue
		}
		switch {
		case t.Ranged || t.Den > 0 && t.class == share || t.half || strings.Contains(t.unit, " per ") || t.class == ratio || t.Direction != 0:
			return nil, nil, false
		case p.numbers(t, q):
			if many != nil {
				return nil, nil, false
			}
			many = t
		case p.isWholeOf(t, q):
			if w := p.word(p.afterNoun(j)); whole != nil || w == "a" || w == "per" || w == "each" || w == "every" || w == "apiece" {
				return nil, nil, false
			}
			whole = t
		case t.class == span && q.per != "": // "in 2 years, 40 trees a day": the rate may be over another time
			clear = clear && daysOf(q.per) == nil
		case t.class == count && t.Counted != "" && q.per == "":
			return nil, nil, false // two groups
		}
	}
	return whole, many, clear
}

// numbers says whether the term is how many there are of what the portion is for each of.
func (p *passage) numbers(t *term, q portion) bool {
	if q.per == "" {
		return t.class == count && t.Value.IsInteger() && t.Hedge == number.None && t.Counted != "" && t.Counted != q.Counted && !(q.class == count && q.Counted == "")
	}
	if t.class == measure {
		return t.unit == q.per // the 50-litre tank, 1.60 dollars a litre
	}
	if t.class == span {
		return t.Unit == q.per || daysOf(t.Unit) != nil && daysOf(q.per) != nil
	}
	noun := headNoun(t)
	return t.class == count && (noun == q.per || wordOf(t.Counted, q.per) || inhabitants[noun] && inhabitants[q.per] || q.per == "head" && (inhabitants[noun] || isMember(noun+"s")))
}

// wordOf says whether a noun phrase holds a noun, in singular or plural: "bottles cost" holds bottle.
func wordOf(phrase, noun string) bool {
	for w := range strings.FieldsSeq(phrase) {
		if singular(w) == noun {
			return true
		}
	}
	return false
}

// isWholeOf says whether the term can be the whole of portions: in their unit, or counting the same.
func (p *passage) isWholeOf(t *term, q portion) bool {
	if q.class != t.class {
		return false
	}
	if q.class == count {
		return q.Counted == "" || t.Counted == "" || t.Counted == q.Counted
	}
	u, v := measures[t.unit], measures[q.unit]
	return t.unit == q.unit || u.dimension != "" && u.dimension == v.dimension
}
