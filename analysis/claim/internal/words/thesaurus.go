package words

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed thesaurus.txt
var thesaurusText string

// A Relative is a phrase, as stems, that statistics use for the same thing as another.
type Relative struct {
	Stems []string
	Loose bool // it means other things too
}

// A cluster is a set of phrases that are each other's relatives.
type cluster []Relative

type thesaurus struct {
	clusters []cluster
	heads    Phrases // phrase → cluster
}

var loadThesaurus = sync.OnceValue(func() *thesaurus {
	t := &thesaurus{}
	for line := range strings.Lines(thesaurusText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		var c cluster
		for phrase := range strings.SplitSeq(line, ",") {
			phrase, loose := strings.CutSuffix(strings.TrimSpace(phrase), "~")
			stems := Stems(phrase)
			c = append(c, Relative{stems, loose})
			if !loose {
				t.heads.AddStems(stems, Target{ID: int32(len(t.clusters)), Weight: 1})
			}
		}
		t.clusters = append(t.clusters, c)
	}
	return t
})

// Kin returns the phrases that stand in a cluster of the thesaurus with a phrase that occurs in the given one; of
// two such phrases one inside the other the longer one counts.
func Kin(phrase string) []Relative {
	return kin(Tokens(nil, strings.ReplaceAll(phrase, "_", " "), 0))
}

// Known says whether the whole of a phrase stands in the thesaurus.
func Known(phrase string) bool {
	tokens := Tokens(nil, phrase, 0)
	found := loadThesaurus().heads.Find(nil, tokens)
	return slices.ContainsFunc(found, func(m Match) bool { return m.From == 0 && m.To == len(tokens) && !m.Gap })
}

// KinOf is Kin for a phrase already split into stems.
func KinOf(stems []string) []Relative {
	tokens := make([]Token, len(stems))
	for i, s := range stems {
		tokens[i].Stem = s
	}
	return kin(tokens)
}

func kin(tokens []Token) []Relative {
	t := loadThesaurus()
	found := t.heads.Find(nil, tokens)
	var out []Relative
	for _, m := range found {
		inside := slices.ContainsFunc(found, func(n Match) bool { return n.From <= m.From && n.To >= m.To && n.To-n.From > m.To-m.From })
		if inside {
			continue
		}
		for _, target := range m.Targets {
			out = append(out, t.clusters[target.ID]...)
		}
	}
	return out
}

// Pair returns the stems of the phrase of two or more words of the thesaurus that begins at token i, such
// as "labour force".
func Pair(tokens []Token, i int) ([]string, bool) {
	end := 1
	for _, m := range loadThesaurus().heads.Find(nil, tokens[i:]) {
		if m.From > 0 {
			break
		}
		end = max(end, m.To)
	}
	if end == 1 {
		return nil, false
	}
	var stems []string
	for _, t := range tokens[i : i+end] {
		stems = append(stems, t.Stem)
	}
	return stems, true
}

// AnyKin says whether a stem shares a cluster of the thesaurus with one of the stems.
func AnyKin(stem string, stems []string) bool {
	for _, kin := range Kindred(stem) {
		if slices.Contains(stems, kin) {
			return true
		}
	}
	return false
}

// Kindred returns the single words, as stems, that share a cluster of the thesaurus with a stem.
func Kindred(stem string) []string {
	t := loadThesaurus()
	var out []string
	for _, m := range t.heads.Find(nil, []Token{{Stem: stem}}) {
		for _, target := range m.Targets {
			for _, p := range t.clusters[target.ID] {
				if len(p.Stems) == 1 && !p.Loose {
					out = append(out, p.Stems[0])
				}
			}
		}
	}
	return out
}
