package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Columns that follow from others: percentages of a count, changes between two years, rates. Which formula
// a column follows is learned from the rows in which it is right: two at least, and twice as many as the
// others. Those are then held to it.

// A rule is one way in which a column may follow from others.
type formulaRule struct {
	a, b  int // columns
	what  formulaKind
	scale *big.Rat // of a rate: per 1,000
}

type formulaKind uint8

const (
	ofColumn     formulaKind = iota // 100 × a / b
	ofTotal                         // 100 × a / its total
	ofRow                           // 100 × a / all counts of its row
	ofGroup                         // 100 × a / the group that the caption states
	changeOf                        // 100 × (b − a) / a
	differenceOf                    // b − a
	rateOf                          // scale × a / b
)

// maxFails is how often a formula may fail before it is given up; maxFormulas how many values are computed
// in all of a document, so that no table costs more than a moment.
const (
	maxFails    = 4
	maxFormulas = 100_000
)

// maxColumns bounds the columns that are tried against each other.
const maxColumns = 24

// checkFormulas learns and applies the formulas of the columns of a grid.
func (c *checker) checkFormulas(g *grid) {
	if len(g.cols) > maxColumns {
		return
	}
	for p := range g.cols {
		kind := g.cols[p].kind
		if kind != percents && kind != changes && kind != averages {
			continue
		}
		var best formulaRule
		var fits, fails []int
		for _, r := range g.rules(p) {
			if c.budget <= 0 {
				return
			}
			ok, bad := g.holds(p, r, c)
			if len(ok) > len(fits) || len(ok) == len(fits) && len(bad) < len(fails) {
				best, fits, fails = r, ok, bad
			}
		}
		if len(fits) < 2 || len(fits) < 2*len(fails) {
			continue
		}
		for _, i := range fits {
			c.fileFormula(g, i, p, best, true)
		}
		for _, i := range fails {
			c.fileFormula(g, i, p, best, false)
		}
	}
}

// rules lists the formulas that the heading of column p allows.
func (g *grid) rules(p int) []formulaRule {
	var rs []formulaRule
	kind := g.cols[p].kind
	low := lower(g.cols[p].name)
	change := strings.Contains(low, "change") || strings.Contains(low, "growth") || strings.Contains(low, "increase") || strings.Contains(low, "decrease") ||
		strings.Contains(low, "difference") || strings.Contains(low, "+/-")
	for a := range g.cols {
		if a == p || g.cols[a].kind != counts && !(change && g.cols[a].kind != changes) {
			continue
		}
		if kind == percents && !change {
			rs = append(rs, formulaRule{a: a, b: -1, what: ofTotal}, formulaRule{a: a, b: -1, what: ofRow}, formulaRule{a: a, b: -1, what: ofGroup})
		}
		for b := range g.cols {
			if b == a || b == p || g.cols[b].kind != g.cols[a].kind {
				continue
			}
			switch {
			case change:
				rs = append(rs, formulaRule{a: a, b: b, what: changeOf}, formulaRule{a: a, b: b, what: differenceOf})
			case kind == percents:
				rs = append(rs, formulaRule{a: a, b: b, what: ofColumn})
			case kind == averages:
				for _, per := range perOf(low, lower(g.table.Caption)) {
					rs = append(rs, formulaRule{a: a, b: b, what: rateOf, scale: per})
				}
			}
		}
	}
	return rs
}

