// Package delimited reads RFC 4180 text (CSV, TSV) strictly, straight from bytes in memory.
//
// It differs from encoding/csv where a table of facts wants more: a broken record is reported and
// skipped, so that every fault of a file is found in one run; a carriage return inside quotes is kept;
// a lone one is an error; fields are slices of the input wherever they can be. Like encoding/csv it
// skips empty lines. Encoding is the caller's business (see CheckEncoding).
package delimited

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
)

// A Dialect says how a table is written. The zero Dialect is a comma and double quotes.
type Dialect struct {
	Comma   byte // ',' if zero
	Quote   byte // '"' if zero
	NoQuote bool // quotes are ordinary characters
	Comment byte // records that begin with it are skipped, if not zero
}

// Faults of a record, wrapped by the errors of Problem.
var (
	ErrQuote   = errors.New("quote")
	ErrReturn  = errors.New("lone carriage return")
	ErrTooMany = errors.New("too many fields")
)

// MaxFields bounds the fields of one record.
const MaxFields = 16384

// A Format is a dialect made ready for reading; several readers may share it.
type Format struct {
	Dialect
	special [256]bool
	words   [4]uint64 // each special byte, eight times
}

// NewFormat prepares a dialect.
func NewFormat(d Dialect) *Format {
	if d.Comma == 0 {
		d.Comma = ','
	}
	if d.Quote == 0 {
		d.Quote = '"'
	}
	f := &Format{Dialect: d}
	special := [4]byte{'\n', '\r', d.Comma, d.Quote}
	if d.NoQuote {
		special[3] = d.Comma
	}
	for i, c := range special {
		f.special[c] = true
		f.words[i] = everyByte * uint64(c)
	}
	return f
}

const (
	everyByte = 0x0101010101010101 // 1 in each byte of a word
	everyHigh = 0x8080808080808080
)

// next returns the offset of the first special byte at or after i, looking at eight bytes at a time: a byte
// that is zero once the special one is taken out of the word is the only one that lends its neighbour's bit.
func (f *Format) next(data []byte, i int) int {
	a, b, c, d := f.words[0], f.words[1], f.words[2], f.words[3]
	for ; i+8 <= len(data); i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		a, b, c, d := w^a, w^b, w^c, w^d
		zero := (a-everyByte)&^a | (b-everyByte)&^b | (c-everyByte)&^c | (d-everyByte)&^d
		if zero &= everyHigh; zero != 0 { // the lowest bit is right; those above may be carried over
			return i + bits.TrailingZeros64(zero)/8
		}
	}
	for i < len(data) && !f.special[data[i]] {
		i++
	}
	return i
}

// Record reads the fields of one record that begins at offset, and is known to be sound.
func (f *Format) Record(data []byte, offset, width int) [][]byte {
	return f.RecordInto(make([][]byte, 0, width), data, offset)
}

// RecordInto is Record into cells that the caller lends; what they held is overwritten.
func (f *Format) RecordInto(dst [][]byte, data []byte, offset int) [][]byte {
	r := Reader{data: data, format: f, pos: offset, fields: dst}
	r.Next()
	return r.fields
}

// Field reads one field, counted from 0, of a record that begins at offset and is known to be sound.
func (f *Format) Field(data []byte, offset, field int) []byte {
	for i, from := 0, offset; from <= len(data); i++ {
		if !f.NoQuote && from < len(data) && data[from] == f.Quote {
			return f.Record(data, offset, 0)[field]
		}
		end := f.next(data, from)
		if i == field {
			return data[from:end:end]
		}
		from = end + 1
	}
	return nil
}

// A Reader reads one record after the other.
type Reader struct {
	data   []byte
	format *Format
	pos    int // of the next record
	line   int // of the next record, 1-based

	start     int // of the present record
	startLine int
	fields    [][]byte
	same      int  // fields that are those of the record before
	plain     bool // the present record has no quotes and no fault
	scratch   []byte
	problem   error
}

// NewReader returns a reader of data, which must stay unchanged while it is used.
func NewReader(data []byte, f *Format) *Reader {
	return &Reader{data: data, format: f, line: 1}
}

// Offset is where the present record begins.
func (r *Reader) Offset() int { return r.start }

// Line is the line on which the present record begins, 1-based.
func (r *Reader) Line() int { return r.startLine }

// Fields are the fields of the present record, unquoted. They are valid until the next call of Next.
func (r *Reader) Fields() [][]byte { return r.fields }

// Same is how many fields, from the first one on, hold the bytes that they held in the record before: a table
// that is sorted repeats itself, and what is known of such a cell need not be found out again.
func (r *Reader) Same() int { return r.same }

// Problem says what is wrong with the present record; its fields are then not to be used.
func (r *Reader) Problem() error { return r.problem }

