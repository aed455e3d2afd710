package consistency

import (
	"strings"

	"recount/analysis/quantity"
)

// Changes between two values that the text dates one by one: "640 looms in 1890; by 1920 only 160 were
// left, a fall of 75 percent", "it used to cost 2.50 and now costs 3 euros, 20 percent more". No "from …
// to" joins them: their times say which comes first, and the amount stands in apposition behind both or
// opens the sentence.

// A when is the time of a value: a date in days, roughly, or only before or now.
type when struct {
	day      int  // 0 where no date is written
	relative int8 // −1 before, 1 now
}

// before says whether a is earlier than b, and false for known where the words do not tell.
func (a when) before(b when) (earlier, known bool) {
	switch {
	case a.day != 0 && b.day != 0:
		return a.day < b.day, a.day != b.day
	case a.relative != 0 && b.relative != 0:
		return a.relative < b.relative, a.relative != b.relative
	}
	return false, false
}

func dayOf(d quantity.Day) int { return (d.Year*12+d.Month)*31 + d.Day }

// whenOf reads the time of the value at token i: behind it up to the next mark, else before it back to the
// next number.
func (p *passage) whenOf(i int) when {
	for j := i + 1; j <= i+maxNoun+1 && p.sentence(j) == p.sentence(i); j++ {
		if p.mark(j) != 0 || p.num(j) != nil || p.word(j) == "and" || p.word(j) == "compared" || p.word(j) == "against" {
			break
		}
		if w, ok := p.timeAt(j); ok {
			return w
		}
	}
	for j := i - 1; j >= i-maxIntro && p.sentence(j) == p.sentence(i) && p.num(j) == nil; j-- {
		if w, ok := p.timeAt(j); ok {
			return w
		}
	}
	for j := i - 1; j >= i-4 && p.sentence(j) == p.sentence(i) && p.mark(j) == 0 && p.num(j) == nil; j-- {
		switch p.word(j) { // it had 180 seats; now it has 216
		case "had", "was", "were":
			return when{relative: -1}
		case "has", "is", "are":
			return when{relative: 1}
		}
	}
	return when{}
}

// timeAt reads a date at token j, or the last word of what sets then against now.
func (p *passage) timeAt(j int) (when, bool) {
	if t := p.at(j); t != nil && t.class == moment && t.To.Year == 0 && (t.From.Year != 0 || t.From.Month != 0) {
		return when{day: dayOf(t.From)}, true
	}
	switch w := p.word(j); w {
	case "now", "today", "currently", "nowadays", "presently", "meanwhile":
		return when{relative: 1}, true
	case "previously", "formerly", "originally", "initially", "once", "beforehand":
		return when{relative: -1}, true
	case "be", "cost", "have", "number", "count", "take", "to":
		if p.word(j-1) == "to" && p.word(j-2) == "used" || w == "to" && p.word(j-1) == "used" {
			return when{relative: -1}, true
		}
	case "of":
		if p.word(j-1) == "instead" {
			return when{relative: -1}, true
		}
	case "year", "season", "month", "week", "term", "quarter", "winter", "summer", "spring", "autumn", "time", "decade", "century":
		switch p.word(j - 1) {
		case "this":
			return when{relative: 1}, true
		case "last", "previous", "preceding", "prior":
			return when{relative: -1}, true
		}
	case "earlier", "before", "ago":
		if from, _ := p.bounds(j); w == "before" && (j == from || p.mark(j-1) == ';' || p.mark(j-1) == ',') && determiners[p.word(j+1)] {
			return when{relative: -1}, true // before the reform it was 45 euros
		}
		if p.word(j-1) == "year" || p.word(j-1) == "years" || p.at(j-1) != nil {
			return when{relative: -1}, true
		}
	}
	return when{}, false
}

// checkDated judges the amounts of change that stand with values dated one by one.
func (c *checker) checkDated(p *passage, used map[int]bool) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || used[i] || t.Ranged || !p.apart(i, t) || p.averaged(i, i) {
			continue
		}
		var rs []reckoning
		if m, a, ok := p.thanDated(i, t); ok {
			rs = changeReadings(m, a)
		} else {
			rs = p.datedReadings(i, t)
		}
		if len(rs) > 0 {
			used[i] = true
			c.decide(rs)
		}
	}
}

// apart says whether the number at i is an amount in a place of its own: a fall of 60 percent; 20 percent
// more, and then a mark or "than"; three times as many are package ratio's.
func (p *passage) apart(i int, t *term) bool {
	if t.class != share && t.class != points && t.class != count && t.class != measure {
		return false
	}
	if p.ownNoun(i) != 0 || t.again {
		return true
	}
	k, ok := p.comparative(i)
	if !ok || p.word(k+1) == "than" {
		return ok
	}
	for asides[p.word(i-1)] {
		i--
	}
	return p.mark(i-1) != 0 // ", 20 percent more"; "incomes were 20 percent more" than something else
}

