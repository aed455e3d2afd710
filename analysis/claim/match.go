package claim

import (
	"cmp"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/datasets"
)

// A matched is an observation that a number could be about, with how well the words fit.
type matched struct {
	obs    int32
	score  float64
	m      int32
	timed  bool    // the sentence names its period
	far    bool    // another value of one of its dimensions stands nearer to the number
	noun   bool    // what is counted is surely what the measure counts
	person bool    // people are counted, and the measure counts people
	words  float64 // share of the sentence's words that its description has
	open   int     // dimensions that the sentence leaves open and in which the observation is particular
}

// maxConsidered bounds how many observations are weighed one by one for a number. A number that could be
// about more is not linked.
const maxConsidered = 20_000

// weigh returns the observations of the measures in scope that no word of the sentence excludes, best first.
// want says which classes of unit are of interest.
func (x *index) weigh(s *sentence, a *ask, sc *scope, want func(m *measure) bool) []matched {
	var out []matched
	for _, id := range sortedMeasures(sc.measures) {
		m := &x.measures[id]
		if !want(m) {
			continue
		}
		out = x.weighMeasure(out, s, a, sc, id)
	}
	slices.SortStableFunc(out, func(p, q matched) int {
		if c := cmp.Compare(q.score, p.score); c != 0 {
			return c
		}
		return cmp.Compare(p.obs, q.obs)
	})
	return out
}

