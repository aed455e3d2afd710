package quantity

import (
	"math/bits"
	"strings"
)

// A class is a set of things that a word can be in the grammar of quantities.
type class uint64

const (
	cDigit       class = 1 << iota // zero … nine; value
	cTeen                          // ten … nineteen
	cTens                          // twenty … ninety
	cHundred                       // hundred
	cScale                         // thousand, million, lakh; value is the power of ten
	cDozen                         // dozen, score; value is the size
	cPlural                        // hundreds, thousands, dozens: with a number before it the scale, alone a vague plural
	cDenom                         // half, third(s), quarter(s): value is the denominator
	cOrdinal                       // first … hundredth
	cMonth                         // value 1 … 12
	cWeekday                       // Monday
	cMultiple                      // twice, double, tripled: value is the factor, -2 for halved
	cStop                          // ends a noun phrase: prepositions, conjunctions, pronouns, adverbs
	cDeterminer                    // a, the, this, its: ends a noun phrase and starts another
	cAux                           // is, were, has, can
	cVerb                          // finite verbs, which no noun phrase before them takes in
	cUp                            // rose, gain, higher
	cDown                          // fell, loss, lower
	cLabel                         // chapter, table, model: the number after it is a name
	cUnit                          // a unit of measurement, time or money
	cNation                        // australian, danish: before a currency
	cYearBefore                    // in, since, until: a four-digit number after it is a year
	cComparative                   // higher, fewer, larger
	cPostposed                     // long, wide, ago: an adjective or adverb that follows its measure
	cAnchor                        // a quantity can begin here
	cIrregular                     // people, feet: a plural without -s; entry.form is the singular
	cSingularS                     // series, news: ends in s and is no regular plural
	cTrivial                       // other, more: left out of what is counted
	cPronoun                       // he, she: may be of an age
	cSuffix                        // m, bn, k: a scale when it stands right behind the digits
	cPhrasal                       // make, set: "up" and "down" behind it belong to the verb
	cObject                        // gain, lose: a verb of change whose object is counted
	cMover                         // raise, cut: a change only with "by" or of a percentage
	cLoss                          // loss: of money it is no fall
	cShrinking                     // lower, fewer: a comparative that points down
	cPaying                        // paid, cost: pounds near it are money
	cPerson                        // children, men: a bare bound behind it is an age
	cPerNoun                       // share, night: stands behind "a" in prices and is no unit
	cExtent                        // full, consecutive: between a number and its unit
	cBefore                        // top, record: an adjective of the counted noun put before the number
	cPart                          // chapter, section: a label whatever follows
	cLoose                         // day, group: a label only where it looks like one
	cStreet                        // Road, Avenue
	cTail                          // one-off, two-way: second half of a word that counts nothing
	cPrefix                        // pre-, mid-: before a number and no name
	cSoft                          // may stand between a verb of change and its number
	cDeed                          // plays, reports: a verb in -s that is the plural of a noun as well
	cGradable                      // large, likely: an adjective of degree
	cRegular                       // daily, monthly: an adverb that is an adjective before a noun
	cFilled                        // full, empty: says how far and is not counted
	cClosing                       // closed, opened: "up" behind it is where a price stood then
	cHarmed                        // injured, wounded: a participle that is counted like a noun
	cCountOf                       // population, crowd: "of 3.4m" behind it is of millions
	cHuman                         // voter, pupils: people by what they do or suffer
	cGoing                         // goes, went: "up to" behind it is a level that was reached
	cContest                       // won, lost: two numbers behind it are a score
	cAfield                        // off, north: a length before it says where
	cMeasureTail                   // combined, gross: behind a measure, says how it was taken
	cOccasion                      // game, night: "a game" behind a counted noun says how often
	cPace                          // rate, pace: "at a rate of" behind a verb of change is how fast it went
	cTally                         // number, toll: how many there are, said without what they are
	cSuperlative                   // largest, best: entry.form is the positive degree
)

// cNumber are the words that numbers are spelled with.
const cNumber = cDigit | cTeen | cTens | cHundred | cScale

// A wordID names the words that the grammar asks for one by one.
type wordID uint8

