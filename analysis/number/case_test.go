package number

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// rationals are numbers of all sizes, near to each other and far apart, from a fixed seed.
func rationals(n int) []*big.Rat {
	rng := rand.New(rand.NewPCG(1, 2))
	out := []*big.Rat{new(big.Rat), big.NewRat(1, 1), big.NewRat(-1, 1), big.NewRat(1, 3), big.NewRat(-1, 3),
		new(big.Rat).SetInt(Pow10(40)), new(big.Rat).SetFrac(big.NewInt(1), Pow10(40)), big.NewRat(1<<63-1, 1<<63-2), big.NewRat(-1<<63, 1)}
	for len(out) < n {
		r := big.NewRat(rng.Int64N(2000)-1000, 1+rng.Int64N(300))
		switch rng.IntN(4) {
		case 0:
			r.Mul(r, pow10Rat(rng.IntN(40)-20))
		case 1:
			r.Add(r, big.NewRat(1, 1<<62))
		}
		out = append(out, r)
	}
	return out
}

func TestCompareIsCmp(t *testing.T) {
	rs := rationals(200)
	for _, a := range rs {
		for _, b := range rs {
			if got, want := Compare(a, b), a.Cmp(b); got != want {
				t.Errorf("Compare(%s, %s) = %d, want %d as big.Rat.Cmp has it", a.RatString(), b.RatString(), got, want)
			}
		}
	}
}

func TestCompareAllocatesNothing(t *testing.T) {
	a, b := big.NewRat(243, 100_000), big.NewRat(1, 411)
	if n := testing.AllocsPerRun(100, func() { Compare(a, b) }); n != 0 {
		t.Errorf("Compare allocates %v times, want 0", n)
	}
}

// The sieve of shifted may let through what does not agree, but must stop nothing that does.
func TestShiftedStopsNothing(t *testing.T) {
	claims := []Claimed{{Value: New(243, 0)}, {Value: New(321, -1)}, {Value: New(3210, -2)}, {Value: New(13, 5)}, {Value: New(1, 0)}, {Value: New(60_440, 0)},
		{Value: New(2, 0), Multiple: true}, {Value: New(-4, -1)}, {Value: New(5000, 0), Hedge: Approx}}
	let := 0
	for _, claim := range claims {
		c := claim.Case(DefaultTolerances)
		values := rationals(100)
		for k := -maxShift; k <= maxShift; k++ { // the claim itself, the ends of what it admits, and just beside them
			for _, s := range c.sets {
				for _, v := range []*big.Rat{c.number, s.Lo, s.Hi} {
					values = append(values, mul(v, pow10Rat(k)), mul(mul(v, pow10Rat(k)), big.NewRat(1_000_000_001, 1_000_000_000)))
				}
			}
		}
		for _, v := range values {
			for k := -maxShift; k <= maxShift; k++ {
				moved := mul(v, pow10Rat(k))
				agrees := c.Judge(Exactly(moved)).Reason == Exact || c.number.Cmp(moved) == 0
				if agrees && !c.shifted(v, k) {
					t.Errorf("%s × 10^%d agrees with %s, want the sieve to let it through", v.RatString(), k, claim.Value)
				}
				if c.shifted(v, k) && v.Sign() != 0 && k != 0 {
					let++
				}
			}
		}
		if let == 0 || let > len(values)*4 {
			t.Errorf("%s: the sieve let %d of %d through, want a few", claim.Value, let, len(values)*2*maxShift)
		}
		let = 0
	}
}

// A case judges as the claim does, and one case may be used again and again.
func TestCaseJudgesAsClaimed(t *testing.T) {
	claims := []Claimed{{Value: New(243, 0)}, {Value: New(40, 0), Hedge: MoreThan}, {Value: New(40, 0), Hedge: LessThan}, {Num: 1, Den: 3},
		{Ranged: true, Low: New(3, 0), High: New(7, 0)}, {Value: New(2, 0), Multiple: true}, {Ranged: true, Vague: true, Low: New(24, 0), High: New(99, 0)}}
	for _, claim := range claims {
		c := claim.Case(DefaultTolerances)
		for _, v := range rationals(60) {
			e := Evidence{Value: v, Set: Around(v, big.NewRat(1, 10))}
			got := c.Judge(e)
			got.Notes = append(got.Notes, c.Notes(e, got)...)
			want := claim.Judge(e, DefaultTolerances)
			if got.Verdict != want.Verdict || got.Reason != want.Reason || len(got.Notes) != len(want.Notes) {
				t.Errorf("%+v against %s: %v %v %v, want %v %v %v", claim, v.RatString(), got.Verdict, got.Reason, got.Notes, want.Verdict, want.Reason, want.Notes)
			}
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	claim := Claimed{Value: New(243, 0)}
	e := Evidence{Value: big.NewRat(60440*100000, 24867600), Set: Around(big.NewRat(60440*100000, 24867600), big.NewRat(1, 10))}
	b.Run("once", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			claim.Judge(e, DefaultTolerances)
		}
	})
	b.Run("case", func(b *testing.B) {
		c := claim.Case(DefaultTolerances)
		b.ReportAllocs()
		for b.Loop() {
			c.Judge(e)
		}
	})
}

func BenchmarkDiagnose(b *testing.B) {
	c := Claimed{Value: New(243, 0)}.Case(DefaultTolerances)
	e := Exactly(big.NewRat(604, 10))
	b.ReportAllocs()
	for b.Loop() {
		c.Diagnose(e, Readings{})
	}
}
