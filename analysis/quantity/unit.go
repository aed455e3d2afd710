package quantity

import (
	"strings"
)

// A unitRead is the unit behind a number.
type unitRead struct {
	id    unitID
	name  string
	class unitClass
	times int16 // 10 for decades
	end   int   // byte
	next  int   // token
	age   bool
	per   int64 // 100 for percent, the base of a rate
}

func (u *unitRead) found() bool { return u.name != "" }

func (u *unitRead) set(id unitID, end, next int) {
	d := &units[id]
	u.id, u.name, u.class, u.times, u.end, u.next = id, d.name, d.class, d.times, end, next
	switch id {
	case unitPercent:
		u.per = 100
	case unitMille:
		u.per = 1000
	}
}

// unit reads the unit behind the numeral n: a sign glued to the digits or after a blank, or words.
func (s *scanner) unit(n *numeral) (u unitRead) {
	if n.inner > 0 {
		u.set(n.inner, n.end, n.next)
		return u
	}
	if !n.spelled || n.end-n.start <= 3 {
		if s.sign(n, &u) {
			if u.class != uShare && u.class != uChange {
				s.perUnit(&u)
			}
			return u
		}
	}
	if s.unitWords(n.next, n, &u) {
		if u.class != uShare && u.class != uChange {
			s.perUnit(&u)
		}
	}
	return u
}

// unitWords reads a unit in words at token k.
func (s *scanner) unitWords(k int, n *numeral, u *unitRead) bool {
	t := s.tok(k)
	if t.kind != tokWord || t.line && t.upper {
		return false
	}
	if t.lex == nil {
		return s.modified(k, n, u)
	}
	switch t.id() {
	case wPer:
		if c := s.tok(k + 1); c.id() == wCent {
			u.set(unitPercent, c.end, k+2)
			s.percentPoints(u)
			return true
		} else if c.id() == wMille {
			u.set(unitMille, c.end, k+2)
			return true
		}
		return false
	case wPercent:
		if p := s.tok(k + 1); t.lex.word == "percentage" && p.id() != wPoint && p.id() != wPoints && n.integer() == 1 {
			return false
		}
		u.set(unitPercent, t.end, k+1)
		s.percentPoints(u)
		return true
	case wPart:
		if of := s.tok(k + 2); s.tok(k+1).id() == wPer && of.is(cScale) {
			if id := unitsPerPart[of.lex.value]; id > 0 {
				u.set(id, of.end, k+3)
				return true
			}
		}
		return false
	case wBasis:
		if p := s.tok(k + 1); p.id() == wPoint || p.id() == wPoints {
			u.set(unitBasis, p.end, k+2)
			return true
		}
		return false
	case wDegree:
		u.set(unitDegree, t.end, k+1)
		s.degrees(u)
		return true
	case wTimes, wFold:
		if t.id() == wFold && t.gap == space {
			return false
		}
		u.set(unitTimes, t.end, k+1)
		return true
	case wSquare, wCubic:
		return s.squared(k, u)
	case wMetric, wNautical, wLight, wFluid:
		return s.qualified(k, u)
	}
	if t.is(cNation) && s.nationUnit(k, u) {
		return true
	}
	if (n.den > 0 || n.vague) && s.unitOf(k, n, u) {
		return true
	}
	if s.modified(k, n, u) {
		return true
	}
	if t.lex.word == "pound" || t.lex.word == "pounds" {
		return s.pounds(k, n, u)
	}
	if t.lex.word == "stone" && n.integer() > 1 && t.gap == space && !s.pluralAt(k+1) { // above one a singular noun is a weight
		u.set(unitStone, t.end, k+1)
		return true
	}
	if t.lex.word == "quarters" && n.integer() > 1 {
		u.set(unitQuarter, t.end, k+1)
		return true
	}
	if !t.is(cUnit) || s.notUnit(k, n) {
		return false
	}
	u.set(t.lex.unit, t.end, k+1)
	s.unitTail(u)
	return true
}

// unitOf reads the unit of a fraction: "half an hour", "1/4 of a US gallon".
func (s *scanner) unitOf(k int, n *numeral, u *unitRead) bool {
	if s.tok(k).id() == wOf {
		k++
	}
	if s.tok(k).id() == wA || s.text[s.tok(k).start:s.tok(k).end] == "one" && n.den > 0 {
		k++
	} else if !n.vague { // hundreds of miles
		return false
	}
	t := s.tok(k)
	if t.is(cNation) {
		return s.nationUnit(k, u)
	}
	if s.percentOf(k, n, u) {
		return true
	}
	if n.den > 0 && t.lex != nil && t.lex.word == "pound" { // half a pound
		return s.pounds(k, n, u)
	}
	if t.id() == wCent && n.den > 0 { // a third of a cent
		u.set(unitCent, t.end, k+1)
		return true
	}
	if !t.is(cUnit) || units[t.lex.unit].class == uShare {
		return false
	}
	u.set(t.lex.unit, t.end, k+1)
	return true
}

