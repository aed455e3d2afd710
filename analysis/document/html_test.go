package document

import (
	"strings"
	"testing"
)

func readHTMLString(t *testing.T, s string) *Document {
	t.Helper()
	d, err := Read("a.html", []byte(s), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkMap(t, d)
	return d
}

func TestHTMLBlocks(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"paragraphs", "<p>One &amp; two.<p>Three&nbsp;hundred <b>and</b> four\n  more.</p>", "paragraph|One & two.\nparagraph|Three\u00A0hundred and four more.\n"},
		{"text without paragraphs", "<div>One<br><br>Two<br>three</div>four", "paragraph|One\nparagraph|Two three\nparagraph|four\n"},
		{"title and headings", "<h1>A title</h1><p>Text.</p><h2>Part</h2>", "title|A title\nparagraph|Text.\nheading|Part\n"},
		{"lists and quotes", "<ul><li>a 1<li>b 2<ol><li>c 3</ol></ul><blockquote><p>q 4</p></blockquote>", "list item|a 1\nlist item|b 2\nlist item|c 3\nblock quote|q 4\n"},
		{"marks of notes", `<p>For 28 years.<sup>12</sup> Then 243<sup>3</sup> of 10<sup>5</sup>, 40 km<sup>2</sup>, the 5<sup>th</sup><sup>[7]</sup> one.</p>`,
			"paragraph|For 28 years. Then 243 of 10⁵, 40 km², the 5th one.\n"},
		{"a note", `<p>It was 40.<sup><a href="#fn1" id="r1">1</a></sup> More.</p><hr><ol><li id="fn1"><p>See page 12. <a href="#r1">↩</a></p></li></ol>`,
			"paragraph|It was 40. More.\nfootnote|See page 12.\n"},
		{"hidden", `<p>a<span style="display: none">9</span><span hidden>8</span><script>7</script></p><div aria-hidden="true">6</div><p>b <code>x 5</code> c</p>`,
			"paragraph|a\nparagraph|b \uFFFC c\n"},
		{"furniture", `<nav>Home 1</nav><article><p>` + strings.Repeat("The long story goes on and on. ", 9) + `</p><div class="share-buttons"><a href="/x">Share 12</a></div><p>4 min read</p><p>The end.</p></article><aside class="related"><a href="/">7 more</a></aside><footer>© 2020</footer>`,
			"paragraph|" + strings.TrimSpace(strings.Repeat("The long story goes on and on. ", 9)) + "\nparagraph|The end.\n"},
		{"caption", `<figure><img src=x alt="12"><figcaption>Figure 2. Births</figcaption></figure>`, "caption|Figure 2. Births\n"},
		{"deleted", "<p>was <del>24</del><ins>26</ins></p>", "paragraph|was 26\n"},
		{"byline", `<p class="byline">By A. Reporter, 12 May</p><p>Text.</p>`, "metadata|By A. Reporter, 12 May\nparagraph|Text.\n"},
		{"soft hyphens", "<p>in&shy;ter\u00ADna\u200Btional</p>", "paragraph|international\n"},
		{"nothing closed", "<div><p>a<div>b<span>c", "paragraph|a\nparagraph|bc\n"},
	} {
		if got := blocksOf(readHTMLString(t, tt.src)); got != tt.want {
			t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestHTMLTable(t *testing.T) {
	d := readHTMLString(t, `<p>Before.</p><table><caption>Table 1. Births</caption>
<thead><tr><th rowspan=2>Place<th colspan=2>Births</tr><tr><th>2017<th>2018</tr></thead>
<tbody><tr><td>Hotan<td>1,204<sup>a</sup><td>990<tr><td>Kashgar<td>2,001<td>1,500</table><p>After.</p>
<table><tr><td><p>Only layout</p></td></tr></table>`)
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables, want 1", len(d.Tables))
	}
	tab := d.Tables[0]
	if tab.Caption != "Table 1. Births" || tab.Label != "Table 1" || tab.HeaderRows != 2 || tab.HeaderCols != 1 {
		t.Errorf("table %q, %q with %d header rows and %d columns", tab.Caption, tab.Label, tab.HeaderRows, tab.HeaderCols)
	}
	c := tab.Cells[2][1]
	if c.Text != "1,204" || strings.Join(c.ColHead, "|") != "Births|2017" || strings.Join(c.RowHead, "|") != "Hotan" {
		t.Errorf("cell %+v", c)
	}
	want := "paragraph|Before.\ncaption|Table 1. Births\ntable cell|Place\ntable cell|Births\ntable cell|2017\ntable cell|2018\ntable cell|Hotan\n" +
		"table cell|1,204\ntable cell|990\ntable cell|Kashgar\ntable cell|2,001\ntable cell|1,500\nparagraph|After.\nparagraph|Only layout\n"
	if got := blocksOf(d); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestHTMLMetadata(t *testing.T) {
	d := readHTMLString(t, `<!-- saved from url=(0031)https://example.org/a/story.html --><html lang="en"><head><title>Births &amp; deaths</title>
<meta property="article:published_time" content="2022-09-01T10:00:00Z"><script type="application/ld+json">{"@graph":[{"headline":"Births","datePublished":"2022-08-31","url":"https://example.org/b"}]}</script></head>
<body><p>7.6 times<!-- recount: ratio --> as many, <!-- other --> and 3.<!-- recount: ignore rhetoric --></p></body></html>`)
	if d.Title != "Births" || d.Date != "2022-09-01" || d.URL != "https://example.org/b" {
		t.Errorf("title %q, date %q, address %q", d.Title, d.Date, d.URL)
	}
	if len(d.Comments) != 2 || d.Comments[0].Text != "ratio" || d.Text[:d.Comments[0].Offset] != "7.6 times" || d.Comments[1].Text != "ignore rhetoric" || d.Comments[0].Line != 3 {
		t.Errorf("comments %+v", d.Comments)
	}
	if from, to, ok := d.SourceRange(0, 3); !ok || d.origin.parts[0].data[from:to] != "7.6" {
		t.Errorf("SourceRange = %d, %d, %v", from, to, ok)
	}
}
