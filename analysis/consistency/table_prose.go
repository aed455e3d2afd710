package consistency

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
)

// Prose against the tables it speaks of. A number is linked to a cell by the labels of its row and column
// in its sentence, and by the table's name or the noun that the table counts. Value alone links nothing.
// Where the words leave open which of a few cells is meant, only a number that is in none of them disagrees.

// A cellLink is what a number of the prose is said of: one cell, or one of a few.
type cellLink struct {
	g          *grid
	rows, cols choice
	cells      [][2]int // that the words name, the likeliest first
	explicit   bool     // the text names the table
	direct     bool     // the noun counted is the table's own
	all        *labelsNamed
}

// maxOpen is the most cells that the words may leave open; maxOthers the most that are looked at for another
// reading.
const (
	maxOpen   = 4
	maxOthers = 400
)

// checkProse holds the numbers of a passage against cells.
func (c *checker) checkProse(p *passage, x *labelIndex) {
	if p.findWord(0, len(p.tokens), "respectively") >= 0 {
		return
	}
	c.checkStatedGroup(p, x.grids)
	tables := x.tablesFor(p)
	named := x.mentions(p, tables)
	if len(named) == 0 && p.findWord(0, len(p.tokens), "table") < 0 {
		return
	}
	var told []linked
	var open []linkedOpen
	for k := range p.terms {
		t := &p.terms[k]
		if !t.measures() || t.Vague || t.class == ratio || p.partial(t) || p.ofSection(t) {
			continue
		}
		t.mean, t.sign = p.saysMean(t), strings.TrimSpace(lower(c.text[t.NumEnd:t.End]))
		explicit, nearby := p.tablesNamed(t.tok, x)
		var links []cellLink
		for _, n := range tables {
			g, ms := x.grids[n], named[n]
			if explicit != nil && g != explicit || explicit == nil && ms == nil || c.doc.Blocks[p.block].Table == g.index {
				continue
			}
			if ms == nil {
				ms = &labelsNamed{}
			}
			if p.isChange(t) {
				if c.judgeTableChange(p, t, g, ms, explicit != nil) || c.judgeChangeTo(p, t, g, ms) {
					links = nil
					break
				}
				continue
			}
			if l, ok := p.linkTo(t, g, ms, explicit != nil); ok {
				links = append(links, l)
			}
		}
		if rs := c.oneOf(p, t, links, nearby); len(rs) > 0 {
			told = append(told, linked{t, rs})
		} else if len(links) == 1 && len(links[0].cells) > 1 {
			open = append(open, linkedOpen{t, links[0]})
		} else if len(links) == 0 && t.percentage() && !p.isChange(t) {
			c.checkTableShare(p, t, x, tables, named, explicit)
		}
	}
	c.fileLinked(p, append(told, c.alongside(p, told, open)...))
}

// ofSection says whether the number is that of a section: it begins a heading, "2 Students of the faculty".
func (p *passage) ofSection(t *term) bool {
	b := p.c.doc.Blocks[p.block]
	return b.Kind == document.Heading && t.Start == b.Start && t.NumEnd-t.NumStart <= 2
}

// isChange says whether the number is an amount of change.
func (p *passage) isChange(t *term) bool {
	return t.Direction != 0 && !t.Level || p.isAmount(t.tok) && !p.isAgent(t.tok)
}

// isAgent says whether the number is of those by whom something is done, "named by 22 per cent of the members", and
// not by how much something changes.
func (p *passage) isAgent(i int) bool {
	w := p.word(i - 2)
	if p.word(i-1) != "by" || changeWords[w].sort != 0 || changeWords[root(w)].sort != 0 {
		return false
	}
	switch w {
	case "chosen", "given", "seen", "known", "held", "made", "taken", "spoken", "written", "led", "kept", "felt":
		return true
	case "exceeded", "missed", "increased", "reduced", "lowered", "raised", "followed", "multiplied", "divided":
		return false
	}
	return strings.HasSuffix(w, "ed")
}

