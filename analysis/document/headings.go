package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headings finds the leading rows and columns of a table that hold headings, where the format has not
// said, and gives each cell the headings that it stands under.
func (t *Table) headings() {
	if t.HeaderRows == 0 {
		t.HeaderRows = t.guessHeaderRows()
	}
	for t.HeaderRows > 0 && t.HeaderRows < min(maxHeaderRows, len(t.Cells)-1) && t.subheading(t.HeaderRows) {
		t.HeaderRows++
	}
	t.HeaderRows = min(t.HeaderRows, len(t.Cells))
	t.mergeEmpty()
	t.HeaderCols = t.guessHeaderCols()
	for r := range t.Cells {
		for c := range t.Cells[r] {
			if r < t.HeaderRows || c < t.HeaderCols {
				t.Cells[r][c].Header = true
			}
		}
	}
	columns := make([][]string, len(t.Cells[0]))
	for c := range columns {
		columns[c] = t.colHeads(c)
	}
	var section string
	for r := t.HeaderRows; r < len(t.Cells); r++ {
		row := t.Cells[r]
		if s, ok := sectionRow(row); ok && r+1 < len(t.Cells) {
			section = s
			for c := range row {
				row[c].Header = true
			}
			continue
		}
		heads := rowHeads(row[:t.HeaderCols], section)
		for c := range row {
			if c >= t.HeaderCols {
				row[c].RowHead = heads
			}
			row[c].ColHead = columns[c]
		}
	}
}

// maxHeaderRows bounds the rows of headings that are guessed.
const maxHeaderRows = 4

// subheading reports whether row r goes on with the headings above it, which leave cells empty for it: a
// heading under each of these, none over the headings of the rows, and no number.
func (t *Table) subheading(r int) bool {
	above, row := t.Cells[r-1], t.Cells[r]
	if row[0].Text != "" && !(row[0].Covered && row[0].Row < r) {
		return false
	}
	under, texts := false, 0
	for c := 1; c < len(row); c++ {
		s := row[c].Text
		switch {
		case s == "" && above[c].Text == "", s != "" && numeric(s) && !yearLike(s):
			return false
		case s != "":
			texts++
		}
		under = under || above[c].Text == "" && s != ""
	}
	return under && texts > 1
}

// mergeEmpty takes the empty cells behind a heading, over headings of their own, for merged with it: a
// notation without merged cells leaves them empty.
func (t *Table) mergeEmpty() {
	for r := range t.HeaderRows - 1 {
		row := t.Cells[r]
		for c := 1; c < len(row); c++ {
			left := row[c-1]
			if row[c].Text != "" || row[c].Covered || left.Text == "" || t.Cells[r+1][c].Text == "" || t.Cells[r+1][c-1].Text == "" {
				continue
			}
			first := &row[left.Col]
			first.ColSpan = c - first.Col + 1
			row[c] = *first
			row[c].Covered = true
		}
	}
}

func (t *Table) colHeads(c int) []string {
	var heads []string
	for r := range t.HeaderRows {
		heads = appendHead(heads, t.Cells[r][c].Text)
	}
	return heads
}

func rowHeads(cells []Cell, section string) []string {
	var heads []string
	if section != "" {
		heads = append(heads, section)
	}
	for _, c := range cells {
		heads = appendHead(heads, c.Text)
	}
	return heads
}

// appendHead leaves out empty headings and a merged one that was just added.
func appendHead(heads []string, s string) []string {
	if s == "" || len(heads) > 0 && heads[len(heads)-1] == s {
		return heads
	}
	return append(heads, s)
}

// sectionRow reports whether a body row holds one heading for the rows below it: one text without a
// number across the whole width, or in the first cell of a row that is otherwise empty.
func sectionRow(row []Cell) (string, bool) {
	if len(row) < 2 || row[0].Text == "" || numeric(row[0].Text) {
		return "", false
	}
	for _, c := range row[1:] {
		if c.Text != "" && !(c.Covered && c.Col == row[0].Col && c.Row == row[0].Row) {
			return "", false
		}
	}
	return row[0].Text, true
}

