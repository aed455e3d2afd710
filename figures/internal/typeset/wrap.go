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
	parts := breaks(text)
	units := int(width*Em/size + 1e-6)
	lines, err := s.fill(parts, w, units)
	if err != nil || len(lines) < 2 {
		return lines, err
	}
	// The narrowest measure that needs no further line, by bisection to 1/32 em.
	for lo, hi := units/len(lines), units; hi-lo > Em/32; {
		mid := (lo + hi) / 2
		try, err := s.fill(parts, w, mid)
		if err != nil {
			return nil, err
		}
		if len(try) == len(lines) && widest(try) <= mid {
			lines, hi = try, mid
		} else {
			lo = mid
		}
	}
	return lines, nil
}

// fill puts as many parts on each line as fit.
func (s *Setter) fill(parts []string, w Weight, units int) ([]*Line, error) {
	var lines []*Line
	for len(parts) > 0 {
		line, err := s.shape(strings.TrimSpace(parts[0]), w)
		if err != nil {
			return nil, err
		}
		n := 1
		for text := parts[0]; n < len(parts); n++ {
			text += parts[n]
			longer, err := s.shape(strings.TrimSpace(text), w)
			if err != nil {
				return nil, err
			}
			if longer.Advance > units {
				break
			}
			line = longer
		}
		lines, parts = append(lines, line), parts[n:]
	}
	return lines, nil
}

func widest(lines []*Line) int {
	w := 0
	for _, l := range lines {
		w = max(w, l.Advance)
	}
	return w
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
