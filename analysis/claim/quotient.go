package claim

import (
	"math/big"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
)

// quotients divides a measure by another where the sentence counts so many of the one for each of the other:
// "14.8 pupils per teacher", "13.5 million euros per store". ok says that the words ask for a quotient.
func (x *index) quotients(s *sentence, a *ask, sc *scope) (out []candidate, ok bool) {
	upper, lower, ok := s.perNouns(a)
	if !ok {
		return nil, false
	}
	uppers := x.counting(s, sc, upper)
	for _, below := range x.counting(s, sc, lower) {
		for _, above := range uppers {
			if above == below {
				continue
			}
			one := *sc
			one.measures = map[int32]float64{above: max(sc.measures[above], 0.7)}
			for _, p := range x.operands(s, a, &one, comparableMeasure) {
				for _, j := range x.sameCell(p.obs, below) {
					f := x.fact(j)
					if f.q.Value == nil || f.q.Value.Sign() <= 0 || len(out) >= maxPairs {
						continue
					}
					if len(uppers) > 1 { // primary and secondary pupils: which, or all of them, the words leave open
						p.open++
						if c, ok := x.allOver(a, p, uppers, f, j); ok {
							out = append(out, c)
						}
					}
					v, err := statistic.Ratio(p.q, statistic.Quantity{Value: f.q.Value, Interval: f.q.Interval, Unit: p.q.Unit})
					if err != nil || v.Value == nil {
						continue
					}
					v.Unit = p.q.Unit
					e, fits := a.perOne(v)
					if !fits {
						continue
					}
					out = append(out, candidate{score: p.score, evidence: e, value: v, obs: []int32{p.obs, j}, m: above, open: p.open, timed: p.timed, far: p.far, noun: true, made: true, words: p.words,
						kind: "quotient", title: p.title + ", for one of " + x.measures[below].Title, period: p.o.Period, cell: "quotient" + x.cellOf(p.obs),
						formula: statistic.Written(&p.o) + " ÷ " + statistic.Written(&f.o) + " = " + shown(v)})
				}
			}
		}
	}
	return out, true
}

// allOver divides the sum of several measures that count the same by another.
func (x *index) allOver(a *ask, p operand, uppers []int32, below *fact, j int32) (candidate, bool) {
	if p.m != uppers[0] {
		return candidate{}, false
	}
	obs := []int32{p.obs}
	for _, id := range uppers[1:] {
		obs = append(obs, x.sameCell(p.obs, id)...)
	}
	c, _ := x.sumOf(a, p, obs)
	if c.value.Value == nil || len(obs) != len(uppers) {
		return c, false
	}
	v, err := statistic.Ratio(c.value, statistic.Quantity{Value: below.q.Value, Interval: below.q.Interval, Unit: c.value.Unit})
	if err != nil || v.Value == nil {
		return c, false
	}
	v.Unit = c.value.Unit
	e, fits := a.perOne(v)
	c.formula = shown(c.value) + " ÷ " + statistic.Written(&below.o) + " = " + shown(v)
	c.value, c.evidence, c.obs, c.open, c.kind, c.timed, c.noun = v, e, append(obs, j), p.open, "quotient", p.timed, true
	c.cell = "quotient of all" + x.cellOf(p.obs)
	return c, fits
}

// perNouns reads what is counted and for each of what: pupils and teachers of "14.8 pupils per teacher".
func (s *sentence) perNouns(a *ask) (upper, lower string, ok bool) {
	if u, per, found := strings.Cut(a.q.Unit, " per "); found && a.q.Per == 0 {
		if unit, err := datasets.ParseUnit(per); err == nil && unit.Class == datasets.DurationUnit {
			return "", "", false // so many a year
		}
		return u, per, true
	}
	if a.class != clsCount && a.class != clsOther && a.class != clsNone || a.q.Per > 0 {
		return "", "", false
	}
	for i := a.to; i < a.to+4; i++ {
		w := s.lower(i)
		if w == "per" || (w == "for" || w == "to") && (s.lower(i+1) == "each" || s.lower(i+1) == "every") {
			if w != "per" {
				i++
			}
			upper = a.q.Counted
			if upper == "" {
				upper = a.q.Unit
			}
			return upper, s.lower(i + 1), upper != "" && s.lower(i+1) != "" && !s.tokens[i+1].Number
		}
	}
	return "", "", false
}

// counting lists the measures that count a noun, in units of it, or that the sentence names and that are in the
// unit given.
func (x *index) counting(s *sentence, sc *scope, noun string) []int32 {
	var out []int32
	stem := words.Stem(lastWord(noun))
	unit, err := datasets.ParseUnit(noun)
	for id := range x.measures {
		m := &x.measures[id]
		if m.own || m.general || len(m.obs) == 0 {
			continue
		}
		if m.class == clsCount && (m.noun == stem || datasets.SameNoun(lastWord(noun), m.unit.Noun)) ||
			sc.measures[int32(id)] > 0 && err == nil && unit.Class == m.unit.Class && unit.Mixes(m.unit) == nil && m.class != clsCount {
			out = append(out, int32(id))
		}
	}
	return out
}

// perOne writes a quotient in the claim's unit above the line.
func (a *ask) perOne(v statistic.Quantity) (e number.Evidence, ok bool) {
	above, _, _ := strings.Cut(a.q.Unit, " per ")
	u, err := datasets.ParseUnit(above)
	if above == "" || err != nil || u.Class == datasets.CountUnit && v.Unit.Class == datasets.CountUnit {
		u = datasets.Unit{}
	}
	_, factor := unitClass(v.Unit)
	if u.Class != datasets.NoUnit {
		if u.Mixes(v.Unit) != nil {
			return e, false
		}
		factor = new(big.Rat).Quo(factor, u.Factor())
	}
	e.Set = v.Interval.Scale(factor)
	e.Value = new(big.Rat).Mul(v.Value, factor)
	return e, true
}
