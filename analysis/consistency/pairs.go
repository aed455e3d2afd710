package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
)

// A pair is a count with the count it is part of: 17 of the 26 detainees.
type pair struct {
	part, whole *term
	end         int  // the token behind both
	firm        bool // the words say "of", and leave no doubt of which
	level       bool // the whole is a level, which the part may exceed: a capacity of 1,000
}

// determiners may stand between "of" and the number of a group.
var determiners = list("the a an all these those its their our his her some this that such both said only just another other first last")

// groupNouns may stand between: "of a total of 26", "of a sample of 40".
var groupNouns = list("total sample group population pool panel sum grand batch list set cohort number random survey")

// number of tokens that may stand between parts of one pair.
const (
	maxNoun  = 9  // a noun phrase with its adjectives
	maxIntro = 18 // "Of the 40 people interviewed by the office in 2018 and 2019, 26 …"
)

// group returns the token of the number that "of", at token i−1, leads to: of [the] 26, of a total of 26.
func (p *passage) group(i int) int {
	for k := i; k < i+5; k++ { // of the city council's 45 seats
		if w := p.word(k); strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") {
			if p.at(k+1) != nil {
				return k + 1
			}
			break
		} else if w == "" {
			break
		}
	}
	for n := 0; n < 6; n++ {
		if p.at(i) != nil {
			return i
		}
		w := p.word(i)
		if !determiners[w] && !groupNouns[w] && w != "of" {
			return -1
		}
		i++
	}
	return -1
}

// afterNoun returns the token behind the term at i and the noun it counts.
func (p *passage) afterNoun(i int) int {
	t := p.at(i)
	i++
	if t == nil || t.CountedStart >= t.CountedEnd {
		return i
	}
	for i < len(p.tokens) && p.tokens[i].start < t.CountedEnd && p.tokens[i].term < 0 {
		i++
	}
	return i
}

// isCount says whether the term at token i is a count that may be part or whole: no fraction, no year.
func (p *passage) isCount(i int) bool {
	t := p.num(i)
	return t != nil && t.class == count && t.Den == 0 && !t.claimed.Ranged && !p.isAge(i)
}

// isAge says whether the number at token i is how old people were: "thirty of them were over eighty".
func (p *passage) isAge(i int) bool {
	t := p.num(i)
	bounded := t.Hedge == number.MoreThan || t.Hedge == number.LessThan
	if !bounded || t.Counted != "" || t.Unit != "" || p.mark(i+1) == 0 {
		return false
	}
	for j := i - 1; j >= i-3 && j >= 0; j-- {
		switch p.word(j) {
		case "were", "was", "are", "is":
			v := t.claimed.Number()
			return v != nil && v.Cmp(big.NewRat(120, 1)) < 0
		}
	}
	return false
}

// isTime says whether the term at token i counts weeks or months, of which some may be a part: 13 of the 52
// weeks.
func (p *passage) isTime(i int) bool {
	t := p.num(i)
	return t != nil && t.class == span && t.Den == 0 && !t.claimed.Ranged
}

// isSize says whether the number at token i is an amount of money, land, weight and the like, of which another
// amount may be a part.
func (p *passage) isSize(i int) bool {
	t := p.num(i)
	return t != nil && t.class == measure && t.Den == 0 && !t.Ranged && !t.half && t.Per == 0 && !degrees[t.Unit] && !strings.Contains(t.Unit, " per ") && t.Direction == 0
}

// sizedPart says whether the number at i is a part of the amount at k: in its unit, or without one where the
// unit follows the amount alone, "9 million of its 36 million euros".
func (p *passage) sizedPart(i, k int) bool {
	if !p.isSize(k) {
		return false
	}
	x, y := p.at(i), p.at(k)
	bare := p.isCount(i) && x.Counted == "" && y.NumEnd < y.End && p.c.text[y.NumEnd] == ' '
	if bare {
		assume(x, y)
	}
	return alike(x, y)
}

// sizeBefore returns the amount that "of which" stands for: the only number of the sentence before token i, with
// no more than its own noun between.
func (p *passage) sizeBefore(i int) *term {
	k := p.numberBefore(i)
	if k < 0 || !p.isSize(k) || i-k > 6 || p.numberBefore(k) >= 0 && p.sentence(p.numberBefore(k)) == p.sentence(k) {
		return nil
	}
	for j := k + 1; j < i; j++ {
		if p.mark(j) != 0 {
			return nil
		}
	}
	return p.at(k)
}

// partWords stand between a part and its whole.
var partWords = []string{"of", "out of", "from among", "among", "amongst"}

