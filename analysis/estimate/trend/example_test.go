package trend_test

import (
	"fmt"

	"recount/analysis/estimate/trend"
)

// A rate falls from year to year: by how many percent, and how sure is that?
func Example() {
	year := []float64{2014, 2015, 2016, 2017, 2018, 2019}
	rate := []float64{16.4, 15.6, 15.3, 15.9, 10.7, 8.1}
	fit, err := trend.LogLinear(year, rate, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f%% a year, 95%% interval %.1f%% to %.1f%%, p = %.3f\n", fit.APC.Value, fit.APC.Lo, fit.APC.Hi, fit.Slope.P)
	// Output: -12.4% a year, 95% interval -21.5% to -2.2%, p = 0.029
}

func ExamplePoisson() {
	year, events := []float64{2014, 2015, 2016, 2017, 2018}, []int{120, 131, 170, 260, 391}
	exposure := []float64{2_000_000, 2_010_000, 2_030_000, 2_050_000, 2_060_000}
	fit, err := trend.Poisson(year, events, exposure, 2014, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f%% a year (%.1f%% to %.1f%%), dispersion %.1f\n", fit.APC.Value, fit.APC.Lo, fit.APC.Hi, fit.Dispersion)
	// Output: 37.6% a year (31.5% to 44.0%), dispersion 2.8
}

func ExampleSegmented() {
	time := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	y := []float64{5.0, 5.1, 5.0, 5.2, 5.1, 8.0, 8.5, 9.2}
	fit, err := trend.Segmented(time, y, 6, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("step %.2f (%.2f to %.2f), slope change %.2f\n", fit.LevelChange.Value, fit.LevelChange.Lo, fit.LevelChange.Hi, fit.SlopeChange.Value)
	// Output: step 2.80 (2.49 to 3.11), slope change 0.57
}
