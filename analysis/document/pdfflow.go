package document

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pdfFlow makes paragraphs and footnotes of the lines of all pages.
type pdfFlow struct {
	*builder
	pages   []pdfPage
	body    float32 // size of most of the text
	leading float32 // usual distance of two lines of it
	heads   []float32
	seen    map[string]bool // "counter-terrorism" or "counterterrorism", if it stands elsewhere

	prev     *pdfLine // the last line written to the open block
	noteOpen bool     // the last page ended in a note
	lastNote int
	// lastNoteLine is the last line of the note that is open.
	lastNoteLine *pdfLine
	// lastItem is the number of the last numbered paragraph.
	lastItem int
}

func newPDFFlow(d *Document, opt Options, pages []pdfPage) *pdfFlow {
	f := &pdfFlow{pages: pages, seen: map[string]bool{}}
	parts := make([]*part, len(pages))
	for i := range pages {
		p := &pages[i]
		label := p.printed
		if label == "" {
			label = p.label
		}
		var text strings.Builder
		for k := range p.lines {
			p.lines[k].src = text.Len()
			text.WriteString(p.lines[k].text)
			text.WriteByte('\n')
		}
		parts[i] = &part{data: text.String(), sheet: p.sheet, label: label}
		for k := range p.lines {
			l := &p.lines[k]
			l.text = parts[i].data[l.src : l.src+len(l.text)]
		}
	}
	f.builder = newBuilder(d, opt, parts...)
	f.measure()
	f.collectHyphens()
	return f
}

// measure finds the size and leading of the body text and the sizes of headings.
func (f *pdfFlow) measure() {
	sizes, leads := map[float32]int{}, map[float32]int{}
	for i := range f.pages {
		for k := range f.pages[i].lines {
			l := &f.pages[i].lines[k]
			if !l.furniture {
				sizes[l.size] += len(l.text)
			}
		}
	}
	f.body = commonSize(sizes)
	for i := range f.pages {
		lines := f.pages[i].lines
		for k := 1; k < len(lines); k++ {
			if d := lines[k-1].base - lines[k].base; lines[k].size == f.body && lines[k-1].size == f.body && d > 0 && d < 3*f.body {
				leads[roundSize(d)]++
			}
		}
	}
	if f.leading = commonSize(leads); f.leading == 0 {
		f.leading = 1.2 * f.body
	}
	for s := range sizes {
		if s > 1.08*f.body {
			f.heads = append(f.heads, s)
		}
	}
	sort.Slice(f.heads, func(i, j int) bool { return f.heads[i] > f.heads[j] })
}

// write goes through the pages: body first, then the notes at the foot.
func (f *pdfFlow) write() {
	for i := range f.pages {
		p := &f.pages[i]
		f.markNotes(p)
		if p.contents() && i < len(f.pages)/4+2 {
			f.prev = nil
			continue
		}
		f.part = int32(i)
		f.scope = "@" + itoa(p.sheet)
		p.markAxes()
		left, right := p.columnEdges()
		tables := f.findTables(p)
		for k := 0; k < len(p.lines); k++ {
			if len(tables) > 0 && tables[0].from == k {
				f.table(p, tables[0])
				k, tables = tables[0].to-1, tables[1:]
				continue
			}
			l := &p.lines[k]
			if l.furniture || l.note || leader(l.text) {
				continue
			}
			f.bodyLine(l, left, right)
		}
		f.footnotes(p)
	}
}

// columnEdges returns for each line the edges of the column it stands in: the outermost lines of body
// text whose extents overlap it.
func (p *pdfPage) columnEdges() (left, right func(l *pdfLine) float32) {
	edge := func(l *pdfLine) (lo, hi float32) {
		lo, hi = l.left, l.right
		for i := range p.lines {
			o := &p.lines[i]
			if o.furniture || o.note || o.left > l.right || o.right < l.left {
				continue
			}
			if o.right-o.left > 1.6*(l.right-l.left) && l.right-l.left > 0.3*p.width {
				continue // a line across the columns
			}
			lo, hi = min(lo, o.left), max(hi, o.right)
		}
		return lo, hi
	}
	return func(l *pdfLine) float32 { lo, _ := edge(l); return lo }, func(l *pdfLine) float32 { _, hi := edge(l); return hi }
}

// bodyLine writes a line of body text, in the open block or a new one.
func (f *pdfFlow) bodyLine(l *pdfLine, left, right func(*pdfLine) float32) {
	if !f.continues(l, left, right) {
		kind, level := f.kindOf(l)
		if kind == Paragraph && l.left-left(l) > l.size && strings.HasPrefix(l.text, "“") {
			kind, level = BlockQuote, 1
		}
		f.begin(kind, level)
		f.flow().next.Page = l.sheet
		if n := itemNumber(l.text); n > 0 {
			f.lastItem = n
		}
		f.prev = nil
	}
	f.line(l, f.prev)
	f.prev = l
}

