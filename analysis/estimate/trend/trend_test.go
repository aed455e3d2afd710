package trend_test

import (
	"errors"
	"math"
	"testing"

	"recount/analysis/estimate"
	"recount/analysis/estimate/trend"
)

func agree(got, want, tolerance float64) bool { return math.Abs(got-want) <= tolerance*math.Abs(want) }

func TestNorris(t *testing.T) {
	// NIST Statistical Reference Datasets, Norris, certified to 15 digits.
	x := []float64{
		0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6,
		556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
	}
	y := []float64{
		0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8,
		557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
	}
	l, err := trend.Linear(x, y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"intercept", l.Intercept.Value, -0.262323073774029}, {"its standard error", l.Intercept.SE, 0.232818234301152},
		{"slope", l.Slope.Value, 1.00211681802045}, {"its standard error", l.Slope.SE, 0.429796848199937e-3},
		{"residual standard deviation", l.ResidualSD, 0.884796396144373}, {"R squared", l.RSquared, 0.999993745883712},
	} {
		if !agree(tt.got, tt.want, 1e-14) {
			t.Errorf("%s is %.15g, want %.15g", tt.name, tt.got, tt.want)
		}
	}
	if l.DF != 34 {
		t.Errorf("%d degrees of freedom, want 34", l.DF)
	}
}

func TestExactLine(t *testing.T) {
	// 0.1, 0.2, 0.3 lie on a line in decimals, though not in binary: no residuals, whatever the year.
	l, err := trend.Linear([]float64{2010, 2011, 2012, 2013}, []float64{0.1, 0.2, 0.3, 0.4}, 0.95)
	if err != nil || l.ResidualSD != 0 || l.Slope.Value != 0.1 || l.Slope.Lo != 0.1 || l.RSquared != 1 || l.Slope.P != 0 {
		t.Errorf("Linear = %+v, %v, want the slope 0.1 without residuals", l, err)
	}
	flat, err := trend.Linear([]float64{1, 2, 3}, []float64{5, 5, 5}, 0.95)
	if err != nil || flat.Slope.Value != 0 || !math.IsNaN(flat.Slope.P) || !math.IsNaN(flat.RSquared) {
		t.Errorf("Linear of a constant = %+v, %v, want the slope 0 and no p-value", flat, err)
	}
}

