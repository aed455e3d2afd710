package claim_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"recount/analysis/consistency"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

var update = flag.Bool("update", false, "rewrite ../SCORES.md")

const (
	scoresPage   = "../SCORES.md"
	passagesFile = "../consistency/testdata/passages.txt"
)

// TestScores holds that SCORES.md says what is measured. go test ./analysis/claim -run TestScores -update
// writes it, and the diff is read like code.
func TestScores(t *testing.T) {
	got := scores(t)
	if *update {
		if err := os.WriteFile(scoresPage, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(scoresPage)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what is measured now: run go test ./analysis/claim -run TestScores -update and read the diff\n%s", scoresPage, firstDifference(got, string(want)))
	}
	t.Log("\n" + got)
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: measured %q, the page says %q", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines measured, the page has %d", len(g), len(w))
}

// A page is SCORES.md as it is written.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// row writes a row of a table; the first row of a table is its head.
func (p *page) row(cells ...string) { p.line("| %s |", strings.Join(cells, " | ")) }

func (p *page) head(cells ...string) {
	p.line("")
	p.row(cells...)
	p.line("|%s", strings.Repeat(" --- |", len(cells)))
}

// of writes k of n with its percentage; a dash if there is nothing to count.
func of(k, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%d of %d (%d %%)", k, n, (200*k+n)/(2*n))
}

// scores measures everything and writes the page.
func scores(t *testing.T) string {
	var study, tables []judgement
	var p page
	p.line("# How often recount is right")
	p.line("")
	p.line("Written by `go test ./analysis/claim -run TestScores -update`; the same test without `-update` holds that it is current.")
	p.line("`go test ./analysis/claim -run TestClaims -v` prints every number that was judged otherwise than its label.")
	p.line("")
	p.line("The sentences and texts stand in claim/testdata, written for these tests and labelled by hand from the rows of the study before they were checked:")
	p.line("the shipped study, seventeen invented tables described by little more than their field names, whole texts on unrelated subjects, and whole texts on the study's")
	p.line("subject. A label is right if the verdict agrees; where it names a reason, that is counted apart. These are chosen sentences, no random sample of what")
	p.line("people write: the shares say where the tool is weak, not how often it will be right on your text, so they carry no interval.")
	p.line("The rules were made with these sentences at hand. On sentences written by others, who had not seen the rules, far more stayed undecided.")

	p.line("")
	p.line("## By set")
	p.head("set", "sentences", "numbers labelled", "judged as labelled", "right ones refuted", "others supported", "decided though nothing decides")
	var allTables score
	sentences := 0
	for _, s := range labelledStudies(t) {
		js, sc := judge(s, func(string) {})
		p.row(setRow(s.name, len(s.passages), sc)...)
		if s.name == "xinjiang" {
			study = js
			continue
		}
		tables = append(tables, js...)
		allTables.sum(sc)
		sentences += len(s.passages)
	}
	p.row(setRow("**the seventeen tables**", sentences, allTables)...)

	p.line("")
	p.line("## By verdict")
	p.line("")
	p.line("How often a verdict, once given, is the label's.")
	p.head("verdict", "shipped study", "tables")
	for _, v := range []finding.Verdict{finding.Supported, finding.Refuted, finding.Undecided} {
		is := func(j judgement) bool { return j.got.Verdict == v }
		p.row(string(v), rightOf(study, is), rightOf(tables, is))
	}

	p.line("")
	p.line("## By reason")
	p.line("")
	p.line("How often the verdict is the label's when it is given for that reason; and, among those whose label names a reason, how often it is this one.")
	p.head("verdict", "reason", "shipped study", "tables", "reason as labelled")
	both := append(slices.Clone(study), tables...)
	for _, r := range reasonsGiven(both) {
		is := func(j judgement) bool { return j.got.Verdict == r.verdict && j.got.Reason == r.reason }
		named := func(j judgement) bool { return is(j) && j.label.verdict == r.verdict && j.label.reason != "" }
		same := count(both, func(j judgement) bool { return named(j) && j.label.reason == r.reason })
		p.row(string(r.verdict), string(r.reason), rightOf(study, is), rightOf(tables, is), of(same, count(both, named)))
	}

	p.line("")
	p.line("## By kind of claim")
	p.head("kind", "judged as labelled", "right ones refuted", "others supported", "left undecided")
	for _, kind := range kindsOf(both) {
		var sc score
		left := 0
		for _, j := range both {
			if j.passage.kind == kind {
				sc.add(j.label.verdict, j.got.Verdict)
				if j.got.Verdict == finding.Undecided && j.label.verdict != finding.Undecided {
					left++
				}
			}
		}
		p.row(kind, of(sc.right, sc.labels), of(sc.falselyRefuted, sc.agree), of(sc.falselySupport, sc.differ), of(left, sc.agree+sc.differ))
	}

	wholeTexts(t, &p)
	passages(t, &p)
	return p.String()
}

func setRow(name string, sentences int, s score) []string {
	return []string{name, fmt.Sprint(sentences), fmt.Sprint(s.labels), of(s.right, s.labels), of(s.falselyRefuted, s.agree), of(s.falselySupport, s.differ), of(s.falselyDecided, s.neither)}
}

