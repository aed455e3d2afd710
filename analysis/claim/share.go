package claim

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
)

// shares are parts of a whole made for the sentence: a group in the group it is part of ("65 percent of the
// interviewees"), a place in the place it is part of or in all places together ("two-thirds of the
// country's road deaths"), and events per inhabitants.
func (x *index) shares(s *sentence, a *ask, sc *scope, found []matched) []candidate {
	var out []candidate
	firsts := x.usable(found, func(m *measure) bool {
		return m.class == clsCount || (m.class == clsOther || m.class == clsTime) && !m.general && !m.mean
	})
	for _, p := range firsts {
		if len(out) >= maxPairs || a.q.Per >= 1000 {
			break
		}
		for d := range x.dims {
			out = x.partOfWhole(out, s, a, sc, p, d)
		}
	}
	out = append(out, x.familyShares(s, a, sc)...)
	out = x.rates(out, s, a, sc, firsts)
	return out
}

// ofBase keeps the shares of the group that the words behind the number name as the whole, where there are any:
// "44.96 percent of the region's ethnic minorities" is no share of all inhabitants.
func (x *index) ofBase(out []candidate, s *sentence, a *ask, sc *scope) []candidate {
	if s.lower(a.to) != "of" {
		return out
	}
	for _, m := range s.mentions {
		if m.kind != entValue || m.from < a.to+1 || m.from > a.to+5 || s.clause[m.from] != s.clause[a.from] || x.dims[m.a].places || x.dims[m.a].labels || x.dims[m.a].whole[m.b] {
			continue
		}
		dim := &x.dims[m.a]
		of := func(c candidate) bool {
			return c.kind == "share" && len(c.obs) == 2 && int32(dim.Code(int(c.obs[1]))) == m.b
		}
		if slices.ContainsFunc(out, of) {
			return slices.DeleteFunc(out, func(c candidate) bool {
				return !of(c) && (c.made || c.reported || c.formula != "" || c.kind != "observation")
			})
		}
	}
	return out
}

// ofFront leaves out the shares of something else where the sentence begins with what its share is of: "of the electoral
// votes, two-thirds went to" is no share of the popular vote.
func (x *index) ofFront(out []candidate, s *sentence, a *ask) []candidate {
	i := 0
	if s.lower(0) == "out" {
		i = 1
	}
	if s.lower(i) != "of" || s.lower(i+1) == "every" || s.lower(i+1) == "each" {
		return out
	}
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || m.from > i+3 || m.to > a.from || m.weight < 0.9 || x.measures[m.a].own || x.measures[m.a].class != clsCount {
			continue
		}
		base := &x.measures[m.a]
		if !slices.ContainsFunc(out, func(c candidate) bool { return c.m == m.a && c.kind != "observation" }) {
			continue // a column may give the very share: percent of the visits that were by women
		}
		out = slices.DeleteFunc(out, func(c candidate) bool {
			own := &x.measures[c.m]
			return c.kind == "observation" && c.m != m.a && slices.ContainsFunc(base.names, func(p []string) bool {
				return slices.ContainsFunc(p, func(stem string) bool { return !own.words[stem] })
			})
		})
	}
	return out
}

