package document

import (
	"strings"
	"unicode/utf8"
)

func readLaTeX(d *Document, data []byte, opt Options) error {
	src, c := decode(data)
	d.origin.file = c
	d.noteCoding(c)
	b := newBuilder(d, opt, &part{data: src})
	w := &texWriter{builder: b, src: src, limit: len(src), macros: map[string]*texMacro{}}
	w.preamble()
	w.begin(Paragraph, 0)
	w.content("")
	if w.inputs > 0 {
		d.Notes = append(d.Notes, `files named by \input and \include are not read: check them as well`)
	}
	return b.finish()
}

// A texWriter reads LaTeX from left to right and writes what a reader of the page would see. It knows
// the usual commands; of one that it does not know it writes the arguments in braces.
type texWriter struct {
	*builder
	src        string
	pos, limit int
	macros     map[string]*texMacro
	depth      int
	math       int
	mute       int // inside what is not written
	lists      int
	quotes     int
	inputs     int
	rows       []*texRows // open tables
	notes      int        // footnotes numbered so far
	steps      int        // bytes looked at ahead
	expanded   int        // bytes that macros came to
}

// A texMacro is a command that the author defined without arguments.
type texMacro struct {
	body string
	text string // what it comes to
	done bool
	busy bool
}

// preamble reads title, date and definitions up to \begin{document}. A file without one is all text.
func (w *texWriter) preamble() {
	start := strings.Index(w.src, `\begin{document}`)
	if start < 0 {
		return
	}
	w.limit = start
	w.mute++
	w.content("")
	w.mute--
	w.pos, w.limit = start+len(`\begin{document}`), len(w.src)
}

// content writes up to the end of the group or environment named by stop: "}", "$", "$$" or the
// name of an environment; "" is the end of the text. It is left behind what it stopped at.
func (w *texWriter) content(stop string) {
	if w.depth++; w.depth > w.opt.MaxDepth {
		w.fail(errDepth(w.opt.MaxDepth))
	}
	defer func() { w.depth-- }()
	for w.pos < w.limit && w.err == nil {
		switch c := w.src[w.pos]; c {
		case '\\':
			if w.command(stop) {
				return
			}
		case '{':
			w.pos++
			w.content("}")
		case '}':
			w.pos++
			if stop == "}" {
				return
			}
		case '$':
			if w.dollar(stop) {
				return
			}
		case '%':
			w.comment()
		case '&':
			w.ampersand()
		case '~', '`', '\'', '-':
			w.ligature(c)
		case '^', '_':
			w.script(c)
		case ' ', '\t', '\r', '\n':
			w.blanks()
		default:
			w.run()
		}
	}
}

// run writes characters up to the next one that means something.
func (w *texWriter) run() {
	n := strings.IndexAny(w.src[w.pos:w.limit], "\\{}$%&~`'-^_ \t\r\n")
	if n < 0 {
		n = w.limit - w.pos
	}
	w.plain(max(n, 1))
}

// plain writes n bytes as they are.
func (w *texWriter) plain(n int) {
	n = min(n, w.limit-w.pos)
	if w.mute == 0 {
		w.chars(w.src[w.pos:w.pos+n], w.pos)
	}
	w.pos += n
}

// symbol writes n bytes as the characters that they stand for.
func (w *texWriter) symbol(n int) {
	n = min(n, w.limit-w.pos)
	if w.mute == 0 {
		w.piece(texCharacters(w.src[w.pos:w.pos+n]), w.pos, n, command)
	}
	w.pos += n
}

// ours writes text of our own for the n bytes at off.
func (w *texWriter) ours(s string, off, n int) {
	if w.mute == 0 {
		w.piece(s, off, n, ours)
	}
}

func (w *texWriter) blanks() {
	start, lines := w.pos, 0
	for w.pos < w.limit && blankOrLine(w.src[w.pos]) {
		if w.src[w.pos] == '\n' {
			lines++
		}
		w.pos++
	}
	if w.mute > 0 {
		return
	}
	if lines > 1 && w.math == 0 && len(w.rows) == 0 {
		w.begin(w.block())
		return
	}
	w.chars(w.src[start:w.pos], start)
}

func (w *texWriter) block() (Kind, int) {
	switch {
	case w.lists > 0:
		return ListItem, w.lists
	case w.quotes > 0:
		return BlockQuote, w.quotes
	}
	return Paragraph, 0
}

// comment passes over a comment, the end of its line and the white space of the next.
func (w *texWriter) comment() {
	end := w.limit
	if i := strings.IndexByte(w.src[w.pos:w.limit], '\n'); i >= 0 {
		end = w.pos + i
	}
	if w.mute == 0 {
		w.hint(strings.TrimLeft(w.src[w.pos:end], "% \t"), w.pos)
	}
	w.pos = min(end+1, w.limit)
	for w.pos < w.limit && (w.src[w.pos] == ' ' || w.src[w.pos] == '\t') {
		w.pos++
	}
}

