package statistic

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
	"recount/analysis/number"
	"recount/datasets"
)

func unit(t testing.TB, s string) datasets.Unit {
	t.Helper()
	u, err := datasets.ParseUnit(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// rounded is a table's figure: value, place value of its last digit, unit.
func rounded(t testing.TB, v, u, name string) Quantity {
	return Quantity{Value: rat(v), Interval: number.Rounded(rat(v), rat(u)), Unit: unit(t, name)}
}

func exactly(t testing.TB, v, name string) Quantity { return Known(rat(v), unit(t, name)) }

func TestOperations(t *testing.T) {
	const inhabitants = "per 100000 inhabitants"
	for _, tt := range []struct {
		name         string
		got          func() (Quantity, error)
		want, lo, hi string
		unit         string
	}{
		// NUMERICS.md, "Worked examples".
		{"ratio", func() (Quantity, error) {
			return Ratio(rounded(t, "243", "1", inhabitants), rounded(t, "32.1", "0.1", inhabitants))
		}, "810/107", "4850/643", "4870/641", "times"},
		{"rise", func() (Quantity, error) {
			return Change(rounded(t, "32.1", "0.1", inhabitants), rounded(t, "243", "1", inhabitants))
		}, "70300/107", "420700/643", "422900/641", "percent"},
		{"fall", func() (Quantity, error) {
			return Change(rounded(t, "243", "1", inhabitants), rounded(t, "32.1", "0.1", inhabitants))
		}, "-7030/81", "-42290/487", "-8414/97", "percent"},
		{"points", func() (Quantity, error) {
			return Difference(rounded(t, "12.4", "0.1", "percent"), rounded(t, "12.5", "0.1", "percent"))
		}, "1/10", "0", "1/5", "percentage point"},
		{"ratio of next to nothing", func() (Quantity, error) {
			return Ratio(rounded(t, "0.5", "0.1", "percent"), rounded(t, "0.1", "0.1", "percent"))
		}, "5", "3", "11", "times"},
		{"share", func() (Quantity, error) { return Share(exactly(t, "40", "persons"), exactly(t, "23", "persons")) }, "115/2", "115/2", "115/2", "percent"},
		// By hand.
		{"share of several", func() (Quantity, error) {
			return Share(exactly(t, "40", "persons"), exactly(t, "23", "persons"), exactly(t, "16", "persons"))
		}, "195/2", "195/2", "195/2", "percent"},
		{"percent to per mille", func() (Quantity, error) { return Ratio(exactly(t, "5", "percent"), exactly(t, "20", "per mille")) }, "5/2", "5/2", "5/2", "times"},
		{"thousands", func() (Quantity, error) {
			return Sum(exactly(t, "3", "thousand births"), exactly(t, "17", "births"))
		}, "3017", "3017", "3017", "birth"},
		{"complement", func() (Quantity, error) { return Complement(rounded(t, "34", "1", "percent")) }, "66", "131/2", "133/2", "percent"},
		{"rate", func() (Quantity, error) {
			return Rate(exactly(t, "60440", "procedures"), exactly(t, "24.8676", "million inhabitants"), 100_000)
		}, "50366666/207230", "50366666/207230", "50366666/207230", "per 100,000 inhabitants"},
		{"rate in time", func() (Quantity, error) { return Rate(exactly(t, "60", "accidents"), exactly(t, "7", "days"), 1) }, "60/7", "60/7", "60/7", "accidents per day"},
		{"share of itself, rounded", func() (Quantity, error) {
			return Share(rounded(t, "10", "1", "percent"), rounded(t, "10", "1", "percent"))
		}, "100", "1900/21", "100", "percent"},
	} {
		got, err := tt.got()
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if tt.name == "rate" { // 60,440 × 100,000 ÷ 24,867,600
			tt.want = new(big.Rat).SetFrac64(60440*100000, 24867600).RatString()
			tt.lo, tt.hi = tt.want, tt.want
		}
		if str(got.Value) != tt.want || str(got.Interval.Lo) != tt.lo || str(got.Interval.Hi) != tt.hi {
			t.Errorf("%s = %s in [%s, %s], want %s in [%s, %s]", tt.name, str(got.Value), str(got.Interval.Lo), str(got.Interval.Hi), tt.want, tt.lo, tt.hi)
		}
		if got.Unit.Name != tt.unit {
			t.Errorf("%s is in %q, want %q", tt.name, got.Unit.Name, tt.unit)
		}
	}
}

func TestOperationErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  func() error
	}{
		{"persons and births", func() error { _, err := Ratio(exactly(t, "3", "persons"), exactly(t, "17", "births")); return err }},
		{"percent and persons", func() error {
			_, err := Difference(exactly(t, "3", "percent"), exactly(t, "17", "persons"))
			return err
		}},
		{"a whole smaller than its part", func() error { _, err := Share(exactly(t, "10", "persons"), exactly(t, "17", "persons")); return err }},
		{"a change from zero", func() error { _, err := Change(exactly(t, "0", "persons"), exactly(t, "17", "persons")); return err }},
		{"a change from a loss", func() error { _, err := Change(exactly(t, "-3", "persons"), exactly(t, "17", "persons")); return err }},
		{"a divisor that may be zero", func() error {
			_, err := Ratio(exactly(t, "3", "percent"), rounded(t, "0", "1", "percent"))
			return err
		}},
		{"a rate of percent", func() error { _, err := Rate(exactly(t, "3", "percent"), exactly(t, "17", "persons"), 100); return err }},
		{"the complement of a count", func() error { _, err := Complement(exactly(t, "3", "persons")); return err }},
		{"the complement of more than all", func() error { _, err := Complement(exactly(t, "112", "percent")); return err }},
		{"no parts", func() error { _, err := Sum(); return err }},
	} {
		if tt.err() == nil {
			t.Errorf("%s is no error", tt.name)
		}
	}
}

