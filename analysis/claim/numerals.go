package claim

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/datasets"
)

// A joint is two numbers read as one, with where each of them stands.
type joint struct{ at, start, end [2]int }

// compounds reads as one number what is written as two, or as none: "2 hours and 48 minutes" in the smaller unit, "a
// single point" as one. It returns qs itself where there is nothing of the kind.
func compounds(text string, qs []quantity.Quantity) ([]quantity.Quantity, []joint) {
	var out []quantity.Quantity
	var joints []joint
	own := func(i int) {
		if out == nil {
			out = append(make([]quantity.Quantity, 0, len(qs)+4), qs[:i]...)
		}
	}
	at := 0 // to where singles were looked for
	for i := 0; i < len(qs); i++ {
		if q, ok := single(text, at, qs[i].Start); ok {
			own(i)
			out = append(out, q)
		}
		at = max(at, qs[i].CountedEnd, qs[i].End)
		if q, ok := owned(text, &qs[i]); ok {
			own(i)
			out = append(out, q)
			at = max(at, q.CountedEnd)
			continue
		}
		if i+1 < len(qs) {
			if q, ok := hoursAndMinutes(text, &qs[i], &qs[i+1]); ok {
				own(i)
				out = append(out, q)
				joints = append(joints, joint{[2]int{q.Start, q.End}, [2]int{qs[i].Start, qs[i+1].Start}, [2]int{qs[i].End, qs[i+1].End}})
				i++
				at = max(at, q.End)
				continue
			}
		}
		if out != nil {
			out = append(out, qs[i])
		}
	}
	if q, ok := single(text, at, len(text)); ok {
		own(len(qs))
		out = append(out, q)
	}
	if out == nil {
		return qs, nil
	}
	renumber(qs, out)
	return out, joints
}

// apart gives each of two numbers that were read as one the finding of both.
func (r *reading) apart(joints []joint) {
	for _, j := range joints {
		for k := range r.out {
			if f := &r.out[k]; f.Start == j.at[0] && f.End == j.at[1] {
				second := *f
				f.Start, f.End = j.start[0], j.end[0]
				second.Start, second.End = j.start[1], j.end[1]
				for _, p := range []*finding.Finding{f, &second} {
					p.Text = r.doc.Text[p.Start:p.End]
					r.place(p)
				}
				r.out = append(r.out, second)
				break
			}
		}
	}
	finding.Sort(r.out)
}

// owned reads the noun behind a genitive as what is counted: the books of "112,093 children's books".
func owned(text string, q *quantity.Quantity) (quantity.Quantity, bool) {
	if q.CountedEnd <= q.NumEnd || q.Kind != quantity.Count || q.CountedEnd > len(text) {
		return *q, false
	}
	rest := text[q.CountedEnd:]
	from := 0
	for _, s := range []string{"’s ", "'s "} {
		if strings.HasPrefix(rest, s) {
			from = len(s)
		}
		if strings.HasSuffix(text[:q.CountedEnd], s[:len(s)-1]) && strings.HasPrefix(rest, " ") {
			from = 1
		}
	}
	to := from
	for to < len(rest) && rest[to] >= 'a' && rest[to] <= 'z' {
		to++
	}
	if from == 0 || to-from < 3 {
		return *q, false
	}
	out := *q
	out.CountedEnd += to
	out.Counted = rest[from:to]
	return out, true
}

// hoursAndMinutes joins two durations of which the second counts parts of the first.
func hoursAndMinutes(text string, p, q *quantity.Quantity) (quantity.Quantity, bool) {
	if p.Kind != quantity.Duration || q.Kind != quantity.Duration || p.Ranged || q.Ranged || p.Den > 0 || q.Den > 0 || q.Start < p.End || q.Start-p.End > 6 || q.Hedge != number.None {
		return *p, false
	}
	switch strings.TrimSpace(text[p.End:q.Start]) {
	case "", "and", ",", ", and":
	default:
		return *p, false
	}
	large, err1 := datasets.ParseUnit(p.Unit)
	small, err2 := datasets.ParseUnit(q.Unit)
	if err1 != nil || err2 != nil || large.Mixes(small) != nil {
		return *p, false
	}
	factor := new(big.Rat).Quo(large.Factor(), small.Factor())
	v, w := p.Value.Rat(), q.Value.Rat()
	if !factor.IsInt() || factor.Cmp(one) <= 0 || w.Cmp(factor) >= 0 {
		return *p, false // "5 years, 3 years"
	}
	sum := number.FromRat(w.Add(w, v.Mul(v, factor)), q.Value.Place())
	out := *q
	out.Start, out.NumStart, out.Hedge, out.Value, out.Direction, out.Level = p.Start, p.NumStart, p.Hedge, sum, p.Direction, p.Level
	return out, true
}

// single reads "a single point" between two offsets as a count of one.
func single(text string, from, to int) (quantity.Quantity, bool) {
	const words = "single "
	for from < to {
		k := strings.Index(text[from:to], words)
		if k < 0 {
			break
		}
		start := from + k
		from = start + len(words)
		article := strings.HasSuffix(text[:start], " a ") || strings.HasSuffix(text[:start], "A ") || strings.HasSuffix(text[:start], " one ")
		noun := from
		for noun < len(text) && (text[noun] >= 'a' && text[noun] <= 'z' || text[noun] == '-') {
			noun++
		}
		if !article || noun-from < 3 {
			continue
		}
		begin := strings.LastIndexByte(text[:start-1], ' ') + 1
		return quantity.Quantity{Start: begin, End: from - 1, NumStart: begin, NumEnd: from - 1, CountedStart: from, CountedEnd: noun,
			Kind: quantity.Count, Value: number.New(1, 0), Counted: text[from:noun], Spelled: true, Of: -1}, true
	}
	return quantity.Quantity{}, false
}
