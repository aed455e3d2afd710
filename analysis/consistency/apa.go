package consistency

import (
	"math"
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Test results are judged as readers of APA style judge them: from the printed statistic, which may be
// anything that rounds to it, follows an interval of p-values; the printed p agrees if it names one of
// them. Whether one or two tails were meant is read from the words, two being the convention.

// maxApart is the farthest that a p-value stands from its statistic: effect size, error and interval
// fit between.
const maxApart = 160

// alpha is the level at which a result is taken to be announced.
var alpha = big.NewRat(5, 100)

// checkTests judges every p-value of a passage.
func (c *checker) checkTests(p *passage) {
	terms := apaTerms(c.text[p.start:p.end], p.start)
	for _, t := range terms {
		p.mask(t.start, t.end)
	}
	for i, t := range terms {
		if t.kind != apaP || t.value.Sign() < 0 {
			continue
		}
		stat := c.statisticOf(p, terms, i)
		if stat == nil && i+1 < len(terms) && terms[i+1].start-t.end <= 12 && (i+2 == len(terms) || terms[i+2].kind != apaP) {
			if next := terms[i+1]; next.kind.degrees() > 0 && next.complete(nil, 0) { // p = .03, t(38) = 2.25
				stat = &next
			}
		}
		if stat == nil {
			c.unreadTest(t, "no test statistic with its degrees of freedom stands before it")
			continue
		}
		c.judgeTest(p, *stat, t)
	}
	c.checkNotSignificant(p, terms)
	c.checkBounds(terms)
}

// mask takes the numbers of a test result out of the reach of the other checks.
func (p *passage) mask(start, end int) {
	for i := range p.terms {
		if t := &p.terms[i]; t.Start < end && t.End > start {
			t.class = position
		}
	}
}

// statisticOf finds the statistic that the p-value terms[i] belongs to, with its degrees of freedom.
func (c *checker) statisticOf(p *passage, terms []apaTerm, i int) *apaTerm {
	df, n := []float64(nil), 0.0
	for j := i - 1; j >= 0 && terms[i].start-terms[j].end <= maxApart; j-- {
		t := terms[j]
		if t.kind == apaP || p.sentenceAt(t.start) != p.sentenceAt(terms[i].start) {
			return nil
		}
		switch t.kind {
		case apaDF:
			df = append([]float64{t.value.Float64()}, df...)
		case apaN:
			n = t.value.Float64()
		case apaRival:
			return nil
		case apaOther:
		default:
			if n == 0 && t.kind == apaR && i+1 < len(terms) && terms[i+1].kind == apaN && terms[i+1].start-terms[i].end <= 8 {
				n = terms[i+1].value.Float64() // r = .50, p < .001, N = 100
			}
			if t.complete(df, n) {
				return &t
			}
			if t.kind != apaR { // an r without degrees of freedom is the effect size of what stands before it
				return nil
			}
		}
	}
	return nil
}

// complete fills in degrees of freedom that stand behind the statistic, and says whether it has what its
// distribution needs.
func (t *apaTerm) complete(df []float64, n float64) bool {
	if len(t.df) == 0 {
		t.df = df
	}
	if t.n == 0 {
		t.n = n
	}
	if t.kind == apaR && len(t.df) == 0 && t.n > 2 {
		t.df = []float64{t.n - 2}
	}
	if len(t.df) < t.kind.degrees() {
		return false
	}
	for _, d := range t.df[:t.kind.degrees()] {
		if !(d > 0) {
			return false
		}
	}
	return true
}

// pValue is the two-sided p of the statistic at v.
func (t apaTerm) pValue(v float64) float64 {
	switch t.kind {
	case apaT:
		return pT(v, t.df[0])
	case apaR:
		return pR(v, t.df[0])
	case apaF:
		return pF(v, t.df[0], t.df[1])
	case apaChi, apaQ:
		return pChi(v, t.df[0])
	}
	return pNormal(v)
}

// evidence is the p-value that follows from the printed statistic, with what its rounding and its
// comparator leave open, for the given number of tails.
func (t apaTerm) evidence(tails float64) (number.Evidence, bool) {
	v, h := math.Abs(t.value.Float64()), 0.5*math.Pow10(t.value.Place())
	lo, hi := math.Max(v-h, 0), v+h
	switch t.cmp {
	case number.LessThan, number.AtMost:
		lo = 0
	case number.MoreThan, number.AtLeast:
		hi = math.Inf(1)
	}
	if t.kind == apaR {
		hi = math.Min(hi, 1)
	}
	pHi := t.pValue(lo) * tails / 2
	pLo := 0.0
	if !math.IsInf(hi, 1) {
		pLo = t.pValue(hi) * tails / 2
	}
	best := t.pValue(v) * tails / 2
	if math.IsNaN(pLo) || math.IsNaN(pHi) || math.IsNaN(best) {
		return number.Evidence{}, false
	}
	e := number.Evidence{Set: number.Closed(ratOf(pLo), ratOf(pHi)), Float: true}
	if t.cmp == number.None {
		e.Value = ratOf(best)
	}
	return e, true
}

func ratOf(f float64) *big.Rat {
	r := new(big.Rat)
	if r.SetFloat64(f) == nil {
		return new(big.Rat)
	}
	return r
}

// judgeTest holds one p-value against its statistic.
func (c *checker) judgeTest(p *passage, stat, pv apaTerm) {
	if t := stat.impossible(); t != "" {
		return // reported on the statistic itself
	}
	f := c.testFinding(stat, pv)
	claimed := number.Claimed{Value: pv.value, Hedge: pv.cmp}
	if pv.value.Sign() == 0 && pv.cmp == number.None {
		// p = .000 is a program's way to print p < .0005.
		f.AddNote("zero-p", "no p-value is zero: p < "+smallestP(pv.value)+" says the same")
	}
	if pv.value.Float64() > 1 {
		f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Substance
		f.Message = "A p-value lies between 0 and 1; is another number meant than " + c.text[pv.numStart:pv.end] + "?"
		c.add(f, sure)
		return
	}
	two, ok := stat.evidence(2)
	if !ok {
		c.unreadTest(pv, "its distribution is not defined for what is printed")
		return
	}
	agree := func(e number.Evidence) bool {
		o := claimed.Judge(e, c.tolerances)
		return o.Verdict != number.Refuted
	}
	oneTailed := c.saysOneTailed(p, pv)
	one, _ := stat.evidence(1)
	switch {
	case agree(two):
		f.Verdict, f.Reason = finding.Supported, testReason(claimed, two, c.tolerances)
		c.fillTest(&f, stat, two, "two-tailed")
	case oneTailed && stat.signed() && agree(one):
		f.Verdict, f.Reason = finding.Supported, testReason(claimed, one, c.tolerances)
		c.fillTest(&f, stat, one, "one-tailed")
		f.AddNote("one-tailed", "agrees as a one-tailed test, as the text says it is")
	default:
		f.Verdict, f.Reason = finding.Refuted, finding.Value
		if pv.cmp != number.None {
			f.Reason = finding.Bound
		}
		c.fillTest(&f, stat, two, "two-tailed")
		f.Grade = finding.Slip
		if decisionDiffers(pv, two) {
			f.Grade = finding.Substance
			f.AddNote("decision", "at the level of .05 the printed p and the recomputed one lead to different conclusions")
		}
		if stat.signed() && agree(one) {
			f.AddNote("one-tailed", "it would agree as a one-tailed test, which the text does not mention")
		}
		f.Wording = wordingOfP(pv, two)
		f.Message = c.text[pv.start:pv.end] + " does not agree with " + c.text[stat.start:stat.end] + ", from which p is " +
			plainP(two) + "; is " + f.Wording + " meant, or another statistic?"
	}
	c.add(f, sure)
}

// signed says whether the statistic has a direction, so that a one-tailed test exists.
func (t apaTerm) signed() bool { return t.kind == apaT || t.kind == apaR || t.kind == apaZ }

// impossible names what no data can give.
func (t apaTerm) impossible() string {
	v := t.value.Float64()
	switch {
	case t.kind == apaR && math.Abs(v) > 1 && len(t.df) > 0:
		return "a correlation lies between −1 and 1"
	case (t.kind == apaF || t.kind == apaChi || t.kind == apaQ) && v < 0 && len(t.df) > 0:
		return "this statistic is never negative"
	}
	return ""
}

// checkBounds reports statistics outside what they can be.
func (c *checker) checkBounds(terms []apaTerm) {
	for _, t := range terms {
		why := t.impossible()
		if why == "" {
			continue
		}
		f := c.span(t.numStart, t.end)
		f.Rule, f.Verdict, f.Reason, f.Grade = ruleTest, finding.Refuted, finding.Impossible, finding.Substance
		f.Message = c.text[t.start:t.end] + ": " + why + "; is another number meant?"
		c.add(f, sure)
	}
}

// checkNotSignificant judges "t(38) = 2.90, ns" as the claim p > .05 that it is.
func (c *checker) checkNotSignificant(p *passage, terms []apaTerm) {
	for i, t := range terms {
		if t.kind.degrees() == 0 && t.kind != apaZ || !t.complete(nil, 0) {
			continue
		}
		if i+1 < len(terms) && terms[i+1].kind == apaP && terms[i+1].start-t.end <= maxApart {
			continue
		}
		rest := strings.TrimLeft(c.text[t.end:p.end], ",; ")
		for _, ns := range []string{"ns", "n.s.", "NS", "n.s"} {
			after, ok := strings.CutPrefix(rest, ns)
			if !ok || after != "" && isWordByte(after[0]) {
				continue
			}
			at := p.end - len(rest)
			pv := apaTerm{kind: apaP, name: "p", cmp: number.MoreThan, value: number.New(5, -2), start: at, end: at + len(ns), numStart: at}
			c.judgeTest(p, t, pv)
			break
		}
	}
}

func isWordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || isDigit(b) || b >= 0x80
}

