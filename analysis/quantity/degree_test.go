package quantity

import "testing"

// Spelling of the superlative: a final e is kept once, y after a consonant becomes i, a single consonant
// after a single short vowel is doubled.
func TestSuperlative(t *testing.T) {
	for _, tt := range []struct{ base, want string }{
		{"large", "largest"}, {"big", "biggest"}, {"early", "earliest"}, {"grey", "greyest"}, {"low", "lowest"},
		{"deep", "deepest"}, {"great", "greatest"}, {"narrow", "narrowest"}, {"clever", "cleverest"}, {"thin", "thinnest"},
		{"flat", "flattest"}, {"shy", "shiest"},
	} {
		if got := superlative(tt.base); got != tt.want {
			t.Errorf("superlative(%q) = %q, want %q", tt.base, got, tt.want)
		}
	}
}
