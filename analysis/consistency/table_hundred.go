package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Percentages that make 100 together, row by row, without a column that says so. That they should, the other
// rows of the table tell.

// leastHundreds is how many rows have to make 100 before the others are held to it.
const leastHundreds = 3

// checkHundreds holds the percentages of each row to 100 where those of most rows make it.
func (c *checker) checkHundreds(g *grid) {
	if c.overlapping(g.table) {
		return
	}
	var fails []int
	fits := 0
	for i := range g.rows {
		sum, slack, ok := g.percentsIn(i)
		if !ok {
			continue
		}
		off := new(big.Rat).Sub(sum, rat100)
		if off.Abs(off).Cmp(slack) <= 0 {
			fits++
		} else {
			fails = append(fails, i)
		}
	}
	if fits < leastHundreds || len(fails)*leastHundreds > fits {
		return
	}
	for _, i := range fails {
		c.fileHundred(g, i)
	}
}

// percentsIn adds up the percentages of row i, of which there must be three at least and no total. slack is
// what their rounding may leave.
func (g *grid) percentsIn(i int) (sum, slack *big.Rat, ok bool) {
	sum, slack = new(big.Rat), new(big.Rat)
	n := 0
	for j := range g.cols {
		m := g.cells[i][j].main
		switch {
		case g.kindAt(i, j) != percents:
			continue
		case m == nil && blank(g.cells[i][j].cell.Text):
			continue
		case m == nil, g.cols[j].isTotal(), m.value.Sign() < 0:
			return nil, nil, false
		}
		sum.Add(sum, m.value.Rat())
		slack.Add(slack, new(big.Rat).Quo(m.value.Unit(), big.NewRat(2, 1)))
		n++
	}
	return sum, slack, n >= 3
}

// fileHundred files the last percentage of a row that does not make 100: which of them it is, nobody knows.
func (c *checker) fileHundred(g *grid, i int) {
	last := -1
	var terms []string
	var cells []finding.Evidence
	for j := range g.cols {
		if m := g.cells[i][j].main; m != nil && g.kindAt(i, j) == percents {
			terms, cells, last = append(terms, m.printed()), append(cells, g.cellEvidence(i, j)), j
		}
	}
	sum, _, ok := g.percentsIn(i)
	if !ok || len(terms) > maxShown {
		return
	}
	n := g.cells[i][last].main
	f := c.cellFinding(g, i, last, n)
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(number.OtherValue), finding.Grade(number.Slip)
	f.Formula, f.Evidence = strings.Join(terms, " + ")+" = "+trimZeros(number.Format(sum, 6)), cells
	want := new(big.Rat).Add(n.value.Rat(), new(big.Rat).Sub(rat100, sum))
	f.Value = number.Plain(want, 12)
	if want.Sign() >= 0 {
		f.Wording = number.FromRat(want, n.value.Place()).String()
	}
	f.Message = "“" + f.Text + "” (" + g.place(i, last) + ") and the others of its row make " + f.Formula + ", where the other rows make 100; is one of them another number?"
	c.add(f, sure)
}
