package document

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

func readMarkdown(d *Document, data []byte, opt Options) error {
	src, c := decode(data)
	d.origin.file = c
	d.noteCoding(c)
	b := newBuilder(d, opt, &part{data: src})
	w := &markdownWriter{builder: b, src: src}
	if err := w.read(); err != nil {
		return err
	}
	return b.finish()
}

// A markdownWriter writes the nodes of a parsed Markdown text to a builder.
type markdownWriter struct {
	*builder
	src    string // as written
	masks  []mask // what Markdown must not see, in order
	next   int    // the first mask that was not met yet
	lists  int
	quotes int
	raised bool // inside <sup>
	gone   int  // depth inside deleted text, images and code
	titled bool
	// place maps an offset of src to the part and says how many bytes the character takes there; nil
	// where src is the part.
	place func(off int) (src, n int)
	cell  int // of a notebook
}

// A mask covers a stretch of the source with letters of the same length before Markdown is parsed, so
// that offsets stay what they are, and says what is written in its place.
type mask struct {
	start, end int
	kind       maskKind
}

type maskKind uint8

const (
	maskNothing maskKind = iota // attributes, citations
	maskCut                     // a shortcode, computed text
	maskMath
	maskRaised // ^2^
	maskCaption
)

// read parses the text and writes it.
func (w *markdownWriter) read() error {
	if n := nesting(w.src); n > w.opt.MaxDepth {
		return errDepth(w.opt.MaxDepth)
	}
	body := w.frontMatter()
	masked := []byte(w.src)
	blankOut(masked[:body])
	w.mask(masked, body)
	tame(masked)
	extensions := []goldmark.Extender{extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList}
	if strings.Count(w.src, "[^") < maxMarkdownNotes {
		// goldmark looks for each mark in all notes.
		extensions = append(extensions, extension.Footnote)
	}
	doc := goldmark.New(goldmark.WithExtensions(extensions...)).Parser().Parse(text.NewReader(masked))
	w.walk(doc, masked)
	return w.err
}

const maxMarkdownNotes = 20_000

// maxSigns is how many signs of emphasis, links, code and tags one paragraph may have. goldmark compares
// each with those before it, so a paragraph of a million would take days.
const maxSigns = 1000

