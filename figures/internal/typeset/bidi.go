package typeset

import (
	"slices"
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
	text = isolate(slices.DeleteFunc(slices.Clone(text), directs), rtl)
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

// directs says whether a character is an embedding or an override: a name in a table that holds one
// would turn the words behind it, and their numbers, around.
func directs(r rune) bool { return r >= '\u202a' && r <= '\u202e' }

// isolate wraps each stretch of the other direction: without it the brackets and digits after a Uyghur
// name jump to its other side. In a text that is read from the right it wraps numbers with a sign or a
// per cent sign too, which would end up on the wrong side of them.
func isolate(text []rune, rtl bool) []rune {
	open := rli
	if rtl {
		open = lri
	}
	out := make([]rune, 0, len(text)+8)
	depth := 0
	for i := 0; i < len(text); i++ {
		r := text[i]
		end := 0
		switch {
		case r >= lri && r <= '\u2068':
			depth++ // isolated by the author already
		case r == pdi:
			depth--
		case depth > 0:
		case rtl:
			end = leftwards(text, i)
		case rightToLeft(r):
			end = stretch(text, i)
		}
		if end == 0 {
			out = append(out, r)
			continue
		}
		end = closed(text, i, end)
		out = append(append(append(out, open), text[i:end]...), pdi)
		i = end - 1
	}
	return out
}

// stretch returns where the right-to-left stretch that starts at i ends: after its last letter, with
// marks, spaces and punctuation between such letters inside. The comma of a list is the outer text's:
// its names follow each other as they do there.
func stretch(text []rune, i int) int {
	end := i + 1
	for k := i + 1; k < len(text); k++ {
		switch r := text[k]; {
		case rightToLeft(r), unicode.Is(unicode.Mn, r) && end == k:
			end = k + 1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r >= lri && r <= pdi:
			return end
		case strings.ContainsRune(",;:", r) && k+1 < len(text) && unicode.IsSpace(text[k+1]):
			return end
		}
	}
	return end
}

// closed moves the end of a stretch past the bracket that closes one opened in it.
func closed(text []rune, start, end int) int {
	open := 0
	for _, r := range text[start:end] {
		switch r {
		case '(', '[':
			open++
		case ')', ']':
			open--
		}
	}
	for ; open > 0 && end < len(text) && (text[end] == ')' || text[end] == ']'); open-- {
		end++
	}
	return end
}

// leftwards returns where the left-to-right stretch that starts at i ends, or 0 if none starts there:
// words with the numbers before and after them ("6 October 2022", "para 108"), or a number with a sign.
func leftwards(text []rune, i int) int {
	begins := i == 0 || !unicode.IsDigit(text[i-1]) && !unicode.IsLetter(text[i-1])
	switch {
	case leftToRight(text[i]):
		return words(text, i)
	case !begins:
	case unicode.IsDigit(text[i]):
		end := numeral(text, i)
		if k := end; k < len(text) && (leftToRight(text[k]) || unicode.IsSpace(text[k]) && k+1 < len(text) && leftToRight(text[k+1])) {
			return words(text, k)
		}
		if strings.ContainsRune("%‰", text[end-1]) {
			return end
		}
	case strings.ContainsRune("−-+±~≈<>≤≥$€£", text[i]) && i+1 < len(text) && unicode.IsDigit(text[i+1]):
		return numeral(text, i+1)
	}
	return 0
}

// words returns where words of the Latin script end, with the numbers among and after them.
func words(text []rune, i int) int {
	end := i + 1
	for k := i + 1; k < len(text); k++ {
		switch r := text[k]; {
		case leftToRight(r), unicode.Is(unicode.Mn, r) && end == k:
			end = k + 1
		case unicode.IsDigit(r):
			if strings.Trim(string(text[end:k]), " \u00a0.,:/–-") != "" {
				return end // "Xinjiang) 8.14": the number is the outer text's
			}
			end = numeral(text, k)
			k = end - 1
		case unicode.IsLetter(r) || r >= lri && r <= pdi || strings.ContainsRune("،؛؟", r):
			return end
		}
	}
	return end
}

// numeral returns where a number ends, with its per cent sign but without the comma or stop after it.
func numeral(text []rune, i int) int {
	end := i
	for k := i; k < len(text) && (unicode.IsDigit(text[k]) || strings.ContainsRune(".,%‰", text[k])); k++ {
		if !strings.ContainsRune(".,", text[k]) {
			end = k + 1
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
