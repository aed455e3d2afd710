package claim

import (
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/quantity"
	"recount/datasets"
)

// A scope is what the words around a number say it is about. It is made anew for each number: which
// measure, place or year a word belongs to depends on where the number stands.
type scope struct {
	measures map[int32]float64 // how surely each measure is meant, 0 to about 1.2
	own      bool              // a measure is named in the sentence itself
	tokens   []words.Token     // of the sentence
	sure     map[int32]bool    // the measures that the sentence names by a telling word, near the number
	values   [][]near          // for each dimension, the values named, nearest first
	times    []timeAt
	sources  []int32
	ids      []int32 // of the stems that the study's descriptions know
	weights  []float64
	all      float64
	stems    []string // content words of the sentence, sorted
	mentions []mention
	called   *callNames // of the mentions; made on first use
	partly   []int32    // measures of whose name less than half is named
	open     []int32    // measures named by no more than the noun that others share
	deed     bool       // a verb unknown to the study tells what became of those who are counted
	doubtful bool       // the counted noun is narrower than the rows: enough to agree, not to disagree
	carried  bool       // some of it comes from an earlier sentence
	unknown  string     // a word that narrows what is counted and that the study does not know
	compared bool       // it is what another scope is compared with, by place or group
}

// A near is one value named, and how near.
type near struct {
	code     int32
	sep      int
	from, to int
	weight   float64
	carried  bool
	other    bool // named by what the others did
}

// A topic is what earlier sentences leave to later ones: what was last named, by dimension.
type topic struct {
	measures map[int32]float64
	values   [][]int32
	class    class // of the last number that was linked
	base     *big.Rat
	unit     string
	per      int64
	year     int // of the last date written with one
	block    int
}

// nearness turns a separation into a factor: full beside the number, never less than 0.6 in its sentence.
func nearness(sep int) float64 { return 0.6 + 0.4*math.Exp(-float64(sep)/12) }

// hits collects which parts of a measure's name a sentence names.
type hits struct {
	whole float64
	part  [8]float64
}

// scopeOf reads the scope of a number. Mentions in [a.refFrom, a.refTo) belong to what it is compared with.
func (x *index) scopeOf(s *sentence, a *ask, qs []quantity.Quantity, top *topic) scope {
	sc := scope{measures: map[int32]float64{}, sure: map[int32]bool{}, values: make([][]near, len(x.dims)), stems: s.contentStems(), tokens: s.tokens, mentions: s.mentions}
	found := map[int32]*hits{}
	for _, m := range s.mentions {
		if m.kind == entValue && x.place == int(m.a) && s.insideUnit(m, qs) {
			// "40 out of every 100 Northern Main trains": the name still says whose
		} else if s.insideUnit(m, qs) || a.op != opLevel && a.op != opShare && m.from >= a.from && m.to <= a.to {
			continue // the percent of "grew by 20 percent" names no column in percent
		}
		inRef := m.from >= a.refFrom && m.to <= a.refTo && a.refTo > 0
		sep := s.separation(a.from, a.to, m.from, m.to, qs)
		switch m.kind {
		case entMeasure, entComponent:
			if x.lent(s, m) {
				continue
			}
			h := found[m.a]
			if h == nil {
				h = &hits{}
				found[m.a] = h
			}
			w := m.weight * nearness(sep)
			if m.weight > 0.75 && sep <= 30 && (m.kind == entMeasure || x.measures[m.a].parts == 1 || m.b == int32(x.measures[m.a].head) || m.b == int32(x.measures[m.a].telling)) {
				sc.sure[m.a] = true
			}
			if m.kind == entMeasure {
				h.whole = max(h.whole, w)
			} else if m.b < 8 {
				h.part[m.b] = max(h.part[m.b], w)
			}
		case entValue:
			if !inRef && !s.ownNumber(a, m, qs) && !s.thatOfOther(a, m) && !s.othersReference(a, m) && !s.countedByOther(a, m, qs) {
				sc.addNear(m, sep)
			}
		case entSource:
			sc.sources = append(sc.sources, m.a)
		}
	}
	for id, h := range found {
		w, part := x.measures[id].hitFor(h, generalPeople[lastWord(a.q.Counted)])
		if w > 0 {
			sc.measures[id] = w
			sc.own = true
		}
		if part {
			sc.partly = append(sc.partly, id)
		}
	}
	x.tellApart(s, a, &sc, qs)
	x.byNoun(s, a, &sc)
	x.byMean(s, a, &sc)
	x.byGroup(s, a, &sc, qs)
	x.keepNamed(s, &sc, found)
	x.byPeople(s, a, &sc)
	x.onlyPeople(s, a, &sc)
	x.byUnit(a, &sc)
	x.byKind(a, &sc)
	year := 0
	if top != nil {
		year = top.year
	}
	sc.times = s.times(nil, qs, year)
	sc.carry(x, s, a, top)
	if !s.speaksOfMeans() {
		maps.DeleteFunc(sc.measures, func(id int32, _ float64) bool { return x.measures[id].mean && x.measures[id].own })
	}
	return sc
}

