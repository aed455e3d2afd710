package quantity

import (
	"strings"

	"recount/analysis/number"
)

// numeral reads the number whose first token is k: digits or words with the scales and fractions
// behind them. It is false where the word only looks like a number ("third" in "a third party").
func (s *scanner) numeral(k int) (numeral, bool) {
	t := s.tok(k)
	switch {
	case t.kind == tokDigits:
		var n numeral
		readDigits(s.text, t.start, &n)
		n.next = k + 1
		if n.den == 0 && !n.long {
			s.mixed(&n)
		}
		s.scaleDigits(&n)
		s.andFraction(&n)
		return n, true
	case t.is(cDigit | cTeen | cTens | cHundred | cScale):
		return s.spelled(k)
	case t.is(cDozen):
		return s.dozens(k)
	case t.is(cDenom) && !t.is(cOrdinal) || t.id() == wHalf:
		return s.bareFraction(k)
	case t.is(cPlural):
		return s.vaguePlural(k)
	}
	return numeral{}, false
}

// mixed reads the fraction behind a whole number: "2 1/4".
func (s *scanner) mixed(n *numeral) {
	t := s.tok(n.next)
	if t.kind != tokDigits || t.gap != space || n.point || n.grouped || n.whole > 4 {
		return
	}
	var f numeral
	readDigits(s.text, t.start, &f)
	if v := n.integer(); f.den > f.num && f.num > 0 && v >= 0 && f.start > n.end {
		n.num, n.den, n.end = v*f.den+f.num, f.den, f.end
		n.next++
		s.retoken(n.next, n.end)
	}
}

// scaleDigits reads the scales behind digits: "11.6 million", "1.2m", "4 hundred million", "3 dozen", "3万".
func (s *scanner) scaleDigits(n *numeral) {
	if n.long || n.power {
		return
	}
	for range 3 {
		t := s.tok(n.next)
		if t.kind != tokWord || t.line && t.upper {
			return
		}
		p := 0
		switch {
		case t.is(cScale):
			p = int(t.lex.value)
		case t.is(cHundred):
			p = 2
		case t.is(cDozen) && t.gap != glued:
			if v := n.integer(); v >= 0 && v < 1e12 && n.den == 0 {
				n.dec = number.New(v*int64(t.lex.value), 0)
				n.end, n.scaled = t.end, true
				n.next++
			}
			return
		case t.is(cPlural) && t.id() != wTens && !t.is(cDozen):
			p = int(t.lex.value)
		case t.is(cSuffix):
			p = s.suffix(n, t)
		case s.text[t.start] >= 0x80:
			p = hanScale(s.text[t.start:t.end])
		}
		if p == 0 || n.scaled && p < 3 {
			return
		}
		n.times10(p)
		n.end, n.scaled = t.end, true
		n.next++
		s.remainder(n, p)
	}
}