// pairs finds every "X of the Y", "of the Y, X", "X of them".
func (p *passage) pairs() []pair {
	var ps []pair
	for i := range p.tokens {
		if !p.isCount(i) && !(p.isTime(i) && p.word(i+1) == "of") && !p.isSize(i) {
			continue
		}
		if q, ok := p.pairAt(i); ok {
			ps = append(ps, q)
		}
	}
	return ps
}

// pairAt finds the whole of the count at token i.
func (p *passage) pairAt(i int) (pair, bool) {
	x := p.at(i)
	if p.relative(i) && p.isCount(i) { // "90 members, of whom 45 voted"
		if y := p.relativeGroup(i); y != nil {
			return pair{part: x, whole: y, end: p.afterNoun(i), firm: true}, true
		}
	}
	for _, j := range []int{i + 1, p.afterNoun(i)} {
		n := p.anyPhrase(j, partWords)
		if n == 0 {
			continue
		}
		if k := p.group(j + n); k >= 0 && (p.isCount(i) && p.isCount(k) || p.sizedPart(i, k) || p.isTime(i) && p.isTime(k) && p.at(k).Unit == x.Unit && determiners[p.word(j+n)]) && p.sentence(k) == p.sentence(i) {
			return pair{part: x, whole: p.at(k), end: p.afterNoun(k), firm: true}, true
		}
		if w := p.word(j + n); w == "which" && (p.isCount(i) && x.Counted == "" || p.isSize(i)) && p.mark(i-1) == ',' { // 38 hectares, 12 of which
			if y := p.sizeBefore(i - 1); y != nil {
				if assume(x, y); alike(x, y) {
					return pair{part: x, whole: y, end: j + n + 1, firm: true}, true
				}
			}
		}
		if anaphors[p.word(j+n)] && p.isCount(i) && p.word(i-1) != "or" {
			if y, firm := p.antecedent(i); y != nil {
				return pair{part: x, whole: y, end: j + n + 1, firm: firm}, true
			}
		}
	}
	if p.opensOfThese(i) {
		if y, firm := p.antecedent(i); y != nil {
			return pair{part: x, whole: y, end: p.afterNoun(i), firm: firm}, true
		}
	}
	if y, end := p.ofTheNoun(i); y != nil {
		return pair{part: x, whole: y, end: end, firm: true}, true
	}
	if k := p.introduced(i); k >= 0 && (p.isCount(i) && p.isCount(k) || p.isSize(i) && p.sizedPart(i, k)) {
		return pair{part: x, whole: p.at(k), end: p.afterNoun(i), firm: true}, true
	}
	return pair{}, false
}

// ofTheNoun finds the group of "60 rooms, and 45 of the rooms": the only count of that noun before it in its
// sentence or the one before. What follows must not narrow the group.
func (p *passage) ofTheNoun(i int) (whole *term, end int) {
	if !p.isCount(i) || p.word(i+1) != "of" || p.word(i+2) != "the" && p.word(i+2) != "its" && p.word(i+2) != "their" || p.word(i+3) == "" {
		return nil, 0
	}
	end = i + 4
	if !p.closing(end) && !predicates[p.word(end)] {
		return nil, 0
	}
	noun := singular(p.word(i + 3))
	for j := i - 1; j >= 0 && p.sentence(j) >= p.sentence(i)-1; j-- {
		if !p.isCount(j) || headNoun(p.at(j)) != noun {
			continue
		}
		if whole != nil || p.at(j).Hedge != number.None || !p.sameNames(j, i) {
			return nil, 0
		}
		whole = p.at(j)
	}
	return whole, end
}

// relative says whether "of whom" or "of which" stands before the number at i.
func (p *passage) relative(i int) bool {
	for p.word(i-1) == "only" || p.word(i-1) == "just" || p.word(i-1) == "some" {
		i--
	}
	if w := p.word(i - 2); w != "of" && w != "among" {
		return false
	}
	switch p.word(i - 1) {
	case "whom", "which": // of whom 45 voted
		return true
	case "these", "them", "those": // and of these 12 work part-time; but 5 of those 12
		return p.mark(i-3) != 0 || p.word(i-3) == "and" || p.word(i-3) == "but"
	}
	return false
}