// partial says whether the words at a number make it a part of what its sentence names, or a distance from
// it: "include 12", "of which 12", "14 short of", "3 more than".
func (p *passage) partial(t *term) bool {
	switch p.word(t.tok - 1) {
	case "include", "includes", "included", "including", "least", "another", "further", "extra", "additional", "other":
		return true
	case "which", "whom", "these", "them":
		if w := p.word(t.tok - 2); w == "of" || w == "among" {
			return true
		}
	}
	switch p.word(p.afterNoun(t.tok)) {
	case "short", "ahead", "behind", "away", "apart", "fewer", "more", "less", "older", "younger":
		return !p.isChange(t)
	}
	return false
}

// isWhole says whether the number is the whole of a part named before it: "9,896 of the 21,633", "56 per
// cent of 1,708".
func (p *passage) isWhole(t *term) bool {
	i := t.tok - 1
	for n := 0; n < 2 && (p.word(i) == "the" || p.word(i) == "its" || p.word(i) == "these" || p.word(i) == "all"); n++ {
		i--
	}
	if p.word(i) == "of" && p.word(i-1) == "out" {
		i--
	}
	return p.word(i) == "of" && (p.num(i-1) != nil || p.opens(i))
}

// opens says whether token i begins its sentence or a clause of it.
func (p *passage) opens(i int) bool {
	from, _ := p.bounds(i)
	return i == from || p.mark(i-1) == ',' || p.mark(i-1) == ';' || p.mark(i-1) == ':' || p.mark(i-1) == '-'
}

// linkTo finds the cells of a table that the sentence names for the number.
func (p *passage) linkTo(t *term, g *grid, ms *labelsNamed, explicit bool) (cellLink, bool) {
	base := p.isWhole(t)
	l := cellLink{g: g, explicit: explicit, all: ms}
	l.rows = p.choose(t, &g.byRow, g.suitable(t, 0, ms[0]), base)
	l.cols = p.choose(t, &g.byCol, g.suitable(t, 1, ms[1]), base)
	if !l.rows.named && !l.cols.named && !explicit || !p.timeFits(t, g) || p.inLabel(t, g, ms) {
		return l, false
	}
	var ok bool
	if ok, l.direct = p.isAbout(t, &l, base); !ok {
		return l, false
	}
	for _, i := range l.rows.lines {
		for _, j := range l.cols.lines {
			if g.cells[i][j].main != nil && g.suits(t, i, j) && !(t.percentage() && (l.ofOthers(j) || g.whole(i, j))) {
				l.cells = append(l.cells, [2]int{i, j})
			}
			if len(l.cells) > maxOpen {
				return l, false
			}
		}
	}
	if len(l.cells) == 0 && t.percentage() && len(l.cols.lines) == 1 {
		l.cells = g.percentsOf(l.rows.lines, l.cols.lines[0])
	}
	return l, len(l.cells) > 0
}

// whole says whether a cell is the 100 per cent that a row or column of percentages makes.
func (g *grid) whole(i, j int) bool {
	return g.kindAt(i, j) == percents && (g.rows[i].isTotal() || g.cols[j].isTotal()) && hundred(g.cells[i][j].main.value.Rat())
}

// ofOthers says whether column j holds percentages of something that the sentence does not name: "Women (%)".
func (l *cellLink) ofOthers(j int) bool {
	low := lower(l.g.cols[j].name)
	if l.g.cols[j].kind != percents || !strings.Contains(low, "%") && !strings.Contains(low, "per") {
		return false
	}
	for _, w := range contentStems(low) {
		if w != "yes" && w != "row" && w != "column" && w != "valid" {
			for _, k := range l.cols.labels {
				if slices.Contains(l.g.byCol.labels[k].lines, j) {
					return false
				}
			}
			return true
		}
	}
	return false
}

// percentsOf are the percentages that stand beside a column of counts: "31.6 per cent of the vote" names the
// votes and means their share.
func (g *grid) percentsOf(rows []int, col int) (cells [][2]int) {
	if g.cols[col].base || g.cols[col].kind != counts {
		return nil // the percentages of a table are of its base, not its share
	}
	for _, i := range rows {
		found := -1
		for j := range g.cols {
			if g.cells[i][j].main == nil || g.kindAt(i, j) != percents {
				continue
			}
			if j > col && (found < 0 || found < col) || j < col && found < 0 {
				found = j
			}
		}
		if found >= 0 {
			cells = append(cells, [2]int{i, found})
		}
	}
	if len(cells) > maxOpen {
		return nil
	}
	return cells
}

