package datasets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// resource turns a sketch into a described resource, and says what was guessed.
func (sk *sketched) resource() (*guessedResource, []string, error) {
	if err := sk.survey(); err != nil {
		return nil, nil, err
	}
	notes := sk.gather()
	notes = append(notes, sk.assign()...)
	if !slices.ContainsFunc(sk.columns, func(c *guessedColumn) bool { return c.role == "value" }) {
		return nil, nil, errors.New("no column of values was found")
	}
	name := slug(sk.sheet)
	if name == "" {
		name = slug(baseName(sk.path))
	}
	if name == "" {
		name = "table"
	}
	r := &guessedResource{Name: name, Title: sk.title, Path: sk.path, Dialect: sk.dialect()}
	var missing []string
	for _, c := range sk.columns {
		r.Schema.Fields = append(r.Schema.Fields, c.field)
		if c.role == "value" {
			missing = append(missing, sortedKeys(c.missing)...)
		}
	}
	if slices.Sort(missing); len(missing) > 0 {
		r.Schema.MissingValues = append([]string{""}, slices.Compact(missing)...)
	}
	if len(sk.columns) < len(sk.names()) {
		r.Schema.FieldsMatch = "subset"
	}
	return r, append(notes, sk.summary()...), nil
}

// gather reads every row below the headings into columns.
func (sk *sketched) gather() []string {
	var notes []string
	names := sk.names()
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	for i, n := range names {
		switch {
		case n == "":
		case count[n] > 1:
			notes = append(notes, fmt.Sprintf("%s: column %d is left out: %q stands more than once in the headings", sk.shown(), i+1, clip(n)))
		default:
			sk.columns = append(sk.columns, newGuessedColumn(n, i, sk.percent[i]))
		}
	}
	last := sk.headings[len(sk.headings)-1].line
	sk.each(func(row rawRow) {
		if row.line <= last || slices.Contains(sk.comments, row.line) {
			return
		}
		for _, c := range sk.columns {
			if c.position < len(row.cells) {
				c.add(row.cells[c.position])
			}
		}
	})
	return notes
}

// assign gives each column its type and role.
func (sk *sketched) assign() []string {
	comma := sk.delimiter == ';' || slices.ContainsFunc(sk.columns, (*guessedColumn).onlyComma)
	periodic := sk.yearColumns()
	var notes []string
	for _, c := range sk.columns {
		c.field = &guessedField{Name: c.name, Type: "string"}
		number := c.number(comma)
		when := c.timing()
		switch {
		case c.cells == 0:
		case when != nil && c.saysPeriod(when, number != nil):
			c.asPeriod(when)
		case number != nil && c.isLabel():
			c.field.Type = number.Type
		case number != nil:
			c.asValue(number, periodic)
		default:
			notes = append(notes, c.asText(sk)...)
		}
	}
	sk.onePeriod()
	sk.oneMeasureColumn()
	sk.dropTwins()
	return notes
}

// onePeriod keeps period columns that make one period together, else the first that says one whole.
func (sk *sketched) onePeriod() {
	var list []*guessedColumn
	parts := map[string]bool{}
	for _, c := range sk.columns {
		if c.role != "period" {
			continue
		}
		list = append(list, c)
		part := c.field.Own.Part
		if part == "" {
			part = partNamed(&Field{Name: c.name, Type: c.field.Type})
		}
		if parts[part] {
			part = ""
		}
		parts[part] = true
	}
	together := !parts[""] && (parts["year"] || parts["from"] && parts["to"])
	kept := false
	for _, c := range list {
		whole := c.field.Own.Part == ""
		if len(list) > 1 && together || whole && !kept {
			kept = true
			continue
		}
		c.role, c.field.Own = "", nil
	}
}

// yearColumns counts headings that hold a year: from two on, years are columns.
func (sk *sketched) yearColumns() bool {
	n := 0
	for _, c := range sk.columns {
		if period, _ := splitPeriod(c.name); period != "" {
			n++
		}
	}
	return n >= 2
}

// saysPeriod tells a period from a number that looks like one.
func (c *guessedColumn) saysPeriod(t *timing, numeric bool) bool {
	named := c.named("year", "yr", "jahr", "année", "annee", "año", "period", "date", "month", "quarter", "qtr", "time", "day", "week ending")
	if t.part != "" { // 1 to 12 is a month only where the heading says so, January always is
		return named && (t.part == "" || c.named(t.part, "mon", "qtr")) || !numeric
	}
	return named || !numeric || t.kind == "year" && c.position == 0
}

// named says whether one of the words stands in the column's name.
func (c *guessedColumn) named(list ...string) bool {
	for _, w := range words(c.name) {
		if slices.Contains(list, strings.Trim(w, "()[],:;*")) {
			return true
		}
	}
	return false
}

// isLabel says whether a column's numbers are names of things: ids, ranks, coordinates.
func (c *guessedColumn) isLabel() bool {
	return c.named("id", "code", "codes", "rank", "no", "nr", "number", "#", "index", "lat", "lon", "long", "latitude", "longitude", "fips", "iso", "zip", "postcode", "isin", "uuid", "row", "key", "objectid")
}

