package figures

import (
	"math"
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/figures/internal/chart"
	"recount/figures/internal/yamlfile"
)

// rows fills charts of rows: dots, dumbbells and ranges.
func (r *resolver) rows() {
	if !r.want(len(r.spec.rows) > 0, "it has no rows") {
		return
	}
	for _, s := range r.spec.rows {
		row := chart.Row{Label: r.checked(s.label, true), Text: r.checked(s.text, true)}
		for k, ref := range s.values {
			f, ok := r.value(ref)
			if !ok {
				continue
			}
			if r.spec.kind == chart.Dots {
				r.interval(ref.node, &f)
			}
			row.Values = append(row.Values, f.Value)
			r.add(f, r.endName(k, len(s.values)), r.rowName(row.Label, f))
		}
		for _, ref := range s.quoted {
			if f, ok := r.value(ref); ok {
				row.Quotes = append(row.Quotes, f.Value)
				r.add(f, r.endName(1, 2), r.rowName(row.Label, f))
			}
		}
		if row.Label == "" && len(r.fig.Data) > 0 {
			row.Label = r.fig.Data[len(r.fig.Data)-1].Label
		}
		if s.divide {
			row.Text = r.divided(s, row)
		} else if s.ratio != nil {
			if f, ok := r.ratio(*s.ratio); ok {
				row.Text = f.Text
				r.add(f, "ratio", row.Label)
			}
		}
		r.checkRow(s, row)
		r.chart.Rows = append(r.chart.Rows, row)
	}
}

// divided computes to over from, to as many significant digits as the coarser of the two has, at
// least two.
func (r *resolver) divided(s rowSpec, row chart.Row) string {
	n := len(r.fig.Data)
	if len(row.Values) != 2 || n < 2 || r.wholes[row.Values[0].Ref] == nil || r.wholes[row.Values[1].Ref] == nil {
		return "" // noted when the values were looked up
	}
	from, to := r.wholes[row.Values[0].Ref], r.wholes[row.Values[1].Ref]
	if from.Sign() <= 0 || to.Sign() < 0 {
		r.fault(s.node, "ratio of %s to %s: want a positive number to divide by", row.Values[1].Text, row.Values[0].Text)
		return ""
	}
	digits := max(2, min(significant(row.Values[0].Text), significant(row.Values[1].Text), 4))
	q := new(big.Rat).Quo(to, from)
	text := number.Group(number.FromRat(q, -max(0, number.Significant(q, digits))).String()) + " times"
	r.facts.add(q)
	r.fig.Data = append(r.fig.Data, Datum{Group: "ratio", Label: row.Label, Value: text, Unit: "times", ID: row.Values[1].Ref, Sources: r.fig.Data[n-1].Sources})
	return text
}

// significant counts the significant digits of a label.
func significant(text string) int {
	n := 0
	for _, c := range strings.TrimLeft(text, "abcdefghijklmnopqrstuvwxyz −0.") {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// ratio looks up what the two ends of a row make; its unit is its own.
func (r *resolver) ratio(ref ref) (found, bool) {
	unit, first, axis := r.unit, r.first, r.chart.Axis.Suffix
	r.first = yamlfile.Node{}
	f, ok := r.value(ref)
	r.unit, r.first, r.chart.Axis.Suffix = unit, first, axis
	return f, ok
}

// endName names one of two ends for the table.
func (r *resolver) endName(k, n int) string {
	if n < 2 || r.spec.kind == chart.Range {
		return ""
	}
	if k < len(r.spec.ends) {
		return r.spec.ends[k].text
	}
	return ""
}

// rowName is the label of a row, or the source of its number.
func (r *resolver) rowName(label string, f found) string {
	if label == "" && len(f.datum.Sources) > 0 {
		return f.datum.Sources[0].Name
	}
	return label
}

func (r *resolver) checkRow(s rowSpec, row chart.Row) {
	switch r.spec.kind {
	case chart.Dumbbell:
		if len(s.values) != 2 {
			r.fault(s.node, "a row of a dumbbell wants from and to")
		} else if len(row.Values) == 2 && (math.IsNaN(row.Values[0].X) || math.IsNaN(row.Values[1].X)) {
			r.fault(s.node, "a row of a dumbbell wants two numbers, not a range")
		}
	case chart.Dots:
		if len(s.values)+len(s.quoted) == 0 {
			r.fault(s.node, "the row has neither value nor quoted")
		}
	case chart.Range:
		if len(s.values) == 0 {
			r.fault(s.node, "the row has no value")
		}
	}
}

// reference fills the line through all rows.
func (r *resolver) reference() {
	s := r.spec.reference
	if !r.want(len(s.values) == 1, "reference wants label and value") {
		return
	}
	if f, ok := r.value(s.values[0]); ok {
		r.interval(s.values[0].node, &f)
		r.chart.Reference, r.chart.RefName = &f.Value, r.checked(s.label, true)
		r.add(f, r.chart.RefName, "reference")
	}
}

// stacked fills rows of parts; the series name them.
func (r *resolver) stacked() {
	if !r.want(len(r.spec.rows) > 0 && len(r.spec.series) > 1, "it wants rows, and a series to name each part") {
		return
	}
	for _, s := range r.spec.series {
		r.chart.Series = append(r.chart.Series, chart.Series{Name: r.checked(s.name, true), Role: role(s)})
	}
	for _, s := range r.spec.rows {
		row := chart.Row{Label: r.checked(s.label, true)}
		if len(s.values) != len(r.spec.series) {
			r.fault(s.node, "the row has %d values for %d parts", len(s.values), len(r.spec.series))
			continue
		}
		total, whole := 0.0, true
		for k, ref := range s.values {
			f, ok := r.value(ref)
			if !ok || f.None {
				continue
			}
			if !(f.X >= 0) {
				r.fault(ref.node, "%s is %s: a part is a number that is not negative", f.datum.ID, f.Text)
			}
			total += f.X
			whole = whole && f.whole != nil && f.whole.IsInt()
			row.Values = append(row.Values, f.Value)
			r.add(f, r.chart.Series[k].Name, row.Label)
		}
		r.shares(&row, total, whole)
		r.chart.Rows = append(r.chart.Rows, row)
	}
}

// shares adds to each part of a row its share of the whole.
func (r *resolver) shares(row *chart.Row, total float64, whole bool) {
	percent := r.chart.Axis.Suffix == "%"
	if !whole || percent || total <= 0 || total > math.MaxInt32 {
		return
	}
	for i := range row.Values {
		n := int(row.Values[i].X)
		row.Values[i].Text += " (" + shareText(n, int(total)) + ")"
		r.facts.share(n, int(total))
	}
	r.facts.count(int(total))
}
