package claim

import (
	"math/big"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// An op is what the wording around a number asks to be computed.
type op uint8

const (
	opLevel      op = iota // the figure itself
	opRatio                // N times, double, a third of the other's
	opChange               // rose by p percent, p percent more than
	opDifference           // 71 fewer, rose by 2.8 percentage points
	opShare                // p percent of a group
)

// A class is a family of units that can be compared once they are scaled.
type class uint8

const (
	clsNone    class = iota
	clsCount         // so many of a noun
	clsShare         // percent, per 100,000, one in N, a fraction: one class (SEMANTICS, "Hedges")
	clsRatio         // times
	clsPoints        // percentage points
	clsTime          // durations
	clsDate          // days, months, years of events
	clsOrdinal       // the 49th
	clsScore         // an index without a unit
	clsOther         // money, measurements, ages: comparable only in the same unit
)

// An ask is a number of a sentence with what its wording asks for.
type ask struct {
	s       *sentence
	k       int // position among the sentence's quantities
	q       *quantity.Quantity
	claimed number.Claimed
	held    *number.Case // claimed, ready to be judged; made on first use
	kin     []string     // of what is counted, and whether they were looked up
	kinRead bool
	class   class
	base    *big.Rat // what one of the claim's unit is in the class's own unit: 1/100 for percent
	op      op
	from    int // tokens of the quantity
	to      int
	// The tokens that say what it is compared with ("times the rate in China", "than in 2015").
	refFrom, refTo int
	negated        bool // "were not", "without": the share of the others
	all            bool // "all 26": the count is its whole group
	fronted        bool // "of the people interviewed, 11 were women": what is counted stands behind
	partitive      bool // "29 of the people": a part of a group, counted by what the rest of the sentence says
	tentative      bool // expected, planned, supposed: no statement about what was
	levelTo        bool // "fell to 3.6": a level, reached by a change
	levelFrom      bool // "from 4.0": a level, left by a change
	margin         bool // by how much one is ahead of another: "beat her by 400,000 votes"
	listed         bool // one of three or more that stand in a row: "tolls of 140, 156, 184, 197"
	summed         bool // other numbers of the sentence add up to it
	loss           bool // "a loss of 59 million": below zero
}

// kinOf returns the kin of the noun that is counted, by its stem.
func (a *ask) kinOf(head string) []string {
	if !a.kinRead {
		a.kin, a.kinRead = words.Kindred(head), true
	}
	return a.kin
}

// upWords and downWords are verbs and nouns of change, as written.
var upWords = wordSet(`rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth climb climbs climbed climbing
	jump jumps jumped jumping surge surges surged surging soar soars soared soaring up upward gain gains gained higher more swell swelled swollen
	expand expanded expanding multiply multiplied spike spiked spiking leap leapt leaped rocketed skyrocketed rebounded recovered accelerated widened
	double doubled doubles doubling triple tripled triples tripling treble trebled quadruple quadrupled quintupled`)
var downWords = wordSet(`fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop drops dropped dropping
	shrink shrinks shrank shrunk shrinking plunge plunges plunged plunging plummet plummeted plummeting slump slumped down downward lower fewer less
	reduce reduced reduces reducing reduction cut cuts lost lose loses sink sank sunk dip dipped slid slide tumble tumbled collapse collapsed crash crashed
	halve halved halves halving ebbed eased narrowed dwindled dwindling contracted retreated shed sheds shedding`)

// comparers follow an amount that is a difference: "71 fewer deaths", "30 percent higher".
var comparers = wordSet(`more fewer less higher lower greater smaller larger bigger above below increase rise growth gain jump surge climb decrease drop decline fall
	reduction cut dip slump plunge up down longer shorter taller heavier lighter wider deeper cheaper dearer faster slower
	sooner better worse stronger weaker older younger warmer colder hotter cooler wetter drier`)

var tentativeWords = wordSet(`expected forecast forecasts projected projection predicted predict could might may would planned plan plans target targets targeted goal aim aims
	aimed due proposed proposal should hopes hope hoped if estimate-to-be scheduled pledged promised`)

// changeNouns head the title of a change.
var changeNouns = wordSet("growth rise fall change increase decrease decline drop reduction")

// passiveWords behind a number make it one of the future: "a report of 80 pages is due in May".
var passiveWords = wordSet("due expected planned scheduled")

var negations = wordSet(`not never neither nor without n't didn't weren't wasn't hadn't haven't hasn't isn't aren't`)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	start := -1
	for i := 0; i <= len(list); i++ {
		if i < len(list) && list[i] > ' ' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			m[list[start:i]] = true
			start = -1
		}
	}
	return m
}

