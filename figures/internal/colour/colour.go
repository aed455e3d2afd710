// Package colour measures colours: how well text is read on a ground, and how far apart two colours
// look, also to eyes that lack one of the three cones and on a grey copy.
//
// Colours are sRGB with straight alpha; all functions look at opaque colours and ignore it.
package colour

import (
	"fmt"
	"image/color"
	"math"
	"strings"
)

// Parse reads #RGB or #RRGGBB.
func Parse(s string) (color.NRGBA, error) {
	hex := strings.TrimPrefix(s, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	var c [3]uint8
	ok := len(hex) == 6 && strings.HasPrefix(s, "#")
	for i := 0; ok && i < 6; i++ {
		v := strings.IndexByte("0123456789abcdef", hex[i]|0x20)
		ok = v >= 0 && (hex[i] <= '9' || hex[i] >= 'A')
		c[i/2] = c[i/2]<<4 | uint8(v)
	}
	if !ok {
		return color.NRGBA{}, fmt.Errorf("%q is not a colour, want #RRGGBB", s)
	}
	return color.NRGBA{c[0], c[1], c[2], 255}, nil
}

// Hex prints a colour as #RRGGBB.
func Hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Mix returns the opaque colour that share of top over bottom gives.
func Mix(top, bottom color.NRGBA, share float64) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8(math.Round(float64(float64(a)*share) + float64(float64(b)*(1-share))))
	}
	return color.NRGBA{mix(top.R, bottom.R), mix(top.G, bottom.G), mix(top.B, bottom.B), 255}
}

// linear undoes the transfer curve of sRGB (IEC 61966-2-1) for one channel.
func linear(v uint8) float64 { return linearTable[v] }

var linearTable = func() (t [256]float64) {
	for i := range t {
		x := float64(i) / 255
		if x <= 0.04045 {
			t[i] = x / 12.92
		} else {
			t[i] = math.Pow((x+0.055)/1.055, 2.4)
		}
	}
	return t
}()

func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast returns the contrast ratio of two colours, from 1 to 21.
//
// Source: WCAG 2.2, definitions of contrast ratio and relative luminance.
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

// A Vision is a way of seeing.
type Vision string

// The visions that figures are checked for.
const (
	Normal Vision = "normal"
	Protan Vision = "protan"
	Deutan Vision = "deutan"
	Tritan Vision = "tritan"
	Grey   Vision = "grey"
)

// Visions lists all of them.
var Visions = []Vision{Normal, Protan, Deutan, Tritan, Grey}

// machado holds the matrices for full severity, to be applied to linear RGB.
//
// Source: Machado, Oliveira & Fernandes (2009), IEEE Trans. Vis. Comput. Graph. 15:1291–1298, table 1.
var machado = map[Vision][9]float64{
	Protan: {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	Deutan: {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	Tritan: {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// seen returns the linear RGB that a vision makes of a colour.
func seen(c color.NRGBA, v Vision) [3]float64 {
	rgb := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	if v == Grey {
		y := luminance(c)
		return [3]float64{y, y, y}
	}
	m, ok := machado[v]
	if !ok {
		return rgb
	}
	var out [3]float64
	for i := range out {
		sum := m[3*i]*rgb[0] + m[3*i+1]*rgb[1] + m[3*i+2]*rgb[2]
		out[i] = min(max(sum, 0), 1)
	}
	return out
}

// As returns the colour as a vision sees it, for simulated pictures.
func As(c color.NRGBA, v Vision) color.NRGBA {
	rgb := seen(c, v)
	enc := func(x float64) uint8 {
		if x <= 0.0031308 {
			x *= 12.92
		} else {
			x = 1.055*math.Pow(x, 1/2.4) - 0.055
		}
		return uint8(math.Round(255 * min(max(x, 0), 1)))
	}
	return color.NRGBA{enc(rgb[0]), enc(rgb[1]), enc(rgb[2]), c.A}
}

// Distance returns how far apart two colours look (CIEDE2000): below 1 nobody tells them apart, from
// about 20 nobody confuses them in a chart.
func Distance(a, b color.NRGBA, v Vision) float64 {
	return deltaE2000(lab(seen(a, v)), lab(seen(b, v)))
}

// lab converts linear sRGB to CIE L*a*b* under D65.
func lab(rgb [3]float64) [3]float64 {
	x := (0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047
	y := 0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2]
	z := (0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	fx, fy, fz := f(x), f(y), f(z)
	return [3]float64{116*fy - 16, 500 * (fx - fy), 200 * (fy - fz)}
}

// deltaE2000 is the CIEDE2000 difference with all weights 1.
//
// Source: Sharma, Wu & Dalal (2005), Color Res. Appl. 30:21–30, equations 2–22.
func deltaE2000(p, q [3]float64) float64 {
	const deg = math.Pi / 180
	pow7 := func(c float64) float64 { return math.Sqrt(math.Pow(c, 7) / (math.Pow(c, 7) + 6103515625)) } // 25^7
	g := 0.5 * (1 - pow7((math.Hypot(p[1], p[2])+math.Hypot(q[1], q[2]))/2))
	a1, a2 := (1+g)*p[1], (1+g)*q[1]
	c1, c2 := math.Hypot(a1, p[2]), math.Hypot(a2, q[2])
	h1, h2 := hue(a1, p[2]), hue(a2, q[2])

	dL, dC, dh := q[0]-p[0], c2-c1, h2-h1
	hSum := h1 + h2
	switch {
	case c1*c2 == 0:
		dh = 0
	case dh > 180:
		dh, hSum = dh-360, hSum+360
	case dh < -180:
		dh, hSum = dh+360, hSum+360
	}
	if c1*c2 != 0 {
		if hSum >= 720 {
			hSum -= 720
		}
		hSum /= 2
	}
	dH := 2 * math.Sqrt(c1*c2) * math.Sin(dh/2*deg)

	lm, cm := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos((hSum-30)*deg) + 0.24*math.Cos(2*hSum*deg) + 0.32*math.Cos((3*hSum+6)*deg) - 0.20*math.Cos((4*hSum-63)*deg)
	sl := 1 + 0.015*(lm-50)*(lm-50)/math.Sqrt(20+(lm-50)*(lm-50))
	sc := 1 + 0.045*cm
	sh := 1 + 0.015*cm*t
	rt := -2 * pow7(cm) * math.Sin(60*math.Exp(-((hSum-275)/25)*((hSum-275)/25))*deg)
	l, c, h := dL/sl, dC/sc, dH/sh
	return math.Sqrt(l*l + c*c + h*h + rt*c*h)
}

func hue(a, b float64) float64 {
	if a == 0 && b == 0 {
		return 0
	}
	h := math.Atan2(b, a) * 180 / math.Pi
	if h < 0 {
		h += 360
	}
	return h
}
