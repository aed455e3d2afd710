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
	table  *document.Table
	index  int
	rows   []line
	cols   []line
	cells  [][]tableCell
	across bool   // turned: its rows are the table's columns
	order  int    // among the tables with numbers
	stub   string // the stem of the last word above the headings of the rows: "District"

	stems, captionStems words // of the caption and all headings; of the caption alone
	ofPeople            bool  // they name people
	firstYear, lastYear int   // that they name, 0 without

	byRow, byCol axis
	totals       []int      // total rows, once asked for
	sums         []*big.Rat // of each column without its totals, once asked for
}

// A line is a row or a column of a grid by its headings.
type line struct {
	name   string   // as printed
	levels []string // its headings, outermost first
	total  bool     // it adds up others
	base   bool     // it counts whom the percentages of its table are of: "n", "Base"
	parts  []int    // which ones, where that was learned from the sums
	kind   lineKind
	of     *big.Int // the group its heading states: (n = 40)
	unit   *big.Rat // the resolution of whole numbers that are all rounded: 10, 100
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
			if !g.table.Part { // the rest of it may stand on another page
				c.checkTable(g)
			}
		}
	}
	if len(grids) > 0 {
		x := indexLabels(grids)
		x.markPlain(passages)
		for _, p := range passages {
			c.checkProse(p, x)
		}
	}
}

// checkTable holds a table against itself.
func (c *checker) checkTable(g *grid) {
	c.checkTableTotals(g)
	c.checkMeanRows(g)
	c.checkMeanRows(g.turned())
	c.checkRanks(g)
	c.checkFormulas(g)
	c.checkFormulas(g.turned())
	c.checkCellShares(g)
	c.checkHundreds(g)
	c.checkHundreds(g.turned())
}

// grid reads a table's data region. It is nil for a table without numbers.
func (c *checker) grid(index int) *grid {
	t := &c.doc.Tables[index]
	if len(t.Cells) == 0 || len(t.Cells)*len(t.Cells[0]) > maxGrid {
		return nil
	}
	g := &grid{table: t, index: index}
	wide := len(t.Cells[0])
	first := max(t.HeaderCols, 1)
	for first < wide-1 && periodColumn(t, first) {
		first++
	}
	for j := first; j < wide; j++ {
		g.cols = append(g.cols, newLine(columnHeadings(t, j), t.Caption))
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
		g.rows = append(g.rows, newLine(rowHeadings(t, i, first), ""))
		g.cells = append(g.cells, row)
	}
	for j := range g.cols {
		g.cols[j].unit = rat1
		if c.rounds {
			g.cols[j].unit = g.resolution(j)
		}
	}
	if len(g.cols) == 0 || len(g.rows) == 0 {
		return nil
	}
	g.findBases()
	g.findTotals()
	g.turned().findTotals() // it shares the lines
	g.byRow, g.byCol = newAxis(g.rows), newAxis(g.cols)
	g.readTopic()
	return g
}

// findBases finds the columns that cannot be percentages, though the caption says so of the table: they count whom
// the percentages are of.
func (g *grid) findBases() {
	for j := range g.cols {
		if g.cols[j].kind != percents || !ofPercents(lower(g.table.Caption)) || strings.Contains(g.cols[j].name, "%") {
			continue
		}
		for i := range g.rows {
			if m := g.cells[i][j].main; m != nil && !g.rows[i].base && !m.percent && m.value.Rat().Cmp(big.NewRat(200, 1)) > 0 {
				g.cols[j].kind, g.cols[j].base = counts, true
			}
		}
	}
}

// readTopic collects what the caption and the headings name.
func (g *grid) readTopic() {
	g.stems, g.captionStems = words{}, words{}
	note := func(s string, into ...words) {
		for _, w := range contentStems(lower(s)) {
			for _, set := range into {
				set[w] = true
			}
			g.ofPeople = g.ofPeople || peopled[w]
			if y := yearSpan(w); y[0] != 0 {
				g.spanYears(y)
			}
		}
		if y := yearSpan(s); y[0] != 0 {
			g.spanYears(y)
		}
	}
	note(g.table.Caption, g.stems, g.captionStems)
	for _, x := range []*axis{&g.byRow, &g.byCol} {
		for _, l := range x.labels {
			note(l.text, g.stems)
		}
	}
	if stub := contentStems(lower(g.corner())); len(stub) > 0 {
		g.stub = stub[len(stub)-1]
		note(g.corner(), g.stems)
	}
}

