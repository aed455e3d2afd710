package embed_test

import (
	"encoding/base64"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"recount/figures"
	"recount/figures/embed"
)

// parse reads a page or a snippet as a browser does.
func parse(t testing.TB, text string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// all returns the elements with a name, in the order of the page; * is every name.
func all(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (name == "*" || d.Data == name) {
			out = append(out, d)
		}
	}
	return out
}

func one(t testing.TB, n *html.Node, name string) *html.Node {
	t.Helper()
	found := all(n, name)
	if len(found) != 1 {
		t.Fatalf("%d elements %s, want one", len(found), name)
	}
	return found[0]
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// wellFormed reads a text as XML does: receipts are found so, and XHTML pages take the snippet.
func wellFormed(t testing.TB, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = true
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
	}
}

// ids checks that ids are unique on a page and that everything that refers to one finds it.
func ids(t *testing.T, page *html.Node) {
	t.Helper()
	seen := map[string]bool{}
	for _, n := range all(page, "*") {
		if id := attr(n, "id"); id != "" {
			if seen[id] {
				t.Errorf("id %q stands twice", id)
			}
			seen[id] = true
		}
	}
	for _, n := range all(page, "*") {
		for _, a := range n.Attr {
			ref := ""
			switch a.Key {
			case "aria-labelledby", "aria-describedby", "headers", "for", "data-copy", "data-table", "data-figure":
				ref = a.Val
			case "href":
				ref, _ = strings.CutPrefix(a.Val, "#")
				if ref == a.Val {
					continue
				}
			default:
				continue
			}
			if !seen[ref] {
				t.Errorf("<%s %s=%q> refers to nothing on the page", n.Data, a.Key, a.Val)
			}
		}
	}
}

