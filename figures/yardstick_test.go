package figures

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"testing"
)

// BenchmarkYardstick encodes the pixels of all figures of the shipped study with image/png: what PNG files of
// their size cost at the least.
func BenchmarkYardstick(b *testing.B) {
	var pictures []image.Image
	for _, f := range open(b, "../datasets/xinjiang").All() {
		files, err := drawOne(f, Options{}, []Format{PNG})
		if err != nil {
			b.Fatal(err)
		}
		for _, file := range files {
			p, err := png.Decode(bytes.NewReader(file.data))
			if err != nil {
				b.Fatal(err)
			}
			pictures = append(pictures, p)
		}
	}
	for b.Loop() {
		for _, p := range pictures {
			if err := png.Encode(io.Discard, p); err != nil {
				b.Fatal(err)
			}
		}
	}
}
