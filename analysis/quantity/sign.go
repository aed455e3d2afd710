package quantity

import (
	"strings"
)

// spacedSigns are the units of one letter that are read behind a blank too; the others would be taken
// for words ("5 a day", "Vitamin B 12 c").
const spacedSigns = "%°$€£¥mglLWVCFKJNptbB′″"

// sign reads a unit written as a sign or an abbreviation behind the numeral.
func (s *scanner) sign(n *numeral, u *unitRead) bool {
	at := n.end
	if at >= len(s.text) {
		return false
	}
	blank := spaceAt(s.text, at)
	if blank > 0 && s.text[at] == '\n' {
		return false
	}
	if blank == 0 && s.feetAndInches(n, u) {
		return true
	}
	joined := 0
	if blank == 0 && n.next < maxAhead && s.tok(n.next).gap == hyphen {
		joined = s.tok(n.next).start - at
	}
	at += blank + joined
	if blank > 0 && at+1 <= len(s.text) && (at+1 == len(s.text) || !isLetter(s.text[at+1]) && !isDigit(s.text[at+1])) {
		if id := s.letterTime(s.text[at:at+1], n.next+1); id > 0 {
			u.set(id, at+1, n.next+1)
			return true
		}
	}
	if blank+joined == 0 && s.timesSign(at) { // 14.2x
		u.set(unitTimes, at+1, 0)
		u.next = s.tokenAfter(n.next, at+1)
		return true
	}
	id, end := s.signAt(at)
	if id == 0 {
		return false
	}
	w := s.text[at:end]
	other := s.rivalOf(w, n.next)
	if other > 0 {
		id = other
	}
	slash := end < len(s.text) && s.text[end] == '/'
	if len(w) == 1 && blank > 0 && !slash && other == 0 && !strings.Contains(spacedSigns, w) || len(w) == 1 && joined > 0 && w != "%" {
		return false
	}
	if blank > 0 && isLetter(w[0]) && s.notSign(n, w, end) {
		return false
	}
	u.set(id, end, 0)
	u.next = s.tokenAfter(n.next, end)
	switch {
	case id == unitPercent, id == unitDegree:
		s.percentPoints(u)
		s.degrees(u)
	case strings.HasSuffix(u.name, "watt"):
		s.wattHours(u)
	case w == "m" && s.afterHours(n): // 2h 15m
		u.set(unitMinute, end, u.next)
	case id == unitPound && s.tok(u.next).kind == tokWord && s.text[s.tok(u.next).start:s.tok(u.next).end] == "ft": // 295lb ft
		u.set(unitTorque, s.tok(u.next).end, u.next+1)
	}
	return true
}

// feetAndInches reads the typewriter's marks of a height: 6'2", 5’11”. Alone they are apostrophe and quotation
// mark, so that each needs the other.
func (s *scanner) feetAndInches(n *numeral, u *unitRead) bool {
	w := apostropheAt(s.text, n.end)
	if w == 0 && n.end < len(s.text) && s.text[n.end] != '"' && !strings.HasPrefix(s.text[n.end:], "”") || !n.plain() || n.whole > 2 {
		return false
	}
	if w > 0 {
		end, digits := run(s.text, n.end+w)
		if digits == 0 || digits > 2 || end >= len(s.text) || s.text[end] != '"' && !strings.HasPrefix(s.text[end:], "”") {
			return false
		}
		u.set(unitFoot, n.end+w, 0)
	} else {
		last := len(s.out) - 1
		if last < 0 || s.out[last].End != n.start || s.out[last].Unit != "foot" {
			return false
		}
		w = 1
		if s.text[n.end] != '"' {
			w = len("”")
		}
		u.set(unitInch, n.end+w, 0)
	}
	u.next = s.tokenAfter(n.next, u.end)
	return true
}

// afterHours says that a number of hours ends right before the number.
func (s *scanner) afterHours(n *numeral) bool {
	last := len(s.out) - 1
	return last >= 0 && s.out[last].Unit == "hour" && n.start-s.out[last].End <= 1 && n.whole <= 2
}

// timesSign says that an x glued to the digits stands for times: "14.2x earnings", but not "4x100".
func (s *scanner) timesSign(at int) bool {
	return s.text[at] == 'x' && (at+1 == len(s.text) || !isLetter(s.text[at+1]) && !isDigit(s.text[at+1]) && s.text[at+1] < 0x80)
}

// notSign refuses a short sign behind a blank where the text goes on like a word: "5 in 2018", "3 p.m.",
// "2 m people" is left to the scale, "4 F words".
func (s *scanner) notSign(n *numeral, w string, end int) bool {
	switch w {
	case "in", "h", "s", "c":
		return true
	case "bar":
		return !n.point
	case "C", "F", "K", "A", "V", "W", "J", "N", "B", "b", "L", "t":
		return end < len(s.text) && (s.text[end] == '.' && end+1 < len(s.text) && isLetter(s.text[end+1]) || s.text[end] == '&')
	case "m", "p", "g", "l":
		return end < len(s.text) && s.text[end] == '.' && end+1 < len(s.text) && isLetter(s.text[end+1])
	}
	return false
}

// wattHours reads the second half of "60-kW-hr" and "60 kW hours".
func (s *scanner) wattHours(u *unitRead) {
	if t := s.tok(u.next); t.is(cUnit) && t.lex.unit == unitHour && t.gap != glued {
		u.name, u.end, u.next = u.name+" hour", t.end, u.next+1
	}
}

// maxSign is the longest sign in bytes.
const maxSign = 10

// signAt returns the unit whose sign begins at byte i and ends before anything but a letter or digit.
func (s *scanner) signAt(i int) (unitID, int) {
	if i >= len(s.text) {
		return 0, 0
	}
	for n := min(maxSign, len(s.text)-i); n > 0; n-- {
		end := i + n
		if last := s.text[end-1]; (isLetter(last) || isDigit(last)) && end < len(s.text) && (isLetter(s.text[end]) || isDigit(s.text[end])) {
			continue
		}
		if e := symbols.lookup(s.text[i:end]); e != nil {
			return e.unit, end
		}
	}
	return 0, 0
}

// tokenAfter returns the index of the first token that begins at or after byte end, from k on.
func (s *scanner) tokenAfter(k, end int) int {
	for k < maxAhead {
		t := s.tok(k)
		if t.start >= end || t.kind == tokEnd {
			return k
		}
		if t.end > end { // the sign ends inside a token
			s.retoken(k, end)
			return k
		}
		k++
	}
	return maxAhead
}

// percentPoints reads "% points" as percentage points.
func (s *scanner) percentPoints(u *unitRead) {
	if t := s.tok(u.next); u.id == unitPercent && t.kind == tokWord && (t.id() == wPoint || t.id() == wPoints) && (t.gap == space || t.gap == hyphen) {
		u.set(unitPoint, t.end, u.next+1)
		u.per = 0
	}
}

// degrees reads the scale of a temperature behind "degrees" or the sign.
func (s *scanner) degrees(u *unitRead) {
	t := s.tok(u.next)
	if u.id != unitDegree || t.kind != tokWord {
		return
	}
	id := unitID(0)
	switch w := s.text[t.start:t.end]; {
	case t.is(cUnit) && (t.lex.unit == unitCelsius || t.lex.unit == unitFahrenheit):
		id = t.lex.unit
	case w == "C":
		id = unitCelsius
	case w == "F":
		id = unitFahrenheit
	}
	if id > 0 {
		u.set(id, t.end, u.next+1)
	}
}
