package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
)

// Parts against totals: "16 men and 24 women, 40 in all", "47 members: 17 for, 19 against, 11
// abstaining", "of the 40, 26 had been detained and the remaining 14 had not". A list is held against a
// total only where words say that it is complete; otherwise its parts may be a selection.

const (
	maxItem  = 9  // tokens between two items
	maxTotal = 10 // tokens between a roster and its total
)

// checkSums judges the totals of a passage.
func (c *checker) checkSums(p *passage) {
	for _, r := range p.rosters() {
		if r.items[0].percentage() {
			c.checkWhole(p, r)
			continue
		}
		if r.items[0].class == age {
			continue // ages add up to nothing
		}
		c.checkTotal(p, r)
	}
	c.checkTwoParts(p)
	c.checkRest(p)
	c.checkRestShares(p)
}

// totalVerbs lead from parts to their sum; wholeVerbs from a whole to its parts.
var (
	totalVerbs = []string{"together have", "together had", "together hold", "together count", "together counted", "together made", "add up to", "adds up to", "added up to", "adding up to", "sum to", "summing to", "sum up to", "total", "totals", "totalled", "totaled", "totalling", "totaling",
		"come to", "comes to", "came to", "coming to", "amount to", "amounted to", "make", "makes", "made", "making", "make up", "made up", "bringing the total to", "brings the total to",
		"brought the total to", "for a total of", "a total of", "a combined total of", "a grand total of", "a bill of", "in total", "in all", "altogether", "for a sum of", "that is", "which makes", "the total being", "together", "make a total of",
		"makes a total of", "made a total of", "making a total of"}
	wholeVerbs = []string{"consisting of", "consisted of", "consists of", "consist of", "comprising", "comprised", "comprises", "comprise", "made up of", "is made up of", "was made up of", "were made up of",
		"are made up of", "composed of", "was composed of", "were composed of", "is composed of", "namely", "broken down into", "divided into", "split into", "divided between", "divided among", "split between", "split among", "shared between", "shared among",
		"spread over", "spread across", "spread between", "distributed over", "distributed among", "distributed across", "i.e.", "that is"}
)

// checkTotal holds a roster against the total that stands behind or before it.
func (c *checker) checkTotal(p *passage, r roster) {
	var rs []reckoning
	if y, firm := p.totalBehind(r); y != nil {
		rs = append(rs, sumReckoning(y, r.items, firm))
	}
	// "20 men, 15 women and children": a part without its number
	open := p.word(r.end) == "and" && p.word(r.items[len(r.items)-1].tok-1) != "and" && p.num(r.end+1) == nil
	if y, firm := p.totalBefore(r); y != nil && !smaller(y, r.items) && !open {
		s := sumReckoning(y, r.items, firm)
		s.strict = true // a whole that is divided is counted out, not rounded
		rs = append(rs, s)
	}
	if y := p.wholeInside(r); y != nil && len(rs) == 0 && !open {
		rest := roster{items: r.items[1:], start: r.items[1].tok, end: r.end}
		kind := p.exhaustive(rest) // all 40 voted, 24 for and 16 against
		s := sumReckoning(y, rest.items, kind == complete || kind == disjoint && p.word(y.tok-1) == "all" || p.endsWith(y.tok, "a total of") > 0)
		s.strict = true
		rs = append(rs, s)
	}
	if n := len(r.items) - 1; n > 1 {
		// "Together the groups, with 120, 85 and 60 members, count 265."
		last := r.items[n]
		after := p.afterNoun(last.tok)
		if many := p.num(after + 1); p.word(after) == "in" && many != nil && p.mark(last.tok-1) == ',' && prepositions[p.word(p.afterNoun(r.items[0].tok))] && p.tellsLength(many, roster{items: r.items[:n]}) {
			rs = append(rs, sumReckoning(last, r.items[:n], true)) // 12 on Friday, 18 on Saturday and 15 on Sunday, 45 kilometres in three days
		}
		if from, _ := p.bounds(r.start); p.anyPhrase(from, totals) > 0 && p.mark(p.afterNoun(r.items[n-1].tok)) == ',' && r.items[n].tok == p.lastNumber(r.start) {
			rs = append(rs, sumReckoning(r.items[n], r.items[:n], true))
		}
	}
	if y := p.totalNext(r); y != nil && len(rs) == 0 {
		rs = append(rs, sumReckoning(y, r.items, true))
	}
	if len(rs) > 0 {
		c.decide(rs)
	}
}

