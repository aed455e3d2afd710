package quantity

import (
	"strings"
)

// named sets apart a number that is part of a name or a label: chapter 3, Channel 5, Apollo 11, 22
// Acacia Avenue. It returns where scanning goes on, 0 if the number counts something.
func (s *scanner) named(n *numeral) int {
	if n.point && n.frac > 2 || n.grouped || n.scaled || n.den > 0 || n.vague || n.plus {
		return 0
	}
	if n.negative { // "COVID -19": a hyphen that a blank slipped before
		if b := s.back(0); n.spelled || b.kind != tokWord || !b.upper || b.is(cStop|cNation) || s.sentenceStart(b) || s.sign(n, &unitRead{}) {
			return 0
		}
		return s.label(n.start, n.end, Identifier, n.dec)
	}
	if s.nameAhead(n) {
		return s.label(n.start, s.nameEnd(n.end), Identifier, n.dec)
	}
	b := s.back(0)
	if b.kind == tokMark && b.mark == '.' && b.gap == space { // No. 5, Fig. 3
		if a := s.back(1); a.kind == tokWord && a.is(cLabel) && a.end == b.start && (s.text[a.start:a.end] != "no" || s.tok(n.next).kind != tokWord || s.tok(n.next).is(cStop)) {
			return s.labelRow(n)
		}
	}
	if b.kind != tokWord || b.line && !b.upper {
		return s.street(n)
	}
	if (b.id() == wTop || b.id() == wBottom) && s.endsPhrase(n.next) && (s.tok(n.next).kind != tokMark || s.back(1).id() == wThe) { // the bottom three
		return s.label(n.start, n.end, Identifier, n.dec)
	}
	switch {
	case b.is(cLabel) && b.gap == space && !b.possessive:
		if s.labelled(n, b) {
			return s.labelRow(n)
		}
	case b.upper && b.gap != glued && !b.possessive && !n.spelled && n.whole <= 4 && !n.point:
		if s.properName(n, b) {
			return s.label(n.start, s.nameEnd(n.end), Identifier, n.dec)
		}
	}
	if b.lex == nil && s.back(1).id() == wThe && n.plain() && n.whole > 1 && !b.possessive && !s.pluralWord(b) && !s.yearLike(n) && s.finiteSingular(n.next) {
		return s.label(n.start, n.end, Identifier, n.dec) // "the nasdaq 100 is": a name that lost its capitals
	}
	return s.street(n)
}

// finiteSingular says that token k is a verb whose subject is one thing, as no number above one and its noun are.
func (s *scanner) finiteSingular(k int) bool {
	t := s.tok(k)
	return t.is(cAux) && (t.lex.word == "is" || t.lex.word == "was" || t.lex.word == "has") || t.is(cUp|cDown) && !t.is(cStop) && t.gap == space
}

// nameAhead says that the number opens a name: "22 Acacia Hill", "9 Plus", or is the first part of a
// code: 4KL7. Above one a number counts plurals, so a capitalised singular with no plural behind it is no
// count noun.
func (s *scanner) nameAhead(n *numeral) bool {
	if n.spelled || !n.plain() || n.whole > 5 {
		return false
	}
	t := s.tok(n.next)
	if t.kind != tokWord || t.possessive {
		return false
	}
	if t.gap == glued {
		if t.lex != nil && t.is(cUnit) || t.start != n.end {
			return false
		}
		if id, _ := s.signAt(t.start); id > 0 {
			return false
		}
		next := s.tok(n.next + 1)
		return t.upper && (t.end-t.start == 1 || next.gap == glued && next.kind == tokDigits)
	}
	if !t.upper || t.gap != space || n.integer() < 2 || t.is(cStop|cVerb|cUnit|cNation|cMonth|cScale|cHundred|cDozen|cAux|cWeekday) || s.pluralAt(n.next) || s.pluralAhead(n.next) {
		return false
	}
	if b := s.back(0); b.kind == tokWord {
		switch b.id() {
		case wLeast, wMost, wThan, wAbout, wNearly, wAlmost, wOver, wUnder, wSome, wRoughly, wApproximately, wOf:
			return false // at least 200 Roma, farm and church groups
		}
	}
	if u := s.unit(n); u.found() {
		return false
	}
	w := s.text[t.start:t.end]
	return !s.pastTense(n.next) && w != "Dead" && w != "Injured" && w != "Missing" && w != "More" && !strings.HasSuffix(w, "ed")
}

// labelRow emits a label's number and those that follow it in the same breath: "paras 106-108", "Wards 22,
// 24 and 26".
func (s *scanner) labelRow(n *numeral) int {
	end := s.label(n.start, n.end, Identifier, n.dec)
	if n.spelled {
		return end
	}
	bracket := false
	for k := n.next; k+1 < maxAhead; {
		t := s.tok(k)
		if letter := s.tok(k + 1); t.kind == tokMark && t.mark == '(' && letter.kind == tokWord && letter.end-letter.start <= 3 && s.tok(k+2).mark == ')' { // 35(b), 47
			k += 3
			continue
		}
		switch {
		case t.kind == tokDigits && t.gap == hyphen:
			k--
		case t.kind == tokMark && t.mark == ')' && t.gap == glued && bracket:
			bracket = false
			k++
			continue
		case t.kind == tokMark && t.mark == '(' && s.tok(k+1).kind == tokDigits && !bracket && s.tok(k+2).kind == tokMark: // Article 9 (5, 8)
			bracket = true
		case t.kind == tokMark && (t.mark == '–' || t.mark == ',') && t.gap == glued, t.id() == wAnd, t.id() == wTo, t.id() == wOr:
		default:
			return end
		}
		d := s.tok(k + 1)
		if d.kind != tokDigits || d.end-d.start > 5 || s.tok(k+2).gap == space && s.tok(k+2).kind == tokWord && !s.tok(k+2).is(cStop|cVerb) {
			return end
		}
		end = s.numberOf(d.start, d.end)
		k += 2
	}
	return end
}

