package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// In a window of its own the program stays until somebody has read what it says.
func TestAtDesk(t *testing.T) {
	name := filepath.Join(t.TempDir(), "draft.md")
	if err := os.WriteFile(name, []byte("Of 260 wells, 63 (28 per cent) were unsafe."), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitOK, "Drop a document on the program"},
		{[]string{name}, exitFinding, "The report is in " + name + ".recount.html"},
		{[]string{name + ".docx"}, exitFailed, "no such file"},
	} {
		var shown bytes.Buffer
		g := &globals{stdin: strings.NewReader("\n"), stdout: &shown, stderr: &shown, getenv: func(string) string { return "" }}
		if code := atDesk(g, tt.args); code != tt.code || !strings.Contains(shown.String(), tt.want) || !strings.HasSuffix(shown.String(), "Press Enter to close this window.") {
			t.Errorf("%v: exit code %d, want %d, and %q in\n%s", tt.args, code, tt.code, tt.want, shown.String())
		}
	}
}
