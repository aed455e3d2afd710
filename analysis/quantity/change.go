package quantity

import (
	"strings"

	"recount/analysis/number"
)

// direction says whether the words before the number make it a rise or a fall: a verb or noun of change
// right before it, with "by" or "of" between them and adverbs around ("rose sharply, by some 5 per
// cent"). With "to" between, the number is where the change ended, not the change.
func (s *scanner) direction() (d Direction, level bool) {
	by := false
	for k := range 7 {
		b := s.back(k)
		if b.kind == tokMark && b.mark == ',' && by { // "declined sharply, by 12 per cent"
			continue
		}
		if b.kind != tokWord {
			return Steady, false
		}
		if k == 0 && b.id() == wOver && s.during() { // "grew over 12 years": how long it grew
			return Steady, false
		}
		if k == 0 && b.id() == wA { // "added a 40 foot mast": the number modifies what was added
			return Steady, false
		}
		switch {
		case k == 0 && s.percent && s.off(b): // "shares were off 2 per cent"
			return Down, false
		case b.id() == wBy || b.id() == wOf:
			by = true
			continue
		case k > 0 && b.id() == wA && s.back(k-1).id() == wAverage && s.back(k+1).id() == wBy: // by an average of
			continue
		case b.id() == wTo && !level:
			level = true
			continue
		case s.percent && (k == 0 && b.id() == wAt || k == 1 && b.is(cPace) && s.back(0).id() == wOf):
			return s.atRate(k), false
		case b.is(cUp | cDown):
			if s.idiom(k, b, by) || k > 0 && s.back(k-1).id() == wThan && s.measuredBefore(b.start) {
				return Steady, false
			}
			return way(b), level
		}
		if !s.between(b) {
			if k > 0 && s.back(k-1).id() == wBy && !level {
				return s.byObject(k), false
			}
			if !by && !level && s.percent {
				return s.described(k), false
			}
			return Steady, false
		}
	}
	return Steady, false
}

// atRate finds the verb of change whose rate the percentage is: "grew at 2.9 per cent", "shrank at an annual rate of
// 1.4 per cent". A comparative or particle there says where something stood: "higher at 3 per cent".
func (s *scanner) atRate(k int) Direction {
	for j := k; j < k+5; j++ {
		if s.back(j).id() != wAt {
			if b := s.back(j); b.kind != tokWord || b.is(cStop) && b.id() != wA && b.id() != wThe {
				return Steady
			}
			continue
		}
		verb := s.back(j + 1)
		w := s.text[verb.start:verb.end]
		if verb.is(cUp|cDown) && !verb.is(cComparative|cStop) && !strings.HasSuffix(w, "th") && !strings.HasSuffix(w, "ion") && !strings.HasSuffix(w, "ment") { // "put growth at 6 per cent"
			return way(verb)
		}
		return Steady
	}
	return Steady
}

// off says that b is "off" as the predicate of a price, behind a form of be or a comma.
func (s *scanner) off(b *token) bool {
	if s.text[b.start:b.end] != "off" {
		return false
	}
	a := s.back(1)
	return a.is(cAux) || a.kind == tokMark && a.mark == ','
}

// way is the direction of a word of change.
func way(t *token) Direction {
	if t.is(cUp) {
		return Up
	}
	return Down
}

// byObject finds the verb of change before its object and "by": "grow exports by 28 per cent".
func (s *scanner) byObject(k int) Direction {
	for j := k; j < k+6; j++ {
		b := s.back(j)
		if b.kind != tokWord || b.is(cAux) {
			return Steady
		}
		if b.is(cComparative) && !s.back(j+1).is(cAux) && s.back(j+1).id() != wTo { // the lower house; but "to lower rents by"
			continue
		}
		if b.is(cUp|cDown) && j > k && !b.is(cStop) {
			return way(b)
		}
	}
	return Steady
}

// described finds the verb of change before an article and the adjectives of its percentage: "rose a modest
// 2 per cent", "fell a better-than-expected 1.4 per cent".
func (s *scanner) described(k int) Direction {
	for j := k; j < k+4; j++ {
		b := s.back(j)
		if b.id() == wA && j > k {
			if verb := s.back(j + 1); verb.is(cUp|cDown) && !s.idiom(j+1, verb, false) {
				return way(verb)
			}
			return Steady
		}
		if b.kind != tokWord || b.is(cAux|cUp|cDown) || b.is(cStop) && b.gap != hyphen {
			return Steady
		}
	}
	return Steady
}

