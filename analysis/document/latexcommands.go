package document

import (
	"strings"
)

// texDropped are commands that nobody sees, with the number of their arguments.
var texDropped = map[string]int{"label": 1, "index": 1, "vspace": 1, "hspace": 1, "setlength": 2, "addtolength": 2, "setcounter": 2,
	"addtocounter": 2, "includegraphics": 1, "usepackage": 1, "RequirePackage": 1, "documentclass": 1, "bibliographystyle": 1, "bibliography": 1, "addbibresource": 1,
	"pagestyle": 1, "thispagestyle": 1, "pagenumbering": 1, "hypersetup": 1, "color": 1, "nocite": 1, "fontsize": 2, "rule": 2, "cline": 1, "cmidrule": 1,
	"author": 1, "affil": 1, "institute": 1, "todo": 1, "definecolor": 3, "newlength": 1, "newcounter": 1, "newenvironment": 3, "renewenvironment": 3,
	"theoremstyle": 1, "newtheorem": 2, "graphicspath": 1, "sisetup": 1, "captionsetup": 1, "geometry": 1, "linespread": 1, "hyphenation": 1,
	"markboth": 2, "markright": 1, "fancyhead": 1, "fancyfoot": 1, "fancyhf": 1, "lhead": 1, "rhead": 1, "chead": 1, "lfoot": 1, "rfoot": 1, "cfoot": 1,
	"DeclareMathOperator": 2, "AtBeginDocument": 1, "cellcolor": 1, "rowcolor": 1, "rowcolors": 3, "arrayrulecolor": 1, "phantom": 1, "hphantom": 1, "vphantom": 1,
	"email": 1, "keywords": 0, "title": 0, "bibitem": 1, "textwidth": 0, "linewidth": 0, "footnotemark": 0, "addcontentsline": 3, "texttt": -1, "lstinputlisting": 1,
	"verbatiminput": 1, "pdfinfo": 1, "tikzset": 1, "pgfplotsset": 1, "usetikzlibrary": 1, "setmainfont": 1, "setsansfont": 1, "setmonofont": 1}

// texCited are commands that leave a number or name behind which we cannot know.
var texCited = map[string]bool{"ref": true, "cref": true, "Cref": true, "autoref": true, "pageref": true, "eqref": true, "vref": true, "nameref": true,
	"gls": true, "Gls": true, "glspl": true, "ac": true, "acs": true, "acl": true}

// texSkipFirst are commands of whose arguments the first are not text.
var texSkipFirst = map[string]int{"textcolor": 1, "colorbox": 1, "fcolorbox": 2, "href": 1, "raisebox": 1, "parbox": 1, "resizebox": 2,
	"scalebox": 1, "rotatebox": 1, "adjustbox": 1, "hyperref": 0, "hyperlink": 1, "hypertarget": 1, "foreignlanguage": 1, "setword": 1, "makecell": 0}

