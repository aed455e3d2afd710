package datasets

import (
	"encoding/binary"
	"fmt"
)

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