// labelled says that the number after a label word is its name, and not the number of what follows: "week
// 12 began" but "this week 12 people".
func (s *scanner) labelled(n *numeral, b *token) bool {
	if n.whole > 4 || n.point && n.frac > 2 {
		return false
	}
	t := s.tok(n.next)
	if b.id() == wNo || b.lex.word == "no" {
		return b.upper && s.back(1).kind == tokWord
	}
	if b.is(cPart) {
		return !t.is(cUnit) || t.gap != space
	}
	if t.gap == space && (t.id() == wPercent || t.id() == wPer && s.tok(n.next+1).id() == wCent) {
		return false // "on the coast line 6.9 per cent were late"
	}
	if t.kind == tokWord && t.gap == space && (s.pluralAhead(n.next-1) && !t.upper || t.is(cUnit)) {
		return b.upper && !s.sentenceStart(b)
	}
	switch {
	case b.lex.word == "number":
		return s.back(1).id() == wThe && t.kind == tokWord && !t.is(cStop)
	case !b.is(cLoose):
		return true
	case t.gap == hyphen:
		return false
	}
	return b.upper || !n.spelled && !s.back(1).is(cDeterminer) && s.back(1).id() != wPer && s.back(1).id() != wLast
}

// sentenceStart says that a word begins a sentence, so that its capital says nothing.
func (s *scanner) sentenceStart(b *token) bool {
	p := prevToken(s.text, b.start, s.floor)
	if p.kind == tokEnd {
		return b.start == 0 || b.start > 0 && s.floor < b.start
	}
	return p.kind == tokMark && (p.mark == '.' || p.mark == '!' || p.mark == '?' || p.mark == ':' || p.mark == '"' || p.mark == '“' || p.mark == '”')
}

// properName says that the capitalised word before the number takes it into a name: "Apollo 11", "the
// Fortune 500", "Channel 4". A unit or a plural noun behind the number makes it count that instead.
func (s *scanner) properName(n *numeral, b *token) bool {
	if next := s.tok(n.next); b.is(cVerb) && next.kind == tokWord && !next.is(cStop) { // "Sign 9 forms", but "Sign 9 on the list"
		return false
	}
	if b.is(cIrregular | cStop | cWeekday | cMonth | cUnit | cUp | cDown | cDeterminer | cYearBefore | cAnchor | cPostposed | cTrivial | cAux) {
		return false
	}
	switch b.id() {
	case wAged, wAge, wNearly, wAlmost, wAbout, wOver, wUnder, wEstimated, wTotal, wAverage, wMaximum, wMinimum:
		return false
	}
	if s.yearLike(n) {
		return false
	}
	t := s.tok(n.next)
	if t.kind == tokWord && t.gap == hyphen && !t.upper {
		return false // the Mayor's 48-page plan
	}
	if t.kind == tokDigits && t.gap == hyphen || t.kind == tokMark && (t.mark == '–' || t.mark == '-') && t.gap == glued && s.tok(n.next+1).kind == tokDigits {
		return false // a score or a range: the Senate 52-47
	}
	if u := s.unit(n); u.found() && u.id != unitTimes {
		return b.is(cLabel)
	}
	if b.end-b.start == 1 { // Model S 60
		return true
	}
	if s.sentenceStart(b) && !b.is(cLabel) && s.pastTense2(b) {
		return false
	}
	if t.kind == tokWord && t.gap == space {
		if t.upper && !s.pluralAt(n.next) {
			return true
		}
		if t.is(cAux) { // "Hotan 40 were held"; "the Boeing 737 was", "the Nasdaq 100 were"
			if s.back(1).id() == wThe && !s.pluralWord(b) {
				return true
			}
			switch t.lex.word {
			case "were", "have", "are", "had":
				return false
			}
			return true
		}
		if !t.is(cStop) && (s.pluralAt(n.next) || s.pluralAhead(n.next)) {
			return false
		}
	}
	return true
}

// pastTense2 says that a word at the beginning of a sentence looks like a participle: "Compared 40 …".
func (s *scanner) pastTense2(b *token) bool {
	w := s.text[b.start:b.end]
	return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ly")
}

// street reads the number of a house: digits before capitalised words that end in Road, Street, Avenue.
func (s *scanner) street(n *numeral) int {
	if n.spelled || !n.plain() {
		return 0
	}
	k := n.next
	t := s.tok(k)
	if t.kind == tokDigits && t.gap == hyphen { // 3-5 Mill Road
		k++
		t = s.tok(k)
	}
	if t.kind != tokWord || !t.upper || t.gap != space {
		return 0
	}
	for j := k; j < k+5; j++ {
		t := s.tok(j)
		if t.kind != tokWord || !t.upper && t.kind == tokWord {
			if t.kind == tokMark && t.mark == '.' || t.kind == tokDigits {
				continue
			}
			return 0
		}
		if !t.is(cStreet) {
			continue
		}
		if j == k && t.lex.word != "ave" && !s.tok(j+1).upper { // "5 Close"
			return 0
		}
		return s.label(n.start, s.tok(k-1).end, Identifier, n.dec)
	}
	return 0
}
