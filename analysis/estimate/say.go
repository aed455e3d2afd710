package estimate

import (
	"fmt"
	"math"
	"strings"
)

// A shown is an estimate with its limits as a sentence writes them, all to the same place.
type shown struct{ estimate, limits string }

// brief is show for a second number of the same sentence: it does not name the method again.
func (r *Report) brief(estimate, lower, upper string, least int, unit string, p float64) string {
	s := r.show(estimate, lower, upper, 1, least, unit, math.NaN())
	if !r.Has(lower) || r.undefined(lower, upper) {
		return s.estimate
	}
	limits := strings.TrimSuffix(s.limits, ", "+r.Method.Title+")")
	limits = strings.Replace(limits, levelText(r.Values.level())+" confidence interval ", "", 1)
	if !math.IsNaN(p) {
		limits += "; " + pText(p)
	}
	return s.estimate + limits + ")"
}

// show writes outputs through a scale and a unit, with at least that many decimals; p, if it is not NaN, goes beside the method.
func (r *Report) show(estimate, lower, upper string, scale float64, least int, unit string, p float64) shown {
	v, lo, hi := scale*r.Float(estimate), scale*r.Float(lower), scale*r.Float(upper)
	width := hi - lo
	if !r.Has(lower) || math.IsNaN(width) || math.IsInf(width, 0) {
		width = math.Abs(v) / 10 // three digits of the estimate
		if math.IsInf(v, 0) && r.Has(lower) {
			width = math.Abs(lo) / 10
		}
	}
	d := places(width, least)
	if width == 0 {
		d = least
	}
	text := shown{estimate: fixed(v, d) + unit}
	tail := r.Method.Title
	if !math.IsNaN(p) {
		tail += "; " + pText(p)
	}
	switch {
	case !r.Has(lower):
		if !math.IsNaN(p) {
			text.limits = " (" + tail + ")"
		}
	case r.undefined(lower, upper):
		text.limits = " (no interval: " + r.Method.Title + " is undefined here)"
	default:
		text.limits = fmt.Sprintf(" (%s confidence interval %s%s to %s%s, %s)",
			levelText(r.Values.level()), fixed(lo, d), unit, fixed(hi, d), unit, tail)
	}
	return text
}

func (r *Report) main(scale float64, least int, unit string) shown {
	return r.show("estimate", "lower", "upper", scale, least, unit, math.NaN())
}

func (r *Report) per() string {
	if r.Per == 1 {
		return " per unit of exposure"
	}
	return " per " + amount(r.Per)
}

func sayProportion(r *Report) string {
	s := r.main(100, 1, "%")
	return fmt.Sprintf("%s of %s is %s%s.", integer(r.Values.count("x")), integer(r.Values.count("n")), s.estimate, s.limits)
}

func sayPossible(r *Report) string {
	percent, n := r.Values.text("percent"), r.Values.count("n")
	counts, _ := r.Outputs[1].Value.([]int)
	share := func(k int) string {
		return fmt.Sprintf("%s is %s", integer(k), percentText(float64(k)/float64(n), 1))
	}
	switch {
	case len(counts) == 1:
		return fmt.Sprintf("%s%% of %s is possible: %s.", percent, integer(n), share(counts[0]))
	case len(counts) > 1:
		return fmt.Sprintf("%s%% of %s is possible: %s to %s.", percent, integer(n), share(counts[0]), share(counts[len(counts)-1]))
	}
	below, above := neighbours(percent, n)
	return fmt.Sprintf("%s%% is not possible of %s: %s.", percent, integer(n), strings.Join(append(optional(below, share), optional(above, share)...), " and "))
}

// neighbours returns the counts on either side of a percentage that none makes, -1 where there is none.
func neighbours(percent string, n int) (below, above int) {
	var p float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(percent, ",", ""), "%g", &p); err != nil {
		return -1, -1
	}
	below = int(math.Floor(math.Min(100, math.Max(-1, p)) / 100 * float64(n)))
	above = below + 1
	if above > n {
		above = -1
	}
	return below, above
}

func optional(k int, share func(int) string) []string {
	if k < 0 {
		return nil
	}
	return []string{share(k)}
}

func sayRate(r *Report) string {
	s := r.main(r.Per, 0, "")
	return fmt.Sprintf("%s events in an exposure of %s are %s%s%s.",
		integer(r.Values.count("events")), amount(r.Values.number("exposure")), s.estimate, r.per(), s.limits)
}

func saySMR(r *Report) string {
	s := r.main(1, 2, "")
	return fmt.Sprintf("%s events, where %s were expected, are %s times as many%s.",
		integer(r.Values.count("observed")), amount(r.Values.number("expected")), s.estimate, s.limits)
}

func sayStandardised(r *Report) string {
	s := r.show("adjusted_rate", "lower", "upper", r.Per, 0, "", math.NaN())
	return fmt.Sprintf("The directly standardised rate is %s%s%s; the crude rate is %s.",
		s.estimate, r.per(), s.limits, significant(r.Per*r.Float("crude_rate")))
}

func (r *Report) ratesText() (subject, reference string) {
	text := func(x, t string) string {
		return integer(r.Values.count(x)) + " in " + amount(r.Values.number(t))
	}
	return text("x1", "t1"), text("x2", "t2")
}

func sayRateRatio(r *Report) string {
	subject, reference := r.ratesText()
	s := r.main(1, 2, "")
	return fmt.Sprintf("The rate of %s is %s times the rate of %s%s.", subject, s.estimate, reference, s.limits)
}

