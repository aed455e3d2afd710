package document

import (
	"encoding/xml"
	"path"
	"strings"
)

// A docxReader walks over the parts of a Word document. What it reads is the accepted text: insertions
// are in, deletions and the old place of what was moved are out.
type docxReader struct {
	*builder
	x      *xmlReader
	styles map[string]docxStyle
	notes  map[string]string // "footnote 3" → label
	counts [2]int            // footnotes and endnotes met

	fields  []bool // open fields: whether their result has begun
	breaks  bool   // the file says where its pages broke when it was last laid out
	deleted bool
	comment bool
	paras   int
}

func readDOCX(d *Document, data []byte, opt Options) error {
	a, err := openArchive(data, opt)
	if err != nil {
		return err
	}
	main := "word/document.xml"
	if rels, err := a.read("_rels/.rels"); err == nil {
		if t := relation(rels, opt, "officeDocument"); t != "" && a.has(strings.TrimPrefix(t, "/")) {
			main = strings.TrimPrefix(t, "/")
		}
	}
	body, err := a.read(main)
	if err != nil {
		return err
	}
	r := &docxReader{styles: map[string]docxStyle{}, notes: map[string]string{}}
	r.builder = newBuilder(d, opt, &part{name: main, data: body})
	r.breaks = strings.Contains(body, "lastRenderedPageBreak")
	rels, err := a.read(path.Dir(main) + "/_rels/" + path.Base(main) + ".rels")
	if err != nil {
		rels = ""
	}
	// member finds a further part by its relation to the main one, or by its usual name.
	member := func(kind string) string {
		name := relation(rels, opt, kind)
		switch {
		case strings.HasPrefix(name, "/"):
			name = name[1:]
		case name != "":
			name = path.Join(path.Dir(main), name)
		default:
			name = path.Dir(main) + "/" + kind + ".xml"
		}
		if !a.has(name) {
			return ""
		}
		return name
	}
	if name := member("styles"); name != "" {
		if err := r.readStyles(a, name); err != nil {
			return err
		}
	}
	if r.breaks {
		r.body.next.Page = 1
	}
	if err := r.walk(body); err != nil {
		return err
	}
	r.endAll()
	for _, kind := range []string{"footnote", "endnote"} {
		if name := member(kind + "s"); name != "" {
			if err := r.readNotes(a, name, kind); err != nil {
				return err
			}
		}
	}
	if core, err := a.read("docProps/core.xml"); err == nil {
		d.readProperties(core, opt)
	}
	r.note()
	return r.finish()
}

// note says what of the file is not in the text.
func (r *docxReader) note() {
	if r.deleted {
		r.d.Notes = append(r.d.Notes, "tracked changes are read as accepted: deletions are left out")
	}
	if r.comment {
		r.d.Notes = append(r.d.Notes, "comments in the margin are left out")
	}
}

// walk reads a part from its start.
func (r *docxReader) walk(data string) error {
	r.x = newXML(data, r.opt)
	r.fields = r.fields[:0]
	return r.x.children(r.element, nil)
}

// element reads one element. What it does not know it looks into.
func (r *docxReader) element(e xml.StartElement) error {
	if r.err != nil {
		return r.err
	}
	if e.Name.Space == nsMath {
		return r.math(e)
	}
	switch e.Name.Local {
	case "p":
		return r.paragraph()
	case "r":
		return r.run()
	case "tbl":
		r.beginTable()
		defer r.endTable()
	case "tr":
		return r.row()
	case "tc":
		return r.cell()
	case "txbxContent":
		r.beginBox()
		defer r.endBox()
	case "del", "moveFrom":
		r.deleted = true
		return r.x.skip()
	case "sdt":
		return r.control()
	case "Fallback", "instrText", "delText", "delInstrText", "sectPr", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "rt",
		"background", "binData", "docPr", "tab", "ind", "bookmarkStart", "bookmarkEnd", "footnotePr":
		return r.x.skip()
	case "commentReference", "commentRangeStart":
		r.comment = true
	}
	return r.x.children(r.element, nil)
}

// control reads a content control: a table of contents is furniture, a placeholder is not the author's, and
// one with the tag "recount: ID" binds the number in it, as a comment does elsewhere.
func (r *docxReader) control() error {
	contents, placeholder, tag := false, false, ""
	var properties func(e xml.StartElement) error
	properties = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "docPartGallery":
			g := attr(e, "val")
			contents = contents || g == "Table of Contents"
		case "showingPlcHdr":
			placeholder = attr(e, "val") != "0" && attr(e, "val") != "false"
		case "tag":
			tag = attr(e, "val")
		}
		return r.x.children(properties, nil)
	}
	defer func() { r.hint(tag, int(r.x.dec.InputOffset())) }()
	return r.x.children(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "sdtPr":
			return properties(e)
		case contents || placeholder:
			return r.x.skip()
		}
		return r.element(e)
	}, nil)
}

