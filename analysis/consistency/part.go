package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Parts and wholes: no part is larger than its whole, no share of a group exceeds 100 percent, nothing
// falls by more than all of it. A percentage of last year's level, of a plan or of a need may well.

// checkParts judges counts of subsets, and shares and falls over 100 percent.
func (c *checker) checkParts(p *passage) {
	c.checkSubsets(p)
	c.checkBoth(p)
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || !t.percentage() || t.Ranged || !c.over100(t) {
			continue
		}
		switch {
		case t.Direction == quantity.Down && !t.Level || p.fallsBy(i):
			c.checkFall(p, i, t)
		case (t.Direction == 0 || t.Level) && !p.changes(i) || p.word(i-1) == "to":
			c.checkOver(p, i, t)
		}
	}
}

// over100 says whether all that the percentage admits lies above 100.
func (c *checker) over100(t *term) bool {
	if t.Hedge == number.Nearly {
		return t.claimed.Number().Cmp(big.NewRat(101, 1)) > 0
	}
	for _, a := range t.claimed.Admits(c.tolerances) {
		if a.Interval.Overlaps(number.Interval{Hi: rat100}) {
			return false
		}
	}
	return true
}

// checkSubsets judges "21 of those 17", "12 of them".
func (c *checker) checkSubsets(p *passage) {
	for _, q := range p.pairs() {
		x, y := q.part.claimed.Number(), q.whole.claimed.Number()
		if h := q.part.Hedge; x == nil || y == nil || h != number.None && h != number.MoreThan && h != number.AtLeast || q.whole.Hedge != number.None {
			continue // no more than all of it is possible, but "more than 90 of them" must be fewer than 80
		}
		nested := p.nestedPair(q)
		switch {
		case x.Cmp(y) > 0 && p.wasPlanned(q.whole):
			// 12 million of the 10 million first agreed
		case x.Cmp(y) > 0 && p.fitsOther(q):
			// "He wrote 30 books and raised 4 children, 20 of them novels."
		case x.Cmp(y) > 0 && (q.firm || nested) && !p.rateLike(q):
			c.impossiblePart(p, q)
		case x.Cmp(y) <= 0 && (nested || q.part.class == measure && p.introduced(q.part.tok) == q.whole.tok) && (q.firm || p.sentence(q.whole.tok) == p.sentence(q.part.tok)):
			f := c.finding(q.part, rulePart)
			f.Verdict, f.Reason = finding.Supported, finding.Bound
			f.Formula = q.part.written() + " ≤ " + q.whole.written()
			f.Evidence = []finding.Evidence{c.evidence(q.whole)}
			f.AddNote("possible", "a part of "+q.whole.written()+" can be this large; more the text does not say")
			c.add(f, possible)
		}
	}
}

// wasPlanned says whether the whole is a plan or a need, which can be exceeded.
func (p *passage) wasPlanned(whole *term) bool {
	for j := p.afterNoun(whole.tok); j < whole.tok+maxNoun && p.mark(j) == 0 && p.num(j) == nil; j++ {
		if w := p.word(j); comparisons[w] || w == "asked" && p.word(j+1) == "for" || w == "promised" || w == "advised" || w == "expected" || w == "first" {
			return true
		}
	}
	return false
}

// fitsOther says whether "of them" may stand for a larger group than the nearest one.
func (p *passage) fitsOther(q pair) bool {
	i := q.part.tok
	if p.word(i+1) != "of" || !anaphors[p.word(i+2)] || p.at(i+3) != nil {
		return false
	}
	for j := i - 1; j >= 0 && p.sentence(j) >= p.sentence(i)-1; j-- {
		if p.isCount(j) && p.at(j).claimed.Number().Cmp(q.part.claimed.Number()) >= 0 {
			return true
		}
	}
	return false
}

// nestedPair says whether the whole is itself a part named before: "and 12 of those 17 were women".
func (p *passage) nestedPair(q pair) bool {
	if p.relative(q.part.tok) {
		return true
	}
	if q.whole.tok < q.part.tok {
		return p.word(q.part.tok+1) == "of" && (anaphors[p.word(q.part.tok+2)] || definite[p.word(q.part.tok+2)] && p.at(q.part.tok+3) == nil) || p.word(p.afterNoun(q.part.tok)) == "of"
	}
	for j := q.part.tok - 1; j >= 0 && p.sentence(j) >= p.sentence(q.part.tok)-1; j-- {
		if p.isCount(j) && p.at(j).claimed.Number().Cmp(q.whole.claimed.Number()) == 0 {
			return true
		}
	}
	return false
}

// rateLike says whether "X of Y" means something else than a part: 40 of 30 percent alcohol.
func (p *passage) rateLike(q pair) bool {
	if p.relative(q.part.tok) {
		return false
	}
	return q.part.Counted != "" && q.whole.Counted != "" && q.part.Counted != q.whole.Counted && q.whole.tok > q.part.tok && p.word(q.part.tok+1) != "of" ||
		q.whole.tok < q.part.tok && p.word(q.part.tok+1) != "of" && !p.sameKind(q)
}

// sameKind says whether the part of "Of the 17, 21 …" counts the same things as its whole.
func (p *passage) sameKind(q pair) bool {
	return q.part.Counted == "" || q.part.Counted == q.whole.Counted || q.whole.Counted == "" && bodies[p.word(q.whole.tok-2)]
}

