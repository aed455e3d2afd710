package quantity

import (
	"recount/analysis/number"
)

// word reads what begins at an anchor word, and returns where scanning goes on.
func (s *scanner) word(i int, e *entry) int {
	s.open(i)
	t := s.tok(0)
	if t.lex == nil || t.lex != e { // an abbreviation or a possessive: "one's", "May's"
		if t.kind != tokWord || t.lex == nil || t.lex.class&cAnchor == 0 {
			return t.end
		}
		e = t.lex
	}
	switch {
	case e.class&cMonth != 0 && t.upper:
		return s.month()
	case e.class&cMonth != 0 && e.class&(cAux|cVerb) != 0:
		return t.end
	case e.class&cMonth != 0:
		return s.month()
	case e.id == wMinus:
		return s.minus()
	case e.id == wCouple:
		return s.couple()
	case e.class&cMultiple != 0:
		return s.multiple()
	case e.class&cUnit != 0 && units[e.unit].times > 1:
		return s.decade()
	}
	if next := s.tok(1); i < s.claimedWords && next.gap == hyphen && s.pluralAt(1) { // "15 three-pointers": part of the noun that is counted
		return next.end
	}
	if end := s.ordinalWords(); end > 0 {
		return end
	}
	n, ok := s.numeral(0)
	if !ok {
		return t.end
	}
	if n.dec.Sign() >= 0 && e.id == wOne && n.end == t.end && !s.countsOne(&n) {
		return t.end
	}
	if n.end == t.end && s.lexical(t) {
		return t.end
	}
	return s.quantity(&n)
}

// backFrom returns the token before byte i.
func (s *scanner) backFrom(i int) *token {
	s.begin(i)
	return s.back(0)
}

// minus reads "minus five", "minus-5", "negative ten".
func (s *scanner) minus() int {
	t := *s.tok(0)
	next := s.tok(1)
	if next.kind != tokDigits && !next.is(cDigit|cTeen|cTens|cHundred) {
		return t.end
	}
	n, ok := s.numeral(1)
	if !ok || n.long {
		return t.end
	}
	n.start = t.start
	if s.backFrom(t.start).id() == wOr && s.back(1).id() == wPlus && s.back(1).start >= s.floor { // plus or minus 3 points
		n.start = s.back(1).start
		return s.quantity(&n)
	}
	n.negative = true
	n.dec, n.num = n.dec.Neg(), -n.num
	return s.quantity(&n)
}

// couple reads "a couple of weeks" as two, and "a couple of hundred".
func (s *scanner) couple() int {
	t := s.tok(0)
	n := numeral{start: t.start, end: t.end, next: 1, spelled: true, dec: number.New(2, 0)}
	if s.backFrom(t.start).id() != wA {
		return t.end
	}
	n.start = s.back(0).start
	k := 1
	if s.tok(k).id() != wOf {
		if !s.tok(k).is(cHundred|cScale|cDozen) && !s.pluralAt(k) {
			return t.end
		}
	} else {
		k++
	}
	if m := s.tok(k); m.is(cHundred | cScale) {
		n.dec, n.scaled = number.New(2, int(m.lex.value)), true
		n.end, n.next = m.end, k+1
	} else if m.is(cDozen) && !m.is(cPlural) {
		n.dec = number.New(24, 0)
		n.end, n.next = m.end, k+1
	} else if s.tok(1).id() == wOf && (m.is(cUnit) && !m.is(cStop) || s.pluralAt(k)) {
		if m.is(cUnit) {
			n.next = k // "a couple of weeks": the unit belongs to the span, "of" with it
		}
	} else if s.tok(1).id() == wOf {
		return t.end
	}
	return s.quantity(&n)
}

// decade reads "a decade", "half a century"; with a number before it the word is that number's unit.
func (s *scanner) decade() int {
	t := s.tok(0)
	d := &units[t.lex.unit]
	b := s.backFrom(t.start)
	if b.id() != wA || s.tok(1).gap == hyphen || s.text[t.end-1] == 's' {
		return t.end
	}
	n := numeral{start: b.start, end: t.end, next: 1, spelled: true, dec: number.New(int64(d.times), 0)}
	if s.back(1).id() == wPer {
		return t.end
	}
	q := s.blank(&n)
	q.Kind, q.Unit = Duration, "year"
	return s.finish(&q, &n, &unitRead{name: "year", class: uTime, end: t.end, next: 1})
}

