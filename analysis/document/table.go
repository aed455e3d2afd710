package document

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A grid is a table under construction. Cells are placed as they come: left to right, past the places
// that merged cells of earlier rows cover.
type grid struct {
	index    int
	rows     [][]*draft // by place; a merged cell stands at each of its places
	row, col int
	inCell   bool
	down     []*draft // by column: the cell of an earlier row that reaches into this row
	wide     int
	headRows int // leading rows the format declares to be headings
	caption  string
	label    string
	layout   bool // a table only for the looks of a page: its cells are paragraphs
	first    anchor
	cur      *draft
}

// A draft is a cell under construction; its extent is in a flow.
type draft struct {
	row, col         int
	rowSpan, colSpan int
	at               anchor
	end              int
	header           bool
	value            string
}

// maxSpan bounds the columns that one cell may cover; HTML has the same bound.
const maxSpan = 1000

func (b *builder) beginTable() *grid {
	b.end()
	g := &grid{index: len(b.tables), row: -1, first: b.here()}
	b.tables = append(b.tables, g)
	b.open = append(b.open, g)
	return g
}

func (b *builder) beginRow() {
	b.end()
	g := b.open[len(b.open)-1]
	g.row++
	g.col = 0
	g.rows = append(g.rows, nil)
	b.cover(g)
}

// cover fills the places at which cells from above reach into the row.
func (b *builder) cover(g *grid) {
	for g.col < len(g.down) && g.down[g.col] != nil && b.count(1) {
		c := g.down[g.col]
		g.rows[g.row] = append(g.rows[g.row], c)
		g.col++
		if c.row+c.rowSpan-1 <= g.row {
			g.down[g.col-1] = nil
		}
	}
}

// beginCell opens a cell that covers the given rows and columns, at least one of each. A rowSpan
// beyond the last row ends there.
func (b *builder) beginCell(rowSpan, colSpan int, header bool) {
	g := b.open[len(b.open)-1]
	if g.row < 0 {
		b.beginRow()
	}
	b.end()
	b.cover(g)
	colSpan = min(max(colSpan, 1), maxSpan)
	c := &draft{row: g.row, col: g.col, rowSpan: max(rowSpan, 1), colSpan: colSpan, header: header}
	if !b.count(colSpan) {
		return
	}
	for i := range colSpan {
		g.rows[g.row] = append(g.rows[g.row], c)
		for len(g.down) <= g.col+i {
			g.down = append(g.down, nil)
		}
		if c.rowSpan > 1 {
			g.down[g.col+i] = c
		}
	}
	g.wide = max(g.wide, g.col+colSpan)
	g.cur, g.inCell = c, true
	c.at = b.here()
	b.begin(TableCell, 0)
}

// mergeUp opens a cell that goes on with the cell above it, and reports false if there is none.
func (b *builder) mergeUp(colSpan int) bool {
	g := b.open[len(b.open)-1]
	if g.row < 1 || g.col >= len(g.rows[g.row-1]) || g.rows[g.row-1][g.col] == nil {
		return false
	}
	b.end()
	c := g.rows[g.row-1][g.col]
	if c.col != g.col || !b.count(c.colSpan) {
		return false
	}
	c.rowSpan = g.row - c.row + 1
	for range c.colSpan {
		g.rows[g.row] = append(g.rows[g.row], c)
	}
	g.col += c.colSpan
	return true
}

// skipCells leaves places of the row empty.
func (b *builder) skipCells(n int) {
	g := b.open[len(b.open)-1]
	n = min(max(n, 0), maxSpan)
	if g.row >= 0 && b.count(n) {
		for range n {
			g.rows[g.row] = append(g.rows[g.row], nil)
		}
		g.col += n
		g.wide = max(g.wide, g.col)
	}
}

// count adds to the cells of the document and reports whether they are within bounds.
func (b *builder) count(n int) bool {
	if b.cells += n; b.cells > b.opt.MaxCells {
		b.fail(fmt.Errorf("tables of more than %d cells", b.opt.MaxCells))
		return false
	}
	return true
}

func (b *builder) endCell() {
	g := b.open[len(b.open)-1]
	if !g.inCell {
		return
	}
	b.end()
	f := b.flow()
	c := g.cur
	c.end = len(f.text)
	// The extent begins with the first character, behind the empty line before it.
	if c.end > c.at.off && c.at.off > 0 {
		c.at.off += len("\n\n")
	}
	g.col = c.col + c.colSpan
	g.inCell = false
	f.next = Block{Start: -1, Table: -1, Anchor: -1, Page: f.next.Page, Paragraph: f.next.Paragraph}
}

func (b *builder) endRow() {
	g := b.open[len(b.open)-1]
	b.endCell()
	if g.row < 0 {
		return
	}
	last := len(g.down)
	for last > g.col && g.down[last-1] == nil {
		last--
	}
	for g.col < last && b.err == nil {
		if g.down[g.col] == nil {
			g.rows[g.row] = append(g.rows[g.row], nil)
			g.col++
		}
		b.cover(g)
	}
	g.down = g.down[:last]
}

