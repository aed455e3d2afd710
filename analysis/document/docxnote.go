package document

import (
	"encoding/xml"
	"fmt"
	"strings"
)

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