// saysOneTailed looks for the words in the passage, or in the brackets behind p.
func (c *checker) saysOneTailed(p *passage, pv apaTerm) bool {
	for _, s := range []string{strings.ToLower(pv.tail), strings.ToLower(c.text[p.start:p.end])} {
		for _, w := range []string{"one-tail", "one tail", "1-tail", "one-side", "one side", "1-side", "directional"} {
			if strings.Contains(s, w) && !strings.Contains(s, "non-directional") && !strings.Contains(s, "nondirectional") {
				return true
			}
		}
	}
	return false
}

// testReason tells exact agreement from agreement that needs the statistic's rounding.
func testReason(c number.Claimed, e number.Evidence, t number.Tolerances) finding.Reason {
	if o := c.Judge(e, t); o.Verdict == number.Supported {
		return finding.Reason(o.Reason)
	}
	return finding.Rounded
}

// decisionDiffers says whether the printed p and all recomputed ones lie on different sides of alpha.
func decisionDiffers(pv apaTerm, e number.Evidence) bool {
	v := pv.value.Rat()
	significant := v.Cmp(alpha) < 0 || v.Cmp(alpha) == 0 && pv.cmp != number.MoreThan && pv.cmp != number.AtLeast
	if pv.cmp == number.MoreThan || pv.cmp == number.AtLeast {
		if v.Cmp(alpha) < 0 {
			return false // p > .01 announces nothing at .05
		}
		significant = false
	}
	if significant {
		return e.Set.Lo.Cmp(alpha) > 0
	}
	return e.Set.Hi.Cmp(alpha) < 0
}

