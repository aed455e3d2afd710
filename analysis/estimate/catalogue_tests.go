package estimate

import (
	"recount/analysis/estimate/test"
)

var (
	tableInputs = []Input{{"table", Table, "rows of counts"}}
	pairInputs  = []Input{{"x1", Count, "events in the first"}, {"t1", Number, "its exposure"},
		{"x2", Count, "events in the second"}, {"t2", Number, "its exposure"}}
)

func chiResult(r test.Result, n int, warnings []string, err error) (Result, error) {
	return Result{Outputs: outputs("statistic", r.Statistic, "df", r.DF, "p_value", r.P), N: n, Warnings: warnings}, err
}

func zResult(r test.Result, n int, err error) (Result, error) {
	return Result{Outputs: outputs("statistic", r.Statistic, "p_value", r.P), N: n}, err
}

func tableBy(m named, method func(table [][]int) (test.Result, error)) Method {
	return m.method(tableInputs, func(v Values) (Result, error) {
		table := v.table("table")
		r, err := method(table)
		if err != nil {
			return Result{}, err
		}
		n, warnings := smallCells(table)
		return chiResult(r, n, warnings, nil)
	})
}

// smallCells returns the sum of a table, and a warning if a cell is expected to hold fewer than five.
func smallCells(table [][]int) (n int, warnings []string) {
	columns := make([]int, len(table[0]))
	for _, row := range table {
		for j, x := range row {
			columns[j] += x
			n += x
		}
	}
	least := inf
	for _, row := range table {
		sum := 0
		for _, x := range row {
			sum += x
		}
		for _, c := range columns {
			least = min(least, float64(sum)/float64(n)*float64(c))
		}
	}
	if least < 5 {
		warnings = []string{"a cell is expected to hold fewer than five: an exact test is safer"}
	}
	return n, warnings
}

func pairBy(m named, method func(x1 int, t1 float64, x2 int, t2 float64) (Result, error)) Method {
	return m.method(pairInputs, func(v Values) (Result, error) {
		r, err := method(v.count("x1"), v.number("t1"), v.count("x2"), v.number("t2"))
		r.N = v.count("x1") + v.count("x2")
		return r, err
	})
}

// onlyP makes a result of a p-value alone.
func onlyP(f func(x1 int, t1 float64, x2 int, t2 float64) (float64, error)) func(x1 int, t1 float64, x2 int, t2 float64) (Result, error) {
	return func(x1 int, t1 float64, x2 int, t2 float64) (Result, error) {
		p, err := f(x1, t1, x2, t2)
		return Result{Outputs: outputs("p_value", p)}, err
	}
}

func zOf(f func(x1 int, t1 float64, x2 int, t2 float64) (test.Result, error)) func(x1 int, t1 float64, x2 int, t2 float64) (Result, error) {
	return func(x1 int, t1 float64, x2 int, t2 float64) (Result, error) {
		r, err := f(x1, t1, x2, t2)
		return zResult(r, 0, err)
	}
}

const (
	pearson = "Pearson (1900), Philos. Mag. (5) 50:157–175"
	ngTang  = "Ng & Tang (2005), Stat. Med. 24:955–965"
	gibbons = "Gibbons & Pratt (1975), Am. Stat. 29:20–25"
)

