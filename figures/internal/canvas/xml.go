package canvas

import "unicode/utf8"

// appendXML escapes text for element content and quoted attributes. What XML 1.0 cannot hold (control
// characters, broken UTF-8) becomes U+FFFD. What forces a direction of writing on the text behind it is left
// out: in a drawing only letters decide that, and isolates that end where they began.
func appendXML(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
			b = utf8.AppendRune(b, utf8.RuneError)
		case r == '\u2028', r == '\u2029': // ends of lines and paragraphs
			b = append(b, ' ')
		case directs(r):
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// directs says whether a character is an embedding or an override (UAX #9, section 2).
func directs(r rune) bool { return r >= '\u202a' && r <= '\u202e' }

// receiptNS names our own terms in RDF and XMP; it is a name, not an address.
const receiptNS = "urn:recount:receipt:1"

// appendMetadata writes what the file is and comes from, as RDF.
func appendMetadata(b []byte, d Doc) []byte {
	b = append(b, `<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:recount="`+receiptNS+`"><rdf:Description rdf:about=""`...)
	b = append(b, "><dc:title>"...)
	b = append(appendXML(b, d.Title), "</dc:title>"...)
	if d.Source != "" {
		b = append(appendXML(append(b, "<dc:source>"...), d.Source), "</dc:source>"...)
	}
	if d.Receipt != "" {
		b = append(appendXML(append(b, "<recount:receipt>"...), d.Receipt), "</recount:receipt>"...)
	}
	return append(b, "</rdf:Description></rdf:RDF></metadata>\n"...)
}
