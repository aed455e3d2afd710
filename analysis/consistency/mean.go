package consistency

import (
	"math/big"
	"strconv"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Means: of the values that the text lists ("rounds of 71, 68, 70 and 75, an average of 71"), and of whole numbers
// of a small group, whose sum is whole: nobody's 20 whole ratings have a mean of 4.37 (GRIM: Brown and Heathers
// 2017, Social Psychological and Personality Science 8:363–369).

// checkMeans judges the means of a passage.
func (c *checker) checkMeans(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.Ranged || t.half || t.Den > 0 || t.Direction != 0 {
			continue
		}
		k := p.meanWord(i)
		if k < 0 {
			continue
		}
		if r, ok := p.meanOfList(i, k, t); ok {
			c.decide([]reckoning{r})
		} else if p.wholeNumbers(k) {
			c.judgeWholeMean(p, i, t)
		}
	}
}

// meanWord is the token of the word that calls the number at i a mean: the nearest before it in its clause, or
// right behind it, "71 on average".
func (p *passage) meanWord(i int) int {
	for j := i - 1; j >= i-maxNoun && p.sentence(j) == p.sentence(i) && p.num(j) == nil; j-- {
		switch w := p.word(j); w {
		case "mean", "average", "averaging", "averaged", "averages":
			return j
		}
		if m := p.mark(j); m != 0 && m != '(' && m != '=' {
			break
		}
	}
	from, _ := p.bounds(i)
	if k := p.findWord(from, i, "mean", "average"); k >= 0 && p.phrase(k+1, "number of") && i-k <= maxIntro {
		return k // of the 10 children, named between
	}
	if k := p.afterNoun(i); p.word(k) == "on" && p.word(k+1) == "average" {
		return k + 1
	}
	return -1
}

// meanOfList holds the mean at token i against the one list of values of its sentence or of the sentence before.
func (p *passage) meanOfList(i, k int, t *term) (reckoning, bool) {
	if !p.ownMean(i, k) {
		return reckoning{}, false
	}
	after := p.afterNoun(i)
	if p.phrase(after, "on average") {
		after += 2
	}
	if t.percentage() || !p.closing(after) && !p.closing(i+1) {
		return reckoning{}, false // shares of groups of different sizes have no plain mean
	}
	from, to := p.bounds(i)
	list, ok := p.valueList(i, from, to)
	if ok && list == nil && from > 0 {
		before, end := p.bounds(from - 1)
		list, ok = p.valueList(i, before, end)
	}
	if !ok || len(list) < 3 {
		return reckoning{}, false
	}
	assume(list[0], t)
	if last := list[len(list)-1]; t.Counted != "" && last.Counted != "" && t.Counted != last.Counted {
		return reckoning{}, false // 220, 180 and 320 passengers, 15 cars on average
	}
	if !alike(list[0], t) || (p.word(k+1) == "age") != (list[0].class == age) {
		return reckoning{}, false
	}
	r := sumReckoning(t, list, true)
	r.formula = "(" + r.formula + ") / " + strconv.Itoa(len(list))
	r.value = r.value.Scale(big.NewRat(1, int64(len(list))))
	r.rule, r.about, r.link = ruleMean, "mean", sure
	return r, true
}

// ownMean says whether the word at token k calls the number at i the mean of what was listed, and of nothing that a
// noun or an adjective names beside it: an average of, their average age was; not a national average of.
func (p *passage) ownMean(i, k int) bool {
	if p.word(k-1) == "on" || p.word(k) == "averaging" || p.word(k) == "averaged" {
		return true
	}
	if w := p.word(k + 1); k < i && w != "of" && w != "was" && w != "is" && w != "being" && w != "age" && k+1 != i {
		return false
	}
	switch w := p.word(k - 1); w {
	case "a", "an", "the", "their", "his", "her", "its", "whose":
	default:
		return p.mark(k-1) != 0
	}
	switch p.word(k - 2) {
	case "with":
		return p.mark(k-3) == ','
	case "", "and", "for", "making", "makes", "made", "gives", "gave", "giving", "is", "had", "have", "has", "of":
		return true
	}
	return false
}

// valueList is the one list of numbers among the tokens [from, to), nil if there is none. It is false if other
// numbers stand beside it than how many it has, or words say that it is a selection.
func (p *passage) valueList(i, from, to int) (list []*term, ok bool) {
	for _, r := range p.rosters() {
		if r.start < from || r.start >= to {
			continue
		}
		items := r.items
		for k, t := range items { // the mean itself may look like the last item
			if t.tok == i {
				items = items[:k]
				break
			}
		}
		if len(items) < 3 {
			continue
		}
		if list != nil {
			return nil, false
		}
		list = items
	}
	if list == nil {
		return nil, true
	}
	for j := from; j < to; j++ {
		t := p.num(j)
		if t == nil || j == i || j >= list[0].tok && j <= list[len(list)-1].tok {
			continue
		}
		if n, whole := t.Value.Coefficient(); !whole || t.class != count || t.Ranged || n != int64(len(list)) {
			return nil, false
		}
	}
	if p.selective(from, list[0].tok) || p.anyIn(from, to, []string{"such as", "among them", "for example", "for instance"}) {
		return nil, false
	}
	return list, true
}

