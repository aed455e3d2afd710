package dist

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Z returns the point above which a standard normal variable lies with probability tail.
func Z(tail float64) float64 { return -distuv.UnitNormal.Quantile(tail) }

// NormalTwoSided returns P(|Z| >= |z|), by the complementary error function, which keeps its digits where 1-CDF has none.
func NormalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// ChiSquaredUpper returns P(X >= x) for a chi-squared variable.
func ChiSquaredUpper(x, df float64) float64 {
	if x <= 0 {
		return 1
	}
	_, upper := NewGamma(df / 2).LogTails(x / 2)
	return math.Exp(upper)
}

// TTwoSided returns P(|T| >= |t|) for Student's t: the incomplete beta function at df/(df+t²).
func TTwoSided(t, df float64) float64 {
	t = math.Abs(t)
	x, y := share(t, df/t)
	lower, _ := NewBeta(df/2, 0.5).LogTails(x, y)
	return math.Exp(lower)
}

// TQuantile returns the t above which Student's variable lies with probability tail, for tail below one half.
func TQuantile(tail, df float64) float64 {
	logit := NewBeta(df/2, 0.5).Logit(2 * tail)
	return math.Sqrt(df) * math.Exp(-logit/2)
}

// FUpper returns P(F >= f) for Snedecor's F.
func FUpper(f, df1, df2 float64) float64 {
	if f <= 0 {
		return 1
	}
	x, y := share(f, df2/df1)
	lower, _ := NewBeta(df2/2, df1/2).LogTails(x, y)
	return math.Exp(lower)
}

// share returns b/(a+b) and a/(a+b) for a > 0 and b >= 0, where a+b may overflow.
func share(a, b float64) (x, y float64) {
	if r := b / a; r < 1 {
		return r / (1 + r), 1 / (1 + r)
	}
	r := a / b
	return 1 / (1 + r), r / (1 + r)
}
