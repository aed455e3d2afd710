package datasets

import (
	"hash/maphash"
	"sync"
)

// idIndex finds observations by id: a hash table of positions, four bytes each; the ids themselves are
// read again from the tables.
type idIndex struct {
	seed   maphash.Seed
	slots  []uint32 // observation+1, 0 empty
	hashes []uint32 // in the order of entering
	at     []uint32 // observation of each entry
	once   sync.Once
}

// insert enters the id of an observation and returns the one that has it already, or -1.
func (x *idIndex) insert(s *Study, i int, id []byte) int {
	if x.slots == nil {
		x.seed, x.slots = maphash.MakeSeed(), make([]uint32, 64)
	}
	if len(x.at)*2 >= len(x.slots) {
		x.grow()
	}
	sum := uint32(maphash.Bytes(x.seed, id))
	mask := uint32(len(x.slots) - 1)
	for j := sum & mask; ; j = (j + 1) & mask {
		e := int(x.slots[j]) - 1
		if e < 0 {
			x.slots[j] = uint32(len(x.at) + 1)
			x.hashes, x.at = append(x.hashes, sum), append(x.at, uint32(i))
			return -1
		}
		if x.hashes[e] == sum && s.idOf(int(x.at[e])) == string(id) {
			return int(x.at[e])
		}
	}
}

func (x *idIndex) grow() {
	x.slots = make([]uint32, 2*len(x.slots))
	mask := uint32(len(x.slots) - 1)
	for e, sum := range x.hashes {
		j := sum & mask
		for x.slots[j] != 0 {
			j = (j + 1) & mask
		}
		x.slots[j] = uint32(e + 1)
	}
}

func (x *idIndex) find(s *Study, id string) (int, bool) {
	if x.slots == nil {
		return 0, false
	}
	sum := uint32(maphash.String(x.seed, id))
	mask := uint32(len(x.slots) - 1)
	for j := sum & mask; x.slots[j] != 0; j = (j + 1) & mask {
		e := int(x.slots[j]) - 1
		if x.hashes[e] == sum && s.idOf(int(x.at[e])) == id {
			return int(x.at[e]), true
		}
	}
	return 0, false
}

// idOf returns the id of an observation: from its row, or derived.
func (s *Study) idOf(i int) string {
	t := s.tableAt(i)
	if f, ok := t.lay.fields["id"]; ok {
		if id := t.text(int(s.obs.row[i]), f); id != "" {
			return id
		}
	}
	return string(s.appendDerivedID(nil, i))
}

// appendDerivedID names an observation whose table has no ids: measure, dimensions and period.
func (s *Study) appendDerivedID(b []byte, i int) []byte {
	b = append(b, s.Measures[s.obs.measure[i]].ID...)
	for _, d := range s.dims {
		if c := d.Code(i); c >= 0 {
			b = append(append(b, '/'), d.Values[c].ID...)
		}
	}
	if p := s.periods[s.obs.period[i]]; p.Stated {
		b = append(append(b, '/'), p.String()...)
	}
	return b
}

// Find returns the observation with this id. Rows of tables without an id column are named by measure,
// dimensions and period: road_deaths/Alder/2019. Where two rows share such a name, it finds the first.
func (s *Study) Find(id string) (int, bool) {
	s.index.once.Do(func() { s.index.complete(s) })
	return s.index.find(s, id)
}

// complete enters the derived ids of rows that have none of their own.
func (x *idIndex) complete(s *Study) {
	var id []byte
	var cells [][]byte
	for _, t := range s.Tables {
		if t.lay == nil {
			continue
		}
		f, has := t.lay.fields["id"]
		for i := t.first; i < t.first+t.observations; i++ {
			if has {
				if cells = t.recordInto(cells, int(s.obs.row[i])); t.cell(cells, f) != "" {
					continue
				}
			}
			id = s.appendDerivedID(id[:0], i)
			x.insert(s, i, id)
		}
	}
}

// someIDs lists the ids of observations, for "did you mean".
func (s *Study) someIDs() []string {
	var list []string
	for i := range min(s.Len(), maxNames) {
		list = append(list, s.idOf(i))
	}
	return list
}

// Suggest returns `; did you mean "x"?` for an id that Find does not know, or nothing.
func (s *Study) Suggest(id string) string { return DidYouMean(id, s.someIDs()) }