// partOfWhole makes the share of p's value of dimension d in the value it is part of, or in the sum of all.
func (x *index) partOfWhole(out []candidate, s *sentence, a *ask, sc *scope, p operand, d int) []candidate {
	dim := &x.dims[d]
	code := int32(dim.Code(int(p.obs)))
	if code < 0 || dim.whole[code] {
		return out
	}
	named := slices.ContainsFunc(sc.values[d], func(v near) bool {
		return v.code == code && !s.inBase(a, v) && (x.measures[p.m].own && !dim.places || s.isPartHere(a, v))
	})
	if !named {
		return out // the share of a group that no word names is nobody's claim
	}
	found := false
	for whole := dim.parent[code]; whole >= 0; whole = dim.parent[whole] {
		p := p
		switch {
		case slices.ContainsFunc(sc.values[d], func(v near) bool { return v.code == whole }):
			p.score += 0.1
		case dim.parent[whole] >= 0:
			p.score -= 0.2 // neither named nor all there is
		}
		for _, j := range dim.obs[whole] {
			if x.measureOf(j) != p.m || !x.sameBut(p.obs, j, d) || !x.sharePeriod(p.obs, j) || x.study.IsRepeat(int(j)) || x.study.IsReported(int(j)) && x.fact(j).slip {
				continue
			}
			found = true
			out = x.share(out, a, p, operand{matched{obs: j, m: p.m, score: p.score}, x.fact(j)})
		}
	}
	if found || !s.asksWhole(a) && !(a.q.Counted != "" && datasets.SameNoun(lastWord(a.q.Counted), p.o.Unit.Noun)) && !(s.lower(a.to) == "of" && x.saysTotal(s, d)) {
		return out
	}
	if total, inputs, ok := x.total(p.obs, d); ok {
		v, err := statistic.Share(total, p.q)
		if err != nil {
			return out
		}
		e, fits := a.toClaim(v)
		if !fits {
			return out
		}
		c := candidate{score: p.score, evidence: e, value: v, obs: append([]int32{p.obs}, inputs...), m: p.m, open: p.open, timed: p.timed, made: true,
			kind: "share", title: p.title, period: p.o.Period, cell: "share-of-all" + p.cell}
		out = append(out, complemented(c, a))
	}
	return out
}

// everyone reads "all 26 reported it" as a share of 100 percent: the share of the group that the rest of the
// sentence names, in the group that is counted.
func (x *index) everyone(s *sentence, a *ask, sc *scope) []candidate {
	whole := *a
	whole.class, whole.base, whole.op = clsShare, big.NewRat(1, 100), opShare
	var out []candidate
	for _, m := range x.weigh(s, &whole, sc, func(m *measure) bool { return m.class == clsShare }) {
		f := x.fact(m.obs)
		o, q := &f.o, &f.q
		if o.Denominator == nil || x.study.IsReported(int(m.obs)) || m.open > 0 {
			continue
		}
		if q.Value == nil {
			continue
		}
		// The share as a count of the group, so that it can be held against the number as written.
		n := new(big.Rat).Mul(o.Denominator.Rat(), big.NewRat(1, 100))
		e := number.Evidence{Set: q.Interval.Scale(n)}
		v := statistic.Quantity{Interval: e.Set, Unit: q.Unit}
		out = append(out, candidate{score: m.score + 0.3, evidence: e, value: v, obs: []int32{m.obs}, m: m.m, timed: m.timed, period: o.Period,
			title: f.title, kind: "observation", cell: f.cell, noun: true})
	}
	return out
}

// isPartHere says whether a value named is the part and not the whole of a share: it stands before the
// number ("Cedar accounts for two-thirds of …") or behind a verb ("… came from transport"). In "14 percent of
// the teachers in Brackwell" it is the whole.
func (s *sentence) isPartHere(a *ask, v near) bool {
	if v.from < 0 || v.from < a.from {
		return s.lower(v.from-1) != "in" && s.lower(v.from-1) != "at" // "in the east 85 percent of the children": the east is the whole
	}
	switch s.lower(v.from - 1) {
	case "from", "to", "by", "with", "were", "was", "are", "is":
		return true
	case "in", "at":
		w := s.lower(v.from - 2) // "42 percent of the pupils were in secondary school"
		return w == "were" || w == "was" || w == "are" || w == "is" || w == "attended" || w == "lived" || w == "worked"
	case "the":
		switch s.lower(v.from - 2) {
		case "from", "to", "by", "with":
			return true
		}
	}
	return false
}

// inBase says whether a value is named in what a share is said to be of: the former detainees of "one in five
// former detainees" are the whole.
func (s *sentence) inBase(a *ask, v near) bool {
	return v.from >= a.to && a.q.CountedEnd > a.q.CountedStart && s.tokens[v.from].Start < a.q.CountedEnd && s.tokens[v.to-1].End > a.q.CountedStart &&
		(a.claimed.Den > 0 || s.lower(a.to) == "of")
}

