package datasets

import (
	"errors"

	"recount/analysis/number"
)

// A column is a field while its table is read: it checks each cell and holds the present row's.
type column struct {
	field *Field
	at    int // position in the record, -1 if the table lacks the field
	how   reading

	// Coded columns keep each distinct text once, with what is wrong with it.
	dict   *dictionary
	faults []error
	latest int32 // code of the latest text, -1 at first: sorted tables repeat themselves

	// The present row.
	cell []byte
	null bool
	code int32
	num  number.Decimal
	err  error // what is wrong with the cell
}

// reading says what reading a cell has to do.
type reading uint8

const (
	asText    reading = iota // check it
	asPlain                  // any text will do
	asCode                   // check each distinct text once and number it
	asDecimal                // parse it
)

var errMissing = errors.New("is empty, want a value")

// newColumn prepares a column. Coded columns are those whose texts repeat: dimensions, periods, units.
func newColumn(f *Field, at int, coded bool) *column {
	c := &column{field: f, at: at, latest: noCode, null: true, code: noCode}
	switch {
	case coded:
		c.how = asCode
		c.dict = newDictionary()
	case f.numeric():
		c.how = asDecimal
	case f.Type == "string" && f.plain(), f.Type == "any" && f.plain():
		c.how = asPlain
	}
	return c
}

// read takes the present row's cell and says what is wrong with it.
func (c *column) read(cell []byte) error {
	c.cell = cell
	if c.field.isMissing(cell) {
		c.null, c.code = true, noCode
		if c.field.required {
			return errMissing
		}
		return nil
	}
	c.null = false
	if len(cell) > maxCellBytes {
		return errLongCell
	}
	switch c.how {
	case asPlain:
		return nil
	case asDecimal:
		var err error
		c.num, err = c.field.decimal(cell)
		return err
	case asCode:
		return c.readCode(cell)
	}
	return c.field.check(cell)
}

var errLongCell = errors.New("the cell is longer than a megabyte")

func (c *column) readCode(cell []byte) error {
	if c.latest >= 0 && c.dict.texts[c.latest] == string(cell) {
		c.code = c.latest
		return c.faults[c.code]
	}
	code, fresh := c.dict.code(cell)
	if fresh {
		c.faults = append(c.faults, c.field.check(cell))
	}
	c.code, c.latest = code, code
	return c.faults[code]
}

// text returns the present row's text, empty if it is missing.
func (c *column) text() string {
	if c == nil || c.null {
		return ""
	}
	return string(c.cell)
}
