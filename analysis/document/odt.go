package document

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
)

// An odtReader walks over the text of an OpenDocument file. Notes and text boxes stand inside the
// paragraphs that they belong to; each is a flow of its own.
type odtReader struct {
	*builder
	x      *xmlReader
	styles map[string]odtStyle
	lists  int
	paras  int

	changed, comment bool
}

type odtStyle struct {
	parent string
	raised bool
	hidden bool
}

func readODT(d *Document, data []byte, opt Options) error {
	r := &odtReader{styles: map[string]odtStyle{}}
	name, body := "content.xml", ""
	if !strings.HasPrefix(string(data[:min(len(data), 4)]), "PK") {
		name, body = d.Name, strings.TrimPrefix(string(data), "\uFEFF") // a flat file
	} else {
		a, err := openArchive(data, opt)
		if err != nil {
			return err
		}
		if m, err := a.read("META-INF/manifest.xml"); err == nil && strings.Contains(m, "encryption-data") {
			return errors.New("the document is locked with a password: save it without one")
		}
		if body, err = a.read(name); err != nil {
			return err
		}
		if styles, err := a.read("styles.xml"); err == nil {
			if err := r.readStyles(styles, opt); err != nil {
				return fmt.Errorf("styles.xml: %w", err)
			}
		}
		if meta, err := a.read("meta.xml"); err == nil {
			d.readProperties(meta, opt)
		}
	}
	if err := r.readStyles(body, opt); err != nil {
		return err
	}
	r.builder = newBuilder(d, opt, &part{name: name, data: body})
	r.x = newXML(body, opt)
	if err := r.x.children(r.element, nil); err != nil {
		return err
	}
	r.endAll()
	if r.changed {
		d.Notes = append(d.Notes, "tracked changes are read as accepted: deletions are left out")
	}
	if r.comment {
		d.Notes = append(d.Notes, "comments in the margin are left out")
	}
	return r.finish()
}

// readStyles keeps what a style says about place and parent, and reads over the text itself.
func (r *odtReader) readStyles(data string, opt Options) error {
	x := newXML(data, opt)
	var name string
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "body", "master-styles", "font-face-decls", "scripts", "meta", "settings":
			return x.skip()
		case "style":
			name = attr(e, "name")
			r.styles[name] = odtStyle{parent: attr(e, "parent-style-name")}
		case "text-properties":
			s := r.styles[name]
			s.raised = s.raised || raisedPosition(attr(e, "text-position"))
			s.hidden = s.hidden || attr(e, "display") == "none"
			r.styles[name] = s
		}
		return x.children(visit, nil)
	}
	return x.children(visit, nil)
}

// raisedPosition reads style:text-position: "super 58%", or a height in per cent and a size.
func raisedPosition(s string) bool {
	return strings.HasPrefix(s, "super") || len(s) > 1 && s[0] >= '1' && s[0] <= '9' && strings.Contains(s, " ")
}

// element reads one element of the body. What it does not know it looks into.
func (r *odtReader) element(e xml.StartElement) error {
	if r.err != nil {
		return r.err
	}
	switch e.Name.Local {
	case "automatic-styles", "styles", "master-styles", "font-face-decls", "scripts", "settings", "meta", "forms", "sequence-decls",
		"variable-decls", "user-field-decls", "table-of-content", "illustration-index", "table-index", "object-index", "alphabetical-index",
		"user-index", "bibliography", "binary-data", "math", "object", "shape-properties":
		return r.x.skip()
	case "tracked-changes":
		r.changed = true
		return r.x.skip()
	case "p", "h":
		return r.paragraph(e)
	case "list":
		r.lists++
		defer func() { r.lists-- }()
	case "table":
		lists := r.lists
		r.lists = 0
		r.beginTable()
		defer func() { r.endTable(); r.lists = lists }()
	case "table-header-rows":
		if len(r.open) > 0 {
			g := r.open[len(r.open)-1]
			err := r.x.children(r.element, nil)
			g.headRows = g.row + 1
			return err
		}
	case "table-row":
		return r.row()
	case "table-cell":
		return r.cell(e)
	case "covered-table-cell", "table-column", "desc", "title":
		return r.x.skip()
	case "annotation":
		r.comment = true
		return r.x.skip()
	}
	return r.x.children(r.element, nil)
}

