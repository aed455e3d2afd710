package document

import "fmt"

// A Position is a place in a file as a person would look it up. Numbers that a format does not have
// are 0.
type Position struct {
	File         string
	Line, Column int    // 1-based; the column counts UTF-8 bytes. In a PDF the line counts on the sheet
	Page         int    // the number printed on the page, if it is a number; else the sheet
	PageLabel    string // the number printed on the page: "34", "iv"
	Sheet        int    // the page of the file, counted from 1
	Paragraph    int    // DOCX, ODT and MHTML: the paragraphs of the body that hold text, from 1
	Note         string // label of the footnote, if the place is in one
	Cell         int    // cell of a notebook, from 1
}

// String writes the position as reports do: article.md:14:9, report.pdf: p. 34, sheet 36.
func (p Position) String() string {
	switch {
	case p.Sheet > 0:
		return p.File + ": " + p.Where()
	case p.Paragraph > 0 || p.Cell > 0 || p.Line == 0:
		if w := p.Where(); w != "" {
			return p.File + ": " + w
		}
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Where writes the position without the file: p. 34, sheet 36; para 12, note 3; line 14.
func (p Position) Where() string {
	var s string
	switch {
	case p.Sheet > 0 && p.PageLabel != "" && p.PageLabel != fmt.Sprint(p.Sheet):
		s = fmt.Sprintf("p. %s, sheet %d", p.PageLabel, p.Sheet)
	case p.Sheet > 0:
		s = fmt.Sprintf("p. %d", p.Sheet)
	case p.Paragraph > 0 && p.Page > 0:
		s = fmt.Sprintf("p. %d, para %d", p.Page, p.Paragraph)
	case p.Paragraph > 0:
		s = fmt.Sprintf("para %d", p.Paragraph)
	case p.Cell > 0:
		s = fmt.Sprintf("cell %d", p.Cell)
	case p.Line > 0 && p.Note == "":
		return fmt.Sprintf("line %d", p.Line)
	}
	if p.Note != "" {
		if s != "" {
			s += ", "
		}
		s += "note " + p.Note
	}
	return s
}

// Position returns the place in the file that the text at the offset comes from.
func (d *Document) Position(off int) Position {
	pos := Position{File: d.Name}
	if p, at, ok := d.origin.place(off); ok {
		pos.Line, pos.Column = p.line(at)
		if p.sheet > 0 {
			pos.Sheet, pos.PageLabel = p.sheet, p.label
			if pos.Page = atoi(p.label); pos.Page == 0 {
				pos.Page = p.sheet
			}
		}
	}
	b := d.BlockAt(off)
	if b < 0 {
		return pos
	}
	block := d.Blocks[b]
	pos.Note = block.Note
	switch d.Format {
	case DOCX, ODT:
		// A line of XML helps nobody.
		pos.Line, pos.Column = 0, 0
		pos.Paragraph, pos.Page = block.Paragraph, block.Page
	case MHTML:
		// Nor does a line of what the browser packed.
		pos.Line, pos.Column = 0, 0
		pos.Paragraph = block.Paragraph
	case Notebook:
		pos.Cell = block.Paragraph
	}
	return pos
}

// atoi reads a small whole number, 0 if it is none.
func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' || i > 8 {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
