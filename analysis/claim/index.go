package claim

import (
	"math/big"
	"slices"
	"strings"
	"sync/atomic"

	"recount/analysis/claim/internal/words"
	"recount/datasets"
)

// An index is a study made ready for linking: its vocabulary, its measures with their units, and for each
// measure and each value of a dimension the observations that have it, in order.
type index struct {
	study    *datasets.Study
	lex      *lexicon
	measures []measure
	dims     []dimension
	sources  map[string]int // id → number of its entity
	stats    []namedStatistic
	place    int // the dimension that says where; -1 if none

	words vocabulary
	years yearColumns
	seen  []atomic.Pointer[fact] // observations already looked at; nil for a long table
}

// A measure is a measure of the study with what linking needs to know of it.
type measure struct {
	datasets.Measure
	unit       datasets.Unit
	class      class
	factor     *big.Rat        // one of its unit in the class's own unit: 1/100000, 1000 for thousands
	own        bool            // it has terms of its own
	parts      int             // how many parts its name has; a name is hit by hitting its parts
	names      [][]string      // those parts, as stems
	head       int             // the part without which it is not meant
	ofPeople   bool            // the first part of its name is a noun for people
	participle int             // the part that is a verb and says what became of what is counted, or -1
	telling    int             // the part that tells it from its siblings, by which alone it may be meant, or -1
	siblings   []int32         // measures whose names share its head
	noun       string          // stem of what is counted
	words      map[string]bool // stems of its title and id
	first      string          // the first of them: what it counts
	obs        []int32
	periods    int            // how many different periods it has
	roots      map[int32]bool // in which trees of places it has rows
	family     *family        // the columns of a wide table that it is one of, or nil
	mean       bool           // a mean, median or typical value
	general    bool           // a rate, mean or share: its rows do not add up
	single     []int32        // for each dimension, the one value that all its rows have, or -1
	onePlace   bool           // all its rows are of one place
	where      int32
}

// A dimension is a dimension of the study with the observations of each of its values.
type dimension struct {
	*datasets.Dimension
	obs      [][]int32
	parent   []int32 // index of the value it is part of, or -1
	children [][]int32
	whole    []bool // values that stand for everybody: "all residents", "total"
	places   bool
	labels   bool    // every observation has its own: it tells, but does not group
	tells    []bool  // for each dimension, whether a value of this one goes with one value of it only: a town tells its county
	root     []int32 // the outermost value that each is part of
	measures []int   // in how many measures each value occurs
}

// newIndex reads the whole study once.
func newIndex(study *datasets.Study) *index {
	x := &index{study: study, lex: newLexicon(study), place: -1, years: findYearColumns(study.Measures)}
	x.indexDimensions()
	x.indexAttributes()
	x.indexMeasures()
	x.indexFamilies()
	x.indexSiblings()
	x.indexSources()
	x.lex.learn(study.Title + " " + study.Description)
	for _, t := range study.Tables {
		x.lex.learn(t.Title)
	}
	if study.Len() <= maxDescribed {
		x.seen = make([]atomic.Pointer[fact], study.Len())
		x.describe()
	}
	return x
}

