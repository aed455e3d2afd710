package chart

import (
	"math"
	"strconv"

	"recount/analysis/number"
)

// A tick is a labelled value of an axis.
type tick struct {
	v    float64
	text string
}

// valueTicks returns round values from lo to hi, at most n steps, and the range that they span: an
// axis begins and ends on a tick where its ends are not given.
func valueTicks(lo, hi float64, n int, ax Axis) (ticks []tick, from, to float64) {
	if ax.From != nil {
		lo = *ax.From
	}
	if ax.To != nil {
		hi = *ax.To
	}
	if !(hi > lo) {
		hi = lo + 1
	}
	step, places := niceStep((hi - lo) / float64(max(n, 1)))
	from, to = math.Floor(lo/step+1e-9)*step, math.Ceil(hi/step-1e-9)*step
	if ax.From != nil {
		from = lo
	}
	if ax.To != nil {
		to = hi
	}
	for i := math.Ceil(from/step - 1e-9); i*step <= to+1e-9*step; i++ {
		ticks = append(ticks, tick{v: i * step, text: axisText(i*step, places, to) + ax.Suffix})
	}
	return ticks, from, to
}

// niceStep returns the smallest of 1, 2, 2.5 and 5 times a power of ten that is no less than raw, and
// how many decimals its multiples need.
func niceStep(raw float64) (step float64, places int) {
	exp := int(math.Floor(math.Log10(raw)))
	for e := exp; ; e++ {
		for _, m := range []struct {
			m      float64
			places int
		}{{1, 0}, {2, 0}, {2.5, 1}, {5, 0}} {
			// Built from its decimal digits, so that it is the same number everywhere.
			s, _ := strconv.ParseFloat(strconv.FormatFloat(m.m, 'f', -1, 64)+"e"+strconv.Itoa(e), 64)
			if s >= raw*(1-1e-9) {
				return s, max(0, m.places-e)
			}
		}
	}
}

// axisText prints a number of an axis; millions are written as such.
func axisText(v float64, places int, top float64) string {
	if v == 0 {
		return "0"
	}
	if math.Abs(top) >= 1e6 {
		return trimZeros(strconv.FormatFloat(v/1e6, 'f', 3, 64)) + " million"
	}
	return number.Group(strconv.FormatFloat(v, 'f', places, 64))
}

func trimZeros(s string) string {
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return number.Group(s)
}

// yearTicks returns whole years from lo to hi, as many as keep apart at the given distance per year.
func yearTicks(lo, hi, perYear, apart float64) []tick {
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000} {
		if step = s; float64(s)*perYear >= apart {
			break
		}
	}
	var out []tick
	first := int(math.Ceil(lo - 1e-9))
	if r := first % step; r != 0 {
		first += step - r
	}
	for y := first; float64(y) <= hi+1e-9; y += step {
		out = append(out, tick{float64(y), strconv.Itoa(y)})
	}
	return out
}
