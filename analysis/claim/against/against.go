// Package against holds the numbers of a text against another document: the source that the text takes
// them from.
//
// In go the sources, read once, and then a document with its quantities; out comes a finding for each
// number that a source could print. Three things can be found: the number is printed there, on this page;
// another number is printed there where the same words stand; it was not found. Only the first two, with
// matching words, decide anything. That a number is not found says nothing: a text has other sources too.
package against

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Sources are documents made ready to hold texts against. They may be used by several goroutines at once.
type Sources struct {
	docs     []*document.Document
	entries  []entry
	postings map[string][]posting
	n        float64 // sentences with a number

	placings  []entry // dates, years and ordinals
	placingAt map[string][]posting
}

// An entry is one number that a source prints.
type entry struct {
	doc      int
	q        quantity.Quantity
	sentence document.Span
	years    []int
	counted  string // stem of the head of what is counted
}

// A posting is an entry near which a word stands, and how near: 1 beside it, less farther away.
type posting struct {
	entry int32
	near  float32
}

// window is how many tokens to either side of a number say what it is about.
const window = 48

// New reads the numbers of the sources with the words around them.
func New(docs ...*document.Document) *Sources {
	s := &Sources{docs: docs, postings: map[string][]posting{}, placingAt: map[string][]posting{}}
	for d, doc := range docs {
		eachSentence(doc, quantity.Scan(nil, doc.Text), func(span document.Span, qs []quantity.Quantity) {
			tokens := tokensOf(doc, span)
			s.n++
			for _, q := range qs {
				if places(&q) {
					s.addPlacing(d, span, tokens, q)
				}
				if !states(&q) {
					continue
				}
				for _, printed := range ends(q) {
					id := int32(len(s.entries))
					s.entries = append(s.entries, entry{doc: d, q: printed, sentence: span, years: yearsOf(tokens), counted: head(q.Counted)})
					for stem, near := range around(tokens, &q) {
						s.postings[stem] = append(s.postings[stem], posting{id, float32(near)})
					}
				}
			}
		})
	}
	return s
}

// ends are the numbers that a quantity prints: "fell from 44 to 31 per cent" prints both levels beside the move.
func ends(q quantity.Quantity) []quantity.Quantity {
	if !q.Ranged || !q.Level {
		return []quantity.Quantity{q}
	}
	from, to := q, q
	from.Ranged, to.Ranged = false, false
	from.Hedge, to.Hedge = number.None, number.None
	from.Value, to.Value = q.Low, q.High
	return []quantity.Quantity{q, from, to}
}

// eachSentence calls f for each sentence of a document that holds numbers.
func eachSentence(doc *document.Document, qs []quantity.Quantity, f func(document.Span, []quantity.Quantity)) {
	i := 0
	for _, span := range doc.Sentences() {
		for i < len(qs) && qs[i].Start < span.Start {
			i++
		}
		from := i
		for i < len(qs) && qs[i].End <= span.End {
			i++
		}
		if b := doc.BlockAt(span.Start); i > from && (b < 0 || doc.Blocks[b].Kind.Prose()) {
			f(span, qs[from:i])
		}
	}
}

// tokensOf are the words of a sentence; a cell of a table has the words of its headings before it.
func tokensOf(doc *document.Document, span document.Span) []words.Token {
	var tokens []words.Token
	if b := doc.BlockAt(span.Start); b >= 0 && doc.Blocks[b].Kind == document.TableCell && doc.Blocks[b].Table >= 0 {
		block := doc.Blocks[b]
		cell := doc.Tables[block.Table].Cells[block.Row][block.Col]
		heads := strings.Join(append(append([]string{doc.Tables[block.Table].Caption}, cell.RowHead...), cell.ColHead...), " ")
		tokens = words.Tokens(tokens, heads, 0)
		for i := range tokens { // they stand at the cell itself
			tokens[i].Start, tokens[i].End = span.Start, span.Start
		}
	}
	return words.Tokens(tokens, doc.Text[span.Start:span.End], span.Start)
}

// states says whether a number states an amount. Dates, years and ordinals say when and which.
func states(q *quantity.Quantity) bool {
	switch q.Kind {
	case quantity.Date, quantity.Year, quantity.Time, quantity.Identifier, quantity.Ordinal:
		return false
	}
	return !q.Vague
}

// around returns the words of substance near a number, each with how near it stands.
func around(tokens []words.Token, q *quantity.Quantity) map[string]float64 {
	at := 0
	for at < len(tokens) && tokens[at].End <= q.NumStart {
		at++
	}
	m := map[string]float64{}
	for i := max(at-window, 0); i < min(at+window, len(tokens)); i++ {
		t := tokens[i]
		inside := t.Start >= q.NumStart && t.End <= q.NumEnd && t.Start < t.End
		if t.Mark || t.Number || inside || len(t.Stem) < 2 || words.Function(t.Lower) || words.Function(t.Stem) {
			continue
		}
		near := 1 / (1 + math.Abs(float64(i-at))/12)
		m[t.Stem] = max(m[t.Stem], near)
	}
	return m
}

