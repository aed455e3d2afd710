package typeset

import (
	"bytes"
	"fmt"
	"math"
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// A File is a font of the user's.
type File struct {
	Name   string // for messages
	Weight Weight
	Data   []byte // TrueType or OpenType
}

// maxFont bounds a font file: the largest text fonts, with Han, are below it.
const maxFont = 64 << 20

func (f File) parse() (face *font.Face, err error) {
	if len(f.Data) > maxFont {
		return nil, fmt.Errorf("font %s: %d bytes, want at most %d", f.Name, len(f.Data), maxFont)
	}
	// A font file may be damaged in ways its parser does not foresee; one bad file is one error.
	defer func() {
		if r := recover(); r != nil {
			face, err = nil, fmt.Errorf("font %s: not a readable TrueType or OpenType font", f.Name)
		}
	}()
	face, err = font.ParseTTF(bytes.NewReader(f.Data))
	if err != nil {
		return nil, fmt.Errorf("font %s: not a readable TrueType or OpenType font: %w", f.Name, err)
	}
	return face, nil
}

// A source is a font that is parsed when the first character asks for it: most figures never need
// the fallback, and parsing it costs more than drawing them.
type source struct {
	load     func() *font.Font
	face     *font.Face
	outlines map[font.GID]*Outline
}

// A chain is the fonts of one weight, in the order they are tried.
type chain []*source

// The built-in fonts are parsed once for all Setters. A parsed font may be shared, a face may not.
var (
	liberation     = parsed(liberationsansregular.TTF)
	liberationBold = parsed(liberationsansbold.TTF)
	dejavu         = parsed(dejavusans.TTF)
	dejavuBold     = parsed(dejavusansbold.TTF)
)

func parsed(data []byte) func() *font.Font {
	return sync.OnceValue(func() *font.Font {
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			panic("typeset: built-in font: " + err.Error())
		}
		return face.Font
	})
}

func builtin(w Weight) chain {
	if w == Bold {
		return chain{{load: liberationBold}, {load: dejavuBold}}
	}
	return chain{{load: liberation}, {load: dejavu}}
}

func (s *source) get() *font.Face {
	if s.face == nil {
		s.face = font.NewFace(s.load())
	}
	return s.face
}

func (s *source) has(r rune) bool {
	_, ok := s.get().NominalGlyph(r)
	return ok
}

// units converts a length of the font's own units to ours.
func (s *source) units(v float32) int {
	return int(math.Round(float64(v) * Em / float64(s.get().Upem())))
}

func (s *source) metrics() Metrics {
	face := s.get()
	m := Metrics{
		Cap: s.units(face.LineMetric(font.CapHeight)),
		X:   s.units(face.LineMetric(font.XHeight)),
	}
	if e, ok := face.FontHExtents(); ok {
		m.Ascent, m.Descent = s.units(e.Ascender), s.units(-e.Descender)
	}
	// A font without an OS/2 table states none of these: the shares of an ordinary sans serif.
	if m.Ascent <= 0 {
		m.Ascent, m.Descent = Em*9/10, Em/5
	}
	if m.Cap <= 0 {
		m.Cap = Em * 7 / 10
	}
	if m.X <= 0 {
		m.X = Em / 2
	}
	return m
}

// An Outline is the shape of one glyph. Setters hand out the same pointer for the same glyph, so that
// a writer can tell which outlines it has written already.
type Outline struct {
	Segs []Seg
	Ink  Box
}

// An Op is a step of an outline. Contours are closed by the next MoveTo or the end.
type Op uint8

// The steps; each takes the points that its comment names.
const (
	MoveTo Op = iota // to
	LineTo           // to
	QuadTo           // control, to
	CubeTo           // control, control, to
)

// A Seg is one step of an outline, in units of the em, y upwards. TrueType's implied points lie at
// halves, hence not integers.
type Seg struct {
	Op  Op
	Pts [3]Pt
}

// A Pt is a point of an outline.
type Pt struct{ X, Y float64 }

// End returns the point that the step leads to.
func (s Seg) End() Pt { return s.Pts[s.N()-1] }

// N returns how many points the step has.
func (s Seg) N() int { return [...]int{1, 1, 2, 3}[s.Op] }

func (s *source) outline(id font.GID) *Outline {
	if o, ok := s.outlines[id]; ok {
		return o
	}
	o := s.makeOutline(id)
	if s.outlines == nil {
		s.outlines = make(map[font.GID]*Outline)
	}
	s.outlines[id] = o
	return o
}

func (s *source) makeOutline(id font.GID) *Outline {
	o := new(Outline)
	data, ok := s.get().GlyphDataOutline(id)
	if !ok {
		return o
	}
	scale := Em / float64(s.get().Upem())
	lo, hi := Pt{math.Inf(1), math.Inf(1)}, Pt{math.Inf(-1), math.Inf(-1)}
	for _, d := range data.Segments {
		seg := Seg{Op: opOf(d.Op)}
		for i := range seg.N() {
			p := Pt{float64(d.Args[i].X) * scale, float64(d.Args[i].Y) * scale}
			seg.Pts[i] = p
			lo = Pt{min(lo.X, p.X), min(lo.Y, p.Y)}
			hi = Pt{max(hi.X, p.X), max(hi.Y, p.Y)}
		}
		o.Segs = append(o.Segs, seg)
	}
	if len(o.Segs) > 0 {
		o.Ink = Box{int(math.Floor(lo.X)), int(math.Floor(lo.Y)), int(math.Ceil(hi.X)), int(math.Ceil(hi.Y))}
	}
	return o
}

func opOf(op opentype.SegmentOp) Op {
	switch op {
	case opentype.SegmentOpMoveTo:
		return MoveTo
	case opentype.SegmentOpLineTo:
		return LineTo
	case opentype.SegmentOpQuadTo:
		return QuadTo
	default:
		return CubeTo
	}
}
