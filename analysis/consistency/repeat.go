package consistency

import (
	"strings"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
)

// The same fact said twice: two sentences of a document that say of the same subject, in the same words
// and of the same time, that it is one number and another. Only sentences of one plain form are
// compared ("the death toll in Arvik was 140"), and every other word must be the same.

// copulas say that a subject is a number.
var copulas = list("was is were are stood stands totalled totaled reached amounted equalled equals remains remained")

// A statement is a subject with its number.
type statement struct {
	t     *term
	words string // subject, time and place
}

// checkRepeats compares the plain statements of all passages.
func (c *checker) checkRepeats(ps []*passage) {
	said := map[string]statement{}
	for _, p := range ps {
		for i := range p.tokens {
			s, ok := p.statementAt(i)
			if !ok {
				continue
			}
			before, again := said[s.words]
			if again && c.near(before, s) {
				c.compare(before, s)
			} else {
				said[s.words] = s
			}
		}
	}
}

// maxBetween is how far apart two statements of the same words are still taken to be of the same thing.
const maxBetween = 6000

// near says whether two statements stand in one section: reports say of every survey that the response
// rate was so much.
func (c *checker) near(a, b statement) bool {
	if b.t.Start-a.t.Start > maxBetween {
		return false
	}
	for k := c.doc.BlockAt(a.t.Start) + 1; k > 0 && k < len(c.doc.Blocks) && c.doc.Blocks[k].Start < b.t.Start; k++ {
		if c.doc.Blocks[k].Kind == document.Heading {
			return false
		}
	}
	return true
}

// statementAt reads "[In 2014] the death toll in Arvik was [at] 140." around the copula at token i.
func (p *passage) statementAt(i int) (statement, bool) {
	if !copulas[p.word(i)] || p.negated(i+1) {
		return statement{}, false
	}
	v := i + 1
	if w := p.word(v); w == "at" || w == "to" {
		v++
	}
	t := p.num(v)
	if t == nil || t.Hedge != number.None || t.Ranged || t.half || t.Den > 0 || t.class == ratio || t.class == age || t.class == span {
		return statement{}, false
	}
	from, to := p.bounds(i)
	var words []string
	content := 0
	for j := from; j < to; j++ {
		tok := p.tokens[j]
		switch {
		case j == i || j == v || j == i+1 && v == i+2:
			continue
		case tok.term >= 0:
			u := p.at(j)
			if u.class != moment {
				return statement{}, false // another number: no plain statement
			}
			words = append(words, strings.TrimSpace(p.c.text[u.NumStart:u.NumEnd]))
		case tok.mark == ',' || tok.mark == '.' || tok.mark == '"':
		case tok.mark != 0:
			return statement{}, false
		default:
			if distancing[tok.word] {
				return statement{}, false
			}
			words = append(words, tok.word)
			if !stopWords[tok.word] && j < i {
				content++
			}
		}
	}
	return statement{t, strings.Join(words, " ")}, content >= 2
}

// distancing words say whose number it is, or that it is one of several.
var distancing = list(`said says according estimated estimate reported claimed claims officials still now then later earlier first again initially previously
	meanwhile however it this that these those he she they we i here there today yesterday current currently latest new`)

// compare holds two statements of the same words against each other.
func (c *checker) compare(a, b statement) {
	if !alike(a.t, b.t) || a.t.Counted != b.t.Counted {
		return
	}
	r := reckoning{rule: ruleRepeat, claim: b.t, value: a.t.input(), formula: c.text[a.t.Start:a.t.End], inputs: []*term{a.t}, link: sure}
	o, claimed, e := r.outcome(c.tolerances)
	if o.Verdict != number.Refuted || a.t.claimed.Judge(number.Evidence{Set: b.t.input().Set}, c.tolerances).Verdict != number.Refuted && a.t.one.Cmp(b.t.one) == 0 {
		return
	}
	f := c.finding(b.t, ruleRepeat)
	reason, grade := claimed.Diagnose(e, number.Readings{}, c.tolerances)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
	f.Formula = "“" + c.text[a.t.Start:a.t.End] + "” before, “" + f.Text + "” here"
	f.Evidence = []finding.Evidence{c.evidence(a.t)}
	f.Wording = c.text[a.t.Start:a.t.End]
	f.Message = "The same words give “" + f.Wording + "” elsewhere in the text and “" + f.Text + "” here; which of the two is meant?"
	c.add(f, sure)
}