func (x *index) indexMeasures() {
	all := x.study.Measures
	x.measures = make([]measure, len(all))
	for i := range all {
		m := &x.measures[i]
		m.Measure = all[i]
		m.unit = all[i].Unit
		if m.unit.Noun == "pound" && m.unit.Class == datasets.MeasureUnit && slices.ContainsFunc(words.Content(m.Title+" "+m.ID), func(s string) bool { return moneyWords[s] }) {
			if u, err := datasets.ParseUnit(strings.TrimSuffix(strings.TrimSuffix(m.unit.Text, "s"), "pound") + "pounds sterling"); err == nil {
				m.unit = u // a price in pounds is no weight
			}
		}
		m.class, m.factor = unitClass(m.unit)
		m.general = intensive(m)
		m.mean = slices.ContainsFunc(strings.Fields(strings.ToLower(strings.ReplaceAll(m.ID, "_", " ")+" "+m.Title)), func(w string) bool {
			return w == "mean" || w == "average" || w == "median" || w == "typical"
		})
		m.noun = words.Stem(lastWord(m.unit.Noun))
		m.words = map[string]bool{}
		for _, s := range words.Content(m.Title + " " + m.ID) {
			if m.first == "" {
				m.first = s
			}
			m.words[s] = true
		}
		if x.years.lead[i] == int32(i) {
			x.measureTerms(int32(i), m)
		}
	}
	seen := make([]map[datasets.Period]bool, len(all))
	for i := range x.study.Len() {
		k := int(x.measureOf(int32(i)))
		m := &x.measures[k]
		m.obs = append(m.obs, int32(i))
		for d := range x.dims {
			c := int32(x.dims[d].Code(i))
			switch {
			case len(m.single) <= d:
				m.single = append(m.single, c)
			case m.single[d] != c:
				m.single[d] = -1
			}
		}
		if seen[k] == nil {
			seen[k] = map[datasets.Period]bool{}
		}
		if x.place >= 0 && len(m.roots) < 3 {
			if c := x.dims[x.place].Code(i); c >= 0 {
				if m.roots == nil {
					m.roots = map[int32]bool{}
				}
				m.roots[x.dims[x.place].root[c]] = true
				m.onePlace = len(m.obs) == 1 || m.onePlace && m.where == int32(c)
				m.where = int32(c)
			}
		}
		if p := x.periodOf(int32(i)); p.Stated && len(seen[k]) < 1000 {
			seen[k][p] = true
		}
	}
	for k := range seen {
		x.measures[k].periods = len(seen[k])
	}
}

// measureTerms adds what a measure is called to the vocabulary: its own terms, or the parts of its name.
func (x *index) measureTerms(i int32, m *measure) {
	e := entity{kind: entMeasure, a: i}
	m.own = ownTerms(m)
	for _, t := range m.Terms {
		w := 1.0
		if m.own {
			w = termWeight(t)
		}
		x.lex.add(t, e, w)
		x.lex.learn(t)
	}
	x.lex.add(strings.ReplaceAll(m.ID, "_", " "), e, 1)
	x.lex.add(m.Title, e, 1)
	x.lex.learn(m.Title)
	x.lex.learn(m.unit.Noun)
	if m.own {
		return
	}
	m.names, m.participle = nameParts(m.ID, m.Title, m.unit), -1
	for k, p := range m.names {
		m.parts, m.head = k+1, k
		if len(p) == 1 && m.class == clsCount && participleIn(m.ID, p[0]) {
			m.participle = k
		}
		m.ofPeople = m.ofPeople || k == 0 && len(p) == 1 && peopleStems[p[0]]
		part := entity{kind: entComponent, a: i, b: int32(k)}
		x.lex.addStems(p, part, 1)
		for _, kin := range words.KinOf(p) {
			x.lex.addStems(kin.Stems, part, kinWeight(kin, 0.8))
		}
	}
	if m.parts > 1 && m.participle == m.parts-1 {
		m.head = m.parts - 2 // pupils_carried counts pupils
	}
	x.longerNames(i, m)
	// What the title adds is a name for the whole: "people killed on public roads".
	title, _, _ := strings.Cut(m.Title, ",")
	if stems := words.Content(title); len(stems) > 0 && len(stems) <= 4 {
		x.lex.addStems(words.Stems(title), e, 1)
	}
	weight := 0.7
	if generalName(m.ID) { // a column called percent is named by its title
		weight = 0.8
		for _, w := range words.Content(title) {
			x.lex.addStems([]string{w}, entity{kind: entComponent, a: i}, weight)
		}
	}
	for _, kin := range words.Kin(title) {
		if m.parts == 1 {
			x.lex.addStems(kin.Stems, entity{kind: entComponent, a: i}, kinWeight(kin, weight))
		}
	}
}

// longerNames adds the words of the title that a part of the name shortens: hydropower for hydro_twh.
func (x *index) longerNames(i int32, m *measure) {
	for k, p := range m.names {
		for _, w := range words.Content(m.Title) {
			if len(p) == 1 && len(p[0]) >= 4 && len(w) > len(p[0])+2 && strings.HasPrefix(w, p[0]) {
				x.lex.addStems([]string{w}, entity{kind: entComponent, a: i, b: int32(k)}, 1)
			}
		}
	}
}