func (r *docxReader) paragraph() error {
	r.begin(Paragraph, 0)
	before := len(r.flow().text)
	toc := false
	f := r.flow()
	err := r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "pPr" && e.Name.Space != nsMath {
			var err error
			toc, err = r.paragraphProperties()
			return err
		}
		if toc {
			return r.x.skip()
		}
		return r.element(e)
	}, nil)
	r.settle()
	if len(f.text) > before && !f.note && f.parent == nil {
		r.number(f)
	}
	r.end()
	return err
}

// number counts a paragraph of the body that holds text.
func (r *docxReader) number(f *flow) {
	if f.next.Start >= 0 {
		r.paras++
		f.next.Paragraph = r.paras
	}
}

func (r *docxReader) paragraphProperties() (toc bool, err error) {
	s := docxStyle{}
	level, list, removed := -1, false, false
	visit := func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			s = r.style(attr(e, "val"))
		case "outlineLvl":
			level = atoi(attr(e, "val"))
		case "numPr":
			return r.x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "ilvl":
					s.level = max(s.level, atoi(attr(e, "val"))+1)
				case "numId":
					list = attr(e, "val") != "0"
				}
				return r.x.skip()
			}, nil)
		case "rPr":
			return r.x.children(func(e xml.StartElement) error {
				removed = removed || e.Name.Local == "del"
				return r.x.skip()
			}, nil)
		}
		return r.x.skip()
	}
	if err := r.x.children(visit, nil); err != nil {
		return false, err
	}
	switch {
	case s.set:
		level := s.level
		if s.kind != Heading && s.kind != BlockQuote {
			level = 0
		}
		r.retype(s.kind, level)
	case level >= 0 && level < 9:
		r.retype(Heading, level+1)
	case list || s.list:
		r.retype(ListItem, max(1, s.level))
	}
	return s.toc, nil
}

// retype changes the kind of the block that is about to begin, if nothing else decides it.
func (b *builder) retype(kind Kind, level int) {
	if f := b.flow(); f.next.Start < 0 && f.next.Kind == Paragraph {
		f.next.Kind, f.next.Level = kind, level
	}
}

// run reads a run of text of one look.
func (r *docxReader) run() error {
	raised, hidden := false, false
	return r.x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			return r.x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "rStyle":
					s := r.styles[attr(e, "val")]
					raised, hidden = s.raised, s.hidden
				case "vertAlign":
					raised = attr(e, "val") == "superscript"
				case "vanish", "webHidden":
					hidden = attr(e, "val") != "0" && attr(e, "val") != "false"
				}
				return r.x.skip()
			}, nil)
		case "fldChar":
			r.field(attr(e, "fldCharType"))
			return r.x.skip()
		case "t":
			if hidden || r.inInstruction() {
				return r.x.skip()
			}
			return r.x.children(nil, func(raw string, src int) { r.xmlText(raw, src, raised) })
		case "footnoteReference", "endnoteReference":
			r.noteReference(e)
			return r.x.skip()
		case "tab", "cr", "br", "ptab":
			r.space(int(r.x.dec.InputOffset()), 0)
			return r.x.skip()
		case "noBreakHyphen":
			r.piece("\u2011", int(r.x.dec.InputOffset()), 0, ours)
			return r.x.skip()
		case "sym":
			r.piece(cut, int(r.x.dec.InputOffset()), 0, ours)
			return r.x.skip()
		case "lastRenderedPageBreak":
			r.turnPage()
			return r.x.skip()
		}
		if hidden {
			return r.x.skip()
		}
		return r.element(e)
	}, nil)
}

func (r *docxReader) turnPage() {
	f := r.body
	f.next.Page = max(f.next.Page, 1) + 1
}

// field keeps track of where in a field we are: its instruction is no text, its result is.
func (r *docxReader) field(kind string) {
	switch n := len(r.fields); {
	case kind == "begin" && n < r.opt.MaxDepth:
		r.fields = append(r.fields, false)
	case kind == "separate" && n > 0:
		r.fields[n-1] = true
	case kind == "end" && n > 0:
		r.fields = r.fields[:n-1]
	}
}

func (r *docxReader) inInstruction() bool {
	for _, result := range r.fields {
		if !result {
			return true
		}
	}
	return false
}

// xmlText writes the characters of a run.
func (r *docxReader) xmlText(raw string, src int, raised bool) {
	if !raised {
		references(raw, src, r.chars, func(s string, src, n int) { r.piece(s, src, n, entity) })
		return
	}
	references(raw, src, func(s string, src int) { r.raise(s, src, len(s)) }, r.raise)
}

// endAll ends what a damaged document left open.
func (b *builder) endAll() {
	b.end()
	for len(b.flows) > 1 {
		b.endFlow()
	}
	for len(b.open) > 0 {
		b.endTable()
	}
}