// sharePeriod says whether two counts may be put into one share: the same period, or one not stated.
func (x *index) sharePeriod(i, j int32) bool {
	p, q := x.periodOf(i), x.periodOf(j)
	return p.Equal(q) || !p.Stated || !q.Stated || p.Contains(q) || q.Contains(p) || p.Overlaps(q)
}

// share appends p as a share of q, or of the others where the sentence denies.
func (x *index) share(out []candidate, a *ask, p, q operand) []candidate {
	n := len(out)
	out = x.pair(out, a, p, q, "share", shareOf)
	if len(out) > n {
		out[n].score = p.score
		out[n] = complemented(out[n], a)
	}
	return out
}

func shareOf(p, q statistic.Quantity) (statistic.Quantity, error) { return statistic.Share(q, p) }

// turn makes of a share that of the others.
func (c *candidate) turn(a *ask) {
	whole := new(big.Rat).Inv(a.base)
	c.title += " (the others)"
	if c.evidence.Value != nil {
		c.readings.Complement = c.evidence.Value
		c.evidence.Value = new(big.Rat).Sub(whole, c.evidence.Value)
	}
	c.evidence.Set = c.evidence.Set.Neg().Shift(whole)
	if e := &c.evidence; a.claimed.Den > 0 { // what 33.3333 percent leave are two-thirds
		e.Value, e.Set.Lo, e.Set.Hi = a.snap(e.Value), a.snap(e.Set.Lo), a.snap(e.Set.Hi)
	}
	if v, err := statistic.Complement(c.value); err == nil {
		c.formula = "100% − " + shown(c.value) + " = " + shown(v)
		c.value = v
	}
}

// complemented turns a share into that of the others where the claim is negated, and otherwise keeps the
// others' share as what the number might have been meant as.
func complemented(c candidate, a *ask) candidate {
	whole := new(big.Rat).Inv(a.base)
	if a.class == clsCount {
		return c
	}
	if c.evidence.Value == nil {
		return c
	}
	other := new(big.Rat).Sub(whole, c.evidence.Value)
	if !a.negated {
		c.readings.Complement = other
		return c
	}
	c.turn(a)
	return c
}

// asksWhole says whether the sentence speaks of everything together: "the country's", "of all", "overall".
func (s *sentence) asksWhole(a *ask) bool {
	for i := range s.tokens {
		switch s.tokens[i].Lower {
		case "country", "countries", "nation", "nationwide", "nationally", "national", "all", "total", "altogether", "together", "combined", "overall", "whole", "entire", "everyone",
			"accounted", "accounts", "account", "accounting", "responsible", "contributed", "contributes", "contributing", "comprised", "city's", "county's", "region's":
			return true
		case "of":
			if i == a.to && s.lower(i+1) == "the" { // "half of the electricity used", "a majority of the seats"
				return true
			}
		}
		if s.tokens[i].Possessive && wholeNouns[s.tokens[i].Lower] {
			return true
		}
	}
	return false
}

// total sums a measure over all values of one dimension, everything else equal. It is false where parts
// overlap, where a total stands among them, or where one is missing.
func (x *index) total(i int32, d int) (statistic.Quantity, []int32, bool) {
	dim := &x.dims[d]
	if len(dim.Values) > 500 || len(dim.Values) < 2 {
		return statistic.Quantity{}, nil, false
	}
	period := x.periodOf(i)
	m := x.measureOf(i)
	var parts []statistic.Quantity
	var inputs []int32
	for c := range dim.Values {
		if dim.whole[c] || dim.parent[c] >= 0 || len(dim.children[c]) > 0 {
			return statistic.Quantity{}, nil, false
		}
		found := false
		for _, j := range dim.obs[c] {
			if x.measureOf(j) == m && x.sameBut(i, j, d) && x.periodOf(j).Equal(period) {
				if found {
					return statistic.Quantity{}, nil, false // two sources: no total is anybody's
				}
				q := &x.fact(j).q
				if q.Value == nil {
					return statistic.Quantity{}, nil, false
				}
				parts, inputs, found = append(parts, *q), append(inputs, j), true
			}
		}
		if !found && x.everUsed(c, d, m) {
			return statistic.Quantity{}, nil, false
		}
	}
	if len(parts) < 2 {
		return statistic.Quantity{}, nil, false
	}
	v, err := statistic.Sum(parts...)
	return v, inputs, err == nil
}

