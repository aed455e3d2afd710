package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Groups that overlap: "three-quarters keep cattle, half keep sheep and a third keep both". What both have
// is in each of the two, so it is no larger than the smaller one; and the two together, less what they
// share, are no more than all.

// checkBoth judges a share of those who have both against the shares that have the one and the other.
func (c *checker) checkBoth(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != share || t.Ranged || t.Hedge != number.None || p.word(i+1) == "of" && anaphors[p.word(i+2)] {
			continue
		}
		from, to := p.bounds(i)
		k := p.findWord(i+1, min(to, i+6), "both")
		if k < 0 || !p.closing(k+1) || p.shareIn(i+1, k) >= 0 {
			continue
		}
		var two []*term
		for j := from; j < i; j++ {
			u := p.num(j)
			if u == nil {
				continue
			}
			if u.class != share || u.Ranged || u.Direction != 0 || u.Hedge != number.None {
				two = nil
				break
			}
			two = append(two, u)
		}
		if len(two) == 2 {
			c.judgeBoth(t, two[0], two[1])
		}
	}
}

// judgeBoth holds the share of both against what the two shares leave possible.
func (c *checker) judgeBoth(t, a, b *term) {
	x, y, both := shareOf(a), shareOf(b), shareOf(t)
	low := new(big.Rat).Sub(new(big.Rat).Add(x, y), rat1)
	high := x
	if y.Cmp(x) < 0 {
		high = y
	}
	if low.Sign() < 0 {
		low = new(big.Rat)
	}
	f := c.finding(t, rulePart)
	f.Evidence = []finding.Evidence{c.evidence(a), c.evidence(b)}
	f.Low, f.High = number.Plain(percentOf(low), 6), number.Plain(percentOf(high), 6)
	f.Formula = strings.Join([]string{percent(low), percent(both), percent(high)}, " ≤ ")
	off := new(big.Rat)
	switch {
	case both.Cmp(low) < 0:
		off.Sub(low, both)
	case both.Cmp(high) > 0:
		off.Sub(both, high)
	}
	if off.Sign() == 0 {
		f.Verdict, f.Reason = finding.Supported, finding.Bound
		f.AddNote("possible", "the two groups can overlap by this much; more the text does not say")
		c.add(f, possible)
		return
	}
	// Each of the three may be rounded, a fraction in words to the next one.
	if off.Cmp(big.NewRat(1, 20)) <= 0 {
		return
	}
	f.Formula = percent(both)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Slip
	f.Message = "With shares of " + percent(x) + " and " + percent(y) + ", those who have both are between " + percent(low) + " and " + percent(high) +
		", and the text says “" + f.Text + "”; is one of the three another number?"
	c.add(f, sure)
}

// shareOf is the number of a share in [0, 1].
func shareOf(t *term) *big.Rat { return new(big.Rat).Mul(t.claimed.Number(), t.one) }
