package words

import "strings"

// Phrases finds the phrases of a vocabulary in a run of tokens, the longest at each place, in one pass.
// The zero Phrases is empty and ready.
type Phrases struct {
	ids  map[string]int32 // stem → number
	next map[uint64]int32 // state and stem → state
	at   [][]Target       // what ends in a state
}

// A Target is what a phrase stands for, with how surely (1: its own name; less for a word of the same field).
type Target struct {
	ID     int32
	Weight float64
}

// A Match is one phrase found: tokens [From, To).
type Match struct {
	From, To int
	Targets  []Target
	Gap      bool // a word that is not of the phrase stands in it
}

// Add makes phrase stand for target. Marks in it are ignored; an empty phrase is no phrase.
func (p *Phrases) Add(phrase string, target Target) {
	p.AddStems(Stems(phrase), target)
}

// Grow makes room for so many stems in an empty Phrases.
func (p *Phrases) Grow(stems int) {
	p.ids, p.next, p.at = make(map[string]int32, stems), make(map[uint64]int32, 2*stems), make([][]Target, 1, 2*stems+1)
}

// AddStems is Add for a phrase already split.
func (p *Phrases) AddStems(stems []string, target Target) {
	if len(stems) == 0 {
		return
	}
	if p.ids == nil {
		p.ids, p.next, p.at = map[string]int32{}, map[uint64]int32{}, make([][]Target, 1)
	}
	state := int32(0)
	for _, s := range stems {
		id, ok := p.ids[s]
		if !ok {
			id = int32(len(p.ids) + 1)
			p.ids[s] = id
		}
		key := uint64(state)<<32 | uint64(id)
		to, ok := p.next[key]
		if !ok {
			to = int32(len(p.at))
			p.at = append(p.at, nil)
			p.next[key] = to
		}
		state = to
	}
	for i, t := range p.at[state] {
		if t.ID == target.ID {
			p.at[state][i].Weight = max(t.Weight, target.Weight)
			return
		}
	}
	p.at[state] = append(p.at[state], target)
}

// Find appends the matches in tokens to dst: every phrase at every token, shorter ones before longer ones
// that begin at the same place. Hyphens between words are passed over, and inside a phrase of several words
// one word more may stand ("drew world attention"); such a match weighs less.
func (p *Phrases) Find(dst []Match, tokens []Token) []Match {
	if p.ids == nil {
		return dst
	}
	for i := range tokens {
		if tokens[i].Mark {
			continue
		}
		from := len(dst)
		dst = p.walk(dst, tokens, i, i, 0, -1)
		if len(dst) == from || dst[len(dst)-1].To == i+1 {
			dst = p.gapped(dst, tokens, i)
		}
	}
	return dst
}

// walk follows the phrases that begin at token i from state on, at token j; the token skip is passed over.
func (p *Phrases) walk(dst []Match, tokens []Token, i, j int, state int32, skip int) []Match {
	for ; j < len(tokens); j++ {
		if j == skip {
			continue
		}
		if tokens[j].Mark {
			if joins[tokens[j].Stem] && j > i {
				continue
			}
			break
		}
		id, ok := p.ids[tokens[j].Stem]
		if !ok {
			break
		}
		if state, ok = p.next[uint64(state)<<32|uint64(id)]; !ok {
			break
		}
		if t := p.at[state]; t != nil && (skip < 0 || j > skip) {
			dst = append(dst, Match{From: i, To: j + 1, Targets: t, Gap: skip >= 0})
		}
	}
	return dst
}

// gapped looks for a phrase of three words or more, or of two content words, with one word put into it.
func (p *Phrases) gapped(dst []Match, tokens []Token, i int) []Match {
	id, ok := p.ids[tokens[i].Stem]
	if !ok || Function(tokens[i].Lower) || i+2 >= len(tokens) || tokens[i+1].Mark || Function(tokens[i+1].Lower) || tokens[i+1].Number {
		return dst
	}
	if state, ok := p.next[uint64(id)]; ok {
		from := len(dst)
		dst = p.walk(dst, tokens, i, i+1, state, i+1)
		for k := from; k < len(dst); k++ {
			if Function(tokens[dst[k].To-1].Lower) {
				dst = append(dst[:k], dst[k+1:]...)
				k--
			}
		}
	}
	return dst
}

// joins are the marks that may stand inside a phrase.
var joins = map[string]bool{"-": true, "/": true, "’": true, "'": true}

// Known says whether a stem occurs anywhere in the vocabulary.
func (p *Phrases) Known(stem string) bool { _, ok := p.ids[stem]; return ok }

// Stems splits a phrase into the stems of its words.
func Stems(phrase string) []string {
	var buf [usual]Token
	var out []string
	for _, t := range Tokens(buf[:0], phrase, 0) {
		if !t.Mark {
			out = append(out, t.Stem)
		}
	}
	return out
}

// usual is how many words and marks a phrase seldom exceeds.
const usual = 32

// Content splits a phrase into the stems of its words that carry meaning of their own.
func Content(phrase string) []string { return AppendContent(nil, phrase) }

// AppendContent appends the stems of Content to dst.
func AppendContent(dst []string, phrase string) []string {
	var buf [usual]Token
	for _, t := range Tokens(buf[:0], strings.ReplaceAll(phrase, "_", " "), 0) {
		if !t.Mark && !t.Number && !Function(t.Lower) {
			dst = append(dst, t.Stem)
		}
	}
	return dst
}