// inLabel says whether the number is a word of a heading that the sentence names: "the seven tables".
func (p *passage) inLabel(t *term, g *grid, ms *labelsNamed) bool {
	numeral := root(lower(p.c.text[t.NumStart:t.NumEnd]))
	for a := range ms {
		for _, m := range ms[a] {
			stems := g.axisOf(a).labels[m.label].stems
			if m.at <= t.tok && t.tok <= m.at+2*len(stems) && slices.Contains(stems, numeral) {
				return true
			}
		}
	}
	return false
}

// timeFits says whether the years that the sentence names are among those that the table names, if it
// names any.
func (p *passage) timeFits(t *term, g *grid) bool {
	from, to := p.bounds(t.tok)
	for i := from; i < to; i++ {
		d := p.at(i)
		if d == nil {
			continue
		}
		if years := termYears(d); years[0] != 0 && g.firstYear != 0 && (years[1] < g.firstYear || years[0] > g.lastYear) {
			return false
		}
	}
	return true
}

// isAbout says whether what the number counts is what the cells hold, and whether its noun says so itself.
func (p *passage) isAbout(t *term, l *cellLink, base bool) (ok, direct bool) {
	g := l.g
	both := l.rows.named && l.cols.named
	noun := p.nounOf(t)
	if k := strings.LastIndexByte(noun, ' '); k >= 0 {
		noun = noun[k+1:]
	}
	if noun == "" && !base {
		noun = p.nounOfWhole(t)
	}
	stem := root(noun)
	switch {
	case noun != "" && g.stub == stem:
		return false, false // how many rows there are
	case t.class == measure || t.class == rate:
		return l.explicit || l.rows.named || l.cols.named, true
	case t.class == span || t.class == age:
		return len(l.rows.labels) > 0 && len(l.cols.labels) > 0, true
	case noun == "":
		plain := l.rows.plain || l.cols.plain || t.percentage() && p.ofPlain(t, g, l.all)
		counted := p.word(t.tok-1) == "numbered" && (l.rows.named || l.cols.named) // its subject is the noun
		return l.explicit || plain && (both || t.percentage() || p.sharesNoun(t, g)) || (both || counted) && p.mentionsContent(t, g), false
	case g.stems[stem]:
		return true, true
	case t.mean && both && (len(l.rows.labels) > 0 && len(l.cols.labels) > 0):
		return true, false // "lends most per member (11.4 items)"
	case personal[stem] && g.ofPeople:
		return both, false
	case peopled[stem]:
		return both && (l.rows.plain || l.cols.plain) && p.mentionsContent(t, g), false
	}
	return false, false
}

// sharesNoun says whether an earlier number of the sentence counts what the table counts, so that one without
// a noun counts it too: "of the 664 boreholes, 54 were dry".
func (p *passage) sharesNoun(t *term, g *grid) bool {
	from, _ := p.bounds(t.tok)
	for i := t.tok - 1; i >= from; i-- {
		if n := p.num(i); n != nil && n.Counted != "" {
			return g.stems[root(n.Counted[strings.LastIndexByte(n.Counted, ' ')+1:])]
		}
	}
	return false
}

// ofPlain says whether the percentage is of something that a label names in a common word: "of the vote".
func (p *passage) ofPlain(t *term, g *grid, ms *labelsNamed) bool {
	for a := range ms {
		for _, m := range ms[a] {
			if m.at > t.tok && m.at <= t.tok+3 && p.word(t.tok+1) == "of" && g.axisOf(a).labels[m.label].plain {
				return true
			}
		}
	}
	return false
}

// nounOfWhole is the noun of Y in "X of Y", which is the noun of X too.
func (p *passage) nounOfWhole(t *term) string {
	if t.Of < 0 || t.Of >= len(p.c.qs) {
		return ""
	}
	n := p.c.qs[t.Of].Counted
	return n[strings.LastIndexByte(n, ' ')+1:]
}

// personal nouns count people without saying more of them; peopled are words of captions and headings that
// say a table counts people.
var (
	personal = list("person individual human soul")
	peopled  = list("person arrival visitor patient pupil student migrant refugee prisoner detainee resident inhabitant member employe worker population voter child female male casualti death victim guest tourist user client")
)

