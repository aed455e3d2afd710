package rate

import (
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// Strata are the groups, mostly age bands, over which a rate is standardised: the events and the exposure of each, and how
// many people of it the standard population has.
type Strata struct {
	Events   []int
	Exposure []float64
	Standard []float64
}

// direct holds a directly standardised rate y = Σ wx with its variance Σ w²x, w = standard/(Σ standard · exposure).
type direct struct {
	crude, rate, variance float64
	events, largest       float64 // Σ x and the largest w
}

func (s Strata) direct() (direct, error) {
	if err := s.check(); err != nil {
		return direct{}, err
	}
	standard, exposure := 0.0, 0.0
	for i := range s.Events {
		standard += s.Standard[i]
		exposure += s.Exposure[i]
	}
	var d direct
	for i, events := range s.Events {
		x, w := float64(events), s.Standard[i]/standard/s.Exposure[i]
		d.events += x
		d.rate += float64(w * x)
		d.variance += float64(w * w * x)
		d.largest = math.Max(d.largest, w)
	}
	d.crude = d.events / exposure
	return d, nil
}

func (s Strata) check() error {
	if len(s.Events) == 0 {
		return &arg.Error{Arg: "events", Got: "empty", Want: "one count for each stratum"}
	}
	if err := arg.First(
		arg.SameLength("exposure", len(s.Exposure), "events", len(s.Events)),
		arg.SameLength("standard", len(s.Standard), "events", len(s.Events)),
	); err != nil {
		return err
	}
	sum := 0.0
	for i := range s.Events {
		if err := arg.First(
			arg.Count(arg.Index("events", i), s.Events[i]),
			arg.Positive(arg.Index("exposure", i), s.Exposure[i]),
			arg.NotNegative(arg.Index("standard", i), s.Standard[i]),
		); err != nil {
			return err
		}
		sum += s.Standard[i]
	}
	if sum == 0 || math.IsInf(sum, 1) {
		return &arg.Error{Arg: "standard", Got: "a list with the sum " + arg.Float(sum), Want: "a finite sum above 0"}
	}
	return nil
}

// Standardised returns the crude rate of the strata together, and the directly standardised one: the rate that the standard
// population would have with the strata's own rates.
//
// Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC Sci. Publ. 82, section 2.1.
func Standardised(s Strata) (crude, adjusted float64, err error) {
	d, err := s.direct()
	return d.crude, d.rate, err
}

// FayFeuer returns the gamma interval of a directly standardised rate y with variance v: the α/2 quantile of the gamma
// distribution of mean y and variance v, and the 1-α/2 quantile of the one of mean y + w and variance v + w², where w is the
// largest weight. With one stratum it is Garwood's interval. It is recount's choice for a standardised rate.
//
// Source: Fay & Feuer (1997), Stat. Med. 16:791–801.
func FayFeuer(s Strata, level float64) (Interval, error) {
	d, err := s.directAt(level)
	if err != nil {
		return Interval{}, err
	}
	tail := arg.Tail(level)
	lo := 0.0
	if d.events > 0 && d.variance > 0 {
		lo = d.variance / d.rate * math.Exp(dist.NewGamma(d.rate/d.variance*d.rate).LogLower(tail))
	}
	mean, variance := d.rate+d.largest, d.variance+d.largest*d.largest
	hi := variance / mean * math.Exp(dist.NewGamma(mean/variance*mean).LogUpper(tail))
	return Interval{Lo: lo, Hi: hi, Level: level}, nil
}

// StandardisedNormal returns y ± z·√v for a directly standardised rate y with variance v. Its lower limit can be negative.
//
// Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC Sci. Publ. 82, section 2.1.
func StandardisedNormal(s Strata, level float64) (Interval, error) {
	d, err := s.directAt(level)
	if err != nil {
		return Interval{}, err
	}
	half := dist.Z(arg.Tail(level)) * math.Sqrt(d.variance)
	return Interval{Lo: d.rate - half, Hi: d.rate + half, Level: level}, nil
}

// StandardisedLogNormal returns y·exp(±z·√v/y) for a directly standardised rate y with variance v: the normal interval of
// its logarithm. It is undefined, NaN, without events.
//
// Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC Sci. Publ. 82, section 2.1.
func StandardisedLogNormal(s Strata, level float64) (Interval, error) {
	d, err := s.directAt(level)
	if err != nil {
		return Interval{}, err
	}
	factor := math.Exp(dist.Z(arg.Tail(level)) * (math.Sqrt(d.variance) / d.rate))
	return Interval{Lo: d.rate / factor, Hi: d.rate * factor, Level: level}, nil
}

// DobsonExact returns y + √(v/x)·(L - x) and y + √(v/x)·(U - x) for a directly standardised rate y with variance v, where L
// and U are Garwood's limits for the x events of all strata together. It is undefined, NaN, without events.
//
// Source: Dobson, Kuulasmaa, Eberle & Scherer (1991), Stat. Med. 10:457–462.
func DobsonExact(s Strata, level float64) (Interval, error) { return s.dobson(Garwood, level) }

// DobsonByar is DobsonExact with Byar's limits for the events.
//
// Source: Dobson, Kuulasmaa, Eberle & Scherer (1991), Stat. Med. 10:457–462.
func DobsonByar(s Strata, level float64) (Interval, error) { return s.dobson(Byar, level) }

func (s Strata) dobson(method Method, level float64) (Interval, error) {
	d, err := s.directAt(level)
	if err != nil {
		return Interval{}, err
	}
	count, err := method(int(d.events), 1, level)
	if err != nil {
		return Interval{}, err
	}
	scale := math.Sqrt(d.variance / d.events)
	return Interval{Lo: d.rate + scale*(count.Lo-d.events), Hi: d.rate + scale*(count.Hi-d.events), Level: level}, nil
}

func (s Strata) directAt(level float64) (direct, error) {
	if err := arg.Level(level); err != nil {
		return direct{}, err
	}
	return s.direct()
}
