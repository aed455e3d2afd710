package statistic_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recount/analysis/statistic"
	"recount/datasets"
)

func revised(t *testing.T, table, file string) *statistic.Set {
	t.Helper()
	study, err := datasets.OpenFS(fstest.MapFS{
		"datapackage.json": {Data: []byte(descriptor)}, "measures.csv": {Data: []byte(measures)}, "sources.csv": {Data: []byte(sources)},
		"figures.csv": {Data: []byte(table)}, "statistics.yaml": {Data: []byte(file)},
	}, "clinics")
	if err != nil {
		t.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Change one cell, and exactly the statistics that use it move.
func TestDiff(t *testing.T) {
	const file = `
- {id: ratio, title: A, ratio: {of: {id: rate-north}, to: {id: rate-all}}}
- {id: through, title: B, ratio: {of: {statistic: ratio}, to: {statistic: ratio-17}}}
- {id: ratio-17, title: C, ratio: {of: {id: rate-north-2017}, to: {id: rate-all}}}
- {id: women, title: D, share: {of: {id: women}, in: {id: asked}}}
- {id: gone, title: E, value: {id: asked}}
`
	old := revised(t, figures, file)
	changed := strings.Replace(figures, "rate-north,visit_rate,Northland,,2018,243,", "rate-north,visit_rate,Northland,,2018,244,", 1)
	next := revised(t, changed, strings.Replace(strings.Replace(file, "id: gone", "id: come", 1), "title: D", "title: Women", 1))
	var got []string
	for _, m := range statistic.Diff(old, next) {
		got = append(got, m.String())
	}
	want := []string{
		"ratio: 7.60 times, was 7.57 times",
		"through: 1.22 times, moved within the digits shown (1.22, was 1.215)",
		"come: new, 40 persons",
		"gone: gone, was 40 persons",
	}
	if !slices.Equal(got, want) {
		t.Errorf("moved:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if moves := statistic.Diff(old, revised(t, figures, file)); len(moves) != 0 {
		t.Errorf("the same study moved: %v", moves)
	}
	i, _ := old.Study().Find("rate-north")
	var using []string
	for _, r := range old.Using(i) {
		using = append(using, r.ID)
	}
	if !slices.Equal(using, []string{"ratio", "through"}) {
		t.Errorf("rate-north is used by %v, want ratio and through", using)
	}
}