// totalNext finds the total in the sentence behind the one of the roster, where that opens by summing up: "In all,
// the three slides killed 45."
func (p *passage) totalNext(r roster) *term {
	_, from := p.bounds(r.start)
	if r.items[len(r.items)-1].tok != p.lastNumber(r.start) || p.anyPhrase(from, totals) == 0 && !p.opensTotal(from) {
		return nil
	}
	start, _ := p.bounds(r.start)
	if p.numberBefore(r.start) >= start {
		return nil // another number stands beside the parts
	}
	_, to := p.bounds(from)
	var total *term
	for j := from; j < to; j++ {
		t := p.num(j)
		if t == nil || p.tellsLength(t, r) {
			continue
		}
		if total != nil || !alike(t, r.items[0]) && !p.unitOf(t, r) || t.Ranged || !p.closedCount(j) {
			return nil
		}
		total = t
	}
	return total
}

// opensTotal says whether the sentence at token from opens with the total as its subject: The annual total was.
func (p *passage) opensTotal(from int) bool {
	k := p.findWord(from, from+4, "total", "sum", "toll")
	if k < 0 || !determiners[p.word(from)] {
		return false
	}
	switch p.word(k + 1) {
	case "was", "is", "came", "comes", "reached", "stood", "amounted":
		return true
	}
	return false
}

// tellsLength says whether the term is how many items the list has.
func (p *passage) tellsLength(t *term, r roster) bool {
	v, ok := t.Value.Coefficient()
	return ok && (t.class == count || t.class == span) && t.Value.Place() == 0 && v == int64(len(r.items))
}

// wholeInside is the first item of a roster, where it may be the whole of the others: "the 38 graduates,
// 20 women and 18 men".
func (p *passage) wholeInside(r roster) *term {
	if len(r.items) < 3 {
		return nil
	}
	second, after := r.items[1].tok, p.afterNoun(r.start)
	if results[p.word(second-1)] { // 34 matches, winning 20, drawing 8 and losing 6
		second--
	}
	if p.mark(second-1) != ',' || second-after > 4 || smaller(r.items[0], r.items[1:]) {
		return nil
	}
	return r.items[0]
}

// smaller says whether a number is less than one of the items, so that it cannot be their whole: for every
// 2 women: 60 men and 40 women.
func smaller(whole *term, items []*term) bool {
	for _, t := range items {
		if t.claimed.Number().Cmp(whole.claimed.Number()) > 0 {
			return true
		}
	}
	return false
}

func sumReckoning(total *term, items []*term, firm bool) reckoning {
	r := reckoning{rule: ruleSum, claim: total, inputs: items, about: "total", rounding: true}
	var parts []string
	r.value = number.Exactly(new(big.Rat))
	finest := items[0].resolution()
	for _, t := range items[1:] {
		if u := t.resolution(); u != nil && (finest == nil || u.Cmp(finest) < 0) {
			finest = u
		}
	}
	for _, t := range items {
		parts = append(parts, t.written())
		r.value = r.value.Add(t.part(finest))
	}
	r.formula = strings.Join(parts, " + ")
	r.rounding = firm || items[0].Value.Place() != 0 // parts counted out have no rounding to excuse
	// A total far above the sum has parts that are not named; far below it, it is of something else.
	if x := total.input().Value; firm && x != nil && r.value.Value != nil && x.Cmp(new(big.Rat).Mul(r.value.Value, big.NewRat(8, 5))) <= 0 &&
		r.value.Value.Cmp(new(big.Rat).Mul(x, big.NewRat(8, 5))) <= 0 {
		r.link = sure
	}
	return r
}

