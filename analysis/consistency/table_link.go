package consistency

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// Links: the rows and columns that the words of a sentence name for one of its numbers.

// tablesNamed is the table that the text names for the number at token i: in its sentence, or by standing at
// it as a caption; and the one that its passage names, if it is the only one.
func (p *passage) tablesNamed(i int, x *labelIndex) (own, nearby *grid) {
	from, to := p.bounds(i)
	if g, _ := p.tableIn(from, to, x); g != nil {
		return g, g
	}
	if g := p.captioned(x.grids); g != nil {
		return g, g
	}
	if g, one := p.tableIn(0, len(p.tokens), x); one {
		return nil, g
	}
	return nil, nil
}

// captioned is the table whose caption the passage is.
func (p *passage) captioned(grids []*grid) *grid {
	b := p.c.doc.Blocks[p.block]
	if b.Kind != document.Caption {
		return nil
	}
	for _, g := range []*grid{p.nearest(grids, true), p.nearest(grids, false)} {
		if g != nil && g.table.Caption != "" && strings.Contains(g.table.Caption, p.c.text[b.Start:b.End]) {
			return g
		}
	}
	return nil
}

// tableIn returns the table named in tokens [from, to), and whether it is the only one.
func (p *passage) tableIn(from, to int, x *labelIndex) (found *grid, one bool) {
	one = true
	for i := from; i < to-1; i++ {
		if p.word(i) != "table" {
			continue
		}
		var g *grid
		switch next := p.tokens[i+1]; {
		case next.word == "below":
			g = p.nearest(x.grids, true)
		case next.word == "above":
			g = p.nearest(x.grids, false)
		default:
			g = x.byName["table "+lower(p.c.text[next.start:next.end])]
		}
		if g != nil && found != nil && g != found {
			one = false
		}
		if found == nil {
			found = g
		}
	}
	return found, one && found != nil
}

// nearest is the next table behind or before the passage.
func (p *passage) nearest(grids []*grid, below bool) *grid {
	behind := sort.Search(len(grids), func(i int) bool { return grids[i].table.Start >= p.end })
	switch {
	case below && behind < len(grids):
		return grids[behind]
	case !below && behind > 0 && grids[behind-1].table.End <= p.start:
		return grids[behind-1]
	}
	return nil
}

// A choice is what a sentence says of one axis for one of its numbers.
type choice struct {
	lines   []int // that fit what is said
	others  []int // that some other reading of the passage allows: nothing is refuted that fits one of them
	labels  []int // named and no totals
	named   bool  // a label is named, be it by the words of a total
	plain   bool  // one of the labels is a common word: it says what is counted
	settled bool  // no other reading

	totalled  bool // the sentence says that all are meant
	qualified bool // a label is named that is more than the noun of the number
}

// choose finds the lines of an axis that the sentence names for the number, level by level: the label named
// right at it, else the last one before it, else the next one behind. A level that is not named is its
// total, or else open. Of a whole, "9,896 of the 21,633", the label may be said of its part only: then its
// total is meant as well.
func (p *passage) choose(t *term, x *axis, ms []mention, base bool) choice {
	return p.chooseBut(t, x, ms, base, -1)
}

// chooseBut leaves one level open.
func (p *passage) chooseBut(t *term, x *axis, ms []mention, base bool, but int) choice {
	c := choice{settled: true}
	keep, other := allTrue(len(x.lines)), allTrue(len(x.lines))
	from, to := p.bounds(t.tok)
	totalSaid := p.saysTotal(from, to)
	picks := make([]int, x.levels)
	for level := range picks {
		picks[level] = -1
		if level == but {
			continue
		}
		pick, settled := p.pick(t, x, ms, level, base)
		picks[level] = pick
		if pick < 0 {
			c.settled = c.settled && totalSaid && hasTotal(x, level)
			c.totalled = c.totalled || totalSaid && hasTotal(x, level)
			c.named = c.named || c.totalled
			restrict(other, x, level, func(k int) bool { return !c.settled || x.labels[k].total })
			continue
		}
		l := &x.labels[pick]
		if c.named = true; !l.total {
			c.labels, c.plain = append(c.labels, pick), c.plain || l.plain
			c.qualified = c.qualified || p.qualifies(t, ms, pick)
		} else {
			c.totalled = true
		}
		wide := base && hasTotal(x, level)
		restrict(keep, x, level, func(k int) bool { return k == pick || wide && x.labels[k].total })
		if settled && !wide {
			restrict(other, x, level, func(k int) bool { return k == pick })
			continue
		}
		c.settled = false
		if !p.comparesTimes(from, to) {
			restrict(other, x, level, func(k int) bool {
				return x.labels[k].total || slices.ContainsFunc(ms, func(m mention) bool { return m.label == k })
			})
		}
	}
	for level, pick := range picks {
		if total := slices.Clone(keep); pick < 0 && level != but && hasTotal(x, level) {
			restrict(total, x, level, func(k int) bool { return x.labels[k].total })
			if slices.Contains(total, true) {
				keep = total
			}
		}
	}
	c.lines, c.others = trueIn(keep), trueIn(other)
	return c
}

