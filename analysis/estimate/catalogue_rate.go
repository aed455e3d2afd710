package estimate

import (
	"recount/analysis/estimate/rate"
)

var (
	rateInputs   = with(Input{"events", Count, "the count of events"}, Input{"exposure", Number, "what they happened in, such as inhabitants of a year"})
	smrInputs    = with(Input{"observed", Count, "the count of events"}, Input{"expected", Number, "the events expected at the standard's rates"})
	strataInputs = with(Input{"events", Counts, "the count of events of each stratum"}, Input{"exposure", Numbers, "the exposure of each stratum"},
		Input{"std_pop", Numbers, "the standard population's size or share of each stratum"})
)

func rateBy(m named, method rate.Method) Method {
	return m.method(rateInputs, func(v Values) (Result, error) {
		x, t := v.count("events"), v.number("exposure")
		iv, err := method(x, t, v.level())
		return limits(float64(x)/t, iv, x, err)
	})
}

func smrBy(m named, method rate.Method) Method {
	return m.method(smrInputs, func(v Values) (Result, error) {
		x, t := v.count("observed"), v.number("expected")
		iv, err := method(x, t, v.level())
		return limits(float64(x)/t, iv, x, err)
	})
}

func standardisedBy(m named, method func(s rate.Strata, level float64) (rate.Interval, error)) Method {
	return m.method(strataInputs, func(v Values) (Result, error) {
		s := rate.Strata{Events: v.counts("events"), Exposure: v.numbers("exposure"), Standard: v.numbers("std_pop")}
		iv, err := method(s, v.level())
		if err != nil {
			return Result{}, err
		}
		crude, adjusted, err := rate.Standardised(s)
		n := 0
		for _, x := range s.Events {
			n += x
		}
		return Result{Outputs: outputs("crude_rate", crude, "adjusted_rate", adjusted, "lower", iv.Lo, "upper", iv.Hi), N: n}, err
	})
}

const (
	breslowDay = "Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC Sci. Publ. 82"
	dobson     = "Dobson, Kuulasmaa, Eberle & Scherer (1991), Stat. Med. 10:457–462"
)

var (
	garwood = named{"exact_garwood", "Garwood exact Poisson", "covers at least as often as it says; the default",
		"Garwood (1936), Biometrika 28:437–442"}
	byar = named{"byar", "Byar", "approximates the exact interval by cube roots, from x below and x + 1 above",
		"Rothman & Boice (1979), Epidemiologic Analysis with a Programmable Calculator, NIH Publ. 79-1649"}
	poissonMidP = named{"mid_p", "mid-P exact Poisson", "exact with the count observed counted half; covers as often as it says on average",
		"Cohen & Yang (1994), Stat. Med. 13:2189–2203"}
)

var rates = []*Function{
	{
		Name: "rate_ci", Verb: "rate", Title: "rate with its confidence interval",
		Model: Poisson, Default: "exact_garwood", Lo: 0, Hi: inf, say: sayRate,
		Methods: []Method{
			rateBy(named{"normal", "normal approximation", "x ± z·√x; poor below some 20 events", breslowDay}, rate.Normal),
			rateBy(named{"score", "Poisson score", "inverts the score test; the companion of Wilson's interval",
				"Patil & Kulkarni (2012), REVSTAT 10:211–227"}, rate.Score),
			rateBy(byar, rate.Byar),
			rateBy(named{"byar_midp", "Byar with x + ½", "approximates the mid-P interval by cube roots; not clipped at 0",
				"Rothman & Boice (1979), Epidemiologic Analysis with a Programmable Calculator, NIH Publ. 79-1649"}, rate.ByarMid),
			rateBy(garwood, rate.Garwood),
			rateBy(poissonMidP, rate.MidP),
		},
	},
	{
		Name: "standardised_mortality_ratio_ci", Verb: "smr", Title: "observed over expected events with its confidence interval",
		Model: Poisson, Default: "exact_garwood", Lo: 0, Hi: inf, say: saySMR,
		names:   map[string]string{"events": "observed", "exposure": "expected"},
		Methods: []Method{smrBy(garwood, rate.Garwood), smrBy(byar, rate.Byar), smrBy(poissonMidP, rate.MidP)},
	},
	{
		Name: "direct_standardised_rate", Verb: "standardised-rate", Title: "directly standardised rate with its confidence interval",
		Model: Poisson, Default: "fay_feuer_gamma", Lo: 0, Hi: inf, say: sayStandardised,
		names: map[string]string{"standard": "std_pop"},
		Methods: []Method{
			standardisedBy(named{"fay_feuer_gamma", "Fay–Feuer gamma", "gamma limits; exact with one stratum, cautious with many; the default",
				"Fay & Feuer (1997), Stat. Med. 16:791–801"}, rate.FayFeuer),
			standardisedBy(named{"normal", "normal approximation", "y ± z·√v; poor with few events", breslowDay}, rate.StandardisedNormal),
			standardisedBy(named{"normal_log", "normal approximation of the logarithm", "y·exp(±z·√v/y); undefined without events", breslowDay},
				rate.StandardisedLogNormal),
			standardisedBy(named{"dobson_exact", "Dobson with exact limits", "scales the exact limits of the count of events", dobson}, rate.DobsonExact),
			standardisedBy(named{"dobson_byar", "Dobson with Byar's limits", "scales Byar's limits of the count of events", dobson}, rate.DobsonByar),
		},
	},
}
