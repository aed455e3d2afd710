package quantity

import (
	"strings"

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

// countsOne tells the number one from the pronoun: it stands before a noun ("one solution"), or before
// "of" ("one of the best"), or has a unit or a fraction behind it.
func (s *scanner) countsOne(n *numeral) bool {
	if n.den > 0 || n.scaled {
		return true
	}
	b := s.backFrom(n.start)
	next := s.tok(n.next)
	if b.kind == tokWord && (b.is(cDeterminer) && b.id() != wThe && b.id() != wA || b.id() == wNo || b.is(cComparative)) || b.gap == hyphen {
		return next.kind == tokWord && b.gap != hyphen && b.id() != wThe && b.id() != wNo && b.id() != wAny && b.id() != wEvery && b.id() != wEach && b.id() != wThat && b.id() != wThis && b.id() != wAnother && !next.is(cStop|cVerb|cAux) && s.singularNoun(n.next)
	}
	switch {
	case next.id() == wOf:
		d := s.tok(n.next + 1)
		return d.is(cDeterminer) || d.is(cDigit|cTeen|cTens) || d.kind == tokDigits || s.pluralAt(n.next+1)
	case next.id() == wIn, next.id() == wOut: // one in 25, one out of three
		in := s.tok(n.next + 1)
		if next.id() == wOut {
			in = s.tok(n.next + 2)
		}
		return in.kind == tokDigits || in.is(cDigit|cTeen|cTens|cHundred) || in.id() == wEvery || in.id() == wEach
	case next.id() == wOr || next.id() == wTo:
		in := s.tok(n.next + 1)
		return in.kind == tokDigits || in.is(cDigit|cTeen|cTens)
	case next.kind == tokWord && s.text[next.start:next.end] == "hand" && (b.id() == wOn || b.id() == wThe && s.back(1).id() == wOn): // on the one hand
		return false
	case next.id() == wOver:
		in := s.tok(n.next + 1)
		return in.kind == tokDigits || in.is(cDigit|cTeen|cTens)
	case next.gap == hyphen:
		return next.is(cUnit) || next.kind == tokWord && !lexicalTail(s.text[next.start:next.end])
	}
	return next.kind == tokWord && next.gap == space && !(next.is(cStop) && !next.is(cUnit)) && s.singularNoun(n.next)
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

// lexicalTail are the second halves of words with "one-" and "two-" that count nothing.
func lexicalTail(w string) bool {
	switch w {
	case "time", "off", "on", "sided", "stop", "way", "to", "self", "another", "another's", "fits", "size", "liner", "upmanship", "faced", "fold", "something", "somethings", "ish", "nil", "sum":
		return true
	}
	return false
}

// lexical says that the number is part of a word that counts nothing: one-off, two-way, zero-sum.
func (s *scanner) lexical(t *token) bool {
	next := s.tok(1)
	return next.gap == hyphen && next.kind == tokWord && lexicalTail(strings.ToLower(s.text[next.start:next.end]))
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
	n.negative = true
	n.start = t.start
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
		q.Ranged, q.Vague, q.Low, q.High = true, true, n.low, n.high
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
	{
		if h, start := s.hedgeBefore(); h != number.None {
			if q.Hedge == number.None || q.Hedge == number.Approx {
				q.Hedge = h
			}
			q.Start = start
			s.begin(start)
		}
	}
	if q.Kind == Other {
		q.Kind = kindOf(u, n)
		if q.Kind == Share && u.class != uShare && !n.spelled && s.countAhead(n) {
			q.Kind = Count
		}
		if u.id == unitTimes && !s.factor(next) && s.tok(n.next).id() != wFold {
			q.Kind = Count
		}
		if u.class == uShare && s.changeAhead(next) {
			q.Kind = Change
		}
	}
	s.percent = u.class == uShare || u.class == uChange
	d, level := s.direction(false)
	if d == Steady && u.found() && s.particle(next) {
		d = Up
		if s.tok(next).id() == wDown {
			d = Down
		}
	}
	if n.plus {
		d, level = Up, false
	}
	s.setUnit(q, n, u)
	next = s.count(q, n, u, next)
	if d == Steady && (q.Hedge == number.None || q.Hedge == number.Range) {
		d = s.inherit(q, u)
	}
	s.change(q, u, n, d, level)
	if q.Kind == Other {
		q.Kind = Count
	}
	s.linkOf(q, next)
	return s.emit(*q)
}

// inherit takes hedge and direction over from the quantity before where the text leaves them out: in a
// conversion in brackets, which says the same amount in another unit ("just under 296 hp (224 kW)"), and in a
// coordination without its verb ("was down 2.3%, Burlington by 2.6%").
func (s *scanner) inherit(q *Quantity, u *unitRead) Direction {
	if len(s.out) == 0 || !u.found() {
		return Steady
	}
	last := &s.out[len(s.out)-1]
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
		if last.Hedge != number.Range && q.Hedge == number.None {
			q.Hedge = last.Hedge
		}
		q.Level = last.Level
		return last.Direction
	case b.id() == wOr && between == ", or " && u.class == uShare && last.Direction != Steady: // "rose $4.20, or 0.3 per cent"
		q.Level = last.Level
		return last.Direction
	case b.id() == wBy && last.Unit == q.Unit && last.Direction != Steady && !last.Level && strings.HasPrefix(between, ","):
		return last.Direction
	}
	return Steady
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
		q.Low, q.High = times(q.Low, u.times), times(q.High, u.times)
	}
	// Above one, and in figures before a noun, a fraction is a number like any other: 1 1/2 cups.
	if q.Den > 0 && q.Unit == "" && q.Num > 0 && q.Num < q.Den && (q.Spelled || !s.countAhead(n)) {
		q.Unit = "fraction"
	}
}