// everUsed says whether the measure has any row for a value of the dimension.
func (x *index) everUsed(c, d int, m int32) bool {
	return slices.ContainsFunc(x.dims[d].obs[c], func(j int32) bool { return x.measureOf(j) == m })
}

// rates are events of one measure per so many of another that the sentence names, in the same place and
// period: road deaths per 100,000 inhabitants, one in 10,300 inhabitants.
func (x *index) rates(out []candidate, s *sentence, a *ask, sc *scope, firsts []operand) []candidate {
	for _, p := range firsts {
		if len(out) >= maxPairs {
			break
		}
		if x.measures[p.m].words[populationStem] {
			continue
		}
		for id := range x.measures {
			m := &x.measures[id]
			if int32(id) == p.m || m.class != clsCount || !baseNames(m, a) && !((sc.sure[int32(id)] || a.q.Per > 1) && !m.own && s.basedOn(a, int32(id))) && !x.partNoun(a, sc, p, int32(id)) {
				continue
			}
			for _, j := range x.sameCell(p.obs, int32(id)) {
				base := x.fact(j)
				if base.q.Value == nil || base.q.Value.Sign() <= 0 || p.q.Value != nil && p.o.Unit.Text == base.o.Unit.Text && (p.q.Value.Cmp(base.q.Value) > 0 || excludes(x.measures[p.m].Title)) {
					continue // of two counts of one thing the smaller is the part
				}
				n := len(out)
				out = x.pair(out, a, p, operand{matched{obs: j, m: int32(id), score: p.score}, base}, "rate", perOne)
				if len(out) > n {
					out[n].score = p.score - 0.03
					out[n] = complemented(out[n], a)
				}
			}
		}
	}
	return out
}

// partNoun says whether what is counted is told by the noun that a measure shares with a part of it that the sentence
// names: "one in four children had not been vaccinated", where the table has children eligible and children vaccinated.
func (x *index) partNoun(a *ask, sc *scope, p operand, id int32) bool {
	m, part := &x.measures[id], &x.measures[p.m]
	noun := a.q.Counted
	if _, base, ok := strings.Cut(a.q.Unit, "per "); ok && noun == "" && a.q.Per > 1 {
		noun = base // "of every 1,000 trains, 64 never ran"
	}
	if m.own || noun == "" || !slices.Contains(part.siblings, id) || !sc.sure[p.m] || part.participle < 0 || excludes(part.Title) {
		return false
	}
	stem := words.Stem(lastWord(noun))
	return stem == m.noun && stem == part.noun
}

// excludes says whether a title says that what it counts is not part of another column.
func excludes(title string) bool {
	t := strings.ToLower(title)
	return strings.Contains(t, "not counted in") || strings.Contains(t, "not included in") || strings.Contains(t, "excluding")
}

// basedOn says whether the words right behind the number name the measure that it is a share of: "one in
// seven members of the labour force".
func (s *sentence) basedOn(a *ask, id int32) bool {
	for _, m := range s.mentions {
		if (m.kind == entMeasure || m.kind == entComponent) && m.a == id && m.weight > 0.75 && (m.from >= a.to && m.from-a.to <= 6 || m.from > a.from && m.to <= a.to) {
			return true // also in its own unit: "8.6 teachers for every 1,000 pupils"
		}
	}
	return false
}

// baseNames says whether a measure counts what the claim's unit is per: inhabitants, people.
func baseNames(m *measure, a *ask) bool {
	return (a.q.Per >= 1000 || a.q.Den >= 20 && a.q.Num == 1) && m.words[populationStem]
}

// perOne divides two counts of different things: the result is a fraction of the second.
func perOne(p, q statistic.Quantity) (statistic.Quantity, error) {
	return statistic.Rate(p, q, 1)
}

// sameCell returns the observations of another measure that share every dimension and the period with i.
func (x *index) sameCell(i, measure int32) []int32 {
	list := x.cellmates(i, measure, nil)
	var out []int32
	if len(list) > maxConsidered {
		return nil
	}
	for _, j := range list {
		if x.measureOf(j) == measure && x.sameBut(i, j, -1) && x.periodOf(i).Equal(x.periodOf(j)) {
			out = append(out, j)
		}
	}
	return out
}

