package claim

import (
	"math"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/number"
)

// unlikely says whether a number is unlikely to agree by chance: it shows three digits or more.
func unlikely(a *ask) bool { return shows(a, 100) }

// shows says whether a number, without the zeros at its end, is at least so large: 100 for three digits.
func shows(a *ask, least int64) bool {
	c, ok := a.claimed.Value.Coefficient()
	for ok && c != 0 && c%10 == 0 {
		c /= 10
	}
	return a.claimed.Den == 0 && !a.claimed.Ranged && (c >= least || c <= -least || !ok)
}

// wayOff says whether the claim is at least twice, or at most half, of every figure that it could be about:
// then it does not matter which is meant.
func wayOff(a *ask, cells []*cell) bool {
	v := a.claimed.Number()
	if v == nil || v.Sign() <= 0 {
		return false
	}
	side := 0
	for _, k := range cells {
		e := k.chosen.evidence.Value
		if e == nil || e.Sign() <= 0 {
			return false
		}
		r := new(big.Rat).Quo(v, e)
		switch {
		case r.Cmp(big.NewRat(2, 1)) >= 0 && side >= 0:
			side = 1
		case r.Cmp(big.NewRat(1, 2)) <= 0 && side <= 0:
			side = -1
		default:
			return false
		}
	}
	return true
}

// slipped says whether the claim shows the digits of one of the figures, at another power of ten.
func slipped(a *ask, cells []*cell) bool {
	v := a.claimed.Number()
	return v != nil && slices.ContainsFunc(cells, func(k *cell) bool {
		e := k.chosen.evidence.Value
		return e != nil && sameDigits(v, e)
	})
}

// mayRefute says whether the link is sure enough to disagree with an author. Prose is full of numbers that
// stand near a measure's words and count something else.
func (d *decision) mayRefute(a *ask, sc *scope, first *cell, cells []*cell, lower []candidate) bool {
	c := first.chosen
	d.held = ""
	slip := d.slipped(a, c)
	sure := slip || c.kind == "observation" && c.own && c.words >= 0.8 && first.open == 0 && first.score >= 1.5 && len(cells) == 1 || sc.sure[c.m] || c.stat != nil || c.kind == "observation" && first.open == 0 && c.words >= 0.5 && !c.far && a.class == clsShare && sc.partNamed(d.x, a, c) || c.noun && (c.timed || !c.own || c.words >= 0.35 || slipped(a, cells))
	switch {
	case first.score < floorRefute && !(slip && first.score >= floorSupport):
		d.held = "score"
	case c.far:
		d.held = "another place or group stands nearer"
	case !sure:
		d.held = "no telling word of the measure"
	case slices.Contains(sc.partly, c.m) && a.class == clsCount && !slip:
		d.held = "half of its name"
	case slices.Contains(sc.open, c.m):
		d.held = "which of two columns"
	case sc.doubtful || sc.deed && !d.x.measures[c.m].own:
		d.held = "counts a narrower group"
	case a.tentative && (a.op == opLevel || a.class == clsDate):
		d.held = "tentative"
	case sc.groupBehind(d.x, a, c):
		d.held = "the group of another number"
	case d.x.narrower(sc, c, cells):
		d.held = "a narrower measure is named"
	case (a.partitive || a.fronted) && c.kind == "observation" && !sc.partNamed(d.x, a, c) && !d.x.aboveAll(a, c, lower):
		d.held = "part of a group"
	case a.class == clsCount && a.op == opLevel && !c.noun && !c.person && a.q.Counted != "" && !slip && !((a.fronted || a.partitive) && sc.partNamed(d.x, a, c)) && !(c.timed && first.open == 0 && sc.sure[c.m] && c.words >= 0.4 && d.x.countsPeople(a, c)):
		d.held = "counts something else"
	case c.kind == "observation" && c.words > 0 && c.words < floorWords && !c.noun && c.own && !slip:
		d.held = "too little in common"
	case (c.kind == "sum" || c.kind == "mean") && !c.said:
		d.held = "a total that the text does not speak of"
	case a.op == opLevel && c.kind == "observation" && a.s.makesUp(a):
		d.held = "what makes up a part"
	case a.class == clsCount && a.s.without(a):
		d.held = "those without"
	case a.op == opLevel && a.s.always():
		d.held = "each of several periods"
	case a.listed && a.q.Counted == "":
		d.held = "one of a list"
	case a.class == clsCount && a.op == opLevel && a.q.Counted == "" && a.claimed.Value.Place() < 0 && c.kind == "observation":
		d.held = "a decimal counts nothing"
	case a.summed:
		d.held = "the sum of the others"
	case c.kind == "observation" && a.class == clsCount && a.s.addsUp(a):
		d.held = "a part of a sum"
	case c.kind == "observation" && a.op == opLevel && a.class == clsCount && sc.joinedPeriods(a.s):
		d.held = "one of several periods"
	case (c.kind == "share of a count" || c.kind == "quotient") && first.open > 0:
		d.held = "whose share is not sure"
	case tiny(a, c) && !(c.kind == "observation" && c.timed && c.noun && first.open == 0 && sc.sure[c.m]):
		d.held = "tiny"
	case c.kind == "observation" && a.op == opLevel && !c.own && far(a, c) && !d.x.otherColumn(a, c):
		d.held = "another order of size"
	case c.kind == "observation" && a.op == opLevel && !d.x.measures[c.m].general && a.s.averages(a):
		d.held = "a mean of several"
	case c.kind == "observation" && a.op == opLevel && d.x.partAgrees(a, c):
		d.held = "a part of it agrees"
	case c.timed && first.open == 0 && c.noun && sc.sure[c.m]: // measure, place, period and noun are all named
	case c.kind == "observation" && a.class == clsCount && a.s.sumWords(a):
		d.held = "a part of a sum"
	case c.kind == "rate" && d.x.measures[c.m].own:
		d.held = "a rate made for the sentence"
	case a.op == opShare && otherBase(a, c):
		d.held = "a percentage against a rate"
	case a.op == opShare && a.s.ofPopulation(a) && !d.x.ofPopulation(c):
		d.held = "a share of the population"
	case c.readings.Complement != nil && !sc.sure[c.m] && a.claimed.Judge(number.Exactly(c.readings.Complement), number.DefaultTolerances).Verdict == number.Supported:
		d.held = "the share of the others, perhaps by another verb"
	case c.made && c.kind != "share" && c.timed && first.open == 0 && sc.sure[c.m]: // a change between the two times that are named
	case !slices.ContainsFunc(cells, func(k *cell) bool { return !remote(a, k.chosen) }):
		d.held = "remote"
	}
	if d.held != "" {
		return false
	}
	if slices.ContainsFunc(lower, func(o candidate) bool {
		return o.outcome.Verdict == number.Supported && o.m == c.m && o.kind == c.kind && (o.far || o.open <= first.open) && o.timed == c.timed
	}) {
		d.held = "fits another place or group of the sentence"
		return false
	}
	if c.timed && first.open == 0 {
		return true
	}
	d.held = "something else agrees"
	return !slices.ContainsFunc(lower, func(o candidate) bool {
		return o.score >= first.score-doubtWindow && o.outcome.Verdict == number.Supported && o.kind == c.kind
	})
}

