package fill_test

import (
	"fmt"

	"recount/analysis/claim"
	"recount/analysis/document"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
	"recount/figures/fill"
)

// From tables to a checked text: load a study, compute its statistics, read its figures, fill a draft with
// numbers, and check what came out.
func Example() {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		fmt.Println(err)
		return
	}
	stats, err := statistic.Load(study)
	if err != nil {
		fmt.Println(err)
		return
	}
	figs, err := figures.Load(stats)
	if err != nil {
		fmt.Println(err)
		return
	}
	draft := []byte(`In 2018 the rate was {{stat "sterilization-rate-ratio" style="more than"}} that of China.`)
	filled, err := fill.Fill(stats, figs, "draft.md", draft, fill.Markdown, fill.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", filled.Data)
	doc, err := document.Read("article.md", filled.Data, document.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range claim.New(study, stats).Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
		fmt.Println(f.Text, "–", f.Verdict)
	}
	// Output:
	// In 2018 the rate was more than seven times<!-- recount: sterilization-rate-ratio --> that of China.
	// 2018 – undecided
	// more than seven times – supported
}
