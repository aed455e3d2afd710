package datasets

import (
	"errors"
	"fmt"
	"strings"

	"recount/datasets/internal/delimited"
)

const (
	headRows = 60 // rows looked at for the headings
	tailRows = 40 // rows looked at for footnotes
)

// A sketched table is a file, or a sheet of one, before it has a schema.
type sketched struct {
	file, path, sheet string
	data              []byte
	delimiter         byte
	percent           map[int]bool // columns with cells formatted as percentages

	head, tail []rawRow
	rows       int
	headings   []rawRow
	comments   []int // lines that are no data
	title      string
	columns    []*guessedColumn
}

type rawRow struct {
	line  int
	cells []string
}

func (sk *sketched) shown() string {
	if sk.sheet != "" {
		return fmt.Sprintf("%s, sheet %q", sk.file, sk.sheet)
	}
	return sk.file
}

// each visits the sound records of the table.
func (sk *sketched) each(visit func(row rawRow)) {
	r := delimited.NewReader(sk.data, delimited.NewFormat(delimited.Dialect{Comma: sk.delimiter}))
	for r.Next() {
		if r.Problem() != nil {
			continue
		}
		row := rawRow{line: r.Line()}
		for _, f := range r.Fields() {
			row.cells = append(row.cells, string(f))
		}
		visit(row)
	}
}

// survey reads the first and the last rows and finds headings, titles and footnotes.
func (sk *sketched) survey() error {
	sk.each(func(row rawRow) {
		sk.rows++
		if len(sk.head) < headRows {
			sk.head = append(sk.head, row)
		}
		if sk.tail = append(sk.tail, row); len(sk.tail) > tailRows {
			sk.tail = sk.tail[1:]
		}
	})
	first := sk.firstDataRow()
	if first < 0 {
		return errors.New("no row of numbers below a row of headings was found")
	}
	head := first - 1
	for head >= 0 && filled(sk.head[head]) < 2 && filled(sk.head[first]) > 1 {
		head--
	}
	if head < 0 {
		return errors.New("the first row holds numbers: want a row of column names above it")
	}
	sk.headings = []rawRow{sk.head[head]}
	for head > 0 && sk.upperHeading(sk.head[head-1], sk.headings[0]) {
		head--
		sk.headings = append([]rawRow{sk.head[head]}, sk.headings...)
	}
	for _, row := range sk.head[:head] { // the first line of text above is the table's title
		if sk.title == "" && filled(row) > 0 {
			sk.title = clip(strings.Join(dedupe(row.cells), " "))
		}
	}
	sk.footnotes(len(sk.headings[len(sk.headings)-1].cells))
	return nil
}

func dedupe(cells []string) []string {
	var out []string
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" && (len(out) == 0 || out[len(out)-1] != c) {
			out = append(out, c)
		}
	}
	return out
}

// firstDataRow returns the first row that holds numbers and is no heading made of years.
func (sk *sketched) firstDataRow() int {
	widest := 0
	for _, row := range sk.head {
		widest = max(widest, filled(row))
	}
	for i, row := range sk.head {
		if filled(row)*3 < widest || yearsInARow(row) {
			continue
		}
		for _, c := range row.cells {
			if looksNumeric(c) {
				return i
			}
		}
	}
	return -1
}

func filled(row rawRow) int {
	n := 0
	for _, c := range row.cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// yearsInARow says whether a row's numbers are all years, two or more and in order: headings.
func yearsInARow(row rawRow) bool {
	last, years, order := 0, 0, 0
	var all []int
	for _, c := range row.cells {
		if !looksNumeric(c) {
			continue
		}
		y, ok := yearIn(c)
		if !ok {
			return false
		}
		all = append(all, y)
		if years > 0 && y != last {
			step := sign2(int64(y), int64(last))
			if order != 0 && step != order {
				order = 9 // out of order, as sub-headings under repeated years may be
			} else if order == 0 {
				order = step
			}
		}
		last, years = y, years+1
	}
	return years >= 2 && (order != 9 || repeats(all))
}

// repeats says whether the same years in the same order stand under each of several headings: 2021 2022
// 2021 2022.
func repeats(years []int) bool {
	n := 1
	for n < len(years) && years[n] > years[n-1] {
		n++
	}
	if n < 2 || n == len(years) || len(years)%n != 0 {
		return false
	}
	for i, y := range years {
		if y != years[i%n] {
			return false
		}
	}
	return true
}

// yearIn reads a cell that is a year and nothing else.
func yearIn(c string) (int, bool) {
	c = strings.TrimSpace(c)
	y, ok := digitsAt(c, 0, 4)
	return y, ok && len(c) == 4 && y >= 1500 && y <= 2200
}

// upperHeading says whether a row belongs to the heading below it: it is filled like one, and the lower
// one cannot stand alone because names in it are missing or stand twice.
func (sk *sketched) upperHeading(upper, lower rawRow) bool {
	if filled(upper) < 2 || len(dedupe(upper.cells)) < 2 {
		return false
	}
	if spansColumns(upper.cells, lower.cells) {
		return true
	}
	seen := map[string]bool{}
	for i, c := range lower.cells {
		c = strings.TrimSpace(c)
		if c == "" && i < len(upper.cells) && strings.TrimSpace(upper.cells[i]) != "" || c != "" && seen[c] {
			return true
		}
		seen[c] = true
	}
	return false
}

// footnotes finds rows at the end that hold text in one cell only.
func (sk *sketched) footnotes(width int) {
	if width < 2 {
		return
	}
	for i := len(sk.tail) - 1; i >= 0; i-- {
		row := sk.tail[i]
		if filled(row) > 1 || row.line <= sk.headings[len(sk.headings)-1].line {
			break
		}
		for _, c := range row.cells {
			if looksNumeric(c) {
				return
			}
		}
		if filled(row) == 1 {
			sk.comments = append([]int{row.line}, sk.comments...)
		}
	}
}

// names joins the headings as the loader does.
func (sk *sketched) names() []string {
	rows := make([][]string, len(sk.headings))
	for i, row := range sk.headings {
		rows[i] = row.cells
	}
	return joinHeadings(rows, " ", true)
}

// dialect is what the loader has to know about rows and sheets.
func (sk *sketched) dialect() *guessedDialect {
	d := guessedDialect{SheetName: sk.sheet, CommentRows: sk.comments}
	if sk.delimiter != ',' {
		d.Delimiter = string(sk.delimiter)
	}
	for _, row := range sk.headings {
		d.HeaderRows = append(d.HeaderRows, row.line)
	}
	if len(d.HeaderRows) == 1 && d.HeaderRows[0] == 1 {
		d.HeaderRows = nil
	}
	if d.Delimiter == "" && d.SheetName == "" && d.HeaderRows == nil && d.CommentRows == nil {
		return nil
	}
	return &d
}
