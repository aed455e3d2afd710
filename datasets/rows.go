package datasets

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// row makes the observations of one record.
func (m *melter) row(at scanned) {
	if !at.good || !m.accept(at) {
		if i, ok := m.lay.fields["id"]; ok {
			m.l.bad[m.cols[i].text()] = true
		}
	}
	m.held = at.good
}

// accept says whether the record was good and has become observations.
func (m *melter) accept(at scanned) bool {
	line, same := at.line, at.same
	if !m.held {
		same = 0
	}
	ok := true
	for _, tr := range m.told {
		if tr.col.at >= same {
			tr.read()
		}
		ok = m.report(line, tr.col, tr.err) && ok
	}
	period := m.period.code
	if len(m.lay.periods) > 0 && m.period.col == nil {
		joined, sound := m.joinedPeriod(line)
		period, ok = joined, ok && sound
	}
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
		ok = m.observe(i, line, period) && ok
	}
	return ok
}

// observe appends one observation, of value column at. An empty cell of a wide table is none; a row of a
// long table is one even without a value: an event, a range.
func (m *melter) observe(at, line int, period int32) bool {
	v := &m.values[at]
	if v.col.null && !m.long {
		return true
	}
	coef, place, err := v.read()
	if err != nil {
		return m.report(line, v.col, err)
	}
	measure := stated(m.measure.code, v.measure)
	if measure == noCode {
		return m.report(line, m.measure.col, errMissing)
	}
	u, err := m.fitUnit(measure, uint16(stated(m.unit.code, int32(v.unit))))
	if err != nil {
		col := m.unit.col
		if col == nil {
			col = v.col
		}
		return m.report(line, col, err)
	}
	if period = stated(period, v.period); period == noCode {
		period = m.l.period(Period{})
	}
	o := &m.l.s.obs
	if m.wide || o.column != nil {
		o.wideFrom(len(o.row))
		o.column = append(o.column, uint16(at))
	}
	o.row = append(o.row, uint32(len(m.t.offsets)-1))
	o.measure, o.period, o.source, o.unit = append(o.measure, measure), append(o.period, period), append(o.source, stated(m.source.code, m.otherSource)), append(o.unit, u)
	o.coef, o.place, o.flags = append(o.coef, coef), append(o.place, place), append(o.flags, m.flags)
	m.dimensions(v)
	m.remember(len(o.row)-1, line)
	return true
}

// stated returns the first code that says something.
func stated(code, otherwise int32) int32 {
	if code != noCode {
		return code
	}
	return otherwise
}

// read returns the present row's number as columns hold it.
func (v *meltedValue) read() (coef int64, place int8, err error) {
	if v.col.null {
		return 0, noValue, nil
	}
	d := v.col.num
	if v.col.how != asDecimal {
		if d, err = v.spec.decimal(v.col.cell); err != nil {
			return 0, noValue, err
		}
	}
	v.finest = min(v.finest, d.Place())
	coef, small := d.Coefficient()
	if !small || d.Place() <= longValue || d.Place() > math.MaxInt8 {
		return 0, longValue, nil
	}
	return coef, int8(d.Place()), nil
}

// dimensions appends the codes of the observation just made: of columns, and those fixed for its value column.
func (m *melter) dimensions(v *meltedValue) {
	n := m.l.s.Len()
	for i := range m.dims {
		d := &m.dims[i]
		d.dim.codes = append(d.dim.codes, d.code)
	}
	for _, f := range v.fixed {
		if f.dim.pad(n - 1); len(f.dim.codes) < n {
			f.dim.codes = append(f.dim.codes, f.code)
		}
	}
	for _, d := range m.where {
		d.pad(n)
	}
}

// fitUnit holds a unit against its measure's. What a source computed from a measure (times, percent) has
// a unit of its own.
func (m *melter) fitUnit(measure int32, u uint16) (uint16, error) {
	if m.flags&isReported != 0 {
		return u, nil
	}
	if m.fit.measure == measure && m.fit.unit == u {
		return m.fit.to, nil
	}
	to, err := m.l.fitUnit(measure, u)
	if err == nil {
		m.fit = fitted{measure, u, to}
	}
	return to, err
}

// A fitted unit is what the last value's became; nearly always the next one's is the same.
type fitted struct {
	measure  int32
	unit, to uint16
}

// periodCode returns the study's code of a period cell.
func (l *loader) periodCode(f *Field, text string) (int32, error) {
	p, err := f.period(text)
	if err != nil {
		return noCode, err
	}
	return l.period(p), nil
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

// period reads a period cell as the field says it is written.
func (f *Field) period(s string) (Period, error) {
	if f.splitYears {
		if text, ok := writtenSplitYear(s); ok {
			return ParsePeriod(text)
		}
	}
	if f.Type == "date" && f.Format != "" && f.Format != "default" && f.Format != "any" {
		m, ok := scanTime(s, f.Format)
		if !ok {
			return Period{}, fmt.Errorf("%q is not a date", clip(s))
		}
		p, _ := dayPeriod(m.year, m.month, m.day)
		return p, nil
	}
	p, err := ParsePeriod(s)
	if err != nil {
		for _, written := range [...]func(string) (string, bool){writtenMonth, writtenQuarter} {
			if text, ok := written(s); ok {
				return ParsePeriod(text)
			}
		}
	}
	return p, err
}

// writtenSplitYear reads 2019-20, 2019–20 and FY2019-20 as a school or fiscal year.
func writtenSplitYear(s string) (string, bool) {
	s = strings.TrimSpace(strings.TrimPrefix(strings.ReplaceAll(s, "–", "-"), "FY"))
	from, to, ok := strings.Cut(s, "-")
	y, err := strconv.Atoi(from)
	if !ok || err != nil || len(from) != 4 || y < 1000 {
		return "", false
	}
	next := strconv.Itoa(y + 1)
	return fmt.Sprintf("%04d/%s", y, next[2:]), to == next || to == next[2:]
}

// writtenQuarter reads "Q1 2020" and "2020 Q1".
func writtenQuarter(s string) (string, bool) {
	a, b, ok := strings.Cut(strings.ToUpper(s), " ")
	if len(a) == 2 {
		a, b = b, a
	}
	return a + "-" + b, ok && len(a) == 4 && len(b) == 2 && b[0] == 'Q'
}

// writtenMonth reads a month as tables of others write it, "Feb 2022", "2022 February" or "2022-2", as 2022-02.
func writtenMonth(s string) (string, bool) {
	i := strings.IndexAny(s, " -/.")
	if i < 0 {
		return "", false
	}
	year, month := s[:i], strings.TrimLeft(s[i+1:], " ")
	if len(year) != 4 {
		year, month = month, strings.TrimRight(year, ".,")
	}
	y, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 || y < 1000 {
		return "", false
	}
	m, ok := monthNamed(month)
	if !ok {
		if m, err = strconv.Atoi(month); err != nil || m < 1 || m > 12 || len(month) > 2 || len(s) > 7 {
			return "", false
		}
	}
	return fmt.Sprintf("%04d-%02d", y, m), true
}
