package document

import (
	"strings"
	"testing"
)

// odtFile makes an OpenDocument text of automatic styles and a body.
func odtFile(styles, body string) []byte {
	return zipped("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odtContent(styles, body))
}

func odtContent(styles, body string) string {
	const o = "urn:oasis:names:tc:opendocument:xmlns:"
	return `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="` + o + `office:1.0" xmlns:text="` + o + `text:1.0" xmlns:table="` + o +
		`table:1.0" xmlns:style="` + o + `style:1.0" xmlns:draw="` + o + `drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>` + styles +
		`</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

func TestODTBlocks(t *testing.T) {
	for _, tt := range []struct{ name, styles, body, want string }{
		{"a note inside its paragraph", "", `<text:p>In all 243 per 100,000<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>See p. 9.</text:p></text:note-body></text:note> and then more.</text:p>`,
			"paragraph|In all 243 per 100,000 and then more.\nfootnote|See p. 9.\n"},
		{"styles", `<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>`,
			`<text:p text:style-name="P1">Births</text:p><text:h text:outline-level="2">Part</text:h><text:p>Of 10<text:span text:style-name="T1">5</text:span> and 243<text:span text:style-name="T1">3</text:span>,<text:s text:c="3"/>so.</text:p>`,
			"title|Births\nheading|Part\nparagraph|Of 10⁵ and 243, so.\n"},
		{"list, box, comment, changes", "", `<text:tracked-changes><text:p>99</text:p></text:tracked-changes><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><text:p>Before <draw:frame><draw:text-box><text:p>Boxed 7</text:p></draw:text-box></draw:frame>after<office:annotation><dc:creator>x</dc:creator><text:p>98</text:p></office:annotation>.</text:p><text:table-of-content><text:p>97</text:p></text:table-of-content>`,
			"list item|one\nparagraph|Before after.\nparagraph|Boxed 7\n"},
	} {
		for _, name := range []string{"a.odt", "a.fodt"} {
			data := odtFile(tt.styles, tt.body)
			if name == "a.fodt" {
				data = []byte(strings.Replace(odtContent(tt.styles, tt.body), "document-content", "document", 1))
				data = []byte(strings.Replace(string(data), "</office:document-content", "</office:document", 1))
			}
			d, err := Read(name, data, Options{})
			if err != nil {
				t.Errorf("%s, %s: %v", tt.name, name, err)
				continue
			}
			if got := blocksOf(d); got != tt.want {
				t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
			}
			checkMap(t, d)
		}
	}
}

func TestODTTable(t *testing.T) {
	cell := func(attrs, s string) string {
		return `<table:table-cell ` + attrs + `><text:p>` + s + `</text:p></table:table-cell>`
	}
	const covered = `<table:covered-table-cell/>`
	body := `<table:table><table:table-header-rows><table:table-row>` + cell(`table:number-rows-spanned="2"`, "Place") + cell(`table:number-columns-spanned="2"`, "Births") + covered +
		`</table:table-row><table:table-row>` + covered + cell("", "2017") + cell("", "2018") + `</table:table-row></table:table-header-rows><table:table-row>` +
		cell("", "Hotan") + cell(`office:value-type="float" office:value="1204"`, "1,204") + cell("", "990") + `</table:table-row></table:table>`
	d, err := Read("a.odt", odtFile("", body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkMap(t, d)
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables, want 1", len(d.Tables))
	}
	tab := d.Tables[0]
	c := tab.Cells[2][1]
	if tab.HeaderRows != 2 || c.Text != "1,204" || c.Value != "1204" || strings.Join(c.ColHead, "|") != "Births|2017" || strings.Join(c.RowHead, "|") != "Hotan" {
		t.Errorf("%d header rows, cell %+v", tab.HeaderRows, c)
	}
}

// TestNothingLost holds the characters that come out of an office file against the text in its XML.
func TestNothingLost(t *testing.T) {
	var docx, odt, want strings.Builder
	for i := range 200 {
		s := strings.Repeat(itoa(i)+" x ", i%7+1)
		want.WriteString(s)
		docx.WriteString(para(run(s[:len(s)/2]) + `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + para(run("box"+itoa(i))) + `</w:txbxContent></mc:Choice></mc:AlternateContent></w:r>` + run(s[len(s)/2:])))
		odt.WriteString(`<text:p>` + s[:len(s)/2] + `<text:note><text:note-citation>` + itoa(i) + `</text:note-citation><text:note-body><text:p>box` + itoa(i) + `</text:p></text:note-body></text:note>` + s[len(s)/2:] + `</text:p>`)
		want.WriteString("box" + itoa(i))
	}
	ink := func(s string) int { return len(strings.Join(strings.Fields(s), "")) }
	for name, data := range map[string][]byte{"a.docx": docxFile(docx.String(), ""), "a.odt": odtFile("", odt.String())} {
		d, err := Read(name, data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := ink(d.Text); got != ink(want.String()) {
			t.Errorf("%s: %d characters out, %d in", name, got, ink(want.String()))
		}
		checkMap(t, d)
	}
}

