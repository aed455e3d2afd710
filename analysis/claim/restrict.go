package claim

import (
	"slices"

	"recount/analysis/claim/internal/words"
	"recount/analysis/quantity"
)

// groupWords name parts of a population. Where the study does not know the word, a number about that part
// is not the number of the whole.
var groupWords = wordSet(`men women man woman male female males females boys girls boy girl youth youths young younger youngsters teenagers teenage teens adolescents
	elderly older seniors pensioners retired children minors infants babies toddlers adults mothers fathers parents widows students pupils graduates
	foreigners foreign foreign-born migrants immigrants natives citizens refugees rural urban married unmarried single divorced disabled
	cyclists pedestrians motorcyclists drivers passengers truck lorry bus tram motorway motorways highway rail railway
	white black hispanic asian christian muslim jewish catholic protestant veterans soldiers farmers workers part-time full-time temporary
	private public state-run self-employed long-term short-term under-25s under-18s over-65s first-time primary secondary junior senior capital`)

// restrictor returns a word that narrows what a number counts and that the study does not know: the youth
// of "youth unemployment", the cyclists of "cyclists made up 29 of the people killed", a place that is not
// in the tables. Such a number is about something else than the rows it resembles.
func (x *index) restrictor(s *sentence, a *ask, sc *scope, qs []quantity.Quantity) string {
	covered := make([]bool, len(s.tokens))
	for _, m := range s.mentions {
		for i := m.from; i < m.to; i++ {
			covered[i] = true
		}
	}
	for _, q := range s.quants {
		for i := s.tokenAt(qs[q].Start); i < len(s.tokens) && s.tokens[i].Start < qs[q].End; i++ {
			covered[i] = true
		}
	}
	if w := x.modifier(s, sc, covered); w != "" {
		return w
	}
	if w := x.extreme(s, sc); w != "" {
		return w
	}
	if w := x.unknownGroup(s, a, sc, covered); w != "" {
		return w
	}
	if w := x.rateOfOthers(s, a, sc, covered); w != "" {
		return w
	}
	return x.unknownPlace(s, a, sc, covered)
}

// modifier looks at the word right before a measure's name.
func (x *index) modifier(s *sentence, sc *scope, covered []bool) string {
	top := 0.0
	for _, w := range sc.measures {
		top = max(top, w)
	}
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || sc.measures[m.a] == 0 || x.measures[m.a].own && m.to-m.from > 1 {
			continue
		}
		if !x.measures[m.a].own && (isVerbForm(s.lower(m.from)) || m.to-m.from > 1 && beVerbs[s.lower(m.from)]) {
			continue // "coal plants generated": who did it narrows nothing
		}
		i := m.from - 1
		if i >= 1 && s.tokens[i].Stem == "-" {
			i--
		}
		if i < 0 || covered[i] || s.tokens[i].Mark || s.tokens[i].Number || s.tokens[i].Possessive {
			continue
		}
		w := s.tokens[i]
		if x.measures[m.a].own && !narrowing[w.Lower] {
			continue
		}
		if words.Neutral(w.Lower) || x.lex.known[w.Stem] || upWords[w.Lower] || downWords[w.Lower] || isVerbForm(w.Lower) || adverb(w.Lower) {
			continue
		}
		return w.Lower
	}
	return ""
}

// extreme looks for "the lowest temperature" where the table has means: an extreme of the days is no mean.
func (x *index) extreme(s *sentence, sc *scope) string {
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || sc.measures[m.a] == 0 || x.measures[m.a].own || !x.measures[m.a].words["mean"] && !x.measures[m.a].words["averag"] {
			continue
		}
		switch w := s.lower(m.from - 1); w {
		case "lowest", "highest", "maximum", "minimum", "record", "peak":
			return w
		}
	}
	return ""
}

