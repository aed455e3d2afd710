package number

import (
	"math/big"
	"strings"
	"testing"
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s) // test literals only: also takes 810/107
	if !ok {
		panic(s)
	}
	return r
}

func dec(t *testing.T, s string) Decimal {
	t.Helper()
	digits := strings.TrimRight(s, "e")
	d, err := Parse(digits)
	if err != nil {
		t.Fatal(err)
	}
	return d.Scale(len(s) - len(digits)) // "1.3eeeeee" is 1.3 million
}

// between is what figures rounded half away from zero leave open: the best value with [lo, hi).
func between(v, lo, hi string) Evidence {
	return Evidence{Value: rat(v), Set: Interval{Lo: rat(lo), Hi: rat(hi), HiOpen: true}}
}

func TestJudgeNumbers(t *testing.T) {
	ratio := between("810/107", "24250/3215", "24350/3205")                                      // 243 ÷ 32.1 (NUMERICS, "Worked examples")
	rise := between("70300/107", "2103500/3215", "2114500/3205")                                 // from 32.1 to 243, in percent
	fall := between("70300/810", "2103500/24250", "2114500/24350")                               // from 243 to 32.1
	difference := Evidence{rat("0.1"), Interval{rat("0"), rat("0.2"), true, true}, false, false} // 12.5 − 12.4
	coarse := between("5", "3", "11")                                                            // 0.5 ÷ 0.1
	for _, tt := range []struct {
		hedge Hedge
		claim string
		e     Evidence
		want  Verdict
		why   Reason
		note  Note
	}{
		// NUMERICS, "Worked examples".
		{None, "7.57", ratio, Supported, Exact, OverPrecise},
		{None, "7.570", ratio, Supported, Exact, OverPrecise},
		{None, "7.6", ratio, Supported, Exact, ""},
		{None, "8", ratio, Supported, Exact, ""},
		{None, "7.5", ratio, Straddles, Undetermined, TruncatedNote},
		{None, "7.54", ratio, Straddles, Undetermined, ""},
		{None, "7.60", ratio, Straddles, Undetermined, ""},
		{None, "7.61", ratio, Refuted, OtherValue, ""},
		{None, "7", ratio, Refuted, OtherValue, TruncatedNote},
		{None, "657", rise, Supported, Exact, OverPrecise},
		{None, "654", rise, Straddles, Undetermined, ""},
		{None, "660", rise, Straddles, Undetermined, ""},
		{None, "757", rise, Refuted, OtherValue, ""},
		{None, "86.8", fall, Supported, Exact, ""},
		{None, "87", fall, Supported, Exact, ""},
		{None, "86", fall, Refuted, OtherValue, TruncatedNote},
		{None, "0.1", difference, Supported, Exact, OverPrecise},
		{None, "0.2", difference, Straddles, Undetermined, ""},
		{None, "0.3", difference, Refuted, OtherValue, Uninformative},
		{None, "5", coarse, Supported, Exact, Uninformative},
		{None, "58", Exactly(rat("57.5")), Supported, Exact, ""},
		{None, "57", Exactly(rat("57.5")), Supported, Exact, ""},
		{None, "56", Exactly(rat("57.5")), Refuted, OtherValue, ""},
		// Trailing zeros: u = 1, 10, 100 … up to a tenth of the number; small round counts are exact.
		{None, "3,000", Exactly(rat("3000")), Supported, Exact, ""},
		{None, "3,000", Exactly(rat("2996")), Supported, RoundedAt, ""},
		{None, "3,000", Exactly(rat("2950")), Supported, RoundedAt, ""},
		{None, "3,000", Exactly(rat("2949")), Refuted, OtherValue, ""},
		{None, "1,000", Exactly(rat("1050")), Supported, RoundedAt, ""},
		{None, "1,000", Exactly(rat("1051")), Refuted, OtherValue, ""},
		{None, "3,010", Exactly(rat("3049")), Refuted, OtherValue, ""},
		{None, "3,010", Exactly(rat("3014")), Supported, RoundedAt, ""},
		{None, "900", Exactly(rat("896")), Refuted, OtherValue, ""},
		{None, "40", Exactly(rat("38")), Refuted, OtherValue, ""},
		{None, "1.3eeeeee", Exactly(rat("1349000")), Supported, Exact, ""},
		{None, "1.3eeeeee", Exactly(rat("1351000")), Refuted, OtherValue, ""},
		{None, "1.30eeeeee", Exactly(rat("1349000")), Refuted, OtherValue, ""},
		{None, "10eeeeee", Exactly(rat("10400000")), Supported, Exact, ""},
		{None, "120eeeeee", Exactly(rat("124000000")), Supported, RoundedAt, ""},
		{None, "-3,000", Exactly(rat("-2996")), Supported, RoundedAt, ""},
		// About: as none, or within 5 percent.
		{Approx, "40", Exactly(rat("40")), Supported, Exact, ""},
		{Approx, "40", Exactly(rat("38")), Supported, Loose, ""},
		{Approx, "40", Exactly(rat("42.1")), Refuted, OtherValue, ""},
		{Approx, "173,000", Exactly(rat("172700")), Supported, RoundedAt, ""},
		{Approx, "-40", Exactly(rat("-38")), Supported, Loose, ""},
		// Nearly: [5x/6, x). Just over: (x, 7x/6].
		{Nearly, "300", Exactly(rat("250")), Supported, Bound, ""},
		{Nearly, "300", Exactly(rat("299.9")), Supported, Bound, ""},
		{Nearly, "300", Exactly(rat("300")), Refuted, Bound, ""},
		{Nearly, "300", Exactly(rat("249.9")), Refuted, Bound, ""},
		{Nearly, "10", ratio, Refuted, Bound, ""},
		{Nearly, "7.58", ratio, Supported, Bound, ""},
		{JustOver, "300", Exactly(rat("350")), Supported, Bound, ""},
		{JustOver, "300", Exactly(rat("300")), Refuted, Bound, ""},
		{JustOver, "300", Exactly(rat("351")), Refuted, Bound, ""},
		// Bounds, strict and closed, with their notes.
		{MoreThan, "40", Exactly(rat("40")), Refuted, Bound, ""},
		{MoreThan, "40", Exactly(rat("41")), Supported, Bound, ""},
		{MoreThan, "40", Exactly(rat("80")), Supported, Bound, Understated},
		{AtLeast, "40", Exactly(rat("40")), Supported, Bound, ""},
		{AtLeast, "40", Exactly(rat("39")), Refuted, Bound, ""},
		{LessThan, "40", Exactly(rat("40")), Refuted, Bound, ""},
		{LessThan, "40", Exactly(rat("39")), Supported, Bound, ""},
		{LessThan, "40", Exactly(rat("20")), Supported, Bound, Overstated},
		{AtMost, "40", Exactly(rat("40")), Supported, Bound, ""},
		{AtMost, "40", Exactly(rat("41")), Refuted, Bound, ""},
		// Evidence that is a set: supported inside, refuted outside, else straddles.
		{MoreThan, "40", Evidence{Set: Interval{Lo: rat("40"), LoOpen: true}}, Supported, Bound, ""},
		{MoreThan, "60", Evidence{Set: Interval{Lo: rat("40"), LoOpen: true}}, Straddles, Undetermined, ""},
		{LessThan, "40", Evidence{Set: Interval{Lo: rat("40"), LoOpen: true}}, Refuted, Bound, ""},
		{None, "40", Evidence{Set: Interval{Lo: rat("40"), LoOpen: true}}, Straddles, Undetermined, ""},
		{AtLeast, "40", Evidence{Set: Closed(rat("41"), rat("50"))}, Supported, Bound, ""},
		{None, "45", Evidence{Set: Closed(rat("41"), rat("50"))}, Straddles, Undetermined, ""},
		{None, "52", Evidence{Set: Closed(rat("41"), rat("50"))}, Refuted, OtherValue, ""},
		// Floating-point results on a rounding boundary are ties.
		{None, "12", Evidence{Value: rat("12.5000000001"), Float: true}, Supported, Exact, ""},
		{None, "12", Evidence{Value: rat("12.5001"), Float: true}, Refuted, OtherValue, TruncatedNote},
	} {
		c := Claimed{Value: dec(t, tt.claim), Hedge: tt.hedge}
		got := c.Judge(tt.e, DefaultTolerances)
		if got.Verdict != tt.want || got.Reason != tt.why {
			t.Errorf("%v %s: %v, %s, want %v, %s", tt.hedge, tt.claim, got.Verdict, got.Reason, tt.want, tt.why)
		}
		if tt.note != "" && !got.Has(tt.note) {
			t.Errorf("%v %s: notes %v, want %s", tt.hedge, tt.claim, got.Notes, tt.note)
		}
		if tt.note == "" && got.Has(OverPrecise) {
			t.Errorf("%v %s: noted as over-precise", tt.hedge, tt.claim)
		}
	}
}