// likest takes, of the figures that are named as well as the first, the one of which the number shows the digits, and
// where a part is counted the one whose group the sentence names.
func (d *decision) likest(a *ask, sc *scope, first **cell, against []*cell) *cell {
	if (a.partitive || a.fronted) && !sc.partNamed(d.x, a, (*first).chosen) {
		for _, k := range against {
			if k.chosen.kind == "observation" && sc.partNamed(d.x, a, k.chosen) && !sc.crossed(d.x, a, k.chosen) {
				*first = k
				break
			}
		}
	}
	if d.slipped(a, (*first).chosen) {
		return *first
	}
	if (*first).chosen.kind == "share of a count" && (*first).open > 0 {
		for _, k := range against {
			if k.chosen.kind == "share of a count" && k.open == 0 {
				*first = k
				break
			}
		}
	}
	for _, k := range against {
		if k.score >= (*first).score-0.04 && d.slipped(a, k.chosen) {
			*first = k
			break
		}
	}
	return *first
}

// slipped says whether a number of three digits or more shows those of the figure with the point moved, two
// exchanged or one lost: two numbers are hardly that alike by chance, and so the words need say less.
func (d *decision) slipped(a *ask, c *candidate) bool {
	if !(unlikely(a) || c.words >= 0.5 && shows(a, 10)) || c.open > 0 || c.evidence.Value == nil || c.kind != "observation" || a.class == clsDate {
		return false
	}
	if a.class == clsCount && a.claimed.Value.Place() < 0 {
		return false // 32.1 counts nothing: it is a rate or a share whose unit stands elsewhere
	}
	reason, _ := a.claimed.Diagnose(c.evidence, number.Readings{}, number.DefaultTolerances)
	return reason == number.Scale || reason == number.Digits
}

