package claim

import (
	"slices"

	"recount/analysis/claim/internal/words"
	"recount/analysis/document"
	"recount/analysis/quantity"
)

// A sentence is one sentence read: its words, what they name, and its numbers.
type sentence struct {
	span     document.Span
	text     string
	heading  bool
	tokens   []words.Token
	mentions []mention
	quants   []int     // indexes of its quantities, in order
	at       []int     // for each of them, the token where its numeral begins
	clause   []int     // for each token, the number of its clause
	stems    []string  // its content words, sorted; made on first use
	refs     []refSpan // what its ratios and comparisons refer to
}

// read splits the text of a span into a sentence. Quantities are those of the whole document, sorted;
// first is the index of the first that can lie in it, and the index after the last one is returned.
func (x *index) read(s *sentence, text string, span document.Span, qs []quantity.Quantity, first int, scratch *[]words.Match) int {
	*s = sentence{span: span, text: text[span.Start:span.End], tokens: s.tokens[:0], mentions: s.mentions[:0],
		quants: s.quants[:0], at: s.at[:0], refs: s.refs[:0], clause: s.clause[:0]}
	for first < len(qs) && qs[first].Start < span.Start {
		first++
	}
	i := first
	for i < len(qs) && qs[i].End <= span.End {
		s.quants = append(s.quants, i)
		i++
	}
	if len(s.quants) == 0 && span.End-span.Start > maxSilent {
		return i // a long stretch without any number: nothing to link, little to carry over
	}
	s.tokens = words.Tokens(s.tokens, s.text, span.Start)
	s.mentions = slices.DeleteFunc(x.lex.mentions(s.mentions, s.tokens, scratch), s.holdsEvent)
	s.clauses()
	t := 0
	for _, q := range s.quants {
		for t < len(s.tokens) && s.tokens[t].End <= qs[q].NumStart {
			t++
		}
		s.at = append(s.at, min(t, max(len(s.tokens)-1, 0)))
	}
	return i
}

// holdsEvent says whether a mention reads "held" of an event: interviews, votes and elections are held, and nobody
// is detained by it.
func (s *sentence) holdsEvent(m mention) bool {
	if s.lower(m.to-1) != "held" && s.lower(m.from) != "held" {
		return false
	}
	for i := max(m.from-3, 0); i < min(m.to+4, len(s.tokens)); i++ {
		if events[s.lower(i)] && (i < m.from || i >= m.to) {
			return true
		}
	}
	return false
}

var events = wordSet(`interview interviews vote votes election elections talk talks meeting meetings session sessions debate debates hearing hearings rally rallies summit conference
	referendum ceremony exhibition briefing briefings consultation consultations census ballot congress match matches trial trials event events ceremony festival workshop workshops`)

// A refSpan is the stretch of tokens that says what the k-th number is compared with.
type refSpan struct{ k, from, to int }

// maxSilent is the length beyond which a sentence without a number is not searched for names.
const maxSilent = 20_000

// subordinators begin a clause of their own.
var subordinators = map[string]bool{"while": true, "whereas": true, "but": true, "compared": true, "against": true,
	"although": true, "though": true, "versus": true, "vs": true, "which": true, "who": true, "where": true, "when": true}

// clauses numbers the clauses of the sentence: a new one begins at strong marks and subordinators.
func (s *sentence) clauses() {
	n := 0
	for i, t := range s.tokens {
		switch {
		case t.Mark && isStrong(t.Stem):
			n++
		case !t.Mark && i > 0 && subordinators[t.Lower]:
			n++
		}
		s.clause = append(s.clause, n)
	}
}

func isStrong(mark string) bool {
	switch mark {
	case ";", ":", "(", ")", "—", "–", "?", "!", ".":
		return true
	}
	return false
}

// lower returns the token's word, or "" outside the sentence.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Lower
}

// phraseAt says whether the words, lower case, stand at token i.
func (s *sentence) phraseAt(i int, phrase ...string) bool {
	for k, w := range phrase {
		if s.lower(i+k) != w {
			return false
		}
	}
	return true
}

// has says whether any of the words, lower case, occurs in tokens [from, to).
func (s *sentence) has(from, to int, set map[string]bool) (int, bool) {
	for i := max(from, 0); i < min(to, len(s.tokens)); i++ {
		if set[s.tokens[i].Lower] {
			return i, true
		}
	}
	return 0, false
}

// tokenAt returns the first token that ends after the byte offset.
func (s *sentence) tokenAt(off int) int {
	for i, t := range s.tokens {
		if t.End > off {
			return i
		}
	}
	return len(s.tokens)
}

// separation is how far two stretches of tokens are apart, as a reader feels it: words between, and
// more for each clause border and each other number between them.
func (s *sentence) separation(aFrom, aTo, bFrom, bTo int, qs []quantity.Quantity) int {
	if aFrom > bFrom {
		aFrom, aTo, bFrom, bTo = bFrom, bTo, aFrom, aTo
	}
	d := max(bFrom-aTo, 0)
	if len(s.clause) > 0 {
		d += 6 * (s.clause[min(bFrom, len(s.clause)-1)] - s.clause[min(aFrom, len(s.clause)-1)])
	}
	for k, q := range s.quants {
		if s.at[k] >= aTo && s.at[k] < bFrom && !calendar(qs[q].Kind) {
			d += 5
		}
	}
	return d
}

// calendar says whether a kind of quantity places an event in time rather than measuring something.
func calendar(k quantity.Kind) bool {
	switch k {
	case quantity.Date, quantity.Year, quantity.Time, quantity.Ordinal, quantity.Identifier:
		return true
	}
	return false
}
