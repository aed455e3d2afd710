package estimate

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/rate"
	"recount/analysis/estimate/ratio"
)

var (
	ratesInputs = with(Input{"x1", Count, "events in the subject"}, Input{"t1", Number, "exposure of the subject"},
		Input{"x2", Count, "events in the reference"}, Input{"t2", Number, "exposure of the reference"})
	risksInputs = with(Input{"a", Count, "cases in the subject"}, Input{"n1", Count, "size of the subject's group"},
		Input{"c", Count, "cases in the reference"}, Input{"n2", Count, "size of the reference's group"})
	oddsInputs = with(Input{"a", Count, "cases in the subject"}, Input{"b", Count, "others in the subject"},
		Input{"c", Count, "cases in the reference"}, Input{"d", Count, "others in the reference"})
)

var (
	rateNames = map[string]string{"subject.Events": "x1", "subject.Exposure": "t1", "reference.Events": "x2", "reference.Exposure": "t2"}
	riskNames = map[string]string{"subject.Cases": "a", "subject.N": "n1", "reference.Cases": "c", "reference.N": "n2"}
	oddsNames = map[string]string{"subject.Cases": "a", "subject.N": "a + b", "reference.Cases": "c", "reference.N": "c + d"}
)

func (v Values) rates() (subject, reference ratio.Rate) {
	return ratio.Rate{Events: v.count("x1"), Exposure: v.number("t1")}, ratio.Rate{Events: v.count("x2"), Exposure: v.number("t2")}
}

func (v Values) risks() (subject, reference ratio.Risk) {
	return ratio.Risk{Cases: v.count("a"), N: v.count("n1")}, ratio.Risk{Cases: v.count("c"), N: v.count("n2")}
}

func ratesBy(m named, estimate func(subject, reference ratio.Rate) float64, method ratio.RateMethod) Method {
	return m.method(ratesInputs, func(v Values) (Result, error) {
		subject, reference := v.rates()
		iv, err := method(subject, reference, v.level())
		return limits(estimate(subject, reference), iv, subject.Events+reference.Events, err)
	})
}

func moverBy(m named, method rate.Method) Method {
	return ratesBy(m, ratio.RateDifference, func(subject, reference ratio.Rate, level float64) (ratio.Interval, error) {
		return ratio.RateDifferenceMover(method, subject, reference, level)
	})
}

func risksBy(m named, estimate func(subject, reference ratio.Risk) float64, method ratio.RiskMethod) Method {
	return m.method(risksInputs, func(v Values) (Result, error) {
		subject, reference := v.risks()
		iv, err := method(subject, reference, v.level())
		return limits(estimate(subject, reference), iv, subject.N+reference.N, err)
	})
}

func oddsBy(m named, estimate func(subject, reference ratio.Risk) (float64, error), method ratio.RiskMethod) Method {
	return m.method(oddsInputs, func(v Values) (Result, error) {
		a, b, c, d := v.count("a"), v.count("b"), v.count("c"), v.count("d")
		if err := arg.First(arg.Count("a", a), arg.Count("b", b), arg.Count("c", c), arg.Count("d", d)); err != nil {
			return Result{}, err
		}
		subject, reference := ratio.Risk{Cases: a, N: a + b}, ratio.Risk{Cases: c, N: c + d}
		iv, err := method(subject, reference, v.level())
		if err != nil {
			return Result{}, err
		}
		value, err := estimate(subject, reference)
		return limits(value, iv, subject.N+reference.N, err)
	})
}

// plain makes an estimate that cannot fail one that may.
func plain(f func(subject, reference ratio.Risk) float64) func(subject, reference ratio.Risk) (float64, error) {
	return func(subject, reference ratio.Risk) (float64, error) { return f(subject, reference), nil }
}

// woolf is the odds ratio where Woolf's method is defined.
func woolf(subject, reference ratio.Risk) float64 {
	if subject.Cases == 0 || subject.Cases == subject.N || reference.Cases == 0 || reference.Cases == reference.N {
		return math.NaN()
	}
	return ratio.OfOdds(subject, reference)
}

const (
	przyborowski = "Przyborowski & Wilenski (1940), Biometrika 31:313–323"
	berry        = "Berry & Armitage (1995), Statistician 44:417–423"
	rothman      = "Rothman & Greenland (1998), Modern Epidemiology, 2nd ed., chapter 14"
	graham       = "Graham, Mengersen & Morton (2003), Stat. Med. 22:2071–2083"
	miettinen    = "Miettinen & Nurminen (1985), Stat. Med. 4:213–226"
	zou          = "Zou & Donner (2008), Stat. Med. 27:1693–1702; Li, Tang, Poon & Tang (2011), Commun. Stat. Simul. Comput. 40:1478–1493"
	haldane      = "Haldane (1956), Ann. Hum. Genet. 20:309–311; Gart (1966), J. R. Stat. Soc. B 28:164–179"
)