const (
	_ wordID = iota
	wA
	wAbout
	wAbove
	wAge
	wAll
	wAlmost
	wAnd
	wAnother
	wAny
	wApproximately
	wApproaching
	wAround
	wAs
	wAt
	wBarely
	wBelow
	wBetween
	wBit
	wBy
	wCirca
	wClose
	wCouple
	wDegree
	wEach
	wEqual
	wEstimated
	wEvery
	wExceed
	wExcess
	wFew
	wFewer
	wFold
	wFor
	wFrom
	wGreater
	wHalf
	wHigh
	wIn
	wIt
	wJust
	wLeast
	wLess
	wLittle
	wLow
	wMany
	wMaximum
	wMinimum
	wMinus
	wMore
	wMost
	wMuch
	wNearly
	wNext
	wNo
	wNot
	wOf
	wOld
	wOn
	wOnly
	wOr
	wOrder
	wOther
	wOut
	wOver
	wPast
	wPer
	wPercent // percent, pct, pc
	wCent    // "per cent", and a coin
	wMille
	wPlus
	wPoint
	wPoints
	wBasis
	wPractically
	wQuite
	wRegion
	wRoughly
	wSeveral
	wShort
	wSlightly
	wSo
	wSome
	wSouth // north of, south of
	wNorth
	wSquare
	wCubic
	wSub
	wTens
	wThan
	wThe
	wThereabouts
	wThrough
	wTimes
	wTo
	wTop
	wBottom
	wIts
	wUnder
	wUp
	wUpward
	wVery
	wWell
	wExpectancy
	wOne
	wAged
	wThis
	wThat
	wWhat
	wFL
	wNautical
	wLight
	wFluid
	wMetric
	wTurned
	wWas
	wExactly
	wAverage
	wTotal
	wAM
	wPM
	wSterling
	wLast
	wDown
	wAgainst
	wCompared
	wAddition
	wWith
	wBut
	wThem
	wFurther
	wPart
	wAfter
	wWithin
	wDuring
	wWhile
	wShy
	wNigh
)

// An entry is what the lexicon knows of a word.
type entry struct {
	key
	class class
	unit  unitID
	value int16
	id    wordID
	word  string
	form  string // singular of an irregular plural, name of a nation, positive degree of a superlative
}

// A key stands for a word of up to 16 bytes exactly, and for a longer one by its two ends and its length:
// no two longer words of the lexicon share those, and a stranger that did would have to be built for it.
type key struct {
	head, tail uint64
	n          uint8
}

// keyOf makes the key of a word. Fold is 0x20 in every byte to read letters without their case, 0 to keep it.
func keyOf(w string, fold uint64) (k key) {
	k.n = uint8(len(w))
	switch n := len(w); {
	case n >= 8:
		k.head, k.tail = load8(w, 0), load8(w, n-8)
	case n >= 4:
		k.head = uint64(load4(w, 0)) | uint64(load4(w, n-4))<<32
	case n > 0:
		k.head = uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16
	}
	k.head |= fold
	k.tail |= fold
	return k
}

func load4(s string, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func load8(s string, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// hash mixes a key; the constants are odd with well-spread bits.
func (k key) hash() uint32 {
	h := (k.head ^ k.tail>>7 ^ k.tail<<29) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	return uint32(h>>32) + uint32(k.n)*0x85EBCA6B
}

// A lexicon is an open-addressing hash table of words. It is filled once, when the program starts,
// and then only read.
type lexicon struct {
	slots   []uint16 // index into entries, plus one
	mask    uint32
	fold    uint64
	entries []entry
}

// Ways to compare the letters of a lexicon.
const (
	anyCase  = 0x2020202020202020
	thisCase = 0
)

func newLexicon(size int, fold uint64) *lexicon {
	n := 1 << bits.Len(uint(size*3))
	return &lexicon{slots: make([]uint16, n), mask: uint32(n - 1), fold: fold, entries: make([]entry, 0, size)}
}

// maxWord is the longest word that is looked up.
const maxWord = 24

// lookup finds a word, or returns nil.
func (l *lexicon) lookup(w string) *entry {
	if len(w) > maxWord {
		return nil
	}
	k := keyOf(w, l.fold)
	for at := k.hash() & l.mask; ; at = (at + 1) & l.mask {
		i := l.slots[at]
		if i == 0 {
			return nil
		}
		if e := &l.entries[i-1]; e.key == k {
			return e
		}
	}
}

// add returns the word's entry, made if it is new. The pointer holds until the next word is added.
func (l *lexicon) add(w string) *entry {
	if e := l.lookup(w); e != nil {
		return e
	}
	k := keyOf(w, l.fold)
	l.entries = append(l.entries, entry{key: k, word: w})
	at := k.hash() & l.mask
	for l.slots[at] != 0 {
		at = (at + 1) & l.mask
	}
	l.slots[at] = uint16(len(l.entries))
	return &l.entries[len(l.entries)-1]
}

// class adds every word of a list to a class.
func (l *lexicon) class(c class, words string) {
	for w := range strings.FieldsSeq(words) {
		l.add(w).class |= c
	}
}

// values adds words with values, written "word=value" and counted on from the last where no value is written.
func (l *lexicon) values(c class, first int16, words string) {
	for w := range strings.FieldsSeq(words) {
		e := l.add(w)
		e.class |= c
		e.value = first
		first++
	}
}

// same adds words that share a value.
func (l *lexicon) same(c class, value int16, words string) {
	for w := range strings.FieldsSeq(words) {
		e := l.add(w)
		e.class |= c
		e.value = value
	}
}

// name gives words an identity in the grammar.
func (l *lexicon) name(id wordID, words string) {
	for w := range strings.FieldsSeq(words) {
		l.add(w).id = id
	}
}