func TestUnitWeightsChangeNothing(t *testing.T) {
	x, y := []float64{2015, 2016, 2017, 2018, 2019}, []float64{15.9, 14.0, 11.2, 10.7, 8.1}
	plain, err := trend.LogLinear(x, y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	weighted, err := trend.LogLinearWeighted(x, y, []float64{1, 1, 1, 1, 1}, 0.95)
	if err != nil || plain != weighted {
		t.Errorf("LogLinearWeighted = %+v, %v, want %+v", weighted, err, plain)
	}
}

func TestPoissonOfTwoYears(t *testing.T) {
	// Two points are fitted exactly: the slope is the log rate ratio, its standard error √(1/x₁ + 1/x₂).
	p, err := trend.Poisson([]float64{2017, 2018}, []int{260, 391}, []float64{2_050_000, 2_060_000}, 2017, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if want := math.Log(391.0 / 2_060_000 / (260.0 / 2_050_000)); !agree(p.Slope.Value, want, 1e-13) {
		t.Errorf("slope %.15g, want %.15g", p.Slope.Value, want)
	}
	if want := math.Sqrt(1.0/260 + 1.0/391); !agree(p.Slope.SE, want, 1e-13) {
		t.Errorf("standard error %.15g, want %.15g", p.Slope.SE, want)
	}
	if math.Abs(p.Deviance) > 1e-20 || !math.IsNaN(p.Dispersion) {
		t.Errorf("deviance %g and dispersion %g, want 0 and undefined", p.Deviance, p.Dispersion)
	}
}

func TestPoissonOrigin(t *testing.T) {
	// Moving the origin moves the intercept along the line and nothing else.
	year, events, exposure := []float64{2014, 2015, 2016, 2017}, []int{0, 3, 1, 8}, []float64{1e6, 1e6, 1e6, 1e6}
	a, err := trend.Poisson(year, events, exposure, 2014, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	b, err := trend.Poisson(year, events, exposure, 0, 0.95)
	if err != nil || b.Slope != a.Slope || !agree(b.Intercept.Value, a.Intercept.Value-2014*a.Slope.Value, 1e-12) {
		t.Errorf("Poisson with the origin 0 = %+v, %v, at 2014 %+v", b, err, a)
	}
}

func TestSegmentedOfTwoPointsAfter(t *testing.T) {
	// Two points after the break are fitted exactly: the scatter is that of the first line alone.
	time, y := []float64{1, 2, 3, 4, 5, 6, 7}, []float64{5.0, 5.3, 5.1, 5.6, 5.5, 9, 12}
	s, err := trend.Segmented(time, y, 6, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	before, err := trend.Linear(time[:5], y[:5], 0.95)
	if err != nil || !agree(s.ResidualSD, before.ResidualSD, 1e-14) || s.DF != before.DF || s.Slope != before.Slope {
		t.Errorf("Segmented = %+v, %v, want the scatter of %+v", s, err, before)
	}
	if !agree(s.SlopeChange.Value, 3-before.Slope.Value, 1e-13) {
		t.Errorf("slope change %g, want 3 less %g", s.SlopeChange.Value, before.Slope.Value)
	}
}

func TestJoinpointWithoutBend(t *testing.T) {
	x, y := []float64{0, 1, 2, 3, 4, 5}, make([]float64, 6)
	for i := range y {
		y[i] = 100 * math.Pow(1.1, float64(i))
	}
	p, err := trend.Joinpoint(x, y, 2, 0.95)
	if err != nil || !agree(p.APC1.Value, 10, 1e-11) || !agree(p.APC2.Value, 10, 1e-11) || !agree(p.AAPC.Value, 10, 1e-11) {
		t.Errorf("Joinpoint = %+v, %v, want 10 percent throughout", p, err)
	}
}

func TestBadArguments(t *testing.T) {
	three, nan := []float64{1, 2, 3}, []float64{1, math.NaN(), 3}
	five := []float64{1, 2, 3, 4, 5}
	ones := []float64{1, 1, 1}
	for _, tt := range []struct {
		name string
		err  error
		arg  string
	}{
		{"no points", linear(nil, nil, 0.95), "x"}, {"two points", linear(three[:2], three[:2], 0.95), "x"},
		{"unlike lengths", linear(three, five, 0.95), "y"}, {"NaN", linear(three, nan, 0.95), "y[1]"},
		{"infinity", linear([]float64{1, math.Inf(1), 2}, three, 0.95), "x[1]"}, {"constant x", linear(ones, three, 0.95), "x"},
		{"level", linear(three, three, 2), "level"},
		{"log of 0", second(trend.LogLinear(three, []float64{1, 0, 2}, 0.95)), "y[1]"},
		{"weight 0", second(trend.LogLinearWeighted(three, three, []float64{1, 0, 1}, 0.95)), "weights[1]"},
		{"weights missing", second(trend.LogLinearWeighted(three, three, nil, 0.95)), "weights"},
		{"no events", second(trend.Poisson(three, []int{0, 0, 0}, ones, 0, 0.95)), "events"},
		{"events at the end alone", second(trend.Poisson(three, []int{0, 0, 4}, ones, 0, 0.95)), "events"},
		{"no exposure", second(trend.Poisson(three, []int{1, 2, 4}, []float64{1, 0, 1}, 0, 0.95)), "exposure[1]"},
		{"one year", second(trend.Poisson(ones, []int{1, 2, 4}, ones, 0, 0.95)), "year"},
		{"origin", second(trend.Poisson(three, []int{1, 2, 4}, ones, math.Inf(1), 0.95)), "origin"},
		{"time falls", second(trend.Segmented([]float64{1, 2, 4, 3, 5}, five, 3, 0.95)), "time[3]"},
		{"one point before", second(trend.Segmented(five, five, 2, 0.95)), "intervention"},
		{"none after", second(trend.Segmented(five, five, 9, 0.95)), "intervention"},
		{"four points", second(trend.Segmented(five[:4], five[:4], 3, 0.95)), "time"},
		{"joinpoint outside", second(trend.Joinpoint(five, five, 7, 0.95)), "joinpoint"},
	} {
		var bad *estimate.ArgError
		if !errors.As(tt.err, &bad) || bad.Arg != tt.arg {
			t.Errorf("%s: error %v, want one that names %s", tt.name, tt.err, tt.arg)
		}
	}
}

func linear(x, y []float64, level float64) error { return second(trend.Linear(x, y, level)) }

func second[T any](_ T, err error) error { return err }

// FuzzLinear: a line moves with its points, and its limits hold its slope.
func FuzzLinear(f *testing.F) {
	f.Add(2010.0, 1.0, 3.5, 4.0, 2.0, 7.25)
	f.Add(-1e9, 1e-3, 0.0, 0.0, 1e-12, 1e12)
	f.Fuzz(func(t *testing.T, start, step, a, b, c, d float64) {
		for _, v := range []float64{start, step, a, b, c, d} {
			if math.Abs(v) > 1e100 {
				t.Skip()
			}
		}
		x, y := []float64{start, start + step, start + 2*step, start + 3*step}, []float64{a, b, c, d}
		l, err := trend.Linear(x, y, 0.95)
		if err != nil {
			return
		}
		if !(l.Slope.Lo <= l.Slope.Value && l.Slope.Value <= l.Slope.Hi) || l.ResidualSD < 0 || l.RSquared < 0 || l.RSquared > 1 {
			t.Fatalf("Linear(%v, %v) = %+v", x, y, l)
		}
		mirrored, err := trend.Linear(x, []float64{-a, -b, -c, -d}, 0.95)
		if err != nil || mirrored.Slope.Value != -l.Slope.Value || mirrored.Slope.Lo != -l.Slope.Hi {
			t.Fatalf("Linear(%v, %v) = %+v, with its sign turned %+v, %v", x, y, l, mirrored, err)
		}
	})
}

// FuzzPoisson: the fit ends, keeps the sum of events, and its limits hold its slope.
func FuzzPoisson(f *testing.F) {
	f.Add(3, 0, 5, 1000.0, 10.0, 1.0)
	f.Add(0, 1_000_000_000, 2, 1e9, 1.0, 1e9)
	f.Fuzz(func(t *testing.T, a, b, c int, t1, t2, t3 float64) {
		p, err := trend.Poisson([]float64{2001, 2002, 2004}, []int{a, b, c}, []float64{t1, t2, t3}, 2001, 0.95)
		if err != nil || a > 1e9 || b > 1e9 || c > 1e9 || min(t1, t2, t3) < 1e-3 || max(t1, t2, t3) > 1e12 {
			return
		}
		if !(p.Slope.Lo <= p.Slope.Value && p.Slope.Value <= p.Slope.Hi) || p.Deviance < 0 {
			t.Fatalf("Poisson(%d, %d, %d; %v, %v, %v) = %+v", a, b, c, t1, t2, t3, p)
		}
		fitted := 0.0
		for i, exposure := range []float64{t1, t2, t3} {
			fitted += exposure * math.Exp(p.Intercept.Value+p.Slope.Value*[]float64{0, 1, 3}[i])
		}
		if sum := float64(a) + float64(b) + float64(c); !agree(fitted, sum, 1e-9) {
			t.Fatalf("Poisson(%d, %d, %d; %v, %v, %v) = %+v fits %v events, want %v", a, b, c, t1, t2, t3, p, fitted, sum)
		}
	})
}
