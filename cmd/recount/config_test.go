package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// A recount.yaml that would keep the decoder busy without end, or stand for more than it holds, is an error at once.
func TestEndlessConfig(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"brackets", "study: " + strings.Repeat("[", 500_000), "nested more than 8 deep"},
		{"braces", "tolerances: " + strings.Repeat("{a: ", 100_000), "nested more than 8 deep"},
		{"entries", "ignore:\n" + strings.Repeat("- ", 100_000), "nested more than 8 deep"},
		{"values", strings.Repeat("a: ", 100_000), "nested more than 8 deep"},
		{"indents", "a:\n" + strings.Repeat(" ", 100) + "b: c", "nested more than 8 deep"},
		{"anchor", "study: &a x\nsource: *a\n", `recount.yaml:1:8: "&" is an anchor or an alias`},
	} {
		if _, err := parseConfig("recount.yaml", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// A recount.yaml that came with a text leads to no other machine.
func TestConfigStaysHere(t *testing.T) {
	for _, name := range []string{`\\server\share\study`, "//server/share/study", `\/server/x`, "https://example.org/a.csv", "file://server/a.csv"} {
		for _, text := range []string{"study: '" + name + "'", "data: [a.csv, '" + name + "']"} {
			if _, err := parseConfig("recount.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), "is a place in a network") {
				t.Errorf("%s: %v, want an error", text, err)
			}
		}
	}
	if _, err := parseConfig("recount.yaml", []byte(`{study: ../studies/north, data: ['C:\tables\a.csv', /srv/b.csv]}`)); err != nil {
		t.Errorf("places of this machine: %v", err)
	}
}

// FuzzConfig: whatever stands in a recount.yaml, it is read or refused with its name.
func FuzzConfig(f *testing.F) {
	for _, s := range []string{
		"study: north\ndata: [a.csv, b.xlsx]\nsource: s\ntolerances: {share: 0.05, sum: 1/20}\nignore:\n  - {file: '*.md', text: 12, rule: sum, reason: seen}\n",
		"ignore:\n- reason: x\n", "tolerances: {share: 1e9}", "study: &a b", "\xff", "a: [[[[[[[[[[", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := parseConfig("folder/recount.yaml", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), configName) {
				t.Errorf("error %q does not name the file", err)
			}
			return
		}
		for _, r := range c.Ignore {
			if r.Reason == "" {
				t.Errorf("rule %+v has no reason", r)
			}
		}
	})
}

// FuzzLines: each line of input that is not empty gives one line of JSON, in order.
func FuzzLines(f *testing.F) {
	for _, s := range []string{`{"id":"a","text":"There were 12 wells."}` + "\n" + `{"id":7,"text":"2 of 5"}`, "{}\n\n[1]\n", `{"id":"a","text":"\ud800 12\u0000 www.a.b 3"}`, "{\"id\":\"\xff\",\"text\":\"1\xff2\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want := 0
		for line := range strings.Lines(string(data)) {
			if strings.TrimSpace(line) != "" {
				want++
			}
		}
		out := workLines(batch{lines: data, first: 1}).out
		got := 0
		for line := range strings.Lines(string(out)) {
			if got++; !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %q", line)
			}
		}
		if got != want {
			t.Errorf("%d lines out for %d in", got, want)
		}
	})
}
