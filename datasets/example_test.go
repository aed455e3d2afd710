package datasets_test

import (
	"fmt"
	"log"

	"recount/datasets"
)

// Open the study inside the program, find one figure, and print it with its source.
func Example() {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		log.Fatal(err)
	}
	found, err := study.Select(datasets.Selector{
		"measure": "sterilization_rate", "place": "Xinjiang", "period": "2018", "source": "ohchr2022",
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, i := range found {
		o := study.Observation(i)
		fmt.Printf("%s, %s, %v: %s %s\n", o.Measure.Title, o.Dim("place").Name, o.Period, o.Text, o.Unit)
		fmt.Printf("%s, %s\n", o.Source.Label(), o.Locator)
	}
	// Output:
	// Sterilization rate, Xinjiang, 2018: 243 per 100,000 inhabitants
	// UN assessment, para 108, p. 34, fn 253 (China health yearbook 2019)
}

// A table that somebody else publishes needs no descriptor to be looked at.
func ExampleFromTables() {
	study, err := datasets.FromTables("Road deaths", datasets.RawTable{
		Name: "roads.csv",
		Data: []byte("province;year;deaths;deaths per 100,000 inhabitants\nAlder;2019;268;6,2\nAlder;2023;241;5,4\n"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(study.Notes[0])
	i, _ := study.Find("deaths/Alder/2023")
	fmt.Println(study.Observation(i).Text)
	// Output:
	// roads.csv: values: "deaths", "deaths per 100,000 inhabitants" in deaths per 100,000 inhabitants; period: "year"; dimensions: "province"
	// 241
}

func ExampleParsePeriod() {
	for _, s := range []string{"2018", "2018-03", "2010/2019", "2020/21", "2016/.."} {
		p, err := datasets.ParsePeriod(s)
		if err != nil {
			log.Fatal(err)
		}
		days, known := p.Days()
		fmt.Println(p, p.Precision, days, known)
	}
	// Output:
	// 2018 year 365 true
	// 2018-03 month 31 true
	// 2010/2019 year 3652 true
	// 2020/21 split year 0 false
	// 2016/.. year 0 false
}

func ExampleParseUnit() {
	rate, _ := datasets.ParseUnit("births per 1000 women")
	share, _ := datasets.ParseUnit("%")
	fmt.Println(rate, rate.Class, rate.Factor())
	fmt.Println(share, share.Class, share.Factor())
	_, err := datasets.ParseUnit("per 100,000")
	fmt.Println(err)
	// Output:
	// births per 1,000 women fraction 1/1000
	// percent fraction 1/100
	// unit "per 100,000": want what it is per: "per 100,000 inhabitants", not "per 100,000"
}

func ExampleTable_Frame() {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		log.Fatal(err)
	}
	frame, err := study.Table("sterilizations").Frame()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(frame.Select([]string{"id", "period", "value"}).Subset([]int{0, 1}))
	// Output:
	// [2x3] DataFrame
	//
	//     id               period   value
	//  0: st-ohchr-xj-2018 2018     243.000000
	//  1: st-ohchr-cn-2018 2018     32.100000
	//     <string>         <string> <float>
}
