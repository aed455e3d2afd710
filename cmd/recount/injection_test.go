package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"golang.org/x/net/html"

	"recount/figures"
)

// Every field of a table and of a study that people may fill in says something to the languages that
// recount writes: markup, a command, a link, a formula, a placeholder, a sequence that moves a cursor, a
// mark that turns the direction of writing.
const hostileWords = `<script>alert(1)</script> \input{/etc/passwd} ]]> [x](javascript:alert(2)) ` + "`rm` \x1b[31m \u202e" +
	` --> "q" 's' </script> & %0A::error::y $(id) *b* _u_ |p| ~s~ #h @me www.evil.example https://evil.example ` + "\u0085 \u2028 \u2066"

func spacedWords(s string) string { return strings.Join(strings.Fields(s), " ") }

// hostileStudy writes the study, with drafts beside it, and returns the folder.
func hostileStudy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	quoted := func(first string) string {
		b, err := json.Marshal(first + hostileWords)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	table := func(name string, rows ...[]string) {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		put("study/"+name+".csv", b.String())
	}
	fields := func(name, columns string) string {
		var list []string
		for _, c := range strings.Fields(columns) {
			kind := "string"
			if c == "value" {
				kind = "number"
			}
			list = append(list, fmt.Sprintf(`{"name": %q, "type": %q}`, c, kind))
		}
		return fmt.Sprintf(`{"name": %q, "title": %s, "path": "%s.csv", "schema": {"fields": [%s]}}`, name, quoted("="), name, strings.Join(list, ", "))
	}
	put("study/datapackage.json", `{"name": "hostile", "title": `+quoted("=")+`, "version": "1", "licenses": [{"name": "L", "title": `+quoted("=")+`, "path": "javascript:alert(3)"}],
"resources": [`+strings.Join([]string{
		fields("sources", "id kind short title publisher author origin url note"), fields("places", "id name part_of aliases"), fields("measures", "id title unit kind terms"),
		fields("wells", "id measure place period value unit source locator as_reported note"),
	}, ",\n")+"]}")
	w := hostileWords
	table("sources", strings.Split("id kind short title publisher author origin url note", " "),
		[]string{"a", "official", "=S " + w, "=T " + w, "=P " + w, "=A " + w, "=O " + w, "javascript:alert(5)", "=N " + w},
		[]string{"b", "report", "-B", "+B", "@B", "=B", "", `https://example.org/"><script>`, ""})
	table("places", []string{"id", "name", "part_of", "aliases"}, []string{"n", "=N " + w, "", "Northland"}, []string{"south", "Southland", "", ""})
	table("measures", []string{"id", "title", "unit", "kind", "terms"}, []string{"wells", "=M " + w, "wells", "count", "dry wells"})
	table("wells", strings.Split("id measure place period value unit source locator as_reported note", " "),
		[]string{"n-2018", "wells", "n", "2018", "243", "wells", "a", "=p " + w, "=r " + w, "=n " + w},
		[]string{"s-2018", "wells", "south", "2018", "32", "wells", "b", "@p", "", ""})
	put("study/statistics.yaml", "- id: ratio\n  title: "+quoted("=")+"\n  ratio: {of: {id: n-2018}, to: {id: s-2018}}\n")
	unnumbered := strings.NewReplacer("alert(1)", "alert()", "alert(2)", "alert()", "%0A", "%A", "[31m", "[m")
	put("study/figures.yaml", unnumbered.Replace("- id: wells\n  kind: bar\n  title: "+quoted("=")+"\n  subtitle: "+quoted("=")+"\n  notes: ["+quoted("=")+"]\n  horizontal: true\n"+
		"  categories: ["+quoted("=")+", '=cmd']\n  series:\n    - values: [n-2018, s-2018]\n"))

	sentence := "There were 300 dry wells in Northland in 2018, " + hostileWords + ". Of 200 wells, 50, or 35 per cent, were dry. The dry wells in Northland were nine times those in Southland in 2018."
	put("draft.txt", sentence)
	put("=draft.txt", sentence)
	put("names/\x1b[31m\n::error::\u202e`<b>.txt", sentence)
	put("draft.html", "<p>"+html.EscapeString(sentence)+"</p>")
	if err := writeDocx(filepath.Join(dir, "draft.docx"), []string{strings.Map(func(c rune) rune {
		if c < ' ' {
			return -1
		}
		return c
	}, sentence)}); err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(map[string]string{"id": "=1 " + hostileWords, "text": sentence})
	if err != nil {
		t.Fatal(err)
	}
	put("drafts.jsonl", string(line)+"\n")
	places := `A {{stat "ratio"}} and {{obs "n-2018"}} with {{figure "wells"}} {{source "a"}} {{source "b"}}.`
	put("fill.md", places)
	put("fill.txt", places)
	put("fill.html", "<p>"+places+"</p>")
	if err := writeDocx(filepath.Join(dir, "fill.docx"), []string{places}); err != nil {
		t.Fatal(err)
	}
	put("broken/datapackage.json", `{"name": "broken", "resources": [`+fields("wells", "id measure period value unit")+`]}`)
	put("broken/wells.csv", "id,measure,period,value,unit\n1,wells,2018,\"=x "+strings.ReplaceAll(w, `"`, `""`)+"\",wells\n")
	table("../measured", []string{"=place " + w, "year", "wells dry"}, []string{"=N " + w, "2018", "243"}, []string{"South", "2018", "32"})
	return dir
}

