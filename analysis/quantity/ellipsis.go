package quantity

import (
	"strings"

	"recount/analysis/number"
)

// English leaves out what a reader can fill in: the noun or unit that several numbers share stands once. It
// stands at the last of a row ("nearly 300, almost 400 and just under 500 letters"), or at the first where
// the others say only when or by how much ("630 pupils this year after 600 last year", "up by 3 per cent,
// and by 5 in the north"). These rules give it to the numbers that lack it.

// bare says that nothing says yet what the number is of.
func (q *Quantity) bare() bool {
	return q.Unit == "" && q.Counted == "" && !q.Code && (q.Kind == Count || q.Kind == Other)
}

// lends says that a number can lend its unit and noun: labels and dates have none.
func (q *Quantity) lends() bool {
	switch q.Kind {
	case Date, Year, Ordinal, Time, Identifier, Age, Ratio:
		return false
	}
	return q.Unit != "" && q.Unit != "fraction" || q.Counted != ""
}

// borrow takes unit, noun and kind over. The span stays that of the words.
func (q *Quantity) borrow(from *Quantity) {
	q.Unit, q.Counted, q.Per = from.Unit, from.Counted, from.Per
	switch {
	case from.Kind != Change:
		q.Kind = from.Kind
	case q.Direction != Steady && !q.Level:
		q.Kind = Change
	case from.Per > 0:
		q.Kind = Share
	}
}

// reach is how far back a shared noun or unit is looked for, in bytes.
const reach = 100

// elided fills in the unit or noun of a number behind which it was left out.
func (s *scanner) elided(q *Quantity, u *unitRead, next int) {
	if !q.bare() || u.found() || q.Ranged && q.Hedge != number.Range {
		return
	}
	if id := s.scale(next); id > 0 {
		q.Unit, q.Kind = units[id].name, Measurement
		return
	}
	b := s.back(0)
	switch last := s.sharer(q); {
	case last == nil:
		s.anaphoric(q, next)
	case last.Unit == "foot" && q.Start-last.End == 1 && q.Den == 0 && !q.Ranged && s.inches(q):
		q.Unit, q.Kind = "inch", Measurement
	case s.relative(b) && last.Kind == Count && last.Counted != "": // 315 cases, of which 42 involved minors
		q.borrow(last)
	case s.adverbialTime(next): // 600 last year
		q.borrow(last)
	case b.id() == wBy && q.Direction != Steady && !q.Level && last.Direction != Steady && s.endsPhrase(next) && s.behindBy(last):
		q.borrow(last) // rose by 3 per cent in the south and fell by 5 in the north
	case b.id() == wTo && s.endsPhrase(next) && s.behindFrom(last): // from 21 mpg in town to 23 outside
		q.borrow(last)
	default:
		s.anaphoric(q, next)
	}
}

// anaphoric fills in the noun of a number that only a number before it explains: the two are compared, one
// goes on with the other, or both stand in one frame. That number is the nearest one that counts or measures;
// where it is bare itself, there is nothing to share ("rose 5 per cent to 300, against 285").
func (s *scanner) anaphoric(q *Quantity, next int) {
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
	counts := last.Kind == Count
	switch {
	case last.Kind == Money && !last.Spelled && !isDigit(s.text[last.NumStart]): // a sign of money is never left out
	case q.Direction != Steady && !q.Level && last.Direction != Steady && !last.Level && s.back(0).id() == wOf:
		q.borrow(last) // fell by 3 million barrels, after a drop of 1.5 million
	case s.comparedWith(last): // 40 letters, against 25 for the other
		q.borrow(last)
	case s.inRow(last, next): // 14 people in one town, 8 in another and 3 in a third
		if !last.Level && q.Direction == Steady { // rose 3 metres in May and 2 in June
			q.Direction = last.Direction
		}
		q.borrow(last)
	case counts && s.dated(last): // in 2019, 40 people came; in 2020, 35
		q.borrow(last)
	case counts && s.ofAll(last, next): // of 300 patients, 20 died
		q.borrow(last)
	case counts && s.goesOn(next): // 9 workers died and another 12 were hurt
		q.borrow(last)
	case counts && s.sameObject(next): // took on 400 workers and shed 120
		q.borrow(last)
	case counts && s.tally(): // 300 marchers came; the police put the number at 120
		q.borrow(last)
	}
}

