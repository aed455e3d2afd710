package words

import (
	"strings"
	"testing"
)

const sentence = "Between 2015 and 2018, the region’s birth rate fell from 15.88 to 10.69 per 1,000 inhabitants, the U.N. office in Ürümqi reported; sterilizations quadrupled. "

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat(sentence, 100)
	var dst []Token
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = Tokens(dst[:0], text, 0)
	}
	b.ReportMetric(float64(len(dst)), "tokens/op")
}

func BenchmarkContent(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Content("sterilization procedures (intrauterine devices not counted)")
	}
}

func BenchmarkFind(b *testing.B) {
	var p Phrases
	for i, s := range []string{"birth rate", "births", "sterilization", "sterilization rate", "U.N. human rights office", "Xinjiang", "natural population growth"} {
		p.Add(s, Target{int32(i), 1})
	}
	tokens := Tokens(nil, strings.Repeat(sentence, 100), 0)
	var dst []Match
	b.ReportAllocs()
	for b.Loop() {
		dst = p.Find(dst[:0], tokens)
	}
	b.ReportMetric(float64(len(dst)), "matches/op")
}
