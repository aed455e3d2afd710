package document

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// cut stands in the text for what was cut out of the middle of a sentence.
const cut = "\uFFFC"

// A builder puts a document's text together out of pieces of its source. The body and every footnote
// are flows of their own, so that a note that is nested in its paragraph does not tear the paragraph's
// sentence apart; they are laid end to end when the document is finished.
type builder struct {
	d      *Document
	opt    Options
	part   int32
	body   *flow
	flows  []*flow // the open ones, innermost last
	notes  []*note // in the order in which they were opened
	refs   map[string]anchor
	tables []*grid // all, in the order in which they were opened
	open   []*grid // the open ones
	cells  int
	hints  []hint
	labels []hint // names by which the source calls the caption that begins here
	// lastMark is the number of the last footnote mark that was left out.
	lastMark int
	scope    string // tells marks of the same label on different pages apart
	err      error  // the first bound that was crossed
}

// fail keeps the first error. Readers look at b.err where they loop; finish returns it.
func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

type note struct {
	*flow
	key, label   string
	scope        string
	at           anchor
	first, count int // its blocks in the finished document
}

// An anchor is a place in a flow.
type anchor struct {
	flow *flow
	off  int
}

// A hint is a comment to recount and the place that it follows.
type hint struct {
	at   anchor
	text string
	line int
}

func newBuilder(d *Document, opt Options, parts ...*part) *builder {
	b := &builder{d: d, opt: opt, body: newFlow(), refs: map[string]anchor{}}
	b.flows = []*flow{b.body}
	d.origin.parts = parts
	return b
}

// offset is the place of the anchor in the finished text.
func (a anchor) offset() int { return a.off + a.flow.start() }

// begin ends the open block and says what the next characters will belong to. Inside a table cell every
// block is a block of that cell.
func (b *builder) begin(kind Kind, level int) {
	b.end()
	f := b.flow()
	f.next = Block{Kind: kind, Level: level, Start: -1, Table: -1, Anchor: -1,
		Page: f.next.Page, Paragraph: f.next.Paragraph, Note: f.next.Note}
	if f.note {
		f.next.Kind = Footnote
		return
	}
	if n := len(b.open); n > 0 && b.open[n-1].inCell {
		g := b.open[n-1]
		f.next.Kind, f.next.Table, f.next.Row, f.next.Col = TableCell, g.index, g.row, g.col
	}
}

// beginBox opens a flow for a text box, which stands inside a paragraph that it must not tear apart.
func (b *builder) beginBox() {
	b.settle()
	outer := b.flow()
	f := newFlow()
	f.note, f.next = outer.note, outer.next
	f.next.Start, f.next.Kind, f.next.Level = -1, Paragraph, 0
	f.parent = outer
	b.flows = append(b.flows, f)
}

func (b *builder) endBox() {
	b.end()
	f := b.flow()
	b.flows = b.flows[:len(b.flows)-1]
	if len(f.text) > 0 {
		f.parent.boxes = append(f.parent.boxes, f)
	}
}

// chars writes a stretch of source as it is, white space reduced to single spaces and characters that
// are not seen (soft hyphens, zero-width spaces, direction marks) left out.
func (b *builder) chars(s string, src int) {
	b.settle()
	f := b.flow()
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c <= ' ':
			n := i + 1
			for n < len(s) && s[n] <= ' ' {
				n++
			}
			how := space
			if s[i:n] == " " {
				how = same
			}
			f.pend(segment{src: src + i, length: n - i, part: b.part, form: how})
			i = n
		case unseen(s[i:]) > 0:
			i += unseen(s[i:])
		default:
			n := i + 1
			for n < len(s) && s[n] > ' ' && (s[n] < 0xC2 || unseen(s[n:]) == 0) {
				n++
			}
			f.put(s[i:n], segment{src: src + i, length: n - i, part: b.part})
			i = n
		}
	}
}

// piece writes text that stands for a stretch of source of length n.
func (b *builder) piece(s string, src, n int, how form) {
	if s == "" || unseen(s) == len(s) {
		return
	}
	b.settle()
	g := segment{src: src, length: n, part: b.part, form: how}
	if strings.Trim(s, " \t\r\n\f") == "" {
		g.form = ours
		b.flow().pend(g)
		return
	}
	b.flow().put(s, g)
}

