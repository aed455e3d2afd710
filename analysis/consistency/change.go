package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Rises and falls against the values they lead from and to: "rose from 200 to 330, an increase of 65
// percent", "fell to 3.6 percent from 3.8", "doubled, from 45 to 90". What is judged is each amount (in
// percent, in points, as a factor, as a difference) and, where no amount stands beside them, the bare
// word of rise or fall.

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
	c.checkByTo(p, amounts)
	c.checkAnnual(p, moves, amounts)
	for k := range moves {
		c.judgeMove(p, moves, k, amounts)
	}
	c.checkDated(p, amounts)
	c.checkDifferences(p, amounts)
	c.checkChains(p, moves, amounts)
}

// checkThan judges "212 copies, 26 percent fewer than the 287 of ten years earlier".
func (c *checker) checkThan(p *passage, used map[int]bool) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != share && t.class != points && t.class != count && t.class != measure {
			continue
		}
		k := i + 1
		if s := changeWords[p.word(k)].sort; s != comparative && s != particle {
			k = p.afterNoun(i)
		}
		cw := changeWords[p.word(k)]
		if p.isParticle(i-1) && p.word(i+1) == "on" { // up 10 percent on last year's 2.4 million
			k, cw = i, changeWords[p.word(i-1)]
		} else if cw.sort != comparative && cw.sort != particle || p.word(k+1) != "than" && !(cw.sort == particle && p.word(k+1) == "on") {
			if p.word(k) != "above" && p.word(k) != "below" {
				continue
			}
			k-- // 40 percent above the 60 millimetres of an average May
		}
		a := p.valueAt(k + 2)
		if a < 0 {
			a = p.valueOfOther(k + 2)
		}
		if a < 0 {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-maxTrail && p.sentence(j) == p.sentence(i); j-- {
			b := p.num(j)
			if b == nil || b == t {
				continue
			}
			if (p.word(i-1) == "and" || p.word(i-1) == "or") && alike(t, b) {
				break // "at 4 grams and 2 grams below the limit of 15": two values below it
			}
			assume(p.at(a), b)
			p.asPoints(t, move{from: b})
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

// checkByTo judges "raised by 60 euros to 660 euros, an increase of 10 percent": the value before is not given, but
// the step and the value after tell it.
func (c *checker) checkByTo(p *passage, used map[int]bool) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || used[i] || !t.percentage() && t.Den == 0 || t.class != share || t.Ranged {
			continue
		}
		left, tight := p.restated(i)
		if own := p.ownNoun(i); own == 0 && !(left >= 0 && tight && p.closing(i+1)) {
			continue
		}
		b := p.numberBefore(i)
		if b < 0 || !p.leads(b, "to") || i-b > maxNoun || p.findWord(b, i, causes...) >= 0 {
			continue
		}
		a := p.numberBefore(b)
		if a < 0 || p.word(a-1) != "by" || p.sentence(a) != p.sentence(b) || b-a > 4 {
			continue
		}
		step, to := p.at(a), p.at(b)
		assume(step, to)
		k := a - 2
		if strings.HasSuffix(p.word(k), "ly") {
			k--
		}
		cw := changeWords[p.word(k)]
		if !alike(step, to) || cw.sort != verb || step.class == share || step.Ranged || to.Ranged || step.Den > 0 {
			continue
		}
		x, y := inputs(step, to)
		before, formula := y.Sub(x), step.written()+" / ("+to.written()+" − "+step.written()+")"
		if cw.direction < 0 {
			before, formula = y.Add(x), step.written()+" / ("+to.written()+" + "+step.written()+")"
		}
		if v, ok := x.Quo(before); ok {
			used[i] = true
			c.decide([]reckoning{{rule: ruleChange, claim: t, value: v, formula: formula, inputs: []*term{step, to}, link: sure}})
		}
	}
}

// valueOfOther finds the value of what something is compared with, from token i on: than its neighbour of 7,000
// metres, than his predecessor, who earned 2,000.
func (p *passage) valueOfOther(i int) int {
	clause := false
	for j := i; j < i+maxNoun && p.sentence(j) == p.sentence(i); j++ {
		switch {
		case p.num(j) != nil:
			if clause || p.word(j-1) == "of" || p.mark(j-1) == '(' {
				return j
			}
			return -1
		case p.mark(j) == ',' && (p.word(j+1) == "which" || p.word(j+1) == "who" || p.word(j+1) == "whose" || p.word(j+1) == "at" && p.num(j+2) != nil && j-i <= 3):
			clause = true
		case p.mark(j) != 0 && p.mark(j) != '(' || p.word(j) == "and":
			return -1
		}
	}
	return -1
}