func allTrue(n int) []bool {
	b := make([]bool, n)
	for i := range b {
		b[i] = true
	}
	return b
}

func trueIn(b []bool) (at []int) {
	for i := range b {
		if b[i] {
			at = append(at, i)
		}
	}
	return at
}

// qualifies says whether a label is named in the sentence otherwise than as the noun that some number counts,
// as "412 pupils" names the column "Pupils".
func (p *passage) qualifies(t *term, ms []mention, label int) bool {
	from, to := p.topic(t)
	for _, m := range ms {
		if m.label != label || m.at < from || m.at >= to {
			continue
		}
		counted := false
		for k := m.at - 1; k >= from && !counted; k-- {
			counted = p.num(k) != nil && m.at < p.afterNoun(k)
			if p.tokens[k].term >= 0 {
				break
			}
		}
		if !counted {
			return true
		}
	}
	return false
}

// restrict keeps the lines whose label at a level is one of those wanted. A line without a heading at that
// level stands under none of them.
func restrict(keep []bool, x *axis, level int, want func(label int) bool) {
	in := make([]bool, len(keep))
	for k, l := range x.labels {
		if l.level == level && want(k) {
			for _, i := range l.lines {
				in[i] = true
			}
		}
	}
	for i := range keep {
		keep[i] = keep[i] && in[i]
	}
}

func hasTotal(x *axis, level int) bool {
	return slices.ContainsFunc(x.labels, func(l label) bool { return l.level == level && l.total })
}

// totalWords say that all are meant: "in all", "the national rate".
var totalWords = list("total overall altogether national nationwide together combined countrywide")

func (p *passage) saysTotal(from, to int) bool {
	for i := from; i < to; i++ {
		if totalWords[p.word(i)] || p.anyPhrase(i, totals) > 0 || p.word(i-1) == "the" && (p.word(i) == "whole" || p.word(i) == "entire") {
			return true
		}
	}
	return false
}

// comparesTimes says whether the sentence speaks of another time without naming it: "the year before".
func (p *passage) comparesTimes(from, to int) bool {
	return p.findWord(from, to, "before", "earlier", "previous", "previously", "prior", "preceding", "later", "following", "ago", "next", "compared", "former", "latter") >= 0
}

// pick returns the label of a level that belongs to the number, −1 if none is named for it, and whether no
// other one can be meant.
func (p *passage) pick(t *term, x *axis, ms []mention, level int, base bool) (label int, settled bool) {
	from, to := p.topic(t)
	next := to
	for j := t.tok + 1; j < to; j++ {
		if n := p.num(j); n != nil && !p.isWhole(n) && !slices.ContainsFunc(ms, func(m mention) bool { return m.at == j }) {
			next = j
			break
		}
	}
	behindNoun, firstNumber := p.afterNoun(t.tok), t.tok+1
	for firstNumber < to && p.num(firstNumber) == nil {
		firstNumber++ // the noun of "1,106 of its 4,870 students" is the whole's
	}
	wholeFrom, wholeTo := t.tok, t.tok // "of its 4,870 students", where they stand behind the number
	if firstNumber < to && p.isWhole(p.num(firstNumber)) {
		wholeFrom, wholeTo = firstNumber, p.afterNoun(firstNumber)
	}
	var own, near, ofWhole, before, behind []mention
	specific, distinct := false, map[int]bool{}
	for _, m := range ms {
		if x.labels[m.label].level == level && m.at >= from && m.at < to && !x.labels[m.label].total {
			specific, distinct[m.label] = true, true
		}
	}
	for _, m := range ms {
		l := &x.labels[m.label]
		if l.level != level || m.at < from || m.at >= to || m.at == t.tok || l.total && specific || p.bracketed(m.at, t.tok) {
			continue
		}
		switch {
		case m.at > t.tok && m.at < behindNoun && m.at < firstNumber:
			own = append(own, m)
		case m.at > wholeFrom && m.at < wholeTo:
			ofWhole = append(ofWhole, m)
		case m.at > t.tok && m.at < next && p.attached(max(behindNoun, wholeTo), m.at):
			near = append(near, m)
		case m.at < t.tok:
			before = append(before, m)
		case m.at < next && !p.breaks(t.tok, m.at) && !(base && p.findMark(t.tok, m.at, ',') >= 0):
			behind = append(behind, m)
		}
	}
	switch {
	case len(own) > 0 && len(near) > 0 && p.ofClause(near[len(near)-1].at):
		return x.longest(near, near[len(near)-1].at), true
	case len(own) > 0:
		return x.longest(own, own[0].at), true
	case len(near) > 0:
		return x.longest(near, near[0].at), true
	case len(ofWhole) > 0:
		return x.longest(ofWhole, ofWhole[0].at), true
	case len(before) > 0:
		last := before[len(before)-1]
		one := len(distinct) == 1 || len(distinct) == 0 && len(x.labels[last.label].stems) > 1
		return x.longest(before, last.at), one && !last.loose && !p.comparesTimes(from, to)
	case len(behind) > 0:
		return x.longest(behind, behind[0].at), len(distinct) == 1 && !behind[0].loose && !p.comparesTimes(from, to)
	}
	return -1, false
}