func (w *texWriter) ligature(c byte) {
	n := 1
	for w.pos+n < w.limit && w.src[w.pos+n] == c && n < 3 {
		n++
	}
	switch {
	case w.math > 0 && c != '~':
		w.plain(1)
	case c == '-' && n == 1:
		w.plain(1)
	case c == '~':
		w.symbol(1)
	case c != '-' && n == 3:
		w.symbol(2)
	default:
		w.symbol(n)
	}
}

// dollar begins or ends a formula.
func (w *texWriter) dollar(stop string) bool {
	sign := "$"
	if strings.HasPrefix(w.src[w.pos:w.limit], "$$") && stop != "$" {
		sign = "$$"
	}
	w.pos += len(sign)
	if stop == sign {
		return true
	}
	if w.math > 0 {
		return false
	}
	w.math++
	w.content(sign)
	w.math--
	return false
}

// script writes what is raised or lowered in a formula: digits and signs as superscript characters.
func (w *texWriter) script(c byte) {
	if w.math == 0 {
		w.plain(1)
		return
	}
	at := w.pos
	w.pos++
	w.skipBlanks()
	start, end := w.argument()
	arg := strings.TrimSpace(w.src[start:end])
	switch {
	case c == '_' || arg == "":
		w.inside(start, end)
	case arg == `\circ`:
		w.ours("°", at, w.pos-at)
	case strings.Trim(arg, "0123456789+-n") == "":
		if w.mute == 0 {
			w.piece(superscript(w.src[start:end]), start, end-start, raised)
		}
	case strings.Trim(arg, `*†‡\dag `) == "" || strings.Trim(arg, "abc,") == "" && arg != "":
		// a mark in a table
	default:
		w.ours("^", at, 1)
		w.inside(start, end)
	}
}

func (w *texWriter) skipBlanks() {
	for w.pos < w.limit && blankOrLine(w.src[w.pos]) {
		w.pos++
	}
}

// argument returns the stretch of the next argument, without its braces, and goes behind it: a group, a
// command, or one character.
func (w *texWriter) argument() (start, end int) {
	w.skipBlanks()
	if w.pos >= w.limit {
		return w.pos, w.pos
	}
	switch w.src[w.pos] {
	case '{':
		close := w.matching(w.pos)
		start, end = w.pos+1, close
		w.pos = min(close+1, w.limit)
		return start, end
	case '\\':
		name, _ := texName(w.src[w.pos:w.limit])
		start, end = w.pos, min(w.pos+1+len(name), w.limit)
	case '}':
		return w.pos, w.pos
	default:
		_, n := utf8.DecodeRuneInString(w.src[w.pos:w.limit])
		start, end = w.pos, w.pos+n
	}
	w.pos = end
	return start, end
}

// matching returns the place of the brace that closes the one at open, or the end.
func (w *texWriter) matching(open int) int {
	depth := 0
	for i := open; i < w.limit; i++ {
		switch w.src[i] {
		case '\\':
			i++
		case '%':
			if n := strings.IndexByte(w.src[i:w.limit], '\n'); n >= 0 {
				i += n
			}
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				w.charge(i - open)
				return i
			}
		}
	}
	w.charge(w.limit - open)
	return w.limit
}

// charge counts the bytes looked at ahead. Groups in groups are looked at once for each level, which is
// bounded by the depth; a file that is made to be looked at without end is refused.
func (w *texWriter) charge(n int) {
	if w.steps += n; w.steps > 64*len(w.src)+1<<20 {
		w.fail(errDepth(w.opt.MaxDepth))
	}
}

// inside writes a stretch of the source as content.
func (w *texWriter) inside(start, end int) {
	pos, stop := w.pos, w.limit
	w.pos, w.limit = start, end
	w.content("")
	w.pos, w.limit = pos, stop
}

// optional passes over an argument in brackets, and a star, and returns its stretch.
func (w *texWriter) optional() (start, end int) {
	if w.pos < w.limit && w.src[w.pos] == '*' {
		w.pos++
	}
	at := w.pos
	for at < w.limit && (w.src[at] == ' ' || w.src[at] == '\t') {
		at++
	}
	if at >= w.limit || w.src[at] != '[' {
		return w.pos, w.pos
	}
	depth := 0
	for i := at; i < w.limit && i < at+2000; i++ {
		switch w.src[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case ']':
			if depth <= 0 {
				w.pos = i + 1
				return at + 1, i
			}
		}
	}
	w.charge(2000)
	return w.pos, w.pos
}

// drop passes over n arguments.
func (w *texWriter) drop(n int) {
	for range n {
		w.argument()
		w.optional()
	}
}
