package quantity

import (
	"strings"

	"recount/analysis/number"
)

// countAhead says that a noun follows the number directly.
func (s *scanner) countAhead(n *numeral) bool {
	t := s.tok(n.next)
	return t.kind == tokWord && t.gap == space && !t.is(cStop)
}

// several widens a scale with "several" or "a few" before it: several hundred, a few thousand.
func (s *scanner) several(q *Quantity, n *numeral) {
	if !n.spelled || n.vague || n.den > 0 || n.start != q.Start {
		return
	}
	b := s.backFrom(q.Start)
	start := -1
	switch b.id() {
	case wSeveral:
		start = b.start
	case wFew:
		if a := s.back(1); a.id() == wA {
			start = a.start
		}
	}
	if start < s.floor {
		return
	}
	v, _ := n.dec.Coefficient()
	if v == 12 || v == 1 || v == 100 {
		q.Ranged, q.Vague = true, true
		q.Low, q.High = times(n.dec, 2), times(n.dec, 9)
		q.Start, q.NumStart = start, start
		q.Value = number.Decimal{}
		q.Spelled = true
	}
}

// compound takes a hyphenated noun into the span: 48-page, 47-member.
func (s *scanner) compound(q *Quantity, u *unitRead, next int) int {
	t := s.tok(next)
	if t.gap != hyphen || t.kind != tokWord || t.start-q.End > 3 || u.found() || t.is(cDigit|cTeen|cTens) {
		return next
	}
	switch w := s.text[t.start:t.end]; {
	case w == "strong": // a 9,000-strong union: the number is that of its members
		return next + 1
	case t.is(cStop) && t.id() != wPlus && t.id() != wTo && t.id() != wFor && !t.is(cUnit): // a 4-under 68
		q.End = t.end
		return next + 1
	case t.id() == wPlus, t.id() == wTo, t.id() == wFor, w == "odd", w == "ish": // 3-for-4
		return next
	}
	q.End = t.end
	q.CountedStart, q.CountedEnd = t.start, t.end
	q.Counted = s.lower(t.start, t.end)
	return next + 1
}

// suspended reads the noun that a hyphen leaves open until the last number of a row: "two-, three- and
// four-room flats".
func (s *scanner) suspended(q *Quantity, u *unitRead, next int) {
	t := s.tok(next)
	if u.found() || t.kind != tokMark || t.mark != '-' || t.gap != glued || s.tok(next+1).gap == glued && s.tok(next+1).kind != tokMark {
		return
	}
	for k := next + 1; k < next+12; k++ {
		w := s.tok(k)
		if w.is(cUnit) && w.gap == hyphen {
			u.set(w.lex.unit, q.End, next)
			q.Kind = kindOf(u, &numeral{})
			return
		}
		if w.kind == tokWord && w.gap == hyphen {
			q.CountedStart, q.CountedEnd = w.start, w.end
			q.Counted = s.lower(w.start, w.end)
			return
		}
		if w.kind == tokEnd || w.kind == tokWord && !w.is(cDigit|cTeen|cTens) && w.id() != wAnd && w.id() != wOr && w.id() != wTo {
			return
		}
	}
}

