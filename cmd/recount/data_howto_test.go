package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const howto = "../../datasets/HOWTO.md"

// TestHowto does what datasets/HOWTO.md says: it writes the files that the page shows, runs its commands
// and wants their output to be what stands below them. With -update it writes the output there.
func TestHowto(t *testing.T) {
	page, err := os.ReadFile(howto)
	if err != nil {
		t.Fatal(err)
	}
	file, err := filepath.Abs(howto)
	if err != nil {
		t.Fatal(err)
	}
	top := filepath.Dir(filepath.Dir(file))
	t.Chdir(t.TempDir())
	fence := regexp.MustCompile("(?ms)^```(\\w+) ?([^\n]*)\n(.*?)^```$")
	ran := 0
	now := fence.ReplaceAllStringFunc(string(page), func(block string) string {
		m := fence.FindStringSubmatch(block)
		kind, name, body := m[1], m[2], m[3]
		switch kind {
		case "console":
			body = runHowto(t, top, body)
			ran++
		case "sheet":
			path, sheet, _ := strings.Cut(name, " ")
			writeSheet(t, path, sheet, body)
		default:
			writeHowto(t, name, []byte(body))
		}
		return "```" + strings.TrimSpace(kind+" "+name) + "\n" + body + "```"
	})
	if ran != 5 {
		t.Errorf("%d console blocks, want 5", ran)
	}
	if *update {
		if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, want := strings.Split(now, "\n"), strings.Split(string(page), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("%s:%d: the page shows %q, recount prints %q", howto, i+1, want[i], got[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s shows less than recount prints, or more", howto)
	}
}

func writeHowto(t *testing.T, name string, data []byte) {
	t.Helper()
	if name == "" {
		t.Fatal("a block names no file")
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// runHowto runs the commands of a console block and returns them with their output.
func runHowto(t *testing.T, top, body string) string {
	t.Helper()
	var out strings.Builder
	for line := range strings.Lines(body) {
		words, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "$ ")
		if !ok {
			continue
		}
		out.WriteString(line)
		args := shellWords(words)
		switch {
		case strings.HasPrefix(words, "go run ./datasets/internal/million/write "):
			writeMillion(t, top, args[len(args)-1])
			continue
		case args[0] != "recount":
			t.Fatalf("%q is no recount command", words)
		}
		stdout, stderr, code := command(t, args[1:]...)
		if code != 0 {
			t.Errorf("%s: exit %d, %s", words, code, stderr)
		}
		out.WriteString(stdout + stderr)
	}
	return out.String()
}

// shellWords splits a command line at spaces outside quotes.
func shellWords(s string) []string {
	var words []string
	for _, m := range regexp.MustCompile(`(?:[^\s"]|"[^"]*")+`).FindAllString(s, -1) {
		words = append(words, strings.ReplaceAll(m, `"`, ""))
	}
	return words
}

// writeMillion runs the generator, as the page says, from the top of the project.
func writeMillion(t *testing.T, top, dir string) {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	generate := exec.Command("go", "run", "./datasets/internal/million/write", dir)
	generate.Dir = top
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// writeSheet makes a workbook whose second sheet is the table of a block: cells between bars, ">" merged
// into the cell on its left, percentages stored as fractions.
func writeSheet(t *testing.T, path, sheet, body string) {
	t.Helper()
	f := excelize.NewFile()
	if _, err := f.NewSheet(sheet); err != nil {
		t.Fatal(err)
	}
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		t.Fatal(err)
	}
	for row, line := range slices.Collect(strings.Lines(body)) {
		for col, text := range strings.Split(strings.TrimSuffix(line, "\n"), "|") {
			cell, _ := excelize.CoordinatesToCellName(col+1, row+1)
			left, _ := excelize.CoordinatesToCellName(max(col, 1), row+1)
			if err := setCell(f, sheet, cell, left, strings.TrimSpace(text), percent); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func setCell(f *excelize.File, sheet, cell, left, text string, percent int) error {
	if text == ">" {
		return f.MergeCell(sheet, left, cell)
	}
	if number, ok := strings.CutSuffix(text, "%"); ok {
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return err
		}
		if err := f.SetCellValue(sheet, cell, v/100); err != nil {
			return err
		}
		return f.SetCellStyle(sheet, cell, cell, percent)
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		return f.SetCellValue(sheet, cell, v)
	}
	if text == "" {
		return nil
	}
	return f.SetCellValue(sheet, cell, fmt.Sprint(text))
}
