package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// The hooks that pre-commit offers call commands that are there, on the files that check reads.
func TestPreCommitHooks(t *testing.T) {
	var hooks []struct {
		ID, Name, Description, Language, Entry string
		Types                                  []string
		Files, Exclude                         string
		PassFilenames                          *bool `yaml:"pass_filenames"`
	}
	if err := yaml.UnmarshalWithOptions([]byte(projectFile(t, ".pre-commit-hooks.yaml")), &hooks, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if len(hooks) != 2 {
		t.Errorf("%d hooks, want 2", len(hooks))
	}
	for _, h := range hooks {
		words, ok := commandLine(h.Entry)
		if !ok {
			t.Fatalf("%s: entry is %q", h.ID, h.Entry)
		}
		if code, _, stderr := outcomeOf(t, "", append(words, "--help")...); code != exitOK || stderr != "" {
			t.Errorf("%s --help: exit code %d, stderr %q", h.Entry, code, stderr)
		}
		if h.ID != "recount-check" {
			continue
		}
		files, exclude := regexp.MustCompile(h.Files), regexp.MustCompile(h.Exclude)
		for _, ending := range documentEndings {
			if !files.MatchString("drafts/article" + ending) {
				t.Errorf("%s leaves %s files out", h.ID, ending)
			}
		}
		if !exclude.MatchString("drafts/article.docx.recount.html") {
			t.Errorf("%s checks reports", h.ID)
		}
	}
}

// The script of the GitHub action, run as a workflow runs it: names with spaces stay whole, what
// stands in an input is never run, and the exit code is that of the check.
func TestGitHubAction(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is missing")
	}
	var action struct {
		Runs struct {
			Steps []struct{ Name, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(projectFile(t, ".github/actions/check/action.yml")), &action); err != nil {
		t.Fatal(err)
	}
	script := ""
	for _, s := range action.Runs.Steps {
		if s.Name == "check" {
			script = s.Run
		}
	}
	const right, wrong = "In 2018 the sterilization rate in Xinjiang was 7.6 times that of China.\n", "In 2018 the sterilization rate in Xinjiang was nine times that of China.\n"
	for _, tt := range []struct {
		files, study string
		code         int
		summary      string
	}{
		{"a draft.md\n", "", exitOK, "Checked against: Figures reported"},
		{"a draft.md\n\nother.md\n", "xinjiang", exitFinding, "“nine times” does not agree"},
		{"a draft.md; touch taken\n$(touch taken)\n", "", exitFailed, ""},
		{"--out=taken\n", "", exitFailed, ""},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"a draft.md": right, "other.md": wrong} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(self, filepath.Join(dir, "recount")); err != nil { // TestMain runs main under this name
			t.Skip(err)
		}
		cmd := exec.Command(bash, "-e", "-o", "pipefail", "-c", script)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "FILES="+tt.files, "STUDY="+tt.study, "RUNNER_TEMP="+dir, "GITHUB_STEP_SUMMARY="+filepath.Join(dir, "summary"))
		out, _ := cmd.CombinedOutput()
		summary, _ := os.ReadFile(filepath.Join(dir, "summary"))
		if code := cmd.ProcessState.ExitCode(); code != tt.code || !strings.Contains(string(summary), tt.summary) {
			t.Errorf("files %q, study %q: exit code %d, want %d; summary %q\n%s", tt.files, tt.study, code, tt.code, summary, out)
		}
		if _, err := os.Stat(filepath.Join(dir, "taken")); err == nil {
			t.Errorf("files %q: ran what stands in the input", tt.files)
		}
	}
}
