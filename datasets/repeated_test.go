package datasets_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"recount/datasets"
)

// Cells that stand as in the row before are not read again. Cells in quotes always are, so a table must give
// the same with quotes and without: the same figures, and the same errors on the same lines.
func TestCellsAsInTheRowBefore(t *testing.T) {
	faulty := repetitive(3000)
	var good [][]string
	for _, row := range faulty {
		if _, ok := openSeen([][]string{row}, ""); ok && row[2] == "people" { // one unit for one measure
			good = append(good, row)
		}
	}
	for _, tt := range []struct {
		name string
		rows [][]string
		ok   bool
	}{{"faulty", faulty, false}, {"good", numbered(good), true}} {
		want, ok := openSeen(tt.rows, `"`)
		if lines := strings.Count(want, "\n"); ok != tt.ok || lines < 500 {
			t.Fatalf("%s rows: opened is %v, with %d lines:\n%s", tt.name, ok, lines, want)
		}
		if got, _ := openSeen(tt.rows, ""); got != want {
			t.Errorf("%s rows give\n%s\nand with quotes\n%s", tt.name, got, want)
		}
	}
}

// repetitive makes rows that are mostly like the one before; some cells are wrong, some rows too short, and
// some keys stand twice.
func repetitive(n int) [][]string {
	cells := [][]string{{"Alder", "Birch", "Cedar", "-"}, {"female", "male", "men", ""}, {"people", "percent", "per"}, {"2019", "2020", "soon", "-"}, {"1", "12", "99", "x", ""}}
	rnd := rand.New(rand.NewPCG(1, 2))
	row := []string{"Alder", "female", "people", "2019", "1", "0"}
	var rows [][]string
	for i := range n {
		at := rnd.IntN(len(cells))
		row[at] = cells[at][0]
		if rnd.IntN(4) == 0 {
			row[at] = cells[at][rnd.IntN(len(cells[at]))]
		}
		row[5] = strconv.Itoa(i - rnd.IntN(2))
		if rnd.IntN(20) == 0 {
			rows = append(rows, slices.Clone(row[:3]))
		}
		rows = append(rows, slices.Clone(row))
	}
	return rows
}

// numbered gives each row a key of its own.
func numbered(rows [][]string) [][]string {
	rows = slices.Clone(rows)
	for i, row := range rows {
		rows[i] = slices.Concat(row[:5], []string{strconv.Itoa(i)})
	}
	return rows
}

// openSeen opens a study of these rows, each cell between quotes, and returns its figures or its errors.
func openSeen(rows [][]string, quote string) (said string, ok bool) {
	const descriptor = `{"name": "s", "resources": [
		{"name": "places", "path": "places.csv", "schema": {"fields": [{"name": "id"}]}},
		{"name": "seen", "path": "seen.csv", "schema": {"missingValues": ["", "-"], "primaryKey": ["n"], "fields": [
			{"name": "place", "recount": {"role": "dimension"}},
			{"name": "sex", "constraints": {"required": true, "enum": ["female", "male"]}, "recount": {"role": "dimension"}},
			{"name": "unit", "recount": {"role": "unit"}},
			{"name": "year", "recount": {"role": "period"}},
			{"name": "seen", "type": "integer", "constraints": {"maximum": 90}, "recount": {"role": "value"}},
			{"name": "n", "type": "integer"}]}}]}`
	var table strings.Builder
	table.WriteString("place,sex,unit,year,seen,n\n")
	for _, row := range rows {
		table.WriteString(quote + strings.Join(row, quote+","+quote) + quote + "\n")
	}
	s, err := datasets.OpenFS(fstest.MapFS{
		"datapackage.json": {Data: []byte(descriptor)},
		"places.csv":       {Data: []byte("id\nAlder\nBirch\n")},
		"seen.csv":         {Data: []byte(table.String())},
	}, "s")
	var faults *datasets.Errors
	if errors.As(err, &faults) {
		return strings.Join(texts(faults.List), "\n"), false
	}
	return listed(s), true
}

func texts(list []error) []string {
	var texts []string
	for _, err := range list {
		texts = append(texts, err.Error())
	}
	return texts
}
