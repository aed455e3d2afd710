package main

import (
	"os"
	"os/exec"
	"testing"
)

// TestNotebooks executes the notebooks and compares their outputs with what is committed. It needs Jupyter.
func TestNotebooks(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: notebooks/run --check executes the notebooks")
	}
	if err := exec.Command("/usr/bin/python3", "-c", "import nbclient, nbformat, jupyter_client").Run(); err != nil {
		if os.Getenv("RECOUNT_REQUIRE_TOOLS") == "1" {
			t.Fatal("Jupyter is missing: want the packages python3-nbclient, python3-nbformat and jupyter-client")
		}
		t.Skip("Jupyter is missing: python3-nbclient, python3-nbformat and jupyter-client run the notebooks")
	}
	out, err := exec.Command("../../notebooks/run", "--check").CombinedOutput()
	if err != nil {
		t.Errorf("notebooks/run --check: %v\n%s", err, out)
	}
}

// TestNotebooksProse holds the numbers in the notebooks' prose against the study: none may disagree.
func TestNotebooksProse(t *testing.T) {
	code, out := runCommand(t, "check", "../../notebooks")
	if code != exitOK {
		t.Errorf("recount check notebooks: exit %d\n%s", code, out)
	}
}

// runCommand runs a command line in this process and returns its exit code and what it printed.
func runCommand(t *testing.T, args ...string) (int, string) {
	t.Helper()
	out, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	g := &globals{stdin: os.Stdin, stdout: out, stderr: out, getenv: func(string) string { return "" }}
	code := run(g, args)
	text, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return code, string(text)
}
