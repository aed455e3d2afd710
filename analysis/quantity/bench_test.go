package quantity_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"recount/analysis/quantity"
)

// newsProse makes prose with 9 numbers in digits and 4 in words per 1,000 words, as news has.
func newsProse(size int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	filler := strings.Fields(`the council of said on that it was to and in a for had with its not from by were which at
		officials would report region government people after before while during public health ministry statement
		reporters evidence international against between where their families teachers village county prefecture
		published yesterday spokesperson denied question answered whether policy programme hospital school company
		shares investors market economy growth analysts expected minister parliament election campaign voters party
		president leader country border trade agreement negotiations talks summit capital city mayor police court
		judge lawyers trial sentence prison detention release appeal witnesses testimony documents records data`)
	digits := []string{"2018", "13.4 per cent", "$3.5 million", "1,240 people", "37", "316 per 100,000 inhabitants", "May 29", "more than 70", "15 years"}
	words := []string{"two", "one of the", "three months", "first"}
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		switch r := rng.IntN(1000); {
		case r < 9:
			b.WriteString(digits[rng.IntN(len(digits))])
		case r < 13:
			b.WriteString(words[rng.IntN(len(words))])
		default:
			w := filler[rng.IntN(len(filler))]
			switch {
			case n%18 == 0:
				b.WriteString(strings.ToUpper(w[:1]) + w[1:])
			case n%31 == 0: // the press sets typographic quotation marks
				b.WriteString("“" + w + "”")
			default:
				b.WriteString(w)
			}
		}
		switch n % 18 {
		case 17:
			b.WriteString(". ")
		case 9:
			b.WriteString(", ")
		default:
			b.WriteByte(' ')
		}
		if n%108 == 107 {
			b.WriteString("\n\n")
		}
	}
	return strings.ToValidUTF8(b.String()[:size], "")
}

// yardstick returns the time utf8.Valid takes on the text, the best of a few runs.
func yardstick(text string) float64 {
	best := time.Hour
	for range 9 {
		t := time.Now()
		if !utf8.ValidString(text) {
			panic("text is not UTF-8")
		}
		best = min(best, time.Since(t))
	}
	return best.Seconds()
}

func report(b *testing.B, text string, unit float64) {
	b.Helper()
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/unit, "x-utf8.Valid")
	b.SetBytes(int64(len(text)))
}

func BenchmarkScan(b *testing.B) {
	dense := strings.Repeat("In 2018, 316 of 1,000 people, or 31.6 per cent, paid $12.5 million more than in 2017. ", 12000)
	for _, bb := range []struct{ name, text string }{
		{"news-1MB", newsProse(1 << 20)},
		{"news-10MB-one-line", strings.ReplaceAll(newsProse(10<<20), "\n", " ")},
		{"dense-1MB", dense},
	} {
		b.Run(bb.name, func(b *testing.B) {
			unit := yardstick(bb.text)
			var qs []quantity.Quantity
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				qs = quantity.Scan(qs[:0], bb.text)
			}
			report(b, bb.text, unit)
			b.ReportMetric(float64(len(qs)), "quantities")
		})
	}
}

func BenchmarkScanAppendJSON(b *testing.B) {
	text := newsProse(1 << 20)
	unit := yardstick(text)
	var qs []quantity.Quantity
	var out []byte
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		qs = quantity.Scan(qs[:0], text)
		out = out[:0]
		for i := range qs {
			out = quantity.AppendJSON(out, text, &qs[i], quantity.Place{Line: 1, Column: 1})
		}
	}
	report(b, text, unit)
}
