package consistency

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

// A labelled passage of testdata/passages.txt.
type labelled struct {
	line          int
	truth         byte // + agrees, - does not, ? nothing decides
	kind, passage string
}

func passagesOf(t *testing.T, file string) []labelled {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var ps []labelled
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.SplitN(line, "\t", 3)
		if len(parts) != 3 || len(parts[0]) != 1 {
			t.Fatalf("%s:%d: %q, want verdict, kind and passage", file, i+1, line)
		}
		ps = append(ps, labelled{i + 1, parts[0][0], parts[1], parts[2]})
	}
	return ps
}

// verdict is what the findings say of the passage as a whole.
func verdict(fs []finding.Finding) byte {
	v := byte('?')
	for _, f := range fs {
		switch f.Verdict {
		case finding.Refuted:
			return '-'
		case finding.Supported:
			v = '+'
		}
	}
	return v
}

func check(text string) []finding.Finding {
	doc := document.Plain("", text)
	return Check(doc, quantity.Scan(nil, doc.Text))
}

// TestPassages holds the checks to floors over passages written for them: how often they are right, how
// often they doubt what is right and bear out what is not. The floors stand a little below what is
// measured, so that a change that costs more than a passage or two shows.
func TestPassages(t *testing.T) {
	const accuracy, falseRefuted, falseSupported = 0.97, 0.0, 0.005
	var right, agree, refuted, differ, supported, total int
	for _, p := range passagesOf(t, "testdata/passages.txt") {
		fs := check(p.passage)
		got := verdict(fs)
		total++
		ok := got == p.truth || p.truth == '?' && got != '-'
		if ok {
			right++
		} else {
			t.Logf("passages.txt:%d: %c, want %c: %s", p.line, got, p.truth, p.passage)
			for _, f := range fs {
				t.Logf("\t%s %s %s %q %s %s", f.Rule, f.Verdict, f.Reason, f.Text, f.Formula, f.Message)
			}
		}
		if p.truth == '-' {
			differ++
			if got == '+' {
				supported++
			}
		} else {
			agree++
			if got == '-' {
				refuted++
			}
		}
	}
	share := func(k, n int) float64 { return float64(k) / float64(n) }
	t.Logf("%d of %d right; %d of %d refuted though they agree; %d of %d supported though they do not", right, total, refuted, agree, supported, differ)
	if share(right, total) < accuracy || share(refuted, agree) > falseRefuted || share(supported, differ) > falseSupported {
		t.Errorf("accuracy %.3f, want %.3f; refuted %.3f, want %.3f; supported %.3f, want %.3f at most",
			share(right, total), accuracy, share(refuted, agree), falseRefuted, share(supported, differ), falseSupported)
	}
}

// TestFindings holds every finding to its form: a span of the text, one for a span, the words that
// SEMANTICS prescribes.
func TestFindings(t *testing.T) {
	for _, p := range passagesOf(t, "testdata/passages.txt") {
		seen := map[[2]int]bool{}
		for _, f := range check(p.passage) {
			span := [2]int{f.Start, f.End}
			if f.Start < 0 || f.End > len(p.passage) || f.Start >= f.End || f.Text != p.passage[f.Start:f.End] || seen[span] {
				t.Errorf("%d: span %v, text %q", p.line, span, f.Text)
			}
			seen[span] = true
			if f.Rule == "" || f.Reason == "" || f.Verdict == "" || f.Candidates == 0 {
				t.Errorf("%d: %q: rule %q, reason %q, verdict %q, %d candidates", p.line, f.Text, f.Rule, f.Reason, f.Verdict, f.Candidates)
			}
			if f.Verdict == finding.Refuted && (f.Message == "" || !strings.HasSuffix(f.Message, "?") || f.Grade == "") {
				t.Errorf("%d: %q: message %q, grade %q, want a question and a grade", p.line, f.Text, f.Message, f.Grade)
			}
			for _, w := range []string{"wrong", "error", "errors", "false", "true", "lie", "lies", "mistake", "incorrect"} {
				if slices.Contains(strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(f.Message, f.Text, "")), notLetter), w) {
					t.Errorf("%d: message %q says %q", p.line, f.Message, w)
				}
			}
			for _, e := range f.Evidence {
				if e.Start < 0 || e.End > len(p.passage) || e.Start >= e.End {
					t.Errorf("%d: %q: evidence at %d to %d", p.line, f.Text, e.Start, e.End)
				}
			}
		}
	}
}

// FuzzCheck holds Check to what is true of any text: it ends, it does not panic, every finding lies in
// the text and no two on one span, and the same text gives the same findings.
func FuzzCheck(f *testing.F) {
	data, err := os.ReadFile("testdata/passages.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		if parts := strings.SplitN(line, "\t", 3); len(parts) == 3 {
			f.Add(parts[2])
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			t.Skip()
		}
		fs := check(text)
		seen := map[[2]int]bool{}
		for _, f := range fs {
			span := [2]int{f.Start, f.End}
			if f.Start < 0 || f.End > len(text) || f.Start >= f.End || f.Text != text[f.Start:f.End] || seen[span] {
				t.Errorf("finding at %v of %d bytes: %q", span, len(text), f.Text)
			}
			seen[span] = true
		}
		if again := check(text); len(again) != len(fs) {
			t.Errorf("%d findings, then %d", len(fs), len(again))
		}
	})
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// Prose that is not English and numbers in an address get no finding.
func TestLeftAlone(t *testing.T) {
	const text = "Nine of the 20 orders (55%) came back."
	doc := document.Plain("", text)
	doc.Language = "French"
	if fs := Check(doc, quantity.Scan(nil, text)); len(fs) != 0 {
		t.Errorf("French prose: %d findings", len(fs))
	}
	doc = document.Plain("", text)
	doc.Asides = []document.Span{{Start: 0, End: len(text)}}
	if fs := Check(doc, quantity.Scan(nil, text)); len(fs) != 0 {
		t.Errorf("an address: %d findings", len(fs))
	}
}