// testFinding begins the finding of a p-value.
func (c *checker) testFinding(stat, pv apaTerm) finding.Finding {
	f := c.span(pv.numStart, pv.end)
	f.Rule, f.Candidates = ruleTest, 1
	f.Claim = finding.Claim{Value: pv.value.String(), Hedge: pv.cmp.String(), About: "p of " + c.text[stat.start:stat.end]}
	f.Evidence = []finding.Evidence{{Kind: "text", Title: stat.name, Value: stat.value.String(), Start: stat.start, End: stat.end}}
	return f
}

// fillTest writes formula, value and limits.
func (c *checker) fillTest(f *finding.Finding, stat apaTerm, e number.Evidence, tails string) {
	f.Formula = "p(" + c.text[stat.start:stat.end] + ")"
	if stat.signed() {
		f.Formula += ", " + tails
	}
	f.Formula += " = " + plainP(e)
	if e.Value != nil {
		f.Value = number.Plain(e.Value, 3)
	}
	f.Low, f.High = number.Plain(e.Set.Lo, 3), number.Plain(e.Set.Hi, 3)
}

// plainP prints a recomputed p as people write it.
func plainP(e number.Evidence) string {
	v := e.Value
	switch {
	case v == nil:
		return "between " + number.Plain(e.Set.Lo, 2) + " and " + number.Plain(e.Set.Hi, 2)
	case v.Cmp(big.NewRat(1, 1000)) < 0:
		return "less than 0.001"
	}
	return number.Plain(v, 3)
}

// wordingOfP is the p that the statistic bears out, in the style of the printed one.
func wordingOfP(pv apaTerm, e number.Evidence) string {
	v := e.Value
	if v == nil {
		v = e.Set.Hi
	}
	zero := ""
	if pv.numStart < pv.end && pv.leadingZero() {
		zero = "0"
	}
	if v.Cmp(big.NewRat(1, 1000)) < 0 {
		return pv.name + " < " + zero + ".001"
	}
	place := min(pv.value.Place(), -2)
	d := number.FromRat(v, max(min(place, -number.Significant(v, 1)), -3))
	return pv.name + " = " + zero + strings.TrimPrefix(d.String(), "0")
}

// leadingZero says whether the author writes 0.03 rather than .03.
func (t apaTerm) leadingZero() bool { return t.end-t.numStart > 1-t.value.Place() }

// smallestP is .001 for .000: one unit of the last place printed.
func smallestP(d number.Decimal) string {
	return strings.TrimPrefix(number.New(1, d.Place()).String(), "0")
}

// unreadTest says plainly that a p-value could not be recomputed.
func (c *checker) unreadTest(pv apaTerm, why string) {
	f := c.span(pv.numStart, pv.end)
	f.Rule, f.Verdict, f.Reason = ruleTest, finding.Undecided, finding.NoData
	f.Claim = finding.Claim{Value: pv.value.String(), Hedge: pv.cmp.String(), About: "p"}
	f.Message = "This p-value cannot be recomputed: " + why + "."
	c.add(f, unsure)
}
