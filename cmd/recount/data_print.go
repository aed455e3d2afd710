package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"

	"recount/analysis/number"
	"recount/datasets"
)

// dataVersion is the version of the JSON forms of data; it changes only when a field changes its meaning.
const dataVersion = 1

// writeJSON writes one indented document.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeCSV writes rows with a header; cells that a spreadsheet would run start with an apostrophe.
func writeCSV(w io.Writer, header []string, rows func(yield func([]string) bool)) error {
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	for row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = disarmed(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// disarmed makes a cell that no spreadsheet takes for a formula: those start with = + - @, also
// full-width, or a tab. A plain number may start with its sign.
func disarmed(s string) string {
	s = oneLine(s)
	if s == "" || !strings.ContainsAny(string([]rune(s)[0]), "=+-@＝＋－＠|%") {
		return s
	}
	if _, err := number.Parse(s); err == nil {
		return s
	}
	return "'" + s
}

// oneLine makes one printable line of a text from a table: nothing in it moves the cursor of a terminal
// or turns the direction of what follows.
func oneLine(s string) string {
	if !strings.ContainsFunc(s, unprintable) {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029':
			return ' '
		case unprintable(c):
			return -1
		}
		return c
	}, s)
}

func unprintable(c rune) bool {
	return unicode.IsControl(c) || c == '\u2028' || c == '\u2029' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069'
}

// A grid prints rows in columns that line up.
type grid struct {
	rows  [][]string
	right map[int]bool // columns of numbers
}

func (t *grid) add(cells ...string) {
	for i := range cells {
		cells[i] = oneLine(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// write prints the grid; no column is wider than most, and empty columns are left out.
func (t *grid) write(w *bufio.Writer, indent string, most int) {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], min(text.StringWidthWithoutEscSequences(cell), most))
		}
	}
	for _, row := range t.rows {
		line := indent
		for i, cell := range row {
			if widths[i] == 0 {
				continue
			}
			if n := text.StringWidthWithoutEscSequences(cell); n > most && i < len(row)-1 {
				cell = text.Trim(cell, most-1) + "…"
			}
			pad := strings.Repeat(" ", max(0, widths[i]-text.StringWidthWithoutEscSequences(cell)))
			if t.right[i] {
				cell = pad + cell
			} else {
				cell += pad
			}
			line += cell + "  "
		}
		w.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// figureText writes what a row reports: more than 60,000 procedures; 12.3 to 12.7 percent.
func figureText(o datasets.Observation) string {
	var b strings.Builder
	unit := o.Unit.Plural()
	switch {
	case o.HasValue:
		if o.Qualifier != number.None {
			b.WriteString(hedgeWord(o) + " ")
		}
		b.WriteString(number.Group(o.Value.String()))
		if one := o.Value.Rat(); one.IsInt() && one.Num().IsInt64() && one.Num().Int64() == 1 {
			unit = o.Unit.Name
		}
	case o.Low != nil && o.High != nil:
		b.WriteString(number.Group(o.Low.String()) + " to " + number.Group(o.High.String()))
	case o.Low != nil:
		b.WriteString("at least " + number.Group(o.Low.String()))
	case o.High != nil:
		b.WriteString("at most " + number.Group(o.High.String()))
	case o.Measure.Kind == "date":
		return o.Period.String()
	default:
		return "(no value)"
	}
	if unit != "" {
		b.WriteString(" " + unit)
	}
	return b.String()
}

// hedgeWord returns the hedge as a sentence has it; tables may hold its name in JSON instead.
func hedgeWord(o datasets.Observation) string {
	switch o.HedgeWord {
	case "approx", "approx.", "~", "c.", "ca.":
		return "about"
	}
	return strings.ReplaceAll(o.HedgeWord, "_", " ")
}

// dimsText joins the values of the dimensions.
func dimsText(o datasets.Observation) string {
	var names []string
	for _, d := range o.Dims {
		names = append(names, d.Value.Name)
	}
	return strings.Join(names, ", ")
}

// sourceText names the source with the place in it: UN assessment, para 108.
func sourceText(o datasets.Observation) string {
	if o.Source == nil {
		return o.Locator
	}
	if o.Locator == "" {
		return o.Source.Label()
	}
	return o.Source.Label() + ", " + o.Locator
}