func sortedMeasures(ms map[int32]float64) []int32 {
	ids := make([]int32, 0, len(ms))
	for id := range ms {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// weighMeasure weighs the observations of one measure, going through the shortest list that must hold them.
func (x *index) weighMeasure(out []matched, s *sentence, a *ask, sc *scope, id int32) []matched {
	list := x.measures[id].obs
	for d := range sc.values {
		if !x.dims[d].places || len(sc.values[d]) == 0 || len(list) < 1000 {
			continue
		}
		n := 0
		for _, v := range sc.values[d] {
			n += len(x.family(d, v.code))
		}
		if n < len(list) {
			var narrowed []int32
			for _, v := range sc.values[d] {
				narrowed = append(narrowed, x.family(d, v.code)...)
			}
			slices.Sort(narrowed)
			list = slices.Compact(narrowed)
		}
	}
	if len(list) > maxConsidered {
		return out
	}
	for _, i := range list {
		if x.measureOf(i) != id || x.study.IsRepeat(int(i)) {
			continue
		}
		if m, ok := x.score(s, a, sc, id, i); ok {
			out = append(out, m)
		}
	}
	return out
}

// family returns the observations of a value and, if it has none of its own, of its parts.
func (x *index) family(d int, code int32) []int32 {
	dim := &x.dims[d]
	if len(dim.children[code]) == 0 {
		return dim.obs[code]
	}
	all := slices.Clone(dim.obs[code])
	for _, c := range dim.children[code] {
		all = append(all, dim.obs[c]...)
	}
	return all
}

// score weighs one observation; false means that a word of the sentence excludes it.
func (x *index) score(s *sentence, a *ask, sc *scope, id, i int32) (matched, bool) {
	m := matched{obs: i, m: id, score: sc.measures[id]}
	for d := range x.dims {
		add, open, far, ok := x.scoreDimension(a, sc, d, id, i)
		if !ok {
			return m, false
		}
		m.far = m.far || far
		m.score += add
		m.open += open
	}
	timed, add, ok := x.scoreTime(a, sc, id, i)
	if !ok {
		return m, false
	}
	m.timed = timed
	m.far = m.far || timed && add == 0
	m.score += add
	m.score += x.scoreSource(sc, i)
	noun := x.scoreNoun(s, a, id, i)
	m.person = noun > 0 && generalPeople[lastWord(a.q.Counted)] || noun == 0 && generalPeople[lastWord(a.q.Counted)] && !x.measures[id].own && people[strings.TrimSuffix(x.study.UnitOf(int(i)).Noun, "s")] || a.q.Counted == "" && noun == 0
	m.noun = noun > 0 && !m.person || a.q.Per > 100 && a.q.Counted != "" && x.measures[id].words[words.Stem(lastWord(a.q.Counted))]
	m.words = x.overlap(sc, i)
	m.score += noun + 0.5*m.words
	return m, true
}

// scoreDimension weighs what the sentence says of one dimension against the observation's value.
func (x *index) scoreDimension(a *ask, sc *scope, d int, id, i int32) (add float64, open int, far, ok bool) {
	dim := &x.dims[d]
	code := int32(dim.Code(int(i)))
	named := sc.values[d]
	if dim.places {
		named = x.withoutVenues(d, named)
	}
	if code < 0 || dim.labels {
		return 0, 0, false, true
	}
	only := x.measures[id].single[d] == code && !dim.places
	if len(named) == 0 {
		switch {
		case x.toldByOther(sc, d, i):
			return 0, 0, false, true
		case only:
			return 0, 0, false, true
		case dim.whole[code]:
			return 0.02, 0, false, true
		case len(dim.Values) == 1:
			return 0, 0, false, true
		case dim.places && x.measures[id].onePlace:
			return 0, 0, false, true
		case dim.places:
			return -0.1, 1, false, true
		case dim.Name == "population" && dim.parent[code] < 0:
			return 0, 0, false, true // a group that is part of no other: all there is
		}
		return -0.3, 1, false, true
	}
	nearest, rival := named[0].sep, 1<<20
	for _, v := range named {
		nearest = min(nearest, v.sep)
		if v.code != code && !dim.isPart(code, v.code) && (!dim.places || dim.root[v.code] == dim.root[code] || len(x.measures[id].roots) > 1) { // the group that it is part of is no rival
			if !slices.ContainsFunc(named, func(u near) bool { return u.code == code && a.s.coordinated(v, u) }) {
				rival = min(rival, v.sep)
			}
		}
	}
	best, hit, exact := -1.0, false, false
	for _, v := range named {
		w := 0.35 * v.weight * nearness(v.sep)
		if v.sep > nearest+8 {
			w *= 0.5 // another value stands nearer
		}
		switch {
		case v.code == code:
			best, hit, exact = max(best, w), true, true
			far = v.sep > rival+3 && (dim.places || a.op != opShare) // a share names its base beside its part
		case dim.isPart(code, v.code) && !dim.whole[code]:
			best, hit = max(best, 0.25*w), true // a part of what is named: "one county of …"
			open = 1
		case !dim.places && dim.isPart(v.code, code):
			best, hit = max(best, -0.1), true // the group that the named one is part of
		case !dim.places && dim.whole[code]:
			best, hit = max(best, -0.3), true // the whole, where a group is named
			far = !exact
		}
	}
	if exact {
		open = 0
	}
	if hit {
		return best, open, far, true
	}
	if dim.places && len(x.measures[id].roots) < 3 && !x.within(dim, named, id) {
		return -0.02, 0, false, true // the signatories of a letter to the UN about Xinjiang are counted at the UN
	}
	switch {
	case only && sc.measures[id] >= 0.95:
		return -0.05, 0, false, true
	case dim.places, dim.Name != "population":
		return 0, 0, false, false
	case only:
		return -0.05, 0, false, true // all rows of the measure are of one group: nobody names it
	}
	return -0.45, 1, true, true
}

// coordinated says whether two names stand in one row of adjectives and nouns: the "Uyghur" and the "groups" of "Uyghur,
// human rights and interest groups".
func (s *sentence) coordinated(v, u near) bool {
	if v.from < 0 || u.from < 0 {
		return false
	}
	if v.from > u.from {
		v, u = u, v
	}
	row := false
	for i := v.to; i < u.from; i++ {
		w := s.lower(i)
		row = row || w == "and" || w == ","
		if s.tokens[i].Number || s.tokens[i].Mark && w != "," || w != "and" && words.Function(w) || isVerbForm(w) {
			return false
		}
	}
	return row && u.from-v.to <= 6
}

// toldByOther says whether a value that the sentence names tells this dimension's: the line its region.
func (x *index) toldByOther(sc *scope, d int, i int32) bool {
	for e := range x.dims {
		if x.dims[e].tells[d] && slices.ContainsFunc(sc.values[e], func(v near) bool { return int(v.code) == x.dims[e].Code(int(i)) }) {
			return true
		}
	}
	return false
}

// withoutVenues leaves out the places at which the study knows only that something happened: a parliament's seat
// says nothing about whose votes were counted there.
func (x *index) withoutVenues(d int, named []near) []near {
	venue := func(v near) bool {
		list := x.dims[d].obs[v.code]
		if len(list) == 0 || len(list) > 20 || x.dims[d].measures[v.code] > 1 {
			return false
		}
		return x.measures[x.measureOf(list[0])].class == clsDate
	}
	if !slices.ContainsFunc(named, venue) {
		return named
	}
	return slices.DeleteFunc(slices.Clone(named), venue)
}

// within says whether a place that is named lies in one of the wholes of which the measure has rows.
func (x *index) within(dim *dimension, named []near, id int32) bool {
	return slices.ContainsFunc(named, func(v near) bool { return x.measures[id].roots[dim.root[v.code]] })
}

// isPart says whether value c is part of value whole, at any remove.
func (d *dimension) isPart(c, whole int32) bool {
	for range 32 {
		c = d.parent[c]
		if c < 0 {
			return false
		}
		if c == whole {
			return true
		}
	}
	return false
}

// scoreTime weighs the periods of the sentence against the observation's.
func (x *index) scoreTime(a *ask, sc *scope, id, i int32) (timed bool, add float64, ok bool) {
	p := x.periodOf(i)
	if len(sc.times) == 0 || !p.Stated {
		return false, 0, true
	}
	if run, ok := sc.run(a); ok {
		return run.Equal(p), map[bool]float64{true: 0.3, false: 0}[run.Equal(p)], run.Equal(p) || p.Contains(run) || x.measures[id].own && p.Overlaps(run)
	}
	t, only := sc.timeFor(a)
	if fitsTime(p, t) || x.measures[id].class == clsTime && t.period.Precision < datasets.ToYear && startsOrEnds(p, t.period) {
		return true, 0.25, true
	}
	if !only && !a.levelFrom && !a.levelTo { // another year of the sentence may be meant
		for _, u := range sc.times {
			if fitsTime(p, u) {
				return true, 0, true // scored as far: the nearer year is another
			}
		}
	}
	if t.since || x.measures[id].periods <= 1 || x.published(i, t.period) {
		return false, -0.1, true
	}
	return false, 0, false
}

// timeFor chooses the period that belongs to the number: the one right behind it, the earliest for "from x",
// the latest for "to x", else the nearest. only says that there is no other.
func (sc *scope) timeFor(a *ask) (timeAt, bool) {
	best := sc.times[0]
	if a.levelTo || a.levelFrom {
		for _, t := range sc.times {
			if t.from >= a.to && t.from-a.to <= 1 && !t.span && t.role != start {
				return t, len(sc.times) == 1 // "to 6.13 in 2018 and to 3.69 in 2019"
			}
		}
	}
	for _, t := range sc.times[1:] {
		switch {
		case a.levelFrom:
			if t.period.Compare(best.period) < 0 {
				best = t
			}
		case a.levelTo:
			if t.period.Compare(best.period) > 0 {
				best = t
			}
		default:
			if gap(a, t) < gap(a, best) {
				best = t
			}
		}
	}
	return best, len(sc.times) == 1
}

func gap(a *ask, t timeAt) int {
	d := 0
	switch {
	case t.from >= a.to:
		d = t.from - a.to
	case a.from >= t.to:
		d = a.from - t.to + 1
	}
	for i := min(t.to, a.to); i < max(t.from, a.from) && i < len(a.s.clause); i++ {
		if a.s.tokens[i].Stem == "," {
			d += 4
		}
		if i > 0 && a.s.clause[i] != a.s.clause[i-1] {
			d += 6
		}
	}
	return d
}

// fitsTime says whether the observation's period is the one named, or lies in it.
func fitsTime(p datasets.Period, t timeAt) bool {
	if t.since {
		return p.Overlaps(t.period) && p.From >= t.period.From || p.OpenEnd && p.Overlaps(t.period)
	}
	return p.Equal(t.period) || t.period.Contains(p)
}

// startsOrEnds says whether a stretch of time begins or ends in a period: the years from August 2018 are known by it.
func startsOrEnds(p, t datasets.Period) bool {
	return !p.OpenStart && !p.OpenEnd && p.From < p.To && (p.From >= t.From && p.From <= t.To || p.To >= t.From && p.To <= t.To)
}

// published says whether the period is when the observation's source came out: "the 2022 report" names no
// year of data.
func (x *index) published(i int32, p datasets.Period) bool {
	k := x.study.SourceOf(int(i))
	if k < 0 {
		return false
	}
	d, err := datasets.ParsePeriod(x.study.Sources[k].Date)
	return err == nil && (p.Contains(d) || d.Contains(p))
}

// scoreSource prefers the source that the sentence names.
func (x *index) scoreSource(sc *scope, i int32) float64 {
	if len(sc.sources) == 0 {
		return 0
	}
	k := int32(x.study.SourceOf(int(i)))
	if slices.Contains(sc.sources, k) {
		return 0.15
	}
	return -0.05
}

// scoreNoun asks whether what is counted is what the measure counts.
func (x *index) scoreNoun(s *sentence, a *ask, id, i int32) float64 {
	if a.class != clsCount || a.q.Counted == "" {
		return 0
	}
	m := &x.measures[id]
	head := words.Stem(lastWord(a.q.Counted))
	u := x.study.UnitOf(int(i))
	if head == words.Stem(lastWord(u.Noun)) || head != "person" && slices.Contains(a.kinOf(head), words.Stem(lastWord(u.Noun))) || datasets.SameNoun(lastWord(a.q.Counted), u.Noun) {
		return 0.15
	}
	for _, t := range s.mentions { // the counted noun is itself one of the study's words for it
		if t.to <= s.tokenAt(a.q.CountedStart) || t.from >= s.tokenAt(max(a.q.CountedEnd-1, 0))+1 {
			continue
		}
		switch t.kind {
		case entMeasure, entComponent:
			if t.a == id && (m.own || s.tokens[t.to-1].End >= a.q.CountedEnd || m.head != int(t.b)) {
				return 0.2 // but building permits are no buildings
			}
		case entValue:
			if int32(x.dims[t.a].Code(int(i))) == t.b && !x.dims[t.a].places {
				return 0.2 // it is they who are counted, or whose votes or operations are
			}
		}
	}
	if of := s.behindNoun(a); s.lower(of) == "of" && !m.own && slices.ContainsFunc(s.mentions, func(t mention) bool {
		return t.kind == entValue && t.from == of+1 && int32(x.dims[t.a].Code(int(i))) == t.b && x.place != int(t.a)
	}) {
		return 0.15 // "8,110 works of non-fiction"
	}
	if a.partitive && slices.ContainsFunc(s.mentions, func(t mention) bool {
		return (t.kind == entMeasure || t.kind == entComponent) && t.a == id && t.weight > 0.75 && t.from > a.to && beVerbs[s.lower(t.from-1)]
	}) {
		return 0.15 // "65 of the 150 members were women"
	}
	if u.Noun == "vote" && voters[head] || x.membersOf(head, i) {
		return 0.15
	}
	switch {
	case people[strings.TrimSuffix(u.Noun, "s")] && (head == "person" || m.words[head] || peopleStems[head] || roles[head] && m.own), words.General(a.q.Counted):
		return 0
	case m.first == head:
		return 0
	}
	return -0.35
}

// voters are those whose votes are counted.
var voters = func() map[string]bool {
	m := map[string]bool{}
	for w := range wordSet("member state country nation government delegation lawmaker legislator mep senator deputy representative") {
		m[words.Stem(w)] = true
	}
	return m
}()

// membersOf says whether what is counted is a word for the group that an observation is about: the members of
// a council, whose votes are counted.
func (x *index) membersOf(head string, i int32) bool {
	for d := range x.dims {
		dim := &x.dims[d]
		c := dim.Code(int(i))
		if c < 0 || dim.places || dim.labels || dim.Name != "population" || dim.whole[c] {
			continue
		}
		if slices.Contains(x.firstWords(d, c), head) {
			return true
		}
	}
	return false
}

// firstWords are the stems that the names of a value begin with.
func (x *index) firstWords(d, c int) []string {
	if x.words.first != nil && x.words.first[d] != nil {
		return x.words.first[d][c]
	}
	v := &x.dims[d].Values[c]
	var out []string
	for _, name := range append([]string{v.Name}, v.Aliases...) {
		if f := words.Content(name); len(f) > 0 {
			out = append(out, f[0])
		}
	}
	return out
}

// generalPeople are nouns for anybody.
var generalPeople = wordSet("people person persons individual individuals human humans inhabitant resident")

// people are nouns of units that count human beings.
var people = wordSet(`person people inhabitant resident woman man child adult death birth detainee prisoner worker patient pupil student voter citizen victim`)

// roles are stems of nouns for people by what they do or undergo.
var roles = func() map[string]bool {
	m := map[string]bool{}
	for w := range wordSet(`defendant official delegate member suspect convict accused offender witness survivor interviewee respondent participant employee officer politician
		lawmaker scholar academic researcher expert cadre villager farmer trainee inmate internee captive hostage minor juvenile teenager demonstrator protester rioter civilian
		migrant refugee laborer labourer representative diplomat envoy volunteer passenger user client customer guest visitor parent relative teacher doctor nurse writer artist`) {
		m[words.Stem(w)] = true
	}
	return m
}()

// peopleStems are the stems of people.
var peopleStems = func() map[string]bool {
	m := map[string]bool{}
	for w := range people {
		m[words.Stem(w)] = true
	}
	return m
}()
