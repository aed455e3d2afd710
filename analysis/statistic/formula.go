package statistic

import (
	"fmt"
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
)

// Formula writes how the statistic comes out of its inputs, for people:
// 243 ÷ 32.1 = 7.57, between 7.54 and 7.60 given the rounding.
func (r *Result) Formula() string {
	head := r.expression()
	if r.Op == AttainableOf {
		return head + r.attained()
	}
	switch {
	case r.Value == nil && r.Op == Value:
		return amountOf(head, r.Unit)
	case r.Value == nil:
		return head + ": " + amountOf(r.span(), r.formulaUnit())
	}
	text := head + " = " + amount(format(r.Value, r.digits().value), r.formulaUnit())
	if r.Op == Value {
		text = amountOf(head, r.Unit)
	}
	if r.Interval.IsPoint() || r.digits().settled(r.Quantity) {
		return text
	}
	return text + ", " + r.digits().span(r.Quantity) + r.because()
}

// FormulaASCII is Formula with the signs that programs read: / * -.
func (r *Result) FormulaASCII() string { return asciiSigns.Replace(r.Formula()) }

var asciiSigns = strings.NewReplacer("÷", "/", "×", "*", "−", "-", "–", "-", "…", "...", "→", "->")

// because says what leaves the interval open.
func (r *Result) because() string {
	for _, i := range r.Observations {
		o := r.set.used[i]
		switch {
		case isDate(o):
			return " as the dates are known"
		case o.Low != nil || o.High != nil || o.Qualifier != number.None:
			return " given what the inputs leave open"
		}
	}
	return " given the rounding"
}

// formulaUnit is the unit after the result of a formula; that of a ratio goes without saying.
func (r *Result) formulaUnit() datasets.Unit {
	if r.Op == RatioOf {
		return datasets.Unit{}
	}
	return r.Unit
}

// span prints the interval. Ends that a share has only because it lies between 0 and 100 percent, where its
// inputs have none, are left out: at least 6%, not 6% to 100%.
func (r *Result) span() string {
	q := r.Quantity
	if r.Op == ShareOf && r.unbounded() {
		if q.Interval.Lo != nil && q.Interval.Lo.Sign() == 0 && q.Interval.Hi.Cmp(hundred) < 0 {
			q.Interval.Lo = nil
		}
		if q.Interval.Hi.Cmp(hundred) == 0 && q.Interval.Lo != nil && q.Interval.Lo.Sign() > 0 {
			q.Interval.Hi = nil
		}
	}
	return r.digits().span(q)
}

func (r *Result) unbounded() bool {
	for _, role := range r.expr.args {
		for _, a := range role {
			if a.q.Interval.Lo == nil || a.q.Interval.Hi == nil {
				return true
			}
		}
	}
	return false
}

// amountOf adds the unit to a text whose numbers carry the percent sign already.
func amountOf(text string, u datasets.Unit) string {
	if isPercent(u) {
		return text
	}
	return amount(text, u)
}

// attained ends the formula of an attainable count: = 17.33, so 17 or 18 persons.
func (r *Result) attained() string {
	group := r.expr.args[0][0].q.Value
	exact := new(big.Rat).Mul(r.spec.fraction, group)
	counts := amount(r.counts(), r.Unit)
	if exact.IsInt() && r.spec.hedge == number.None {
		return " = " + counts
	}
	return " = " + format(exact, trimmed(number.FromRat(exact, -2).Rat(), -2)) + ", so " + counts
}

// expression writes the operation over its arguments.
func (r *Result) expression() string {
	switch r.Op {
	case TrendOf, InterruptedSeriesOf:
		return r.seriesText()
	case StandardisedRateOf:
		return fmt.Sprintf("the sum of standard × events ÷ at risk over %d groups, per %s", len(r.strata[0]), format(big.NewRat(r.spec.per, 1), 0))
	}
	var args [][]string
	i := 0
	units := r.mixedUnits()
	for _, role := range r.expr.args {
		var texts []string
		for range role {
			texts = append(texts, r.inputText(r.Inputs[i], units))
			i++
		}
		args = append(args, texts)
	}
	if r.Op == ComplementOf {
		args = append(args, []string{format(big.NewRat(r.Unit.Per, 1), 0) + percentSign(r.Unit)})
	}
	return r.spec.expression(args)
}