func TestJudgeRanges(t *testing.T) {
	for _, tt := range []struct {
		c    Claimed
		e    Evidence
		want Verdict
		why  Reason
	}{
		{Claimed{Low: dec(t, "10"), High: dec(t, "20"), Ranged: true}, Exactly(rat("10")), Supported, Bound},
		{Claimed{Low: dec(t, "10"), High: dec(t, "20"), Ranged: true}, Exactly(rat("21")), Refuted, Bound},
		{Claimed{Low: dec(t, "10"), High: dec(t, "20"), Ranged: true}, Exactly(rat("20.4")), Straddles, Undetermined},
		{Claimed{Low: dec(t, "12.3"), High: dec(t, "12.7"), Ranged: true}, Exactly(rat("12.1")), Refuted, Bound},
		{Claimed{Low: dec(t, "1eeeeee"), High: dec(t, "2eeeeee"), Ranged: true}, Exactly(rat("2400000")), Refuted, Bound},
		{Claimed{Low: dec(t, "10"), High: dec(t, "20"), Ranged: true, Hedge: Approx}, Exactly(rat("20.9")), Supported, Loose},
		// Dozens are 24 to 119, several 2 to 9.
		{Claimed{Low: dec(t, "24"), High: dec(t, "120"), Ranged: true, Vague: true}, Exactly(rat("24")), Supported, Bound},
		{Claimed{Low: dec(t, "24"), High: dec(t, "120"), Ranged: true, Vague: true}, Exactly(rat("120")), Refuted, OtherValue},
		{Claimed{Low: dec(t, "24"), High: dec(t, "120"), Ranged: true, Vague: true}, Exactly(rat("5")), Refuted, OtherValue},
		{Claimed{Low: dec(t, "2"), High: dec(t, "9"), Ranged: true, Vague: true}, Exactly(rat("9")), Supported, Bound},
		// Two vague words of one order bear each other out; of different orders they do not.
		{Claimed{Low: dec(t, "24"), High: dec(t, "108"), Ranged: true, Vague: true},
			Evidence{Set: Interval{Lo: rat("24"), Hi: rat("120"), HiOpen: true}, Vague: true}, Supported, Loose},
		{Claimed{Low: dec(t, "200"), High: dec(t, "1000"), Ranged: true, Vague: true},
			Evidence{Set: Interval{Lo: rat("24"), Hi: rat("120"), HiOpen: true}, Vague: true}, Refuted, OtherValue},
	} {
		got := tt.c.Judge(tt.e, DefaultTolerances)
		if got.Verdict != tt.want || got.Reason != tt.why {
			t.Errorf("%s to %s: %v, %s, want %v, %s", tt.c.Low, tt.c.High, got.Verdict, got.Reason, tt.want, tt.why)
		}
	}
}

