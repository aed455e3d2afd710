package datasets_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recount/analysis/number"
	"recount/datasets"
)

// mines is a study with every column that a long table may have.
const mines = `
-- datapackage.json --
{"name": "mines", "title": "Accidents in mines (made up)", "recount": {"source": "board"}, "resources": [
  {"name": "accidents", "path": "accidents.csv", "schema": {"fields": [
    {"name": "id"}, {"name": "measure"}, {"name": "place"}, {"name": "population"}, {"name": "period"}, {"name": "period_kind"},
    {"name": "value", "type": "number"}, {"name": "unit"}, {"name": "numerator", "type": "integer"}, {"name": "denominator", "type": "integer"},
    {"name": "as_reported"}, {"name": "qualifier"}, {"name": "low", "type": "number"}, {"name": "high", "type": "number"}, {"name": "resolution"},
    {"name": "source"}, {"name": "locator"}, {"name": "published"}, {"name": "supersedes"}, {"name": "repeats"}, {"name": "conflicts_with"}, {"name": "note"},
    {"name": "shift", "recount": {"role": "dimension"}}, {"name": "seam"}]}},
  {"name": "measures", "path": "measures.csv", "schema": {"fields": [{"name": "id"}, {"name": "title"}, {"name": "unit"}, {"name": "kind"}, {"name": "design"}, {"name": "terms"}]}},
  {"name": "places", "path": "places.csv", "schema": {"fields": [{"name": "id"}, {"name": "name"}, {"name": "part_of"}, {"name": "aliases"}]}},
  {"name": "sources", "path": "sources.csv", "schema": {"fields": [{"name": "id"}, {"name": "kind"}, {"name": "short"}, {"name": "date"}]}},
  {"name": "reported", "path": "reported.csv", "schema": {"fields": [{"name": "id"}, {"name": "measure"}, {"name": "place"}, {"name": "period"},
    {"name": "value", "type": "number"}, {"name": "unit"}, {"name": "source"}, {"name": "operation"}, {"name": "of"}, {"name": "to"}]}}
]}
-- measures.csv --
id,title,unit,kind,design,terms
rate,Accident rate,"per 1,000 miners",rate,register,accident rate; accidents per miner
count,Accidents,accidents,count,register,accidents
opened,Mines opened,date,date,register,
-- places.csv --
id,name,part_of,aliases
ash,Ash Valley,shire,the valley; Ashdale
elm,Elm Hill,shire,
shire,The Shire,,
-- sources.csv --
id,kind,short,date
board,official,the board's report,2020-05
echo,press,the Echo,2020-05-03
-- accidents.csv --
id,measure,place,population,period,period_kind,value,unit,numerator,denominator,as_reported,qualifier,low,high,resolution,source,locator,published,supersedes,repeats,conflicts_with,note,shift,seam
r1,rate,ash,miners,2018,,32.10,,321,10000,32.10 per 1000,,,,0.01,board,p. 4,2020-05,,,,,day,Upper
r2,rate,elm,,2018,,24,,,,,,,,,echo,,,,,,,night,
r1-echo,rate,ash,miners,2018,,32,,,,,,,,,echo,,,,r1,,,day,
c1,count,ash,,2018,total,40,,,,40 accidents,,,,,,,,,,c2,,,
c2,count,ash,,2018,,1200,thousand accidents,,,,about,,,,,,,,,c1,,,
c3,count,elm,,2016/..,,,,,,dozens,dozens,24,120,,,,,,,,,,
c4,count,elm,,2018,,90,,,,,nearly,,,,,,2019,,,,,,
c4-new,count,elm,,2018,,95,,,,,more than,,,,,,2020,c4,,,,,
e1,opened,elm,,1950-03,,,date,,,,,,,,,,,,,,,,
-- reported.csv --
id,measure,place,period,value,unit,source,operation,of,to
x1,rate,ash,2018,1.3,times,board,ratio,r1,r2
`

func find(t *testing.T, s *datasets.Study, id string) datasets.Observation {
	t.Helper()
	i, ok := s.Find(id)
	if !ok {
		t.Fatalf("no observation %q", id)
	}
	return s.Observation(i)
}

