package estimate

import (
	"fmt"
	"strings"
)

// A Design says how the numbers of a measure came about. It decides whether an interval may be offered.
type Design string

// The designs that a measure may state.
const (
	Register  Design = "register"  // every case is entered: all sterilizations of a year
	Census    Design = "census"    // everyone is counted
	Sample    Design = "sample"    // drawn at random from those it speaks for
	Purposive Design = "purposive" // chosen, or came forward: people who agreed to an interview
	Estimated Design = "estimate"  // worked out by someone from other figures
	Quoted    Design = "quoted"    // taken from a source without what it rests on
)

// Designs lists them in the order in which messages do.
var Designs = []Design{Register, Census, Sample, Purposive, Estimated, Quoted}

// ParseDesign finds a design by its name.
func ParseDesign(name string) (Design, error) {
	for _, d := range Designs {
		if name == string(d) {
			return d, nil
		}
	}
	return "", fmt.Errorf("design is %q, want %s", short(name), orList(Designs))
}

// A Model is a description of chance that an interval rests on.
type Model string

// The models that can be asked for by name.
const (
	NoModel      Model = ""              // no chance is involved
	Binomial     Model = "binomial"      // each of a group is a case with the same chance, independently
	Poisson      Model = "poisson"       // events come about independently at a constant rate
	NormalErrors Model = "normal_errors" // values scatter independently and normally about what they estimate
	AsIfRandom   Model = "as_if_random"  // the group as if it had been drawn at random
)

// Models lists them in the order in which messages do.
var Models = []Model{Binomial, Poisson, NormalErrors, AsIfRandom}

// ParseModel finds a model by its name; the empty name is no model.
func ParseModel(name string) (Model, error) {
	if name == "" {
		return NoModel, nil
	}
	for _, m := range Models {
		if name == string(m) {
			return m, nil
		}
	}
	return NoModel, fmt.Errorf("model is %q, want %s", short(name), orList(Models))
}

// Names returns designs or models as strings.
func Names[T Design | Model](list []T) []string {
	s := make([]string, len(list))
	for i, n := range list {
		s[i] = string(n)
	}
	return s
}

func orList[T Design | Model](names []T) string {
	s := Names(names)
	return strings.Join(s[:len(s)-1], ", ") + " or " + s[len(s)-1]
}

// A Refusal says why no interval is offered, and what would have to be asked for.
type Refusal struct {
	Design Design
	Model  Model // the one asked for, if any
	Reason string
}

func (e *Refusal) Error() string { return "no interval: " + e.Reason }

// reasons say in a clause why a design alone gives no interval.
var reasons = map[Design]string{
	Register:  "a register holds every case and has no sampling error",
	Census:    "a census counts everyone and has no sampling error",
	Purposive: "the group was not drawn at random and speaks for itself alone",
	Estimated: "the figure is an estimate worked out from others, and its own uncertainty is not in its counts",
	Quoted:    "a quoted figure comes without the counts that an interval is made of",
}

// caveats are what a model asked for by name says of a design, to be printed with every result.
var caveats = map[Design]string{
	Register:  "The interval is about chance alone: it asks what other counts the same process might have given, and leaves errors of counting out.",
	Census:    "The interval is about chance alone: it asks what other counts the same process might have given, and leaves errors of counting out.",
	Purposive: "The interval holds only as if the group had been drawn at random, which it was not; nothing follows for others.",
	Estimated: "The interval takes the estimated counts for counts, and leaves the uncertainty of the estimate out.",
}

// meanings say what a model takes for granted.
var meanings = map[Model]string{
	Binomial:     "binomial model: each one is a case with the same chance, independently of the others",
	Poisson:      "Poisson model: events come about independently, at a constant rate",
	NormalErrors: "normal errors: values scatter independently and evenly about the model",
	AsIfRandom:   "as if random: the group is taken for a random sample",
}

// Offer decides whether an interval may be offered for numbers of a design. A sample gets one without asking; a quoted figure
// never does; every other design gets one only under a model asked for by name, and with the caveat that Offer returns, which
// must be printed with the result. The error is a *Refusal.
//
// On a purposive group the one model is AsIfRandom, since no other says what would have to be true.
func Offer(d Design, m Model) (caveat string, err error) {
	refuse := func(more string) (string, error) {
		return "", &Refusal{d, m, reasons[d] + more}
	}
	switch d {
	case Sample:
		if m == NoModel {
			return "", nil
		}
		return capital(meanings[m]) + ".", nil
	case Quoted:
		return refuse("")
	case Purposive:
		if m != AsIfRandom {
			return refuse(`; name the model "as_if_random" to have one all the same`)
		}
	case Register, Census, Estimated:
		if m == NoModel || m == AsIfRandom {
			return refuse(`; name a model (binomial, poisson or normal_errors) to have one all the same`)
		}
	default:
		return "", fmt.Errorf("design is %q, want %s", short(string(d)), orList(Designs))
	}
	return capital(meanings[m]) + ". " + caveats[d], nil
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Fits reports whether a model of chance is one that the function's intervals rest on.
func (f *Function) Fits(m Model) bool { return m == NoModel || m == AsIfRandom || m == f.Model }
