package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recount/analysis/estimate"
	"recount/analysis/quantity"
)

// A panic on one document costs one error, which names the document and the place; the others are checked.
func TestGuard(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for _, name := range []string{"a.txt", "broken.txt", "c.txt"} {
		names = append(names, filepath.Join(dir, name))
		if err := os.WriteFile(names[len(names)-1], []byte("In 2018, 316 of 1,000 people, or 41.6 per cent, were seen."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g := &globals{stdin: strings.NewReader(""), stdout: new(bytes.Buffer), stderr: new(bytes.Buffer), getenv: func(string) string { return "" }}
	whole := &chooser{name: "none"}
	work := func(name string) checked {
		if strings.HasSuffix(name, "broken.txt") {
			return (*chooser)(nil).checkFile(g, name) // what a fault in checking comes to
		}
		return whole.checkFile(g, name)
	}
	var failed []string
	checkedFiles := 0
	err := inOrder(context.Background(), names, 2, work, func(name string, c checked) error {
		if c.err != nil {
			failed = append(failed, c.err.Error())
		} else if checkedFiles++; len(c.file.Findings) == 0 {
			t.Errorf("%s: nothing was found", name)
		}
		return nil
	})
	if err != nil || checkedFiles != 2 || len(failed) != 1 {
		t.Fatalf("%d files checked, errors %q, %v, want 2 checked and one error", checkedFiles, failed, err)
	}
	want := regexp.MustCompile(`^.*broken\.txt: a fault of recount, not of the file: .*nil pointer.* \(\w+/\w+\.go:\d+\); `)
	if !want.MatchString(failed[0]) || strings.Contains(failed[0], "\n") {
		t.Errorf("error %q, want %s", failed[0], want)
	}
}

// A fault on one line of JSON, or on one piece of a long text, costs that line or that text.
func TestFaultInStreams(t *testing.T) {
	defer func(whole func([]quantity.Quantity, string) []quantity.Quantity) { scan = whole }(scan)
	scan = func(dst []quantity.Quantity, text string) []quantity.Quantity {
		if strings.Contains(text, "broken") {
			panic("index out of range")
		}
		return quantity.Scan(dst, text)
	}
	lines := `{"id":"a","text":"There were 12 wells."}` + "\n" + `{"id":"b","text":"broken: 13 wells"}` + "\n" + `{"id":"c","text":"There were 14 wells."}` + "\n"
	code, out, stderr := outcomeOf(t, lines, "extract", "--input", "jsonl", "-")
	got := strings.Split(strings.TrimSpace(out), "\n")
	if code != exitFailed || len(got) != 3 || !strings.Contains(got[0], `"12"`) || !strings.Contains(got[1], "a fault of recount") || !strings.Contains(got[2], `"14"`) {
		t.Errorf("exit code %d, %s\n%s", code, stderr, out)
	}
	for _, line := range got {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}

	dir := t.TempDir()
	long, short := filepath.Join(dir, "long.txt"), filepath.Join(dir, "short.txt")
	text := strings.Repeat("There were 12 wells in the valley.\n", wholeText/30) + "broken\n"
	for name, text := range map[string]string{long: text, short: "There were 15 wells."} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, jobs := range []string{"1", "4"} {
		code, out, stderr = outcomeOf(t, "", "extract", "--format", "json", "--jobs", jobs, long, short)
		if code != exitFailed || strings.Count(stderr, "a fault of recount") != 1 || !strings.Contains(stderr, "long.txt") || !strings.Contains(out, `"15"`) || !json.Valid([]byte(out)) {
			t.Errorf("--jobs %s: exit code %d, %s, valid JSON %v", jobs, code, stderr, json.Valid([]byte(out)))
		}
	}
}

// A fault that no document is to blame for ends the command with a message.
func TestGuardAll(t *testing.T) {
	err := guardAll(func() error { panic("no\x1b such\nluck") })
	if want := regexp.MustCompile(`^a fault of recount: no such luck \(\w+/fault_test\.go:\d+\); `); err == nil || !want.MatchString(err.Error()) {
		t.Errorf("error %v, want %s", err, want)
	}
}

// An interruption does not wait for the document at hand, and says how far the work is.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stuck := make(chan struct{})
	defer close(stuck)
	done := 0
	err := inOrder(ctx, []string{"a", "b", "c"}, 1, func(name string) string {
		if name == "b" {
			cancel()
			<-stuck
		}
		return name
	}, func(string, string) error { done++; return nil })
	if !errors.Is(err, context.Canceled) || done > 1 {
		t.Errorf("error %v after %d files, want %v after at most 1", err, done, context.Canceled)
	}

	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte("In 2018, 316 people were seen."), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, messages bytes.Buffer
	g := &globals{stdin: strings.NewReader(""), stdout: &out, stderr: &messages, getenv: func(string) string { return "" }}
	if err := g.check(ctx, []string{name, name}, checkFlags{jobs: 1}); !errors.Is(err, errPartly) {
		t.Errorf("check: %v, want %v", err, errPartly)
	}
	if got := messages.String(); !regexp.MustCompile(`^recount check: interrupted after 0 of 2 files\n$`).MatchString(got) {
		t.Errorf("stderr is %q", got)
	}
	if err := g.extract(ctx, []string{name, name}, extractFlags{jobs: 1}); err == nil || !strings.Contains(err.Error(), "interrupted after") {
		t.Errorf("extract: %v, want how far it is", err)
	}
}

// A fault on one line of `estimate --input jsonl` costs that line, and the exit code says so.
func TestFaultInEstimates(t *testing.T) {
	fn, err := estimate.Lookup("proportion_ci")
	if err != nil {
		t.Fatal(err)
	}
	defer func(whole []estimate.Method) { fn.Methods = whole }(fn.Methods)
	fn.Methods = append(slices.Clip(fn.Methods), estimate.Method{Name: "broken"}) // it has nothing that could be run
	ask := func(method, level string) string {
		return `{"id":"` + method + `","function":"proportion_ci","method":"` + method + `","inputs":{` + level + `}}` + "\n"
	}
	whole := ask("wilson", `"x":26,"n":40,"level":0.95`)
	code, out, stderr := outcomeOf(t, whole+ask("broken", "")+whole, "estimate", "--input", "jsonl")
	got := strings.Split(strings.TrimSpace(out), "\n")
	if code != exitFailed || len(got) != 3 || !strings.Contains(got[0], "0.65") || got[0] != got[2] || !strings.Contains(stderr, "1 line could not be read") {
		t.Fatalf("exit code %d, %s\n%s", code, stderr, out)
	}
	var broken struct{ ID, Error string }
	if err := json.Unmarshal([]byte(got[1]), &broken); err != nil || broken.ID != "broken" || !strings.Contains(broken.Error, "line 2: a fault of recount") {
		t.Errorf("the line at fault was answered by %s, %v", got[1], err)
	}
}