func (s *scanner) blank(n *numeral) Quantity {
	return Quantity{
		Start: n.start, End: n.end, NumStart: n.start, NumEnd: n.end, Of: -1,
		Spelled: n.spelled, Vague: n.vague, Value: n.dec, Num: n.num, Den: n.den,
	}
}

// digits reads what begins with digits at byte i.
func (s *scanner) digits(i int) int {
	start := i
	if i > s.floor && s.text[i-1] == '.' && (i < 2 || !isDigit(s.text[i-2]) && !isLetter(s.text[i-2]) && s.text[i-2] != '.') {
		if digitsEnd(s.text, i-1) > i {
			start = i - 1 // .25
		}
	}
	s.open(start)
	if start == i { // a number that begins with its point is no label and no date
		if end := s.labelDigits(i); end > 0 {
			return end
		}
		if end := s.dateDigits(i); end > 0 {
			return end
		}
	}
	n, ok := s.numeral(0)
	if ok && n.zero && n.plain() && n.whole > 1 && !n.long { // 007
		return s.numberOf(n.start, n.end)
	}
	if !ok || n.long {
		return s.code(start, max(n.end, s.tok(0).end))
	}
	s.signed(&n)
	return s.quantity(&n)
}

// signed takes a minus or plus sign into the number: "−5", "(-5", "$-50bn" but not "5-10" or "A-5".
func (s *scanner) signed(n *numeral) {
	i := n.start
	if i <= s.floor {
		return
	}
	width, neg := 1, s.text[i-1] == '-'
	switch {
	case neg || s.text[i-1] == '+':
	case i >= 3 && s.text[i-3:i] == "−":
		width, neg = 3, true
	case i >= 3 && s.text[i-3:i] == "–": // an en dash set for a minus
		width, neg = 3, true
	default:
		return
	}
	at := i - width
	if at > 0 && (isLetter(s.text[at-1]) || isDigit(s.text[at-1]) || s.text[at-1] >= 0x80 && spaceBefore(s.text, at) == 0 && !s.moneyBefore(at) || s.text[at-1] == ')') {
		return
	}
	if neg {
		n.negative = true
		n.dec, n.num = n.dec.Neg(), -n.num
	} else {
		n.plus = true
	}
	n.start = at
}

// quantity builds the quantity around the numeral.
func (s *scanner) quantity(n *numeral) int {
	q := s.blank(n)
	money, at := s.prefix(n.start)
	if money > 0 {
		q.Start, q.NumStart = at, at
		if at > s.floor && s.text[at-1] == '-' && (at < 2 || !isLetter(s.text[at-2]) && !isDigit(s.text[at-2])) { // -$5
			q.Start, q.NumStart = at-1, at-1
			n.negative = true
			q.Value, q.Num = n.dec.Neg(), -n.num
			n.dec = q.Value
		}
	}
	s.begin(q.Start)
	s.fromTo = false
	if n.start < s.claimed { // part of the noun phrase of the number before
		return n.end
	}
	if b := s.back(0); b.id() == wPer && n.start == q.Start && b.gap == space {
		return n.end // "(per 1,000 people)": the base of a rate, no number of its own
	}
	if money == 0 {
		if end := s.named(n); end > 0 {
			return end
		}
	}
	var u unitRead
	if money > 0 {
		u.set(money, n.end, n.next)
		s.perUnit(&u)
	} else {
		u = s.unit(n)
	}
	if r, ok := s.rangeFrom(n, &u, money); ok {
		return s.ranged(&q, n, &r)
	}
	if end := s.fractionOf(&q, n, &u); end > 0 {
		return end
	}
	return s.finish(&q, n, &u)
}

