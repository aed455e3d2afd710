// Package words splits prose into words, reduces them to stems, and finds the phrases of a vocabulary in
// them. It knows English word forms and a small thesaurus of the things statistics count; it knows
// nothing about any study.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Token is one word, number or mark of a text.
type Token struct {
	Start, End int
	Stem       string // lower case, endings reduced; the mark itself for punctuation
	Lower      string // lower case as written
	Cap        bool   // begins with a capital letter
	Mark       bool   // punctuation
	Number     bool   // begins with a digit
	Possessive bool   // ended in 's or s'
}

// Tokens appends the tokens of text to dst; offset is added to every place.
func Tokens(dst []Token, text string, offset int) []Token {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isLetter(r) || unicode.IsDigit(r):
			end := wordEnd(text, i)
			dst = append(dst, token(text[i:end], offset+i, offset+end))
			i = end
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			i += size
		default:
			mark := text[i : i+size]
			dst = append(dst, Token{Start: offset + i, End: offset + i + size, Stem: mark, Lower: mark, Mark: true})
			i += size
		}
	}
	return dst
}

// wordEnd returns where the word that begins at i ends: letters, digits, marks on letters, and an
// apostrophe, point or comma between two word characters ("Xinjiang's", "U.N", "1,234.5"). Hyphens end a word.
func wordEnd(text string, i int) int {
	end := i
	for end < len(text) {
		if b := text[end]; b < utf8.RuneSelf {
			if ascii[b]&wordByte != 0 {
				end++
				continue
			}
			if ascii[b]&inWord == 0 {
				return end
			}
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		if isLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			end += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[min(end+size, len(text)):])
		prev, _ := utf8.DecodeLastRuneInString(text[i:end])
		switch {
		case (r == '\'' || r == '’') && isLetter(next):
		case r == '.' && initialsAt(text[i:end]) && (unicode.IsUpper(next) || end-i > 1):
			if !unicode.IsUpper(next) {
				return end + size // the last point of "U.N." is part of it
			}
		case r == '.' && end-i == size && unicode.IsUpper(prev) && initialAhead(text[end+size:]):
			return end + size // George H. W. Bush
		case (r == '.' || r == ',') && unicode.IsDigit(prev) && unicode.IsDigit(next):
		default:
			return end
		}
		end += size
	}
	return end
}

// initialAhead says whether a name goes on behind an initial.
func initialAhead(rest string) bool {
	return len(rest) > 1 && rest[0] == ' ' && rest[1] >= 'A' && rest[1] <= 'Z'
}

// ascii says of each byte of plain text whether words are made of it, and whether it may stand inside one.
var ascii = func() (t [utf8.RuneSelf]byte) {
	for b := range t {
		switch {
		case b >= '0' && b <= '9', b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z':
			t[b] = wordByte
		case b == '\'', b == '.', b == ',':
			t[b] = inWord
		}
	}
	return t
}()

const (
	wordByte = 1 << iota
	inWord
)

// initialsAt says whether s is a run of single letters with points: "U", "U.N".
func initialsAt(s string) bool {
	for i, r := range s {
		if i%2 == 1 != (r == '.') || i%2 == 0 && !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127 && unicode.IsLetter(r)
}

func token(w string, start, end int) Token {
	t := Token{Start: start, End: end}
	r, _ := utf8.DecodeRuneInString(w)
	t.Cap, t.Number = unicode.IsUpper(r), unicode.IsDigit(r)
	low := fold(w)
	if n := len(low) - 2; n > 1 {
		switch low[n:] {
		case "'s":
			t.Possessive, low = true, low[:n]
		case "s'":
			t.Possessive, low = true, low[:n+1]
		}
	}
	t.Lower, t.Stem = low, Stem(low)
	return t
}

// fold lowers a word, straightens its apostrophes, drops the points of initials and the marks on letters
// (Ürümqi is urumqi), so that a word matches however it was typed.
func fold(w string) string {
	ascii := true
	for i := range len(w) {
		if w[i] >= 0x80 || w[i] == '.' {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(w)
	}
	initials := strings.Contains(w, ".") && initialsAt(strings.TrimSuffix(w, "."))
	var b strings.Builder
	b.Grow(len(w))
	for _, r := range w {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteByte(byte(r))
		case r == '’' || r == 'ʼ' || r == 'ʻ' || r == '‘':
			b.WriteByte('\'')
		case r == '.' && initials:
		case unicode.Is(unicode.Mn, r):
		default:
			b.WriteString(plain(unicode.ToLower(r)))
		}
	}
	return b.String()
}

// plain returns a Latin letter without its mark.
func plain(r rune) string {
	if r < 0x80 {
		return string(r)
	}
	for _, c := range [...]struct{ from, to string }{
		{"àáâãäåāăą", "a"}, {"çćĉċč", "c"}, {"ďđ", "d"}, {"èéêëēĕėęě", "e"}, {"ĝğġģ", "g"}, {"ĥħḥ", "h"},
		{"ìíîïĩīĭįı", "i"}, {"ĵ", "j"}, {"ķ", "k"}, {"ĺļľŀł", "l"}, {"ñńņňŋ", "n"}, {"òóôõöøōŏő", "o"},
		{"ŕŗř", "r"}, {"śŝşšṣ", "s"}, {"ţťŧ", "t"}, {"ùúûüũūŭůűų", "u"}, {"ŵ", "w"}, {"ýÿŷ", "y"}, {"źżž", "z"},
		{"ß", "ss"}, {"æ", "ae"}, {"œ", "oe"},
	} {
		if strings.ContainsRune(c.from, r) {
			return c.to
		}
	}
	return string(r)
}

// irregular maps word forms that no ending rule joins.
var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "people": "person", "persons": "person",
	"lives": "life", "deaths": "death", "dead": "death", "died": "death", "dies": "death", "dying": "death", "die": "death",
	"killing": "kill", "born": "birth", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow", "growth": "grow",
	"sank": "sink", "held": "hold", "sent": "send", "spent": "spend", "sold": "sell", "bought": "buy", "built": "build",
	"paid": "pay", "won": "win", "lost": "lose", "losses": "lose", "loss": "lose", "countries": "country", "indices": "index",
	"wives": "wife", "feet": "foot", "teeth": "tooth", "data": "data", "series": "series", "species": "species", "has": "have", "had": "have",
	"was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "being": "be", "united": "united", "during": "during", "including": "including",
	"per": "per", "this": "this", "his": "his", "hers": "hers", "its": "it", "thus": "thus", "news": "news", "states": "state", "state": "state", "analyses": "analysis", "analysis": "analysis",
	"crises": "crisis", "crisis": "crisis", "buses": "bus", "bus": "bus", "gas": "gas", "virus": "virus", "census": "census", "censuses": "census", "status": "status",
	"thousand": "thousand", "hundred": "hundred", "red": "red", "need": "need", "bed": "bed", "beds": "bed", "speed": "speed", "seed": "seed", "red's": "red",
	"king": "king", "ring": "ring", "thing": "thing", "things": "thing", "spring": "spring", "string": "string", "evening": "evening", "morning": "morning",
	"nothing": "nothing", "something": "something", "beijing": "beijing", "xinjiang": "xinjiang", "wing": "wing", "sing": "sing", "bring": "bring", "brought": "bring",
}

