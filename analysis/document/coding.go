package document

import (
	"bytes"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// A coding says how the bytes of a text file became UTF-8, so that offsets can be turned back.
type coding struct {
	name  string // for people: "UTF-16", "Windows-1252"; "" for UTF-8
	width func(rune) int
	bom   int // bytes before the text
	// data is the decoded text and marks are byte offsets of the file for every stride bytes of it.
	data  string
	marks []int
	// bad are the offsets in the decoded text of bytes that were not UTF-8 and became U+FFFD.
	bad []int
}

const stride = 4096

// decode turns the bytes of a text file into UTF-8. A byte order mark decides; without one the file is
// UTF-8 if it is valid or nearly so, UTF-16 if every other byte is zero, else Windows-1252.
func decode(data []byte) (string, coding) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		s, c := decodeUTF8(data[3:])
		c.bom = 3
		return s, c
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeUTF16(data, 2, false)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeUTF16(data, 2, true)
	}
	if little, big := zeros(data); little || big {
		return decodeUTF16(data, 0, big)
	}
	return decodeUTF8(data)
}

// zeros tells UTF-16 without a mark by the zero bytes that Latin letters have in it.
func zeros(data []byte) (little, big bool) {
	n := min(len(data), 512) &^ 1
	if n < 8 {
		return false, false
	}
	var even, odd int
	for i := 0; i < n; i += 2 {
		if data[i] == 0 {
			even++
		}
		if data[i+1] == 0 {
			odd++
		}
	}
	return odd > n*2/5 && even == 0, even > n*2/5 && odd == 0
}

// decodeUTF8 keeps UTF-8. One stray byte in a file of proper multi-byte characters is a damaged
// character; a file with no proper ones is Windows-1252, which takes any byte.
func decodeUTF8(data []byte) (string, coding) {
	if utf8.Valid(data) {
		return string(data), coding{}
	}
	var good, bad int
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	if bad > good {
		return decodeWindows(data)
	}
	c := coding{name: "damaged UTF-8"}
	out := make([]byte, 0, len(data)+2*bad)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			c.bad = append(c.bad, len(out))
			out = append(out, "\uFFFD"...)
		} else {
			out = append(out, data[i:i+n]...)
		}
		i += n
	}
	return string(out), c
}

func decodeUTF16(data []byte, bom int, big bool) (string, coding) {
	body := data[bom:]
	out := make([]byte, 0, len(body)/2+len(body)/8)
	unit := func(i int) rune {
		if big {
			return rune(body[i])<<8 | rune(body[i+1])
		}
		return rune(body[i+1])<<8 | rune(body[i])
	}
	for i := 0; i+1 < len(body); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			r2 := rune(0)
			if i+3 < len(body) {
				r2 = unit(i + 2)
			}
			if r = utf16.DecodeRune(r, r2); r != utf8.RuneError {
				i += 2
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return newCoding("UTF-16", string(out), bom, func(r rune) int {
		if r >= 0x10000 {
			return 4
		}
		return 2
	})
}

// windows1252 are the characters at 0x80 to 0x9F; the other bytes are their own code points.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

func decodeWindows(data []byte) (string, coding) {
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, c := range data {
		r := rune(c)
		if c >= 0x80 && c < 0xA0 {
			r = windows1252[c-0x80]
		}
		out = utf8.AppendRune(out, r)
	}
	return newCoding("Windows-1252", string(out), 0, func(rune) int { return 1 })
}

func newCoding(name, s string, bom int, width func(rune) int) (string, coding) {
	c := coding{name: name, width: width, bom: bom, data: s}
	raw, next := 0, 0
	for i, r := range s {
		for i >= next {
			c.marks = append(c.marks, raw)
			next += stride
		}
		raw += width(r)
	}
	return s, c
}

// offset turns an offset of the decoded text into one of the file.
func (c *coding) offset(off int) int {
	if c.width == nil {
		return c.bom + off - 2*sort.SearchInts(c.bad, off)
	}
	if len(c.marks) == 0 {
		return c.bom
	}
	m := min(off/stride, len(c.marks)-1)
	// The mark holds for the first character that begins at or behind m*stride.
	at, raw := m*stride, c.marks[m]
	for at < len(c.data) && !utf8.RuneStart(c.data[at]) {
		at++
	}
	if at > off && m > 0 {
		m--
		at, raw = m*stride, c.marks[m]
		for !utf8.RuneStart(c.data[at]) {
			at++
		}
	}
	for _, r := range c.data[at:max(at, off)] {
		raw += c.width(r)
	}
	return c.bom + raw
}