var (
	rateWald = named{"wald_log", "Wald on the log scale", "exp(ln R ± z·√(1/x₁ + 1/x₂)); undefined if a count is 0", rothman}
	rateCond = named{"exact_conditional", "exact conditional", "Clopper–Pearson limits of the subject's part of all events; the default", przyborowski}
	rateMid  = named{"mid_p_conditional", "mid-P conditional", "mid-P limits of the subject's part of all events; less wide than exact", berry}
	rateScr  = named{"score", "score", "Wilson limits of the subject's part of all events", graham}
)

var comparisons = []*Function{
	{
		Name: "rate_ratio_ci", Verb: "rate-ratio", Title: "ratio of two rates with its confidence interval",
		Model: Poisson, Default: "exact_conditional", Lo: 0, Hi: inf, names: rateNames, say: sayRateRatio,
		Methods: []Method{
			ratesBy(rateWald, ratio.OfRates, ratio.RateWaldLog),
			ratesBy(rateCond, ratio.OfRates, ratio.RateExact),
			ratesBy(rateMid, ratio.OfRates, ratio.RateMidP),
			ratesBy(rateScr, ratio.OfRates, ratio.RateScore),
			ratesBy(named{"mover_score", "MOVER with score limits", "recovered from the score interval of each rate",
				"Donner & Zou (2012), Stat. Methods Med. Res. 21:347–359; Li, Tang & Wong (2014), Comput. Stat. 29:869–889"},
				ratio.OfRates, ratio.RateMover),
		},
	},
	{
		Name: "rate_difference_ci", Verb: "rate-difference", Title: "difference of two rates with its confidence interval",
		Model: Poisson, Default: "mover_exact", Lo: -inf, Hi: inf, names: rateNames, say: sayRateDifference,
		Methods: []Method{
			ratesBy(named{"wald", "Wald", "d ± z·√(x₁/t₁² + x₂/t₂²); poor with few events", rothman}, ratio.RateDifference, ratio.RateDifferenceWald),
			moverBy(named{"mover_score", "MOVER with score limits", "recovered from the score interval of each rate", zou}, rate.Score),
			moverBy(named{"mover_exact", "MOVER with Garwood limits", "recovered from the exact interval of each rate; the default", zou}, rate.Garwood),
			moverBy(named{"mover_byar", "MOVER with Byar limits", "recovered from Byar's interval of each rate", zou}, rate.Byar),
			moverBy(named{"mover_jeffreys", "MOVER with Jeffreys limits", "recovered from Jeffreys' interval of each rate", zou}, rate.Jeffreys),
		},
	},
	{
		Name: "risk_ratio_ci", Verb: "risk-ratio", Title: "ratio of two risks with its confidence interval",
		Model: Binomial, Default: "score_mn", Lo: 0, Hi: inf, names: riskNames, say: sayRiskRatio,
		Methods: []Method{
			risksBy(named{"wald_log", "Wald on the log scale", "Katz's interval; undefined without cases in a group",
				"Katz, Baptista, Azen & Pike (1978), Biometrics 34:469–474"}, ratio.OfRisks, ratio.RiskWaldLog),
			risksBy(named{"wald_log_haldane", "Wald on the log scale with ½ added", "Katz's interval of the table with one half more in each cell", haldane},
				ratio.OfRisksHaldane, ratio.RiskHaldane),
			risksBy(named{"score_mn", "Miettinen–Nurminen score", "inverts the score test; close to its level also with few cases; the default", miettinen},
				ratio.OfRisks, ratio.RiskScore),
		},
	},
	{
		Name: "risk_difference_ci", Verb: "risk-difference", Title: "difference of two risks with its confidence interval",
		Model: Binomial, Default: "newcombe", Lo: -1, Hi: 1, names: riskNames, say: sayRiskDifference,
		Methods: []Method{
			risksBy(named{"wald", "Wald", "the textbook interval; too narrow with small groups, for comparison only", "Newcombe (1998), Stat. Med. 17:873–890"},
				ratio.RiskDifference, ratio.RiskDifferenceWald),
			risksBy(named{"agresti_caffo", "Agresti–Caffo", "Wald after adding a case and a non-case to each group; not clipped",
				"Agresti & Caffo (2000), Am. Stat. 54:280–288"}, ratio.RiskDifference, ratio.RiskDifferenceAgrestiCaffo),
			risksBy(named{"newcombe", "Newcombe", "recovered from Wilson's interval of each risk; the default", "Newcombe (1998), Stat. Med. 17:873–890"},
				ratio.RiskDifference, ratio.RiskDifferenceNewcombe),
			risksBy(named{"newcombe_cc", "Newcombe with continuity correction", "recovered from Wilson's corrected interval of each risk",
				"Newcombe (1998), Stat. Med. 17:873–890"}, ratio.RiskDifference, ratio.RiskDifferenceNewcombeCorrected),
			risksBy(named{"score_mn", "Miettinen–Nurminen score", "inverts the score test", miettinen}, ratio.RiskDifference, ratio.RiskDifferenceScore),
		},
	},
	{
		Name: "odds_ratio_ci", Verb: "odds-ratio", Title: "odds ratio with its confidence interval",
		Model: Binomial, Default: "exact_conditional", Lo: 0, Hi: inf, names: oddsNames, say: sayOddsRatio,
		Methods: []Method{
			oddsBy(named{"wald_log", "Woolf, Wald on the log scale", "exp(ln OR ± z·√(1/a + 1/b + 1/c + 1/d)); undefined with an empty cell",
				"Woolf (1955), Ann. Hum. Genet. 19:251–253"}, plain(woolf), ratio.OddsWaldLog),
			oddsBy(named{"wald_log_haldane", "Woolf with ½ added", "Woolf's interval of the table with one half more in each cell", haldane},
				plain(ratio.OfOddsHaldane), ratio.OddsHaldane),
			oddsBy(named{"exact_conditional", "exact conditional", "all margins fixed; with the conditional maximum likelihood estimate; the default",
				"Cornfield (1956), Proc. Third Berkeley Symp. Math. Stat. Probab. 4:135–148"}, ratio.OfOddsConditional, ratio.OddsExact),
			oddsBy(named{"mid_p", "mid-P conditional", "exact with the table observed counted half; with the median-unbiased estimate", berry},
				ratio.OfOddsMedian, ratio.OddsMidP),
			oddsBy(named{"score_mn", "Miettinen–Nurminen score", "inverts the score test", miettinen}, plain(ratio.OfOdds), ratio.OddsScore),
		},
	},
}

