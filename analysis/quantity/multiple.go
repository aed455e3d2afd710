package quantity

import (
	"strings"

	"recount/analysis/number"
)

// multiple reads words that are a factor: twice, double, tripled, halved, tenfold.
func (s *scanner) multiple() int {
	t := s.tok(0)
	v := int64(t.lex.value)
	if !s.compares(t) {
		return t.end
	}
	n := numeral{start: t.start, end: t.end, next: 1, spelled: true, dec: number.New(v, 0)}
	q := s.blank(&n)
	q.Kind, q.Unit = Ratio, "times"
	if v < 0 {
		q.Value, q.Num, q.Den = number.Decimal{}, 1, -v
	}
	s.begin(q.Start)
	if h, start := s.hedgeBefore(); h != number.None {
		q.Hedge, q.Under, q.Start = h, s.under(h), start
		s.begin(start)
	}
	if q.Direction = s.factorDirection(t); q.Direction == Steady {
		q.Direction, _ = s.direction()
	}
	if q.Direction == Steady && strings.HasSuffix(t.lex.word, "fold") {
		q.Direction = s.foldDirection()
	}
	return s.emit(q)
}

// foldDirection finds the verb of an adverb in -fold beyond what rose or fell: "increased its exports tenfold",
// and in the clause before where it is not said again, "yields rose threefold and exports tenfold".
func (s *scanner) foldDirection() Direction {
	if d := s.byObject(0); d != Steady {
		return d
	}
	if len(s.out) == 0 {
		return Steady
	}
	last := &s.out[len(s.out)-1]
	if last.Kind == Ratio && last.Direction != Steady && s.from-last.End < reach && s.back(0).kind == tokWord && !s.back(0).is(cStop|cAux) &&
		s.back(1).id() == wAnd && strings.TrimSpace(s.text[last.End:s.back(1).start]) == "" {
		return last.Direction
	}
	return Steady
}

// compares tells "twice the rate", "double that", "doubled" from "scored twice", "double-digit".
func (s *scanner) compares(t *token) bool {
	next := s.tok(1)
	switch t.lex.word {
	case "twice", "thrice":
		if unit := s.tok(2); next.id() == wA && unit.is(cUnit) && units[unit.lex.unit].class == uTime { // twice a year
			return false
		}
		return next.id() == wAs && s.asMuch(1) || next.is(cDeterminer) || next.id() == wThat || next.is(cComparative) || next.kind == tokDigits
	case "double", "triple", "treble", "quadruple":
		b := s.backFrom(t.start)
		if next.gap == hyphen || b.gap == hyphen || b.is(cDeterminer) {
			return false
		}
		return next.is(cDeterminer) || next.id() == wThat || next.kind == tokDigits || b.id() == wThan || b.id() == wNearly || b.id() == wAlmost || b.id() == wAbout || b.id() == wTo && next.kind != tokWord
	}
	return next.gap != hyphen && !s.backFrom(t.start).numeric() // "two doubles" are counted
}

// asMuch says that token k opens a comparison, "as many …", "as loud as", and no clause of time.
func (s *scanner) asMuch(k int) bool {
	t := s.tok(k + 1)
	if t.id() == wMany || t.id() == wMuch {
		return true
	}
	if t.is(cGradable) && s.endsPhrase(k+2) { // "twice as large."
		return true
	}
	far := k + 5
	if t.is(cGradable) { // "four times as expensive to rent there as here"
		far = k + 9
	}
	for j := k + 2; j < far; j++ {
		if s.tok(j).id() == wAs {
			return true
		}
	}
	return false
}

// factorDirection says whether a verb of multiplying is a rise or a fall.
func (s *scanner) factorDirection(t *token) Direction {
	switch t.lex.word[len(t.lex.word)-1] {
	case 'd', 's', 'g':
		if t.lex.value < 0 {
			return Down
		}
		if t.lex.word != "twofold" && t.lex.word[len(t.lex.word)-2:] != "ld" {
			return Up
		}
	}
	return Steady
}

// ordinalWords reads ordinals in words: "the third time", "twenty-first". It returns where scanning goes
// on, 0 if the anchor begins no ordinal.
func (s *scanner) ordinalWords() int {
	t := s.tok(0)
	v, k := int64(0), 0
	switch {
	case t.is(cTens) && s.tok(1).is(cOrdinal) && s.tok(1).gap != glued && s.tok(1).lex.value < 10:
		v, k = int64(t.lex.value)+int64(s.tok(1).lex.value), 1
	case t.is(cOrdinal):
		v = int64(t.lex.value)
	default:
		return 0
	}
	last := s.tok(k)
	if d, next := s.compoundDenominator(0, 1); k == 1 && d > 0 && s.backFrom(t.start).id() == wA && s.back(0).kind == tokWord &&
		s.back(0).start >= s.floor && (s.partitive(next) || s.endsPhrase(next)) { // a twenty-first of the land
		return s.quantity(&numeral{start: s.back(0).start, end: last.end, next: next, spelled: true, num: 1, den: d})
	}
	if t.start < s.claimedWords { // "16 second-year pupils"
		return last.end
	}
	if k == 0 {
		b := s.backFrom(t.start)
		switch {
		case t.is(cDenom) && b.id() == wA:
			if n, ok := s.numeralDenom(); ok {
				return s.quantity(&n)
			}
		case t.lex.value == 2 && (b.id() == wA && b.kind == tokWord || b.kind == tokDigits || s.tok(1).id() == wTo):
			return t.end // "a second" is as often a unit of time; "second to none"
		case b.id() == wAt && t.lex.value == 1, t.lex.value == 1 && s.tok(1).id() == wOf && s.tok(2).id() == wAll:
			return t.end // at first, first of all
		}
	}
	if m := s.tok(k + 1); v <= 31 && (m.id() == wOf && s.tok(k+2).is(cMonth) && s.tok(k+2).upper) { // the third of May
		return s.dayMonth(t.start, int(v), k+1)
	}
	return s.label(t.start, last.end, Ordinal, number.New(v, 0))
}
