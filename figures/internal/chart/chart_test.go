package chart

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"recount/figures/internal/colour"
	"recount/figures/internal/scene"
	"recount/figures/internal/theme"
)

func lay1(t testing.TB, c *Chart, preset string, dark bool) *Layout {
	t.Helper()
	p, err := theme.Find(preset)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Lay(c, ledger, p, dark)
	if err != nil {
		t.Fatalf("%s: %v", preset, err)
	}
	return l
}

var ledger = theme.Ledger()

// Every kind, in every preset, light and dark, can be published as it is laid out.
func TestSamplesAreClean(t *testing.T) {
	charts := samples()
	kinds := make(map[Kind]bool)
	for _, name := range slices.Sorted(maps.Keys(charts)) {
		kinds[charts[name].Kind] = true
		for _, p := range theme.Presets {
			for _, dark := range []bool{false, true} {
				for _, problem := range lay1(t, charts[name], p.Name, dark).Problems {
					t.Errorf("%s, dark %v: %v", name, dark, problem)
				}
			}
		}
	}
	for _, k := range Kinds {
		if !kinds[k] {
			t.Errorf("no sample of kind %s", k)
		}
	}
}

// Every word and number of a chart is drawn, exactly as it is given.
func TestTextIsDrawn(t *testing.T) {
	for name, c := range samples() {
		for _, preset := range []string{"web", "phone"} {
			l := lay1(t, c, preset, false)
			var drawn []string
			for _, it := range l.Scene.Items {
				if it.Line != nil {
					drawn = append(drawn, it.Line.Text)
				}
			}
			all := strings.ReplaceAll(strings.Join(drawn, " "), "\u00a0", " ")
			want := append(strings.Fields(c.Title), strings.Fields(c.Source)...)
			for _, s := range c.Series {
				for i, v := range s.Values {
					if c.Kind != Line || i == len(s.Values)-1 {
						want = append(want, v.Text)
					}
				}
			}
			for _, r := range c.Rows {
				for _, v := range append(r.Values, r.Quotes...) {
					want = append(want, v.Text)
				}
			}
			for _, w := range want {
				if !strings.Contains(all, w) {
					t.Errorf("%s (%s): %q is not drawn", name, preset, w)
				}
			}
		}
	}
}

// Lengths of bars are proportional to what they show, from zero.
func TestBarsAreProportional(t *testing.T) {
	l := lay1(t, samples()["bar"], "web", false)
	var heights []float64
	for _, it := range l.Scene.Items {
		if it.Role == scene.Mark && it.Fill {
			box := bounds(it)
			heights = append(heights, box.H())
		}
	}
	if len(heights) != 2 || math.Abs(heights[0]/heights[1]-243/32.1) > 1e-6 {
		t.Errorf("bars are %v high, want a ratio of %v", heights, 243/32.1)
	}
}

func bounds(it scene.Item) scene.Rect {
	r := scene.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, c := range it.Path {
		x, y := float64(c.Pos.X), float64(c.Pos.Y)
		if x == 0 && y == 0 { // closing
			continue
		}
		r = scene.Rect{X0: min(r.X0, x), Y0: min(r.Y0, y), X1: max(r.X1, x), Y1: max(r.Y1, y)}
	}
	return r
}

// One sign is drawn for each person, filled and open ones in the numbers of their groups.
func TestPeopleAreCounted(t *testing.T) {
	for _, preset := range []string{"web", "single", "phone"} {
		open, filled := 0, 0
		for _, it := range lay1(t, samples()["people"], preset, false).Scene.Items {
			switch {
			case !strings.HasPrefix(it.Name, "sign of "):
			case it.Fill:
				filled++
			default:
				open++
			}
		}
		if filled != 2*26 || open != 2*14 { // head and shoulders
			t.Errorf("%s: %d filled and %d open shapes, want 52 and 28", preset, filled, open)
		}
	}
}

