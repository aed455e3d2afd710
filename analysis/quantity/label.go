package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/number"
)

// labelDigits sets apart digits that count nothing: parts of names and codes, addresses, telephone
// and section numbers, list numbers, footnote marks, clock times, ordinals. It returns where scanning
// goes on, 0 if the digits at i are a number.
func (s *scanner) labelDigits(i int) int {
	text := s.text
	end, whole := run(text, i)
	if i > 0 {
		switch prev := text[i-1]; {
		case prev == 'x' && i > 1 && isDigit(text[i-2]): // 1792x828
		case isLetter(prev) || prev >= 0x80 && prevLetter(text, i) && !unspaced(text, i):
			if u, _ := s.prefix(i); u > 0 {
				break
			}
			return s.glued(i)
		case prev == '#' || prev == '_' || prev == '/' || prev == '=' || prev == '?' || prev == '&' || prev == '@' || prev == '%':
			if j := s.address(i); j > 0 {
				return j
			}
			if j := s.symbol(i, end); j > 0 {
				return j
			}
			if n := len(s.out); prev == '/' && n > 0 && s.out[n-1].Kind == Identifier && s.out[n-1].End == i-1 { // resolution 48/141
				return s.numberOf(i, end)
			}
			if prev == '#' || prev == '_' {
				return s.code(i-1, end)
			}
		case prev == '-' && s.ageGroup(i, end):
			return s.out[len(s.out)-1].End
		case prev == '-' && i > 1 && isLetter(text[i-2]):
			if j := s.hyphenName(i, end); j > 0 {
				return j
			}
		case prev == '(' && end < len(text) && text[end] == ')' && whole <= 2:
			if s.numbered(i, end) {
				return s.numberOf(i, end)
			}
		case prev == '[':
			if end < len(text) && text[end] == ']' && whole <= 4 {
				return s.numberOf(i, end)
			}
		case prev == '.':
			if j := s.symbol(i, end); j > 0 {
				return j
			}
			fallthrough
		default:
			if s.footnote(i, end, whole) {
				return s.numberOf(i, end)
			}
		}
		if strings.HasSuffix(text[max(0, i-3):i], "§") || strings.HasSuffix(text[max(0, i-3):i], "§ ") || strings.HasSuffix(text[max(0, i-4):i], "№") || strings.HasSuffix(text[max(0, i-4):i], "№ ") {
			return s.numberOf(i, end)
		}
	}
	if j := fileName(text, i, end); j > 0 {
		return s.code(i, j)
	}
	if whole == 2 && strings.HasPrefix(text[i:], "24/7") && (i+4 == len(text) || !isDigit(text[i+4]) && text[i+4] != '/') { // all the time
		return s.code(i, i+4)
	}
	if whole <= 4 && s.lettered(end) {
		v, _ := number.Parse(text[i:end])
		return s.labelRow(&numeral{start: i, end: end, next: 1, dec: v})
	}
	if whole <= 3 && end < len(text) && (text[end] == 0xC2 || text[end] == '.') {
		if j := coordinate(text, i); j > 0 {
			return s.code(i, j)
		}
	}
	if j := s.phone(i); j > 0 {
		return j
	}
	if j := s.sectionNumber(i); j > 0 {
		return j
	}
	if whole <= 3 && s.listNumber(i, end) {
		return s.numberOf(i, end)
	}
	return s.suffixed(i, end, whole)
}

// fileName returns the end of a file's name that begins with digits, "4-interviews.csv", or 0.
func fileName(text string, i, end int) int {
	if end >= len(text) || text[end] != '-' && text[end] != '_' {
		return 0
	}
	j := end
	for j < len(text) && j-i < maxToken && (isLetter(text[j]) || isDigit(text[j]) || text[j] == '-' || text[j] == '_') {
		j++
	}
	if j >= len(text) || text[j] != '.' {
		return 0
	}
	k := j + 1
	for k < len(text) && (text[k] >= 'a' && text[k] <= 'z' || isDigit(text[k])) {
		k++
	}
	if n := k - j - 1; n < 2 || n > 5 || k < len(text) && isLetter(text[k]) || !isLetter(text[j-1]) {
		return 0
	}
	return k
}

// unspaced says that the character before byte i is of a script that sets no blanks between words, so that
// it makes no name of the digits behind it.
func unspaced(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[max(0, i-utf8.UTFMax):i])
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// glued reads a word with digits in it: XC40, CO2, H1N1.
func (s *scanner) glued(i int) int {
	text := s.text
	start := i
	for start > s.floor && i-start < maxToken && (isLetter(text[start-1]) || isDigit(text[start-1]) || text[start-1] == '-' && start-1 > s.floor && isLetter(text[start-2])) {
		start--
	}
	end := i
	for end < len(text) && end-i < maxToken && (isLetter(text[end]) || isDigit(text[end])) {
		end++
	}
	if end+1 < len(text) && text[end] == '.' && isDigit(text[end+1]) && isDigit(text[end-1]) { // PM2.5
		if e, _ := run(text, end+1); e >= len(text) || !isLetter(text[e]) {
			end = e
		}
	}
	if end == i { // a fraction or a full-width digit
		end = digitsEnd(text, i)
	}
	return s.code(start, end)
}

