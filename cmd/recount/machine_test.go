package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What the machine may do to a run: no room, no right to write, a reader that goes away, a clock that is
// wrong, an environment that is odd or empty, little memory. No half file, no lost file, no other answer,
// and a message that says what to do.

// manyRuns leaves a test out of short runs.
func manyRuns(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts the program many times")
	}
}

// unixShell runs a command line behind a shell command such as ulimit.
func unixShell(t *testing.T, dir, before string, args ...string) *exec.Cmd {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no shell of Unix here")
	}
	cmd := program(dir, nil)
	sh := exec.Command("sh", append([]string{"-c", before + `; exec recount "$@"`, "sh"}, args...)...)
	sh.Dir, sh.Env = cmd.Dir, cmd.Env
	return sh
}

// TestNoRoom lets every command that writes run out of room: behind a limit on the size of files, which
// any machine has, and on a full disk where one can be made.
func TestNoRoom(t *testing.T) {
	manyRuns(t)
	for _, w := range writings {
		t.Run(w.name, func(t *testing.T) {
			after := w.files(t)
			dir := writingFolder(t)
			before := w.stale(t, dir, after)
			const blocks = 2 // of 512 or of 1,024 bytes: less than the shortest of the files takes
			wantNoRoom(t, unixShell(t, dir, fmt.Sprintf("ulimit -f %d", blocks), w.args...))
			wantWhole(t, filesIn(t, dir), before, after)
			wantNoRests(t, dir)

			full := writingFolder(t)
			if !fullDisk(t, filepath.Join(full, "out")) {
				return
			}
			if !w.once {
				if err := os.WriteFile(filepath.Join(full, "out", "kept"), make([]byte, 4096), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			wantNoRoom(t, program(full, w.args))
			got := filesIn(t, full)
			delete(got, "kept")
			wantWhole(t, got, nil, after)
			wantNoRests(t, full)
		})
	}
}

// fullDisk puts a file system of 4 kB over a folder, where that is permitted.
func fullDisk(t *testing.T, dir string) bool {
	t.Helper()
	if runtime.GOOS != "linux" || exec.Command("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", dir).Run() != nil {
		t.Log("no file system can be made here")
		return false
	}
	t.Cleanup(func() {
		if err := exec.Command("umount", dir).Run(); err != nil {
			t.Error(err)
		}
	})
	return true
}

func wantNoRoom(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(string(out), "make room") || strings.Contains(string(out), "goroutine") {
		t.Errorf("without room: %v\n%s", err, out)
	}
}

// wantNoRests wants nothing left of a file that could not be written.
func wantNoRests(t *testing.T, dir string) {
	t.Helper()
	entries, err := filepath.Glob(filepath.Join(dir, "out", ".recount-*"))
	more, _ := filepath.Glob(filepath.Join(dir, "out", "*.recount-new"))
	if entries = append(entries, more...); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %q, %v", entries, err)
	}
}

// Standard output is a device without room: the command says so and does not claim success.
func TestNoRoomOnStandardOutput(t *testing.T) {
	manyRuns(t)
	const full = "/dev/full"
	if runtime.GOOS != "linux" {
		t.Skip("no " + full)
	}
	dir := writingFolder(t)
	for _, line := range []string{"check draft.docx", "check --format json draft.docx", "check --format html draft.docx", "check --format sarif draft.docx", "check --format queries draft.docx",
		"extract draft.docx", "extract --format json draft.docx", "analyze", "data list", "data show", "data sources", "data conflicts", "data validate", "explain", "explain nearly", "version",
		"embed birth-rates", "embed --numbers latex", "estimate proportion 26 40", "figures --check", "--help"} {
		cmd := program(dir, strings.Fields(line))
		out, err := os.OpenFile(full, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		var messages bytes.Buffer
		cmd.Stdout, cmd.Stderr = out, &messages
		cmd.Run()
		out.Close()
		if cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(messages.String(), "standard output: no space left on device: ") {
			t.Errorf("recount %s > %s: %v, %q", line, full, cmd.ProcessState, messages.String())
		}
	}
}

// A folder without the right to write: the message names it and says what to do.
func TestReadOnlyFolder(t *testing.T) {
	manyRuns(t)
	if runtime.GOOS == "windows" {
		t.Skip("folders have other rights there")
	}
	for _, w := range writings {
		t.Run(w.name, func(t *testing.T) {
			after := w.files(t)
			dir := writingFolder(t)
			before := w.stale(t, dir, after)
			out := filepath.Join(dir, "out")
			if err := os.Chmod(out, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(out, 0o755) })
			cmd := program(dir, w.args)
			asNobody(t, cmd, dir)
			said, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(string(said), "permission denied: write to a folder that is yours") || !strings.Contains(string(said), "out") {
				t.Errorf("%v\n%s", err, said)
			}
			if got := filesIn(t, dir); !maps.EqualFunc(got, before, bytes.Equal) {
				t.Errorf("the folder holds %q, want %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(before)))
			}
		})
	}
}

// The reader of the output goes away: the program ends, without a word about itself.
func TestClosedPipe(t *testing.T) {
	manyRuns(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "long.txt"), []byte(strings.Repeat("Of 200 wells, 50, or 35 per cent, were dry.\n\n", 20_000)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"extract long.txt", "extract --format json long.txt", "extract --format csv long.txt", "check --all long.txt", "check --format json long.txt", "data show", "analyze --format json"} {
		cmd := program(dir, strings.Fields(line))
		var messages bytes.Buffer
		cmd.Stderr = &messages
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Errorf("recount %s: %v", line, err)
		}
		out.Close()
		cmd.Wait()
		if strings.Contains(messages.String(), "goroutine") || cmd.ProcessState.ExitCode() == exitOK && strings.HasPrefix(line, "extract") {
			t.Errorf("recount %s: %v, %q", line, cmd.ProcessState, messages.String())
		}
	}
}

// Files from the future, from before 1970 and of the same time are what they hold: nothing goes by a clock.
func TestClockSetBack(t *testing.T) {
	manyRuns(t)
	for _, w := range writings {
		if w.once {
			continue
		}
		t.Run(w.name, func(t *testing.T) {
			after := w.files(t)
			for _, at := range []time.Time{time.Now().AddDate(30, 0, 0), time.Unix(0, 0), time.Unix(-1e9, 0)} {
				dir := writingFolder(t)
				w.stale(t, dir, after)
				// What another run is writing at this moment, as a clock set back shows it.
				other := filepath.Join(dir, "out", ".recount-123")
				if err := os.WriteFile(other, []byte("of another run"), 0o600); err != nil {
					t.Fatal(err)
				}
				err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
					if err != nil {
						return err
					}
					return os.Chtimes(name, at, at)
				})
				if err != nil {
					t.Fatal(err)
				}
				mustRun(t, dir, w.args)
				wantFiles(t, filesIn(t, dir), after)
				if _, err := os.Stat(other); err != nil && at.After(time.Now()) {
					t.Errorf("the file of another run is gone: %v", err)
				}
				mustRun(t, dir, w.args) // and again, where all is there
				wantFiles(t, filesIn(t, dir), after)
			}
		})
	}
}

