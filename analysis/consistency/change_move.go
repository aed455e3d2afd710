package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
)

// Moves: the two values that a change leads from and to, and the word of rise or fall that governs them.

// A move is a change between two values of a text.
type move struct {
	from, to   *term
	start, end int  // tokens from the first to behind the last of what states the two values
	word       int  // token of the word that says rise or fall, -1 if none does
	direction  int8 // of that word
	firm       bool // the words lead from the one to the other
}

// assume gives a bare number the unit of the value that it is said beside: from 13.4 million to 9.1 million
// euros.
func assume(a, b *term) {
	bare := func(t *term) bool { return t.class == count && t.Counted == "" && t.Den == 0 }
	switch {
	case bare(a) && borrowed(b) && b.Den == 0:
		a.class, a.one, a.unit = b.class, b.one, b.unit
	case bare(b) && borrowed(a) && a.Den == 0:
		b.class, b.one, b.unit = a.class, a.one, a.unit
	}
}

// borrowed says whether a bare number beside the term may have its unit.
func borrowed(t *term) bool {
	return t.class == measure || t.class == share || t.class == rate || t.class == span || t.class == age
}

// moves finds the moves whose two values the words name: from A to B, to B from A, B up from A.
func (p *passage) moves() []move {
	var ms []move
	for i := range p.tokens {
		var m move
		var ok bool
		switch p.word(i) {
		case "from":
			if m, ok = p.fromTo(i); !ok {
				m, ok = p.toFrom(i)
			}
		case "to":
			if m, ok = p.verbTo(i); !ok {
				continue
			}
		case "compared", "against", "versus", "vs", "instead", "after", "having":
			if m, ok = p.comparedWith(i); !ok {
				continue
			}
			if n := len(ms); n > 0 && ms[n-1].end > m.start {
				continue
			}
			ms = append(ms, m)
			continue
		default:
			continue
		}
		if !ok || !alike(m.from, m.to) || m.from.class == ratio || m.from.class == span && !p.lasting(m) {
			continue
		}
		if m.direction == 0 {
			p.nameMove(&m)
		}
		if n := len(ms); n > 0 && ms[n-1].end > m.start {
			continue
		}
		ms = append(ms, m)
	}
	return ms
}

// comparedWith reads "60 people, compared with 40 a year earlier": a move if the second value is of an
// earlier time.
func (p *passage) comparedWith(i int) (move, bool) {
	k := i + 1
	if p.word(i) == "compared" {
		if w := p.word(k); w != "with" && w != "to" {
			return move{}, false
		}
		k++
	}
	if p.word(i) == "instead" {
		if p.word(k) != "of" {
			return move{}, false
		}
		k++
	}
	if p.word(i) == "having" { // having won 31 percent five years ago
		k++
	}
	a := p.valueAt(k)
	if a < 0 || p.word(i) != "instead" && !p.isEarlier(a) {
		return move{}, false
	}
	for j := i - 1; j >= 0 && j > i-maxWithin && p.sentence(j) == p.sentence(i); j-- {
		t := p.num(j)
		if t == nil || p.isBase(j) || t.class == share && t.Direction != 0 && !t.Level {
			continue
		}
		assume(p.at(a), t)
		if !alike(t, p.at(a)) || t.Counted != "" && p.at(a).Counted != "" && t.Counted != p.at(a).Counted {
			return move{}, false
		}
		m := move{from: p.at(a), to: t, start: j, end: p.afterNoun(a), firm: true}
		p.nameMove(&m)
		for n := 0; n < 4 && p.mark(m.end) == 0 && m.end < len(p.tokens); n++ { // "a year earlier"
			m.end++
		}
		return m, true
	}
	return move{}, false
}

// isBase says whether the number at token j is the Y of "X of Y": what changed is X.
func (p *passage) isBase(j int) bool {
	if p.word(j-1) != "of" {
		return false
	}
	return p.num(j-2) != nil || p.word(j-2) == "out" && p.num(j-3) != nil
}

