package consistency

import (
	"math/big"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Attainable shares (GRIM: Brown and Heathers 2017, Social Psychological and Personality Science
// 8:363–369): of seven people, 33 percent is nobody's share, since two are 29 and three are 43 percent.
// A share is held against its group where the words make the group its base.

// checkGroups judges percentages of groups small enough to tell.
func (c *checker) checkGroups(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || !t.percentage() || t.Ranged || t.Direction != 0 || t.Hedge != number.None && t.Hedge != number.Approx || p.changes(i) || p.rest(i) {
			continue
		}
		if left, tight := p.restated(i); left > 0 && tight && p.numberBefore(left) >= 0 && p.mark(i-1) != ':' {
			continue // it restates a number: package share's concern
		}
		groups := p.groupsOf(i)
		var f finding.Finding
		decided := false
		for _, g := range groups {
			n := g.groupSize()
			if n == nil || n.Sign() == 0 {
				continue
			}
			share, coarse := attainability(t, n)
			if !coarse {
				decided = false // any share is attainable here: the groups tell nothing
				break
			}
			first, last, ok := number.Counts(share, n)
			if ok {
				c.fileGroup(t, g, n, first, last)
				decided = false
				break
			}
			if !decided {
				f, decided = c.unattainable(t, g, n), true
			}
		}
		if decided {
			c.add(f, sure)
		}
	}
}

// attainability returns the shares that the percentage admits, and whether the group is so small that
// some percentages at its precision are nobody's.
func attainability(t *term, n *big.Int) (number.Interval, bool) {
	sets := t.claimed.Admits(*t.tolerances)
	share := sets[len(sets)-1].Interval.Scale(t.one)
	width := new(big.Rat).Sub(share.Hi, share.Lo)
	return share, new(big.Rat).Mul(width, new(big.Rat).SetInt(n)).Cmp(rat1) < 0
}

// groupsOf returns the groups that the share at i may be of: of the 26, of them with what was named
// before, or the group that the sentence opens with.
func (p *passage) groupsOf(i int) []*term {
	if p.word(i+1) == "of" {
		if anaphors[p.word(i+2)] && p.word(i+2) != "those" || p.word(i+2) == "those" && p.closing(i+3) {
			var gs []*term
			for j := i - 1; j >= 0 && p.sentence(j) >= p.sentence(i)-1; j-- {
				if p.isCount(j) {
					gs = append(gs, p.at(j))
				}
			}
			return gs
		}
		if k := p.group(i + 2); k >= 0 && p.isCount(k) {
			return []*term{p.at(k)}
		}
		return nil
	}
	from, _ := p.bounds(i)
	if k := p.introduced(i); k >= 0 {
		if !p.saysVerb(i+1) && !p.closing(i+1) {
			return nil
		}
		gs := []*term{p.at(k)}
		for j := k + 1; j < i; j++ { // "Of the 40, 26 had been detained, and 35 percent …": of the 40 or the 26
			if p.isCount(j) {
				gs = append(gs, p.at(j))
			}
		}
		return gs
	}
	// "All seven interviewees answered, and 33 percent said yes."
	var gs []*term
	for j := from; j < i; j++ {
		if !p.isCount(j) {
			continue
		}
		w := p.word(j - 1)
		if determiners[w] && w != "all" && p.word(j-2) == "of" {
			w = "of" // each of the 19
		}
		if len(gs) == 0 && w != "all" && w != "of" && w != "among" && !asking[w] && p.find(j, i, asking) < 0 {
			return nil
		}
		gs = append(gs, p.at(j))
	}
	if len(gs) == 1 && (gs[0].Counted != "" || groupNouns[p.word(gs[0].tok-2)]) && p.saysVerb(i+1) {
		return gs
	}
	return nil
}

// asking are verbs that make a group the base of what is reported of it.
var asking = list("asked interviewed surveyed polled questioned answered responded voted examined inspected tested sampled studied followed enrolled")

// noVerbs may follow a share that is no subject.
var noVerbs = list("of in at by to from for on per than a the and or more less higher lower points point interest share rate majority")

// saysVerb says whether the share is the subject of what follows, not an object or an apposition.
func (p *passage) saysVerb(i int) bool {
	return p.word(i) != "" && !noVerbs[p.word(i)]
}

func (c *checker) fileGroup(t, g *term, n, first, last *big.Int) {
	f := c.finding(t, ruleGroup)
	f.Verdict, f.Reason = finding.Supported, finding.Exact
	f.Formula = first.String() + " / " + n.String() + " = " + percent(new(big.Rat).SetFrac(first, n))
	f.Value = number.Plain(percentOf(new(big.Rat).SetFrac(first, n)), 6)
	f.Evidence = []finding.Evidence{c.evidence(g)}
	f.AddNote("attainable", "some whole number of "+n.String()+" has this share; whether it is the right one the text does not say")
	c.add(f, possible)
}

// unattainable says which shares of the group lie next to the one printed.
func (c *checker) unattainable(t, g *term, n *big.Int) finding.Finding {
	f := c.finding(t, ruleGroup)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Value, finding.Slip
	f.Evidence = []finding.Evidence{c.evidence(g)}
	x := new(big.Rat).Mul(t.claimed.Number(), t.one)
	below := new(big.Int).Quo(new(big.Rat).Mul(x, new(big.Rat).SetInt(n)).Num(), new(big.Rat).Mul(x, new(big.Rat).SetInt(n)).Denom())
	above := new(big.Int).Add(below, big.NewInt(1))
	if above.Cmp(n) > 0 {
		above = n
	}
	lo, hi := new(big.Rat).SetFrac(below, n), new(big.Rat).SetFrac(above, n)
	f.Formula = below.String() + " / " + n.String() + " = " + percent(lo) + ", " + above.String() + " / " + n.String() + " = " + percent(hi)
	near, far := lo, hi
	if new(big.Rat).Sub(hi, x).Cmp(new(big.Rat).Sub(x, lo)) < 0 {
		near, far = hi, lo
	}
	f.Value = number.Plain(percentOf(near), 6)
	f.Wording = number.Group(t.claimed.Restate(percentOf(near)).String()) + c.unitWords(t)
	f.Message = "No whole number of " + n.String() + " is " + f.Text + ": the nearest shares are " + percent(near) + " and " + percent(far) +
		"; is one of them meant, or another group?"
	return f
}
