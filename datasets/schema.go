package datasets

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"recount/datasets/internal/jsontree"
)

// A Field describes one column, as Table Schema and our own keys do.
type Field struct {
	Name, Title, Description string
	Type                     string // of Table Schema: string, number, integer, date, year, …
	Format                   string
	Role                     string // of our keys: dimension, period, value, …; empty if none
	Unit                     string // of our keys

	required, unique       bool
	minLength, maxLength   int // -1 if not stated
	minimum, maximum       *bound
	above, below           *bound // exclusiveMinimum, exclusiveMaximum
	pattern                *regexp.Regexp
	enum                   map[string]bool
	enumText               string
	missing                missingSet
	trueValues, falseValue map[string]bool
	groupChar              string
	decimalChar            string
	bareNumber             bool
	listDelimiter          string
	listItem               string
	own                    fieldKeys
	node                   *jsontree.Node
	splitYears             bool // a period column that writes 2019-20 for the school year 2019/20
}

// fieldKeys are our keys of a field.
type fieldKeys struct {
	measure, period, part, dimension, resolution string
	kind, design                                 string

	exact, exponent bool
	terms           []string
	where           []constant
}

// schema is a Table Schema.
type schema struct {
	fields      []*Field
	fieldsMatch string
	primaryKey  []string
	uniqueKeys  [][]string
	foreignKeys []foreignKey
}

type foreignKey struct {
	fields, referenced []string
	resource           string // empty: the table itself
	node               *jsontree.Node
}

var (
	fieldTypes = []string{"string", "number", "integer", "boolean", "date", "time", "datetime", "year", "yearmonth",
		"duration", "object", "array", "list", "geopoint", "geojson", "any"}
	fieldMatches = []string{"exact", "equal", "subset", "superset", "partial"}
	valueKinds   = []string{"count", "share", "rate", "ratio", "change", "duration", "date", "score"}
	designs      = []string{"register", "census", "sample", "purposive", "estimate", "quoted"}
	periodParts  = []string{"year", "month", "day", "quarter", "from", "to"}
)

// schema reads the Table Schema of a resource.
func (d *decoder) schema(n *jsontree.Node) schema {
	v := n.Get("schema")
	var s schema
	switch {
	case n == nil: // a file that could not be read
		return s
	case v == nil:
		d.fail(n, "the resource has no \"schema\": want {\"fields\": [{\"name\": …, \"type\": …}]}")
		return s
	case v.Kind != jsontree.Object:
		d.fail(v, "\"schema\" is %s, want an object with \"fields\"", v.Kind)
		return s
	case v.Get("fields") == nil:
		d.fail(v, "the schema has no \"fields\"")
		return s
	}
	missing := d.missingValues(v, newMissingSet(""))
	named := map[string]bool{}
	for _, item := range d.array(v, "fields") {
		f := d.field(item, missing)
		if f == nil {
			continue
		}
		if named[f.Name] {
			d.fail(item, "two fields are named %q", clip(f.Name))
			continue
		}
		named[f.Name] = true
		s.fields = append(s.fields, f)
	}
	if len(s.fields) > maxFields {
		d.fail(v, "%d fields, want at most %d", len(s.fields), maxFields)
		s.fields = s.fields[:maxFields]
	}
	s.fieldsMatch = d.oneOf(v, "fieldsMatch", fieldMatches)
	if m := v.Get("fieldsMatch"); m != nil && m.Kind == jsontree.Array && len(m.Items) == 1 { // as version 2 first had it
		s.fieldsMatch = m.Items[0].Text
	}
	d.keys(v, &s, named)
	return s
}

