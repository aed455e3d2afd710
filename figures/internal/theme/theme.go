// Package theme holds how figures look: colours, type sizes, fonts, the presets, and the lint that
// holds for every theme.
//
// The built-in theme is called ledger. A theme.yaml beside a study's figures changes what it names
// and leaves the rest; what it makes unreadable is an error.
package theme

import (
	"fmt"
	"image/color"
	"math"
	"sync"

	"recount/figures/internal/colour"
	"recount/figures/internal/typeset"
)

// A Theme is a look.
type Theme struct {
	Light, Dark Palette
	Title       float64            // size of the title, relative to the base size
	Source      float64            // size of the source line
	Base        map[string]float64 // base sizes in points that differ from the preset's, by preset
	Logo        string             // a line of text at the foot, right
	Families    string             // font-family of editable SVG text
	Fonts       []typeset.File     // fonts before the built-in ones

	mu      sync.Mutex
	setters [2]*typeset.Setter // left to right, right to left
}

// A Palette is the colours of one ground.
type Palette struct {
	Paper, Ink, Muted, Grid color.NRGBA
	Series                  [4]color.NRGBA // c1 subject, c2 comparison, c3, c4
	Context                 color.NRGBA    // grey that replaces c3, never beside it
	Steps                   [4]color.NRGBA // an ordered scale
}

// Ledger returns the built-in theme.
func Ledger() *Theme {
	return &Theme{
		Light: Palette{
			Paper: hex("#FFFFFF"), Ink: hex("#1A1A1A"), Muted: hex("#595959"), Grid: hex("#D9D9D9"),
			Series:  [4]color.NRGBA{hex("#0B5394"), hex("#C25700"), hex("#0E9E97"), hex("#54221A")},
			Context: hex("#8A8A8A"),
			Steps:   [4]color.NRGBA{hex("#CFE1F2"), hex("#85B4DC"), hex("#3572AB"), hex("#0B3C6F")},
		},
		Dark: Palette{
			Paper: hex("#14171A"), Ink: hex("#F2F2F2"), Muted: hex("#B5B5B5"), Grid: hex("#3A3F44"),
			Series:  [4]color.NRGBA{hex("#6FE1FF"), hex("#BD8C12"), hex("#628684"), hex("#FAF2D0")},
			Context: hex("#7A8087"),
			Steps:   [4]color.NRGBA{hex("#0B3C6F"), hex("#3572AB"), hex("#85B4DC"), hex("#CFE1F2")},
		},
		Title: 1.35, Source: 0.85,
		Families: "Liberation Sans, Arial, Helvetica, sans-serif",
	}
}

func hex(s string) color.NRGBA {
	c, err := colour.Parse(s)
	if err != nil {
		panic(err)
	}
	return c
}

// Palette returns the colours for a light or a dark ground.
func (t *Theme) Palette(dark bool) Palette {
	if dark {
		return t.Dark
	}
	return t.Light
}

// Setter returns what sets the theme's text, for languages of either direction. It is made once: it
// keeps what it has shaped.
func (t *Theme) Setter(rtl bool) (*typeset.Setter, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := 0
	if rtl {
		i = 1
	}
	if t.setters[i] == nil {
		s, err := typeset.New(t.Fonts...)
		if err != nil {
			return nil, err
		}
		if rtl {
			s.RightToLeft()
		}
		t.setters[i] = s
	}
	return t.setters[i], nil
}

// On returns the colour for text that stands on a ground: the wanted one if it can be read, else ink
// or paper, whichever reads better.
func (p Palette) On(want, ground color.NRGBA) color.NRGBA {
	if colour.Contrast(want, ground) >= 4.5 {
		return want
	}
	if colour.Contrast(p.Ink, ground) >= colour.Contrast(p.Paper, ground) {
		return p.Ink
	}
	return p.Paper
}

// Band returns the pale version of a colour that an interval is drawn in: an opaque mix with paper.
func (p Palette) Band(c color.NRGBA) color.NRGBA { return colour.Mix(c, p.Paper, 0.3) }

// minDistance is how far apart series colours must look (CIEDE2000); on a grey copy only lightness is
// left, and 7 is what four colours of enough contrast can reach.
func minDistance(v colour.Vision) float64 {
	if v == colour.Grey {
		return 7
	}
	return 20
}

// Distances says which of the colours, used together in one figure, could be taken for each other.
func Distances(used []color.NRGBA) []string {
	var problems []string
	for i, a := range used {
		for _, b := range used[i+1:] {
			for _, v := range colour.Visions {
				// Judged as it is printed: colours themselves are whole numbers.
				if d := math.Round(10*colour.Distance(a, b, v)) / 10; d < minDistance(v) {
					problems = append(problems, fmt.Sprintf("%s and %s look alike (%s vision: ΔE2000 %.1f, want at least %g): change one of them in theme.yaml",
						colour.Hex(a), colour.Hex(b), v, d, minDistance(v)))
				}
			}
		}
	}
	return problems
}