// asides may stand before an amount in apposition.
var asides = list("still thus or that is therefore i.e. only even already then again a an and")

// comparative finds the word of comparison that follows the amount at i: 20 percent more, 200 hectares
// less, a third higher.
func (p *passage) comparative(i int) (int, bool) {
	for _, k := range []int{i + 1, p.afterNoun(i)} {
		if changeWords[p.word(k)].sort == comparative {
			return k, p.closing(k+1) || p.word(k+1) == "than" || p.mark(k+1) == '('
		}
	}
	return 0, false
}

// amountOf is the amount at token i with the direction of its own noun or comparative.
func (p *passage) amountOf(i int, t *term) amount {
	a := amount{term: t}
	if t.again {
		a.direction, a.own = 1, true
	} else if d := p.ownNoun(i); d == 1 || d == -1 {
		a.direction, a.own = d, true
	} else if k, ok := p.comparative(i); ok {
		a.direction, a.own = changeWords.direction(p.word(k)), true
	}
	return a
}

// datedReadings holds the amount at i against the values of its sentence and, if there are not two, of
// the one before, that are dated one by one. Of more than two it may be said of the whole run or of the
// last step.
func (p *passage) datedReadings(i int, t *term) []reckoning {
	if k, ok := p.comparative(i); ok && p.word(k+1) == "than" {
		return nil
	}
	vs, clear := p.datedValues(i, t)
	if rs := p.contrasted(i, t); !clear && len(rs) > 0 {
		return rs
	}
	if len(vs) < 2 {
		return nil
	}
	var rs []reckoning
	first, last := vs[0], vs[len(vs)-1]
	for _, from := range [][2]*term{{first.term, last.term}, {vs[len(vs)-2].term, last.term}} {
		a := p.amountOf(i, t)
		m := move{from: from[0], to: from[1], start: from[0].tok, end: from[1].tok + 1, word: -1, direction: a.direction, firm: clear}
		rs = append(rs, changeReadings(m, a)...)
		if len(vs) == 2 {
			break
		}
	}
	return rs
}

// contrasted reads "women earn 2,400 euros, men 3,000: a fifth less": behind a colon or a dash the amount
// sums up the two values of its sentence, the smaller being less and the larger more.
func (p *passage) contrasted(i int, t *term) []reckoning {
	at := i
	if p.word(at-1) == "is" && p.word(at-2) == "that" {
		at -= 2
	}
	k, ok := p.comparative(i)
	if m := p.mark(at - 1); !ok || !p.closing(k+1) || m != ':' && m != '-' {
		return nil
	}
	from, _ := p.bounds(i)
	vs := p.valuesOf(i, t, from, i)
	if len(vs) != 2 {
		return nil
	}
	assume(vs[0].term, vs[1].term)
	if !alike(vs[0].term, vs[1].term) || vs[0].Counted != "" && vs[1].Counted != "" && vs[0].Counted != vs[1].Counted {
		return nil
	}
	a := p.amountOf(i, t)
	from1, to1 := vs[0].term, vs[1].term
	if (from1.claimed.Number().Cmp(to1.claimed.Number()) < 0) != (a.direction > 0) {
		from1, to1 = to1, from1
	}
	return changeReadings(move{from: from1, to: to1, start: from, end: i, word: -1, direction: a.direction, firm: true}, a)
}

// A datedValue is a value with its time.
type datedValue struct {
	*term
	when
}

// sameRhythm gives a bare count the "a day" of the one that it is set beside: 400 visitors a day, today 260.
func sameRhythm(a, b *term) {
	if a.class != count || b.class != count {
		return
	}
	switch {
	case b.unit == "" && b.Counted == "" && strings.Contains(a.unit, " per "):
		b.unit = a.unit
	case a.unit == "" && a.Counted == "" && strings.Contains(b.unit, " per "):
		a.unit = b.unit
	}
}

// datedValues are the values that the amount at i may be the change of, by time; none where the words leave
// the times open. They are clear if all count the same and stand on one side of the amount.
func (p *passage) datedValues(i int, t *term) ([]datedValue, bool) {
	from, to := p.bounds(i)
	vs := p.valuesOf(i, t, from, to)
	if from > 0 && (len(vs) == 1 && vs[0].tok < i || len(vs) == 0 && i-from <= 4) { // "The increase: 40 percent."
		from, _ = p.bounds(from - 1)
		vs = p.valuesOf(i, t, from, to)
	}
	if len(vs) < 2 || len(vs) > 6 {
		return nil, false
	}
	clear := true
	for k, v := range vs {
		if v.Counted != "" && vs[0].Counted != "" && v.Counted != vs[0].Counted || (v.tok < i) != (vs[0].tok < i) || k > 0 && p.ownSubject(v.tok) {
			clear = false
		}
		if k == 0 {
			continue
		}
		assume(vs[0].term, v.term)
		sameRhythm(vs[0].term, v.term)
		if !alike(vs[0].term, v.term) {
			return nil, false
		}
	}
	if !p.inOrder(vs) {
		return vs, false
	}
	return vs, clear && p.sameNames(min(vs[0].tok, vs[len(vs)-1].tok), max(vs[0].tok, vs[len(vs)-1].tok))
}

