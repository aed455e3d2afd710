package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
