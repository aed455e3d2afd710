package document

import (
	"errors"
	"strings"
)

// define keeps the definition of a command without arguments; others are passed over.
func (w *texWriter) define(how string) {
	w.optional()
	start, end := w.argument()
	name, _ := texName(w.src[start:end])
	if strings.HasSuffix(how, "def") {
		from := w.pos
		for w.pos < w.limit && w.src[w.pos] != '{' && w.src[w.pos] != '\n' {
			w.pos++
		}
		takes := strings.Contains(w.src[from:w.pos], "#")
		start, end = w.argument()
		if takes {
			return
		}
	} else {
		from, to := w.optional()
		w.optional()
		start, end = w.argument()
		if from < to {
			return
		}
	}
	if name != "" && end-start < 2000 && len(w.macros) < 10_000 {
		w.macros[name] = &texMacro{body: w.src[start:end]}
	}
}

// maxExpanded bounds the text that all calls of an author's own commands come to.
const maxExpanded = 16 << 20

// expand writes what an author's own command comes to. It is worked out once; a command that calls
// itself comes to nothing.
func (w *texWriter) expand(m *texMacro, at int) {
	w.afterName("x")
	if !m.done && !m.busy && w.depth < 40 {
		m.busy = true
		in := &texWriter{macros: w.macros, math: w.math, depth: w.depth}
		m.text = in.text(m.body, w.opt)
		m.busy, m.done = false, true
		if len(m.text) > 4000 {
			m.text = cut
		}
	}
	if w.expanded += len(m.text); w.expanded > maxExpanded {
		w.fail(errors.New("commands of its own that come to more than 16 MiB of text"))
		return
	}
	if m.text != "" && !m.busy {
		w.ours(m.text, at, w.pos-at)
	}
}

// texText is the text that a stretch of LaTeX comes to.
func texText(src string, opt Options) string {
	return (&texWriter{macros: map[string]*texMacro{}}).text(src, opt)
}
