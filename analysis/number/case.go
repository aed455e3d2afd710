package number

import "math/big"

// A Case is a claim with all that it admits worked out, ready to be held against many figures. It may be used
// by several goroutines at once.
type Case struct {
	Claimed
	tolerances Tolerances
	sets       []Admitted
	number     *big.Rat // nil for a range
	cut        Interval // what the number leaves open if its digits were cut off; of a plain number
}

var (
	one     = big.NewInt(1)
	ten     = big.NewRat(10, 1)
	oneHalf = big.NewRat(1, 2)
)

// Case makes a claim ready to be judged.
func (c Claimed) Case(t Tolerances) *Case {
	k := &Case{Claimed: c, tolerances: t, sets: c.Admits(t), number: c.Number()}
	if k.plain() {
		k.cut = Truncated(k.number, c.Value.Unit())
	}
	return k
}

// plain says whether the claim is digits and nothing else.
func (c *Case) plain() bool { return !c.Ranged && c.Den == 0 && c.Hedge == None }

// Judge holds evidence against the claim (SEMANTICS, "Verdicts"). With a best value, the claim is supported
// if it admits that value; with a set only, if it admits all of the set. It is refuted if it admits
// nothing of the set. Everything between straddles. Of the notes the outcome has only what the verdict rests
// on; Notes has the rest.
func (c *Case) Judge(e Evidence) Outcome {
	e = e.normal()
	for i := range c.sets {
		a := &c.sets[i]
		if !e.inside(a.Interval) {
			continue
		}
		o := Outcome{Verdict: Supported, Reason: a.Reason, Admitted: a.Interval, Unit: a.Unit}
		if a.Reason == Loose && c.Den > 0 && e.Value != nil && e.Set.Contains(c.fraction()) {
			o.Reason = Exact // 33 percent is a third as far as its digits go
		}
		return o
	}
	o := Outcome{Verdict: Refuted, Reason: c.refusal()}
	for i := range c.sets {
		a := &c.sets[i]
		o.Admitted = a.Interval
		// A fraction or a multiple in words is given its freedom once: the rounding of the inputs does not
		// widen it further.
		if a.Reason == Loose && e.Value != nil && (c.Den > 0 || c.Multiple) {
			continue
		}
		if e.Set.Overlaps(a.Interval) {
			o.Verdict, o.Reason = Straddles, Undetermined
		}
	}
	if c.Vague && e.Vague && e.Set.Overlaps(o.Admitted) {
		return Outcome{Verdict: Supported, Reason: Loose, Admitted: o.Admitted}
	}
	if o.Verdict != Refuted {
		return o
	}
	if fringe, ok := c.fringe(c.tolerances); ok && e.Set.Overlaps(fringe) {
		o.Verdict, o.Reason, o.Notes = Straddles, Undetermined, append(o.Notes, Near)
	}
	return o
}

// Notes are the remarks that hold beside an outcome of Judge, whatever its verdict.
func (c *Case) Notes(e Evidence, o Outcome) []Note {
	e = e.normal()
	if e.Value == nil || c.Ranged {
		return nil
	}
	var ns []Note
	switch {
	case c.Hedge == MoreThan && o.Verdict == Supported && e.Value.Cmp(mul(c.number, c.tolerances.Understated)) >= 0:
		ns = append(ns, Understated)
	case c.Hedge == LessThan && o.Verdict == Supported && e.Value.Cmp(mul(c.number, c.tolerances.Overstated)) <= 0:
		ns = append(ns, Overstated)
	}
	if c.plain() && o.Verdict == Supported && o.Unit != nil && narrower(o.Unit, e.Set) {
		ns = append(ns, OverPrecise)
	}
	if c.plain() && o.Verdict != Supported && c.cut.Contains(e.Value) {
		ns = append(ns, TruncatedNote)
	}
	if w := e.Set.width(); w != nil && e.Value.Sign() != 0 && w.Cmp(mul(abs(e.Value), c.tolerances.Uninformative)) >= 0 {
		ns = append(ns, Uninformative)
	}
	return ns
}
