package document

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pdfRow is a row of a table on a page: for each column what stands in it, and over how many it reaches.
type pdfRow struct {
	cells [][]pdfPiece
	spans []int
}

// A pdfPiece is a stretch of a line in a cell.
type pdfPiece struct {
	l *pdfLine
	w pdfWord
}

func (x pdfPiece) text() string { return x.l.text[x.w.start:x.w.end] }

// table writes a table row by row.
func (f *pdfFlow) table(p *pdfPage, t pdfTable) {
	head := joinHeads(rowsOf(p.lines[t.from:t.body], t.columns, f.blank*headGap))
	body := joinWrapped(rowsOf(p.lines[t.body:t.to], t.columns, cellGap))
	f.end()
	f.prev = nil
	f.flow().next.Page = p.sheet
	g := f.beginTable()
	for _, r := range append(head, body...) {
		f.tableRow(r)
	}
	if g.headRows = len(head); len(head) > 0 {
		for _, r := range body[:max(len(body)-1, 0)] {
			if !r.years() {
				break
			}
			g.headRows++
		}
	}
	f.endTable()
	f.begin(Paragraph, 0)
}

// rowsOf lays lines into columns, those at one height into one row. Words go to the column that they stand in;
// the words of a cell that reaches over several columns stay together. Cells are parted by gaps of so many ems.
func rowsOf(lines []pdfLine, columns []pdfColumn, gap float32) []pdfRow {
	sorted := make([]*pdfLine, len(lines))
	for i := range lines {
		sorted[i] = &lines[i]
	}
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].base > sorted[j].base+0.3*sorted[i].size })
	var rows []pdfRow
	var base float32
	for i, l := range sorted {
		if i == 0 || base-l.base >= 0.3*l.size {
			rows = append(rows, pdfRow{make([][]pdfPiece, len(columns)), make([]int, len(columns))})
			base = l.base
		}
		rows[len(rows)-1].lay(l, columns, gap)
	}
	return rows
}

func (r *pdfRow) lay(l *pdfLine, columns []pdfColumn, gap float32) {
	put := func(at, span int, w pdfWord) {
		r.cells[at] = append(r.cells[at], pdfPiece{l, w})
		r.spans[at] = max(r.spans[at], span)
	}
	for _, c := range l.cut(gap, true) {
		lo, hi := columnsOf(c, columns)
		if lo == hi || !numeric(l.text[c.start:c.end]) && lo > 0 {
			put(lo, hi-lo+1, c)
			continue
		}
		for _, w := range l.words {
			if w.start >= c.start && w.end <= c.end {
				at, _ := columnsOf(w, columns)
				put(at, 1, w)
			}
		}
	}
}

// text is what stands in a column of the row.
func (r *pdfRow) text(c int) string {
	var all []string
	for _, x := range r.cells[c] {
		all = append(all, x.text())
	}
	return strings.Join(all, " ")
}

// filled counts the columns in which something stands.
func (r *pdfRow) filled() (n int) {
	for _, cell := range r.cells {
		if len(cell) > 0 {
			n++
		}
	}
	return n
}

// add puts what stands in another row behind what stands in this one.
func (r *pdfRow) add(o pdfRow) {
	for c := range r.cells {
		r.cells[c] = append(r.cells[c], o.cells[c]...)
		r.spans[c] = max(r.spans[c], o.spans[c])
	}
}

// years reports whether a row goes on with the headings: years or labels such as Q1 over every column.
func (r *pdfRow) years() bool {
	n := 0
	for c := 1; c < len(r.cells); c++ {
		switch s := r.text(c); {
		case s == "":
		case !yearLike(s) && !labelLike(s):
			return false
		default:
			n++
		}
	}
	return n > 1 && !yearLike(r.text(0))
}

// joinHeads makes one row of the lines of headings, but for those that stand over several others.
func joinHeads(rows []pdfRow) []pdfRow {
	var out []pdfRow
	for i := len(rows) - 1; i >= 0; i-- {
		up := rows[i]
		if len(out) == 0 {
			out = append(out, up)
			continue
		}
		low := &out[0]
		if over(&up, low) {
			up.spread(low)
			out = append([]pdfRow{up}, out...)
			continue
		}
		up.add(*low)
		out[0] = up
	}
	return out
}

