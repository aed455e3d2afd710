package embed_test

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"

	"recount/figures"
	"recount/figures/embed"
)

// kit makes a press kit and returns its files by name.
func kit(t testing.TB, s study, formats []embed.Format) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := embed.Kit(context.Background(), s.stats, s.set.All(), formats, embed.Options{}, func(files []embed.File) error {
		for _, f := range files {
			if _, ok := out[f.Name]; ok {
				t.Errorf("%s is made twice", f.Name)
			}
			out[f.Name] = string(f.Data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every figure has every format, its exact rows and its citation, and the gallery leads to all of them.
func TestKit(t *testing.T) {
	s := shipped(t)
	made := kit(t, s, embed.Formats)
	for _, id := range s.set.IDs() {
		for _, ending := range []string{".svg", ".pdf", ".png", "@social.png", ".html", ".snippet.html", ".alt.txt", ".caption.txt", ".credit.txt",
			".description.txt", ".table.txt", ".table.html", ".md", ".tex", ".docx", ".csv", ".cite.txt", ".bib"} {
			if made[id+"/"+id+ending] == "" {
				t.Errorf("there is no %s/%s%s", id, id, ending)
			}
		}
	}
	page := parse(t, made["index.html"])
	ids(t, page)
	for _, a := range all(page, "a") {
		href := attr(a, "href")
		name, err := url.PathUnescape(href)
		if strings.HasPrefix(href, "#") || strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://") {
			continue
		}
		if err != nil || made[name] == "" {
			t.Errorf("the gallery links to %q, which is not in the kit", href)
		}
	}
	if got := len(all(page, "figure")); got != len(s.set.IDs()) {
		t.Errorf("the gallery shows %d figures, want %d", got, len(s.set.IDs()))
	}
	for _, n := range slices.Concat(all(page, "img"), all(page, "source")) {
		if v := attr(n, "src") + attr(n, "srcset"); !strings.HasPrefix(v, "data:") {
			t.Errorf("the gallery loads %.60q", v)
		}
	}
}

// What the gallery offers to copy is what the files hold.
func TestGalleryPieces(t *testing.T) {
	s := orchard(t)
	made := kit(t, s, embed.Formats)
	page := parse(t, made["index.html"])
	byID := map[string]string{}
	for _, n := range all(page, "*") {
		byID[attr(n, "id")] = content(n)
	}
	for piece, file := range map[string]string{"alt": ".alt.txt", "caption": ".caption.txt", "credit": ".credit.txt", "description": ".description.txt",
		"text": ".table.txt", "markdown": ".md", "latex": ".tex", "cite": ".cite.txt", "bibtex": ".bib"} {
		if got, want := byID["of-harvest-"+piece], strings.TrimSpace(made["harvest/harvest"+file]); got != want {
			t.Errorf("%s is\n%q, in the file\n%q", piece, got, want)
		}
	}
	if !strings.Contains(made["index.html"], strings.TrimSpace(made["harvest/harvest.snippet.html"])) {
		t.Error("the gallery does not show the figure as it is pasted")
	}
}

func TestKitOfSomeFormats(t *testing.T) {
	made := kit(t, orchard(t), []embed.Format{embed.CMS})
	if made["harvest/harvest.docx"] != "" || made["harvest/harvest.snippet.html"] != "" || made["harvest/harvest.alt.txt"] == "" || made["harvest/harvest.csv"] == "" {
		t.Error("a kit of one format has others, or lacks it")
	}
	page := parse(t, made["index.html"])
	for _, a := range all(page, "a") {
		if href := attr(a, "href"); strings.HasSuffix(href, ".html") || strings.HasSuffix(href, ".docx") {
			t.Errorf("the gallery links to %s", href)
		}
	}
}

func TestKitIsDeterministic(t *testing.T) {
	a, b := kit(t, orchard(t), embed.Formats), kit(t, orchard(t), embed.Formats)
	if len(a) != len(b) {
		t.Fatalf("%d files and %d", len(a), len(b))
	}
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

// Files come in the order of the figures, the gallery last; an error ends the work.
func TestKitOrderAndEnd(t *testing.T) {
	s := shipped(t)
	var order []string
	full := errors.New("disk full")
	err := embed.Kit(context.Background(), s.stats, s.set.All(), embed.Formats, embed.Options{}, func(files []embed.File) error {
		if order = append(order, files[0].Figure); len(order) == 4 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || !slices.Equal(order, s.set.IDs()[:4]) {
		t.Errorf("%v after %q, want an end after the fourth figure", err, order)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err = embed.Kit(ctx, s.stats, s.set.All(), embed.Formats, embed.Options{}, func([]embed.File) error {
		t.Error("files after the work was called off")
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// A figure that must not be published holds back all others, and the error names each.
func TestKitOfUnpublishable(t *testing.T) {
	s := pale(t)
	err := embed.Kit(context.Background(), s.stats, s.set.All(), embed.Formats, embed.Options{}, func([]embed.File) error {
		t.Error("files are made")
		return nil
	})
	var lint *figures.LintError
	if !errors.As(err, &lint) {
		t.Fatalf("error %v, want a *figures.LintError", err)
	}
	var named, places []string
	for _, p := range lint.Problems {
		if !slices.Contains(places, p.Preset) {
			places = append(places, p.Preset)
		}
		if !slices.Contains(named, p.Figure) {
			named = append(named, p.Figure)
		}
	}
	slices.Sort(named)
	if !slices.Equal(named, []string{"harvest", "sweet"}) {
		t.Errorf("the error names %q: %v", named, err)
	}
	slices.Sort(places)
	if !slices.Equal(places, []string{"phone", "social", "web", "word"}) {
		t.Errorf("the error names presets %q", places)
	}
}
