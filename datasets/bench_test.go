package datasets_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"recount/datasets"
	"recount/datasets/internal/million"
)

func BenchmarkOpenShipped(b *testing.B) {
	for b.Loop() {
		if _, err := datasets.Open("xinjiang"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenMillionRows(b *testing.B) {
	var table bytes.Buffer
	if err := million.Write(&table, 1_000_000); err != nil {
		b.Fatal(err)
	}
	fsys := fstest.MapFS{
		"datapackage.json": {Data: []byte(million.Descriptor)},
		"deaths.csv":       {Data: table.Bytes()},
	}
	b.SetBytes(int64(table.Len()))
	for b.Loop() {
		if _, err := datasets.OpenFS(fsys, "deaths"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSelect(b *testing.B) {
	s, err := datasets.Open("xinjiang")
	if err != nil {
		b.Fatal(err)
	}
	sel := datasets.Selector{"measure": "sterilization_rate", "place": "Xinjiang", "period": "2018", "source": "ohchr2022"}
	for b.Loop() {
		if found, err := s.Select(sel); err != nil || len(found) != 1 {
			b.Fatal(found, err)
		}
	}
}

func BenchmarkObservation(b *testing.B) {
	s, err := datasets.Open("xinjiang")
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		_ = s.Observation(i % s.Len())
		i++
	}
}
