package number

import "math/big"

// Arithmetic on evidence: the best value exactly, the set beside it, outward. Each input occurs once in
// every formula, so that no set is wider than the roundings make it (NUMERICS, "Propagation"). A missing
// best value stays missing.

// Scale returns the evidence times c.
func (e Evidence) Scale(c *big.Rat) Evidence {
	e = e.normal()
	e.Set = e.Set.Scale(c)
	if e.Value != nil {
		e.Value = mul(e.Value, c)
	}
	return e
}

// Add returns the sum of two pieces of evidence.
func (e Evidence) Add(f Evidence) Evidence {
	e, f = e.normal(), f.normal()
	return Evidence{Value: both(e.Value, f.Value, add), Set: e.Set.Add(f.Set), Float: e.Float || f.Float}
}

// Sub returns the difference of two pieces of evidence.
func (e Evidence) Sub(f Evidence) Evidence { return e.Add(f.Scale(big.NewRat(-1, 1))) }

// Quo returns the quotient of two pieces of evidence, and false where the divisor may be zero.
func (e Evidence) Quo(f Evidence) (Evidence, bool) {
	e, f = e.normal(), f.normal()
	set, ok := e.Set.Quo(f.Set)
	if !ok {
		return Evidence{}, false
	}
	q := Evidence{Set: set, Float: e.Float || f.Float}
	if e.Value != nil && f.Value != nil {
		q.Value = new(big.Rat).Quo(e.Value, f.Value)
	}
	return q, true
}

// ChangeFrom returns the relative change from f to e: e/f − 1, a half for a rise by a half.
func (e Evidence) ChangeFrom(f Evidence) (Evidence, bool) {
	q, ok := e.Quo(f)
	if !ok {
		return q, false
	}
	return q.Add(Exactly(big.NewRat(-1, 1))), true
}
