package main

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"recount/analysis/number"
)

// configSchema reads the published schema of recount.yaml.
func configSchema(t *testing.T) (doc map[string]any, schema *jsonschema.Schema) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(projectFile(t, "datasets/schema/recount.json")))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("recount.json", v); err != nil {
		t.Fatal(err)
	}
	if schema, err = c.Compile("recount.json"); err != nil {
		t.Fatal(err)
	}
	return v.(map[string]any), schema
}

// keysOf are the keys of an object of a JSON document, by its path.
func keysOf(doc any, path ...string) (keys []string) {
	for _, p := range path {
		doc = doc.(map[string]any)[p]
	}
	for k := range doc.(map[string]any) {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// yamlKeys are the keys that a struct is read from.
func yamlKeys(v any) (keys []string) {
	for f := range reflect.TypeOf(v).Fields() {
		if key := f.Tag.Get("yaml"); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// The schema names the keys that are read, no more and no fewer.
func TestConfigSchemaNamesTheKeys(t *testing.T) {
	doc, _ := configSchema(t)
	var tolerances []string
	for _, row := range number.DefaultTolerances.Table() {
		tolerances = append(tolerances, row.Name)
	}
	slices.Sort(tolerances)
	for _, tt := range []struct {
		what      string
		got, want []string
	}{
		{"recount.yaml", keysOf(doc, "properties"), yamlKeys(config{})},
		{"an entry of ignore", keysOf(doc, "$defs", "rule", "properties"), yamlKeys(ignoreRule{})},
		{"tolerances", keysOf(doc, "properties", "tolerances", "properties"), tolerances},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: the schema has %v, the program reads %v", tt.what, tt.got, tt.want)
		}
	}
}

// The schema and the program take and refuse the same files.
func TestConfigSchemaAgrees(t *testing.T) {
	_, schema := configSchema(t)
	for _, tt := range []struct {
		text string
		ok   bool
	}{
		{"", true},
		{"study: none\n", true},
		{"study: ../figures\ndata: [a.csv, b.xlsx]\nsource: ministry2023\n", true},
		{"tolerances: {about: 1/10, slip: 0.2, zeros_from: 500}\n", true},
		{"ignore:\n  - {file: \"quoted/*.md\", reason: quoted from letters}\n  - {text: 42 percent, rule: change, reason: a joke}\n", true},
		{"data:\nignore:\n", true},
		{"stuff: 4\n", false},
		{"data: a.csv\n", false},
		{"tolerances: {abuot: 0.1}\n", false},
		{"tolerances: {about: -0.1}\n", false},
		{"tolerances: {about: some}\n", false},
		{"tolerances: {about: 1/0}\n", false},
		{"ignore:\n  - {file: a.md}\n", false},
		{"ignore:\n  - {reason: because}\n", false},
		{"ignore:\n  - {file: a.md, resaon: because}\n", false},
		{"- study\n", false},
	} {
		_, err := parseConfig(configName, []byte(tt.text))
		if (err == nil) != tt.ok {
			t.Errorf("%q: the program says %v", tt.text, err)
		}
		data, err := yaml.YAMLToJSON([]byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		if len(bytes.TrimSpace(data)) == 0 {
			data = []byte("null")
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); (err == nil) != tt.ok {
			t.Errorf("%q: the schema says %v", tt.text, err)
		}
	}
}

// The schema travels with the others, and the example of README fits it.
func TestConfigSchemaTakesREADME(t *testing.T) {
	_, schema := configSchema(t)
	_, example, found := strings.Cut(projectFile(t, "README.md"), "$ cat desk/recount.yaml\n")
	example, _, _ = strings.Cut(example, "$ ")
	if !found {
		t.Fatal("README shows no recount.yaml")
	}
	data, err := yaml.YAMLToJSON([]byte(example))
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Error(err)
	}
	if _, err := parseConfig(configName, []byte(example)); err != nil {
		t.Error(err)
	}
}
