package document

import (
	"sort"
	"strings"
)

// A pdfTable is a run of lines of a page that stand in columns.
type pdfTable struct {
	from, to int // lines of the page
	body     int // the first line behind the headings
	columns  []pdfColumn
}

type pdfColumn struct{ left, right float32 }

// cellGap is the white space, in ems, that parts two cells whatever is in them. Justified prose has less.
const cellGap = 0.9

// headGap is the white space that parts two headings, as a multiple of the space between words. They are set tighter
// than the numbers below them, and are not justified. In bold type the space is a sixth wider.
const headGap = 1.3

// splitCells cuts the words of a line into cells: at wide gaps, and between two numbers, which do not
// stand side by side in prose. "2 000" with a thin gap is one number. Where two or more numbers end the
// line, the words before them are a cell as well, however narrow the gap.
func splitCells(l *pdfLine) []pdfWord { return l.cut(cellGap, true) }

// cut cuts the words of a line at gaps of so many ems. A number that stands nearer to the words before it than to
// the next number is one of their label, "Under 16", where labels may end in one.
func (l *pdfLine) cut(wide float32, labels bool) []pdfWord {
	var cells []pdfWord
	stub := len(l.words)
	for stub > 0 && numeric(l.text[l.words[stub-1].start:l.words[stub-1].end]) {
		stub--
	}
	numbers := 1
	for i := stub + 1; i < len(l.words); i++ {
		if l.parted(i, wide) {
			numbers++
		}
	}
	if numbers < 2 || labels && l.labelled(stub) {
		stub = -1
	}
	for i, w := range l.words {
		if i > 0 && i != stub && !l.parted(i, wide) {
			c := &cells[len(cells)-1]
			c.end, c.right = w.end, w.right
			continue
		}
		cells = append(cells, w)
	}
	return cells
}

// labelled reports whether the number at word i stands nearer to the words before it than to the next number.
func (l *pdfLine) labelled(i int) bool {
	return i > 0 && i+1 < len(l.words) && l.words[i+1].left-l.words[i].right > 2*(l.words[i].left-l.words[i-1].right) && !l.parted(i, cellGap)
}

// parted reports whether a new cell begins with word i.
func (l *pdfLine) parted(i int, wide float32) bool {
	a, b := l.words[i-1], l.words[i]
	gap := b.left - a.right
	if gap > wide*l.size {
		return true
	}
	left, right := l.text[a.start:a.end], l.text[b.start:b.end]
	if strings.HasPrefix(right, "(") && gap < 0.5*l.size || strings.HasSuffix(left, ",") {
		return false // 67 (55.8) is one cell; 2019, 2020 is prose
	}
	if !numeric(left) || !numeric(right) || !strings.ContainsAny(left, "0123456789") || !strings.ContainsAny(right, "0123456789") {
		return false
	}
	grouped := gap < 0.4*l.size && len(right) == 3 && digits(right) && len(left) <= 3 && !strings.ContainsAny(left, ".,")
	return !grouped && gap > 0.15*l.size
}

// findTables finds the runs of lines of a page that are tables: rows of cells, and between them lines with
// the beginning or the end of a row's first cell, or with a heading for the rows below.
func (f *pdfFlow) findTables(p *pdfPage) []pdfTable {
	var out []pdfTable
	for k := 0; k < len(p.lines); {
		if !f.rowLike(p, k) {
			k++
			continue
		}
		to := k + 1
		for next := to; next-to <= 2 && next < len(p.lines) && p.follows(k, next); next++ {
			if f.rowLike(p, next) {
				to = next + 1
			} else if !f.looseLine(p, k, next) {
				break
			}
		}
		if t, ok := f.tableOf(p, k, to, out); ok {
			out = append(out, t)
			to = t.to
		}
		k = to
	}
	return out
}

