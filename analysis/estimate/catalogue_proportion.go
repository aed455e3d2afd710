package estimate

import (
	"recount/analysis/estimate/proportion"
)

var proportionInputs = with(Input{"x", Count, "the count inside the group"}, Input{"n", Count, "the size of the group"})

func proportionBy(m named, method proportion.Method) Method {
	return m.method(proportionInputs, func(v Values) (Result, error) {
		x, n := v.count("x"), v.count("n")
		iv, err := method(x, n, v.level())
		return limits(float64(x)/float64(n), iv, n, err)
	})
}

var proportions = []*Function{
	{
		Name: "proportion_ci", Verb: "proportion", Title: "proportion with its confidence interval",
		Model: Binomial, Default: "wilson", Lo: 0, Hi: 1, names: map[string]string{"k": "x"}, say: sayProportion,
		Methods: []Method{
			proportionBy(named{"wald", "Wald", "the textbook interval; too narrow and off centre, for comparison only",
				"Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133"}, proportion.Wald),
			proportionBy(named{"wilson", "Wilson score", "inverts the score test; close to its level at every n; the default",
				"Wilson (1927), J. Am. Stat. Assoc. 22:209–212"}, proportion.Wilson),
			proportionBy(named{"wilson_cc", "Wilson score with continuity correction", "nearly as wide as the exact interval",
				"Newcombe (1998), Stat. Med. 17:857–872"}, proportion.WilsonCorrected),
			proportionBy(named{"agresti_coull", "Agresti–Coull", "Wald after adding z²/2 successes and failures; not clipped",
				"Agresti & Coull (1998), Am. Stat. 52:119–126"}, proportion.AgrestiCoull),
			proportionBy(named{"jeffreys", "Jeffreys", "equal tails of the posterior under Jeffreys' prior",
				"Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133"}, proportion.Jeffreys),
			proportionBy(named{"jeffreys_bcd", "Jeffreys, modified", "Jeffreys with the limit 0 at x = 0 and 1 at x = n",
				"Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133"}, proportion.JeffreysModified),
			proportionBy(named{"clopper_pearson", "Clopper–Pearson exact", "covers at least as often as it says, mostly more often",
				"Clopper & Pearson (1934), Biometrika 26:404–413"}, proportion.ClopperPearson),
			proportionBy(named{"mid_p", "mid-P exact", "exact with the outcome observed counted half; covers as often as it says on average",
				"Berry & Armitage (1995), Statistician 44:417–423"}, proportion.MidP),
		},
	},
	{
		Name: "percent_possible_of_n", Verb: "percent-possible", Title: "counts of a group that make a percentage as written",
		Model: NoModel, Default: "count_enumeration", Lo: -inf, Hi: inf, say: sayPossible,
		Methods: []Method{{
			Name: "count_enumeration", Title: "count enumeration",
			Summary: "all whole counts whose percentage rounds to the one written (GRIM)",
			Source:  "Brown & Heathers (2017), Soc. Psychol. Personal. Sci. 8:363–369",
			Inputs:  []Input{{"percent", Text, "a percentage with the digits as printed"}, {"n", Count, "the size of the group"}},
			run: func(v Values) (Result, error) {
				counts, err := proportion.Attainable(v.text("percent"), v.count("n"))
				return Result{Outputs: outputs("possible", len(counts) > 0, "counts", counts), N: v.count("n")}, err
			},
		}},
	},
}