// otherBase says whether a percentage stands against a rate per 1,000 or more, or the other way about: what
// the one is of is seldom what the other is per. With the same digits it is a slip in converting.
func otherBase(a *ask, c *candidate) bool {
	u := c.value.Unit.Per
	if a.q.Per == 0 || u <= 1 || (a.q.Per == 100) == (u == 100) {
		return false
	}
	v, e := a.claimed.Number(), middle(c)
	return v == nil || e == nil || !sameDigits(v, e)
}

// ofPopulation says whether the number is a share of the population: "1.5 percent of the population".
func (s *sentence) ofPopulation(a *ask) bool {
	if s.lower(a.to) != "of" {
		return false
	}
	for i := a.to + 1; i < a.to+5; i++ {
		if w := s.lower(i); w == "population" || w == "inhabitants" || w == "residents" {
			return true
		}
	}
	return false
}

// ofPopulation says whether what a candidate was computed from has to do with population.
func (x *index) ofPopulation(c *candidate) bool {
	if c.value.Unit.Base == "inhabitant" || strings.Contains(strings.ToLower(c.title), "population") || c.stat != nil && strings.Contains(strings.ToLower(c.stat.Title), "population") {
		return true
	}
	return slices.ContainsFunc(c.obs, func(i int32) bool { return x.measures[x.measureOf(i)].words["popul"] })
}

// groupBehind says whether a figure counts a group that the sentence names only in its main clause, while the
// number is the whole in front: the 40 of "of the 40 people interviewed, 26 had been detained".
func (sc *scope) groupBehind(x *index, a *ask, c *candidate) bool {
	if c.kind != "observation" || a.class != clsCount || a.from > 3 || a.s.lower(0) != "of" {
		return false
	}
	comma := a.to
	for comma < len(a.s.tokens) && a.s.tokens[comma].Stem != "," {
		comma++
	}
	for d := range x.dims {
		dim := &x.dims[d]
		code := int32(dim.Code(int(c.obs[0])))
		if code < 0 || dim.places || dim.labels || dim.whole[code] {
			continue
		}
		for _, v := range sc.values[d] {
			if v.code == code && !v.carried && v.from > comma {
				return true
			}
		}
	}
	return false
}

// partNamed says whether the sentence names the very group that a figure counts, and where a part is named:
// behind the number if the whole stands in front ("of the interviewees, 26 had been detained").
func (sc *scope) partNamed(x *index, a *ask, c *candidate) bool {
	for d := range x.dims {
		dim := &x.dims[d]
		code := int32(dim.Code(int(c.obs[0])))
		if code < 0 || dim.places || dim.labels || dim.parent[code] < 0 {
			continue
		}
		for _, v := range sc.values[d] {
			if v.code == code && !v.carried && (!a.fronted || v.from >= a.to) {
				return true
			}
		}
	}
	return false
}

// countsPeople says whether a number counts human beings, by whatever name for them, and the figure does.
func (x *index) countsPeople(a *ask, c *candidate) bool {
	return people[c.value.Unit.Noun] && roles[words.Stem(lastWord(a.q.Counted))]
}

// crossed says whether a part in front of the number is no whole of the one that a figure counts: of the Kazakhs
// so many were women.
func (sc *scope) crossed(x *index, a *ask, c *candidate) bool {
	for d := range x.dims {
		dim := &x.dims[d]
		code := int32(dim.Code(int(c.obs[0])))
		if code < 0 || dim.places || dim.labels {
			continue
		}
		for _, v := range sc.values[d] {
			if v.from >= 0 && v.from < a.from && dim.parent[v.code] >= 0 && v.code != code && !dim.isPart(code, v.code) {
				return true
			}
		}
	}
	return false
}

// aboveAll says whether a part is said to be larger than all there are: 62 of the interviewees, who were 40.
func (x *index) aboveAll(a *ask, part *candidate, others []candidate) bool {
	v := a.claimed.Number()
	return a.partitive && v != nil && slices.ContainsFunc(others, func(c candidate) bool {
		return c.open == 0 && c.evidence.Value != nil && v.Cmp(c.evidence.Value) > 0 && x.partOf(part, &c)
	})
}

// joins says whether "and" joins two names of the study before a verb: "the critics and the supporters".
func (s *sentence) joins() bool {
	for i := range s.tokens {
		if w := s.lower(i); w != "and" && w != "plus" {
			continue
		}
		before, after := false, false
		for _, m := range s.mentions {
			if m.kind == entSource {
				continue
			}
			before = before || m.to <= i && i-m.to <= 5
			after = after || m.from > i && m.from-i <= 5
		}
		if before && after {
			return true
		}
	}
	return false
}