// asks reads what the k-th number of a sentence asks for.
func (s *sentence) asks(k int, qs []quantity.Quantity) ask {
	q := &qs[s.quants[k]]
	a := ask{s: s, k: k, q: q, from: s.tokenAt(q.Start), to: s.tokenAt(q.End-1) + 1}
	if q.Kind == quantity.Rate && q.Per == 0 && q.Counted != "" && q.NumEnd < q.End { // "171 more pupils a day": the words behind the numeral count
		a.to = s.tokenAt(q.NumEnd-1) + 1
	}
	a.claimed = q.Claimed()
	a.class, a.base = classOf(q)
	if s.isBase(&a) {
		a.class = clsNone
	}
	if s.toOne(&a) {
		return a
	}
	a.op = s.opOf(&a)
	s.reference(&a, qs)
	s.polarity(&a)
	a.summed = s.sumOfOthers(&a, qs)
	a.listed = s.inList(k, qs) >= 3
	s.allBut(&a, qs)
	return a
}

// toOne reads "outnumbered them by three to one" as three times as many, and says whether it stands there.
func (s *sentence) toOne(a *ask) bool {
	if a.class != clsCount || a.q.Counted != "" || s.lower(a.to) != "to" || s.lower(a.to+1) != "one" && s.lower(a.to+1) != "1" {
		return false
	}
	verb, ok := s.has(a.from-9, a.from, rivalry)
	if !ok || s.clause[verb] != s.clause[a.from] {
		return false
	}
	end := a.from
	for end > verb && (s.lower(end-1) == "by" || s.lower(end-1) == "some" || s.lower(end-1) == "about") {
		end--
	}
	a.class, a.op = clsRatio, opRatio
	a.refFrom, a.refTo = verb+1, end
	return true
}

// inList counts the numbers that stand in a row with the k-th, with nothing but commas, "or" and "and" between.
func (s *sentence) inList(k int, qs []quantity.Quantity) int {
	if calendar(qs[s.quants[k]].Kind) {
		return 0
	}
	n := 1
	for j := k + 1; j < len(s.quants) && s.joined(&qs[s.quants[j-1]], &qs[s.quants[j]]); j++ {
		n++
	}
	for j := k - 1; j >= 0 && s.joined(&qs[s.quants[j]], &qs[s.quants[j+1]]); j-- {
		n++
	}
	return n
}

// joined says whether nothing but a comma, "or" or "and" stands between two numbers.
func (s *sentence) joined(p, q *quantity.Quantity) bool {
	from, to := p.End-s.span.Start, q.Start-s.span.Start
	if calendar(p.Kind) || calendar(q.Kind) || from < 0 || to > len(s.text) || from > to || to-from > 8 {
		return false
	}
	switch strings.TrimSpace(s.text[from:to]) {
	case ",", "or", "and", ", or", ", and", "/", ";":
		return true
	}
	return false
}

// sumOfOthers says whether two or more other counts of the sentence add up to this one, which is then theirs together.
func (s *sentence) sumOfOthers(a *ask, qs []quantity.Quantity) bool {
	v := a.claimed.Number()
	if a.class != clsCount || v == nil || len(s.quants) < 3 || len(s.quants) > 12 {
		return false
	}
	sum, n := new(big.Rat), 0
	for k, i := range s.quants {
		q := &qs[i]
		if k == a.k || calendar(q.Kind) || q.Kind != quantity.Count || q.Ranged || q.Vague {
			continue
		}
		if w := q.Claimed().Number(); w != nil {
			sum.Add(sum, w)
			n++
		}
	}
	return n >= 2 && sum.Cmp(v) == 0
}

