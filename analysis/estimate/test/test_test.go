package test_test

import (
	"errors"
	"math"
	"testing"

	"recount/analysis/estimate"
	"recount/analysis/estimate/test"
)

func TestLadyTastingTea(t *testing.T) {
	// Fisher (1935): all cups told right, 1 in 70; three of four, 17 in 70.
	all, err := test.Fisher([][]int{{4, 0}, {0, 4}})
	if err != nil || math.Abs(all.Greater-1.0/70) > 1e-16 || math.Abs(all.TwoSided-2.0/70) > 1e-16 {
		t.Errorf("Fisher of four right = %+v, %v, want 1/70 and 2/70", all, err)
	}
	three, err := test.Fisher([][]int{{3, 1}, {1, 3}})
	if err != nil || math.Abs(three.Greater-17.0/70) > 1e-15 || math.Abs(three.TwoSided-34.0/70) > 1e-15 {
		t.Errorf("Fisher of three right = %+v, %v, want 17/70 and 34/70", three, err)
	}
}

func TestTails(t *testing.T) {
	// Tails where one less a sum has no digits left; mpmath 1.3.0 at 50 digits.
	for _, tt := range []struct {
		name      string
		got, want float64
		err       error
	}{
		check(test.Z(10))("z = 10", 1.52397060483211e-23),
		check(test.Z(-37.5))("z = -37.5", 9.21070601916391e-308),
		check(test.F(100, 2, 30))("F(2, 30) = 100", 5.38147442329177e-14),
		check(test.T(50, 30))("t(30) = 50", 1.87154176592227e-30),
		check(test.ChiSquare(1000, 3))("chi-squared(3) = 1000", 1.79942087653145e-216),
		check(test.T(0, 5))("t = 0", 1),
		check(test.F(0, 3, 5))("F = 0", 1),
		check(test.ChiSquare(0, 5))("chi-squared = 0", 1),
	} {
		if tt.err != nil || math.Abs(tt.got-tt.want) > 1e-12*tt.want {
			t.Errorf("p of %s is %.15g, %v, want %.15g", tt.name, tt.got, tt.err, tt.want)
		}
	}
}

type tail = struct {
	name      string
	got, want float64
	err       error
}

func check(p float64, err error) func(name string, want float64) tail {
	return func(name string, want float64) tail { return tail{name, p, want, err} }
}

func TestIdentities(t *testing.T) {
	// The square of t is F with one degree of freedom above, and the square of z chi-squared with one.
	for _, v := range []float64{0.01, 0.7, 2.1, 9, 40} {
		pt, err1 := test.T(v, 38)
		pf, err2 := test.F(v*v, 1, 38)
		if err1 != nil || err2 != nil || math.Abs(pt/pf-1) > 1e-13 {
			t.Errorf("p of t = %g is %g, of F = t² %g", v, pt, pf)
		}
		pz, err1 := test.Z(v / 2)
		px, err2 := test.ChiSquare(v*v/4, 1)
		if err1 != nil || err2 != nil || math.Abs(pz/px-1) > 1e-12 {
			t.Errorf("p of z = %g is %g, of its square %g", v/2, pz, px)
		}
	}
	table := [][]int{{56, 14}, {48, 32}}
	chi, err1 := test.ChiSquared(table)
	z, err2 := test.TwoProportions(56, 70, 48, 80)
	if err1 != nil || err2 != nil || math.Abs(chi.Statistic-z.Statistic*z.Statistic) > 1e-13 {
		t.Errorf("chi-squared %v, z %v: the one is not the square of the other", chi, z)
	}
	trend, err := test.CochranArmitage([]int{56, 48}, []int{70, 80}, []float64{0, 1})
	if err != nil || math.Abs(trend.Statistic-chi.Statistic) > 1e-13 || trend.Z > 0 {
		t.Errorf("trend over two groups = %+v, %v, want chi-squared %v, falling", trend, err, chi)
	}
}

func TestEmptyMarginsAreUndefined(t *testing.T) {
	for name, f := range map[string]func([][]int) (test.Result, error){"ChiSquared": test.ChiSquared, "ChiSquaredYates": test.ChiSquaredYates, "G": test.G} {
		got, err := f([][]int{{0, 0}, {3, 4}})
		if err != nil || !math.IsNaN(got.Statistic) || !math.IsNaN(got.P) {
			t.Errorf("%s of an empty row = %+v, %v, want NaN", name, got, err)
		}
	}
	if got, err := test.RatesScore(0, 1, 0, 2); err != nil || !math.IsNaN(got.P) {
		t.Errorf("RatesScore without events = %+v, %v, want NaN", got, err)
	}
	if p, err := test.RatesExact(0, 1, 0, 2); err != nil || p != 1 {
		t.Errorf("RatesExact without events = %v, %v, want 1", p, err)
	}
}

