package document

import "strings"

// texSkipped are environments that hold no prose.
var texSkipped = map[string]bool{"verbatim": true, "Verbatim": true, "lstlisting": true, "minted": true, "comment": true, "tikzpicture": true,
	"pgfpicture": true, "thebibliography": true, "filecontents": true, "CCSXML": true, "axis": true, "picture": true, "algorithm": true, "algorithmic": true}

var texTables = map[string]int{"tabular": 1, "tabularx": 2, "tabular*": 2, "longtable": 1, "tabu": 1, "longtabu": 1, "supertabular": 1, "xltabular": 2, "tblr": 1, "tabulary": 2, "NiceTabular": 1}

var texFormulas = map[string]bool{"equation": true, "align": true, "gather": true, "multline": true, "eqnarray": true, "displaymath": true, "math": true,
	"flalign": true, "alignat": true, "split": true, "aligned": true, "cases": true, "array": true, "matrix": true, "pmatrix": true, "bmatrix": true}

// texArguments are environments with arguments that are not text.
var texArguments = map[string]int{"minipage": 1, "multicols": 1, "wrapfigure": 2, "wraptable": 2, "adjustbox": 1, "alignat": 1, "array": 1, "spacing": 1, "columns": 0, "column": 1, "tcolorbox": 0, "otherlanguage": 1}

// environment reads from behind \begin to behind the matching \end.
func (w *texWriter) environment() {
	start, end := w.argument()
	name := w.src[start:end]
	plain := strings.TrimSuffix(name, "*")
	if texSkipped[plain] {
		if i := strings.Index(w.src[w.pos:w.limit], `\end{`+name+`}`); i >= 0 {
			w.pos += i + len(`\end{}`) + len(name)
		} else {
			w.pos = w.limit
		}
		return
	}
	w.optional()
	if n, ok := texTables[name]; ok && w.mute == 0 {
		w.tabular(name, n)
		return
	}
	w.drop(texArguments[plain])
	if w.mute > 0 {
		w.content(name)
		return
	}
	switch {
	case texFormulas[plain]:
		w.math++
		w.space(start, 0)
		w.content(name)
		w.space(w.pos, 0)
		w.math--
	case plain == "itemize" || plain == "enumerate" || plain == "description" || plain == "compactitem":
		w.lists++
		w.begin(ListItem, w.lists)
		w.content(name)
		w.lists--
		w.begin(w.block())
	case plain == "quote" || plain == "quotation" || plain == "displayquote" || plain == "verse":
		w.quotes++
		w.begin(w.block())
		w.content(name)
		w.quotes--
		w.begin(w.block())
	case name == "document":
		w.content(name)
	default:
		w.begin(w.block())
		w.content(name)
		w.begin(w.block())
	}
}

// texRows is an open table.
type texRows struct {
	g      *grid
	col    int  // the column of the source that the next cell is
	open   bool // a row is open
	cell   bool // a cell is open
	hidden bool // the cell is covered by one above: its content, if any, is dropped
}

// tabular reads a table: args counts the arguments before its rows.
func (w *texWriter) tabular(name string, args int) {
	w.optional()
	w.drop(args)
	t := &texRows{g: w.beginTable()}
	w.rows = append(w.rows, t)
	lists, quotes, math := w.lists, w.quotes, w.math
	w.lists, w.quotes, w.math = 0, 0, 0
	w.startCell()
	w.content(name)
	w.closeCell(t)
	if t.open {
		w.endRow()
	}
	w.lists, w.quotes, w.math = lists, quotes, math
	w.rows = w.rows[:len(w.rows)-1]
	w.endTable()
	w.begin(w.block())
}

// startCell looks at what comes next: rules belong to no cell, \multicolumn and \multirow say what the
// cell covers. The cell itself opens here.
func (w *texWriter) startCell() {
	if len(w.rows) == 0 {
		return
	}
	t := w.rows[len(w.rows)-1]
	rows, cols := 1, 1
	for w.pos < w.limit {
		w.skipBlanks()
		if w.pos < w.limit && w.src[w.pos] == '%' {
			w.comment()
			continue
		}
		name, _ := texName(w.src[w.pos:w.limit])
		switch name {
		case "hline", "toprule", "midrule", "bottomrule", "cline", "cmidrule", "specialrule", "addlinespace", "noalign", "endhead", "endfirsthead", "endfoot", "endlastfoot", "rowcolor", "morecmidrules":
			w.pos += 1 + len(name)
			w.rule(name)
			continue
		case "multicolumn":
			w.pos += 1 + len(name)
			start, end := w.argument()
			cols = max(1, atoi(strings.TrimSpace(w.src[start:end])))
			w.argument()
			w.openGroup()
			continue
		case "multirow":
			w.pos += 1 + len(name)
			w.optional()
			start, end := w.argument()
			rows = max(1, atoi(strings.TrimSpace(w.src[start:end])))
			w.optional()
			w.argument()
			w.optional()
			w.openGroup()
			continue
		}
		break
	}
	if w.pos >= w.limit || strings.HasPrefix(w.src[w.pos:w.limit], `\end{`) && !t.open {
		return // what follows the last row is none
	}
	if !t.open {
		w.beginRow()
		t.open, t.col = true, 0
	}
	w.cover(t.g)
	if t.g.col > t.col {
		t.hidden = true
		w.mute++
	} else {
		w.beginCell(rows, cols, false)
		t.cell = true
	}
	t.col += cols
}

// openGroup goes into a group whose end content passes over by itself.
func (w *texWriter) openGroup() {
	w.skipBlanks()
	if w.pos < w.limit && w.src[w.pos] == '{' {
		w.pos++
	}
}

// rule reads a rule between rows: what stands above the first \midrule is the heading.
func (w *texWriter) rule(name string) {
	switch name {
	case "cline", "noalign", "specialrule", "rowcolor":
		w.optional()
		w.argument()
	case "cmidrule":
		w.optional()
		if w.pos < w.limit && w.src[w.pos] == '(' {
			if i := strings.IndexByte(w.src[w.pos:w.limit], ')'); i >= 0 {
				w.pos += i + 1
			}
		}
		w.argument()
	default:
		w.optional()
	}
	w.ruled(name)
}

func (w *texWriter) ruled(name string) {
	if len(w.rows) == 0 {
		return
	}
	if t := w.rows[len(w.rows)-1]; (name == "midrule" || name == "endhead" || name == "endfirsthead") && t.g.headRows == 0 && t.g.row >= 0 && !t.open {
		t.g.headRows = t.g.row + 1
	}
}

func (w *texWriter) closeCell(t *texRows) {
	if t.hidden {
		w.mute--
		t.hidden = false
	}
	if t.cell {
		w.endCell()
		t.cell = false
	}
}

// ampersand ends a cell; in a formula it only lines things up.
func (w *texWriter) ampersand() {
	w.pos++
	if len(w.rows) == 0 || w.math > 0 {
		if w.mute == 0 {
			w.space(w.pos-1, 1)
		}
		return
	}
	w.closeCell(w.rows[len(w.rows)-1])
	w.startCell()
}

func (w *texWriter) endTexRow() {
	t := w.rows[len(w.rows)-1]
	w.closeCell(t)
	if t.open {
		w.endRow()
		t.open = false
	}
	w.startCell()
}
