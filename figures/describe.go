package figures

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/datasets"
	"recount/figures/internal/chart"
	"recount/figures/internal/typeset"
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
	alt := kindTitles[r.chart.Kind] + ": " + apart(sentence(r.fig.Title))
	room := func(s string) bool { return utf8.RuneCountInString(alt)+1+utf8.RuneCountInString(s) <= maxAlt }
	for _, g := range r.telling() {
		// A group that is too long gives as many of its numbers as fit.
		n := len(g.items)
		for n > 0 && !room(g.sentence(n)) {
			n--
		}
		if n == 0 {
			break
		}
		alt += " " + g.sentence(n)
		if n < len(g.items) {
			break
		}
	}
	return alt
}

// A group is numbers that a sentence lists together.
type group struct {
	name  string
	items []string
}

// sentence lists the first n items.
func (g group) sentence(n int) string {
	text := strings.Join(g.items[:n], "; ")
	if g.name != "" {
		text = apart(g.name) + ": " + text
	}
	return sentence(upperFirst(text))
}

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// apart isolates a text that has letters of a right-to-left script (UAX #9) from the English words around
// it: its numbers stay with it, and the words after it stay after it.
func apart(s string) string {
	if !typeset.RightToLeft(s) {
		return s
	}
	return "\u2068" + s + "\u2069"
}

// telling lists the numbers of the figure, most telling first.
func (r *resolver) telling() []group {
	c := r.chart
	var out []group
	switch c.Kind {
	case chart.Line:
		for _, s := range c.Series {
			first, last := s.Values[0], s.Values[len(s.Values)-1]
			out = append(out, group{s.Name, []string{first.Text + " in " + r.period(s.Name, 0), last.Text + " in " + r.period(s.Name, -1)}})
		}
	case chart.Timeline:
		if n := len(c.Events); n > 0 {
			first, last := c.Events[0], c.Events[n-1]
			out = append(out, group{fmt.Sprintf("%d events", n), []string{"first, " + first.Date + ", " + apart(first.Label), "last, " + last.Date + ", " + apart(last.Label)}})
		}
	case chart.Card:
		out = append(out, group{"", []string{apart(c.Figure.Text) + ": " + apart(c.Figure.Unit)}})
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
	out := []string{kindTitles[c.Kind] + ". " + apart(sentence(f.Title))}
	if f.Subtitle != "" {
		out = append(out, apart(sentence(f.Subtitle)))
	}
	if c.Reference != nil {
		out = append(out, sentence("A line through all rows marks "+strings.TrimSpace(apart(c.RefName)+" "+c.Reference.Text)))
	}
	switch c.Kind {
	case chart.Card:
		out = append(out, sentence(apart(c.Figure.Text)+": "+apart(c.Figure.Unit)))
		if c.Figure.Formula != "" {
			out = append(out, sentence("Recomputed: "+c.Figure.Formula))
		}
	default:
		for _, g := range r.groups() {
			out = append(out, g.sentence(len(g.items)))
		}
	}
	if c.Kind == chart.Line {
		for _, s := range c.Series {
			if lo, hi := extremes(s); len(s.Values) > 2 && lo != hi {
				out = append(out, fmt.Sprintf("%s is highest at %s in %s and lowest at %s in %s.", apart(s.Name),
					s.Values[hi].Text, r.period(s.Name, hi), s.Values[lo].Text, r.period(s.Name, lo)))
			}
		}
	}
	if len(c.Events) > 0 {
		var parts []string
		for _, e := range c.Events {
			parts = append(parts, e.Date+": "+apart(e.Label))
		}
		out = append(out, sentence("Events: "+strings.Join(parts, "; ")))
	}
	for _, n := range f.Notes {
		out = append(out, apart(sentence(n)))
	}
	out = append(out, sentence(r.sources))
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

// groups lists every number: by series or panel; by row where a row has several. Events stand apart.
func (r *resolver) groups() []group {
	byRow := r.chart.Kind == chart.Stacked && !r.rowsArePeriods() || r.chart.Kind == chart.Dumbbell
	var out []group
	at := map[string]int{}
	for _, d := range r.fig.Data {
		if d.Unit == "event" || d.Label == "reference" {
			continue
		}
		name, item := d.Group, r.item(d)
		if byRow {
			name, item = d.Label, apart(d.Group)+" "+apart(d.Value)
			if d.counted { // "17 votes for a debate"
				item = d.Value + " " + d.noun() + " " + apart(d.Group)
			}
		}
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, group{name: name})
		}
		out[i].items = append(out[i].items, item)
	}
	return out
}

func (r *resolver) rowsArePeriods() bool {
	return !slices.ContainsFunc(r.chart.Rows, func(row chart.Row) bool { return !isPeriod(row.Label) })
}

// noun is what is counted, after the number.
func (d Datum) noun() string {
	if d.Value == "1" {
		return d.one
	}
	return d.Unit
}

// item tells one number: "15.99 in 2010", "Hotan – 20.94".
func (r *resolver) item(d Datum) string {
	value := apart(r.labelled(d))
	switch {
	case d.Label == "":
		return value
	case isPeriod(d.Label):
		return value + " in " + d.Label
	}
	return apart(d.Label) + " – " + value
}

// isPeriod says whether a label names a year, a month or a day.
func isPeriod(label string) bool {
	if _, err := datasets.ParsePeriod(label); err == nil {
		return true
	}
	year := false
	for _, f := range strings.Fields(label) {
		switch {
		case strings.Trim(f, "0123456789–") == "":
			year = year || len(f) == 4
		case len(f) < 3 || !slices.Contains(months[:], f[:3]):
			return false
		}
	}
	return year
}

// labelled is a datum's number as its label shows it: with the share beside it where there is one.
func (r *resolver) labelled(d Datum) string {
	for _, u := range r.chart.Units {
		if u.Name == d.Label {
			return u.Text
		}
	}
	return d.Value
}
