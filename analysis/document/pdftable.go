package document

import (
	"sort"
	"strings"
)

// A pdfTable is a run of lines of a page that stand in columns.
type pdfTable struct {
	from, to int // lines of the page
	columns  []pdfColumn
}

type pdfColumn struct{ left, right float32 }

// cellGap is the white space, in ems, that parts two cells whatever is in them. Justified prose has less.
const cellGap = 0.9

// splitCells cuts the words of a line into cells: at wide gaps, and between two numbers, which do not
// stand side by side in prose. "2 000" with a thin gap is one number. Where two or more numbers end the
// line, the words before them are a cell as well, however narrow the gap.
func splitCells(l *pdfLine) []pdfWord {
	var cells []pdfWord
	stub := len(l.words)
	for stub > 0 && numeric(l.text[l.words[stub-1].start:l.words[stub-1].end]) {
		stub--
	}
	numbers := 1
	for i := stub + 1; i < len(l.words); i++ {
		if l.parted(i) {
			numbers++
		}
	}
	if numbers < 2 {
		stub = -1
	}
	for i, w := range l.words {
		if i > 0 && i != stub && !l.parted(i) {
			c := &cells[len(cells)-1]
			c.end, c.right = w.end, w.right
			continue
		}
		cells = append(cells, w)
	}
	return cells
}

// parted reports whether a new cell begins with word i.
func (l *pdfLine) parted(i int) bool {
	a, b := l.words[i-1], l.words[i]
	gap := b.left - a.right
	if gap > cellGap*l.size {
		return true
	}
	left, right := l.text[a.start:a.end], l.text[b.start:b.end]
	if !numeric(left) || !numeric(right) || !strings.ContainsAny(left, "0123456789") || !strings.ContainsAny(right, "0123456789") {
		return false
	}
	grouped := gap < 0.4*l.size && len(right) == 3 && digits(right) && len(left) <= 3 && !strings.ContainsAny(left, ".,")
	return !grouped && gap > 0.15*l.size
}

// findTables finds the runs of lines of a page that are tables.
func (f *pdfFlow) findTables(p *pdfPage) []pdfTable {
	var out []pdfTable
	for k := 0; k < len(p.lines); {
		to := k
		for to < len(p.lines) && f.rowLike(p, to) && (to == k || p.follows(to)) {
			to++
		}
		if to-k >= 2 {
			if columns := tableColumns(p.lines[k:to]); columns != nil {
				from, end := k, to
				for from < end && !p.lines[from].within(columns) {
					from++
				}
				for from < end && !p.lines[end-1].within(columns) {
					end--
				}
				out = append(out, pdfTable{from: p.header(from, columns, out), to: end, columns: columns})
			}
		}
		k = max(to, k+1)
	}
	return out
}

// within reports whether a line stays inside the columns.
func (l *pdfLine) within(columns []pdfColumn) bool {
	return l.left > columns[0].left-2*l.size && l.right < columns[len(columns)-1].right+2*l.size
}

// rowLike reports whether a line looks like the row of a table: two cells or more, one of them a number.
func (f *pdfFlow) rowLike(p *pdfPage, k int) bool {
	l := &p.lines[k]
	if l.furniture || l.note || leader(l.text) || captioned(l.text) {
		return false
	}
	cells := splitCells(l)
	if len(cells) < 2 {
		return false
	}
	for _, c := range cells[1:] {
		if numeric(l.text[c.start:c.end]) {
			return true
		}
	}
	return false
}

// follows reports whether line k stands below or beside the line before it, in the same column.
func (p *pdfPage) follows(k int) bool {
	a, b := &p.lines[k-1], &p.lines[k]
	return a.base-b.base < 4*b.size && b.base < a.base+0.5*b.size && a.left < b.right && b.left < a.right
}

