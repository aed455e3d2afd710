package document

import (
	"strings"

	"golang.org/x/net/html/atom"
)

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
