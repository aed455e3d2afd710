// Package annotate writes a copy of a Word document with a comment at each finding.
//
// In go the bytes of the document, what was read from it and the findings; out comes the same archive in
// which only the text's part, the comments, the list of content types and the text's relations are
// changed. Runs are split where a comment begins or ends inside one; every other byte of the text stays:
// tracked changes, fields, notes and the comments of others among them. A comment is signed recount and
// bears no user name and no date.
package annotate

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/report"
)

// Author signs every comment.
const Author = "recount"

// Options say what is commented on.
type Options struct {
	All bool // every number, not only what does not agree
}

// Word writes the annotated copy and returns how many comments it holds. The document must be the one
// that data was read into. The copy is made whole before the first byte is written.
func Word(w io.Writer, data []byte, doc *document.Document, fs []finding.Finding, opt Options) (int, error) {
	if doc.Format != document.DOCX {
		return 0, fmt.Errorf("%s: comments are written into Word documents (.docx), this is %s", doc.Name, doc.Format)
	}
	p, err := open(data)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", doc.Name, err)
	}
	n := 0
	if list := wanted(fs, opt); len(list) > 0 {
		if n, err = p.annotate(doc, list); err != nil {
			return 0, fmt.Errorf("%s: %w", doc.Name, err)
		}
	}
	var out bytes.Buffer
	if err := p.write(&out); err != nil {
		return 0, fmt.Errorf("%s: %w", doc.Name, err)
	}
	_, err = w.Write(out.Bytes())
	return n, err
}

// wanted are the findings to comment on, in the order of the text.
func wanted(fs []finding.Finding, opt Options) []finding.Finding {
	var list []finding.Finding
	for _, f := range fs {
		if opt.All || f.Verdict == finding.Refuted && !report.Accepted(f) {
			list = append(list, f)
		}
	}
	finding.Sort(list)
	return list
}

// paragraphs is what a comment says: how the number compares, the arithmetic, the question, what would agree.
func paragraphs(f finding.Finding, inNote bool) []string {
	first := fmt.Sprintf("“%s” %s", f.Text, report.Headline(f))
	if inNote {
		first = "In this note: " + first
	}
	if f.Formula != "" {
		first += ": " + report.People(f.Formula)
	}
	list := []string{first}
	if f.Message != "" {
		list = append(list, f.Message)
	}
	if f.Wording != "" {
		list = append(list, "Would agree: "+f.Wording)
	}
	for _, n := range f.Notes {
		list = append(list, "Note: "+n.Text)
	}
	return list
}

// annotate places the comments and returns how many there are.
func (p *pack) annotate(doc *document.Document, fs []finding.Finding) (int, error) {
	body, err := p.read(p.main)
	if err != nil {
		return 0, err
	}
	lay, err := read(body)
	if err != nil {
		return 0, fmt.Errorf("reading %s: %w", p.main, err)
	}
	c, err := p.comments(lay.space)
	if err != nil {
		return 0, err
	}
	e := editor{lay: lay, body: body}
	for _, f := range fs {
		member, from, to, ok := doc.PartRange(f.Start, f.End)
		var at spot
		inNote := false
		switch {
		case !ok:
		case member == p.main:
			at, ok = lay.spot(from, to)
		default:
			at, ok = p.noteSpot(lay, member, from)
			inNote = true
		}
		if !ok {
			continue
		}
		e.place(at, c.next)
		c.add(paragraphs(f, inNote))
	}
	if c.made == 0 {
		return 0, nil
	}
	p.changed[p.main] = e.apply()
	return c.made, p.finish(c)
}

// noteSpot is the mark of the note that a place lies in: a note holds no comments of its own.
func (p *pack) noteSpot(lay *layout, member string, off int) (spot, bool) {
	kind := ""
	for _, k := range []string{"footnote", "endnote"} {
		if strings.HasSuffix(member, k+"s.xml") {
			kind = k
		}
	}
	if kind == "" {
		return spot{}, false
	}
	ids, ok := p.notes[member]
	if !ok {
		data, err := p.read(member)
		if err != nil {
			return spot{}, false
		}
		ids = noteIDs(data, kind)
		p.notes[member] = ids
	}
	for _, n := range ids {
		if n.start <= off && off < n.end {
			g, ok := lay.marks[kind+" "+n.id]
			return spot{from: g.start, to: g.end, ref: g.end}, ok
		}
	}
	return spot{}, false
}

// A pack is the archive of a document with the members that were changed.
type pack struct {
	zip     *zip.Reader
	main    string
	changed map[string]string
	notes   map[string][]note
}

func open(data []byte) (*pack, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the archive is damaged or cut short: %w", err)
	}
	p := &pack{zip: r, main: "word/document.xml", changed: map[string]string{}, notes: map[string][]note{}}
	if rels, err := p.read("_rels/.rels"); err == nil {
		if t := relationTo(rels, "officeDocument"); p.file(strings.TrimPrefix(t, "/")) != nil {
			p.main = strings.TrimPrefix(t, "/")
		}
	}
	return p, nil
}

func (p *pack) file(name string) *zip.File {
	for _, f := range p.zip.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// maxMember bounds one part of a document unpacked; package document has read it within tighter bounds.
const maxMember = 512 << 20

// read returns a member as it is or as it was changed.
func (p *pack) read(name string) (string, error) {
	if s, ok := p.changed[name]; ok {
		return s, nil
	}
	f := p.file(name)
	if f == nil {
		return "", fmt.Errorf("no %s in the archive", name)
	}
	r, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("unpacking %s: %w", name, err)
	}
	defer r.Close()
	var buf bytes.Buffer
	if n, err := io.Copy(&buf, io.LimitReader(r, maxMember+1)); err != nil || n > maxMember {
		return "", fmt.Errorf("unpacking %s: %w", name, errors.Join(err, errIf(n > maxMember, "too large")))
	}
	return buf.String(), nil
}

func errIf(bad bool, text string) error {
	if bad {
		return errors.New(text)
	}
	return nil
}

// write writes the archive: what was not changed is copied as it is packed, new members come last.
func (p *pack) write(w io.Writer) error {
	out := zip.NewWriter(w)
	done := map[string]bool{}
	for _, f := range p.zip.File {
		text, ok := p.changed[f.Name]
		if !ok {
			if err := out.Copy(f); err != nil {
				return fmt.Errorf("copying %s: %w", f.Name, err)
			}
			continue
		}
		if done[f.Name] {
			continue
		}
		done[f.Name] = true
		if err := add(out, &zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified}, text); err != nil {
			return err
		}
	}
	for _, name := range sortedKeys(p.changed) {
		if !done[name] {
			if err := add(out, &zip.FileHeader{Name: name, Method: zip.Deflate}, p.changed[name]); err != nil {
				return err
			}
		}
	}
	return out.Close()
}

func add(out *zip.Writer, h *zip.FileHeader, text string) error {
	w, err := out.CreateHeader(h)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	return err
}
