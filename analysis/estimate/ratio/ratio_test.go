package ratio_test

import (
	"errors"
	"math"
	"testing"

	"recount/analysis/estimate"
	"recount/analysis/estimate/rate"
	"recount/analysis/estimate/ratio"
)

func mover(method rate.Method) ratio.RateMethod {
	return func(subject, reference ratio.Rate, level float64) (ratio.Interval, error) {
		return ratio.RateDifferenceMover(method, subject, reference, level)
	}
}

// rateRatios, rateDifferences, riskRatios, riskDifferences and oddsRatios are all methods, by what they compare.
var (
	rateRatios = map[string]ratio.RateMethod{
		"RateWaldLog": ratio.RateWaldLog, "RateExact": ratio.RateExact, "RateMidP": ratio.RateMidP,
		"RateScore": ratio.RateScore, "RateMover": ratio.RateMover,
	}
	rateDifferences = map[string]ratio.RateMethod{
		"RateDifferenceWald": ratio.RateDifferenceWald, "mover Score": mover(rate.Score), "mover Garwood": mover(rate.Garwood),
		"mover Byar": mover(rate.Byar), "mover Jeffreys": mover(rate.Jeffreys),
	}
	riskRatios = map[string]ratio.RiskMethod{
		"RiskWaldLog": ratio.RiskWaldLog, "RiskHaldane": ratio.RiskHaldane, "RiskScore": ratio.RiskScore,
	}
	riskDifferences = map[string]ratio.RiskMethod{
		"RiskDifferenceWald": ratio.RiskDifferenceWald, "RiskDifferenceAgrestiCaffo": ratio.RiskDifferenceAgrestiCaffo,
		"RiskDifferenceNewcombe": ratio.RiskDifferenceNewcombe, "RiskDifferenceNewcombeCorrected": ratio.RiskDifferenceNewcombeCorrected,
		"RiskDifferenceScore": ratio.RiskDifferenceScore,
	}
	oddsRatios = map[string]ratio.RiskMethod{
		"OddsWaldLog": ratio.OddsWaldLog, "OddsHaldane": ratio.OddsHaldane, "OddsExact": ratio.OddsExact,
		"OddsMidP": ratio.OddsMidP, "OddsScore": ratio.OddsScore,
	}
)

func TestNewcombe1998(t *testing.T) {
	// Newcombe (1998), Stat. Med. 17:873–890, Table II, printed to four decimals: Wald is method 1, Miettinen–Nurminen method 5,
	// the score intervals methods 10 and 11.
	for _, tt := range []struct {
		name       string
		f          ratio.RiskMethod
		a, m, c, n int
		lo, hi     float64
	}{
		{"Wald", ratio.RiskDifferenceWald, 56, 70, 48, 80, 0.0575, 0.3425},
		{"score", ratio.RiskDifferenceScore, 56, 70, 48, 80, 0.0528, 0.3382},
		{"Newcombe", ratio.RiskDifferenceNewcombe, 56, 70, 48, 80, 0.0524, 0.3339},
		{"Newcombe corrected", ratio.RiskDifferenceNewcombeCorrected, 56, 70, 48, 80, 0.0428, 0.3422},
		{"Newcombe", ratio.RiskDifferenceNewcombe, 9, 10, 3, 10, 0.1705, 0.8090},
		{"Newcombe", ratio.RiskDifferenceNewcombe, 10, 10, 0, 10, 0.6075, 1},
		{"Newcombe corrected", ratio.RiskDifferenceNewcombeCorrected, 10, 10, 0, 10, 0.5128, 1},
	} {
		got, err := tt.f(ratio.Risk{Cases: tt.a, N: tt.m}, ratio.Risk{Cases: tt.c, N: tt.n}, 0.95)
		if err != nil || math.Abs(got.Lo-tt.lo) > 5.01e-5 || math.Abs(got.Hi-tt.hi) > 5.01e-5 {
			t.Errorf("%s(%d/%d - %d/%d) = %.4f to %.4f, %v, want %.4f to %.4f", tt.name, tt.a, tt.m, tt.c, tt.n, got.Lo, got.Hi, err, tt.lo, tt.hi)
		}
	}
}

