package quantity

import (
	"strings"

	"recount/analysis/number"
)

// hedgeBefore reads the words before the number that bound it or soften it (SEMANTICS, "Hedges"), and
// returns where they begin. English puts them right before the numeral, after which only a currency
// sign may stand, so a bounded look back is enough.
func (s *scanner) hedgeBefore() (number.Hedge, int) {
	h, start := s.hedgeWords()
	if start < s.floor { // the words belong to the number before
		return number.None, 0
	}
	return h, start
}

// under says that the hedge that was read is Nearly but names the side outright: "just under 300",
// "slightly fewer than 300", "just short of 300", as "just over 300" does. "Nearly 300" implies it.
func (s *scanner) under(h number.Hedge) bool {
	switch s.back(0).id() {
	case wUnder, wBelow, wThan:
		return h == number.Nearly
	case wOf:
		return h == number.Nearly && (s.back(1).id() == wShort || s.back(1).id() == wShy)
	}
	return false
}

func (s *scanner) hedgeWords() (number.Hedge, int) {
	b := s.back(0)
	if b.kind == tokMark {
		return s.hedgeMark(b)
	}
	if b.kind != tokWord || b.lex == nil {
		return number.None, 0
	}
	switch b.id() {
	case wAbout, wApproximately, wRoughly, wCirca, wSome, wAround, wBarely:
		if b.id() == wSome && s.back(1).is(cDeterminer) {
			return number.None, 0
		}
		return number.Approx, b.start
	case wEstimated:
		switch a := s.back(1); {
		case a.id() == wA:
			return number.Approx, a.start
		case a.is(cDeterminer): // "the estimated $52 million" is the sum that was estimated
			return number.None, 0
		}
		return number.Approx, b.start
	case wNearly, wAlmost, wApproaching, wPractically:
		return number.Nearly, b.start
	case wOn:
		if a := s.back(1); a.id() == wNigh {
			return number.Nearly, a.start
		}
	case wQuite:
		if a := s.back(1); a.id() == wNot {
			return number.Nearly, a.start
		}
	case wUnder, wBelow:
		if start := s.slightly(1); start >= 0 {
			return number.Nearly, start
		}
		return number.LessThan, s.strongly(1, b.start)
	case wOver, wAbove, wExceed:
		if b.id() == wOver && s.during() {
			return number.None, 0
		}
		if start := s.slightly(1); start >= 0 {
			return number.JustOver, start
		}
		return number.MoreThan, s.strongly(1, b.start)
	case wSub:
		if b.gap == hyphen {
			return number.LessThan, b.start
		}
	case wThan:
		return s.hedgeThan(0)
	case wTo:
		return s.hedgeTo()
	case wOf:
		return s.hedgeOf()
	case wAs:
		return s.hedgeAs()
	case wLeast:
		return s.hedgeAt(number.AtLeast)
	case wMost:
		return s.hedgeAt(number.AtMost)
	case wMinimum:
		return number.AtLeast, b.start
	case wMaximum:
		return number.AtMost, b.start
	}
	return number.None, 0
}

// measuredBefore says that a number with its unit or noun ends right before byte i, where it says by how much
// one thing is more than another: "3 points lower than four years ago" bounds no four years.
func (s *scanner) measuredBefore(i int) bool {
	n := len(s.out)
	if n == 0 || i == 0 {
		return false
	}
	last := &s.out[n-1]
	switch last.Kind {
	case Date, Year, Ordinal, Time, Identifier, Age:
		return false
	}
	end := max(last.End, last.CountedEnd)
	return end < i && strings.TrimSpace(s.text[end:i]) == ""
}

// pastPoint says that the duration before token k reaches to a point in time or says how long or old
// something is: ago, earlier, old.
func (s *scanner) pastPoint(k int) bool {
	t := s.tok(k)
	return t.is(cPostposed) || t.id() == wOld || t.id() == wOf
}

// during says that "over" before a duration means in its course: "fell 12 per cent over 30 years", "a loan
// of $4,000 over two years". Where what stands before it takes a length of time ("for over 30 years", "lasted
// over 30 years"), or the time is an age or a distance ("over 30 years ago"), it is a bound. A length is the
// course of what another measure says: "climbs 700 metres over 9 kilometres".
func (s *scanner) during() bool {
	if s.spaced {
		return s.measuredBefore(s.back(0).start)
	}
	if !s.timed || s.slightly(1) >= 0 || s.back(1).id() == wWell {
		return false
	}
	switch b := s.back(1); {
	case b.kind == tokEnd && b.start > s.floor:
		return false
	case b.is(cUp | cDown | cComparative), b.start < s.floor || b.kind == tokEnd:
		return true
	case b.kind != tokWord, b.is(cStop | cVerb | cAux | cDeterminer):
		return false
	default:
		w := s.text[b.start:b.end]
		return !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing") && (!b.upper || capitals(w))
	}
}

