package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the sentences of the whole text in order, each inside one block, white space around
// them left off. The result is made once and shared.
func (d *Document) Sentences() []Span {
	d.sentences.once.Do(func() {
		spans := make([]Span, 0, len(d.Blocks)+len(d.Text)/120)
		for _, b := range d.Blocks {
			spans = SentencesIn(d.Text[b.Start:b.End], b.Start, spans)
		}
		d.sentences.spans = spans
	})
	return d.sentences.spans
}

// SentencesIn appends to dst the sentences of a text that stands at offset start, and returns it. Line
// ends inside the text are white space; an empty line ends a sentence. It is linear in the text.
//
// A full stop ends a sentence unless it belongs to a number, an address, an abbreviation or an initial,
// or what follows goes on in lower case. Abbreviations come in three classes, see abbreviations.go.
func SentencesIn(text string, start int, dst []Span) []Span {
	from := skipSpace(text, 0)
	for i := from; i < len(text); {
		switch c := text[i]; {
		case !stops[c]:
			i++
			continue
		case c >= utf8.RuneSelf && !strings.HasPrefix(text[i:], "…") && !strings.HasPrefix(text[i:], "。"):
			i++ // a quotation mark or dash of the same first byte
			continue
		}
		end, next, ok := boundary(text, from, i)
		if !ok {
			i = end
			continue
		}
		dst = appendSentence(dst, text, start, from, end)
		from, i = next, next
	}
	return appendSentence(dst, text, start, from, len(text))
}

func appendSentence(dst []Span, text string, start, from, end int) []Span {
	for end > from && blankOrLine(text[end-1]) {
		end--
	}
	if end > from {
		dst = append(dst, Span{start + from, start + end})
	}
	return dst
}

// stops are the bytes at which a sentence may end: . ! ? LF and the first byte of … and 。
var stops = func() (t [256]bool) {
	for _, c := range []byte(".!?\n\xE2\xE3") {
		t[c] = true
	}
	return t
}()

func blankOrLine(c byte) bool { return c == '\n' || blank(c) }

func skipSpace(text string, i int) int {
	for i < len(text) {
		switch {
		case blankOrLine(text[i]):
			i++
		case strings.HasPrefix(text[i:], "\u00A0"):
			i += 2
		default:
			return i
		}
	}
	return i
}

// boundary looks at the possible stop at i of the sentence that began at from. Where the sentence ends
// it returns its end and the start of the next one; else where to look on.
func boundary(text string, from, i int) (end, next int, ok bool) {
	end = i + 1
	if text[i] == '\n' {
		if next = skipSpace(text, i); strings.IndexByte(text[i+1:next], '\n') >= 0 {
			return i, next, true
		}
		return next, 0, false
	}
	switch {
	case strings.HasPrefix(text[i:], "。"):
		end = i + len("。")
		return end, skipSpace(text, end), true
	case strings.HasPrefix(text[i:], "…"):
		end = i + len("…")
	}
	plain := text[i] == '.'
	for end < len(text) && strings.IndexByte(".!?", text[end]) >= 0 {
		plain = false // an ellipsis, "?!" or "?."
		end++
	}
	closed := closers(text, end)
	if plain && closed == end {
		closed = glued(text, i, end)
	}
	next = skipSpace(text, closed)
	if next == len(text) {
		return closed, next, true
	}
	if next == closed { // no white space: a decimal, an address, "U.S"
		return end, 0, false
	}
	word, quoted := opening(text, next)
	r, _ := utf8.DecodeRuneInString(text[word:])
	if unicode.IsLower(r) && !quoted {
		return end, 0, false
	}
	if plain && closed == end && !abbreviationEnds(text, from, i, next, r) {
		return end, 0, false
	}
	return closed, next, true
}

// closers skips quotation marks and brackets that close behind a stop.
func closers(text string, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\'' || c == ')' || c == ']':
			i++
		case strings.HasPrefix(text[i:], "”"), strings.HasPrefix(text[i:], "’"):
			i += len("”")
		case strings.HasPrefix(text[i:], "»"):
			i += len("»")
		default:
			return i
		}
	}
	return i
}

// glued skips a footnote mark that plain text has behind the stop of a sentence, "28 years.12 The": one
// to three digits after a letter and its stop, then white space.
func glued(text string, stop, i int) int {
	if stop == 0 || text[stop-1]|0x20 < 'a' || text[stop-1]|0x20 > 'z' {
		return i
	}
	n := i
	for n < len(text) && n-i < 4 && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n > i && n-i < 4 && (n == len(text) || blankOrLine(text[n])) {
		return n
	}
	return i
}

// opening skips quotation marks and brackets that open the next sentence.
func opening(text string, i int) (word int, quoted bool) {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune("\"'“‘«([", r) {
			return i, quoted
		}
		quoted = quoted || r != '(' && r != '['
		i += n
	}
	return i, quoted
}