func (d *decoder) keys(v *jsontree.Node, s *schema, named map[string]bool) {
	known := func(n *jsontree.Node, names []string) []string {
		for _, name := range names {
			if !named[name] {
				d.fail(n, "the key names a field %q that the schema does not have%s", clip(name), DidYouMean(name, fieldNames(s.fields)))
				return nil
			}
		}
		return names
	}
	if n := v.Get("primaryKey"); n != nil {
		s.primaryKey = known(n, d.texts(v, "primaryKey"))
	}
	for _, n := range d.array(v, "uniqueKeys") {
		var names []string
		for _, item := range n.Items {
			names = append(names, item.Text)
		}
		if names = known(n, names); len(names) > 0 {
			s.uniqueKeys = append(s.uniqueKeys, names)
		}
	}
	for _, n := range d.array(v, "foreignKeys") {
		ref := n.Get("reference")
		if ref == nil {
			d.fail(n, "the foreign key has no \"reference\"")
			continue
		}
		k := foreignKey{fields: known(n, d.texts(n, "fields")), referenced: d.texts(ref, "fields"), resource: d.text(ref, "resource"), node: n}
		if len(k.fields) == 0 || len(k.fields) != len(k.referenced) {
			d.fail(n, "the foreign key has %d fields and refers to %d", len(k.fields), len(k.referenced))
			continue
		}
		s.foreignKeys = append(s.foreignKeys, k)
	}
}

