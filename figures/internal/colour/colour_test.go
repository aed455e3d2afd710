package colour

import (
	"image/color"
	"math"
	"testing"
)

func parse(t *testing.T, s string) color.NRGBA {
	t.Helper()
	c, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"#0B5394", "#0B5394"}, {"#fff", "#FFFFFF"}, {"#c25700", "#C25700"},
	} {
		if got := Hex(parse(t, tt.in)); got != tt.want {
			t.Errorf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
	for _, bad := range []string{"", "#", "0B5394", "#0B539", "#0B53944", "#gggggg", "blue", "#12 456", "#\x10\x1023"} {
		if c, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", bad, c)
		}
	}
}

// Contrast ratios as the WebAIM contrast checker prints them.
func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#FFFFFF", 21},
		{"#FFFFFF", "#000000", 21},
		{"#777777", "#FFFFFF", 4.48},
		{"#0B5394", "#FFFFFF", 7.84},
		{"#C25700", "#FFFFFF", 4.51},
		{"#FF0000", "#FFFFFF", 4.0},
	} {
		if got := Contrast(parse(t, tt.a), parse(t, tt.b)); math.Abs(got-tt.want) > 0.01 {
			t.Errorf("Contrast(%s, %s) = %.3f, want %.2f", tt.a, tt.b, got, tt.want)
		}
	}
}

// Pairs of the test data of Sharma, Wu & Dalal (2005), table 1, printed to four decimals.
func TestDeltaE2000(t *testing.T) {
	for _, tt := range []struct {
		p, q [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, -1.3802, -84.2814}, [3]float64{50, 0, -82.7485}, 1.0000},
		{[3]float64{50, 0, 0}, [3]float64{50, -1, 2}, 2.3669},
		{[3]float64{50, 2.4900, -0.0010}, [3]float64{50, -2.4900, 0.0009}, 7.1792},
		{[3]float64{50, 2.4900, -0.0010}, [3]float64{50, -2.4900, 0.0011}, 7.2195},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{50, 2.5, 0}, [3]float64{61, -5, 29}, 22.8977},
		{[3]float64{60.2574, -34.0099, 36.2677}, [3]float64{60.4626, -34.1751, 39.4387}, 1.2644},
		{[3]float64{22.7233, 20.0904, -46.6940}, [3]float64{23.0331, 14.9730, -42.5619}, 2.0373},
		{[3]float64{2.0776, 0.0795, -1.1350}, [3]float64{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := deltaE2000(tt.p, tt.q); math.Abs(got-tt.want) > 5e-5 {
			t.Errorf("deltaE2000(%v, %v) = %.5f, want %.4f", tt.p, tt.q, got, tt.want)
		}
		if a, b := deltaE2000(tt.p, tt.q), deltaE2000(tt.q, tt.p); math.Abs(a-b) > 1e-12 {
			t.Errorf("deltaE2000 is not symmetric for %v, %v", tt.p, tt.q)
		}
	}
}

// Two colours that red-green blind eyes confuse, and the same grey.
func TestDistance(t *testing.T) {
	red, green := parse(t, "#C8553D"), parse(t, "#7A8B00")
	if n, d := Distance(red, green, Normal), Distance(red, green, Deutan); d > n/2 {
		t.Errorf("red and green are %.1f apart, %.1f without the green cone: want a collapse", n, d)
	}
	for _, v := range Visions {
		if got := Distance(red, red, v); got != 0 {
			t.Errorf("%s: a colour is %v from itself", v, got)
		}
		white := parse(t, "#FFFFFF")
		if got := As(white, v); got != white {
			t.Errorf("%s sees white as %s", v, Hex(got))
		}
	}
	grey := As(red, Grey)
	if grey.R != grey.G || grey.G != grey.B {
		t.Errorf("grey vision sees %s", Hex(grey))
	}
	if got := Mix(parse(t, "#000000"), parse(t, "#FFFFFF"), 0.25); got != parse(t, "#BFBFBF") {
		t.Errorf("a quarter of black on white is %s", Hex(got))
	}
}
