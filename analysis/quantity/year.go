package quantity

import (
	"strings"
)

// yearToken returns the year that token k is, 0 if it is none.
func (s *scanner) yearToken(k int) int {
	t := s.tok(k)
	if t.kind != tokDigits || t.end-t.start != 4 || t.gap == hyphen {
		return 0
	}
	v := smallInt(s.text[t.start:t.end])
	if v < 1000 || v > 2199 {
		return 0
	}
	if next := s.tok(k + 1); next.gap == glued && next.kind == tokWord {
		return 0
	}
	return v
}

// yearLike says that the numeral has the form of a year.
func (s *scanner) yearLike(n *numeral) bool {
	if !n.plain() || n.whole != 4 || n.zero {
		return false
	}
	v := n.integer()
	return v >= 1000 && v < 2200
}

// year reads a year, a span of years (2014–2016, 2017-18, 2019/20, from 2014 to 2016) or a decade (the 1990s).
func (s *scanner) year(t *token) int {
	if t.end-t.start != 4 {
		return 0
	}
	v := smallInt(s.text[t.start:t.end])
	if v < 1000 || v > 2199 || s.moneyBefore(t.start) {
		return 0
	}
	s.begin(t.start)
	next := s.tok(1)
	if next.kind == tokWord && next.gap == glued || apostropheAt(s.text, t.end) > 0 && strings.HasPrefix(s.text[t.end+apostropheAt(s.text, t.end):], "s") || strings.HasPrefix(s.text[t.end:], "′s") {
		if w := s.text[next.start:next.end]; next.kind == tokWord && w == "s" && v%10 == 0 && next.gap == glued {
			last := v + 9
			if v%100 == 0 && v < 1900 {
				last = v + 99
			}
			return s.emit(Quantity{Start: t.start, End: next.end, NumStart: t.start, NumEnd: next.end, Kind: Year, From: Day{Year: v}, To: Day{Year: last}, Of: -1})
		} else if next.kind == tokWord && w != "s" && next.gap == glued {
			return 0
		}
	} else if end := s.years(t, v); end > 0 {
		return end
	} else if !s.isYear(t, v) || s.measuredRange(v) || s.isCross(next) && s.tok(2).kind == tokDigits || s.crossed() {
		return 0
	}
	return s.emit(Quantity{Start: t.start, End: t.end, NumStart: t.start, NumEnd: t.end, Kind: Year, From: Day{Year: v}, Of: -1})
}

// measuredRange says that the number opens a range whose other end has a unit: "between 1750 and 4500rpm".
func (s *scanner) measuredRange(v int) bool {
	b, link := s.back(0), s.tok(1)
	if b.id() != wBetween && b.id() != wFrom || link.id() != wAnd && link.id() != wTo || s.tok(2).kind != tokDigits {
		return false
	}
	n, ok := s.numeral(2)
	if !ok || n.integer() <= int64(v) {
		return false
	}
	u := s.unit(&n)
	return u.found() && u.class != uTime
}

