package embed

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
)

// CSV writes the exact rows behind the figure: what it draws, in its order, then what only went into a
// statistic that it draws or quotes. Numbers are as the tables write them; a cell that a spreadsheet
// would run as a formula starts with an apostrophe.
func (s *Sheet) CSV() File {
	study := s.stats.Study()
	head := []string{"role", "series", "item", "shown", "id", "value", "low", "high", "unit", "measure"}
	dims := s.dimensions()
	for _, d := range dims {
		head = append(head, d.Name)
	}
	head = append(head, "period", "qualifier", "as_reported", "formula", "source", "locator", "url")
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.Write(head) // to memory: cannot fail
	drawn := map[string]bool{}
	for _, d := range s.Figure.Data {
		drawn[d.ID] = drawn[d.ID] || !d.Statistic // a row and a statistic may share an id
		before := []string{"drawn", d.Group, d.Label, d.Value, d.ID}
		if i, ok := study.Find(d.ID); ok && !d.Statistic {
			o := study.Observation(i)
			w.Write(cells(before, exact(&o, dims)))
		} else {
			w.Write(cells(before, s.computed(d.ID, len(dims))))
		}
	}
	for _, i := range s.Figure.Observations() {
		if o := study.Observation(i); !drawn[o.ID] {
			w.Write(cells([]string{"input", "", "", "", o.ID}, exact(&o, dims)))
		}
	}
	w.Flush()
	return File{s.Figure.ID + ".csv", s.Figure.ID, buf.Bytes()}
}

// dimensions lists those that some row behind the figure states.
func (s *Sheet) dimensions() []*datasets.Dimension {
	var out []*datasets.Dimension
	study := s.stats.Study()
	for _, d := range study.Dimensions() {
		if slices.ContainsFunc(s.Figure.Observations(), func(i int) bool { return d.Code(i) >= 0 }) {
			out = append(out, d)
		}
	}
	return out
}

func cells(before, after []string) []string {
	row := append(before, after...)
	for i, c := range row {
		row[i] = cell(c)
	}
	return row
}

// exact gives an observation's columns after its id.
func exact(o *datasets.Observation, dims []*datasets.Dimension) []string {
	row := []string{o.Text, "", "", o.Unit.Name, ""}
	if o.Low != nil {
		row[1] = o.Low.String()
	}
	if o.High != nil {
		row[2] = o.High.String()
	}
	if o.Measure != nil {
		row[4] = o.Measure.ID
	}
	for _, d := range dims {
		name := ""
		if v := o.Dim(d.Name); v != nil {
			name = v.Name
		}
		row = append(row, name)
	}
	qualifier := ""
	if o.Qualifier != number.None {
		qualifier = o.HedgeWord
	}
	row = append(row, o.Period.String(), qualifier, o.AsReported, "")
	if o.Source == nil {
		return append(row, "", o.Locator, "")
	}
	return append(row, o.Source.Label(), o.Locator, webAddress(o.Source.URL))
}

// computed gives a statistic's columns after its id.
func (s *Sheet) computed(id string, dims int) []string {
	row := make([]string, 5+dims+7)
	r := s.stats.Get(id)
	if r == nil {
		return row
	}
	row[0], row[1], row[2] = r.PlainValue()
	row[3] = r.Unit.Name
	var names, places, addresses []string
	for _, from := range r.Sources() {
		names = append(names, from.Source.Label())
		places = append(places, from.Locator)
		addresses = append(addresses, webAddress(from.Source.URL))
	}
	tail := row[5+dims:]
	tail[3], tail[4] = r.FormulaASCII(), strings.Join(names, "; ")
	if text := r.ConfidenceText(); text != "" {
		tail[3] += "; " + text
	}
	tail[5], tail[6] = strings.Join(places, "; "), strings.Join(addresses, "; ")
	return row
}
