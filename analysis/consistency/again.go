package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Numbers that come back: "The storm flooded 260 cellars. By Friday most of the 260 cellars were dry", "The
// dam cost 1.2 billion euros. At 1,200 million euros, it was the dearest in the country". A definite article
// or a possessive says that the group is the one spoken of, and "at … it was the highest" says again how
// high it is. The same number agrees. Another one disagrees only where nothing lets the second be a part of
// the first, what is left of it, or something elsewhere.

// checkAgain judges the groups and measures of a passage that are named a second time.
func (c *checker) checkAgain(p *passage) {
	for j := range p.tokens {
		t := p.num(j)
		if t == nil || t.Ranged || t.Hedge != number.None || t.half || t.Den > 0 {
			continue
		}
		switch t.class {
		case count:
			c.judgeGroupAgain(p, j, t)
		case measure, span, share, rate:
			c.judgeSizeAgain(p, j, t)
		}
	}
}

// definite are the words that point to a group known already.
var definite = list("the its their his her our these those all")

// judgeGroupAgain holds "most of the 260 cellars" against "260 cellars" before.
func (c *checker) judgeGroupAgain(p *passage, j int, t *term) {
	if !definite[p.word(j-1)] || !t.Value.IsInteger() || t.claimed.Number().Cmp(rat1) <= 0 {
		return
	}
	noun := headNoun(t)
	partitive := p.word(j-2) == "of"
	if noun == "" && !partitive && t.claimed.Number().Cmp(thousand) >= 0 {
		c.sameNumber(p, j, t)
		return
	}
	if noun == "" && (!partitive || p.at(j+1) != nil) {
		return
	}
	var same, other []*term
	for i := j - 1; i >= 0 && p.sentence(i) >= p.sentence(j)-2; i-- {
		e := p.num(i)
		if e == nil || e.class != count || e.Ranged || e.Den > 0 || e.Hedge != number.None && e.Hedge != number.Approx || i > j-3 {
			continue
		}
		if n := p.groupNoun(e); noun != "" && n != noun && !(n == "population" && inhabitants[noun]) || n == "" {
			continue
		}
		r := number.Claimed{Value: t.claimed.Value}
		if r.Judge(e.input(), c.tolerances).Verdict == number.Supported {
			same = append(same, e)
		} else {
			other = append(other, e)
		}
	}
	switch {
	case len(same) > 0:
		f := c.finding(t, ruleRepeat)
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		f.Formula = "“" + c.text[same[0].Start:same[0].End] + "” before, “" + f.Text + "” here"
		f.Evidence = []finding.Evidence{c.evidence(same[0])}
		c.add(f, sure)
	case len(other) == 1 && p.sameGroup(other[0], j, partitive || p.word(j-1) == "all"):
		c.restatedOtherwise(t, other[0])
	}
}

// thousand is the least bare number that is known again by itself.
var thousand = big.NewRat(1000, 1)

// sameNumber bears out "the 2.5 million" where the sentence before, or this one, says 2.5 million.
func (c *checker) sameNumber(p *passage, j int, t *term) {
	for i := j - 2; i >= 0 && p.sentence(i) >= p.sentence(j)-1; i-- {
		if e := p.num(i); e != nil && e.class == count && !e.Ranged && e.Den == 0 && e.Value.Equal(t.Value) {
			f := c.finding(t, ruleRepeat)
			f.Verdict, f.Reason = finding.Supported, finding.Exact
			f.Formula = "“" + c.text[e.Start:e.End] + "” before, “" + f.Text + "” here"
			f.Evidence = []finding.Evidence{c.evidence(e)}
			c.add(f, sure)
			return
		}
	}
}

// inhabitants are who a population consists of.
var inhabitants = list("inhabitant people resident citizen person")

// headNoun is the last word of what a term counts.
func headNoun(t *term) string {
	return t.Counted[strings.LastIndexByte(t.Counted, ' ')+1:]
}

// groupNoun is headNoun, and population for a number that a population is said to be.
func (p *passage) groupNoun(t *term) string {
	if n := headNoun(t); n != "" {
		return n
	}
	if k := p.subjectOf(t.tok); k >= 0 && p.word(k) == "population" {
		return "population"
	}
	return ""
}

