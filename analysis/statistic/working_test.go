package statistic_test

import (
	"testing"

	"recount/analysis/statistic"
)

func TestWorking(t *testing.T) {
	study := open(t, "")
	of := func(id string) (statistic.Quantity, string) {
		i, ok := study.Find(id)
		if !ok {
			t.Fatalf("no observation %q", id)
		}
		o := study.Observation(i)
		return statistic.Of(&o), statistic.Written(&o)
	}
	north, northText := of("rate-north")
	all, allText := of("rate-all")
	asked, askedText := of("asked")
	women, womenText := of("women")
	men, menText := of("men")
	share, shareText := of("share-12")
	rival, rivalText := of("visits-rival")
	south, southText := of("visits-south")
	people, peopleText := of("people-north")
	for _, tt := range []struct {
		op   statistic.Op
		q    func() (statistic.Quantity, error)
		args []string
		want string
	}{
		{statistic.RatioOf, func() (statistic.Quantity, error) { return statistic.Ratio(north, all) }, []string{northText, allText},
			"243 ÷ 32.1 = 7.57, between 7.54 and 7.60 given the rounding"},
		{statistic.ChangeOf, func() (statistic.Quantity, error) { return statistic.Change(north, all) }, []string{northText, allText},
			"(32.1 − 243) ÷ 243 = −86.8%, between −86.84% and −86.74% given the rounding"},
		{statistic.DifferenceOf, func() (statistic.Quantity, error) { return statistic.Difference(men, women) }, []string{menText, womenText}, "24 − 16 = 8 persons"},
		{statistic.ShareOf, func() (statistic.Quantity, error) { return statistic.Share(asked, women, men) }, []string{askedText, womenText, menText}, "(24 + 16) ÷ 40 = 100%"},
		{statistic.SumOf, func() (statistic.Quantity, error) { return statistic.Sum(women, men) }, []string{womenText, menText}, "24 + 16 = 40 persons"},
		{statistic.ComplementOf, func() (statistic.Quantity, error) { return statistic.Complement(share) }, []string{shareText},
			"100% − 12.1% = 87.9%, between 87.85% and 87.95% given the rounding"},
		{statistic.RatioOf, func() (statistic.Quantity, error) { return statistic.Ratio(rival, south) }, []string{rivalText, southText},
			"about 61,000 ÷ 3,214: between 18 and 20"},
		{statistic.RateOf, func() (statistic.Quantity, error) { return statistic.Rate(rival, people, 1000) }, []string{rivalText, peopleText},
			"about 61,000 ÷ 24,867,600 × 1,000: between 2.3 and 2.6 per 1,000 inhabitants"},
	} {
		q, err := tt.q()
		if err != nil {
			t.Errorf("%s: %v", tt.op, err)
		} else if got := statistic.Working(tt.op, q, tt.args...); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.op, got, tt.want)
		}
	}
	if got := statistic.ASCII("(32.1 − 243) ÷ 243 × 2"); got != "(32.1 - 243) / 243 * 2" {
		t.Errorf("ASCII: %q", got)
	}
}
