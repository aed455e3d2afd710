package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addressGoesOn reports whether a line ends inside a web address that the next line goes on with.
func addressGoesOn(a, b string) bool {
	token := a[strings.LastIndexByte(a, ' ')+1:]
	if !strings.Contains(token, "://") && !strings.HasPrefix(token, "www.") && strings.Count(token, "/") < 2 {
		return false
	}
	next, _, _ := strings.Cut(b, " ")
	if next == "" || len(token) < 8 {
		return false
	}
	last := token[len(token)-1]
	if strings.IndexByte(".,;)", last) >= 0 && last != '.' {
		return false
	}
	if strings.IndexByte("/_=?&%.", last) >= 0 {
		first, _ := utf8.DecodeRuneInString(next)
		return last != '.' || unicode.IsLower(first) && strings.ContainsAny(next, "./")
	}
	return strings.ContainsAny(strings.TrimRight(next, ".,;)"), "/_=?&%") || strings.Count(next, "-") > 1 || strings.HasSuffix(strings.TrimRight(next, ".,;"), "html")
}

// The parts of a compound that keep their hyphen where nothing else in the document says.
var hyphenated = map[string]bool{"non": true, "self": true, "co": true, "anti": true, "counter": true, "pre": true, "post": true,
	"multi": true, "cross": true, "long": true, "short": true, "high": true, "low": true, "well": true, "so": true, "ill": true,
	"decision": true, "large": true, "small": true, "full": true, "half": true, "mid": true, "ex": true, "vice": true, "on": true, "off": true,
	"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true,
	"twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true, "seventy": true, "eighty": true, "ninety": true}

// keepsHyphen decides whether the hyphen at the end of a line is part of its word: it is before a digit
// or capital, where the document writes the word with a hyphen elsewhere, and in usual compounds.
func (f *pdfFlow) keepsHyphen(a, b string) bool {
	if addressGoesOn(a+"/", b) {
		return true
	}
	head, tail := hyphenPair(a, b)
	first, _ := utf8.DecodeRuneInString(b)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(a, "-"))
	if !unicode.IsLower(first) || !unicode.IsLetter(last) {
		return true
	}
	if f.seen[head+"-"+tail] != f.seen[head+tail] {
		return f.seen[head+"-"+tail]
	}
	// Two words of the document make a compound; the syllables of one word are seldom words themselves.
	return hyphenated[head] || f.seen[head] && f.seen[tail] || strings.HasSuffix(head, "e") && len(head) == 2 && strings.HasPrefix(tail, "e")
}

// hyphenPair returns the two parts, in lower case, of a word that is cut at the end of a line.
func hyphenPair(a, b string) (head, tail string) {
	a = strings.TrimSuffix(a, "-")
	i := strings.LastIndexFunc(a, func(r rune) bool { return !unicode.IsLetter(r) })
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(a[i:])
		a = a[i+n:]
	}
	if i := strings.IndexFunc(b, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		b = b[:i]
	}
	return strings.ToLower(a), strings.ToLower(b)
}

// collectHyphens looks for the words that are cut at the ends of lines elsewhere in the document. A line may
// go on at the top of the next page, where the body does, with the notes of its own page between.
func (f *pdfFlow) collectHyphens() {
	turned := map[*pdfLine]bool{} // first lines of a page that a cut word may go on in
	f.eachLine(func(l, next, over *pdfLine) {
		if !strings.HasSuffix(l.text, "-") {
			return
		}
		for _, n := range []*pdfLine{next, over} {
			if n == nil {
				continue
			}
			if a, b := hyphenPair(l.text, n.text); a != "" && b != "" {
				f.seen[a+b], f.seen[a+"-"+b], f.seen[a], f.seen[b] = false, false, false, false
			}
		}
		turned[over] = true
	})
	if len(f.seen) == 0 {
		return
	}
	// The two parts of a cut word stand at the end of one line and at the start of the next: neither is
	// looked at.
	after := false
	f.eachLine(func(l, _, _ *pdfLine) {
		text := strings.ToLower(l.text)
		if after || turned[l] {
			_, text, _ = strings.Cut(text, " ")
		}
		if after = strings.HasSuffix(text, "-"); after {
			text = text[:strings.LastIndexByte(text, ' ')+1]
		}
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if _, asked := f.seen[w]; asked {
				f.seen[w] = true
			}
		}
	})
}

// eachLine visits every line of text with the one behind it, and with the first line of the next page.
func (f *pdfFlow) eachLine(visit func(l, next, over *pdfLine)) {
	for i := range f.pages {
		lines := f.pages[i].lines
		var over *pdfLine
		if i+1 < len(f.pages) {
			over = firstLine(f.pages[i+1].lines)
		}
		for k := range lines {
			var next *pdfLine
			if k+1 < len(lines) {
				next = &lines[k+1]
			}
			visit(&lines[k], next, over)
		}
	}
}

// firstLine is the first line of a page that is no running head.
func firstLine(lines []pdfLine) *pdfLine {
	for k := range lines {
		if !lines[k].furniture {
			return &lines[k]
		}
	}
	return nil
}
