package quantity

import (
	"strings"
)

// A phrase is the noun phrase behind a number: premodifiers and a head.
type phrase struct {
	start, end int // bytes
	next       int // token behind it
	first      int // its first token
	head       int // the head's token
	plural     bool
	and        int // a coordinating "and" inside, 0 if none
}

func (p *phrase) found() bool { return p.end > p.start }

// maxPhrase is the longest noun phrase in tokens; what runs on longer is no count noun.
const maxPhrase = 7

// nounPhrase reads the nouns and adjectives at token k. Without a tagger the end of the phrase is found
// from closed classes, of which English has few members, and from the plural: a number above one stands
// with a plural noun, and the first plural ends the phrase unless another follows ("sports fans").
func (s *scanner) nounPhrase(k int, one bool) phrase {
	p := phrase{first: k}
	digits := 0
	for j := k; j < k+maxPhrase; j++ {
		t := s.tok(j)
		if t.kind == tokDigits && p.found() && !p.plural && t.gap == space && t.end-t.start <= 4 && s.tok(j+1).kind == tokWord && s.tok(j+1).upper {
			digits = t.end // "three old 205 Turbo cars": a model's number
			continue
		}
		if t.kind == tokDigits && p.found() && !p.plural && !one && s.inName(j) {
			if t.gap == space {
				digits = t.end
			}
			p.end, p.next = t.end, j+1
			continue
		}
		if t.kind != tokWord || j > k && t.gap == glued || t.line && t.upper {
			break
		}
		if j == k && t.end-t.start == 1 && s.text[t.start]|0x20 == 'x' && s.tok(j+1).kind == tokDigits { // 300 x 200 pixels
			break
		}
		if j == k && s.adverbialTime(j) || p.found() && (t.id() == wLast || t.id() == wNext) || p.plural && s.verbAhead(j) {
			break
		}
		if !p.found() && (t.id() == wMost || t.id() == wLeast) { // one of the most crowded rooms
			p.first = j + 1
			continue
		}
		if j == k && t.gap == glued && t.start > 0 && isLetter(s.text[t.start-1]) {
			break
		}
		if t.is(cTrivial) && !p.found() && t.gap == space {
			p.first = j + 1
			continue
		}
		if t.is(cNumber) && t.gap == space && s.tok(j+1).gap != hyphen { // "their last eight meetings", "a thousand four years later"
			break
		}
		if t.id() == wAnd && p.found() && !p.plural && !one && s.coordinates(j) {
			p.and = j
			continue
		}
		if t.is(cStop|cMonth) && !(t.is(cMonth) && !t.upper) && !(t.is(cRegular) && s.pluralAt(j+1)) || t.is(cVerb) && p.found() && (one || p.plural || !t.is(cDeed)) {
			break
		}
		plural := s.pluralAt(j)
		if p.plural && (!plural || t.upper != s.tok(p.head).upper && t.upper) {
			break
		}
		if one && p.found() && s.verbLike(j) {
			break
		}
		if !one && p.found() && !p.plural && !plural && s.pastTense(j) && !s.pluralAhead(j) {
			break
		}
		if !p.found() {
			if t.is(cOrdinal) && (s.pastTense(j+1) || s.tok(j+1).is(cVerb)) || t.is(cAux) || t.is(cVerb) && !t.is(cDeed) && !s.pluralAt(j+1) || s.pastTense(j) && !s.pluralAhead(j) && !one && !t.is(cHarmed) {
				break
			}
			p.start = t.start
		}
		p.head, p.end, p.next = j, t.end, j+1
		if digits > 0 {
			s.claimed = digits
		}
		if t.possessive {
			// "three years' work": what is counted carries the possessive.
			break
		}
		if plural && !one {
			p.plural = true
		}
	}
	return p
}

// adverbialTime says that "last year" or "next month" begins at k, which says when and is not counted:
// "2.1 last year".
func (s *scanner) adverbialTime(k int) bool {
	t, unit := s.tok(k), s.tok(k+1)
	return (t.id() == wLast || t.id() == wNext) && !s.pluralAt(k+1) &&
		(unit.is(cMonth|cWeekday) || unit.is(cUnit) && units[unit.lex.unit].class == uTime)
}

