package quantity_test

import (
	"testing"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// TestClaimed holds that the hedge of a fall speaks of the fall and the hedge of a level of the level.
func TestClaimed(t *testing.T) {
	for text, want := range map[string]number.Hedge{
		"Births more than halved.":             number.LessThan,
		"Births almost halved in those years.": number.JustOver,
		"Births more than doubled.":            number.MoreThan,
		"Births halved.":                       number.None,
	} {
		qs := quantity.Scan(nil, text)
		if len(qs) != 1 {
			t.Fatalf("%q: %d quantities", text, len(qs))
		}
		if got := qs[0].Claimed().Hedge; got != want {
			t.Errorf("%q: hedge %v, want %v", text, got, want)
		}
	}
}