func fieldNames(fields []*Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// field reads one field with its constraints.
func (d *decoder) field(n *jsontree.Node, missing missingSet) *Field {
	if n.Kind == jsontree.String { // a shorthand that people write
		return &Field{Name: n.Text, Type: "string", minLength: -1, maxLength: -1, missing: missing, node: n}
	}
	if n.Kind != jsontree.Object || n.Get("name") == nil {
		d.fail(n, "a field wants an object with a \"name\"")
		return nil
	}
	f := &Field{
		Name: d.text(n, "name"), Title: d.text(n, "title"), Description: d.text(n, "description"),
		Type: d.oneOf(n, "type", fieldTypes), Format: d.text(n, "format"),
		minLength: -1, maxLength: -1, node: n,
		missing:     d.missingValues(n, missing),
		trueValues:  d.set(n, "trueValues", trueWords),
		falseValue:  d.set(n, "falseValues", falseWords),
		groupChar:   d.text(n, "groupChar"),
		decimalChar: ".",
		bareNumber:  d.flag(n, "bareNumber", true),
	}
	if c := n.Get("decimalChar"); c != nil {
		f.decimalChar = d.text(n, "decimalChar")
	}
	if f.decimalChar == "" || f.decimalChar == f.groupChar || strings.ContainsAny(f.decimalChar+f.groupChar, "0123456789+-") {
		d.fail(n, "field %q: \"decimalChar\" %q and \"groupChar\" %q cannot be told apart from each other or from digits", clip(f.Name), f.decimalChar, f.groupChar)
		f.decimalChar, f.groupChar = ".", ""
	}
	f.listDelimiter, f.listItem = d.text(n, "delimiter"), d.oneOf(n, "itemType", fieldTypes)
	d.fieldKeys(n, f)
	if f.Type == "" {
		f.Type = defaultType(f.Role)
	}
	if c := n.Get("constraints"); c != nil {
		d.constraints(c, f)
	}
	return f
}

// defaultType is the type of a field that states none: the standard's string, except where the role says more.
func defaultType(role string) string {
	switch role {
	case "value":
		return "number"
	case "period":
		return "any"
	}
	return "string"
}

func (d *decoder) fieldKeys(n *jsontree.Node, f *Field) {
	own := d.own(n, fieldOwnKeys)
	if own == nil {
		return
	}
	f.Role, f.Unit = d.oneOf(own, "role", roles), d.unit(own, "unit")
	f.own = fieldKeys{
		measure: d.text(own, "measure"), period: d.period(own, "period"), part: d.oneOf(own, "part", periodParts),
		dimension: d.text(own, "dimension"), resolution: d.text(own, "resolution"),
		kind: d.oneOf(own, "kind", valueKinds), design: d.oneOf(own, "design", designs),
		exact: d.flag(own, "exact", false), exponent: d.flag(own, "exponent", false),
		terms: d.texts(own, "terms"), where: d.constants(own, "where"),
	}
	if f.own.resolution != "" {
		if _, err := parseResolution(f.own.resolution); err != nil {
			d.fail(own.Get("resolution"), "%w", err)
			f.own.resolution = ""
		}
	}
}

func (d *decoder) constraints(c *jsontree.Node, f *Field) {
	f.required, f.unique = d.flag(c, "required", false), d.flag(c, "unique", false)
	length := func(key string) int {
		if c.Get(key) == nil {
			return -1
		}
		return d.integer(c, key, 0, 1<<30)
	}
	f.minLength, f.maxLength = length("minLength"), length("maxLength")
	if c.Get("enum") != nil {
		f.enum = map[string]bool{}
		for _, item := range d.array(c, "enum") {
			f.enum[item.Text] = true
		}
		f.enumText = describeSet(f.enum)
	}
	if p := d.text(c, "pattern"); p != "" {
		f.pattern = d.pattern(c.Get("pattern"), p)
	}
	for _, limit := range []struct {
		key string
		at  **bound
	}{{"minimum", &f.minimum}, {"maximum", &f.maximum}, {"exclusiveMinimum", &f.above}, {"exclusiveMaximum", &f.below}} {
		v := c.Get(limit.key)
		if v == nil {
			continue
		}
		b, err := f.bound(v.Text)
		if err != nil {
			d.fail(v, "%q: %w", limit.key, err)
			continue
		}
		*limit.at = b
	}
}

// pattern compiles a pattern, each text once: the columns of a study often share theirs.
func (d *decoder) pattern(n *jsontree.Node, p string) *regexp.Regexp {
	if re, ok := d.patterns[p]; ok {
		return re
	}
	if _, err := regexp.Compile(p); err != nil { // by itself, so that the error speaks of what is written
		d.fail(n, "pattern %q: %w", clip(p), err)
		return nil
	}
	re := regexp.MustCompile(`\A(?:` + p + `)\z`)
	if d.patterns == nil {
		d.patterns = map[string]*regexp.Regexp{}
	}
	d.patterns[p] = re
	return re
}

// missingValues reads a list of strings or of {"value": …} objects.
func (d *decoder) missingValues(n *jsontree.Node, unset missingSet) missingSet {
	if n.Get("missingValues") == nil {
		return unset
	}
	var texts []string
	for _, item := range d.array(n, "missingValues") {
		if v := item.Get("value"); v != nil {
			item = v
		}
		if item.Kind != jsontree.String {
			d.fail(item, "\"missingValues\" holds %s, want strings", item.Kind)
			continue
		}
		texts = append(texts, item.Text)
	}
	return newMissingSet(texts...)
}

// The words of a boolean field that states none.
var (
	trueWords  = map[string]bool{"true": true, "True": true, "TRUE": true, "1": true}
	falseWords = map[string]bool{"false": true, "False": true, "FALSE": true, "0": true}
)

func (d *decoder) set(n *jsontree.Node, key string, unset map[string]bool) map[string]bool {
	if n.Get(key) == nil {
		return unset
	}
	list := d.texts(n, key)
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// words splits a name as programs write it: road_deaths, roadDeaths, road-deaths.
func words(name string) []string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		switch {
		case r == '_' || r == '-' || r == '.' || r == '/':
			b.WriteByte(' ')
			lower = false
			continue
		case r >= 'A' && r <= 'Z' && lower:
			b.WriteByte(' ')
		}
		lower = r >= 'a' && r <= 'z'
		b.WriteRune(r)
	}
	return strings.Fields(strings.ToLower(b.String()))
}

func describeSet(set map[string]bool) string {
	list := sortedKeys(set)
	if len(list) > 12 {
		return fmt.Sprintf("one of %d values", len(list))
	}
	for i, s := range list {
		list[i] = strconv.Quote(s)
	}
	return strings.Join(list, ", ")
}