func (r *odtReader) paragraph(e xml.StartElement) error {
	kind, level := Paragraph, 0
	switch style := r.named(attr(e, "style-name")); {
	case strings.HasPrefix(style, "Heading_20_") && e.Name.Local == "p":
		kind, level = Heading, min(max(1, atoi(style[len("Heading_20_"):])), 6)
	case e.Name.Local == "h":
		kind, level = Heading, min(max(1, atoi(attr(e, "outline-level"))), 6)
	case style == "Title":
		kind = Title
	case style == "Subtitle":
		kind, level = Heading, 2
	case style == "Caption" || style == "Table" || style == "Figure" || style == "Illustration" || style == "Drawing":
		kind = Caption
	case style == "Quotations":
		kind, level = BlockQuote, 1
	case r.lists > 0:
		kind, level = ListItem, r.lists
	}
	r.begin(kind, level)
	f := r.flow()
	err := r.inline(false)
	r.settle()
	if f == r.body && f.next.Start >= 0 {
		r.paras++
		f.next.Paragraph = r.paras
	}
	r.end()
	return err
}

// named follows a style to the first of its ancestors that has a name given by the program.
func (r *odtReader) named(style string) string {
	for range 12 {
		switch style {
		case "Title", "Subtitle", "Caption", "Table", "Figure", "Illustration", "Drawing", "Quotations":
			return style
		}
		if strings.HasPrefix(style, "Heading_20_") {
			return style
		}
		s, ok := r.styles[style]
		if !ok || s.parent == "" {
			break
		}
		style = s.parent
	}
	return style
}

// inline reads the content of a paragraph or a stretch of it.
func (r *odtReader) inline(raised bool) error {
	return r.x.children(func(e xml.StartElement) error {
		at := int(r.x.dec.InputOffset())
		switch e.Name.Local {
		case "span":
			s := r.styles[attr(e, "style-name")]
			if s.hidden {
				return r.x.skip()
			}
			return r.inline(raised || s.raised)
		case "a", "ruby", "ruby-base", "meta", "meta-field":
			return r.inline(raised)
		case "s", "tab", "line-break":
			r.space(at, 0)
			return r.x.skip()
		case "note":
			return r.note()
		case "text-box":
			r.beginBox()
			defer r.endBox()
			return r.x.children(r.element, nil)
		case "frame", "custom-shape", "g", "rect", "ellipse":
			return r.x.children(r.frame, nil)
		case "annotation", "annotation-end", "ruby-text", "hidden-text", "soft-page-break", "script", "bookmark-ref-decl":
			r.comment = r.comment || e.Name.Local == "annotation"
			return r.x.skip()
		case "table":
			r.beginBox()
			defer r.endBox()
			return r.element(e)
		}
		return r.inline(raised)
	}, func(raw string, src int) {
		if raised {
			references(raw, src, func(s string, src int) { r.raise(s, src, len(s)) }, r.raise)
			return
		}
		references(raw, src, r.chars, func(s string, src, n int) { r.piece(s, src, n, entity) })
	})
}

// frame looks for the text box in a frame. A frame may hold the same picture in several forms.
func (r *odtReader) frame(e xml.StartElement) error {
	switch e.Name.Local {
	case "text-box":
		r.beginBox()
		defer r.endBox()
		return r.x.children(r.element, nil)
	case "image", "object", "object-ole", "desc", "title", "plugin":
		return r.x.skip()
	case "p":
		r.beginBox()
		defer r.endBox()
		return r.element(e)
	}
	return r.x.children(r.frame, nil)
}

// note reads a footnote or endnote, which stands at the place of its mark.
func (r *odtReader) note() error {
	label := ""
	err := r.x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "note-citation":
			return r.x.children(nil, func(raw string, _ int) { label += raw })
		case "note-body":
			lists, open := r.lists, r.open
			r.lists, r.open = 0, nil
			r.beginNote("", strings.TrimSpace(label))
			err := r.x.children(r.element, nil)
			r.endNote()
			r.lists, r.open = lists, open
			return err
		}
		return r.x.skip()
	}, nil)
	if f := r.flow(); f.next.Start >= 0 {
		f.seam = true
	}
	return err
}

func (r *odtReader) row() error {
	if len(r.open) == 0 {
		return r.x.children(r.element, nil)
	}
	r.beginRow()
	defer r.endRow()
	return r.x.children(r.element, nil)
}

func (r *odtReader) cell(e xml.StartElement) error {
	if len(r.open) == 0 {
		return r.x.children(r.element, nil)
	}
	span := func(name string) int { return max(1, atoi(attr(e, name))) }
	for range min(span("number-columns-repeated"), maxSpan) - 1 {
		// Repeated cells are empty, or alike: the last of them is read.
		r.beginCell(1, 1, false)
		r.endCell()
	}
	r.beginCell(span("number-rows-spanned"), span("number-columns-spanned"), false)
	if g := r.open[len(r.open)-1]; g.cur != nil {
		g.cur.value = officeValue(e)
	}
	err := r.x.children(r.element, nil)
	r.endCell()
	return err
}

// officeValue is the number that a cell stores, as it is written there.
func officeValue(e xml.StartElement) string {
	switch attr(e, "value-type") {
	case "float", "percentage", "currency":
		return attr(e, "value")
	}
	return ""
}
