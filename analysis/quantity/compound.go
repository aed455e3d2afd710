package quantity

import (
	"strings"

	"recount/analysis/number"
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
	// counted is what a rate counts: deaths, in "5.4 deaths per 100,000".
	countedStart, countedEnd int
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
			s.perUnit(&u)
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
	if id == unitDegree && end < len(s.text) && isDigit(s.text[end]) { // 37°14'28"N is a place
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

// wattHours reads the second half of "60-kW-hr" and "60 kW hours".
func (s *scanner) wattHours(u *unitRead) {
	if t := s.tok(u.next); t.is(cUnit) && t.lex.unit == unitHour && t.gap != glued {
		u.name, u.end, u.next = u.name+" hour", t.end, u.next+1
	}
}

// maxSign is the longest sign in bytes.
const maxSign = 9

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

// unitOf reads the unit of a fraction: "half an hour", "1/16 of a US pint".
func (s *scanner) unitOf(k int, n *numeral, u *unitRead) bool {
	if s.tok(k).id() == wOf {
		k++
	}
	if s.tok(k).id() == wA {
		k++
	} else if !n.vague { // hundreds of miles
		return false
	}
	t := s.tok(k)
	if t.is(cNation) {
		return s.nationUnit(k, u)
	}
	if !t.is(cUnit) || units[t.lex.unit].class == uShare {
		return false
	}
	u.set(t.lex.unit, t.end, k+1)
	return true
}

// modified reads a unit behind an adjective of order or extent, which leaves it a unit: "50 previous
// years", "six straight months", "two more days".
func (s *scanner) modified(k int, n *numeral, u *unitRead) bool {
	t := s.tok(k + 1)
	if t.kind != tokWord || !t.is(cUnit) || t.gap != space || s.tok(k).gap != space || units[t.lex.unit].class == uShare {
		return false
	}
	switch strings.ToLower(s.text[s.tok(k).start:s.tok(k).end]) {
	case "previous", "full", "long", "straight", "consecutive", "successive", "extra", "additional", "more", "further", "whole", "entire", "solid", "short", "calendar", "fiscal", "working", "business", "rushing", "passing", "receiving", "total", "net", "gross", "other":
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
		u.name = q.lex.word + " " + name
		u.class = uMeasure
	default:
		return false
	}
	return true
}

// nationUnit reads a currency with its nation, "Australian dollars", and lets "US" stand before other
// units: "one US fluid ounce".
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

// pounds tells money from weight: pounds of something, and amounts below a thousand that no word of
// paying stands beside, are weights.
func (s *scanner) pounds(k int, n *numeral, u *unitRead) bool {
	t, next := s.tok(k), s.tok(k+1)
	switch {
	case next.id() == wSterling:
		u.set(unitSterling, next.end, k+2)
	case (next.gap == hyphen || next.gap == space) && next.is(cUnit) && units[next.lex.unit].name == "foot":
		u.set(unitPound, next.end, k+2)
		u.name = "pound-foot"
		if of := s.tok(u.next); of.id() == wOf && s.word2(u.next+1, "torque") {
			u.next, u.end = u.next+2, s.tok(u.next+1).end
		}
	case n.scaled && next.id() != wOf || s.paying():
		u.set(unitSterling, t.end, k+1)
	default:
		u.set(unitPound, t.end, k+1)
	}
	return true
}

func (s *scanner) word2(k int, w string) bool {
	t := s.tok(k)
	return t.kind == tokWord && strings.EqualFold(s.text[t.start:t.end], w)
}

// paying says that a word of money stands shortly before the number.
func (s *scanner) paying() bool {
	for j := range 6 {
		t := s.back(j)
		if t.kind == tokEnd {
			return false
		}
		switch strings.ToLower(s.text[t.start:t.end]) {
		case "pay", "paid", "pays", "paying", "cost", "costs", "costing", "price", "priced", "worth", "fine", "fined", "fee", "salary", "wage", "wages", "sold", "bought", "spent", "earn", "earned", "earns", "bill", "debt", "loan", "budget", "profit", "tax", "donated", "raised", "invest", "invested", "investment", "money", "cash", "compensation", "damages":
			return true
		}
	}
	return false
}

// perUnit reads what an amount is per: "$10 per gram", "$3500 a month", "km/h" is a sign of its own,
// "barrels a day", "52,000 barrel-a-day", "A/cm2".
func (s *scanner) perUnit(u *unitRead) {
	k := u.next
	if u.id == unitDollar { // $75 U.S. per barrel
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
	if t.kind == tokMark && of.kind == tokDigits { // 6.1 l/100km
		if id, end := s.signAt(s.skipBlank(of.end)); id > 0 && of.end-of.start <= 5 {
			u.name = u.name + " per " + s.text[of.start:of.end] + " " + units[id].name
			u.end, u.next = end, s.tokenAfter(k+1, end)
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
	case t.id() == wA && perNoun(of, s.text):
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
	}
	if name == "" {
		return
	}
	u.name = perName(u.name, name)
	u.end, u.next = end, next
}

// perNoun are the nouns that are no units and yet stand behind "a" in prices: 80 cents a share.
func perNoun(t *token, text string) bool {
	switch text[t.start:t.end] {
	case "share", "person", "head", "night", "game", "ticket", "bottle", "copy", "vote", "student", "household", "visit", "piece", "word", "seat", "vehicle":
		return true
	}
	return false
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
	case wIn, wFor, wOf, wOut:
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
