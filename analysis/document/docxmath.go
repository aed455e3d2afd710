package document

import (
	"encoding/xml"
	"strings"
)

const nsMath = "http://schemas.openxmlformats.org/officeDocument/2006/math"

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
