package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// marker is a sentence that stands in no file but the draft.
const marker = "said nobody over marmalade and quinces"

// holders lists the files below the folders that hold the marker.
func holders(t *testing.T, dirs ...string) []string {
	t.Helper()
	var found []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			data, err := os.ReadFile(name)
			if bytes.Contains(data, []byte(marker)) || strings.Contains(name, "marmalade") {
				found = append(found, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// A run that is killed leaves nothing of a draft at home, in a cache or among temporary files. In the
// folder of the report there may be a part of it, under a hidden name that says whose it is, and what stood
// there before is whole.
func TestKilledRunLeavesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	top := t.TempDir()
	private := map[string]string{"HOME": "home", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "LocalAppData": "cache", "TMPDIR": "tmp", "TMP": "tmp"}
	env := os.Environ()
	var dirs []string
	for name, dir := range private {
		dir = filepath.Join(top, dir)
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		env, dirs = append(env, name+"="+dir), append(dirs, dir)
	}
	drafts := filepath.Join(top, "drafts")
	if err := os.Mkdir(drafts, 0o777); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(top, "recount") // TestMain runs main under this name
	if err := os.Symlink(self, program); err != nil {
		t.Skip(err)
	}
	sentence := "The sterilization rate in Xinjiang in 2018 was nine times the national rate, " + marker + "."
	var many []string
	for range 1500 {
		many = append(many, sentence)
	}
	if err := writeDocx(filepath.Join(drafts, "draft.docx"), many); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(drafts, "draft.md"), []byte(strings.Join(many, "\n\n")), 0o666); err != nil {
		t.Fatal(err)
	}
	const before = "what stood there before"
	report := filepath.Join(drafts, "report.html")
	killed := 0
	for i := range 40 {
		if err := os.WriteFile(report, []byte(before), 0o666); err != nil {
			t.Fatal(err)
		}
		args := [][]string{
			{"check", "draft.md", "--out", "report.html"},
			{"check", "draft.docx", "--annotate", "copy.docx"},
			{"extract", "draft.docx"},
			{"check", "draft.md", "--write-baseline", "accepted.json"},
		}[i%4]
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Env = drafts, env
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i*i/2) * time.Millisecond) // anywhere from the first instruction to the last
		if cmd.Process.Kill() == nil {
			killed++
		}
		_ = cmd.Wait() // it was killed
		if found := holders(t, dirs...); len(found) > 0 {
			t.Fatalf("after %v: the draft stands in %v", args, found)
		}
		data, err := os.ReadFile(report)
		if err != nil || string(data) != before && !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
			t.Fatalf("after %v: half a report stands in place of what was there (%v)", args, err)
		}
	}
	if killed < 10 {
		t.Errorf("only %d runs were killed", killed)
	}
	if err := os.Remove(filepath.Join(drafts, "draft.md")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(drafts)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch name := e.Name(); name {
		case "draft.docx", "copy.docx", "report.html", "accepted.json":
		default:
			if !strings.HasPrefix(name, ".recount-") {
				t.Errorf("%s was left behind", name)
			}
		}
	}
}