// part is an item of a sum. Beside 4.5 and 2.5 million, "1 million" is 1.0 million.
func (t *term) part(finest *big.Rat) number.Evidence {
	e := t.input()
	if t.class == span && t.Value.Place() == 0 && t.claimed.Hedge == number.None { // whole days and hours are counted
		return number.Exactly(t.claimed.Number())
	}
	if u := t.coarsest(); u == nil || finest == nil || u.Cmp(finest) <= 0 || t.claimed.Hedge != number.None {
		return e
	}
	x := t.claimed.Number()
	if finest.Cmp(rat1) == 0 && t.class == count {
		return number.Exactly(x).Scale(t.one)
	}
	return number.Evidence{Value: x, Set: number.Rounded(x, finest)}.Scale(t.one)
}

// totalBehind finds the total that follows a roster: ", 40 in all", "add up to 59".
func (p *passage) totalBehind(r roster) (*term, bool) {
	_, end := p.bounds(r.start)
	for j := r.end; j < min(end, r.end+maxTotal); j++ {
		t := p.num(j)
		if t == nil {
			continue
		}
		if !alike(t, r.items[0]) && !p.unitOf(t, r) || t.Ranged {
			return nil, false
		}
		if p.totalled(j) || t.summed {
			return t, true
		}
		if kind := p.exhaustive(r); p.word(j-1) == "all" && p.mark(j-2) == ',' && kind != selection && len(r.items) > 2 {
			return t, true // 18 votes for, 12 against and 3 abstentions, all 33 members had voted
		}
		for _, v := range totalVerbs {
			if n := p.endsWith(j, v); n > 0 && j-n >= r.end-1 {
				return t, v != "made" && v != "make" && v != "making" && v != "makes" || p.closedCount(j)
			}
		}
		if p.mark(j-1) == '=' || p.mark(j-1) == ':' && (p.closedCount(j) || t.Counted != "" && t.Counted == r.items[0].Counted) {
			return t, true
		}
		return nil, false
	}
	return nil, false
}

// unitOf says whether a total has the unit that its parts are written without: 48 million euros, split
// between roads (21 million) and schools (27 million). The parts then take it.
func (p *passage) unitOf(total *term, r roster) bool {
	if total.class != measure && total.class != span {
		return false
	}
	for _, t := range r.items {
		if t.class != count || t.Counted != "" || t.Den > 0 {
			return false
		}
	}
	for _, t := range r.items {
		t.class, t.one, t.unit = total.class, total.one, total.unit
	}
	return true
}

// tellsItems says whether a number before a list says how many items it has.
func (p *passage) tellsItems(t *term, r roster) bool {
	return p.tellsLength(t, r) && t.Counted != "" && t.Counted != r.items[0].Counted && r.start-p.afterNoun(t.tok) <= 3
}

// lastNumber is the token of the last number of the sentence.
func (p *passage) lastNumber(i int) int {
	from, to := p.bounds(i)
	for j := to - 1; j >= from; j-- {
		if p.num(j) != nil {
			return j
		}
	}
	return -1
}

