package embed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/number"
)

// line makes one printable line of a text from a table or a YAML file: no control character and no mark
// that turns the direction of what follows gets out, whatever the format. Isolates that are closed turn
// nothing but what is in them, and stay.
func line(s string) string {
	isolates := closedIsolates(s)
	return strings.Map(func(c rune) rune {
		switch {
		case isolates && (c == firstStrong || c == popIsolate):
			return c
		case c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029':
			return ' '
		case unicode.IsControl(c), c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069':
			return -1
		case c == 0xfffe || c == 0xffff: // XML has no such characters
			return utf8.RuneError
		}
		return c
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// The characters that the words of a right-to-left figure are isolated by.
const firstStrong, popIsolate = '\u2068', '\u2069'

// closedIsolates says whether every isolate of a text is closed in it, and nothing else is.
func closedIsolates(s string) bool {
	depth := 0
	for _, c := range s {
		switch c {
		case firstStrong:
			depth++
		case popIsolate:
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

var withoutIsolates = strings.NewReplacer(string(firstStrong), "", string(popIsolate), "")

// cell is a line that no spreadsheet takes for a formula: one that starts with = + - or @, also full-width,
// gets an apostrophe. A plain number may start with its minus.
func cell(s string) string {
	s = withoutIsolates.Replace(line(s))
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0"))
	if !strings.ContainsRune("=+-@＝＋－＠", first) {
		return s
	}
	if _, err := number.Parse(s); err == nil {
		return s
	}
	return "'" + s
}

// xmlText escapes a line for XML content and quoted attributes.
func xmlText(s string) string { return xmlEscaper.Replace(line(s)) }

var xmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// markdownText keeps a line from becoming markup, HTML, a link or mathematics in any Markdown.
func markdownText(s string) string { return markdownEscaper.Replace(line(s)) }

var markdownEscaper = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "|", "\\|", "~", "\\~", "!", "\\!", "#", "\\#", "$", "\\$",
	"{", "\\{", "}", "\\}", "^", "\\^", "&", "&amp;", "<", "&lt;", ">", "&gt;", "://", "&#58;//", "www.", "www&#46;", "@", "&#64;",
)

// webAddress returns an address that a link may lead to, or nothing: a table may hold any.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "http://"); !ok {
			return ""
		}
	}
	if rest == "" || strings.ContainsFunc(s, func(c rune) bool {
		return c <= ' ' || unicode.IsControl(c) || unicode.IsSpace(c) || strings.ContainsRune("<>\"'`\\^{|}", c)
	}) {
		return ""
	}
	return s
}