// TestInjection sends hostile words through every format that recount writes, and reads each with a reader
// of that format: what was text is text, and nothing else came of it.
func TestInjection(t *testing.T) {
	t.Chdir(hostileStudy(t))
	for _, tt := range []struct {
		args string
		want func(t *testing.T, out string)
	}{
		{"check --study study draft.txt", wantPlain},
		{"check --study study --all draft.html", wantPlain},
		{"check --study study --format json draft.txt", wantJSON},
		{"check --study study --format jsonl draft.txt", wantJSONLines},
		{"check --study study --input jsonl drafts.jsonl", wantJSONLines},
		{"check --study study --format sarif =draft.txt", wantSARIF},
		{"check --study study --format github =draft.txt", wantCommands},
		{"check --study study --format html draft.txt", wantPage},
		{"check --study study --format html draft.html", wantPage},
		{"check --study study --format queries =draft.txt", wantMarkdown("h1 h2 p blockquote ul li strong")},
		{"extract draft.txt =draft.txt", wantPlain},
		{"check --study study names", wantPlain},
		{"check --study study --format github names", wantCommands},
		{"check --study study --format sarif names", wantSARIF},
		{"check --study study --format html names draft.txt", wantPage},
		{"check --study study --format queries names", wantMarkdown("h1 h2 p blockquote ul li strong")},
		{"extract names draft.txt", wantPlain},
		{"extract --format json names", wantJSON},
		{"extract --format csv names", wantCells},
		{"extract --format json draft.txt", wantJSON},
		{"extract --format jsonl draft.txt", wantJSONLines},
		{"extract --format csv =draft.txt", wantCells},
		{"analyze --study study", wantPlain},
		{"analyze --study study ratio", wantPlain},
		{"analyze --study study --format json", wantJSON},
		{"analyze --study study --format csv", wantCells},
		{"analyze --study study --format markdown", wantMarkdown("table thead tbody tr th td")},
		{"analyze --study study --format latex", wantLaTeX},
		{"data list --study study", wantPlain},
		{"data list --study study --format json", wantJSON},
		{"data list --study study --format csv", wantCells},
		{"data show --study study", wantPlain},
		{"data show --study study n-2018", wantPlain},
		{"data show --study study --format json", wantJSON},
		{"data show --study study --format csv", wantCells},
		{"data sources --study study", wantPlain},
		{"data sources --study study --format json", wantJSON},
		{"data sources --study study --format csv", wantCells},
		{"data conflicts --study study", wantPlain},
		{"data validate broken", wantPlain},
		{"data validate broken --format json", wantJSON},
		{"data validate broken --format github", wantCommands},
		{"data diff study xinjiang", wantPlain},
		{"data diff study xinjiang --format json", wantJSON},
		{"data diff study xinjiang --format csv", wantCells},
		{"embed wells --study study --format html", wantFragment},
		{"embed wells --study study --format cms", wantPlainTabbed},
		{"embed wells --study study --format markdown", wantMarkdown("p img br strong em")},
		{"embed wells --study study --format latex", wantLaTeX},
		{"embed wells --study study --report json", wantJSON},
		{"embed wells --study study --cite text", wantPlain},
		{"embed wells --study study --cite bibtex", wantBibTeX},
		{"embed --numbers latex --study study", wantLaTeX},
		{"embed --numbers json --study study", wantJSON},
		{"embed --numbers yaml --study study", wantYAML},
		{"fill fill.md --study study --no-bind", wantMarkdownOfFill},
		{"fill fill.txt --study study", wantFilesAsked},
		{"figures --study study --check --out nowhere", wantPlain},
		{"figures --study study --check --out nowhere --report json", wantJSON},
	} {
		t.Run(tt.args, func(t *testing.T) {
			code, out, stderr := outcomeOf(t, "", strings.Fields(tt.args)...)
			wantPrintable(t, "standard error", stderr)
			if code == exitFailed && out == "" {
				out = stderr
			}
			if out == "" {
				t.Fatalf("nothing was printed, exit code %d: %s", code, stderr)
			}
			tt.want(t, out)
		})
	}
}