// finish adds everything around number and unit, and emits.
func (s *scanner) finish(q *Quantity, n *numeral, u *unitRead) int {
	next := n.next
	if u.found() {
		next = u.next
		q.End = max(q.End, u.end)
	}
	if n.vague {
		q.Ranged, q.Vague, q.Low, q.High, q.Order = true, true, n.low, n.high, n.order
	}
	s.several(q, n)
	s.age(q, n, u)
	s.suspended(q, u, next)
	next = s.compound(q, u, next)
	if !u.found() || u.class == uNone && u.id != unitTimes {
		if s.perBase(next, u) {
			q.End, next = u.end, u.next
		}
	}
	if h, end, k := s.hedgeAfter(next, q.End); h != number.None {
		q.Hedge, q.End, next = h, end, k
	}
	s.begin(q.Start)
	s.timed = u.class == uTime && !s.pastPoint(next)
	s.spaced = u.class == uMeasure && units[u.id].length
	if h, start := s.hedgeBefore(); h != number.None {
		if q.Hedge == number.None || q.Hedge == number.Approx {
			q.Hedge, q.Under = h, s.under(h)
		}
		q.Start = start
		s.begin(start)
	}
	if n.den > 0 && n.spelled && !u.found() && s.tok(next).id() == wAs && s.asMuch(next) { // half as many
		q.Kind, q.Unit = Ratio, "times"
	}
	if q.Kind == Other {
		q.Kind = s.kind(n, u, next)
	}
	s.percent = u.class == uShare || u.class == uChange
	d, level := s.direction()
	switch {
	case n.plus:
		d, level = Up, false
	case d == Steady && u.found() && s.particle(next):
		d = way(s.tok(next))
	}
	s.setUnit(q, n, u)
	if k := s.count(q, n, u, next); k > next && q.Hedge == number.None { // "300 people or more": outside the span
		next = k
		q.Hedge, _, _ = s.hedgeAfter(next, q.CountedEnd)
	} else {
		next = k
	}
	if d == Steady {
		d = s.inherit(q, u, next)
	}
	s.change(q, u, n, d, level)
	if q.Kind == Other {
		q.Kind = Count
	}
	s.elided(q, u, next)
	s.aside(q, next)
	s.share(q)
	s.linkOf(q, next)
	return s.emit(*q)
}

// setUnit writes the unit's name and base.
func (s *scanner) setUnit(q *Quantity, n *numeral, u *unitRead) {
	if u.found() {
		q.Unit, q.Per = u.name, u.per
	}
	if u.times > 1 && !q.Ranged { // decades count ten years each
		if q.Den > 0 {
			q.Num *= int64(u.times)
		} else if v, ok := q.Value.Coefficient(); ok && v < 1e12 {
			q.Value = number.New(v*int64(u.times), q.Value.Place())
		}
	} else if u.times > 1 {
		q.Low, q.High, q.Order = times(q.Low, u.times), times(q.High, u.times), times(q.Order, u.times)
	}
	// Above one, and in figures before a noun, a fraction is a number like any other: 1 1/2 cups.
	if q.Den > 0 && q.Unit == "" && q.Kind != Ratio && q.Num > 0 && q.Num < q.Den && (q.Spelled || !s.countAhead(n)) {
		q.Unit = "fraction"
	}
}

func times(d number.Decimal, n int16) number.Decimal {
	if v, ok := d.Coefficient(); ok && v < 1e12 {
		return number.New(v*int64(n), d.Place())
	}
	return d
}

// kind is kindOf with what stands behind the number.
func (s *scanner) kind(n *numeral, u *unitRead, next int) Kind {
	k := kindOf(u, n)
	switch {
	case k == Share && u.class != uShare && !n.spelled && s.countAhead(n): // 3/4 cup
		return Count
	case u.id == unitTimes && !s.factor(next) && s.tok(n.next).id() != wFold:
		return Count
	case u.class == uShare && s.changeAhead(next):
		return Change
	}
	return k
}

// kindOf derives the kind from the unit.
func kindOf(u *unitRead, n *numeral) Kind {
	switch u.class {
	case uShare:
		return Share
	case uChange:
		return Change
	case uTime:
		return Duration
	case uMoney:
		return Money
	case uMeasure:
		return Measurement
	}
	switch {
	case u.age:
		return Age
	case u.id == unitTimes:
		return Ratio
	case u.per > 0:
		return Rate
	case n.den > 0 && n.num < n.den && n.num > 0:
		return Share
	}
	return Other
}