// isEarlier says whether words behind the value at token i place it in an earlier time.
func (p *passage) isEarlier(i int) bool {
	for j := i + 1; j <= i+7 && p.sentence(j) == p.sentence(i); j++ {
		switch p.word(j) {
		case "earlier", "before", "previously", "ago", "previous", "preceding", "last":
			return true
		}
		if t := p.num(j); p.mark(j) != 0 || t != nil && t.class != span {
			return false
		}
	}
	return false
}

// lasting allows durations as values of a move where a word of change says that they grew or shrank.
func (p *passage) lasting(m move) bool {
	p.nameMove(&m)
	if m.word >= 0 {
		return true
	}
	k := p.numberBefore(m.start)
	return k >= 0 && m.start-k <= 2 && p.factor(p.at(k)) != nil // more than doubled, from 71 days to 158
}

// valueAt returns the token of a value at i, behind "a low of", "an average of", "the", "about".
func (p *passage) valueAt(i int) int {
	for n := 0; n < 5; n++ {
		if t := p.num(i); t != nil {
			return i
		}
		switch w := p.word(i); w {
		case "a", "an", "the", "of", "low", "high", "peak", "average", "total", "mere", "record", "just", "only", "about", "level", "rate", "maximum", "minimum", "mean", "median", "some", "almost", "its", "their":
			i++
		default:
			if !befores[w] && !strings.HasSuffix(w, "'s") {
				return -1
			}
			i++
		}
	}
	return -1
}

// befores may stand between "the" and a value of an earlier time: the previous year's 2.4 million.
var befores = list("previous last prior preceding former original initial earlier")

// fromTo reads "from A … to B" at the word "from".
func (p *passage) fromTo(i int) (move, bool) {
	a := p.valueAt(i + 1)
	if a < 0 {
		return move{}, false
	}
	brackets := 0
	start, _ := p.bounds(i)
	opens := start == i
	for j := a + 1; j < len(p.tokens) && j < a+maxWithin && p.sentence(j) == p.sentence(i); j++ {
		if brackets = p.depth(brackets, j); brackets > 0 {
			continue
		}
		switch {
		case p.word(j) == "from", p.mark(j) == ';', changeWords[p.word(j)].sort == verb && !opens:
			return move{}, false // the second verb has values of its own
		case changeWords[p.word(j)].sort == verb:
			opens = false // From 48 million the budget has been cut to 43
		case p.word(j) != "to":
			if t := p.num(j); t != nil && alike(p.at(a), t) {
				return move{}, false // "from 40 men, 20 of them old, to …"
			}
			continue
		}
		if b := p.valueAt(j + 1); b >= 0 {
			if p.proportionBefore(i, p.at(b)) {
				return move{}, false
			}
			if here, there := p.placeOf(a), p.placeOf(b); whereabouts[here] && whereabouts[there] && here != there {
				return move{}, false // from 3.1 percent in the north to 2.9 in the south
			}
			if p.plainGap(a+1, j) {
				assume(p.at(a), p.at(b))
			}
			return move{from: p.at(a), to: p.at(b), start: i, end: b + 1, firm: true}, true
		}
	}
	return move{}, false
}

// verbTo reads "loans, 91,700 in 2021, grew to 88,300 in 2022" at the word "to": the value before the verb is the
// earlier one where both have their time.
func (p *passage) verbTo(i int) (move, bool) {
	v := i - 1
	if strings.HasSuffix(p.word(v), "ly") {
		v--
	}
	b := p.valueAt(i + 1)
	if changeWords[p.word(v)].sort != verb || b < 0 || p.num(v) != nil {
		return move{}, false
	}
	for j := v - 1; j >= 0 && j >= v-maxWithin && p.sentence(j) == p.sentence(i); j-- {
		a := p.num(j)
		if a == nil {
			continue
		}
		assume(a, p.at(b))
		if p.word(v-1) == "had" || p.word(v-1) == "has" || p.word(v-1) == "have" {
			v--
		}
		early, late := p.whenOf(j), p.whenOf(b)
		first, known := early.before(late)
		apposed := early == when{} && late.day == 0 && p.mark(j-1) == ',' && weekdays[p.word(p.afterNoun(j)+1)] // the price, 82 dollars on Monday, had dropped to 79
		if (!known || !first) && !apposed || !alike(a, p.at(b)) || a.Direction != 0 || p.mark(v-1) != ',' {
			return move{}, false
		}
		if changeWords[p.word(v)].sort != verb {
			v++
		}
		return move{from: a, to: p.at(b), start: j, end: b + 1, word: v, direction: changeWords[p.word(v)].direction, firm: true}, true
	}
	return move{}, false
}

