package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Parts against totals: "16 men and 24 women, 40 in all", "47 members: 17 for, 19 against, 11
// abstaining", "of the 40, 26 had been detained and the remaining 14 had not". A list is held against a
// total only where words say that it is complete; otherwise its parts may be a selection.

// A roster is a run of numbers in coordination: 17 for, 19 against and 11 abstaining.
type roster struct {
	items      []*term
	start, end int // tokens; the end is behind the last item's noun
}

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
		if r.items[0].class != count && r.items[0].class != measure {
			continue
		}
		c.checkTotal(p, r)
	}
	c.checkRest(p)
}

// rosters finds the runs of numbers of one kind that commas and "and" join.
func (p *passage) rosters() []roster {
	var rs []roster
	for i := 0; i < len(p.tokens); i++ {
		t := p.num(i)
		if t == nil || !p.listable(i) {
			continue
		}
		r := roster{items: []*term{t}, start: i, end: p.afterNoun(i)}
		for {
			j := p.nextItem(r, r.items[len(r.items)-1].tok)
			if j < 0 {
				break
			}
			r.items = append(r.items, p.at(j))
			r.end = p.afterNoun(j)
		}
		if len(r.items) > 1 {
			rs = append(rs, r)
			i = r.items[len(r.items)-1].tok
		}
	}
	return rs
}

// listable says whether the number at i can be an item: no fraction, bound or total, no part of another.
func (p *passage) listable(i int) bool {
	t := p.at(i)
	switch {
	case t.Ranged || t.Den > 0 || t.class != count && t.class != measure && !t.percentage():
		return false
	case t.Direction != 0 && t.class != count, p.opensGroup(i):
		return false
	case p.word(i+1) == "of" && (anaphors[p.word(i+2)] || p.group(i+2) >= 0 && p.num(p.group(i+2)) != nil):
		return false
	}
	return !p.totalled(i)
}

// opensGroup says whether the number at i is the whole of "Of the 25 councillors, …".
func (p *passage) opensGroup(i int) bool {
	from, _ := p.bounds(i)
	for j := i - 1; j >= from && j >= i-4; j-- {
		w := p.word(j)
		if (w == "of" || w == "among") && (j == from || p.mark(j-1) != 0 || p.word(j-1) == "out") {
			return true
		}
		if !determiners[w] {
			return false
		}
	}
	return false
}

// nextItem returns the token of the item behind the one at i, or -1.
func (p *passage) nextItem(r roster, i int) int {
	joined, anaphor, after := false, false, 0
	commas := len(r.items) > 1 && !p.semicolons(r)
	for j := i + 1; j < len(p.tokens) && j <= i+maxItem && p.sentence(j) == p.sentence(i); j++ {
		switch m := p.mark(j); {
		case m == ';' && commas:
			return -1 // "24 women and 16 men; 23 Finns …": another division of the same whole
		case m == ',' || m == ';' || m == '+' || p.word(j) == "and" || p.word(j) == "plus" || p.word(j) == "while":
			joined, after = true, 0
			continue
		case m == ':' || m == '.' || m == '-':
			return -1
		}
		if p.word(j) == "of" && anaphors[p.word(j+1)] {
			anaphor = true
		}
		t := p.num(j)
		if t == nil {
			if w := p.word(j); joined && w != "" {
				if after++; after > 2 || aside[w] {
					return -1
				}
			}
			continue
		}
		if !joined || anaphor || !p.listable(j) || !alike(r.items[0], t) || p.apposed(j) || t.percentage() != r.items[0].percentage() {
			return -1
		}
		return j
	}
	return -1
}

// semicolons says whether semicolons part the items of the roster.
func (p *passage) semicolons(r roster) bool {
	for j := r.start; j < r.items[len(r.items)-1].tok; j++ {
		if p.mark(j) == ';' {
			return true
		}
	}
	return false
}

// aside are words that lead from the items of a list to something else: "20 women, from nine villages".
var aside = list("from by to than with who which that whose where when because since until after before")

