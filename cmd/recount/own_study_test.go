package main

import (
	"os"
	"strings"
	"testing"
)

// The section on a study of one's own, followed word for word in an empty folder: each fenced block with a
// language is saved under the name that the text before it gives, each without one is run line by line.
func TestOwnStudy(t *testing.T) {
	section := ownStudySection(t)
	t.Chdir(t.TempDir())
	before, rest, commands := "", section, 0
	for {
		text, after, ok := strings.Cut(rest, "```")
		if !ok {
			break
		}
		block, tail, closed := strings.Cut(after, "```")
		if !closed {
			t.Fatal("a block is not closed")
		}
		before, rest = text, tail
		language, body, _ := strings.Cut(block, "\n")
		if language != "" {
			name := lastName(before)
			if name == "" {
				t.Fatalf("no file name before the block %q", body)
			}
			if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		for line := range strings.Lines(body) {
			words, ok := commandLine(strings.TrimSpace(line))
			if !ok {
				t.Fatalf("%q is no command line of recount", line)
			}
			commands++
			if code, stdout, stderr := outcomeOf(t, "", words...); code != exitOK || stdout == "" {
				t.Errorf("%s: exit code %d\n%s%s", strings.TrimSpace(line), code, stdout, stderr)
			}
		}
	}
	if commands < 6 {
		t.Errorf("%d commands were run, want the whole walk", commands)
	}
	for _, name := range []string{"rain/datapackage.json", "pictures/first-figure.svg", "article.md", "first-figure.svg"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

// lastName returns the last text in code marks that is a file name.
func lastName(text string) string {
	parts := strings.Split(text, "`")
	for i := len(parts) - 2; i > 0; i -= 2 {
		if i%2 == 1 && strings.Contains(parts[i], ".") && !strings.Contains(parts[i], " ") {
			return parts[i]
		}
	}
	return ""
}

// ownStudySection is the section of README.md, or, while that has none, the walk as it is to stand there.
func ownStudySection(t *testing.T) string {
	t.Helper()
	page := projectFile(t, "README.md")
	if _, after, ok := strings.Cut(page, "\n## Your own study\n"); ok && strings.Contains(after, "recount init") {
		section, _, _ := strings.Cut(after, "\n## ")
		return section
	}
	data, err := os.ReadFile("testdata/own_study.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
