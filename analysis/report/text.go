package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// TextOptions say how the report for people looks.
type TextOptions struct {
	Colour bool
	All    bool // list what agrees and what cannot be told as well
	Width  int  // columns of the terminal; 0 means 100
}

// Text writes the report for people: disagreements first, then doubts, then (with All) the rest, and a
// summary that leaves nothing out.
func Text(w io.Writer, r Report, opt TextOptions) error {
	return streamed(NewTextStream(w, opt), &r)
}

type printer struct {
	w   *bufio.Writer
	opt TextOptions
}

func (p *printer) head(r Report) { fmt.Fprintf(p.w, "Checked against: %s\n\n", against(r)) }

// against says what a text was checked against, and why. Tables and documents given are called by their files.
func against(r Report) string {
	switch r.Study {
	case "none":
		return oneLine("the text itself (" + r.Why + ")")
	case r.Title:
		return oneLine(fmt.Sprintf("%s (%s) and the text itself", r.Title, r.Why))
	}
	return oneLine(fmt.Sprintf("%s (study %s; %s) and the text itself", r.Title, r.Study, r.Why))
}

// order sorts findings by how much they matter to an author: disagreements, doubts about linked
// numbers, agreement, what was left alone.
func order(f finding.Finding) int {
	switch {
	case Accepted(f):
		return 3
	case f.Verdict == finding.Refuted && f.Grade == finding.Substance:
		return 0
	case f.Verdict == finding.Refuted:
		return 1
	case f.Verdict == finding.Undecided && f.Reason == finding.Straddles:
		return 2
	case f.Verdict == finding.Undecided && f.Candidates > 0:
		return 3
	case f.Verdict == finding.Supported:
		return 4
	}
	return 5
}

func (p *printer) file(f *File) {
	if f.Note != "" {
		fmt.Fprintf(p.w, "%s: %s\n\n", oneLine(f.Name), oneLine(f.Note))
	}
	fs := slices.Clone(f.Findings)
	slices.SortStableFunc(fs, func(a, b finding.Finding) int { return order(a) - order(b) })
	for i := range fs {
		o := order(fs[i])
		if o >= 3 && !p.opt.All {
			break
		}
		p.finding(f, &fs[i])
	}
}

// Place says where a finding stands: file:line:column, or page or paragraph.
func Place(name string, f finding.Finding) string {
	switch {
	case f.Page != "" && f.Sheet > 0 && f.Page != fmt.Sprint(f.Sheet):
		return fmt.Sprintf("%s, p. %s (sheet %d)", name, f.Page, f.Sheet)
	case f.Page != "":
		return fmt.Sprintf("%s, p. %s", name, f.Page)
	case f.Sheet > 0:
		return fmt.Sprintf("%s, sheet %d", name, f.Sheet)
	case f.Paragraph > 0:
		return fmt.Sprintf("%s, paragraph %d", name, f.Paragraph)
	}
	return fmt.Sprintf("%s:%d:%d", name, f.Line, f.Column)
}

func (p *printer) finding(file *File, f *finding.Finding) {
	line := fmt.Sprintf("%s: “%s” %s", Place(file.Name, *f), f.Text, Headline(*f))
	switch rest, same := strings.CutPrefix(People(f.Formula), comparedWith(*f)); {
	case f.Formula == "":
	case same && f.Verdict != finding.Undecided: // a cell, which is its own formula
		line += rest
	default:
		line += ": " + People(f.Formula)
	}
	fmt.Fprintln(p.w, p.paint(f, oneLine(line)))
	if s, from, to := excerpt(file, *f, p.opt.Width-4); s != "" {
		fmt.Fprintf(p.w, "    %s\n    %s%s\n", s, strings.Repeat(" ", from), strings.Repeat("^", max(to-from, 1)))
	}
	if f.Message != "" {
		p.wrapped(f.Message)
	}
	if f.Wording != "" {
		p.wrapped("Would agree: " + f.Wording)
	}
	for _, n := range f.Notes {
		p.wrapped("Note: " + n.Text)
	}
	fmt.Fprintln(p.w)
}

func (p *printer) paint(f *finding.Finding, line string) string {
	if !p.opt.Colour {
		return line
	}
	code := "33" // doubts
	switch f.Verdict {
	case finding.Refuted:
		code = "1;31"
	case finding.Supported:
		code = "32"
	}
	return "\x1b[" + code + "m" + line + "\x1b[0m"
}