func (b *builder) endTable() {
	g := b.open[len(b.open)-1]
	b.endRow()
	b.open = b.open[:len(b.open)-1]
	filled := 0
	for _, row := range g.rows {
		filled += len(row)
	}
	b.count(len(g.rows)*g.wide - filled)
	if len(b.open) > 0 {
		// A table that holds a table is there for the layout of the page.
		outer := b.open[len(b.open)-1]
		outer.layout = true
		b.begin(TableCell, 0)
		return
	}
	b.begin(Paragraph, 0)
}

// finish makes the grid the table with its index in d, or turns its cells back into paragraphs. blocks are
// the first of its blocks and the one behind the last.
func (g *grid) finish(d *Document, blocks Span) {
	t := Table{Caption: g.caption, Label: g.label}
	if g.layout || len(g.rows) < 2 || g.wide < 2 {
		for i := range d.Blocks[blocks.Start:blocks.End] {
			if b := &d.Blocks[blocks.Start+i]; b.Table == g.index {
				b.Kind, b.Table = Paragraph, -1
			}
		}
		d.Tables = append(d.Tables, t) // taken out again by linkCaptions
		return
	}
	t.Cells = make([][]Cell, len(g.rows))
	for r, row := range g.rows {
		t.Cells[r] = make([]Cell, g.wide)
		for c := range t.Cells[r] {
			var from *draft
			if c < len(row) {
				from = row[c]
			}
			t.Cells[r][c] = from.cell(d, r, c, len(g.rows))
		}
	}
	t.Start = g.first.offset()
	t.End = t.Start
	if blocks.End > blocks.Start {
		t.Start, t.End, t.Page = d.Blocks[blocks.Start].Start, d.Blocks[blocks.End-1].End, d.Blocks[blocks.Start].Page
	}
	t.HeaderRows = g.headRows
	t.headings()
	d.Tables = append(d.Tables, t)
}

// cell makes the finished cell at a place that the draft covers; a place that no cell covers is empty.
func (c *draft) cell(d *Document, row, col, rows int) Cell {
	if c == nil {
		return Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1}
	}
	from := c.at.offset()
	to := from + c.end - c.at.off
	to = max(to, from)
	return Cell{
		Text: d.Text[from:to], Start: from, End: to, Row: c.row, Col: c.col,
		RowSpan: min(c.rowSpan, rows-c.row), ColSpan: c.colSpan, Header: c.header,
		Covered: row != c.row || col != c.col, Value: c.value,
	}
}

// linkCaptions gives each table the caption that stands beside it, and takes out tables that were only
// layout.
func (b *builder) linkCaptions() {
	d := b.d
	kept := make([]int, len(d.Tables))
	var tables []Table
	for i, t := range d.Tables {
		kept[i] = -1
		if t.Cells != nil {
			kept[i] = len(tables)
			tables = append(tables, t)
		}
	}
	d.Tables = tables
	first := make([]int, len(tables)) // its first and last block
	last := make([]int, len(tables))
	for i := range first {
		first[i], last[i] = -1, -1
	}
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Table >= 0 {
			if b.Table = kept[b.Table]; b.Table >= 0 {
				if first[b.Table] < 0 {
					first[b.Table] = i
				}
				last[b.Table] = i
			}
		}
	}
	claimed := map[int]bool{} // captions stand above tables or below them: each belongs to one
	names := map[int]string{} // by where the caption begins, before or behind the empty line
	for _, l := range b.labels {
		names[l.at.offset()] = l.text
		names[l.at.offset()+len("\n\n")] = l.text
	}
	for i := range tables {
		t := &tables[i]
		if t.Caption == "" && first[i] >= 0 {
			for _, k := range []int{first[i] - 1, last[i] + 1} {
				if !claimed[k] && b.captionAt(t, k, names) {
					claimed[k] = true
					break
				}
			}
		}
		if label, _ := captionLabel(t.Caption); label != "" {
			t.Label = label
		}
	}
}

// captionAt takes block k as the table's caption, if it is one. A paragraph or heading that begins "Table
// 3" is one as well.
func (b *builder) captionAt(t *Table, k int, names map[int]string) bool {
	if k < 0 || k >= len(b.d.Blocks) || b.d.Blocks[k].Table >= 0 {
		return false
	}
	block := &b.d.Blocks[k]
	s := b.d.Text[block.Start:block.End]
	label, rest := captionLabel(s)
	rest = strings.TrimLeft(rest, " \u00A0")
	ofTable := strings.HasPrefix(strings.ToLower(label), "table")
	switch {
	case block.Kind == Caption && (ofTable || label == ""):
		t.Label = first(names[block.Start], t.Label)
	case ofTable && len(s) < 400 && (rest == "" || strings.IndexByte(".:–—-|", rest[0]) >= 0 || block.Kind == Heading || titled(rest)):
		block.Kind = Caption
	default:
		return false
	}
	t.Caption = s
	return true
}

// titled reports whether what follows "Table 2" is its title, as in "Table 2 Births by district": it begins with
// a capital and does not end as a sentence.
func titled(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest))
	return unicode.IsUpper(r) && !strings.HasSuffix(rest, ".")
}
