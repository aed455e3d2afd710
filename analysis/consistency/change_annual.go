package consistency

import (
	"math/big"

	"recount/analysis/number"
)

// Changes by steps: "rose from 4,000 in 2010 to 6,000 in 2020, by 200 a year", "7 percent a year for ten years,
// and so almost doubled", "80,000 in 2018, 88,000 in 2019 and 96,800 in 2020, a rise of 10 percent each year";
// and a change less the change of prices, "in real terms". A yearly percentage is compound, (1 + p)ⁿ, or, as
// the press reckons, the whole change over the years; either bears it out.

// checkAnnual judges the yearly amounts of a passage, and what they come to.
func (c *checker) checkAnnual(p *passage, moves []move, used map[int]bool) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.Ranged || used[i] {
			continue
		}
		switch {
		case t.percentage() && p.yearly(i):
			if c.judgeSteps(p, i, t) || c.judgeCompound(p, i, t, used) || c.judgeMean(p, i, t, moves) {
				used[i] = true
			}
		case (t.class == count || t.class == measure) && p.yearly(i):
			used[i] = c.judgeMean(p, i, t, moves)
		case t.percentage() && p.realTerms(i):
			used[i] = c.judgeReal(p, i, t)
		}
	}
}

// yearly says whether the number at i is one of several steps of a year: 7 percent a year, 200 each year, on
// average by 200 a year, annual growth of 7 percent.
func (p *passage) yearly(i int) bool {
	for j := i + 1; j <= i+6 && p.sentence(j) == p.sentence(i); j++ {
		if p.mark(j) != 0 || p.num(j) != nil {
			break
		}
		switch w := p.word(j); {
		case w == "annually" || w == "yearly":
			return true
		case w == "year" && (p.word(j-1) == "a" || p.word(j-1) == "each" || p.word(j-1) == "every" || p.word(j-1) == "per"):
			return p.word(j+1) != "ago" && p.word(j+1) != "earlier" && p.word(j+1) != "before" && p.word(j+1) != "later"
		}
	}
	return p.findWord(i-5, i, "annual", "yearly") >= 0
}

// spanYears is how many years lie between the two dates of the sentence of token i, 0 unless it has just two.
func (p *passage) spanYears(i int) int64 {
	from, to := p.bounds(i)
	var years []int
	for j := from; j < to; j++ {
		t := p.at(j)
		if t == nil || t.class != moment {
			continue
		}
		if t.From.Year == 0 {
			return 0
		}
		years = append(years, t.From.Year)
		if t.To.Year != 0 {
			years = append(years, t.To.Year)
		}
	}
	if len(years) != 2 || years[1] <= years[0] {
		return 0
	}
	return int64(years[1] - years[0])
}

// judgeMean holds a yearly amount against a move whose years the sentence gives.
func (c *checker) judgeMean(p *passage, i int, t *term, moves []move) bool {
	years := p.spanYears(i)
	var m *move
	for k := range moves {
		if p.sentence(moves[k].from.tok) == p.sentence(i) {
			if m != nil {
				return false
			}
			m = &moves[k]
		}
	}
	if m == nil || years < 2 || m.from.tok == i || m.to.tok == i {
		return false
	}
	from, to := inputs(m.from, m.to)
	n := number.New(years, 0)
	r := reckoning{rule: ruleChange, claim: t, inputs: []*term{m.from, m.to}, link: sure, about: "change a year"}
	if !t.percentage() {
		if !alike(t, m.from) && t.class != count || t.Counted != "" && m.from.Counted != "" && t.Counted != m.from.Counted {
			return false
		}
		diff := to.Sub(from)
		if diff.Value != nil && diff.Value.Sign() < 0 {
			diff = from.Sub(to)
		}
		r.value, r.formula = diff.Scale(big.NewRat(1, years)), m.to.written()+" − "+m.from.written()+" over "+n.String()+" years"
		c.decide([]reckoning{r})
		return true
	}
	change, ok := to.ChangeFrom(from)
	if !ok || change.Value == nil {
		return false
	}
	if change.Value.Sign() < 0 {
		change = change.Scale(big.NewRat(-1, 1))
		from, to = to, from // a fall by p a year, turned round, to find the yearly factor below
		if inv, ok := from.Quo(to); ok {
			from, to = number.Exactly(rat1), inv
		}
	}
	r.value, r.formula = change.Scale(big.NewRat(1, years)), "("+m.to.written()+" − "+m.from.written()+") / "+m.from.written()+" over "+n.String()+" years"
	if ratio, ok := to.Quo(from); ok && t.claimed.Hedge == number.None && c.compounds(t, ratio, years) {
		r.value = number.Exactly(new(big.Rat).Mul(t.claimed.Number(), t.one))
	}
	c.decide([]reckoning{r})
	return true
}

