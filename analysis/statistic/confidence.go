package statistic

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"recount/analysis/estimate"
)

// A Confidence is a confidence interval in the statistic's unit. Only statistics on samples carry one
// unasked; any other has named its model, whose caveat must be printed with it.
type Confidence struct {
	Low, High, Level float64
	Method           string         // wilson, as `recount estimate` names it
	Title            string         // Wilson score
	Source           string         // the paper
	Model            estimate.Model // the chance that it describes
	Caveat           string
}

// A modelError says why what `model:` asks for cannot be had.
type modelError struct {
	model string
	err   error
}

func (e *modelError) Error() string { return fmt.Sprintf("model %q: %v", shorten(e.model), e.err) }
func (e *modelError) Unwrap() error { return e.err }

// errNoCounts: a confidence interval from a rounded rate alone would be invented.
var errNoCounts = errors.New("the counts are not in the study, and a share or rate without its counts has no confidence interval")

// confide gives the result a confidence interval where its design or its author asks for one.
func (r *Result) confide() error {
	if r.spec.model == "" && r.Design != string(estimate.Sample) {
		return nil
	}
	if err := r.confidence(); err != nil && r.spec.model != "" {
		return &modelError{r.spec.model, err}
	}
	return nil // a sample's share without its counts has none
}

func (r *Result) confidence() error {
	in, err := r.estimation()
	if err != nil {
		return err
	}
	f, err := estimate.Lookup(in.function)
	if err != nil {
		return err
	}
	method, chance, err := r.model(f)
	if err != nil {
		return err
	}
	caveat, err := r.offer(f, chance)
	if err != nil {
		return err
	}
	in.values["level"] = r.level()
	out, err := f.Compute(method, in.values)
	if err != nil {
		return err
	}
	for _, w := range out.Warnings {
		r.warn(sentence(w))
	}
	if r.Op == InterruptedSeriesOf {
		backward, err := f.Compute(method, mirrored(in.values, r.spec.cut))
		if err != nil {
			return err
		}
		return r.segmentLimits(out, backward, chance, caveat)
	}
	r.Confidence, err = r.limits(out, in.prefix, in.scale, chance, caveat)
	return err
}

// model reads what `model:` names: a model of chance, under which the function's own method is used, or a
// method, which stands for the function's model. What was never drawn at random is taken as if it had been.
func (r *Result) model(f *estimate.Function) (method string, chance estimate.Model, err error) {
	name := r.spec.model
	if name == "" {
		return f.Default, estimate.NoModel, nil
	}
	if m, err := estimate.ParseModel(name); err == nil {
		if !f.Fits(m) {
			return "", m, fmt.Errorf("a %s rests on the model %q", f.Title, f.Model)
		}
		return f.Default, m, nil
	}
	if _, err := f.Method(name); err != nil {
		return "", "", fmt.Errorf("want a model of chance (%s) or a method of a %s: %w", f.Model, f.Title, err)
	}
	if slices.Contains(r.designNames(), string(estimate.Purposive)) {
		return name, estimate.AsIfRandom, nil
	}
	return name, f.Model, nil
}

// offer asks package estimate for each design whether it bears an interval, and returns the caveats.
func (r *Result) offer(f *estimate.Function, chance estimate.Model) (string, error) {
	var caveats []string
	for _, name := range r.designNames() {
		d, err := estimate.ParseDesign(name)
		if err != nil {
			return "", errors.New("the design of its measures is not stated")
		}
		m := chance
		if d != estimate.Purposive && m == estimate.AsIfRandom {
			m = f.Model // beside a purposive group, a register keeps its own model
		}
		caveat, err := estimate.Offer(d, m)
		if err != nil {
			return "", err
		}
		if caveat != "" && !slices.Contains(caveats, caveat) {
			caveats = append(caveats, caveat)
		}
	}
	return strings.Join(caveats, " "), nil
}

// limits takes the limits out of what a method computed; scale turns them into the statistic's unit.
func (r *Result) limits(out estimate.Result, prefix string, scale func(float64) float64, chance estimate.Model, caveat string) (*Confidence, error) {
	lo, hi := scale(out.Float(prefix+"lower")), scale(out.Float(prefix+"upper"))
	if math.IsNaN(lo) || math.IsNaN(hi) || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		return nil, errors.New("the method gives no limits for these numbers")
	}
	if chance == estimate.NoModel {
		chance = out.Function.Model
	}
	return &Confidence{
		Low: min(lo, hi), High: max(lo, hi), Level: r.level(), Method: out.Method.Name, Title: out.Method.Title,
		Source: out.Method.Source, Model: chance, Caveat: caveat,
	}, nil
}

// mirrored turns an interrupted series back to front: the fit, whose scatter is judged from both segments,
// is the same, and the slope after the break is now the one before, with its sign changed.
func mirrored(values estimate.Values, cut int) estimate.Values {
	time, y := slices.Clone(values["time"].([]float64)), slices.Clone(values["y"].([]float64))
	slices.Reverse(time)
	slices.Reverse(y)
	for i := range time {
		time[i] = -time[i]
	}
	return estimate.Values{"time": time, "y": y, "intervention_time": float64(1 - cut), "level": values["level"]}
}

// segmentLimits gives the coefficients of an interrupted series their limits.
func (r *Result) segmentLimits(forward, backward estimate.Result, chance estimate.Model, caveat string) error {
	opposite := func(x float64) float64 { return -x }
	for i := range r.Parts {
		p := &r.Parts[i]
		var err error
		switch p.Name {
		case "slope_before":
			p.Confidence, err = r.limits(forward, "slope_", asItIs, chance, caveat)
		case "slope_after":
			p.Confidence, err = r.limits(backward, "slope_", opposite, chance, caveat)
		default:
			p.Confidence, err = r.limits(forward, p.Name+"_", asItIs, chance, caveat)
		}
		if err != nil {
			return err
		}
		if p.Name == r.spec.shown() {
			r.Confidence = p.Confidence
		}
	}
	if dw := forward.Float("durbin_watson"); !math.IsNaN(dw) {
		r.Assumes = append(r.Assumes, fmt.Sprintf("Durbin–Watson statistic of the residuals: %.2f; 2 is what independent years would give.", dw))
	}
	return nil
}

func asItIs(x float64) float64 { return x }

// ConfidenceText says the confidence interval for people: 95% confidence interval 49.5% to 77.9% (Wilson score).
func (r *Result) ConfidenceText() string {
	c := r.Confidence
	if c == nil {
		return ""
	}
	return fmt.Sprintf("%s confidence interval %s to %s (%s)", percentOf(c.Level), r.limitText(c.Low), r.limitText(c.High), c.Title)
}

func (r *Result) limitText(limit float64) string {
	return format(fromFloat(limit), r.digits().value) + percentSign(r.Unit)
}

func percentOf(level float64) string {
	level100 := fromFloat(100 * level)
	return format(level100, trimmed(level100, -6)) + "%"
}

// sentence makes a sentence of a clause.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