// narrowing are modifiers that make another measure of one with terms of its own: infant mortality is no
// death rate.
var narrowing = wordSet("infant child maternal youth teenage female male neonatal juvenile adult elderly rural urban foreign annual-average excess follow-up draft interim")

// isVerbForm takes words that end as verbs do: "claimed lives", "saw joblessness", "counted deaths".
func isVerbForm(w string) bool {
	switch w {
	case "saw", "see", "sees", "had", "have", "has", "got", "hit", "held", "kept", "put", "lost", "won", "took", "take", "takes", "show", "shows", "showed", "cost", "sent", "went", "came", "gave", "found",
		"became", "drove", "brought", "left", "met", "ran", "stood", "sold", "paid", "spent", "cast", "beat", "drew", "polled",
		"struck", "let", "fell", "rose", "shut", "grew", "lent", "felt", "read", "rode", "flew", "built", "bought", "caught", "taught", "bred", "laid", "dug", "swept":
		return true
	}
	n := len(w)
	return n > 4 && (w[n-2:] == "ed" || w[n-3:] == "ing")
}

func adverb(w string) bool { n := len(w); return n > 4 && w[n-2:] == "ly" }

// unknownGroup looks for words that name a part of a population.
func (x *index) unknownGroup(s *sentence, a *ask, sc *scope, covered []bool) string {
	for i, t := range s.tokens {
		if covered[i] || t.Mark || !groupWords[t.Lower] || x.lex.known[t.Stem] || t.Lower == "black" && s.lower(i-1) == "the" && s.lower(i-2) == "in" || t.Cap && i > 0 && i+1 < len(s.tokens) && s.tokens[i+1].Cap { // in the black; the White House
			continue
		}
		if a.q.CountedEnd > a.q.CountedStart && t.Start < a.q.CountedEnd && t.End > a.q.CountedStart && unlikely(a) {
			sc.doubtful = true // "341 women were admitted to Maternity": the rows do not say women, but the number is telling
			continue
		}
		return t.Lower
	}
	return ""
}

// rateOfOthers looks for a group or a place whose rate is given and which the rate's table does not tell
// apart: "the birth rate of the Hui in Xinjiang", "the Han birth rate".
func (x *index) rateOfOthers(s *sentence, a *ask, sc *scope, covered []bool) string {
	if a.q.Per <= 100 {
		return ""
	}
	for _, m := range s.mentions {
		if m.kind != entMeasure && m.kind != entComponent || sc.measures[m.a] == 0 {
			continue
		}
		of := m.to
		if w := s.lower(of); w == "of" || w == "among" || w == "for" {
			of++
			if s.lower(of) == "the" {
				of++
			}
			if of < len(s.tokens) && !covered[of] && s.tokens[of].Cap && !s.tokens[of].Number && !s.tokens[of].Mark {
				return s.tokens[of].Lower
			}
		}
		for _, v := range s.mentions {
			if v.kind != entValue || v.from != of && v.to != m.from || x.dims[v.a].places || x.dims[v.a].whole[v.b] {
				continue
			}
			if !x.tells(m.a, v.a) {
				return s.lower(v.from)
			}
		}
	}
	return ""
}

// placed says whether a measure that the sentence names has rows for places: the tenure of an officer has none, and
// so a name before it is no place.
func (x *index) placed(s *sentence, sc *scope) bool {
	for _, m := range s.mentions {
		if (m.kind == entMeasure || m.kind == entComponent) && sc.sure[m.a] && !x.tells(m.a, int32(x.place)) {
			return false
		}
	}
	return true
}

// tells says whether some row of a measure names a value of the dimension.
func (x *index) tells(measure, dim int32) bool {
	for _, i := range x.measures[measure].obs {
		if c := x.dims[dim].Code(int(i)); c >= 0 && !x.dims[dim].whole[c] {
			return true
		}
	}
	return false
}

