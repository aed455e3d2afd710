package quantity

import (
	"recount/analysis/number"
)

// A rangeRead is a range as written: two numerals with a connection between them.
type rangeRead struct {
	low, high number.Decimal
	start     int // of "between" or "from", -1 if there is none
	second    numeral
	unit      unitRead
	score     bool // 2-0
	from      bool
	fractions bool // both ends are fractions: between a third and a half
}

// rangeFrom reads a range that begins with n: a–b, a to b, between a and b, a or b.
func (s *scanner) rangeFrom(n *numeral, u *unitRead, money unitID) (r rangeRead, ok bool) {
	if n.vague || n.plus {
		return r, false
	}
	k := n.next
	if u.found() {
		k = u.next
	}
	link, at := s.link(k)
	if link == 0 {
		return r, false
	}
	start, lead := s.lead()
	if link == wAnd && lead != wBetween {
		return r, false
	}
	m, second, ok := s.amount(at)
	if !ok || second.vague || second.start < n.end {
		return r, false
	}
	if m := s.tok(second.next); second.plain() && second.whole <= 2 && m.is(cMonth) && m.upper { // the six months to 30 September
		return r, false
	}
	if next := s.tok(second.next); link == wTo && next.kind == tokDigits && next.gap == hyphen && !u.found() {
		// "from 24 to 33-35 billion": the other end is a range of its own, and the whole reaches to its end.
		m2, third, ok := s.amount(second.next)
		if !ok || lead != wFrom || third.vague || third.den > 0 || m2 != m || n.den > 0 || second.den > 0 || !less(n.dec, second.dec) {
			return r, false
		}
		second = third
	}
	if link == wTo && lead == 0 && n.den == 0 && (u.name == "year" || u.name == "month") && s.yearToken(at) > 0 {
		return r, false // "in the nine years to 2024"
	}
	v := s.amountUnit(m, &second)
	if link == wFL && s.setOff(k, max(second.next, v.next)) || link == wFL && s.tok(k).gap == space && (n.den > 0) != (second.den > 0) {
		return r, false
	}
	if !s.sameUnit(u, money, &v, m) {
		return r, false
	}
	a, aok := n.bound(false)
	b, bok := second.bound(true)
	if !aok || !bok {
		return r, false
	}
	shared := !u.found() || !v.found() && u.found()
	if second.scaled && !n.scaled && !(u.found() && money == 0) {
		if p := scaleOf(&second); less(a, b.Scale(-p)) {
			a = a.Scale(p)
		}
	}
	r = rangeRead{low: a, high: b, second: second, unit: v, from: lead == wFrom, fractions: n.den > n.num && second.den > second.num}
	if r.fractions != (n.den > 0) || r.fractions != (second.den > 0) {
		r.fractions = false
	}
	if u.found() && (!v.found() || len(u.name) > len(v.name)) { // "from $31 per barrel to $26"
		end, next := second.end, second.next
		if v.found() {
			end, next = v.end, v.next
		}
		r.unit = *u
		r.unit.end, r.unit.next = end, next
	}
	if r.start = -1; lead != 0 && start >= s.floor {
		r.start = start
	}
	switch link {
	case wTo:
		if lead == wFrom || lead == wBetween {
			break
		}
		s.percent = r.unit.class == uShare
		if d, level := s.direction(); d != Steady && !level {
			if u.found() || !shared || !r.unit.found() || !less(a, b) || less(a.Scale(1), b) {
				return r, false
			}
		} else if !less(a, b) && !(u.found() && v.found()) || s.back(0).is(cUp|cDown) && less(a.Scale(1), b) { // "shed $31 to $2,480"
			return r, false
		}
	case wOr:
		if u.found() || !less(a, b) || second.den > 0 || n.integer() < 1 {
			return r, false
		}
	case wFL: // a dash
		if n.plain() && second.plain() && !u.found() && (!less(a, b) || s.back(0).is(cContest) && !v.found() && s.endsPhrase(second.next)) {
			if n.whole > 3 || second.whole > 3 {
				return r, false
			}
			r.score = true
		}
	}
	return r, true
}

// setOff says that a second dash with blanks around it follows at token next, so that the pair sets the second
// number off as an aside: "exactly half – 42 – of them".
func (s *scanner) setOff(k, next int) bool {
	first, last := s.tok(k), s.tok(next)
	return first.kind == tokMark && first.gap == space && last.kind == tokMark && last.mark == first.mark && last.gap == space && s.tok(next+1).gap == space
}

// scaleOf returns the power of ten that the scale word of n stands for, as far as the digits show it.
func scaleOf(n *numeral) int {
	return n.dec.Place() + n.frac
}

func less(a, b number.Decimal) bool { return a.Rat().Cmp(b.Rat()) < 0 }

// boundPlaces are the decimals kept of a fraction that does not end, as an end of a range.
const boundPlaces = 12

// bound returns the numeral as an end of a range. A third has no decimal number: it is rounded outward, so
// that a range from a third still has the third in it.
func (n *numeral) bound(up bool) (number.Decimal, bool) {
	if n.den == 0 {
		return n.dec, !n.long
	}
	if n.num < 0 || n.num >= 1e6 || n.den >= 1e12 {
		return number.Decimal{}, false
	}
	for places, scale := 0, int64(1); places <= 6; places, scale = places+1, scale*10 {
		if n.num*scale%n.den == 0 {
			return number.New(n.num*scale/n.den, -places), true
		}
	}
	v := n.num * pow10(boundPlaces) / n.den
	if up {
		v++
	}
	return number.New(v, -boundPlaces), true
}

