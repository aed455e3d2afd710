package words

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed thesaurus.txt
var thesaurusText string

// A cluster is a set of phrases, as stems, that statistics use for the same thing.
type cluster [][]string

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
			stems := Stems(phrase)
			c = append(c, stems)
			t.heads.AddStems(stems, Target{ID: int32(len(t.clusters)), Weight: 1})
		}
		t.clusters = append(t.clusters, c)
	}
	return t
})

// Kin returns the phrases, as stems, that stand in a cluster of the thesaurus whose first phrase, or
// another phrase that is no longer than one word, occurs in phrase; the given phrase itself excluded.
func Kin(phrase string) [][]string {
	t := loadThesaurus()
	tokens := Tokens(nil, strings.ReplaceAll(phrase, "_", " "), 0)
	var out [][]string
	for _, m := range t.heads.Find(nil, tokens) {
		for _, target := range m.Targets {
			for _, p := range t.clusters[target.ID] {
				out = append(out, p)
			}
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
				if len(p) == 1 {
					out = append(out, p[0])
				}
			}
		}
	}
	return out
}