// changeAhead says whether a word of change stands anywhere in the sentence before token i.
func (s *sentence) changeAhead(i int) bool {
	for j := range max(i, 0) {
		if w := s.lower(j); (upWords[w] || downWords[w]) && !s.particle(j) {
			return true
		}
	}
	return false
}

// isBase says whether a count is what others are counted by, is so counted itself, or is an age: "of every
// 1,000 pupils", "14.7 pupils for each teacher", "were over sixty". None is the number of pupils.
func (s *sentence) isBase(a *ask) bool {
	if a.class != clsCount {
		return false
	}
	if b := s.lower(a.from - 1); b == "every" || b == "each" || b == "per" {
		return true
	}
	if b := s.lower(a.from - 1); (b == "were" || b == "was" || b == "are") && a.q.Counted == "" && s.clauseEnds(a.to) {
		if h := s.lower(a.from); h == "over" || h == "under" {
			return true // "nine of them were over sixty"
		}
	}
	for i := a.to; i < a.to+4; i++ {
		switch w := s.lower(i); {
		case w == "for" || w == "to":
			n := s.lower(i + 1)
			return n == "each" || n == "every"
		case w == "per" || w == "":
			return w == "per"
		}
	}
	return false
}

// direction is 1 for a rise, −1 for a fall, as the scanner read it or as the nearest word of change says.
func (a *ask) direction() int {
	if a.q.Direction != 0 {
		return int(a.q.Direction)
	}
	s := a.s
	best, sign := 9, 0
	for i := max(a.from-8, 0); i < min(a.to+4, len(s.tokens)); i++ {
		if i >= a.from && i < a.to {
			continue // the "more" of "more than half" is no rise
		}
		d := a.from - i
		if i >= a.to {
			d = i - a.to + 1
		}
		w := s.tokens[i].Lower
		if d == 1 && i == a.to && comparers[w] {
			d = 0 // "put up 320 fewer homes"
		}
		if d < best && s.clause[i] == s.clause[a.from] && !s.particle(i) {
			switch {
			case downWords[w]:
				best, sign = d, -1
			case upWords[w]:
				best, sign = d, 1
			}
		}
	}
	return sign
}

var one, zero = big.NewRat(1, 1), new(big.Rat)

// classOf tells the unit class of a quantity, and what one of its unit is in the class's own.
func classOf(q *quantity.Quantity) (class, *big.Rat) {
	switch {
	case q.Kind == quantity.Date || q.Kind == quantity.Year:
		return clsDate, one
	case q.Kind == quantity.Ordinal:
		return clsOrdinal, one
	case q.Kind == quantity.Time || q.Kind == quantity.Identifier:
		return clsNone, one
	case q.Unit == "percentage point":
		return clsPoints, big.NewRat(1, 100)
	case q.Kind == quantity.Ratio, q.Unit == "times" && q.Value.Place() < 0:
		return clsRatio, one
	case q.Unit == "times":
		return clsNone, one // how often, not how many
	case q.Kind == quantity.Duration:
		return clsTime, one // two and a half hours, too
	case q.Den > 0 && (q.Kind == quantity.Money || q.Kind == quantity.Measurement || q.Kind == quantity.Age):
		return clsOther, one
	case q.Den > 0 && q.Unit == "percent": // half a percent
		return clsShare, big.NewRat(1, 100)
	case q.Den > 0:
		return clsShare, one
	case q.Per > 0:
		return clsShare, big.NewRat(1, q.Per)
	case q.Unit == "percent":
		return clsShare, big.NewRat(1, 100)
	case q.Unit == "fraction":
		return clsShare, one
	case q.Kind == quantity.Money || q.Kind == quantity.Measurement || q.Kind == quantity.Age:
		return clsOther, one
	}
	return clsCount, one
}

