package datasets_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestRivals(t *testing.T) {
	study := strings.Replace(mines, "e1,opened", "r3,rate,ash,miners,2018,,33.0,,,,,,,,,echo,,,,,,,day,\nr4,rate,ash,miners,2018,,32.1,,,,,,,,,echo,,,,,,,day,\ne1,opened", 1)
	s := open(t, study)
	var got []string
	for _, r := range s.Rivals() {
		var ids []string
		for _, i := range r.Observations {
			o := s.Observation(i)
			ids = append(ids, o.ID)
		}
		got = append(got, fmt.Sprint(ids, r.Linked))
	}
	// r4 rounds what r1 states in more digits, r1-echo repeats it, c4-new supersedes c4.
	want := "[r1 r3 r4] false; [c1 c2] true"
	if strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "; "), want)
	}
}
