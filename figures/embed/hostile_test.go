package embed_test

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"recount/figures/embed"
)

// Whatever a title, a label, a source or a licence tries, it stays text: in HTML, see TestHTMLFigure too.
func TestHostileHTML(t *testing.T) {
	sheet := hostile(t).sheet(t, "beds", embed.Options{Dark: true})
	for name, text := range files(t, sheet, embed.HTML) {
		page := parse(t, text)
		harmless(t, page)
		if got := content(all(page, "title")[0]); !strings.Contains(got, `<script>alert("x")</script>`) {
			t.Errorf("%s: the title is %q, want it as it was written", name, got)
		}
		for _, a := range all(page, "a") {
			t.Errorf("%s: a link to %q: neither licence nor sources have an address that a link may lead to", name, attr(a, "href"))
		}
	}
}

// A spreadsheet runs no cell of a table, of exact rows or of tab-separated text.
func TestHostileCells(t *testing.T) {
	s := hostile(t)
	made := files(t, s.sheet(t, "beds", embed.Options{}), embed.CMS)
	rows, err := csv.NewReader(strings.NewReader(made["beds.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(made["beds.table.txt"]) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	quoted := 0
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.Contains("=+-@", c[:1]) {
				t.Errorf("cell %q is run by a spreadsheet", c)
			}
			if strings.HasPrefix(c, "'=") || strings.HasPrefix(c, "'+") {
				quoted++
			}
		}
	}
	if quoted < 4 {
		t.Errorf("%d cells disarmed, want those of both labels and of the source", quoted)
	}
}

// Markdown renders to the words alone: an image, its caption and its source.
func TestHostileMarkdown(t *testing.T) {
	for _, m := range []goldmark.Markdown{goldmark.New(), goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAttribute()))} {
		sheet := hostile(t).sheet(t, "beds", embed.Options{})
		var b bytes.Buffer
		if err := m.Convert([]byte(snippet(t, sheet, embed.Markdown)), &b); err != nil {
			t.Fatal(err)
		}
		page := parse(t, b.String())
		body := one(t, page, "body")
		for _, n := range all(body, "*") {
			if !strings.Contains(" p img br strong em ", " "+n.Data+" ") && n != body {
				t.Errorf("<%s> in\n%s", n.Data, b.String())
			}
		}
		p := sheet.Pieces()
		if got := attr(one(t, page, "img"), "alt"); got != p.Alt {
			t.Errorf("alternative text\n%q, want\n%q", got, p.Alt)
		}
		if got, want := spaced(content(body)), spaced(p.Caption+" "+p.Credit); got != want {
			t.Errorf("words\n%q, want\n%q", got, want)
		}
	}
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// command finds what LaTeX takes for one.
var command = regexp.MustCompile(`\\(?:[A-Za-z]+|.)`)

// ours are the commands that snippets consist of.
const ours = ` \begin \end \centering \includegraphics \linewidth \caption \label \newcommand \textbackslash \textasciicircum \textasciitilde ` +
	`\textless \textgreater \textbar \textasciigrave \ensuremath \div \times \pm \approx \geq \leq \neq \infty \surd \rightarrow \leftarrow \frac ` +
	`\{ \} \$ \& \# \% \_ \, \- `

// checkLaTeX finds what a text of somebody else's made into a command, a comment or mathematics.
func checkLaTeX(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "%") {
			continue
		}
		for _, c := range command.FindAllString(line, -1) {
			if !strings.Contains(ours, " "+c+" ") && !strings.HasPrefix(c, `\recount`) {
				t.Errorf("command %s in %s", c, line)
			}
		}
		plain := command.ReplaceAllString(line, "")
		if strings.ContainsAny(plain, "%#$&^_\"<>|`") {
			t.Errorf("%q left in %s", "%#$&^_\"<>|`", line)
		}
		if strings.Count(plain, "{") != strings.Count(plain, "}") {
			t.Errorf("braces do not match in %s", line)
		}
	}
}

func TestHostileLaTeX(t *testing.T) {
	s := hostile(t)
	sheet := s.sheet(t, "beds", embed.Options{})
	checkLaTeX(t, snippet(t, sheet, embed.LaTeX))
	numbers, err := embed.Numbers(s.stats, embed.LaTeXNumbers)
	if err != nil {
		t.Fatal(err)
	}
	checkLaTeX(t, string(numbers.Data))
	for line := range strings.Lines(sheet.CiteBibTeX()) {
		if _, field, ok := strings.Cut(line, " = {"); ok {
			checkLaTeX(t, strings.TrimSuffix(field, "},\n"))
		}
	}
}

// Nothing that is printed turns a terminal's writing around or moves its cursor.
func TestHostilePieces(t *testing.T) {
	text := snippet(t, hostile(t).sheet(t, "beds", embed.Options{}), embed.CMS)
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 {
			t.Errorf("control character %U", c)
		}
	}
}

// The gallery shows hostile words as words; its script is its own.
func TestHostileGallery(t *testing.T) {
	index := kit(t, hostile(t), embed.Formats)["index.html"]
	page := parse(t, index)
	ids(t, page)
	scripts := 0
	for _, n := range all(page, "*") {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "href" && strings.HasPrefix(strings.ToLower(a.Val), "javascript") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "script":
			scripts++
		case "iframe", "object", "embed", "link", "base", "form":
			t.Errorf("<%s>", n.Data)
		}
	}
	if scripts != 1 {
		t.Errorf("%d scripts, want the page's own", scripts)
	}
}
