package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// noBarrier opens a file in every view and holds it against axe-core and the width of the window.
func noBarrier(t *testing.T, file string) {
	t.Helper()
	ctx := newBrowser(t)
	for _, v := range views {
		t.Run(v.name, func(t *testing.T) {
			open(t, ctx, file, v)
			for _, b := range barriers(t, ctx) {
				for _, n := range b.Nodes {
					t.Errorf("%s: %s\n%.300s\n%s", b.ID, b.Help, n.HTML, n.FailureSummary)
				}
			}
			if wider := evaluate[float64](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wider > 0 {
				t.Errorf("the page is %v pixels wider than the window", wider)
			}
		})
	}
}

// The press kit of the shipped study, from disk.
func TestGalleryHasNoBarrier(t *testing.T) {
	dir := t.TempDir()
	recount(t, dir, "embed", "--all", "--out", "press")
	noBarrier(t, filepath.Join(dir, "press", "index.html"))
}

// What embed gives for a page, in a page of somebody else's: two figures, and one of them twice.
func TestEmbedHasNoBarrier(t *testing.T) {
	dir := t.TempDir()
	page := `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>An article</title>
<style>@media (prefers-color-scheme: dark) { :root { color-scheme: dark; background: #111; color: #eee } a { color: #8cf } }</style></head><body><main><h1>An article</h1>` +
		recount(t, dir, "embed", "birth-rates", "--dark") + recount(t, dir, "embed", "birth-rates", "--dark", "--prefix", "again") + recount(t, dir, "embed", "interviews", "--dark") + `</main></body></html>`
	for _, id := range []string{"birth-rates", "interviews"} {
		recount(t, dir, "embed", id, "--dark", "--out", ".")
	}
	file := filepath.Join(dir, "article.html")
	if err := os.WriteFile(file, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	noBarrier(t, file)

	ctx := newBrowser(t)
	open(t, ctx, file, views[0])
	if twice := evaluate[[]string](t, ctx, `[...document.querySelectorAll("[id]")].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)`); len(twice) > 0 {
		t.Errorf("ids stand twice: %q", twice)
	}
	names := evaluate[[]string](t, ctx, `[...document.querySelectorAll("svg[role=img]")].map(e => document.getElementById(e.getAttribute("aria-labelledby"))?.textContent || "")`)
	if len(names) < 3 {
		t.Errorf("%d drawings with a name, want 3", len(names))
	}
	for _, name := range names {
		if name == "" {
			t.Error("a drawing has no name")
		}
	}
}