// compounds says whether some rate that rounds to the claim gives the ratio after so many years, as a rise
// or as a fall.
func (c *checker) compounds(t *term, ratio number.Evidence, years int64) bool {
	if ratio.Value == nil || years > 200 {
		return false
	}
	set := t.claimed.Admits(c.tolerances)[0].Interval.Scale(t.one)
	for _, sign := range []int64{1, -1} {
		lo, hi := grown(set.Lo, sign, years), grown(set.Hi, sign, years)
		if lo.Cmp(hi) > 0 {
			lo, hi = hi, lo
		}
		if (number.Closed(lo, hi)).Overlaps(ratio.Set) {
			return true
		}
	}
	return false
}

// grown is (1 ± rate)ⁿ.
func grown(rate *big.Rat, sign, n int64) *big.Rat {
	base := new(big.Rat).Mul(rate, big.NewRat(sign, 1))
	base.Add(base, rat1)
	out := big.NewRat(1, 1)
	for range n {
		out.Mul(out, base)
	}
	return out
}

// maxYears bounds the exact power of a compound rate.
const maxYears = 60

// judgeCompound holds "so almost doubled" or "by 16 percent in all" against "7 percent a year for ten years".
func (c *checker) judgeCompound(p *passage, i int, t *term, used map[int]bool) bool {
	from, to := p.bounds(i)
	var years, result *term
	for j := from; j < to; j++ {
		u := p.num(j)
		if u == nil || u == t {
			continue
		}
		switch {
		case u.class == span && u.Unit == "year" && years == nil && !u.Ranged && (p.word(j-1) == "for" || p.word(j-1) == "in" || p.word(j-1) == "over" || p.word(j-1) == "after" || p.word(j-1) == "within"):
			years = u
		case result == nil && (u.class == ratio && p.factor(u) != nil || u.percentage() && p.totalled(j)):
			result = u
		default:
			return false
		}
	}
	if years == nil || result == nil || t.Hedge != number.None && t.Hedge != number.Approx {
		return false
	}
	n, whole := years.Value.Coefficient()
	if !whole || years.Value.Place() != 0 || n < 2 || n > maxYears {
		return false
	}
	sign := int64(1)
	if p.find(from, i, falls) >= 0 {
		sign = -1
	}
	rate := t.input()
	if rate.Value == nil {
		return false
	}
	a, b := grown(rate.Set.Lo, sign, n), grown(rate.Set.Hi, sign, n)
	if a.Cmp(b) > 0 {
		a, b = b, a
	}
	e := number.Evidence{Value: grown(rate.Value, sign, n), Set: number.Closed(a, b)}
	op := " + "
	if sign < 0 {
		op = " − "
	}
	r := reckoning{rule: ruleChange, claim: result, value: e, inputs: []*term{t, years}, link: sure, about: "compound change", formula: "(1" + op + t.written() + " %) to the power of " + years.written()}
	if result.percentage() {
		r.value = e.Sub(number.Exactly(rat1)).Scale(big.NewRat(sign, 1))
		r.formula += " − 1"
	}
	used[result.tok] = true
	c.decide([]reckoning{r})
	return true
}

// falls are words of a yearly loss.
var falls = list("fell fall falls declined decreased dropped shrank lost loses loss shrinks declines decreases")

