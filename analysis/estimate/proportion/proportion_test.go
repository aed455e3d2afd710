package proportion_test

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"recount/analysis/estimate"
	"recount/analysis/estimate/proportion"
)

// methods are all methods with what they promise: to stay inside [0, 1], and to contain the estimate.
var methods = []struct {
	name             string
	f                proportion.Method
	inside, contains bool
}{
	{"Wald", proportion.Wald, false, true},
	{"Wilson", proportion.Wilson, true, true},
	{"WilsonCorrected", proportion.WilsonCorrected, true, true},
	{"AgrestiCoull", proportion.AgrestiCoull, false, true},
	{"Jeffreys", proportion.Jeffreys, true, false}, // leaves out 0 of n and n of n
	{"JeffreysModified", proportion.JeffreysModified, true, false},
	{"ClopperPearson", proportion.ClopperPearson, true, true},
	{"MidP", proportion.MidP, true, false}, // a level near 0 makes the interval nearly a point beside the estimate
}

func TestNewcombe1998(t *testing.T) {
	// Newcombe (1998), Stat. Med. 17:857–872, Table I, printed to four decimals.
	for _, tt := range []struct {
		name   string
		f      proportion.Method
		k, n   int
		lo, hi float64
	}{
		{"Wald", proportion.Wald, 81, 263, 0.2522, 0.3638},
		{"Wilson", proportion.Wilson, 81, 263, 0.2553, 0.3662},
		{"WilsonCorrected", proportion.WilsonCorrected, 81, 263, 0.2535, 0.3682},
		{"ClopperPearson", proportion.ClopperPearson, 81, 263, 0.2527, 0.3676},
		{"MidP", proportion.MidP, 81, 263, 0.2544, 0.3658},
		{"Wilson", proportion.Wilson, 15, 148, 0.0624, 0.1605},
		{"WilsonCorrected", proportion.WilsonCorrected, 15, 148, 0.0598, 0.1644},
		{"ClopperPearson", proportion.ClopperPearson, 15, 148, 0.0578, 0.1617},
		{"MidP", proportion.MidP, 15, 148, 0.0601, 0.1581},
		{"Wilson", proportion.Wilson, 0, 20, 0, 0.1611},
		{"WilsonCorrected", proportion.WilsonCorrected, 0, 20, 0, 0.2005},
		{"ClopperPearson", proportion.ClopperPearson, 0, 20, 0, 0.1684},
		{"MidP", proportion.MidP, 0, 20, 0, 0.1391},
		{"Wilson", proportion.Wilson, 1, 29, 0.0061, 0.1718},
		{"WilsonCorrected", proportion.WilsonCorrected, 1, 29, 0.0018, 0.1963},
		{"ClopperPearson", proportion.ClopperPearson, 1, 29, 0.0009, 0.1776},
		{"MidP", proportion.MidP, 1, 29, 0.0017, 0.1585},
	} {
		got, err := tt.f(tt.k, tt.n, 0.95)
		if err != nil {
			t.Errorf("%s(%d, %d): %v", tt.name, tt.k, tt.n, err)
		} else if math.Abs(got.Lo-tt.lo) > 5.01e-5 || math.Abs(got.Hi-tt.hi) > 5.01e-5 {
			t.Errorf("%s(%d, %d) = %.4f to %.4f, want %.4f to %.4f", tt.name, tt.k, tt.n, got.Lo, got.Hi, tt.lo, tt.hi)
		}
	}
}

func TestWilsonCorrectedAtHalf(t *testing.T) {
	// R's prop.test caps the correction at |x - n/2|, which is 0 here, and prints 0.2366. Newcombe's formula at 50 digits
	// (mpmath 1.3.0) gives 0.2014.
	got, err := proportion.WilsonCorrected(5, 10, 0.95)
	if err != nil || math.Abs(got.Lo-0.2014) > 5e-5 {
		t.Errorf("WilsonCorrected(5, 10) = %+v, %v, want a lower limit of 0.2014", got, err)
	}
}

func TestClosedForms(t *testing.T) {
	// At k = 0 and k = 1 of a huge n the limits are known in closed form: 1-(α/2)^(1/n) and 1-(1-α/2)^(1/n).
	const n = 1_400_000_000
	zero, err := proportion.ClopperPearson(0, n, 0.95)
	if want := -math.Expm1(math.Log(0.025) / n); err != nil || math.Abs(zero.Hi/want-1) > 1e-14 {
		t.Errorf("upper limit of 0 of %d is %g, %v, want %g", n, zero.Hi, err, want)
	}
	one, err := proportion.ClopperPearson(1, n, 0.95)
	if want := -math.Expm1(math.Log1p(-0.025) / n); err != nil || math.Abs(one.Lo/want-1) > 1e-14 {
		t.Errorf("lower limit of 1 of %d is %g, %v, want %g", n, one.Lo, err, want)
	}
}

func TestBadArguments(t *testing.T) {
	for _, m := range methods {
		for _, tt := range []struct {
			k, n  int
			level float64
			arg   string
		}{
			{1, 0, 0.95, "n"}, {-1, 10, 0.95, "k"}, {11, 10, 0.95, "k"}, {1, -10, 0.95, "n"}, {1, 2_000_000_000_000, 0.95, "n"},
			{1, 10, 0, "level"}, {1, 10, 1, "level"}, {1, 10, 95, "level"}, {1, 10, math.NaN(), "level"}, {1, 10, math.Inf(1), "level"},
		} {
			_, err := m.f(tt.k, tt.n, tt.level)
			var bad *estimate.ArgError
			if !errors.As(err, &bad) || bad.Arg != tt.arg {
				t.Errorf("%s(%d, %d, %g): error %v, want one that names %s", m.name, tt.k, tt.n, tt.level, err, tt.arg)
			}
		}
	}
}

