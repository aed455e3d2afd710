package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/document"
)

// Totals whose heading does not say so: "Whole country", "Year", "2016–2020", "Valid votes". A row is one if
// it is, to the digit, the sum of all rows above it in a column, with numbers too large for that to be chance.

// What a sum has to reach so that a row which equals it is no accident: one column with a sum of leastSum,
// or two columns with sums of leastOfTwo, each of at least leastParts numbers.
const (
	leastSum   = 100
	leastOfTwo = 20
	leastParts = 3
)

// monthsAndQuarters are the names of rows that a quarter or a year adds up.
var monthsAndQuarters = list("january february march april may june july august september october november december q1 q2 q3 q4 first second third fourth 1st 2nd 3rd 4th")

// spans are the names of what months and quarters make.
var spans = list("quarter year term season half-year trimester semester")

// totalOfMonths says whether row i is the quarter or year of the rows above it.
func (g *grid) totalOfMonths(i int) bool {
	words := strings.Fields(lower(g.rows[i].name))
	if len(words) == 0 || !spans[words[len(words)-1]] || i < leastParts || monthsAndQuarters[words[0]] {
		return false
	}
	for _, l := range g.rows[i-leastParts : i] {
		if name := strings.Fields(lower(l.name)); len(name) == 0 || !monthsAndQuarters[name[0]] && !monthsAndQuarters[root(name[0])] {
			return false
		}
	}
	return true
}

// findTotals marks the rows that add up those above them since the last total.
func (g *grid) findTotals() {
	for i := range g.rows {
		if !g.rows[i].total && g.totalOfMonths(i) {
			g.rows[i].total = true
		}
	}
	sums := make([]*big.Rat, len(g.cols))
	parts := make([]int, len(g.cols))
	clear := func() {
		for j := range sums {
			sums[j], parts[j] = new(big.Rat), 0
		}
	}
	clear()
	for i, l := range g.rows {
		switch {
		case l.total:
			clear()
			continue
		case l.repeats():
			continue
		case g.sumsUp(i, sums, parts):
			g.rows[i].total, g.totals = true, nil
			clear()
			continue
		}
		for j := range g.cols {
			if m := g.cells[i][j].main; m != nil && sums[j] != nil {
				sums[j].Add(sums[j], m.value.Rat())
				parts[j]++
			} else if m == nil && !blank(g.cells[i][j].cell.Text) {
				sums[j] = nil
			}
		}
	}
}

// sumsUp says whether row i equals the sums.
func (g *grid) sumsUp(i int, sums []*big.Rat, parts []int) bool {
	large, middling := 0, 0
	for j := range g.cols {
		m := g.cells[i][j].main
		if m == nil || sums[j] == nil || parts[j] < leastParts || g.kindAt(i, j) != counts || sums[j].Cmp(m.value.Rat()) != 0 {
			continue
		}
		switch v := g.magnitude(m); {
		case v >= leastSum:
			large++
		case v >= leastOfTwo:
			middling++
		}
	}
	return large > 0 || middling > 1
}

// magnitude is a number without its point: how many values as large there are to be hit by chance.
func (g *grid) magnitude(m *tableNumber) float64 {
	unit := rat1
	if m.value.Place() < 0 {
		unit = m.value.Unit()
	}
	v, _ := new(big.Rat).Quo(m.value.Rat(), unit).Float64()
	return v
}

// manyAnswers are the words with which a table says that one person may stand in several of its rows, so
// that these make more than their total.
var manyAnswers = []string{"several answers", "multiple answers", "multiple responses", "more than one answer", "more than one response", "more than one reason", "multiple choice",
	"multiple selections", "could name more than one", "could choose more than one", "not mutually exclusive", "may overlap", "counted more than once", "counted in more than one", "counted twice"}

// overlapping says whether the table, its caption or the note below it says so.
func (c *checker) overlapping(t *document.Table) bool {
	says := lower(t.Caption)
	for _, b := range c.doc.Blocks {
		if b.Start >= t.End && b.Kind.Prose() {
			if s := lower(c.text[b.Start:b.End]); strings.HasPrefix(s, "note") || strings.HasPrefix(s, "*") || b.Start-t.End < 4 {
				says += " " + s
			}
			break
		}
	}
	for _, w := range manyAnswers {
		if strings.Contains(says, w) {
			return true
		}
	}
	return false
}