// hedgeMark reads signs: ~, ≈, <, ≥, and the points of "c." and "approx.".
func (s *scanner) hedgeMark(b *token) (number.Hedge, int) {
	switch b.mark {
	case '~', '≈', '∼', '≃', '～':
		return number.Approx, b.start
	case '<':
		return number.LessThan, b.start
	case '>':
		return number.MoreThan, b.start
	case '≤', '⩽':
		return number.AtMost, b.start
	case '≥', '⩾':
		return number.AtLeast, b.start
	case '=':
		switch a := s.back(1); {
		case a.kind == tokMark && a.mark == '<' && b.gap != hyphen:
			return number.AtMost, a.start
		case a.kind == tokMark && a.mark == '>':
			return number.AtLeast, a.start
		}
	case '.':
		if a := s.back(1); a.kind == tokWord && b.start == a.end {
			if w := s.text[a.start:a.end]; w == "c" || w == "est" || a.id() == wApproximately || a.id() == wCirca {
				return number.Approx, a.start
			}
		}
	}
	return number.None, 0
}

// slightly returns where the words of a small distance begin before token k: just, slightly, a little,
// a bit; -1 if there are none.
func (s *scanner) slightly(k int) int {
	b := s.back(k)
	switch b.id() {
	case wJust, wSlightly, wBarely: // "hardly more than 20"
		return b.start
	case wLittle, wBit:
		if a := s.back(k + 1); a.id() == wA {
			return a.start
		}
		if b.id() == wLittle {
			return b.start // "little more than"
		}
	}
	return -1
}

// strongly takes "well", "far" and "much" before a bound into the hedge.
func (s *scanner) strongly(k, start int) int {
	if b := s.back(k); b.id() == wWell {
		return b.start
	}
	return start
}

// hedgeThan reads comparatives with "than" as token k: more than, no fewer than, slightly less than.
func (s *scanner) hedgeThan(k int) (number.Hedge, int) {
	c := s.back(k + 1)
	if k == 0 && s.measuredBefore(c.start) {
		return number.None, 0
	}
	var h number.Hedge
	switch {
	case c.id() == wOver: // "over than"
		return number.MoreThan, c.start
	case c.id() == wMore, c.id() == wGreater, c.is(cComparative) && (c.id() != wFewer && c.id() != wLess) && c.lex.class&(cUp) != 0:
		h = number.MoreThan
	case c.id() == wFewer, c.id() == wLess:
		h = number.LessThan
	case c.is(cComparative):
		if c.is(cShrinking) {
			h = number.LessThan
		} else {
			h = number.MoreThan
		}
	default:
		return number.None, 0
	}
	m := s.back(k + 2)
	switch m.id() {
	case wNo, wNot:
		if h == number.MoreThan {
			return number.AtMost, m.start
		}
		return number.AtLeast, m.start
	case wAny:
		if s.back(k+3).id() == wNot {
			return number.AtMost, s.back(k + 3).start
		}
	}
	if start := s.slightly(k + 2); start >= 0 {
		if h == number.MoreThan {
			return number.JustOver, start
		}
		return number.Nearly, start
	}
	return h, c.start
}

// hedgeTo reads "up to", "close to", and "or equal to" behind a bound.
func (s *scanner) hedgeTo() (number.Hedge, int) {
	b := s.back(1)
	switch b.id() {
	case wUp:
		if a := s.back(2); a.is(cGoing) { // prices go up to 50
			return number.None, 0
		}
		return number.AtMost, b.start
	case wClose:
		return number.Nearly, b.start
	case wEqual:
		if s.back(2).id() != wOr {
			return number.None, 0
		}
		if t := s.back(3); t.id() == wThan {
			if h, start := s.hedgeThan(3); h == number.MoreThan {
				return number.AtLeast, start
			} else if h == number.LessThan {
				return number.AtMost, start
			}
		} else if t.id() == wLeast {
			return number.AtLeast, s.back(4).start
		} else if t.id() == wGreater || t.id() == wMore {
			return number.AtLeast, t.start
		} else if t.id() == wLess || t.id() == wFewer {
			return number.AtMost, t.start
		}
	}
	return number.None, 0
}

