package datasets

import "strings"

// A candidate is a way in which the cells of a column may be written. A column is taken to be written in
// the first way that all its cells allow.
type candidate struct {
	field guessedField
	test  func(cell string) bool
	comma bool // the comma is a decimal mark
}

// candidates, the plainest first.
var candidates = makeCandidates()

func makeCandidates() []candidate {
	var list []candidate
	for _, bare := range []bool{true, false} {
		for _, marks := range []struct{ point, group string }{
			{".", ""}, {".", ","}, {",", ""}, {",", "."}, {".", " "}, {",", " "}, {".", "\u00a0"}, {",", "\u00a0"}, {".", "\u202f"}, {",", "\u202f"}, {".", "'"}, {".", "’"},
		} {
			for _, kind := range []string{"integer", "number"} {
				list = append(list, numberCandidate(kind, marks.point, marks.group, bare, false))
			}
		}
	}
	return append(list, numberCandidate("number", ".", "", true, true))
}

func numberCandidate(kind, point, group string, bare, exponent bool) candidate {
	f := &Field{Type: kind, decimalChar: point, groupChar: group, bareNumber: true, minLength: -1, maxLength: -1, own: fieldKeys{exponent: exponent}}
	c := candidate{field: guessedField{Type: kind, GroupChar: group}, comma: point == ","}
	if point != "." {
		c.field.DecimalChar = point
	}
	if !bare {
		c.field.BareNumber = new(bool)
	}
	if exponent {
		c.field.Own = &guessedKeys{Exponent: true}
	}
	c.test = func(cell string) bool {
		if !bare { // only signs may stand around it, though the standard allows any text
			cell = strings.Trim(cell, signs)
		}
		_, err := f.decimal([]byte(cell))
		return err == nil && !isCode(cell)
	}
	return c
}

// isCode says whether digits are a code and no number: 007.
func isCode(cell string) bool {
	d := strings.TrimLeft(cell, "-+")
	return len(d) > 1 && d[0] == '0' && d[1] >= '0' && d[1] <= '9'
}

// A timing is a way in which a column may say a period.
type timing struct {
	kind, format string // type and format of the field
	part         string // of a period, if it says one only
	test         func(cell string) bool
}

var timings = []timing{
	{"year", "", "", func(c string) bool { _, ok := yearIn(c); return ok }},
	{"date", "", "", func(c string) bool { _, ok := scanTime(c, "%Y-%m-%d"); return ok }},
	{"any", "", "", func(c string) bool { p, err := ParsePeriod(c); return err == nil && p.Stated }},
	{"date", "%d.%m.%Y", "", func(c string) bool { _, ok := scanTime(c, "%d.%m.%Y"); return ok }},
	{"date", "%d/%m/%Y", "", func(c string) bool { _, ok := scanTime(c, "%d/%m/%Y"); return ok }},
	{"date", "%m/%d/%Y", "", func(c string) bool { _, ok := scanTime(c, "%m/%d/%Y"); return ok }},
	{"any", "", "month", func(c string) bool { _, err := monthNumber(c); return err == nil }},
	{"any", "", "quarter", func(c string) bool {
		q := strings.TrimPrefix(strings.ToUpper(c), "Q")
		return len(q) == 1 && q[0] >= '1' && q[0] <= '4'
	}},
}

// A guessedColumn gathers what the cells of a column allow.
type guessedColumn struct {
	name     string
	position int
	percent  bool // cells of a workbook that are formatted so
	cells    int  // that are neither empty nor codes for missing
	long     int  // cells of more than 80 bytes
	missing  map[string]int
	distinct map[string]int // the first maxDistinct
	many     bool           // there are more
	percents int            // cells that hold a percent sign
	numbers  []bool         // candidates that all cells allow
	times    []bool         // timings that all cells allow

	field *guessedField
	role  string
}

const maxDistinct = 5000

// missingCodes are what publishers write for a number that there is not.
var missingCodes = map[string]bool{
	"na": true, "n/a": true, "n.a.": true, "n. a.": true, "#n/a": true, "nan": true, "null": true, "none": true, "k.a.": true, "k. a.": true, "n.d.": true, "s.d.": true, "-": true, "–": true, "—": true,
	".": true, "..": true, "...": true, "…": true, ":": true, "*": true, "x": true, "c": true, "z": true, "?": true, "missing": true,
	"unknown": true, "no data": true, "not available": true, "#div/0!": true, "#value!": true, "#ref!": true,
}

func newGuessedColumn(name string, position int, percent bool) *guessedColumn {
	c := &guessedColumn{
		name: name, position: position, percent: percent, missing: map[string]int{}, distinct: map[string]int{},
		numbers: make([]bool, len(candidates)), times: make([]bool, len(timings)),
	}
	for i := range c.numbers {
		c.numbers[i] = true
	}
	for i := range c.times {
		c.times[i] = true
	}
	return c
}

// add looks at one cell and strikes out what it does not allow.
func (c *guessedColumn) add(cell string) {
	switch {
	case cell == "":
		return
	case missingCodes[strings.ToLower(strings.TrimSpace(cell))]:
		c.missing[cell]++
		return
	}
	c.cells++
	if n, seen := c.distinct[cell]; seen {
		c.distinct[cell] = n + 1
		return
	}
	if len(c.distinct) < maxDistinct {
		c.distinct[cell] = 1
	} else {
		c.many = true
	}
	if len(cell) > 80 {
		c.long++
	}
	if strings.Contains(cell, "%") {
		c.percents++
	}
	for i, alive := range c.numbers {
		c.numbers[i] = alive && candidates[i].test(cell)
	}
	for i, alive := range c.times {
		c.times[i] = alive && timings[i].test(cell)
	}
}

// number returns how the column writes numbers, nil if it holds none. Where 1,234 may be either, comma says
// whether the comma is a decimal mark in this table.
func (c *guessedColumn) number(comma bool) *guessedField {
	if c.cells == 0 {
		return nil
	}
	var first, withComma *guessedField
	for i, alive := range c.numbers {
		if !alive {
			continue
		}
		f := candidates[i].field
		if first == nil {
			first = &f
		}
		if candidates[i].comma && withComma == nil {
			withComma = &f
		}
	}
	if first != nil && first.GroupChar == "," && comma && withComma != nil {
		return withComma
	}
	return first
}

// onlyComma says whether the column's numbers make sense with a decimal comma only.
func (c *guessedColumn) onlyComma() bool {
	if c.cells == 0 {
		return false
	}
	some := false
	for i, alive := range c.numbers {
		if alive && !candidates[i].comma {
			return false
		}
		some = some || alive
	}
	return some
}

// timing returns how the column says a period, nil if it does not. Day and month that cannot be told
// apart are no date.
func (c *guessedColumn) timing() *timing {
	if c.cells == 0 || c.times[4] && c.times[5] {
		return nil
	}
	for i, alive := range c.times {
		if alive {
			return &timings[i]
		}
	}
	return nil
}

// looksNumeric says whether a cell is a number in some way of writing.
func looksNumeric(cell string) bool {
	if len(cell) == 0 || len(cell) > 40 || !strings.ContainsAny(cell, "0123456789") {
		return false
	}
	for i := range candidates {
		if candidates[i].test(cell) {
			return true
		}
	}
	return false
}
