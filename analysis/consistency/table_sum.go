package consistency

import (
	"math/big"
	"slices"
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

// findTotals marks the rows that add up those above them since the last total, or the nearest of them.
func (g *grid) findTotals() {
	for i := range g.rows {
		if !g.rows[i].total && g.totalOfMonths(i) {
			g.rows[i].total = true
		}
	}
	g.findGroups()
	var above []int // since the last total
	for i, l := range g.rows {
		switch {
		case l.total:
			above = above[:0]
			continue
		case l.repeats():
			continue
		}
		if n := g.sumsUp(i, above); n > 0 {
			g.rows[i].total, g.totals = true, nil
			g.rows[i].parts = slices.Clone(above[len(above)-n:])
			above = above[:0]
			continue
		}
		above = append(above, i)
	}
}

// findGroups marks the rows that are totals of groups, even of two rows, where the table's total is theirs: that
// each row adds up those above it since the last one, and the total all of these, to the digit, is no accident.
func (g *grid) findGroups() {
	t := len(g.rows) - 1
	if t < 5 || !g.rows[t].total {
		return
	}
	for j := range g.cols {
		m := g.cells[t][j].main
		if m == nil || g.kindAt(t, j) != counts || magnitude(m) < leastOfTwo {
			continue
		}
		heads, ok := g.groupTotals(t, j)
		if !ok {
			continue
		}
		from := 0
		for _, i := range heads {
			g.rows[i].total, g.totals, g.rows[i].parts = true, nil, nil
			for k := from; k < i; k++ {
				g.rows[i].parts = append(g.rows[i].parts, k)
			}
			from = i + 1
		}
		g.rows[t].parts = heads
		return
	}
}

// groupTotals finds the rows above the total t that add up those above them in column j, two at least, if they
// take in every row and make the total.
func (g *grid) groupTotals(t, j int) (heads []int, ok bool) {
	sum, all, n := new(big.Rat), new(big.Rat), 0
	for i := range t {
		m := g.cells[i][j].main
		switch {
		case g.rows[i].repeats(), m == nil && g.hasNumbers(i):
			return nil, false
		case m == nil: // a heading between the rows
			continue
		case n > 1 && sum.Sign() > 0 && m.value.Rat().Cmp(sum) == 0:
			heads = append(heads, i)
			all.Add(all, sum)
			sum, n = new(big.Rat), 0
		default:
			sum.Add(sum, m.value.Rat())
			n++
		}
	}
	return heads, n == 0 && len(heads) > 1 && all.Cmp(g.cells[t][j].main.value.Rat()) == 0
}

// maxBack is how far back a sum is looked for that does not begin at the last total.
const maxBack = 12

// sumsUp returns how many of the rows above row i it adds up, 0 if it adds up none. Fewer than all of them
// must do so in more columns, since there are more such sums.
func (g *grid) sumsUp(i int, above []int) int {
	if len(above) < leastParts {
		return 0
	}
	large, middling := make([]int, len(above)+1), make([]int, len(above)+1)
	for j := range g.cols {
		m := g.cells[i][j].main
		if m == nil || g.kindAt(i, j) != counts {
			continue
		}
		v := m.value.Rat()
		sum, n := new(big.Rat), 0
		for k := len(above) - 1; k >= 0; k-- {
			part := g.cells[above[k]][j].main
			if part == nil && !blank(g.cells[above[k]][j].cell.Text) {
				break
			}
			if part != nil {
				sum.Add(sum, part.value.Rat())
				n++
			}
			count := len(above) - k
			if n < leastParts || sum.Cmp(v) != 0 || k > 0 && count > maxBack {
				continue
			}
			switch size := magnitude(m); {
			case size >= leastSum:
				large[count]++
			case size >= leastOfTwo:
				middling[count]++
			}
		}
	}
	all := len(above)
	if large[all] > 0 || middling[all] > 1 {
		return all
	}
	for n := leastParts; n < all; n++ {
		if large[n] > 1 {
			return n
		}
	}
	return 0
}

// magnitude is a number without its point: how many values as large there are to be hit by chance.
func magnitude(m *tableNumber) float64 {
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