// hyphenName reads digits joined to a word by a hyphen: COVID-19, TA-35. A prefix or a number word before
// the hyphen leaves the digits a number.
func (s *scanner) hyphenName(i, end int) int {
	b := prevToken(s.text, i, s.floor)
	if b.kind != tokWord || b.gap != hyphen {
		return 0
	}
	if b.is(cNumber|cMonth|cPrefix) || b.is(cUnit) && b.gap == hyphen && s.floor == i-1 || b.is(cYearBefore) && end-i == 4 {
		return 0
	}
	if end < len(s.text) && s.text[end] == '%' || s.moneyBefore(i) {
		return 0
	}
	return s.code(b.start, s.nameEnd(end))
}

// nameEnd takes letters glued to the digits into a name.
func (s *scanner) nameEnd(end int) int {
	for n := 0; end < len(s.text) && n < maxToken && (isLetter(s.text[end]) || isDigit(s.text[end])); n++ {
		end++
	}
	return end
}

// address skips a web or mail address that the digits are part of, and returns its end; 0 if they are not.
func (s *scanner) address(i int) int {
	text := s.text
	start := i
	for start > 0 && i-start < 256 && byteClass[text[start-1]] != bSpace {
		start--
	}
	before := text[start:i]
	if !strings.Contains(before, "://") && !strings.Contains(before, "www.") && !strings.Contains(before, "@") {
		return 0
	}
	end := i
	for end < len(text) && byteClass[text[end]] != bSpace {
		end++
	}
	return end
}

// symbol reads the rest of a document's symbol or a path in which the digits stand: A/HRC/39/46,
// CERD/C/CHN/CO/14-17. It needs a letter before the slash.
func (s *scanner) symbol(i, end int) int {
	text := s.text
	if text[i-1] != '/' && text[i-1] != '.' {
		return 0
	}
	start := i
	letters, slash := false, false
	for start > s.floor && i-start < maxToken {
		c := text[start-1]
		slash = slash || c == '/'
		if isLetter(c) {
			letters = true
		} else if c != '/' && c != '.' && c != '-' && !isDigit(c) {
			break
		}
		start--
	}
	if !letters || !slash || start == i {
		return 0
	}
	for end < len(text) && end-i < maxToken && (isLetter(text[end]) || isDigit(text[end]) ||
		(text[end] == '/' || text[end] == '.' || text[end] == '-') && end+1 < len(text) && (isLetter(text[end+1]) || isDigit(text[end+1]))) {
		end++
	}
	for !isLetter(text[start]) && start < i { // "on/off 3/HRC": begin with a letter
		start++
	}
	return s.code(start, end)
}

// numbered says that digits in brackets number something: the paragraph of an article, 18(3), or the
// items of a row, (1) … (2) ….
func (s *scanner) numbered(i, end int) bool {
	if i > 1 && (isDigit(s.text[i-2]) || s.text[i-2] == ')') {
		return true
	}
	v := smallInt(s.text[i:end])
	if v == 1 || v == s.item+1 && v > 1 {
		s.item = v
		return true
	}
	return false
}

// lettered says that a letter or a small Roman number in brackets follows the digits, as behind the
// paragraph of an article: 40(b), 42 (iv).
func (s *scanner) lettered(end int) bool {
	t := s.text[end:min(len(s.text), end+8)]
	t = strings.TrimPrefix(t, " ")
	if len(t) < 3 || t[0] != '(' {
		return false
	}
	close := strings.IndexByte(t, ')')
	if close < 2 {
		return false
	}
	in := t[1:close]
	return close == 2 && 'a' <= in[0] && in[0] <= 'z' || strings.Trim(in, "ivx") == ""
}