// verbAhead says that the word at k, behind a plural, is a verb in -s rather than another plural: a
// pronoun, a determiner or an amount follows it ("40 letters says it", "a box of 50 masks costs £20").
func (s *scanner) verbAhead(k int) bool {
	next := s.tok(k + 1)
	return s.pluralAt(k) && (next.is(cDeterminer|cPronoun) || next.id() == wIt || next.kind == tokDigits && next.gap == space || next.mark == '£' || next.mark == '$' || next.mark == '€')
}

// coordinates says that "and" at token k joins two premodifiers of one plural noun: "printed and
// bound copies".
func (s *scanner) coordinates(k int) bool {
	for j := k + 1; j <= k+3; j++ {
		t := s.tok(j)
		if t.kind != tokWord || t.is(cStop|cVerb) {
			return false
		}
		if s.pluralAt(j) {
			return true
		}
	}
	return false
}

// pluralAhead says that a plural noun follows within the phrase.
func (s *scanner) pluralAhead(k int) bool {
	for j := k + 1; j < k+4; j++ {
		t := s.tok(j)
		if t.kind == tokDigits && j < k+3 && s.inName(j) {
			continue
		}
		if t.kind != tokWord || t.is(cStop|cVerb) {
			return false
		}
		if s.pluralAt(j) {
			return true
		}
	}
	return false
}

// inName says that the digits at j belong to the name before them, and a plural noun follows: "three F-16 jets", "two
// Boeing 747 freighters".
func (s *scanner) inName(j int) bool {
	t, name, next := s.tok(j), s.tok(j-1), s.tok(j+1)
	if !name.upper || t.gap == glued || t.end-t.start > 4 || name.is(cMonth|cStop|cWeekday|cYearBefore) {
		return false
	}
	return next.kind == tokWord && next.gap == space && (s.pluralAt(j+1) || next.upper && s.pluralAt(j+2))
}

// pluralAt says whether token k looks like a plural noun.
func (s *scanner) pluralAt(k int) bool {
	return s.pluralWord(s.tok(k))
}

func (s *scanner) pluralWord(t *token) bool {
	if t.kind != tokWord {
		return false
	}
	if t.is(cIrregular) {
		return true
	}
	w := s.text[t.start:t.end]
	n := len(w)
	if t.possessive && n > 3 && !(w[n-1]|0x20 == 's') {
		return false
	}
	if n < 3 || w[n-1]|0x20 != 's' || t.is(cStop|cSingularS|cAux) {
		return n > 5 && (strings.HasSuffix(w, "men") && !strings.HasSuffix(w, "specimen") && !strings.HasSuffix(w, "regimen") || strings.HasSuffix(w, "people") || strings.HasSuffix(w, "children"))
	}
	if capitals(w[:n-1]) { // TVs, RBIs are plurals; GPS and FPS are names of one thing
		return w[n-1] == 's' || strings.ContainsAny(w, "AEIOU")
	}
	switch w[n-2] | 0x20 {
	case 's', 'u', 'i':
		// class, virus, analysis; but taxis and menus are rarer than these
		return false
	}
	if apo := strings.IndexByte(w, '\''); apo > 0 && apo >= n-2 {
		return false
	}
	return !strings.HasSuffix(w, "’s")
}

// verbLike says that the word at k, behind a singular noun, is its verb: "one proposal asks", "one
// man died".
func (s *scanner) verbLike(k int) bool {
	t := s.tok(k)
	w := s.text[t.start:t.end]
	n := len(w)
	if t.is(cVerb | cAux) {
		return true
	}
	if t.upper || t.gap == hyphen {
		return false
	}
	return n > 3 && w[n-1] == 's' && s.pluralAt(k) || s.pastTense(k) || n > 4 && strings.HasSuffix(w, "ing") || n > 4 && strings.HasSuffix(w, "ly")
}

// opens says that the capitalised word at k begins what is said behind a bare mark or score ("4 Started
// well"): lower-case words follow, so that it is no part of a name.
func (s *scanner) opens(k int) bool {
	next := s.tok(k + 1)
	return next.kind == tokWord && !next.upper && next.is(cStop)
}

