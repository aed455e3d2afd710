package figures

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// job asks for every figure of a study, in all formats, light and dark.
func job(set *Set, dir string) Job {
	return Job{Dir: dir, Figures: set.All(), Formats: Formats, Variants: []Options{{}, {Dark: true}}}
}

func build(t testing.TB, set *Set, j Job) []FileState {
	t.Helper()
	states, err := set.Build(context.Background(), j)
	if err != nil {
		t.Fatal(err)
	}
	return states
}

// tree reads a folder.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// count counts files by state.
func count(states []FileState) map[State]int {
	n := map[State]int{}
	for _, s := range states {
		n[s.State]++
	}
	return n
}

// The committed figures of the shipped study are what the data give now, byte for byte.
func TestShippedFigures(t *testing.T) {
	set := open(t, "../datasets/xinjiang")
	j := Job{Dir: "xinjiang", Figures: set.All(), Formats: Formats, Variants: []Options{{}}}
	if *update {
		build(t, set, j)
	}
	states, err := set.Check(context.Background(), j)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if s.State != Unchanged {
			t.Errorf("%s: %s %q", s.Name, s.State, s.Why)
		}
	}
}

// The same study gives the same bytes: again, alone and several at once.
func TestDeterminism(t *testing.T) {
	var first map[string]string
	for _, procs := range []int{1, 2, 8} {
		old := runtime.GOMAXPROCS(procs)
		dir := t.TempDir()
		set := open(t, harbour)
		build(t, set, job(set, dir))
		runtime.GOMAXPROCS(old)
		files := tree(t, dir)
		if first == nil {
			first = files
			continue
		}
		for name, data := range files {
			if first[name] != data {
				t.Errorf("%s differs with %d processors", name, procs)
			}
		}
	}
}

func TestBuildAgainChangesNothing(t *testing.T) {
	dir := t.TempDir()
	set := open(t, harbour)
	states := build(t, set, job(set, dir))
	if n := count(states); n[Created] != len(set.All())*6 || len(n) != 1 {
		t.Errorf("first run: %v", n)
	}
	before := tree(t, dir)
	if n := count(build(t, open(t, harbour), job(set, dir))); n[Unchanged] != len(set.All())*6 || len(n) != 1 {
		t.Errorf("second run: %v", n)
	}
	if after := tree(t, dir); len(after) != len(before) || len(before) != len(set.All())*6+1 {
		t.Errorf("%d files after, %d before", len(after), len(before))
	}
}

// One cell changes exactly the figures that use it, and they say which.
func TestChangedCell(t *testing.T) {
	dir := t.TempDir()
	set := open(t, harbour)
	j := Job{Dir: dir, Figures: set.All(), Formats: []Format{SVG}, Variants: []Options{{}}}
	build(t, set, j)
	changed := open(t, copyStudy(t, [3]string{"ferries.csv", "North Pier,2018,3240,crossings", "North Pier,2018,3241,crossings"}))
	j.Figures = changed.All()
	check, err := changed.Check(context.Background(), j)
	if err != nil {
		t.Fatal(err)
	}
	var stale []string
	for _, s := range check {
		if s.State == Unchanged {
			continue
		}
		stale = append(stale, s.Figure)
		if len(s.Why) != 1 || !strings.Contains(s.Why[0], "row cross-n-2018 was 3240, is 3241") || !strings.Contains(s.Why[0], "ferries.csv:14") {
			t.Errorf("%s: %q", s.Name, s.Why)
		}
	}
	slices.Sort(stale)
	if want := []string{"crossings", "share"}; !slices.Equal(stale, want) {
		t.Errorf("stale figures %v, want %v", stale, want)
	}
	if n := count(build(t, changed, j)); n[Updated] != 2 {
		t.Errorf("build: %v", n)
	}
}

