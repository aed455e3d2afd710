package figures

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"recount/analysis/claim"
	"recount/analysis/consistency"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures/internal/chart"
)

var update = flag.Bool("update", false, "rewrite the golden files, and the figures of the shipped study")

// open loads the figures of a study: a folder, or the name of the shipped one.
func open(t testing.TB, study string) *Set {
	t.Helper()
	set, err := tryOpen(study)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func tryOpen(name string) (*Set, error) {
	study, err := datasets.Open(name)
	if err != nil {
		return nil, err
	}
	stats, err := statistic.Load(study)
	if err != nil {
		return nil, err
	}
	return Load(stats)
}

const harbour = "testdata/study"

// studies are the invented study, which uses every kind, and the shipped one.
func studies(t testing.TB) map[string]*Set {
	return map[string]*Set{"harbour": open(t, harbour), "xinjiang": open(t, "../datasets/xinjiang")}
}

// copyStudy copies the invented study to a folder of the test's and applies changes to its files:
// file, old, new.
func copyStudy(t testing.TB, changes ...[3]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "study")
	if err := os.CopyFS(dir, os.DirFS(harbour)); err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		name := filepath.Join(dir, c[0])
		data, err := os.ReadFile(name)
		if err != nil && c[1] != "" {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), c[1], c[2], 1)
		if c[1] != "" && text == string(data) {
			t.Fatalf("%s holds no %q", c[0], c[1])
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// onlyFigure replaces the figures of the invented study by one.
func onlyFigure(t testing.TB, yaml string, changes ...[3]string) string {
	t.Helper()
	dir := copyStudy(t, changes...)
	if err := os.WriteFile(filepath.Join(dir, "figures.yaml"), []byte(yaml), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Every figure, in every preset, light and dark, can be published.
func TestFiguresAreClean(t *testing.T) {
	for name, set := range studies(t) {
		kinds := map[string]bool{}
		for _, f := range set.All() {
			kinds[f.Kind] = true
			for _, preset := range Presets() {
				for _, dark := range []bool{false, true} {
					if _, err := f.Draw(Options{Preset: preset, Dark: dark}); err != nil {
						t.Errorf("%s: %v", name, err)
					}
				}
			}
		}
		if name == "harbour" && len(kinds) != len(chart.Kinds) {
			t.Errorf("the invented study uses kinds %v, want all of %v", kinds, chart.Kinds)
		}
	}
	if n := len(open(t, "../datasets/xinjiang").All()); n < 10 {
		t.Errorf("%d figures ship, want at least ten", n)
	}
}

// numbers writes what a figure says, as text that shows a changed value in review.
func numbers(f *Figure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n%s\n", f.ID, f.Kind, f.Title, f.Subtitle)
	for _, n := range f.Notes {
		fmt.Fprintln(&b, n)
	}
	fmt.Fprintf(&b, "%s\n\n", f.Source)
	for _, d := range f.Data {
		fmt.Fprintf(&b, "%s | %s | %s | %s | %s", d.Group, d.Label, d.Value, d.Unit, d.ID)
		for _, c := range d.Sources {
			fmt.Fprintf(&b, " | %s %s", c.ID, c.Locator)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n", f.Alt, f.Description)
	return b.String()
}

func TestNumbers(t *testing.T) {
	for name, set := range studies(t) {
		for _, f := range set.All() {
			golden := filepath.Join("testdata", "numbers", name, f.ID+".txt")
			got := numbers(f)
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s says\n%s\nwant\n%s\n(go test ./figures -update, and read the difference)", f.ID, got, want)
			}
		}
	}
}

// Rules 3 of the accessibility table: kind, finding and numbers, 40 to 250 characters, another text
// than the caption; the description covers every number.
func TestWords(t *testing.T) {
	for _, set := range studies(t) {
		for _, f := range set.All() {
			n := utf8.RuneCountInString(f.Alt)
			lower := strings.ToLower(f.Alt)
			switch {
			case n < 40 || n > maxAlt:
				t.Errorf("%s: alternative text of %d characters: %s", f.ID, n, f.Alt)
			case !strings.HasPrefix(f.Alt, kindTitles[chart.Kind(f.Kind)]):
				t.Errorf("%s: alternative text does not name the kind: %s", f.ID, f.Alt)
			case !strings.ContainsAny(f.Alt, "0123456789"):
				t.Errorf("%s: alternative text without a number: %s", f.ID, f.Alt)
			case strings.Contains(lower, "image of") || strings.Contains(lower, "picture of"):
				t.Errorf("%s: %s", f.ID, f.Alt)
			case f.Alt == f.Title || f.Alt == f.Description:
				t.Errorf("%s: alternative text repeats another", f.ID)
			}
			for _, d := range f.Data {
				if !strings.Contains(f.Description, d.Value) {
					t.Errorf("%s: description lacks %s (%s)", f.ID, d.Value, d.Label)
				}
			}
			source, _, _ := strings.Cut(f.Source, " Data: ")
			for _, want := range append([]string{f.Title, f.Subtitle, source}, f.Notes...) {
				if !strings.Contains(f.Description, strings.TrimSuffix(want, ".")) {
					t.Errorf("%s: description lacks %q", f.ID, want)
				}
			}
		}
	}
}

// recount's own checker finds nothing to refute in what a figure says about itself.
func TestWordsHoldAgainstTheStudy(t *testing.T) {
	for name, set := range map[string]*Set{"xinjiang": open(t, "../datasets/xinjiang")} {
		checker := claim.New(set.study, set.stats)
		for _, f := range set.All() {
			for what, text := range map[string]string{"title": f.Title, "alternative text": f.Alt, "description": f.Description} {
				doc, err := document.Read("figure.txt", []byte(text+"\n"), document.Options{})
				if err != nil {
					t.Fatal(err)
				}
				qs := quantity.Scan(nil, doc.Text)
				for _, x := range finding.Merge(consistency.Check(doc, qs), checker.Check(doc, qs, claim.Options{})) {
					if x.Verdict == finding.Refuted {
						t.Errorf("%s, %s of %s: %q is refuted: %s", name, what, f.ID, x.Text, x.Message)
					}
				}
			}
		}
	}
}

// A table beside the figure tells where each number comes from.
func TestDataIsSourced(t *testing.T) {
	for _, set := range studies(t) {
		for _, f := range set.All() {
			if len(f.Data) == 0 || len(f.Observations()) == 0 {
				t.Errorf("%s draws nothing", f.ID)
			}
			for _, d := range f.Data {
				if d.ID == "" || d.Value == "" || len(d.Sources) == 0 || d.Sources[0].Name == "" {
					t.Errorf("%s: %+v lacks id, value or source", f.ID, d)
				}
			}
			for _, i := range f.Observations() {
				if !slices.Contains(set.Using(i), f) {
					t.Errorf("%s uses observation %d and is not listed for it", f.ID, i)
				}
			}
		}
	}
}

func TestPick(t *testing.T) {
	set := open(t, harbour)
	if _, err := set.Pick("crossing", "nothing-like-it"); err == nil ||
		!strings.Contains(err.Error(), `"crossing"; did you mean "crossings"?`) || !strings.Contains(err.Error(), "nothing-like-it") {
		t.Errorf("error %v, want one that names both ids", err)
	}
	if all, err := set.Pick(); err != nil || len(all) != len(set.IDs()) {
		t.Errorf("%d figures, error %v", len(all), err)
	}
	if one, err := set.Pick("share"); err != nil || len(one) != 1 || one[0] != set.Get("share") {
		t.Errorf("picked %v, error %v", one, err)
	}
}

// A study without figures.yaml has none, and says so by an empty set.
func TestNoFigures(t *testing.T) {
	dir := copyStudy(t)
	if err := os.Remove(filepath.Join(dir, "figures.yaml")); err != nil {
		t.Fatal(err)
	}
	if set := open(t, dir); len(set.All()) != 0 {
		t.Error("figures out of nothing")
	}
}