// cellmates is the shortest list that holds every observation of a measure that agrees with i in all dimensions
// but the free ones; others may be among them.
func (x *index) cellmates(i, measure int32, free []int) []int32 {
	list := x.measures[measure].obs
	for d := range x.dims {
		if c := x.dims[d].Code(int(i)); c >= 0 && len(x.dims[d].obs[c]) < len(list) && !slices.Contains(free, d) {
			list = x.dims[d].obs[c]
		}
	}
	return list
}

// sums are totals: over all values of the dimensions that the sentence leaves open ("the council has 27
// seats", "across the country 1,066 people"), and over a run of periods ("from April to September").
func (x *index) sums(s *sentence, a *ask, sc *scope, found []matched) []candidate {
	out := append(x.together(s, a, sc), x.familySums(s, a, sc)...)
	run, isRun := sc.run(a)
	mean := s.averages(a)
	if !isRun && len(sc.times) == 0 {
		run, isRun = x.wholeRun(s, found)
	}
	seen := map[string]bool{}
	adds := func(m *measure) bool { return !m.general || mean && !m.mean }
	if isRun {
		open := *sc
		open.times = nil
		found = x.weigh(s, a, &open, adds)
	}
	for _, p := range x.usable(found, adds) {
		if len(seen) > 60 {
			break
		}
		free, said := x.freeDimensions(s, sc, p)
		if len(free) == 0 && !isRun {
			continue
		}
		key := x.sumKey(p, free, isRun)
		if seen[key] {
			continue
		}
		seen[key] = true
		inputs, ok := x.addends(p, free, run, isRun)
		if !ok {
			continue
		}
		c, ok := x.sumOf(a, p, inputs)
		if mean {
			c, ok = x.meanOf(a, p, inputs)
		}
		if !ok {
			continue
		}
		c.cell = "sum" + key
		if c.timed = p.timed; isRun {
			c.timed = true
			c.score += 0.25
		}
		if c.said = said || isRun; c.said {
			c.score = max(c.score+0.2, sc.measures[p.m]+0.25) // what is left open was meant to be
		} else {
			c.score += 0.06 // the whole is tried first
		}
		out = append(out, c)
	}
	return out
}

// wholeRun is all the time of a measure, where the sentence says for how many years: "over the twelve years".
func (x *index) wholeRun(s *sentence, found []matched) (datasets.Period, bool) {
	n := 0
	for i := range s.tokens {
		if w := s.lower(i); (w == "years" || w == "months" || w == "seasons" || w == "quarters") && s.lower(i-2) == "the" {
			n = smallNumbers[s.lower(i-1)]
		}
	}
	if len(found) == 0 || n < 2 || x.measures[found[0].m].own || x.measures[found[0].m].periods != n {
		return datasets.Period{}, false
	}
	first := x.periodOf(found[0].obs)
	last := first
	for _, j := range x.measures[found[0].m].obs {
		p := x.periodOf(j)
		if !p.Stated || p.OpenStart || p.OpenEnd {
			return first, false
		}
		if p.Compare(first) < 0 {
			first = p
		}
		if p.Compare(last) > 0 {
			last = p
		}
	}
	return datasets.PeriodBetween(first.From, last.To), true
}

// freeDimensions are the dimensions of an observation in which the sentence names no value and the study no
// whole, and whether the sentence speaks of one of them as a whole.
func (x *index) freeDimensions(s *sentence, sc *scope, p operand) (free []int, said bool) {
	for d := range x.dims {
		if x.dims[d].Code(int(p.obs)) < 0 || x.dims[d].labels || len(x.dims[d].Values) < 2 || len(x.dims[d].Values) > 500 {
			continue
		}
		if len(sc.values[d]) > 0 && !(sc.values[d][0].carried && x.saysTotal(s, d)) {
			continue
		}
		free = append(free, d)
		said = said || x.saysTotal(s, d)
	}
	return free, said
}

