package dist

import "math"

// A Hyper is the hypergeometric distribution of the first cell of a two-by-two table with its margins held fixed: X of M
// successes fall among the N1 of the first group, the rest among the N2 of the second.
type Hyper struct {
	N1, N2, M float64
	Lo, Hi    float64 // the least and the most that X can be
}

// NewHyper returns the distribution for the margins of a table.
func NewHyper(n1, n2, m float64) Hyper {
	return Hyper{n1, n2, m, math.Max(0, m-n2), math.Min(m, n1)}
}

// LogProb returns the log of P(X = x) where the odds ratio is one.
func (d Hyper) LogProb(x float64) float64 {
	n, rest := d.N1+d.N2, d.N1+d.N2-d.M
	diff := productDiff(x, d.N2-(d.M-x), d.N1-x, d.M-x) / n // x less its expectation
	deviance := Deviance(x, d.N1/n*d.M, diff) + Deviance(d.N1-x, d.N1/n*rest, -diff) +
		Deviance(d.M-x, d.N2/n*d.M, -diff) + Deviance(d.N2-d.M+x, d.N2/n*rest, diff)
	cells := factorialRest(x) + factorialRest(d.N1-x) + factorialRest(d.M-x) + factorialRest(d.N2-d.M+x)
	return factorialRest(d.N1) + factorialRest(d.N2) + factorialRest(d.M) + factorialRest(rest) -
		factorialRest(n) - cells - deviance
}

// Mode returns the most probable value where the odds ratio is one.
func (d Hyper) Mode() float64 {
	mode := math.Floor((d.N1 + 1) / (d.N1 + d.N2 + 2) * (d.M + 1))
	return math.Min(d.Hi, math.Max(d.Lo, mode))
}

// LogTails returns the logs of P(X <= x) and P(X >= x) where the odds ratio is one. The tail that lies away from the mode is
// summed from x outwards, beside the probability of x, the other is its complement.
func (d Hyper) LogTails(x float64) (atMost, atLeast float64) {
	switch {
	case x < d.Lo:
		return math.Inf(-1), 0
	case x > d.Hi:
		return 0, math.Inf(-1)
	}
	log := d.LogProb(x)
	if x >= d.Mode() {
		above := d.beyond(x, +1, 1).log0()
		atLeast = math.Min(0, log+math.Log1p(math.Exp(above)))
		return log1mexp(math.Min(0, log+above)), atLeast
	}
	below := d.beyond(x, -1, 1).log0()
	atMost = math.Min(0, log+math.Log1p(math.Exp(below)))
	return atMost, log1mexp(math.Min(0, log+below))
}

// TwoSided returns the log of the probability of all outcomes at most as likely as x.
func (d Hyper) TwoSided(x float64) float64 {
	return minLikely(x, d.Lo, d.Mode(), d.Hi, d.LogProb,
		func(j float64) float64 { atMost, _ := d.LogTails(j); return atMost },
		func(j float64) float64 { _, atLeast := d.LogTails(j); return atLeast })
}

// moments are sums over the outcomes on one side of x, relative to the probability of x, of 1, j-x and (j-x)², all to be
// multiplied by exp(log).
type moments struct{ s0, s1, s2, log float64 }

func (m moments) log0() float64 { return m.log + math.Log(m.s0) }

// beyond sums the outcomes above x (dir = +1) or below it (dir = -1) under the odds ratio psi, until what is left is below
// the last place.
func (d Hyper) beyond(x, dir, psi float64) (m moments) {
	const big = 0x1p500
	w := 1.0
	end := d.Hi
	if dir < 0 {
		end = d.Lo
	}
	for j := x; j != end; {
		var ratio float64
		if dir > 0 {
			ratio = psi * ((d.M - j) / (j + 1)) * ((d.N1 - j) / (d.N2 - d.M + j + 1))
		} else {
			ratio = (j / (d.M - j + 1)) * ((d.N2 - d.M + j) / (d.N1 - j + 1)) / psi
		}
		j += dir
		w *= ratio
		off := j - x
		m.s0 += w
		m.s1 += w * off
		m.s2 += w * off * off
		if w > big {
			w, m.s0, m.s1, m.s2 = w/big, m.s0/big, m.s1/big, m.s2/big
			m.log += 500 * math.Ln2
		}
		// Ratios fall along the way, so what is left is below a geometric series.
		if ratio < 1 && w < 0.01*eps*m.s0*(1-ratio) {
			break
		}
	}
	return m
}

// sums returns the moments below and above x on a common scale, and the weight of x itself on that scale.
func (d Hyper) sums(x, logPsi float64) (below, above moments, at float64) {
	psi := math.Exp(logPsi)
	below, above = d.beyond(x, -1, psi), d.beyond(x, +1, psi)
	log := math.Max(below.log, above.log)
	scale := func(m *moments) {
		c := math.Exp(m.log - log)
		m.s0, m.s1, m.s2 = m.s0*c, m.s1*c, m.s2*c
	}
	scale(&below)
	scale(&above)
	return below, above, math.Exp(-log)
}

// LogOddsLower returns the log odds ratio at which P(X > x) + part·P(X = x) is tail, for x > Lo: with part 1 the exact
// lower limit, with part ½ the mid-P one. The start is a rough log odds ratio.
func (d Hyper) LogOddsLower(x, tail, part, start float64) float64 {
	logTail := math.Log(tail)
	return solve(start, lastResidual(logTail), func(t float64) (v, d1, d2 float64) {
		below, above, at := d.sums(x, t)
		in := above.s0 + part*at
		total := below.s0 + above.s0 + at
		mean, meanIn := (below.s1+above.s1)/total, above.s1/in
		v = logRatio(in, below.s0+(1-part)*at) - logTail
		return v, meanIn - mean, (above.s2/in - meanIn*meanIn) - ((below.s2+above.s2)/total - mean*mean)
	})
}

// logRatio returns log(a/(a+b)).
func logRatio(a, b float64) float64 {
	if a > b {
		return -math.Log1p(b / a)
	}
	return math.Log(a / (a + b))
}

// LogOddsUpper returns the log odds ratio at which P(X < x) + part·P(X = x) is tail, for x < Hi.
func (d Hyper) LogOddsUpper(x, tail, part, start float64) float64 {
	return -d.mirror().LogOddsLower(d.M-x, tail, part, -start)
}

// mirror exchanges the groups, which turns the sign of the log odds ratio and X into M - X.
func (d Hyper) mirror() Hyper { return NewHyper(d.N2, d.N1, d.M) }

// LogOddsMean returns the log odds ratio under which the mean of X is x, for Lo < x < Hi: the conditional maximum
// likelihood estimate.
func (d Hyper) LogOddsMean(x, start float64) float64 {
	return solve(start, 1e-8, func(t float64) (v, d1, d2 float64) {
		below, above, at := d.sums(x, t)
		total := below.s0 + above.s0 + at
		mean := (below.s1 + above.s1) / total
		sd := math.Sqrt((below.s2+above.s2)/total - mean*mean)
		return mean / sd, sd, 0
	})
}
