package quantity

import (
	"strings"
)

// month reads a date that begins with the name of a month: "May 4, 2017", "August 2018", "Oct. 31", "in
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
