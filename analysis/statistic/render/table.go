package render

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"recount/analysis/number"
	"recount/analysis/statistic"
)

// CSV writes one row a statistic. A cell that a spreadsheet would run as a formula starts with an apostrophe.
func CSV(w io.Writer, results []*statistic.Result) error {
	out := csv.NewWriter(w)
	out.Write([]string{"id", "title", "value", "low", "high", "unit", "formula", "design", "sources", "note"})
	for _, r := range results {
		value, low, high := r.PlainValue()
		row := []string{r.ID, r.Title, value, low, high, r.Unit.Name, r.FormulaASCII(), r.Design, strings.Join(sources(r), "; "), notes(r)}
		for i, cell := range row {
			row[i] = csvCell(cell)
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// csvCell disarms what spreadsheets take for a formula: cells that start with = + - @, also full-width, or
// a control character. A plain number may start with its minus.
func csvCell(s string) string {
	s = plainLine(s)
	if s == "" || !strings.ContainsAny(firstRune(s), "=+-@＝＋－＠") {
		return s
	}
	if _, err := number.Parse(s); err == nil {
		return s
	}
	return "'" + s
}

func firstRune(s string) string {
	for _, c := range s {
		return string(c)
	}
	return ""
}

// notes joins what a table row has to say besides its number.
func notes(r *statistic.Result) string {
	var all []string
	if r.Confidence != nil {
		all = append(all, strings.TrimSpace(r.ConfidenceText()+". "+r.Confidence.Caveat))
	}
	all = append(all, r.Assumes...)
	all = append(all, r.Warnings...)
	if r.Note != "" {
		all = append(all, r.Note)
	}
	return strings.Join(all, " ")
}

// Markdown writes a table in the GitHub form.
func Markdown(w io.Writer, results []*statistic.Result) error {
	b := bufio.NewWriter(w)
	b.WriteString("| Statistic | Value | How | Source |\n| --- | --- | --- | --- |\n")
	for _, r := range results {
		cells := []string{r.Title, r.Display(), r.Formula(), strings.Join(sources(r), "; ")}
		if n := notes(r); n != "" {
			cells[2] += ". " + n
		}
		for i, c := range cells {
			cells[i] = markdownEscaper.Replace(plainLine(c))
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return b.Flush()
}

// markdownEscaper keeps text from becoming markup, HTML or a cell's end.
var markdownEscaper = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "|", "\\|", "~", "\\~", "!", "\\!", "#", "\\#", "$", "\\$",
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "://", "&#58;//", "www.", "www&#46;", "@", "&#64;",
)

// LaTeX writes a longtable; the document loads the package of that name.
func LaTeX(w io.Writer, results []*statistic.Result) error {
	b := bufio.NewWriter(w)
	b.WriteString(`% needs \usepackage{longtable}
\begin{longtable}{p{0.30\linewidth}p{0.14\linewidth}p{0.26\linewidth}p{0.20\linewidth}}
\textbf{Statistic} & \textbf{Value} & \textbf{How} & \textbf{Source} \\ \hline
\endhead
`)
	for _, r := range results {
		cells := []string{r.Title, r.Display(), r.Formula(), strings.Join(sources(r), "; ")}
		if n := notes(r); n != "" {
			cells[2] += ". " + n
		}
		for i, c := range cells {
			cells[i] = latexEscaper.Replace(plainLine(c))
		}
		b.WriteString(strings.Join(cells, " & ") + " \\\\\n")
	}
	b.WriteString("\\end{longtable}\n")
	return b.Flush()
}

// latexEscaper keeps text from becoming a command, and writes signs that pdflatex does not know in text.
var latexEscaper = strings.NewReplacer(
	"\\", "\\textbackslash{}", "{", "\\{", "}", "\\}", "$", "\\$", "&", "\\&", "#", "\\#", "%", "\\%", "_", "\\_",
	"^", "\\textasciicircum{}", "~", "\\textasciitilde{}", "<", "\\textless{}", ">", "\\textgreater{}", "|", "\\textbar{}",
	"\"", "''", "`", "\\textasciigrave{}", "[", "{[}", "]", "{]}",
	"÷", "$\\div$", "×", "$\\times$", "−", "$-$", "–", "--", "—", "---", "…", "\\ldots{}", "→", "$\\rightarrow$", "√", "$\\surd$", "½", "1/2",
	"--", "-{}-", "\u00a0", "~", "≥", "$\\geq$", "≤", "$\\leq$",
)