// between says that a word may stand between a verb of change and its number: adverbs, "only",
// "another", the hedges and the articles.
func (s *scanner) between(b *token) bool {
	return b.is(cSoft|cTrivial) || strings.HasSuffix(s.text[b.start:b.end], "ly")
}

// idiom refuses words of change where they say nothing of it: "makes up 40 per cent", "set up 5
// offices", "raised $5 million", "a loss of £3m".
func (s *scanner) idiom(k int, b *token, by bool) bool {
	switch {
	case b.id() == wUp || b.id() == wDown:
		a := s.back(k + 1)
		return a.is(cPhrasal) && !(a.is(cClosing) && s.percent) // "closed up 0.9 per cent"
	case b.is(cMover):
		return !by && !s.percent
	case b.is(cLoss):
		return !s.percent
	}
	return false
}

// inherit takes hedge and direction over from the quantity before where the text leaves them out: in a
// conversion in brackets, which says the same amount in another unit ("just under 60 miles (96 km)"), and in a
// coordination without its verb ("fell 4 per cent, barley by 6 per cent").
func (s *scanner) inherit(q *Quantity, u *unitRead, next int) Direction {
	points := q.Counted == "point"
	if len(s.out) == 0 || !u.found() && !points {
		return Steady
	}
	last := &s.out[len(s.out)-1]
	if last.Kind == Year {
		return s.parallel(q, last, next)
	}
	if last.Unit == "" && last.Counted == "" || q.Start-last.End > 40 || last.End > q.Start {
		return Steady
	}
	b := s.back(0)
	end := last.End
	if last.CountedEnd > end && last.CountedEnd <= q.Start {
		end = last.CountedEnd
	}
	switch between := s.text[end:q.Start]; {
	case b.kind == tokMark && (b.mark == '(' || b.mark == '/') && (0 < len(between) && len(between) <= 3 && (between[0] == ' ' || between[0] == '(')) && last.Unit != q.Unit:
		if last.Unit == "fraction" { // "more than half (54 per cent)": the brackets say how many exactly
			return Steady
		}
		if last.Hedge != number.Range && q.Hedge == number.None {
			q.Hedge, q.Under = last.Hedge, last.Under
		}
		q.Level = last.Level
		return last.Direction
	case b.id() == wOr && (between == ", or " || between == " or ") && (u.class == uShare || points) && last.Direction != Steady: // "rose $4.20, or 0.3 per cent"
		q.Level = last.Level
		return last.Direction
	case b.id() == wBy && last.Unit == q.Unit && last.Direction != Steady && !last.Level && (strings.HasPrefix(between, ",") || strings.HasPrefix(between, " and ")):
		return last.Direction
	case last.Unit != q.Unit || last.Direction == Steady || last.Level:
	case (b.id() == wAnd || (b.id() == wOnly || b.id() == wAnother || b.id() == wFurther) && (s.back(1).id() == wAnd || s.back(1).id() == wBut)) && s.sameFrame(last.End, next):
		return last.Direction
	case s.gapped(end, next):
		return last.Direction
	}
	return Steady
}

// gapped says that only a new subject stands between a change that ends at byte end and the number: the verb is
// not said again ("Ford gained 2.3 per cent, Fiat 1.8 per cent and the yen 0.7 per cent"). Such a subject is a name
// or has an article, and nothing follows the amount but the next member of the row.
func (s *scanner) gapped(end, next int) bool {
	if t := s.tok(next); t.kind == tokWord && t.id() != wAnd && t.id() != wWhile || t.kind == tokDigits {
		return false
	}
	for k := range 5 {
		b := s.back(k)
		switch {
		case b.start < end:
			return false
		case b.kind == tokMark && (b.mark == ',' || b.mark == ';') || b.id() == wAnd || b.id() == wWhile || b.id() == wBut:
			return k > 0 && s.back(k-1).kind == tokWord && strings.Trim(s.text[end:b.start], ", ") == "" && (s.back(k-1).upper || s.back(k-1).is(cStop))
		case b.id() == wTo || b.id() == wIn || b.id() == wFor: // exports to Chad fell 12 per cent, to Mali 7 per cent
			if a := s.back(k + 1); k == 0 || a.kind != tokMark && a.id() != wAnd {
				return false
			}
		case b.kind != tokWord || b.id() != wThe && b.is(cStop|cVerb|cAux|cUp|cDown):
			return false
		}
	}
	return false
}

