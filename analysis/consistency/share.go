package consistency

import (
	"math/big"

	"recount/analysis/number"
)

// Shares beside their counts: "17 of the 26 detainees, or 65 percent", "a third of the 57 files, 19 in
// total", "26 (65 percent) of 40". A share is judged where it stands in apposition to a part whose whole
// the text names; a share that is said of something else is left alone.

// checkShares judges the shares of a passage against counts.
func (c *checker) checkShares(p *passage) {
	pairs := p.pairs()
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != share && !bareRate(t) || t.Direction != 0 || t.Ranged || p.changes(i) {
			continue
		}
		rs := c.shareReadings(p, i, t, pairs)
		if len(rs) > 0 {
			c.decide(rs)
		}
	}
}

// lastWord says whether the share at i ends a sentence that has no other numbers than the pair: "Sixteen of the
// 40 windmills still turn, two out of every five."
func (p *passage) lastWord(i int, q pair) bool {
	from, to := p.bounds(i)
	for j := from; j < to; j++ {
		if t := p.num(j); t != nil && j != i && t != q.part && t != q.whole {
			return false
		}
	}
	return p.afterShare(i) >= to-1
}

// spelledOut finds the pair that a colon gives for the share of its clause: "One in 250 screws is faulty: 80 of
// the 20,000 tested".
func (p *passage) spelledOut(i int, pairs []pair) (pair, bool) {
	from, to := p.bounds(i)
	if p.numberBefore(i) >= from && i > from {
		return pair{}, false
	}
	colon := p.findMark(i, to, ':')
	if colon < 0 || colon-i > maxIntro {
		return pair{}, false
	}
	for j := i + 1; j < colon; j++ {
		if p.num(j) != nil {
			return pair{}, false
		}
	}
	for _, q := range pairs {
		if q.firm && q.part.tok > colon && q.part.tok <= colon+2 && q.whole.tok > q.part.tok && q.whole.tok < to {
			return q, true
		}
	}
	return pair{}, false
}

// sibling finds the whole of a count in a list whose item before has its own share: "900 women (60 percent) and
// 600 men (40 percent)" of the number of which 900 are 60 percent. The count stands at token x.
func (c *checker) sibling(p *passage, x int) (pair, bool) {
	from, _ := p.bounds(x)
	for j := x - 1; j > from; j-- {
		s := p.num(j)
		if s == nil {
			continue
		}
		if !s.percentage() || p.mark(j-1) != '(' || p.mark(j+1) != ')' {
			return pair{}, false
		}
		y := p.numberBefore(j - 1)
		if y < from || !p.isCount(y) || j-1-p.afterNoun(y) > 1 {
			return pair{}, false
		}
		for k := y - 1; k >= 0 && p.sentence(k) >= p.sentence(x)-1; k-- {
			if !p.isCount(k) {
				continue
			}
			q := pair{part: p.at(y), whole: p.at(k), firm: true}
			if r, ok := shareReckoning(s, q, false); ok {
				if o, _, _ := r.outcome(c.tolerances); o.Verdict == number.Supported {
					return pair{part: p.at(x), whole: p.at(k), end: p.afterNoun(x), firm: true}, true
				}
			}
		}
		return pair{}, false
	}
	return pair{}, false
}

// casesIn reads "12 infections in 4,000 operations, a rate of 0.3 percent": where a share is called a rate,
// the counts before it are events and what they happened in. The second count stands at token x.
func (p *passage) casesIn(i, x int) (pair, bool) {
	if p.shareNounBefore(i) == 0 && p.at(i).class != rate {
		return pair{}, false
	}
	e := p.numberBefore(x)
	if e < 0 || !p.isCount(e) || !p.isCount(x) || x-p.afterNoun(e) > 2 || p.at(e).Counted == "" || p.at(x).Counted == "" {
		return pair{}, false
	}
	switch p.word(p.afterNoun(e)) {
	case "in", "among", "on", "per", "for", "during", "amongst", "out":
		return pair{part: p.at(e), whole: p.at(x), end: p.afterNoun(x), firm: true}, true
	}
	return pair{}, false
}

// bareRate says whether a rate is per so many of what was counted before: 5 per thousand, of 60,000 bags.
func bareRate(t *term) bool {
	return t.class == rate && t.Unit != "" && t.Unit[len(t.Unit)-1] == '0'
}

