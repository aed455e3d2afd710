package consistency

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
)

// The document's own tables are data: totals are held against their rows and columns, percentages and
// changes against the counts beside them, and the prose against the cells that it names.

// A figure is one number of a cell.
type tableNumber struct {
	value      number.Decimal
	percent    bool
	start, end int // in the document's text
}

// A tableCell is one place of a grid as numbers.
type tableCell struct {
	cell  *document.Cell
	main  *tableNumber // nil if the cell holds no number
	share *tableNumber // the percentage in brackets behind it: 12 (34%)
}

// A grid is a table as numbers, with rows and columns named; turned, its columns are its rows.
type grid struct {
	table *document.Table
	index int
	rows  []line
	cols  []line
	cells [][]tableCell
	whole string // caption and headings of the table, lower case

	byRow, byCol lineIndex
	totals       []int      // total rows, once asked for
	sums         []*big.Rat // of each column without its totals, once asked for
}

// A lineIndex finds lines by the first word of their heading.
type lineIndex struct {
	lines  []line
	byWord map[string][]int
}

func indexLines(lines []line) lineIndex {
	x := lineIndex{lines, make(map[string][]int, len(lines))}
	for i, l := range lines {
		if len(l.words) > 0 {
			x.byWord[l.words[0]] = append(x.byWord[l.words[0]], i)
		}
	}
	return x
}

// A line is a row or a column of a grid by its headings.
type line struct {
	name  string   // as printed
	words []string // content words, lower case, singular
	kind  lineKind
	of    *big.Int // the group its heading states: (n = 40)
	unit  *big.Rat // the resolution of whole numbers that are all rounded: 10, 100
}

// A lineKind says what the numbers of a line are.
type lineKind uint8

const (
	counts     lineKind = iota
	percents            // shares and changes in percent
	averages            // rates, means, indices: not to be added up
	changes             // "Change", "Difference"
	periodLine          // years of a time series: headings, not data
)

// maxGrid bounds the cells of a table that is looked into for formulas.
const maxGrid = 50_000

// checkTables holds the document's tables against themselves and the prose against them.
func (c *checker) checkTables(passages []*passage) {
	if len(c.doc.Tables) == 0 {
		return
	}
	low := lower(c.text)
	c.rounds = strings.Contains(low, "rounded") || strings.Contains(low, "rounding")
	var grids []*grid
	for i := range c.doc.Tables {
		if g := c.grid(i); g != nil {
			grids = append(grids, g)
			c.checkTableTotals(g)
			c.checkFormulas(g)
			c.checkFormulas(g.turned())
			c.checkCellShares(g)
		}
	}
	if len(grids) > 0 {
		c.doubtful = map[int]bool{}
		for _, f := range c.found {
			if f.Rule == ruleTable && f.Verdict == finding.Refuted {
				c.doubtful[f.Start] = true
			}
		}
		for _, p := range passages {
			c.checkProse(p, grids)
		}
	}
}

// grid reads a table's data region. It is nil for a table without numbers.
func (c *checker) grid(index int) *grid {
	t := &c.doc.Tables[index]
	if len(t.Cells) == 0 || len(t.Cells)*len(t.Cells[0]) > maxGrid {
		return nil
	}
	g := &grid{table: t, index: index, whole: lower(t.Caption)}
	wide := len(t.Cells[0])
	first := max(t.HeaderCols, 1)
	for first < wide-1 && periodColumn(t, first) {
		first++
	}
	for j := first; j < wide; j++ {
		g.cols = append(g.cols, newLine(columnName(t, j), t.Caption))
	}
	for i := t.HeaderRows; i < len(t.Cells); i++ {
		row := make([]tableCell, 0, wide-first)
		numbers := 0
		for j := first; j < wide; j++ {
			cell := &t.Cells[i][j]
			tc := tableCell{cell: cell}
			if !cell.Covered {
				tc.main, tc.share = cellNumbers(cell)
			}
			if tc.main != nil {
				numbers++
			}
			row = append(row, tc)
		}
		g.rows = append(g.rows, newLine(rowName(t, i, first), ""))
		g.cells = append(g.cells, row)
	}
	g.whole += " " + lower(t.Label)
	for j := range g.cols {
		g.whole += " " + lower(g.cols[j].name)
		g.cols[j].unit = rat1
		if c.rounds {
			g.cols[j].unit = g.resolution(j)
		}
	}
	if len(g.cols) == 0 || len(g.rows) == 0 {
		return nil
	}
	g.byRow, g.byCol = indexLines(g.rows), indexLines(g.cols)
	return g
}

