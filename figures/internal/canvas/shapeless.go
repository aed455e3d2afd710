package canvas

import (
	"encoding/binary"
	"sync"
)

// shapelessFont writes the font of the invisible text: every UTF-16 code is a character half an em
// wide without a shape, and stands for itself. It returns the number of the font object.
func shapelessFont(f *pdfFile) int {
	z := shapeless()
	file := f.object("<</Length1 %d/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", len(shapelessTTF()), len(z.file), z.file)
	gids := f.object("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", len(z.gids), z.gids)
	unicode := f.object("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", len(z.unicode), z.unicode)
	desc := f.object("<</Type/FontDescriptor/FontName/RecountShapeless/Flags 4/FontBBox[0 0 500 1000]/ItalicAngle 0/Ascent 1000/Descent 0/CapHeight 1000/StemV 80/FontFile2 %d 0 R>>", file)
	cid := f.object("<</Type/Font/Subtype/CIDFontType2/BaseFont/RecountShapeless/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 500/CIDToGIDMap %d 0 R>>", desc, gids)
	return f.object("<</Type/Font/Subtype/Type0/BaseFont/RecountShapeless/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", cid, unicode)
}

// shapeless holds the streams of the font, compressed once for all files: the font, the map from all
// 65,536 codes to its one glyph, and the map from codes to characters.
var shapeless = sync.OnceValue(func() (z struct{ file, gids, unicode []byte }) {
	z.file, z.gids, z.unicode = compress(shapelessTTF()), compress(make([]byte, 2<<16)), compress([]byte(toUnicode))
	return z
})

// toUnicode maps every code to itself.
const toUnicode = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`

// shapelessTTF builds the smallest TrueType font that readers accept: one empty glyph.
var shapelessTTF = sync.OnceValue(func() []byte {
	be := binary.BigEndian
	u16 := func(vs ...uint16) (b []byte) {
		for _, v := range vs {
			b = be.AppendUint16(b, v)
		}
		return b
	}
	tables := []struct {
		tag  string
		data []byte
	}{
		{"cmap", u16(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0)},
		{"glyf", u16(0, 0)},
		// version, revision, checksum adjustment (filled in below), magic, flags, units, dates, box, …
		{"head", u16(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 1000, 0, 8, 2, 0, 0)},
		{"hhea", u16(1, 0, 1000, 0, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 1)},
		{"hmtx", u16(500, 0)},
		{"loca", u16(0, 0)},
		{"maxp", u16(1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)},
	}
	font := append([]byte{0, 1, 0, 0}, u16(uint16(len(tables)), 64, 2, 48)...)
	offset := len(font) + 16*len(tables)
	var body []byte
	head := 0
	for _, t := range tables {
		if t.tag == "head" {
			head = offset + len(body)
		}
		font = append(font, t.tag...)
		font = be.AppendUint32(font, tableSum(t.data))
		font = be.AppendUint32(font, uint32(offset+len(body)))
		font = be.AppendUint32(font, uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	font = append(font, body...)
	be.PutUint32(font[head+8:], 0xB1B0AFBA-tableSum(font))
	return font
})

// tableSum is the checksum of a TrueType table.
func tableSum(b []byte) (sum uint32) {
	for i := 0; i < len(b); i += 4 {
		var word [4]byte
		copy(word[:], b[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
