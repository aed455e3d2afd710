package number_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
	"recount/analysis/number"
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

func TestFloorCeil(t *testing.T) {
	for _, tt := range []struct {
		r           string
		place       int
		floor, ceil string
	}{
		{"810/107", -2, "7.57", "7.58"},
		{"-810/107", -2, "-7.58", "-7.57"},
		{"7.5", -2, "7.50", "7.50"},
		{"-0.04", -1, "-0.1", "0.0"},
		{"1234", 2, "1200", "1300"},
		{"0", 3, "0", "0"},
	} {
		if got := number.Floor(rat(tt.r), tt.place).String(); got != tt.floor {
			t.Errorf("Floor(%s, %d) = %s, want %s", tt.r, tt.place, got, tt.floor)
		}
		if got := number.Ceil(rat(tt.r), tt.place).String(); got != tt.ceil {
			t.Errorf("Ceil(%s, %d) = %s, want %s", tt.r, tt.place, got, tt.ceil)
		}
	}
}

// The law of outward rounding: nothing that the interval holds is left out, and no end moves by a whole unit.
func TestOutwardHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *big.Rat {
			return big.NewRat(rapid.Int64Range(-1e9, 1e9).Draw(t, name), rapid.Int64Range(1, 1e6).Draw(t, name+"/"))
		}
		a, b := draw("a"), draw("b")
		if a.Cmp(b) > 0 {
			a, b = b, a
		}
		place := rapid.IntRange(-6, 6).Draw(t, "place")
		lo, hi := number.Closed(a, b).Outward(place)
		if lo.Rat().Cmp(a) > 0 || hi.Rat().Cmp(b) < 0 {
			t.Fatalf("[%s, %s] printed as [%s, %s]", a, b, lo, hi)
		}
		unit := number.New(1, place).Rat()
		if new(big.Rat).Sub(a, lo.Rat()).Cmp(unit) >= 0 || new(big.Rat).Sub(hi.Rat(), b).Cmp(unit) >= 0 {
			t.Fatalf("[%s, %s] printed as [%s, %s]: wider than need be", a, b, lo, hi)
		}
	})
}

func TestHull(t *testing.T) {
	one, two, three := rat("1"), rat("2"), rat("3")
	for _, tt := range []struct{ a, b, want number.Interval }{
		{number.Closed(one, two), number.Closed(two, three), number.Closed(one, three)},
		{number.Interval{Lo: one, Hi: two, LoOpen: true, HiOpen: true}, number.Point(one), number.Interval{Lo: one, Hi: two, HiOpen: true}},
		{number.Point(one), number.Interval{Lo: two}, number.Interval{Lo: one}},
	} {
		got := tt.a.Hull(tt.b)
		if !tt.a.Within(got) || !tt.b.Within(got) || !got.Within(tt.want) {
			t.Errorf("%v.Hull(%v) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
