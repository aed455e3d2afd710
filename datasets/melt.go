package datasets

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"recount/analysis/number"
)

// A melter turns the rows of one table into observations: one for a long table's row, one for each
// value cell of a wide table's.
type melter struct {
	l    *loader
	t    *Table
	r    *resource
	lay  *layout
	long bool
	cols []*column

	dims    []meltedDimension
	values  []meltedValue
	period  *column // when one field says it whole
	periods []int32 // code of the period column → study code
	joined  map[[3]int32]int32
	measure translation
	source  translation
	unit    translation
	flags   uint8
	attrs   []attribute
	refs    []referring
	wide    bool // several value columns
	where   []*Dimension
}

// A meltedDimension is a dimension of this table: from a column, or one value for all rows.
type meltedDimension struct {
	dim   *Dimension
	col   *column
	codes []int32 // of the column's distinct texts, unknownCode if not looked up yet
}

type meltedValue struct {
	valueField
	col     *column
	measure int32 // noCode if a column says it
	unit    uint16
	period  int32 // noCode if columns say it
	fixed   []fixedDimension
	spec    Field // how the number is read where the schema does not type it as one
}

// A translation caches what the distinct texts of a coded column mean.
type translation struct {
	col   *column
	codes []int32
	errs  []error
}

const unknownCode = -2

// of returns the meaning of the present row's cell, looking each text up once.
func (tr *translation) of(look func(text string) (int32, error)) (int32, error) {
	if tr.col == nil || tr.col.null {
		return noCode, nil
	}
	c := int(tr.col.code)
	for len(tr.codes) <= c {
		tr.codes, tr.errs = append(tr.codes, unknownCode), append(tr.errs, nil)
	}
	if tr.codes[c] == unknownCode {
		tr.codes[c], tr.errs[c] = look(tr.col.dict.texts[c])
	}
	return tr.codes[c], tr.errs[c]
}

// observations reads a table of observations.
func (l *loader) observations(r *resource, kind string) *Table {
	t, rd := l.open(r, kind)
	if t == nil {
		return nil
	}
	lay := l.layoutOf(r)
	t.lay = lay
	if len(lay.values) == 0 {
		return nil
	}
	coded := map[int]bool{}
	for _, i := range lay.dims {
		coded[i] = true
	}
	for _, p := range lay.periods {
		coded[p.field] = true
	}
	for _, name := range []string{"measure", "unit", "source", "period_kind", "qualifier", "resolution"} {
		if i, ok := lay.fields[name]; ok {
			coded[i] = true
		}
	}
	m := &melter{l: l, t: t, r: r, lay: lay, long: r.isLong(), cols: l.columns(t, r, coded), joined: map[[3]int32]int32{}}
	if kind == "reported" {
		m.flags = isReported
	}
	l.s.observed = append(l.s.observed, t)
	m.prepare()
	l.scan(t, r, rd, m.cols, m.row)
	m.finish()
	return t
}

func (m *melter) prepare() {
	named := func(name string) *column {
		if i, ok := m.lay.fields[name]; ok {
			return m.cols[i]
		}
		return nil
	}
	m.measure.col, m.source.col, m.unit.col = named("measure"), named("source"), named("unit")
	for _, i := range m.lay.dims {
		f := m.t.Fields[i]
		m.dims = append(m.dims, meltedDimension{dim: m.l.dimension(f.dimensionName(), f.Title), col: m.cols[i]})
	}
	if len(m.lay.periods) == 1 && m.lay.periods[0].part == "" {
		m.period = m.cols[m.lay.periods[0].field]
	}
	for _, v := range m.lay.values {
		m.values = append(m.values, m.value(v))
	}
	m.wide = len(m.values) > 1
	m.attrs = m.attributeChecks(named)
	for _, name := range []string{"id", "supersedes", "repeats", "conflicts_with", "of", "to", "from"} {
		if c := named(name); c != nil && c.at >= 0 {
			m.refs = append(m.refs, referring{name, c})
		}
	}
	m.grow()
}

// value prepares a value column: measure, unit, fixed period and fixed dimensions.
func (m *melter) value(v valueField) meltedValue {
	f := m.t.Fields[v.field]
	out := meltedValue{valueField: v, col: m.cols[v.field], measure: noCode, period: noCode, spec: *f}
	out.finest = math.MaxInt32
	if !f.numeric() {
		out.spec.Type = "number"
	}
	text := f.Unit
	if text == "" {
		text = m.r.recount.unit
	}
	u, _ := ParseUnit(text) // the descriptor's reader has refused bad ones
	out.unit = m.l.unit(u)
	if v.measure != "" {
		out.measure = m.l.fieldMeasure(f, v, u, m.r)
	}
	if v.period != "" {
		p, _ := ParsePeriod(v.period)
		out.period = m.l.period(p)
	}
	for _, c := range v.where {
		out.fixed = append(out.fixed, m.constant(c))
	}
	return out
}

// A fixedDimension has one value for all observations of a value column.
type fixedDimension struct {
	dim  *Dimension
	code int32
}

