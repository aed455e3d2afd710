package fill

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"recount/figures"
)

// The room that a figure may take on a page of A4 with margins of 25 mm, in EMU (12,700 to the point).
const (
	emuPerPoint = 12700
	pageWidth   = 160 * 36000
	pageHeight  = 225 * 36000
)

// picture draws a figure and returns the element that shows it.
func (w *wordFiller) picture(out filling) (string, error) {
	fig := out.figure
	d, err := fig.Draw(figures.Options{Preset: "word"})
	if err != nil {
		return "", err
	}
	name := "recount-" + fig.ID + ".png"
	known := false
	for _, p := range w.pictures {
		known = known || p.name == name
	}
	if !known {
		data, err := d.Bytes(figures.PNG)
		if err != nil {
			return "", err
		}
		w.pictures = append(w.pictures, picture{name, data})
		if w.out.media == nil {
			w.out.media = map[string][]byte{}
		}
		w.out.media[fig.ID] = data
	}
	w.drawings++
	width, height := d.Size()
	scale := min(1, pageWidth/(width*emuPerPoint), pageHeight/(height*emuPerPoint))
	cx, cy := int(width*emuPerPoint*scale+0.5), int(height*emuPerPoint*scale+0.5)
	title, alt := DOCX.escaped(fig.Title), DOCX.escaped(fig.Alt)
	return fmt.Sprintf(`<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">`+
		`<wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="%[4]s" descr="%[5]s" title="%[6]s"/>`+
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%[3]d" name="%[4]s" descr="%[5]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip xmlns:r="%[7]s" r:embed="%[8]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`+
		`</a:graphicData></a:graphic></wp:inline></w:drawing>`,
		cx, cy, 90_000+w.drawings, fig.ID, alt, title, strings.TrimSuffix(relOffice, "/"), strings.TrimSuffix(name, ".png")), nil
}

// finish writes the parts that the filled text refers to.
func (w *wordFiller) finish() error {
	var rels, types strings.Builder
	relation := func(id, kind, target string, outside bool) {
		mode := ""
		if outside {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&rels, `<Relationship Id="%s" Type="%s%s" Target="%s"%s/>`, id, relOffice, kind, DOCX.escaped(target), mode)
	}
	for i, url := range w.links {
		relation(fmt.Sprintf("recount-link-%d", i+1), "hyperlink", url, true)
	}
	content := string(w.pack.parts[typesPart])
	for _, p := range w.pictures {
		relation(strings.TrimSuffix(p.name, ".png"), "image", "media/"+p.name, false)
		w.pack.set("word/media/"+p.name, p.data)
	}
	if len(w.pictures) > 0 && !strings.Contains(asciiLower(content), `extension="png"`) {
		types.WriteString(`<Default Extension="png" ContentType="image/png"/>`)
	}
	if len(w.footnotes) > 0 {
		if w.pack.parts[notesPart] == nil {
			relation("recount-footnotes", "footnotes", "footnotes.xml", false)
			types.WriteString(`<Override PartName="/` + notesPart + `" ContentType="` + contentWord + `footnotes+xml"/>`)
			w.pack.set(notesPart, []byte(emptyNotes))
		}
		if err := w.insert(notesPart, "</w:footnotes>", w.footnoteXML()); err != nil {
			return err
		}
	}
	if rels.Len() > 0 {
		if w.pack.parts[relsPart] == nil {
			w.pack.set(relsPart, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`))
		}
		if err := w.insert(relsPart, "</Relationships>", rels.String()); err != nil {
			return err
		}
	}
	if types.Len() > 0 {
		return w.insert(typesPart, "</Types>", types.String())
	}
	return nil
}

// insert puts text before the end of a part's last element.
func (w *wordFiller) insert(name, mark, text string) error {
	data := w.pack.parts[name]
	i := bytes.LastIndex(data, []byte(mark))
	if self := bytes.LastIndex(data, []byte("/>")); i < 0 && name == relsPart && self > 0 { // <Relationships …/>
		w.pack.parts[name] = []byte(string(data[:self]) + ">" + text + mark)
		return nil
	}
	if i < 0 {
		return errors.New(name + " is not as Word writes it")
	}
	w.pack.parts[name] = []byte(string(data[:i]) + text + string(data[i:]))
	return nil
}

const emptyNotes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<w:footnotes xmlns:w="` + nsWord + `"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
	`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>`

func (w *wordFiller) footnoteXML() string {
	var b strings.Builder
	for i, id := range w.footnotes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r>%s %s%s</w:r></w:p></w:footnote>`,
			id, openText, DOCX.escaped(w.notes.list[i]), closeText)
	}
	return b.String()
}
