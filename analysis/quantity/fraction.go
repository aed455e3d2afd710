package quantity

import (
	"strings"

	"recount/analysis/number"
)

// numeralDenom reads "a third" where it is a fraction.
func (s *scanner) numeralDenom() (numeral, bool) {
	n, ok := s.bareFraction(0)
	return n, ok
}

// reduce turns a fraction that is a short decimal back into one: half a million is 500,000.
func (n *numeral) reduce() {
	for places, scale := 0, int64(1); places <= 3; places, scale = places+1, scale*10 {
		if n.num%n.den == 0 || n.num*scale%n.den == 0 && n.num < 1e15 {
			v, place := n.num*scale/n.den, -places
			for n.scaled && v != 0 && v%1000 == 0 && place < 12 {
				v, place = v/1000, place+3
			}
			n.dec, n.den, n.num = number.New(v, place), 0, 0
			return
		}
	}
}

// andFraction reads "2 million and a half", "two and a half", "40 and two thirds".
func (s *scanner) andFraction(n *numeral) {
	k := n.next
	if s.tok(k).id() != wAnd || n.den > 0 || n.vague {
		return
	}
	k++
	num, den := int64(1), int64(0)
	t := s.tok(k)
	switch {
	case t.id() == wA:
		k++
	case t.is(cDigit|cTeen|cTens) || t.kind == tokDigits:
		v, next, ok := s.small(k)
		if !ok {
			return
		}
		num, k = v, next
	default:
		return
	}
	t = s.tok(k)
	if t.is(cDenom) {
		den = denomValue(t)
	}
	if den < 2 || num >= den || num > 1 && t.is(cOrdinal) {
		return
	}
	if num == 1 && t.is(cOrdinal) && !s.partitive(k+1) && s.tok(k+1).kind == tokWord && !s.tok(k+1).is(cStop|cScale) && !s.pluralAt(k+1) {
		return // "five and a third party"
	}
	scale := int64(1)
	after := k + 1
	if n.scaled { // the fraction is of the scale: 2 million and a half
		if p := n.dec.Place(); p >= 3 && p <= 15 {
			if next := s.tok(after); next.is(cScale) && int(next.lex.value) < p { // a half million
				scale = pow10(int(next.lex.value))
				t, after = next, after+1
			} else {
				scale = pow10(scalePower(p))
			}
		}
	}
	v := n.integer()
	if v < 0 || v > 1e15/den || scale > 1e15/den {
		return
	}
	n.num, n.den = v*den+num*scale, den
	n.end, n.next = t.end, after
	n.reduceScaled(scale)
	if !n.scaled {
		s.scaleFraction(n)
	}
}

// scalePower returns the scale word's power of ten that a place of a scaled number belongs to.
func scalePower(place int) int { return place - place%3 }

// reduceScaled is reduce for a mixed number whose fraction was multiplied by a scale.
func (n *numeral) reduceScaled(scale int64) {
	if scale > 1 {
		n.reduce()
	}
}

// scaleFraction reads a scale behind a fraction: "two and a half million", "three quarters of a million",
// "half a dozen".
func (s *scanner) scaleFraction(n *numeral) {
	k := n.next
	if s.tok(k).id() == wOf {
		k++
	}
	if s.tok(k).id() == wA {
		k++
	}
	t := s.tok(k)
	switch {
	case t.is(cScale|cHundred) && !t.is(cPlural):
		n.scaled = true
		n.times10(int(t.lex.value))
	case t.is(cDozen) && !t.is(cPlural) && n.num < 1e12:
		n.num *= int64(t.lex.value)
		n.reduce()
	default:
		return
	}
	n.end, n.next = t.end, k+1
}

// small reads a number below 100, or in digits, that may be a numerator.
func (s *scanner) small(k int) (v int64, next int, ok bool) {
	t := s.tok(k)
	switch {
	case t.kind == tokDigits:
		var n numeral
		readDigits(s.text, t.start, &n)
		return n.integer(), k + 1, n.plain() && n.integer() >= 0
	case t.is(cDigit | cTeen):
		return int64(t.lex.value), k + 1, true
	case t.is(cTens):
		v = int64(t.lex.value)
		if u := s.tok(k + 1); u.is(cDigit) && u.lex.value > 0 {
			return v + int64(u.lex.value), k + 2, true
		}
		return v, k + 1, true
	}
	return 0, 0, false
}

