package number

import (
	"math/big"
	"testing"
)

// NUMERICS, "Worked examples": 243 against 32.1, both rounded half away from zero.
func TestEvidence(t *testing.T) {
	rounded := func(s string) Evidence {
		d := dec(t, s)
		return Evidence{Value: d.Rat(), Set: Rounded(d.Rat(), d.Unit())}
	}
	xinjiang, china := rounded("243"), rounded("32.1")
	ratio, ok := xinjiang.Quo(china)
	if !ok || ratio.Value.Cmp(rat("810/107")) != 0 || ratio.Set.Lo.FloatString(6) != "7.542768" || ratio.Set.Hi.FloatString(6) != "7.597504" {
		t.Errorf("243 / 32.1 = %v", ratio)
	}
	rise, _ := xinjiang.ChangeFrom(china)
	if got := rise.Scale(big.NewRat(100, 1)); got.Value.FloatString(1) != "657.0" || got.Set.Lo.FloatString(1) != "654.3" || got.Set.Hi.FloatString(1) != "659.8" {
		t.Errorf("from 32.1 to 243: %v", got)
	}
	fall, _ := china.ChangeFrom(xinjiang)
	if got := fall.Scale(big.NewRat(100, 1)); got.Value.FloatString(2) != "-86.79" || got.Set.Lo.FloatString(2) != "-86.84" || got.Set.Hi.FloatString(2) != "-86.74" {
		t.Errorf("from 243 to 32.1: %v", got)
	}
	diff := rounded("12.5").Sub(rounded("12.4"))
	if diff.Value.Cmp(rat("0.1")) != 0 || !diff.Set.LoOpen || !diff.Set.HiOpen || diff.Set.Lo.Sign() != 0 || diff.Set.Hi.Cmp(rat("0.2")) != 0 {
		t.Errorf("12.5 − 12.4 = %v", diff)
	}
	if got, _ := rounded("0.5").Quo(rounded("0.1")); got.Set.Lo.Cmp(rat("3")) != 0 || got.Set.Hi.Cmp(rat("11")) != 0 {
		t.Errorf("0.5 / 0.1 = %v", got)
	}
	if _, ok := rounded("1").Quo(rounded("0.0")); ok {
		t.Error("1 / 0.0: a quotient")
	}
	bound := Evidence{Set: Interval{Lo: rat("40"), LoOpen: true}}
	if got := bound.Add(Exactly(rat("2"))); got.Value != nil || got.Set.Lo.Cmp(rat("42")) != 0 || got.Set.Hi != nil {
		t.Errorf("more than 40, and 2: %v", got)
	}
}
