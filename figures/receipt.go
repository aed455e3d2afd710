package figures

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"recount/datasets"
)

// A Receipt stands inside every file: which figure it is and which rows it shows. It holds nothing
// that changes while the drawing does not: no build, commit or clock.
type Receipt struct {
	Figure     string       `json:"figure"`
	Study      string       `json:"study"`
	Drawing    int          `json:"drawing"`
	Preset     string       `json:"preset"`
	Dark       bool         `json:"dark,omitempty"`
	Text       bool         `json:"text,omitempty"` // text instead of outlines
	Rows       []ReceiptRow `json:"rows"`
	Statistics []ReceiptRow `json:"statistics,omitempty"`
	Source     string       `json:"source"`
	Licence    string       `json:"licence,omitempty"`
}

// A ReceiptRow is one row or statistic with its value when the figure was drawn. The digest of a row
// covers all its cells.
type ReceiptRow struct {
	ID     string `json:"id"`
	Value  string `json:"value"`
	Digest string `json:"digest,omitempty"`
}

// receipt returns the receipt of a drawing.
func (d *Drawn) receipt() Receipt {
	f := d.Figure
	r := Receipt{
		Figure: f.ID, Study: f.set.study.Name, Drawing: Drawing, Preset: d.opt.Preset, Dark: d.opt.Dark, Text: d.opt.Editable,
		Source: f.Source, Licence: f.Licence,
	}
	for _, i := range f.observations {
		o := f.set.study.Observation(i)
		r.Rows = append(r.Rows, receiptRow(&o))
	}
	for _, id := range f.statistics {
		r.Statistics = append(r.Statistics, ReceiptRow{ID: id, Value: resultText(f.set.stats.Get(id))})
	}
	return r
}

func receiptRow(o *datasets.Observation) ReceiptRow {
	sum := o.Digest()
	value := o.Text
	if value == "" {
		value = observationText(o)
	}
	return ReceiptRow{ID: o.ID, Value: value, Digest: hex.EncodeToString(sum[:8])}
}

func (r Receipt) encode() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(r) // strings and numbers only: cannot fail
	return escapeDirections(strings.TrimSpace(b.String()))
}

// escapeDirections writes the characters that force a direction of writing as JSON's escapes: they stay in the
// receipt, and turn nothing where it is shown.
func escapeDirections(s string) string {
	forced := func(c rune) bool { return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' }
	if !strings.ContainsFunc(s, forced) {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if forced(c) {
			fmt.Fprintf(&b, `\u%04x`, c)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// ErrNoReceipt is wrapped by the error for a file that holds none.
var ErrNoReceipt = errors.New("holds no receipt: it was not drawn by recount, or the program that saved it last left the metadata out")

// maxFile bounds a file that a receipt is looked for in.
const maxFile = 64 << 20

// ReadReceipt finds the receipt in the bytes of an SVG, PDF or PNG file.
func ReadReceipt(data []byte) (*Receipt, error) {
	if len(data) > maxFile {
		return nil, fmt.Errorf("the file has %d bytes, want at most %d", len(data), maxFile)
	}
	var text string
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		text, err = pngReceipt(data)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		text, err = pdfReceipt(data)
	default:
		text, err = xmlReceipt(bytes.NewReader(data))
	}
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, fmt.Errorf("the file %w", ErrNoReceipt)
	}
	r := new(Receipt)
	if err := json.Unmarshal([]byte(text), r); err != nil {
		return nil, fmt.Errorf("the receipt is damaged: %w", err)
	}
	return r, nil
}

// pngReceipt reads the text chunk; nothing is decompressed.
func pngReceipt(data []byte) (string, error) {
	rest := data[8:]
	for len(rest) >= 12 {
		n := int(rest[0])<<24 | int(rest[1])<<16 | int(rest[2])<<8 | int(rest[3])
		if n < 0 || n > len(rest)-12 {
			return "", errors.New("the PNG file is cut off or damaged")
		}
		body := rest[8 : 8+n]
		if key, value, ok := bytes.Cut(body, []byte{0}); ok && string(rest[4:8]) == "iTXt" && string(key) == "recount:receipt" {
			// compression flag and method, language, translated keyword
			if _, value, ok = bytes.Cut(value[min(2, len(value)):], []byte{0}); ok {
				if _, value, ok = bytes.Cut(value, []byte{0}); ok {
					return string(value), nil
				}
			}
		}
		rest = rest[12+n:]
	}
	return "", nil
}

// pdfReceipt reads the metadata packet, which stands uncompressed in the file.
func pdfReceipt(data []byte) (string, error) {
	_, after, ok := bytes.Cut(data, []byte("<?xpacket begin="))
	if !ok {
		return "", nil
	}
	packet, _, ok := bytes.Cut(after, []byte("<?xpacket end="))
	if !ok {
		return "", errors.New("the PDF file's metadata is cut off")
	}
	if _, inner, ok := bytes.Cut(packet, []byte("?>")); ok {
		packet = inner
	}
	return xmlReceipt(bytes.NewReader(packet))
}

// xmlReceipt returns the content of the first receipt element.
func xmlReceipt(r io.Reader) (string, error) {
	d := xml.NewDecoder(r)
	d.Entity = nil // no entities but XML's own five
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return "", nil
		}
		if err != nil {
			return "", fmt.Errorf("the file is no SVG, PDF or PNG that can be read: %w", err)
		}
		if start, ok := tok.(xml.StartElement); ok && start.Name.Local == "receipt" && start.Name.Space == "urn:recount:receipt:1" {
			var text string
			err := d.DecodeElement(&text, &start)
			return text, err
		}
	}
}

