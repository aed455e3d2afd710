package document

import (
	"strings"
	"testing"
)

func TestMarkdownBlocks(t *testing.T) {
	for _, tt := range []struct{ name, file, src, want string }{
		{"front matter", "a.md", "---\ntitle: \"Births: 2 years\"\ndate: 2022-09-01\n---\n\nText *of*\nit.\n", "title|Births: 2 years\nparagraph|Text of it.\n"},
		{"title and lists", "a.md", "# Births\n\n1. one\n2. two\n   - three\n\n> quoted\n\n## Part", "title|Births\nlist item|one\nlist item|two\nlist item|three\nblock quote|quoted\nheading|Part\n"},
		{"code", "a.md", "It gave `code 99` for 3.\n\n```\n42\n```\n\n    43\n", "paragraph|It gave \uFFFC for 3.\n"},
		{"escapes and references", "a.md", "5\\* and &pound;12 &amp; 1\\_000", "paragraph|5* and £12 & 1_000\n"},
		{"links", "a.md", "See [the 2018 report](http://x.org/99 \"7\") and <http://y.org/8> or http://z.org/5.", "paragraph|See the 2018 report and http://y.org/8 or http://z.org/5.\n"},
		{"footnote", "a.md", "For 28 years.[^a] Then 40.\n\n[^a]: See page 12.\n", "paragraph|For 28 years. Then 40.\nfootnote|See page 12.\n"},
		{"raised", "a.md", "The 10<sup>5</sup> and 243<sup>3</sup> of ~~24~~ 26.", "paragraph|The 10⁵ and 243 of 26.\n"},
		{"prices are no formulas", "a.md", "It cost $5 and then $7 more.", "paragraph|It cost $5 and then $7 more.\n"},
		{"html block", "a.md", "Text.\n\n<table><tr><th>Year<th>Births<tr><td>2017<td>40</table>\n\n<!-- recount: ignore old -->\nMore.\n", "paragraph|Text.\ntable cell|Year\ntable cell|Births\ntable cell|2017\ntable cell|40\nparagraph|More.\n"},
		{"quarto", "a.qmd", "## Part {#sec-a .x}\n\n::: {.callout}\nOf `{python} n` or `r x` and {{< var y >}} km^2^ [@smith2018, p. 3] 12 [x]{.small}.\n:::\n\n```{r}\n99\n```\n",
			"heading|Part\nparagraph|Of \uFFFC or \uFFFC and \uFFFC km² 12 [x].\n"},
	} {
		d, err := Read(tt.file, []byte(tt.src), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := blocksOf(d); got != tt.want {
			t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
		}
		checkMap(t, d)
	}
}

func TestMarkdownTable(t *testing.T) {
	src := "Before.\n\n| Place | 2017 | 2018 |\n|---|--:|--:|\n| Hotan | 1,204 | **990** |\n| Kashgar | 2,001 | 1,500 |\n\n: Births by place {#tbl-births}\n\n7.6 times<!-- recount: ratio --> more.\n"
	d, err := Read("a.qmd", []byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkMap(t, d)
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables, want 1", len(d.Tables))
	}
	tab := d.Tables[0]
	c := tab.Cells[1][2]
	if tab.Caption != "Births by place" || tab.Label != "tbl-births" || tab.HeaderRows != 1 || tab.HeaderCols != 1 || c.Text != "990" || strings.Join(c.ColHead, "|") != "2018" || strings.Join(c.RowHead, "|") != "Hotan" {
		t.Errorf("table %+v, cell %+v", tab.Caption, c)
	}
	if from, to, ok := d.SourceRange(c.Start, c.End); !ok || src[from:to] != "990" {
		t.Errorf("SourceRange = %d, %d, %v", from, to, ok)
	}
	if len(d.Comments) != 1 || d.Comments[0].Text != "ratio" || !strings.HasSuffix(d.Text[:d.Comments[0].Offset], "7.6 times") {
		t.Errorf("comments %+v", d.Comments)
	}
}
