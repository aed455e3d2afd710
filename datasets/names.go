package datasets

import (
	"fmt"
	"math"
	"strings"
)

// dimension returns the dimension with this name, making it at its first use.
func (l *loader) dimension(name, title string) *Dimension {
	if d := l.s.Dimension(name); d != nil {
		if d.Title == d.Name && title != "" {
			d.Title = title
		}
		return d
	}
	if title == "" {
		title = name
	}
	d := &Dimension{Name: name, Title: title, byKey: map[string]int32{}}
	at := len(l.s.dims)
	switch name { // place and population come first
	case "place":
		at = 0
	case "population":
		at = 0
		if len(l.s.dims) > 0 && l.s.dims[0].Name == "place" {
			at = 1
		}
	}
	l.s.dims = append(l.s.dims, nil)
	copy(l.s.dims[at+1:], l.s.dims[at:])
	l.s.dims[at] = d
	return d
}

// dimensionValue returns the code of a cell's text: of the vocabulary if the dimension has one, else its own.
func (l *loader) dimensionValue(d *Dimension, text string) (int32, error) {
	if c, ok := d.byKey[text]; ok {
		return c, nil
	}
	if l.vocab[d.Name] {
		return noCode, slipOf(text, "is no "+d.Name+" of the vocabulary", "", d.ids)
	}
	c := int32(len(d.Values))
	d.Values = append(d.Values, Value{ID: text, Name: text})
	d.byKey[text] = c
	return c, nil
}

func (d *Dimension) ids() []string {
	ids := make([]string, len(d.Values))
	for i, v := range d.Values {
		ids[i] = v.ID
	}
	return ids
}

// period returns the study's code of a period.
func (l *loader) period(p Period) int32 {
	if c, ok := l.periods[p]; ok {
		return c
	}
	c := int32(len(l.s.periods))
	l.periods[p] = c
	l.s.periods = append(l.s.periods, p)
	return c
}

func (l *loader) unit(u Unit) uint16 {
	if c, ok := l.units[u.Text]; ok {
		return c
	}
	if len(l.s.units) > math.MaxUint16 {
		l.tooMany = true
		return 0
	}
	c := uint16(len(l.s.units))
	l.units[u.Text] = c
	l.s.units = append(l.s.units, u)
	return c
}

func (l *loader) unitCode(text string) (int32, error) {
	u, err := ParseUnit(text)
	if err != nil {
		return noCode, err
	}
	return int32(l.unit(u)), nil
}

// fitUnit holds a row's unit against its measure's and returns the one to use. A measure without a unit
// takes the first that a row states.
func (l *loader) fitUnit(measure int32, code uint16) (uint16, error) {
	m, u := &l.s.Measures[measure], l.s.units[code]
	switch {
	case u.IsZero() && m.Unit.IsZero():
		return code, nil
	case u.IsZero():
		return l.unit(m.Unit), nil
	case m.Unit.IsZero():
		m.Unit = u
		if m.Kind == "" {
			m.Kind = kindOfUnit(u)
		}
		return code, nil
	case m.Unit.Text == u.Text || m.Unit.Class == u.Class && (u.Class == CountUnit || m.Unit.Mixes(u) == nil):
		return code, nil
	}
	return code, fmt.Errorf("%q does not fit measure %q, whose unit is %q: %w", clip(u.Text), m.ID, m.Unit.Text, m.Unit.Mixes(u))
}

func (l *loader) measureCode(text string) (int32, error) {
	if c, ok := l.measures[text]; ok {
		return c, nil
	}
	if l.vocab["measure"] {
		return noCode, slipOf(text, "is no measure of the vocabulary", "", l.s.measureIDs)
	}
	return l.addMeasure(namedMeasure(text)), nil
}

// namedMeasure makes a measure of nothing but its name; a unit at the end of it holds where nothing else
// states one: "Unemployment (% of labour force)".
func namedMeasure(name string) Measure {
	title, unit := splitUnit(name)
	u, _ := ParseUnit(unit)
	return Measure{ID: name, Title: title, Unit: u, Kind: kindOfUnit(u), Terms: defaultTerms(title, title)}
}

func (l *loader) addMeasure(m Measure) int32 {
	c := int32(len(l.s.Measures))
	l.measures[m.ID] = c
	l.s.Measures = append(l.s.Measures, m)
	return c
}

// fieldMeasure returns the measure of a value column: of the vocabulary, or made from the field.
func (l *loader) fieldMeasure(f *Field, v valueField, u Unit, r *resource) int32 {
	c, ok := l.measures[v.measure]
	if !ok && l.vocab["measure"] && f.own.measure != "" {
		r.schemaIn.fail(f.node, "measure %q is not in the vocabulary%s", clip(v.measure), DidYouMean(v.measure, sortedKeys(l.measures)))
	}
	if !ok {
		title := f.Title
		if v.measure == r.name {
			title = r.title
		}
		if title == "" {
			title = strings.Join(words(v.measure), " ")
		}
		m := Measure{ID: v.measure, Title: title, Unit: u, Kind: f.own.kind, Design: f.own.design, Terms: f.own.terms}
		if len(m.Terms) == 0 {
			m.Terms = defaultTerms(v.measure, title)
		}
		if m.Kind == "" {
			m.Kind = kindOfUnit(u)
		}
		if m.Kind == "" && f.Type == "integer" {
			m.Kind = "count"
		}
		return l.addMeasure(m)
	}
	return c
}

// defaultTerms are the words of name and title, without the unit words that names often end in.
func defaultTerms(name, title string) []string {
	w := words(name)
	for len(w) > 1 {
		last := w[len(w)-1]
		_, scale := scaleWords[last]
		if u, known := knownUnit(last); !scale && !(known && u.Class != DateUnit && u.Class != ScoreUnit && u.Class != RatioUnit) {
			break
		}
		w = w[:len(w)-1]
	}
	terms := []string{strings.Join(w, " ")}
	if t := strings.ToLower(title); t != terms[0] && t != "" {
		terms = append(terms, t)
	}
	return terms
}

func kindOfUnit(u Unit) string {
	switch u.Class {
	case CountUnit, MeasureUnit, MoneyUnit:
		return "count"
	case FractionUnit:
		if u.Base != "" && u.Per != 100 {
			return "rate"
		}
		return "share"
	case QuotientUnit:
		return "rate"
	case PointUnit:
		return "change"
	case RatioUnit:
		return "ratio"
	case DurationUnit:
		return "duration"
	case ScoreUnit:
		return "score"
	case DateUnit:
		return "date"
	}
	return ""
}

func (l *loader) sourceCode(text string) (int32, error) {
	if c, ok := l.sources[text]; ok {
		return c, nil
	}
	if l.vocab["source"] {
		return noCode, slipOf(text, "is no source of the list", "", l.s.sourceIDs)
	}
	return l.addSources([]Source{{ID: text, Kind: Report, Title: text}}), nil
}

// rowSource is the source of a row that names none: its table's, else the package's.
func (l *loader) rowSource(r *resource) int32 {
	if id := r.recount.source; id != "" {
		return l.namedSource(id, r.recount.node)
	}
	if len(r.sources) > 0 {
		return l.addSources(r.sources)
	}
	return l.defaults
}
