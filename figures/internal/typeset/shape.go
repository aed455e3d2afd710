package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// missing is the rune that no font of a chain has.
type missing struct{ r rune }

func (missing) Error() string { return "missing glyph" }

// split cuts a paragraph into runs that can be shaped at once. Controls fall between the runs.
func (c chain) split(p para) ([]run, error) {
	var runs []run
	for i := 0; i < len(p.text); {
		if ignorable(p.text[i]) {
			i++
			continue
		}
		end := cluster(p.text, i)
		var before *source
		if n := len(runs); n > 0 && runs[n-1].end == i {
			before = runs[n-1].source
		}
		src, err := c.find(p.text[i:end], before)
		if err != nil {
			return nil, err
		}
		script := language.LookupScript(p.text[i])
		if n := len(runs); n > 0 && runs[n-1].joins(i, p.levels[i], script, src) {
			runs[n-1].end = end
			if !runs[n-1].script.Strong() {
				runs[n-1].script = script
			}
		} else {
			runs = append(runs, run{i, end, p.levels[i], script, src})
		}
		i = end
	}
	return runs, nil
}

// joins says whether the cluster at i can be shaped together with the run before it.
func (r *run) joins(i int, level int8, script language.Script, src *source) bool {
	return r.end == i && r.level == level && r.source == src &&
		(script == r.script || !script.Strong() || !r.script.Strong())
}

// cluster returns the end of the base at i with the marks and joiners that belong to it.
func cluster(text []rune, i int) int {
	end := i + 1
	for end < len(text) && (unicode.In(text[end], unicode.Mn, unicode.Me, unicode.Mc) || joiner(text[end])) {
		end++
	}
	return end
}

// find returns the first font that has all of a cluster. A space or a comma stays with the font of
// the run before it.
func (c chain) find(cluster []rune, before *source) (*source, error) {
	if before != nil && !unicode.IsLetter(cluster[0]) && !unicode.IsNumber(cluster[0]) && before.hasAll(cluster) && before == c[0] {
		return before, nil
	}
	for _, s := range c {
		if s.hasAll(cluster) {
			return s, nil
		}
	}
	// The font of the base may still build the cluster from its parts, or not know one mark of it.
	for _, s := range c {
		if s.has(cluster[0]) {
			for _, r := range cluster[1:] {
				if !s.has(r) && !joiner(r) {
					return nil, missing{r}
				}
			}
			return s, nil
		}
	}
	return nil, missing{cluster[0]}
}

func (s *source) hasAll(cluster []rune) bool {
	for _, r := range cluster {
		if !s.has(r) && !joiner(r) {
			return false
		}
	}
	return true
}

// joiner says whether r shapes its neighbours but has no shape itself.
func joiner(r rune) bool {
	return r == '\u200c' || r == '\u200d' || r >= 0xfe00 && r <= 0xfe0f
}

// ignorable says whether r is a control that is never drawn.
func ignorable(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' ||
		r >= '\u2060' && r <= '\u206f' || r == '\ufeff' || joiner(r) || unicode.IsControl(r)
}

// A shaper holds the reusable state of the shaping library.
type shaper struct{ hb shaping.HarfbuzzShaper }

// place shapes a run and appends its glyphs to the line.
func (h *shaper) place(l *Line, text []rune, r run) {
	out := h.hb.ShapeNoExtents(shaping.Input{
		Text: text, RunStart: r.start, RunEnd: r.end,
		Direction: r.direction(),
		Face:      r.source.get(),
		Size:      fixed.I(Em),
		Script:    r.script,
		Language:  "en",
	})
	x := l.Advance << 6
	for _, g := range out.Glyphs {
		o := r.source.outline(g.GlyphID)
		if len(o.Segs) > 0 {
			gl := Glyph{Outline: o, X: round6(x + int(g.XOffset)), Y: round6(int(g.YOffset))}
			l.Glyphs = append(l.Glyphs, gl)
			l.Ink = l.Ink.union(gl.ink())
		}
		x += int(g.Advance)
	}
	l.Advance = round6(x)
}

// round6 rounds a 26.6 number to an integer.
func round6(v int) int { return (v + 32) >> 6 }

func (g Glyph) ink() Box {
	return Box{g.X + g.Ink.X0, g.Y + g.Ink.Y0, g.X + g.Ink.X1, g.Y + g.Ink.Y1}
}

func (b Box) union(c Box) Box {
	if b.Empty() {
		return c
	}
	return Box{min(b.X0, c.X0), min(b.Y0, c.Y0), max(b.X1, c.X1), max(b.Y1, c.Y1)}
}