// opOf reads the operation from the words at the number.
func (s *sentence) opOf(a *ask) op {
	before, after := s.lower(a.from-1), s.lower(a.to)
	after2 := s.lower(a.to + 1)
	for i := a.from - 1; i > a.from-4 && i > 0 && degree[before]; i-- { // "by a mere 1.67 percent"
		before = s.lower(i - 1)
	}
	switch before {
	case "to", "at", "stood":
		a.levelTo = before == "to" && s.changeBefore(a.from-1)
	case "from":
		a.levelFrom = s.changeBefore(a.from-1) || s.changeAfter(a.to)
	}
	if a.margin = s.marginAt(a, before); a.margin {
		return opDifference
	}
	if behind := s.behindNoun(a); a.class != clsShare && comparers[s.lower(behind)] && (s.lower(behind+1) == "off" || s.clauseEnds(behind+1) || s.thanIn(behind+1)) && !(s.lower(behind) == "up" || s.lower(behind) == "down" || s.lower(behind) == "below" || s.lower(behind) == "above") {
		after = s.lower(behind) // "ten points better off than"
	}
	switch {
	case lossVerbs[before] && s.toCause(s.behindNoun(a)):
		return opLevel // "lost 20 sailings to cancellation"
	case before == "by" && a.class == clsCount && (votesFor[after] || votesFor[after2]):
		return opLevel // "sunk by 19 votes against"
	case (upWords[before] || downWords[before]) && (s.lower(a.from) == "below" || s.lower(a.from) == "above" || s.lower(a.from) == "under") && a.class == clsShare:
		a.levelTo = true
		return opShare // "had sunk below 8 per 1,000"
	case a.class == clsShare && after == "of" && after2 != "its" && after2 != "their" && before != "by" && !s.changeNoun(a.from-2) && (upWords[before] || downWords[before]):
		return opShare // "grew 58 percent of the wheat"
	case a.class == clsRatio:
		return opRatio
	case a.class == clsPoints:
		return opDifference
	case a.levelTo || a.levelFrom:
		return opLevel
	case before == "by" && (s.changeBefore(a.from-1) || a.class == clsShare && s.changeAhead(a.from-1)), before == "of" && s.changeNoun(a.from-2),
		(upWords[before] || downWords[before]) && !s.particle(a.from-1) && before != "more" && before != "less" && before != "fewer",
		comparers[after]:
		if a.class == clsShare && a.q.Per > 100 {
			return opDifference // "fell by 2.55 per 1,000" counts in the rate's own unit
		}
		if a.class == clsShare && a.q.Den > 0 && (after == "more" || after == "less" || after == "fewer" || after == "higher" || after == "lower") {
			return opChange
		}
		if a.class == clsShare && a.q.Den == 0 || a.class == clsShare && (before == "by" || s.changeBefore(a.from)) {
			return opChange
		}
		if (after == "more" || after == "less") && after2 != "than" && s.clauseEnds(a.to+1) {
			return opLevel // "135,546 more": so many again, compared with nothing
		}
		if a.class == clsCount || a.class == clsOther || a.class == clsTime {
			return opDifference
		}
	case a.class == clsShare && before == ":" && changeNouns[s.lower(0)]: // "Growth of the population, 2010 to 2018: 13.99%"
		return opChange
	case a.q.Kind == quantity.Change && a.class == clsShare, a.class == clsShare && a.q.Den > 0 && (after == "more" || after == "less" || after == "fewer" || after == "higher" || after == "lower"):
		return opChange
	}
	if a.class == clsShare {
		return opShare
	}
	return opLevel
}

// lossVerbs say by what a loss is, behind "to".
var lossVerbs = wordSet("lost lose loses losing")

// thanIn says whether "than" stands between token i and the end of its clause.
func (s *sentence) thanIn(i int) bool {
	for ; i < len(s.tokens) && !s.tokens[i].Mark; i++ {
		if s.lower(i) == "than" {
			return true
		}
	}
	return false
}

// toCause says whether "to" and a noun stand at token i: "to cancellation", but not "to 40".
func (s *sentence) toCause(i int) bool {
	return s.lower(i) == "to" && i+1 < len(s.tokens) && !s.tokens[i+1].Number && !s.tokens[i+1].Mark
}

// behindNoun is the token behind what the number counts.
func (s *sentence) behindNoun(a *ask) int {
	if a.q.CountedEnd <= a.q.CountedStart || a.q.CountedStart < a.q.NumEnd {
		return a.to
	}
	return s.tokenAt(a.q.CountedEnd-1) + 1
}

