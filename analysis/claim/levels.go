package claim

import (
	"strings"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// levels takes "fell from 15.88 to 8.14 per 1,000" apart into the two levels that it gives, each a number of
// its own: a range is between two numbers, a movement is at one and then at the other. It returns qs itself
// where there is none.
func levels(text string, qs []quantity.Quantity) []quantity.Quantity {
	var out []quantity.Quantity
	for i := range qs {
		first, second, ok := endLevels(text, &qs[i])
		switch {
		case ok:
			if out == nil {
				out = append(make([]quantity.Quantity, 0, len(qs)+4), qs[:i]...)
			}
			out = append(out, first, second)
		case out != nil:
			out = append(out, qs[i])
		}
	}
	if out == nil {
		return qs
	}
	renumber(qs, out)
	return out
}

// endLevels splits a movement from one level to another.
func endLevels(text string, q *quantity.Quantity) (first, second quantity.Quantity, ok bool) {
	const from, to = "from ", " to "
	if !q.Ranged || !q.Level || q.Vague || len(text) < q.End {
		return first, second, false
	}
	s := text[q.Start:q.End]
	k := strings.LastIndex(s, to)
	if k < 0 || !strings.EqualFold(s[:min(len(from), len(s))], from) {
		return first, second, false
	}
	first, second = *q, *q
	first.Start, first.End = q.Start+len(from), q.Start+k
	first.NumStart, first.NumEnd = first.Start, first.End
	first.CountedStart, first.CountedEnd = first.End, first.End
	second.Start = q.Start + k + len(to)
	second.NumStart, second.NumEnd = second.Start, max(second.Start, q.NumEnd)
	first.Value, second.Value = q.Low, q.High
	for _, e := range []*quantity.Quantity{&first, &second} {
		e.Ranged, e.Hedge, e.Low, e.High = false, number.None, number.Decimal{}, number.Decimal{}
		e.Kind = plainKind(e)
	}
	return first, second, true
}

// plainKind is the kind of a level: a change that was ranged is one of a share or a count again.
func plainKind(q *quantity.Quantity) quantity.Kind {
	if q.Kind != quantity.Change {
		return q.Kind
	}
	switch {
	case q.Per == 100:
		return quantity.Share
	case q.Per > 0:
		return quantity.Rate
	}
	return quantity.Count
}

// renumber points each "of" at the place its base has among the levels.
func renumber(qs, out []quantity.Quantity) {
	for i := range out {
		if out[i].Of < 0 {
			continue
		}
		base := qs[out[i].Of].Start
		for j := range out {
			if out[j].Start >= base {
				out[i].Of = j
				break
			}
		}
	}
}
