package claim_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"recount/analysis/claim"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

// allTexts are the labelled sentences of a study and, for the shipped one, the whole texts.
func allTexts(t testing.TB, s labelledStudy) []string {
	var all []string
	for _, p := range s.passages {
		all = append(all, p.text)
	}
	if s.name != "xinjiang" {
		return all
	}
	for _, folder := range []string{"unrelated", "subject"} {
		found := texts(t, folder)
		for _, name := range slices.Sorted(maps.Keys(found)) {
			all = append(all, found[name])
		}
	}
	return all
}

// ofStudy is what a checker alone says of a text.
func ofStudy(c *claim.Checker, text string) []finding.Finding {
	doc := document.Plain("", text)
	return c.Check(doc, quantity.Scan(nil, doc.Text), claim.Options{})
}

// TestLaws holds every finding to its form, alone and after it was merged with what the text says against
// itself.
func TestLaws(t *testing.T) {
	for _, s := range labelledStudies(t) {
		for _, text := range allTexts(t, s) {
			alone := ofStudy(s.checker, text)
			lawful(t, text, alone)
			complete(t, text, alone)
			spans(t, text, checkText(s.checker, text))
		}
	}
}

// spans fails unless findings lie in the text, in order and never two on a span.
func spans(t *testing.T, text string, fs []finding.Finding) {
	t.Helper()
	seen := map[[2]int]bool{}
	for i, f := range fs {
		at := [2]int{f.Start, f.End}
		switch {
		case f.Start < 0 || f.End > len(text) || f.Start >= f.End:
			t.Fatalf("%q: span %v outside the text's %d bytes", text, at, len(text))
		case f.Text != text[f.Start:f.End]:
			t.Errorf("%q: text %q, want that of its span, %q", text, f.Text, text[f.Start:f.End])
		case seen[at]:
			t.Errorf("%q: two findings for %q", text, f.Text)
		case i > 0 && f.Start < fs[i-1].Start:
			t.Errorf("%q: %q comes after %q", text, f.Text, fs[i-1].Text)
		}
		seen[at] = true
	}
}

// mustNotSay are words that no message to a person may use (SEMANTICS, "Words for people").
var mustNotSay = []string{"true", "false", "wrong", "error", "lie", "incorrect", "mistake"}

// lawful fails unless each finding says what SEMANTICS, "Verdicts", asks of it.
func lawful(t *testing.T, text string, fs []finding.Finding) {
	t.Helper()
	spans(t, text, fs)
	for _, f := range fs {
		if f.Reason == "" {
			t.Errorf("%q: %q is %s without a reason", text, f.Text, f.Verdict)
		}
		switch f.Verdict {
		case finding.Supported:
			if len(f.Evidence) == 0 || !slices.Contains([]finding.Reason{finding.Exact, finding.Rounded, finding.Loose, finding.Bound}, f.Reason) {
				t.Errorf("%q: %q is supported (%s) by %d rows", text, f.Text, f.Reason, len(f.Evidence))
			}
		case finding.Refuted:
			if len(f.Evidence) == 0 || f.Wording == "" && f.Formula == "" || f.Grade == "" {
				t.Errorf("%q: %q is refuted by %d rows, wording %q, formula %q, grade %q", text, f.Text, len(f.Evidence), f.Wording, f.Formula, f.Grade)
			}
			if !strings.HasSuffix(f.Message, "?") {
				t.Errorf("%q: message %q, want a question", text, f.Message)
			}
		case finding.Undecided:
			if !slices.Contains([]finding.Reason{finding.NoData, finding.Ambiguous, finding.Straddles, finding.NotStatistic}, f.Reason) {
				t.Errorf("%q: %q is undecided (%s)", text, f.Text, f.Reason)
			}
		default:
			t.Errorf("%q: %q has verdict %q", text, f.Text, f.Verdict)
		}
		if f.Verdict != finding.Undecided && (f.Rule == "" || f.Candidates == 0) {
			t.Errorf("%q: %q: rule %q, %d candidates", text, f.Text, f.Rule, f.Candidates)
		}
		for _, e := range f.Evidence {
			if e.Kind == "" || e.ID == "" && e.Title == "" {
				t.Errorf("%q: %q: evidence %+v says neither what it is nor which", text, f.Text, e)
			}
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(f.Message, f.Text, "")), notLetter) {
			if slices.Contains(mustNotSay, w) {
				t.Errorf("%q: message %q says %q", text, f.Message, w)
			}
		}
	}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// complete fails unless every quantity of the text has its finding.
