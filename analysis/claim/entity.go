package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/claim/internal/words"
	"recount/datasets"
)

// An entityKind says what a phrase of the study's vocabulary stands for.
type entityKind uint8

const (
	entMeasure   entityKind = iota // a measure, by one of its own terms
	entComponent                   // one word of a measure's name that has no terms of its own
	entValue                       // a value of a dimension: a place, a population, a side …
	entSource                      // a source
	entTotal                       // a whole that the study has no row of: "across the country"
)

// An entity is what a phrase can stand for.
type entity struct {
	kind  entityKind
	a, b  int32 // measure; measure and component; dimension and value; source
	cased bool  // a proper name: its capital matters ("Dune" is no dune). add takes it as leave to ask for one
	other bool  // named by what the others did: those who had spoken, of a group that had not
}

// A lexicon holds every phrase of a study's vocabulary, and every word that occurs in it anywhere.
type lexicon struct {
	phrases  words.Phrases
	entities []entity
	known    map[string]bool // stems of all words of titles, labels and notes: a modifier in here narrows nothing unknown
	ids      map[entityKey]int32
	scratch  []string
	voices   map[string][]entity // "against", which says who only behind a number: "17 for, 19 against"
}

// An entityKey tells entities apart; the phrase by which one was found is not part of it.
type entityKey struct {
	kind  entityKind
	a, b  int32
	cased bool
	other bool
}

// newLexicon returns a lexicon with room for the words of a study.
func newLexicon(study *datasets.Study) *lexicon {
	n := 8*len(study.Measures) + len(study.Sources)
	for _, d := range study.Dimensions() {
		n += 2 * min(len(d.Values), 5000)
	}
	l := &lexicon{known: make(map[string]bool, n), ids: make(map[entityKey]int32, n/2)}
	l.phrases.Grow(n)
	return l
}

// add makes phrase stand for e, with the given weight.
func (l *lexicon) add(phrase string, e entity, weight float64) {
	phrase = strings.TrimSpace(phrase)
	if phrase == "" {
		return
	}
	if e.kind == entValue && (phrase == "against" || phrase == "for") {
		if l.voices == nil {
			l.voices = map[string][]entity{}
		}
		l.voices[phrase] = append(l.voices[phrase], e)
		return
	}
	stems := words.Stems(phrase)
	if len(stems) == 0 || len(stems) == 1 && (len(stems[0]) < 2 || words.Function(strings.ToLower(phrase))) {
		return
	}
	first, _ := utf8.DecodeRuneInString(phrase)
	e.cased = unicode.IsUpper(first) && (e.kind == entSource || e.kind == entValue && e.cased)
	l.addStems(stems, e, weight)
}

func (l *lexicon) addStems(stems []string, e entity, weight float64) {
	key := entityKey(e)
	id, ok := l.ids[key]
	if !ok {
		id = int32(len(l.entities))
		l.ids[key] = id
		l.entities = append(l.entities, e)
	}
	l.phrases.AddStems(stems, words.Target{ID: id, Weight: weight})
	for _, s := range stems {
		l.known[s] = true
	}
}

// learn records the words of a descriptive text as known to the study.
func (l *lexicon) learn(text string) {
	l.scratch = words.AppendContent(l.scratch[:0], text)
	for _, s := range l.scratch {
		l.known[s] = true
	}
}

// A mention is one phrase of the vocabulary found in a sentence.
type mention struct {
	entity
	from, to int // tokens, to excluded
	weight   float64
	gap      bool // a word that is not of the phrase stands in it
}