// over reports whether the headings of a line stand over several of the line below: one reaches over two
// columns, or fewer stand over headings that would be the same without them.
func over(up, low *pdfRow) bool {
	for c := 1; c < len(up.spans); c++ {
		if up.spans[c] > 1 {
			return true
		}
	}
	if up.filled() >= low.filled() || up.filled() == 1 && len(up.cells[0]) > 0 {
		return false
	}
	seen := map[string]bool{}
	for c := range low.cells {
		s := low.text(c)
		if s != "" && seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

// spread gives headings that stand over others the columns of these: in equal parts where that comes out, else
// as far as the next one.
func (r *pdfRow) spread(low *pdfRow) {
	first := 1
	if len(r.cells[0]) > 0 && len(low.cells[0]) > 0 {
		return
	}
	for first < len(r.cells) && len(low.cells[first]) == 0 {
		first++
	}
	var at []int
	for c := first; c < len(r.cells); c++ {
		if len(r.cells[c]) > 0 {
			at = append(at, c)
		}
	}
	wide := len(r.cells) - first
	if len(at) == 0 || first == len(r.cells) {
		return
	}
	cells, spans := make([][]pdfPiece, len(r.cells)), make([]int, len(r.cells))
	copy(cells, r.cells[:first])
	copy(spans, r.spans[:first])
	for i, c := range at {
		to, end := c, len(r.cells)
		if i+1 < len(at) {
			end = at[i+1]
		}
		if wide%len(at) == 0 && c >= first+i*wide/len(at) && c < first+(i+1)*wide/len(at) {
			to, end = first+i*wide/len(at), first+(i+1)*wide/len(at)
		}
		cells[to], spans[to] = r.cells[c], max(end-to, 1)
	}
	r.cells, r.spans = cells, spans
}

// joinWrapped puts the lines of one row together: a line that goes on in lower case or in brackets, where it or
// the line before it has nothing but words.
func joinWrapped(rows []pdfRow) []pdfRow {
	var out []pdfRow
	for _, r := range rows {
		if len(out) == 0 {
			out = append(out, r)
			continue
		}
		last := &out[len(out)-1]
		first, _ := utf8.DecodeRuneInString(r.text(0))
		goesOn := unicode.IsLower(first) || first == '('
		switch {
		case !r.values() && (goesOn || r.text(0) == ""):
			last.add(r)
		case goesOn && !last.values() && last.filled() == 1:
			last.add(r)
		default:
			out = append(out, r)
		}
	}
	return out
}

// values reports whether a number stands behind the first column.
func (r *pdfRow) values() bool {
	for c := 1; c < len(r.cells); c++ {
		if s := r.text(c); s != "" && numeric(s) {
			return true
		}
	}
	return false
}

// tableRow writes the cells of one row.
func (f *pdfFlow) tableRow(r pdfRow) {
	f.beginRow()
	for c := 0; c < len(r.cells); {
		span := max(r.spans[c], 1)
		for k := c + 1; k < c+span; k++ {
			if len(r.cells[k]) > 0 {
				span = k - c
			}
		}
		f.beginCell(1, span, false)
		f.cellPieces(r.cells[c])
		f.endCell()
		c += span
	}
	f.endRow()
}

// cellPieces writes what stands in a cell. A word that is cut at the end of a line of the cell is one again.
func (f *pdfFlow) cellPieces(pieces []pdfPiece) {
	cut := false
	for i, x := range pieces {
		if i > 0 && !cut {
			f.space(x.l.src+x.w.start, 0)
		}
		end := x.w.end
		cut = strings.HasSuffix(x.text(), "-") && len(x.text()) > 1 && i+1 < len(pieces) && pieces[i+1].l != x.l
		if cut && !f.keepsHyphen(x.text(), pieces[i+1].text()) {
			end--
		}
		f.stretch(x.l, x.w.start, end)
	}
}
