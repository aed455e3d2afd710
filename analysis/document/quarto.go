package document

import (
	"sort"
	"strings"
)

// mask covers what Markdown must not see: formulas everywhere, and what Pandoc and Quarto add to the
// language (fenced divs, attributes, citations, shortcodes, raised text, captions of tables).
func (w *markdownWriter) mask(masked []byte, from int) {
	pandoc := w.d.Format == Quarto
	code := codeStretches(w.src, from)
	add := func(start, end int, kind maskKind) {
		w.masks = append(w.masks, mask{start, end, kind})
	}
	w.maskInline(from, code, pandoc, add)
	if pandoc {
		w.maskLines(masked, from, code, add)
	}
	sort.SliceStable(w.masks, func(i, j int) bool { return w.masks[i].start < w.masks[j].start })
	for _, m := range w.masks {
		for i := m.start; i < m.end && m.kind != maskCaption; i++ {
			if masked[i] != '\n' && masked[i] != '\r' {
				masked[i] = 'x'
			}
		}
	}
}

// codeStretches finds fenced code and code spans, in which nothing is masked.
func codeStretches(src string, at int) []Span {
	var out []Span
	lineStart := true
	for at < len(src) {
		c := src[at]
		if c != '`' && c != '~' {
			lineStart = c == '\n' || lineStart && (c == ' ' || c == '>')
			at++
			continue
		}
		n := at
		for n < len(src) && src[n] == c {
			n++
		}
		run := src[at:n]
		end := -1
		switch {
		case lineStart && len(run) >= 3:
			if i := strings.Index(src[n:], "\n"+run); i >= 0 {
				end = n + i + 1 + len(run)
			} else {
				end = len(src)
			}
		case c == '`':
			end = closingTicks(src, n, run)
		}
		if end < 0 {
			at = n
		} else {
			out = append(out, Span{at, end})
			at = end
		}
		lineStart = false
	}
	return out
}

// closingTicks finds the run of back ticks that closes a code span, in the same paragraph and within
// 2,000 bytes, -1 if there is none.
func closingTicks(src string, at int, run string) int {
	limit := min(len(src), at+2000)
	for at < limit {
		i := strings.IndexByte(src[at:limit], '`')
		if i < 0 || strings.Contains(src[at:at+i], "\n\n") {
			return -1
		}
		at += i
		n := at
		for n < len(src) && src[n] == '`' {
			n++
		}
		if n-at == len(run) {
			return n
		}
		at = n
	}
	return -1
}

// maskInline masks stretches of a line.
func (w *markdownWriter) maskInline(at int, code []Span, pandoc bool, add func(start, end int, kind maskKind)) {
	src := w.src
	for at < len(src) {
		for len(code) > 0 && code[0].End <= at {
			code = code[1:]
		}
		if len(code) > 0 && code[0].Start <= at {
			if s := src[code[0].Start:code[0].End]; pandoc && strings.HasPrefix(s, "`{") {
				add(code[0].Start, code[0].End, maskCut) // computed when the text is rendered
			}
			at = code[0].End
			continue
		}
		c := src[at]
		var end int
		kind := maskNothing
		switch {
		case c == '\\':
			at += 2
			continue
		case c == '$':
			end, kind = mathEnd(src, at, pandoc), maskMath
		case !pandoc:
		case c == '{':
			end, kind = bracesEnd(src, at)
		case c == '[' && strings.HasPrefix(src[at:], "[@"), strings.HasPrefix(src[at:], "[-@"):
			end = within(src, at, ']', 400)
		case c == '^':
			end, kind = raisedEnd(src, at), maskRaised
		}
		if end > at {
			add(at, end, kind)
			at = end
			continue
		}
		at++
	}
}

// mathEnd returns the end of the formula that the dollar sign at at opens, by Pandoc's rule: no space
// behind the opening sign or before the closing one, no digit behind that. Plain Markdown has prices:
// there a formula must also look like one.
func mathEnd(src string, at int, pandoc bool) int {
	fence := "$"
	if strings.HasPrefix(src[at:], "$$") {
		fence = "$$"
	}
	open := at + len(fence)
	if open >= len(src) || fence == "$" && blankOrLine(src[open]) {
		return 0
	}
	limit := min(len(src), open+2000)
	for i := open; i < limit; i++ {
		switch {
		case src[i] == '\\':
			i++
		case src[i] == '\n' && i+1 < len(src) && src[i+1] == '\n':
			return 0
		case strings.HasPrefix(src[i:], fence):
			end := i + len(fence)
			if fence == "$" && (blankOrLine(src[i-1]) || end < len(src) && src[end] >= '0' && src[end] <= '9') {
				return 0
			}
			if !pandoc && fence == "$" && !strings.ContainsAny(src[open:i], `\^_=<>`) {
				return 0
			}
			return end
		}
	}
	return 0
}

// bracesEnd masks a shortcode, {{< var rate >}}, and the attributes behind a heading, image or span.
func bracesEnd(src string, at int) (int, maskKind) {
	if strings.HasPrefix(src[at:], "{{<") || strings.HasPrefix(src[at:], "{{%") {
		if i := strings.Index(src[at:min(len(src), at+400)], "}}"); i > 0 {
			return at + i + 2, maskCut
		}
	}
	if len(src) > at+1 && strings.IndexByte("#.=-", src[at+1]) >= 0 {
		if end := within(src, at, '}', 400); end > 0 {
			return end, maskNothing
		}
	}
	return 0, maskNothing
}

// raisedEnd returns the end of raised text, ^2^: no white space in it, and short.
func raisedEnd(src string, at int) int {
	for i := at + 1; i < len(src) && i < at+12; i++ {
		switch {
		case src[i] == '^' && i > at+1:
			return i + 1
		case blankOrLine(src[i]) || src[i] == '[' || src[i] == '^':
			return 0
		}
	}
	return 0
}

// within returns the end of what the byte closes, on the same line and within limit bytes; 0 if none.
func within(src string, at int, closing byte, limit int) int {
	for i := at; i < len(src) && i < at+limit && src[i] != '\n'; i++ {
		if src[i] == closing {
			return i + 1
		}
	}
	return 0
}

// maskLines masks whole lines: the fences of divs, and the colon before the caption of a table.
func (w *markdownWriter) maskLines(masked []byte, at int, code []Span, add func(start, end int, kind maskKind)) {
	for at < len(w.src) {
		end := len(w.src)
		if i := strings.IndexByte(w.src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		for len(code) > 0 && code[0].End <= at {
			code = code[1:]
		}
		if len(code) == 0 || code[0].Start > at {
			line := strings.TrimSpace(w.src[at:end])
			switch {
			case strings.HasPrefix(line, ":::"):
				blankOut(masked[at:end])
			case strings.HasPrefix(line, ": "), strings.HasPrefix(line, "Table: "):
				colon := at + strings.IndexByte(w.src[at:end], ':')
				blankOut(masked[at : colon+1])
				add(at, colon+2, maskCaption)
			}
		}
		at = end
	}
}

// math writes a formula as LaTeX's reader does. In a notebook, whose source is scattered, the formula is
// one piece.
func (w *markdownWriter) math(m mask) {
	if w.place != nil {
		src, n := w.span(m.start, m.end-m.start)
		w.piece(texText(w.src[m.start:m.end], w.opt), src, n, ours)
		return
	}
	t := &texWriter{builder: w.builder, src: w.src, pos: m.start, limit: m.end, macros: map[string]*texMacro{}}
	t.content("")
}