// anyQuantity draws a rounded, a truncated, a half-open or an exact positive quantity.
func anyQuantity(t *rapid.T, name, unitName string) Quantity {
	u, err := datasets.ParseUnit(unitName)
	if err != nil {
		t.Fatal(err)
	}
	v := big.NewRat(rapid.Int64Range(1, 1_000_000).Draw(t, name), rapid.Int64Range(1, 1000).Draw(t, name+" below"))
	step := new(big.Rat).Quo(v, big.NewRat(rapid.Int64Range(2, 1000).Draw(t, name+" step"), 1))
	switch rapid.IntRange(0, 3).Draw(t, name+" kind") {
	case 0:
		return Known(v, u)
	case 1:
		return Quantity{Value: v, Interval: number.Truncated(v, step), Unit: u}
	case 2:
		return Quantity{Interval: number.Around(v, step), Unit: u} // a range: no best value
	}
	return Quantity{Value: v, Interval: number.Rounded(v, step), Unit: u}
}

// corners returns the smallest and largest value of f over the ends of its arguments. All operations are
// monotone in each argument, so that no point inside the box gives more.
func corners(f func(...*big.Rat) *big.Rat, args ...Quantity) (lo, hi *big.Rat) {
	for mask := range 1 << len(args) {
		at := make([]*big.Rat, len(args))
		for i, a := range args {
			at[i] = a.Interval.Lo
			if mask>>i&1 == 1 {
				at[i] = a.Interval.Hi
			}
		}
		v := f(at...)
		if lo == nil || v.Cmp(lo) < 0 {
			lo = v
		}
		if hi == nil || v.Cmp(hi) > 0 {
			hi = v
		}
	}
	return lo, hi
}

