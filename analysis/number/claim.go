package number

import "math/big"

// A Claimed is a number as a text puts it forward: digits or bounds or a fraction, with its hedge.
// What the number is of is its caller's business; Judge needs only that the evidence is in the same unit
// (a fraction written in words is a share in [0, 1]).
type Claimed struct {
	Value     Decimal // with the place of the last digit; unused when Ranged or Den > 0
	Low, High Decimal // bounds as written when Ranged
	Ranged    bool
	Vague     bool // "dozens": Low and High are what the word can mean
	Hedge     Hedge
	Num, Den  int64 // a fraction as written: two-thirds is 2/3
	// Multiple marks a ratio named by one word: doubled, twice, tripled, halved. The word means the
	// ratio itself, not a number rounded to a whole one.
	Multiple bool
	// Group is how many there are in the group that a fraction is of, nil if the text does not say:
	// of 26 people two-thirds can only be 17 or 18.
	Group *big.Int
}

// An Evidence is what the inputs of a recomputation leave open.
type Evidence struct {
	Value *big.Rat // the best value; nil when only a set is known, as for a range or a bound
	Set   Interval // where the true value lies given the rounding of the inputs; unset: Value exactly
	Vague bool     // the set is what a vague plural can mean
	Float bool     // computed in floating point: a rounding boundary within 1e-9 is a tie
}

// Exactly is the evidence of a value known without rounding.
func Exactly(v *big.Rat) Evidence { return Evidence{Value: v, Set: Point(v)} }

// A Verdict says how evidence stands to a claim. The zero Verdict decides nothing.
type Verdict uint8

// The verdicts of Judge.
const (
	Straddles Verdict = iota // the rounding of the inputs, or the looseness of the word, decides it
	Supported
	Refuted
)

var verdictNames = [...]string{"straddles", "supported", "refuted"}

// String returns the verdict's word.
func (v Verdict) String() string { return verdictNames[v] }

// A Reason says why a verdict is what it is, in the words of SEMANTICS ("Verdicts").
type Reason string

// Reasons that follow from the numbers alone. Direction, PercentPoints, Base, Complement and Swapped need
// to know what else the sentence could have meant: see Diagnose.
const (
	Exact         Reason = "exact"
	RoundedAt     Reason = "rounded"
	Loose         Reason = "loose"
	Bound         Reason = "bound"
	OtherValue    Reason = "value"
	Digits        Reason = "digits"
	Scale         Reason = "scale"
	PercentPoints Reason = "percent-points"
	Base          Reason = "base"
	WrongWay      Reason = "direction"
	Complement    Reason = "complement"
	Swapped       Reason = "swapped"
	Impossible    Reason = "impossible"
	Undetermined  Reason = "straddles"
)

// A Note qualifies an outcome without changing it.
type Note string

// The notes of SEMANTICS and NUMERICS that follow from the numbers alone.
const (
	Understated   Note = "understated"   // more than 40, and it is twice that or above
	Overstated    Note = "overstated"    // fewer than 40, and it is half that or below
	OverPrecise   Note = "over-precise"  // more digits than the inputs carry
	TruncatedNote Note = "truncated"     // the digits agree when the rest is cut off, not rounded
	Uninformative Note = "uninformative" // the inputs are rounded so coarsely that they say next to nothing
	Near          Note = "near"          // outside what the word admits, but not by a margin that decides
)

// An Outcome is what holding evidence against a claim gives.
type Outcome struct {
	Verdict  Verdict
	Reason   Reason
	Admitted Interval // the set that decided: the one that holds the evidence, else the widest
	Unit     *big.Rat // the place value at which a number agreed; nil for bounds and fractions
	Notes    []Note
}

// Has says whether the outcome carries the note.
func (o Outcome) Has(n Note) bool {
	for _, m := range o.Notes {
		if m == n {
			return true
		}
	}
	return false
}

// Judge holds evidence against the claim (SEMANTICS, "Verdicts"). Where one claim is held against many figures,
// Case works out only once what it admits.
func (c Claimed) Judge(e Evidence, t Tolerances) Outcome {
	k := c.Case(t)
	o := k.Judge(e)
	o.Notes = append(o.Notes, k.Notes(e, o)...)
	return o
}

// normal fills in what a sparse literal leaves out: a value without a set is that value exactly.
func (e Evidence) normal() Evidence {
	if e.Value != nil && e.Set == (Interval{}) {
		e.Set = Point(e.Value)
	}
	if e.Value != nil && e.Float {
		slack := new(big.Rat).Abs(e.Value)
		slack.Mul(slack, floatTie)
		e.Set = Interval{Lo: minRat(e.Set.Lo, sub(e.Value, slack)), Hi: maxRat(e.Set.Hi, add(e.Value, slack))}
	}
	return e
}

// inside says whether the claim's set holds the evidence: its best value, or all of its set.
func (e Evidence) inside(i Interval) bool {
	switch {
	case e.Value == nil:
		return e.Set.Within(i)
	case !e.Float:
		return i.Contains(e.Value)
	}
	slack := new(big.Rat).Abs(e.Value)
	slack.Mul(slack, floatTie)
	return i.Overlaps(Closed(sub(e.Value, slack), add(e.Value, slack)))
}

// refusal is the reason of a refuted claim before anything is known of what went wrong.
func (c Claimed) refusal() Reason {
	switch {
	case c.Vague:
		return OtherValue
	case c.Ranged:
		return Bound
	}
	switch c.Hedge {
	case Nearly, JustOver, MoreThan, AtLeast, LessThan, AtMost:
		return Bound
	}
	return OtherValue
}

// narrower says whether a number written at resolution u claims more than the set can bear.
func narrower(u *big.Rat, set Interval) bool {
	w := set.width()
	return w != nil && u.Cmp(w) < 0
}

// Number returns the number written: the fraction where there is one, else the value. It is nil for a
// range, which has no best value.
func (c Claimed) Number() *big.Rat {
	switch {
	case c.Ranged:
		return nil
	case c.Den > 0:
		return c.fraction()
	}
	return c.Value.Rat()
}

func (c Claimed) fraction() *big.Rat { return big.NewRat(c.Num, c.Den) }

// Restate returns v with as many digits as the claim was written with, or as many more as it takes for a
// value that is not zero to keep one: what the author could have written instead.
func (c Claimed) Restate(v *big.Rat) Decimal {
	place := 0
	if c.Den == 0 && !c.Ranged {
		place = c.Value.Place()
	}
	if v.Sign() != 0 {
		place = min(place, -Significant(v, 1))
	}
	if place > 0 { // "2 million" restated keeps two digits: 57 million would hide 57.4
		place = min(place, -Significant(v, 2))
	}
	return FromRat(v, place)
}

func (i Interval) width() *big.Rat {
	if i.Lo == nil || i.Hi == nil {
		return nil
	}
	return sub(i.Hi, i.Lo)
}

func mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

func minRat(a, b *big.Rat) *big.Rat {
	if a == nil || a.Cmp(b) < 0 {
		return a
	}
	return b
}

func maxRat(a, b *big.Rat) *big.Rat {
	if a == nil || a.Cmp(b) > 0 {
		return a
	}
	return b
}
