package datasets_test

import (
	"testing"

	"recount/datasets"
)

// What EachWords says of a row is what its observation says.
func TestEachWords(t *testing.T) {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		t.Fatal(err)
	}
	next := 0
	study.EachWords(func(i int, asReported, label, note string) {
		if i != next {
			t.Fatalf("observation %d after %d", i, next-1)
		}
		next++
		o := study.Observation(i)
		if want, _ := o.Cell("label"); asReported != o.AsReported || note != o.Note || label != want {
			t.Errorf("%s says %q, %q, %q, want %q, %q, %q", o.ID, asReported, label, note, o.AsReported, want, o.Note)
		}
	})
	if next != study.Len() {
		t.Errorf("%d observations, want %d", next, study.Len())
	}
}
