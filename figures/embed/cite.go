package embed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recount/datasets"
)

// CiteText returns the citation of the figure as a line of text, its sources named.
func (s *Sheet) CiteText() string {
	p, study := s.Pieces(), s.stats.Study()
	text := fmt.Sprintf("“%s” [figure %s]. In: %s", p.Title, s.Figure.ID, cmp.Or(study.Title, study.Name))
	if study.Version != "" {
		text += ", version " + study.Version
	}
	text = sentence(text)
	head, _, _ := strings.Cut(p.Credit, ". Data: ")
	text += " " + sentence(head)
	if p.Licence != "" {
		text += " Licence: " + sentence(p.Licence)
	}
	if at := webAddress(study.Homepage); at != "" { // last, and no full stop that is taken for a part of it
		text += " " + at
	}
	return line(text)
}

// CiteBibTeX returns BibTeX entries for the figure and for each source of its rows.
func (s *Sheet) CiteBibTeX() string {
	p, study := s.Pieces(), s.stats.Study()
	howpublished := "Figure " + s.Figure.ID + " of: " + cmp.Or(study.Title, study.Name)
	if study.Version != "" {
		howpublished += ", version " + study.Version
	}
	head, _, _ := strings.Cut(p.Credit, ". Data: ")
	note := sentence(head)
	if p.Licence != "" {
		note += " Licence: " + sentence(p.Licence)
	}
	var b strings.Builder
	entry(&b, "misc", bibKey(study.Name, s.Figure.ID),
		"key", study.Name, "title", p.Title, "howpublished", howpublished, "note", note, "url", webAddress(study.Homepage))
	for _, src := range s.sources() {
		year, _, _ := strings.Cut(src.Date, "-")
		b.WriteByte('\n')
		entry(&b, "misc", bibKey(study.Name, src.ID), "key", src.ID, "author", cmp.Or(src.Author, src.Publisher), "title", cmp.Or(src.Title, src.Label()),
			"year", year, "note", src.Short, "url", webAddress(src.URL))
	}
	return b.String()
}

// sources lists the sources of all rows that went into the figure, in the order of the rows.
func (s *Sheet) sources() []*datasets.Source {
	study := s.stats.Study()
	var out []*datasets.Source
	add := func(src *datasets.Source) {
		if src != nil && !slices.Contains(out, src) {
			out = append(out, src)
		}
	}
	for _, d := range s.Figure.Data {
		for _, c := range d.Sources {
			add(study.Source(c.ID))
		}
	}
	for _, i := range s.Figure.Observations() {
		o := study.Observation(i)
		add(o.Source)
	}
	return out
}

// entry writes a BibTeX entry; fields come in pairs of key and text, empty ones are left out.
func entry(b *strings.Builder, kind, key string, fields ...string) {
	fmt.Fprintf(b, "@%s{%s,\n", kind, key)
	for i := 0; i < len(fields); i += 2 {
		text := fields[i+1]
		switch {
		case text == "":
			continue
		case fields[i] == "url": // as it is: \url and biblatex take it so, and webAddress lets no brace through
		case fields[i] == "author", fields[i] == "title":
			// In braces an author is one name, not split at "and" or a comma, and a title keeps its capitals.
			text = "{" + latexText(text) + "}"
		default:
			text = latexText(text)
		}
		fmt.Fprintf(b, "  %s = {%s},\n", fields[i], text)
	}
	b.WriteString("}\n")
}

// bibKey joins names into a key of letters, digits and hyphens.
func bibKey(parts ...string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return '-'
	}, "recount-"+strings.Join(parts, "-"))
}