// speaksOfMeans says whether a sentence has a word for a mean: without one, "sentenced to five years" is no mean.
func (s *sentence) speaksOfMeans() bool {
	for i := range s.tokens {
		switch s.lower(i) {
		case "average", "averaged", "averages", "averaging", "mean", "median", "typical", "typically":
			return true
		}
	}
	return false
}

// hit says how surely the parts found name the measure: all of them, or its head and most of the others.
func (m *measure) hit(h *hits) float64 {
	if m.parts == 0 {
		return h.whole
	}
	if h.part[min(m.head, 7)] == 0 {
		if m.telling >= 0 {
			return max(h.whole, 0.9*h.part[min(m.telling, 7)])
		}
		return h.whole
	}
	sum := 0.0
	for k := range min(m.parts, 8) {
		sum += h.part[k]
	}
	share := sum / float64(m.parts)
	if share < 0.5 {
		share = 0
	}
	return max(h.whole, share)
}

// hitFor is hit for one number. Where it counts people, a noun for people in the measure's name need not be named: "6,748
// people were waiting" are patients. part says that no more than half of the name is named, and that not beside the number.
func (m *measure) hitFor(h *hits, people bool) (w float64, part bool) {
	if people && m.ofPeople && m.parts == 2 && h.part[0] == 0 && h.part[1] > 0 {
		return max(h.whole, 0.95*h.part[1]), false
	}
	if w = m.hit(h); w == 0 && m.parts == 2 && h.part[min(m.head, 7)] >= 0.6 {
		return 0.5 * h.part[min(m.head, 7)], true
	}
	return w, false
}

// countedByOther says whether a mention stands in what another number counts: in "interviews with 40 people, 24
// of them women" the women are the 24.
func (s *sentence) countedByOther(a *ask, m mention, qs []quantity.Quantity) bool {
	start, end := s.tokens[m.from].Start, s.tokens[m.to-1].End
	if a.q.CountedEnd > a.q.CountedStart && start < a.q.CountedEnd && end > a.q.CountedStart || a.class != clsCount {
		return false
	}
	for k, i := range s.quants {
		q := &qs[i]
		if k == a.k || calendar(q.Kind) {
			continue
		}
		if q.CountedEnd > q.CountedStart && start >= q.CountedStart && end <= q.CountedEnd {
			return true
		}
		t := s.tokenAt(q.End-1) + 1
		if s.lower(t) == "of" && (s.lower(t+1) == "them" || s.lower(t+1) == "whom") && m.from >= t+2 && m.from <= t+4 {
			return true
		}
	}
	return false
}

// ownNumber says whether a name behind the number has one of its own right after it: in "the first party got
// 903,515 votes and the second 1,112,760" the second party is no subject of the first number.
func (s *sentence) ownNumber(a *ask, m mention, qs []quantity.Quantity) bool {
	if m.from < a.to {
		return false
	}
	for k, i := range s.quants {
		if k != a.k && !calendar(qs[i].Kind) && s.tokenAt(qs[i].Start) == m.to && s.clause[m.from] == s.clause[min(m.to, len(s.clause)-1)] {
			return true
		}
	}
	return false
}