// sumWords says whether the sentence gives a total of several figures: "add up to", "A and B came to".
func (s *sentence) sumWords(a *ask) bool {
	several := s.joins()
	for i := range s.tokens {
		switch s.lower(i) {
		case "altogether", "together", "combined", "sum", "cast":
			return true
		case "between":
			if s.lower(i+1) == "them" {
				return true
			}
		case "add", "adds", "added":
			if n := s.lower(i + 1); n == "up" || n == "to" {
				return true
			}
		case "total":
			if several {
				return true
			}
		case "came", "come", "comes":
			if several && s.lower(i+1) == "to" {
				return true
			}
		case "in":
			if n := s.lower(i + 1); several && (n == "all" || n == "total") {
				return true
			}
		}
	}
	return false
}

// narrower says whether the sentence names a measure of which the candidate's is the general case: "sentenced to
// less than five years", of which the study has no figure for the year, against all who were sentenced.
func (x *index) narrower(sc *scope, c *candidate, cells []*cell) bool {
	own := &x.measures[c.m]
	for id, w := range sc.measures {
		m := &x.measures[id]
		if id == c.m || w < sc.measures[c.m]-0.25 || m.class != own.class || !sc.sure[id] || slices.ContainsFunc(cells, func(k *cell) bool { return k.chosen.m == id }) {
			continue
		}
		if strings.HasPrefix(m.Title, own.Title+" ") {
			return true
		}
		all := len(m.words) > len(own.words)
		for s := range own.words {
			all = all && m.words[s]
		}
		if all {
			return true
		}
	}
	return false
}

// far says whether a number is five times the figure or more, or a fifth or less, without its digits: beside a bare
// table the verb may count something else ("the schools excluded 212 pupils").
func far(a *ask, c *candidate) bool {
	v, e := a.claimed.Number(), middle(c)
	if a.class != clsCount || v == nil || e == nil || v.Sign() <= 0 || e.Sign() <= 0 || sameDigits(v, e) {
		return false
	}
	r := new(big.Rat).Quo(v, e)
	return r.Cmp(big.NewRat(5, 1)) >= 0 || r.Cmp(big.NewRat(1, 5)) <= 0
}

// agreesIn says whether the number agrees with the figure of another measure in the candidate's row.
func (x *index) agreesIn(a *ask, c *candidate, measure int32) bool {
	return slices.ContainsFunc(x.sameCell(c.obs[0], measure), func(j int32) bool {
		f := x.fact(j)
		e, ok := a.scaled(&f.q, f.class, f.one)
		return ok && a.claimed.Judge(e, number.DefaultTolerances).Verdict == number.Supported
	})
}

// otherColumn says whether a telling number is that of another column of the row: the population, given as the deaths.
func (x *index) otherColumn(a *ask, c *candidate) bool {
	if !unlikely(a) {
		return false
	}
	for id := range x.measures {
		if int32(id) == c.m || x.measures[id].own || x.measures[id].class != x.measures[c.m].class {
			continue
		}
		if x.agreesIn(a, c, int32(id)) {
			return true
		}
	}
	return false
}

// partAgrees says whether a measure that counts a part of what the candidate's counts has the very number: of 118
// sailings the 15 that were cancelled, whatever the verb for it.
func (x *index) partAgrees(a *ask, c *candidate) bool {
	own := &x.measures[c.m]
	if own.own {
		return false
	}
	for id := range x.measures {
		m := &x.measures[id]
		if int32(id) == c.m || m.class != own.class || len(m.words) <= len(own.words) || m.own {
			continue
		}
		name := words.Content(strings.ReplaceAll(m.ID, "_", " "))
		if slices.ContainsFunc(words.Content(strings.ReplaceAll(own.ID, "_", " ")), func(s string) bool { return !slices.Contains(name, s) }) {
			continue
		}
		if x.agreesIn(a, c, int32(id)) {
			return true
		}
	}
	return false
}

// vacuous says whether a figure bears a bound out only by lying far from it: fewer than 70 million votes were cast
// for him, but also 232 in another column.
func vacuous(a *ask, c *candidate) bool {
	v, e := a.claimed.Number(), middle(c)
	if a.claimed.Hedge == number.None || a.claimed.Ranged || v == nil || e == nil || v.Sign() <= 0 || e.Sign() <= 0 {
		return false
	}
	r := new(big.Rat).Quo(v, e)
	return r.Cmp(big.NewRat(20, 1)) >= 0 || r.Cmp(big.NewRat(1, 20)) <= 0
}

