package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What is found in a document is found in the PDF made of it too, though nothing in a PDF says what a table is:
// LibreOffice prints these without a single rule, LaTeX with three.
func TestPlantedTwins(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice and LaTeX")
	}
	sources, err := filepath.Glob("testdata/planted/*.txt")
	if err != nil || len(sources) == 0 {
		t.Fatal("no documents", err)
	}
	for _, tt := range []struct {
		format, program string
		missing         int // findings that may be missing in the PDFs, of all
		args            func(dir string) []string
	}{
		{"docx", "soffice", 3, func(dir string) []string {
			return []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "pdf", "--outdir", dir}
		}},
		{"tex", "pdflatex", 2, func(dir string) []string { return []string{"-interaction=batchmode", "-output-directory=" + dir} }},
	} {
		t.Run(tt.format, func(t *testing.T) {
			program, err := exec.LookPath(tt.program)
			if err != nil {
				if os.Getenv("RECOUNT_REQUIRE_TOOLS") == "1" {
					t.Fatal(err)
				}
				t.Skip(err)
			}
			dir := t.TempDir()
			var written []string
			for _, src := range sources {
				data, err := os.ReadFile(src)
				if err != nil {
					t.Fatal(err)
				}
				for _, wrong := range []bool{true, false} {
					text, _, _ := expandPlanted(string(data), wrong, false)
					name := filepath.Join(dir, fmt.Sprintf("%s-%t.%s", strings.TrimSuffix(filepath.Base(src), ".txt"), wrong, tt.format))
					writePlanted(t, name, tt.format, text)
					written = append(written, name)
				}
			}
			printTwins(t, program, tt.args(dir), written, tt.format == "tex")
			found, missed, other := compareTwins(t, written)
			t.Logf("%d of %d findings in the PDFs too, %d others", found, found+len(missed), len(other))
			for _, m := range missed {
				t.Log("missing ", m)
			}
			for _, m := range other {
				t.Log("only in the PDF ", m)
			}
			if len(missed) > tt.missing || len(other) > 0 || found < 120 {
				t.Errorf("%d findings are in the PDFs, %d are missing and %d others there; want at most %d and none", found, len(missed), len(other), tt.missing)
			}
		})
	}
}

// printTwins makes PDFs of documents, all in one go or, as LaTeX wants it, one by one.
func printTwins(t *testing.T, program string, args, names []string, alone bool) {
	t.Helper()
	groups := [][]string{names}
	if alone {
		groups = nil
		for _, n := range names {
			groups = append(groups, []string{forPrint(t, n)})
		}
	}
	for _, g := range groups {
		if out, err := exec.Command(program, append(slices.Clone(args), g...)...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", program, err, out)
		}
	}
}

// forPDFTeX says in its own commands what LaTeX has a package or a font of its own for.
var forPDFTeX = strings.NewReplacer("{caption,multirow,booktabs}", "{caption,booktabs}\n\\newcommand{\\multirow}[3]{#3}\n\\captionsetup{justification=raggedright}",
	"−", "$-$", "ᵃ", "$^a$", "₂", "$_2$", "≥", "$\\ge$", "½", "$\\frac12$", "€", "EUR ", "†", "\\dag{}")

// forPrint writes a LaTeX document beside it as pdflatex takes it, in a folder of its own.
func forPrint(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(filepath.Dir(name), "print", filepath.Base(name))
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(out, []byte(forPDFTeX.Replace(string(data))), 0o600); err != nil {
		t.Fatal(err)
	}
	return out
}

// compareTwins holds the disagreements of each document against those of its PDF.
func compareTwins(t *testing.T, names []string) (found int, missed, other []string) {
	t.Helper()
	for _, name := range names {
		there := refutedIn(t, strings.TrimSuffix(name, filepath.Ext(name))+".pdf")
		for _, f := range refutedIn(t, name) {
			i := slices.IndexFunc(there, func(p plantedFinding) bool { return plainSpaces(p.Text) == plainSpaces(f.Text) })
			if i < 0 {
				missed = append(missed, fmt.Sprintf("%s: %q: %s (%s)", filepath.Base(name), f.Text, f.Message, f.Formula))
				continue
			}
			there = slices.Delete(there, i, i+1)
			found++
		}
		for _, f := range there {
			other = append(other, fmt.Sprintf("%s: %q: %s (%s)", filepath.Base(name), f.Text, f.Message, f.Formula))
		}
	}
	return found, missed, other
}

// plainSpaces writes every space as one: what LaTeX prints as a thin one is a gap in a PDF.
func plainSpaces(s string) string { return strings.Join(strings.Fields(s), " ") }