// columnName joins the headings of a column.
func columnName(t *document.Table, j int) string {
	var parts []string
	for i := range t.HeaderRows {
		s := strings.TrimSpace(t.Cells[i][j].Text)
		if s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// rowName joins the heading cells of a row.
func rowName(t *document.Table, i, first int) string {
	var parts []string
	for j := range first {
		if s := strings.TrimSpace(t.Cells[i][j].Text); s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// periodColumn says whether a column holds nothing but years.
func periodColumn(t *document.Table, j int) bool {
	n := 0
	for i := t.HeaderRows; i < len(t.Cells); i++ {
		s := strings.TrimSpace(t.Cells[i][j].Text)
		if len(s) != 4 || s < "1500" || s > "2100" || strings.Trim(s, "0123456789") != "" {
			return false
		}
		n++
	}
	return n > 0
}

// newLine reads what the heading says of its numbers. What the caption says of all of them counts where
// the heading says nothing: "(percent)".
func newLine(name, caption string) line {
	l := line{name: name}
	low := lower(name)
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !stopWords[w] {
			l.words = append(l.words, singular(w))
		}
	}
	has := func(s string, ws ...string) bool {
		for _, w := range ws {
			if strings.Contains(s, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has(low, "rate", " per ", "average", "mean", "median", "index", "ratio", " age", "score", "density", "rank"):
		l.kind = averages
	case has(low, "%", "percent", "per cent", "share", "proportion"):
		l.kind = percents
	case has(low, "change", "difference", "growth", "increase", "decrease", "+/-", "±"):
		l.kind = changes
	case has(lower(caption), "(%)", "(percent)", "(per cent)", "in percent", "in per cent", "percentage of", "percentages of"):
		l.kind = percents
	case has(lower(caption), "rates per", "per 1,000", "per 100,000", "(per ", "average ", "mean "):
		l.kind = averages
	}
	l.of = statedGroup(low)
	return l
}

// statedGroup reads "(n = 40)" in a heading.
func statedGroup(s string) *big.Int {
	for _, t := range apaTerms(s, 0) {
		if t.kind == apaN && t.cmp == number.None && t.value.IsInteger() {
			return t.value.Rat().Num()
		}
	}
	return nil
}

// stopWords are no content of a heading.
var stopWords = list("the a an of in and or for by to at on with per cent percent number numbers total n no share all from as its")

// cellNumbers reads "1,234", "12 (34%)", "45.0%", "−3", "120*", "n/a" as nothing.
func cellNumbers(cell *document.Cell) (main, share *tableNumber) {
	text := cell.Text
	i := skipCellPrefix(text, 0)
	d, n, ok := cellNumber(text[i:])
	if !ok {
		return nil, nil
	}
	main = &tableNumber{value: d, start: cell.Start + i, end: cell.Start + i + n}
	i += n
	if k := percentSign(text[i:]); k > 0 {
		main.percent = true
		i += k
	}
	i = skipMarks(text, i)
	if rest := strings.TrimLeft(text[i:], " \u00a0\u2009\n"); strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "[") {
		at := len(text) - len(rest) + 1
		at = skipCellPrefix(text, at)
		if d, n, ok := cellNumber(text[at:]); ok {
			k := percentSign(text[at+n:])
			end := at + n + k
			if end < len(text) && (text[end] == ')' || text[end] == ']') && (k > 0 || d.Place() < 0 || d.Rat().Cmp(rat100) <= 0) {
				share = &tableNumber{value: d, percent: true, start: cell.Start + at, end: cell.Start + end}
				return main, share
			}
		}
		return nil, nil
	}
	// A word behind the number is its unit; another number makes the cell none.
	if strings.ContainsAny(text[i:], "0123456789") {
		return nil, nil
	}
	return main, nil
}

// skipCellPrefix skips white space and signs of currency.
func skipCellPrefix(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Sc, r) && r != '~' && r != '+' {
			break
		}
		i += n
	}
	return i
}

// cellNumber reads a number as tables print it: commas or narrow spaces between thousands.
func cellNumber(s string) (d number.Decimal, n int, ok bool) {
	for _, sign := range []string{"-", "−", "–"} {
		if rest, found := strings.CutPrefix(s, sign); found && rest != "" && isDigit(rest[0]) {
			d, n, ok = cellNumber(rest)
			return d.Neg(), n + len(sign), ok
		}
	}
	run := digitRun(s)
	if run == 0 || run > 18 {
		return d, 0, false
	}
	digits, place, i := s[:run], 0, run
	for run <= 3 && digits[0] != '0' {
		sep := 0
		for _, g := range []string{",", "\u202f", "\u2009", "\u00a0", " ", "'", "’"} {
			if strings.HasPrefix(s[i:], g) {
				sep = len(g)
				break
			}
		}
		if sep == 0 || digitRun(s[i+sep:]) != 3 || len(digits) > 15 {
			break
		}
		digits, i = digits+s[i+sep:i+sep+3], i+sep+3
	}
	if i < len(s) && s[i] == '.' {
		if k := digitRun(s[i+1:]); k > 0 && k <= 12 {
			digits, place, i = digits+s[i+1:i+1+k], -k, i+1+k
		}
	}
	return number.FromDigits(digits, place), i, true
}

// percentSign returns the length of a percent sign or word at the start of s.
func percentSign(s string) int {
	t := strings.TrimLeft(s, " \u00a0\u2009\u202f")
	for _, w := range []string{"%", "percent", "per cent"} {
		if strings.HasPrefix(t, w) {
			return len(s) - len(t) + len(w)
		}
	}
	return 0
}

// skipMarks skips footnote marks behind a number: *, †, superscript digits, one letter.
func skipMarks(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune("*†‡§#⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ", r) {
			break
		}
		i += n
	}
	return i
}

// turned returns the grid with rows and columns exchanged.
func (g *grid) turned() *grid {
	t := &grid{table: g.table, index: g.index, rows: g.cols, cols: g.rows, whole: g.whole}
	for j := range g.cols {
		row := make([]tableCell, len(g.rows))
		for i := range g.rows {
			row[i] = g.cells[i][j]
		}
		t.cells = append(t.cells, row)
	}
	for j := range t.cols {
		t.cols[j].unit = rat1
		if g.cols[0].unit.Cmp(rat1) > 0 {
			t.cols[j].unit = t.resolution(j)
		}
	}
	return t
}

// resolution is the unit that all whole numbers of a column are rounded to: 5, 10, 100 … where there are
// enough of them to tell, else 1.
func (g *grid) resolution(j int) *big.Rat {
	n := 0
	units := []int64{1000, 100, 10, 5}
	for i := range g.rows {
		m := g.cells[i][j].main
		if m == nil || m.value.Sign() == 0 {
			continue
		}
		if m.value.Place() < 0 {
			return rat1
		}
		v := m.value.Rat().Num()
		for len(units) > 0 && new(big.Int).Mod(v, big.NewInt(units[0])).Sign() != 0 {
			units = units[1:]
		}
		n++
	}
	if n < 5 || len(units) == 0 {
		return rat1
	}
	return big.NewRat(units[0], 1)
}

// kindAt is what the number of a cell is: what its row says, else its column.
func (g *grid) kindAt(i, j int) lineKind {
	if m := g.cells[i][j].main; m != nil && m.percent {
		return percents
	}
	if k := g.rows[i].kind; k != counts {
		return k
	}
	return g.cols[j].kind
}

// input is the number of a cell as an input: counts are exact unless the whole column is rounded.
func (g *grid) input(i, j int) number.Evidence {
	m := g.cells[i][j].main
	v := m.value.Rat()
	u := m.value.Unit()
	if m.value.Place() >= 0 {
		u = g.cols[j].unit
		if g.kindAt(i, j) == counts && u.Cmp(rat1) == 0 && !g.scaled(j) {
			return number.Exactly(v)
		}
	}
	return number.Evidence{Value: v, Set: number.Around(v, u)}
}

// scaled says whether a column counts thousands or millions, so that its whole numbers are rounded.
func (g *grid) scaled(j int) bool {
	s := lower(g.cols[j].name) + " " + lower(g.table.Caption)
	for _, w := range []string{"thousand", "million", "'000", "billion", "rounded"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// thousands is what one of a column's unit stands for where its heading or the caption says thousands or
// millions, nil elsewhere.
func (g *grid) thousands(j int) *big.Rat {
	for _, s := range []string{lower(g.cols[j].name), lower(g.table.Caption)} {
		switch {
		case strings.Contains(s, "thousand"), strings.Contains(s, "'000"), strings.Contains(s, "000s"):
			return big.NewRat(1000, 1)
		case strings.Contains(s, "million"):
			return big.NewRat(1_000_000, 1)
		case strings.Contains(s, "billion"):
			return big.NewRat(1_000_000_000, 1)
		}
	}
	return nil
}

// cellFinding begins the finding of a number of a cell.
func (c *checker) cellFinding(g *grid, i, j int, n *tableNumber) finding.Finding {
	f := c.span(n.start, n.end)
	f.Rule, f.Candidates = ruleTable, 1
	f.Claim = finding.Claim{Value: number.Plain(n.value.Rat(), 12), Hedge: number.None.String(), About: g.place(i, j)}
	if n.percent {
		f.Claim.Unit = "percent"
	}
	return f
}

// place names a cell: Table 2, row Bodal, column 2018.
func (g *grid) place(i, j int) string {
	s := g.label()
	if g.rows[i].name != "" {
		s += ", " + g.rows[i].name
	}
	if g.cols[j].name != "" {
		s += ", " + g.cols[j].name
	}
	return s
}

// label is what the table is called.
func (g *grid) label() string {
	if g.table.Label != "" {
		return g.table.Label
	}
	return "table " + number.New(int64(g.index+1), 0).String()
}

// cellEvidence is a cell as an input.
func (g *grid) cellEvidence(i, j int) finding.Evidence {
	m := g.cells[i][j].main
	return finding.Evidence{Kind: "cell", Title: g.place(i, j), Value: number.Plain(m.value.Rat(), 12), Locator: g.place(i, j), Start: m.start, End: m.end}
}

// printed is a cell's number for a formula.
func (n *tableNumber) printed() string { return number.Group(n.value.String()) }
