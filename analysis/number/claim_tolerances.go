package number

import (
	"fmt"
	"math/big"
	"strings"
)

// Tolerances are the numbers behind SEMANTICS: how far a word may be from what it names. A share of the
// claimed number x unless the table says otherwise.
type Tolerances struct {
	About         *big.Rat
	NearlyFrom    *big.Rat
	JustOverTo    *big.Rat
	Fraction      *big.Rat
	ZerosFrom     *big.Rat
	ZerosShare    *big.Rat
	RangeFringe   *big.Rat
	Multiple      *big.Rat
	MultipleNear  *big.Rat
	Understated   *big.Rat
	Overstated    *big.Rat
	Uninformative *big.Rat
	Slip          *big.Rat
}

// A Tolerance is one row of the table of tolerances.
type Tolerance struct {
	Name   string // in recount.yaml
	Value  *big.Rat
	Reason string
}

// tolerances is the one table: name, default, reason, and the field it sets.
var tolerances = [...]struct {
	name     string
	num, den int64
	reason   string
	field    func(*Tolerances) **big.Rat
}{
	{"about", 1, 20, "\"about 40\" may be 38 or 42: one twentieth is what readers grant the word",
		func(t *Tolerances) **big.Rat { return &t.About }},
	{"nearly_from", 5, 6, "\"nearly 300\" promises to fall short by a sixth at most, so 250",
		func(t *Tolerances) **big.Rat { return &t.NearlyFrom }},
	{"just_over_to", 7, 6, "\"just over 300\" promises to exceed by a sixth at most, as nearly does below",
		func(t *Tolerances) **big.Rat { return &t.JustOverTo }},
	{"fraction", 1, 12, "the distance at which a third stops being nearer to a third than to a half or a sixth; in units of the whole",
		func(t *Tolerances) **big.Rat { return &t.Fraction }},
	{"zeros_from", 1000, 1, "whole numbers below this are counted, not rounded: 40 interviews are not 38; an absolute number",
		func(t *Tolerances) **big.Rat { return &t.ZerosFrom }},
	{"zeros_share", 1, 10, "the zeros of 3,000 may stand for rounding to hundreds, never to the leading digit itself",
		func(t *Tolerances) **big.Rat { return &t.ZerosShare }},
	{"range_fringe", 1, 20, "the ends of a range are rounded too: just outside is a doubt, not a disagreement",
		func(t *Tolerances) **big.Rat { return &t.RangeFringe }},
	{"multiple", 1, 20, "\"doubled\" is a ratio of two, with the freedom of about",
		func(t *Tolerances) **big.Rat { return &t.Multiple }},
	{"multiple_near", 3, 20, "between this and the row above, whether something \"doubled\" is a matter of taste",
		func(t *Tolerances) **big.Rat { return &t.MultipleNear }},
	{"understated", 2, 1, "\"more than 40\" for 80 and above is no longer news of 40; a multiple of x",
		func(t *Tolerances) **big.Rat { return &t.Understated }},
	{"overstated", 1, 2, "\"fewer than 40\" for 20 and below, likewise; a multiple of x",
		func(t *Tolerances) **big.Rat { return &t.Overstated }},
	{"uninformative", 1, 1, "an interval as wide as its value says next to nothing: 0.5 / 0.1 lies between 3 and 11; a multiple of the value",
		func(t *Tolerances) **big.Rat { return &t.Uninformative }},
	{"slip", 1, 10, "a number off by less than a tenth leaves the conclusion standing",
		func(t *Tolerances) **big.Rat { return &t.Slip }},
}

// floatTie is how near to a rounding boundary a floating-point result counts as on it (NUMERICS, "Exactness").
var floatTie = big.NewRat(1, 1_000_000_000)

// DefaultTolerances are the tolerances that SEMANTICS states.
var DefaultTolerances = func() (t Tolerances) {
	for _, row := range tolerances {
		*row.field(&t) = big.NewRat(row.num, row.den)
	}
	return t
}()

// Table lists every tolerance with its value in t and its reason, in a fixed order.
func (t Tolerances) Table() []Tolerance {
	rows := make([]Tolerance, 0, len(tolerances))
	for _, row := range tolerances {
		rows = append(rows, Tolerance{row.name, *row.field(&t), row.reason})
	}
	return rows
}

// Set changes one tolerance by its name in recount.yaml. A tolerance is a number of zero or more.
func (t *Tolerances) Set(name string, v *big.Rat) error {
	var names []string
	for _, row := range tolerances {
		if row.name == name {
			if v.Sign() < 0 {
				return fmt.Errorf("tolerance %s is %s, want zero or more", name, v.RatString())
			}
			*row.field(t) = new(big.Rat).Set(v)
			return nil
		}
		names = append(names, row.name)
	}
	return fmt.Errorf("tolerance %q, want one of %s", name, strings.Join(names, ", "))
}
