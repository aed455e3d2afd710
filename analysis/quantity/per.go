package quantity

import (
	"strings"

	"recount/analysis/number"
)

// perUnit reads what an amount is per: "$14 per gram", "$2,800 a month", "km/h" is a sign of its own,
// "barrels a day", "38,000 barrel-a-day", "kg/m2".
func (s *scanner) perUnit(u *unitRead) {
	k := u.next
	if u.id == unitDollar { // $31 U.S. per barrel
		if t := s.tok(k); t.gap == space && t.is(cNation) && t.lex.form == "" && t.upper && !s.tok(k+1).is(cUnit) && (s.tok(k+1).kind != tokWord || s.tok(k+1).is(cStop)) {
			u.end, u.next = t.end, k+1
			k++
		}
	}
	t := s.tok(k)
	var of *token
	switch {
	case t.id() == wA && s.tok(k+2).is(cPostposed): // a year earlier
		return
	case t.id() == wPer, t.id() == wA && u.class != uTime && t.gap != glued:
		of = s.tok(k + 1)
	case t.kind == tokMark && t.mark == '/' && t.gap == glued && s.tok(k+1).gap == glued:
		of = s.tok(k + 1)
	default:
		return
	}
	if of.kind == tokDigits && (t.kind == tokMark || u.class == uMeasure) { // 6.1 l/100km, 6.1 litres per 100 km
		if id, end := s.signAt(s.skipBlank(of.end)); id > 0 && of.end-of.start <= 5 {
			u.name = u.name + " per " + s.text[of.start:of.end] + " " + units[id].name
			u.end, u.next = end, s.tokenAfter(k+1, end)
		} else if d := s.tok(k + 2); d.is(cUnit) && units[d.lex.unit].class == uMeasure {
			u.name = u.name + " per " + s.text[of.start:of.end] + " " + units[d.lex.unit].name
			u.end, u.next = d.end, k+3
		}
		return
	}
	if of.kind != tokWord {
		return
	}
	id, end, next := unitID(0), of.end, k+2
	name := ""
	var v unitRead
	switch {
	case of.id() == wSquare || of.id() == wCubic:
		if !s.squared(k+1, &v) {
			return
		}
		name, end, next = v.name, v.end, v.next
	case of.is(cUnit):
		id = of.lex.unit
	case t.id() == wA && of.is(cPerNoun):
		name = s.lower(of.start, of.end)
	case t.id() == wPer || t.kind == tokMark:
		if id, end = s.signAt(of.start); id == 0 && t.id() == wPer && !of.is(cStop) {
			name, end = s.lower(of.start, of.end), of.end
		}
	}
	if id > 0 {
		name = units[id].name
		if units[id].times > 1 {
			name = of.lex.word
		}
		next = s.tokenAfter(k+1, end)
		if h := s.tok(next); strings.HasSuffix(name, "watt") && h.is(cUnit) && units[h.lex.unit].name == "hour" && h.gap != glued { // cents per kilowatt hour
			name, end, next = name+" hour", h.end, next+1
		}
	}
	if name == "" {
		return
	}
	u.name = perName(u.name, name)
	u.end, u.next = end, next
	if strings.Count(u.name, " per ") == 1 { // litres per person per day
		s.perUnit(u)
	}
}

// skipBlank returns the position behind one blank at i.
func (s *scanner) skipBlank(i int) int {
	if i < len(s.text) && s.text[i] == ' ' {
		return i + 1
	}
	return i
}

// perName joins a unit and what it is per. The few common ones cost no memory.
func perName(unit, per string) string {
	switch {
	case unit == "mile" && per == "hour":
		return "mile per hour"
	case unit == "dollar" && per == "barrel":
		return "dollar per barrel"
	case unit == "dollar" && per == "share":
		return "dollar per share"
	}
	return unit + " per " + per
}

// lower returns a piece of the text in lower case, without copying if it is so already.
func (s *scanner) lower(from, to int) string { return strings.ToLower(s.text[from:to]) }

// perBase reads the base of a rate at token k: "per 100,000 inhabitants", "per thousand", "in every
// 10,000 people", "for every 1,000". It returns the base, 0 if there is none.
func (s *scanner) perBase(k int, u *unitRead) bool {
	j := k
	switch s.tok(k).id() {
	case wPer:
		j++
	case wIn, wFor, wOf, wOut, wTo:
		j++
		if s.tok(k).id() == wOut {
			if s.tok(j).id() != wOf {
				return false
			}
			j++
		}
		if s.tok(j).id() != wEvery && s.tok(j).id() != wEach {
			return false
		}
		j++
	default:
		return false
	}
	t := s.tok(j)
	if t.kind != tokDigits && !t.is(cHundred|cScale|cTens|cTeen|cDigit) {
		return false
	}
	n, ok := s.numeral(j)
	base := n.integer()
	if !ok || base < 2 || n.point && !n.scaled {
		return false
	}
	name := "per " + number.Group(n.dec.String())
	switch base {
	case 1e6:
		name = "per million"
	case 1e9:
		name = "per billion"
	}
	end, next := n.end, n.next
	// A noun or a unit: inhabitants, live births, kilometres.
	if np := s.nounPhrase(n.next, false); np.found() {
		name += " " + s.lower(np.start, np.end)
		end, next = np.end, np.next
	} else if t := s.tok(n.next); t.is(cUnit) && !t.is(cStop) {
		name += " " + s.lower(t.start, t.end)
		end, next = t.end, n.next+1
	}
	u.name, u.per, u.end, u.next = name, base, end, next
	return true
}
