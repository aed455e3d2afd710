package consistency

import (
	"math/big"
	"slices"
	"strings"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// Percentages of the prose that no column prints: "75 per cent of the boreholes are working" is the cell of
// all working ones over the cell of all. The part is what the labels of the sentence name; the whole is the
// same cell one label wider: its row's or column's total, the row that it is a part of, or another label that
// the sentence names behind "of".

// checkTableShare holds a percentage against shares of a table's counts.
func (c *checker) checkTableShare(p *passage, t *term, x *labelIndex, near []int, named map[int]*labelsNamed, explicit *grid) {
	var all []reckoning
	tables := 0
	for _, n := range near {
		g, ms := x.grids[n], named[n]
		if ms == nil || explicit != nil && g != explicit || c.doc.Blocks[p.block].Table == g.index || !p.timeFits(t, g) {
			continue
		}
		if rs := c.shareOfTable(p, t, g, ms, explicit != nil); len(rs) > 0 {
			all = append(all, rs...)
			tables++
		}
	}
	if tables == 1 {
		c.decide(all)
	}
}

// maxWholes is the most wholes that a share may be of.
const maxWholes = 8

func (c *checker) shareOfTable(p *passage, t *term, g *grid, ms *labelsNamed, explicit bool) []reckoning {
	part0, out0 := p.outsideWhole(t, ms[0])
	part1, out1 := p.outsideWhole(t, ms[1])
	rows, cols := p.choose(t, &g.byRow, part0, false), p.choose(t, &g.byCol, part1, false)
	if len(rows.labels)+len(cols.labels) == 0 || !out0 && !out1 || !p.asksForShare(t) {
		return nil // nothing names the part
	}
	l := cellLink{g: g, rows: rows, cols: cols, explicit: explicit, all: ms}
	if ok, _ := p.isAbout(t, &l, false); !ok {
		return nil
	}
	var part [][2]int
	for _, i := range rows.lines {
		for _, j := range cols.lines {
			if g.cells[i][j].main != nil && g.kindAt(i, j) == counts {
				part = append(part, [2]int{i, j})
			}
		}
	}
	if len(part) != 1 {
		return nil
	}
	i, j := part[0][0], part[0][1]
	rs, doubted := c.sharesOf(t, g, i, j, g.wholes(i, j, p.namedLines(t, &g.byRow, ms[0]), p.namedLines(t, &g.byCol, ms[1])))
	switch agrees := agreeing(rs, c.tolerances); {
	case agrees && doubted, !agrees && !rows.settled && !cols.settled:
		return nil
	}
	return rs
}

// sharesOf are the readings of a percentage as the share that a cell is of each whole, and whether one of the
// cells does not agree with its table.
func (c *checker) sharesOf(t *term, g *grid, i, j int, wholes [][2]int) (rs []reckoning, doubted bool) {
	part := g.cells[i][j].main
	for _, at := range wholes {
		m := g.cells[at[0]][at[1]].main
		if doubted = doubted || c.doubted(part) || c.doubted(m); len(rs) >= maxWholes {
			return nil, false
		}
		for _, a := range c.inputsOf(g, i, j) {
			for _, b := range c.inputsOf(g, at[0], at[1]) {
				v, ok := a.Quo(b)
				if !ok || v.Value.Cmp(rat1) > 0 {
					continue
				}
				r := reckoning{rule: ruleTable, claim: t, link: sure, about: g.place(i, j), value: v}
				r.formula = trimZeros(number.Format(a.Value, 6)) + " / " + trimZeros(number.Format(b.Value, 6))
				r.cells = []finding.Evidence{g.cellEvidence(i, j), g.cellEvidence(at[0], at[1])}
				r.reading.Complement = new(big.Rat).Sub(rat1, v.Value)
				rs = append(rs, r)
			}
		}
	}
	return rs, doubted
}

// agreeing says whether one of the readings agrees.
func agreeing(rs []reckoning, t number.Tolerances) bool {
	return slices.ContainsFunc(rs, func(r reckoning) bool {
		o, _, _ := r.outcome(t)
		return o.Verdict == number.Supported
	})
}

// asksForShare says whether the words make the percentage a share of a whole: "of the boreholes", "accounted
// for", "are", "came from".
func (p *passage) asksForShare(t *term) bool {
	i := t.tok + 1
	if p.word(i) == "of" {
		return true
	}
	switch p.word(t.tok - 1) {
	case "for", "up", "of", "or", "formed", "constituted", "represented", "comprised", "were", "was", "is", "are":
		return true
	}
	from, _ := p.bounds(t.tok)
	for k := from; k < t.tok; k++ { // "Of the applications that were accepted, 56.6 per cent came from families"
		if p.word(k) == "of" && (k == from || p.mark(k-1) == ',') {
			return true
		}
	}
	return false
}

// outsideWhole leaves out the labels that the sentence names as the whole, where it names others: of "Of the
// applications that were accepted, 56.6 per cent came from families" it keeps the families. others says
// whether there are any.
func (p *passage) outsideWhole(t *term, ms []mention) (part []mention, others bool) {
	from, to := p.topic(t)
	end := t.tok + 1
	if p.word(end) == "of" {
		for end < to && p.tokens[end].mark == 0 && p.findVerb(end, end+1) < 0 {
			end++
		}
	}
	for _, m := range ms {
		whole := m.at > t.tok && m.at < end || m.at < t.tok && p.word(from) == "of" && p.findMark(from, m.at, ',') < 0
		if m.at >= from && m.at < to && !whole {
			part = append(part, m)
		}
	}
	if len(part) == 0 {
		return ms, false
	}
	return part, true
}

// findMark returns the first token of [from, to) that is the mark, or −1.
func (p *passage) findMark(from, to int, mark byte) int {
	for i := from; i < to; i++ {
		if p.mark(i) == mark {
			return i
		}
	}
	return -1
}

// findVerb returns the first token of [from, to) that ends a noun phrase, or −1.
func (p *passage) findVerb(from, to int) int {
	return p.findWord(from, to, "is", "are", "was", "were", "has", "have", "had", "came", "come", "went", "live", "lived", "who", "that", "which", "in")
}

// namedLines are the lines of all labels that the sentence names.
func (p *passage) namedLines(t *term, x *axis, ms []mention) (lines []int) {
	from, to := p.bounds(t.tok)
	for _, m := range ms {
		if m.at >= from && m.at < to {
			lines = append(lines, x.labels[m.label].lines...)
		}
	}
	return lines
}

// wholes are the cells that the cell may be a part of.
func (g *grid) wholes(i, j int, named, across []int) (cells [][2]int) {
	add := func(i2, j2 int) {
		at := [2]int{i2, j2}
		m := g.cells[i2][j2].main
		if m == nil || m.value.Sign() <= 0 || at == [2]int{i, j} || g.kindAt(i2, j2) != counts || slices.Contains(cells, at) {
			return
		}
		cells = append(cells, at)
	}
	if g.rows[i].repeats() {
		for up := i - 1; up >= 0; up-- {
			if !g.rows[up].repeats() {
				add(up, j)
				break
			}
		}
	}
	for _, i2 := range named {
		if i2 != i && !g.rows[i2].isTotal() {
			add(i2, j)
		}
	}
	for _, j2 := range across {
		if j2 != j {
			add(i, j2)
		}
	}
	for _, i2 := range g.totalRows() {
		group := g.rows[i].isTotal() && slices.Contains(g.rows[i2].parts, i)
		if (!g.rows[i].isTotal() || group) && (len(g.rows[i2].levels) == 1 || sharesLevels(g.rows[i2], g.rows[i])) {
			add(i2, j)
		}
	}
	for j2, l := range g.cols {
		if l.isTotal() && !g.cols[j].isTotal() && (len(l.levels) == 1 || sharesLevels(l, g.cols[j])) {
			add(i, j2)
		}
	}
	return cells
}

// sharesLevels says whether a total under merged headings stands under the same ones as the line, but for the
// level at which it is the total.
func sharesLevels(total, l line) bool {
	if len(total.levels) != len(l.levels) {
		return false
	}
	for k := range l.levels {
		if total.levels[k] != l.levels[k] && !isTotalName(total.levels[k]) {
			return false
		}
	}
	return !strings.EqualFold(total.name, l.name)
}
