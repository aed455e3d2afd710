// Package render prints computed statistics: as text for reading, and as JSON, CSV, Markdown and LaTeX.
//
// In go results of package statistic, out comes one format, escaped for its language: a title that starts
// with "=" is no formula in a spreadsheet, one with "\input" none in LaTeX. Nothing is computed here.
package render

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"recount/analysis/statistic"
)

// A Format writes statistics in one format.
type Format func(w io.Writer, results []*statistic.Result) error

// sources writes where a statistic's inputs come from, each source once with its places.
func sources(r *statistic.Result) []string {
	var names []string
	places := map[string][]string{}
	for _, s := range r.Sources() {
		name := s.Source.Label()
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		if s.Locator != "" {
			places[name] = append(places[name], s.Locator)
		}
	}
	for i, name := range names {
		if len(places[name]) > 0 {
			names[i] = name + ", " + strings.Join(places[name], " and ")
		}
	}
	return names
}

// plainLine makes one printable line of a text from a table: no control character reaches a terminal or a
// file, and no mark that turns the direction of what follows.
func plainLine(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029':
			return ' '
		case unicode.IsControl(c), c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069':
			return -1
		}
		return c
	}, s)
}
