package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain returns the document of a text that is already in memory, such as one line of JSON. The text
// is not copied and offsets map to themselves.
func Plain(name, text string) *Document {
	d := &Document{Name: name, Format: Text, Text: text}
	d.origin.parts = []*part{{data: text}}
	if strings.IndexByte(text, '\n') < 0 {
		d.Blocks = []Block{{End: len(text), Table: -1, Anchor: -1}}
	} else {
		d.Blocks = plainBlocks(text)
	}
	if len(text) > shortest {
		d.Language = d.language()
	}
	return d
}

// shortest is the length in bytes up to which no text has the words that tell a language by.
const shortest = 100

func readText(d *Document, data []byte, _ Options) error {
	text, c := decode(data)
	d.Text = text
	d.origin = origin{parts: []*part{{data: text}}, file: c}
	d.noteCoding(c)
	d.Blocks = plainBlocks(text)
	return nil
}

func (d *Document) noteCoding(c coding) {
	switch {
	case c.bad != nil:
		d.Notes = append(d.Notes, "bytes that are not UTF-8 were replaced")
	case c.name != "":
		d.Notes = append(d.Notes, "read as "+c.name)
	}
}

// A line of plain text, its end (LF or CR LF) left off and white space around it trimmed.
type line struct {
	start, end int
	width      int // in characters, trimmed
}

func (l line) in(text string) string { return text[l.start:l.end] }

// plainBlocks lays blocks over a plain text: runs of lines between empty lines, cut where a line is
// not wrapped but ended. It is linear in the text.
func plainBlocks(text string) []Block {
	blocks := make([]Block, 0, 4+len(text)/400)
	var run []line
	for at := 0; at <= len(text); {
		end, next := len(text), len(text)+1
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		l := trimmed(text, at, end)
		at = next
		if l.start < l.end {
			run = append(run, l)
			continue
		}
		blocks = plainRun(text, run, blocks)
		run = run[:0]
	}
	blocks = plainRun(text, run, blocks)
	return headings(text, blocks)
}

func trimmed(text string, start, end int) line {
	for start < end && blank(text[start]) {
		start++
	}
	for end > start && blank(text[end-1]) {
		end--
	}
	return line{start: start, end: end}
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' }

// maxWrap is the widest line that is taken to be wrapped by a program; in a wider one every line end
// is meant. Mail and editors wrap at 72 to 80, some at 100 to 120.
const maxWrap = 125

// plainRun cuts a run of lines into blocks. A line end is a wrap where the next word would not have
// fitted into the widest line of the run.
func plainRun(text string, run []line, blocks []Block) []Block {
	if len(run) == 0 {
		return blocks
	}
	widest := 0
	for i := range run {
		if len(run) == 1 {
			break // nothing to wrap
		}
		run[i].width = run[i].end - run[i].start
		if run[i].width <= 4*maxWrap {
			run[i].width = utf8.RuneCountInString(run[i].in(text))
		}
		widest = max(widest, run[i].width)
	}
	for i := 0; i < len(run); {
		first, b := i, Block{Table: -1, Anchor: -1}
		mark := listMark(run[i].in(text))
		for i++; i < len(run); i++ {
			if listMark(run[i].in(text)) > 0 || !wraps(text, run[i-1], run[i], widest) {
				break
			}
		}
		b.Start, b.End = run[first].start, run[i-1].end
		switch {
		case mark > 0:
			b.Kind, b.Level = ListItem, 1
		case text[b.Start] == '>':
			b.Kind, b.Level = BlockQuote, 1
		case i == first+1 && furniture(text[b.Start:b.End]):
			b.Kind = Furniture
		case captioned(text[b.Start:b.End]):
			b.Kind = Caption
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// wraps reports whether the end of line a is a wrap before line b. Eight columns of slack let text
// through that was wrapped by hand; a line that goes on in lower case is a wrap if it is not short.
func wraps(text string, a, b line, widest int) bool {
	if widest > maxWrap || widest < 40 {
		return false
	}
	word := strings.IndexAny(b.in(text), " \t")
	if word < 0 {
		word = b.width
	}
	if a.width+1+word > widest-8 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(b.in(text))
	return unicode.IsLower(r) && a.width > widest/2 && !strings.ContainsRune(".!?:", rune(text[a.end-1]))
}

// listMark returns the length of a bullet or list number with the space behind it, or 0.
func listMark(s string) int {
	if s == "" {
		return 0
	}
	if c := s[0]; c|0x20 >= 'a' && c|0x20 <= 'z' && (len(s) < 2 || s[1] != ')' && s[1]|0x20 != 'i' && s[1]|0x20 != 'v' && s[1]|0x20 != 'x') {
		return 0 // most lines begin with a word
	}
	for _, bullet := range []string{"- ", "* ", "+ ", "• ", "◦ ", "▪ ", "– ", "· ", "‣ "} {
		if strings.HasPrefix(s, bullet) {
			return len(bullet)
		}
	}
	i := 0
	if strings.HasPrefix(s, "(") {
		i++
	}
	digits := i
	for i < len(s) && i-digits < 3 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == digits { // a), (a), (iv); never "a."
		for i < len(s) && i-digits < 5 && strings.IndexByte("ivx", s[i]|0x20) >= 0 {
			i++
		}
		if i == digits && i < len(s) && s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' {
			i++
		}
		if i >= len(s) || s[i] != ')' {
			return 0
		}
	}
	if i == digits || i+1 >= len(s) || (s[i] != '.' && s[i] != ')') || (s[i+1] != ' ' && s[i+1] != '\t') {
		return 0
	}
	return i + 2
}

// headings marks short lines without a full stop that stand before longer blocks, and one of the first as
// the title. A text of one block has no headings.
func headings(text string, blocks []Block) []Block {
	title := plainTitle(text, blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != Paragraph || !headingLine(text[b.Start:b.End]) {
			continue
		}
		size := b.End - b.Start
		switch next := following(blocks, i); {
		case i == title:
			b.Kind = Title
		case i < title && words(text[b.Start:b.End]) < titleWords:
			b.Kind = Metadata // the section of the site
		case next >= 0 && blocks[next].End-blocks[next].Start > size:
			b.Kind, b.Level = Heading, 2
		}
	}
	return blocks
}

// titleWords is the least number of words that tells a title from the name of a section.
const titleWords = 4

// plainTitle returns the block that is the title, -1 if none is: of the first blocks, the first line that
// reads as a heading and has the words of one; else the very first, if a longer block follows.
func plainTitle(text string, blocks []Block) int {
	if len(blocks) < 2 {
		return -1
	}
	short := -1
	for i, b := range blocks[:min(len(blocks)-1, 8)] {
		s := text[b.Start:b.End]
		switch {
		case b.Kind != Paragraph:
		case !headingLine(s):
			return short
		case words(s) >= titleWords:
			return i
		case short < 0 && i == 0:
			short = i
		}
	}
	return short
}

func words(s string) int { return 1 + strings.Count(s, " ") }

// following returns the next block that is not furniture, -1 if there is none.
func following(blocks []Block, i int) int {
	for i++; i < len(blocks); i++ {
		if blocks[i].Kind != Furniture {
			return i
		}
	}
	return -1
}

// headingLine reports whether a line reads as a heading: one short line that begins like a sentence
// and does not end like one.
func headingLine(s string) bool {
	if len(s) > 160 || strings.ContainsRune(s, '\n') {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '‘' && first != '“' && first != '"' && first != '\'' {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	switch last {
	case '.', '!', ';', ':', ',', '”', '"', ')', '…':
		return false
	}
	return strings.Count(s, " ") < 20
}
