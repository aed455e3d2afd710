package fill_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/figures/fill"
)

// hostile is a study whose names and addresses would be markup in every format.
func hostile(t *testing.T) loaded { return study(t, "12") }

func study(t *testing.T, value string) loaded {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"datapackage.json": `{"name": "h", "sources": [{"title": "A <script>alert(1)</script> & *co* [x](y) $1 {{stat}}", "path": "https://example.org/a?b=\"<c>(d)", "recount": {"id": "src", "short": "A <b>*bold*</b> & co"}}],
			"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "id"}, {"name": "measure"}, {"name": "period"}, {"name": "value", "type": "number"}, {"name": "unit"}]}}]}`,
		"t.csv":           "id,measure,period,value,unit\na,dogs,2020," + value + ",dogs\nb,dogs,2021,9,dogs\n",
		"statistics.yaml": "- {id: ratio, title: R, ratio: {of: {id: a}, to: {id: b}}}\n",
		"figures.yaml":    "- id: dogs\n  kind: bar\n  title: Dogs in two years\n  subtitle: Dogs\n  series: [{values: [a, b]}]\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return open(t, dir)
}

// What comes from a table is escaped for where it stands; braces and code of others are left alone.
func TestFillWrites(t *testing.T) {
	l := hostile(t)
	for _, tt := range []struct {
		name   string
		format fill.Format
		notes  fill.Notes
		draft  string
		want   string
	}{
		{"text", fill.Text, "", `{{obs "a"}} by {{source "src"}}`, `12 dogs by A <b>*bold*</b> & co`},
		{"markdown", fill.Markdown, "", `{{obs "a"}} by {{source "src"}}`, `12 dogs<!-- recount: a --> by A &lt;b&gt;\*bold\*&lt;/b&gt; &amp; co`},
		{"html", fill.HTML, "", `<p>{{obs "a"}} by {{source "src"}}</p>`, `<p>12 dogs<!-- recount: a --> by A &lt;b&gt;*bold*&lt;/b&gt; &amp; co</p>`},
		{"entities for quotes", fill.HTML, "", `<p>{{obs &quot;a&quot;}}</p>`, `<p>12 dogs<!-- recount: a --></p>`},
		{"curly quotes", fill.Text, "", `{{stat “ratio” style=“more than”}}`, `more than 1.3 times`},
		{"attribute", fill.HTML, "links", `<img alt="{{obs "a"}} by {{source "src"}}">`, `<img alt="12 dogs by A &lt;b&gt;*bold*&lt;/b&gt; &amp; co">`},
		{"link text", fill.Markdown, "links", `[see {{obs "a"}}](x.md)`, `[see 12 dogs](x.md)`},
		{"front matter", fill.Markdown, "links", "---\ntitle: {{obs \"a\"}}\n---\n", "---\ntitle: 12 dogs\n---\n"},
		{"code", fill.Markdown, "", "`{{obs \"a\"}}`\n\n```\n{{obs \"a\"}}\n```\n{{obs \"a\" style=number}}", "`{{obs \"a\"}}`\n\n```\n{{obs \"a\"}}\n```\n12<!-- recount: a -->"},
		{"comment", fill.HTML, "", `<!-- {{obs "a"}} --><code>{{obs "a"}}</code>`, `<!-- {{obs "a"}} --><code>{{obs "a"}}</code>`},
		{"others' braces", fill.Markdown, "", "{{ page.title }} {{< var x >}} {{.}}", "{{ page.title }} {{< var x >}} {{.}}"},
		{"as it is", fill.Text, "", `{{text "a }} b"}}`, `a }} b`},
		{"links", fill.Markdown, "links", `{{obs "a"}}`, `[12 dogs](https://example.org/a?b=%22%3Cc%3E%28d%29)<!-- recount: a -->`},
		{"links in text", fill.Text, "links", `{{obs "a"}}`, `12 dogs (https://example.org/a?b=%22%3Cc%3E%28d%29)`},
		{"footnotes", fill.Markdown, "footnotes", "{{obs \"a\"}} and {{obs \"b\"}}.\n", "12 dogs<!-- recount: a -->[^recount-1] and 9 dogs<!-- recount: b -->[^recount-1].\n\n[^recount-1]: A &lt;b&gt;\\*bold\\*&lt;/b&gt; &amp; co. <https://example.org/a?b=%22%3Cc%3E%28d%29>\n"},
		{"notes in text", fill.Text, "footnotes", "{{obs \"a\"}}.\n", "12 dogs [1].\n\n[1] A <b>*bold*</b> & co. https://example.org/a?b=%22%3Cc%3E%28d%29\n"},
		{"figure in text", fill.Text, "", `{{figure "dogs"}}`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := fill.Fill(l.stats, l.figs, "draft", []byte(tt.draft), tt.format, fill.Options{Notes: tt.notes})
			if err != nil {
				t.Fatal(err)
			}
			if tt.want != "" && string(f.Data) != tt.want {
				t.Errorf("got\n%s\nwant\n%s", f.Data, tt.want)
			}
			if changes, err := f.Stale(f.Data, func(string) ([]byte, error) { return nil, fs.ErrNotExist }); err != nil || len(changes) > 0 {
				t.Errorf("just filled, and stale: %v %v", changes, err)
			}
		})
	}
}

