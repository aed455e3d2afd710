package render

import (
	"encoding/json"
	"io"
	"math/big"
	"strconv"

	"recount/analysis/statistic"
	"recount/datasets"
)

// Version is the version of the JSON form; it changes only when a field changes its meaning.
const Version = 1

// A statisticJSON is one statistic as programs read it. Numbers are decimal strings at the precision in
// which people see them; fractions are exact.
type statisticJSON struct {
	ID           string          `json:"id"`
	Title        string          `json:"title"`
	Operation    string          `json:"operation"`
	Value        string          `json:"value,omitempty"`
	Low          string          `json:"low,omitempty"`
	High         string          `json:"high,omitempty"`
	LowOpen      bool            `json:"low_open,omitempty"` // the end itself is left out
	HighOpen     bool            `json:"high_open,omitempty"`
	Fraction     string          `json:"fraction,omitempty"`
	LowFraction  string          `json:"low_fraction,omitempty"`
	HighFraction string          `json:"high_fraction,omitempty"`
	Float        bool            `json:"float,omitempty"` // computed in floating point
	Unit         string          `json:"unit"`
	Display      string          `json:"display"`
	Formula      string          `json:"formula"`
	Design       string          `json:"design"`
	Inputs       []inputJSON     `json:"inputs"`
	Sources      []sourceJSON    `json:"sources"`
	Parts        []partJSON      `json:"parts,omitempty"`
	Confidence   *confidenceJSON `json:"confidence,omitempty"`
	Assumes      []string        `json:"assumes,omitempty"`
	Warnings     []string        `json:"warnings,omitempty"`
	Note         string          `json:"note,omitempty"`
}

type inputJSON struct {
	Role        string            `json:"role"`
	Observation string            `json:"observation,omitempty"`
	Statistic   string            `json:"statistic,omitempty"`
	Value       string            `json:"value,omitempty"`
	Low         string            `json:"low,omitempty"`
	High        string            `json:"high,omitempty"`
	Unit        string            `json:"unit"`
	Qualifier   string            `json:"qualifier,omitempty"`
	Measure     string            `json:"measure,omitempty"`
	Dimensions  map[string]string `json:"dimensions,omitempty"`
	Period      string            `json:"period,omitempty"`
	Source      string            `json:"source,omitempty"`
	Locator     string            `json:"locator,omitempty"`
}

type sourceJSON struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Title   string `json:"title,omitempty"`
	Locator string `json:"locator,omitempty"`
	URL     string `json:"url,omitempty"`
}

type partJSON struct {
	Name       string          `json:"name"`
	Value      string          `json:"value"`
	Fraction   string          `json:"fraction"`
	Unit       string          `json:"unit"`
	Confidence *confidenceJSON `json:"confidence,omitempty"`
}

type confidenceJSON struct {
	Low    string `json:"low"`
	High   string `json:"high"`
	Level  string `json:"level"`
	Method string `json:"method"`
	Model  string `json:"model"`
	Source string `json:"source"`
	Caveat string `json:"caveat,omitempty"`
}

// JSON writes {"version", "study", "statistics"} (DESIGN, "Command line").
func JSON(study *datasets.Study) Format {
	return func(w io.Writer, results []*statistic.Result) error {
		out := struct {
			Version    int             `json:"version"`
			Study      string          `json:"study"`
			Statistics []statisticJSON `json:"statistics"`
		}{Version, study.Name, []statisticJSON{}}
		for _, r := range results {
			out.Statistics = append(out.Statistics, toJSON(r))
		}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	}
}

func toJSON(r *statistic.Result) statisticJSON {
	s := statisticJSON{
		ID: r.ID, Title: r.Title, Operation: r.Op.String(), Unit: r.Unit.Name, Display: r.Display(), Formula: r.FormulaASCII(), Design: r.Design,
		Float: r.Float, Fraction: fraction(r.Value), LowFraction: fraction(r.Interval.Lo), HighFraction: fraction(r.Interval.Hi),
		LowOpen: r.Interval.LoOpen, HighOpen: r.Interval.HiOpen, Assumes: r.Assumes, Warnings: r.Warnings, Note: r.Note, Confidence: confidence(r.Confidence),
		Inputs: []inputJSON{}, Sources: []sourceJSON{},
	}
	s.Value, s.Low, s.High = r.PlainValue()
	for _, in := range r.Inputs {
		s.Inputs = append(s.Inputs, input(r, in))
	}
	for _, from := range r.Sources() {
		s.Sources = append(s.Sources, sourceJSON{from.Source.ID, from.Source.Label(), from.Source.Title, from.Locator, from.Source.URL})
	}
	for _, p := range r.Parts {
		s.Parts = append(s.Parts, partJSON{p.Name, r.PartPlain(p), fraction(p.Value), p.Unit.Name, confidence(p.Confidence)})
	}
	return s
}

func input(r *statistic.Result, in statistic.Input) inputJSON {
	i := inputJSON{Role: in.Role, Statistic: in.Statistic}
	i.Value, i.Low, i.High = r.InputPlain(in)
	if in.Statistic != "" {
		i.Unit = r.Other(in.Statistic).Unit.Name
		return i
	}
	o := r.Observation(in.Observation)
	i.Observation, i.Unit, i.Measure, i.Period, i.Locator = o.ID, o.Unit.Name, o.Measure.ID, o.Period.String(), o.Locator
	if o.Qualifier != 0 {
		i.Qualifier = o.Qualifier.String()
	}
	if o.Source != nil {
		i.Source = o.Source.ID
	}
	for _, d := range o.Dims {
		if i.Dimensions == nil {
			i.Dimensions = map[string]string{} // written in the order of its keys
		}
		i.Dimensions[d.Dimension.Name] = d.Value.ID
	}
	return i
}

func confidence(c *statistic.Confidence) *confidenceJSON {
	if c == nil {
		return nil
	}
	return &confidenceJSON{float(c.Low), float(c.High), float(c.Level), c.Method, string(c.Model), c.Source, c.Caveat}
}

// float prints twelve significant digits, on which every CPU agrees.
func float(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }

func fraction(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return r.RatString()
}
