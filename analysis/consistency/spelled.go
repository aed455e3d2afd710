package consistency

import (
	"recount/analysis/finding"
	"recount/analysis/number"
)

// The same number in words and in figures, as contracts and minutes write it: "forty-five (45) days", "two
// thousand five hundred dollars ($2,500)". The brackets hold the number alone and the noun follows them, so
// they can be nothing but the number again.

// checkSpelled judges the figures that repeat a number written in words, or the words that repeat figures.
func (c *checker) checkSpelled(p *passage) {
	for i := range p.tokens {
		again := p.num(i)
		if again == nil || p.mark(i-1) != '(' || p.mark(i+1) != ')' {
			continue
		}
		first := p.num(i - 2)
		if first == nil || first.Spelled == again.Spelled || !writtenTwice(first, again) {
			continue
		}
		same := first.Value.Equal(again.Value)
		if !same && first.class == count && !p.nounBehind(i+2) {
			continue // "of all thirty (12)": a note may stand in brackets too
		}
		f := c.finding(again, ruleRepeat)
		f.Evidence = []finding.Evidence{c.evidence(first)}
		f.Formula = "“" + c.text[first.Start:first.End] + "” in words, “" + f.Text + "” in figures"
		if again.Spelled {
			f.Formula = "“" + c.text[first.Start:first.End] + "” in figures, “" + f.Text + "” in words"
		}
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		if !same {
			reason, grade := again.claimed.Diagnose(number.Exactly(first.claimed.Number()), number.Readings{}, c.tolerances)
			f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
			f.Message = "The same number is " + f.Formula + "; which of the two is meant?"
		}
		c.add(f, sure)
	}
}

// writtenTwice says whether the two can be one number written twice: whole and plain, both of one currency
// or unit where both have one.
func writtenTwice(a, b *term) bool {
	plain := func(t *term) bool {
		return !t.Ranged && t.Den == 0 && t.Hedge == number.None && (t.class == count || t.class == measure || t.class == span || t.percentage())
	}
	if !plain(a) || !plain(b) {
		return false
	}
	return a.class == b.class && a.unit == b.unit || b.class == count && b.Counted == "" || a.class == count && a.Counted == ""
}

// nounBehind says whether a noun stands at token j that the number before it can count.
func (p *passage) nounBehind(j int) bool {
	w := p.word(j)
	return w != "" && !prepositions[w] && !owning[w] && !predicates[w] && !clauseWords[w] && !determiners[w]
}