// howOften says whether "12 times" counts what happened so often: a measure that is named by its deed.
func (x *index) howOften(s *sentence, a *ask) bool {
	if a.q.Unit != "times" || a.class != clsNone || a.q.Kind != quantity.Count || a.direction() != 0 {
		return false
	}
	switch w := s.lower(a.to); w {
	case "as", "the", "that", "those", "of", "its", "their", "larger", "bigger", "smaller", "faster", "slower", "longer", "cheaper", "dearer", "a", "per":
		return false
	}
	for _, m := range s.mentions {
		if (m.kind == entMeasure || m.kind == entComponent) && m.weight > 0.5 && !x.measures[m.a].own && x.measures[m.a].class == clsCount {
			return true
		}
	}
	return false
}

// votesFor follow the votes of one side.
var votesFor = wordSet("against for to in")

// degree are words between "by" and a number.
var degree = wordSet("a an mere full whopping staggering modest further total striking remarkable another record almost nearly")

// marginAt says whether a number is the distance between two: "beat her by 400,000 votes", "five votes separated
// them", "12 seats ahead of".
func (s *sentence) marginAt(a *ask, before string) bool {
	if a.class != clsCount && a.class != clsPoints && a.class != clsOther {
		return false
	}
	if before == "by" {
		_, ok := s.has(a.from-9, a.from-1, rivalry)
		return ok
	}
	for i := max(a.from-18, 0); i+1 < a.from; i++ {
		if s.lower(i) == "margin" && (s.lower(i+1) == "over" || s.lower(i+1) == "of") && s.clause[i] == s.clause[a.from] {
			return true
		}
	}
	for i := a.to; i < a.to+4; i++ {
		switch s.lower(i) {
		case "separated", "divided", "apart":
			return true
		case "ahead", "clear", "short", "adrift":
			return s.lower(i+1) == "of" || s.lower(i) == "ahead" && i == s.behindNoun(a)
		case "behind":
			return i == s.behindNoun(a) && a.class == clsCount && (s.placeAt(i+1) || s.clauseEnds(i+1))
		}
	}
	return false
}

// rivalReference makes what stands behind a verb of contest the reference of its margin: "deaths outnumbered births by
// 1,084".
func (s *sentence) rivalReference(a *ask) {
	if verb, ok := s.has(a.from-9, a.from-1, rivalry); ok && s.lower(a.from-1) == "by" {
		a.refFrom, a.refTo = verb+1, a.from-1
	}
}

// rivalry are verbs of contests, whose "by" tells a margin.
var rivalry = wordSet("beat beats beating beaten defeated defeats won wins led leads lost loses trailed trails outpolled outnumbered outsold overtook edged ahead")

// clauseEnds says whether the sentence or a clause of it ends at token i.
func (s *sentence) clauseEnds(i int) bool {
	return i >= len(s.tokens) || s.tokens[i].Mark
}

// particle says whether "up" or "down" at token i belongs to a verb that is no change: made up, took up, set up,
// added up, broke down.
func (s *sentence) particle(i int) bool {
	if w := s.lower(i); w != "up" && w != "down" {
		return false
	}
	if i == 0 || s.tokens[i-1].Mark {
		return false // ", up 12 percent"
	}
	w := s.lower(i - 1)
	return phrasalUp[w] || isVerbForm(w) && !moving[w] && !upWords[w] && !downWords[w]
}

// phrasalUp are short verbs that take "up" or "down" without any change; of longer ones the ending tells.
var phrasalUp = wordSet("make makes made take takes set sets add adds put puts shut break broke breaks build built holds hold buy bought dig dug win won throw threw turn pick end run ran sum")

// moving are verbs whose "up" and "down" tell a change.
var moving = wordSet("was were is are be been being went go goes gone going moved moves edged ticked inched crept shot came pushed driven brought scaled pulled nudged trended stood rates prices")

