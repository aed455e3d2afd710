package figures

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// facts are the numbers and dates that the words of a figure may state: those of its rows and
// statistics, and what can be counted in it.
type facts struct {
	values []fact
	years  map[int]bool
	days   map[quantity.Day]bool
	later  []words // what is to be checked when all facts are known
}

type fact struct {
	name     string
	evidence number.Evidence
	rough    float64
}

func (f *facts) put(name string, e number.Evidence) {
	v := fact{name: name, evidence: e}
	switch {
	case e.Value != nil:
		v.rough, _ = e.Value.Float64()
	case e.Set.Lo != nil:
		v.rough, _ = e.Set.Lo.Float64()
	case e.Set.Hi != nil:
		v.rough, _ = e.Set.Hi.Float64()
	default:
		return
	}
	f.values = append(f.values, v)
	if v.rough < 0 { // "fell by 48.7%"
		v.evidence, v.rough = e.Scale(big.NewRat(-1, 1)), -v.rough
		f.values = append(f.values, v)
	}
}

func (f *facts) add(r *big.Rat) { f.put("", number.Exactly(r)) }

func (f *facts) count(n int) { f.add(big.NewRat(int64(n), 1)) }

// share adds a part of a whole in percent, as labels print it.
func (f *facts) share(part, whole int) { f.add(big.NewRat(int64(part)*100, int64(whole))) }

func (f *facts) observation(o *datasets.Observation) {
	if o.HasValue {
		f.put(o.ID, number.Exactly(o.Value.Rat()))
	}
	if set := o.Interval(); set.Lo != nil || set.Hi != nil {
		f.put(o.ID, number.Evidence{Set: set})
	}
	for _, d := range []*number.Decimal{o.Low, o.High, o.Numerator, o.Denominator} {
		if d != nil {
			f.put(o.ID, number.Exactly(d.Rat()))
		}
	}
	f.period(o.Period)
	if o.Source != nil {
		f.date(o.Source.Date)
	}
	f.date(o.Published)
	if o.Unit.Per > 100 { // "per 100,000 inhabitants"
		f.add(big.NewRat(o.Unit.Per, 1))
	}
	f.quoted(o.ID, o.AsReported)
	if label, ok := o.Cell("label"); ok {
		f.quoted(o.ID, label)
	}
}

// quoted takes over the numbers of a row's own words.
func (f *facts) quoted(name, text string) {
	for _, q := range quantity.Scan(nil, text) {
		switch {
		case q.Kind == quantity.Date || q.Kind == quantity.Year || q.Den != 0 || q.Vague:
		case q.Ranged:
			f.put(name, number.Exactly(q.Low.Rat()))
			f.put(name, number.Exactly(q.High.Rat()))
		default:
			f.put(name, number.Exactly(q.Value.Rat()))
		}
	}
}

func (f *facts) result(r *statistic.Result) {
	f.put(r.ID, r.Evidence())
	if r.Unit.Per > 100 {
		f.add(big.NewRat(r.Unit.Per, 1))
	}
}

// date takes over the date of a source.
func (f *facts) date(s string) {
	if p, err := datasets.ParsePeriod(s); err == nil {
		f.period(p)
	}
}

func (f *facts) period(p datasets.Period) {
	if f.years == nil {
		f.years, f.days = map[int]bool{}, map[quantity.Day]bool{}
	}
	if !p.Stated {
		return
	}
	for i, d := range []datasets.Day{p.From, p.To} {
		if i == 0 && p.OpenStart || i == 1 && p.OpenEnd {
			continue
		}
		y, m, day := d.Date()
		f.years[y] = true
		f.days[quantity.Day{Year: y, Month: m}] = true
		f.days[quantity.Day{Month: m}] = true
		f.days[quantity.Day{Year: y, Month: m, Day: day}] = true
		f.days[quantity.Day{Month: m, Day: day}] = true
	}
}

// counts adds how many rows, series, events and sources there are.
func (f *facts) counts(r *resolver) {
	sources := map[string]bool{}
	for _, d := range r.fig.Data {
		for _, c := range d.Sources {
			sources[c.ID] = true
		}
	}
	c := r.chart
	for _, n := range []int{len(r.fig.Data), len(sources), len(c.Series), len(c.Rows), len(c.Categories), len(c.Events), len(c.Panels)} {
		f.count(n)
	}
}

// An unborne number is one that words state and no fact bears out.
type unborne struct{ text, nearest string }

// unsupported returns the numbers of a text, written in digits, that no fact bears out.
func (f *facts) unsupported(text, lang string) []unborne {
	if base, _, _ := strings.Cut(lang, "-"); base != "en" {
		return f.unsupportedDigits(text)
	}
	var out []unborne
	for _, q := range quantity.Scan(nil, text) {
		if q.Spelled || f.bears(&q) {
			continue
		}
		v := q.Value.Float64()
		if q.Ranged {
			v = q.Low.Float64()
		}
		out = append(out, unborne{text[q.NumStart:q.NumEnd], f.nearest(v)})
	}
	return out
}

