package claim

import (
	"maps"
	"slices"

	"recount/analysis/statistic"
	"recount/datasets"
)

// acrossMeasures compares two measures of one table where the words behind a multiple or a difference name
// another one: "wind produced 1.2 TWh more than gas", "ten times as many sheep as cows". ok says that the
// sentence does so, and that no figure of one measure alone is meant.
func (x *index) acrossMeasures(s *sentence, a *ask, sc *scope, kind string, f func(p, q statistic.Quantity) (statistic.Quantity, error)) (out []candidate, ok bool) {
	if a.refTo <= 0 {
		return nil, false
	}
	own, other := map[int32]float64{}, map[int32]float64{}
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || m.weight < 0.75 || m.kind == entComponent && int(m.b) != x.measures[m.a].head {
			continue
		}
		if m.from >= a.refFrom && m.to <= a.refTo {
			other[m.a] = max(other[m.a], m.weight)
		} else {
			own[m.a] = max(own[m.a], m.weight)
		}
	}
	for id := range maps.Clone(other) {
		if own[id] > 0 {
			delete(other, id)
			delete(own, id) // the word that both names share
		}
	}
	if len(own) == 0 || len(other) == 0 {
		return nil, false
	}
	first, second := *sc, *sc
	first.measures, second.measures = own, other
	seconds := x.operands(s, a, &second, comparableMeasure)
	for _, p := range x.operands(s, a, &first, comparableMeasure) {
		for _, q := range seconds {
			if len(out) >= maxPairs || p.obs == q.obs || !x.sameBut(p.obs, q.obs, -1) || !p.o.Period.Equal(q.o.Period) || !likeUnits(p.o.Unit, q.o.Unit) {
				continue
			}
			n := len(out)
			if kind == "difference" || kind == "change" {
				out = x.pair(out, a, q.counted(p), p, kind, f) // from the other's figure to this one's
			} else {
				out = x.pair(out, a, p, q.counted(p), kind, f)
			}
			if len(out) > n && kind != "ratio" {
				orient(&out[n], a)
			}
		}
	}
	return out, true
}

// likeUnits says whether two figures count in units that can be set against each other.
func likeUnits(p, q datasets.Unit) bool {
	return p.Class == q.Class && (p.Class == datasets.CountUnit || p.Mixes(q) == nil)
}

// counted gives a count the unit of another: four times as many deaths as births.
func (o operand) counted(like operand) operand {
	if o.q.Unit.Class != datasets.CountUnit || like.q.Unit.Class != datasets.CountUnit {
		return o
	}
	if o.q.Unit.Ten != like.q.Unit.Ten {
		return o // thousands against ones: their own units tell
	}
	f := &fact{o: o.o, q: o.q, label: o.label, title: o.title, cell: o.cell, class: o.class, one: o.one, slip: o.slip}
	f.q.Unit = like.q.Unit
	o.fact = f
	return o
}

// margins are the distances between the figures of two places or groups that a sentence names, whichever is ahead.
func (x *index) margins(s *sentence, a *ask, sc *scope) []candidate {
	var out []candidate
	for d := range x.dims {
		if len(sc.values[d]) != 2 || sc.values[d][0].carried || x.dims[d].labels {
			continue
		}
		first, second := *sc, *sc
		first.values, second.values = slices.Clone(sc.values), slices.Clone(sc.values)
		first.values[d], second.values[d] = sc.values[d][:1], sc.values[d][1:]
		seconds := x.operands(s, a, &second, comparableMeasure)
		for _, p := range x.operands(s, a, &first, comparableMeasure) {
			for _, q := range seconds {
				if p.m != q.m || p.obs == q.obs || !x.sameBut(p.obs, q.obs, d) || !p.o.Period.Equal(q.o.Period) || len(out) >= maxPairs {
					continue
				}
				n := len(out)
				out = x.pair(out, a, p, q, "difference", statistic.Difference)
				if len(out) > n {
					out[n].timed = p.timed
					if v := out[n].evidence.Value; v != nil && v.Sign() < 0 {
						out[n].flip()
					}
				}
			}
		}
	}
	return out
}