func (x *index) sumKey(p operand, free []int, isRun bool) string {
	key := fmt.Sprint(p.m)
	for d := range x.dims {
		if !slices.Contains(free, d) {
			key += fmt.Sprintf("/%d", x.dims[d].Code(int(p.obs)))
		} else {
			key += "/all"
		}
	}
	if !isRun {
		key += "/" + p.o.Period.String()
	}
	return key
}

// addends lists what a total adds up: every value of the free dimensions, every period of the run, each
// once. It is false where a total or a part of another value stands among them, or where one is missing.
func (x *index) addends(p operand, free []int, run datasets.Period, isRun bool) ([]int32, bool) {
	for _, d := range free {
		for c := range x.dims[d].Values {
			if x.dims[d].whole[c] || x.dims[d].parent[c] >= 0 {
				return nil, false
			}
		}
	}
	combined := map[string]bool{} // the values of the free dimensions that go together, in any period
	var inputs []int32
	seen := map[string]bool{}
	periods := map[datasets.Period]bool{}
	for _, j := range x.cellmates(p.obs, p.m, free) {
		if x.measureOf(j) != p.m || x.study.IsReported(int(j)) || !x.sameButAll(p.obs, j, free) {
			continue
		}
		if len(combined) <= maxAddends {
			combined[x.valuesOf(j, free)] = true
		}
		at := x.periodOf(j)
		if isRun && !run.Contains(at) || !isRun && !at.Equal(p.o.Period) {
			continue
		}
		if cell := x.fact(j).cell; seen[cell] {
			return nil, false // two sources: no total is anybody's
		} else {
			seen[cell] = true
		}
		periods[at] = true
		inputs = append(inputs, j)
		if len(inputs) > maxAddends {
			return nil, false
		}
	}
	wanted := len(combined) * max(len(periods), 1)
	if isRun && !covers(run, periods) {
		return nil, false
	}
	return inputs, len(inputs) >= 2 && len(inputs) == wanted
}

// valuesOf names the values that an observation has in some dimensions.
func (x *index) valuesOf(i int32, dims []int) string {
	var b strings.Builder
	for _, d := range dims {
		fmt.Fprintf(&b, "%d/", x.dims[d].Code(int(i)))
	}
	return b.String()
}

// maxAddends bounds a total made for a sentence.
const maxAddends = 2000

// covers says whether periods reach from the first to the last day of a run without a gap.
func covers(run datasets.Period, periods map[datasets.Period]bool) bool {
	days := 0
	for p := range periods {
		n, ok := p.Days()
		if !ok {
			return false
		}
		days += n
	}
	n, ok := run.Days()
	return ok && n == days
}

func (x *index) sameButAll(i, j int32, except []int) bool {
	for d := range x.dims {
		if !slices.Contains(except, d) && x.dims[d].Code(int(i)) != x.dims[d].Code(int(j)) {
			return false
		}
	}
	return true
}

// averages says whether the sentence gives a mean: "averaged 12", "on average", "a mean of".
func (s *sentence) averages(a *ask) bool {
	for i := max(a.from-10, 0); i < min(a.to+4, len(s.tokens)); i++ {
		switch s.lower(i) {
		case "averaged", "averages", "averaging":
			return true
		case "average", "mean":
			return s.lower(i-1) == "on" || s.lower(i-1) == "an" || s.lower(i-1) == "a"
		}
	}
	return false
}

// meanOf divides the sum of figures by their number.
func (x *index) meanOf(a *ask, p operand, inputs []int32) (candidate, bool) {
	c, _ := x.sumOf(a, p, inputs)
	if c.value.Value == nil {
		return c, false
	}
	n := big.NewRat(1, int64(len(inputs)))
	sum := shown(c.value)
	c.value.Value = new(big.Rat).Mul(c.value.Value, n)
	c.value.Interval = c.value.Interval.Scale(n)
	e, fits := a.toClaim(c.value)
	c.evidence, c.kind = e, "mean"
	c.value.Value = rounded(c.value.Value)
	c.formula = fmt.Sprintf("%s ÷ %d = %s", sum, len(inputs), shown(c.value))
	return c, fits
}

