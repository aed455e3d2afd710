package datasets_test

import (
	"bytes"
	"io/fs"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"recount/analysis/number"
	"recount/datasets"
)

// These tests hold the shipped study against what its README promises of every row. The loader has
// already checked types, keys, hashes and references.

func openXinjiang(t *testing.T) *datasets.Study {
	t.Helper()
	s, err := datasets.Open("xinjiang")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func eachObservation(s *datasets.Study, f func(o datasets.Observation)) {
	for i := range s.Len() {
		f(s.Observation(i))
	}
}

func TestXinjiangTables(t *testing.T) {
	s := openXinjiang(t)
	want := map[string]int{
		"sterilizations": 34, "births": 87, "detention": 64, "arrests": 39, "population": 44, "interviews": 27,
		"un_positions": 59, "events": 58, "other": 50, "reported": 121,
		"measures": 123, "places": 29, "sides": 3, "forums": 5, "populations": 61, "sources": 128,
	}
	readme, err := s.File("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range s.Tables {
		if table.Rows != want[table.Name] {
			t.Errorf("%s: %d rows, want %d", table.Name, table.Rows, want[table.Name])
		}
		if !bytes.Contains(readme, []byte(table.Name+".csv")) {
			t.Errorf("README.md does not name %s.csv", table.Name)
		}
	}
	if len(s.Tables) != len(want) || s.Len() != 583 {
		t.Errorf("%d tables, %d observations, want %d, 583", len(s.Tables), s.Len(), len(want))
	}
	if len(s.Notes) > 0 {
		t.Errorf("notes: %q", s.Notes)
	}
}

// Nothing that was remembered instead of read, and no midpoint of a range, may come back.
func TestXinjiangFiles(t *testing.T) {
	files, err := fs.Glob(os.DirFS("xinjiang"), "*.csv")
	if err != nil || len(files) != 16 {
		t.Fatalf("%d tables, want 16 (%v)", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile("xinjiang/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) || bytes.ContainsAny(data, "\r\uFEFF") || !bytes.HasSuffix(data, []byte("\n")) {
			t.Errorf("%s: want UTF-8 without mark, lines ended by LF", name)
		}
		lower := strings.ToLower(string(data))
		for _, word := range []string{"unverified", "recalled", "midpoint", "22762", "1081545", "215833", "1705772", "41305"} {
			if strings.Contains(lower, word) {
				t.Errorf("%s holds %q", name, word)
			}
		}
	}
}

func TestXinjiangSources(t *testing.T) {
	s := openXinjiang(t)
	used := map[string]bool{}
	eachObservation(s, func(o datasets.Observation) { used[o.Source.ID] = true })
	for _, src := range s.Sources {
		switch src.Kind {
		case datasets.Official, datasets.Report, datasets.Estimate, datasets.Press, datasets.Copy:
		default:
			t.Errorf("source %s: kind %q", src.ID, src.Kind)
		}
		if src.Origin != "" {
			used[src.Origin] = true
			if s.Source(src.Origin) == nil || src.Origin == src.ID {
				t.Errorf("source %s: origin %q is no other source", src.ID, src.Origin)
			}
		}
		if src.Short == "" || src.Title == "" {
			t.Errorf("source %s has no short name or no title", src.ID)
		}
	}
	for _, src := range s.Sources {
		if !used[src.ID] {
			t.Errorf("source %s has no row", src.ID)
		}
	}
}

func TestXinjiangRows(t *testing.T) {
	s := openXinjiang(t)
	eachObservation(s, func(o datasets.Observation) {
		ranged := o.Qualifier == number.Range
		switch {
		case o.Measure.Kind == "date":
			if o.HasValue || !o.Period.Stated {
				t.Errorf("%s: an event has a period and no value", o.ID)
			}
		case ranged && (o.HasValue || o.Low == nil):
			t.Errorf("%s: a range has low and high and no value", o.ID)
		case !ranged && !o.HasValue:
			t.Errorf("%s has no value", o.ID)
		}
		if o.HasValue && o.Resolution != nil && !new(big.Rat).Quo(o.Value.Rat(), o.Resolution).IsInt() {
			t.Errorf("%s: %s has digits beyond its resolution %s", o.ID, o.Text, o.Resolution.RatString())
		}
		if o.Reported == nil && o.Unit != o.Measure.Unit && o.Unit.Name != o.Measure.Unit.Name {
			t.Errorf("%s is in %q, its measure in %q", o.ID, o.Unit.Name, o.Measure.Unit.Name)
		}
		if o.Repeats != "" && o.Supersedes != "" {
			t.Errorf("%s repeats and supersedes", o.ID)
		}
	})
}

// A figure printed again is the same figure: value, bounds and unit.
func TestXinjiangRepeats(t *testing.T) {
	s := openXinjiang(t)
	n := 0
	eachObservation(s, func(o datasets.Observation) {
		if o.Repeats == "" {
			return
		}
		n++
		i, _ := s.Find(o.Repeats)
		first := s.Observation(i)
		if first.Repeats != "" {
			t.Errorf("%s repeats %s, which repeats %s", o.ID, first.ID, first.Repeats)
		}
		if o.Text != first.Text || o.Unit.Name != first.Unit.Name || o.Measure != first.Measure {
			t.Errorf("%s: %s %s, repeats %s: %s %s", o.ID, o.Text, o.Unit, first.ID, first.Text, first.Unit)
		}
	})
	if n != 19 {
		t.Errorf("%d rows repeat another, want 19", n)
	}
}

// The contradictions that README.md lists are linked from row to row, on both sides.
func TestXinjiangConflicts(t *testing.T) {
	s := openXinjiang(t)
	rivals := map[string][]string{}
	eachObservation(s, func(o datasets.Observation) { rivals[o.ID] = o.ConflictsWith })
	for id, list := range rivals {
		for _, other := range list {
			if !slices.Contains(rivals[other], id) {
				t.Errorf("%s conflicts with %s, but not the other way round", id, other)
			}
		}
	}
	for _, pair := range [][2]string{
		{"in-detained-or-worked", "in-former-detainees"}, {"in-detained-or-worked", "in-detained-polygraph"},
		{"de-kon-121", "de-kon-ohchr"}, {"de-kon-121", "de-kon-12"},
		{"st-iud-net-share-2018", "st-iud-share-2018"}, {"st-iud-cn-2018", "st-iud-share-2018"},
		{"st-x-2016-2018", "st-x-2016-2018-ap"}, {"st-x-2014-2018", "st-x-2014-2018-trunc"},
		{"ar-share5-pre2017", "ar-over5-2016"}, {"ar-cases-2018", "ar-ind-xj-2018"},
		{"po-ohchr-1298", "po-min-2010-gt"}, {"po-ohchr-1493", "po-ohchr-2585"}, {"po-uyghur-2018", "po-uyghur-2020"},
		{"po-growth-uyghur", "po-growth-uyghur-2018"}, {"bi-xj-birth-2010", "bi-gt-xj-2010"}, {"bi-hk-fall-ap", "bi-kashgar-fall-nn"},
		{"ar-pop-15", "st-pop-share"}, {"un-2019-07-supp", "un-2019-07-supp-50"}, {"un-2020-10-crit", "un-2020-10-crit-38"},
		{"un-2022-06-supp", "un-2022-06-supp-cfr"}, {"un-scholars-38", "un-scholars-37"}, {"un-ngos-230", "un-ngos-dozens-vice"},
		{"ev-us-genocide", "ev-us-genocide-vice"}, {"ot-riot-deaths", "ot-riot-deaths-140"},
	} {
		if !slices.Contains(rivals[pair[0]], pair[1]) {
			t.Errorf("%s is not linked to its rival %s", pair[0], pair[1])
		}
	}
}

// disagreeing are the reported statistics that their own inputs do not bear out, each explained in its note.
var disagreeing = []string{
	"ar-aksu-r2016",         // a fall of 57.4 printed as 134.8
	"ar-aksu-r2018",         // 30.2 printed as 30.6
	"ar-arr-rise",           // 731.6 cut off to 731
	"ar-over5-x10",          // 10.65 cut off to 10
	"bi-fall-cn-2017-2019",  // points called per cent
	"po-share-uyghur-1953",  // 74.1 printed as over 75
	"st-iud-rise-2014-2018", // 36.9 printed as 60
	"st-vas-x",              // 12.55 cut off to 12
	"st-x-2014-2018-trunc",  // 18.8 cut off to 18
	"st-x-2016-2018-ap",     // 8.86 called seven-fold
}

func TestXinjiangReported(t *testing.T) {
	s := openXinjiang(t)
	var got []string
	eachObservation(s, func(o datasets.Observation) {
		v, ok := recompute(s, o)
		if ok && !o.Interval().Contains(v) {
			got = append(got, o.ID)
			if o.Note == "" {
				t.Errorf("%s: its inputs give %s, and no note says so", o.ID, v.FloatString(2))
			}
		}
	})
	slices.Sort(got)
	if !slices.Equal(got, disagreeing) {
		t.Errorf("not borne out by their inputs: %q, want %q", got, disagreeing)
	}
}

// recompute forms a reported ratio, share or change again, in the unit of its row.
func recompute(s *datasets.Study, o datasets.Observation) (*big.Rat, bool) {
	r := o.Reported
	if r == nil || r.To == "" {
		return nil, false
	}
	value := func(id string) *big.Rat {
		i, _ := s.Find(id)
		v, _ := s.ValueOf(i)
		return v.Rat()
	}
	v := new(big.Rat)
	switch {
	case (r.Operation == "ratio" || r.Operation == "share") && len(r.Of) == 1:
		v.Quo(value(r.Of[0]), value(r.To))
	case r.Operation == "change":
		v.Quo(value(r.To), value(r.From))
		v.Sub(v, big.NewRat(1, 1))
	default:
		return nil, false
	}
	return v.Quo(v, o.Unit.Factor()), true
}

// A slip is never evidence: it has inputs to recompute it from, and says what holds instead.
func TestXinjiangSlips(t *testing.T) {
	s := openXinjiang(t)
	n := 0
	eachObservation(s, func(o datasets.Observation) {
		slip, _ := o.Cell("slip")
		if slip == "" {
			if o.Reported != nil && o.Reported.Operation == "value" {
				t.Errorf("%s: a printed slip says what holds", o.ID)
			}
			return
		}
		n++
		if o.Note == "" || len(o.Reported.Of)+len(o.Reported.To) == 0 {
			t.Errorf("%s: a slip has a note and inputs", o.ID)
		}
	})
	if n != 16 {
		t.Errorf("%d slips, want 16", n)
	}
}

// Sums that the sources' own parts must give (census, footnote 146, paragraphs 5 and 134, the vote of 2022).
func TestXinjiangSums(t *testing.T) {
	s := openXinjiang(t)
	for _, tt := range []struct {
		whole string
		parts []string
	}{
		{"po-xj-2020", []string{"po-han-2020", "po-min-2020"}},
		{"po-xj-2010-prelim", []string{"po-han-2010", "po-min-2010"}},
		{"po-xj-2019", []string{"po-xj-2018", "po-xj-rise-2019"}},
		{"ar-sent-2016", []string{"ar-over5-2016", "ar-under5-2016"}},
		{"ar-sent-2017", []string{"ar-over5-2017", "ar-under5-2017"}},
		{"ar-sent-2017-2018", []string{"ar-sent-2017", "ar-sent-2018"}},
		{"in-total", []string{"in-women", "in-men"}},
		{"in-total", []string{"in-uyghur", "in-kazakh", "in-kyrgyz"}},
		{"de-xvd-confirmed", []string{"de-xvd-normal", "de-xvd-convicted", "de-xvd-dead", "de-xvd-overseas"}},
		{"de-xvd-total", []string{"de-xvd-confirmed", "de-xvd-fabricated"}},
		{"st-count-xj-2018", []string{"st-tubal-xj-2018", "st-vas-xj-2018"}},
		{"st-count-xj-2014", []string{"st-tubal-xj-2014", "st-vas-xj-2014"}},
		{"un-hrc-size", []string{"un-hrc-vote-for", "un-hrc-vote-against", "un-hrc-vote-abstain"}},
		{"un-2019-07-supp-50", []string{"un-2019-07-supp", "un-2019-07-supp-more"}},
	} {
		value := func(id string) *big.Rat {
			i, ok := s.Find(id)
			v, has := s.ValueOf(i)
			if !ok || !has {
				t.Fatalf("%s has no value", id)
			}
			return v.Rat()
		}
		sum := new(big.Rat)
		for _, id := range tt.parts {
			sum.Add(sum, value(id))
		}
		if want := value(tt.whole); sum.Cmp(want) != 0 {
			t.Errorf("%s is %s, its parts %q add up to %s", tt.whole, want.RatString(), tt.parts, sum.RatString())
		}
	}
}
