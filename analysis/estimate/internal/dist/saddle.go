package dist

import "math"

// Deviance returns x·ln(x/m) - (x - m) for x >= 0 and m > 0, given the difference d = x - m, which the caller often knows
// better than a subtraction of the two would give it.
//
// Source: Loader (2000), Fast and accurate computation of binomial probabilities, section 3.
func Deviance(x, m, d float64) float64 {
	if x == 0 {
		return m
	}
	if math.Abs(d) >= 0.1*(x+m) {
		return x*math.Log(x/m) - d
	}
	// With v = d/(x+m), ln(x/m) = 2·artanh(v); its first term joins -d to d·v.
	v := d / (x + m)
	sum := d * v
	term := 2 * x * v
	for k := 3.0; ; k += 2 {
		term *= v * v
		next := sum + term/k
		if next == sum {
			return sum
		}
		sum = next
	}
}

// factorialRest returns h(a) = ln Γ(a+1) - a·ln a + a for a >= 0, with h(0) = 0: what is left of a log-factorial when the
// part that cancels in every probability is taken out. It grows like ½·ln(2πa).
func factorialRest(a float64) float64 {
	switch {
	case a == 0:
		return 0
	case a < 16:
		if a == math.Floor(a) || a == math.Floor(a)+0.5 {
			return smallRest[int(2*a)]
		}
		lg, _ := math.Lgamma(a + 1)
		return lg - a*math.Log(a) + a
	}
	return stirling(a)
}

// stirling returns factorialRest(a) for a >= 16 by Stirling's series, whose next term is below 1e-17 there.
//
// Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 6.1.41.
func stirling(a float64) float64 {
	r := 1 / (a * a)
	series := (1.0/12 - r*(1.0/360-r*(1.0/1260-r*(1.0/1680-r*(1.0/1188-r*(691.0/360360-r/156)))))) / a
	return 0.5*math.Log(2*math.Pi*a) + series
}

// smallRest holds factorialRest at 0, ½, 1, … 15½, by recurrence from the series at 16, which keeps the digits that
// ln Γ(a+1) - a·ln a + a would lose to cancellation.
var smallRest = func() (table [32]float64) {
	for i := 1; i < len(table); i++ {
		a := float64(i) / 2
		rest := 0.0
		for ; a < 16; a++ {
			// h(a) = h(a+1) + a·ln(1+1/a) - 1, because ln Γ(a+1) = ln Γ(a+2) - ln(a+1)
			rest += a*math.Log1p(1/a) - 1
		}
		table[i] = rest + stirling(a)
	}
	return table
}()

// LogBinomial returns the log of the probability of k successes in n trials, each of chance p = 1 - q; both are given, so
// that the smaller one keeps its digits.
func LogBinomial(k, n, p, q float64) float64 {
	if p == 0 || q == 0 {
		if (p == 0 && k == 0) || (q == 0 && k == n) {
			return 0
		}
		return math.Inf(-1)
	}
	d := productDiff(k, q, n-k, p) // k - np, as kq - (n-k)p
	return -Deviance(k, n*p, d) - Deviance(n-k, n*q, -d) +
		factorialRest(n) - factorialRest(k) - factorialRest(n-k)
}

// LogPoisson returns the log of the probability of k events where mu are expected.
func LogPoisson(k, mu float64) float64 {
	if mu == 0 {
		if k == 0 {
			return 0
		}
		return math.Inf(-1)
	}
	return -Deviance(k, mu, k-mu) - factorialRest(k)
}
