package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// pipeline runs work on what read gives until io.EOF, with the given number of workers, and hands the
// results to write in the order in which they were read. At most two results a worker wait at a time.
func pipeline[A, B any](jobs int, read func() (A, error), work func(A) B, write func(B) error) error {
	if jobs <= 1 {
		for {
			a, err := read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err == nil {
				err = write(work(a))
			}
			if err != nil {
				return err
			}
		}
	}
	type slot struct {
		in  A
		out chan B
	}
	order, todo, stop := make(chan slot, 2*jobs), make(chan slot), make(chan struct{})
	for range jobs {
		go func() {
			for s := range todo {
				s.out <- work(s.in)
			}
		}()
	}
	var failed error // of read; order is closed after it is set
	go func() {
		defer close(todo)
		defer close(order)
		for {
			a, err := read()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					failed = err
				}
				return
			}
			s := slot{a, make(chan B, 1)}
			for _, to := range []chan slot{order, todo} {
				select {
				case to <- s:
				case <-stop:
					return
				}
			}
		}
	}()
	for s := range order {
		if err := write(<-s.out); err != nil {
			close(stop)
			return err
		}
	}
	return failed
}

// A stream is a plain text that is read in pieces.
type stream struct {
	head  []byte // read already
	in    io.Reader
	close func()
}

// A piece is a stretch of a stream, cut where no number is read over.
type piece struct {
	text      string
	offset    int // in the stream
	line, col int // of its first byte
}

// pieceSize is the size of a piece: large enough that its ends do not count, small enough for the caches.
const pieceSize = 1 << 20

// A fileError is an error of one file: the others go on.
type fileError struct{ err error }

func (e *fileError) Error() string { return e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// pieces lists the quantities of a stream. What is wrong with the stream itself is a fileError.
func (x *extraction) pieces(s *stream) error {
	defer s.close()
	in := io.MultiReader(bytes.NewReader(s.head), s.in)
	next := piece{line: 1, col: 1}
	var rest []byte
	ended := false
	read := func() (piece, error) {
		if err := x.ctx.Err(); err != nil {
			return piece{}, x.interrupted()
		}
		if ended && len(rest) == 0 {
			return piece{}, io.EOF
		}
		buf := make([]byte, pieceSize+len(rest))
		n := copy(buf, rest)
		m, err := io.ReadFull(in, buf[n:])
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			ended = true
		} else if err != nil {
			return piece{}, &fileError{fmt.Errorf("%s: %w", x.out.name, plainPathError(err))}
		}
		buf = buf[:n+m]
		cut := len(buf)
		if !ended {
			cut = cutAt(buf)
		}
		rest = buf[cut:]
		p := next
		p.text = string(buf[:cut])
		next.offset += cut
		next.line, next.col = after(p.text, p.line, p.col)
		return p, nil
	}
	write := func(e extracted) error {
		x.out.rows(e.rows)
		x.bar.add(e.size)
		if e.err != nil {
			return &fileError{e.err}
		}
		return nil
	}
	name := x.out.name
	work := func(p piece) (e extracted) {
		if err := guard(name, func() error { e = x.piece(p); return nil }); err != nil {
			return extracted{err: err}
		}
		return e
	}
	return pipeline(x.jobs, read, work, write)
}

// cutAt returns where a buffer is cut: at its last empty line, else its last line, else its last
// sentence, else its last blank.
func cutAt(buf []byte) int {
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		if i := bytes.LastIndex(buf, []byte(mark)); i > len(buf)/2 {
			return i + len(mark)
		}
	}
	return len(buf)
}

// after returns line and column behind a text that begins at line and col.
func after(text string, line, col int) (int, int) {
	if n := strings.Count(text, "\n"); n > 0 {
		return line + n, len(text) - strings.LastIndexByte(text, '\n')
	}
	return line, col + len(text)
}

// piece renders the quantities of one piece.
func (x *extraction) piece(p piece) extracted {
	r := x.out.renderer()
	scanText(p.text, func(q *quantity.Quantity, line, col int) {
		if line == 1 {
			col += p.col - 1
		}
		r.add(x.out.name, p.text, q, quantity.Place{Offset: p.offset, Line: p.line + line - 1, Column: col}, nil)
	})
	rows, err := r.bytes()
	return extracted{rows: rows, size: int64(len(p.text)), err: err}
}

// scan finds the quantities of a text; a variable, so that tests can see what becomes of a fault in it.
var scan = quantity.Scan

// quantities are lists that are used again for the next text, as long as they are no longer than maxKept.
var quantities = sync.Pool{New: func() any { return new([]quantity.Quantity) }}

const maxKept = 1 << 13

