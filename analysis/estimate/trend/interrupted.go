package trend

import (
	"math"
	"math/big"

	"recount/analysis/estimate/internal/arg"
)

// An Interrupted series is a line with a step and a bend at a known time.
type Interrupted struct {
	Intercept, Slope         Coefficient // of the line before
	LevelChange, SlopeChange Coefficient // the step at the time, and the slope after less the slope before
	ResidualSD               float64
	DF                       int
	RSquared                 float64
	DurbinWatson             float64
	// NeweyWest holds the standard errors of the four coefficients, in their order, that allow for correlation of a residual
	// with the one before it: lag 1, Bartlett's weight, no correction for small samples.
	NeweyWest [4]float64
}

// Segmented fits y = a + b·t + c·D + d·D·(t - t₀), D = 1 from the intervention time t₀ on, by least squares.
//
// Times must rise from point to point. Segmented returns an error that names the argument if they do not, if there are fewer
// than five points, or if fewer than two lie on either side of the intervention. With two points after it, the line after it
// passes through both, and the limits of the changes rest on the scatter before it alone.
//
// Source: Wagner, Soumerai, Zhang & Ross-Degnan (2002), J. Clin. Pharm. Ther. 27:299–309; Newey & West (1987), Econometrica
// 55:703–708; Durbin & Watson (1950), Biometrika 37:409–428.
func Segmented(time, y []float64, intervention, level float64) (Interrupted, error) {
	if err := arg.First(
		checkSeries("time", time, "y", y), checkPoints("time", len(time), 4), checkRising("time", time),
		arg.Finite("intervention", intervention), arg.Level(level),
	); err != nil {
		return Interrupted{}, err
	}
	rows := make([][]*big.Float, len(time))
	start := exact(intervention)
	for i, t := range time {
		rows[i] = []*big.Float{exact(1), exact(t), exact(0), exact(0)}
		if t >= intervention {
			rows[i][2] = exact(1)
			rows[i][3] = num().Sub(exact(t), start)
		}
	}
	f, ok := fit(rows, y, nil)
	if !ok {
		return Interrupted{}, &arg.Error{Arg: "intervention", Got: arg.Float(intervention), Want: "two points or more before it and from it on"}
	}
	s := Interrupted{
		Intercept: f.coefficient(0, level), Slope: f.coefficient(1, level),
		LevelChange: f.coefficient(2, level), SlopeChange: f.coefficient(3, level),
		ResidualSD: f.residualSD(), DF: f.df, RSquared: f.rSquared(),
	}
	residuals := f.residuals()
	if f.rss.Sign() == 0 {
		s.DurbinWatson = math.NaN()
		return s, nil
	}
	s.DurbinWatson = durbinWatson(residuals)
	for j, se := range f.neweyWest(residuals) {
		s.NeweyWest[j] = se
	}
	return s, nil
}

func checkRising(name string, t []float64) error {
	for i := 1; i < len(t); i++ {
		if t[i] <= t[i-1] {
			return &arg.Error{Arg: arg.Index(name, i), Got: arg.Float(t[i]), Want: "a later time than the " + arg.Float(t[i-1]) + " before it"}
		}
	}
	return nil
}

// durbinWatson is Σ(eᵢ - eᵢ₋₁)²/Σeᵢ².
func durbinWatson(e []*big.Float) float64 {
	steps, squares := num(), num()
	for i := range e {
		if i > 0 {
			d := num().Sub(e[i], e[i-1])
			steps.Add(steps, d.Mul(d, d))
		}
		squares.Add(squares, num().Mul(e[i], e[i]))
	}
	return float(steps.Quo(steps, squares))
}

// neweyWest returns the standard errors from (X'X)⁻¹·S·(X'X)⁻¹, S = Σuᵢuᵢ' + ½Σ(uᵢuᵢ₋₁' + uᵢ₋₁uᵢ') with uᵢ = eᵢxᵢ.
func (f *leastSquares) neweyWest(e []*big.Float) []float64 {
	p := len(f.beta)
	// h holds (X'X)⁻¹·uᵢ, so that the variance of coefficient j is Σhᵢⱼ² + 2·½·Σhᵢⱼhᵢ₋₁ⱼ.
	h := make([][]*big.Float, len(e))
	for i, row := range f.rows {
		h[i] = make([]*big.Float, p)
		for j := range p {
			h[i][j] = num()
			for k := range p {
				h[i][j].Add(h[i][j], num().Mul(f.inverse[j][k], row[k]))
			}
			h[i][j].Mul(h[i][j], e[i])
		}
	}
	out := make([]float64, p)
	for j := range p {
		variance := num()
		for i := range h {
			variance.Add(variance, num().Mul(h[i][j], h[i][j]))
			if i > 0 {
				variance.Add(variance, num().Mul(h[i][j], h[i-1][j]))
			}
		}
		clear0(variance, num().Mul(f.rss, f.inverse[j][j]))
		out[j] = math.Sqrt(float(variance))
	}
	return out
}