func TestLongTable(t *testing.T) {
	s := open(t, mines)
	if s.Len() != 10 || s.Title != "Accidents in mines (made up)" {
		t.Errorf("%d observations of %q, want 10", s.Len(), s.Title)
	}
	o := find(t, s, "r1")
	if o.Text != "32.10" || o.Value.String() != "32.10" || o.Line != 2 || o.File != "s/accidents.csv" || o.Table != "accidents" {
		t.Errorf("r1 is %q = %v at %s:%d in %s", o.Text, o.Value, o.File, o.Line, o.Table)
	}
	if o.Measure.Title != "Accident rate" || o.Measure.Design != "register" || o.Unit.Name != "per 1,000 miners" {
		t.Errorf("r1 measures %q in %q, %s", o.Measure.Title, o.Unit.Name, o.Measure.Design)
	}
	if o.Numerator.String() != "321" || o.Denominator.String() != "10000" || o.Source.Short != "the board's report" || o.Locator != "p. 4" || o.Published != "2020-05" {
		t.Errorf("r1 is %+v", o)
	}
	if place := o.Dim("place"); place.Name != "Ash Valley" || place.PartOf != "shire" || !slices.Equal(place.Aliases, []string{"the valley", "Ashdale"}) {
		t.Errorf("r1's place is %+v", place)
	}
	if o.Dim("population").ID != "miners" || o.Dim("shift").ID != "day" || o.Dim("seam") != nil {
		t.Errorf("r1's dimensions are %v", o.Dims)
	}
	if cell, ok := o.Cell("seam"); cell != "Upper" || !ok {
		t.Errorf("r1's seam is %q, %v", cell, ok)
	}
	if c := find(t, s, "c1"); c.Source.ID != "board" || c.PeriodKind != datasets.Total || !slices.Equal(c.ConflictsWith, []string{"c2"}) {
		t.Errorf("c1 is %+v", c)
	}
	if e := find(t, s, "e1"); e.HasValue || e.Period.String() != "1950-03" || e.Measure.Kind != "date" {
		t.Errorf("e1 is %+v", e)
	}
	x := find(t, s, "x1")
	if x.Reported == nil || x.Reported.Operation != "ratio" || x.Unit.Class != datasets.RatioUnit || !s.IsReported(x.Index) {
		t.Errorf("x1 is %+v", x)
	}
	if c4 := find(t, s, "c4"); !s.IsSuperseded(c4.Index) || s.IsSuperseded(c4.Index+1) {
		t.Error("c4 is superseded by c4-new, and only it")
	}
}

func TestInterval(t *testing.T) {
	s := open(t, mines)
	for _, tt := range []struct {
		id, want, resolution string
	}{
		{"r1", "[6419/200, 6421/200)", "1/100"},
		{"r2", "[47/2, 49/2)", "1"}, // a rate is rounded at its last digit though the table states no resolution
		{"c1", "[40, 40]", "exact"},
		{"c2", "[1140, 1260]", "1"}, // about: 5 %
		{"c3", "[24, 120]", "exact"},
		{"c4", "[75, 90)", "exact"}, // nearly: from 5/6
		{"c4-new", "(95, ∞)", "exact"},
		{"e1", "(-∞, ∞)", "exact"},
		{"x1", "[5/4, 27/20)", "1/10"},
	} {
		o := find(t, s, tt.id)
		resolution := "exact"
		if o.Resolution != nil {
			resolution = o.Resolution.RatString()
		}
		if got := printed(o.Interval()); got != tt.want || resolution != tt.resolution {
			t.Errorf("%s is %s, resolution %s, want %s, %s", tt.id, got, resolution, tt.want, tt.resolution)
		}
	}
}

