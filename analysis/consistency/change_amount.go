package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/quantity"
)

// Amounts: the numbers that say by how much a value has changed.

// An amount is a number that says by how much.
type amount struct {
	*term
	direction int8 // of its own noun or particle: "a drop of", "up"
	own       bool // it has such a word
	bracketed bool // it stands in brackets alone
	weak      bool // it may as well be what share of something else the last value is
}

// amounts finds the amounts of a move: behind its verb, and in apposition behind the values.
func (p *passage) amounts(m move, limit int, before []move) []amount {
	var as []amount
	from := m.start - maxLead
	if n := len(before); n > 0 {
		from = max(from, before[n-1].end)
	}
	for j := max(from, 0); j < m.start; j++ {
		if t := p.num(j); t != nil && p.sentence(j) == p.sentence(m.start) && p.amountBefore(m, j) && !p.averaged(j, j) {
			a := p.amount(t, m.direction)
			if d := changeWords[p.word(j+1)]; d.sort == comparative { // a fifth cheaper: 40 euros instead of 50
				a.direction, a.own = d.direction, true
			}
			as = append(as, a)
		}
	}
	// Between the two values of "to 560, up 12 percent from 500".
	for j := m.start + 1; j < m.end-1; j++ {
		if t := p.num(j); t != nil && t != m.from && t != m.to && p.amountBetween(j) {
			as = append(as, p.amount(t, m.direction))
		}
	}
	for j := m.end; j < min(limit, m.end+maxTrail) && p.sentence(j) == p.sentence(m.end-1); j++ {
		t := p.num(j)
		if t == nil {
			continue
		}
		if p.averaged(m.end, j) {
			break
		}
		if a, ok := p.amountBehind(m, j); ok {
			as = append(as, a)
			continue
		}
		break
	}
	if len(as) == 0 {
		if j := p.summedUp(m, limit); j >= 0 {
			as = append(as, p.amount(p.num(j), 0))
		}
	}
	return as
}

// summedUp is the number of a sentence that says of the move before it how large it was: "That is an increase of 8.4
// percent." -1 where there is none.
func (p *passage) summedUp(m move, limit int) int {
	_, end := p.bounds(m.end - 1)
	if w := p.word(end); w != "that" && w != "this" || !sums[p.word(end+1)] && !sums[p.word(end+2)] {
		return -1
	}
	for j := end + 2; j < min(limit, end+9) && p.sentence(j) == p.sentence(end); j++ {
		if t := p.num(j); t != nil {
			if p.ownNoun(j) == 0 || !p.amountClass(t, m) || p.averaged(j, j) || !p.closing(p.afterNoun(j)) {
				return -1
			}
			return j
		}
	}
	return -1
}

// sums are verbs by which a sentence sums up the one before.
var sums = list("is was represents represented means meant amounts amounted equals marks marked makes made corresponds")

// steps are words for one of many changes.
var steps = list("annual annually average averaging averaged yearly monthly compound per each every")

// averaged says whether the amount at j is one of many steps: an annual average of 1.5 percent.
func (p *passage) averaged(from, j int) bool {
	if p.find(max(from, j-7), j+4, steps) >= 0 {
		return true
	}
	w := p.word(j + 2)
	return p.word(j+1) == "a" && (w == "year" || w == "month" || w == "week" || w == "day" || w == "decade")
}

// amountBefore says whether the number at j, before the values, is the amount of the move's verb: "by 120
// percent, from 50 to 40", "rose 12 percent, from …", "doubled, from …".
func (p *passage) amountBefore(m move, j int) bool {
	t := p.at(j)
	p.asPoints(t, m)
	for k := j + 1; k < m.start; k++ {
		if o := p.num(k); o != nil && o.class != span && o.class != age || p.mark(k) == ';' {
			return false
		}
		if changeWords[p.word(k)].sort == verb {
			// "lost 10 percent, falling from 50 to 40"; "halved, falling from 50 to 25"
			along := changeWords[p.word(j-1)].direction == m.direction
			if f := p.factor(t); t.class == ratio && f != nil {
				along = f.Cmp(rat1) == int(m.direction)
			}
			return p.mark(k-1) == ',' && k-1 == p.afterNoun(j) && strings.HasSuffix(p.word(k), "ing") && p.amountClass(t, m) && along
		}
	}
	if t.class == ratio {
		return p.factor(t) != nil
	}
	if !p.amountClass(t, m) {
		return false
	}
	if p.ownNoun(j) != 0 { // an increase of 50 percent from 40 to 60
		return true
	}
	if m.word < 0 {
		return changeWords[p.word(j+1)].sort == comparative && p.closing(j+2)
	}
	w := p.word(j - 1)
	if j-1 == m.word || w == "by" && j-2 >= m.word-1 {
		return true
	}
	// "a 39 percent increase from 200 to 330"
	return m.word > j && m.word <= j+2 && changeWords[p.word(m.word)].sort != particle
}

