package datasets_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"recount/datasets"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// folder makes a file system of the files of a txtar archive.
func folder(a *txtar.Archive) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// open opens a study that is written as a txtar archive.
func open(t *testing.T, archive string) *datasets.Study {
	t.Helper()
	s, err := datasets.OpenFS(folder(txtar.Parse([]byte(archive))), "s")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Each file of testdata/damage is a study with faults: the comment before its first file holds the
// errors that opening it gives, word for word.
func TestDamage(t *testing.T) {
	files, err := filepath.Glob("testdata/damage/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = datasets.OpenFS(folder(a), "s")
			if err == nil {
				t.Fatal("opened without an error")
			}
			title, want, _ := strings.Cut(string(a.Comment), "\n")
			got := err.Error() + "\n"
			if *update {
				a.Comment = []byte(title + "\n" + got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// Each file of testdata/tables is a study in some form that publishers use: the comment before its first
// file holds the observations that it gives, with what their rounding leaves open and their source.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s, err := datasets.OpenFS(folder(a), "s")
			if err != nil {
				t.Fatal(err)
			}
			title, want, _ := strings.Cut(string(a.Comment), "\n")
			got := listed(s)
			if *update {
				a.Comment = []byte(title + "\n" + got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

func listed(s *datasets.Study) string {
	var b strings.Builder
	for i := range s.Len() {
		o := s.Observation(i)
		fmt.Fprintf(&b, "%d: %s = %s %s, %s, %s (%s)", o.Line, o.ID, o.Value, o.Unit, printed(o.Interval()), o.Source.Label(), o.Measure.Kind)
		if o.Locator != "" {
			fmt.Fprintf(&b, ", %s", o.Locator)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