func printed(i number.Interval) string {
	var b strings.Builder
	b.WriteByte("[("[bit(i.LoOpen || i.Lo == nil)])
	if i.Lo == nil {
		b.WriteString("-∞")
	} else {
		b.WriteString(i.Lo.RatString())
	}
	b.WriteString(", ")
	if i.Hi == nil {
		b.WriteString("∞")
	} else {
		b.WriteString(i.Hi.RatString())
	}
	b.WriteByte("])"[bit(i.HiOpen || i.Hi == nil)])
	return b.String()
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestSelect(t *testing.T) {
	s := open(t, mines)
	for _, tt := range []struct {
		sel  datasets.Selector
		want string // ids, or part of the error after "!"
	}{
		{datasets.Selector{"measure": "rate", "place": "ash", "period": "2018"}, "r1"}, // not r1-echo, which repeats it, nor x1
		{datasets.Selector{"measure": "rate", "place": "Ash Valley"}, "r1"},
		{datasets.Selector{"measure": "Accident rate", "period": "2018-01/2018-12"}, "r1 r2"},
		{datasets.Selector{"id": "r1-echo"}, "r1-echo"},
		{datasets.Selector{"id": "r1", "place": "elm"}, ""},
		{datasets.Selector{"repeats": "r1"}, "r1-echo"},
		{datasets.Selector{"table": "reported"}, "x1"},
		{datasets.Selector{"measure": "count", "place": "elm", "period": "2018"}, "c4-new"}, // the revision
		{datasets.Selector{"measure": "count", "place": "elm", "published": "2019"}, "c4"},
		{datasets.Selector{"measure": "count", "source": "board", "period_kind": "total"}, "c1"},
		{datasets.Selector{"shift": "night"}, "r2"},
		{datasets.Selector{"seam": "Upper"}, "r1"},
		{datasets.Selector{"period": "2016/.."}, "c3"},
		{datasets.Selector{"period": "2017"}, ""},
		{datasets.Selector{"unit": "per 1000 miners"}, "r1 r2"},
		{datasets.Selector{}, "!matches every observation"},
		{datasets.Selector{"measure": "raet"}, `!there is no measure "raet"; did you mean "rate"?`},
		{datasets.Selector{"place": "Ash Vally"}, `!there is no place "Ash Vally"; did you mean "Ash Valley"?`},
		{datasets.Selector{"plcae": "ash"}, `!no table has a column "plcae"; did you mean "place"?`},
		{datasets.Selector{"period": "last year"}, "!is not a period"},
		{datasets.Selector{"source": "eco"}, `!did you mean "echo"?`},
		{datasets.Selector{"id": "r11"}, `!there is no observation "r11"; did you mean "r1"?`},
		{datasets.Selector{"table": "accident"}, `!did you mean "accidents"?`},
	} {
		found, err := s.Select(tt.sel)
		if want, ok := strings.CutPrefix(tt.want, "!"); ok {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v: %v, want an error with %q", tt.sel, err, want)
			}
			continue
		}
		var ids []string
		for _, i := range found {
			o := s.Observation(i)
			ids = append(ids, o.ID)
		}
		if got := strings.Join(ids, " "); got != tt.want || err != nil {
			t.Errorf("%v matches %q (%v), want %q", tt.sel, got, err, tt.want)
		}
	}
}

func TestDigest(t *testing.T) {
	s := open(t, mines)
	digests := map[[32]byte]string{}
	for i := range s.Len() {
		o := s.Observation(i)
		if other, ok := digests[o.Digest()]; ok {
			t.Errorf("%s and %s have the same digest", o.ID, other)
		}
		digests[o.Digest()] = o.ID
	}
	changed := open(t, strings.Replace(mines, "32.10,,321", "32.1,,321", 1))
	for i := range s.Len() {
		a, b := s.Observation(i), changed.Observation(i)
		if (a.Digest() == b.Digest()) != (a.ID != "r1") {
			t.Errorf("%s: only r1 changed", a.ID)
		}
	}
}

func TestFrame(t *testing.T) {
	s := open(t, mines)
	frame, err := s.Table("accidents").Frame()
	if err != nil {
		t.Fatal(err)
	}
	if rows, cols := frame.Dims(); rows != 9 || cols != 24 {
		t.Errorf("the frame is %d by %d, want 9 by 24", rows, cols)
	}
	value, numerator := frame.Col("value"), frame.Col("numerator")
	if value.Type() != "float" || numerator.Type() != "int" || frame.Col("id").Type() != "string" {
		t.Errorf("types are %s, %s, %s", value.Type(), numerator.Type(), frame.Col("id").Type())
	}
	if value.Elem(0).Float() != 32.1 || !value.Elem(5).IsNA() || !numerator.Elem(1).IsNA() {
		t.Errorf("value is %v, numerator is %v", value, numerator)
	}
}

