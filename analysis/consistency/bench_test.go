package consistency

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// corpus is the fixture's passages as one text of paragraphs.
func corpus(b *testing.B, times int) string {
	data, err := os.ReadFile("testdata/passages.txt")
	if err != nil {
		b.Fatal(err)
	}
	var s strings.Builder
	for _, line := range strings.Split(string(data), "\n") {
		if parts := strings.SplitN(line, "\t", 3); len(parts) == 3 {
			s.WriteString(parts[2])
			s.WriteString("\n\n")
		}
	}
	return strings.Repeat(s.String(), times)
}

func benchmark(b *testing.B, text string) {
	doc := document.Plain("", text)
	qs := quantity.Scan(nil, text)
	doc.Sentences()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Check(doc, qs)
	}
}

func BenchmarkPassages(b *testing.B) { benchmark(b, corpus(b, 4)) }

// One paragraph without an end: what a hostile text costs a byte must stay what others cost.
func BenchmarkOneParagraph(b *testing.B) {
	benchmark(b, strings.ReplaceAll(corpus(b, 8), "\n\n", " "))
}

func BenchmarkOneSentence(b *testing.B) {
	benchmark(b, strings.Repeat("of the 40, 26 of them (65 percent) or 12 and 5 more, from 3 to 9, ", 1500))
}

func BenchmarkPlainProse(b *testing.B) {
	benchmark(b, strings.Repeat("The office moved to the harbour in 1998 and has kept its rooms there since, two floors above the old market. "+
		"Its staff of 40 answers some 1,200 letters a year.\n\n", 300))
}

func benchmarkTable(b *testing.B, text string) {
	doc, err := document.Read("t.md", []byte(text), document.Options{})
	if err != nil {
		b.Fatal(err)
	}
	qs := quantity.Scan(nil, doc.Text)
	doc.Sentences()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Check(doc, qs)
	}
}

// Tables made to be slow: every column may be a formula of every other, every row a total.
func BenchmarkFormulaTable(b *testing.B) {
	benchmarkTable(b, "| A |"+strings.Repeat(" Change (%) |", 23)+"\n|"+strings.Repeat("---|", 24)+"\n"+
		strings.Repeat("| x |"+strings.Repeat(" 12.5 |", 23)+"\n", 1500))
}

func BenchmarkTotalsTable(b *testing.B) {
	benchmarkTable(b, "| A | B | C |\n|---|---|---|\n"+strings.Repeat("| Total | 5 | 6 |\n| x | 2 (3%) | 3 (4%) |\n", 8000))
}

func BenchmarkReport(b *testing.B) {
	var s strings.Builder
	for i := range 20 {
		m := made{r: rand.New(rand.NewPCG(uint64(i), 1)), plant: -1}
		m.write()
		s.WriteString(m.text.String())
	}
	benchmarkTable(b, s.String())
}
