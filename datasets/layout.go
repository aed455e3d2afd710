package datasets

import (
	"fmt"
	"slices"
	"strings"
)

// A layout says which field of a table plays which part in its observations.
type layout struct {
	dims    []int // fields that are dimensions
	periods []periodField
	values  []valueField
	fields  map[string]int // attribute → field: id, measure, unit, source, numerator, …
}

type periodField struct {
	field int
	part  string // empty: the whole period
}

// A valueField is a column that holds values.
type valueField struct {
	field   int
	measure string // id; empty if a column says it
	period  string // as ParsePeriod reads it; empty if columns say it
	where   []constant
	finest  int // place of the last digit, finest of the column
}

// Attributes are the columns of a long table that are neither dimension, period nor value. In a wide
// table a field takes the part with "role".
var attributes = []string{"id", "measure", "period_kind", "unit", "numerator", "denominator", "as_reported", "qualifier", "low", "high",
	"resolution", "source", "locator", "published", "supersedes", "repeats", "conflicts_with", "note",
	"operation", "of", "to", "from"}

var roles = append([]string{"dimension", "period", "value"}, attributes...)

// perValue are the attributes that speak of one value: a table with several value columns cannot have them.
var perValue = []string{"id", "numerator", "denominator", "as_reported", "qualifier", "low", "high", "resolution",
	"supersedes", "repeats", "conflicts_with", "operation", "of", "to", "from"}

// kindOf says what the rows of a resource are: stated, or told by name and columns.
func (r *resource) kindOf() string {
	if r.recount.kind != "" {
		return r.recount.kind
	}
	has := func(name string) bool {
		return slices.ContainsFunc(r.schema.fields, func(f *Field) bool { return f.Name == name && f.Role == "" })
	}
	switch {
	case slices.ContainsFunc(r.schema.fields, func(f *Field) bool { return f.Role == "value" }):
		return "observations"
	case has("measure") && has("operation"):
		return "reported"
	case has("measure") && has("value"):
		return "observations"
	case slices.Contains([]string{"measures", "places", "populations", "sources"}, r.name) && has("id"):
		return r.name
	}
	return "other"
}

// isLong says whether a table of observations names its columns as recount does, without roles.
func (r *resource) isLong() bool {
	value := slices.IndexFunc(r.schema.fields, func(f *Field) bool { return f.Name == "value" && f.Role == "" })
	wide := slices.ContainsFunc(r.schema.fields, func(f *Field) bool { return f.Role == "value" })
	return value >= 0 && !wide
}

// layoutOf gives each field of a table of observations its part.
func (r *resource) layoutOf() *layout {
	lay := &layout{fields: map[string]int{}}
	long := r.isLong()
	for i, f := range r.schema.fields {
		role := f.Role
		if role == "" && long {
			role = longRole(f.Name)
		}
		if role == "" && f.own.part != "" {
			role = "period"
		}
		switch role {
		case "":
		case "dimension":
			lay.dims = append(lay.dims, i)
		case "period":
			lay.periods = append(lay.periods, periodField{i, f.own.part})
		case "value":
			lay.values = append(lay.values, r.valueField(i, f))
		default:
			if j, twice := lay.fields[role]; twice {
				r.schemaIn.fail(f.node, "fields %q and %q both have the role %q", clip(r.schema.fields[j].Name), clip(f.Name), role)
				continue
			}
			lay.fields[role] = i
		}
	}
	r.checkLayout(lay)
	return lay
}

// longRole gives the part of a column of a long table by its name.
func longRole(name string) string {
	switch {
	case name == "place" || name == "population":
		return "dimension"
	case name == "period" || name == "value":
		return name
	case contains(attributes, name):
		return name
	}
	return ""
}

func (r *resource) valueField(i int, f *Field) valueField {
	v := valueField{field: i, measure: f.own.measure, period: f.own.period, where: f.own.where}
	if v.period == "" {
		v.period = r.recount.period
	}
	v.where = append(slices.Clone(v.where), r.recount.where...)
	return v
}

