package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every promise of SECURITY.md names its tests, and these are there.
func TestPromisesHaveTests(t *testing.T) {
	tests := testsOfTheProject(t)
	_, promises, _ := strings.Cut(projectFile(t, "SECURITY.md"), "\n## Promises\n")
	promises, _, _ = strings.Cut(promises, "\n## Limits\n")
	list := strings.Split(promises, "\n- ")[1:]
	if len(list) < 10 {
		t.Fatalf("SECURITY.md lists %d promises", len(list))
	}
	for _, promise := range list {
		names := regexp.MustCompile("`(Test[A-Za-z]+)`").FindAllStringSubmatch(promise, -1)
		if len(names) == 0 {
			t.Errorf("no test is named for: %.60s…", promise)
		}
		for _, m := range names {
			if !tests[m[1]] {
				t.Errorf("there is no test %s, which SECURITY.md names", m[1])
			}
		}
	}
}

// testsOfTheProject are the names of all test functions.
func testsOfTheProject(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err := filepath.WalkDir(filepath.Join("..", ".."), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "node_modules" {
			return cmpErr(err, fs.SkipDir)
		}
		if d.IsDir() || !strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(name)
		for _, m := range declared.FindAllStringSubmatch(string(data), -1) {
			all[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func cmpErr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// The limits that SECURITY.md names are those of the code.
func TestLimitsAreAsDocumented(t *testing.T) {
	page := projectFile(t, "SECURITY.md")
	for _, tt := range []struct{ row, file, code string }{
		{"| file given to the command | 1 GiB |", "cmd/recount/inputs.go", "maxInput = 1 << 30"},
		{"| file, as a reader takes it | 512 MiB |", "analysis/document/read.go", "setDefault(&o.MaxBytes, 512<<20)"},
		{"| taken out of a DOCX or ODT archive, all together | 512 MiB |", "analysis/document/read.go", "setDefault(&o.MaxUnpacked, 512<<20)"},
		{"| one member of an archive | 200 times its packed size,", "analysis/document/read.go", "setDefault(&o.MaxRatio, 200)"},
		{"| members of an archive | 20,000 |", "analysis/document/archive.go", "maxMembers = 20_000"},
		{"| nesting of elements, groups, environments | 256 |", "analysis/document/read.go", "setDefault(&o.MaxDepth, 256)"},
		{"| cells of all tables | 1,000,000 |", "analysis/document/read.go", "setDefault(&o.MaxCells, 1_000_000)"},
		{"| pages of a PDF | 5,000 |", "analysis/document/read.go", "setDefault(&o.MaxPages, 5_000)"},
		{"| time for a PDF | 2 minutes |", "analysis/document/read.go", "setDefault(&o.MaxTime, 2*time.Minute)"},
		{"| memory of the PDF reader | 512 MiB |", "analysis/document/read.go", "setDefault(&o.MaxMemory, 512<<20)"},
		{"| numbers of a document that is checked | 500,000;", "cmd/recount/numbers.go", "maxNumbers = 500_000"},
		{"figures are looked for in a study | 2,000;", "analysis/claim/claim.go", "maxTokens   = 2000"},
		{"| pairs of a number and a word in such a sentence | 60,000;", "analysis/claim/claim.go", "maxPairings = 60_000"},
		{"| `recount.yaml` | 1 MiB, 8 levels deep,", "cmd/recount/config.go", "maxConfig  = 1 << 20"},
		{"| `recount.yaml` | 1 MiB, 8 levels deep,", "cmd/recount/config.go", "maxNesting = 8"},
		{"| line of JSON lines | 64 MiB for check, 512 MiB for extract,", "cmd/recount/check.go", "maxLine = 64 << 20"},
		{"| line of JSON lines | 64 MiB for check, 512 MiB for extract,", "cmd/recount/extract_stream.go", "maxLongLine = 512 << 20"},
		{"| tables | 1,000 |", "datasets/limits.go", "maxTables       = 1000"},
		{"| fields of a table | 16,384 |", "datasets/limits.go", "maxFields       = 16384"},
		{"| one table | 1 GiB |", "datasets/limits.go", "maxTableBytes   = 1 << 30"},
		{"| one cell | 1 MiB |", "datasets/limits.go", "maxCellBytes    = 1 << 20"},
		{"| Excel workbook | 20,000,000 cells, 10,000 parts of 512 MiB unpacked,", "datasets/internal/xlsx/book.go", "maxCells   = 20_000_000"},
		{"| Excel workbook | 20,000,000 cells, 10,000 parts of 512 MiB unpacked,", "datasets/internal/xlsx/book.go", "maxParts   = 10_000"},
		{"| statistics.yaml | 4 MiB, 40 levels deep, 10,000 statistics |", "analysis/statistic/yaml.go", "maxFileBytes = 4 << 20"},
		{"| statistics.yaml | 4 MiB, 40 levels deep, 10,000 statistics |", "analysis/statistic/yaml.go", "maxNesting   = 40"},
		{"| statistics.yaml | 4 MiB, 40 levels deep, 10,000 statistics |", "analysis/statistic/spec.go", "maxSpecs  = 10_000"},
		{"| figures.yaml | 4 MiB, 40 levels deep, 2,000 figures |", "figures/internal/yamlfile/yamlfile.go", "maxBytes   = 4 << 20"},
		{"| figures.yaml | 4 MiB, 40 levels deep, 2,000 figures |", "figures/internal/yamlfile/yamlfile.go", "maxNesting = 40"},
		{"| figures.yaml | 4 MiB, 40 levels deep, 2,000 figures |", "figures/spec.go", "maxFigures = 2000"},
		{"| depth of statistics made of statistics | 50 |", "analysis/statistic/load.go", "maxChain = 50"},
	} {
		if !strings.Contains(page, tt.row) {
			t.Errorf("SECURITY.md has no row %q", tt.row)
		}
		if !strings.Contains(projectFile(t, tt.file), tt.code) {
			t.Errorf("%s has no %q, which SECURITY.md tells as %q", tt.file, tt.code, tt.row)
		}
	}
}
