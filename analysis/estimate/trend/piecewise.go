package trend

import (
	"math/big"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// A Piecewise fit is a line of logarithms that bends at a known point.
type Piecewise struct {
	Intercept, Slope1, SlopeChange Coefficient
	Slope2, Slope2SE               float64 // the slope after the bend
	APC1, APC2                     Percent // before and after it
	AAPC                           Percent // over the whole range
	AAPCLogSE                      float64 // standard error of the mean slope behind AAPC
	ResidualSD                     float64
	DF                             int
	RSquared                       float64
}

// Joinpoint fits ln y = a + b·x + c·max(0, x - x₀) by least squares, where the joinpoint x₀ is known beforehand. The average
// annual percent change weights the two slopes by the length of their segments between the least and the greatest x; all
// limits use Student's t with n - 3 degrees of freedom.
//
// A joinpoint that was chosen because the points bend there makes every limit too narrow; recount does not search for one.
// Joinpoint returns an error that names the argument if y is not above 0, there are fewer than four points, or the joinpoint
// has no points on either side of it.
//
// Source: Kim, Fay, Feuer & Midthune (2000), Stat. Med. 19:335–351; for the average, Clegg, Hankey, Tiwari, Feuer & Edwards
// (2009), Stat. Med. 28:3670–3682.
func Joinpoint(x, y []float64, joinpoint, level float64) (Piecewise, error) {
	if err := arg.First(
		checkSeries("x", x, "y", y), checkPoints("x", len(x), 3), arg.Finite("joinpoint", joinpoint), arg.Level(level),
	); err != nil {
		return Piecewise{}, err
	}
	logY, err := logs("y", y)
	if err != nil {
		return Piecewise{}, err
	}
	rows := make([][]*big.Float, len(x))
	least, most := x[0], x[0]
	for i, v := range x {
		rows[i] = []*big.Float{exact(1), exact(v), exact(0)}
		if v > joinpoint {
			rows[i][2] = num().Sub(exact(v), exact(joinpoint))
		}
		least, most = min(least, v), max(most, v)
	}
	f, ok := fit(rows, logY, nil)
	if !ok {
		return Piecewise{}, &arg.Error{Arg: "joinpoint", Got: arg.Float(joinpoint), Want: "different values of x on either side of it"}
	}
	return f.piecewise(joinpoint, least, most, level), nil
}

func (f *leastSquares) piecewise(joinpoint, least, most, level float64) Piecewise {
	s := Piecewise{
		Intercept: f.coefficient(0, level), Slope1: f.coefficient(1, level), SlopeChange: f.coefficient(2, level),
		ResidualSD: f.residualSD(), DF: f.df, RSquared: f.rSquared(),
	}
	limits := func(value, se float64) Interval {
		half := dist.TQuantile(arg.Tail(level), float64(f.df)) * se
		return Interval{Lo: value - half, Hi: value + half, Level: level}
	}
	s.APC1 = percent(s.Slope1.Value, s.Slope1.Interval)
	s.Slope2, s.Slope2SE = f.combine(0, 1, 1)
	s.APC2 = percent(s.Slope2, limits(s.Slope2, s.Slope2SE))
	// The mean slope is b + c·(part of the range after the joinpoint).
	after := float(num().Quo(num().Sub(exact(most), exact(joinpoint)), num().Sub(exact(most), exact(least))))
	mean, se := f.combine(0, 1, after)
	s.AAPC, s.AAPCLogSE = percent(mean, limits(mean, se)), se
	return s
}