// kindOf tells what a block is by its first line.
func (f *pdfFlow) kindOf(l *pdfLine) (Kind, int) {
	text := l.plain()
	last, _ := utf8.DecodeLastRuneInString(text)
	switch {
	case captioned(text):
		return Caption, 0
	case l.size > 1.08*f.body && len(text) < 200:
		for i, s := range f.heads {
			if s == l.size {
				return Heading, min(i+1, 6)
			}
		}
		return Heading, 2
	case l.bold && len(text) < 120 && last != '.' && last != ',' && last != ';':
		return Heading, min(len(f.heads)+1, 6)
	case listMark(text) > 0:
		return ListItem, 1
	}
	return Paragraph, 0
}

// continues reports whether a line belongs to the block of the line before it.
func (f *pdfFlow) continues(l *pdfLine, left, right func(*pdfLine) float32) bool {
	p := f.prev
	if p == nil || l.bold != p.bold && (l.size > f.body || f.flow().next.Kind == Heading || l.bold) {
		return false
	}
	if d := l.size - p.size; d > 0.08*p.size || d < -0.08*p.size {
		return false
	}
	text, before := l.plain(), p.plain()
	open := !ended(before)
	turned := l.sheet != p.sheet || l.base > p.base+l.size // a new page or column
	if n := listMark(text); n > 0 && (!open || text[0] >= utf8.RuneSelf || itemNumber(text) == f.lastItem+1 && l.left-left(l) < l.size) {
		return false
	}
	if turned {
		if f.flow().next.Kind == Heading {
			return false
		}
		return open && !captioned(text) || right(p)-p.right < 3*p.size && l.left-left(l) < l.size && listMark(text) == 0
	}
	gap := p.base - l.base
	if gap > 1.5*f.leading*max(l.size/f.body, 0.6) && gap > 1.6*l.size {
		return false
	}
	if captioned(text) {
		return false
	}
	// A first line that is set in, or a last line that ends early.
	indented := l.left-left(l) > 0.8*l.size && p.left-left(l) < 0.4*l.size
	first, _ := utf8.DecodeRuneInString(text)
	if indented && !open && (unicode.IsUpper(first) || !unicode.IsLetter(first)) {
		return false
	}
	if unicode.IsLower(first) {
		return true
	}
	// The lines of an address or a legend end early without a stop.
	room := right(l) - p.right
	early := room > 0.4*(right(l)-left(l)) && l.size <= 1.08*f.body && !l.bold && before[len(before)-1] != ','
	return !(room > 8*l.size && !open || early)
}

// itemNumber is the number of a numbered paragraph, 0 if it has none.
func itemNumber(s string) int {
	if n := listMark(s); n > 1 {
		return atoi(strings.Trim(s[:n], " \t.()"))
	}
	return 0
}

// ended reports whether a line ends as a sentence does.
func ended(s string) bool {
	s = strings.TrimRight(s, " ”’\"')]»")
	return s == "" || strings.ContainsRune(".!?:;", rune(s[len(s)-1]))
}

// line writes the characters of a line behind those of the line before it.
func (f *pdfFlow) line(l, prev *pdfLine) {
	if prev != nil {
		f.join(l, prev)
	}
	end := len(l.text)
	if n := len(l.runs); strings.HasSuffix(l.text, "-") && end > 1 && !l.runs[n-1].raised {
		end-- // a hyphen at the end waits for the next line to say whether it stays
	}
	f.stretch(l, 0, end)
}

// stretch writes part of a line: raised characters, fractions, and the rest as it is.
func (f *pdfFlow) stretch(l *pdfLine, from, to int) {
	for i, r := range l.runs {
		start, end := max(r.start, from), min(r.end, to)
		if start >= end {
			continue
		}
		if i > 0 && start == r.start && start > from && !l.runs[i-1].overlaps(r) {
			f.chars(l.text[l.runs[i-1].end:r.start], l.src+l.runs[i-1].end)
		}
		s := l.text[start:end]
		switch over := i+1 < len(l.runs) && r.overlaps(l.runs[i+1]); {
		case over:
			// A fraction: what stands above the line and what stands below it.
			f.chars(s, l.src+start)
			f.piece("/", l.src+end, 0, ours)
		case r.raised:
			f.raise(s, l.src+start, len(s))
		default:
			f.chars(s, l.src+start)
		}
	}
	f.settle()
}

// overlaps reports whether one run stands over the other: the two parts of a fraction.
func (r pdfRun) overlaps(o pdfRun) bool {
	return r.raised && o.lowered && min(r.right, o.right)-max(r.left, o.left) > 0.5*min(r.right-r.left, o.right-o.left)
}

