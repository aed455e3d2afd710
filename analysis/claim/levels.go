package claim

import (
	"fmt"
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// levels takes "fell from 15.88 to 8.14 per 1,000" apart into the two levels that it gives, each a number of
// its own: a range is between two numbers, a movement is at one and then at the other. In "from 10.69 in 2018
// to 8.14 per 1,000 in 2019" the first level gets the unit of the second, and "243 per 100,000 against 32.1"
// gives its unit on. It returns qs itself where there is nothing of the kind.
func levels(text string, qs []quantity.Quantity) []quantity.Quantity {
	qs = rates(text, qs)
	var out []quantity.Quantity
	own := func(i int) {
		if out == nil {
			out = append(make([]quantity.Quantity, 0, len(qs)+4), qs[:i]...)
		}
	}
	for i := range qs {
		first, second, ok := endLevels(text, &qs[i])
		to := -1
		if !ok {
			to = max(levelAfter(text, qs, i), levelBefore(text, qs, i))
		}
		switch {
		case ok:
			own(i)
			out = append(out, first, second)
		case to >= 0:
			own(i)
			q := qs[i]
			q.Kind, q.Unit, q.Per = plainKind(&qs[to]), qs[to].Unit, qs[to].Per
			out = append(out, q)
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

// rates reads "22.7 cases of whooping cough per 100,000 inhabitants" as a rate: what is counted may be told in
// several words before the base.
func rates(text string, qs []quantity.Quantity) []quantity.Quantity {
	qs = everySo(text, qs)
	own := false
	for i := range qs {
		q := &qs[i]
		if per, ok := fronted(text, q); ok {
			if !own {
				qs, own = append([]quantity.Quantity(nil), qs...), true
				q = &qs[i]
			}
			q.Kind, q.Per, q.Unit = quantity.Rate, per, fmt.Sprintf("per %d", per)
			continue
		}
		if q.Kind != quantity.Count || q.Counted == "" || q.Unit != "" || q.Ranged || q.Vague || q.CountedEnd <= q.NumEnd {
			continue
		}
		end := min(q.CountedEnd+50, len(text))
		rest := text[q.CountedEnd:end]
		if k := strings.IndexAny(rest, ".,;:()\n"); k >= 0 && !(k+1 < len(rest) && rest[k] == ',' && rest[k+1] >= '0' && rest[k+1] <= '9') {
			rest = rest[:k]
		}
		k := strings.Index(rest, " per ")
		if k < 0 || strings.ContainsAny(rest[:k], "0123456789") {
			continue
		}
		per, n := base(rest[k+len(" per "):])
		if per == 0 {
			continue
		}
		if !own {
			qs, own = append([]quantity.Quantity(nil), qs...), true
			q = &qs[i]
		}
		q.Kind, q.Per = quantity.Rate, per
		q.Unit = "per " + strings.TrimSpace(rest[k+len(" per "):k+len(" per ")+n])
	}
	return qs
}

// fronted reads the base of a rate that opens its sentence: "Per 100,000 inhabitants, 243 were sterilized", "Among a
// million inhabitants, 24 were".
func fronted(text string, q *quantity.Quantity) (int64, bool) {
	if q.Kind != quantity.Count || q.Unit != "" || q.Ranged || q.Vague {
		return 0, false
	}
	before := text[max(0, q.Start-100):q.Start]
	for _, opening := range [...]string{"Per ", "Among ", "Out of ", "In "} {
		k := strings.LastIndex(before, opening)
		if k < 0 || !strings.Contains(before[k:], ", ") {
			continue
		}
		rest := before[k+len(opening):]
		for _, one := range [...]string{"every ", "each ", "a ", "one "} {
			rest = strings.TrimPrefix(rest, one)
		}
		n, _ := base(rest)
		rest = strings.ReplaceAll(rest, ",000", "")
		if n > 0 && !strings.ContainsAny(rest, ".;:") && strings.Count(rest, ",") <= 2 {
			return n, true
		}
	}
	return 0, false
}

// everySo reads "for every 100,000 people, 243 were sterilized": the second number is a rate per the first.
func everySo(text string, qs []quantity.Quantity) []quantity.Quantity {
	own := false
	for i := 0; i+1 < len(qs); i++ {
		b := &qs[i]
		if b.Kind != quantity.Count || b.Ranged || !wordBefore(text, b.Start, "every") && !wordBefore(text, b.Start, "each") {
			continue
		}
		per := b.Claimed().Number()
		if per == nil || !per.IsInt() || !per.Num().IsInt64() || !powerOfTen(per.Num().Int64()) {
			continue
		}
		for j := i + 1; j < min(i+4, len(qs)); j++ {
			q := &qs[j]
			if calendar(q.Kind) {
				continue
			}
			if q.Kind == quantity.Count && q.Unit == "" && !q.Vague && q.Start-b.End < 120 && !strings.ContainsAny(text[b.End:q.Start], ".;:") {
				if !own {
					qs, own = append([]quantity.Quantity(nil), qs...), true
					q = &qs[j]
				}
				q.Kind, q.Per = quantity.Rate, per.Num().Int64()
				q.Unit = strings.TrimSpace("per " + per.Num().String() + " " + b.Counted)
			}
			break
		}
	}
	return qs
}

// powerOfTen says whether n is 1,000 or more of a kind that rates are per.
func powerOfTen(n int64) bool { return n == 1000 || n == 10_000 || n == 100_000 || n == 1_000_000 }

// base reads the number that a rate is per, and how long it is written.
func base(text string) (per int64, n int) {
	for _, b := range [...]struct {
		text string
		per  int64
	}{{"1,000,000", 1e6}, {"100,000", 1e5}, {"100 000", 1e5}, {"10,000", 1e4}, {"1,000", 1000}, {"1000", 1000}, {"100000", 1e5}, {"million", 1e6}, {"thousand", 1000}, {"hundred thousand", 1e5}} {
		if strings.HasPrefix(text, b.text) {
			return b.per, len(b.text)
		}
	}
	return 0, 0
}

// levelAfter is the number to which a bare "from 10.69" moves, if that one has a unit; otherwise −1.
func levelAfter(text string, qs []quantity.Quantity, i int) int {
	q := &qs[i]
	if q.Kind != quantity.Count || q.Unit != "" || q.Counted != "" || q.Ranged || !wordBefore(text, q.Start, "from") {
		return -1
	}
	for j := i + 1; j < min(i+3, len(qs)) && qs[j].Start-q.End < 60; j++ {
		r := &qs[j]
		if calendar(r.Kind) {
			continue
		}
		if r.Unit != "" && !r.Ranged && r.Den == 0 && r.Kind != quantity.Money && wordBefore(text, r.Start, "to") {
			return j
		}
		return -1
	}
	return -1
}

// levelBefore is the level with which a bare number is compared, whose unit it shares: "243 per 100,000 in
// Xinjiang against 32.1 in China", "from 15.88 per 1,000 in 2017 to 8.14"; otherwise −1.
func levelBefore(text string, qs []quantity.Quantity, i int) int {
	q := &qs[i]
	if q.Kind != quantity.Count || q.Unit != "" || q.Counted != "" || q.Ranged {
		return -1
	}
	joined := false
	for _, w := range [...]string{"with", "against", "versus", "vs", "vs.", "to", "and"} {
		joined = joined || wordBefore(text, q.Start, w)
	}
	listed := !joined && namedBefore(text, q)
	if !joined && !listed {
		return -1
	}
	for j := i - 1; j >= max(i-3, 0) && q.Start-qs[j].End < 70; j-- {
		r := &qs[j]
		if calendar(r.Kind) {
			continue
		}
		if r.Per > 0 && r.Den == 0 && !r.Ranged && !strings.ContainsAny(text[r.End:q.Start], ".;") && (joined || q.Value.Place() < 0 && q.Value.Place() == r.Value.Place()) {
			return j
		}
		return -1
	}
	return -1
}

// namedBefore says whether a number stands between a name behind a comma and the end of a clause: in "A got
// 39.2 percent, B 37.6" the second number is in percent too.
func namedBefore(text string, q *quantity.Quantity) bool {
	if q.End < len(text) && !strings.ContainsRune(".,;)", rune(text[q.End])) {
		return false
	}
	before := strings.TrimRight(text[max(0, q.Start-60):q.Start], " ")
	comma := strings.LastIndexAny(before, ",;")
	if comma < 0 || len(before) == 0 {
		return false
	}
	name := strings.TrimSpace(before[comma+1:])
	name = strings.TrimPrefix(name, "and ")
	return name != "" && name[0] >= 'A' && name[0] <= 'Z' && strings.Count(name, " ") < 4
}

// wordBefore says whether the word stands right before an offset.
func wordBefore(text string, at int, word string) bool {
	before := strings.TrimRight(text[max(0, at-len(word)-2):at], " ")
	head, ok := strings.CutSuffix(strings.ToLower(before), word)
	return ok && len(before) < at && (head == "" || strings.HasSuffix(head, " "))
}

// endLevels splits a movement from one level to another.
func endLevels(text string, q *quantity.Quantity) (first, second quantity.Quantity, ok bool) {
	const from, to = "from ", " to "
	if !q.Ranged || !q.Level && !went(text, q.Start) || q.Vague || len(text) < q.End {
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

// went says whether a verb of moving that tells no direction stands before an offset: "went from 610 to 640".
func went(text string, at int) bool {
	return slices.ContainsFunc([]string{"went", "gone", "goes", "moved", "changed", "passed", "swung"}, func(w string) bool { return wordBefore(text, at, w) })
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
