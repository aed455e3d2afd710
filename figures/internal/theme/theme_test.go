package theme

import (
	"image/color"
	"math"
	"testing"

	"recount/figures/internal/colour"
)

// Every text colour can be read and every series colour be seen on its own paper.
func TestContrast(t *testing.T) {
	for name, p := range map[string]Palette{"light": Ledger().Light, "dark": Ledger().Dark} {
		for what, c := range map[string]color.NRGBA{"ink": p.Ink, "muted": p.Muted, "c1": p.Series[0], "c2": p.Series[1]} {
			if got := colour.Contrast(c, p.Paper); got < 4.5 {
				t.Errorf("%s %s: contrast %.2f, want 4.5", name, what, got)
			}
		}
		for i, c := range append(p.Series[:], p.Context) {
			if got := colour.Contrast(c, p.Paper); got < 3 {
				t.Errorf("%s shape %d: contrast %.2f, want 3", name, i+1, got)
			}
		}
		for i, c := range p.Steps {
			if got := colour.Contrast(p.On(p.Ink, c), c); got < 4.5 {
				t.Errorf("%s step %d: text on it has a contrast of %.2f, want 4.5", name, i+1, got)
			}
		}
	}
}

// The least distances that were found when the palette was chosen, to a tenth.
func TestDistances(t *testing.T) {
	light, dark := Ledger().Light, Ledger().Dark
	with := func(p Palette) []color.NRGBA {
		return []color.NRGBA{p.Series[0], p.Series[1], p.Series[3], p.Context}
	}
	for _, tt := range []struct {
		name   string
		colors []color.NRGBA
		want   [5]float64 // normal, protan, deutan, tritan, grey
	}{
		{"light c1–c4", light.Series[:], [5]float64{29.5, 26.0, 27.1, 24.2, 8.5}},
		{"light with grey", with(light), [5]float64{28.4, 26.0, 25.6, 26.0, 7.4}},
		{"dark c1–c4", dark.Series[:], [5]float64{27.6, 27.6, 27.3, 27.5, 7.0}},
		{"dark with grey", with(dark), [5]float64{29.9, 27.8, 26.6, 29.0, 7.0}},
	} {
		if problems := Distances(tt.colors); len(problems) > 0 {
			t.Errorf("%s: %q", tt.name, problems)
		}
		for i, v := range colour.Visions {
			least := math.Inf(1)
			for k, a := range tt.colors {
				for _, b := range tt.colors[k+1:] {
					least = min(least, colour.Distance(a, b, v))
				}
			}
			if math.Abs(least-tt.want[i]) > 0.1 {
				t.Errorf("%s, %s: least distance %.2f, want %.1f", tt.name, v, least, tt.want[i])
			}
		}
	}
	// Blue, orange, teal and plum as an eye picks them: red-blind readers lose two of them.
	bad := []color.NRGBA{hex("#1F77B4"), hex("#FF7F0E"), hex("#1B9E77"), hex("#7B5EA7")}
	if len(Distances(bad)) == 0 {
		t.Error("colours that look alike to red-blind readers pass")
	}
}

func TestPresets(t *testing.T) {
	for _, tt := range []struct {
		name         string
		pxW, pxH     int
		svgW, svgH   string
		tallW, tallH string
	}{
		{"web", 1280, 720, "640", "360", "640", "504"},
		{"single", 2102, 1465, "89mm", "62mm", "89mm", "87mm"},
		{"double", 4323, 2244, "183mm", "95mm", "183mm", "133mm"},
		{"social", 1200, 675, "1200", "675", "1200", "675"},
		{"word", 1890, 1122, "160mm", "95mm", "160mm", "133mm"},
		{"phone", 720, 900, "360", "450", "360", "630"},
	} {
		p, err := Find(tt.name)
		if err != nil {
			t.Fatal(err)
		}
		w, h := int(p.W/72*float64(p.DPI)+0.5), int(p.H/72*float64(p.DPI)+0.5)
		if w != tt.pxW || h != tt.pxH {
			t.Errorf("%s: %d × %d pixels, want %d × %d", tt.name, w, h, tt.pxW, tt.pxH)
		}
		if sw, sh := p.SVGSize(); sw != tt.svgW || sh != tt.svgH {
			t.Errorf("%s: SVG %s × %s, want %s × %s", tt.name, sw, sh, tt.svgW, tt.svgH)
		}
		if sw, sh := p.Taller(1.4).SVGSize(); sw != tt.tallW || sh != tt.tallH {
			t.Errorf("%s, tall: SVG %s × %s, want %s × %s", tt.name, sw, sh, tt.tallW, tt.tallH)
		}
		if p.Base < p.Floor {
			t.Errorf("%s: base size %g is below its floor %g", tt.name, p.Base, p.Floor)
		}
	}
	if _, err := Find("poster"); err == nil {
		t.Error("an unknown preset is found")
	}
}
