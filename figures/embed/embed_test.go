package embed_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
	"recount/figures/embed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A study is a set of figures with the statistics they were filled from.
type study struct {
	stats *statistic.Set
	set   *figures.Set
}

func (s study) sheet(t testing.TB, id string, o embed.Options) *embed.Sheet {
	t.Helper()
	f := s.set.Get(id)
	if f == nil {
		t.Fatalf("there is no figure %q", id)
	}
	return embed.NewSheet(s.stats, f, o)
}

func filled(t testing.TB, s *datasets.Study, err error) study {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	stats, err := statistic.Load(s)
	if err != nil {
		t.Fatal(err)
	}
	set, err := figures.Load(stats)
	if err != nil {
		t.Fatal(err)
	}
	return study{stats, set}
}

// shipped is the study inside the program.
func shipped(t testing.TB) study {
	s, err := datasets.Open("xinjiang")
	return filled(t, s, err)
}

// orchard is a small invented study, which the golden files are of.
func orchard(t testing.TB) study {
	s, err := datasets.Open("testdata/orchard")
	return filled(t, s, err)
}

// harbour is an invented study that uses every kind of figure.
func harbour(t testing.TB) study {
	s, err := datasets.Open("../testdata/study")
	return filled(t, s, err)
}

// hostileTitle tries to leave its place in every language that it is written into.
const hostileTitle = `=cmd|'/C calc'!A1 <script>alert("x")</script> \input{passwd} ]]> --> & % # $x_y$ ~ ^ *b* [l](u) {{ "q" 'a' @SUM`

// hostile is a study whose every text is hostile.
func hostile(t testing.TB) study {
	s, err := datasets.OpenFS(fstest.MapFS{
		"datapackage.json": {Data: []byte(`{"name": "beds", "title": "Beds <b>& more</b> \\input{x}", "version": "1",
  "licenses": [{"name": "X-<i>", "title": "Free \"as\" <i>", "path": "javascript:alert(1)"}],
  "resources": [
  {"name": "sources", "path": "sources.csv", "schema": {"fields": [{"name": "id", "type": "string"}, {"name": "kind", "type": "string"}, {"name": "short", "type": "string"}, {"name": "url", "type": "string"}]}},
  {"name": "beds", "path": "beds.csv", "schema": {"fields": [
    {"name": "id", "type": "string"}, {"name": "measure", "type": "string"}, {"name": "place", "type": "string"}, {"name": "period", "type": "string"},
    {"name": "value", "type": "number"}, {"name": "unit", "type": "string"}, {"name": "source", "type": "string"}, {"name": "locator", "type": "string"}]}}]}`)},
		"sources.csv": {Data: []byte("id,kind,short,url\n" +
			"a,official,\"=HYPERLINK(\"\"x\"\")\",javascript:alert(1)\n" +
			"b,report,\"<script>alert(1)</script> & Co | \\input{/etc/passwd} $x_1$ #\",\"https://example.org/\"\"><script>\"\n")},
		"beds.csv":        {Data: []byte("id,measure,place,period,value,unit,source,locator\nnorth,beds,North,2018,250,beds,a,p. 3\nsouth,beds,South,2018,1000,beds,b,\"[x](javascript:1)\"\n")},
		"statistics.yaml": {Data: []byte("- id: north-share\n  title: " + quoteYAML(hostileTitle) + "\n  share: {of: {id: north}, in: {id: south}}\n")},
		"figures.yaml": {Data: []byte("- id: beds\n  kind: bar\n  title: " + quoteYAML(hostileTitle) + "\n  subtitle: '<img src=x onerror=alert()> \\end{figure}'\n" +
			"  horizontal: true\n  categories: ['=A1 <b>', '+cmd \\undefined']\n  series:\n    - values: [north, south]\n")},
	}, "beds")
	return filled(t, s, err)
}

// pale is the orchard in colours that nobody can read.
func pale(t testing.TB) study {
	return changed(t, "theme.yaml", "light: {muted: \"#eeeeee\"}\n")
}

// uyghur is the orchard with a figure in another language and script.
func uyghur(t testing.TB) study {
	return changed(t, "figures.yaml", "- {id: alma, kind: bar, lang: ug, title: ئۈرۈمچى ۋە قەشقەر, horizontal: true,\n   categories: [ئۈرۈمچى, قەشقەر], series: [{values: [south-2015, south-2016]}]}\n")
}

// changed is the orchard with another file.
func changed(t testing.TB, name, text string) study {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/orchard")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := datasets.Open(dir)
	return filled(t, s, err)
}

func quoteYAML(s string) string {
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, "'", "''"), "{{", "{") + "'"
}

