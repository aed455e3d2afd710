package document

import (
	"strings"
	"unicode/utf8"
)

// A flow is a text under construction with its segments and blocks.
type flow struct {
	text     []byte
	segments []segment
	blocks   []Block
	next     Block // what the next characters open; Start is -1 until they come
	gap      segment
	gapped   bool
	pile     pile
	seam     bool    // a mark was left out just before
	note     bool    // a footnote, else the body or a text box in it
	boxes    []*flow // text boxes to be laid behind the open block
	parent   *flow
	shift    int // where the flow begins in its parent
}

// start is where the flow begins in the finished text.
func (f *flow) start() int {
	n := 0
	for ; f != nil; f = f.parent {
		n += f.shift
	}
	return n
}

func newFlow() *flow { return &flow{next: Block{Start: -1, Table: -1, Anchor: -1}} }

func (b *builder) flow() *flow { return b.flows[len(b.flows)-1] }

// end closes the open block; what comes next without a begin is a new block of the same kind.
func (f *flow) end() {
	f.gapped = false
	if f.next.Start < 0 {
		return
	}
	b := f.next
	b.End = len(f.text)
	f.blocks = append(f.blocks, b)
	f.next.Start = -1
}

// end closes the open block and lays the text boxes that were anchored in it behind it.
func (b *builder) end() {
	b.settle()
	f := b.flow()
	f.end()
	boxes := f.boxes
	f.boxes = nil
	for _, x := range boxes {
		f.append(x)
	}
}

// unseen returns the length of the character at the start of s if it is not seen, else 0.
func unseen(s string) int {
	if len(s) < 2 || s[0] < 0xC2 {
		return 0
	}
	switch s[0] {
	case 0xC2:
		if s[1] == 0xAD { // soft hyphen
			return 2
		}
	case 0xE2:
		if len(s) >= 3 && (s[1] == 0x80 && (s[2] == 0x8B || s[2] == 0x8E || s[2] == 0x8F || s[2] >= 0xAA && s[2] <= 0xAE) ||
			s[1] == 0x81 && (s[2] == 0xA0 || s[2] >= 0xA6 && s[2] <= 0xA9)) {
			return 3 // zero-width space, word joiner, direction marks
		}
	case 0xEF:
		if len(s) >= 3 && s[1] == 0xBB && s[2] == 0xBF {
			return 3
		}
	}
	return 0
}

// pend notes white space; it is written only if more of the block follows.
func (f *flow) pend(g segment) {
	f.seam = false
	if f.next.Start >= 0 && !f.gapped {
		f.gap, f.gapped = g, true
	}
}

// put appends s, which comes from where g says, and opens a block if none is open.
func (f *flow) put(s string, g segment) {
	switch {
	case f.next.Start < 0:
		if len(f.text) > 0 {
			f.add("\n\n", segment{form: inserted})
		}
		f.next.Start = len(f.text)
	case f.gapped:
		f.gapped = false
		f.add(" ", f.gap)
	case f.seam && wordy(s[0]) && strings.IndexByte("([-/\"'", f.text[len(f.text)-1]) < 0:
		// Without the mark between them two words, or worse two numbers, would be one.
		f.add(" ", segment{form: inserted})
	}
	f.seam = false
	f.add(s, g)
}

// wordy reports whether a byte belongs to a letter or digit; a byte beyond ASCII counts as one.
func wordy(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf
}

func (f *flow) add(s string, g segment) {
	g.text = len(f.text)
	f.text = append(f.text, s...)
	if n := len(f.segments); n > 0 && g.form == same {
		p := &f.segments[n-1]
		if p.form == same && p.part == g.part && p.src+p.length == g.src {
			p.length += g.length
			return
		}
	}
	f.segments = append(f.segments, g)
}

// append lays another flow behind this one.
func (f *flow) append(x *flow) {
	if len(x.text) > 0 && len(f.text) > 0 {
		f.add("\n\n", segment{form: inserted})
	}
	x.shift, x.parent = len(f.text), f
	f.text = append(f.text, x.text...)
	for _, s := range x.segments {
		s.text += x.shift
		f.segments = append(f.segments, s)
	}
	for _, k := range x.blocks {
		k.Start += x.shift
		k.End += x.shift
		f.blocks = append(f.blocks, k)
	}
}
