package claim_test

import (
	"fmt"

	"recount/analysis/claim"
	"recount/analysis/document"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// A whole task: hold the numbers of a sentence against a study.
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
	doc := document.Plain("draft", "In 2018 the sterilization rate in Xinjiang was 234 per 100,000 inhabitants.")
	checker := claim.New(study, stats)
	for _, f := range checker.Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
		fmt.Println(f.Text, "–", f.Verdict, f.Reason)
		if f.Wording != "" {
			fmt.Println("would agree:", f.Wording)
		}
	}
	// Output:
	// 2018 – undecided not-a-statistic
	// 234 per 100,000 inhabitants – refuted digits
	// would agree: 243 per 100,000 inhabitants
}

// A number that its author bound to a statistic is held against that, whatever the sentence says.
func ExampleChecker_Check() {
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
	doc, err := document.Read("draft.md", []byte("It was 7.6 times<!-- recount: sterilization-rate-ratio --> the rate of the neighbours.\n"), document.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range claim.New(study, stats).Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
		fmt.Println(f.Text, "–", f.Verdict, f.Formula)
	}
	// Output:
	// 7.6 times – supported 243 / 32.1 = 7.57, between 7.54 and 7.60 given the rounding
}
