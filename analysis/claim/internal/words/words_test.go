package words

import "testing"

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