// ofClause says whether the word at token i says of the noun before it what was done or is so: "that were
// cancelled".
func (p *passage) ofClause(i int) bool {
	switch p.word(i - 1) {
	case "was", "were", "is", "are", "been":
	default:
		return false
	}
	for k := i - 2; k >= i-3; k-- {
		switch p.word(k) {
		case "that", "which", "who":
			return true
		case "had", "have", "has":
		default:
			return false
		}
	}
	return false
}

// longest returns the label named at a token with the most words, −1 if two have as many. "People" is named
// before "People per session", of which the same word is left.
func (x *axis) longest(ms []mention, at int) int {
	best, tie := -1, false
	for _, m := range ms {
		if m.at != at || m.label == best {
			continue
		}
		l := &x.labels[m.label]
		switch {
		case best < 0 || len(l.stems) > len(x.labels[best].stems) || len(l.stems) == len(x.labels[best].stems) && x.labels[best].divided() && !l.divided():
			best, tie = m.label, false
		case len(l.stems) == len(x.labels[best].stems) && (x.labels[best].divided() || !l.divided()):
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// divided says whether the label is of one thing for each of another.
func (l *label) divided() bool { return strings.Contains(l.text, " per ") }

// topic returns the tokens [from, to) in which the labels of a number are looked for: its sentence and, where
// that begins with a pronoun, the one before.
func (p *passage) topic(t *term) (from, to int) {
	from, to = p.bounds(t.tok)
	switch p.word(from) {
	case "it", "they", "there", "here", "this", "these", "its", "their":
		if from > 0 {
			from, _ = p.bounds(from - 1)
		}
	}
	return from, to
}

// bracketed says whether token i stands in brackets and token j outside them.
func (p *passage) bracketed(i, j int) bool {
	inside := func(i int) int {
		from, _ := p.bounds(i)
		for k := i; k >= from; k-- {
			switch p.mark(k) {
			case ')':
				if k != i {
					return -1
				}
			case '(':
				return k
			}
		}
		return -1
	}
	open := inside(i)
	return open >= 0 && inside(j) != open
}

// attached says whether a heading named at token at belongs to the number whose phrase ends before token
// i: only prepositions stand between, "60 members in 2018".
func (p *passage) attached(i, at int) bool {
	for ; i < at; i++ {
		switch p.word(i) {
		case "in", "for", "of", "at", "from", "on", "during", "the", "to", "aged", "were", "was", "are", "is", "had", "been", "who", "that", "which":
		default:
			return false
		}
	}
	return true
}

// breaks says whether another clause begins between two tokens.
func (p *passage) breaks(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if m := p.mark(k); m == ';' || m == ':' || p.word(k) == "of" && (p.word(k+1) == "which" || p.word(k+1) == "whom") {
			return true
		}
		switch p.word(k) {
		case "while", "whereas", "but", "although", "though", "and", "compared", "against", "than", "when", "where", "before", "after":
			return true
		}
	}
	return false
}

// suits says whether a number of the prose can be the cell's by its unit: a percentage is none of a count, a
// rate no count, and hectares stand in a column of hectares.
func (g *grid) suits(t *term, i, j int) bool {
	kind := g.kindAt(i, j)
	switch {
	case kind == counts && t.class == count && t.Den == 0 && t.claimed.Value.Place() < 0 && g.cells[i][j].main.value.Place() >= 0 && g.thousands(j) == nil:
		return false // 11.4 is none of a column of whole numbers
	case t.percentage() || t.class == points:
		return kind == percents || kind == changes
	case t.class == share, kind == percents:
		return false
	case t.class == rate:
		return kind == averages
	case kind == changes, t.class == measure && kind == averages && !strings.Contains(t.Unit, " per "):
		return false
	case t.class == measure, t.class == span, t.class == age:
		return g.inUnit(t, i, j)
	case kind == averages:
		return t.Counted == "" || t.mean || meanWords[t.Counted[strings.LastIndexByte(t.Counted, ' ')+1:]]
	case t.mean:
		return !g.hasMeans()
	}
	return true
}

// hasMeans says whether a column or a row holds rates or means.
func (g *grid) hasMeans() bool {
	mean := func(l line) bool { return l.kind == averages }
	return slices.ContainsFunc(g.cols, mean) || slices.ContainsFunc(g.rows, mean)
}

// saysMean says whether the sentence calls the number a mean: "the mean household, 4.6 persons", "lends most per
// member, 11.4 items".
func (p *passage) saysMean(t *term) bool {
	from, _ := p.bounds(t.tok)
	return p.findWord(from, t.tok, "mean", "average", "median", "averaged", "averages", "per") >= 0
}

// suitable keeps the mentions of labels under which some cell can hold the number.
func (g *grid) suitable(t *term, a int, ms []mention) (kept []mention) {
	x := g.axisOf(a)
	for _, m := range ms {
		looked := 0
		for _, line := range x.labels[m.label].lines {
			if looked < 0 || looked > maxLooked {
				break
			}
			for k := range len(g.axisOf(1 - a).lines) {
				i, j := line, k
				if a == 1 {
					i, j = k, line
				}
				if looked++; g.cells[i][j].main != nil && g.suits(t, i, j) {
					kept, looked = append(kept, m), -1
					break
				}
			}
		}
	}
	return kept
}

// maxLooked is how many cells are looked at to see whether a label suits a number.
const maxLooked = 200

// meanWords are nouns that name a rate or a mean.
var meanWords = list("rate average mean median ratio index yield score age density rank")

// inUnit says whether the table gives its cell in the unit of the number: by name, by sign, or by the short
// form in brackets behind a heading.
func (g *grid) inUnit(t *term, i, j int) bool {
	if t.Unit == "" {
		return true
	}
	if t.Kind == quantity.Money {
		return g.ofMoney(t.Unit, i, j)
	}
	unit := t.Unit[strings.LastIndexByte(t.Unit, ' ')+1:]
	if strings.HasSuffix(t.Unit, " of age") {
		unit = "year"
	}
	for n, s := range []string{lower(g.cols[j].name), lower(g.rows[i].name), lower(g.table.Caption)} {
		if n == 2 && g.kindAt(i, j) == counts && (headOfPeople(g.cols[j]) || headOfPeople(g.rows[i])) {
			return false // the caption's unit is not that of a column of people
		}
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '²' && r != '³' }) {
			if singular(w) == unit || w == unitSigns[t.Unit] || w == t.sign {
				return true
			}
		}
	}
	return false
}

