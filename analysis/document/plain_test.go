package document

import (
	"fmt"
	"strings"
	"testing"
)

// blocksOf writes the blocks of a document one a line: kind, then text.
func blocksOf(d *Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		fmt.Fprintf(&b, "%s|%s\n", x.Kind, strings.ReplaceAll(d.Text[x.Start:x.End], "\n", "⏎"))
	}
	return b.String()
}

func TestPlainBlocks(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"one line", "Births fell by 12 per cent.", "paragraph|Births fell by 12 per cent.\n"},
		{"title, heading, paragraphs", "Births fall again\n\nBirths fell to 40 in the year.\nThey had been 60 in the year before it.\n\nWhat followed\n\n" +
			strings.Repeat("A long line that no editor would wrap, because it goes on. ", 4) + "\nAnother one.",
			"title|Births fall again\nparagraph|Births fell to 40 in the year.\nparagraph|They had been 60 in the year before it.\nheading|What followed\nparagraph|" +
				strings.TrimSpace(strings.Repeat("A long line that no editor would wrap, because it goes on. ", 4)) + "\nparagraph|Another one.\n"},
		{"wrapped by an editor", "In the first year of the survey the office counted a total of 4,112\nbirths in the district, and 3,950 in the year that came after it was\nover.\n\nEnd of it.",
			"paragraph|In the first year of the survey the office counted a total of 4,112⏎births in the district, and 3,950 in the year that came after it was⏎over.\nparagraph|End of it.\n"},
		{"list", "We found:\n- 12 schools\n- 3 clinics\n2) and so on", "paragraph|We found:\nlist item|- 12 schools\nlist item|- 3 clinics\nlist item|2) and so on\n"},
		{"furniture", "4 min read\nShare\n\nThe text, at last.", "furniture|4 min read\nfurniture|Share\nparagraph|The text, at last.\n"},
		{"caption", "Table 2. Births by year\n\nThe text, at last.", "caption|Table 2. Births by year\nparagraph|The text, at last.\n"},
		{"windows line ends", "One.\r\n\r\nTwo.\r\n", "paragraph|One.\nparagraph|Two.\n"},
	} {
		if got := blocksOf(Plain("a.txt", tt.text)); got != tt.want {
			t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestSentencesIn(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Births fell. Deaths rose.", []string{"Births fell.", "Deaths rose."}},
		{"It fell in Sept. 2018 by 3.5 per cent. Mr. Smith saw No. 5 and para. 12.", []string{"It fell in Sept. 2018 by 3.5 per cent.", "Mr. Smith saw No. 5 and para. 12."}},
		{"Some approx. 1.2 million, cf. para. 12), left. They did.", []string{"Some approx. 1.2 million, cf. para. 12), left.", "They did."}},
		{"The rate was 243 vs. 32.1 per Dr. Brown. Was it?  No. It was not!", []string{"The rate was 243 vs. 32.1 per Dr. Brown.", "Was it?", "No.", "It was not!"}},
		{"The U.S. Secretary spoke in the U.S. The U.N. office did not.", []string{"The U.S. Secretary spoke in the U.S.", "The U.N. office did not."}},
		{"“It fell.” He said so. “Why?” she asked.", []string{"“It fell.”", "He said so.", "“Why?” she asked."}},
		{"They worked for 28 years.12 Then they left.", []string{"They worked for 28 years.12", "Then they left."}},
		{"J. R. Smith et al. (2018) counted 40. See fn. 3.", []string{"J. R. Smith et al. (2018) counted 40.", "See fn. 3."}},
		{"Well … maybe not. Wait... Then it came.", []string{"Well … maybe not.", "Wait...", "Then it came."}},
		{"5. The office has 12 staff. IV. Results", []string{"5. The office has 12 staff.", "IV. Results"}},
		{"At 9 a.m. Monday it rose to 1.5. At 10 a.m. It fell.", []string{"At 9 a.m. Monday it rose to 1.5.", "At 10 a.m.", "It fell."}},
		{"See example.org/a.b. It is 3.5.", []string{"See example.org/a.b.", "It is 3.5."}},
		{"One line\nand the next.\n\nA new one", []string{"One line\nand the next.", "A new one"}},
		{"It was 40 (see Art. IV). Arrests were 21 per cent.", []string{"It was 40 (see Art. IV).", "Arrests were 21 per cent."}},
		{"", nil},
	} {
		var got []string
		for _, s := range SentencesIn(tt.text, 0, nil) {
			got = append(got, tt.text[s.Start:s.End])
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("SentencesIn(%q)\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestAsides(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"See https://example.org/2018/05?a=1, and more.", "https://example.org/2018/05?a=1"},
		{"See www.example.org/12.", "www.example.org/12"},
		{"Write to a.b1@example.org today (doi:10.1000/182).", "a.b1@example.org|doi:10.1000/182"},
		{"Of 12/40 and 3.5/7 and and/or 1.5km/h", ""},
		{"At example.org/2018 it says 5.", "example.org/2018"},
		{"A ratio of 3:1, in 10.1000/182.", "10.1000/182"},
	} {
		var got []string
		for _, s := range AsidesIn(tt.text, 0, nil) {
			got = append(got, tt.text[s.Start:s.End])
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("AsidesIn(%q) = %q, want %q", tt.text, g, tt.want)
		}
	}
}

func TestDecode(t *testing.T) {
	utf16 := func(s string, big bool) []byte {
		var b []byte
		for _, r := range s { // basic plane only
			if big {
				b = append(b, byte(r>>8), byte(r))
			} else {
				b = append(b, byte(r), byte(r>>8))
			}
		}
		return b
	}
	const s = "Ürümqi: 243 – 32·1\nund so weiter, 5 €"
	for _, tt := range []struct {
		name   string
		data   []byte
		off    int // byte offset of "243" in the file
		hasBOM bool
	}{
		{"UTF-8", []byte(s), 10, false},
		{"UTF-8 with a mark", append([]byte("\xEF\xBB\xBF"), s...), 13, true},
		{"UTF-16 LE", append([]byte("\xFF\xFE"), utf16(s, false)...), 18, true},
		{"UTF-16 BE", append([]byte("\xFE\xFF"), utf16(s, true)...), 18, true},
		{"UTF-16 LE, no mark", utf16(strings.Repeat("a", 0)+s, false), 16, false},
		{"Windows-1252", []byte("\xDCr\xFCmqi: 243 \x96 32\xB71\nund so weiter, 5 \x80"), 8, false},
	} {
		d, err := Read("a.txt", tt.data, Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if d.Text != s {
			t.Errorf("%s: text %q, want %q", tt.name, d.Text, s)
			continue
		}
		i := strings.Index(d.Text, "243")
		from, to, ok := d.SourceRange(i, i+3)
		if !ok || from != tt.off {
			t.Errorf("%s: SourceRange = %d, %d, %v, want %d", tt.name, from, to, ok, tt.off)
		}
		if p := d.Position(i); p.Line != 1 || p.Column != 11 {
			t.Errorf("%s: position %v", tt.name, p)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		data string
		opt  Options
		want string
	}{
		{"https://example.org/a.html", "", Options{}, "https://example.org/a.html: recount uses no network: save the page and check the file"},
		{"a.txt", "0123456789", Options{MaxBytes: 5}, "a.txt: 10 bytes, want at most 5"},
		{"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1", Options{}, "a.doc: an old Word file or one locked with a password: save it as .docx without a password"},
		{"a.bin", strings.Repeat("\x00\x01\x02\x00\x00", 40), Options{}, "a.bin: neither text nor a known document: want txt, md, html, mhtml, docx, odt, pdf, tex, qmd or ipynb"},
	} {
		_, err := Read(tt.name, []byte(tt.data), tt.opt)
		if err == nil || err.Error() != tt.want {
			t.Errorf("Read(%s) = %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Without a name that says so, a text is Markdown only where it has a table as nothing else writes it.
func TestDetectWithoutName(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Format
	}{
		{"Wells\n\n| a | b |\n| --- | :-: |\n| x | 1 |\n", Markdown},
		{"a | b\r\n--|--\r\nx | 1\r\n", Markdown},
		{"# Wells\n\nThere were 12.\n\n* one\n* two\n", Text},
		{"a | b | c\n---+---+---\n1 | 2 | 3\n", Text},
		{"+---+---+\n| a | b |\n+---+---+\n", Text},
		{"one | two\n\n--- | ---\n", Text},
		{"Title\n-----\n\nThere were 12.\n", Text},
		{"<!DOCTYPE html><p>12</p>", HTML},
		{"\\documentclass{article}\\begin{document}12\\end{document}", LaTeX},
		{`{"cells": [{"cell_type": "markdown"}]}`, Notebook},
	} {
		if got, err := Detect("-", []byte(tt.text)); err != nil || got != tt.want {
			t.Errorf("%q is %q, %v, want %q", tt.text, got, err, tt.want)
		}
	}
}
