package rate_test

import (
	"errors"
	"math"
	"testing"

	"recount/analysis/estimate"
	"recount/analysis/estimate/rate"
)

var methods = []struct {
	name   string
	f      rate.Method
	inside bool // limits of 0 or more at any level
	about  bool // contains the estimate
	nested bool // widens with the level
}{
	{"Normal", rate.Normal, false, true, true},
	{"Score", rate.Score, true, true, true},
	{"Byar", rate.Byar, false, true, false}, // a cube of a negative root turns back
	{"ByarMid", rate.ByarMid, false, false, false},
	{"Garwood", rate.Garwood, true, true, true},
	{"MidP", rate.MidP, true, false, true},
	{"Jeffreys", rate.Jeffreys, true, false, true},
}

func TestGarwood(t *testing.T) {
	// Exact 95% limits of a Poisson count, as tabulated after Garwood (1936) in Ulm (1990), Am. J. Epidemiol. 131:373–375, and
	// elsewhere to three decimals; mpmath 1.3.0 agrees.
	for _, tt := range []struct {
		events int
		lo, hi float64
	}{{0, 0, 3.689}, {1, 0.025, 5.572}, {2, 0.242, 7.225}, {5, 1.623, 11.668}, {10, 4.795, 18.390}, {20, 12.217, 30.888}, {100, 81.364, 121.627}} {
		got, err := rate.Garwood(tt.events, 1, 0.95)
		if err != nil || math.Abs(got.Lo-tt.lo) > 6e-4 || math.Abs(got.Hi-tt.hi) > 6e-4 {
			t.Errorf("Garwood(%d) = %.3f to %.3f, %v, want %.3f to %.3f", tt.events, got.Lo, got.Hi, err, tt.lo, tt.hi)
		}
	}
}

