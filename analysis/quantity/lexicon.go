package quantity

import (
	"math/bits"
	"strings"
)

// A class is a set of things that a word can be in the grammar of quantities.
type class uint32

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
)

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
	wFigure
	wFold
	wFor
	wFrom
	wGreater
	wHalf
	wHigh
	wIn
	wInto
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
	wNearing
	wNearly
	wNext
	wNo
	wNot
	wNumber
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
	wPracticalLy
	wQuite
	wRange
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
	wUnder
	wUp
	wUpward
	wVery
	wVirtually
	wWell
	wWithin
	wWorth
	wYear
	wBirthday
	wExpectancy
	wFahrenheit
	wCelsius
	wOne
	wAged
	wThis
	wThat
	wWhat
	wRate
	wZone
	wFL
	wNautical
	wLight
	wFluid
	wMetric
	wTurned
	wPerson
	wPeople
	wHours
	wWas
	wSuch
	wExactly
	wAverage
	wTotal
	wAM
	wPM
	wGMT
	wSterling
	wYears
	wWho
	wLast
	wDown
)

// An entry is what the lexicon knows of a word.
type entry struct {
	word  string
	class class
	id    wordID
	value int16
	unit  unitID
	form  string // singular of an irregular plural, name of a nation
}

func (e *entry) is(c class) bool { return e != nil && e.class&c != 0 }

// A lexicon is an open-addressing hash table of words. It is filled once, when the program starts,
// and then only read.
type lexicon struct {
	slots []uint16 // index into entries, plus one
	mask  uint32
	// entries holds the words in the order in which they were added.
	entries []entry
}

func newLexicon(size int) *lexicon {
	n := 1 << bits.Len(uint(size*3))
	return &lexicon{slots: make([]uint16, n), mask: uint32(n - 1), entries: make([]entry, 0, size)}
}

// hash mixes the bytes of a word; words are short, so one multiplication a byte is cheap enough.
func hash[T string | []byte](w T) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h ^ h>>15
}

// find returns the entry of a word that is already folded, or nil.
func (l *lexicon) find(w []byte) *entry {
	for at := hash(w) & l.mask; ; at = (at + 1) & l.mask {
		i := l.slots[at]
		if i == 0 {
			return nil
		}
		if e := &l.entries[i-1]; e.word == string(w) {
			return e
		}
	}
}

// add returns the word's entry, made if it is new.
func (l *lexicon) add(w string) *entry {
	if e := l.find([]byte(w)); e != nil {
		return e
	}
	l.entries = append(l.entries, entry{word: w})
	at := hash(w) & l.mask
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

// maxWord is the longest word that is looked up.
const maxWord = 24

// lookup finds a word of the text whatever its case, or returns nil.
func (l *lexicon) lookup(w string) *entry {
	if len(w) > maxWord {
		return nil
	}
	var buf [maxWord]byte
	for i := 0; i < len(w); i++ {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return l.find(buf[:len(w)])
}