// rounded keeps two decimals of a mean, to be shown: 224 ÷ 6 has no end.
func rounded(v *big.Rat) *big.Rat {
	r, ok := new(big.Rat).SetString(v.FloatString(2))
	if !ok {
		return v
	}
	return r
}

// sumOf adds figures up into a candidate.
func (x *index) sumOf(a *ask, p operand, inputs []int32) (candidate, bool) {
	parts := make([]statistic.Quantity, len(inputs))
	for k, i := range inputs {
		parts[k] = x.fact(i).q
		if parts[k].Value == nil {
			return candidate{}, false
		}
	}
	v, err := statistic.Sum(parts...)
	if err != nil {
		return candidate{}, false
	}
	e, fits := a.toClaim(v)
	return candidate{score: p.score, evidence: e, value: v, obs: inputs, m: p.m, made: true, kind: "sum", title: x.measures[p.m].Title, period: p.o.Period,
		noun: p.noun, person: p.person, words: p.words}, fits
}

// together adds up the figures of two or more values that the sentence names: "the 22 critics and the 37
// backers come to 59".
func (x *index) together(s *sentence, a *ask, sc *scope) []candidate {
	var out []candidate
	if joined := sc.joinedPeriods(s); joined || s.addsUp(a) {
		out = x.overPeriods(s, a, sc)
	}
	if !s.addsUp(a) {
		return out
	}
	for d := range x.dims {
		if len(sc.values[d]) < 2 || len(sc.values[d]) > 4 || sc.values[d][0].carried {
			continue
		}
		parts := make([][]operand, 0, 4)
		for _, v := range sc.values[d] {
			one := *sc
			one.values = slices.Clone(sc.values)
			one.values[d] = []near{v}
			ops := x.operands(s, a, &one, func(m *measure) bool { return m.class == clsCount || !m.general })
			ops = slices.DeleteFunc(ops, func(o operand) bool {
				return int32(x.dims[d].Code(int(o.obs))) != v.code || o.score < ops0(ops)-tieWindow
			})
			if len(ops) > 0 {
				parts = append(parts, ops[:min(len(ops), 3)])
			}
		}
		if len(parts) >= 2 {
			out = x.addUp(out, a, parts)
		}
	}
	return out
}

// joinedPeriods says whether two or more periods are joined by "and" for one number: "in 2017 and 2018 the courts
// sentenced", but not "between 2017 and 2018".
func (sc *scope) joinedPeriods(s *sentence) bool {
	if len(sc.times) < 2 || len(sc.times) > 6 {
		return false
	}
	n := 0
	for k := range s.quants {
		if next := s.lower(s.at[k] + 1); next == "years" || next == "months" {
			continue // "in the two years 2017 and 2018"
		}
		if !s.tokens[s.at[k]].Number || !slices.ContainsFunc(sc.times, func(t timeAt) bool { return t.from == s.at[k] }) {
			n++
		}
	}
	if n > 1 {
		return false // "in 2017 and 2018, 15.88 and 10.69"
	}
	for i, t := range sc.times {
		if t.role != inTime || t.since || t.span {
			return false
		}
		if i > 0 && !(t.from-sc.times[i-1].to == 2 && (s.lower(t.from-1) == "and" || s.tokens[t.from-1].Stem == ",")) {
			return false
		}
	}
	return true
}

// overPeriods adds up the figures of several periods that the sentence names: "in 2017 and 2018 together".
func (x *index) overPeriods(s *sentence, a *ask, sc *scope) []candidate {
	if len(sc.times) < 2 || len(sc.times) > 6 {
		return nil
	}
	open := *sc
	open.times = nil
	ops := x.operands(s, a, &open, func(m *measure) bool { return !m.general })
	var out []candidate
	for _, p := range ops {
		if !fitsTime(p.o.Period, sc.times[0]) {
			continue
		}
		parts := [][]operand{{p}}
		for _, t := range sc.times[1:] {
			for _, q := range ops {
				if q.m == p.m && x.sameBut(p.obs, q.obs, -1) && fitsTime(q.o.Period, t) {
					parts = append(parts, []operand{q})
					break
				}
			}
		}
		if len(parts) == len(sc.times) {
			out = x.addUp(out, a, parts)
		}
	}
	return out
}

