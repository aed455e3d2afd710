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
	case exhaustive && !full && !multiple && !sum.Set.Overlaps(whole.Set) && p.dividing(r, sum.Value):
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

// farOff is how far from 100 percent shares may add up and still be meant to divide it: beyond, they are
// rates of several groups.
var farOff = big.NewRat(1, 4)

// rateWords say that shares are rates of several groups; lastAnswers that a list of answers is complete.
var (
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
	if p.exhaustive(r) == complete {
		return true
	}
	from, _ := p.bounds(r.start)
	for j := from; j < r.end; j++ {
		if n := p.anyPhrase(j, []string{"single answer", "one answer", "single choice", "divided", "split", "broken down", "breakdown", "made up of", "consisted of", "consists of", "composed of", "comprised"}); n > 0 {
			return true
		}
	}
	_, end := p.bounds(r.start)
	return p.find(r.items[len(r.items)-1].tok, end, lastAnswers) >= 0 || p.exhaustive(r) == disjoint && len(r.items) > 2
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