// mentionsContent says whether the sentence names something that the table's caption names: for "In
// Bodal it stood at 60" nothing does.
func (p *passage) mentionsContent(t *term, g *grid) bool {
	from, to := p.bounds(t.tok)
	for i := from; i < to; i++ {
		if w := p.word(i); len(w) > 3 && w != "table" && g.captionStems[root(w)] {
			return true
		}
	}
	return false
}

// A linked is a number with its readings against cells.
type linked struct {
	t  *term
	rs []reckoning
}

// oneOf returns the readings of a number against the table it is linked to: the only one in which it agrees,
// else the only one that could disagree, or among several the one that its passage names.
func (c *checker) oneOf(p *passage, t *term, links []cellLink, nearby *grid) []reckoning {
	var agreeing, firm [][]reckoning
	byPassage := false
	for _, l := range links {
		rs, agrees := c.readings(p, t, l)
		switch {
		case agrees:
			agreeing = append(agreeing, rs)
		case !l.decides(p.isWhole(t)):
		case l.g == nearby:
			firm, byPassage = [][]reckoning{rs}, true
		case !byPassage:
			firm = append(firm, rs)
		}
	}
	switch {
	case len(agreeing) == 1:
		return agreeing[0]
	case len(agreeing) == 0 && len(firm) == 1:
		return firm[0]
	}
	return nil
}

// readings are the ways to hold a number against the cells of a link, and whether it agrees in one of them.
// Without agreement there are none if another reading of the sentence would bear the number out.
func (c *checker) readings(p *passage, t *term, l cellLink) (rs []reckoning, agrees bool) {
	if t.class == share && t.Den > 0 || p.leads(t.tok, "by") && !p.isAgent(t.tok) {
		return nil, false
	}
	base := p.isWhole(t)
	doubted := false
	for _, at := range l.cells {
		doubted = doubted || c.doubted(l.g.cells[at[0]][at[1]].main)
		rs = append(rs, c.cellReadings(t, l, at[0], at[1])...)
	}
	for i := range rs {
		if o, _, _ := rs[i].outcome(c.tolerances); o.Verdict == number.Supported {
			if doubted {
				return nil, false
			}
			return rs, true
		}
	}
	if !l.decides(base) || l.states(t) {
		return nil, false
	}
	if l.rows.settled && l.cols.settled {
		return rs, false
	}
	if len(l.rows.others)*len(l.cols.others) > maxOthers {
		return nil, false
	}
	for _, i := range l.rows.others {
		for _, j := range l.cols.others {
			if m := l.g.cells[i][j].main; m == nil || !l.g.suits(t, i, j) {
				continue
			}
			for _, r := range c.cellReadings(t, l, i, j) {
				if o, _, _ := r.outcome(c.tolerances); o.Verdict == number.Supported {
					return nil, false
				}
			}
		}
	}
	return rs, false
}

// decides says whether a number that is in none of the cells disagrees with the table: the text names the
// table, or a label that is more than the noun counted, or says that all are meant. "702 pupils" alone may be
// any pupils, and where rows are left open that are no periods, the number may be of none of them.
func (l *cellLink) decides(base bool) bool {
	if len(l.cells) > 1 && (base && !l.rows.named || base && !l.cols.named || !l.periodsOpen()) {
		return false
	}
	return l.explicit || l.rows.qualified || l.cols.qualified || l.rows.totalled || l.cols.totalled
}

// periodsOpen says whether the cells of the link differ in nothing but their period or their being the total.
func (l *cellLink) periodsOpen() bool {
	for _, at := range l.cells[1:] {
		first := l.cells[0]
		if at[0] != first[0] && !differByPeriod(l.g.rows[at[0]], l.g.rows[first[0]]) || at[1] != first[1] && !differByPeriod(l.g.cols[at[1]], l.g.cols[first[1]]) {
			return false
		}
	}
	return true
}

func differByPeriod(a, b line) bool {
	if a.isTotal() || b.isTotal() {
		return true
	}
	for k := range a.levels {
		if k < len(b.levels) && a.levels[k] != b.levels[k] && (yearSpan(a.levels[k])[0] == 0 || yearSpan(b.levels[k])[0] == 0) {
			return false
		}
	}
	return len(a.levels) == len(b.levels)
}

// states says whether the number is the group that a heading of its cells states: (N = 120).
func (l *cellLink) states(t *term) bool {
	for _, at := range l.cells {
		for _, of := range []*big.Int{l.g.rows[at[0]].of, l.g.cols[at[1]].of} {
			if of != nil && t.claimed.Den == 0 && !t.Ranged && t.claimed.Number().Cmp(ratOfInt(of)) == 0 {
				return true
			}
		}
	}
	return false
}

