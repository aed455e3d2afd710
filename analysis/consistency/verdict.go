package consistency

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"unicode"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// A reckoning is one recomputation of a claimed number out of others of the text.
type reckoning struct {
	rule    string
	claim   *term
	value   number.Evidence // in the class's own unit: a share of 17 in 26 is 17/26
	formula string          // without its result: "17 / 26"
	inputs  []*term
	cells   []finding.Evidence // inputs out of the document's tables
	about   string
	link    strength
	reading number.Readings // what else the number could have been meant as, in the class's own unit
	group   *big.Int        // how many the group of a claimed fraction has
	wording string          // what would agree; made from the claim's own form if empty
	notes   []finding.Note
	// rounding lets a claim agree that some value of the inputs, all rounded, would give: parts that were
	// rounded one by one need not add up to the last digit.
	rounding bool
	direct   bool                    // the noun of the number is the table's own
	at       [2]int                  // row and column of the cell it is held against
	strict   bool                    // zeros at the end of the claim are no rounding
	as       func(v *big.Rat) string // prints the result of the formula
}

// outcome judges the claim.
func (r *reckoning) outcome(t number.Tolerances) (number.Outcome, number.Claimed, number.Evidence) {
	claimed := r.claim.claimed
	claimed.Group = r.group
	e := r.value.Scale(new(big.Rat).Inv(r.claim.one))
	o := claimed.Judge(e, t)
	if r.strict && o.Verdict == number.Supported && o.Reason == number.RoundedAt {
		o.Verdict, o.Reason = number.Refuted, number.OtherValue
	}
	if r.claim.exactly && r.claim.Den > 0 && (o.Reason == number.Loose || o.Has(number.Near)) {
		o.Verdict, o.Reason = number.Refuted, number.OtherValue
	}
	if r.rounding && o.Verdict == number.Straddles && !o.Has(number.Near) {
		o.Verdict, o.Reason = number.Supported, number.RoundedAt
	}
	return o, claimed, e
}

// meantAsPoints says whether a percentage is exactly the difference in points while the relative change is
// another number, though rounding would leave it open: from 82 to 88 percent, "a rise of 6 percent".
func (r *reckoning) meantAsPoints(t number.Tolerances) bool {
	if r.reading.Points == nil || !r.claim.percentage() || r.value.Value == nil || r.claim.claimed.Hedge != number.None {
		return false
	}
	toClaim := new(big.Rat).Inv(r.claim.one)
	d := new(big.Rat).Mul(r.reading.Points, toClaim)
	v := new(big.Rat).Mul(r.value.Value, toClaim)
	apart := new(big.Rat).Sub(v, d)
	return r.claim.claimed.Value.Rat().Cmp(d) == 0 && apart.Abs(apart).Cmp(r.claim.Value.Unit()) >= 0
}

func (r *reckoning) note(kind, text string) {
	r.notes = append(r.notes, finding.Note{Kind: kind, Text: text})
}

// decide files the first reading that agrees. If none does, the first one is what the words say, and its
// disagreement is filed if the words are firm; otherwise nothing is known.
func (c *checker) decide(rs []reckoning) {
	if len(rs) == 0 || rs[0].claim.half {
		return
	}
	slices.SortStableFunc(rs, func(a, b reckoning) int { return cmp.Compare(b.link, a.link) })
	best := -1
	for i := range rs {
		o, _, _ := rs[i].outcome(c.tolerances)
		if o.Verdict == number.Supported {
			c.weigh(rs[i], len(rs))
			return
		}
		if o.Verdict == number.Straddles && best < 0 {
			best = i
		}
	}
	if len(rs) > 0 && best == 0 && rs[0].meantAsPoints(c.tolerances) {
		best = -1
	}
	switch {
	case len(rs) == 0 || rs[0].link < sure:
	case best >= 0:
		c.weigh(rs[best], len(rs))
	default:
		c.weigh(rs[0], len(rs))
	}
}

// weigh judges one reckoning and files the finding.
func (c *checker) weigh(r reckoning, candidates int) {
	o, claimed, e := r.outcome(c.tolerances)
	if o.Verdict == number.Straddles && r.meantAsPoints(c.tolerances) {
		o.Verdict = number.Refuted
	}
	if o.Verdict == number.Refuted && r.link < sure {
		return
	}
	f := c.finding(r.claim, r.rule)
	f.Candidates, f.Reason = candidates, finding.Reason(o.Reason)
	f.Claim.About = r.about
	f.Formula = r.formula + " = " + r.result(e)
	if e.Value != nil {
		f.Value = number.Plain(e.Value, 6)
	}
	f.Low, f.High = plainEnds(e.Set)
	for _, in := range r.inputs {
		f.Evidence = append(f.Evidence, c.evidence(in))
	}
	f.Evidence = append(f.Evidence, r.cells...)
	for _, n := range o.Notes {
		if s := noteText[n]; s != "" && !(r.rule == ruleElapsed && n == number.OverPrecise) {
			f.AddNote(string(n), s)
		}
	}
	f.Notes = append(f.Notes, r.notes...)
	switch o.Verdict {
	case number.Supported:
		f.Verdict = finding.Supported
	case number.Straddles:
		f.Verdict, f.Reason = finding.Undecided, finding.Straddles
	default:
		f.Verdict = finding.Refuted
		reason, grade := claimed.Diagnose(e, r.reading.Scale(new(big.Rat).Inv(r.claim.one)), c.tolerances)
		f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
		if o := r.reading.OtherBase; o != nil && claimed.Judge(number.Exactly(new(big.Rat).Quo(o, r.claim.one)), c.tolerances).Verdict == number.Supported {
			f.AddNote("other-base", f.Text+" is the change measured against the later value")
		}
		f.Wording = r.wording
		if f.Wording == "" {
			f.Wording = c.rewrite(r.claim, claimed, e)
		}
		f.Message = disagreement(f)
	}
	c.add(f, r.link)
}

