package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A sentence of megabytes, full of numbers, is read like any other text: all its numbers are listed, and
// the work grows with its length, not with the square of it, or this test would not end.
func TestEndlessSentence(t *testing.T) {
	const clauses = 20_000
	name := filepath.Join(t.TempDir(), "endless.txt")
	text := strings.Repeat("in Xinjiang in 2018, 316 of 1,000 people were seen, and ", clauses)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, study := range []string{"none", shipped} {
		code, out, stderr := outcomeOf(t, "", "check", "--study", study, "--all", name)
		if code != exitOK || stderr != "" {
			t.Errorf("--study %s: exit code %d: %s", study, code, stderr)
		}
		if n := strings.Count(out, "endless.txt:1:"); n < 3*clauses {
			t.Errorf("--study %s: %d numbers listed, want %d", study, n, 3*clauses)
		}
	}
}

// A file without an end under a name that recount chooses, or that it was given, is an error or no file: it is
// never read to the end of the memory.
func TestEndlessFiles(t *testing.T) {
	const endless = "/dev/zero"
	if info, err := os.Stat(endless); err != nil || info.Mode().IsRegular() {
		t.Skip("there is no file without an end here")
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"out/figures.lock", "drawn/birth-rates.svg", "given", "study/statistics.yaml", "new/datapackage.json"} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.Symlink(endless, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"wells.csv":              "place,year,wells\nNorth,2018,243\n",
		"study/datapackage.json": `{"name": "study", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}]}`,
		"study/t.csv":            "a\n1\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		args string
		code int
		want string
	}{
		{"figures birth-rates --format svg --out out", exitOK, "created"},
		{"figures birth-rates --format svg --check --out drawn", exitFinding, "birth-rates.svg"},
		{"figures birth-rates --format svg --out drawn", exitOK, "birth-rates.svg"},
		{"figures --show given", exitFailed, "given"},
		{"data validate study", exitFinding, "statistics.yaml"},
		{"init new --from wells.csv", exitFailed, "datapackage.json"},
	} {
		code, out, stderr := outcomeOf(t, "", strings.Fields(tt.args)...)
		if code != tt.code || !strings.Contains(out+stderr, tt.want) {
			t.Errorf("recount %s: exit code %d, %.300s\n%.300s\nwant %d and %q", tt.args, code, out, stderr, tt.code, tt.want)
		}
	}
	if _, err := readAtMost(endless, 1<<20); err == nil || !strings.Contains(err.Error(), "want at most that") {
		t.Errorf("reading %s: %v, want an error that tells the limit", endless, err)
	}
}
