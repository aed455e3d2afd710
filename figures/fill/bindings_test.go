package fill_test

import (
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/figures/fill"
)

// Of a text that was edited, the numbers that still stand where they were written stay bound, the others do
// not; and a file beside a text cannot have a number left alone.
func TestBind(t *testing.T) {
	l := open(t, "xinjiang")
	draft := `A {{stat "birth-rate-fall" abs}}, b {{stat "birth-rate-fall" abs}}.
C {{stat "sterilization-rate-ratio"}}.`
	f, err := fill.Fill(l.stats, l.figs, "x.txt", []byte(draft), fill.Text, fill.Options{Notes: fill.Footnotes})
	if err != nil {
		t.Fatal(err)
	}
	whole := string(f.Data)
	for _, tt := range []struct {
		text   string
		bound  int
		missed int
	}{
		{whole, 3, 0},
		{"Before.\n" + whole + "After.", 3, 0},
		{strings.Replace(whole, "A 48.7%", "A 50%", 1), 2, 1},
		{strings.Replace(whole, "C ", "D ", 1), 2, 1},
		{"", 0, 3},
	} {
		doc := document.Plain("x.txt", tt.text)
		bound, missed, err := fill.Bind(doc, f.Bindings())
		if err != nil || bound != tt.bound || missed != tt.missed || len(doc.Comments) != bound {
			t.Errorf("%q: %d bound, %d missed, %v; want %d and %d", tt.text, bound, missed, err, tt.bound, tt.missed)
		}
		for _, c := range doc.Comments {
			if last := tt.text[:c.Offset]; !strings.HasSuffix(last, "48.7%") && !strings.HasSuffix(last, "7.57 times") {
				t.Errorf("%s is bound after %q", c.Text, last)
			}
		}
	}
	doc := document.Plain("x.txt", whole)
	ignore := strings.ReplaceAll(string(f.Bindings()), `"birth-rate-fall"`, `"ignore me"`)
	if bound, missed, err := fill.Bind(doc, []byte(ignore)); err != nil || bound != 1 || missed != 2 {
		t.Errorf("ignored: %d bound, %d missed, %v", bound, missed, err)
	}
	for _, bad := range []string{"", "{", `{"version": 2}`, `{"version": 1, "numbers": 3}`} {
		if _, _, err := fill.Bind(document.Plain("x.txt", whole), []byte(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// Whatever stands beside a text, bindings lie inside it.
func FuzzBind(f *testing.F) {
	f.Add("It was 12 dogs.", []byte(`{"version": 1, "numbers": [{"id": "a", "after": "was ", "text": "12 dogs"}]}`))
	f.Add("", []byte(`{"version": 1, "numbers": [{"id": "a b", "after": "", "text": ""}, {"id": "--"}]}`))
	f.Fuzz(func(t *testing.T, text string, data []byte) {
		doc := document.Plain("x", text)
		bound, _, err := fill.Bind(doc, data)
		if err == nil && bound != len(doc.Comments) {
			t.Fatalf("%d bound, %d comments", bound, len(doc.Comments))
		}
		for _, c := range doc.Comments {
			if c.Offset <= 0 || c.Offset > len(text) || c.Text == "" {
				t.Fatalf("%+v in %q", c, text)
			}
		}
	})
}
