package rate_test

import (
	"fmt"

	"recount/analysis/estimate/rate"
)

// 17 deaths among 5,000 inhabitants in a year, as a rate per 100,000 with the exact interval.
func Example() {
	const deaths, inhabitants, per = 17, 5000, 100_000
	interval, err := rate.Garwood(deaths, inhabitants, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	shown := interval.Times(per)
	fmt.Printf("%.0f per 100,000, 95%% interval %.0f to %.0f (Garwood)\n", deaths*per/float64(inhabitants), shown.Lo, shown.Hi)
	// Output: 340 per 100,000, 95% interval 198 to 544 (Garwood)
}

// A standardised mortality ratio is a rate whose exposure is the number of deaths expected.
func ExampleByar() {
	interval, err := rate.Byar(20, 15.2, 0.95)
	fmt.Printf("%.2f to %.2f %v\n", interval.Lo, interval.Hi, err)
	// Output: 0.80 to 2.03 <nil>
}

func ExampleFayFeuer() {
	bands := rate.Strata{
		Events:   []int{4, 11, 25},
		Exposure: []float64{8000, 7000, 3000},
		Standard: []float64{50_000, 35_000, 15_000},
	}
	crude, adjusted, err := rate.Standardised(bands)
	if err != nil {
		fmt.Println(err)
		return
	}
	interval, err := rate.FayFeuer(bands, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("crude %.5f, standardised %.5f (%.5f to %.5f)\n", crude, adjusted, interval.Lo, interval.Hi)
	// Output: crude 0.00222, standardised 0.00205 (0.00146 to 0.00281)
}
