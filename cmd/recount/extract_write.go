package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// extractVersion is the version of the JSON and CSV forms; it changes only when a field changes its meaning.
const extractVersion = 1

// An extractWriter puts rendered quantities together to a file of the format. The rendering itself is
// done beside, by renderers.
type extractWriter struct {
	w       *bufio.Writer
	format  string
	several bool // files: each gets its heading
	name    string
	files   int
	any     bool // a row of this file was written
}

func newExtractWriter(w io.Writer, format string, several bool) *extractWriter {
	o := &extractWriter{w: bufio.NewWriterSize(w, 1<<16), format: format, several: several}
	return o
}

// The columns of the CSV form.
var extractColumns = []string{"file", "start", "end", "line", "column", "text", "kind", "value", "low", "high", "unit", "counted", "hedge", "direction"}

// begin opens a file.
func (o *extractWriter) begin(name string) {
	o.name, o.any = name, false
	first := o.files == 0
	o.files++
	switch o.format {
	case "json":
		if first {
			fmt.Fprintf(o.w, "{\n  \"version\": %d,\n  \"files\": [", extractVersion)
		} else {
			o.w.WriteByte(',')
		}
		fmt.Fprintf(o.w, "\n    {\"file\": %s, \"quantities\": [", quoted(name))
	case "jsonl":
		fmt.Fprintf(o.w, "{\"id\":%s,\"quantities\":[", quoted(name))
	case "csv":
		if first {
			o.w.WriteString(strings.Join(extractColumns, ",") + "\n")
		}
	case "text":
		if o.several {
			if !first {
				o.w.WriteByte('\n')
			}
			fmt.Fprintln(o.w, oneLine(name))
		}
		if first || o.several {
			o.w.Write(textRow(nil, "place", "number", "kind", "value", "unit or counted", "hedge", "change"))
		}
	}
}

func quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return []byte(`""`)
	}
	return b
}

// rows writes what a renderer made. JSON objects come with a comma before each; the first one is dropped.
func (o *extractWriter) rows(b []byte) {
	if len(b) == 0 {
		return
	}
	if o.format == "json" || o.format == "jsonl" && o.name != "" {
		if !o.any {
			b = b[1:]
		}
	}
	o.any = true
	o.w.Write(b)
}

// finish closes a file.
func (o *extractWriter) finish() error {
	switch o.format {
	case "json":
		if o.any {
			o.w.WriteString("\n    ")
		}
		o.w.WriteString("]}")
	case "jsonl":
		o.w.WriteString("]}\n")
		return o.flush()
	}
	return nil
}

// end closes the output.
func (o *extractWriter) end() error {
	if o.format == "json" {
		if o.files == 0 {
			fmt.Fprintf(o.w, "{\n  \"version\": %d,\n  \"files\": [", extractVersion)
		} else {
			o.w.WriteString("\n  ")
		}
		o.w.WriteString("]\n}\n")
	}
	return o.flush()
}

func (o *extractWriter) flush() error { return o.w.Flush() }

// A renderer renders quantities in one format.
type renderer struct {
	format string
	buf    []byte
	csv    *csv.Writer
	rows   bytes.Buffer
}

func (o *extractWriter) renderer() *renderer {
	r := &renderer{format: o.format}
	if o.format == "csv" {
		r.csv = csv.NewWriter(&r.rows)
	}
	return r
}

// add renders one quantity. Pos is its place in a document; nil for plain text, of which at says all.
func (r *renderer) add(name, txt string, q *quantity.Quantity, at quantity.Place, pos *document.Position) {
	switch r.format {
	case "json":
		r.buf = append(r.buf, ",\n      "...)
		r.buf = appendQuantity(r.buf, txt, q, at, pos)
	case "jsonl":
		r.buf = append(r.buf, ',')
		r.buf = appendQuantity(r.buf, txt, q, at, pos)
	case "csv":
		r.csvRow(name, txt, q, at)
	default:
		r.buf = appendText(r.buf, txt, q, at, pos)
	}
}

func (r *renderer) bytes() ([]byte, error) {
	if r.csv != nil {
		r.csv.Flush()
		return r.rows.Bytes(), r.csv.Error()
	}
	return r.buf, nil
}

