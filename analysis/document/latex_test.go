package document

import (
	"strings"
	"testing"
)

func TestLaTeXBlocks(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"document", "\\documentclass[12pt]{article}\n\\title{Births in \\textbf{2018}}\\date{2022-09-01}\n\\newcommand{\\rate}{243}\n\\begin{document}\\maketitle\n\\section{Part one}\nOne~hundred % not 99\n  and \\emph{four}.\n\nThe rate was \\rate{} per 100\\,000.\n\\end{document}\nAfter.",
			"title|Births in 2018\nheading|Part one\nparagraph|One\u00A0hundred and four.\nparagraph|The rate was 243 per 100\u2009000.\n"},
		{"footnote", "For 28 years.\\footnote{See \\S 12.} Then 40.", "paragraph|For 28 years. Then 40.\nfootnote|See §12.\n"},
		{"formulas", `It was $3.2 \times 10^5$, $p < .05$, $\chi^2(1) = 5.1$, \(\frac{243}{32.1}\) and \[ 10^{-3} \] done`,
			"paragraph|It was 3.2 × 10⁵, p < .05, χ²(1) = 5.1, 243/32.1 and 10⁻³ done\n"},
		{"siunitx", `\num{12345} and \num{3.2e5}, \SI{5}{\percent}, \qty{40}{\kilo\metre\per\hour}, \numrange{10}{20}, \SIrange{1}{2}{\percent}`,
			"paragraph|12345 and 3.2 × 10⁵, 5%, 40\u00A0km/h, 10\u00A0to\u00A020, 1\u00A0to\u00A02%\n"},
		{"characters", "``Ur\\\"umqi'' --- 5--7\\% of \\pounds 12 \\& \\'{e} \\c{c} \\v{s}, 1{,}204", "paragraph|“Urümqi” — 5–7% of £12 & é ç š, 1,204\n"},
		{"lists and quotes", "\\begin{itemize}\\item one\n\\item[x] two\\end{itemize}\\begin{quote}said\\end{quote}", "list item|one\nlist item|two\nblock quote|said\n"},
		{"left out", "See \\cite[p.~3]{smith2018} in Table~\\ref{tab:1} \\label{a2} of \\verb|99| \\texttt{98}.\\begin{verbatim}\n97\n\\end{verbatim}\\bibliography{b9}",
			"paragraph|See in Table\u00A0\uFFFC of \uFFFC \uFFFC.\n"},
		{"raised", `The 49\textsuperscript{th} of 243\textsuperscript{3} and 10\textsuperscript{5}.`, "paragraph|The 49th of 243 and 10⁵.\n"},
		{"unknown command", `\foo[x]{twelve} \bar 13`, "paragraph|twelve 13\n"},
		{"binding", "7.6 times% recount: ratio\nas many", "paragraph|7.6 timesas many\n"},
	} {
		d, err := Read("a.tex", []byte(tt.src), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := blocksOf(d); got != tt.want {
			t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
		}
		checkMap(t, d)
	}
}

func TestLaTeXTable(t *testing.T) {
	src := `Before.
\begin{table}[ht]\centering
\caption{Births by place}\label{tab:births}
\begin{tabular}{l*{2}{r}}
\toprule
\multirow{2}{*}{Place} & \multicolumn{2}{c}{Births} \\ \cmidrule(lr){2-3}
 & 2017 & 2018 \\
\midrule
Hotan & 1,204 & \textbf{990} \\
Kashgar & 2,001 & 1,500 \\ \bottomrule
\end{tabular}
\end{table}
It fell to 990.% recount: births-hotan
`
	d, err := Read("a.tex", []byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkMap(t, d)
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables, want 1:\n%s", len(d.Tables), blocksOf(d))
	}
	tab := d.Tables[0]
	if tab.Caption != "Births by place" || tab.Label != "tab:births" || tab.HeaderRows != 2 || len(tab.Cells) != 4 || len(tab.Cells[0]) != 3 {
		t.Fatalf("table %q, %q: %d header rows, %d × %d", tab.Caption, tab.Label, tab.HeaderRows, len(tab.Cells), len(tab.Cells[0]))
	}
	c := tab.Cells[2][2]
	if c.Text != "990" || strings.Join(c.ColHead, "|") != "Births|2018" || strings.Join(c.RowHead, "|") != "Hotan" {
		t.Errorf("cell %+v", c)
	}
	if from, to, ok := d.SourceRange(c.Start, c.End); !ok || src[from:to] != "990" {
		t.Errorf("SourceRange = %d, %d, %v", from, to, ok)
	}
	if len(d.Comments) != 1 || d.Comments[0].Text != "births-hotan" || d.Comments[0].Line != 13 {
		t.Errorf("comments %+v", d.Comments)
	}
}