// cellReadings are the number held against one cell. A table in thousands may be quoted in full or as it
// stands.
func (c *checker) cellReadings(t *term, l cellLink, i, j int) (rs []reckoning) {
	g := l.g
	r := reckoning{rule: ruleTable, claim: t, link: sure, about: g.place(i, j), at: [2]int{i, j}, direct: l.direct, cells: []finding.Evidence{g.cellEvidence(i, j)}}
	for k := range g.rows {
		if m := g.cells[k][j].main; m != nil && k != i && len(r.reading.Others) < maxOthers {
			r.reading.Others = append(r.reading.Others, new(big.Rat).Mul(m.value.Rat(), t.one))
		}
	}
	for k := range g.cols {
		if m := g.cells[i][k].main; m != nil && k != j {
			r.reading.Others = append(r.reading.Others, new(big.Rat).Mul(m.value.Rat(), t.one))
		}
	}
	for _, v := range c.inputsOf(g, i, j) {
		r.value, r.formula = v.Scale(t.one), g.place(i, j)
		if scale := g.thousands(j); scale != nil && t.class != share && g.kindAt(i, j) != averages {
			full := r
			full.value = r.value.Scale(scale)
			full.formula += " × " + number.Format(scale, 0)
			rs = append(rs, full)
		}
		rs = append(rs, r)
	}
	return rs
}

// A linkedOpen is a number whose words leave open which of several cells is meant.
type linkedOpen struct {
	t *term
	cellLink
}

// alongside closes what is open by another number of the sentence that agrees with a cell of the same table:
// in "53 per cent of men and 51 per cent of women" both stand in one column.
func (c *checker) alongside(p *passage, told []linked, open []linkedOpen) (more []linked) {
	for _, o := range open {
		rows, cols := len(o.rows.labels) > 0 && len(o.rows.lines) == 1, len(o.cols.labels) > 0 && len(o.cols.lines) == 1
		if rows == cols {
			continue
		}
		for _, l := range told {
			r, agrees := c.agreed(l)
			at := r.at
			if !agrees || p.sentence(l.t.tok) != p.sentence(o.t.tok) || l.t.class != o.t.class || r.cells[0].Start < o.g.table.Start || r.cells[0].Start >= o.g.table.End {
				continue
			}
			cell := [2]int{o.rows.lines[0], at[1]}
			if cols {
				cell = [2]int{at[0], o.cols.lines[0]}
			}
			if cell == at || !slices.Contains(o.cells, cell) {
				continue
			}
			if rs := c.cellReadings(o.t, o.cellLink, cell[0], cell[1]); !c.anyOf(o.t, o.cellLink) {
				more = append(more, linked{o.t, rs})
			}
			break
		}
	}
	return more
}

// anyOf says whether the number agrees with any of the cells left open.
func (c *checker) anyOf(t *term, l cellLink) bool {
	return slices.ContainsFunc(l.cells, func(at [2]int) bool { return agreeing(c.cellReadings(t, l, at[0], at[1]), c.tolerances) })
}

// agreed is the reading in which a linked number agrees, else its first.
func (c *checker) agreed(l linked) (reckoning, bool) {
	for _, r := range l.rs {
		if o, _, _ := r.outcome(c.tolerances); o.Verdict == number.Supported {
			return r, true
		}
	}
	return l.rs[0], false
}

// fileLinked files what was linked. Of two numbers of a sentence said of one cell the one that agrees is
// meant, else the one whose noun is the table's; where neither is told apart, neither is judged.
func (c *checker) fileLinked(p *passage, all []linked) {
	byCell := map[string][]int{}
	agrees := make([]bool, len(all))
	cells := make([]string, len(all))
	for k, l := range all {
		r, ok := c.agreed(l)
		agrees[k] = ok
		cells[k] = fmt.Sprint(p.sentence(l.t.tok), r.cells[0].Start)
		byCell[cells[k]] = append(byCell[cells[k]], k)
	}
	for k, l := range all {
		if !agrees[k] && c.outdone(all, agrees, byCell[cells[k]], k) {
			continue
		}
		if !l.t.half {
			c.decide(l.rs)
		} else if first := k > 0 && all[k-1].t.half && agrees[k-1]; !agrees[k] || first {
			c.fileEnd(l.rs)
		}
	}
}

