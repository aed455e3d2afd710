package claim

import (
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
)

// quotients divides a measure by another where the sentence counts so many of the one for each of the other:
// "14.8 pupils per teacher", "13.5 million euros per store". ok says that the words ask for a quotient.
func (x *index) quotients(s *sentence, a *ask, sc *scope) (out []candidate, ok bool) {
	upper, lowers, ok := x.perWhat(s, a, sc)
	if !ok {
		return nil, false
	}
	uppers := x.counting(s, sc, upper)
	if len(uppers) == 0 {
		uppers = x.surelyNamed(sc, lowers)
	}
	for _, one := range lowers {
		below := one.measure
		for _, above := range uppers {
			if above == below {
				continue
			}
			own := *sc
			own.measures = map[int32]float64{above: max(sc.measures[above], 0.7)}
			for _, p := range x.operands(s, a, &own, comparableMeasure) {
				for _, j := range x.sameCell(p.obs, below) {
					f := x.fact(j)
					if f.q.Value == nil || f.q.Value.Sign() <= 0 || len(out) >= maxPairs {
						continue
					}
					if len(uppers) > 1 { // primary and secondary pupils: which, or all of them, the words leave open
						p.open++
						if c, ok := x.allOver(a, p, uppers, one, f, j); ok {
							out = append(out, c)
						}
					}
					v, err := statistic.Ratio(p.q, one.scale(f.q, p.q.Unit))
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

// surelyNamed lists the counts that the sentence names, but for those that others are counted by: "each firefighter
// answered 12 calls", where the table has call-outs.
func (x *index) surelyNamed(sc *scope, lowers []per) []int32 {
	var out []int32
	for _, id := range sortedMeasures(sc.measures) {
		if sc.sure[id] && x.measures[id].class == clsCount && !x.measures[id].own && !slices.ContainsFunc(lowers, func(p per) bool { return p.measure == id }) {
			out = append(out, id)
		}
	}
	return out
}

// allOver divides the sum of several measures that count the same by another.
func (x *index) allOver(a *ask, p operand, uppers []int32, one per, below *fact, j int32) (candidate, bool) {
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
	v, err := statistic.Ratio(c.value, one.scale(below.q, c.value.Unit))
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

// A per is what something is counted for each of: a measure, and how many of what the words name one of its unit is.
type per struct {
	measure int32
	factor  *big.Rat
}

// scale writes a figure in what the words name, as a number that another unit can be divided by.
func (p per) scale(q statistic.Quantity, unit datasets.Unit) statistic.Quantity {
	return statistic.Quantity{Value: new(big.Rat).Mul(q.Value, p.factor), Interval: q.Interval.Scale(p.factor), Unit: unit}
}

// perWhat reads what is counted and for each of what: "14.8 pupils per teacher", "for every teacher there were 16
// pupils", "each crew answered 12 calls", "a crossing carried 324 passengers on average".
func (x *index) perWhat(s *sentence, a *ask, sc *scope) (upper string, lowers []per, ok bool) {
	if u, noun, found := strings.Cut(a.q.Unit, " per "); found && a.q.Per == 0 {
		if unit, err := datasets.ParseUnit(noun); err == nil && unit.Class == datasets.DurationUnit {
			return "", nil, false // so many a year
		}
		return u, x.eachOf(s, sc, strings.Fields(noun)), true
	}
	if a.class != clsCount && a.class != clsOther && a.class != clsNone || a.q.Per > 0 || a.op != opLevel {
		return "", nil, false
	}
	upper = a.q.Counted
	if upper == "" {
		upper = a.q.Unit
	}
	if upper == "" && a.to < len(s.tokens) && !s.tokens[a.to].Mark && !words.Function(s.lower(a.to)) {
		upper = s.lower(a.to) // "answered about 12 calls"
	}
	if upper == "" {
		return "", nil, false
	}
	for i := a.to; i < a.to+4; i++ {
		w := s.lower(i)
		if w == "per" || (w == "for" || w == "to") && (s.lower(i+1) == "each" || s.lower(i+1) == "every") {
			if w != "per" {
				i++
			}
			return upper, x.eachOf(s, sc, s.nounAt(i+1)), i+1 < len(s.tokens) && !s.tokens[i+1].Number
		}
	}
	if w := s.lower(s.behindNoun(a)); w == "each" || w == "apiece" {
		for i := range a.from { // "farms in the county kept 78 cows each"
			if lowers = x.eachOf(s, sc, s.nounAt(i)); len(lowers) > 0 && !slices.Contains(s.at, i) {
				return upper, lowers, true
			}
		}
	}
	mean := s.averages(a)
	if mean { // "guests stayed 2.2 nights on average"
		if lowers = x.eachOf(s, sc, s.nounAt(0)); len(lowers) > 0 && !slices.Contains(s.at, 0) {
			return upper, lowers, true
		}
	}
	for i := range a.from {
		switch w := s.lower(i); {
		case w == "each" || w == "every":
		case (w == "a" || w == "an") && mean && (i < 2 || s.tokens[i-1].Mark):
		case (w == "average" || w == "typical") && s.lower(i-1) == "the":
		default:
			continue
		}
		if lowers = x.eachOf(s, sc, s.nounAt(i+1)); len(lowers) > 0 && !slices.Contains(s.at, i+1) {
			return upper, lowers, true
		}
	}
	return "", nil, false
}

// nounAt returns the words of the noun phrase that begins at token i, up to its head: no more than four.
func (s *sentence) nounAt(i int) []string {
	var out []string
	for ; i < len(s.tokens) && len(out) < 4; i++ {
		t := s.tokens[i]
		if t.Mark && t.Stem == "-" {
			continue
		}
		if t.Mark || t.Number || words.Function(t.Lower) && t.Lower != "average" {
			break
		}
		out = append(out, t.Lower)
	}
	return out
}

// eachOf lists what measures count one of a noun phrase: its first words, as many as make a name.
func (x *index) eachOf(s *sentence, sc *scope, noun []string) []per {
	for n := len(noun); n > 0; n-- {
		var out []per
		for id := range x.measures {
			m := &x.measures[id]
			if m.own || m.general || len(m.obs) == 0 {
				continue
			}
			head := words.Stem(noun[n-1])
			unit, err := datasets.ParseUnit(strings.Join(noun[:n], " "))
			switch {
			case m.class == clsCount && (m.noun == head || len(m.names) == 1 && slices.Equal(m.names[0], []string{head}) || datasets.SameNoun(noun[n-1], m.unit.Noun) || slices.Contains(words.Kindred(head), m.noun)):
				out = append(out, per{int32(id), m.factor})
			case m.class == clsCount && n == 1 && len(m.names) == 2 && slices.Contains(m.names[0], head) && slices.Contains(m.names[1], m.noun):
				out = append(out, per{int32(id), m.factor}) // "each ship that called": ship calls, counted in calls
			case err == nil && m.class != clsCount && unit.Class == m.unit.Class && unit.Mixes(m.unit) == nil && sc.measures[int32(id)] > 0:
				out = append(out, per{int32(id), new(big.Rat).Quo(m.factor, unit.Factor())})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// counting lists the measures that count a noun, in units of it, or that the sentence names and that are in the
// unit given.
func (x *index) counting(s *sentence, sc *scope, noun string) []int32 {
	var out []int32
	stem := words.Stem(lastWord(noun))
	unit, err := datasets.ParseUnit(noun)
	for id := range x.measures {
		m := &x.measures[id]
		if m.own || m.general && m.class != clsCount || len(m.obs) == 0 {
			continue
		}
		if m.class == clsCount && (m.noun == stem || datasets.SameNoun(lastWord(noun), m.unit.Noun) || len(m.names) == 1 && slices.Equal(m.names[0], []string{stem})) ||
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
