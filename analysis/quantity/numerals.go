package quantity

import (
	"strings"

	"recount/analysis/number"
)

// numeral reads the number whose first token is k: digits or words with the scales and fractions
// behind them. It is false where the word only looks like a number ("third" in "a third party").
func (s *scanner) numeral(k int) (numeral, bool) {
	t := s.tok(k)
	switch {
	case t.kind == tokDigits:
		var n numeral
		readDigits(s.text, t.start, &n)
		n.next = k + 1
		if n.den == 0 && !n.long {
			s.mixed(&n)
		}
		s.scaleDigits(&n)
		s.andFraction(&n)
		return n, true
	case t.is(cNumber):
		return s.spelled(k)
	case t.is(cDozen):
		return s.dozens(k)
	case t.is(cDenom) && !t.is(cOrdinal) || t.id() == wHalf:
		return s.bareFraction(k)
	case t.is(cPlural):
		return s.vaguePlural(k)
	}
	return numeral{}, false
}

// mixed reads the fraction behind a whole number: "3 1/8".
func (s *scanner) mixed(n *numeral) {
	t := s.tok(n.next)
	if t.kind != tokDigits || t.gap != space || n.point || n.grouped || n.whole > 4 {
		return
	}
	var f numeral
	readDigits(s.text, t.start, &f)
	if v := n.integer(); f.den > f.num && f.num > 0 && v >= 0 && f.start > n.end {
		n.num, n.den, n.end = v*f.den+f.num, f.den, f.end
		n.next++
		s.retoken(n.next, n.end)
	}
}

// scaleDigits reads the scales behind digits: "11.6 million", "1.2m", "6 hundred million", "3 dozen", "3万".
func (s *scanner) scaleDigits(n *numeral) {
	if n.long || n.power {
		return
	}
	for range 3 {
		t := s.tok(n.next)
		if t.kind != tokWord || t.line && t.upper {
			return
		}
		p := 0
		switch {
		case t.is(cScale):
			p = int(t.lex.value)
		case t.is(cHundred):
			p = 2
		case t.is(cDozen) && t.gap != glued:
			if v := n.integer(); v >= 0 && v < 1e12 && n.den == 0 {
				n.dec = number.New(v*int64(t.lex.value), 0)
				n.end, n.scaled = t.end, true
				n.next++
			}
			return
		case t.is(cPlural) && t.id() != wTens && !t.is(cDozen):
			p = int(t.lex.value)
		case t.is(cSuffix):
			p = s.suffix(n, t)
		case s.text[t.start] >= 0x80:
			p = hanScale(s.text[t.start:t.end])
		}
		if p == 0 || n.scaled && p < 3 {
			return
		}
		n.times10(p)
		n.end, n.scaled = t.end, true
		n.next++
		s.remainder(n, p)
	}
}

// times10 multiplies by a power of ten.
func (n *numeral) times10(p int) {
	if n.den == 0 {
		n.dec = n.dec.Scale(p)
		return
	}
	if p > 12 || n.num > 1e5 {
		return
	}
	for range p {
		n.num *= 10
	}
	n.reduce()
}

// hanScale returns the power of ten of a Chinese or Japanese scale behind digits.
func hanScale(w string) int {
	switch {
	case strings.HasPrefix(w, "万"), strings.HasPrefix(w, "萬"):
		return 4
	case strings.HasPrefix(w, "亿"), strings.HasPrefix(w, "億"):
		return 8
	case strings.HasPrefix(w, "千"):
		return 3
	}
	return 0
}

// suffix returns the power of ten of a scale suffix, 0 where the letters are a unit: "£2.7m" and "11.6m
// people" are millions, "37m" is metres. With a currency the letters are always a scale.
func (s *scanner) suffix(n *numeral, t *token) int {
	w := s.text[t.start:t.end]
	p := int(t.lex.value)
	if len(w) > 1 { // bn, mn, tn: no units
		return p
	}
	if t.gap == hyphen {
		return 0
	}
	next := s.tok(n.next + 1)
	if s.moneyBefore(n.start) || next.gap == space && next.kind == tokWord && s.moneyUnit(n.next+1) {
		return p
	}
	if next.gap == space && next.kind == tokWord && w == "m" && s.measured(next) { // 2.5m b/d, 3m tonnes
		return p
	}
	counts := next.kind == tokWord && next.gap == space && !next.is(cStop|cUnit|cPostposed) && s.pluralAt(n.next+1)
	switch {
	case w == "k":
		return p
	case w == "K", w == "M", w == "B":
		if t.gap == glued || counts || !next.is(cUnit) {
			return p
		}
	case w == "b":
		if t.gap == glued {
			return p
		}
	case w == "m":
		if counts || s.millions(n, next) {
			return p
		}
	}
	return 0
}

// millions says that the m behind a bare number is that of millions: a population or a crowd is counted, and so is
// what is held against a count written with the same letter ("1.2m visitors, up from 0.9m").
func (s *scanner) millions(n *numeral, next *token) bool {
	if n.start != s.from || next.kind == tokWord && !next.is(cStop|cAux|cVerb) {
		return false
	}
	for k := range 4 {
		switch b := s.back(k); {
		case b.is(cCountOf) && k > 0:
			return true
		case b.kind == tokWord && b.is(cStop|cAux|cSoft):
			continue
		}
		break
	}
	last := s.partner(&Quantity{Start: n.start})
	if last == nil || last.Kind != Count {
		return false
	}
	return s.text[last.NumEnd-1] == 'm' && s.comparedWith(last)
}

// measured says that the word is a unit in the plural, or one that only amounts of millions have, so that an
// m before it counts them.
func (s *scanner) measured(t *token) bool {
	if t.is(cUnit) && !t.is(cStop) && s.text[t.end-1] == 's' && t.end-t.start > 3 {
		return units[t.lex.unit].class == uMeasure
	}
	for _, sign := range []string{"b/d", "bpd", "boepd", "boe/d"} {
		if strings.HasPrefix(s.text[t.start:], sign) {
			return true
		}
	}
	return false
}

// remainder reads what a scale leaves open: "5 thousand 2 hundred and 14", "3 hundred and one".
func (s *scanner) remainder(n *numeral, p int) {
	k := n.next
	and := s.tok(k).id() == wAnd
	if and {
		k++
	}
	if n.point || n.den > 0 || n.plus {
		return
	}
	t := s.tok(k)
	var r numeral
	switch {
	case t.kind == tokDigits && t.gap == space:
		readDigits(s.text, t.start, &r)
		r.next = k + 1
		if r.point || r.den > 0 || r.long || r.power {
			return
		}
		// "5 million 12 years ago" are two numbers: without "and" the rest must have a scale of its own.
		if next := s.tok(r.next); next.is(cHundred|cScale) && int(next.lex.value) < p {
			s.scaleDigits(&r)
		} else if !and || p > 3 {
			return
		}
	case and && p <= 3 && t.is(cDigit|cTeen|cTens):
		var ok bool
		if r, ok = s.spelled(k); !ok || r.den > 0 {
			return
		}
	default:
		return
	}
	v, rest := n.integer(), r.integer()
	if v < 0 || rest <= 0 || rest >= pow10(p) {
		return
	}
	n.dec = number.New(v+rest, 0)
	n.end, n.next = r.end, r.next
}

func pow10(p int) int64 {
	v := int64(1)
	for range p {
		v *= 10
	}
	return v
}
