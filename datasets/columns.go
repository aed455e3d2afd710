package datasets

// columns hold the observations, one slice a property: a million of them fit in 40 MB.
type columns struct {
	row     []uint32 // record of the table
	column  []uint16 // value field of the table's layout; nil while every table has one
	measure []int32
	period  []int32
	source  []int32 // -1 for none
	unit    []uint16
	coef    []int64
	place   []int8 // of the last digit; noValue or longValue where coef does not say it
	flags   []uint8
}

func (c *columns) grow(n int) {
	c.row, c.measure, c.period, c.source = growBy(c.row, n), growBy(c.measure, n), growBy(c.period, n), growBy(c.source, n)
	c.unit, c.coef, c.place, c.flags = growBy(c.unit, n), growBy(c.coef, n), growBy(c.place, n), growBy(c.flags, n)
}

// wideFrom starts to keep value columns: the n observations before had only one.
func (c *columns) wideFrom(n int) {
	if c.column == nil {
		c.column = make([]uint16, n, cap(c.row))
	}
}

func growBy[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	t := make([]T, len(s), len(s)+n)
	copy(t, s)
	return t
}

func (d *Dimension) pad(n int) {
	for len(d.codes) < n {
		d.codes = append(d.codes, noCode)
	}
}