// String prints the receipt for people.
func (r *Receipt) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "figure   %s, for %s", r.Figure, r.Preset)
	if r.Dark {
		b.WriteString(", dark")
	}
	fmt.Fprintf(&b, "\nstudy    %s\ndrawing  %d\n", r.Study, r.Drawing)
	fmt.Fprintf(&b, "source   %s\n", strings.TrimPrefix(r.Source, "Source: "))
	if r.Licence != "" {
		fmt.Fprintf(&b, "licence  %s\n", r.Licence)
	}
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "row      %s  %s  %s\n", row.ID, row.Digest, row.Value)
	}
	for _, s := range r.Statistics {
		fmt.Fprintf(&b, "computed %s  %s\n", s.ID, s.Value)
	}
	return b.String()
}

// Changes says how the rows and statistics of a receipt differ from what the study gives now: one
// sentence each, none if nothing changed.
func (s *Set) Changes(r *Receipt) []string {
	var out []string
	if r.Study != s.study.Name {
		return []string{fmt.Sprintf("it is of study %q, not %q", r.Study, s.study.Name)}
	}
	f := s.Get(r.Figure)
	if f == nil {
		return []string{fmt.Sprintf("the study has no figure %q any more", r.Figure)}
	}
	had := map[string]bool{}
	for _, row := range r.Rows {
		had[row.ID] = true
		i, ok := s.study.Find(row.ID)
		if !ok {
			out = append(out, fmt.Sprintf("row %s (%s) is gone", row.ID, row.Value))
			continue
		}
		o := s.study.Observation(i)
		switch now := receiptRow(&o); {
		case now.Value != row.Value:
			out = append(out, fmt.Sprintf("row %s was %s, is %s (%s:%d)", row.ID, row.Value, now.Value, o.File, o.Line))
		case now.Digest != row.Digest:
			out = append(out, fmt.Sprintf("row %s has another source, period or note (%s:%d)", row.ID, o.File, o.Line))
		}
	}
	for _, i := range f.observations {
		if o := s.study.Observation(i); !had[o.ID] {
			out = append(out, fmt.Sprintf("row %s (%s) is new in the figure (%s:%d)", o.ID, observationText(&o), o.File, o.Line))
		}
	}
	for _, st := range r.Statistics {
		if res := s.stats.Get(st.ID); res == nil {
			out = append(out, fmt.Sprintf("statistic %s (%s) is gone", st.ID, st.Value))
		} else if now := resultText(res); now != st.Value {
			out = append(out, fmt.Sprintf("statistic %s was %s, is %s", st.ID, st.Value, now))
		}
	}
	if r.Drawing != Drawing {
		out = append(out, fmt.Sprintf("it was drawn by version %d of the drawing, now %d", r.Drawing, Drawing))
	}
	return out
}

// Verify draws the figure of a file again and says what changed since: nothing if the file is what
// the study gives now.
func (s *Set) Verify(data []byte) (*Receipt, []string, error) {
	r, err := ReadReceipt(data)
	if err != nil {
		return nil, nil, err
	}
	changes := s.Changes(r)
	f := s.Get(r.Figure)
	if f == nil || r.Study != s.study.Name {
		return r, changes, nil
	}
	d, err := f.Draw(Options{Preset: r.Preset, Dark: r.Dark, Editable: r.Text})
	if err != nil {
		return r, nil, err
	}
	now, err := d.Bytes(formatOf(data))
	if err != nil {
		return r, nil, err
	}
	if len(changes) == 0 && !same(now, data) {
		changes = append(changes, "rows and statistics are the same, the file is not: its words in figures.yaml, the theme or the file itself were edited")
	}
	return r, changes, nil
}

func formatOf(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		return PNG
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return PDF
	}
	return SVG
}
