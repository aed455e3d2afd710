package consistency

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/document"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// A passage is one block of prose, read into tokens. The numbers of a passage may hang together across
// its sentences; numbers of different blocks do only through tables.
type passage struct {
	c          *checker
	block      int
	start, end int
	sentences  []document.Span
	tokens     []token
	terms      []term // the quantities of the passage, in order
}

// A token is a word, a mark or a whole quantity.
type token struct {
	start, end int
	word       string // lower case; "" for marks and quantities
	mark       byte   // , ; : . ( ) - for a dash, " for a quotation mark, / = + and others as they are; 0 for words and quantities
	term       int    // index into passage.terms, -1 for words and marks
	sentence   int
}

// A block longer than maxPassage is read in pieces of whole sentences, since no paragraph is that long; a
// sentence with more numbers than maxNumbers is a table without its lines, and is left alone. With both
// the work is linear in the text.
const (
	maxPassage = 12_000
	maxNumbers = 120
)

// passages reads every block that holds prose and at least one number.
func (c *checker) passages() []*passage {
	sentences := c.doc.Sentences()
	var out []*passage
	q, s := 0, 0
	for i, b := range c.doc.Blocks {
		for s < len(sentences) && sentences[s].Start < b.Start {
			s++
		}
		first := s
		for s < len(sentences) && sentences[s].End <= b.End {
			s++
		}
		if b.Kind.Prose() && b.Kind != document.TableCell {
			out, q = c.pieces(out, i, sentences[first:s], q)
		}
	}
	return out
}

// pieces reads the sentences of one block. The quantities from index q on lie in or behind them; it
// returns the index of the first one behind.
func (c *checker) pieces(out []*passage, block int, sentences []document.Span, q int) ([]*passage, int) {
	for len(sentences) > 0 {
		n, from := 0, -1
		for ; n < len(sentences); n++ {
			span := sentences[n]
			for q < len(c.qs) && c.qs[q].Start < span.Start {
				q++
			}
			k := q
			for k < len(c.qs) && c.qs[k].End <= span.End {
				k++
			}
			if k-q > maxNumbers || n > 0 && span.End-sentences[0].Start > maxPassage {
				break
			}
			if from < 0 {
				from = q
			}
			q = k
		}
		if n == 0 { // left alone
			sentences = sentences[1:]
			continue
		}
		if from < q {
			p := &passage{c: c, block: block, start: sentences[0].Start, end: sentences[n-1].End, sentences: sentences[:n]}
			p.read(from, q)
			out = append(out, p)
		}
		sentences = sentences[n:]
	}
	return out, q
}

// read makes tokens and terms of the passage, whose quantities are c.qs[from:to].
func (p *passage) read(from, to int) {
	text := p.c.text
	q := from
	for i := p.start; i < p.end; {
		for q < to && (p.c.qs[q].Start < i || p.c.qs[q].End <= i) { // a quantity inside another one's span
			q++
		}
		if end, ok := p.reread(i, q, to); ok {
			i = end
			continue
		}
		if q < to && p.c.qs[q].Start == i && p.c.qs[q].End > i {
			if end, ok := p.compound(q, to); ok {
				i, q = end, q+2
				continue
			}
			if !p.expand(q) && !p.amountTo(&p.c.qs[q]) && !p.parenthesis(&p.c.qs[q]) {
				p.pushTerm(p.newTerm(p.gapped(&p.c.qs[q]), len(p.tokens)))
				p.addUp(&p.terms[len(p.terms)-1])
				p.timeless(&p.terms[len(p.terms)-1])
			}
			i = p.c.qs[q].End
			q++
			continue
		}
		limit := p.end
		if q < to {
			limit = p.c.qs[q].Start
		}
		i = p.readWord(text, i, limit)
	}
	for i := range p.terms {
		p.terms[i].inherit(p)
	}
}

func (p *passage) pushTerm(t term) {
	p.terms = append(p.terms, t)
	p.push(token{start: t.Start, end: t.End, term: len(p.terms) - 1})
}

// expand reads "from 200 to 330" as two values, not as one range: where a word of change stands before,
// they are its two ends.
func (p *passage) expand(q int) bool {
	whole := &p.c.qs[q]
	if !whole.Ranged || whole.Vague || calendar(whole.Kind) {
		return false
	}
	text := lower(p.c.text[whole.Start:whole.End])
	to := strings.LastIndex(text, " to ")
	if !strings.HasPrefix(text, "from ") || to < 0 {
		return false
	}
	low, high := *whole, *whole
	low.Start, low.End = whole.NumStart, whole.Start+to
	low.NumStart, low.NumEnd, low.Value = low.Start, low.End, whole.Low
	high.Start = whole.Start + to + len(" to ")
	high.NumStart, high.Value = high.Start, whole.High
	for _, part := range []*quantity.Quantity{&low, &high} {
		part.Ranged, part.Hedge, part.Direction, part.Level = false, number.None, quantity.Steady, false
	}
	if n := scaleOf(high.Value, low.Value); n > 0 && strings.ContainsAny(p.c.text[high.NumStart:high.NumEnd], "mbtk") && isDigit(p.c.text[low.Start]) { // from 80 to 60 million
		low.Value = low.Value.Scale(n)
	}
	low.CountedEnd = low.CountedStart
	if low.NumStart >= low.NumEnd || high.NumStart >= high.NumEnd {
		return false
	}
	p.push(token{start: whole.Start, end: whole.Start + len("from"), word: "from", term: -1})
	a := p.newTerm(&low, len(p.tokens))
	a.half = true
	p.pushTerm(a)
	p.push(token{start: whole.Start + to + 1, end: whole.Start + to + len(" to"), word: "to", term: -1})
	b := p.newTerm(&high, len(p.tokens))
	b.half = true
	p.pushTerm(b)
	return true
}