// A source that is corrected changes the digest of the row, not its value.
func TestChangedSource(t *testing.T) {
	dir := t.TempDir()
	set := open(t, harbour)
	j := Job{Dir: dir, Figures: set.All(), Formats: []Format{PDF}, Variants: []Options{{}}}
	build(t, set, j)
	changed := open(t, copyStudy(t, [3]string{"ferries.csv", "4105,crossings,,,,board,table 1,", "4105,crossings,,,,board,table 3,"}))
	j.Figures = changed.All()
	states := build(t, changed, j)
	for _, s := range states {
		if s.Figure == "crossings" && (len(s.Why) == 0 || !strings.Contains(s.Why[0], "another source, period or note")) {
			t.Errorf("%+v", s)
		}
	}
}

// What must not be published stops everything: nothing is written, every problem is named.
func TestLintWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	set := open(t, copyStudy(t,
		[3]string{"figures.yaml", "title: North Pier had most of the crossings in 2019", "title: " + strings.Repeat("Verylongword", 20)},
		[3]string{"figures.yaml", "title: A dock, a boat and a storm", "title: " + strings.Repeat("Anotherlongword", 20)},
	))
	_, err := set.Build(context.Background(), job(set, dir))
	var lint *LintError
	if !errors.As(err, &lint) {
		t.Fatalf("error %v, want a LintError", err)
	}
	named := map[string]bool{}
	for _, p := range lint.Problems {
		named[p.Figure] = true
		if p.Rule == "" || p.Preset != "web" || !strings.Contains(p.Message, "shorten") {
			t.Errorf("problem %+v", p)
		}
	}
	if !named["share"] || !named["events"] {
		t.Errorf("figures named: %v", named)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
}

// A canvas that cannot be written leaves the old files and no others.
func TestFailedWrite(t *testing.T) {
	dir := t.TempDir()
	set := open(t, harbour)
	j := Job{Dir: dir, Figures: set.All()[:1], Formats: []Format{SVG}, Variants: []Options{{}}}
	// A folder stands where a file should go.
	if err := os.MkdirAll(filepath.Join(dir, "late-line.svg", "x"), 0o777); err != nil {
		t.Fatal(err)
	}
	_, err := set.Build(context.Background(), j)
	if err == nil || !strings.Contains(err.Error(), "late-line.svg") || strings.Contains(err.Error(), ".tmp") {
		t.Errorf("error %v, want one that names the file", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, tempPattern)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := filepath.Join(t.TempDir(), "out")
	set := open(t, harbour)
	if _, err := set.Build(ctx, job(set, dir)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
}

// The lock says without opening the study that there is nothing to do, and only then.
func TestUpToDate(t *testing.T) {
	study, dir := copyStudy(t), t.TempDir()
	set := open(t, study)
	build(t, set, job(set, dir))
	read := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(study, name)) }
	ask := Request{Dir: dir, Formats: Formats, Variants: []Options{{}}}
	states, ok := UpToDate("harbour", read, ask)
	if !ok || len(states) != len(set.All())*3 || states[0].Name != "late-line.svg" {
		t.Fatalf("%d states, %v", len(states), ok)
	}
	change := func(name, from, to string) func() {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(data), from, to, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		return func() { os.WriteFile(name, data, 0o666) }
	}
	for name, damage := range map[string]func() func(){
		"a cell": func() func() {
			return change(filepath.Join(study, "ferries.csv"), "4105", "4106")
		},
		"a theme appears": func() func() {
			name := filepath.Join(study, "theme.yaml")
			os.WriteFile(name, []byte("logo: x\n"), 0o666)
			return func() { os.Remove(name) }
		},
		"a file": func() func() { return change(filepath.Join(dir, "share.svg"), "North", "South") },
		"a file is gone": func() func() {
			name := filepath.Join(dir, "share.png")
			data, _ := os.ReadFile(name)
			os.Remove(name)
			return func() { os.WriteFile(name, data, 0o666) }
		},
		"the lock": func() func() { return change(filepath.Join(dir, LockName), "{", "[") },
	} {
		undo := damage()
		if _, ok := UpToDate("harbour", read, ask); ok {
			t.Errorf("%s changed, and all is up to date", name)
		}
		undo()
	}
	if _, ok := UpToDate("harbour", read, ask); !ok {
		t.Error("nothing changed, and something is not up to date")
	}
	ask.Variants = []Options{{Preset: "single"}}
	if _, ok := UpToDate("harbour", read, ask); ok {
		t.Error("another preset was never drawn")
	}
	ask.Variants, ask.IDs = []Options{{Dark: true}}, []string{"share"}
	if states, ok := UpToDate("harbour", read, ask); !ok || len(states) != 3 || states[0].Name != "share-dark.svg" {
		t.Errorf("one figure, dark: %v, %v", states, ok)
	}
	if _, ok := UpToDate("another", read, ask); ok {
		t.Error("a lock of another study is believed")
	}
}

