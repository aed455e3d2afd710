package statistic_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"recount/analysis/statistic"
	"recount/datasets"
)

// Every fault of a file is found in one run, in its place: file, line, column, what is there, what was wanted.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		want       []string
	}{
		{"unknown operation", "- id: x\n  title: X\n  ration: {of: {id: asked}, to: {id: former}}\n",
			[]string{`clinics/statistics.yaml:3:3: a statistic has no key "ration"; did you mean "ratio"?`}},
		{"unknown role", "- id: x\n  title: X\n  ratio: {off: {id: asked}, to: {id: former}}\n", []string{
			`clinics/statistics.yaml:3:11: ratio has no key "off"; did you mean "of"?`,
			`clinics/statistics.yaml:3:3: ratio has no "of", want of and to`}},
		{"unknown observation", "- id: x\n  title: X\n  value: {id: askd}\n",
			[]string{`clinics/statistics.yaml:3:10: statistic "x": there is no observation "askd"; did you mean "asked"?`}},
		{"unknown place", "- id: x\n  title: X\n  value: {measure: visits, place: Nortland, period: 2018}\n",
			[]string{`clinics/statistics.yaml:3:35: statistic "x": there is no place "Nortland"; did you mean "Northland"?`}},
		{"unknown column", "- id: x\n  title: X\n  value: {measure: visits, plaec: Northland}\n",
			[]string{`clinics/statistics.yaml:3:35: statistic "x": no table has a column "plaec"; did you mean "place"?`}},
		{"two matches", "- id: x\n  title: X\n  value: {measure: visits, place: Northland, period: 2018}\n",
			[]string{`clinics/statistics.yaml:3:10: statistic "x": the selector matches 2 observations, want exactly one (say which by source or id): visits-north (60,440, 2018, yearbook), visits-rival (about 61,000, 2018, survey)`}},
		{"no match", "- id: x\n  title: X\n  value: {measure: visits, place: Southland, period: 2017}\n",
			[]string{`clinics/statistics.yaml:3:10: statistic "x": the selector matches no observation, want exactly one; with another period than "2017" there would be 2018, 2019`}},
		{"a ring", "- {id: a, title: A, value: {statistic: b}}\n- {id: b, title: B, value: {statistic: c}}\n- {id: c, title: C, value: {statistic: a}}\n",
			[]string{`clinics/statistics.yaml:3:28: statistic "c" needs itself: a → b → c → a`}},
		{"unknown statistic", "- {id: a, title: A, value: {statistic: bb}}\n- {id: b, title: B, value: {id: asked}}\n",
			[]string{`clinics/statistics.yaml:1:28: statistic "a": there is no statistic "bb"; did you mean "b"?`}},
		{"one cause, one fault", "- {id: a, title: A, value: {statistic: b}}\n- {id: b, title: B, valeu: {id: asked}}\n",
			[]string{`clinics/statistics.yaml:2:21: a statistic has no key "valeu"; did you mean "value"?`}},
		{"unlike units", "- id: x\n  title: X\n  ratio: {of: {id: asked}, to: {id: births-north}}\n",
			[]string{`clinics/statistics.yaml:3:3: statistic "x": ratio: "birth" and "person" are counts of different things, want one unit (or a rate)`}},
		{"percent and counts", "- id: x\n  title: X\n  sum: {of: [{id: asked}, {id: share-12}]}\n",
			[]string{`clinics/statistics.yaml:3:3: statistic "x": sum: "person" is a count, "percent" is a fraction`}},
		{"part over whole", "- id: x\n  title: X\n  share: {of: {id: asked}, in: {id: former}}\n",
			[]string{`clinics/statistics.yaml:3:3: statistic "x": share: a share of 153.846%, want a part and the whole that holds it`}},
		{"an event as a number", "- id: x\n  title: X\n  value: {id: opened}\n",
			[]string{`clinics/statistics.yaml:3:3: statistic "x": value: "opened" is an event: a date has no amount, want duration`}},
		{"time runs back", "- id: x\n  title: X\n  duration: {from: {id: closed}, to: {id: opened}, unit: day}\n",
			[]string{`clinics/statistics.yaml:3:3: statistic "x": duration: 2022-05-28 is before 2022-08-31, want the earlier date first`}},
		{"unit of time", "- id: x\n  title: X\n  duration: {from: {id: opened}, to: {id: closed}, unit: days}\n",
			[]string{`clinics/statistics.yaml:3:58: duration unit: unit "days"; did you mean "day"?`}},
		{"no operation", "- id: x\n  title: X\n", []string{`clinics/statistics.yaml:1:7: statistic "x" says nothing to compute, want one of value, ratio, change`}},
		{"two operations", "- id: x\n  title: X\n  value: {id: asked}\n  complement: {of: {id: share-12}}\n",
			[]string{`clinics/statistics.yaml:4:3: statistic "x" has both value and complement, want one operation`}},
		{"an id twice", "- {id: a, title: A, value: {id: asked}}\n- {id: a, title: B, value: {id: asked}}\n",
			[]string{`clinics/statistics.yaml:2:8: statistic "a" is also on line 1, want each id once`}},
		{"a key twice", "- {id: a, title: A, title: B, value: {id: asked}}\n",
			[]string{`clinics/statistics.yaml:1:21: mapping key "title" already defined at [1:11]`}},
		{"a bad id", "- {id: Visits North, title: A, value: {id: asked}}\n",
			[]string{`clinics/statistics.yaml:1:8: id "Visits North", want lower-case letters and digits with hyphens between, such as birth-rate-fall`}},
		{"places", "- {id: a, title: A, places: 2.5, value: {id: asked}}\n",
			[]string{`clinics/statistics.yaml:1:29: places: "2.5", want a whole number from 0 to 12`}},
		{"fraction", "- {id: a, title: A, attainable: {fraction: 4/3, of: {id: asked}}}\n",
			[]string{`clinics/statistics.yaml:1:44: attainable fraction: "4/3" is not a fraction between 0 and 1, want such as 2/3`}},
		{"a bare id", "- {id: a, title: A, value: asked}\n",
			[]string{`clinics/statistics.yaml:1:28: value is "asked", want {id: …}, {statistic: …} or a selector such as {measure: …, place: …, period: …}`}},
		{"an id and more", "- {id: a, title: A, value: {id: asked, place: Northland}}\n",
			[]string{`clinics/statistics.yaml:1:29: value has "id" beside other keys, want it alone`}},
		{"two values of a year", "- id: a\n  title: A\n  trend: {of: {measure: visits, period: 2018, place: Northland}}\n",
			[]string{`clinics/statistics.yaml:3:3: statistic "a": trend: "visits-north" and "visits-rival" are both of 2018, want one value a year`}},
		{"a model on a register", "- id: a\n  title: A\n  rate: {of: {id: visits-north}, in: {id: people-north}, per: 1000}\n  model: wilson\n",
			[]string{`clinics/statistics.yaml:4:10: statistic "a": model "wilson": want a model of chance (poisson) or a method`}},
		{"a model without counts", "- id: a\n  title: A\n  value: {id: rate-north}\n  model: poisson\n",
			[]string{`clinics/statistics.yaml:4:10: statistic "a": model "poisson": the counts are not in the study, and a share or rate without its counts has no confidence interval`}},
		{"not a list", "id: a\n", []string{`clinics/statistics.yaml:1:1: the file is a mapping, want a list of statistics, each starting with "- id:"`}},
		{"a tab", "- id: a\n\ttitle: A\n", []string{`clinics/statistics.yaml:2:1: control character 0x09 (a tab is 0x09), want spaces and plain text`}},
		{"an alias", "- &a {id: a, title: A, value: {id: asked}}\n", []string{`clinics/statistics.yaml:1:3: a statistic is a YAML anchor or alias (not read here; write it out), want a mapping`}},
		{"bad YAML", "- id: [a\n", []string{`clinics/statistics.yaml:1:7: sequence end token ']' not found`}},
		{"several at once", "- {id: a, title: A, value: {id: x}}\n- {id: b, title: B, value: {id: y}}\n", []string{
			`clinics/statistics.yaml:1:28: statistic "a": there is no observation "x"`,
			`clinics/statistics.yaml:2:28: statistic "b": there is no observation "y"`}},
	} {
		_, err := statistic.Load(open(t, tt.file))
		var all *datasets.Errors
		if !errors.As(err, &all) {
			t.Errorf("%s: %v, want faults", tt.name, err)
			continue
		}
		if len(all.List) != len(tt.want) {
			t.Errorf("%s: %d faults, want %d:\n%v", tt.name, len(all.List), len(tt.want), err)
			continue
		}
		for i, want := range tt.want {
			if got := all.List[i].Error(); !strings.HasPrefix(got, want) {
				t.Errorf("%s: fault %d is\n\t%s\nwant\n\t%s", tt.name, i, got, want)
			}
		}
	}
}

