package embed

import (
	"fmt"
	"strings"
	"unicode"

	"recount/figures"
)

// latex writes a float that includes the PDF beside it.
func (s *Sheet) latex() string {
	p := s.Pieces()
	name := s.Figure.FileName(s.main(LaTeX), figures.PDF)
	var b strings.Builder
	fmt.Fprintf(&b, "%% needs \\usepackage{graphicx} and %s beside the document\n", name)
	if foreign(p.Caption + p.Credit + p.Alt) {
		b.WriteString("% has letters that pdflatex does not know: use lualatex or xelatex, with a font that has them\n")
	}
	fmt.Fprintf(&b, `\begin{figure}
  \centering
  \includegraphics[width=\linewidth,alt={%s}]{%s}
  \caption[%s]{%s %s}
  \label{fig:%s}
\end{figure}
`, latexText(p.Alt), name, latexText(p.Title), latexText(p.Caption), latexText(p.Credit), s.Figure.ID)
	return b.String()
}

// latexText keeps a line from becoming a command, and writes signs that pdflatex does not know by name.
// Letters stay as they are.
func latexText(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, c := range line(s) {
		switch named, ok := latexNames[c]; {
		case ok:
			b.WriteString(named)
		case c == '-' && last == '-':
			b.WriteString("{-}") // two hyphens, no dash
		default:
			b.WriteRune(c)
		}
		last = c
	}
	return b.String()
}

// foreign says whether a text has characters that pdflatex cannot set with its standard fonts.
func foreign(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool {
		_, named := latexNames[c]
		return c > unicode.MaxLatin1 && !named && !(c <= 'ſ' && unicode.IsLetter(c)) && !strings.ContainsRune(latexKnows, c)
	})
}

// latexKnows are the characters beyond Latin letters that LaTeX's reading of UTF-8 has names for.
const latexKnows = "‘’‚“”„–—…•†‡‰‹›€™ȘșȚțƒ"

// latexNames are the signs with a meaning in LaTeX, and those that its fonts have under another name.
// \ensuremath serves in text and in mathematics.
var latexNames = map[rune]string{
	'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '$': `\$`, '&': `\&`, '#': `\#`, '%': `\%`, '_': `\_`,
	'^': `\textasciicircum{}`, '~': `\textasciitilde{}`, '<': `\textless{}`, '>': `\textgreater{}`, '|': `\textbar{}`,
	'"': `''`, '`': `\textasciigrave{}`, '[': `{[}`, ']': `{]}`,
	'−': `\ensuremath{-}`, '÷': `\ensuremath{\div}`, '×': `\ensuremath{\times}`, '±': `\ensuremath{\pm}`, '≈': `\ensuremath{\approx}`,
	'≥': `\ensuremath{\geq}`, '≤': `\ensuremath{\leq}`, '≠': `\ensuremath{\neq}`, '∞': `\ensuremath{\infty}`, '√': `\ensuremath{\surd}`,
	'→': `\ensuremath{\rightarrow}`, '←': `\ensuremath{\leftarrow}`, '½': `\ensuremath{\frac12}`, '¼': `\ensuremath{\frac14}`, '¾': `\ensuremath{\frac34}`,
	'\u00a0': `~`, '\u202f': `\,`, '\u2009': `\,`, '\u2011': `-`, '\u00ad': `\-`, '\u200b': ``, firstStrong: ``, popIsolate: ``,
}
