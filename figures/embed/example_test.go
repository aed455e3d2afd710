package embed_test

import (
	"fmt"
	"log"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
	"recount/figures/embed"
)

// A figure for a Markdown article: the snippet, and the files that go beside it.
func Example() {
	study, err := datasets.Open("testdata/orchard")
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
	sheet := embed.NewSheet(stats, set.Get("sweet"), embed.Options{})
	text, err := sheet.Snippet(embed.Markdown)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
	files, err := sheet.Files(embed.Markdown)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		fmt.Println(f.Name)
	}
	// Output:
	// ![Dot plot: 26 of 40 apples were found sweet. South slope – 65% (50–78).](sweet.svg)\
	// **26 of 40 apples were found sweet.** Percent of the apples tasted. Bands: 95% interval (Wilson score).\
	// *Source: Orchard log 2019, p. 11. Data: orchard, apples.csv ([CC BY 4.0](<https://creativecommons.org/licenses/by/4.0/>)).*
	// sweet.md
	// sweet.svg
}

func ExampleWords() {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		log.Fatal(err)
	}
	stats, err := statistic.Load(study)
	if err != nil {
		log.Fatal(err)
	}
	for _, id := range []string{"sterilization-rate-ratio", "birth-rate-fall", "former-detainees-torture"} {
		fmt.Println(embed.Words(stats.Get(id)))
	}
	// Output:
	// more than seven times
	// nearly half
	// seventeen or eighteen people
}
