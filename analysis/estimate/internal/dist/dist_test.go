package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// relative compares logs of probabilities: an absolute difference of a log is a relative one of what it is the log of.
func relative(got, want float64) float64 {
	return math.Abs(got-want) / math.Max(1, math.Abs(want))
}

// Oracle of this file's numbers: mpmath 1.3.0, by quadrature of the densities at 40 digits, for the float64 inputs as they are.

func TestBetaTails(t *testing.T) {
	for _, tt := range []struct{ a, b, x, lower, upper float64 }{
		{26, 15, 0.5, -3.21028201079684, -0.0411816778193675},
		{0.5, 0.5, 0.001, -3.90529361696904, -0.020340514397558},
		{1.2e8, 8.8e8, 0.1201, -1.1348594812431e-22, -50.5303632076723},
		{7e8, 7e8, 0.49995, -9.30020694846727, -9.14094910514378e-5},
		{3, 1.4e9, 1e-9, -1.79274638233742, -0.182124290997972},
		{1e6, 1e6, 0.47, -3611.85558926331, 0},
	} {
		d := NewBeta(tt.a, tt.b)
		lower, upper := d.LogTails(tt.x, 1-tt.x)
		if relative(lower, tt.lower) > 1e-11 || relative(upper, tt.upper) > 1e-11 {
			t.Errorf("Beta(%g, %g) at %g: log tails %.15g and %.15g, want %.15g and %.15g", tt.a, tt.b, tt.x, lower, upper, tt.lower, tt.upper)
		}
		mirroredUpper, mirroredLower := NewBeta(tt.b, tt.a).LogTails(1-tt.x, tt.x)
		if relative(mirroredLower, lower) > 1e-14 || relative(mirroredUpper, upper) > 1e-14 {
			t.Errorf("Beta(%g, %g) at %g and its mirror disagree", tt.a, tt.b, tt.x)
		}
	}
}

func TestGammaTails(t *testing.T) {
	for _, tt := range []struct{ a, x, lower, upper float64 }{
		{0.1, 5.9e-24, -5.2988365468347, -0.00500993355792118},
		{0.5, 2, -0.0465679122923902, -3.09003715312209},
		{17, 30, -0.00388024328500768, -5.55379691928835},
		{1e6, 995000, -15.106647347553, -2.74958073727975e-7},
		{1e9, 1e9, -0.693138770153573, -0.693155591037053},
		{1e9, 1000200000, -1.27319865540136e-10, -22.784318569657},
		{60440, 61000, -0.0116039480269415, -4.46220625516067},
		{5, 2000, 0, -1972.77244299251},
	} {
		lower, upper := NewGamma(tt.a).LogTails(tt.x)
		if relative(lower, tt.lower) > 1e-12 || relative(upper, tt.upper) > 1e-12 {
			t.Errorf("Gamma(%g) at %g: log tails %.15g and %.15g, want %.15g and %.15g", tt.a, tt.x, lower, upper, tt.lower, tt.upper)
		}
	}
}

func TestDensities(t *testing.T) {
	for _, tt := range []struct{ k, n, p, want float64 }{
		{0, 10, 0.3, -3.56674943938732}, {5, 10, 0.5, -1.40204271808803}, {1e5, 1e6, 0.1, -6.62272185045347},
		{1.2e8, 1e9, 0.12, -10.1565229985287}, {700, 1.4e9, 5e-7, -4.19459749833726}, {0, 5, 0, 0}, {5, 5, 1, 0}, {4, 5, 1, math.Inf(-1)},
	} {
		if got := LogBinomial(tt.k, tt.n, tt.p, 1-tt.p); got != tt.want && relative(got, tt.want) > 1e-14 {
			t.Errorf("LogBinomial(%g, %g, %g) = %.15g, want %.15g", tt.k, tt.n, tt.p, got, tt.want)
		}
	}
	for _, tt := range []struct{ k, mu, want float64 }{
		{0, 3, -3}, {1e5, 1e5, -6.67540209902312}, {1.4e9, 1.4001e9, -15.0200660825596}, {3, 1e-9, -63.9615569810673}, {0, 0, 0},
	} {
		if got := LogPoisson(tt.k, tt.mu); relative(got, tt.want) > 1e-14 {
			t.Errorf("LogPoisson(%g, %g) = %.15g, want %.15g", tt.k, tt.mu, got, tt.want)
		}
	}
}

func TestSmallRest(t *testing.T) {
	// h(1) = 1 and h(½) = ln Γ(3/2) + ½ + ½·ln 2, by definition.
	if got := factorialRest(1); math.Abs(got-1) > 1e-15 {
		t.Errorf("factorialRest(1) = %.17g, want 1", got)
	}
	half, _ := math.Lgamma(1.5)
	if got, want := factorialRest(0.5), half+0.5+0.5*math.Ln2; math.Abs(got-want) > 1e-15 {
		t.Errorf("factorialRest(½) = %.17g, want %.17g", got, want)
	}
}