// shareReadings collects what the share at token i may restate, the likeliest first.
func (c *checker) shareReadings(p *passage, i int, t *term, pairs []pair) []reckoning {
	var rs []reckoning
	add := func(q pair) {
		if r, ok := shareReckoning(t, q, p.rest(i)); ok {
			rs = append(rs, r)
		}
	}
	if q, ok := p.filled(i); ok {
		add(q)
		return rs
	}
	if q, ok := p.wholeBehind(i, pairs); ok {
		add(q)
		return rs
	}
	if q, ok := p.spelledOut(i, pairs); ok {
		add(q)
		return rs
	}
	if p.rest(i) {
		for k := len(pairs) - 1; k >= 0; k-- {
			if q := pairs[k]; q.part.tok < i && p.sentence(q.part.tok) >= p.sentence(i)-1 {
				add(q)
				break
			}
		}
		return rs
	}
	if q, ok := p.subject(i, pairs); ok {
		add(q)
		return rs
	}
	if q, ok := p.pointedAt(i); ok {
		add(q)
		return rs
	}
	left, tight := p.restated(i)
	if x := p.numberBefore(left); left >= 0 && x >= 0 && p.isCount(x) && left-p.afterNoun(x) <= 1 {
		j := i + 1
		if p.closing(j) {
			j++
		}
		if k := p.group(j + 1); p.word(j) == "of" && k >= 0 && p.isCount(k) { // 17 people (34 percent) of the 50
			add(pair{part: p.at(x), whole: p.at(k), end: p.afterNoun(k), firm: true})
			return rs
		}
	}
	ofIts := p.word(i+1) == "of" && definite[p.word(i+2)] && p.word(i+3) != "" && p.closing(i+4)
	if left < 0 || !p.closed(p.afterShare(i)) && !ofIts {
		return rs
	}
	x := p.numberBefore(left)
	if x < 0 {
		return rs
	}
	for _, q := range pairs {
		if q.part.tok != x && q.whole.tok != x || q.part.tok > i || ofIts && !p.closed(p.afterShare(i)) {
			continue
		}
		// A bare comma restates only what stands right before it.
		if q.firm = q.firm && (tight || left-q.end <= 1 || p.lastWord(i, q)); q.firm || left-q.end <= maxNoun {
			add(q)
		}
	}
	if apposed := p.mark(left) == ',' && left == p.afterNoun(x) && p.mark(p.afterShare(i)) == ','; len(rs) == 0 && (tight || apposed) && p.isCount(x) {
		for _, q := range pairs { // "5,500 of the 10,000 votes, and his rival 4,500, or 45 percent"
			if q.firm && p.sentence(q.whole.tok) == p.sentence(x) && q.end <= x && !p.leads(x, "to") && !p.leads(x, "from") {
				add(pair{part: p.at(x), whole: q.whole, end: p.afterNoun(x), firm: true})
				return rs
			}
		}
		for _, q := range p.wholesBefore(x) {
			add(q)
		}
	} else if len(rs) == 0 && p.isSize(x) && left == p.afterNoun(x) && ofIts {
		for _, q := range pairs { // 3 of its 13 million, 25 percent of its capital: of the capital, if it agrees
			if q.whole.tok == x {
				q.firm = false
				add(q)
			}
		}
	} else if len(rs) == 0 && p.isSize(x) && left == p.afterNoun(x) && p.wasTaken(i+1) { // 312 tonnes, 6 percent of what was collected
		for _, q := range p.wholesBefore(x) {
			add(q)
		}
	}
	if q, ok := c.sibling(p, x); ok && p.mark(left) == '(' && p.isCount(x) && left-p.afterNoun(x) <= 1 {
		rs = rs[:0]
		add(q)
		return rs
	}
	if q, ok := p.casesIn(i, x); ok {
		rs = rs[:0]
		add(q)
	}
	return rs
}

// shareReckoning holds a share against a pair of counts.
func shareReckoning(t *term, q pair, rest bool) (reckoning, bool) {
	if !q.nested() && !q.level {
		return reckoning{}, false // package part.go's concern
	}
	v, ok := q.share()
	if !ok {
		return reckoning{}, false
	}
	r := reckoning{rule: ruleShare, claim: t, value: v, formula: q.formula(), inputs: []*term{q.part, q.whole}, group: q.whole.groupSize()}
	if q.firm {
		r.link = sure
	}
	complement := number.Exactly(rat1).Sub(v)
	if rest {
		r.value, complement = complement, r.value
		r.formula = "(" + q.whole.written() + " − " + q.part.written() + ") / " + q.whole.written()
	}
	r.reading.Complement = complement.Value
	return r, true
}