// denomValue is the denominator that a word names, 0 beyond what is kept.
func denomValue(t *token) int64 {
	if v := t.lex.value; v < 0 {
		return pow10(int(-v))
	} else {
		return int64(v)
	}
}

// fractionAt says whether a numerator and a denominator begin at k: "two thirds".
func (s *scanner) fractionAt(k int) bool {
	v, next, ok := s.small(k)
	return ok && s.denominatorAt(next, v) > 0
}

// denominatorAt returns the denominator that token k is after the numerator v, 0 if it is none. A
// singular needs the numerator 1, a plural another; "second" is no denominator.
func (s *scanner) denominatorAt(k int, v int64) int64 {
	t := s.tok(k)
	if !t.is(cDenom) || t.gap == glued || v < 1 {
		return 0
	}
	plural := s.text[t.end-1]|0x20 == 's'
	d := denomValue(t)
	if plural == (v == 1) {
		return 0
	}
	if d == 4 && t.lex.word[0] == 'q' && v > 1 && v != 3 && s.tok(k+1).id() != wOf {
		return 0 // two quarters are half a year as often as a half
	}
	// "one third party", "one fifth grader": an ordinal before a singular noun.
	if next := s.tok(k + 1); v == 1 && t.is(cOrdinal) && (next.gap == hyphen ||
		next.kind == tokWord && next.gap == space && next.lex == nil && !s.pluralAt(k+1) && !next.upper && s.nounAfter(k+1)) {
		return 0
	}
	return d
}

// nounAfter says that an unknown word at k looks like the singular noun of an ordinal, with a verb, a
// preposition or the end behind it.
func (s *scanner) nounAfter(k int) bool {
	t := s.tok(k)
	return !strings.HasSuffix(s.text[t.start:t.end], "ed")
}

// compoundDenominator returns the denominator that two words at k make and the token behind it, 0 if they
// make none: thirty-fifths, one-hundredth, ten-thousandths. A hyphen or a plural tells it from "one hundred
// thirty" and "fifth".
func (s *scanner) compoundDenominator(k int, v int64) (den int64, next int) {
	t, o := s.tok(k), s.tok(k+1)
	if t.gap == glued && k > 0 || o.kind != tokWord || o.gap != hyphen && (o.gap != space || s.text[o.end-1] != 's') || v < 1 {
		return 0, 0
	}
	if plural := s.text[o.end-1]|0x20 == 's'; plural == (v == 1) {
		return 0, 0
	}
	switch {
	case t.is(cTens) && o.is(cDenom) && denomValue(o) < 10:
		den = int64(t.lex.value) + denomValue(o)
		if !o.is(cOrdinal) && (denomValue(o) == 2 || o.lex.word[0] == 'q') { // thirty quarters
			return 0, 0
		}
	case t.is(cTens) && o.gap == hyphen && (s.word2(k+1, "first") || s.word2(k+1, "firsts")):
		den = int64(t.lex.value) + 1
	case t.is(cTens) && o.gap == hyphen && (s.word2(k+1, "second") || s.word2(k+1, "seconds")):
		den = int64(t.lex.value) + 2
	case (t.id() == wOne || t.is(cTeen) && t.lex.value == 10) && o.gap == hyphen && o.is(cDenom) && denomValue(o) >= 100:
		den = int64(t.lex.value) * denomValue(o)
	case t.is(cHundred) && o.gap == hyphen && o.is(cDenom) && denomValue(o) >= 1000:
		den = 100 * denomValue(o)
	default:
		return 0, 0
	}
	return den, k + 2
}

// fraction reads the denominator behind a numerator in words.
func (s *scanner) fraction(n *numeral, v int64) {
	k := n.next
	if d, next := s.compoundDenominator(k, v); d > 0 && v <= 1e6 && (v > 1 || s.partitive(next) || s.endsPhrase(next)) {
		n.num, n.den, n.end, n.next = v, d, s.tok(next-1).end, next
		return
	}
	t := s.tok(k)
	if t.kind == tokMark && (t.mark == '-' || t.mark == '–') && s.tok(k+1).is(cDenom) { // "one - fourth"
		k++
		t = s.tok(k)
	}
	d := s.denominatorAt(k, v)
	if d == 0 || v > 1e9 {
		return
	}
	n.num, n.den = v, d
	n.end, n.next = t.end, k+1
	if !n.scaled {
		s.scaleFraction(n)
	}
	if d := n.den; d > 0 && n.num > d && n.num%d == 0 {
		n.dec, n.den = number.New(n.num/d, 0), 0
	}
}