func TestZeroCountsAreData(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
	for _, tt := range []struct {
		subject, reference ratio.Rate
		want               float64
		lo, hi             bool // the exact limits are 0 and infinite
	}{
		{ratio.Rate{Events: 0, Exposure: 10}, ratio.Rate{Events: 5, Exposure: 20}, 0, true, false},
		{ratio.Rate{Events: 5, Exposure: 10}, ratio.Rate{Events: 0, Exposure: 20}, inf, false, true},
		{ratio.Rate{Events: 0, Exposure: 10}, ratio.Rate{Events: 0, Exposure: 20}, nan, true, true},
	} {
		if got := ratio.OfRates(tt.subject, tt.reference); !same(got, tt.want) {
			t.Errorf("OfRates(%v, %v) = %v, want %v", tt.subject, tt.reference, got, tt.want)
		}
		for name, f := range rateRatios {
			got, err := f(tt.subject, tt.reference, 0.95)
			switch {
			case err != nil:
				t.Errorf("%s(%v, %v): %v", name, tt.subject, tt.reference, err)
			case name == "RateWaldLog":
				if got.Defined() {
					t.Errorf("%s(%v, %v) = %v, want NaN", name, tt.subject, tt.reference, got)
				}
			case (got.Lo == 0) != tt.lo || (got.Hi == inf) != tt.hi:
				t.Errorf("%s(%v, %v) = %v", name, tt.subject, tt.reference, got)
			}
		}
	}
	none, all := ratio.Risk{Cases: 0, N: 7}, ratio.Risk{Cases: 9, N: 9}
	if got := ratio.OfOdds(none, all); got != 0 {
		t.Errorf("OfOdds(0/7, 9/9) = %v, want 0", got)
	}
	if got := ratio.OfOdds(none, none); !math.IsNaN(got) {
		t.Errorf("OfOdds(0/7, 0/7) = %v, want NaN", got)
	}
	if got, err := ratio.OfOddsConditional(none, none); err != nil || !math.IsNaN(got) {
		t.Errorf("OfOddsConditional(0/7, 0/7) = %v, %v, want NaN", got, err)
	}
	if got, err := ratio.OddsExact(none, none, 0.95); err != nil || got.Lo != 0 || got.Hi != inf {
		t.Errorf("OddsExact(0/7, 0/7) = %v, %v, want 0 to infinity", got, err)
	}
	if got, err := ratio.RiskDifferenceScore(all, none, 0.95); err != nil || got.Hi != 1 {
		t.Errorf("RiskDifferenceScore(9/9, 0/7) = %v, %v, want the upper limit 1", got, err)
	}
}