// wholeBehind reads "p of the Y files, X in all", "p (X of Y)", "p, or X, of the Y": the share comes first.
func (p *passage) wholeBehind(i int, pairs []pair) (pair, bool) {
	j := i + 1
	if p.word(j) == "of" || p.at(i).Den > 0 && determiners[p.word(j)] { // half of the 84, half the 84
		if p.word(j) == "of" {
			j++
		}
		k := p.group(j)
		if k < 0 {
			k = p.classOf(j)
		}
		if q, ok := p.levelOf(i, j); ok {
			return q, true
		}
		if k < 0 {
			return p.pairBehind(j, pairs)
		}
		if !p.isCount(k) {
			return pair{}, false
		}
		if x := p.partBehind(p.afterNoun(k), k); x >= 0 {
			return pair{part: p.at(x), whole: p.at(k), end: p.afterNoun(x), firm: true}, true
		}
		if x := p.predicated(i); x >= 0 {
			return pair{part: p.at(x), whole: p.at(k), end: p.afterNoun(k), firm: true}, true
		}
		if from, _ := p.bounds(i); p.endsWithAny(i, pointing) && p.pointsBack(i) {
			if e := p.eventBefore(from); len(e) == 1 && (p.at(k).Counted == "" || p.at(k).Counted == e[0].Counted) {
				return pair{part: e[0], whole: p.at(k), end: p.afterNoun(k), firm: true}, true
			}
		}
		return pair{}, false
	}
	k, ok := p.opening(j)
	if !ok && p.afterNoun(i) > j { // every second driver – 60 of 120 –
		k, ok = p.opening(p.afterNoun(i))
	}
	if !ok || !p.isCount(k) {
		return pair{}, false
	}
	for _, q := range pairs {
		if q.part.tok == k && q.whole.tok > k && q.firm {
			return q, true
		}
	}
	after := p.afterNoun(k)
	if m := p.mark(after); m == ')' || m == ',' || m == '-' {
		after++
	}
	if p.word(after) == "of" {
		if y := p.group(after + 1); y >= 0 && p.isCount(y) {
			return pair{part: p.at(k), whole: p.at(y), end: p.afterNoun(y), firm: true}, true
		}
	}
	if p.closedCount(k) {
		for _, q := range p.wholesBefore(i) {
			q.part, q.end = p.at(k), after
			return q, true
		}
	}
	return pair{}, false
}

// classOf returns the number of a group that is named with its members behind token j: the pupils in the class of 28.
func (p *passage) classOf(j int) int {
	for k := j; k < j+maxNoun && p.mark(k) == 0 && p.num(k) == nil; k++ {
		if bodies[p.word(k)] && p.word(k+1) == "of" && p.isCount(k+2) {
			return k + 2
		}
	}
	return -1
}

// pairBehind finds the pair in brackets behind "of the members" at token j: (270 out of 600).
func (p *passage) pairBehind(j int, pairs []pair) (pair, bool) {
	for k := j; k < j+maxNoun && p.num(k) == nil; k++ {
		if m := p.mark(k); m != '(' && m != '-' {
			if m != 0 {
				break
			}
			continue
		}
		for _, q := range pairs {
			if q.part.tok == k+1 && q.whole.tok > k && q.firm && p.closing(q.end) {
				return q, true
			}
		}
		break
	}
	return pair{}, false
}

// sharing are verbs between a part and its share: 18 of the 45 members make up 40 percent. Those of pointing
// stand at the head of a sentence and point back to the one before.
var (
	sharing = []string{"make up", "makes up", "made up", "account for", "accounts for", "accounted for", "represent", "represents", "represented", "constitute",
		"constitutes", "constituted", "come to", "comes to", "came to", "amount to", "amounts to", "amounted to", "equal", "equals", "equal to", "corresponds to",
		"correspond to", "equivalent to", "equivalent of", "works out at", "work out at", "worked out at", "works out to", "translates to", "translates into",
		"equates to"}
	pointing = []string{"that is", "this is", "that makes", "this makes", "that means", "this means", "it is", "this corresponds to", "that corresponds to"}
)

