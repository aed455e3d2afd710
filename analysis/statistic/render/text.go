package render

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"recount/analysis/statistic"
)

// Width is how wide text is set where no terminal says otherwise.
const Width = 96

// Text returns a format for reading, at a width in columns: each statistic with its id, title and value,
// how it comes about, and its sources, grouped by the table of its first input.
func Text(width int) Format {
	return func(w io.Writer, results []*statistic.Result) error {
		b := bufio.NewWriter(w)
		for i, g := range grouped(results) {
			if i > 0 {
				b.WriteString("\n")
			}
			if g.title != "" {
				b.WriteString(plainLine(g.title) + "\n" + strings.Repeat("─", min(utf8.RuneCountInString(g.title), width)) + "\n")
			}
			for j, r := range g.results {
				if j > 0 {
					b.WriteString("\n")
				}
				writeText(b, r, width)
			}
		}
		return b.Flush()
	}
}

func writeText(b *bufio.Writer, r *statistic.Result, width int) {
	wrap := func(first, rest, s string) { writeWrapped(b, first, rest, plainLine(s), width) }
	b.WriteString(r.ID + "\n")
	wrap("  ", "    ", r.Title+": "+r.Display())
	wrap("  ", "    ", r.Formula())
	if text := r.ConfidenceText(); text != "" {
		wrap("  ", "    ", text+". "+r.Confidence.Caveat)
	}
	for _, p := range r.Parts {
		wrap("  - ", "    ", p.Title+": "+r.PartText(p))
	}
	for _, s := range r.Assumes {
		wrap("  assumes: ", "    ", s)
	}
	for _, s := range r.Warnings {
		wrap("  mind: ", "    ", s)
	}
	if r.Note != "" {
		wrap("  note: ", "    ", r.Note)
	}
	if from := sources(r); len(from) > 0 {
		wrap("  source: ", "    ", strings.Join(from, "; "))
	}
}

// A section is the statistics whose first input comes from one table.
type section struct {
	title   string
	results []*statistic.Result
}

// grouped puts statistics of one table together, tables in the order of their first statistic. One
// statistic alone needs no heading.
func grouped(results []*statistic.Result) []section {
	if len(results) < 2 {
		return []section{{results: results}}
	}
	var sections []section
	at := map[string]int{}
	for _, r := range results {
		title := r.Table()
		i, ok := at[title]
		if !ok {
			i = len(sections)
			at[title] = i
			sections = append(sections, section{title: title})
		}
		sections[i].results = append(sections[i].results, r)
	}
	return sections
}

// writeWrapped sets words at a width; a word that is wider stands alone.
func writeWrapped(b *bufio.Writer, first, rest, s string, width int) {
	b.WriteString(first)
	column, fresh := utf8.RuneCountInString(first), true
	for _, word := range strings.Split(strings.TrimSpace(s), " ") {
		n := utf8.RuneCountInString(word)
		if !fresh && column+1+n > width {
			b.WriteString("\n" + rest)
			column, fresh = utf8.RuneCountInString(rest), true
		}
		if !fresh {
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column, fresh = column+n, false
	}
	b.WriteByte('\n')
}
