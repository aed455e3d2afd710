package interval

import (
	"fmt"
	"testing"
)

func TestInterval(t *testing.T) {
	iv := Interval{Lo: -1, Hi: 3, Level: 0.95}
	if !iv.Contains(3) || iv.Contains(3.1) || !iv.Defined() {
		t.Errorf("%v: Contains or Defined is off", iv)
	}
	if got := iv.Times(-2); got != (Interval{Lo: -6, Hi: 2, Level: 0.95}) {
		t.Errorf("%v times -2 = %v", iv, got)
	}
	if Undefined(0.9).Defined() || Undefined(0.9).Contains(0) {
		t.Error("Undefined is defined")
	}
}

// A rate of 0.0034 a person, from 0.00198 to 0.00544, per 100,000.
func ExampleInterval_Times() {
	iv := Interval{Lo: 0.00198, Hi: 0.00544, Level: 0.95}.Times(100_000)
	fmt.Printf("%.0f to %.0f\n", iv.Lo, iv.Hi)
	// Output: 198 to 544
}
