package quantity

import (
	"unicode"
	"unicode/utf8"
)

// A gap is what stands between a token and the one before it.
type gap uint8

const (
	glued  gap = iota // nothing
	space             // blanks or one line break
	hyphen            // a hyphen inside a word: "two-thirds", "48-page"
)

// A tokenKind tells words from digits and from everything else.
type tokenKind uint8

const (
	tokEnd    tokenKind = iota // end of the text or of the block
	tokWord                    // letters
	tokDigits                  // a numeral in digits
	tokMark                    // one other character
)

// A token is a piece of the text near a number.
type token struct {
	start, end int
	kind       tokenKind
	gap        gap  // before the token, as one reads on
	upper      bool // a word that begins with a capital
	line       bool // a line break stands in the gap
	possessive bool // a word with 's, or a plural with a bare apostrophe
	mark       rune
	lex        *entry // of a word; nil if it is unknown
}

func (t *token) is(c class) bool { return t.lex != nil && t.lex.class&c != 0 }

// numeric says that a number begins with the token.
func (t *token) numeric() bool { return t.kind == tokDigits || t.is(cNumber) }

func (t *token) id() wordID {
	if t.lex == nil {
		return 0
	}
	return t.lex.id
}

// Byte classes.
const (
	bOther  = iota
	bLetter // a-z, A-Z, and every byte of a multi-byte character, decided later
	bDigit
	bSpace
	bHigh // 0x80 and above
)

var byteClass = func() (t [256]uint8) {
	for c := range 256 {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			t[c] = bLetter
		case '0' <= c && c <= '9':
			t[c] = bDigit
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			t[c] = bSpace
		case c >= 0x80:
			t[c] = bHigh
		}
	}
	return t
}()

func isLetter(c byte) bool { return byteClass[c] == bLetter }
func isDigit(c byte) bool  { return byteClass[c] == bDigit }

// spaceAt returns the length of the white space character at i, 0 if there is none.
func spaceAt(s string, i int) int {
	switch c := s[i]; {
	case byteClass[c] == bSpace:
		return 1
	case c < 0x80:
		return 0
	case c == 0xC2 && i+1 < len(s) && s[i+1] == 0xA0: // no-break space
		return 2
	case c == 0xE2 && i+2 < len(s):
		// U+2000 to U+200B, U+202F narrow no-break, U+205F, U+2060 word joiner
		d, e := s[i+1], s[i+2]
		if d == 0x80 && (0x80 <= e && e <= 0x8B || e == 0xAF) || d == 0x81 && (e == 0x9F || e == 0xA0) {
			return 3
		}
	}
	return 0
}

// spaceBefore returns the length of the white space character that ends at i.
func spaceBefore(s string, i int) int {
	if i < 1 {
		return 0
	}
	if c := s[i-1]; c < 0x80 {
		if byteClass[c] == bSpace {
			return 1
		}
		return 0
	}
	for n := 2; n <= 3 && n <= i; n++ {
		if spaceAt(s, i-n) == n {
			return n
		}
	}
	return 0
}

// maxGap bounds the white space that is read as one gap; what is further apart is not one phrase.
const maxGap = 64

// skipSpace returns the position after the white space at i, the gap, and false where the block ends
// (two line breaks, or the end of the text).
func skipSpace(s string, i int) (at int, g gap, line, ok bool) {
	lines := 0
	for start := i; i < len(s); {
		n := spaceAt(s, i)
		if n == 0 {
			return i, g, lines > 0, true
		}
		if s[i] == '\n' {
			if lines++; lines > 1 {
				return i, g, true, false
			}
		}
		if i += n; i-start > maxGap {
			return i, g, lines > 0, false
		}
		g = space
	}
	return i, g, lines > 0, false
}

// letterAt returns the length of the letter at i, 0 if there is none.
func letterAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch byteClass[s[i]] {
	case bLetter:
		return 1
	case bHigh:
		if r, n := utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(r) || unicode.IsMark(r) {
			if n == 3 && 0xFF10 <= r && r <= 0xFF19 || isVulgar(r) {
				return 0
			}
			return n
		}
	}
	return 0
}

