package render_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"recount/analysis/statistic"
	"recount/analysis/statistic/render"
	"recount/datasets"
)

// The titles, notes and names of this study try to leave their place in every format.
const (
	descriptor = `{"name": "beds", "resources": [
  {"name": "sources", "path": "sources.csv", "schema": {"fields": [{"name": "id", "type": "string"}, {"name": "kind", "type": "string"}, {"name": "short", "type": "string"}]}},
  {"name": "beds", "path": "beds.csv", "title": "Beds <b>", "schema": {"fields": [
    {"name": "id", "type": "string"}, {"name": "measure", "type": "string"}, {"name": "place", "type": "string"}, {"name": "period", "type": "string"},
    {"name": "value", "type": "number"}, {"name": "unit", "type": "string"}, {"name": "source", "type": "string"}, {"name": "locator", "type": "string"}]}}]}`
	sources = "id,kind,short\na,official,\"=HYPERLINK(\"\"x\"\")\"\nb,report,\"<script>alert(1)</script> & Co | \\input{/etc/passwd} $x_1$ 100% #\"\n"
	beds    = "id,measure,place,period,value,unit,source,locator\nnorth,beds,North,2018,250,beds,a,p. 3\nsouth,beds,South,2018,1000,beds,b,\"[x](javascript:1)\"\n"
	file    = `
- id: north-share
  title: '=2+3 | <i>beds</i> \input{x} _of_ *all* $ & % # ~ ^ "q" [l](u) -- 你好 Ürümqi'
  note: '@SUM(A1) www.example.org'
  share: {of: {id: north}, in: {id: south}}
- id: fall
  title: Fall
  change: {from: {id: south}, to: {id: north}}
- id: fall-to-fall
  title: Fall against itself
  ratio: {of: {statistic: fall}, to: {statistic: fall}}
- id: both
  title: A title so long that it has to be set on a second line, since no page is as wide as all that
  sum: {of: [{id: north}, {id: south}]}
`
)

func load(t testing.TB) *statistic.Set {
	t.Helper()
	study, err := datasets.OpenFS(fstest.MapFS{
		"datapackage.json": {Data: []byte(descriptor)}, "sources.csv": {Data: []byte(sources)},
		"beds.csv": {Data: []byte(beds)}, "statistics.yaml": {Data: []byte(file)},
	}, "beds")
	if err != nil {
		t.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func rendered(t *testing.T, f render.Format, results []*statistic.Result) string {
	t.Helper()
	var buf bytes.Buffer
	if err := f(&buf, results); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestText(t *testing.T) {
	set := load(t)
	got := rendered(t, render.Text(60), []*statistic.Result{set.Get("both")})
	const want = `both
  A title so long that it has to be set on a second line,
    since no page is as wide as all that: 1,250 beds
  250 + 1,000 = 1,250 beds
  source: =HYPERLINK("x"), p. 3; <script>alert(1)</script> &
    Co | \input{/etc/passwd} $x_1$ 100% #, [x](javascript:1)
`
	if got != want {
		t.Errorf("text:\n%s\nwant:\n%s", got, want)
	}
	all := rendered(t, render.Text(80), set.All())
	if !strings.HasPrefix(all, "Beds <b>\n────────\nnorth-share\n") {
		t.Errorf("several statistics start\n%.80s\nwant the title of their table", all)
	}
	for _, line := range strings.Split(all, "\n") {
		if utf8.RuneCountInString(line) > 80 {
			t.Errorf("a line of %d columns: %s", utf8.RuneCountInString(line), line)
		}
	}
}

func TestJSON(t *testing.T) {
	set := load(t)
	var got struct {
		Version    int
		Study      string
		Statistics []struct {
			ID, Title, Value, Low, High, Unit, Formula, Fraction string
			Inputs                                               []struct{ Role, Observation, Statistic, Value string }
			Sources                                              []struct{ ID, Name, Locator string }
		}
	}
	if err := json.Unmarshal([]byte(rendered(t, render.JSON(set.Study()), set.All())), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.Study != "beds" || len(got.Statistics) != 4 {
		t.Fatalf("version %d, study %q, %d statistics", got.Version, got.Study, len(got.Statistics))
	}
	fall := got.Statistics[1]
	if fall.Value != "-75" || fall.Low != "-75" || fall.High != "-75" || fall.Fraction != "-75" || fall.Unit != "percent" || fall.Formula != "(250 - 1,000) / 1,000 = -75%" {
		t.Errorf("the fall is %+v", fall)
	}
	if len(fall.Inputs) != 2 || fall.Inputs[0].Role != "from" || fall.Inputs[0].Observation != "south" || fall.Inputs[0].Value != "1000" {
		t.Errorf("its inputs are %+v", fall.Inputs)
	}
	if len(fall.Sources) != 2 || fall.Sources[0].ID != "b" || fall.Sources[1].Locator != "p. 3" {
		t.Errorf("its sources are %+v, want each in the order of the inputs", fall.Sources)
	}
}

// No cell is a formula to a spreadsheet, but numbers stay numbers.
func TestCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(rendered(t, render.CSV, load(t).All()))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if rows[2][2] != "-75" {
		t.Errorf("the fall is %q, want the number -75", rows[2][2])
	}
	if want := "'-75% / -75% = 1"; rows[3][6] != want {
		t.Errorf("a formula is %q, want %q", rows[3][6], want)
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && strings.Contains("=+-@", cell[:1]) && i != 2 && i != 3 && i != 4 {
				t.Errorf("column %s is %q: a spreadsheet would run it", rows[0][i], cell)
			}
		}
	}
}

func TestMarkdown(t *testing.T) {
	got := rendered(t, render.Markdown, load(t).All())
	for i, line := range strings.Split(strings.TrimSpace(got), "\n") {
		if n := strings.Count(line, "|") - strings.Count(line, "\\|"); n != 5 {
			t.Errorf("line %d has %d bars, want 5: %s", i+1, n, line)
		}
	}
	for _, raw := range []string{"<script>", "<i>", "[x](", " _of_", "*all*", "www.example"} {
		if strings.Contains(got, raw) {
			t.Errorf("%q is markup still", raw)
		}
	}
}

func TestLaTeX(t *testing.T) {
	got := rendered(t, render.LaTeX, load(t).All())
	for _, raw := range []string{"\\input", " & Co", "$x_1$", "100% #"} {
		if strings.Contains(got, raw) {
			t.Errorf("%q stands in LaTeX as it is", raw)
		}
	}
	if !strings.Contains(got, "(250 $-$ 1,000) $\\div$ 1,000 = $-$75\\%") {
		t.Errorf("no formula in\n%s", got)
	}
}

// The same results give the same bytes, whatever the order of maps.
func TestSameBytes(t *testing.T) {
	print := func() string {
		set := load(t)
		return rendered(t, render.JSON(set.Study()), set.All()) + rendered(t, render.Text(90), set.All()) + rendered(t, render.CSV, set.All())
	}
	first := print()
	for range 20 {
		if print() != first {
			t.Fatal("the output changes from run to run")
		}
	}
}
