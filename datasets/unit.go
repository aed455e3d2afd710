package datasets

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"recount/analysis/number"
)

// A UnitClass says which units can be scaled to each other.
type UnitClass uint8

// The classes. Fractions are shares, proportions and rates per so many of a noun: percent, per mille and
// per 100,000 inhabitants are one class and are scaled to each other before they are compared.
const (
	NoUnit       UnitClass = iota
	CountUnit              // persons, countries, thousand births
	FractionUnit           // percent, per mille, per 100,000 inhabitants, births per 1,000 women
	PointUnit              // percentage points
	RatioUnit              // times
	DurationUnit           // days, years
	MeasureUnit            // kilometres, tonnes: one class for each Dimension
	MoneyUnit              // one class for each currency
	QuotientUnit           // a number per kilometre, per hour, per litre
	ScoreUnit              // points of an index
	DateUnit               // the value is a date
)

var unitClassNames = [...]string{"none", "count", "fraction", "percentage points", "ratio", "duration",
	"measurement", "money", "quotient", "score", "date"}

func (c UnitClass) String() string { return unitClassNames[c] }

// A Unit says what one of a number is. The zero Unit is none.
type Unit struct {
	Text  string    // as the table writes it
	Name  string    // as recount writes it: percent, per 100,000 inhabitants, thousand births
	Class UnitClass // what it can be compared with
	Noun  string    // what is counted or measured, in the singular: person, kilometre, euro
	Base  string    // what a rate is per, in the singular: inhabitant, live birth
	Per   int64     // how many of Base: 100 for percent, 1 for a proportion, 0 if the unit is no rate
	Ten   int       // scale: 3 for "thousand births"
	Every string    // the time of "per 1,000 inhabitants per year", where it is said
	size  *big.Rat  // how many of the dimension's basic unit, nil for 1
}

// Factor returns how many basic units one of this unit is: 1/100,000 for per 100,000 inhabitants, 1000
// for thousand births, 86400 for a day. Numbers of comparable units agree after multiplying by it.
func (u Unit) Factor() *big.Rat {
	f := new(big.Rat)
	switch {
	case u.size != nil:
		f.Set(u.size)
	case u.Ten <= 0 && u.Per > 1: // a rate or a share, as most are
		return f.SetFrac64(1, u.Per)
	default:
		f.SetInt64(1)
	}
	if u.Ten > 0 {
		f.Mul(f, new(big.Rat).SetInt(number.Pow10(u.Ten)))
	}
	if u.Per > 1 {
		f.Quo(f, big.NewRat(u.Per, 1))
	}
	return f
}

// Mixes returns an error if numbers of the two units must not be added, subtracted, compared or divided
// by each other as like quantities, saying why.
func (u Unit) Mixes(v Unit) error {
	switch {
	case u.Class == NoUnit && v.Class != NoUnit:
		return fmt.Errorf("one is in %s, the other has no unit", v.said())
	case v.Class == NoUnit && u.Class != NoUnit:
		return v.Mixes(u)
	case u.Class != v.Class:
		return fmt.Errorf("%s is a %s, %s is a %s", u.said(), u.Class, v.said(), v.Class)
	case u.Class == MeasureUnit || u.Class == QuotientUnit:
		if dimensionOf(u.Noun) != dimensionOf(v.Noun) || dimensionOf(u.Base) != dimensionOf(v.Base) {
			return fmt.Errorf("%s and %s measure different things", u.said(), v.said())
		}
	case u.Class == MoneyUnit && u.Noun != v.Noun:
		return fmt.Errorf("%s and %s are different currencies", u.said(), v.said())
	case u.Class == FractionUnit && u.Base != "" && v.Base != "" && !SameNoun(u.Base, v.Base):
		return fmt.Errorf("%s and %s have different bases", u.said(), v.said())
	}
	return nil
}

// SameNoun says whether two nouns in the singular count the same: person and people do.
func SameNoun(a, b string) bool { return nounKey(a) == nounKey(b) }

func (u Unit) said() string {
	if u.Name == "" {
		return "no unit"
	}
	return strconv.Quote(u.Name)
}

// Plural returns the unit as it follows a number other than one: procedures, years, percentage points.
func (u Unit) Plural() string {
	switch {
	case u.Class == FractionUnit || u.Class == QuotientUnit || u.Ten > 0 || u.Name == "":
		return u.Name
	}
	return plural(u.Name)
}

// String returns the unit's name.
func (u Unit) String() string { return u.Name }

// IsZero says whether there is no unit.
func (u Unit) IsZero() bool { return u.Class == NoUnit }

// name puts the unit together from its parts.
func (u Unit) name() string {
	var b strings.Builder
	if u.Ten > 0 {
		b.WriteString(scaleWord(u.Ten))
		b.WriteByte(' ')
	}
	switch {
	case u.Noun != "" && (u.Ten > 0 || u.Per > 0):
		b.WriteString(plural(u.Noun))
	case u.Noun != "":
		b.WriteString(u.Noun)
	}
	if u.Per > 0 {
		if u.Noun != "" {
			b.WriteByte(' ')
		}
		switch {
		case u.Per == 100 && u.Noun == "" && u.Class == FractionUnit:
			b.WriteString("percent of " + plural(u.Base))
		case u.Per == 1:
			b.WriteString("per " + u.Base)
		default:
			b.WriteString("per " + number.Group(strconv.FormatInt(u.Per, 10)) + " " + plural(u.Base))
		}
		if u.Every != "" {
			b.WriteString(" per " + u.Every)
		}
	}
	return b.String()
}
