package trend

import (
	"math"
	"math/big"

	"recount/analysis/estimate/internal/arg"
)

// precision is the number of bits of the least-squares arithmetic. The normal equations of a year near 2000 and its square
// lose some 60 of them; the rest is far beyond a float64.
const precision = 256

// exact returns a number as it is written in decimals.
func exact(v float64) *big.Float {
	f, _ := new(big.Float).SetPrec(precision).SetString(arg.Float(v))
	return f
}

func num() *big.Float { return new(big.Float).SetPrec(precision) }

// A leastSquares is a fit y = Σ βⱼ·xⱼ.
type leastSquares struct {
	rows    [][]*big.Float // the design, one row a point
	y       []*big.Float
	beta    []*big.Float
	inverse [][]*big.Float // (X'WX)⁻¹
	rss     *big.Float
	df      int
	mean    *big.Float // weighted mean of y
	tss     *big.Float // weighted sum of squares about it
}

// fit solves the normal equations. It reports false if they are singular.
func fit(rows [][]*big.Float, y, weights []float64) (*leastSquares, bool) {
	p := len(rows[0])
	f := &leastSquares{rows: rows, df: len(rows) - p}
	system := make([][]*big.Float, p) // X'WX | I | X'Wy
	for j := range system {
		system[j] = make([]*big.Float, 2*p+1)
		for k := range system[j] {
			system[j][k] = num()
		}
		system[j][p+j].SetInt64(1)
	}
	sumW, sumY, sumYY, product := num(), num(), num(), num()
	for i, row := range rows {
		v, w := exact(y[i]), exact(1)
		if weights != nil {
			w = exact(weights[i])
		}
		f.y = append(f.y, v)
		for j := range p {
			wx := num().Mul(w, row[j])
			for k := range p {
				system[j][k].Add(system[j][k], product.Mul(wx, row[k]))
			}
			system[j][2*p].Add(system[j][2*p], product.Mul(wx, v))
		}
		wy := num().Mul(w, v)
		sumW.Add(sumW, w)
		sumY.Add(sumY, wy)
		sumYY.Add(sumYY, product.Mul(wy, v))
	}
	moments := make([]*big.Float, p) // X'Wy, before it is eliminated
	for j := range moments {
		moments[j] = num().Set(system[j][2*p])
	}
	if !eliminate(system) {
		return nil, false
	}
	f.rss = num().Set(sumYY)
	for j, row := range system {
		f.inverse = append(f.inverse, row[p:2*p])
		f.beta = append(f.beta, row[2*p])
		f.rss.Sub(f.rss, product.Mul(row[2*p], moments[j]))
	}
	f.mean = num().Quo(sumY, sumW)
	f.tss = num().Sub(sumYY, product.Mul(f.mean, sumY))
	clear0(f.rss, sumYY)
	clear0(f.tss, sumYY)
	return f, true
}

// clear0 sets a sum of squares to zero where nothing but rounding is left of it.
func clear0(sum, of *big.Float) {
	if sum.Sign() < 0 || (sum.Sign() > 0 && sum.MantExp(nil)-of.MantExp(nil) < -precision/2) {
		sum.SetInt64(0)
	}
}

// eliminate brings the left square of a system to the identity by Gauss and Jordan's method. The square is positive definite,
// so that no rows need exchanging, unless columns of the design depend on each other, which it reports.
func eliminate(system [][]*big.Float) bool {
	size := make([]int, len(system)) // binary exponents of the diagonal
	for col := range system {
		size[col] = system[col][col].MantExp(nil)
	}
	for col, row := range system {
		pivot := num().Set(row[col])
		if pivot.Sign() <= 0 || pivot.MantExp(nil)-size[col] < -precision/2 {
			return false
		}
		for k := range row {
			row[k].Quo(row[k], pivot)
		}
		for r, other := range system {
			factor := num().Set(other[col])
			if r == col || factor.Sign() == 0 {
				continue
			}
			for k := range other {
				other[k].Sub(other[k], num().Mul(factor, row[k]))
			}
		}
	}
	return true
}

// combine returns Σ cⱼβⱼ and its standard error, so that sums of coefficients keep their digits.
func (f *leastSquares) combine(c ...float64) (value, se float64) {
	sum, variance := num(), num()
	for j := range c {
		cj := exact(c[j])
		sum.Add(sum, num().Mul(cj, f.beta[j]))
		for k := range c {
			term := num().Mul(cj, exact(c[k]))
			variance.Add(variance, term.Mul(term, f.inverse[j][k]))
		}
	}
	variance.Mul(variance, f.rss)
	variance.Quo(variance, num().SetInt64(int64(f.df)))
	return float(sum), math.Sqrt(math.Max(0, float(variance)))
}

// coefficient returns the fit's parameter j.
func (f *leastSquares) coefficient(j int, level float64) Coefficient {
	c := make([]float64, len(f.beta))
	c[j] = 1
	value, se := f.combine(c...)
	return student(value, se, f.df, level)
}

func float(v *big.Float) float64 {
	f, _ := v.Float64()
	return f
}

// residualSD is √(Σwe²/df).
func (f *leastSquares) residualSD() float64 { return math.Sqrt(float(f.rss) / float64(f.df)) }

// rSquared is 1 - Σwe²/Σw(y-ȳ)², NaN where y does not vary.
func (f *leastSquares) rSquared() float64 {
	if f.tss.Sign() == 0 {
		return math.NaN()
	}
	share := num().Quo(f.rss, f.tss)
	return min(max(float(share.Sub(num().SetInt64(1), share)), 0), 1) // what rounding leaves beyond is none
}

// residuals returns y - Xβ, exactly 0 where nothing but rounding is left.
func (f *leastSquares) residuals() []*big.Float {
	out := make([]*big.Float, len(f.y))
	for i, row := range f.rows {
		out[i] = num().Set(f.y[i])
		for j, x := range row {
			out[i].Sub(out[i], num().Mul(x, f.beta[j]))
		}
		if scale := f.y[i].MantExp(nil); out[i].Sign() != 0 && out[i].MantExp(nil)-scale < -precision/2 {
			out[i].SetInt64(0)
		}
	}
	return out
}
