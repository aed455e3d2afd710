package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recount/analysis/document"
)

// A planted error of testdata/planted is written {{right|wrong}}: the clean document holds the first, the
// other one the second. {{a:right|wrong}} has a name, and a finding on {{a=number}} finds it too: a wrong
// part shows in its total, a wrong base in its percentage.
//
// The notation around it: "= " and "== " a heading, "@ " the caption of the table that follows, "|-" the end
// of its headings, ">" a cell merged with the one on its left, "^" with the one above, "^[…]" a footnote.

// A mark is a planted number or another place where a finding finds it.
type mark struct {
	error      int // number of the planted error
	start, end int // in the text of the document
}

// expandPlanted returns the document in notation, clean or with its errors. Marked, each number stands
// between a character of its own in the private use area and marksEnd.
func expandPlanted(src string, wrong, marked bool) (text string, errors []string, of []int) {
	var out strings.Builder
	names := map[string]int{}
	for _, m := range plantedMarks(src) {
		if name, _, ok := strings.Cut(m, ":"); ok && strings.Contains(m, "|") && len(name) == 1 {
			names[name] = len(errors)
		}
		if strings.Contains(m, "|") {
			errors = append(errors, m)
		}
	}
	next := 0
	for {
		before, rest, ok := strings.Cut(src, "{{")
		out.WriteString(before)
		if !ok {
			return out.String(), errors, of
		}
		m, after, _ := strings.Cut(rest, "}}")
		src = after
		id, shown := next, ""
		if name, number, also := strings.Cut(m, "="); also && len(name) == 1 {
			id, shown = names[name], number
		} else {
			if len(m) > 2 && m[1] == ':' {
				m = m[2:]
			}
			right, bad, _ := strings.Cut(m, "|")
			shown = right
			if wrong {
				shown = bad
			}
			next++
		}
		if marked {
			shown = string(rune(marksFirst+len(of))) + shown + string(rune(marksEnd))
		}
		of = append(of, id)
		out.WriteString(shown)
	}
}

const (
	marksEnd   = 0xE000
	marksFirst = 0xE010
)

func plantedMarks(src string) (all []string) {
	for _, s := range strings.Split(src, "{{")[1:] {
		m, _, _ := strings.Cut(s, "}}")
		all = append(all, m)
	}
	return all
}

// marksIn finds the marks in the text read from a marked document, and the text without them.
func marksIn(text string, of []int) (plain string, marks []mark) {
	var b strings.Builder
	open := -1
	for _, r := range text {
		switch {
		case r == marksEnd:
			if open >= 0 {
				marks[open].end = b.Len()
			}
			open = -1
		case r >= marksFirst && r < marksFirst+0x200:
			marks = append(marks, mark{of[r-marksFirst], b.Len(), b.Len()})
			open = len(marks) - 1
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), marks
}

// A plantedScore counts over the documents of one format.
type plantedScore struct {
	planted, found int
	missed, false  []string
}

// scorePlanted writes each document clean and with its errors, checks both, and counts what was found.
func scorePlanted(t *testing.T, format string) (s plantedScore) {
	t.Helper()
	sources, err := filepath.Glob("testdata/planted/*.txt")
	if err != nil || len(sources) == 0 {
		t.Fatal("no documents", err)
	}
	dir := t.TempDir()
	for _, src := range sources {
		data, err := os.ReadFile(src)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(filepath.Base(src), ".txt")
		for _, wrong := range []bool{false, true} {
			text, errors, of := expandPlanted(string(data), wrong, false)
			marked, _, _ := expandPlanted(string(data), wrong, true)
			name := filepath.Join(dir, fmt.Sprintf("%s-%t.%s", base, wrong, format))
			writePlanted(t, name, format, marked)
			withMarks := readPlanted(t, name)
			writePlanted(t, name, format, text)
			plain, marks := marksIn(withMarks, of)
			if plain != readPlanted(t, name) {
				t.Fatalf("%s: the marks changed how the document is read:\n%s\n%s", name, plain, readPlanted(t, name))
			}
			if len(marks) != len(of) {
				t.Fatalf("%s: %d of %d marks came through", name, len(marks), len(of))
			}
			found := make([]bool, len(errors))
			for _, f := range refutedIn(t, name) {
				hit := false
				for _, m := range marks {
					if wrong && f.Start < m.end && m.start < f.End {
						found[m.error], hit = true, true
					}
				}
				if !hit {
					s.false = append(s.false, fmt.Sprintf("%s wrong=%t: %q: %s (%s)", base, wrong, f.Text, f.Message, f.Formula))
				}
			}
			if !wrong {
				continue
			}
			s.planted += len(errors)
			for i, e := range errors {
				if found[i] {
					s.found++
				} else {
					s.missed = append(s.missed, base+": "+e)
				}
			}
		}
	}
	return s
}

func readPlanted(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document.Read(name, data, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Text
}

type plantedFinding struct {
	Start, End             int
	Text, Message, Formula string
	Verdict                string
}

func refutedIn(t *testing.T, name string) (all []plantedFinding) {
	t.Helper()
	code, stdout, stderr := outcomeOf(t, "", "check", "--study", "none", "--format", "json", name)
	if code == exitFailed {
		t.Fatalf("%s: %s", name, stderr)
	}
	var rep struct {
		Files []struct{ Findings []plantedFinding }
	}
	if err := json.Unmarshal([]byte(stdout), &rep); err != nil {
		t.Fatal(err)
	}
	for _, f := range rep.Files[0].Findings {
		if f.Verdict == "refuted" {
			all = append(all, f)
		}
	}
	return all
}

// The errors planted in tables, and in the prose, captions and notes that go with them, are found in every
// format that has tables, and hardly anything else is.
func TestPlantedErrors(t *testing.T) {
	const atLeast, atMostFalse = 120, 2
	for _, format := range plantedFormats {
		t.Run(format, func(t *testing.T) {
			s := scorePlanted(t, format)
			t.Logf("%d of %d found, %d false", s.found, s.planted, len(s.false))
			for _, m := range s.missed {
				t.Logf("missed %s", m)
			}
			for _, f := range s.false {
				t.Logf("false %s", f)
			}
			if s.planted < 136 {
				t.Errorf("%d errors planted, want 136 or more", s.planted)
			}
			if s.found < atLeast {
				t.Errorf("%d of %d found, want %d or more", s.found, s.planted, atLeast)
			}
			if len(s.false) > atMostFalse {
				t.Errorf("%d false, want at most %d", len(s.false), atMostFalse)
			}
		})
	}
}