func TestJudgeFractions(t *testing.T) {
	for _, tt := range []struct {
		num, den int64
		hedge    Hedge
		group    int64
		v        string
		want     Verdict
		why      Reason
	}{
		// The nearest attainable count of the group: 17 of 26 for two-thirds, 18 only loosely.
		{2, 3, None, 26, "17/26", Supported, Exact},
		{2, 3, None, 26, "18/26", Supported, Loose},
		{2, 3, None, 26, "26/40", Supported, Loose},
		{1, 2, None, 35, "17/35", Supported, Exact},
		{1, 2, None, 35, "18/35", Supported, Exact},
		{1, 3, None, 57, "19/57", Supported, Exact},
		{2, 5, None, 65, "39/65", Refuted, OtherValue},
		// Without a group: exact, or within half the distance to the nearest fraction, at most a twelfth.
		{1, 2, None, 0, "0.5", Supported, Exact},
		{1, 2, None, 0, "0.42", Supported, Loose},
		{1, 2, None, 0, "0.41", Refuted, OtherValue},
		{1, 3, None, 0, "0.26", Supported, Loose},
		{1, 3, None, 0, "0.25", Refuted, OtherValue},
		{1, 3, None, 0, "0.42", Refuted, OtherValue},
		{1, 4, None, 0, "0.29", Supported, Loose},
		{1, 4, None, 0, "1/3", Refuted, OtherValue},
		{3, 5, None, 0, "0.62", Supported, Loose},
		{3, 5, None, 0, "0.65", Refuted, OtherValue},
		{1, 8, None, 0, "0.121", Supported, Loose},
		{1, 5, None, 0, "1/8", Refuted, OtherValue},
		{1, 12, None, 0, "0.121", Refuted, OtherValue},
		// One in N rounds N; N in a power of ten rounds the numerator.
		{1, 412, None, 0, "0.00243", Supported, Exact},
		{1, 41, None, 0, "0.00243", Refuted, OtherValue},
		{1, 10300, None, 0, "702/7240000", Supported, RoundedAt},
		{24, 10000, None, 0, "0.00243", Supported, RoundedAt},
		{25, 10000, None, 0, "0.00243", Refuted, OtherValue},
		// A mixed number is a number with its last place at the fraction.
		{5, 2, None, 0, "29/12", Supported, Exact},
		{5, 2, None, 0, "2.8", Refuted, OtherValue},
		// With a hedge: about adds 5 percent; a comparator makes the fraction exact.
		{1, 41, Approx, 0, "1/42", Supported, Loose},
		{2, 3, Nearly, 0, "702/1066", Supported, Bound},
		{1, 7, Nearly, 0, "0.136", Supported, Bound},
		{1, 3, MoreThan, 40, "13/40", Refuted, Bound},
		{1, 3, MoreThan, 40, "14/40", Supported, Bound},
		{1, 2, MoreThan, 0, "0.5", Refuted, Bound}, // a majority
		{1, 3, LessThan, 0, "0.3", Supported, Bound},
	} {
		c := Claimed{Num: tt.num, Den: tt.den, Hedge: tt.hedge}
		if tt.group > 0 {
			c.Group = big.NewInt(tt.group)
		}
		got := c.Judge(Exactly(rat(tt.v)), DefaultTolerances)
		if got.Verdict != tt.want || got.Reason != tt.why {
			t.Errorf("%v %d/%d of %d against %s: %v, %s, want %v, %s", tt.hedge, tt.num, tt.den, tt.group, tt.v, got.Verdict, got.Reason, tt.want, tt.why)
		}
	}
	third := Claimed{Num: 1, Den: 3}
	if got := third.Judge(Evidence{Value: rat("0.33"), Set: Rounded(rat("0.33"), rat("0.01"))}, DefaultTolerances); got.Reason != Exact {
		t.Errorf("a third against 33 percent: %s, want exact as far as the digits go", got.Reason)
	}
}