// tableOf makes a table of the lines that look like its rows, with the headings above them.
func (f *pdfFlow) tableOf(p *pdfPage, from, to int, done []pdfTable) (pdfTable, bool) {
	var rows []pdfLine
	for k := from; k < to; k++ {
		if f.rowLike(p, k) {
			rows = append(rows, p.lines[k])
		}
	}
	columns := tableColumns(rows, f.blank*headGap)
	if columns == nil {
		return pdfTable{}, false
	}
	for from < to && !p.lines[from].within(columns) {
		from++
	}
	for from < to && !p.lines[to-1].within(columns) {
		to--
	}
	if to-from < 2 {
		return pdfTable{}, false
	}
	t := pdfTable{from: p.header(from, columns, done, f.blank*headGap), body: from, to: to, columns: columns}
	if t.from == from && p.lines[from].headings(f.blank*headGap) && !p.lines[from+1].headings(f.blank*headGap) {
		t.body++ // "60 and over" is a heading with a number
	}
	for t.body < to-1 && p.lines[t.body].subheadings(columns) {
		t.body++
	}
	words := 0
	for k := from; k < to; k++ {
		if !bareNumbers(p.lines[k].text) {
			words++
		}
	}
	return t, words > 0 || t.named(p)
}

// named reports whether most columns have a heading: rows of nothing but numbers are else the labels along
// the axes of a chart.
func (t *pdfTable) named(p *pdfPage) bool {
	headed := make([]bool, len(t.columns))
	n := 0
	for k := t.from; k < t.body; k++ {
		for _, w := range p.lines[k].words {
			if c, _ := columnsOf(w, t.columns); !headed[c] {
				headed[c] = true
				n++
			}
		}
	}
	return 2*n > len(t.columns)
}

// headings reports whether a line holds words, years and labels more than numbers behind its first cell.
func (l *pdfLine) headings(gap float32) bool {
	numbers, cells := 0, l.cut(gap, true)
	for _, c := range cells[1:] {
		if s := l.text[c.start:c.end]; numeric(s) && !yearLike(s) && !labelLike(s) {
			numbers++
		}
	}
	return 2*numbers < len(cells)-1
}

// subheadings reports whether a line goes on with the headings above it: nothing in the first column, and
// mostly words in the others.
func (l *pdfLine) subheadings(columns []pdfColumn) bool {
	numbers, cells := 0, splitCells(l)
	for _, c := range cells {
		if first, _ := columnsOf(c, columns); first == 0 {
			return false
		}
		if numeric(l.text[c.start:c.end]) {
			numbers++
		}
	}
	return 2*numbers < len(cells)
}

// within reports whether a line stays inside the columns. A heading may be wider than the numbers below it.
func (l *pdfLine) within(columns []pdfColumn) bool {
	last, word := columns[len(columns)-1], l.words[len(l.words)-1]
	if l.left <= columns[0].left-2*l.size || l.right < last.right+2*l.size {
		return l.left > columns[0].left-2*l.size
	}
	cells := l.cut(0.4, true)
	return l.right < last.right+8*l.size && (word.left < last.right+4*l.size || cells[len(cells)-1].left < last.right)
}

