package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Rises and falls against the values they lead from and to: "rose from 200 to 330, an increase of 65
// percent", "fell to 3.6 percent from 3.8", "doubled, from 45 to 90". What is judged is each amount (in
// percent, in points, as a factor, as a difference) and, where no amount stands beside them, the bare
// word of rise or fall.

// A move is a change between two values of a text.
type move struct {
	from, to   *term
	start, end int  // tokens from the first to behind the last of what states the two values
	word       int  // token of the word that says rise or fall, -1 if none does
	direction  int8 // of that word
	firm       bool // the words lead from the one to the other
}

// maxWithin is how many tokens may stand between the two values of a move, maxLead between its verb and
// the first value, maxTrail between the values and an amount in apposition.
const (
	maxWithin = 16
	maxLead   = 14
	maxTrail  = 12
)

// checkChanges judges the moves of a passage.
func (c *checker) checkChanges(p *passage) {
	moves := p.moves()
	amounts := map[int]bool{}
	c.checkThan(p, amounts)
	for k := range moves {
		c.judgeMove(p, moves, k, amounts)
	}
	c.checkChains(p, moves, amounts)
}

// checkThan judges "212 copies, 26 percent fewer than the 287 of ten years earlier".
func (c *checker) checkThan(p *passage, used map[int]bool) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != share && t.class != points && t.class != count {
			continue
		}
		k := i + 1
		if changeWords[p.word(k)].sort != comparative {
			k = p.afterNoun(i)
		}
		cw := changeWords[p.word(k)]
		if cw.sort != comparative || p.word(k+1) != "than" {
			continue
		}
		a := p.valueAt(k + 2)
		if a < 0 {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-maxTrail && p.sentence(j) == p.sentence(i); j-- {
			b := p.num(j)
			if b == nil || b == t {
				continue
			}
			assume(p.at(a), b)
			if !alike(b, p.at(a)) || t.class == count && (t.Counted != "" && t.Counted != b.Counted) {
				break
			}
			m := move{from: p.at(a), to: b, start: j, end: a + 1, word: k, direction: cw.direction, firm: b.Counted == "" || p.at(a).Counted == "" || b.Counted == p.at(a).Counted}
			used[i] = true
			if rs := changeReadings(m, amount{term: t, direction: cw.direction, own: true}); len(rs) > 0 {
				c.decide(rs)
			}
			break
		}
	}
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
		case "compared", "against", "versus", "vs":
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
		p.nameMove(&m)
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
	a := p.valueAt(k)
	if a < 0 || !p.isEarlier(a) {
		return move{}, false
	}
	for j := i - 1; j >= 0 && j > i-maxWithin && p.sentence(j) == p.sentence(i); j-- {
		t := p.num(j)
		if t == nil || t.class == share && t.Direction != 0 && !t.Level {
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

// isEarlier says whether words behind the value at token i place it in an earlier time.
func (p *passage) isEarlier(i int) bool {
	for j := i + 1; j <= i+7 && p.sentence(j) == p.sentence(i); j++ {
		switch p.word(j) {
		case "earlier", "before", "previously", "ago", "previous", "preceding", "last":
			return true
		}
		if p.mark(j) != 0 || p.num(j) != nil {
			return false
		}
	}
	return false
}

// lasting allows durations as values of a move where a word of change says that they grew or shrank.
func (p *passage) lasting(m move) bool {
	p.nameMove(&m)
	return m.word >= 0
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
			return -1
		}
	}
	return -1
}

