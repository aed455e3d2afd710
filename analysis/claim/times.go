package claim

import (
	"fmt"

	"recount/analysis/claim/internal/words"
	"recount/analysis/quantity"
	"recount/datasets"
)

// A role says how a sentence uses a point in time.
type role uint8

const (
	inTime role = iota // in 2018
	start              // from 2015, since 2016, between 2015 …
	finish             // to 2019, by 2023, … and 2023
)

// A timeAt is one period that a sentence names.
type timeAt struct {
	period   datasets.Period
	from, to int // tokens
	role     role
	since    bool // "since 2016", "after 2018": open to the right
	span     bool // "from 2015 to 2019", written as one
	byOnly   bool // "by 2023" without a start
	lasting  bool // the beginning of "the five years to 2018": of a change 2013, of a sum 2014
}

// times lists the periods a sentence names, in order.
func (s *sentence) times(dst []timeAt, qs []quantity.Quantity, carried int) []timeAt {
	for k, qi := range s.quants {
		q := qs[qi]
		if q.Kind != quantity.Year && q.Kind != quantity.Date {
			continue
		}
		if q.From.Year == 0 {
			q.From.Year = s.yearFor(k, qs, carried)
		}
		if q.To.Year == 0 && q.To.Month > 0 {
			q.To.Year = q.From.Year
		}
		if q.From.Year == 0 {
			continue
		}
		t := timeAt{from: s.at[k], to: s.tokenAt(q.End - 1)}
		from, okFrom := period(q.From)
		_, okTo := period(q.To)
		switch {
		case okFrom && okTo && q.To != (quantity.Day{}):
			p, err := datasets.ParsePeriod(iso(q.From) + "/" + iso(q.To))
			if err != nil {
				continue
			}
			t.period, t.span = p, true
			if q.To.Year == q.From.Year+1 && q.To.Month == 0 && q.NumEnd-q.NumStart <= 7 {
				if p, err := datasets.ParsePeriod(fmt.Sprintf("%04d/%02d", q.From.Year, q.To.Year%100)); err == nil {
					t.period, t.span = p, false // 2020/21, 2020–21: a school or fiscal year
				}
			}
		case okFrom:
			t.period = from
		default:
			continue
		}
		s.roleOf(&t, dst)
		if begin, ok := s.yearsTo(t); ok {
			dst = append(dst, begin)
			t.role = finish
		}
		dst = append(dst, t)
	}
	if len(dst) == 0 && carried > 0 {
		if p, ok := period(quantity.Day{Year: carried}); ok {
			anchored := s.relativeTimes([]timeAt{{period: p, from: -1, to: -1}})
			if len(anchored) == 2 && s.clause[anchored[1].from] > 0 && anchored[1].role == start {
				anchored[0].from, anchored[0].to = 0, 0 // "it went to 86,655, against 8,136 the year before": the first is of the year told before
				return append(dst, anchored...)
			}
			return append(dst, anchored[1:]...)
		}
	}
	return s.relativeTimes(dst)
}

// yearsTo is the beginning of a stretch that is told by its length and its end: "in the nine years to 2024", "the
// decade to 2024".
func (s *sentence) yearsTo(t timeAt) (timeAt, bool) {
	i := t.from - 1
	if w := s.lower(i); w != "to" && w != "ending" && w != "until" {
		return t, false
	}
	n := 0
	switch s.lower(i - 1) {
	case "years":
		n = smallNumbers[s.lower(i-2)]
	case "decade":
		n = 10
	case "decades":
		n = 10 * smallNumbers[s.lower(i-2)]
	case "year":
		n = 1
	}
	p, ok := shift(t.period, -n)
	return timeAt{period: p, from: i - 2, to: i - 1, role: start, lasting: true}, ok && n > 0
}

// yearFor is the year of a date that is written without one: that of the next date of the sentence, of the
// last one, or of the text before.
func (s *sentence) yearFor(k int, qs []quantity.Quantity, carried int) int {
	for j := k + 1; j < len(s.quants); j++ {
		if q := &qs[s.quants[j]]; (q.Kind == quantity.Date || q.Kind == quantity.Year) && q.From.Year > 0 {
			return q.From.Year
		}
	}
	for j := k - 1; j >= 0; j-- {
		if q := &qs[s.quants[j]]; (q.Kind == quantity.Date || q.Kind == quantity.Year) && q.From.Year > 0 {
			return q.From.Year
		}
	}
	return carried
}

// roleOf reads the preposition before a period.
func (s *sentence) roleOf(t *timeAt, before []timeAt) {
	i := t.from - 1
	for i >= 0 && (monthNames[s.lower(i)] || s.lower(i) == "the" || s.lower(i) == "year" || s.lower(i) == "early" || s.lower(i) == "late" || s.lower(i) == "mid" ||
		s.lower(i) == "end" || s.lower(i) == "of" || s.tokens[i].Stem == "-" || s.lower(i) == "start" || s.lower(i) == "beginning") {
		i--
	}
	switch s.lower(i) {
	case "from", "between":
		t.role = start
	case "since", "after":
		t.role, t.since = start, true
	case "before":
		t.before()
	case "to":
		t.role = finish
		if s.lower(i-1) == "prior" {
			t.before()
		}
	case "until", "till", "through", "by":
		t.role = finish
		t.byOnly = s.lower(i) == "by"
	case "and":
		if n := len(before); n > 0 && before[n-1].role == start && !before[n-1].since {
			t.role = finish
		}
	}
	if len(before) > 0 && s.tokens[max(t.from-1, 0)].Mark && (s.tokens[max(t.from-1, 0)].Stem == "–" || s.tokens[max(t.from-1, 0)].Stem == "-") && before[len(before)-1].to >= t.from-2 {
		t.role = finish
		before[len(before)-1].role = start
	}
}

