package datasets

import "strings"

// joinHeadings makes the names of columns out of the rows that hold headings. With fill, an empty cell behind
// a heading, over a heading of its own, takes the one on its left: so merged headings arrive in a CSV file.
func joinHeadings(rows [][]string, join string, fill bool) (names []string) {
	for r, row := range rows {
		if fill && r+1 < len(rows) {
			row = fillHeadings(row, rows[r+1])
		}
		for i, c := range row {
			switch {
			case i >= len(names):
				names = append(names, c)
			case c != "" && names[i] != "":
				names[i] += join + c
			case c != "":
				names[i] = c
			}
		}
	}
	return names
}

// fillHeadings repeats headings over the empty cells on their right that have a heading below them.
func fillHeadings(upper, lower []string) []string {
	filled := append([]string(nil), upper...)
	for len(filled) < len(lower) {
		filled = append(filled, "")
	}
	for i := 1; i < len(lower); i++ {
		if blankHeading(filled[i]) && !blankHeading(filled[i-1]) && !blankHeading(lower[i]) && !blankHeading(lower[i-1]) {
			filled[i] = filled[i-1]
		}
	}
	return filled
}

func blankHeading(s string) bool { return strings.TrimSpace(s) == "" }

// spansColumns says whether each column behind the first has a heading in the upper row, its own or one that spans
// it, and the first column has only one: then the upper row is no title.
func spansColumns(upper, lower []string) bool {
	if len(lower) < 3 || len(upper) == 0 || !blankHeading(upper[0]) && !blankHeading(lower[0]) {
		return false
	}
	spanned := false
	for i, c := range fillHeadings(upper, lower) {
		if i == 0 || i >= len(lower) {
			continue
		}
		if blankHeading(c) || blankHeading(lower[i]) {
			return false
		}
		spanned = spanned || i >= len(upper) || blankHeading(upper[i])
	}
	return spanned
}
