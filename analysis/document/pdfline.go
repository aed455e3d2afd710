package document

import (
	"math"
	"sort"
	"strings"
	"unicode"

	"recount/analysis/document/internal/pdf"
)

// A pdfLine is one line of type on a page: characters that follow each other on one baseline.
type pdfLine struct {
	sheet       int
	left, right float32
	base, size  float32 // baseline and the size of most of its characters
	bold        bool
	text        string
	runs        []pdfRun
	words       []pdfWord
	src         int // where its text begins in the page's part
	furniture   bool
	note        bool
}

// A pdfWord is a stretch of a line without white space.
type pdfWord struct {
	start, end  int // in the line's text
	left, right float32
}

// A pdfRun is a stretch of a line of one kind; a wide gap or a raised mark begins a new one.
type pdfRun struct {
	start, end  int // in the line's text
	left, right float32
	raised      bool
	lowered     bool // smaller and below the baseline: an index, or the lower part of a fraction
}

// raisedSize and raisedBase say when a character is a raised mark: so much smaller than its line, and so
// much of the line's size above its baseline. Word sets marks at 65 per cent, TeX at 70.
const (
	raisedSize = 0.85
	raisedBase = 0.12
	wideGap    = 1.2 // in ems: more than a justified space, less than between columns
)

// pdfLines puts the characters of a page into lines, in the order of the file, which is the reading
// order in what office programs and TeX write.
func pdfLines(p pdf.Page, sheet int) []pdfLine {
	var lines []rawLine
	var open []pdf.Char
	flush := func() {
		for len(open) > 0 && blankRune(open[len(open)-1].Rune) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			lines = append(lines, newRawLine(open))
		}
		open = nil
	}
	for _, c := range p.Chars {
		switch {
		case c.Generated && (c.Rune == '\n' || c.Rune == '\r'):
			flush()
		case c.Turned:
		case blankRune(c.Rune) && len(open) == 0:
		default:
			// PDFium misses the end of a line where a raised mark begins the next one.
			if c.Generated {
				open = append(open, c)
				continue
			}
			if last := lastInk(open); last != nil && c.Left < last.Left-0.5*last.Size && c.Base < last.Base-0.5*last.Size {
				flush()
			}
			open = append(open, c)
		}
	}
	flush()
	lines = mergeLines(lines)
	out := make([]pdfLine, 0, len(lines))
	for _, raw := range lines {
		if l, ok := newPDFLine(raw.chars); ok {
			l.sheet = sheet
			out = append(out, l)
		}
	}
	return out
}

func blankRune(r rune) bool { return unicode.IsSpace(r) }

// A rawLine is a line as the file writes it, with what is needed to join it to the next.
type rawLine struct {
	chars      []pdf.Char
	base, size float32 // of its largest character
}

func newRawLine(chars []pdf.Char) rawLine {
	l := rawLine{chars: chars}
	for i := range chars {
		if c := &chars[i]; !c.Generated && c.Size > l.size {
			l.base, l.size = c.Base, c.Size
		}
	}
	return l
}

// mergeLines joins neighbours that stand on one line: a raised mark or a list number that the file
// writes as a line of its own, the cells of a row, the two parts of a fraction.
func mergeLines(lines []rawLine) []rawLine {
	out := lines[:0:0]
	for _, l := range lines {
		if n := len(out); n > 0 && out[n-1].goesOn(l) {
			a := &out[n-1]
			if first, last := firstInk(l.chars), lastInk(a.chars); first.Left-last.Right >= 0.15*max(first.Size, last.Size) {
				a.chars = append(a.chars, pdf.Char{Rune: ' ', Generated: true})
			}
			a.chars = append(a.chars, l.chars...)
			if l.size > a.size {
				a.base, a.size = l.base, l.size
			}
			continue
		}
		out = append(out, l)
	}
	return out
}

// goesOn reports whether line b stands on the same line behind a.
func (a rawLine) goesOn(b rawLine) bool {
	last, first := lastInk(a.chars), firstInk(b.chars)
	if last == nil || first == nil {
		return false
	}
	if last.Base > a.base && first.Base < a.base && first.Size < raisedSize*a.size && first.Left < last.Right && last.Base-first.Base < 1.5*a.size {
		return true // the lower part of a fraction under its upper part
	}
	if first.Left < last.Right-0.2*last.Size {
		return false
	}
	size := max(last.Size, first.Size)
	rise := float32(math.Abs(float64(first.Base - a.base)))
	if rise < 0.2*size {
		return true
	}
	return rise < 0.6*size && first.Left-last.Right < 0.6*size && min(first.Size, last.Size) < raisedSize*size
}

func firstInk(l []pdf.Char) *pdf.Char {
	for i := range l {
		if !l[i].Generated && !blankRune(l[i].Rune) {
			return &l[i]
		}
	}
	return nil
}

func lastInk(l []pdf.Char) *pdf.Char {
	for i := len(l) - 1; i >= 0; i-- {
		if !l[i].Generated && !blankRune(l[i].Rune) {
			return &l[i]
		}
	}
	return nil
}