func count(js []judgement, ok func(judgement) bool) int {
	n := 0
	for _, j := range js {
		if ok(j) {
			n++
		}
	}
	return n
}

// rightOf is how many of the judgements that are meant agree with their label.
func rightOf(js []judgement, is func(judgement) bool) string {
	right := count(js, func(j judgement) bool { return is(j) && j.got.Verdict == j.label.verdict })
	return of(right, count(js, is))
}

// A reasoned is a verdict with its reason.
type reasoned struct {
	verdict finding.Verdict
	reason  finding.Reason
}

// reasonsGiven are the verdicts and reasons that occur, agreement first.
func reasonsGiven(js []judgement) []reasoned {
	set := map[reasoned]bool{}
	for _, j := range js {
		set[reasoned{j.got.Verdict, j.got.Reason}] = true
	}
	order := map[finding.Verdict]int{finding.Supported: 0, finding.Refuted: 1, finding.Undecided: 2}
	return slices.SortedFunc(maps.Keys(set), func(a, b reasoned) int {
		return cmp.Or(cmp.Compare(order[a.verdict], order[b.verdict]), cmp.Compare(a.reason, b.reason))
	})
}

// kindsOf are the kinds of claim, in the order in which they first occur.
func kindsOf(js []judgement) []string {
	var kinds []string
	for _, j := range js {
		if !slices.Contains(kinds, j.passage.kind) {
			kinds = append(kinds, j.passage.kind)
		}
	}
	return kinds
}

// wholeTexts writes what becomes of texts in which nothing may be doubted.
func wholeTexts(t *testing.T, p *page) {
	c := shippedStudy(t)
	p.line("")
	p.line("## Whole texts")
	p.line("")
	p.line("Every figure of the texts on the subject is the study's, so that each disagreement is one too many; what the study does not have is undecided. The texts on other")
	p.line("subjects should not be held against the shipped study at all.")
	p.head("text", "words", "held against the study", "numbers read", "agree", "do not agree", "cannot tell")
	for _, folder := range []string{"subject", "unrelated"} {
		found := texts(t, folder)
		for _, name := range slices.Sorted(maps.Keys(found)) {
			text := found[name]
			doc := document.Plain(name, text)
			held, fs := "no", consistency.Check(doc, quantity.Scan(nil, text))
			if _, ok := c.Concerns(doc); ok {
				held, fs = "yes", checkText(c, text)
			}
			n := map[finding.Verdict]int{}
			for _, f := range fs {
				n[f.Verdict]++
			}
			read := len(quantity.Scan(nil, text))
			agree, differ := n[finding.Supported], n[finding.Refuted]
			p.row(name, fmt.Sprint(len(strings.Fields(text))), held, fmt.Sprint(read), fmt.Sprint(agree), fmt.Sprint(differ), fmt.Sprint(max(read-agree-differ, 0)))
		}
	}
}

// passages writes how often package consistency is right on its own passages, which need no study.
func passages(t *testing.T, p *page) {
	data, err := os.ReadFile(passagesFile)
	if err != nil {
		t.Fatal(err)
	}
	type tally struct{ right, all, agree, refuted, differ, supported int }
	var kinds []string
	by := map[string]*tally{}
	for _, line := range strings.Split(string(data), "\n") {
		parts := strings.SplitN(line, "\t", 3)
		if line == "" || line[0] == '#' || len(parts) != 3 {
			continue
		}
		truth, kind := parts[0], parts[1]
		if by[kind] == nil {
			by[kind] = &tally{}
			kinds = append(kinds, kind)
		}
		got := against(parts[2])
		for _, k := range []*tally{by[kind], total(by)} {
			k.all++
			if got == truth || truth == "?" && got != "-" {
				k.right++
			}
			if truth == "-" {
				k.differ++
				if got == "+" {
					k.supported++
				}
			} else {
				k.agree++
				if got == "-" {
					k.refuted++
				}
			}
		}
	}
	p.line("")
	p.line("## Texts against themselves")
	p.line("")
	p.line("Passages that need no study (consistency/testdata/passages.txt), judged as a whole: it does not agree with itself if one number is refuted.")
	p.head("kind", "judged as labelled", "consistent ones refuted", "others supported")
	for _, kind := range append(kinds, everything) {
		k := by[kind]
		p.row(kind, of(k.right, k.all), of(k.refuted, k.agree), of(k.supported, k.differ))
	}
}

const everything = "**all**"

func total[T any](by map[string]*T) *T {
	if by[everything] == nil {
		by[everything] = new(T)
	}
	return by[everything]
}

// against is what a text says against itself: "-", "+" or "?".
func against(text string) string {
	doc := document.Plain("", text)
	v := "?"
	for _, f := range consistency.Check(doc, quantity.Scan(nil, doc.Text)) {
		switch f.Verdict {
		case finding.Refuted:
			return "-"
		case finding.Supported:
			v = "+"
		}
	}
	return v
}