// proportionBefore says whether "to one" in the number before token i makes a proportion of what follows: 9 to 1
// (increased from 3 to 1).
func (p *passage) proportionBefore(i int, to *term) bool {
	if x := to.claimed.Number(); x == nil || x.Cmp(rat1) != 0 || to.Counted != "" {
		return false
	}
	from, _ := p.bounds(i)
	for j := from; j < i; j++ {
		if t := p.num(j + 1); p.word(j) == "to" && t != nil && t.claimed.Number() != nil && t.claimed.Number().Cmp(rat1) == 0 && p.num(j-1) != nil {
			return true
		}
		if t := p.num(j); t != nil && t.Ranged && t.High.Rat().Cmp(rat1) == 0 {
			return true
		}
	}
	return p.findWord(from, i, "ratio", "proportion", "differential", "odds") >= 0
}

// whereabouts are places that a text sets against each other.
var whereabouts = list("north south east west centre center capital country city cities suburbs village villages town towns countryside interior coast")

// plainGap says whether nothing but a time stands among the tokens: "in 2018".
func (p *passage) plainGap(from, to int) bool {
	for i := from; i < to; i++ {
		if p.mark(i) != 0 || p.num(i) != nil {
			return false
		}
	}
	return to-from <= 4
}

// depth follows brackets: what stands in them interrupts no "from A … to B".
func (p *passage) depth(d, i int) int {
	switch p.mark(i) {
	case '(':
		return d + 1
	case ')':
		return max(d-1, 0)
	}
	return d
}

// toFrom reads "to B … from A" and "B, up from A" at the word "from".
func (p *passage) toFrom(i int) (move, bool) {
	a := p.valueAt(i + 1)
	if a < 0 || p.word(a+1) == "to" || p.word(i-1) == "and" {
		return move{}, false
	}
	for j := i - 1; j >= 0 && j > i-maxWithin && p.sentence(j) == p.sentence(i); j-- {
		if p.word(j) == "from" || p.mark(j) == ';' {
			return move{}, false
		}
		t := p.num(j)
		if t == nil || p.isBase(j) {
			continue
		}
		if t.Ranged {
			return move{}, false
		}
		if p.leads(j, "to") || p.particleIn(j, i) {
			assume(t, p.at(a))
		}
		if !alike(t, p.at(a)) {
			continue
		}
		if p.leads(j, "to") || p.particleIn(j, i) {
			return move{from: p.at(a), to: t, start: j, end: a + 1, firm: true}, true
		}
		return move{}, false
	}
	return move{}, false
}

// phrasal verbs take "up" and "down" without a change: 18 of 45 make up 40 percent.
var phrasal = list("make makes made making set sets setting take takes took taken taking add adds added adding sign signed give gave given come came bring brought rack racked sum end ends ended put open opened back backed break broken split turn turned end pick picked follow buy bought shut closed hand handed")

// isParticle says whether token i is "up" or "down" as a direction.
func (p *passage) isParticle(i int) bool {
	return changeWords[p.word(i)].sort == particle && !phrasal[p.word(i-1)]
}

// particleIn says whether "up" or "down" stands between the tokens: 5,200 cases, up 30 percent from 4,000.
func (p *passage) particleIn(from, to int) bool {
	for j := from; j < to; j++ {
		if p.isParticle(j) {
			return true
		}
	}
	return false
}

