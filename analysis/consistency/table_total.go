package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Totals of tables. Which rows a total adds up is learned from the columns in which the addition is right;
// the other columns are then held to it. A table in which it is right nowhere adds up something else.

// A misfit is a total that does not agree with its parts.
type misfit struct {
	i, j  int // the total's place, in the grid as it stands
	parts []int
	sum   number.Evidence
	diff  *big.Rat // total less sum
	down  bool     // the parts stand in the column; else in the row
}

// maxTotals is the most total rows that a table is believed to have.
const maxTotals = 40

// totalRows are the rows that are totals, by their headings or by what they add up to.
func (g *grid) totalRows() []int {
	if g.totals == nil {
		g.totals = []int{}
		for i, l := range g.rows {
			if l.isTotal() {
				g.totals = append(g.totals, i)
			}
		}
	}
	return g.totals
}

// totalNames begin the heading of a total.
var totalNames = []string{"total", "totals", "all", "sum", "overall", "grand total", "altogether", "in all", "both sexes", "together", "subtotal", "sub-total"}

// isTotalName says whether a heading names a total.
func isTotalName(name string) bool {
	low := strings.Trim(lower(name), " :*")
	for _, n := range totalNames {
		if low == n || strings.HasPrefix(low, n+" ") && !strings.Contains(low, "%") {
			return true
		}
	}
	return low == "both" || strings.HasSuffix(low, " total") || strings.HasSuffix(low, " combined") || strings.HasPrefix(low, "whole ") || strings.HasPrefix(low, "entire ")
}

// isTotal says whether the line adds up others.
func (l line) isTotal() bool { return l.total }

// plainTotal says whether the heading is "Total" and no more: "Total revenue" may be an item like others.
func (l line) plainTotal() bool {
	low := strings.Trim(lower(l.name), " :*")
	for _, n := range totalNames {
		if low == n {
			return true
		}
	}
	return false
}

// ofWhich begins rows that repeat a part of the row above.
var ofWhich = []string{"of which", "thereof", "including", "incl.", "of whom", "of these", "among them", "memo"}

