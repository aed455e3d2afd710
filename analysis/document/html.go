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
	depth int
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

// sup writes raised characters.
func (w *htmlWriter) sup(i int32) {
	linked := ""
	w.t.walk(i, func(k int32) bool {
		n := &w.t.nodes[k]
		if n.tag == atom.A {
			if id, ok := strings.CutPrefix(n.attr("href"), "#"); ok {
				linked = id
			}
		}
		return true
	})
	if linked != "" {
		w.mark(linked)
		return
	}
	w.t.walk(i, func(k int32) bool {
		n := &w.t.nodes[k]
		if n.kind == htmlText && !n.gone {
			raw := w.t.src[n.start:n.end]
			references(raw, n.start, func(s string, src int) { w.raise(s, src, len(s)) }, w.raise)
		}
		return true
	})
	w.settle()
}

// mark notes the mark of the footnote with this id.
func (w *htmlWriter) mark(id string) {
	w.ref("#" + id)
	w.flow().seam = w.flow().next.Start >= 0
}

// noteLink reads a link that is the mark of a note without being raised: [3] to #fn3.
func (w *htmlWriter) noteLink(n *htmlNode, i int32) bool {
	id, ok := strings.CutPrefix(n.attr("href"), "#")
	if !ok || w.targets[id] == "" {
		return false
	}
	if s := strings.Trim(w.t.plain(i, 20), "[]() "); len(s) > 4 || n.attr("role") != "doc-noteref" && !strings.Contains(n.attr("class"), "foot") && !bracketed(w.t.plain(i, 20)) {
		return false
	}
	w.mark(id)
	return true
}

func bracketed(s string) bool {
	return len(s) > 2 && s[0] == '[' && s[len(s)-1] == ']' && digits(s[1:len(s)-1])
}

// backLink reports whether a link in a note leads back to its mark.
func (w *htmlWriter) backLink(n *htmlNode, i int32, c htmlContext) bool {
	id, ok := strings.CutPrefix(n.attr("href"), "#")
	if !ok || !c.note {
		return false
	}
	s := w.t.plain(i, 20)
	return strings.Contains(id, "ref") || n.attr("role") == "doc-backlink" || strings.Trim(s, "↩︎↑^⇑ ") == "" || digits(strings.Trim(s, "[]. "))
}

// noteTargets finds the ids that marks of notes lead to, with the labels of the marks.
func (t *htmlTree) noteTargets() map[string]string {
	targets := map[string]string{}
	for i := range t.nodes {
		n := &t.nodes[i]
		id, ok := strings.CutPrefix(n.attr("href"), "#")
		if n.tag != atom.A || n.gone || !ok || id == "" || targets[id] != "" {
			continue
		}
		raised := t.nodes[n.parent].tag == atom.Sup || n.child != 0 && t.nodes[n.child].tag == atom.Sup
		label := t.plain(int32(i), 20)
		if raised || n.attr("role") == "doc-noteref" || bracketed(label) || strings.Contains(n.attr("class"), "footnote") {
			if label = strings.Trim(label, "[]() "); label != "" && len(label) <= 6 && t.ids[id] > int32(i) {
				targets[id] = label
			}
		}
	}
	return targets
}

// noteID returns the id by which a node is a footnote: its own, or that of an anchor at its start.
func (w *htmlWriter) noteID(i int32) string {
	n := &w.t.nodes[i]
	switch n.tag {
	case atom.Li, atom.P, atom.Div, atom.Dd, atom.Aside, atom.Section, atom.Span:
	default:
		return ""
	}
	if id := n.attr("id"); w.targets[id] != "" && id != "" {
		return id
	}
	for k, depth := n.child, 0; k != 0 && depth < 3; depth++ {
		c := &w.t.nodes[k]
		if c.kind == htmlText && strings.TrimSpace(w.t.src[c.start:c.end]) == "" {
			k = c.next
			continue
		}
		for _, key := range []string{"id", "name"} {
			if id := c.attr(key); id != "" && w.targets[id] != "" && n.tag != atom.Div && n.tag != atom.Section {
				return id
			}
		}
		k = c.child
	}
	return ""
}

func (w *htmlWriter) footnote(i int32, id string, c htmlContext) {
	if w.written == nil {
		w.written = map[string]bool{}
	}
	if w.written[id] {
		return
	}
	w.written[id] = true
	w.end()
	w.beginNote("#"+id, w.targets[id])
	w.inside(i, htmlContext{note: true})
	w.endNote()
	w.begin(c.block())
}

// strayNotes writes the notes that stand outside the main article.
func (w *htmlWriter) strayNotes() {
	w.end()
	for i := range w.t.nodes {
		n := &w.t.nodes[i]
		if n.kind != htmlElement || len(n.attrs) == 0 {
			continue
		}
		id := w.noteID(int32(i))
		if _, met := w.refs["#"+id]; id != "" && met && !w.written[id] {
			w.footnote(int32(i), id, htmlContext{})
		}
	}
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

// table writes a table, or what is in it where it is only there for the looks.
func (w *htmlWriter) table(i int32, n *htmlNode, c htmlContext) {
	role := n.attr("role")
	g := w.beginTable()
	g.layout = role == "presentation" || role == "none"
	w.tablePart(i, g, c, false)
	w.endTable()
}

func (w *htmlWriter) tablePart(i int32, g *grid, c htmlContext, head bool) {
	for k := w.t.nodes[i].child; k != 0; k = w.t.nodes[k].next {
		n := &w.t.nodes[k]
		if w.err != nil {
			return
		}
		if n.gone || n.kind != htmlElement {
			if n.kind == htmlComment {
				w.comment(n)
			}
			continue
		}
		switch n.tag {
		case atom.Caption:
			g.caption = w.t.plain(k, 1000)
			w.open = w.open[:len(w.open)-1]
			w.begin(Caption, 0)
			w.inside(k, htmlContext{kind: Caption})
			w.end()
			w.open = append(w.open, g)
		case atom.Thead:
			w.tablePart(k, g, c, true)
		case atom.Tbody, atom.Tfoot:
			w.tablePart(k, g, c, false)
		case atom.Tr:
			w.beginRow()
			if head && g.headRows == g.row {
				g.headRows++
			}
			w.cells(k, g, c)
			w.endRow()
		}
	}
}

func (w *htmlWriter) cells(row int32, g *grid, c htmlContext) {
	for k := w.t.nodes[row].child; k != 0; k = w.t.nodes[k].next {
		n := &w.t.nodes[k]
		if n.gone || n.tag != atom.Td && n.tag != atom.Th {
			continue
		}
		rows, cols := atoi(n.attr("rowspan")), atoi(n.attr("colspan"))
		w.beginCell(rows, cols, n.tag == atom.Th)
		w.breaks = 0
		w.inside(k, htmlContext{note: c.note})
		w.endCell()
		if n.text > 1200 {
			g.layout = true // prose, not a cell
		}
	}
}

func unescapeHTML(s string) string { return html.UnescapeString(s) }