// othersReference says whether a mention belongs to what another number is compared with: in "nine times the
// national rate, at 243 per 100,000" the nation is no place of the 243.
func (s *sentence) othersReference(a *ask, m mention) bool {
	for _, r := range s.refs {
		if r.k != a.k && m.from >= r.from && m.to <= r.to {
			return true
		}
	}
	return false
}

// insideUnit says whether a mention is part of a rate's or a share's own unit: the inhabitants of "per
// 100,000 inhabitants" do not make it a number about population.
func (s *sentence) insideUnit(m mention, qs []quantity.Quantity) bool {
	for _, i := range s.quants {
		q := &qs[i]
		if s.tokens[m.from].Start >= q.CountedStart && s.tokens[m.to-1].End <= q.CountedEnd && q.CountedEnd < q.End {
			continue // one Norvale resident in every 243
		}
		if q.Per <= 1 && q.Den == 0 || s.tokens[m.from].Start < q.NumStart || s.tokens[m.to-1].End > q.End {
			continue
		}
		after := m.from - 1 // the base stands behind the last number of the span
		for after >= 0 && s.tokens[after].Start >= q.NumStart && !s.tokens[after].Number && s.tokens[after].Start >= q.NumEnd {
			after--
		}
		if after >= 0 && s.tokens[after].Number && s.tokens[after].Start > q.NumStart || q.Den > 0 {
			return true
		}
	}
	return false
}

// byUnit adds the one measure of a study that has the number's unit: where only one is in millimetres, "168
// millimetres" says which. It needs a value of a dimension named beside it, and says less than a name.
func (x *index) byUnit(a *ask, sc *scope) {
	if len(sc.measures) > 0 || a.class == clsCount || a.class == clsTime || a.class == clsDate || a.class == clsOrdinal || a.class == clsNone || a.class == clsRatio || x.described() {
		return
	}
	named := false
	for d := range sc.values {
		named = named || len(sc.values[d]) > 0
	}
	if !named {
		return
	}
	unit, err := datasets.ParseUnit(a.q.Unit)
	only := int32(-1)
	for id := range x.measures {
		m := &x.measures[id]
		fits := m.class == a.class && (a.class != clsOther && a.class != clsTime || err == nil && unit.Mixes(m.unit) == nil)
		if a.class == clsPoints || a.op == opDifference && a.class == clsShare {
			fits = m.class == clsShare
		}
		if !fits {
			continue
		}
		if only >= 0 {
			return
		}
		only = int32(id)
	}
	if only >= 0 && sc.measures[only] < unitAlone {
		sc.measures[only] = unitAlone
		sc.sure[only] = true
	}
}

// byKind adds the measures that count what a dimension tells apart, where the sentence names its values and no
// measure: in a table of offences by kind, "assaults were as common as robberies" is about offences.
func (x *index) byKind(a *ask, sc *scope) {
	if len(sc.measures) > 0 || x.described() {
		return
	}
	for d := range sc.values {
		dim := &x.dims[d]
		if len(sc.values[d]) == 0 || sc.values[d][0].carried || dim.places {
			continue
		}
		kind := words.Stem(strings.ToLower(dim.Name))
		for id := range x.measures {
			if m := &x.measures[id]; m.class == clsCount && m.noun == kind {
				sc.measures[int32(id)] = unitAlone
			}
		}
	}
}

// unitAlone is how surely a unit alone means its measure.
const unitAlone = 0.62

// byNoun adds the one bare column whose unit is what the number counts: guests, where the column of arrivals is in
// thousand guests and others are not.
func (x *index) byNoun(s *sentence, a *ask, sc *scope) {
	if a.class != clsCount || a.q.Counted == "" || a.op != opLevel {
		return
	}
	head := words.Stem(lastWord(a.q.Counted))
	if peopleGeneral[head] {
		return
	}
	only := int32(-1)
	for id := range x.measures {
		m := &x.measures[id]
		if m.own {
			return
		}
		if m.class == clsCount && len(m.obs) > 0 && m.noun == head {
			if only >= 0 {
				return
			}
			only = int32(id)
		}
	}
	if only < 0 || slices.ContainsFunc(s.mentions, func(m mention) bool { // "borrowers took out 8,110 books": loans, not the stock
		counted := s.tokens[m.from].Start >= a.q.CountedStart && s.tokens[m.to-1].End <= a.q.CountedEnd
		return (m.kind == entMeasure || m.kind == entComponent) && m.a != only && m.weight > 0.75 && !counted && x.measures[m.a].class == clsCount
	}) {
		return
	}
	sc.measures[only] = max(sc.measures[only], 1)
}

