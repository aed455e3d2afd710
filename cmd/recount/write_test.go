package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A link stays a link, and its file gets the new text; what is no file is written to.
func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	put := func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }
	if err := writeWhole(link, put); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is none any more: %v", err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "new" {
		t.Errorf("the file behind the link holds %q, %v, want new", got, err)
	}

	// A pipe stands for all devices: a fault here must not cost the machine one.
	pipe := filepath.Join(dir, "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip("no mkfifo here: ", err)
	}
	in, err := os.OpenFile(pipe, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := writeWhole(pipe, put); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Fatalf("the pipe is none any more: %v", err)
	}
	got := make([]byte, 3)
	if _, err := io.ReadFull(in, got); err != nil || string(got) != "new" {
		t.Errorf("the pipe gave %q, %v, want new", got, err)
	}
}

// Names that recount chooses may be taken by links of somebody else's: these are replaced, and what they lead
// to stays as it is.
func TestLinksAreNotFollowed(t *testing.T) {
	dir := writingFolder(t)
	t.Chdir(dir)
	precious := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(precious, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ line, link string }{
		{"check --study none --beside draft.docx", "draft.docx.recount.html"},
		{"draft.docx", "draft.docx.recount.html"},
		{"figures birth-rates --format svg --out out", "out/birth-rates.svg"},
		{"figures birth-rates --format svg --out out", "out/figures.lock"},
		{"embed birth-rates --format html --out out", "out/birth-rates.html"},
		{"embed birth-rates --format html --out out", "out/birth-rates.snippet.html"},
		{"fill draft.md -o out/article.md", "out/birth-rates.svg"},
		{"init out/study", "out/study/datapackage.json.recount-new"},
	} {
		if err := os.MkdirAll(filepath.Dir(tt.link), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(precious, tt.link); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
		code, _, stderr := outcomeOf(t, "", strings.Fields(tt.line)...)
		if info, err := os.Lstat(tt.link); err == nil && info.Mode()&os.ModeSymlink != 0 || code == exitFailed && !strings.HasPrefix(tt.line, "init") {
			t.Errorf("recount %s: exit code %d, %s; the link stands: %v", tt.line, code, stderr, err)
		}
		if got, err := os.ReadFile(precious); err != nil || string(got) != "precious" {
			t.Fatalf("recount %s wrote through a link: %v", tt.line, err)
		}
		if err := os.RemoveAll("out"); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir("out", 0o755); err != nil {
			t.Fatal(err)
		}
		os.Remove("draft.docx.recount.html")
	}
}