// sameGroup says whether the group at token j can be no other than the one before: named in the sentence
// before or the same one, with nothing behind it that would narrow it, in a sentence that names no other
// place and begins with none, and by a number that no others of the passage make up.
func (p *passage) sameGroup(e *term, j int, partitive bool) bool {
	t := p.at(j)
	from, _ := p.bounds(j)
	reason, _ := t.claimed.Diagnose(e.input(), number.Readings{}, p.c.tolerances)
	slip := reason == number.Digits // 35 and 53 are one number with two digits exchanged
	gap := p.sentence(j) - p.sentence(e.tok)
	if gap > 1 || gap == 0 && p.findMark(e.tok, j, ';') < 0 || p.word(e.tok-1) == "of" || definite[p.word(e.tok-1)] && headNoun(t) != "" || !p.sameNames(e.tok, j) {
		return false
	}
	if gap > 0 && prepositions[p.word(from)] && p.num(from+1) == nil && p.at(from+1) == nil && p.word(from+1) != "its" && !weekdays[p.word(from+1)] {
		return false // "In the lower house, 70 of the 130 seats …"
	}
	owned := p.word(j-1) == "its" || p.word(j-1) == "their"
	has := p.find(e.tok-4, e.tok, owning) >= 0
	if start, _ := p.bounds(e.tok); p.word(j-1) == "all" && e.tok == start {
		has = true // "Twelve climbers set out. On Friday all 14 climbers were back."
	}
	switch {
	case slip && (partitive || owned || p.word(j-1) == "the"):
	case partitive && has, owned && has, p.groupNoun(e) == "population":
	default:
		return false
	}
	after := p.afterNoun(j)
	if !p.closing(after) && !predicates[p.word(after)] && !p.clauseAgain(after, e) && !(t.Counted == "" && p.saysVerb(after) && !narrowing[p.word(after)]) {
		return false
	}
	return !p.madeUp(t, j)
}

// clauseAgain says whether the relative clause at token j repeats what was told of the group: miners have been rescued;
// the miners who were rescued.
func (p *passage) clauseAgain(j int, e *term) bool {
	w := p.word(j)
	if w != "who" && w != "which" && w != "that" || !predicates[p.word(j+1)] || !strings.HasSuffix(p.word(j+2), "ed") && !irregular[p.word(j+2)] {
		return false
	}
	from, to := p.bounds(e.tok)
	return p.findWord(from, to, p.word(j+2)) >= 0
}

// owning are the verbs that say how many of something there are in all; predicates follow a subject at once;
// narrowing words begin what tells some of a group from the rest.
var (
	owning     = list("has have had is are was were there counts numbers comprises with employs employed owns runs holds contains lists")
	predicates = list("are were is was have had has do did will would can could come came live lived voted said took went spent paid left made found gave won lost told signed worked received earned produced")
	narrowing  = list("who which that whose in at on from with without under over aged still not now then later left remaining new other")
)

// madeUp says whether the number at j is the sum or the difference of two numbers before it, or of all.
func (p *passage) madeUp(t *term, j int) bool {
	var vs []*big.Rat
	total := new(big.Rat)
	for i := range j {
		if e := p.num(i); e != nil && e.class == count && !e.Ranged && e.Den == 0 && len(vs) < 24 {
			vs = append(vs, e.claimed.Number())
			total.Add(total, e.claimed.Number())
		}
	}
	x := t.claimed.Number()
	if total.Cmp(x) == 0 {
		return true
	}
	for a := range vs {
		if vs[a].Cmp(x) == 0 {
			return true
		}
		for b := range vs {
			if a != b && (new(big.Rat).Add(vs[a], vs[b]).Cmp(x) == 0 || new(big.Rat).Sub(vs[a], vs[b]).Cmp(x) == 0) {
				return true
			}
		}
	}
	return false
}

