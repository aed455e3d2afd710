package document

import (
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"pgregory.net/rapid"
)

// A writing puts paragraphs of plain words into a file of one format; raw says whether a number stands in the
// file's bytes as it is read.
type writing struct {
	format Format
	raw    bool
	write  func(t *rapid.T, paragraphs []string) []byte
}

var writings = []writing{
	{Text, true, func(t *rapid.T, ps []string) []byte { return []byte(strings.Join(ps, "\r\n\r\n")) }},
	{Markdown, true, func(t *rapid.T, ps []string) []byte {
		return []byte("# *Notes* &amp; more\n\n" + decorated(t, ps, "\n\n", "**%s**", "_%s_", "%s&nbsp;km", "`x`%s", "[%s](https://a.b/7)"))
	}},
	{Quarto, true, func(t *rapid.T, ps []string) []byte {
		return []byte("---\ntitle: Notes\n---\n\n```{r}\nx <- 12\n```\n\n" + decorated(t, ps, "\n\n", "**%s**", "%s[^1]") + "\n\n[^1]: A note.\n")
	}},
	{HTML, true, func(t *rapid.T, ps []string) []byte {
		return []byte("<html><body><main><p>" + decorated(t, ps, "</p>\n<p>", "<b>%s</b>", "%s<sup>9</sup>", "&eacute;&#32;%s", "<!-- 7 -->%s", "<i>in\nside </i>%s") + "</p></main></body></html>")
	}},
	{LaTeX, true, func(t *rapid.T, ps []string) []byte {
		return []byte("\\documentclass{article}\n\\begin{document}\n" + decorated(t, ps, "\n\n", `\textbf{%s}`, `\'e %s`, `%s\footnote{Of 8.}`, "%s~\\%%") + "\n\\end{document}\n")
	}},
	{MHTML, false, func(t *rapid.T, ps []string) []byte {
		page := "<html><body><p>" + strings.Join(ps, "</p><p>") + "</p></body></html>"
		cut := rapid.IntRange(1, len(page)-1).Draw(t, "cut") // a soft line break may stand in a number
		return []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n" +
			"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + page[:cut] + "=\r\n" + page[cut:] + "\r\n--b--\r\n")
	}},
	{Notebook, false, func(t *rapid.T, ps []string) []byte {
		var cells []map[string]any
		for _, p := range ps {
			cells = append(cells, map[string]any{"cell_type": "markdown", "metadata": map[string]any{}, "source": []string{"“" + p + "”\n"}})
		}
		data, err := json.Marshal(map[string]any{"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": map[string]any{}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}},
	{DOCX, false, func(t *rapid.T, ps []string) []byte {
		var body strings.Builder
		for _, p := range ps {
			cut := rapid.IntRange(0, len(p)).Draw(t, "cut") // a run may end in the middle of a number
			body.WriteString(para(run(html.EscapeString(p[:cut])) + run(html.EscapeString(p[cut:]))))
		}
		return docxFile(body.String(), "")
	}},
	{ODT, false, func(t *rapid.T, ps []string) []byte {
		var body strings.Builder
		for _, p := range ps {
			cut := rapid.IntRange(0, len(p)).Draw(t, "cut")
			body.WriteString(`<text:p>` + html.EscapeString(p[:cut]) + `<text:span>` + html.EscapeString(p[cut:]) + `</text:span></text:p>`)
		}
		return odtFile("", body.String())
	}},
	{PDF, false, func(t *rapid.T, ps []string) []byte {
		return pdfFile(func(p *fpdf.Fpdf) {
			for i, s := range ps {
				p.Text(60, 100+float64(40*i), s)
			}
		})
	}},
}

// decorated joins paragraphs and wraps some of their numbers in markup.
func decorated(t *rapid.T, ps []string, between string, forms ...string) string {
	words := strings.Fields(strings.Join(ps, " ¶ "))
	for i, w := range words {
		if w == "¶" {
			words[i] = between
		} else if _, err := strconv.Atoi(w); err == nil {
			if k := rapid.IntRange(0, len(forms)).Draw(t, "form"); k > 0 {
				words[i] = fmt.Sprintf(forms[k-1], w)
			}
		}
	}
	return strings.Join(words, " ")
}

// Whatever the format does to a text, each number in it is found once, is read again from the source as it is
// quoted, and where the file is text stands in its bytes at the place that is given.
func TestMapped(t *testing.T) {
	for _, w := range writings {
		t.Run(string(w.format), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				var numbers []string
				var ps []string
				for range rapid.IntRange(1, 4).Draw(t, "paragraphs") {
					var words []string
					for range rapid.IntRange(1, 5).Draw(t, "numbers") {
						n := strconv.Itoa(40_001 + 977*len(numbers))
						numbers = append(numbers, n)
						words = append(words, rapid.SampledFrom([]string{"the village had", "of the houses", "in all"}).Draw(t, "words"), n)
					}
					ps = append(ps, strings.Join(words, " ")+" people.")
				}
				data := w.write(t, ps)
				d, err := Read("a."+string(w.format), data, Options{})
				if err != nil {
					t.Fatalf("%v in %q", err, data)
				}
				for _, n := range numbers {
					at := strings.Index(d.Text, n)
					if at < 0 || strings.Count(d.Text, n) != 1 {
						t.Fatalf("%s stands %d times in %q", n, strings.Count(d.Text, n), d.Text)
					}
					for _, span := range []Span{{at, at + len(n)}, {max(0, at-7), min(len(d.Text), at+9)}} {
						if s, ok := d.Source(span.Start, span.End); !ok || s != d.Text[span.Start:span.End] {
							t.Fatalf("Source of %q is %q, %v", d.Text[span.Start:span.End], s, ok)
						}
					}
					if from, to, ok := d.SourceRange(at, at+len(n)); w.raw && (!ok || string(data[from:to]) != n) {
						t.Fatalf("%s comes from %d to %d, %v, of %q", n, from, to, ok, data)
					}
					if _, from, to, ok := d.PartRange(at, at+len(n)); (w.format == DOCX || w.format == ODT) && (!ok || to <= from) {
						t.Fatalf("%s comes from no part", n)
					}
				}
			})
		})
	}
}