// perOf reads the base of a rate from a heading, or else from the caption. What is divided by a unit may
// be in thousandths of it: kilograms per hectare out of tonnes.
func perOf(heading, caption string) []*big.Rat {
	if perUnit(heading) || strings.HasPrefix(heading, "yield") {
		return []*big.Rat{rat1, big.NewRat(1000, 1)}
	}
	s := heading + " " + caption
	for _, b := range []struct {
		text string
		n    int64
	}{{"per 1,000,000", 1e6}, {"per million", 1e6}, {"per 100,000", 1e5}, {"per 10,000", 1e4}, {"per 1,000", 1e3}, {"per 1000", 1e3}, {"per 100", 100}, {"per head", 1}, {"per capita", 1}, {"ratio", 1}} {
		if strings.Contains(s, b.text) {
			return []*big.Rat{big.NewRat(b.n, 1)}
		}
	}
	if _, unit, ok := strings.Cut(heading, " per "); ok && !strings.HasPrefix(unit, "cent") && unit != "" && !isDigit(unit[0]) {
		return []*big.Rat{rat1} // people per session
	}
	return nil
}

// value computes a rule in row i.
func (g *grid) value(i int, r formulaRule) (number.Evidence, bool) {
	if g.cells[i][r.a].main == nil || r.b >= 0 && g.cells[i][r.b].main == nil {
		return number.Evidence{}, false
	}
	a := g.input(i, r.a)
	switch r.what {
	case ofTotal:
		t := g.totalOf(r.a)
		if t == nil {
			return number.Evidence{}, false
		}
		v, ok := a.Quo(*t)
		return v.Scale(rat100), ok
	case ofColumn:
		v, ok := a.Quo(g.input(i, r.b))
		return v.Scale(rat100), ok
	case ofRow, ofGroup:
		whole := g.wholeOf(i, r)
		if whole == nil || whole.Sign() <= 0 {
			return number.Evidence{}, false
		}
		v, ok := a.Quo(number.Exactly(whole))
		return v.Scale(rat100), ok
	case rateOf:
		v, ok := a.Quo(g.input(i, r.b))
		return v.Scale(r.scale), ok
	case changeOf:
		v, ok := g.input(i, r.b).ChangeFrom(a)
		return v.Scale(rat100), ok
	}
	return g.input(i, r.b).Sub(a), true
}

