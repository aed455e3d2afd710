package canvas

import (
	"image/color"
	"math"
	"strconv"
	"sync"

	"recount/figures/internal/typeset"
)

var defaultSetter = sync.OnceValue(func() *typeset.Setter {
	s, _ := typeset.New() // the built-in fonts alone cannot fail
	return s
})

// bias breaks ties: a coordinate that should lie on half a hundredth comes out of fused and of
// ordinary arithmetic a last digit apart, and would round to either side. No layout of ours puts
// coordinates at this odd distance from a half.
const bias = 1.31e-5

// snap returns a coordinate in hundredths of a point.
func snap(v float64) int64 {
	return int64(math.Round((v + bias) * 100))
}

// appendHundredths prints n/100 in as few characters as it takes: 12, .5, -3.25.
func appendHundredths(b []byte, n int64) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	whole, frac := n/100, n%100
	if whole > 0 || frac == 0 {
		b = strconv.AppendInt(b, whole, 10)
	}
	if frac > 0 {
		b = append(b, '.', byte('0'+frac/10))
		if frac%10 > 0 {
			b = append(b, byte('0'+frac%10))
		}
	}
	return b
}

// appendUnits prints a coordinate of an outline in whole units, each 1/2048 of the type size.
func appendUnits(b []byte, v float64) []byte {
	return strconv.AppendInt(b, int64(math.Round(v+bias)), 10)
}

func appendCoord(b []byte, v float64) []byte { return appendHundredths(b, snap(v)) }

// appendFloat prints a factor (never a coordinate) to seven significant digits, without an exponent:
// PDF knows none.
func appendFloat(b []byte, v float64) []byte {
	if math.Abs(v) < 1e-9 {
		return append(b, '0')
	}
	digits := 6 - int(math.Floor(math.Log10(math.Abs(v))))
	b = strconv.AppendFloat(b, v, 'f', max(digits, 0), 64)
	if digits > 0 {
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if b[len(b)-1] == '.' {
			b = b[:len(b)-1]
		}
	}
	return b
}

const hexDigits = "0123456789abcdef"

// appendHex prints an opaque colour as SVG writes it, in three digits where they do.
func appendHex(b []byte, c color.NRGBA) []byte {
	b = append(b, '#')
	if c.R%17 == 0 && c.G%17 == 0 && c.B%17 == 0 {
		return append(b, hexDigits[c.R/17], hexDigits[c.G/17], hexDigits[c.B/17])
	}
	for _, v := range []uint8{c.R, c.G, c.B} {
		b = append(b, hexDigits[v>>4], hexDigits[v&15])
	}
	return b
}
