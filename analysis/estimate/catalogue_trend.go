package estimate

import (
	"fmt"
	"math"

	"recount/analysis/estimate/trend"
)

var (
	xy      = []Input{{"x", Numbers, "the points in time, or another regressor"}, {"y", Numbers, "the value at each"}}
	inputT0 = Input{"intervention_time", Number, "the first time after the break"}
)

const (
	draper = "Draper & Smith (1998), Applied Regression Analysis, 3rd ed."
	kim    = "Kim, Fay, Feuer & Midthune (2000), Stat. Med. 19:335–351"
	wagner = "Wagner, Soumerai, Zhang & Ross-Degnan (2002), J. Clin. Pharm. Ther. 27:299–309; Newey & West (1987), Econometrica 55:703–708"
)

// coefficient lists what is said of a coefficient, under its name.
func coefficient(name string, c trend.Coefficient) []Output {
	return outputs(name, c.Value, name+"_se", c.SE, name+"_t", c.Statistic, name+"_p", c.P, name+"_lower", c.Lo, name+"_upper", c.Hi)
}

func percentOutputs(name string, p trend.Percent) []Output {
	return outputs(name, p.Value, name+"_lower", p.Lo, name+"_upper", p.Hi)
}

func lineOutputs(l trend.Line) []Output {
	out := append(coefficient("intercept", l.Intercept), coefficient("slope", l.Slope)...)
	return append(out, outputs("residual_sd", l.ResidualSD, "df", l.DF, "r_squared", l.RSquared)...)
}

// fewPoints warns of fits that rest on next to nothing.
func fewPoints(df int) []string {
	if df < 5 {
		return []string{fmt.Sprintf("the scatter is judged from %s: the limits depend on the model more than on the data", degrees(df))}
	}
	return nil
}

func degrees(df int) string {
	if df == 1 {
		return "1 degree of freedom"
	}
	return fmt.Sprintf("%d degrees of freedom", df)
}

func logLine(fit trend.LogLine, err error) (Result, error) {
	out := append(lineOutputs(fit.Line), percentOutputs("apc", fit.APC)...)
	return Result{Outputs: out, N: fit.DF + 2, Warnings: fewPoints(fit.DF)}, err
}

func poissonTrend(v Values) (Result, error) {
	fit, err := trend.Poisson(v.numbers("year"), v.counts("events"), v.numbers("exposure"), v.number("year_origin"), v.level())
	out := outputs("intercept", fit.Intercept.Value, "intercept_se", fit.Intercept.SE,
		"slope", fit.Slope.Value, "slope_se", fit.Slope.SE, "slope_z", fit.Slope.Statistic, "slope_p", fit.Slope.P)
	out = append(out, percentOutputs("apc", fit.APC)...)
	out = append(out, outputs("deviance", fit.Deviance, "pearson_chi2", fit.PearsonChi2, "dispersion", fit.Dispersion)...)
	r := Result{Outputs: out, N: fit.DF + 2}
	if fit.Dispersion > 1.5 {
		r.Warnings = append(r.Warnings, fmt.Sprintf(
			"the counts scatter %.3g times as widely as Poisson counts: the limits are too narrow by about a factor of %.3g",
			fit.Dispersion, math.Sqrt(fit.Dispersion)))
	}
	return r, err
}

func segmented(v Values) (Result, error) {
	time, t0 := v.numbers("time"), v.number("intervention_time")
	s, err := trend.Segmented(time, v.numbers("y"), t0, v.level())
	var out []Output
	names := [4]string{"intercept", "slope", "level_change", "slope_change"}
	for i, c := range []trend.Coefficient{s.Intercept, s.Slope, s.LevelChange, s.SlopeChange} {
		out = append(out, coefficient(names[i], c)...)
	}
	out = append(out, outputs("residual_sd", s.ResidualSD, "df", s.DF, "r_squared", s.RSquared, "durbin_watson", s.DurbinWatson)...)
	for i, se := range s.NeweyWest {
		out = append(out, Output{names[i] + "_se_neweywest1", se})
	}
	r := Result{Outputs: out, N: len(time), Warnings: fewPoints(s.DF)}
	if after := countFrom(time, t0); after <= 2 {
		r.Warnings = append(r.Warnings, "with two points after the break the line after it passes through both: its limits borrow the scatter before it")
	}
	return r, err
}

func countFrom(time []float64, t0 float64) (after int) {
	for _, t := range time {
		if t >= t0 {
			after++
		}
	}
	return after
}