// The line at fault is shown with a mark under the place.
func TestExcerpt(t *testing.T) {
	_, err := statistic.Load(open(t, "- id: x\n  title: X\n  value: {id: askd}\n"))
	const want = "\n\t  value: {id: askd}\n\t         ^"
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("error ends\n%v\nwant it to end%s", err, want)
	}
}

func TestNoFile(t *testing.T) {
	study := open(t, "")
	set, err := statistic.Load(study)
	if err != nil || len(set.All()) != 0 {
		t.Errorf("an empty file gives %d statistics, %v", len(set.All()), err)
	}
}

// A file made to take forever is refused, or computed within bounds.
func TestHostileFiles(t *testing.T) {
	var squares, chain strings.Builder
	squares.WriteString("- {id: s0, title: S, ratio: {of: {id: rate-north}, to: {id: rate-all}}}\n")
	for i := range 24 { // s ÷ (s0 ÷ s) is a square: the digits double each time
		fmt.Fprintf(&squares, "- {id: i%d, title: I, ratio: {of: {statistic: s0}, to: {statistic: s%d}}}\n", i, i)
		fmt.Fprintf(&squares, "- {id: s%d, title: S, ratio: {of: {statistic: s%d}, to: {statistic: i%d}}}\n", i+1, i, i)
	}
	for i := range 200 {
		fmt.Fprintf(&chain, "- {id: s%d, title: S, value: {statistic: s%d}}\n", i, i+1)
	}
	chain.WriteString("- {id: s200, title: S, value: {id: asked}}\n")
	for _, tt := range []struct{ name, file, want string }{
		{"brackets", strings.Repeat("[", 5000), "is nested more than 40 deep"},
		{"dashes", strings.Repeat("- ", 5000), "is nested more than 40 deep"},
		{"one long line", "- id: " + strings.Repeat("x ", 1<<20), `want lower-case letters`},
		{"squares", squares.String(), "the exact result has over 131072 binary digits"},
		{"a chain", chain.String(), "a chain of more than 50 statistics"},
		{"too many bytes", strings.Repeat("# \n", 2<<20), "want at most 4194304"},
	} {
		if _, err := statistic.Load(open(t, tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %.200v, want a fault with %q", tt.name, err, tt.want)
		}
	}
}

// Whatever the file, Load gives statistics whose intervals hold their values, or faults with a place.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"", "- ", "- id: a\n  title: A\n  value: {id: asked}\n",
		"- {id: a, title: A, ratio: {of: {id: rate-north}, to: {id: rate-all}}}\n- {id: b, title: B, change: {from: {statistic: a}, to: {statistic: a}}}\n",
		"- {id: a, title: A, attainable: {fraction: 2/3, of: {id: former}, hedge: nearly}}\n",
		"- {id: a, title: A, duration: {from: {id: planned}, to: {id: moved}, unit: year}}\n",
		"- {id: a, title: A, trend: {of: {measure: visit_rate, place: Eastland}, within: 2010/2013}, model: normal_errors}\n",
		"- {id: a, title: A, interrupted_series: {of: {measure: visit_rate, place: Eastland}, at: 2014, show: slope_change}}\n",
		"- {id: a, title: A, share: {of: [{id: women}, {id: men}], in: {id: asked}}, level: 0.9, places: 3}\n",
		"- {id: a, title: A, sum: {of: [{id: births-north}, {id: births-south}]}, note: \"x\"}\n",
	} {
		f.Add(seed)
	}
	study := open(f, "")
	f.Fuzz(func(t *testing.T, file string) {
		set, err := statistic.LoadBytes(study, "f.yaml", []byte(file))
		if err != nil {
			var all *datasets.Errors
			if !errors.As(err, &all) || all.Total == 0 {
				t.Fatalf("an error without a fault: %v", err)
			}
			for _, e := range all.List {
				var at *datasets.DescriptorError
				if !errors.As(e, &at) || at.Line < 1 || at.Column < 1 {
					t.Fatalf("a fault without a place: %v", e)
				}
			}
			return
		}
		for _, r := range set.All() {
			if r.Value != nil && !r.Interval.Contains(r.Value) {
				t.Fatalf("%s: %s outside its interval\n%s", r.ID, r.Value, file)
			}
			if r.Display() == "" || r.Formula() == "" {
				t.Fatalf("%s is shown as nothing\n%s", r.ID, file)
			}
		}
	})
}