// scaleOf is the power of a thousand by which the second end of a change is written larger than the first:
// nobody comes from 80 to 60,000,000.
func scaleOf(high, low number.Decimal) int {
	h, l := high.Float64(), low.Float64()
	if l <= 0 || h < 1e6 || l >= 1000 {
		return 0
	}
	for _, n := range []int{12, 9, 6} {
		if h >= math.Pow10(n) && h < 1000*math.Pow10(n) {
			return n
		}
	}
	return 0
}

// readWord pushes the word or mark at i, and returns where to go on.
func (p *passage) readWord(text string, i, limit int) int {
	r, n := utf8.DecodeRuneInString(text[i:limit])
	switch {
	case unicode.IsSpace(r):
		return i + n
	case isWordRune(r):
		j := i
		for j < limit {
			r, n := utf8.DecodeRuneInString(text[j:limit])
			if !isWordRune(r) && !(j > i && joins(text, j, n, limit)) {
				break
			}
			j += n
		}
		if j < limit && text[j] == '.' && strings.EqualFold(text[i:j], "i.e") {
			j++
		}
		p.push(token{start: i, end: j, word: lower(text[i:j]), term: -1})
		return j
	}
	p.push(token{start: i, end: i + n, mark: markOf(r), term: -1})
	return i + n
}

func (p *passage) push(t token) {
	t.sentence = p.sentenceAt(t.start)
	p.tokens = append(p.tokens, t)
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == '$'
}

// joins says whether the sign at j holds a word together: a hyphen or an apostrophe between letters, the
// stops of "i.e." and "U.N.".
func joins(text string, j, n, limit int) bool {
	if j+n >= limit {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[j+n : limit])
	switch text[j : j+n] {
	case "-", "'", "’", "‑":
		return isWordRune(next)
	case ".":
		return unicode.IsLetter(next)
	}
	return false
}

func markOf(r rune) byte {
	switch r {
	case '–', '—', '―', '-', '−':
		return '-'
	case '“', '”', '"', '«', '»', '„', '‘', '’', '\'':
		return '"'
	case '[':
		return '('
	case ']':
		return ')'
	case '…':
		return '.'
	case '÷':
		return '/'
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return '?'
}

// lower is strings.ToLower without a copy for what is lower case already; a curly apostrophe becomes a
// straight one.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			return strings.ReplaceAll(strings.ToLower(s), "’", "'")
		}
	}
	return s
}

// sentenceAt returns the number of the sentence that holds the offset, or of the one before it.
func (p *passage) sentenceAt(off int) int {
	return max(sort.Search(len(p.sentences), func(i int) bool { return p.sentences[i].Start > off })-1, 0)
}

// word returns the word at token i, "" for anything else.
func (p *passage) word(i int) string {
	if i < 0 || i >= len(p.tokens) {
		return ""
	}
	return p.tokens[i].word
}

// mark returns the mark at token i, 0 for anything else. Outside the passage it is a full stop.
func (p *passage) mark(i int) byte {
	if i < 0 || i >= len(p.tokens) {
		return '.'
	}
	return p.tokens[i].mark
}

// at returns the term at token i, nil for anything else.
func (p *passage) at(i int) *term {
	if i < 0 || i >= len(p.tokens) || p.tokens[i].term < 0 {
		return nil
	}
	return &p.terms[p.tokens[i].term]
}

// num returns the term at token i if it measures something: no date, no ordinal, no identifier.
func (p *passage) num(i int) *term {
	if t := p.at(i); t != nil && t.measures() {
		return t
	}
	return nil
}

// sentence returns the number of the sentence of token i, -1 outside.
func (p *passage) sentence(i int) int {
	if i < 0 || i >= len(p.tokens) {
		return -1
	}
	return p.tokens[i].sentence
}

// bounds returns the tokens [from, to) of the sentence that holds token i.
func (p *passage) bounds(i int) (from, to int) {
	s := p.sentence(i)
	for from = i; p.sentence(from-1) == s; from-- {
	}
	for to = i; p.sentence(to) == s; to++ {
	}
	return from, to
}

// phrase says whether the words of the phrase, separated by single spaces, stand at token i.
func (p *passage) phrase(i int, words string) bool {
	for w := range strings.SplitSeq(words, " ") {
		if p.word(i) != w {
			return false
		}
		i++
	}
	return true
}

// anyPhrase returns the length in tokens of the first phrase of the list that stands at token i, or 0.
func (p *passage) anyPhrase(i int, phrases []string) int {
	for _, ph := range phrases {
		if p.phrase(i, ph) {
			return strings.Count(ph, " ") + 1
		}
	}
	return 0
}

// find returns the first token of [from, to) whose word is in the set, or -1.
func (p *passage) find(from, to int, set words) int {
	for i := max(from, 0); i < min(to, len(p.tokens)); i++ {
		if set[p.tokens[i].word] {
			return i
		}
	}
	return -1
}

// findWord is find for a few words.
func (p *passage) findWord(from, to int, ws ...string) int {
	for i := max(from, 0); i < min(to, len(p.tokens)); i++ {
		for _, w := range ws {
			if p.tokens[i].word == w {
				return i
			}
		}
	}
	return -1
}

// words is a set of lower-case words.
type words map[string]bool

// list makes a set of the words of a text. The empty word is never in it.
func list(s string) words {
	m := words{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// calendar says whether a quantity places something in time or names it, and measures nothing.
func calendar(k quantity.Kind) bool {
	switch k {
	case quantity.Date, quantity.Year, quantity.Time, quantity.Ordinal, quantity.Identifier:
		return true
	}
	return false
}
