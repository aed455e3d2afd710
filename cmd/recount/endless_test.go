package main

import (
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