// before turns "before 2017" into all that lies before it.
func (t *timeAt) before() {
	y, _, _ := t.period.From.Date()
	if p, err := datasets.ParsePeriod(fmt.Sprintf("../%04d", y-1)); err == nil && t.period.Precision == datasets.ToYear {
		t.period, t.role = p, inTime
	}
}

var monthNames = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true,
	"august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true}

// relativeTimes adds the periods said by reference to another: "a year earlier", "the previous year".
func (s *sentence) relativeTimes(ts []timeAt) []timeAt {
	if len(ts) == 0 {
		return ts
	}
	anchor := ts[len(ts)-1]
	for i := range s.tokens {
		back := s.yearsBack(i)
		if back == 0 {
			continue
		}
		for _, t := range ts { // the nearest period written before the phrase, else the last
			if t.from < i {
				anchor = t
			}
		}
		if p, ok := shift(anchor.period, -back); ok {
			r := start
			if back < 0 {
				r = finish
			}
			ts = append(ts, timeAt{period: p, from: i, to: min(i+2, len(s.tokens)-1), role: r})
		}
	}
	return ts
}

// yearsBack reads a reference to another year at token i: how many years it lies before the one referred to, less
// than none for one that lies after it, and 0 where there is none. "Two years earlier", "a decade later", "the
// previous year", "three years before".
func (s *sentence) yearsBack(i int) int {
	n := 0
	switch w := s.lower(i); w {
	case "the":
		switch next := s.lower(i + 1); {
		case s.lower(i+2) == "year" && (next == "previous" || next == "preceding" || next == "prior"), next == "year" && s.lower(i+2) == "before":
			return 1
		case s.lower(i+2) == "year" && (next == "following" || next == "next"):
			return -1
		}
		return 0
	case "a", "an":
		n = 1
	default:
		n = smallNumbers[w]
	}
	switch s.lower(i + 1) {
	case "year", "years":
	case "decade", "decades":
		n *= 10
	default:
		return 0
	}
	switch s.lower(i + 2) {
	case "earlier", "before", "previously", "ago":
		return n
	case "later", "on", "after", "afterwards":
		if w := s.lower(i + 3); s.lower(i+2) == "later" || w == "" || !s.tokens[i+3].Number && s.lower(i+2) != "on" && s.tokens[i+3].Mark || s.lower(i+2) == "on" && (s.tokens[i+3].Mark || words.Function(w)) {
			return -n
		}
	}
	return 0
}

// smallNumbers are the numbers by which years are counted back and forth.
var smallNumbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "10": 10, "11": 11, "12": 12, "15": 15, "20": 20, "fifteen": 15, "twenty": 20}

// shift moves a year, a school year or a month of a year by whole years.
func shift(p datasets.Period, years int) (datasets.Period, bool) {
	if !p.Stated || p.OpenStart || p.OpenEnd {
		return p, false
	}
	y, m, _ := p.From.Date()
	var text string
	switch p.Precision {
	case datasets.ToYear:
		text = fmt.Sprintf("%04d", y+years)
	case datasets.ToSplitYear:
		text = fmt.Sprintf("%04d/%02d", y+years, (y+years+1)%100)
	case datasets.ToMonth:
		text = fmt.Sprintf("%04d-%02d", y+years, m)
	default:
		return p, false
	}
	q, err := datasets.ParsePeriod(text)
	return q, err == nil
}

func period(d quantity.Day) (datasets.Period, bool) {
	if d.Year == 0 {
		return datasets.Period{}, false
	}
	p, err := datasets.ParsePeriod(iso(d))
	return p, err == nil
}

// iso prints a date as far as it is written.
func iso(d quantity.Day) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// run is the stretch of time from one period named to another, where the number counts what happened in it:
// "from January to April 2023", "between 2015 and 2019".
func (sc *scope) run(a *ask) (datasets.Period, bool) {
	if len(sc.times) == 0 || a.levelFrom || a.levelTo || a.op != opLevel {
		return datasets.Period{}, false
	}
	nearest, _ := sc.timeFor(a)
	for i, t := range sc.times {
		if t.from != nearest.from && !(i+1 < len(sc.times) && sc.times[i+1].from == nearest.from) {
			continue // another time stands nearer to the number
		}
		if t.span {
			return t.period, true
		}
		if i+1 < len(sc.times) && t.role == start && !t.since && sc.times[i+1].role == finish && t.period.Compare(sc.times[i+1].period) < 0 {
			if first, ok := shift(t.period, 1); t.lasting && ok {
				t.period = first
			}
			return datasets.PeriodBetween(t.period.From, sc.times[i+1].period.To), true
		}
	}
	return datasets.Period{}, false
}