// Stem reduces an English word form, in lower case, to a stem that its other forms share: sterilised,
// sterilization and sterilizations are all "steriliz". It is no dictionary form and is never shown.
func Stem(w string) string {
	if s, ok := irregular[w]; ok {
		return s
	}
	if len(w) < 4 || w[0] >= '0' && w[0] <= '9' {
		return w
	}
	w = plural(w)
	if s, ok := irregular[w]; ok {
		return s
	}
	for _, rule := range endingsBy[w[len(w)-1]] {
		if s, ok := strings.CutSuffix(w, rule.end); ok && len(s) >= rule.least {
			w = rule.join(w, s)
			break
		}
	}
	if s, ok := strings.CutSuffix(w, "e"); ok && len(s) >= 3 {
		w = s
	}
	if strings.HasSuffix(w, "is") && len(w) > 5 { // sterilis- and steriliz- are one
		w = w[:len(w)-1] + "z"
	}
	if strings.HasSuffix(w, "our") && len(w) > 4 { // labour and labor are one
		w = w[:len(w)-3] + "or"
	}
	return w
}

// An ending is taken off a word if enough of the word is left, and another put in its place.
type ending struct {
	end   string
	least int
	to    string
}

// join puts the new ending to what is left of the word: where the word goes on as it does, nothing is made.
func (e ending) join(word, left string) string {
	if strings.HasPrefix(e.end, e.to) {
		return word[:len(left)+len(e.to)]
	}
	return left + e.to
}

// endingsBy has the endings by their last letter, each list in its order.
var endingsBy = func() (by [256][]ending) {
	for _, e := range endings {
		b := e.end[len(e.end)-1]
		by[b] = append(by[b], e)
	}
	return by
}()

// endings are tried in order; the first that leaves enough of the word is taken off.
var endings = []ending{
	{"isation", 3, "iz"}, {"ization", 3, "iz"}, {"ising", 4, "iz"}, {"izing", 3, "iz"}, {"ised", 4, "iz"}, {"ized", 3, "iz"},
	{"ational", 4, "at"}, {"tions", 3, "t"}, {"tion", 3, "t"}, {"sion", 3, "s"},
	{"ments", 4, ""}, {"ment", 4, ""}, {"ness", 4, ""}, {"ingly", 4, ""}, {"edly", 4, ""}, {"ly", 4, ""},
	{"ating", 3, "at"}, {"ated", 3, "at"}, {"ate", 3, "at"},
	{"tting", 2, "t"}, {"nning", 2, "n"}, {"pping", 2, "p"}, {"mming", 2, "m"}, {"gging", 2, "g"}, {"bbing", 2, "b"}, {"rring", 2, "r"}, {"dding", 2, "d"},
	{"tted", 2, "t"}, {"nned", 2, "n"}, {"pped", 2, "p"}, {"mmed", 2, "m"}, {"gged", 2, "g"}, {"bbed", 2, "b"}, {"rred", 2, "r"}, {"dded", 2, "d"},
	{"ying", 3, "y"}, {"ing", 3, ""}, {"ied", 3, "y"}, {"ed", 3, ""}, {"ees", 4, "ee"},
}

// plural takes off the ending of a plural.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"), !strings.HasSuffix(w, "s"):
		return w
	}
	return w[:len(w)-1]
}