// yearsOf are the years that a sentence names.
func yearsOf(tokens []words.Token) []int {
	var years []int
	for _, t := range tokens {
		y := 0
		if t.Number && len(t.Lower) == 4 {
			_, _ = fmt.Sscanf(t.Lower, "%d", &y) // what is no number stays 0
		}
		if y >= 1800 && y < 2100 {
			years = append(years, y)
		}
	}
	return years
}

// head is the stem of the last word of a noun phrase.
func head(counted string) string {
	fields := strings.Fields(counted)
	if len(fields) == 0 {
		return ""
	}
	return words.Stem(fields[len(fields)-1])
}

// What the words of a match have to come to. A word weighs the logarithm of how rare it is among the
// source's sentences, times how near it stands to both numbers. Two rare words beside each other's numbers
// make the first floor; the second, for saying that the source prints something else, takes most of a
// sentence.
const (
	enough      = 2.2
	muchAlike   = 6.0
	fewestWords = 2
	mostWords   = 4
	worthier    = 0.55 // a number that agrees may match this much less well than the best that differs
)

// Check returns a finding for each number of the document that a source could print.
func (s *Sources) Check(doc *document.Document, qs []quantity.Quantity, t number.Tolerances) []finding.Finding {
	var out []finding.Finding
	eachSentence(doc, qs, func(span document.Span, qs []quantity.Quantity) {
		tokens := tokensOf(doc, span)
		for i := range qs {
			if states(&qs[i]) {
				out = append(out, s.judge(doc, tokens, &qs[i], t))
			} else if f, ok := s.judgePlacing(doc, tokens, qs, i); ok {
				out = append(out, f)
			}
		}
	})
	return out
}

// A match is an entry with how well its words fit.
type match struct {
	entry  int
	score  float64
	shared int
	out    number.Outcome
	ev     number.Evidence
}

func (s *Sources) judge(doc *document.Document, tokens []words.Token, q *quantity.Quantity, t number.Tolerances) finding.Finding {
	f := finding.Finding{Start: q.Start, End: q.End, Text: doc.Text[q.Start:q.End], Verdict: finding.Undecided, Reason: finding.NoData, Rule: "against"}
	f.Claim = finding.Claim{Unit: q.Unit, Hedge: q.Hedge.String(), Value: valueText(q)}
	printed, agrees, differs, n := s.matches(tokens, q, t)
	f.Candidates = n
	agrees, ok := s.printsIt(q, printed, agrees, differs)
	switch {
	case ok:
		f.Verdict, f.Reason = finding.Supported, finding.Reason(agrees.out.Reason)
		f.Evidence = []finding.Evidence{s.evidence(&agrees)}
		f.Message = "Printed there: " + s.sentence(&agrees)
	case s.printsAnother(tokens, q, &agrees, &differs):
		reason, grade := q.Claimed().Diagnose(differs.ev, number.Readings{}, t)
		f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
		e := s.evidence(&differs)
		f.Evidence = []finding.Evidence{e}
		f.Wording = e.Value
		f.Message = fmt.Sprintf("Another number is printed there: %s Is this the figure meant?", s.sentence(&differs))
	default:
		f.AddNote("not-found", "not found in "+s.names())
	}
	return f
}

// printsIt chooses the place where a source prints the number: in the same digits, where a few words match;
// else in others that the claim admits ("about 40" for 41), where as much matches as a disagreement takes.
func (s *Sources) printsIt(q *quantity.Quantity, printed, admitted, differs match) (match, bool) {
	if v := q.Claimed().Number(); v != nil && v.IsInt() && v.Cmp(big.NewRat(2, 1)) <= 0 {
		noun := head(q.Counted) // "one" and "two" stand everywhere: they have to count the same
		return printed, printed.score >= muchAlike && printed.shared >= mostWords && noun != "" && noun == s.entries[printed.entry].counted
	}
	if printed.score >= enough && printed.shared >= fewestWords && printed.score >= worthier*differs.score {
		return printed, true
	}
	ok := admitted.score >= muchAlike && admitted.shared >= mostWords && admitted.score >= differs.score &&
		head(q.Counted) == s.entries[admitted.entry].counted
	if printed.score > admitted.score {
		return printed, ok
	}
	return admitted, ok
}

// matches returns the best entry that prints the same digits, the best that agrees otherwise, the best that
// differs, and how many were considered.
func (s *Sources) matches(tokens []words.Token, q *quantity.Quantity, t number.Tolerances) (printed, agrees, differs match, n int) {
	c := q.Claimed()
	for _, m := range s.likely(around(tokens, q), s.postings, len(s.entries)) {
		e := &s.entries[m.entry]
		ev, ok := evidenceFor(q, &e.q)
		if !ok {
			continue
		}
		n++
		m.ev, m.out = ev, c.Judge(ev, t)
		switch {
		case same(q, &e.q):
			m.out = number.Outcome{Verdict: number.Supported, Reason: number.Exact}
			if m.score > printed.score {
				printed = m
			}
		case m.out.Verdict == number.Supported:
			if m.score > agrees.score {
				agrees = m
			}
		case m.out.Verdict == number.Refuted:
			if m.score > differs.score {
				differs = m
			}
		}
	}
	return printed, agrees, differs, n
}

