package ratio_test

import (
	"fmt"

	"recount/analysis/estimate/rate"
	"recount/analysis/estimate/ratio"
)

// Births in a region and in the country around it: how many times the country's rate is the region's?
func Example() {
	region := ratio.Rate{Events: 205_400, Exposure: 25_232_200}
	country := ratio.Rate{Events: 14_650_000, Exposure: 1_397_715_000}
	interval, err := ratio.RateExact(region, country, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f times, 95%% interval %.3f to %.3f (exact conditional)\n", ratio.OfRates(region, country), interval.Lo, interval.Hi)
	// Output: 0.777 times, 95% interval 0.773 to 0.780 (exact conditional)
}

func ExampleRiskDifferenceNewcombe() {
	subject, reference := ratio.Risk{Cases: 56, N: 70}, ratio.Risk{Cases: 48, N: 80}
	interval, err := ratio.RiskDifferenceNewcombe(subject, reference, 0.95)
	fmt.Printf("%.1f points, %.1f to %.1f %v\n", 100*ratio.RiskDifference(subject, reference), 100*interval.Lo, 100*interval.Hi, err)
	// Output: 20.0 points, 5.2 to 33.4 <nil>
}

func ExampleOddsExact() {
	subject, reference := ratio.Risk{Cases: 19, N: 31}, ratio.Risk{Cases: 11, N: 35}
	odds, err := ratio.OfOddsConditional(subject, reference)
	if err != nil {
		fmt.Println(err)
		return
	}
	interval, err := ratio.OddsExact(subject, reference, 0.95)
	fmt.Printf("%.4f, %.4f to %.4f %v\n", odds, interval.Lo, interval.Hi, err)
	// Output: 3.3860, 1.1206 to 10.8146 <nil>
}

func ExampleChangeExact() {
	before, after := ratio.Rate{Events: 243, Exposure: 100_000}, ratio.Rate{Events: 321, Exposure: 1_000_000}
	interval, err := ratio.ChangeExact(before, after, 0.95)
	fmt.Printf("%.1f%%, %.1f%% to %.1f%% %v\n", ratio.Change(before, after), interval.Lo, interval.Hi, err)
	// Output: -86.8%, -88.9% to -84.3% <nil>
}

func ExampleRateDifferenceMover() {
	subject, reference := ratio.Rate{Events: 30, Exposure: 12_000}, ratio.Rate{Events: 12, Exposure: 9_000}
	interval, err := ratio.RateDifferenceMover(rate.Garwood, subject, reference, 0.95)
	shown := interval.Times(1000)
	fmt.Printf("%.2f per 1,000, %.2f to %.2f %v\n", 1000*ratio.RateDifference(subject, reference), shown.Lo, shown.Hi, err)
	// Output: 1.17 per 1,000, -0.12 to 2.41 <nil>
}
