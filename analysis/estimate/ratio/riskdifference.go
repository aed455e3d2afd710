package ratio

import (
	"math"

	"recount/analysis/estimate/internal/dist"
)

// RiskDifferenceScore returns the score interval of Miettinen and Nurminen: all differences δ with |d - δ| ≤ z·√(V·N/(N-1)),
// V = p̃₁(1-p̃₁)/n₁ + p̃₂(1-p̃₂)/n₂, where p̃₁ = p̃₂ + δ are the most likely risks under δ and N = n₁ + n₂.
//
// The most likely p̃₂ is found by Newton's method on the likelihood equation and not by the cubic's closed form, which has no
// digits left where the risks are small.
//
// Source: Miettinen & Nurminen (1985), Stat. Med. 4:213–226, with its appendix.
func RiskDifferenceScore(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	t, zed := newTable(subject, reference), z(level)
	d := RiskDifference(subject, reference)
	iv := Interval{Lo: -1, Hi: 1, Level: level}
	if d > -1 {
		iv.Lo = dist.Bracketed(-1, d, func(delta float64) float64 { return t.differenceScore(d, delta) - zed })
	}
	if d < 1 {
		iv.Hi = dist.Bracketed(d, 1, func(delta float64) float64 { return t.differenceScore(d, delta) + zed })
	}
	return iv, nil
}

// differenceScore returns the score at delta of the observed difference d. It falls as delta grows.
func (t table) differenceScore(d, delta float64) float64 {
	if d == delta {
		return 0
	}
	if delta < 0 {
		return -t.swapped().differenceScore(-d, -delta)
	}
	s := t
	if t.a+t.c > (t.n1+t.n2)/2 {
		// Others instead of cases: q₂ - q₁ is p₁ - p₂, and the smaller chances keep their digits.
		s = t.turned().swapped()
	}
	p2 := s.likelyUnder(delta)
	p1 := p2 + delta
	variance := p1*math.Max(0, 1-p1)/s.n1 + p2*(1-p2)/s.n2
	return (d - delta) / math.Sqrt(variance) * t.correction()
}

// likelyUnder returns the most likely p₂ where p₁ = p₂ + delta and 0 <= delta <= 1.
//
// The likelihood equation is a/(p+δ) + c/p = b/(1-p-δ) + d/(1-p). Times p(p+δ) it is g(p) = (a+c)p + cδ - p(p+δ)·(right
// side), a concave function, on which Newton's method from the right of the root only comes closer. Without cases in the
// second group p divides out.
func (t table) likelyUnder(delta float64) float64 {
	top := 1 - delta
	right := func(p float64) (v, slope float64) {
		q1, q2 := top-p, 1-p
		v, slope = t.d/q2, t.d/(q2*q2)
		if t.b > 0 {
			v, slope = v+t.b/q1, slope+t.b/(q1*q1)
		}
		return v, slope
	}
	g := func(p float64) (v, slope float64) {
		r, rs := right(p)
		if t.c == 0 {
			return t.a - (p+delta)*r, -r - (p+delta)*rs
		}
		return (t.a+t.c)*p + t.c*delta - p*(p+delta)*r, t.a + t.c - (2*p+delta)*r - p*(p+delta)*rs
	}
	if t.c == 0 {
		if v, _ := g(0); v <= 0 {
			return 0
		}
	}
	if t.b == 0 {
		if v, _ := g(top); v >= 0 {
			return top
		}
	}
	return climb(g, t.start(delta), top)
}

// start returns the most likely p₂ for small chances, where the right side of the likelihood equation is N.
func (t table) start(delta float64) float64 {
	n, m := t.n1+t.n2, t.a+t.c
	b := n*delta - m
	root := math.Sqrt(b*b + 4*n*t.c*delta)
	if b > 0 {
		return 2 * t.c * delta / (b + root)
	}
	return (root - b) / (2 * n)
}

// climb returns the root in (0, top) of a function that is positive on its left and negative on its right.
func climb(g func(float64) (v, slope float64), p, top float64) float64 {
	lo, hi := 0.0, top
	if !(p > lo && p < hi) {
		p = top / 2
	}
	for range 200 {
		v, slope := g(p)
		if v == 0 {
			break
		}
		if v > 0 {
			lo = p
		} else {
			hi = p
		}
		next := p - v/slope
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		if math.Abs(next-p) <= 0x1p-52*p {
			return next
		}
		p = next
	}
	return p
}
