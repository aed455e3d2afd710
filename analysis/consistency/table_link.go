package consistency

import (
	"strconv"
	"strings"

	"recount/analysis/document"
)

// Links: the row and the column that the words of a sentence name.

// tablesNamed is the table that the text names for the number at token i: in its sentence, else anywhere
// in its passage if only one is named; a caption and a note belong to the table they stand at.
func (p *passage) tablesNamed(i int, grids []*grid) *grid {
	from, to := p.bounds(i)
	if g, _ := p.tableIn(from, to, grids); g != nil {
		return g
	}
	if g, one := p.tableIn(0, len(p.tokens), grids); one {
		return g
	}
	b := p.c.doc.Blocks[p.block]
	for _, g := range grids {
		if b.Kind == document.Caption && g.table.Caption != "" && strings.Contains(g.table.Caption, p.c.text[b.Start:b.End]) {
			return g
		}
	}
	return nil
}

// tableIn returns the table named in tokens [from, to), and whether it is the only one.
func (p *passage) tableIn(from, to int, grids []*grid) (found *grid, one bool) {
	one = true
	for i := from; i < to-1; i++ {
		if p.word(i) != "table" {
			continue
		}
		var g *grid
		switch next := p.tokens[i+1]; {
		case next.word == "below":
			g = p.nearest(grids, true)
		case next.word == "above":
			g = p.nearest(grids, false)
		default:
			label := "table " + lower(p.c.text[next.start:next.end])
			for _, x := range grids {
				if strings.TrimRight(lower(x.table.Label), ".: ") == label {
					g = x
				}
			}
		}
		if g != nil && found != nil && g != found {
			one = false
		}
		if found == nil {
			found = g
		}
	}
	return found, one && found != nil
}

// nearest is the next table behind or before the passage.
func (p *passage) nearest(grids []*grid, below bool) *grid {
	var found *grid
	for _, g := range grids {
		if below && g.table.Start >= p.end {
			return g
		}
		if !below && g.table.End <= p.start {
			found = g
		}
	}
	return found
}

// linkTo finds the row and the column of a grid that the sentence names for the number.
func (p *passage) linkTo(t *term, g *grid) (cellLink, bool) {
	l := cellLink{g: g}
	var ok bool
	if l.i, ok = p.lineOf(t, g.byRow, l.g.table.HeaderCols > 0); !ok {
		return l, false
	}
	fits := func(j int) bool { return g.cells[l.i][j].main != nil && g.suits(t, l.i, j) }
	if p.isChange(t) {
		a, b, ok := p.twoColumns(t, g, l.i)
		if !ok {
			return l, false
		}
		l.j, l.to = a, b
		fits = func(int) bool { return true }
	} else if l.j, ok = p.columnOf(t, g, fits); !ok {
		return l, false
	}
	noun := p.nounOf(t)
	if k := strings.LastIndexByte(noun, ' '); k >= 0 {
		noun = noun[k+1:]
	}
	l.noun = noun != "" && g.speaksOf(noun) || noun == "" && p.mentionsContent(t, g)
	return l, fits(l.j) && (l.noun || noun == "")
}

// suits says whether a number of the prose can be the cell's: a percentage is none of a count.
func (g *grid) suits(t *term, i, j int) bool {
	kind := g.kindAt(i, j)
	switch {
	case t.percentage() || t.class == points:
		return kind == percents || kind == changes
	case t.class == share:
		return false
	}
	return kind != percents
}

// speaksOf says whether caption or headings of the table name the noun.
func (g *grid) speaksOf(noun string) bool {
	for _, w := range strings.FieldsFunc(g.whole, func(r rune) bool { return !isWordRune(r) && r != '-' }) {
		if singular(w) == noun {
			return true
		}
	}
	return false
}

// mentionsContent says whether the sentence names something that the table's caption names: for "In
// Bodal it stood at 60" nothing does.
func (p *passage) mentionsContent(t *term, g *grid) bool {
	from, to := p.bounds(t.tok)
	caption := newLine(g.table.Caption, "").words
	for _, w := range caption {
		if len(w) < 4 || w == "table" || strings.Trim(w, "0123456789") == "" {
			continue
		}
		for i := from; i < to; i++ {
			if singular(p.word(i)) == w {
				return true
			}
		}
	}
	return false
}

// lineOf finds the one row that the sentence names for the number.
func (p *passage) lineOf(t *term, lines lineIndex, named bool) (int, bool) {
	if i, ok := p.mentioned(t, lines); ok {
		return i, true
	}
	if !named {
		return 0, len(lines.lines) == 1
	}
	for i, l := range lines.lines { // the total row, where the sentence says so
		if !l.isTotal() {
			continue
		}
		from, to := p.bounds(t.tok)
		for j := from; j < to; j++ {
			if p.anyPhrase(j, totals) > 0 || p.word(j) == "total" {
				return i, true
			}
		}
	}
	return 0, len(lines.lines) == 1
}

