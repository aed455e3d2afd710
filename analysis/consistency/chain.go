package consistency

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/quantity"
)

// Chains: a passage names one value after another ("5,081 cases in 2015. In 2016 the number fell by 57
// percent to 2,164. In 2017 …"), and each change is said of the value before. The value before is the
// last one of the same thing: the same noun counted, no other place named, and the year before or, where
// no year is given, the sentence before.

// A level is a value that a change can start from.
type level struct {
	*term
	noun string // head noun of what is counted, in the singular
	year int
}

// checkChains judges the amounts that no move has claimed.
func (c *checker) checkChains(p *passage, moves []move, used map[int]bool) {
	levels := p.levels(used)
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || used[i] {
			continue
		}
		m, a, ok := p.chained(t, levels, moves)
		if !ok {
			continue
		}
		used[i] = true
		if rs := changeReadings(m, a); len(rs) > 0 {
			c.decide(rs)
		}
	}
}

// levels are the values of the passage that are no amounts of change.
func (p *passage) levels(used map[int]bool) []level {
	var ls []level
	for i := range p.terms {
		t := &p.terms[i]
		if !t.measures() || used[t.tok] || t.Ranged || t.class == ratio || t.class == points || t.class == span || t.class == age {
			continue
		}
		if p.isAmount(t.tok) {
			continue
		}
		l := level{term: t, noun: p.seriesOf(t), year: p.yearOf(t.tok)}
		if n := len(ls); l.noun == "" && n > 0 && alike(ls[n-1].term, t) && (p.carried(t.tok) || p.elliptic(ls[n-1].tok, t.tok)) {
			l.noun = ls[n-1].noun // "It rose to 630": of what the level before is
		}
		ls = append(ls, l)
	}
	return ls
}

// isAmount says whether the number at i is an amount of change by the words at it: by 12 percent, an
// increase of 12, 12 percent more.
func (p *passage) isAmount(i int) bool {
	if p.leads(i, "to") || p.leads(i, "from") {
		return false
	}
	if w := p.word(i - 1); w == "another" || w == "further" {
		return true
	}
	w := p.word(i - 1)
	cw := changeWords[w]
	if w == "by" || p.isParticle(i-1) || p.ownNoun(i) != 0 || (cw.sort == verb && p.at(i).class == share) {
		return true
	}
	return changeWords[p.word(i+1)].sort == comparative || changeWords.nouns(p.word(i+1))
}

// chained finds the move that an amount is said of: to the value its own clause names, from the value
// before.
func (p *passage) chained(t *term, levels []level, moves []move) (move, amount, bool) {
	i := t.tok
	if t.class != share && t.class != ratio && t.class != points || t.class == ratio && p.factor(t) == nil {
		return move{}, amount{}, false
	}
	own := p.ownNoun(i)
	k, than := p.comparative(i)
	if than && p.word(k+1) == "than" {
		return move{}, amount{}, false
	}
	var to int
	switch {
	case than && p.mark(k+1) == ',' && p.num(k+2) != nil && p.closing(k+3): // 10 percent fewer, 540, in May
		to = p.levelBehind(i, levels)
	case own != 0 && p.particleBefore(i) && p.levelBehind(i, levels) >= 0: // up a fifth to 15
		to = p.levelBehind(i, levels)
	case own != 0 || p.particleBefore(i) || than && p.mark(k+1) != '(': // a rise of 5 percent; up 5 percent; 5 percent more
		to = p.levelBefore(i, levels)
	case p.isAmount(i) || t.class == ratio:
		to = p.levelBehind(i, levels)
	default:
		return move{}, amount{}, false
	}
	if to >= 0 && levels[to].tok < i && p.findWord(levels[to].tok, i, causes...) >= 0 {
		return move{}, amount{}, false
	}
	if to < 0 || p.compares(i) {
		return move{}, amount{}, false
	}
	from, firm := p.previous(levels, to, p.yearBefore(i))
	if from < 0 {
		return move{}, amount{}, false
	}
	m := move{from: levels[from].term, to: levels[to].term, start: levels[to].tok, end: levels[to].tok + 1, word: -1, firm: firm}
	a := p.amount(t, 0)
	switch {
	case own == 1 || own == -1:
		a.direction, a.own = own, true
	case own == 0 && changeWords[p.word(i+1)].sort == comparative:
		a.direction, a.own = changeWords.direction(p.word(i+1)), true
	case own == 0:
		if w := p.verbBefore(i); w >= 0 {
			a.direction, a.own = changeWords.direction(p.word(w)), true
		}
	}
	if t.class == ratio {
		a.own = false
	}
	return m, a, true
}