// TestInjectionFiles does so for what is written to files.
func TestInjectionFiles(t *testing.T) {
	t.Chdir(hostileStudy(t))
	for _, args := range []string{
		"figures --study study --out out/figures --dark --text editable",
		"embed --all --study study --out out/kit",
		"embed wells --study study --format html,cms,markdown,latex,docx --out out/embed",
		"check --study study --out out/report.html draft.txt",
		"check --study study --out out/questions.csv =draft.txt",
		"check --study study --out out/questions.docx =draft.txt",
		"check --study study --annotate out/annotated.docx draft.docx",
		"check --study study --write-baseline out/baseline.json draft.txt",
		"fill fill.md --study study --notes footnotes -o out/footnotes.md",
		"fill fill.md --study study --notes links -o out/links.md",
		"fill fill.html --study study --notes links -o out/links.html",
		"fill fill.html --study study --notes footnotes -o out/footnotes.html",
		"fill fill.txt --study study -o out/plain.txt",
		"fill fill.docx --study study --notes footnotes -o out/filled.docx",
		"init out/made --from measured.csv",
		"figures --study out/made --out out/made-figures",
	} {
		if err := os.MkdirAll("out", 0o777); err != nil {
			t.Fatal(err)
		}
		code, out, stderr := outcomeOf(t, "", strings.Fields(args)...)
		wantPrintable(t, args, out+stderr)
		if code == exitFailed {
			t.Errorf("recount %s: %s", args, stderr)
		}
	}
	readers := map[string]func(t *testing.T, out string){
		".svg": wantDrawing, ".pdf": wantPDF, ".png": wantPNG, ".docx": wantWord, ".csv": wantCells, ".json": wantJSON, ".md": wantMarkdownOfFill,
		".html": wantFragment, ".tex": wantLaTeX, ".bib": wantBibTeX, ".lock": wantJSON, ".yaml": wantYAML, ".txt": wantPlainTabbed,
	}
	seen := map[string]int{}
	err := filepath.WalkDir("out", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		ext := filepath.Ext(name)
		read := readers[ext]
		switch {
		case filepath.Base(name) == "measured.csv": // a copy, to the byte
			return nil
		case filepath.Base(name) == "index.html", filepath.Base(name) == "report.html":
			read = wantPage
		case read == nil:
			t.Errorf("%s: no reader for this format", name)
			return nil
		}
		seen[ext]++
		t.Run(filepath.ToSlash(name), func(t *testing.T) { read(t, string(data)) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for ext := range readers {
		if seen[ext] == 0 {
			t.Errorf("no file %s was written", ext)
		}
	}
}

// wantPrintable wants no character that moves a cursor or turns the direction of writing.
func wantPrintable(t *testing.T, what, s string) {
	t.Helper()
	for i, c := range s {
		if c != '\n' && c != '\t' && unprintable(c) {
			t.Errorf("%s holds %U: %q", what, c, s[max(0, i-30):min(len(s), i+30)])
			return
		}
	}
}

func wantPlain(t *testing.T, out string) {
	t.Helper()
	wantPrintable(t, "the text", strings.ReplaceAll(out, "\t", "\x00"))
}

func wantPlainTabbed(t *testing.T, out string) {
	t.Helper()
	wantPrintable(t, "the text", out)
	for line := range strings.Lines(out) {
		if strings.Contains(line, "\t") {
			wantDisarmed(t, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
}

// wantJSON wants one JSON value.
func wantJSON(t *testing.T, out string) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(out))
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if dec.More() {
		t.Errorf("more than one value in\n%s", out)
	}
}

func wantJSONLines(t *testing.T, out string) {
	t.Helper()
	if n := strings.Count(out, "\n"); n != 1 {
		t.Errorf("%d lines for one document", n)
	}
	wantJSON(t, out)
}

func wantSARIF(t *testing.T, out string) {
	t.Helper()
	var log struct {
		Runs []struct {
			Results []struct{ Message struct{ Text string } }
		}
	}
	if err := json.Unmarshal([]byte(out), &log); err != nil || len(log.Runs) != 1 || len(log.Runs[0].Results) == 0 {
		t.Fatalf("%v in\n%s", err, out)
	}
	for _, r := range log.Runs[0].Results {
		wantPrintable(t, "a message", r.Message.Text)
	}
}

// wantCommands wants annotations of a workflow and no other command.
func wantCommands(t *testing.T, out string) {
	t.Helper()
	wantPrintable(t, "the annotations", out)
	command := regexp.MustCompile(`^::(warning|notice|error)( (file|line|col|title)=[^,:]*(,(file|line|col|title)=[^,:]*)*)?::`)
	for line := range strings.Lines(out) {
		if !command.MatchString(line) || strings.Contains(line, "%0A::") {
			t.Errorf("no annotation, or two: %s", line)
		}
	}
}

// formulas are what a cell may not begin with.
const formulas = "=+-@＝＋－＠|%\t\r"

func wantDisarmed(t *testing.T, cells []string) {
	t.Helper()
	for _, c := range cells {
		first, _ := firstRune(strings.TrimLeft(c, " "))
		if strings.ContainsRune(formulas, first) && !regexp.MustCompile(`^-[0-9.]+$`).MatchString(c) {
			t.Errorf("a spreadsheet runs %q", c)
		}
		wantPrintable(t, "a cell", c)
	}
}

func firstRune(s string) (rune, bool) {
	for _, c := range s {
		return c, true
	}
	return 0, false
}

func wantCells(t *testing.T, out string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll() // rows of unequal length are an error
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		wantDisarmed(t, row)
	}
}

// elements parses HTML and wants no script but those of the page, no handler, no address that runs or
// leads outside but by a link.
func elements(t *testing.T, out string, scripts int) (names []string, text string) {
	t.Helper()
	page, err := html.Parse(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	for n := range page.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			words.WriteString(n.Data + " ")
		}
		if n.Type != html.ElementNode {
			continue
		}
		names = append(names, n.Data)
		switch n.Data {
		case "script":
			scripts--
		case "iframe", "object", "embed", "base", "form", "foreignObject", "foreignobject":
			t.Errorf("<%s>", n.Data)
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(value, "javascript:") || a.Key == "src" && strings.Contains(value, "//") && !strings.HasPrefix(value, "data:image/") || a.Key == "style" && strings.Contains(value, "url(") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
			if a.Key == "href" && strings.ContainsAny(a.Val, "\"<> ") {
				t.Errorf("<%s href=%q>", n.Data, a.Val)
			}
			wantPrintable(t, "an attribute", a.Val)
		}
	}
	if scripts != 0 {
		t.Errorf("%d scripts fewer than the page's own", scripts)
	}
	// A drawing in the page may isolate words of the other direction: that ends with the element.
	wantPrintable(t, "the page", strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "").Replace(words.String()))
	return names, words.String()
}

func wantPage(t *testing.T, out string) {
	t.Helper()
	if _, text := elements(t, out, 1); !strings.Contains(spacedWords(text), "<script>alert(") {
		t.Error("the words are lost")
	}
}

func wantFragment(t *testing.T, out string) {
	t.Helper()
	elements(t, out, 0)
}

// rendered is Markdown as GitHub and other readers with extensions show it.
func rendered(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithParserOptions(parser.WithAttribute()))
	if err := m.Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wantMarkdown wants Markdown of which nothing but these elements come.
func wantMarkdown(allowed string) func(t *testing.T, out string) {
	return func(t *testing.T, out string) {
		t.Helper()
		names, text := elements(t, rendered(t, out), 0)
		for _, name := range names {
			if !slices.Contains(strings.Fields(allowed+" html head body"), name) {
				t.Errorf("<%s> comes of\n%s", name, out)
			}
		}
		if !strings.Contains(spacedWords(text), `<script>alert(`) || !strings.Contains(text, "`rm`") || !strings.Contains(text, "https://evil.example") {
			t.Errorf("the words are lost: %s", text)
		}
	}
}

// wantMarkdownOfFill allows what fill puts in on purpose: the drawing, notes and the one good address.
func wantMarkdownOfFill(t *testing.T, out string) {
	t.Helper()
	if strings.Contains(out, "nothing was written") || !strings.Contains(out, "\n") && strings.HasPrefix(out, "recount fill:") {
		return // drawings do not go to standard output
	}
	page, err := html.Parse(strings.NewReader(rendered(t, out)))
	if err != nil {
		t.Fatal(err)
	}
	elements(t, rendered(t, out), 0)
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" {
			for _, a := range n.Attr {
				if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://example.org/") {
					t.Errorf("a link to %q", a.Val)
				}
			}
		}
		if n.Type == html.ElementNode && slices.Contains([]string{"code", "del", "table", "input"}, n.Data) {
			t.Errorf("<%s> comes of\n%s", n.Data, out)
		}
	}
}

