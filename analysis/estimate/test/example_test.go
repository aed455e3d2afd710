package test_test

import (
	"fmt"

	"recount/analysis/estimate/test"
)

// A paper prints t(38) = 2.1, p = .02. What would the p-value be?
func Example() {
	p, err := test.T(2.1, 38)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("p = %.3f\n", p)
	// Output: p = 0.042
}

func ExampleFisher() {
	result, err := test.Fisher([][]int{{19, 12}, {11, 24}})
	fmt.Printf("%.4f, mid-P %.4f %v\n", result.TwoSided, result.TwoSidedMidP, err)
	// Output: 0.0252, mid-P 0.0199 <nil>
}

// A ratio of 1.5 is published with the 95% interval 1.1 to 2.04, and no p-value.
func ExampleOfRatio() {
	result, err := test.OfRatio(1.5, 1.1, 2.04, 0.95)
	fmt.Printf("z = %.2f, p = %.3f %v\n", result.Z, result.P, err)
	// Output: z = 2.57, p = 0.010 <nil>
}

func ExampleRatesExact() {
	p, err := test.RatesExact(243, 100_000, 321, 1_000_000)
	fmt.Printf("%.3g %v\n", p, err)
	// Output: 4.75e-101 <nil>
}
