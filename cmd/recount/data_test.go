package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
)

// command runs one verb and returns what it prints and its exit code.
func command(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	g := &globals{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }}
	root := &cobra.Command{Use: "recount", SilenceErrors: true, SilenceUsage: true}
	root.SetOut(&out)
	root.SetErr(&errs)
	root.PersistentFlags().StringVar(&g.study, "study", "", "")
	root.PersistentFlags().StringVar(&g.format, "format", "", "")
	root.AddCommand(newDataCmd(g), newAnalyzeCmd(g))
	root.SetArgs(args)
	switch err := root.Execute(); {
	case err == nil:
	case errors.Is(err, errFinding):
		code = exitFinding
	case errors.Is(err, errPartly):
		code = exitFailed
	default:
		code = exitFailed
		errs.WriteString(err.Error() + "\n")
	}
	return out.String(), errs.String(), code
}

// inFolder writes the files of a txtar archive into a new folder and makes it the working one.
func inFolder(t *testing.T, archive string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// rain is a study of two sources that differ, with a later version of it.
const rain = `
-- rain/datapackage.json --
{"name": "rain", "title": "Rain (made up)", "licenses": [{"name": "CC0-1.0"}], "resources": [
  {"name": "rain", "path": "rain.csv", "title": "Rain by town", "schema": {"fields": [{"name": "id"}, {"name": "measure"}, {"name": "place"}, {"name": "period"},
    {"name": "value", "type": "number"}, {"name": "unit"}, {"name": "qualifier"}, {"name": "source"}, {"name": "locator"}, {"name": "published"}, {"name": "supersedes"}, {"name": "conflicts_with"}, {"name": "note"}]}},
  {"name": "sources", "path": "sources.csv", "schema": {"fields": [{"name": "id"}, {"name": "kind"}, {"name": "short"}, {"name": "title"}, {"name": "date"}]}}
]}
-- rain/sources.csv --
id,kind,short,title,date
met,official,the Met Office,Yearbook,2021
sun,press,the Sun,How wet it was,2021-02
-- rain/rain.csv --
id,measure,place,period,value,unit,qualifier,source,locator,published,supersedes,conflicts_with,note
a,rainfall,Elm,2020,812,millimetres,,met,p. 3,,,b,
b,rainfall,Elm,2020,850,millimetres,about,sun,,,,a,"=HYPERLINK(""x"")"
c,rainfall,Ash,2020,901.5,millimetres,,met,p. 3,,,,
d,rainfall,Ash,2020,870,millimetres,,sun,,,,,
-- rain/statistics.yaml --
- id: wetter
  title: Ash relative to Elm, 2020
  ratio: {of: {id: c}, to: {id: a}}
-- new/datapackage.json --
{"name": "rain", "title": "Rain (made up)", "resources": [
  {"name": "rain", "path": "rain.csv", "schema": {"fields": [{"name": "id"}, {"name": "measure"}, {"name": "place"}, {"name": "period"},
    {"name": "value", "type": "number"}, {"name": "unit"}, {"name": "qualifier"}, {"name": "source"}, {"name": "locator"}, {"name": "published"}, {"name": "supersedes"}, {"name": "conflicts_with"}, {"name": "note"}]}},
  {"name": "sources", "path": "sources.csv", "schema": {"fields": [{"name": "id"}, {"name": "kind"}, {"name": "short"}, {"name": "title"}, {"name": "date"}]}}
]}
-- new/sources.csv --
id,kind,short,title,date
met,official,the Met Office,Yearbook,2021
sun,press,the Sun,How wet it was,2021-02
-- new/rain.csv --
id,measure,place,period,value,unit,qualifier,source,locator,published,supersedes,conflicts_with,note
a,rainfall,Elm,2020,812,millimetres,,met,p. 3,,,,
a2,rainfall,Elm,2020,815,millimetres,,met,p. 5,2022,a,,
c,rainfall,Ash,2020,901.5,millimetres,,met,p. 4,,,,
e,rainfall,Oak,2020,650,millimetres,,met,,,,,
-- new/statistics.yaml --
- id: wetter
  title: Ash relative to Elm, 2020
  ratio: {of: {id: c}, to: {id: a2}}
-- bad/datapackage.json --
{"name": "bad", "resources": [{"path": "bad.csv", "schema": {"fields": [{"name": "year", "type": "year"}, {"name": "n", "type": "integer", "recunt": 1, "recount": {"rol": "value"}}]}}]}
-- bad/bad.csv --
year,n
2020,1
20x0,2
2021,"two, or %"
`

func TestDataShow(t *testing.T) {
	inFolder(t, rain)
	for _, tt := range []struct {
		args string
		want string
	}{
		{"data show --study rain measure=rainfall place=Elm", `a  rainfall  Elm  2020  812 millimetres        the Met Office, p. 3
b  rainfall  Elm  2020  about 850 millimetres  the Sun
`},
		{"data show --study rain c", `c
  figure       901.5 millimetres
  measure      rainfall (rainfall)
  place        Ash
  period       2020
  leaves open  from 901.45 to 901.55, the upper end left out
  source       the Met Office, p. 3 (official)
  title        Yearbook
  published    2021
  row          rain/rain.csv:4
`},
		{"data show --study rain --limit 1", "a\n  figure          812 millimetres\n"},
		{"data show --study rain --format csv b", `id,table,line,measure,place,period,period_kind,value,unit,numerator,denominator,as_reported,qualifier,low,high,resolution,source,locator,published,supersedes,repeats,conflicts_with,note
b,rain,3,rainfall,Elm,2020,during,850,millimetre,,,,approx,,,1,sun,,,,,a,"'=HYPERLINK(""x"")"
`},
		{"data show --study rain --format json a", `      "id": "a",
      "table": "rain",
      "file": "rain/rain.csv",
      "line": 2,
      "measure": "rainfall",
      "title": "rainfall",
      "kind": "count",
      "dimensions": {
        "place": "Elm"
      },
      "period": "2020",
      "period_kind": "during",
      "value": "812",
      "unit": "millimetre",
      "resolution": "1",
      "source": "met",
      "source_name": "the Met Office",
      "locator": "p. 3",
      "conflicts_with": [
        "b"
      ],
`},
		{"data sources --study rain sun", `sun  press, 2 rows
  How wet it was
  2021-02
`},
		{"data conflicts --study rain", `rainfall, Elm, 2020
  812 millimetres        official  a  the Met Office, p. 3
  about 850 millimetres  press     b  the Sun

rainfall, Ash, 2020 (not linked in the tables)
  901.5 millimetres  official  c  the Met Office, p. 3
  870 millimetres    press     d  the Sun
`},
		{"data list --study rain", `rain: Rain (made up)
licence: CC0-1.0

Tables
  rain     Rain by town  observations  4 rows
  sources                sources       2 rows

Measures
  rainfall  rainfall  millimetre  4
`},
	} {
		stdout, stderr, code := command(t, strings.Fields(tt.args)...)
		if code != 0 || stderr != "" || !strings.Contains(stdout, tt.want) {
			t.Errorf("%s: exit %d, stderr %q, stdout\n%swant\n%s", tt.args, code, stderr, stdout, tt.want)
		}
	}
}

func TestDataRefuses(t *testing.T) {
	inFolder(t, rain)
	for _, tt := range []struct{ args, want string }{
		{"data show --study rain aa", `there is no figure "aa"; did you mean "a"?; want an id or COLUMN=VALUE`},
		{"data show --study rain plase=Elm", `no table has a column "plase"; did you mean "place"?`},
		{"data show --study none", `--study is "none"`},
		{"data show --study rain --format yaml", `--format is "yaml", want text, json or csv`},
		{"data sources --study rain mett", `there is no source "mett"; did you mean "met"?`},
		{"data show --study nothing", `no study "nothing"`},
		{"data validate nothing", `no study "nothing"`},
		{"data diff rain nothing", `no study "nothing"`},
	} {
		stdout, stderr, code := command(t, strings.Fields(tt.args)...)
		if code != exitFailed || stdout != "" && !strings.Contains(tt.args, "validate") || !strings.Contains(stderr, tt.want) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q, want %q", tt.args, code, stdout, stderr, tt.want)
		}
	}
}