// leads says whether the value at token i stands behind the preposition, maybe with "a low of" between.
func (p *passage) leads(i int, preposition string) bool {
	for n := 1; n <= 5; n++ {
		w := p.word(i - n)
		if w == preposition {
			return true
		}
		switch w {
		case "a", "an", "the", "of", "low", "high", "peak", "average", "total", "mere", "record", "just", "only", "about", "level", "rate", "almost":
		default:
			return false
		}
	}
	return false
}

// nameMove finds the word of rise or fall that governs the move: before the values in their clause, or
// between them.
func (p *passage) nameMove(m *move) {
	m.word, m.direction = -1, 0
	for j := m.start - 1; j >= 0 && j >= m.start-maxLead && p.sentence(j) == p.sentence(m.start); j-- {
		if k := p.mark(j); k == ';' || k == ':' {
			break
		}
		w := p.word(j)
		if steady[w] && p.mark(m.start-1) == 0 {
			return
		}
		if cw, ok := changeWords[w]; ok && p.governs(j, cw) {
			m.word, m.direction = j, cw.direction
			return
		}
		if t := p.num(j); t != nil && alike(t, m.from) && p.word(j-1) != "by" && changeWords[p.word(j-1)].sort != verb {
			break // another value of the same kind: its verb is not ours
		}
		if r := p.num(j); r != nil && r.class == ratio && p.factor(r) != nil {
			return // "doubled, from 45 to 90": the factor is the amount
		}
	}
	for j := m.start; j < m.end; j++ {
		if cw, ok := changeWords[p.word(j)]; ok && (cw.sort == particle || cw.sort == verb && !p.participle(j)) {
			m.word, m.direction = j, cw.direction
			return
		}
	}
}

// governs says whether a word of change before two values says how they changed: a verb, or a noun that
// "from" follows, "the increase from 200 to 330". "More than" and "the growth rate" do not.
func (p *passage) governs(i int, cw changeWord) bool {
	switch cw.sort {
	case comparative:
		return steady[p.word(i-1)] // edged higher
	case noun:
		return p.word(i+1) == "from"
	case particle:
		return steady[p.word(i-1)] || p.word(i-1) == "is" || p.word(i-1) == "was" || p.word(i-1) == "were" || p.word(i-1) == "are" || p.word(i-1) == "went" || p.word(i-1) == "go" || p.mark(i-1) != 0
	}
	next := p.word(i + 1)
	if next == "rate" || next == "rates" || next == "figure" || next == "figures" {
		return false
	}
	if before := p.word(i - 1); (before == "the" || before == "a" || before == "an" || before == "this" || before == "of" || before == "in") && next != "from" && next != "in" && next != "of" && next != "," {
		return next == "" // "a drop, from 9 to 8"
	}
	return !p.negated(i)
}

// participle says whether a form like "reduced" stands before its noun: "the reduced rate".
func (p *passage) participle(i int) bool {
	return strings.HasSuffix(p.word(i), "ed") && determiners[p.word(i-1)]
}

// negated says whether the verb at token i is denied or only wished for: did not fall, should fall,
// would have doubled. What is planned or feared may well lead from 8 to 5, so only denial counts.
func (p *passage) negated(i int) bool {
	for j := i - 1; j >= i-3 && j >= 0; j-- {
		switch p.word(j) {
		case "not", "never", "n't", "didn't", "hasn't", "hadn't", "don't", "without", "no", "neither", "nor", "cannot", "can't":
			return true
		}
	}
	return false
}

// sign is the direction of the two values: 1, 0, −1, and false where their rounding leaves it open.
func (m move) sign() (int, bool) {
	from, to := inputs(m.from, m.to)
	d := to.Sub(from)
	zero := number.Point(new(big.Rat))
	switch {
	case d.Value != nil && d.Value.Sign() != 0 && !d.Set.Contains(new(big.Rat)):
		return d.Value.Sign(), true
	case d.Value == nil && !d.Set.Overlaps(zero):
		if d.Set.Lo != nil && d.Set.Lo.Sign() >= 0 {
			return 1, true
		}
		return -1, true
	case d.Value != nil && d.Value.Sign() == 0 && d.Set.IsPoint():
		return 0, true
	}
	return 0, false
}