// ownSubject says whether the value at token i has a subject of its own right before it, as in "exports were 40
// million in 2015 and imports 60 million in 2016".
func (p *passage) ownSubject(i int) bool {
	w := p.word(i - 1)
	switch {
	case w == "" || prepositions[w] || determiners[w] || levelVerbs[w] || p.isParticle(i-1) || changeWords[w].sort == verb || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly"):
		return false
	case w == "to" || w == "and" || w == "it" || w == "or" || w == "but" || w == "than" || w == "against" || w == "after" || w == "that" || w == "today" || w == "now":
		return false
	}
	_, timed := p.timeAt(i - 1)
	return !timed && p.namedAsSubject(i-1)
}

// namedAsSubject says whether the word at token j opens the clause of a second value: behind "and", a mark or a
// preposition with a name.
func (p *passage) namedAsSubject(j int) bool {
	before := p.word(j - 1)
	return p.mark(j-1) != 0 || before == "and" || before == "while" || before == "but" || before == "in" || before == "the" || before == "for"
}

// inOrder sorts values by their times, in place, and says whether the times tell. Of two, one time may do
// if it is of then or now.
func (p *passage) inOrder(vs []datedValue) bool {
	for n := 1; n < len(vs); n++ {
		for k := n; k > 0; k-- {
			earlier, known := vs[k].before(vs[k-1].when)
			if !known {
				return false
			}
			if !earlier {
				break
			}
			vs[k], vs[k-1] = vs[k-1], vs[k]
		}
	}
	return true
}

// takes says whether the duration at j is how long something takes: used to take 90 minutes.
func (p *passage) takes(j int) bool {
	switch p.word(j - 1) {
	case "take", "takes", "took", "last", "lasts", "lasted":
		return true
	}
	return false
}

// valuesOf are the levels among the tokens that the amount may be the change of.
func (p *passage) valuesOf(i int, t *term, from, to int) []datedValue {
	var vs []datedValue
	for j := from; j < to; j++ {
		v := p.num(j)
		if v == nil || v == t {
			continue
		}
		switch {
		case v.Ranged || v.Den > 0 || v.half:
			return nil
		case v.class == points || v.class == ratio || p.isAmount(j) || v.Direction != 0 && !v.Level:
			return nil // another change: which of the two the values belong to is open
		case v.class == span && !p.takes(j) || v.class == age:
			continue
		}
		vs = append(vs, datedValue{v, p.whenOf(j)})
	}
	return vs
}

// thanDated reads "3,200, still 20 percent fewer than in 2019": the value of that time stands elsewhere in
// the passage, the later one right before the amount.
func (p *passage) thanDated(i int, t *term) (move, amount, bool) {
	k, ok := p.comparative(i)
	if !ok || p.word(k+1) != "than" {
		return move{}, amount{}, false
	}
	then, at := when{}, -1
	for j := k + 2; j <= k+5; j++ {
		if w, ok := p.timeAt(j); ok {
			then, at = w, j
			break
		}
		if p.mark(j) != 0 || p.num(j) != nil {
			break
		}
	}
	if at < 0 || then.day == 0 {
		return move{}, amount{}, false
	}
	to := p.numberBefore(i)
	if to < 0 || i-p.afterNoun(to) > maxNoun {
		return move{}, amount{}, false
	}
	var from *term
	for j := range p.tokens {
		v := p.num(j)
		if v == nil || v == t || j == to || !alike(v, p.at(to)) || v.Ranged || p.isAmount(j) {
			continue
		}
		if w := p.whenOf(j); w.day == then.day {
			if from != nil && !from.Value.Equal(v.Value) {
				return move{}, amount{}, false
			}
			from = v
		}
	}
	if from == nil || p.seriesOf(from) != "" && p.seriesOf(p.at(to)) != "" && p.seriesOf(from) != p.seriesOf(p.at(to)) {
		return move{}, amount{}, false
	}
	a := p.amountOf(i, t)
	return move{from: from, to: p.at(to), start: to, end: i + 1, word: k, direction: a.direction, firm: p.sameNames(min(from.tok, to), max(from.tok, to))}, a, true
}
