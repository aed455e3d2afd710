package datasets

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"math/rand/v2"
)

// A dictionary numbers distinct texts in the order of their first appearance. A column of a million
// cells asks it a million times, so short texts are hashed by their first and last eight bytes.
type dictionary struct {
	texts  []string
	slots  []uint32 // code+1, 0 empty
	hashes []uint32 // of each text
	key    [2]uint64
	seed   maphash.Seed
}

func newDictionary() *dictionary {
	return &dictionary{slots: make([]uint32, 64), seed: maphash.MakeSeed(), key: [2]uint64{rand.Uint64() | 1, rand.Uint64() | 1}}
}

// code returns the number of a text, and whether it is new.
func (d *dictionary) code(text []byte) (code int32, fresh bool) {
	sum := d.hash(text)
	mask := uint32(len(d.slots) - 1)
	i := sum & mask
	for ; d.slots[i] != 0; i = (i + 1) & mask {
		c := d.slots[i] - 1
		if d.hashes[c] == sum && d.texts[c] == string(text) {
			return int32(c), false
		}
	}
	d.texts, d.hashes = append(d.texts, string(text)), append(d.hashes, sum)
	d.slots[i] = uint32(len(d.texts))
	if 2*len(d.texts) > len(d.slots) {
		d.grow()
	}
	return int32(len(d.texts) - 1), true
}

func (d *dictionary) grow() {
	d.slots = make([]uint32, 2*len(d.slots))
	mask := uint32(len(d.slots) - 1)
	for c, sum := range d.hashes {
		i := sum & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = uint32(c + 1)
	}
}

func (d *dictionary) hash(text []byte) uint32 {
	n := len(text)
	var a, b uint64
	switch {
	case n > 16:
		return uint32(maphash.Bytes(d.seed, text))
	case n >= 8:
		a, b = binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[n-8:])
	case n >= 4:
		a, b = uint64(binary.LittleEndian.Uint32(text)), uint64(binary.LittleEndian.Uint32(text[n-4:]))
	case n > 0:
		a, b = uint64(text[0])<<16|uint64(text[n/2])<<8|uint64(text[n-1]), 0
	}
	return mix(a^d.key[0], b^d.key[1]^uint64(n))
}

// mix folds the 128-bit product of two words.
func mix(a, b uint64) uint32 {
	hi, lo := bits.Mul64(a, b)
	h := hi ^ lo
	return uint32(h ^ h>>32)
}