// harmless checks that a page runs no script of others and loads nothing: links are all that lead away.
func harmless(t *testing.T, page *html.Node) {
	t.Helper()
	for _, n := range all(page, "*") {
		switch n.Data {
		case "script", "iframe", "object", "embed", "link", "base", "form", "foreignobject", "foreignObject":
			t.Errorf("<%s> in the figure", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s>", n.Data, a.Key)
			case a.Key == "href" && n.Data == "a":
				if !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("a link to %q", a.Val)
				}
			case a.Key == "href" && !strings.HasPrefix(a.Val, "#"), a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/gif;"),
				a.Key == "srcset" && !strings.HasPrefix(a.Val, "data:image/svg+xml;"), a.Key == "action", a.Key == "poster", a.Key == "data":
				t.Errorf("<%s %s=%.60q> loads something", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, n := range all(page, "style") {
		if text := content(n); strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			t.Errorf("a style loads something: %s", text)
		}
	}
}

// The accessibility rules of the SVG root and of the figure around it, on every figure of both studies.
func TestHTMLFigure(t *testing.T) {
	studies := map[string]study{"harbour": harbour(t), "hostile": hostile(t)}
	if !testing.Short() {
		studies["shipped"] = shipped(t)
	}
	for name, s := range studies {
		for _, f := range s.set.All() {
			t.Run(name+"/"+f.ID, func(t *testing.T) {
				sheet := embed.NewSheet(s.stats, f, embed.Options{})
				text := snippet(t, sheet, embed.HTML)
				wellFormed(t, text)
				page := parse(t, text)
				ids(t, page)
				harmless(t, page)
				checkDrawing(t, page, f)
				checkWords(t, page, sheet)
				checkTable(t, page, f)
			})
		}
	}
}

func checkDrawing(t *testing.T, page *html.Node, f *figures.Figure) {
	t.Helper()
	svg, figure := one(t, page, "svg"), one(t, page, "figure")
	if attr(svg, "role") != "img" || attr(svg, "lang") != f.Lang {
		t.Errorf("svg has role %q, lang %q", attr(svg, "role"), attr(svg, "lang"))
	}
	named := func(ref, element string) *html.Node {
		for c := range svg.ChildNodes() {
			if c.Data == element && attr(c, "id") == ref {
				return c
			}
		}
		t.Fatalf("no direct child <%s id=%q>", element, ref)
		return nil
	}
	if got := content(named(attr(svg, "aria-labelledby"), "title")); got != f.Title {
		t.Errorf("the drawing is called %q, want %q", got, f.Title)
	}
	if got := content(named(attr(svg, "aria-describedby"), "desc")); got != f.Description {
		t.Errorf("the drawing is described as %q, want %q", got, f.Description)
	}
	if attr(figure, "aria-labelledby") != attr(svg, "aria-labelledby") {
		t.Error("figure and drawing have different names")
	}
	for c := range svg.ChildNodes() {
		if c.Data == "g" && attr(c, "aria-hidden") != "true" {
			t.Error("the drawing is not hidden from assistive technology")
		}
	}
	phone := one(t, one(t, page, "picture"), "source")
	data, ok := strings.CutPrefix(attr(phone, "srcset"), "data:image/svg+xml;base64,")
	drawing, err := base64.StdEncoding.DecodeString(data)
	if !ok || err != nil || attr(phone, "media") != "(max-width: 480px)" || attr(phone, "width") != "360" {
		t.Fatalf("the version for phones: media %q, width %q, %v", attr(phone, "media"), attr(phone, "width"), err)
	}
	if r, err := figures.ReadReceipt(drawing); err != nil || r.Figure != f.ID || r.Preset != "phone" {
		t.Errorf("the version for phones holds receipt %+v, %v", r, err)
	}
	if r, err := figures.ReadReceipt([]byte("<p>" + between(t, page) + "</p>")); err == nil {
		t.Errorf("receipt %v outside the drawing", r)
	}
}

// between is the text of the page without drawings.
func between(t *testing.T, page *html.Node) string {
	return content(one(t, page, "figcaption"))
}

// The description stands in sight: not folded away, not for screen readers alone.
func checkWords(t *testing.T, page *html.Node, sheet *embed.Sheet) {
	t.Helper()
	p := sheet.Pieces()
	caption := content(one(t, page, "figcaption"))
	if !strings.Contains(caption, p.Description) {
		t.Errorf("the caption in sight is %q, want the description %q", caption, p.Description)
	}
	if !strings.Contains(caption, "Source") || p.Licence != "" && !strings.Contains(caption, p.Licence) {
		t.Errorf("the caption names no source or licence: %q", caption)
	}
	if got := attr(one(t, page, "img"), "alt"); got != p.Alt {
		t.Errorf("alternative text %q, want %q", got, p.Alt)
	}
}

// The cells of the table are the numbers drawn, in their order.
func checkTable(t *testing.T, page *html.Node, f *figures.Figure) {
	t.Helper()
	table := one(t, one(t, page, "details"), "table")
	if content(one(t, table, "caption")) == "" {
		t.Error("the table has no caption")
	}
	for _, th := range all(table, "th") {
		if s := attr(th, "scope"); s != "col" && s != "row" {
			t.Errorf("heading %q has scope %q", content(th), s)
		}
	}
	head := all(all(table, "tr")[0], "th")
	rows := all(one(t, table, "tbody"), "tr")
	if len(rows) != len(f.Data) {
		t.Fatalf("%d rows, want %d", len(rows), len(f.Data))
	}
	for i, d := range f.Data {
		cells := slices.Concat(all(rows[i], "th"), all(rows[i], "td"))
		if len(cells) != len(head) {
			t.Fatalf("row %d has %d cells, the head %d", i+1, len(cells), len(head))
		}
		var texts []string
		for _, c := range cells {
			texts = append(texts, content(c))
		}
		for _, want := range []string{d.Label, d.Value} {
			if !slices.Contains(texts, want) {
				t.Errorf("row %d is %q, want a cell %q", i+1, texts, want)
			}
		}
		for _, c := range d.Sources {
			if !strings.Contains(texts[len(texts)-1], c.Name) {
				t.Errorf("row %d is %q, want source %q", i+1, texts, c.Name)
			}
		}
	}
}

// Two figures, one of them twice, on one page: no id stands twice.
func TestIDsOnOnePage(t *testing.T) {
	s := shipped(t)
	var page strings.Builder
	for _, e := range []struct {
		id string
		o  embed.Options
	}{
		{"birth-rates", embed.Options{}}, {"birth-rates", embed.Options{Copy: 2}}, {"birth-rates", embed.Options{Copy: 3, Dark: true}},
		{"sentences", embed.Options{Copy: 1}}, {"sentences", embed.Options{Prefix: "fig2"}}, {"sentences", embed.Options{Prefix: "fig2", Copy: 2}},
	} {
		page.WriteString(snippet(t, s.sheet(t, e.id, e.o), embed.HTML))
	}
	ids(t, parse(t, page.String()))
	if n := strings.Count(page.String(), `id="fig2"`); n != 1 {
		t.Errorf("%d figures have id fig2, want one", n)
	}
}

// With a dark version there is one for every reader, the most particular first.
func TestDarkVersions(t *testing.T) {
	text := snippet(t, shipped(t).sheet(t, "birth-rates", embed.Options{Dark: true}), embed.HTML)
	page := parse(t, text)
	harmless(t, page)
	var media []string
	for _, n := range all(page, "source") {
		media = append(media, attr(n, "media"))
	}
	want := []string{"(max-width: 480px) and (prefers-color-scheme: dark)", "(max-width: 480px)", "(prefers-color-scheme: dark)"}
	if !slices.Equal(media, want) {
		t.Errorf("versions for %q, want %q", media, want)
	}
	if !strings.Contains(text, "@media (max-width: 480px), (prefers-color-scheme: dark) {") {
		t.Error("no style shows the versions")
	}
}

// The page around a figure is whole: language, title, one heading, no script.
func TestHTMLPage(t *testing.T) {
	for name, s := range map[string]study{"birth-rates": shipped(t), "beds": hostile(t)} {
		sheet := s.sheet(t, name, embed.Options{})
		made := files(t, sheet, embed.HTML)
		text := made[name+".html"]
		wellFormed(t, text)
		page := parse(t, text)
		ids(t, page)
		title := s.set.Get(name).Title
		if attr(one(t, page, "html"), "lang") != "en" || content(one(t, page, "h1")) != title || content(all(page, "title")[0]) != title {
			t.Errorf("language %q, heading %q, title %q", attr(one(t, page, "html"), "lang"), content(one(t, page, "h1")), content(all(page, "title")[0]))
		}
		if !strings.Contains(text, strings.TrimSpace(made[name+".snippet.html"])) {
			t.Error("the page does not hold the snippet as it is pasted")
		}
		if r, err := figures.ReadReceipt([]byte(text)); err != nil || r.Figure != name {
			t.Errorf("the page holds receipt %v, %v", r, err)
		}
	}
}

// A figure in another language says so, and each of its texts runs its own way.
func TestOtherLanguage(t *testing.T) {
	s := uyghur(t)
	page := parse(t, files(t, s.sheet(t, "alma", embed.Options{}), embed.HTML)["alma.html"])
	if attr(one(t, page, "html"), "lang") != "ug" || attr(one(t, page, "figure"), "lang") != "ug" {
		t.Error("the page or its figure does not say its language")
	}
	for _, n := range slices.Concat(all(one(t, page, "figcaption"), "p"), all(one(t, page, "tbody"), "th")) {
		if attr(n, "dir") != "auto" {
			t.Errorf("<%s>%s has direction %q", n.Data, content(n), attr(n, "dir"))
		}
	}
	if tex := snippet(t, s.sheet(t, "alma", embed.Options{}), embed.LaTeX); !strings.Contains(tex, "% has letters that pdflatex does not know") {
		t.Error("the LaTeX snippet does not say that it needs another program")
	}
	body := parts(t, s.sheet(t, "alma", embed.Options{}))["word/document.xml"]
	if n := strings.Count(body, "<w:bidi/>"); n != 1 {
		t.Errorf("%d paragraphs from right to left, want the caption", n)
	}
}

func TestValidPrefix(t *testing.T) {
	for text, want := range map[string]bool{"a": true, "fig-2_b": true, "": false, "2a": false, "-a": false, `a"b`: false, "a b": false, "é": false, strings.Repeat("a", 81): false} {
		if embed.ValidPrefix(text) != want {
			t.Errorf("ValidPrefix(%q) = %v", text, !want)
		}
	}
}