// link reads what connects the ends of a range at token k: "to", "through", "and", "or" or a dash,
// which comes back as wFL.
func (s *scanner) link(k int) (wordID, int) {
	t := s.tok(k)
	if t.is(cMeasureTail) && s.tok(k+1).id() == wTo { // from 21 mpg combined to 23
		k++
		t = s.tok(k)
	}
	switch {
	case t.kind == tokDigits && t.gap == hyphen:
		if before := s.tok(k - 1); k > 0 && before.kind == tokWord && before.gap == hyphen { // 6-foot-4
			return 0, 0
		}
		return wFL, k
	case t.kind == tokMark:
		switch t.mark {
		case '-', '–', '−', '—', '~', '～', '‒':
			next := s.tok(k + 1)
			if t.mark == '—' && (t.gap != glued || next.gap != glued) {
				return 0, 0
			}
			if t.mark == '-' && t.gap != next.gap { // "50 -5" is no range
				return 0, 0
			}
			return wFL, k + 1
		}
	case t.id() == wTo && t.gap == hyphen && s.tok(k+1).gap == hyphen: // 5-to-4
		return wFL, k + 1
	case t.id() == wTo, t.id() == wThrough:
		return wTo, k + 1
	case t.id() == wAnd:
		return wAnd, k + 1
	case t.id() == wOr:
		return wOr, k + 1
	}
	return 0, 0
}

// lead returns the word that opens a range, between or from, and where it begins; hedges and currency
// signs may stand between it and the number.
func (s *scanner) lead() (int, wordID) {
	for k := range 5 {
		b := s.back(k)
		switch b.id() {
		case wBetween:
			return b.start, wBetween
		case wFrom:
			return b.start, wFrom
		case wAbout, wAround, wRoughly, wApproximately, wNearly, wAlmost, wOver, wUnder, wJust, wUp, wTo, wMore, wLess, wThan, wA, wLow, wHigh, wOf:
			continue
		}
		break
	}
	return 0, 0
}

// amount reads the second number of a range at token k, with the currency sign, the minus or the article
// before it.
func (s *scanner) amount(k int) (money unitID, n numeral, ok bool) {
	t := s.tok(k)
	switch {
	case t.id() == wA && s.tok(k+1).is(cDenom):
		n, ok = s.bareFraction(k + 1)
		return 0, n, ok && n.start == t.start
	case t.id() == wA:
		if !s.tok(k + 1).is(cHundred | cScale) {
			return 0, n, false
		}
		n, ok = s.numeral(k + 1)
		return 0, n, ok
	case t.is(cNumber) || t.is(cDenom) && !t.is(cOrdinal):
		n, ok = s.numeral(k)
		return 0, n, ok && !n.long
	case t.kind == tokMark && (t.mark == '-' || t.mark == '−' || t.mark == '+') && s.tok(k+1).kind == tokDigits && s.tok(k+1).start == t.end:
		n, ok = s.numeral(k + 1)
		if t.mark != '+' {
			n.negative, n.dec, n.num = true, n.dec.Neg(), -n.num
		}
		n.start = t.start
		return 0, n, ok && !n.long && n.den == 0
	}
	for j := k; j < k+3; j++ {
		t := s.tok(j)
		if t.kind == tokDigits {
			if j > k {
				at := 0
				money, at = s.prefix(t.start)
				if money == 0 || at > s.tok(k).start {
					return 0, n, false
				}
			}
			n, ok = s.numeral(j)
			return money, n, ok && !n.long
		}
		if t.kind == tokWord && t.lex != nil && !t.is(cNation) || t.kind == tokEnd {
			return 0, n, false
		}
	}
	return 0, n, false
}

func (s *scanner) amountUnit(money unitID, n *numeral) (u unitRead) {
	if money == 0 {
		return s.unit(n)
	}
	u.set(money, n.end, n.next)
	s.perUnit(&u)
	return u
}

// sameUnit says that two units can be those of one range: equal, or one of them missing.
func (s *scanner) sameUnit(u *unitRead, money unitID, v *unitRead, second unitID) bool {
	if !u.found() && !v.found() {
		return true
	}
	if !v.found() {
		// "from 6 per cent to 45 people": the second counts something else.
		return !s.pluralAt(v.next) || u.class == uMoney
	}
	return !u.found() && second == 0 || u.id == v.id && u.id != 0 && (u.name == v.name || u.name == units[u.id].name || v.name == units[v.id].name)
}

// ranged builds the quantity of a range.
func (s *scanner) ranged(q *Quantity, n *numeral, r *rangeRead) int {
	q.Ranged, q.Low, q.High = true, r.low, r.high
	q.Value, q.Num, q.Den = number.Decimal{}, 0, 0
	q.End, q.NumEnd = r.second.end, r.second.end
	q.Hedge = number.Range
	if h, _ := s.hedgeBefore(); h == number.Approx {
		q.Hedge = h
	}
	if r.start >= 0 && !r.score {
		q.Start = r.start
	}
	if r.fractions && !r.unit.found() {
		q.Kind, q.Unit = Share, "fraction"
	}
	if r.score { // no range: the two ends are two numbers
		q.Kind, q.Hedge = Other, number.None
		return s.emit(*q)
	}
	s.fromTo = r.from
	m := r.second
	m.start, m.vague, m.den, m.num = n.start, false, 0, 0
	m.spelled = n.spelled && r.second.spelled
	return s.finish(q, &m, &r.unit)
}