// Each rule of the lint has a chart that breaks it; the message names what to change.
func TestLint(t *testing.T) {
	bar := func(change func(*Chart)) *Chart {
		c := *samples()["bar"]
		change(&c)
		return &c
	}
	pale := theme.Ledger()
	pale.Light.Muted, _ = colour.Parse("#B0B0B0")
	paleBars := theme.Ledger()
	paleBars.Light.Series[0], _ = colour.Parse("#BBD4EE")
	alike := theme.Ledger()
	alike.Light.Series = [4]rgb{hexColor("#2E7D32"), hexColor("#A0522D"), hexColor("#0E9E97"), hexColor("#54221A")}
	small := theme.Ledger()
	small.Base = map[string]float64{"web": 8}
	for _, tt := range []struct {
		name   string
		chart  *Chart
		theme  *theme.Theme
		preset string
		rule   string
		says   []string
	}{
		{"a word wider than the figure", bar(func(c *Chart) { c.Title = strings.Repeat("Wide", 40) }), ledger, "web", "canvas", []string{"title", "shorten it"}},
		{"more rows than a platform shows", &Chart{Kind: Range, Title: "Many rows", Source: "Source: none.", Rows: manyRows(40)}, ledger, "social", "canvas", []string{"needs", "fewer rows"}},
		{"more rows than a box holds", &Chart{Kind: Range, Title: "Many rows", Source: "Source: none.", Rows: manyRows(40)}, ledger, "web", "canvas", []string{"size: tall"}},
		{"labels wider than their bars", bar(func(c *Chart) {
			c.Kind, c.Series, c.Panels = Multiples, nil, []Panel{{Title: "One", Bars: true, Categories: []string{"2016", "2017"},
				Series: []Series{{Values: []Value{at(1, strings.Repeat("long ", 12)), at(2, strings.Repeat("long ", 12))}}}}}
		}), ledger, "single", "collision", []string{"overlaps", "shorten"}},
		{"pale text", samples()["bar"], pale, "web", "contrast", []string{"#B0B0B0", "theme.yaml"}},
		{"pale bars", samples()["bar"], paleBars, "web", "contrast", []string{"bar of", "#BBD4EE"}},
		{"colours that look alike", samples()["bar-grouped"], alike, "web", "colours", []string{"look alike", "theme.yaml"}},
		{"small type", samples()["bar"], small, "web", "size", []string{"8.0 pt", "9.0"}},
	} {
		p, _ := theme.Find(tt.preset)
		l, err := Lay(tt.chart, tt.theme, p, false)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var found *Problem
		for i := range l.Problems {
			if l.Problems[i].Rule == tt.rule && found == nil {
				found = &l.Problems[i]
			}
		}
		if found == nil {
			t.Errorf("%s: problems %v, want one of %s", tt.name, l.Problems, tt.rule)
			continue
		}
		for _, want := range tt.says {
			if !strings.Contains(found.Message, want) {
				t.Errorf("%s: %q does not say %q", tt.name, found.Message, want)
			}
		}
	}
}

func hexColor(s string) rgb {
	c, err := colour.Parse(s)
	if err != nil {
		panic(err)
	}
	return c
}

func manyRows(n int) []Row {
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = Row{Label: "Row", Values: []Value{at(float64(i), "1")}}
	}
	return rows
}

func TestMissingGlyph(t *testing.T) {
	c := *samples()["bar"]
	c.Title = "Rates in 新疆"
	p, _ := theme.Find("web")
	if _, err := Lay(&c, ledger, p, false); err == nil || !strings.Contains(err.Error(), "新") {
		t.Errorf("error %v, want one that names the character", err)
	}
}

// Names of several scripts stand in one figure.
func TestScripts(t *testing.T) {
	c := *samples()["bar"]
	c.Categories = []string{"Ürümqi ئۈرۈمچى (26/40)", "Қашқар, Hotan ≥ 3"}
	if l := lay1(t, &c, "web", false); len(l.Problems) > 0 {
		t.Error(l.Problems)
	}
}