func wantFilesAsked(t *testing.T, out string) {
	t.Helper()
	wantPlain(t, out)
}

// texCommand finds what LaTeX takes for a command.
var texCommand = regexp.MustCompile(`\\(?:[A-Za-z]+|.)`)

const texOurs = ` \usepackage \begin \end \centering \includegraphics \linewidth \caption \label \newcommand \textbf \hline \endhead \\ \textbackslash ` +
	`\textasciicircum \textasciitilde \textless \textgreater \textbar \textasciigrave \ensuremath \div \times \{ \} \$ \& \# \% \_ \, \- `

func wantLaTeX(t *testing.T, out string) {
	t.Helper()
	wantPrintable(t, "LaTeX", out)
	depth := 0
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "%") {
			continue
		}
		for _, c := range texCommand.FindAllString(line, -1) {
			if !strings.Contains(texOurs, " "+c+" ") && !strings.HasPrefix(c, `\recount`) {
				t.Errorf("command %s in %s", c, line)
			}
		}
		rest := texCommand.ReplaceAllString(line, "")
		if strings.ContainsAny(rest, "%#^_\"<>|`~") {
			t.Errorf("what LaTeX reads as more than text is left in %s", rest)
		}
		depth += strings.Count(rest, "{") - strings.Count(rest, "}")
	}
	if depth != 0 {
		t.Errorf("braces do not match: %d open", depth)
	}
}