// count reads what is counted: the noun phrase behind the number, or behind "of" for a part of a group
// or a share.
func (s *scanner) count(q *Quantity, n *numeral, u *unitRead, next int) int {
	if prev := s.tok(max(0, next-1)); q.Counted != "" || next > 0 && prev.gap == hyphen && s.text[prev.start:prev.end] == "strong" {
		return next
	}
	one := !q.Ranged && n.integer() == 1 && n.den == 0
	share := u.class == uShare || q.Den > 0 && q.Unit == "fraction"
	if u.found() && !share && u.id != unitTimes && u.per == 0 {
		return next
	}
	if u.id == unitTimes || u.per > 0 && !share {
		return next
	}
	k := next
	if t := s.tok(k); t.id() == wOf && s.back(0).id() == wAnd && !share && s.ofBefore() { // 12 cases of flu and 3 of measles
		return next
	} else if t.id() == wOf {
		k++
		k = s.skipOwner(s.skipDeterminers(k))
		one = false
		if n := s.tok(k); n.kind == tokDigits || n.is(cNumber) { // of the 60 people
			return next
		}
	} else if share && t.kind == tokWord && t.is(cDeterminer) {
		k = s.skipOwner(s.skipDeterminers(k))
		if n := s.tok(k); n.is(cUnit) && units[n.lex.unit].class == uTime { // 65% the year before
			return next
		}
	} else if share && t.is(cFilled|cComparative) { // three-quarters full, a quarter higher
		return next
	} else if share && q.Den == 0 {
		return next
	}
	if b := s.back(0); k == next && s.relative(b) && s.pastTense(k) { // "315 cases, of which 42 involved minors"
		return next
	}
	p := s.nounPhrase(k, one)
	if p.found() && !p.plural && !one && (p.head == p.first && s.participle(p.head) || s.crossed()) || p.and > 0 && s.crossed() { // with 2 abstaining
		p.end = p.start
	}
	if !p.found() {
		if k == next {
			s.orTwo(q, n)
			s.countSized(q, k)
		}
		return next
	}
	q.CountedStart, q.CountedEnd = p.start, p.end
	q.Counted = s.counted(&p)
	if k == next {
		if a := s.adjectiveBefore(); a != "" {
			q.Counted = a + " " + q.Counted
		}
	}
	s.claimedWords = p.end
	if !share && u.per == 0 && k == next {
		s.perCounted(q, &p, u)
	}
	return p.next
}

// crossed says that the number is the second of a size, "a 300 x 200 screen": only a plural behind it is counted.
func (s *scanner) crossed() bool {
	return s.isCross(s.back(0)) && s.back(1).kind == tokDigits
}

// isCross says that a token is the sign between the two numbers of a size.
func (s *scanner) isCross(t *token) bool {
	return t.kind == tokMark && t.mark == '×' || t.kind == tokWord && t.end-t.start == 1 && s.text[t.start]|0x20 == 'x'
}

// countSized reads the noun behind its size: "two 10-litre buckets", "three 330ml cans". A size stands in the
// singular, so the plural behind it is what the first number counts.
func (s *scanner) countSized(q *Quantity, k int) {
	t := s.tok(k)
	if t.gap != space || t.kind != tokDigits && !t.is(cDigit|cTeen|cTens) || q.Ranged || q.Counted != "" {
		return
	}
	n, ok := s.numeral(k)
	if !ok || n.long || n.vague {
		return
	}
	u := s.unit(&n)
	if u.class != uMeasure && u.class != uTime || s.pluralAt(u.next-1) {
		return
	}
	if p := s.nounPhrase(u.next, false); p.plural {
		q.CountedStart, q.CountedEnd, q.Counted = p.start, p.end, s.counted(&p)
	}
}

// relative says that b is "which" or "whom", behind which a number is a part of what was named before.
func (s *scanner) relative(b *token) bool {
	w := s.text[b.start:b.end]
	return w == "which" || w == "whom"
}

// participle says that the word at k is a participle in -ing, which no number above one counts.
func (s *scanner) participle(k int) bool {
	t := s.tok(k)
	w := s.text[t.start:t.end]
	return !t.upper && len(w) > 5 && strings.HasSuffix(w, "ing") && w != "missing"
}

// orTwo reads "a reason or two", where what is counted stands before the number.
func (s *scanner) orTwo(q *Quantity, n *numeral) {
	noun, a := s.back(1), s.back(2)
	if !n.spelled || s.back(0).id() != wOr || noun.kind != tokWord || noun.is(cStop) || a.id() != wA && a.id() != wAnother {
		return
	}
	if noun.is(cUnit) {
		d := &units[noun.lex.unit]
		q.Unit, q.Kind = d.name, kindOf(&unitRead{class: d.class}, n)
		return
	}
	q.CountedStart, q.CountedEnd = noun.start, noun.end
	q.Counted = s.lower(noun.start, noun.end)
}

// adjectiveBefore returns the adjective of the counted noun that English puts before the number: "the top
// four boats", "a record 19 entries".
func (s *scanner) adjectiveBefore() string {
	b := s.back(0)
	if !b.is(cBefore) || b.upper || !s.back(1).is(cDeterminer) {
		return ""
	}
	return s.text[b.start:b.end]
}

