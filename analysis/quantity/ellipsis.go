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
	if id := s.scale(next); id > 0 {
		q.Unit, q.Kind = units[id].name, Measurement
		return
	}
	b := s.back(0)
	switch last := s.sharer(q); {
	case last == nil:
		s.anaphoric(q, next)
	case last.Unit == "foot" && q.Start-last.End == 1 && q.Den == 0 && !q.Ranged && s.inches(q):
		q.Unit, q.Kind = "inch", Measurement
	case s.relative(b) && last.Kind == Count && last.Counted != "": // 315 cases, of which 42 involved minors
		q.borrow(last)
	case s.adverbialTime(next): // 600 last year
		q.borrow(last)
	case b.id() == wBy && q.Direction != Steady && !q.Level && last.Direction != Steady && s.endsPhrase(next) && s.behindBy(last):
		q.borrow(last) // rose by 3 per cent in the south and fell by 5 in the north
	case b.id() == wTo && s.endsPhrase(next) && s.behindFrom(last): // from 21 mpg in town to 23 outside
		q.borrow(last)
	default:
		s.anaphoric(q, next)
	}
}

// aside gives a rate back to the amount that a conversion in brackets cuts off from it: "9 billion shekels
// ($2.4 billion) a year". Token k follows the conversion q.
func (s *scanner) aside(q *Quantity, k int) {
	if len(s.out) == 0 || q.Kind != Money && q.Kind != Measurement {
		return
	}
	last, t := &s.out[len(s.out)-1], s.tok(k)
	if last.Kind != q.Kind || t.kind != tokMark || t.mark != ')' || strings.TrimSpace(s.text[min(last.End, q.Start):q.Start]) != "(" {
		return
	}
	per, of := s.tok(k+1), s.tok(k+2)
	if per.id() != wPer && per.id() != wA || !of.is(cUnit) || units[of.lex.unit].class != uTime || s.tok(k+3).is(cPostposed) {
		return
	}
	last.Unit = perName(last.Unit, units[of.lex.unit].name)
}

// scale returns the unit that is named behind a number as its scale: "between 50 and 70 on the GPa scale".
func (s *scanner) scale(k int) unitID {
	if s.tok(k).id() != wOn || s.tok(k+1).id() != wThe || !s.word2(k+3, "scale") {
		return 0
	}
	t := s.tok(k + 2)
	if t.is(cUnit) && units[t.lex.unit].class == uMeasure {
		return t.lex.unit
	}
	if id, end := s.signAt(t.start); id > 0 && end == t.end && units[id].class == uMeasure {
		return id
	}
	return 0
}

// inches says that a number right behind one of feet can be the inches: "5 foot 11", "6-foot-4".
func (s *scanner) inches(q *Quantity) bool {
	between := s.text[q.Start-1]
	v, ok := q.Value.Coefficient()
	return (between == ' ' || between == '-') && ok && q.Value.Place() == 0 && 0 <= v && v < 12
}

// behindBy says that the quantity says by how much, with "by" before it, and is no count of a noun.
func (s *scanner) behindBy(q *Quantity) bool {
	b := prevToken(s.text, q.Start, 0)
	return b.id() == wBy && q.Unit != "" && !q.Level
}

// behindFrom says that the quantity is the first of two, with "from" before it or, in a range, in it: "from 14
// seals to 400"; or by how many of a noun something changed or was decided, "by 391 votes to 242".
func (s *scanner) behindFrom(q *Quantity) bool {
	b := prevToken(s.text, q.Start, 0)
	if q.Ranged {
		b = nextToken(s.text, q.Start)
	}
	return (b.id() == wFrom || b.id() == wBy && q.Counted != "" && q == &s.out[len(s.out)-1]) && (q.Unit != "" || q.Counted != "")
}

// share hands the unit and noun of q to the numbers right before it that stand in one row with it and have
// none: "5, 6 and 7 per cent", "more than 1,000 and fewer than 1,500 people", "20 by 30 metres".
func (s *scanner) share(q *Quantity) {
	if !q.lends() || q.Ranged && q.Hedge != number.Range {
		return
	}
	at, by, row := q.Start, false, false
	for i := len(s.out) - 1; i >= 0; i-- {
		before := &s.out[i]
		if !before.bare() || before.Of >= 0 || before.End > at {
			return
		}
		switch strings.TrimSpace(s.text[before.End:at]) {
		case ", and": // of two, a comma parts clauses: "the flats number 40, and 12 tenants are new"
			if by || row || i == 0 || strings.TrimSpace(s.text[min(s.out[i-1].End, before.Start):before.Start]) != "," {
				return
			}
			row = true
		case "and", "or", "&", "or even": // ", or 37 per cent" says the same once more
			if by || row {
				return
			}
			row = true
		case ",": // before the last two a comma joins; alone it may open an apposition
			if !row {
				return
			}
		case "by", "x", "×":
			if q.Kind != Measurement {
				return
			}
			by = true
		default:
			return
		}
		if !by && q.Kind == Money && s.text[q.Start] != s.text[q.NumStart] {
			return
		}
		before.borrow(q)
		at = before.Start
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