// rowLike reports whether a line looks like the row of a table: two cells or more, one of them a number.
func (f *pdfFlow) rowLike(p *pdfPage, k int) bool {
	l := &p.lines[k]
	if l.furniture || l.note || leader(l.text) || strings.Contains(l.text, ". . .") || captioned(l.text) {
		return false // an index leads to its pages with fewer dots than a table of contents
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

// looseLine reports whether line k may stand between rows of the table that begins with line from: one short
// stretch of words at its left.
func (f *pdfFlow) looseLine(p *pdfPage, from, k int) bool {
	l, row := &p.lines[k], &p.lines[from]
	return !l.furniture && !l.note && !leader(l.text) && !captioned(l.text) && len(splitCells(l)) == 1 && len(l.text) <= 48 &&
		l.size < 1.08*row.size && l.left < row.right && l.left > row.left-2*l.size && l.right < row.right && !strings.HasSuffix(l.text, ".")
}

// follows reports whether line k stands below or beside the line before it, in the width of the table that begins
// with line from. A file that is written cell by cell goes up again behind the last line of a cell.
func (p *pdfPage) follows(from, k int) bool {
	a, b, row := &p.lines[k-1], &p.lines[k], &p.lines[from]
	if b.base > a.base+0.5*b.size && b.base < a.base+4*b.size {
		return b.left > a.right
	}
	return a.base-b.base < 4*b.size && b.base < a.base+0.5*b.size && min(a.left, row.left) < b.right && b.left < max(a.right, row.right)
}

// tableColumns lays the cells of the rows over each other. The white strips that are left part the columns; a
// cell or two that reach over a strip do not close it. Headings among the rows are parted by gaps of so many ems. Most of what stands in the columns behind the first is
// numbers, and those of a column stand in line.
func tableColumns(rows []pdfLine, gap float32) []pdfColumn {
	var cells [][]pdfWord
	for i := range rows {
		split := splitCells(&rows[i])
		if rows[i].headings(gap) {
			split = rows[i].cut(gap, true)
		}
		cells = append(cells, split)
	}
	var columns []pdfColumn
	for over := 0; over <= (len(rows)+2)/6; over++ {
		if more := strips(cells, over); len(more) > len(columns) {
			columns = more
		}
	}
	if len(columns) < 2 || len(rows) < 2 || len(columns) == 2 && len(rows) < 3 {
		return nil
	}
	columns = splitStub(rows, splitNumbers(rows, columns))
	numbers, others, full, straight, counted := 0, 0, 0, 0, 0
	for c := range columns {
		edges := numberEdges{}
		for i := range rows {
			for _, w := range cells[i] {
				if first, last := columnsOf(w, columns); first != c || last != c {
					continue
				}
				switch n := numeric(rows[i].text[w.start:w.end]); {
				case n:
					edges.add(&rows[i], w)
					numbers++
				case c > 0:
					others++
				}
			}
		}
		if edges.n*2 >= len(rows) {
			full++
		}
		if edges.n > 2 {
			counted++
			if edges.straight() {
				straight++
			}
		}
	}
	if numbers < others || full == 0 || 2*straight < counted {
		return nil
	}
	return columns
}

// strips returns the columns between the strips that at most so many cells reach over.
func strips(rows [][]pdfWord, over int) []pdfColumn {
	type edge struct {
		x    float32
		open int
	}
	var edges []edge
	for _, cells := range rows {
		for _, w := range cells {
			edges = append(edges, edge{w.left, 1}, edge{w.right, -1})
		}
	}
	sort.Slice(edges, func(i, j int) bool {
		return edges[i].x < edges[j].x || edges[i].x == edges[j].x && edges[i].open > edges[j].open
	})
	var columns []pdfColumn
	depth := 0
	for _, e := range edges {
		before := depth
		depth += e.open
		switch {
		case before <= over && depth > over:
			columns = append(columns, pdfColumn{left: e.x, right: e.x})
		case before > over && depth <= over:
			columns[len(columns)-1].right = e.x
		}
	}
	return columns
}

// stubGap is the white strip, in ems, that at least parts the labels of the rows from their numbers: more than a
// space between words.
const stubGap = 0.35

// splitNumbers parts a first column of labels that the first numbers stand close behind: most rows have one there,
// behind a strip that no row reaches over. The strip may be narrow where the numbers stand in line and the labels end
// anywhere.
func splitNumbers(rows []pdfLine, columns []pdfColumn) []pdfColumn {
	left, right := pdfColumn{columns[0].left, columns[0].left}, pdfColumn{columns[0].right, columns[0].right}
	// Of the labels' ends the first, of the numbers' left edges the last, of their right ones the first.
	shortest, inner, outer := columns[0].right, columns[0].left, columns[0].right
	both := 0 // rows with a label and a number
	for i := range rows {
		cells := rows[i].cut(cellGap, false)
		var inside []pdfWord
		for _, w := range cells {
			if first, _ := columnsOf(w, columns); first == 0 {
				inside = append(inside, w)
			}
		}
		n := len(inside)
		if n > 0 && numeric(rows[i].text[inside[n-1].start:inside[n-1].end]) && inside[n-1].left > columns[0].left+rows[i].size {
			w := inside[n-1]
			right.left, inner, outer = min(right.left, w.left), max(inner, w.left), min(outer, w.right)
			n--
			both += n
		}
		if n > 1 {
			return columns
		}
		for _, w := range inside[:n] {
			left.right, shortest = max(left.right, w.right), min(shortest, w.right)
		}
	}
	if 2*both < len(rows) {
		return columns
	}
	size := rows[0].size
	straight := left.right-shortest > size && (inner-right.left < 0.15*size || right.right-outer < 0.15*size)
	if strip := right.left - left.right; strip < stubGap*size && !(straight && strip > 0.15*size) {
		return columns
	}
	return append([]pdfColumn{left, right}, columns[1:]...)
}

// splitStub parts a first column that is two: one of groups, which is empty in most rows, and one of their
// members, which begin at one place that no word of any row reaches over.
func splitStub(rows []pdfLine, columns []pdfColumn) []pdfColumn {
	stub := columns[0]
	starts, at := 0, float32(0)
	for i := range rows {
		if l := &rows[i]; l.left > stub.left+l.size && l.left < stub.right && (at == 0 || near(l.left, at, l.size)) {
			at = l.left
			starts++
		}
	}
	if starts < 2 {
		return columns
	}
	left := pdfColumn{stub.left, stub.left}
	for i := range rows {
		for _, w := range rows[i].words {
			switch {
			case w.right < at:
				left.right = max(left.right, w.right)
			case w.left < at && !near(w.left, at, rows[i].size):
				return columns
			}
		}
	}
	return append([]pdfColumn{left, {at, stub.right}}, columns[1:]...)
}

func near(a, b, size float32) bool { return a-b < 0.3*size && b-a < 0.3*size }

// numberEdges says how the numbers of a column stand below each other.
type numberEdges struct {
	n                     int
	left, right, mid, dot map[int]int // how often an edge stands at a place, in steps of half an em
}

func (e *numberEdges) add(l *pdfLine, w pdfWord) {
	if e.n == 0 {
		e.left, e.right, e.mid, e.dot = map[int]int{}, map[int]int{}, map[int]int{}, map[int]int{}
	}
	e.n++
	step := 0.5 * l.size
	e.left[int(w.left/step)]++
	e.right[int(w.right/step)]++
	e.mid[int((w.left+w.right)/2/step)]++
	if text := l.text[w.start:w.end]; strings.Contains(text, ".") {
		at := float32(strings.Index(text, ".")) / float32(len(text))
		e.dot[int((w.left+at*(w.right-w.left))/step)]++
	}
}

// straight reports whether two thirds of the numbers have an edge, the middle or the decimal point in line.
func (e *numberEdges) straight() bool {
	for _, places := range []map[int]int{e.left, e.right, e.mid, e.dot} {
		for x, n := range places {
			if 3*(n+max(places[x-1], places[x+1])) >= 2*e.n {
				return true
			}
		}
	}
	return false
}

// header goes up from the first row over at most six lines of headings: short lines within the width of
// the table, close above it, that are no caption and no sentence.
func (p *pdfPage) header(k int, columns []pdfColumn, done []pdfTable, gap float32) int {
	floor := 0
	if len(done) > 0 {
		floor = done[len(done)-1].to
	}
	first := &p.lines[k]
	for ; k > floor; k-- {
		l, below := &p.lines[k-1], &p.lines[k]
		up := l.base - first.base
		if l.furniture || l.note || up < -0.3*l.size || up > 9*l.size || l.base-below.base > 3*l.size || below.base-l.base > 6*l.size || !l.within(columns) ||
			captioned(l.text) || leader(l.text) || strings.HasSuffix(l.text, ".") || len(l.text) > 40*len(columns) || l.size > 1.15*first.size {
			break
		}
		cells := l.cut(gap, true)
		if n := len(cells); (n < 2 || n > len(columns)+1) && l.left < columns[1].left-l.size && l.right > columns[1].left {
			break // a line of prose over the columns
		}
	}
	return k
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