var (
	changeInputs = with(Input{"x_from", Count, "events before"}, Input{"t_from", Number, "exposure before"},
		Input{"x_to", Count, "events after"}, Input{"t_to", Number, "exposure after"})
	measuredInputs = with(Input{"est_from", Number, "the estimate before"}, Input{"se_from", Number, "its standard error"},
		Input{"est_to", Number, "the estimate after"}, Input{"se_to", Number, "its standard error"})
)

func changeBy(m named, method func(from, to ratio.Rate, level float64) (ratio.Interval, error)) Method {
	return m.method(changeInputs, func(v Values) (Result, error) {
		from := ratio.Rate{Events: v.count("x_from"), Exposure: v.number("t_from")}
		to := ratio.Rate{Events: v.count("x_to"), Exposure: v.number("t_to")}
		iv, err := method(from, to, v.level())
		return limits(ratio.Change(from, to), iv, from.Events+to.Events, err)
	})
}

func measuredBy(m named, method func(from, to ratio.Measured, level float64) (ratio.Interval, error)) Method {
	return m.method(measuredInputs, func(v Values) (Result, error) {
		from := ratio.Measured{Value: v.number("est_from"), SE: v.number("se_from")}
		to := ratio.Measured{Value: v.number("est_to"), SE: v.number("se_to")}
		iv, err := method(from, to, v.level())
		return limits(ratio.ChangeMeasured(from, to), iv, 0, err)
	})
}

var changes = []*Function{
	{
		Name: "percent_change_ci", Verb: "percent-change", Title: "percent change from one rate to another with its confidence interval",
		Model: Poisson, Default: "exact_conditional", Lo: -100, Hi: inf, say: sayChange,
		names: map[string]string{"from.Events": "x_from", "from.Exposure": "t_from", "to.Events": "x_to", "to.Exposure": "t_to"},
		Methods: []Method{
			changeBy(rateWald, ratio.ChangeWaldLog), changeBy(rateCond, ratio.ChangeExact),
			changeBy(rateMid, ratio.ChangeMidP), changeBy(rateScr, ratio.ChangeScore),
		},
	},
	{
		Name: "percent_change_from_se_ci", Verb: "percent-change-se", Title: "percent change between two estimates with standard errors",
		Model: NormalErrors, Default: "delta_log", Lo: -100, Hi: inf, say: sayChange,
		names: map[string]string{"from.Value": "est_from", "from.SE": "se_from", "to.Value": "est_to", "to.SE": "se_to"},
		Methods: []Method{
			measuredBy(named{"delta_log", "delta method on the log scale", "stays above -100; the default",
				"Casella & Berger (2002), Statistical Inference, 2nd ed., section 5.5.4"}, ratio.ChangeDeltaLog),
			measuredBy(named{"delta", "delta method", "symmetric about the change",
				"Casella & Berger (2002), Statistical Inference, 2nd ed., section 5.5.4"}, ratio.ChangeDelta),
			measuredBy(named{"fieller", "Fieller", "exact for normal estimates; no interval if the first is not clearly above 0",
				"Fieller (1954), J. R. Stat. Soc. B 16:175–185"}, ratio.ChangeFieller),
		},
	},
}