// asPoints takes "8 points" between two percentages for percentage points.
func (p *passage) asPoints(t *term, m move) {
	if t.class == count && m.from.class == share && (t.Counted == "point" || p.word(t.tok+1) == "points") {
		t.class, t.one = points, big.NewRat(1, 100)
	}
}

// amountBetween says whether the number at j, between "B" and "from A", is an amount: up 12 percent from.
func (p *passage) amountBetween(j int) bool {
	if p.isParticle(j-1) || p.word(j-1) == "by" || p.ownNoun(j) != 0 {
		return true
	}
	return changeWords[p.word(j+1)].sort != 0 || changeWords.nouns(p.word(j+1))
}

// amountClass says whether a number can be the size of the move.
func (p *passage) amountClass(t *term, m move) bool {
	switch t.class {
	case share, points:
		return true
	case ratio:
		return true
	case span, age:
		return alike(t, m.from)
	}
	return alike(t, m.from) || t.class == count && t.Counted == "" && m.from.class == count || t.class == count && t.Counted == "point" && m.from.class == share
}

// ownNoun returns the direction of the noun of change right before "of", at the number j: "an increase
// of", or the particle before it: "up 12 percent". 2 stands for a noun without direction.
func (p *passage) ownNoun(j int) int8 {
	k := j
	for p.word(k-1) == "about" || p.word(k-1) == "some" || p.word(k-1) == "nearly" || p.word(k-1) == "almost" || p.word(k-1) == "just" || p.word(k-1) == "a" || p.word(k-1) == "an" {
		k--
	}
	if w := p.word(k - 1); w == "of" || w == "by" {
		if n := p.word(k - 2); changeWords.nouns(n) {
			return nounDirection(n)
		}
		return 0
	}
	if p.isParticle(k - 1) {
		return changeWords.direction(p.word(k - 1))
	}
	if n := p.word(k - 2); (p.mark(k-1) == ':' || p.word(k-1) == "was" || p.word(k-1) == "is") && changeWords.nouns(n) && determiners[p.word(k-3)] {
		return nounDirection(n) // the increase: 40 percent; the fall was 12 percent
	}
	return 0
}

func nounDirection(w string) int8 {
	if d := changeWords.direction(w); d != 0 {
		return d
	}
	switch w {
	case "growth", "gain", "upturn", "increment", "uptick", "hike", "expansion", "uplift", "doubling", "tripling", "improvement", "recovery", "raise":
		return 1
	case "reduction", "loss", "downturn", "contraction", "shrinkage", "halving":
		return -1
	}
	return 2
}

// causes lead from a change to another one.
var causes = []string{"helped", "after", "despite", "because", "thanks", "due", "following", "with", "while", "as", "though", "although", "amid", "including", "against",
	"whereas", "when", "even", "partly", "driven", "boosted", "led", "caused", "offset"}

