package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// outcomeOf runs a command line in this process.
func outcomeOf(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, messages bytes.Buffer
	g := &globals{stdin: strings.NewReader(stdin), stdout: &out, stderr: &messages, getenv: func(string) string { return "" }}
	code = run(g, args)
	return code, out.String(), messages.String()
}

// ownCommands are the commands of recount, without those that cobra adds.
func ownCommands(root *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range root.Commands() {
		if c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		all = append(all, c)
		all = append(all, ownCommands(c)...)
	}
	return all
}

func newTestRoot() *cobra.Command {
	return newRoot(&globals{stdin: strings.NewReader(""), stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, getenv: func(string) string { return "" }})
}

// Every command says what it does, how it ends, and shows a line to copy.
func TestHelpIsWhole(t *testing.T) {
	for _, c := range ownCommands(newTestRoot()) {
		path := c.CommandPath()
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short help is %q, want a phrase without full stop", path, c.Short)
		}
		if c.Example == "" {
			t.Errorf("%s: no example", path)
		}
		if c.HasSubCommands() || c.Name() == "version" {
			continue
		}
		if !strings.Contains(c.Long+c.Parent().Long, "Exit codes: 0 ") {
			t.Errorf("%s: help does not say its exit codes", path)
		}
	}
}

// The examples of the help texts run as they stand, in a folder that holds what they name.
func TestHelpExamples(t *testing.T) {
	for _, c := range ownCommands(newTestRoot()) {
		for line := range strings.Lines(c.Example) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			t.Run(line, func(t *testing.T) {
				t.Chdir(exampleFolder(t))
				words, ok := commandLine(line)
				if !ok {
					t.Fatalf("example is %q, want one that starts with recount and needs no shell", line)
				}
				code, stdout, stderr := outcomeOf(t, "", words...)
				if code == exitFailed || stderr != "" {
					t.Errorf("exit code %d, stderr %q", code, stderr)
				}
				if stdout == "" {
					t.Error("nothing on standard output")
				}
			})
		}
	}
}

// commandLine splits an example into arguments; quotes hold words together as in a shell.
func commandLine(line string) ([]string, bool) {
	rest, ok := strings.CutPrefix(line, "recount ")
	if !ok || strings.ContainsAny(rest, "|<>;&$`") {
		return nil, false
	}
	var words []string
	for i, part := range strings.Split(strings.ReplaceAll(rest, `"`, "'"), "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words, true
}

// exampleFolder holds the files that examples may name.
func exampleFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	prose := "The sterilization rate in Xinjiang in 2018 was 243 per 100,000 inhabitants, 7.6 times the national rate."
	for name, text := range map[string]string{
		"article.md":  prose + "\n",
		"article.txt": prose + "\n",
		"births.csv":  "year,value\n2015,15.6\n2016,15.3\n2017,15.9\n2018,10.7\n2019,8.1\n",
		"rain/a.csv":  "year,rain\n2015,812\n",
		"rain/datapackage.json": `{"name": "rain", "resources": [{"name": "a", "path": "a.csv", "bytes": 1, "schema": {"fields": [
			{"name": "year", "type": "year", "recount": {"role": "period"}}, {"name": "rain", "type": "number", "recount": {"role": "value"}}]}}]}`,
	} {
		if err := os.MkdirAll(filepath.Dir(dir+"/"+name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeDocx(dir+"/article.docx", []string{prose}); err != nil {
		t.Fatal(err)
	}
	return dir
}
