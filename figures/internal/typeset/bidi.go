package typeset

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
)

// A para is a text with its isolates put in, and the embedding level of each rune.
type para struct {
	text   []rune
	levels []int8
}

// The characters that open and close an isolated stretch (UAX #9).
const (
	lri = '\u2066'
	rli = '\u2067'
	pdi = '\u2069'
)

// paragraph isolates the stretches that run against the paragraph's direction and finds the level of
// every rune: even runs left to right, odd right to left.
func paragraph(text []rune, rtl bool) para {
	plain := !rtl
	for i := 0; plain && i < len(text); i++ {
		plain = text[i] < 0x590 // the first right-to-left script is Hebrew
	}
	if plain {
		return para{text, make([]int8, len(text))}
	}
	text = isolate(text, rtl)
	p := para{text, make([]int8, len(text))}
	dir := bidi.LeftToRight
	if rtl {
		dir = bidi.RightToLeft
	}
	var b bidi.Paragraph
	runs := b.Segment(text, dir)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		for k := r.Start; k < r.End; k++ {
			p.levels[k] = int8(r.Level)
		}
	}
	return p
}

// isolate wraps each stretch that begins and ends with a letter of the other direction: without it
// the brackets and digits after a Uyghur name jump to its other side.
func isolate(text []rune, rtl bool) []rune {
	opposite, open := rightToLeft, rli
	if rtl {
		opposite, open = leftToRight, lri
	}
	out := make([]rune, 0, len(text)+8)
	depth := 0
	for i := 0; i < len(text); i++ {
		r := text[i]
		switch {
		case r >= lri && r <= '\u2068':
			depth++ // isolated by the author already
		case r == pdi:
			depth--
		case depth <= 0 && opposite(r):
			end := stretch(text, i, opposite)
			out = append(append(append(out, open), text[i:end]...), pdi)
			i = end - 1
			continue
		}
		out = append(out, r)
	}
	return out
}

// stretch returns where the stretch that starts at i ends: after its last letter of that direction,
// with marks, spaces and punctuation between such letters inside.
func stretch(text []rune, i int, same func(rune) bool) int {
	end := i + 1
	for k := i + 1; k < len(text); k++ {
		switch r := text[k]; {
		case same(r):
			end = k + 1
		case unicode.Is(unicode.Mn, r) && end == k:
			end = k + 1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r >= lri && r <= pdi:
			return end
		}
	}
	return end
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && unicode.IsLetter(r) && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

func leftToRight(r rune) bool { return unicode.IsLetter(r) && !rightToLeft(r) }

// A run is a stretch of one level, one script and one font.
type run struct {
	start, end int
	level      int8
	script     language.Script
	source     *source
}

func (r run) direction() di.Direction {
	if r.level%2 != 0 {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// order puts runs of the reading order into the order they are drawn (rule L2 of UAX #9): from the
// highest level down, every sequence of runs at that level or above is reversed.
func order(runs []run) []run {
	var top int8
	for _, r := range runs {
		top = max(top, r.level)
	}
	for level := top; level > 0; level-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && runs[j].level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				runs[a], runs[b] = runs[b], runs[a]
			}
			i = max(i, j-1)
		}
	}
	return runs
}

func (r run) appendVisual(b *strings.Builder, text []rune) {
	if r.level%2 == 0 {
		for _, c := range text[r.start:r.end] {
			b.WriteRune(c)
		}
		return
	}
	for i := r.end - 1; i >= r.start; i-- {
		b.WriteRune(text[i])
	}
}