// years reads a span of years that begins at t.
func (s *scanner) years(t *token, v int) int {
	if v < 1400 {
		return 0
	}
	k := 1
	next := s.tok(k)
	b := s.back(0)
	switch {
	case next.kind == tokDigits && next.gap == hyphen:
	case next.kind == tokMark && (next.mark == '–' || next.mark == '-' || next.mark == '—') && s.tok(2).kind == tokDigits:
		k = 2
	case next.kind == tokMark && next.mark == '/' && next.gap == glued && s.tok(2).gap == glued:
		k = 2
	case next.id() == wTo && (b.id() == wFrom || b.kind != tokWord || s.isYear(t, v)), next.id() == wAnd && b.id() == wBetween:
		k = 2
	default:
		return 0
	}
	e := s.tok(k)
	if e.kind != tokDigits || s.tok(k+1).gap == glued && s.tok(k+1).kind == tokWord {
		return 0
	}
	last := smallInt(s.text[e.start:e.end])
	switch e.end - e.start {
	case 4:
		if last <= v || last > 2199 {
			return 0
		}
	case 2:
		if k == 2 && next.kind == tokWord || last != (v+1)%100 && last <= v%100 {
			return 0
		}
		last += v - v%100
		if last < v {
			last += 100
		}
	default:
		return 0
	}
	if u := s.tok(k + 1); u.is(cUnit) && u.gap == space && !u.is(cStop) || k == 1 && s.pluralAt(k+1) && v < 1900 {
		return 0
	}
	start := t.start
	if next.id() == wAnd || next.id() == wTo && b.id() == wFrom {
		start = b.start
	}
	return s.emit(Quantity{Start: start, End: e.end, NumStart: t.start, NumEnd: e.end, Kind: Year, Ranged: false, From: Day{Year: v}, To: Day{Year: last}, Of: -1})
}

// sinceAbout says that a hedged number of four digits is a year all the same: "since at least 2016", "around
// 2014". No noun may follow, and a round number is a count as likely.
func (s *scanner) sinceAbout(b *token, v int) bool {
	if v < 1950 || v >= 2050 || v%50 == 0 {
		return false
	}
	switch b.id() {
	case wOver: // "sales soared over 2017 and 2018"
		return s.tok(1).id() == wAnd && s.yearToken(2) > v
	case wLeast, wAround, wAbout, wApproximately, wRoughly, wCirca:
		next := s.tok(1)
		return next.kind != tokWord || next.is(cStop|cAux)
	}
	return false
}

// isYear decides whether four digits without a separator are a year, by what stands around them.
func (s *scanner) isYear(t *token, v int) bool {
	next, b := s.tok(1), s.back(0)
	if next.gap == hyphen && next.kind == tokWord {
		return v >= 1900 && v < 2100 && !next.is(cUnit)
	}
	if after := s.tok(2); next.id() == wOver && b.id() != wIn && (after.kind == tokDigits || after.is(cDigit|cTeen|cTens)) {
		return false // 1800 over 4
	}
	if next.kind == tokMark && (next.mark == '%' || next.mark == '€' || next.mark == '°' || next.mark == '+') {
		return false
	}
	if next.kind == tokWord && next.gap == space {
		n := numeral{end: t.end, next: 1}
		if u := s.unit(&n); u.found() {
			return u.id == unitYear && next.lex != nil && next.lex.word == "year"
		}
		if next.is(cScale | cHundred | cDozen) {
			return false
		}
	}
	if b.kind == tokWord {
		switch b.id() {
		case wThan, wOver, wUnder, wAbove, wBelow, wNearly, wAlmost, wAbout, wAround, wApproximately, wRoughly, wSome, wLeast, wMost, wOnly, wJust, wEstimated, wExactly:
			return s.sinceAbout(b, v)
		case wIn, wBy, wFrom, wBetween:
			return v >= 1500 || !s.pluralAt(1)
		}
		if b.is(cMonth | cWeekday) {
			return true
		}
	}
	if v < 1500 {
		return b.is(cYearBefore) && !s.pluralAt(1) && b.id() != wTo && b.id() != wOf && b.id() != wAnd
	}
	plural := next.kind == tokWord && next.gap == space && !next.is(cStop) && !next.upper && (s.pluralAt(1) || s.pluralAhead(1))
	if v >= 1950 && v < 2050 && v%50 != 0 { // "2018 sales": a count of that size is rarely so odd and without a comma
		return true
	}
	if !plural {
		return v >= 1700 && v < 2100 || b.is(cYearBefore)
	}
	return b.is(cYearBefore) && v >= 1800 && v < 2100 && b.id() != wOf && b.id() != wTo && b.id() != wOr || b.id() == wThe && v >= 1900 && v < 2100 || b.is(cDeterminer) && v >= 1900 && v < 2100
}