// outdone says whether another number of the sentence has the better claim to the cell of number k.
func (c *checker) outdone(all []linked, agrees []bool, rivals []int, k int) bool {
	if len(rivals) < 2 {
		return false
	}
	direct := 0
	for _, other := range rivals {
		if agrees[other] {
			return true
		}
		if all[other].rs[0].direct {
			direct++
		}
	}
	return !all[k].rs[0].direct || direct > 1
}

// fileEnd files one end of "from 9.8 to 8.1" on the whole of it, since that is what was read as one quantity.
func (c *checker) fileEnd(rs []reckoning) {
	end := *rs[0].claim
	end.half = false
	for i := range rs {
		rs[i].claim = &end
	}
	n := len(c.found)
	c.decide(rs)
	for k := n; k < len(c.found); k++ {
		f := &c.found[k]
		whole := c.span(end.Start, end.End)
		if f.Wording != "" {
			f.Wording = c.text[whole.Start:end.Start] + f.Wording + c.text[end.End:whole.End]
		}
		f.Start, f.End, f.Text = whole.Start, whole.End, whole.Text
	}
}

// doubted says whether the cell itself was found not to agree with its table: then it proves nothing.
func (c *checker) doubted(n *tableNumber) bool {
	if n == nil || len(c.doubtful) == 0 {
		return false
	}
	_, here := c.doubtful[n.start]
	_, around := c.doubtful[c.span(n.start, n.end).Start]
	return here || around
}

// inputsOf are the values that a cell may have: the one printed and, if that does not agree with the table,
// the one that would.
func (c *checker) inputsOf(g *grid, i, j int) []number.Evidence {
	m := g.cells[i][j].main
	values := []number.Evidence{g.input(i, j)}
	if c.doubted(m) {
		want := c.doubtful[m.start]
		if want == nil {
			want = c.doubtful[c.span(m.start, m.end).Start]
		}
		if want != nil {
			values = append(values, number.Exactly(want))
		}
	}
	return values
}

var hundredth = big.NewRat(1, 100)

// judgeTableChange holds an amount of change against the two periods that the sentence names, be they
// columns or rows. It says whether it judged.
func (c *checker) judgeTableChange(p *passage, t *term, g *grid, ms *labelsNamed, explicit bool) bool {
	if !p.timeFits(t, g) {
		return false
	}
	for a := range 2 {
		along, across := g.axisOf(a), g.axisOf(1-a)
		from, to, ok := p.twoPeriods(t, along, ms[a])
		if !ok {
			continue
		}
		other := p.choose(t, across, ms[1-a], false)
		l := cellLink{g: g, explicit: explicit, rows: other, cols: choice{named: true}, all: ms}
		if ok, _ := p.isAbout(t, &l, false); !ok && !(other.named && p.mentionsContent(t, g)) {
			continue
		}
		at := func(line int, ends []int) (pairs [][2]int) {
			for _, e := range ends {
				i, j := line, e
				if a == 0 {
					i, j = e, line
				}
				if g.cells[i][j].main != nil && g.kindAt(i, j) != changes {
					pairs = append(pairs, [2]int{i, j})
				}
			}
			return pairs
		}
		if len(other.lines) != 1 {
			continue
		}
		first, last := at(other.lines[0], from), at(other.lines[0], to)
		if len(first) != 1 || len(last) != 1 {
			continue
		}
		return c.fileTableChange(t, g, first[0], last[0])
	}
	return false
}

// largeEnough is from what size on a number that stands in one cell of a table only says by itself which one.
var largeEnough = big.NewRat(1000, 1)

