package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A windowsError says what Windows says, with the meaning that Go gives it.
type windowsError struct {
	said  string
	means error
}

func (e windowsError) Error() string        { return e.said }
func (e windowsError) Is(target error) bool { return target == e.means }

// What the operating system says reads as what recount says, and says what to do where that can be known.
func TestMessagesOfTheSystem(t *testing.T) {
	missing := windowsError{"The system cannot find the file specified.", fs.ErrNotExist}
	denied := windowsError{"Access is denied.", fs.ErrPermission}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("draft.md: %w", missing), "draft.md: no such file or directory"},
		{fmt.Errorf("a.json: %w; write one", plainPathError(&fs.PathError{Op: "open", Path: "a.json", Err: missing})), "a.json: no such file or directory; write one"},
		{errors.Join(fmt.Errorf("a: %w", missing), fmt.Errorf("b: %w", denied)), "a: no such file or directory\nb: permission denied"},
		{windowsError{"The device is not ready.", nil}, "the device is not ready"},
		{errors.New("line 3: want a number"), "line 3: want a number"},
		{notWritten("out.docx", &os.LinkError{Op: "rename", Old: ".recount-1", New: "out.docx", Err: denied}),
			"out.docx: permission denied: another program has it open, or it is write-protected; close it there, or write to another name"},
	} {
		if got := message(tt.err); got != tt.want {
			t.Errorf("message(%q) = %q, want %q", tt.err, got, tt.want)
		}
	}
}

// A command to paste is quoted as the shell of the system wants it.
func TestQuotedFor(t *testing.T) {
	for _, tt := range []struct{ system, name, want string }{
		{"linux", "rain", "rain"},
		{"linux", "rain study", "'rain study'"},
		{"linux", "it's", `'it'\''s'`},
		{"linux", `a\b`, `'a\b'`},
		{"windows", `rain\figures`, `rain\figures`},
		{"windows", `rain study\figures`, `"rain study\figures"`},
		{"windows", `rain study\`, `"rain study"`},
		{"windows", `it's & more`, `"it's & more"`},
	} {
		if got := quotedFor(tt.system, tt.name); got != tt.want {
			t.Errorf("on %s, %s becomes %s, want %s", tt.system, tt.name, got, tt.want)
		}
	}
}

// A pattern that the shell has left alone matches files, and folders with what is in them.
func TestPatterns(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "deep/a.md", "deep/c.png", "deep/more/d.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := expand([]string{filepath.Join(dir, "*")})
	for i := range got {
		rel, _ := filepath.Rel(dir, got[i])
		got[i] = filepath.ToSlash(rel)
	}
	if want := "b.txt deep/a.md deep/more/d.txt"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("* is %v, %v, want %s", got, err, want)
	}
	if _, err := expand([]string{filepath.Join(dir, "*.odt")}); err == nil || !strings.Contains(err.Error(), "no file matches") {
		t.Errorf("*.odt: %v, want that no file matches", err)
	}
}
