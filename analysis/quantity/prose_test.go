package quantity_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recount/analysis/quantity"
)

// A labelled sentence: what Scan should find in it, one line each (testdata/prose/README).
type labelled struct {
	place    string
	sentence string
	want     []string
}

func readProse(t *testing.T) []labelled {
	t.Helper()
	files, err := filepath.Glob("testdata/prose/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("reading testdata/prose: %v, %d files", err, len(files))
	}
	var all []labelled
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(f)
		for n := 1; in.Scan(); n++ {
			switch line := in.Text(); {
			case strings.HasPrefix(line, "\t"):
				last := &all[len(all)-1]
				last.want = append(last.want, line[1:])
			case line != "":
				all = append(all, labelled{place: fmt.Sprintf("%s:%d", name, n), sentence: line})
			}
		}
		f.Close()
	}
	return all
}

// describe writes a quantity as a line of the labelled prose, from its JSON.
func describe(t *testing.T, text string, q *quantity.Quantity) string {
	t.Helper()
	var v struct {
		Text, Kind, Value, Low, High, Unit, Counted, Hedge, Direction string
	}
	raw := quantity.AppendJSON(nil, text, q, quantity.Place{Line: 1, Column: 1})
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("AppendJSON(%q) = %s: %v", text[q.Start:q.End], raw, err)
	}
	value := v.Value
	switch {
	case v.Low != "":
		value = v.Low + " .. " + v.High
	case value == "":
		value = "-"
	}
	parts := []string{v.Text, v.Kind, value}
	if v.Unit != "" {
		parts = append(parts, "unit "+v.Unit)
	}
	if v.Counted != "" {
		parts = append(parts, "counts "+v.Counted)
	}
	if v.Hedge != "none" {
		parts = append(parts, v.Hedge)
	}
	if v.Direction != "" {
		parts = append(parts, v.Direction)
	}
	return strings.Join(parts, " | ")
}

// The floor on F1 over the labelled prose, where a quantity counts only if its span, kind, value, unit,
// what it counts, hedge and direction are all right. What is missing are known faults.
const floorF1 = 0.98

func TestProse(t *testing.T) {
	all := readProse(t)
	if len(all) < 300 {
		t.Errorf("%d labelled sentences, want at least 300", len(all))
	}
	var want, got, right int
	for _, l := range all {
		open := map[string]int{}
		for _, w := range l.want {
			open[w]++
		}
		want += len(l.want)
		for _, q := range quantity.Scan(nil, l.sentence) {
			got++
			line := describe(t, l.sentence, &q)
			if open[line] > 0 {
				open[line]--
				right++
			} else {
				t.Logf("%s: not wanted: %s", l.place, line)
			}
		}
		for _, w := range l.want {
			if open[w] > 0 {
				open[w]--
				t.Logf("%s: not found: %s", l.place, w)
			}
		}
	}
	f1 := 2 * float64(right) / float64(want+got)
	t.Logf("%d sentences, %d quantities wanted, %d read, %d right in everything: F1 %.3f", len(all), want, got, right, f1)
	if f1 < floorF1 {
		t.Errorf("F1 = %.3f, want at least %.3f", f1, floorF1)
	}
}