// judgeChangeTo holds an amount of change against the cell that the sentence names by its number and the one of
// the period before: "fell by 3.5 to 81.0". A row or column must be named, or the number be large. It says whether
// it judged.
func (c *checker) judgeChangeTo(p *passage, t *term, g *grid, ms *labelsNamed) bool {
	to := p.endOf(t)
	if to == nil || t.class == points || !p.timeFits(t, g) {
		return false
	}
	for a := range 2 {
		along, across := g.axisOf(a), g.axisOf(1-a)
		lines := p.choose(t, across, ms[1-a], false)
		var found [][2]int // line across, line along
		for _, k := range lines.lines {
			for _, e := range trueIn(allTrue(len(along.lines))) {
				i, j := k, e
				if a == 0 {
					i, j = e, k
				}
				if m := g.cells[i][j].main; m != nil && g.kindAt(i, j) == counts && m.value.Rat().Cmp(to.claimed.Number()) == 0 {
					found = append(found, [2]int{k, e})
				}
			}
		}
		if len(found) != 1 || len(lines.labels) == 0 && to.claimed.Number().Cmp(largeEnough) < 0 {
			continue
		}
		before, ok := p.periodBefore(t, along, found[0][1])
		if !ok {
			continue
		}
		first, last := [2]int{found[0][0], before}, found[0]
		if a == 0 {
			first, last = [2]int{before, found[0][0]}, [2]int{found[0][1], found[0][0]}
		}
		if m := g.cells[first[0]][first[1]].main; m != nil && g.kindAt(first[0], first[1]) == counts {
			return c.fileTableChange(t, g, first, last)
		}
	}
	return false
}

// endOf is the number to which something changes by an amount, behind it in its sentence.
func (p *passage) endOf(t *term) *term {
	_, end := p.bounds(t.tok)
	for i := t.tok + 1; i < end; i++ {
		n := p.num(i)
		switch {
		case n == nil:
		case p.word(i-1) == "to" && (n.class == count || n.class == measure) && n.Den == 0 && !n.Ranged && !n.Vague && n.claimed.Hedge == number.None:
			return n
		case n.class != moment:
			return nil
		}
	}
	return nil
}

// periodBefore is the line of the period before that of a line, if the sentence names no other period than these
// two.
func (p *passage) periodBefore(t *term, x *axis, line int) (before int, ok bool) {
	year := lineYear(x.lines[line])
	best := 0
	for k, l := range x.lines {
		if y := lineYear(l); y != 0 && y < year && y >= best {
			if y == best {
				return 0, false
			}
			before, best = k, y
		}
	}
	from, to := p.bounds(t.tok)
	for i := from; i < to; i++ {
		if d := p.at(i); d != nil && d.class == moment && d.From.Year != 0 && d.From.Year != year && d.From.Year != best {
			return 0, false
		}
	}
	return before, year != 0 && best != 0
}

// lineYear is the year of a row or column, 0 without one.
func lineYear(l line) int {
	for k := len(l.levels) - 1; k >= 0; k-- {
		if y := yearSpan(l.levels[k]); y[0] != 0 {
			return y[0]
		}
	}
	return 0
}

// fileTableChange judges an amount of change between two cells. Of a cell that does not agree with its table the
// value that would is tried as well.
func (c *checker) fileTableChange(t *term, g *grid, a, b [2]int) bool {
	var rs []reckoning
	for _, from := range c.inputsOf(g, a[0], a[1]) {
		for _, to := range c.inputsOf(g, b[0], b[1]) {
			more, ok := tableChange(t, g, a, b, from, to)
			if !ok {
				return false
			}
			rs = append(rs, more...)
		}
	}
	c.decide(rs)
	return true
}

// tableChange are the readings of an amount of change between two cells with these values.
func tableChange(t *term, g *grid, a, b [2]int, from, to number.Evidence) ([]reckoning, bool) {
	way := measured{from: from, to: to}
	for k, at := range [][2]int{a, b} {
		m := g.cells[at[0]][at[1]].main
		way.texts[k] = m.printed()
		if v := [2]number.Evidence{from, to}[k].Value; v.Cmp(m.value.Rat()) != 0 {
			way.texts[k] = number.Group(number.FromRat(v, m.value.Place()).String())
		}
	}
	about := g.label() + ", " + g.rows[a[0]].name
	if a[0] != b[0] {
		about = g.label() + ", " + g.cols[a[1]].name
	}
	r := reckoning{rule: ruleTable, claim: t, link: sure, about: about}
	r.cells = []finding.Evidence{g.cellEvidence(a[0], a[1]), g.cellEvidence(b[0], b[1])}
	sign := way.to.Sub(way.from).Value.Sign()
	r.reading.Opposite = t.Direction != 0 && sign != 0 && int(t.Direction) != sign
	way.down = (sign < 0) != r.reading.Opposite
	percentages := g.kindAt(a[0], a[1]) == percents
	if percentages {
		way.from, way.to = way.from.Scale(hundredth), way.to.Scale(hundredth)
	}
	switch {
	case t.class == share:
		ok := way.relative(&r, percentages)
		return []reckoning{r}, ok
	case t.class == points && percentages, !percentages && (t.class == count || t.class == measure):
		r.value, r.formula = way.difference()
		if scale := g.thousands(a[1]); scale != nil && t.class != points {
			full := r
			full.value = r.value.Scale(scale)
			full.formula = "(" + r.formula + ") × " + number.Format(scale, 0)
			return []reckoning{full, r}, true
		}
		return []reckoning{r}, true
	}
	return nil, false
}