// mentions finds what the tokens of a sentence name. Proper names need their capital. Of two names of one
// kind, one inside the other, the longer one stands: "birth rate" is not also "birth".
func (l *lexicon) mentions(dst []mention, tokens []words.Token, scratch *[]words.Match) []mention {
	*scratch = l.phrases.Find((*scratch)[:0], tokens)
	from := len(dst)
	for _, m := range *scratch {
		for _, t := range m.Targets {
			e := l.entities[t.ID]
			if e.cased && !tokens[m.From].Cap {
				continue
			}
			if e.kind == entValue && t.Weight < 1 && m.From > 0 && tokens[m.From].Cap && tokens[m.From-1].Cap && !words.Function(tokens[m.From-1].Lower) && placeKinds[tokens[m.From-1].Lower] {
				continue // the Southern Main is not the Northern Main, also called the Main
			}
			w := t.Weight
			if m.Gap {
				if e.kind == entValue || e.kind == entSource {
					continue // a name is a name
				}
				w *= 0.85
			}
			dst = append(dst, mention{entity: e, from: m.From, to: m.To, weight: w, gap: m.Gap})
		}
	}
	dst = dst[:from+len(longest(dst[from:], tokens))]
	for i := 1; i < len(tokens) && len(l.voices) > 0; i++ {
		end := i+1 == len(tokens) || tokens[i+1].Mark || tokens[i+1].Lower == "and" || tokens[i+1].Lower == "with"
		if t := tokens[i]; tokens[i-1].Number && end || !end && tokens[i+1].Lower == "it" || votedBefore(tokens, i) {
			for _, e := range l.voices[t.Lower] {
				dst = append(dst, mention{entity: e, from: i, to: i + 1, weight: 1})
			}
		}
	}
	return dst
}

// votedBefore says whether "against" or "for" at token i follows a verb of voting: "voted in October against
// debating it".
func votedBefore(tokens []words.Token, i int) bool {
	reach := 6
	if tokens[i].Lower == "for" {
		reach = 1
	}
	for j := i - 1; j >= max(i-reach, 0) && !tokens[j].Mark; j-- {
		switch tokens[j].Lower {
		case "voted", "vote", "votes", "voting":
			return true
		}
	}
	return false
}

// longest keeps the mentions that lie in no longer mention of their kind.
func longest(ms []mention, tokens []words.Token) []mention {
	all := slices.Clone(ms)
	kept := ms[:0]
	for i := range all {
		for j := i - 1; j >= 0 && all[j].to > all[i].from; j-- { // "solar power" names the solar column as well as "solar" does
			if n := &all[j]; n.kind == all[i].kind && n.a == all[i].a && within(all[i], *n, tokens) {
				n.weight = max(n.weight, all[i].weight)
			}
		}
		for j := i + 1; j < len(all) && all[j].from == all[i].from; j++ {
			if n := &all[j]; n.kind == all[i].kind && n.a == all[i].a && within(all[i], *n, tokens) {
				n.weight = max(n.weight, all[i].weight)
			}
		}
	}
	for i, m := range all {
		inside := false
		for j := i - 1; j >= 0 && !inside && all[j].from+maxPhrase > m.from; j-- {
			inside = within(m, all[j], tokens)
		}
		for j := i + 1; j < len(all) && !inside && all[j].from == m.from; j++ {
			inside = within(m, all[j], tokens)
		}
		if !inside {
			kept = append(kept, m)
		}
	}
	return kept
}

// maxPhrase is longer than any phrase of a vocabulary.
const maxPhrase = 24

// within says whether mention m lies in n, is shorter, and of the same kind.
func within(m, n mention, tokens []words.Token) bool {
	if n.gap && m.from == n.from+1 && m.to == n.from+2 || n.from > m.from || n.to < m.to || n.to-n.from <= m.to-m.from {
		return false
	}
	more := false // "of the interviewees" says no more than "interviewees"
	for i := n.from; i < n.to; i++ {
		more = more || (i < m.from || i >= m.to) && !tokens[i].Mark && !words.Function(tokens[i].Lower)
	}
	if !more {
		return false
	}
	if m.kind == entValue || n.kind == entValue {
		return m.kind == n.kind && m.a == n.a
	}
	return (m.kind == entSource) == (n.kind == entSource)
}
