package estimate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// MaxLine is the longest line that RunJSONL reads.
const MaxLine = 4 << 20

// A Tally says what RunJSONL made of its input.
type Tally struct {
	Answered int // lines with an estimate
	Refused  int // lines that ask for an estimate that cannot be had, answered by an error
	Unread   int // lines that are no request (not JSON, too long), or whose work broke off
}

// A Guard does the work on what is named and makes one error of a panic in it.
type Guard func(name string, work func() error) error

// RunJSONL answers requests, one JSON object a line:
//
//	{"id": "a", "function": "proportion_ci", "method": "wilson", "inputs": {"x": 26, "n": 40, "level": 0.95}}
//	{"id":"a","estimate":0.65,"lower":0.495058808373,"upper":0.778654711268}
//
// and writes one line for each that is not blank, in the same order, as soon as no further input is waiting. A request that
// cannot be answered gets {"id", "error"}. Numbers have 12 significant digits; those that are not finite are the strings
// "Inf", "-Inf" and "NaN". The error is one of reading or writing, never one of a request. Memory does not grow with the input.
// Each line is answered under guard, which may be nil: what it returns is then that line's error, and the others are answered.
func RunJSONL(r io.Reader, w io.Writer, guard Guard) (Tally, error) {
	in, out := bufio.NewReaderSize(r, 64<<10), bufio.NewWriterSize(w, 64<<10)
	var tally Tally
	var line []byte
	for number := 1; ; number++ {
		var tooLong bool
		var err error
		line, tooLong, err = readLine(in, line[:0])
		if err != nil && !errors.Is(err, io.EOF) {
			return tally, errors.Join(fmt.Errorf("reading line %d: %w", number, err), out.Flush())
		}
		if len(bytes.TrimSpace(line)) > 0 || tooLong {
			if werr := writeAnswer(out, line, number, tooLong, guard, &tally); werr != nil {
				return tally, werr
			}
		}
		if err != nil {
			return tally, out.Flush()
		}
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return tally, err
			}
		}
	}
}

// readLine reads a line into buf. Of one that is too long it reads all and keeps nothing.
func readLine(in *bufio.Reader, buf []byte) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(buf)+len(part) > MaxLine {
			tooLong = true
			buf = buf[:0]
		}
		if !tooLong {
			buf = append(buf, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return buf, tooLong, err
		}
	}
}

// A request is one line of input.
type request struct {
	ID       json.RawMessage            `json:"id"`
	Function string                     `json:"function"`
	Method   string                     `json:"method"`
	Inputs   map[string]json.RawMessage `json:"inputs"`
}

func writeAnswer(out *bufio.Writer, line []byte, number int, tooLong bool, guard Guard, tally *Tally) error {
	var q request
	var err error
	if tooLong {
		err = fmt.Errorf("line %d is longer than %d bytes", number, MaxLine)
	} else if jerr := json.Unmarshal(line, &q); jerr != nil {
		err = fmt.Errorf("line %d is no request: %w", number, jerr)
	}
	var r Result
	var refused error
	if err == nil {
		work := func() error { r, refused = q.compute(); return nil }
		if guard == nil {
			guard = func(_ string, work func() error) error { return work() }
		}
		err = guard("line "+strconv.Itoa(number), work)
	}
	switch {
	case err != nil:
		tally.Unread++
	case refused != nil:
		tally.Refused++
		err = refused
	default:
		tally.Answered++
	}
	_, werr := out.Write(answer(q.ID, r, err))
	return werr
}

// compute answers a request.
func (q request) compute() (Result, error) {
	f, err := Lookup(q.Function)
	if err != nil {
		return Result{}, err
	}
	m, err := f.Method(q.Method)
	if err != nil {
		return Result{}, err
	}
	values := make(Values, len(q.Inputs))
	for _, name := range sortedKeys(q.Inputs) {
		values[name] = nil // an input that the method does not know is named by Compute
	}
	for _, in := range m.Inputs {
		raw, ok := q.Inputs[in.Name]
		if !ok {
			continue // likewise
		}
		v, err := in.Decode(raw)
		if err != nil {
			return Result{}, err
		}
		values[in.Name] = v
	}
	return f.Compute(q.Method, values)
}

// answer writes one line of output.
func answer(id json.RawMessage, r Result, err error) []byte {
	b := []byte(`{"id":`)
	var compact bytes.Buffer
	if len(id) == 0 || json.Compact(&compact, id) != nil {
		b = append(b, "null"...)
	}
	b = append(b, compact.Bytes()...)
	if err != nil {
		b = append(b, `,"error":`...)
		b = append(b, quoted(err.Error())...)
	} else {
		for _, o := range r.Outputs {
			b = append(b, ',')
			b = append(b, quoted(o.Name)...)
			b = append(b, ':')
			b = appendValue(b, o.Value)
		}
	}
	return append(b, "}\n"...)
}

// quoted writes a JSON string, with < and & as they are.
func quoted(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return []byte(`""`) // a string always encodes
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func appendValue(b []byte, v any) []byte {
	switch t := v.(type) {
	case float64:
		return appendFloat(b, t)
	case int:
		return strconv.AppendInt(b, int64(t), 10)
	case bool:
		return strconv.AppendBool(b, t)
	case string:
		return append(b, quoted(t)...)
	case []int:
		return appendList(b, t)
	case []float64:
		return appendList(b, t)
	case [][]int:
		return appendList(b, t)
	}
	return append(b, "null"...)
}

func appendList[T any](b []byte, list []T) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendValue(b, v)
	}
	return append(b, ']')
}

// appendFloat writes a number to 12 significant digits, so that the last rounding of a CPU or a library does not show.
func appendFloat(b []byte, v float64) []byte {
	switch {
	case math.IsNaN(v):
		return append(b, `"NaN"`...)
	case math.IsInf(v, 1):
		return append(b, `"Inf"`...)
	case math.IsInf(v, -1):
		return append(b, `"-Inf"`...)
	case v == 0:
		return append(b, '0') // also -0
	}
	return strconv.AppendFloat(b, v, 'g', 12, 64)
}
