package embed_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"

	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/datasets"
	"recount/figures/embed"
)

// What the words of a statistic claim, the statistic bears out, for all that its inputs leave open.
func TestWordsHold(t *testing.T) {
	for name, s := range map[string]study{"shipped": shipped(t), "harbour": harbour(t), "orchard": orchard(t)} {
		for _, r := range s.stats.All() {
			words := embed.Words(r)
			sentence := "It was " + words
			if strings.HasSuffix(words, "quarter") { // of a year, unless something says of what
				sentence += " of them"
			}
			all := quantity.Scan(nil, sentence+".")
			if len(all) == 0 {
				t.Errorf("%s/%s: no number in %q", name, r.ID, words)
				continue
			}
			q := all[0]
			e := r.Evidence()
			if r.Value != nil && r.Value.Sign() < 0 { // the verb says it
				e = e.Scale(number.New(-1, 0).Rat())
			}
			if q.Den > 0 && r.Unit.Per == 100 { // a half of 100 percent
				e = e.Scale(number.New(1, -2).Rat())
			}
			c := number.Claimed{Value: q.Value, Low: q.Low, High: q.High, Ranged: q.Ranged, Vague: q.Vague, Hedge: q.Hedge, Num: q.Num, Den: q.Den}
			if len(all) > 1 { // seventeen or eighteen
				c = number.Claimed{Low: q.Value, High: all[1].Value, Ranged: true}
			}
			if got := c.Judge(e, number.DefaultTolerances); got.Verdict != number.Supported {
				t.Errorf("%s/%s: %q is %v for %s", name, r.ID, words, got.Verdict, r.Display())
			}
		}
	}
}

func TestWords(t *testing.T) {
	stats := shipped(t).stats
	for id, want := range map[string]string{
		"sterilization-rate-ratio":       "more than seven times",
		"birth-rate-fall":                "nearly half",
		"iud-net-share-of-china-2018":    "four-fifths",
		"interviewees-by-sex":            "forty people",
		"former-detainees-torture":       "seventeen or eighteen people",
		"interviewees-not-public-before": "at least fourteen people",
		"sterilizations-by-kind-2018":    "more than 60,000 procedures",
		"population-2017":                "more than 24 million inhabitants",
		"letter-ratio-2019":              "nearly 1.7 times",
		"natural-growth-fall":            "just over two-thirds",
		"sterilizations-2014-2018":       "between 95,844 and 105,844 procedures",
		"council-vote-margin":            "two votes",
		"request-to-report":              "532 days",
		"arrests-rise-2016-2017":         "more than 731 per cent",
	} {
		if r := stats.Get(id); r == nil {
			t.Errorf("there is no statistic %s", id)
		} else if got := embed.Words(r); got != want {
			t.Errorf("%s (%s) is %q, want %q", id, r.Display(), got, want)
		}
	}
}

func numbers(t *testing.T, s study, style embed.NumberStyle) string {
	t.Helper()
	f, err := embed.Numbers(s.stats, style)
	if err != nil {
		t.Fatal(err)
	}
	return string(f.Data)
}

// Macros have names of letters, each once.
func TestLaTeXNumbers(t *testing.T) {
	text := numbers(t, shipped(t), embed.LaTeXNumbers)
	checkLaTeX(t, text)
	if want := `\newcommand{\recountSterilizationRateRatio}{7.57}` + "\n"; !strings.Contains(text, want) {
		t.Errorf("there is no %s", want)
	}
	macro := regexp.MustCompile(`^\\newcommand\{\\(recount[A-Za-z]+)\}\{.*\}\n$`)
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "%") {
			continue
		}
		m := macro.FindStringSubmatch(line)
		if m == nil || seen[m[1]] {
			t.Fatalf("not a new macro: %s", line)
		}
		seen[m[1]] = true
	}
	if want := 4 * len(shipped(t).stats.All()); len(seen) != want {
		t.Errorf("%d macros, want %d", len(seen), want)
	}
}

// Two ids that make one macro are an error that names both.
func TestMacrosCollide(t *testing.T) {
	s, err := datasets.OpenFS(fstest.MapFS{
		"datapackage.json": {Data: []byte(`{"name": "beds", "resources": [{"name": "beds", "path": "beds.csv", "schema": {"fields": [
    {"name": "id", "type": "string"}, {"name": "measure", "type": "string"}, {"name": "period", "type": "string"}, {"name": "value", "type": "number"}, {"name": "unit", "type": "string"}]}}]}`)},
		"beds.csv":        {Data: []byte("id,measure,period,value,unit\nnorth,beds,2018,250,beds\n")},
		"statistics.yaml": {Data: []byte("- id: beds-1\n  title: Beds\n  value: {id: north}\n- id: beds-one\n  title: Beds again\n  value: {id: north}\n")},
	}, "beds")
	if err != nil {
		t.Fatal(err)
	}
	_, err = embed.Numbers(filled(t, s, nil).stats, embed.LaTeXNumbers)
	if err == nil || !strings.Contains(err.Error(), `"beds-1"`) || !strings.Contains(err.Error(), `"beds-one"`) {
		t.Errorf("error %v, want one that names both ids", err)
	}
}

// YAML and JSON are one mapping, as other programs read them.
func TestYAMLIsJSON(t *testing.T) {
	for name, s := range map[string]study{"shipped": shipped(t), "hostile": hostile(t)} {
		type file struct {
			Version int
			Study   string
			Stat    map[string]map[string]string
		}
		var a, b file
		if err := yaml.Unmarshal([]byte(numbers(t, s, embed.YAMLNumbers)), &a); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(numbers(t, s, embed.JSONNumbers)), &b); err != nil {
			t.Fatal(err)
		}
		if a.Version != 1 || b.Version != 1 || len(a.Stat) != len(s.stats.All()) || len(b.Stat) != len(a.Stat) {
			t.Errorf("%s: %d statistics in YAML, %d in JSON, want %d", name, len(a.Stat), len(b.Stat), len(s.stats.All()))
		}
		for id, fields := range b.Stat {
			for key, want := range fields {
				if got := a.Stat[id][key]; got != want {
					t.Errorf("%s: %s of %s is %q in YAML, %q in JSON", name, key, id, got, want)
				}
			}
		}
	}
}