func TestTicks(t *testing.T) {
	for _, tt := range []struct {
		lo, hi float64
		n      int
		want   string
	}{
		{0, 243, 5, "0 50 100 150 200 250"},
		{0, 16.44, 4, "0 5 10 15 20"},
		{0, 2, 4, "0 0.5 1.0 1.5 2.0"},
		{0, 3e6, 3, "0 1 million 2 million 3 million"},
		{0, 227882, 3, "0 100,000 200,000 300,000"},
		{-0.6, 11.4, 4, "−5 0 5 10 15"},
		{0, 0.0836, 4, "0 0.025 0.050 0.075 0.100"},
		{0, 0, 4, "0 0.25 0.50 0.75 1.00"},
	} {
		ticks, from, to := valueTicks(tt.lo, tt.hi, tt.n, Axis{})
		var got []string
		for _, k := range ticks {
			got = append(got, k.text)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("ticks from %v to %v: %q, want %q", tt.lo, tt.hi, s, tt.want)
		}
		if from > tt.lo || to < tt.hi || ticks[0].v != from || ticks[len(ticks)-1].v != to {
			t.Errorf("axis from %v to %v does not span %v to %v", from, to, tt.lo, tt.hi)
		}
	}
}

// Labels keep apart, in order, and as near to where they belong as that allows.
func TestSpread(t *testing.T) {
	for _, tt := range []struct {
		want, size []float64
		lo, hi     float64
		got        []float64
		fits       bool
	}{
		{[]float64{10, 30}, []float64{4, 4}, 0, 100, []float64{10, 30}, true},
		{[]float64{10, 11}, []float64{4, 4}, 0, 100, []float64{8.5, 12.5}, true},
		{[]float64{11, 10}, []float64{4, 4}, 0, 100, []float64{12.5, 8.5}, true},
		{[]float64{0, 1}, []float64{4, 4}, 0, 100, []float64{2, 6}, true},
		{[]float64{99, 98, 97}, []float64{4, 4, 4}, 0, 100, []float64{98, 94, 90}, true},
		{[]float64{5, 5, 5}, []float64{4, 4, 4}, 0, 10, []float64{0, 4, 8}, false},
	} {
		got, fits := spread(tt.want, tt.size, tt.lo, tt.hi)
		if !slices.EqualFunc(got, tt.got, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) || fits != tt.fits {
			t.Errorf("spread(%v, %v) = %v, %v; want %v, %v", tt.want, tt.size, got, fits, tt.got, tt.fits)
		}
	}
}

// Rows begin at the right in languages written so, and time runs as everywhere; words of other scripts
// keep their own direction.
func TestRightToLeft(t *testing.T) {
	const source = "Source: UN assessment, para 108 [2022]."
	for name, c := range samples() {
		for _, level := range []bool{false, true} {
			c := *c
			c.Horizontal, c.Tall, c.Title, c.Subtitle, c.Source = level, true, "شىنجاڭ نىسبىتى 243", "ئۈرۈمچى (2018)، قەشقەر", source
			ltr := lay1(t, &c, "web", false).Scene
			c.RTL = true
			l := lay1(t, &c, "web", false)
			if len(l.Problems) > 0 {
				t.Errorf("%s: %v", name, l.Problems)
			}
			rtl := l.Scene
			mirrors := c.Kind != Line && c.Kind != Slope && c.Kind != Multiples && (c.Kind != Bar || level)
			for i, it := range rtl.Items {
				end := it.X
				if it.Line != nil {
					end += it.Line.Width(it.Size)
				}
				switch {
				case it.Line == nil:
				case it.Part == scene.Title || it.Part == scene.Subtitle:
					if math.Abs(end-(rtl.W-9.5)) > 0.01 {
						t.Errorf("%s: the %s ends at %v of %v", name, it.Part, end, rtl.W)
					}
				case it.Part == scene.Source:
					if strings.ReplaceAll(it.Line.Visual, "\u00a0", " ") != source {
						t.Errorf("%s: the source line is drawn as %q", name, it.Line.Visual)
					}
				case it.Part == scene.Tick || it.Part == scene.Label:
					before := ltr.Items[i].X
					if mirrors {
						before = rtl.W - before - it.Line.Width(it.Size)
					}
					if math.Abs(it.X-before) > 0.01 {
						t.Errorf("%s (level %v): %s %q stands at %v, want %v", name, level, it.Part, it.Line.Text, it.X, before)
					}
				}
			}
		}
	}
}

func BenchmarkLay(b *testing.B) {
	charts := samples()
	names := slices.Sorted(maps.Keys(charts))
	p, _ := theme.Find("web")
	for b.Loop() {
		for _, n := range names {
			if _, err := Lay(charts[n], ledger, p, false); err != nil {
				b.Fatal(err)
			}
		}
	}
}