// moneyWords are stems of what is counted in money.
var moneyWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range wordSet("price cost income fare ticket rent wage pay salary spending revenue budget turnover profit fee earnings sales debt tax charge expenditure donation grant takings") {
		m[words.Stem(w)] = true
	}
	return m
}()

// generalName says whether all the words of a name fit any statistic.
func generalName(id string) bool {
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(id, "_", " "))) {
		if !words.General(w) {
			return false
		}
	}
	return true
}

// kinWeight is how surely a phrase of the thesaurus stands for what another is the name of.
func kinWeight(kin words.Relative, full float64) float64 {
	if kin.Loose {
		return full * 0.85 // below what makes a measure sure
	}
	return full
}

// participleIn says whether a stem is that of a verb in the name of a column that tells what became of what it counts.
func participleIn(id, stem string) bool {
	for _, w := range strings.Fields(strings.ReplaceAll(strings.ToLower(id), "_", " ")) {
		if len(w) > 4 && strings.HasSuffix(w, "ed") && words.Stem(w) == stem {
			return true
		}
	}
	return false
}

// termWeight is how surely a term alone means its measure: a word that fits any statistic says little.
func termWeight(t string) float64 {
	if len(strings.Fields(t)) > 2 {
		return 1
	}
	for _, w := range strings.Fields(t) {
		w = strings.ToLower(w)
		if !words.Function(w) && !words.General(w) && !weakTerms[w] {
			return 1
		}
	}
	return 0.5
}

// weakTerms are words that curators list but that prose uses for much else.
var weakTerms = wordSet(`people inhabitants residents members records cases notes images pictures officials team groups nations states countries reported experts
	joined against for seats pages references locations sites relatives stay age children women men charges long`)

// intensive says whether the figures of a measure do not add up over places or periods: rates, shares, means,
// temperatures, lengths of stay.
func intensive(m *measure) bool {
	if m.class != clsCount && m.class != clsOther && m.class != clsTime {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(m.ID, "_", " ") + " " + m.Title)) {
		switch strings.Trim(w, ",.()") {
		case "mean", "average", "median", "rate", "share", "percent", "temperature", "index", "price", "age", "per", "level", "highest", "lowest", "maximum", "minimum", "length", "duration", "speed":
			return true
		}
	}
	return m.unit.Class == datasets.QuotientUnit
}

// ownTerms says whether a measure has terms beside the words of its name and title, which the loader fills in.
func ownTerms(m *measure) bool {
	name, title := strings.ToLower(strings.ReplaceAll(m.ID, "_", " ")), strings.ToLower(m.Title)
	for _, t := range m.Terms {
		if t != title && !strings.HasPrefix(name, t) {
			return true
		}
	}
	return false
}