// percentOf reads "half a per cent", "a quarter of a percentage point", where the fraction is of one
// hundredth and not of a hundred.
func (s *scanner) percentOf(k int, n *numeral, u *unitRead) bool {
	t := s.tok(k)
	switch {
	case n.den == 0 || n.vague:
		return false
	case t.id() == wPercent:
		u.set(unitPercent, t.end, k+1)
	case t.id() == wPer && s.tok(k+1).id() == wCent:
		u.set(unitPercent, s.tok(k+1).end, k+2)
	default:
		return false
	}
	s.percentPoints(u)
	return true
}

// modified reads a unit behind an adjective of order or extent, which leaves it a unit: "40 previous
// years", "five straight months", "two more days".
func (s *scanner) modified(k int, n *numeral, u *unitRead) bool {
	t := s.tok(k + 1)
	if t.kind != tokWord || !t.is(cUnit) || t.gap != space || s.tok(k).gap != space || units[t.lex.unit].class == uShare {
		return false
	}
	if s.tok(k).is(cExtent) {
		u.set(t.lex.unit, t.end, k+2)
		return true
	}
	return false
}

// notUnit refuses unit words that are other words here: verbs, ordinals and parts of compounds.
func (s *scanner) notUnit(k int, n *numeral) bool {
	t, next := s.tok(k), s.tok(k+1)
	switch t.lex.word {
	case "won", "rand", "lev", "dong", "real":
		return !n.scaled && !n.grouped && !n.point
	case "second":
		return n.integer() > 1 && !n.point && (next.gap == hyphen || next.kind == tokWord && !next.is(cStop)) && t.gap == space
	case "cent", "pc":
		return t.lex.word == "cent" && n.integer() != 1 && t.gap != hyphen
	}
	return false
}

// unitTail reads the second word of units made of two: kilowatt hours, pound-feet, newton metres.
func (s *scanner) unitTail(u *unitRead) {
	t := s.tok(u.next)
	if t.kind != tokWord || !t.is(cUnit) || t.gap == glued {
		return
	}
	tail := &units[t.lex.unit]
	switch {
	case tail.name == "hour" && (strings.HasSuffix(u.name, "watt") || strings.HasSuffix(u.name, "ampere")):
		u.name += " hour"
	case tail.name == "metre" && u.name == "newton":
		u.name += " metre"
	default:
		return
	}
	u.end, u.next = t.end, u.next+1
}

// squared reads "square miles", "sq ft", "cubic metres".
func (s *scanner) squared(k int, u *unitRead) bool {
	j := k + 1
	if t := s.tok(j); t.kind == tokMark && t.mark == '.' { // sq. km
		j++
	}
	t := s.tok(j)
	if t.kind != tokWord {
		return false
	}
	id, end := unitID(0), t.end
	if t.is(cUnit) {
		id = t.lex.unit
	} else if id, end = s.signAt(t.start); id == 0 {
		return false
	}
	if units[id].class != uMeasure {
		return false
	}
	u.set(id, end, j+1)
	if s.tok(k).id() == wSquare {
		u.name = "square " + u.name
	} else {
		u.name = "cubic " + u.name
	}
	return true
}

// qualified reads "metric tons", "nautical miles", "light years", "fluid ounces".
func (s *scanner) qualified(k int, u *unitRead) bool {
	q, t := s.tok(k), s.tok(k+1)
	if !t.is(cUnit) {
		return false
	}
	name := units[t.lex.unit].name
	switch {
	case q.id() == wMetric && (name == "ton" || name == "tonne"):
		u.set(t.lex.unit, t.end, k+2)
		u.name = "tonne"
	case q.id() == wNautical && name == "mile", q.id() == wLight && name == "year", q.id() == wFluid && name == "ounce":
		u.set(t.lex.unit, t.end, k+2)
		if u.name = q.lex.word + " " + name; q.id() == wFluid {
			u.name = "fluid ounce"
		}
		u.class = uMeasure
	default:
		return false
	}
	return true
}

// nationUnit reads a currency with its nation, "Australian dollars", and lets "US" stand before other
// units: "two US fluid ounces".
func (s *scanner) nationUnit(k int, u *unitRead) bool {
	nation, t := s.tok(k), s.tok(k+1)
	if t.id() == wFluid || t.id() == wMetric {
		return s.qualified(k+1, u)
	}
	if !t.is(cUnit) && t.lex != nil && (t.lex.word == "pounds" || t.lex.word == "pound") {
		u.set(unitSterling, t.end, k+2)
		if f := nation.lex.form; f != "" {
			u.name = f + " pound"
		}
		return true
	}
	if !t.is(cUnit) {
		return false
	}
	d := &units[t.lex.unit]
	u.set(t.lex.unit, t.end, k+2)
	f := nation.lex.form
	if d.class != uMoney || f == "" {
		return d.class == uMoney || d.class == uMeasure
	}
	name := d.name
	switch {
	case name == "crown" && (f == "danish" || f == "norwegian"):
		name = "krone"
	case name == "crown" && (f == "swedish" || f == "icelandic"):
		name = "krona"
	case name == "crown" && f == "czech":
		name = "koruna"
	case strings.Contains(name, " "): // chinese yuan
		return true
	}
	u.name = f + " " + name
	return true
}