// tame covers the signs of paragraphs that have too many of them: they are then characters like others.
func tame(masked []byte) {
	start, signs := 0, 0
	close := func(end int) {
		for i := start; signs > maxSigns && i < end; i++ {
			if inlineSign[masked[i]] {
				masked[i] = 'x'
			}
		}
		start, signs = end, 0
	}
	for at := 0; at < len(masked); {
		end := len(masked)
		if i := bytes.IndexByte(masked[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := bytes.TrimLeft(masked[at:end], " \t\r\n")
		if len(line) == 0 || bytes.IndexByte([]byte("|-+#>*0123456789"), line[0]) >= 0 {
			close(at)
		}
		for _, c := range line {
			if inlineSign[c] {
				signs++
			}
		}
		at = end
	}
	close(len(masked))
}

var inlineSign = [256]bool{'*': true, '_': true, '~': true, '[': true, ']': true, '!': true, '`': true, '<': true, '(': true, '&': true, '\\': true}

// nesting returns how deep quotations and lists stand in each other: by the marks at the start of a line, and
// by list marks each further in than the one above. goldmark calls itself once for each mark, so a line of a
// million would exhaust the stack, and asks all lists that are open at each line, so that three thousand took
// minutes.
func nesting(src string) int {
	most := 0
	var open []int // columns of the list marks above, each further in
	for src != "" {
		line, rest, _ := strings.Cut(src, "\n")
		src = rest
		n, first := 0, 0
		for i := 0; i < len(line) && strings.IndexByte(" \t>*+-0123456789.)", line[i]) >= 0; i++ {
			if strings.IndexByte(">*+-.)", line[i]) >= 0 && (line[i] == '>' || i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t')) {
				if n++; n == 1 {
					first = i
				}
			}
		}
		if n > 0 {
			for len(open) > 0 && open[len(open)-1] >= first {
				open = open[:len(open)-1]
			}
			most = max(most, len(open)+n)
			open = append(open, first)
		}
	}
	return most
}

func blankOut(b []byte) {
	for i := range b {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
}

// plain writes a stretch of src that begins at off.
func (w *markdownWriter) plain(s string, off int) {
	if w.place == nil {
		w.chars(s, off)
		return
	}
	for i := 0; i < len(s); {
		n := 1
		src, length := w.place(off + i)
		if length == 1 {
			// A run that stands in the part as it is.
			for i+n < len(s) {
				if next, l := w.place(off + i + n); next != src+n || l != 1 {
					break
				}
				n++
			}
			w.chars(s[i:i+n], src)
		} else {
			for i+n < len(s) && s[i+n]&0xC0 == 0x80 {
				n++
			}
			w.piece(s[i:i+n], src, length, escape)
		}
		i += n
	}
}

// span maps a stretch of src to the part.
func (w *markdownWriter) span(off, n int) (src, length int) {
	if w.place == nil {
		return off, n
	}
	src, _ = w.place(off)
	end, l := w.place(off + max(n-1, 0))
	return src, end + l - src
}

func (w *markdownWriter) cut(off, n int) {
	src, length := w.span(off, n)
	w.piece(cut, src, length, ours)
}

// walk visits the nodes in order without calling itself: emphasis can nest as deep as a text is long.
func (w *markdownWriter) walk(root ast.Node, masked []byte) {
	n := root
	for {
		if w.enter(n, masked) && n.FirstChild() != nil {
			n = n.FirstChild()
			continue
		}
		for {
			w.leave(n)
			if n == root {
				return
			}
			if next := n.NextSibling(); next != nil {
				n = next
				break
			}
			n = n.Parent()
		}
	}
}

func (w *markdownWriter) block() (Kind, int) {
	switch {
	case w.lists > 0:
		return ListItem, w.lists
	case w.quotes > 0:
		return BlockQuote, w.quotes
	}
	return Paragraph, 0
}

// enter begins a node and reports whether to look into it.
func (w *markdownWriter) enter(n ast.Node, masked []byte) bool {
	if w.err != nil {
		return false
	}
	switch n := n.(type) {
	case *ast.Heading:
		kind, level := Heading, n.Level
		if level == 1 && !w.titled {
			kind, level, w.titled = Title, 0, true
		}
		w.begin(kind, level)
	case *ast.Paragraph, *ast.TextBlock:
		kind, level := w.block()
		if w.captioned(n) {
			kind, level = Caption, 0
		}
		w.begin(kind, level)
	case *ast.List:
		w.lists++
	case *ast.Blockquote:
		w.quotes++
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.ThematicBreak:
		w.end()
		return false
	case *ast.HTMLBlock:
		w.htmlBlock(n, masked)
		return false
	case *extast.Table:
		w.beginTable()
	case *extast.TableHeader:
		w.beginRow()
		w.open[len(w.open)-1].headRows = 1
	case *extast.TableRow:
		w.beginRow()
	case *extast.TableCell:
		w.beginCell(1, 1, false)
	case *extast.Footnote:
		w.beginNote(w.noteKey(n.Index), string(n.Ref))
	default:
		return w.inline(n, masked)
	}
	return true
}

// noteKey tells the notes of the cells of a notebook apart.
func (w *markdownWriter) noteKey(index int) string { return "note " + itoa(index) + " " + itoa(w.cell) }

func (w *markdownWriter) leave(n ast.Node) {
	switch n.(type) {
	case *ast.Heading, *ast.Paragraph, *ast.TextBlock:
		w.end()
	case *ast.List:
		w.lists--
	case *ast.Blockquote:
		w.quotes--
	case *extast.Table:
		w.endTable()
	case *extast.TableHeader, *extast.TableRow:
		w.endRow()
	case *extast.TableCell:
		w.endCell()
	case *extast.Footnote:
		w.endNote()
	}
}

// captioned reports whether a paragraph is the caption of a table: it begins with a colon, or with
// "Table:", and stands beside one.
func (w *markdownWriter) captioned(n ast.Node) bool {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok {
		return false
	}
	start := t.Segment.Start
	i := sort.Search(len(w.masks), func(i int) bool { return w.masks[i].end >= start })
	if i < len(w.masks) && w.masks[i].kind == maskCaption && w.masks[i].start <= start {
		// Its attributes name it: {#tbl-births}.
		for i++; i < len(w.masks) && w.masks[i].start < start+2000; i++ {
			if id, ok := strings.CutPrefix(w.src[w.masks[i].start:w.masks[i].end], "{#"); ok && w.masks[i].kind == maskNothing {
				id, _, _ = strings.Cut(strings.TrimSuffix(id, "}"), " ")
				w.labels = append(w.labels, hint{at: w.here(), text: id})
				break
			}
		}
		return true
	}
	return captioned(strings.TrimSpace(w.src[start:t.Segment.Stop]))
}
