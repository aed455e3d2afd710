package datasets

import (
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"strings"
)

// A keySet finds rows whose key cells were there before.
//
// Long tables are mostly sorted by their key: while each row's key comes after the one before, none can
// stand twice and nothing is kept. From the first row that is out of order on the set holds a hash table,
// twelve bytes a row; the keys themselves are read again from the table when two hashes are equal.
type keySet struct {
	names  []string
	cols   []*column
	order  []int32 // codes of the key before, while the table is sorted; nil if it is not
	seed   maphash.Seed
	salt   uint64
	slots  []uint32 // row+1, 0 empty
	hashes []uint32 // of each row's key
	used   int
	rows   int // expected
}

type keyChecks []*keySet

// newKeyChecks prepares primary key, unique keys and unique fields of a table of about n rows.
func newKeyChecks(t *Table, r *resource, cols []*column, n int) keyChecks {
	var checks keyChecks
	add := func(names []string) {
		k := &keySet{names: names, rows: n}
		coded := true
		for _, name := range names {
			i := t.fieldIndex(name)
			if i < 0 || t.columns[i] < 0 {
				return
			}
			k.cols = append(k.cols, cols[i])
			coded = coded && cols[i].how == asCode
		}
		if coded {
			k.order = make([]int32, len(k.cols))
			k.order[len(k.order)-1] = noCode - 1
		} else {
			k.begin()
		}
		checks = append(checks, k)
	}
	if len(r.schema.primaryKey) > 0 {
		add(r.schema.primaryKey)
	}
	for _, names := range r.schema.uniqueKeys {
		add(names)
	}
	for _, f := range t.Fields {
		if f.unique && !(len(r.schema.primaryKey) == 1 && r.schema.primaryKey[0] == f.Name) {
			add([]string{f.Name})
		}
	}
	return checks
}

// add enters the key of the present row into each set and returns the first fault.
func (checks keyChecks) add(t *Table, row int) *cellFault {
	var first *cellFault
	for _, k := range checks {
		before := k.insert(t, row)
		if before < 0 || first != nil {
			continue
		}
		var cells []string
		for _, c := range k.cols {
			cells = append(cells, string(c.cell))
		}
		first = &cellFault{strings.Join(k.names, ", "), fmt.Errorf("%q stands twice, first on line %d", clip(strings.Join(cells, ", ")), t.Line(before))}
	}
	return first
}

// ascending says whether the present row's key comes after the one before. Codes count first
// appearances, so a sorted table's ascend even where its texts do not. Equal and missing cells end it.
func (k *keySet) ascending() bool {
	after := false
	for i, c := range k.cols {
		if c.null || !after && c.code < k.order[i] {
			return false
		}
		after = after || c.code > k.order[i]
		k.order[i] = c.code
	}
	return after
}

// begin makes the hash table.
func (k *keySet) begin() {
	k.order, k.seed, k.salt = nil, maphash.MakeSeed(), rand.Uint64()|1
	size := 64
	for size < 2*k.rows && size < 1<<22 {
		size *= 2
	}
	k.slots, k.hashes = make([]uint32, size), make([]uint32, 0, k.rows)
}

// catchUp enters the rows before the first one that is out of order; the present row's state is kept.
func (k *keySet) catchUp(t *Table, row int) {
	type state struct {
		cell []byte
		null bool
		code int32
	}
	present := make([]state, len(k.cols))
	for i, c := range k.cols {
		present[i] = state{c.cell, c.null, c.code}
	}
	k.begin()
	for before := range row {
		cells := t.record(before)
		for _, c := range k.cols {
			c.cell = cells[c.at]
			if c.null = c.field.isMissing(c.cell); !c.null {
				c.code, _ = c.dict.code(c.cell)
			}
		}
		k.enter(t, before)
	}
	for i, c := range k.cols {
		c.cell, c.null, c.code = present[i].cell, present[i].null, present[i].code
	}
}

// hash returns the hash of the present row's key, and false if all its cells are missing: that is no key.
func (k *keySet) hash() (uint32, bool) {
	var h uint64
	stated := false
	for _, c := range k.cols {
		part := uint64(uint32(c.code))
		if c.how != asCode {
			part = maphash.Bytes(k.seed, c.cell)
		}
		stated = stated || !c.null
		h = uint64(mix(h+k.salt, part^k.salt<<1)) | h<<32
	}
	return uint32(h), stated
}

// insert enters the present row and returns the row that has the same key, or -1.
func (k *keySet) insert(t *Table, row int) int {
	if k.order != nil {
		if k.ascending() {
			return -1
		}
		k.catchUp(t, row)
	}
	return k.enter(t, row)
}

func (k *keySet) enter(t *Table, row int) int {
	sum, stated := k.hash()
	for len(k.hashes) < row { // rows that were broken
		k.hashes = append(k.hashes, 0)
	}
	k.hashes = append(k.hashes, sum)
	if !stated {
		return -1
	}
	if k.used*2 >= len(k.slots) {
		k.grow()
	}
	mask := uint32(len(k.slots) - 1)
	for i := sum & mask; ; i = (i + 1) & mask {
		before := int(k.slots[i]) - 1
		if before < 0 {
			k.slots[i] = uint32(row + 1)
			k.used++
			return -1
		}
		if k.hashes[before] == sum && k.same(t.record(before)) {
			return before
		}
	}
}

// same says whether the present row has the key cells of another record.
func (k *keySet) same(record [][]byte) bool {
	for _, c := range k.cols {
		if string(record[c.at]) != string(c.cell) {
			return false
		}
	}
	return true
}

func (k *keySet) grow() {
	old := k.slots
	k.slots = make([]uint32, 2*len(old))
	mask := uint32(len(k.slots) - 1)
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := k.hashes[s-1] & mask
		for k.slots[i] != 0 {
			i = (i + 1) & mask
		}
		k.slots[i] = s
	}
}