func (r *resource) checkLayout(lay *layout) {
	_, measured := lay.fields["measure"]
	for i := range lay.values {
		v := &lay.values[i]
		f := r.schema.fields[v.field]
		if f.Type != "number" && f.Type != "integer" && f.Type != "string" && f.Type != "any" {
			r.schemaIn.fail(f.node, "field %q has the role \"value\" and the type %q, want number or integer", clip(f.Name), f.Type)
		}
		switch {
		case v.measure != "" || measured:
		case r.recount.measure != "":
			v.measure = r.recount.measure
		case f.own.period != "": // years as columns: the table is about one measure
			v.measure = r.name
		default:
			v.measure = f.Name
		}
	}
	if len(lay.values) == 0 {
		r.d.fail(r.node, "resource %q has no field with the role \"value\"", clip(r.name))
	}
	if len(lay.values) > 1 {
		for _, name := range perValue {
			if i, ok := lay.fields[name]; ok {
				r.schemaIn.fail(r.schema.fields[i].node, "role %q speaks of one value, and resource %q has %d value columns", name, clip(r.name), len(lay.values))
			}
		}
	}
	r.periodParts(lay)
}

// periodParts tells what each of several period fields is: stated, or by type and name.
func (r *resource) periodParts(lay *layout) {
	seen := map[string]bool{}
	for i := range lay.periods {
		p := &lay.periods[i]
		f := r.schema.fields[p.field]
		if p.part == "" && len(lay.periods) > 1 {
			p.part = partNamed(f)
			if p.part == "" {
				r.schemaIn.fail(f.node, "field %q is one of %d period fields: say which part it is, \"part\": %s", clip(f.Name), len(lay.periods), strings.Join(periodParts, ", "))
			}
		}
		if p.part != "" && seen[p.part] {
			r.schemaIn.fail(f.node, "two period fields are the %s", p.part)
		}
		seen[p.part] = true
	}
	if len(lay.periods) > 1 && !seen[""] && !seen["year"] && !(seen["from"] || seen["to"]) {
		r.d.fail(r.node, "the period fields of resource %q have no year", clip(r.name))
	}
}

func partNamed(f *Field) string {
	if f.Type == "year" {
		return "year"
	}
	for _, w := range words(f.Name + " " + f.Title) {
		switch w {
		case "year", "yr", "years":
			return "year"
		case "month", "mon", "mth", "months":
			return "month"
		case "day", "date", "dom":
			return "day"
		case "quarter", "qtr", "q":
			return "quarter"
		case "from", "start", "begin", "since":
			return "from"
		case "to", "end", "until", "through":
			return "to"
		}
	}
	return ""
}

// joinPeriod makes one period of the parts of a row; where that fails, it says which part is to blame.
func joinPeriod(parts map[string]string) (Period, string, error) {
	if parts["from"] != "" || parts["to"] != "" {
		p, err := joinEnds(parts["from"], parts["to"])
		return p, "from", err
	}
	text := parts["year"]
	if text == "" {
		return Period{}, "", nil
	}
	blame := "year"
	switch month, day, quarter := parts["month"], parts["day"], parts["quarter"]; {
	case month != "":
		m, err := monthNumber(month)
		if err != nil {
			return Period{}, "month", err
		}
		text += fmt.Sprintf("-%02d", m)
		if day != "" {
			text += "-" + strings.Repeat("0", max(0, 2-len(day))) + day
			blame = "day"
		}
	case quarter != "":
		text += "-Q" + strings.TrimPrefix(strings.ToUpper(quarter), "Q")
		blame = "quarter"
	case day != "":
		return Period{}, "day", fmt.Errorf("day %q without a month", clip(day))
	}
	p, err := ParsePeriod(text)
	return p, blame, err
}

func joinEnds(from, to string) (Period, error) {
	if from == "" && to == "" {
		return Period{}, nil
	}
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
	}
	if from == to {
		return ParsePeriod(from)
	}
	return ParsePeriod(from + "/" + to)
}

// monthNumber reads a month by number, name or abbreviation.
func monthNumber(s string) (int, error) {
	if len(s) <= 2 {
		if m, ok := digitsAt(s, 0, len(s)); ok && m >= 1 && m <= 12 {
			return m, nil
		}
	}
	if m, ok := monthNamed(s); ok {
		return m, nil
	}
	return 0, fmt.Errorf("%q is not a month: want 1 to 12, a name or an abbreviation", clip(s))
}