// The laws of every operation: the interval holds the value, its ends are those of a search over all
// corners, and a result without best value comes only from an argument without one.
func TestLaws(t *testing.T) {
	quo := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }
	asItIs00 := func(a *big.Rat) *big.Rat { return new(big.Rat).Mul(a, hundred) }
	for _, op := range []struct {
		name  string
		apply func(a, b Quantity) (Quantity, error)
		f     func(...*big.Rat) *big.Rat
	}{
		{"ratio", Ratio, func(x ...*big.Rat) *big.Rat { return quo(x[0], x[1]) }},
		{"change", Change, func(x ...*big.Rat) *big.Rat { return asItIs00(new(big.Rat).Sub(quo(x[1], x[0]), one)) }},
		{"difference", Difference, func(x ...*big.Rat) *big.Rat { return new(big.Rat).Sub(x[1], x[0]) }},
		{"sum", func(a, b Quantity) (Quantity, error) { return Sum(a, b) }, func(x ...*big.Rat) *big.Rat { return new(big.Rat).Add(x[0], x[1]) }},
		{"rate", func(a, b Quantity) (Quantity, error) { return Rate(a, b, 1000) }, func(x ...*big.Rat) *big.Rat { return asItIs00(quo(x[0], x[1])) }},
	} {
		rapid.Check(t, func(t *rapid.T) {
			a, b := anyQuantity(t, "a", "persons"), anyQuantity(t, "b", "persons")
			got, err := op.apply(a, b)
			if err != nil {
				t.Fatal(err)
			}
			if op.name == "rate" {
				got = got.mapped(func(r *big.Rat) *big.Rat { return new(big.Rat).Quo(r, big.NewRat(10, 1)) })
			}
			lo, hi := corners(op.f, a, b)
			if got.Interval.Lo.Cmp(lo) != 0 || got.Interval.Hi.Cmp(hi) != 0 {
				t.Fatalf("%s: [%s, %s], the corners give [%s, %s]", op.name, got.Interval.Lo, got.Interval.Hi, lo, hi)
			}
			if (got.Value == nil) != (a.Value == nil || b.Value == nil) {
				t.Fatalf("%s: value %v from %v and %v", op.name, got.Value, a.Value, b.Value)
			}
			if got.Value != nil && !got.Interval.Contains(got.Value) {
				t.Fatalf("%s: %s outside [%s, %s]", op.name, got.Value, lo, hi)
			}
		})
	}
}

func TestShareStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyQuantity(t, "part", "persons"), anyQuantity(t, "whole", "persons")
		got, err := Share(b, a)
		if err != nil {
			if a.Interval.Lo.Cmp(b.Interval.Hi) < 0 {
				t.Fatalf("a part from %s in a whole to %s: %v", a.Interval.Lo, b.Interval.Hi, err)
			}
			return
		}
		if got.Value != nil && got.Value.Cmp(hundred) > 0 {
			return // the figures as printed exceed their whole by less than their rounding
		}
		if !got.Interval.Within(wholeShare) {
			t.Fatalf("share [%s, %s]", got.Interval.Lo, got.Interval.Hi)
		}
	})
}

// A change and a ratio tell the same: change = 100 (ratio − 1), and back again it undoes itself.
func TestChangeAndRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := anyQuantity(t, "from", "persons"), anyQuantity(t, "to", "persons")
		change, err := Change(from, to)
		if err != nil {
			t.Fatal(err)
		}
		ratio, err := Ratio(to, from)
		if err != nil {
			t.Fatal(err)
		}
		want := ratio.Interval.Shift(big.NewRat(-1, 1)).Scale(hundred)
		if change.Interval.Lo.Cmp(want.Lo) != 0 || change.Interval.Hi.Cmp(want.Hi) != 0 {
			t.Fatalf("change %v, ratio %v", change.Interval, ratio.Interval)
		}
		up, _ := Difference(from, to)
		down, _ := Difference(to, from)
		if up.Interval.Lo.Cmp(new(big.Rat).Neg(down.Interval.Hi)) != 0 {
			t.Fatalf("difference %v one way, %v the other", up.Interval, down.Interval)
		}
	})
}