// bears says whether some fact bears a quantity out.
func (f *facts) bears(q *quantity.Quantity) bool {
	switch q.Kind {
	case quantity.Ordinal, quantity.Identifier, quantity.Time:
		return true
	case quantity.Date, quantity.Year:
		return f.dated(q.From) && (q.To == quantity.Day{} || f.dated(q.To))
	}
	c := number.Claimed{Value: q.Value, Low: q.Low, High: q.High, Ranged: q.Ranged, Vague: q.Vague, Hedge: q.Hedge, Num: q.Num, Den: q.Den}
	for i := range f.values {
		e := f.values[i].evidence
		if q.Den > 0 {
			e = e.Scale(big.NewRat(1, 100)) // shares are drawn in percent
		} else if !near(q, f.values[i].rough) {
			continue
		}
		if c.Judge(e, number.DefaultTolerances).Verdict == number.Supported {
			return true
		}
	}
	// Two numbers of a range may be two facts: "from 27% to 87%".
	if q.Ranged && !q.Vague {
		return f.value(q.Low) && f.value(q.High)
	}
	return false
}

func (f *facts) value(d number.Decimal) bool {
	c := number.Claimed{Value: d}
	for i := range f.values {
		if c.Judge(f.values[i].evidence, number.DefaultTolerances).Verdict == number.Supported {
			return true
		}
	}
	return false
}

// near spares exact arithmetic for facts that are far from a number.
func near(q *quantity.Quantity, rough float64) bool {
	if q.Ranged || q.Hedge != number.None {
		return true
	}
	v := q.Value.Float64()
	return rough >= v*0.8-1 && rough <= v*1.25+1 || v < 0
}

func (f *facts) dated(d quantity.Day) bool {
	if d.Month == 0 && d.Day == 0 {
		return f.years[d.Year]
	}
	return f.days[d]
}

func (f *facts) nearest(v float64) string {
	best, name := 0.0, ""
	for _, x := range f.values {
		if d := abs(x.rough - v); x.name != "" && (name == "" || d < best) {
			best, name = d, fmt.Sprintf(" (nearest: %s of %s)", strconv.FormatFloat(x.rough, 'g', 6, 64), x.name)
		}
	}
	return name
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

// unsupportedDigits checks the digits of a text in any language: numbers with either decimal sign,
// with or without marks between thousands, in the digits of any script.
func (f *facts) unsupportedDigits(text string) []unborne {
	var out []unborne
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if digit(runes[i]) < 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && (digit(runes[end]) >= 0 || separator(runes[end]) && end+1 < len(runes) && digit(runes[end+1]) >= 0) {
			end++
		}
		if readings := readings(runes[i:end]); !f.anyOf(readings) {
			v := 0.0
			if len(readings) > 0 {
				v = readings[0].Float64()
			}
			out = append(out, unborne{string(runes[i:end]), f.nearest(v)})
		}
		i = end
	}
	return out
}

// anyOf says whether a fact bears out one of the readings, as it stands or as so many thousands,
// ten thousands, millions, hundred millions or milliards.
func (f *facts) anyOf(readings []number.Decimal) bool {
	for _, d := range readings {
		if n, ok := d.Coefficient(); ok && d.Place() == 0 && f.years[int(n)] {
			return true
		}
		for _, scale := range []int{0, 3, 4, 6, 8, 9} {
			if f.value(d.Scale(scale)) {
				return true
			}
		}
	}
	return false
}

// digit returns the value of a decimal digit of any script, or -1.
func digit(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	if r < 0x600 || !unicode.Is(unicode.Nd, r) {
		return -1
	}
	zero := r
	for zero > r-9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return int(r - zero)
}

func separator(r rune) bool { return strings.ContainsRune(".,'’·٫٬\u00a0\u202f\u2009", r) }

// readings are the numbers that digits with separators can mean: 1.234 is 1,234 and 1.234.
func readings(runes []rune) []number.Decimal {
	var digits strings.Builder
	var at []int // digits after each separator
	for _, r := range runes {
		if d := digit(r); d >= 0 {
			digits.WriteByte(byte('0' + d))
			for i := range at {
				at[i]++
			}
		} else {
			at = append(at, 0)
		}
	}
	s := digits.String()
	if len(s) > number.MaxDigits {
		return nil
	}
	if len(at) == 0 {
		return []number.Decimal{number.FromDigits(s, 0)}
	}
	var out []number.Decimal
	grouped := true // every separator stands before a multiple of three digits
	for _, n := range at[:len(at)-1] {
		grouped = grouped && (n%3 == 0 || (n-at[len(at)-1])%3 == 0)
	}
	last := at[len(at)-1]
	if grouped && last%3 == 0 {
		out = append(out, number.FromDigits(s, 0))
	}
	return append(out, number.FromDigits(s, -last))
}
