package ratio_test

import (
	"math"
	"testing"

	"recount/analysis/estimate/ratio"
)

// near compares two limits, on their own scale.
func near(a, b, tolerance float64) bool {
	return a == b || math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))
}

// FuzzLevels: limits move outwards as the level grows, from one half on; below, mid-P limits may both lie on one side of the
// estimate. Jeffreys' lower limit does so whenever a count is 0, and a difference recovered from it turns back.
func FuzzLevels(f *testing.F) {
	f.Add(19, 31, 11, 35, 0.95, 0.99)
	f.Add(0, 12, 12, 12, 0.5, 0.9)
	f.Add(3, 1_400_000_000, 1, 5, 0.9, 0.91)
	f.Fuzz(func(t *testing.T, a, n1, c, n2 int, level, wider float64) {
		if n1 > 2e9 || n2 > 2e9 || a > 2e9 || c > 2e9 || level < 0.5 || wider > 1-1e-9 || wider <= level {
			t.Skip()
		}
		outwards := func(name string, method func(level float64) (ratio.Interval, error)) {
			iv, err := method(level)
			if err != nil || !iv.Defined() {
				return
			}
			wide, err := method(wider)
			if err != nil || wide.Lo > iv.Lo+1e-11*math.Abs(iv.Lo) || wide.Hi < iv.Hi-1e-11*math.Abs(iv.Hi) {
				t.Fatalf("%s(%d/%d, %d/%d): %v, wider %v, %v", name, a, n1, c, n2, iv, wide, err)
			}
		}
		for _, methods := range []map[string]ratio.RiskMethod{riskRatios, riskDifferences, oddsRatios} {
			for name, method := range methods {
				outwards(name, func(level float64) (ratio.Interval, error) {
					return method(ratio.Risk{Cases: a, N: n1}, ratio.Risk{Cases: c, N: n2}, level)
				})
			}
		}
		for _, methods := range []map[string]ratio.RateMethod{rateRatios, rateDifferences} {
			for name, method := range methods {
				if name == "mover Jeffreys" {
					continue
				}
				outwards(name, func(level float64) (ratio.Interval, error) {
					return method(ratio.Rate{Events: a, Exposure: float64(n1)}, ratio.Rate{Events: c, Exposure: float64(n2)}, level)
				})
			}
		}
	})
}

// FuzzRates: limits of a ratio are of 0 or more and about the estimate; exchanging the groups inverts a ratio and turns a
// difference; a percent change is the ratio less one.
func FuzzRates(f *testing.F) {
	f.Add(30, 12000.0, 12, 9000.0, 0.95)
	f.Add(0, 1.0, 3, 1e9, 0.999)
	f.Add(1_400_000_000, 1e9, 60_440, 2.5e7, 0.5)
	f.Fuzz(func(t *testing.T, x1 int, t1 float64, x2 int, t2, level float64) {
		if x1 > 1e10 || x2 > 1e10 || t1 < 1e-6 || t2 < 1e-6 || t1 > 1e15 || t2 > 1e15 || level < 0.01 || level > 1-1e-9 {
			t.Skip() // at a level near 0 mid-P intervals miss the estimate
		}
		one, two := ratio.Rate{Events: x1, Exposure: t1}, ratio.Rate{Events: x2, Exposure: t2}
		estimate := ratio.OfRates(one, two)
		for name, method := range rateRatios {
			iv, err := method(one, two, level)
			if err != nil || !iv.Defined() {
				continue
			}
			if iv.Lo < 0 || !(iv.Lo <= iv.Hi) || name != "RateMidP" && (iv.Lo > estimate*(1+1e-13) || iv.Hi < estimate*(1-1e-13)) {
				t.Fatalf("%s(%v, %v, %v) = %v, estimate %v", name, one, two, level, iv, estimate)
			}
			turned, err := method(two, one, level)
			if err != nil || !near(turned.Lo, 1/iv.Hi, 1e-11) || !near(turned.Hi, 1/iv.Lo, 1e-11) {
				t.Fatalf("%s(%v, %v, %v) = %v, exchanged %v, %v", name, one, two, level, iv, turned, err)
			}
		}
		d := ratio.RateDifference(one, two)
		for name, method := range rateDifferences {
			iv, err := method(one, two, level)
			if err != nil {
				continue
			}
			if !(iv.Lo <= d && d <= iv.Hi) {
				t.Fatalf("%s(%v, %v, %v) = %v leaves %v out", name, one, two, level, iv, d)
			}
			turned, err := method(two, one, level)
			if scale := iv.Hi - iv.Lo + math.Abs(d); err != nil || math.Abs(turned.Lo+iv.Hi) > 1e-12*scale || math.Abs(turned.Hi+iv.Lo) > 1e-12*scale {
				t.Fatalf("%s(%v, %v, %v) = %v, exchanged %v, %v", name, one, two, level, iv, turned, err)
			}
		}
	})
}

