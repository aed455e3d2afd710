package consistency

import (
	"math/big"
	"strings"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// A class is a family of numbers that arithmetic may mix.
type class uint8

const (
	noClass  class = iota
	count          // so many of a noun, and plain numbers
	share          // percent, a fraction, one in N: parts of a whole
	rate           // per 1,000, per 100,000: scaled to each other and to shares
	points         // percentage points
	ratio          // times, -fold, doubled
	span           // durations
	age            // years of age
	measure        // money and measurements: of one kind only in one unit
	moment         // dates and years
	position       // ordinals, clock times, identifiers: no number to reckon with
)

// A term is a quantity of a passage as a number to reckon with.
type term struct {
	*quantity.Quantity
	tok        int      // its token
	summed     bool     // "add up to" stands before it
	exactly    bool     // "exactly" stands before it: a fraction in words is then no loose one
	again      bool     // "half as much again": a change of a half, not to a half
	coarse     *big.Rat // coarsest, kept
	half       bool     // one end of a range: an input, never judged by itself
	mean       bool     // its sentence calls it a mean; set for tables only
	larger     string   // of an amount in two units, the larger one
	per        int64    // how many of its unit make one of the larger
	sign       string   // its unit as written, lower case
	class      class
	one        *big.Rat // what one of its unit is in the class's own unit: 1/100 for percent
	unit       string   // what must be equal for two terms of the class to be added
	claimed    number.Claimed
	tolerances *number.Tolerances
}

var (
	rat1   = big.NewRat(1, 1)
	rat100 = big.NewRat(100, 1)
)

func (p *passage) newTerm(q *quantity.Quantity, tok int) term {
	if w, _ := nextWord(q.Counted); timeWords[w] || daysOf(q.Counted) != nil && strings.HasPrefix(p.c.text[q.End:p.end], " of the ") { // "40 last year", "the 40 of the year before" count no years
		bare := *q
		bare.Counted, bare.CountedStart, bare.CountedEnd = "", bare.End, bare.End
		q = &bare
	}
	t := term{Quantity: q, tok: tok, one: rat1, tolerances: &p.c.tolerances}
	t.class, t.one = classOf(t.Quantity)
	if p.c.doc.Aside(q.Start) { // in an address
		t.class = position
	}
	t.unit = t.Unit
	if t.class == share || t.class == rate {
		t.unit = ""
	}
	t.claimed = q.Claimed()
	if t.Den > 0 && strings.HasPrefix(t.Counted, "percentage point") { // half a percentage point
		t.class, t.one = points, big.NewRat(1, 100)
	}
	if t.class == count && t.Unit == "times" && p.asMuch(t.End) { // three times as frequent
		t.class = ratio
	}
	if w := p.word(tok - 1); w == "exactly" || w == "precisely" {
		t.exactly = t.Hedge == number.None
	}
	if t.Den > 0 && p.asMuchAgain(t.End) {
		t.class, t.one, t.unit, t.again = share, rat1, "", true
	}
	t.claimed.Multiple = false
	if t.class == ratio {
		t.claimed.Multiple = oneWord(lower(p.c.text[t.NumStart:t.End]))
	}
	return t
}

// timeWords open a time right behind a number that counts something named before.
var timeWords = list("last this next previous preceding")

// asMuchAgain says whether "as much again", "as many again" or "as long again" follows at an offset.
func (p *passage) asMuchAgain(at int) bool {
	as, rest := nextWord(p.c.text[at:p.end])
	_, rest = nextWord(rest)
	again, _ := nextWord(rest)
	return lower(as) == "as" && lower(again) == "again"
}

// asMuch says whether "as" and an adjective follow at an offset: as frequent, but not as a child.
func (p *passage) asMuch(at int) bool {
	as, rest := nextWord(p.c.text[at:p.end])
	adjective, _ := nextWord(rest)
	return lower(as) == "as" && adjective != "" && !determiners[lower(adjective)] && !prepositions[lower(adjective)] && lower(adjective) != "well"
}

func classOf(q *quantity.Quantity) (class, *big.Rat) {
	switch q.Kind {
	case quantity.Date, quantity.Year:
		return moment, rat1
	case quantity.Ordinal, quantity.Time, quantity.Identifier:
		return position, rat1
	}
	switch {
	case q.Unit == "percentage point":
		return points, big.NewRat(1, 100)
	case q.Unit == "basis point":
		return points, big.NewRat(1, 10_000)
	case q.Kind == quantity.Ratio:
		return ratio, rat1
	case q.Unit == "percent":
		return share, big.NewRat(1, 100)
	case q.Kind == quantity.Duration:
		return span, rat1
	case q.Kind == quantity.Age:
		return age, rat1
	case q.Kind == quantity.Money, q.Kind == quantity.Measurement:
		return measure, rat1
	case q.Den > 0:
		return share, rat1
	case q.Per > 0:
		return rate, big.NewRat(1, q.Per)
	}
	return count, rat1
}

// measures says whether the term is a number to reckon with.
func (t *term) measures() bool { return t.class != moment && t.class != position }

// percentage says whether the term is written in percent.
func (t *term) percentage() bool { return t.class == share && t.Den == 0 }

// addUp takes "up to" in "add up to 59" for what it is: no hedge.
func (p *passage) addUp(t *term) {
	if t.Hedge != number.AtMost || !strings.HasPrefix(lower(p.c.text[t.Start:t.NumStart]), "up to") {
		return
	}
	switch p.word(t.tok - 1) {
	case "add", "adds", "added", "adding", "sum", "sums", "summed", "summing":
		t.claimed.Hedge, t.summed = number.None, true
	}
}

// timeless takes "198 million euros a year before" for an amount, not for one per year.
func (p *passage) timeless(t *term) {
	amount, _, found := strings.Cut(t.Unit, " per ")
	if !found || t.class != measure && t.class != count {
		return
	}
	rest := strings.TrimLeft(p.c.text[t.End:min(t.End+12, p.end)], " ,")
	for _, w := range []string{"before", "earlier", "ago", "later"} {
		if strings.HasPrefix(rest, w) {
			t.unit = amount
		}
	}
}

// inherit takes the unit of the second number where the first has none: "from 40 to 50 percent",
// "15.9 to 8.1 per 1,000".
func (t *term) inherit(p *passage) {
	if t.class != count || t.Counted != "" || t.Den > 0 {
		return
	}
	i := t.tok + 1
	if w := p.word(i); w != "to" && w != "and" && w != "or" && w != "against" && w != "versus" {
		return
	}
	next := p.at(i + 1)
	if next == nil || next.class == count || !next.measures() || next.Den > 0 || next.class == ratio || next.class == points || next.class == span {
		return
	}
	t.class, t.one, t.unit = next.class, next.one, next.unit
}

// alike says whether two terms may be compared and subtracted.
func alike(a, b *term) bool {
	if a.class != b.class {
		return a.class == share && b.class == rate || a.class == rate && b.class == share
	}
	return a.unit == b.unit && a.class != noClass
}

// input is the term as an input of a recomputation, in the class's own unit. A number that is about
// right keeps its value as the best one, since its author reckoned with it; a bound has none.
func (t *term) input() number.Evidence { return t.inputAt(nil) }

// inputs are two terms of one reckoning. Zeros at the end of one stand for no more rounding than the
// other shows: 2,100 beside 2,142 is exact.
func inputs(a, b *term) (number.Evidence, number.Evidence) {
	if a.class != b.class {
		return a.input(), b.input()
	}
	return a.inputAt(b.resolution()), b.inputAt(a.resolution())
}

// resolution is the coarsest place value that the number may be rounded to, nil where that is not said.
func (t *term) resolution() *big.Rat {
	if t.claimed.Ranged || t.claimed.Den > 0 || t.claimed.Hedge != number.None {
		return nil
	}
	return t.coarsest()
}

// coarsest is the place that the number is taken to be rounded to as an input. Zeros at its end may be
// rounding, but no more of it than a hundredth: who prints a change reckons with the numbers printed.
func (t *term) coarsest() *big.Rat {
	if t.coarse != nil || t.claimed.Ranged || t.claimed.Den > 0 || t.claimed.Hedge != number.None && t.claimed.Hedge != number.Approx {
		return t.coarse
	}
	if t.Value.Place() < 0 || t.Value.Place() == 0 && t.small() {
		t.coarse = t.Value.Unit()
		return t.coarse
	}
	x := new(big.Rat).Abs(t.claimed.Number())
	limit := x.Quo(x, rat100)
	sets := t.claimed.Admits(*t.tolerances)
	u := sets[0].Unit
	for _, s := range sets[1:] {
		if s.Unit != nil && s.Unit.Cmp(limit) <= 0 {
			u = s.Unit
		}
	}
	t.coarse = u
	return u
}

// small says whether the number has so few digits that none of them can be rounding.
func (t *term) small() bool {
	v, ok := t.Value.Coefficient()
	return ok && v > -1000 && v < 1000
}

// inputAt is input with the rounding of trailing zeros held to the given place value.
func (t *term) inputAt(finest *big.Rat) number.Evidence {
	c := t.claimed
	if c.Ranged {
		return number.Evidence{Set: number.Closed(c.Low.Rat(), c.High.Rat()), Vague: c.Vague}.Scale(t.one)
	}
	if c.Hedge != number.None && c.Hedge != number.Approx {
		return number.Evidence{Set: c.Admits(*t.tolerances)[0].Interval}.Scale(t.one)
	}
	x := c.Number()
	e := number.Exactly(x)
	switch sets := c.Admits(*t.tolerances); {
	case c.Den > 0:
	case c.Hedge == number.Approx:
		e.Set = sets[len(sets)-1].Interval
	case t.exact():
	default:
		u := t.coarsest()
		for _, s := range sets {
			if finest != nil && s.Unit != nil && s.Unit.Cmp(finest) <= 0 {
				u = s.Unit
			}
		}
		if finest != nil && u.Cmp(finest) > 0 && sets[0].Unit.Cmp(u) < 0 {
			u = sets[0].Unit
		}
		e.Set = number.Rounded(x, u)
		if t.class == count && u.Cmp(rat1) == 0 {
			e.Set = number.Point(x)
		}
	}
	return e.Scale(t.one)
}

// exact says whether the number was counted out: a whole number of things without a scale word and
// without zeros that may stand for rounding.
func (t *term) exact() bool {
	if t.class != count || t.Value.Place() != 0 {
		return false
	}
	u := t.coarsest()
	return u != nil && u.Cmp(rat1) == 0
}

// oneWord says whether a ratio is one word that names it (doubled, twice, halved, tripled) rather than a
// number of times.
func oneWord(text string) bool {
	switch text {
	case "twice", "thrice", "double", "triple", "treble", "quadruple", "half":
		return true
	}
	return strings.HasSuffix(text, "ed") || strings.HasSuffix(text, "ing") || strings.HasSuffix(text, "bles") || strings.HasSuffix(text, "ples") || strings.HasSuffix(text, "ves")
}

// written is the number as it is written, for a formula: 17, 24.9 million as 24,900,000, 32.1.
func (t *term) written() string {
	switch {
	case t.Ranged:
		return number.Group(t.Low.String()) + "–" + number.Group(t.High.String())
	case t.Den > 0:
		return number.Group(number.New(t.Num, 0).String()) + "/" + number.Group(number.New(t.Den, 0).String())
	}
	return number.Group(t.Value.String())
}
