package quantity

import (
	"strings"

	"recount/analysis/number"
)

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
		if t.lex == nil || t.lex.class&(cNumber) == 0 {
			break
		}
		// "one hundred" but "two in five", and "one second" is no 1/2.
		if d, _ := s.compoundDenominator(j, w.total+w.current); d > 0 && t.is(cTens|cHundred) { // one hundred thirty-fifths
			break
		}
		if n.start < first.start && t.is(cDigit|cTeen|cTens) && w.last == cScale && s.tok(j+1).is(cUnit) && s.tok(j+2).is(cPostposed) {
			break // "to a thousand four years later": the years are another number
		}
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
// before it: "four hundred and one were", "a hundred and one people".
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

// pointWords reads spoken decimals: "twelve point one", "three hundred point twenty-five", "nought point
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

// conjunction tells "that" before a plural, where it opens a clause, from "those".
func (s *scanner) conjunction(t token) bool {
	return t.id() == wThat && t.end-t.start == len("that")
}

// vaguePlural reads "dozens", "hundreds of thousands". Low and high say what it can mean: from two of
// the unit to the next unit that has a word of its own (SEMANTICS, "Hedges").
func (s *scanner) vaguePlural(k int) (numeral, bool) {
	t := s.tok(k)
	n := numeral{start: t.start, end: t.end, next: k + 1, spelled: true, vague: true}
	if b := prevToken(s.text, n.start, s.floor); b.kind == tokWord && (b.is(cDeterminer) && b.id() != wSome && b.id() != wThe && b.id() != wAll && !s.conjunction(b) || b.gap == hyphen) {
		return n, false
	}
	of := s.tok(k + 1)
	if t.is(cDozen) {
		size := int64(t.lex.value)
		if size == 20 && of.id() != wOf {
			return n, false // scores are points as often as twenties
		}
		n.low, n.high, n.order = number.New(2*size, 0), number.New(10*size, 0), number.New(size, 0)
		return n, true
	}
	p := int(t.lex.value)
	if inner := s.tok(k + 2); of.id() == wOf && inner.is(cPlural) && !inner.is(cDozen) && int(inner.lex.value) > p {
		q := int(inner.lex.value)
		n.end, n.next = inner.end, k+3
		n.low, n.high, n.order = number.New(2, p+q), number.New(1, p+q+1), number.New(1, p+q)
		if p >= 3 { // thousands of millions
			n.high = number.New(1, p+q+2)
		}
		return n, true
	}
	if t.id() == wTens {
		return n, false
	}
	n.low, n.high, n.order = number.New(2, p), number.New(1, p+1), number.New(1, p)
	if p >= 3 {
		n.high = number.New(1, p+2) // tens of thousands are still thousands
	}
	return n, true
}