// fromTo reads "from A … to B" at the word "from".
func (p *passage) fromTo(i int) (move, bool) {
	a := p.valueAt(i + 1)
	if a < 0 {
		return move{}, false
	}
	brackets := 0
	for j := a + 1; j < len(p.tokens) && j < a+maxWithin && p.sentence(j) == p.sentence(i); j++ {
		if brackets = p.depth(brackets, j); brackets > 0 {
			continue
		}
		switch {
		case p.word(j) == "from", p.mark(j) == ';', changeWords[p.word(j)].sort == verb:
			return move{}, false // the second verb has values of its own
		case p.word(j) != "to":
			if t := p.num(j); t != nil && alike(p.at(a), t) {
				return move{}, false // "from 40 men, 20 of them old, to …"
			}
			continue
		}
		if b := p.valueAt(j + 1); b >= 0 {
			if p.plainGap(a+1, j) {
				assume(p.at(a), p.at(b))
			}
			return move{from: p.at(a), to: p.at(b), start: i, end: b + 1, firm: true}, true
		}
	}
	return move{}, false
}

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
		if t == nil {
			continue
		}
		if p.leads(j, "to") {
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
		return false
	case noun:
		return p.word(i+1) == "from"
	case particle:
		return p.word(i-1) == "is" || p.word(i-1) == "was" || p.word(i-1) == "were" || p.word(i-1) == "are" || p.word(i-1) == "went" || p.word(i-1) == "go" || p.mark(i-1) != 0
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

// judgeMove judges what is said of one move: its amounts, or else its bare direction.
func (c *checker) judgeMove(p *passage, moves []move, k int, used map[int]bool) {
	m := moves[k]
	limit := len(p.tokens)
	if k+1 < len(moves) {
		limit = moves[k+1].start
	}
	judged := false
	for _, a := range p.amounts(m, limit, moves[:k]) {
		if used[a.tok] {
			continue
		}
		used[a.tok] = true
		if rs := changeReadings(m, a); len(rs) > 0 {
			c.decide(rs)
			judged = judged || a.direction != 0
		}
	}
	if m.word >= 0 && m.direction != 0 {
		c.judgeDirection(p, m, judged)
	}
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

// judgeDirection judges "rose" between two values. A direction that fits is filed only where no amount
// was judged in its place.
func (c *checker) judgeDirection(p *passage, m move, judged bool) {
	sign, known := m.sign()
	if !known || sign == int(m.direction) && judged {
		return
	}
	start, end := p.directionSpan(m.word)
	if p.at(m.word) != nil {
		return
	}
	f := finding.Finding{Start: start, End: end, Text: c.text[start:end], Rule: ruleChange}
	f.Claim = finding.Claim{Hedge: number.None.String(), About: "direction"}
	f.Formula = m.to.written() + " − " + m.from.written() + " = " + difference(m)
	f.Evidence = []finding.Evidence{c.evidence(m.from), c.evidence(m.to)}
	if sign == int(m.direction) {
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		c.add(f, sure)
		return
	}
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Direction, finding.Substance
	f.Wording = opposite(c.text[p.tokens[m.word].start:p.tokens[m.word].end])
	what := "is no change"
	switch sign {
	case 1:
		what = "is a rise"
	case -1:
		what = "is a fall"
	}
	f.Message = "“" + f.Text + "” does not agree with the values beside it: from " + m.from.written() + " to " + m.to.written() + " " + what +
		"; are the two in the right order?"
	c.add(f, sure)
}

// difference prints the later value less the earlier one, with its sign.
func difference(m move) string {
	d := m.to.input().Sub(m.from.input()).Scale(new(big.Rat).Inv(m.to.one))
	if d.Value == nil {
		return between(d.Set)
	}
	v := d.Value
	s := show(v, m.to)
	if v.Sign() > 0 {
		return "+" + s
	}
	return s
}

// directionSpan is the verb with its adverb: "fell sharply", "sharply rose".
func (p *passage) directionSpan(i int) (start, end int) {
	from, to := i, i+1
	if strings.HasSuffix(p.word(i+1), "ly") {
		to++
	} else if strings.HasSuffix(p.word(i-1), "ly") && p.sentence(i-1) == p.sentence(i) {
		from--
	}
	return p.tokens[from].start, p.tokens[to-1].end
}

// opposites turns a verb of change round, for a wording.
var opposites = map[string]string{"rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "dropped": "rose", "grew": "shrank",
	"shrank": "grew", "declined": "rose", "climbed": "fell", "jumped": "fell", "risen": "fallen", "fallen": "risen", "rise": "fall", "fall": "rise",
	"increase": "decrease", "decrease": "increase", "rising": "falling", "falling": "rising", "up": "down", "down": "up", "drop": "rise",
	"surged": "fell", "soared": "fell", "plunged": "rose", "plummeted": "rose", "grown": "shrunk", "rises": "falls", "falls": "rises"}

func opposite(w string) string { return opposites[lower(w)] }

// An amount is a number that says by how much.
type amount struct {
	*term
	direction int8 // of its own noun or particle: "a drop of", "up"
	own       bool // it has such a word
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
			as = append(as, p.amount(t, m.direction))
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
	return as
}

// averaged says whether the amount at j is one of many steps: an annual average of 1.5 percent.
func (p *passage) averaged(from, j int) bool {
	if p.find(max(from, j-7), j+4, list("annual annually average averaging averaged yearly monthly compound per each every")) >= 0 {
		return true
	}
	w := p.word(j + 2)
	return p.word(j+1) == "a" && (w == "year" || w == "month" || w == "week" || w == "day" || w == "decade")
}

// amountBefore says whether the number at j, before the values, is the amount of the move's verb: "by 120
// percent, from 50 to 40", "rose 12 percent, from …", "doubled, from …".
func (p *passage) amountBefore(m move, j int) bool {
	t := p.at(j)
	for k := j + 1; k < m.start; k++ {
		if o := p.num(k); o != nil && o.class != span && o.class != age || p.mark(k) == ';' || changeWords[p.word(k)].sort == verb {
			return false
		}
	}
	if t.class == ratio {
		return p.factor(t) != nil
	}
	p.asPoints(t, m)
	if !p.amountClass(t, m) {
		return false
	}
	if m.word < 0 {
		return false
	}
	if p.ownNoun(j) != 0 { // an increase of 50 percent from 40 to 60
		return true
	}
	w := p.word(j - 1)
	if j-1 == m.word || w == "by" && j-2 >= m.word-1 {
		return true
	}
	// "a 39 percent increase from 200 to 330"
	return m.word > j && m.word <= j+2
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

// amountBehind reads an amount in apposition behind the values: ", an increase of 39 percent", ", or 39
// percent", "(+39 percent)", ", a 39 percent increase", ", 39 percent more".
func (p *passage) amountBehind(m move, j int) (amount, bool) {
	t := p.at(j)
	if !p.amountClass(t, m) || t.class == ratio && p.factor(t) == nil {
		return amount{}, false
	}
	p.asPoints(t, m)
	a := p.amount(t, m.direction)
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
			return a, p.opensNear(m.end, j) && p.word(k+1) != "than" && (changeWords[w].sort != comparative || p.closing(k+1) || p.word(k+1) == "in")
		}
	}
	at := j
	if p.word(j-1) == "by" {
		at--
	}
	left, tight := p.restated(at)
	if left >= 0 && (tight || left == m.end) && left-m.end <= 6 && p.closing(j+1) {
		// "fell to 260 shares, or 6 percent, from 370 shares, or 9 percent" is no change.
		a.weak = at == j && (m.to.tok < m.from.tok || p.percentIn(m.start, m.end))
		return a, t.class == share || t.class == points || t.class == ratio
	}
	return amount{}, false
}

// percentIn says whether a percentage stands among the tokens that is none of the move's values.
func (p *passage) percentIn(from, to int) bool {
	for j := from; j < to; j++ {
		if t := p.num(j); t != nil && t.percentage() && j != from && j != to-1 {
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

// changeReadings holds an amount against a move, in every way that its unit allows.
func changeReadings(m move, a amount) []reckoning {
	base := reckoning{rule: ruleChange, claim: a.term, inputs: []*term{m.from, m.to}}
	if m.firm && !a.weak {
		base.link = sure
	}
	from, to := inputs(m.from, m.to)
	change, relative := to.ChangeFrom(from)
	diff := to.Sub(from)
	sign, known := m.sign()
	// A verb is judged for its direction by itself; a noun of its own must fit here.
	if known && sign != 0 && (a.own && sign != int(a.direction) || !a.own && sign < 0) {
		if a.own && sign != int(a.direction) {
			base.reading.Opposite = true
		}
	}
	flip := func(e number.Evidence) number.Evidence {
		if sign < 0 || e.Value != nil && e.Value.Sign() < 0 {
			return e.Scale(big.NewRat(-1, 1))
		}
		return e
	}
	switch {
	case a.class == share && relative:
		base.value = flip(change)
		base.formula = "(" + m.to.written() + " − " + m.from.written() + ") / " + m.from.written()
		if m.from.class == share || m.from.class == rate && m.from.one.Cmp(a.one) == 0 {
			base.reading.Points = flip(diff).Value
		}
		if r, ok := to.Quo(from); ok {
			base.reading.Ratio = r.Value
		}
		if o, ok := from.ChangeFrom(to); ok && o.Value != nil {
			base.reading.OtherBase = new(big.Rat).Abs(o.Value)
		}
		if sign < 0 && a.percentage() {
			base.reading.Most = rat1
		}
	case a.class == points && (m.from.class == share || m.from.class == rate):
		base.value = flip(diff)
		base.formula = m.to.written() + " − " + m.from.written()
		if sign < 0 {
			base.formula = m.from.written() + " − " + m.to.written()
		}
		if relative {
			base.reading.Points = flip(change).Value
		}
	case a.class == ratio:
		r, ok := to.Quo(from)
		if !ok {
			return nil
		}
		if sign < 0 && a.claimed.Number().Cmp(rat1) > 0 { // "fell threefold": a third is left
			r, _ = from.Quo(to)
		}
		base.value = r
		base.formula = m.to.written() + " / " + m.from.written()
		if sign < 0 && a.claimed.Number().Cmp(rat1) > 0 {
			base.formula = m.from.written() + " / " + m.to.written()
		}
	case a.class == m.from.class || a.class == count:
		base.value = flip(diff)
		base.formula = m.to.written() + " − " + m.from.written()
		if sign < 0 {
			base.formula = m.from.written() + " − " + m.to.written()
		}
	default:
		return nil
	}
	if base.reading.Opposite {
		base.value = base.value.Scale(big.NewRat(-1, 1))
	}
	return []reckoning{base}
}