// judgeSteps holds "a rise of 10 percent each year" against a series of values from year to year.
func (c *checker) judgeSteps(p *passage, i int, t *term) bool {
	from, to := p.bounds(i)
	vs := p.valuesOf(i, t, from, to)
	if len(vs) < 3 || len(vs) > 12 || !p.inOrder(vs) {
		return false
	}
	var worst *reckoning
	for k := 1; k < len(vs); k++ {
		assume(vs[0].term, vs[k].term)
		if !alike(vs[0].term, vs[k].term) || vs[k].day-vs[k-1].day != vs[1].day-vs[0].day {
			return false
		}
		m := move{from: vs[k-1].term, to: vs[k].term, start: from, end: to, word: -1, firm: true}
		rs := changeReadings(m, amount{term: t})
		if len(rs) == 0 {
			return false
		}
		if o, _, _ := rs[0].outcome(c.tolerances); worst == nil || o.Verdict != number.Supported {
			worst = &rs[0]
		}
	}
	c.decide([]reckoning{*worst})
	return true
}

// realTerms says whether the percentage at i is a change less that of prices.
func (p *passage) realTerms(i int) bool {
	from, to := p.bounds(i)
	for j := from; j < to; j++ {
		if p.phrase(j, "in real terms") || p.phrase(j, "adjusted for inflation") || p.phrase(j, "after inflation") {
			for k := j; k < i; k++ { // it stands before the number without another one between, or right behind it
				if p.num(k) != nil {
					return false
				}
			}
			return j < i && i-j <= maxItem || j > i && j-i <= 3
		}
	}
	return false
}

// priceWords are what a nominal change is set against.
var priceWords = list("prices price inflation cost costs")

// judgeReal holds a change in real terms against the nominal change and that of prices before it.
func (c *checker) judgeReal(p *passage, i int, t *term) bool {
	var nominal, prices *term
	for j := i - 1; j >= 0 && p.sentence(j) >= p.sentence(i)-1; j-- {
		u := p.num(j)
		if u == nil || !u.percentage() {
			continue
		}
		if u.Ranged || u.Hedge != number.None && u.Hedge != number.Approx {
			return false
		}
		switch k := p.subjectWords(j); {
		case p.find(k, j, priceWords) >= 0 && prices == nil:
			prices = u
		case p.find(k, j, priceWords) < 0 && nominal == nil:
			nominal = u
		default:
			return false
		}
	}
	if nominal == nil || prices == nil || !p.samePay(nominal.tok, i) {
		return false
	}
	one := number.Exactly(rat1)
	way := func(u *term) number.Evidence {
		e := u.input()
		if u.Direction < 0 {
			return e.Scale(big.NewRat(-1, 1))
		}
		return e
	}
	a, b := one.Add(way(nominal)), one.Add(way(prices))
	exact, ok := a.Quo(b)
	if !ok {
		return false
	}
	r := reckoning{rule: ruleChange, claim: t, inputs: []*term{nominal, prices}, link: sure, about: "change in real terms"}
	r.value, r.formula = exact.Sub(one), "(1 + "+nominal.written()+" %) / (1 + "+prices.written()+" %) − 1"
	simple := r
	simple.value, simple.formula = a.Sub(b), nominal.written()+" % − "+prices.written()+" %"
	rs := []reckoning{r, simple}
	for k := range rs {
		if t.Direction < 0 || p.find(i-5, i, falls) >= 0 {
			rs[k].value = rs[k].value.Scale(big.NewRat(-1, 1))
		}
	}
	c.decide(rs)
	return true
}

// payWords are what is paid, by any name.
var payWords = list("pay wages wage earnings salaries salary income incomes")

// samePay says whether the clauses of the numbers at a and b are about one thing: the same word, or pay by two
// of its names.
func (p *passage) samePay(a, b int) bool {
	from, begin := p.subjectWords(a), p.subjectWords(b)
	if p.find(from, a, payWords) >= 0 && p.find(begin, b, payWords) >= 0 {
		return true
	}
	for j := from; j < a; j++ {
		if w := p.word(j); len(w) > 4 && changeWords[w].sort == 0 && p.findWord(begin, b, w) >= 0 {
			return true
		}
	}
	return false
}

// subjectWords is the token where the clause of the number at j begins: behind the last number or mark.
func (p *passage) subjectWords(j int) int {
	k := j - 1
	for k > 0 && p.sentence(k) == p.sentence(j) && p.num(k) == nil && p.mark(k) != ';' && p.mark(k) != ',' && p.word(k) != "while" && p.word(k) != "and" && p.word(k) != "but" {
		k--
	}
	return k
}