// wholeOf is what the counts of row i make together, or the group of the caption.
func (g *grid) wholeOf(i int, r formulaRule) *big.Rat {
	if r.what == ofGroup {
		return ratOfInt(statedGroup(g.table.Caption))
	}
	sum, n := new(big.Rat), 0
	for j := range g.cols {
		if m := g.cells[i][j].main; m != nil && g.kindAt(i, j) == counts && !g.cols[j].isTotal() {
			sum.Add(sum, m.value.Rat())
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return sum
}

// totalOf is the total of column j: its total row, or else the sum of the rows.
func (g *grid) totalOf(j int) *number.Evidence {
	for _, t := range g.totalRows() {
		if g.cells[t][j].main != nil {
			e := g.input(t, j)
			return &e
		}
	}
	if g.cols[j].of != nil {
		e := number.Exactly(new(big.Rat).SetInt(g.cols[j].of))
		return &e
	}
	sum := g.columnSum(j)
	if sum.Sign() <= 0 {
		return nil
	}
	e := number.Exactly(sum)
	return &e
}

// judge holds the number of column p in row i against a rule. Signs may be left to the heading: "Decrease".
func (g *grid) judge(i, p int, r formulaRule, t number.Tolerances) (number.Outcome, number.Evidence, bool) {
	n := g.cells[i][p].main
	if n == nil {
		return number.Outcome{}, number.Evidence{}, false
	}
	e, ok := g.value(i, r)
	if !ok {
		return number.Outcome{}, e, false
	}
	if strings.Contains(lower(g.cols[p].name), "decrease") && n.value.Sign() > 0 {
		e = e.Scale(big.NewRat(-1, 1))
	}
	return number.Claimed{Value: n.value}.Judge(e, t), e, true
}

// holds says in which rows the column follows the rule, and in which it does not.
func (g *grid) holds(p int, r formulaRule, c *checker) (fits, fails []int) {
	for i := range g.rows {
		if len(fails) > maxFails && 2*len(fits) < len(fails) {
			break // most formulas fail at once
		}
		c.budget--
		o, _, ok := g.judge(i, p, r, c.tolerances)
		switch {
		case !ok, c.doubted(g.cells[i][r.a].main), r.b >= 0 && c.doubted(g.cells[i][r.b].main): // of an input that is wrong nothing follows
		case o.Verdict == number.Refuted:
			fails = append(fails, i)
		default:
			fits = append(fits, i)
		}
	}
	return fits, fails
}

// fileFormula files one number of a column that follows a rule.
func (c *checker) fileFormula(g *grid, i, p int, r formulaRule, fit bool) {
	o, e, ok := g.judge(i, p, r, c.tolerances)
	if !ok {
		return
	}
	n := g.cells[i][p].main
	f := c.cellFinding(g, i, p, n)
	f.Formula = g.formulaText(i, r) + " = " + trimZeros(number.Format(e.Value, max(1-n.value.Place(), number.Significant(e.Value, 3), 0)))
	f.Value = number.Plain(e.Value, 6)
	f.Low, f.High = plainEnds(e.Set)
	f.Evidence = []finding.Evidence{g.cellEvidence(i, r.a)}
	if r.b >= 0 {
		f.Evidence = append(f.Evidence, g.cellEvidence(i, r.b))
	}
	switch {
	case o.Verdict == number.Supported:
		f.Verdict, f.Reason = finding.Supported, finding.Reason(o.Reason)
	case fit:
		f.Verdict, f.Reason = finding.Undecided, finding.Straddles
	default:
		f.Verdict = finding.Refuted
		reading := number.Readings{}
		if r.what == ofColumn || r.what == ofTotal || r.what == ofRow || r.what == ofGroup {
			reading.Complement = new(big.Rat).Sub(rat100, e.Value)
		}
		reason, grade := number.Claimed{Value: n.value}.Diagnose(e, reading, c.tolerances)
		f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
		f.Wording = strings.Replace(number.Group(number.Claimed{Value: n.value}.Restate(e.Value).String()), "-", "−", 1)
		f.Message = "“" + f.Text + "” (" + g.place(i, p) + ") does not agree with the numbers it follows from elsewhere in its column, " +
			strings.ReplaceAll(f.Formula, " / ", " ÷ ") + "; is " + f.Wording + " meant?"
	}
	c.add(f, sure)
}

func (g *grid) formulaText(i int, r formulaRule) string {
	a := g.cells[i][r.a].main.printed()
	b := ""
	if r.b >= 0 {
		b = g.cells[i][r.b].main.printed()
	}
	switch r.what {
	case ofTotal:
		return "100 × " + a + " / " + trimZeros(number.Format(g.totalOf(r.a).Value, 6))
	case ofRow, ofGroup:
		return "100 × " + a + " / " + trimZeros(number.Format(g.wholeOf(i, r), 6))
	case ofColumn:
		return "100 × " + a + " / " + b
	case rateOf:
		return trimZeros(number.Format(r.scale, 0)) + " × " + a + " / " + b
	case changeOf:
		return "100 × (" + b + " − " + a + ") / " + a
	}
	return b + " − " + a
}

// checkCellShares holds percentages in brackets, "12 (34%)", against the total of their column or row, or
// the group that the heading states. Which of them, the cells that agree tell.
func (c *checker) checkCellShares(g *grid) {
	type base func(i, j int) *big.Rat
	rowTotal := g.turned()
	bases := []base{
		func(_, j int) *big.Rat { return g.statedTotal(j) },
		func(i, _ int) *big.Rat { return rowTotal.statedTotal(i) },
		func(_, j int) *big.Rat { return ratOfInt(g.cols[j].of) },
		func(i, _ int) *big.Rat { return ratOfInt(g.rows[i].of) },
		func(_, j int) *big.Rat { return g.columnSum(j) },
		func(i, _ int) *big.Rat { return rowTotal.columnSum(i) },
		func(_, _ int) *big.Rat { return ratOfInt(statedGroup(g.table.Caption)) },
	}
	var chosen base
	best, bestFails := 0, 0
	for _, b := range bases {
		fits, fails := 0, 0
		g.eachShare(func(i, j int) {
			if v, ok := g.bracket(i, j, b(i, j)); ok {
				if (number.Claimed{Value: g.cells[i][j].share.value}).Judge(v, c.tolerances).Verdict == number.Refuted {
					fails++
				} else {
					fits++
				}
			}
		})
		if fits > best {
			chosen, best, bestFails = b, fits, fails
		}
	}
	if chosen == nil || best < 2 || best < 2*bestFails {
		return
	}
	g.eachShare(func(i, j int) {
		whole := chosen(i, j)
		if v, ok := g.bracket(i, j, whole); ok {
			c.fileBracket(g, i, j, v, whole)
		}
	})
}

func ratOfInt(n *big.Int) *big.Rat {
	if n == nil {
		return nil
	}
	return new(big.Rat).SetInt(n)
}

// eachShare visits the cells with a percentage in brackets, totals left out.
func (g *grid) eachShare(visit func(i, j int)) {
	for i := range g.rows {
		for j := range g.cols {
			if g.cells[i][j].share != nil {
				visit(i, j)
			}
		}
	}
}

// statedTotal is the total row's number in column j, nil without one.
func (g *grid) statedTotal(j int) *big.Rat {
	for _, t := range g.totalRows() {
		if g.cells[t][j].main != nil {
			return g.cells[t][j].main.value.Rat()
		}
	}
	return nil
}

// columnSum adds up a column without its totals.
func (g *grid) columnSum(j int) *big.Rat {
	if g.sums == nil {
		g.sums = make([]*big.Rat, len(g.cols))
	}
	if g.sums[j] != nil {
		return g.sums[j]
	}
	sum := new(big.Rat)
	g.sums[j] = sum
	for i := range g.rows {
		if m := g.cells[i][j].main; m != nil && !g.rows[i].isTotal() && !g.rows[i].repeats() {
			sum.Add(sum, m.value.Rat())
		}
	}
	return sum
}

// bracket is the percentage that a cell's count is of a whole.
func (g *grid) bracket(i, j int, whole *big.Rat) (number.Evidence, bool) {
	if whole == nil || whole.Sign() <= 0 {
		return number.Evidence{}, false
	}
	v, ok := g.input(i, j).Quo(number.Exactly(whole))
	return v.Scale(rat100), ok
}

func (c *checker) fileBracket(g *grid, i, j int, e number.Evidence, whole *big.Rat) {
	s := g.cells[i][j].share
	claimed := number.Claimed{Value: s.value}
	o := claimed.Judge(e, c.tolerances)
	f := c.cellFinding(g, i, j, s)
	f.Formula = "100 × " + g.cells[i][j].main.printed() + " / " + trimZeros(number.Format(whole, 6)) + " = " + trimZeros(number.Format(e.Value, max(1-s.value.Place(), 1)))
	f.Value = number.Plain(e.Value, 6)
	f.Evidence = []finding.Evidence{g.cellEvidence(i, j)}
	switch o.Verdict {
	case number.Supported:
		f.Verdict, f.Reason = finding.Supported, finding.Reason(o.Reason)
	case number.Straddles:
		f.Verdict, f.Reason = finding.Undecided, finding.Straddles
	default:
		f.Verdict = finding.Refuted
		reason, grade := claimed.Diagnose(e, number.Readings{Complement: new(big.Rat).Sub(rat100, e.Value)}, c.tolerances)
		f.Reason, f.Grade = finding.Reason(reason), finding.Grade(grade)
		f.Wording = claimed.Restate(e.Value).String() + " percent"
		f.Message = "“" + f.Text + "” (" + g.place(i, j) + ") does not agree with " + strings.ReplaceAll(f.Formula, " / ", " ÷ ") + "; is " + f.Wording + " meant?"
	}
	c.add(f, sure)
}