// wrapped prints a text in lines of the terminal's width, indented.
func (p *printer) wrapped(text string) {
	line := "   "
	for _, w := range strings.Fields(oneLine(text)) {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > p.opt.Width && line != "   " {
			fmt.Fprintln(p.w, line)
			line = "   "
		}
		line += " " + w
	}
	fmt.Fprintln(p.w, line)
}

// excerpt returns the sentence around a finding on one line, cut to width, and the columns of the number in it.
func excerpt(file *File, f finding.Finding, width int) (string, int, int) {
	if file.Document == nil {
		return "", 0, 0
	}
	text := file.Document.Text
	if f.Start < 0 || f.End > len(text) || f.Start >= f.End {
		return "", 0, 0
	}
	from, to := f.Start, f.End
	all := file.Document.Sentences()
	if i := sort.Search(len(all), func(i int) bool { return all[i].End >= f.End }); i < len(all) && all[i].Start <= f.Start {
		from, to = all[i].Start, all[i].End
	}
	// What is far from the number is cut anyway: a sentence may be megabytes long and full of numbers.
	from = max(from, f.Start-8*width)
	to = min(to, f.End+8*width)
	for from < f.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > f.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	before, number, after := oneLine(text[from:f.Start]), oneLine(text[f.Start:f.End]), oneLine(text[f.End:to])
	if left, right, ok := rowAround(file.Document, f); ok {
		before, after = oneLine(left)+before, after+oneLine(right)
	}
	b, n, a := []rune(before), []rune(number), []rune(after)
	room := max(width-len(n), 10)
	if len(b)+len(a) > room {
		left := min(len(b), max(room/2, room-len(a)))
		if len(b) > left {
			b = append([]rune("…"), b[len(b)-left+1:]...)
		}
		if right := max(room-len(b), 1); len(a) > right {
			a = append(a[:right-1:right-1], '…')
		}
	}
	return string(b) + string(n) + string(a), len(b), len(b) + len(n)
}

// rowAround is what stands in a table's row before and behind the cell of a finding: alone, the number of a
// cell says nothing.
func rowAround(d *document.Document, f finding.Finding) (before, after string, ok bool) {
	i := d.BlockAt(f.Start)
	if i < 0 || d.Blocks[i].Kind != document.TableCell || d.Blocks[i].Table < 0 || d.Blocks[i].Table >= len(d.Tables) {
		return "", "", false
	}
	b := d.Blocks[i]
	cells := d.Tables[b.Table].Cells
	if b.Row >= len(cells) || len(cells[b.Row]) > maxRowShown {
		return "", "", false
	}
	for c, cell := range cells[b.Row] {
		switch {
		case cell.Covered && cell.Row == b.Row: // goes on from the left
		case cell.Start <= f.Start && f.End <= cell.End && c >= b.Col:
		case c < b.Col:
			before += cell.Text + " | "
		default:
			after += " | " + cell.Text
		}
	}
	return before, after, true
}

// maxRowShown is the most cells of a row that is shown around a number.
const maxRowShown = 60

// oneLine puts a stretch of text on one line; control characters cannot reach the terminal, nor marks that
// turn the direction of what follows.
func oneLine(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == '\u00a0' || hidden(r) }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' || r == '\u2028' || r == '\u2029':
			return ' '
		case hidden(r):
			return -1
		}
		return r
	}, s)
}

// hidden says whether a character prints nothing itself and changes how others are printed.
func hidden(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufffc'
}

func (p *printer) summary(s Summary, files int) {
	where := ""
	if files != 1 {
		where = fmt.Sprintf(" in %d files", files)
	}
	accepted := ""
	if s.Accepted > 0 {
		accepted = fmt.Sprintf(" (%d accepted before)", s.Accepted)
	}
	fmt.Fprintf(p.w, "%s read%s: %d agree, %d do not%s, %d left undecided", count(s.Read, "number"), where, s.Supported, s.Refuted, accepted, s.Undecided)
	var parts []string
	for _, r := range []finding.Reason{finding.NotStatistic, finding.NoData, finding.Ambiguous, finding.Straddles} {
		if n := s.Reasons[string(r)]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d: %s", n, whyUndecided(r)))
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(p.w, " (%s)", strings.Join(parts, "; "))
	}
	fmt.Fprintln(p.w, ".")
	if s.Undecided > 0 && !p.opt.All {
		fmt.Fprintln(p.w, "List every number with --all.")
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
