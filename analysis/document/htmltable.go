package document

import (
	"golang.org/x/net/html/atom"
)

// table writes a table, or what is in it where it is only there for the looks.
func (w *htmlWriter) table(i int32, n *htmlNode, c htmlContext) {
	role := n.attr("role")
	g := w.beginTable()
	g.layout = role == "presentation" || role == "none"
	w.tablePart(i, g, c, false)
	w.endTable()
}

func (w *htmlWriter) tablePart(i int32, g *grid, c htmlContext, head bool) {
	for k := w.t.nodes[i].child; k != 0; k = w.t.nodes[k].next {
		n := &w.t.nodes[k]
		if w.err != nil {
			return
		}
		if n.gone || n.kind != htmlElement {
			if n.kind == htmlComment {
				w.comment(n)
			}
			continue
		}
		switch n.tag {
		case atom.Caption:
			g.caption = w.t.plain(k, 1000)
			w.open = w.open[:len(w.open)-1]
			w.begin(Caption, 0)
			w.inside(k, htmlContext{kind: Caption})
			w.end()
			w.open = append(w.open, g)
		case atom.Thead:
			w.tablePart(k, g, c, true)
		case atom.Tbody, atom.Tfoot:
			w.tablePart(k, g, c, false)
		case atom.Tr:
			w.beginRow()
			if head && g.headRows == g.row {
				g.headRows++
			}
			w.cells(k, g, c)
			w.endRow()
		}
	}
}

func (w *htmlWriter) cells(row int32, g *grid, c htmlContext) {
	for k := w.t.nodes[row].child; k != 0; k = w.t.nodes[k].next {
		n := &w.t.nodes[k]
		if n.gone || n.tag != atom.Td && n.tag != atom.Th {
			continue
		}
		rows, cols := atoi(n.attr("rowspan")), atoi(n.attr("colspan"))
		w.beginCell(rows, cols, n.tag == atom.Th)
		w.breaks = 0
		w.inside(k, htmlContext{note: c.note})
		w.endCell()
		if n.text > 1200 {
			g.layout = true // prose, not a cell
		}
	}
}
