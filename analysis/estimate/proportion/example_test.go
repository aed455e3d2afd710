package proportion_test

import (
	"fmt"

	"recount/analysis/estimate/proportion"
)

// Of 263 people drawn at random, 81 said yes. Is a share of 40 percent compatible with that?
func Example() {
	const yes, asked = 81, 263
	interval, err := proportion.Wilson(yes, asked, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f%%, 95%% interval %.1f%% to %.1f%% (Wilson)\n", 100.0*yes/asked, 100*interval.Lo, 100*interval.Hi)
	fmt.Println("40% inside:", interval.Contains(0.40))
	// Output:
	// 30.8%, 95% interval 25.5% to 36.6% (Wilson)
	// 40% inside: false
}

func ExampleClopperPearson() {
	interval, err := proportion.ClopperPearson(0, 1_400_000_000, 0.95)
	fmt.Printf("%.6g to %.6g %v\n", interval.Lo, interval.Hi, err)
	// Output: 0 to 2.63491e-09 <nil>
}

func ExampleEach() {
	intervals, err := proportion.Each(proportion.MidP, []int{0, 7}, []int{12, 12}, 0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, iv := range intervals {
		fmt.Printf("%.3f to %.3f\n", iv.Lo, iv.Hi)
	}
	// Output:
	// 0.000 to 0.175
	// 0.344 to 0.796
}

// 65 percent of 26 people are 17 of them; 66 percent is nobody's share.
func ExampleAttainable() {
	fmt.Println(proportion.Attainable("65", 26))
	fmt.Println(proportion.Attainable("66", 26))
	// Output:
	// [17] <nil>
	// [] <nil>
}