func (p *passage) endsWithAny(i int, phrases []string) bool {
	for _, v := range phrases {
		if p.endsWith(i, v) > 0 {
			return true
		}
	}
	return false
}

// predicated finds the count that a verb equates with the share at token i: a million people are equivalent
// to 8 percent of the 12 million.
func (p *passage) predicated(i int) int {
	x := p.numberBefore(i)
	if x < 0 || !p.isCount(x) || i-x > maxIntro || !p.endsWithAny(i, sharing) {
		return -1
	}
	for j := x + 1; j < i; j++ {
		if p.mark(j) == ';' || p.mark(j) == ':' || p.word(j) == "and" || p.word(j) == "of" && p.group(j+1) >= 0 && p.group(j+1) < i {
			return -1
		}
	}
	return x
}

// subject finds the pair that a share is predicated of: "with 60 of 75 requests refused, the refusal rate
// was 80 percent", "60 of 75 were refused. That is 80 percent". It must be the only one.
func (p *passage) subject(i int, pairs []pair) (pair, bool) {
	back := p.endsWithAny(i, pointing)
	if !back && !p.endsWithAny(i, sharing) && !p.shareIs(i) || p.word(i+1) == "of" && !p.wholeAgain(i+1) {
		return pair{}, false
	}
	var found pair
	n := 0
	for _, q := range pairs {
		near := p.sentence(q.part.tok) == p.sentence(i) || p.sentence(q.part.tok) == p.sentence(i)-1 && back && p.pointsBack(i)
		if q.firm && q.end <= i && near && p.countIn(q.end, i) == nil {
			found, n = q, n+1
		}
	}
	return found, n == 1
}

// pointedAt finds the pair of "There were 76 in June. With 950 booked, that is 8 percent": one count in the sentence
// before, and one behind "with" or "of" at the head of this one.
func (p *passage) pointedAt(i int) (pair, bool) {
	from, _ := p.bounds(i)
	w := p.word(from)
	if from == 0 || w != "with" && w != "of" && w != "among" && w != "out" || !p.closing(p.afterShare(i)) || !p.endsWithAny(i, pointing) && !(p.endsWithAny(i, sharing) && p.findWord(from, i, "that", "this") >= 0) {
		return pair{}, false
	}
	whole, part := p.countBetween(from, i), p.eventBefore(from)
	if whole == nil || len(part) != 1 || whole.Counted == "" {
		return pair{}, false
	}
	return pair{part: part[0], whole: whole, end: i, firm: true}, true
}

// countBetween is the one number among the tokens [from, to), nil if there is none, another, or it is no count.
func (p *passage) countBetween(from, to int) *term {
	var found *term
	for j := from; j < to; j++ {
		if p.num(j) == nil {
			continue
		}
		if found != nil || !p.isCount(j) {
			return nil
		}
		found = p.at(j)
	}
	return found
}

// shareIs says whether the number at i is what a share is said to be: the refusal rate was, the share is.
func (p *passage) shareIs(i int) bool {
	for j := i - 1; j >= i-5; j-- {
		switch w := p.word(j); w {
		case "was", "is", "at", "stood", "reached", "to", "comes", "came":
			continue
		case "average", "level", "majority":
			return false
		default:
			return shareNouns[w] && j < i-1
		}
	}
	return false
}

// wholeAgain says whether "of" at token j names the whole again, without a number: of the council, of them.
func (p *passage) wholeAgain(j int) bool {
	if p.anyPhrase(j, sameGroup) > 0 {
		return true
	}
	return p.word(j+1) == "the" && p.word(j+2) != "" && p.closing(j+3)
}

// pointsBack says whether the share at token i stands at the head of a sentence like "That is 80 percent".
func (p *passage) pointsBack(i int) bool {
	from, _ := p.bounds(i)
	w := p.word(from)
	return (w == "that" || w == "this") && i-from <= 4
}