// peopleGeneral are the stems of nouns for anybody.
var peopleGeneral = stemSet("people person persons individual individuals inhabitant resident")

// byMean leaves out, beside the bare columns of a mean, those of sums where the sentence gives a mean: "crowds at the
// games averaged 9,000" counts no games.
func (x *index) byMean(s *sentence, a *ask, sc *scope) {
	if a.op != opLevel || !s.averages(a) {
		return
	}
	mean := func(id int32, w float64) bool { return x.measures[id].mean && !x.measures[id].own && w >= 0.5 }
	for id, w := range sc.measures {
		if mean(id, w) {
			class := x.measures[id].class
			maps.DeleteFunc(sc.measures, func(o int32, v float64) bool {
				return x.measures[o].class == class && !x.measures[o].own && !mean(o, v)
			})
			return
		}
	}
}

// described says whether the study's measures have terms of their own: then a unit alone says nothing.
func (x *index) described() bool {
	for id := range x.measures {
		if x.measures[id].own {
			return true
		}
	}
	return false
}

// byGroup adds the measures of a group that is counted by its own name: "26 former detainees" names no
// measure, but a row of the study counts just them.
func (x *index) byGroup(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) {
	if a.class != clsCount && a.class != clsShare {
		return
	}
	for d := range sc.values {
		if x.dims[d].places {
			continue
		}
		for _, v := range sc.values[d] {
			if v.carried || x.dims[d].whole[v.code] {
				continue
			}
			w := 0.75 * v.weight * nearness(v.sep)
			if x.counts(s, a, v) {
				x.byHead(sc, d, v.code, w)
			}
			if len(x.dims[d].obs[v.code]) > 60 || x.dims[d].measures[v.code] > 3 || x.ambiguousGroup(sc, d, v) {
				continue
			}
			for _, i := range x.dims[d].obs[v.code] {
				id := x.measureOf(i)
				if c := x.measures[id].class; (c == clsCount || c == clsShare) && w > sc.measures[id] {
					sc.measures[id] = w
				}
			}
		}
	}
}

// byPeople adds the measure that counts inhabitants where people are counted and nothing says for what: "the
// number of Uyghurs", "the prefecture had 2.5 million people", "nine in ten people there were Uyghur".
func (x *index) byPeople(s *sentence, a *ask, sc *scope) {
	if a.class != clsCount && a.class != clsShare || a.q.Per > 100 {
		return
	}
	for id := range sc.measures {
		if c := x.measures[id].class; !x.measures[id].words[populationStem] && (c == a.class || c == clsCount) && sc.sure[id] {
			return
		}
	}
	w, sure := 0.0, false
	switch {
	case generalPeople[lastWord(a.q.Counted)] && !a.partitive:
		w = 0.7
		sure = s.placeBefore(a.from) && holds[s.lower(a.from-1)] || a.class == clsShare && a.q.Counted != "people" && a.q.Counted != "person"
	case s.numberOf(x, sc):
		w, sure = 0.8, true
	}
	if w == 0 {
		return
	}
	for id := range x.measures {
		if m := &x.measures[id]; m.class == clsCount && m.words[populationStem] && m.first == populationStem {
			sc.measures[int32(id)] = max(sc.measures[int32(id)], w)
			sc.sure[int32(id)] = sc.sure[int32(id)] || sure
		}
	}
}