func TestStudyFrame(t *testing.T) {
	frame, err := open(t, mines).Frame()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(frame.Names(), " "), "id table measure place population shift period value unit source"; got != want || frame.Nrow() != 10 {
		t.Errorf("%d rows of %s, want 10 of %s", frame.Nrow(), got, want)
	}
	if v := frame.Col("value"); v.Elem(0).Float() != 32.1 || !v.Elem(5).IsNA() || frame.Col("place").Elem(0).String() != "Ash Valley" {
		t.Errorf("the frame is %v", frame)
	}
}

func TestFile(t *testing.T) {
	fsys := fstest.MapFS{
		"datapackage.json": {Data: []byte(`{"name": "x", "recount": {"figures": "art/figures.yaml"}, "resources": []}`)},
		"art/figures.yaml": {Data: []byte("[]\n")},
	}
	s, err := datasets.OpenFS(fsys, "x")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := s.File("figures.yaml"); string(data) != "[]\n" {
		t.Errorf("figures.yaml is %q, %v", data, err)
	}
	if _, err := s.File("statistics.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("statistics.yaml: %v, want one that is fs.ErrNotExist", err)
	}
	if _, err := s.File("../secret"); !errors.Is(err, datasets.ErrOutside) {
		t.Errorf("../secret: %v, want one that is ErrOutside", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "x.csv")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, want string }{
		{"xinjang", `the embedded studies are "xinjiang"; did you mean "xinjiang"?`},
		{filepath.Join(dir, "nothing"), "it is no folder"},
		{file, "is a file, want the folder of a study"},
		{dir, "has no datapackage.json"},
	} {
		if _, err := datasets.Open(tt.name); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Open(%q): %v, want an error with %q", tt.name, err, tt.want)
		}
	}
}

// A symbolic link may stand in a package's folder, but may not lead out of it.
func TestSymbolicLinks(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(outside, "secret.csv"), "a\n1\n")
	write(filepath.Join(dir, "inside.csv"), "a\n1\n")
	if err := os.Symlink(filepath.Join(outside, "secret.csv"), filepath.Join(dir, "out.csv")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("inside.csv", filepath.Join(dir, "in.csv")); err != nil {
		t.Fatal(err)
	}
	for path, allowed := range map[string]bool{"in.csv": true, "out.csv": false} {
		write(filepath.Join(dir, "datapackage.json"), fmt.Sprintf(`{"name": "x", "resources": [{"path": %q, "schema": {"fields": [{"name": "a"}]}}]}`, path))
		_, err := datasets.Open(dir)
		if (err == nil) != allowed {
			t.Errorf("%s: %v, allowed %v", path, err, allowed)
		}
		if !allowed && !errors.Is(err, datasets.ErrOutside) {
			t.Errorf("%s: %v, want one that is ErrOutside", path, err)
		}
	}
}

func TestErrorsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("a\n")
	for range datasets.MaxErrors + 500 {
		b.WriteString("x\n")
	}
	fsys := fstest.MapFS{
		"datapackage.json": {Data: []byte(`{"name": "x", "resources": [{"path": "x.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}]}`)},
		"x.csv":            {Data: []byte(b.String())},
	}
	_, err := datasets.OpenFS(fsys, "x")
	var all *datasets.Errors
	if !errors.As(err, &all) || all.Total != datasets.MaxErrors+500 || len(all.List) != datasets.MaxErrors {
		t.Fatalf("error is %T", err)
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != datasets.ShownErrors+1 || lines[50] != "and 10450 more" {
		t.Errorf("%d lines, the last is %q", len(lines), lines[len(lines)-1])
	}
	var cell *datasets.CellError
	if !errors.As(err, &cell) || cell.Line != 2 || cell.Column != "a" {
		t.Errorf("the first is %+v", cell)
	}
}

