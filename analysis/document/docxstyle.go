package document

import (
	"encoding/xml"
	"fmt"
	"strings"
)

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
