package words

import (
	"strings"
	"testing"
	"unicode"
)

func TestStemJoinsForms(t *testing.T) {
	for _, forms := range [][]string{
		{"sterilization", "sterilisation", "sterilizations", "sterilized", "sterilised", "sterilizing"},
		{"vaccinated", "vaccination", "vaccinations", "vaccinate"},
		{"labour", "labor"},
		{"interview", "interviews", "interviewed"},
		{"unemployed", "unemployment"},
		{"killed", "kill", "killings"},
		{"country", "countries"},
		{"died", "deaths", "dead"},
		{"arrest", "arrested", "arrests"},
	} {
		for _, f := range forms {
			if got, want := Stem(f), Stem(forms[0]); got != want {
				t.Errorf("Stem(%q) = %q, Stem(%q) = %q: want one stem", f, got, forms[0], want)
			}
		}
	}
	for _, pair := range [][2]string{{"population", "popular"}, {"death", "debt"}, {"births", "berth"}} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("Stem(%q) = Stem(%q) = %q: want two stems", pair[0], pair[1], Stem(pair[0]))
		}
	}
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Ürümqi’s U.N. office", []string{"urumqi", "un", "office"}},
		{"the U.S.-based group", []string{"the", "us", "based", "group"}},
		{"1,234.5 people", []string{"1,234.5", "people"}},
	} {
		var got []string
		for _, tok := range Tokens(nil, tt.text, 0) {
			if !tok.Mark {
				got = append(got, tok.Lower)
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("Tokens(%q) = %q, want %q", tt.text, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("Tokens(%q) = %q, want %q", tt.text, got, tt.want)
			}
		}
	}
}

func TestPhrasesFindAll(t *testing.T) {
	var p Phrases
	p.Add("birth", Target{1, 1})
	p.Add("birth rate", Target{2, 1})
	p.Add("China as a whole", Target{3, 1})
	tokens := Tokens(nil, "The birth-rate of China as a whole, and births.", 0)
	var got []int32
	for _, m := range p.Find(nil, tokens) {
		got = append(got, m.Targets[0].ID)
	}
	want := []int32{1, 2, 3, 1}
	if len(got) != len(want) {
		t.Fatalf("Find = %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("Find = %v, want %v", got, want)
		}
	}
}

// Endings are looked up by their last letter, and what is left of a word is not made anew: both must be as if
// every ending had been tried in its order.
func TestStemTriesEveryEnding(t *testing.T) {
	for _, e := range endings {
		for _, left := range []string{"a", "ab", "abc", "medic", "organ"} {
			word := left + e.end
			got := ""
			for _, rule := range endingsBy[word[len(word)-1]] {
				if s, ok := strings.CutSuffix(word, rule.end); ok && len(s) >= rule.least {
					got = rule.join(word, s)
					break
				}
			}
			want := ""
			for _, rule := range endings {
				if s, ok := strings.CutSuffix(word, rule.end); ok && len(s) >= rule.least {
					want = s + rule.to
					break
				}
			}
			if got != want {
				t.Errorf("%q without its ending is %q, want %q", word, got, want)
			}
		}
	}
}

func TestPossessives(t *testing.T) {
	for _, tt := range []struct {
		text, lower string
		possessive  bool
	}{
		{"region's", "region", true}, {"Region’s", "region", true}, {"pupils'", "pupils", true}, {"it's", "it", true}, {"s's", "s's", false}, {"s'", "s'", false},
	} {
		got := token(tt.text, 0, len(tt.text))
		if got.Lower != tt.lower || got.Possessive != tt.possessive {
			t.Errorf("token(%q) = %q, possessive %v, want %q, %v", tt.text, got.Lower, got.Possessive, tt.lower, tt.possessive)
		}
	}
}

// Whatever the letters, tokens cover every byte that is no space, in order.
func FuzzTokens(f *testing.F) {
	f.Add("Ürümqi’s U.N. office, 1,234.5 people\u200b")
	f.Add("a.b.c.'x’’ 3.,4 \xff\xfe")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, tok := range Tokens(nil, text, 0) {
			if tok.Start < at || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token [%d, %d) after %d in %q", tok.Start, tok.End, at, text)
			}
			for _, r := range text[at:tok.Start] {
				if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
					t.Fatalf("%q was left out of %q", r, text)
				}
			}
			at = tok.End
		}
	})
}
