package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A hostilePlace is a study that names a place where it has no business, in one of its files.
type hostilePlace struct{ name, path, study, statistic, figure, theme string }

// TestHostilePaths tries every field of a study that becomes the name of a file: nothing outside of the
// study is read, and nothing is written but in the folder asked for.
func TestHostilePaths(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.csv")
	if err := os.WriteFile(outside, []byte("id,measure,value\nhunter2,hunter2,4711\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tries := []hostilePlace{}
	for _, path := range []string{"../secret.csv", "a/../../secret.csv", "./../secret.csv", outside, "/etc/passwd", "file://" + outside, "https://example.org/secret.csv", `..\secret.csv`, `C:\secret.csv`,
		`\\server\share\secret.csv`, "//server/share/secret.csv", "..", ".", "", "secret.csv\x00.csv", "~/secret.csv", "link.csv", "linked/secret.csv"} {
		tries = append(tries, hostilePlace{name: "path " + path, path: path})
	}
	for _, name := range []string{"../../evil", "..", "/tmp/evil", `..\evil`, "a/b", "con\x00", ".recount"} {
		tries = append(tries, hostilePlace{name: "study " + name, study: name}, hostilePlace{name: "statistic " + name, statistic: name}, hostilePlace{name: "figure " + name, figure: name})
	}
	for _, font := range []string{"../secret.csv", outside, "link.csv", "linked/secret.csv"} {
		tries = append(tries, hostilePlace{name: "font " + font, theme: "fonts: {regular: " + quotedJSON(font) + "}\n"})
	}
	for _, tt := range tries {
		t.Run(tt.name, func(t *testing.T) {
			top := t.TempDir()
			dir := filepath.Join(top, "deep", "work")
			tt.write(t, filepath.Join(dir, "study"), outside)
			t.Chdir(dir)
			before := treeOf(t, top)
			for _, line := range []string{"data validate study", "data show --study study", "check --study study study/statistics.yaml", "analyze --study study", "figures --study study", "embed --all --study study --out kit",
				"embed wells --study study --format cms,docx --out kit", "embed --numbers yaml --study study --out kit"} {
				_, out, stderr := outcomeOf(t, "", strings.Fields(line)...)
				if strings.Contains(out+stderr, "hunter2") || strings.Contains(out, "4711") || strings.Contains(out+stderr, "root:") {
					t.Errorf("recount %s tells what stands outside:\n%s%s", line, out, stderr)
				}
			}
			for name := range treeOf(t, top) {
				rel, err := filepath.Rel(dir, filepath.Join(top, name))
				if first, _, _ := strings.Cut(filepath.ToSlash(rel), "/"); err != nil || !before[name] && first != "figures" && first != "kit" {
					t.Errorf("written: %s", name)
				}
			}
		})
	}
}

func quotedJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has JSON
	}
	return string(b)
}

// write makes the study, with links that lead out of it.
func (p hostilePlace) write(t *testing.T, dir, outside string) {
	t.Helper()
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	path := p.path
	if path == "" && !strings.HasPrefix(p.name, "path") {
		path = "wells.csv"
	}
	fields := `[{"name": "id", "type": "string"}, {"name": "measure", "type": "string"}, {"name": "value", "type": "number"}, {"name": "unit", "type": "string"}]`
	files := map[string]string{
		"datapackage.json": fmt.Sprintf(`{"name": %s, "sources": [{"title": "S"}], "resources": [{"name": "wells", "path": %s, "schema": {"fields": %s}}]}`, quotedJSON(or(p.study, "wells")), quotedJSON(path), fields),
		"wells.csv":        "id,measure,value,unit\na,wells,12,wells\nb,wells,4,wells\n",
		"statistics.yaml":  "- id: " + quotedJSON(or(p.statistic, "ratio")) + "\n  title: Ratio\n  ratio: {of: {id: a}, to: {id: b}}\n",
		"figures.yaml":     "- id: " + quotedJSON(or(p.figure, "wells")) + "\n  kind: bar\n  title: Wells\n  horizontal: true\n  categories: [A, B]\n  series:\n    - values: [a, b]\n",
	}
	if p.theme != "" {
		files["theme.yaml"] = p.theme
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "link.csv")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(dir, "linked")); err != nil {
		t.Fatal(err)
	}
}

// treeOf lists all files below a folder.
func treeOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, name); err == nil && !d.IsDir() {
			all[rel] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