// anyIn says whether one of the phrases stands among the tokens.
func (p *passage) anyIn(from, to int, phrases []string) bool {
	for j := from; j < to; j++ {
		if p.anyPhrase(j, phrases) > 0 {
			return true
		}
	}
	return false
}

// ratings are answers on a scale; scales are the words that say that its answers are whole numbers.
var (
	ratings = list("rating ratings score scores mark marks grade grades answer answers response responses")
	scales  = []string{"point scale", "scale from", "scale of", "whole number", "whole numbers", "likert scale", "out of", "stars"}
)

// rating are the verbs of answering on a scale.
var rating = list("rated rate graded grade marked scored judged")

// wholeNumbers says whether the mean that token k calls so is one of whole numbers: of a count, "the mean number of
// children", or of answers on a scale of which each person gave one.
func (p *passage) wholeNumbers(k int) bool {
	if p.word(k+1) == "number" && p.word(k+2) == "of" {
		return true
	}
	if w := p.word(k + 1); !ratings[w] && !((w == "was" || w == "is" || w == "of") && p.find(0, len(p.tokens), ratings) >= 0) || p.findWord(0, len(p.tokens), "items", "item", "questions", "subscale", "composite") >= 0 {
		return false
	}
	for j := range p.tokens {
		if t := p.at(j); t != nil && (t.Ranged || t.half) && t.class == count && p.find(max(j-7, 0), j, rating) >= 0 {
			return true // rated the lecture from 1 to 6
		}
		if p.anyPhrase(j, scales) > 0 || p.word(j) == "scale" && p.at(j-1) != nil {
			return true
		}
	}
	return false
}

// judgeWholeMean holds a mean of whole numbers against the size of the one group that the passage names.
func (c *checker) judgeWholeMean(p *passage, i int, t *term) {
	if t.class != count || t.Value.Place() >= 0 || t.Hedge != number.None {
		return
	}
	group := p.onlyGroup(i)
	if group == nil {
		return
	}
	n := group.groupSize()
	mean := t.claimed.Admits(c.tolerances)[0].Interval
	if n.Sign() == 0 || new(big.Rat).Mul(t.Value.Unit(), new(big.Rat).SetInt(n)).Cmp(rat1) >= 0 {
		return
	}
	whole := new(big.Rat).Mul(mean.Hi, new(big.Rat).SetInt(n))
	k := new(big.Int).Quo(whole.Num(), whole.Denom())
	lo := new(big.Rat).SetFrac(k, n)
	f := c.finding(t, ruleGroup)
	f.Evidence = []finding.Evidence{c.evidence(group)}
	f.Formula = k.String() + " / " + n.String() + " = " + show(lo, t)
	if mean.Contains(lo) {
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		f.AddNote("attainable", "some whole sum over "+n.String()+" has this mean; whether it is the right one the text does not say")
		c.add(f, possible)
		return
	}
	above := new(big.Int).Add(k, big.NewInt(1))
	hi := new(big.Rat).SetFrac(above, n)
	if p.findWord(0, len(p.tokens), "whole", "scale", "number") < 0 && halfAttainable(mean, n) {
		return // some may have given half a mark
	}
	f.Formula += ", " + above.String() + " / " + n.String() + " = " + show(hi, t)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Value, finding.Slip
	f.Message = "No whole number shared by " + n.String() + " gives a mean of " + f.Text + ": the nearest means are " + show(lo, t) + " and " + show(hi, t) +
		"; is one of them meant, or another group?"
	c.add(f, sure)
}

// halfAttainable says whether halves shared by n can have the mean.
func halfAttainable(mean number.Interval, n *big.Int) bool {
	twice := new(big.Int).Mul(n, big.NewInt(2))
	whole := new(big.Rat).Mul(mean.Hi, new(big.Rat).SetInt(twice))
	return mean.Contains(new(big.Rat).SetFrac(new(big.Int).Quo(whole.Num(), whole.Denom()), twice))
}

// onlyGroup is the group of the mean at token i: the only one of its sentence or, if that has none, of the sentence
// before, where it is named as a whole: all 20 participants, the twenty students.
func (p *passage) onlyGroup(i int) *term {
	from, to := p.bounds(i)
	for range 2 {
		var group *term
		others := 0
		for j := from; j < to; j++ {
			if !p.isCount(j) || j == i || p.at(j).groupSize() == nil || p.at(j).half || p.onScale(j) {
				continue
			}
			group, others = p.at(j), others+1
		}
		if others > 1 {
			return nil
		}
		if group != nil {
			if w := p.word(group.tok - 1); w == "the" || w == "of" || w == "among" || w == "all" || group.tok == from && isMember(p.word(p.afterNoun(group.tok)-1)) {
				return group
			}
			return nil
		}
		if from == 0 {
			return nil
		}
		from, to = p.bounds(from - 1)
	}
	return nil
}

// onScale says whether the count at j is one of a scale: a five-point scale, out of 10.
func (p *passage) onScale(j int) bool {
	t := p.at(j)
	return strings.HasPrefix(t.Counted, "point") || strings.HasPrefix(t.Counted, "star") || p.word(j-1) == "of" && p.word(j-2) == "out" || p.word(j+1) == "scale"
}
