package browser

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// writeKit makes a press kit of the shipped study and returns its folder.
func writeKit(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	recount(t, dir, "embed", "--all", "--out", "kit")
	return filepath.Join(dir, "kit")
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wantNoBarrier runs axe-core and holds the page's width against the window's.
func wantNoBarrier(t *testing.T, ctx context.Context) {
	t.Helper()
	for _, b := range barriers(t, ctx) {
		for _, n := range b.Nodes {
			t.Errorf("%s: %s\n%s\n%s", b.ID, b.Help, n.HTML, n.FailureSummary)
		}
	}
	if wider := evaluate[float64](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wider > 0 {
		t.Errorf("the page is %v pixels wider than the window", wider)
	}
}

const unfold = `document.querySelectorAll("details").forEach(d => { d.open = true })`

// Everything that is folded away is looked at too.
func TestGalleryUnfolded(t *testing.T) {
	index := filepath.Join(writeKit(t), "index.html")
	ctx := newBrowser(t)
	for _, v := range views {
		t.Run(v.name, func(t *testing.T) {
			open(t, ctx, index, v)
			evaluate[chromedp.Void](t, ctx, unfold)
			wantNoBarrier(t, ctx)
		})
	}
}

// Every figure as a page of its own, its table unfolded.
func TestEmbedsHaveNoBarrier(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(writeKit(t), "*", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	pages = slices.DeleteFunc(pages, func(p string) bool {
		return strings.HasSuffix(p, ".snippet.html") || strings.HasSuffix(p, ".table.html")
	})
	if len(pages) < 10 {
		t.Fatalf("%d pages, want one of each figure", len(pages))
	}
	ctx := newBrowser(t)
	for _, page := range pages {
		for _, v := range views {
			t.Run(filepath.Base(page)+", "+v.name, func(t *testing.T) {
				open(t, ctx, page, v)
				evaluate[chromedp.Void](t, ctx, unfold)
				wantNoBarrier(t, ctx)
			})
		}
	}
}

// articlePage puts snippets into a page that has other things to say.
func articlePage(t *testing.T, snippets string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "article.html")
	save(t, file, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`+
		`<title>An article</title><style>body { max-width: 44rem; margin: 0 auto; font-family: serif; color-scheme: light }</style></head>`+
		`<body><main><h1>An article</h1><p>What it says.</p>`+snippets+`<p>More of it.</p></main></body></html>`)
	return file
}

// A drawing is an image with the name of its title, and so is the figure around it.
func TestFiguresAreNamed(t *testing.T) {
	file := articlePage(t, recount(t, t.TempDir(), "embed", "birth-rates", "sentences", "birth-rates"))
	ctx := newBrowser(t)
	open(t, ctx, file, views[0])
	wantNoBarrier(t, ctx) // loads axe-core, which computes names
	found := evaluate[string](t, ctx, `JSON.stringify([...document.querySelectorAll("figure > svg")].map(e => {
		axe.setup(document);
		const name = axe.commons.text.accessibleText(e), figure = axe.commons.text.accessibleText(e.parentElement);
		axe.teardown();
		return {name, figure, title: e.querySelector("title").textContent};
	}))`)
	var names []struct{ Name, Figure, Title string }
	if err := json.Unmarshal([]byte(found), &names); err != nil {
		t.Fatal(err)
	}
	if len(names) != 3 {
		t.Fatalf("%d drawings, want 3", len(names))
	}
	for _, n := range names {
		if n.Name != n.Title || n.Figure != n.Title {
			t.Errorf("the image is called %q, its figure %q, want %q", n.Name, n.Figure, n.Title)
		}
	}
}

// shown is what a reader sees of the first figure: the drawing in the page, or an image of what width.
type shown struct {
	Drawing bool
	Image   float64
	Source  string
}

func showing(t *testing.T, ctx context.Context) shown {
	t.Helper()
	found := evaluate[string](t, ctx, `(() => {
		const svg = document.querySelector("figure > svg"), img = document.querySelector("figure img");
		return JSON.stringify({Drawing: svg.getBoundingClientRect().width > 0, Image: img.getBoundingClientRect().width, Source: img.currentSrc.slice(0, 30)});
	})()`)
	var s shown
	if err := json.Unmarshal([]byte(found), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// A telephone gets the version drawn for it, as wide as its screen; a dark version shows only where the
// page brings one.
func TestVersions(t *testing.T) {
	dir := t.TempDir()
	recount(t, dir, "embed", "birth-rates", "--out", "light")
	recount(t, dir, "embed", "birth-rates", "--dark", "--out", "dark")
	ctx := newBrowser(t)
	for _, tt := range []struct {
		file    string
		view    view
		drawing bool
		image   float64
	}{
		{"light", views[0], true, 0},
		{"light", views[1], true, 0},
		{"light", views[2], false, 360},
		{"light", views[3], false, 360},
		{"dark", views[0], true, 0},
		{"dark", views[1], false, 640},
		{"dark", views[2], false, 360},
		{"dark", views[3], false, 360},
	} {
		open(t, ctx, filepath.Join(dir, tt.file, "birth-rates.html"), tt.view)
		got := showing(t, ctx)
		if got.Drawing != tt.drawing || got.Image != tt.image || !tt.drawing && !strings.HasPrefix(got.Source, "data:image/svg+xml") {
			t.Errorf("%s on %s shows %+v, want drawing %v, image %v wide", tt.file, tt.view.name, got, tt.drawing, tt.image)
		}
	}
}

// A site that takes styles away leaves a figure that can be read, once.
func TestEmbedWithoutStyle(t *testing.T) {
	text := recount(t, t.TempDir(), "embed", "birth-rates")
	before, rest, _ := strings.Cut(text, "<style>")
	_, after, ok := strings.Cut(rest, "</style>")
	if !ok {
		t.Fatal("the figure has no style")
	}
	ctx := newBrowser(t)
	open(t, ctx, articlePage(t, before+after), views[0])
	if got := showing(t, ctx); !got.Drawing || got.Image > 2 {
		t.Errorf("without its style the page shows %+v, want the drawing alone", got)
	}
}

// The buttons copy what stands beside them, and say so.
func TestGalleryCopies(t *testing.T) {
	dir := writeKit(t)
	ctx := newBrowser(t)
	open(t, ctx, filepath.Join(dir, "index.html"), views[0])
	evaluate[chromedp.Void](t, ctx, `navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };
		navigator.clipboard.write = async items => { window.copied = await (await items[0].getType("text/plain")).text(); window.rich = await (await items[0].getType("text/html")).text(); };`)
	click := func(selector string) string {
		return evaluate[string](t, ctx, `(async () => {
			window.copied = "";
			document.querySelector('`+selector+`').click();
			for (let i = 0; i < 50 && !window.copied; i++) await new Promise(r => setTimeout(r, 10));
			return window.copied;
		})()`)
	}
	for piece, file := range map[string]string{"alt": "alt.txt", "caption": "caption.txt", "credit": "credit.txt", "latex": "tex", "markdown": "md", "bibtex": "bib"} {
		got := click(`button[data-copy="of-birth-rates-` + piece + `"]`)
		if want := load(t, filepath.Join(dir, "birth-rates", "birth-rates."+file)); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s copies\n%q, want\n%q", piece, got, want)
		}
	}
	if said := evaluate[string](t, ctx, `document.getElementById("status").textContent`); !strings.HasPrefix(said, "Copied") {
		t.Errorf("after copying the page says %q", said)
	}
	got := click(`button[data-table^="birth-rates-"][data-copy="of-birth-rates-text"]`)
	rich := evaluate[string](t, ctx, `window.rich`)
	if got != load(t, filepath.Join(dir, "birth-rates", "birth-rates.table.txt")) || !strings.HasPrefix(rich, "<table>") {
		t.Errorf("the table is copied as %.80q and %.80q", got, rich)
	}
	if html := click(`section[id="figure-birth-rates"] button[data-figure]`); !strings.HasPrefix(html, `<figure id="birth-rates-`) || !strings.HasSuffix(html, "</figure>") {
		t.Errorf("the figure is copied as %.80q", html)
	}
}

// Without its script the page shows every piece, and no button that does nothing.
func TestGalleryWithoutScript(t *testing.T) {
	dir := writeKit(t)
	text := load(t, filepath.Join(dir, "index.html"))
	before, rest, _ := strings.Cut(text, "<script>")
	_, after, ok := strings.Cut(rest, "</script>")
	if !ok {
		t.Fatal("the gallery has no script")
	}
	file := filepath.Join(dir, "still.html")
	save(t, file, before+after)
	ctx := newBrowser(t)
	open(t, ctx, file, views[0])
	if n := evaluate[int](t, ctx, `[...document.querySelectorAll("button")].filter(e => e.offsetParent !== null).length`); n > 0 {
		t.Errorf("%d buttons show", n)
	}
	if got := evaluate[string](t, ctx, `document.getElementById("of-birth-rates-alt").innerText`); !strings.HasPrefix(got, "Line chart: ") {
		t.Errorf("the alternative text shows as %q", got)
	}
	wantNoBarrier(t, ctx)
}
