package claim

import (
	"testing"

	"recount/analysis/quantity"
)

// What is written as two numbers, or as none, is read as one; each of two keeps its place.
func TestCompounds(t *testing.T) {
	for _, tt := range []struct {
		text    string
		want    string // value and unit or counted noun of the number read
		n       int    // how many numbers there are
		joints  int
		counted bool
	}{
		{"The crossing takes 2 hours and 48 minutes.", "168 minute", 1, 1, false},
		{"The wait was 5 years, 3 years less than before.", "5 year", 2, 0, false},
		{"A single point separated them.", "1 point", 1, 0, true},
		{"The town has one single bridge.", "1 single bridge", 1, 0, true},
		{"A single, long road led there.", "", 0, 0, true},
		{"They lent 1,200 children's books.", "1200 books", 1, 0, true},
		{"They lent 1,200 books.", "1200 book", 1, 0, true},
	} {
		qs, joints := compounds(tt.text, quantity.Scan(nil, tt.text))
		if len(qs) != tt.n || len(joints) != tt.joints {
			t.Errorf("%q: %d numbers, %d joints, want %d and %d", tt.text, len(qs), len(joints), tt.n, tt.joints)
			continue
		}
		if tt.n == 0 {
			continue
		}
		got := qs[0].Value.String() + " " + qs[0].Unit
		if tt.counted {
			got = qs[0].Value.String() + " " + qs[0].Counted
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}
