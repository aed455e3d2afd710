package ratio

import (
	"math"

	"recount/analysis/estimate/internal/dist"
	"recount/analysis/estimate/interval"
)

// OfRisks returns the risk ratio: 0 without cases in the subject, infinite without cases in the reference, NaN for 0/0.
func OfRisks(subject, reference Risk) float64 {
	return quotient(float64(subject.Cases), float64(reference.Cases), float64(reference.N), float64(subject.N))
}

// RiskWaldLog returns exp(ln R ± z·√(1/a - 1/n₁ + 1/c - 1/n₂)) for a of n₁ and c of n₂ cases. It is undefined, NaN, if a or c
// is 0.
//
// Source: Katz, Baptista, Azen & Pike (1978), Biometrics 34:469–474, method C.
func RiskWaldLog(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	if subject.Cases == 0 || reference.Cases == 0 {
		return interval.Undefined(level), nil
	}
	return riskWald(float64(subject.Cases), float64(subject.N), float64(reference.Cases), float64(reference.N), level), nil
}

func riskWald(a, n1, c, n2, level float64) Interval {
	// 1/a - 1/n is (n-a)/(a·n), without cancellation.
	se := math.Sqrt((n1-a)/a/n1 + (n2-c)/c/n2)
	return around(math.Log(quotient(a, c, n2, n1)), se, level)
}

// OfRisksHaldane returns the risk ratio of the table to which half a case and half a non-case are added in each group.
func OfRisksHaldane(subject, reference Risk) float64 {
	return quotient(float64(subject.Cases)+0.5, float64(reference.Cases)+0.5, float64(reference.N)+1, float64(subject.N)+1)
}

// RiskHaldane returns RiskWaldLog of the table to which one half is added in each cell, so that it is defined for every
// count.
//
// Source: Haldane (1956), Ann. Hum. Genet. 20:309–311; Gart (1966), J. R. Stat. Soc. B 28:164–179.
func RiskHaldane(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	return riskWald(float64(subject.Cases)+0.5, float64(subject.N)+1, float64(reference.Cases)+0.5, float64(reference.N)+1, level), nil
}

// RiskScore returns the score interval of Miettinen and Nurminen: all ratios φ with |p₁ - φp₂| ≤ z·√(V·N/(N-1)),
// V = p̃₁(1-p̃₁)/n₁ + φ²p̃₂(1-p̃₂)/n₂, where p̃₁ = φp̃₂ are the most likely risks under φ and N = n₁ + n₂.
//
// Source: Miettinen & Nurminen (1985), Stat. Med. 4:213–226, with its appendix.
func RiskScore(subject, reference Risk, level float64) (Interval, error) {
	if err := checkRisks(subject, reference, level); err != nil {
		return Interval{}, err
	}
	iv := Interval{Lo: 0, Hi: math.Inf(1), Level: level}
	if subject.Cases == 0 && reference.Cases == 0 {
		return iv, nil
	}
	t := newTable(subject, reference)
	lo, hi := scoreLimits(t.riskRatioScore, t.logRiskRatio(), z(level), subject.Cases > 0, reference.Cases > 0)
	iv.Lo, iv.Hi = math.Exp(lo), math.Exp(hi)
	return iv, nil
}

// A table holds the counts of two groups as the formulas use them: a cases and b others of n1, c cases and d others of n2.
type table struct{ a, b, c, d, n1, n2 float64 }

func newTable(subject, reference Risk) table {
	a, c := float64(subject.Cases), float64(reference.Cases)
	n1, n2 := float64(subject.N), float64(reference.N)
	return table{a, n1 - a, c, n2 - c, n1, n2}
}

// swapped exchanges the groups, turned exchanges cases and others.
func (t table) swapped() table { return table{t.c, t.d, t.a, t.b, t.n2, t.n1} }
func (t table) turned() table  { return table{t.b, t.a, t.d, t.c, t.n1, t.n2} }

// correction is √((N-1)/N), which makes the variance the unbiased one of Miettinen and Nurminen.
func (t table) correction() float64 { return math.Sqrt((t.n1 + t.n2 - 1) / (t.n1 + t.n2)) }

// logRiskRatio returns a log risk ratio to start from, of the table with half a case more in each group if one is without.
func (t table) logRiskRatio() float64 {
	if t.a > 0 && t.c > 0 {
		return math.Log(quotient(t.a, t.c, t.n2, t.n1))
	}
	return math.Log(quotient(t.a+0.5, t.c+0.5, t.n2, t.n1))
}

// riskRatioScore returns the score at a log ratio. It falls as the ratio grows.
func (t table) riskRatioScore(log float64) float64 {
	if log > 0 { // so that φ <= 1, and 1 - φ keeps its digits
		return -t.swapped().riskRatioScore(-log)
	}
	phi, rest := math.Exp(log), -math.Expm1(log)
	difference := dist.ProductDiff(t.a, t.n2, phi*t.c, t.n1)
	if difference == 0 {
		return 0
	}
	// The most likely p₂ is the smaller root of Nφ·p² - (φ(n₁+c) + a + n₂)·p + (a+c), whose discriminant is a sum of
	// positive terms; 1 - p₂ is a root of the same equation in q.
	n := t.n1 + t.n2
	u, v := phi*(t.n1+t.c), t.a+t.n2
	root := math.Sqrt((u-v)*(u-v) + 4*phi*t.b*t.d)
	p := 2 * (t.a + t.c) / (u + v + root)
	q := 1 - p
	if p > 0.5 {
		// Nφ·q² + B·q - (1-φ)·d = 0 with B = φ(n₁+c) + a + n₂ - 2Nφ.
		b := u + v - 2*n*phi
		q = (root - b) / (2 * n * phi)
		if b > 0 {
			q = 2 * rest * t.d / (root + b)
		}
	}
	p1, q1 := phi*p, rest+phi*q
	variance := p1*q1/t.n1 + phi*phi*p*q/t.n2
	return difference / t.n1 / t.n2 / math.Sqrt(variance) * t.correction()
}

// scoreLimits returns the limits at which a falling score is z and -z, searched outwards from the start. Where a limit does
// not exist it is infinite.
func scoreLimits(score func(float64) float64, start, z float64, hasLo, hasHi bool) (lo, hi float64) {
	find := func(target float64) float64 {
		f := func(x float64) float64 { return score(x) - target }
		near, step := start, 0.5
		sign := math.Copysign(1, f(near)) // the way to the root of a falling function
		for range 60 {
			far := near + sign*step
			if f(far)*sign <= 0 {
				return dist.Bracketed(math.Min(near, far), math.Max(near, far), f)
			}
			near, step = far, 2*step
		}
		return sign * math.Inf(1)
	}
	lo, hi = math.Inf(-1), math.Inf(1)
	if hasLo {
		lo = find(z)
	}
	if hasHi {
		hi = find(-z)
	}
	return lo, hi
}
