package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// manyFiles writes n texts into folders of 500, with a broken file among them, and returns the folder.
func manyFiles(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	text := strings.Repeat("In 2018, 316 of 1,000 people in the town were seen, or 31.6 per cent, against 12.5 million pounds in the year before. ", 8)
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("%03d", i/500))
		if i%500 == 0 {
			if err := os.Mkdir(folder, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "000", "broken.docx"), []byte("PK\x03\x04 cut"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Memory does not grow with the number of files: ten times the files need hardly more of it. A bad file
// among them costs one message.
func TestManyFiles(t *testing.T) {
	manyRuns(t)
	const few, many = 200, 2000
	small, large := manyFiles(t, few), manyFiles(t, many)
	for _, args := range []string{"check", "check --format json", "check --study none --format json", "check --format sarif", "check --format queries", "extract", "extract --format json"} {
		live := func(dir string) int {
			cmd := program(dir, append(strings.Fields(args), "--jobs", "2", "."))
			cmd.Env = append(cmd.Env, "GODEBUG=gctrace=1")
			var messages bytes.Buffer
			cmd.Stdout, cmd.Stderr = io.Discard, &messages
			cmd.Run()
			if code := cmd.ProcessState.ExitCode(); code != exitFailed || strings.Count(messages.String(), "recount ") != 1 || !strings.Contains(messages.String(), "broken.docx: ") {
				t.Errorf("%v: exit code %d, %s", args, code, messages.String())
			}
			return liveMemory(t, messages.String())
		}
		a, b := live(small), live(large)
		t.Logf("recount %s: %d MB live with %d files, %d MB with %d", args, a, few, b, many)
		if b > a+10 { // what is known of such a file takes 50 kB
			t.Errorf("recount %s: %d MB live with %d files, %d MB with %d", args, a, few, b, many)
		}
	}
}

// collection is what the Go runtime says of a garbage collection: heap before, at its end, and live, in MB.
var collection = regexp.MustCompile(`(?m)^gc \d+ @.* \d+->\d+->(\d+) MB, `)

// liveMemory is the most that was live after a garbage collection.
func liveMemory(t *testing.T, trace string) (most int) {
	t.Helper()
	all := collection.FindAllStringSubmatch(trace, -1)
	if len(all) == 0 {
		t.Fatalf("no garbage was collected: %s", trace)
	}
	for _, m := range all {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, n)
	}
	return most
}

// Ctrl-C ends the work at once, says what is done, and leaves output that can be read.
func TestCtrlC(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such signal")
	}
	dir := manyFiles(t, 3000)
	for _, args := range [][]string{{"check", "--format", "json"}, {"check"}, {"extract", "--format", "json"}} {
		cmd := program(dir, append(args, "."))
		out := &firstWrite{seen: make(chan struct{})}
		var messages bytes.Buffer
		cmd.Stdout, cmd.Stderr = out, &messages
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select { // in the middle of the work: the first output comes long before the end
		case <-out.seen:
		case err := <-ended:
			t.Fatalf("%v ended before it had written anything: %v, %s", args, err, messages.String())
		}
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		<-ended
		said := regexp.MustCompile(`interrupted after \d,?\d* of 3001 files\n$`)
		if code := cmd.ProcessState.ExitCode(); code != exitFailed || !said.MatchString(messages.String()) {
			t.Errorf("%v: exit code %d, %s", args, code, messages.String())
		}
		if args[len(args)-1] == "json" && !json.Valid(out.all.Bytes()) {
			t.Errorf("%v: the output cannot be read", args)
		}
	}
}

// A firstWrite keeps what is written and says when the first of it came.
type firstWrite struct {
	once sync.Once
	seen chan struct{}
	all  bytes.Buffer
}

func (w *firstWrite) Write(p []byte) (int, error) {
	w.once.Do(func() { close(w.seen) })
	return w.all.Write(p)
}

// The line of progress says what is done, how fast, and how long it will take.
func TestProgress(t *testing.T) {
	var line bytes.Buffer
	b := &bar{w: &line, all: 100, began: time.Now().Add(-10 * time.Second)}
	b.files, b.bytes = 24, 50e6
	b.file()
	if want := regexp.MustCompile(`^\r\x1b\[K25 of 100 files, 50\.0 MB, 2 files/s, about 30 s left$`); !want.MatchString(line.String()) {
		t.Errorf("progress %q, want %s", line.String(), want)
	}
	line.Reset()
	b.clear()
	if line.String() != "\r\x1b[K" {
		t.Errorf("cleared by %q", line.String())
	}
	line.Reset()
	if b.clear(); line.String() != "" {
		t.Errorf("cleared again by %q", line.String())
	}
	if b.file(); line.String() != "" {
		t.Errorf("drawn again at once: %q", line.String())
	}
}

// The study that a report names is that of the first text that names one, whichever was read first.
func TestStudyOfManyFiles(t *testing.T) {
	dir := t.TempDir()
	for i := range 300 {
		text := "In 2018, 40 of 100 wells were dry."
		switch {
		case i == 280:
			text = "The sterilization rate in Xinjiang was 243 per 100,000 in 2018. " + strings.Repeat("It was so in 2018. ", 2000)
		case i > 280:
			text = "The UN assessment names 2018."
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want := ""
	for _, jobs := range []string{"1", "8"} {
		for range 3 {
			_, out, _ := outcomeOf(t, "", "check", "--format", "json", "--jobs", jobs, dir)
			var report struct {
				Study, Why string
				Files      []json.RawMessage
			}
			if err := json.Unmarshal([]byte(out), &report); err != nil || report.Study != shipped || len(report.Files) != 300 {
				t.Fatalf("%v: study %q, %d files", err, report.Study, len(report.Files))
			}
			if want == "" {
				want = out
			}
			if out != want {
				t.Errorf("--jobs %s: the report differs: %s", jobs, report.Why)
			}
		}
	}
}
