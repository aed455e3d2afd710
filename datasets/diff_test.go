package datasets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"recount/datasets"
)

func TestDiff(t *testing.T) {
	before := open(t, mines)
	for _, tt := range []struct {
		name, from, to string
		want           []string
	}{
		{"nothing", "", "", nil},
		{"a value", "32.10,,321", "32.4,,321", []string{"revised r1 2020-05 2020-05: value 32.10 → 32.4"}},
		{"a digit more", "32.10,,321", "32.100,,321", []string{"revised r1 2020-05 2020-05: value 32.10 → 32.100"}},
		{"a note", ",p. 4,", ",p. 14,", []string{"edited r1 2020-05 2020-05: locator p. 4 → p. 14"}},
		{"a row less", "e1,opened,elm,,1950-03,,,date,,,,,,,,,,,,,,,,\n", "", []string{"removed e1"}},
		{"a row more", "e1,opened", "e2,opened,ash,,1950-04,,,date,,,,,,,,,,,,,,,,\ne1,opened", []string{"added e2"}},
		{"a superseding row", "e1,opened", "r2-new,rate,elm,,2018,,25,,,,,,,,,board,,2021,r2,,,,,\ne1,opened",
			[]string{"revised r2 2020-05-03 2021: id r2 → r2-new, value 24 → 25, source echo → board, published (empty) → 2021, supersedes (empty) → r2, shift night → (empty)"}},
		{"a renamed row", "e1,opened", "e9,opened", []string{"added e9", "removed e1"}},
		{"a hedge", "nearly", "about", []string{"revised c4 2019 2019: qualifier nearly → about"}},
	} {
		var got []string
		d := datasets.Diff(before, open(t, strings.Replace(mines, tt.from, tt.to, 1)))
		for _, o := range d.Added {
			got = append(got, "added "+o.ID)
		}
		for _, o := range d.Removed {
			got = append(got, "removed "+o.ID)
		}
		for _, r := range d.Revised {
			got = append(got, fmt.Sprintf("revised %s %s %s: %v", r.Old.ID, r.OldDate, r.NewDate, r))
		}
		for _, r := range d.Edited {
			got = append(got, fmt.Sprintf("edited %s %s %s: %v", r.Old.ID, r.OldDate, r.NewDate, r))
		}
		if !slices.Equal(got, tt.want) || d.Empty() != (len(tt.want) == 0) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