// judgeSizeAgain holds "At 1,200 million euros, it was the dearest" and "with its length of 460 metres, the
// bridge" against the size that the sentence before gives.
func (c *checker) judgeSizeAgain(p *passage, j int, t *term) {
	from, to := p.bounds(j)
	if from == 0 || t.Direction != 0 {
		return
	}
	firm, ok := p.opensWithSize(j, from, to)
	if after := p.afterNoun(j); !ok && t.class == measure && p.word(j-1) == "the" && p.word(j-2) != "of" && (p.closing(after) || predicates[p.word(after)]) {
		firm, ok = true, true // "It took three years to dig the 5.4 kilometres."
	}
	if !ok && t.class == measure && p.word(j-1) == "the" && p.word(p.afterNoun(j)) == "of" {
		ok = true // "the 12 grams of gold" may be others
	}
	if !ok {
		return
	}
	before, end := p.bounds(from - 1)
	var size *term
	for i := before; i < end; i++ {
		e := p.num(i)
		if e == nil || e.class != t.class || e.unit != t.unit {
			continue
		}
		if size != nil || e.Ranged || e.Den > 0 || e.Direction != 0 || e.Hedge != number.None && e.Hedge != number.Approx {
			return
		}
		size = e
	}
	if size == nil {
		return
	}
	r := reckoning{rule: ruleRepeat, claim: t, value: size.input(), formula: c.text[size.Start:size.End], inputs: []*term{size}, about: "said before", rounding: true}
	reason, _ := t.claimed.Diagnose(size.input(), number.Readings{}, c.tolerances)
	if (firm || reason == number.Digits && t.Value.Place() == size.Value.Place() && p.partOfBefore(j, before, end, to)) && p.sameNames(size.tok, to-1) {
		r.link = sure
	}
	c.decide([]reckoning{r})
}

// partOfBefore says whether the size at token j is "of" something that the sentence [before, end) names, and no other
// one of its kind: the 7.5 kilometres of the tunnel.
func (p *passage) partOfBefore(j, before, end, to int) bool {
	k := p.afterNoun(j) + 1
	if determiners[p.word(k)] {
		k++
	}
	if w := p.word(k); w == "" || p.word(p.afterNoun(j)) != "of" || p.findWord(before, end, w) < 0 {
		return false
	}
	from, _ := p.bounds(j)
	return p.findWord(from, to, "second", "other", "another", "old", "new", "next", "third", "later") < 0
}

// opensWithSize says whether the number at j opens its sentence as the size of its subject, and whether that
// subject is the one before: "it", or a noun named there, that is the greatest or smallest of its kind.
func (p *passage) opensWithSize(j, from, to int) (firm, ok bool) {
	k := j - from
	switch {
	case p.word(from) == "at" && (k == 1 || k == 2):
	case p.word(from) == "with" && k >= 3 && k <= 5 && p.word(j-1) == "of" && dimensions[p.word(j-2)]:
	default:
		return false, false
	}
	after := p.afterNoun(j)
	if p.mark(after) != ',' {
		return false, false
	}
	subject := after + 1
	if p.word(subject) == "the" || p.word(subject) == "this" {
		if !p.namedBefore(p.word(subject+1), from) {
			return false, false
		}
		subject++
	} else if p.word(subject) != "it" && p.word(subject) != "they" {
		return false, false
	}
	w := p.word(subject + 1)
	return w == "is" || w == "was" || w == "remains" || w == "are" || w == "were", to > subject
}

// dimensions name a size before its number.
var dimensions = list("length height width depth weight area size capacity volume price cost value population budget area span age")

// restatedOtherwise files a group that came back with another number.
func (c *checker) restatedOtherwise(t, before *term) {
	f := c.finding(t, ruleRepeat)
	e := before.input()
	reason, grade := t.claimed.Diagnose(e, number.Readings{}, c.tolerances)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
	f.Formula = "“" + c.text[before.Start:before.End] + "” before, “" + f.Text + "” here"
	f.Evidence = []finding.Evidence{c.evidence(before)}
	f.Wording = c.text[before.Start:before.End]
	f.Message = "The group was given as “" + f.Wording + "” before, and as “" + f.Text + "” here; which of the two is meant?"
	c.add(f, sure)
}
