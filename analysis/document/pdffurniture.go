package document

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pdfPage is a page as lines in reading order.
type pdfPage struct {
	sheet         int
	width, height float32
	label         string // as the file says
	printed       string // as the page says
	lines         []pdfLine
	marks         map[string]bool // what stands raised on it behind a text
}

// margin is the share of a page's height, at the top and at the bottom, in which running heads and page
// numbers stand.
const (
	margin       = 0.1
	numberMargin = 0.2 // TeX's classes set the page number well above the edge
)

// markFurniture finds what pages carry besides the text: page numbers, and heads and feet that come
// again on other pages.
func markFurniture(pages []pdfPage) {
	count := map[string]int{}
	for i := range pages {
		seen := map[string]bool{}
		for k := range pages[i].lines {
			if key := pages[i].edgeKey(k); key != "" && !seen[key] {
				seen[key] = true
				count[key]++
			}
		}
	}
	need := max(3, len(pages)/8)
	for i := range pages {
		p := &pages[i]
		for k := range p.lines {
			l := &p.lines[k]
			if key := p.edgeKey(k); key != "" && count[key] >= need {
				l.furniture = true
			}
			if n := pageNumber(l.text); n != "" && p.near(l, numberMargin) && p.outermost(k) {
				l.furniture = true
				p.printed = n
			}
		}
	}
	agree(pages)
}

// near reports whether a line stands in the given share of the page's height, at the top or bottom.
func (p *pdfPage) near(l *pdfLine, share float32) bool {
	return l.base < share*p.height || l.base > (1-share)*p.height
}

// edgeKey is what a line in the margin has in common with its like on other pages: its words with
// digits left open, and its height on the page.
func (p *pdfPage) edgeKey(k int) string {
	l := &p.lines[k]
	if !p.near(l, margin) || len(l.text) > 200 {
		return ""
	}
	var b strings.Builder
	for _, r := range l.text {
		switch {
		case unicode.IsDigit(r):
			if s := b.String(); !strings.HasSuffix(s, "#") {
				b.WriteByte('#')
			}
		case unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	key := b.String()
	if key == "" || key == "#" {
		return "" // a number alone is judged as a page number
	}
	return key + "@" + string(rune('a'+int(l.base/p.height*20)))
}

// outermost reports whether a line is the first or last on its page, other furniture aside.
func (p *pdfPage) outermost(k int) bool {
	if len(p.lines) > maxPageLines {
		return false
	}
	above, below := false, false
	for i := range p.lines {
		if l := &p.lines[i]; i != k && !l.furniture {
			above = above || l.base > p.lines[k].base+0.5*l.size
			below = below || l.base < p.lines[k].base-0.5*l.size
		}
	}
	return !above || !below
}

// pageNumber returns the number that a line consists of: 12, – 12 –, xii, Page 12, 12 | Page, 12 of 48.
func pageNumber(s string) string {
	s = strings.Trim(strings.ToLower(s), " \u00A0-–—|[]()/.•")
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "page"), "page"))
	s = strings.Trim(s, " \u00A0-–—|")
	for _, of := range []string{" of ", " / ", "/"} {
		if a, b, ok := strings.Cut(s, of); ok && digits(a) && digits(b) {
			s = a
		}
	}
	if s == "" || utf8.RuneCountInString(s) > 6 {
		return ""
	}
	if digits(s) && len(s) <= 4 || strings.Trim(s, "ivxlc") == "" {
		return s
	}
	return ""
}

// agree takes back a page number that disagrees with its neighbours: one that counts on from another
// page's is right, and so is one that does not differ from the sheet.
func agree(pages []pdfPage) {
	offsets := map[int]int{}
	for _, p := range pages {
		if n := atoi(p.printed); n > 0 {
			offsets[p.sheet-n]++
		}
	}
	for i := range pages {
		p := &pages[i]
		n := atoi(p.printed)
		if n > 0 && offsets[p.sheet-n] < 2 && n != p.sheet && len(pages) > 3 {
			p.printed = ""
			for k := range p.lines {
				if l := &p.lines[k]; l.furniture && pageNumber(l.text) == itoa(n) && !p.near(l, margin) {
					l.furniture = false
				}
			}
		}
	}
	// A page between two that count on carries the number between them, printed or not.
	var common []int
	for off := range offsets {
		common = append(common, off)
	}
	sort.Slice(common, func(i, j int) bool {
		a, b := common[i], common[j]
		return offsets[a] > offsets[b] || offsets[a] == offsets[b] && a < b
	})
	for i := 1; i+1 < len(pages); i++ {
		before, after := atoi(pages[i-1].printed), atoi(pages[i+1].printed)
		if pages[i].printed == "" && before > 0 && after == before+2 {
			pages[i].printed = itoa(before + 1)
		}
	}
}

// contents reports whether a page is a table of contents: five or more lines with leaders.
func (p *pdfPage) contents() bool {
	n := 0
	for i := range p.lines {
		if leader(p.lines[i].text) {
			n++
		}
	}
	return n >= 5
}

// leader reports whether a line has a row of dots that leads to a page number.
func leader(s string) bool {
	return strings.Contains(s, ".....") || strings.Contains(s, ". . . . .") || strings.Contains(s, "……") ||
		strings.Contains(s, "_____")
}

// markAxes sets the labels along the axes of a chart apart: four or more lines in a row that hold nothing
// but numbers, none of them in a table.
func (p *pdfPage) markAxes(tables []pdfTable) {
	for i := 0; i < len(p.lines); {
		if len(tables) > 0 && tables[0].from <= i {
			i, tables = max(i, tables[0].to), tables[1:]
			continue
		}
		k, end := i, len(p.lines)
		if len(tables) > 0 {
			end = tables[0].from
		}
		for k < end && !p.lines[k].note && bareNumbers(p.lines[k].text) {
			k++
		}
		if k-i >= 4 {
			for ; i < k; i++ {
				p.lines[i].furniture = true
			}
		}
		i = max(k, i+1)
	}
}

// bareNumbers reports whether a line holds numbers and nothing else.
func bareNumbers(s string) bool {
	seen := false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			seen = true
		case !unicode.IsSpace(r) && !strings.ContainsRune(".,%-−–+", r):
			return false
		}
	}
	return seen
}