// apposed says whether the number at j restates what is before it: ", or 40", ", a total of 40".
func (p *passage) apposed(j int) bool {
	if p.at(j).summed {
		return true
	}
	for _, v := range totalVerbs {
		if p.endsWith(j, v) > 0 {
			return true
		}
	}
	switch p.word(j - 1) {
	case "or", "i.e.":
		return true
	case "of":
		return p.word(j-2) == "total" || p.word(j-2) == "sum" || changeWords.nouns(p.word(j-2))
	case "to":
		return true
	}
	return false
}

// totalVerbs lead from parts to their sum; wholeVerbs from a whole to its parts.
var (
	totalVerbs = []string{"add up to", "adds up to", "added up to", "adding up to", "sum to", "summing to", "sum up to", "total", "totals", "totalled", "totaled", "totalling", "totaling",
		"come to", "comes to", "came to", "coming to", "amount to", "amounted to", "make", "makes", "made", "making", "make up", "made up", "bringing the total to", "brings the total to",
		"brought the total to", "for a total of", "a total of", "in total", "in all", "altogether", "for a sum of", "that is", "which makes", "the total being", "together", "make a total of",
		"makes a total of", "made a total of", "making a total of"}
	wholeVerbs = []string{"consisting of", "consisted of", "consists of", "consist of", "comprising", "comprised", "comprises", "comprise", "made up of", "is made up of", "was made up of", "were made up of",
		"are made up of", "composed of", "was composed of", "were composed of", "is composed of", "namely", "broken down into", "divided into", "split into", "i.e.", "that is"}
)

// checkTotal holds a roster against the total that stands behind or before it.
func (c *checker) checkTotal(p *passage, r roster) {
	var rs []reckoning
	if y, firm := p.totalBehind(r); y != nil {
		rs = append(rs, sumReckoning(y, r.items, firm))
	}
	if y, firm := p.totalBefore(r); y != nil && !smaller(y, r.items) {
		s := sumReckoning(y, r.items, firm)
		s.strict = true // a whole that is divided is counted out, not rounded
		rs = append(rs, s)
	}
	if y := p.wholeInside(r); y != nil {
		rest := roster{items: r.items[1:], start: r.items[1].tok, end: r.end}
		rs = append(rs, sumReckoning(y, rest.items, p.exhaustive(rest) == complete))
	}
	if n := len(r.items) - 1; n > 1 {
		// "Together the groups, with 120, 85 and 60 members, count 265."
		if from, _ := p.bounds(r.start); p.anyPhrase(from, totals) > 0 && p.mark(p.afterNoun(r.items[n-1].tok)) == ',' && r.items[n].tok == p.lastNumber(r.start) {
			rs = append(rs, sumReckoning(r.items[n], r.items[:n], true))
		}
	}
	if len(rs) > 0 {
		c.decide(rs)
	}
}

