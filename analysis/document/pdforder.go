package document

import "unicode/utf8"

// maxPageLines is how many lines a page may have for its layout to be looked at: each line is held
// against the others. A dense page of a newspaper has a tenth of that.
const maxPageLines = 5000

// orderLines puts the lines of a page into reading order: columns one after the other, between the
// lines that run across them. Without columns the order of the file stands, unless it jumps about.
func orderLines(lines []pdfLine) []pdfLine {
	if len(lines) > maxPageLines {
		return lines
	}
	lines = splitGutter(lines)
	x, ok := gutter(lines)
	if !ok {
		if jumps(lines) > len(lines)/6+2 {
			sortLines(lines)
		}
		return lines
	}
	sorted := append([]pdfLine(nil), lines...)
	sortLines(sorted)
	var out, left, right []pdfLine
	flush := func() {
		out = append(append(out, orderLines(left)...), orderLines(right)...)
		left, right = nil, nil
	}
	for _, l := range sorted {
		switch {
		case l.right <= x:
			left = append(left, l)
		case l.left >= x:
			right = append(right, l)
		default:
			flush()
			out = append(out, l)
		}
	}
	flush()
	return out
}

// jumps counts the places at which the order of the file goes up the page.
func jumps(lines []pdfLine) int {
	n := 0
	for i := 1; i < len(lines); i++ {
		if lines[i].base > lines[i-1].base+lines[i].size {
			n++
		}
	}
	return n
}

// gutter finds the white strip between two columns of prose: few lines cross it, and on both sides
// stand lines that fill their column.
func gutter(lines []pdfLine) (float32, bool) {
	if len(lines) < 12 {
		return 0, false
	}
	lo, hi := lines[0].left, lines[0].right
	for _, l := range lines {
		lo, hi = min(lo, l.left), max(hi, l.right)
	}
	best, crossing := float32(0), len(lines)
	for i := range 100 {
		x := lo + (hi-lo)*(0.3+0.004*float32(i))
		n := 0
		for _, l := range lines {
			if l.left < x && l.right > x {
				n++
			}
		}
		if n < crossing {
			best, crossing = x, n
		}
	}
	if crossing*3 > len(lines) {
		return 0, false
	}
	return best, column(lines, func(l pdfLine) bool { return l.right <= best }) &&
		column(lines, func(l pdfLine) bool { return l.left >= best }) && abreast(lines, best)
}

// column reports whether the lines that are in make a column of prose: at least five, of at least 20
// characters on average. The cells of a table are shorter.
func column(lines []pdfLine, in func(pdfLine) bool) bool {
	n, chars := 0, 0
	for _, l := range lines {
		if in(l) {
			n++
			chars += utf8.RuneCountInString(l.text)
		}
	}
	return n >= 5 && chars >= 20*n
}

// abreast reports whether the lines left and right of x stand beside each other.
func abreast(lines []pdfLine, x float32) bool {
	var topL, topR, botL, botR float32 = -1, -1, 1e9, 1e9
	for _, l := range lines {
		switch {
		case l.right <= x:
			topL, botL = max(topL, l.base), min(botL, l.base)
		case l.left >= x:
			topR, botR = max(topR, l.base), min(botR, l.base)
		}
	}
	shared := min(topL, topR) - max(botL, botR)
	return shared > 0.4*min(topL-botL, topR-botR)
}

// splitGutter cuts lines that run over two columns of prose because the file writes both columns row by
// row: most lines then have a wide gap at the same place.
func splitGutter(lines []pdfLine) []pdfLine {
	var gaps []float32
	for i := range lines {
		for k := 1; k < len(lines[i].runs); k++ {
			if l, r := lines[i].runs[k-1].right, lines[i].runs[k].left; r-l > wideGap*lines[i].size {
				gaps = append(gaps, (l+r)/2)
			}
		}
	}
	if len(gaps) < 10 || len(gaps)*2 < len(lines) {
		return lines
	}
	// The place at which most gaps are open.
	best, most := float32(0), 0
	for i := 0; i < len(gaps); i += 1 + len(gaps)/64 {
		n := 0
		for k := range lines {
			if _, ok := lines[k].gapAt(gaps[i]); ok {
				n++
			}
		}
		if n > most {
			best, most = gaps[i], n
		}
	}
	if most*2 < len(lines) || most < 10 {
		return lines
	}
	var out []pdfLine
	for _, l := range lines {
		k, ok := l.gapAt(best)
		if !ok {
			out = append(out, l)
			continue
		}
		a, b := l.cutAt(k)
		out = append(out, a, b)
	}
	if _, ok := gutter(out); !ok {
		return lines // the rows of a table
	}
	return out
}

// gapAt returns the run that begins behind the wide gap at x.
func (l *pdfLine) gapAt(x float32) (int, bool) {
	for k := 1; k < len(l.runs); k++ {
		if l.runs[k-1].right < x && x < l.runs[k].left && l.runs[k].left-l.runs[k-1].right > wideGap*l.size {
			return k, true
		}
	}
	return 0, false
}

func (l *pdfLine) cutAt(k int) (a, b pdfLine) {
	a, b = *l, *l
	a.runs, a.text, a.right = l.runs[:k:k], l.text[:l.runs[k-1].end], l.runs[k-1].right
	off := l.runs[k].start
	b.runs, b.text, b.left = nil, l.text[off:], l.runs[k].left
	for _, r := range l.runs[k:] {
		r.start, r.end = r.start-off, r.end-off
		b.runs = append(b.runs, r)
	}
	a.words, b.words = nil, nil
	for _, w := range l.words {
		if w.end <= off {
			a.words = append(a.words, w)
		} else {
			w.start, w.end = w.start-off, w.end-off
			b.words = append(b.words, w)
		}
	}
	return a, b
}
