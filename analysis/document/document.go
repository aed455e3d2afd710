// Package document reads prose and tables out of files, with the place of every character.
//
// In goes a file as bytes: plain text, Markdown, Quarto, HTML, MHTML, DOCX, ODT, PDF, LaTeX or a
// Jupyter notebook. Out comes a Document: one string of text, blocks that say what each stretch of it
// is, tables as cells with their headings, and a map from every text offset back to the file. Offsets
// come from parsing, never from searching the text again.
//
// # Text
//
// Plain text is kept as it is, byte for byte, and blocks are laid over it. In every other format the
// text is put together: one block after the other with an empty line between them, white space inside
// a block reduced to single spaces, words that were split over lines joined. So a scanner may run once
// over Document.Text, and never joins two numbers of different blocks if it stops at an empty line.
//
//   - Footnotes stand at the end, after the body, so that a sentence is never interrupted by one.
//     Block.Anchor says where in the body the mark stood. The marks themselves are left out: "28
//     years.12" reads "28 years." here.
//   - Code, menus, running heads, page numbers, cookie banners and tables of contents are left out. In
//     plain text they stay where they are, in blocks of the kinds Code and Furniture.
//   - What is cut out of the middle of a sentence (a code span, an image, a long formula) leaves one
//     U+FFFC, so that the numbers before and after it do not meet.
//   - Web addresses, e-mail addresses and the like stay readable in the text; Document.Asides lists
//     their spans, and nothing in them is a quantity.
//   - Superscript digits that are an exponent or part of a unit become superscript characters: 10⁵, km².
//
// # Trust
//
// Files are hostile. Sizes, depths, numbers of pages and cells, zip ratios and the time for a PDF are
// bounded by Options; what goes over a bound, is truncated or encrypted gives one error. Nothing of a
// document is written anywhere.
package document

import (
	"sort"
	"sync"
)

// A Format is a kind of file, named by its usual ending.
type Format string

// The formats that Read knows.
const (
	Text     Format = "txt"
	Markdown Format = "md"
	HTML     Format = "html"
	MHTML    Format = "mhtml"
	DOCX     Format = "docx"
	ODT      Format = "odt"
	PDF      Format = "pdf"
	LaTeX    Format = "tex"
	Quarto   Format = "qmd"
	Notebook Format = "ipynb"
)

// A Kind says what a block of text is.
type Kind uint8

// The kinds of block. Title, Metadata, Code and Furniture are not part of what the author argues.
const (
	Paragraph Kind = iota
	Heading
	ListItem
	BlockQuote
	Caption
	Footnote
	TableCell
	Title
	Metadata  // byline, date line, reading time
	Code      // plain text only; cut out elsewhere
	Furniture // plain text only; cut out elsewhere
)

var kindNames = [...]string{"paragraph", "heading", "list item", "block quote", "caption", "footnote",
	"table cell", "title", "metadata", "code", "furniture"}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Prose reports whether a block of this kind is running text in which an author makes statements.
// Headings and captions are: their numbers are claims like any other.
func (k Kind) Prose() bool {
	switch k {
	case Metadata, Code, Furniture:
		return false
	}
	return true
}

// A Span is a stretch of bytes, the end not included.
type Span struct{ Start, End int }

// A Block is one paragraph, heading, list item, note or cell. Blocks are sorted and do not overlap.
type Block struct {
	Kind       Kind
	Start, End int // byte offsets into Document.Text
	Level      int // 1 to 6 for a heading, depth for a list item or quotation, else 0
	Table      int // index into Document.Tables for a cell, else -1
	Row, Col   int // 0-based, for a cell
	Page       int // sheet of a PDF, 1-based, or page of a Word file as last laid out; 0 if unknown
	// Note is the label of a footnote as printed ("12", "a", "*"). A footnote whose mark stands in
	// another footnote has its Anchor inside that footnote's block.
	Note   string
	Anchor int // where in Text the mark of a footnote stood, -1 if it was not found
	// Paragraph counts the paragraphs that hold text, from 1, in a DOCX, ODT or MHTML file. In a notebook
	// it is the cell. 0 elsewhere.
	Paragraph int
}

// A Table is a table of the document, as a full rectangle of cells.
type Table struct {
	Caption    string // "Table 3. Births by prefecture, 2010 to 2019"
	Label      string // how prose refers to it: "Table 3"; a LaTeX label if that is all there is
	Start, End int    // extent of its cells in Document.Text
	HeaderRows int    // leading rows that hold headings
	HeaderCols int    // leading columns that hold headings
	Cells      [][]Cell
	Page       int
	Part       bool // it goes on from another table, or in one, over a page's end, and they could not be joined
}

// A Cell is one cell of a table. A merged cell stands at its top left place; the other places that it
// covers hold copies with Covered set, so that Cells[row][col] always answers.
type Cell struct {
	Text             string
	Start, End       int // in Document.Text; empty cells have Start == End
	Row, Col         int // of the top left place
	RowSpan, ColSpan int
	Header           bool
	Covered          bool
	// Value is the number the file stores beside the text, where the format has one (ODT's
	// office:value), as it is written there; else "".
	Value string
	// RowHead and ColHead are the texts of the heading cells of the row and of the column, outermost
	// first, empty ones left out.
	RowHead, ColHead []string
}

// A Comment is an instruction to recount in the source: `<!-- recount: ID -->` in Markdown and HTML,
// `% recount: ID` in LaTeX, the tag `recount: ID` of a content control in a Word document.
type Comment struct {
	Offset int    // the text before this offset in Document.Text is what the comment follows
	Text   string // what stands after "recount:", trimmed
	Line   int    // 1-based line of the comment in the source
}

// A Document is what was read from one file.
type Document struct {
	Name   string
	Format Format
	Text   string
	Blocks []Block
	Tables []Table
	Asides []Span // web and e-mail addresses, DOIs and the like in Text

	Title    string
	URL      string
	Date     string // ISO date of publication as the file states it, else ""
	Language string // a language that is not English ("French"); "" for English or unsure
	SHA256   string // of the file's bytes
	Notes    []string
	Comments []Comment

	origin    origin
	sentences struct {
		once  sync.Once
		spans []Span
	}
}

// BlockAt returns the index of the block that holds the text offset, or -1.
func (d *Document) BlockAt(off int) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].End > off })
	if i < len(d.Blocks) && d.Blocks[i].Start <= off {
		return i
	}
	return -1
}

// Aside reports whether the text offset lies in an address or the like, where no quantity is read.
func (d *Document) Aside(off int) bool {
	i := sort.Search(len(d.Asides), func(i int) bool { return d.Asides[i].End > off })
	return i < len(d.Asides) && d.Asides[i].Start <= off
}