// snippet returns what is pasted.
func snippet(t testing.TB, s *embed.Sheet, format embed.Format) string {
	t.Helper()
	text, err := s.Snippet(format)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// files returns the files of an embed by name.
func files(t testing.TB, s *embed.Sheet, format embed.Format) map[string]string {
	t.Helper()
	all, err := s.Files(format)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range all {
		out[f.Name] = string(f.Data)
	}
	return out
}

// tool finds a program, or skips the test; where every tool is required, it fails.
func tool(t testing.TB, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("other programs are not run in short mode")
	}
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("RECOUNT_REQUIRE_TOOLS") != "" {
			t.Fatalf("%s is missing", name)
		}
		t.Skipf("%s is missing", name)
	}
	return path
}

// undrawn leaves out of a snippet what package figures draws, which has goldens of its own, and the digits
// of its receipt.
func undrawn(text string) string {
	for _, cut := range [][2]string{
		{`(?s)<metadata>.*</metadata>\n`, ""}, {`(?s)<defs>.*</svg>`, "…</svg>"}, {`;base64,[A-Za-z0-9+/=]{200,}`, ";base64,…"}, {`-[0-9a-f]{6}\b`, "-000000"},
	} {
		text = regexp.MustCompile(cut[0]).ReplaceAllString(text, cut[1])
	}
	return text
}

// The snippets of one figure, as they are pasted.
func TestGolden(t *testing.T) {
	s := orchard(t)
	for name, format := range map[string]embed.Format{"html": embed.HTML, "cms.txt": embed.CMS, "md": embed.Markdown, "tex": embed.LaTeX} {
		golden(t, "harvest."+name, undrawn(snippet(t, s.sheet(t, "harvest", embed.Options{}), format)))
	}
	for _, id := range []string{"harvest", "sweet"} {
		sheet := s.sheet(t, id, embed.Options{})
		golden(t, id+".csv", string(sheet.CSV().Data))
		golden(t, id+".cite", sheet.CiteText()+"\n\n"+sheet.CiteBibTeX())
	}
	for _, style := range []embed.NumberStyle{embed.LaTeXNumbers, embed.YAMLNumbers, embed.JSONNumbers} {
		f, err := embed.Numbers(s.stats, style)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, f.Name, string(f.Data))
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

// The same figure gives the same bytes, in every format.
func TestSameBytes(t *testing.T) {
	all := func() string {
		var b strings.Builder
		sheet := shipped(t).sheet(t, "sterilization-rates", embed.Options{Dark: true})
		for _, format := range embed.Formats {
			made, err := sheet.Files(format)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range made {
				fmt.Fprintln(&b, f.Name, f.Figure, string(f.Data))
			}
		}
		return b.String()
	}
	if first, second := all(), all(); first != second {
		t.Error("two runs differ")
	}
}

// The alternative text is the same in every format that carries one, and never the caption.
func TestAltInEveryFormat(t *testing.T) {
	s := shipped(t)
	for _, f := range s.set.All() {
		sheet := embed.NewSheet(s.stats, f, embed.Options{})
		p := sheet.Pieces()
		if p.Alt == "" || p.Alt == p.Caption || p.Description == p.Caption {
			t.Errorf("%s: alternative text %q, caption %q", f.ID, p.Alt, p.Caption)
		}
		if strings.Contains(p.Description, "Source:") || strings.Contains(p.Description, "Sources:") {
			t.Errorf("%s: the source line stands beside the description, which repeats it: %s", f.ID, p.Description)
		}
		if !strings.HasPrefix(p.Credit, "Source") || !strings.Contains(p.Credit, "Data: ") {
			t.Errorf("%s: credit %q", f.ID, p.Credit)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	sheet := shipped(t).sheet(t, "birth-rates", embed.Options{})
	if _, err := sheet.Snippet("gif"); err == nil {
		t.Error("no error for a snippet of format gif")
	}
	if _, err := sheet.Files("gif"); err == nil {
		t.Error("no error for files of format gif")
	}
	if _, err := embed.ParseFormat("gif"); err == nil {
		t.Error("ParseFormat knows gif")
	}
	if f, err := embed.ParseFormat("docx"); err != nil || f != embed.DOCX {
		t.Errorf("ParseFormat(docx) = %q, %v", f, err)
	}
}

// A figure that must not be published is not embedded.
func TestUnknownPreset(t *testing.T) {
	sheet := shipped(t).sheet(t, "birth-rates", embed.Options{Preset: "poster"})
	for _, format := range embed.Formats {
		if _, err := sheet.Files(format); err == nil {
			t.Errorf("%s: no error for a drawing that cannot be made", format)
		}
	}
	if err := sheet.Check(embed.Formats...); err == nil {
		t.Error("Check finds nothing wrong")
	}
}