func TestAttainable(t *testing.T) {
	for _, tt := range []struct {
		fraction, of string
		hedge        number.Hedge
		lo, hi       string
	}{
		{"2/3", "26", number.None, "17", "18"},     // 17.33
		{"1/2", "26", number.None, "13", "13"},     // 13 exactly
		{"1/3", "40", number.MoreThan, "14", "40"}, // SEMANTICS: at least 14
		{"1/3", "39", number.MoreThan, "14", "39"}, // 13 is a third, not more
		{"1/3", "39", number.AtLeast, "13", "39"},
		{"1/3", "39", number.LessThan, "0", "12"},
		{"1/3", "39", number.AtMost, "0", "13"},
		{"1/3", "40", number.Nearly, "12", "13"}, // 11.1 to 13.3
		{"1/3", "40", number.JustOver, "14", "15"},
		{"1/3", "300", number.Approx, "95", "105"}, // 5 % of 100 either way
		{"1/3", "40", number.Approx, "13", "14"},   // 12.7 to 14
	} {
		got, err := Attainable(rat(tt.fraction), exactly(t, tt.of, "persons"), tt.hedge)
		if err != nil {
			t.Errorf("%v %s of %s: %v", tt.hedge, tt.fraction, tt.of, err)
		} else if str(got.Interval.Lo) != tt.lo || str(got.Interval.Hi) != tt.hi {
			t.Errorf("%v %s of %s = %s to %s, want %s to %s", tt.hedge, tt.fraction, tt.of, str(got.Interval.Lo), str(got.Interval.Hi), tt.lo, tt.hi)
		}
	}
	if _, err := Attainable(rat("1/3"), rounded(t, "40", "10", "persons"), number.None); err == nil {
		t.Error("the attainable counts of a rounded group are no error")
	}
	if got, err := Attainable(rat("1/3"), exactly(t, "4", "persons"), number.Nearly); err == nil {
		t.Errorf("nearly a third of 4 = %v, want an error: 1.11 to 1.33 holds no whole number", got.Interval)
	}
}

func BenchmarkRatio(b *testing.B) {
	x, y := rounded(b, "243", "1", "per 100000 inhabitants"), rounded(b, "32.1", "0.1", "per 100000 inhabitants")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Ratio(x, y); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChange(b *testing.B) {
	x, y := rounded(b, "15.88", "0.01", "per 1000 inhabitants"), rounded(b, "8.14", "0.01", "per 1000 inhabitants")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Change(x, y); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDifferenceOfCounts(b *testing.B) {
	x, y := exactly(b, "60440", "persons"), exactly(b, "3214", "persons")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Difference(x, y); err != nil {
			b.Fatal(err)
		}
	}
}

// Attainable counts are those and only those that the hedge admits, held against every count of the group.
func TestAttainableByEnumeration(t *testing.T) {
	admits := map[number.Hedge]func(k, exact *big.Rat) bool{
		number.None: func(k, exact *big.Rat) bool {
			return new(big.Rat).Abs(new(big.Rat).Sub(k, exact)).Cmp(one) < 0
		},
		number.MoreThan: func(k, exact *big.Rat) bool { return k.Cmp(exact) > 0 },
		number.AtLeast:  func(k, exact *big.Rat) bool { return k.Cmp(exact) >= 0 },
		number.LessThan: func(k, exact *big.Rat) bool { return k.Cmp(exact) < 0 },
		number.AtMost:   func(k, exact *big.Rat) bool { return k.Cmp(exact) <= 0 },
		number.Nearly: func(k, exact *big.Rat) bool {
			return k.Cmp(exact) < 0 && k.Cmp(new(big.Rat).Mul(exact, big.NewRat(5, 6))) >= 0
		},
		number.JustOver: func(k, exact *big.Rat) bool {
			return k.Cmp(exact) > 0 && k.Cmp(new(big.Rat).Mul(exact, big.NewRat(7, 6))) <= 0
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 200).Draw(t, "n")
		below := rapid.Int64Range(1, 30).Draw(t, "below")
		f := big.NewRat(rapid.Int64Range(0, below).Draw(t, "above"), below)
		hedge := rapid.SampledFrom([]number.Hedge{number.None, number.MoreThan, number.AtLeast, number.LessThan, number.AtMost, number.Nearly, number.JustOver}).Draw(t, "hedge")
		exact := new(big.Rat).Mul(f, big.NewRat(n, 1))
		got, err := Attainable(f, Known(big.NewRat(n, 1), units().times), hedge)
		for k := range n + 1 {
			want := admits[hedge](big.NewRat(k, 1), exact)
			if is := err == nil && got.Interval.Contains(big.NewRat(k, 1)); is != want {
				t.Fatalf("%v %s of %d: %d is attainable: %v, want %v", hedge, f.RatString(), n, k, is, want)
			}
		}
	})
}
