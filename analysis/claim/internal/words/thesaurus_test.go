package words

import (
	"slices"
	"testing"
)

// A phrase of several words has relatives of its own, and not those of the words in it.
func TestKinOfTheLongestPhrase(t *testing.T) {
	kin := func(phrase string) (sure, loose []string) {
		for _, r := range Kin(phrase) {
			if len(r.Stems) != 1 {
				continue
			}
			if r.Loose {
				loose = append(loose, r.Stems[0])
			} else {
				sure = append(sure, r.Stems[0])
			}
		}
		return sure, loose
	}
	scored, maybe := kin("goals scored")
	conceded, _ := kin("goals conceded")
	for _, tt := range []struct {
		list []string
		stem string
		want bool
	}{
		{scored, Stem("netted"), true}, {scored, Stem("struck"), false}, {maybe, Stem("struck"), true},
		{conceded, Stem("leaked"), true}, {conceded, Stem("netted"), false}, {scored, Stem("leaked"), false},
	} {
		if got := slices.Contains(tt.list, tt.stem); got != tt.want {
			t.Errorf("%q among %q: %v, want %v", tt.stem, tt.list, got, tt.want)
		}
	}
	if !Known("natural gas") || Known("natural gas of the north") || Known("Anna Berg") {
		t.Error("Known takes a part of a phrase for the whole, or no phrase for one")
	}
}

// Each line of the thesaurus has two phrases or more, none twice, and no phrase that is nothing but grammar.
func TestThesaurusLines(t *testing.T) {
	for _, c := range loadThesaurus().clusters {
		if len(c) < 2 {
			t.Errorf("%v stands alone", c)
		}
		for _, r := range c {
			if len(r.Stems) == 0 || len(r.Stems) == 1 && len(r.Stems[0]) < 2 {
				t.Errorf("%v has the phrase %q", c, r.Stems)
			}
		}
	}
}