// changeBefore says whether a verb or noun of change stands among the few words before token i.
func (s *sentence) changeBefore(i int) bool {
	for j := i - 1; j >= max(i-9, 0); j-- {
		w := s.tokens[j]
		if w.Mark && isStrong(w.Stem) {
			return false
		}
		if (upWords[w.Lower] || downWords[w.Lower]) && !s.particle(j) || w.Lower == "changed" || w.Lower == "went" || w.Lower == "come" && s.lower(j+1) == "down" {
			return true
		}
	}
	return false
}

func (s *sentence) changeAfter(i int) bool {
	_, ok := s.has(i, i+8, upWords)
	if !ok {
		_, ok = s.has(i, i+8, downWords)
	}
	return ok
}

// changeNoun says whether the word at i, or the one before it, is a noun of change: "an increase of".
func (s *sentence) changeNoun(i int) bool {
	w := s.lower(i)
	return upWords[w] || downWords[w]
}

// reference finds the words that say what the number is compared with: after a ratio or a comparative,
// up to the end of the clause or the next number.
func (s *sentence) reference(a *ask, qs []quantity.Quantity) {
	a.refFrom, a.refTo = -1, -1
	if a.op == opLevel {
		return
	}
	from := a.to
	end := len(s.tokens)
	for i := from; i < len(s.tokens); i++ {
		if s.clause[i] != s.clause[max(a.to-1, 0)] && s.tokens[i].Mark {
			end = i
			break
		}
		if s.tokens[i].Mark && s.tokens[i].Stem == "," {
			end = i
			break
		}
	}
	switch a.op {
	case opRatio:
		a.refFrom, a.refTo = from, end
		if s.lower(from) == "as" { // "four times as much at A as at B": the second "as" begins the reference
			for i := from + 1; i < end; i++ {
				if s.lower(i) == "as" {
					a.refFrom = i + 1
					break
				}
			}
		}
	case opShare:
		// "a third of Xinjiang's", "half that of Norvale", "two-thirds the national rate": only where the
		// sentence named another place before; "a third of Xinjiang's residents" is a share.
		if s.lower(a.to) == "of" && s.placeBefore(a.from) {
			for i := a.to + 1; i < a.to+4; i++ {
				switch s.lower(i) {
				case "rate", "rates", "level", "average", "figure", "that":
					a.refFrom, a.refTo = from, end
				}
				if s.placeAt(i) && s.tokens[i].Possessive && !s.contentAfter(i) {
					a.refFrom, a.refTo = from, end
				}
			}
		}
		if a.q.Den > 0 && s.placeBefore(a.from) {
			for i := from; i < min(from+4, end); i++ {
				switch s.lower(i) {
				case "that", "those", "rate", "level", "average", "figure":
					a.refFrom, a.refTo = from, end
				}
				if s.placeAt(i) && s.tokens[i].Possessive && !s.contentAfter(i) {
					a.refFrom, a.refTo = from, end
				}
			}
		}
	case opChange, opDifference:
		for i := from; i < end; i++ {
			if s.lower(i) == "than" || s.lower(i) == "above" || s.lower(i) == "below" || s.lower(i) == "compared" || s.lower(i) == "against" {
				a.refFrom, a.refTo = i+1, end
				return
			}
		}
	}
}

// placeBefore says whether a value of a dimension is named before token i.
func (s *sentence) placeBefore(i int) bool {
	for _, m := range s.mentions {
		if m.kind == entValue && m.to <= i {
			return true
		}
	}
	return false
}

func (s *sentence) placeAt(i int) bool {
	for _, m := range s.mentions {
		if m.kind == entValue && m.from <= i && i < m.to {
			return true
		}
	}
	return false
}

// contentAfter says whether a noun follows token i at once: "Xinjiang's residents", but not "Xinjiang's."
func (s *sentence) contentAfter(i int) bool {
	if i+1 >= len(s.tokens) || s.tokens[i+1].Mark {
		return false
	}
	w := s.tokens[i+1].Lower
	return !words.Function(w) && !words.General(w)
}

