package document

import (
	"encoding/xml"
	"fmt"
	"path"
	"strings"
)

const nsMath = "http://schemas.openxmlformats.org/officeDocument/2006/math"

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

type docxStyle struct {
	kind    Kind
	level   int
	set     bool // it says what its paragraphs are
	toc     bool
	list    bool
	raised  bool // of a run: superscript
	hidden  bool
	basedOn string
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

// relation returns the target of the first relation whose type ends in kind.
func relation(rels string, opt Options, kind string) string {
	x := newXML(rels, opt)
	var target string
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && target == "" && strings.HasSuffix(attr(e, "Type"), "/"+kind) && attr(e, "TargetMode") != "External" {
			target = attr(e, "Target")
		}
		return x.children(visit, nil)
	}
	if rels == "" || x.children(visit, nil) != nil {
		return ""
	}
	return target
}

func (r *docxReader) readStyles(a *archive, name string) error {
	data, err := a.read(name)
	if err != nil {
		return err
	}
	x := newXML(data, r.opt)
	var id string
	var s docxStyle
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "style":
			id, s = attr(e, "styleId"), docxStyle{}
			err := x.children(visit, nil)
			r.styles[id] = s
			return err
		case "name":
			s = styleByName(attr(e, "val"), s)
		case "basedOn":
			s.basedOn = attr(e, "val")
		case "vertAlign":
			s.raised = attr(e, "val") == "superscript"
		case "vanish":
			s.hidden = attr(e, "val") != "0" && attr(e, "val") != "false"
		case "outlineLvl":
			if n := atoi(attr(e, "val")); !s.set && n < 9 && attr(e, "val") != "" {
				s.kind, s.level, s.set = Heading, n+1, true
			}
		}
		return x.children(visit, nil)
	}
	if err := x.children(visit, nil); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// styleByName knows Word's built-in styles, whose names do not change with the language of the program.
func styleByName(name string, s docxStyle) docxStyle {
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "heading "):
		s.kind, s.level, s.set = Heading, max(1, min(6, atoi(name[len("heading "):]))), true
	case name == "title":
		s.kind, s.set = Title, true
	case name == "subtitle":
		s.kind, s.level, s.set = Heading, 2, true
	case name == "caption":
		s.kind, s.set = Caption, true
	case name == "quote", name == "intense quote", name == "block text", name == "quotations":
		s.kind, s.level, s.set = BlockQuote, 1, true
	case strings.HasPrefix(name, "list"):
		s.list = true
	case strings.HasPrefix(name, "toc "), strings.HasPrefix(name, "table of figures"):
		s.toc = true
	}
	return s
}

// style resolves a style through those that it is based on.
func (r *docxReader) style(id string) docxStyle {
	s := r.styles[id]
	for range 12 {
		if s.set || s.toc || s.list || s.basedOn == "" {
			break
		}
		s = r.styles[s.basedOn]
	}
	return s
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

// control reads a content control: a table of contents is furniture, a placeholder is not the author's.
func (r *docxReader) control() error {
	contents, placeholder := false, false
	var properties func(e xml.StartElement) error
	properties = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "docPartGallery":
			g := attr(e, "val")
			contents = contents || g == "Table of Contents"
		case "showingPlcHdr":
			placeholder = attr(e, "val") != "0" && attr(e, "val") != "false"
		}
		return r.x.children(properties, nil)
	}
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
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
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

// noteReference meets the mark of a note. Notes are numbered as Word does, in order; one whose mark the
// author set by hand has no number of its own.
func (r *docxReader) noteReference(e xml.StartElement) {
	kind, n := "footnote", 0
	if e.Name.Local == "endnoteReference" {
		kind, n = "endnote", 1
	}
	key := kind + " " + attr(e, "id")
	r.ref(key)
	if _, ok := r.notes[key]; ok {
		return
	}
	if v := attr(e, "customMarkFollows"); v != "" && v != "0" && v != "false" {
		r.notes[key] = "*"
		return
	}
	r.counts[n]++
	if n == 0 {
		r.notes[key] = fmt.Sprint(r.counts[0])
	} else {
		r.notes[key] = romanNumeral(r.counts[1])
	}
	if len(r.flow().text) > 0 {
		r.flow().seam = true
	}
}

func romanNumeral(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.sign)
		}
	}
	return b.String()
}