// The shipped study is valid, and every id leads back to its observation.
func TestShippedStudy(t *testing.T) {
	s, err := datasets.Open("xinjiang")
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Len() {
		o := s.Observation(i)
		if j, ok := s.Find(o.ID); !ok || j != i {
			t.Errorf("Find(%q) = %d, %v, want %d", o.ID, j, ok, i)
		}
		if iv := o.Interval(); iv.Empty() {
			t.Errorf("%s leaves nothing open: %s", o.ID, printed(iv))
		}
		if o.Source == nil {
			t.Errorf("%s has no source", o.ID)
		}
	}
	for _, table := range s.Tables {
		if _, err := table.Frame(); err != nil {
			t.Errorf("frame of %s: %v", table.Name, err)
		}
	}
}

// Texts with quotes in them are put together in a buffer that the next row uses again.
func TestQuotedTextsStayApart(t *testing.T) {
	s := open(t, `
-- datapackage.json --
{"name": "q", "resources": [{"path": "q.csv", "schema": {"fields": [{"name": "place", "recount": {"role": "dimension"}}, {"name": "n", "type": "integer", "recount": {"role": "value"}}]}}]}
-- q.csv --
place,n
"a ""b""",1
"a ""c""",2
"a ""b""",3
`)
	for i, want := range []string{`a "b"`, `a "c"`, `a "b"`} {
		if got := s.Observation(i).Dim("place").ID; got != want {
			t.Errorf("row %d is about %q, want %q", i, got, want)
		}
	}
}

func TestRowsThatNothingTellsApart(t *testing.T) {
	s := open(t, `
-- datapackage.json --
{"name": "s", "resources": [{"path": "t.csv", "schema": {"fields": [{"name": "place", "recount": {"role": "dimension"}}, {"name": "sex"}, {"name": "n", "type": "integer", "recount": {"role": "value"}}]}}]}
-- t.csv --
place,sex,n
Elm,female,1
Elm,male,2
Ash,female,2
`)
	want := `s/t.csv: lines 2 and 3 report the same measure, place and period (1 such values): does a column want the role "dimension"?`
	if len(s.Notes) != 1 || s.Notes[0] != want {
		t.Errorf("notes are %q, want %q", s.Notes, want)
	}
}

// A descriptor with a fault in each of a hundred thousand places tells the first ones, each with its place, and
// counts the others.
func TestDescriptorOfFaults(t *testing.T) {
	rows := strings.TrimSuffix(strings.Repeat("0,", 100_000), ",")
	descriptor := `{"name": "s", "resources": [{"name": "t", "path": "t.csv", "dialect": {"headerRows": [` + rows + `]}, "schema": {"fields": [{"name": "a"}]}}]}`
	_, err := datasets.OpenFS(fstest.MapFS{"datapackage.json": {Data: []byte(descriptor)}, "t.csv": {Data: []byte("a\n1\n")}}, "s")
	var all *datasets.Errors
	if !errors.As(err, &all) || all.Total != 100_000 || len(all.List) != datasets.MaxErrors {
		t.Fatalf("got %.300v, want 100,000 errors, of which %d are kept", err, datasets.MaxErrors)
	}
	var last *datasets.DescriptorError
	want := strings.Index(descriptor, rows) + 2*(datasets.MaxErrors-1) + 1
	if !errors.As(all.List[len(all.List)-1], &last) || last.Line != 1 || last.Column != want {
		t.Errorf("the last error kept is %v, want one at 1:%d", last, want)
	}
}

// A guarded FS is one whose tables may be asked for but not opened.
type guardedFS struct {
	fstest.MapFS
	t *testing.T
}

func (g guardedFS) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".csv") {
		g.t.Errorf("%s was opened: a pipe would have waited for a writer", name)
	}
	return g.MapFS.Open(name)
}

// A named pipe in a study is an error, before anything waits for it.
func TestNamedPipe(t *testing.T) {
	_, err := datasets.OpenFS(guardedFS{fstest.MapFS{
		"datapackage.json": {Data: []byte(`{"name": "s", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}]}`)},
		"t.csv":            {Mode: fs.ModeNamedPipe},
	}, t}, "s")
	if err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("got %v, want an error about a file that is not regular", err)
	}
}
