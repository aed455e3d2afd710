package fill

import (
	"sort"
	"strings"
)

// A surrounding says what may stand at a place of a draft.
type surrounding uint8

const (
	prose     surrounding = iota
	label                 // text of a link or description of an image: no markup
	attribute             // inside a tag
	metadata              // front matter
	code                  // code and comments: placeholders are left as they are
	script                // script and style of HTML
)

// A stretch is a part of a draft that is no prose.
type stretch struct {
	start, end int
	kind       surrounding
}

type stretches []stretch

// at returns what surrounds an offset.
func (s stretches) at(offset int) surrounding {
	i := sort.Search(len(s), func(i int) bool { return s[i].end > offset })
	if i < len(s) && s[i].start <= offset {
		return s[i].kind
	}
	return prose
}

// surroundingsOf finds the stretches of a draft, in order. It knows the marks that open and close them, which
// is all that has to be known to keep markup out of where it cannot stand.
func surroundingsOf(format Format, text string) stretches {
	w := &walker{text: text, lower: asciiLower(text)}
	switch format {
	case Markdown:
		w.markdown = true
		w.frontMatter()
		w.walk()
	case HTML:
		w.walk()
	}
	return w.out
}

type walker struct {
	text     string
	lower    string // the same with small letters, byte by byte
	at       int
	markdown bool
	out      stretches
}

// until adds a stretch that ends with a mark, or with the text where there is none.
func (w *walker) until(start int, mark string, kind surrounding) {
	end := len(w.text)
	if i := strings.Index(w.lower[w.at:], mark); i >= 0 {
		end = w.at + i + len(mark)
	}
	w.out = append(w.out, stretch{start, end, kind})
	w.at = end
}

func (w *walker) frontMatter() {
	for _, mark := range []string{"---", "+++"} {
		if strings.HasPrefix(w.text, mark+"\n") || strings.HasPrefix(w.text, mark+"\r\n") {
			w.at = len(mark)
			w.until(0, "\n"+mark, metadata)
		}
	}
}

func (w *walker) walk() {
	for w.at < len(w.text) {
		rest := w.text[w.at:]
		start := w.at
		switch {
		case strings.HasPrefix(rest, "{{"): // a quoted argument may hold any of the marks
			if inside, ok := closed(rest[2:]); ok {
				w.at += len(inside) + 4
				continue
			}
			w.at += 2
		case strings.HasPrefix(rest, "<!--"):
			w.at += 4
			w.until(start, "-->", code)
		case rest[0] == '<' && len(rest) > 1 && (isLetter(rest[1]) || rest[1] == '/'):
			w.tag(start)
		case w.markdown && (rest[0] == '`' || rest[0] == '~'):
			w.fence(start)
		case w.markdown && rest[0] == '\\':
			w.at += min(2, len(rest))
		case w.markdown && rest[0] == '[':
			w.bracket(start)
		default:
			w.at++
		}
	}
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// tag passes a tag; placeholders in it stand in attributes. What is in scripts and styles is not text.
func (w *walker) tag(start int) {
	var quote byte
	for w.at++; w.at < len(w.text); w.at++ {
		c := w.text[w.at]
		if strings.HasPrefix(w.text[w.at:], "{{") {
			if inside, ok := closed(w.text[w.at+2:]); ok {
				w.at += len(inside) + 3
				continue
			}
		}
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'':
			quote = c
			continue
		}
		if c == '>' {
			w.at++
			break
		}
	}
	w.out = append(w.out, stretch{start, w.at, attribute})
	name := w.lower[start+1 : min(start+10, len(w.text))]
	for _, raw := range []string{"script", "style"} {
		if strings.HasPrefix(name, raw) {
			w.until(w.at, "</"+raw, script)
		}
	}
	for _, raw := range []string{"pre", "code", "textarea", "title"} {
		rest, ok := strings.CutPrefix(name, raw)
		if !ok || rest != "" && isLetter(rest[0]) {
			continue
		}
		kind := code
		if raw == "title" {
			kind = attribute
		}
		w.until(w.at, "</"+raw, kind)
	}
}

// fence passes code: a run of marks and all up to the next run as long. Tildes and three marks at the start
// of a line open a block, which only such a line ends.
func (w *walker) fence(start int) {
	mark := w.text[start]
	for w.at < len(w.text) && w.text[w.at] == mark {
		w.at++
	}
	n := w.at - start
	lineStart := strings.LastIndexByte(w.text[:start], '\n') + 1
	if n >= 3 && strings.TrimSpace(w.text[lineStart:start]) == "" {
		w.until(start, "\n"+strings.Repeat(string(mark), n), code)
		return
	}
	if mark == '~' {
		return
	}
	for i := w.at; i < min(len(w.text), start+maxLabel); {
		if strings.HasPrefix(w.text[i:], "\n\n") {
			return
		}
		if w.text[i] != mark {
			i++
			continue
		}
		run := i
		for i < len(w.text) && w.text[i] == mark {
			i++
		}
		if i-run == n {
			w.out = append(w.out, stretch{start, i, code})
			w.at = i
			return
		}
	}
}

// maxLabel bounds how far the text of a link, and code within a line, are looked through.
const maxLabel = 4000

// bracket passes the text of a link and its address.
func (w *walker) bracket(start int) {
	w.at++
	depth := 1
	for i := w.at; i < min(len(w.text), start+maxLabel); i++ {
		switch {
		case strings.HasPrefix(w.text[i:], "\n\n"):
			return
		case strings.HasPrefix(w.text[i:], "{{"):
			if inside, ok := closed(w.text[i+2:]); ok {
				i += len(inside) + 3
			}
		case w.text[i] == '[':
			depth++
		case w.text[i] == ']':
			if depth--; depth > 0 {
				continue
			}
			if i+1 < len(w.text) && w.text[i+1] == '(' {
				w.at = i + 1
				w.until(start, ")", label)
			}
			return
		}
	}
}