// appendQuantity appends the JSON object, with page, sheet, paragraph and note where the format has those instead of
// lines.
func appendQuantity(dst []byte, txt string, q *quantity.Quantity, at quantity.Place, pos *document.Position) []byte {
	dst = quantity.AppendJSON(dst, txt, q, at)
	if pos == nil || pos.PageLabel == "" && pos.Sheet == 0 && pos.Paragraph == 0 && pos.Note == "" && pos.Cell == 0 {
		return dst
	}
	dst = dst[:len(dst)-1]
	number := func(name string, v int) {
		if v > 0 {
			dst = strconv.AppendInt(append(dst, `,"`+name+`":`...), int64(v), 10)
		}
	}
	if pos.PageLabel != "" {
		dst = append(append(dst, `,"page":`...), quoted(pos.PageLabel)...)
	}
	number("sheet", pos.Sheet)
	number("paragraph", pos.Paragraph)
	number("cell", pos.Cell)
	if pos.Note != "" {
		dst = append(append(dst, `,"note":`...), quoted(pos.Note)...)
	}
	return append(dst, '}')
}

func (r *renderer) csvRow(name, txt string, q *quantity.Quantity, at quantity.Place) {
	place := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	low, high, ranged := q.BoundsText()
	value := ""
	if !ranged {
		value = q.ValueText()
	}
	direction := ""
	if !q.Level {
		direction = q.Direction.String()
	}
	row := []string{name, strconv.Itoa(at.Offset + q.Start), strconv.Itoa(at.Offset + q.End), place(at.Line), place(at.Column),
		txt[q.Start:q.End], q.Kind.String(), value, low, high, q.Unit, q.Counted, q.HedgeName(), direction}
	for i := range row {
		row[i] = disarmed(row[i])
	}
	r.csv.Write(row) // into memory: the error comes with Flush
}

// appendText appends a line of the table for people.
func appendText(dst []byte, txt string, q *quantity.Quantity, at quantity.Place, pos *document.Position) []byte {
	place := strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column)
	if pos != nil && (pos.Sheet > 0 || pos.Paragraph > 0 || pos.Line == 0) {
		place = pos.Where()
	}
	value := q.ValueText()
	if low, high, ok := q.BoundsText(); ok {
		value = low + " to " + high
	}
	unit := q.Unit
	if q.Counted != "" && !strings.HasPrefix(unit, q.Counted) {
		unit = strings.TrimPrefix(unit+", "+q.Counted, ", ")
	}
	hedge := ""
	if h := q.HedgeName(); h != "none" {
		hedge = strings.ReplaceAll(h, "_", " ")
	}
	direction := ""
	if !q.Level {
		direction = q.Direction.String()
	}
	return textRow(dst, place, txt[q.Start:q.End], q.Kind.String(), value, unit, hedge, direction)
}

// textWidths are the widths of the columns: fixed, since rows are written as they are found.
var textWidths = [...]int{9, 30, 11, 16, 26, 9, 0}

func textRow(dst []byte, cells ...string) []byte {
	var line strings.Builder
	for i, c := range cells {
		c = oneLine(c)
		line.WriteString(c)
		if i+1 < len(cells) {
			line.WriteString(strings.Repeat(" ", max(textWidths[i]-text.StringWidthWithoutEscSequences(c), 0)+2))
		}
	}
	return append(append(dst, strings.TrimRight(line.String(), " ")...), '\n')
}

// A bar is the line of progress on a terminal.
type bar struct {
	w     io.Writer
	all   int
	files int
	bytes int64
	began time.Time
	shown time.Time
	drawn bool // the line stands there
}

// newBar returns a bar for that many files; it shows nothing where standard error is no terminal.
func (g *globals) newBar(all int) *bar {
	b := &bar{all: all, began: time.Now()}
	if g.progress() {
		b.w = g.stderr
	}
	return b
}

func (b *bar) add(n int64) {
	b.bytes += n
	b.show()
}

func (b *bar) file() {
	b.files++
	b.show()
}

// said is what is done so far.
func (b *bar) said() string {
	return fmt.Sprintf("%d of %d files", b.files, b.all)
}

// show draws the line, at most ten times a second.
func (b *bar) show() {
	now := time.Now()
	if b.w == nil || now.Sub(b.shown) < 100*time.Millisecond {
		return
	}
	b.shown, b.drawn = now, true
	spent := max(now.Sub(b.began).Seconds(), 0.001)
	rate := fmt.Sprintf("%.1f MB/s", float64(b.bytes)/1e6/spent)
	if b.all > 1 {
		rate = fmt.Sprintf("%.0f files/s", float64(b.files)/spent)
	}
	left := ""
	if b.files > 0 && b.all > b.files {
		left = fmt.Sprintf(", about %.0f s left", spent/float64(b.files)*float64(b.all-b.files))
	}
	fmt.Fprintf(b.w, "\r\x1b[K%s, %.1f MB, %s%s", b.said(), float64(b.bytes)/1e6, rate, left)
}

// clear takes the line away for a message, or for what is printed; it comes back in its own time.
func (b *bar) clear() {
	if b.drawn {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.drawn = false
	}
}

func (b *bar) end() { b.clear() }