// sameFrame says that what stands between a change that ends at byte i and "and" has its counterpart behind
// the number that is being read: "5 per cent from a year ago and 0.3 per cent from March", "2 per cent this
// year and 1.9 per cent next".
func (s *scanner) sameFrame(i, next int) bool {
	first, then := nextToken(s.text, i), s.tok(next)
	if first.kind != tokWord || then.kind != tokWord {
		return false
	}
	year := nextToken(s.text, first.end)
	if (first.id() == wThis || first.id() == wLast) && year.is(cUnit) && then.id() == wNext {
		return true
	}
	return first.is(cStop) && !first.is(cAux) && s.text[first.start:first.end] == s.text[then.start:then.end]
}

// parallel gives the second of two changes that stand in one frame the direction of the first: "fall 43 per
// cent by 2030 and 60 per cent by 2035", where the year before is followed by "and" and the same preposition
// leads to another.
func (s *scanner) parallel(q, year *Quantity, next int) Direction {
	if len(s.out) < 2 || s.back(0).id() != wAnd || strings.TrimSpace(s.text[min(year.End, q.Start):q.Start]) != "and" {
		return Steady
	}
	first := &s.out[len(s.out)-2]
	to, before := s.tok(next), prevToken(s.text, year.Start, first.End)
	if first.Unit != q.Unit || first.Level || s.tok(next+1).kind != tokDigits || to.kind != tokWord || before.kind != tokWord || s.text[to.start:to.end] != s.text[before.start:before.end] {
		return Steady
	}
	return first.Direction
}

// change decides what a direction makes of the number.
func (s *scanner) change(q *Quantity, u *unitRead, n *numeral, d Direction, level bool) {
	if d == Steady {
		return
	}
	// A verb with a counted object, "lost 3 games", says nothing of change; "rose by 40 cases" does.
	linked := s.back(0).id() == wBy || s.back(0).id() == wOf || level || n.plus ||
		q.Unit == "fraction" && s.tok(n.next).id() == wOf && s.tok(n.next+1).id() == wIts // "lost a third of its leaves"
	if points := q.Counted == "point"; !u.found() && !linked && !points && (q.Counted != "" || s.back(0).is(cObject)) {
		return
	}
	switch q.Kind {
	case Date, Year, Ordinal, Time, Identifier, Age:
		return
	}
	if s.spaced && s.tok(u.next).is(cAfield) { // "sank 20 miles off the coast"
		return
	}
	q.Direction, q.Level = d, q.Level || level || s.fromTo
	if !q.Level && q.Kind == Share && u.class == uShare {
		q.Kind = Change
	}
}

// factor tells "three times the rate", "three times as many", "ten times its weight" from "won three times".
func (s *scanner) factor(k int) bool {
	t := s.tok(k)
	if t.kind != tokWord {
		return t.kind == tokDigits
	}
	switch t.id() {
	case wAs, wThe, wThat, wWhat, wMore, wLess, wFewer, wGreater, wHigh, wIts:
		return t.id() != wAs || s.asMuch(k)
	case wA:
		return !s.tok(k+1).is(cUnit) || units[s.tok(k+1).lex.unit].class != uTime
	}
	return t.is(cComparative|cDeterminer) || !t.is(cStop|cWeekday|cMonth)
}

// changeAhead says that a comparative or a noun of change follows a percentage: "5 per cent higher", "a 3
// per cent drop", "a 6% rent rise".
func (s *scanner) changeAhead(k int) bool {
	for j := k; j < k+2; j++ {
		t := s.tok(j)
		if t.kind != tokWord || t.id() == wUp || t.id() == wDown {
			return false
		}
		if t.is(cComparative | cUp | cDown) {
			return true
		}
		if t.is(cStop | cVerb) {
			return false
		}
	}
	return false
}

// particle says that "up" or "down" follows the number as its predicate: "were 2.1% down at 147p".
func (s *scanner) particle(k int) bool {
	t, next := s.tok(k), s.tok(k+1)
	if t.id() != wUp && t.id() != wDown || t.gap != space {
		return false
	}
	return next.kind != tokWord || next.id() == wAt || next.id() == wOn || next.id() == wFrom || next.id() == wBy || next.id() == wAnd
}
