package statistic

import (
	"fmt"
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
)

// Of returns the quantity that an observation gives: its interval, and its value where that is one
// number and not hedged. What is "about 40" or "more than 40" is a set without a best value (SEMANTICS,
// "Evidence"). An event has no quantity; its date is DateOf its period.
func Of(o *datasets.Observation) Quantity {
	q := Quantity{Interval: o.Interval(), Unit: o.Unit}
	if !o.HasValue || o.Qualifier != number.None {
		return q
	}
	v := o.Value.Rat()
	if q.Interval.IsPoint() {
		return Known(v, o.Unit)
	}
	if q.Interval.Contains(v) {
		q.Value = v
	}
	return q
}

// isDate says whether an observation is an event, whose value is its period.
func isDate(o *datasets.Observation) bool {
	return o.Unit.Class == datasets.DateUnit || o.Measure.Kind == "date"
}

// leafText writes an observation's number as it stands in a formula: 32.10, about 1,000, (12.3 to 12.7).
func leafText(o *datasets.Observation) string {
	switch {
	case isDate(o):
		return grouped(DateText(o.Period))
	case !o.HasValue || o.Qualifier == number.Range:
		return grouped(endsText(o.Interval(), func(r *big.Rat, _ bool) string {
			return format(r, placeOf(r)) + percentSign(o.Unit)
		}))
	}
	return leafHedge(o) + number.Group(o.Value.String()) + percentSign(o.Unit)
}

// grouped puts a text of two ends in brackets, so that it reads as one number among signs.
func grouped(text string) string {
	if strings.Contains(text, " to ") {
		return "(" + text + ")"
	}
	return text
}

func leafHedge(o *datasets.Observation) string {
	if o.Qualifier == number.None {
		return ""
	}
	if word := strings.ReplaceAll(o.HedgeWord, "_", " "); !strings.HasPrefix(word, "approx") {
		return word + " "
	}
	return hedgeWords(o.Qualifier)
}

// leafPlace is the place of the last digit of an observation's number.
func leafPlace(o *datasets.Observation) int {
	if o.HasValue {
		return o.Value.Place()
	}
	place := 0
	for _, d := range []*number.Decimal{o.Low, o.High} {
		if d != nil {
			place = min(place, d.Place())
		}
	}
	return place
}

// percentSign is the sign that a percentage carries inside a formula.
func percentSign(u datasets.Unit) string {
	if isPercent(u) {
		return "%"
	}
	return ""
}

func isPercent(u datasets.Unit) bool {
	return u.Class == datasets.FractionUnit && u.Per == 100 && u.Noun == ""
}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// DateText writes a period for people: 28 May 2022, May 2014, 2018, 2010 to 2019.
func DateText(p datasets.Period) string {
	iso := p.String()
	from, to, two := strings.Cut(iso, "/")
	if two && p.Precision != datasets.ToSplitYear {
		switch {
		case from == "..":
			return "until " + dayText(to)
		case to == "..":
			return "since " + dayText(from)
		}
		return dayText(from) + " to " + dayText(to)
	}
	return dayText(iso)
}

func dayText(iso string) string {
	var y, m, d int
	switch n, _ := fmt.Sscanf(iso, "%4d-%2d-%2d", &y, &m, &d); {
	case n == 3 && len(iso) == 10:
		return fmt.Sprintf("%d %s %d", d, monthNames[m-1], y)
	case n == 2 && len(iso) == 7:
		return fmt.Sprintf("%s %d", monthNames[m-1], y)
	}
	return iso
}
