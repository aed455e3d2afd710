package number

import "math/big"

// admitsFraction is the nearest attainable count of the group, then the neighbourhood of the fraction
// (SEMANTICS, "Hedges": half, a third, one in seven …). Shares are in [0, 1].
func (c Claimed) admitsFraction(t Tolerances) []Admitted {
	f := c.fraction()
	if c.Num > c.Den { // a mixed number, "two and a half": its last place is the half
		u := big.NewRat(1, c.Den)
		return []Admitted{{Interval: Around(f, u), Reason: Exact, Unit: u}}
	}
	sets := []Admitted{{Interval: Point(f), Reason: Exact}}
	if c.Group != nil && c.Group.Sign() > 0 {
		if lo, hi := nearestCounts(f, c.Group); lo != nil {
			sets = append(sets, Admitted{Interval: Closed(lo, hi), Reason: Exact})
		}
	}
	if i, ok := c.inFigures(t); ok {
		sets = append(sets, i...)
	}
	d := halfwayToNeighbour(f)
	if d.Cmp(t.Fraction) > 0 {
		d = t.Fraction
	}
	around := Interval{Lo: sub(f, d), Hi: add(f, d), LoOpen: true, HiOpen: true}
	return append(sets, Admitted{Interval: around, Reason: Loose})
}

// inFigures reads fractions that are numbers rather than words: one in 411 rounds the 411, and 24 in
// 10,000 rounds the 24.
func (c Claimed) inFigures(t Tolerances) ([]Admitted, bool) {
	switch {
	case c.Num == 1 && c.Den > 10:
		var sets []Admitted
		for _, a := range (Claimed{Value: New(c.Den, 0)}).admitsRounded(t) {
			i, ok := Point(big.NewRat(1, 1)).Quo(a.Interval)
			if !ok {
				break
			}
			sets = append(sets, Admitted{Interval: i, Reason: a.Reason})
		}
		return sets, true
	case powerOfTen(c.Den):
		by := big.NewRat(1, c.Den)
		return []Admitted{{Interval: Around(big.NewRat(c.Num, 1), big.NewRat(1, 1)).Scale(by), Reason: RoundedAt}}, true
	}
	return nil, false
}

func powerOfTen(n int64) bool {
	for n >= 10 && n%10 == 0 {
		n /= 10
	}
	return n == 1
}

// nearestCounts returns the share of the whole count nearest to f of the group; two where it lies halfway.
func nearestCounts(f *big.Rat, group *big.Int) (lo, hi *big.Rat) {
	n := new(big.Rat).SetInt(group)
	want := mul(f, n)
	h := big.NewRat(1, 2)
	first, last := ceil(sub(want, h)), floor(add(want, h))
	if first.Cmp(last) > 0 {
		return nil, nil
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(first), n), new(big.Rat).Quo(new(big.Rat).SetInt(last), n)
}

// halfwayToNeighbour returns half the distance from p/q to the nearest fraction of the same or a smaller
// denominator. Neighbours a/b in the Farey sequence of order q have |pb − aq| = 1, so that b is the
// inverse of ±p modulo q and the distance 1/(qb).
func halfwayToNeighbour(f *big.Rat) *big.Rat {
	p, q := f.Num(), f.Denom()
	if q.IsInt64() && q.Int64() == 1 {
		return big.NewRat(1, 2)
	}
	b := new(big.Int).ModInverse(p, q)
	if other := new(big.Int).Sub(q, b); other.Cmp(b) > 0 {
		b = other
	}
	return new(big.Rat).SetFrac(big.NewInt(1), b.Mul(b, q).Lsh(b, 1))
}

// Counts returns the whole numbers k of 0 … n whose share k/n lies in the set (GRIM: of 26 people, 66
// percent is nobody's share). It reports false if there is none.
func Counts(share Interval, n *big.Int) (first, last *big.Int, ok bool) {
	if n.Sign() <= 0 {
		return nil, nil, false
	}
	scaled := share.Scale(new(big.Rat).SetInt(n))
	first, last = new(big.Int), new(big.Int).Set(n)
	if scaled.Lo != nil {
		if k := ceil(scaled.Lo); k.Cmp(first) > 0 {
			first = k
		}
		if scaled.LoOpen && new(big.Rat).SetInt(first).Cmp(scaled.Lo) == 0 {
			first.Add(first, big.NewInt(1))
		}
	}
	if scaled.Hi != nil {
		if k := floor(scaled.Hi); k.Cmp(last) < 0 {
			last = k
		}
		if scaled.HiOpen && new(big.Rat).SetInt(last).Cmp(scaled.Hi) == 0 {
			last.Sub(last, big.NewInt(1))
		}
	}
	return first, last, first.Cmp(last) <= 0
}

func floor(r *big.Rat) *big.Int {
	q, m := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if m.Sign() < 0 {
		q.Sub(q, big.NewInt(1))
	}
	return q
}

func ceil(r *big.Rat) *big.Int {
	q, m := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if m.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return q
}