func complete(t *testing.T, text string, fs []finding.Finding) {
	t.Helper()
	for _, q := range quantity.Scan(nil, text) {
		found := slices.ContainsFunc(fs, func(f finding.Finding) bool {
			return f.End == q.End && (f.Start == q.Start || q.Ranged && f.Start > q.Start)
		})
		if !found {
			t.Errorf("%q: no finding for %q", text, text[q.Start:q.End])
		}
	}
}

// TestRepeats holds that a text has the findings that it has, whatever was checked before it and whatever is
// checked at the same time with the same checker.
func TestRepeats(t *testing.T) {
	for _, s := range labelledStudies(t) {
		all := allTexts(t, s)
		want := make([][]finding.Finding, len(all))
		for i, text := range all {
			want[i] = ofStudy(s.checker, text)
		}
		for i, text := range slices.Backward(all) {
			if got := ofStudy(s.checker, text); !reflect.DeepEqual(got, want[i]) {
				t.Errorf("%s: backwards, other findings for %q", s.name, text)
			}
		}
		var wg sync.WaitGroup
		for g := range 8 {
			wg.Go(func() {
				for k := range all {
					i := (k*7 + g*13) % len(all)
					if got := ofStudy(s.checker, all[i]); !reflect.DeepEqual(got, want[i]) {
						t.Errorf("%s: in parallel, other findings for %q", s.name, all[i])
					}
				}
			})
		}
		wg.Wait()
	}
}

// TestFreshChecker holds that two checkers of one study say the same: nothing depends on the order of a map.
func TestFreshChecker(t *testing.T) {
	for range 3 {
		a, b := open(t, "xinjiang"), shippedStudy(t)
		for _, p := range readClaims(t, "testdata/xinjiang.txt") {
			if got, want := ofStudy(a, p.text), ofStudy(b, p.text); !reflect.DeepEqual(got, want) {
				t.Errorf("a new checker has other findings for %q", p.text)
			}
		}
	}
}

// FuzzCheck holds the laws on any text.
func FuzzCheck(f *testing.F) {
	studies := []*claim.Checker{shippedStudy(f), open(f, "testdata/tables/school-enrolment"), open(f, "testdata/tables/election")}
	for _, file := range []string{"xinjiang.txt", "tables/school-enrolment/claims.txt", "tables/election/claims.txt"} {
		for _, p := range readClaims(f, "testdata/"+file) {
			f.Add(p.text)
		}
	}
	for _, text := range []string{
		"", "\x00", "12", "%", "from to 2018", "Xinjiang Xinjiang 243 per 100,000 per 100,000 per", "\xff\xfe 40 \xc3\x28 people interviewed",
		"243<!-- recount: sterilization-rate-ratio -->", "7.6 times<!-- recount: ignore -->", "<!-- recount:", "1 in 0 of the 0 interviewees",
		strings.Repeat("in 2018 ", 300), "Women women women 24 of 0 percent", "rose fell rose fell by by by 2017 2018", "2020/21 2019/20 Dunmere fell",
		"In 2018 the birth rate in Xinjiang was 99999999999999999999999999999999999999.99 per 1,000.",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip()
		}
		for _, c := range studies {
			fs := ofStudy(c, text)
			lawful(t, text, fs)
			complete(t, text, fs)
			spans(t, text, checkText(c, text))
			if again := ofStudy(c, text); !reflect.DeepEqual(fs, again) {
				t.Errorf("%q: other findings the second time", text)
			}
			c.Concerns(document.Plain("", text))
		}
	})
}
