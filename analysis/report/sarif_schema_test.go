package report

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// sarifSchemas are the whole schema of SARIF 2.1.0, which .ci/run installs, and one reduced to the properties
// that recount writes, so that every test holds them.
var sarifSchemas = []string{"testdata/sarif-2.1.0-reduced.schema.json", "../../.ci/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"}

// What is written fits the schema of SARIF 2.1.0.
func TestSARIFSchema(t *testing.T) {
	for _, name := range sarifSchemas {
		t.Run(filepath.Base(name), func(t *testing.T) {
			if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) && os.Getenv("RECOUNT_REQUIRE_TOOLS") != "1" {
				t.Skipf("%s is not installed: cd .ci && npm ci", name)
			}
			holdsSARIF(t, name)
		})
	}
}

func holdsSARIF(t *testing.T, schemaFile string) {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(map[string]any{"version": "2.1.0"}); err == nil {
		t.Error("the schema takes a log without runs")
	}
	for name, r := range sarifReports() {
		var out bytes.Buffer
		if err := SARIF(&out, r); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// sarifReports hold findings at a line, at a page and at a paragraph, accepted ones, and a name to be escaped.
func sarifReports() map[string]Report {
	accepted := finding.Finding{Start: 7, End: 9, Line: 1, Column: 8, Text: "40", Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Slip, Rule: "rounding"}
	Accept(&accepted)
	return map[string]Report{
		"empty": {Study: "none"},
		"full": {Study: "none", Files: []File{{Name: "drafts/a draft #1.txt", Document: document.Plain("a", "Of the 40 presses 9 stood still for 3 weeks."), Findings: []finding.Finding{
			accepted,
			{Start: 18, End: 19, Line: 1, Column: 19, Text: "9", Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Substance, Rule: "unknown", Formula: "18 / 2 = 9"},
			{Start: 36, End: 43, Page: "iv", Sheet: 4, Text: "3 weeks", Verdict: finding.Undecided, Reason: finding.Straddles, Rule: "undecided"},
			{Start: 36, End: 43, Paragraph: 3, Text: "3 weeks", Verdict: finding.Refuted, Reason: finding.Value},
		}}}},
	}
}