// Locale, time zone, home and cache decide nothing: the same bytes in any environment and in none, also where
// the folder one stands in was removed.
func TestOddEnvironment(t *testing.T) {
	manyRuns(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	lines := []string{"check --format json draft.docx", "check --study xinjiang --all README.md", "extract --format json README.md", "analyze --format json", "data conflicts", "embed birth-rates --format html",
		"fill draft.md --no-bind -o filled.md", "figures birth-rates --format svg,pdf --out drawn", "estimate proportion 26 40"}
	outcome := func(env ...string) string {
		t.Helper()
		dir := writingFolder(t)
		if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte(projectFile(t, "README.md")), 0o644); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, line := range lines {
			cmd := program(dir, strings.Fields(line))
			cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, env...)
			out, err := cmd.Output()
			var exit *exec.ExitError
			if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitFinding) {
				t.Errorf("recount %s with %q: %v", line, env, err)
			}
			fmt.Fprintf(&all, "== %s\n%s", line, out)
		}
		for _, name := range []string{"filled.md", "drawn/birth-rates.svg", "drawn/birth-rates.pdf"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Error(err)
			}
			all.Write(data)
		}
		return all.String()
	}
	want := outcome("HOME="+t.TempDir(), "LC_ALL=C.UTF-8", "TZ=UTC", "RECOUNT_CACHE=off")
	for _, env := range [][]string{
		{}, // no home, no cache, no locale
		{"HOME=/nonexistent", "XDG_CACHE_HOME=/nonexistent/cache"},
		{"HOME=" + file, "XDG_CACHE_HOME=" + file, "TMPDIR=" + file},
		{"HOME=relative", "XDG_CACHE_HOME=also/relative"},
		{"LC_ALL=tr_TR.UTF-8", "LANG=tr_TR", "TZ=Pacific/Kiritimati"},
		{"LC_ALL=de_DE@euro", "LC_NUMERIC=de_DE", "TZ=Asia/Urumqi", "LANGUAGE=ug"},
		{"LANG=xx_YY.nonsense", "TZ=Nowhere/Land", "COLUMNS=1", "TERM=dumb"},
		{"TZ=:/dev/null", "NO_COLOR=1", "RECOUNT_CACHE=" + file, "GOGC=1"},
	} {
		if got := outcome(env...); got != want {
			t.Errorf("with %q the outcome is another:\n%s", env, firstDifference(got, want))
		}
	}

	if runtime.GOOS == "windows" {
		return // a folder in use cannot be removed
	}
	gone := t.TempDir()
	cmd := unixShell(t, gone, `rmdir "$PWD"`, "check", "-")
	cmd.Stdin = strings.NewReader("Of 200 wells, 50, or 35 per cent, were dry.")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != exitFinding || !strings.Contains(string(out), "35 per cent") {
		t.Errorf("in a folder that is gone: %v\n%s", err, out)
	}
}