// times10 multiplies by a power of ten.
func (n *numeral) times10(p int) {
	if n.den == 0 {
		n.dec = n.dec.Scale(p)
		return
	}
	if p > 12 || n.num > 1e5 {
		return
	}
	for range p {
		n.num *= 10
	}
	n.reduce()
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

// hanScale returns the power of ten of a Chinese or Japanese scale behind digits.
func hanScale(w string) int {
	switch {
	case strings.HasPrefix(w, "万"), strings.HasPrefix(w, "萬"):
		return 4
	case strings.HasPrefix(w, "亿"), strings.HasPrefix(w, "億"):
		return 8
	case strings.HasPrefix(w, "千"):
		return 3
	}
	return 0
}

// suffix returns the power of ten of a scale suffix, 0 where the letters are a unit: "£2.7m" and "11.6m
// people" are millions, "37m" is metres. With a currency the letters are always a scale.
func (s *scanner) suffix(n *numeral, t *token) int {
	w := s.text[t.start:t.end]
	p := int(t.lex.value)
	if len(w) > 1 { // bn, mn, tn: no units
		return p
	}
	if t.gap == hyphen {
		return 0
	}
	next := s.tok(n.next + 1)
	if s.moneyBefore(n.start) || next.gap == space && next.kind == tokWord && s.moneyUnit(n.next+1) {
		return p
	}
	counts := next.kind == tokWord && next.gap == space && !next.is(cStop|cUnit|cPostposed) && s.pluralAt(n.next+1)
	switch {
	case w == "k":
		return p
	case w == "K", w == "M", w == "B":
		if t.gap == glued || counts || !next.is(cUnit) {
			return p
		}
	case w == "b":
		if t.gap == glued {
			return p
		}
	case w == "m":
		if counts {
			return p
		}
	}
	return 0
}

// remainder reads what a scale leaves open: "4 thousand 3 hundred and 21", "3 hundred and one".
func (s *scanner) remainder(n *numeral, p int) {
	k := n.next
	and := s.tok(k).id() == wAnd
	if and {
		k++
	}
	if n.point || n.den > 0 || n.plus {
		return
	}
	t := s.tok(k)
	var r numeral
	switch {
	case t.kind == tokDigits && t.gap == space:
		readDigits(s.text, t.start, &r)
		r.next = k + 1
		if r.point || r.den > 0 || r.long || r.power {
			return
		}
		// "5 million 12 years ago" are two numbers: without "and" the rest must have a scale of its own.
		if next := s.tok(r.next); next.is(cHundred|cScale) && int(next.lex.value) < p {
			s.scaleDigits(&r)
		} else if !and || p > 3 {
			return
		}
	case and && p <= 3 && t.is(cDigit|cTeen|cTens):
		var ok bool
		if r, ok = s.spelled(k); !ok || r.den > 0 {
			return
		}
	default:
		return
	}
	v, rest := n.integer(), r.integer()
	if v < 0 || rest <= 0 || rest >= pow10(p) {
		return
	}
	n.dec = number.New(v+rest, 0)
	n.end, n.next = r.end, r.next
}

func pow10(p int) int64 {
	v := int64(1)
	for range p {
		v *= 10
	}
	return v
}

// andFraction reads "3 million and a half", "two and a half", "103 and two thirds".
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
		return // "two and a third party"
	}
	scale := int64(1)
	after := k + 1
	if n.scaled { // the fraction is of the scale: 3 million and a half
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

// A wordSum adds up number words: "two hundred and six thousand four hundred".
type wordSum struct {
	total, current int64
	last           class // of the last word
	power          int   // of the last scale
	scaled         bool
}

// add takes one word in, or is false where it cannot go on the number: "twenty" goes on by "five" but
// not by "thirty".
func (w *wordSum) add(e *entry) bool {
	v := int64(e.value)
	switch {
	case e.class&cDigit != 0:
		if w.last&(cDigit|cTeen) != 0 || v == 0 && w.last != 0 {
			return false
		}
		w.current += v
		w.last = cDigit
	case e.class&(cTeen|cTens) != 0:
		if w.last&(cDigit|cTeen|cTens) != 0 {
			return false
		}
		w.current += v
		w.last = e.class & (cTeen | cTens)
	case e.class&cHundred != 0:
		if w.last == cHundred || w.current >= 100 || w.last == cScale {
			return false
		}
		w.current = max(w.current, 1) * 100
		w.last = cHundred
	case e.class&cScale != 0:
		p := int(v)
		switch {
		case w.last == cScale && w.current == 0: // lakh crore, thousand billion
			if p < w.power || w.total > 1e17/pow10(p) {
				return false
			}
			w.total *= pow10(p)
			w.power += p
			return true
		case w.scaled && p >= w.power || w.current == 0 && w.last != 0:
			return false
		}
		w.total += max(w.current, 1) * pow10(p)
		w.current, w.power, w.last, w.scaled = 0, p, cScale, true
	default:
		return false
	}
	return true
}

// decimal returns the sum with the place of the last word: two million is 2 × 10⁶.
func (w *wordSum) decimal() number.Decimal {
	if w.current == 0 && w.scaled {
		p := int64(1)
		place := 0
		for w.total%(p*10) == 0 && place < w.power {
			p, place = p*10, place+1
		}
		return number.New(w.total/p, place)
	}
	return number.New(w.total+w.current, 0)
}

// spelled reads a number in words at k, with "point" decimals and the fractions behind it.
func (s *scanner) spelled(k int) (numeral, bool) {
	first := s.tok(k)
	n := numeral{start: first.start, spelled: true}
	if first.is(cHundred | cScale) {
		s.article(&n)
	}
	var w wordSum
	if !w.add(first.lex) {
		return n, false
	}
	n.end, n.next = first.end, k+1
	for {
		j := n.next
		t := s.tok(j)
		if t.id() == wAnd && (w.last == cHundred || w.last == cScale) && s.tok(j+1).is(cDigit|cTeen|cTens) && !s.fractionAt(j+1) {
			if s.tok(j+1).id() == wOne && !s.endsNumber(j+2) {
				break
			}
			j++
			t = s.tok(j)
		}
		if t.kind != tokWord || t.gap == glued || t.line && t.upper || t.possessive {
			break
		}
		if t.lex == nil || t.lex.class&(cDigit|cTeen|cTens|cHundred|cScale) == 0 {
			break
		}
		// "one hundred" but "two in five", and "one second" is no 1/2.
		if !w.add(t.lex) {
			break
		}
		n.end, n.next = t.end, j+1
	}
	n.dec = w.decimal()
	n.scaled = w.scaled
	s.pointWords(&n, w.total+w.current)
	if !n.point {
		s.fraction(&n, w.total+w.current)
		if n.den == 0 {
			s.andFraction(&n)
		}
	}
	if t := s.tok(n.next); n.den == 0 && t.is(cDozen) && t.gap == space {
		if v := n.integer(); v > 0 && v < 1e12 {
			n.dec = number.New(v*int64(t.lex.value), 0)
			n.end, n.next, n.scaled = t.end, n.next+1, true
		}
	}
	if n.point || n.den > 0 && !n.scaled {
		if t := s.tok(n.next); t.is(cScale|cHundred) && t.gap == space {
			n.times10(int(t.lex.value))
			n.end, n.next, n.scaled = t.end, n.next+1, true
			if n.den > 0 {
				n.reduce()
			}
		}
	}
	return n, true
}

// endsNumber says that the token does not carry a number word on, so that "one" belongs to the number
// before it: "three hundred and one is", "a hundred and one people".
func (s *scanner) endsNumber(k int) bool {
	t := s.tok(k)
	return t.kind != tokWord || t.id() != wOf && !t.is(cDeterminer)
}

// article takes the article before a scale or a fraction into the numeral: "a million", "a third".
func (s *scanner) article(n *numeral) {
	if b := prevToken(s.text, n.start, s.floor); b.kind == tokWord && b.id() == wA && b.gap == space {
		n.start = b.start
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

// fraction reads the denominator behind a numerator in words.
func (s *scanner) fraction(n *numeral, v int64) {
	k := n.next
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

// pointWords reads spoken decimals: "twelve point one", "two hundred point seventy-one", "nought point
// nought four".
func (s *scanner) pointWords(n *numeral, v int64) {
	k := n.next
	if s.tok(k).id() != wPoint || s.tok(k).gap != space {
		return
	}
	frac, places := int64(0), 0
	end, next := 0, k+1
	for places < 9 {
		t := s.tok(next)
		switch {
		case t.is(cDigit):
			frac, places = frac*10+int64(t.lex.value), places+1
		case t.is(cTeen):
			frac, places = frac*100+int64(t.lex.value), places+2
		case t.is(cTens):
			frac, places = frac*100+int64(t.lex.value), places+2
			if u := s.tok(next + 1); u.is(cDigit) && u.gap == hyphen {
				frac += int64(u.lex.value)
				next++
				t = u
			}
		default:
			t = nil
		}
		if t == nil {
			break
		}
		end, next = t.end, next+1
	}
	if places == 0 || v > 1e8 {
		return
	}
	n.dec = number.New(v*pow10(places)+frac, -places)
	n.point, n.end, n.next = true, end, next
	if t := s.tok(n.next); t.is(cScale) && t.gap == space {
		n.dec = n.dec.Scale(int(t.lex.value))
		n.scaled, n.end, n.next = true, t.end, n.next+1
	}
}

// dozens reads "a dozen" and "dozen"; the numbers before it are read by their own words.
func (s *scanner) dozens(k int) (numeral, bool) {
	t := s.tok(k)
	if t.is(cPlural) {
		return s.vaguePlural(k)
	}
	if t.lex.value == 20 {
		return numeral{}, false // "a score of 5": a score is no 20 without a number before it
	}
	n := numeral{start: t.start, end: t.end, next: k + 1, spelled: true, scaled: true, dec: number.New(int64(t.lex.value), 0)}
	if b := prevToken(s.text, n.start, s.floor); b.kind == tokWord && (b.possessive || strings.HasSuffix(s.text[b.start:b.end], "s") && b.lex == nil) {
		return n, false // a baker's dozen
	}
	s.article(&n)
	return n, true
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
	case t.id() == wHalf:
		// "the second half", "this half", "the better half": a part of something known, no share.
		if b.is(cOrdinal) || !article && (b.id() == wThe || b.id() == wThis || b.id() == wLast || b.id() == wThat ||
			b.id() == wEach || b.id() == wOther || b.id() == wAnother || b.id() == wIn && next.id() != wA) || b.gap == hyphen {
			return s.tok(k+1).id() == wOf && b.id() == wThe
		}
		return next.gap != hyphen || next.is(cUnit)
	case t.lex.word == "quarter":
		return article && (s.partitive(k+1) || s.endsPhrase(k+1) && !b.is(cComparative) && (b.id() == wBy || b.id() == wThan))
	default:
		return article && (s.partitive(k+1) || s.endsPhrase(k+1) || next.is(cComparative))
	}
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

// vaguePlural reads "dozens", "hundreds of thousands". Low and high say what it can mean: from two of
// the unit to the next unit that has a word of its own (SEMANTICS, "Hedges").
func (s *scanner) vaguePlural(k int) (numeral, bool) {
	t := s.tok(k)
	n := numeral{start: t.start, end: t.end, next: k + 1, spelled: true, vague: true}
	if b := prevToken(s.text, n.start, s.floor); b.kind == tokWord && (b.is(cDeterminer) && b.id() != wSome && b.id() != wThe && b.id() != wAll || b.gap == hyphen) {
		return n, false
	}
	of := s.tok(k + 1)
	if t.is(cDozen) {
		size := int64(t.lex.value)
		if size == 20 && of.id() != wOf {
			return n, false // scores are points as often as twenties
		}
		n.low, n.high = number.New(2*size, 0), number.New(10*size, 0)
		return n, true
	}
	p := int(t.lex.value)
	if inner := s.tok(k + 2); of.id() == wOf && inner.is(cPlural) && !inner.is(cDozen) && int(inner.lex.value) > p {
		q := int(inner.lex.value)
		n.end, n.next = inner.end, k+3
		n.low, n.high = number.New(2, p+q), number.New(1, p+q+1)
		if p >= 3 { // thousands of millions
			n.high = number.New(1, p+q+2)
		}
		return n, true
	}
	if t.id() == wTens {
		return n, false
	}
	n.low, n.high = number.New(2, p), number.New(1, p+1)
	if p >= 3 {
		n.high = number.New(1, p+2) // tens of thousands are still thousands
	}
	return n, true
}