// noteText says in words what package number noted.
var noteText = map[number.Note]string{
	number.Understated:   "the value is at least twice the bound",
	number.Overstated:    "the value is at most half the bound",
	number.OverPrecise:   "more digits than the rounded inputs carry",
	number.TruncatedNote: "the digits are those of the value cut off, not rounded",
	number.Uninformative: "the inputs are rounded so coarsely that they decide next to nothing",
	number.Near:          "close to what the word names, but not near enough to call",
}

// finding begins the finding of a term.
func (c *checker) finding(t *term, rule string) finding.Finding {
	f := finding.Finding{Start: t.Start, End: t.End, Text: c.text[t.Start:t.End], Rule: rule, Candidates: 1}
	f.Claim = finding.Claim{Unit: t.Unit, Hedge: t.Hedge.String()}
	if t.Ranged {
		f.Claim.Low, f.Claim.High = t.Low.String(), t.High.String()
	} else {
		f.Claim.Value = number.Plain(t.claimed.Number(), 6)
	}
	return f
}

// evidence is a term as an input of a recomputation.
func (c *checker) evidence(t *term) finding.Evidence {
	e := finding.Evidence{Kind: "text", Title: c.text[t.Start:t.End], Unit: t.Unit, Start: t.Start, End: t.End}
	if !t.Ranged {
		e.Value = number.Plain(t.claimed.Number(), 12)
	}
	return e
}

// result prints the value of a formula as people write it beside the claim.
func (r *reckoning) result(e number.Evidence) string {
	v := e.Value
	if v == nil {
		return between(e.Set)
	}
	if r.as != nil {
		return r.as(v)
	}
	t := r.claim
	switch {
	case t.Den > 0 && t.class == share:
		return percent(v)
	case t.percentage():
		return show(v, t) + " %"
	case t.class == points:
		if t.Unit == "basis point" {
			return show(v, t) + " basis points"
		}
		return show(v, t) + " percentage points"
	}
	return show(v, t)
}

// percent prints a share in [0, 1] in percent.
func percent(v *big.Rat) string {
	p := new(big.Rat).Mul(v, rat100)
	return trimZeros(number.Format(p, max(number.Significant(p, 3), 0))) + " %"
}

// show prints v with one digit more than the claim has, and three significant ones at least.
func show(v *big.Rat, t *term) string {
	places := number.Significant(v, 3)
	if !t.Ranged && t.Den == 0 {
		places = max(places, 1-t.Value.Place())
	}
	return trimZeros(number.Format(v, max(min(places, 9), 0)))
}

// trimZeros drops zeros behind the point: an exact 20 is no 20.0.
func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// between prints a set for people.
func between(i number.Interval) string {
	lo, hi := plainEnds(i)
	lo, hi = strings.Replace(lo, "-", "−", 1), strings.Replace(hi, "-", "−", 1)
	switch {
	case lo == "" && hi == "":
		return "any number"
	case lo == "":
		return "at most " + hi
	case hi == "":
		return "at least " + lo
	}
	return lo + " to " + hi
}

func plainEnds(i number.Interval) (lo, hi string) {
	if i.Lo != nil {
		lo = number.Plain(i.Lo, 6)
	}
	if i.Hi != nil {
		hi = number.Plain(i.Hi, 6)
	}
	return lo, hi
}

// rewrite writes the value in the claim's own form: its digits, its unit word, no hedge.
func (c *checker) rewrite(t *term, claimed number.Claimed, e number.Evidence) string {
	v := e.Value
	if v == nil {
		lo, hi := e.Set.Lo, e.Set.Hi
		switch {
		case lo != nil && hi != nil:
			return "between " + trimZeros(number.Format(lo, 1)) + " and " + trimZeros(number.Format(hi, 1)) + c.unitWords(t)
		case lo != nil:
			return "at least " + trimZeros(number.Format(lo, 1)) + c.unitWords(t)
		case hi != nil:
			return "at most " + trimZeros(number.Format(hi, 1)) + c.unitWords(t)
		}
		return ""
	}
	switch {
	case t.per > 0:
		return t.inTwoUnits(v)
	case t.Den > 0 && t.class == share:
		return c.fractionWords(t, e)
	case t.class == ratio && claimed.Multiple:
		return c.multipleWords(t, v)
	}
	if two := big.NewRat(2, 1); t.class == ratio && v.Cmp(two) == 0 {
		return "twice"
	}
	d := restated(claimed, v)
	if finer := number.FromRat(v, d.Place()-1); d.Rat().Cmp(v) != 0 && finer.Rat().Cmp(v) == 0 {
		d = finer // 2.5 rather than 3, where that is exact
	}
	return c.currencySign(t) + c.numeral(t, d, d.Rat().Cmp(v) == 0) + c.unitWords(t)
}

