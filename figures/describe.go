package figures

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"recount/figures/internal/chart"
)

// kindTitles name the kinds for people.
var kindTitles = map[chart.Kind]string{
	chart.Bar: "Bar chart", chart.Dots: "Dot plot", chart.Dumbbell: "Dumbbell chart", chart.Line: "Line chart", chart.People: "Pictogram",
	chart.Timeline: "Timeline", chart.Stacked: "Stacked bar chart", chart.Slope: "Slope chart", chart.Multiples: "Small multiples",
	chart.Card: "Number card", chart.Range: "Range chart",
}

// maxAlt is the length of an alternative text that screen readers read in one go.
const maxAlt = 250

// alternative writes kind, finding and the numbers that matter most, as far as they fit.
func (r *resolver) alternative() string {
	alt := kindTitles[r.chart.Kind] + ": " + sentence(r.fig.Title)
	for _, part := range r.telling() {
		if utf8.RuneCountInString(alt)+1+utf8.RuneCountInString(part) > maxAlt {
			break
		}
		alt += " " + part
	}
	return alt
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// telling lists the numbers of the figure, most telling first, each a sentence.
func (r *resolver) telling() []string {
	c := r.chart
	var out []string
	switch c.Kind {
	case chart.Line:
		for _, s := range c.Series {
			first, last := s.Values[0], s.Values[len(s.Values)-1]
			out = append(out, fmt.Sprintf("%s: %s in %s, %s in %s.", s.Name, first.Text, r.period(s.Name, 0), last.Text, r.period(s.Name, -1)))
		}
	case chart.Timeline:
		if n := len(r.fig.Data); n > 0 {
			out = append(out, fmt.Sprintf("%d events, from %s (%s) to %s (%s).", n, c.Events[0].Label, c.Events[0].Date, c.Events[n-1].Label, c.Events[n-1].Date))
		}
	default:
		out = r.groups()
	}
	return out
}

// period returns the label of a series' first or last number.
func (r *resolver) period(group string, k int) string {
	var labels []string
	for _, d := range r.fig.Data {
		if d.Group == group {
			labels = append(labels, d.Label)
		}
	}
	if len(labels) == 0 {
		return ""
	}
	if k < 0 {
		k = len(labels) - 1
	}
	return labels[k]
}

// describe writes all that the figure shows: what it is, every number with its label, extremes of
// lines, events, notes and source.
func (r *resolver) describe() string {
	f, c := r.fig, r.chart
	out := []string{kindTitles[c.Kind] + ". " + sentence(f.Title)}
	if f.Subtitle != "" {
		out = append(out, sentence(f.Subtitle))
	}
	if c.Reference != nil {
		out = append(out, sentence("A line through all rows marks "+strings.TrimSpace(c.RefName+" "+c.Reference.Text)))
	}
	switch c.Kind {
	case chart.Card:
		out = append(out, sentence(c.Figure.Text+" "+c.Figure.Unit))
		if c.Figure.Formula != "" {
			out = append(out, sentence("Recomputed: "+c.Figure.Formula))
		}
	default:
		out = append(out, r.groups()...)
	}
	if c.Kind == chart.Line {
		for _, s := range c.Series {
			if lo, hi := extremes(s); len(s.Values) > 2 && lo != hi {
				out = append(out, fmt.Sprintf("%s is highest at %s in %s and lowest at %s in %s.", s.Name,
					s.Values[hi].Text, r.period(s.Name, hi), s.Values[lo].Text, r.period(s.Name, lo)))
			}
		}
	}
	if len(c.Events) > 0 {
		var parts []string
		for _, e := range c.Events {
			parts = append(parts, e.Date+": "+e.Label)
		}
		out = append(out, sentence("Events: "+strings.Join(parts, "; ")))
	}
	for _, n := range f.Notes {
		out = append(out, sentence(n))
	}
	if f.Source != "" {
		out = append(out, sentence(f.Source))
	}
	return strings.Join(out, " ")
}

func extremes(s chart.Series) (lo, hi int) {
	for i, v := range s.Values {
		if v.X < s.Values[lo].X {
			lo = i
		}
		if v.X > s.Values[hi].X {
			hi = i
		}
	}
	return lo, hi
}

// groups writes one sentence for each series, panel or end, with every number; rows with one number
// each make one sentence together. Events are told apart.
func (r *resolver) groups() []string {
	var order []string
	parts := map[string][]string{}
	for _, d := range r.fig.Data {
		if d.Unit == "event" || d.Group == "ratio" || d.Label == "reference" {
			continue
		}
		if !slices.Contains(order, d.Group) {
			order = append(order, d.Group)
		}
		parts[d.Group] = append(parts[d.Group], d.Label+" "+r.labelled(d))
	}
	var out []string
	for _, g := range order {
		text := strings.Join(parts[g], "; ")
		if g != "" {
			text = g + ": " + text
		}
		out = append(out, sentence(text))
	}
	return out
}

// labelled is a datum's number as its label shows it: with the share beside it where there is one.
func (r *resolver) labelled(d Datum) string {
	for _, u := range r.chart.Units {
		if u.Name == d.Label {
			return u.Text
		}
	}
	for _, row := range r.chart.Rows {
		for k, v := range row.Values {
			if r.chart.Kind == chart.Stacked && row.Label == d.Label && k < len(r.chart.Series) && r.chart.Series[k].Name == d.Group {
				return v.Text
			}
		}
	}
	return d.Value
}
