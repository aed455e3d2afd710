package datasets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "schema/datapackage.json"

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validates(s *jsonschema.Schema, descriptor []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(descriptor))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// The published schema takes what the loader takes.
func TestSchemaTakesDescriptors(t *testing.T) {
	s := compileSchema(t)
	page, err := os.ReadFile("HOWTO.md")
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := os.ReadFile("xinjiang/datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	descriptors := [][]byte{shipped}
	for _, block := range strings.Split(string(page), "```json ")[1:] {
		_, body, _ := strings.Cut(block, "\n")
		body, _, _ = strings.Cut(body, "\n```")
		descriptors = append(descriptors, []byte(body))
	}
	if len(descriptors) < 4 {
		t.Fatalf("%d descriptors", len(descriptors))
	}
	for _, d := range descriptors {
		if err := validates(s, d); err != nil {
			t.Errorf("%.60q: %v", d, err)
		}
	}
}

// The schemas of the YAML files take those of the shipped study, and refuse a key that is not theirs.
func TestSchemasOfYAML(t *testing.T) {
	for _, name := range []string{"statistics", "figures"} {
		s, err := jsonschema.NewCompiler().Compile("schema/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile("xinjiang/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		data, err := yaml.YAMLToJSON(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := validates(s, data); err != nil {
			t.Errorf("%s.yaml: %v", name, err)
		}
		damaged := bytes.Replace(data, []byte(`"title"`), []byte(`"titel"`), 1)
		if validates(s, damaged) == nil {
			t.Errorf("%s.yaml: a figure without a title is taken", name)
		}
	}
}

// It refuses the descriptors of testdata/damage in which the loader finds fault with the descriptor's
// form; the loader says more, of course: what a table holds, how keys go together.
func TestSchemaRefusesDescriptors(t *testing.T) {
	s := compileSchema(t)
	for _, name := range []string{"descriptor-keys", "descriptor-shape", "paths", "hash-kind"} {
		a, err := txtar.ParseFile(filepath.Join("testdata", "damage", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		if validates(s, a.Files[0].Data) == nil {
			t.Errorf("%s: the schema has no fault to find", name)
		}
	}
	const minimal = `{"name": "x", "resources": [{"path": "x.csv", "schema": {"fields": [%s]}}], "recount": {%s}}`
	if err := validates(s, []byte(`{"name": "x", "resources": [{"path": "x.csv", "schema": "schema.json", "dialect": "dialect.json"}]}`)); err != nil {
		t.Error(err)
	}
	for _, tt := range []struct {
		field, own string
		ok         bool
	}{
		{`"a"`, ``, true},
		{`{"name": "a", "anything": 1}`, ``, true},
		{`{"name": "a", "recount": {"role": "value", "unit": "percent"}}`, `"source": "x"`, true},
		{`{"name": "a", "recount": {"rol": "value"}}`, ``, false},
		{`{"name": "a", "recount": {"role": "vlaue"}}`, ``, false},
		{`{"name": "a", "type": "text"}`, ``, false},
		{`{"title": "a"}`, ``, false},
		{`"a"`, `"sauce": "x"`, false},
		{`"a"`, `"figures": "../x.yaml"`, false},
	} {
		err := validates(s, fmt.Appendf(nil, minimal, tt.field, tt.own))
		if (err == nil) != tt.ok {
			t.Errorf("field %s, own {%s}: %v, want ok %v", tt.field, tt.own, err, tt.ok)
		}
	}
}

// The lists in the schema are those of the code.
func TestSchemaLists(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	at := func(path string) []string {
		v := root
		for _, key := range strings.Split(path, "/") {
			v = v.(map[string]any)[key]
		}
		var list []string
		switch v := v.(type) {
		case []any:
			for _, s := range v {
				list = append(list, s.(string))
			}
		case map[string]any:
			list = sortedKeys(v)
		}
		return list
	}
	for path, want := range map[string][]string{
		"$defs/fieldKeys/properties/role/enum":                   roles,
		"$defs/fieldKeys/properties/kind/enum":                   valueKinds,
		"$defs/fieldKeys/properties/design/enum":                 designs,
		"$defs/fieldKeys/properties/part/enum":                   periodParts,
		"$defs/type/enum":                                        fieldTypes,
		"$defs/match/enum":                                       fieldMatches,
		"$defs/sourceKind/enum":                                  sourceKinds,
		"$defs/resource/properties/recount/properties/kind/enum": tableKinds,
		"$defs/fieldKeys/properties":                             sorted(fieldOwnKeys),
		"$defs/resource/properties/recount/properties":           sorted(resourceOwnKeys),
		"properties/recount/properties":                          sorted(packageOwnKeys),
		"$defs/sources/items/properties/recount/properties":      sorted(sourceOwnKeys),
	} {
		if got := at(path); !slices.Equal(got, want) {
			t.Errorf("%s is %q, the code has %q", path, got, want)
		}
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