// bareFraction reads a fraction without a number before it: "a third", "half", "a quarter of a million".
func (s *scanner) bareFraction(k int) (numeral, bool) {
	t := s.tok(k)
	n := numeral{start: t.start, end: t.end, next: k + 1, spelled: true, num: 1, den: denomValue(t)}
	if t.id() != wHalf && s.text[t.end-1]|0x20 == 's' || t.lex.word == "halves" {
		return n, false
	}
	s.article(&n)
	if s.unitAndHalf(&n) {
		return n, true
	}
	s.scaleFraction(&n)
	if n.den == 0 || n.end > t.end {
		return n, true
	}
	return n, s.isFraction(&n, t, k)
}

// unitAndHalf reads "a mile and a half", "a year and a quarter": the unit stands inside the number. The
// unit is found again by its own words (compound.go).
func (s *scanner) unitAndHalf(n *numeral) bool {
	and := prevToken(s.text, n.start, s.floor)
	if and.id() != wAnd {
		return false
	}
	unit := prevToken(s.text, and.start, s.floor)
	a := prevToken(s.text, unit.start, s.floor)
	if !unit.is(cUnit) || a.id() != wA && a.id() != wOne || a.kind != tokWord {
		return false
	}
	n.start = a.start
	n.num += n.den
	n.inner = unit.lex.unit
	return true
}

// isFraction tells a fraction from the ordinals, quarters of the year and halves of a game that look
// like it.
func (s *scanner) isFraction(n *numeral, t *token, k int) bool {
	b := prevToken(s.text, n.start, 0)
	next := s.tok(k + 1)
	article := n.start < t.start
	switch {
	case t.id() == wHalf && b.id() == wIn && s.cutIn(&b):
		return true
	case t.id() == wHalf:
		// "the second half", "this half", "the better half": a part of something known, no share.
		if b.is(cOrdinal) || !article && (b.id() == wThe || b.id() == wThis || b.id() == wLast || b.id() == wThat ||
			b.id() == wEach || b.id() == wOther || b.id() == wAnother || b.id() == wIn && next.id() != wA) || b.gap == hyphen {
			return s.tok(k+1).id() == wOf && b.id() == wThe
		}
		return next.gap != hyphen || next.is(cUnit)
	case t.lex.word == "quarter":
		return article && (s.partitive(k+1) || s.fractionRange(k+1) || next.is(cComparative) && !next.is(cPostposed) && b.id() != wIn || s.endsPhrase(k+1) && !b.is(cComparative) && (b.id() == wBy || b.id() == wThan) || apposed(&b, next))
	default:
		return article && (s.partitive(k+1) || s.endsPhrase(k+1) || next.is(cComparative))
	}
}

// apposed says that marks set the words between b and next off from the sentence, where they say what was
// counted once more: "30 shops, a quarter, have closed".
func apposed(b, next *token) bool {
	return b.kind == tokMark && next.kind == tokMark && (b.mark == ',' && next.mark == ',' || b.mark == '(' && next.mark == ')' || b.mark == '–' && next.mark == '–')
}

// cutIn says that something is cut "in half", also "almost in half".
func (s *scanner) cutIn(in *token) bool {
	b := prevToken(s.text, in.start, s.floor)
	if w := b.id(); w == wAlmost || w == wNearly || w == wAbout {
		b = prevToken(s.text, b.start, s.floor)
	}
	return b.is(cDown)
}

// fractionRange says that the other end of a range of fractions follows: "a quarter to a third".
func (s *scanner) fractionRange(k int) bool {
	if link := s.tok(k).id(); link != wTo && link != wAnd && link != wOr {
		return false
	}
	if s.tok(k+1).id() == wA {
		k++
	}
	return s.tok(k + 1).is(cDenom)
}

// partitive says that "of" follows, which makes the word before it a share.
func (s *scanner) partitive(k int) bool {
	t := s.tok(k)
	return t.id() == wOf || t.id() == wAs
}

// endsPhrase says that no noun follows: the end, a mark, a verb or a function word.
func (s *scanner) endsPhrase(k int) bool {
	t := s.tok(k)
	return t.kind != tokWord && t.kind != tokDigits || t.is(cAux|cStop|cVerb|cComparative)
}
