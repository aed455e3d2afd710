package statistic

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../../datasets/schema/statistics.json"

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("statistics.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("statistics.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	data, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(v)
}

func TestSchemaTakesTheShippedStudy(t *testing.T) {
	data, err := os.ReadFile("../../datasets/xinjiang/statistics.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, compileSchema(t), data); err != nil {
		t.Error(err)
	}
}

// An editor that follows the schema and the program agree on what a statistic may say.
func TestSchemaAndParserAgree(t *testing.T) {
	schema := compileSchema(t)
	for _, tt := range []struct {
		text string
		good bool
	}{
		{"- {id: a, title: A, value: {id: x}}", true},
		{"- {id: a, title: A, value: {measure: m, period: 2018}}", true},
		{"- {id: a, title: A, note: N, places: 2, model: poisson, level: 0.9, rate: {of: {id: x}, in: {statistic: b}, per: 1000}}", true},
		{"- {id: a, title: A, share: {of: [{id: x}, {id: y}], in: {id: z}}}", true},
		{"- {id: a, title: A, share: {of: {id: x}, in: {id: z}}}", true},
		{"- {id: a, title: A, attainable: {fraction: 2/3, of: {id: x}, hedge: just_over}}", true},
		{"- {id: a, title: A, duration: {from: {id: x}, to: {id: y}, unit: month}}", true},
		{"- {id: a, title: A, interrupted_series: {of: {measure: m}, at: 2017, within: 2010/2019, show: slope_change}}", true},
		{"- {id: a, title: A, standardised_rate: {of: {measure: m}, in: {measure: n}, standard: {place: s}, by: age, per: 1000}}", true},
		{"- {id: a, title: A, trend: {of: [{id: x}, {id: y}]}}", true},

		{"id: a", false},
		{"- {title: A, value: {id: x}}", false},
		{"- {id: a, value: {id: x}}", false},
		{"- {id: a, title: A}", false},
		{"- {id: A b, title: A, value: {id: x}}", false},
		{"- {id: a, title: A, value: {id: x}, sum: {of: [{id: y}]}}", false},
		{"- {id: a, title: A, value: {id: x, place: y}}", false},
		{"- {id: a, title: A, value: {}}", false},
		{"- {id: a, title: A, value: x}", false},
		{"- {id: a, title: A, value: {id: [x]}}", false},
		{"- {id: a, title: A, values: {id: x}}", false},
		{"- {id: a, title: A, ratio: {of: {id: x}}}", false},
		{"- {id: a, title: A, ratio: {of: [{id: x}], to: {id: y}}}", false},
		{"- {id: a, title: A, ratio: {of: {id: x}, to: {id: y}, per: 3}}", false},
		{"- {id: a, title: A, sum: {of: []}}", false},
		{"- {id: a, title: A, rate: {of: {id: x}, in: {id: y}}}", false},
		{"- {id: a, title: A, rate: {of: {id: x}, in: {id: y}, per: 0}}", false},
		{"- {id: a, title: A, duration: {from: {id: x}, to: {id: y}, unit: week}}", false},
		{"- {id: a, title: A, attainable: {fraction: 0.5, of: {id: x}}}", false},
		{"- {id: a, title: A, attainable: {fraction: 1/2, of: {id: x}, hedge: some}}", false},
		{"- {id: a, title: A, interrupted_series: {of: {measure: m}, at: soon}}", false},
		{"- {id: a, title: A, places: 13, value: {id: x}}", false},
		{"- {id: a, title: A, level: 95, value: {id: x}}", false},
		{"- {id: a, title: ' ', value: {id: x}}", false},
	} {
		if err := validate(t, schema, []byte(tt.text)); (err == nil) != tt.good {
			t.Errorf("%s\n\tthe schema says %v", tt.text, err)
		}
		if _, r := parseSpecs("f", []byte(tt.text)); (r.err() == nil) != tt.good {
			t.Errorf("%s\n\tthe parser says %v", tt.text, r.err())
		}
	}
}

// Every operation, argument and option of the parser stands in the schema, and no other.
func TestSchemaIsWhole(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs struct {
			Statistic struct {
				Properties map[string]struct {
					Properties map[string]any `json:"properties"`
					Required   []string       `json:"required"`
				} `json:"properties"`
			} `json:"statistic"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	properties := schema.Defs.Statistic.Properties
	if got, want := len(properties), len(specKeys)+len(opKeys); got != want {
		t.Errorf("the schema has %d keys of a statistic, the parser %d", got, want)
	}
	for i, key := range opKeys {
		op := Op(i)
		p, ok := properties[key]
		if !ok {
			t.Errorf("the schema lacks %s", key)
			continue
		}
		for _, k := range op.keys() {
			if _, ok := p.Properties[k]; !ok {
				t.Errorf("%s: the schema lacks %s", key, k)
			}
		}
		if len(p.Properties) != len(op.keys()) {
			t.Errorf("%s: the schema has %d keys, the parser %d", key, len(p.Properties), len(op.keys()))
		}
		want := op.required()
		slices.Sort(want)
		slices.Sort(p.Required)
		if !slices.Equal(want, p.Required) {
			t.Errorf("%s: the schema requires %q, the parser %q", key, p.Required, want)
		}
	}
}