func (r *docxReader) row() error {
	if len(r.open) == 0 {
		return r.x.children(r.element, nil)
	}
	g := r.open[len(r.open)-1]
	removed, head, before, begun := false, false, 0, false
	err := r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "trPr" {
			return r.x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "tblHeader":
					head = attr(e, "val") != "0" && attr(e, "val") != "false"
				case "del":
					removed = true
				case "gridBefore":
					before = atoi(attr(e, "val"))
				}
				return r.x.skip()
			}, nil)
		}
		if removed {
			r.deleted = true
			return r.x.skip()
		}
		if !begun {
			begun = true
			r.beginRow()
			r.skipCells(before)
			if head && g.headRows == g.row {
				g.headRows++
			}
		}
		return r.element(e)
	}, nil)
	if begun {
		r.endRow()
	}
	return err
}

func (r *docxReader) cell() error {
	if len(r.open) == 0 {
		return r.x.children(r.element, nil)
	}
	span, goesOn, begun := 1, false, false
	err := r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "tcPr" {
			return r.x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "gridSpan":
					span = atoi(attr(e, "val"))
				case "vMerge":
					goesOn = attr(e, "val") != "restart"
				}
				return r.x.skip()
			}, nil)
		}
		if !begun {
			begun = true
			if goesOn && r.mergeUp(span) {
				return r.x.skip()
			}
			goesOn = false
			r.beginCell(1, span, false)
		} else if goesOn {
			return r.x.skip()
		}
		return r.element(e)
	}, nil)
	switch {
	case !begun && !(goesOn && r.mergeUp(span)):
		r.beginCell(1, span, false)
		r.endCell()
	case begun && !goesOn:
		r.endCell()
	}
	return err
}

// math reads a formula: fractions with a slash, powers with superscript digits.
func (r *docxReader) math(e xml.StartElement) error {
	switch e.Name.Local {
	case "t":
		return r.x.children(nil, func(raw string, src int) { r.xmlText(raw, src, false) })
	case "den":
		r.piece("/", int(r.x.dec.InputOffset()), 0, ours)
	case "sup":
		var digits []segment
		var text string
		err := r.mathText(&digits, &text)
		if err == nil && len(digits) == 1 && text != "" && strings.Trim(text, "0123456789-−+") == "" {
			g := digits[0]
			r.piece(superscript(text), g.src, g.length, raised)
		} else if text != "" {
			r.piece("^"+text, digits[0].src, 0, ours)
		}
		return err
	case "rPr", "ctrlPr", "fPr", "sSupPr", "dPr", "naryPr", "radPr":
		return r.x.skip()
	}
	return r.x.children(r.element, nil)
}

// mathText gathers the characters of a formula's part.
func (r *docxReader) mathText(at *[]segment, text *string) error {
	return r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "t" {
			return r.x.children(nil, func(raw string, src int) {
				*at = append(*at, segment{src: src, length: len(raw)})
				*text += raw
			})
		}
		return r.mathText(at, text)
	}, nil)
}

// readNotes reads the part that holds the footnotes or endnotes.
func (r *docxReader) readNotes(a *archive, name, kind string) error {
	data, err := a.read(name)
	if err != nil {
		return err
	}
	r.d.origin.parts = append(r.d.origin.parts, &part{name: name, data: data})
	r.part = int32(len(r.d.origin.parts) - 1)
	r.x = newXML(data, r.opt)
	r.fields = r.fields[:0]
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		if e.Name.Local != kind {
			return r.x.children(visit, nil)
		}
		if t := attr(e, "type"); t != "" && t != "normal" {
			return r.x.skip() // the line above the notes
		}
		key := kind + " " + attr(e, "id")
		if _, ok := r.notes[key]; !ok {
			return r.x.skip() // its mark is in deleted text
		}
		r.beginNote(key, r.notes[key])
		err := r.x.children(r.element, nil)
		r.endNote()
		return err
	}
	if err := r.x.children(visit, nil); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
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

// readProperties takes title and date out of the Dublin Core elements of an office file.
func (d *Document) readProperties(data string, opt Options) {
	x := newXML(data, opt)
	var created, modified string
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		var into *string
		switch e.Name.Local {
		case "title":
			into = &d.Title
		case "created", "creation-date":
			into = &created
		case "modified", "date":
			into = &modified
		}
		return x.children(visit, func(raw string, src int) {
			if into != nil && len(*into) < 1000 {
				references(raw, src, func(s string, _ int) { *into += s }, func(s string, _, _ int) { *into += s })
			}
		})
	}
	if x.children(visit, nil) != nil {
		return
	}
	d.Title = strings.TrimSpace(d.Title)
	d.Date = isoDate(modified)
	if d.Date == "" {
		d.Date = isoDate(created)
	}
}

// isoDate cuts the day out of a time stamp; "" if it does not begin with one.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || !digits(s[:4]+s[5:7]+s[8:10]) {
		return ""
	}
	return s[:10]
}