// Files of figures that the study no longer has are told, others are left alone.
func TestOrphans(t *testing.T) {
	dir := t.TempDir()
	set := open(t, harbour)
	j := Job{Dir: dir, Figures: set.All(), Formats: []Format{SVG}, Variants: []Options{{}, {Preset: "single"}}}
	build(t, set, j)
	os.WriteFile(filepath.Join(dir, "own.svg"), []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), 0o666)
	without := open(t, onlyFigure(t, "- id: share\n  kind: bar\n  title: Crossings\n  series: [{values: [cross-n-2018, cross-n-2019]}]\n"))
	j.Figures = without.All()
	states, err := without.Check(context.Background(), j)
	if err != nil {
		t.Fatal(err)
	}
	if n := count(states); n[Orphaned] != 2*(len(set.All())-1) || n[Updated] != 2 {
		t.Errorf("%v", n)
	}
}

func TestReceipts(t *testing.T) {
	set := open(t, harbour)
	for _, f := range set.All() {
		for _, o := range []Options{{}, {Preset: "phone", Dark: true}} {
			d, err := f.Draw(o)
			if err != nil {
				t.Fatal(err)
			}
			for _, format := range Formats {
				data, err := d.Bytes(format)
				if err != nil {
					t.Fatal(err)
				}
				r, err := ReadReceipt(data)
				if err != nil {
					t.Errorf("%s: %v", f.FileName(o, format), err)
					continue
				}
				if r.Figure != f.ID || r.Study != "harbour" || r.Drawing != Drawing || r.Dark != o.Dark || len(r.Rows) != len(f.Observations()) || r.Source != f.Source {
					t.Errorf("%s: receipt %+v", f.FileName(o, format), r)
				}
				if format == SVG || format == PNG && f.ID == "share" {
					if _, changes, err := set.Verify(data); err != nil || len(changes) > 0 {
						t.Errorf("%s: verify %q, %v", f.FileName(o, format), changes, err)
					}
				}
			}
		}
	}
	r, _ := ReadReceipt(mustDraw(t, set.Get("share"), SVG))
	for _, want := range []string{"figure   share, for web\n", "row      cross-n-2019  ", "4105", "Harbour Board 2020, table 1", "CC0-1.0"} {
		if !strings.Contains(r.String(), want) {
			t.Errorf("receipt prints\n%s\nwithout %q", r, want)
		}
	}
}

