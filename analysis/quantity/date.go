package quantity

import (
	"strings"
)

// month reads a date that begins with the name of a month: "May 3, 2021", "August 2018", "Oct. 31", "in
// May". A month alone counts as one only where it is named like a date.
func (s *scanner) month() int {
	t := s.tok(0)
	month := int(t.lex.value)
	k := 1
	end := t.end
	if m := s.tok(k); m.kind == tokMark && m.mark == '.' && m.gap == glued && len(t.lex.word) <= 4 {
		k++
	}
	if of := s.tok(k); (of.id() == wOf || of.kind == tokMark && of.mark == ',') && s.yearToken(k+1) > 0 {
		k++
	}
	d := Day{Month: month}
	var to Day
	if day, e, next := s.dayToken(k); day > 0 {
		d.Day, end, k = day, e, next
		if day2, e2, next2 := s.dayRange(k, day); day2 > 0 {
			to = Day{Month: month, Day: day2}
			end, k = e2, next2
		}
		if c := s.tok(k); c.kind == tokMark && c.mark == ',' && s.yearToken(k+1) > 0 {
			k++
		}
	}
	if y := s.yearToken(k); y > 0 {
		d.Year = y
		end = s.tok(k).end
		if to.Day > 0 {
			to.Year = y
		}
	} else if d.Day == 0 && !s.namesMonth(t) {
		return t.end
	}
	return s.date(t.start, end, d, to)
}

// namesMonth says that a month without a number is one: May and March are verbs too, and short forms
// are words.
func (s *scanner) namesMonth(t *token) bool {
	if !t.upper || len(t.lex.word) == 3 && t.lex.word != "may" || t.possessive {
		return false
	}
	b := s.backFrom(t.start)
	switch b.id() {
	case wIn, wBy, wFrom, wThis, wLast, wNext, wOf:
		return true
	}
	return b.is(cYearBefore) && b.id() != wAnd && b.id() != wTo && b.id() != wOr || t.lex.word != "may" && t.lex.word != "march" && t.lex.word != "august" && !s.tok(1).upper && b.kind == tokWord && !b.upper
}

// dayToken reads the day of a month at token k: 1 to 31, with or without "th".
func (s *scanner) dayToken(k int) (day, end, next int) {
	t := s.tok(k)
	if t.kind != tokDigits || t.gap != space && t.gap != hyphen && !(t.gap == glued && t.start > 0 && s.text[t.start-1] == '.') || t.end-t.start > 2 {
		return 0, 0, 0
	}
	v := smallInt(s.text[t.start:t.end])
	if v < 1 || v > 31 {
		return 0, 0, 0
	}
	end, next = t.end, k+1
	if o := s.tok(next); o.kind == tokWord && o.gap == glued {
		if !ordinalSuffix(s.text[o.start:o.end]) {
			return 0, 0, 0
		}
		end, next = o.end, next+1
	}
	return v, end, next
}

// dayRange reads the last day of "May 23–28", "May 23 to 28".
func (s *scanner) dayRange(k, first int) (day, end, next int) {
	t := s.tok(k)
	j := k
	switch {
	case t.kind == tokDigits && t.gap == hyphen:
	case t.kind == tokMark && (t.mark == '–' || t.mark == '-'), t.id() == wTo:
		j++
	default:
		return 0, 0, 0
	}
	day, end, next = s.dayToken(j)
	if day == 0 {
		if n := s.tok(j); n.kind == tokDigits && n.gap == glued && n.end-n.start <= 2 {
			day, end, next = smallInt(s.text[n.start:n.end]), n.end, j+1
		}
	}
	if day <= first || day > 31 || s.tok(next).is(cUnit) || s.pluralAt(next) {
		return 0, 0, 0
	}
	return day, end, next
}

