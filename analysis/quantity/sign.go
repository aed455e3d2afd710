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
	joined := 0
	if blank == 0 && n.next < maxAhead && s.tok(n.next).gap == hyphen {
		joined = s.tok(n.next).start - at
	}
	at += blank + joined
	id, end := s.signAt(at)
	if id == 0 {
		return false
	}
	w := s.text[at:end]
	slash := end < len(s.text) && s.text[end] == '/'
	if len(w) == 1 && blank > 0 && !slash && !strings.Contains(spacedSigns, w) || len(w) == 1 && joined > 0 && w != "%" {
		return false
	}
	if blank > 0 && isLetter(w[0]) && s.notSign(n, w, end) {
		return false
	}
	if w == "F" && s.electric() {
		id = unitFarad
	}
	u.set(id, end, 0)
	u.next = s.tokenAfter(n.next, end)
	switch {
	case id == unitPercent, id == unitDegree:
		s.percentPoints(u)
		s.degrees(u)
	case strings.HasSuffix(u.name, "watt"):
		s.wattHours(u)
	}
	return true
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

// electric says that the words before the number are of electricity, where F is the farad.
func (s *scanner) electric() bool {
	for k := range maxBehind {
		b := s.back(k)
		switch w := s.lower(b.start, b.end); {
		case strings.HasPrefix(w, "capacit"):
			return true
		case strings.HasPrefix(w, "temperat"):
			return false
		}
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
