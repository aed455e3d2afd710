package claim_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"recount/analysis/claim"
	"recount/analysis/consistency"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// A label is the verdict that some words of a passage deserve (testdata/README.md).
type label struct {
	line       int
	start, end int
	verdict    finding.Verdict
	reason     finding.Reason // "" if any will do
}

// A passage is a sentence, or a few, with its labels.
type passage struct {
	place  string // file:line
	kind   string // the heading that it stands under
	text   string
	labels []label
}

// readClaims reads a file of labelled sentences.
func readClaims(t testing.TB, file string) []passage {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []passage
	kind := ""
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		place := fmt.Sprintf("%s:%d", strings.TrimPrefix(filepath.ToSlash(file), "testdata/"), i+1)
		switch {
		case strings.HasPrefix(line, "## "):
			kind = line[3:]
		case line == "" || line[0] == '#':
		case line[0] != '\t':
			all = append(all, passage{place: place, kind: kind, text: line})
		case len(all) == 0:
			t.Fatalf("%s: a label before any sentence", place)
		default:
			p := &all[len(all)-1]
			l, err := readLabel(p.text, line[1:])
			if err != nil {
				t.Fatalf("%s: %v", place, err)
			}
			l.line = i + 1
			p.labels = append(p.labels, l)
		}
	}
	for _, p := range all {
		if len(p.labels) == 0 {
			t.Fatalf("%s: no label", p.place)
		}
	}
	return all
}

// readLabel reads `"words" verdict [reason] [# why]`; `"words"@2` are the second such words of the text.
func readLabel(text, line string) (label, error) {
	line, _, _ = strings.Cut(line, " # ")
	rest, ok := strings.CutPrefix(line, `"`)
	end := strings.Index(rest, `"`)
	if !ok || end < 1 {
		return label{}, fmt.Errorf("label %q, want words in quotation marks", line)
	}
	words, fields := rest[:end], strings.Fields(rest[end+1:])
	nth := 1
	if len(fields) > 0 && fields[0][0] == '@' {
		n, err := strconv.Atoi(fields[0][1:])
		if err != nil || n < 1 {
			return label{}, fmt.Errorf("label %q: %q, want @ and a count", line, fields[0])
		}
		nth, fields = n, fields[1:]
	} else if strings.Count(text, words) > 1 {
		return label{}, fmt.Errorf("%q occurs %d times: say which with @", words, strings.Count(text, words))
	}
	l := label{start: -1}
	for ; nth > 0; nth-- {
		from := l.start + 1
		i := strings.Index(text[from:], words)
		if i < 0 {
			return label{}, fmt.Errorf("%q is not in the sentence", words)
		}
		l.start = from + i
	}
	l.end = l.start + len(words)
	if len(fields) < 1 || len(fields) > 2 {
		return label{}, fmt.Errorf("label %q, want a verdict and perhaps a reason", line)
	}
	switch l.verdict = finding.Verdict(fields[0]); l.verdict {
	case finding.Supported, finding.Refuted, finding.Undecided:
	default:
		return label{}, fmt.Errorf("verdict %q, want supported, refuted or undecided", fields[0])
	}
	if len(fields) == 2 {
		l.reason = finding.Reason(fields[1])
	}
	return l, nil
}

// A labelledStudy is a study ready for checking, with the sentences about it.
type labelledStudy struct {
	name     string
	checker  *claim.Checker
	passages []passage
}

// open makes a study ready for checking.
func open(t testing.TB, name string) *claim.Checker {
	t.Helper()
	study, err := datasets.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		t.Fatal(err)
	}
	return claim.New(study, set)
}

var shipped struct {
	once    sync.Once
	checker *claim.Checker
}

// shippedStudy is the study inside the program, opened once.
func shippedStudy(t testing.TB) *claim.Checker {
	shipped.once.Do(func() { shipped.checker = open(t, "xinjiang") })
	if shipped.checker == nil {
		t.Fatal("the shipped study could not be opened")
	}
	return shipped.checker
}

// labelledStudies are the shipped study and the invented tables.
func labelledStudies(t testing.TB) []labelledStudy {
	t.Helper()
	all := []labelledStudy{{"xinjiang", shippedStudy(t), readClaims(t, "testdata/xinjiang.txt")}}
	dirs, err := filepath.Glob("testdata/tables/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		all = append(all, labelledStudy{filepath.Base(dir), open(t, dir), readClaims(t, filepath.Join(dir, "claims.txt"))})
	}
	return all
}

// checkText checks a text as `recount check --study` does: against the study and against itself.
func checkText(c *claim.Checker, text string) []finding.Finding {
	doc := document.Plain("", text)
	qs := quantity.Scan(nil, doc.Text)
	return finding.Merge(consistency.Check(doc, qs), c.Check(doc, qs, claim.Options{}))
}

// overlap returns the finding that shares most with the words labelled; undecided if none does.
func overlap(fs []finding.Finding, l label) finding.Finding {
	best, found := 0, finding.Finding{Verdict: finding.Undecided, Reason: finding.NoData}
	for _, f := range fs {
		if n := min(l.end, f.End) - max(l.start, f.Start); n > best {
			best, found = n, f
		}
	}
	return found
}