// scanText calls add with each quantity of a plain text outside of addresses, and its line and column.
func scanText(text string, add func(q *quantity.Quantity, line, col int)) {
	buf := quantities.Get().(*[]quantity.Quantity)
	qs := scan((*buf)[:0], text)
	*buf = qs
	defer func() {
		if cap(qs) <= maxKept {
			clear(qs) // its strings are pieces of the text, which is not to be kept
			quantities.Put(buf)
		}
	}()
	if len(qs) == 0 {
		return
	}
	var asides []document.Span
	if strings.IndexByte(text, '@') >= 0 || strings.IndexByte(text, '/') >= 0 || strings.Contains(text, "www.") || strings.Contains(text, "doi:") {
		asides = document.AsidesIn(text, 0, nil)
	}
	line, start, at := 1, 0, 0
	for i := range qs {
		q := &qs[i]
		for len(asides) > 0 && asides[0].End <= q.Start {
			asides = asides[1:]
		}
		if len(asides) > 0 && asides[0].Start <= q.Start {
			continue
		}
		for {
			n := strings.IndexByte(text[at:q.Start], '\n')
			if n < 0 {
				break
			}
			line++
			at += n + 1
			start = at
		}
		at = q.Start
		add(q, line, q.Start-start+1)
	}
}

// A batch is a run of lines of JSON, numbered from first.
type batch struct {
	lines []byte
	first int
	count int
}

// batchSize is how many bytes of JSON lines go to a worker at a time.
const batchSize = 256 << 10

// lines lists the quantities of JSON lines: one line out for each line in, in order.
func (x *extraction) lines(names []string) error {
	for _, name := range names {
		in, closeIn, err := x.g.open(name)
		if err != nil {
			return err
		}
		err = x.lineFile(in)
		closeIn()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		x.bar.file()
	}
	return nil
}

type linesOut struct {
	out  []byte
	size int64
	bad  bool
}

func (x *extraction) lineFile(in io.Reader) error {
	lines := bufio.NewReaderSize(in, batchSize)
	n := 0
	read := func() (batch, error) {
		if err := x.ctx.Err(); err != nil {
			return batch{}, x.interrupted()
		}
		b := batch{first: n + 1}
		for {
			line, err := readLine(lines)
			if len(line) > 0 || err == nil {
				b.lines = append(append(b.lines, line...), '\n')
				b.count++
			}
			switch {
			case errors.Is(err, io.EOF) && b.count > 0:
				n += b.count
				return b, nil
			case err != nil:
				return b, err
			case len(b.lines) >= batchSize || lines.Buffered() == 0: // do not wait for more when a line is there
				n += b.count
				return b, nil
			}
		}
	}
	write := func(o linesOut) error {
		x.failed = x.failed || o.bad
		x.bar.add(o.size)
		x.out.rows(o.out)
		return x.out.flush()
	}
	return pipeline(x.jobs, read, workLines, write)
}

// maxLongLine bounds a line of JSON, which is held in memory whole.
const maxLongLine = 512 << 20

// readLine reads one line without its end.
func readLine(in *bufio.Reader) ([]byte, error) {
	var long []byte
	for {
		part, err := in.ReadSlice('\n')
		if err == nil {
			part = part[:len(part)-1]
			if long == nil {
				return part, nil
			}
			return append(long, part...), nil
		}
		long = append(long, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return long, err
		}
		if len(long) > maxLongLine {
			return nil, fmt.Errorf("a line is longer than %d MB", maxLongLine>>20)
		}
	}
}

// workLines renders a batch of JSON lines.
func workLines(b batch) linesOut {
	o := linesOut{size: int64(len(b.lines))}
	n := b.first
	for line := range bytes.Lines(b.lines) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			out, err := o.out, error(nil)
			fault := guard("line "+strconv.Itoa(n), func() error {
				out, err = appendLine(out, line)
				return nil
			})
			if err != nil {
				fault = fmt.Errorf("line %d is no JSON object with id and text: %v", n, err)
			}
			if fault != nil {
				o.bad = true
				out = appendBadLine(o.out, n, fault) // what the line had written so far is gone
			}
			o.out = out
		}
		n++
	}
	return o
}

// appendBadLine appends the line out for one that could not be read.
func appendBadLine(dst []byte, n int, err error) []byte {
	dst = append(dst, `{"id":`...)
	dst = strconv.AppendQuote(dst, strconv.Itoa(n))
	dst = append(dst, `,"quantities":[],"error":`...)
	dst = append(dst, quoted(err.Error())...)
	return append(dst, "}\n"...)
}

// appendLine appends the line out for one line in.
func appendLine(dst, line []byte) ([]byte, error) {
	var in struct {
		ID   json.RawMessage `json:"id"`
		Text string          `json:"text"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return dst, err
	}
	if len(in.ID) == 0 {
		return dst, errors.New("it has no id")
	}
	dst = append(append(dst, `{"id":`...), in.ID...)
	dst = append(dst, `,"quantities":[`...)
	first := true
	scanText(in.Text, func(q *quantity.Quantity, line, col int) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = quantity.AppendJSON(dst, in.Text, q, quantity.Place{Line: line, Column: col})
	})
	return append(dst, "]}\n"...), nil
}
