package fill

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Bounds of a Word document.
const (
	maxParts    = 20_000
	maxUnpacked = 512 << 20 // bytes, of all parts
)

const (
	nsWord      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	mainPart    = "word/document.xml"
	relsPart    = "word/_rels/document.xml.rels"
	notesPart   = "word/footnotes.xml"
	typesPart   = "[Content_Types].xml"
	relOffice   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	contentWord = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// A pack is a Word document taken apart: its parts in the order of the file.
type pack struct {
	names []string
	parts map[string][]byte
}

func unpack(data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("is no Word document, or is cut short: %w", err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("has %d parts, want at most %d", len(z.File), maxParts)
	}
	p := &pack{parts: map[string][]byte{}}
	left := int64(maxUnpacked)
	for _, f := range z.File {
		if _, twice := p.parts[f.Name]; twice || strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("unpacking %s: %w", f.Name, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("unpacking %s: %w", f.Name, err)
		}
		if left -= int64(len(data)); left < 0 {
			return nil, fmt.Errorf("unpacks to more than %d MB", maxUnpacked>>20)
		}
		p.names = append(p.names, f.Name)
		p.parts[f.Name] = data
	}
	if p.parts[mainPart] == nil {
		return nil, fmt.Errorf("has no %s: is it a Word document (.docx)?", mainPart)
	}
	if !bytes.Contains(p.parts[mainPart], []byte("<w:body")) {
		return nil, fmt.Errorf("%s is not as Word writes it: open the document in Word or LibreOffice and save it as .docx", mainPart)
	}
	return p, nil
}

func (p *pack) set(name string, data []byte) {
	if _, ok := p.parts[name]; !ok {
		p.names = append(p.names, name)
	}
	p.parts[name] = data
}

// bytes packs the parts; the bytes depend on them alone.
func (p *pack) bytes() ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range p.names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.parts[name]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return buf.Bytes(), err
}

// filledPart says which parts hold text that may hold placeholders. Footnotes and pictures stand in the main
// text only.
func filledPart(name string) bool {
	if path.Dir(name) != "word" || path.Ext(name) != ".xml" {
		return false
	}
	base := strings.TrimRight(strings.TrimSuffix(path.Base(name), ".xml"), "0123456789")
	return slices.Contains([]string{"document", "header", "footer", "footnotes", "endnotes"}, base)
}

// text lists the parts that hold text: the main one first, the footnotes last, so that what is added to them
// comes at the end.
func (p *pack) text() []string {
	rank := func(name string) int {
		switch name {
		case mainPart:
			return 0
		case notesPart:
			return 2
		}
		return 1
	}
	var names []string
	for _, name := range p.names {
		if filledPart(name) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(rank(a)-rank(b), strings.Compare(a, b)) })
	return names
}

