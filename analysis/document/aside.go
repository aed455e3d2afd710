package document

import "strings"

// AsidesIn appends to dst the spans of web addresses, e-mail addresses, DOIs and file paths in a text,
// shifted by start: their digits are no quantities. It looks for the few strings that such addresses
// cannot do without and is linear in the text.
func AsidesIn(text string, start int, dst []Span) []Span {
	last := 0 // end of the last aside
	for at := 0; at < len(text); {
		i := strings.IndexAny(text[at:], ":@/w")
		if i < 0 {
			break
		}
		at += i
		from, to := aside(text, at, last)
		if to > from {
			dst = append(dst, Span{start + from, start + to})
			last, at = to, to
		} else {
			at++
		}
	}
	return dst
}

// aside returns the address around the byte at, none of it before floor; an empty span if there is none.
func aside(text string, at, floor int) (from, to int) {
	rest := text[at:]
	switch text[at] {
	case ':':
		if strings.HasPrefix(rest, "://") {
			return wordStart(text, at, floor), addressEnd(text, at+3)
		}
		if from = wordStart(text, at, floor); hasFold(text[from:at], "doi", "mailto", "urn", "isbn", "issn") {
			to = at + 1
			if to < len(text) && text[to] == ' ' {
				to++
			}
			return from, addressEnd(text, to)
		}
	case '@':
		if from = wordStart(text, at, floor); from == at {
			return 0, 0
		}
		if to = addressEnd(text[:min(len(text), at+255)], at+1); strings.Contains(text[at:to], ".") {
			return from, to
		}
	case 'w':
		if strings.HasPrefix(rest, "www.") && wordStart(text, at, max(floor, at-1)) == at {
			return at, addressEnd(text, at+4)
		}
	case '/':
		return domain(text, at, floor)
	}
	return 0, 0
}

// domain finds an address without a scheme, "example.org/2018/05", by the slash behind a dotted name,
// and a DOI, "10.1000/182".
func domain(text string, at, floor int) (from, to int) {
	from = wordStart(text, at, floor)
	host := text[from:at]
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || dot == len(host)-1 {
		return 0, 0
	}
	if strings.HasPrefix(host, "10.") && len(host) >= 7 && digits(host[3:]) {
		return from, addressEnd(text, at+1)
	}
	for _, c := range []byte(host[dot+1:]) {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return 0, 0
		}
	}
	if n := len(host) - dot - 1; n < 2 || n > 6 {
		return 0, 0
	}
	return from, addressEnd(text, at+1)
}

// wordStart walks back over the characters that an address may hold before its first separator.
func wordStart(text string, at, floor int) int {
	for at > floor {
		c := text[at-1]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte(".-_+", c) >= 0 {
			at--
			continue
		}
		break
	}
	return at
}

// addressEnd walks to the end of an address: white space, a quotation mark or an angle bracket, with
// the punctuation of the sentence around it left off. No address is longer than 2,048 bytes.
func addressEnd(text string, at int) int {
	end := at
	for end < len(text) && end-at < 2048 {
		c := text[end]
		if c <= ' ' || strings.IndexByte("<>\"|\\^`{}", c) >= 0 ||
			strings.HasPrefix(text[end:], "\u00A0") || strings.HasPrefix(text[end:], "”") || strings.HasPrefix(text[end:], "’") {
			break
		}
		end++
	}
	for end > at && strings.IndexByte(".,;:!?'", text[end-1]) >= 0 {
		end--
	}
	open := strings.Contains(text[at:end], "(")
	for end > at && (text[end-1] == ')' && !open || text[end-1] == ']') {
		end--
	}
	return end
}

func hasFold(s string, words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(s, w) {
			return true
		}
	}
	return false
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
