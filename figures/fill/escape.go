package fill

import (
	"fmt"
	"strings"
	"unicode"
)

// line makes one printable line of a text from a table or a YAML file, whatever the format: no control
// character and no mark that turns the direction of what follows.
func line(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029':
			return ' '
		case unicode.IsControl(c), c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069', c == 0xfffe || c == 0xffff:
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// escaped writes a line in the language of the format.
func (format Format) escaped(s string) string {
	s = line(s)
	switch format {
	case Markdown:
		return markdownEscaper.Replace(s)
	case HTML, DOCX:
		return markupEscaper.Replace(s)
	}
	return s
}

var markupEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// markdownEscaper keeps a text from becoming markup, a link, HTML or mathematics in any Markdown. A filled
// text must not look like a placeholder either.
var markdownEscaper = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "|", "\\|", "~", "\\~", "!", "\\!", "#", "\\#", "$", "\\$",
	"{", "\\{", "}", "\\}", "^", "\\^", "&", "&amp;", "<", "&lt;", ">", "&gt;", "://", "&#58;//", "www.", "www&#46;", "@", "&#64;",
)

// webAddress returns an address that a link may lead to, or nothing: a table may hold any.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return ""
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"'<>\\^`{|}()[]*_", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
