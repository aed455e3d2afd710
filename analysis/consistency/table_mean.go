package consistency

import (
	"math/big"
	"slices"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Rows of means and columns of ranks. Whether "Average" is the plain mean of the rows above, and which column
// the ranks follow, the table tells: where most of it agrees, the rest is held to it.

// checkMeanRows holds a row of means against the rows above it. A mean may be weighted, so a row is taken for plain
// means only where it agrees in as many columns as not, and a number that disagrees is wrong only if it is a slip
// of the plain mean away.
func (c *checker) checkMeanRows(g *grid) {
	for t, l := range g.rows {
		if !meanName(l.name) {
			continue
		}
		var fits, fails []int
		for j := range g.cols {
			m := g.cells[t][j].main
			mean, ok := g.meanAbove(t, j)
			if m == nil || !ok {
				continue
			}
			if (number.Claimed{Value: m.value}).Judge(mean, c.tolerances).Verdict == number.Refuted {
				fails = append(fails, j)
			} else {
				fits = append(fits, j)
			}
		}
		if len(fits) == 0 || len(fails) > len(fits) {
			continue
		}
		for _, j := range fails {
			c.fileMean(g, t, j)
		}
	}
}

// meanName says whether a heading is that of a row of means.
func meanName(name string) bool {
	switch strings.Trim(lower(name), " :*") {
	case "average", "mean", "averages", "arithmetic mean", "unweighted average", "unweighted mean", "simple average":
		return true
	}
	return false
}

// meanAbove is the mean of the numbers of column j above row t, of which there are three at least.
func (g *grid) meanAbove(t, j int) (number.Evidence, bool) {
	sum, n := number.Exactly(new(big.Rat)), int64(0)
	for i := range t {
		switch m := g.cells[i][j].main; {
		case g.rows[i].isTotal() || meanName(g.rows[i].name):
		case m != nil:
			sum = sum.Add(g.input(i, j))
			n++
		case !blank(g.cells[i][j].cell.Text):
			return sum, false
		}
	}
	if n < 3 {
		return sum, false
	}
	return sum.Scale(big.NewRat(1, n)), true
}

func (c *checker) fileMean(g *grid, t, j int) {
	m := g.cells[t][j].main
	mean, _ := g.meanAbove(t, j)
	claimed := number.Claimed{Value: m.value}
	want := claimed.Restate(mean.Value)
	if !slipOf(m.value.String(), want.String()) {
		return
	}
	var cells []finding.Evidence
	for i := range t {
		if g.cells[i][j].main != nil && !g.rows[i].isTotal() {
			cells = append(cells, g.cellEvidence(i, j))
		}
	}
	f := c.cellFinding(g, t, j, m)
	f.Verdict = finding.Refuted
	reason, grade := claimed.Diagnose(mean, number.Readings{}, c.tolerances)
	f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
	f.Value, f.Evidence = number.Plain(mean.Value, 6), cells
	f.Formula = "mean of " + number.New(int64(len(cells)), 0).String() + " = " + trimZeros(number.Format(mean.Value, max(1-m.value.Place(), 1)))
	f.Wording = number.Group(want.String())
	f.Message = "“" + f.Text + "” (" + g.place(t, j) + ") does not agree with the mean of the " + number.New(int64(len(cells)), 0).String() + " numbers above, " + f.Wording + "; is that meant?"
	c.add(f, sure)
}

// slipOf says whether two numbers as written differ in one digit, or by two that changed places.
func slipOf(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	var at []int
	for i := range a {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	return len(at) == 1 || len(at) == 2 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
}

// leastRanks is how many rows have to have the rank that a column gives them.
const leastRanks = 4

// checkRanks holds columns of ranks against the column whose order they give.
func (c *checker) checkRanks(g *grid) {
	for p, l := range g.cols {
		if !rankName(l) {
			continue
		}
		var rows []int
		for i := range g.rows {
			if m := g.cells[i][p].main; m != nil && m.value.IsInteger() && m.value.Sign() > 0 {
				rows = append(rows, i)
			}
		}
		best, bestFails, rising := -1, []int(nil), false
		for _, a := range g.rankedBy(p) {
			for _, up := range []bool{false, true} {
				if fails, ok := g.rankFails(rows, p, a, up); ok && (best < 0 || len(fails) < len(bestFails)) {
					best, bestFails, rising = a, fails, up
				}
			}
		}
		if best < 0 || len(rows)-len(bestFails) < leastRanks || len(rows) < 3*len(bestFails) {
			continue
		}
		for _, i := range bestFails {
			c.fileRank(g, i, p, best, g.rankOf(rows, i, best, rising))
		}
	}
}

// rankName says whether a column holds ranks.
func rankName(l line) bool {
	low := lower(l.name)
	return low == "rank" || low == "ranking" || strings.HasSuffix(low, " rank") || strings.HasPrefix(low, "rank ")
}

// rankedBy lists the columns that ranks may be of, the nearest on the left first.
func (g *grid) rankedBy(p int) (cols []int) {
	for a := p - 1; a >= 0; a-- {
		cols = append(cols, a)
	}
	for a := p + 1; a < len(g.cols); a++ {
		cols = append(cols, a)
	}
	return slices.DeleteFunc(cols, func(a int) bool { return rankName(g.cols[a]) })
}

// rankFails lists the rows whose rank is not that of their number in column a.
func (g *grid) rankFails(rows []int, p, a int, rising bool) (fails []int, ok bool) {
	for _, i := range rows {
		if g.cells[i][a].main == nil {
			return nil, false
		}
	}
	for _, i := range rows {
		first, last := g.ranksOf(rows, i, a, rising)
		if v := g.cells[i][p].main.value.Rat(); v.Cmp(big.NewRat(int64(first), 1)) < 0 || v.Cmp(big.NewRat(int64(last), 1)) > 0 {
			fails = append(fails, i)
		}
	}
	return fails, true
}

// ranksOf returns the first and the last rank that row i may have among the rows: equal numbers share them.
func (g *grid) ranksOf(rows []int, i, a int, rising bool) (first, last int) {
	first, last = 1, 0
	v := g.cells[i][a].main.value.Rat()
	for _, k := range rows {
		d := g.cells[k][a].main.value.Rat().Cmp(v)
		if rising {
			d = -d
		}
		if d > 0 {
			first++
		}
		if d >= 0 {
			last++
		}
	}
	return first, last
}

func (g *grid) rankOf(rows []int, i, a int, rising bool) int {
	first, _ := g.ranksOf(rows, i, a, rising)
	return first
}

func (c *checker) fileRank(g *grid, i, p, a, rank int) {
	f := c.cellFinding(g, i, p, g.cells[i][p].main)
	want := number.New(int64(rank), 0)
	f.Verdict = finding.Refuted
	reason, grade := number.Claimed{Value: g.cells[i][p].main.value}.Diagnose(number.Exactly(want.Rat()), number.Readings{}, c.tolerances)
	f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
	f.Value, f.Wording = want.String(), want.String()
	f.Evidence = []finding.Evidence{g.cellEvidence(i, a)}
	f.Formula = "rank of " + g.cells[i][a].main.printed() + " = " + want.String()
	f.Message = "“" + f.Text + "” (" + g.place(i, p) + ") is not the place of " + g.cells[i][a].main.printed() + " in its column, as the other ranks count them; is " + f.Wording + " meant?"
	c.add(f, sure)
}