// totalBefore finds the whole that a roster divides: "40 interviewees: 24 women and 16 men". It is firm
// if words or the nature of the items (men and women, for and against) say that nothing is left out.
func (p *passage) totalBefore(r roster) (*term, bool) {
	from, _ := p.bounds(r.start)
	for j := r.start - 1; j >= max(from, r.start-maxIntro); j-- {
		t := p.num(j)
		if t == nil {
			continue
		}
		if p.tellsItems(t, r) { // 72 beds in three wards: 30 …, 24 … and 18 …
			continue
		}
		if !alike(t, r.items[0]) && !p.unitOf(t, r) || t.Ranged || t.Hedge != number.None && t.Hedge != number.Approx || p.selective(j, r.start) {
			return nil, false
		}
		if y := p.introduced(r.start); y == j { // "Of the 47 members, 17 …"
			return t, p.exhaustive(r) == complete || (p.exhaustive(r) == disjoint || countedOnce[headNoun(t)] && !p.addsMore(r) || t.class == measure && p.oneVerb(r)) && exceeds(r.items, t)
		}
		if divided, firm := p.dividedInBrackets(j, r); divided {
			return t, firm || exceeds(r.items, t)
		}
		after := p.afterNoun(j)
		if k := p.colonBefore(r.start); k >= after && k-after <= 4 && p.word(r.start-1) != "" && len(r.items) > 2 {
			return t, true // own 97 sheep: Ada has 31, …
		}
		if p.mark(r.start-1) == ':' || p.mark(r.start-1) == '(' && p.closing(r.end) || p.mark(r.start-1) == '-' {
			return t, p.mark(r.start-1) == ':' && r.start-after <= 8 || p.exhaustive(r) == complete
		}
		if p.phrase(j-2, "total of") && r.start-after <= 2 {
			return t, true // a total of 90 schools, 50 in the east and 40 in the west
		}
		for _, v := range wholeVerbs {
			if n := p.endsWith(r.start, v); n > 0 {
				return t, r.start-n-after <= 6
			}
		}
		if w := p.word(r.start - 1); w == "were" || w == "are" || w == "was" || p.mark(r.start-1) == ',' {
			kind := p.exhaustive(r)
			return t, (kind == complete || kind == disjoint && (p.word(j-1) == "all" || exceeds(r.items, t))) && r.start-after <= 6 // all 40 voted, 24 for and 16 against
		}
		if p.find(r.start-1, r.start, results) >= 0 && p.exhaustive(r) == complete && r.start-after <= 4 {
			return t, true // 34 matches, winning 20, drawing 8 and losing 6
		}
		return t, p.word(j-1) == "of" && bodies[p.word(j-2)] && p.exhaustive(r) == complete && r.start-after <= 2 // on the jury of twelve sat …
	}
	return nil, false
}

// countedOnce are things of which none is in two parts of a whole.
var countedOnce = list("vote ballot seat ticket")

// addsMore says whether an item of the list comes on top of the whole: and 3,000 more came in by post.
func (p *passage) addsMore(r roster) bool {
	for _, t := range r.items {
		if w := p.word(p.afterNoun(t.tok)); w == "more" || w == "others" || w == "later" || w == "extra" {
			return true
		}
	}
	return false
}

// colonBefore is the token of a colon shortly before the list that begins at token i, -1 if there is none.
func (p *passage) colonBefore(i int) int {
	for j := i - 1; j >= i-4 && p.num(j) == nil; j-- {
		if m := p.mark(j); m == ':' {
			return j
		} else if m != 0 {
			break
		}
	}
	return -1
}

// oneVerb says whether all items of a list of amounts share the verb of the first: 5 million pays for staff, 3 million for
// books and 1 million for repairs.
func (p *passage) oneVerb(r roster) bool {
	for _, t := range r.items[1:] {
		w := p.word(t.tok + 1)
		if w != "" && w == p.word(r.start+1) && predicates[w] && !strings.HasSuffix(p.word(t.tok+2), "ed") && !strings.HasSuffix(p.word(r.start+2), "ed") {
			continue // 320 are pasture and 130 are arable
		}
		if !prepositions[w] && w != "to" || p.findWord(r.start, r.items[1].tok, w) < 0 {
			return false
		}
	}
	return true
}

// dividedInBrackets says whether the roster stands in brackets behind those who share the whole at token j, and
// whether the words say that they share all of it: the 120 seats are divided among Labour (44), the Greens (37) ….
func (p *passage) dividedInBrackets(j int, r roster) (divided, firm bool) {
	for _, t := range r.items {
		if p.mark(t.tok-1) != '(' || p.mark(t.tok+1) != ')' {
			return false, false
		}
	}
	for k := p.afterNoun(j); k < r.start; k++ {
		if p.anyPhrase(k, wholeVerbs) > 0 {
			return true, true
		}
		if p.anyPhrase(k, []string{"went to", "go to", "held by", "won by", "come from", "came from", "taken by"}) > 0 {
			divided = true
		}
	}
	return divided, false
}

