package arg

import "math"

// Tail returns (1-level)/2, the probability left out on either side.
//
// A level is meant as written: 0.999999 leaves exactly 0.000001, while the float64 nearest to it leaves 1e-6·(1 - 3e-11),
// and the limits would show it. Levels of at most fifteen decimals are taken as those decimals.
func Tail(level float64) float64 { return Alpha(level) / 2 }

// Alpha returns 1 - level, likewise.
func Alpha(level float64) float64 { return Complement(level) }

// Complement returns 1 - p for a probability meant as written, likewise.
func Complement(p float64) float64 {
	const places = 1e15
	rest := 1 - p
	if whole := math.RoundToEven(rest * places); math.Abs(rest*places-whole) < 0.07 && whole != 0 {
		return whole / places
	}
	return rest
}
