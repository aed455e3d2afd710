package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Majorities and minorities beside their counts: "a majority of the board, seven of its twelve members", "most of
// the 45 councillors, 21 in all". What is called a majority is more than half of what it is a majority of.

// parts of a group that words name without a number: 1 for more than half of it, −1 for less.
var halves = map[string]int{"majority": 1, "most": 1, "minority": -1}

// checkMajority judges the words for more and less than half.
func (c *checker) checkMajority(p *passage) {
	var pairs []pair
	for i := range p.tokens {
		side := halves[p.word(i)]
		if side == 0 || p.word(i+1) != "of" || p.word(i) != "most" && !p.plainHalf(i) {
			continue
		}
		if pairs == nil {
			pairs = p.pairs()
		}
		if q, ok := p.namedHalf(i, pairs); ok {
			c.judgeHalf(p, i, side, q)
		}
	}
}

// plainHalf says whether the majority or minority at token i is any: a majority, a narrow majority, only a minority; no
// two-thirds majority.
func (p *passage) plainHalf(i int) bool {
	switch p.word(i - 1) {
	case "narrow", "clear", "large", "slim", "small", "comfortable", "bare", "solid", "big", "vast", "overwhelming", "great", "tiny", "simple":
		i--
	}
	return p.word(i-1) == "a" || p.word(i-1) == "the"
}

// namedHalf finds the pair that spells out "a majority of" at token i: the first number behind it opens an
// apposition, and is a part of a whole that stands on one of its sides.
func (p *passage) namedHalf(i int, pairs []pair) (pair, bool) {
	whole := -1
	if k := p.group(i + 2); k >= 0 && p.isCount(k) {
		whole = k
	}
	_, to := p.bounds(i)
	for j := i + 2; j < min(to, i+maxIntro); j++ {
		if j == whole || p.num(j) == nil {
			continue
		}
		if !p.isCount(j) || !p.opensApposition(j) {
			return pair{}, false
		}
		if whole >= 0 {
			n := max(p.anyPhrase(j+1, totals), p.anyPhrase(p.afterNoun(j), totals))
			return pair{part: p.at(j), whole: p.at(whole)}, p.ofThem(j) || p.closing(j+1+n) || p.closing(p.afterNoun(j)+n)
		}
		for _, q := range pairs {
			if q.part.tok == j && q.whole.tok > j && q.firm && p.closing(q.end) {
				return q, true
			}
		}
		return pair{}, false
	}
	return pair{}, false
}

// opensApposition says whether a mark stands before the number at j, maybe with "or" or "some" between.
func (p *passage) opensApposition(j int) bool {
	for w := p.word(j - 1); w == "or" || w == "some" || w == "just" || w == "only" || w == "exactly" || w == "namely"; w = p.word(j - 1) {
		j--
	}
	m := p.mark(j - 1)
	return m == ',' || m == '(' || m == '-' || m == ':'
}

func (c *checker) judgeHalf(p *passage, i, side int, q pair) {
	x, y := q.part.claimed.Number(), q.whole.claimed.Number()
	if q.part.Hedge != number.None || q.whole.Hedge != number.None || y.Sign() <= 0 || x.Cmp(y) > 0 {
		return
	}
	start := i
	if determiners[p.word(i-1)] {
		start--
	}
	f := finding.Finding{Start: p.tokens[start].start, End: p.tokens[i].end, Rule: ruleShare}
	f.Text = c.text[f.Start:f.End]
	f.Claim = finding.Claim{Hedge: number.None.String(), About: "share"}
	part := new(big.Rat).Quo(x, y)
	f.Formula = q.formula() + " = " + percent(part)
	f.Value = number.Plain(percentOf(part), 6)
	f.Evidence = []finding.Evidence{c.evidence(q.part), c.evidence(q.whole)}
	if part.Cmp(big.NewRat(1, 2)) == side {
		f.Verdict, f.Reason = finding.Supported, finding.Bound
		c.add(f, sure)
		return
	}
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Bound, finding.Substance
	f.Message = "“" + f.Text + "” does not agree with " + q.part.written() + " of " + q.whole.written() + ", which is " + strings.TrimSuffix(percent(part), " %") + " percent; is one of the two another number?"
	c.add(f, sure)
}
