package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A writing is a command line that writes to the folder out.
type writing struct {
	name string
	args []string
	once bool // it writes only where nothing is
}

var writings = []writing{
	{name: "figures", args: []string{"figures", "birth-rates", "--format", "svg,pdf", "--out", "out"}},
	{name: "embed", args: []string{"embed", "birth-rates", "--format", "html,latex", "--out", "out"}},
	{name: "report", args: []string{"check", "--study", "none", "--out", "out/report.html", "draft.docx"}},
	{name: "questions", args: []string{"check", "--study", "none", "--out", "out/questions.docx", "draft.docx"}},
	{name: "fill", args: []string{"fill", "draft.md", "-o", "out/article.md"}},
	{name: "annotate", args: []string{"check", "--study", "none", "--annotate", "out/draft.docx", "draft.docx"}},
	{name: "init", args: []string{"init", "out"}, once: true},
}

// TestKilled kills each command that writes files at many moments: every file is whole, the old one or the
// new one, none is lost, and the next run ends as if nothing had happened. When the kills come decides
// what they meet, never what is right.
func TestKilled(t *testing.T) {
	kills := 50 // of each command: more than 200 in all
	if testing.Short() {
		kills = 4
	}
	for _, w := range writings {
		t.Run(w.name, func(t *testing.T) {
			start := time.Now()
			after := w.files(t)
			whole := time.Since(start)
			dir := writingFolder(t)
			killed, midway := 0, 0
			for n := range kills {
				out := filepath.Join(dir, "out")
				if err := errors.Join(os.RemoveAll(out), os.Mkdir(out, 0o755)); err != nil {
					t.Fatal(err)
				}
				before := w.stale(t, dir, after)
				cmd := program(dir, w.args)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				timer := time.AfterFunc(whole*time.Duration(n)/time.Duration(kills), func() { cmd.Process.Kill() })
				cmd.Wait()
				timer.Stop()
				if cmd.ProcessState.ExitCode() == -1 {
					killed++
				}
				got := filesIn(t, dir)
				wantWhole(t, got, before, after)
				if n := countEqual(got, after); n > 0 && n < len(after) {
					midway++
				}
				if t.Failed() {
					return
				}
			}
			if w.once {
				wantNothingOver(t, dir, w.args)
			} else {
				mustRun(t, dir, w.args) // over what the last kill left
				wantFiles(t, filesIn(t, dir), after)
			}
			t.Logf("%d of %d runs were killed before their end, %d between two of %d files", killed, kills, midway, len(after))
		})
	}
}

// wantNothingOver runs a command that writes over nothing where a killed run has left a part: it says
// what is there, and leaves it as it is.
func wantNothingOver(t *testing.T, dir string, args []string) {
	t.Helper()
	before := filesIn(t, dir)
	if len(before) == 0 {
		return
	}
	out, err := program(dir, args).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "is there already") {
		t.Errorf("over a part: %v, %s", err, out)
	}
	wantFiles(t, filesIn(t, dir), before)
}

// TestTwoAtOnce runs a command twice at the same time in one folder: what is there at the end is whole.
func TestTwoAtOnce(t *testing.T) {
	for _, w := range writings {
		if w.once {
			continue // init writes over nothing: the second run says so
		}
		t.Run(w.name, func(t *testing.T) {
			after := w.files(t)
			dir := writingFolder(t)
			w.stale(t, dir, after)
			var both [2]*exec.Cmd
			for i := range both {
				both[i] = program(dir, w.args)
				if err := both[i].Start(); err != nil {
					t.Fatal(err)
				}
			}
			for _, cmd := range both {
				if cmd.Wait(); cmd.ProcessState.ExitCode() > exitFinding || cmd.ProcessState.ExitCode() < 0 {
					t.Errorf("ended with %v", cmd.ProcessState)
				}
			}
			wantFiles(t, filesIn(t, dir), after)
		})
	}
}

// files are those that the command writes where nothing was.
func (w writing) files(t *testing.T) map[string][]byte {
	t.Helper()
	dir := writingFolder(t)
	mustRun(t, dir, w.args)
	files := filesIn(t, dir)
	if len(files) == 0 {
		t.Fatalf("recount %s wrote nothing", strings.Join(w.args, " "))
	}
	return files
}

// stale puts the files there as an older run would have left them: under the same names, with something else inside.
func (w writing) stale(t *testing.T, dir string, files map[string][]byte) map[string][]byte {
	t.Helper()
	old := map[string][]byte{}
	if w.once {
		return old
	}
	for name, data := range files {
		old[name] = append(slices.Clone(data), "older\n"...)
		if err := os.WriteFile(filepath.Join(dir, "out", name), old[name], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return old
}

// writingFolder is a folder with a draft.
func writingFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "out"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := writeDocx(filepath.Join(dir, "draft.docx"), []string{"Of 200 wells, 50, or 35 per cent, were dry."}); err != nil {
		t.Fatal(err)
	}
	draft := `The rate was {{stat "sterilization-rate-ratio"}}: {{figure "birth-rates"}}` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "draft.md"), []byte(draft), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// program is the program as a process of its own, which can be killed.
func program(dir string, args []string) *exec.Cmd {
	name := "recount"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "RECOUNT_CACHE=off")
	return cmd
}

func mustRun(t *testing.T, dir string, args []string) {
	t.Helper()
	out, err := program(dir, args).CombinedOutput()
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != exitFinding) {
		t.Fatalf("recount %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// filesIn reads the folder out, without files that were being written: their names say so.
func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	out := filepath.Join(dir, "out")
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".recount-") || strings.HasSuffix(d.Name(), ".recount-new") {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(out, path)
		files[rel] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantWhole(t *testing.T, got, before, after map[string][]byte) {
	t.Helper()
	for name, data := range got {
		if old, ok := before[name]; ok && bytes.Equal(data, old) {
			continue
		}
		if fresh, ok := after[name]; !ok || !bytes.Equal(data, fresh) {
			t.Errorf("%s is neither what was there nor what was written: %d bytes, before %d, after %d", name, len(data), len(before[name]), len(fresh))
		}
	}
	for name := range before {
		if got[name] == nil {
			t.Errorf("%s is lost", name)
		}
	}
}

func countEqual(got, want map[string][]byte) (n int) {
	for name, data := range want {
		if bytes.Equal(got[name], data) {
			n++
		}
	}
	return n
}

func wantFiles(t *testing.T, got, want map[string][]byte) {
	t.Helper()
	if a, b := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(a, b) {
		t.Errorf("the files are %q, want %q", a, b)
	}
	wantWhole(t, got, nil, want)
}