// addUp appends the sums of one figure of each part; rival figures of a part give rival sums.
func (x *index) addUp(out []candidate, a *ask, parts [][]operand) []candidate {
	picks := [][]operand{nil}
	for _, list := range parts {
		var next [][]operand
		for _, p := range picks {
			for _, o := range list {
				if len(p) == 0 || p[0].m == o.m {
					next = append(next, append(slices.Clone(p), o))
				}
			}
		}
		picks = next
	}
	for _, p := range picks {
		var qs []statistic.Quantity
		var obs []int32
		for _, o := range p {
			qs, obs = append(qs, o.q), append(obs, o.obs)
		}
		v, err := statistic.Sum(qs...)
		if err != nil {
			continue
		}
		e, fits := a.toClaim(v)
		if !fits {
			continue
		}
		out = append(out, candidate{said: true, score: p[0].score + 0.4, evidence: e, value: v, obs: obs, m: p[0].m, timed: p[0].timed, made: true, kind: "sum",
			title: x.measures[p[0].m].Title, period: p[0].o.Period, cell: "together" + p[0].cell})
	}
	return out
}

// addsUp says whether the number is said to be the sum of others.
func (s *sentence) addsUp(a *ask) bool {
	for i := range s.tokens {
		switch s.lower(i) {
		case "together", "altogether", "combined", "sum":
			return true
		case "between":
			if s.lower(i+1) == "them" {
				return true
			}
		case "add", "adds", "added":
			if s.lower(i+1) == "up" || s.lower(i+1) == "to" {
				return true
			}
		}
	}
	return false
}

// saysTotal says whether the sentence speaks of all values of a dimension together: "across the country",
// "the four wards", "all sectors".
func (x *index) saysTotal(s *sentence, d int) bool {
	name := words.Stem(strings.ToLower(x.dims[d].Name))
	for i, t := range s.tokens {
		prev := s.lower(i - 1)
		switch {
		case t.Lower == "nationwide", t.Lower == "altogether", t.Lower == "combined", t.Lower == "countrywide", t.Lower == "overall", t.Lower == "total", t.Lower == "together", t.Lower == "told" && prev == "all":
			return true
		case wholeNouns[t.Lower] && (prev == "whole" || prev == "entire" || prev == "the" && (i < 3 || throughout[s.lower(i-2)])), t.Possessive && wholeNouns[t.Lower]:
			return true
		case t.Lower == "wide" && prev == "-" && i > 1: // network-wide
			return true
		case (prev == "its" || prev == "the" || prev == "their" || prev == "all") && x.countsValues(s, i, d): // "its three departments"
			return true
		case t.Stem == name && (prev == "all" || prev == "the" && t.Lower != name || numberWord(prev)):
			return true
		case t.Lower == "all" && (prev == "in" || s.lower(i+1) == "the" || numberWord(s.lower(i+1))):
			return true
		}
	}
	return false
}

// countsValues says whether token i is the number of values of a dimension, in front of a noun that is the name of no other.
func (x *index) countsValues(s *sentence, i, d int) bool {
	n := smallNumbers[s.lower(i)]
	if n < 2 || i+1 >= len(s.tokens) || n != len(x.dims[d].Values) || slices.Contains(x.dims[d].whole, true) {
		return false
	}
	for e := range x.dims {
		if e != d && s.tokens[i+1].Stem == words.Stem(strings.ToLower(x.dims[e].Name)) {
			return false
		}
	}
	switch s.lower(i + 1) {
	case "year", "years", "months", "days", "weeks", "times", "seasons", "million", "thousand":
		return false
	}
	return true
}

// throughout are the prepositions by which a sentence speaks of a whole: "across the country".
var throughout = wordSet("in across throughout for of over within around by from to")

// wholeNouns name the whole of a table's places or groups.
var wholeNouns = wordSet("country nation region county city town state province island federation republic council house parliament assembly hospital company world union district")

func numberWord(w string) bool {
	switch w {
	case "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve":
		return true
	}
	return false
}