func wantBibTeX(t *testing.T, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		if _, field, ok := strings.Cut(line, " = {"); ok {
			wantLaTeX(t, strings.TrimSuffix(field, "},\n"))
		} else if !regexp.MustCompile(`^(@misc\{[a-z0-9-]+,|\}|)\n$`).MatchString(line) {
			t.Errorf("line %q", line)
		}
	}
}

func wantYAML(t *testing.T, out string) {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(out), &v); err != nil {
		t.Errorf("%v in\n%s", err, out)
	}
	wantPrintable(t, "YAML", out)
}

// wantXML wants well-formed XML without a document type, and returns its elements and text.
func wantXML(t *testing.T, out string) (names []string, text string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(out))
	var words strings.Builder
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return names, words.String()
		}
		if err != nil {
			t.Fatalf("%v in %.200s", err, out)
		}
		switch v := token.(type) {
		case xml.Directive:
			t.Errorf("<!%s>", v)
		case xml.StartElement:
			names = append(names, v.Name.Local)
			for _, a := range v.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Errorf("<%s %s=%q>", v.Name.Local, a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			words.Write(v)
		}
	}
}

func wantDrawing(t *testing.T, out string) {
	t.Helper()
	names, text := wantXML(t, out)
	for _, never := range []string{"script", "foreignObject", "image", "use", "a", "style"} {
		if slices.Contains(names, never) && never != "use" && never != "style" {
			t.Errorf("<%s>", never)
		}
	}
	for _, c := range text {
		if c >= '\u202a' && c <= '\u202e' {
			t.Errorf("the drawing holds %U", c)
		}
	}
	if !strings.Contains(text, "<script>alert()") && !strings.Contains(text, "first-figure") {
		t.Errorf("the words are lost: %q", text)
	}
}

