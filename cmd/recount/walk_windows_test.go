package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"
	"unsafe"
)

// What follows is Windows as people have it: a file dropped on the program, a document that is open in another
// program, names with spaces and letters of all languages, hardly any environment. Everywhere but on Windows
// .ci/windows runs it.

// deskFolder is a folder with a draft that has two disagreements.
func deskFolder(t *testing.T) (dir, draft string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "Öznur Şahin", "à lire, 草稿 (2)")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	draft = filepath.Join(dir, "Übersicht 2024 — entwurf & [1].md")
	put(t, draft, "# Wells\r\n\r\nOf 260 wells, 63 (28 per cent) were unsafe.\r\n\r\n| District | Wells |\r\n|---|---|\r\n| North | 120 |\r\n| South | 140 |\r\n| Total | 270 |\r\n")
	return dir, draft
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// recountIn runs the program in a folder, as a process of its own.
func recountIn(t *testing.T, dir string, env []string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command("recount", args...)
	var out, messages bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, &out, &messages
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), messages.String()
}

// The report of a file is named and written beside it, under every name that a file can be given by.
func TestWindowsNames(t *testing.T) {
	dir, draft := deskFolder(t)
	base := filepath.Base(draft)
	volume := filepath.VolumeName(draft)
	for _, name := range []string{draft, base, `.\` + base, `..\` + filepath.Base(dir) + `\` + base, `\\?\` + draft, filepath.ToSlash(draft), draft[len(volume):], strings.ToLower(volume) + draft[len(volume):]} {
		os.Remove(draft + ".recount.html")
		code, stdout, stderr := recountIn(t, dir, nil, name)
		if _, err := os.Stat(draft + ".recount.html"); err != nil || code != exitFinding || stderr != "" || !strings.Contains(stdout, "The report is in "+name+".recount.html") {
			t.Errorf("recount %s: exit code %d, %v\n%s%s", name, code, err, stdout, stderr)
		}
	}
	code, stdout, _ := recountIn(t, dir, nil, "check", "--study", "none", "--format", "sarif", draft)
	if want := `"uri": "file:///` + filepath.ToSlash(volume) + "/"; code != exitFinding || !strings.Contains(stdout, want) || strings.Contains(stdout, "%5C") {
		t.Errorf("exit code %d, and no %s in\n%s", code, want, stdout)
	}
}