// nameParts splits the name of a column into the parts that each say something: unemployment (rate,
// percent), road + deaths, labour force (thousands). Words that fit any statistic and the unit's own say nothing.
func nameParts(name, title string, u datasets.Unit) [][]string {
	unit := words.Content(u.Noun + " " + u.Name)
	var parts [][]string
	tokens := words.Tokens(nil, strings.ReplaceAll(name, "_", " "), 0)
	for i := 0; i < len(tokens); {
		t := tokens[i]
		if pair, ok := words.Pair(tokens, i); ok {
			parts = append(parts, pair)
			i += len(pair)
			continue
		}
		i++
		if t.Mark || t.Number || words.General(t.Lower) || words.Function(t.Lower) || len(t.Lower) < 2 {
			continue
		}
		if n, err := datasets.ParseUnit(t.Lower); err == nil && n.Class != datasets.CountUnit && n.Class == u.Class && len(parts) > 0 {
			continue // rainfall_mm, electricity_gwh
		}
		parts = append(parts, []string{t.Stem})
	}
	// A unit word in the name ("deaths" in road_deaths, unit "deaths") stays: it is what is counted. Only when
	// something else is left may "percent", "euros" and the like go.
	if len(parts) > 1 {
		kept := parts[:0:0]
		for _, p := range parts {
			if len(p) == 1 && slices.Contains(unit, p[0]) && (u.Class != datasets.CountUnit || !slices.Contains(words.Content(title), p[0])) {
				continue // fare_crowns, which the title calls a fare
			}
			kept = append(kept, p)
		}
		if len(kept) > 0 {
			parts = kept
		}
	}
	if n := len(parts); n > 1 && len(parts[n-1]) == 1 && len(parts[n-1][0]) <= 4 && len(words.KinOf(parts[n-1])) == 0 && (u.Class == datasets.MeasureUnit || u.Class == datasets.MoneyUnit || u.Class == datasets.QuotientUnit) {
		parts = parts[:n-1] // emissions_kt: the unit, shortened
	}
	if len(parts) == 0 {
		if stems := words.Stems(strings.ReplaceAll(name, "_", " ")); len(stems) > 0 {
			parts = [][]string{stems}
		}
	}
	return parts
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// unitClass tells the class of a unit of the study, and its size in the class's own unit.
func unitClass(u datasets.Unit) (class, *big.Rat) { return classOfUnit(u), u.Factor() }

func classOfUnit(u datasets.Unit) class {
	switch u.Class {
	case datasets.CountUnit, datasets.NoUnit:
		return clsCount
	case datasets.FractionUnit:
		return clsShare
	case datasets.PointUnit:
		return clsPoints
	case datasets.RatioUnit:
		return clsRatio
	case datasets.DurationUnit:
		return clsTime
	case datasets.DateUnit:
		return clsDate
	case datasets.ScoreUnit:
		return clsScore
	}
	return clsOther
}

func (x *index) indexDimensions() {
	for d, dim := range x.study.Dimensions() {
		n := len(dim.Values)
		v := dimension{Dimension: dim, obs: make([][]int32, n), parent: make([]int32, n), children: make([][]int32, n), whole: make([]bool, n)}
		byID := make(map[string]int32, n)
		for c := range dim.Values {
			byID[dim.Values[c].ID] = int32(c)
			byID[dim.Values[c].Name] = int32(c)
		}
		proper := 0
		v.root, v.measures = make([]int32, n), make([]int, n)
		for c := range dim.Values {
			v.parent[c] = -1
			if p, ok := byID[dim.Values[c].PartOf]; ok && dim.Values[c].PartOf != "" && int(p) != c {
				v.parent[c] = p
				v.children[p] = append(v.children[p], int32(c))
			}
			v.whole[c] = wholeNames[strings.ToLower(dim.Values[c].Name)] || wholeNames[strings.ToLower(dim.Values[c].ID)] || v.Name != "population" && namesWhole(dim.Values[c].Name)
			if startsUpper(dim.Values[c].Name) {
				proper++
			}
		}
		for i := range x.study.Len() {
			if c := dim.Code(i); c >= 0 {
				v.obs[c] = append(v.obs[c], int32(i))
			}
		}
		x.trees(&v)
		v.places = placeNames[strings.ToLower(dim.Name)]
		if v.places && x.place < 0 || x.place < 0 && proper*2 > n && n > 0 && !otherNames[strings.ToLower(dim.Name)] {
			x.place = d
		}
		x.dims = append(x.dims, v)
		if !v.labels {
			x.dimensionTerms(int32(d), &x.dims[d])
		}
	}
}

// trees finds the outermost value that each value is part of, and counts the measures of each.
func (x *index) trees(v *dimension) {
	used := 0
	for c := range v.Values {
		r := int32(c)
		for range 32 {
			if v.parent[r] < 0 {
				break
			}
			r = v.parent[r]
		}
		v.root[c] = r
		if len(v.obs[c]) > 0 {
			used++
		}
		seen := map[int]bool{}
		for _, i := range v.obs[c][:min(len(v.obs[c]), 500)] {
			seen[int(x.measureOf(i))] = true
		}
		v.measures[c] = len(seen)
	}
	n := 0
	for _, list := range v.obs {
		n += len(list)
	}
	v.labels = used > 20 && n < 2*used && v.Name != "place" && v.Name != "population"
}

// namesWhole says whether a value stands for all others: "Total", "All clinics", but not the hospital All Saints.
func namesWhole(name string) bool {
	low := strings.ToLower(name)
	if wholeNames[low] || strings.HasSuffix(low, " total") {
		return true
	}
	first, rest, ok := strings.Cut(name, " ")
	return ok && wholeNames[strings.ToLower(first)] && !startsUpper(rest)
}

var wholeNames = wordSet("total all overall everyone both all_residents")
var placeNames = wordSet("place country region province state county city district municipality location area territory entity island canton department prefecture town")
var otherNames = wordSet("population party candidate side sex gender category type kind group age sector product item series")

func startsUpper(s string) bool {
	for _, r := range s {
		return strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
	}
	return false
}

// dimensionTerms adds the names and aliases of a dimension's values, and for names of several words the
// words that no other value has: a party's "Green" of "Green Alliance", a surname.
func (x *index) dimensionTerms(d int32, dim *dimension) {
	count := map[string]int{}
	for c := range dim.Values {
		for _, s := range words.Stems(dim.Values[c].Name) {
			count[s]++
		}
	}
	for c := range dim.Values {
		v := &dim.Values[c]
		e := entity{kind: entValue, a: d, b: int32(c), cased: dim.places || x.place == int(d) || dim.Name == "population"}
		whole := e
		if !dim.places && dim.Name != "population" {
			whole.cased = false // the Coal of a table of energy sources is coal
		}
		if dim.whole[c] {
			x.lex.learn(v.Name)
		}
		x.lex.add(v.Name, whole, 1)
		x.lex.learn(v.Name)
		for _, a := range v.Aliases {
			x.lex.add(a, e, 1)
			x.lex.learn(a)
			if others, ok := affirmed(a); ok && denies(v.Name) {
				o := e
				o.other = true
				x.lex.add(others, o, 1)
			}
		}
		if len(v.Aliases) > 0 || len(dim.Values) > 5000 {
			continue
		}
		if !dim.places && len(dim.Values) <= 100 && words.Known(v.Name) {
			for _, kin := range words.Kin(v.Name) { // cardiology is the heart
				if len(kin.Stems) > 1 || count[kin.Stems[0]] == 0 {
					x.lex.addStems(kin.Stems, whole, kinWeight(kin, 0.8))
				}
			}
		}
		for _, w := range strings.Fields(v.Name) {
			w = strings.Trim(w, ",.()\"“”")
			stems := words.Stems(w)
			if len(stems) == 1 && count[stems[0]] == 1 && startsUpper(w) && len(w) > 3 && len(words.Stems(v.Name)) > 1 && !placeKinds[strings.ToLower(w)] {
				x.lex.add(w, e, 0.9)
			}
		}
	}
}

// affirmed takes the negation out of the name of a group that is known by what it did not do: "spoken publicly" out
// of "not spoken publicly". One word is left alone, since it may stand for much else.
func affirmed(name string) (string, bool) {
	_, rest, ok := strings.Cut(" "+name, " not ")
	if !ok {
		_, rest, ok = strings.Cut(" "+name, " never ")
	}
	return rest, ok && strings.Contains(rest, " ")
}

// placeKinds are words of names that say what sort of place or body it is, not which.
var placeKinds = wordSet(`north south east west northern southern eastern western central upper lower new old great saint county province region state
	district city town village prefecture republic kingdom island islands lake river mount hospital school university college party alliance union
	national people's democratic federal united general clinic academy institute library the of and jr junior senior`)

func (x *index) indexSources() {
	x.sources = map[string]int{}
	for i := range x.study.Sources {
		s := &x.study.Sources[i]
		x.sources[s.ID] = i
		e := entity{kind: entSource, a: int32(i)}
		x.lex.add(s.Short, e, 1)
		for _, a := range s.Aliases {
			x.lex.add(a, e, 1)
		}
		x.lex.learn(s.Title + " " + s.Publisher)
	}
}