func (c *guessedColumn) asPeriod(t *timing) {
	c.role = "period"
	c.field.Type, c.field.Format = t.kind, t.format
	c.field.Own = &guessedKeys{Role: "period", Part: t.part}
}

func (c *guessedColumn) asValue(number *guessedField, periodic bool) {
	c.role = "value"
	f := *number
	f.Name = c.name
	own := guessedKeys{Role: "value", Exponent: number.Own != nil}
	label := c.name
	if periodic {
		var rest string
		if own.Period, rest = splitPeriod(c.name); own.Period != "" {
			own.Measure, label = rest, rest
		}
	}
	title, unit := splitUnit(label)
	if unit == "" && (c.percent || c.percents > 0) {
		unit = "percent"
	}
	if own.Measure != "" {
		own.Measure = title
	}
	own.Unit = unit
	if title != c.name && title != "" {
		f.Title = title
	}
	f.Own = &own
	c.field = &f
}

// asText makes a column of text a dimension, unless it is prose, notes or empty.
func (c *guessedColumn) asText(sk *sketched) []string {
	switch {
	case c.long*4 > c.cells, c.named("note", "notes", "comment", "comments", "remark", "remarks", "footnote", "source", "sources", "url", "link", "description", "flag", "flags"):
		return nil
	case c.many:
		return nil
	case c.named("unit", "units", "uom") && c.allUnits():
		c.role, c.field.Own = "unit", &guessedKeys{Role: "unit"}
		return nil
	}
	var notes []string
	if c.mostlyNumbers() {
		notes = append(notes, fmt.Sprintf("%s: column %q holds numbers and text: it is read as text; correct the cells, or list the text in \"missingValues\"", sk.shown(), clip(c.name)))
		return notes
	}
	c.role = "dimension"
	own := &guessedKeys{Role: "dimension"}
	if c.named("country", "place", "region", "entity", "area", "city", "state", "province", "district", "county", "prefecture", "location", "territory", "geography", "land", "town", "municipality") {
		own.Dimension = "place"
	}
	c.field.Own = own
	return nil
}

func (c *guessedColumn) allUnits() bool {
	for cell := range c.distinct {
		if _, err := ParseUnit(cell); err != nil {
			return false
		}
	}
	return true
}

func (c *guessedColumn) mostlyNumbers() bool {
	n := 0
	for cell := range c.distinct {
		if looksNumeric(cell) {
			n++
		}
	}
	return n*2 > len(c.distinct)
}

// oneMeasureColumn finds the column that names the measure, in a table of years or of one value column.
func (sk *sketched) oneMeasureColumn() {
	fixed := slices.ContainsFunc(sk.columns, func(c *guessedColumn) bool { return c.role == "value" && c.field.Own.Measure != "" })
	values := 0
	for _, c := range sk.columns {
		if c.role == "value" && c.field.Own.Period == "" {
			values++
		}
	}
	if fixed || values > 1 {
		return
	}
	for _, c := range sk.columns {
		if c.role == "dimension" && c.named("indicator", "measure", "variable", "series", "item", "statistic", "metric") && !c.named("code") {
			c.role, c.field.Own = "measure", &guessedKeys{Role: "measure"}
			return
		}
	}
}

// dropTwins takes the role from text columns that say what another says too, as codes do, and keeps only
// one dimension called place.
func (sk *sketched) dropTwins() {
	var kept []*guessedColumn
	for _, c := range sk.columns {
		if c.role != "dimension" && c.role != "measure" {
			continue
		}
		for i, k := range kept {
			if k.role == "" || !sk.twins(k, c) {
				continue
			}
			twin := c
			if k.isLabel() && !c.isLabel() { // the code came first
				twin = kept[i]
			}
			if twin.role == "measure" || k.role == "measure" || c.role == "measure" {
				c.role, k.role = "", "measure"
				k.field.Own = &guessedKeys{Role: "measure"}
				if twin == k {
					c.role, k.role = "measure", ""
					c.field.Own = &guessedKeys{Role: "measure"}
				}
			} else {
				twin.role = ""
			}
			break
		}
		kept = append(kept, c)
	}
	places := 0
	for _, c := range sk.columns {
		switch {
		case c.role == "":
			c.field.Own = nil // of a twin
		case c.role == "dimension" && c.field.Own.Dimension == "place":
			if places++; places > 1 {
				c.field.Own.Dimension = ""
			}
		}
	}
}

// twins says whether each value of one column goes with one value of the other, where both are stated.
func (sk *sketched) twins(a, b *guessedColumn) bool {
	forth, back := map[string]string{}, map[string]string{}
	same := true
	last := sk.headings[len(sk.headings)-1].line
	sk.each(func(row rawRow) {
		if !same || row.line <= last || slices.Contains(sk.comments, row.line) || a.position >= len(row.cells) || b.position >= len(row.cells) {
			return
		}
		x, y := row.cells[a.position], row.cells[b.position]
		if x == "" || y == "" {
			return
		}
		if before, ok := forth[x]; ok && before != y {
			same = false
		}
		if before, ok := back[y]; ok && before != x {
			same = false
		}
		forth[x], back[y] = y, x
	})
	// One pair alone proves nothing, unless one column is called a code.
	return same && (len(forth) > 1 || len(forth) == 1 && (a.isLabel() || b.isLabel()))
}
