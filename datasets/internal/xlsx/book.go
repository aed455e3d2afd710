// Package xlsx reads the cells of Excel workbooks: shared and inline strings, numbers, dates by their
// number format, cached values of formulas, merged ranges, several sheets.
//
// It computes nothing and knows nothing of tables. A workbook is hostile: the number of parts, their
// unpacked sizes and ratio, and the number of cells are bounded.
package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// Bounds on a workbook. Excel's own are 1,048,576 rows and 16,384 columns.
const (
	MaxRows    = 1 << 20
	MaxColumns = 1 << 14
	maxParts   = 10_000
	maxPart    = 512 << 20 // unpacked bytes of one part
	maxCells   = 20_000_000
	maxStrings = 10_000_000
	freeRatio  = 16 << 20 // parts smaller than this may be packed as tightly as they like
	maxRatio   = 200
)

// ErrFormat is wrapped by the errors for files that are no workbooks that this package can read.
var ErrFormat = errors.New("not a readable workbook")

// A Book is an open workbook.
type Book struct {
	parts    map[string]*zip.File
	sheets   []sheetRef
	strings  []string
	formats  []format // of each cell style
	from1904 bool
}

type sheetRef struct {
	name, part string
	hidden     bool
}

// Open reads everything of a workbook but its sheets.
func Open(data []byte) (*Book, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
			return nil, fmt.Errorf("%w: it is of the old format .xls, or has a password; save it as .xlsx without one", ErrFormat)
		}
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%w: %d parts, want at most %d", ErrFormat, len(z.File), maxParts)
	}
	b := &Book{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/"))] = f
	}
	main := b.mainPart()
	targets, err := b.relations(main)
	if err != nil {
		return nil, err
	}
	if err := b.workbook(main, targets); err != nil {
		return nil, err
	}
	if len(b.sheets) == 0 {
		return nil, fmt.Errorf("%w: it has no sheets", ErrFormat)
	}
	if err := b.readStyles(targets["styles"]); err != nil {
		return nil, err
	}
	return b, b.readStrings(targets["sharedStrings"])
}

// Sheets returns the names of the sheets in their order.
func (b *Book) Sheets() []string {
	names := make([]string, len(b.sheets))
	for i, s := range b.sheets {
		names[i] = s.name
	}
	return names
}

// First returns the name of the first sheet that is not hidden.
func (b *Book) First() string {
	for _, s := range b.sheets {
		if !s.hidden {
			return s.name
		}
	}
	return b.sheets[0].name
}

// read unpacks a part. A part that is not there is empty.
func (b *Book) read(name string) ([]byte, error) {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.UncompressedSize64 > maxPart || f.UncompressedSize64 > freeRatio && f.UncompressedSize64 > maxRatio*max(f.CompressedSize64, 1) {
		return nil, fmt.Errorf("%w: %s unpacks to %d bytes", ErrFormat, name, f.UncompressedSize64)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrFormat, name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1)) // sizes in the directory may lie
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrFormat, name, err)
	case len(data) > maxPart || len(data) > freeRatio && uint64(len(data)) > maxRatio*max(f.CompressedSize64, 1):
		return nil, fmt.Errorf("%w: %s unpacks to more than its share", ErrFormat, name)
	}
	return data, nil
}

// A walker goes through the elements of a part.
type walker struct {
	dec  *xml.Decoder
	part string
}

func (b *Book) walk(part string) (*walker, error) {
	data, err := b.read(part)
	if err != nil {
		return nil, err
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	return &walker{dec, part}, nil
}

// next returns the next token, nil at the end.
func (w *walker) next() (xml.Token, error) {
	tok, err := w.dec.RawToken()
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrFormat, w.part, err)
	}
	return tok, nil
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// mainPart finds the workbook part, which is nearly always xl/workbook.xml.
func (b *Book) mainPart() string {
	const usual = "xl/workbook.xml"
	if b.parts[usual] != nil {
		return usual
	}
	targets, err := b.relations("")
	if err == nil && targets["officeDocument"] != "" {
		return targets["officeDocument"]
	}
	return usual
}

// relations reads what a part refers to: last word of the type, or id → part.
func (b *Book) relations(part string) (map[string]string, error) {
	dir, file := path.Split(part)
	w, err := b.walk(dir + "_rels/" + file + ".rels")
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for {
		tok, err := w.next()
		if tok == nil || err != nil {
			return targets, err
		}
		e, ok := tok.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			continue
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		target = strings.TrimPrefix(path.Clean("/"+target), "/")
		targets["#"+attr(e, "Id")] = target
		targets[path.Base(attr(e, "Type"))] = target
	}
}

func (b *Book) workbook(part string, targets map[string]string) error {
	w, err := b.walk(part)
	if err != nil {
		return err
	}
	for {
		tok, err := w.next()
		if tok == nil || err != nil {
			return err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "workbookPr":
			b.from1904 = isTrue(attr(e, "date1904"))
		case "sheet":
			id := ""
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
			state := attr(e, "state")
			b.sheets = append(b.sheets, sheetRef{attr(e, "name"), targets["#"+id], state == "hidden" || state == "veryHidden"})
		}
	}
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// readStrings reads the shared strings.
func (b *Book) readStrings(part string) error {
	if part == "" {
		return nil
	}
	w, err := b.walk(part)
	if err != nil {
		return err
	}
	for {
		tok, err := w.next()
		if tok == nil || err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "si" {
			s, err := w.text("si")
			if err != nil {
				return err
			}
			if b.strings = append(b.strings, s); len(b.strings) > maxStrings {
				return fmt.Errorf("%w: more than %d shared strings", ErrFormat, maxStrings)
			}
		}
	}
}

// text gathers the text of the <t> elements up to the end of an element; phonetic hints are left out.
func (w *walker) text(end string) (string, error) {
	var b strings.Builder
	in, phonetic := false, false
	for {
		tok, err := w.next()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case nil:
			return "", fmt.Errorf("%w: %s ends too early", ErrFormat, w.part)
		case xml.StartElement:
			in = t.Name.Local == "t"
			phonetic = phonetic || t.Name.Local == "rPh"
		case xml.EndElement:
			in = false
			switch t.Name.Local {
			case "rPh":
				phonetic = false
			case end:
				return unescape(b.String()), nil
			}
		case xml.CharData:
			if in && !phonetic {
				b.Write(t)
			}
		}
	}
}

// unescape replaces _xHHHH_, Excel's way to write characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && s[i+6] == '_' && (n >= ' ' || n == '\n' || n == '\r' || n == '\t') {
			b.WriteRune(rune(n))
			s = s[i+7:]
			continue
		}
		b.WriteString(s[i : i+2])
		s = s[i+2:]
	}
}