func sayRateDifference(r *Report) string {
	subject, reference := r.ratesText()
	s := r.main(r.Per, 0, "")
	return fmt.Sprintf("The rate of %s less the rate of %s is %s%s%s.", subject, reference, s.estimate, r.per(), s.limits)
}

func (r *Report) risksText() (subject, reference string) {
	return integer(r.Values.count("a")) + " of " + integer(r.Values.count("n1")), integer(r.Values.count("c")) + " of " + integer(r.Values.count("n2"))
}

func sayRiskRatio(r *Report) string {
	subject, reference := r.risksText()
	s := r.main(1, 2, "")
	return fmt.Sprintf("The share %s is %s times the share %s%s.", subject, s.estimate, reference, s.limits)
}

func sayRiskDifference(r *Report) string {
	subject, reference := r.risksText()
	s := r.main(100, 1, "")
	return fmt.Sprintf("The share %s less the share %s is %s percentage points%s.", subject, reference, s.estimate, s.limits)
}

func sayOddsRatio(r *Report) string {
	v := r.Values
	s := r.main(1, 2, "")
	return fmt.Sprintf("The odds of %s to %s are %s times the odds of %s to %s%s.",
		integer(v.count("a")), integer(v.count("b")), s.estimate, integer(v.count("c")), integer(v.count("d")), s.limits)
}

func sayChange(r *Report) string {
	s := r.main(1, 1, "%")
	from, to := "", ""
	if _, ok := r.Values["x_from"]; ok {
		from = integer(r.Values.count("x_from")) + " in " + amount(r.Values.number("t_from"))
		to = integer(r.Values.count("x_to")) + " in " + amount(r.Values.number("t_to"))
	} else {
		from, to = amount(r.Values.number("est_from")), amount(r.Values.number("est_to"))
	}
	return fmt.Sprintf("From %s to %s is a change of %s%s.", from, to, s.estimate, s.limits)
}

func sayLine(r *Report) string {
	s := r.show("slope", "slope_lower", "slope_upper", 1, 0, "", r.Float("slope_p"))
	return fmt.Sprintf("The series changes by %s for each unit of x%s.", s.estimate, s.limits)
}

func sayAPC(r *Report) string {
	return "The series changes by " + r.percentAYear("apc", r.Float("slope_p")) + "."
}

func (r *Report) percentAYear(name string, p float64) string {
	s := r.show(name, name+"_lower", name+"_upper", 1, 1, "%", p)
	return s.estimate + " a year" + s.limits
}

func sayInterrupted(r *Report) string {
	step := r.show("level_change", "level_change_lower", "level_change_upper", 1, 0, "", r.Float("level_change_p"))
	bend := r.brief("slope_change", "slope_change_lower", "slope_change_upper", 0, "", r.Float("slope_change_p"))
	return fmt.Sprintf("At %s the series steps by %s%s, and its slope for each unit of time changes by %s.",
		plainNumber(r.Values.number("intervention_time")), step.estimate, step.limits, bend)
}

func sayJoinpoint(r *Report) string {
	return fmt.Sprintf("Up to %s the series changes by %s, after it by %s, and over all by %s.", plainNumber(r.Values.number("joinpoint")),
		r.percentAYear("apc1", r.Float("slope1_p")), r.brief("apc2", "apc2_lower", "apc2_upper", 1, "%", math.NaN()),
		r.brief("aapc", "aapc_lower", "aapc_upper", 1, "%", math.NaN()))
}

// plainNumber writes a year without commas.
func plainNumber(v float64) string { return strings.ReplaceAll(amount(v), ",", "") }

func sayTest(r *Report) string {
	if math.IsNaN(r.Float("p_value")) {
		return capital(r.Method.Title) + " is undefined for these counts."
	}
	text := capital(r.Method.Title) + " gives "
	if r.Has("statistic") {
		text += "the statistic " + significant(r.Float("statistic"))
		if r.Has("df") {
			text += " with " + degrees(int(r.Float("df")))
		}
		text += ", "
	}
	return text + pText(r.Float("p_value")) + "."
}

func sayExactTest(r *Report) string {
	return fmt.Sprintf("%s gives %s, two-sided (%s for as few or fewer, %s for as many or more).", capital(r.Method.Title),
		pText(r.Float("p_two_sided")), pText(r.Float("p_less")), pText(r.Float("p_greater")))
}

func sayPValue(r *Report) string {
	v := r.Values
	symbol := map[string]string{"t_two_sided": "t", "f": "F", "chi2": "χ²", "z_two_sided": "z", "pearson_r_two_sided": "r", "q_heterogeneity": "Q"}[r.Method.Name]
	statistic := "statistic"
	if symbol == "r" {
		statistic = "r"
	}
	with := ""
	if _, ok := v["df1"]; ok {
		with = fmt.Sprintf("(%s, %s)", amount(v.number("df1")), amount(v.number("df2")))
	} else if _, ok := v["df"]; ok {
		with = fmt.Sprintf("(%s)", amount(v.number("df")))
	}
	return fmt.Sprintf("%s%s = %s, %s (%s).", symbol, with, amount(v.number(statistic)), pText(r.Float("p_value")), r.Method.Title)
}

func sayFromCI(r *Report) string {
	v := r.Values
	return fmt.Sprintf("An estimate of %s with the %s confidence interval %s to %s has z = %s, %s (%s).", amount(v.number("estimate")),
		levelText(v.level()), amount(v.number("lower")), amount(v.number("upper")), significant(r.Float("z")), pText(r.Float("p_value")), r.Method.Title)
}