// tableColumns lays the cells of the rows over each other. They are columns if rows with the usual number
// of cells agree, and if most of what stands in the columns behind the first is numbers.
func tableColumns(rows []pdfLine) []pdfColumn {
	counts := map[int]int{}
	usual := 0
	for i := range rows {
		n := len(splitCells(&rows[i]))
		counts[n]++
		if counts[n] > counts[usual] || counts[n] == counts[usual] && n > usual {
			usual = n
		}
	}
	if usual < 2 || counts[usual]*2 < len(rows) || usual == 2 && len(rows) < 3 {
		return nil
	}
	columns := make([]pdfColumn, usual)
	first := true
	numbers, cells := 0, 0
	for i := range rows {
		split := splitCells(&rows[i])
		if len(split) != usual {
			continue
		}
		for c, w := range split {
			if first {
				columns[c] = pdfColumn{w.left, w.right}
			}
			columns[c] = pdfColumn{min(columns[c].left, w.left), max(columns[c].right, w.right)}
			if c > 0 {
				cells++
				if numeric(rows[i].text[w.start:w.end]) {
					numbers++
				}
			}
		}
		first = false
	}
	for c := 1; c < usual; c++ {
		if columns[c].left <= columns[c-1].right {
			return nil
		}
	}
	if numbers*2 < cells {
		return nil
	}
	return columns
}

// header goes up from the first row over at most five lines of headings: short lines within the width of
// the table, close above it, that are no caption and no sentence.
func (p *pdfPage) header(k int, columns []pdfColumn, done []pdfTable) int {
	floor := 0
	if len(done) > 0 {
		floor = done[len(done)-1].to
	}
	for n := 0; n < 5 && k > floor; n++ {
		l := &p.lines[k-1]
		close := l.base-p.lines[k].base < 3*l.size && p.lines[k].base-l.base < 3*l.size
		if l.furniture || l.note || !close || !l.within(columns) ||
			captioned(l.text) || leader(l.text) || strings.HasSuffix(l.text, ".") || len(l.text) > 40*len(columns) {
			break
		}
		if cells := splitCells(l); len(cells) < 2 && l.left < columns[1].left-l.size && l.right > columns[1].left {
			break // a line of prose over the columns
		}
		if l.size > 1.15*p.lines[k].size {
			break
		}
		k--
	}
	return k
}

// table writes the lines of a table row by row.
func (f *pdfFlow) table(p *pdfPage, t pdfTable) {
	lines := append([]pdfLine(nil), p.lines[t.from:t.to]...)
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].base > lines[j].base+0.3*lines[i].size })
	f.end()
	f.prev = nil
	f.flow().next.Page = p.sheet
	f.beginTable()
	for i := 0; i < len(lines); {
		k := i
		for k < len(lines) && lines[i].base-lines[k].base < 0.3*lines[i].size {
			k++
		}
		f.tableRow(lines[i:k], t.columns)
		i = k
	}
	f.endTable()
	f.begin(Paragraph, 0)
}

// tableRow writes the cells of one row. Words go to the column that they stand in; the words of a cell
// that reaches over several columns stay together.
func (f *pdfFlow) tableRow(lines []pdfLine, columns []pdfColumn) {
	type piece struct {
		l *pdfLine
		w pdfWord
	}
	cells := make([][]piece, len(columns))
	spans := make([]int, len(columns))
	for i := range lines {
		l := &lines[i]
		for _, c := range splitCells(l) {
			lo, hi := columnsOf(c, columns)
			if lo == hi || !numeric(l.text[c.start:c.end]) && lo > 0 {
				cells[lo] = append(cells[lo], piece{l, c})
				spans[lo] = max(spans[lo], hi-lo+1)
				continue
			}
			for _, w := range l.words {
				if w.start >= c.start && w.end <= c.end {
					at, _ := columnsOf(w, columns)
					cells[at] = append(cells[at], piece{l, w})
					spans[at] = max(spans[at], 1)
				}
			}
		}
	}
	f.beginRow()
	for c := 0; c < len(columns); {
		span := max(spans[c], 1)
		for k := c + 1; k < c+span; k++ {
			if len(cells[k]) > 0 {
				span = k - c
			}
		}
		f.beginCell(1, span, false)
		for i, x := range cells[c] {
			if i > 0 {
				f.space(x.l.src+x.w.start, 0)
			}
			f.stretch(x.l, x.w.start, x.w.end)
		}
		f.endCell()
		c += span
	}
	f.endRow()
}

// columnsOf returns the first and last column that a stretch of a line stands in, or the nearest one.
func columnsOf(w pdfWord, columns []pdfColumn) (lo, hi int) {
	lo, hi = -1, -1
	best, nearest := float32(1e9), 0
	for c, col := range columns {
		if w.left < col.right && w.right > col.left {
			if lo < 0 {
				lo = c
			}
			hi = c
		}
		if d := max(col.left-w.right, w.left-col.right); d < best {
			best, nearest = d, c
		}
	}
	if lo < 0 {
		return nearest, nearest
	}
	return lo, hi
}
