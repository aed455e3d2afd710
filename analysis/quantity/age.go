package quantity

import "strings"

// age recognises the age of a person or a thing: "25 years old", "a 47-year-old baker", "aged 25", "Mayer,
// 55, said", "he is 35".
func (s *scanner) age(q *Quantity, n *numeral, u *unitRead) {
	if u.class == uTime {
		t := s.tok(u.next)
		switch {
		case t.kind == tokWord && (t.gap == hyphen || t.gap == space) && (t.id() == wOld || s.text[t.start:t.end] == "olds"):
			u.end, u.next = t.end, u.next+1
		case t.id() == wOf && s.tok(u.next+1).id() == wAge:
			u.end, u.next = s.tok(u.next+1).end, u.next+2
		case s.afterAge() || s.olderThan():
		default:
			return
		}
		u.name, u.age, u.class = ageName(u.name), true, uNone
		q.End = u.end
		q.Kind = Age
		return
	}
	if u.found() || n.point || n.scaled || n.den > 0 || n.vague || q.Den > 0 {
		return
	}
	if v := n.integer(); v < 0 || v > 130 {
		return
	}
	if s.afterAge() || s.olderThan() && s.endsPhrase(n.next) || s.personUnder(n) || s.personsAre(n) || s.apposition(n) || s.ageAnd(n) || s.ageBracket(n) || s.orOlder(n) || s.pronounIs(n) || s.expectancy() {
		q.Kind, u.name, u.age, u.end, u.next = Age, "year of age", true, n.end, n.next
	}
}

func ageName(unit string) string {
	switch unit {
	case "year":
		return "year of age"
	case "month":
		return "month of age"
	}
	return unit + " of age"
}

// afterAge says that "aged", "age" or "age of" stands before the number.
func (s *scanner) afterAge() bool {
	for k := range 5 {
		b := s.back(k)
		switch b.id() {
		case wAged, wAge:
			return true
		case wOf, wWas, wBetween, wAbout, wAround, wFrom, wOver, wUnder, wAt, wLeast, wTo:
			continue
		}
		break
	}
	return s.ageIs()
}

// olderThan says that "older than" or "younger than" stands before the number.
func (s *scanner) olderThan() bool {
	old := s.back(1)
	return s.back(0).id() == wThan && old.is(cComparative) && (old.lex.word == "older" || old.lex.word == "younger")
}

// ageIs reads "the median age of the herd is 28": the age is the subject and the number its predicate.
func (s *scanner) ageIs() bool {
	if s.back(0).id() != wWas {
		return false
	}
	for k := 1; k < 8; k++ {
		switch b := s.back(k); {
		case b.id() == wAge:
			return s.back(k+1).is(cDeterminer) || s.back(k+1).id() == wAverage
		case b.kind != tokWord || b.is(cAux|cVerb):
			return false
		}
	}
	return false
}

// personUnder reads "children under 5": a bare bound behind people is their age.
func (s *scanner) personUnder(n *numeral) bool {
	under, b := s.back(0), s.back(1)
	if under.id() != wUnder && under.id() != wOver && under.id() != wBelow && under.id() != wAbove || !n.plain() && !n.spelled || s.pluralAt(n.next) {
		return false
	}
	return b.is(cPerson)
}

// personsAre reads "the pupils are under 12", "two in five voters are over 60": a bare bound that is said of people
// is of their age. The people are the subject before the verb, or what was counted last.
func (s *scanner) personsAre(n *numeral) bool {
	under, be := s.back(0), s.back(1)
	if under.id() != wUnder && under.id() != wOver || be.id() != wWas || !n.plain() && !n.spelled || !s.endsPhrase(n.next) {
		return false
	}
	for k := 2; k < maxBehind; k++ {
		if b := s.back(k); b.is(cPerson | cHuman) {
			return true
		} else if b.kind != tokWord {
			break
		}
	}
	last := s.partner(&Quantity{Start: n.start})
	if last == nil {
		return false
	}
	e := words.lookup(last.Counted[strings.LastIndexByte(last.Counted, ' ')+1:])
	return e != nil && e.class&(cPerson|cHuman) != 0
}

