package theme

import (
	"fmt"
	"strings"
)

// A Preset is a place where a figure is published: its size, type size and resolution.
type Preset struct {
	Name          string
	W, H          float64 // points
	Base          float64 // base type size, points
	Floor         float64 // smallest type size allowed, points
	DPI           int     // of the PNG
	Print         bool    // sized in millimetres
	FixedH        bool    // the platform crops what is higher
	width, height float64 // in mm or px, as an SVG states them
}

// The floors of type size: 6 points in print, 12 pixels on a screen at its own size.
const (
	printFloor = 6
	webFloor   = 9
)

const (
	ptPerMM = 72 / 25.4
	ptPerPx = 0.75 // a CSS pixel is 1/96 inch
)

func print(name string, w, h, base float64, dpi int) Preset {
	return Preset{Name: name, W: w * ptPerMM, H: h * ptPerMM, Base: base, Floor: printFloor, DPI: dpi, Print: true, width: w, height: h}
}

func screen(name string, w, h, base float64, scale int) Preset {
	return Preset{Name: name, W: w * ptPerPx, H: h * ptPerPx, Base: base, Floor: webFloor, DPI: 96 * scale, width: w, height: h}
}

// Presets are the places known, web first: it is what is drawn unless another is asked for.
var Presets = func() []Preset {
	social := screen("social", 1200, 675, 18, 1)
	social.FixedH = true
	return []Preset{
		screen("web", 640, 360, 9.5, 2),
		print("single", 89, 62, 7, 600),
		print("double", 183, 95, 8, 600),
		social,
		print("word", 160, 95, 8, 300),
		screen("phone", 360, 450, 9, 2),
	}
}()

// Find returns a preset by name.
func Find(name string) (Preset, error) {
	var names []string
	for _, p := range Presets {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	last := len(names) - 1
	return Preset{}, fmt.Errorf("preset is %q, want %s or %s", name, strings.Join(names[:last], ", "), names[last])
}

// Taller returns the preset with its height multiplied, as far as the place allows; whole millimetres
// and pixels stay whole.
func (p Preset) Taller(factor float64) Preset {
	if p.FixedH || factor <= 1 {
		return p
	}
	unit := ptPerPx
	if p.Print {
		unit = ptPerMM
	}
	h := float64(int(p.height*factor + 0.999))
	p.height, p.H = h, h*unit
	return p
}

// SVGSize returns width and height as an SVG states them.
func (p Preset) SVGSize() (w, h string) {
	unit := ""
	if p.Print {
		unit = "mm"
	}
	return fmt.Sprintf("%g%s", p.width, unit), fmt.Sprintf("%g%s", p.height, unit)
}

// Grows says whether a figure may be made higher without asking: print and telephone columns have a
// width and no height; a box on a page, and what a platform crops, have both.
func (p Preset) Grows() bool { return p.Print || p.Name == "phone" }