// judgeMove judges what is said of one move: its amounts, or else its bare direction.
func (c *checker) judgeMove(p *passage, moves []move, k int, used map[int]bool) {
	m := moves[k]
	limit := len(p.tokens)
	if k+1 < len(moves) {
		limit = moves[k+1].start
	}
	if p.netOf(m) {
		return
	}
	judged := c.judgeLeft(p, m, used)
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

// netOf says whether the move is what two changes the other way leave: lost seven members and gained four, so that it
// has 37 instead of 40.
func (p *passage) netOf(m move) bool {
	from, _ := p.bounds(m.start)
	up, down := false, false
	for j := from; j < m.start; j++ {
		cw := changeWords[p.word(j)]
		if t := p.num(j + 1); cw.sort == verb && t != nil && t.class == m.from.class && t != m.from && t != m.to {
			up, down = up || cw.direction > 0, down || cw.direction < 0
		}
	}
	return up && down
}

// former are words for what a value was before: a quarter of its former length.
var former = list("former original previous earlier initial old peak")

// judgeLeft judges "to a quarter of its former length" behind a move: the later value over the earlier.
func (c *checker) judgeLeft(p *passage, m move, used map[int]bool) bool {
	for j := m.end; j < m.end+maxTrail && p.sentence(j) == p.sentence(m.end-1); j++ {
		t := p.num(j)
		if t == nil {
			continue
		}
		if t.class != share || !p.leads(j, "to") || p.word(j+1) != "of" || p.find(j+2, j+5, former) < 0 || used[j] {
			return false
		}
		v, ok := m.to.input().Quo(m.from.input())
		if !ok {
			return false
		}
		used[j] = true
		c.decide([]reckoning{{rule: ruleChange, claim: t, value: v, formula: m.to.written() + " / " + m.from.written(), inputs: []*term{m.from, m.to}, link: sure}})
		return true
	}
	return false
}

// Words with which a rise may be a fall of the number: places in a table, and the pace of growth.
var (
	rankWords = list("rank ranked ranking rankings place places position positions league chart charts standings seed seeded grid")
	paceWords = list("slowly slower slow pace less gradually quickly faster")
)

// judgeDirection judges "rose" between two values. A direction that fits is filed only where no amount
// was judged in its place.
func (c *checker) judgeDirection(p *passage, m move, judged bool) {
	sign, known := m.sign()
	if from, to := p.bounds(m.word); p.find(from, to, rankWords) >= 0 || p.find(m.word, m.start, paceWords) >= 0 {
		return // up a table is down in number; what grew more slowly has a lower rate
	}
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

// changeReadings holds an amount against a move: as a relative change, as a difference in points, as a
// factor or as a difference, by its unit. The change is measured in the direction that is claimed, so that
// one the other way is negative.
func changeReadings(m move, a amount) []reckoning {
	r := reckoning{rule: ruleChange, claim: a.term, inputs: []*term{m.from, m.to}}
	if m.firm && !a.weak {
		r.link = sure
	}
	sign, known := m.sign()
	// A verb is judged for its direction by itself; a noun of its own must fit here.
	r.reading.Opposite = known && sign != 0 && a.own && sign != int(a.direction)
	from, to := inputs(m.from, m.to)
	way := measured{from: from, to: to, texts: [2]string{m.from.written(), m.to.written()}, down: sign < 0}
	if !known {
		way.down = a.direction < 0
	}
	way.down = way.down != r.reading.Opposite
	shares := m.from.class == share || m.from.class == rate
	ok := true
	switch {
	case a.class == share:
		ok = way.relative(&r, m.from.class == share || shares && m.from.one.Cmp(a.one) == 0)
		if sign < 0 && a.percentage() {
			r.reading.Most = rat1
		}
	case a.class == points && shares:
		r.value, r.formula = way.difference()
		if change, fine := to.ChangeFrom(from); fine {
			r.reading.Points = way.turn(change).Value
		}
	case a.class == ratio:
		ok = way.factor(&r, a.claimed.Number())
	case a.class == m.from.class, a.class == count && m.from.class == measure:
		r.value, r.formula = way.difference()
	default:
		ok = false
	}
	if !ok {
		return nil
	}
	rs := []reckoning{r}
	if rest, ok := to.Quo(from); ok && a.percentage() && !a.own && a.bracketed { // from 256 to 32 (12 percent): what is left
		left := r
		left.value, left.formula, left.link, left.reading = rest, way.texts[1]+" / "+way.texts[0], possible, number.Readings{}
		rs = append(rs, left)
	}
	return rs
}

// A measured change is one between two values, as a rise or, if down, as a fall.
type measured struct {
	from, to number.Evidence
	texts    [2]string // the two values as they are written
	down     bool
}

// turn makes a change positive in the direction in which it is measured.
func (w measured) turn(e number.Evidence) number.Evidence {
	if w.down {
		return e.Scale(big.NewRat(-1, 1))
	}
	return e
}

// difference is the later value less the earlier, or the reverse for a fall.
func (w measured) difference() (number.Evidence, string) {
	if w.down {
		return w.from.Sub(w.to), w.texts[0] + " − " + w.texts[1]
	}
	return w.to.Sub(w.from), w.texts[1] + " − " + w.texts[0]
}

// relative is the difference as a share of the earlier value, with the other things that a percentage of
// change is taken for.
func (w measured) relative(r *reckoning, shares bool) bool {
	change, ok := w.to.ChangeFrom(w.from)
	if !ok {
		return false
	}
	diff, text := w.difference()
	r.value, r.formula = w.turn(change), "("+text+") / "+w.texts[0]
	if shares {
		r.reading.Points = diff.Value
	}
	if ratio, ok := w.to.Quo(w.from); ok {
		r.reading.Ratio = ratio.Value
	}
	if other, ok := w.from.ChangeFrom(w.to); ok && other.Value != nil {
		r.reading.OtherBase = new(big.Rat).Abs(other.Value)
	}
	return true
}

// factor is the later value over the earlier; "fell threefold" means that a third is left.
func (w measured) factor(r *reckoning, claimed *big.Rat) bool {
	over, under, texts := w.to, w.from, [2]string{w.texts[1], w.texts[0]}
	if w.down && claimed.Cmp(rat1) > 0 {
		over, under, texts = w.from, w.to, w.texts
	}
	v, ok := over.Quo(under)
	r.value, r.formula = v, texts[0]+" / "+texts[1]
	return ok
}