// countAhead says that a noun follows the number directly.
func (s *scanner) countAhead(n *numeral) bool {
	t := s.tok(n.next)
	return t.kind == tokWord && t.gap == space && !t.is(cStop)
}

func times(d number.Decimal, n int16) number.Decimal {
	if v, ok := d.Coefficient(); ok && v < 1e12 {
		return number.New(v*int64(n), d.Place())
	}
	return d
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

// change decides what a direction makes of the number.
func (s *scanner) change(q *Quantity, u *unitRead, n *numeral, d Direction, level bool) {
	if d == Steady {
		return
	}
	// A verb with a counted object, "lost 3 games", says nothing of change; "rose by 40 cases" does.
	linked := s.back(0).id() == wBy || s.back(0).id() == wOf || level || n.plus
	if points := q.Counted == "point"; !u.found() && !linked && !points && (q.Counted != "" || s.transitive()) {
		return
	}
	switch q.Kind {
	case Date, Year, Ordinal, Time, Identifier, Age:
		return
	}
	q.Direction, q.Level = d, q.Level || level || s.fromTo
	if !q.Level && q.Kind == Share && u.class == uShare {
		q.Kind = Change
	}
}

// factor tells "three times the rate", "three times as many", "6.5 times earnings" from "won three times".
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
// per cent drop", "a 5% pay rise".
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
	case t.id() == wPlus, t.id() == wTo, w == "odd", w == "ish", w == "strong":
		return next
	}
	q.End = t.end
	q.CountedStart, q.CountedEnd = t.start, t.end
	q.Counted = s.lower(t.start, t.end)
	return next + 1
}

// suspended reads the noun that a hyphen leaves open until the last number of a row: "four-, five- and
// six-cylinder engines".
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
	if q.Counted != "" {
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
	if t := s.tok(k); t.id() == wOf {
		k++
		k = s.skipOwner(s.skipDeterminers(k))
		one = false
		if n := s.tok(k); n.kind == tokDigits || n.is(cDigit|cTeen|cTens|cHundred|cScale) { // of the 40 people
			return next
		}
	} else if share && t.kind == tokWord && t.is(cDeterminer) {
		k = s.skipOwner(s.skipDeterminers(k))
	} else if share && q.Den == 0 {
		return next
	}
	p := s.nounPhrase(k, one)
	if !p.found() {
		if k == next {
			s.orTwo(q, n)
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

// orTwo reads "a pick or two", where what is counted stands before the number.
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
// three seeds", "a record 32 goals".
func (s *scanner) adjectiveBefore() string {
	b := s.back(0)
	if b.kind != tokWord || b.upper || !s.back(1).is(cDeterminer) {
		return ""
	}
	switch w := s.text[b.start:b.end]; w {
	case "top", "bottom", "record", "remaining", "leading", "surviving", "original", "missing":
		return w
	}
	return ""
}

// skipDeterminers skips "the", "all their last": what may stand between "of" and a noun or number.
func (s *scanner) skipDeterminers(k int) int {
	for {
		t := s.tok(k)
		if !t.is(cDeterminer|cTrivial) && t.id() != wAll && t.id() != wLast && t.id() != wPast && t.id() != wNext && t.id() != wOf {
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
		if t.possessive {
			return j + 1
		}
	}
	return k
}

// perCounted makes a rate of a count per unit: "3,000 tests per day", "5.4 deaths per 100,000 inhabitants".
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
	if t.id() == wA && (!of.is(cUnit) || units[of.lex.unit].class != uTime) {
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