func TestApproximationsApproachExact(t *testing.T) {
	// At 10,000 events every method lies within a tenth of the standard error of Garwood's.
	exact, err := rate.Garwood(10_000, 1, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range methods {
		got, err := m.f(10_000, 1, 0.95)
		if err != nil || math.Abs(got.Lo-exact.Lo) > 10 || math.Abs(got.Hi-exact.Hi) > 10 {
			t.Errorf("%s(10000) = %v, %v, far from %v", m.name, got, err, exact)
		}
	}
}

func TestOneStratumIsGarwood(t *testing.T) {
	// Fay & Feuer (1997): with one stratum the gamma interval is the exact one.
	want, err := rate.Garwood(17, 5000, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	got, err := rate.FayFeuer(rate.Strata{Events: []int{17}, Exposure: []float64{5000}, Standard: []float64{3}}, 0.95)
	if err != nil || math.Abs(got.Lo/want.Lo-1) > 1e-13 || math.Abs(got.Hi/want.Hi-1) > 1e-13 {
		t.Errorf("FayFeuer with one stratum = %v, %v, want %v", got, err, want)
	}
}

func TestStandardisedWithoutEvents(t *testing.T) {
	s := rate.Strata{Events: []int{0, 0}, Exposure: []float64{100, 300}, Standard: []float64{1, 1}}
	gamma, err := rate.FayFeuer(s, 0.95)
	// The upper limit is that of no events in the stratum of the largest weight, 1/200.
	if err != nil || gamma.Lo != 0 || math.Abs(gamma.Hi+math.Log(0.025)/200) > 1e-15 {
		t.Errorf("FayFeuer without events = %v, %v", gamma, err)
	}
	for _, f := range []func(rate.Strata, float64) (rate.Interval, error){rate.DobsonExact, rate.DobsonByar, rate.StandardisedLogNormal} {
		if got, err := f(s, 0.95); err != nil || got.Defined() {
			t.Errorf("without events: %v, %v, want undefined limits", got, err)
		}
	}
}

func TestBadArguments(t *testing.T) {
	for _, m := range methods {
		for _, tt := range []struct {
			events          int
			exposure, level float64
			arg             string
		}{
			{-1, 1, 0.95, "events"}, {1, 0, 0.95, "exposure"}, {1, -2, 0.95, "exposure"}, {1, math.NaN(), 0.95, "exposure"},
			{1, math.Inf(1), 0.95, "exposure"}, {1, 1, 1, "level"}, {1, 1, math.NaN(), "level"}, {math.MaxInt, 1, 0.95, "events"}, {1, 1e-200, 0.95, "exposure"},
		} {
			_, err := m.f(tt.events, tt.exposure, tt.level)
			var bad *estimate.ArgError
			if !errors.As(err, &bad) || bad.Arg != tt.arg {
				t.Errorf("%s(%d, %g, %g): error %v, want one that names %s", m.name, tt.events, tt.exposure, tt.level, err, tt.arg)
			}
		}
	}
	one := []float64{1}
	for _, tt := range []struct {
		s   rate.Strata
		arg string
	}{
		{rate.Strata{}, "events"}, {rate.Strata{Events: []int{1}, Exposure: []float64{1, 2}, Standard: one}, "exposure"},
		{rate.Strata{Events: []int{1}, Exposure: one, Standard: nil}, "standard"},
		{rate.Strata{Events: []int{-1}, Exposure: one, Standard: one}, "events[0]"},
		{rate.Strata{Events: []int{1}, Exposure: []float64{0}, Standard: one}, "exposure[0]"},
		{rate.Strata{Events: []int{1}, Exposure: one, Standard: []float64{-1}}, "standard[0]"},
		{rate.Strata{Events: []int{1}, Exposure: one, Standard: []float64{0}}, "standard"},
	} {
		_, err := rate.FayFeuer(tt.s, 0.95)
		var bad *estimate.ArgError
		if !errors.As(err, &bad) || bad.Arg != tt.arg {
			t.Errorf("FayFeuer(%+v): error %v, want one that names %s", tt.s, err, tt.arg)
		}
	}
}

func TestEach(t *testing.T) {
	got, err := rate.Each(rate.Score, []int{0, 17}, []float64{1, 5000}, 0.95)
	if err != nil || math.Abs(got[0].Hi-3.84145882069413) > 1e-13 {
		t.Errorf("Each = %v, %v", got, err)
	}
	if _, err := rate.Each(rate.Score, []int{0, 17}, []float64{1, 0}, 0.95); err == nil || err.Error() != "pair 1: exposure is 0, want a finite number above 0" {
		t.Errorf("Each with no exposure: error %v", err)
	}
}

// FuzzLaws: limits are of 0 or more and about the estimate, widen with the level, and scale with the exposure.
func FuzzLaws(f *testing.F) {
	f.Add(17, 5000.0, 0.95, 0.99)
	f.Add(0, 1.0, 0.9, 0.5)
	f.Add(1_400_000_000, 1e9, 0.999999, 0.1)
	f.Fuzz(func(t *testing.T, events int, exposure, level, other float64) {
		for _, m := range methods {
			iv, err := m.f(events, exposure, level)
			if err != nil {
				continue
			}
			r := float64(events) / exposure
			const ulps = 1e-14
			if m.nested && !(iv.Lo <= iv.Hi) || m.inside && iv.Lo < 0 {
				t.Fatalf("%s(%d, %v, %v) = %v", m.name, events, exposure, level, iv)
			}
			if m.about && (iv.Lo > r*(1+ulps) || iv.Hi < r*(1-ulps)) {
				t.Fatalf("%s(%d, %v, %v) = %v leaves %v out", m.name, events, exposure, level, iv, r)
			}
			if wide, err := m.f(events, exposure, other); err == nil && m.nested && other > level &&
				(wide.Lo > iv.Lo+ulps*math.Abs(iv.Lo) || wide.Hi < iv.Hi*(1-ulps)) {
				t.Fatalf("%s(%d): %v at %v, narrower %v at %v", m.name, events, iv, level, wide, other)
			}
			if one, err := m.f(events, 1, level); err != nil || math.Abs(one.Hi/exposure-iv.Hi) > ulps*math.Abs(iv.Hi) {
				t.Fatalf("%s(%d, %v, %v) = %v, on the exposure 1 %v", m.name, events, exposure, level, iv, one)
			}
		}
	})
}

var sink rate.Interval

func BenchmarkGarwood(b *testing.B) {
	for i := range b.N {
		sink, _ = rate.Garwood(60_440+i%7, 24_867_600, 0.95)
	}
}

func BenchmarkByar(b *testing.B) {
	for i := range b.N {
		sink, _ = rate.Byar(60_440+i%7, 24_867_600, 0.95)
	}
}
