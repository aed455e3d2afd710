// Package quantity reads the numbers in prose: value, unit, hedge, direction, what is counted, and the
// exact span, in one left-to-right scan without regular expressions.
//
// In goes text; out come quantities in the order of the text. Dates, years, ordinals, ages, clock times and
// the numbers of sections, notes, names and codes are set apart by their kind. What a number is about
// (which measure, place and period) is package claim's task; where an offset lies in a file is package
// document's.
//
// # How it reads
//
// The text is classified 64 bytes at a time for digits and for words that can begin a number; everything
// else is passed over. Around each such place a bounded window of words is looked at, and rules of English
// say what they make of the number. A rule stands in the file of its subject with its reason: hedge.go,
// change.go, range.go, noun.go, anaphora.go, age.go, date.go, name.go and so on; the words themselves are in
// vocabulary.go, units.go and money.go. There is no list of phrases, and nothing depends on a subject.
package quantity

import (
	"recount/analysis/number"
)

// A Kind says what sort of thing a number is.
type Kind uint8

// The kinds of DESIGN, "Command line".
const (
	Other Kind = iota
	Count
	Share
	Rate
	Ratio
	Change
	Duration
	Age
	Money
	Measurement
	Date
	Year
	Ordinal
	Time
	Identifier
)

var kindNames = [...]string{"other", "count", "share", "rate", "ratio", "change", "duration", "age", "money", "measurement", "date", "year", "ordinal", "time", "identifier"}

// String returns the kind's name in JSON.
func (k Kind) String() string { return kindNames[k] }

// A Direction says whether the words around a number make it a rise or a fall.
type Direction int8

// Directions of change.
const (
	Down   Direction = -1
	Steady Direction = 0
	Up     Direction = 1
)

// String returns "up", "down" or "".
func (d Direction) String() string {
	switch d {
	case Up:
		return "up"
	case Down:
		return "down"
	}
	return ""
}

// A Day is a calendar date as far as it is written: zero parts are not stated.
type Day struct{ Year, Month, Day int }

// A Quantity is one number of a text with its unit, hedge and place. All offsets are bytes into the text scanned.
type Quantity struct {
	Start, End               int // hedge, numeral and unit; the counted noun is outside
	NumStart, NumEnd         int // the numeral with its scale word ("1.3 million")
	CountedStart, CountedEnd int // the noun phrase that is counted; equal when there is none

	Kind      Kind
	Hedge     number.Hedge
	Direction Direction
	Under     bool // Nearly is written as a bound: "just under", "slightly fewer than"
	Vague     bool // "dozens", "several": Low and High say what it can mean
	Code      bool // an identifier without a value: a name with digits in it, a telephone number
	Spelled   bool // written in words
	Ranged    bool // Low and High are set: a range as written, or a vague plural
	Level     bool // Direction says how it came to this level ("rose to 5"; ranged, "fell from 5 to 3"); the number is no change

	Value     number.Decimal // with the place of the last digit, scale words applied; unset when Ranged or Den > 0
	Low, High number.Decimal
	Order     number.Decimal // of a vague plural, one of what it names: 12 for dozens, 10,000 for tens of thousands
	Num, Den  int64          // a fraction as written: two-thirds 2/3, one in 25 1/25, ½ 1/2; Den 0 otherwise

	Unit    string // DESIGN's unit: percent, per 100,000 inhabitants, year, australian dollar; empty when only Counted says it
	Counted string // lower case, head noun singular with its adjectives
	Per     int64  // the base of a share or rate: 100 for percent, 1000 for per mille, 100000; 0 otherwise
	From    Day    // dates and years; of a time of day its Year, Month and Day are hour, minute and second
	To      Day    // the end of a period, else zero
	Of      int    // index, in what Scan returns, of the base Y in "X of Y"; -1 otherwise
}