// twoPeriods finds the two periods of an axis between which the sentence says that something changes:
// between 2017 and 2018, from 2017 to 2018, in 2018 than in 2017. It returns their lines, the earlier first;
// of lines under merged headings those that the other levels leave.
func (p *passage) twoPeriods(t *term, x *axis, ms []mention) (from, to []int, ok bool) {
	start, end := p.bounds(t.tok)
	since := p.findWord(start, end, "since")
	var picked []int
	pick := func(k int) {
		if !slices.Contains(picked, k) {
			picked = append(picked, k)
		}
	}
	for _, m := range ms {
		if l := &x.labels[m.label]; m.at >= start && m.at < end && l.years[0] != 0 {
			pick(m.label)
		}
	}
	for at := start; at < end; at++ {
		d := p.at(at)
		if d == nil || d.class != moment || d.To.Year == 0 {
			continue
		}
		whole := slices.ContainsFunc(picked, func(k int) bool { return x.labels[k].years == termYears(d) })
		for k, l := range x.labels {
			if y := l.years; !whole && y[0] == y[1] && y[0] != 0 && (y[0] == d.From.Year || y[0] == d.To.Year) {
				pick(k)
			}
		}
	}
	if len(picked) == 1 && since >= 0 { // until the last one
		last := -1
		for k, l := range x.labels {
			if l.level == x.labels[picked[0]].level && l.years[0] == l.years[1] && l.years[0] != 0 && (last < 0 || l.years[0] > x.labels[last].years[0]) {
				last = k
			}
		}
		if last != picked[0] && last >= 0 {
			pick(last)
		}
	}
	if len(picked) != 2 || x.labels[picked[0]].level != x.labels[picked[1]].level {
		return nil, nil, false
	}
	a, b := &x.labels[picked[0]], &x.labels[picked[1]]
	if a.years[0] > b.years[0] {
		a, b = b, a
	}
	var others []mention
	for _, m := range ms {
		if x.labels[m.label].years[0] == 0 {
			others = append(others, m)
		}
	}
	for _, i := range p.chooseBut(t, x, others, false, a.level).lines {
		if slices.Contains(a.lines, i) {
			from = append(from, i)
		}
		if slices.Contains(b.lines, i) {
			to = append(to, i)
		}
	}
	return from, to, true
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
		var totals [][2]int
		agrees := false
		for i := range g.rows {
			for j := range g.cols {
				m := g.cells[i][j].main
				if m == nil || g.kindAt(i, j) != counts || !g.rows[i].isTotal() {
					continue
				}
				if m.value.Equal(a.value) && !agrees {
					totals, agrees = append([][2]int{{i, j}}, totals...), true
					continue
				}
				totals = append(totals, [2]int{i, j})
			}
		}
		if len(totals) == 0 || len(totals) > 1 && !agrees {
			continue
		}
		f := c.span(a.numStart, a.end)
		f.Rule = ruleTable
		f.Claim = finding.Claim{Value: a.value.String(), Hedge: number.None.String(), About: g.label()}
		i, j := totals[0][0], totals[0][1]
		f.Evidence = []finding.Evidence{g.cellEvidence(i, j)}
		f.Formula = g.place(i, j) + " = " + g.cells[i][j].main.printed()
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		if !agrees {
			want := g.cells[i][j].main.value
			reason, grade := number.Claimed{Value: a.value}.Diagnose(number.Exactly(want.Rat()), number.Readings{}, c.tolerances)
			f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
			f.Value, f.Wording = want.String(), g.cells[i][j].main.printed()
			f.Message = disagreement(f)
		}
		c.add(f, sure)
	}
}
