package annotate

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

const (
	head  = `<?xml version="1.0" encoding="UTF-8"?>`
	types = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>`
	rels  = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	w     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// rich is a text with all that comments have to leave alone.
const rich = `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Harvest</w:t></w:r></w:p>` +
	`<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>In all 41</w:t></w:r><w:r><w:t>2 orchards gave 7.5 tonnes &amp; more.</w:t></w:r></w:p>` +
	`<w:p><w:r><w:t xml:space="preserve">The guild has </w:t></w:r><w:del w:id="7" w:author="Editor"><w:r><w:delText>31</w:delText></w:r></w:del><w:ins w:id="8" w:author="Editor"><w:r><w:t>32 members, of whom</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> 14 are new.</w:t></w:r></w:p>` +
	`<w:p><w:r><w:t xml:space="preserve">See page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 3*4</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12 crates</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> and </w:t></w:r><w:fldSimple w:instr="= 5"><w:r><w:t>55 barrels</w:t></w:r></w:fldSimple><w:r><w:t>.</w:t></w:r></w:p>` +
	`<w:p><w:hyperlink r:id="x"><w:r><w:t>All 66 presses</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> run</w:t><w:tab/><w:t>88 hours</w:t><w:br/><w:t>a week.</w:t></w:r></w:p>` +
	`<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>Cider: 99 litres</w:t></w:r><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r><w:r><w:t>, said the steward.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
	`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Pears</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1,250 kg</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
	`<w:p><w:r><w:t><![CDATA[There were 17 carts.]]></w:t></w:r></w:p>`

const footnotes = head + `<w:footnotes ` + w + `><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Of them 23 litres were spilt.</w:t></w:r></w:p></w:footnote></w:footnotes>`

const earlier = head + `<w:comments ` + w + `><w:comment w:id="4" w:author="Reviewer"><w:p><w:r><w:t>Which steward?</w:t></w:r></w:p></w:comment></w:comments>`

// packed writes a Word document with this text; the other parts are the same for all.
func packed(t testing.TB, body string, notes bool) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	parts := [][2]string{{"[Content_Types].xml", types + "</Types>"}, {"_rels/.rels", rels}, {"word/document.xml", head + body}}
	if notes {
		parts[0][1] = types + `<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`
		parts = append(parts, [2]string{"word/footnotes.xml", footnotes}, [2]string{"word/comments.xml", earlier}, [2]string{"word/_rels/document.xml.rels", head +
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/><Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`})
	}
	for _, p := range parts {
		f, err := z.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, p[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func textPart(body string) string {
	return `<w:document ` + w + `><w:body>` + body + `</w:body></w:document>`
}

// numbers makes each number of a document a finding that disagrees.
func numbers(doc *document.Document) []finding.Finding {
	var fs []finding.Finding
	for _, q := range quantity.Scan(nil, doc.Text) {
		fs = append(fs, finding.Finding{Start: q.Start, End: q.End, Text: doc.Text[q.Start:q.End], Verdict: finding.Refuted, Reason: finding.Value,
			Message: "Is this <the> figure & no other?", Evidence: []finding.Evidence{{Kind: "observation", Name: "the ledger", Locator: "p. 3"}}})
	}
	return fs
}

func annotated(t testing.TB, data []byte, name string) (*document.Document, []finding.Finding, []byte, int) {
	t.Helper()
	doc, err := document.Read(name, data, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fs := numbers(doc)
	var out bytes.Buffer
	n, err := Word(&out, data, doc, fs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc, fs, out.Bytes(), n
}

func members(t testing.TB, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Close()
		m[f.Name] = string(text)
	}
	return m
}

// ranges returns the text inside each comment's range, and how often each id is referred to.
func ranges(t testing.TB, part string) (map[string]string, map[string]int) {
	t.Helper()
	inside, refs, open := map[string]string{}, map[string]int{}, map[string]bool{}
	dec := xml.NewDecoder(strings.NewReader(part))
	in := ""
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("the copy is no XML: %v\n%s", err, part)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			in = tok.Name.Local
			switch id := attrOf(tok, "id"); in {
			case "commentRangeStart":
				open[id] = true
				inside[id] = ""
			case "commentRangeEnd":
				delete(open, id)
			case "commentReference":
				refs[id]++
			}
		case xml.EndElement:
			in = ""
		case xml.CharData:
			for id := range open {
				if in == "t" {
					inside[id] += string(tok)
				}
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("ranges that do not end: %v", open)
	}
	return inside, refs
}

func TestWord(t *testing.T) {
	data := packed(t, textPart(rich), true)
	doc, fs, copied, n := annotated(t, data, "rich.docx")
	if n != len(fs) || n < 11 {
		t.Fatalf("%d comments for %d numbers, want one each and at least 11", n, len(fs))
	}
	again, err := document.Read("rich.docx", copied, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if again.Text != doc.Text {
		t.Errorf("the copy reads\n%q, want\n%q", again.Text, doc.Text)
	}
	before, after := members(t, data), members(t, copied)
	for name, text := range before {
		if name != "word/document.xml" && name != "word/comments.xml" && after[name] != text {
			t.Errorf("%s was changed", name)
		}
	}
	if !strings.HasPrefix(after["word/comments.xml"], strings.TrimSuffix(earlier, "</w:comments>")) {
		t.Errorf("the earlier comment was changed: %s", after["word/comments.xml"])
	}
	for _, kept := range []string{`<w:del w:id="7" w:author="Editor"><w:r><w:delText>31</w:delText></w:r></w:del>`, `<w:ins w:id="8" w:author="Editor">`,
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 3*4</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12 crates</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
		`<w:fldSimple w:instr="= 5"><w:r><w:t>55 barrels</w:t></w:r></w:fldSimple>`, `<w:r><w:footnoteReference w:id="2"/></w:r>`, `<![CDATA[There were 17 carts.]]>`} {
		if !strings.Contains(after["word/document.xml"], kept) {
			t.Errorf("not kept as it was: %s", kept)
		}
	}
	inside, refs := ranges(t, after["word/document.xml"])
	want := map[string]string{"4": "Cider: 99 litres"} // by id: that of others, then ours in the order of the text
	for i, f := range fs {
		text := f.Text
		switch text {
		case "12":
			text = "12 crates"
		case "55":
			text = "55 barrels"
		case "17":
			text = "There were 17 carts."
		case "23 litres", "23":
			text = "" // the mark of the note
		}
		want[itoa(5+i)] = text
	}
	for id, text := range want {
		if got, ok := inside[id]; !ok || got != text || refs[id] != 1 {
			t.Errorf("comment %s: range %q, %d marks, want %q and one", id, got, refs[id], text)
		}
	}
	if got := strings.Count(after["word/comments.xml"], `w:author="recount"`); got != n {
		t.Errorf("%d comments signed, want %d", got, n)
	}
	if strings.Contains(after["word/comments.xml"], "w:date") || !strings.Contains(after["word/comments.xml"], "Is this &lt;the&gt; figure &amp; no other?") {
		t.Errorf("comments: %s", after["word/comments.xml"])
	}
	if _, _, twice, _ := annotated(t, data, "rich.docx"); !bytes.Equal(copied, twice) {
		t.Error("the same document gave other bytes")
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

// Word's own writer uses the prefix w; other programs use others, or none.
func TestWordPrefixes(t *testing.T) {
	for name, part := range map[string]string{
		"other":  `<x:document xmlns:x="` + nsWord + `"><x:body><x:p><x:r><x:t>Some 40 pears and 30 plums</x:t></x:r></x:p></x:body></x:document>`,
		"none":   `<document xmlns="` + nsWord + `"><body><p><r><t>Some 40 pears and 30 plums</t></r></p></body></document>`,
		"strict": `<w:document xmlns:w="` + nsStrict + `"><w:body><w:p><w:r><w:t>Some 40 pears and 30 plums</w:t></w:r></w:p></w:body></w:document>`,
	} {
		doc, fs, copied, n := annotated(t, packed(t, part, false), name+".docx")
		if n != 2 || len(fs) != 2 {
			t.Errorf("%s: %d comments, want 2", name, n)
			continue
		}
		again, err := document.Read(name+".docx", copied, document.Options{})
		if err != nil || again.Text != doc.Text {
			t.Errorf("%s: the copy reads %q (%v), want %q", name, again.Text, err, doc.Text)
		}
		m := members(t, copied)
		inside, refs := ranges(t, m["word/document.xml"])
		if inside["0"] != fs[0].Text || inside["1"] != fs[1].Text || refs["0"] != 1 {
			t.Errorf("%s: ranges %q", name, inside)
		}
		if !strings.Contains(m["[Content_Types].xml"], "comments+xml") || !strings.Contains(m["word/_rels/document.xml.rels"], `Target="comments.xml"`) {
			t.Errorf("%s: the comments are not named to the document", name)
		}
	}
}

// What agrees, or was accepted, has a comment only with All.
func TestWordAll(t *testing.T) {
	data := packed(t, textPart(rich), true)
	doc, err := document.Read("rich.docx", data, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fs := numbers(doc)
	for i := range fs[1:] {
		fs[i+1].Verdict = finding.Supported
	}
	for _, tt := range []struct {
		opt  Options
		want int
	}{{Options{}, 1}, {Options{All: true}, len(fs)}} {
		if got, err := Word(io.Discard, data, doc, fs, tt.opt); err != nil || got != tt.want {
			t.Errorf("Word(%+v) = %d, %v, want %d", tt.opt, got, err, tt.want)
		}
	}
	if _, err := Word(io.Discard, data, document.Plain("a.txt", "40 pears"), fs, Options{}); err == nil {
		t.Error("a plain text was annotated")
	}
}

// office converts a file by LibreOffice, or skips the test where it is missing.
func office(t *testing.T, to, name string) []byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("RECOUNT_REQUIRE_TOOLS") == "1" {
			t.Fatal("soffice is missing")
		}
		t.Skip("soffice is missing")
	}
	dir := t.TempDir()
	cmd := exec.Command(program, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", to, "--outdir", filepath.Join(dir, "out"), name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	data, err := os.ReadFile(filepath.Join(dir, "out", base+"."+to))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// LibreOffice reads the copy, keeps every comment with its author and place, and prints the same text.
func TestLibreOfficeRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	data := packed(t, textPart(rich), true)
	doc, _, copied, n := annotated(t, data, "rich.docx")
	name := filepath.Join(t.TempDir(), "copy.docx")
	if err := os.WriteFile(name, copied, 0o600); err != nil {
		t.Fatal(err)
	}
	back := office(t, "docx", name)
	m := members(t, back)
	if got := strings.Count(m["word/comments.xml"], `w:author="recount"`); got != n {
		t.Errorf("%d comments by recount came back, want %d", got, n)
	}
	if got := strings.Count(m["word/comments.xml"], `w:author="Reviewer"`); got != 1 {
		t.Errorf("%d comments by others came back, want 1", got)
	}
	for _, kept := range []string{"w:del ", "w:ins ", "w:instrText", "w:footnoteReference"} {
		if !strings.Contains(m["word/document.xml"], kept) {
			t.Errorf("%s did not come back", kept)
		}
	}
	again, err := document.Read("copy.docx", back, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	space := regexp.MustCompile(`\s+`)
	if got, want := space.ReplaceAllString(again.Text, " "), space.ReplaceAllString(doc.Text, " "); got != want {
		t.Errorf("came back as\n%q, want\n%q", got, want)
	}
	if pdf := office(t, "pdf", name); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Error("no PDF came out")
	}
}

// Whatever the text part holds, the copy reads as the original did.
func FuzzWord(f *testing.F) {
	f.Add(textPart(rich))
	f.Add(textPart(`<w:p><w:r><w:t>40</w:t><w:t>50</w:t></w:r><w:r><w:rPr/><w:t>60 &lt; 70</w:t></w:r></w:p>`))
	f.Add(textPart(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>40</w:t></w:r></w:p><w:p><w:r><w:t>50</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>`))
	f.Add(textPart(`<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>40 pears</w:t></w:r></w:p></w:txbxContent></w:pict><w:t>9 plums</w:t></w:r></w:p>`))
	f.Fuzz(func(t *testing.T, body string) {
		data := packed(t, body, true)
		doc, err := document.Read("fuzz.docx", data, document.Options{})
		if err != nil || doc.Format != document.DOCX {
			return
		}
		var out bytes.Buffer
		if _, err := Word(&out, data, doc, numbers(doc), Options{}); err != nil {
			return
		}
		again, err := document.Read("fuzz.docx", out.Bytes(), document.Options{})
		if err != nil {
			t.Fatalf("the copy cannot be read: %v\n%s", err, members(t, out.Bytes())["word/document.xml"])
		}
		if again.Text != doc.Text {
			t.Fatalf("the copy reads %q, want %q\n%s", again.Text, doc.Text, members(t, out.Bytes())["word/document.xml"])
		}
	})
}
