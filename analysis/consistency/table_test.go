package consistency

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

// TestTables holds whole documents with tables against what they were written to show: the first line of
// each file lists the numbers that do not agree, and every other number must be left standing.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("testdata/tables: %d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, body, ok := strings.Cut(string(data), "\n---\n")
		if !ok {
			t.Fatalf("%s: no line of dashes behind what is expected", file)
		}
		var want []string
		if list := strings.TrimSpace(strings.TrimPrefix(head, "expect:")); list != "" {
			want = strings.Split(list, " | ")
		}
		doc, err := document.Read(file, []byte(body), document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		supported := 0
		for _, f := range Check(doc, quantity.Scan(nil, doc.Text)) {
			if f.Text != doc.Text[f.Start:f.End] {
				t.Errorf("%s: finding at %d to %d says %q", file, f.Start, f.End, f.Text)
			}
			switch f.Verdict {
			case finding.Refuted:
				got = append(got, f.Text)
				t.Logf("%s: %s", file, f.Message)
			case finding.Supported:
				supported++
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q do not agree, want %q", file, got, want)
		}
		if supported < 10 {
			t.Errorf("%s: %d numbers agree, want ten at least", file, supported)
		}
	}
}
