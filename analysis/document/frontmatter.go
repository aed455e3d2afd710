package document

import (
	"strings"
)

// frontMatter reads title and date out of the YAML or TOML block at the start and returns where the
// text behind it begins.
func (w *markdownWriter) frontMatter() int {
	fence := ""
	for _, f := range []string{"---", "+++"} {
		if strings.HasPrefix(w.src, f+"\n") || strings.HasPrefix(w.src, f+"\r\n") {
			fence = f
		}
	}
	if fence == "" {
		return 0
	}
	at := strings.IndexByte(w.src, '\n') + 1
	for first := at; at < len(w.src); {
		end := len(w.src)
		if i := strings.IndexByte(w.src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := strings.TrimRight(w.src[at:end], " \t\r\n")
		if line == fence || fence == "---" && line == "..." {
			w.properties(first, at)
			return end
		}
		at = end
	}
	return 0
}

// properties reads the lines "title: …" and "date: …" of a front matter. The title is text like any
// other: its numbers are the author's.
func (w *markdownWriter) properties(at, to int) {
	for at < to {
		end := at + strings.IndexByte(w.src[at:to], '\n') + 1
		if end <= at {
			end = to
		}
		line := w.src[at:end]
		key, _, _ := strings.Cut(line, ":")
		if fenceKey, _, ok := strings.Cut(line, "="); ok && !strings.Contains(fenceKey, ":") {
			key = strings.TrimSpace(fenceKey)
		}
		start := at + len(key)
		for start < end && strings.IndexByte(" :=", w.src[start]) >= 0 {
			start++
		}
		value := strings.TrimRight(w.src[start:end], " \t\r\n")
		if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value, start = value[1:n-1], start+1
		}
		switch {
		case value == "" || value == "|" || value == ">":
		case key == "title":
			w.d.Title = value
			w.begin(Title, 0)
			w.plain(value, start)
			w.end()
			w.titled = true
		case key == "subtitle" || key == "description":
			w.begin(Heading, 2)
			w.plain(value, start)
			w.end()
		case key == "date":
			w.d.Date = isoDate(value)
		}
		at = end
	}
}
