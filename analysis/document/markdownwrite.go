package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

func (w *markdownWriter) inline(n ast.Node, masked []byte) bool {
	switch n := n.(type) {
	case *ast.Text:
		if w.gone == 0 {
			w.text(n.Segment.Start, n.Segment.Stop, n.IsRaw())
			if n.SoftLineBreak() || n.HardLineBreak() {
				src, _ := w.span(n.Segment.Stop, 1)
				w.space(src, 0)
			}
		}
	case *ast.CodeSpan:
		if start, stop, ok := extent(n); ok && w.gone == 0 {
			w.cut(start, stop-start)
		}
		return false
	case *ast.Image:
		return false
	case *ast.AutoLink:
		label := n.Label(masked)
		off := cap(masked) - cap(label)
		if w.gone == 0 && off >= 0 && off+len(label) <= len(w.src) {
			w.plain(w.src[off:off+len(label)], off)
		}
		return false
	case *ast.RawHTML:
		w.rawHTML(n)
		return false
	case *extast.Strikethrough:
		return false
	case *extast.FootnoteLink:
		w.ref(w.noteKey(n.Index))
		w.flow().seam = w.flow().next.Start >= 0
	}
	return true
}

// extent is the stretch of source that the text inside a node covers.
func extent(n ast.Node) (start, stop int, ok bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, is := c.(*ast.Text); is {
			if !ok {
				start, ok = t.Segment.Start, true
			}
			stop = t.Segment.Stop
		}
	}
	return start, stop, ok
}

// text writes the stretch of source of a text node, with what is masked in it.
func (w *markdownWriter) text(start, stop int, raw bool) {
	for w.next < len(w.masks) && w.masks[w.next].end <= start {
		w.next++
	}
	for i := w.next; i < len(w.masks) && w.masks[i].start < stop; i++ {
		m := w.masks[i]
		if m.start < start {
			start = min(m.end, stop) // its beginning was in the node before
			continue
		}
		w.unescaped(start, m.start, raw)
		w.masked(m)
		start = min(m.end, stop)
	}
	w.unescaped(start, stop, raw)
}

// masked writes what stands for a mask.
func (w *markdownWriter) masked(m mask) {
	switch m.kind {
	case maskCut:
		w.cut(m.start, m.end-m.start)
	case maskRaised:
		src, n := w.span(m.start+1, m.end-m.start-2)
		w.raise(w.src[m.start+1:m.end-1], src, n)
		w.settle()
	case maskMath:
		w.math(m)
	}
}

// unescaped writes text with backslashes before punctuation left out and character references read.
func (w *markdownWriter) unescaped(start, stop int, raw bool) {
	for start < stop {
		s := w.src[start:stop]
		i := strings.IndexAny(s, `\&`)
		if raw || i < 0 {
			w.write(s, start)
			return
		}
		if i > 0 {
			w.write(s[:i], start)
		}
		start += i
		s = s[i:]
		if s[0] == '\\' {
			if len(s) > 1 && asciiPunctuation(s[1]) {
				w.write(s[1:2], start+1)
				start += 2
			} else {
				w.write(s[:1], start)
				start++
			}
			continue
		}
		n := referenceLength(s)
		if decoded := unescapeHTML(s[:n]); decoded != s[:n] {
			src, length := w.span(start, n)
			if w.place != nil {
				w.piece(decoded, src, length, ours)
			} else {
				w.piece(decoded, src, length, entity)
			}
		} else {
			w.write(s[:n], start)
		}
		start += n
	}
}

// write writes characters, raised where a <sup> is open.
func (w *markdownWriter) write(s string, off int) {
	if w.raised {
		src, n := w.span(off, len(s))
		w.raise(s, src, n)
		return
	}
	w.plain(s, off)
}

func asciiPunctuation(c byte) bool {
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c|0x20 >= 'a' && c|0x20 <= 'z')
}

// rawHTML reads a tag or comment in a line.
func (w *markdownWriter) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	start, stop := n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop
	tag := w.src[start:stop]
	switch name := strings.ToLower(tag); {
	case strings.HasPrefix(name, "<!--"):
		src, _ := w.span(start, 1)
		w.hint(strings.TrimSuffix(tag[4:], "-->"), src)
	case strings.HasPrefix(name, "<sup"):
		w.raised = true
	case strings.HasPrefix(name, "</sup"):
		w.raised = false
		w.settle()
	case strings.HasPrefix(name, "<br"):
		src, length := w.span(start, stop-start)
		w.space(src, length)
	case strings.HasPrefix(name, "<del"), strings.HasPrefix(name, "<s>"):
		w.gone++
	case strings.HasPrefix(name, "</del"), strings.HasPrefix(name, "</s>"):
		w.gone = max(w.gone-1, 0)
	}
}

// htmlBlock writes a block of HTML as a page's reader would.
func (w *markdownWriter) htmlBlock(n *ast.HTMLBlock, masked []byte) {
	w.end()
	lines := n.Lines()
	stop := -1
	if lines.Len() > 0 {
		stop = lines.At(lines.Len() - 1).Stop
	}
	if n.HasClosure() {
		stop = n.ClosureLine.Stop
	}
	start := n.ClosureLine.Start
	if lines.Len() > 0 {
		start = lines.At(0).Start
	}
	if start < 0 || stop <= start {
		return
	}
	if w.place != nil {
		// In a notebook the source is scattered: only comments to recount are read.
		for s := w.src[start:stop]; ; {
			_, after, ok := strings.Cut(s, "<!--")
			comment, rest, closed := strings.Cut(after, "-->")
			if !ok || !closed {
				return
			}
			src, _ := w.span(start, 1)
			w.hint(comment, src)
			s = rest
		}
	}
	t, err := parseHTML(w.src, start, stop, w.opt)
	if err != nil {
		w.fail(err)
		return
	}
	h := &htmlWriter{builder: w.builder, t: t, targets: map[string]string{}, titled: w.titled}
	kind, level := w.block()
	w.begin(kind, level)
	h.inside(0, htmlContext{list: w.lists, quote: w.quotes})
	w.end()
}
