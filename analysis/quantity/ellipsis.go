package quantity

import (
	"strings"

	"recount/analysis/number"
)

// English leaves out what a reader can fill in: the noun or unit that several numbers share stands once. It
// stands at the last of a row ("nearly 300, almost 400 and just under 500 letters"), or at the first where
// the others say only when or by how much ("630 pupils this year after 600 last year", "up by 3 per cent,
// and by 5 in the north"). These rules give it to the numbers that lack it.

// bare says that nothing says yet what the number is of.
func (q *Quantity) bare() bool {
	return q.Unit == "" && q.Counted == "" && !q.Code && (q.Kind == Count || q.Kind == Other)
}

// lends says that a number can lend its unit and noun: labels and dates have none.
func (q *Quantity) lends() bool {
	switch q.Kind {
	case Date, Year, Ordinal, Time, Identifier, Age, Ratio:
		return false
	}
	return q.Unit != "" && q.Unit != "fraction" || q.Counted != ""
}

// borrow takes unit, noun and kind over. The span stays that of the words.
func (q *Quantity) borrow(from *Quantity) {
	q.Unit, q.Counted, q.Per = from.Unit, from.Counted, from.Per
	switch {
	case from.Kind != Change:
		q.Kind = from.Kind
	case q.Direction != Steady && !q.Level:
		q.Kind = Change
	case from.Per > 0:
		q.Kind = Share
	}
}

// reach is how far back a shared noun or unit is looked for, in bytes.
const reach = 100

// elided fills in the unit or noun of a number behind which it was left out.
func (s *scanner) elided(q *Quantity, u *unitRead, next int) {
	if !q.bare() || u.found() || q.Ranged && q.Hedge != number.Range {
		return
	}
	switch last := s.sharer(q); {
	case last == nil:
	case s.adverbialTime(next): // 600 last year
		q.borrow(last)
	}
}

// sharer returns the last quantity before q in its sentence that has a unit or noun to share.
func (s *scanner) sharer(q *Quantity) *Quantity {
	for i := len(s.out) - 1; i >= 0 && i > len(s.out)-4; i-- {
		last := &s.out[i]
		if q.Start-last.End > reach || last.End > q.Start || strings.ContainsAny(s.text[last.End:q.Start], "\n;!?") || strings.Contains(s.text[last.End:q.Start], ". ") {
			return nil
		}
		if last.lends() {
			return last
		}
	}
	return nil
}
