package datasets

import (
	"fmt"
	"strings"
)

// A Precision says how much of a date is written.
type Precision uint8

// The precisions, from the finest. A split year is a school, fiscal or crop year that spans two
// calendar years and whose first day is not stated.
const (
	ToDay Precision = iota
	ToMonth
	ToQuarter
	ToYear
	ToSplitYear
)

var precisionNames = [...]string{"day", "month", "quarter", "year", "split year"}

func (p Precision) String() string { return precisionNames[p] }

// A Period runs from one day to another, both included. The zero Period is not stated.
//
// Periods that are written alike compare with == and serve as map keys; Equal looks at the days alone.
type Period struct {
	From, To   Day       // meaningful unless open
	Precision  Precision // of the coarser end: 2018 is a year, 2018-03/2018-05 are months
	Stated     bool
	OpenStart  bool // ../2016
	OpenEnd    bool // 2016/..
	fromAs     Precision
	toAs       Precision
	isInterval bool
}

// ParsePeriod reads YYYY, YYYY-MM, YYYY-MM-DD, a quarter (2018-Q3), a school or fiscal year (2020/21),
// two of them with a slash between (2010/2019, both included), or one and an open end (2016/.., ../2016).
// Empty text is the period that is not stated.
func ParsePeriod(s string) (Period, error) {
	if s == "" {
		return Period{}, nil
	}
	if p, ok := parseOnePeriod(s); ok {
		return p, nil
	}
	from, to, slash := strings.Cut(s, "/")
	if !slash {
		return Period{}, badPeriod(s)
	}
	return parseInterval(s, from, to)
}

func parseInterval(s, from, to string) (Period, error) {
	p := Period{Stated: true, isInterval: true}
	if from == ".." {
		p.OpenStart = true
	} else if a, ok := parseOnePeriod(from); ok {
		p.From, p.fromAs = a.From, a.Precision
	} else {
		return Period{}, badPeriod(s)
	}
	if to == ".." {
		p.OpenEnd = true
	} else if b, ok := parseOnePeriod(to); ok {
		p.To, p.toAs = b.To, b.Precision
	} else {
		return Period{}, badPeriod(s)
	}
	p.Precision = max(p.fromAs, p.toAs)
	if p.OpenStart && p.OpenEnd {
		return Period{}, fmt.Errorf("%q is open at both ends: leave it empty if no period is stated", clip(s))
	}
	if !p.OpenStart && !p.OpenEnd && p.From > p.To {
		return Period{}, fmt.Errorf("period %q ends before it begins", clip(s))
	}
	return p, nil
}

func badPeriod(s string) error {
	return fmt.Errorf("%q is not a period: want YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Q1, a school year as 2020/21, or two with a slash between (2010/2019)", clip(s))
}

// parseOnePeriod reads a day, month, quarter, year or split year.
func parseOnePeriod(s string) (Period, bool) {
	year, ok := digitsAt(s, 0, 4)
	if !ok {
		return Period{}, false
	}
	rest := s[4:]
	switch {
	case rest == "":
		return yearPeriod(year)
	case rest[0] == '/':
		second, ok := digitsAt(rest, 1, 2)
		if !ok || len(rest) != 3 || (year+1)%100 != second {
			return Period{}, false
		}
		return splitYear(year)
	case len(rest) == 3 && rest[0] == '-' && rest[1] == 'Q' && rest[2] >= '1' && rest[2] <= '4':
		return quarterPeriod(year, int(rest[2]-'0'))
	}
	month, ok := digitsAt(rest, 1, 2)
	if !ok || rest[0] != '-' {
		return Period{}, false
	}
	if len(rest) == 3 {
		return monthPeriod(year, month)
	}
	day, ok := digitsAt(rest, 4, 2)
	if !ok || len(rest) != 6 || rest[3] != '-' {
		return Period{}, false
	}
	return dayPeriod(year, month, day)
}

func yearPeriod(year int) (Period, bool)         { return span(year, 1, year, 12, ToYear) }
func monthPeriod(year, month int) (Period, bool) { return span(year, month, year, month, ToMonth) }
func quarterPeriod(year, quarter int) (Period, bool) {
	return span(year, 3*quarter-2, year, 3*quarter, ToQuarter)
}

// splitYear returns the school or fiscal year that begins in year. Where in the year it begins is not
// stated, so From and To are the outermost days it can touch.
func splitYear(year int) (Period, bool) { return span(year, 1, year+1, 12, ToSplitYear) }

func dayPeriod(year, month, day int) (Period, bool) {
	d, ok := NewDay(year, month, day)
	return Period{From: d, To: d, Stated: ok}, ok
}