// wholeInside is the first item of a roster, where it may be the whole of the others: "the 38 graduates,
// 20 women and 18 men".
func (p *passage) wholeInside(r roster) *term {
	if len(r.items) < 3 || p.mark(p.afterNoun(r.start)) != ',' || p.afterNoun(r.start)+1 != r.items[1].tok {
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
	if firm {
		r.link = sure
	}
	return r
}

// part is an item of a sum. Beside 4.5 and 2.5 million, "1 million" is 1.0 million.
func (t *term) part(finest *big.Rat) number.Evidence {
	e := t.input()
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
		if !alike(t, r.items[0]) || t.Ranged {
			return nil, false
		}
		if p.totalled(j) || t.summed {
			return t, true
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
		if !alike(t, r.items[0]) || t.Ranged || t.Hedge != number.None && t.Hedge != number.Approx || p.selective(j, r.start) {
			return nil, false
		}
		if y := p.introduced(r.start); y == j { // "Of the 47 members, 17 …"
			return t, p.exhaustive(r) == complete || p.exhaustive(r) == disjoint && exceeds(r.items, t)
		}
		after := p.afterNoun(j)
		if p.mark(r.start-1) == ':' || p.mark(r.start-1) == '(' && p.closing(r.end) || p.mark(r.start-1) == '-' {
			return t, p.mark(r.start-1) == ':' && r.start-after <= 8 || p.exhaustive(r) == complete
		}
		for _, v := range wholeVerbs {
			if n := p.endsWith(r.start, v); n > 0 {
				return t, r.start-n-after <= 6
			}
		}
		if w := p.word(r.start - 1); w == "were" || w == "are" || w == "was" || p.mark(r.start-1) == ',' {
			return t, p.exhaustive(r) == complete && r.start-after <= 6
		}
		return t, false
	}
	return nil, false
}

// selective says whether the words between a whole and a list say that it is a selection.
func (p *passage) selective(from, to int) bool {
	for j := from; j < to; j++ {
		switch p.word(j) {
		case "including", "included", "includes", "include", "among", "such", "mostly", "notably", "especially", "least":
			return true
		}
	}
	return false
}

// complements are groups of words that divide a whole between them.
var complements = []struct {
	sides []words
	open  bool // others may be left unsaid
}{
	{[]words{list("men males man male"), list("women females woman female")}, false},
	{[]words{list("boys boy"), list("girls girl")}, false},
	{[]words{list("for favour favor yes favoured favored approved approve supported support agreed agree satisfied"), list("against no opposed oppose rejected reject disapproved disapprove disagreed disagree dissatisfied")}, true},
	{[]words{list("adults adult"), list("children child minors minor")}, false},
	{[]words{list("urban"), list("rural")}, false},
	{[]words{list("civilians civilian"), list("soldiers soldier combatants combatant")}, false},
}

// A division says how the items of a roster stand to a whole.
type division uint8

const (
	selection division = iota // some of it, maybe overlapping
	disjoint                  // no part counted twice, but maybe not all: votes for and against
	complete                  // all of it: men and women
)

// exceeds says whether the items together are more than the whole.
func exceeds(items []*term, whole *term) bool {
	sum := new(big.Rat)
	for _, t := range items {
		sum.Add(sum, t.claimed.Number())
	}
	return sum.Cmp(whole.claimed.Number()) > 0
}

// exhaustive says how the items of a roster divide a whole. The nouns that tell stand behind the items
// ("24 women", "19 against") or before ("women 63 percent"), but not behind "of": 60 percent of the women
// and 55 of the men divide nothing.
func (p *passage) exhaustive(r roster) division {
	seen := make(map[int]words, 4)
	for k, t := range r.items {
		end := r.end + 6
		if k+1 < len(r.items) {
			end = r.items[k+1].tok
		}
		ws := words{}
		for j := t.tok + 1; j < end && j < len(p.tokens) && p.sentence(j) == p.sentence(t.tok); j++ {
			if k == len(r.items)-1 && p.mark(j) != 0 || t.percentage() && p.word(j) == "of" {
				break
			}
			ws[p.word(j)] = true
		}
		if t.percentage() && p.word(t.tok+1) != "of" || k == 0 {
			for j := t.tok - 1; j >= 0 && j >= t.tok-4 && p.num(j) == nil && p.sentence(j) == p.sentence(t.tok); j-- {
				ws[p.word(j)] = true
			}
		}
		seen[k] = ws
	}
	for _, group := range complements {
		all := true
		for _, side := range group.sides {
			hit := false
			for k := range r.items {
				hit = hit || meets(seen[k], side)
			}
			all = all && hit
		}
		switch {
		case all && group.open && !meets(seen[len(r.items)-1], abstainers):
			return disjoint
		case all:
			return complete
		}
	}
	if p.rest(r.items[len(r.items)-1].tok) {
		return complete
	}
	return selection
}

// abstainers complete a vote.
var abstainers = list("abstained abstain abstaining abstentions abstention undecided unsure know absent opinion neutral refused invalid spoilt blank")

func meets(a, b words) bool {
	for w := range b {
		if a[w] {
			return true
		}
	}
	return false
}

// checkWhole judges shares that divide a whole: 34, 34 and 33 percent. Their roundings may add to a
// little more or less than 100.
func (c *checker) checkWhole(p *passage, r roster) {
	sum := number.Exactly(new(big.Rat))
	var parts []string
	for _, t := range r.items {
		if t.Hedge != number.None && t.Hedge != number.Approx {
			return
		}
		sum = sum.Add(t.input())
		parts = append(parts, t.written())
	}
	whole := number.Exactly(rat1)
	full := sum.Set.Contains(rat1)
	exhaustive, multiple := p.divides(r), p.manyAnswers(r.start)
	last := r.items[len(r.items)-1]
	f := c.finding(last, ruleWhole)
	f.Formula = strings.Join(parts, " + ") + " = " + percent(sum.Value)
	for _, t := range r.items {
		f.Evidence = append(f.Evidence, c.evidence(t))
	}
	f.Low, f.High = plainEnds(sum.Set.Scale(rat100))
	f.Value = number.Plain(percentOf(sum.Value), 6)
	switch {
	case full && (exhaustive || len(r.items) > 2):
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		if sum.Value.Cmp(rat1) != 0 {
			f.Reason = finding.Rounded
			f.AddNote("rounding", "the shares were rounded one by one: together they are 100 percent within rounding")
		}
		c.add(f, sure)
	case multiple && sum.Value.Cmp(rat1) > 0:
		f.Verdict, f.Reason = finding.Supported, finding.Bound
		f.AddNote("possible", "several answers were possible, so the shares may exceed 100 percent together")
		c.add(f, possible)
	case exhaustive && !full && !multiple && !sum.Set.Overlaps(whole.Set) && p.dividing(r, sum.Value):
		f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Value, finding.Substance
		rest := new(big.Rat).Sub(rat1, new(big.Rat).Sub(sum.Value, last.input().Value))
		if rest.Sign() > 0 {
			f.Wording = number.Group(last.claimed.Restate(percentOf(rest)).String()) + c.unitWords(last)
		}
		if new(big.Rat).Abs(new(big.Rat).Sub(sum.Value, rat1)).Cmp(c.tolerances.Slip) <= 0 {
			f.Grade = finding.Slip
		}
		f.Message = "Together these shares are " + strings.TrimSuffix(f.Formula[strings.LastIndex(f.Formula, "= ")+2:], " %") +
			" percent (" + f.Formula + "), where they should divide 100 percent; is one of them another number?"
		c.add(f, sure)
	}
}

// farOff is how far from 100 percent shares may add up and still be meant to divide it: beyond, they are
// rates of several groups.
var farOff = big.NewRat(1, 4)

// dividing says whether the shares are meant to make a whole, by their size and their form: "(3.6 percent)"
// behind each group is a rate of that group.
func (p *passage) dividing(r roster, sum *big.Rat) bool {
	bracketed := 0
	for _, t := range r.items {
		if p.mark(t.tok-1) == '(' {
			bracketed++
		}
	}
	d := new(big.Rat).Sub(sum, rat1)
	return bracketed < len(r.items) && d.Abs(d).Cmp(farOff) <= 0 && p.find(r.start-12, r.end, list("rate rates unemployment joblessness turnout growth prevalence")) < 0
}

// divides says whether the shares of a roster divide one whole.
func (p *passage) divides(r roster) bool {
	if p.exhaustive(r) == complete {
		return true
	}
	from, _ := p.bounds(r.start)
	for j := from; j < r.end; j++ {
		if n := p.anyPhrase(j, []string{"single answer", "one answer", "single choice", "divided", "split", "broken down", "breakdown", "made up of", "consisted of", "consists of", "composed of", "comprised"}); n > 0 {
			return true
		}
	}
	_, end := p.bounds(r.start)
	return p.find(r.items[len(r.items)-1].tok, end, list("undecided abstained abstain abstaining unsure don't rest others remainder remaining neither opinion")) >= 0 || p.exhaustive(r) == disjoint && len(r.items) > 2
}

// manyAnswers says whether the passage allows several answers.
func (p *passage) manyAnswers(int) bool {
	for j := range p.tokens {
		if p.anyPhrase(j, []string{"several answers", "multiple answers", "more than one", "multiple responses", "several responses", "multiple choices", "all that apply", "several reasons", "several options",
			"multiple options", "not exclusive", "mutually exclusive", "overlap", "overlapped", "several could", "multiple mentions", "could name several", "could give several"}) > 0 {
			return true
		}
	}
	return false
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