// onlyPeople adds the one column of a bare table that counts people, where people are counted and nothing says for what:
// "351,900 people flew out of the airport". It is enough to agree by, for a telling number.
func (x *index) onlyPeople(s *sentence, a *ask, sc *scope) {
	if len(sc.measures) > 0 || a.class != clsCount || a.op != opLevel || !generalPeople[lastWord(a.q.Counted)] || a.partitive || !unlikely(a) || x.described() {
		return
	}
	only := int32(-1)
	for id := range x.measures {
		m := &x.measures[id]
		if m.class != clsCount || !peopleNouns[m.noun] {
			continue
		}
		if only >= 0 {
			return
		}
		only = int32(id)
	}
	if only >= 0 {
		sc.measures[only] = unitAlone
	}
}

// peopleNouns are the stems of units that count people, whatever they are there for.
var peopleNouns = stemSet("person people inhabitant resident visitor passenger spectator guest pupil student patient customer viewer tourist traveller reader member voter")

// holds are the verbs by which a place has inhabitants.
var holds = wordSet("had has have numbered numbers counted counts held houses housed of")

// numberOf says whether the sentence speaks of the number of a group of the study: "the number of Uyghurs", "the
// Uyghurs numbered".
func (s *sentence) numberOf(x *index, sc *scope) bool {
	for _, m := range s.mentions {
		if m.kind != entValue || x.dims[m.a].places || x.dims[m.a].Name != "population" {
			continue
		}
		if before := s.lower(m.from - 2); s.lower(m.from-1) == "of" && (before == "number" || before == "numbers") || s.lower(m.to) == "numbered" || s.lower(m.to) == "number" && m.to-m.from == 1 && s.plural(m.from) {
			return true
		}
	}
	return false
}

// plural says whether the word at token i ends as plurals do.
func (s *sentence) plural(i int) bool { return strings.HasSuffix(s.lower(i), "s") }

// counts says whether a value is what the number counts: its name stands in the counted noun phrase.
func (x *index) counts(s *sentence, a *ask, v near) bool {
	return a.class == clsCount && a.q.CountedEnd > a.q.CountedStart && v.from >= 0 &&
		s.tokens[v.from].Start < a.q.CountedEnd && s.tokens[v.to-1].End > a.q.CountedStart && s.tokens[v.to-1].End >= a.q.CountedEnd
}

// byHead adds the measures that count a group's heads: "11.6 million Uyghurs" is a number of people.
func (x *index) byHead(sc *scope, d int, code int32, w float64) {
	for id := range x.measures {
		m := &x.measures[id]
		if m.class != clsCount || !m.words[populationStem] || w <= sc.measures[int32(id)] {
			continue
		}
		for _, i := range x.dims[d].obs[code] {
			if x.measureOf(i) == int32(id) && !x.study.IsReported(int(i)) {
				sc.measures[int32(id)] = w
				break
			}
		}
	}
}

var populationStem = words.Stem("population")

// ambiguousGroup says whether the same words name a wider group too: "Uyghurs" are first of all Uyghurs,
// not those of them who were interviewed.
func (x *index) ambiguousGroup(sc *scope, d int, v near) bool {
	for _, u := range sc.values[d] {
		if u.code != v.code && u.from == v.from && u.to == v.to && x.dims[d].measures[u.code] > 3 {
			return true
		}
	}
	return false
}

func (sc *scope) addNear(m mention, sep int) {
	list := sc.values[m.a]
	for i := range list {
		if list[i].code == m.b {
			if sep < list[i].sep {
				list[i].sep, list[i].from, list[i].to, list[i].weight, list[i].other = sep, m.from, m.to, m.weight, m.other
			}
			return
		}
	}
	sc.values[m.a] = append(list, near{code: m.b, sep: sep, from: m.from, to: m.to, weight: m.weight, other: m.other})
}

