package estimate

import (
	"recount/analysis/estimate/test"
)

var (
	inputStatistic = Input{"statistic", Number, "the statistic as published"}
	inputDF        = Input{"df", Number, "its degrees of freedom"}
	ciInputs       = with(Input{"estimate", Number, "the estimate"}, Input{"lower", Number, "its lower limit"}, Input{"upper", Number, "its upper limit"})
)

const johnson = "Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, 2nd ed."

func pOf(m named, f func(v Values) (float64, error), inputs ...Input) Method {
	return m.method(inputs, func(v Values) (Result, error) {
		p, err := f(v)
		return Result{Outputs: outputs("p_value", p)}, err
	})
}

func fromInterval(m named, mid string, f func(estimate, lower, upper, level float64) (test.FromInterval, error)) Method {
	return m.method(ciInputs, func(v Values) (Result, error) {
		r, err := f(v.number("estimate"), v.number("lower"), v.number("upper"), v.level())
		out := Result{Outputs: outputs("se", r.SE, "z", r.Z, "p_value", r.P, mid, r.Mid)}
		if e := v.number("estimate"); err == nil && (e < v.number("lower") || e > v.number("upper")) {
			out.Warnings = []string{"the published interval leaves its estimate out"}
		}
		return out, err
	})
}

func chiSquareP(v Values) (float64, error) {
	return test.ChiSquare(v.number("statistic"), v.number("df"))
}

var published = []*Function{
	{
		Name: "p_value", Verb: "p-value", Title: "p-value of a published test statistic", Model: NoModel, Default: "t_two_sided", Lo: -inf, Hi: inf, say: sayPValue,
		names: map[string]string{"t": "statistic", "f": "statistic", "x": "statistic", "z": "statistic"},
		Methods: []Method{
			pOf(named{"t_two_sided", "Student's t, two-sided", "t and its degrees of freedom", "Student (1908), Biometrika 6:1–25; " + johnson},
				func(v Values) (float64, error) { return test.T(v.number("statistic"), v.number("df")) }, inputStatistic, inputDF),
			pOf(named{"f", "Snedecor's F, upper tail", "a variance ratio and its two degrees of freedom", johnson},
				func(v Values) (float64, error) {
					return test.F(v.number("statistic"), v.number("df1"), v.number("df2"))
				},
				inputStatistic, Input{"df1", Number, "degrees of freedom above"}, Input{"df2", Number, "degrees of freedom below"}),
			pOf(named{"chi2", "chi-squared, upper tail", "a chi-squared statistic and its degrees of freedom", pearson}, chiSquareP, inputStatistic, inputDF),
			pOf(named{"z_two_sided", "normal z, two-sided", "a standard normal statistic",
				"Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 7.1.22"},
				func(v Values) (float64, error) { return test.Z(v.number("statistic")) }, inputStatistic),
			named{"pearson_r_two_sided", "correlation, two-sided", "r with n - 2 degrees of freedom, through t = r√(df/(1-r²))",
				"Fisher (1915), Biometrika 10:507–521"}.method([]Input{{"r", Number, "the correlation"}, inputDF}, func(v Values) (Result, error) {
				t, p, err := test.R(v.number("r"), v.number("df"))
				return Result{Outputs: outputs("t", t, "p_value", p)}, err
			}),
			pOf(named{"q_heterogeneity", "Cochran's Q, upper tail", "heterogeneity of df + 1 studies, as chi-squared", "Cochran (1954), Biometrics 10:101–129"},
				chiSquareP, inputStatistic, inputDF),
		},
	},
	{
		Name: "p_from_ci", Verb: "p-from-ci", Title: "p-value behind a published estimate and interval", Model: NormalErrors, Default: "ratio_log", Lo: -inf, Hi: inf, say: sayFromCI,
		Methods: []Method{
			fromInterval(named{"ratio_log", "from a ratio's interval", "normal on the log scale", "Altman & Bland (2011), BMJ 343:d2304"}, "ci_geometric_mid", test.OfRatio),
			fromInterval(named{"difference", "from a difference's interval", "normal on the plain scale", "Altman & Bland (2011), BMJ 343:d2304"}, "ci_mid", test.OfDifference),
		},
	},
}