func TestDataValidate(t *testing.T) {
	inFolder(t, rain)
	for _, tt := range []struct {
		args string
		code int
		want string
	}{
		{"data validate rain", 0, "rain is valid: 2 tables, 4 figures as reported, 1 statistic, 0 drawings\n"},
		{"data validate bad", 1, `bad/datapackage.json:1:165: unknown key "rol" in "recount"; did you mean "role"?; known here: role, unit, terms, measure, kind, design, period, part, dimension, resolution, exact, exponent, where
    …e": "integer", "recunt": 1, "recount": {"rol": "value"}}]}}]}
bad/bad.csv:3: column "year": "20x0" is not a year: want four digits
bad/bad.csv:4: column "n": "two, or %" is not a whole number: write a number, or nothing where none is known; if the word means that, add it to "missingValues": ["", "two, or %"]
bad is not valid: 3 errors
`},
		{"data validate bad --format github", 1, `::error file=bad/datapackage.json,line=1,col=165::unknown key "rol" in "recount"; did you mean "role"?; known here: role, unit, terms, measure, kind, design, period, part, dimension, resolution, exact, exponent, where
::error file=bad/bad.csv,line=3::column "year": "20x0" is not a year: want four digits
::error file=bad/bad.csv,line=4::column "n": "two, or %25" is not a whole number: write a number, or nothing where none is known; if the word means that, add it to "missingValues": ["", "two, or %25"]
`},
		{"data validate rain bad --format json", 1, `        {
          "file": "bad/bad.csv",
          "line": 3,
          "field": "year",
          "message": "\"20x0\" is not a year: want four digits"
        },
`},
		{"data validate", 0, "xinjiang is valid"},
	} {
		stdout, stderr, code := command(t, strings.Fields(tt.args)...)
		if code != tt.code || stderr != "" || !strings.Contains(stdout, tt.want) {
			t.Errorf("%s: exit %d, stderr %q, stdout\n%swant %d\n%s", tt.args, code, stderr, stdout, tt.code, tt.want)
		}
	}
	if stdout, stderr, code := command(t, "data", "validate", "nothing", "bad"); code != exitFailed || !strings.Contains(stdout, "bad is not valid") || !strings.Contains(stderr, "nothing") {
		t.Errorf("one unreadable: exit %d, stdout %q, stderr %q", code, stdout, stderr)
	}
}

