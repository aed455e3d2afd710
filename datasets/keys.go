package datasets

import (
	"fmt"
	"hash/maphash"
	"strings"
)

// A keySet finds rows whose key cells were there before. It holds four bytes a row and a hash: the keys
// themselves are read again from the table when two hashes are equal.
type keySet struct {
	names  []string
	at     []int // record positions
	seed   maphash.Seed
	slots  []uint32 // row+1, 0 empty
	hashes []uint32 // of each row's key
	used   int
}

type keyChecks []*keySet

type keyError struct {
	column string
	err    error
}

// newKeyChecks prepares primary key, unique keys and unique fields of a table.
func newKeyChecks(t *Table, r *resource) keyChecks {
	var checks keyChecks
	add := func(names []string) {
		k := &keySet{names: names, seed: maphash.MakeSeed(), slots: make([]uint32, 64)}
		for _, name := range names {
			i := t.fieldIndex(name)
			if i < 0 || t.columns[i] < 0 {
				return
			}
			k.at = append(k.at, t.columns[i])
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
		if f.unique {
			add([]string{f.Name})
		}
	}
	return checks
}

// add enters the key of a row into each set.
func (checks keyChecks) add(t *Table, row int, fields [][]byte) *keyError {
	var first *keyError
	for _, k := range checks {
		before := k.insert(t, row, fields)
		if before < 0 || first != nil {
			continue
		}
		var cells []string
		for _, at := range k.at {
			cells = append(cells, string(fields[at]))
		}
		first = &keyError{strings.Join(k.names, ", "), fmt.Errorf("%q stands twice, first on line %d", clip(strings.Join(cells, ", ")), t.Line(before))}
	}
	return first
}

// insert enters a row's key and returns the row that has the same one, or -1. Keys whose cells are all
// empty are no keys.
func (k *keySet) insert(t *Table, row int, fields [][]byte) int {
	var h maphash.Hash
	h.SetSeed(k.seed)
	empty := true
	for _, at := range k.at {
		h.Write(fields[at])
		h.WriteByte(0)
		empty = empty && len(fields[at]) == 0
	}
	sum := uint32(h.Sum64())
	for len(k.hashes) <= row {
		k.hashes = append(k.hashes, 0)
	}
	k.hashes[row] = sum
	if empty {
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
		if k.hashes[before] == sum && k.same(t.record(before), fields) {
			return before
		}
	}
}

func (k *keySet) same(a, b [][]byte) bool {
	for _, at := range k.at {
		if string(a[at]) != string(b[at]) {
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
