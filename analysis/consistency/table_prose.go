package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Prose against the tables it speaks of. A number is linked to a cell by the words of the cell's row and
// column in its sentence, and by the table's name or the noun that the table counts. Value alone links
// nothing; a number that could be of two rows or columns is left alone.

// A cellLink is the cell that a number of the prose is said of.
type cellLink struct {
	g        *grid
	i, j     int
	to       int  // the column of the later period, for a change
	explicit bool // the text names the table
	noun     bool // what is counted is what the table counts
}

// checkProse holds the numbers of a passage against cells.
func (c *checker) checkProse(p *passage, grids []*grid) {
	if p.findWord(0, len(p.tokens), "respectively") >= 0 {
		return
	}
	c.checkStatedGroup(p, grids)
	for k := range p.terms {
		t := &p.terms[k]
		if !t.measures() || t.half || t.class == ratio || t.class == span || t.class == age {
			continue
		}
		named := p.tablesNamed(t.tok, grids)
		look := grids
		if named != nil {
			look = []*grid{named}
		}
		var links []cellLink
		for _, g := range look {
			if c.doc.Blocks[p.block].Table == g.index {
				continue
			}
			l, ok := p.linkTo(t, g)
			l.explicit = named != nil
			if ok && (l.noun || l.explicit && p.nounOf(t) == "") {
				links = append(links, l)
			}
		}
		if len(links) == 1 {
			c.judgeLink(p, t, links[0])
		}
	}
}

// isChange says whether the number is an amount of change.
func (p *passage) isChange(t *term) bool {
	return t.Direction != 0 && !t.Level || p.isAmount(t.tok)
}

// judgeLink holds the number against its cell: as a level, or as the change between two periods of its row.
func (c *checker) judgeLink(p *passage, t *term, l cellLink) {
	if p.isChange(t) {
		c.judgeTableChange(p, t, l)
		return
	}
	if t.class == share && t.Den > 0 || p.leads(t.tok, "by") || c.doubted(l.g.cells[l.i][l.j].main) {
		return
	}
	r := reckoning{rule: ruleTable, claim: t, link: sure, about: l.g.place(l.i, l.j)}
	r.value = l.g.input(l.i, l.j).Scale(t.one)
	r.formula = l.g.place(l.i, l.j)
	readings := []reckoning{r}
	if scale := l.g.thousands(l.j); scale != nil && t.class != share {
		// A table in thousands may be quoted in full or as it stands.
		r.value = r.value.Scale(scale)
		r.formula += " × " + number.Format(scale, 0)
		readings = []reckoning{r, readings[0]}
	}
	var others []*big.Rat
	for i := range l.g.rows {
		if m := l.g.cells[i][l.j].main; m != nil && i != l.i {
			others = append(others, new(big.Rat).Mul(m.value.Rat(), t.one))
		}
	}
	for j := range l.g.cols {
		if m := l.g.cells[l.i][j].main; m != nil && j != l.j {
			others = append(others, new(big.Rat).Mul(m.value.Rat(), t.one))
		}
	}
	for k := range readings {
		readings[k].reading.Others = others
		readings[k].cells = []finding.Evidence{l.g.cellEvidence(l.i, l.j)}
	}
	c.decide(readings)
}

// doubted says whether the cell itself was found not to agree with its table: then it proves nothing.
func (c *checker) doubted(n *tableNumber) bool {
	return c.doubtful[n.start] || c.doubtful[c.span(n.start, n.end).Start]
}

var hundredth = big.NewRat(1, 100)

// judgeTableChange holds an amount of change against two columns that the sentence names.
func (c *checker) judgeTableChange(p *passage, t *term, l cellLink) {
	a, b := l.j, l.to
	way := measured{from: l.g.input(l.i, a), to: l.g.input(l.i, b), texts: [2]string{l.g.cells[l.i][a].main.printed(), l.g.cells[l.i][b].main.printed()}}
	r := reckoning{rule: ruleTable, claim: t, link: sure, about: l.g.label() + ", " + l.g.rows[l.i].name}
	r.cells = []finding.Evidence{l.g.cellEvidence(l.i, a), l.g.cellEvidence(l.i, b)}
	sign := way.to.Sub(way.from).Value.Sign()
	r.reading.Opposite = t.Direction != 0 && sign != 0 && int(t.Direction) != sign
	way.down = (sign < 0) != r.reading.Opposite
	percentages := l.g.kindAt(l.i, a) == percents
	if percentages {
		way.from, way.to = way.from.Scale(hundredth), way.to.Scale(hundredth)
	}
	switch {
	case t.class == share:
		if !way.relative(&r, percentages) {
			return
		}
	case t.class == points && percentages, !percentages && (t.class == count || t.class == measure):
		r.value, r.formula = way.difference()
	default:
		return
	}
	c.decide([]reckoning{r})
}

// checkStatedGroup holds "(N = 412)" of a caption or note against the table's total.
func (c *checker) checkStatedGroup(p *passage, grids []*grid) {
	for _, a := range apaTerms(c.text[p.start:p.end], p.start) {
		if a.kind != apaN || a.cmp != number.None || !a.value.IsInteger() {
			continue
		}
		var g *grid
		for _, x := range grids {
			if x.table.Caption != "" && strings.Contains(x.table.Caption, c.text[p.start:p.end]) {
				g = x
			}
		}
		if g == nil {
			continue
		}
		var totals []cellLink
		agrees := false
		for i := range g.rows {
			for j := range g.cols {
				m := g.cells[i][j].main
				if m == nil || g.kindAt(i, j) != counts || !g.rows[i].isTotal() {
					continue
				}
				if m.value.Equal(a.value) && !agrees {
					totals, agrees = append([]cellLink{{g: g, i: i, j: j}}, totals...), true
					continue
				}
				totals = append(totals, cellLink{g: g, i: i, j: j})
			}
		}
		if len(totals) == 0 || len(totals) > 1 && !agrees {
			continue
		}
		f := c.span(a.numStart, a.end)
		f.Rule = ruleTable
		f.Claim = finding.Claim{Value: a.value.String(), Hedge: number.None.String(), About: g.label()}
		l := totals[0]
		f.Evidence = []finding.Evidence{g.cellEvidence(l.i, l.j)}
		f.Formula = g.place(l.i, l.j) + " = " + g.cells[l.i][l.j].main.printed()
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		if !agrees {
			want := g.cells[l.i][l.j].main.value
			reason, grade := number.Claimed{Value: a.value}.Diagnose(number.Exactly(want.Rat()), number.Readings{}, c.tolerances)
			f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
			f.Value, f.Wording = want.String(), g.cells[l.i][l.j].main.printed()
			f.Message = disagreement(f)
		}
		c.add(f, sure)
	}
}
