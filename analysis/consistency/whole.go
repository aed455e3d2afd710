package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Shares of one whole.

// checkWhole judges shares that divide a whole: 34, 34 and 33 percent. Their roundings may add to a
// little more or less than 100.
func (c *checker) checkWhole(p *passage, r roster) {
	sum := number.Exactly(new(big.Rat))
	var parts []string
	for _, t := range r.items {
		if t.Hedge != number.None && t.Hedge != number.Approx {
			return
		}
		sum = sum.Add(t.input())
		parts = append(parts, t.written())
	}
	whole := number.Exactly(rat1)
	full := sum.Set.Contains(rat1)
	exhaustive, multiple := p.divides(r), p.manyAnswers(r.start)
	last := r.items[len(r.items)-1]
	f := c.finding(last, ruleWhole)
	f.Formula = strings.Join(parts, " + ") + " = " + percent(sum.Value)
	for _, t := range r.items {
		f.Evidence = append(f.Evidence, c.evidence(t))
	}
	f.Low, f.High = plainEnds(sum.Set.Scale(rat100))
	f.Value = number.Plain(percentOf(sum.Value), 6)
	switch {
	case full && (exhaustive || len(r.items) > 2):
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		if sum.Value.Cmp(rat1) != 0 {
			f.Reason = finding.Rounded
			f.AddNote("rounding", "the shares were rounded one by one: together they are 100 percent within rounding")
		}
		c.add(f, sure)
	case multiple && sum.Value.Cmp(rat1) > 0:
		f.Verdict, f.Reason = finding.Supported, finding.Bound
		f.AddNote("possible", "several answers were possible, so the shares may exceed 100 percent together")
		c.add(f, possible)
	case exhaustive && !approximate(r.items) && !full && !multiple && !sum.Set.Overlaps(whole.Set) && p.dividing(r, sum.Value):
		f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Value, finding.Substance
		rest := new(big.Rat).Sub(rat1, new(big.Rat).Sub(sum.Value, last.input().Value))
		if rest.Sign() > 0 {
			f.Wording = number.Group(last.claimed.Restate(percentOf(rest)).String()) + c.unitWords(last)
		}
		if new(big.Rat).Abs(new(big.Rat).Sub(sum.Value, rat1)).Cmp(c.tolerances.Slip) <= 0 {
			f.Grade = finding.Slip
		}
		f.Message = "Together these shares are " + strings.TrimSuffix(f.Formula[strings.LastIndex(f.Formula, "= ")+2:], " %") +
			" percent (" + f.Formula + "), where they should divide 100 percent; is one of them another number?"
		c.add(f, sure)
	}
}

// approximate says whether one of the shares is said to be about right only.
func approximate(items []*term) bool {
	for _, t := range items {
		if t.Hedge != number.None {
			return true
		}
	}
	return false
}

// farOff is how far from 100 percent shares may add up and still be meant to divide it: beyond, they are
// rates of several groups.
var farOff = big.NewRat(1, 4)

// someOthers stand before others that are not the rest; rateWords say that shares are rates of several groups; lastAnswers that a list of answers is complete.
var (
	someOthers  = list("many some several few with among")
	leftOver    = list("rest others remainder remaining")
	rateWords   = list("rate rates unemployment joblessness turnout growth prevalence")
	lastAnswers = list("undecided abstained abstain abstaining unsure don't rest others remainder remaining neither opinion")
)

// dividing says whether the shares are meant to make a whole, by their size and their form: "(3.6 percent)"
// behind each group is a rate of that group.
func (p *passage) dividing(r roster, sum *big.Rat) bool {
	bracketed := 0
	for _, t := range r.items {
		if p.mark(t.tok-1) == '(' {
			bracketed++
		}
	}
	d := new(big.Rat).Sub(sum, rat1)
	if d.Sign() < 0 && p.exhaustive(r) == complete && !p.closing(r.end) && !p.closing(r.end+1) {
		return false // "45 percent women and 31 percent men under 40"
	}
	return bracketed < len(r.items) && d.Abs(d).Cmp(farOff) <= 0 && p.find(r.start-12, r.end, rateWords) < 0
}

// divides says whether the shares of a roster divide one whole.
func (p *passage) divides(r roster) bool {
	from, end := p.bounds(r.start)
	last := r.items[len(r.items)-1].tok
	if p.find(last+3, end, leftOver) >= 0 {
		return false // and 10 percent undecided, with the rest spoilt
	}
	if p.exhaustive(r) == complete {
		return true
	}
	for j := from; j < r.end; j++ {
		if n := p.anyPhrase(j, []string{"single answer", "one answer", "single choice", "divided", "split", "broken down", "breakdown", "made up of", "consisted of", "consists of", "composed of", "comprised"}); n > 0 {
			return true
		}
	}
	if k := p.find(last, end, lastAnswers); k >= 0 && !someOthers[p.word(k-1)] && (k-last <= 2 || !leftOver[p.word(k)]) {
		return true
	}
	return p.othersBefore(last) || p.exhaustive(r) == disjoint && len(r.items) > 2
}