// guessHeaderRows counts leading rows of heading cells; where no cell says so, the first row is one if
// it holds no numbers but years, and a row below it does.
func (t *Table) guessHeaderRows() int {
	n := 0
	for n < len(t.Cells)-1 && allHeader(t.Cells[n]) {
		n++
	}
	if n > 0 || len(t.Cells) < 2 {
		return n
	}
	for n < len(t.Cells)-1 && n < 4 && headingRow(t.Cells[n]) {
		n++
		// A cell merged across columns has more headings below it.
		if !merged(t.Cells[n-1]) {
			break
		}
	}
	if n > 0 && !anyNumber(t.Cells[n:]) && len(t.Cells) < 3 {
		return min(n, 1)
	}
	return n
}

func allHeader(row []Cell) bool {
	seen := 0
	for i, c := range row {
		if c.Text != "" && !c.Header {
			return false
		}
		if c.Header && i > 0 {
			seen++
		}
	}
	return seen > 0 || len(row) == 1 && row[0].Header
}

func headingRow(row []Cell) bool {
	texts, years := 0, 0
	for i, c := range row {
		switch {
		case c.Text == "":
		case yearLike(c.Text):
			if i == 0 {
				return false // a row about one year
			}
			years++
		case numeric(c.Text) && !labelLike(c.Text):
			return false
		default:
			texts++
		}
	}
	return texts+years > 0 && (years == 0 || texts <= 1+len(row)/2)
}

func merged(row []Cell) bool {
	for _, c := range row {
		if c.ColSpan > 1 && c.ColSpan < len(row) {
			return true
		}
	}
	return false
}

func anyNumber(rows [][]Cell) bool {
	for _, row := range rows {
		for _, c := range row {
			if numeric(c.Text) {
				return true
			}
		}
	}
	return false
}

// guessHeaderCols counts the leading columns whose body cells are all words or years, as long as a
// column of numbers is left.
func (t *Table) guessHeaderCols() int {
	if t.HeaderRows >= len(t.Cells) || len(t.Cells[0]) < 2 {
		return 0
	}
	n := 0
	for c := range len(t.Cells[0]) - 1 {
		words, years, filled := 0, 0, 0
		for _, row := range t.Cells[t.HeaderRows:] {
			s := row[c].Text
			if s == "" {
				continue
			}
			filled++
			switch {
			case yearLike(s):
				years++
			case row[c].Header || !numeric(s):
				words++
			}
		}
		if filled == 0 && c > 0 || words+years < filled || years > 0 && c > 0 && words == 0 && n == 0 {
			break
		}
		n = c + 1
		if words == 0 && years > 0 {
			break
		}
	}
	return n
}

// yearLike reports whether a cell is a year or a span of years: 2015, 2015/16, 2010–2019.
func yearLike(s string) bool {
	s = strings.TrimRight(s, "*†‡ ")
	if len(s) < 4 || !digits(s[:4]) || s[0] != '1' && s[0] != '2' || s < "1500" || s > "2199" {
		return false
	}
	rest := strings.TrimLeft(s[4:], "/-–— ")
	return rest == "" && s[4:] == "" || digits(rest) && len(rest) <= 4 && rest != s[4:]
}

// labelLike reports whether a cell is a label with a number in it: Q1, H2, W12.
func labelLike(s string) bool {
	return len(s) >= 2 && len(s) <= 3 && unicode.IsLetter(rune(s[0])) && s[0] < utf8.RuneSelf && digits(s[1:])
}

// numeric reports whether a cell holds a number with at most a sign, a unit or a mark: "1,204", "12 %",
// "−3.5", "£12", "4.2 (0.3)", "n/a", "–". Missing values count as numbers: they stand in their place.
func numeric(s string) bool {
	s = strings.TrimSpace(s)
	switch s {
	case "-", "–", "—", "−", "..", "…", "n/a", "N/A", "na", "NA", ".":
		return true
	}
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && letters <= 3 && digits >= letters
}
