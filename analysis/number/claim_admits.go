package number

import "math/big"

// An Admitted is one set of values that a claim admits, and what agreeing with it is called.
type Admitted struct {
	Interval
	Reason Reason
	Unit   *big.Rat // place value read, for a number taken as rounded
}

// maxPlaces bounds the places at which trailing zeros are tried: "10" and 400 noughts is no rounding.
const maxPlaces = 24

// Admits returns the sets that the claim admits, strictest first (SEMANTICS, "Numbers as written" and
// "Hedges").
func (c Claimed) Admits(t Tolerances) []Admitted {
	if c.Ranged {
		return c.admitsRange(t)
	}
	x := c.Number()
	switch c.Hedge {
	case Nearly:
		return bound(mirror(x, Interval{Lo: mul(abs(x), t.NearlyFrom), Hi: abs(x), HiOpen: true}))
	case JustOver:
		return bound(mirror(x, Interval{Lo: abs(x), LoOpen: true, Hi: mul(abs(x), t.JustOverTo)}))
	case MoreThan:
		return bound(Interval{Lo: x, LoOpen: true})
	case AtLeast:
		return bound(Interval{Lo: x})
	case LessThan:
		return bound(Interval{Hi: x, HiOpen: true})
	case AtMost:
		return bound(Interval{Hi: x})
	}
	var sets []Admitted
	switch {
	case c.Multiple:
		sets = c.admitsMultiple(t)
	case c.Den > 0:
		sets = c.admitsFraction(t)
	default:
		sets = c.admitsRounded(t)
	}
	if c.Hedge == Approx {
		d := mul(abs(x), t.About)
		sets = append(sets, Admitted{Interval: Closed(sub(x, d), add(x, d)), Reason: Loose})
	}
	return sets
}

func bound(i Interval) []Admitted { return []Admitted{{Interval: i, Reason: Bound}} }

// admitsRange is a ≤ v ≤ b. A vague plural of ten and more is open above: hundreds end before a thousand.
func (c Claimed) admitsRange(t Tolerances) []Admitted {
	i := Closed(c.Low.Rat(), c.High.Rat())
	if c.Vague {
		i.HiOpen = i.Hi.Cmp(ten) >= 0
	}
	sets := bound(i)
	if c.Hedge == Approx {
		sets = append(sets, Admitted{Interval: Closed(sub(i.Lo, mul(abs(i.Lo), t.About)), add(i.Hi, mul(abs(i.Hi), t.About))), Reason: Loose})
	}
	return sets
}

// admitsRounded is [x − u/2, x + u/2], then the same at each place that trailing zeros may hide.
func (c Claimed) admitsRounded(t Tolerances) []Admitted {
	x, u := c.Value.Rat(), c.Value.Unit()
	sets := []Admitted{{Interval: Around(x, u), Reason: Exact, Unit: u}}
	place := c.Value.Place()
	// Zeros after a point are meant: "1.30 million" has its last digit between two scale words.
	if place < 0 || place%3 != 0 || place == 0 && abs(x).Cmp(t.ZerosFrom) < 0 {
		return sets
	}
	limit := mul(abs(x), t.ZerosShare)
	for range maxPlaces {
		u = mul(u, ten)
		if u.Cmp(limit) > 0 || !new(big.Rat).Quo(x, u).IsInt() {
			break
		}
		sets = append(sets, Admitted{Interval: Around(x, u), Reason: RoundedAt, Unit: u})
	}
	return sets
}

// admitsMultiple is the ratio that a word names, with the freedom of "about".
func (c Claimed) admitsMultiple(t Tolerances) []Admitted {
	x := c.Number()
	d := mul(x, t.Multiple)
	return []Admitted{
		{Interval: Point(x), Reason: Exact},
		{Interval: Closed(sub(x, d), add(x, d)), Reason: Loose},
	}
}

// fringe is the neighbourhood of what is admitted in which the words alone do not decide.
func (c Claimed) fringe(t Tolerances) (Interval, bool) {
	switch {
	case c.Multiple && (c.Hedge == None || c.Hedge == Approx):
		x := c.Number()
		d := mul(x, t.MultipleNear)
		return Closed(sub(x, d), add(x, d)), true
	case c.Ranged && !c.Vague:
		lo, hi := c.Low.Rat(), c.High.Rat()
		dl := minRat(half(c.Low.Unit()), mul(abs(lo), t.RangeFringe))
		dh := minRat(half(c.High.Unit()), mul(abs(hi), t.RangeFringe))
		return Closed(sub(lo, dl), add(hi, dh)), true
	}
	return Interval{}, false
}

// mirror turns a set stated for a positive number round for a negative one.
func mirror(x *big.Rat, i Interval) Interval {
	if x.Sign() < 0 {
		return i.Neg()
	}
	return i
}

func abs(x *big.Rat) *big.Rat { return new(big.Rat).Abs(x) }