// footnote says that the digits are a footnote mark: set without a blank behind the stop of a sentence or
// a word's quotation mark, as in "years.12". A decimal has a digit before its point, and an initial
// ("U.S.12") is read as a mark too.
func (s *scanner) footnote(i, end, whole int) bool {
	text := s.text
	if whole == 0 || whole > 3 || text[i] == '0' || end < len(text) && (isLetter(text[end]) || text[end] == '%') {
		return false
	}
	at := i
	marks := 0
	for at > 0 && marks < 4 {
		c := text[at-1]
		if c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '"' || c == '\'' || c == ')' || c == ']' {
			at--
		} else if at >= 3 && (text[at-3:at] == "”" || text[at-3:at] == "’" || text[at-3:at] == "…") {
			at -= 3
		} else if at >= 2 && text[at-2:at] == "»" {
			at -= 2
		} else {
			break
		}
		marks++
	}
	if marks == 0 || at == 0 {
		return false
	}
	c := text[at-1]
	if !isLetter(c) && !(c >= 0x80 && prevLetter(text, at)) && !(isDigit(c) && marks > 1) && !(c == '%' && marks > 0) {
		return false
	}
	if c |= 0x20; text[at] == '.' && (c == 'c' || c == 'a' || c == 'x') { // c.300, ca.300, approx.300
		if w := prevToken(text, at, 0); text[w.start:w.end] == "c" || w.id() == wCirca || w.id() == wApproximately {
			return false
		}
	}
	// "p.12", "No.5", "vol.3" are labels as well; "a.m.5" does not occur. A decimal comma or a list
	// needs a digit before it, so what is left is a mark.
	return true
}

// phone reads a telephone number, or another run of groups joined by hyphens: +1-222-222-2222.
func (s *scanner) phone(i int) int {
	text := s.text
	at, groups, digits := i, 0, 0
	plus := i > 0 && text[i-1] == '+'
	bracket := i > 0 && text[i-1] == '('
	hyphens := 0
	for groups < 8 {
		end, n := run(text, at)
		if n == 0 || n > 12 {
			break
		}
		groups, digits = groups+1, digits+n
		at = end
		if at+1 >= len(text) {
			break
		}
		c := text[at]
		switch {
		case (c == '-' || c == '/') && isDigit(text[at+1]):
			hyphens++
			at++
			continue
		case plus && (c == ' ' || c == '.') && isDigit(text[at+1]):
			at++
			continue
		case bracket && c == ')' && groups == 1 && (isDigit(text[at+1]) || text[at+1] == ' ' && at+2 < len(text) && isDigit(text[at+2])):
			hyphens++
			at++
			if text[at] == ' ' {
				at++
			}
			continue
		}
		break
	}
	end := at
	if isPhone := plus && digits >= 8 && groups > 1 || plus && digits >= 10 || bracket && hyphens >= 1 && digits >= 7 && hyphens+1 == groups && groups > 1 && text[end-1] != ')' || hyphens >= 2 && groups == hyphens+1 && !s.isoDate(i); !isPhone {
		return 0
	}
	if bracket && groups == 2 && digits < 10 && strings.IndexByte(text[i:end], ')') < 0 { // (2021-2030), (300-4000 people)
		return 0
	}
	if !plus && !bracket && strings.IndexByte(text[i:end], '/') >= 0 && digits < 9 {
		return 0 // dates (date.go)
	}
	start := i
	if plus || bracket {
		start--
	}
	if start < s.floor {
		start = i
	}
	return s.code(start, end)
}

// isoDate says that a date like 2018-05-28 begins at i.
func (s *scanner) isoDate(i int) bool {
	t := s.text[i:]
	return len(t) >= 8 && isDigit(t[0]) && isDigit(t[3]) && t[4] == '-' && isDigit(t[5])
}

// sectionNumber reads numbers with two points or more: 1.2.3, an address of the internet, a version. Groups
// of three are thousands instead.
func (s *scanner) sectionNumber(i int) int {
	text := s.text
	at, points, threes := i, 0, true
	for {
		end, n := run(text, at)
		if n == 0 || n > 12 {
			return 0
		}
		if points > 0 && n != 3 {
			threes = false
		}
		at = end
		if at+1 >= len(text) || text[at] != '.' || !isDigit(text[at+1]) || points > 8 {
			break
		}
		points++
		at++
	}
	if points < 2 || threes || s.pointedDate(i, at) {
		return 0
	}
	return s.code(i, at)
}

// pointedDate says that text[i:end] is a date with points: 28.5.2018.
func (s *scanner) pointedDate(i, end int) bool {
	parts := strings.Split(s.text[i:end], ".")
	return len(parts) == 3 && len(parts[0]) <= 2 && len(parts[1]) <= 2 && len(parts[2]) == 4
}

// listNumber says that the digits number an item of a list: at the beginning of a line, with a point or
// bracket and a blank behind them and text on the line.
func (s *scanner) listNumber(i, end int) bool {
	text := s.text
	at := i
	if at > 0 && text[at-1] == '(' {
		at--
	}
	for at > 0 && i-at < 12 && (text[at-1] == ' ' || text[at-1] == '\t' || text[at-1] == '*') {
		at--
	}
	if at > 0 && text[at-1] != '\n' || end+2 >= len(text) {
		return false
	}
	return (text[end] == '.' || text[end] == ')') && (text[end+1] == ' ' || text[end+1] == '\t') && isLetter(text[end+2])
}