// manyAnswers says whether the passage allows several answers.
func (p *passage) manyAnswers(int) bool {
	for j := range p.tokens {
		if p.anyPhrase(j, []string{"several answers", "multiple answers", "more than one", "multiple responses", "several responses", "multiple choices", "all that apply", "several reasons", "several options",
			"multiple options", "not exclusive", "mutually exclusive", "overlap", "overlapped", "several could", "multiple mentions", "could name several", "could give several"}) > 0 {
			return true
		}
	}
	return false
}

// checkRestShares judges "the remaining 25 percent" against the shares named before it: with them it makes
// the whole, since that is what "remaining" says.
func (c *checker) checkRestShares(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != share || t.Ranged || t.Direction != 0 || !p.rest(i) || p.word(i-1) == "other" && !p.afterList(i) {
			continue
		}
		parts, ok := p.sharesBefore(i)
		if !ok || len(parts) == 0 {
			continue
		}
		r := reckoning{rule: ruleWhole, claim: t, about: "rest", rounding: true, value: number.Exactly(rat1), formula: "100 %"}
		for _, s := range parts {
			e, times := s.input(), ""
			if s.times > 1 {
				e, times = e.Scale(big.NewRat(s.times, 1)), number.New(s.times, 0).String()+" × "
			}
			r.value = r.value.Sub(e)
			r.formula += " − " + times + percent(s.input().Value)
			r.inputs = append(r.inputs, s.term)
		}
		if r.value.Value == nil || r.value.Value.Sign() <= 0 {
			continue
		}
		off := new(big.Rat).Sub(r.value.Value, new(big.Rat).Mul(t.claimed.Number(), t.one))
		if off.Abs(off).Cmp(farOff) <= 0 {
			r.link = sure
		}
		c.decide([]reckoning{r})
	}
}

// A repeated share is given to each of several: 25 percent to each of the two sons.
type repeatedShare struct {
	*term
	times int64
}

// sharesBefore are the shares of the whole of which the one at token i is the rest: those before it in its
// sentence or, if there are none, in the sentence before. It is false if one is of another whole.
func (p *passage) sharesBefore(i int) ([]repeatedShare, bool) {
	from, _ := p.bounds(i)
	if p.shareIn(from, i) < 0 && from > 0 {
		from, _ = p.bounds(from - 1)
	}
	var parts []repeatedShare
	for j := p.shareIn(from, i); j >= 0; j = p.shareIn(j+1, i) {
		t := p.at(j)
		if t.Direction != 0 || t.Ranged || p.changes(j) || t.Hedge != number.None && t.Hedge != number.Approx {
			return nil, false
		}
		if left, tight := p.restated(j); left >= 0 && tight && len(parts) > 0 && p.numberBefore(left) == parts[len(parts)-1].tok {
			continue // "half, or 50 percent": said twice
		}
		if p.word(j+1) == "of" {
			if anaphors[p.word(j+2)] || p.rest(j+3) || len(parts) > 0 && p.num(p.group(j+2)) != nil {
				return nil, false // of them, of the remaining …, of the 40: another whole
			}
		}
		s := repeatedShare{t, 1}
		next := p.shareIn(j+1, i+1)
		if k := p.findWord(j+1, next, "each"); k >= 0 {
			n := p.countIn(j+1, next)
			if n == nil {
				return nil, false
			}
			s.times, _ = n.Value.Coefficient()
		}
		parts = append(parts, s)
	}
	return parts, true
}

// shareIn is the first share among the tokens [from, to), or −1.
func (p *passage) shareIn(from, to int) int {
	for j := max(from, 0); j < to && j < len(p.tokens); j++ {
		if t := p.num(j); t != nil && t.class == share {
			return j
		}
	}
	return -1
}

// countIn is the one small count among the tokens [from, to), nil if there is none or another.
func (p *passage) countIn(from, to int) *term {
	var found *term
	for j := from; j < to; j++ {
		if p.num(j) == nil {
			continue
		}
		if found != nil || !p.isCount(j) || p.at(j).groupSize() == nil || p.at(j).claimed.Number().Cmp(big.NewRat(20, 1)) > 0 {
			return nil
		}
		found = p.at(j)
	}
	return found
}
