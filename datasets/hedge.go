package datasets

import (
	"strings"

	"recount/analysis/number"
)

// hedgeWords are the words of SEMANTICS, "Hedges", that a qualifier column may hold.
var hedgeWords = map[string]number.Hedge{
	"": number.None, "none": number.None, "exact": number.None, "exactly": number.None,
	"about": number.Approx, "around": number.Approx, "roughly": number.Approx, "approximately": number.Approx, "approx": number.Approx,
	"approx.": number.Approx, "some": number.Approx, "circa": number.Approx, "ca.": number.Approx, "c.": number.Approx,
	"an estimated": number.Approx, "estimated": number.Approx, "~": number.Approx, "or so": number.Approx,
	"nearly": number.Nearly, "almost": number.Nearly, "just under": number.Nearly, "close to": number.Nearly, "approaching": number.Nearly,
	"just over": number.JustOver, "slightly more than": number.JustOver, "a little over": number.JustOver, "slightly over": number.JustOver,
	"more than": number.MoreThan, "over": number.MoreThan, "above": number.MoreThan, "exceeding": number.MoreThan, "upwards of": number.MoreThan,
	"at least": number.AtLeast, "no fewer than": number.AtLeast, "no less than": number.AtLeast, "not less than": number.AtLeast,
	"or more": number.AtLeast, "minimum": number.AtLeast, "a minimum of": number.AtLeast,
	"less than": number.LessThan, "fewer than": number.LessThan, "under": number.LessThan, "below": number.LessThan,
	"at most": number.AtMost, "no more than": number.AtMost, "up to": number.AtMost, "as many as": number.AtMost, "maximum": number.AtMost,
	"between": number.Range, "range": number.Range, "from to": number.Range, "to": number.Range,
	"dozens": number.Range, "hundreds": number.Range, "thousands": number.Range, "tens of thousands": number.Range,
	"hundreds of thousands": number.Range, "millions": number.Range, "several": number.Range, "a few": number.Range, "scores": number.Range,
}

// ParseHedge reads the word of a qualifier column: a hedge of SEMANTICS as a text writes it, or its name
// in JSON (more_than). Empty is none.
func ParseHedge(s string) (number.Hedge, error) {
	word := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " "))
	if h, ok := hedgeWords[word]; ok {
		return h, nil
	}
	return number.None, slipOf(s, "is no qualifier", "; want a word such as about, nearly, more than, at least, up to, between, or nothing", func() []string { return sortedKeys(hedgeWords) })
}

// A PeriodKind says how a figure stands to its period.
type PeriodKind string

// The period kinds of DESIGN, "Observation tables".
const (
	During PeriodKind = "during"  // the figure is of the period: events in it, the state in it
	Total  PeriodKind = "total"   // cumulative to its end
	FromTo PeriodKind = "from_to" // a change between its two ends
	Within PeriodKind = "within"  // at some time in it
)

var periodKinds = []string{"during", "total", "from_to", "within"}

func parsePeriodKind(s string) (PeriodKind, error) {
	switch k := PeriodKind(s); k {
	case During, Total, FromTo, Within:
		return k, nil
	case "":
		return During, nil
	}
	return "", slipOf(s, "is no period kind", "; want during, total, from_to or within", fixed(periodKinds))
}

// operations are those of statistics.yaml that a source may have computed, with the words reports use.
var operations = []string{"value", "ratio", "difference", "change", "share", "complement", "sum", "rate", "trend", "duration", "rank", "average"}

func checkOperation(s string) error {
	if !contains(operations, s) {
		return slipOf(s, "is no operation", "; want "+strings.Join(operations, ", "), fixed(operations))
	}
	return nil
}