// constant enters a fixed dimension of a value column; columns of one table may fix different ones.
func (m *melter) constant(c constant) fixedDimension {
	dim := m.l.dimension(c.column, "")
	code, err := m.l.dimensionValue(dim, c.value)
	if err != nil {
		m.l.d.fail(c.node, "%w", err)
	}
	for _, d := range m.dims {
		if d.dim == dim {
			m.l.d.fail(c.node, "%q is both a column and a constant", c.column)
		}
	}
	if !slices.Contains(m.where, dim) {
		m.where = append(m.where, dim)
	}
	return fixedDimension{dim, code}
}

// grow makes room for the observations that the table is likely to hold, so that appending copies nothing.
func (m *melter) grow() {
	rows := bytes.Count(m.t.data, []byte{'\n'}) + 1
	n := min(rows*len(m.values), len(m.t.data), maxObservations) // a value takes a byte at least
	m.l.s.obs.grow(n)
	for _, d := range m.dims {
		d.dim.pad(m.l.s.Len())
		d.dim.codes = growBy(d.dim.codes, n)
	}
}

// row makes the observations of one record.
func (m *melter) row(line int, good bool) {
	if !good || !m.accept(line) {
		if i, ok := m.lay.fields["id"]; ok {
			m.l.bad[m.cols[i].text()] = true
		}
	}
}

// accept says whether the record was good and has become observations.
func (m *melter) accept(line int) bool {
	source, err := m.source.of(m.l.sourceCode)
	ok := m.report(line, m.source.col, err)
	if source == noCode {
		source = m.l.rowSource(m.r)
	}
	unit, err := m.unit.of(m.l.unitCode)
	ok = m.report(line, m.unit.col, err) && ok
	measure, err := m.measure.of(m.l.measureCode)
	ok = m.report(line, m.measure.col, err) && ok
	period, ok2 := m.rowPeriod(line)
	ok = m.rowDimensions(line) && ok && ok2
	for i := range m.attrs {
		a := &m.attrs[i]
		if !a.col.null {
			ok = m.report(line, a.col, a.check(a.col)) && ok
		}
	}
	if !ok {
		return false
	}
	if m.l.s.Len()+len(m.values) > maxObservations {
		m.l.tooMany = true
		return true
	}
	for i := range m.values {
		ok = m.observe(i, line, measure, source, unit, period) && ok
	}
	return ok
}

// observe appends one observation, of value column at.
func (m *melter) observe(at, line int, measure, source, unit, period int32) bool {
	v := &m.values[at]
	if v.col.null && !m.long {
		return true
	}
	o := &m.l.s.obs
	coef, place := int64(0), int8(noValue)
	if !v.col.null {
		d := v.col.num
		if v.col.how != asDecimal {
			var err error
			if d, err = v.spec.decimal(v.col.cell); err != nil {
				return m.report(line, v.col, err)
			}
		}
		c, small := d.Coefficient()
		coef, place = c, longValue
		if small && d.Place() > longValue && d.Place() <= math.MaxInt8 {
			place = int8(d.Place())
		}
		v.finest = min(v.finest, d.Place())
	}
	if measure == noCode {
		measure = v.measure
	}
	if measure == noCode {
		return m.report(line, m.measure.col, errMissing)
	}
	u := v.unit
	if unit != noCode {
		u = uint16(unit)
	}
	u, err := m.fitUnit(measure, u)
	if err != nil {
		col := m.unit.col
		if col == nil {
			col = v.col
		}
		return m.report(line, col, err)
	}
	if period == noCode {
		period = v.period
	}
	if period == noCode {
		period = m.l.period(Period{})
	}
	if m.wide || m.l.s.obs.column != nil {
		o.wideFrom(len(o.row))
		o.column = append(o.column, uint16(at))
	}
	o.row = append(o.row, uint32(len(m.t.offsets)-1))
	o.measure, o.period, o.source, o.unit = append(o.measure, measure), append(o.period, period), append(o.source, source), append(o.unit, u)
	o.coef, o.place, o.flags = append(o.coef, coef), append(o.place, place), append(o.flags, m.flags)
	for i := range m.dims {
		d := &m.dims[i]
		code := int32(noCode)
		if !d.col.null {
			code = d.codes[d.col.code]
		}
		d.dim.codes = append(d.dim.codes, code)
	}
	m.fixed(v)
	m.remember(len(o.row)-1, line)
	return true
}

// fitUnit holds a unit against its measure's. What a source computed from a measure (times, percent) has
// a unit of its own.
func (m *melter) fitUnit(measure int32, u uint16) (uint16, error) {
	if m.flags&isReported != 0 {
		return u, nil
	}
	return m.l.fitUnit(measure, u)
}

// fixed appends the constants of a value column.
func (m *melter) fixed(v *meltedValue) {
	n := m.l.s.Len()
	for _, f := range v.fixed {
		if f.dim.pad(n - 1); len(f.dim.codes) < n {
			f.dim.codes = append(f.dim.codes, f.code)
		}
	}
	for _, d := range m.where {
		d.pad(n)
	}
}