// scaleWords are the words that a numeral may end in, with the zeros that they stand for.
var scaleWords = []struct {
	word  string
	zeros int
}{{" thousand", 3}, {" million", 6}, {" billion", 9}, {" trillion", 12}}

// numeral writes a number as the term writes its own: with its scale word, and without zeros behind the point
// if it is exact; cents keep them.
func (c *checker) numeral(t *term, d number.Decimal, exact bool) string {
	own := lower(c.text[t.NumStart:t.NumEnd])
	for _, s := range scaleWords {
		if strings.HasSuffix(own, s.word) && new(big.Rat).Abs(d.Rat()).Cmp(new(big.Rat).SetInt(number.Pow10(s.zeros))) >= 0 {
			return number.Group(trimZeros(d.Scale(-s.zeros).String())) + s.word
		}
	}
	if exact && !(t.Kind == quantity.Money && d.Place() == -2) { // an exact value needs no zeros behind the point
		return trimZeros(number.Group(d.String()))
	}
	return number.Group(d.String())
}

// currencySign is the sign of the currency that stands before the numeral: $, €, US$.
func (c *checker) currencySign(t *term) string {
	if t.Kind != quantity.Money {
		return ""
	}
	text := c.text[t.Start:t.NumEnd]
	digit := strings.IndexFunc(text, unicode.IsDigit)
	if digit < 0 {
		return ""
	}
	before := text[:digit]
	before = before[strings.LastIndexByte(before, ' ')+1:]
	if strings.ContainsFunc(before, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) {
		return before
	}
	return ""
}

// restated is number.Claimed.Restate, with a digit more where a hedged number was round.
func restated(claimed number.Claimed, v *big.Rat) number.Decimal {
	d := claimed.Restate(v)
	if claimed.Hedge == number.None || d.Rat().Cmp(v) == 0 {
		return d
	}
	return number.FromRat(v, min(d.Place(), -number.Significant(v, 2)))
}

// unitWords is what stands between the numeral and the end of the term: " percent", " times".
func (c *checker) unitWords(t *term) string {
	if t.NumEnd >= t.End {
		return ""
	}
	return c.text[t.NumEnd:t.End]
}

// fractionWords names the fraction that the value is, if it is a simple one, or gives it in percent.
func (c *checker) fractionWords(t *term, e number.Evidence) string {
	num, den := e.Value.Num(), e.Value.Denom()
	if den.IsInt64() && den.Int64() <= 10 && num.Sign() > 0 && num.Cmp(den) < 0 {
		n, d := num.Int64(), den.Int64()
		if strings.Contains(lower(c.text[t.Start:t.End]), " in ") {
			return smallNumbers[n] + " in " + smallNumbers[d]
		}
		return fractionName(n, d)
	}
	return strings.TrimSuffix(percent(e.Value), " %") + " percent"
}

// multipleWords says a ratio in the manner of the claim: "doubled" becomes "tripled" or "rose by 53
// percent", "twice" becomes "1.5 times".
func (c *checker) multipleWords(t *term, v *big.Rat) string {
	w := lower(c.text[t.NumStart:t.End])
	verb := strings.HasSuffix(w, "ed")
	switch s := v.RatString(); {
	case verb && s == "2":
		return "doubled"
	case verb && s == "3":
		return "tripled"
	case verb && s == "1/2":
		return "halved"
	case verb:
		change := new(big.Rat).Sub(v, rat1)
		word := "rose by "
		if change.Sign() < 0 {
			word = "fell by "
		}
		return word + strings.TrimSuffix(percent(change.Abs(change)), " %") + " percent"
	}
	return trimZeros(number.Format(v, max(number.Significant(v, 2), 0))) + " times"
}

var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

var denominators = [...]string{"", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

func fractionName(num, den int64) string {
	switch {
	case den == 2:
		return "half"
	case num == 1 && den == 8:
		return "an eighth"
	case num == 1:
		return "a " + denominators[den]
	}
	return smallNumbers[num] + "-" + denominators[den] + "s"
}

// disagreement puts a refuted finding as a question that its author could read aloud.
func disagreement(f finding.Finding) string {
	s := "“" + f.Text + "” does not agree with " + strings.ReplaceAll(f.Formula, " / ", " ÷ ")
	if f.Wording == "" {
		return s + "; is another number meant?"
	}
	return s + "; is “" + f.Wording + "” meant?"
}
