package typeset

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"
)

// Wrap breaks text into lines no wider than width at the given size, at the places that Unicode
// allows. It takes as few lines as will do and makes them about equally long, so that a title does
// not end in a line of one word. A word wider than width stays whole and sticks out: the lint says so.
func (s *Setter) Wrap(text string, w Weight, size, width float64) ([]*Line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	units := int(width*Em/size + 1e-6)
	rtl := s.reads(text)
	whole, err := s.shape(text, w, rtl)
	if err != nil {
		return nil, err
	}
	if whole.Advance <= units {
		return []*Line{whole}, nil
	}
	return s.wrap(text, w, units, rtl)
}

// A part is a stretch between two places where a line may end. Parts are measured alone, and only the
// lines they come to are shaped: what kerning does across a space is less than a pixel.
type part struct {
	text           string
	width, trimmed int // with and without the space at its end
}

func (s *Setter) wrap(text string, w Weight, units int, rtl bool) ([]*Line, error) {
	parts, err := s.measure(breaks(text), w, rtl)
	if err != nil {
		return nil, err
	}
	cuts := fill(parts, units)
	// The narrowest measure that needs no further line, by bisection to 1/32 em.
	for lo, hi := units/len(cuts), units; hi-lo > Em/32; {
		mid := (lo + hi) / 2
		if try := fill(parts, mid); len(try) == len(cuts) && widest(parts, try) <= max(mid, widest(parts, cuts)) {
			cuts, hi = try, mid
		} else {
			lo = mid
		}
	}
	var lines []*Line
	start := 0
	for _, end := range cuts {
		var b strings.Builder
		for _, p := range parts[start:end] {
			b.WriteString(p.text)
		}
		l, err := s.shape(strings.TrimSpace(b.String()), w, rtl)
		if err != nil {
			return nil, err
		}
		lines, start = append(lines, l), end
	}
	return lines, nil
}

func (s *Setter) measure(texts []string, w Weight, rtl bool) ([]part, error) {
	space, err := s.shape(" ", w, rtl)
	if err != nil {
		return nil, err
	}
	parts := make([]part, len(texts))
	for i, text := range texts {
		bare := strings.TrimRight(text, " ")
		l, err := s.shape(bare, w, rtl)
		if err != nil {
			return nil, err
		}
		parts[i] = part{text, l.Advance + (len(text)-len(bare))*space.Advance, l.Advance}
	}
	return parts, nil
}

// fill puts as many parts on each line as fit and returns where the lines end.
func fill(parts []part, units int) (cuts []int) {
	used := 0
	for i, p := range parts {
		if used > 0 && used+p.trimmed > units {
			cuts = append(cuts, i)
			used = 0
		}
		used += p.width
	}
	return append(cuts, len(parts))
}

// widest returns the width of the longest line.
func widest(parts []part, cuts []int) int {
	most, start := 0, 0
	for _, end := range cuts {
		w := 0
		for i, p := range parts[start:end] {
			if i == end-start-1 {
				w += p.trimmed
			} else {
				w += p.width
			}
		}
		most, start = max(most, w), end
	}
	return most
}

// breaks cuts text after each place where a line may end (UAX #14).
func breaks(text string) []string {
	var seg segmenter.Segmenter
	seg.Init([]rune(strings.TrimSpace(text)))
	var parts []string
	for it := seg.LineIterator(); it.Next(); {
		part := string(it.Line().Text)
		// A compound stays whole: "year-/end" reads as a mistake.
		if n := len(parts); n > 0 && strings.HasSuffix(parts[n-1], "-") {
			parts[n-1] += part
			continue
		}
		parts = append(parts, part)
	}
	return parts
}
