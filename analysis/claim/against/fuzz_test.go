package against_test

import (
	"testing"

	"recount/analysis/claim/against"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// FuzzCheck holds any text against any other: each finding stands on a number of the text, in order, none
// twice, and what is decided quotes the source. A text held against itself is never contradicted.
func FuzzCheck(f *testing.F) {
	for _, s := range [][2]string{
		{"In 2018, 243 of 100,000 women were sterilized in the region.", "The region sterilized 2,430 in a million women in 2018, twice the figure of 2017."},
		{"Births fell by 48.7 per cent, from 15.88 to 8.14 per thousand.", "The birth rate fell by almost half, from 15.88 per thousand to 8.41."},
		{"Between 10 and 20 per cent; at least 12; 1/3; £4.5bn.", "About a third. More than a dozen.\n\n12–20 %"},
		{"\xff9 of 9\x00", "9\u202e 99"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		if len(source)+len(text) > 1<<14 {
			return // longer ones find nothing that these do not
		}
		read := func(name, text string) (*document.Document, []quantity.Quantity) {
			doc := document.Plain(name, text)
			return doc, quantity.Scan(nil, doc.Text)
		}
		from, own := read("source.txt", source)
		sources := against.New(from)
		doc, qs := read("text.txt", text)
		last := -1
		for _, x := range sources.Check(doc, qs, number.DefaultTolerances) {
			if x.Start <= last || x.End <= x.Start || x.End > len(doc.Text) || doc.Text[x.Start:x.End] != x.Text {
				t.Errorf("finding %+v behind %d in a text of %d bytes", x, last, len(doc.Text))
			}
			last = x.Start
			if x.Verdict != finding.Undecided && len(x.Evidence) == 0 {
				t.Errorf("%q is %s without a source", x.Text, x.Verdict)
			}
		}
		for _, x := range sources.Check(from, own, number.DefaultTolerances) {
			if x.Verdict == finding.Refuted {
				t.Errorf("%q of a text is contradicted by the text itself: %s", x.Text, x.Message)
			}
		}
	})
}
