package quantity

// fractionOf reads "one in 25", "two out of three", "37 in every 10,000 people": a number and its base
// that make one share or rate. It returns where scanning goes on, 0 if the number is none of these.
func (s *scanner) fractionOf(q *Quantity, n *numeral, u *unitRead) int {
	v := n.integer()
	if u.found() || v < 1 || n.negative {
		return 0
	}
	k := n.next
	t := s.tok(k)
	if v == 1 && n.spelled && t.kind == tokWord && t.gap == space && !t.is(cStop|cNumber|cVerb) {
		for in := k + 1; in <= k+maxInside && s.tok(in-1).kind == tokWord && !s.tok(in-1).is(cStop|cNumber|cVerb); in++ {
			if s.tok(in).id() == wIn {
				return s.oneIn(q, n, k, in)
			}
		}
	}
	if t.id() == wOver && !n.point && !n.grouped {
		return s.over(q, n, k+1)
	}
	if t.id() != wIn && t.id() != wOut {
		return 0
	}
	out := t.id() == wOut
	k++
	if out {
		if s.tok(k).id() != wOf {
			return 0
		}
		k++
	}
	every := false
	if e := s.tok(k); e.id() == wEvery || e.id() == wEach {
		every = true
		k++
	}
	b := s.tok(k)
	if b.id() == wA && s.tok(k+1).is(cScale|cHundred) { // one in a thousand
		k++
		b = s.tok(k)
	}
	if b.kind != tokDigits && !b.is(cNumber) || b.gap == glued {
		return 0
	}
	base, ok := s.numeral(k)
	if !ok || base.long || base.den > 0 || base.vague {
		return 0
	}
	num, den := v, base.integer()
	if base.point && !base.scaled {
		c, exact := base.dec.Coefficient()
		if !exact || base.frac > 6 || v > 1e6 {
			return 0
		}
		num, den = v*pow10(base.frac), c
	}
	if den <= num || !every && !s.proportion(n, &base, v, out) {
		return 0
	}
	if after := s.unitAfter(&base); after && !every {
		return 0 // "closed 10 in 20 days"
	}
	if den >= 100 && v > 1 && den == pow10(len(digitsOf(den))-1) {
		return 0 // 37 in every 10,000 is a rate (perBase)
	}
	q.Num, q.Den = num, den
	q.End, q.NumEnd = base.end, base.end
	q.Kind, q.Unit = Share, "fraction"
	n.num, n.den = num, den
	n.end, n.next = base.end, base.next
	return s.finish(q, n, &unitRead{})
}

// maxInside is how many words may stand between "one" and the "in" of a fraction.
const maxInside = 3

// oneIn reads "one person in twelve" and "one young resident in every 243": the noun, from token k to the "in",
// stands inside the fraction, and without "every" none may follow, for "one person in twelve villages" is none.
func (s *scanner) oneIn(q *Quantity, n *numeral, k, in int) int {
	at := in + 1
	every := s.tok(at).id() == wEvery || s.tok(at).id() == wEach
	if every {
		at++
	}
	if s.tok(at).id() == wA && s.tok(at+1).is(cScale|cHundred) { // one person in a thousand
		at++
	}
	noun, last, b := s.tok(k), s.tok(in-1), s.tok(at)
	if !b.is(cDigit|cTeen|cTens|cHundred|cScale) && b.kind != tokDigits {
		return 0
	}
	base, ok := s.numeral(at)
	den := base.integer()
	if !ok || den < 2 || base.point || s.unitAfter(&base) {
		return 0
	}
	if !every && (den > 1000 || !s.endsPhrase(base.next) && !s.pastTense(base.next) && s.tok(base.next).id() != wOf && s.lower(s.tok(base.next).start, s.tok(base.next).end) != "among") {
		return 0
	}
	q.Num, q.Den, q.Kind, q.Unit = 1, den, Share, "fraction"
	q.End, q.NumEnd = base.end, base.end
	q.CountedStart, q.CountedEnd, q.Counted = noun.start, last.end, s.lower(noun.start, last.end)
	n.num, n.den, n.end, n.next = 1, den, base.end, base.next
	return s.finish(q, n, &unitRead{})
}

// over reads "one over twenty", a fraction as it is spoken. A unit or a noun behind makes the second number
// one of its own: "2 over 30 years", "120 over 80" has none but stands among such words seldom.
func (s *scanner) over(q *Quantity, n *numeral, k int) int {
	b := s.tok(k)
	if b.kind != tokDigits && !b.is(cNumber) {
		return 0
	}
	base, ok := s.numeral(k)
	den := base.integer()
	if !ok || den < 2 || base.point || s.unitAfter(&base) || s.tok(base.next).kind == tokWord && !s.tok(base.next).is(cAux) {
		return 0
	}
	q.Num, q.Den = n.integer(), den
	q.End, q.NumEnd = base.end, base.end
	n.num, n.den, n.end, n.next = q.Num, q.Den, base.end, base.next
	return s.finish(q, n, &unitRead{})
}

// proportion says that "n in m" without "every" is a share: both in words or small, or one of many, and
// no year or list behind.
func (s *scanner) proportion(n, base *numeral, v int64, out bool) bool {
	if base.plain() && base.whole == 4 && !out && base.integer() >= 1500 && base.integer() < 2100 {
		return false
	}
	switch {
	case v == 1:
		return true
	case n.spelled && base.spelled:
		return true
	case base.integer() <= 10 || base.integer() == 100 || base.integer() == 1000:
		return true
	}
	return false
}

// unitAfter says that a unit follows the base, which makes it a quantity of its own.
func (s *scanner) unitAfter(base *numeral) bool {
	u := s.unit(base)
	return u.found()
}

func digitsOf(v int64) string {
	var b [20]byte
	i := len(b)
	for v > 0 {
		i--
		b[i] = byte('0' + v%10)
		v /= 10
	}
	return string(b[i:])
}
