package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// README's section on a study of one's own, followed word for word in an empty folder: a block of csv or
// markdown is saved under the name that the text before it gives, a console session is typed in. What it
// prints is TestREADME's.
func TestOwnStudy(t *testing.T) {
	_, section, ok := strings.Cut(projectFile(t, "README.md"), "\n## Your own study\n")
	if !ok {
		t.Fatal("README.md has no section on a study of one's own")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	t.Chdir(t.TempDir())
	read, rest := "", section
	var ended []int
	for {
		text, after, ok := strings.Cut(rest, "```")
		if !ok {
			break
		}
		block, tail, closed := strings.Cut(after, "```")
		if !closed {
			t.Fatal("a block is not closed")
		}
		read, rest = read+text, tail
		language, body, _ := strings.Cut(block, "\n")
		if language != "console" {
			name := lastName(read)
			if name == "" {
				t.Fatalf("no file name before the block %q", body)
			}
			if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		for line := range strings.Lines(body) {
			typed, ok := strings.CutPrefix(strings.TrimSpace(line), "$ ")
			if !ok {
				continue
			}
			words, ok := commandLine(typed)
			if !ok {
				t.Fatalf("%q is no command line of recount", typed)
			}
			code, stdout, stderr := outcomeOf(t, "", words...)
			if code == exitFailed || stdout == "" {
				t.Errorf("%s: exit code %d\n%s%s", typed, code, stdout, stderr)
			}
			ended = append(ended, code)
		}
	}
	// Every step does its work; only the table that was changed, and then the stale article, are findings.
	findings := 0
	for _, code := range ended {
		if code == exitFinding {
			findings++
		}
	}
	if len(ended) < 8 || findings != 2 {
		t.Errorf("the commands end with %v, want the whole walk with two findings", ended)
	}
	for _, name := range []string{"rain/datapackage.json", "pictures/first-figure.svg", "article.md", "first-figure.svg"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

var fileName = regexp.MustCompile("`([^`\\s]+\\.[a-z]+)`")

// lastName returns the last file name in code marks.
func lastName(text string) string {
	names := fileName.FindAllStringSubmatch(text, -1)
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1][1]
}