// unknownPlace looks for a proper name that stands where a place would, in a sentence that names no place
// of the study by itself.
func (x *index) unknownPlace(s *sentence, a *ask, sc *scope, covered []bool) string {
	if name := x.unknownSubject(s, sc, covered); name != "" {
		return name
	}
	if name := x.placedAhead(s, covered); name != "" && !s.namesPlace(x) {
		return name
	}
	if x.place < 0 || !x.dims[x.place].places {
		if name := x.elsewhere(s, covered); name != "" || x.place < 0 {
			return name
		}
	}
	for _, v := range sc.values[x.place] {
		if !v.carried && x.dims[x.place].parent[v.code] < 0 && len(x.dims[x.place].children[v.code]) == 0 || !v.carried && !x.studied(s, covered) {
			return ""
		}
	}
	if len(s.tokens) > 1 && s.tokens[0].Cap && s.tokens[0].Possessive && !covered[0] && covered[1] && !words.Neutral(s.tokens[0].Lower) && x.placed(s, sc) {
		return s.text[s.tokens[0].Start-s.span.Start : s.tokens[0].End-s.span.Start] // "Tibet's birth rate"
	}
	if len(s.tokens) > 1 && s.tokens[0].Cap && !covered[0] && !words.Neutral(s.tokens[0].Lower) && !x.lex.known[s.tokens[0].Stem] && (s.tokens[0].Possessive && x.placed(s, sc) || subjectVerbs[s.lower(1)] || s.tokens[1].Stem == "," && !adverb(s.tokens[0].Lower) && !everywhere[s.tokens[0].Lower]) {
		return s.text[s.tokens[0].Start-s.span.Start : s.tokens[0].End-s.span.Start]
	}
	for i := 1; i < len(s.tokens); i++ {
		t := s.tokens[i]
		if !covered[i] && t.Cap && !t.Number && owns[s.lower(i+1)] && a.q.Per > 100 && !monthNames[t.Lower] {
			return s.text[t.Start-s.span.Start : t.End-s.span.Start]
		}
		if covered[i] || t.Mark || t.Number || !t.Cap || x.lex.known[t.Stem] || monthNames[t.Lower] || weekdays[t.Lower] {
			continue
		}
		switch s.lower(i - 1) {
		case "in", "at", "near", "across", "throughout", "neighbouring", "neighboring", "inside", "outside", "of":
			return s.text[t.Start-s.span.Start : t.End-s.span.Start]
		}
		if t.Possessive || subjectVerbs[s.lower(i+1)] || s.lower(i-1) == "the" && s.lower(i-2) == "of" {
			return s.text[t.Start-s.span.Start : t.End-s.span.Start]
		}
	}
	return ""
}

// elsewhere looks, beside a table without places, for an unknown name where a place would stand: "the electricity
// generated in Lorvia", "Lorvia’s grid".
func (x *index) elsewhere(s *sentence, covered []bool) string {
	for i := range s.tokens {
		t := s.tokens[i]
		if covered[i] || !s.lowerCap(i) || words.Neutral(t.Lower) || x.lex.known[t.Stem] || monthNames[t.Lower] || weekdays[t.Lower] || len(t.Lower) < 4 {
			continue
		}
		switch s.lower(i - 1) {
		case "in", "across", "throughout", "neighbouring", "neighboring":
			return s.text[t.Start-s.span.Start : t.End-s.span.Start]
		}
		if t.Possessive && (i == 0 || !s.tokens[i-1].Cap) {
			return s.text[t.Start-s.span.Start : t.End-s.span.Start]
		}
	}
	return ""
}

