package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷",
	"8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "−", "⁻", "–", "⁻", "n", "ⁿ")

// superscript writes digits and signs as superscript characters: 10 and a raised 5 are 10⁵.
func superscript(s string) string { return superscripts.Replace(s) }

// A pile holds raised characters until what follows shows that they are complete.
type pile struct {
	text  string
	parts []segment // where each stretch comes from
	sizes []int
}

// raise writes raised characters, which are the mark of a note, an exponent, part of a unit or the end
// of an ordinal.
func (b *builder) raise(s string, src, n int) {
	if s = strings.TrimFunc(s, unicode.IsSpace); s == "" {
		return
	}
	f := b.flow()
	if len(f.pile.text) > 100 {
		b.settle() // no mark is that long
	}
	f.pile.text += s
	f.pile.parts = append(f.pile.parts, segment{src: src, length: n, part: b.part, form: ours})
	f.pile.sizes = append(f.pile.sizes, len(s))
}

// settle decides what the raised characters were, now that they are complete.
func (b *builder) settle() {
	f := b.flow()
	if f.pile.text == "" {
		return
	}
	p := f.pile
	f.pile = pile{}
	tail := ""
	if f.next.Start >= 0 && !f.gapped {
		tail = string(f.text[max(f.next.Start, len(f.text)-24):])
	}
	switch readRaised(tail, p.text, b.lastMark) {
	case raisedMark:
		label := strings.Trim(p.text, "[]() ,;")
		b.ref("mark " + label + b.scope)
		if n := atoi(label); n > 0 {
			b.lastMark = n
		}
		f.seam = true
	case raisedDigits:
		b.pour(p, superscript)
	default:
		b.pour(p, func(s string) string { return s })
	}
}

// pour writes a pile, each stretch from its own place.
func (b *builder) pour(p pile, write func(string) string) {
	f := b.flow()
	at := 0
	for i, g := range p.parts {
		f.put(write(p.text[at:at+p.sizes[i]]), g)
		at += p.sizes[i]
	}
}

type raisedKind uint8

const (
	raisedMark   raisedKind = iota // of a note: left out
	raisedDigits                   // an exponent: written as superscript characters
	raisedLetters
)

// ordinals and signs that stand raised and belong to the text.
var raisedWords = map[string]bool{"st": true, "nd": true, "rd": true, "th": true, "TM": true, "®": true, "™": true, "SM": true,
	"er": true, "e": true, "ème": true, "º": true, "°": true, "o": true, "ª": true}

// squares are the units, and the statistics, whose square or cube is written with a raised digit.
var squares = map[string]bool{"m": true, "km": true, "cm": true, "mm": true, "dm": true, "nm": true, "µm": true, "μm": true, "ft": true,
	"in": true, "mi": true, "yd": true, "R": true, "r": true, "χ": true, "Χ": true, "σ": true, "I": true, "η": true, "τ": true,
	"T": true, "d": true, "x": true, "s": true, "X": true, "chi": true, "Chi": true}

// readRaised tells what raised characters behind the text tail are. Marks of notes come in order, so
// after note 4 a raised 5 behind a 10 is a mark even where an exponent is possible.
func readRaised(tail, s string, lastMark int) raisedKind {
	word := tail[len(strings.TrimRightFunc(tail, unicode.IsLetter)):]
	before, _ := utf8.DecodeLastRuneInString(tail)
	number := strings.TrimLeft(s, "-−–+")
	switch {
	case raisedWords[s] && (unicode.IsDigit(before) || len(s) > 1 && unicode.IsLetter(before) && !digits(s)):
		return raisedLetters
	case s == "n":
		return raisedDigits
	case !digits(number):
		if utf8.RuneCountInString(s) > 8 && strings.ContainsFunc(s, unicode.IsLetter) {
			return raisedLetters
		}
		return raisedMark
	case number != s: // a sign
		if before != 0 && (unicode.IsLetter(before) || unicode.IsDigit(before) || before == ')') {
			return raisedDigits
		}
	case len(s) == 1 && (s == "2" || s == "3") && squares[word]:
		if s == "2" || len(word) > 1 || word == "m" {
			return raisedDigits
		}
	case powerOfTen(tail):
		times := strings.TrimRight(tail[:len(tail)-2], " \u00A0\u2009\u202F")
		sign, _ := utf8.DecodeLastRuneInString(times)
		if strings.ContainsRune("×x·*⋅∙", sign) && times != "" || atoi(s) != lastMark+1 && len(s) <= 2 {
			return raisedDigits
		}
	}
	return raisedMark
}

// powerOfTen reports whether the text ends in a 10 that is a number of its own.
func powerOfTen(tail string) bool {
	if !strings.HasSuffix(tail, "10") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(tail[:len(tail)-2])
	return !unicode.IsDigit(r) && r != '.' && r != ',' && !unicode.IsLetter(r)
}
