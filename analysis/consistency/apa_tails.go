package consistency

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Two-sided p-values of the distributions that test results are reported with. The complements are taken
// where gonum's Survival subtracts from one (NUMERICS, "Accuracy traps").

// maxDF is where a t or F distribution is no longer told from its limit at any printed precision.
const maxDF = 1e7

// pNormal is the two-sided tail of the standard normal distribution.
func pNormal(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// pT is the two-sided tail of Student's t. It returns NaN unless df > 0.
func pT(t, df float64) float64 {
	switch {
	case !(df > 0):
		return math.NaN()
	case df > maxDF:
		return pNormal(t)
	}
	return beta(df/2, 0.5, df/(df+float64(t*t)))
}

// pR is the two-sided p of a correlation with n − 2 degrees of freedom. It returns NaN outside [−1, 1].
func pR(r, df float64) float64 {
	switch {
	case !(df > 0) || math.Abs(r) > 1:
		return math.NaN()
	case math.Abs(r) == 1:
		return 0
	}
	return pT(r*math.Sqrt(df/((1-r)*(1+r))), df)
}

// pF is the upper tail of F with df1 and df2 degrees of freedom.
func pF(f, df1, df2 float64) float64 {
	switch {
	case !(df1 > 0) || !(df2 > 0):
		return math.NaN()
	case f <= 0:
		return 1
	}
	df1, df2 = math.Min(df1, maxDF), math.Min(df2, maxDF)
	return beta(df2/2, df1/2, df2/(df2+float64(df1*f)))
}

// pChi is the upper tail of χ² with df degrees of freedom.
func pChi(x, df float64) float64 {
	switch {
	case !(df > 0):
		return math.NaN()
	case x <= 0:
		return 1
	}
	return mathext.GammaIncRegComp(math.Min(df, maxDF)/2, x/2)
}

// beta is the regularised incomplete beta function, guarded against what gonum panics on.
func beta(a, b, x float64) float64 {
	switch {
	case math.IsNaN(x) || !(a > 0) || !(b > 0):
		return math.NaN()
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return mathext.RegIncBeta(a, b, x)
}