func (p *passage) particleBefore(i int) bool { return p.isParticle(i - 1) }

// verbBefore returns the token of the verb of change that the amount at i belongs to.
func (p *passage) verbBefore(i int) int {
	for j := i - 1; j >= i-4 && j >= 0; j-- {
		if changeWords[p.word(j)].sort == verb || p.isParticle(j) {
			return j
		}
		if p.mark(j) != 0 || p.num(j) != nil {
			return -1
		}
	}
	return -1
}

// levelBefore is the value that an amount in apposition follows: "5,644 cases, an increase of 30 percent".
func (p *passage) levelBefore(i int, levels []level) int {
	for k := len(levels) - 1; k >= 0; k-- {
		l := levels[k]
		if l.tok >= i {
			continue
		}
		if p.sentence(l.tok) != p.sentence(i) || i-l.tok > maxTrail+4 {
			return -1
		}
		return k
	}
	return -1
}

// levelBehind is the value that the change ends at: "fell by 57 percent to 2,164".
func (p *passage) levelBehind(i int, levels []level) int {
	for k, l := range levels {
		if l.tok <= i {
			continue
		}
		if j, ok := p.comparative(i); (ok || p.mark(j+1) == '(') && p.mark(l.tok-1) == '(' && l.tok == j+2 && p.mark(l.tok+1) == ')' {
			return k // 10 percent more (880)
		}
		if j, ok := p.comparative(i); ok && p.mark(j+1) == ',' && l.tok == j+2 {
			return k // 10 percent fewer, 540
		}
		if p.sentence(l.tok) != p.sentence(i) || l.tok > i+8 || !p.leads(l.tok, "to") || p.findWord(i+1, l.tok, "from") >= 0 {
			return -1
		}
		return k
	}
	return -1
}

// compares says whether the amount at i is said against something else than the value before: over the
// average of five years, than in France, since 2010.
func (p *passage) compares(i int) bool {
	_, end := p.bounds(i)
	for j := i + 1; j < min(end, i+14); j++ {
		switch p.word(j) {
		case "average", "than", "expected", "planned", "forecast", "target", "since", "decade", "compared", "versus", "against", "national", "annually", "annual", "per", "a":
			if p.word(j) == "a" && p.word(j+1) != "year" {
				continue
			}
			if p.word(j) == "compared" && p.lastYear(j) {
				return false
			}
			if p.word(j) == "a" && (p.word(j+2) == "earlier" || p.word(j+2) == "before" || p.word(j+2) == "ago") {
				return false
			}
			return true
		}
		if m := p.mark(j); m == ';' || m == '.' && j > i+1 {
			return false
		}
	}
	return false
}

// pastWords point to an earlier time.
var pastWords = list("previous preceding last prior before earlier")

// lastYear says whether words like "with the previous year" follow token j.
func (p *passage) lastYear(j int) bool {
	return p.find(j, j+6, pastWords) >= 0
}

// yearBefore says whether the amount at i is said against the year before: from the previous year, year
// on year.
func (p *passage) yearBefore(i int) bool {
	_, end := p.bounds(i)
	for j := i + 1; j < min(end, i+12); j++ {
		w := p.word(j)
		if (w == "previous" || w == "preceding" || w == "prior" || w == "last") && p.word(j+1) == "year" || w == "year-on-year" ||
			w == "year" && (p.word(j+1) == "before" || p.word(j+1) == "earlier" || p.word(j+1) == "on") {
			return true
		}
	}
	return false
}

// previous finds the value before levels[to] of the same thing. It is firm if the words leave no doubt:
// the same noun, no name of a place that the other lacks, and years that follow each other.
func (p *passage) previous(levels []level, to int, lastYear bool) (int, bool) {
	b := levels[to]
	if p.saidLast(b.tok) { // "630 this year after 600 last year": the later value stands first
		return -1, false
	}
	for k := to - 1; k >= 0; k-- {
		a := levels[k]
		if a.Kind == quantity.Money && p.priceAgain(b.tok) {
			assume(a.term, b.term)
		}
		if !alike(a.term, b.term) {
			continue
		}
		if !p.sameThing(a, b) {
			if a.noun == "" && a.class == count {
				return -1, false // a number of nothing that is named may be the one before
			}
			continue
		}
		if earlier, known := p.whenOf(b.tok).before(p.whenOf(a.tok)); known && earlier {
			return -1, false // "50 this year, 40 last year, a rise of 25 percent"
		}
		if a.year != 0 && b.year != 0 {
			if a.year >= b.year {
				return -1, false
			}
			if b.year-a.year != 1 && lastYear {
				return -1, false
			}
		}
		near := p.sentence(b.tok)-p.sentence(a.tok) <= 1
		next := a.year != 0 && (b.year == a.year+1 || b.year > a.year && p.byThen(b.tok))
		open := a.year == b.year || lastYear || b.year == 0 && p.carried(b.tok) && p.sentence(a.tok) == p.sentence(b.tok)
		return k, near && (next || (a.year == 0 || b.year == 0) && open) && p.sameNames(a.tok, b.tok) && p.samePlace(a.tok, b.tok)
	}
	return -1, false
}