func TestEach(t *testing.T) {
	got, err := proportion.Each(proportion.Wilson, []int{26, 0}, []int{40, 12}, 0.95)
	if err != nil || len(got) != 2 || math.Abs(got[1].Hi-0.242494006655241) > 1e-14 {
		t.Errorf("Each = %v, %v", got, err)
	}
	if _, err := proportion.Each(proportion.Wilson, []int{26, 5}, []int{40, 4}, 0.95); err == nil || err.Error() != "pair 1: k is 5, want at most n = 4" {
		t.Errorf("Each with 5 of 4: error %v", err)
	}
	if _, err := proportion.Each(proportion.Wilson, []int{26}, nil, 0.95); err == nil {
		t.Error("Each with lists of unlike length gave no error")
	}
}

func TestAttainable(t *testing.T) {
	for _, tt := range []struct {
		percent string
		n       int
		want    []int
	}{
		{"65", 26, []int{17}}, {"66", 26, nil}, {"65", 40, []int{26}}, {"12.4", 40, nil},
		{"57", 40, []int{23}}, {"58", 40, []int{23}}, // 57.5 exactly, however it was rounded
		{"0", 7, []int{0}}, {"100", 7, []int{7}}, {"101", 7, nil}, {"-1", 7, nil}, {"50", 1000, []int{495, 496, 497, 498, 499, 500, 501, 502, 503, 504, 505}},
	} {
		got, err := proportion.Attainable(tt.percent, tt.n)
		if err != nil || len(got) != len(tt.want) {
			t.Errorf("Attainable(%q, %d) = %v, %v, want %v", tt.percent, tt.n, got, err, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("Attainable(%q, %d) = %v, want %v", tt.percent, tt.n, got, tt.want)
			}
		}
	}
	for _, bad := range []struct {
		percent string
		n       int
		arg     string
	}{{"", 5, "percent"}, {"NaN", 5, "percent"}, {"1e3", 5, "percent"}, {"5", 0, "n"}, {"5", 1_400_000_000, "n"}} {
		_, err := proportion.Attainable(bad.percent, bad.n)
		var e *estimate.ArgError
		if !errors.As(err, &e) || e.Arg != bad.arg {
			t.Errorf("Attainable(%q, %d): error %v, want one that names %s", bad.percent, bad.n, err, bad.arg)
		}
	}
}

// FuzzLaws: limits lie inside [0, 1] and about the estimate, widen with the level, and mirror when successes and failures change
// places.
func FuzzLaws(f *testing.F) {
	f.Add(26, 40, 0.95, 0.99)
	f.Add(0, 12, 0.9, 0.5)
	f.Add(1_400_000_000, 1_400_000_000, 0.999999, 0.1)
	f.Add(3, 1_400_000_000, 1e-9, 1-1e-9)
	f.Fuzz(func(t *testing.T, k, n int, level, other float64) {
		for _, m := range methods {
			iv, err := m.f(k, n, level)
			if err != nil {
				continue
			}
			p := float64(k) / float64(n)
			if !(iv.Lo <= iv.Hi) {
				t.Fatalf("%s(%d, %d, %v) = %v", m.name, k, n, level, iv)
			}
			if m.inside && (iv.Lo < 0 || iv.Hi > 1) {
				t.Fatalf("%s(%d, %d, %v) = %v leaves [0, 1]", m.name, k, n, level, iv)
			}
			const ulps = 1e-14
			if m.contains && (iv.Lo > p*(1+ulps) || iv.Hi < p*(1-ulps)) {
				t.Fatalf("%s(%d, %d, %v) = %v leaves %v out", m.name, k, n, level, iv, p)
			}
			mirror, err := m.f(n-k, n, level)
			if err != nil || math.Abs(mirror.Lo-(1-iv.Hi)) > 1e-12 || math.Abs(mirror.Hi-(1-iv.Lo)) > 1e-12 {
				t.Fatalf("%s(%d, %d, %v) = %v, mirrored %v, %v", m.name, k, n, level, iv, mirror, err)
			}
			wide, err := m.f(k, n, other)
			// Agresti–Coull's centre moves with the level: its intervals are not nested.
			if err == nil && m.name != "AgrestiCoull" && other > level && (wide.Lo > iv.Lo+ulps || wide.Hi < iv.Hi-ulps) {
				t.Fatalf("%s(%d, %d): %v at %v, narrower %v at %v", m.name, k, n, iv, level, wide, other)
			}
		}
	})
}

var sink proportion.Interval

func BenchmarkClopperPearson(b *testing.B) {
	for _, bb := range []struct {
		name string
		k, n int
	}{{"n=40", 26, 40}, {"n=1e4", 607, 10_000}, {"n=25e6", 60_440, 24_867_600}, {"n=1.4e9", 620_000_000, 1_400_000_000}} {
		b.Run(bb.name, func(b *testing.B) {
			for i := range b.N {
				sink, _ = proportion.ClopperPearson(bb.k+i%7, bb.n, 0.95)
			}
		})
	}
}

// BenchmarkGonum is the same interval from gonum's quantile, which is the peer to beat, and has six digits at n = 1.4e9.
func BenchmarkGonum(b *testing.B) {
	for i := range b.N {
		k, n := float64(26+i%7), 40.0
		sink.Lo = distuv.Beta{Alpha: k, Beta: n - k + 1}.Quantile(0.025)
		sink.Hi = distuv.Beta{Alpha: k + 1, Beta: n - k}.Quantile(0.975)
	}
}

func BenchmarkWilson(b *testing.B) {
	for i := range b.N {
		sink, _ = proportion.Wilson(26+i%7, 40, 0.95)
	}
}