// wantPDF wants no action, no script and no file inside; its receipt reads.
func wantPDF(t *testing.T, out string) {
	t.Helper()
	for _, never := range []string{"/JavaScript", "/JS", "/Launch", "/URI", "/OpenAction", "/AA ", "/EmbeddedFile", "/SubmitForm", "/GoToR"} {
		if strings.Contains(out, never) {
			t.Errorf("the PDF holds %s", never)
		}
	}
	if _, err := figures.ReadReceipt([]byte(out)); err != nil {
		t.Error(err)
	}
}

func wantPNG(t *testing.T, out string) {
	t.Helper()
	if _, err := png.Decode(strings.NewReader(out)); err != nil {
		t.Error(err)
	}
}

// wantWord wants parts that are well-formed XML, without fields that run and without relations that lead
// outside but by a good address.
func wantWord(t *testing.T, out string) {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if ext := filepath.Ext(f.Name); ext != ".xml" && ext != ".rels" {
			continue
		}
		names, text := wantXML(t, string(data))
		for _, never := range []string{"instrText", "altChunk", "object"} {
			if slices.Contains(names, never) {
				t.Errorf("%s: <%s>", f.Name, never)
			}
		}
		for _, m := range regexp.MustCompile(`w:instr="([^"]*)"`).FindAllStringSubmatch(string(data), -1) {
			if m[1] != " SEQ Figure \\* ARABIC " {
				t.Errorf("%s: field %q", f.Name, m[1])
			}
		}
		if strings.Contains(string(data), `TargetMode="External"`) && strings.Contains(strings.ToLower(string(data)), `target="javascript`) {
			t.Errorf("%s leads to a script", f.Name)
		}
		if f.Name != "word/document.xml" || !slices.Contains(names, "commentReference") { // not what a draft says itself
			all += text
		}
	}
	for _, c := range all {
		if unprintable(c) && c != '\n' && c != '\t' && c != '\r' {
			t.Errorf("%U", c)
		}
	}
}