// Small jobs are done in 64 MB: behind a limit of the system where one can be set, else as the Go runtime
// counts its memory.
func TestLittleMemory(t *testing.T) {
	manyRuns(t) // the race detector, which runs short tests, needs more memory itself
	const limit = 64 << 20
	dir := writingFolder(t)
	text := strings.Repeat("Of 200 wells, 50, or 35 per cent, were dry. The rate rose by 40 per cent in 2018.\n\n", 1200) // 100 kB
	if err := os.WriteFile(filepath.Join(dir, "report.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	enter, bounded := memoryGroup(t, limit)
	for _, line := range []string{"version", "check draft.docx", "check report.md", "check --format json report.md", "check --format html report.md", "extract report.md", "analyze", "data validate", "data list",
		"figures --out out/figures", "embed birth-rates", "embed --all --out out/kit", "init out/study", "estimate proportion 26 40", "fill draft.md -o out/article.md"} {
		cmd := program(dir, strings.Fields(line))
		var messages bytes.Buffer
		if bounded {
			cmd = unixShell(t, dir, enter, strings.Fields(line)...)
		} else {
			cmd.Env = append(cmd.Env, "GODEBUG=gctrace=1", "GOMEMLIMIT="+strconv.Itoa(limit/4*3))
		}
		cmd.Stdout, cmd.Stderr = io.Discard, &messages
		err := cmd.Run()
		if code := cmd.ProcessState.ExitCode(); code != exitOK && code != exitFinding {
			t.Errorf("recount %s in %d MB: %v %s", line, limit>>20, err, messages.String())
		}
		if !bounded && len(collection.FindAllString(messages.String(), -1)) > 0 {
			if live := liveMemory(t, messages.String()); live > limit>>20*3/4 {
				t.Errorf("recount %s: %d MB live", line, live)
			}
		}
	}
}

// memoryGroup makes a control group with a limit, and returns the shell command to enter it.
func memoryGroup(t *testing.T, limit int) (enter string, ok bool) {
	t.Helper()
	for _, v := range []struct{ base, limit, tasks string }{{"/sys/fs/cgroup/memory", "memory.limit_in_bytes", "tasks"}, {"/sys/fs/cgroup", "memory.max", "cgroup.procs"}} {
		group := filepath.Join(v.base, "recount-test-"+strconv.Itoa(os.Getpid()))
		if os.Mkdir(group, 0o755) != nil {
			continue
		}
		t.Cleanup(func() { os.Remove(group) })
		if os.WriteFile(filepath.Join(group, v.limit), []byte(strconv.Itoa(limit)), 0) == nil {
			return "echo $$ >" + filepath.Join(group, v.tasks), true
		}
	}
	t.Log("no control group can be made here: the Go runtime's own count stands for it")
	return "", false
}