// What is wrong with a placeholder is said with its place and what to change, all in one run.
func TestFillFaults(t *testing.T) {
	l := hostile(t)
	for _, tt := range []struct{ draft, want string }{
		{"x\n {{stat \"ration\"}}", `draft:2:2: {{stat "ration"}}: there is no statistic "ration"; did you mean "ratio"?`},
		{`{{stat ratio}}`, `want an id in quotation marks`},
		{`{{stats "ratio"}}`, `there is no placeholder "stats"; did you mean "stat"?`},
		{`{{obs "c"}}`, `there is no observation "c"`},
		{`{{source "c"}}`, `there is no source "c"`},
		{`{{figure "dog"}}`, `there is no figure "dog"; did you mean "dogs"?`},
		{`{{stat "ratio" style=wordy}}`, `style "wordy"; did you mean "words"?`},
		{`{{obs "a" style=percent}}`, `no percentage`},
		{`{{obs "a" digits=2}}`, `a count: it has no digits behind the point`},
		{`{{stat "ratio" digits=99}}`, `digits=99, want`},
		{`{{stat "ratio" colour=red}}`, `option "colour", want`},
		{"<script>{{stat \"ratio\"}}</script>", `script`},
	} {
		format := fill.Text
		if strings.HasPrefix(tt.draft, "<") {
			format = fill.HTML
		}
		_, err := fill.Fill(l.stats, l.figs, "draft", []byte(tt.draft), format, fill.Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.draft, err, tt.want)
		}
	}
	_, err := fill.Fill(l.stats, l.figs, "draft", []byte("{{stat \"x\"}}\n{{obs \"y\"}}"), fill.Text, fill.Options{})
	if err == nil || strings.Count(err.Error(), "draft:") != 2 {
		t.Errorf("%v, want both faults", err)
	}
}

// A later version of the data makes a filled document stale: place, old and new are named, with the row.
func TestStale(t *testing.T) {
	old, now := study(t, "12"), study(t, "18")
	none := func(string) ([]byte, error) { return nil, errors.New("no files are asked for") }
	for _, tt := range []struct {
		format fill.Format
		notes  fill.Notes
		draft  string
	}{
		{fill.Markdown, "none", "# Dogs\n\nThere were {{obs \"a\"}}, {{stat \"ratio\"}} as many. And {{obs \"b\"}}.\n"},
		{fill.Markdown, "footnotes", "# Dogs\n\nThere were {{obs \"a\"}}, {{stat \"ratio\"}} as many. And {{obs \"b\"}}.\n"},
		{fill.Text, "links", "Dogs\n\nThere were {{obs \"a\"}}, {{stat \"ratio\"}} as many. And {{obs \"b\"}}.\n"},
		{fill.HTML, "footnotes", "<body>\n<p>\nThere were {{obs \"a\"}}, {{stat \"ratio\"}} as many. And {{obs \"b\"}}.</p></body>\n"},
	} {
		opt := fill.Options{Notes: tt.notes}
		before, err := fill.Fill(old.stats, old.figs, "draft", []byte(tt.draft), tt.format, opt)
		if err != nil {
			t.Fatal(err)
		}
		after, err := fill.Fill(now.stats, now.figs, "draft", []byte(tt.draft), tt.format, opt)
		if err != nil {
			t.Fatal(err)
		}
		changes, err := after.Stale(before.Data, none)
		if err != nil {
			t.Fatal(err)
		}
		if len(changes) != 2 || changes[0].Line != 3 || changes[0].Old != "12 dogs" && tt.notes != "links" || changes[0].New != "18 dogs" || changes[0].Place.Rows[0].ID != "a" || changes[1].New != "2 times" {
			t.Errorf("%s, %s: %v", tt.format, tt.notes, changes)
		}
		edited := bytes.Replace(before.Data, []byte("There"), []byte("Here"), 1)
		if changes, err = after.Stale(edited, none); err != nil || len(changes) != 1 || changes[0].What != "text" {
			t.Errorf("edited: %v %v", changes, err)
		}
	}
}