func TestJudgeMultiples(t *testing.T) {
	for _, tt := range []struct {
		c    Claimed
		v    string
		want Verdict
		why  Reason
	}{
		{Claimed{Value: New(2, 0), Multiple: true}, "2", Supported, Exact},
		{Claimed{Value: New(2, 0), Multiple: true}, "1.92", Supported, Loose},
		{Claimed{Value: New(2, 0), Multiple: true}, "1.75", Straddles, Undetermined},
		{Claimed{Value: New(2, 0), Multiple: true}, "69/45", Refuted, OtherValue},
		{Claimed{Num: 1, Den: 2, Multiple: true}, "459/918", Supported, Exact},
		{Claimed{Num: 1, Den: 2, Multiple: true}, "0.6", Refuted, OtherValue},
		{Claimed{Value: New(2, 0), Multiple: true, Hedge: MoreThan}, "2.2", Supported, Bound},
		{Claimed{Value: New(2, 0), Multiple: true, Hedge: Nearly}, "1.9", Supported, Bound},
		{Claimed{Value: New(3, 0), Multiple: true, Hedge: Approx}, "3.1", Supported, Loose},
	} {
		got := tt.c.Judge(Exactly(rat(tt.v)), DefaultTolerances)
		if got.Verdict != tt.want || got.Reason != tt.why {
			t.Errorf("%s against %s: %v, %s, want %v, %s", tt.c.Number().RatString(), tt.v, got.Verdict, got.Reason, tt.want, tt.why)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, tt := range []struct {
		percent string
		n       int64
		ok      bool
		first   int64
	}{
		// NUMERICS, "Worked examples": whole-count test.
		{"65", 26, true, 17},
		{"65", 40, true, 26},
		{"66", 26, false, 0},
		{"67", 26, false, 0},
		{"12.4", 40, false, 0},
		{"12.5", 40, true, 5},
		{"33", 7, false, 0},
		{"0", 7, true, 0},
		{"100", 7, true, 7},
		{"101", 7, false, 0},
	} {
		d := dec(t, tt.percent)
		share := Around(d.Rat(), d.Unit()).Scale(big.NewRat(1, 100))
		first, _, ok := Counts(share, big.NewInt(tt.n))
		if ok != tt.ok || ok && first.Int64() != tt.first {
			t.Errorf("Counts(%s %%, %d) = %v, %v, want %d, %v", tt.percent, tt.n, first, ok, tt.first, tt.ok)
		}
	}
	if _, _, ok := Counts(Interval{}, big.NewInt(0)); ok {
		t.Error("Counts of an empty group: attainable")
	}
	open := Interval{Lo: rat("1/4"), Hi: rat("3/4"), LoOpen: true, HiOpen: true}
	if first, last, _ := Counts(open, big.NewInt(4)); first.Int64() != 2 || last.Int64() != 2 {
		t.Errorf("Counts((1/4, 3/4), 4) = %v to %v, want 2", first, last)
	}
}

func TestDiagnose(t *testing.T) {
	for _, tt := range []struct {
		name  string
		c     Claimed
		v     string
		r     Readings
		want  Reason
		grade Grade
	}{
		{"digits", Claimed{Value: dec(t, "234")}, "243", Readings{}, Digits, Slip},
		{"digits far", Claimed{Value: dec(t, "423")}, "243", Readings{}, Digits, Substance},
		{"scale", Claimed{Value: dec(t, "24.3")}, "243", Readings{}, Scale, Substance},
		{"scale of a rounded value", Claimed{Value: dec(t, "116eeeeee")}, "11624257", Readings{}, Scale, Substance},
		{"per 1,000 for per 100,000", Claimed{Value: dec(t, "1.2")}, "12", Readings{}, Scale, Substance},
		{"value", Claimed{Value: dec(t, "60")}, "40", Readings{}, OtherValue, Substance},
		{"near value", Claimed{Value: dec(t, "41")}, "40", Readings{}, OtherValue, Slip},
		{"bound", Claimed{Value: dec(t, "300"), Hedge: MoreThan}, "243", Readings{}, Bound, Substance},
		{"bound just missed", Claimed{Value: dec(t, "40"), Hedge: MoreThan}, "40", Readings{}, Bound, Slip},
		{"points", Claimed{Value: dec(t, "25")}, "10", Readings{Points: rat("25")}, PercentPoints, Slip},
		{"ratio said as change", Claimed{Value: dec(t, "168")}, "68", Readings{Ratio: rat("168")}, Base, Substance},
		{"other base", Claimed{Value: dec(t, "39")}, "65", Readings{OtherBase: rat("39.39")}, Base, Substance},
		{"complement", Claimed{Value: dec(t, "88")}, "12.1", Readings{Complement: rat("87.9")}, Complement, Substance},
		{"swapped", Claimed{Value: dec(t, "4.7")}, "4.4", Readings{Others: []*big.Rat{rat("4.7")}}, Swapped, Slip},
		{"direction", Claimed{Value: dec(t, "23")}, "23", Readings{Opposite: true}, WrongWay, Substance},
		{"impossible", Claimed{Value: dec(t, "120")}, "20", Readings{Most: rat("100")}, Impossible, Substance},
	} {
		reason, grade := tt.c.Diagnose(Exactly(rat(tt.v)), tt.r, DefaultTolerances)
		if reason != tt.want || grade != tt.grade {
			t.Errorf("%s: %s, %s, want %s, %s", tt.name, reason, grade, tt.want, tt.grade)
		}
	}
}

func TestTolerances(t *testing.T) {
	set := DefaultTolerances
	if err := set.Set("about", rat("1/10")); err != nil {
		t.Fatal(err)
	}
	c := Claimed{Value: New(40, 0), Hedge: Approx}
	if got := c.Judge(Exactly(rat("44")), set); got.Verdict != Supported {
		t.Errorf("about 40 against 44 at a tenth: %v, want supported", got.Verdict)
	}
	if got := c.Judge(Exactly(rat("44")), DefaultTolerances); got.Verdict != Refuted {
		t.Errorf("about 40 against 44 by default: %v, want refuted", got.Verdict)
	}
	for _, bad := range []string{"abuot", ""} {
		if err := set.Set(bad, rat("1")); err == nil {
			t.Errorf("Set(%q): no error", bad)
		}
	}
	if err := set.Set("about", rat("-1")); err == nil {
		t.Error("Set(about, -1): no error")
	}
	for _, row := range DefaultTolerances.Table() {
		if row.Value == nil || row.Reason == "" {
			t.Errorf("tolerance %s: value %v, reason %q", row.Name, row.Value, row.Reason)
		}
	}
}

func TestRestate(t *testing.T) {
	for _, tt := range []struct{ claim, v, want string }{
		{"71", "1700/26", "65"},
		{"71.0", "1700/26", "65.4"},
		{"2eeeeee", "57400000", "57000000"},
		{"3", "0.012", "0.01"},
		{"134.8", "57.41", "57.4"},
	} {
		got := Claimed{Value: dec(t, tt.claim)}.Restate(rat(tt.v))
		if got.String() != tt.want {
			t.Errorf("Restate(%s) for %s = %s, want %s", tt.v, tt.claim, got, tt.want)
		}
	}
}

// FuzzJudge holds Judge to its laws: a number is borne out by itself, verdicts follow from the sets, and
// nothing panics.
func FuzzJudge(f *testing.F) {
	f.Add(int64(73), int64(10), int8(0), uint8(0), int64(1), int64(3))
	f.Add(int64(-40), int64(1), int8(3), uint8(1), int64(0), int64(0))
	f.Add(int64(5), int64(7), int8(-2), uint8(4), int64(17), int64(26))
	f.Fuzz(func(t *testing.T, v, den int64, place int8, hedge uint8, num, fden int64) {
		if den == 0 || fden < 0 || fden > 1e6 || num < 0 || num > fden {
			t.Skip()
		}
		c := Claimed{Value: New(v, int(place)), Hedge: Hedge(hedge) % Range, Num: num, Den: fden}
		x := c.Number()
		self := c.Judge(Exactly(x), DefaultTolerances)
		strict := c.Hedge == Nearly || c.Hedge == JustOver || c.Hedge == MoreThan || c.Hedge == LessThan
		if strict == (self.Verdict == Supported) {
			t.Errorf("%v %s against itself: %v", c.Hedge, x.RatString(), self.Verdict)
		}
		e := Exactly(big.NewRat(v, den))
		got := c.Judge(e, DefaultTolerances)
		inside := false
		for _, a := range c.Admits(DefaultTolerances) {
			inside = inside || a.Contains(e.Value)
		}
		if inside != (got.Verdict == Supported) {
			t.Errorf("%v %s against %s: %v, inside %v", c.Hedge, x.RatString(), e.Value.RatString(), got.Verdict, inside)
		}
		c.Diagnose(e, Readings{Complement: sub(big.NewRat(1, 1), e.Value)}, DefaultTolerances)
	})
}