// partner returns the last quantity before q in its sentence that counts or measures something, past dates,
// labels and lengths of time, which only say when.
func (s *scanner) partner(q *Quantity) *Quantity {
	for i := len(s.out) - 1; i >= 0 && i > len(s.out)-5; i-- {
		last := &s.out[i]
		if q.Start-last.End > reach || last.End > q.Start || s.parted(last.End, q.Start) {
			return nil
		}
		switch last.Kind {
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

// comparedWith says that the words before the number hold it against the one before: "against", "compared
// with", "up from", "on top of the"; "from" alone does behind the level that a change led to.
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
// stands behind the first of the row.
func (s *scanner) inRow(last *Quantity, next int) bool {
	b := s.back(0)
	if b.id() != wAnd && b.id() != wOr && b.id() != wBut && !(b.kind == tokMark && (b.mark == ',' || b.mark == ';')) {
		return false
	}
	return s.tok(next).gap == space && s.sameFrame(max(last.End, last.CountedEnd), next)
}

// dated says that a year stands right before both numbers.
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
// of a verb.
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

// aside gives a rate back to the amount that a conversion in brackets cuts off from it: "9 billion shekels
// ($2.4 billion) a year". Token k follows the conversion q.
func (s *scanner) aside(q *Quantity, k int) {
	if len(s.out) == 0 || q.Kind != Money && q.Kind != Measurement {
		return
	}
	last, t := &s.out[len(s.out)-1], s.tok(k)
	if last.Kind != q.Kind || t.kind != tokMark || t.mark != ')' || strings.TrimSpace(s.text[min(last.End, q.Start):q.Start]) != "(" {
		return
	}
	per, of := s.tok(k+1), s.tok(k+2)
	if per.id() != wPer && per.id() != wA || !of.is(cUnit) || units[of.lex.unit].class != uTime || s.tok(k+3).is(cPostposed) {
		return
	}
	last.Unit = perName(last.Unit, units[of.lex.unit].name)
}

// scale returns the unit that is named behind a number as its scale: "between 50 and 70 on the GPa scale".
func (s *scanner) scale(k int) unitID {
	if s.tok(k).id() != wOn || s.tok(k+1).id() != wThe || !s.word2(k+3, "scale") {
		return 0
	}
	t := s.tok(k + 2)
	if t.is(cUnit) && units[t.lex.unit].class == uMeasure {
		return t.lex.unit
	}
	if id, end := s.signAt(t.start); id > 0 && end == t.end && units[id].class == uMeasure {
		return id
	}
	return 0
}

// inches says that a number right behind one of feet can be the inches: "5 foot 11", "6-foot-4".
func (s *scanner) inches(q *Quantity) bool {
	between := s.text[q.Start-1]
	v, ok := q.Value.Coefficient()
	return (between == ' ' || between == '-') && ok && q.Value.Place() == 0 && 0 <= v && v < 12
}

// behindBy says that the quantity says by how much, with "by" before it, and is no count of a noun.
func (s *scanner) behindBy(q *Quantity) bool {
	b := prevToken(s.text, q.Start, 0)
	return b.id() == wBy && q.Unit != "" && !q.Level
}

// behindFrom says that the quantity is the first of two, with "from" before it or, in a range, in it: "from 14
// seals to 400"; or by how many of a noun something changed or was decided, "by 391 votes to 242".
func (s *scanner) behindFrom(q *Quantity) bool {
	b := prevToken(s.text, q.Start, 0)
	if q.Ranged {
		b = nextToken(s.text, q.Start)
	}
	return (b.id() == wFrom || b.id() == wBy && q.Counted != "") && (q.Unit != "" || q.Counted != "")
}

// share hands the unit and noun of q to the numbers right before it that stand in one row with it and have
// none: "5, 6 and 7 per cent", "more than 1,000 and fewer than 1,500 people", "20 by 30 metres".
func (s *scanner) share(q *Quantity) {
	if !q.lends() || q.Ranged && q.Hedge != number.Range {
		return
	}
	at, by, row := q.Start, false, false
	for i := len(s.out) - 1; i >= 0; i-- {
		before := &s.out[i]
		if !before.bare() || before.Of >= 0 || before.End > at {
			return
		}
		switch strings.TrimSpace(s.text[before.End:at]) {
		case ", and": // of two, a comma parts clauses: "the flats number 40, and 12 tenants are new"
			if by || row || i == 0 || strings.TrimSpace(s.text[min(s.out[i-1].End, before.Start):before.Start]) != "," {
				return
			}
			row = true
		case "and", "or", "&", "or even": // ", or 37 per cent" says the same once more
			if by || row {
				return
			}
			row = true
		case ",": // before the last two a comma joins; alone it may open an apposition
			if !row {
				return
			}
		case "by", "x", "×":
			if q.Kind != Measurement {
				return
			}
			by = true
		default:
			return
		}
		if !by && q.Kind == Money && s.text[q.Start] != s.text[q.NumStart] {
			return
		}
		before.borrow(q)
		at = before.Start
	}
}

// sharer returns the last quantity before q in its sentence that has a unit or noun to share.
func (s *scanner) sharer(q *Quantity) *Quantity {
	for i := len(s.out) - 1; i >= 0 && i > len(s.out)-4; i-- {
		last := &s.out[i]
		if q.Start-last.End > reach || last.End > q.Start || strings.ContainsAny(s.text[last.End:q.Start], "\n;!?") || strings.Contains(s.text[last.End:q.Start], ". ") {
			return nil
		}
		if last.lends() {
			return last
		}
	}
	return nil
}
