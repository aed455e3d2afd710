package document

import "strings"

// Tables that a page of a PDF cuts in two. Word repeats the headings on the next page, or goes on without
// them; the parts are one table again. Where they cannot be joined both say so: the sum of a part is not the
// total below it.

// joinPages joins tables that go on behind a page's end.
func (b *builder) joinPages() {
	d := b.d
	for i := 0; i+1 < len(d.Tables); {
		if !d.goesOn(i) {
			i++
			continue
		}
		if !d.joinNext(i) {
			d.Tables[i].Part, d.Tables[i+1].Part = true, true
			i++
		}
	}
}

// goesOn reports whether the next table begins on the page after this one with nothing between the two but
// a line that says it is continued.
func (d *Document) goesOn(i int) bool {
	a, b := &d.Tables[i], &d.Tables[i+1]
	if a.Page == 0 || b.Page <= a.Page || len(a.Cells) == 0 || len(b.Cells) == 0 {
		return false
	}
	last, first := d.BlockAt(max(a.End-1, a.Start)), d.BlockAt(b.Start)
	if last < 0 || first < last {
		return false
	}
	sheet := d.Blocks[last].Page
	for _, x := range d.Blocks[last+1 : first] {
		if x.Table >= 0 || !continued(d.Text[x.Start:x.End], a.Label) {
			return false
		}
	}
	return b.Page == sheet+1
}

// continued reports whether a line says that a table goes on: "Table 3 (continued)", "continued overleaf".
func continued(s, label string) bool {
	low := strings.ToLower(s)
	if own, _ := captionLabel(s); own != "" {
		return strings.EqualFold(own, label)
	}
	return len(s) < 60 && (strings.Contains(low, "continued") || strings.Contains(low, "cont."))
}

// joinNext puts the rows of the next table under those of this one, and reports false if their columns are
// not the same. Headings that are repeated are left out.
func (d *Document) joinNext(i int) bool {
	a, b := &d.Tables[i], &d.Tables[i+1]
	if len(a.Cells[0]) != len(b.Cells[0]) {
		return false
	}
	said := 0
	for said < len(b.Cells)-1 && continued(onlyText(b.Cells[said]), a.Label) {
		said++
	}
	skip := said
	for skip-said < a.HeaderRows && skip < len(b.Cells) && sameTexts(a.Cells[skip-said], b.Cells[skip]) {
		skip++
	}
	if skip < b.HeaderRows && (skip > said || !dataRow(b.Cells[skip])) {
		return false // headings of its own
	}
	shift := len(a.Cells) - skip
	for r := skip; r < len(b.Cells); r++ {
		row := b.Cells[r]
		for c := range row {
			row[c].Row += shift
			row[c].Header, row[c].RowHead, row[c].ColHead = false, nil, nil
		}
		a.Cells = append(a.Cells, row)
	}
	for k := range d.Blocks {
		switch x := &d.Blocks[k]; {
		case x.Table == i+1 && x.Row < skip:
			x.Kind, x.Table, x.Row, x.Col = Furniture, -1, 0, 0
		case x.Table == i+1:
			x.Table, x.Row = i, x.Row+shift
		case x.Table > i+1:
			x.Table--
		}
	}
	a.End = b.End
	d.Tables = append(d.Tables[:i+1], d.Tables[i+2:]...)
	d.Tables[i].headings()
	return true
}

// onlyText is the text of a row that holds no more than one.
func onlyText(row []Cell) (text string) {
	for _, c := range row {
		switch {
		case c.Text == "" || c.Covered:
		case text != "":
			return ""
		default:
			text = c.Text
		}
	}
	return text
}

func sameTexts(a, b []Cell) bool {
	for c := range a {
		if strings.TrimSpace(a[c].Text) != strings.TrimSpace(b[c].Text) {
			return false
		}
	}
	return true
}

// dataRow reports whether a row that was taken for headings is one of data: most of its cells behind the
// first are numbers.
func dataRow(row []Cell) bool {
	numbers, texts := 0, 0
	for _, c := range row[1:] {
		switch {
		case c.Text == "":
		case numeric(c.Text):
			numbers++
		default:
			texts++
		}
	}
	return numbers > texts
}
