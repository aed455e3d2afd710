package datasets_test

import (
	"testing"
	"time"

	"recount/datasets"
)

func TestParsePeriod(t *testing.T) {
	for _, tt := range []struct {
		text, from, to string // empty for an open end
		precision      datasets.Precision
	}{
		{"2018", "2018-01-01", "2018-12-31", datasets.ToYear},
		{"2018-02", "2018-02-01", "2018-02-28", datasets.ToMonth},
		{"2016-02", "2016-02-01", "2016-02-29", datasets.ToMonth},
		{"1900-02", "1900-02-01", "1900-02-28", datasets.ToMonth},
		{"2018-03-05", "2018-03-05", "2018-03-05", datasets.ToDay},
		{"2018-Q3", "2018-07-01", "2018-09-30", datasets.ToQuarter},
		{"2020/21", "2020-01-01", "2021-12-31", datasets.ToSplitYear},
		{"1999/00", "1999-01-01", "2000-12-31", datasets.ToSplitYear},
		{"2020/2021", "2020-01-01", "2021-12-31", datasets.ToYear},
		{"2010/2019", "2010-01-01", "2019-12-31", datasets.ToYear},
		{"2018-03/2018-05-04", "2018-03-01", "2018-05-04", datasets.ToMonth},
		{"2016/..", "2016-01-01", "", datasets.ToYear},
		{"../2016-06", "", "2016-06-30", datasets.ToMonth},
		{"2019/20/2021/22", "", "", 0}, // not a period: too many slashes
	} {
		p, err := datasets.ParsePeriod(tt.text)
		if tt.from == "" && tt.to == "" {
			if err == nil {
				t.Errorf("ParsePeriod(%q) = %v, want an error", tt.text, p)
			}
			continue
		}
		if err != nil {
			t.Errorf("ParsePeriod(%q): %v", tt.text, err)
			continue
		}
		if p.OpenStart != (tt.from == "") || p.OpenEnd != (tt.to == "") || p.Precision != tt.precision ||
			!p.OpenStart && p.From.String() != tt.from || !p.OpenEnd && p.To.String() != tt.to {
			t.Errorf("ParsePeriod(%q) is %v to %v as %v, want %s to %s as %v", tt.text, p.From, p.To, p.Precision, tt.from, tt.to, tt.precision)
		}
		if p.String() != tt.text {
			t.Errorf("ParsePeriod(%q) prints %q", tt.text, p)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, s := range []string{"18", "2018-13", "2018-00", "2018-02-29", "2018-2", "2018/17", "2020-21", "2019/2018", "../..",
		"2018-Q5", "2018-q1", " 2018", "2018 ", "2018.0", "0000", "2018/2019/2020", "２０１８", "2018-01-01T00:00", "/", "2018/", ".."} {
		if p, err := datasets.ParsePeriod(s); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", s, p)
		}
	}
}

func TestPeriodRelations(t *testing.T) {
	for _, tt := range []struct {
		a, b                      string
		equal, contains, overlaps bool
	}{
		{"2018", "2018", true, true, true},
		{"2018", "2018-01/2018-12", true, true, true},
		{"2018", "2018-03", false, true, true},
		{"2018-03", "2018", false, false, true},
		{"2020/21", "2020/2021", false, false, true},
		{"2020/21", "2020/21", true, true, true},
		{"2020/2021", "2020/21", false, true, true},
		{"2016/..", "2020", false, true, true},
		{"2016/..", "2016/..", true, true, true},
		{"2016/..", "2015/..", false, false, true},
		{"../2016", "2017", false, false, false},
		{"", "", true, false, false},
		{"", "2018", false, false, false},
	} {
		a, err1 := datasets.ParsePeriod(tt.a)
		b, err2 := datasets.ParsePeriod(tt.b)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if a.Equal(b) != tt.equal || a.Contains(b) != tt.contains || a.Overlaps(b) != tt.overlaps {
			t.Errorf("%q and %q: equal %v, contains %v, overlaps %v, want %v, %v, %v",
				tt.a, tt.b, a.Equal(b), a.Contains(b), a.Overlaps(b), tt.equal, tt.contains, tt.overlaps)
		}
		if a.Compare(b) != -b.Compare(a) {
			t.Errorf("%q and %q: Compare is not antisymmetric", tt.a, tt.b)
		}
	}
}

// The oracle is package time, which has the same calendar.
func TestDay(t *testing.T) {
	d, ok := datasets.NewDay(1, 1, 1)
	if !ok {
		t.Fatal("no day 0001-01-01")
	}
	when := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 800_000 { // to the year 2191
		y, m, day := d.Date()
		wy, wm, wd := when.Date()
		if y != wy || m != int(wm) || day != wd {
			t.Fatalf("day %d is %d-%d-%d, want %v", d, y, m, day, when)
		}
		if back, ok := datasets.NewDay(y, m, day); !ok || back != d {
			t.Fatalf("NewDay(%d, %d, %d) = %d, %v, want %d", y, m, day, back, ok, d)
		}
		d, when = d+1, when.AddDate(0, 0, 1)
	}
	if unix, _ := datasets.NewDay(1970, 1, 1); unix != 0 {
		t.Errorf("1 January 1970 is day %d, want 0", unix)
	}
}

// FuzzParsePeriod: what is read prints as something that reads as the same period.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2018", "2018-03-05", "2020/21", "2010/2019", "../2016", "2016-Q1/..", "2018-03/2020/21"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := datasets.ParsePeriod(s)
		if err != nil {
			return
		}
		again, err := datasets.ParsePeriod(p.String())
		if err != nil || again != p {
			t.Fatalf("%q prints %q, which reads as %+v (%v), want %+v", s, p, again, err, p)
		}
		if p.Stated && !p.OpenStart && !p.OpenEnd && p.From > p.To {
			t.Fatalf("%q ends before it begins", s)
		}
	})
}