// amountBehind reads an amount in apposition behind the values: ", an increase of 39 percent", ", or 39
// percent", "(+39 percent)", ", a 39 percent increase", ", 39 percent more".
func (p *passage) amountBehind(m move, j int) (amount, bool) {
	t := p.at(j)
	if !p.amountClass(t, m) || t.class == ratio && p.factor(t) == nil {
		return amount{}, false
	}
	p.asPoints(t, m)
	if p.findWord(m.end, j, causes...) >= 0 {
		return amount{}, false // "rose from 40 to 60, helped by an increase of 5 percent in exports"
	}
	if t.percentage() && p.word(j+1) == "of" {
		return amount{}, false // a reduction of 8 percent of the national total
	}
	a := p.amount(t, m.direction)
	if t.again {
		a.direction, a.own = 1, true
		return a, p.opensNear(m.end, j)
	}
	if d := p.ownNoun(j); d != 0 {
		if d != 2 {
			a.direction, a.own = d, true
		}
		return a, p.opensNear(m.end, j)
	}
	for k := j + 1; k <= j+2; k++ { // a 39 percent increase; 39 percent more
		w := p.word(k)
		if changeWords.nouns(w) || changeWords[w].sort == comparative || changeWords[w].sort == noun {
			if d := nounDirection(w); d != 2 {
				a.direction, a.own = d, true
			}
			// "2 points below what was expected" is no change between the values.
			than := p.word(k+1) == "than" && p.word(k+2) != "before" && p.word(k+2) != "previously"
			return a, p.opensNear(m.end, j) && !than && (changeWords[w].sort != comparative || p.closing(k+1) || p.word(k+1) == "in" || p.word(k+1) == "than")
		}
	}
	if d := losing[p.word(j-1)]; d != 0 && p.mark(j-2) == ',' && j-2 <= p.afterNoun(m.to.tok)+1 && p.ofItself(m, j) {
		a.direction, a.own = d, true // from 48,000 to 36,000, losing a third of its members
		return a, true
	}
	at := j
	if p.word(j-1) == "by" {
		at--
	}
	left, tight := p.restated(at)
	if left >= 0 && (tight || left == m.end) && left-m.end <= 6 && (p.closing(j+1) || p.closing(p.afterNoun(j))) {
		// "fell to 260 shares, or 6 percent, from 370 shares, or 9 percent" is no change.
		a.bracketed = p.mark(j-1) == '(' && p.mark(j+1) == ')'
		a.weak = at == j && (m.to.tok < m.from.tok || p.percentIn(m) || m.word < 0 && !tight)
		return a, t.class == share || t.class == points || t.class == ratio
	}
	return amount{}, false
}

// ofItself says whether nothing narrows the amount at token j but "of its members", which are what changed.
func (p *passage) ofItself(m move, j int) bool {
	k := j + 1
	if p.word(k) != "of" {
		k = p.afterNoun(j)
	}
	if p.closing(k) {
		return true
	}
	noun := p.word(k + 2)
	return p.word(k) == "of" && definite[p.word(k+1)] && p.closing(k+3) &&
		(dimensions[noun] || noun == "members" || noun == "people" || noun == "inhabitants" || noun == "strength" || singular(noun) == headNoun(m.to) || singular(noun) == headNoun(m.from))
}

// losing are participles that lead to the amount of a change.
var losing = map[string]int8{"losing": -1, "shedding": -1, "saving": -1, "gaining": 1, "adding": 1}

// percentIn says whether a percentage stands between the values of the move that is none of them.
func (p *passage) percentIn(m move) bool {
	for j := m.start; j < m.end; j++ {
		if t := p.num(j); t != nil && t.percentage() && t != m.from && t != m.to {
			return true
		}
	}
	return false
}

// opensNear says whether a mark opens the apposition that the number at j stands in, behind the values.
func (p *passage) opensNear(from, j int) bool {
	for k := j - 1; k >= from && k >= j-7; k-- {
		if p.mark(k) != 0 || p.word(k) == "and" || p.word(k) == "which" {
			return true
		}
	}
	return j-from <= 3
}

func (p *passage) amount(t *term, d int8) amount {
	a := amount{term: t, direction: d}
	switch t.Direction {
	case quantity.Up:
		a.direction = 1
	case quantity.Down:
		a.direction = -1
	}
	if d != 0 {
		a.direction = d
	}
	return a
}

// factor returns the ratio that a word of multiplication makes of the later value to the earlier:
// doubled 2, halved ½, tenfold 10. It is nil for "3 times" as in "visited 3 times".
func (p *passage) factor(t *term) *big.Rat {
	if t.class != ratio || t.Ranged {
		return nil
	}
	w := lower(p.c.text[t.Start:t.End])
	for _, stem := range []string{"doubl", "tripl", "trebl", "quadrupl", "quintupl", "halv", "fold", "twice", "thrice"} {
		if strings.Contains(w, stem) {
			return t.claimed.Number()
		}
	}
	if strings.Contains(w, "times") || p.word(t.tok+1) == "times" {
		return t.claimed.Number()
	}
	if p.word(t.tok-1) == "of" && p.word(t.tok-2) == "factor" {
		return t.claimed.Number()
	}
	return nil
}
