package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"recount/analysis/statistic"
	"recount/datasets"
)

var update = flag.Bool("update", false, "rewrite what README.md shows of the program's output")

// What README.md shows is what the program prints. A block of lines fenced with ```console is a terminal
// session in testdata/readme: each line "$ recount …" or "$ cat FILE" is followed by its output. A block
// fenced with ```csv or ```markdown is a file that the reader saves under the name before it. A table
// between <!-- recount … --> and <!-- end --> is the output of that command line. Rewritten with
// go test ./cmd/recount -run README -update.
func TestREADME(t *testing.T) {
	before := projectFile(t, "README.md")
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/readme")); err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	after := rewritten(t, before)
	if after == before {
		return
	}
	if !*update {
		t.Fatalf("README.md shows what the program does not print; go test ./cmd/recount -run README -update rewrites it\n%s", firstDifference(before, after))
	}
	if err := os.WriteFile(filepath.Join(top, "README.md"), []byte(after), 0o666); err != nil {
		t.Fatal(err)
	}
}

// rewritten returns the page with every output made anew.
func rewritten(t *testing.T, page string) string {
	t.Helper()
	var out strings.Builder
	lines := strings.SplitAfter(page, "\n")
	shown := 0
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		line := strings.TrimSpace(lines[i])
		switch {
		case line == "```console":
			for i++; i < len(lines) && strings.TrimSpace(lines[i]) != "```"; i++ {
				if command, ok := strings.CutPrefix(lines[i], "$ "); ok {
					out.WriteString(lines[i] + outputOf(t, strings.TrimSpace(command)))
					shown++
				}
			}
		case line == "```csv" || line == "```markdown":
			var body strings.Builder
			for i++; i < len(lines) && strings.TrimSpace(lines[i]) != "```"; i++ {
				out.WriteString(lines[i])
				body.WriteString(lines[i])
			}
			if err := os.WriteFile(lastName(out.String()[:out.Len()-body.Len()]), []byte(body.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		case strings.HasPrefix(line, "<!-- recount ") && strings.HasSuffix(line, " -->"):
			out.WriteString("\n" + outputOf(t, strings.TrimSuffix(strings.TrimPrefix(line, "<!-- "), " -->")) + "\n")
			shown++
			for i++; i < len(lines) && strings.TrimSpace(lines[i]) != "<!-- end -->"; i++ {
			}
		default:
			continue
		}
		if i == len(lines) {
			t.Fatalf("README.md: %q is not closed", line)
		}
		out.WriteString(lines[i])
	}
	if shown == 0 {
		t.Error("README.md shows no output")
	}
	return out.String()
}

// outputOf is what a reader sees after a command of the page.
func outputOf(t *testing.T, line string) string {
	t.Helper()
	if name, ok := strings.CutPrefix(line, "cat "); ok {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	words, ok := commandLine(line)
	if !ok {
		t.Fatalf("README.md: %q is neither recount nor cat", line)
	}
	var shown bytes.Buffer // a terminal shows both streams
	g := &globals{stdin: strings.NewReader(""), stdout: &shown, stderr: &shown, getenv: func(string) string { return "" }}
	if code := run(g, words); code == exitFailed {
		t.Errorf("README.md: %s: exit code %d", line, code)
	}
	return shown.String()
}

// A picture in README.md is there, and its alternative text is the title it bears now.
func TestREADMEPictures(t *testing.T) {
	pictures := regexp.MustCompile(`!\[([^]]*)\]\(([^)]+\.svg)\)`).FindAllStringSubmatch(projectFile(t, "README.md"), -1)
	if len(pictures) == 0 {
		t.Error("README.md shows no figure")
	}
	for _, p := range pictures {
		title := regexp.MustCompile(`<title[^>]*>([^<]*)</title>`).FindStringSubmatch(projectFile(t, p[2]))
		if title == nil || title[1] != p[1] {
			t.Errorf("README.md calls %s %q; its title is %q", p[2], p[1], title)
		}
	}
}

// Links of the project's own pages lead to files that are there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for _, page := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "notebooks/README.md", "datasets/xinjiang/README.md"} {
		for _, l := range link.FindAllStringSubmatch(projectFile(t, page), -1) {
			if _, err := os.Stat(filepath.Join("..", "..", filepath.Dir(page), l[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(as), len(bs)) {
		x, y := io.EOF.Error(), io.EOF.Error()
		if i < len(as) {
			x = as[i]
		}
		if i < len(bs) {
			y = bs[i]
		}
		if x != y {
			return "it shows  " + x + "\nprinted   " + y
		}
	}
	return ""
}

// The counts that README.md names are those of the shipped study.
func TestREADMECounts(t *testing.T) {
	study, err := datasets.Open(shipped)
	if err != nil {
		t.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		t.Fatal(err)
	}
	drawings, err := filepath.Glob("../../figures/xinjiang/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	page := projectFile(t, "README.md")
	for _, want := range []string{
		fmt.Sprintf("The %d figures", len(drawings)),
		fmt.Sprintf("%d figures from %d sources", study.Len(), study.Table("sources").Rows),
		fmt.Sprintf("ten of its %d statistics", len(set.IDs())),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("README.md does not say %q", want)
		}
	}
}

// The project's own pages pass its own check.
func TestOwnPages(t *testing.T) {
	args := []string{"check"}
	for _, page := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "notebooks/README.md"} {
		args = append(args, filepath.Join("..", "..", page))
	}
	if code, stdout, stderr := outcomeOf(t, "", args...); code != exitOK || stderr != "" {
		t.Errorf("exit code %d, stderr %q\n%s", code, stderr, stdout)
	}
}
