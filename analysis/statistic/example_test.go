package statistic_test

import (
	"fmt"

	"recount/analysis/statistic"
	"recount/datasets"
)

// A whole task: open the shipped study, take one statistic, and say it with its source.
func Example() {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := statistic.Load(study)
	if err != nil {
		fmt.Println(err)
		return
	}
	r := set.Get("sterilization-rate-ratio")
	fmt.Println(r.Title)
	fmt.Println(r.Display())
	fmt.Println(r.Formula())
	for _, s := range r.Sources()[:1] {
		fmt.Println(s.Source.Label())
	}
	// Output:
	// Sterilization rate, Xinjiang relative to all of China, 2018
	// 7.57 times
	// 243 ÷ 32.1 = 7.57, between 7.54 and 7.60 given the rounding
	// UN assessment
}

// Arithmetic that no file names: two observations of the study set against each other.
func ExampleRatio() {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		fmt.Println(err)
		return
	}
	i, _ := study.Find("st-ohchr-xj-2018")
	j, _ := study.Find("st-ohchr-cn-2018")
	a, b := study.Observation(i), study.Observation(j)
	q, err := statistic.Ratio(statistic.Of(&a), statistic.Of(&b))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(statistic.Working(statistic.RatioOf, q, statistic.Written(&a), statistic.Written(&b)))
	fmt.Println(q.Value.RatString(), "in", q.Interval.Lo.RatString(), "to", q.Interval.Hi.RatString())
	// Output:
	// 243 ÷ 32.1 = 7.57, between 7.54 and 7.60 given the rounding
	// 810/107 in 4850/643 to 4870/641
}
