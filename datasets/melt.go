package datasets

import (
	"math"
	"slices"

	"recount/datasets/internal/delimited"
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
	period  translation // when one field says it whole
	joined  map[[3]int32]int32
	measure translation
	source  translation
	unit    translation
	told    []*translation // those above that have a column
	held    bool           // they hold what the row before said

	otherSource int32 // of rows that name none
	fit         fitted

	flags uint8
	attrs []attribute
	refs  []referring
	wide  bool // several value columns
	where []*Dimension
}

// A meltedDimension is a dimension of this table: from a column, or one value for all rows.
type meltedDimension struct {
	dim *Dimension
	translation
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
	look  func(text string) (int32, error)
	codes []int32 // of the column's distinct texts, unknownCode if not looked up yet
	errs  []error

	// The present row.
	code int32
	err  error
}

const unknownCode = -2

// newTranslation prepares a translation; without a column it says nothing in any row.
func newTranslation(col *column, look func(text string) (int32, error)) translation {
	return translation{col: col, look: look, code: noCode}
}

// read finds what the present row's cell means, looking each text up once.
func (tr *translation) read() {
	if tr.col.null {
		tr.code, tr.err = noCode, nil
		return
	}
	c := int(tr.col.code)
	for len(tr.codes) <= c {
		tr.codes, tr.errs = append(tr.codes, unknownCode), append(tr.errs, nil)
	}
	if tr.codes[c] == unknownCode {
		tr.codes[c], tr.errs[c] = tr.look(tr.col.dict.texts[c])
	}
	tr.code, tr.err = tr.codes[c], tr.errs[c]
}

// observations reads a table of observations.
func (l *loader) observations(r *resource, kind string) *Table {
	t, rd := l.open(r, kind)
	if t == nil {
		return nil
	}
	lay := r.layoutOf()
	if len(lay.periods) == 1 && lay.periods[0].part == "" {
		if f := lay.periods[0].field; t.monthsOnly(f, r.dialect) { // January of every year, or of none that is named
			lay.dims, lay.periods = append(lay.dims, f), nil
		} else {
			t.Fields[f].splitYears = t.splitYearsOnly(f, r.dialect)
		}
	}
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
	m := &melter{l: l, t: t, r: r, lay: lay, long: r.isLong(), cols: l.columns(t, r, coded), joined: map[[3]int32]int32{}, fit: fitted{measure: noCode}}
	if kind == "reported" {
		m.flags = isReported
	}
	l.s.observed = append(l.s.observed, t)
	m.prepare()
	l.scan(t, r, rd, m.cols, m.row)
	m.finish()
	return t
}

// monthsOnly says whether a column that is called a period holds names of months without a year: such months
// are places in a year, not points in time, and make a dimension.
func (t *Table) monthsOnly(field int, d dialect) bool {
	if k := t.Fields[field].Type; k != "string" && k != "any" {
		return false
	}
	return t.every(field, d, func(cell string) bool {
		_, ok := monthNamed(cell)
		return ok
	})
}

// splitYearsOnly says whether a column writes school or fiscal years with a hyphen, 2019-20. Alone 2009-10 is a
// month; in a column in which every year goes with the next one, and one with a thirteenth month, it is none.
func (t *Table) splitYearsOnly(field int, d dialect) bool {
	beyond := false
	return t.every(field, d, func(cell string) bool {
		text, ok := writtenSplitYear(cell)
		beyond = beyond || ok && (text[5:] > "12" || text[5:] == "00")
		return ok
	}) && beyond
}

// every says whether all cells of a column that are not empty have a property, as far as its first rows tell.
func (t *Table) every(field int, d dialect, has func(string) bool) bool {
	const enough = 200
	at := t.columns[field]
	if at < 0 {
		return false
	}
	last := 1
	if len(d.headerRows) > 0 {
		last = d.headerRows[len(d.headerRows)-1]
	}
	if d.noHeader {
		last = 0
	}
	rd := delimited.NewReader(t.data, t.format)
	seen := 0
	for rd.Next() && seen < enough {
		if rd.Line() <= last || rd.Problem() != nil || at >= len(rd.Fields()) || len(rd.Fields()[at]) == 0 {
			continue
		}
		if !has(string(rd.Fields()[at])) {
			return false
		}
		seen++
	}
	return seen > 0
}

// prepare looks up everything that is the same for all rows.
func (m *melter) prepare() {
	m.otherSource = m.l.rowSource(m.r)
	named := func(name string) *column {
		if i, ok := m.lay.fields[name]; ok {
			return m.cols[i]
		}
		return nil
	}
	m.translate(named)
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

// translate prepares what the coded columns say.
func (m *melter) translate(named func(string) *column) {
	l := m.l
	m.measure = newTranslation(named("measure"), l.measureCode)
	m.source = newTranslation(named("source"), l.sourceCode)
	m.unit = newTranslation(named("unit"), l.unitCode)
	m.period = newTranslation(nil, nil)
	if len(m.lay.periods) == 1 && m.lay.periods[0].part == "" {
		i := m.lay.periods[0].field
		m.period = newTranslation(m.cols[i], func(text string) (int32, error) { return l.periodCode(m.t.Fields[i], text) })
	}
	for _, i := range m.lay.dims {
		f := m.t.Fields[i]
		dim := l.dimension(f.dimensionName(), f.Title)
		m.dims = append(m.dims, meltedDimension{dim, newTranslation(m.cols[i], func(text string) (int32, error) { return l.dimensionValue(dim, text) })})
	}
	all := []*translation{&m.source, &m.unit, &m.measure, &m.period}
	for i := range m.dims {
		all = append(all, &m.dims[i].translation)
	}
	for _, tr := range all {
		if tr.col != nil && tr.col.at >= 0 {
			m.told = append(m.told, tr)
		}
	}
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
		c.d.fail(c.node, "%w", err)
	}
	for _, d := range m.dims {
		if d.dim == dim {
			c.d.fail(c.node, "%q is both a column and a constant", c.column)
		}
	}
	if !slices.Contains(m.where, dim) {
		m.where = append(m.where, dim)
	}
	return fixedDimension{dim, code}
}

// grow makes room for the observations that the table is likely to hold, so that appending copies nothing.
func (m *melter) grow() {
	n := min(m.t.lines*len(m.values), len(m.t.data), maxObservations) // a value takes a byte at least
	m.l.s.obs.grow(n)
	for _, d := range m.dims {
		d.dim.pad(m.l.s.Len())
		d.dim.codes = growBy(d.dim.codes, n)
	}
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