// maxToken bounds a word: longer runs of letters are no words.
const maxToken = 64

// nextToken reads the token at or after i. start is where the text before i was left off: a hyphen there
// may join words.
func nextToken(s string, i int) token {
	at, g, line, ok := skipSpace(s, i)
	if !ok {
		return token{start: i, end: i, kind: tokEnd}
	}
	t := token{start: at, gap: g, line: line}
	c := s[at]
	// A hyphen between letters or digits joins, and is no token of its own.
	if n := hyphenAt(s, at); n > 0 && g == glued && at > 0 && at+n < len(s) && !isSpaceOrMark(s, at+n) {
		if prev := s[at-1]; byteClass[prev] == bLetter || byteClass[prev] == bDigit || prev >= 0x80 {
			at += n
			t.start, t.gap = at, hyphen
			c = s[at]
		}
	}
	switch {
	case isDigit(c) || c == '.' && at+1 < len(s) && isDigit(s[at+1]) && (at == 0 || byteClass[s[at-1]] != bDigit && byteClass[s[at-1]] != bLetter):
		t.kind, t.end = tokDigits, digitsEnd(s, at)
	case c >= 0x80 && numericRune(s, at):
		t.kind, t.end = tokDigits, digitsEnd(s, at)
	case letterAt(s, at) > 0:
		readWord(s, &t)
	default:
		t.readMark(s)
	}
	if t.kind == tokDigits && t.end <= t.start { // ".0.0": the point belongs to nothing
		t.readMark(s)
	}
	return t
}

func (t *token) readMark(s string) {
	r, n := utf8.DecodeRuneInString(s[t.start:])
	t.kind, t.end, t.mark = tokMark, t.start+n, r
}

// isSpaceOrMark says that no word or number begins at i.
func isSpaceOrMark(s string, i int) bool {
	return !isDigit(s[i]) && letterAt(s, i) == 0 && !(s[i] >= 0x80 && numericRune(s, i))
}

// hyphenAt returns the length of the hyphen at i: hyphen-minus, U+2010, U+2011, or a soft hyphen.
func hyphenAt(s string, i int) int {
	switch s[i] {
	case '-':
		return 1
	case 0xE2:
		if i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x90 || s[i+2] == 0x91) {
			return 3
		}
	case 0xC2:
		if i+1 < len(s) && s[i+1] == 0xAD {
			return 2
		}
	}
	return 0
}

// apostropheAt returns the length of the apostrophe at i, 0 if there is none.
func apostropheAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == '\'' {
		return 1
	}
	if s[i] == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x99 {
		return 3
	}
	return 0
}

// readWord reads the word at t.start: letters with apostrophes inside, or letters with points ("U.S.",
// "p.m.").
func readWord(s string, t *token) {
	i := t.start
	t.kind = tokWord
	t.upper = 'A' <= s[i] && s[i] <= 'Z'
	if s[i] >= 0x80 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		t.upper = unicode.IsUpper(r)
	}
	stem := 0
	for i < len(s) && i-t.start < maxToken {
		if byteClass[s[i]] == bLetter {
			i++
			continue
		}
		if n := letterAt(s, i); n > 0 {
			i += n
			continue
		}
		if n := apostropheAt(s, i); n > 0 {
			if letterAt(s, i+n) > 0 && stem == 0 {
				stem = i
				i += n
				continue
			}
			if i > t.start && s[i-1]|0x20 == 's' && stem == 0 { // a plural's possessive
				t.possessive = true
			}
		}
		break
	}
	t.end = i
	if i == t.start+1 && i+1 < len(s) && s[i] == '.' && isLetter(s[i+1]) && (i+2 >= len(s) || !isLetter(s[i+2])) {
		// An abbreviation of single letters: its last point belongs to it.
		for i+1 < len(s) && s[i] == '.' && isLetter(s[i+1]) && (i+2 >= len(s) || !isLetter(s[i+2])) {
			i += 2
		}
		t.lex = words.lookup(s[t.start:i])
		if i < len(s) && s[i] == '.' {
			i++
		}
		t.end = i
		return
	}
	w := s[t.start:t.end]
	if w == "US" { // no pronoun
		t.lex = words.lookup("u.s")
		return
	}
	if t.lex = words.lookup(w); t.lex == nil && stem > 0 {
		t.possessive = true
		t.lex = words.lookup(s[t.start:stem])
		if t.lex != nil && t.lex.class&cUnit == 0 {
			t.lex = nil
		}
	}
}

