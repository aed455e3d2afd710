package datasets

import (
	"fmt"

	"recount/analysis/number"
)

// A referring column names observations.
type referring struct {
	name string
	col  *column
}

// An attribute is a column whose cells are checked beyond their type.
type attribute struct {
	col   *column
	check func(c *column) error
}

// attributeChecks prepares the checks of the columns that a long table may have.
func (m *melter) attributeChecks(named func(string) *column) []attribute {
	var list []attribute
	add := func(name string, check func(c *column) error) {
		if c := named(name); c != nil && c.at >= 0 {
			list = append(list, attribute{c, check})
		}
	}
	for _, name := range []string{"numerator", "denominator", "low", "high"} {
		add(name, func(c *column) error {
			if c.how == asDecimal {
				return nil
			}
			f := *c.field
			f.Type = "number"
			_, err := f.decimal(c.cell)
			return err
		})
	}
	low := named("low")
	add("high", func(c *column) error {
		if low == nil || low.null {
			return nil
		}
		a, err1 := number.Parse(low.text())
		b, err2 := number.Parse(c.text())
		if err1 == nil && err2 == nil && compareDecimals(&a, &b) > 0 {
			return fmt.Errorf("%q is less than low, which is %q", clip(c.text()), clip(low.text()))
		}
		return nil
	})
	add("qualifier", func(c *column) error { _, err := ParseHedge(c.text()); return err })
	add("resolution", func(c *column) error { _, err := parseResolution(c.text()); return err })
	add("period_kind", func(c *column) error { _, err := parsePeriodKind(c.text()); return err })
	add("published", func(c *column) error { _, err := ParsePeriod(c.text()); return err })
	add("operation", func(c *column) error { return checkOperation(c.text()) })
	return list
}
