package document

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
)

// An xmlReader walks over XML and knows where each piece of text stands.
type xmlReader struct {
	dec   *xml.Decoder
	data  string
	depth int
	max   int
}

func newXML(data string, opt Options) *xmlReader {
	x := &xmlReader{dec: xml.NewDecoder(strings.NewReader(data)), data: data, max: opt.MaxDepth}
	x.dec.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("XML in %s, want UTF-8", charset)
	}
	return x
}

// children calls element for each element inside the one that was just opened, or inside the whole
// stream at the start, and text for each stretch of characters, as it stands in the source. element
// must read its element to the end: with children, skip or text. Either may be nil.
func (x *xmlReader) children(element func(xml.StartElement) error, text func(raw string, src int)) error {
	if x.depth++; x.depth > x.max {
		return errDepth(x.max)
	}
	defer func() { x.depth-- }()
	for {
		from := int(x.dec.InputOffset())
		tok, err := x.dec.Token()
		if err == io.EOF && x.depth == 1 {
			return nil
		}
		if err != nil {
			return xmlError(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if element == nil {
				err = x.dec.Skip()
			} else {
				err = element(tok)
			}
			if err != nil {
				return xmlError(err)
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if text != nil {
				text(x.data[from:x.dec.InputOffset()], from)
			}
		case xml.Directive:
			return errors.New("a document type declaration, which no document needs")
		}
	}
}

// skip reads over the element that was just opened.
func (x *xmlReader) skip() error { return x.dec.Skip() }

func xmlError(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("damaged XML at line %d: %s", syntax.Line, syntax.Msg)
	}
	return err
}

// attr returns the value of the attribute with this local name.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// references calls plain for the stretches of raw that stand for themselves and decoded for character
// references and CDATA sections. raw is one token of characters, as it stands in the source.
func references(raw string, src int, plain func(s string, src int), decoded func(s string, src, n int)) {
	if s, ok := strings.CutPrefix(raw, "<![CDATA["); ok {
		plain(strings.TrimSuffix(s, "]]>"), src+len("<![CDATA["))
		return
	}
	for raw != "" {
		i := strings.IndexByte(raw, '&')
		if i < 0 {
			plain(raw, src)
			return
		}
		if i > 0 {
			plain(raw[:i], src)
		}
		n := referenceLength(raw[i:])
		decoded(html.UnescapeString(raw[i:i+n]), src+i, n)
		raw, src = raw[i+n:], src+i+n
	}
}

// referenceLength is the length of the character reference at the start of s, 1 if there is none.
func referenceLength(s string) int {
	n := 1
	for n < len(s) && n < 40 && (s[n] == '#' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n < len(s) && s[n] == ';' && n > 1 {
		return n + 1
	}
	return 1
}
