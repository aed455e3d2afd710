package annotate

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
)

// The two namespaces of a Word document: the usual one and that of the strict form.
const (
	nsWord   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// A layout is where the runs of a text part stand, in bytes.
type layout struct {
	space  string // the namespace
	prefix string // what stands for it, with its colon; "" if it is the default
	groups []group
	runs   []run
	marks  map[string]group // "footnote 3" → the run with its mark
}

// A group is a child of a paragraph of the body, or several that a field joins.
type group struct {
	start, end int
	whole      bool // nothing may be put inside: a field, a formula, a content control
}

// A run is a stretch of text of one look that can be split.
type run struct {
	start, end int
	open       string // its start tag
	name       string // with its prefix
	props      string // its properties
	inner      int    // where its content begins, behind the properties
	close      int    // where its end tag begins
	texts      []text
	group      int
	direct     bool // it is itself the child of the paragraph
}

// A text is one element of characters in a run.
type text struct {
	start, from, to, end int
	name                 string
	cdata                bool
}

// A reader keeps what is open while the layout is read.
type reader struct {
	*layout
	body  string
	dec   *xml.Decoder
	stack []opened
	para  int // depth of the outermost paragraph, 0 outside
	run   int // depth of the outermost run, 0 outside
	props int // depth of the run's properties, 0 outside
	from  int // where they begin
	text  int // depth of the text element, 0 outside
	deep  int // fields that are open
	ours  group
	busy  bool     // a group has begun
	noted []string // the marks of notes in it
}

type opened struct {
	name  xml.Name
	start int
	tag   int // where its start tag ends
}

// maxDepth bounds the nesting of elements; package document has read the part within it.
const maxDepth = 512

// read finds the runs of a text part.
func read(body string) (*layout, error) {
	r := &reader{layout: &layout{marks: map[string]group{}}, body: body, dec: xml.NewDecoder(strings.NewReader(body))}
	for {
		from := int(r.dec.InputOffset())
		tok, err := r.dec.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		to := int(r.dec.InputOffset())
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(r.stack) == maxDepth {
				return nil, fmt.Errorf("more than %d elements inside each other", maxDepth)
			}
			r.stack = append(r.stack, opened{tok.Name, from, to})
			r.begin(tok, from, to)
		case xml.EndElement:
			if len(r.stack) == 0 || r.stack[len(r.stack)-1].name != tok.Name {
				return nil, fmt.Errorf("</%s> ends nothing", tok.Name.Local)
			}
			r.end(from, to)
			r.stack = r.stack[:len(r.stack)-1]
		case xml.CharData:
			if r.text > 0 && from < to && body[from:min(from+3, to)] == "<![" {
				t := r.runs[len(r.runs)-1].texts
				t[len(t)-1].cdata = true
			}
		}
	}
	if r.space == "" {
		return nil, errors.New("not the text of a Word document")
	}
	return r.layout, nil
}

// root learns the namespace and its prefix from the first element.
func (r *reader) root(e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Value != nsWord && a.Value != nsStrict {
			continue
		}
		if a.Name.Space == "xmlns" {
			r.space, r.prefix = a.Value, a.Name.Local+":"
			return
		}
		if a.Name.Space == "" && a.Name.Local == "xmlns" {
			r.space = a.Value
		}
	}
}

// is says whether a name is this one of Word's.
func (r *reader) is(n xml.Name, local string) bool {
	return n.Local == local && n.Space == strings.TrimSuffix(r.prefix, ":")
}

// splittable are the children of a paragraph inside which a comment may begin.
var splittable = map[string]bool{"r": true, "ins": true, "moveTo": true, "hyperlink": true, "smartTag": true}