// relativeGroup returns the group that "of whom" before token i stands for: the nearest count before it
// that counts something by its own noun, or that is itself a part in such a clause: "800 women, of whom
// 300 …, of whom 90 …". Between it and the clause stands no other number.
func (p *passage) relativeGroup(i int) *term {
	k := i - 2
	for ; p.word(k) != "of" && p.word(k) != "among"; k-- {
	}
	for j := k - 1; j >= 0 && p.sentence(j) == p.sentence(i) && k-j <= maxIntro; j-- {
		if p.num(j) == nil {
			continue
		}
		if p.isCount(j) && (p.at(j).Counted != "" || p.relative(j) || p.word(j+1) == "of" || k-j == 2 && p.mark(k-1) == ',' || p.introduced(j) >= 0) {
			return p.at(j)
		}
		return nil
	}
	return nil
}

// opensOfThese says whether the count at i is the first of "Of these, 1,030 …".
func (p *passage) opensOfThese(i int) bool {
	from, _ := p.bounds(i)
	w := p.word(from)
	return (w == "of" || w == "among") && anaphors[p.word(from+1)] && p.mark(from+2) == ',' && p.isCount(i) && p.numberBefore(i) < from && i-from <= maxNoun && !prepositions[p.word(i-1)]
}

// anaphors stand for a group named before.
var anaphors = list("them whom these those which")

// antecedent returns the group that "them" behind token i stands for: the nearest count before it, in
// the same sentence or the one before, that counts something. It is firm if there is no other.
func (p *passage) antecedent(i int) (*term, bool) {
	var found *term
	for j := i - 1; j >= 0 && p.sentence(j) >= p.sentence(i)-1; j-- {
		if !p.isCount(j) || p.at(j).claimed.Number().Cmp(rat1) == 0 {
			continue // "them" is never one
		}
		if found == nil {
			found = p.at(j)
			continue
		}
		return found, found.Counted != "" && p.sentence(found.tok) == p.sentence(i)
	}
	return found, found != nil
}

// introduced returns the token of Y for an X in "Of the Y detainees, X …", "Among Y judges, X …".
func (p *passage) introduced(x int) int {
	from, _ := p.bounds(x)
	if prepositions[p.word(x-1)] && !(p.word(x-1) == "in" && found[p.word(x-2)]) {
		return -1 // "4 made a loss of 2 million"
	}
	if w := p.word(from); (w == "on" || w == "in") && determiners[p.word(from+1)] && bodies[p.word(from+2)] && p.word(from+3) == "of" && from+4 < x && p.isCount(from+4) &&
		p.mark(p.afterNoun(from+4)) == ',' {
		return from + 4 // "On a jury of twelve, five were women"
	}
	for i := from; i < x; i++ {
		w := p.word(i)
		if w != "of" && w != "among" && w != "amongst" && !(w == "out" && p.word(i+1) == "of") || i > from && p.mark(i-1) == 0 && !clauseWords[p.word(i-1)] {
			continue
		}
		if w == "out" {
			i++
		}
		k := p.group(i + 1)
		if k < 0 || !p.isCount(k) && !p.isSize(k) || k >= x {
			continue
		}
		for j := k + 1; j < x && j <= k+maxIntro; j++ {
			if p.mark(j) == ',' || p.word(j) == "there" && j == p.afterNoun(k) {
				return k
			}
			if p.num(j) != nil {
				break
			}
		}
	}
	return -1
}

// found are participles of what is in some of a group: lead was found in 24.
var found = list("found detected seen observed present identified recorded noted confirmed diagnosed")

// prepositions before a number make it a part of something else than the group.
var prepositions = list("of by for with from at in on than over under per after before within during until since")

// bodies are groups that are named with the number of their members.
var bodies = list("staff workforce fleet membership electorate population orchestra congregation platoon convoy herd committee jury panel board team council class crew group sample parliament squad cabinet household family delegation commission choir band court")

// clauseWords may open the clause that "of the 26 …" stands at the head of.
var clauseWords = list("that and but while where whereas because although though since")

// share is the evidence for part over whole.
func (q pair) share() (number.Evidence, bool) {
	part, whole := inputs(q.part, q.whole)
	return part.Quo(whole)
}

func (q pair) formula() string { return q.part.written() + " / " + q.whole.written() }

// nested says whether the part can be inside the whole.
func (q pair) nested() bool {
	x, y := q.part.claimed.Number(), q.whole.claimed.Number()
	return x != nil && y != nil && x.Cmp(y) <= 0 && y.Sign() > 0
}

// groupSize is the whole as a group of so many, nil if it is not counted out.
func (t *term) groupSize() *big.Int {
	if t.class != count || t.Ranged || t.Den > 0 || !t.exact() || t.Hedge != number.None || !t.Value.IsInteger() {
		return nil
	}
	return t.Value.Rat().Num()
}
