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
	blank   float32 // usual space between two words of it, in ems
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
	sizes, leads, spaces := map[float32]int{}, map[float32]int{}, map[float32]int{}
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
	for i := range f.pages {
		for k := range f.pages[i].lines {
			l := &f.pages[i].lines[k]
			for w := 1; w < len(l.words) && l.size == f.body; w++ {
				if gap := (l.words[w].left - l.words[w-1].right) / l.size; gap > 0.15 && gap < 0.6 {
					spaces[float32(int(gap*50))/50]++ // to a fiftieth
				}
			}
		}
	}
	if f.blank = commonSize(spaces); f.blank == 0 {
		f.blank = 0.25
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
		tables := f.findTables(p)
		p.markAxes(tables)
		left, right := p.columnEdges()
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
		for i := range p.lines[:min(len(p.lines), maxPageLines)] {
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
		if f.flow().next.Kind == Heading || captioned(text) {
			return false
		}
		return open || right(p)-p.right < 3*p.size && l.left-left(l) < l.size && listMark(text) == 0
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
