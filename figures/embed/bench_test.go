package embed_test

import (
	"context"
	"testing"

	"recount/figures/embed"
)

// A press kit of the shipped study: every figure in every format, with the gallery.
func BenchmarkKit(b *testing.B) {
	s := shipped(b)
	for b.Loop() {
		err := embed.Kit(context.Background(), s.stats, s.set.All(), embed.Formats, embed.Options{}, func([]embed.File) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
}

// A figure for a web page, printed.
func BenchmarkHTML(b *testing.B) {
	s := shipped(b)
	for b.Loop() {
		if _, err := s.sheet(b, "birth-rates", embed.Options{}).Snippet(embed.HTML); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNumbers(b *testing.B) {
	s := shipped(b)
	for b.Loop() {
		if _, err := embed.Numbers(s.stats, embed.LaTeXNumbers); err != nil {
			b.Fatal(err)
		}
	}
}