// space notes white space that stands at src.
func (b *builder) space(src, n int) {
	b.settle()
	b.flow().pend(segment{src: src, length: n, part: b.part, form: ours})
}

// here is the place where the next character goes.
func (b *builder) here() anchor {
	b.settle()
	return anchor{b.flow(), len(b.flow().text)}
}

// ref notes that the mark of the note with this key stands here. The mark itself is not text.
func (b *builder) ref(key string) {
	if _, ok := b.refs[key]; !ok {
		b.refs[key] = b.here()
	}
}

// beginNote opens a footnote; what is written until endNote belongs to it. If its mark was met at
// another place, that ref is under the same key.
func (b *builder) beginNote(key, label string) {
	n := &note{flow: newFlow(), key: key, label: label, scope: b.scope, at: b.here()}
	n.flow.note = true
	n.next.Kind, n.next.Note = Footnote, label
	n.next.Paragraph, n.next.Page = b.flow().next.Paragraph, b.flow().next.Page
	b.notes = append(b.notes, n)
	b.flows = append(b.flows, n.flow)
}

// reopenNote goes on with the last note, which runs over to the next page.
func (b *builder) reopenNote() {
	n := b.notes[len(b.notes)-1]
	b.flows = append(b.flows, n.flow)
	if k := len(n.blocks); k > 0 {
		n.next = n.blocks[k-1]
		n.blocks = n.blocks[:k-1]
	}
}

func (b *builder) endNote() {
	b.end()
	if len(b.flows) > 1 {
		b.flows = b.flows[:len(b.flows)-1]
	}
}

// endFlow ends the innermost flow, whatever it is.
func (b *builder) endFlow() {
	if b.flow().parent == nil {
		b.endNote()
		return
	}
	b.endBox()
}

// hint notes a comment to recount at this place, if the text of the comment is one.
func (b *builder) hint(comment string, src int) {
	if s, ok := hintText(comment); ok {
		n, _ := b.d.origin.parts[b.part].line(src)
		b.hints = append(b.hints, hint{b.here(), s, n})
	}
}

func hintText(comment string) (string, bool) {
	s, ok := strings.CutPrefix(strings.TrimSpace(comment), "recount:")
	return strings.TrimSpace(s), ok
}

// finish lays the flows end to end and fills in the document.
func (b *builder) finish() error {
	for len(b.flows) > 1 {
		b.endFlow()
	}
	for len(b.open) > 0 {
		b.endTable()
	}
	b.end()
	if b.err != nil {
		return b.err
	}
	d, out := b.d, b.body
	for _, n := range b.notes {
		n.first = len(out.blocks)
		out.append(n.flow)
		n.count = len(out.blocks) - n.first
	}
	d.Text = string(out.text)
	if !utf8.ValidString(d.Text) {
		return errors.New("text is not UTF-8")
	}
	d.origin.segments = out.segments
	d.Blocks = out.blocks
	for _, n := range b.notes {
		b.anchorNote(n)
	}
	for _, h := range b.hints {
		d.Comments = append(d.Comments, Comment{Offset: h.at.offset(), Text: h.text, Line: h.line})
	}
	cells := make([]Span, len(b.tables))
	for i, k := range d.Blocks {
		if k.Table >= 0 {
			if c := &cells[k.Table]; c.End == 0 {
				c.Start = i
			}
			cells[k.Table].End = i + 1
		}
	}
	for i, g := range b.tables {
		g.finish(d, cells[i])
	}
	b.linkCaptions()
	if d.Format == PDF {
		b.joinPages()
	}
	return nil
}

// anchorNote ties the blocks of a note to the place of its mark.
func (b *builder) anchorNote(n *note) {
	at := n.at
	for _, key := range []string{n.key, "mark " + n.label + n.scope} {
		if r, ok := b.refs[key]; ok && key != "" {
			at = r
			break
		}
	}
	off := at.offset()
	home := b.d.BlockAt(max(off-1, 0))
	for i := n.first; i < n.first+n.count; i++ {
		k := &b.d.Blocks[i]
		k.Anchor = off
		if home >= 0 && home < n.first {
			k.Paragraph = b.d.Blocks[home].Paragraph
			if b.d.Format != PDF { // there a note has a page of its own
				k.Page = b.d.Blocks[home].Page
			}
		}
	}
}

// errDepth is the error for nesting beyond the limit.
func errDepth(limit int) error { return fmt.Errorf("nested more than %d deep", limit) }
