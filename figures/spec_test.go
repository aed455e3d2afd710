package figures

import (
	"strings"
	"testing"
)

// Each fault names the place, the value and what was wanted.
func TestFaults(t *testing.T) {
	const head = "- id: x\n  title: A title\n  kind: "
	for _, tt := range []struct {
		name, yaml string
		want       []string
	}{
		{"unknown key", head + "bar\n  colour: red\n", []string{"figures.yaml:4:3", `no key "colour"`}},
		{"unknown kind", head + "pie\n", []string{"figures.yaml:3:9", `kind is "pie"`, "timeline"}},
		{"near kind", head + "bars\n", []string{`kind is "bars"; did you mean "bar"?`}},
		{"no id", "- title: A title\n  kind: bar\n", []string{"the figure has no id"}},
		{"no title", "- id: x\n  kind: bar\n", []string{`figure "x" has no title`}},
		{"bad id", "- id: ../x\n  kind: bar\n  title: A\n", []string{`id "../x"`}},
		{"twice", head + "timeline\n  events: [ev-dock]\n" + head + "timeline\n  events: [ev-dock]\n", []string{`also on line 1`}},
		{"bad size", head + "bar\n  size: huge\n", []string{`size is "huge", want standard or tall`}},
		{"unknown observation", head + "range\n  rows: [{value: late-n-2020}]\n", []string{"figures.yaml:4:18", "late-n-2020", "did you mean"}},
		{"unknown statistic", head + "card\n  value: {statistic: late-falls}\n", []string{`no statistic "late-falls"; did you mean "late-fall"?`}},
		{"several matches", head + "range\n  rows: [{value: {measure: late_share, place: North Pier, period: 2019}}]\n", []string{"matches 4 observations", "late-n-2019"}},
		{"no match", head + "range\n  rows: [{value: {measure: late_share, place: North Pier, period: 1999}}]\n", []string{"no observation matches", "1999"}},
		{"unknown place", head + "range\n  rows: [{value: {measure: late_share, place: East Pier}}]\n", []string{"East Pier"}},
		{"empty reference", head + "range\n  rows: [{value: {}}]\n", []string{"names 0 things"}},
		{"mixed units", head + "range\n  rows: [{value: late-n-2019}, {value: cross-n-2019}]\n", []string{"figures.yaml:4:40", `"crossings"`, `"percent" (line 4)`}},
		{"no series", head + "bar\n", []string{"has no series"}},
		{"values and categories", head + "bar\n  categories: [a, b]\n  series: [{values: [late-n-2019]}]\n", []string{"1 values for 2 categories"}},
		{"too many series", head + "bar\n  series:\n" + strings.Repeat("    - {name: N, values: [late-n-2019]}\n", 5), []string{"5 series", "multiples"}},
		{"series without a name", head + "line\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{"no name"}},
		{"line of one point", head + "line\n  series: [{name: N, values: [late-n-2019]}]\n", []string{"1 values, want at least two"}},
		{"line through a range", head + "line\n  series: [{name: N, values: [late-n-2018, late-n-range]}]\n", []string{"late-n-range is a range"}},
		{"label of no period", head + "line\n  series: [{name: N, values: [late-n-2018, late-n-2019], label: [2020]}]\n", []string{`label names "2020"`}},
		{"same period twice", head + "line\n  series: [{name: N, values: {measure: late_share, period: 2019, source: board}}]\n", []string{"same period"}},
		{"event without a date", head + "timeline\n  events: [{statistic: late-fall}]\n", []string{"observation with a date"}},
		{"axis of bars", head + "bar\n  axis: {from: 5}\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{"axis starts at 5", "length"}},
		{"axis turned around", head + "dots\n  axis: {from: 5, to: 1}\n  rows: [{label: a, value: late-n-2019}]\n", []string{"from 5 to 1"}},
		{"interval without a model", head + "bar\n  intervals: true\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{`"late-n-2018" has none`, "statistics.yaml"}},
		{"dumbbell with one end", head + "dumbbell\n  rows: [{label: a, from: late-n-2018}]\n", []string{"one of from and to"}},
		{"people in parts", head + "people\n  groups: [{name: a, value: late-n-2019}]\n", []string{"whole number of people"}},
		{"rest of nothing", head + "people\n  groups: [{name: a, rest: true}]\n", []string{"the rest of what"}},
		{"stacked without names", head + "stacked\n  rows: [{label: a, values: [cross-n-2019]}]\n", []string{"a series to name each part"}},
		{"slope of three", head + "slope\n  series: [{name: N, values: [late-n-2016, late-n-2017, late-n-2018]}]\n", []string{"two numbers a series"}},
		{"one panel", head + "multiples\n  panels: [{title: a, series: [{values: [late-n-2018]}]}]\n", []string{"two panels"}},
		{"card without words", head + "card\n  value: late-n-2019\n", []string{"no unit"}},
		{"wrong role", head + "bar\n  series: [{role: hero, values: [late-n-2019]}]\n", []string{`role is "hero", want subject or context`}},
		{"number in the title", "- id: x\n  kind: bar\n  title: Late crossings fell to 7.7%\n  series: [{values: [late-n-2018, late-n-2019]}]\n",
			[]string{"figures.yaml:3:10", `"7.7"`, "nearest: 6.2 of late-n-2019"}},
		{"placeholder", "- id: x\n  kind: bar\n  title: 'It fell by {{stat late-fall}}'\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{"placeholder {{stat late-fall}}"}},
		{"placeholder of no statistic", "- id: x\n  kind: bar\n  title: 'It fell by {{stat \"fall\"}}'\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{`no statistic "fall"`}},
		{"placeholder option", "- id: x\n  kind: bar\n  title: 'It fell by {{stat \"late-fall\" loud}}'\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{`option "loud"`}},
		{"open placeholder", "- id: x\n  kind: bar\n  title: 'It fell by {{stat \"late-fall\"'\n  series: [{values: [late-n-2018, late-n-2019]}]\n", []string{"not closed"}},
	} {
		_, err := tryOpen(onlyFigure(t, tt.yaml))
		if err == nil {
			t.Errorf("%s: no error", tt.name)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error\n%v\nwithout %q", tt.name, err, want)
			}
		}
	}
}

// All faults of a file are found in one run.
func TestAllFaultsAtOnce(t *testing.T) {
	_, err := tryOpen(onlyFigure(t, `
- id: a
  kind: bar
  title: Five of 999
  colour: red
- id: b
  kind: range
  title: Seven of 777
  rows: [{value: nothing-here}, {value: late-n-2019}, {value: {statistic: nope}}]
`))
	for _, want := range []string{"colour", "777", "nothing-here", "nope"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that names %q too", err, want)
		}
	}
}

// A study whose rows name no source has no figure without a source line.
func TestNoSource(t *testing.T) {
	const figure = "- id: x\n  kind: bar\n  title: Crossings\n  series: [{values: [cross-n-2018, cross-n-2019]}]\n"
	without := [][3]string{
		{"ferries.csv", "cross-n-2018,crossings,North Pier,2018,3240,crossings,,,,board,table 1,", "cross-n-2018,crossings,North Pier,2018,3240,crossings,,,,,,"},
		{"ferries.csv", "cross-n-2019,crossings,North Pier,2019,4105,crossings,,,,board,table 1,", "cross-n-2019,crossings,North Pier,2019,4105,crossings,,,,,,"},
	}
	if _, err := tryOpen(onlyFigure(t, figure, without...)); err == nil || !strings.Contains(err.Error(), "name no source") {
		t.Errorf("error %v, want one about the source", err)
	}
	set := open(t, onlyFigure(t, figure+"  source: 'Source: own counts'\n", without...))
	if got, want := set.All()[0].Source, "Source: own counts. Data: harbour, ferries.csv (CC0 1.0)."; got != want {
		t.Errorf("source line %q, want %q", got, want)
	}
}

// Numbers in words are held against the rows, as people write them and in other languages.
func TestTypedNumbers(t *testing.T) {
	const figure = "- id: x\n  kind: line\n  lang: %LANG\n  title: \"%TITLE\"\n  series: [{name: N, values: [late-n-2016, late-n-2017, late-n-2018, late-n-2019]}]\n  statistics: [{statistic: late-fall}, {id: cross-n-2019}]\n"
	for _, tt := range []struct {
		lang, title string
		ok          bool
	}{
		{"en", "Late crossings fell from 12.4% in 2016 to 6.2% in 2019", true},
		{"en", "Late crossings fell from 12.4% to about 6%", true},
		{"en", "Late crossings fell by 50%", true},
		{"en", "Late crossings fell by more than 40%", true},
		{"en", "Late crossings fell by nearly 50%", false}, // 50.0 is not below 50
		{"en", "Late crossings fell by half", true},
		{"en", "Of 4,105 crossings 6.2% were late", true},
		{"en", "Of 4,100 crossings 6.2% were late", true}, // rounded
		{"en", "Of 4,205 crossings 6.2% were late", false},
		{"en", "Late crossings fell to 2.6% in 2019", false},
		{"en", "Late crossings fell to 6.2% in 2021", false},
		{"en", "{{text \\\"99\\\"}} days of delay", true},
		{"de", "Verspätungen sanken von 12,4 % auf 6,2 %", true},
		{"de", "Verspätungen sanken auf 6,3 %", false},
		{"de", "4.105 Überfahrten im Jahr 2019", true},
		{"fr", "4\u00a0105 traversées", true},
		{"ug", "2019: %٦٫٢", true},
		{"ug", "2019: %٦٫٣", false},
	} {
		yaml := strings.NewReplacer("%LANG", tt.lang, "%TITLE", tt.title).Replace(figure)
		set, err := tryOpen(onlyFigure(t, yaml))
		if (err == nil) != tt.ok {
			t.Errorf("%s %q: error %v, want none: %v", tt.lang, tt.title, err, tt.ok)
		}
		if err == nil {
			if _, err := set.All()[0].Draw(Options{}); err != nil {
				t.Errorf("%s %q: %v", tt.lang, tt.title, err)
			}
		}
	}
}

// A figure in a right-to-left language can be published at every preset; in its descriptions, whose frame
// is English, its words are isolated.
func TestRightToLeft(t *testing.T) {
	set := open(t, onlyFigure(t, `
- id: x
  kind: bar
  lang: ar
  title: 'انخفضت الرحلات المتأخرة (North Pier) بنسبة {{stat "late-fall" abs}}'
  subtitle: النسبة المئوية من كل الرحلات
  horizontal: true
  categories: [الرصيف الشمالي, 2019]
  series: [{values: [late-n-2018, late-n-2019]}]
  statistics: [{statistic: late-fall}]
`))
	f := set.All()[0]
	for _, preset := range Presets() {
		for _, dark := range []bool{false, true} {
			if _, err := f.Draw(Options{Preset: preset, Dark: dark}); err != nil {
				t.Errorf("%s, dark %v: %v", preset, dark, err)
			}
		}
	}
	const title = "\u2068انخفضت الرحلات المتأخرة (North Pier) بنسبة 50.0%.\u2069"
	if !strings.HasPrefix(f.Alt, "Bar chart: "+title+" \u2068الرصيف الشمالي\u2069 – ") {
		t.Errorf("alternative text: %q", f.Alt)
	}
	if want := "Bar chart. " + title + " \u2068النسبة المئوية من كل الرحلات.\u2069 "; !strings.HasPrefix(f.Description, want) {
		t.Errorf("description %q, want it to begin with %q", f.Description, want)
	}
}

func TestPlaceholders(t *testing.T) {
	for in, want := range map[string]string{
		`{{stat "late-fall"}}`:             "−50.0%",
		`{{stat "late-fall" abs}}`:         "50.0%",
		`{{stat "late-fall" abs number}}`:  "50.0",
		`{{stat "late-ratio" digits=1}}`:   "1.5 times",
		`{{obs "late-n-bound"}}`:           "less than 7%",
		`{{obs "cross-n-2019"}}`:           "4,105",
		`{{text "49th"}} time`:             "49th time",
		`{{ stat "late-points" }} apart`:   "2.8 percentage points apart",
		`a {{obs "late-n-range"}} share`:   "a 6–7% share",
		`{{stat "content" number}} of 100`: "",
	} {
		set, err := tryOpen(onlyFigure(t, "- id: x\n  kind: bar\n  title: '"+in+"'\n  series: [{values: [late-n-2018, late-n-2019]}]\n"))
		if want == "" {
			if err == nil {
				t.Errorf("%s: no error: 100 is typed", in)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", in, err)
		} else if got := set.All()[0].Title; got != want {
			t.Errorf("%s gives %q, want %q", in, got, want)
		}
	}
}

func FuzzSpecs(f *testing.F) {
	f.Add([]byte("- id: x\n  kind: bar\n  title: '{{stat \"a\"}} 12,3'\n  series: [{values: [a, none, {id: b}]}]\n"))
	f.Add([]byte("- {id: x, kind: people, title: t, groups: [{name: a, rest: true}], in: {id: b}}\n"))
	f.Add([]byte("- id: x\n  kind: multiples\n  title: t\n  panels: [{title: a, draw: lines, series: [{values: {measure: m}}]}]\n"))
	set := open(f, harbour)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 3000 {
			return
		}
		specs, file := parseSpecs("figures.yaml", data)
		for _, s := range specs {
			before := file.Faults()
			fig := resolve(set, s)
			if file.Faults() == before {
				fig.Draw(Options{}) // whatever was read and found right can be laid out, or says why not
			}
		}
	})
}
