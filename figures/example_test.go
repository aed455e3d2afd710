package figures_test

import (
	"fmt"
	"log"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
)

// From a study to a file, its words and its table.
func Example() {
	study, err := datasets.Open("testdata/study")
	if err != nil {
		log.Fatal(err)
	}
	stats, err := statistic.Load(study)
	if err != nil {
		log.Fatal(err)
	}
	set, err := figures.Load(stats)
	if err != nil {
		log.Fatal(err)
	}
	figure := set.Get("late-line")
	drawing, err := figure.Draw(figures.Options{Preset: "double"})
	if err != nil {
		log.Fatal(err)
	}
	svg, err := drawing.Bytes(figures.SVG)
	if err != nil {
		log.Fatal(err)
	}
	receipt, err := figures.ReadReceipt(svg)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(figure.Alt)
	fmt.Println(figure.Data[0].Group, figure.Data[0].Label, figure.Data[0].Value)
	fmt.Println(receipt.Figure, len(receipt.Rows), "rows")
	// Output:
	// Line chart: Late crossings at North Pier fell by 50.0% from 2016 to 2019. North Pier: 12.40% in 2016; 6.2% in 2019. South Pier: 8.1% in 2016; 9.0% in 2019.
	// North Pier 2016 12.40%
	// late-line 10 rows
}

// A title may be written by hand; a number in it that no row bears out is an error.
func ExampleLoad() {
	study, err := datasets.Open("testdata/study")
	if err != nil {
		log.Fatal(err)
	}
	stats, err := statistic.Load(study)
	if err != nil {
		log.Fatal(err)
	}
	set, err := figures.Load(stats)
	if err != nil {
		log.Fatal(err) // figures.yaml:3:10: figure "crossings": "4,205" is borne out by none of its rows …
	}
	fmt.Println(set.Get("crossings").Title)
	// Output: North Pier had 4,105 crossings in 2019
}