func ordinalSuffix(w string) bool {
	switch strings.ToLower(w) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

func smallInt(w string) int {
	v := 0
	for i := 0; i < len(w) && i < 6; i++ {
		if !isDigit(w[i]) {
			return 0
		}
		v = v*10 + int(w[i]-'0')
	}
	return v
}

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

func (s *scanner) date(start, end int, from, to Day) int {
	return s.emit(Quantity{Start: start, End: end, NumStart: start, NumEnd: end, Kind: Date, From: from, To: to, Of: -1})
}

// dateDigits reads dates and times that begin with digits: "28 May 2022", 2018-05-28, 28/5/2018, 10:45,
// 5 a.m., and years. It returns where scanning goes on, 0 if it is none.
func (s *scanner) dateDigits(i int) int {
	t := s.tok(0)
	if end := s.clock(i); end > 0 {
		return end
	}
	if end := s.colonRatio(i); end > 0 {
		return end
	}
	if end := s.numericDate(i); end > 0 {
		return end
	}
	if day, _, next := s.firstDay(t); day > 0 {
		if end := s.dayMonth(t.start, day, next); end > 0 {
			return end
		}
	}
	return s.year(t)
}

// colonRatio reads a ratio with a colon, 3:1. A clock time has two digits behind it and was read before.
func (s *scanner) colonRatio(i int) int {
	text := s.text
	end, n := run(text, i)
	if n == 0 || n > 4 || end+1 >= len(text) || text[end] != ':' || !isDigit(text[end+1]) {
		return 0
	}
	last, m := run(text, end+1)
	if m > 4 || last < len(text) && (text[last] == ':' || isLetter(text[last])) {
		return 0
	}
	q := Quantity{Start: i, End: last, NumStart: i, NumEnd: last, Kind: Ratio, Of: -1}
	q.Num, q.Den = int64(smallInt(text[i:end])), int64(smallInt(text[end+1:last]))
	if q.Den == 0 {
		return s.code(i, last)
	}
	return s.emit(q)
}

// firstDay is dayToken for the token that opened the window.
func (s *scanner) firstDay(t *token) (day, end, next int) {
	if t.end-t.start > 2 {
		return 0, 0, 0
	}
	v := smallInt(s.text[t.start:t.end])
	if v < 1 || v > 31 {
		return 0, 0, 0
	}
	return v, t.end, 1
}

// dayMonth reads a month behind a day: "28 May 2022", "the 28th of May".
func (s *scanner) dayMonth(start, day, k int) int {
	var first Day
	if day2, _, next := s.dayRange(k, day); day2 > 0 && s.tok(next).is(cMonth) { // 23–28 May
		first = Day{Day: day}
		day, k = day2, next
	}
	if s.tok(k).id() == wOf {
		k++
	}
	m := s.tok(k)
	if !m.is(cMonth) || m.gap == glued || !m.upper && (m.is(cAux|cVerb) || len(m.lex.word) <= 5) {
		return 0
	}
	d := Day{Month: int(m.lex.value), Day: day}
	end := m.end
	k++
	if p := s.tok(k); p.kind == tokMark && p.mark == '.' && p.gap == glued && len(m.lex.word) <= 4 {
		k++
	}
	if c := s.tok(k); c.kind == tokMark && c.mark == ',' && s.yearToken(k+1) > 0 {
		k++
	}
	if y := s.yearToken(k); y > 0 {
		d.Year, end = y, s.tok(k).end
	}
	if first.Day > 0 {
		first.Month, first.Year = d.Month, d.Year
		return s.date(start, end, first, d)
	}
	return s.date(start, end, d, Day{})
}

// dayOrdinal reads "28th of May", "28th May" whose digits are text[i:end].
func (s *scanner) dayOrdinal(i, end int) int {
	day := smallInt(s.text[i:end])
	if day < 1 || day > 31 || end-i > 2 {
		return 0
	}
	return s.dayMonth(i, day, 2)
}

// numericDate reads 2018-05-28, 2018-05, 28/5/2018, 5/28/2018, 28.5.2018.
func (s *scanner) numericDate(i int) int {
	text := s.text
	e1, n1 := run(text, i)
	if e1+1 >= len(text) || n1 > 4 {
		return 0
	}
	sep := text[e1]
	if sep != '-' && sep != '/' && sep != '.' {
		return 0
	}
	e2, n2 := run(text, e1+1)
	if n2 == 0 || n2 > 2 {
		return 0
	}
	a, b := smallInt(text[i:e1]), smallInt(text[e1+1:e2])
	third, e3 := 0, e2
	if e2+1 < len(text) && text[e2] == sep {
		e, n := run(text, e2+1)
		if n > 0 && (e >= len(text) || !isLetter(text[e])) {
			third, e3 = smallInt(text[e2+1:e]), e
			if n1 != 4 && n != 4 && n != 2 || n > 4 {
				return 0
			}
		}
	}
	switch {
	case n1 == 4 && a >= 1000 && a < 2200 && b >= 1 && b <= 12 && third >= 1 && third <= 31:
		return s.date(i, e3, Day{a, b, third}, Day{})
	case n1 == 4 && a >= 1000 && a < 2200 && b >= 1 && b <= 12 && n2 == 2 && third == 0 && sep == '-' && e3 == e2 && b != a%100+1:
		return s.date(i, e2, Day{Year: a, Month: b}, Day{})
	case n1 <= 2 && third >= 1000 && third < 2200 && a >= 1 && b >= 1 && a <= 31 && b <= 31:
		// Day first or month first cannot be told when both could be months: then only the year is sure.
		d := Day{Year: third}
		switch {
		case a > 12 && b <= 12 || sep == '.' && b <= 12:
			d.Month, d.Day = b, a
		case b > 12 && a <= 12:
			d.Month, d.Day = a, b
		case a == b:
			d.Month, d.Day = a, b
		}
		return s.date(i, e3, d, Day{})
	}
	return 0
}

// clock reads a time of day: 10:45, 0:01:43, 5am, 10.45pm, 5 a.m., 11 o'clock, 1100 GMT. A ratio like 3:1
// has one digit behind the colon.
func (s *scanner) clock(i int) int {
	text := s.text
	end, n := run(text, i)
	if n == 0 || n > 4 {
		return 0
	}
	hour, minute, second := smallInt(text[i:end]), 0, 0
	colons := 0
	if n <= 2 {
		for colons < 2 && end+2 < len(text) && text[end] == ':' && isDigit(text[end+1]) && isDigit(text[end+2]) && (end+3 >= len(text) || !isDigit(text[end+3])) {
			v := smallInt(text[end+1 : end+3])
			if v > 59 {
				return 0
			}
			if colons == 0 {
				minute = v
			} else {
				second = v
			}
			colons++
			end += 3
		}
	}
	at := end
	if colons == 0 && n <= 2 && end+2 < len(text) && text[end] == '.' && isDigit(text[end+1]) && isDigit(text[end+2]) && (end+3 >= len(text) || !isDigit(text[end+3])) {
		at = end + 3 // 10.45pm
	}
	if at < s.tok(0).end {
		return 0 // 7.3
	}
	k := s.tokenAfter(0, at)
	t := s.tok(k)
	if at < len(text) && t.start != at && t.gap == glued {
		t = &endToken
	}
	half := t.kind == tokWord && (t.id() == wAM || t.id() == wPM) && t.gap != hyphen
	switch {
	case half && hour <= 12:
		if at > end {
			minute = smallInt(text[end+1 : end+3])
		}
		if t.id() == wPM && hour < 12 {
			hour += 12
		} else if t.id() == wAM && hour == 12 {
			hour = 0
		}
		return s.time(i, t.end, hour, minute, second, colons)
	case colons > 0:
		return s.time(i, end, hour, minute, second, colons)
	case n == 4 && hour < 2400 && hour%100 < 60 && t.kind == tokWord && t.gap == space && (text[t.start:t.end] == "GMT" || text[t.start:t.end] == "UTC" || text[t.start:t.end] == "hours" && s.yearLikeTime(hour)):
		return s.time(i, t.end, hour/100, hour%100, 0, 1)
	case n <= 2 && t.kind == tokWord && t.gap == space && (text[t.start:t.end] == "o'clock" || text[t.start:t.end] == "o’clock"):
		return s.time(i, t.end, hour, 0, 0, 0)
	}
	return 0
}

// yearLikeTime says that four digits before "hours" are a time of day: "at 0630 hours".
func (s *scanner) yearLikeTime(v int) bool { return s.text[s.tok(0).start] == '0' }

// time emits a time of day. From holds hour, minute and second.
func (s *scanner) time(start, end, hour, minute, second, colons int) int {
	return s.emit(Quantity{Start: start, End: end, NumStart: start, NumEnd: end, Kind: Time, From: Day{hour, minute, second}, Of: -1})
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
	} else if !s.isYear(t, v) {
		return 0
	}
	return s.emit(Quantity{Start: t.start, End: t.end, NumStart: t.start, NumEnd: t.end, Kind: Year, From: Day{Year: v}, Of: -1})
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
	if after := s.tok(2); next.id() == wOver && (after.kind == tokDigits || after.is(cDigit|cTeen|cTens)) {
		return false // 2000 over 3
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