// pastTense says that a lower-case word ends like a past tense or an adverb.
func (s *scanner) pastTense(k int) bool {
	t := s.tok(k)
	if t.upper && !s.opens(k) || t.gap == hyphen {
		return false
	}
	w := s.text[t.start:t.end]
	return len(w) > 4 && w[len(w)-1] == 'd' && w[len(w)-2] == 'e' && w[len(w)-3] != 'e' || len(w) > 5 && strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "family") && !strings.HasSuffix(w, "assembly") && !strings.HasSuffix(w, "monopoly")
}

// counted returns the phrase as it is reported: lower case, the head in the singular, conjunctions left
// out. It is a piece of the text itself where that is possible.
func (s *scanner) counted(p *phrase) string {
	head := s.tok(p.head)
	w := s.text[head.start:head.end]
	form, cut := singular(w, head, p.plural)
	whole := s.text[p.start:head.start]
	if p.and == 0 && form == "" && !s.superlativeIn(p) && lowerASCII(whole) && lowerASCII(w) && !strings.Contains(whole, "\n") && !strings.Contains(whole, "  ") {
		return s.text[p.start : head.end-cut]
	}
	var b strings.Builder
	b.Grow(p.end - p.start + 4)
	for j := p.first; j < p.head; j++ {
		t := s.tok(j)
		if j == p.and && p.and > 0 {
			continue
		}
		if b.Len() > 0 {
			if t.gap == hyphen {
				b.WriteByte('-')
			} else {
				b.WriteByte(' ')
			}
		}
		if t.is(cSuperlative) {
			b.WriteString(t.lex.form)
		} else {
			b.WriteString(strings.ToLower(s.text[t.start:t.end]))
		}
	}
	if b.Len() > 0 {
		if head.gap == hyphen {
			b.WriteByte('-')
		} else {
			b.WriteByte(' ')
		}
	}
	if form == "" {
		b.WriteString(strings.ToLower(w[:len(w)-cut]))
	} else {
		b.WriteString(form)
	}
	return b.String()
}

// superlativeIn says that a premodifier of the phrase is a superlative.
func (s *scanner) superlativeIn(p *phrase) bool {
	for j := p.first; j < p.head; j++ {
		if s.tok(j).is(cSuperlative) {
			return true
		}
	}
	return false
}

// capitals says that a word is written in capitals throughout.
func capitals(w string) bool {
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	return len(w) > 1
}

func lowerASCII(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 || 'A' <= w[i] && w[i] <= 'Z' {
			return false
		}
	}
	return true
}

// singular returns the singular of a noun: a form of its own, or how many bytes to cut off its end.
func singular(w string, t *token, plural bool) (form string, cut int) {
	if t.is(cIrregular) {
		return t.lex.form, 0
	}
	if t.possessive {
		if n := strings.LastIndexAny(w, "'’"); n > 0 {
			return strings.ToLower(w[:n]), 0
		}
	}
	n := len(w)
	switch {
	case !plural || n < 3:
		return "", 0
	case strings.HasSuffix(w, "men"):
		return strings.ToLower(w[:n-2]) + "an", 0
	case strings.HasSuffix(w, "wives"), strings.HasSuffix(w, "knives"): // midwives, penknives
		return strings.ToLower(w[:n-3]) + "fe", 0
	case strings.HasSuffix(w, "wolves"), strings.HasSuffix(w, "shelves"), strings.HasSuffix(w, "leaves"), strings.HasSuffix(w, "loaves"),
		strings.HasSuffix(w, "sheaves"), strings.HasSuffix(w, "calves"), strings.HasSuffix(w, "wharves"), strings.HasSuffix(w, "dwarves"):
		return strings.ToLower(w[:n-3]) + "f", 0
	case strings.HasSuffix(w, "children"):
		return "", len("ren")
	case w[n-1]|0x20 != 's':
		return "", 0
	case strings.HasSuffix(w, "ies") && n > 4:
		return strings.ToLower(w[:n-3]) + "y", 0
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"):
		return "", 2
	case strings.HasSuffix(w, "oes"):
		return "", 2
	}
	return "", 1
}
