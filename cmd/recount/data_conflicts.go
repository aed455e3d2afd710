package main

import (
	"bufio"
	"strconv"
	"strings"

	"recount/datasets"
)

type conflictJSON struct {
	Linked       bool              `json:"linked"`
	About        string            `json:"about"`
	Observations []observationJSON `json:"observations"`
}

// dataConflicts prints rival figures side by side.
func (g *globals) dataConflicts(s *datasets.Study, _ []string, format string) error {
	rivals := s.Rivals()
	switch format {
	case "json":
		list := []conflictJSON{}
		for _, r := range rivals {
			c := conflictJSON{Linked: r.Linked, About: newRivals(s, r).about()}
			for _, i := range r.Observations {
				c.Observations = append(c.Observations, toObservationJSON(s.Observation(i)))
			}
			list = append(list, c)
		}
		return writeJSON(g.stdout, struct {
			Version   int            `json:"version"`
			Study     string         `json:"study"`
			Conflicts []conflictJSON `json:"conflicts"`
		}{dataVersion, s.Name, list})
	case "csv":
		return g.conflictsCSV(s, rivals)
	}
	w := bufio.NewWriter(g.stdout)
	if len(rivals) == 0 {
		w.WriteString("No figures contradict each other.\n")
	}
	for i, r := range rivals {
		if i > 0 {
			w.WriteByte('\n')
		}
		newRivals(s, r).write(w)
	}
	return w.Flush()
}

func (g *globals) conflictsCSV(s *datasets.Study, rivals []datasets.Rivalry) error {
	header := []string{"conflict", "linked", "id", "measure", "dimensions", "period", "figure", "as_reported", "source", "kind", "locator", "published", "note"}
	return writeCSV(g.stdout, header, func(yield func([]string) bool) {
		for n, r := range rivals {
			for _, i := range r.Observations {
				o := s.Observation(i)
				name, kind := "", ""
				if o.Source != nil {
					name, kind = o.Source.Label(), string(o.Source.Kind)
				}
				if !yield([]string{strconv.Itoa(n + 1), strconv.FormatBool(r.Linked), o.ID, o.Measure.ID, dimsText(o), o.Period.String(), figureText(o),
					o.AsReported, name, kind, o.Locator, o.Date(), o.Note}) {
					return
				}
			}
		}
	})
}

// rivals are the figures of one conflict; what they share stands above them, what differs beside each.
type rivals struct {
	list    []datasets.Observation
	linked  bool
	measure bool // shared
	period  bool
	dims    map[string]bool
}

func newRivals(s *datasets.Study, r datasets.Rivalry) rivals {
	v := rivals{linked: r.Linked, measure: true, period: true, dims: map[string]bool{}}
	for _, i := range r.Observations {
		v.list = append(v.list, s.Observation(i))
	}
	first := v.list[0]
	for _, d := range first.Dims {
		v.dims[d.Dimension.Name] = true
	}
	for _, o := range v.list[1:] {
		v.measure = v.measure && o.Measure == first.Measure
		v.period = v.period && o.Period.Equal(first.Period)
		for name := range v.dims {
			if o.Dim(name) != first.Dim(name) {
				delete(v.dims, name)
			}
		}
	}
	return v
}

// about says what all of them report on.
func (v rivals) about() string { return v.text(v.list[0], true) }

// text joins what is shared, or what is not, of measure, dimensions and period.
func (v rivals) text(o datasets.Observation, shared bool) string {
	var parts []string
	if v.measure == shared {
		parts = append(parts, o.Measure.Title)
	}
	for _, d := range o.Dims {
		if v.dims[d.Dimension.Name] == shared {
			parts = append(parts, d.Value.Name)
		}
	}
	if v.period == shared && o.Period.Stated {
		parts = append(parts, o.Period.String())
	}
	return strings.Join(parts, ", ")
}

func (v rivals) write(w *bufio.Writer) {
	about := v.about()
	if about == "" {
		about = "Figures on different measures"
	}
	if !v.linked {
		about += " (not linked in the tables)"
	}
	w.WriteString(oneLine(about) + "\n")
	var t grid
	for _, o := range v.list {
		kind := ""
		if o.Source != nil {
			kind = string(o.Source.Kind)
		}
		t.add(figureText(o), v.text(o, false), kind, o.ID, sourceText(o))
	}
	t.write(w, "  ", 44)
}
