package xlsx

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Kind says what a cell holds.
type Kind uint8

// The kinds. Dates have their ISO form as text, percentages the number of percent.
const (
	Text Kind = iota
	Number
	Percent
	Date
	Bool
	Error // #DIV/0! and the like
)

// A Cell is a cell that is not empty.
type Cell struct {
	Row, Col int // 1-based
	Kind     Kind
	Text     string
	Formula  bool // Text is the value that Excel computed when the file was saved
}

// A Range is a rectangle of merged cells, both ends included.
type Range struct{ Row, Col, LastRow, LastCol int }

// A Sheet holds the cells of a sheet row by row.
type Sheet struct {
	Name   string
	Cells  []Cell
	Merged []Range
}

// Insert adds cells in their places; where one is already, that one stays.
func (s *Sheet) Insert(cells []Cell) {
	if len(cells) > 0 {
		s.Cells = append(s.Cells, cells...)
		s.sort()
	}
}

// sort puts the cells in the order of rows and columns, the first of each place.
func (s *Sheet) sort() {
	order := func(a, b Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) }
	slices.SortStableFunc(s.Cells, order)
	s.Cells = slices.CompactFunc(s.Cells, func(a, b Cell) bool { return order(a, b) == 0 })
}

// Sheet reads a sheet by its name.
func (b *Book) Sheet(name string) (*Sheet, error) {
	for _, s := range b.sheets {
		if s.name == name {
			return b.sheet(s)
		}
	}
	return nil, fmt.Errorf("there is no sheet %q", name)
}

func (b *Book) sheet(ref sheetRef) (*Sheet, error) {
	if b.parts[strings.ToLower(ref.part)] == nil {
		return nil, fmt.Errorf("%w: the part of sheet %q is missing", ErrFormat, ref.name)
	}
	w, err := b.walk(ref.part)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Name: ref.name}
	row, col := 0, 0
	for {
		tok, err := w.next()
		if tok == nil || err != nil {
			s.sort()
			return s, err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "row":
			row, col = row+1, 0
			if n, err := strconv.Atoi(attr(e, "r")); err == nil {
				row = n
			}
		case "c":
			col++
			if r, c, ok := place(attr(e, "r")); ok {
				row, col = r, c
			}
			if err := b.cell(w, s, e, row, col); err != nil {
				return nil, err
			}
		case "mergeCell":
			if m, ok := parseRange(attr(e, "ref")); ok && len(s.Merged) < 1<<16 {
				s.Merged = append(s.Merged, m)
			}
		}
	}
}

// cell reads one cell and appends it if it is not empty.
func (b *Book) cell(w *walker, s *Sheet, e xml.StartElement, row, col int) error {
	raw, inline, formula, err := w.cell()
	if err != nil {
		return err
	}
	kind, text := attr(e, "t"), raw
	if kind == "inlineStr" {
		text = inline
	}
	if text == "" {
		return nil
	}
	if row < 1 || row > MaxRows || col < 1 || col > MaxColumns {
		return fmt.Errorf("%w: a cell in row %d, column %d", ErrFormat, row, col)
	}
	if len(s.Cells) >= maxCells {
		return fmt.Errorf("%w: more than %d cells", ErrFormat, maxCells)
	}
	c := Cell{Row: row, Col: col, Text: text, Formula: formula}
	switch kind {
	case "s":
		i, err := strconv.Atoi(raw)
		if err != nil || i < 0 || i >= len(b.strings) {
			return fmt.Errorf("%w: shared string %.20q does not exist", ErrFormat, raw)
		}
		if c.Text = b.strings[i]; c.Text == "" {
			return nil
		}
	case "inlineStr":
	case "str":
		c.Text = unescape(raw)
	case "b":
		c.Kind, c.Text = Bool, strconv.FormatBool(isTrue(raw))
	case "e":
		c.Kind = Error
	case "d":
		c.Kind = Date
	default:
		style, _ := strconv.Atoi(attr(e, "s"))
		if err := b.number(&c, style); err != nil {
			return err
		}
	}
	s.Cells = append(s.Cells, c)
	return nil
}

// cell reads what stands in a <c> element.
func (w *walker) cell() (raw, inline string, formula bool, err error) {
	inValue := false
	var value strings.Builder
	for {
		tok, err := w.next()
		if err != nil {
			return "", "", false, err
		}
		switch t := tok.(type) {
		case nil:
			return "", "", false, fmt.Errorf("%w: %s ends too early", ErrFormat, w.part)
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				inValue = true
			case "f":
				formula = true
			case "is":
				if inline, err = w.text("is"); err != nil {
					return "", "", false, err
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v":
				inValue = false
			case "c":
				return value.String(), inline, formula, nil
			}
		case xml.CharData:
			if inValue {
				value.Write(t)
			}
		}
	}
}

// number reads a number cell as its style says.
func (b *Book) number(c *Cell, style int) error {
	f := plain
	if style >= 0 && style < len(b.formats) {
		f = b.formats[style]
	}
	v, ok := stored(c.Text)
	if !ok {
		return fmt.Errorf("%w: %.30q in row %d is not a number", ErrFormat, c.Text, c.Row)
	}
	c.Kind = Number
	shift := 0
	switch f {
	case percent:
		c.Kind, shift = Percent, 2
	case date, clock, dateAndClock:
		if text, ok := b.moment(v, f); ok {
			c.Kind, c.Text = Date, text
			return nil
		}
	}
	c.Text = fifteenDigits(v, shift)
	return nil
}

// stored reads a number as the file holds it.
func stored(s string) (float64, bool) {
	if len(s) > 400 || strings.Trim(s, "0123456789.eE+-") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && (v == 0 || math.Abs(v) < 1e300 && math.Abs(v) > 1e-300)
}

// fifteenDigits prints v × 10^shift without an exponent, held to 15 significant digits as Excel holds
// it: 0.30000000000000004 is 0.3.
func fifteenDigits(v float64, shift int) string {
	s := strconv.FormatFloat(math.Abs(v), 'e', 14, 64) // d.dddddddddddddde±dd
	exp, _ := strconv.Atoi(s[17:])
	digits := strings.TrimRight(s[:1]+s[2:16], "0")
	point := exp + shift + 1 // digits before the point
	var out string
	switch {
	case digits == "":
		return "0"
	case point <= 0:
		out = "0." + strings.Repeat("0", -point) + digits
	case point >= len(digits):
		out = digits + strings.Repeat("0", point-len(digits))
	default:
		out = digits[:point] + "." + digits[point:]
	}
	if v < 0 {
		return "-" + out
	}
	return out
}
