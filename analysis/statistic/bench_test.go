package statistic

import (
	"testing"

	"recount/datasets"
)

// BenchmarkLoad reads and computes the statistics of the shipped study.
func BenchmarkLoad(b *testing.B) {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		b.Fatal(err)
	}
	data, err := study.File(fileName)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var set *Set
	for b.Loop() {
		if set, err = Load(study); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(set.All())), "statistics/op")
}
