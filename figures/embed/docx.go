package embed

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/bidi"

	"recount/figures"
)

// The room that a figure may take on a page of A4 with margins of 25 mm, in EMU (914,400 to the inch).
const (
	emuPerPoint = 12700
	pageWidth   = 160 * 36000
	pageHeight  = 225 * 36000
)

// docxFiles returns a Word document with the figure: the SVG for programs that draw it, the PNG for
// others, alternative text, caption and source. Its paragraphs are pasted into another document whole.
func (s *Sheet) docxFiles() ([]File, error) {
	o := s.main(DOCX)
	raster, err := s.file(o, figures.PNG)
	if err != nil {
		return nil, err
	}
	vector, err := s.file(o, figures.SVG)
	if err != nil {
		return nil, err
	}
	d, err := s.draw(o)
	if err != nil {
		return nil, err
	}
	w, h := d.Size()
	data, err := pack([]part{
		{"[Content_Types].xml", []byte(docxTypes)},
		{"_rels/.rels", []byte(docxRelations)},
		{"docProps/core.xml", []byte(s.docxProperties())},
		{"word/document.xml", []byte(s.docxBody(emu(w, h)))},
		{"word/styles.xml", []byte(fmt.Sprintf(docxStyles, xmlText(s.Figure.Lang)))},
		{"word/_rels/document.xml.rels", []byte(docxParts)},
		{"word/media/figure.png", raster.Data},
		{"word/media/figure.svg", vector.Data},
	})
	return []File{{s.Figure.ID + ".docx", s.Figure.ID, data}}, err
}

// emu returns the size on the page for a size in points.
func emu(w, h float64) (int, int) {
	scale := min(1, pageWidth/(w*emuPerPoint), pageHeight/(h*emuPerPoint))
	return int(w*emuPerPoint*scale + 0.5), int(h*emuPerPoint*scale + 0.5)
}

type part struct {
	name string
	data []byte
}

// pack writes an archive whose bytes depend on its parts alone: no clock, no system.
func pack(parts []part) ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		method := zip.Deflate
		if strings.HasSuffix(p.name, ".png") {
			method = zip.Store // is compressed already
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return buf.Bytes(), err
}

// docxBody writes the paragraphs: figure, caption with a number that Word counts, source.
func (s *Sheet) docxBody(w, h int) string {
	p := s.Pieces()
	name, alt := xmlText(s.Figure.ID), xmlText(p.Alt)
	picture := fmt.Sprintf(`<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/>`+
		`<wp:docPr id="1" name="%[3]s" descr="%[4]s" title="%[5]s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`+
		`<pic:nvPicPr><pic:cNvPr id="1" name="%[3]s" descr="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="png"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="svg"/></a:ext></a:extLst></a:blip>`+
		`<a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`, w, h, name, alt, xmlText(p.Title))
	title := sentence(p.Title)
	return docxHead + paragraph("Figure", "", run("", picture)) +
		paragraph("Caption", title, text("Figure ")+`<w:fldSimple w:instr=" SEQ Figure \* ARABIC ">`+text("1")+`</w:fldSimple>`+text(". ")+
			bold(title)+text(rest(p.Caption, title))) +
		paragraph("FigureSource", p.Credit, text(p.Credit)) + docxTail
}

// paragraph sets runs in a style, from right to left if their text begins so.
func paragraph(style, begins, runs string) string {
	if rightToLeft(begins) {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/><w:bidi/></w:pPr>` + runs + "</w:p>\n"
	}
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + runs + "</w:p>\n"
}

// rightToLeft says whether the first letter of a text that has a direction is of a script written so.
func rightToLeft(s string) bool {
	for len(s) > 0 {
		p, size := bidi.LookupString(s)
		switch p.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			return false
		}
		s = s[max(size, 1):]
	}
	return false
}

func run(properties, content string) string {
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return "<w:r>" + properties + content + "</w:r>"
}

func bold(s string) string {
	if rightToLeft(s) {
		return run("<w:b/><w:bCs/><w:rtl/>", wordText(s))
	}
	return run("<w:b/><w:bCs/>", wordText(s))
}

func text(s string) string {
	if rightToLeft(s) {
		return run("<w:rtl/>", wordText(s))
	}
	return run("", wordText(s))
}

func wordText(s string) string { return `<w:t xml:space="preserve">` + xmlText(s) + "</w:t>" }

func (s *Sheet) docxProperties() string {
	p := s.Pieces()
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		"<dc:title>" + xmlText(p.Title) + "</dc:title><dc:subject>" + xmlText(p.Alt) + "</dc:subject><dc:description>" + xmlText(p.Credit) + "</dc:description>" +
		"<dc:language>" + xmlText(s.Figure.Lang) + "</dc:language></cp:coreProperties>\n"
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const docxTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>` + "\n"

const docxRelations = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="properties" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>` + "\n"

const docxParts = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="png" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/figure.png"/>` +
	`<Relationship Id="svg" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/figure.svg"/></Relationships>` + "\n"

const docxHead = xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" ` +
	`xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"><w:body>` + "\n"

// A4 with margins of 25 mm.
const docxTail = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>` + "\n"

// docxStyles takes the language. Caption is Word's own style, so that a list of figures finds it.
const docxStyles = xmlHead + `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:lang w:val="%s"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Figure"><w:name w:val="Figure"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="60"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="60"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="FigureSource"><w:name w:val="Figure Source"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="200"/></w:pPr><w:rPr><w:sz w:val="16"/><w:color w:val="595959"/></w:rPr></w:style></w:styles>` + "\n"