func (l line) repeats() bool {
	low := lower(l.name)
	for _, w := range ofWhich {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

// checkTableTotals holds the totals of rows and columns against their parts. Where a row and a column
// disagree by the same amount, the cell in which they cross is named, not its two totals.
func (c *checker) checkTableTotals(g *grid) {
	down := c.totals(g)
	across := c.totals(g.turned())
	if c.overlapping(g.table) {
		return
	}
	for k := range across {
		across[k].i, across[k].j = across[k].j, across[k].i
		across[k].down = false
	}
	crossed := map[int]bool{}
	for a, d := range down {
		for b, r := range across {
			i, j, ok := crossing(d, r)
			if ok && !crossed[b] && !crossed[-1-a] {
				c.fileCrossing(g, d, r, i, j)
				crossed[b], crossed[-1-a] = true, true
			}
		}
	}
	for a, d := range down {
		if !crossed[-1-a] {
			c.fileTotal(g, d)
		}
	}
	for b, r := range across {
		if !crossed[b] {
			c.fileTotal(g, r)
		}
	}
}

// crossing finds the one cell that sets a column's total and a row's total right: the part of both where they
// cross; or the total of the one that is a part of the other.
func crossing(d, r misfit) (i, j int, ok bool) {
	opposite := new(big.Rat).Neg(r.diff).Cmp(d.diff) == 0
	switch {
	case d.j != r.j && d.i != r.i && d.diff.Cmp(r.diff) == 0 && contains(d.parts, r.i) && contains(r.parts, d.j):
		return r.i, d.j, true
	case opposite && d.j == r.j && contains(d.parts, r.i):
		return r.i, r.j, true
	case opposite && d.i == r.i && contains(r.parts, d.j):
		return d.i, d.j, true
	}
	return 0, 0, false
}

func contains(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// totals finds the misfits of the total rows of a grid, and files the totals that agree.
func (c *checker) totals(g *grid) []misfit {
	var out []misfit
	rows := g.totalRows()
	if len(rows) > maxTotals {
		return nil // a column of headings that all begin with "all" or "total" names no totals
	}
	for _, t := range rows {
		var best []int
		var fits, fails []int
		for _, parts := range g.partsOf(t) {
			ok, bad := g.addUp(t, parts)
			if len(ok) > len(fits) || best == nil {
				best, fits, fails = parts, ok, bad
			}
		}
		for _, j := range fits {
			c.fileFit(g, t, j, best)
		}
		if len(fails) == 0 || !g.additive(t, best, fits, fails) {
			continue
		}
		for _, j := range fails {
			sum := g.sum(best, j)
			m := misfit{i: t, j: j, parts: best, sum: sum, down: true}
			m.diff = new(big.Rat).Sub(g.cells[t][j].main.value.Rat(), sum.Value)
			out = append(out, m)
		}
	}
	return out
}

// partsOf lists the rows that the total in row t may add up, the likeliest first.
func (g *grid) partsOf(t int) [][]int {
	plain := func(from, to int) []int {
		var rows []int
		for i := from; i < to; i++ {
			if !g.rows[i].isTotal() && !g.rows[i].repeats() && g.hasNumbers(i) {
				rows = append(rows, i)
			}
		}
		return rows
	}
	above, below := t, len(g.rows)
	for above > 0 && !g.rows[above-1].isTotal() {
		above--
	}
	for k := t + 1; k < len(g.rows); k++ {
		if g.rows[k].isTotal() {
			below = k
			break
		}
	}
	var subtotals []int
	for i := range t {
		if g.rows[i].isTotal() {
			subtotals = append(subtotals, i)
		}
	}
	hs := g.siblings(t)
	if parts := g.rows[t].parts; parts != nil {
		hs = append(hs, parts)
	}
	for _, rows := range [][]int{plain(above, t), plain(t+1, below), append(subtotals, plain(above, t)...), plain(0, t), plain(0, len(g.rows))} {
		if len(rows) > 1 {
			hs = append(hs, rows)
		}
	}
	return hs
}

// siblings are the rows under merged headings that differ from row t in nothing but the level at which it
// is the total: "2021 Female" and "2021 Male" of "2021 Both".
func (g *grid) siblings(t int) (hs [][]int) {
	own := g.rows[t].levels
	for k := range own {
		if len(own) < 2 || !isTotalName(own[k]) {
			continue
		}
		var rows []int
		for i, l := range g.rows {
			if len(l.levels) != len(own) || isTotalName(l.levels[k]) || l.repeats() {
				continue
			}
			same := true
			for q := range own {
				same = same && (q == k || l.levels[q] == own[q])
			}
			if same {
				rows = append(rows, i)
			}
		}
		if len(rows) > 1 {
			hs = append(hs, rows)
		}
	}
	return hs
}

func (g *grid) hasNumbers(i int) bool {
	for j := range g.cols {
		if g.cells[i][j].main != nil {
			return true
		}
	}
	return false
}

// addUp says in which columns the total in row t is the sum of the parts, and in which it is not.
func (g *grid) addUp(t int, parts []int) (fits, fails []int) {
	for j := range g.cols {
		total := g.cells[t][j].main
		if total == nil || !g.summable(t, j, parts) {
			continue
		}
		sum := g.sum(parts, j)
		if sum.Set.Overlaps(g.input(t, j).Set) {
			fits = append(fits, j)
		} else {
			fails = append(fails, j)
		}
	}
	return fits, fails
}

// summable says whether the numbers of a column may be added: counts, and shares where they make 100.
func (g *grid) summable(t, j int, parts []int) bool {
	switch g.kindAt(t, j) {
	case counts, changes:
	case percents:
		v := g.cells[t][j].main.value.Rat()
		if !hundred(v) {
			return false
		}
		for _, i := range parts { // 100 beside 100: both are totals
			if m := g.cells[i][j].main; m != nil && hundred(m.value.Rat()) {
				return false
			}
		}
	default:
		return false
	}
	if g.meanLike(t, j, parts) {
		return false
	}
	numbers := 0
	for _, i := range parts {
		m := g.cells[i][j].main
		switch {
		case m != nil:
			numbers++
		case !blank(g.cells[i][j].cell.Text):
			return false // "n/a", "(b)": a part that is not given
		}
	}
	return numbers > 1
}

// hundred says whether percentages make all, give or take their rounding.
func hundred(v *big.Rat) bool {
	return new(big.Rat).Abs(new(big.Rat).Sub(v, rat100)).Cmp(rat1) <= 0
}

// meanLike says whether a column holds numbers with decimals of which the one in row t lies between the
// smallest and the largest: that is their mean, whatever the heading says, and no sum.
func (g *grid) meanLike(t, j int, parts []int) bool {
	m := g.cells[t][j].main
	if m.value.Place() >= 0 || m.value.Sign() <= 0 {
		return false
	}
	v := m.value.Rat()
	above, below := false, false
	for _, i := range parts {
		if p := g.cells[i][j].main; p != nil {
			if p.value.Sign() <= 0 {
				return false
			}
			above, below = above || p.value.Rat().Cmp(v) >= 0, below || p.value.Rat().Cmp(v) <= 0
		}
	}
	return above && below
}

// blank says whether a cell prints nothing, which adds nothing.
func blank(s string) bool {
	switch strings.TrimSpace(s) {
	case "", "-", "–", "—", "0", ".":
		return true
	}
	return false
}

func (g *grid) sum(parts []int, j int) number.Evidence {
	sum := number.Exactly(new(big.Rat))
	for _, i := range parts {
		if g.cells[i][j].main != nil {
			sum = sum.Add(g.input(i, j))
		}
	}
	return sum
}

// additive says whether the table is to be taken at its word that the row adds up the others: it does so
// in as many columns as not, or, where the row is plainly the total, it nearly does.
func (g *grid) additive(t int, parts, fits, fails []int) bool {
	if len(fits) >= len(fails) {
		return true
	}
	plain := g.rows[t].plainTotal() && (t == 0 || t == len(g.rows)-1)
	if len(fails) > 2 || len(fits) == 0 && !plain {
		return false
	}
	for _, j := range fails {
		total := g.cells[t][j].main.value.Rat()
		sum := g.sum(parts, j).Value
		d := new(big.Rat).Abs(new(big.Rat).Sub(total, sum))
		if total.Sign() <= 0 || d.Cmp(new(big.Rat).Quo(total, big.NewRat(3, 1))) > 0 {
			return false
		}
	}
	return true
}

// fileFit files a total that agrees.
func (c *checker) fileFit(g *grid, t, j int, parts []int) {
	f := c.cellFinding(g, t, j, g.cells[t][j].main)
	f.Verdict, f.Reason = finding.Supported, finding.Exact
	sum := g.sum(parts, j)
	if sum.Value.Cmp(g.cells[t][j].main.value.Rat()) != 0 {
		f.Reason = finding.Rounded
	}
	g.formula(&f, parts, j, sum)
	c.add(f, sure)
}

// maxShown is how many parts of a sum a formula spells out.
const maxShown = 12

func (g *grid) formula(f *finding.Finding, parts []int, j int, sum number.Evidence) {
	var terms []string
	for _, i := range parts {
		if m := g.cells[i][j].main; m != nil {
			terms = append(terms, m.printed())
			f.Evidence = append(f.Evidence, g.cellEvidence(i, j))
		}
	}
	if n := len(terms); n > maxShown {
		terms = append(terms[:2:2], "… ("+number.New(int64(n-3), 0).String()+" more)", terms[n-1])
	}
	f.Formula = strings.Join(terms, " + ") + " = " + trimZeros(number.Format(sum.Value, 6))
	f.Value = number.Plain(sum.Value, 12)
	f.Low, f.High = plainEnds(sum.Set)
}

// fileTotal files a total that does not agree.
func (c *checker) fileTotal(g *grid, m misfit) {
	view := g
	i, j := m.i, m.j
	if !m.down {
		view = g.turned()
		i, j = m.j, m.i
	}
	total := view.cells[i][j].main
	f := c.cellFinding(g, m.i, m.j, total)
	view.formula(&f, m.parts, j, m.sum)
	claimed := number.Claimed{Value: total.value}
	f.Verdict = finding.Refuted
	reason, grade := claimed.Diagnose(m.sum, number.Readings{}, c.tolerances)
	f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
	f.Wording = number.Group(number.FromRat(m.sum.Value, min(total.value.Place(), 0)).String())
	f.Message = "“" + f.Text + "” (" + g.place(m.i, m.j) + ") does not agree with the sum of its parts, " + f.Formula + "; is it or one of them another number?"
	c.add(f, sure)
}

// fileCrossing files the cell with which neither its row nor its column adds up.
func (c *checker) fileCrossing(g *grid, col, row misfit, i, j int) {
	n := g.cells[i][j].main
	f := c.cellFinding(g, i, j, n)
	want := new(big.Rat)
	if col.i == i { // it is the column's own total
		want.Sub(n.value.Rat(), col.diff)
	} else {
		want.Add(n.value.Rat(), col.diff)
	}
	f.Verdict, f.Value = finding.Refuted, number.Plain(want, 12)
	reason, grade := number.Claimed{Value: n.value}.Diagnose(number.Exactly(want), number.Readings{}, c.tolerances)
	f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
	f.Wording = number.Group(number.FromRat(want, n.value.Place()).String())
	switch {
	case col.i == i || row.j == j: // the sum of its parts says what it should be
		view, m, at := g, col, j
		if row.j == j {
			view, m, at = g.turned(), row, i
		}
		view.formula(&f, m.parts, at, m.sum)
	default:
		f.Evidence = []finding.Evidence{g.cellEvidence(col.i, col.j), g.cellEvidence(row.i, row.j)}
		f.Formula = g.cells[col.i][col.j].main.printed() + " − the others of the column = " + f.Wording
	}
	f.Message = "With “" + f.Text + "” (" + g.place(i, j) + ") neither its row nor its column adds up; with " + f.Wording + " both do; is that meant?"
	c.add(f, sure)
}