// Next moves to the next record and reports whether there is one.
func (r *Reader) Next() bool {
	for {
		r.skipEmpty()
		if r.pos >= len(r.data) {
			return false
		}
		before := r.start
		r.start, r.startLine, r.problem = r.pos, r.line, nil
		comment := r.format.Comment != 0 && r.data[r.pos] == r.format.Comment
		if comment {
			r.plain = false
			r.skipLine()
			continue
		}
		r.record(r.repeat(before))
		return true
	}
}

// repeat keeps the leading fields that the present record shares with the one before, and returns where the
// first other one begins. Of a plain record, equal bytes up to a comma are equal fields.
func (r *Reader) repeat(before int) int {
	r.same = 0
	from := r.pos
	if r.plain {
		shared := commonPrefix(r.data[before:r.pos], r.data[r.pos:])
		for r.same < len(r.fields)-1 && len(r.fields[r.same]) < shared {
			n := len(r.fields[r.same]) + 1
			r.same, from, shared = r.same+1, from+n, shared-n
		}
	}
	r.fields, r.scratch = r.fields[:r.same], r.scratch[:0]
	return from
}

// commonPrefix returns how many leading bytes a and b have in common.
func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for ; i+8 <= n; i += 8 {
		if x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)/8
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

func (r *Reader) skipEmpty() {
	for r.pos < len(r.data) {
		switch {
		case r.data[r.pos] == '\n':
			r.pos++
		case r.data[r.pos] == '\r' && r.pos+1 < len(r.data) && r.data[r.pos+1] == '\n':
			r.pos += 2
		default:
			return
		}
		r.line++
	}
}

// record reads the fields of the present record from offset i on.
func (r *Reader) record(i int) {
	data, comma, quote := r.data, r.format.Comma, r.format.Quote
	quoting := !r.format.NoQuote
	r.plain = true
	for {
		if quoting && i < len(data) && data[i] == quote {
			r.plain = false
			end, ok := r.quoted(i)
			if !ok {
				return
			}
			i = end
		} else {
			from := i
			i = r.format.next(data, i)
			r.fields = append(r.fields, data[from:i:i])
		}
		if i >= len(data) {
			r.pos = i
			return
		}
		switch c := data[i]; {
		case c == comma:
			i++
			if len(r.fields) >= MaxFields {
				r.fail(i, fmt.Errorf("%w: more than %d", ErrTooMany, MaxFields))
				return
			}
		case c == '\n':
			r.pos, r.line = i+1, r.line+1
			return
		case c == '\r' && i+1 < len(data) && data[i+1] == '\n':
			r.pos, r.line = i+2, r.line+1
			return
		case c == '\r':
			r.fail(i, fmt.Errorf("%w: want lines that end in LF or CR LF", ErrReturn))
			return
		default:
			r.fail(i, fmt.Errorf("bare %w %q inside field %d: put the field in quotes and double the quotes in it", ErrQuote, quote, len(r.fields)))
			return
		}
	}
}

// quoted reads a field that begins with a quote at i and returns the offset after it.
func (r *Reader) quoted(i int) (int, bool) {
	data, quote := r.data, r.format.Quote
	first := i + 1
	from, kept, copied := first, len(r.scratch), false
	for i = from; ; {
		n := bytes.IndexByte(data[i:], quote)
		if n < 0 {
			r.fields = append(r.fields, nil)
			r.fail(len(data), fmt.Errorf("%w %q opened in field %d of this record is never closed", ErrQuote, quote, len(r.fields)))
			r.pos = len(data)
			return 0, false
		}
		end := i + n
		if end+1 < len(data) && data[end+1] == quote {
			r.scratch = append(r.scratch, data[from:end+1]...)
			copied = true
			i, from = end+2, end+2
			continue
		}
		field := data[from:end:end]
		if copied {
			r.scratch = append(r.scratch, field...)
			field = r.scratch[kept:len(r.scratch):len(r.scratch)]
		}
		r.fields = append(r.fields, field)
		r.line += bytes.Count(data[first:end], newline)
		i = end + 1
		if i < len(data) && !r.format.special[data[i]] || i < len(data) && data[i] == quote {
			r.fail(i, fmt.Errorf("text after the closing %w of field %d: want a %q or the end of the line", ErrQuote, len(r.fields), r.format.Comma))
			return 0, false
		}
		return i, true
	}
}

var newline = []byte{'\n'}

// fail marks the present record as broken at offset i and goes on at the next line.
func (r *Reader) fail(i int, err error) {
	r.problem, r.plain = err, false
	r.pos = i
	r.skipLine()
}

// skipLine moves to the line after pos.
func (r *Reader) skipLine() {
	n := bytes.IndexByte(r.data[r.pos:], '\n')
	end := len(r.data)
	if n >= 0 {
		end = r.pos + n + 1
	}
	r.line = r.startLine + bytes.Count(r.data[r.start:end], newline)
	if end == len(r.data) && (end == 0 || r.data[end-1] != '\n') {
		r.line++
	}
	r.pos = end
}