// levelOf reads "1,300 people, 130 percent of its capacity of 1,000": what stands before the share is
// measured by a level behind it. The share stands at token i, what it is of at j.
func (p *passage) levelOf(i, j int) (pair, bool) {
	left, _ := p.restated(i)
	x := p.numberBefore(left)
	if left < 0 || x < 0 || left-p.afterNoun(x) > 2 || p.at(x).class != count && p.at(x).class != measure {
		return pair{}, false
	}
	for k := j; k < j+5; k++ {
		if !comparisons[p.word(k)] || p.word(k+1) != "of" {
			continue
		}
		if y := p.valueAt(k + 2); y >= 0 && alike(p.at(x), p.at(y)) {
			return pair{part: p.at(x), whole: p.at(y), end: p.afterNoun(y), firm: true, level: true}, true
		}
	}
	return pair{}, false
}

// partBehind finds X behind "p of the Y files": in brackets, after a comma or "or", up to the end of the
// sentence where it says "in all".
func (p *passage) partBehind(i, whole int) int {
	_, end := p.bounds(whole)
	for j := i; j < end && j < i+maxIntro; j++ {
		k, ok := p.opening(j)
		if !ok || !p.isCount(k) {
			if t := p.num(j); t != nil {
				return -1
			}
			continue
		}
		if j <= i+3 && (p.closedCount(k) || p.ofThem(k)) || p.totalled(k) || p.mark(k-1) == '(' && p.mark(k+1) == ')' {
			return k
		}
		return -1
	}
	return -1
}

// ofThem says whether the count at token k is "57 of them" and no more.
func (p *passage) ofThem(k int) bool {
	return p.word(k+1) == "of" && (p.word(k+2) == "them" || p.word(k+2) == "these") && p.closing(k+3)
}

// wholesBefore returns the counts that the count or share at token x may be part of, where nothing says
// so: those before it in the passage that are larger. Only one that is alone is sure.
func (p *passage) wholesBefore(x int) []pair {
	var qs []pair
	if p.leads(x, "from") || p.leads(x, "to") {
		return nil // a value of a change: its share is of something else
	}
	if g := p.respondents(x); g != nil {
		return []pair{{part: p.at(x), whole: g, firm: true}}
	}
	size := p.isSize(x)
	for j := x - 1; j >= 0 && p.sentence(j) >= p.sentence(x)-1; j-- {
		if k := p.afterNoun(j); p.mark(k) == '(' && p.num(k+1) != nil && p.num(k+1).class == share {
			return nil // "140 deputies (9 percent of the total), the others 121 (8)": a part itself
		}
		if p.isCount(j) && !size || size && p.isSize(j) && alike(p.at(j), p.at(x)) {
			qs = append(qs, pair{part: p.at(x), whole: p.at(j)})
		}
	}
	if size {
		if len(qs) == 1 && p.at(x).claimed.Number().Cmp(qs[0].whole.claimed.Number()) < 0 {
			qs[0].firm = true
			return qs
		}
		return nil
	}
	if len(qs) == 1 && qs[0].whole.Counted != "" && (p.at(x).Counted == "" || p.at(x).Counted == qs[0].whole.Counted) {
		qs[0].firm = true
	}
	return qs
}

// respondents returns the group that was asked, where the sentence of token x says "of the respondents"
// without their number: the one group of the passage that a verb of asking stands with.
func (p *passage) respondents(x int) *term {
	from, _ := p.bounds(x)
	if w := p.word(from); w != "of" && w != "among" || p.num(from+1) != nil || p.num(from+2) != nil || p.word(from+1) != "the" || !isMember(p.word(from+2)) {
		return nil
	}
	var found *term
	for j := range from {
		if !p.isCount(j) || p.at(j).Counted == "" {
			continue
		}
		start, end := p.bounds(j)
		if p.find(start, end, asking) < 0 || p.at(j).claimed.Number().Cmp(p.at(x).claimed.Number()) < 0 {
			continue
		}
		if found != nil && !found.Value.Equal(p.at(j).Value) {
			return nil
		}
		found = p.at(j)
	}
	return found
}

// changes says whether the number at token i is an amount of change, or compares: by 12 percent, 12
// percent more.
func (p *passage) changes(i int) bool {
	if cw := changeWords[p.word(i-1)]; cw.direction != 0 && (cw.sort != particle || p.isParticle(i-1)) || p.word(i-1) == "by" {
		return true
	}
	return changeWords.direction(p.word(i+1)) != 0 || p.word(i+1) == "times"
}

// percentOf is v in percent.
func percentOf(v *big.Rat) *big.Rat { return new(big.Rat).Mul(v, rat100) }