var texHeadings = map[string]int{"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6, "frametitle": 2}

// command reads the command at a backslash. It reports true if it ends what content was told to stop at.
func (w *texWriter) command(stop string) bool {
	at := w.pos
	name, _ := texName(w.src[w.pos:w.limit])
	if name == "" {
		w.pos++
		return false
	}
	switch name {
	case "begin":
		w.pos += len(`\begin`)
		w.environment()
		return false
	case "end":
		w.pos += len(`\end`)
		start, end := w.argument()
		if w.src[start:end] == "document" {
			w.pos = w.limit
		}
		return stop != "" && w.src[start:end] == stop
	case ")", "]":
		w.pos += 2
		return stop == name+" math"
	}
	if _, ok := texAccents[name]; ok && w.math == 0 {
		w.accent(name)
		return false
	}
	if _, ok := texSymbols[name]; ok {
		w.symbol(1 + len(name))
		w.afterName(name)
		return false
	}
	w.pos += 1 + len(name)
	w.named(name, at)
	return false
}

// afterName passes over the white space that ends the name of a command, and an empty group.
func (w *texWriter) afterName(name string) {
	if c := name[0] | 0x20; c < 'a' || c > 'z' {
		return
	}
	if strings.HasPrefix(w.src[w.pos:w.limit], "{}") {
		w.pos += 2
		return
	}
	if w.math == 0 {
		for w.pos < w.limit && (w.src[w.pos] == ' ' || w.src[w.pos] == '\t') {
			w.pos++
		}
	}
}

func (w *texWriter) accent(name string) {
	at := w.pos
	w.pos += 1 + len(name)
	w.argument()
	n := w.pos - at
	w.pos = at
	w.symbol(n)
}

// named reads a command by its name; at is where it began.
func (w *texWriter) named(name string, at int) {
	switch name {
	case `\`, "newline", "tabularnewline", "linebreak":
		w.optional()
		w.lineEnd()
	case "par", "newpage", "clearpage", "bigskip", "medskip", "smallskip", "maketitle", "tableofcontents":
		if w.mute == 0 && len(w.rows) == 0 {
			w.begin(w.block())
		}
	case "item":
		w.optional()
		if w.mute == 0 {
			w.begin(ListItem, max(w.lists, 1))
		}
	case "(", "[":
		w.math++
		w.content(map[string]string{"(": ") math", "[": "] math"}[name])
		w.math--
	case "footnote", "thanks", "sidenote", "marginpar", "footnotetext", "endnote":
		w.footnote()
	case "caption", "captionof":
		if name == "captionof" {
			w.argument()
		}
		w.optional()
		w.separate(Caption, 0, true)
	case "title", "subtitle":
		w.optional()
		w.titleBlock(name)
	case "date":
		start, end := w.argument()
		w.d.Date = first(isoDate(w.src[start:end]), w.d.Date)
	case "textsuperscript":
		w.superscripted()
	case "frac", "tfrac", "dfrac", "nicefrac", "sfrac":
		w.fraction()
	case "num", "numrange", "numlist", "SI", "qty", "SIrange", "qtyrange", "si", "unit", "ang":
		w.quantity(name)
	case "url", "path", "nolinkurl":
		start, end := w.argument()
		if w.mute == 0 {
			w.chars(w.src[start:end], start)
		}
	case "verb", "lstinline":
		w.verbatim(at)
	case "texttt":
		w.argument()
		w.ours(cut, at, w.pos-at)
	case "newcommand", "renewcommand", "providecommand", "def", "gdef", "edef", "DeclareRobustCommand":
		w.define(name)
	case "input", "include", "subfile":
		w.argument()
		w.inputs++
	case "multicolumn", "multirow": // outside a table
		w.drop(2)
	case "midrule", "hline", "toprule", "bottomrule":
		w.optional()
		w.ruled(name)
	case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "centering", "noindent", "indent", "protect", "small", "large", "footnotesize", "bf", "it", "em", "rm", "sf", "tt":
		w.afterName(name)
	default:
		w.other(name, at)
	}
}

// other reads a command that has no rule of its own.
func (w *texWriter) other(name string, at int) {
	if m := w.macros[name]; m != nil {
		w.expand(m, at)
		return
	}
	if level, ok := texHeadings[name]; ok {
		w.optional()
		w.separate(Heading, level, false)
		return
	}
	if n, ok := texDropped[name]; ok {
		w.optional()
		w.drop(n)
		return
	}
	if texCited[name] {
		w.optional()
		w.argument()
		w.ours(cut, at, w.pos-at)
		return
	}
	if strings.Contains(strings.ToLower(name), "cite") {
		w.optional()
		w.optional()
		w.argument()
		return
	}
	if n, ok := texSkipFirst[name]; ok {
		w.optional()
		w.drop(n)
		return
	}
	// Its arguments in braces are read as groups by content.
	w.optional()
	w.afterName(name)
}

// lineEnd ends a line or a row.
func (w *texWriter) lineEnd() {
	if len(w.rows) > 0 && w.math == 0 {
		w.endTexRow()
		return
	}
	if w.mute == 0 {
		w.space(w.pos-1, 1)
	}
}

// separate writes an argument as a block of its own.
func (w *texWriter) separate(kind Kind, level int, label bool) {
	start, end := w.argument()
	if w.mute > 0 {
		return
	}
	if label {
		if id := labelIn(w.src[start:min(end+200, w.limit)]); id != "" {
			w.labels = append(w.labels, hint{at: w.here(), text: id})
		}
	}
	open := w.open
	w.open = nil // a caption inside a table is none of its cells
	rows := w.rows
	w.rows = nil
	w.begin(kind, level)
	w.inside(start, end)
	w.end()
	w.open, w.rows = open, rows
	w.begin(w.block())
}

// labelIn finds the \label in or behind a caption.
func labelIn(s string) string {
	_, after, ok := strings.Cut(s, `\label{`)
	id, _, closed := strings.Cut(after, "}")
	if !ok || !closed || len(id) > 100 {
		return ""
	}
	return id
}

// titleBlock writes the title, which stands in the preamble, as text.
func (w *texWriter) titleBlock(name string) {
	mute := w.mute
	w.mute = 0
	if name == "title" {
		w.separate(Title, 0, false)
	} else {
		w.separate(Heading, 2, false)
	}
	w.end()
	w.mute = mute
}

func (w *texWriter) footnote() {
	w.optional()
	start, end := w.argument()
	if w.mute > 0 {
		return
	}
	w.notes++
	open, rows := w.open, w.rows
	w.open, w.rows = nil, nil
	w.beginNote("", itoa(w.notes))
	w.inside(start, end)
	w.endNote()
	w.open, w.rows = open, rows
	w.flow().seam = w.flow().next.Start >= 0
}

func (w *texWriter) superscripted() {
	start, end := w.argument()
	if w.mute > 0 {
		return
	}
	if s := w.src[start:end]; !strings.ContainsAny(s, `\{}$`) {
		w.raise(s, start, end-start)
		w.settle()
	}
}

// verbatim passes over \verb|…|.
func (w *texWriter) verbatim(at int) {
	w.optional()
	if w.pos < w.limit {
		fence := w.src[w.pos]
		if fence == '{' {
			w.argument()
		} else if i := strings.IndexByte(w.src[w.pos+1:w.limit], fence); i >= 0 {
			w.pos += i + 2
		}
	}
	w.ours(cut, at, w.pos-at)
}

// text writes src into a document of its own and returns what that holds.
func (w *texWriter) text(src string, opt Options) string {
	d := &Document{Format: LaTeX}
	w.builder = newBuilder(d, opt, &part{data: src})
	w.src, w.limit = src, len(src)
	w.begin(Paragraph, 0)
	w.content("")
	if w.finish() != nil {
		return cut
	}
	return d.Text
}