func (c *checker) impossiblePart(p *passage, q pair) {
	f := c.finding(q.part, rulePart)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Substance
	f.Formula = q.part.written() + " > " + q.whole.written()
	f.Evidence = []finding.Evidence{c.evidence(q.whole)}
	f.Message = "“" + f.Text + "” is said of a group of " + q.whole.written() + ", which is smaller; is one of the two another number?"
	c.add(f, sure)
}

// fallsBy says whether the percentage at i is an amount by which something falls.
func (p *passage) fallsBy(i int) bool {
	for j := i - 1; j >= i-3; j-- {
		cw := changeWords[p.word(j)]
		if cw.sort == verb || cw.sort == noun || changeWords.nouns(p.word(j)) {
			return cw.direction < 0
		}
		if w := p.word(j); w != "by" && w != "of" && w != "a" && w != "an" {
			return false
		}
	}
	return false
}

// signedThings can fall by more than all of themselves, below zero.
var signedThings = list("profit profits earnings income incomes result results balance surplus margin margins ebit ebitda cash-flow cashflow net growth temperature temperatures deficit gdp return returns loss losses revenue yield yields rate sentiment index flow flows saldo investment")

// belowZero are goods whose sellers have paid to be rid of them, so that even their price fell by more.
var belowZero = list("oil crude gas electricity power energy carbon futures spot")

// checkFall judges a fall by more than 100 percent.
func (c *checker) checkFall(p *passage, i int, t *term) {
	from, _ := p.bounds(i)
	if changeWords[p.word(i+1)].sort == comparative {
		return // contracted 400 percent more than others
	}
	if p.find(from, i, signedThings) >= 0 || p.find(from, i, belowZero) >= 0 && p.findWord(from, i, "price", "prices") >= 0 {
		return
	}
	f := c.finding(t, rulePossible)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Substance
	f.Message = "Nothing that is counted falls by more than 100 percent, and the text says “" + f.Text + "”; is another number meant, or the change the other way round?"
	c.add(f, sure)
}

// comparisons are what a percentage may exceed.
var comparisons = list(`planned projected budgeted agreed allotted permitted original initial previous authorised authorized rated required preceding last level levels plan plans target targets quota quotas forecast forecasts capacity gdp average norm norms normal budget baseline year year's month
	quarter need needs requirement requirements value income incomes price prices cost costs wage wages salary goal goals estimate estimates usual rainfall consumption demand output
	production sales exports imports revenue revenues reserves supply standard limit limits recommended allowance benchmark median mean peak figure total expected ratio
	world nominal par face size weight volume area investment debt deposits assets liabilities earnings profit market-value poverty minimum maximum daily rate`)

// members are groups whose shares end at 100 percent.
var members = list(`respondents interviewees people participants voters votes members students pupils patients prisoners detainees inmates women men children adults residents
	inhabitants households families villages schools cases files sites voters citizens workers employees teachers refugees victims witnesses delegates judges doctors nurses farmers
	soldiers officers girls boys mothers fathers parents babies infants persons individuals countries states provinces counties districts cities towns prefectures hospitals
	companies firms teachers ballots seats population electorate voter residents samples applications applicants candidates defendants suspects graduates drivers passengers survivors
	deaths births arrests lawyers experts journalists camps prisons buildings homes houses vehicles trains flights complaints petitions claims requests parcels letters`)

// checkOver judges a share over 100 percent: of a group it cannot be, of a level it can.
func (c *checker) checkOver(p *passage, i int, t *term) {
	kind := p.wholeOf(i)
	f := c.finding(t, rulePossible)
	switch kind {
	case comparable:
		f.Verdict, f.Reason = finding.Supported, finding.Bound
		f.AddNote("possible", "a percentage of an earlier level, a plan or the like may exceed 100; whether it is the right one the text does not say")
		c.add(f, possible)
	case closedGroup:
		f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Impossible, finding.Substance
		f.Message = "No group has a share of more than 100 percent, and the text says “" + f.Text + "”; is another number meant?"
		c.add(f, sure)
	}
}

// A wholeKind says what a percentage is of.
type wholeKind uint8

const (
	unknownWhole wholeKind = iota
	comparable
	closedGroup
)

// wholeOf reads what the percentage at i is of.
func (p *passage) wholeOf(i int) wholeKind {
	if p.word(i+1) != "of" {
		from, _ := p.bounds(i)
		if j := p.findWord(from, i, "turnout", "literacy", "probability", "attendance"); j >= 0 && i-j <= 6 {
			return closedGroup
		}
		return unknownWhole
	}
	for j := i + 2; j < i+maxNoun+2; j++ {
		w := p.word(j)
		if p.at(j) != nil && p.at(j).class != moment {
			if p.isCount(j) && isMember(p.word(p.afterNoun(j)-1)) {
				return closedGroup
			}
			continue
		}
		switch {
		case w == "" && p.at(j) == nil:
			return unknownWhole
		case comparisons[trimPossessive(w)]:
			return comparable
		case isMember(w):
			if next := p.word(j + 1); comparisons[trimPossessive(next)] || next == "'" {
				continue
			}
			return closedGroup
		case w == "what" || w == "that" || w == "those" && p.word(j+1) == "in":
			return comparable
		}
	}
	return unknownWhole
}

// isMember says whether a plural names people or things of which a group consists. Nouns in -ers, -ors,
// -ees, -ists are people.
func isMember(w string) bool {
	if members[w] {
		return true
	}
	if comparisons[w] || len(w) < 6 {
		return false
	}
	for _, end := range []string{"ers", "ors", "ees", "ists", "women", "men", "dents", "pants"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

func trimPossessive(w string) string {
	if n := len(w); n > 2 && w[n-2:] == "'s" {
		return w[:n-2]
	}
	return w
}