// prevToken reads the token that ends at or before i, not before floor. Digits come as one token with
// their points and commas.
func prevToken(s string, i, floor int) token {
	t := token{}
	lines := 0
	for at := i; i > floor; {
		n := spaceBefore(s, i)
		if n == 0 {
			break
		}
		if s[i-1] == '\n' {
			if lines++; lines > 1 {
				return token{start: i, end: i}
			}
			t.line = true
		}
		i -= n
		t.gap = space
		if at-i > maxGap {
			return token{start: i, end: i}
		}
	}
	if i <= floor {
		return token{start: i, end: i, gap: t.gap}
	}
	if t.gap == glued && hyphenEnds(s, i) > 0 && i-hyphenEnds(s, i) > floor {
		if j := i - hyphenEnds(s, i); isLetter(s[j-1]) || isDigit(s[j-1]) {
			i, t.gap = j, hyphen
		}
	}
	t.end = i
	switch c := s[i-1]; {
	case isDigit(c):
		j := i - 1
		for j > floor && i-j < maxToken && (isDigit(s[j-1]) || (s[j-1] == '.' || s[j-1] == ',') && j-1 > floor && isDigit(s[j-2])) {
			j--
		}
		t.start, t.kind = j, tokDigits
	case c == '.' && i-2 >= floor && isLetter(s[i-2]) && (i-3 < floor || s[i-3] == '.' || !isLetter(s[i-3])):
		// "U.S."
		j := i
		for j-2 >= floor && s[j-1] == '.' && isLetter(s[j-2]) && (j-3 < floor || !isLetter(s[j-3])) {
			j -= 2
		}
		if i-j < 4 {
			t.start, t.kind, t.mark = i-1, tokMark, '.'
			break
		}
		t.start, t.kind, t.upper = j, tokWord, 'A' <= s[j] && s[j] <= 'Z'
		t.lex = words.lookup(s[j : i-1])
	case isLetter(c) || c >= 0x80:
		prevWord(s, &t, floor)
	default:
		t.start, t.kind, t.mark = i-1, tokMark, rune(c)
	}
	return t
}

// prevWord reads the word or the multi-byte character that ends at t.end.
func prevWord(s string, t *token, floor int) {
	j := t.end
	for j > floor && t.end-j < maxToken {
		c := s[j-1]
		if byteClass[c] == bLetter {
			j--
			continue
		}
		if c == '\'' && j-1 > floor && isLetter(s[j-2]) && j < t.end {
			j--
			continue
		}
		if c < 0x80 {
			break
		}
		r, n := utf8.DecodeLastRuneInString(s[floor:j])
		if r == '’' && j < t.end && j-n > floor && isLetter(s[j-n-1]) || unicode.IsLetter(r) || unicode.IsMark(r) {
			j -= n
			continue
		}
		break
	}
	if j == t.end {
		r, n := utf8.DecodeLastRuneInString(s[floor:j])
		t.start, t.kind, t.mark = j-n, tokMark, r
		return
	}
	t.start, t.kind = j, tokWord
	w := s[t.start:t.end]
	t.upper = 'A' <= w[0] && w[0] <= 'Z'
	if w[0] >= 0x80 {
		r, _ := utf8.DecodeRuneInString(w)
		t.upper = unicode.IsUpper(r)
	}
	if t.lex = words.lookup(w); w == "US" {
		t.lex = words.lookup("u.s")
	}
}

func hyphenEnds(s string, i int) int {
	if s[i-1] == '-' {
		return 1
	}
	if i >= 3 && hyphenAt(s, i-3) == 3 {
		return 3
	}
	return 0
}