// carry fills in from earlier sentences what this one leaves open: the measure only if the sentence names
// none that fits, a place if it names none, a year if it names none.
func (sc *scope) carry(x *index, s *sentence, a *ask, top *topic) {
	if top == nil {
		return
	}
	if !sc.fits(x, a) {
		pointing := !sc.own && s.pointsBack()
		for id, w := range top.measures {
			if w *= 0.7; w > sc.measures[id] {
				sc.measures[id] = w
				sc.carried = true
				if pointing && top.measures[id] >= 0.8 && len(top.measures) == 1 {
					sc.sure[id] = true
				}
			}
		}
	}
	for d := range sc.values {
		if d >= len(top.values) || len(top.values[d]) == 0 {
			continue
		}
		if len(sc.values[d]) > 0 {
			if x.dims[d].places && s.pointsBack() { // "its rate was 15.88, above the 12.43 of China"
				for _, code := range top.values[d] {
					sc.addNear(mention{entity: entity{kind: entValue, a: int32(d), b: code}, from: 0, to: 1, weight: 0.8}, min(a.from, 20))
				}
			}
			continue
		}
		for _, code := range top.values[d] {
			sc.values[d] = append(sc.values[d], near{code: code, sep: 40, from: -1, to: -1, weight: 0.7, carried: true})
		}
		sc.carried = true
	}
}

// pointsBack says whether a sentence goes on about what the last one named: "it was", "their number", "in
// February there were".
func (s *sentence) pointsBack() bool {
	for i := range min(len(s.tokens), 8) {
		switch s.lower(i) {
		case "it", "its", "their", "they", "there", "that", "this", "those":
			return true
		case "number", "figure", "total", "rate", "count":
			if s.lower(i-1) == "the" {
				return true
			}
		}
	}
	return false
}

// fits says whether the sentence itself names a measure whose unit the number could have.
func (sc *scope) fits(x *index, a *ask) bool {
	for id := range sc.measures {
		m := &x.measures[id]
		if m.class == a.class || a.op != opLevel || a.class == clsShare && m.class == clsCount {
			return true
		}
	}
	return false
}

// contentStems returns the stems of the sentence's content words.
func (s *sentence) contentStems() []string {
	if s.stems != nil {
		return s.stems
	}
	list := make([]string, 0, len(s.tokens))
	for _, t := range s.tokens {
		if !t.Mark && !t.Number && !words.Function(t.Lower) {
			list = append(list, t.Stem)
		}
	}
	slices.Sort(list)
	s.stems = slices.Compact(list)
	return s.stems
}

// remember moves the topic on after a sentence.
func (t *topic) remember(x *index, s *sentence, qs []quantity.Quantity, block int) {
	if t.values == nil || t.block != block && !s.heading {
		// A new paragraph keeps the places of the last one and forgets its measures.
		if t.values == nil {
			t.values = make([][]int32, len(x.dims))
		}
		t.measures = nil
		t.block = block
	}
	found := map[int32]*hits{}
	fresh := make([][]int32, len(x.dims))
	for _, m := range s.mentions {
		switch m.kind {
		case entMeasure, entComponent:
			h := found[m.a]
			if h == nil {
				h = &hits{}
				found[m.a] = h
			}
			if m.kind == entMeasure {
				h.whole = max(h.whole, m.weight)
			} else if m.b < 8 {
				h.part[m.b] = max(h.part[m.b], m.weight)
			}
		case entValue:
			if x.dims[m.a].places || x.dims[m.a].Name != "population" {
				fresh[m.a] = append(fresh[m.a], m.b)
			}
		}
	}
	now := map[int32]float64{}
	for id, h := range found {
		if w := x.measures[id].hit(h); w > 0 {
			now[id] = w
		}
	}
	if len(now) > 0 {
		t.measures = now
	}
	for _, i := range s.quants {
		if q := &qs[i]; (q.Kind == quantity.Date || q.Kind == quantity.Year) && q.From.Year > 0 {
			t.year = q.From.Year
		}
	}
	for d, codes := range fresh {
		if len(codes) > 0 {
			t.values[d] = codes
		}
	}
}

// thatOfOther says whether a name behind the number belongs to a second subject: "fell by 48.7 percent, that of
// all of China by 15.7 percent".
func (s *sentence) thatOfOther(a *ask, m mention) bool {
	for i := a.to; i+1 < m.from; i++ {
		if w := s.lower(i); (w == "that" || w == "those") && (s.lower(i+1) == "of" || s.lower(i+1) == "in" || s.lower(i+1) == "for") && !beVerbs[s.lower(i-1)] {
			return true
		}
	}
	return false
}