// samePlace says whether no words place the later value elsewhere: "to 120 in the suburbs" after "300 in the
// centre", or "while exports, at 12 tonnes, …".
func (p *passage) samePlace(a, b int) bool {
	if p.sentence(a) == p.sentence(b) && p.findWord(a, b, "while", "whereas", "but") >= 0 {
		return false
	}
	if p.forWhom(a) != p.forWhom(b) {
		return false
	}
	there := p.placeOf(b)
	return there == "" || there == p.placeOf(a)
}

// forWhom is the noun of "for men" behind the value at token i.
func (p *passage) forWhom(i int) string {
	if j := p.afterNoun(i); (p.word(j) == "for" || p.word(j) == "among") && members[p.word(j+1)] {
		return p.word(j + 1)
	}
	return ""
}

// placeOf is the noun of "in the suburbs" behind the value at token i.
func (p *passage) placeOf(i int) string {
	j := p.afterNoun(i)
	if w := p.word(j); w != "in" && w != "at" && w != "on" && w != "among" || !determiners[p.word(j+1)] {
		return ""
	}
	if _, timed := p.timeAt(j + 2); timed || p.at(j+2) != nil {
		return ""
	}
	return p.word(j + 2)
}

// saidLast says whether the value at token i is that of "last year" or "last month", in words right behind it.
func (p *passage) saidLast(i int) bool {
	k := p.afterNoun(i)
	if p.word(k) != "last" {
		return false
	}
	switch p.word(k + 1) {
	case "year", "month", "week", "quarter", "season", "spring", "summer", "autumn", "winter":
		return true
	}
	return false
}

// byThen says whether the change to the level at i runs up to its year from the value before: "by 2020 they
// had risen by another 25 percent to 15 euros".
func (p *passage) byThen(i int) bool {
	from, _ := p.bounds(i)
	for j := i - 1; j > from; j-- {
		if t := p.at(j); t != nil && t.class == moment && p.word(j-1) == "by" {
			return true
		}
		if p.mark(j) == ';' {
			return false
		}
	}
	return false
}

// sameThing says whether two values are of one thing, by the nouns that they count.
func (p *passage) sameThing(a, b level) bool {
	switch {
	case a.class == count || b.class == count:
		return a.noun != "" && (a.noun == b.noun || b.noun == "" && (p.mentions(b.tok, a.noun) || p.carried(b.tok)))
	case a.noun != "" && b.noun != "":
		return a.noun == b.noun
	}
	return p.sentence(a.tok) == p.sentence(b.tok) || a.noun == b.noun || a.Kind == quantity.Money && p.priceAgain(b.tok)
}

// priceAgain says whether the clause of the value at token i speaks of a price or a sum that was named before: "By the
// harvest the price had doubled, to 109,000".
func (p *passage) priceAgain(i int) bool {
	from, _ := p.bounds(i)
	k := p.findWord(from, i, "price", "cost", "bill", "figure", "sum", "rent", "fee")
	return k > from && (p.word(k-1) == "the" || p.word(k-1) == "its") && !prepositions[p.word(k+1)]
}

// mentions says whether the clause before token i speaks of the noun: "the number of cases … to 4,335".
func (p *passage) mentions(i int, noun string) bool {
	from, _ := p.bounds(i)
	for j := i - 1; j >= from; j-- {
		if singular(p.word(j)) == noun {
			return true
		}
	}
	return false
}

// nounOf is the head of what a term counts, in the singular: "court case" is case.
func (p *passage) nounOf(t *term) string {
	n := t.Counted
	if n == "" {
		from, _ := p.bounds(t.tok)
		for j := t.tok - 1; j >= from; j-- { // "the number of cases rose to 4,335"; "the birth rate fell to 8.1"
			if p.word(j) == "number" && p.word(j+1) == "of" {
				return singular(p.word(j + 2))
			}
			if w := p.word(j); w == "rate" || w == "share" || w == "price" || w == "toll" {
				return strings.TrimSpace(p.word(j-1) + " " + w)
			}
		}
		return ""
	}
	if k := strings.LastIndexByte(n, ' '); k >= 0 {
		n = n[k+1:]
	}
	return n
}

