package consistency

import (
	"math/big"
	"slices"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Ranges: the low end below the high end, the median and the mean between them, an estimate inside its
// own confidence interval.

// A bounds is a range as a text states it.
type limits struct {
	low, high  *term
	joint      *term // one quantity that holds both ends
	start, end int
	labelled   bool // "a low of … to a high of …", "between … and …": the order is promised
	named      bool // by words for the ends, which no sweep from above has
	interval   bool // a confidence interval
}

// checkRanges judges the ranges of a passage and what must lie inside them.
func (c *checker) checkRanges(p *passage) {
	for _, l := range p.ranges() {
		lo, hi, ok := l.ends()
		if !ok {
			continue
		}
		if lo.Cmp(hi) > 0 {
			if l.labelled && !l.hours() && !p.descends(l, hi) {
				c.reversed(p, l)
			}
			continue
		}
		inner := c.checkInside(p, l, lo, hi)
		if !inner && l.labelled && l.joint == nil {
			c.inOrder(l)
		}
	}
}

// hours says whether a range of two bare numbers may be one of times: between nine and five.
func (l limits) hours() bool {
	t := l.terms()[0]
	if t.class != count || t.Counted != "" || l.named {
		return false
	}
	lo, hi := l.low, l.high
	if l.joint != nil {
		return t.Low.Rat().Cmp(big.NewRat(12, 1)) <= 0 && t.High.Rat().Cmp(big.NewRat(12, 1)) <= 0
	}
	return hi.Counted == "" && lo.claimed.Number().Cmp(big.NewRat(12, 1)) <= 0 && hi.claimed.Number().Cmp(big.NewRat(12, 1)) <= 0
}

// descends says whether a range may well be written from the higher end: below zero, before our era, in
// degrees, or as a sweep of a measurement.
func (p *passage) descends(l limits, hi *big.Rat) bool {
	first := l.terms()[0]
	w := p.word(l.end)
	if l.named {
		return hi.Sign() < 0
	}
	return hi.Sign() < 0 || w == "bc" || w == "bce" || strings.Contains(first.Unit, "degree") || first.class == measure && first.Kind == quantity.Measurement && !l.interval
}

// ends are the two ends in the class's own unit.
func (l limits) ends() (lo, hi *big.Rat, ok bool) {
	if l.joint != nil {
		return new(big.Rat).Mul(l.joint.Low.Rat(), l.joint.one), new(big.Rat).Mul(l.joint.High.Rat(), l.joint.one), true
	}
	lo, hi = l.low.claimed.Number(), l.high.claimed.Number()
	if lo == nil || hi == nil || !alike(l.low, l.high) {
		return nil, nil, false
	}
	return new(big.Rat).Mul(lo, l.low.one), new(big.Rat).Mul(hi, l.high.one), true
}

// rangeVerbs announce a range.
var rangeVerbs = list("range ranges ranged ranging vary varies varied varying between")

// ranges finds the ranges of a passage.
func (p *passage) ranges() []limits {
	var ls []limits
	for i := range p.tokens {
		t := p.num(i)
		if t == nil {
			continue
		}
		if t.Ranged && !t.Vague {
			l := limits{joint: t, start: i, end: i + 1, interval: p.confidence(i)}
			// A score (2–0) and a sweep (from 1.3 down to 0.03) may go down; what is called a range may not.
			l.labelled = l.interval || strings.HasPrefix(lower(p.c.text[t.Start:t.End]), "between ") || p.word(i-1) == "between" ||
				p.find(i-3, i, rangeVerbs) >= 0
			ls = append(ls, l)
			continue
		}
		if l, ok := p.rangeAt(i, t); ok {
			ls = append(ls, l)
		}
	}
	return ls
}

// rangeAt reads a range whose low end stands at token i.
func (p *passage) rangeAt(i int, t *term) (limits, bool) {
	if l, ok := p.boundPair(i, t); ok {
		return l, true
	}
	low := p.labelled(i, lowEnds...)
	from := p.leads(i, "from")
	announced := p.find(i-8, i, rangeVerbs)
	said := from && announced >= 0 && p.word(announced) != "between" && !p.changesIn(announced, i) // without a verb it may be a change, and only a mean makes it a range
	between := p.word(i-1) == "between"
	if high := !low && p.labelled(i, highEnds...); high { // the oldest was 58 and the youngest 24
		if l, ok := p.fromTheTop(i, t); ok {
			return l, true
		}
	}
	if !low && !from && !between {
		return limits{}, false
	}
	for j := i + 1; j < len(p.tokens) && j <= i+12 && p.sentence(j) == p.sentence(i); j++ {
		v := p.num(j)
		if v == nil {
			continue
		}
		if low && !from && !between && (!p.labelled(j, highEnds...) || !p.sameSuperlative(i, j)) {
			return limits{}, false
		}
		assume(t, v)
		if strings.HasPrefix(t.unit, v.unit+" per ") && v.class == measure { // $95 a night and … $140
			v.unit = t.unit
		}
		if !alike(t, v) || v.Ranged {
			return limits{}, false
		}
		l := limits{low: t, high: v, start: i, end: j + 1}
		switch {
		case low && p.labelled(j, highEnds...):
			l.labelled, l.named = true, true
		case between && j == i+2 && p.word(i+1) == "and":
			l.labelled = true
		case from && p.word(j-1) == "to" && j == i+2:
			l.labelled = said
		case !(said && p.leads(j, "to")):
			return limits{}, false
		}
		return l, true
	}
	return limits{}, false
}

// changesIn says whether a verb of change stands among the tokens: ranged widely and dropped from 72 to 54.
func (p *passage) changesIn(from, to int) bool {
	for j := from; j < to; j++ {
		if changeWords[p.word(j)].sort == verb {
			return true
		}
	}
	return false
}

// fromTheTop reads a range whose high end is named first, at token i.
func (p *passage) fromTheTop(i int, t *term) (limits, bool) {
	for j := i + 1; j <= i+12 && p.sentence(j) == p.sentence(i); j++ {
		v := p.num(j)
		if v == nil {
			continue
		}
		if !p.labelled(j, lowEnds...) || v.Ranged || !p.sameSuperlative(i, j) {
			break
		}
		assume(t, v)
		return limits{low: v, high: t, start: i, end: j + 1, labelled: true, named: true}, alike(t, v)
	}
	return limits{}, false
}

// sameSuperlative says whether the superlatives before two numbers are of one thing: the cheapest room and the most
// expensive one, but not the lowest bid and the highest wall.
func (p *passage) sameSuperlative(i, j int) bool {
	a, b := p.superlativeNoun(i), p.superlativeNoun(j)
	return b == "" || a == b
}

// superlativeNoun is the noun behind the superlative before the number at i, "" if it stands alone.
func (p *passage) superlativeNoun(i int) string {
	for j := i - 1; j >= i-5; j-- {
		w := p.word(j)
		if !slices.Contains(lowEnds, w) && !slices.Contains(highEnds, w) {
			continue
		}
		k := j + 1
		if w == "most" || w == "least" {
			k++ // the most expensive
		}
		switch n := p.word(k); n {
		case "", "is", "was", "were", "are", "of", "at", "one", "being", "to", "a", "cost", "costs", "in", "value", "age", "price":
			return ""
		default:
			return singular(n)
		}
	}
	return ""
}

// boundPair reads "at least 50 but no more than 40".
func (p *passage) boundPair(i int, t *term) (limits, bool) {
	if t.Hedge != number.AtLeast && t.Hedge != number.MoreThan {
		return limits{}, false
	}
	for j := i + 1; j <= i+6; j++ {
		v := p.num(j)
		if v == nil {
			continue
		}
		joined := p.word(j-1) == "to" || p.word(j-1) == "and" || p.word(j-1) == "but" || p.word(j-2) == "and" || p.word(j-2) == "but"
		assume(t, v)
		if joined && (v.Hedge == number.AtMost || v.Hedge == number.LessThan) && alike(t, v) && (t.Counted == "" || v.Counted == "" || t.Counted == v.Counted) {
			return limits{low: t, high: v, start: i, end: j + 1, labelled: true, named: true}, true
		}
		break
	}
	return limits{}, false
}

// labelled says whether one of the words stands before the number at i: a low of, minimum.
func (p *passage) labelled(i int, names ...string) bool {
	for j := i - 1; j >= i-5; j-- {
		w := p.word(j)
		for _, n := range names {
			if w == n {
				return true
			}
		}
		if w == "" && p.mark(j) != '=' && p.mark(j) != ':' {
			return false
		}
	}
	return false
}

// confidence says whether the range at i is a confidence interval: 95% CI 1.2 to 3.4.
func (p *passage) confidence(i int) bool {
	for j := i - 1; j >= i-4; j-- {
		if w := p.word(j); w == "ci" || w == "interval" || w == "cri" || w == "ci95" {
			return true
		}
	}
	return false
}

// reversed files a range whose low end lies above its high end.
func (c *checker) reversed(p *passage, l limits) {
	first := l.joint
	if first == nil {
		first = l.low
	}
	f := c.finding(first, ruleRange)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Slip
	lo, hi := l.written()
	f.Formula = lo + " > " + hi
	for _, t := range l.terms() {
		f.Evidence = append(f.Evidence, c.evidence(t))
	}
	f.Message = "The low end, " + lo + ", is above the high end, " + hi + "; are the two in the right order?"
	c.add(f, sure)
}

func (l limits) written() (lo, hi string) {
	if l.joint != nil {
		return number.Group(l.joint.Low.String()), number.Group(l.joint.High.String())
	}
	return l.low.written(), l.high.written()
}

func (l limits) terms() []*term {
	if l.joint != nil {
		return []*term{l.joint}
	}
	return []*term{l.low, l.high}
}

// inOrder files a range whose ends are in order, where words promise it.
func (c *checker) inOrder(l limits) {
	f := c.finding(l.low, ruleRange)
	f.Verdict, f.Reason = finding.Supported, finding.Bound
	lo, hi := l.written()
	f.Formula = lo + " ≤ " + hi
	f.Evidence = []finding.Evidence{c.evidence(l.high)}
	c.add(f, possible)
}

// centres are the words for what lies inside a range.
var centres = list("median mean average averaged averaging mode typical midpoint interquartile")

// checkInside holds medians and means, and estimates with an interval in brackets, against the range.
func (c *checker) checkInside(p *passage, l limits, lo, hi *big.Rat) bool {
	v := p.centre(l)
	if v == nil {
		return false
	}
	first := l.terms()[0]
	x := v.claimed.Number()
	if x == nil || v.claimed.Hedge != number.None && v.claimed.Hedge != number.Approx {
		return false
	}
	one := v.one
	if v.class != first.class && (v.class == count || first.class == count) {
		one = first.one // "34 (range 19 to 71)": the unit is said once
	}
	x = new(big.Rat).Mul(x, one)
	f := c.finding(v, ruleRange)
	loText, hiText := l.written()
	for _, t := range l.terms() {
		f.Evidence = append(f.Evidence, c.evidence(t))
	}
	f.Low, f.High = number.Plain(lo, 6), number.Plain(hi, 6)
	if x.Cmp(lo) >= 0 && x.Cmp(hi) <= 0 {
		f.Verdict, f.Reason = finding.Supported, finding.Bound
		f.Formula = loText + " ≤ " + v.written() + " ≤ " + hiText
		c.add(f, possible)
		return true
	}
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Slip
	f.Formula = v.written() + " < " + loText
	if x.Cmp(hi) > 0 {
		f.Formula = v.written() + " > " + hiText
	}
	what := "its range"
	if l.interval {
		what = "its interval"
	}
	f.Message = "“" + f.Text + "” is outside " + what + ", " + loText + " to " + hiText + "; is one of the three another number?"
	c.add(f, sure)
	return true
}

// spread names measures of spread, which lie inside no range.
var spread = list("sd se sem s.d s.e s.d. s.e. iqr variance ± n")

// centre finds the number that must lie inside the range: "the median age was 34 (range 19 to 71)",
// "ranged from 19 to 71, with a median of 34", "1.4 (95% CI 1.1 to 1.8)".
func (p *passage) centre(l limits) *term {
	first := l.terms()[0]
	fits := func(j int) bool {
		t := p.num(j)
		return t != nil && !t.Ranged && t.Den == 0 && (alike(t, first) || t.class == count && t.Counted == "" || first.class == count && t.class == age || first.class == count && first.Counted == "")
	}
	from, to := p.bounds(l.start)
	if p.inBrackets(l.start) || l.interval {
		for j := l.start - 1; j >= from; j-- {
			if t := p.at(j); t == nil || t.percentage() && (p.word(j+1) == "ci" || p.word(j+1) == "confidence") || spread[p.word(j-1)] || p.mark(j-1) == '=' && spread[p.word(j-2)] {
				continue
			}
			if !fits(j) || l.start-j > 10 {
				return nil
			}
			if l.interval || p.find(from, j, centres) >= 0 && p.findWord(l.start-4, l.start, "range", "ranging", "ranged", "min", "minimum", "iqr", "interquartile", "between", "from") >= 0 {
				return p.at(j)
			}
			return nil
		}
		return nil
	}
	if v := p.centreBeside(l, fits); v != nil {
		return v
	}
	if p.find(from, l.start, rangeVerbs) < 0 {
		return nil
	}
	for j := l.end; j < min(to, l.end+10); j++ {
		if p.num(j) == nil {
			continue
		}
		k := p.find(l.end, j, centres)
		if w := p.word(p.afterNoun(j)); w == "on" || w == "among" || w == "in" && determiners[p.word(p.afterNoun(j)+1)] {
			return nil // "an average of 75 on the motorway": of some of what ranges
		}
		if fits(j) && k >= 0 && j-k <= 4 && p.findWord(k, j, "difference", "gap", "increase", "change") < 0 {
			return p.at(j)
		}
		return nil
	}
	for j := l.start - 1; j >= max(from, l.start-14); j-- {
		if p.num(j) == nil {
			continue
		}
		k := p.find(max(from, j-5), j, centres)
		if fits(j) && k >= 0 {
			return p.at(j)
		}
		return nil
	}
	return nil
}

// centreBeside finds a mean or median that the words give beside a range which no verb announces: "lasted
// from 20 to 35 minutes, with a mean of 41", "aged 17 to 83; their average age was 46", "the mean age of the
// victims, who were between 18 and 40, was 27". A range of change ("rose from 20 to 35, an average of
// 3 a year") has none.
func (p *passage) centreBeside(l limits, fits func(int) bool) *term {
	from, to := p.bounds(l.start)
	for j := l.start - 1; j >= from && j >= l.start-6; j-- {
		if cw := changeWords[p.word(j)]; cw.sort == verb || cw.sort == noun || steady[p.word(j)] {
			return nil
		}
	}
	extremes := l.low != nil && p.labelled(l.low.tok, lowEnds...) && p.labelled(l.high.tok, highEnds...)
	people := l.terms()[0].class == age
	if people {
		_, to = p.bounds(min(to, len(p.tokens)-1)) // and the next sentence: "Their average age was 46."
	}
	for j := l.end; j < min(to, l.end+maxIntro); j++ {
		if p.num(j) == nil {
			continue
		}
		k := p.find(max(l.end, j-5), j, centres)
		if k < 0 || !fits(j) || p.findWord(k, j, "difference", "gap", "increase", "change", "annual", "yearly") >= 0 {
			break
		}
		if extremes || p.word(k-1) == "on" && p.mark(k-2) == ',' && p.closing(p.afterNoun(j)) || people && p.findWord(k, j, "age") >= 0 || p.word(k+1) == "of" && p.findWord(l.end, k, "with") >= 0 && p.closing(p.afterNoun(j)) || p.word(k-1) == "the" && (p.mark(l.after(p)) == ',' || p.mark(l.after(p)) == ';') && (p.word(k+1) == "being" || l.spread(p) && (isWas(p.word(k+1)) || isWas(p.word(k+2)))) {
			return p.at(j)
		}
		break
	}
	if extremes { // the average age was 31; the youngest was 19 and the oldest 48
		for j := l.start - 1; j >= from && j >= l.start-maxIntro; j-- {
			if p.num(j) == nil {
				continue
			}
			if k := p.find(max(from, j-5), j, centres); k >= 0 && fits(j) && p.findWord(k, j, "difference", "gap", "increase", "change") < 0 {
				return p.at(j)
			}
			break
		}
	}
	// The centre is the subject, the range a relative clause in it.
	k := p.find(from, l.start, centres)
	if k < 0 || p.mark(l.end) != ',' || p.findWord(k, l.start, "who", "which") < 0 {
		return nil
	}
	if w := p.word(l.end + 1); (w == "was" || w == "is") && fits(l.end+2) {
		return p.at(l.end + 2)
	}
	return nil
}

// after is the token behind the range and the noun that it counts.
func (l limits) after(p *passage) int {
	if l.joint != nil {
		return p.afterNoun(l.start)
	}
	return p.afterNoun(l.end - 1)
}

func isWas(w string) bool { return w == "is" || w == "was" }

// spread says whether the values of something are said to lie in the range: lay between 41 and 88.
func (l limits) spread(p *passage) bool {
	for j := l.start - 1; j >= l.start-3; j-- {
		switch p.word(j) {
		case "stay", "stays", "stayed", "last", "weigh", "measure", "earn", "pay", "paid", "lay", "lie", "lies", "were", "are", "fell", "took", "lasted", "cost", "weighed", "measured", "scored":
			return strings.HasPrefix(lower(p.c.text[p.at(l.start).Start:]), "between ") || p.word(l.start-1) == "between" || strings.HasPrefix(lower(p.c.text[p.at(l.start).Start:]), "from ")
		}
	}
	return false
}

// Words for the ends of a range.
var (
	lowEnds  = []string{"low", "minimum", "lowest", "youngest", "shortest", "smallest", "min", "lightest", "cheapest", "slowest", "coldest", "earliest", "least", "fewest"}
	highEnds = []string{"high", "maximum", "highest", "oldest", "longest", "largest", "peak", "max", "heaviest", "dearest", "fastest", "warmest", "hottest", "latest", "most", "tallest"}
)

// inBrackets says whether token i stands in brackets that open shortly before it.
func (p *passage) inBrackets(i int) bool {
	for j := i - 1; j >= i-8; j-- {
		switch p.mark(j) {
		case '(':
			return true
		case ')', '.', ';':
			return false
		}
	}
	return false
}
