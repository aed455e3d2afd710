package quantity

import (
	"strings"
)

// pounds tells money from weight: pounds of something, and amounts below a thousand that no word of
// paying stands beside, are weights.
func (s *scanner) pounds(k int, n *numeral, u *unitRead) bool {
	t, next := s.tok(k), s.tok(k+1)
	switch {
	case next.id() == wSterling:
		u.set(unitSterling, next.end, k+2)
	case (next.gap == hyphen || next.gap == space) && next.is(cUnit) && units[next.lex.unit].name == "foot":
		u.set(unitPound, next.end, k+2)
		u.name = "pound-foot"
		if of := s.tok(u.next); of.id() == wOf && s.word2(u.next+1, "torque") {
			u.next, u.end = u.next+2, s.tok(u.next+1).end
		}
	case n.scaled && next.id() != wOf || s.paying():
		u.set(unitSterling, t.end, k+1)
	default:
		u.set(unitPound, t.end, k+1)
	}
	return true
}

func (s *scanner) word2(k int, w string) bool {
	t := s.tok(k)
	return t.kind == tokWord && strings.EqualFold(s.text[t.start:t.end], w)
}

// paying says that a word of money stands shortly before the number.
func (s *scanner) paying() bool {
	for j := range 6 {
		if s.back(j).is(cPaying) {
			return true
		}
	}
	return false
}

// prefixes are the signs and codes that stand before an amount.
var prefixes = newLexicon(300, thisCase)

func prefixSigns(id unitID, signs string) {
	for w := range strings.FieldsSeq(signs) {
		if len(w) == 1 && isLetter(w[0]) && w != "R" { // p, c: only behind
			continue
		}
		e := prefixes.add(w)
		e.unit = id
	}
}

// maxPrefix is the longest sign or code before an amount, in bytes.
const maxPrefix = 6

// prefix returns the currency whose sign or code ends right before byte i, and where it begins. A code
// may stand apart by a blank ("USD 5", "HK $5"); two letters must be glued ("RM5", but "PS 5").
func (s *scanner) prefix(i int) (unitID, int) {
	gapped := false
	at := i
	if n := spaceBefore(s.text, at); n > 0 && at-n > s.floor && s.text[at-1] != '\n' {
		at -= n
		gapped = true
	}
	if at <= s.floor {
		return 0, 0
	}
	if c := s.text[at-1]; c < 0x80 && c != '$' && c != '=' && c != '.' && !isLetter(c) {
		return 0, 0
	}
	for n := min(maxPrefix, at-s.floor); n > 0; n-- {
		w := s.text[at-n : at]
		if at-n > 0 && isLetter(w[0]) && (isLetter(s.text[at-n-1]) || isDigit(s.text[at-n-1]) || s.text[at-n-1] == '-') {
			continue
		}
		e := prefixes.lookup(w)
		if e == nil || gapped && (n < 3 || !isLetter(w[0])) && w != "US$" && w != "Rs" && w != "Rs." {
			continue
		}
		if w == "$" {
			return s.dollars(at - 1)
		}
		return e.unit, at - n
	}
	return 0, 0
}

// dollars tells whose dollar the sign at byte i is by the country before it: "US $5", "HK $5".
func (s *scanner) dollars(i int) (unitID, int) {
	at := i
	if n := spaceBefore(s.text, at); n == 1 && at-1 > s.floor {
		at--
	}
	for n := min(4, at-s.floor); n > 1; n-- {
		w := s.text[at-n : at]
		if at-n > 0 && (isLetter(s.text[at-n-1]) || isDigit(s.text[at-n-1])) {
			continue
		}
		switch w {
		case "US", "U.S.", "USD":
			return unitDollar, at - n
		case "HK", "NZ", "CA", "AU", "SG", "NT", "CDN":
			if e := prefixes.lookup(w + "$"); e != nil {
				return e.unit, at - n
			}
		}
	}
	return unitDollar, i
}

// moneyBefore says whether an amount begins at byte i.
func (s *scanner) moneyBefore(i int) bool {
	u, _ := s.prefix(i)
	return u > 0
}

// moneyUnit says whether token k is a currency in words or as a code: "m euros", "bn USD".
func (s *scanner) moneyUnit(k int) bool {
	t := s.tok(k)
	if t.is(cNation) && units[t.lex.unit].class != uMoney {
		t = s.tok(k + 1)
	}
	if t.is(cUnit) && units[t.lex.unit].class == uMoney {
		return true
	}
	e := symbols.lookup(s.text[t.start:t.end])
	return e != nil && t.end-t.start == 3 && units[e.unit].class == uMoney
}