// mostLikely bounds the entries that a number is held against, the best by their words.
const mostLikely = 256

// likely returns the entries that share enough words with those near a number, the best first.
func (s *Sources) likely(near map[string]float64, postings map[string][]posting, entries int) []match {
	stems := make([]string, 0, len(near))
	for stem := range near {
		if n := len(postings[stem]); n > 0 && (n < 100 || n < entries/4) { // what stands everywhere tells nothing
			stems = append(stems, stem)
		}
	}
	slices.Sort(stems) // sums of floats depend on the order
	found := make(map[int32]match)
	for _, stem := range stems {
		weight := s.weight(stem)
		for _, p := range postings[stem] {
			m := found[p.entry]
			m.entry = int(p.entry)
			m.score += float64(weight * math.Sqrt(near[stem]*float64(p.near)))
			m.shared++
			found[p.entry] = m
		}
	}
	list := make([]match, 0, len(found))
	for _, m := range found {
		if m.score >= enough/2 && m.shared >= fewestWords {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b match) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.entry, b.entry)) })
	return list[:min(len(list), mostLikely)]
}

// fewSentences is how many sentences a source is taken to have at least: in a short one, a word that occurs
// once is no commoner than in a long one.
const fewSentences = 400

// weight is how much a word that matches says.
func (s *Sources) weight(stem string) float64 {
	w := math.Log(1 + max(s.n, fewSentences)/float64(1+len(s.postings[stem])))
	if words.General(stem) {
		return w / 3
	}
	return w
}

// printsAnother says whether the words are so much alike that the source states the same thing with another
// number: the same thing counted in most of the same words, in no other year, and the number as written
// nowhere near.
func (s *Sources) printsAnother(tokens []words.Token, q *quantity.Quantity, agrees, differs *match) bool {
	if differs.score < muchAlike || differs.shared < mostWords || agrees.score > enough/2 {
		return false
	}
	e := &s.entries[differs.entry]
	if head(q.Counted) != e.counted || !alikeIn(yearsOf(tokens), e.years) {
		return false
	}
	return differs.score >= s.own(tokens, q)/2
}

// own is what the words near a number of a text could have come to.
func (s *Sources) own(tokens []words.Token, q *quantity.Quantity) (sum float64) {
	all := around(tokens, q)
	for _, stem := range slices.Sorted(maps.Keys(all)) {
		sum += float64(all[stem] * s.weight(stem))
	}
	return sum
}

// alikeIn says whether two sentences may speak of the same time: one of them names no year, or they share one.
func alikeIn(a, b []int) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(y int) bool { return slices.Contains(b, y) })
}

// evidence is what the source prints, and where.
func (s *Sources) evidence(m *match) finding.Evidence {
	return s.printed(&s.entries[m.entry])
}

func (s *Sources) printed(e *entry) finding.Evidence {
	doc := s.docs[e.doc]
	return finding.Evidence{Kind: "document", Value: strings.Join(strings.Fields(doc.Text[e.q.Start:e.q.End]), " "), Name: Name(doc), Locator: doc.Position(e.q.Start).Where()}
}

// longest bounds the part of a source's sentence that is quoted.
const longest = 240

// sentence quotes the sentence of a match, cut around the number where it is long.
func (s *Sources) sentence(m *match) string { return s.quote(&s.entries[m.entry]) }

func (s *Sources) quote(e *entry) string {
	text := s.docs[e.doc].Text
	from, to := e.sentence.Start, e.sentence.End
	before, after := "", ""
	if to-from > longest {
		if cut := max(from, e.q.Start-longest/2); cut > from {
			from, before = cut+max(strings.IndexByte(text[cut:e.q.Start], ' '), 0), "…"
		}
		if cut := min(to, e.q.End+longest/2); cut < to {
			to, after = e.q.End+max(strings.LastIndexByte(text[e.q.End:cut], ' '), 0), "…"
		}
	}
	return "“" + before + strings.ToValidUTF8(strings.Join(strings.Fields(text[from:to]), " "), "") + after + "”"
}

// Name is what a source is called: the name of its file.
func Name(doc *document.Document) string {
	return doc.Name[strings.LastIndexAny(doc.Name, `/\`)+1:]
}

func (s *Sources) names() string {
	var names []string
	for _, d := range s.docs {
		names = append(names, Name(d))
	}
	return strings.Join(names, " or ")
}

func valueText(q *quantity.Quantity) string {
	switch {
	case q.Den > 0:
		return number.Plain(big.NewRat(q.Num, q.Den), 6)
	case q.Ranged:
		return q.Low.String() + " to " + q.High.String()
	}
	return q.Value.String()
}
