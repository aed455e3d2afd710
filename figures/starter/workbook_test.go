package starter_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"recount/datasets"
	"recount/figures/starter"
)

// A workbook with two sheets beside a CSV: each file has its source, the sheets of one file share it.
func TestNewOnWorkbook(t *testing.T) {
	f := excelize.NewFile()
	if _, err := f.NewSheet("Sheet2"); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"A1": "Visits to clinics", "A3": "Clinic", "B3": 2022, "C3": 2023, "A4": "Hill Road", "B4": 1204, "C4": 1311, "A5": "Old Harbour", "B5": 958, "C5": 899} {
		for _, sheet := range []string{"Sheet1", "Sheet2"} {
			if n, ok := v.(int); ok && sheet == "Sheet2" && n < 2000 {
				v = n + 7
			}
			if err := f.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	d, err := starter.New("clinics", datasets.RawTable{Name: "in/clinics.xlsx", Data: buf.Bytes()},
		datasets.RawTable{Name: "in/Dogs & cats.csv", Data: []byte("Town,Year,Dogs\nElm,2020,3\nElm,2021,4\nAsh,2020,5\nAsh,2021,6\n")})
	if err != nil {
		t.Fatal(err)
	}
	set, figs := written(t, d)
	if len(set.All()) != 2 || len(figs.All()) != 1 {
		t.Errorf("%d statistics and %d figures, want 2 and 1", len(set.All()), len(figs.All()))
	}
	for id, want := range map[string]string{"clinics-table": "clinics.xlsx", "dogs-cats": "Dogs & cats.csv"} {
		if src := set.Study().Source(id); src == nil || src.Title != want {
			t.Errorf("source %q is %v, want %q", id, src, want)
		}
	}
}