func mustDraw(t testing.TB, f *Figure, format Format) []byte {
	t.Helper()
	d, err := f.Draw(Options{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := d.Bytes(format)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Verify tells a changed row, a changed statistic and an edited file apart.
func TestVerify(t *testing.T) {
	svg := mustDraw(t, open(t, harbour).Get("slope"), SVG)
	for _, tt := range []struct {
		name  string
		study string
		data  []byte
		want  []string
	}{
		{"a row", copyStudy(t, [3]string{"ferries.csv", "2019,6.2,percent", "2019,6.4,percent"}), svg,
			[]string{"row late-n-2019 was 6.2, is 6.4", "statistic late-fall was −50.0%, is −48.4%"}},
		{"an edit", harbour, bytes.Replace(svg, []byte(`fill="#0b5394"`), []byte(`fill="#ff0000"`), 1), []string{"edited"}},
		{"words", copyStudy(t, [3]string{"figures.yaml", "The piers changed places", "The two piers changed places"}), svg, []string{"words"}},
		{"a figure gone", copyStudy(t, [3]string{"figures.yaml", "id: slope", "id: slopes"}), svg, []string{`no figure "slope"`}},
		{"another study", "../datasets/xinjiang", svg, []string{`study "harbour", not "xinjiang"`}},
	} {
		_, changes, err := open(t, tt.study).Verify(tt.data)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		all := strings.Join(changes, "\n")
		for _, want := range tt.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %q, want %q", tt.name, all, want)
			}
		}
	}
}

func TestNoReceipt(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty":           nil,
		"a plain picture": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"),
		"a short PNG":     []byte("\x89PNG\r\n\x1a\n\x00\x00\xff\xffIHDR"),
		"a plain PDF":     []byte("%PDF-1.4\n%%EOF"),
		"half a packet":   []byte("%PDF-1.4\n<?xpacket begin='' id=''?><x>"),
		"broken JSON":     []byte("<svg><receipt xmlns='urn:recount:receipt:1'>{</receipt></svg>"),
		"prose":           []byte("Not a picture at all."),
	} {
		if r, err := ReadReceipt(data); err == nil {
			t.Errorf("%s: receipt %+v", name, r)
		}
	}
	if _, err := ReadReceipt([]byte("<svg xmlns='http://www.w3.org/2000/svg'/>")); !errors.Is(err, ErrNoReceipt) {
		t.Errorf("error %v, want ErrNoReceipt", err)
	}
}

func FuzzReadReceipt(f *testing.F) {
	set := open(f, harbour)
	for _, format := range Formats {
		f.Add(mustDraw(f, set.Get("card"), format))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := ReadReceipt(data); err == nil {
			set.Changes(r)
			_ = r.String()
			var again Receipt
			if err := json.Unmarshal([]byte(r.encode()), &again); err != nil {
				t.Fatalf("receipt does not read again: %v", err)
			}
		}
	})
}

// A PNG from another CPU may be off by 2 in a channel, and by nothing else.
func TestSamePicture(t *testing.T) {
	a := mustDraw(t, open(t, harbour).Get("card"), PNG)
	img, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	off := func(by uint8) []byte {
		c := image.NewRGBA(img.Bounds())
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				c.Set(x, y, img.At(x, y))
			}
		}
		c.Set(3, 3, color.RGBA{255 - by, 255, 255, 255})
		var buf bytes.Buffer
		if err := png.Encode(&buf, c); err != nil {
			t.Fatal(err)
		}
		// Our chunks around the other encoder's pixels.
		head, rest, _ := bytes.Cut(a, []byte("IDAT"))
		_, tail, _ := bytes.Cut(rest, []byte("IEND"))
		chunk := buf.Bytes()[bytes.Index(buf.Bytes(), []byte("IDAT"))-4:]
		out := append(slices.Clone(head[:len(head)-4]), chunk[:bytes.Index(chunk, []byte("IEND"))-4]...)
		return append(append(out, 0, 0, 0, 0), append([]byte("IEND"), tail...)...)
	}
	for by, want := range map[uint8]bool{0: true, 2: true, 3: false} {
		if got := same(off(by), a); got != want {
			t.Errorf("a channel off by %d: same is %v, want %v", by, got, want)
		}
	}
	if same(bytes.Replace(a, []byte("Number card"), []byte("Number bard"), 1), a) {
		t.Error("another description passes for the same file")
	}
}

func BenchmarkFigures(b *testing.B) {
	for _, tt := range []struct {
		name    string
		formats []Format
	}{{"svg", []Format{SVG}}, {"svg+pdf", []Format{SVG, PDF}}, {"svg+pdf+png", Formats}} {
		b.Run(tt.name, func(b *testing.B) {
			set := open(b, "../datasets/xinjiang")
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range set.All() {
					if _, err := drawOne(f, Options{}, tt.formats); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
