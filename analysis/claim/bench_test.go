package claim_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recount/analysis/claim"
	"recount/analysis/document"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// BenchmarkSentence checks one sentence after another against the shipped study, from the text on.
func BenchmarkSentence(b *testing.B) {
	c := shippedStudy(b)
	all := readClaims(b, "testdata/xinjiang.txt")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ofStudy(c, all[i%len(all)].text)
	}
}

// article is 10 kB of prose on the study's subject.
func article(b *testing.B) string {
	found := texts(b, "subject")
	var all strings.Builder
	for all.Len() < 10_000 {
		for _, name := range slices.Sorted(maps.Keys(found)) {
			all.WriteString(found[name] + "\n")
		}
	}
	text := all.String()
	return text[:strings.LastIndex(text[:10_000], ".")+1]
}

// BenchmarkArticle checks 10 kB of prose against the shipped study.
func BenchmarkArticle(b *testing.B) {
	benchmarkArticle(b, shippedStudy(b), article(b))
}

func benchmarkArticle(b *testing.B, c *claim.Checker, text string) {
	doc := document.Plain("", text)
	qs := quantity.Scan(nil, doc.Text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		c.Check(doc, qs, claim.Options{})
	}
}

// BenchmarkArticles checks texts of ten and of forty articles: time should grow with the text and no faster.
func BenchmarkArticles(b *testing.B) {
	for _, n := range []int{10, 40} {
		b.Run(fmt.Sprintf("%dkB", 10*n), func(b *testing.B) {
			benchmarkArticle(b, shippedStudy(b), strings.Repeat(article(b)+"\n\n", n))
		})
	}
}

// BenchmarkConcerns asks whether 10 kB of prose on another subject is about the shipped study.
func BenchmarkConcerns(b *testing.B) {
	found := texts(b, "unrelated")
	var all strings.Builder
	for all.Len() < 10_000 {
		for _, name := range slices.Sorted(maps.Keys(found)) {
			all.WriteString(found[name] + "\n")
		}
	}
	doc := document.Plain("", all.String())
	c := shippedStudy(b)
	b.SetBytes(int64(all.Len()))
	for b.Loop() {
		c.Concerns(doc)
	}
}

// BenchmarkNew makes the shipped study ready for checking.
func BenchmarkNew(b *testing.B) {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		b.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		claim.New(study, set)
	}
}

// longStudy is a made-up table of n observations: doctors and nurses by town, ward and year.
func longStudy(b *testing.B, n int) *datasets.Study {
	var csv bytes.Buffer
	csv.WriteString("year,town,ward,doctors,nurses\n")
	for i := range n / 2 {
		fmt.Fprintf(&csv, "%d,Town %d,%s,%d,%d\n", 2004+i%20, i/160, longWards[i/20%8], 5+i*37%240, 20+i*91%880)
	}
	study, err := datasets.OpenFS(fstest.MapFS{
		"staff.csv": {Data: csv.Bytes()},
		"datapackage.json": {Data: []byte(`{"name": "staff", "title": "Staff of clinics", "resources": [{"name": "staff", "path": "staff.csv", "schema": {"fields": [
			{"name": "year", "type": "integer", "title": "calendar year", "recount": {"role": "period"}},
			{"name": "town", "type": "string", "title": "town", "recount": {"role": "dimension"}},
			{"name": "ward", "type": "string", "title": "ward of the clinic", "recount": {"role": "dimension"}},
			{"name": "doctors", "type": "number", "title": "doctors employed", "recount": {"role": "value", "unit": "doctors"}},
			{"name": "nurses", "type": "number", "title": "nurses employed", "recount": {"role": "value", "unit": "nurses"}}]}}]}`)},
	}, "staff")
	if err != nil {
		b.Fatal(err)
	}
	return study
}

var longWards = [8]string{"Cardiology", "Surgery", "Maternity", "Paediatrics", "Neurology", "Oncology", "Radiology", "Geriatrics"}

// longArticle is 10 kB about towns of the long study.
func longArticle() string {
	var text strings.Builder
	for i := 0; text.Len() < 9_900; i++ {
		town, year := i*31%600, 2004+i*7%20
		fmt.Fprintf(&text, "In %d the clinic of Town %d employed %d doctors and %d nurses in %s. ", year, town, 5+i*13%240, 20+i*17%880, longWards[i%8])
		fmt.Fprintf(&text, "All wards of Town %d together had %d doctors that year, %d percent more than in %d.\n\n", town, 300+i*5%900, 3+i%40, year-1)
	}
	return text.String()
}

// longRows is how long the study of BenchmarkLong is.
const longRows = 1_000_000

// BenchmarkLong makes a study of a million observations ready and checks 10 kB against it.
func BenchmarkLong(b *testing.B) {
	study := longStudy(b, longRows)
	b.Run("New", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			claim.New(study, nil)
		}
	})
	b.Run("Article", func(b *testing.B) { benchmarkArticle(b, claim.New(study, nil), longArticle()) })
}
