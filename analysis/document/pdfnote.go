package document

import (
	"strings"
	"unicode/utf8"
)

// markNotes finds the footnotes of a page: the smaller lines at its foot, from the first that begins
// with a mark. What stands above that mark belongs to a note of the page before.
func (f *pdfFlow) markNotes(p *pdfPage) {
	p.marks = map[string]bool{}
	for k := range p.lines {
		for i, r := range p.lines[k].runs {
			if r.raised && i > 0 {
				p.marks[strings.Trim(p.lines[k].text[r.start:r.end], " []().,")] = true
			}
		}
	}
	var foot []*pdfLine
	marked := false
	for k := range p.lines {
		l := &p.lines[k]
		if l.furniture || l.size >= 0.93*f.body || p.above(l, 0.93*f.body) {
			continue
		}
		foot = append(foot, l)
		_, _, ok := f.noteMark(p, l)
		marked = marked || ok
	}
	if !marked && !f.noteOpen {
		return
	}
	begun := f.noteOpen
	for _, l := range foot {
		if _, _, ok := f.noteMark(p, l); ok {
			begun = true
		}
		l.note = begun
	}
}

// above reports whether a line of at least the given size stands below l in the same column.
func (p *pdfPage) above(l *pdfLine, size float32) bool {
	if len(p.lines) > maxPageLines {
		return true
	}
	for i := range p.lines {
		o := &p.lines[i]
		if !o.furniture && o.size >= size && o.base < l.base && o.left < l.right && o.right > l.left {
			return true
		}
	}
	return false
}

// noteMark returns the mark that a footnote begins with and where its text begins: raised, or a number
// that stands raised elsewhere on the page or counts on from the last note's.
func (f *pdfFlow) noteMark(p *pdfPage, l *pdfLine) (label string, skip int, ok bool) {
	if len(l.runs) > 1 && l.runs[0].raised {
		return strings.Trim(l.text[:l.runs[0].end], " []()."), l.runs[0].end, true
	}
	n := 0
	for n < len(l.text) && n < 4 && l.text[n] >= '0' && l.text[n] <= '9' {
		n++
	}
	if n > 0 && n < len(l.text) && p.marks[l.text[:n]] && (l.text[n]|0x20 >= 'a' && l.text[n]|0x20 <= 'z' || l.text[n] >= utf8.RuneSelf || l.text[n] == '"') {
		return l.text[:n], n, true // too little room between the mark and the note for a space
	}
	if n > 0 && n < len(l.text) && (l.text[n] == ' ' || l.text[n] == '.') {
		if v := atoi(l.text[:n]); v > 0 && (p.marks[l.text[:n]] || f.lastNote == 0 && v == 1 || v > f.lastNote && v <= f.lastNote+3) {
			return l.text[:n], n + 1, true
		}
	}
	if r, n := utf8.DecodeRuneInString(l.text); (r == '*' || r == '†' || r == '‡') && len(l.text) > n+2 {
		return string(r), n, true
	}
	return "", 0, false
}

// footnotes writes the footnotes of a page.
func (f *pdfFlow) footnotes(p *pdfPage) {
	saved := f.prev
	open := false
	any := false
	f.prev = nil
	for k := range p.lines {
		l := &p.lines[k]
		if !l.note {
			continue
		}
		any = true
		label, skip, ok := f.noteMark(p, l)
		switch {
		case ok:
			if open {
				f.endNote()
			}
			f.beginNote("mark "+label+f.scope, label)
			f.flow().next.Page = p.sheet
			f.flow().next.Kind = Footnote
			f.lastNote = max(f.lastNote, atoi(label))
			open, f.prev = true, nil
		case !open && len(f.notes) > 0:
			f.reopenNote()
			open = true
			f.prev = f.lastNoteLine
		}
		rest := l.from(skip)
		f.line(&rest, f.prev)
		f.prev = l
		f.lastNoteLine = l
	}
	if open {
		f.endNote()
	}
	f.noteOpen = any
	f.prev = saved
}

// from returns the line without its first n bytes.
func (l *pdfLine) from(n int) pdfLine {
	for n < len(l.text) && l.text[n] == ' ' {
		n++
	}
	if n == 0 {
		return *l
	}
	out := *l
	out.text, out.src, out.runs, out.words = l.text[n:], l.src+n, nil, nil
	for _, r := range l.runs {
		if r.end <= n {
			continue
		}
		r.start, r.end = max(r.start-n, 0), r.end-n
		out.runs = append(out.runs, r)
	}
	return out
}
