package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A document of nothing but numbers is refused before the findings on them take all memory; the others are
// checked, and as many as people write in a book are read.
func TestTooManyNumbers(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	dense := strings.Repeat("1, ", maxNumbers+1)
	list, words, prose := put("list.txt", dense), put("words.txt", strings.Repeat("twelve, ", maxNumbers+1)), put("prose.txt", "Of 200 wells, 50, or 35 per cent, were dry.")
	code, out, stderr := outcomeOf(t, "", "check", list, words, prose)
	if code != exitFailed || strings.Count(stderr, "has more than 500000 numbers") != 2 || !strings.Contains(stderr, "list.txt") || !strings.Contains(out, "35 per cent") {
		t.Errorf("exit code %d, %s\n%.500s", code, stderr, out)
	}
	line := `{"id":"a","text":"` + dense + `"}` + "\n" + `{"id":"b","text":"There were 12 wells."}` + "\n"
	code, out, stderr = outcomeOf(t, line, "check", "--input", "jsonl", "-")
	if got := strings.Split(out, "\n"); code != exitFailed || len(got) != 3 || !strings.Contains(got[0], "line 1: the text has more than 500000 numbers") || !strings.Contains(got[1], `"12"`) {
		t.Errorf("exit code %d, %s\n%.500s", code, stderr, out)
	}

	if code, _, stderr = outcomeOf(t, "", "check", put("novel.txt", strings.Repeat("There was a well in the valley, and nobody went there. ", 25_000))); code != exitOK {
		t.Errorf("a text of few numbers: exit code %d, %s", code, stderr)
	}
}
