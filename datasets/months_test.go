package datasets_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"recount/datasets"
)

const rainPackage = `{"name": "rain", "title": "Rain", "sources": [{"title": "Invented"}], "resources": [{"name": "rain", "path": "rain.csv", "title": "Rain",
 "schema": {"fields": [
  {"name": "station", "type": "string", "recount": {"role": "dimension"}},
  {"name": "month", "type": "TYPE", "recount": {"role": "period"}},
  {"name": "rain_mm", "type": "number", "title": "rain", "recount": {"role": "value", "unit": "millimetres"}}]}}]}`

// TestMonths reads months, split years and quarters as tables of others write them: named without a year they are a dimension, not points
// in time; with one they are periods however they are spelled, also in a column that says it holds whole numbers.
func TestMonths(t *testing.T) {
	for _, c := range []struct{ kind, month, period, dimension string }{
		{"string", "January", "", "January"},
		{"string", "Sept.", "", "Sept."},
		{"string", "2022-03", "2022-03", ""},
		{"integer", "2022-03", "2022-03", ""},
		{"string", "2022-3", "2022-03", ""},
		{"string", "Mar 2022", "2022-03", ""},
		{"string", "2022 March", "2022-03", ""},
		{"integer", "2019-20", "2019/20", ""},
		{"string", "2019–20", "2019/20", ""},
		{"string", "2009-10", "2009-10", ""}, // alone it is October
		{"string", "Q1 2020", "2020-Q1", ""},
	} {
		files := fstest.MapFS{
			"datapackage.json": {Data: []byte(strings.Replace(rainPackage, "TYPE", c.kind, 1))},
			"rain.csv":         {Data: []byte("station,month,rain_mm\nAsh," + c.month + ",81.2\nElm," + c.month + ",40.1\n")},
		}
		s, err := datasets.OpenFS(files, ".")
		if err != nil {
			t.Errorf("%q: %v", c.month, err)
			continue
		}
		o := s.Observation(0)
		got := ""
		if v := o.Dim("month"); v != nil {
			got = v.Name
		}
		if o.Period.String() != c.period || got != c.dimension {
			t.Errorf("%q: period %q and month %q, want %q and %q", c.month, o.Period, got, c.period, c.dimension)
		}
	}
	files := fstest.MapFS{
		"datapackage.json": {Data: []byte(strings.Replace(rainPackage, "TYPE", "string", 1))},
		"rain.csv":         {Data: []byte("station,month,rain_mm\nAsh,January,81.2\nElm,Jamuary,40.1\n")},
	}
	if _, err := datasets.OpenFS(files, "."); err == nil || !strings.Contains(err.Error(), `"Jamuary" is not a period`) {
		t.Errorf("a misspelt month gives %v, want it named", err)
	}
}
