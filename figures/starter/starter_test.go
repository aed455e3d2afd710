package starter_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
	"recount/figures/starter"
)

// written puts a draft into a folder and opens it from there, as a reader does.
func written(t *testing.T, d *starter.Draft) (*statistic.Set, *figures.Set) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range d.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Path), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	study, err := datasets.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		t.Fatal(err)
	}
	figs, err := figures.Load(set)
	if err != nil {
		t.Fatal(err)
	}
	return set, figs
}

// The tables that the guesses of package datasets are tested with make studies that open, compute and draw.
func TestNewOnTablesByOthers(t *testing.T) {
	files, err := filepath.Glob("../../datasets/testdata/guess/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var tables []datasets.RawTable
			for _, f := range a.Files {
				tables = append(tables, datasets.RawTable{Name: f.Name, Data: f.Data})
			}
			d, err := starter.New(name, tables...)
			if strings.HasPrefix(name, "no-") {
				if err == nil {
					t.Error("a draft, want an error")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			set, figs := written(t, d)
			if len(set.All()) == 0 || len(figs.All()) != 1 {
				t.Errorf("%d statistics and %d figures, want 1 or 2 and 1\n%s", len(set.All()), len(figs.All()), d.Files[len(d.Files)-2].Data)
			}
			for _, f := range figs.All() {
				for _, p := range figures.Presets() {
					if _, err := f.Draw(figures.Options{Preset: p}); err != nil {
						t.Error(err)
					}
				}
			}
			for i, f := range a.Files {
				if !bytes.Equal(d.Files[i].Data, f.Data) {
					t.Errorf("%s was changed", f.Name)
				}
			}
		})
	}
}

const rates = "Region;Sex;Year;Month;Jobless;Rate (%)\r\n" +
	"North;men;2021;Jan;1 204;4,5\r\nNorth;women;2021;Jan;1 100;4,1\r\nSouth;men;2021;Jan;980;n/a\r\nSouth;women;2021;Jan;870;3,0\r\n" +
	"North;men;2021;Feb;1 250;4,6\r\nNorth;women;2021;Feb;1 120;4,2\r\nSouth;men;2021;Feb;..;3,3\r\nSouth;women;2021;Feb;860;3,0\r\n"

// Several dimensions, two period columns, thousands set apart by spaces, decimal commas, codes for missing,
// line ends of Windows and a byte order mark: each table is read right, and its study holds.
func TestNewReadsRight(t *testing.T) {
	for _, tt := range []struct{ name, data, id, want string }{
		{"as it is", rates, "Jobless/North/women/2021-02", "1120"},
		{"byte order mark", "\ufeff" + rates, "Rate (%)/North/men/2021-01", "4.5"},
		{"unix", strings.ReplaceAll(rates, "\r\n", "\n"), "Rate (%)/South/women/2021-02", "3.0"},
		{"no-break spaces", strings.ReplaceAll(rates, "1 ", "1\u00a0"), "Jobless/North/men/2021-01", "1204"},
		{"percent signs", "Party,Year,Share\nReds,2020,45.1%\nReds,2024,40.0%\nBlues,2020,30%\nBlues,2024,35.5%\n", "Share/Blues/2024", "35.5"},
		{"years as columns", "Town,2019,2020,2021\nElm,\"1,204\",\"1,310\",\"1,288\"\nAsh,640,NA,655\n", "", ""},
		{"one column of numbers", "Item,Votes\nFor,19\nAgainst,12\n", "", ""},
		{"one row", "Year,Visits\n2020,12\n", "", ""},
		{"names with marks", "Town,Year,Dogs\n\"O'Neil: \"\"Hill\"\" {{x}}\",2020,3\n\"O'Neil: \"\"Hill\"\" {{x}}\",2021,4\n\"<b>#1, [2]</b>\",2020,5\n\"<b>#1, [2]</b>\",2021,6\n", "", ""},
		{"zeros and minus", "Town,Year,Balance\nElm,2020,0\nElm,2021,-4\nAsh,2020,-3\nAsh,2021,0\n", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := starter.New("test", datasets.RawTable{Name: "in/t.csv", Data: []byte(tt.data)})
			if err != nil {
				t.Fatal(err)
			}
			set, figs := written(t, d)
			if len(figs.All()) != 1 || len(set.All()) == 0 {
				t.Errorf("%d figures and %d statistics\n%s", len(figs.All()), len(set.All()), d.Files[1].Data)
			}
			if tt.id == "" {
				return
			}
			i, ok := set.Study().Find(tt.id)
			if !ok {
				t.Fatalf("no observation %q", tt.id)
			}
			if got := set.Study().Observation(i).Value.String(); got != tt.want {
				t.Errorf("%s is %s, want %s", tt.id, got, tt.want)
			}
		})
	}
}

// What cannot be read is refused by its name, and the message says what to change.
func TestNewRefuses(t *testing.T) {
	wide := utf16.Encode([]rune("Town,Year,Dogs\nElm,2020,3\n"))
	var utf16LE []byte
	for _, u := range wide {
		utf16LE = append(utf16LE, byte(u), byte(u>>8))
	}
	for _, tt := range []struct{ name, data, want string }{
		{"UTF-16", "\xff\xfe" + string(utf16LE), "UTF-16"},
		{"UTF-16 without a mark", string(utf16LE), "UTF-16"},
		{"Windows-1252", "Town,Year,Dogs\nM\xfcnchen,2020,3\nK\xf6ln,2020,4\n", "Windows-1252"},
		{"old Excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97"},
		{"empty", "", "no row of numbers"},
		{"only missing", "Town,Year,Dogs\nElm,2020,NA\nAsh,2020,..\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := starter.New("test", datasets.RawTable{Name: "in/t.csv", Data: []byte(tt.data)})
			if err == nil {
				t.Fatalf("a study of %d figures, want an error that names %q", d.Study.Len(), tt.want)
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "in/t.csv") {
				t.Errorf("%q, want in/t.csv and %q named", err, tt.want)
			}
		})
	}
}

// Two rows that nothing tells apart are named among what to look at.
func TestNewNotesTwins(t *testing.T) {
	d, err := starter.New("test", datasets.RawTable{Name: "t.csv", Data: []byte("Town,Year,Dogs\nElm,2020,3\nElm,2020,4\nElm,2021,5\n")})
	if err != nil {
		t.Fatal(err)
	}
	if look := strings.Join(d.Look, "\n"); !strings.Contains(look, "lines 2 and 3 report the same") {
		t.Errorf("what to look at does not name lines 2 and 3:\n%s", look)
	}
	written(t, d)
}

// The example makes a study, and the same input the same bytes.
func TestExample(t *testing.T) {
	a, err := starter.New("towns", starter.Example())
	if err != nil {
		t.Fatal(err)
	}
	b, err := starter.New("towns", starter.Example())
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Files {
		if a.Files[i].Path != b.Files[i].Path || !bytes.Equal(a.Files[i].Data, b.Files[i].Data) {
			t.Errorf("%s differs from run to run", a.Files[i].Path)
		}
	}
	if set, figs := written(t, a); len(set.All()) != 2 || len(figs.All()) != 1 {
		t.Errorf("%d statistics and %d figures, want 2 and 1", len(set.All()), len(figs.All()))
	}
}
