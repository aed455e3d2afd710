package quantity

import (
	"strings"
)

// A number can be understood only from another before it: the two are compared, the second goes on with the first,
// or both stand in one frame. Then the second counts what the first counts.

// anaphoric fills in the noun of a number that only another before it explains. That one is the nearest that counts
// or measures; where it is bare itself, there is nothing to share ("rose 5 per cent to 300, against 285").
func (s *scanner) anaphoric(q *Quantity, next int) {
	if len(s.out) == 0 {
		return
	}
	if b := s.back(0); (b.id() == wFurther || b.id() == wAnother) && s.endsPhrase(next) {
		if last := s.sharer(q); last != nil && last.Kind == Duration { // five years, with an option for a further three
			q.borrow(last)
			return
		}
	}
	last := s.partner(q)
	if last == nil || !last.lends() {
		return
	}
	if last.Kind == Money && !last.Spelled && !isDigit(s.text[last.NumStart]) { // a sign of money is never left out
		return
	}
	row := s.inRow(last, next)
	if row && !last.Level && q.Direction == Steady { // rose 3 metres in May and 2 in June
		q.Direction = last.Direction
	}
	if row || s.comparedWith(last) || s.bothChange(q, last) ||
		last.Kind == Count && (s.dated(last) || s.ofAll(last, next) || s.goesOn(next) || s.sameObject(next) || s.tally()) {
		q.borrow(last)
	}
}

// bothChange says that the number is a change of the same thing: "fell by 3 million barrels, after a drop of 1.5
// million".
func (s *scanner) bothChange(q, last *Quantity) bool {
	return q.Direction != Steady && !q.Level && last.Direction != Steady && !last.Level && s.back(0).id() == wOf
}

// partner returns the last quantity before q in its sentence that counts or measures something, past dates,
// labels and lengths of time, which only say when.
func (s *scanner) partner(q *Quantity) *Quantity {
	at := q.Start // from which the text back to it is known to be of one sentence
	for i := len(s.out) - 1; i >= 0 && i > len(s.out)-5; i-- {
		last := &s.out[i]
		if q.Start-last.End > reach || last.End > at || s.parted(last.End, at) {
			return nil
		}
		switch at = last.Start; last.Kind {
		case Date, Year, Ordinal, Time, Identifier, Age, Duration, Ratio:
			continue
		}
		return last
	}
	return nil
}

// parted says that a sentence ends in text[i:j]. A semicolon does not end it: what stands behind one goes on
// with the same things.
func (s *scanner) parted(i, j int) bool {
	between := s.text[i:j]
	return strings.ContainsAny(between, "\n!?") || strings.Contains(between, ". ")
}

// comparedWith says that the words before the number hold it against the one before: "40 letters, against 25",
// "compared with", "up from", "on top of the"; "from" alone does behind the level that a change led to.
func (s *scanner) comparedWith(last *Quantity) bool {
	k := 0
	for s.back(k).id() == wThe || s.back(k).id() == wA {
		k++
	}
	b, a := s.back(k), s.back(k+1)
	switch b.id() {
	case wAgainst:
		return true
	case wTo:
		return a.id() == wCompared || a.id() == wAddition
	case wWith:
		return a.id() == wCompared
	case wOf:
		return a.id() == wTop && s.back(k+2).id() == wOn
	case wFrom:
		return a.id() == wUp || a.id() == wDown || last.Level
	}
	return false
}

// inRow says that the number goes on a row: "and" or a comma before it, and behind it the preposition that
// stands behind the first of the row ("14 people in one town, 8 in another and 3 in a third").
func (s *scanner) inRow(last *Quantity, next int) bool {
	b := s.back(0)
	if b.id() != wAnd && b.id() != wOr && b.id() != wBut && !(b.kind == tokMark && (b.mark == ',' || b.mark == ';')) {
		return false
	}
	return s.tok(next).gap == space && s.sameFrame(max(last.End, last.CountedEnd), next)
}

// dated says that a year stands right before both numbers: "in 2019, 40 people came; in 2020, 35".
func (s *scanner) dated(last *Quantity) bool {
	n := len(s.out)
	if n < 2 || s.out[n-1].Kind != Year || strings.Trim(s.text[min(s.out[n-1].End, s.from):s.from], ", ") != "" {
		return false
	}
	for i := n - 2; i > 0; i-- {
		if &s.out[i] == last {
			year := &s.out[i-1]
			return year.Kind == Year && strings.Trim(s.text[min(year.End, last.Start):last.Start], ", ") == ""
		}
	}
	return false
}

// ofAll says that the number is the part of a group named before it with "of": behind the comma it is the subject
// of a verb ("of 300 patients, 20 died").
func (s *scanner) ofAll(last *Quantity, next int) bool {
	if b := s.back(0); b.kind != tokMark || b.mark != ',' || !s.tok(next).is(cVerb) && !s.pastTense(next) {
		return false
	}
	of := prevToken(s.text, last.Start, 0)
	if of.is(cDeterminer) {
		of = prevToken(s.text, of.start, 0)
	}
	return (of.id() == wOf || of.kind == tokWord && strings.EqualFold(s.text[of.start:of.end], "among")) && of.upper
}

// goesOn says that the number goes on counting what was counted before: "another 12 were", "5 more", "12 of
// them", "and 12 were charged".
func (s *scanner) goesOn(next int) bool {
	b, t, then := s.back(0), s.tok(next), s.tok(next+1)
	switch {
	case t.id() == wMore && t.gap == space:
		return s.endsPhrase(next+1) || s.pastTense(next+1)
	case t.id() == wOf:
		switch then.id() {
		case wThem:
			return true
		case wThis, wThat:
			return s.endsPhrase(next + 2)
		}
		return s.relative(then)
	case b.id() == wAnother || b.id() == wFurther:
		return s.endsPhrase(next) || s.pastTense(next)
	}
	return t.is(cAux) && (b.id() == wAnd || b.kind == tokMark && b.mark == ',')
}

// sameObject says that a second verb has the number for its object, whose noun stands at the first: "took on 400
// workers and shed 120".
func (s *scanner) sameObject(next int) bool {
	verb, and := s.back(0), s.back(1)
	if and.id() != wAnd && and.id() != wBut || verb.kind != tokWord || verb.upper || verb.is(cStop|cAux) {
		return false
	}
	return (verb.is(cUp|cDown|cVerb|cObject) || strings.HasSuffix(s.text[verb.start:verb.end], "ed")) && s.endsPhrase(next)
}

// tally says that the number is the level of a count named by a bare noun for counts: "the toll to 12", "put
// the number at 120".
func (s *scanner) tally() bool {
	b := s.back(0)
	return (b.id() == wAt || b.id() == wTo) && s.back(1).is(cTally) && s.back(2).is(cDeterminer)
}
