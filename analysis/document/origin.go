package document

import (
	"html"
	"sort"
	"strings"
	"sync"
)

// A form says how a stretch of source became a stretch of text.
type form uint8

const (
	same     form = iota // the same bytes
	space                // a run of white space, now one space
	inserted             // the empty line between blocks, which has no source
	entity               // an HTML or XML character reference
	raised               // superscript digits, now superscript characters
	escape               // an escape sequence in a JSON string
	command              // a LaTeX command that stands for a character
	ours                 // our wording in place of the source: the mark of something cut out, a line break
)

// A segment maps a stretch of text to a stretch of one part of the source. Its text ends where the
// next segment's begins.
type segment struct {
	text   int // offset in Document.Text
	src    int // offset in the part
	length int // bytes of source
	part   int32
	form   form
}

// A part is one stream of the source in which offsets count: the file itself, the XML of a member of
// an archive, or the characters of one page.
type part struct {
	name  string // member of an archive
	data  string
	sheet int    // page of a PDF, from 1
	label string // the number printed on that page

	once  sync.Once
	lines []int // offset of the first byte of each line
}

// An origin is the way back from text to source. The zero origin is the identity.
type origin struct {
	parts    []*part
	segments []segment // sorted by text; empty for the identity
	file     coding    // how the bytes of the file relate to parts[0]
}

// line returns the 1-based line and column of an offset. Lines end at LF, CR LF or a lone CR.
func (p *part) line(off int) (line, column int) {
	p.once.Do(func() {
		p.lines = append(p.lines, 0)
		for i := 0; i < len(p.data); i++ {
			c := p.data[i]
			if c == '\n' || c == '\r' && (i+1 == len(p.data) || p.data[i+1] != '\n') {
				p.lines = append(p.lines, i+1)
			}
		}
	})
	i := sort.Search(len(p.lines), func(i int) bool { return p.lines[i] > off }) - 1
	return i + 1, off - p.lines[i] + 1
}

// find returns the index of the segment that holds the text offset.
func (o *origin) find(off int) int {
	return sort.Search(len(o.segments), func(i int) bool { return o.segments[i].text > off }) - 1
}

// place returns the part and the offset in it where the text at off comes from. For inserted text it is
// where the next real character comes from, or the last one if none follows.
func (o *origin) place(off int) (p *part, at int, ok bool) {
	if len(o.parts) == 0 {
		return nil, 0, false
	}
	if len(o.segments) == 0 {
		return o.parts[0], min(max(off, 0), len(o.parts[0].data)), true
	}
	i := max(o.find(off), 0)
	for j := i; j < len(o.segments); j++ {
		s := o.segments[j]
		if s.form == inserted {
			continue
		}
		at = s.src
		if j == i && s.form == same {
			at += min(max(off-s.text, 0), s.length)
		}
		return o.parts[s.part], at, true
	}
	for ; i >= 0; i-- {
		if s := o.segments[i]; s.form != inserted {
			return o.parts[s.part], s.src + s.length, true
		}
	}
	return nil, 0, false
}

// end returns the text offset at which segment i ends.
func (d *Document) segmentEnd(i int) int {
	if i+1 < len(d.origin.segments) {
		return d.origin.segments[i+1].text
	}
	return len(d.Text)
}

// Source reads the span again from the source, undoing what the format did to it (character
// references, escapes, line ends), and reports whether all of it could be read again. It is equal to
// Text[start:end] for every span.
func (d *Document) Source(start, end int) (string, bool) {
	o := &d.origin
	if start < 0 || end < start || end > len(d.Text) || len(o.parts) == 0 {
		return "", false
	}
	if len(o.segments) == 0 {
		return o.parts[0].data[start:end], true
	}
	if start == end {
		return "", true
	}
	var b strings.Builder
	for i := o.find(start); i < len(o.segments) && o.segments[i].text < end; i++ {
		s := o.segments[i]
		from, to := max(start, s.text)-s.text, min(end, d.segmentEnd(i))-s.text
		piece, ok := s.reread(o.parts[s.part].data, d.Text[s.text:d.segmentEnd(i)])
		if !ok || to > len(piece) {
			return "", false
		}
		b.WriteString(piece[from:to])
	}
	return b.String(), true
}

// reread decodes the segment's stretch of source anew. The text is used only for what is ours.
func (s segment) reread(data, text string) (string, bool) {
	if s.src < 0 || s.src+s.length > len(data) {
		return "", false
	}
	raw := data[s.src : s.src+s.length]
	switch s.form {
	case same:
		return raw, true
	case space:
		return " ", strings.IndexFunc(raw, func(r rune) bool { return r > ' ' }) < 0
	case entity:
		return html.UnescapeString(raw), true
	case raised:
		return superscript(raw), true
	case escape:
		return unescapeJSON(raw)
	case command:
		return texCharacters(raw), true
	}
	return text, true
}

// SourceRange returns the stretch of bytes of the file that a span of text comes from, for formats in
// which the file is text (txt, md, qmd, html, tex, ipynb). It reports false for a span that is
// empty or made of inserted text only, and for other formats.
func (d *Document) SourceRange(start, end int) (int, int, bool) {
	switch d.Format {
	case DOCX, ODT, PDF, MHTML:
		return 0, 0, false
	}
	name, from, to, ok := d.partRange(start, end)
	if !ok || name != 0 {
		return 0, 0, false
	}
	return d.origin.file.offset(from), d.origin.file.offset(to), true
}

// PartRange returns, for DOCX and ODT, the name of the archive's member that a span comes from and the
// stretch of bytes in it: from the first character, inside a run of text, to behind the last one. The
// markup between two runs lies inside. It reports false where a span comes from two members.
func (d *Document) PartRange(start, end int) (member string, from, to int, ok bool) {
	if d.Format != DOCX && d.Format != ODT {
		return "", 0, 0, false
	}
	p, from, to, ok := d.partRange(start, end)
	if !ok {
		return "", 0, 0, false
	}
	return d.origin.parts[p].name, from, to, true
}

func (d *Document) partRange(start, end int) (p, from, to int, ok bool) {
	o := &d.origin
	if start < 0 || end > len(d.Text) || start >= end || len(o.parts) == 0 {
		return 0, 0, 0, false
	}
	if len(o.segments) == 0 {
		return 0, start, end, true
	}
	p, from, to = -1, -1, -1
	for i := o.find(start); i < len(o.segments) && o.segments[i].text < end; i++ {
		s := o.segments[i]
		if s.form == inserted {
			continue
		}
		lo, hi := s.src, s.src+s.length
		if s.form == same {
			lo += max(start-s.text, 0)
			hi = s.src + min(end-s.text, s.length)
		}
		if p >= 0 && int(s.part) != p {
			return 0, 0, 0, false
		}
		if p < 0 {
			p, from, to = int(s.part), lo, hi
		}
		from, to = min(from, lo), max(to, hi)
	}
	return p, from, to, p >= 0
}