func TestDataDiff(t *testing.T) {
	inFolder(t, rain)
	want := `Rows added (1)
  e  rainfall, Oak, 2020  650 millimetres  the Met Office
Rows removed (2)
  b  rainfall, Elm, 2020  about 850 millimetres  the Sun
  d  rainfall, Ash, 2020  870 millimetres        the Sun
Numbers revised (1)
  a by a2  2021 → 2022  id a → a2, value 812 → 815, locator p. 3 → p. 5, published (empty) → 2022, supersedes (empty) → a, conflicts_with b → (empty)
Rows edited around their figure (2)
  a  2021  conflicts_with b → (empty)
  c  2021  locator p. 3 → p. 4
Statistics moved (1)
`
	stdout, stderr, code := command(t, "data", "diff", "rain", "new")
	if code != exitFinding || stderr != "" || !strings.HasPrefix(stdout, want) {
		t.Errorf("exit %d, stderr %q, stdout\n%swant\n%s", code, stderr, stdout, want)
	}
	if stdout, _, code := command(t, "data", "diff", "rain", "rain"); code != 0 || stdout != "Nothing changed.\n" {
		t.Errorf("rain with itself: exit %d, %q", code, stdout)
	}
	for _, format := range []string{"json", "csv"} {
		if stdout, _, code := command(t, "data", "diff", "rain", "new", "--format", format); code != exitFinding || !strings.Contains(stdout, "revised") {
			t.Errorf("--format %s: exit %d, %q", format, code, stdout)
		}
	}
}