// levelVerbs say what a level is: enrolment was 600, applications numbered 4,000.
var levelVerbs = list("was were is are numbered totalled totaled reached stood amounted counted equalled hit measured averaged had has have counts numbers")

// pronouns stand for what was spoken of before; "the number" does so too where it says no more.
var pronouns = list("it they this that these those number figure total count which there")

// subjectOf is the last word of the subject that a bare level at token i is of: the one before its verb.
// It is −1 where the clause has none of its own, as behind "and then".
func (p *passage) subjectOf(i int) int {
	from, _ := p.bounds(i)
	for j := i - 1; j >= from && j >= i-maxItem; j-- {
		w := p.word(j)
		if p.mark(j) == ';' || p.mark(j) == ':' || w == "and" || w == "then" || w == "but" {
			return -1
		}
		if !levelVerbs[w] && changeWords[w].sort != verb || p.num(j-1) != nil {
			continue
		}
		for k := j - 1; k >= from; k-- {
			switch s := p.word(k); {
			case s == "had" || s == "has" || s == "have" || s == "then" || s == "also" || s == "still" || s == "only" || strings.HasSuffix(s, "ly"):
			case s == "" || s == "and" || s == "but" || s == "to" || prepositions[s]:
				return -1
			default:
				return k
			}
		}
		return -1
	}
	return -1
}

// elliptic says whether the bare number at b continues the series of the one at a: 800 frogs in 2015, 880
// in 2016. Each has a time of its own, and nothing else is named between them.
func (p *passage) elliptic(a, b int) bool {
	if p.sentence(a) != p.sentence(b) || b-a > maxIntro {
		return false
	}
	w := p.word(b + 1)
	return (w == "in" || w == "on" || w == "by" || w == "at") && p.at(b+2) != nil && p.at(b+2).class == moment
}

// carried says whether the clause of a bare level at token i is about what was spoken of before: its
// subject is a pronoun or "the number", or it has none.
func (p *passage) carried(i int) bool {
	from, _ := p.bounds(i)
	if j := p.subjectOf(i); j >= 0 {
		return pronouns[p.word(j)]
	}
	for j := i - 1; j >= from; j-- { // "and by 20 percent to 693", "10 percent more (880)"
		if p.num(j) != nil && p.isAmount(j) {
			return true
		}
		if p.mark(j) == ';' {
			return false
		}
	}
	return false
}

// seriesOf is nounOf or, for a number that counts no noun, its subject: enrolment was 600.
func (p *passage) seriesOf(t *term) string {
	if n := p.nounOf(t); n != "" || t.Counted != "" {
		return n
	}
	if j := p.subjectOf(t.tok); j >= 0 && !pronouns[p.word(j)] {
		return singular(p.word(j))
	}
	return ""
}

// singular strips the commonest plural endings.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
		return w[:len(w)-1]
	}
	return w
}

// yearOf is the year that the value at token i is of: right behind it, or at the head of its sentence.
func (p *passage) yearOf(i int) int {
	from, to := p.bounds(i)
	for j := i + 1; j < min(to, i+7); j++ {
		if t := p.at(j); t != nil {
			if t.class == moment && t.From.Year != 0 {
				return t.From.Year
			}
			break
		}
	}
	for j := i - 1; j >= from; j-- {
		t := p.at(j)
		if t == nil || t.class != moment || t.From.Year == 0 {
			continue
		}
		if v := p.num(j - 2); v != nil && alike(v, p.at(i)) && !p.isAmount(j-2) {
			return 0 // "5,500 in 2012, and then fell to 4,400": the year is that of the value before
		}
		return t.From.Year
	}
	return 0
}

// sameNames says whether the clause of the later value names nothing that the text up to the earlier one
// did not: another place makes another series.
func (p *passage) sameNames(a, b int) bool {
	from, _ := p.bounds(b)
	for j := from; j <= b; j++ {
		w := p.tokens[j]
		if w.word == "" || j == from || weekdays[w.word] {
			continue
		}
		r, _ := utf8.DecodeRuneInString(p.c.text[w.start:])
		if _, end := p.bounds(a); !unicode.IsUpper(r) || p.namedBefore(w.word, min(end, from)) {
			continue
		}
		return false
	}
	return true
}

// weekdays are written like names and name no place.
var weekdays = list("monday tuesday wednesday thursday friday saturday sunday christmas easter")

func (p *passage) namedBefore(w string, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if p.word(j) == w {
			return true
		}
	}
	return false
}
