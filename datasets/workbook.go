package datasets

import (
	"fmt"
	"path"
	"strings"

	"recount/datasets/internal/xlsx"
)

// isWorkbook says whether a resource is an Excel workbook, by its format or ending.
func (r *resource) isWorkbook() bool {
	return r.format == "xlsx" || r.format == "" && strings.EqualFold(path.Ext(r.path), ".xlsx")
}

// csvOfWorkbook writes a sheet as CSV whose lines are the rows of the sheet, so that everything after it
// is the same for both. A line end inside a cell becomes a space. Below the header only the labels of
// merged cells are repeated, never their numbers: a total that spans three rows is one total.
func csvOfWorkbook(raw []byte, d dialect) ([]byte, error) {
	book, err := xlsx.Open(raw)
	if err != nil {
		return nil, err
	}
	name, err := d.sheet(book)
	if err != nil {
		return nil, err
	}
	sheet, err := book.Sheet(name)
	if err != nil {
		return nil, err
	}
	head := 1
	if n := len(d.headerRows); n > 0 {
		head = d.headerRows[n-1]
	}
	fillMerged(sheet, head)
	if rows, width := extent(sheet); rows*width > maxGrid {
		return nil, fmt.Errorf("sheet %q has %d rows and a cell in column %s: delete what stands far off the table", clip(name), rows, xlsx.ColumnName(width))
	}
	return writeRows(sheet), nil
}

// sheet returns the name of the sheet that the dialect asks for, the first visible one if it asks for none.
func (d dialect) sheet(book *xlsx.Book) (string, error) {
	names := book.Sheets()
	switch {
	case d.sheetName != "" && !contains(names, d.sheetName):
		return "", fmt.Errorf("there is no sheet %q%s; the workbook has %s", clip(d.sheetName), DidYouMean(d.sheetName, names), quoteList(names))
	case d.sheetName != "":
		return d.sheetName, nil
	case d.sheetNumber > len(names):
		return "", fmt.Errorf("there is no sheet %d: the workbook has %s", d.sheetNumber, quoteList(names))
	case d.sheetNumber > 0:
		return names[d.sheetNumber-1], nil
	}
	return book.First(), nil
}

const maxFilled = 100_000 // cells that merged ranges may fill

// fillMerged repeats the cell of a merged range in its other places. A range as wide as the sheet is a
// title or a footnote, which heads no column.
func fillMerged(sheet *xlsx.Sheet, head int) {
	at := map[[2]int]xlsx.Cell{}
	for _, m := range sheet.Merged {
		at[[2]int{m.Row, m.Col}] = xlsx.Cell{}
	}
	for _, c := range sheet.Cells {
		if _, ok := at[[2]int{c.Row, c.Col}]; ok {
			at[[2]int{c.Row, c.Col}] = c
		}
	}
	_, width := extent(sheet)
	var filled []xlsx.Cell
	for _, m := range sheet.Merged {
		if m.Col == 1 && m.LastCol > 2 && m.LastCol >= width {
			continue
		}
		c := at[[2]int{m.Row, m.Col}]
		if c.Text == "" || m.Row > head && c.Kind != xlsx.Text && c.Kind != xlsx.Date {
			continue
		}
		for row := m.Row; row <= m.LastRow; row++ {
			for col := m.Col; col <= m.LastCol; col++ {
				if row == m.Row && col == m.Col || len(filled) >= maxFilled {
					continue
				}
				copied := c
				copied.Row, copied.Col = row, col
				filled = append(filled, copied)
			}
		}
	}
	sheet.Insert(filled)
}

const maxGrid = 100_000_000 // cells, empty ones too

// extent returns the number of rows that have cells, and the last column.
func extent(sheet *xlsx.Sheet) (rows, width int) {
	last := 0
	for _, c := range sheet.Cells {
		if c.Row != last {
			rows, last = rows+1, c.Row
		}
		width = max(width, c.Col)
	}
	return rows, width
}

// writeRows writes a sheet, whose cells stand in the order of rows and columns. Rows without cells become
// empty lines, which the reader passes over.
func writeRows(sheet *xlsx.Sheet) []byte {
	_, width := extent(sheet)
	var out []byte
	row, col := 1, 0 // col: cells written of the row
	end := func() {
		for ; col > 0 && col < width; col++ {
			out = append(out, ',')
		}
		out = append(out, '\n')
		row, col = row+1, 0
	}
	for _, c := range sheet.Cells {
		for row < c.Row {
			end()
		}
		for ; col < c.Col; col++ {
			if col > 0 {
				out = append(out, ',')
			}
		}
		out = appendCell(out, strings.Join(strings.Fields(c.Text), " "))
	}
	end()
	return out
}

// appendCell appends a cell as CSV, quoted where it has to be.
func appendCell(out []byte, s string) []byte {
	if !strings.ContainsAny(s, ",\"\n\r") && s != "" {
		return append(out, s...)
	}
	out = append(out, '"')
	out = append(out, strings.ReplaceAll(s, `"`, `""`)...)
	return append(out, '"')
}
