package datasets_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"

	"recount/datasets"
)

// Each file of testdata/guess is one or more tables without a descriptor: the comment before the first
// holds what is guessed and the observations that result.
func TestGuess(t *testing.T) {
	files, err := filepath.Glob("testdata/guess/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var tables []datasets.RawTable
			for _, f := range a.Files {
				tables = append(tables, datasets.RawTable{Name: f.Name, Data: f.Data})
			}
			title, want, _ := strings.Cut(string(a.Comment), "\n")
			got := described(datasets.FromTables(strings.TrimPrefix(title, "# "), tables...))
			if *update {
				a.Comment = []byte(title + "\n" + got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// described prints what was guessed and what came of it.
func described(s *datasets.Study, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, n := range s.Notes {
		b.WriteString(n + "\n")
	}
	for i := range s.Len() {
		o := s.Observation(i)
		fmt.Fprintf(&b, "%s:%d %s = %s %s\n", o.File, o.Line, o.ID, o.Text, o.Unit.Name)
	}
	return b.String()
}

// A workbook gives the same as the how-to's descriptor for a like one.
func TestGuessWorkbook(t *testing.T) {
	f := excelize.NewFile()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{
		"A1": "Visits to clinics", "A3": "Clinic", "B3": 2022, "D3": 2023, "B4": "Visits", "C4": "Women", "D4": "Visits", "E4": "Women",
		"A5": "Hill Road", "B5": 1204, "C5": 0.541, "D5": 1311, "E5": 0.537, "A6": "Old Harbour", "B6": 958, "C6": 0.61, "D6": 899, "E6": 0.603,
		"A8": "Women in percent of all visits.",
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"A1", "E1"}, {"B3", "C3"}, {"D3", "E3"}, {"A8", "E8"}} {
		if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []string{"C", "E"} {
		if err := f.SetCellStyle("Sheet1", c+"5", c+"6", percent); err != nil {
			t.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	got := described(datasets.FromTables("clinics", datasets.RawTable{Name: "in/clinics.xlsx", Data: buf.Bytes()}))
	want := `in/clinics.xlsx: headings in row 3 and 4; values: "2022 Visits", "2022 Women" in percent, "2023 Visits", "2023 Women" in percent; dimensions: "Clinic"
in/clinics.xlsx: left out as notes: row 8
in/clinics.xlsx:5 Visits/Hill Road/2022 = 1204 
in/clinics.xlsx:5 Women/Hill Road/2022 = 54.1 percent
in/clinics.xlsx:5 Visits/Hill Road/2023 = 1311 
in/clinics.xlsx:5 Women/Hill Road/2023 = 53.7 percent
in/clinics.xlsx:6 Visits/Old Harbour/2022 = 958 
in/clinics.xlsx:6 Women/Old Harbour/2022 = 61 percent
in/clinics.xlsx:6 Visits/Old Harbour/2023 = 899 
in/clinics.xlsx:6 Women/Old Harbour/2023 = 60.3 percent
`
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// TestGuessYearsBelow reads the form with the measures above and the same years under each of them.
func TestGuessYearsBelow(t *testing.T) {
	table := "Wells tested,,,,\n,Wells,Wells,Unsafe (%),Unsafe (%)\nDistrict,2021,2022,2021,2022\nAlder,120,140,25,20\nBirch,80,90,10,12.5\n"
	got := described(datasets.FromTables("wells", datasets.RawTable{Name: "wells.csv", Data: []byte(table)}))
	for _, want := range []string{"/Alder/2022 = 140", "/Birch/2022 = 12.5 percent"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Merged headings leave cells empty where a sheet is saved as CSV: the years above, what is counted below.
func TestGuessMergedInCSV(t *testing.T) {
	for _, table := range []string{
		"Clinics of the valley,,,,\n,2022,,2023,\nClinic,Visits,Women (%),Visits,Women (%)\nHill Road,1204,54.1,1311,53.7\nOld Harbour,958,61,899,60.3\n",
		"Clinics of the valley,,,,\nClinic,2022,,2023,\n,Visits,Women (%),Visits,Women (%)\nHill Road,1204,54.1,1311,53.7\nOld Harbour,958,61,899,60.3\n",
	} {
		got := described(datasets.FromTables("clinics", datasets.RawTable{Name: "clinics.csv", Data: []byte(table)}))
		for _, want := range []string{"headings in row 2 and 3", "Visits/Hill Road/2022 = 1204", "Visits/Hill Road/2023 = 1311", "/Old Harbour/2022 = 61 percent", "/Old Harbour/2023 = 60.3 percent"} {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	}
	// Two filled cells above the headings are no headings: a number and a title.
	title := "Table 4,Visits by clinic,,\nClinic,Visits,Beds,Staff\nHill Road,1204,12,40\nOld Harbour,958,9,31\n"
	got := described(datasets.FromTables("clinics", datasets.RawTable{Name: "clinics.csv", Data: []byte(title)}))
	if !strings.Contains(got, "headings in row 2;") {
		t.Errorf("the title is taken for headings:\n%s", got)
	}
}