// FuzzRisks: as FuzzRates, for risks and odds; differences lie in [-1, 1], and counting others instead of cases turns
// differences and inverts odds ratios.
func FuzzRisks(f *testing.F) {
	f.Add(19, 31, 11, 35, 0.95)
	f.Add(0, 12, 12, 12, 0.99)
	f.Add(3, 1_400_000_000, 1, 5, 0.9)
	f.Fuzz(func(t *testing.T, a, n1, c, n2 int, level float64) {
		if n1 > 2e9 || n2 > 2e9 || level < 0.01 || level > 1-1e-9 {
			t.Skip()
		}
		one, two := ratio.Risk{Cases: a, N: n1}, ratio.Risk{Cases: c, N: n2}
		others1, others2 := ratio.Risk{Cases: n1 - a, N: n1}, ratio.Risk{Cases: n2 - c, N: n2}
		for name, method := range riskRatios {
			iv, err := method(one, two, level)
			if err != nil || !iv.Defined() {
				continue
			}
			estimate := ratio.OfRisks(one, two)
			if name == "RiskHaldane" {
				estimate = ratio.OfRisksHaldane(one, two)
			}
			checkAbout(t, name, one, two, iv, estimate, 0, math.Inf(1))
			turned, err := method(two, one, level)
			if err != nil || !near(turned.Lo, 1/iv.Hi, 1e-11) || !near(turned.Hi, 1/iv.Lo, 1e-11) {
				t.Fatalf("%s(%v, %v, %v) = %v, exchanged %v, %v", name, one, two, level, iv, turned, err)
			}
		}
		for name, method := range riskDifferences {
			iv, err := method(one, two, level)
			if err != nil {
				continue
			}
			lo, hi := -1.0, 1.0
			if name == "RiskDifferenceWald" || name == "RiskDifferenceAgrestiCaffo" {
				lo, hi = math.Inf(-1), math.Inf(1) // not clipped
			}
			d := ratio.RiskDifference(one, two)
			if name == "RiskDifferenceAgrestiCaffo" {
				d = (iv.Lo + iv.Hi) / 2 // shrunk towards 0
			}
			checkAbout(t, name, one, two, iv, d, lo, hi)
			turned, err := method(others1, others2, level)
			if scale := iv.Hi - iv.Lo + math.Abs(d); err != nil || math.Abs(turned.Lo+iv.Hi) > 1e-11*scale || math.Abs(turned.Hi+iv.Lo) > 1e-11*scale {
				t.Fatalf("%s(%v, %v, %v) = %v, of others %v, %v", name, one, two, level, iv, turned, err)
			}
		}
		for name, method := range oddsRatios {
			iv, err := method(one, two, level)
			if err != nil || !iv.Defined() {
				continue
			}
			if iv.Lo < 0 || !(iv.Lo <= iv.Hi) {
				t.Fatalf("%s(%v, %v, %v) = %v", name, one, two, level, iv)
			}
			turned, err := method(others1, others2, level)
			if err != nil || !near(turned.Lo, 1/iv.Hi, 1e-9) || !near(turned.Hi, 1/iv.Lo, 1e-9) { // the limits are roots, found to ten digits
				t.Fatalf("%s(%v, %v, %v) = %v, of others %v, %v", name, one, two, level, iv, turned, err)
			}
		}
	})
}

func checkAbout(t *testing.T, name string, one, two ratio.Risk, iv ratio.Interval, estimate, lo, hi float64) {
	t.Helper()
	slack := 1e-13 * math.Abs(estimate)
	if iv.Lo < lo || iv.Hi > hi || !(iv.Lo <= iv.Hi) || iv.Lo > estimate+slack || iv.Hi < estimate-slack {
		t.Fatalf("%s(%v, %v) = %v, estimate %v", name, one, two, iv, estimate)
	}
}
