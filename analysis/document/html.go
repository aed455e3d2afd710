package document

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func readHTML(d *Document, data []byte, opt Options) error {
	src, c, err := decodeHTML(data)
	if err != nil {
		return err
	}
	d.origin.file = c
	d.noteCoding(c)
	return writeHTML(newBuilder(d, opt, &part{data: src}), src)
}

// decodeHTML decodes a page. Without a byte order mark the page may name its encoding itself.
func decodeHTML(data []byte) (string, coding, error) {
	src, c := decode(data)
	if c.name != "Windows-1252" && c.name != "damaged UTF-8" {
		return src, c, nil
	}
	head := strings.ToLower(src[:min(len(src), 2048)])
	_, after, ok := strings.Cut(head, "charset=")
	if !ok {
		return src, c, nil
	}
	name := strings.FieldsFunc(after, func(r rune) bool { return strings.ContainsRune("\"' />;", r) })
	if len(name) == 0 {
		return src, c, nil
	}
	switch name[0] {
	case "utf-8", "utf8", "us-ascii":
		return src, c, nil
	case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15":
		src, c = decodeWindows(data)
		return src, c, nil
	}
	return "", c, fmt.Errorf("the page is in %s, want UTF-8: save it again as UTF-8", name[0])
}

// writeHTML reads a whole page: what it says about itself, and its main article.
func writeHTML(b *builder, src string) error {
	t, err := parseHTML(src, 0, len(src), b.opt)
	if err != nil {
		return err
	}
	t.metadata(b.d)
	t.dropJunk()
	w := &htmlWriter{builder: b, t: t, targets: t.noteTargets()}
	main := t.article()
	if h := t.headline(main); h != 0 {
		w.begin(Title, 0)
		w.inside(h, htmlContext{kind: Title})
		w.end()
		w.titled = true
	}
	w.node(main, htmlContext{})
	w.strayNotes()
	return b.finish()
}

// headline returns the page's first h1 if it stands before the main article, outside it; 0 if not.
func (t *htmlTree) headline(main int32) int32 {
	for i := range t.nodes {
		n := &t.nodes[i]
		if int32(i) >= main {
			return 0
		}
		if n.tag == atom.H1 && n.text > 8 && !n.gone {
			return int32(i)
		}
	}
	return 0
}

// An htmlWriter writes the nodes of a tree to a builder.
type htmlWriter struct {
	*builder
	t       *htmlTree
	targets map[string]string // id of a note → its label
	written map[string]bool
	titled  bool
	breaks  int // line breaks in a row
}

// An htmlContext is what surrounds a node.
type htmlContext struct {
	kind  Kind
	list  int // depth of lists
	quote int
	note  bool
}

func (c htmlContext) block() (Kind, int) {
	switch {
	case c.kind != Paragraph:
		return c.kind, 0
	case c.list > 0:
		return ListItem, c.list
	case c.quote > 0:
		return BlockQuote, c.quote
	}
	return Paragraph, 0
}

// inside writes the children of a node.
func (w *htmlWriter) inside(i int32, c htmlContext) {
	for k := w.t.nodes[i].child; k != 0; k = w.t.nodes[k].next {
		w.node(k, c)
	}
}

func (w *htmlWriter) node(i int32, c htmlContext) {
	n := &w.t.nodes[i]
	switch {
	case w.err != nil:
		return
	case n.kind == htmlComment:
		w.comment(n)
		return
	case n.gone:
		return
	case n.kind == htmlText:
		w.text(n)
		return
	}
	if id := w.noteID(i); id != "" && !c.note && len(w.open) == 0 {
		w.footnote(i, id, c)
		return
	}
	if blockTags[n.tag] {
		w.block(i, n, c)
		return
	}
	w.inline(i, n, c)
}

func (w *htmlWriter) text(n *htmlNode) {
	raw := w.t.src[n.start:n.end]
	if strings.Trim(raw, " \t\r\n\f") != "" {
		w.breaks = 0
	}
	references(raw, n.start, w.chars, func(s string, src, length int) { w.piece(s, src, length, entity) })
}

func (w *htmlWriter) comment(n *htmlNode) {
	s := strings.TrimSuffix(strings.TrimPrefix(w.t.src[n.start:n.end], "<!--"), "-->")
	w.hint(s, n.start)
}

// inline writes an element inside a line of text.
func (w *htmlWriter) inline(i int32, n *htmlNode, c htmlContext) {
	switch n.tag {
	case atom.Br:
		if w.breaks++; w.breaks > 1 && w.flow().next.Start >= 0 {
			w.begin(c.block())
		}
		w.space(n.start, n.end-n.start)
	case atom.Sup:
		w.sup(i)
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt, atom.Math:
		if n.tag == atom.Math && w.math(i, c) {
			return
		}
		if n.text > 0 {
			w.piece(cut, n.start, n.end-n.start, ours)
		}
	case atom.A:
		if w.backLink(n, i, c) || w.noteLink(n, i) {
			return
		}
		w.inside(i, c)
	case atom.Td, atom.Th: // outside a table
		w.space(n.start, 0)
		w.inside(i, c)
	default:
		w.inside(i, c)
	}
}

// math writes a formula that is a plain number or comparison; a longer one is cut out.
func (w *htmlWriter) math(i int32, c htmlContext) bool {
	s := w.t.plain(i, 40)
	if len(s) > 16 || strings.ContainsAny(s, "{}\\") {
		return false
	}
	w.inside(i, c)
	return true
}

// block writes an element that is a paragraph or holds paragraphs.
func (w *htmlWriter) block(i int32, n *htmlNode, c htmlContext) {
	w.breaks = 0
	outer := c
	switch n.tag {
	case atom.Hr:
		w.begin(c.block())
		return
	case atom.Pre:
		w.begin(c.block())
		return
	case atom.Table:
		w.table(i, n, c)
		w.begin(outer.block())
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading(i, n, c)
		w.begin(outer.block())
		return
	case atom.Ul, atom.Ol, atom.Dl, atom.Dir:
		c.list++
	case atom.Blockquote:
		c.quote++
	case atom.Figcaption, atom.Caption:
		c.kind = Caption
	}
	if c.kind == Paragraph && n.text < 300 && w.isMetadata(n) {
		c.kind = Metadata
	}
	if n.text < 64 && len(w.open) == 0 && furniture(w.t.plain(i, 64)) {
		return
	}
	w.begin(c.block())
	w.inside(i, c)
	w.begin(outer.block())
}

// isMetadata reports whether a short block says who wrote the article, or when.
func (w *htmlWriter) isMetadata(n *htmlNode) bool {
	found := n.tag == atom.Address || n.attr("rel") == "author"
	classWords(n, func(s string) { found = found || metaWords[s] })
	if !found {
		for k := n.child; k != 0; k = w.t.nodes[k].next {
			c := &w.t.nodes[k]
			if c.tag == atom.Time && c.text*2 > n.text {
				found = true
			}
		}
	}
	return found
}

func (w *htmlWriter) heading(i int32, n *htmlNode, c htmlContext) {
	level := int(n.tag.String()[1] - '0')
	kind := Heading
	if level == 1 && !w.titled && c.kind == Paragraph {
		kind, level = Title, 0
		w.titled = true
	}
	if furniture(w.t.plain(i, 64)) {
		return
	}
	w.begin(kind, level)
	w.inside(i, htmlContext{kind: kind, note: c.note})
}

func unescapeHTML(s string) string { return html.UnescapeString(s) }
