package trend

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// A PoissonTrend is a log-linear fit of Poisson counts with their exposures.
type PoissonTrend struct {
	Intercept Coefficient // the log rate at the origin
	Slope     Coefficient // the change of the log rate a year, with normal limits
	APC       Percent
	// Deviance and PearsonChi2 measure how far the counts lie from the fit; Dispersion is PearsonChi2/(n - 2). Well above 1,
	// the counts vary more than Poisson counts do, and the limits are too narrow by about its square root.
	Deviance, PearsonChi2, Dispersion float64
	DF                                int
}

// Poisson fits ln(E events) = ln exposure + a + b·(year - origin) by maximum likelihood. Years and exposures of 0 events are
// data.
//
// It returns an error that names the argument if the series are not of one length, hold fewer than two points, or have fewer
// than two different years; and one naming events where no finite slope is the most likely: no events at all, or events only
// in the first or only in the last year.
//
// Source: Frome (1983), Biometrics 39:665–674; McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed., section 2.5 and
// chapter 6.
func Poisson(year []float64, events []int, exposure []float64, origin, level float64) (PoissonTrend, error) {
	if err := checkPoisson(year, events, exposure, origin, level); err != nil {
		return PoissonTrend{}, err
	}
	m := newPoissonModel(year, events, exposure)
	m.climb()
	return m.trend(origin, level), nil
}

func checkPoisson(year []float64, events []int, exposure []float64, origin, level float64) error {
	if err := arg.First(
		arg.SameLength("events", len(events), "year", len(year)), arg.SameLength("exposure", len(exposure), "year", len(year)),
		checkPoints("year", len(year), 1), arg.Finite("origin", origin), arg.Level(level),
	); err != nil {
		return err
	}
	first, last := year[0], year[0]
	for i := range year {
		if err := arg.First(
			arg.Finite(arg.Index("year", i), year[i]), arg.Count(arg.Index("events", i), events[i]),
			arg.Positive(arg.Index("exposure", i), exposure[i]),
		); err != nil {
			return err
		}
		first, last = min(first, year[i]), max(last, year[i])
	}
	if first == last {
		return &arg.Error{Arg: "year", Got: "the same in every point", Want: "two different years or more"}
	}
	onlyFirst, onlyLast := true, true
	for i, x := range events {
		if x > 0 {
			onlyFirst = onlyFirst && year[i] == first
			onlyLast = onlyLast && year[i] == last
		}
	}
	if onlyFirst || onlyLast {
		return &arg.Error{Arg: "events", Got: "0 in every year but the first or the last", Want: "events in two years or more, or between them"}
	}
	return nil
}

// A poissonModel is the fit on its way: ln μ = ln exposure + a + b·(year - centre).
type poissonModel struct {
	t, x, exposure []float64 // t = year - centre
	centre         float64
	a, b           float64
	// Sums at the present a and b: of μ, μt, μt², and of the residuals x - μ and (x - μ)t.
	m0, m1, m2, u0, u1 float64
}

func newPoissonModel(year []float64, events []int, exposure []float64) *poissonModel {
	m := &poissonModel{exposure: exposure}
	total, people := 0.0, 0.0
	for i := range year {
		x := float64(events[i])
		m.x = append(m.x, x)
		total += x
		people += exposure[i]
		m.centre += x * year[i]
	}
	m.centre = math.Round(m.centre / total) // a whole year, so that differences are exact
	for _, y := range year {
		m.t = append(m.t, y-m.centre)
	}
	m.a = math.Log(total / people)
	return m
}

// mean is the expected count of point i.
func (m *poissonModel) mean(i int) float64 {
	return m.exposure[i] * math.Exp(m.a+m.b*m.t[i])
}

func (m *poissonModel) sum() {
	m.m0, m.m1, m.m2, m.u0, m.u1 = 0, 0, 0, 0, 0
	for i, t := range m.t {
		mu := m.mean(i)
		m.m0 += mu
		m.m1 += float64(mu * t)
		m.m2 += float64(mu * t * t)
		m.u0 += m.x[i] - mu
		m.u1 += float64((m.x[i] - mu) * t)
	}
}

func (m *poissonModel) logLikelihood() float64 {
	l := 0.0
	for i, t := range m.t {
		l += float64(m.x[i]*(m.a+m.b*t)) - m.mean(i)
	}
	return l
}

// climb maximises the likelihood by Fisher scoring, which is Newton's method here. The likelihood is concave; a step that
// overshoots is halved.
func (m *poissonModel) climb() {
	best := m.logLikelihood()
	for range 200 {
		m.sum()
		det := m.m0*m.m2 - m.m1*m.m1
		da := (m.u0*m.m2 - m.u1*m.m1) / det
		db := (m.u1*m.m0 - m.u0*m.m1) / det
		a, b := m.a, m.b
		for range 60 {
			m.a, m.b = a+da, b+db
			now := m.logLikelihood()
			if now >= best-1e-12*math.Abs(best) {
				best = math.Max(best, now)
				break
			}
			da, db = da/2, db/2
		}
		if math.Abs(da) <= 1e-14*(1+math.Abs(a)) && math.Abs(db) <= 1e-15*math.Abs(b)+1e-300 {
			break
		}
		if m.a == a && m.b == b {
			break
		}
	}
	m.sum()
	// At a given slope the intercept follows: the rates fit as many events as there were.
	m.a += math.Log1p(m.u0 / m.m0)
	m.sum()
}

func (m *poissonModel) trend(origin, level float64) PoissonTrend {
	det := m.m0*m.m2 - m.m1*m.m1
	shift := origin - m.centre
	var s PoissonTrend
	// The variance of a + b·shift is the quadratic form of (1, shift) in the inverse information.
	s.Intercept = normal(m.a+m.b*shift, math.Sqrt((m.m2-2*m.m1*shift+m.m0*shift*shift)/det), level)
	s.Slope = normal(m.b, math.Sqrt(m.m0/det), level)
	s.APC = percent(s.Slope.Value, s.Slope.Interval)
	for i, x := range m.x {
		mu := m.mean(i)
		s.Deviance += 2 * dist.Deviance(x, mu, x-mu)
		s.PearsonChi2 += (x - mu) / mu * (x - mu)
	}
	s.DF = len(m.x) - 2
	s.Dispersion = s.PearsonChi2 / float64(s.DF) // NaN with two points, which fit exactly
	if s.DF == 0 {
		s.Dispersion = math.NaN()
	}
	return s
}

// normal completes a coefficient whose estimate is normal.
func normal(value, se, level float64) Coefficient {
	half := dist.Z(arg.Tail(level)) * se
	stat := value / se
	return Coefficient{value, se, stat, dist.NormalTwoSided(stat), Interval{Lo: value - half, Hi: value + half, Level: level}}
}
