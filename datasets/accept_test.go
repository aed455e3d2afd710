package datasets_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"recount/datasets"
)

// What is accepted is what opens: size and hash are those of the tables, whatever they were and in whatever
// order they stand, and no other byte of the descriptor changes.
func TestAccept(t *testing.T) {
	const table = "place,year,rain\nA,2020,12\n"
	for name, keys := range map[string]string{
		"both": `"bytes": 3, "hash": "sha256:00"`, "the other way round": `"hash":"sha512:\u0061b","x":"\"","bytes":1`,
		"only size": `"bytes": 40000`, "only hash": `"hash" : "d41d8cd98f00b204e9800998ecf8427e"`, "none": `"title": "t"`,
	} {
		dir := t.TempDir()
		before := `{"name": "s",  "note": "ü \"hash\": 1", "resources": [ {"name": "r", "path": "r.csv", ` + keys + `, "schema": {"fields": [{"name": "place", "recount": {"role": "dimension"}},
 {"name": "year", "type": "year", "recount": {"role": "period"}}, {"name": "rain", "type": "number", "recount": {"role": "value"}}]}}]}`
		for file, text := range map[string]string{"r.csv": table, "datapackage.json": before} {
			if err := os.WriteFile(dir+"/"+file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := datasets.Open(dir); (err == nil) != (name == "none") || err != nil && !datasets.Unaccepted(err) {
			t.Errorf("%s: before: %v", name, err)
		}
		after, changed, err := datasets.Accept([]byte(before), os.DirFS(dir).(fs.ReadFileFS).ReadFile)
		if err != nil || len(changed) > 1 || (len(changed) == 0) != (name == "none") {
			t.Fatalf("%s: %v, %v", name, changed, err)
		}
		if err := os.WriteFile(dir+"/datapackage.json", after, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := datasets.Open(dir); err != nil {
			t.Errorf("%s: after: %v\n%s", name, err, after)
		}
		for _, kept := range strings.SplitAfter(keys, ":")[:1] {
			if !strings.Contains(string(after), `"path": "r.csv", `+kept) || !strings.HasPrefix(string(after), before[:60]) || !strings.HasSuffix(string(after), before[len(before)-60:]) {
				t.Errorf("%s: other bytes changed:\n%s", name, after)
			}
		}
	}
}

// A descriptor that leads out of its folder, or to nothing, is refused.
func TestAcceptRefuses(t *testing.T) {
	none := func(string) ([]byte, error) { return nil, fs.ErrNotExist }
	for _, descriptor := range []string{``, `[]`, `{"resources": 3}`, `{"resources": [{"path": "../x", "bytes": 1}]}`, `{"resources": [{"path": "x", "bytes": 1}]}`} {
		if _, _, err := datasets.Accept([]byte(descriptor), none); err == nil {
			t.Errorf("%s: accepted", descriptor)
		}
	}
}

func TestUnaccepted(t *testing.T) {
	changed := &datasets.CellError{File: "a.csv", Err: fmt.Errorf("%w: …", datasets.ErrHash)}
	cell := &datasets.CellError{File: "a.csv", Err: errors.New("x")}
	for _, tt := range []struct {
		err  error
		want bool
	}{
		{nil, false},
		{changed, false}, // Open returns a list
		{&datasets.Errors{List: []error{changed, changed}, Total: 2}, true},
		{&datasets.Errors{List: []error{changed, cell}, Total: 2}, false},
		{&datasets.Errors{List: []error{changed}, Total: 9}, false},
	} {
		if got := datasets.Unaccepted(tt.err); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.err, got, tt.want)
		}
	}
}

// Whatever the descriptor, accepting it gives one that has nothing more to accept, and differs in nothing but
// the values accepted.
func FuzzAccept(f *testing.F) {
	for _, s := range []string{`{"resources":[{"path":"r.csv","bytes":1,"hash":"md5:0"}]}`, `{"resources":[{"path":["r.csv"],"hash":null,"bytes":1e3 }]}`, `{"resources":[{"bytes":"1","hash":7,"path":"r.csv"}]}`, `[]`, `{"resources":[[]]}`} {
		f.Add([]byte(s))
	}
	read := func(string) ([]byte, error) { return []byte("a\n1\n"), nil }
	f.Fuzz(func(t *testing.T, descriptor []byte) {
		after, changed, err := datasets.Accept(descriptor, read)
		if err != nil {
			return
		}
		if !json.Valid(after) || len(changed) == 0 && !bytes.Equal(after, descriptor) {
			t.Fatalf("%q became %q", descriptor, after)
		}
		again, changed, err := datasets.Accept(after, read)
		if err != nil || len(changed) > 0 || !bytes.Equal(again, after) {
			t.Fatalf("%q accepted twice: %v, %v", descriptor, changed, err)
		}
	})
}
