// Package typeset shapes the text of a figure and gives it back as glyph outlines.
//
// A string and a weight go in; a Line comes out: glyphs in the order they are drawn, each with its
// place, all in units of 1/2048 of the type size. Nothing depends on the fonts of the machine that
// draws or of the one that reads: Liberation Sans and DejaVu Sans are part of the program, and a
// theme may put font files of its own before them. Joining, ligatures, kerning and marks come from
// the fonts' own tables.
//
// Right-to-left words inside a left-to-right text (and the reverse) are isolated before the
// bidirectional algorithm runs, so that the number after a Uyghur place name stays after it, and so are
// signed numbers, so that the minus stays before its number.
//
// A character that no font has is an error, never an empty box. All results are whole numbers of
// those units, the same on every machine.
package typeset

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Em is the number of units in one em: at 9.5 points a unit is 9.5/2048 points.
const Em = 2048

// A Weight is regular or bold.
type Weight uint8

// The weights.
const (
	Regular Weight = iota
	Bold
)

// A Line is one shaped line of text.
type Line struct {
	Text    string // as given, in the order it is read
	Visual  string // in the order it is drawn, left to right
	Weight  Weight
	Glyphs  []Glyph // left to right
	Advance int     // width of the line
	Ink     Box     // what the outlines cover; empty for a line of spaces
}

// A Glyph is one outline of a line.
type Glyph struct {
	*Outline
	X, Y int // origin, from the start of the line on its baseline; y grows upwards
}

// A Box is a rectangle in units of the em, y upwards.
type Box struct{ X0, Y0, X1, Y1 int }

// Empty says whether the box covers nothing.
func (b Box) Empty() bool { return b.X0 >= b.X1 || b.Y0 >= b.Y1 }

// Width returns the advance at a type size.
func (l *Line) Width(size float64) float64 { return float64(l.Advance) * size / Em }

// A MissingGlyphError is a character that none of the fonts can draw.
type MissingGlyphError struct {
	Rune rune
	Text string
}

func (e *MissingGlyphError) Error() string {
	return fmt.Sprintf("no font has the character %q (U+%04X) of %q: leave it out, or name a font file that has it under fonts in theme.yaml",
		string(e.Rune), e.Rune, e.Text)
}

// A Setter shapes text with one set of fonts. It keeps what it has shaped: the same label is drawn
// in several formats and measured more than once. It is safe for concurrent use.
type Setter struct {
	mu     sync.Mutex
	fonts  [2]chain
	rtl    bool
	shaper shaper
	lines  map[lineKey]*Line
}

type lineKey struct {
	text   string
	weight Weight
	rtl    bool
}

// maxLines bounds what a Setter keeps, for programs that draw without end.
const maxLines = 4096

// New returns a Setter for the built-in fonts, with further fonts before them.
func New(fonts ...File) (*Setter, error) {
	s := &Setter{lines: make(map[lineKey]*Line)}
	for _, f := range fonts {
		face, err := f.parse()
		if err != nil {
			return nil, err
		}
		s.fonts[f.Weight] = append(s.fonts[f.Weight], &source{face: face})
	}
	for w := range s.fonts {
		s.fonts[w] = append(s.fonts[w], builtin(Weight(w))...)
	}
	return s, nil
}

// RightToLeft makes the Setter read its text as paragraphs of a right-to-left language, but for those
// that have no letter of one: a source line in English, or a number, stays as it is.
func (s *Setter) RightToLeft() { s.rtl = true }

// reads says whether a whole text is read from right to left. A part of it is read as the whole is.
func (s *Setter) reads(text string) (rtl bool) {
	return s.rtl && RightToLeft(text)
}

// RightToLeft says whether a text has letters of a script that is read from right to left.
func RightToLeft(text string) bool { return strings.ContainsFunc(text, rightToLeft) }

// Shape sets one line of text. The text is normalized to NFC first; line ends count as spaces.
func (s *Setter) Shape(text string, w Weight) (*Line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shape(text, w, s.reads(text))
}

func (s *Setter) shape(text string, w Weight, rtl bool) (*Line, error) {
	key := lineKey{text, w, rtl}
	if l, ok := s.lines[key]; ok {
		return l, nil
	}
	l, err := s.set(text, w, rtl)
	if err != nil {
		return nil, err
	}
	if len(s.lines) >= maxLines {
		clear(s.lines)
	}
	s.lines[key] = l
	return l, nil
}

func (s *Setter) set(text string, w Weight, rtl bool) (*Line, error) {
	l := &Line{Text: text, Weight: w}
	runes := []rune(norm.NFC.String(strings.Map(plainSpace, text)))
	if len(runes) == 0 {
		return l, nil
	}
	p := paragraph(runes, rtl)
	runs, err := s.fonts[w].split(p)
	if err != nil {
		return nil, &MissingGlyphError{err.(missing).r, text}
	}
	var visual strings.Builder
	for _, r := range order(runs) {
		s.shaper.place(l, p.text, r)
		r.appendVisual(&visual, p.text)
	}
	l.Visual = visual.String()
	return l, nil
}

func plainSpace(r rune) rune {
	if r == '\n' || r == '\t' || r == '\r' {
		return ' '
	}
	return r
}

// Metrics are the heights of a font that layout needs, in units of the em.
type Metrics struct {
	Ascent, Descent int // of a line, both positive
	Cap, X          int // heights of "H" and of "x"
}

// Metrics returns the heights of the first font of a weight: fallbacks keep to its lines.
func (s *Setter) Metrics(w Weight) Metrics {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fonts[w][0].metrics()
}