// hedgeOf reads "upwards of", "in excess of", "a maximum of", "in the region of".
func (s *scanner) hedgeOf() (number.Hedge, int) {
	b := s.back(1)
	switch b.id() {
	case wUpward, wNorth:
		return number.MoreThan, b.start
	case wSouth:
		return number.LessThan, b.start
	case wShort:
		if start := s.slightly(2); start >= 0 {
			return number.Nearly, start
		}
	case wShy: // "shy of 300" says by itself that little is missing
		if start := s.slightly(2); start >= 0 {
			return number.Nearly, start
		}
		return number.Nearly, b.start
	case wExcess:
		if in := s.back(2); in.id() == wIn {
			return number.MoreThan, in.start
		}
	case wMinimum, wMaximum:
		h, start := number.AtLeast, b.start
		if b.id() == wMaximum {
			h = number.AtMost
		}
		if a := s.back(2); a.id() == wA || a.id() == wThe {
			start = a.start
		}
		return h, start
	case wRegion, wOrder:
		if s.back(2).id() == wThe && (s.back(3).id() == wIn || s.back(3).id() == wOn) {
			return number.Approx, s.back(3).start
		}
	}
	return number.None, 0
}

// hedgeAs reads "as many as", "as little as".
func (s *scanner) hedgeAs() (number.Hedge, int) {
	b, a := s.back(1), s.back(2)
	if a.id() != wAs {
		return number.None, 0
	}
	switch b.id() {
	case wMany, wMuch, wHigh:
		return number.AtMost, a.start
	case wFew, wLittle, wLow:
		return number.AtLeast, a.start
	}
	return number.None, 0
}

// hedgeAt reads "at least" and "at the very most".
func (s *scanner) hedgeAt(h number.Hedge) (number.Hedge, int) {
	k := 1
	if s.back(k).id() == wVery {
		k++
	}
	if s.back(k).id() == wThe {
		k++
	}
	if b := s.back(k); b.id() == wAt {
		return h, b.start
	}
	return number.None, 0
}

// hedgeAfter reads what bounds a number from behind: "or more", "or so", "+", "and over".
func (s *scanner) hedgeAfter(k, at int) (h number.Hedge, end, next int) {
	t := s.tok(k)
	switch {
	case t.kind == tokMark && t.mark == '+' && t.start == at:
		return number.AtLeast, t.end, k + 1
	case t.id() == wPlus && (t.gap == hyphen || t.gap == space && (s.tok(k+1).kind != tokWord && s.tok(k+1).kind != tokDigits && s.tok(k+2).kind != tokDigits || s.pluralAt(k+1))):
		return number.AtLeast, t.end, k + 1
	case t.kind == tokWord && t.gap == hyphen && s.text[t.start:t.end] == "odd":
		return number.Approx, t.end, k + 1
	case t.kind == tokWord && t.gap == hyphen && s.text[t.start:t.end] == "ish":
		return number.Approx, t.end, k + 1
	case t.id() == wOr || t.id() == wAnd:
		c := s.tok(k + 1)
		or := t.id() == wOr
		switch {
		case or && (c.id() == wMore || c.id() == wGreater), !or && c.is(cUp) && c.id() == wUp, c.id() == wOver || c.id() == wAbove, c.id() == wOld || c.is(cComparative) && c.lex.word == "older", or && c.is(cComparative) && (c.lex.word == "longer" || c.lex.word == "later"):
			if s.boundEnds(k + 2) {
				return number.AtLeast, c.end, k + 2
			}
		case or && (c.id() == wLess || c.id() == wFewer), c.id() == wUnder || c.id() == wBelow, c.is(cComparative) && c.lex.word == "younger":
			if s.boundEnds(k + 2) {
				return number.AtMost, c.end, k + 2
			}
		case or && c.id() == wSo, or && c.id() == wThereabouts:
			return number.Approx, c.end, k + 2
		}
	case t.id() == wAt:
		if s.tok(k+1).id() == wThe {
			k++
		}
		c, then := s.tok(k+1), s.tok(k+2)
		switch {
		case then.numeric() || then.is(cMultiple) || then.kind == tokWord && !then.is(cStop|cAux|cVerb) || s.word2(k+2, "once"): // 10 men at least twice
		case c.id() == wLeast:
			return number.AtLeast, c.end, k + 2
		case c.id() == wMost:
			return number.AtMost, c.end, k + 2
		}
	}
	return number.None, 0, k
}

// boundEnds says that no number follows, to which the words would belong: "60 or more than 70".
func (s *scanner) boundEnds(k int) bool {
	t := s.tok(k)
	if t.id() == wThan {
		t = s.tok(k + 1)
	}
	return t.kind != tokDigits && !t.is(cNumber)
}