// polarity reads negation, "all", partitives and what is only expected.
func (s *sentence) polarity(a *ask) {
	before, before2 := s.lower(a.from-1), s.lower(a.from-2)
	a.loss = before == "of" && (before2 == "loss" || before2 == "losses" || before2 == "deficit" || before2 == "shortfall") && (a.class == clsOther || a.class == clsCount || a.class == clsShare)
	a.all = before == "all" || before == "every" || before == "all" && before2 == "nearly" || before == "the" && before2 == "all"
	if a.q.Hedge == number.AtMost && (before == "add" || before == "adds" || before == "added" || before == "adding") {
		a.claimed.Hedge = number.None // "add up to 59" bounds nothing
	}
	if a.q.Hedge == number.MoreThan && s.lower(a.from) == "over" && phrasal[before] {
		a.claimed.Hedge = number.None // "turned over 5.2 billion"
	}
	if s.lower(a.to) == "of" && (s.lower(a.to+1) == "the" || s.lower(a.to+1) == "those" || s.lower(a.to+1) == "these" || s.lower(a.to+1) == "its" || s.lower(a.to+1) == "them") && a.class == clsCount {
		a.partitive = true
	}
	for i := a.from - 1; i >= 0 && i >= a.from-14; i-- {
		if s.lower(i) == "of" && (i == 0 || s.tokens[i-1].Mark || s.lower(i-1) == "out") && (s.lower(i+1) == "the" || s.lower(i+1) == "those" || s.lower(i+1) == "all" || s.lower(i+1) == "these") && a.class == clsCount {
			a.fronted = true
		}
	}
	from := a.from
	for from > 0 && s.clause[from-1] == s.clause[a.from] {
		from--
	}
	if i, ok := s.has(from, a.from, tentativeWords); ok {
		a.tentative = !(s.lower(i) == "may" && s.tokens[i].Cap && i > 0 || s.lower(i) == "due" && s.lower(i+1) == "to")
	}
	if i, ok := s.has(a.to, a.to+8, passiveWords); ok && s.clause[i] == s.clause[a.from] && !(s.lower(i) == "due" && s.lower(i+1) == "to") {
		a.tentative = true
	}
	if i, neg := s.has(a.to, a.to+20, negations); neg && !s.named(i) && !s.contrasted(a.to, i) && (i < a.to+12 || a.class == clsShare && s.clause[i] == s.clause[a.to-1] && s.plain(a.to, i)) {
		a.negated = true
	}
	if a.class == clsShare && s.phraseAt(a.from-2, "all", "but") {
		a.negated = !a.negated
	}
	if s.noneBefore(a) {
		a.negated = true
	}
	if s.lower(a.from-1) == "not" {
		a.negated = false // "not 65 percent but": no complement
	}
}

// contrasted says whether a conjunction that sets a second statement against the first stands in tokens [from, to):
// what is denied behind it is not denied of the number.
func (s *sentence) contrasted(from, to int) bool {
	for i := from; i < to; i++ {
		switch s.lower(i) {
		case "yet", "but", "although", "though", "whereas", "while":
			return true
		}
	}
	return false
}

// plain says whether no comma and no other number stands in tokens [from, to).
func (s *sentence) plain(from, to int) bool {
	for i := from; i < to; i++ {
		if s.tokens[i].Number || s.tokens[i].Mark && s.tokens[i].Stem == "," {
			return false
		}
	}
	return true
}

// noneBefore says whether the clause of a number behind "by" has "no" for its subject: "no torture was reported by
// two-thirds of them".
func (s *sentence) noneBefore(a *ask) bool {
	if s.lower(a.from-1) != "by" {
		return false
	}
	for i := a.from - 2; i >= 0 && s.clause[i] == s.clause[a.from] && s.tokens[i].Stem != ","; i-- {
		if w := s.lower(i); w == "no" || w == "nothing" || w == "none" {
			return true
		}
	}
	return false
}

// phrasal are verbs whose "over" bounds nothing.
var phrasal = wordSet("turned turns turn took taken take handed hand hands left carried rolled passed signed")

// named says whether token i is part of a phrase of the study: the "not" of "had not spoken in public" is.
func (s *sentence) named(i int) bool {
	for _, m := range s.mentions {
		if m.from <= i && i < m.to && m.to-m.from > 1 {
			return true
		}
	}
	return false
}