// join decides what stands between two lines: a space, nothing, or the hyphen at the end of the first.
func (f *pdfFlow) join(l, prev *pdfLine) {
	end := prev.src + len(prev.text)
	f.part = int32(prev.sheet - 1)
	defer func() { f.part = int32(l.sheet - 1) }()
	if strings.HasSuffix(prev.text, "-") && len(prev.text) > 1 && !prev.runs[len(prev.runs)-1].raised {
		if f.keepsHyphen(prev.text, l.text) {
			f.chars("-", end-1)
		}
		return
	}
	if r, _ := utf8.DecodeLastRuneInString(prev.text); (r == '–' || r == '/' || r == '—') && l.text != "" && (r != '–' || l.text[0] >= '0' && l.text[0] <= '9') {
		return // 2014–/2018, and/or
	}
	if addressGoesOn(prev.text, l.text) {
		return
	}
	f.space(end, 1)
}

// addressGoesOn reports whether a line ends inside a web address that the next line goes on with.
func addressGoesOn(a, b string) bool {
	token := a[strings.LastIndexByte(a, ' ')+1:]
	if !strings.Contains(token, "://") && !strings.HasPrefix(token, "www.") && strings.Count(token, "/") < 2 {
		return false
	}
	next, _, _ := strings.Cut(b, " ")
	if next == "" || len(token) < 8 {
		return false
	}
	last := token[len(token)-1]
	if strings.IndexByte(".,;)", last) >= 0 && last != '.' {
		return false
	}
	if strings.IndexByte("/_=?&%.", last) >= 0 {
		first, _ := utf8.DecodeRuneInString(next)
		return last != '.' || unicode.IsLower(first) && strings.ContainsAny(next, "./")
	}
	return strings.ContainsAny(strings.TrimRight(next, ".,;)"), "/_=?&%") || strings.Count(next, "-") > 1 || strings.HasSuffix(strings.TrimRight(next, ".,;"), "html")
}

// The parts of a compound that keep their hyphen where nothing else in the document says.
var hyphenated = map[string]bool{"non": true, "self": true, "co": true, "anti": true, "counter": true, "pre": true, "post": true,
	"multi": true, "cross": true, "long": true, "short": true, "high": true, "low": true, "well": true, "so": true, "ill": true,
	"decision": true, "large": true, "small": true, "full": true, "half": true, "mid": true, "ex": true, "vice": true, "on": true, "off": true,
	"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true,
	"twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true, "seventy": true, "eighty": true, "ninety": true}

// keepsHyphen decides whether the hyphen at the end of a line is part of its word: it is before a digit
// or capital, where the document writes the word with a hyphen elsewhere, and in usual compounds.
func (f *pdfFlow) keepsHyphen(a, b string) bool {
	if addressGoesOn(a+"/", b) {
		return true
	}
	head, tail := hyphenPair(a, b)
	first, _ := utf8.DecodeRuneInString(b)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(a, "-"))
	if !unicode.IsLower(first) || !unicode.IsLetter(last) {
		return true
	}
	if f.seen[head+"-"+tail] != f.seen[head+tail] {
		return f.seen[head+"-"+tail]
	}
	// Two words of the document make a compound; the syllables of one word are seldom words themselves.
	return hyphenated[head] || f.seen[head] && f.seen[tail] || strings.HasSuffix(head, "e") && len(head) == 2 && strings.HasPrefix(tail, "e")
}

// hyphenPair returns the two parts, in lower case, of a word that is cut at the end of a line.
func hyphenPair(a, b string) (head, tail string) {
	a = strings.TrimSuffix(a, "-")
	i := strings.LastIndexFunc(a, func(r rune) bool { return !unicode.IsLetter(r) })
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(a[i:])
		a = a[i+n:]
	}
	if i := strings.IndexFunc(b, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		b = b[:i]
	}
	return strings.ToLower(a), strings.ToLower(b)
}

// collectHyphens looks for the words that are cut at the ends of lines elsewhere in the document.
func (f *pdfFlow) collectHyphens() {
	f.eachLine(func(l, next *pdfLine) {
		if next != nil && strings.HasSuffix(l.text, "-") {
			if a, b := hyphenPair(l.text, next.text); a != "" && b != "" {
				f.seen[a+b], f.seen[a+"-"+b], f.seen[a], f.seen[b] = false, false, false, false
			}
		}
	})
	if len(f.seen) == 0 {
		return
	}
	// The two parts of a cut word stand at the end of one line and at the start of the next: neither is
	// looked at.
	after := false
	f.eachLine(func(l, _ *pdfLine) {
		text := strings.ToLower(l.text)
		if after {
			_, text, _ = strings.Cut(text, " ")
		}
		if after = strings.HasSuffix(text, "-"); after {
			text = text[:strings.LastIndexByte(text, ' ')+1]
		}
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if _, asked := f.seen[w]; asked {
				f.seen[w] = true
			}
		}
	})
}

// eachLine visits every line of text with the one behind it in the same kind of text.
func (f *pdfFlow) eachLine(visit func(l, next *pdfLine)) {
	for i := range f.pages {
		lines := f.pages[i].lines
		for k := range lines {
			var next *pdfLine
			if k+1 < len(lines) {
				next = &lines[k+1]
			}
			visit(&lines[k], next)
		}
	}
}

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
