package against

import (
	"slices"

	"recount/analysis/claim/internal/words"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

// Dates, years and ordinals say when and which. A source bears one out where it prints the same among the same
// words. Another one decides only about an event: an amount of another year is another fact, and no
// disagreement. What is not found is not even remarked, since every sentence has a date.

// places says whether a quantity is a date, a year or an ordinal with something to compare.
func places(q *quantity.Quantity) bool {
	switch q.Kind {
	case quantity.Date, quantity.Year:
		return q.From.Year != 0 || q.From.Month != 0
	case quantity.Ordinal:
		return !q.Ranged && q.Den == 0
	}
	return false
}

func (s *Sources) addPlacing(doc int, span document.Span, tokens []words.Token, q quantity.Quantity) {
	id := int32(len(s.placings))
	s.placings = append(s.placings, entry{doc: doc, q: q, sentence: span, years: yearsOf(tokens), counted: following(tokens, &q)})
	for stem, near := range around(tokens, &q) {
		s.placingAt[stem] = append(s.placingAt[stem], posting{id, float32(near)})
	}
}

// following is the stem of the word behind an ordinal: "49th session".
func following(tokens []words.Token, q *quantity.Quantity) string {
	for _, t := range tokens {
		if t.Start >= q.End {
			if t.Mark || t.Number || words.Function(t.Lower) {
				return ""
			}
			return t.Stem
		}
	}
	return ""
}

// A likeness says how a date, a year or an ordinal stands to another.
type likeness uint8

const (
	unlike  likeness = iota // not to be compared
	alike                   // all that is written is the same
	another                 // what both write differs
)

// compare holds what a text writes against what a source writes, an ordinal with the word behind it. A source
// that writes less decides nothing.
func compare(q *quantity.Quantity, of string, e *entry) likeness {
	source := &e.q
	if q.Kind == quantity.Ordinal || source.Kind == quantity.Ordinal {
		switch {
		case q.Kind != source.Kind || of == "" || of != e.counted:
			return unlike
		case q.Value.Equal(source.Value):
			return alike
		}
		return another
	}
	if (q.To.Year != 0) != (source.To.Year != 0) {
		return unlike
	}
	result := alike
	for _, part := range [][2]int{
		{q.From.Year, source.From.Year}, {q.From.Month, source.From.Month}, {q.From.Day, source.From.Day},
		{q.To.Year, source.To.Year}, {q.To.Month, source.To.Month}, {q.To.Day, source.To.Day},
	} {
		switch {
		case part[0] == 0:
		case part[1] == 0:
			return unlike
		case part[0] != part[1]:
			result = another
		}
	}
	return result
}

// judgePlacing holds number i of a sentence against the sources, and says whether they decide about it.
func (s *Sources) judgePlacing(doc *document.Document, tokens []words.Token, qs []quantity.Quantity, i int) (f finding.Finding, ok bool) {
	q := &qs[i]
	if !places(q) {
		return f, false
	}
	var printed, differs match
	n, of := 0, following(tokens, q)
	for _, m := range s.likely(around(tokens, q), s.placingAt, len(s.placings)) {
		switch l := compare(q, of, &s.placings[m.entry]); {
		case l == alike && m.score > printed.score:
			printed = m
		case l == another && m.score > differs.score:
			differs = m
		case l == unlike:
			continue
		}
		n++
	}
	f = finding.Finding{Start: q.Start, End: q.End, Text: doc.Text[q.Start:q.End], Rule: "against", Candidates: n}
	f.Claim = finding.Claim{Hedge: q.Hedge.String()}
	switch {
	case printed.score >= enough && printed.shared >= fewestWords && printed.score >= worthier*differs.score:
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		f.Evidence = []finding.Evidence{s.printed(&s.placings[printed.entry])}
		f.Message = "Printed there: " + s.quote(&s.placings[printed.entry])
	case s.tellsAnother(tokens, qs, q, &printed, &differs):
		e := &s.placings[differs.entry]
		f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Date, finding.Substance
		if q.Kind == quantity.Ordinal {
			f.Reason, f.Grade = finding.Value, finding.Slip
		}
		f.Evidence = []finding.Evidence{s.printed(e)}
		f.Wording = f.Evidence[0].Value
		f.Message = "Another " + placingName(q) + " is printed there: " + s.quote(e) + " Is this the one meant?"
	default:
		return f, false
	}
	return f, true
}

func placingName(q *quantity.Quantity) string {
	switch {
	case q.Kind == quantity.Ordinal:
		return "number"
	case q.Kind == quantity.Year:
		return "year"
	}
	return "date"
}

// tellsAnother says whether the words are so much alike that the source tells the same event with another
// date. A year, or a month of one, dates an event only where neither sentence states an amount.
func (s *Sources) tellsAnother(tokens []words.Token, qs []quantity.Quantity, q *quantity.Quantity, printed, differs *match) bool {
	if differs.score < muchAlike || differs.shared < mostWords || printed.score > enough/2 || differs.score < s.own(tokens, q)/2 {
		return false
	}
	e := &s.placings[differs.entry]
	if q.Kind == quantity.Ordinal || q.From.Day != 0 && e.q.From.Day != 0 {
		return true
	}
	amounts := func(qs []quantity.Quantity) bool {
		return slices.ContainsFunc(qs, func(q quantity.Quantity) bool { return states(&q) })
	}
	text := s.docs[e.doc].Text[e.sentence.Start:e.sentence.End]
	return !amounts(qs) && !amounts(quantity.Scan(nil, text))
}
