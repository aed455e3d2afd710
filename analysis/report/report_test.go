package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// sample is a report with one disagreement, one doubt, one agreement and one number left alone, and with
// names that every format has to escape.
func sample() Report {
	text := "The rate was nine times the national one. =cmd and <script>alert(1)</script> in 2018, 40 of them."
	doc := document.Plain("a.md", text)
	at := func(s string) (int, int) { i := strings.Index(text, s); return i, i + len(s) }
	f := func(s string, v finding.Verdict, r finding.Reason) finding.Finding {
		start, end := at(s)
		return finding.Finding{Start: start, End: end, Line: 1, Column: start + 1, Text: s, Verdict: v, Reason: r, Rule: "rounding"}
	}
	refuted := f("nine times", finding.Refuted, finding.Value)
	refuted.Grade, refuted.Rule, refuted.Formula, refuted.Wording, refuted.Candidates = finding.Substance, "times", "243 / 32.1 = 7.57", "7.6 times", 1
	refuted.Message = "The figures give 7.57 times. Is this the figure meant?"
	refuted.Evidence = []finding.Evidence{{ID: "st-1", Kind: "observation", Title: "Rate, <Place>", Value: "243", Source: "un", Name: "the UN assessment", Locator: "para 108", URL: "javascript:alert(1)"}}
	doubt := f("40", finding.Undecided, finding.Straddles)
	agrees := f("in 2018"[3:], finding.Supported, finding.Exact)
	return Report{Study: "none", Why: "test", Files: []File{{Name: "a b,<x>.md", Document: doc, Findings: []finding.Finding{refuted, agrees, doubt}}}}
}

func TestText(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, sample(), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"a b,<x>.md:1:14: “nine times” does not agree with the UN assessment, para 108: 243 ÷ 32.1 = 7.57",
		"Would agree: 7.6 times", "3 numbers read: 1 agree, 1 do not, 1 left undecided",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("text lacks %q:\n%s", want, got)
		}
	}
	for _, never := range []string{"wrong", "error", "false", "true", " lie", "\x1b"} {
		if strings.Contains(strings.ToLower(got), never) {
			t.Errorf("text says %q:\n%s", never, got)
		}
	}
}

func TestTextKeepsControlCharactersFromTheTerminal(t *testing.T) {
	r := sample()
	r.Files[0].Findings[0].Text = "nine\x1b[31m times\u202e"
	var b bytes.Buffer
	if err := Text(&b, r, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e") {
		t.Errorf("control characters reach the terminal: %q", b.String())
	}
}

func TestJSONSummaryCounts(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, sample()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version int
		Study   string
		Files   []struct {
			File     string
			Findings []finding.Finding
			Summary  Summary
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	s := got.Files[0].Summary
	if got.Version != Version || got.Study != "none" || s.Read != 3 || s.Supported != 1 || s.Refuted != 1 || s.Undecided != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestHTMLEscapesAndRefusesScripts(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, sample()); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, never := range []string{"<script>alert", "javascript:", "src=", "<Place>"} {
		if strings.Contains(got, never) {
			t.Errorf("page contains %q", never)
		}
	}
	for _, want := range []string{`lang="en"`, `id="f1"`, `href="#f1"`, `id="m1"`, "does not agree with the UN assessment", "default-src 'none'"} {
		if !strings.Contains(got, want) {
			t.Errorf("page lacks %q", want)
		}
	}
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, sample()); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	rs := log.Runs[0].Results
	if len(rs) != 2 || rs[0].Level != "warning" || rs[1].Kind != "open" {
		t.Fatalf("results %+v, want a warning and an open one", rs)
	}
	loc := rs[0].Locations[0].Physical
	if loc.Artifact.URI != "a%20b%2C%3Cx%3E.md" || loc.Region.StartLine != 1 || loc.Region.StartColumn != 14 {
		t.Errorf("location %+v", loc)
	}
	if id := log.Runs[0].Tool.Driver.Rules[*rs[0].RuleIndex].ID; id != rs[0].RuleID {
		t.Errorf("rule index leads to %q, want %q", id, rs[0].RuleID)
	}
}

func TestGitHubEscapes(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, sample()); err != nil {
		t.Fatal(err)
	}
	want := "::warning file=a b%2C<x>.md,line=1,col=14,title=recount%3A times::“nine times” does not agree with the UN assessment, para 108: 243 ÷ 32.1 = 7.57. Would agree: “7.6 times”.\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

func TestQueries(t *testing.T) {
	var md, table bytes.Buffer
	r := sample()
	r.Files[0].Findings[0].Wording = "=1+1"
	if err := Queries(&md, r); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(md.String(), "<script>") || !strings.Contains(md.String(), "Is this the figure meant?") || !strings.Contains(md.String(), "## 1. ") {
		t.Errorf("markdown:\n%s", md.String())
	}
	if err := QueriesCSV(&table, r); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v: want a heading and two questions", len(rows), err)
	}
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
				t.Errorf("cell %q would run in a spreadsheet", c)
			}
		}
	}
}

func TestEveryRuleHasWords(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if r.ID == "" || r.Title == "" || r.Text == "" || r.Example == "" || seen[r.ID] {
			t.Errorf("rule %+v: want an id of its own, title, text and example", r)
		}
		seen[r.ID] = true
	}
}
