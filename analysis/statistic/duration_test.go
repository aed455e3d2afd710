package statistic

import (
	"math/big"
	"testing"

	"recount/datasets"
)

func date(t *testing.T, s string) Date {
	t.Helper()
	p, err := datasets.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	d, ok := DateOf(p)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}

func TestDuration(t *testing.T) {
	for _, tt := range []struct {
		from, to     string
		unit         TimeUnit
		want, lo, hi string
	}{
		// Counted on a calendar: 31 days of May left after the 28th is 3, then June, July, August.
		{"2022-05-28", "2022-08-31", Days, "95", "95", "95"},
		{"2022-05-28", "2022-08-31", Months, "96/31", "96/31", "96/31"}, // 3 months to 28 August, 3 of the 31 days to 28 September
		{"2019-12-31", "2020-02-29", Months, "2", "2", "2"},             // the last day of a shorter month
		{"2017-01-01", "2020-07-01", Years, "7/2", "7/2", "7/2"},
		{"2014-05", "2016-08", Months, "27", "807/31", "867/31"}, // 31 May to 1 August; 1 May to 31 August
		{"2014-05", "2016-08", Days, "", "793", "853"},
		{"2017", "2019", Years, "2", "373/372", "1115/372"}, // 12 months and a day; 35 months and 30 days
		{"2018-03", "2018-03", Months, "0", "0", "30/31"},
		{"2018-03-01", "2018-03", Months, "0", "0", "30/31"},
	} {
		got, within, err := Duration(date(t, tt.from), date(t, tt.to), tt.unit)
		if err != nil {
			t.Errorf("%s to %s: %v", tt.from, tt.to, err)
			continue
		}
		if str(got) != tt.want {
			t.Errorf("%s to %s in %ss = %s, want %s", tt.from, tt.to, tt.unit, str(got), tt.want)
		}
		if str(within.Lo) != str(rat(tt.lo)) || str(within.Hi) != str(rat(tt.hi)) {
			t.Errorf("%s to %s in %ss within [%s, %s], want [%s, %s]", tt.from, tt.to, tt.unit, str(within.Lo), str(within.Hi), tt.lo, tt.hi)
		}
	}
	if _, _, err := Duration(date(t, "2022-08-31"), date(t, "2022-05-28"), Days); err == nil {
		t.Error("a duration that ends before it begins is no error")
	}
}

// elapsed must be monotone in both days, or the ends of a Duration would not be found at the ends of
// its dates; and the best value must lie between them.
func TestElapsedMonotone(t *testing.T) {
	a0, _ := datasets.NewDay(2019, 11, 25)
	b0, _ := datasets.NewDay(2020, 1, 20)
	for a := a0; a < a0+70; a++ {
		for b := b0; b < b0+500; b++ {
			if elapsed(a, b, Months).Cmp(elapsed(a, b+1, Months)) >= 0 {
				t.Fatalf("from %v: %v is no shorter than %v", a, b, b+1)
			}
			if elapsed(a, b, Months).Cmp(elapsed(a+1, b, Months)) < 0 {
				t.Fatalf("to %v: from %v is shorter than from %v", b, a, a+1)
			}
		}
	}
}

func str(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return r.RatString()
}

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}
