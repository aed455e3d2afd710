package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
)

// An observationJSON is one row as programs read it. Numbers are decimal strings as written.
type observationJSON struct {
	ID            string            `json:"id"`
	Table         string            `json:"table"`
	File          string            `json:"file"`
	Line          int               `json:"line"`
	Measure       string            `json:"measure"`
	Title         string            `json:"title"`
	Kind          string            `json:"kind,omitempty"`
	Design        string            `json:"design,omitempty"`
	Dimensions    map[string]string `json:"dimensions,omitempty"`
	Period        string            `json:"period,omitempty"`
	PeriodKind    string            `json:"period_kind"`
	Value         string            `json:"value,omitempty"`
	Unit          string            `json:"unit"`
	Numerator     string            `json:"numerator,omitempty"`
	Denominator   string            `json:"denominator,omitempty"`
	AsReported    string            `json:"as_reported,omitempty"`
	Qualifier     string            `json:"qualifier,omitempty"`
	Low           string            `json:"low,omitempty"`
	High          string            `json:"high,omitempty"`
	Resolution    string            `json:"resolution,omitempty"`
	Source        string            `json:"source,omitempty"`
	SourceName    string            `json:"source_name,omitempty"`
	Locator       string            `json:"locator,omitempty"`
	URL           string            `json:"url,omitempty"`
	Published     string            `json:"published,omitempty"`
	Supersedes    string            `json:"supersedes,omitempty"`
	Repeats       string            `json:"repeats,omitempty"`
	ConflictsWith []string          `json:"conflicts_with,omitempty"`
	Operation     string            `json:"operation,omitempty"`
	Of            []string          `json:"of,omitempty"`
	To            string            `json:"to,omitempty"`
	From          string            `json:"from,omitempty"`
	Note          string            `json:"note,omitempty"`
	Digest        string            `json:"digest"`
}

func toObservationJSON(o datasets.Observation) observationJSON {
	j := observationJSON{
		ID: o.ID, Table: o.Table, File: o.File, Line: o.Line, Measure: o.Measure.ID, Title: o.Measure.Title, Kind: o.Measure.Kind, Design: o.Measure.Design,
		Period: o.Period.String(), PeriodKind: string(o.PeriodKind), Unit: o.Unit.Name, AsReported: o.AsReported, Locator: o.Locator,
		Published: o.Published, Supersedes: o.Supersedes, Repeats: o.Repeats, ConflictsWith: o.ConflictsWith, Note: o.Note,
		Numerator: decimalText(o.Numerator), Denominator: decimalText(o.Denominator), Low: decimalText(o.Low), High: decimalText(o.High),
		Digest: fmt.Sprintf("%x", o.Digest()),
	}
	if o.HasValue {
		j.Value = o.Value.String()
	}
	if o.Qualifier != number.None {
		j.Qualifier = o.Qualifier.String()
	}
	if o.Resolution != nil {
		j.Resolution = number.Plain(o.Resolution, 12)
	}
	if o.Source != nil {
		j.Source, j.SourceName, j.URL = o.Source.ID, o.Source.Label(), o.Source.URL
	}
	if len(o.Dims) > 0 {
		j.Dimensions = map[string]string{}
		for _, d := range o.Dims {
			j.Dimensions[d.Dimension.Name] = d.Value.ID
		}
	}
	if r := o.Reported; r != nil {
		j.Operation, j.Of, j.To, j.From = r.Operation, r.Of, r.To, r.From
	}
	return j
}