func TestMHTML(t *testing.T) {
	src := "From: <Saved>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b--\"\r\n\r\n" +
		"----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>It was 24=\r\n3 =E2=80=93 or 12 =3D so.</p><p>Then.</p>\r\n----b--\r\nContent-Type: image/png\r\n\r\nx\r\n----b----\r\n"
	d, err := Read("a.mhtml", []byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := blocksOf(d); got != "paragraph|It was 243 – or 12 = so.\nparagraph|Then.\n" || d.URL != "https://example.org/a" {
		t.Errorf("got %s from %s", got, d.URL)
	}
	checkMap(t, d)
	if p := d.Position(len(d.Text) - 1); p.String() != "a.mhtml: para 2" {
		t.Errorf("position %s", p)
	}
}

func TestNotebook(t *testing.T) {
	src := `{"cells": [
 {"cell_type": "code", "source": ["x = 99\n"], "outputs": [{"text": ["98"]}]},
 {"cell_type": "markdown", "metadata": {}, "source": ["# Births\n", "\n", "It was \"243\" in Ürümqi \u2013 \ud83d\ude00 $\\frac{1}{2}$.[^1]\n", "\n", "[^1]: Page 9."]},
 {"source": "And *then* 40.", "cell_type": "markdown"}
], "nbformat": 4}`
	d, err := Read("a.ipynb", []byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := blocksOf(d); got != "title|Births\nparagraph|It was \"243\" in Ürümqi – 😀 1/2.\nparagraph|And then 40.\nfootnote|Page 9.\n" {
		t.Errorf("got\n%s", got)
	}
	checkMap(t, d)
	i := strings.Index(d.Text, "243")
	if from, to, ok := d.SourceRange(i, i+3); !ok || src[from:to] != "243" {
		t.Errorf("SourceRange = %d, %d, %v", from, to, ok)
	}
	if p := d.Position(i); p.Cell != 2 || p.Line != 3 || p.String() != "a.ipynb: cell 2" {
		t.Errorf("position %+v", p)
	}
}

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{strings.Repeat("The number of births in the region was lower than it had been for years, and they say that it is not over. ", 3), ""},
		{strings.Repeat("Le nombre des naissances dans la région est plus bas que les années précédentes, et il ne sera pas plus haut avec le temps. ", 3), "French"},
		{strings.Repeat("Die Zahl der Geburten in der Region ist nach den Angaben des Amtes nicht mehr so hoch, wie sie es für das Jahr zuvor war. ", 3), "German"},
		{strings.Repeat("该地区的出生人数低于往年水平，官方数据显示下降明显。", 4), "Chinese"},
		{strings.Repeat("Число рождений в области было ниже, чем в прошлом году, и это не всё, что известно по данным из отчёта. ", 3), "Russian"},
		{"Trop court.", ""},
	} {
		d, err := Read("a.txt", []byte(tt.text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Language != tt.want {
			t.Errorf("language of %.30q is %q, want %q", tt.text, d.Language, tt.want)
		}
	}
}
