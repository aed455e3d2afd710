package fill_test

import (
	"fmt"
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
// style that it has, where a comment can bind it. What a style says without its sign is said of a fall where
// it is one.
func TestFilledNumbersHold(t *testing.T) {
	l := open(t, "xinjiang")
	checker := claim.New(l.study, l.stats)
	total, supported := 0, 0
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
				for _, f := range []struct {
					name   string
					format fill.Format
				}{{"a.md", fill.Markdown}, {"a.html", fill.HTML}} {
					if f.format == fill.HTML && more != "" {
						continue
					}
					text := sentence
					if f.format == fill.HTML {
						text = "<html><body><p>" + text + "</p></body></html>"
					}
					filled, err := fill.Fill(l.stats, l.figs, f.name, []byte(text), f.format, fill.Options{})
					if err != nil {
						t.Fatal(err)
					}
					doc, err := document.Read(f.name, filled.Data, document.Options{})
					if err != nil {
						t.Fatal(err)
					}
					for _, x := range checker.Check(doc, quantity.Scan(nil, doc.Text), claim.Options{}) {
						if x.End <= len(r.Title) {
							continue // what the title says is not ours
						}
						total++
						switch x.Verdict {
						case finding.Supported:
							supported++
						case finding.Refuted:
							t.Errorf("%s: %q is refuted (%s) in %q", f.name, x.Text, x.Reason, filled.Data)
						}
					}
				}
			}
		}
	}
	t.Logf("%d findings, %d supported", total, supported)
	if supported < total/4 {
		t.Errorf("%d of %d findings are supported, want a quarter or more", supported, total)
	}
}

// Plain text and Word documents bind nothing: there the words around decide what a number is held against,
// and headings such as the titles of statistics are read wrongly more often than sentences. The ceiling is
// what was measured; it only goes down.
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
