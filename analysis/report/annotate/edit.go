package annotate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// An editor collects what is put into a text part.
type editor struct {
	lay  *layout
	body string
	cuts []cut
}

// A cut is a mark at a byte of the part, inside a run or between elements.
type cut struct {
	at    int
	order int // ends of ranges come before beginnings at the same place
	mark  string
	run   int // 1 + index of the run that is split, 0 between elements
	text  int
}

// The order of marks at one place.
const (
	endMark = iota
	refMark
	startMark
)

// place puts the three marks of a comment.
func (e *editor) place(s spot, id int) {
	ref := e.element("commentReference", id)
	run := "<" + e.name("r") + e.declared() + ">" + ref + "</" + e.name("r") + ">"
	e.cuts = append(e.cuts, e.cut(s.from, startMark, s.fromRun, s.fromText, e.element("commentRangeStart", id)))
	end := e.element("commentRangeEnd", id)
	if s.ref < 0 {
		end += run
	} else {
		e.cuts = append(e.cuts, cut{at: s.ref, order: refMark, mark: run})
	}
	e.cuts = append(e.cuts, e.cut(s.to, endMark, s.toRun, s.toText, end))
}

// name writes a name of Word's with its prefix. Where the namespace is the default one, attributes need a
// prefix of their own: see declared.
func (e *editor) name(local string) string { return cmp.Or(e.lay.prefix, "w:") + local }

func (e *editor) declared() string {
	if e.lay.prefix != "" {
		return ""
	}
	return ` xmlns:w="` + e.lay.space + `"`
}

func (e *editor) element(local string, id int) string {
	return fmt.Sprintf(`<%s%s %s="%d"/>`, e.name(local), e.declared(), e.name("id"), id)
}

// cut moves a mark from the edge of a text to the edge of its element or run, so that no empty run is made.
func (e *editor) cut(at, order, run, text int, mark string) cut {
	c := cut{at: at, order: order, mark: mark}
	if run == 0 {
		return c
	}
	r := &e.lay.runs[run-1]
	t := r.texts[text]
	switch {
	case at == t.from && t.start == r.inner:
		c.at = r.start
	case at == t.to && t.end == r.close:
		c.at = r.end
	case at == t.from:
		c.at, c.run, c.text = t.start, run, -1
	case at == t.to:
		c.at, c.run, c.text = t.end, run, -1
	default:
		c.run, c.text = run, text
	}
	return c
}

// apply returns the part with the marks in it.
func (e *editor) apply() string {
	slices.SortStableFunc(e.cuts, func(a, b cut) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.order, b.order))
	})
	var out strings.Builder
	last := 0
	kept := map[int]bool{}
	for i := 0; i < len(e.cuts); {
		c := e.cuts[i]
		marks := ""
		for ; i < len(e.cuts) && e.cuts[i].at == c.at; i++ {
			marks += e.cuts[i].mark
			if e.cuts[i].run > 0 {
				c.run, c.text = e.cuts[i].run, e.cuts[i].text
			}
		}
		if c.run > 0 && c.text >= 0 {
			last = e.keepSpace(&out, last, e.lay.runs[c.run-1].texts[c.text], kept)
		}
		out.WriteString(e.body[last:c.at])
		last = c.at
		out.WriteString(e.split(c, marks))
	}
	out.WriteString(e.body[last:])
	return out.String()
}

// keepSpace copies up to the text and writes its tag anew, so that spaces at the new edges are kept.
func (e *editor) keepSpace(out *strings.Builder, last int, t text, kept map[int]bool) int {
	if kept[t.start] {
		return last
	}
	kept[t.start] = true
	out.WriteString(e.body[last:t.start])
	out.WriteString("<" + t.name + ` xml:space="preserve">`)
	return t.from
}

// split wraps marks into the end of a run and the beginning of its second half.
func (e *editor) split(c cut, marks string) string {
	if c.run == 0 {
		return marks
	}
	r := &e.lay.runs[c.run-1]
	if c.text < 0 {
		return "</" + r.name + ">" + marks + r.open + r.props
	}
	name := r.texts[c.text].name
	return "</" + name + "></" + r.name + ">" + marks + r.open + r.props + "<" + name + ` xml:space="preserve">`
}