// ageAnd says that the number goes on a row of ages: "aged 15 and 17".
func (s *scanner) ageAnd(n *numeral) bool {
	if len(s.out) == 0 {
		return false
	}
	last := &s.out[len(s.out)-1]
	b := s.back(0)
	return last.Kind == Age && !s.pluralAt(n.next) && (b.id() == wAnd || b.id() == wOr || b.kind == tokMark && b.mark == ',') && s.back(1).end == last.End
}

// ageBracket says that "age group" or the like follows: "the 18 to 24 age group".
func (s *scanner) ageBracket(n *numeral) bool {
	if s.tok(n.next).id() != wAge {
		return false
	}
	t := s.tok(n.next + 1)
	switch s.text[t.start:t.end] {
	case "group", "bracket", "range", "band", "cohort":
		return true
	}
	return false
}

// orOlder says that "or older", "and over" follow, which are said of ages.
func (s *scanner) orOlder(n *numeral) bool {
	and, t := s.tok(n.next), s.tok(n.next+1)
	if and.id() != wAnd && and.id() != wOr || t.lex == nil {
		return false
	}
	return t.lex.word == "older" || t.lex.word == "younger" || and.id() == wAnd && (t.id() == wOver || t.id() == wUnder) && s.boundEnds(n.next+2)
}

// apposition says that the number stands between commas, or in brackets, behind a name: the way the
// press gives an age.
func (s *scanner) apposition(n *numeral) bool {
	b, name := s.back(0), s.back(1)
	if n.spelled || !n.plain() || b.kind != tokMark || name.kind != tokWord || name.is(cMonth|cStop|cWeekday) || name.end != b.start {
		return false
	}
	if !name.upper && (b.mark != ',' || !s.back(2).is(cDeterminer) || s.pluralWord(name)) { // "the driver, 44, was"
		return false
	}
	t := s.tok(n.next)
	if t.kind != tokMark {
		return false
	}
	if v := n.integer(); v < 1 {
		return false
	}
	return b.mark == ',' && (t.mark == ',' || t.mark == '.' || t.mark == ';') && !s.listAhead(n.next) || b.mark == '(' && t.mark == ')' && s.back(2).kind == tokWord && s.back(2).upper
}

// listAhead says that another number follows the comma: a list of numbers.
func (s *scanner) listAhead(k int) bool {
	t := s.tok(k + 1)
	if t.kind == tokDigits || t.is(cDigit|cTens) {
		return true
	}
	return t.kind == tokWord && t.upper && s.tok(k+2).kind == tokMark && s.tok(k+3).kind == tokDigits
}

// pronounIs reads "he is 35", "she turned 50": only people are he and she, and a bare number that they are is
// an age.
func (s *scanner) pronounIs(n *numeral) bool {
	t := s.tok(n.next)
	if t.kind == tokWord && !t.is(cStop) || t.kind == tokMark && t.mark != '.' && t.mark != ',' && t.mark != ';' {
		return false
	}
	for k := range 6 {
		b := s.back(k)
		switch {
		case b.id() == wTurned:
			return true
		case b.is(cPronoun):
			return k > 0
		case b.id() == wWas || b.is(cAux) || b.id() == wNearly || b.id() == wAlmost || b.id() == wAbout || b.id() == wOnly || b.id() == wJust || b.id() == wOver || b.id() == wUnder:
			continue
		}
		break
	}
	return false
}

// expectancy says that "life expectancy" stands before the number.
func (s *scanner) expectancy() bool {
	if from := max(0, s.from-maxBehind*maxToken/4); !strings.Contains(s.text[from:s.from], "xpectancy") {
		return false // few numbers have the word near: do not read ten tokens to learn it
	}
	for k := range maxBehind {
		b := s.back(k)
		if b.id() == wExpectancy {
			return true
		}
		if b.kind != tokWord {
			return false
		}
	}
	return false
}
