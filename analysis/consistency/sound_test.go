package consistency

import (
	"os"
	"path/filepath"
	"testing"

	"recount/analysis/finding"
)

// TestSound reads texts in which nothing disagrees, on subjects and in turns of phrase of all kinds: a
// match report, the abstract of a trial, a company's results, a city's year, a survey. None of their
// numbers may be doubted in public, and those that restate each other must be found.
func TestSound(t *testing.T) {
	agree := map[string]int{"football.txt": 1, "trial.txt": 8, "company.txt": 4, "city.txt": 4, "survey.txt": 6}
	files, err := filepath.Glob("testdata/sound/*.txt")
	if err != nil || len(files) != len(agree) {
		t.Fatalf("testdata/sound: %d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range check(string(data)) {
			switch f.Verdict {
			case finding.Refuted:
				t.Errorf("%s: %q: %s", file, f.Text, f.Message)
			case finding.Supported:
				n++
			}
			t.Logf("%s: %s %s %q %s", filepath.Base(file), f.Verdict, f.Rule, f.Text, f.Formula)
		}
		if want := agree[filepath.Base(file)]; n < want {
			t.Errorf("%s: %d numbers agree, want %d at least", file, n, want)
		}
	}
}