// headOfPeople says whether a heading is one word for people: "Pupils".
func headOfPeople(l line) bool {
	stems := contentStems(lower(l.name))
	return len(stems) == 1 && peopled[stems[0]]
}

// unitSigns are the short forms of units in headings.
var unitSigns = map[string]string{
	"hectare": "ha", "tonne": "t", "kilogram": "kg", "gram": "g", "kilometre": "km", "metre": "m", "centimetre": "cm", "millimetre": "mm",
	"square kilometre": "km²", "square metre": "m²", "cubic metre": "m³", "litre": "l", "kilowatt-hour": "kwh", "megawatt": "mw", "mile": "mi", "year": "yrs",
}

// isUnit says whether a word is a unit or its short form.
func isUnit(w string) bool {
	for unit, sign := range unitSigns {
		if w == sign || w == unit || singular(w) == unit {
			return true
		}
	}
	return false
}

// ofMoney says whether the cell is an amount of the currency: its sign or name stands in a heading or the
// caption, and the column counts nothing else.
func (g *grid) ofMoney(unit string, i, j int) bool {
	name := unit[strings.LastIndexByte(unit, ' ')+1:]
	first, _, _ := strings.Cut(unit, " ")
	for _, s := range []string{lower(g.cols[j].name), lower(g.rows[i].name), lower(g.table.Caption), lower(g.corner()), g.cells[i][j].cell.Text} {
		for _, sign := range moneySigns[name] {
			if strings.Contains(s, sign) {
				return true
			}
		}
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if singular(w) == name || singular(w) == first {
				return true
			}
		}
	}
	return false
}

// moneySigns are the signs and codes of the currencies that have them.
var moneySigns = map[string][]string{
	"sterling": {"£", "gbp"}, "dollar": {"$", "usd", "aud", "cad"}, "euro": {"€", "eur"}, "yen": {"¥", "jpy"}, "yuan": {"¥", "rmb", "cny"},
	"renminbi": {"¥", "rmb", "cny"}, "rupee": {"₹", "inr", "rs"}, "franc": {"chf", "fr."}, "krone": {"nok", "dkk", "kr"}, "krona": {"sek", "kr"}, "rouble": {"₽", "rub"},
}
