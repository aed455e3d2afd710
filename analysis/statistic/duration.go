package statistic

import (
	"fmt"
	"math/big"

	"recount/analysis/number"
	"recount/datasets"
)

// A TimeUnit is what a duration is told in.
type TimeUnit uint8

// The units of a duration.
const (
	Days TimeUnit = iota
	Months
	Years
)

var timeUnitNames = [...]string{"day", "month", "year"}

// String returns the unit's singular name.
func (u TimeUnit) String() string { return timeUnitNames[u] }

func parseTimeUnit(s string) (TimeUnit, bool) {
	for i, name := range timeUnitNames {
		if s == name {
			return TimeUnit(i), true
		}
	}
	return 0, false
}

// A Date is a day as far as it is known: 2014-05 is some day of that month.
type Date struct {
	First, Last datasets.Day // both included
	Precision   datasets.Precision
}

// DateOf returns the date that a closed period stands for.
func DateOf(p datasets.Period) (Date, bool) {
	if _, ok := p.Days(); !ok {
		return Date{}, false
	}
	return Date{First: p.From, Last: p.To, Precision: p.Precision}, true
}

// Duration returns the time from one date to a later one: the number of midnights between them, or
// completed calendar months (the day of the month met again, or the month's last day) with the days left
// over as part of the running month; a year is twelve months.
//
// Dates known to the month or year leave the length open by as much. The best value is then the
// difference of the two months (years), if the unit is no finer than the dates; otherwise there is none.
func Duration(from, to Date, unit TimeUnit) (*big.Rat, number.Interval, error) {
	if to.Last < from.First {
		return nil, number.Interval{}, fmt.Errorf("%v is before %v, want the earlier date first", to.Last, from.First)
	}
	within := number.Closed(elapsed(from.Last, to.First, unit), elapsed(from.First, to.Last, unit))
	if within.Lo.Sign() < 0 {
		within.Lo = new(big.Rat)
	}
	if within.IsPoint() {
		return within.Lo, within, nil
	}
	return coarse(from, to, unit), within, nil
}

// coarse returns the difference counted in whole months or years as the dates are written, or nil if
// the unit is finer than they are.
func coarse(from, to Date, unit TimeUnit) *big.Rat {
	y1, m1, _ := from.First.Date()
	y2, m2, _ := to.First.Date()
	months := int64((y2-y1)*12 + m2 - m1)
	switch precision := max(from.Precision, to.Precision); {
	case precision == datasets.ToMonth && unit == Months:
		return big.NewRat(months, 1)
	case precision == datasets.ToMonth && unit == Years:
		return big.NewRat(months, 12)
	case precision == datasets.ToYear && unit == Years:
		return big.NewRat(int64(y2-y1), 1)
	}
	return nil
}

// elapsed returns the time between two days; it never falls as b grows or a shrinks.
func elapsed(a, b datasets.Day, unit TimeUnit) *big.Rat {
	if unit == Days {
		return big.NewRat(int64(b)-int64(a), 1)
	}
	if b < a {
		return new(big.Rat).Neg(elapsed(b, a, unit))
	}
	y1, m1, _ := a.Date()
	y2, m2, _ := b.Date()
	months := (y2-y1)*12 + m2 - m1
	if addMonths(a, months) > b {
		months--
	}
	start, end := addMonths(a, months), addMonths(a, months+1)
	r := big.NewRat(int64(b-start), int64(end-start))
	r.Add(r, big.NewRat(int64(months), 1))
	if unit == Years {
		r.Mul(r, big.NewRat(1, 12))
	}
	return r
}

// addMonths returns the same day n months on, or the last day of a month too short for it.
func addMonths(d datasets.Day, n int) datasets.Day {
	y, m, day := d.Date()
	m += n - 1
	y, m = y+m/12, m%12+1
	for {
		if e, ok := datasets.NewDay(y, m, day); ok || day <= 28 {
			return e
		}
		day--
	}
}