// byChance says whether a figure of a bare table agrees with a bound while no telling word names its measure: half of all
// figures do.
func (x *index) byChance(a *ask, sc *scope, c *candidate) bool {
	if x.measures[c.m].own || c.kind != "observation" || sc.sure[c.m] || c.noun || a.claimed.Ranged {
		return false
	}
	switch a.claimed.Hedge {
	case number.MoreThan, number.LessThan, number.AtLeast, number.AtMost:
		return true
	}
	return false
}

// partForWhole says whether a figure of a bare table is that of one part, which the sentence does not name, while it speaks
// of them all: "in all, three million votes were cast".
func (x *index) partForWhole(a *ask, sc *scope, c *candidate) bool {
	if c.kind != "observation" || c.open == 0 || x.measures[c.m].own {
		return false
	}
	for d := range x.dims {
		if code := x.dims[d].Code(int(c.obs[0])); code >= 0 && !x.dims[d].whole[code] && !x.dims[d].labels && len(sc.values[d]) == 0 && x.saysTotal(a.s, d) {
			return true
		}
	}
	return false
}

// without says whether the number counts those who have not: "3,600 went without the vaccine".
func (s *sentence) without(a *ask) bool {
	if a.negated {
		return true
	}
	for i := a.to; i < min(a.to+10, len(s.tokens)); i++ {
		switch s.lower(i) {
		case "without", "lacked", "lack", "lacking", "missed", "missing":
			return s.clause[i] == s.clause[max(a.to-1, 0)]
		}
	}
	return false
}

// makesUp says whether a number is what something makes up of a whole: "cod made up 6,200 tonnes of what was landed".
func (s *sentence) makesUp(a *ask) bool {
	switch s.lower(a.from - 1) {
	case "up":
		w := s.lower(a.from - 2)
		return w == "made" || w == "make" || w == "makes"
	case "for":
		w := s.lower(a.from - 2)
		return w == "accounted" || w == "accounts" || w == "account"
	case "comprised", "constituted":
		return true
	}
	return false
}

// always says whether a sentence speaks of each of several periods: "in every year from 2013 to 2024".
func (s *sentence) always() bool {
	for i := range s.tokens {
		switch s.lower(i) {
		case "every", "each":
			switch s.lower(i + 1) {
			case "year", "month", "quarter", "season", "election", "census", "survey":
				return true
			}
		case "always", "never", "throughout", "consistently":
			return true
		}
	}
	return false
}

// tiny says whether a number of one to three stands against a much larger figure: "two experts said" does not
// count the experts.
func tiny(a *ask, c *candidate) bool {
	v := a.claimed.Number()
	if a.class != clsCount || v == nil || v.Cmp(big.NewRat(3, 1)) > 0 {
		return false
	}
	e := middle(c)
	return e != nil && e.Cmp(big.NewRat(10, 1)) > 0
}

// remote says whether a claim and a figure are so far apart, without being a power of ten apart, that the
// number must be about something else.
func remote(a *ask, c *candidate) bool {
	v, e := a.claimed.Number(), middle(c)
	if v == nil || e == nil || v.Sign() <= 0 || e.Sign() <= 0 {
		return false
	}
	r := new(big.Rat).Quo(v, e)
	if r.Cmp(one) < 0 {
		r.Inv(r)
	}
	if r.Cmp(big.NewRat(15, 1)) < 0 {
		return false
	}
	if a.claimed.Num == 1 && a.claimed.Den > 1 && sameDigits(big.NewRat(a.claimed.Den, 1), e) {
		return false // one in 45 for 45 percent
	}
	return !sameDigits(v, e) && !(c.kind == "ratio" && inverse(v, e))
}

// inverse says whether a multiple is that of the two figures the other way round.
func inverse(v, e *big.Rat) bool {
	r, _ := new(big.Rat).Mul(v, e).Float64()
	return math.Abs(r-1) < 0.015
}

// sameDigits says whether two numbers show the same leading digits: a point may have moved.
func sameDigits(v, e *big.Rat) bool {
	if v.Sign() <= 0 || e.Sign() <= 0 {
		return false
	}
	r, _ := new(big.Rat).Quo(v, e).Float64()
	d := math.Log10(r)
	return math.Abs(d-math.Round(d)) < 0.0065 // 1.5 percent, as two digits show
}

// middle is the best value of a candidate, or an end of its set.
func middle(c *candidate) *big.Rat {
	switch {
	case c.evidence.Value != nil:
		return c.evidence.Value
	case c.evidence.Set.Lo != nil:
		return c.evidence.Set.Lo
	}
	return c.evidence.Set.Hi
}
