package proportion

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// ClopperPearson returns the exact interval: below it, k or more successes have a probability of less than α/2, above it,
// k or fewer. The lower limit is 0 at k = 0, the upper one 1 at k = n.
//
// It covers at least as often as it says, and mostly more often. The limits are beta quantiles, found on the log of the
// tail and so good to the last digits at any n; at k = 0 and k = n they are 1-(α/2)^(1/n) and (α/2)^(1/n).
//
// Source: Clopper & Pearson (1934), Biometrika 26:404–413; Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133, section 4.2.1.
func ClopperPearson(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	tail := arg.Tail(level)
	x, m := float64(k), float64(n)
	iv := Interval{Lo: 0, Hi: 1, Level: level}
	switch k {
	case 0:
	case n:
		iv.Lo = math.Exp(math.Log(tail) / m)
	default:
		iv.Lo, _ = dist.Expit(dist.NewBeta(x, m-x+1).Logit(tail))
	}
	switch k {
	case n:
	case 0:
		iv.Hi = -math.Expm1(math.Log(tail) / m)
	default:
		_, iv.Hi = dist.Expit(dist.NewBeta(m-x, x+1).Logit(tail))
	}
	return iv, nil
}

// MidP returns the exact interval in which the outcome observed counts half: the p with P(X > k) + ½P(X = k) = α/2 and
// P(X < k) + ½P(X = k) = α/2. It covers as often as it says on average, not always.
//
// Source: Lancaster (1961), J. Am. Stat. Assoc. 56:223–234; Berry & Armitage (1995), Statistician 44:417–423.
func MidP(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	tail := arg.Tail(level)
	x, m := float64(k), float64(n)
	switch k {
	case 0: // ½(1-p)^n = α/2
		return Interval{Lo: 0, Hi: -math.Expm1(math.Log(2*tail) / m), Level: level}, nil
	case n:
		return Interval{Lo: math.Exp(math.Log(2*tail) / m), Hi: 1, Level: level}, nil
	}
	lo, _ := dist.Expit(dist.BinomialMidLogit(x, m, tail))
	_, hi := dist.Expit(dist.BinomialMidLogit(m-x, m, tail))
	return Interval{Lo: lo, Hi: hi, Level: level}, nil
}

// Jeffreys returns the equal-tailed credible interval under Jeffreys' prior: the α/2 and 1-α/2 quantiles of the beta
// distribution with parameters k + ½ and n - k + ½. At k = 0 and k = n it leaves the estimate out; JeffreysModified does not.
//
// Source: Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133, section 3.1.3.
func Jeffreys(k, n int, level float64) (Interval, error) {
	if err := check(k, n, level); err != nil {
		return Interval{}, err
	}
	tail := arg.Tail(level)
	x, m := float64(k), float64(n)
	lo, _ := dist.Expit(dist.NewBeta(x+0.5, m-x+0.5).Logit(tail))
	_, hi := dist.Expit(dist.NewBeta(m-x+0.5, x+0.5).Logit(tail))
	return Interval{Lo: lo, Hi: hi, Level: level}, nil
}

// JeffreysModified returns the Jeffreys interval with the lower limit 0 at k = 0 and the upper one 1 at k = n, as its
// proponents use it.
//
// Source: Brown, Cai & DasGupta (2001), Stat. Sci. 16:101–133, section 3.1.3.
func JeffreysModified(k, n int, level float64) (Interval, error) {
	iv, err := Jeffreys(k, n, level)
	if err != nil {
		return Interval{}, err
	}
	if k == 0 {
		iv.Lo = 0
	}
	if k == n {
		iv.Hi = 1
	}
	return iv, nil
}
