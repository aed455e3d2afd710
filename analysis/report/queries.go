package report

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"recount/analysis/finding"
	"recount/analysis/number"
)

// A Query is one question to an author: what stands where, what the source prints, and what would agree.
type Query struct {
	N                                                int
	Place, Sentence, Number, Source, Question, Would string
}

// QueriesOf numbers the questions of a report, the weightiest first.
func QueriesOf(r Report) []Query {
	type entry struct {
		file *File
		f    finding.Finding
	}
	var list []entry
	for i := range r.Files {
		for _, f := range r.Files[i].Findings {
			if order(f) <= 2 {
				list = append(list, entry{&r.Files[i], f})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return order(a.f) - order(b.f) })
	var out []Query
	for n, e := range list {
		q := Query{N: n + 1, Place: Place(e.file.Name, e.f), Number: oneLine(e.f.Text), Would: e.f.Wording}
		q.Sentence, _, _ = excerpt(e.file, e.f, 300)
		q.Source = printed(e.f)
		q.Question = questionOf(e.f)
		out = append(out, q)
	}
	return out
}

// printed says what the sources print and where.
func printed(f finding.Finding) string {
	var parts []string
	for _, e := range f.Evidence {
		if e.Kind == "cell" { // its title is its place
			parts = append(parts, e.Title+": "+number.Group(e.Value))
			continue
		}
		s := strings.TrimSpace(e.Value + " " + e.Unit)
		name, place := evidenceName(e)
		if name != "" {
			s += " (" + strings.TrimSuffix(name+", "+place, ", ") + ")"
		}
		if e.Title != "" {
			s = e.Title + ": " + s
		}
		parts = append(parts, s)
	}
	if formula := People(f.Formula); formula != "" && !strings.HasPrefix(formula, comparedWith(f)+" = ") {
		parts = append(parts, formula)
	}
	return strings.Join(parts, "; ")
}

// questionOf is the question as its author could read it aloud.
func questionOf(f finding.Finding) string {
	if f.Verdict == finding.Undecided {
		return "The rounding of the figures leaves this open. Is a more exact figure known?"
	}
	if i := strings.LastIndexByte(f.Message, '?'); i >= 0 {
		start := max(strings.LastIndex(f.Message[:i], ". "), strings.LastIndex(f.Message[:i], "; ")) + 1
		question := strings.TrimSpace(f.Message[start : i+1])
		return strings.ToUpper(question[:1]) + question[1:]
	}
	return "Is this the figure meant?"
}

// Queries writes the questions as Markdown, ready to send, with room for the answers.
func Queries(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	qs := QueriesOf(r)
	fmt.Fprintf(out, "# Questions about figures\n\nCompared with %s.\n\n", markdown(against(r)))
	if len(qs) == 0 {
		fmt.Fprintln(out, "No figure that could be checked disagrees.")
		return out.Flush()
	}
	for _, q := range qs {
		fmt.Fprintf(out, "## %d. %s\n\n> %s\n\n", q.N, markdown(q.Place), markdown(q.Sentence))
		fmt.Fprintf(out, "- The number: **%s**\n", markdown(q.Number))
		if q.Source != "" {
			fmt.Fprintf(out, "- The source: %s\n", markdown(q.Source))
		}
		fmt.Fprintf(out, "- The question: %s\n", markdown(q.Question))
		if q.Would != "" {
			fmt.Fprintf(out, "- A wording that would agree: %s\n", markdown(q.Would))
		}
		fmt.Fprint(out, "- Answer:\n\n")
	}
	return out.Flush()
}

// QueriesCSV writes the questions as a table for a spreadsheet. Cells that a spreadsheet would run get an
// apostrophe in front.
func QueriesCSV(w io.Writer, r Report) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"no", "place", "sentence", "number", "source", "question", "would agree", "answer"}}
	for _, q := range QueriesOf(r) {
		rows = append(rows, []string{fmt.Sprint(q.N), q.Place, q.Sentence, q.Number, q.Source, q.Question, q.Would, ""})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = cell(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell keeps a spreadsheet from running a text as a formula.
func cell(s string) string {
	s = oneLine(s)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	if strings.ContainsRune("=+-@|%＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// markdown escapes what Markdown or the HTML in it would take for markup, a link or mathematics, and what
// would begin a list or a heading at the start of a line.
func markdown(s string) string {
	s = markdownEscaper.Replace(strings.TrimSpace(oneLine(s)))
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case s == "":
	case strings.IndexByte("-+=:", s[0]) >= 0:
		s = "\\" + s
	case digits > 0 && digits+1 < len(s) && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' ':
		s = s[:digits] + "\\" + s[digits:]
	}
	return s
}

var markdownEscaper = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "|", "\\|", "~", "\\~",
	"#", "\\#", "!", "\\!", "$", "\\$", "{", "\\{", "}", "\\}", "^", "\\^", "&", "&amp;", "<", "&lt;", ">", "&gt;", "://", "&#58;//", "www.", "www&#46;", "@", "&#64;")