// A figure stands beside a Markdown document and inside a page, and goes stale with its rows.
func TestFigures(t *testing.T) {
	old, now := study(t, "12"), study(t, "18")
	draft := []byte("<body><p>A long line of text stands here.</p>\n{{figure \"dogs\"}}\n<p>Another long line of text, and {{obs \"b\"}}.</p>\n{{figure \"dogs\"}}\n</body>\n")
	for _, format := range []fill.Format{fill.Markdown, fill.HTML} {
		before, err := fill.Fill(old.stats, old.figs, "draft", draft, format, fill.Options{})
		if err != nil {
			t.Fatal(err)
		}
		after, err := fill.Fill(now.stats, now.figs, "draft", draft, format, fill.Options{})
		if err != nil {
			t.Fatal(err)
		}
		beside := func(f *fill.Filled) func(string) ([]byte, error) {
			return func(name string) ([]byte, error) {
				for _, file := range f.Files {
					if file.Name == name {
						return file.Data, nil
					}
				}
				return nil, fs.ErrNotExist
			}
		}
		if changes, err := before.Stale(before.Data, beside(before)); err != nil || len(changes) != 0 {
			t.Errorf("%s: %v %v", format, changes, err)
		}
		changes, err := after.Stale(before.Data, beside(before))
		if err != nil || len(changes) == 0 || changes[0].What != "figure" {
			t.Errorf("%s: %v %v, want a stale figure", format, changes, err)
		}
	}
}

// wordFile packs a Word document with this text.
func wordFile(t *testing.T, body string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`},
	} {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = io.WriteString(w, p[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// A placeholder of a Word document may be split over runs; footnotes, links and pictures are Word's own.
func TestWord(t *testing.T) {
	old, now := study(t, "12"), study(t, "18")
	draft := wordFile(t, `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>There were {{o</w:t></w:r><w:r><w:t>bs “</w:t></w:r><w:r><w:t>a”}} &amp; {{stat "ratio"}} as many.</w:t></w:r></w:p>`+
		`<w:p><w:r><w:t>By {{source "src"}}.</w:t></w:r></w:p><w:p><w:r><w:t>{{figure "dogs"}}</w:t></w:r></w:p>`)
	for _, notes := range []fill.Notes{fill.NoNotes, fill.Footnotes, fill.Links} {
		opt := fill.Options{Notes: notes}
		f, err := fill.Fill(old.stats, old.figs, "draft.docx", draft, fill.DOCX, opt)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := document.Read("filled.docx", f.Data, document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"There were 12 dogs & 1.33 times as many.", "By A <b>*bold*</b> & co."} {
			if text := strings.ReplaceAll(doc.Text, "\u00a0", " "); notes != fill.Footnotes && !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in %q", notes, want, text)
			}
		}
		if changes, err := f.Stale(f.Data, nil); err != nil || len(changes) > 0 {
			t.Errorf("%s: just filled, and stale: %v %v", notes, changes, err)
		}
		g, err := fill.Fill(now.stats, now.figs, "draft.docx", draft, fill.DOCX, opt)
		if err != nil {
			t.Fatal(err)
		}
		changes, err := g.Stale(f.Data, nil)
		if err != nil || len(changes) != 3 || changes[0].What != "figure" || changes[1].Old != "12 dogs" || changes[1].New != "18 dogs" {
			t.Errorf("%s: %v %v, want a figure and two numbers", notes, changes, err)
		}
		if dir := os.Getenv("RECOUNT_KEEP"); dir != "" {
			os.WriteFile(filepath.Join(dir, string(notes)+".docx"), f.Data, 0o644)
		}
	}
	if _, err := fill.Fill(old.stats, old.figs, "d.docx", []byte("PK\x03\x04 no"), fill.DOCX, fill.Options{}); err == nil {
		t.Error("a damaged document was filled")
	}
}

// Filling never panics, and what was just filled is not stale.
func FuzzFill(f *testing.F) {
	for _, s := range []string{`{{obs "a"}}`, "---\n{{stat \"ratio\" style=\"more than\"}}\n---", "[{{obs \"a\"}}](x) `{{obs \"a\"}}` <a b='{{obs \"b\"}}'>", "{{text \"{{\"}}{{", "<script>", "a\r\n{{obs \"a\" digits=-1 abs}}\r\n```\n"} {
		f.Add(s)
	}
	l := open(f, "xinjiang")
	f.Fuzz(func(t *testing.T, draft string) {
		for _, format := range []fill.Format{fill.Text, fill.Markdown, fill.HTML} {
			draft := strings.ReplaceAll(draft, `"a"`, `"st-ohchr-xj-2018"`)
			out, err := fill.Fill(l.stats, l.figs, "x", []byte(draft), format, fill.Options{Notes: fill.Footnotes})
			if err != nil {
				continue
			}
			if changes, err := out.Stale(out.Data, func(string) ([]byte, error) { return nil, fs.ErrNotExist }); err != nil || len(changes) != len(out.Files) {
				t.Errorf("%s: %v %v", format, changes, err)
			}
		}
	})
}