func (g *grid) spanYears(y [2]int) {
	if g.firstYear == 0 || y[0] < g.firstYear {
		g.firstYear = y[0]
	}
	g.lastYear = max(g.lastYear, y[1])
}

// columnHeadings are the headings of a column.
func columnHeadings(t *document.Table, j int) (all []string) {
	for i := range t.HeaderRows {
		all = appendHeading(all, t.Cells[i][j].Text)
	}
	return all
}

// rowHeadings are the heading cells of a row.
func rowHeadings(t *document.Table, i, first int) (all []string) {
	for j := range first {
		all = appendHeading(all, t.Cells[i][j].Text)
	}
	return all
}

// appendHeading leaves out empty headings, and a merged one that was just added.
func appendHeading(all []string, s string) []string {
	s = strings.TrimSpace(s)
	if s == "" || len(all) > 0 && all[len(all)-1] == s {
		return all
	}
	return append(all, s)
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

// newLine reads what the headings say of their numbers. What the caption says of all of them counts where
// the headings say nothing: "(percent)".
func newLine(levels []string, caption string) line {
	l := line{name: strings.Join(levels, " "), levels: levels}
	l.total = isTotalName(l.name)
	for _, level := range levels {
		l.total = l.total || len(levels) > 1 && isTotalName(level)
	}
	low := lower(l.name)
	has := func(s string, ws ...string) bool {
		for _, w := range ws {
			if strings.Contains(s, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has(low, "rate", " per ", "average", "mean", "median", "index", "ratio", "yield", "score", "density", "rank") || aged(low) || perUnit(low):
		l.kind = averages
	case has(low, "%", "percent", "per cent", "share", "proportion"):
		l.kind = percents
	case has(low, "change", "difference", "growth", "increase", "decrease", "+/-", "±"):
		l.kind = changes
	case low == "n" || low == "base" || has(low, "(n)", "n =", "number of"): // counts, whatever the caption says of the rest
		l.base = true
	case ofPercents(lower(caption)):
		l.kind = percents
	case has(lower(caption), "rates per", "per 1,000", "per 100,000", "(per ", "average ", "mean "):
		l.kind = averages
	}
	l.of = statedGroup(low)
	return l
}

// ofPercents says whether a caption says that the numbers are percentages: "(%)", "in per cent", ", per cent" at
// its end.
func ofPercents(low string) bool {
	for _, w := range []string{"(%)", "(percent)", "(per cent)", "in percent", "in per cent", "percentage of", "percentages of", "row percentages", "column percentages"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	low = strings.TrimRight(low, " .")
	for _, w := range []string{", per cent", ", percent", ", %", ", percentages"} {
		if strings.HasSuffix(low, w) {
			return true
		}
	}
	return false
}

// aged says whether a heading is of ages in years: "Age", "Mean age", but neither "All ages" nor "Age group".
func aged(low string) bool {
	return low == "age" || strings.HasSuffix(low, " age") || strings.Contains(low, "age (") || strings.Contains(low, "age,")
}

// perUnit says whether a heading ends in a unit that divides: "(t/ha)".
func perUnit(low string) bool {
	_, unit, ok := strings.Cut(low, "(")
	over, under, slash := strings.Cut(strings.TrimRight(unit, ") "), "/")
	letters := func(s string) bool {
		return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '²' && r != '³' }) < 0
	}
	return ok && slash && letters(over) && letters(under)
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
var stopWords = list("the a an of in and or for by to at on with per cent percent number numbers total n no share all from as its which whom thereof")

// cellNumbers reads "1,234", "12 (34%)", "45.0%", "−3", "(3)", "120*", "n/a" as nothing.
func cellNumbers(cell *document.Cell) (main, share *tableNumber) {
	text := cell.Text
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		return bookkept(cell, strings.TrimSuffix(inner, ")")), nil
	}
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

// bookkept reads a number that stands in brackets alone: less than nothing, as accounts print it.
func bookkept(cell *document.Cell, inner string) *tableNumber {
	i := skipCellPrefix(inner, 0)
	d, n, ok := cellNumber(inner[i:])
	if !ok || n == 0 || !isDigit(inner[i]) {
		return nil
	}
	end := i + n + percentSign(inner[i+n:])
	if end != len(inner) {
		return nil
	}
	return &tableNumber{value: d.Neg(), percent: end > i+n, start: cell.Start + 1 + i, end: cell.Start + 1 + i + n}
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

// cellNumber reads a number as tables print it: commas, narrow spaces or, before a decimal comma, points
// between thousands.
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
	if k, whole, ok := decimalComma(s); ok {
		return number.FromDigits(whole+s[k+1:k+1+digitRun(s[k+1:])], -digitRun(s[k+1:])), k + 1 + digitRun(s[k+1:]), true
	}
	if i < len(s) && s[i] == '.' {
		if k := digitRun(s[i+1:]); k > 0 && k <= 12 {
			digits, place, i = digits+s[i+1:i+1+k], -k, i+1+k
		}
	}
	return number.FromDigits(digits, place), i, true
}

// decimalComma finds the comma of "12,5" and "1.234,56", which no comma between thousands can be: one or two
// digits follow it. whole are the digits before it.
func decimalComma(s string) (at int, whole string, ok bool) {
	at = digitRun(s)
	whole = s[:at]
	for at <= 15 && at < len(s) && s[at] == '.' && digitRun(s[at+1:]) == 3 && len(whole) <= 15 {
		whole, at = whole+s[at+1:at+4], at+4
	}
	if at >= len(s) || s[at] != ',' || len(whole) > 15 {
		return 0, "", false
	}
	k := digitRun(s[at+1:])
	return at, whole, k == 1 || k == 2
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
	t := &grid{table: g.table, index: g.index, rows: g.cols, cols: g.rows, across: !g.across}
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
	if g.cells[i][j].share != nil || g.rows[i].base || g.cols[j].base { // "67 (55.8)" under "n (%)"
		return counts
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
	return strings.Contains(s, "rounded") || g.thousands(j) != nil
}

// thousands is what one of a column's unit stands for where its heading or the caption says thousands or
// millions, nil elsewhere.
func (g *grid) thousands(j int) *big.Rat {
	for _, s := range []string{lower(g.cols[j].name), lower(g.table.Caption), lower(g.corner())} {
		switch {
		case strings.Contains(s, "thousand"), strings.Contains(s, "'000"), strings.Contains(s, "000s"), currencyScale(s, "000"), currencyScale(s, "k"):
			return big.NewRat(1000, 1)
		case strings.Contains(s, "million"), currencyScale(s, "m"):
			return big.NewRat(1_000_000, 1)
		case strings.Contains(s, "billion"):
			return big.NewRat(1_000_000_000, 1)
		}
	}
	return nil
}

// currencyScale says whether "£000", "$m" or "€k" stands in a heading.
func currencyScale(s, scale string) bool {
	for at, r := range s {
		if !unicode.Is(unicode.Sc, r) {
			continue
		}
		rest, ok := strings.CutPrefix(s[at+utf8.RuneLen(r):], scale)
		next, _ := utf8.DecodeRuneInString(rest)
		if ok && !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return true
		}
	}
	return false
}

// corner is the heading above the headings of the rows.
func (g *grid) corner() string {
	t := g.table
	if t.HeaderRows == 0 || len(t.Cells) == 0 || len(t.Cells[0]) == 0 {
		return ""
	}
	return t.Cells[t.HeaderRows-1][0].Text
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
	names := [2]string{g.rows[i].name, g.cols[j].name}
	if g.across {
		names[0], names[1] = names[1], names[0]
	}
	for _, n := range names {
		if n != "" {
			s += ", " + n
		}
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