// newPDFLine measures a line and splits it into runs.
func newPDFLine(chars []pdf.Char) (pdfLine, bool) {
	var l pdfLine
	var bold, ink int
	sizes := map[float32]int{}
	for i := range chars {
		c := &chars[i]
		if c.Generated || blankRune(c.Rune) {
			continue
		}
		ink++
		if c.Bold {
			bold++
		}
		sizes[roundSize(c.Size)]++
	}
	if ink == 0 {
		return l, false
	}
	l.size = commonSize(sizes)
	l.bold = bold*10 >= ink*9
	for i := range chars {
		if c := &chars[i]; !c.Generated && roundSize(c.Size) == l.size {
			l.base = c.Base
			break
		}
	}
	l.left, l.right = firstInk(chars).Left, lastInk(chars).Right
	l.fill(chars)
	return l, strings.TrimSpace(l.text) != ""
}

// roundSize rounds a size to a tenth of a point.
func roundSize(s float32) float32 { return float32(math.Round(float64(s)*10) / 10) }

// commonSize is the size of most characters, the larger of two that are equally common.
func commonSize(sizes map[float32]int) float32 {
	var best float32
	n := 0
	for s, k := range sizes {
		if k > n || k == n && s > best {
			best, n = s, k
		}
	}
	return best
}

// fill writes the line's text and cuts it into runs.
func (l *pdfLine) fill(chars []pdf.Char) {
	var b strings.Builder
	var run pdfRun
	var last *pdf.Char
	spaced := false
	flush := func() {
		if run.end = b.Len(); run.end > run.start {
			l.runs = append(l.runs, run)
		}
	}
	for i := range chars {
		c := &chars[i]
		if c.Generated || blankRune(c.Rune) {
			// No-break and thin spaces stay what they are: they may stand inside a number.
			if last != nil && !spaced && !c.Generated && c.Rune != '\t' && c.Rune != ' ' {
				b.WriteRune(c.Rune)
				last = c
				continue
			}
			spaced = last != nil
			continue
		}
		spaced = spaced || missedSpace(chars, i)
		small := c.Size < raisedSize*l.size
		raised, lowered := small && c.Base > l.base+raisedBase*l.size, small && c.Base < l.base-raisedBase*l.size
		wide := last != nil && spaced && c.Left-last.Right > wideGap*l.size
		if last == nil || raised != run.raised || lowered != run.lowered || wide {
			flush()
			if spaced {
				b.WriteByte(' ')
			}
			run = pdfRun{start: b.Len(), left: c.Left, raised: raised, lowered: lowered}
		} else if spaced {
			b.WriteByte(' ')
		}
		if spaced || last == nil {
			l.words = append(l.words, pdfWord{start: b.Len(), left: c.Left})
		}
		spaced = false
		b.WriteString(pdfCharacter(c.Rune))
		w := &l.words[len(l.words)-1]
		w.end, w.right = b.Len(), c.Right
		run.right = c.Right
		last = c
	}
	flush()
	l.text = b.String()
}

// missedSpace reports whether a space stands before character i that PDFium took for the gap between two
// letters: one gap of its size where the letters around it have none, as those of spaced-out words do.
func missedSpace(chars []pdf.Char, i int) bool {
	if i < 2 || i+1 >= len(chars) || !unicode.IsLetter(chars[i].Rune) || !unicode.IsLetter(chars[i-1].Rune) {
		return false
	}
	gap := func(k int) float32 {
		a, b := &chars[k-1], &chars[k]
		if a.Generated || b.Generated || a.Base != b.Base {
			return 1
		}
		return (b.Left - a.Right) / max(b.Size, 1)
	}
	return gap(i) > 0.15 && gap(i) < 1 && gap(i-1) < 0.05 && gap(i+1) < 0.05
}

// corkCodes are the characters of TeX's old bitmap fonts at the codes below 32, for which such a file says
// nothing better. Without them 2010–2019 would be read as one number.
var corkCodes = map[rune]string{0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»",
	0x15: "–", 0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"}

// pdfCharacter writes a character as text. What PDFium cannot name stays as U+FFFD: a character that is
// lost must not join the numbers around it.
func pdfCharacter(r rune) string {
	switch {
	case r == 2: // PDFium's sign for a hyphen at the end of a line
		return "-"
	case r >= 0xFB00 && r <= 0xFB04:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl"}[r-0xFB00]
	case r < ' ':
		if s := corkCodes[r]; s != "" {
			return s
		}
		return string(unicode.ReplacementChar)
	case r >= 0xFFFE || r >= 0xD800 && r < 0xF900: // no character, or one of a private area
		return string(unicode.ReplacementChar)
	}
	return string(r)
}

// plain returns the line's text without its raised marks.
func (l *pdfLine) plain() string {
	raised := false
	for _, r := range l.runs {
		raised = raised || r.raised
	}
	if !raised {
		return l.text
	}
	var b strings.Builder
	for i, r := range l.runs {
		if r.raised {
			continue
		}
		if i > 0 {
			b.WriteString(l.text[l.runs[i-1].end:r.start])
		}
		b.WriteString(l.text[r.start:r.end])
	}
	return b.String()
}

// sortLines orders lines from top to bottom, then from left to right.
func sortLines(lines []pdfLine) {
	sort.SliceStable(lines, func(i, j int) bool {
		a, b := &lines[i], &lines[j]
		if d := a.base - b.base; math.Abs(float64(d)) > 0.3*float64(max(a.size, b.size)) {
			return d > 0
		}
		return a.left < b.left
	})
}
