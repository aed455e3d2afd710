package quantity

// countsOne tells the number one from the pronoun: it stands before a noun ("one road"), or before
// "of" ("one of the oldest"), or has a unit or a fraction behind it.
func (s *scanner) countsOne(n *numeral) bool {
	if n.den > 0 || n.scaled {
		return true
	}
	b := s.backFrom(n.start)
	next := s.tok(n.next)
	if b.gap == hyphen {
		return false
	}
	if b.kind == tokWord && b.is(cDeterminer|cComparative) && b.id() != wThe && b.id() != wA {
		// "no one", "this one", "every one" are pronouns; "their one chance", "more one" count.
		if b.id() == wThat && next.id() == wIn && s.tok(n.next+1).numeric() { // "noted that one in five of them"
			return true
		}
		switch b.id() {
		case wNo, wAny, wEvery, wEach, wThat, wThis, wAnother:
			return false
		}
		return next.kind == tokWord && !next.is(cStop|cVerb|cAux) && s.singularNoun(n.next)
	}
	switch {
	case next.id() == wOf && b.id() == wAnd && s.ofBefore(): // three counts of fraud and one of theft
		return true
	case next.id() == wOf:
		d := s.tok(n.next + 1)
		return d.is(cDeterminer) || d.numeric() || s.pluralAt(n.next+1) || d.id() == wOnly && s.tok(n.next+2).numeric()
	case next.id() == wIn, next.id() == wOut: // one in 25, one out of three
		in := s.tok(n.next + 1)
		if next.id() == wOut {
			in = s.tok(n.next + 2)
		}
		if in.id() == wA && next.id() == wIn {
			return s.tok(n.next + 2).is(cScale | cHundred) // one in a thousand
		}
		return in.numeric() || in.id() == wEvery || in.id() == wEach
	case next.id() == wOr, next.id() == wTo, next.id() == wOver:
		return s.tok(n.next + 1).numeric()
	case next.kind == tokWord && s.text[next.start:next.end] == "hand" && (b.id() == wOn || b.id() == wThe && s.back(1).id() == wOn): // on the one hand
		return false
	case next.gap == hyphen:
		return next.is(cUnit) || next.kind == tokWord && !next.is(cTail)
	}
	return next.kind == tokWord && next.gap == space && !(next.is(cStop) && !next.is(cUnit)) && s.singularNoun(n.next)
}

// ofBefore says that what was counted last is followed by "of" as well.
func (s *scanner) ofBefore() bool {
	last := len(s.out) - 1
	if last < 0 || s.out[last].Kind != Count || s.out[last].Counted == "" {
		return false
	}
	of := nextToken(s.text, max(s.out[last].End, s.out[last].CountedEnd))
	return of.id() == wOf && s.from-of.end < reach
}

// singularNoun says that what follows can be what "one" counts: no plural, no past tense.
func (s *scanner) singularNoun(k int) bool {
	t := s.tok(k)
	if t.is(cUnit) {
		return true
	}
	if t.is(cAux | cVerb | cPronoun) {
		return false
	}
	if s.pluralAt(k) && !t.upper && !t.possessive {
		return false
	}
	return true
}

// lexical says that the number is part of a word that counts nothing: one-off, two-way, zero-sum.
func (s *scanner) lexical(t *token) bool {
	next := s.tok(1)
	return next.gap == hyphen && next.is(cTail)
}
