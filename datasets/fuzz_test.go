package datasets_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"recount/datasets"
)

// FuzzOpen: whatever descriptor and table, no panic; what opens can be walked through.
func FuzzOpen(f *testing.F) {
	files, err := filepath.Glob("testdata/damage/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(a.Files) > 1 {
			f.Add(a.Files[0].Data, a.Files[1].Data)
		}
	}
	f.Add([]byte(`{"name":"x","resources":[{"path":"t.csv","dialect":{"headerRows":[1,2]},"schema":{"fields":[{"name":"a","recount":{"role":"dimension"}},{"name":"b c","recount":{"role":"value","unit":"percent","period":"2018"}}]}}]}`), []byte("a,b\n,c\nx,1.5\n"))
	f.Fuzz(func(t *testing.T, descriptor, table []byte) {
		fsys := fstest.MapFS{"datapackage.json": {Data: descriptor}}
		for _, name := range []string{"t.csv", "rates.csv", "measures.csv", "places.csv", "w.csv"} {
			fsys[name] = &fstest.MapFile{Data: table}
		}
		s, err := datasets.OpenFS(fsys, "x")
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without words")
			}
			return
		}
		walk(t, s)
	})
}

// FuzzGuess: whatever the table, no panic; what is guessed is a descriptor without fault.
func FuzzGuess(f *testing.F) {
	files, err := filepath.Glob("testdata/guess/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	if data, err := os.ReadFile("testdata/clinics.xlsx"); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := datasets.FromTables("fuzz", datasets.RawTable{Name: "t.csv", Data: data})
		var at *datasets.DescriptorError
		if errors.As(err, &at) {
			descriptor, _, _ := datasets.Guess("fuzz", datasets.RawTable{Name: "t.csv", Data: data})
			t.Fatalf("%q: guessed a descriptor with a fault: %v\n%s", data, err, descriptor)
		}
		if err == nil {
			walk(t, s)
		}
	})
}

// walk asks a study for everything that it offers.
func walk(t *testing.T, s *datasets.Study) {
	for i := range min(s.Len(), 200) {
		o := s.Observation(i)
		if j, ok := s.Find(o.ID); !ok || s.Observation(j).ID != o.ID {
			t.Fatalf("Find(%q) = %d, %v", o.ID, j, ok)
		}
		if o.Low == nil && o.High == nil && o.Interval().Empty() {
			t.Fatalf("%s: %q leaves nothing open", o.ID, o.Text)
		}
		o.Digest()
		if v, ok := s.ValueOf(i); ok != o.HasValue || ok && !v.Equal(o.Value) {
			t.Fatalf("%s: ValueOf is %v, %v, Value is %v, %v", o.ID, v, ok, o.Value, o.HasValue)
		}
	}
	s.Rivals()
	for _, table := range s.Tables {
		_, _ = table.Frame()
	}
	if d := datasets.Diff(s, s); s.Len() < 200 && len(d.Added)+len(d.Removed) > 0 {
		t.Fatalf("the study differs from itself: %+v", d)
	}
}
