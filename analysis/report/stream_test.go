package report

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// A stream whose study is known only at its end says the same as one that knew it at the beginning.
func TestStreamThatLearnsItsStudyLate(t *testing.T) {
	r := sample()
	for _, files := range []int{0, 1, 3} {
		var early, late bytes.Buffer
		a, b := NewJSONStream(&early), NewJSONStream(&late)
		steps := []error{a.Begin(&r), b.Begin(nil)}
		for range files {
			steps = append(steps, a.File(&r.Files[0]), b.File(&r.Files[0]))
		}
		for _, err := range append(steps, a.End(&r), b.End(&r)) {
			if err != nil {
				t.Fatal(err)
			}
		}
		var x, y any
		if err := json.Unmarshal(early.Bytes(), &x); err != nil {
			t.Fatalf("%v in\n%s", err, early.String())
		}
		if err := json.Unmarshal(late.Bytes(), &y); err != nil {
			t.Fatalf("%v in\n%s", err, late.String())
		}
		if !reflect.DeepEqual(x, y) {
			t.Errorf("%d files: with the study at the end\n%s\nwant what is said with it at the beginning\n%s", files, late.String(), early.String())
		}
		// What a person reads is laid out as an encoder would.
		var again bytes.Buffer
		if err := json.Indent(&again, early.Bytes(), "", "  "); err != nil || again.String() != early.String() {
			t.Errorf("%d files: laid out as\n%s\nwant\n%s", files, early.String(), again.String())
		}
	}
}

func TestTextStreamThatLearnsItsStudyLate(t *testing.T) {
	r := sample()
	r.Study, r.Title, r.Why = "wells", "Wells", "the text names Northland"
	var out bytes.Buffer
	s := NewTextStream(&out, TextOptions{})
	for _, err := range []error{s.Begin(nil), s.File(&r.Files[0]), s.File(&r.Files[0]), s.End(&r)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"Checked against: each text itself, and the shipped study where", "\nChecked against: Wells (study wells; the text names Northland)", "6 numbers read in 2 files: 2 agree, 2 do not, 2 left undecided"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("text lacks %q:\n%s", want, out.String())
		}
	}
}

// What is kept of a document prints the same questions.
func TestPrinted(t *testing.T) {
	r := sample()
	want := QueriesOf(r)
	r.Files[0] = Printed(r.Files[0])
	if got := QueriesOf(r); !reflect.DeepEqual(got, want) || len(r.Files[0].Findings) != 2 {
		t.Errorf("%d findings kept, questions\n%v, want\n%v", len(r.Files[0].Findings), got, want)
	}
	r.Files[0].Findings = r.Files[0].Findings[:0]
	if Printed(r.Files[0]).Document != nil {
		t.Error("a text without disagreements is kept")
	}
}