// selective says whether the words between a whole and a list say that it is a selection.
func (p *passage) selective(from, to int) bool {
	for j := from; j < to; j++ {
		switch p.word(j) {
		case "among":
			return !p.endsWithAny(j+1, wholeVerbs)
		case "including", "included", "includes", "include", "such", "mostly", "notably", "especially", "least":
			return true
		}
	}
	return false
}

const (
	selection division = iota // some of it, maybe overlapping
	disjoint                  // no part counted twice, but maybe not all: votes for and against
	complete                  // all of it: men and women
)

// checkTwoParts judges "3,200 inhabitants, 2,100 of them in the port and 1,100 in the hills": two parts that the same
// preposition places apart are no larger together than their whole, and where they make it up they agree with it.
func (c *checker) checkTwoParts(p *passage) {
	for i := range p.tokens {
		if !p.isCount(i) || p.word(i+1) != "of" || p.word(i+2) != "them" || !prepositions[p.word(i+3)] {
			continue
		}
		w := p.numberBefore(i)
		if w < 0 || !p.isCount(w) || p.at(w).Counted == "" || i-p.afterNoun(w) > 2 {
			continue
		}
		for j := i + 4; j <= i+maxItem+4 && p.sentence(j) == p.sentence(i) && !p.closing(j); j++ {
			b := p.num(j)
			if b == nil {
				continue
			}
			if p.isCount(j) && p.word(j-1) == "and" && p.word(j+1) == p.word(i+3) && b.Counted == "" {
				whole, parts := p.at(w), []*term{p.at(i), b}
				ends := p.closing(j+3) || p.closing(j+4) || p.closing(j+5) // no more than the place follows
				r := sumReckoning(whole, parts, ends && exceeds(parts, whole))
				r.strict = true
				c.decide([]reckoning{r})
			}
			break
		}
	}
}

// checkRest judges "the remaining 14" and "leaving 14" against the whole less its other parts.
func (c *checker) checkRest(p *passage) {
	for i := range p.tokens {
		if !p.isCount(i) || !p.rest(i) && p.word(i-1) != "leaving" || p.rest(i) && p.word(i-1) == "other" && !p.afterList(i) {
			continue
		}
		from, _ := p.bounds(i)
		var nums []*term
		for j := i - 1; j >= from && len(nums) < 8; j-- {
			if !p.isCount(j) {
				continue
			}
			if p.word(j+1) == "of" && anaphors[p.word(j+2)] && len(nums) == 0 {
				nums = append(nums, p.at(j)) // "26 of them …, the remaining 14"
				continue
			}
			nums = append(nums, p.at(j))
		}
		if len(nums) == 1 && p.word(i-1) == "other" || len(nums) == 1 && p.word(i-1) == "remaining" { // employs 64 people. Forty … and the other 24 …
			if w := p.eventBefore(from); len(w) == 1 && (p.at(i).Counted == "" || p.closing(p.afterNoun(i))) && !prepositions[p.word(i+1)] && w[0].Counted != "" && w[0].claimed.Number().Cmp(nums[0].claimed.Number()) > 0 {
				nums = append(nums, w[0])
			}
		}
		if len(nums) < 2 {
			continue
		}
		whole, parts := nums[len(nums)-1], nums[:len(nums)-1]
		r := reckoning{rule: ruleSum, claim: p.at(i), about: "rest", inputs: append([]*term{whole}, parts...), rounding: true}
		r.value, r.formula = whole.input(), whole.written()
		for k := len(parts) - 1; k >= 0; k-- {
			r.value = r.value.Sub(parts[k].input())
			r.formula += " − " + parts[k].written()
		}
		if len(parts) == 1 && whole.Counted != "" && r.value.Value != nil && r.value.Value.Sign() >= 0 {
			r.link = sure
		}
		c.decide([]reckoning{r})
	}
}

// afterList says whether "the other 14" follows a part of the same group: "26 … and the other 14".
func (p *passage) afterList(i int) bool {
	for j := i - 2; j >= i-5; j-- {
		if p.word(j) == "and" || p.word(j) == "while" || p.mark(j) == ',' || p.mark(j) == ';' || p.word(j) == "but" {
			return true
		}
	}
	return false
}