func span(y1, m1, y2, m2 int, as Precision) (Period, bool) {
	if m1 < 1 || m2 > 12 {
		return Period{}, false
	}
	from, ok1 := NewDay(y1, m1, 1)
	to, ok2 := NewDay(y2, m2, daysIn(y2, m2))
	return Period{From: from, To: to, Precision: as, Stated: true, fromAs: as, toAs: as}, ok1 && ok2
}

// PeriodBetween returns the period from one day to another, both included.
func PeriodBetween(from, to Day) Period {
	return Period{From: from, To: to, Stated: true, isInterval: from != to}
}

// String prints the period as ParsePeriod reads it; the period that is not stated is empty.
func (p Period) String() string {
	if !p.Stated {
		return ""
	}
	if !p.isInterval {
		return dayAs(p.From, p.Precision)
	}
	from, to := "..", ".."
	if !p.OpenStart {
		from = dayAs(p.From, p.fromAs)
	}
	if !p.OpenEnd {
		to = dayAs(p.To, p.toAs)
		if p.toAs == ToSplitYear { // its To lies in the second of the two years
			y, _, _ := p.To.Date()
			to = fmt.Sprintf("%04d/%02d", y-1, y%100)
		}
	}
	return from + "/" + to
}

func dayAs(d Day, as Precision) string {
	y, m, _ := d.Date()
	switch as {
	case ToMonth:
		return fmt.Sprintf("%04d-%02d", y, m)
	case ToQuarter:
		return fmt.Sprintf("%04d-Q%d", y, (m+2)/3)
	case ToYear:
		return fmt.Sprintf("%04d", y)
	case ToSplitYear:
		return fmt.Sprintf("%04d/%02d", y, (y+1)%100)
	}
	return d.String()
}

// Equal says whether the two periods have the same days: 2018 and 2018-01/2018-12 do, 2020/21 and
// 2020/2021 do not.
func (p Period) Equal(q Period) bool {
	if p.Stated != q.Stated || p.OpenStart != q.OpenStart || p.OpenEnd != q.OpenEnd {
		return false
	}
	if (p.Precision == ToSplitYear) != (q.Precision == ToSplitYear) {
		return false
	}
	return (p.OpenStart || p.From == q.From) && (p.OpenEnd || p.To == q.To)
}

// Contains says whether every day of q surely lies in p. Neither holds for periods not stated.
func (p Period) Contains(q Period) bool {
	if !p.Stated || !q.Stated {
		return false
	}
	if p.Precision == ToSplitYear && !p.isInterval { // its ends are not known
		return p.Equal(q)
	}
	return (p.OpenStart || !q.OpenStart && p.From <= q.From) && (p.OpenEnd || !q.OpenEnd && q.To <= p.To)
}

// Overlaps says whether the two may have a day in common.
func (p Period) Overlaps(q Period) bool {
	if !p.Stated || !q.Stated {
		return false
	}
	return (p.OpenStart || q.OpenEnd || p.From <= q.To) && (q.OpenStart || p.OpenEnd || q.From <= p.To)
}

// Year returns the year of a period that lies within one calendar year.
func (p Period) Year() (int, bool) {
	if !p.Stated || p.OpenStart || p.OpenEnd {
		return 0, false
	}
	a, _, _ := p.From.Date()
	b, _, _ := p.To.Date()
	return a, a == b
}

// Days returns the number of days, both ends included, and false if an end is open, not stated or
// not known.
func (p Period) Days() (int, bool) {
	if !p.Stated || p.OpenStart || p.OpenEnd || p.Precision == ToSplitYear {
		return 0, false
	}
	return int(p.To-p.From) + 1, true
}

// Compare orders periods in time: by first day, then by last day; open starts and periods not stated
// come first.
func (p Period) Compare(q Period) int {
	key := func(p Period) (from, to int64) {
		from, to = int64(p.From), int64(p.To)
		if p.OpenStart || !p.Stated {
			from = -1 << 40
		}
		if p.OpenEnd {
			to = 1 << 40
		}
		if !p.Stated {
			to = -1 << 40
		}
		return from, to
	}
	a1, b1 := key(p)
	a2, b2 := key(q)
	switch {
	case a1 != a2:
		return sign(a1 - a2)
	case b1 != b2:
		return sign(b1 - b2)
	}
	return sign(int64(p.Precision) - int64(q.Precision))
}

func sign(d int64) int {
	switch {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

// digitsAt reads n ASCII digits of s at offset i.
func digitsAt(s string, i, n int) (int, bool) {
	if len(s) < i+n {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s[i : i+n]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// clip shortens a long cell for an error message.
func clip(s string) string {
	if len(s) <= 60 {
		return s
	}
	return strings.ToValidUTF8(s[:57], "") + "…"
}
