package statistic_test

import (
	"math"
	"strings"
	"testing"

	"recount/analysis/estimate/trend"
	"recount/analysis/statistic"
)

func TestConfidence(t *testing.T) {
	for _, tt := range []struct {
		operation string
		method    string
		lo, hi    float64
		tolerance float64
		caveat    string // a part of it; empty for a sample
	}{
		// 26 of 40 by Wilson's formula, worked out by hand to four digits.
		{"value: {id: share-small}", "wilson", 49.51, 77.87, 0.005, ""},
		{"share: {of: {id: women}, in: {id: asked}}", "wilson", 44.60, 73.65, 0.005, ""},
		// epitools 0.5.10.1, ageadjust.direct: 0.00146312171892961, 0.00280879170831037.
		{"standardised_rate: {of: {measure: visits, place: Westland}, in: {measure: inhabitants, place: Westland}, standard: {measure: inhabitants, place: Standard}, by: age, per: 100000}\nmodel: poisson",
			"fay_feuer_gamma", 146.312171892961, 280.879170831037, 1e-8, "chance alone"},
		// A large count: the normal approximation 60440 ± 1.96 √60440 is good to the first decimal.
		{"rate: {of: {id: visits-north}, in: {id: people-north}, per: 100000}\nmodel: exact_garwood",
			"exact_garwood", 241.11, 244.99, 0.05, "chance alone"},
		{"share: {of: {id: former}, in: {id: came}}\nmodel: as_if_random", "wilson", 49.51, 77.87, 0.005, "not; nothing follows"},
		{"share: {of: {id: former}, in: {id: came}}\nmodel: clopper_pearson\nlevel: 0.9", "clopper_pearson", 50.8, 77.4, 0.2, "drawn at random"},
	} {
		r := one(t, tt.operation)
		c := r.Confidence
		if c == nil {
			t.Errorf("%s has no confidence interval", tt.operation)
			continue
		}
		if c.Method != tt.method || math.Abs(c.Low-tt.lo) > tt.tolerance || math.Abs(c.High-tt.hi) > tt.tolerance {
			t.Errorf("%s: %s [%v, %v], want %s [%v, %v]", tt.operation, c.Method, c.Low, c.High, tt.method, tt.lo, tt.hi)
		}
		if (tt.caveat == "") != (c.Caveat == "") || !strings.Contains(c.Caveat, tt.caveat) {
			t.Errorf("%s: caveat %q, want one with %q", tt.operation, c.Caveat, tt.caveat)
		}
		if c.Title == "" || c.Source == "" || c.Level <= 0 || c.Model == "" {
			t.Errorf("%s: %+v does not name its method, source, level and model", tt.operation, *c)
		}
	}
	for _, operation := range []string{
		"value: {id: rate-north}", "share: {of: {id: former}, in: {id: came}}", "value: {id: share-12}", "ratio: {of: {id: rate-north}, to: {id: rate-all}}",
	} {
		if c := one(t, operation).Confidence; c != nil {
			t.Errorf("%s has the confidence interval %+v unasked", operation, *c)
		}
	}
}

// Comparisons of two shares and two rates, by their counts.
func TestConfidenceOfComparisons(t *testing.T) {
	set, err := statistic.Load(open(t, `
- {id: w, title: W, share: {of: {id: women}, in: {id: asked}}}
- {id: m, title: M, share: {of: {id: men}, in: {id: asked}}}
- {id: ratio, title: R, ratio: {of: {statistic: w}, to: {statistic: m}}}
- {id: difference, title: D, difference: {from: {statistic: m}, to: {statistic: w}}}
- {id: change, title: C, change: {from: {statistic: m}, to: {statistic: w}}}
- {id: rate-a, title: A, rate: {of: {id: v-old}, in: {id: n-old}, per: 1000}}
- {id: rate-b, title: B, rate: {of: {id: v-young}, in: {id: n-young}, per: 1000}}
- {id: rates, title: RR, ratio: {of: {statistic: rate-a}, to: {statistic: rate-b}}, model: poisson}
- {id: rate-gap, title: RD, difference: {from: {statistic: rate-b}, to: {statistic: rate-a}}, model: mover_exact}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"ratio", "difference", "change", "rates", "rate-gap"} {
		r := set.Get(id)
		v, _ := r.Value.Float64()
		if c := r.Confidence; c == nil || c.Low >= v || c.High <= v {
			t.Errorf("%s = %v with the confidence interval %+v, want one around it", id, v, c)
		}
	}
	ratio, change := set.Get("ratio").Confidence, set.Get("change").Confidence
	if math.Abs(change.Low-100*(ratio.Low-1)) > 1e-9 {
		t.Errorf("a change from %v, a ratio from %v: want one told as the other", change.Low, ratio.Low)
	}
}

// The line of a trend and the segments of an interrupted series, beside package trend.
func TestConfidenceOfSeries(t *testing.T) {
	x := []float64{2010, 2011, 2012, 2013, 2014, 2015, 2016}
	y := []float64{50, 51, 52, 53, 40, 38, 36.5}
	line, err := trend.LogLinear(x, y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	r := one(t, "trend: {of: {measure: visit_rate, place: Eastland}}\nmodel: normal_errors")
	v, _ := r.Value.Float64()
	if math.Abs(v-line.APC.Value) > 1e-10 || math.Abs(r.Confidence.Low-line.APC.Lo) > 1e-10 || math.Abs(r.Confidence.High-line.APC.Hi) > 1e-10 {
		t.Errorf("trend %v in [%v, %v], want %+v", v, r.Confidence.Low, r.Confidence.High, line.APC)
	}
	fit, err := trend.Segmented(x, y, 2014, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	r = one(t, "interrupted_series: {of: {measure: visit_rate, place: Eastland}, at: 2014}\nmodel: segmented_ols")
	for _, p := range r.Parts {
		want := map[string]float64{
			"slope_before": fit.Slope.Value, "slope_after": fit.Slope.Value + fit.SlopeChange.Value,
			"level_change": fit.LevelChange.Value, "slope_change": fit.SlopeChange.Value,
		}[p.Name]
		got, _ := p.Value.Float64()
		if math.Abs(got-want) > 1e-10 {
			t.Errorf("%s = %v, package trend says %v", p.Name, got, want)
		}
	}
	for _, p := range r.Parts {
		if v, _ := p.Value.Float64(); p.Confidence == nil || p.Confidence.Low >= v || p.Confidence.High <= v {
			t.Errorf("%s = %v with the confidence interval %+v, want one around it", p.Name, v, p.Confidence)
		}
	}
	// Before and after, the half-widths stand as 1 ÷ √Σ(x − x̄)² of four and of three years: √5 to √2.
	before, after := r.Parts[0].Confidence, r.Parts[1].Confidence
	if got, want := (after.High-after.Low)/(before.High-before.Low), math.Sqrt(5.0/2); math.Abs(got-want) > 1e-10 {
		t.Errorf("the slope after is %v times as uncertain as the one before, want %v", got, want)
	}
	if c := r.Confidence; c == nil || math.Abs(c.Low-fit.LevelChange.Lo) > 1e-10 || c.Caveat == "" {
		t.Errorf("confidence %+v, want that of the step, %v to %v, and a caveat", c, fit.LevelChange.Lo, fit.LevelChange.Hi)
	}
}
