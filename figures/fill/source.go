package fill

import (
	"fmt"
	"strings"

	"recount/datasets"
)

// A cited is a source as a note names it.
type cited struct {
	text, url string // url is empty where the table holds no web address
}

// citedOf names a source with the place in it.
func citedOf(s *datasets.Source, locator string) cited {
	text := s.Label()
	if locator != "" {
		text += ", " + locator
	}
	return cited{line(text), webAddress(s.URL)}
}

// source enters a source.
func (f *filler) source(out *filling, p placeholder) error {
	study := f.stats.Study()
	src := study.Source(p.arg)
	if src == nil {
		var ids []string
		for _, s := range study.Sources {
			ids = append(ids, s.ID)
		}
		return fmt.Errorf("there is no source %q%s", p.arg, datasets.DidYouMean(p.arg, ids))
	}
	style := "short"
	for _, o := range p.options {
		if o.key != "style" {
			return fmt.Errorf("option %q, want style=short, title, full or url", o.key)
		}
		style = o.value
	}
	switch style {
	case "short":
		out.text = src.Label()
	case "title":
		out.text = src.Title
	case "url":
		out.text = src.URL
	case "full":
		out.text = fullSource(src)
		if src.URL != "" {
			out.text += ", " + src.URL
		}
	default:
		return fmt.Errorf("style %q%s", style, datasets.DidYouMean(style, []string{"short", "title", "full", "url"}))
	}
	if out.text == "" {
		return fmt.Errorf("the source states no %s", style)
	}
	if style == "short" || style == "title" {
		out.sources = []cited{citedOf(src, "")}
		if f.opt.Notes == Footnotes && style == "short" {
			out.sources[0].text = line(fullSource(src))
		}
	}
	out.place.Value = out.text
	return nil
}

// fullSource names who published what, and when.
func fullSource(s *datasets.Source) string {
	var parts []string
	for _, part := range []string{s.Author, s.Publisher} {
		if part != "" && (len(parts) == 0 || parts[0] != part) {
			parts = append(parts, part)
		}
	}
	text := strings.Join(parts, ", ")
	if s.Title != "" {
		if text != "" {
			text += ": "
		}
		text += s.Title
	}
	if text == "" {
		text = s.Label()
	}
	if s.Date != "" {
		text += " (" + s.Date + ")"
	}
	return text
}

// notes collects the footnotes of a document: each text has one number.
type notes struct {
	list  []string
	urls  [][]string
	index map[string]int
}

// add returns the number of a note, from 1, and whether it is new.
func (n *notes) add(sources []cited) (number int, fresh bool) {
	var texts, urls []string
	for _, s := range sources {
		texts = append(texts, s.text)
		if s.url != "" {
			urls = append(urls, s.url)
		}
	}
	text := strings.Join(texts, "; ")
	key := text + "\x00" + strings.Join(urls, "\x00")
	if n.index == nil {
		n.index = map[string]int{}
	}
	if i, ok := n.index[key]; ok {
		return i, false
	}
	n.list, n.urls = append(n.list, text), append(n.urls, urls)
	n.index[key] = len(n.list)
	return len(n.list), true
}

// link is the address that a number leads to: that of its first source that has one.
func link(sources []cited) string {
	for _, s := range sources {
		if s.url != "" {
			return s.url
		}
	}
	return ""
}
