package delimited

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrEncoding is wrapped by the errors of CheckEncoding.
var ErrEncoding = errors.New("not UTF-8")

// CheckEncoding strips one UTF-8 byte order mark and returns the rest, or says by name which encoding
// the text is in instead and what to do about it.
func CheckEncoding(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return nil, wrongEncoding("UTF-32")
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return nil, wrongEncoding("UTF-16")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, fmt.Errorf("%w: it is a zip file (an Excel workbook?), not a text; save it with the ending .xlsx or export CSV", ErrEncoding)
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, fmt.Errorf("%w: it is an Excel 97 workbook (.xls); save it as .xlsx or as CSV UTF-8", ErrEncoding)
	}
	if sound(data) {
		return data, nil
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		if i < 4 || bytes.Count(data[:min(len(data), 4096)], []byte{0}) > min(len(data), 4096)/4 {
			return nil, wrongEncoding("UTF-16 without a byte order mark")
		}
		return nil, fmt.Errorf("%w: byte 0 on line %d", ErrEncoding, lineOf(data, i))
	}
	i := firstInvalid(data)
	if name := legacyName(data); name != "" {
		return nil, fmt.Errorf("%w (first seen on line %d, byte 0x%02X)", wrongEncoding(name), lineOf(data, i), data[i])
	}
	return nil, fmt.Errorf("%w: byte 0x%02X on line %d; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")", ErrEncoding, data[i], lineOf(data, i))
}

// sound says whether data are UTF-8 without a zero byte. It looks at them piece by piece, so that the second
// look at a piece finds it in the processor's cache.
func sound(data []byte) bool {
	const piece = 64 << 10
	for len(data) > 0 {
		n := min(piece, len(data))
		for n < len(data) && n > piece-utf8.UTFMax && !utf8.RuneStart(data[n]) {
			n--
		}
		if bytes.IndexByte(data[:n], 0) >= 0 || !utf8.Valid(data[:n]) {
			return false
		}
		data = data[n:]
	}
	return true
}

func wrongEncoding(name string) error {
	return fmt.Errorf("%w but %s: save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\"), or run iconv", ErrEncoding, name)
}

// legacyName guesses a single-byte encoding from the bytes above 0x7F: Windows-1252 and its kin write
// accented letters as one byte between ASCII letters, which is never valid UTF-8.
func legacyName(data []byte) string {
	high, multi := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(data[i:])
		if n > 1 {
			multi++
		} else {
			high++
		}
		i += n
	}
	if high > 4*multi {
		return "Windows-1252 or a like single-byte encoding"
	}
	return ""
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}

func lineOf(data []byte, i int) int { return 1 + bytes.Count(data[:i], newline) }
