package report

import (
	"bytes"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// The sheet is a real table: headings, a row for each question, an empty column for the answer, and what a
// document says stays text.
func TestQueriesDOCX(t *testing.T) {
	text := "Of the 40 presses <b>9</b> & more stood still."
	r := Report{Study: "none", Why: "a test", Files: []File{{Name: "a.txt", Document: document.Plain("a.txt", text), Findings: []finding.Finding{
		{Start: 7, End: 9, Line: 1, Column: 8, Text: "40", Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Slip, Wording: "41", Message: "Is 41 meant?",
			Evidence: []finding.Evidence{{Kind: "observation", Name: "the <ledger>", Locator: "p. 3", Value: "41"}}},
		{Start: 21, End: 22, Line: 1, Column: 22, Text: "9", Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Substance},
		{Start: 0, End: 2, Text: "Of", Verdict: finding.Supported, Reason: finding.Exact},
	}}}}
	var out, again bytes.Buffer
	if err := QueriesDOCX(&out, r); err != nil {
		t.Fatal(err)
	}
	doc, err := document.Read("q.docx", out.Bytes(), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Tables) != 1 || len(doc.Tables[0].Cells) != 3 {
		t.Fatalf("%d tables, want one of a heading and two rows: %q", len(doc.Tables), doc.Text)
	}
	var rows []string
	for _, row := range doc.Tables[0].Cells {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Text)
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	for i, want := range []string{
		"No. | Where | Sentence | The source | The question | Would agree | Answer",
		"1 | a.txt:1:22 | Of the 40 presses <b>9</b> & more stood still. |  | Is this the figure meant? |  | ",
		"2 | a.txt:1:8 | Of the 40 presses <b>9</b> & more stood still. | 41 (the <ledger>, p. 3) | Is 41 meant? | 41 | ",
	} {
		if rows[i] != want {
			t.Errorf("row %d is %q, want %q", i, rows[i], want)
		}
	}
	if err := QueriesDOCX(&again, r); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the same report gave other bytes (%v)", err)
	}
}