// skipDeterminers skips "the", "all their last": what may stand between "of" and a noun or number.
func (s *scanner) skipDeterminers(k int) int {
	for {
		t := s.tok(k)
		if !t.is(cDeterminer|cTrivial) && t.id() != wAll && t.id() != wLast && t.id() != wPast && t.id() != wNext && t.id() != wOf &&
			!(t.is(cExtent|cOrdinal|cBefore) && s.tok(k+1).numeric()) { // of their previous eight games
			return k
		}
		k++
	}
}

// skipOwner skips the possessor in "two-thirds of the world's coral": what is counted is the coral.
func (s *scanner) skipOwner(k int) int {
	for j := k; j < k+4; j++ {
		t := s.tok(j)
		if t.kind != tokWord || t.is(cStop) {
			return k
		}
		if t.possessive || s.pluralAt(j) && s.tok(j+1).kind == tokDigits { // "the city's 40 schools", and where its apostrophe is lost
			return j + 1
		}
	}
	return k
}

// perCounted makes a rate of a count per unit: "3,000 tests per day", "6.7 fires per 100,000 inhabitants".
func (s *scanner) perCounted(q *Quantity, p *phrase, u *unitRead) {
	if s.perBase(p.next, u) {
		q.Kind, q.Unit, q.Per, q.End = Rate, u.name, u.per, u.end
		return
	}
	var v unitRead
	if s.tok(p.next).id() == wPer && (s.tok(p.next+1).id() == wSquare || s.tok(p.next+1).id() == wCubic) && s.squared(p.next+1, &v) {
		q.Kind, q.Unit, q.End = Rate, q.Counted+" per "+v.name, v.end
		return
	}
	t, of := s.tok(p.next), s.tok(p.next+1)
	if t.id() != wPer && t.id() != wA || of.kind != tokWord || of.is(cStop) && !of.is(cUnit) {
		return
	}
	if t.id() == wA && (!of.is(cUnit) || units[of.lex.unit].class != uTime) && !of.is(cOccasion) {
		return
	}
	name := ""
	if of.is(cUnit) {
		name = units[of.lex.unit].name
	} else {
		name = s.lower(of.start, of.end)
	}
	q.Kind, q.Unit, q.End = Rate, q.Counted+" per "+name, of.end
}

// settle decides on the quantity that waits for its base: q is the next one, nil at the end of the text.
func (s *scanner) settle(q *Quantity) {
	if s.pending < 0 || s.pending >= len(s.out) {
		return
	}
	part := &s.out[s.pending]
	switch {
	case q == nil || q.Start > s.pendingAt || q.End <= s.pendingAt:
		part.Of = -1
	case part.Kind == Count && part.Unit == "" && part.Counted == "": // "310 million of the 2 billion pesos"
		part.Unit, part.Counted = q.Unit, q.Counted
		if q.Unit != "" {
			part.Kind = q.Kind
		}
	case part.Kind == Share && part.Counted == "" && q.Kind == Count: // "a fifth of the 250 plots"
		part.Counted = q.Counted
	}
	if part.Of >= 0 && (q.Kind == Share || q.Kind != part.Kind && (part.Kind != Share || q.Kind != Count && q.Kind != Money && q.Kind != Measurement)) {
		part.Of = -1
	}
	s.pending = -1
}

// linkOf notes that the quantity is a part of the next one: "37 of the 60 people", "19 out of 23".
func (s *scanner) linkOf(q *Quantity, next int) {
	k := next
	t := s.tok(k)
	switch {
	case t.id() == wOf:
		k++
	case t.id() == wOut && s.tok(k+1).id() == wOf:
		k += 2
	default:
		return
	}
	k = s.skipOwner(s.skipDeterminers(k))
	t = s.tok(k)
	if t.kind == tokDigits || t.is(cDigit|cTeen|cTens|cHundred) {
		q.Of = len(s.out) + 1
		s.pending = len(s.out)
		s.pendingAt = t.start
	}
}