func TestPublishedInterval(t *testing.T) {
	// Altman & Bland (2011), BMJ 343:d2304, the worked example of a risk ratio: 0.81 (0.70 to 0.94) has z = -2.81 and p = 0.005
	// from rounded steps.
	got, err := test.OfRatio(0.81, 0.70, 0.94, 0.95)
	if err != nil || math.Abs(got.Z+2.81) > 0.02 || math.Abs(got.P-0.005) > 5e-4 {
		t.Errorf("OfRatio = %+v, %v, want z near -2.81 and p near 0.005", got, err)
	}
}

func TestBadArguments(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name string
		err  error
		arg  string
	}{
		{"one row", second(test.ChiSquared([][]int{{1, 2}})), "table"}, {"ragged", second(test.G([][]int{{1, 2}, {1, 2, 3}})), "table[1]"},
		{"negative", second(test.ChiSquared([][]int{{1, 2}, {1, -2}})), "table[1][1]"},
		{"three rows", second(test.ChiSquaredYates([][]int{{1, 2}, {1, 2}, {1, 2}})), "table"},
		{"empty table", second(test.Fisher([][]int{{0, 0}, {0, 0}})), "table"},
		{"chance", second(test.Binomial(1, 2, 1.5)), "p0"}, {"k above n", second(test.Binomial(3, 2, 0.5)), "k"},
		{"probabilities", second(test.GoodnessOfFit([]int{1, 2}, []float64{0.5, 0.6})), "probs"},
		{"a probability of 0", second(test.GoodnessOfFit([]int{1, 2}, []float64{0, 1})), "probs[0]"},
		{"nothing observed", second(test.GoodnessOfFit([]int{0, 0}, []float64{0.5, 0.5})), "observed"},
		{"scores", second(test.CochranArmitage([]int{1, 2}, []int{3, 4}, []float64{1, 1})), "scores"},
		{"x above n", second(test.CochranArmitage([]int{1, 9}, []int{3, 4}, []float64{1, 2})), "x[1]"},
		{"rate", second(test.Poisson(3, 1, -1)), "rate0"}, {"exposure", second(test.Poisson(3, 0, 1)), "exposure"},
		{"exposure", second(test.RatesExact(1, 1, 1, 0)), "t2"}, {"events", second(test.RatesMidP(-1, 1, 1, 1)), "x1"},
		{"t", second(test.T(nan, 3)), "t"}, {"df", second(test.T(1, 0)), "df"}, {"df", second(test.ChiSquare(1, nan)), "df"},
		{"F", second(test.F(-1, 1, 1)), "f"}, {"z", second(test.Z(math.Inf(1))), "z"},
		{"limits", second(test.OfRatio(1, 2, 1, 0.95)), "lower"}, {"limit 0", second(test.OfRatio(1, 0, 2, 0.95)), "lower"},
		{"equal limits", second(test.OfDifference(1, 1, 1, 0.95)), "lower"}, {"level", second(test.OfDifference(1, 0, 2, 95)), "level"},
	} {
		var bad *estimate.ArgError
		if !errors.As(tt.err, &bad) || bad.Arg != tt.arg {
			t.Errorf("%s: error %v, want one that names %s", tt.name, tt.err, tt.arg)
		}
	}
	if _, _, err := test.R(1.5, 3); err == nil {
		t.Error("R(1.5) gave no error")
	}
}

func second[T any](_ T, err error) error { return err }

// FuzzExact: p-values are probabilities, the two tails overlap in the outcome observed, and exchanging the groups exchanges the
// tails.
func FuzzExact(f *testing.F) {
	f.Add(19, 12, 11, 24, 0.3)
	f.Add(0, 5, 7, 0, 0.999)
	f.Add(60_440, 24_807_160, 447_900, 1_395_000_000, 1e-4)
	f.Fuzz(func(t *testing.T, a, b, c, d int, p0 float64) {
		if max(a, b, c, d) > 3e9 {
			t.Skip()
		}
		if got, err := test.Fisher([][]int{{a, b}, {c, d}}); err == nil {
			turned, err := test.Fisher([][]int{{c, d}, {a, b}})
			if err != nil || !probability(got.TwoSided) || !probability(got.TwoSidedMidP) || got.Less+got.Greater < 1-1e-12 ||
				math.Abs(turned.Less-got.Greater) > 1e-11 || math.Abs(turned.TwoSided-got.TwoSided) > 1e-9 {
				t.Fatalf("Fisher(%d, %d, %d, %d) = %+v, exchanged %+v, %v", a, b, c, d, got, turned, err)
			}
		}
		if got, err := test.Binomial(a, a+b, p0); err == nil {
			if !probability(got.TwoSided) || !probability(got.Less) || !probability(got.Greater) || got.Less+got.Greater < 1-1e-9 {
				t.Fatalf("Binomial(%d, %d, %v) = %+v", a, a+b, p0, got)
			}
		}
		if got, err := test.Poisson(a, 1, float64(c)*p0); err == nil {
			if !probability(got.TwoSided) || !probability(got.Less) || !probability(got.Greater) || got.Less+got.Greater < 1-1e-9 {
				t.Fatalf("Poisson(%d, %v) = %+v", a, float64(c)*p0, got)
			}
		}
	})
}

func probability(p float64) bool { return p >= 0 && p <= 1+1e-12 }