// The command window hands patterns over as they are: what they match is read, folders too.
func TestWindowsPatterns(t *testing.T) {
	dir, draft := deskFolder(t)
	put(t, filepath.Join(dir, "texts", "a.txt"), "Twelve cows.\r\n")
	put(t, filepath.Join(dir, "texts", "deep", "b.TXT"), "There were 12 cows.\r\n")
	put(t, filepath.Join(dir, "texts", "deep", "c.png"), "no text")
	for pattern, want := range map[string]int{`texts\*`: 2, `texts`: 2, `texts\`: 2, `.\t*s\*.txt`: 1, `texts/*`: 2, `*.md`: 1, filepath.Dir(draft) + `\t?xts\d*`: 1} {
		code, stdout, stderr := recountIn(t, dir, nil, "extract", "--format", "jsonl", pattern)
		if code != exitOK || stderr != "" || strings.Count(stdout, "\n") != want {
			t.Errorf("%s: exit code %d, want %d lines of\n%s%s", pattern, code, want, stdout, stderr)
		}
	}
}

// Without a home, a folder for programs' data or one for temporary files everything works as ever.
func TestWindowsBareEnvironment(t *testing.T) {
	dir, draft := deskFolder(t)
	bare := []string{"SystemRoot=" + os.Getenv("SystemRoot"), "PATH=" + os.Getenv("PATH")}
	put(t, filepath.Join(dir, "régn.csv"), "year;station;rainfall (mm)\r\n2019;Hilltop;612,5\r\n2019;Quay;540,0\r\n2020;Hilltop;702,5\r\n2020;Quay;498,5\r\n")
	put(t, filepath.Join(dir, "draft.md"), "Rain: {{stat \"comparison\"}}.\r\nNext line.\r\n")
	pdf, err := os.ReadFile(filepath.Join("..", "..", "figures", "xinjiang", "birth-rates.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "page.pdf"), string(pdf))
	for _, tt := range []struct {
		code int
		want string
		args []string
	}{
		{exitFinding, "24 per cent", []string{"check", "--study", "none", draft}},
		{exitOK, `"kind":"date"`, []string{"extract", "--format", "jsonl", "page.pdf"}},
		{exitOK, "is valid", []string{"data", "validate"}},
		{exitOK, "3 created", []string{"figures", "birth-rates", "--out", `out\figures`}},
		{exitOK, "created", []string{"embed", "birth-rates", "--format", "cms,docx", "--out", "press kit"}},
		{exitOK, `--out "rain study\figures"`, []string{"init", "rain study", "--from", `.\régn.csv`}},
		{exitOK, "is valid", []string{"data", "validate", "rain study"}},
		{exitOK, "1 placeholder", []string{"fill", "--study", "rain study", "draft.md", "-o", `out\article.md`}},
		{exitOK, "up to date", []string{"fill", "--check", "--study", "rain study", "draft.md", "-o", `out\article.md`}},
	} {
		if code, stdout, stderr := recountIn(t, dir, bare, tt.args...); code != tt.code || !strings.Contains(stdout, tt.want) || stderr != "" {
			t.Errorf("recount %s: exit code %d, want %d, and %q in\n%s%s", strings.Join(tt.args, " "), code, tt.code, tt.want, stdout, stderr)
		}
	}
	if filled, err := os.ReadFile(filepath.Join(dir, "out", "article.md")); err != nil || strings.Count(string(filled), "\r\n") != 2 || strings.Count(string(filled), "\n") != 2 {
		t.Errorf("%v, and the lines of %q do not end as those of the draft", err, filled)
	}
}

// A file that another program has open is neither read by halves nor damaged, and the message says what to do.
func TestWindowsInUse(t *testing.T) {
	dir, draft := deskFolder(t)
	word := filepath.Join(dir, "draft.docx")
	if err := writeDocx(word, []string{"Of 260 wells, 63 (28 per cent) were unsafe."}); err != nil {
		t.Fatal(err)
	}
	const inUse = "another program has it open"
	for _, tt := range []struct {
		file  string
		share uint32
		code  int
		want  string
		args  []string
	}{
		{"draft.docx", 0, exitFailed, inUse + ": close it there and try again", []string{"check", "--study", "none", "draft.docx"}},
		{"draft.docx", syscall.FILE_SHARE_READ, exitFinding, "", []string{"check", "--study", "none", "draft.docx"}}, // so Word has it
		{"copy.docx", 0, exitFailed, inUse, []string{"check", "--study", "none", "draft.docx", "--annotate", "copy.docx"}},
		{"copy.docx", syscall.FILE_SHARE_READ, exitFailed, inUse, []string{"check", "--study", "none", "draft.docx", "--annotate", "copy.docx"}},
		{filepath.Base(draft) + ".recount.html", 0, exitFailed, inUse, []string{filepath.Base(draft)}},
		{"questions.csv", syscall.FILE_SHARE_READ, exitFailed, inUse, []string{"check", "--study", "none", "--format", "queries", "--out", "questions.csv", "draft.docx"}},
		{"birth-rates.svg", syscall.FILE_SHARE_READ, exitFailed, inUse, []string{"figures", "birth-rates", "--format", "svg", "--out", "."}},
	} {
		name := filepath.Join(dir, tt.file)
		if tt.file != "draft.docx" {
			put(t, name, "what was there")
		}
		before, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := namesIn(t, dir)
		path, _ := syscall.UTF16PtrFromString(name)
		held, err := syscall.CreateFile(path, syscall.GENERIC_READ, tt.share, nil, syscall.OPEN_EXISTING, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		code, _, stderr := recountIn(t, dir, nil, tt.args...)
		syscall.CloseHandle(held)
		if code != tt.code || !strings.Contains(stderr, tt.want) || strings.Contains(stderr, ".:") || strings.Contains(stderr, ".recount-") {
			t.Errorf("recount %s: exit code %d, want %d, and %q in\n%s", strings.Join(tt.args, " "), code, tt.code, tt.want, stderr)
		}
		if after, err := os.ReadFile(name); err != nil || !bytes.Equal(before, after) {
			t.Errorf("recount %s changed %s (%v)", strings.Join(tt.args, " "), tt.file, err)
		}
		if now := namesIn(t, dir); now != files {
			t.Errorf("recount %s left files: %s, before %s", strings.Join(tt.args, " "), now, files)
		}
	}
}

func namesIn(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, ", ")
}

// A file dropped on the program: its window shows the result, in letters of every language, until somebody
// presses Enter. In a command line's window nothing shows but text.
func TestWindowsDropped(t *testing.T) {
	if syscall.NewLazyDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil {
		t.Skip("Wine opens no window without a screen: .ci/windows does this in a terminal")
	}
	_, draft := deskFolder(t)
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{draft}, "Übersicht 2024 — entwurf"},
		{[]string{"check", "--study", "none", draft}, "“28 per cent” does not agree"},
	} {
		cmd := exec.Command("recount", tt.args...)
		cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: 0x10} // CREATE_NEW_CONSOLE
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		shown := readWindow(t, cmd.Process.Pid)
		if !strings.Contains(shown, tt.want) || strings.ContainsAny(shown, "\x1b←") || strings.Contains(shown, "[0m") {
			t.Errorf("want %q and no escape sequences in the window:\n%s", tt.want, shown)
		}
		if cmd.Wait(); cmd.ProcessState.ExitCode() != exitFinding {
			t.Errorf("exit code %d, want %d", cmd.ProcessState.ExitCode(), exitFinding)
		}
	}
}

// readWindow reads what stands in the console of another process once that waits for Enter, and presses it.
func readWindow(t *testing.T, process int) string {
	t.Helper()
	kernel := syscall.NewLazyDLL("kernel32.dll")
	call := func(name string, args ...uintptr) bool {
		ok, _, _ := kernel.NewProc(name).Call(args...)
		return ok != 0
	}
	open := func(device string) syscall.Handle {
		name, _ := syscall.UTF16PtrFromString(device)
		h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, syscall.FILE_SHARE_READ|syscall.FILE_SHARE_WRITE, nil, syscall.OPEN_EXISTING, 0, 0)
		if err != nil {
			t.Fatalf("opening %s: %v", device, err)
		}
		return h
	}
	const columns, rows = 80, 60
	for range 400 {
		time.Sleep(25 * time.Millisecond)
		call("FreeConsole")
		if !call("AttachConsole", uintptr(process)) {
			continue
		}
		out := open("CONOUT$")
		cells := make([]uint16, columns*rows)
		var n uint32
		call("ReadConsoleOutputCharacterW", uintptr(out), uintptr(unsafe.Pointer(&cells[0])), uintptr(len(cells)), 0, uintptr(unsafe.Pointer(&n)))
		syscall.CloseHandle(out)
		var text strings.Builder
		for i := 0; i < int(n); i += columns {
			text.WriteString(strings.TrimRight(string(utf16.Decode(cells[i:min(i+columns, int(n))])), " \x00") + "\n")
		}
		if !strings.Contains(text.String(), "Press Enter to close this window.") {
			continue
		}
		// INPUT_RECORD of a key: its kind, down, repeated once, code, scan code, character, state of the shifts.
		key := [10]uint16{1, 0, 1, 0, 1, 13, 28, 13}
		in := open("CONIN$")
		call("WriteConsoleInputW", uintptr(in), uintptr(unsafe.Pointer(&key[0])), 1, uintptr(unsafe.Pointer(&n)))
		syscall.CloseHandle(in)
		call("FreeConsole")
		return text.String()
	}
	t.Fatal("the window never asked for Enter")
	return ""
}
