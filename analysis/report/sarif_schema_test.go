package report

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// What is written fits the schema of SARIF 2.1.0, reduced to the properties that recount writes.
func TestSARIFSchema(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile("testdata/sarif-2.1.0-reduced.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	accepted := finding.Finding{Start: 7, End: 9, Line: 1, Column: 8, Text: "40", Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Slip, Rule: "rounding"}
	Accept(&accepted)
	for name, r := range map[string]Report{
		"empty": {Study: "none"},
		"full": {Study: "none", Files: []File{{Name: "drafts/a draft #1.txt", Document: document.Plain("a", "Of the 40 presses 9 stood still for 3 weeks."), Findings: []finding.Finding{
			accepted,
			{Start: 18, End: 19, Line: 1, Column: 19, Text: "9", Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Substance, Rule: "unknown", Formula: "18 / 2 = 9"},
			{Start: 36, End: 43, Page: "iv", Sheet: 4, Text: "3 weeks", Verdict: finding.Undecided, Reason: finding.Straddles, Rule: "undecided"},
			{Start: 36, End: 43, Paragraph: 3, Text: "3 weeks", Verdict: finding.Refuted, Reason: finding.Value},
		}}}},
	} {
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
