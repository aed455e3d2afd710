package datasets_test

import (
	"strings"
	"testing"

	"recount/datasets"
)

func TestParseUnit(t *testing.T) {
	for _, tt := range []struct {
		text, name string
		class      datasets.UnitClass
		factor     string
	}{
		{"", "", datasets.NoUnit, "1"},
		{"percent", "percent", datasets.FractionUnit, "1/100"},
		{"%", "percent", datasets.FractionUnit, "1/100"},
		{"per cent", "percent", datasets.FractionUnit, "1/100"},
		{"percent of adults", "percent of adults", datasets.FractionUnit, "1/100"},
		{"per mille", "per mille", datasets.FractionUnit, "1/1000"},
		{"fraction", "fraction", datasets.FractionUnit, "1"},
		{"percentage points", "percentage point", datasets.PointUnit, "1/100"},
		{"times", "times", datasets.RatioUnit, "1"},
		{"per 100000 inhabitants", "per 100,000 inhabitants", datasets.FractionUnit, "1/100000"},
		{"per 100,000 inhabitants", "per 100,000 inhabitants", datasets.FractionUnit, "1/100000"},
		{"per 100 000 inhabitants", "per 100,000 inhabitants", datasets.FractionUnit, "1/100000"},
		{"per thousand live births", "per 1,000 live births", datasets.FractionUnit, "1/1000"},
		{"per million", "", 0, ""},
		{"births per 1,000 women", "births per 1,000 women", datasets.FractionUnit, "1/1000"},
		{"births per 1,000 women per year", "births per 1,000 women per year", datasets.FractionUnit, "1/1000"},
		{"per capita", "per person", datasets.FractionUnit, "1"},
		{"people/km2", "people per square kilometre", datasets.QuotientUnit, "1"},
		{"thousand births", "thousand births", datasets.CountUnit, "1000"},
		{"million people", "million people", datasets.CountUnit, "1000000"},
		{"1000 tonnes", "thousand tonnes", datasets.MeasureUnit, "1000000"},
		{"million euros", "million euros", datasets.MoneyUnit, "1000000"},
		{"persons", "person", datasets.CountUnit, "1"},
		{"countries", "country", datasets.CountUnit, "1"},
		{"women", "woman", datasets.CountUnit, "1"},
		{"women aged 15 to 49", "woman aged 15 to 49", datasets.CountUnit, "1"},
		{"members of parliament", "member of parliament", datasets.CountUnit, "1"},
		{"days", "day", datasets.DurationUnit, "86400"},
		{"hectares", "hectare", datasets.MeasureUnit, "10000"},
		{"US$", "us dollar", datasets.MoneyUnit, "1"},
		{"date", "date", datasets.DateUnit, "1"},
		{"points", "point", datasets.ScoreUnit, "1"},
	} {
		u, err := datasets.ParseUnit(tt.text)
		if tt.factor == "" {
			if err == nil {
				t.Errorf("ParseUnit(%q) = %q, want an error", tt.text, u.Name)
			}
			continue
		}
		if err != nil {
			t.Errorf("ParseUnit(%q): %v", tt.text, err)
			continue
		}
		if u.Name != tt.name || u.Class != tt.class || u.Factor().RatString() != tt.factor {
			t.Errorf("ParseUnit(%q) is %q, %v, %v, want %q, %v, %v", tt.text, u.Name, u.Class, u.Factor().RatString(), tt.name, tt.class, tt.factor)
		}
	}
}

func TestParseUnitRefuses(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"per 100000", `want what it is per: "per 100,000 inhabitants"`},
		{"deaths per 100,000", "want what it is per"},
		{"per", "want what it is per"},
		{"births per", "want what it is per"},
		{"per 1OO,000 inhabitants", "is not a whole number"},
		{"per 10,00 inhabitants", "is not a whole number"},
		{"per 0 inhabitants", "is not a whole number"},
		{"per -5 people", "is a number, not a noun"},
		{"thousand", "want what is counted"},
		{"243", "is no scale"},
		{"1000 percent", "cannot be counted in thousands"},
		{"per 1000 women per hectare", `after the second "per" want a time`},
		{"<b>", "cannot stand in a unit"},
		{strings.Repeat("x", 200), "longer than 120 bytes"},
	} {
		if u, err := datasets.ParseUnit(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseUnit(%.30q) = %q, %v, want an error with %q", tt.text, u.Name, err, tt.want)
		}
	}
}

func TestUnitMixes(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want string // part of the reason, empty if they go together
	}{
		{"percent", "per mille", ""},
		{"percent", "per 100,000 inhabitants", ""},
		{"per 1,000 people", "per 100,000 inhabitants", ""},
		{"per 1,000 women", "per 100,000 inhabitants", "different bases"},
		{"percent", "percentage points", "is a fraction"},
		{"days", "years", ""},
		{"kilometres", "miles", ""},
		{"kilometres", "hectares", "different things"},
		{"euros", "US$", "different currencies"},
		{"persons", "thousand persons", ""},
		{"persons", "percent", "is a count"},
		{"", "percent", `one is in "percent", the other has no unit`},
		{"percent", "", "has no unit"},
	} {
		a, err1 := datasets.ParseUnit(tt.a)
		b, err2 := datasets.ParseUnit(tt.b)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		err := a.Mixes(b)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q with %q: %v, want %q", tt.a, tt.b, err, tt.want)
		}
	}
}

// FuzzParseUnit: factors are positive, and where a unit's name reads as a unit, that is a like one.
func FuzzParseUnit(f *testing.F) {
	for _, s := range []string{"percent", "per 100,000 inhabitants", "thousand births", "people per km2", "percent of women", "10 thousand tonnes", "births per 1,000 women per year"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := datasets.ParseUnit(s)
		if err != nil {
			return
		}
		if u.Factor().Sign() <= 0 {
			t.Fatalf("%q has the factor %v", s, u.Factor())
		}
		again, err := datasets.ParseUnit(u.Name)
		if err != nil {
			return
		}
		if again.Class != u.Class || again.Factor().Cmp(u.Factor()) != 0 {
			t.Fatalf("%q is named %q, which reads as %+v, want %+v", s, u.Name, again, u)
		}
	})
}