func TestSmallRisksKeepTheirDigits(t *testing.T) {
	// With a handful of cases among a thousand million each, risks are rates: the score interval of the risk difference must agree
	// with the one at a thousandth of the size to the digits that N/(N-1) leaves.
	large, err := ratio.RiskDifferenceScore(ratio.Risk{Cases: 7, N: 1_400_000_000}, ratio.Risk{Cases: 2, N: 900_000_000}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	small, err := ratio.RiskDifferenceScore(ratio.Risk{Cases: 7, N: 14_000_000}, ratio.Risk{Cases: 2, N: 9_000_000}, 0.95)
	if err != nil || math.Abs(large.Lo*100/small.Lo-1) > 1e-6 || math.Abs(large.Hi*100/small.Hi-1) > 1e-6 {
		t.Errorf("score limits %v and, at a hundredth of the size, %v, %v", large, small, err)
	}
}

func TestChangeIsTheRatioLessOne(t *testing.T) {
	from, to := ratio.Rate{Events: 400, Exposure: 24_450}, ratio.Rate{Events: 205, Exposure: 25_232}
	r, err := ratio.RateExact(to, from, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ratio.ChangeExact(from, to, 0.95)
	if err != nil || math.Abs(c.Lo-100*(r.Lo-1)) > 1e-11 || math.Abs(c.Hi-100*(r.Hi-1)) > 1e-11 {
		t.Errorf("ChangeExact = %v, %v, want 100·(%v - 1)", c, err, r)
	}
	if got, want := ratio.Change(from, to), 100*(ratio.OfRates(to, from)-1); math.Abs(got-want) > 1e-12 {
		t.Errorf("Change = %v, want %v", got, want)
	}
}

func TestFiellerWithoutInterval(t *testing.T) {
	// 50 with a standard error of 30 is not significantly above 0.
	got, err := ratio.ChangeFieller(ratio.Measured{Value: 50, SE: 30}, ratio.Measured{Value: 60, SE: 3}, 0.95)
	if err != nil || got.Defined() {
		t.Errorf("ChangeFieller = %v, %v, want undefined limits", got, err)
	}
}

func TestBadArguments(t *testing.T) {
	good := ratio.Rate{Events: 3, Exposure: 5}
	for _, group := range []map[string]ratio.RateMethod{rateRatios, rateDifferences} {
		for name, f := range group {
			for _, tt := range []struct {
				subject, reference ratio.Rate
				level              float64
				arg                string
			}{
				{ratio.Rate{Events: -1, Exposure: 5}, good, 0.95, "subject.Events"}, {good, ratio.Rate{Events: 1}, 0.95, "reference.Exposure"},
				{good, ratio.Rate{Events: 1, Exposure: math.NaN()}, 0.95, "reference.Exposure"}, {good, good, 1.5, "level"},
			} {
				_, err := f(tt.subject, tt.reference, tt.level)
				var bad *estimate.ArgError
				if !errors.As(err, &bad) || bad.Arg != tt.arg {
					t.Errorf("%s(%v, %v): error %v, want one that names %s", name, tt.subject, tt.reference, err, tt.arg)
				}
			}
		}
	}
	risk := ratio.Risk{Cases: 3, N: 5}
	for _, group := range []map[string]ratio.RiskMethod{riskRatios, riskDifferences, oddsRatios} {
		for name, f := range group {
			for _, tt := range []struct {
				subject, reference ratio.Risk
				level              float64
				arg                string
			}{
				{ratio.Risk{Cases: 6, N: 5}, risk, 0.95, "subject.Cases"}, {risk, ratio.Risk{}, 0.95, "reference.N"}, {risk, risk, math.Inf(1), "level"},
			} {
				_, err := f(tt.subject, tt.reference, tt.level)
				var bad *estimate.ArgError
				if !errors.As(err, &bad) || bad.Arg != tt.arg {
					t.Errorf("%s(%v, %v): error %v, want one that names %s", name, tt.subject, tt.reference, err, tt.arg)
				}
			}
		}
	}
	_, err := ratio.ChangeDelta(ratio.Measured{Value: 0, SE: 1}, ratio.Measured{Value: 1, SE: 1}, 0.95)
	var bad *estimate.ArgError
	if !errors.As(err, &bad) || bad.Arg != "from.Value" {
		t.Errorf("ChangeDelta from 0: error %v, want one that names from.Value", err)
	}
}

func TestEach(t *testing.T) {
	risks := []ratio.Risk{{Cases: 19, N: 31}, {Cases: 1, N: 0}}
	if _, err := ratio.EachRisk(ratio.RiskScore, risks, risks, 0.95); err == nil || err.Error() != "pair 1: subject.N is 0, want 1 or more" {
		t.Errorf("EachRisk: error %v", err)
	}
	got, err := ratio.EachRate(ratio.RateExact, []ratio.Rate{{Events: 30, Exposure: 12000}}, []ratio.Rate{{Events: 12, Exposure: 9000}}, 0.95)
	if err != nil || math.Abs(got[0].Lo-0.932222351296614) > 1e-14 {
		t.Errorf("EachRate = %v, %v", got, err)
	}
}
