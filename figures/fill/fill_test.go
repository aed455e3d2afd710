package fill_test

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"recount/analysis/claim"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
	"recount/figures/fill"
)

type loaded struct {
	study *datasets.Study
	stats *statistic.Set
	figs  *figures.Set
}

func open(t testing.TB, name string) loaded {
	t.Helper()
	study, err := datasets.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	stats, err := statistic.Load(study)
	if err != nil {
		t.Fatal(err)
	}
	figs, err := figures.Load(stats)
	if err != nil {
		t.Fatal(err)
	}
	return loaded{study, stats, figs}
}

// Whatever is filled in, the checker does not refute it: every statistic of the shipped study, in every
// style that it has, in every format. What a style says without its sign is said of a fall where it is one.
func TestFilledNumbersHold(t *testing.T) {
	l := open(t, "xinjiang")
	checker := claim.New(l.study, l.stats)
	total, supported := map[fill.Format]int{}, map[fill.Format]int{}
	for _, style := range fill.Styles {
		for _, more := range []string{"", " abs", " digits=0", " digits=1", " digits=-2"} {
			for _, r := range l.stats.All() {
				mark := fmt.Sprintf("{{stat %q style=%q%s}}", r.ID, style, more)
				alone, err := fill.Fill(l.stats, l.figs, "x", []byte(mark), fill.Text, fill.Options{})
				if err != nil {
					continue // the style says why it does not fit
				}
				sentence := r.Title + ": " + mark + "."
				if r.Value != nil && r.Value.Sign() < 0 && !strings.ContainsAny(string(alone.Data), "−") {
					sentence = r.Title + ": it fell by " + mark + "."
				}
				for _, format := range []fill.Format{fill.Markdown, fill.HTML, fill.Text, fill.DOCX} {
					if format != fill.Markdown && more != "" {
						continue
					}
					doc := filled(t, l, format, sentence)
					for _, x := range checker.Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
						if x.End <= len(r.Title) {
							continue // what the title says is not ours
						}
						total[format]++
						switch x.Verdict {
						case finding.Supported:
							supported[format]++
						case finding.Refuted:
							t.Errorf("%s: %q is refuted (%s) in %q", format, x.Text, x.Reason, doc.Text)
						}
					}
				}
			}
		}
	}
	for format, n := range total {
		t.Logf("%s: %d findings, %d supported", format, n, supported[format])
		if supported[format] < n/2 {
			t.Errorf("%s: %d of %d findings are supported, want half or more", format, supported[format], n)
		}
	}
}

// filled fills a sentence in a format and reads it as a check does.
func filled(t *testing.T, l loaded, format fill.Format, sentence string) *document.Document {
	t.Helper()
	name, draft := map[fill.Format]string{fill.Markdown: "a.md", fill.HTML: "a.html", fill.Text: "a.txt", fill.DOCX: "a.docx"}[format], []byte(sentence)
	switch format {
	case fill.HTML:
		draft = []byte("<html><body><p>" + sentence + "</p></body></html>")
	case fill.DOCX:
		draft = wordFile(t, "<w:p><w:r><w:t>"+html.EscapeString(sentence)+"</w:t></w:r></w:p>")
	}
	f, err := fill.Fill(l.stats, l.figs, name, draft, format, fill.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document.Read(name, f.Data, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if format == fill.Text {
		if _, missed, err := fill.Bind(doc, f.Bindings()); err != nil || missed > 0 {
			t.Fatalf("%d missed, %v", missed, err)
		}
	}
	if len(doc.Comments) != 1 {
		t.Fatalf("%s: %d numbers are bound in %q", format, len(doc.Comments), f.Data)
	}
	return doc
}

// Every observation of the shipped study is bound in every format too, and holds.
func TestFilledObservationsHold(t *testing.T) {
	l := open(t, "xinjiang")
	checker := claim.New(l.study, l.stats)
	for i := range l.study.Len() {
		o := l.study.Observation(i)
		for _, format := range []fill.Format{fill.Markdown, fill.Text, fill.DOCX} {
			doc := filled(t, l, format, fmt.Sprintf("The table says {{obs %q}}.", o.ID))
			for _, x := range checker.Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
				if x.Verdict == finding.Refuted {
					t.Errorf("%s: %s: %q is refuted (%s) in %q", format, o.ID, x.Text, x.Reason, doc.Text)
				}
			}
		}
	}
}

// Where nothing binds them, as in a plain text without the file beside it, the words around decide what
// numbers are held against, and headings such as the titles of statistics are read wrongly more often than
// sentences. The ceiling is what was measured; it only goes down.
func TestUnboundNumbers(t *testing.T) {
	l := open(t, "xinjiang")
	checker := claim.New(l.study, l.stats)
	var refuted []string
	for _, r := range l.stats.All() {
		filled, err := fill.Fill(l.stats, l.figs, "a.txt", fmt.Appendf(nil, "%s: {{stat %q}}.", r.Title, r.ID), fill.Text, fill.Options{})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := document.Read("a.txt", filled.Data, document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range checker.Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
			if x.End > len(r.Title) && x.Verdict == finding.Refuted {
				refuted = append(refuted, string(filled.Data))
			}
		}
	}
	if t.Logf("%d statistics, refuted:\n%s", len(l.stats.All()), strings.Join(refuted, "\n")); len(refuted) > maxUnbound {
		t.Errorf("%d are refuted, want at most %d", len(refuted), maxUnbound)
	}
}

const maxUnbound = 48