func (r *reader) begin(e xml.StartElement, from, to int) {
	depth := len(r.stack)
	if depth == 1 {
		r.root(e)
		return
	}
	switch {
	case r.para == 0:
		if r.is(e.Name, "p") {
			r.para = depth
		}
		return
	case depth == r.para+1:
		if !r.busy {
			r.ours, r.busy = group{start: from, whole: r.deep > 0}, true
		}
		if e.Name.Space != strings.TrimSuffix(r.prefix, ":") || !splittable[e.Name.Local] {
			r.ours.whole = true
		}
	}
	switch {
	case r.is(e.Name, "fldChar"):
		r.ours.whole = true
		switch attrOf(e, "fldCharType") {
		case "begin":
			r.deep++
		case "end":
			r.deep = max(r.deep-1, 0)
		}
	case r.is(e.Name, "footnoteReference"), r.is(e.Name, "endnoteReference"):
		r.noted = append(r.noted, strings.TrimSuffix(e.Name.Local, "Reference")+" "+attrOf(e, "id"))
	case r.is(e.Name, "sdt"), r.is(e.Name, "fldSimple"):
		r.ours.whole = true
	}
	switch {
	case r.run == 0 && r.is(e.Name, "r"):
		r.run = depth
		r.runs = append(r.runs, run{start: from, open: r.body[from:to], name: qualified(e.Name), inner: to, group: len(r.groups), direct: depth == r.para+1})
	case r.run > 0 && depth == r.run+1 && r.is(e.Name, "rPr"):
		r.props, r.from = depth, from
	case r.run > 0 && depth == r.run+1 && r.is(e.Name, "t"):
		r.text = depth
		last := &r.runs[len(r.runs)-1]
		last.texts = append(last.texts, text{start: from, from: to, name: qualified(e.Name)})
	}
}

func (r *reader) end(from, to int) {
	depth := len(r.stack)
	switch depth {
	case r.text:
		r.text = 0
		ts := r.runs[len(r.runs)-1].texts
		ts[len(ts)-1].to, ts[len(ts)-1].end = from, to
	case r.props:
		r.props = 0
		last := &r.runs[len(r.runs)-1]
		last.props, last.inner = r.body[r.from:to], to
	case r.run:
		r.run = 0
		last := &r.runs[len(r.runs)-1]
		last.close, last.end = from, to
	}
	switch {
	case r.para > 0 && depth == r.para+1:
		r.ours.end = to
		if r.deep == 0 {
			r.endGroup()
		}
	case r.para > 0 && depth == r.para:
		r.endGroup() // a field that runs on into the next paragraph is two groups
		r.para = 0
	}
}

func (r *reader) endGroup() {
	if !r.busy {
		return
	}
	for _, id := range r.noted {
		r.marks[id] = r.ours
	}
	r.noted = r.noted[:0]
	r.groups = append(r.groups, r.ours)
	r.busy = false
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func attrOf(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// A spot is where a comment goes: its range, and the mark that shows it, always a child of the paragraph.
type spot struct {
	from, to, ref    int
	fromRun, toRun   int // 1 + index of the run that is split there, 0 if none
	fromText, toText int
}

// spot finds the place of a stretch of characters. It reports false outside the paragraphs of the body.
func (l *layout) spot(from, to int) (spot, bool) {
	a, ok := l.groupAt(from)
	b, ok2 := l.groupAt(to - 1)
	if !ok || !ok2 || b < a {
		return spot{}, false
	}
	s := spot{from: l.groups[a].start, to: l.groups[b].end, ref: l.groups[b].end}
	if k, t, ok := l.runAt(from, a); ok {
		s.from, s.fromRun, s.fromText = from, k+1, t
	}
	if k, t, ok := l.runAt(to-1, b); ok {
		s.to, s.toRun, s.toText = to, k+1, t
		if l.runs[k].direct {
			s.ref = -1 // beside the end of the range
		}
	}
	return s, true
}

func (l *layout) groupAt(off int) (int, bool) {
	i := sort.Search(len(l.groups), func(i int) bool { return l.groups[i].end > off })
	return i, i < len(l.groups) && l.groups[i].start <= off
}

// runAt finds the text of a run at the offset, if the run may be split there.
func (l *layout) runAt(off, g int) (k, t int, ok bool) {
	if l.groups[g].whole {
		return 0, 0, false
	}
	k = sort.Search(len(l.runs), func(i int) bool { return l.runs[i].end > off })
	if k == len(l.runs) || l.runs[k].start > off {
		return 0, 0, false
	}
	for t, x := range l.runs[k].texts {
		if x.from <= off && off < x.to {
			return k, t, !x.cdata
		}
	}
	return 0, 0, false
}

// A note is a footnote or endnote in its part.
type note struct {
	id         string
	start, end int
}

// noteIDs finds the notes of their part. What cannot be read is left out.
func noteIDs(data, kind string) []note {
	var list []note
	dec := xml.NewDecoder(strings.NewReader(data))
	for {
		from := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if err != nil {
			return list
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == kind {
				list = append(list, note{id: attrOf(tok, "id"), start: from, end: len(data)})
			}
		case xml.EndElement:
			if tok.Name.Local == kind && len(list) > 0 {
				list[len(list)-1].end = int(dec.InputOffset())
			}
		}
	}
}