// docx fills a Word document.
func (f *filler) docx(draft []byte) error {
	p, err := unpack(draft)
	if err != nil {
		return err
	}
	w := &wordFiller{filler: f, pack: p}
	for _, name := range p.text() {
		w.main = name == mainPart
		data, err := w.part(p.parts[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		p.parts[name] = data
	}
	if f.errs.Total > 0 {
		return nil
	}
	if err := w.finish(); err != nil {
		return err
	}
	for _, note := range f.notes.list {
		f.out.pieces = append(f.out.pieces, piece{" " + line(note) + "\n", -2})
	}
	f.out.Data, err = p.bytes()
	return err
}

// A wordFiller fills the parts of a Word document.
type wordFiller struct {
	*filler
	pack *pack
	main bool

	paragraph int
	links     []string // addresses, relations recount-link-1 …
	pictures  []picture
	drawings  int
	controls  int
	footnotes []int // ids of the references, in the order of filler.notes
	nextNote  int
}

type picture struct {
	name string
	data []byte
}

// A chunk is the text of one w:t element: where it stands in the part.
type chunk struct {
	start, end  int // of the whole element
	text        string
	properties  string // the run's w:rPr as it is written
	inHyperlink bool
	offset      int // of text in the paragraph's text
}

// part fills one part: the text of each paragraph is looked through as a whole, since a placeholder may be
// split over runs.
func (w *wordFiller) part(data []byte) ([]byte, error) {
	paragraphs, err := chunksOf(data)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	last := 0
	for _, chunks := range paragraphs {
		w.paragraph++
		edits := w.edits(chunks)
		for _, e := range edits {
			out.Write(data[last:e.start])
			out.WriteString(e.text)
			last = e.end
		}
	}
	out.Write(data[last:])
	return out.Bytes(), nil
}

// An edit replaces bytes of a part.
type edit struct {
	start, end int
	text       string
}

// edits replaces the placeholders of a paragraph.
func (w *wordFiller) edits(chunks []chunk) []edit {
	var b strings.Builder
	for i := range chunks {
		chunks[i].offset = b.Len()
		b.WriteString(chunks[i].text)
	}
	text := b.String()
	list, errs := find(text)
	written := make([]strings.Builder, len(chunks))
	touched := make([]bool, len(chunks))
	last := 0
	// copy takes over the draft's text up to an offset, each byte in the chunk that it stands in.
	copyTo := func(end int) {
		for i, c := range chunks {
			lo, hi := max(last, c.offset), min(end, c.offset+len(c.text))
			if lo < hi {
				written[i].WriteString(markupEscaper.Replace(text[lo:hi]))
			}
		}
		w.out.pieces = append(w.out.pieces, piece{text[last:end], -1})
		last = end
	}
	for k, p := range list {
		p.paragraph = w.paragraph
		var out filling
		markup, err := "", errs[k]
		if err == nil {
			out, err = w.resolve(p)
		}
		at := slices.IndexFunc(chunks, func(c chunk) bool { return p.start < c.offset+len(c.text) })
		if err == nil {
			markup, err = w.markup(out, &chunks[at])
		}
		if err != nil {
			w.fault(p, err)
			continue
		}
		copyTo(p.start)
		written[at].WriteString(markup)
		for i, c := range chunks {
			touched[i] = touched[i] || c.offset < p.end && c.offset+len(c.text) > p.start
		}
		shown := line(out.text)
		if out.figure != nil {
			shown = ""
		}
		w.out.pieces = append(w.out.pieces, piece{shown, len(w.out.Places)})
		w.out.Places = append(w.out.Places, out.place)
		last = p.end
	}
	copyTo(len(text))
	w.out.pieces = append(w.out.pieces, piece{"\n", -1})
	var edits []edit
	for i, c := range chunks {
		if touched[i] {
			edits = append(edits, edit{c.start, c.end, openText + written[i].String() + closeText})
		}
	}
	return edits
}

const (
	openText  = `<w:t xml:space="preserve">`
	closeText = "</w:t>"
)

// markup writes a filling inside a w:t: what is more than text closes the run and opens another like it.
func (w *wordFiller) markup(out filling, c *chunk) (string, error) {
	again := "<w:r>" + c.properties + openText
	if out.figure != nil {
		if !w.main {
			return "", errors.New("a figure can stand in the main text only")
		}
		drawing, err := w.picture(out)
		if err != nil {
			return "", err
		}
		return closeText + drawing + openText, nil
	}
	text := DOCX.escaped(out.text)
	url := link(out.sources)
	bound := w.main && !w.opt.Unbound && bindable(out.id, maxTag-len(tagPrefix))
	if !bound && (!w.main || c.inHyperlink || w.opt.Notes == NoNotes || len(out.sources) == 0) {
		return text, nil
	}
	runs := again + text + closeText + "</w:r>"
	if w.main && !c.inHyperlink && w.opt.Notes == Links && url != "" {
		w.links = append(w.links, url)
		runs = fmt.Sprintf(`<w:hyperlink xmlns:r="%s" r:id="recount-link-%d" w:history="1"><w:r><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>`,
			strings.TrimSuffix(relOffice, "/"), len(w.links)) + openText + text + closeText + "</w:r></w:hyperlink>"
	}
	if bound {
		w.controls++
		runs = fmt.Sprintf(`<w:sdt><w:sdtPr><w:tag w:val="%s%s"/><w:id w:val="%d"/></w:sdtPr><w:sdtContent>`, tagPrefix, DOCX.escaped(out.id), firstControl+w.controls) +
			runs + "</w:sdtContent></w:sdt>"
	}
	if w.main && !c.inHyperlink && w.opt.Notes == Footnotes && len(out.sources) > 0 {
		runs += fmt.Sprintf(`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, w.footnote(out.sources))
	}
	return closeText + "</w:r>" + runs + again, nil
}

// A number is bound by the tag of a content control around it, which Word and LibreOffice keep while the
// text is edited. Word allows a tag 64 characters.
const (
	tagPrefix    = "recount: "
	maxTag       = 64
	firstControl = 1_300_000_000 // ids of controls, far from those that Word gives
)

// footnote makes a footnote; Word numbers them in the order of their marks, so each mark has its own.
func (w *wordFiller) footnote(sources []cited) int {
	if w.nextNote == 0 {
		w.nextNote = max(highestNote(w.pack.parts[notesPart])+1, 1)
	}
	id := w.nextNote
	w.nextNote++
	var texts []string
	for _, s := range sources {
		text := s.text
		if s.url != "" {
			text += ", " + s.url
		}
		texts = append(texts, text)
	}
	w.notes.list = append(w.notes.list, strings.Join(texts, "; ")+".")
	w.footnotes = append(w.footnotes, id)
	return id
}

// highestNote returns the highest id of a footnote.
func highestNote(data []byte) int {
	highest := 0
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.RawToken()
		if err != nil {
			return highest
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "footnote" {
			for _, a := range e.Attr {
				n := 0
				if a.Name.Local == "id" {
					fmt.Sscan(a.Value, &n)
				}
				highest = max(highest, n)
			}
		}
	}
}

// chunksOf returns the texts of each paragraph of a part. A paragraph inside another, in a text box, comes
// by itself.
func chunksOf(data []byte) ([][]chunk, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	var done [][]chunk
	var open [][]chunk // paragraphs being read
	var runs []chunk   // runs being read: start and properties
	var links, deleted, depth int
	for {
		start := int(d.InputOffset())
		token, err := d.RawToken()
		if err == io.EOF {
			return inOrder(done), nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.Directive:
			return nil, errors.New("the part has a document type declaration, which Word never writes")
		case xml.StartElement:
			if depth++; depth > 500 {
				return nil, errors.New("elements are nested more than 500 deep")
			}
			switch name := word(t.Name); name {
			case "p":
				open = append(open, nil)
			case "r":
				runs = append(runs, chunk{})
			case "hyperlink":
				links++
			case "del", "moveFrom":
				deleted++
			case "rPr":
				end, err := skip(d)
				if err != nil {
					return nil, err
				}
				depth--
				if n := len(runs); n > 0 && runs[n-1].properties == "" {
					runs[n-1].properties = string(data[start:end])
				}
			case "t":
				text, end, err := textOf(d)
				if err != nil {
					return nil, err
				}
				depth--
				if len(open) == 0 || len(runs) == 0 || deleted > 0 {
					continue
				}
				c := runs[len(runs)-1]
				c.start, c.end, c.text, c.inHyperlink = start, end, text, links > 0
				open[len(open)-1] = append(open[len(open)-1], c)
			}
		case xml.EndElement:
			depth--
			switch word(t.Name) {
			case "p":
				if n := len(open); n > 0 {
					done, open = append(done, open[n-1]), open[:n-1]
				}
			case "r":
				if n := len(runs); n > 0 {
					runs = runs[:n-1]
				}
			case "hyperlink":
				links--
			case "del", "moveFrom":
				deleted--
			}
		}
	}
}

// inOrder sorts paragraphs by where their text begins. One whose text goes on behind a text box in it cannot be
// written front to back, so its chunks become paragraphs of their own.
func inOrder(list [][]chunk) [][]chunk {
	list = slices.DeleteFunc(list, func(c []chunk) bool { return len(c) == 0 })
	slices.SortStableFunc(list, func(a, b []chunk) int { return a[0].start - b[0].start })
	for i := 1; i < len(list); i++ {
		if prev := list[i-1]; prev[len(prev)-1].start > list[i][0].start {
			var single [][]chunk
			for _, p := range list {
				for _, c := range p {
					single = append(single, []chunk{c})
				}
			}
			slices.SortStableFunc(single, func(a, b []chunk) int { return a[0].start - b[0].start })
			return single
		}
	}
	return list
}

// word is an element's name in the prefix that Word writes, empty for other elements.
func word(n xml.Name) string {
	if n.Space != "w" {
		return ""
	}
	return n.Local
}

// skip passes an element whose start was read, and returns where it ends.
func skip(d *xml.Decoder) (int, error) {
	for depth := 1; depth > 0; {
		t, err := d.RawToken()
		if err != nil {
			return 0, err
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return int(d.InputOffset()), nil
}

// textOf reads the text of an element whose start was read.
func textOf(d *xml.Decoder) (string, int, error) {
	var b strings.Builder
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", 0, err
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			return "", 0, fmt.Errorf("element %s inside a text", t.Name.Local)
		case xml.EndElement:
			return b.String(), int(d.InputOffset()), nil
		}
	}
}
