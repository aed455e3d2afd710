package embed

import (
	"slices"
	"strings"

	"recount/figures"
)

// A table is what the figure draws, a number or event a row, as its labels print it.
type table struct {
	Caption string
	Auto    bool // the texts may run either way
	Head    []string
	Rows    []tableRow
}

type tableRow struct {
	Heads   []string // cells that name the row: series, item
	Cells   []string // value, unit
	Sources []source
}

// A source is where a number comes from, with its place there.
type source struct{ Text, URL string }

// event is the unit of rows that are no numbers: a date with what happened.
const event = "event"

// table returns the data table. Columns that would be empty throughout are left out, and a unit that all
// numbers have is said once.
func (s *Sheet) table() table {
	data := s.Figure.Data
	t := table{Caption: line("Data: " + strings.TrimSuffix(s.Figure.Title, ".")), Auto: s.Figure.Lang != "en"}
	c := columnsOf(data)
	if c.series {
		t.Head = append(t.Head, "Series")
	}
	t.Head = append(t.Head, c.item, c.value)
	if c.unit {
		t.Head = append(t.Head, "Unit")
	}
	if c.sources {
		t.Head = append(t.Head, "Source")
	}
	for _, d := range data {
		var row tableRow
		if c.series {
			group := line(d.Group)
			if group == "" && d.Unit == event {
				group = "Event"
			}
			row.Heads = append(row.Heads, group)
		}
		row.Heads = append(row.Heads, line(d.Label))
		row.Cells = append(row.Cells, line(d.Value))
		if c.unit {
			row.Cells = append(row.Cells, line(d.Unit))
		}
		if c.sources {
			row.Sources = sourcesOf(d)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// columns says which columns a table has, and the headings that depend on the rows.
type columns struct {
	series, unit, sources bool
	item, value           string
}

func columnsOf(data []figures.Datum) columns {
	c := columns{item: "Item", value: "Value"}
	events, years := 0, 0
	var units []string
	for _, d := range data {
		c.series = c.series || d.Group != ""
		c.sources = c.sources || len(d.Sources) > 0
		if len(d.Label) == 4 && strings.Trim(d.Label, "0123456789") == "" {
			years++
		}
		switch {
		case d.Unit == event:
			events++
		case d.Unit != "" && !slices.Contains(units, d.Unit):
			units = append(units, d.Unit)
		}
	}
	switch {
	case events == len(data):
		c.item, c.value = "Date", "Event"
	case years == len(data):
		c.item = "Year"
	case years+events == len(data):
		c.item = "Date"
	}
	c.unit = len(units) > 1
	if len(units) == 1 {
		c.value = "Value (" + line(units[0]) + ")"
	}
	return c
}

// sourcesOf names the sources of a number with their places.
func sourcesOf(d figures.Datum) []source {
	out := []source{} // not nil: the cell is there though it may be empty
	for _, c := range d.Sources {
		text := c.Name
		if c.Locator != "" {
			text += ", " + c.Locator
		}
		if text != "" {
			out = append(out, source{line(text), webAddress(c.URL)})
		}
	}
	return out
}

// tabbed writes a table for spreadsheets and for systems that make a table of pasted text: a row a line,
// cells with tabs between.
func (t table) tabbed() string {
	var b strings.Builder
	b.WriteString(strings.Join(t.Head, "\t") + "\n")
	for _, r := range t.Rows {
		cells := append(append([]string{}, r.Heads...), r.Cells...)
		if r.Sources != nil {
			var names []string
			for _, s := range r.Sources {
				names = append(names, s.Text)
			}
			cells = append(cells, strings.Join(names, "; "))
		}
		for i, c := range cells {
			cells[i] = cell(c)
		}
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
	return b.String()
}