func decimalText(d *number.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// textRows is how many rows text shows where nobody asks for more.
const textRows = 200

func (g *globals) dataShow(s *datasets.Study, args []string, format string, limit int) error {
	found, err := selected(s, args)
	if err != nil {
		return err
	}
	if limit < 0 {
		limit = 0
		if format == "text" {
			limit = textRows
		}
	}
	left := 0
	if limit > 0 && len(found) > limit {
		found, left = found[:limit], len(found)-limit
	}
	switch format {
	case "json":
		list := make([]observationJSON, 0, len(found))
		for _, i := range found {
			list = append(list, toObservationJSON(s.Observation(i)))
		}
		return writeJSON(g.stdout, struct {
			Version      int               `json:"version"`
			Study        string            `json:"study"`
			Observations []observationJSON `json:"observations"`
		}{dataVersion, s.Name, list})
	case "csv":
		return g.showCSV(s, found)
	}
	return g.showText(s, found, left)
}

func (g *globals) showText(s *datasets.Study, found []int, left int) error {
	w := bufio.NewWriter(g.stdout)
	switch len(found) {
	case 0:
		w.WriteString("No figure matches.\n")
	case 1:
		writeRecord(w, s.Observation(found[0]))
	default:
		var t grid
		for _, i := range found {
			o := s.Observation(i)
			t.add(o.ID, o.Measure.Title, dimsText(o), o.Period.String(), figureText(o), sourceText(o))
		}
		t.write(w, "", 40)
	}
	if left > 0 {
		fmt.Fprintf(w, "and %d more: --limit 0 prints all\n", left)
	}
	return w.Flush()
}

// writeRecord prints everything that one row says.
func writeRecord(w *bufio.Writer, o datasets.Observation) {
	var t grid
	add := func(name, value string) {
		if value != "" {
			t.add(name, value)
		}
	}
	add("figure", figureText(o))
	add("measure", o.Measure.Title+" ("+o.Measure.ID+")")
	for _, d := range o.Dims {
		add(d.Dimension.Title, d.Value.Name)
	}
	period := o.Period.String()
	if period != "" && o.PeriodKind != datasets.During {
		period += ", " + strings.ReplaceAll(string(o.PeriodKind), "_", " ")
	}
	add("period", period)
	if o.Numerator != nil && o.Denominator != nil {
		add("counts", number.Group(o.Numerator.String())+" of "+number.Group(o.Denominator.String()))
	}
	add("as reported", o.AsReported)
	add("leaves open", openText(o))
	add("design", o.Measure.Design)
	if o.Source != nil {
		add("source", sourceText(o)+" ("+string(o.Source.Kind)+")")
		add("title", o.Source.Title)
		add("address", o.Source.URL)
	}
	add("published", o.Date())
	if r := o.Reported; r != nil {
		add("computed as", reportedText(r))
	}
	add("supersedes", o.Supersedes)
	add("repeats", o.Repeats)
	add("conflicts with", strings.Join(o.ConflictsWith, ", "))
	add("note", o.Note)
	add("row", o.File+":"+strconv.Itoa(o.Line))
	w.WriteString(oneLine(o.ID) + "\n")
	t.write(w, "  ", 1000)
}

func reportedText(r *datasets.Reported) string {
	s := r.Operation
	for _, part := range []struct{ word, ids string }{{"of", strings.Join(r.Of, ", ")}, {"from", r.From}, {"to", r.To}} {
		if part.ids != "" {
			s += " " + part.word + " " + part.ids
		}
	}
	return s
}

// openText says what the rounding, the hedge or the range leave open.
func openText(o datasets.Observation) string {
	i := o.Interval()
	if i.IsPoint() || i.Lo == nil && i.Hi == nil {
		return ""
	}
	end := func(r interface{ FloatString(int) string }) string {
		s := r.FloatString(12)
		return number.Group(strings.TrimSuffix(strings.TrimRight(s, "0"), "."))
	}
	switch {
	case i.Lo == nil && i.HiOpen:
		return "less than " + end(i.Hi)
	case i.Lo == nil:
		return "at most " + end(i.Hi)
	case i.Hi == nil && i.LoOpen:
		return "more than " + end(i.Lo)
	case i.Hi == nil:
		return "at least " + end(i.Lo)
	}
	s := "from " + end(i.Lo) + " to " + end(i.Hi)
	switch {
	case i.LoOpen && i.HiOpen:
		return s + ", both ends left out"
	case i.LoOpen:
		return s + ", the lower end left out"
	case i.HiOpen:
		return s + ", the upper end left out"
	}
	return s
}

// showCSV writes observations as a long table, with a column for each dimension.
func (g *globals) showCSV(s *datasets.Study, found []int) error {
	header := append([]string{"id", "table", "line", "measure"}, dimensionNames(s)...)
	header = append(header, "period", "period_kind", "value", "unit", "numerator", "denominator", "as_reported", "qualifier", "low", "high",
		"resolution", "source", "locator", "published", "supersedes", "repeats", "conflicts_with", "note")
	return writeCSV(g.stdout, header, func(yield func([]string) bool) {
		for _, i := range found {
			o := s.Observation(i)
			j := toObservationJSON(o)
			row := []string{o.ID, o.Table, strconv.Itoa(o.Line), o.Measure.ID}
			for _, d := range s.Dimensions() {
				row = append(row, j.Dimensions[d.Name])
			}
			row = append(row, j.Period, j.PeriodKind, j.Value, j.Unit, j.Numerator, j.Denominator, j.AsReported, j.Qualifier, j.Low, j.High,
				j.Resolution, j.Source, j.Locator, j.Published, j.Supersedes, j.Repeats, strings.Join(j.ConflictsWith, "; "), j.Note)
			if !yield(row) {
				return
			}
		}
	})
}
