package consistency

import (
	"math/big"

	"recount/analysis/number"
)

// Rosters: numbers in coordination, and what they divide.

// A roster is a run of numbers in coordination: 17 for, 19 against and 11 abstaining.
type roster struct {
	items      []*term
	start, end int // tokens; the end is behind the last item's noun
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
	case t.Ranged || t.Den > 0 || t.class != count && t.class != measure && t.class != span && t.class != age && !t.percentage():
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
		case m == ';' && (commas || !p.listsBySemicolon(i)):
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
				if !determiners[w] && w != "remaining" {
					after++
				}
				if after > 2 && !p.timed(j) || aside[w] {
					return -1
				}
			}
			continue
		}
		if p.bounding(r, j) { // "52 percent are under 30, 31 percent between 30 and 60": the group, not its share
			joined = false
			continue
		}
		if joined && !anaphor {
			p.carry(r.items[0], t)
		}
		if !joined || anaphor || !p.listable(j) || !alike(r.items[0], t) || p.apposed(j) || t.percentage() != r.items[0].percentage() {
			return -1
		}
		return j
	}
	return -1
}

// carry gives a bare number of a list the unit of the first one: 39 million euros from books, 18 million
// from magazines. What it is of must follow it, or nothing.
func (p *passage) carry(first, t *term) {
	if first.class != measure && first.class != span || t.class != count || t.Counted != "" || t.Den > 0 || t.Ranged {
		return
	}
	switch w := p.word(t.tok + 1); w {
	case "from", "for", "in", "on", "to", "by", "at", "with", "and", "came", "comes", "went", "goes", "was", "is":
	default:
		if !p.closing(t.tok + 1) {
			return
		}
	}
	t.class, t.one, t.unit = first.class, first.one, first.unit
}

// bounding says whether the number at j, in a list of percentages, says whose share one is: those under
// 30, aged 30 to 60, with over 10 hectares.
func (p *passage) bounding(r roster, j int) bool {
	t := p.at(j)
	return r.items[0].percentage() && t.sized() && (t.Ranged || p.bound(t) != 0)
}

// sized says whether the term can be the bound of a group: a number of years, hectares or people, and no
// share with its sign.
func (t *term) sized() bool {
	switch t.class {
	case count, age, measure, span:
		return true
	}
	return t.class == share && t.Ranged && t.NumEnd == t.End
}

// bound is −1 for a number that a group lies below (under 30, 30 or younger), 1 for one that it lies above.
func (p *passage) bound(t *term) int {
	switch t.Hedge {
	case number.LessThan, number.AtMost:
		return -1
	case number.MoreThan, number.AtLeast:
		return 1
	}
	j := p.afterNoun(t.tok)
	if p.word(j) == "or" || p.word(j) == "and" {
		j++
	}
	switch p.word(j) {
	case "over", "above", "older", "more", "up", "upwards", "longer":
		return 1
	case "under", "below", "younger", "less", "fewer", "shorter":
		return -1
	}
	return 0
}

// timed says whether token j ends "in the second half", which may stand before an item of a list.
func (p *passage) timed(j int) bool {
	switch p.word(j) {
	case "half", "quarter", "year", "month", "week", "place", "round":
		return p.findWord(j-4, j, "in", "during", "at") >= 0
	}
	return false
}

// listsBySemicolon says whether the sentence of token i parts its items by semicolons throughout.
func (p *passage) listsBySemicolon(i int) bool {
	from, to := p.bounds(i)
	semicolons, commas := 0, 0
	for j := from; j < to; j++ {
		switch p.mark(j) {
		case ';':
			semicolons++
		case ',':
			commas++
		}
	}
	return semicolons > 1 || commas == 0
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
		if p.endsWith(j, v) > 0 && !(v == "together" && p.othersBefore(j)) {
			return true
		}
	}
	switch p.word(j - 1) {
	case "all": // 18 for, 12 against and 3 abstentions, all 33 members
		return p.mark(j-2) == ','
	case "or", "i.e.":
		return true
	case "of":
		return p.word(j-2) == "total" || p.word(j-2) == "sum" || changeWords.nouns(p.word(j-2))
	case "to":
		return true
	}
	return false
}

// othersBefore says whether the number at j is that of all others: and all other sources together 13 percent.
func (p *passage) othersBefore(j int) bool {
	for k := j - 1; k >= j-6 && p.mark(k) == 0 && p.num(k) == nil; k-- {
		switch p.word(k) {
		case "others", "rest", "remaining", "remainder":
			return true
		case "other":
			return p.word(k-1) == "all" || p.word(k-1) == "the"
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
	{[]words{list("won winning wins win victories"), list("drew drawn drawing draws draw tied ties"), list("lost losing losses lose defeats")}, false},
	{[]words{list("adults adult"), list("children child minors minor")}, false},
	{[]words{list("urban"), list("rural")}, false},
	{[]words{list("civilians civilian"), list("soldiers soldier combatants combatant")}, false},
}

// results are verbs that count matches by how they ended.
var results = list("won winning drew drawing lost losing tied")

// A division says how the items of a roster stand to a whole.
type division uint8

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
		if results[p.word(t.tok-1)] {
			ws = words{p.word(t.tok - 1): true} // winning 20, drawing 8: the word stands before its number
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
	if p.rest(r.items[len(r.items)-1].tok) || p.graded(r) {
		return complete
	}
	return selection
}

// graded says whether the items divide a whole by size or age: one below a bound, one above another, and
// those between them in between. Two items must meet at one bound.
func (p *passage) graded(r roster) bool {
	var below, above, between *term
	for k, t := range r.items {
		end := min(r.end+maxItem, len(p.tokens))
		if k+1 < len(r.items) {
			end = r.items[k+1].tok
		}
		for j := t.tok + 1; j < end && p.sentence(j) == p.sentence(t.tok); j++ {
			b := p.num(j)
			if b == nil || !b.sized() {
				continue
			}
			switch side := p.bound(b); {
			case b.Ranged:
				between = b
			case side < 0 && below == nil:
				below = b
			case side > 0 && above == nil:
				above = b
			default:
				return false
			}
			break
		}
	}
	if below == nil || above == nil {
		return false
	}
	switch lo, hi := below.claimed.Number(), above.claimed.Number(); len(r.items) {
	case 2:
		return lo.Cmp(hi) == 0
	case 3:
		return between != nil && lo.Cmp(hi) < 0 && between.Low.Rat().Cmp(lo) >= 0 && between.High.Rat().Cmp(hi) <= 0
	default:
		return between != nil && lo.Cmp(hi) < 0
	}
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