// columnOf finds the one column: the one that the sentence names, else the only one that fits.
func (p *passage) columnOf(t *term, g *grid, fits func(int) bool) (int, bool) {
	if j, ok := p.mentioned(t, g.byCol); ok {
		return j, true
	}
	if from, to := p.bounds(t.tok); len(p.headings(g.byCol, from, to)) > 0 {
		return 0, false
	}
	found := -1
	for j := range g.cols {
		if !fits(j) {
			continue
		}
		if found >= 0 {
			return 0, false
		}
		found = j
	}
	return found, found >= 0
}

// A mention is a place in a sentence where a heading is named.
type mention struct{ line, at int }

// headings finds the headings of lines that are named in tokens [from, to).
func (p *passage) headings(lines lineIndex, from, to int) []mention {
	var ms []mention
	for at := from; at < to; at++ {
		for _, k := range lines.byWord[p.stem(at)] {
			if p.names(at, lines.lines[k]) {
				ms = append(ms, mention{k, at})
			}
		}
	}
	return ms
}

// mentioned returns the line that belongs to the number: named right behind it ("60 in 2018"), else the
// last one named before it, else the only one named behind.
func (p *passage) mentioned(t *term, lines lineIndex) (int, bool) {
	from, to := p.bounds(t.tok)
	behindEnd := to
	for j := t.tok + 1; j < to; j++ {
		if p.num(j) != nil {
			behindEnd = j
			break
		}
	}
	var near, before, behind []mention
	for _, m := range p.headings(lines, from, to) {
		switch {
		case m.at < t.tok:
			before = append(before, m)
		case m.at < behindEnd && p.attached(p.afterNoun(t.tok), m.at):
			near = append(near, m)
		case m.at < behindEnd:
			behind = append(behind, m)
		}
	}
	switch {
	case len(near) > 0:
		return lines.pick(near, near[0].at)
	case len(before) > 0:
		return lines.pick(before, before[len(before)-1].at)
	case len(behind) > 0:
		return lines.pick(behind, behind[0].at)
	}
	return 0, false
}

// pick returns the line named at a token, the one with the most words where several are; none if two
// lines have the same words.
func (x lineIndex) pick(ms []mention, at int) (int, bool) {
	best, tie := -1, false
	for _, m := range ms {
		if m.at != at {
			continue
		}
		switch {
		case best < 0 || len(x.lines[m.line].words) > len(x.lines[best].words):
			best, tie = m.line, false
		case len(x.lines[m.line].words) == len(x.lines[best].words):
			tie = true
		}
	}
	return best, !tie
}

// attached says whether a heading named at token at belongs to the number whose phrase ends before token
// i: only prepositions stand between, "60 members in 2018".
func (p *passage) attached(i, at int) bool {
	for ; i < at; i++ {
		switch p.word(i) {
		case "in", "for", "of", "at", "from", "on", "during", "the", "to":
		default:
			return false
		}
	}
	return true
}

// names says whether the words of a heading stand at token i, in their order, with at most stop words
// between them. A year is named by a date too.
func (p *passage) names(i int, l line) bool {
	for k, w := range l.words {
		for k > 0 && stopWords[p.word(i)] {
			i++
		}
		if p.stem(i) != w {
			return false
		}
		i++
	}
	return true
}

// stem is the word at token i in the singular, or a date as it is written; "" for anything else.
func (p *passage) stem(i int) string {
	if t := p.at(i); t != nil {
		if (t.class == moment || t.class == position) && t.To.Year == 0 {
			return strings.TrimSpace(p.c.text[t.NumStart:t.NumEnd])
		}
		return ""
	}
	return singular(p.word(i))
}

// twoColumns finds the two periods between which row i of a table is said to change: between 2017 and
// 2018, from 2017 to 2018.
func (p *passage) twoColumns(t *term, g *grid, i int) (a, b int, ok bool) {
	from, to := p.bounds(t.tok)
	usable := func(j int) bool { return g.cells[i][j].main != nil && g.kindAt(i, j) != changes }
	var cols []int
	for _, m := range p.headings(g.byCol, from, to) {
		if usable(m.line) {
			cols = append(cols, m.line)
		}
	}
	for at := from; at < to; at++ {
		d := p.at(at)
		if d == nil || d.class != moment || d.To.Year == 0 {
			continue
		}
		for _, y := range []int{d.From.Year, d.To.Year} {
			for _, j := range g.byCol.byWord[strconv.Itoa(y)] {
				if usable(j) && len(g.cols[j].words) == 1 {
					cols = append(cols, j)
				}
			}
		}
	}
	if len(cols) != 2 || cols[0] == cols[1] {
		return 0, 0, false
	}
	return min(cols[0], cols[1]), max(cols[0], cols[1]), true
}