// seriesText says what a line was fitted to.
func (r *Result) seriesText() string {
	points, err := r.points()
	if err != nil || len(points) == 0 {
		return r.Op.String()
	}
	first, last := points[0].year, points[len(points)-1].year
	switch {
	case r.Op == InterruptedSeriesOf:
		for _, p := range r.Parts {
			if p.Name == r.spec.shown() {
				return fmt.Sprintf("%s, of a line through %d to %d and another through %d to %d", p.Title, first, r.spec.cut-1, r.spec.cut, last)
			}
		}
	case len(points) == 2:
		return fmt.Sprintf("(%s ÷ %s)^(1/%d) − 1", r.pointText(last), r.pointText(first), last-first)
	}
	return fmt.Sprintf("annual change of %d values, %d to %d, by a line through their logarithms", len(points), first, last)
}

func (r *Result) pointText(year int) string {
	for _, in := range r.Inputs {
		o := r.set.used[in.Observation]
		if y, ok := o.Period.Year(); ok && y == year {
			return leafText(o)
		}
	}
	return ""
}

// mixedUnits says whether inputs that are added or compared have different units, so that each is shown with its own.
func (r *Result) mixedUnits() bool {
	if r.Op == RateOf {
		return false
	}
	var first *expr
	for _, role := range r.expr.args {
		for _, a := range role {
			if first == nil {
				first = a
			}
			u, v := first.q.Unit, a.q.Unit
			if u.Ten != v.Ten || u.Per != v.Per || u.Class != datasets.CountUnit && u.Class != datasets.FractionUnit && u.Name != v.Name {
				return true
			}
		}
	}
	return false
}

// inputText writes one input. A computed one is shown with two digits more than it would be by itself, so
// that the formula can be followed on a calculator.
func (r *Result) inputText(in Input, withUnit bool) string {
	if in.Statistic == "" {
		o := r.set.used[in.Observation]
		text := leafText(o)
		if withUnit && percentSign(o.Unit) == "" && !isDate(o) {
			text = amount(text, o.Unit)
		}
		return text
	}
	other := r.set.Get(in.Statistic)
	text := ""
	switch {
	case other.Value == nil:
		text = "(" + strings.NewReplacer("between ", "", " and ", " to ").Replace(other.span()) + ")"
	case endsAt(other.Value, other.digits().value):
		text = format(other.Value, other.digits().value) + percentSign(other.Unit)
	default:
		text = format(other.Value, other.digits().value-innerDigits) + percentSign(other.Unit)
	}
	if withUnit && percentSign(other.Unit) == "" {
		text = amount(text, other.Unit)
	}
	return text
}

// expression writes an operation over the texts of its arguments as people write it: 243 ÷ 32.1.
func (s *spec) expression(args [][]string) string {
	switch s.op {
	case Value:
		return args[0][0]
	case RatioOf:
		return args[0][0] + " ÷ " + args[1][0]
	case ChangeOf:
		return "(" + args[1][0] + " − " + args[0][0] + ") ÷ " + args[0][0]
	case DifferenceOf:
		return args[1][0] + " − " + args[0][0]
	case ShareOf:
		if len(args[0]) > 1 {
			return "(" + total(args[0]) + ") ÷ " + args[1][0]
		}
		return args[0][0] + " ÷ " + args[1][0]
	case ComplementOf: // the whole, 100%, is written as a second argument
		return args[1][0] + " − " + args[0][0]
	case SumOf:
		return total(args[0])
	case RateOf:
		if s.per == 1 {
			return args[0][0] + " ÷ " + args[1][0]
		}
		return args[0][0] + " ÷ " + args[1][0] + " × " + format(big.NewRat(s.per, 1), 0)
	case DurationOf:
		return "from " + args[0][0] + " to " + args[1][0]
	case AttainableOf:
		return hedgeWords(s.hedge) + s.fraction.RatString() + " × " + args[0][0]
	}
	return s.op.String()
}

// shownTerms bounds the terms of a sum that a formula spells out.
const shownTerms = 12

func total(terms []string) string {
	if len(terms) > shownTerms {
		return fmt.Sprintf("%s + … (%d terms) … + %s", strings.Join(terms[:3], " + "), len(terms), terms[len(terms)-1])
	}
	return strings.Join(terms, " + ")
}