func (m *melter) rowDimensions(line int) bool {
	ok := true
	for i := range m.dims {
		d := &m.dims[i]
		if d.col.null {
			continue
		}
		c := int(d.col.code)
		for len(d.codes) <= c {
			d.codes = append(d.codes, unknownCode)
		}
		if d.codes[c] == unknownCode {
			code, err := m.l.dimensionValue(d.dim, d.col.dict.texts[c])
			if err != nil {
				m.report(line, d.col, err)
				ok = false
				continue // reported again for each row that has it
			}
			d.codes[c] = code
		}
	}
	return ok
}

// rowPeriod returns the study's code of the row's period, noCode if no column says one.
func (m *melter) rowPeriod(line int) (int32, bool) {
	if m.period != nil {
		if m.period.null {
			return noCode, true
		}
		c := int(m.period.code)
		for len(m.periods) <= c {
			m.periods = append(m.periods, unknownCode)
		}
		if m.periods[c] == unknownCode {
			p, err := m.period.field.period(m.period.dict.texts[c])
			if !m.report(line, m.period, err) {
				return noCode, false
			}
			m.periods[c] = m.l.period(p)
		}
		return m.periods[c], true
	}
	if len(m.lay.periods) == 0 {
		return noCode, true
	}
	return m.joinedPeriod(line)
}

// joinedPeriod makes one period of several columns.
func (m *melter) joinedPeriod(line int) (int32, bool) {
	var key [3]int32
	for i, p := range m.lay.periods {
		if i < len(key) {
			key[i] = m.cols[p.field].code
		}
	}
	if code, ok := m.joined[key]; ok && len(m.lay.periods) <= len(key) {
		return code, true
	}
	parts := map[string]string{}
	for _, p := range m.lay.periods {
		if c := m.cols[p.field]; !c.null {
			parts[p.part] = c.text()
		}
	}
	p, part, err := joinPeriod(parts)
	if err != nil {
		at := m.lay.periods[0].field
		for _, f := range m.lay.periods {
			if f.part == part {
				at = f.field
			}
		}
		return noCode, m.report(line, m.cols[at], err)
	}
	code := int32(noCode)
	if p.Stated {
		code = m.l.period(p)
	}
	m.joined[key] = code
	return code, true
}

// report records an error of the present row's cell and says whether there was none.
func (m *melter) report(line int, col *column, err error) bool {
	if err == nil {
		return true
	}
	name := ""
	if col != nil {
		name = col.field.Name
	}
	m.t.fail(m.l.errs, line, name, err)
	return false
}

// finish counts what the table gave and fills the dimensions that it does not have.
func (m *melter) finish() {
	m.t.observations = m.l.s.Len() - m.t.first
	for i := range m.values {
		m.lay.values[i].finest = m.values[i].finest
	}
	for _, d := range m.l.s.dims {
		d.pad(m.l.s.Len())
	}
	m.kinds()
	m.twice()
}

// twice notes rows that nothing tells apart: a column that would is probably missing its role.
func (m *melter) twice() {
	if _, named := m.lay.fields["id"]; named || len(m.r.schema.primaryKey) > 0 || m.t.observations > maxRivals {
		return
	}
	o := &m.l.s.obs
	first, again, count := map[string]int{}, [2]int{}, 0
	var key []byte
	for i := m.t.first; i < len(o.row); i++ {
		key = key[:0]
		for _, code := range []int32{o.measure[i], o.period[i], o.source[i]} {
			key = binary.LittleEndian.AppendUint32(key, uint32(code))
		}
		for _, d := range m.l.s.dims {
			key = binary.LittleEndian.AppendUint32(key, uint32(d.codes[i]))
		}
		before, ok := first[string(key)]
		if !ok {
			first[string(key)] = i
			continue
		}
		if count++; count == 1 {
			again = [2]int{before, i}
		}
	}
	if count == 0 {
		return
	}
	a, b := m.t.Line(int(o.row[again[0]])), m.t.Line(int(o.row[again[1]]))
	m.l.s.Notes = append(m.l.s.Notes, fmt.Sprintf("%s: lines %d and %d report the same measure, place and period (%d such values): does a column want the role \"dimension\"?", m.t.File, a, b, count))
}

// kinds gives measures of this table that state neither unit nor kind one: whole numbers count something,
// others are taken as points of some scale.
func (m *melter) kinds() {
	broken := map[int32]bool{} // measure → has values that are not whole
	o := &m.l.s.obs
	for i := m.t.first; i < len(o.row); i++ {
		if c := o.measure[i]; m.l.s.Measures[c].Kind == "" {
			broken[c] = broken[c] || o.place[i] < 0 && o.place[i] > longValue
		}
	}
	for c, b := range broken {
		m.l.s.Measures[c].Kind = "count"
		if b {
			m.l.s.Measures[c].Kind = "score"
		}
	}
}

// period reads a period cell as the field says it is written.
func (f *Field) period(s string) (Period, error) {
	if f.Type == "date" && f.Format != "" && f.Format != "default" && f.Format != "any" {
		m, ok := scanTime(s, f.Format)
		if !ok {
			return Period{}, fmt.Errorf("%q is not a date", clip(s))
		}
		p, _ := dayPeriod(m.year, m.month, m.day)
		return p, nil
	}
	return ParsePeriod(s)
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
