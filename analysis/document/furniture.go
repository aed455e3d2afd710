package document

import "strings"

// furnitureLines are whole lines that news pages carry around an article. They are matched whole, so
// that no sentence is lost.
var furnitureLines = map[string]bool{
	"advertisement": true, "advertising": true, "sponsored": true, "share": true, "share this": true,
	"share this article": true, "share this page": true, "print": true, "email": true, "e-mail": true, "copy link": true,
	"link copied": true, "facebook": true, "twitter": true, "x": true, "whatsapp": true, "telegram": true,
	"linkedin": true, "reddit": true, "pinterest": true, "comments": true, "comment": true, "leave a comment": true,
	"subscribe": true, "sign up": true, "sign in": true, "log in": true, "read more": true, "see more": true,
	"show more": true, "load more": true, "related": true, "related articles": true, "related stories": true,
	"more on this story": true, "most read": true, "most popular": true, "recommended": true, "you may also like": true,
	"see also": true, "embed": true, "listen": true, "watch": true, "play": true, "pause": true, "menu": true,
	"search": true, "home": true, "skip to main content": true, "skip to content": true, "back to top": true,
	"previous": true, "next": true, "follow us": true, "save": true, "bookmark": true, "tags": true,
	"no media source currently available": true, "please wait": true, "accessibility links": true, "breaking news": true, "latest news": true, "accept all cookies": true, "accept cookies": true, "cookie settings": true,
}

// furniture reports whether a whole line is furniture of a page: a button, a label of the site, a
// reading time ("4 min read").
func furniture(s string) bool {
	if len(s) > 48 {
		return false
	}
	low := strings.ToLower(strings.Trim(s, " \t\r:|·•"))
	if furnitureLines[low] {
		return true
	}
	if strings.Contains(low, ":") && strings.Trim(low, "0123456789: /") == "" {
		return true // the clock of a player
	}
	n := 0
	for n < len(low) && low[n] >= '0' && low[n] <= '9' {
		n++
	}
	if n == 0 || n > 3 {
		return false
	}
	switch strings.TrimLeft(low[n:], " -\u00A0") {
	case "min", "mins", "min read", "minute read", "minutes read", "comments", "comment", "shares", "likes", "views":
		return true
	}
	return false
}

// captionWords open a caption when a number follows.
var captionWords = []string{"table", "figure", "fig.", "chart", "box", "map", "graph", "exhibit", "panel"}

// captioned reports whether a block reads as the caption of a table or figure: "Table 3. Births".
func captioned(s string) bool {
	if len(s) >= 400 {
		return false
	}
	label, rest := captionLabel(s)
	rest = strings.TrimLeft(rest, " \u00A0")
	return label != "" && rest != "" && strings.IndexByte(".:–—-|", rest[0]) >= 0
}

// captionLabel splits "Table 3. Births by year" into "Table 3" and ". Births by year". The label is
// empty if the text does not begin with one.
func captionLabel(s string) (label, rest string) {
	if s == "" || strings.IndexByte("TtFfCcBbMmGgEePp", s[0]) < 0 {
		return "", s
	}
	word, after, ok := strings.Cut(s, " ")
	if !ok {
		word, after, ok = strings.Cut(s, "\u00A0")
	}
	if !ok || !hasFold(word, captionWords...) {
		return "", s
	}
	n := 0
	for n < len(after) && (after[n] >= '0' && after[n] <= '9' || after[n] >= 'A' && after[n] <= 'Z' || after[n] == '.' || after[n] == '-') {
		n++
	}
	for n > 0 && (after[n-1] == '.' || after[n-1] == '-') {
		n--
	}
	if n == 0 || n > 8 || !strings.ContainsAny(after[:n], "0123456789IVX") && n > 2 {
		return "", s
	}
	cut := len(s) - len(after) + n
	return s[:cut], s[cut:]
}