var tests = []*Function{
	{
		Name: "chi2_test", Verb: "chi2-test", Title: "test of independence in a table", Model: Binomial, Default: "pearson", Lo: -inf, Hi: inf, say: sayTest,
		Methods: []Method{
			tableBy(named{"pearson", "Pearson's chi-squared test", "Σ(O-E)²/E", pearson}, test.ChiSquared),
			tableBy(named{"pearson_yates", "Pearson's chi-squared test with Yates's correction", "Σ(|O-E|-½)²/E, two by two",
				"Yates (1934), Suppl. J. R. Stat. Soc. 1:217–235"}, test.ChiSquaredYates),
		},
	},
	{
		Name: "g_test", Verb: "g-test", Title: "likelihood-ratio test of independence in a table", Model: Binomial, Default: "likelihood_ratio", Lo: -inf, Hi: inf, say: sayTest,
		Methods: []Method{
			tableBy(named{"likelihood_ratio", "likelihood-ratio test", "2·ΣO·ln(O/E)", "Wilks (1935), Ann. Math. Stat. 6:190–196"}, test.G),
		},
	},
	{
		Name: "fisher_test", Verb: "fisher-test", Title: "Fisher's exact test of a two-by-two table", Model: Binomial, Default: "exact", Lo: -inf, Hi: inf, say: sayExactTest,
		Methods: []Method{
			named{"exact", "Fisher's exact test", "all margins fixed; two-sided by least likelihood", "Fisher (1935), J. R. Stat. Soc. 98:39–82; " + gibbons}.method(
				tableInputs, func(v Values) (Result, error) {
					r, err := test.Fisher(v.table("table"))
					if err != nil {
						return Result{}, err
					}
					n, _ := smallCells(v.table("table"))
					return Result{Outputs: outputs("p_two_sided", r.TwoSided, "p_less", r.Less, "p_greater", r.Greater,
						"p_two_sided_midp_minlik", r.TwoSidedMidP), N: n}, nil
				}),
		},
	},
	{
		Name: "two_proportion_test", Verb: "two-proportion-test", Title: "test that two proportions are equal", Model: Binomial, Default: "z_pooled", Lo: -inf, Hi: inf, say: sayTest,
		Methods: []Method{
			named{"z_pooled", "pooled z test", "the square is Pearson's chi-squared", pearson}.method(
				[]Input{{"x1", Count, "cases in the first"}, {"n1", Count, "its size"}, {"x2", Count, "cases in the second"}, {"n2", Count, "its size"}},
				func(v Values) (Result, error) {
					r, err := test.TwoProportions(v.count("x1"), v.count("n1"), v.count("x2"), v.count("n2"))
					return zResult(r, v.count("n1")+v.count("n2"), err)
				}),
		},
	},
	{
		Name: "chi2_gof", Verb: "goodness-of-fit", Title: "test that counts come from given probabilities", Model: Binomial, Default: "pearson", Lo: -inf, Hi: inf, say: sayTest,
		Methods: []Method{
			named{"pearson", "Pearson's chi-squared test of fit", "Σ(O-E)²/E", pearson}.method(
				[]Input{{"observed", Counts, "the counts"}, {"probs", Numbers, "the probability of each, together 1"}},
				func(v Values) (Result, error) {
					r, err := test.GoodnessOfFit(v.counts("observed"), v.numbers("probs"))
					n := 0
					for _, x := range v.counts("observed") {
						n += x
					}
					return chiResult(r, n, nil, err)
				}),
		},
	},
	{
		Name: "binomial_test", Verb: "binomial-test", Title: "exact test that a count comes from a given chance", Model: Binomial, Default: "exact", Lo: -inf, Hi: inf, say: sayExactTest,
		names: map[string]string{"k": "x"},
		Methods: []Method{
			named{"exact", "exact binomial test", "two-sided by least likelihood", gibbons}.method(
				[]Input{{"x", Count, "the count"}, {"n", Count, "the size of the group"}, {"p0", Number, "the chance to test, 0 to 1"}},
				func(v Values) (Result, error) {
					r, err := test.Binomial(v.count("x"), v.count("n"), v.number("p0"))
					return Result{Outputs: outputs("p_two_sided", r.TwoSided, "p_less", r.Less, "p_greater", r.Greater), N: v.count("n")}, err
				}),
		},
	},
	{
		Name: "poisson_test", Verb: "poisson-test", Title: "exact test that events come from a given rate", Model: Poisson, Default: "exact", Lo: -inf, Hi: inf, say: sayExactTest,
		Methods: []Method{
			named{"exact", "exact Poisson test", "two-sided by least likelihood", gibbons}.method(
				[]Input{{"events", Count, "the count of events"}, {"exposure", Number, "their exposure"}, {"rate0", Number, "the rate to test"}},
				func(v Values) (Result, error) {
					r, err := test.Poisson(v.count("events"), v.number("exposure"), v.number("rate0"))
					return Result{Outputs: outputs("p_less", r.Less, "p_greater", r.Greater, "p_two_sided", r.TwoSided), N: v.count("events")}, err
				}),
		},
	},
	{
		Name: "two_rate_test", Verb: "two-rate-test", Title: "test that two rates are equal", Model: Poisson, Default: "exact_conditional_minlik", Lo: -inf, Hi: inf, say: sayTest,
		Methods: []Method{
			pairBy(named{"score", "score test", "variance under equality", ngTang}, zOf(test.RatesScore)),
			pairBy(named{"wald", "Wald test", "variance from each rate", ngTang}, zOf(test.RatesWald)),
			pairBy(named{"exact_conditional_minlik", "exact conditional test", "binomial given the sum of events; two-sided by least likelihood; the default",
				przyborowski + "; " + gibbons}, onlyP(test.RatesExact)),
			pairBy(named{"mid_p_conditional_doubled", "mid-P conditional test, doubled tail", "twice the smaller mid-P tail", berry}, onlyP(test.RatesMidPDoubled)),
			pairBy(named{"mid_p_conditional_minlik", "mid-P conditional test by least likelihood", "the exact one less half the outcome observed",
				"Lancaster (1961), J. Am. Stat. Assoc. 56:223–234"}, onlyP(test.RatesMidP)),
		},
	},
	{
		Name: "trend_test", Verb: "trend-test", Title: "test for a trend in proportions over ordered groups", Model: Binomial, Default: "cochran_armitage", Lo: -inf, Hi: inf, say: sayTest,
		Methods: []Method{
			named{"cochran_armitage", "Cochran–Armitage test for trend", "linear in the scores, one degree of freedom",
				"Cochran (1954), Biometrics 10:417–451; Armitage (1955), Biometrics 11:375–386"}.method(
				[]Input{{"x", Counts, "cases in each group"}, {"n", Counts, "size of each group"}, {"scores", Numbers, "score of each group"}},
				func(v Values) (Result, error) {
					r, err := test.CochranArmitage(v.counts("x"), v.counts("n"), v.numbers("scores"))
					n := 0
					for _, k := range v.counts("n") {
						n += k
					}
					return Result{Outputs: outputs("statistic", r.Statistic, "df", r.DF, "p_value", r.P, "z", r.Z), N: n}, err
				}),
		},
	},
}
