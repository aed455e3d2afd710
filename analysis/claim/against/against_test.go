package against

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// ledger is a source written for these tests.
const ledger = `The harbour office of Wexmouth keeps a ledger of every vessel that calls.

In 2018 the harbour recorded 1,412 trawlers and 306 ferries at its northern quay.

Of the pilots, nineteen had served on the lightship before they were licensed.

More than half of the dockers interviewed had never joined the guild.

The share of herring in the landed catch fell from 44 per cent to 31 per cent after the new nets came.

Dredging the outer channel cost 2.4 million pounds over three winters.

| Quay | Cranes |
| --- | --- |
| Northern quay | 14 |
| Southern quay | 9 |

The lightship was taken out of service on 12 March 1987, after the second collision with a collier.

The guild of the pilots was dissolved by the magistrates in 1921.

The harbour board met for the 49th session of its history behind closed doors.
`

func sources(t testing.TB, text string) *Sources {
	t.Helper()
	doc, err := document.Read("shelf/ledger.md", []byte(text), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return New(doc)
}

func check(s *Sources, text string) []finding.Finding {
	doc := document.Plain("article.txt", text)
	return s.Check(doc, quantity.Scan(nil, text), number.DefaultTolerances)
}

func TestCheck(t *testing.T) {
	s := sources(t, ledger)
	for _, tt := range []struct {
		text, number string
		want         finding.Verdict
		printed      string // by the source
	}{
		// printed there
		{"The port logged 1,412 trawlers at the quay that year.", "1,412", finding.Supported, "1,412"},
		{"About 1,400 trawlers were recorded at the northern quay of the harbour in 2018.", "About 1,400", finding.Supported, "1,412"},
		{"Nineteen pilots had been on the lightship.", "Nineteen", finding.Supported, "nineteen"},
		{"More than half of the dockers told us they never joined.", "More than half", finding.Supported, "More than half"},
		{"Herring made up 31% of the catch once the nets were changed.", "31%", finding.Supported, "from 44 per cent to 31 per cent"},
		{"The outer channel was dredged for £2.4m.", "£2.4m", finding.Supported, "2.4 million pounds"},
		// another number printed there
		{"In 2018 the harbour recorded 1,214 trawlers at its northern quay.", "1,214", finding.Refuted, "1,412"},
		// not found: other things, other years, too few words
		{"In 2021 the harbour recorded 1,214 trawlers at its northern quay.", "1,214", finding.Undecided, ""},
		{"The club sold 1,412 tickets.", "1,412", finding.Undecided, ""},
		{"The harbour has 27 bakeries.", "27", finding.Undecided, ""},
		{"One of the pilots sang.", "One", finding.Undecided, ""},
	} {
		var got *finding.Finding
		for _, f := range check(s, tt.text) {
			if f.Text == tt.number {
				got = &f
			}
		}
		if got == nil {
			t.Errorf("%q: %q has no finding", tt.text, tt.number)
			continue
		}
		printed := ""
		if len(got.Evidence) > 0 {
			printed = got.Evidence[0].Value
		}
		if got.Verdict != tt.want || printed != tt.printed {
			t.Errorf("%q: %q is %s by %q, want %s by %q (%s)", tt.text, tt.number, got.Verdict, printed, tt.want, tt.printed, got.Message)
		}
		if got.Verdict == finding.Undecided && (len(got.Notes) != 1 || got.Notes[0].Text != "not found in ledger.md") {
			t.Errorf("%q: notes %v", tt.text, got.Notes)
		}
	}
}

// Dates, years and ordinals are held against a source where the words match. An amount of another year is no
// disagreement, and what is not found is not remarked.
func TestPlacings(t *testing.T) {
	s := sources(t, ledger)
	for _, tt := range []struct {
		text, number string
		want         finding.Verdict // "" for no finding
		printed      string
	}{
		{"The lightship was withdrawn from service in March 1987 after a collision.", "March 1987", finding.Supported, "12 March 1987"},
		{"The lightship was taken out of service on 21 March 1987 after the collision with a collier.", "21 March 1987", finding.Refuted, "12 March 1987"},
		{"Magistrates dissolved the guild of the pilots in 1921.", "1921", finding.Supported, "1921"},
		{"The guild of the pilots was dissolved by the magistrates in 1912.", "1912", finding.Refuted, "1921"},
		{"The board met for its 49th session behind closed doors.", "49th", finding.Supported, "49th"},
		{"The harbour board met for the 50th session of its history behind closed doors.", "50th", finding.Refuted, "49th"},
		{"In 2021 the harbour recorded 1,214 trawlers at its northern quay.", "2021", "", ""},
		{"The library opened in 1921.", "1921", "", ""},
		{"It was the 49th parallel that they crossed.", "49th", "", ""},
	} {
		var got finding.Finding
		for _, f := range check(s, tt.text) {
			if f.Text == tt.number {
				got = f
			}
		}
		printed := ""
		if len(got.Evidence) > 0 {
			printed = got.Evidence[0].Value
		}
		if got.Verdict != tt.want || printed != tt.printed {
			t.Errorf("%q: %q is %q by %q, want %q by %q (%s)", tt.text, tt.number, got.Verdict, printed, tt.want, tt.printed, got.Message)
		}
	}
}

func TestCellsHaveTheirHeadings(t *testing.T) {
	fs := check(sources(t, ledger), "There are 14 cranes on the northern quay.")
	if len(fs) != 1 || fs[0].Verdict != finding.Supported || fs[0].Evidence[0].Kind != "document" || !strings.HasPrefix(fs[0].Evidence[0].Locator, "line 1") {
		t.Errorf("got %+v", fs)
	}
}

// A source agrees with itself, whatever it is, and the order of the words of a map changes nothing.
func TestItself(t *testing.T) {
	s := sources(t, ledger)
	first := fmt.Sprint(check(s, ledger))
	for range 20 {
		if again := fmt.Sprint(check(s, ledger)); again != first {
			t.Fatal("another run gave other findings")
		}
	}
	for _, f := range check(s, ledger) {
		if f.Verdict == finding.Refuted {
			t.Errorf("%q does not agree with itself: %s", f.Text, f.Message)
		}
	}
}

// The pages are those printed, with the sheet where it differs. The report and the articles that quote it
// lie outside the repository: RECOUNT_EVAL names the folder.
func TestPagesOfTheReport(t *testing.T) {
	dir := os.Getenv("RECOUNT_EVAL")
	if dir == "" {
		t.Skip("RECOUNT_EVAL is not set")
	}
	read := func(name string) *document.Document {
		data, err := os.ReadFile(dir + "/articles/" + name)
		if err != nil {
			t.Skip(err)
		}
		doc, err := document.Read(name, data, document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	s := New(read("ohchr-assessment-2022.pdf"))
	doc := read("004_2bad8a6cc25f2de4.txt")
	pages := map[string]string{}
	for _, f := range s.Check(doc, quantity.Scan(nil, doc.Text), number.DefaultTolerances) {
		if f.Verdict == finding.Refuted {
			t.Errorf("%q: %s", f.Text, f.Message)
		}
		if f.Verdict == finding.Supported {
			pages[f.Text] = f.Evidence[0].Locator
		}
	}
	// Read in the report by eye.
	for text, want := range map[string]string{"40": "p. 2, sheet 4", "26": "p. 2, sheet 4", "more than a third": "p. 2, sheet 4, note 12", "Two-thirds": "p. 21, sheet 23",
		"243 per 100,000 inhabitants": "p. 34, sheet 36", "32.1 per 100,000 inhabitants": "p. 34, sheet 36"} {
		if pages[text] != want {
			t.Errorf("%q is found at %q, want %q", text, pages[text], want)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "In %d the harbour recorded %d trawlers at quay %c, said pilot %d.\n\n", 1900+i%120, 1000+i, 'A'+i%26, i)
	}
	s := sources(b, text.String())
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		check(s, text.String())
	}
}
