package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The promises of SECURITY.md that can be read off the program as it is built.

// goList runs go list over the program and what it is built from.
func goList(t *testing.T, format string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-f", format, ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// No network, no other program: what would be needed for either is not in the program.
func TestNothingReachesOut(t *testing.T) {
	packages := goList(t, "{{.ImportPath}}")
	if len(packages) < 50 || !slices.Contains(packages, "recount/analysis/document") {
		t.Fatalf("go list names %d packages, want all that the program is built from", len(packages))
	}
	for _, forbidden := range []string{"net/http", "net/rpc", "net/smtp", "crypto/tls", "os/exec", "plugin"} {
		if slices.Contains(packages, forbidden) {
			t.Errorf("the program is built with %s", forbidden)
		}
	}
	// Package net is there for the sandbox's interface, which nothing of ours calls.
	for _, line := range goList(t, "{{.ImportPath}} {{join .Imports \" \"}}") {
		words := strings.Fields(line)
		if strings.HasPrefix(words[0], "recount/") && slices.Contains(words[1:], "net") {
			t.Errorf("%s imports net", words[0])
		}
	}
}

// One static file: nothing in it needs a C compiler or a library of the system.
func TestNoCgo(t *testing.T) {
	for _, line := range goList(t, "{{.ImportPath}} {{with .Module}}{{.Path}}{{end}} {{len .CgoFiles}}") {
		words := strings.Fields(line)
		if len(words) == 3 && words[2] != "0" {
			t.Errorf("%s of module %s needs cgo", words[0], words[1])
		}
	}
}

// A document brings in nothing: an entity that names a file of the reader's is not followed.
func TestNoExternalEntities(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.txt")
	if err := os.WriteFile(secret, []byte("hunter2 counted 4711 people"), 0o600); err != nil {
		t.Fatal(err)
	}
	doctype := `<!DOCTYPE x [<!ENTITY taken SYSTEM "file://` + filepath.ToSlash(secret) + `">]>`
	files := map[string]string{
		"page.html": doctype + "<html><body><p>In all &taken; 12 people.</p></body></html>",
		"flat.fodt": `<?xml version="1.0"?>` + doctype + `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>In all &taken; 12 people.</text:p></office:text></office:body></office:document>`,
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeDocxParts(filepath.Join(dir, "draft.docx"), doctype, "<w:p><w:r><w:t>In all &taken; 12 people.</w:t></w:r></w:p>"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"page.html", "flat.fodt", "draft.docx"} {
		_, stdout, stderr := outcomeOf(t, "", "check", "--all", filepath.Join(dir, name))
		if strings.Contains(stdout+stderr, "hunter2") || strings.Contains(stdout, "4711") {
			t.Errorf("%s: the entity was followed:\n%s%s", name, stdout, stderr)
		}
	}
}

// The version stands in two places.
func TestCitationNamesTheVersion(t *testing.T) {
	got := regexp.MustCompile(`(?m)^version: (.+)$`).FindStringSubmatch(projectFile(t, "CITATION.cff"))
	if got == nil || got[1] != version {
		t.Errorf("CITATION.cff names version %q, the program %q", got, version)
	}
}