// placedAhead looks for an unknown name with which the sentence is set in another place: "In Ohio, …", "In
// neighbouring Tarsk, …".
func (x *index) placedAhead(s *sentence, covered []bool) string {
	if w := s.lower(0); w != "in" && w != "at" && w != "over" {
		return ""
	}
	i := 1
	for i < 4 && !s.lowerCap(i) && (words.Neutral(s.lower(i)) || s.lower(i) == "neighbouring" || s.lower(i) == "neighboring" || s.lower(i) == "nearby") {
		i++
	}
	n := i
	for s.lowerCap(n) && !covered[n] && !x.lex.known[s.tokens[n].Stem] && !monthNames[s.lower(n)] {
		n++
	}
	if n == i || n >= len(s.tokens) || s.tokens[n].Stem != "," {
		return ""
	}
	return s.text[s.tokens[i].Start-s.span.Start : s.tokens[n-1].End-s.span.Start]
}

// lowerCap says whether token i is a word with a capital letter.
func (s *sentence) lowerCap(i int) bool {
	return i < len(s.tokens) && s.tokens[i].Cap && !s.tokens[i].Mark && !s.tokens[i].Number
}

// namesPlace says whether the sentence names a value of a dimension of places.
func (s *sentence) namesPlace(x *index) bool {
	return slices.ContainsFunc(s.mentions, func(m mention) bool { return m.kind == entValue && x.dims[m.a].places })
}

// unknownSubject looks for a name of two words or more with which the sentence begins, where it names no value of
// any dimension: "The Moor Tramway carried 1.8 million", of which the table of lines knows nothing. One word
// is enough before a verb of having or making in a table without places.
func (x *index) unknownSubject(s *sentence, sc *scope, covered []bool) string {
	for d := range sc.values {
		for _, v := range sc.values[d] {
			if !v.carried && !x.dims[d].whole[v.code] {
				return ""
			}
		}
	}
	i := 0
	for i < len(s.tokens) && i < 2 && (words.Neutral(s.lower(i)) || s.lower(i) == "neighbouring" || s.lower(i) == "neighboring") {
		i++
	}
	if comma := slices.IndexFunc(s.tokens, func(t words.Token) bool { return t.Stem == "," }); comma > 0 && comma < 8 && s.lowerCap(comma+1) && !covered[comma+1] && settings[s.lower(0)] {
		i = comma + 1 // "Across the county line, Pellwick enrolled …"
	}
	n := i
	for n < len(s.tokens) && s.tokens[n].Cap && !s.tokens[n].Mark && !s.tokens[n].Number && !covered[n] && !x.lex.known[s.tokens[n].Stem] && !monthNames[s.lower(n)] {
		n++
	}
	if n-i >= 2 || n-i == 1 && i > 0 && (x.place < 0 || i > 2) && (subjectVerbs[s.lower(n)] || isVerbForm(s.lower(n))) && !sayingVerbs[s.lower(n)] {
		return s.text[s.tokens[i].Start-s.span.Start : s.tokens[n-1].End-s.span.Start]
	}
	return ""
}

// settings begin a phrase that says where or when something was.
var settings = wordSet("in at on across beyond outside inside near over under behind by during after before since until throughout around")

// sayingVerbs follow the name of one who tells.
var sayingVerbs = wordSet("said says reported reports found finds wrote writes noted estimated counted put told claimed announced published")

// everywhere are words for all places of a table.
var everywhere = wordSet("nationwide countrywide statewide worldwide citywide overall together altogether combined elsewhere")

// subjectVerbs follow a place that has, counts or loses something.
var subjectVerbs = wordSet("had has gave saw recorded counted reported registered won lost spent used employed built sold produced elected cast got received measured")

// owns are the verbs by which a place has a rate, also one that the study's texts mention in passing.
var owns = wordSet("had has saw recorded registered")

// studied says whether a study knows its places' parts, so that an unknown name beside a known one can be a
// part or a neighbour that is not in the tables: "the courts of Ili prefecture in Xinjiang".
func (x *index) studied(s *sentence, covered []bool) bool {
	for i := 1; i < len(s.tokens); i++ {
		if t := s.tokens[i]; !covered[i] && t.Cap && !t.Number && !x.lex.known[t.Stem] && placeKinds[s.lower(i+1)] {
			return true
		}
	}
	return false
}

var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday")
