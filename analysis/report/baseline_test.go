package report

import (
	"bytes"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// reportOf makes each occurrence of number in the text a disagreement with a ledger.
func reportOf(text, number string) Report {
	f := File{Name: "draft.txt", Document: document.Plain("draft.txt", text)}
	for at := 0; ; {
		i := strings.Index(text[at:], number)
		if i < 0 {
			break
		}
		at += i
		f.Findings = append(f.Findings, finding.Finding{Start: at, End: at + len(number), Line: 1, Column: at + 1, Text: number, Verdict: finding.Refuted, Reason: finding.Value, Grade: finding.Substance,
			Rule: "rounding", Value: "41", Evidence: []finding.Evidence{{ID: "orchards-2019", Kind: "observation", Value: "41"}}})
		at += len(number)
	}
	return Report{Study: "none", Files: []File{f}}
}

func TestBaseline(t *testing.T) {
	const text = "In all 47 orchards were counted by the guild."
	b, err := NewBaseline()
	if err != nil {
		t.Fatal(err)
	}
	b.Take(reportOf(text, "47"))
	var out, again bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"47", "41", "orchards", "guild", "draft"} {
		if digest := strings.ReplaceAll(out.String(), "\n", " "); strings.Contains(digest, " "+word+" ") || len(word) > 2 && strings.Contains(digest, word) {
			t.Errorf("the baseline holds %q:\n%s", word, out.String())
		}
	}
	b, err = ReadBaseline(out.Bytes())
	if err != nil || b.Len() != 1 {
		t.Fatalf("read back %d findings, %v", b.Len(), err)
	}
	b.Take(reportOf(text, "47"))
	if err := b.Write(&again); err != nil || out.String() != again.String() {
		t.Error("the same findings gave another file")
	}
	for _, tt := range []struct {
		text, number string
		want         int // accepted
		of           int
	}{
		{text, "47", 1, 1},
		{"A new start. " + strings.ToUpper(text), "47", 1, 1},              // moved, and in another case
		{"The guild now counts 47 orchards, all old.", "47", 1, 1},         // the sentence was edited
		{"In all 48 orchards were counted by the guild.", "48", 0, 1},      // another number
		{"There are 47 orchards. " + text, "47", 1, 2},                     // once more is new
		{"In all 47 orchards. " + text + " Yes, 47 orchards.", "47", 1, 3}, // as often as accepted
	} {
		r := reportOf(tt.text, tt.number)
		b.Apply(&r)
		got := 0
		for _, f := range r.Files[0].Findings {
			if Accepted(f) {
				got++
			}
		}
		if got != tt.want || len(r.Files[0].Findings) != tt.of {
			t.Errorf("%q: %d of %d accepted, want %d of %d", tt.text, got, len(r.Files[0].Findings), tt.want, tt.of)
		}
	}
	// The sentence that stayed is the accepted one, not the first in the text.
	r := reportOf("There are 47 orchards. "+text, "47")
	b.Apply(&r)
	if Accepted(r.Files[0].Findings[0]) || !Accepted(r.Files[0].Findings[1]) {
		t.Error("the new sentence is taken for the accepted one")
	}
}

func TestReadBaselineDamaged(t *testing.T) {
	for _, data := range []string{"", "[]", "{}", `{"version":1,"salt":"zz"}`, `{"version":9,"salt":"00112233445566778899aabbccddeeff"}`, "\xff"} {
		if _, err := ReadBaseline([]byte(data)); err == nil {
			t.Errorf("ReadBaseline(%q) gave no error", data)
		}
	}
}