func joinpoint(v Values) (Result, error) {
	s, err := trend.Joinpoint(v.numbers("x"), v.numbers("y"), v.number("joinpoint"), v.level())
	out := coefficient("intercept", s.Intercept)
	out = append(out, coefficient("slope1", s.Slope1)...)
	out = append(out, coefficient("slope_change", s.SlopeChange)...)
	out = append(out, outputs("residual_sd", s.ResidualSD, "df", s.DF, "r_squared", s.RSquared, "slope2", s.Slope2, "slope2_se", s.Slope2SE)...)
	out = append(out, percentOutputs("apc1", s.APC1)...)
	out = append(out, percentOutputs("apc2", s.APC2)...)
	out = append(out, outputs("aapc", s.AAPC.Value, "aapc_log_se", s.AAPCLogSE, "aapc_lower", s.AAPC.Lo, "aapc_upper", s.AAPC.Hi)...)
	warnings := append(fewPoints(s.DF), "the limits hold only for a joinpoint that was not chosen by looking at these points")
	return Result{Outputs: out, N: s.DF + 3, Warnings: warnings}, err
}

var trends = []*Function{
	{
		Name: "linear_regression", Verb: "linear-regression", Title: "straight line through a series",
		Model: NormalErrors, Default: "ols", Lo: -inf, Hi: inf, say: sayLine,
		Methods: []Method{
			named{"ols", "least squares", "y = a + b·x, with Student's t limits", draper + ", chapter 1"}.method(with(xy...), func(v Values) (Result, error) {
				l, err := trend.Linear(v.numbers("x"), v.numbers("y"), v.level())
				return Result{Outputs: lineOutputs(l), N: l.DF + 2, Warnings: fewPoints(l.DF)}, err
			}),
		},
	},
	{
		Name: "loglinear_regression", Verb: "loglinear-regression", Title: "annual percent change of a series",
		Model: NormalErrors, Default: "ols_log", Lo: -inf, Hi: inf, say: sayAPC,
		Methods: []Method{
			named{"ols_log", "least squares of logarithms", "ln y = a + b·x; the annual percent change is 100(e^b - 1); the default", kim}.method(
				with(xy...), func(v Values) (Result, error) {
					return logLine(trend.LogLinear(v.numbers("x"), v.numbers("y"), v.level()))
				}),
			named{"wls_log", "weighted least squares of logarithms", "the same with a weight for each point", kim}.method(
				with(xy[0], xy[1], Input{"weights", Numbers, "the weight of each point"}), func(v Values) (Result, error) {
					return logLine(trend.LogLinearWeighted(v.numbers("x"), v.numbers("y"), v.numbers("weights"), v.level()))
				}),
		},
	},
	{
		Name: "poisson_trend", Verb: "poisson-trend", Title: "annual percent change of counts with their exposures",
		Model: Poisson, Default: "glm_log_offset", Lo: -inf, Hi: inf, names: map[string]string{"origin": "year_origin"}, say: sayAPC,
		Methods: []Method{
			named{"glm_log_offset", "Poisson regression", "ln E(events) = ln exposure + a + b·year, by maximum likelihood",
				"Frome (1983), Biometrics 39:665–674; McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed."}.method(
				with(Input{"year", Numbers, "the years"}, Input{"events", Counts, "the count of events in each"},
					Input{"exposure", Numbers, "the exposure in each"}, Input{"year_origin", Number, "the year that the intercept is for"}), poissonTrend),
		},
	},
	{
		Name: "interrupted_time_series", Verb: "interrupted-series", Title: "step and bend of a series at a known time",
		Model: NormalErrors, Default: "segmented_ols", Lo: -inf, Hi: inf, names: map[string]string{"intervention": "intervention_time"}, say: sayInterrupted,
		Methods: []Method{
			named{"segmented_ols", "segmented least squares", "a line with a step and a bend, also with Newey–West standard errors of lag 1", wagner}.method(
				with(Input{"time", Numbers, "the times, rising"}, Input{"y", Numbers, "the value at each"}, inputT0), segmented),
		},
	},
	{
		Name: "piecewise_loglinear_regression", Verb: "joinpoint", Title: "annual percent changes before and after a known joinpoint",
		Model: NormalErrors, Default: "known_joinpoint_ols_log", Lo: -inf, Hi: inf, say: sayJoinpoint,
		Methods: []Method{
			named{"known_joinpoint_ols_log", "least squares of logarithms with a known joinpoint", "ln y = a + b·x + c·max(0, x - joinpoint)",
				kim + "; Clegg, Hankey, Tiwari, Feuer & Edwards (2009), Stat. Med. 28:3670–3682"}.method(
				with(xy[0], xy[1], Input{"joinpoint", Number, "where the line bends"}), joinpoint),
		},
	},
}