func TestQuantilesInvertTails(t *testing.T) {
	for _, a := range []float64{0.5, 1, 3, 27.5, 1e3, 6.044e4, 1e7, 1.4e9} {
		for _, p := range []float64{1e-300, 1e-12, 0.0005, 0.025, 0.3, 0.5, 0.995} {
			if a == 0.5 && p == 1e-300 {
				continue // the quantile, 1e-600, is no float64
			}
			logP := math.Log(p)
			lower, _ := NewGamma(a).LogTails(math.Exp(NewGamma(a).LogLower(p)))
			_, upper := NewGamma(a).LogTails(math.Exp(NewGamma(a).LogUpper(p)))
			if relative(lower, logP) > 1e-9 || relative(upper, logP) > 1e-9 {
				t.Errorf("Gamma(%g): quantiles of %g have the log tails %g and %g, want %g", a, p, lower, upper, logP)
			}
			for _, b := range []float64{0.5, 1, 40, 1e6} {
				d := NewBeta(a, b)
				lower, _ := d.LogTails(Expit(d.Logit(p)))
				if relative(lower, logP) > 1e-9 {
					t.Errorf("Beta(%g, %g): the quantile of %g has the log tail %g, want %g", a, b, p, lower, logP)
				}
			}
		}
	}
}

func TestAgainstGonum(t *testing.T) {
	// Where gonum is accurate (moderate parameters, tails that are not tiny) both must agree.
	for _, a := range []float64{0.5, 2, 17.5, 300} {
		for _, b := range []float64{0.5, 1, 8, 120} {
			for _, x := range []float64{0.05, 0.4, 0.93} {
				lower, _ := NewBeta(a, b).LogTails(x, 1-x)
				if want := (distuv.Beta{Alpha: a, Beta: b}).CDF(x); want > 1e-200 && math.Abs(math.Exp(lower)-want) > 1e-11*want {
					t.Errorf("Beta(%g, %g) at %g: %g, gonum %g", a, b, x, math.Exp(lower), want)
				}
			}
		}
		for _, x := range []float64{0.1, 3, 40, 250} {
			lower, _ := NewGamma(a).LogTails(x)
			if want := (distuv.Gamma{Alpha: a, Beta: 1}).CDF(x); want > 1e-200 && math.Abs(math.Exp(lower)-want) > 1e-11*want {
				t.Errorf("Gamma(%g) at %g: %g, gonum %g", a, x, math.Exp(lower), want)
			}
		}
	}
}

func TestTQuantile(t *testing.T) {
	// Student's t, two-sided 95%: 12.7062047361747 with one degree of freedom, 1.95996398454005 with infinitely many.
	for _, tt := range []struct{ df, want float64 }{{1, 12.7062047361747}, {2, 4.30265272974946}, {30, 2.04227245630124}, {1e12, 1.95996398454005}} {
		if got := TQuantile(0.025, tt.df); math.Abs(got-tt.want) > 1e-11*tt.want {
			t.Errorf("TQuantile(0.025, %g) = %.15g, want %.15g", tt.df, got, tt.want)
		}
	}
}

func TestHyperSums(t *testing.T) {
	// The probabilities of all tables add up to one, and tails to what their terms are.
	d := NewHyper(31, 35, 30)
	sum, below := 0.0, 0.0
	for x := d.Lo; x <= d.Hi; x++ {
		sum += math.Exp(d.LogProb(x))
		below += math.Exp(d.LogProb(x))
		if atMost, _ := d.LogTails(x); math.Abs(math.Exp(atMost)-below) > 1e-14 {
			t.Errorf("P(X <= %g) = %g, want %g", x, math.Exp(atMost), below)
		}
	}
	if math.Abs(sum-1) > 1e-14 {
		t.Errorf("probabilities add up to %.16g", sum)
	}
}

func TestBracketed(t *testing.T) {
	for _, tt := range []struct {
		lo, hi, want float64
		f            func(float64) float64
	}{
		{0, 4, math.Sqrt2, func(x float64) float64 { return x*x - 2 }},
		{-1, 1, 1e-12, func(x float64) float64 { return 1e-12 - x }},
		{0, 1, 0, func(x float64) float64 { return -x }},
		{-1, 1, 0.25, func(x float64) float64 { return math.Copysign(math.Inf(1), 0.25-x) }},
	} {
		if got := Bracketed(tt.lo, tt.hi, tt.f); math.Abs(got-tt.want) > 4e-16*math.Max(math.Abs(tt.want), 1e-12) {
			t.Errorf("Bracketed(%g, %g) = %.17g, want %.17g", tt.lo, tt.hi, got, tt.want)
		}
	}
}

// FuzzTails: both tails are logs of probabilities that add up to one.
func FuzzTails(f *testing.F) {
	f.Add(26.0, 15.0, 0.5)
	f.Add(1.4e9, 0.5, -20.0)
	f.Fuzz(func(t *testing.T, a, b, logit float64) {
		if !(a > 1e-3 && a < 1e11 && b > 1e-3 && b < 1e11 && math.Abs(logit) < 700) {
			t.Skip()
		}
		x, y := Expit(logit)
		lower, upper := NewBeta(a, b).LogTails(x, y)
		if !(lower <= 0 && upper <= 0) || math.Abs(math.Exp(lower)+math.Exp(upper)-1) > 1e-15 {
			t.Fatalf("Beta(%g, %g) at the logit %g: log tails %g and %g", a, b, logit, lower, upper)
		}
		lower, upper = NewGamma(a).LogTails(a * math.Exp(logit/100))
		if !(lower <= 0 && upper <= 0) || math.Abs(math.Exp(lower)+math.Exp(upper)-1) > 1e-15 {
			t.Fatalf("Gamma(%g) at %g times its mean: log tails %g and %g", a, math.Exp(logit/100), lower, upper)
		}
	})
}
